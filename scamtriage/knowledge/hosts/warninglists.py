"""The lists of the optional package pymispwarninglists that say something about a host name, each with its date."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from scamtriage.knowledge.extras import missing
from scamtriage.records.facts import Listing

POPULAR = ("top ", "google-chrome-crux")
"""Prefixes of the titles of lists that count visits or links. These lists contain casinos and scams too."""
KNOWN = ("list of known bank domains", "university domains")
"""Lists of vouched-for names. The other lists name infrastructure, which says nothing about honesty."""
_FIRST_DATE = 20_000_101


class NotInstalled(Exception):
    """The optional package is not installed. The message says how to install it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """The chosen lists, about 300 MB in memory; loaded once per process."""

    chosen: tuple[tuple[Any, str, date], ...]
    """(list, "popular" or "known", date)."""
    as_of: date
    """The date of the newest list."""

    def holding(self, names: Iterable[str]) -> tuple[Listing, ...]:
        """Return every list that contains one of these names exactly; names below a listed one do not count."""
        wanted = tuple(dict.fromkeys(names))
        return tuple(
            Listing(list=one.name, sort=sort, name=name, as_of=as_of.isoformat(), entries=len(one.list))  # type: ignore[arg-type]
            for one, sort, as_of in self.chosen
            for name in wanted
            if name in one
        )


@cache
def load() -> Lists:
    """Load the package's data once. Raises NotInstalled."""
    try:
        from pymispwarninglists import WarningLists
    except ImportError:
        raise NotInstalled(missing("warninglists")) from None
    found = [(one, sort) for one in WarningLists(slow_search=False).warninglists.values() if (sort := _sort(one.name))]
    dates = [day for one, _ in found if (day := dated(one.version))]
    newest = max(dates)
    return Lists(chosen=tuple((one, sort, dated(one.version) or newest) for one, sort in found), as_of=newest)


def dated(version: int | str) -> date | None:
    """Return the date in a list's version, or None if the version is a plain number."""
    digits = str(version)[:8]
    if not digits.isdigit() or int(digits) < _FIRST_DATE:
        return None
    try:
        return datetime.strptime(digits, "%Y%m%d").date()
    except ValueError:
        return None


def _sort(title: str) -> str:
    low = title.lower()
    return "popular" if low.startswith(POPULAR) else "known" if low in KNOWN else ""
