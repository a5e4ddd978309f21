"""The name and the password that may stand before a host, in an address as people write it."""

import re
from collections.abc import Iterator

from scamtriage.knowledge.urlparts import AUTHORITY_END

WRITTEN = r"""
    (?P<scheme> h [tx*_+]{2} p (?: s | \[s\] | \(s\) )? )   # http, hxxps, h**p, http[s]
    \s* [\[({]? [:：] [\])}]? [\[({]?                        # ":", "[:]", "[://]", as keyboards of East Asia have it
    [/\\／]"""
"""How the scheme of a web address is written, also where nobody is to click it."""
OPEN, CLOSE = r"\s{0,3}[\[({<【（［〔]\s{0,3}", r"\s{0,3}[\])}>】）］〕]\s{0,3}"  # bounded: a long run of blanks must not cost its square
WIDE = {0xFEE0 + code: code for code in range(0x21, 0x7F)}
"""Full-width forms as keyboards of East Asia give them. In a host a browser undoes them itself, where they may not be a delimiter."""
_SCHEME = re.compile(rf"{WRITTEN}* [\])}}]? | (?<![a-z0-9+.-])[a-z][a-z0-9+.-]{{1,20}}://", re.VERBOSE | re.IGNORECASE)
_NO_SLASH = re.compile(r"(?:https?:|mailto:)", re.IGNORECASE)
_SET_OFF = re.compile(r"""[\s,;|、，；]["'<\[({“‘「]{0,2}\Z""")
"""Before a second address of a line; within one, none of these stands before "https://"."""
_AT = re.compile(rf"@|＠|{OPEN}(?:@|at){CLOSE}", re.IGNORECASE)
_COLON = re.compile(r":(?!\d{1,5}[\s,;|、，；])")
"""Before a password; not that of a port, behind which a mailbox follows as in a list."""
_IN_WORDS = re.compile(r":(?=\S+\Z)")
"""Where no scheme says that an address begins: "Link: nok@mail.example" holds none."""
_DELIMITERS = re.compile(r"[/:?#@\\]")


def without_password(text: str) -> str:
    """A line as it may be shown, without the password before its host: nobody is asked with it, and what is shown goes on to others. The
    name before it stays: it may be the host for which the address wants to be taken. What stands in a path or a query stays as well."""
    read = text if _DELIMITERS.search(text) else text.translate(WIDE)  # written full-width throughout
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
    """(where one begins, whether no scheme says so): that of the address, and those of others that are set off from it."""
    first = AUTHORITY_END.search(text)
    path = len(text) if first is None else first.start()
    schemes = [m for m in _SCHEME.finditer(text) if m.start() < path or _SET_OFF.search(text, max(0, m.start() - 3), m.start())]
    if not schemes or schemes[0].start() >= path:
        bare = _NO_SLASH.match(text.lstrip())
        start = 0 if bare is None else len(text) - len(text.lstrip()) + bare.end()
        yield start, bare is None or bare[0][0] in "mM"
    yield from ((scheme.end(), False) for scheme in schemes)
