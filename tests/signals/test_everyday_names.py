"""Names of organisations that are words of a language: accused where the host means the organisation, left alone where it does not."""

import pytest

from scamtriage.records.assessment import Verdict
from scamtriage.signals.name.everyday import SHARED
from tests.score.test_hints import alone
from tests.signals.names import measure


@pytest.mark.parametrize(
    "host",
    [
        *("apple-orchard-support.com", "discord-therapy-help.org", "chase-animal-rescue-help.org", "meta-analysis-help.org"),
        *("line-dance-support.com", "wise-parenting-help.com", "visa-help-vn.com", "visa-application-help.com", "steam-kitchen-help.com"),
        *("help.chase-garden.org", "support.apple-orchard.com", "canon-law-support.org", "windows-garden-support.com"),
    ],
)
def test_a_word_of_a_language_beside_another_accuses_nobody_of_a_brand(host: str) -> None:
    assert measure("name-brand-plus-action", host).value == 0.0
    assert alone(host).verdict.rank <= Verdict.NO_FINDING.rank


@pytest.mark.parametrize(
    "host",
    [
        *("apple-support-id.com", "chase-login.com", "secure-chase-online-banking-login.com", "wise-verify-account.com"),
        *("visa-card-verify.com", "line-login.top", "login.chase-garden-verify.com.apple-id.top", "chase1-secure.com"),
        *("discord-login.top", "steam-community-login.com", "meta-appeal-help.com", "orchard-apple-id-verify.com"),
    ],
)
def test_a_brand_that_stands_beside_the_word_or_fills_the_label_with_it_stays_accused(host: str) -> None:
    assert measure("name-brand-plus-action", host).value == 1.0
    assert alone(host).verdict.rank >= Verdict.SUSPICIOUS.rank


def test_a_brand_in_its_everyday_sense_is_a_hint_at_most_and_so_are_words_of_help_beside_it() -> None:
    assert measure("name-brand-embedded", "discord-therapy-help.org").value == SHARED
    assert measure("name-words", "discord-therapy-help.org").value == SHARED
    assert measure("name-brand-embedded", "discord-guard.com").value == 1.0
    assert measure("name-words", "chase-animal-verify.com").value == 1.0


@pytest.mark.parametrize(
    "host", ["maya-hotels-confirm.com", "konfirmasi-maya-rizky.com", "smart-billing-software.com", "klaim-dana-pensiun.id"]
)
def test_a_booking_an_invitation_and_a_bill_are_not_of_the_account_of_a_common_name(host: str) -> None:
    assert measure("name-brand-plus-action", host).value == 0.0
    assert alone(host).verdict.rank <= Verdict.NO_FINDING.rank


@pytest.mark.parametrize(
    "host", ["apple-orchards-support.com", "chase-gardens-help.com", "steam-cleaners-support.com", "canon-lawyers-support.com"]
)
def test_a_plural_is_as_much_a_word_of_everyday(host: str) -> None:
    assert measure("name-brand-plus-action", host).value == 0.0
    assert alone(host).verdict is Verdict.NO_FINDING


@pytest.mark.parametrize("host", ["djp-pajak-verifikasi.com", "mandiri-livin-login.com", "set-stock-login.com"])
def test_a_word_of_another_name_of_the_same_body_is_no_word_of_everyday(host: str) -> None:
    assert measure("name-brand-plus-action", host).value == 1.0


def test_a_name_of_one_word_has_a_sense_of_everyday_though_the_table_gives_another_behind_a_slash() -> None:
    assert measure("name-brand-plus-action", "tm-plumbing-help.com").value == 0.0
    assert measure("name-brand-plus-action", "tm-billing-help.com").value == 1.0


@pytest.mark.parametrize("host", ["pkh-bansos.info", "cerita-bansos.com", "security-bank-atm-locator.ph", "trust-wallet-blog.com"])
def test_a_word_of_the_name_itself_joins_the_name_with_nothing(host: str) -> None:
    assert measure("name-brand-plus-action", host).value == 0.0


@pytest.mark.parametrize(
    "host", ["bansos-klaim.com", "security-bank-security.top", "windows-support.top", "apple-support-fr.com", "pay-pal-info.top"]
)
def test_unless_it_stands_there_twice_or_another_name_of_the_organisation_is_before_it(host: str) -> None:
    assert measure("name-brand-plus-action", host).value == 1.0


@pytest.mark.parametrize("host", ["acb-limited.com", "hsbc-limited.com"])
def test_limited_is_the_legal_form_of_a_firm_and_joins_its_name_with_nothing(host: str) -> None:
    assert measure("name-brand-plus-action", host).value == 0.0
    assert measure("name-brand-plus-action", host.replace(".", "-account.")).value == 1.0
    assert alone(host.replace(".", "-account.")).verdict is Verdict.SUSPICIOUS


@pytest.mark.parametrize("host", ["hotrovietcombank.com", "vietcombankcskh.com", "semakmaybank.com", "klaimtelkomsel.com"])
def test_a_short_word_is_seen_where_it_is_all_that_is_glued_to_the_name(host: str) -> None:
    assert measure("name-brand-plus-action", host).value == 1.0


@pytest.mark.parametrize("host", ["maybanksemakin.com", "shopeekuponku.com", "hotronvietcombank.com", "voucher-shopee-kupon.id"])
def test_but_not_where_it_begins_or_ends_another_word_and_who_collects_coupons_uses_the_name_of_a_shop(host: str) -> None:
    assert measure("name-brand-plus-action", host).value == 0.0
