"""How registries answer: their names for our fields, their wording of "not found" and rate limits, and special cases."""

import re
from collections import Counter
from datetime import date
from functools import cache, cached_property
from typing import Annotated, Literal

from msgspec import Meta, field
from msgspec.structs import replace

from scamtriage.knowledge.loading import Country, Host, Many, Some, Table, Text, Words, one_of, read_text, read_toml, validated
from scamtriage.records import lazy_re

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
_SENTENCE_END = lazy_re.compile(r"[.!?;。！？；](?:\s+|$)|[。！？；]")
_CLAUSE_END = lazy_re.compile(r"[,:]\s|[，、：]|\s[-–—(]\s?|(?<=[\u0e00-\u0e7f])\s")  # Thai parts clauses by blanks
_CONDITION = lazy_re.compile(r"\b(?:if|unless|when|whenever|whether|once|should|akan|sẽ bị)\b|[将將会會]被|จะถูก")
_NAME = r"[\"'`«»“”<(\[]?\{d\}[\"'`«»“”>)\]]?"
"""The queried name, which was replaced by the mark {d}, quoted or not."""
_OF_THE_NAME = {"absent_line", "reserved_line"}
"""Lists of regexes in which {d} stands for it."""
_SEARCHED = {"limited_now": "limited_now_in_ascii", "limited": "limited_later", "failed": "failed", "conditional": "terms"}
"""Lists that are searched for in many lines -> their attributes."""
_TOKEN = lazy_re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|[()|]")


class Family(Table, frozen=True, kw_only=True):
    """Special cases of one family of registries, selected by the suffix of the name or the answering server."""

    id: Text
    source: Text = ""
    suffixes: Some[Host] = frozenset()
    servers: Some[Host] = frozenset()
    order: Order = ""
    charsets: Words = ()
    absent_answers: re.Pattern[str] | None = None
    """Complete answers that mean "not registered" in this family only. Lower case, white space collapsed."""
    utc_offset: Annotated[int, Meta(ge=-12, le=14)] = 0
    """Hours east of UTC, for times without a zone."""
    state_holds_expiry: bool = False
    """The value of the state field ends with the expiry date."""

    def __post_init__(self) -> None:
        for charset in self.charsets:
            try:
                "".encode(charset)
            except LookupError:
                raise ValueError(f"no charset is called {charset!r}") from None


class Wording:
    """Sentences to search for, of which a text in ASCII can match only some."""

    def __init__(self, in_ascii: str, beyond: str) -> None:
        self.pattern = f"{in_ascii}|{beyond}"
        self._ascii, self._any = re.compile(in_ascii), re.compile(self.pattern)

    def search(self, text: str) -> re.Match[str] | None:
        return (self._ascii if text.isascii() else self._any).search(text)


