"""Whose country a number without a code is of, where a page is short, or stands under a suffix of another country."""

import re

import pytest

from scamtriage.parse.html.page import read_page
from scamtriage.records.facts import PageFacts

LONG = {"th": "ติดต่อเจ้าหน้าที่ได้ตลอด 24 ชั่วโมง ฝากถอนไม่มีขั้นต่ำ ", "en": "Please call our officer at any time for help with your refund. "}


def read(html: str, host: str = "refund-centre.com") -> PageFacts:
    facts, _ = read_page(body=html.encode(), content_type="text/html", url=f"https://{host}/", host=host, suffix=host.partition(".")[2])
    return facts


def numbers(html: str, host: str = "refund-centre.com") -> list[tuple[str, str]]:
    return [(c.kind, c.value) for c in read(html, host).contacts]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("โทร 081-923-4567", "+66819234567"),
        ("โทร ๐๘๑-๙๒๓-๔๕๖๗", "+66819234567"),
        ("ဖုန်း ၀၉ ၄၂၁ ၂၃၄ ၅၆၇", "+959421234567"),
        ("ទូរស័ព្ទ ០១២ ៣៤៥ ៦៧៨", "+85512345678"),
        ("ໂທ ໐໒໐ ໕໕໑໒ ໓໔໕໖", "+8562055123456"),
        ("फोन 98765 43210", "+919876543210"),
        ("Gọi 0912 345 678", "+84912345678"),
        ("SDT 0912 345 678", "+84912345678"),
        ("Telp 0812-3344-5566", "+6281233445566"),
        ("Tawag 0917 123 4567", "+639171234567"),
        ("電話 090-1234-5678", "+819012345678"),
        ("お電話 03-5214-8831", "+81352148831"),
        ("전화 010-2345-6789", "+821023456789"),
        ("电话 138 1234 5678", "+8613812345678"),
        ("電話 0912-345-678", "+886912345678"),
        ("Call (213) 373-4253", "+12133734253"),
    ],
)
def test_a_page_of_a_few_words_has_the_country_of_its_letters(text: str, number: str) -> None:
    assert numbers(f"<p>{text}</p>") == [("phone", number)]
    assert numbers(f"<html lang=en><p>{text}</p>") == [("phone", number)]  # what a builder of sites writes


@pytest.mark.parametrize("suffix", ["vn", "id", "ph", "in", "de"])
def test_thai_letters_come_before_a_foreign_suffix(suffix: str) -> None:
    assert numbers(f"<p>{LONG['th'] * 3}</p><p>โทร 081-923-4567</p>", f"slot.{suffix}") == [("phone", "+66819234567")]


@pytest.mark.parametrize(
    ("text", "host", "number"),
    [
        ("여행자를 돕는 방콕 사무실입니다. 예약 문의 전화 02-123-4567 로 주세요", "help.co.th", "+6621234567"),
        ("日本語でご案内いたします。電話 02-123-4567 バンコクの事務所です", "help.co.th", "+6621234567"),
    ],
)
def test_letters_of_those_who_live_abroad_do_not(text: str, host: str, number: str) -> None:
    assert ("phone", number) in numbers(f"<p>{text}</p>", host)


@pytest.mark.parametrize(
    ("host", "text", "number"),
    [
        ("refund.xn--o3cw4h", "Tel: 02 123 4567", "+6621234567"),
        ("refund.xn--fiqs8s", "Tel: 138 1234 5678", "+8613812345678"),
        ("refund.xn--kpry57d", "Tel: 02-2345-6789", "+886223456789"),
        ("refund.xn--3e0b707e", "Tel: 02-2345-6789", "+82223456789"),
        ("refund.xn--j6w193g", "Call us 2345 6789", "+85223456789"),
    ],
)
def test_an_ending_of_a_country_in_its_own_letters_is_of_that_country(host: str, text: str, number: str) -> None:
    assert numbers(f"<p>{text}</p>", host) == [("phone", number)]


def test_the_letters_of_the_very_label_say_whose_number_it_is() -> None:
    found = numbers("<p>โทร 081-923-4567 LINE ID: @helpx99 WhatsApp +84912345678</p>")
    assert ("phone", "+66819234567") in found and ("whatsapp", "+84912345678") in found
    assert ("phone", "+66819234567") in numbers(f"<p>{LONG['en'] * 4}</p><p>โทร 081-923-4567</p>")


