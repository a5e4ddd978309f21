"""Every line of a range, those of lists that give only their last digits, and the flag of what the page does not write."""

import pytest

from scamtriage.parse.contact.contacts import find_contacts
from scamtriage.parse.contact.sources import ContactSources
from scamtriage.records.facts.contact import OF_RANGE
from tests.parse.contact.reading import contacts_in


def lines(text: str, language: str, suffix: str) -> list[tuple[str, bool]]:
    """The last four digits of each telephone, and whether it is only between the ends of a range."""
    sources = ContactSources(text=text, language=language, declared_language=language, suffix=suffix, host=f"a.{suffix}")
    found = sorted((contact.value, OF_RANGE in contact.flags) for contact in find_contacts(sources) if contact.kind == "phone")
    return [(value[-4:], between) for value, between in found]


@pytest.mark.parametrize(
    ("language", "suffix", "text", "expected"),
    [
        ("th", "th", "โทร 0-2718-4365-8", ["4365", "(4366)", "(4367)", "4368"]),
        ("th", "th", "โทร 0-2718 4365-8   0-2718 4000 ต่อ 050105-6", ["4000", "4365", "(4366)", "(4367)", "4368"]),
        ("en", "ph", "Tel: +63 2 8734-5011 to 14", ["5011", "(5012)", "(5013)", "5014"]),
        ("en", "in", "Phone 022-2734 0301 - 04", ["0301", "(0302)", "(0303)", "0304"]),
        ("en", "in", "033 - 40734896/97/98/99", ["4896", "4897", "4898", "4899"]),
        ("ms", "my", "Tel 03-7734 2345/6/7", ["2345", "2346", "2347"]),
        ("vi", "vn", "ĐT: 028 3834 4567 - 4568 - 4569", ["4567", "4568", "4569"]),
        ("zh-TW", "tw", "電話 (02)2734-0270~2", ["0270", "(0271)", "0272"]),
        ("id", "id", "Telp. (021) 734-6111 (Hunting), 734-6114~6116", ["6111", "6114", "(6115)", "6116"]),
        ("en", "ph", "Tel: (02) 8734-5000 to 99", ["5000", "5099"]),  # too many to be told one by one
        ("en", "com", "Tel: 0086-577-67314426/24\nFAX", ["4424", "4426"]),
        ("en", "com", "Telephone: +91-452-2734415(/16/17)", ["4415", "4416", "4417"]),
        ("en", "com", "Telephone: +91-452-2734415 (/16)", ["4415", "4416"]),
        ("zh-TW", "tw", "電話 02-2734-4508~11，週一至週五", ["4508", "(4509)", "(4510)", "4511"]),
        ("th", "th", "โทร 02 734 1182-3 กด 0", ["1182", "1183"]),
        ("ko", "kr", "사무실 02 2734 1182~3 목양실 02 2734 1186", ["1182", "1183", "1186"]),
        ("en", "com", "Call +66 2 734 4508 to 17", ["4508", *(f"({line})" for line in range(4509, 4517)), "4517"]),
    ],
)
def test_each_line_of_a_range_is_told(language: str, suffix: str, text: str, expected: list[str]) -> None:
    assert lines(text, language, suffix) == [(line.strip("()"), line[0] == "(") for line in expected]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Call +66 2 734 4508 to 17, Monday to Friday"),
        ("en", "Call +66 2 734 4508 to 17, Mon-Fri"),
        ("th", "โทร 02-734-4508 ถึง 17 จันทร์-ศุกร์"),
        ("id", "Call +66 2 734 4508 s/d 17, Senin - Jumat"),
        ("vi", "ĐT: +66 2 734 4508 - 17, Thứ 2 - Thứ 6"),
        ("en", "Phone +66 2 734 4528 (/month)"),
        ("en", "Phone +66 2 734 4528 (12/24)"),
        ("en", "Phone +66 2 734 4528/24 hours"),
        ("en", "Phone +66 2 734 4528/24h"),
    ],
)
def test_the_hour_at_which_an_office_closes_ends_no_range(language: str, text: str) -> None:
    assert len(lines(text, language, "co.th" if language == "th" else "com")) == 1


