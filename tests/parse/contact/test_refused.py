"""Messengers that a page refuses beside its number: "Phone (no WhatsApp)"."""

import pytest

from tests.parse.contact.reading import contacts_in


@pytest.mark.parametrize(
    ("language", "suffix", "text", "number"),
    [
        ("en", "com.my", "Phone (no WhatsApp): 012-771 8226", "+60127718226"),
        ("en", "com.sg", "Calls only, no WhatsApp: 6771 8226", "+6567718226"),
        ("en", "com.my", "Tel (not on WhatsApp) 012-771 8226", "+60127718226"),
        ("en", "com.my", "Tel: 012-771 8226 (calls only, no WhatsApp)", "+60127718226"),
        ("ms", "com.my", "Telefon (tiada WhatsApp): 012-771 8226", "+60127718226"),
        ("ms", "com.my", "Tel: 012-771 8226 (bukan WhatsApp)", "+60127718226"),
        ("id", "co.id", "Telepon (bukan WA): 0812-7718-2264", "+6281277182264"),
        ("vi", "vn", "Điện thoại (không Zalo): 0912 345 678", "+84912345678"),
        ("th", "co.th", "โทร (ไม่มีไลน์) 081-771-8226", "+66817718226"),
    ],
)
def test_a_refused_messenger_has_no_number(language: str, suffix: str, text: str, number: str) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == {f"phone {number}"}


def test_only_what_is_refused_is_none() -> None:
    assert contacts_in("Call +60 12-771 8226 (WhatsApp, not Telegram)") == {"phone +60127718226", "whatsapp +60127718226"}
    assert contacts_in("Call +66 81-771-8226 (ไม่ใช่ LINE)") == {"phone +66817718226"}


@pytest.mark.parametrize(
    ("language", "suffix", "text"),
    [
        ("id", "co.id", "Telepon (no WA): 0812-7718-2264"),  # "no" is a number there
        ("id", "co.id", "Telp 021-7718-226, no WA 0812-7718-2264"),
        ("id", "co.id", "Telepon, no. WA: 0812-7718-2264"),
        ("en", "co.id", "Phone no. / WhatsApp no.: 0812-7718-2264"),
        ("en", "co.id", "Phone: 0812-7718-2264 (WhatsApp, no calls)"),
        ("en", "co.id", "Phone (also WhatsApp): 0812-7718-2264"),
    ],
)
def test_words_that_only_look_like_a_refusal_are_none(language: str, suffix: str, text: str) -> None:
    assert "whatsapp +6281277182264" in contacts_in(text, language=language, suffix=suffix)


def test_places_of_the_philippines_tell_whose_number_it_is() -> None:
    for place in ("Dumaguete City", "Tagbilaran, Bohol", "Lapu-Lapu", "Brgy. San Isidro, Tarlac", "Dasmariñas"):
        assert contacts_in(f"Text us at 0917 771 8226. Our office: {place}.") == {"phone +639177718226"}
    assert contacts_in("Text us at 0917 771 8226. Our office is on Lake Road.") == {"local-phone 0917 771 8226"}
