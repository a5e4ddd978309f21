"""Reports of the recorded scenes, and what the libraries of the standards have against them."""

import dataclasses
import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pymisp
import stix2
import xarf
from msgspec.structs import replace
from stix2patterns.validator import run_validator

from scamtriage.assess import Rules, assess
from scamtriage.records import codec
from scamtriage.records.assessment import Assessment
from scamtriage.records.facts import (
    PageFacts,
)
from scamtriage.render.formats import RENDERERS
from scamtriage.render.style import ALL, Sharing, Style
from tests.golden.recording import GOLDEN

EVERYTHING = Sharing(organisation="CERT Example", mailbox="abuse@cert.example", contacts=frozenset({ALL}))
NOTHING = dataclasses.replace(EVERYTHING, contacts=frozenset())
OBSERVABLES = {
    *("domain-name", "url", "ipv4-addr", "ipv6-addr", "autonomous-system", "x509-certificate", "email-addr", "user-account", "software"),
}


@cache
def rows() -> tuple[Assessment, ...]:
    """The recorded scenes, judged."""
    rules = Rules.load()
    found = (assess(codec.from_line(path.read_bytes()), rules) for path in sorted(GOLDEN.glob("*/evidence.jsonl")))
    return tuple(row for row in found if isinstance(row, Assessment))


def accused() -> list[Assessment]:
    return [row for row in rows() if row.reportable]


def said(format: str, given: "list[Assessment] | tuple[Assessment, ...]", sharing: Sharing = EVERYTHING) -> str:
    return "".join(RENDERERS[format](given, Style(sharing=sharing)))


def objects(given: "list[Assessment] | tuple[Assessment, ...]", sharing: Sharing = EVERYTHING) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(said("stix", given, sharing))["objects"]
    return found


def flagged(given: list[Assessment]) -> Iterator[tuple[str, str]]:
    """(type, value) of what MISP is to detect."""
    for event in json.loads(said("misp", given))["response"]:
        for one in event["Event"]["Object"]:
            yield from ((cell["type"], cell["value"]) for cell in one["Attribute"] if cell["to_ids"])


def stix_faults(text: str) -> list[str]:
    bundle = stix2.parse(text, allow_custom=False)
    found = []
    for one in bundle.objects:
        plain = json.loads(one.serialize())
        if one.type == "indicator":
            found += run_validator(one.pattern, stix_version="2.1")
        if one.type in OBSERVABLES and stix2.parse({key: value for key, value in plain.items() if key != "id"}).id != one.id:
            found.append(f"{one.id} is not the identifier that the standard derives")
    return found


def misp_faults(text: str) -> list[str]:
    for event in json.loads(text)["response"]:
        taken = pymisp.MISPEvent(strict_validation=True)
        taken.from_dict(**event)
        for one in taken.objects:
            template = pymisp.MISPObject(one.name, strict=True)
            assert (template.template_uuid, str(template.template_version)) == (one.template_uuid, str(one.template_version))
            for cell in one.attributes:
                template.add_attribute(cell.object_relation, value=cell.value, type=cell.type, category=cell.category)
            template.to_json()
    return []


def xarf_faults(text: str) -> list[str]:
    return [str(fault) for report in json.loads(text) for fault in xarf.parse(json.dumps(report)).errors]


FAULTS = {"stix": stix_faults, "misp": misp_faults, "xarf": xarf_faults}


def patterns(given: list[Assessment]) -> list[str]:
    return [one["pattern"] for one in objects(given) if one["type"] == "indicator"]


def named(row: Assessment, host: str, url: str, **more: Any) -> Assessment:
    """The same row of another name, whose page stayed there."""
    page = replace(row.evidence["page"], facts=landed(row, host))
    asked = replace(row.target, host=host, registrable=host, url=url, **more)
    return replace(row, target=asked, evidence={**row.evidence, "page": page})


def landed(row: Assessment, host: str) -> PageFacts:
    page = row.evidence["page"].facts
    assert isinstance(page, PageFacts)
    return replace(page, final_url=f"https://{host}/", final_host=host)
