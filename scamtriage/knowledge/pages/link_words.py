"""Words of links to contact pages, pages about the operator, and policies, in the languages of the region."""

import re
from collections.abc import Sequence
from functools import cache
from urllib.parse import unquote

from scamtriage.knowledge.hosts.urlparts import page_of
from scamtriage.knowledge.language.phrases import compiled, words
from scamtriage.knowledge.matcher import Matcher, Pattern

_APART = "\x00"
TABLE = "links"
_KINDS = ("contact", "about", "rules")
NOTHING = len(_KINDS)


def ranks(links: Sequence[tuple[str, str]]) -> list[int]:
    """Return for each (URL, text): 0 for contact, 1 for about, 2 for policies, NOTHING for others. One pass."""
    said = [f"{url if '%' not in url else unquote(url)} {text}" for url, text in links]
    joined = _APART.join(said)
    if joined.count(_APART) >= len(said):  # one stands in a link
        joined = _APART.join([one.replace(_APART, " ") for one in said])
    data = joined.lower().encode("utf-8", "replace")
    found = [NOTHING] * len(links)
    line = position = 0
    patterns = _matcher().patterns
    for index, end in _matcher().ends(data, limit=20_000):
        line += data.count(_APART.encode(), position, end)
        position = end
        found[line] = min(found[line], patterns[index].key)
    return found


def does_something(url: str, text: str) -> bool:
    """Return whether following a link may have side effects, by its path, query and text.

    Such links are not followed: pages are only read, and no account may be changed.
    """
    said = re.sub(r"[\s_+]+", "-", unquote(f"{page_of(url)}? {text}").lower())
    return compiled(TABLE, "deeds").search(compiled(TABLE, "rules_of_deeds").sub("", said)) is not None


@cache
def _matcher() -> Matcher[int]:
    return Matcher(Pattern(rank, word) for rank, kind in enumerate(_KINDS) for word in words(TABLE, kind))
