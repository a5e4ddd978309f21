"""Pages that are sent as XML: what a browser does with them that it does with no other."""

import re

_TYPE = re.compile(r"\s*(?:text/xml|application/xml|[\w.-]{1,40}/[\w.-]{1,60}\+xml)\s*(?:;|$)", re.IGNORECASE)
_HEAD_CHARS = 4_000
_SHEET = re.compile(r"<\?xml-stylesheet\s([^<>]{0,600})\?>", re.IGNORECASE)
_CSS = re.compile(r"\btype\s*=\s*[\"']\s*text/css", re.IGNORECASE)


def is_xml(content_type: str) -> bool:
    return _TYPE.match(content_type) is not None


def is_transformed(text: str, content_type: str) -> bool:
    """Whether a style sheet in another file makes the page that is shown (XSLT), whatever stands in this one."""
    if not is_xml(content_type):
        return False
    return any(_CSS.search(sheet[1]) is None for sheet in _SHEET.finditer(text[:_HEAD_CHARS]))
