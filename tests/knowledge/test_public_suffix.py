"""Our look-up of suffixes says what tldextract says."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tldextract import TLDExtract

from scamtriage.knowledge.hosts import public_suffix as suffix
from scamtriage.knowledge.hosts import suffixes
from scamtriage.knowledge.hosts.lent_names import site_of
from scamtriage.knowledge.hosts.public_suffix import split
from scamtriage.knowledge.registry import bootstrap

ORACLE = TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)
RULES = sorted(name for name in suffix.load_rules() if name not in ("bank.in", "fin.in"))


@pytest.mark.parametrize(
    ("host", "registrable", "ending", "private"),
    [
        ("www.evil.co.th", "evil.co.th", "co.th", False),
        ("a.evil.github.io", "evil.github.io", "github.io", True),
        ("github.io", "github.io", "io", False),
        ("www.evil.za.com", "evil.za.com", "za.com", False),
        ("za.com", "za.com", "com", False),
        ("gov.uk", "gov.uk", "gov.uk", False),
        ("www.gov.uk", "www.gov.uk", "gov.uk", False),
        ("x.a.b.ck", "a.b.ck", "b.ck", False),
        ("foo.www.ck", "www.ck", "ck", False),
        ("kawasaki.jp", "kawasaki.jp", "jp", False),
        ("b.ck", "b.ck", "b.ck", False),
        ("shop.unknowntop", "shop.unknowntop", "unknowntop", False),
        ("www.hdfc.bank.in", "hdfc.bank.in", "bank.in", False),
    ],
)
def test_hosts_are_cut_where_somebody_registered(host: str, registrable: str, ending: str, private: bool) -> None:
    assert split(host) == (registrable, ending, private)


@given(rule=st.sampled_from(RULES), above=st.lists(st.sampled_from(["a", "www", "evil", "x1"]), min_size=1, max_size=3))
def test_every_rule_cuts_as_tldextract_cuts(rule: str, above: list[str]) -> None:
    host = ".".join([*above, rule])
    theirs = ORACLE(host)
    if not theirs.domain:
        return  # the host is itself a suffix: tldextract names no registrable then
    lent = theirs.is_private and theirs.suffix not in suffixes.load().registries
    assert (theirs.top_domain_under_public_suffix, theirs.suffix, lent) == split(host)


def test_every_second_level_that_is_sold_is_one_of_the_lists_and_says_whom_to_ask() -> None:
    tables = bootstrap.load()
    for sold in suffixes.load().registries:
        assert ORACLE(f"a.{sold}").is_private
        assert tables.domain_url(f"a.{sold}") == f"https://rdap.centralnic.com/{sold}/"
        assert (server := tables.whois_server(f"a.{sold}")) is not None and server.server == "whois.centralnic.com"
        assert (suffixes.load().class_of(sold, private=False), suffixes.load().country_of(sold)) == ("world-wide", "")


def test_an_ending_in_letters_of_its_own_is_a_countrys_or_sold_world_wide() -> None:
    text = suffix._snapshot()
    assert text is not None
    countries, _, sold = text.partition("// newGTLDs")
    named = {ending: of for ending, of in re.findall(r"^// (xn--\S+) .*: ([A-Z]{2})$", countries, re.MULTILINE) if of != "EU"}
    assert {ending: country for ending, country in suffixes.COUNTRIES.items() if ending != "uk"} == named
    table = suffixes.load()
    assert {table.class_of(ending, private=False) for ending in named} == {"country"}
    world_wide = set(re.findall(r"^// (xn--\S+) ", sold, re.MULTILINE)) - {"xn--zfr164b", "xn--55qw42g", "xn--mxtq1m"}
    assert "xn--42c2d9a" in world_wide, "the com of Thai"
    assert {table.class_of(ending, private=False) for ending in world_wide} == {"new"}


@pytest.mark.parametrize("ending", ["政务", "公益", "政府"])
def test_the_endings_of_the_chinese_state_are_as_checked_as_gov(ending: str) -> None:
    public = ending.encode("idna").decode()
    assert (suffixes.load().class_of(public, private=False), suffixes.load().country_of(public)) == ("restricted", "")


@pytest.mark.parametrize("ending", ["eu", "ею", "ευ"])
def test_the_endings_of_the_european_union_are_as_old_as_each_other(ending: str) -> None:
    assert suffixes.load().class_of(ending.encode("idna").decode(), private=False) == "country"


@pytest.mark.parametrize(
    ("public", "kind"),
    [("edu.my", "restricted"), ("go.tz", "restricted"), ("mi.it", "country"), ("go.it", "country"), ("edu.pl", "country")],
)
def test_a_province_is_no_government(public: str, kind: str) -> None:
    assert suffixes.load().class_of(public, private=False) == kind


def test_the_packaged_file_and_the_library_give_the_same_rules() -> None:
    text = suffix._snapshot()
    assert text is not None
    assert suffix._read(text) == suffix._ask_tldextract()


def test_without_the_packaged_file_the_library_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suffix, "find_spec", lambda name: None)
    assert suffix._snapshot() is None
    suffix.load_rules.cache_clear()
    try:
        assert split("www.evil.co.th").registrable == "evil.co.th"
    finally:
        suffix.load_rules.cache_clear()


def test_reading_the_list_opens_no_socket_and_imports_no_client() -> None:
    import subprocess
    import sys

    code = (
        "import sys; from scamtriage.targets.parse import parse_target; parse_target('a.co.th');"
        "print([m for m in ('tldextract', 'requests', 'httpx', 'idna', 'socket') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("www.example.com", "pay.example.com", True),
        ("example.com.my", "steal.com.my", False),
        ("www.uob.com", "uob.com", True),
        ("a.blogspot.com", "b.blogspot.com", False),
        ("x.workers.dev", "steal.workers.dev", False),
        ("a.x.workers.dev", "b.x.workers.dev", True),
        ("www.wix.com", "wix.com", True),
        ("shop.wixsite.com", "other.wixsite.com", False),
        ("a.duckdns.org", "b.duckdns.org", False),
        ("192.0.2.1", "192.0.2.2", False),
        ("192.0.2.1", "198.51.2.1", False),
        ("2001:db8::1", "2001:db8::2", False),
    ],
)
def test_one_site_is_what_somebody_registered_or_was_lent(one: str, other: str, same: bool) -> None:
    assert (site_of(one) == site_of(other)) is same


@pytest.mark.parametrize(
    "suffix", ["รัฐบาล.ไทย", "ศึกษา.ไทย", "ทหาร.ไทย", "政府.hk", "教育.hk", "政府.香港", "教育.香港", "gov.mo", "edu.mo"]
)
def test_a_second_level_that_is_kept_for_a_government_or_schools_is_so_in_every_script(suffix: str) -> None:
    public = suffix.encode("idna").decode()
    assert split(f"x.{public}").suffix == public
    assert suffixes.load().class_of(public, private=False) == "restricted"
    assert public in suffixes.load().restricted


@pytest.mark.parametrize("suffix", ["ธุรกิจ.ไทย", "องค์กร.ไทย", "公司.hk", "com.mo"])
def test_a_second_level_that_is_sold_is_not(suffix: str) -> None:
    assert suffixes.load().class_of(suffix.encode("idna").decode(), private=False) == "country"
