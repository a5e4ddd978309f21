"""Undo the defanging of an address, without ever turning one host into another."""

import re
from collections.abc import Iterator
from unicodedata import normalize

from scamtriage.knowledge.hosts.url_passwords import BEHIND_H, CLOSE, OPEN, TO_SLASH, WIDE, WRITTEN
from scamtriage.records import lazy_re

_SCHEME = lazy_re.compile(rf"{WRITTEN}* [\])}}]?", re.VERBOSE | re.IGNORECASE)
_FILE_NAME = lazy_re.compile(r"(?P<scheme>h[x*+]{2}ps?):?_{2}(?=[a-z0-9][^_/?\#]*(?:[/?\#]|\Z))", re.IGNORECASE)
"""A defanged scheme with "//" as in the names of files: no host begins with it, so that nothing else can be meant. Behind it a further "_"
may be a slash or one of the host, and is read by nobody: "hxxp__evil.top_login.php" is no host."""
_ANOTHER = lazy_re.compile(rf"[Hh] (?i:{BEHIND_H} {TO_SLASH})", re.VERBOSE)
"""A written scheme. `re` jumps from one "h" to the next only if the first letter is in the set as it is, and not folded."""
_WIDE_MARKS = "\uff00-\uffef"
_SEAM = lazy_re.compile(
    rf"""(?:[,;|、，；]["'<\[(]{{0,2}} | [\u2010-\u205e\u2190-\u2bff\u3000-\u303f\ufe0f\U0001f000-\U0001faff]{{1,3}}
    | (?<=[a-z0-9.]) | (?<=[^\x00-\x7f{_WIDE_MARKS}]))\Z""",
    re.VERBOSE | re.IGNORECASE,
)
"""What separates two addresses: a mark of lists, a picture or a dash, or nothing behind a letter or digit of any script. A wide "/", "=" or
"&" is that of an address."""
_NOT_WEB_NAMES = """about blob cid data facetime file ftp ftps geo git intent irc javascript ldap line magnet market news nfs sftp sip
sips sms smb ssh tel telnet tg tftp urn view-source viber weixin whatsapp ws wss xmpp"""
NOT_WEB = frozenset(_NOT_WEB_NAMES.split())
"""Words that form a scheme with a colon, and no label of an address."""
_SPOKEN = ("dot", "punkt", "punto", "titik", "chấm", normalize("NFD", "chấm"), "จุด", "点", "點")
SPOKEN = "|".join(_SPOKEN)
DOT = rf"{OPEN}(?:[.。．]|{SPOKEN}){CLOSE}"
"""A defanged dot in brackets, or spelled as a word of the users' languages."""
_DOT = lazy_re.compile(rf"{DOT}|\s{{1,3}}(?:{SPOKEN})\s{{1,3}}|\s{{1,3}}\.\s?|\[\.|\.\]|\(\.|\.\)", re.IGNORECASE)
_BARE_DOT = lazy_re.compile(r"(?<=[a-z0-9])[点點](?=[a-z0-9])", re.IGNORECASE)
"""The word without brackets or blanks. It may be a letter of a name, so it is read as a dot only if there is no other dot."""
_ANY_DOT = lazy_re.compile("[.。．｡]")
_AT = lazy_re.compile(rf"{OPEN}(?:@|at){CLOSE}|\s{{1,3}}at\s{{1,3}}", re.IGNORECASE)
_COLON = lazy_re.compile(rf"{OPEN}:{CLOSE}")
_SLASH = lazy_re.compile(rf"{OPEN}/{CLOSE}")
_AUTHORITY = lazy_re.compile(rf"(?:{OPEN}/{CLOSE}|[^/\\?#])*")
_ESCAPED_DOT = lazy_re.compile(r"\\\.")
_MARKS = frozenset("[({<])}>【（［〔】）］〕 ")
_LITERAL = lazy_re.compile(r"(?:[^@\[\]]*@)?\[[0-9a-f.]*:[0-9a-f:.]*\](?::[0-9]*)?", re.IGNORECASE)
"""An IPv6 address as browsers write it: its brackets are no marks of defanging."""


def split_scheme(text: str) -> tuple[str, bool, str]:
    """Return (scheme, whether a browser would read it as written, the rest). The scheme is "http", "https" or "".

    A browser takes any number of slashes and backslashes after "http:" (WHATWG URL, "special authority slashes").
    """
    match = _FILE_NAME.match(text) or _SCHEME.match(text if text.isascii() else text.translate(WIDE))
    if match is None:
        return "", False, text
    written = match["scheme"].lower()
    plain = written in ("http", "https") and text[len(written) : match.end()].rstrip("/\\") == ":"
    return ("https" if "s" in written else "http"), plain, text[match.end() :]


def another_address(tail: str) -> bool:
    """Whether the text after a host contains a second address, separated as in a list or pasted directly. Reading it as one page would lose
    the second."""
    return next(seams(tail), None) is not None


def seams(text: str) -> Iterator[int]:
    """Yield where a second address begins after a list separator, or pasted directly behind the first. "?u=https://…" and "/https://…" are
    part of one address."""
    for scheme in _ANOTHER.finditer(text):
        if (seam := _SEAM.search(text, max(0, scheme.start() - 3), scheme.start())) is not None:
            yield seam.start()


def refang(rest: str, *, browser_reads_it: bool) -> str:
    """Return the part after the scheme as it was before defanging.

    It is changed only if the authority has a mark that no browser accepts in a host; "[.]" in a query stays. With `browser_reads_it`, a
    backslash is a slash, as in every browser; otherwise "\\." is a dot.
    """
    if not browser_reads_it and "\\" in rest:
        rest = _ESCAPED_DOT.sub(".", rest)
    match = _AUTHORITY.match(rest)
    if match is not None and _ANY_DOT.search(match[0]) is None:
        rest = _BARE_DOT.sub(".", match[0]) + rest[match.end() :]
        match = _AUTHORITY.match(rest)
    if match is None or _MARKS.isdisjoint(authority := match[0].strip()) or _LITERAL.fullmatch(authority) is not None:
        return rest
    for pattern, plain in ((_DOT, "."), (_AT, "@"), (_COLON, ":"), (_SLASH, "/")):
        rest = pattern.sub(plain, rest)
    return rest
