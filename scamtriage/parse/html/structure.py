"""The shape of a page without its words: one value for all pages that were made from one template."""

import hashlib
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")

MIN_SHINGLES = 12
"""A page with fewer distinct triples of elements is too plain to have a shape that others would not share by chance."""

# Elements that come and go with the words, and with the number of things a page lists.
PASSING = frozenset(
    (
        *("a", "abbr", "b", "br", "cite", "code", "em", "font", "h4", "h5", "h6", "hr", "i", "img", "kbd", "mark", "p", "picture", "s"),
        *("small", "source", "span", "strike", "strong", "sub", "sup", "time", "u", "wbr", "script", "style", "link", "meta", "noscript"),
        *("html", "head", "body", "title", "path", "g", "circle", "rect", "line", "use"),
    )
)


def shingles(outline: Sequence[T]) -> set[tuple[T, T, T]]:
    """The triples of consecutive elements of a page. A set, so that twelve cards or forty, and three paragraphs or thirty, make no
    difference."""
    return set(zip(outline, outline[1:], outline[2:], strict=False))


def structure_of(shape: AbstractSet[tuple[str, str, str]]) -> str:
    """Hash of the shingles of a page, 16 hexadecimal digits; behind a "~" that of a plain page, which is told from itself alone."""
    if not shape:
        return ""
    text = "\n".join(" ".join(shingle) for shingle in sorted(shape))
    digest = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()
    return digest if len(shape) >= MIN_SHINGLES else f"~{digest}"


def tlsh_of(text: str) -> str:
    """TLSH of a text where the extra [tlsh] is installed and the text is long enough (50 bytes); else ""."""
    tlsh = _tlsh()
    if tlsh is None:
        return ""
    digest = str(tlsh.hash(text.encode("utf-8", "replace")))
    return "" if digest in ("", "TNULL") else digest


@cache
def _tlsh() -> Any:
    """The module of the extra, or None."""
    try:
        import tlsh
    except ImportError:
        return None
    return tlsh
