"""What is kept of a page is bounded, and each bound that was reached is told."""

from collections.abc import Iterable
from typing import TypeVar

from scamtriage.records.evidence import Cap

T = TypeVar("T")


def cut(text: str, limit: int, name: str, caps: list[Cap]) -> str:
    """At most `limit` bytes of UTF-8."""
    if len(text) * 4 <= limit:
        return text
    try:
        data = text.encode()
    except UnicodeEncodeError:  # halves of characters
        data = text.encode("utf-8", "replace")
        text = data.decode()
    if len(data) <= limit:
        return text
    caps.append(Cap(stage="page", cap=f"{name} {limit}", seen=str(len(data))))
    return data[:limit].decode("utf-8", "ignore")


def line(text: str, limit: int, name: str, caps: list[Cap]) -> str:
    """At most `limit` characters."""
    if len(text) > limit:
        caps.append(Cap(stage="page", cap=f"{name} {limit}", seen=str(len(text))))
    return text[:limit]


def first(found: Iterable[T], limit: int, name: str, caps: list[Cap]) -> tuple[T, ...]:
    """At most so many of them."""
    whole = tuple(found)
    if len(whole) > limit:
        caps.append(Cap(stage="page", cap=f"{name} {limit}", seen=str(len(whole))))
    return whole[:limit]


def capped(body: bytes, limit: int, name: str, caps: list[Cap]) -> bytes:
    """At most so many bytes."""
    if len(body) <= limit:
        return body
    caps.append(Cap(stage="page", cap=f"{name} {limit}", seen=str(len(body))))
    return body[:limit]
