"""Find addresses among words: strip list marks before them, and find where they begin and end."""

import re
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import NamedTuple

from scamtriage.knowledge.hosts.public_suffix import is_ending
from scamtriage.knowledge.hosts.url_passwords import WRITTEN
from scamtriage.records import lazy_re
from scamtriage.targets.boundaries import (
    AFTER_SENTENCE,
    COUNTING,
    FULL,
    MARKS,
    NO_BLANKS,
    WITH_BLANKS,
    WITHOUT_BLANKS,
    begins_in_prose,
    between_names,
    ends_in_prose,
    page_end,
    really_begins,
    really_ends,
)
from scamtriage.targets.refang import DOT, NOT_WEB, SPOKEN, seams
from scamtriage.targets.url_ends import cut_short, trimmed

_SCHEME_AHEAD = r"(?=h[tx*_+]{2}p)"
_MARK = lazy_re.compile(
    rf"(?:[•●○◦▪■□◆◇★☆►▶→➡✓✔⚠👉🔗·‣∙⁃・･ㆍ※☑✅❌❗🔴🚨📌📍🌐🔥⛔]\ufe0f?|[-*+–—>](?=\s)|\(?(?:\d{{1,4}}|[a-z])\)|（\d{{1,4}}）|\d{{1,4}}[、．）]"
    rf"|\d{{1,4}}\.(?:(?=\s)|{_SCHEME_AHEAD})|[{COUNTING}])\s*",
    re.IGNORECASE,
)
_WORD = lazy_re.compile(rf"([^\s:：/\\@.。#?&=<>][^:：/\\@.。#?&=<>]{{0,39}})(?:：\s*|:\s+|:{_SCHEME_AHEAD})", re.IGNORECASE)
_ATTRIBUTE = lazy_re.compile(rf"[\w-]{{1,39}}=(?=[\"']?{_SCHEME_AHEAD}[^<>&]*\Z)", re.IGNORECASE)
"""A word before an address that neither goes on in markup nor in the query of another one."""

_LABEL = rf"[^\s\x00-\x2c./:;<=>?@\[\\\]^`{{|}}~{FULL}]{{1,63}}"
_POINT = rf"(?:{DOT}|\.|[。．](?=[a-z0-9]))"
_ENDING = r"(?:xn--[a-z0-9-]{1,59}|[a-z]{2,24}|[^\x00-\x7f]{1,20})"
_ADDRESS = lazy_re.compile(
    rf"""(?:{WRITTEN}*+ (?:(?:\d{{1,3}}{_POINT}){{3}}\d{{1,3}}(?![\w-]) | (?:{_LABEL}{_POINT}){{1,8}} {_ENDING})
    | (?<![\w-]) (?: (?:[a-z0-9_-]{{1,63}}(?:{_POINT}|[点點](?=[a-z]))){{1,8}} (?:xn--[a-z0-9-]{{1,59}}|[a-z]{{2,24}})
        (?![^\W{WITHOUT_BLANKS}{WITH_BLANKS}]|@|-(?=[\w.-]))
      | (?P<mixed>(?:[\w-]{{1,63}}[{MARKS}]{{0,4}}{_POINT}){{1,8}}
        (?:[a-z]{{2,24}}(?=[{WITHOUT_BLANKS}][^\s./@。．]{{0,63}}(?:\s|\Z|。(?![a-z0-9])))|[\w-][\w{MARKS}-]{{1,62}}+(?!{_POINT}\w)|\d))))
    (?: :\d{{1,5}})? (?P<page>[/?#][^\s<>"{FULL}]{{0,2000}})?""",
    re.VERBOSE | re.IGNORECASE,
)
_ANY_POINT = lazy_re.compile(_POINT, re.IGNORECASE)
_HAS_POINT = lazy_re.compile(r"[.。．点點\[({<【（［〔](?!(?<=\.)(?:\s|\Z))")
"""What stands in every address. Most lines have none, and are not tried for one letter by letter."""
_SCHEME = lazy_re.compile(WRITTEN, re.VERBOSE | re.IGNORECASE)
_SPOKEN = lazy_re.compile(
    rf"\w(?:[\s_-]{{1,3}}(?:{SPOKEN})[\s_-]{{1,3}}|\s{{1,3}}[.．]\s?|\[\.|\.\]|\(\.|\.\)|\\\.)(?=([^\W\d_]{{2,24}}))", re.IGNORECASE
)
"""A dot spelled in defanged forms that count only in an address standing alone, and the letters after it."""
_PART_OF_ADDRESS = frozenset("@\\%")
_NO_LABEL = NOT_WEB | {"live", "skype"}
"""Words before a colon that make something else of a name: accounts of Skype are called "live:name"."""
TYPESET = frozenset("\u2010\u2011\u2012\u2013\u2212")
"""What Word and PDF set in place of a hyphen: "scb–update.com" is one name. Longer dashes separate what stands beside them."""
_BEFORE_HALF = lazy_re.compile(rf"[a-z0-9][{''.join(sorted(TYPESET))}]\Z", re.IGNORECASE)
_CODE = frozenset("()[]{};+*\"'|&=-")
_MOST_ENTITY = 12
"""Characters before an address that show whether an entity of HTML ends there."""
_REMARK = lazy_re.compile(r":(?=[^\W\d])|=\w+(?!\S)")
"""What may follow a host that has ended: a colon without a port, or "=" and the rest of the word. Programs have more behind theirs."""
_GLUED_WORDS = lazy_re.compile(rf"[\w-]*[{WITHOUT_BLANKS}](?=[A-Za-z0-9])")
"""Matches unspaced script before an ASCII name: words, as the name of a host seldom has both."""
_BESIDE = lazy_re.compile(rf"[^\s<>\"'()\[\]{{}}|,;{FULL.replace('…', '')}]*")
_MOST_BESIDE = 100
"""Number of characters beside an address that may belong to it. The name of a mailbox has at most 64 (RFC 5321, 4.5.3.1.1)."""
_MOST = 12
"""Most addresses examined in one text. If there are more, no address is returned."""


