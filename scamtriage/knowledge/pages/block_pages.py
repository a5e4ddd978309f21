"""Recognise pages in front of or instead of a site: challenges, default pages, suspensions, warnings, blocks."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache, cached_property
from typing import Annotated

from msgspec import field

from scamtriage.knowledge.hosts.lent_names import lies_under
from scamtriage.knowledge.loading import Count, Host, Hosts, Many, Table, Text, Words, one_of, read_table
from scamtriage.knowledge.matcher import Matcher, Pattern

FILE = "barriers.toml"
NAMES = (
    *("challenge", "captcha", "forbidden", "rate-limit", "geo-block", "seized", "blocked-by-order", "warning-page", "suspended-page"),
    *("default-page", "maintenance", "broken", "for-sale"),
)


class Notice(Table, frozen=True, kw_only=True):
    """What a block notice says; a page matches if a word of each group stands there."""

    site: Words
    blocked: Words
    by: Words

    def stands_in(self, words: str) -> bool:
        return all(any(_says(words, said) for said in group) for group in (self.site, self.blocked, self.by))


class BarrierRule(Table, frozen=True, kw_only=True):
    """One kind of barrier page. All words are in lower case."""

    name: Annotated[str, one_of(NAMES)]
    titles: Words = ()
    words: Words = ()
    most: Count = 600
    """Maximum characters of a page that is only a barrier."""
    both: bool = False
    """Both a title and a word must match; otherwise either is enough."""
    alone: bool = False
    """Words of every day: the page leads to no other of its site and has none of the words in `stakes`."""
    trades: bool = False
    """Words of trades too, such as builders and dealers in names: beside a contact they are a business's own."""
    at: Many[Host] = ()
    """Hosts at or below which it stands; () for any. A service's notice about its users' links is nobody else's to show."""
    notices: Many[Notice] = ()


class BarrierTable(Table, frozen=True, kw_only=True, dict=True):
    """The table of barriers."""

    as_of: date
    source: Text
    doors: Many[BarrierRule] = field(name="door")
    hosts: Hosts
    """Hosts that such a page may link to."""
    orders: re.Pattern[str]
    stakes: re.Pattern[str]
    loading: re.Pattern[str]
    interstitials: re.Pattern[str]

    @cached_property
    def _words(self) -> Matcher[int]:
        """Finds the words of all doors in one pass; the key is the number of the door."""
        return Matcher(Pattern(number, said) for number, door in enumerate(self.doors) for said in door.words)

    @cached_property
    def _titles(self) -> tuple[tuple[str, str], ...]:
        """(title, name of its door) of the doors that need no word besides, in order."""
        return tuple((said, door.name) for door in self.doors if not door.both for said in door.titles)

    def titled(self, title: str) -> str:
        """Return the first barrier with this title; "" if there is none, or if the barrier also needs words."""
        lowered = title.lower()
        for said, name in self._titles:
            if _says(lowered, said):
                return name
        return ""

    def told(self, title: str, text: str, alone: Callable[[], bool], host: str = "", *, contact: bool = False) -> str:
        """Return the first barrier that a page with only this text is; "" if it may be a normal page.

        `alone`: whether the page leads to no other page of its site and names no stake, asked only if that decides. A fraud may write
        "access denied" too, but has to go on. `host`: of the page; "" if unknown. `contact`: the page gives one, or has a form.
        """
        if not any(len(text) <= door.most for door in self.doors):
            return ""
        head, words = _without_host(title.lower(), host), _without_host(f"{title} {text}".lower(), host)
        standing = self._words.found(words)
        for number, door in enumerate(self.doors):
            if number not in standing or len(text) > door.most or (contact and door.trades):
                continue
            if not any(_says(words, said) for said in door.words) or (door.alone and not alone()):
                continue
            if door.at and not lies_under(host, door.at):
                continue
            if door.both and any(_says(head or words, said) for said in door.titles):
                return door.name
            if not door.both and not self.orders.search(words):
                return door.name
        return ""

    def ordered(self, title: str, text: str) -> str:
        """Return the first barrier whose block notice the text contains. Pages that only write about blocking do not match."""
        doors = [door for door in self.doors if door.notices and len(text) <= door.most]
        words = f"{title} {text}".lower() if doors else ""
        return next((door.name for door in doors if any(notice.stands_in(words) for notice in door.notices)), "")

    def names_stake(self, title: str, text: str) -> bool:
        """Return whether it speaks of what a refusal does not: money, accounts, prizes."""
        return self.stakes.search(f"{title} {text}".lower()) is not None

    def says_it_loads(self, text: str) -> bool:
        """Return whether a text tells its reader to wait for what the page will show."""
        return self.loading.search(text.lower()) is not None

    def clicked_through(self, words: str) -> bool:
        """Return whether a text asks its reader for consent, for his age, or to open an app or another browser first."""
        return self.interstitials.search(words.lower()) is not None

    def leads_away(self, hosts: Iterable[str], host: str) -> bool:
        """Return whether any of these is not one that such a page links to. A service that shows a door at one name of its own links to the
        others. `host`: of the page; "" if unknown."""
        strange = [one for one in hosts if one not in self.hosts]
        return bool(strange) and not any(
            door.at and lies_under(host, door.at) and all(lies_under(one, door.at) for one in strange) for door in self.doors
        )


def _says(words: str, said: str) -> bool:
    """Return whether lower-case words hold this from the start of a word on: "silakan datang" (do come) does not say "akan datang" (soon).

    Its end is open, since some of the table are stems; scripts without spaces have no start of a word to look for.
    """
    at = words.find(said)
    if at < 0 or not _latin(said[0]):
        return at >= 0
    while at > 0 and _latin(words[at - 1]):
        if (at := words.find(said, at + 1)) < 0:
            return False
    return True


def _latin(char: str) -> bool:
    return char.isalpha() and (char < "\u0370" or "\u1e00" <= char < "\u1f00")


def _without_host(words: str, host: str) -> str:
    """Return lower-case words with the name of their page's own site written as "this domain": "shop.example is for sale"."""
    for name in (host, host.removeprefix("www.")) if host else ():
        words = words.replace(name, "this domain")
    return words


@cache
def load() -> BarrierTable:
    """Load the shipped table. Raises BadTable."""
    return read_table(FILE, BarrierTable)
