"""The schemas of all shipped tables: keys, columns, closed word lists, kinds of values."""

from dataclasses import fields
from typing import get_args, get_type_hints

from scamtriage.knowledge import block_pages, brands, channels, registries, report_desks, returns, web
from scamtriage.knowledge.catalog import SCAM_TYPES
from scamtriage.knowledge.strict import (
    ANYTHING,
    COUNT,
    COUNTRY,
    DAY,
    HOST,
    HOSTS,
    ISO_DAY,
    NATS,
    NETWORK,
    PATTERN,
    PATTERNS,
    TEXT,
    TEXTS,
    TRUTH,
    Cell,
    Each,
    Many,
    Schema,
    all_of,
    matching,
    one_of,
)
from scamtriage.knowledge.vocabulary import LANGUAGES
from scamtriage.records.facts import FormField

LEXICON_LANGUAGES = ("en", "th", "vi", "id", "ms", "fil", "zh-Hans", "zh-Hant", "ja", "ko", "hi", "km", "my", "lo")
MATCHES = ("text", "whole-token", "substring", "prefix")
AGED = (
    *("brands.csv", "cdn.csv", "confusables.csv", "dynamic_dns.csv", "lexicon.csv", "parking.csv", "platforms.csv", "report_to.csv"),
    *("shared_names.csv", "suffixes.csv", "verifications.csv", "whois_servers.csv"),
)
"""Tables in files of their own whose dates are in tables.toml."""

_FIELDS = tuple(word for word in get_args(get_type_hints(FormField)["asks"]) if word)
_ASKS = one_of(_FIELDS)
_HOURS = Cell(lambda value: type(value) is int and -12 <= value <= 14, "must be whole hours, from -12 to 14")
_WINDOW = Cell(lambda value: type(value) is int and 0 <= value <= web.MAX_WINDOW, f"must be bytes, from 0 to {web.MAX_WINDOW}")
_LONG = Cell(lambda value: isinstance(value, str) and bool(value.strip()), "must be words with spaces between")
_AGE: dict[str, Schema] = {"as_of": DAY, "expires?": DAY, "lasting?": TEXT, "source?": TEXT}
_IANA = matching(r"[0-9]{1,6}", "must be an IANA number of a registrar")

TOML: dict[str, Schema] = {
    "tables.toml": {
        "version": COUNT,
        **{
            name: {**_AGE, "domains": HOSTS}
            for name in ("freemail", "disposable", "builders", "shorteners", "players", "payment_hosts")
        },
        "registrars": {**_AGE, "ids": Each(NATS, _IANA), "names": Each(NATS)},
        "corporate_registrars": {**_AGE, "ids": Many(_IANA), "names": TEXTS},
        "chat_vendors": {**_AGE, "names": TEXTS},
        "everyday_names": {**_AGE, "names": TEXTS},
        "ordinary_words": {**_AGE, "words": TEXTS},
        "guest_places": {**_AGE, "words": TEXTS},
        "board_places": {**_AGE, "words": TEXTS},
        "files": dict.fromkeys(AGED, _AGE),
    },
    "innocent.toml": {"as_of": DAY, "source": TEXT, "grammar": Each(TEXT, one_of(LANGUAGES)), "words": Each(_LONG, one_of(LANGUAGES)),
        "phrases": Each(TEXT, one_of(LANGUAGES)), "names": {"people": TEXT, "places": TEXT}, "labels": {"sites": _LONG}},
    "web.toml": {
        "as_of": DAY,
        "rule": Many({
            "kind": one_of(web.KINDS), "name": TEXT, "find": PATTERNS, "near?": PATTERN, "id?": PATTERN,
            "before?": _WINDOW, "after?": _WINDOW,
            **{f"{field.name}?": TRUTH for field in fields(web.Rule) if field.type in (bool, "bool")},
        }),
    },
    "fields.toml": {
        "as_of": DAY,
        "asks": Each(TEXTS, one_of((*_FIELDS, "none"))),
        "autocomplete": Each(_ASKS),
        "type": Each(_ASKS, matching("[a-z]+", "must be a type of an input")),
    },
    "doors.toml": {
        "as_of": DAY,
        "source": TEXT,
        "hosts": HOSTS,
        "orders": PATTERNS,
        "door": Many({"name": one_of(block_pages.NAMES), "titles?": TEXTS, "words?": TEXTS, "most?": COUNT, "both?": TRUTH,
            "notices?": Many({"site": TEXTS, "blocked": TEXTS, "by": TEXTS})}),
    },
    "tongues.toml": {"as_of": DAY, "source": TEXT, "words": Each(TEXT)},
    "returns.toml": {
        "as_of": DAY,
        "source": TEXT,
        **{period: {"after": PATTERNS, "ahead": PATTERNS} for period in returns.PERIODS},
        "year": {"after": PATTERNS},
        "term": {"joins": TEXTS, "units": PATTERNS},
        "other": {"words": PATTERNS},
    },
    "registries.toml": {
        "version": COUNT, "dated": DAY, "source": TEXT,
        "fields": Each(TEXTS, one_of(registries.FIELDS)),
        "scopes": {"contacts": TEXTS, "starts": TEXTS, "objects": TEXTS, "marks": TEXTS},
        "status_words": {"absent": TEXTS, "reserved": TEXTS, "invalid": TEXTS, "held": TEXTS},
        "absence": {"fillers": TEXTS, "places": TEXTS, "prepositions": TEXTS, "phrases": TEXTS, "lines": TEXTS},
        "texts": {
            "limited_now": PATTERNS, "limited": PATTERNS, "failed": PATTERNS, "conditional": PATTERN, "hypothetical": PATTERN,
            "reduced": PATTERNS, "reserved": PATTERNS, "kept": PATTERNS, "for_all": PATTERNS,
        },
        "privacy": {"services": TEXTS, "withheld": TEXTS},
        "countries": Each(COUNTRY),
        "family": Many({
            "id": TEXT, "suffixes?": HOSTS, "servers?": HOSTS, "order?": one_of(("dmy", "mdy", "ymd")), "charsets?": TEXTS,
            "absent_answers?": PATTERNS, "state_holds_expiry?": TRUTH, "utc_offset?": _HOURS, "source?": TEXT,
        }),
    },
    "contacts.toml": channels.SCHEMA,
}  # fmt: skip
"""Schemas of files without a dataclass; signals, scoring, links and exchange are validated against theirs when loaded."""

