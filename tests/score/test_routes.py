"""Whom to tell: those who can act on this site, nobody who cannot, and nobody at all where nobody is accused."""

import dataclasses
import functools
from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from scamtriage.knowledge import report_desks, small_tables
from scamtriage.knowledge.judgement.catalog import SCAM_TYPES
from scamtriage.knowledge.speech import LANGUAGES, speech
from scamtriage.records.assessment import Assessment, Route, ScamType, Verdict
from scamtriage.records.evidence import Dossier, Mode, Outcome
from scamtriage.records.facts import AddressHolder, Contact, Hop, HostingFacts, PageFacts, RegistrationFacts
from scamtriage.records.userlist import Entry, UserList
from scamtriage.render.phrases import route_lines
from scamtriage.score.routes import routes
from tests.judgement.sites import assessed, dossier, evidence, rules

THAI = """<html lang="th"><head><title>กรมสอบสวนคดีพิเศษ ตรวจสอบสถานะคดี</title></head><body><h1>ระบบตรวจสอบหมายจับออนไลน์</h1>
<p>ท่านมีส่วนเกี่ยวข้องกับคดีฟอกเงิน ห้ามบอกผู้ใด โอนเงินเข้าบัญชีปลอดภัยเพื่อตรวจสอบเส้นทางการเงินภายในวันนี้ มิฉะนั้นจะถูกอายัดบัญชีและจับกุม</p>
<p>เจ้าหน้าที่จะวิดีโอคอลผ่านไลน์ <a href="https://line.me/ti/p/~dsi-officer9">LINE: dsi-officer9</a> โทร 02-123-4567</p>
<form action="/s" method="post"><input name="idcard" placeholder="เลขบัตรประชาชน"><input name="phone" placeholder="เบอร์โทรศัพท์">
<input type="password" name="pin" placeholder="รหัส PIN"></form></body></html>"""
HONEST = "<html lang='en'><title>Notes</title><body><p>Some notes about the weather and a walk along the river.</p></body></html>"


def seen(host: str = "dsi-case-check.top", html: str = THAI, *, age_days: int = 9, **holder: str) -> Dossier:
    found = dossier({"host": host, "age_days": age_days, "html": html})
    address = AddressHolder(ip="45.12.40.9", holder="Cheap VPS", country="NL", abuse_email="abuse@vps.example")
    hosting = HostingFacts(addresses=(replace(address, **holder),))
    known = found.evidence.get("registration")
    registration = {}
    if known is not None:
        assert isinstance(known.facts, RegistrationFacts)
        registration = {"registration": replace(known, facts=replace(known.facts, abuse_email="abuse@registrar.example"))}
    return replace(found, evidence={**found.evidence, **registration, "hosting": evidence("hosting", hosting)})


def countries(row: Assessment) -> tuple[str, ...]:
    """The countries whose desks for people are named, in their order. Interpol is of none."""
    named = (route.country for route in row.report_to if route.kind in report_desks.FOR_PEOPLE)
    return tuple(dict.fromkeys(country for country in named if country))


def told(row: Assessment) -> dict[str, Route]:
    return {route.kind: route for route in row.report_to}


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
        facts = replace(found.facts("dns"), parking_ns="Sedo")
        found = replace(found, evidence={**found.evidence, "dns": replace(found.evidence["dns"], facts=facts)})
    else:
        facts = replace(found.facts("hosting"), parking="Sedo")
        found = replace(found, evidence={**found.evidence, "hosting": replace(found.evidence["hosting"], facts=facts)})
    row = assessed(found)
    assert "parked" not in row.states and row.verdict.rank >= Verdict.LIKELY_SCAM.rank


@pytest.mark.parametrize(
    ("country", "kind", "takes", "desks"),
    [
        ("MY", "loan-app", "regulator", "Bank Negara Malaysia"),
        ("MY", "invest-crypto", "regulator", "Securities Commission Malaysia"),
        ("MY", "parcel-toll", "takedown", "MCMC (SKMM)"),
        ("TH", "gov-police", "regulator", "NBTC"),
        ("TH", "invest-crypto", "regulator", "Securities and Exchange Commission Thailand"),
        ("VN", "bank-wallet", "regulator", "State Bank of Vietnam; State Securities Commission"),
        ("US", "invest-crypto", "regulator", "SEC tips; CFTC; state regulators"),
        ("ID", "task-job", "takedown", "Komdigi Aduan Konten"),
    ],
)
def test_a_desk_for_this_kind_of_scam_comes_before_one_for_any(country: str, kind: str, takes: str, desks: str) -> None:
    told = {route.kind: route.body for route in _of(country, kind)}
    assert told[takes] == desks


