"""Changing an input: JSON by its members, so that it stays JSON; everything by pieces of its neighbours and by single bytes."""

import json
from collections.abc import Iterator, Sequence
from copy import deepcopy
from random import Random
from typing import Any

_NUMBERS = (0, -1, 1, 2**31, 2**63, 2**64, 10**400, 0.5, -0.0, 1e308, float("inf"), float("nan"), 10**12, -(10**12))
_TEXTS = ("", " ", "0", "ok", "absent", "\ud800", "\u202e", "\x00", "\x1b[31m", "ไทย", "=1+1", "a" * 300, "1e999")
_TIMES = ("2024-02-30T25:61:61Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59.999999-14:00", "2024-01-01", "2024-01-01T00:00:00")
ODD: tuple[Any, ...] = (None, True, False, *_NUMBERS, *_TEXTS, *_TIMES, [], {}, [[]], {"": None}, [None])


def mutated(data: bytes, seed: int, others: Sequence[bytes], limit: int = 8_192) -> bytes:
    """Another input near this one; the same for the same arguments."""
    chance = Random(seed)
    if (document := _json(data)) is not None and chance.random() < 0.8:
        head, value = document
        for _ in range(chance.choice((1, 1, 2, 4))):
            value = _changed(value, chance, others)
        with_surrogates = json.dumps(value, ensure_ascii=chance.random() < 0.5)
        return (head + with_surrogates.encode("utf-8", "surrogatepass"))[:limit]
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 8))):
        _change_bytes(out, chance, others)
    return bytes(out[:limit])


def _json(data: bytes) -> tuple[bytes, Any] | None:
    """(a first line that is none of it, the document)."""
    at = data.find(b"{")
    if at < 0 or at > 200 or b"\n" in data[:at].strip(b"\n"):
        return None
    try:
        return data[:at], json.loads(data[at:])
    except (ValueError, RecursionError):
        return None


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every (container, key) inside."""
    stack = [value]
    while stack:
        top = stack.pop()
        members = list(top.items()) if isinstance(top, dict) else list(enumerate(top)) if isinstance(top, list) else []
        for key, inner in members:
            yield top, key
            stack.append(inner)


def _changed(value: Any, chance: Random, others: Sequence[bytes]) -> Any:
    places = list(_places(value))
    if not places:
        return _odd(chance)
    container, key = chance.choice(places)
    match chance.randrange(6):
        case 0:
            del container[key]
        case 1:
            other = _json(chance.choice(others)) if others else None
            theirs = list(_places(other[1])) if other is not None else places
            source, name = chance.choice(theirs or places)
            container[name if isinstance(container, dict) and isinstance(source, dict) else key] = _copy(source[name])
        case 2 if isinstance(container, list):
            container.insert(key, _copy(container[key]))
        case 3 if isinstance(container[key], str):
            text = container[key]
            at = chance.randrange(len(text) + 1)
            container[key] = text[:at] + str(chance.choice(ODD)) + text[at + chance.randrange(3) :]
        case 4 if isinstance(container[key], int | float) and not isinstance(container[key], bool):
            container[key] = chance.choice((container[key] + 1, -container[key], container[key] * 1000, str(container[key])))
        case _:
            container[key] = _odd(chance)
    return value


def _odd(chance: Random) -> Any:
    """A value of its own: what is put into it later would stand in every other input too, and at last in itself."""
    return deepcopy(chance.choice(ODD))


def _copy(value: Any) -> Any:
    return json.loads(json.dumps(value))


def _change_bytes(out: bytearray, chance: Random, others: Sequence[bytes]) -> None:
    at = chance.randrange(len(out) + 1)
    length = chance.choice((1, 1, 2, 4, 16, 64))
    match chance.randrange(6):
        case 0:
            del out[at : at + length]
        case 1:
            out[at:at] = chance.randbytes(length)
        case 2:
            out[at : at + length] = chance.randbytes(min(length, 4))
        case 3:
            out[at:at] = out[at : at + length]
        case 4 if others:
            other = chance.choice(others)
            start = chance.randrange(len(other) + 1)
            out[at : at + chance.choice((0, length))] = other[start : start + chance.choice((4, 16, 64, 400))]
        case _:
            if at < len(out):
                out[at] ^= 1 << chance.randrange(8)
