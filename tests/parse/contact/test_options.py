"""Accounts in the values of a list's options."""

import pytest

from scamtriage.parse.html.contacts.options import MAX_OPTIONS, options
from scamtriage.parse.html.page import read_page
from tests.cost import least_cpu_s


def found(suffix: str, body: str) -> list[tuple[str, str]]:
    host = f"a-desk.{suffix}"
    html = f"<html><meta charset=utf-8><body>{body}</body></html>".encode()
    facts, _ = read_page(body=html, content_type="text/html; charset=utf-8", url=f"https://{host}/", host=host, suffix=suffix)
    return [(c.kind, c.value) for c in facts.contacts]


@pytest.mark.parametrize(
    ("suffix", "option", "value"),
    [
        ("com.tw", '<option value="812｜台新銀行｜20771822641377">(812) 台新銀行</option>', "20771822641377"),
        ("com.tw", '<option value="20771822641377">台新銀行</option>', "20771822641377"),
        ("com.my", '<option value="Maybank|514277182264">Maybank</option>', "514277182264"),
        ("com.my", "<option data-x=1 value='CIMB_7718226413' selected>CIMB Bank</option>", "7718226413"),
        ("vn", '<option value="Techcombank - 19037718226014 - TRAN VAN AN">Techcombank</option>', "19037718226014"),
        ("co.id", '<option value="BCA:7718226413:AMIR">BCA</option>', "7718226413"),
        ("co.th", '<option value="kbank,771-8-22641-3">กสิกรไทย</option>', "7718226413"),
        ("com.ph", '<option value="BDO/007718226413">BDO Unibank</option>', "007718226413"),
    ],
)
def test_the_value_of_an_option_gives_the_account_of_a_bank(suffix: str, option: str, value: str) -> None:
    assert found(suffix, f"<select><option value=''>-</option>{option}</select>") == [("bank-account", value)]


@pytest.mark.parametrize(
    "option",
    [
        '<option value="20261124">24 November</option>',
        '<option value="Amir|0127718226">Amir</option>',
        '<option value="plan-77182264137">Gold</option>',
        '<option value="Tracking 77182264137">Parcel</option>',
        '<option value="Maybank|514277****">Maybank</option>',
    ],
)
def test_other_values_of_options_are_no_accounts(option: str) -> None:
    assert found("com.my", f"<select>{option}</select>") == []


def test_keys_of_a_table_are_no_accounts() -> None:
    banks = ("Vietcombank", "Techcombank", "BIDV", "ACB")
    listed = "".join(f'<option value="{10000121 + 3 * number}">{bank}</option>' for number, bank in enumerate(banks))
    assert found("vn", f"<select>{listed}</select>") == []
    accounts = '<option value="1017718226">Vietcombank</option><option value="19037718226014">Techcombank</option>'
    assert found("vn", f"<select>{accounts}{accounts}</select>") == [("bank-account", "1017718226"), ("bank-account", "19037718226014")]


def test_a_long_list_is_cut_and_says_so_and_costs_in_proportion() -> None:
    caps: list[str] = []
    line = b'<option value="Maybank|%012d">Maybank</option>'
    assert len(options(b"".join(line % (510000000000 + number) for number in range(MAX_OPTIONS + 5)), caps)) == MAX_OPTIONS
    assert caps == [f"contact attributes {MAX_OPTIONS}"]
    for piece in (b"<option value=", b"<option value='1", b"<option ", b"<option value='12345678", b'<option value="" '):
        markup = piece * (400_000 // len(piece))
        assert least_cpu_s(lambda markup=markup: options(markup, []), within=0.5) <= 0.5  # type: ignore[misc]
