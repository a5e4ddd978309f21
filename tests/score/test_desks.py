"""Which desks are named: of the country that is meant, for the kind of scam, in the reader's language."""

import functools
from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from scamtriage.knowledge import report_desks, small_tables
from scamtriage.knowledge.judgement.rows import SCAM_TYPES
from scamtriage.knowledge.speech import LANGUAGES, speech
from scamtriage.records.assessment import Assessment, Route, ScamType, Verdict
from scamtriage.records.facts import Contact, PageFacts
from scamtriage.render.phrases import route_lines
from scamtriage.score.routes import routes
from tests.judgement.sites import assessed
from tests.score.accused import THAI, seen, told


def countries(row: Assessment) -> tuple[str, ...]:
    """The countries whose desks for people are named, in their order. Interpol is of none."""
    named = (route.country for route in row.report_to if route.kind in report_desks.FOR_PEOPLE)
    return tuple(dict.fromkeys(country for country in named if country))


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


def test_a_link_without_words_steers_to_no_country() -> None:
    planted = "".join(f'<a href="tel:{number}"></a>' for number in ("+8613812345678", "+6581234567", "+84912345678", "+60123456789"))
    planted += "<p hidden>Tel +855 12 345 678</p>"
    assert countries(assessed(seen(html=THAI.replace("</body>", planted + "</body>")))) == countries(assessed(seen())) == ("TH",)


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
            "ศูนย์ AOC 1441 / สำนักงานตำรวจแห่งชาติ (Anti Online Scam Operation Center (AOC) / Royal Thai Police), ไทย: โทร. 1441",
            "กรมสอบสวนคดีพิเศษ",
        ),
        ("zh", "Anti Online Scam Operation Center (AOC) / Royal Thai Police，泰国：电话 1441", ""),
        ("en", "Anti Online Scam Operation Center (AOC) / Royal Thai Police, Thailand: tel. 1441", ""),
    ],
)
def test_people_read_the_names_of_their_own_bodies_and_machines_the_english_ones(language: str, desk: str, body: str) -> None:
    row = assessed(seen(), lang=language)
    assert [line for _, line in route_lines(row, speech(language)) if line == desk]
    [because] = [c.because for c in row.contributions if c.reading.signal == "content-claims-authority"]
    assert (f"{body} (Department of Special Investigation)" if body else "Department of Special Investigation") in because
    assert told(row)["police-hotline"].body == told(assessed(seen()))["police-hotline"].body
