"""What leaves the house: standard for those who receive it, nothing that would harm the honest, no contact that was not let go."""

import json
import re
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
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
from scamtriage.records.evidence import Evidence, Mode, Outcome
from scamtriage.records.facts import (
    AddressHolder,
    CertificateFacts,
    Contact,
    DnsFacts,
    Facts,
    Form,
    FormField,
    Hop,
    HostingFacts,
    Listing,
    PageFacts,
    ReputationFacts,
)
from scamtriage.render import RENDERERS, SHARED, format_of, share
from scamtriage.render.style import ALL, Sharing, Style
from tests.golden.recording import GOLDEN
from tests.samples import SEEN, assessment

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


def patterns(given: list[Assessment]) -> list[str]:
    return [one["pattern"] for one in objects(given) if one["type"] == "indicator"]


def named(row: Assessment, host: str, url: str, **more: Any) -> Assessment:
    """The same row of another name, whose page stayed there."""
    page = replace(row.evidence["page"], facts=landed(row, host))
    asked = replace(row.target, host=host, registrable=host, url=url, **more)
    return replace(row, target=asked, evidence={**row.evidence, "page": page})


@pytest.mark.parametrize(
    ("host", "url"),
    [("203.0.113.9", "https://203.0.113.9/"), ("2001:db8::9", "https://[2001:db8::9]:8443/")],
)
def test_an_address_is_never_blocked(host: str, url: str) -> None:
    row = named(accused()[0], host, url, is_ip=True)
    assert patterns([row]) == [f"[url:value = '{url}']"] and list(flagged([row])) == [("url", url)]


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("storage.googleapis.com", "https://storage.googleapis.com/bucket/a.html"),
        ("s3.ap-southeast-1.amazonaws.com", "https://s3.ap-southeast-1.amazonaws.com/bucket/a.html"),
        ("telegra.ph", "https://telegra.ph/case-11-26"),
        ("bit.ly", "https://bit.ly/3abc"),
        ("gist.github.com", "https://gist.github.com/somebody/1"),
        ("www.wix.com", "https://www.wix.com/somebody"),
    ],
)
def test_a_name_of_many_people_is_not_blocked_for_one_of_them(host: str, url: str) -> None:
    row = named(accused()[0], host, url)
    assert patterns([row]) == [f"[url:value = '{url}']"] and list(flagged([row])) == [("url", url)]
    assert "domain" not in json.loads(said("xarf", [row]))[0]


def test_a_name_that_a_list_of_well_known_ones_holds_is_not_blocked() -> None:
    row = next(row for row in accused() if share.host_can_be_blocked(row))
    known = ReputationFacts(listings=(Listing(list="popular", sort="popular", name=row.target.host, as_of="2026-11-01", entries=9),))
    listed = Evidence(collector="reputation", outcome=Outcome.OK, observed_at=SEEN, facts=known)
    assert patterns([replace(row, evidence={**row.evidence, "reputation": listed})]) == [f"[url:value = '{row.target.url}']"]


def test_what_hangs_on_one_finding_blocks_nobody() -> None:
    fragile = [replace(row, fragile=True) for row in accused()]
    assert not patterns(fragile) and not list(flagged(fragile))


def test_a_report_names_the_address_that_answered_and_none_that_the_zone_made_up() -> None:
    row = next(row for row in accused() if row.target.host == "dsi-case-th.top")
    page, dns = row.evidence["page"].facts, row.evidence["dns"].facts
    assert isinstance(page, PageFacts) and isinstance(dns, DnsFacts)
    [answered] = {hop.address for hop in page.hops if hop.address}
    poisoned = replace(dns, addresses=("192.0.2.53", "10.0.0.1", *dns.addresses), forbidden=(("10.0.0.1", "private"),))
    held = HostingFacts(addresses=(AddressHolder(ip="192.0.2.53", holder="Honest Ltd", country="TH"), AddressHolder(ip=answered)))
    changed: dict[str, Facts] = {"dns": poisoned, "hosting": held}
    framed = replace(row, evidence={**row.evidence, **{name: replace(row.evidence[name], facts=facts) for name, facts in changed.items()}})
    [report] = json.loads(said("xarf", [framed]))
    assert report["source_identifier"] == answered and "Honest Ltd" not in json.dumps(report)
    assert all("10.0.0.1" not in said(format, [framed]) for format in SHARED)


