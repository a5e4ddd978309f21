"""Where an organisation's name stands in a host, and what that tells."""

import pytest

from scamtriage.knowledge.judgement import name_model
from scamtriage.knowledge.language import brands
from scamtriage.records.assessment import Verdict
from scamtriage.signals.name.everyday import SHARED
from scamtriage.signals.name.imitation import LIKENESSES, STANDINGS
from tests.score.test_hints import alone
from tests.signals.names import measure, measured_name
from tools.names_priors import PRIORS, STANDING_NATS


@pytest.mark.parametrize(
    ("host", "term"),
    [
        *(("vietcombank.net", "money itself classic"), ("barclays.pt", "money itself country"), ("danakaget.site", "money itself new")),
        *(("metamask.pt", "money itself new"), ("roblox.bz", "other itself new"), ("adidas.bz", "other itself country")),
        *(
            ("sicepat-resi.com", "money apart classic"),
            ("krungsrigold.com", "money glued classic"),
            ("maybanktrade.co.id", "money glued country"),
        ),
        *(("gcash.claim-now.site", "money left new"), ("secure-pdrm.com", "office apart classic"), ("vneid2.cc", "office glued new")),
        *(("viettel-nangcap5g.com", "other apart classic"), ("shopee.some-shop.vn", "other left country")),
    ],
)
def test_a_name_has_the_weight_of_its_place(host: str, term: str) -> None:
    found = measure("name-brand-embedded", host)
    assert found.shown["term"] == term
    assert found.weight == name_model.load().weights["name-brand-embedded"][term]


def test_every_place_and_every_likeness_has_a_weight() -> None:
    assert STANDING_NATS.keys() == set(STANDINGS)
    assert {f"name-brand-lookalike|{term}" for term in LIKENESSES} == {term for term in PRIORS if term.startswith("name-brand-lookalike")}
    weights = name_model.load().weights
    assert weights["name-brand-embedded"].keys() == set(STANDINGS) and weights["name-brand-lookalike"].keys() == set(LIKENESSES)


def test_a_house_of_money_is_named_most_where_no_honest_host_names_it() -> None:
    weights = name_model.load().weights["name-brand-embedded"]
    assert (
        weights["money apart classic"] > weights["money glued classic"] > weights["money glued country"] > weights["money itself country"]
    )
    assert weights["money glued new"] > weights["money glued classic"] and weights["money left classic"] > weights["other left classic"]


@pytest.mark.parametrize(
    "host",
    [
        "krungthai-login.co.th",
        "metamask.pt",
        "ameli-carte.com",
        "www.eki-net-member.bermtxv.cn",
        "smbc-cards-ip.dyjhkj.com.cn",
        "bidvsmart.cc",
        "gcash-ph.vip",
        "wondr-bni.cc",
        "techcombank-the.com",
        "lionparcel-resi.com",
    ],
)
def test_such_names_alone_are_suspicious(host: str) -> None:
    assert alone(host).verdict is Verdict.SUSPICIOUS


@pytest.mark.parametrize(
    "host",
    [
        *("krungsrigold.com", "danamonwarehouse.com", "icbcthai.com", "maybanktrade.com.my", "barclays.pt", "wingbank.co.zm", "shb.se"),
        *("krungthai-axa.co.th", "bidv-securities.com.vn", "cimb-niaga-auto-finance.co.id"),
        *("hdbank-futsal.com", "bbva-research.com", "icbc-leasing.com", "westpac-scholars.com", "seabank-lodge.com", "thapluang.com"),
        *(
            "assurance-maladie.ch",
            "one-plus-malaysia.com",
            "sathapana-architects.com",
            "zabankowani.pl",
            "swiss-posters.com",
            "true-move-yoga.com",
        ),
    ],
)
def test_subsidiaries_branches_and_namesakes_are_not(host: str) -> None:
    assert alone(host).verdict is Verdict.NO_FINDING


@pytest.mark.parametrize(
    ("host", "value"),
    [
        ("gsb-loan.com", 1.0),
        ("jne-paket.com", 1.0),
        ("jpj-saman.com", 1.0),
        ("gsb-studio.com", SHARED),
        ("acb-invoice-software.com", SHARED),
    ],
)
def test_a_short_name_is_meant_beside_what_its_organisation_does(host: str, value: float) -> None:
    assert measure("name-brand-embedded", host).value == value


