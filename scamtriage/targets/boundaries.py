"""Where an address among words begins and ends: what may stand beside it, and what would be a part of it."""

import re
from collections.abc import Iterator
from unicodedata import category

from scamtriage.knowledge.hosts.public_suffix import is_ending
from scamtriage.records import lazy_re

FULL = "、。，；：！？…《》〈〉「」『』【】〔〕〖〗（）｛｝［］“”‘’«»‹›"
NOT_IN_HOSTS = lazy_re.compile("[、，；！？…《》〈〉「」『』【】〔〕〖〗（）“”]")
NOT_IN_PAGES = lazy_re.compile(f"{NOT_IN_HOSTS.pattern[:-1]}。：]")
"""Punctuation that ends the text before it; an address copied from a browser has none of it. The last two of NOT_IN_PAGES may be a dot and
a colon in a host."""
WITHOUT_BLANKS = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
)
WITH_BLANKS = "\u0590-\u08ff\u0900-\u0dff"
"""Scripts of South and West Asia. Their words may be glued behind a name in Latin letters."""
MARKS = "".join(map(chr, (c for c in range(0x300, 0x1800) if category(chr(c))[0] == "M")))
"""Vowels and tones that are written onto the letter before them, in Thai, Khmer, Hindi and decomposed Vietnamese. No \\w matches them."""
_PICTURES = "\u2190-\u21ff\u2460-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
_GLUED = lazy_re.compile(rf"(?<=[A-Za-z0-9])[{WITHOUT_BLANKS}{_PICTURES}]")
_GLUED_TO_PAGE = lazy_re.compile(rf"(?:(?<=[A-Za-z0-9])[)\]}}>\"'`*,;!]*|(?<=/)[)\]}}>*,;!]+)(?=[{WITHOUT_BLANKS}{_PICTURES}])")
"""The marks between may close what the sentence opened, as in "[link](https://evil.com/a)查看". A dot or a colon may be the page's own."""
_OTHER_SCRIPT = lazy_re.compile(f"[{WITHOUT_BLANKS}{WITH_BLANKS}{_PICTURES}]")
NO_BLANKS = lazy_re.compile(f"[{WITHOUT_BLANKS}]")
_GOES_ON = lazy_re.compile(
    rf"[^\w\s]*(?:[.:．]|\s+[.．])\w|[.:][^\w\s.:)\]}}>\"'*{FULL}]|[^\s/.。．]{{1,63}}(?:[.．]\w|。[a-z0-9])|。[.a-z0-9]|[@_%=&+~\\／-]",
    re.IGNORECASE,
)
"""Matches text that shows that the host or port before it has not ended."""
_NEXT = lazy_re.compile(rf"([^\w\s]*)[{WITHOUT_BLANKS}]*[^\w\s]*(\s*)([a-z0-9-]*)", re.IGNORECASE)
"""Groups: punctuation after a host, blanks, and the letters that follow."""
_HALVES = lazy_re.compile(r"[@/\\.=&%]")
"""Characters that ordinary words do not contain, but half an address does."""
_NO_START = "@._/:%\\=&?#+~-"
_NO_END = "=&%+-_"
"""Last characters of a URL that was probably split by a blank, so that its other half may follow."""
COUNTING = "\u2460-\u249b\u24ea-\u24ff\u2776-\u2793"
"""Numbers in circles and brackets, as they stand before the items of a list. IDNA takes them for digits of the name."""
_PARTING = f"\u2022\u2023\u2219\u00b7\u30fb\uff65\u318d\u3002\u17d4\u17d5\u104a\u104b\u0964\u0965{COUNTING}"
"""Bullets, middle dots and full stops. A middle dot may stand in a name between two l, or between letters of its script."""
_PICTURE = lazy_re.compile(
    rf"(?<=[A-Za-z0-9])(?:[{_PARTING}]|[\u2014\u2015\u2043\u2190-\u21ff\u25a0-\u27bf\u2b00-\u2bff\u2e3a\u2e3b\ufe58\U0001f000-\U0001faff]{{1,3}}\ufe0f?)(?=[A-Za-z0-9-]{{1,63}}\.)"
)
"""Marks, pictures or long dashes within a name, such as an arrow. None looks like a slash, as signs in the name of a scam site may."""
AFTER_SENTENCE = lazy_re.compile(rf"(?<=[{WITHOUT_BLANKS}])\u3002(?=[A-Za-z0-9-]{{1,63}}\.[A-Za-z])")
"""The end of a sentence in unspaced script right before a name in ASCII. Whoever writes a host with this mark writes no other dot in it."""
AT_EDGES = lazy_re.compile(rf"\A[\u203b\u2043\u25e6{_PARTING}](?=[A-Za-z0-9])|(?<=[A-Za-z0-9])[\u2122\u00ae{COUNTING}]\Z")
"""A mark of a list glued to the name behind it, or one of notes or of trade to the name before it."""
LED_BY_PICTURE = lazy_re.compile(r"[\u2190-\u21ff\u25a0-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]{1,3}\ufe0f?(?=[A-Za-z0-9])")
"""A picture glued to the name behind it. Some names have one of their own."""
_CELL_BORDERS = (",", ";", "'", "`")
"""Signs that end a page where they stand before its address too: delimiters of a table, and quotes of a script."""
_ITALICS = "_~"
"""Signs that chat programs take for italic and struck-out text where they stand on both sides."""
_BEHIND_ITALICS = "*.,;:!?)\"'"
_ENTITY = lazy_re.compile(r"&(?:[A-Za-z]{2,8}|#[0-9]{1,6}|#[xX][0-9A-Fa-f]{1,6});\Z")
_TRAILED_OFF = lazy_re.compile(rf"[{WITHOUT_BLANKS}]\.{{2,6}}\Z")
"""The end of a sentence in unspaced script that trails off into what follows, as in "ดูนี่...evil.com"."""


