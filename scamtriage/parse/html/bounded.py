"""Cuts what is kept of a page to a limit, and reports each limit that was reached."""

from collections.abc import Iterable
from typing import TypeVar

from scamtriage.records.evidence import Cap
from scamtriage.records.limits import limit

T = TypeVar("T")


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


def line(text: str, most: int, name: str, caps: list[Cap]) -> str:
    """Return at most `most` characters."""
    if len(text) > most:
        caps.append(Cap(stage="page", cap=limit(name, most), seen=str(len(text))))
    return text[:most]


def first(found: Iterable[T], most: int, name: str, caps: list[Cap]) -> tuple[T, ...]:
    """Return at most `most` items."""
    whole = tuple(found)
    if len(whole) > most:
        caps.append(Cap(stage="page", cap=limit(name, most), seen=str(len(whole))))
    return whole[:most]


def capped(body: bytes, most: int, name: str, caps: list[Cap]) -> bytes:
    """Return at most `most` bytes."""
    if len(body) <= most:
        return body
    caps.append(Cap(stage="page", cap=limit(name, most), seen=str(len(body))))
    return body[:most]