def test_of_a_lent_name_the_registration_is_the_platforms() -> None:
    row = named(accused()[0], "bank-verify.weebly.com", "https://bank-verify.weebly.com/")
    row = replace(row, target=replace(row.target, registrable="weebly.com", suffix="com"))
    assert "whois" not in [one["name"] for one in json.loads(said("misp", [row]))["response"][0]["Event"]["Object"]]
    assert not {"registrar", "whois"} & json.loads(said("xarf", [row]))[0].keys()


def test_a_way_that_ends_at_a_checked_body_frames_nobody() -> None:
    """Cloaked pages lead whoever looks to the bank that they imitate, and a form may name any address."""
    row = next(row for row in accused() if row.target.host == "m2u-kemaskini.link")
    page = landed(row, "www.maybank2u.com.my")
    hotline = Contact(kind="phone", value="+60378447000")
    form = Form(action="https://www.maybank2u.com.my/login", action_host="www.maybank2u.com.my", fields=(FormField(asks="password"),))
    facts = replace(page, contacts=(hotline,), forms=(form,), favicon_mmh3=1234567)
    framed = replace(row, evidence={**row.evidence, "page": replace(row.evidence["page"], facts=facts)})
    assert patterns([framed]) == [f"[url:value = '{row.target.url}']"]
    assert "submission_url" not in json.loads(said("xarf", [framed]))[0]
    assert all(hotline.value not in said(format, [framed]) and "1234567" not in said(format, [framed]) for format in SHARED)


@pytest.mark.parametrize("format", SHARED)
def test_no_withheld_contact_leaves_in_an_address_or_a_certificate(format: str) -> None:
    row = next(row for row in accused() if row.target.host == "m2u-kemaskini.link")
    page = row.evidence["page"].facts
    assert isinstance(page, PageFacts)
    contact = Contact(kind="whatsapp", value="+60123456789")
    form = Form(action="https://drop.example/60123456789", action_host="drop.example", fields=(FormField(asks="password"),))
    hops = (*page.hops, Hop(url="https://wa.me/60123456789?text=victim%40mail.example"))
    pages = replace(page, contacts=(contact,), hops=hops, forms=(form,))
    shown = CertificateFacts(sha256="ab" * 32, subject_cn="call +60 12-345 6789", issuer_cn="boss@gang.example")
    made: dict[str, Facts] = {"page": pages, "certificate": shown}
    evidence = {name: Evidence(collector=name, outcome=Outcome.OK, observed_at=SEEN, facts=facts) for name, facts in made.items()}
    text = said(format, [replace(row, evidence={**row.evidence, **evidence})], NOTHING)
    assert not re.search(r"60123456789|345 6789|victim|boss@gang", text)
    if format == "xarf":
        [report] = json.loads(text)
        assert report["redirect_chain"][-1] == "https://wa.me/" and report["submission_url"] == "https://drop.example/"


@pytest.mark.parametrize("format", ["stix", "misp"])
def test_numbers_and_mailboxes_of_checked_bodies_are_quoted_not_the_gangs(format: str) -> None:
    row = accused()[0]
    page = row.evidence["page"].facts
    assert isinstance(page, PageFacts)
    public = (Contact(kind="hotline", value="1155"), Contact(kind="email", value="help@maybank2u.com.my"))
    theirs = (Contact(kind="hotline", value="+18005550199"), Contact(kind="email", value="gang.desk@gmail.com"))
    quoted = replace(row, evidence={**row.evidence, "page": replace(row.evidence["page"], facts=replace(page, contacts=public + theirs))})
    text = said(format, [quoted])
    assert not [one.value for one in public if f'"{one.value}"' in text] and all(one.value in text for one in theirs)


