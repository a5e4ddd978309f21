"""The table of contact channels: labels, hotlines, remote tools, banks, payment schemes, token contracts."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

LABEL_CLASSES = frozenset(
    {
        "phone",
        "hotline",
        "fax",
        "not-phone",
        "account",
        "email",
        "line",
        "telegram",
        "whatsapp",
        "zalo",
        "viber",
        "wechat",
        "qq",
        "qq-group",
    }
    | {
        "kakaotalk",
        "signal",
        "skype",
        "messenger",
        "social",
        "wallet",
        "solana",
        "install",
        "open-tool",
        "tool-session",
        "negation",
        "shield",
    }
)


SPELLING = frozenset(
    {
        "at",
        "at-alone",
        "at-spoken",
        "dot",
        "dot-alone",
        "dot-spoken",
        "roles",
        "examples",
        "bank",
        "bank-code",
        "pay-into",
        "branch",
        "holder",
        "asking",
        "emergency",
        "phone-head",
        "fax-head",
        "number-head",
    }
    | {
        "no-ids",
        "no-tlds",
        "placeholder-locals",
        "placeholder-domains",
        "telegram-paths",
        "link-heads",
        "glued",
        "qr-image",
        "qr-near",
        "qr-scheme",
    }
)


APART = (" ", ".", "·", "-", "_", "*", "★", "☆", "♥", "❤")
"""What stands between the pieces of a word that no filter is to see."""


class BadChannels(Exception):
    """contacts.toml says something that the program does not understand. The message names the key."""

    ends_with = 2


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

    dated: date
    source: str
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
    return parse(files("scamtriage.knowledge").joinpath("contacts.toml").read_text(encoding="utf-8"))


@cache
def words_of(name: str) -> re.Pattern[str]:
    """The words of a list in `spelling`, as one expression: whole ones, in letters of ours."""
    words = sorted(channels().spelling[name], key=lambda word: (-len(word), word))
    return re.compile("|".join(rf"(?<![^\W\d_]){re.escape(w)}(?![^\W\d_])" if w[0] < "\u0250" else re.escape(w) for w in words))


def parse(text: str) -> Channels:
    """Read a table. Raises BadChannels on a key or a value that the program does not understand."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as exc:
        raise BadChannels(f"contacts.toml: {exc}") from None
    _keys("contacts.toml", raw, {"dated", "source", "labels", "apart", "spelling", "regions", "hotlines", "tools", "banks", "qr", "tokens"})
    if not isinstance(raw["dated"], date) or not raw["source"]:
        raise BadChannels("contacts.toml: dated must be a date and source a sentence")
    _keys("labels", raw["labels"], LABEL_CLASSES)
    if unknown := set(raw["apart"]) - LABEL_CLASSES:
        raise BadChannels(f"apart: unknown {sorted(unknown)}")
    _keys("spelling", raw["spelling"], SPELLING)
    _keys("regions", raw["regions"], {"calling", "chinese", "english", "words"})
    _keys("regions.chinese", raw["regions"]["chinese"], {"hans", "hant"})
    _keys("tokens", raw["tokens"], {"addresses"})
    for country in (*raw["hotlines"], *raw["regions"]["words"], *raw["regions"]["english"]):
        _country(country)
    return Channels(
        dated=raw["dated"],
        source=raw["source"],
        labels={
            name: tuple(dict.fromkeys((*_words(f"labels.{name}", words), *_apart(name, raw["apart"].get(name, ())))))
            for name, words in raw["labels"].items()
        },
        spelling={name: frozenset(_words(f"spelling.{name}", words)) for name, words in raw["spelling"].items()},
        regions=Regions(
            by_language=dict(raw["regions"]["calling"]),
            chinese={script: tuple(countries) for script, countries in raw["regions"]["chinese"].items()},
            english=tuple(raw["regions"]["english"]),
            words={country: _words(f"regions.words.{country}", words) for country, words in raw["regions"]["words"].items()},
        ),
        hotlines={country: dict(numbers) for country, numbers in raw["hotlines"].items()},
        tools=tuple(_tool(row) for row in raw["tools"]),
        banks=tuple(bank for row in raw["banks"] for bank in _banks(row)),
        qr={key: QrScheme(**row) for key, row in raw["qr"].items()},
        tokens=frozenset(a.lower() if a.startswith("0x") else a for a in raw["tokens"]["addresses"]),
    )


def _tool(row: dict[str, Any]) -> Tool:
    unknown = set(row) - {f.name for f in fields(Tool)}
    if unknown or not row.get("name"):
        raise BadChannels(f"tools: {row.get('name', '?')}: unknown key {sorted(unknown)}")
    lists = {key: tuple(value) for key, value in row.items() if key != "name"}
    return Tool(name=row["name"], **{**lists, "words": _words(f"tools.{row['name']}", row["words"])})


def _banks(row: dict[str, Any]) -> list[Bank]:
    _keys("banks", row, {"country", "digits", "names"})
    _country(row["country"])
    digits = frozenset(row["digits"])
    return [
        Bank(name=name, country=row["country"], words=_words(f"banks.{name}", words), digits=digits) for name, words in row["names"].items()
    ]


def _words(where: str, words: list[str]) -> tuple[str, ...]:
    if not words or len(set(words)) != len(words) or not all(isinstance(w, str) and w.strip() == w and w for w in words):
        raise BadChannels(f"{where}: words must be distinct, not empty and without spaces around them")
    return tuple(dict.fromkeys(w.lower() for w in words))


def _apart(name: str, words: list[str]) -> list[str]:
    """Each word with each mark in the places of its strokes: "za|lo" is "za-lo", "za lo", "za.lo" …"""
    if words and not all("|" in word for word in _words(f"apart.{name}", words)):
        raise BadChannels(f"apart.{name}: a word without a stroke")
    return [word.replace("|", mark) for word in words for mark in APART]


def _country(code: str) -> None:
    if len(code) != 2 or not (code.isascii() and code.isupper()):
        raise BadChannels(f"{code!r} is not an ISO 3166-1 alpha-2 code")


def _keys(where: str, table: Mapping[str, Any], expected: set[str] | frozenset[str]) -> None:
    if set(table) != expected:
        raise BadChannels(f"{where}: unknown {sorted(set(table) - expected)}, missing {sorted(expected - set(table))}")
