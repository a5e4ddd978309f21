"""Bounds how often a tree of hostile markup copies one text: what leaves it one text where it stands, however often it comes."""

import re
from functools import cache

from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.records import lazy_re

_MAX_COPIED = 640_000_000
"""Bytes of text x what leaves it one text, at 0.25 bytes of memory each (measured): lexbor lengthens a text where it lies, unless an
attribute or a comment was stored behind it, and then copies it, and frees nothing before the end."""

ATTRIBUTES = lazy_re.compile(rb"""(?:[\s/]++|[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+|(?=>)))?+)*+""")
_ROWS = rb"tbody|thead|tfoot|tr"
_APART = rb"form|html|head|body|frame|frameset|col|colgroup|input|script|style|template|" + _ROWS
"""Elements that in some place are ignored, or stand elsewhere than the text around them: a row outside a table, a script within one."""
_CELLS = rb"td|th|caption"
_ASIDE = rb"<(?:!--(?:-?>|(?:[^-]++|-(?!-!?>))*+)|!\[CDATA\[(?:[^\]]++|\](?!\]>))*+|[!?][^>]*+|/(?![a-zA-Z])[^>]*+)"
"""A comment, or what is read as one; within a script it is neither."""

_PLAIN = rb"""(?:\s++[a-zA-Z][\w:.-]*+(?:\s*+=\s*+(?:"[^"<>]*+"|'[^'<>]*+'|[\w%#.,:;+/-]++(?<![/-])))?+)*+\s*+>"""
_WITHIN = rb"a|abbr|b|big|br|center|code|div|em|font|i|img|nobr|p|small|span|strong|sub|sup|u"
_GRID = (
    rb"(?P<grid><table%(plain)s\s*+(?:</?(?:tbody|thead|tfoot|tr)%(plain)s\s*+"
    rb"|<t[dh]%(plain)s[^<>]*+(?:<(?:%(within)s)%(plain)s[^<>]*+|</(?:%(within)s)>[^<>]*+)*+(?:</t[dh]>\s*+)?+)++)"
    % {b"plain": _PLAIN, b"within": _WITHIN}
)
"""A table as nearly all are: no text beside its cells, and so none that its cells leave one. Whatever hides it ends with what it has not:
a comment, a script, an attribute whose value has no ">"."""
_LEAVES_TEXT = lazy_re.compile(
    rb"%(grid)s|(?P<aside>%(aside)s)|(?P<keeps><(?:(?:colgroup|col)(?=[\s/>])|(?:/[a-zA-Z][^\s/>]*+|%(apart)s)(?=[\s/])%(attributes)s))"
    rb"|<(?!(?:%(apart)s)[\s/>])[a-zA-Z]"
    % {b"grid": _GRID, b"aside": _ASIDE, b"apart": _APART + b"|" + _CELLS, b"attributes": ATTRIBUTES.pattern},
    re.IGNORECASE,
)
_BESIDE_CELLS = lazy_re.compile(
    rb"<(?:/(?:%(rows)s|%(cells)s|colgroup|script|style|template)|table|colgroup|col|%(rows)s)(?=[\s/>])%(attributes)s"
    rb"(?:[^<]++|%(aside)s|<(?:/(?!table[\s/>])[a-zA-Z][^\s/>]*+|(?:%(apart)s)(?=[\s/>]))%(attributes)s|<(?![a-zA-Z/!?]))*+"
    % {b"rows": _ROWS, b"cells": _CELLS, b"aside": _ASIDE, b"apart": _APART, b"attributes": ATTRIBUTES.pattern},
    re.IGNORECASE,
)
"""What stands in a table and in no cell, up to an element that may bear text."""
_PIECE = lazy_re.compile(rb">\s*+[^<\s]")
_TABLE = lazy_re.compile(rb"<table[\s/>]", re.IGNORECASE)
_IGNORES_ALL = lazy_re.compile(rb"<frameset[\s/>]", re.IGNORECASE), lazy_re.compile(rb"<col(?:group)?[\s/>]", re.IGNORECASE)
"""Where all tags are: beside frames, and behind a column in a template."""


def copies_too_much(data: bytes, tags: int) -> bool:
    """Whether a tree of this markup, with so many "<", might copy its texts too often."""
    return tags * len(data) > _MAX_COPIED and (_moves_too_much(data) or _copied(data, tags) > _MAX_COPIED)


def _moves_too_much(data: bytes) -> bool:
    """Whether tables have too many pieces of text beside their cells: browsers append each to the text before the table."""
    if _TABLE.search(data) is None:
        return False
    most = _MAX_COPIED // len(data)
    for run in _BESIDE_CELLS.finditer(data):
        most -= len(_PIECE.findall(data, run.start(), run.end() + 1))
        if most < 0:
            return True
    return False


def _copied(data: bytes, tags: int) -> int:
    """Return the bytes of each text x what leaves it one text, whatever stands where."""
    frames, columns = (one.search(data) is not None for one in _IGNORES_ALL)
    if frames or (columns and b"<template" in data.lower()):
        return tags * len(data)
    if len(_keepers().ends(data, limit=(most := _MAX_COPIED // len(data) + 1))) < most:
        return 0  # as on nearly all pages; to find out what stands between takes ten times as long
    has_grids = not _quoted_ends().ends(data, limit=1)
    copied = begin = kept = apart = 0
    for mark in _LEAVES_TEXT.finditer(data):
        if mark["aside"] is not None:
            kept += (told := mark[0].count(b"<"))  # all that it holds, if it is none
            apart += len(mark[0]) if told == 1 else 0
        elif mark["keeps"] is not None:
            kept += 1
            apart += mark.end() - mark.start()
        elif mark["grid"] is not None and not (has_grids and data.rfind(b"<", 0, mark.start()) < data.rfind(b">", 0, mark.start())):
            kept += mark[0].count(b"<")
        else:
            copied += kept * (mark.start() - begin - apart)
            begin, kept, apart = mark.end(), 0, 0
    return copied + kept * (len(data) - begin - apart)


@cache
def _keepers() -> Matcher[str]:
    apart = (_APART + b"|" + _CELLS).decode()
    kept = (r"<[!?]", "<col", rf"<(?:{apart})[\s/]", r"</[a-z][^\s/>]*[\s/]", "</[^a-z]")
    return Matcher([Pattern("", one, literal=False, caseless=True) for one in kept])


@cache
def _quoted_ends() -> Matcher[str]:
    """Tags that go on behind their first ">", so that a table may be a part of their values."""
    return Matcher([Pattern("", rf"</?[a-zA-Z][^>]*=\s*{quote}[^{quote}>]*>", literal=False) for quote in "\"'"])
