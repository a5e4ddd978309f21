"""Which marks of rare stories stand at the beginning of a page. One pass finds those of all tables, as hardly any page holds one."""

import re
from collections.abc import Iterator

from scamtriage.knowledge.language.folding import without_accents
from scamtriage.knowledge.language.phrases import compiled, finder, words
from scamtriage.knowledge.language.quoting import quotable
from scamtriage.signals.measurement import once
from scamtriage.signals.page.occurrences import TEXT
from scamtriage.signals.view import View

MARKS = "marks"
TABLES = (
    "appeals",
    "couriers",
    "forbidden_goods",
    "held_sums",
    "paid_again",
    "programme_rules",
    "recovery_fees",
    "recruitment",
    "rescues",
    "screens",
    "sold_unseen",
    "suitors",
    "tariffs",
    "task_rules",
    "wallet_script",
    "yield_shares",
)
MOST_CHARS = 10_000
"""Characters in which the stories of these tables are looked for."""


@once
def beginning(view: View) -> str:
    """The first MOST_CHARS of the page's text in small letters."""
    return view.page.text[:MOST_CHARS].lower()


@once
def laid_bare(view: View) -> tuple[str, str]:
    """`beginning` without accents, in which expressions look; and what is quoted by the same positions."""
    bare = without_accents(beginning(view))
    return bare, quotable(bare, view.page.text[:MOST_CHARS])


def holds_mark(view: View, table: str) -> bool:
    """Whether a mark of one of TABLES stands in `beginning`. Of a page without one no expression of the table is tried."""
    return not _found(view).isdisjoint(words(table, MARKS))


def may_say(view: View, table: str) -> bool:
    """Whether such a mark stands there, and the page neither tells nor is about such frauds: what it says is its own."""
    return holds_mark(view, table) and not (view.text.tells or view.text.about)


def unwarned(view: View, table: str, name: str) -> Iterator[re.Match[str]]:
    """The places where the beginning says a class of a table, and warns of nobody who does."""
    return (match for match in compiled(table, name).finditer(laid_bare(view)[0]) if not view.text.warned(TEXT, match.start()))


@once
def _found(view: View) -> frozenset[str]:
    return frozenset(finder(*((table, MARKS) for table in TABLES)).found(beginning(view)))
