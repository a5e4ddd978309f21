"""How registries answer: their names for our fields, their wording of "not found" and rate limits, and special cases."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from scamtriage.knowledge.loading import BadRule, read_text, read_toml

Order = Literal["dmy", "mdy", "ymd", ""]
"""Order of an all-numeric date; "" if unknown."""

FIELDS = (
    "domain",
    "created",
    "expires",
    "updated",
    "registrar",
    "registrar_iana_id",
    "abuse_email",
    "abuse_phone",
    "nameservers",
    "status",
    "dnssec",
    "dnssec_keys",
    "registrant_organisation",
    "registrant_name",
    "registrant_country",
    "registrant_email",
)

_FILE = "registries.toml"
_SENTENCE_END = re.compile(r"[.!?;。！？；](?:\s+|$)|[。！？；]")
_CLAUSE_END = re.compile(r"[,:，、]\s|\s[-–—(]\s?")
_CONDITION = re.compile(r"\b(?:if|unless|when|whenever|whether|once|should)\b")
_NAME = r"[\"'`«»“”<(\[]?\{d\}[\"'`«»“”>)\]]?"  # the queried name, which was replaced by the mark {d}


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Special cases of one family of registries, selected by the suffix of the name or the answering server."""

    suffixes: frozenset[str] = frozenset()
    servers: frozenset[str] = frozenset()
    order: Order = ""
    charsets: tuple[str, ...] = ()
    absent_answers: re.Pattern[str] | None = None
    """Complete answers that mean "not registered" in this family only. Lower case, white space collapsed."""
    utc_offset: int = 0
    """Hours east of UTC, for times without a zone."""
    state_holds_expiry: bool = False
    """The value of the state field ends with the expiry date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registries:
    """The whole table, compiled."""

    keys: dict[str, tuple[str, int]]
    """Normalised key -> (field, rank); the lower rank takes precedence."""
    contacts: frozenset[str]
    starts: frozenset[str]
    objects: frozenset[str]
    marks: frozenset[str]
    words_absent: frozenset[str]
    words_reserved: frozenset[str]
    words_invalid: frozenset[str]
    words_held: frozenset[str]
    fillers: frozenset[str]
    places: frozenset[str]
    prepositions: frozenset[str]
    absent_phrases: frozenset[str]
    absent_line: re.Pattern[str]
    reserved_line: re.Pattern[str]
    kept: re.Pattern[str]
    """Matches in an RDAP error 404 if the name is held by someone."""
    for_all: re.Pattern[str]
    """Matches in an RDAP error 404 if the name is free to register, whatever else the text says."""
    limited: re.Pattern[str]
    """All texts that may be about our use of the server, including `limited_now`."""
    limited_now: re.Pattern[str]
    failed: re.Pattern[str]
    conditional: re.Pattern[str]
    hypothetical: re.Pattern[str]
    """The part of `conditional` that makes a sentence hypothetical, whatever follows."""
    reduced: re.Pattern[str]
    services: re.Pattern[str]
    """Matches registrant data (lower case) of a privacy service."""
    withheld: re.Pattern[str]
    """Matches registrant data (lower case) that is redacted."""
    countries: dict[str, str]
    """English name in lower case -> ISO 3166-1 alpha-2."""
    families: tuple[Family, ...]

    def told_as_fact(self, text: str, wanted: re.Pattern[str]) -> bool:
        """Return whether `text` (lower case) states `wanted` as a fact, not as a possibility.

        Each sentence is checked by itself: advice after a refusal ("…; you may retry", "…, use of RDAP is recommended") does not change it.
        A condition before the match in the same sentence, or after it in the same clause, does.
        """
        if wanted.search(text) is None:
            return False
        for sentence in _SENTENCE_END.split(text):
            if (match := wanted.search(sentence)) is None:
                continue
            clause = _CLAUSE_END.search(sentence, match.end())
            end = clause.start() if clause is not None else len(sentence)
            if self.hypothetical.search(sentence, 0, match.end()) is None and _CONDITION.search(sentence, match.end(), end) is None:
                return True
        return False

    def private(self, shown: str) -> bool:
        """Return whether this registrant data is redacted or a privacy service's."""
        return self.withheld.search(shown.lower()) is not None or self.stands_in(shown)

    def stands_in(self, shown: str) -> bool:
        """Return whether the data is a privacy service's. Its country need not be the registrant's."""
        return self.services.search(shown.lower()) is not None and self.withheld.search(shown.lower()) is None

    def families_of(self, domain: str, server: str = "") -> tuple[Family, ...]:
        """Return the families of this name or of the answering server; those matched by server come first."""
        labels = domain.rstrip(".").lower().split(".")
        suffixes = {".".join(labels[-count:]) for count in (1, 2, 3)}
        by_server = tuple(f for f in self.families if server and server.rstrip(".").lower() in f.servers)
        return by_server + tuple(f for f in self.families if f not in by_server and suffixes & f.suffixes)


