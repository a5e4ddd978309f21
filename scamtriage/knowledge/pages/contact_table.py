"""The table of contact channels: labels, hotlines, remote tools, banks, payee schemes, payment codes, token contracts."""

import re
from datetime import date
from functools import cache, cached_property
from typing import Annotated, NamedTuple

from msgspec import field
from msgspec.structs import replace

from scamtriage.knowledge.loading import Count, Country, Host, Many, Some, Table, Text, Words, matching, one_of, read_table, read_text
from scamtriage.knowledge.pages import tool_names

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
        *("branch", "holder", "asking", "emergency", "phone-head", "fax-head", "number-head", "thing-head", "or", "and", "up-to", "units"),
        *("department", "department-behind", "purposes", "code-head"),
        *("units-short", "units-none", "extension", "extension-alone", "tool-agents", "tool-codes", "tool-everyday", "tool-run", "such-as"),
        *("tool-program", "tool-together", "tool-maker"),
        *("and-others", "no-ids", "no-mailboxes", "no-tlds", "placeholder-locals", "placeholder-domains", "telegram-paths"),
        *("link-heads", "glued", "qr-image", "qr-near", "qr-scheme", "negation-none", "paying"),
        *("payee-id", "paid-through", "paid-proof", "payee-owner", "payee-called", "takes-payment"),
        *("numbered", "papers", "papers-numbered", "receipts", "number-before", "number-behind", "own-number", "tool-none"),
    )
)


APART = (" ", ".", "·", "-", "_", "*", "★", "☆", "♥", "❤")
"""Separators that scammers insert into a word to evade filters."""


_CAPITALS = "A-ZÀ-ÖØ-ÞĂĐĨŨƠƯ"
Small = Annotated[
    str, matching(rf"[^\s{_CAPITALS}](?:[^{_CAPITALS}]*[^\s{_CAPITALS}])?", "must be a text in lower case, without spaces around it")
]
"""A word that is compared with text in lower case."""
SmallWords = Many[Small]


class Tool(Table, frozen=True, kw_only=True, dict=True):
    """A remote-support tool: how its name, its hosts, its files and its packages are spelled."""

    name: Text
    words: SmallWords
    halves: Many[tuple[Small, Small]] = ()
    """The two words of its name, from which other spellings of it are made; several words of one half with strokes."""
    hosts: Many[Host] = ()
    files: Words = ()
    """Lower-case prefixes of file names."""
    packages: Words = ()
    """App-store ids."""
    schemes: Words = ()

    @cached_property
    def spellings(self) -> tuple[str, ...]:
        """All names of it in a text, with the ids by which a store is searched."""
        return tuple(
            dict.fromkeys((*self.words, *(package for package in self.packages if "." in package), *sorted(self._made[0] | self._made[1])))
        )

    @cached_property
    def everyday(self) -> frozenset[str]:
        """Spellings made of its halves that are everyday words as well."""
        return self._made[1].difference(self.words)

    @cached_property
    def _made(self) -> tuple[frozenset[str], frozenset[str]]:
        return tool_names.of_halves(self.halves)


class Bank(NamedTuple):
    """A bank and its spellings."""

    name: str
    words: tuple[str, ...]
    country: str
    digits: frozenset[int]
    """Lengths of its account numbers."""
    code: str = ""
    """The digits that stand for it, where people write them before the account."""


class Banks(Table, frozen=True, kw_only=True):
    """Banks of a country whose account numbers have the same lengths."""

    country: Country
    digits: Some[Count]
    names: dict[Text, SmallWords]
    codes: dict[Annotated[str, matching("[0-9]{3}", "must be a code of three digits")], Text] = field(default_factory=dict)
    """Code -> one of the names."""

    def __post_init__(self) -> None:
        if strange := sorted(set(self.codes.values()) - self.names.keys()):
            raise ValueError(f"codes: {strange[0]} is none of the names")


PAYEE_IDS = ("mobile", "thai-id", "e-wallet", "nric", "ssm", "uen", "bakong", "fps-id", "mail", "virtual-account")


class Payee(Table, frozen=True, kw_only=True):
    """A scheme that pays to a phone number or an id, as PromptPay and GCash do."""

    name: Text
    countries: Many[Country]
    ids: Many[Annotated[str, one_of(PAYEE_IDS)]]
    """The surest first."""
    words: Words
    """As written; one in capitals counts only in capitals."""
    beside: SmallWords = ()
    """Names of people as well, which count behind another scheme: "GCash 0945 … o Maya 0995 …"."""


class QrScheme(Table, frozen=True, kw_only=True):
    """A payment scheme, identified by the id in its EMVCo template."""

    scheme: Text
    country: Country


CHINESE = ("hans", "hant")


class Tongue(Table, frozen=True, kw_only=True):
    """The country of most who write a language, and what tells that a page is of another: names, towns, money."""

    country: Country
    code: Annotated[str, matching("[1-9][0-9]{0,2}", "must be a calling code")]
    """Its calling code, without the plus."""
    elsewhere: SmallWords


