"""The numbers that lexbor gives to element names, and tables of what each name means to the tree reader."""

from functools import cache
from typing import Any, NamedTuple

from scamtriage.parse.html.document import BLOCKS, FALLBACK, HEADINGS, LESSER_HEADINGS
from scamtriage.parse.html.structure import PASSING

UNSEEN = frozenset(("script", "style", "select", "iframe", "noframes", "noembed", "textarea", "title"))
_WANTED = UNSEEN | frozenset(
    (
        *("a", "area", "img", "form", "input", "frame", "embed", "object", "meta", "link", "base", "label"),
        *("del", "s", "strike", "noscript", "blockquote", "q", "dialog", "svg", "desc", *FALLBACK, *HEADINGS, *LESSER_HEADINGS),
    )
)
_KEPT = frozenset(("a", "area", "label"))
"""Inline elements whose text is read before they are unwrapped."""
HTML_TAGS = 199
"""The names that lexbor knows have numbers below this. Any other name gets a number of its own in each tree."""
COMMENTS = frozenset((0, 4))
"""The numbers of comments, and of what is read as one (<?php … ?>)."""
_ROOTS = frozenset(("html", "head"))
FIELDS = ("input", "select", "textarea")


class Kinds(NamedTuple):
    """Tables indexed by tag number, for `bytes.translate`: a page is sorted by translating bytes, without a Python step per element."""

    names: dict[int, str]
    """Number -> name, for the names in any table and those met so far."""
    wanted: bytes
    """1 for an element that is needed by name."""
    unwanted: bytes
    """The numbers of all other elements."""
    inline: bytes
    """1 for an element that begins no line and whose text is not needed."""
    fields: bytes
    """1 for an input."""
    passing: bytes
    """The numbers of what says nothing about the structure: the elements of structure.PASSING, and comments."""


@cache
def kinds_of_tags() -> Kinds:
    """Return the kinds by the numbers that this build of lexbor gives its elements; another build may number them otherwise."""
    from selectolax.lexbor import LexborHTMLParser

    create = LexborHTMLParser("").create_node
    numbers = {name: create(name).tag_id for name in sorted(BLOCKS | _WANTED | _ROOTS | PASSING)}

    def mask(names: frozenset[str]) -> bytearray:
        marks = bytearray(256)
        for name in names:
            marks[numbers[name]] = 1
        return marks

    wanted, apart = mask(_WANTED), mask(BLOCKS | UNSEEN | _ROOTS | _KEPT)
    return Kinds(
        names={number: name for name, number in numbers.items() if number < HTML_TAGS},
        wanted=bytes(wanted),
        unwanted=bytes(number for number in range(256) if not wanted[number]),
        inline=bytes(1 - mark for mark in apart),
        fields=bytes(mask(frozenset(FIELDS))),
        passing=bytes(COMMENTS.union(number for name in PASSING if (number := numbers[name]) < HTML_TAGS)),
    )


def names_of(outline: bytes | list[int], numbers: list[int], nodes: list[Any]) -> dict[int, str]:
    """Return number -> name for the elements of an outline. The numbers of HTML names are fixed; other numbers are valid for one tree
    only."""
    names = kinds_of_tags().names
    strange = {*outline}.difference(names)
    of_them = dict(zip(reversed(numbers), reversed(nodes), strict=True)) if strange else {}
    new = {number: of_them[number].tag or "-comment" for number in strange}  # <?php … ?> has no name
    names.update((number, name) for number, name in new.items() if number < HTML_TAGS)
    return names | new if new else names
