"""The table of contact channels: labels, hotlines, remote tools, banks, payment schemes, token contracts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from typing import Any

from scamtriage.knowledge.loading import BadRule, read_text, read_toml

FILE = "contacts.toml"

LABEL_CLASSES = frozenset(
    (
        *("phone", "hotline", "fax", "not-phone", "account", "email", "line", "telegram", "whatsapp", "zalo", "viber", "wechat", "qq"),
        *("qq-group", "kakaotalk", "signal", "skype", "messenger", "social", "wallet", "solana", "install", "open-tool", "tool-session"),
        *("negation", "shield"),
    )
)


SPELLING = frozenset(
    (
        *("at", "at-alone", "at-spoken", "dot", "dot-alone", "dot-spoken", "roles", "examples", "bank", "bank-code", "pay-into"),
        *("branch", "holder", "asking", "emergency", "phone-head", "fax-head", "number-head", "or", "and", "up-to", "units"),
        *("units-short", "units-none", "extension", "extension-alone", "tool-agents", "tool-codes", "such-as", "and-others", "no-ids"),
        *("no-tlds", "placeholder-locals", "placeholder-domains", "telegram-paths", "link-heads", "glued", "qr-image", "qr-near"),
        *("qr-scheme", "negation-none"),
    )
)


APART = (" ", ".", "·", "-", "_", "*", "★", "☆", "♥", "❤")
"""What stands between the pieces of a word that no filter is to see."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A remote-support tool: how its name, its hosts, its files and its packages are spelled."""

    name: str
    words: tuple[str, ...]
    hosts: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    """Beginnings of file names, lower case."""
    packages: tuple[str, ...] = ()
    """App-store ids."""
    schemes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bank:
    """A bank, its spellings and the lengths its account numbers have."""

    name: str
    country: str
    words: tuple[str, ...]
    digits: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class QrScheme:
    """A payment scheme, known by the id inside its EMVCo template."""

    scheme: str
    country: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Regions:
    """Where a number without a country code may belong."""

    by_language: Mapping[str, str]
    chinese: Mapping[str, tuple[str, ...]]
    """"hans" and "hant" -> countries, likeliest first."""
    english: tuple[str, ...]
    words: Mapping[str, tuple[str, ...]]
    """Country -> words that mention it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channels:
    """contacts.toml, checked."""

    labels: Mapping[str, tuple[str, ...]]
    spelling: Mapping[str, frozenset[str]]
    """Closed sets of words that readers of ids, addresses and links consult."""
    regions: Regions
    hotlines: Mapping[str, Mapping[str, str]]
    """Country -> short number -> whose it is."""
    tools: tuple[Tool, ...]
    banks: tuple[Bank, ...]
    qr: Mapping[str, QrScheme]
    tokens: frozenset[str]
    """Token contracts; EVM ones in lower case."""


@cache
def channels() -> Channels:
    """The packaged table, read once a process."""
    return parse(read_text(FILE))


@cache
def words_of(*names: str) -> re.Pattern[str]:
    """The words of these lists in `spelling`, as one expression: whole ones, in letters of ours."""
    words = sorted((word for name in names for word in channels().spelling[name]), key=lambda word: (-len(word), word))
    ours, others = ([re.escape(word) for word in words if (word[0] < "\u0250") == latin] for latin in (True, False))
    return re.compile("|".join((*([rf"(?<![^\W\d_])(?:{'|'.join(ours)})(?![^\W\d_])"] if ours else ()), *others)))


_Path = tuple[str | int, ...]


def parse(text: str) -> Channels:
    """Read a table. Raises BadRule, with line and key, on a key or a value that the program does not understand."""
    raw = read_toml(FILE, text)
    check = _Check(text)
    check.keys((), raw, {"dated", "source", "labels", "apart", "spelling", "regions", "hotlines", "tools", "banks", "qr", "tokens"})
    if not isinstance(raw["dated"], date):
        raise check.bad(("dated",), "must be a day, as 2026-11-24")
    check.keys(("labels",), raw["labels"], LABEL_CLASSES)
    check.keys(("apart",), raw["apart"], LABEL_CLASSES, all_of_them=False)
    check.keys(("spelling",), raw["spelling"], SPELLING)
    check.keys(("regions",), raw["regions"], {"calling", "chinese", "english", "words"})
    check.keys(("regions", "chinese"), raw["regions"]["chinese"], {"hans", "hant"})
    check.keys(("tokens",), raw["tokens"], {"addresses"})
    for path, countries in ((("hotlines",), raw["hotlines"]), (("regions", "words"), raw["regions"]["words"])):
        for country in countries:
            check.country((*path, country), country)
    for country in raw["regions"]["english"]:
        check.country(("regions", "english"), country)
    return Channels(
        labels={
            name: tuple(dict.fromkeys((*check.words(("labels", name), words), *_apart(check, name, raw["apart"].get(name, ())))))
            for name, words in raw["labels"].items()
        },
        spelling={name: frozenset(check.words(("spelling", name), words)) for name, words in raw["spelling"].items()},
        regions=Regions(
            by_language=dict(raw["regions"]["calling"]),
            chinese={script: tuple(countries) for script, countries in raw["regions"]["chinese"].items()},
            english=tuple(raw["regions"]["english"]),
            words={country: check.words(("regions", "words", country), words) for country, words in raw["regions"]["words"].items()},
        ),
        hotlines={country: dict(numbers) for country, numbers in raw["hotlines"].items()},
        tools=tuple(_tool(check, ("tools", number), row) for number, row in enumerate(raw["tools"])),
        banks=tuple(bank for number, row in enumerate(raw["banks"]) for bank in _banks(check, ("banks", number), row)),
        qr={key: QrScheme(**row) for key, row in raw["qr"].items()},
        tokens=frozenset(a.lower() if a.startswith("0x") else a for a in raw["tokens"]["addresses"]),
    )


def _tool(check: "_Check", path: _Path, row: dict[str, Any]) -> Tool:
    check.keys(path, row, {field.name for field in fields(Tool)}, all_of_them=False)
    check.words((*path, "name"), [row.get("name")])
    lists = {key: tuple(value) for key, value in row.items() if key != "name"}
    return Tool(name=row["name"], **{**lists, "words": check.words((*path, "words"), row.get("words"))})


def _banks(check: "_Check", path: _Path, row: dict[str, Any]) -> list[Bank]:
    check.keys(path, row, {"country", "digits", "names"})
    check.country((*path, "country"), row["country"])
    return [
        Bank(name=name, country=row["country"], words=check.words((*path, "names", name), words), digits=frozenset(row["digits"]))
        for name, words in row["names"].items()
    ]


def _apart(check: "_Check", name: str, words: Any) -> list[str]:
    """Each word with each mark in the places of its strokes: "za|lo" is "za-lo", "za lo", "za.lo" …"""
    if words and not all("|" in word for word in check.words(("apart", name), words)):
        raise check.bad(("apart", name), "a word without a stroke")
    return [word.replace("|", mark) for word in words for mark in APART]


@dataclass(frozen=True, slots=True)
class _Check:
    """Refuses what the program does not understand, by the line at which it stands."""

    text: str

    def bad(self, path: _Path, why: str) -> BadRule:
        from scamtriage.knowledge.strict import line_of  # for complaints alone

        return BadRule(f"{FILE}: line {line_of(self.text, path)}: {'.'.join(map(str, path)) or 'top'}: {why}")

    def keys(self, path: _Path, table: Mapping[str, Any], known: set[str] | frozenset[str], *, all_of_them: bool = True) -> None:
        for key in sorted(set(table) - known):
            raise self.bad((*path, key), "unknown key")
        for key in sorted(known - set(table)) if all_of_them else ():
            raise self.bad((*path, key), "is missing")

    def words(self, path: _Path, words: Any) -> tuple[str, ...]:
        whole = isinstance(words, list) and words and all(isinstance(word, str) and word and word.strip() == word for word in words)
        if not whole or len(set(words)) != len(words):
            raise self.bad(path, "words must be distinct, not empty and without spaces around them")
        return tuple(dict.fromkeys(word.lower() for word in words))

    def country(self, path: _Path, code: Any) -> None:
        if not (isinstance(code, str) and len(code) == 2 and code.isascii() and code.isupper()):
            raise self.bad(path, f"{code!r} is not an ISO 3166-1 alpha-2 code")
