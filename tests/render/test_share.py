"""What leaves the house: standard for those who receive it, nothing that would harm the honest, no contact that was not let go."""

import json
import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pymisp
import pytest
import stix2
import xarf
from hypothesis import given
from hypothesis import strategies as st
from stix2patterns.validator import run_validator

from scamtriage.assess import Rules, assess
from scamtriage.records import codec
from scamtriage.records.assessment import Assessment, Verdict
from scamtriage.records.evidence import Mode
from scamtriage.records.facts import Contact, PageFacts
from scamtriage.render import RENDERERS, SHARED, format_of, share
from scamtriage.render.style import ALL, Sharing, Style
from tests.golden.recording import GOLDEN
from tests.samples import assessment

EVERYTHING = Sharing(organisation="CERT Example", mailbox="abuse@cert.example", contacts=frozenset({ALL}))
NOTHING = replace(EVERYTHING, contacts=frozenset())
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


@pytest.mark.parametrize("sharing", [EVERYTHING, NOTHING, Sharing()], ids=["all", "none", "unnamed"])
@pytest.mark.parametrize("format", SHARED)
def test_what_the_library_of_each_standard_says(format: str, sharing: Sharing) -> None:
    assert len(accused()) >= 8
    assert FAULTS[format](said(format, accused(), sharing)) == []


@pytest.mark.parametrize("format", SHARED)
@given(text=st.text(st.characters(codec=None), max_size=40))
def test_whatever_a_target_writes_the_standards_still_hold(format: str, text: str) -> None:
    row = assessment(text)
    url = f"https://scam.example.top/{text.encode('ascii', 'ignore').hex()}?q='\\'"
    row = replace(row, target=replace(row.target, url=url))
    assert FAULTS[format](said(format, [row])) == []


@pytest.mark.parametrize("format", SHARED)
def test_the_honest_stay_at_home(format: str) -> None:
    honest = [row for row in rows() if not row.reportable]
    assert len(honest) >= 8
    text = said(format, honest)
    assert FAULTS[format](text) == [] and not [row for row in honest if row.target.host in text]


@pytest.mark.parametrize("format", SHARED)
@pytest.mark.parametrize(
    "changes",
    [{"states": ("active", "on-allow-list")}, {"mode": Mode.OFFLINE}, {"verdict": Verdict.SUSPICIOUS}, {"observed_at": None}],
    ids=lambda changes: next(iter(changes)),
)
def test_a_row_that_is_not_to_be_told_is_not(format: str, changes: dict[str, Any]) -> None:
    assert said(format, [replace(row, **changes) for row in accused()]) == said(format, [])


@pytest.mark.parametrize("state", sorted(share.NEVER_BLOCKED - {"needs-human", "official"}))
def test_nobody_is_led_to_block_a_site_that_was_broken_into(state: str) -> None:
    broken = [replace(row, states=(*row.states, state)) for row in accused()]
    assert len([one for one in objects(broken) if one["type"] == "observed-data"]) == len(broken)
    assert not [one for one in objects(broken) if one["type"] == "indicator"]
    assert not list(flagged(broken))


def test_a_name_that_many_share_is_not_blocked_for_one_of_their_pages() -> None:
    row = accused()[0]
    lent = replace(row, target=replace(row.target, host="linktr.ee", registrable="linktr.ee", url="https://linktr.ee/one"))
    elsewhere = {**row.evidence, "page": replace(row.evidence["page"], facts=landed(row, "other.example"))}
    for one in (lent, replace(row, evidence=elsewhere)):
        [indicator] = [made for made in objects([one]) if made["type"] == "indicator"]
        assert indicator["pattern"] == f"[url:value = '{one.target.url}']"
        assert list(flagged([one])) == [("url", one.target.url)]


def test_the_name_of_a_site_of_its_own_is() -> None:
    row = next(row for row in accused() if row.target.host == "dsi-case-th.top")
    [indicator] = [one for one in objects([row]) if one["type"] == "indicator"]
    assert indicator["pattern"] == "[url:value = 'https://dsi-case-th.top/'] OR [domain-name:value = 'dsi-case-th.top']"
    assert {kind for kind, _ in flagged([row])} == {"url", "domain", "hostname"}


