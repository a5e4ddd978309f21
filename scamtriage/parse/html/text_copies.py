"""Bounds how often a tree of hostile markup copies one text: tags that are ignored where they stand leave it one, however many they are."""

import re
from functools import cache

from scamtriage.knowledge.matcher import Matcher, Pattern

_MAX_COPIED = 640_000_000
"""Bytes of text x tags that leave it one text, at 0.25 bytes of memory each (measured): lexbor lengthens a text where it lies, unless an
attribute or a comment was stored behind it, and then copies it, and frees nothing before the end."""

ATTRIBUTES = re.compile(rb"""(?:[\s/]++|[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+|(?=>)))?+)*+""")
_APART = r"form|html|head|body|frame|frameset|caption|col|colgroup|tbody|tfoot|thead|tr|td|th|input|script|style|template"
"""Elements that in some place are ignored, or stand elsewhere than the text around them: a row outside a table, a script within one."""
_LEAVES_TEXT = re.compile(
    rb"<(?:(?P<keeps>!(?:--(?:[^-]++|-(?!->))*+)?|(?i:colgroup|col)(?=[\s/>])|(?:/[a-zA-Z][^\s/>]*+|(?i:%(apart)s))(?=[\s/])%(attributes)s)"
    rb"|(?!(?i:%(apart)s)[\s/>])[a-zA-Z])" % {b"apart": _APART.encode(), b"attributes": ATTRIBUTES.pattern}
)
_IGNORES_ALL = re.compile(rb"<frameset[\s/>]", re.IGNORECASE), re.compile(rb"<col(?:group)?[\s/>]", re.IGNORECASE)
"""Where all tags are: beside frames, and behind a column in a template."""


def copies_too_much(data: bytes, tags: int) -> bool:
    """Whether a tree of this markup, with so many "<", might copy its texts too often."""
    return tags * len(data) > _MAX_COPIED and _copied(data, tags) > _MAX_COPIED


def _copied(data: bytes, tags: int) -> int:
    """Return the bytes of each text x the tags that leave it one text, whatever stands where."""
    frames, columns = (one.search(data) is not None for one in _IGNORES_ALL)
    if frames or (columns and b"<template" in data.lower()):
        return tags * len(data)
    if len(_keepers().ends(data, limit=(most := _MAX_COPIED // len(data) + 1))) < most:
        return 0  # as on nearly all pages; to find out what stands between takes ten times as long
    copied = begin = kept = apart = 0
    for mark in _LEAVES_TEXT.finditer(data):
        if mark["keeps"] is not None:
            kept += 1
            apart += mark.end() - mark.start()
        else:
            copied += kept * (mark.start() - begin - apart)
            begin, kept, apart = mark.start(), 0, 0
    return copied + kept * (len(data) - begin - apart)


@cache
def _keepers() -> Matcher[str]:
    return Matcher(
        [Pattern("", one, literal=False, caseless=True) for one in ("<!", "<col", rf"<(?:{_APART})[\s/]", r"</[a-z][^\s/>]*[\s/]")]
    )
