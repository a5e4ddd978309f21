"""Whom a page presents itself as, and whom it merely names."""

import pytest

from scamtriage.assess import Rules
from scamtriage.signals.imitation import claims_authority, claims_brand
from scamtriage.signals.page.claims import HEADLINES
from scamtriage.signals.page.occurrences import HEADING, TITLE
from scamtriage.signals.view import View
from tests.judgement.sites import dossier

TABLES = Rules.load().tables
SEARCH = '<form action="/search"><input name="q" placeholder="Search"></form>'
CALL = "<p>โทรหาเจ้าหน้าที่ 081-234-5678 ทันที</p>"


def authority(language: str, title: str, heading: str, rest: str, host: str = "one-page.org") -> tuple[str, ...]:
    html = f'<html lang="{language}"><title>{title}</title><h1>{heading}</h1><p>All about it on one page.</p>{rest}</html>'
    claims = View(dossier({"host": host, "html": html, "age_days": 400}), TABLES).claims
    return tuple(map(claims.name, claims.authority))


NEWS = "Royal Thai Police arrest eight in call-centre raid"
GUIDE = "How to get a police clearance certificate from the Royal Thai Police"
CLINIC = "Klinik Sehat menerima pasien BPJS Kesehatan"


@pytest.mark.parametrize(
    ("language", "title", "heading", "rest"),
    [
        ("en", NEWS, NEWS, "<p>According to our reporter, computers were seized, a spokesman said on Tuesday.</p>"),
        ("en", f"{NEWS} - Northern Star", NEWS, f"<p>Call our newsroom on +66 81 234 5678.</p>{SEARCH}"),
        ("en", GUIDE, GUIDE, f"<p>Take your passport and two photos. The fee is 100 baht at the counter.</p>{SEARCH}"),
        ("en", "Royal Thai Police: how to get a clearance certificate", "Clearance certificate, step by step", SEARCH),
        ("id", CLINIC, CLINIC, "<p>Dokter umum dan gigi. WhatsApp 0812 3456 7890.</p>"),
        ("vi", "Vé concert Anh Trai đêm 5 chính chủ", "Anh Trai đêm 5", "<p>Nhắn Zalo 0905 118 276.</p>"),
    ],
)
def test_who_is_named_is_not_who_speaks(language: str, title: str, heading: str, rest: str) -> None:
    assert not authority(language, title, heading, rest)


@pytest.mark.parametrize(
    ("language", "title", "heading", "rest"),
    [
        ("en", "Case check - Royal Thai Police", "Royal Thai Police", ""),
        ("en", "Royal Thai Police", "Royal Thai Police", ""),
        ("en", "Royal Thai Police case status", "Your case", CALL),
        ("th", "สำนักงาน ปปง. - ระบบยืนยันความบริสุทธิ์", "ตรวจสอบเส้นทางเงิน", CALL),
        ("vi", "Cổng định danh dân cư - Bộ Công an", "Nâng cấp định danh", '<a href="/vneid.apk">Tải ứng dụng</a>'),
    ],
)
def test_a_name_that_is_the_title_is_who_speaks(language: str, title: str, heading: str, rest: str) -> None:
    assert authority(language, title, heading, rest)


SOLD = (("ชีทสรุป", 690), ("ตำรวจสายอำนวยการ อก.", 490), ("ภาษาอังกฤษล้วน", 590))
GOODS = "".join(
    f"<li class=product><h2>{name}</h2><span class=price>{price} ฿</span><a class=add_to_cart_button href='?buy={price}'>ซื้อ</a></li>"
    for name, price in SOLD
)
"""Courses of a tutor, one of them for the examination of the police."""


def test_what_a_shop_sells_for_an_office_s_examination_is_not_who_speaks() -> None:
    tutor = f"<ul class=products>{GOODS}</ul><p>สมัครเรียนทางไลน์ <a href='https://line.me/ti/p/~kruaon'>LINE</a></p>"
    assert not authority("th", "ติวสอบราชการ ครูอ้อน", "คอร์สเรียน", tutor)
    assert authority("th", "คอร์สเรียน", "ตำรวจสายอำนวยการ", CALL + tutor)


