"""Remove the password from URLs as people write them (`user:password@host`)."""

import re
from collections.abc import Iterator

from scamtriage.knowledge.hosts.urlparts import AUTHORITY_END
from scamtriage.records import lazy_re

BEHIND_H = r"[tx*_+]{2} p (?: s | \[s\] | \(s\) )?"  # http, hxxps, h**p, http[s]
TO_SLASH = r"""
    \s* [\[({]? [:：] [\])}]? [\[({]?   # ":", "[:]", "[://]", as keyboards of East Asia have it
    [/\\／]"""
WRITTEN = rf"(?P<scheme> h {BEHIND_H} ) {TO_SLASH}"
"""The scheme of a URL as people write it, including defanged forms."""
OPEN, CLOSE = r"\s{0,3}[\[({<【（［〔]\s{0,3}", r"\s{0,3}[\])}>】）］〕]\s{0,3}"  # bounded, for linear time on long runs of blanks
WIDE = {0xFEE0 + code: code for code in range(0x21, 0x7F)}
"""Full-width characters, as East Asian keyboards produce them. Browsers convert them in a host only where they cannot be a delimiter."""
_SCHEME = lazy_re.compile(rf"{WRITTEN}* [\])}}]? | (?<![a-z0-9+.-])[a-z][a-z0-9+.-]{{1,20}}://", re.VERBOSE | re.IGNORECASE)
_NO_SLASH = lazy_re.compile(r"(?:https?:|mailto:|[/\\]{2})", re.IGNORECASE)
_SET_OFF = lazy_re.compile(r"""[\s,;|、，；]["'<\[({“‘「]{0,2}\Z""")
"""Text before a second URL in a line. None of these can be inside a URL before "https://"."""
_AT = lazy_re.compile(rf"@|＠|{OPEN}(?:@|at){CLOSE}", re.IGNORECASE)
_COLON = lazy_re.compile(r":(?!\d{1,5}[\s,;|、，；])")
"""The colon before a password, but not before a port that is followed by a separator and then a mailbox, as in a list."""
_IN_WORDS = lazy_re.compile(r":(?=\S+\Z)")
"""The colon if no scheme marks the start of a URL: "Link: nok@mail.example" contains no password."""
_DELIMITERS = lazy_re.compile(r"[/:?#@\\]")


def without_password(text: str) -> str:
    """Return the line for display, without passwords in URLs. They are never used for requests, and output is passed on.

    The user name stays, as it may be the host that the URL imitates. Passwords in a path or query also stay.
    """
    read = text if text.isascii() or _DELIMITERS.search(text) else text.translate(WIDE)  # the whole line is written full-width
    if ":" not in read or _AT.search(read) is None:
        return text
    shown, kept = "", 0
    for start, in_words in _authorities(read):
        end = AUTHORITY_END.search(read, start)
        authority = read[start : None if end is None else end.start()]
        *_, at = [None, *(mark.start() for mark in _AT.finditer(authority))]
        colon = None if at is None else (_IN_WORDS if in_words else _COLON).search(authority[:at])
        if at is not None and colon is not None and start >= kept:
            shown += f"{text[kept : start + colon.end()]}***"
            kept = start + at
    return shown + text[kept:]


def _authorities(text: str) -> Iterator[tuple[int, bool]]:
    """Yield (start of the authority, True if no scheme marks it): the line's own, then further URLs that are separated from it."""
    first = AUTHORITY_END.search(text)
    path = len(text) if first is None else first.start()
    schemes = [m for m in _SCHEME.finditer(text) if m.start() < path or _SET_OFF.search(text, max(0, m.start() - 3), m.start())]
    if not schemes or schemes[0].start() >= path:
        bare = _NO_SLASH.match(text.lstrip())
        start = 0 if bare is None else len(text) - len(text.lstrip()) + bare.end()
        yield start, bare is None or bare[0][0] in "mM"
    yield from ((scheme.end(), False) for scheme in schemes)
