"""Whose a line is: each desk that is called is known by its number, and nobody's number is taken for an office's."""

import phonenumbers
import pytest
from msgspec.structs import replace

from scamtriage.knowledge import known_lines, lint, lint_values, report_desks
from scamtriage.knowledge.hosts.infrastructure import is_freemail
from scamtriage.knowledge.known_lines import BANK, COMPANY, PUBLIC
from scamtriage.knowledge.language import brands
from scamtriage.knowledge.loading import read_text
from scamtriage.knowledge.pages.contact_table import channels
from scamtriage.records.facts import Contact

TOLD = [(desk, number) for desks in report_desks.load().values() for desk in desks for number in known_lines.numbers_of(desk)]


def test_each_number_and_mailbox_of_the_table_of_desks_is_known() -> None:
    ways = [way for desks in report_desks.load().values() for desk in desks for way in desk.channel.split(";") if "://" not in way]
    assert len(TOLD) >= 50 and len(ways) - len(TOLD) <= 1  # "VNeID" is an app
    for desk, number in TOLD:
        assert known_lines.is_known("email" if "@" in number else "phone", number), (desk.body, number)


def test_whole_numbers_are_written_as_the_numbering_plan_has_them() -> None:
    whole = {number for number in (*known_lines._desks(), *known_lines._owned()) if number[0] == "+"}
    assert len(whole) >= 30 and [number for number in whole if not phonenumbers.is_possible_number(phonenumbers.parse(number))] == []
    codes = known_lines.CALLING_CODES
    assert {country: str(phonenumbers.country_code_for_region(country)) for country in codes} == codes


@pytest.mark.parametrize(
    ("kind", "value", "owner"),
    [
        ("hotline", "+601300882999", "MyCERT / Cyber999 (CyberSecurity Malaysia)"),
        ("phone", "+85281056060", "HKCERT; GovCERT.HK"),
        ("hotline", "+611300292371", "ReportCyber (ACSC/ASD)"),
        ("whatsapp", "+6281157157157", "OJK consumer contact"),
        ("line", "@Police1441", "Royal Thai Police, cyber crime"),
        ("email", "Cyber999@cybersecurity.my", "MyCERT / Cyber999 (CyberSecurity Malaysia)"),
        ("hotline", "+601300886688", "Maybank"),
        ("hotline", "+61131114", "lifeline"),
    ],
)
def test_a_line_is_its_owners_however_it_is_reached(kind: str, value: str, owner: str) -> None:
    line = known_lines.line_of(kind, value)
    assert line is not None and line.owner == owner and known_lines.is_known(kind, value)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("phone", "+601300882998"), ("phone", "+851300882999"), ("telegram", "@police1441"), ("telegram", "police1441"),
        ("payment-qr", "+6281157157157"), ("bank-account", "1441"), ("whatsapp", "1441"), ("phone", "cyber999@cybersecurity.my"),
        ("email", ""),
        ("email", "cyber999@gmail.com"), ("wallet", "1155"),
    ],
)  # fmt: skip
def test_what_only_resembles_a_line_is_nobodys(kind: str, value: str) -> None:
    """A number of another country, an account of the same name at another messenger, an account that is paid to."""
    assert not known_lines.is_known(kind, value)


def test_no_mailbox_that_anybody_can_open_is_a_desks() -> None:
    assert [number for number in known_lines._desks() if "@" in number[1:] and is_freemail(number.rpartition("@")[2])] == []


def test_a_bank_alone_takes_no_reports() -> None:
    """Rules ask whether a public body takes reports there: a bank's own number beside a form is what a copy of its page shows."""
    assert known_lines.desk_of("hotline", "+601300882999") and known_lines.desk_of("hotline", "+601300886688") is None


def test_the_number_of_a_desk_in_a_country_without_a_code_is_a_complaint(monkeypatch: pytest.MonkeyPatch) -> None:
    head = read_text(report_desks.FILE).partition("\n")[0]
    new = f"{head}\nFR,police,A desk,,tel. 01 23 45 67 89,,,sure,\n"
    monkeypatch.setattr(lint_values, "read_text", lambda name: new if name == report_desks.FILE else read_text(name))
    assert [found for found in lint.complaints() if found.startswith(report_desks.FILE)] == [
        "report_to.csv: line 2: channel: the calling code of FR is not known"
    ]


@pytest.mark.parametrize(
    ("country", "owner", "sort"),
    [
        ("CN", "SF Express", COMPANY), ("CN", "China Mobile", COMPANY), ("CN", "China Unicom", COMPANY), ("CN", "China Telecom", COMPANY),
        ("CN", "Tencent", COMPANY), ("CN", "Alipay", COMPANY), ("TH", "Thailand Post", COMPANY), ("ID", "PLN", COMPANY),
        ("VN", "Viettel", COMPANY),
        ("KR", "KEPCO", COMPANY), ("CN", "UnionPay", COMPANY), ("CN", "CCB", BANK), ("CN", "ICBC", BANK), ("TH", "Bank of Ayudhya", BANK),
        ("ID", "BRI", BANK), ("TH", "Government Savings Bank", BANK), ("TH", "Bank of Thailand", PUBLIC), ("ID", "Bank Indonesia", PUBLIC),
        ("TH", "AMLO", PUBLIC), ("CN", "railways", PUBLIC), ("TH", "police", PUBLIC), ("GB", "Samaritans", PUBLIC),
        ("PH", "Red Cross", PUBLIC),
    ],
)  # fmt: skip
def test_whose_a_short_number_is(country: str, owner: str, sort: str) -> None:
    assert known_lines.sort_of(owner, country) == sort


def test_every_named_owner_is_an_organisation_of_the_table_or_one_that_was_looked_at() -> None:
    """A new bank or firm that neither table knows would be said to be a public service."""
    looked_at = {
        "Bangkok ambulance", "CAC report", "Damrongdhama", "Department of Disease Control", "Department of Highways",
        "Financial Supervisory Commission", "Inter-Agency Response Center", "Lifeline", "MMDA", "NHS vaccines", "RBI ombudsman",
        "SEC", "Samaritans", "Teacher Chang",
    }  # fmt: skip
    owners = channels().owners
    unknown = {
        owner
        for country, numbers in channels().hotlines.items()
        for owner in numbers.values()
        if owner[0].isupper() and known_lines.brand_of(owner, country) is None
    }
    assert unknown - owners.banks - owners.companies == looked_at


def test_names_at_home_are_in_the_letters_of_the_language() -> None:
    for language, names in channels().owners.at_home.items():
        assert [name for name in names.values() if not any(letter > "\u0e00" for letter in name)] == [] and language in brands.LETTERS


def test_what_is_printed_for_programs_marks_the_lines_of_banks_and_leaves_the_others() -> None:
    bank, other = Contact(kind="phone", value="+6628888888", flags=("fax",)), Contact(kind="phone", value="+66812345678")
    assert known_lines.marked((bank, other)) == (replace(bank, flags=("fax", "known-line")), other)
    assert known_lines.marked(()) == ()
