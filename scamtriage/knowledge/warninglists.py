"""The lists of the optional package pymispwarninglists that say something about a host name, each with its date."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from scamtriage.records.facts import Listing

POPULAR = ("top ", "google-chrome-crux")
"""How the titles of lists begin that count visits or links. They hold casinos and scams too."""
KNOWN = ("list of known bank domains", "university domains")
"""Lists of names that somebody vouches for. The others name infrastructure, which speaks for nobody."""
_FIRST_DATE = 20_000_101


class NotInstalled(Exception):
    """The optional package is not here. The message says how to get it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """The chosen lists in memory, about 300 MB; made once a process."""

    chosen: tuple[tuple[Any, str, date], ...]
    """(list, sort, date)."""
    as_of: date
    """Of the newest."""

    def holding(self, names: Iterable[str]) -> tuple[Listing, ...]:
        """Every list that holds one of these names exactly; a name below a listed one is not listed."""
        wanted = tuple(dict.fromkeys(names))
        return tuple(
            Listing(list=one.name, sort=sort, name=name, as_of=as_of.isoformat(), entries=len(one.list))  # type: ignore[arg-type]
            for one, sort, as_of in self.chosen
            for name in wanted
            if name in one
        )


@cache
def load() -> Lists:
    """Read the package's data, once. Raises NotInstalled."""
    try:
        from pymispwarninglists import WarningLists
    except ImportError:
        raise NotInstalled("pymispwarninglists is not installed; run: pip install pymispwarninglists") from None
    found = [(one, sort) for one in WarningLists(slow_search=False).warninglists.values() if (sort := _sort(one.name))]
    dates = [day for one, _ in found if (day := dated(one.version))]
    newest = max(dates)
    return Lists(chosen=tuple((one, sort, dated(one.version) or newest) for one, sort in found), as_of=newest)


def dated(version: int | str) -> date | None:
    """The date that a list's version is, or None for a plain count."""
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
