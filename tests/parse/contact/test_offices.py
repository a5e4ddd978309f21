"""Parts of contact pages in thirteen languages, and the layouts in which numbers lost their area, country or messenger."""

import tomllib

import pytest

from scamtriage.parse.html.page import read_page
from tests.parse.contact import corpus

LINES = tomllib.loads((corpus.HERE / "offices.toml").read_text(encoding="utf-8"))["lines"]


def found(markup: str, *, language: str, suffix: str = "com") -> set[str]:
    body = f'<html lang="{language}"><meta charset="utf-8"><body>{markup}'.encode()
    facts, _ = read_page(body=body, content_type="text/html", url=f"https://a.{suffix}/", host=f"a.{suffix}", suffix=suffix)
    return {f"{contact.kind} {contact.value}" for contact in facts.contacts}


@pytest.mark.parametrize(("language", "suffix", "markup", "contacts"), LINES)
def test_everything_that_stands_on_it_is_read_and_nothing_else(language: str, suffix: str, markup: str, contacts: str) -> None:
    assert found(markup, language=language, suffix=suffix) == set(contacts.split("; "))


def test_the_lines_are_in_thirteen_languages() -> None:
    assert len({language for language, *_ in LINES} - {"tl", "zh-HK", "zh-MO", "zh-Hant"}) == 13


@pytest.mark.parametrize(
    ("markup", "numbers"),
    [
        ("日本料理 東京直送<p>聯絡電話：04-2244-7118；0932-447-118<br>台中市北區", {"phone +886422447118", "phone +886932447118"}),
        ("日本料理 東京直送<p>聯絡電話：04-2244-7118；0932-447-118", {"local-phone 04-2244-7118", "phone +886932447118"}),
        ("日本東京不動產，台灣客戶歡迎<p>電話：03-5447-1182 手機 090-2123-4567", {"phone +81354471182", "phone +819021234567"}),
        ("日本九州旅遊 台北出發<p>飯店 電話：0977-44-7118", {"phone +81977447118"}),
        ("韓國首爾醫美診所<p>電話：02-512-3456 010-4471-1823", {"phone +8225123456", "phone +821044711823"}),
        ("泰國曼谷台商服務<p>電話：02-447-1182 手機 089-447-1182", {"phone +6624471182", "phone +66894471182"}),
        ("馬來西亞吉隆坡辦事處<p>電話：03-2144 7118 手機 012-447 1182", {"phone +60321447118", "phone +60124471182"}),
        ("越南胡志明市代辦<p>越南手機：0912 447 118", {"phone +84912447118"}),
    ],
)
def test_a_page_in_traditional_chinese_is_of_taiwan_before_a_country_that_it_names(markup: str, numbers: set[str]) -> None:
    assert found(markup, language="zh-TW") == numbers


OFFICES = {
    "House 12, Mirpur, Dhaka-1213, Bangladesh": ("Phone: 02-44711823, Cell: 01711-447118", {"+880244711823", "+8801711447118"}),
    "Road 9, Gulshan , Dhaka": ("Phone : 01711447926", {"+8801711447926"}),
    "14, Rose Court, New Delhi-110044": ("MOBILEPHONE ： 011-26447118", {"+911126447118"}),
    "5 Mill Lane, London E1 6AN.": ("Tel: 020 7447 0447", {"+442074470447"}),
    "12 Jalan Besar, 50000 Kuala Lumpur, Malaysia<br>Office hours 9-5": ("Tel: 03-2144 7118", {"+60321447118"}),
    "10 Rizal Ave, Manila, Philippines": ("Tel: 0917 447 1182", {"+639174471182"}),
    "10 Le Loi, District 1, Ho Chi Minh City, Vietnam": ("Tel: 0912 447 118", {"+84912447118"}),
}


@pytest.mark.parametrize("address", OFFICES)
def test_a_number_is_of_the_country_of_the_address_above_it(address: str) -> None:
    lines, numbers = OFFICES[address]
    other = "<p>Unit 4, Kwun Tong, Hong Kong<br>Phone: 2447 1182</p><p>Also in Yangon and Bangkok</p>"
    assert found(f"<p>{address}<br>{lines}</p>{other}", language="en") == {f"phone {number}" for number in (*numbers, "+85224471182")}


@pytest.mark.parametrize(
    "line",
    [
        "We deliver to 12 towns, from Dhaka to Sylhet, Bangladesh",
        "Lima beans, basil, London",  # its mark stands behind what is no town
        "Made in 3 mills, imported from Dhaka, Bangladesh",
        "Flights: 12 a week, Dhaka, Yangon",
    ],
)
def test_a_sentence_of_towns_is_no_address(line: str) -> None:
    assert not {number for number in found(f"<p>{line}<br>Phone: 01711-447118</p>Hong Kong", language="en") if "+880" in number}


