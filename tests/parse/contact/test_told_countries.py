"""Countries of numbers by the markup: the language of an element, the first cell of a row; and by a country's name in their own line."""

from collections.abc import Callable

import pytest

from scamtriage.parse.contact.phone.letters import contradict
from scamtriage.parse.contact.phone.told import OF_LANGUAGE, OF_ROW, told_by_markup
from scamtriage.parse.html.contacts.told_countries import MAX_ELEMENTS, MAX_NUMBERS, MAX_ROWS, countries_of_numbers
from scamtriage.parse.html.page import read_page

OFFICES = {
    "th": ("ติดต่อ 095-610-2284", "+66956102284"),
    "vi": ("Liên hệ 0356 102 284", "+84356102284"),
    "km": ("ហៅ 095 610 228", "+85595610228"),
    "ms": ("Hubungi 012-610 2284", "+60126102284"),
    "zh-TW": ("電話 0956-102-285", "+886956102285"),
    "ja": ("電話 090-6102-2840", "+819061022840"),
    "ko": ("전화 010-5610-2284", "+821056102284"),
}


def phones(markup: str, *, suffix: str = "com", language: str = "") -> set[str]:
    body = f"<!DOCTYPE html><html lang='{language}'><title>Offices</title><body>{markup}".encode()
    facts, _ = read_page(body=body, content_type="text/html; charset=utf-8", url=f"https://a.{suffix}/", host=f"a.{suffix}", suffix=suffix)
    return {contact.value for contact in facts.contacts if contact.kind in ("phone", "local-phone", "hotline")}


def test_a_number_is_of_the_language_of_its_element() -> None:
    markup = "".join(f"<div lang='{tag}'><p>{line}</p></div>" for tag, (line, _) in OFFICES.items())
    assert phones(markup) == {number for _, number in OFFICES.values()}
    assert phones("<p>ဆက်သွယ်ရန် ဖုန်း ၀၉ ၄၅၀ ၇၇၁ ၂၀၉</p><p lang=th>โทร 094 771 2093</p>", language="my") == {"+959450771209", "+66947712093"}


def test_a_translation_names_the_numbers_of_home() -> None:
    thai, number = OFFICES["th"]
    markup = f"<div>{thai}</div><div lang='ja'>電話 095-610-2284</div><div lang='zh-TW'>電話 095-610-2284</div>"
    assert phones(markup, suffix="co.th", language="th") == {number}
    assert phones(f"<div>{thai}</div><div lang='zh-CN'>电话 02-610-2284</div>", language="th") == {number, "+6626102284"}


def test_the_number_of_a_link_is_of_its_element_too() -> None:
    link = "<p lang=th>โทร <a href='tel:0947712093'>094 771 2093</a></p>"
    assert phones(f"<p>ဆက်သွယ်ရန် ဖုန်း ၀၉ ၄၅၀ ၇၇၁ ၂၀၉</p>{link}", language="my") == {"+959450771209", "+66947712093"}


def test_a_link_whose_text_is_words_is_of_no_number_in_the_markup() -> None:
    table = "<table><tr><td>เวียดนาม</td><td>028 3822 1234</td></tr></table><p>บริษัทของเราเปิดรับสมัครพนักงานจำนวนมาก รายได้ดี</p>"
    assert phones(f"{table}<a href='tel:0812345679'>โทรเลย</a>", language="th") == {"+842838221234", "+66812345679"}


@pytest.mark.parametrize(
    ("language", "tag", "line", "number"),
    [
        ("th", "vi", "ติดต่อเจ้าหน้าที่ของเราได้ตลอดเวลา โทร 081-234-5679", "+66812345679"),
        ("vi", "th", "Liên hệ ngay với cán bộ của chúng tôi, gọi 081 234 5679", "+84812345679"),
        ("vi", "ko", "Gọi 0912 345 679", "+84912345679"),
        ("ms", "id", "Hubungi pegawai kami hari ini juga di talian 03-2218 4471", "+60322184471"),
    ],
)
def test_a_language_that_the_letters_gainsay_is_a_template_s(language: str, tag: str, line: str, number: str) -> None:
    assert phones(f"<p>{line}</p><div lang='{tag}'>{line}</div>", language=language) == {number}


@pytest.mark.parametrize(
    ("text", "language", "gainsaid"),
    [
        ("電話 03-1234-5678", "ja", False),
        ("Tel 02-610-2285", "th", False),
        ("081-234-5679", "vi", False),
        ("Zalo / 微信 0912 345 679", "vi", False),
        ("Call our officers in Bangkok", "th", True),
        ("ติดต่อ", "en", True),
        ("연락처", "ja", False),
        ("फ़ोन", "mr", False),
    ],
)
def test_letters_gainsay_a_language(text: str, language: str, *, gainsaid: bool) -> None:
    assert contradict(text, language) is gainsaid