def test_french_numbers_are_written_in_pairs_and_draws_are_too() -> None:
    assert numbers("<html lang=fr><p>Appelez le 01.42.68.53.00</p>", "aide.fr") == [("phone", "+33142685300")]
    assert numbers("<html lang=fr><p>Les numéros de notre tirage 01 17 22 28 31</p>", "aide.fr") == []
    assert numbers("<html lang=fr><p>Appelez le 01.42.68.53.00</p>", "aide.com") == [("phone", "+33142685300")]
    assert numbers("<html lang=fr><p>Les numéros de notre tirage 01 17 22 28 31, dossier 04 22 11 98 12</p>", "aide.com") == []
    for text in ("Tél : 09 70 73 12 34", "Appelez-nous au 09 70 73 12 34", "notre bureau, 09 70 73 12 34"):
        assert numbers(f"<html lang=fr><p>{text}</p>", "aide.fr") == [("phone", "+33970731234")]
    assert numbers("<html lang=fr><p>Les boules étaient 01 17 22 28 31, n° de commande 04 22 11 98 12</p>", "aide.fr") == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "Appelez le 06 77 18 22 64", "+33677182264"),
        ("fr", "Présidente : 06 77 18 22 64", "+33677182264"),
        ("fr", "Trésorier: 0677182264", "+33677182264"),
        ("de", "Telefon: 030 77182264", "+493077182264"),
        ("de", "Vorsitzender: 0176 77182264", "+4917677182264"),
        ("it", "Tel. 06 7718 2264", "+390677182264"),
        ("it", "Segreteria 347 771 8226", "+393477718226"),
        ("nl", "Tel. 06 1771 8226", "+31617718226"),
        ("nl", "Penningmeester: 020 - 771 82 26", "+31207718226"),
        ("sv", "Tel: 070-771 82 26", "+46707718226"),
        ("fi", "Tel. 040 771 8226", "+358407718226"),
        ("ro", "Telefon: 0721 771 822", "+40721771822"),
    ],
)
def test_a_language_of_one_large_country_tells_it_behind_a_word_for_calling_or_a_role(language: str, text: str, expected: str) -> None:
    assert numbers(f"<html lang={language}><p>{text}</p>") == [("phone", expected)]


@pytest.mark.parametrize(
    ("language", "text", "elsewhere"),
    [
        ("fr", "Appelez le 06 77 18 22 64", ("Casablanca", "Dakar", "150 DH", "Bruxelles", "5000 FCFA", "Appel au +212 522 77 18 22")),
        ("de", "Telefon: 0660 7718226", ("Wien", "Zürich", "Österreich", "CHF 120", "Tel. +43 1 7718226")),
        ("it", "Tel. 091 771 82 26", ("Lugano", "Svizzera", "San Marino")),
        ("nl", "Tel: 03 771 82 26", ("Antwerpen", "België", "Paramaribo")),
        ("sv", "Tel: 09 771 8226", ("Helsingfors", "Åland")),
        ("ro", "Telefon: 022 77 18 22", ("Chișinău", "Republica Moldova")),
    ],
)
def test_what_tells_another_country_of_the_language_leaves_the_number_local(language: str, text: str, elsewhere: tuple[str, ...]) -> None:
    for place in elsewhere:
        found = numbers(f"<html lang={language}><p>{text}</p><p>{place}</p>")
        assert [value for kind, value in found if kind == "local-phone"] == [text[re.search("[0-9]", text).start() :]]  # type: ignore[union-attr]


def test_a_toll_free_number_is_written_so_in_all_countries_of_a_language() -> None:
    for language in ("fr", "de", "nl"):
        assert not [kind for kind, _ in numbers(f"<html lang={language}><p>Tel. 0800 771 822</p>") if kind != "local-phone"]


def test_a_few_words_are_hardly_any_text_and_not_none() -> None:
    assert read("<p>ติดต่อเรา</p>").unseen_because == "the page shows hardly any text (scripts are not run)"
    assert read("<p></p>").unseen_because == "the page shows no text (scripts are not run)"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Untuk bantuan hubungi 04-226 1888, Pulau Pinang, Malaysia.", "+6042261888"),
        ("Hubungi pegawai Maybank 03-2161 8888, Kuala Lumpur", "+60321618888"),
        ("Hubungi kami 07-224 3000 Johor Bahru", "+6072243000"),
        ("Hubungi kami di (0361) 224 300 Denpasar", "+62361224300"),
        ("Hubungi kantor kami 021-5299 7777, Jakarta. Cabang Kuala Lumpur segera dibuka", "+622152997777"),
        ("Lowongan kerja di Malaysia. Hubungi kantor 021-5299 7777", "+622152997777"),
    ],
)
def test_a_line_that_may_be_malay_or_indonesian_is_of_the_country_that_it_names(text: str, number: str) -> None:
    assert numbers(f"<p>{text}</p>") == [("phone", number)]
