"""Whom a report names and leads others to block: nobody who was broken into, none of the many who share a name or an address."""

import json

import pytest
from msgspec.structs import replace

from scamtriage.knowledge.speech import ENGLISH
from scamtriage.records.evidence import Evidence, Outcome
from scamtriage.records.facts import (
    AddressHolder,
    Contact,
    DnsFacts,
    Facts,
    Form,
    FormField,
    HostingFacts,
    Listing,
    PageFacts,
    ReputationFacts,
)
from scamtriage.render import SHARED, disclosure
from scamtriage.render.opening import opening
from scamtriage.render.text import defang
from tests.render.reports import (
    accused,
    flagged,
    landed,
    named,
    objects,
    patterns,
    said,
)
from tests.samples import SEEN


@pytest.mark.parametrize("state", sorted(disclosure.NEVER_BLOCKED - {"needs-human", "official"}))
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
    row = next(row for row in accused() if disclosure.host_can_be_blocked(row))
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


def test_the_root_of_a_hacked_site_is_not_said_to_take_the_secrets() -> None:
    """The way of a form is left out of reports; of a form on the page's own host the owner's first page would be left."""
    row = next(row for row in accused() if row.target.host == "m2u-kemaskini.link")
    page = landed(row, row.target.host)
    for host, told in ((page.final_host, None), ("kutip-borang.xyz", "https://kutip-borang.xyz/")):
        form = Form(action=f"https://{host}/wp-content/next.php", action_host=host, fields=(FormField(asks="password"),))
        seen = replace(row.evidence["page"], facts=replace(page, forms=(form,)))
        [report] = json.loads(said("xarf", [replace(row, evidence={**row.evidence, "page": seen})]))
        assert report["type"] == "phishing" and report.get("submission_url") == told


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


def test_the_page_at_which_the_way_ended_is_told_and_blocked_by_nobody() -> None:
    row = next(row for row in accused() if row.target.host == "m2u-kemaskini.link")
    host = "maybank2u-secure-verify.top"
    url = f"https://{host}/"  # it ended at /login/step1, and what an address has behind the host may name who was sent there
    assert {("url", url), ("domain-name", host)} <= {(one["type"], one.get("value")) for one in objects([row])}
    [event] = json.loads(said("misp", [row]))["response"]
    told = {cell["value"]: cell["to_ids"] for one in event["Event"]["Object"] for cell in one["Attribute"] if one["name"] == "url"}
    assert told[url] is told[host] is False and told[row.target.url] is True
    assert all(f"those of {defang(row.target.host)}" in said(format, [row]) for format in ("stix", "misp", "xarf"))
    whose = f"The address leads to {defang(host)}. Age, mail, certificate, hosting and who can act are those of {defang(row.target.host)}"
    assert whose in opening(row, ENGLISH)
    assert "The address leads" not in opening(next(row for row in accused() if row.target.host == "dsi-case-th.top"), ENGLISH)
    official = landed(row, "www.maybank2u.com.my")
    framed = replace(row, evidence={**row.evidence, "page": replace(row.evidence["page"], facts=official)})
    assert not [one for one in objects([framed]) if one["type"] in ("url", "domain-name") and "www.maybank2u.com.my" in one["value"]]
