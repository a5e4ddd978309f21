"""What the name alone says: it names the imitation, and leaves honest names alone."""

import math

import pytest

from scamtriage.knowledge.hosts import suffixes
from scamtriage.knowledge.hosts.lent_names import lender_of
from scamtriage.knowledge.judgement.catalog import load_catalog
from scamtriage.knowledge.judgement.name_model import load
from scamtriage.records.target import Target
from scamtriage.signals.name.measures import MEASURES
from scamtriage.signals.name.model import pieces, spelling_terms
from scamtriage.signals.name.view import NameView
from scamtriage.targets.parse import parse_target
from tests.signals.names import measure, measured_name


def total(line: str) -> float:
    """Catalogue nats of everything that a name alone says, before caps and shrinkage."""
    rows = load_catalog().rows
    nats = 0.0
    for signal in MEASURES:
        found = measure(signal, line)
        if found.value:
            row = rows[signal]
            nats += row.weight if isinstance(row.weight, float) and not row.levels else (found.weight or 0.0)
    return nats


FIRES = [
    ("name-token-strong", "nhacai-uytin.com"),
    ("name-token-strong", "nhàcái-uytin.com"),
    ("name-token-medium", "top-casino-judi.net"),
    ("name-brand-embedded", "maybank2u-my.top"),
    ("name-brand-embedded", "secure.paypal.com.evil.top"),
    ("name-brand-embedded", "shopee-my.net"),
    ("name-brand-embedded", "discordnitro-gift.com"),
    ("name-brand-embedded", "temu-rewards.top"),
    ("name-brand-embedded", "setel-app.top"),
    ("name-brand-plus-action", "hasil-refund.top"),
    ("name-brand-plus-action", "windows-support.top"),
    ("name-brand-embedded", "กรมสอบสวนคดีพิเศษ.com"),
    ("name-brand-lookalike", "paypa1.com"),
    ("name-brand-lookalike", "rnaybank.com"),
    ("name-brand-lookalike", "mircosoft.net"),
    ("name-brand-lookalike", "kasikornbnk.top"),
    ("name-brand-lookalike", "раураl.com"),
    ("name-brand-lookalike", "paypa1-login.com"),
    ("name-brand-plus-action", "dbs-secure-login.com"),
    ("name-brand-plus-action", "line-reward.top"),
    ("name-official-suffix-decoy", "dsi-go-th.top"),
    ("name-official-suffix-decoy", "ccib.go.th.case-check.com"),
    ("name-official-suffix-decoy", "https://short.top/ccib.go.th/x"),
    ("name-idn-mixed-script", "pаypal-secure.com"),
    ("name-punycode", "ไทย.com"),
    ("name-digits-3plus", "abc123.com"),
    ("name-digits", "abc123456.com"),
    ("name-lucky-number", "abc88.com"),
    ("name-short-alnum-brand", "fun88.com"),
    ("name-numeric-only", "8899.com"),
    ("name-trade-token", "fx-pro-invest.com"),
    ("name-trade-token", "mycryptohub.com"),
    ("name-helpline-token", "printer-help-line.com"),
    ("name-subdomain-deep", "a.b.c.d.evil.com"),
    ("name-shared-suffix", "evil.github.io"),
    ("name-shared-suffix", "evil.wixsite.com"),
    ("name-tld-weight", "evil.top"),
    ("name-words", "claim-bonus.com"),
    ("name-spelling", "wallet-airdrop.com"),
    ("name-length", "evil.com"),
    ("name-random-looking", "xkqzjwvbnt.com"),
    ("ben-official-domain", "maybank2u.com.my"),
    ("ben-official-domain", "www.dsi.go.th"),
    ("ben-restricted-suffix", "moh.gov.my"),
    ("host-ip-literal", "8.8.8.8"),
]
SILENT = [
    ("name-token-strong", "loksatta.com"),
    ("name-token-strong", "jansatta.com"),
    ("name-token-strong", "nanohub.org"),
    ("name-token-strong", "my-abode.com"),
    ("name-token-strong", "lesattachesrjm.com"),
    ("name-token-strong", "superglobalmegacorp.com"),
    ("name-token-medium", "judicial.com"),
    ("name-token-medium", "audubon.org"),
    ("name-brand-embedded", "maybank2u.com.my"),
    ("name-brand-embedded", "online-shop.com"),
    ("name-brand-embedded", "x-files.com"),
    ("name-brand-embedded", "lined.com"),
    ("name-brand-embedded", "discordantnotes.com"),
    ("name-brand-embedded", "accordiscord.com"),
    ("name-brand-embedded", "setelah-hujan.com"),
    ("name-brand-embedded", "temujanji-klinik.com"),
    ("name-brand-embedded", "hasil-panen.com"),
    ("name-brand-embedded", "grab-rails.com"),
    ("name-brand-embedded", "bi-fold-windows.com"),
    ("name-brand-plus-action", "temuduga-help.com"),
    ("name-brand-lookalike", "paypal.com"),
    ("name-brand-lookalike", "shopper.com"),
    ("name-brand-lookalike", "bakery.com"),
    ("name-brand-lookalike", "looking-glass.com"),
    ("name-brand-lookalike", "my-bookings.com"),
    ("name-brand-lookalike", "officer-training.com"),
    ("name-brand-lookalike", "polite-notice.com"),
    ("name-brand-lookalike", "interact-lab.com"),
    ("name-brand-lookalike", "larian-pantas.com"),
    ("name-brand-lookalike", "nakhon-phanom.com"),
    ("name-brand-plus-action", "login-help.com"),
    ("name-official-suffix-decoy", "www.dsi.go.th"),
    ("name-official-suffix-decoy", "mango-thai.com"),
    ("name-official-suffix-decoy", "www-myscheme-gov-in.translate.goog"),
    ("name-official-suffix-decoy", "https://web.archive.org/ccib.go.th/"),
    ("name-idn-mixed-script", "ไทย.com"),
    ("name-idn-mixed-script", "東京タワー.jp"),
    ("name-idn-mixed-script", "münchen.de"),
    ("name-idn-mixed-script", "evil.com"),
    ("name-digits-3plus", "abc12.com"),
    ("name-lucky-number", "shop1988.com"),
    ("name-lucky-number", "abc12.com"),
    ("name-short-alnum-brand", "bakery.com"),
    ("name-numeric-only", "10086.cn"),
    ("name-trade-token", "supermarket.com"),
    ("name-helpline-token", "bakery.com"),
    ("name-subdomain-deep", "www.evil.com"),
    ("name-shared-suffix", "evil.com"),
    ("name-shared-suffix", "www.claim.service.gov.uk"),
    ("name-tld-weight", "moh.gov.my"),
    ("ben-official-domain", "maybank2u.com.evil.top"),
    ("ben-restricted-suffix", "gov-my.com"),
    ("host-ip-literal", "10.0.0.1"),
    ("host-ip-literal", "evil.com"),
    ("name-words", "8.8.8.8"),
    ("name-spelling", "8.8.8.8"),
]


