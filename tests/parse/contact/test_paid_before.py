"""The number that stands before the name of the scheme that pays it, and the apps of India."""

import pytest

from tests.parse.contact.reading import contacts_in


@pytest.mark.parametrize(
    ("suffix", "language", "text", "account"),
    [
        ("ph", "fil", "Send to 0966-774-1208 via GCash / PayMaya.", "+639667741208"),
        ("ph", "fil", "0966-774-1208 (GCash / Maya) Joy M.", "+639667741208"),
        ("co.id", "id", "0812-7741-2088 (DANA) a.n. Rini", "+6281277412088"),
        ("co.id", "id", "transfer 081277412088 via OVO", "+6281277412088"),
        ("vn", "vi", "0963 118 402 (Momo)", "+84963118402"),
        ("co.th", "th", "โอนมาที่ 081-774-1208 (พร้อมเพย์)", "+66817741208"),
        ("in", "hi", "पेटीएम करें 9977412088 पर", "+919977412088"),
        ("in", "hi", "PhonePe/GPay: 9877412088", "+919877412088"),
        ("in", "en", "9877412088 (PhonePe/Paytm)", "+919877412088"),
        ("ph", "fil", "GCash 0945 662 1180 (Ma. L. C.) o Maya 0995 210 7736", "+639952107736"),
        ("ph", "fil", "GCash: 0945 662 1180, Maya: 0995 210 7736", "+639952107736"),
    ],
)
def test_a_scheme_behind_its_number_is_paid_there(suffix: str, language: str, text: str, account: str) -> None:
    assert f"bank-account {account}" in contacts_in(text, language=language, suffix=suffix)


@pytest.mark.parametrize(
    ("suffix", "language", "text"),
    [
        ("ph", "fil", "Call 0966-774-1208 for orders. GCash accepted."),
        ("ph", "fil", "Call 0966-774-1208 (GCash accepted here)"),
        ("ph", "fil", "Call 0966-774-1208 via GCash QR code scanning"),
        ("ph", "fil", "Maya 0995 210 7736"),
        ("ph", "fil", "GCash desk: call 0917 812 4477 or text Maya 0918 812 4478"),
        ("ph", "fil", "Call 0917 812 4477 (Maya) or 0918 812 4478 (Kuya Ben)."),
        ("in", "hi", "098830 14472 (PhonePe, Google Pay, Paytm, Flipkart सबके लिए)"),
        ("com", "en", "Google Pay 888-555-1234"),
        ("com.sg", "en", "We accept Google Pay, 6123 4567"),
    ],
)
def test_a_scheme_that_is_only_accepted_or_named_is_no_account(suffix: str, language: str, text: str) -> None:
    assert not [found for found in contacts_in(text, language=language, suffix=suffix) if found.startswith("bank-account")]
