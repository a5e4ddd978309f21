"""Programmes of high yields, by the rules that come with their scripts, and by the scripts and templates themselves."""

from scamtriage.records.findings import Measurement
from scamtriage.signals.measurement import NO, in_page, quoted
from scamtriage.signals.page.marks import laid_bare, may_say, unwarned
from scamtriage.signals.view import View

TABLE = "programme_rules"
CLAUSES = ("private", "exempt", "closed", "votes", "unlicensed", "kept")
LEAST, QUOTED = 2, 2
"""Fewest different clauses, as a deed of any private company holds one; and how many are quoted."""
OF_CLUBS = frozenset({"closed", "kept"})
"""Clauses that any club has: it is for members alone, and takes whom it likes."""
MADE, CALLED = ("yield-template", "yield-script"), "yield-address"
"""Behaviours of a template or a script that is sold for such programmes; and of addresses that such a script has, and few others."""
OF_MONEY, SPOKEN = ("invest", "cryptorail"), 2
"""Concepts of which a page with CALLED alone says SPOKEN different words, unless it states rules of such programmes. Games and boards of
the web's early days have addresses like these, and archives keep copies of them."""


def own_rules(view: View) -> Measurement:
    """How many different clauses of the rules of such a programme the page states, `LEAST` or more. Who tells of them states none."""
    if not may_say(view, TABLE) or view.text.repeats:
        return NO
    clauses = {name: match for name in CLAUSES if (match := next(unwarned(view, TABLE, name), None))}
    if len(clauses) < LEAST or OF_CLUBS.issuperset(clauses):
        return NO
    found = list(clauses.values())
    return quoted(float(len(found)), laid_bare(view)[1], found[:QUOTED], count=len(found))


def made_for_yields(view: View) -> Measurement:
    """2 if the source of the page is that of a script or template sold for such programmes, 1 if it has addresses as their scripts have and
    speaks of their money or states their rules. A page that tells of them may link to their makers."""
    found = [name for name in (*MADE, CALLED) if name in view.page.behaviours]
    if not found or view.text.tells or view.text.about:
        return NO
    if found == [CALLED] and not (_of_money(view) or own_rules(view).value):
        return NO
    return Measurement(value=1.0 if found == [CALLED] else 2.0, pointers=in_page("page.behaviours", found[0]))


def _of_money(view: View) -> bool:
    return len(view.text.different([hit for concept in OF_MONEY for hit in view.text.meant(concept)])) >= SPOKEN
