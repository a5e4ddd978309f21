"""Whose help line a number is said to be."""

import pytest

from scamtriage.assess import Rules
from scamtriage.records.assessment import Verdict
from scamtriage.records.facts import Contact
from scamtriage.signals.helplines import _places, care_page, number_of_many_brands
from scamtriage.signals.view import View
from tests.judgement.sites import assessed, dossier

RULES = Rules.load()
SOAP = """<html lang="en"><title>Island Soap Works</title><h1>Handmade soap from Cebu</h1><p>Bars from ₱95, boxes of six. Questions?
    Customer service 0917 555 1234 or message us. We accept GCash, Maya, PayPal, BPI and Metrobank transfers; delivery by J&T Express,
    LBC or Ninja Van.</p></html>"""


def view(html: str) -> View:
    return View(dossier({"host": "island-works.com", "html": html, "age_days": 300, "mx": True}), RULES.tables)


def many(text: str) -> tuple[float, str]:
    found = number_of_many_brands(view(f"<html><title>Care</title><p>{text}</p><p>{'Lorem ipsum dolor sit amet. ' * 4}</p></html>"))
    return found.value or 0.0, str(found.shown.get("number", ""))


def test_a_shop_that_lists_ways_to_pay_and_couriers_is_nobodys_help_line() -> None:
    row = assessed({"host": "islandsoap.com", "html": SOAP, "age_days": 300, "mx": True})
    assert "contact-phone-multibrand" not in {c.reading.signal for c in row.contributions}
    assert row.verdict.rank < Verdict.LIKELY_SCAM.rank and "fake-call-centre" not in row.flags


@pytest.mark.parametrize(
    "text",
    [
        "Call us 0917 555 1234. We accept PayPal, GCash, Metrobank.",
        "Support 0917 555 1234 - pay with PayPal, GCash, Metrobank",
        "Bantuan: 011-2345 6789. Bayar dengan Maybank, GrabPay, PayPal",
        "Hubungi kami 0812-3456-7890, pengiriman JNE, J&T Express, Ninja Van",
        "Hotline 0912 345 678, thanh toán Vietcombank, Techcombank, PayPal",
        "โทร 081-234-5678 บริการลูกค้า ชำระผ่าน PayPal, Shopee, Lazada",
        "客服电话 13800138000，支持付款：PayPal、支付宝、微信支付",
    ],
)
def test_names_behind_paying_and_delivering_are_not_helped(text: str) -> None:
    assert many(text)[0] < 3


def test_names_that_touch_a_support_word_are_counted_for_the_number_that_is_given_for_them() -> None:
    text = (
        "Office in Jaipur 0141 255 0000. " + "About our team and its work. " * 12 + "PhonePe customer care 98000 55502. "
        "Paytm customer care 98000 55502. Amazon customer care number: 9800055502."
    )
    assert many(text) == (3.0, "+919800055502")
    assert many("PayPal, GCash and Metrobank customer service: +63 917 555 1234") == (3.0, "+639175551234")


GUIDE = "Our guide explains in plain words how to keep a telephone charged and where to look for it. " * 90
"""A text of which only first occurrences are read."""


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("PhonePe customer care 98000 55502. Paytm customer care 98000 55502. Amazon customer care 98000 55502.", "+919800055502"),
        ("PayPal, GCash and Metrobank customer service: +63 917 555 1234", "+639175551234"),
    ],
)
def test_a_long_page_is_the_help_line_of_as_many(text: str, number: str) -> None:
    assert len(view(f"<p>{GUIDE}</p>").page.text) > 6_000
    assert many(f"{text} {GUIDE}") == (3.0, number)
    menu = "PhonePe | Paytm | Amazon | GCash | PayPal | Metrobank. Customer care. "  # the first occurrences, with no number near
    assert many(f"{menu} {GUIDE} {text}") == (3.0, number)
    assert many(f"{menu} {GUIDE} Call 98000 55502.")[0] == 0.0


def test_a_number_far_from_the_names_is_not_said_to_be_theirs() -> None:
    text = "PhonePe customer care, Paytm customer care, Amazon customer care. " + "Read all about it. " * 20 + "Call +91 98000 55502."
    assert many(text)[0] == 0.0


@pytest.mark.parametrize(("value", "places"), [("191", [7]), ("+919800000191", [7, 40])])
def test_a_number_is_known_again_by_its_last_digits_and_a_short_one_by_none(value: str, places: list[int]) -> None:
    assert _places([(40, "09800000191")], Contact(kind="phone", value=value, position=7)) == places


def test_the_help_line_of_a_name_is_the_number_beside_it() -> None:
    html = """<html lang="en"><title>Amazon and PhonePe customer care number</title><p>Our office in Jaipur answers at +91 141 255 0000.</p>
        <p>"""
    html += "Read all about it here. " * 12 + "PhonePe customer care number is +91 98000 55502, day and night.</p></html>"
    found = care_page(view(html))
    assert found.value == 1.0
    assert (found.shown["brand"], found.shown["number"]) == ("PhonePe", "+919800055502")


@pytest.mark.parametrize(("repeats", "times"), [(0, "3 times"), (2, "5 times")])
def test_the_sentence_says_how_often_the_number_stands_and_beside_whom(repeats: int, times: str) -> None:
    text = "PhonePe customer care 98000 55502. Paytm customer care 98000 55502. Amazon customer care 98000 55502. Paytm helpline number. "
    html = f"<html lang='en'><title>Care</title><p>{text}{'Call 98000 55502. ' * repeats}{'Lorem ipsum dolor sit amet. ' * 4}</p></html>"
    row = assessed({"host": "island-works.com", "html": html, "age_days": 300})
    said = {c.reading.signal: c.because for c in row.contributions}["contact-phone-multibrand"]
    assert said == f"+919800055502 stands {times} on the page, as the help line of 3 organisations such as Paytm"
