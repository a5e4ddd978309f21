"""The table of registries: refused when wrong, and what it says of a name."""

import re
import tomllib
from re import _parser  # type: ignore[attr-defined]
from typing import Any

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


@pytest.mark.parametrize("section", ["limited", "limited_now", "limited_now_beyond_ascii", "regulated", "reduced", "reserved_line"])
def test_no_pattern_repeats_a_repetition(section: str) -> None:
    """A group that repeats and holds a repetition is how linear patterns become exponential ones."""
    nested = re.compile(r"\([^()]*[+*}][^()]*\)[+*]")
    assert [pattern for pattern in tomllib.loads(loading.read_text("registries.toml"))[section] if nested.search(pattern)] == []


def test_words_that_are_tried_at_once_are_found_as_one_by_one() -> None:
    known, text = registries.load(), loading.read_text("registries.toml")
    table = tomllib.loads(text)
    now = table["limited_now"] + table["limited_now_beyond_ascii"]
    for lists, quick in ((now, known.limited_now), (now + table["limited"], known.limited), (table["failed"], known.failed)):
        plain = re.compile("|".join(f"(?:{pattern})" for pattern in lists))
        found = [plain.search(line) is not None for line in text.lower().splitlines()]
        assert [quick.search(line) is not None for line in text.lower().splitlines()] == found
        assert any(found)


def test_what_a_text_in_ascii_is_not_searched_for_has_a_letter_beyond_it() -> None:
    for pattern in tomllib.loads(loading.read_text("registries.toml"))["limited_now_beyond_ascii"]:
        assert _beyond_ascii(_parser.parse(pattern)), pattern


def _beyond_ascii(sequence: Any) -> bool:
    """Whether everything that a parsed regex matches has a character beyond ASCII."""
    for kind, what in sequence:
        match str(kind):
            case "LITERAL" if what > 127:
                return True
            case "IN" if all(str(one) == "LITERAL" and letter > 127 for one, letter in what):
                return True
            case "BRANCH" if all(map(_beyond_ascii, what[1])):
                return True
            case "SUBPATTERN" if _beyond_ascii(what[3]):
                return True
            case "MAX_REPEAT" if what[0] and _beyond_ascii(what[2]):
                return True
    return False
