"""The table of registries: refused when wrong, and what it says of a name."""

import re
import tomllib
from importlib import resources
from typing import Any

import pytest

from scamtriage.knowledge import registries


def table() -> dict[str, Any]:
    return tomllib.loads(resources.files("scamtriage.knowledge").joinpath("registries.toml").read_text(encoding="utf-8"))


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


def test_no_suffix_has_two_orders() -> None:
    orders: dict[str, set[str]] = {}
    for family in registries.load().families:
        for suffix in family.suffixes if family.order else ():
            orders.setdefault(suffix, set()).add(family.order)
    assert [suffix for suffix, found in orders.items() if len(found) > 1] == []


def test_every_key_is_in_its_normal_form() -> None:
    from scamtriage.parse.whois_lines import normal_key

    assert [key for key in registries.load().keys if normal_key(key) != key] == []


@pytest.mark.parametrize(
    "spoil",
    [
        lambda t: t["fields"].update(birthday=["born"]),
        lambda t: t["fields"]["expires"].append("creation date"),
        lambda t: t["family"].append({"id": "x", "charsets": ["klingon"]}),
    ],
    ids=["unknown field", "key of two fields", "unknown charset"],
)
def test_a_wrong_table_is_refused_by_name(spoil: Any) -> None:
    wrong = table()
    spoil(wrong)
    with pytest.raises(registries.BadRegistries, match=r"registries\.toml"):
        registries.compile_table(wrong)


@pytest.mark.parametrize("section", ["limited", "limited_now", "reduced", "reserved"])
def test_no_pattern_repeats_a_repetition(section: str) -> None:
    """A group that repeats and holds a repetition is how linear patterns become exponential ones."""
    nested = re.compile(r"\([^()]*[+*}][^()]*\)[+*]")
    assert [pattern for pattern in table()["texts"][section] if nested.search(pattern)] == []