class Found(NamedTuple):
    """A candidate address. The caller parses it; some candidates are not addresses."""

    address: str
    """As written in the text."""
    whole: bool
    """Nothing next to it can be part of it. If letters were missing, it could be another owner's address."""


def without_mark(text: str) -> str:
    """Return what follows a bullet, a number, "word:" or "word=", or "" if there is none."""
    if (mark := _MARK.match(text) or _ATTRIBUTE.match(text)) is not None:
        return text[mark.end() :]
    word = _WORD.match(text)
    if word is None:
        return ""
    rest = text[word.end() :]
    blank = text[word.end() - 1].isspace()
    if word[1].lower() in NOT_WEB and not (blank and rest[:1] in "hH"):
        return ""
    return "" if rest.startswith(("/", "\\")) else rest


def addresses(text: str) -> list[Found]:
    """Return the candidate addresses among words, or none if there are too many to single one out."""
    found, at, torn = [], 0, False
    for match in islice(_ADDRESS.finditer(text), _MOST + 1):
        torn = torn or _SCHEME.search(text, at, match.start()) is not None
        at = match.end()
        page = match["page"] or ""
        end = page_end(page, text[max(0, match.start() - _MOST_ENTITY) : match.start()])
        cut = end if end < len(page) else None
        kept, behind = trimmed(page[:cut])
        shown = match[0][: len(match[0]) - len(page)] + kept
        left_out = cut_short(behind + (text[at : at + 3] if cut is None else ""))
        whole = really_begins(text, match) and not left_out and (cut is not None or really_ends(text, match))
        found.append(Found(shown, whole and not (match["mixed"] and NO_BLANKS.search(match["mixed"]))))
    if len(found) > _MOST:
        return []
    if torn or _SCHEME.search(text, at):  # a blank separates a scheme from the rest of its address
        return [each._replace(whole=False) for each in found]
    return found


_COUNTED = lazy_re.compile(rf"[\u318d{COUNTING}](?=[A-Za-z0-9-]{{1,63}}\.)")
"""The number of an item glued to a name, and the middle dot of Korean, which is a letter to `re`."""


class Mention(NamedTuple):
    """A candidate address in a running text. The caller parses it; some candidates are not addresses."""

    start: int
    address: str
    """As written, together with what stands directly beside it where that may be part of it, such as the name of a mailbox."""
    explicit: bool
    """It is meant as an address, even if it cannot be one: it has a scheme or a page, or its end is left out."""
    name: str
    """What looks like its host, without what stands beside it."""


