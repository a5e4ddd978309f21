"""The numbers that the tree builder gives to names of elements, and what each name is to the reader of the tree."""

from functools import cache
from typing import Any, NamedTuple

from scamtriage.parse.html.document import BLOCKS, FALLBACK
from scamtriage.parse.html.structure import PASSING

_BLOCKS = frozenset(BLOCKS)
UNSEEN = frozenset(("script", "style", "select", "iframe", "noframes", "noembed", "textarea", "title"))
_WANTED = UNSEEN | frozenset(
    (
        *("a", "area", "img", "form", "input", "frame", "embed", "object", "meta", "link", "base", "label"),
        *("h1", "h2", "h3", "del", "s", "strike", "noscript", "blockquote", "q", "dialog", "svg", "desc", *FALLBACK),
    )
)
_KEPT = frozenset(("a", "area", "label"))
"""Inline elements whose text is asked for before they are taken out."""
HTML_TAGS = 199
"""Numbers that lexbor gives to the names that it knows lie below this; any other name has a number of its own in each tree."""
_ROOTS = frozenset(("html", "head"))


class Kinds(NamedTuple):
    """Tables over the numbers of the names, for `bytes.translate`: a page is sorted by bytes, not by a look at each element."""

    names: dict[int, str]
    """Number -> name, of those that any table speaks of, and of those met since."""
    wanted: bytes
    """1 for an element that somebody asks for by name."""
    unwanted: bytes
    """The numbers of the others."""
    inline: bytes
    """1 for an element that begins no line and whose text nobody asks for."""
    passing: bytes
    """The numbers of those that say nothing of the structure."""


@cache
def kinds_of_tags() -> Kinds:
    from selectolax.lexbor import LexborHTMLParser

    create = LexborHTMLParser("").create_node
    numbers = {name: create(name).tag_id for name in sorted(_BLOCKS | _WANTED | _ROOTS | PASSING)}

    def mask(names: frozenset[str]) -> bytearray:
        marks = bytearray(256)
        for name in names:
            marks[numbers[name]] = 1
        return marks

    wanted, apart = mask(_WANTED), mask(_BLOCKS | UNSEEN | _ROOTS | _KEPT)
    return Kinds(
        names={number: name for name, number in numbers.items() if number < HTML_TAGS},
        wanted=bytes(wanted),
        unwanted=bytes(number for number in range(256) if not wanted[number]),
        inline=bytes(1 - mark for mark in apart),
        passing=bytes(number for name in PASSING if (number := numbers[name]) < HTML_TAGS),
    )


def names_of(outline: bytes | list[int], numbers: list[int], nodes: list[Any]) -> dict[int, str]:
    """Number -> name of the elements of an outline. Numbers that HTML knows are always the same, those of others belong to one tree."""
    names = kinds_of_tags().names
    strange = {*outline} - names.keys()
    of_them = dict(zip(reversed(numbers), reversed(nodes), strict=True)) if strange else {}
    new = {number: of_them[number].tag or "-comment" for number in strange}  # <?php … ?> has no name
    names.update((number, name) for number, name in new.items() if number < HTML_TAGS)
    return names | new if new else names
