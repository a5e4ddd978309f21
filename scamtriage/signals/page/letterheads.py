"""The head of a warrant that is no heading: names of public bodies with which one of a page's first lines begins."""

from scamtriage.knowledge.language.sectors import AUTHORITY
from scamtriage.signals.page.menus import outside_menus
from scamtriage.signals.page.occurrences import TEXT, Hit
from scamtriage.signals.page.title_parts import beside
from scamtriage.signals.view import View

WITHIN = 80
"""Characters of the text within which the line of a letterhead begins."""
BESIDE = 24
"""Most characters of a department behind the office's name in it."""


def letterheads(view: View, own: set[int]) -> list[Hit]:
    """Names of public bodies at the beginning of a line in the first WITHIN characters. An entry of the site's own menu is the head of
    nothing. `own`: organisations that own the page."""
    text, organisations = view.page.text, view.tables.organisations
    heads = (
        h
        for hits in view.text.organisations.values()
        for h in hits
        if h.place == TEXT
        and h.start < WITHIN
        and h.meaning.strength == 2
        and organisations[h.meaning.row].sector in AUTHORITY
        and h.meaning.row not in own
        and text[: h.start].rstrip(" ")[-1:] in ("", "\n")
        and len(beside(view.text, h)[1]) <= BESIDE
    )
    return outside_menus(view.page, heads)
