"""Pages that are sent as XML: what a browser does differently with them."""

import re
from html import escape, unescape
from itertools import islice

from scamtriage.parse.html.tokens import VOID
from scamtriage.records import lazy_re

_TYPE = lazy_re.compile(r"\s*(?:text/xml|application/xml|[\w.-]{1,40}/[\w.-]{1,60}\+xml)\s*(?:;|$)", re.IGNORECASE)
_SHEET = lazy_re.compile(r"<\?xml-stylesheet\s((?:[^?]|\?(?!>)){0,600}+)", re.IGNORECASE)
_CSS = lazy_re.compile(r"\btype\s*=\s*[\"']\s*text/css", re.IGNORECASE)
_INSIDE = r"(?:[^<>\"'/]++|\"[^\"<]*+\"|'[^'<]*+'|/(?!>))*+"
_CLOSED = lazy_re.compile(rf"<([A-Za-z][^\s/<>]{{0,60}}+)({_INSIDE})/>")
"""A self-closing tag. XML values contain no "<", so each character is passed at most twice."""
_SECTION = lazy_re.compile(rf"<!--|<!\[CDATA\[|<(/?)(?:[\w-]{{1,20}}:)?(?:script|style)(?=[\s/>])({_INSIDE}/>)?+", re.IGNORECASE)
_DOCTYPE = lazy_re.compile(r"<!DOCTYPE\s[^<>\[\]]{0,400}\[")
_ENTITY = lazy_re.compile(r"<!ENTITY\s+([\w.-]{1,60})\s+(?:\"([^\"]{0,20000}+)\"|'([^']{0,20000}+)')")
_REFERENCE = lazy_re.compile(r"&([\w.-]{1,60});")
_PREFIX = lazy_re.compile(r"\sxmlns:([\w.-]{1,60})\s{0,9}=\s{0,9}(?:\"([^\"<]{0,400})\"|'([^'<]{0,400})')")
_PREFIXED = lazy_re.compile(r"<(/?)([\w.-]{1,60}):(?=[A-Za-z])")
_DRAWN = frozenset(("http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg"))
_MAX_ENTITIES, _MAX_ROUNDS, _MAX_ADDED = 200, 4, 400_000
"""Entities of a page, how deep they stand in each other, and characters that they may add: they can multiply without end."""


def as_html(text: str) -> str:
    """Return XML in the spelling of HTML: entities of its own filled in, no comments, sections of CDATA as text, elements with end tags.

    HTML would read a comment in a script as script, a section as a comment, everything behind an unclosed `<textarea/>` as its text, and
    `<h:form>` as an element that nobody knows.
    """
    text = _without_prefixes(_without_sections(_with_entities(text)))
    return _CLOSED.sub(lambda tag: tag[0] if tag[1].lower() in VOID else f"<{tag[1]}{tag[2]}></{tag[1]}>", text)


def is_xml(content_type: str) -> bool:
    return _TYPE.match(content_type) is not None


def is_transformed(text: str, content_type: str) -> bool:
    """Return whether an XSLT style sheet produces the page that is shown, whatever this file contains."""
    if not is_xml(content_type):
        return False
    return any(_CSS.search(sheet[1]) is None for sheet in _SHEET.finditer(text))


def _with_entities(text: str) -> str:
    declared = _DOCTYPE.search(text)
    if declared is None:
        return text
    end = text.find("]>", declared.end())
    stop = len(text) if end < 0 else end + 2
    found = islice(_ENTITY.finditer(text, declared.end(), stop), _MAX_ENTITIES)
    entities: dict[str, str] = {}
    for entity in found:
        entities.setdefault(entity[1], entity[2] or entity[3] or "")
    text = text[: declared.start()] + text[stop:]
    room = _MAX_ADDED

    def fill(reference: re.Match[str]) -> str:
        nonlocal room
        value = entities.get(reference[1])
        if value is None or room < len(value):
            return reference[0]
        room -= len(value)
        return value

    for _ in range(_MAX_ROUNDS if entities else 0):
        text, before = _REFERENCE.sub(fill, text), text
        if text == before:
            break
    return text


def _without_prefixes(text: str) -> str:
    """Return the text with the elements of HTML and SVG named as if their namespace were the default one."""
    prefixes = {bound[1] for bound in _PREFIX.finditer(text) if unescape(bound[2] or bound[3] or "") in _DRAWN}
    if not prefixes:
        return text
    return _PREFIXED.sub(lambda tag: f"<{tag[1]}" if tag[2] in prefixes else tag[0], text)


def _without_sections(text: str) -> str:
    if "<!" not in text:
        return text
    pieces: list[str] = []
    at, script = 0, False
    for mark in _SECTION.finditer(text):
        if mark.start() < at:
            continue
        if mark[1] is not None:
            script = not mark[1] and mark[2] is None
            continue
        close = "-->" if mark[0] == "<!--" else "]]>"
        end = text.find(close, mark.end())
        end = len(text) if end < 0 else end
        pieces.append(text[at : mark.start()])
        if close == "]]>":
            held = text[mark.end() : end]
            pieces.append(held.replace("</", "<\\/") if script else escape(held, quote=False))
        at = end + len(close)
    return "".join((*pieces, text[at:]))