@pytest.mark.parametrize(("signal", "line"), FIRES)
def test_a_signal_sees_what_it_is_for(signal: str, line: str) -> None:
    assert measure(signal, line).value


@pytest.mark.parametrize(("signal", "line"), SILENT)
def test_a_signal_is_silent_on_what_only_resembles(signal: str, line: str) -> None:
    assert not measure(signal, line).value


def test_every_signal_of_the_name_has_a_name_that_fires_it_and_one_that_does_not() -> None:
    always = {"name-length", "name-random-looking", "name-digits", "name-punycode"}
    assert {s for s, _ in FIRES} == set(MEASURES)
    assert {s for s, _ in SILENT} >= set(MEASURES) - always


@pytest.mark.parametrize("signal", sorted(MEASURES))
def test_an_address_without_a_name_is_measured_without_complaint(signal: str) -> None:
    measure(signal, "2001:4860:4860::8888")


@pytest.mark.parametrize("line", ["bakery.co.th", "warungkopi.id", "kedai-kopi.com.my", "phohanoi.vn", "สมชาย.ไทย", "tiemvang.com.vn"])
def test_an_ordinary_local_business_stays_below_suspicion(line: str) -> None:
    assert 0.7 * total(line) < 1.35


@pytest.mark.parametrize("line", ["maybank2u-login.top", "dsi-go-th.top", "paypa1-verify.xyz", "dbs-secure-login.icu"])
def test_a_plain_imitation_is_suspicious(line: str) -> None:
    assert 0.7 * total(line) > 1.35


def test_a_country_suffix_never_speaks_against_a_site() -> None:
    for line in ("shop.cn", "shop.ru", "shop.co.th", "shop.in"):
        assert (measure("name-tld-weight", line).weight or 0.0) <= 0


def test_south_east_asian_suffixes_weigh_alike_whatever_the_training_lists_hold() -> None:
    weights = {
        measure("name-tld-weight", f"shop.{top}").weight
        for top in ("co.th", "com.my", "vn", "id", "ph", "sg", "com.kh", "la", "com.mm", "com.bn")
    }
    assert len(weights) == 1


def test_an_ending_that_is_not_on_the_list_weighs_nothing_and_is_told() -> None:
    found = measure("name-tld-weight", "some-name.qqzz")
    assert (found.value, found.weight, found.applicable) == (None, None, True)
    assert found.shown["why"] == "our list of endings has no .qqzz"


def test_a_platform_is_weighed_once_and_not_as_a_suffix_as_well() -> None:
    assert not measure("name-tld-weight", "evil.github.io").applicable
    assert measure("name-shared-suffix", "evil.github.io").shown["suffix"] == "github.io"


