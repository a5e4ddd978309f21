"""Numbers that share an area code with the one before them, behind a word of their own, and what only looks like such a number."""

import pytest

from scamtriage.parse.contact.contacts import find_contacts
from scamtriage.parse.contact.sources import ContactSources
from tests.parse.contact.test_attributes import contacts


def found(language: str, suffix: str, text: str) -> set[str]:
    return contacts(f"<p>{text}</p>", language=language, suffix=suffix)


@pytest.mark.parametrize(
    ("language", "suffix", "text", "second"),
    [
        ("zh", "cn", "电话：0757-86334417 传真：86334420", "+8675786334420"),
        ("zh", "cn", "电话：0757-86334417<br>传真：86334420", "+8675786334420"),
        ("zh", "cn", "总机：(0757)8633-4417/8633-4418 急诊：86334419", "+8675786334419"),
        ("zh", "tw", "電話：(02)2504-3827 傳真：2504-3826", "+886225043826"),
        ("zh", "tw", "電話:02-25043827#210 傳真:25043826", "+886225043826"),
        ("zh", "cn", "总机：020-8381 7724-8001 传真：8381 7726", "+862083817726"),
        ("id", "id", "Telp. (0518) 214551 Fax. 214571", "+62518214571"),
        ("id", "id", "Telp. (021) 5082-7714, Fax. 5082-7715", "+622150827715"),
        ("ms", "my", "Tel: 03-7728 6113 Faks: 7728 6115", "+60377286115"),
        ("vi", "vn", "ĐT: (0232) 3821117 Fax: 3821118", "+842323821118"),
        ("ko", "kr", "TEL 02-545-7219 FAX 545-7220", "+8225457220"),
        ("ja", "jp", "TEL 0266(74)2118 FAX (74)2119", "+81266742119"),
        ("th", "th", "โทร. 0-2719-4400 แฟกซ์ 2719-4401", "+6627194401"),
        ("en", "in", "Phone: 0452-2531877 Fax: 2531878", "+914522531878"),
        ("zh", "cn", "电话：0577-67318842 67318843", "+8657767318843"),
        ("vi", "vn", "Tel: (028) 38352214 38352215", "+842838352215"),
        ("ms", "my", "Tel 03-79551182 (T)/79551183 (F)", "+60379551183"),
        ("zh", "cn", "电话：0731-67318842 67314260", "+8673167314260"),
        ("zh", "cn", "<table><tr><td>办公室<td>(0451)67318842<tr><td>销售部<td>67318845</table>", "+8645167318845"),
    ],
)
def test_a_second_number_behind_a_word_of_its_own_has_the_area_of_the_first(language: str, suffix: str, text: str, second: str) -> None:
    first, *others = found(language, suffix, text) - {f"phone {second}", "phone +8675786334418"}
    assert f"phone {second}" in found(language, suffix, text)
    assert first[-8:-4] == f"phone {second}"[-8:-4]
    assert others == []


@pytest.mark.parametrize(
    ("language", "suffix", "text"),
    [
        ("zh", "cn", "总机：(0757)86334417 编号：86334419"),
        ("zh", "cn", "总机：(0757)86334417 邮编：528200"),
        ("id", "id", "Telp. (021) 5082-7714 NPWP: 5082-7715"),
        ("id", "id", "Telp. (0518) 214551 Kode Pos: 214571"),
        ("id", "id", "Telp. (0518) 214551 Pengunjung: 214571"),
        ("id", "id", "Telp. (0518) 21455, 72113 Kota Baru"),
        ("id", "id", "Telp. (0518) 21455 / 21000"),
        ("id", "id", "Telp. (0518) 21455 / 21500,-"),
        ("vi", "vn", "ĐT: 0232 3821117 Hotline: 1900558"),
        ("th", "th", "โทร. 0-2719-4400 สายด่วน 19001234"),
        ("zh", "tw", "電話：02-25043827 專線：40501234"),
        ("zh", "cn", "电话：0577-67318842 67401843"),
        ("zh", "cn", "电话：0577-67318842 67318842"),
        ("id", "id", "Telp. (0518) 214551 214571"),
        ("en", "my", "Tel 03-7728 6113 for orders of 7728 6115 and more"),
    ],
)
def test_other_digits_behind_a_number_are_no_second_one(language: str, suffix: str, text: str) -> None:
    assert len(found(language, suffix, text)) == 1