@pytest.mark.parametrize(
    ("country", "kinds", "regulator"),
    [
        ("MY", ("bank-wallet", "invest-crypto"), "Bank Negara Malaysia"),
        ("MY", ("invest-crypto", "bank-wallet"), "Securities Commission Malaysia"),
        ("TH", ("gov-police", "bank-wallet"), "NBTC"),
        ("TH", ("task-job", "loan-app"), "Bank of Thailand"),
        ("US", ("fake-shop", "invest-crypto"), "FTC"),
    ],
)
def test_the_likeliest_kind_chooses_among_desks(country: str, kinds: tuple[str, ...], regulator: str) -> None:
    assert [route.body for route in _of(country, *kinds) if route.kind == "regulator"] == [regulator]


@functools.cache
def _on_a_platform() -> Assessment:
    return assessed(seen("dsi-case-check.pages.dev"))


def _of(country: str, *kinds: str) -> list[Route]:
    """Whom in a country a row of these kinds names, the likeliest first."""
    row = _on_a_platform()
    about = {"TH": "th", "MY": "ms", "VN": "vi", "ID": "id", "PH": "fil", "KH": "km", "MM": "my", "LA": "lo", "CN": "zh-Hans", "JP": "ja"}
    told = Contact(kind="phone", value="+1", country=country, position=1, count=9)
    page = row.evidence["page"]
    facts = replace(row.facts("page", PageFacts), language=about.get(country, "en"), contacts=(told,))
    alone = replace(
        row,
        contributions=(),
        scam_types=tuple(ScamType(type=kind, probability=0.5) for kind in kinds),
        evidence={"page": replace(page, facts=facts)},
    )
    return [route for route in routes(alone) if route.country == country]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_desk_that_does_not_hear_everybody_says_so(language: str) -> None:
    spoken = speech(language)
    row = replace(assessed(seen()), report_to=(*_of("MY", "parcel-toll"), *_of("TH", "parcel-toll")))
    lines = [line for _, line in route_lines(row, spoken)]
    heard = [spoken.say(" (answers queries, takes no reports)"), spoken.say(" (hears authorities only)")]
    assert [[line for line in lines if note in line] for note in heard] == [
        [line for line in lines if "semakmule" in line], [line for line in lines if "mdes.go.th" in line],
    ]  # fmt: skip
    assert all(sum(note in line for line in lines) == 1 for note in heard)


def test_no_desk_is_in_the_table_for_nobody() -> None:
    """Every one is named in a row of some kind of scam: none stands behind another that takes all that it takes."""
    for country, desks in report_desks.load().items():
        if country == report_desks.WORLD:
            continue
        named = {route.body for kind in SCAM_TYPES for route in _of(country, kind)}
        assert {desk.body for desk in desks if desk.kind in report_desks.FOR_PEOPLE} - named == set(), country


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


def test_a_link_without_words_steers_to_no_country() -> None:
    planted = "".join(f'<a href="tel:{number}"></a>' for number in ("+8613812345678", "+6581234567", "+84912345678", "+60123456789"))
    planted += "<p hidden>Tel +855 12 345 678</p>"
    assert countries(assessed(seen(html=THAI.replace("</body>", planted + "</body>")))) == countries(assessed(seen())) == ("TH",)


def test_of_an_honest_site_nobody_is_told() -> None:
    assert assessed(seen("walks-and-notes.com", HONEST, age_days=900)).report_to == ()


