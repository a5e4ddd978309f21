"""A screen that is shared with a caller while the bank is open on it."""

import re
from itertools import islice

from scamtriage.knowledge.language.phrases import compiled, foreseer
from scamtriage.knowledge.language.quoting import Find, quotation
from scamtriage.records.findings import Measurement
from scamtriage.signals.measurement import NO, in_page
from scamtriage.signals.officer_script import TYPED, caller
from scamtriage.signals.page.marks import holds_mark, laid_bare
from scamtriage.signals.page.occurrences import TEXT
from scamtriage.signals.view import View

TABLE = "screens"
PARTS = ("shared", "guide", "bank")
BESIDE_CHARS = 110
"""Characters before and after the shared screen in which somebody guides, and the bank or its codes are named."""
TOLD_CHARS = 60
"""Characters around all of that in which who warns, tells of others or denies says so: police and banks tell of it more than callers do."""
MOST_TRIED = 20


def screen_shown(view: View) -> Measurement:
    """1 if somebody who guides the visitor shall see the screen of his telephone while codes or money stand on it. Warnings, reports and
    assurances never to ask for it are none, and neither is a page that gives no way to do as it says."""
    page = view.page
    reached = view.identity.numbers or view.identity.messengers or page.apps or TYPED & set(page.asks)
    if not holds_mark(view, TABLE) or view.text.tells or not reached:
        return NO
    bare, text = laid_bare(view)
    if {name for name, _ in foreseer(TABLE, *PARTS).found(bare)} != set(PARTS):
        return NO
    for shared in islice(compiled(TABLE, "shared").finditer(bare), MOST_TRIED):
        places = [shared, *(_nearest(bare, name, shared) for name in PARTS[1:])]
        spans = sorted({place.span() for place in places if place is not None})
        if None in places or view.text.warned(TEXT, shared.start()):
            continue
        if compiled(TABLE, "told").search(bare, max(0, spans[0][0] - TOLD_CHARS), max(end for _, end in spans) + TOLD_CHARS):
            continue
        quote = quotation([Find(text, *span) for span in spans])
        return Measurement(value=1.0, shown={"quote": quote}, pointers=in_page("page.text", quote), types=caller(view))
    return NO


def _nearest(bare: str, name: str, shared: re.Match[str]) -> re.Match[str] | None:
    """The place of a class that is nearest to the shared screen, within BESIDE_CHARS."""
    first, last = max(0, shared.start() - BESIDE_CHARS), shared.end() + BESIDE_CHARS
    found = compiled(TABLE, name).finditer(bare, first, last)
    return min(found, key=lambda one: max(shared.start() - one.end(), one.start() - shared.end()), default=None)