def test_under_the_suffix_of_a_country_addresses_are_not_asked() -> None:
    line = "<p>Made in Mill 3, Dhaka, Bangladesh<br>Phone: 020 7447 0447</p>Hong Kong"
    assert found(line, language="en", suffix="co.uk") == {"phone +442074470447"}


@pytest.mark.parametrize(
    ("language", "suffix", "markup", "numbers"),
    [
        ("de", "de", "<tr><td>Rufnummer<td>44&nbsp;71&nbsp;18<tr><td>Vorwahl des Ortes<td>0&nbsp;62&nbsp;61", {"+496261447118"}),
        ("id", "co.id", "<tr><td>Kode Area<td>0274<tr><td>Telepon<td>447118<tr><td>Faks<td>447119", {"+62274447118", "+62274447119"}),
        ("id", "co.id", "<tr><td>Telepon<td>447118<tr><td>Kode area<td>0274", {"+62274447118"}),
        ("en", "in", "<p>STD Code: 0452<br>Phone: 2531447<br>Fax: 2531448", {"+914522531447", "+914522531448"}),
        ("ja", "jp", "<p>市外局番：0266<br>電話：44-7118", {"+81266447118"}),
        ("zh-CN", "cn", "<p>区号：0731<br>电话：84471182<br>邮编：410000", {"+8673184471182"}),
        ("id", "co.id", "<tr><td>Kode Area<td>0274<tr><td>Pengunjung<td>447118", set()),
        ("id", "co.id", "<tr><td>Jumlah<td>447118<tr><td>Kode area<td>0274", set()),
        ("en", "in", "<p>STD Code: 0452<br>PIN: 625001<br>Population: 2531447", set()),
        ("de", "de", "<p>Std. 08:00-17:00 Fax -5%<br>Vorwahl 2024: 447118 Stimmen", set()),
        ("en", "in", "<p>Phone: +91 98244 71182<br>STD code 0452", {"+919824471182"}),
    ],
)
def test_the_area_may_have_a_row_of_its_own(language: str, suffix: str, markup: str, numbers: set[str]) -> None:
    markup = f"<table>{markup}</table>" if markup.startswith("<tr") else markup
    assert found(markup, language=language, suffix=suffix) == {f"phone {number}" for number in numbers}


@pytest.mark.parametrize(
    ("markup", "contacts"),
    [
        ("<a href='tel:2844711823'><p>客服QQ</p><div>2844711823</div></a>", {"qq 2844711823"}),
        ("<table><tr><td>QQ<td><a href='tel:2844711823'>2844711823</a></table>", {"qq 2844711823"}),
        ("<a href='tel:844711823'>微信：844711823</a>", {"wechat 844711823"}),
        ("<a href='tel:13844711823'>客服微信 13844711823</a>", {"phone +8613844711823", "wechat +8613844711823"}),
        ("<a href='tel:13844711823'>QQ 13844711823</a>", {"phone +8613844711823", "qq 13844711823"}),
        ("<p>QQ：2844711823</p><a href='tel:010-84471182'>电话</a>", {"phone +861084471182", "qq 2844711823"}),
    ],
)
def test_an_id_stays_one_behind_a_link_that_would_dial_it(markup: str, contacts: set[str]) -> None:
    assert found(markup, language="zh-CN") == contacts


@pytest.mark.parametrize(
    ("path", "contacts"),
    [
        ("639174471182", {"telegram +639174471182"}),
        ("+639174471182", {"telegram +639174471182"}),
        ("09174471182", set()),  # of which country is not said
        ("1234567", set()),
        ("00000000000", set()),
        ("c/1234567890/12", set()),
    ],
)
def test_digits_behind_the_host_of_telegram_are_a_number(path: str, contacts: set[str]) -> None:
    assert found(f"<a href='https://t.me/{path}'>chat</a>", language="en") == contacts


@pytest.mark.parametrize("word", ["Whastapp", "Whatapps", "Whatsup", "whattsapp", "WHATSSAPP", "Watapp", "Watshap", "Wathsapp", "Wassapp"])
def test_whatsapp_as_it_is_mistyped(word: str) -> None:
    assert found(f"<p>{word}: 0812-9744-7252", language="id") == {"whatsapp +6281297447252"}


@pytest.mark.parametrize("text", ["What's up? Tel 0812-9744-7252", "Wassup! Tel 0812-9744-7252"])
def test_a_greeting_is_no_messenger(text: str) -> None:
    assert found(f"<p>{text}", language="id") == {"phone +6281297447252"}
