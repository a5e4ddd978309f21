"""Make untrusted text safe for output."""

import re
from itertools import groupby

from scamtriage.records import lazy_re
from scamtriage.records.invisible_characters import CONTROLS, IGNORABLE

MAX_CELL = 200
"""Most characters of a table cell; machine-readable formats are never cut."""

# Control, format, bidirectional, zero-width, invisible fillers, variation selectors, line separators, surrogates, private use, tags and
# noncharacters: Unicode categories Cc, Cf, Cs, Co, Zl, Zp and the rest of Default_Ignorable_Code_Point.
_UNSEEN = (
    f"\t\n\f\r{CONTROLS}{IGNORABLE}\u115f\u3164\uffa0\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u2028\u2029\ud800-\uf8ff\ufdd0-\ufdef\ufffe\uffff"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U000f0000-\U0010ffff"
)
UNSEEN = lazy_re.compile(f"[{_UNSEEN}]")
UNSEEN_LEADS = (
    *(b"\xcd\x8f", b"\xe1\x85\x9f", b"\xe1\x85\xa0", b"\xe1\x9e\xb4", b"\xe1\x9e\xb5", b"\xe1\xa0", b"\xe3\x85\xa4", b"\xef\xb8"),
    *(b"\xef\xbe\xa0", b"\xf0\x9d\x85\x99", b"\xf3\xa0"),
)
"""UTF-8 prefixes of the invisible characters that `str.isprintable` accepts. Printable text without these prefixes has no invisible
characters."""
_MARKS = lazy_re.compile(
    "([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{4})[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)

_UNREAD = lazy_re.compile("[\udc80-\udcff]+")
"""Bytes of a path that a locale without UTF-8 could not decode."""
_DOT = lazy_re.compile(r"(?<!\[)\.(?!\])")
_HOSTS_DOT = lazy_re.compile(r"(?<![\[({<\\])\.(?![\])}>])")
"""Dots of a host that nobody has set apart: between "(.)" and its like a second pair would be one that nobody reads back."""
_URLS_DOT = lazy_re.compile(r"(?<![\[({<])\.(?![\])}>])")
"""Those of a host behind a scheme as browsers read it, to which a backslash is the slash at its end."""
_SCHEME = lazy_re.compile(r"([A-Za-z][A-Za-z0-9+-]*)://")
_WITHIN = lazy_re.compile(r"(https?|ftp)://((?:(?!(?:https?|ftp)://)[^\s/“”\"<>])*)", re.IGNORECASE)
_URL = lazy_re.compile(r"(?:https?|ftp)://[^\s“”\"<>]+", re.IGNORECASE)
"""A URL after any character: Thai and Chinese put no blank before it."""
_WWW = lazy_re.compile(r"(?<![a-z0-9@./=&?%-])www(?:\.[^\s./“”\"<>@\[\](){}]+)+", re.IGNORECASE)
"""A host that mail programs and Markdown make a link without a scheme. Within a URL it stays as it is, which can be converted back."""


def plain(text: str, limit: int | None = None) -> str:
    r"""Return the text with control and invisible characters as \u{...}, cut to `limit` characters with an ellipsis.

    Space is the only white space left; stacked combining marks are limited to four.
    """
    if not (text.isascii() and text.isprintable()):
        text = _MARKS.sub(r"\1", UNSEEN.sub(_visible, text))
    return text if limit is None or len(text) <= limit else text[: limit - 1] + "…"


def readable(words: str) -> str:
    """Make each line of a program message plain. Path bytes that the locale could not decode are shown as UTF-8 letters."""
    return "\n".join(plain(_UNREAD.sub(_letters, line)) for line in words.split("\n"))


def _letters(match: re.Match[str]) -> str:
    letters = match[0].encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return letters if letters.isprintable() else match[0]


def defang(text: str) -> str:
    """Return a URL or host that no terminal, mail client or editor makes clickable: hxxps://evil[.]example/. A link in its path or query
    becomes http[:]//other[.]example, which can be converted back."""
    match = _SCHEME.match(text)
    if match is None:
        host, slash, tail = text.partition("/")
        return _WITHIN.sub(_unclickable, _HOSTS_DOT.sub("[.]", host) + slash + _DOT.sub("[.]", tail))
    host, slash, tail = text[match.end() :].partition("/")
    scheme = {"http": "hxxp", "https": "hxxps"}.get(match[1].lower(), match[1])
    dots = _HOSTS_DOT if scheme == match[1] else _URLS_DOT
    return f"{scheme}://{_WITHIN.sub(_unclickable, dots.sub('[.]', host) + slash + tail)}"


def _unclickable(match: re.Match[str]) -> str:
    return f"{match[1]}[:]//{_DOT.sub('[.]', match[2])}"


def counted(number: int, what: str) -> str:
    """Return a number with its noun: "1 row", "1,204 rows"."""
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def grouped(number: int) -> int | str:
    """Return a number for `Speech.say`: as text with separators from 1,000 on, else as it is, since English says one thing otherwise."""
    return number if number < 1_000 else f"{number:,}"


def unlinked(sentence: str, host: str = "") -> str:
    """Return a sentence with its URLs and names in "www." defanged, and this host where it stands alone, in any case; everything else is
    unchanged.

    A mailbox stays as it is: whoever reports writes to it. So does an address, which nothing makes clickable.
    """
    said = _URL.sub(lambda url: defang(url.group()), sentence) if "://" in sentence else sentence
    if "www." in said.lower():
        said = _WWW.sub(lambda name: name[0].replace(".", "[.]"), said)
    if not host or host not in said.lower() or host.rpartition(".")[2].isdigit():
        return said
    alone = rf"(?<![\w@.-]){re.escape(host)}(?![\w@-]|\.\w)"
    return re.sub(alone, lambda found: defang(found[0]), said, flags=re.ASCII | re.IGNORECASE)  # letters of Thai and Chinese part words


def _visible(match: re.Match[str]) -> str:
    return f"\\u{{{ord(match.group()):x}}}"


def joined(*words: str, by: str = ", ") -> str:
    """Join the words that are not empty with commas, or with the separator of a language; what is said twice in a row stands once."""
    return by.join(word for word, _ in groupby(filter(None, words)))