@pytest.mark.parametrize(
    ("suffix", "text", "fax"),
    [
        ("de", "Tel. +49 228 7344-0, Fax -21", "+49228734421"),
        ("de", "Tel. 0228 7344-15 | Fax: -21", "+49228734421"),
        ("com.ph", "Tel (02) 8734-4508 to 15, Fax -21", "+63287344521"),
        ("com", "Phone +66 2 734 4508 - Fax -21", "+6627344521"),
        ("in", "Tel +91 20 27341182, Fax -5%", ""),
        ("in", "Mobile +91 98244 71182, Fax -21", ""),  # no line of an office
        ("de", "Tel. +49 228 7344-0, Fax -2024-11", ""),
        ("in", "Fax -24 x 30 cm", ""),
    ],
)
def test_a_fax_behind_a_dash_has_the_number_before(suffix: str, text: str, fax: str) -> None:
    found = find_contacts(ContactSources(text=text, language="en", declared_language="en", suffix=suffix, host=f"a.{suffix}"))
    assert [contact.value for contact in found if "fax" in contact.flags] == [fax] * bool(fax)


@pytest.mark.parametrize(
    "text", ["Phone 033-40734896/12/05/24", "Phone 033-40734896/24/7", "Phone 033-40734896/24", "Phone 033-40734826/24/7"]
)
def test_a_day_and_all_days_are_no_list(text: str) -> None:
    assert contacts_in(text, suffix="in") == {"phone +913340734896" if "4896" in text else "phone +913340734826"}


def test_ranges_are_cut_before_they_crowd_out_other_contacts() -> None:
    text = "\n".join(f"โทร 02-{line:03}-4501-19" for line in range(200, 260))
    found = find_contacts(ContactSources(text=text + "\nadmin@shop.th", language="th", declared_language="th", suffix="th", host="a.th"))
    assert "email admin@shop.th" in {f"{contact.kind} {contact.value}" for contact in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ĐT: 08.3734.1234", "+842837341234"),  # "083 734 1234" is somebody's mobile number today
        ("ĐT: (04) 3734 1234", "+842437341234"),
        ("Tel: +84 8 3734 1234", "+842837341234"),
        ("Di động: 083 734 1234", "+84837341234"),
        ("Di động: 0168 734 1234", "+84387341234"),
        ("Zalo 01223 734 123", "+84773734123"),
        ("ĐT: 0511 3734 178", "+842363734178"),
        ("ĐT: 024 0734 1234", "+842407341234"),
    ],
)
def test_numbers_of_old_plans_are_todays(text: str, expected: str) -> None:
    assert expected in {found.split(" ")[1] for found in contacts_in(text, language="vi", suffix="vn")}


@pytest.mark.parametrize(
    ("suffix", "language", "text", "numbers"),
    [
        ("ac.th", "th", "โทร +6653873890-3", {"+6653873890", "+6653873891", "+6653873892", "+6653873893"}),
        ("ac.th", "th", "โทร 053873890-3", {"+6653873890", "+6653873891", "+6653873892", "+6653873893"}),
        ("ac.th", "th", "โทร 053873890-91", {"+6653873890", "+6653873891"}),
        ("co.id", "id", "Tel 0812345678-90", {"+6281234567890"}),  # one number, whose last pair stands apart
        ("de", "de", "Telefon: 0871 23001 oder 25311", {"+4987123001", "+4987125311"}),
        ("de", "de", "Telefon: 0871 23001 oder 25311 Fax: 0871 23561", {"+4987123001", "+4987125311", "+4987123561"}),
        ("co.id", "id", "Telp. 0274 86930 atau 25311", {"+6227486930", "+6227425311"}),
        ("de", "de", "Telefon: 0871 23001, 84028 Landshut", {"+4987123001"}),
        ("de", "de", "Telefon: 0871 23001 oder 84028 Landshut", {"+4987123001"}),
        ("de", "de", "Telefon: 0871 23001 oder 01234 Neustadt", {"+4987123001"}),
        ("co.id", "id", "Telp. 0274 86930 atau 25000 per lembar", {"+6227486930"}),
        ("co.id", "id", "Telp. 0274 86930 atau 25311 rupiah", {"+6227486930"}),
        ("co.id", "id", "Telp. 0274 86930 dan 25311", {"+6227486930"}),
        ("it", "it", "Tel. 06 4451234 o 4451235", {"+39064451234", "+39064451235"}),
        ("es", "es", "Tel. 91 445 12 34 o 91 445 12 35", {"+34914451234", "+34914451235"}),
        ("com.ph", "fil", "Tawagan: O947 552 1836 o 0918 555 1234", {"+639475521836", "+639185551234"}),
        ("vn", "vn", "ĐT: o862 44o 193", {"+84862440193"}),  # an o within a number is its zero
    ],
)
def test_a_line_behind_a_number_in_one_piece_or_behind_or(suffix: str, language: str, text: str, numbers: set[str]) -> None:
    found = find_contacts(ContactSources(text=text, language=language, declared_language=language, suffix=suffix, host=f"a.{suffix}"))
    assert {contact.value for contact in found if contact.kind in ("phone", "hotline")} == numbers
