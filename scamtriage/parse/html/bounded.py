"""What is kept of a page is bounded, and each bound that was reached is told."""

from collections.abc import Iterable
from typing import TypeVar

from scamtriage.records.evidence import Cap
from scamtriage.records.limits import limit

T = TypeVar("T")


def cut(text: str, most: int, name: str, caps: list[Cap]) -> str:
    """At most `most` bytes of UTF-8."""
    if len(text) * 4 <= most:
        return text
    try:
        data = text.encode()
    except UnicodeEncodeError:  # halves of characters
        data = text.encode("utf-8", "replace")
        text = data.decode()
    if len(data) <= most:
        return text
    caps.append(Cap(stage="page", cap=limit(name, most), seen=str(len(data))))
    return data[:most].decode("utf-8", "ignore")


def line(text: str, most: int, name: str, caps: list[Cap]) -> str:
    """At most `most` characters."""
    if len(text) > most:
        caps.append(Cap(stage="page", cap=limit(name, most), seen=str(len(text))))
    return text[:most]


def first(found: Iterable[T], most: int, name: str, caps: list[Cap]) -> tuple[T, ...]:
    """At most so many of them."""
    whole = tuple(found)
    if len(whole) > most:
        caps.append(Cap(stage="page", cap=limit(name, most), seen=str(len(whole))))
    return whole[:most]


def capped(body: bytes, most: int, name: str, caps: list[Cap]) -> bytes:
    """At most so many bytes."""
    if len(body) <= most:
        return body
    caps.append(Cap(stage="page", cap=limit(name, most), seen=str(len(body))))
    return body[:most]