def test_a_suffix_is_told_with_how_much_commoner_it_is_only_where_that_was_counted_and_agrees() -> None:
    suffixes = ("top", "icu", "com.cn", "de", "shop", "site", "jp", "in", "online", "cfd", "xyz")
    found = {suffix: measure("name-tld-weight", f"some-name.{suffix}") for suffix in suffixes}
    told = {suffix: one.shown["times"] for suffix, one in found.items()}
    assert told["top"].endswith("times as common on lists of scams as among popular sites")
    assert told["com.cn"].endswith("times as common among popular sites as on lists of scams")
    assert not any(told[suffix] for suffix in ("shop", "site", "jp", "in", "online", "cfd"))  # counted otherwise than weighed
    for suffix, times in told.items():
        if times:
            assert abs(math.log(float(times.split()[1])) - abs(found[suffix].weight or 0.0)) < math.log(1.6), suffix
    assert float(told["top"].split()[1]) == pytest.approx(load().suffix_times["top"], rel=0.1)


def test_the_sentence_of_the_words_names_those_that_decided() -> None:
    found = measure("name-words", "claim-bonus-wallet.com")
    assert found.shown["side"] == "scam"
    assert "'wallet'" in found.shown["words"]


def test_the_sentence_of_the_spelling_names_pieces_that_stand_in_the_name() -> None:
    found = measure("name-spelling", "wallet-airdrop.com")
    assert found.shown["side"] == "scam"
    assert all(piece.strip("'") in "wallet-airdrop" for piece in found.shown["pieces"].split(", "))


def test_a_label_that_stands_twice_in_a_host_is_told_once() -> None:
    pieces_told = measure("name-spelling", "www.opensmarthygiene.opensmarthygiene.com").shown["pieces"].split(", ")
    assert len(pieces_told) == len(set(pieces_told))


def weighed(name: NameView) -> list[str]:
    """The pieces of spelling that have a weight."""
    return [text[start:end] for text, (start, end), _ in pieces(name)[1]]


def test_what_weighs_in_the_spelling_is_a_part_of_all_that_was_looked_for() -> None:
    target = parse_target("login.grab-claim88.pages.dev")
    assert isinstance(target, Target)
    name = NameView(target)
    assert set(weighed(name)) <= {term.removeprefix("+") for term in spelling_terms(name)}


@pytest.mark.parametrize("spelling", ["MAYBANK2U-my.TOP", "maybank2u-my[.]top", "https://maybank2u-my.top./"])
def test_the_spelling_of_a_name_does_not_move_what_it_says(spelling: str) -> None:
    assert total(spelling) == total("maybank2u-my.top")


@pytest.mark.parametrize(
    ("host", "word"), [("apple-orchard.com", "apple"), ("suicide-helpline.org", "helpline"), ("rural-help-line.org", "help-line")]
)
def test_the_spelling_of_a_word_with_a_row_of_its_own_adds_nothing_to_it(host: str, word: str) -> None:
    name = measured_name(host)
    inside = [piece for piece in weighed(name) if piece in word]
    assert inside == [term for term in spelling_terms(name) if term in word] == []
    assert any(term in "apple" for term in spelling_terms(measured_name("apple.com")))
    assert any(term in "paypal" for term in spelling_terms(measured_name("paypal-news.com")))


@pytest.mark.parametrize("host", ["ร้านขนม.com", "bäckerei.de", "お菓子.jp"])
def test_letters_that_were_not_looked_at_follow_each_other_in_no_way(host: str) -> None:
    assert not measure("name-random-looking", host).value


@pytest.mark.parametrize(
    ("host", "platform"),
    [
        ("foo.weebly.com", "weebly.com"),
        ("foo.wixsite.com", "wixsite.com"),
        ("foo.github.io", "github.io"),
        ("weebly.com", None),
        ("www.weebly.com", None),
        ("wixsite.com", None),
    ],
)
def test_a_tenant_is_told_by_whom_his_name_is_lent_and_a_platform_is_no_tenant(host: str, platform: str | None) -> None:
    assert measure("name-shared-suffix", host).shown.get("suffix") == platform


def test_every_builder_lends_its_names() -> None:
    assert all(map(lender_of, (f"foo.{builder}" for builder in suffixes.load().builders)))


def test_a_suffix_in_its_own_letters_is_shown_in_them() -> None:
    assert measure("name-tld-weight", "ข่าว.ไทย").shown["suffix"] == "ไทย"


def test_no_sentence_shows_an_encoded_name_of_the_tables() -> None:
    """What is registered by anybody keeps its encoded form, as it could look like another name."""
    for line in ("ข่าว.ไทย", "ทดสอบ.รัฐบาล.ไทย", "新闻.公司.cn", "тест.рф"):
        for signal in MEASURES:
            assert not any("xn--" in str(value) for value in measure(signal, line).shown.values()), (signal, line)