def glued(page: str) -> int | None:
    """Return the index, in the last part of a page, where unspaced script follows an ASCII letter or digit, directly or behind marks that
    close; those are left for `trimmed`, which knows what the page opened. None if there is no such place."""
    last = max(page.rfind(mark) for mark in "/?&=") + 1
    for found in _GLUED_TO_PAGE.finditer(page, last):
        if not found[0] or not _closes_own(found[0], page[last : found.start()]):
            return found.end()
    return None


def _closes_own(marks: str, before: str) -> bool:
    """Whether marks close what a name in unspaced script has opened itself, so that it goes on: "ประกาศ(2)แก้ไข.pdf"."""
    return NO_BLANKS.search(before) is not None and all(
        mark in _PAIRS and before.count(_PAIRS[mark]) - before.count(mark) >= marks.count(mark) for mark in set(marks)
    )


_PAIRS = {")": "(", "]": "[", "}": "{"}


def between_names(text: str) -> Iterator[re.Match[str]]:
    """Yield the marks between two names, as in "a.top→b.com", "a.top。b.com", "a.top·b.com"."""
    for mark in () if text.isascii() else _PICTURE.finditer(text):
        before, dot, ending = text[max(0, mark.start() - 64) : mark.start()].rpartition(".")
        if dot and before[-1:].isalnum() and is_ending(ending.lower()):
            yield mark


def unclosed(page: str) -> int | None:
    """Return where a bracket opens that the page does not close, as of a remark glued to it: "/form?id=77(not sure)"; None if it closes
    all. What it closes and has not opened is left for `trimmed`: the page may stand in brackets of the text."""
    if not any(opened in page for opened in _PAIRS.values()):
        return None
    open_at: list[tuple[str, int]] = []
    for at, char in enumerate(page):
        if char in _PAIRS.values():
            open_at.append((char, at))
        elif open_at and _PAIRS.get(char) == open_at[-1][0]:
            open_at.pop()
    return open_at[0][1] if open_at else None


