"""The countries of numbers by the language of their element, or by the first cell of their row. See parse.contact.phone.told."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice, pairwise

from scamtriage.knowledge.pages.contact_table import channels
from scamtriage.parse.contact.fold import digits_of, fold
from scamtriage.parse.contact.phone.letters import contradict
from scamtriage.parse.contact.phone.mentions import mentions
from scamtriage.parse.contact.phone.regions import chinese_script
from scamtriage.parse.contact.phone.told import OF_LANGUAGE, OF_ROW
from scamtriage.parse.html.contacts.tables import CELL, TAG
from scamtriage.records import lazy_re
from scamtriage.records.limits import limit

MAX_ELEMENTS, MAX_ELEMENT_BYTES, MAX_READ_BYTES = 60, 20_000, 200_000
MAX_ROWS, MAX_ROW_BYTES, MAX_NUMBERS = 200, 2_000, 200
_OPENED = lazy_re.compile(rb"<([A-Za-z][A-Za-z0-9-]{0,20})(?=\s)[^<>]{0,300}\Z")
_LANG = lazy_re.compile(rb"(?<=\s)lang\s{0,2}=\s{0,2}[\"']?([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,4}){0,2})(?=[\"'\s>])")
_RUN = lazy_re.compile(r"[+(]{0,2}[0-9](?:[ .()-]{0,3}[0-9]){6,24}")
_ROW = lazy_re.compile(rb"<tr(?=[\s/>])", re.IGNORECASE)
_WORD_CHARS = 40
_SHORTEST_CODE = 2


def countries_of_numbers(markup: bytes, declared: str, reached: list[str], *, languages: bool, rows: bool) -> list[tuple[str, str]]:
    """Return ((where, text) as in ContactSources.extras), at most one of each `where`. Linear in the markup (UTF-8).

    `declared`: the language of the page. `languages`: elements of it declare one. `rows`: it has a table. Limits that were reached are
    added to `reached`.
    """
    found = []
    if languages and (lines := _at_most(_by_language(markup, declared, reached), reached)):
        found.append((OF_LANGUAGE, "\n".join(lines)))
    if rows and (lines := _at_most(_by_row(markup, reached), reached)):
        found.append((OF_ROW, "\n".join(lines)))
    return found


def _at_most(told: Iterator[str], reached: list[str]) -> list[str]:
    lines: dict[str, None] = {}
    for line in told:
        if len(lines) == MAX_NUMBERS:
            reached.append(limit("extras", MAX_NUMBERS))
            break
        lines[line] = None
    return list(lines)


def _by_language(markup: bytes, declared: str, reached: list[str]) -> Iterator[str]:
    left, elements, own = MAX_READ_BYTES, 0, declared.lower().replace("_", "-")
    for lang in _LANG.finditer(markup):
        tag = lang[1].decode().lower().replace("_", "-")
        if tag == own:
            continue
        opened = _tag_of(markup, lang.start())
        if opened is None or opened[1].lower() == b"html":
            continue
        elements += 1
        if elements > MAX_ELEMENTS or left <= 0:
            reached.append(limit("extras", MAX_ELEMENTS))
            return
        inside = _inside(markup, opened[1], lang.end())
        left -= len(inside)
        text = _text(inside.decode("utf-8", "ignore"))
        if (runs := _RUN.findall(text)) and (country := _country(tag, text)):
            yield from (f"{country} {digits_of(run)}" for run in runs)


def _inside(markup: bytes, name: bytes, start: int) -> bytes:
    """Return the rest of an element whose start tag is open at `start`, up to the elements in it that have a language of their own."""
    piece = markup[start : start + MAX_ELEMENT_BYTES]
    depth, end = 1, len(piece)
    for tag in re.finditer(rb"<(/?)" + re.escape(name) + rb"(?=[\s>/])", piece, re.IGNORECASE):
        depth += -1 if tag[1] else 1
        if depth == 0:
            end = tag.start()
            break
    opened = piece.find(b">", 0, end) + 1
    others = (_tag_of(piece, lang.start(), opened) for lang in _LANG.finditer(piece, opened, end))
    return piece[opened : next((other.start() for other in others if other is not None), end)]


def _tag_of(markup: bytes, attribute: int, first: int = 0) -> re.Match[bytes] | None:
    """Return the start tag in which an attribute stands, None for words of a text that read like one. No byte before `first` is read."""
    return _OPENED.search(markup, max(first, attribute - 320), attribute)


def _country(tag: str, text: str) -> str:
    """Return the country of a language tag in small letters: the one that it names, or its language's; "" if the text is in another."""
    primary, *rest = tag.split("-")
    named = next((part.upper() for part in rest if len(part) == _SHORTEST_CODE), "")
    if contradict(text, primary):
        return ""
    if primary == "en":
        return "" if named in ("US", "GB") else named  # site builders write these by default
    if named:
        return named
    if primary == "zh":
        return "CN" if chinese_script(tag, text) == "hans" else ""
    return channels().regions.by_language.get(primary, "")


def _by_row(markup: bytes, reached: list[str]) -> Iterator[str]:
    """Yield the numbers of the rows whose first cell names one country: "España | 910 482 177 | +34 …"."""
    starts = [row.start() for row in islice(_ROW.finditer(markup), MAX_ROWS + 1)]
    for start, following in pairwise((*starts, len(markup))[: MAX_ROWS + 1]):
        cells = CELL.split(markup[start : min(following, start + MAX_ROW_BYTES)].decode("utf-8", "ignore"))
        head = _text(cells[1]).strip() if len(cells) > _SHORTEST_CODE else ""
        if not head or len(head) > _WORD_CHARS or any(map(str.isdigit, head)):
            continue
        runs = [run for cell in cells[2:] for run in _RUN.findall(_text(cell)) if run[0] != "+"]
        if runs and len(named := mentions(head)) == 1:
            yield from (f"{named[0]} {digits_of(run)}" for run in runs)
    if len(starts) > MAX_ROWS:
        reached.append(limit("extras", MAX_ROWS))


def _text(markup: str) -> str:
    return fold(unescape(TAG.sub("\n", markup)))
