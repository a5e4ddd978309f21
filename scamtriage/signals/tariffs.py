"""A choice between a new tariff and the old one, which no bank has its customers make on a page."""

import re

from scamtriage.knowledge.language.phrases import compiled
from scamtriage.records import lazy_re
from scamtriage.records.facts.page_parts import UNTYPED
from scamtriage.records.findings import Measurement
from scamtriage.signals.measurement import NO, quoted
from scamtriage.signals.page.marks import laid_bare, may_say
from scamtriage.signals.view import View

TABLE = "tariffs"
PARTS = ("by_month", "by_transfer", "old_and_new", "choose")
SHORT_CHARS = 2_500
"""Characters of a page that is hardly more than this choice. A gateway's price list is longer, and so is a bank's notice."""
_PASSIVE = UNTYPED - {"checkbox", "radio", "range", "color"} | {"search"}
"""Types by which nothing is given: every choice gives something here, and a search does not."""
_SEARCH = lazy_re.compile(r"[qsk]|.{0,20}(?:search|query|keyword|cari).{0,20}", re.IGNORECASE)


def to_choose(view: View) -> Measurement:
    """1 if a short page that takes a choice or more has its visitor choose between so much a month and so little for each transfer, as
    before. What services charge stands on their pages without an old tariff; who warns of it says so."""
    page = view.page
    if len(page.text) > SHORT_CHARS or not may_say(view, TABLE) or not _takes(view):
        return NO
    bare, text = laid_bare(view)
    found = [compiled(TABLE, name).search(bare) for name in PARTS]
    if not all(found) or any(compiled(TABLE, name).search(bare) for name in ("otherwise", "told")):
        return NO
    return quoted(1.0, text, filter(None, found[:2]))


def _takes(view: View) -> bool:
    """Whether anything is chosen or typed, also in fields outside of forms. A search, as on top of any notice, takes nothing."""
    return any(field.type not in _PASSIVE and not (field.type == "text" and _SEARCH.fullmatch(field.name)) for field in view.page.fields)