def test_an_element_in_another_has_its_own_language() -> None:
    markup = "<section lang='vi'>Liên hệ 0356 102 284 <p lang='th'>โทร 095-610-2284</p></section>"
    assert phones(markup) == {"+84356102284", "+66956102284"}


def told(markup: str, *, language: str = "en") -> list[str]:
    found = countries_of_numbers(markup.encode(), language, [], languages=True, rows=True)
    return [line for _, text in found for line in text.split("\n")]


@pytest.mark.parametrize(
    ("markup", "numbers"),
    [
        ('<p lang="es-CO" title="a lang=b">910 482 177</p><p>Call us 212 555 0188 now</p>', ["CO 910482177"]),
        ('<p lang="id-ID">0812 345 678 and lang="en-SG" said</p><p>212 555 0188</p>', ["ID 0812345678"]),
        ('<p lang="id-ID"><b>0812 345 678</b>, lang="en-SG", 0813 345 678</p>', ["ID 0812345678", "ID 0813345678"]),
        ('<div lang="id-ID">0812 345 678<p\nlang="en-SG">6123 4567</p></div>', ["ID 0812345678", "SG 61234567"]),
        ('<div lang="id-ID">0812 345 678 <p lang="en-SG">6123 4567</p></div>', ["ID 0812345678", "SG 61234567"]),
    ],
)
def test_an_element_ends_at_its_end_or_where_another_declares_its_language(markup: str, numbers: list[str]) -> None:
    assert told(markup) == numbers


def test_an_element_whose_language_stands_on_a_line_of_its_own_has_that_one() -> None:
    assert phones('<div lang="id-ID">Telepon 0812 3456 7890<p\nlang="en-SG">Phone 9123 4567</p></div>') == {"+6281234567890", "+6591234567"}


@pytest.mark.parametrize("before", ["", "<tr><td>x</td></tr>", "<track src=x>", "<TR><TD>x</TD></TR>"])
@pytest.mark.parametrize("case", [str.lower, str.upper])
def test_a_row_is_found_in_whatever_case_its_tags_are_written(before: str, case: Callable[[str], str]) -> None:
    row = case("<tr><td>") + "España" + case("</td><td>") + "910 482 177" + case("</td></tr>")
    assert told(before + row) == ["ES 910482177"]
    assert told(before + row.replace("<td>910", "<td><track src=x>910")) == ["ES 910482177"]


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_number_is_of_the_country_in_the_first_cell_of_its_row(language: str) -> None:
    rows = {"Thailand": "02-610-2285", "Hong Kong": "3610 2285", "Singapore": "6610 2285", "España": "910 482 177", "Perú": "(01) 482-1773"}
    markup = "".join(f"<tr><td>{country}</td><td>{number}</td></tr>" for country, number in rows.items())
    found = {"+6626102285", "+85236102285", "+6566102285", "+34910482177", "+5114821773"}
    assert phones(f"<table><tr><th>Office</th><th>Phone</th></tr>{markup}</table>", language=language) == found


def test_a_row_has_no_area_of_the_row_before() -> None:
    rows = {"Manila": "(02) 8844 1922", "Singapore": "6844 1922", "Hong Kong": "2844 1922"}
    markup = "".join(f"<tr><td>{country}</td><td>{number}</td></tr>" for country, number in rows.items())
    found = {"+63288441922", "+6568441922", "+85228441922"}
    assert phones(f"<table><tr><th>Office</th><th>Phone</th></tr>{markup}</table>", language="en") == found


def test_a_number_is_of_the_country_at_the_head_of_its_line() -> None:
    lines = ("Thailand: 02 610 2285 / 089 610 2285", "Hong Kong: 3610 2285", "Singapore: 6610 2285", "Vietnam: 028 6102 2850")
    found = {"+6626102285", "+66896102285", "+85236102285", "+6566102285", "+842861022850"}
    assert phones("<br>".join(lines), language="en") == found


def test_the_country_of_a_thing_is_not_at_the_head_of_the_number() -> None:
    ours = "<p>Our Singapore officers help with your case. "
    assert phones(f"{ours}Hong Kong visa: 9123 4568") == {"+6591234568"}
    assert phones(f"{ours}Hong Kong office: 9123 4568") == phones(f"{ours}Hong Kong Tel: 9123 4568") == {"+85291234568"}