FILIPINO = "Simula ngayon, lahat ng pasahero ay kailangang may bayad na clearance bago lumipad. Ang wala nito ay hindi papayagan."
PAY = "<p>Pay the clearance fee now, WhatsApp +63 917 123 4567.</p><form><input name=passport></form>"


@pytest.mark.parametrize(
    ("language", "title", "rest", "speaks"),
    [
        ("fil", "Bureau of Immigration | Departure Clearance", f"<p>{FILIPINO}</p>{PAY}", True),
        ("en", "Bureau of Immigration | Departure Clearance", f"<p>Manila</p>{PAY}", True),
        ("en", "Bureau of Immigration | Departure Clearance", f"<p>Registration of foreigners in Delhi</p>{PAY}", False),
        (
            "en",
            "Bureau of Immigration | Departure Clearance",
            f"<p>India lets in people of Japan, the Philippines and Thailand</p>{PAY}",
            False,
        ),
        ("en", "Bureau of Immigration, Philippines", f"<p>For people of India, Japan, the Philippines and Thailand</p>{PAY}", True),
    ],
)
def test_a_name_that_several_bodies_bear_counts_on_pages_of_its_country(language: str, title: str, rest: str, speaks: bool) -> None:
    assert bool(authority(language, title, "Clearance", rest)) is speaks


LAWYERS = "<p>Our lawyers help. 12 Jalan Ampang, 50450 Kuala Lumpur. Call (02) 8633 1122.</p>"


FROM_BANK = "<form><input name=otp placeholder='OTP'></form>"
LOG_IN = "<form><input name=mail placeholder='E-mail'><input type=password name=pw></form>"


@pytest.mark.parametrize(
    ("rest", "speaks"),
    [(f"{LAWYERS}{PAY}", False), (PAY, True), (f"{LAWYERS}{PAY}{LOG_IN}", False), (f"{LAWYERS}{PAY}{FROM_BANK}", True)],
)
def test_who_deals_with_an_office_and_says_who_he_is_does_not_speak_as_it(rest: str, speaks: bool) -> None:
    title = "Driving licence at the Land Transportation Office"
    assert bool(authority("en", title, title, f"<p>Manila</p>{rest}")) is speaks


def headed(lines: str, rest: str, host: str = "old-cabinets.com") -> tuple[str, ...]:
    html = f"<html><title>Case status</title><div>{lines}</div><p>Give the case number that you were told.</p>{rest}</html>"
    claims = View(dossier({"host": host, "html": html, "age_days": 1500}), TABLES).claims
    return tuple(map(claims.name, claims.authority))


ASKED = '<form><input name="case"><input name="nid" placeholder="National ID number"></form>'


@pytest.mark.parametrize(
    "lines",
    [
        "<b>POLIS DIRAJA MALAYSIA</b><br>Jabatan Siasatan Jenayah Komersil",
        "<div>BỘ CÔNG AN</div><div>Hồ sơ</div>",
        "最高人民检察院 · 案件协查平台",
        "<a>Home</a><div>กรมสอบสวนคดีพิเศษ กระทรวงยุติธรรม</div>",
        '<a href="/">POLIS DIRAJA MALAYSIA</a>',
        '<a href="/utama/">POLIS DIRAJA MALAYSIA</a><div>Semakan</div>',
        '<a href="https://rmp.gov.my/siasatan">POLIS DIRAJA MALAYSIA</a>',
    ],
)
def test_the_first_line_of_a_letter_is_who_speaks(lines: str) -> None:
    assert headed(lines, ASKED)


def test_a_letterhead_says_who_is_imitated_and_not_for_what() -> None:
    html = f"<html><title>Tra cứu</title><div>BỘ CÔNG AN</div><p>Nộp phạt nguội.</p>{ASKED}</html>"
    found = claims_authority(View(dossier({"host": "old-cabinets.com", "html": html, "age_days": 1500}), TABLES))
    assert (found.value, found.types) == (1.0, ("generic",))
    assert [pointer.path for pointer in found.pointers] == ["page.text"] and len(found.pointers[0].snippet) < len(html) / 2