def test_of_a_suspicion_nobody_is_told_until_the_desk_is_sure() -> None:
    html = """<html lang="th"><title>สินเชื่อ</title><body><p>เงินด่วนออนไลน์ อนุมัติใน 5 นาที ไม่เช็คแบล็คลิสต์ ทักไลน์ได้เลย</p>
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
    facts = found.facts("hosting")
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
    ("holder", "desk"),
    [
        ("Amazon Technologies Inc.", "Amazon Web Services"),
        ("AMAZON-02 - Amazon.com, Inc., US", "Amazon Web Services"),
        ("AMAZONAS-TELECOM, BR", "AMAZONAS-TELECOM, BR"),
        ("Teleamazon S.A.", "Teleamazon S.A."),
        ("CLOUDFLARENET", "Cloudflare Trust and Safety"),
    ],
)
def test_the_desk_of_an_operator_is_not_that_of_a_network_with_a_similar_name(holder: str, desk: str) -> None:
    assert told(assessed(seen(holder=holder)))["host"].body == desk


def test_an_address_whose_contact_is_unknown_hides_no_other_host() -> None:
    found = seen()
    silent = AddressHolder(ip="45.12.41.9", holder="Other VPS", outcome="limited", reason="the registry asks us to slow down")
    facts = found.facts("hosting")
    assert isinstance(facts, HostingFacts)
    both = evidence("hosting", replace(facts, addresses=(silent, *facts.addresses)))
    row = assessed(replace(found, evidence={**found.evidence, "hosting": both}))
    assert told(row)["host"].channel == "abuse@vps.example"


def test_each_operator_of_an_address_is_named_once() -> None:
    found = seen()
    facts = found.facts("hosting")
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
    facts, page, shown = found.facts("hosting"), found.evidence["page"], found.facts("page")
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
    facts = found.facts("hosting")
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


@pytest.mark.parametrize(("days", "certainty"), [(-1, "sure"), (1, "unsure")])
def test_a_table_past_its_day_is_sure_of_nothing(days: int, certainty: str) -> None:
    row = assessed(seen())
    expires = small_tables.load()[report_desks.FILE].expires
    assert expires is not None
    then = datetime.combine(expires + timedelta(days=days), datetime.min.time(), UTC)
    aged = routes(replace(row, observed_at=then))
    assert {route.kind: route for route in aged}["police-hotline"].certainty == certainty
    assert {route.kind: route for route in aged}["registrar"].certainty == "told"


def test_two_countries_police_meet_through_interpol() -> None:
    html = THAI.replace("02-123-4567", "+855 23 723 456")
    row = assessed(seen(html=html))
    assert countries(row) == ("KH", "TH") or countries(row) == ("TH", "KH")
    assert any("INTERPOL" in route.body for route in row.report_to)


def test_the_country_of_the_body_that_is_imitated_comes_first() -> None:
    html = """<html lang="en"><title>DBS Bank digibank login</title><body><h1>DBS Bank</h1>
    <p>Your account was suspended. Verify your identity and card number within 24 hours, or call our agent on +60 3-2161 8000.</p>
    <form action="/x"><input name="user"><input type="password" name="pin"><input name="otp" placeholder="OTP"></form></body></html>"""
    row = assessed(seen("dbs-secure-verify.top", html))
    assert countries(row)[0] == "SG"


TRADITIONAL = """<html lang="zh-Hant"><title>{name}</title><body><h1>{name}</h1><p>{words}您的帳戶已被停用，
請於今日內輸入信用卡號與驗證碼繳納費用，否則將依法處理。</p><form action="/x"><input name="card" placeholder="信用卡號">
<input name="otp" placeholder="驗證碼"></form></body></html>"""


@pytest.mark.parametrize(
    ("host", "name", "words", "meant"),
    [
        ("fetc-toll.cc", "遠通電收", "通行費 NT$1,200 未繳。", ("TW",)),
        ("mjhb-7-11.shop", "賣貨便", "", ("TW",)),
        ("pay-fee-now.cc", "繳費通知", "請繳新台幣 300 元。", ("TW",)),
        ("pay-fee-now.cc", "繳費通知", "請繳港幣 300 元。", ("HK",)),
        ("hk-customs-mpf.com", "強積金賬戶通知", "致電 +852 2919 1234。", ("HK",)),
        ("pay-fee-now.cc", "繳費通知", "九龍客戶請注意。", ("HK",)),
        ("fetc-toll.cc", "遠通電收", "致電 +852 2919 1234。", ("TW", "HK")),
        ("hsbc-verify.cc", "滙豐 HSBC Hong Kong", "應繳 NT$1,200。", ("HK", "TW")),
        ("pay-fee-now.cc", "繳費通知", "", ("HK", "TW")),
    ],
)
def test_of_countries_that_read_the_same_letters_those_are_meant_for_which_more_speaks(
    host: str, name: str, words: str, meant: tuple[str, ...]
) -> None:
    row = assessed(seen(host, TRADITIONAL.format(name=name, words=words)))
    assert row.verdict.rank >= Verdict.SUSPICIOUS.rank
    assert countries(row) == meant
    shown = len(meant) == 2 and name != "繳費通知"  # not two guesses
    assert any("INTERPOL" in route.body for route in row.report_to) is shown


def test_a_body_is_at_home_by_whatever_name_it_is_shown() -> None:
    html = """<html lang="en"><title>Secure login</title><p>Your account was suspended. Enter your card number and OTP within 24 hours.</p>
    <form action="/x"><input name="user"><input type="password" name="pin"><input name="otp" placeholder="OTP"></form></html>"""
    assert countries(assessed(seen("maybank2u-verify-login.top", html)))[:1] == ("MY",)


@pytest.mark.parametrize(
    ("language", "desk", "body"),
    [
        (
            "th",
            "ศูนย์ AOC 1441 / สำนักงานตำรวจแห่งชาติ (Anti Online Scam Operation Center (AOC) / Royal Thai Police), TH: โทร. 1441",
            "กรมสอบสวนคดีพิเศษ",
        ),
        ("zh", "Anti Online Scam Operation Center (AOC) / Royal Thai Police, TH: 电话 1441", ""),
        ("en", "Anti Online Scam Operation Center (AOC) / Royal Thai Police, TH: tel. 1441", ""),
    ],
)
def test_people_read_the_names_of_their_own_bodies_and_machines_the_english_ones(language: str, desk: str, body: str) -> None:
    row = assessed(seen(), lang=language)
    assert [line for _, line in route_lines(row, speech(language)) if line == desk]
    [because] = [c.because for c in row.contributions if c.reading.signal == "content-claims-authority"]
    assert (f"{body} (Department of Special Investigation)" if body else "Department of Special Investigation") in because
    assert told(row)["police-hotline"].body == told(assessed(seen()))["police-hotline"].body
