"""A page in a language that nobody taught the tool is unknown, and acquits nobody."""

import pytest

from scamtriage.records.assessment import Assessment, Verdict
from scamtriage.records.findings import UNREAD_LANGUAGE
from tests.judgement.sites import assessed

RUSSIAN = "<p>Мы печём хлеб на закваске каждое утро. Приходите к нам за горячими булочками, пирогами и чаем, двери открыты с семи утра.</p>"
GERMAN = "<p>Wir backen jeden Morgen Brot und Kuchen. Kommen Sie zu uns, wir sind von sieben Uhr an für Sie da und freuen uns auf Sie.</p>"
INDONESIAN = (
    "<p>Kami memanggang roti setiap pagi. Silakan datang ke toko kami untuk roti hangat, kue dan teh, buka dari jam tujuh pagi.</p>"
)
SCAM = (
    "<p>Your account is suspended. Our agent will call you: read the code, verify your card and PIN within 24 hours or lose access.</p>"
    "<p>Claim your bonus, withdraw your profit to your wallet, guaranteed return, send USDT first.</p>"
)


def judged(text: str) -> Assessment:
    html = f"<!doctype html><title></title><body>{text}<footer>info@pekarnya.com +62 21 555 0142</footer>"
    return assessed({"host": "pekarnya.com", "age_days": 2_000, "mx": True, "html": html})


@pytest.mark.parametrize("text", [RUSSIAN, GERMAN])
def test_a_page_in_a_language_that_is_not_read_is_acquitted_of_nothing(text: str) -> None:
    row = judged(text)
    assert row.verdict is Verdict.NO_FINDING
    assert [unknown.because for unknown in row.unknown if "page-wording" in unknown.signals] == [UNREAD_LANGUAGE]


def test_the_same_page_in_a_language_that_is_read_is_acquitted() -> None:
    row = judged(INDONESIAN)
    assert row.verdict is Verdict.LIKELY_BENIGN
    assert not any("page-wording" in unknown.signals for unknown in row.unknown)


def test_known_words_that_accuse_count_in_whatever_language_they_stand() -> None:
    row = judged(SCAM + RUSSIAN)
    assert row.evidence["page"].facts.language == "ru"  # type: ignore[union-attr]
    accused = [one.log_odds for one in row.contributions if one.reading.signal == "page-wording"]
    assert accused and accused[0] > 0
