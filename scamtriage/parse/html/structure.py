"""A hash of the structure of a page without its text, equal for pages made from one template."""

import hashlib
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")

MIN_SHINGLES = 12
"""A page with fewer distinct triples of elements is so plain that unrelated pages may share its structure."""

# Elements whose presence depends on the text, or on the number of items that a page lists.
PASSING = frozenset(
    (
        *("a", "abbr", "b", "br", "cite", "code", "em", "font", "h4", "h5", "h6", "hr", "i", "img", "kbd", "mark", "p", "picture", "s"),
        *("small", "source", "span", "strike", "strong", "sub", "sup", "time", "u", "wbr", "script", "style", "link", "meta", "noscript"),
        *("html", "head", "body", "title", "path", "g", "circle", "rect", "line", "use"),
    )
)


def shingles(outline: Sequence[T]) -> set[tuple[T, T, T]]:
    """Return the triples of consecutive elements of a page. As a set, so the number of repeated cards or paragraphs makes no difference."""
    return set(zip(outline, outline[1:], outline[2:], strict=False))


def structure_of(shape: AbstractSet[tuple[str, str, str]]) -> str:
    """Return the hash of the shingles of a page: 16 hexadecimal digits, preceded by "~" for a plain page; "" without shingles.

    The hash of a plain page (fewer than MIN_SHINGLES) is no evidence of a common template.
    """
    if not shape:
        return ""
    text = "\n".join(" ".join(shingle) for shingle in sorted(shape))
    digest = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()
    return digest if len(shape) >= MIN_SHINGLES else f"~{digest}"


def tlsh_of(text: str) -> str:
    """Return the TLSH of a text if the extra [tlsh] is installed and the text is long enough (50 bytes); else ""."""
    tlsh = _tlsh()
    if tlsh is None:
        return ""
    digest = str(tlsh.hash(text.encode("utf-8", "replace")))
    return "" if digest in ("", "TNULL") else digest


@cache
def _tlsh() -> Any:
    """Return the module of the extra, or None."""
    try:
        import tlsh
    except ImportError:
        return None
    return tlsh
