"""Words that names of scam sites are built from (the lexicon's rows for host names)."""

from collections.abc import Iterator
from functools import cache
from typing import Annotated, NamedTuple

from msgspec import Meta

from scamtriage.knowledge.judgement.rows import SCAM_TYPES
from scamtriage.knowledge.language.label_scan import Rule
from scamtriage.knowledge.loading import CsvRow, Text, one_of, read_rows

FILE = "lexicon.csv"
FORM = "domain-token"
LANGUAGES = ("en", "th", "vi", "id", "ms", "fil", "zh-Hans", "zh-Hant", "ja", "ko", "hi", "km", "my", "lo", "de", "es", "fr", "pt")

RULES: dict[str, Rule] = {"whole-token": "token", "substring": "anywhere", "prefix": "prefix"}


class Term(CsvRow, frozen=True, kw_only=True):
    """One row of the lexicon."""

    term: Text
    language: Annotated[str, one_of(LANGUAGES)]
    scam_type: Annotated[str, one_of((*SCAM_TYPES, "generic", "benign-context"))]
    specificity: Annotated[int, Meta(ge=1, le=3)]
    """3: hardly any honest name contains it; 2: few do; 1: harmless alone, only indicates the scam type."""
    form: Annotated[str, one_of(("word", "phrase", FORM))]
    match: Annotated[str, one_of(("text", *RULES))]
    measured: str
    note: str

    @property
    def spelled(self) -> tuple[str, Rule]:
        """The term as in a host name, and where it may stand there."""
        return self.term.replace("-", "").casefold(), RULES[self.match]


class Token(NamedTuple):
    """One word of the lexicon that may occur in a host name."""

    text: str
    scam_type: str
    specificity: int


@cache
def load() -> tuple[tuple[str, Rule, Token], ...]:
    """Load the words with their rules of position. Raises BadTable naming the line."""
    return tuple((*row.spelled, Token(row.spelled[0], row.scam_type, row.specificity)) for _, row in lexicon() if row.match in RULES)


def lexicon(text: str | None = None) -> Iterator[tuple[int, Term]]:
    """Yield (line, row) of the shipped lexicon, or of the text in its place. Raises BadTable."""
    return read_rows(FILE, Term, text)