class Regions(Table, frozen=True, kw_only=True):
    """Countries to which a phone number without a country code may belong."""

    by_language: dict[str, Country] = field(name="calling")
    chinese: dict[Annotated[str, one_of(CHINESE)], Many[Country]]
    """"hans" and "hant" -> countries, most likely first."""
    english: Many[Country]
    words: dict[Country, SmallWords]
    """Country -> words that mention it."""
    afar: dict[Country, SmallWords]
    """The same of countries that are asked last, where a page names none of the others."""
    tongues: dict[str, Tongue]
    """Languages by which a country is guessed where nothing tells another."""


LabelClass = Annotated[str, one_of(sorted(LABEL_CLASSES))]


class Owners(Table, frozen=True, kw_only=True):
    """Owners of short numbers that the table of organisations does not have by this name. Any other is an authority or another service for
    everybody."""

    banks: Some[Text]
    companies: Some[Text]
    at_home: dict[Annotated[str, matching("[a-z]{2}", "must be a language as two letters")], dict[Text, Text]]
    """Language -> owner, also of a whole number -> its name there."""


class Channels(Table, frozen=True, kw_only=True, dict=True):
    """contacts.toml. Words are compared in lower case."""

    dated: date
    source: Text
    labels: dict[LabelClass, SmallWords]
    apart: dict[LabelClass, Many[Annotated[str, matching(r"\S.*\|.*\S", "must be a word with strokes")]]]
    """Words with a stroke wherever scammers insert one of `APART`; `parse` adds what comes of them to `labels`."""
    spelling: dict[Annotated[str, one_of(sorted(SPELLING))], Some[Small]]
    """Closed word sets for the parsers of ids, addresses and links."""
    regions: Regions
    hotlines: dict[Country, dict[Annotated[str, matching("[#*]?[0-9]{2,9}", "must be a short number")], Text]]
    """Country -> short number -> its owner."""
    lines: dict[Annotated[str, matching(r"\+[1-9][0-9]{6,14}|@[a-z0-9._-]{3,18}", "must be a number in E.164 or an account of LINE")], Text]
    """Whole number, or account of LINE, at which a public body takes reports of fraud -> whose it is. `known_lines` adds those of desks."""
    bank_lines: dict[Annotated[str, matching(r"\+[1-9][0-9]{6,14}", "must be a number in E.164")], Text]
    """Whole number of a bank for its customers -> the bank."""
    owners: Owners
    tools: Many[Tool]
    banks_by_country: Many[Banks] = field(name="banks")
    payees: Many[Payee]
    qr: dict[str, QrScheme]
    tokens: Some[Text]
    """Token contracts; EVM ones in lower case."""

    def __post_init__(self) -> None:
        parts = (
            ("labels", {*LABEL_CLASSES}, self.labels),
            ("spelling", {*SPELLING}, self.spelling),
            ("regions.chinese", {*CHINESE}, self.regions.chinese),
        )
        owning = {owner for numbers in self.hotlines.values() for owner in numbers.values()}
        named = {owner for names in self.owners.at_home.values() for owner in names}
        if idle := sorted(
            {*self.owners.banks, *self.owners.companies, *named} - owning - {*self.lines.values(), *self.bank_lines.values()}
        ):
            raise ValueError(f"owners: {idle[0]} has no number")
        for table, keys, found in parts:
            if missing := sorted(keys - found.keys()):
                raise ValueError(f"{table}.{missing[0]}: is missing")

    @cached_property
    def everyday_tools(self) -> frozenset[str]:
        """Names of tools that are everyday words, too."""
        return self.spelling["tool-everyday"].union(*(tool.everyday for tool in self.tools))

    @cached_property
    def banks(self) -> tuple[Bank, ...]:
        codes = {(id(row), name): code for row in self.banks_by_country for code, name in row.codes.items()}
        return tuple(
            Bank(name, words, row.country, row.digits, codes.get((id(row), name), ""))
            for row in self.banks_by_country
            for name, words in row.names.items()
        )


@cache
def channels() -> Channels:
    """Load the shipped table, once per process."""
    return parse(read_text(FILE))


@cache
def words_of(*names: str) -> re.Pattern[str]:
    """Return a regex for the words of these `spelling` lists. Latin words match only as whole words.

    Words of one first letter stand together, and the letter before what may precede it: `re` then jumps to the letters with which words
    begin, and tries those of one letter instead of all.
    """
    rests: dict[str, list[str]] = {}
    for word in sorted((word for name in names for word in channels().spelling[name]), key=lambda word: (-len(word), word)):
        rests.setdefault(word[0], []).append(re.escape(word[1:]))
    return re.compile("|".join(_beginning(first, "|".join(rest)) for first, rest in rests.items()))


def _beginning(first: str, rests: str) -> str:
    letter = re.escape(first)
    return rf"{letter}(?<![^\W\d_]{letter})(?:{rests})(?![^\W\d_])" if first < "\u0250" else f"{letter}(?:{rests})"


def parse(text: str) -> Channels:
    """Parse a table. Raises BadTable, with line and key, for an unknown key or an invalid value."""
    found = read_table(FILE, Channels, text)
    apart = {name: [word.replace("|", mark) for word in words for mark in APART] for name, words in found.apart.items()}
    return replace(found, labels={name: tuple(dict.fromkeys((*words, *apart.get(name, ())))) for name, words in found.labels.items()})
