"""What a page says that stands before the site, or in its place: doors, default pages of servers, suspensions, warnings, blocks."""

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
"""Characters of a page that may say nothing but that it is a door, unless its row tells another number."""


@dataclass(frozen=True, slots=True)
class Door:
    """One kind of it; the words are in lower case."""

    name: str
    titles: tuple[str, ...]
    words: tuple[str, ...]
    most: int
    both: bool
    """Title and words are both of this door; else either will do."""
    notices: tuple[tuple[tuple[str, ...], ...], ...] = ()
    """Of each of its groups one stands on the page: what was asked for, that it is blocked, and who had it blocked."""


@dataclass(frozen=True, slots=True)
class Doors:
    """The table. `hosts` are those that such a page may lead to."""

    doors: tuple[Door, ...]
    hosts: frozenset[str]
    orders: re.Pattern[str]

    def titled(self, title: str) -> str:
        """The first door whose title this is; "" when it is none's, or needs its words beside it."""
        lowered = title.lower()
        return next((door.name for door in self.doors if not door.both and any(said in lowered for said in door.titles)), "")

    def told(self, title: str, text: str) -> str:
        """The first door that a page with nothing but this text says it is; "" where it may be a page."""
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
        """The first door whose notice a page with this text is: it tells of itself, and a page that talks of blocking does not."""
        words = f"{title} {text}".lower()
        for door in self.doors:
            if len(text) <= door.most and any(all(any(said in words for said in group) for group in one) for one in door.notices):
                return door.name
        return ""

    def leads_away(self, hosts: Iterable[str]) -> bool:
        """Whether one of these hosts is none that such a page leads to."""
        return not self.hosts.issuperset(hosts)


@cache
def load() -> Doors:
    """The shipped table. Raises BadRule."""
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