def test_a_fax_behind_a_number_is_flagged() -> None:
    sources = ContactSources(text="Telp. (0518) 214551 Fax. 214571", language="id", declared_language="id", suffix="id", host="a.id")
    assert {contact.value: contact.flags for contact in find_contacts(sources)} == {"+62518214551": (), "+62518214571": ("fax",)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Telp. (0518) 21455, 21456; Fax. (0518) 21457", {"phone +6251821455", "phone +6251821456", "phone +6251821457"}),
        ("Telp. 0518-21455/21456", {"phone +6251821455", "phone +6251821456"}),
        ("Telp. (0518) 21455, 21456, 21458", {"phone +6251821455", "phone +6251821456", "phone +6251821458"}),
    ],
)
def test_lines_of_five_digits_share_the_area_of_their_town(text: str, expected: set[str]) -> None:
    assert found("id", "id", text) == expected


@pytest.mark.parametrize(
    ("suffix", "text", "expected"),
    [
        ("cn", "电话：0755-82774418-805", {"phone +8675582774418"}),
        ("cn", "电话：(0755)8277 4418-805", {"phone +8675582774418"}),
        ("cn", "电话：010-62771234-8021", {"phone +861062771234"}),
        ("cn", "电话: +86-755-8277-4418-805", {"phone +8675582774418"}),
        ("tw", "電話 02-2769-5000-212", {"phone +886227695000"}),
        ("cn", "0755-82774418-805", set()),
        ("cn", "编号 0755-82774418-805", set()),
        ("cn", "电话：0755-82774418-805-1", set()),
    ],
)
def test_a_chinese_extension_stands_behind_a_dash(suffix: str, text: str, expected: set[str]) -> None:
    assert found("zh", suffix, text) == expected


@pytest.mark.parametrize(
    ("language", "suffix", "text", "expected"),
    [
        ("ko", "kr", "010-8832-1147 / 010)4471-8823", {"phone +821088321147", "phone +821044718823"}),
        ("ms", "my", "012 - 4478812 / 017 - 4478813", {"phone +60124478812", "phone +60174478813"}),
        ("ms", "my", "Tel: 012-447 8812 / 13 - 15", {"phone +60124478812", "phone +60124478813"}),
        ("ko", "kr", "(02-545-7219/20)", {"phone +8225457219", "phone +8225457220"}),
        ("vi", "vn", "ĐT: 0347/882/190 (Zalo, Viber)", {"phone +84347882190", "zalo +84347882190", "viber +84347882190"}),
        ("vi", "vn", "ĐT: 0347/882/1990", set()),
    ],
)
def test_strokes_and_brackets_between_groups(language: str, suffix: str, text: str, expected: set[str]) -> None:
    assert found(language, suffix, text) == expected


@pytest.mark.parametrize(
    ("language", "suffix", "text", "expected"),
    [
        ("ms", "my", "Tel (WA, Bu Tini): 013-448 7712", {"phone +60134487712", "whatsapp +60134487712"}),
        ("fil", "ph", "Cell (Viber, Ma'am Luz): 0917 774 8812", {"phone +639177748812", "viber +639177748812"}),
        ("vi", "vn", "SĐT (Zalo; chị Lan): 0938 445 102", {"phone +84938445102", "zalo +84938445102"}),
        ("zh", "hk", "電話（WhatsApp，陳小姐）：5408 9917", {"phone +85254089917", "whatsapp +85254089917"}),
        (
            "id",
            "id",
            "0812 345 6780 (WA, Bu Tini), 0813-4487-7120",
            {"phone +6281344877120", "phone +628123456780", "whatsapp +628123456780"},
        ),
    ],
)
def test_who_answers_may_share_the_bracket_of_the_messenger(language: str, suffix: str, text: str, expected: set[str]) -> None:
    assert found(language, suffix, text) == expected


@pytest.mark.parametrize(
    ("language", "suffix", "text", "expected"),
    [
        ("zh", "cn", "电话（微信同号）：159 2044 7718", {"phone +8615920447718", "wechat +8615920447718"}),
        ("zh", "cn", "客户经理 陈小姐（微信同号）159 2044 7718", {"phone +8615920447718", "wechat +8615920447718"}),
        ("zh", "tw", "電話（LINE同號）：0963 774 812", {"phone +886963774812", "line 0963774812"}),
        ("zh", "cn", "微信（工作时间）159 2044 7718", {"phone +8615920447718"}),
    ],
)
def test_the_bracket_before_a_number_may_say_that_a_messenger_has_it(language: str, suffix: str, text: str, expected: set[str]) -> None:
    assert found(language, suffix, text) == expected