@lru_cache(maxsize=1)
def load() -> Registries:
    """Load the shipped table. Raises BadRule if it is invalid."""
    return compile_table(read_text(_FILE))


def compile_table(text: str) -> Registries:
    """Parse and compile a TOML table. Raises BadRule for an unknown field, a key of two fields, an unknown charset or a bad pattern."""
    table = read_toml(_FILE, text)
    try:
        return _compiled(table, text)
    except (KeyError, TypeError, AttributeError, re.error) as exc:
        raise BadRule(f"{_FILE}: {type(exc).__name__}: {exc}") from exc


def _compiled(table: dict[str, Any], text: str) -> Registries:
    keys: dict[str, tuple[str, int]] = {}
    for name, spellings in table["fields"].items():
        if name not in FIELDS:
            raise BadRule.at(_FILE, text, "fields", name, f"no such field; use one of {', '.join(FIELDS)}")
        for rank, spelling in enumerate(spellings):
            known = keys.setdefault(spelling, (name, rank))
            if known[0] != name:
                raise BadRule.at(_FILE, text, "fields", name, f"{spelling!r} stands in {known[0]} as well")
    scopes, words, absence, texts = table["scopes"], table["status_words"], table["absence"], table["texts"]
    return Registries(
        keys=keys,
        contacts=frozenset(scopes["contacts"]),
        starts=frozenset(scopes["starts"]),
        objects=frozenset(scopes["objects"]),
        marks=frozenset(scopes["marks"]),
        words_absent=frozenset(words["absent"]),
        words_reserved=frozenset(words["reserved"]),
        words_invalid=frozenset(words["invalid"]),
        words_held=frozenset(words["held"]),
        fillers=frozenset(absence["fillers"]),
        places=frozenset(absence["places"]),
        prepositions=frozenset(absence["prepositions"]),
        absent_phrases=frozenset(absence["phrases"]),
        absent_line=_any(absence["lines"]),
        reserved_line=_any(texts["reserved"]),
        kept=_any(texts["kept"]),
        for_all=_any(texts["for_all"]),
        limited=_any(texts["limited"] + texts["limited_now"]),
        limited_now=_any(texts["limited_now"]),
        failed=_any(texts["failed"]),
        conditional=re.compile(f"{texts['conditional']}|{texts['hypothetical']}"),
        hypothetical=re.compile(texts["hypothetical"]),
        reduced=_any(texts["reduced"]),
        services=_any([re.escape(word) for word in table["privacy"]["services"]]),
        withheld=_any([re.escape(word) for word in table["privacy"]["withheld"]]),
        countries=dict(table["countries"]),
        families=tuple(_family(row, text) for row in table["family"]),
    )


def _family(row: dict[str, Any], text: str) -> Family:
    for charset in row.get("charsets", ()):
        try:
            "".encode(charset)
        except LookupError as exc:
            raise BadRule.at(_FILE, text, "family", row["id"], f"no charset is called {charset!r}") from exc
    return Family(
        suffixes=frozenset(row.get("suffixes", ())),
        servers=frozenset(row.get("servers", ())),
        order=row.get("order", ""),
        charsets=tuple(row.get("charsets", ())),
        absent_answers=_any(row["absent_answers"]) if "absent_answers" in row else None,
        utc_offset=row.get("utc_offset", 0),
        state_holds_expiry=row.get("state_holds_expiry", False),
    )


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern.replace('{d}', _NAME)})" for pattern in patterns))
