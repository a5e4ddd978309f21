"""Whom to tell: those who can act on this site, nobody who cannot, and nobody at all where nobody is accused."""

import dataclasses

import pytest
from msgspec.structs import replace

from scamtriage.records.assessment import Verdict
from scamtriage.records.evidence import Mode, Outcome
from scamtriage.records.facts import AddressHolder, Contact, DnsFacts, Hop, HostingFacts, PageFacts, RegistrationFacts
from scamtriage.records.userlist import Entry, UserList
from scamtriage.score.routes import routes
from tests.judgement.sites import assessed, evidence, rules
from tests.samples import assessment, page_evidence
from tests.score.accused import THAI, seen, told

HONEST = "<html lang='en'><title>Notes</title><body><p>Some notes about the weather and a walk along the river.</p></body></html>"


def test_registrar_host_and_the_desks_of_those_who_read_it_can_act() -> None:
    row = assessed(seen())
    assert row.verdict.rank >= Verdict.LIKELY_SCAM.rank
    to = told(row)
    assert (to["registrar"].channel, to["registrar"].certainty) == ("abuse@registrar.example", "told")
    assert (to["host"].body, to["host"].channel) == ("Cheap VPS", "abuse@vps.example")
    assert to["police-hotline"].country == to["cert"].country == "TH"
    assert "1441" in to["police-hotline"].channel
    assert [route.kind for route in row.report_to][:2] == ["registrar", "host"]


@pytest.mark.parametrize("mail", ["legal@dsi-case-check.top", "abuse@mail.dsi-case-check.top"])
def test_nobody_is_told_of_himself(mail: str) -> None:
    found = seen(abuse_email=mail, abuse_phone="+66.1")
    known = found.evidence["registration"]
    assert isinstance(known.facts, RegistrationFacts)
    row = assessed(
        replace(found, evidence={**found.evidence, "registration": replace(known, facts=replace(known.facts, abuse_email=mail))})
    )
    assert row.verdict.rank >= Verdict.LIKELY_SCAM.rank
    assert not any("dsi-case-check" in route.channel or "+66.1" in route.channel for route in row.report_to)
    assert "reporting-hub" in told(row)


@pytest.mark.parametrize("service", ["ns", "address"])
def test_a_page_that_takes_something_is_not_parked(service: str) -> None:
    found = seen()
    if service == "ns":
        facts = replace(found.facts("dns", DnsFacts), parking_ns="Sedo")
        found = replace(found, evidence={**found.evidence, "dns": replace(found.evidence["dns"], facts=facts)})
    else:
        facts = replace(found.facts("hosting", HostingFacts), parking="Sedo")
        found = replace(found, evidence={**found.evidence, "hosting": replace(found.evidence["hosting"], facts=facts)})
    row = assessed(found)
    assert "parked" not in row.states and row.verdict.rank >= Verdict.LIKELY_SCAM.rank


@pytest.mark.parametrize(
    ("link", "messenger"),
    [
        ("https://line.me/ti/p/~dsi-officer9", "LINE"),
        ("https://wa.me/66812345678", "WhatsApp"),
        ("https://chat.whatsapp.com/AbCdEfGhIjKlMnOpQrStUv", "WhatsApp"),
        ("https://t.me/dsi_officer9", "Telegram"),
    ],
)
def test_the_messenger_on_which_the_account_lives_is_named(link: str, messenger: str) -> None:
    row = assessed(seen(html=THAI.replace("https://line.me/ti/p/~dsi-officer9", link).replace("LINE: dsi-officer9", "x")))
    assert [route.body for route in row.report_to if route.kind == "messenger"] == [messenger]


def test_of_an_honest_site_nobody_is_told() -> None:
    assert assessed(seen("walks-and-notes.com", HONEST, age_days=900)).report_to == ()


def test_of_a_suspicion_nobody_is_told_until_the_desk_is_sure() -> None:
    html = """<html lang="th"><title>สินเชื่อ</title><body><p>เงินด่วนออนไลน์ อนุมัติใน 5 นาที ไม่เช็คแบล็คลิสต์ ไม่ต้องค้ำประกัน รับโอนทันที ทักไลน์ได้เลย</p>
    <a href="https://line.me/ti/p/~loan9">LINE</a></body></html>"""
    found = seen("fast-loan-now.com", html, age_days=40)
    row = assessed(found)
    assert row.verdict is Verdict.SUSPICIOUS
    assert row.report_to == ()
    entry = Entry(line=1, text="fast-loan-now.com", host="fast-loan-now.com")
    known = UserList(kind="block", name="confirmed.txt", sha256="0" * 64, entries=1, by_host={entry.host: (entry,)})
    sure = assessed(found, dataclasses.replace(rules(), lists=(known,)))
    assert "on-block-list" in sure.states
    assert told(sure)["registrar"].channel == "abuse@registrar.example"


