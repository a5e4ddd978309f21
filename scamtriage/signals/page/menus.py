"""Entries of a site's own menu, which name what another page is about, and say nothing themselves."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from scamtriage.records.facts import PageFacts
from scamtriage.signals.page.occurrences import TEXT, Hit

ENTRY_CHARS = 120
"""Longest text of a link that is kept, and distance at which the ends of its line are sought."""


def outside_menus(page: PageFacts, hits: Iterable[Hit]) -> list[Hit]:
    """The occurrences that are no entry of the site's own menu. In a menu the line, and the one above it, are the texts of links to other
    pages of this site: a head alone can be a link, too."""
    hits = list(hits)
    if not hits:
        return hits
    entries = {link.text.strip() for link in page.links if link.host == page.final_host and urlsplit(link.url).path.strip("/")}
    return [h for h in hits if h.place != TEXT or not _listed(page.text, h, entries)]


def _listed(text: str, hit: Hit, entries: set[str]) -> bool:
    first = text.rfind("\n", max(0, hit.start - ENTRY_CHARS), hit.start) + 1
    last = text.find("\n", hit.end, hit.end + ENTRY_CHARS)
    line = text[first : last if last >= 0 else hit.end + ENTRY_CHARS].strip()
    above = text[max(0, first - ENTRY_CHARS) : first].rstrip().rpartition("\n")[2].strip() if first and line in entries else ""
    return above in entries and above != line
