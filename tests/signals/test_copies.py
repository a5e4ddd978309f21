"""A copy of an organisation's page reads as honest as that page, so its words and ways to be reached acquit nobody."""

import pytest

from scamtriage.records.assessment import Verdict
from scamtriage.records.rulings import AGE_UNKNOWN
from tests.signals.rows import LOGIN, nats, row, unknown

FORM = (
    "<form method=post><input name=user placeholder='{user}'><input type=password name=pw placeholder='{secret}'><button>OK</button></form>"
)
COPIES = {
    "th": (
        "scb-easynet-customer.com",
        "<title>SCB Easy Net</title><h1>ธนาคารไทยพาณิชย์ SCB</h1>" + FORM.format(user="ชื่อผู้ใช้งาน", secret="รหัสผ่าน")
        + "<footer>© 2026 ธนาคารไทยพาณิชย์ จำกัด (มหาชน) SCB Call Center 02-777-7777</footer>",
    ),
    "id": (
        "bankmandiri-nasabah.site",
        "<title>Bank Mandiri</title><h1>Bank Mandiri</h1>" + FORM.format(user="User ID", secret="PIN")
        + "<p>PT Bank Mandiri (Persero) Tbk berizin dan diawasi OJK. Mandiri Call 14000</p><footer>© Bank Mandiri</footer>",
    ),
    "vi": (
        "techcombank-khachhang.net",
        "<title>Techcombank</title><h1>Techcombank Online</h1>" + FORM.format(user="Tên đăng nhập", secret="Mật khẩu")
        + "<p>Ngân hàng TMCP Kỹ Thương Việt Nam. Hội sở: 6 Quang Trung, Hà Nội. Hotline 1800 588 822</p><footer>© Techcombank</footer>",
    ),
}  # fmt: skip


def page(language: str) -> str:
    return f'<html lang="{language}">{COPIES[language][1]}'


@pytest.mark.parametrize("language", COPIES)
@pytest.mark.parametrize(
    ("host", "age_days", "least"),
    [("", 5, Verdict.LIKELY_SCAM), ("secure-page-7781.top", 5, Verdict.SUSPICIOUS)],
)
def test_the_boilerplate_of_the_bank_does_not_clear_its_copy(language: str, host: str, age_days: int, least: Verdict) -> None:
    judged = row(host or COPIES[language][0], page(language), age_days=age_days)
    found = nats(judged)
    assert "content-brand-copy" in found and judged.verdict.rank >= least.rank
    assert min(found.get("page-wording", 0.0), found.get("page-ways", 0.0)) >= 0.0


@pytest.mark.parametrize("language", COPIES)
def test_a_copy_on_a_name_of_unknown_age_is_left_open_and_not_cleared(language: str) -> None:
    """An old name would be the bank's own, for all that is known, and a new one an imitator's: neither is concluded."""
    judged = row(COPIES[language][0], page(language), age_days=-1)
    assert "content-brand-copy" in unknown(judged)
    assert judged.verdict is Verdict.UNDETERMINED and AGE_UNKNOWN in judged.held_back and "needs-human" in judged.states
    assert row(COPIES[language][0], page(language), age_days=6_000).verdict.rank < Verdict.SUSPICIOUS.rank


def test_the_reason_says_why_the_words_count_nothing() -> None:
    judged = row(COPIES["id"][0], page("id"), age_days=5)
    because = {one.reading.signal: one.because for one in judged.contributions}
    assert "as a copy reads as honest as what it copies" in because["page-wording"]
    assert "Bank Mandiri" in because["content-brand-copy"]


@pytest.mark.parametrize(
    ("host", "age_days", "html"),
    [
        ("bankmandiri-nasabah.site", 400, page("id")),  # held for more than a year
        ("nasabah-setia.site", 5, f"<title>Bank Mandiri</title><p>Belajar menabung</p>{LOGIN}"),  # named in one place
        (
            "bankmandiri-nasabah.site",
            5,
            page("id").replace("type=password", "type=text").replace("PIN", "Nama").replace("name=pw", "name=q"),
        ),
        ("bankmandiri-nasabah.site", 5, f"<title>Klub pensiunan</title><h1>Klub pensiunan</h1><p>Acara bulan ini</p>{LOGIN}"),
        ("www.bankmandiri.co.id", 5, page("id")),  # its own
    ],
)
def test_what_is_no_copy(host: str, age_days: int, html: str) -> None:
    assert "content-brand-copy" not in nats(row(host, html, age_days=age_days))
