"""Cuts what is kept of a page to a limit, and reports each limit that was reached."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from scamtriage.records.evidence import Cap
from scamtriage.records.limits import limit

T = TypeVar("T")
S = TypeVar("S", str, bytes, tuple[Any, ...])
_APART = "\0"


def cut(text: str, most: int, name: str, caps: list[Cap]) -> str:
    """Return at most `most` bytes of UTF-8."""
    if len(text) * 4 <= most:
        return text
    try:
        data = text.encode()
    except UnicodeEncodeError:  # lone surrogates
        data = text.encode("utf-8", "replace")
        text = data.decode()
    if len(data) <= most:
        return text
    caps.append(Cap(stage="page", cap=limit(name, most), seen=str(len(data))))
    return data[:most].decode("utf-8", "ignore")


def head(whole: S, most: int, name: str, caps: list[Cap]) -> S:
    """Return at most `most` characters, bytes or items."""
    if len(whole) > most:
        caps.append(Cap(stage="page", cap=limit(name, most), seen=str(len(whole))))
    return whole[:most]


def tidied(texts: Sequence[str]) -> list[str]:
    """Return each text on one line: every run of white space as one space, none at its ends. All are tidied together, as a page has
    hundreds."""
    whole = _APART.join(texts)
    if whole.count(_APART) >= len(texts):  # one stands in a text
        return [" ".join(text.split()) for text in texts]
    return " ".join(whole.split()).replace(f" {_APART}", _APART).replace(f"{_APART} ", _APART).split(_APART)


def first(found: Iterable[T], most: int, name: str, caps: list[Cap]) -> tuple[T, ...]:
    """Return at most `most` items."""
    return head(tuple(found), most, name, caps)
