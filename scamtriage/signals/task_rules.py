"""Work in which whoever works pays in: tasks and orders dealt out by what one has put in, and paid out for whole sets alone."""

import re
from itertools import islice

from scamtriage.knowledge.language.phrases import compiled, foreseer
from scamtriage.records import lazy_re
from scamtriage.records.findings import Measurement
from scamtriage.signals.measurement import NO, quoted
from scamtriage.signals.page.marks import laid_bare, may_say, unwarned
from scamtriage.signals.view import View

TABLE = "task_rules"
PAYS = ("negative", "least", "desk", "levels", "returned", "team")
"""Classes of which one is asked for: whoever works pays in, or is paid with others alone who do."""
OWN = frozenset({"desk", "levels", "finished", "joined", "returned", "team"})
"""Classes of which one is asked for, too, as no honest work has them."""
BESIDE = ("finished", "joined", "allotted", "bound", "grab", "score", "rated")
"""Classes besides PAYS. Platforms of couriers and drivers say four of them, too: orders are grabbed and dealt out there, who has begun is
bound, and a score is kept; and they take a deposit, too, out of which a balance below zero is to be filled up."""
UNFORESEEN = "joined"
"""The class that is tried on every page with a mark, as it asks for what does not stand there. Of all others one pass tells whether they
may be found: to try them at every letter of a page took as long as a third of judging it."""
CARRIED, OF_CARRIERS = 2, frozenset({"finished", "joined", "levels"})
"""Mentions of couriers, drivers or games from which these are no mark of such work: a rider joins two orders of one street, is paid after
the last of the day, and pays in what he took in cash; players buy levels."""
FORESEEN = tuple(name for name in (*PAYS, *BESIDE) if name != UNFORESEEN)
OF_ANYBODY = frozenset({"negative", "levels", "returned", "score"})
"""Classes that speak of no work: houses of exchange have levels by what was paid in and balances below zero, and shops add to it."""
OF_REVIEWS, WORK = frozenset({"returned", "rated", "levels", "team", "joined"}), "work"
SPENT = "spent"
"""Classes that a shop states, too, which adds to what one pays in and asks for reviews, and a school, whose teams wait for the last:
beside these alone the page must speak of work that is paid for, and of no shop, group or study (SPENT)."""
AMOUNT_CHARS = 12
"""Characters behind what is said to come back in which its amount ends."""
_AMOUNT = lazy_re.compile(r"\d[\d.,]*\d|\d")
LEVELLED = 3
"""Fewest classes where levels alone say that one pays in, as shops have them, too; unless orders are grabbed."""
LEAST, QUOTED = 2, 3
TOLD, RETOLD = 2, 1
"""Different words of who tells of such work, from which nothing on the page is a rule of it. One is written by platforms, too, that warn of
others in their name; what was paid and came back is what victims tell of first."""


def paid_work(view: View) -> Measurement:
    """How many different rules of such work the page states: `LEAST` or more, among them one by which whoever works pays in, and one that
    no honest work has."""
    if not may_say(view, TABLE):
        return NO
    bare, text = laid_bare(view)
    seen = {name for name, _ in foreseer(TABLE, *FORESEEN).found(bare)} | {UNFORESEEN}
    stated = {name: match for name in PAYS if name in seen and (match := _stated(view, bare, name))}
    if not stated:
        return NO
    of_levels = set(stated) == {"levels"}
    stated |= {name: match for name in BESIDE if name in seen and (match := _stated(view, bare, name))}
    least = LEVELLED if of_levels and "grab" not in stated else LEAST
    if len(stated) < least or OF_ANYBODY.issuperset(stated) or _own(bare).isdisjoint(stated):
        return NO
    if OF_REVIEWS.issuperset(stated) and (not compiled(TABLE, WORK).search(bare) or compiled(TABLE, SPENT).search(bare)):
        return NO
    if len({word[0] for word in compiled(TABLE, "told").finditer(bare)}) >= (RETOLD if "returned" in stated else TOLD):
        return NO
    found = list(stated.values())
    return quoted(float(len(found)), text, found[:QUOTED], count=len(found))


def _own(bare: str) -> frozenset[str]:
    carried = islice(compiled(TABLE, "otherwise").finditer(bare), CARRIED)
    return OWN - OF_CARRIERS if len(tuple(carried)) == CARRIED else OWN


def _stated(view: View, bare: str, name: str) -> re.Match[str] | None:
    return next((match for match in unwarned(view, TABLE, name) if name != "returned" or not _the_same(bare, match)), None)


def _the_same(bare: str, match: re.Match[str]) -> bool:
    """Whether no more comes back than was paid: a deposit."""
    amounts = _AMOUNT.findall(bare[match.start() : match.end() + AMOUNT_CHARS])
    return len(amounts) > 1 and amounts[0] == amounts[1]