@pytest.mark.parametrize(
    ("host", "value"),
    [("immd-gov.com", 1), ("gov-police-cn.com", 1), ("governor.com", 0), ("my-gov.gov.my", 0), ("gov.some.com", 0), ("e-gov.am", 0)],
)
def test_a_part_of_a_government_s_suffix_between_hyphens_weighs_less_than_the_suffix(host: str, value: int) -> None:
    found = measure("name-official-suffix-decoy", host)
    assert bool(found.value) is bool(value)
    if value:
        assert 0 < (found.weight or 0.0) < name_model.load().weights["name-official-suffix-decoy"]["yes"]


@pytest.mark.parametrize("host", ["mercadolibro.com", "mercado-livros.com.br"])
def test_a_label_of_two_words_of_another_language_copies_nobody(host: str) -> None:
    assert not measured_name(host).copied


@pytest.mark.parametrize(
    "label", ["pulang", "peluang", "kluang", "mencari", "mercato", "dashing", "truism", "karena", "zaobao", "bingxiang"]
)
@pytest.mark.parametrize("suffix", ["asia", "shop"])
def test_everyday_words_of_the_region_look_like_nobody(label: str, suffix: str) -> None:
    assert measured_name(f"{label}.{suffix}").likeness is None and not measured_name(f"{label}.{suffix}").brand_names


@pytest.mark.parametrize(("label", "found"), [("www-bankmandiri-co-id", False), ("evil--dbs-com", True), ("dbs-com-login-top", True)])
def test_who_translates_an_organisation_s_own_pages_does_not_pose_as_it(label: str, found: bool) -> None:
    assert bool(measure("name-brand-embedded", f"{label}.translate.goog").value) is found


@pytest.mark.parametrize("host", ["robinhood.ca", "creditagricole.ma", "octa.com", "tigerbrokers.com", "mercari.jp"])
def test_others_and_unconfirmed_domains_are_nobody_s_official_ones(host: str) -> None:
    """The first is a flour's, the second another bank's, and nothing confirms the others."""
    assert brands.load().official_for(host) is None


@pytest.mark.parametrize("signal", ["name-length", "name-random-looking", "name-digits"])
@pytest.mark.parametrize("host", ["danammon.com", "gcassh.net", "maybnk2u.com"])
def test_what_a_likeness_copies_does_not_acquit_it(signal: str, host: str) -> None:
    assert (measure(signal, host).weight or 0.0) >= 0


@pytest.mark.parametrize("signal", ["name-length", "name-random-looking", "name-spelling"])
@pytest.mark.parametrize("host", ["kbank.top", "bangkok-bank.online", "maybank.club"])
def test_how_an_organisation_spells_its_name_does_not_acquit_another_s(signal: str, host: str) -> None:
    assert (measure(signal, host).weight or 0.0) >= 0
    assert measured_name("kbank-roofing.top").spelled_by_others is False  # what stands beside it is of its owner's choice


@pytest.mark.parametrize("host", ["微信客服.com", "กรุงไทย.com", "mаndiri.com"])
def test_a_length_says_nothing_of_other_scripts(host: str) -> None:
    assert not measure("name-length", host).value


@pytest.mark.parametrize(
    ("host", "brand"),
    [
        ("中银香港-认证.com", "BOC Hong Kong"),
        ("香港警务处-网上.com", "Hong Kong Police Force"),
        ("農業銀行-登入.com", "Agricultural Bank of China"),
    ],
)
def test_a_chinese_name_is_known_in_both_scripts(host: str, brand: str) -> None:
    assert measure("name-brand-embedded", host).shown["brand"] == brand


def test_what_a_row_counts_is_the_weight_of_the_part() -> None:
    [counted] = [c.raw for c in alone("immd-gov.com").contributions if c.reading.signal == "name-official-suffix-decoy"]
    assert counted == name_model.load().weights["name-official-suffix-decoy"]["gov"]
