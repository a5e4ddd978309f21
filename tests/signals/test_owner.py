"""What a page shows of its owner, and what only looks as if it did."""

import pytest

from scamtriage.assess import Rules, assess
from scamtriage.records.assessment import Assessment, Verdict
from scamtriage.signals.view import View
from tests.judgement.sites import dossier

RULES = Rules.load()


def seen(language: str, body: str) -> View:
    html = f'<html lang="{language}"><title>Help</title>{body}</html>'
    return View(dossier({"host": "one-page.org", "html": html, "age_days": 400}), RULES.tables)


RENTED = [
    ("vi", "Tổng đài 1900 545454."),
    ("vi", "Hotline 1800 5454 35 (miễn phí)."),
    ("hi", "हेल्पलाइन 1800 123 4567 पर कॉल करें।"),
    ("hi", "हेल्पलाइन 1860 266 2666"),
    ("zh", "全国客服热线 400-820-8820"),
    ("en", "Helpline 1-888-555-0143"),
    ("ja", "フリーダイヤル 0120-123-456"),
]


@pytest.mark.parametrize(("language", "line"), RENTED)
def test_a_rented_number_shows_no_fixed_line(language: str, line: str) -> None:
    view = seen(language, f"<p>{line}</p>")
    assert view.identity.phones
    assert not view.identity.fixed_line
    assert not {"shows fixed line", "gives hotline", "has no way to be obeyed"} & view.profile.traits.keys()


@pytest.mark.parametrize(
    ("language", "line"),
    [("vi", "Điện thoại: 028 3822 1234"), ("th", "โทร 02-123-4567"), ("id", "Telepon (021) 5290 1234"), ("en", "Tel. +65 6225 5577")],
)
def test_a_line_that_ends_in_a_house_does(language: str, line: str) -> None:
    assert seen(language, f"<p>{line}</p>").identity.fixed_line


def test_the_short_number_of_the_police_is_no_line_of_the_page_and_no_way_to_obey_it() -> None:
    view = seen("th", "<p>แจ้งตำรวจ โทร 191 หรือสายด่วน 1441</p>")
    assert not view.identity.fixed_line
    assert {"gives hotline", "has no way to be obeyed"} <= view.profile.traits.keys()


@pytest.mark.parametrize(("host", "language", "line"), [("new1900.top", *RENTED[0]), ("new1860.in", *RENTED[2])])
def test_a_rented_number_acquits_no_name_of_five_days(host: str, language: str, line: str) -> None:
    judged = assess(dossier({"host": host, "html": f'<html lang="{language}"><title>Help</title><p>{line}</p>', "age_days": 5}), RULES)
    assert isinstance(judged, Assessment)
    assert judged.verdict is not Verdict.LIKELY_BENIGN
