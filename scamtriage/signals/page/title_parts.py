"""The part of a title, heading or logo in which a name stands: "Case check - Royal Thai Police" has two."""

from scamtriage.records import lazy_re
from scamtriage.signals.page.occurrences import HEADING, Hit
from scamtriage.signals.page.text import PageText

PARTS = lazy_re.compile(r"[|:·–—：｜\n]|\s-|-\s")
"""Separators of the parts."""
PART_CHARS = 160
"""Characters read on each side of a name to find the end of its part."""
TRIM = " \t.,'\"“”‘’()[]©®0123456789"
"""Characters beside a name that do not count as words."""


def beside(text: PageText, hit: Hit) -> tuple[str, str]:
    """The words before and after a name within its part."""
    whole = text.found.texts[hit.place]
    before, behind = whole[max(0, hit.start - PART_CHARS) : hit.start], whole[hit.end : hit.end + PART_CHARS]
    first = max((found.end() for found in PARTS.finditer(before)), default=0)
    last = PARTS.search(behind)
    return before[first:].strip(TRIM), (behind[: last.start()] if last else behind).strip(TRIM)


def fills(text: PageText, hit: Hit) -> bool:
    """Whether the name makes up most of its part."""
    return sum(map(len, beside(text, hit))) <= hit.end - hit.start


def repeats_title(text: PageText, hit: Hit) -> bool:
    """Whether the name is in a heading that stands in the title too and does not consist of the name alone. Both then count as one place:
    papers set their headline before their own name."""
    if hit.place != HEADING or not (title := text.page.title.strip()):
        return False
    whole = text.found.texts[HEADING]
    last = whole.find("\n", hit.end)
    heading = whole[whole.rfind("\n", 0, hit.start) + 1 : last if last >= 0 else len(whole)].strip()
    return heading.casefold() in title.casefold() and not fills(text, hit)