class Registries(Table, frozen=True, kw_only=True, dict=True):
    """registries.toml, which says in comments what each list is for."""

    dated: date
    source: Text
    fields: dict[Annotated[str, one_of(FIELDS)], Words]
    contacts: Some[Text]
    starts: Some[Text]
    objects: Some[Text]
    marks: Some[Text]
    words_absent: Some[Text]
    words_reserved: Some[Text]
    words_invalid: Some[Text]
    words_held: Some[Text]
    fillers: Some[Text]
    places: Some[Text]
    prepositions: Some[Text]
    absent_phrases: Some[Text]
    absent_line: re.Pattern[str]
    reserved_line: re.Pattern[str]
    kept: re.Pattern[str]
    """Matches in an RDAP error 404 if the name is held by someone."""
    for_all: re.Pattern[str]
    """Matches in an RDAP error 404 if the name is free to register, whatever else the text says."""
    limited_later: re.Pattern[str] = field(name="limited")
    limited_now_in_ascii: re.Pattern[str] = field(name="limited_now")
    limited_now_beyond_ascii: re.Pattern[str]
    """Its alternatives match no text in ASCII."""
    failed: re.Pattern[str]
    terms: re.Pattern[str] = field(name="conditional")
    hypothetical: re.Pattern[str]
    """Makes a sentence hypothetical, whatever follows."""
    regulated: re.Pattern[str]
    """Before the match or in its clause: the sentence is about rules or about people's data."""
    reduced: re.Pattern[str]
    services: Words
    """In registrant data (lower case) of a privacy service."""
    stand_in_openings: Words
    """Registrant data (lower case) of a privacy service begins with one of these."""
    withheld: Words
    """In registrant data (lower case) that is redacted."""
    countries: dict[str, Country]
    """English name in lower case -> ISO 3166-1 alpha-2."""
    families: Many[Family] = field(name="family")

    def __post_init__(self) -> None:
        fields = Counter(spelling for spellings in self.fields.values() for spelling in {*spellings})
        if double := next((spelling for spelling, count in fields.items() if count > 1), ""):
            raise ValueError(f"fields: {double!r} stands in two of them")

    @cached_property
    def keys(self) -> dict[str, tuple[str, int]]:
        """Normalised key -> (field, rank); the lower rank takes precedence."""
        return {spelling: (name, rank) for name, spellings in self.fields.items() for rank, spelling in enumerate(spellings)}

    @cached_property
    def limited_now(self) -> Wording:
        """What the server does to us now."""
        return Wording(self.limited_now_in_ascii.pattern, self.limited_now_beyond_ascii.pattern)

    @cached_property
    def limited(self) -> Wording:
        """All texts that may be about our use of the server."""
        return Wording(f"{self.limited_later.pattern}|{self.limited_now_in_ascii.pattern}", self.limited_now_beyond_ascii.pattern)

    @cached_property
    def conditional(self) -> re.Pattern[str]:
        """What is part of the terms of use, or hypothetical."""
        return re.compile(f"{self.terms.pattern}|{self.hypothetical.pattern}")

    def told_as_fact(self, text: str, wanted: re.Pattern[str] | Wording) -> bool:
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
            possible = self.hypothetical.search(sentence, 0, match.end()) or _CONDITION.search(sentence, match.end(), end)
            if possible is None and self.regulated.search(sentence, 0, end) is None:
                return True
        return False

    def private(self, shown: str) -> bool:
        """Return whether this registrant data is redacted or a privacy service's."""
        return self._withheld(shown) or self.stands_in(shown)

    def stands_in(self, shown: str) -> bool:
        """Return whether the data is a privacy service's. Its country need not be the registrant's."""
        said = shown.lower()
        found = any(map(said.__contains__, self.services)) or any(map(said.lstrip().startswith, self.stand_in_openings))
        return found and not self._withheld(shown)

    def _withheld(self, shown: str) -> bool:
        return any(map(shown.lower().__contains__, self.withheld))

    def families_of(self, domain: str, server: str = "") -> tuple[Family, ...]:
        """Return the families of this name or of the answering server; those matched by server come first."""
        labels = domain.rstrip(".").lower().split(".")
        suffixes = {".".join(labels[-count:]) for count in (1, 2, 3)}
        by_server = tuple(f for f in self.families if server and server.rstrip(".").lower() in f.servers)
        return by_server + tuple(f for f in self.families if f not in by_server and suffixes & f.suffixes)


@cache
def load() -> Registries:
    """Load the shipped table. Raises BadTable if it is invalid."""
    return parse(read_text(_FILE))


def parse(text: str) -> Registries:
    """Parse a table of this format. Raises BadTable."""
    table = read_toml(_FILE, text)
    for key in _OF_THE_NAME & table.keys():
        if isinstance(patterns := table[key], list):
            table[key] = [pattern.replace("{d}", _NAME) if isinstance(pattern, str) else pattern for pattern in patterns]
    found = validated(_FILE, text, Registries, table)
    return replace(found, **{attribute: _by_word(table[key]) for key, attribute in _SEARCHED.items()})


def _by_word(patterns: list[str]) -> re.Pattern[str]:
    """Join regexes so that those that begin with a word are tried where one begins or ends, and not at each character of it."""
    every = [one for pattern in patterns for one in _alternatives(pattern)]
    words, others = [one[2:] for one in every if one.startswith(r"\b")], [one for one in every if not one.startswith(r"\b")]
    return re.compile("|".join([rf"\b(?:{'|'.join(words)})"] * bool(words) + others))


def _alternatives(pattern: str) -> list[str]:
    found, depth, begin = [], 0, 0
    for token in _TOKEN.finditer(pattern):
        depth += (token[0] == "(") - (token[0] == ")")
        if token[0] == "|" and not depth:
            found.append(pattern[begin : token.start()])
            begin = token.end()
    return [*found, pattern[begin:]]
