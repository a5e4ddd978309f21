"""The refresh pragma or header, which redirects a visitor after a delay."""

import re
from functools import lru_cache

from scamtriage.parse.html.reference import clean
from scamtriage.records import lazy_re

LONGEST_WAIT_S = 30.0
"""A page that waits longer counts as a page, not as a redirect."""

AT_ONCE_S = 5.0
"""A page that loads itself again so soon shows its visitor something else then: honest ones that stay up to date wait longer."""

_MAX_URL = 4_096
_REFRESH = lazy_re.compile(
    r"\s*+(\d*+)(?:\.[\d.]*+)?(?:[\s;,]\s*+[;,]?\s*+(.*+))?", re.DOTALL | re.ASCII
)  # WHATWG HTML 4.2.5.3, pragma refresh
_URL_WORD = lazy_re.compile(r"url\s*+=\s*+", re.IGNORECASE | re.ASCII)
_IS_REFRESH = r"http-equiv\s*+=\s*+[\"']?refresh[\"'\s]"
_REFRESHES = lazy_re.compile(_IS_REFRESH, re.IGNORECASE)
_WRITTEN = lazy_re.compile(rf"<meta(?=[\s/])(?:[^<>h]++|h(?!{_IS_REFRESH[1:]})|<(?!meta))*+{_IS_REFRESH}[^>]{{0,400}}", re.IGNORECASE)
"""Each attempt ends where the next begins, so the search is linear."""
_CONTENT = lazy_re.compile(r"content\s*=\s*(?:\"([^\"]*)|'([^']*)|([^\s>\"']+))", re.IGNORECASE)


def refresh_target(content: str) -> str | None:
    """Return the URL of a refresh pragma that is due soon. None for a reload without URL, a long wait or an invalid pragma."""
    wait_s, rest = _read(content)
    if wait_s is None or wait_s > LONGEST_WAIT_S:
        return None
    if (word := _URL_WORD.match(rest)) is not None:
        rest = rest[word.end() :]
    if rest[:1] in ("'", '"'):
        rest = rest[1:].split(rest[0], 1)[0]
    return clean(rest) or None


def wait_of(content: str) -> float | None:
    """Return the seconds, without their fraction, that a refresh pragma waits; None if it is invalid."""
    return _read(content)[0]


def _read(content: str) -> tuple[float | None, str]:
    match = _REFRESH.match(content[:_MAX_URL])
    if match is None or not (match[1] or content.lstrip().startswith(".")):
        return None, ""
    return float(match[1][:6] or 0), match[2] or ""


def written_refresh(markup: str) -> str | None:
    """Return the target of the first refresh pragma in markup that a script writes."""
    return _first_refresh(markup[:_MAX_URL])


@lru_cache(maxsize=64)  # a script may write the same thousands of times
def _first_refresh(markup: str) -> str | None:
    tag = _WRITTEN.search(markup) if _REFRESHES.search(markup) is not None else None
    content = _CONTENT.search(tag[0]) if tag is not None else None
    return refresh_target(next(filter(None, content.groups()), "")) if content is not None else None
