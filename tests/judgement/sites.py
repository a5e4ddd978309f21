"""Sites as data, turned into dossiers by the real page reader: no network, one clock."""

import functools
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from typing import Any

import tomli
from msgspec.structs import replace

from scamtriage.assess import Rules, assess
from scamtriage.parse.html.page import read_page
from scamtriage.records.assessment import Assessment
from scamtriage.records.evidence import Dossier, Evidence, Mode, Outcome
from scamtriage.records.facts import CertificateFacts, DnsAnswer, DnsFacts, DnsOutcome, Facts, HostingFacts, Look, RegistrationFacts
from scamtriage.records.findings import Presence, Reading
from scamtriage.records.target import Target
from scamtriage.signals.view import View
from scamtriage.targets.parse import parse_target
from tests.judgement.sets import HERE

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
rules = functools.cache(Rules.load)


def sites(name: str) -> list[dict[str, Any]]:
    """The labelled sites of a set, as data."""
    found: list[dict[str, Any]] = tomli.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))["site"]
    return found


def evidence(collector: str, facts: Facts | None, outcome: Outcome = Outcome.OK, reason: str = "") -> Evidence:
    return Evidence(collector=collector, outcome=outcome, facts=facts, reason=reason, observed_at=NOW)


def dossier(site: dict[str, Any]) -> Dossier:
    """Full evidence of one site. `look_differs`: a visitor who is shown another page. A negative age: the name is a tenant's, and its
    registration was not asked."""
    target = parse_target(site["host"])
    assert isinstance(target, Target), target
    name = target.registrable
    mail = (f"mx.{name}",) if site.get("mx") else ()
    answers = tuple(
        DnsAnswer(name=name, rtype=rtype, outcome=DnsOutcome.OK if there else DnsOutcome.NODATA)
        for rtype, there in (
            ("A", True),
            ("AAAA", False),
            ("NS", True),
            ("MX", bool(mail)),
            ("TXT", True),
            ("CAA", False),
            ("DMARC", False),
        )
    )
    collected: dict[str, Facts] = {
        "dns": DnsFacts(zone=name, answers=answers, addresses=("45.12.40.9",), mx_hosts=mail, dnssec="unsigned", wildcard=False),
        "certificate": CertificateFacts(
            sha256="0" * 64, validation="dv", sans=(target.host,), san_count=1, issuer_organisation="Let's Encrypt", self_signed=False,
            name_matches=True, chain="valid", not_before=NOW - timedelta(days=5), not_after=NOW + timedelta(days=80),
        ),
        "page": _page(site["html"], target, site.get("look_differs", "")),
        "hosting": HostingFacts(),
    }  # fmt: skip
    if site["age_days"] >= 0:
        collected["registration"] = RegistrationFacts(
            name=name, created=NOW - timedelta(days=site["age_days"]), expires=NOW + timedelta(days=200), registrar="A Registrar"
        )
    found = {collector: evidence(collector, facts) for collector, facts in collected.items()}
    return Dossier(line=1, input=site["host"], target=target, evidence=found)


def every_reading(view: View, silent: Collection[str]) -> tuple[Reading, ...]:
    """One reading for each signal whose collectors all answered, absent ones included, by the shipped rules. Other signals are unknown, or
    not for this name, and not listed."""
    reader, kept = rules().reader, frozenset(silent)
    found = {reading.signal: reading for reading in reader.read_all((view,), kept)[0]}
    plan = reader._plans[view.dossier.mode is Mode.OFFLINE, kept]
    return tuple(found.get(step.row.id) or Reading(signal=step.row.id, presence=Presence.ABSENT) for step in plan.steps)


def assessed(found: Dossier | dict[str, Any], by: Rules | None = None, **asked: Any) -> Assessment:
    """How a dossier, or a site as data, is judged: by the shipped rules, unless others are given."""
    row = assess(found if isinstance(found, Dossier) else dossier(found), by or rules(), **asked)
    assert isinstance(row, Assessment), row
    return row


def _page(html: str, target: Target, cloaked_for: str) -> Facts:
    body = html.replace("<title>", '<meta charset="utf-8"><title>', 1).encode()
    facts, _ = read_page(body=body, content_type="text/html; charset=utf-8", url=target.url, host=target.host, suffix=target.suffix)
    looks = (Look(profile=cloaked_for, status_code=200, differed=("title", "structure", "text")),) if cloaked_for else ()
    return replace(facts, final_url=target.url, final_host=target.host, status_code=200, looks=looks)
