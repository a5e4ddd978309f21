"""The table of contact channels: labels, hotlines, remote tools, banks, payee schemes, payment codes, token contracts."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from scamtriage.knowledge.loading import BadRule, read_text, read_toml
from scamtriage.knowledge.strict import COUNT, COUNTRY, DAY, HOSTS, TEXT, Each, Many, Schema, line_of, matching, one_of, wrong

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
        *("qr-scheme", "negation-none", "payee-id", "takes-payment"),
    )
)


APART = (" ", ".", "·", "-", "_", "*", "★", "☆", "♥", "❤")
"""Separators that scammers insert into a word to evade filters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A remote-support tool: how its name, its hosts, its files and its packages are spelled."""

    name: str
    words: tuple[str, ...]
    hosts: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    """Lower-case prefixes of file names."""
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


PAYEE_IDS = ("mobile", "thai-id", "e-wallet", "nric", "ssm", "uen", "bakong", "fps-id", "mail")


@dataclass(frozen=True, slots=True, kw_only=True)
class Payee:
    """A scheme that pays to a phone number or an id, as PromptPay and GCash do."""

    name: str
    countries: tuple[str, ...]
    ids: tuple[str, ...]
    """Of PAYEE_IDS, the surest first."""
    words: tuple[str, ...]
    """As written; one in capitals counts only in capitals."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QrScheme:
    """A payment scheme, identified by the id in its EMVCo template."""

    scheme: str
    country: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Regions:
    """Countries to which a phone number without a country code may belong."""

    by_language: Mapping[str, str]
    chinese: Mapping[str, tuple[str, ...]]
    """"hans" and "hant" -> countries, most likely first."""
    english: tuple[str, ...]
    words: Mapping[str, tuple[str, ...]]
    """Country -> words that mention it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channels:
    """contacts.toml, checked."""

    labels: Mapping[str, tuple[str, ...]]
    spelling: Mapping[str, frozenset[str]]
    """Closed word sets for the parsers of ids, addresses and links."""
    regions: Regions
    hotlines: Mapping[str, Mapping[str, str]]
    """Country -> short number -> its owner."""
    tools: tuple[Tool, ...]
    banks: tuple[Bank, ...]
    payees: tuple[Payee, ...]
    qr: Mapping[str, QrScheme]
    tokens: frozenset[str]
    """Token contracts; EVM ones in lower case."""


@cache
def channels() -> Channels:
    """Load the shipped table, once per process."""
    return parse(read_text(FILE))


@cache
def words_of(*names: str) -> re.Pattern[str]:
    """Return a regex for the words of these `spelling` lists. Latin words match only as whole words."""
    words = sorted((word for name in names for word in channels().spelling[name]), key=lambda word: (-len(word), word))
    ours, others = ([re.escape(word) for word in words if (word[0] < "\u0250") == latin] for latin in (True, False))
    return re.compile("|".join((*([rf"(?<![^\W\d_])(?:{'|'.join(ours)})(?![^\W\d_])"] if ours else ()), *others)))


_WORDS = Many(TEXT)
SCHEMA: dict[str, Schema] = {
    "dated": DAY, "source": TEXT,
    "labels": dict.fromkeys(LABEL_CLASSES, _WORDS),
    "apart": Each(Many(matching(r"\S.*\|.*\S", "must be a word with strokes")), one_of(sorted(LABEL_CLASSES))),
    "spelling": dict.fromkeys(SPELLING, _WORDS),
    "regions": {
        "calling": Each(COUNTRY), "chinese": {"hans": Many(COUNTRY), "hant": Many(COUNTRY)}, "english": Many(COUNTRY),
        "words": Each(_WORDS, COUNTRY),
    },
    "hotlines": Each(Each(TEXT, matching(r"[#*]?[0-9]{2,9}", "must be a short number")), COUNTRY),
    "tools": Many({"name": TEXT, "words": _WORDS, "hosts?": HOSTS, "files?": _WORDS, "packages?": _WORDS, "schemes?": _WORDS}),
    "banks": Many({"country": COUNTRY, "digits": Many(COUNT), "names": Each(_WORDS)}),
    "payees": Many({"name": TEXT, "countries": Many(COUNTRY), "ids": Many(one_of(PAYEE_IDS)), "words": _WORDS}),
    "qr": Each({"scheme": TEXT, "country": COUNTRY}),
    "tokens": {"addresses": _WORDS},
}  # fmt: skip


def parse(text: str) -> Channels:
    """Parse a table. Raises BadRule, with line and key, for an unknown key or an invalid value."""
    raw = read_toml(FILE, text)
    for path, why in wrong(SCHEMA, raw):
        raise BadRule(f"{FILE}: line {line_of(text, path)}: {'.'.join(map(str, path))}: {why}")
    apart = {name: [word.replace("|", mark) for word in words for mark in APART] for name, words in raw["apart"].items()}
    return Channels(
        labels={name: _small((*words, *apart.get(name, ()))) for name, words in raw["labels"].items()},
        spelling={name: frozenset(map(str.lower, words)) for name, words in raw["spelling"].items()},
        regions=Regions(
            by_language=raw["regions"]["calling"],
            chinese={script: tuple(countries) for script, countries in raw["regions"]["chinese"].items()},
            english=tuple(raw["regions"]["english"]),
            words={country: _small(words) for country, words in raw["regions"]["words"].items()},
        ),
        hotlines=raw["hotlines"],
        tools=tuple(map(_tool, raw["tools"])),
        banks=tuple(
            Bank(name=name, country=row["country"], words=_small(words), digits=frozenset(row["digits"]))
            for row in raw["banks"]
            for name, words in row["names"].items()
        ),
        payees=tuple(
            Payee(name=row["name"], countries=tuple(row["countries"]), ids=tuple(row["ids"]), words=tuple(row["words"]))
            for row in raw["payees"]
        ),
        qr={key: QrScheme(**row) for key, row in raw["qr"].items()},
        tokens=frozenset(a.lower() if a.startswith("0x") else a for a in raw["tokens"]["addresses"]),
    )


def _tool(row: dict[str, Any]) -> Tool:
    lists = {key: tuple(value) for key, value in row.items() if key != "name"}
    return Tool(name=row["name"], **{**lists, "words": _small(row["words"])})


def _small(words: Iterable[str]) -> tuple[str, ...]:
    """Return the words in lower case, without duplicates."""
    return tuple(dict.fromkeys(map(str.lower, words)))