_SUFFIX_NATS = Each(NATS)
JSON: dict[str, Schema] = {
    "name_model.json": {
        "schema": TEXT, "name": TEXT, "trained_on": matching("[0-9a-f]{64}", "must be a SHA-256"), "as_of": ISO_DAY, "expires": ISO_DAY,
        "rows": COUNT, "suffix_times": Each(NATS), "weights": Each(_SUFFIX_NATS, matching("name-[a-z0-9-]+", "must be a signal of names")),
        "spelling": {"label": Each(TEXT), "left": Each(TEXT)}, "vocabulary": Each(COUNT), "bigrams": Each(NATS),
        "reliability": Many({"from": NATS, "to": NATS, "names": COUNT, "stated": NATS, "found": NATS}),
    },
    "rdap_bootstrap.json": {
        "as_of": ISO_DAY, "source": TEXT, "domains": Each(TEXT, matching(r"https?://\S+/", "must be an address that ends in a slash")),
        "ipv4_first_octets": Each(TEXT), "ipv6": Each(TEXT), "asns": Each(TEXT), "address_default": TEXT,
    },
}  # fmt: skip

_TYPES = one_of(SCAM_TYPES)
CSV: dict[str, tuple[dict[str, Cell], tuple[str, ...]]] = {
    "brands.csv": (
        {
            "brand": TEXT, "aliases": all_of(TEXT, ";", empty=True), "sector": one_of(brands.SECTORS),
            "country": Cell(lambda v: v == brands.WORLD or all_of(COUNTRY, " ").holds(v), "must be global, or countries as two letters"),
            "official_domains": all_of(HOST, ";", empty=True), "confidence": one_of(("high", "medium", "low")),
            "cross_check": all_of(one_of(("list", "suffix", "none")), ";", empty=True), "note": ANYTHING,
            "min_match": all_of(one_of(("token", "prefix", "anywhere")), ";"),
        },
        ("brand", "country"),
    ),
    "lexicon.csv": (
        {
            "term": TEXT, "language": one_of(LEXICON_LANGUAGES), "scam_type": one_of((*SCAM_TYPES, "generic", "benign-context")),
            "specificity": one_of("123"), "form": one_of(("word", "phrase", "domain-token")), "match": one_of(MATCHES),
            "measured": ANYTHING, "note": ANYTHING,
        },
        (),
    ),
    "suffixes.csv": (
        {"suffix": HOST, "kind": one_of(("restricted", "official", "world-wide", "builder", "registry")), "note": TEXT},
        ("suffix", "kind"),
    ),
    "parking.csv": (
        {"kind": one_of(("ns", "address")), "value": TEXT, "name": TEXT},
        ("value",),
    ),
    "cdn.csv": (
        {"kind": one_of(("asn", "cname")), "value": TEXT, "name": TEXT},
        ("value",),
    ),
    "platforms.csv": (
        {"suffix": HOST, "name": TEXT, "kind": one_of(("builder", "pages", "tunnel", "storage", "hosting", "bio"))},
        ("suffix",),
    ),
    "dynamic_dns.csv": ({"suffix": HOST, "name": TEXT}, ("suffix",)),
    "shared_names.csv": ({"name": HOST, "tenants": ANYTHING, "why": TEXT}, ("name",)),
    "verifications.csv": ({"prefix": TEXT, "service": TEXT}, ("prefix",)),
    "confusables.csv": ({"code": matching("[0-9A-F]{4,6}", "must be a code point"), "looks_like": TEXT, "name": TEXT}, ("code",)),
    "whois_servers.csv": (
        {
            "suffix": HOST, "server": Cell(lambda v: v == "" or HOST.holds(v), "must be a host, or nothing"),
            "query": Cell(lambda v: v.count("{}") == 1, "must hold {} once"), "note": ANYTHING,
        },
        ("suffix",),
    ),
    "report_to.csv": (
        {
            "country": Cell(lambda value: value == report_desks.WORLD or COUNTRY.holds(value), "must be INT or a country as two letters"),
            "kind": one_of((*report_desks.FOR_PEOPLE, *report_desks.FOR_SITES)), "body": TEXT,
            "local": ANYTHING, "channel": TEXT, "scope": ANYTHING,
            "accepts": ANYTHING, "certainty": one_of(report_desks.CERTAINTIES), "scam_types": all_of(_TYPES, ";", empty=True),
        },
        ("country", "kind", "body"),
    ),
}  # fmt: skip
"""File -> its columns, and those that must be unique together. Lexicon terms are compared in folded form."""

VALUES: dict[str, dict[str, Cell]] = {
    "parking.csv": {"ns": HOST, "address": NETWORK},
    "cdn.csv": {"asn": matching("[0-9]{1,10}", "must be a number of a network"), "cname": HOST},
}
"""File -> kind of row -> what its value must be."""
