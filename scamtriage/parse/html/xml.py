"""Pages that are sent as XML: what a browser does differently with them."""

import re

from scamtriage.parse.html.tokens import VOID

_TYPE = re.compile(r"\s*(?:text/xml|application/xml|[\w.-]{1,40}/[\w.-]{1,60}\+xml)\s*(?:;|$)", re.IGNORECASE)
_HEAD_CHARS = 4_000
_SHEET = re.compile(r"<\?xml-stylesheet\s([^<>]{0,600})\?>", re.IGNORECASE)
_CSS = re.compile(r"\btype\s*=\s*[\"']\s*text/css", re.IGNORECASE)
_CLOSED = re.compile(r"<([A-Za-z][^\s/<>]{0,60}+)((?:[^<>\"'/]++|\"[^\"<]*+\"|'[^'<]*+'|/(?!>))*+)/>")
"""A self-closing tag. XML values contain no "<", so each character is passed at most twice."""


def as_html(text: str) -> str:
    """Give each self-closing element an end tag. In HTML, an unclosed `<textarea/>` would swallow everything after it."""
    return _CLOSED.sub(lambda tag: tag[0] if tag[1].lower() in VOID else f"<{tag[1]}{tag[2]}></{tag[1]}>", text)


def is_xml(content_type: str) -> bool:
    return _TYPE.match(content_type) is not None


def is_transformed(text: str, content_type: str) -> bool:
    """Return whether an XSLT style sheet in another file produces the page that is shown, whatever this file contains."""
    if not is_xml(content_type):
        return False
    return any(_CSS.search(sheet[1]) is None for sheet in _SHEET.finditer(text[:_HEAD_CHARS]))