def test_of_a_name_alone_nobody_is_told() -> None:
    found = replace(seen("maybank2u-secure-login.top"), mode=Mode.OFFLINE, evidence={})
    row = assessed(found)
    assert row.verdict is Verdict.SUSPICIOUS
    assert row.report_to == ()


def test_a_tenants_registrar_is_the_platforms_own_and_is_not_named() -> None:
    row = assessed(seen("dsi-case-check.pages.dev", age_days=-1, cdn="Cloudflare", holder="CLOUDFLARENET"))
    to = told(row)
    assert "registrar" not in to
    assert to["host"].body.startswith("Cloudflare")


@pytest.mark.parametrize(("host", "named"), [("dsi-case-check.top", True), ("dsi-case.weebly.com", False), ("dsi-case.dynv6.net", False)])
def test_the_registrar_of_an_own_name_that_leads_to_a_platform_is_named(host: str, named: bool) -> None:
    """A name that is an alias of one on a platform is still its owner's; a name below a platform or a dynamic DNS service is lent."""
    found = seen(host)
    facts = found.facts("hosting", HostingFacts)
    assert isinstance(facts, HostingFacts)
    led = evidence("hosting", replace(facts, platform="Heroku", dynamic_dns="dynv6" in host))
    row = assessed(replace(found, evidence={**found.evidence, "hosting": led}))
    assert row.verdict.rank >= Verdict.LIKELY_SCAM.rank
    assert ("registrar" in told(row)) is named


def test_what_stands_before_the_host_is_called_so() -> None:
    to = told(assessed(seen(cdn="Cloudflare", holder="CLOUDFLARENET")))
    assert to["front"].body.startswith("Cloudflare")
    assert "host" not in to


@pytest.mark.parametrize(
    ("holder", "mail", "desk"),
    [
        ("Amazon Technologies Inc.", "abuse@amazonaws.com", "Amazon Web Services"),
        ("Amazon Technologies Inc.", "", "Amazon Web Services"),
        ("AMAZON-02 - Amazon.com, Inc., US", "trustandsafety@support.aws.com", "Amazon Web Services"),
        ("AMAZONAS-TELECOM, BR", "abuse@amazonas.example", "AMAZONAS-TELECOM, BR"),
        ("Teleamazon S.A.", "abuse@teleamazon.example", "Teleamazon S.A."),
        ("Amazon Rainforest Hosting Ltd", "abuse@rainforest.example", "Amazon Rainforest Hosting Ltd"),
        ("CLOUDFLARENET", "abuse@cloudflare.com", "Cloudflare Trust and Safety"),
    ],
)
def test_the_desk_of_an_operator_is_not_that_of_a_network_with_a_similar_name(holder: str, mail: str, desk: str) -> None:
    assert told(assessed(seen(holder=holder, abuse_email=mail)))["host"].body == desk


def test_an_address_has_no_registrar_to_which_a_hub_would_send() -> None:
    found = seen("http://45.12.40.9/a", age_days=-1)
    assert "reporting-hub" not in told(assessed(found))


def test_an_address_whose_contact_is_unknown_hides_no_other_host() -> None:
    found = seen()
    silent = AddressHolder(ip="45.12.41.9", holder="Other VPS", outcome="limited", reason="the registry asks us to slow down")
    facts = found.facts("hosting", HostingFacts)
    assert isinstance(facts, HostingFacts)
    both = evidence("hosting", replace(facts, addresses=(silent, *facts.addresses)))
    row = assessed(replace(found, evidence={**found.evidence, "hosting": both}))
    assert told(row)["host"].channel == "abuse@vps.example"


def test_each_operator_of_an_address_is_named_once() -> None:
    found = seen()
    facts = found.facts("hosting", HostingFacts)
    assert isinstance(facts, HostingFacts)
    front = AddressHolder(ip="104.16.1.1", holder="CLOUDFLARENET", cdn="Cloudflare")
    again = replace(facts.addresses[0], ip="45.12.40.10", holder="Cheap VPS 2")
    more = [AddressHolder(ip=f"45.13.{n}.1", holder=f"VPS {n}", abuse_email=f"abuse@vps{n}.example") for n in range(5)]
    both = evidence("hosting", replace(facts, addresses=(front, *facts.addresses, again, *more)))
    row = assessed(replace(found, evidence={**found.evidence, "hosting": both}))
    named = [(route.kind, route.body) for route in row.report_to if route.kind in ("host", "front")]
    assert named == [("front", "Cloudflare Trust and Safety"), ("host", "Cheap VPS"), ("host", "VPS 0")]


