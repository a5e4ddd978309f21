"""Words that names of scam sites are built from (the lexicon's rows for host names), and words that mean nothing there."""

from dataclasses import dataclass
from functools import cache

from scamtriage.knowledge.labelscan import Rule
from scamtriage.knowledge.loading import BadRule, read_csv, read_text, read_toml

FILE = "lexicon.csv"
COLUMNS = ("term", "language", "scam_type", "specificity", "form", "match", "measured", "note")
FORM = "domain-token"

RULES: dict[str, Rule] = {"whole-token": "token", "substring": "anywhere", "prefix": "prefix"}


@dataclass(frozen=True, slots=True)
class Token:
    """One word of the lexicon that may occur in a host name."""

    text: str
    scam_type: str
    specificity: int
    """3: hardly any honest name contains it; 2: few do; 1: harmless alone, only indicates the scam type."""


@cache
def load() -> tuple[tuple[str, Rule, Token], ...]:
    """Load the shipped words with their rules of position. Raises BadRule naming the line."""
    return parse(read_text(FILE))


def parse(text: str) -> tuple[tuple[str, Rule, Token], ...]:
    """Parse the words of a lexicon. Raises BadRule."""
    tokens: list[tuple[str, Rule, Token]] = []
    for line, row in read_csv(FILE, text, COLUMNS):
        if row["form"] != FORM:
            continue
        rule = RULES.get(row["match"])
        if rule is None:
            raise BadRule(f"{FILE}: line {line}: match: {row['match']!r} is none of {', '.join(RULES)}")
        if row["specificity"] not in ("1", "2", "3"):
            raise BadRule(f"{FILE}: line {line}: specificity: must be 1, 2 or 3")
        term = row["term"].replace("-", "").casefold()
        tokens.append((term, rule, Token(term, row["scam_type"], int(row["specificity"]))))
    return tuple(tokens)


@cache
def guest_places() -> frozenset[str]:
    """Classes, ids and types of elements whose text is written by visitors of a site."""
    return frozenset(read_toml("tables.toml", read_text("tables.toml"))["guest_places"]["words"])


@cache
def board_places() -> frozenset[str]:
    """Names of elements in which boards, job boards and classified ads show users' posts. Sites also use them for their own texts."""
    return frozenset(read_toml("tables.toml", read_text("tables.toml"))["board_places"]["words"])


@cache
def ordinary() -> frozenset[str]:
    """Everyday words that resemble or contain the name of an organisation: "looking", "setelah"."""
    return frozenset(read_toml("tables.toml", read_text("tables.toml"))["ordinary_words"]["words"])
