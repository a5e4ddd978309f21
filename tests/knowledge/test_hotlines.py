"""Digits of a word list in the text of a page: numbers of hotlines, never pieces of prices, years and longer numbers."""

import pytest

from scamtriage.knowledge.language import hotlines
from scamtriage.records.assessment import Verdict
from tests.cost import least_cpu_s
from tests.judgement.sites import assessed
from tests.signals.test_pagetext import page


def found(text: str, concept: str = "referral") -> list[str]:
    read = page(text)
    return [number for hit in read.words(concept) if (number := read.said(hit)).isdecimal()]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Hang up and call 1930.", "1930"),
        ("ठगी हो जाए तो तुरंत 1930 पर फ़ोन करें।", "1930"),
        ("Hubungi NSRC di talian 997 (24 jam).", "997"),
        ("หากโอนเงินไปแล้ว โทร1441 ตลอด 24 ชั่วโมง", "1441"),
        ("ถ้าโอนไปแล้ว โทร ๑๔๔๑ ทันที", "๑๔๔๑"),
        ("Report to the CICC hotline 1326, and to your bank.", "1326"),
        ("피해 시 경찰 112, 금융감독원 1332.", "1332"),
        ("困ったら消費者ホットライン188（いやや）へ。", "188"),
        ("发现被骗请立即拨打96110报案。", "96110"),
        ("Phản ánh tới tổng đài: 156", "156"),
        ("Laporkan ke Kontak OJK 157.", "157"),
        ("រាយការណ៍ទៅនគរបាល ១១៧។", "១១៧"),
    ],
)
def test_a_hotline_is_found_beside_a_word_of_calling(text: str, number: str) -> None:
    assert number in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Pindahkan wang RM18800 sekarang, hubungi kami",
        "Hubungi kami: RM 997 sahaja",
        "Hubungi kami, harga Rp157.000",
        "Call us: only $997, was $1,930",
        "Gọi ngay, chỉ 156.000đ; giảm 5656 đ",
        "Call our office, since 1930",
        "report of the 1930s",
        "Call +60 12-997 1234 or 03-1930 4455",
        "Call 0917 188 1234",
        "โทร 02-000-8840 ต่อ 1441",
        "โทร 02-114-1441 หรือ ๑๑๔๔๑๒",
        "신고번호 11122, 전화 02-112-3344",
        "拨打 0571-9611 0022，单号 961100",
        "Jl. Pemuda 157 Semarang",
        "Văn phòng 156 Nguyễn Trãi",
        "Report DMW-118-LB and S-112/D.07",
        "電話 03-1880-1188 / 1.188",
    ],
)
def test_a_price_a_year_an_address_and_a_longer_number_are_no_hotline(text: str) -> None:
    assert found(text) == [] == found(text, "rebuttal")


def test_the_number_is_found_behind_many_others_that_hold_it() -> None:
    assert found("RM18800 " * 30 + "\nHubungi NSRC 997.\n" + "RM997 " * 30) == ["997"]
    long = "RM1997. " * 30 + "\nHubungi talian 997 segera.\n" + "Gula dan garam. " * 600
    assert found(long) == ["997"]


@pytest.mark.parametrize(
    ("text", "concept", "there"),
    [
        ("Up to 85% off", "discount", True),
        ("Ends with 185% more", "discount", False),
        ("only 0.85% a year", "discount", False),
        ("我们按1天计算", "speak", True),
        ("按10天计算", "speak", False),
        ("扣2000.50元", "charge", True),
        ("扣2000,000元", "charge", False),
    ],
)
def test_digits_at_the_end_of_a_term_belong_to_no_longer_number(text: str, concept: str, there: bool) -> None:
    assert bool(page(text).words(concept)) is there


@pytest.mark.parametrize("sum_", ["12,500", "12500", "18800", "11930", "15,997"])
def test_a_sum_that_holds_a_hotline_changes_nothing(sum_: str) -> None:
    html = f"""<html lang="ms"><title>Polis Diraja - Kes penipuan</title><h1>Unit siasatan kes penipuan</h1><p>Nama anda dalam kes
        pengubahan wang haram dan penipuan. Pindahkan wang RM{sum_} ke akaun selamat. Jangan tutup telefon. Jangan beritahu sesiapa.
        Pegawai akan menghubungi anda. Hubungi Sarjan 011-2345 6789 (WhatsApp).</p></html>"""
    row = assessed({"host": "kes-siasatan.com", "html": html, "age_days": 200, "mx": True})
    assert row.verdict is Verdict.NEAR_CERTAIN
    assert "content-police-demand" in {c.reading.signal for c in row.contributions}


def test_the_neighbours_of_a_number_may_be_any_bytes() -> None:
    for data in (b"\xe0\xb8188\xff\x80", b"188", b"\xc3188 " + b"9" * 500, b" " * 500 + b"188"):
        at = data.index(b"188")
        assert not hotlines.dialled(data, at, at + 3)


def test_a_page_of_numbers_is_read_in_no_time() -> None:
    text = "188 " * 20_000
    assert least_cpu_s(lambda: page(text).words("referral"), within=2.0) < 2.0