def test_one_contact_under_two_kinds_is_one_object() -> None:
    row = accused()[0]
    page = row.evidence["page"].facts
    assert isinstance(page, PageFacts)
    same = tuple(Contact(kind=kind, value="+66812345678") for kind in ("phone", "hotline", "phone"))
    twice = replace(row, evidence={**row.evidence, "page": replace(row.evidence["page"], facts=replace(page, contacts=same))})
    [observed] = [one for one in objects([twice]) if one["type"] == "observed-data"]
    assert len(observed["object_refs"]) == len(set(observed["object_refs"]))


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
            assert contact.value.lower() not in text.lower(), (row.target.host, contact)
            assert len(contact.raw) < 6 or contact.raw.lower() not in text.lower(), (row.target.host, contact)


def test_a_contact_that_leaves_stands_in_the_sentences_too() -> None:
    row = next(row for row in accused() if row.target.host == "wallet-customercare-helpline.in")
    kinds = replace(NOTHING, contacts=frozenset({"phone", "hotline"}))
    assert "+9118005720199 is given beside the support words" in share.summary(row, kinds)
    assert "9118005720199" not in share.summary(row, NOTHING)


def test_only_the_kinds_that_were_named_leave() -> None:
    kinds = frozenset({"telegram"})
    sent = [one for one in objects(accused(), replace(EVERYTHING, contacts=kinds)) if one["type"] in ("user-account", "email-addr")]
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


@pytest.mark.parametrize("format", SHARED)
@pytest.mark.parametrize("moment", [datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=timezone(timedelta(hours=14)))])
def test_evidence_of_any_year_makes_a_report(format: str, moment: datetime) -> None:
    evidence = {name: replace(one, observed_at=moment) for name, one in accused()[0].evidence.items()}
    assert json.loads(said(format, [replace(accused()[0], observed_at=moment, evidence=evidence)]))


def test_what_only_looks_like_a_certificate_or_a_coin_keeps_no_report_back() -> None:
    row = accused()[0]
    page = row.evidence["page"].facts
    assert isinstance(page, PageFacts)
    coin = replace(page, contacts=(Contact(kind="wallet", value="1BoatSLRHtKNngkdXEeobR76b53LETtpyT", detail="\ud800"),))
    made: dict[str, Facts] = {"page": coin, "certificate": CertificateFacts(sha256="none")}
    evidence = {name: Evidence(collector=name, outcome=Outcome.OK, observed_at=SEEN, facts=facts) for name, facts in made.items()}
    assert stix_faults(said("stix", [replace(row, evidence={**row.evidence, **evidence})])) == []


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"states": ("on-block-list",), "verdict": Verdict.NO_FINDING}, "On the reporter's own list of confirmed sites"),
        ({"states": ("compromised-site",)}, "on a site that was broken into; its owner is a victim"),
    ],
)
def test_a_report_says_why_it_is_made(changes: dict[str, Any], says: str) -> None:
    row = replace(accused()[0], **changes)
    assert says in share.summary(row, NOTHING).splitlines()[0]
    assert all(says in said(format, [row]) for format in SHARED)


def test_nothing_is_certain() -> None:
    sure = [replace(row, probability=1.0) for row in accused()]
    assert {one["confidence"] for one in objects(sure) if one["type"] == "indicator"} == {99}
    assert {report["confidence"] for report in json.loads(said("xarf", sure))} == {0.99}


@pytest.mark.parametrize(
    ("name", "format"), [("a.stix.json", "stix"), ("a.misp.json", "misp"), ("a.xarf.json", "xarf"), ("a.json", "json"), ("a.pdf", None)]
)
def test_the_end_of_a_name_chooses_the_format(name: str, format: str | None) -> None:
    assert format_of(name) == format


def test_what_is_told_under_other_conditions_is_another_object_about_the_same_things() -> None:
    first, second = objects(accused()), objects(accused(), replace(EVERYTHING, tlp="red"))
    kept = {one["id"] for one in first} & {one["id"] for one in second}
    assert {name.partition("--")[0] for name in kept} == {one["type"] for one in first if one["type"] in OBSERVABLES} | {"identity"}
    events = [
        {event["Event"]["uuid"] for event in json.loads(said("misp", accused(), replace(EVERYTHING, tlp=tlp)))["response"]}
        for tlp in ("red", "amber")
    ]
    assert not events[0] & events[1]
