"""What an e-mail address is made of, and the words that stand for its @ and its dots in all our languages."""

import re
from functools import cache
from unicodedata import normalize

from msgspec import Struct

from scamtriage.knowledge.language.phrases import any_word
from scamtriage.knowledge.pages.contact_table import channels
from scamtriage.records import lazy_re

MARKED = "À-ÖØ-öø-ɏ\u0300-\u036fḀ-ỿ"
"""Latin letters with marks and the marks themselves. They belong to a name (RFC 6531); behind letters of other scripts, which are
written without spaces, a name may start.
"""
BARE = rf"(?<![A-Za-z0-9{MARKED}.!#$%&*+/=?^_{{}}~-])"
"""No address character may precede it. A vertical bar may, as it separates entries of a footer line."""
LOCAL = rf"[A-Za-z0-9{MARKED}](?:[A-Za-z0-9{MARKED}._%+'-]{{0,62}}[A-Za-z0-9{MARKED}_+-])?"
_LOCAL = lazy_re.compile(rf"[a-z0-9{MARKED}._%+'-]{{1,64}}")
HOST_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
TLD = r"(?:[A-Za-z]{2,24}|xn--[A-Za-z0-9-]{2,59})(?![A-Za-z0-9@_-])"


class Spelling(Struct, frozen=True):
    """The patterns built from the table's words for @ and for the dot."""

    address: re.Pattern[str]
    dot: re.Pattern[str]
    bracketed: re.Pattern[str]
    """name [a] host [titik] org: a bracketed "a" with spaces around it, if the dot is bracketed too."""
    spoken: re.Pattern[str]
    """donate at example dot org: the words are common, so a word for e-mail must precede them."""


@cache
def spelling_of(mark: str) -> Spelling:
    """Build the patterns. `mark` is the replacement of @ that the page states (see _STANDS_IN), or ""."""
    opening, closing = r" ?[\[({<#*]{1,2} ?", r" ?[\])}>#*]{1,2} ?"
    at = rf"{opening}(?:@|{_any('at', 'at-alone')}){closing}|\[[aA]\]|\([aA]\)| ?(?:{_any('at-alone')}) ?|◎|@"
    at += rf"| ?{re.escape(mark)} ?" if mark else ""
    written_dot = rf"{opening}(?:\.|{_any('dot', 'dot-alone')}){closing}"
    dot = rf"(?:{written_dot}| ?(?:{_any('dot-alone')}) ?| (?:{_any('dot-spoken')}) |\.)"
    local = rf"{LOCAL}(?:(?:{written_dot})[A-Za-z0-9_-]{{1,40}}){{0,3}}"
    com = any_word("around_contacts", "com")
    spoken_dot = rf" (?:{_any('dot-spoken')}) "
    return Spelling(
        address=re.compile(rf"{BARE}({local})({at})((?:{HOST_LABEL}{dot}){{1,6}}(?:{TLD}|{com}))", re.IGNORECASE),
        dot=re.compile(dot, re.IGNORECASE),
        bracketed=re.compile(rf"{BARE}({LOCAL}) ?[\[(][aA][\])] ?((?:{HOST_LABEL}{written_dot}){{1,4}}{TLD})", re.IGNORECASE),
        spoken=re.compile(
            rf"{BARE}({LOCAL}(?:{spoken_dot}[A-Za-z0-9_-]{{1,40}}){{0,2}}) (?:{_any('at-spoken')}) "
            rf"((?:{HOST_LABEL}(?:{spoken_dot}|\.)){{0,4}}{HOST_LABEL}"
            rf"{spoken_dot}[A-Za-z]{{2,24}}(?:\.[A-Za-z]{{2}})?(?![A-Za-z0-9@_-]))",
            re.IGNORECASE,
        ),
    )


def _any(*names: str) -> str:
    """Return an alternation of the table's words, longest first."""
    words = {word for name in names for word in channels().spelling[name]}
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


_DOMAIN, _KEY = lazy_re.compile(r"\A[a-z0-9.-]+\.(?:[a-z]{2,24}|xn--[a-z0-9-]{2,59})"), lazy_re.compile(r"[0-9a-f]{24,}")


_FILLED_IN = lazy_re.compile(
    r"x{4,}|(?:your|my|tu|su|votre|seu)[._-]?(?:e-?mail|name|address|id|username)(?:[._-]?(?:here|address))?|(?:enter|insert)[._-]?e-?mail.*"
)
"""What a template has where a name is to be written. "yourloan" may be somebody's."""
_MASKED = lazy_re.compile("x{4,}")


def clean(address: str) -> str | None:
    """Return the address in lower case, or None if it is a file, a version, a placeholder or malformed."""
    address = normalize("NFC", address.strip().lower())
    local, _, domain = address.partition("@")
    labels = domain.split(".")
    spelling = channels().spelling
    if not local or len(labels) < 2 or len(address) > 254 or ".." in local or not all(labels) or labels[-1] in spelling["no-tlds"]:
        return None
    if not _LOCAL.fullmatch(local) or not _DOMAIN.fullmatch(domain):
        return None
    if local in spelling["placeholder-locals"] and domain in spelling["placeholder-domains"]:
        return None
    if _FILLED_IN.fullmatch(local) or _MASKED.fullmatch(labels[0]):
        return None
    if _KEY.fullmatch(local):  # keys of error collectors, message ids
        return None
    return address