@pytest.mark.parametrize(
    ("price", "text", "expected"),
    [
        ("Nasi lemak RM 12.90", "Bookings: 03-2148 7762", {"phone +60321487762"}),
        ("Fee Rp 250.000", "Call 0812-4471-5678", {"phone +6281244715678"}),
        ("Room 250.000₫", "Call 0912 447 567", {"phone +84912447567"}),
        ("Fee ₩25,000", "Call 010-4471-5678", {"phone +821044715678"}),
        ("RM 1203, 12/F, Wing On Centre", "Bookings: 03-2148 7762", set()),
        ("Fee 15,000 IDR", "Call 0812-4471-5678", {"phone +6281244715678"}),
        # what a page pays does not say that America's numbers are its country's, nor does a code, a sign or one of several moneys say where
        ("Fee ₹1,500", "Call 800-412-7147", {"hotline +18004127147"}),
        ("Fee Rp 15.000", "Call (855) 412-7147", {"hotline +18554127147"}),
        ("Apply for IDR forgiveness", "Call 855 412 7147", {"hotline +18554127147"}),
        ("Send ₩ home", "Call 02 9374 1958", {"local-phone 02 9374 1958"}),
        ("£100 = ₹10,500", "Call 0207 946 1958", {"phone +442079461958"}),
        ("Lunch in Johor Bahru RM 15.00 (S$5)", "Call 6234 5678", {"phone +6562345678"}),
        ("Day trip for RM 15.00", "Call 6234 5678", {"local-phone 6234 5678"}),
    ],
)
def test_the_money_of_an_english_page_names_its_country(price: str, text: str, expected: set[str]) -> None:
    assert contacts(f"<p>{price}</p><p>{text}</p>", language="en", suffix="com") == expected


@pytest.mark.parametrize(
    ("language", "expected"), [("en-US", {"phone +60321487762"}), ("en-AU", {"phone +61321487762"}), ("en", {"phone +60321487762"})]
)
def test_a_country_that_is_declared_on_purpose_is_rather_that_of_the_page_than_its_money(language: str, expected: set[str]) -> None:
    """Site builders declare "en-US" by default."""
    assert contacts("<p>Nasi lemak RM 12.90</p><p>Bookings: 03-2148 7762</p>", language=language, suffix="com") == expected


def test_a_number_of_a_hotline_keeps_its_own() -> None:
    assert found("id", "id", "Telp (0271) 714555 Hotline 150044") == {"phone +62271714555", "hotline 150044"}
    assert found("id", "id", "Telp (0271) 714555 Hotline 714556") == {"phone +62271714555", "phone +62271714556"}


def test_a_line_of_several_that_only_spaces_part_is_no_number_of_singapore() -> None:
    text = "电话Tel：0731-67318842   67314260 67318288<br>传真Fax：0731-67318484"
    assert found("zh", "com", text) == {f"phone +86731{line}" for line in ("67318842", "67314260", "67318288", "67318484")}


@pytest.mark.parametrize(
    "behind", ["67314260元", "20261130", "QQ：67314260", "订单 67314260", "67404260", "<br>67314260", "<br>注册资本<br>67399000"]
)
def test_digits_behind_a_number_are_no_line_of_it(behind: str) -> None:
    numbers = found("zh", "cn", f"电话：0731-67318842 {behind}")
    assert {number for number in numbers if number.startswith("phone")} == {"phone +8673167318842"}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("电话Tel：86-10-67318842-6007", "+861067318842"),
        ("电话：+86-(0)10-67318842-6007", "+861067318842"),
        ("电话：86-21-6731 8842-803", "+862167318842"),
        ("固话：0755-6731 8842-808", "+8675567318842"),
        ("业务电话 021-6731 8842×803", "+862167318842"),
        ("业务电话 021-67318842*803", "+862167318842"),
        ("编号 86-10-67318842-6007", ""),
        ("Ref 86-10-67318842-6007", ""),
    ],
)
def test_an_extension_behind_a_chinese_number(text: str, number: str) -> None:
    assert found("zh", "cn", text) == {f"phone {number}"} - {"phone "}