@pytest.mark.parametrize(
    ("language", "line", "found"),
    [
        ("en", "Offices: Hong Kong 3705 4419, Singapore 6224 8871.", {"+85237054419", "+6562248871"}),
        ("en", "Sydney (02) 8006 4127 / Hong Kong 3705 4419", {"+61280064127", "+85237054419"}),
        ("zh-HK", "香港辦公室：5844 1922　澳門辦事處：2833 5574", {"+85258441922", "+85328335574"}),
        ("en", "Jakarta 62-21-5299-4410; Manila 63 917 844 2093", {"+622152994410", "+639178442093"}),
        # years, two columns of a table, a draw, and a code that is not of the country beside it
        ("en", "Hong Kong 2015 2024", set()),
        ("en", "Malaysia 1234 2345 Hong Kong 3705 4419 Macau 2833 5574 Japan 1", set()),
        ("id", "Hongkong 8812 4471", set()),
        ("zh-HK", "香港：5844 1922", set()),
        ("en", "Jakarta 63-21-5299-4410", set()),
    ],
)
def test_an_office_in_a_country_has_its_numbers(language: str, line: str, found: set[str]) -> None:
    assert phones(f"<p>{line}</p>", language=language) == found


@pytest.mark.parametrize(
    ("language", "line", "number"),
    [
        ("zh-HK", "客戶服務熱線：2877 6134，澳門 0800 776", "+85228776134"),
        ("en-PH", "Landline 8310-7782 (Metro Manila)", "+63283107782"),
        ("en-SG", "Office in Malaysia soon. Call 6310 7782", "+6563107782"),
    ],
)
def test_a_region_that_a_page_declares_comes_before_those_that_it_names(language: str, line: str, number: str) -> None:
    assert number in phones(f"<p>{line}</p>", language=language)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("id", "Togel Singapore: 6610 2285, Hongkong: 3610 2285"),
        ("th", "หวยฮ่องกง: 3610 2285 หวยสิงคโปร์: 6610 2285"),
        ("vi", "Xổ số Singapore: 6610 2285, Hong Kong: 3610 2285"),
        ("en", "Prize Hong Kong: 4412 8890"),
    ],
)
def test_draws_of_a_lottery_are_no_telephones(language: str, line: str) -> None:
    assert phones(f"<p>{line}</p>", language=language) == set()


def test_football_names_no_country_of_numbers() -> None:
    line = "Live odds: Argentina, Colombia and Chile, Mexico and Spain. Call 012-345 6780"
    assert phones(f"<p>{line}</p>", language="en") == {"+60123456780"}
    assert phones(
        "<p>Su cuenta fue bloqueada, por favor llame ahora a nuestra oficina en Perú. Celular 987 654 320</p>", language="es"
    ) == {"+51987654320"}


def test_a_service_of_china_is_no_mobile_of_hong_kong() -> None:
    assert phones("<p>香港：2877 6134，铁路客服电话 95105105</p>", language="zh-CN") == {"+85228776134", "95105105"}
    assert phones("<p>香港：2877 6134，铁路客服电话 9510 5105</p>", language="zh-CN") >= {"+85295105105"}
    assert phones("<p>香港總部提供貸款服務，歡迎查詢。電話：95105105</p>", language="zh-HK") == {"+85295105105"}


def test_a_number_that_stands_under_two_countries_is_of_neither() -> None:
    told = told_by_markup([(OF_ROW, "TH 026102285\nMM 026102285\nMM 09450771209"), (OF_LANGUAGE, "TH 0956102284")])
    assert told.by_row == {"026102285": "", "09450771209": "MM"} and told.by_language == {"0956102284": "TH"}
    told = told_by_markup([(OF_ROW, "TH 0812345678\nVN 0812345678\nID 081234567890")])
    assert told.country("0812345678", (), suffixed=False) == "" and told.country("081234567890", (), suffixed=False) == "ID"
    assert told.country("", (), suffixed=False) == ""


@pytest.mark.parametrize(
    ("markup", "most"),
    [
        ("<p lang='th'>โทร 0956102284</p>" * (MAX_ELEMENTS + 1), MAX_ELEMENTS),
        ("<table>" + "<tr><td>Thailand</td><td>021</td></tr>" * (MAX_ROWS + 1), MAX_ROWS),
        ("<p lang='th'>" + "".join(f"<b>09561{n:05}</b>" for n in range(MAX_NUMBERS + 1)) + "</p>", MAX_NUMBERS),
    ],
)
def test_what_is_left_out_is_told(markup: str, most: int) -> None:
    reached: list[str] = []
    countries_of_numbers(markup.encode(), "en", reached, languages=True, rows=True)
    assert reached == [f"extras {most}"]
    countries_of_numbers(markup[: len(markup) // 4].encode(), "en", reached := [], languages=True, rows=True)
    assert not reached