@pytest.mark.parametrize(
    ("lines", "rest"),
    [
        ("Kes yang disiasat oleh Polis Diraja Malaysia", ASKED),
        ("<div>Polis Diraja Malaysia warns of callers who speak in its name</div>", ASKED),
        ("<p>" + "We sell cabinets of teak. " * 8 + "</p><div>POLIS DIRAJA MALAYSIA</div>", ASKED),
        ("POLIS DIRAJA MALAYSIA", "<p>A page about uniforms.</p>"),
        ('<nav><a href="/str/">STR</a> <a href="/pdrm/">POLIS DIRAJA MALAYSIA</a> <a href="/kerja/">Kerja</a></nav>', ASKED),
        ("POLIS DIRAJA MALAYSIA", ASKED + "<p>Kabinet Sdn Bhd, 201501012345 (1137642-A). Telefon 03-2274 1234. mail@old-cabinets.com</p>"),
    ],
)
def test_a_line_in_which_an_office_is_named_is_no_letterhead(lines: str, rest: str) -> None:
    assert not headed(lines, rest)


def test_an_authority_that_is_named_is_no_brand_that_is_imitated() -> None:
    html = f"<html><title>{NEWS}</title><h1>Royal Thai Police raid</h1><p>All about it on one page.</p>{SEARCH}</html>"
    assert not claims_brand(View(dossier({"host": "one-page.org", "html": html, "age_days": 400}), TABLES)).value


def test_a_title_that_is_repeated_as_heading_is_one_place() -> None:
    html = "<html><title>{0}</title><h1>{1}</h1><p>All about it on one page.</p></html>"

    def places(title: str, heading: str) -> list[set[int]]:
        return list(View(dossier({"host": "one.org", "html": html.format(title, heading), "age_days": 9}), TABLES).claims.places.values())

    assert [len(found) for found in places(NEWS, NEWS)] == [1]
    assert [len(found) for found in places(NEWS, "Royal Thai Police raid")] == [2]
    assert [len(found) for found in places("Royal Thai Police", "Royal Thai Police")] == [2]
    assert [len(found) for found in places(f"{NEWS} | Northern Star", NEWS)] == [1]


@pytest.mark.parametrize("count", [HEADLINES - 1, HEADLINES])
@pytest.mark.parametrize(("headline", "speaks"), [("Maybank opens 12 branches in Johor", False), ("Maybank | Log in", True)])
def test_one_headline_of_many_does_not_say_who_speaks(count: int, headline: str, speaks: bool) -> None:
    headings = "".join(f"<h2>Story {number} of the day</h2><p>All about it on page {number}.</p>" for number in range(2, count))
    html = f"<html><title>Maybank explains | Northern Star</title><h2>News</h2><h2>{headline}</h2>{headings}</html>"
    found = View(dossier({"host": "northern-star.org", "html": html, "age_days": 400}), TABLES).claims.places.values()
    assert list(found) == [{TITLE, HEADING} if speaks or count < HEADLINES else {TITLE}]


NUMBER, PASSWORD = "<form><input name=tel placeholder=Phone><button>Go</button></form>", "<form><input type=password name=pw></form>"
CODE = "<form><input name=otp placeholder='OTP code'></form>"


@pytest.mark.parametrize(
    ("heading", "form", "claimed"),
    [
        ("Обмен рублей и USDT на баты", NUMBER, ""),
        ("Bookkeeping in USDT", PASSWORD, ""),
        ("USDT: claim your bonus", NUMBER, "Tether"),
        ("USDT support", NUMBER, "Tether"),
        ("USDT", CODE, "Tether"),
        ("Tether: help with your USDT", NUMBER, "Tether"),
        ("Voucher codes for Shopee and Lazada", NUMBER, ""),
        ("Shopee and Lazada sellers", PASSWORD, "Shopee"),
        ("Shopee · Lazada", NUMBER, "Shopee"),
        ("Shopee vouchers", NUMBER, "Shopee"),
        ("Voucher codes for Shopee and Maybank", NUMBER, "Shopee"),
    ],
)
def test_a_coin_that_is_reckoned_in_and_one_of_several_markets_are_not_who_speaks(heading: str, form: str, claimed: str) -> None:
    html = f"<html><title>{heading}</title><h1>{heading}</h1><p>All about it on one page.</p>{form}</html>"
    claims = View(dossier({"host": "one-page.org", "html": html, "age_days": 400}), TABLES).claims
    names = {claims.name(row) for row in claims.places}
    assert any(name.startswith(claimed) for name in names) if claimed else not names