def mentions(text: str) -> Iterator[Mention]:
    """Yield all candidate addresses of a running text. A blank ends an address, as chat programs assume for links; and so does the scheme
    of another one, or a picture before another name."""
    if not text.isascii():
        text = AFTER_SENTENCE.sub("\u3001", _COUNTED.sub("\u3001", text))
    ends = sorted((*seams(text), *(mark.start() for mark in between_names(text))))
    if not ends:
        yield from _mentions(text)
        return
    for start, end in pairwise((0, *ends, len(text))):
        for mention in _mentions(text[start:end]):
            yield mention._replace(start=start + mention.start)


def _mentions(text: str) -> Iterator[Mention]:
    base = at = 0
    while _HAS_POINT.search(text, at) is not None and (match := _ADDRESS.search(text, at)) is not None:
        start, page = match.start(), match["page"] or ""
        if not match["scheme"] and (words := _GLUED_WORDS.match(match[0])) is not None:
            base, text, at = base + start + words.end(), text[start + words.end() :], 0
            continue
        kept, behind = trimmed(page[: page_end(page, text[max(0, start - _MOST_ENTITY) : start])])
        start += len(match[0]) - len(match[0].lstrip("-"))
        end = match.end() - len(page) + len(kept)
        short = cut_short(behind + text[end + len(behind) :][:3])
        explicit = bool(match["scheme"] or page) or (short and _ends_as_names_do(match[0]))
        name = match[0][: len(match[0]) - len(page)]
        in_two = not match["scheme"] and _BEFORE_HALF.search(text, max(0, start - 2), start) is not None
        explicit = explicit or in_two
        before = "" if not in_two and begins_in_prose(text, match) else _beside(text[max(at, start - _MOST_BESIDE) : start][::-1])[::-1]
        behind = _beside(text[end : end + _MOST_BESIDE]) if short or not (page or ends_in_prose(text, end)) else ""
        explicit = explicit or (behind[:1] in TYPESET and behind[1:2].isalnum())
        if behind == "-" and not page:  # a dash with a blank on one side; at the end of a line the name may go on
            following = text[end + 1 : end + 2]
            behind, explicit = "" if following.isspace() or following in {")", "]", ",", ";"} else behind, explicit or not following
        if "@" not in behind:  # else both are parts of a mailbox, or of a password
            if not (short or match["scheme"]) and _REMARK.match(text, end) and _ends_as_names_do(name):
                behind = ""
            if _is_label(before, name) and (match["scheme"] or before[-1] in ":/" or _is_a_word(text, start - len(before), end)):
                before = ""
        start, end = start - len(before), end + len(behind)
        yield Mention(base + start, text[start:end], explicit, name)
        at = end


def _ends_as_names_do(name: str) -> bool:
    """Whether the ending of a name, whose dots may be defanged, is on the public suffix list."""
    return is_ending(_ANY_POINT.split(name)[-1].lower())


def _beside(text: str) -> str:
    """Return the beginning of the text, up to what is no part of an address."""
    found = _BESIDE.match(text)
    return found[0] if found is not None else ""


def _is_label(before: str, name: str) -> bool:
    """Whether what stands directly before an address names it and is no part of it: "link:", "网址:", "url=", "#". A "/" does if no path
    can end in it."""
    if before.endswith("=//") and before.count("//") == 1:  # markup: src=//evil.com/a.png
        return True
    if not before or "//" in before or not _PART_OF_ADDRESS.isdisjoint(before) or (name[-1].isdigit() and before.count(":") > 1):
        return False  # the last: IPv6
    word, sign = before[:-1], before[-1]
    if sign == "/":
        return "/" not in word and not word[-1:].isascii()
    if sign == ":":
        return word.rpartition(":")[2].lower() not in _NO_LABEL and not (word[-1:].isdigit() and name[0].isdigit())  # "10:30-a.com"
    return sign == "=" or (sign in "#?&+~" and not any(map(str.isalnum, word)))


def _is_a_word(text: str, start: int, end: int) -> bool:
    """Whether a part of the text is a word and not within the code of a program, as in "a='b'+c.name;"."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    return (not before or before.isspace() or before == ">" or before in FULL) and after not in _CODE


def another_is_spoken(text: str) -> bool:
    """Whether the words contain a spelled-out name that `addresses` does not find. The name found may then belong to a site that warns of
    it."""
    return any(is_ending(match[1].lower()) for match in _SPOKEN.finditer(text))