def test_of_many_addresses_the_operator_of_the_one_that_answered_is_named_first() -> None:
    """A gang may list addresses of strangers before its own."""
    found = seen()
    facts, page, shown = found.facts("hosting", HostingFacts), found.evidence["page"], found.facts("page", PageFacts)
    assert isinstance(facts, HostingFacts) and isinstance(shown, PageFacts)
    decoys = [AddressHolder(ip=f"1.0.0.{n}", holder=f"Stranger {n}", abuse_email=f"abuse@stranger{n}.example") for n in range(3)]
    real = AddressHolder(ip="45.12.40.9", holder="Cheap VPS", abuse_email="abuse@vps.example")
    listed = evidence("hosting", replace(facts, addresses=(*decoys, real)))
    hop = Hop(url="https://dsi-case-check.top/", status_code=200, address="45.12.40.9")
    answered = replace(page, facts=replace(shown, hops=(hop,)))
    for came, bodies in (
        (page, ["Stranger 0", "Stranger 1", "Stranger 2"]),
        (answered, ["Cheap VPS", "Stranger 0", "Stranger 1"]),
    ):
        row = assessed(replace(found, evidence={**found.evidence, "hosting": listed, "page": came}))
        assert [route.body for route in row.report_to if route.kind == "host"] == bodies


def test_a_mailbox_that_two_registries_state_takes_one_place() -> None:
    found = seen()
    facts = found.facts("hosting", HostingFacts)
    assert isinstance(facts, HostingFacts)
    holders = [
        AddressHolder(ip="45.12.40.1", holder="OVH SAS", abuse_email="abuse@ovh.net", abuse_phone="+33 1 00000"),
        AddressHolder(ip="2001:41d0::1", holder="OVH", abuse_email="Abuse@ovh.net"),
        AddressHolder(ip="45.12.41.1", holder="VPS 1", abuse_email="abuse@vps1.example"),
        AddressHolder(ip="45.12.42.1", holder="VPS 2", abuse_email="abuse@vps2.example"),
    ]
    both = evidence("hosting", replace(facts, addresses=tuple(holders)))
    row = assessed(replace(found, evidence={**found.evidence, "hosting": both}))
    assert [route.body for route in row.report_to if route.kind == "host"] == ["OVH SAS", "VPS 1", "VPS 2"]


def test_where_the_registrar_could_not_be_had_somebody_who_finds_him_is_named() -> None:
    found = seen()
    silent = evidence("registration", None, Outcome.TIMEOUT, "no answer")
    to = told(assessed(replace(found, evidence={**found.evidence, "registration": silent})))
    assert "registrar" not in to
    assert "reporting-hub" in to


def test_the_registry_of_a_country_is_named_for_its_own_names_only() -> None:
    assert told(assessed(seen("dsi-case-check.in.th")))["cctld-registry"].country == "TH"
    assert "cctld-registry" not in told(assessed(seen()))


def test_the_owner_of_a_name_that_was_broken_into_is_helped_too() -> None:
    row = assessed(seen("dsi-case.ban-nong.ac.th", age_days=3_000))
    assert "compromised-site" in row.states
    assert row.report_to


def test_whoever_reaches_the_owner_of_a_hacked_site_comes_before_whoever_can_switch_it_off() -> None:
    row = assessed(seen())
    hacked = replace(row, states=(*row.states, "compromised-site"), verdict=Verdict.UNDETERMINED)
    assert [route.kind for route in routes(hacked)][:2] == ["host", "registrar"]
    assert {*routes(hacked)} == {*routes(row)}


def test_telegram_is_told_of_the_bot_that_takes_what_is_typed() -> None:
    row = assessment()
    page = page_evidence()
    bot = Contact(kind="telegram-bot", value="7612345678", where="script")
    with_bot = replace(row, evidence={"page": replace(page, facts=replace(page.facts, contacts=(bot,)))})
    assert [route.channel for route in routes(with_bot) if route.kind == "messenger"] == ["abuse@telegram.org"]
    assert [route for route in routes(replace(row, evidence={"page": page})) if route.body == "Telegram"] == []
