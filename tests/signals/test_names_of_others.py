"""Organisations' names in the names of those who deal with them, and the names by which gangs pose as the organisations."""

import pytest

from scamtriage.records.assessment import Verdict
from scamtriage.signals.name.everyday import SHARED
from tests.score.test_hints import alone
from tests.signals.names import measure, measured_name

OTHERS = {
    "shops and agents": ("starhub-promo-agent.com", "microsoftresellersingapore.com", "maybank-ejen-penang.com", "viettel-维修.com"),
    "repairers": ("applesupportrepair.my", "lazada-servis-support.com", "baohanhdienmayxanh.com"),
    "clubs and staff": ("koperasi-maybank-rewards.com", "lazadafoundation.org", "singtel-employees-rewards.com", "สหกรณ์กสิกรไทย.com"),
    "advice": (
        "singpasshelp-guide.com",
        "gcash-help-tips.com",
        "maybank-dispute-lawyers.com",
        "panduan-shopee-bonus.com",
        "maybank-klaim-konsultan.com",
    ),
    "reviews": ("binancereviews.sg", "lazada-rewards-ulasan.com"),
}
"""Kinds of bearers of an organisation's name -> some of their names, of which without their word most would be accused."""


@pytest.mark.parametrize("host", [host for some in OTHERS.values() for host in some])
def test_who_deals_with_an_organisation_may_bear_its_name(host: str) -> None:
    assert measured_name(host).of_others
    assert measure("name-brand-plus-action", host).value == 0.0
    assert measure("name-brand-embedded", host).value == SHARED
    assert alone(host).verdict is Verdict.NO_FINDING


@pytest.mark.parametrize("host", ["maybank-agent-login.com", "gcash-guide-verify.com", "lazada-repair-otp.top"])
def test_but_nobody_else_asks_for_the_account(host: str) -> None:
    assert measure("name-brand-plus-action", host).value == 1.0
    assert alone(host).verdict is Verdict.SUSPICIOUS


def test_a_word_of_others_speaks_for_the_label_in_which_it_stands() -> None:
    assert not measured_name("maybank.some-guide.com").of_others
    assert measure("name-brand-embedded", "maybank.some-guide.com").value == 1.0


@pytest.mark.parametrize(
    "host",
    ["maybank-ganjaran.com", "viettel-tangqua.com", "sacombank-trian.com", "smbc-kakunin.com", "国税庁-還付.com", "경찰청-과태료.com"],
)
def test_words_by_which_gangs_of_the_region_pose_as_an_organisation(host: str) -> None:
    assert measure("name-brand-plus-action", host).value == 1.0
    assert alone(host).verdict is Verdict.SUSPICIOUS


@pytest.mark.parametrize("host", ["pos-billing.com", "propose-tel.com", "gov-ukraine.club"])
def test_the_ends_of_two_words_that_a_hyphen_parts_are_no_name(host: str) -> None:
    assert not measured_name(host).brand_names


@pytest.mark.parametrize("host", ["posb-illing.com", "pay-pal-info.com", "t-mobilepr.com", "net-flixsecure.com", "chrono-poste.com"])
def test_a_name_with_a_gap_of_its_own_and_one_that_is_broken_up_to_be_hidden_are_names(host: str) -> None:
    assert measured_name(host).brand_names


@pytest.mark.parametrize("host", ["bochk-login.com", "hangseng-verify.com", "krungthai-next-login.com"])
def test_an_organisation_is_known_by_the_first_label_of_its_own_domain(host: str) -> None:
    assert measure("name-brand-plus-action", host).value == 1.0


@pytest.mark.parametrize("host", ["krungthai-tractor.com", "police-hospital.com", "customs-broker.com", "globe-tours.com"])
def test_where_that_is_no_word_and_then_it_is_a_hint_as_others_have_it_too(host: str) -> None:
    assert measure("name-brand-embedded", host).value != 1.0
    assert alone(host).verdict is Verdict.NO_FINDING


@pytest.mark.parametrize("host", ["s1ngpass.com", "mayb4nk2u.com", "netfl1x.com", "v1etc0mbank.com"])
def test_digits_that_are_read_as_letters_copy_a_label(host: str) -> None:
    assert measured_name(host).copied
    assert alone(host).verdict is Verdict.SUSPICIOUS


def test_a_digit_at_an_end_is_a_number() -> None:
    assert not measured_name("8oost.com").copied and not measured_name("shope3.com").copied
