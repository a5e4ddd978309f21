"""The head of a warrant that is no heading: names of public bodies with which one of a page's first lines begins."""

from collections.abc import Callable
from urllib.parse import urlsplit

from scamtriage.knowledge.language.sectors import AUTHORITY
from scamtriage.records.facts import PageFacts
from scamtriage.signals.page.occurrences import TEXT, Hit
from scamtriage.signals.view import View

WITHIN = 80
"""Characters of the text within which the line of a letterhead begins."""
BESIDE = 24
"""Most characters of a department behind the office's name in it."""


def letterheads(view: View, own: set[int], behind: Callable[[Hit], str]) -> list[Hit]:
    """Names of public bodies at the beginning of a line in the first WITHIN characters. An entry of the site's own menu is the head of
    nothing. `own`: organisations that own the page; `behind`: the words behind a name."""
    text, organisations = view.page.text, view.tables.organisations
    return [
        h
        for hits in view.text.organisations.values()
        for h in hits
        if h.place == TEXT
        and h.start < WITHIN
        and h.meaning.strength == 2
        and organisations[h.meaning.row].sector in AUTHORITY
        and h.meaning.row not in own
        and text[: h.start].rstrip(" ")[-1:] in ("", "\n")
        and len(behind(h)) <= BESIDE
        and not _of_a_menu(view.page, h)
    ]


def _of_a_menu(page: PageFacts, hit: Hit) -> bool:
    """Whether the line, and the one above it, are the texts of links to other pages of this site: a head alone can be a link, too."""
    first, last = page.text.rfind("\n", 0, hit.start) + 1, page.text.find("\n", hit.end)
    line = page.text[first : last if last >= 0 else None].strip()
    above = page.text[:first].rstrip().rpartition("\n")[2].strip()
    entries = {link.text.strip() for link in page.links if link.host == page.final_host and urlsplit(link.url).path.strip("/")}
    return line in entries and above in entries and above != line