def page_end(page: str, before: str) -> int:
    """Return where words glued to a page, a bracket that it does not close, or the border of a cell, begins; the length of the page if
    there is none.

    `before`: some characters before the address. A comma or semicolon there, without a blank, borders the cell of a table, and so does the
    next one: a page with one in it would stand in quotes (RFC 4180). The end of "&quot;" borders nothing. A quote does, and
    so does a sign of italics, where the page ends with another.
    """
    if not page:
        return 0
    border = before[-1:]
    if border in _ITALICS and border and (closed := page.rstrip(_BEHIND_ITALICS)).endswith(border):
        page = closed.rstrip(border)
    borders = ("|", border) if border in _CELL_BORDERS and not _ENTITY.search(before) else ("|",)
    ends = (glued(page), unclosed(page), *(page.find(border) for border in borders if border in page))
    return min((end for end in ends if end is not None), default=len(page))


def begins_in_prose(text: str, match: re.Match[str]) -> bool:
    before = text[match.start() - 1 : match.start()] if match.start() else ""
    if match["scheme"]:
        return not before or before not in "@/\\%=&?#"
    if before and category(before)[0] == "M" and not match[0][0].isascii():  # a vowel or tone mark within a name in Thai, Hindi …
        return False
    if before == "." and _TRAILED_OFF.search(text, max(0, match.start() - 7), match.start()) is not None:
        return True
    return not before or before.isspace() or NO_BLANKS.match(before) is not None or _may_delimit(before, _NO_START)


def ends_in_prose(text: str, end: int) -> bool:
    rest = text[end : end + 130]
    if not rest or rest[0].isspace():
        return True
    return not _GOES_ON.match(rest) and (_OTHER_SCRIPT.match(rest) is not None or _may_delimit(rest[0], ""))


def really_begins(text: str, match: re.Match[str]) -> bool:
    """Whether an address really begins where the match does. One with a scheme does, unless it is part of another address."""
    before = text[: match.start()]
    last = before[-1:]
    if match["scheme"]:
        return not last or last not in "@/\\%=&?#"
    if match[0].startswith("-"):
        return False
    if last.isspace():
        word = "".join(before.split()[-1:])
        if _HALVES.search(word):
            return False
        apart = match[0][:4].lower() == "www." and len(text.split()) > 2
        return not word or _is_mark(word, -1) or apart or NO_BLANKS.match(word[-1:]) is not None
    while last and _may_delimit(last, _NO_START):
        before, last = before[:-1], before[-2:-1]
    glued_to_mark = len(before) < match.start() and NO_BLANKS.match(last) is not None
    return not last or glued_to_mark or last.isspace()


def really_ends(text: str, match: re.Match[str]) -> bool:
    """Whether an address really ends where the match does."""
    rest = text[match.end() : match.end() + 130]
    if not rest or (match["page"] and (rest[0] in f'<>"{FULL}' or match[0][-1] in ",;:!?)]}'\"*")):
        return True
    if rest[0].isspace():
        word = "".join(rest.split()[:1])
        apart = match["page"] and match["page"][-1] not in _NO_END
        apart = apart or NO_BLANKS.match(word) is not None or len(text.split()) > 2
        if _HALVES.search(word[:-1]) or not (not word or _is_mark(word, 0) or apart):
            return False
    elif match["page"] or _GOES_ON.match(rest) or not (_GLUED.match(f"a{rest}", 1) or _may_delimit(rest[0], "")):
        return False
    if match["page"] or (behind := _NEXT.match(rest)) is None or not (letters := behind[3].lower()):
        return True
    ending = match[0].rpartition(".")[2].lower()
    cut = is_ending(letters) and bool(behind[1]) and (not behind[2] or behind[1][0] in ".:")
    return not cut and not is_ending(f"{ending}{letters}")


def _is_mark(word: str, at: int) -> bool:
    """Whether the word next to an address has punctuation at its end (-1) or start (0). The blank between then does not split an
    address."""
    return _may_delimit(word[at], "-_" if any(map(str.isalnum, word)) else "")


def _may_delimit(char: str, but: str) -> bool:
    return category(char)[0] in "PS" and char not in but
