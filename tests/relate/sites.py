"""Judged sites, and who of them is linked."""

from datetime import UTC, datetime
from typing import Any

from msgspec.structs import replace

from scamtriage.knowledge.judgement import links
from scamtriage.records.assessment import Assessment, Refusal, Verdict
from scamtriage.records.evidence import Evidence, Outcome
from scamtriage.records.facts import (
    AddressHolder,
    Contact,
    Facts,
    Form,
    FormField,
    HostingFacts,
    PageFacts,
    RegistrationFacts,
)
from scamtriage.records.relation import Relations
from scamtriage.relate import relate
from tests.samples import SEEN, assessment, target

LONG = "words of its own " * 30


def site(name: str, *facts: Facts, verdict: Verdict = Verdict.LIKELY_SCAM, states: tuple[str, ...] = (), **of_page: Any) -> Assessment:
    page = PageFacts(**({"final_url": f"https://{name}/", "final_host": name, "status_code": 200, "text": LONG, "tags": 90} | of_page))
    named = {one.__struct_config__.tag: one for one in (page, *facts)}
    evidence = {name: Evidence(collector=name, outcome=Outcome.OK, observed_at=SEEN, facts=one) for name, one in named.items()}
    return replace(assessment(verdict=verdict), target=target(name), evidence=evidence, states=states)


def groups(*rows: Assessment | Refusal) -> list[list[str]]:
    return [sorted(one.name for one in group.sites) for group in found(*rows).groups]


def found(*rows: Assessment | Refusal) -> Relations:
    return relate(rows, links.load())


def says(kind: str, value: str, **more: Any) -> dict[str, Any]:
    return {"contacts": (Contact(kind=kind, value=value, **more),)}


WALLET = says("wallet", "TJ4FeGnxF6o1dZyZhVS7cFkP5a9CYDgyrf", detail="TRON")


def holder(ip: str = "203.0.113.9", **more: Any) -> HostingFacts:
    return HostingFacts(addresses=(AddressHolder(ip=ip, **more),))


def registered(**more: Any) -> RegistrationFacts:
    return RegistrationFacts(name="x.top", registrar="Cheap Inc.", created=datetime(2026, 11, 2, 14, 7, 31, tzinfo=UTC), **more)


ASKS = Form(action="https://drop.example/x", action_host="drop.example", fields=(FormField(asks="password"),))
