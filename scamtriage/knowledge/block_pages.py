"""Recognise pages in front of or instead of a site: challenges, default pages, suspensions, warnings, blocks."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from scamtriage.knowledge.loading import read_text, read_toml

FILE = "doors.toml"
NAMES = (
    *("challenge", "captcha", "forbidden", "rate-limit", "geo-block", "seized", "blocked-by-order", "warning-page", "suspended-page"),
    "default-page",
)
FEW = 600
"""Maximum characters of a page that is only a barrier, unless its row sets another number."""


@dataclass(frozen=True, slots=True)
class Door:
    """One kind of barrier page. All words are in lower case."""

    name: str
    titles: tuple[str, ...]
    words: tuple[str, ...]
    most: int
    both: bool
    """Both a title and a word must match; otherwise either is enough."""
    notices: tuple[tuple[tuple[str, ...], ...], ...] = ()
    """Block notices. A page matches if each of the three groups matches: what was requested, that it is blocked, by whom."""


@dataclass(frozen=True, slots=True)
class Doors:
    """The table of barriers. `hosts` are hosts that such a page may link to."""

    doors: tuple[Door, ...]
    hosts: frozenset[str]
    orders: re.Pattern[str]

    def titled(self, title: str) -> str:
        """Return the first barrier with this title; "" if there is none, or if the barrier also needs words."""
        lowered = title.lower()
        return next((door.name for door in self.doors if not door.both and any(said in lowered for said in door.titles)), "")

    def told(self, title: str, text: str) -> str:
        """Return the first barrier that a page with only this text is; "" if it may be a normal page."""
        head, words = title.lower(), f"{title} {text}".lower()
        for door in self.doors:
            if len(text) > door.most or not any(said in words for said in door.words):
                continue
            if door.both and any(said in head or (not head and said in words) for said in door.titles):
                return door.name
            if not door.both and not self.orders.search(words):
                return door.name
        return ""

    def ordered(self, title: str, text: str) -> str:
        """Return the first barrier whose block notice the text contains. Pages that only write about blocking do not match."""
        words = f"{title} {text}".lower()
        for door in self.doors:
            if len(text) <= door.most and any(all(any(said in words for said in group) for group in one) for one in door.notices):
                return door.name
        return ""

    def leads_away(self, hosts: Iterable[str]) -> bool:
        """Return whether any host is not one that such a page links to."""
        return not self.hosts.issuperset(hosts)


@cache
def load() -> Doors:
    """Load the shipped table. Raises BadRule."""
    table = read_toml(FILE, read_text(FILE))
    doors = [
        Door(
            row["name"],
            tuple(row.get("titles", ())),
            tuple(row.get("words", ())),
            row.get("most", FEW),
            row.get("both", False),
            tuple(tuple(tuple(notice[part]) for part in ("site", "blocked", "by")) for notice in row.get("notices", ())),
        )
        for row in table["door"]
    ]
    return Doors(tuple(doors), frozenset(table["hosts"]), re.compile("|".join(table["orders"])))