def landed(row: Assessment, host: str) -> PageFacts:
    page = row.evidence["page"].facts
    assert isinstance(page, PageFacts)
    return replace(page, final_url=f"https://{host}/", final_host=host)


@pytest.mark.parametrize("format", SHARED)
def test_no_contact_leaves_that_was_not_named(format: str) -> None:
    for row in accused():
        text = json.dumps(json.loads(said(format, [row], NOTHING)), ensure_ascii=False)
        if format == "xarf":
            text += b64decode(json.loads(said(format, [row], NOTHING))[0]["evidence"][0]["payload"]).decode()
        text = text.replace(row.target.url, "")
        for contact in share.withheld(row, NOTHING):
            if contact.kind != "remote-tool" or contact.value not in " ".join(share.brands(row)):
                assert contact.value.lower() not in text.lower(), (row.target.host, contact)
                assert len(contact.raw) < 6 or contact.raw.lower() not in text.lower(), (row.target.host, contact)


def test_only_the_kinds_that_were_named_leave() -> None:
    kinds = frozenset({"telegram"})
    sent = [
        one for one in objects(accused(), replace(EVERYTHING, contacts=kinds)) if one["type"] in ("user-account", "email-addr", "software")
    ]
    assert {one["account_type"] for one in sent} == kinds


@pytest.mark.parametrize(
    ("contact", "sentence"),
    [
        (Contact(kind="phone", value="+66812345678", raw="081-234-5678"), "call 081 234 5678 or +66 (81) 234-5678 now"),
        (Contact(kind="line", value="dsi.captain88"), "ask for DSI.captain88 there"),
        (Contact(kind="bank-account", value="1234567890", raw="123-4-56789-0"), "pay to 123-4-56789-0"),
    ],
)
def test_a_withheld_contact_is_cut_out_of_sentences_however_it_is_spelled(contact: Contact, sentence: str) -> None:
    row = assessment(sentence)
    page = replace(row.evidence["page"], facts=PageFacts(final_url="https://scam.example.top/", contacts=(contact,)))
    [reason] = share.reasons(replace(row, evidence={"page": page}), NOTHING)
    assert "[contact withheld]" in reason and not re.search(r"\d{4}|\d-\d|captain", reason.removeprefix("+1.26"))


@pytest.mark.parametrize("format", SHARED)
def test_the_same_evidence_gives_the_same_bytes_and_each_page_once(format: str) -> None:
    assert said(format, accused()) == said(format, [*accused(), *accused()])


def test_two_desks_mean_one_object_by_what_they_saw() -> None:
    other = replace(EVERYTHING, organisation="Bank Example", mailbox="fraud@bank.example")
    first, second = ({one["id"]: one["type"] for one in objects(accused(), sharing)} for sharing in (EVERYTHING, other))
    assert {first[name] for name in first.keys() & second.keys()} >= {"domain-name", "url", "ipv4-addr"}
    assert {first[name] for name in first.keys() - second.keys()} == {"identity", "observed-data", "indicator", "relationship", "note"}


@pytest.mark.parametrize("tlp", ["clear", "green", "amber", "amber+strict", "red"])
def test_every_object_says_who_may_pass_it_on(tlp: str) -> None:
    sharing = replace(EVERYTHING, tlp=tlp)
    marking, _, *rest = objects(accused(), sharing)
    assert marking["name"] == f"TLP:{tlp.upper()}" and {tuple(one["object_marking_refs"]) for one in rest} == {(marking["id"],)}
    assert {event["Event"]["Tag"][0]["name"] for event in json.loads(said("misp", accused(), sharing))["response"]} == {f"tlp:{tlp}"}
    assert {report["tags"][0] for report in json.loads(said("xarf", accused(), sharing))} == {f"tlp:{tlp}"}


def test_nothing_is_certain() -> None:
    sure = [replace(row, probability=1.0) for row in accused()]
    assert {one["confidence"] for one in objects(sure) if one["type"] == "indicator"} == {99}
    assert {report["confidence"] for report in json.loads(said("xarf", sure))} == {0.99}


@pytest.mark.parametrize(
    ("name", "format"), [("a.stix.json", "stix"), ("a.misp.json", "misp"), ("a.xarf.json", "xarf"), ("a.json", "json"), ("a.pdf", None)]
)
def test_the_end_of_a_name_chooses_the_format(name: str, format: str | None) -> None:
    assert format_of(name) == format
