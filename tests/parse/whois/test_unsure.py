"""What an answer leaves open stays unknown: who holds the name, which number is the month, what stood behind the cut, whose it is."""

import pytest

from scamtriage.parse.whois import answer as whois
from scamtriage.records.facts import RegistrationMalformed
from tests.parse.whois.reading import facts

RECORD = "Domain Name: LUCKY-PARCEL.COM\nRegistrar: Example Names\nName Server: ns1.parcel.example\n"


def test_a_record_that_names_no_holder_says_of_none_that_he_is_shown() -> None:
    assert facts(RECORD, "lucky-parcel.com").privacy is None
    assert facts(f"{RECORD}Registrant Organization: Parcel Trading\n", "lucky-parcel.com").privacy is False


@pytest.mark.parametrize(
    ("others", "created"),
    [
        ("Expiry Date (dd/mm/yyyy): 05/06/2027\n", "2020-04-03"),
        ("Expiry Date: 25/06/2027\n", "2020-04-03"),
        ("Expiry Date: 06/25/2027\n", "2020-03-04"),
        ("Expiry Date (dd/mm/yyyy): 05/06/2027\nUpdated Date (mm/dd/yyyy): 05/06/2021\n", None),
        ("Expiry Date: 25/06/2027\nUpdated Date: 12/25/2021\n", None),
        ("", None),
    ],
)
def test_of_two_orders_of_day_and_month_neither_is_taken(others: str, created: str | None) -> None:
    found = facts(f"{RECORD}Creation Date: 03/04/2020\n{others}", "lucky-parcel.com")
    assert (found.created.date().isoformat() if found.created else None) == created
    assert ("created" in {note.field for note in found.date_notes}) is (created is None)


def test_half_a_line_at_the_end_of_what_is_read_is_none() -> None:
    half, whole = b"\nName Server: ns2.parcel.exam", b"ple\nName Server: ns3.parcel.example\n"
    raw = RECORD.encode() + b"%" * (whois.MAX_BYTES - len(RECORD) - len(half)) + half + whole
    assert raw[: whois.MAX_BYTES].endswith(half)
    assert facts(raw, "lucky-parcel.com").nameservers == ("ns1.parcel.example",)


@pytest.mark.parametrize("none", ['No match for "LUCKY-PARCEL.COM".', "The queried object does not exist", "Domain not found."])
def test_a_record_of_another_name_gives_nobody_ours(none: str) -> None:
    other = RECORD.replace("LUCKY", "OTHER") + f"Creation Date: 2021-02-03T00:00:00Z\n{none}\n"
    result = whois.parse(other.encode(), "lucky-parcel.com")
    assert isinstance(result, RegistrationMalformed) and "OTHER-PARCEL.COM" in result.because
