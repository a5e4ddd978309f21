"""The table of registries: refused when wrong, and what it says of a name."""

import re
import tomllib

import pytest

from scamtriage.knowledge import loading
from scamtriage.knowledge.hosts import suffixes
from scamtriage.knowledge.registry import registries
from scamtriage.parse.whois.items import normal_key


@pytest.mark.parametrize(
    ("domain", "server", "order"),
    [
        ("lucky.es", "", "dmy"),
        ("lucky.com.hk", "", "dmy"),
        ("lucky.tk", "", "mdy"),
        ("lucky.com", "", ""),
        ("lucky.co.th", "", ""),
    ],
)
def test_the_order_of_days_and_months_comes_from_the_family(domain: str, server: str, order: str) -> None:
    families = registries.load().families_of(domain, server)
    assert next((family.order for family in families if family.order), "") == order


def test_a_server_names_its_family_before_the_suffix_does() -> None:
    families = registries.load().families_of("lucky.com", "GRS-WHOIS.HICHINA.COM.")
    assert families[0].charsets == ("gb18030",)


def test_an_ending_in_letters_of_its_own_is_answered_for_as_the_code_of_its_country() -> None:
    table = registries.load()
    for ending, country in suffixes.COUNTRIES.items():
        if ending != "uk":
            assert table.families_of(f"a.{ending}") == table.families_of(f"a.{country.lower()}"), ending


def test_no_suffix_has_two_orders() -> None:
    orders: dict[str, set[str]] = {}
    for family in registries.load().families:
        for suffix in family.suffixes if family.order else ():
            orders.setdefault(suffix, set()).add(family.order)
    assert [suffix for suffix, found in orders.items() if len(found) > 1] == []


def test_every_key_is_in_its_normal_form() -> None:
    assert [key for key in registries.load().keys if normal_key(key) != key] == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[fields]", '[fields]\nbirthday = ["born"]'),
        ("expires = [", 'expires = ["creation date",'),
        ('charsets = ["big5"]', 'charsets = ["klingon"]'),
        ("services = [", "servises = ["),
        ("[fields]", "[fields"),
        ("limited_now = [", "limited_now = ['(',"),
    ],
    ids=["unknown field", "key of two fields", "unknown charset", "missing part", "no TOML", "bad pattern"],
)
def test_a_wrong_table_is_refused_by_name(old: str, new: str) -> None:
    text = loading.read_text("registries.toml")
    assert old in text
    with pytest.raises(loading.BadTable, match=r"^registries\.toml"):
        registries.parse(text.replace(old, new, 1))


@pytest.mark.parametrize("section", ["limited", "limited_now", "reduced", "reserved_line"])
def test_no_pattern_repeats_a_repetition(section: str) -> None:
    """A group that repeats and holds a repetition is how linear patterns become exponential ones."""
    nested = re.compile(r"\([^()]*[+*}][^()]*\)[+*]")
    assert [pattern for pattern in tomllib.loads(loading.read_text("registries.toml"))[section] if nested.search(pattern)] == []
