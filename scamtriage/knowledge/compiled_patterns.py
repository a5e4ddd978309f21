"""Patterns, spelled as bytes, and the Hyperscan database that is compiled from them.

`python -m scamtriage.knowledge.compiled_patterns` compiles one set: spelled on stdin, the database on stdout. See `pattern_folder`."""

import sys
from collections.abc import Iterable
from typing import Any

from msgspec import json

_SPECIAL = frozenset(b"\\^$.|?*+()[]{}#/ \t\r\n\f\v\0")

Row = tuple[int, str, bool, bool, int]
"""(number that a hit reports, expression, whether it is a literal, whether case of ASCII letters is ignored, flags of Hyperscan)."""


def spelled(rows: Iterable[Row]) -> bytes:
    """Return the bytes that a database depends on, for `compiled` in this process or in another."""
    return json.encode(list(rows))


def compiled(patterns: bytes) -> Any:
    """Return the database of these patterns. Of ten thousand, that takes seconds and 100 MiB, most of which a process never gives back."""
    import hyperscan

    rows = json.decode(patterns, type=list[Row])
    found = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    found.compile(
        expressions=[escape(expression) if literal else expression.encode() for _, expression, literal, _, _ in rows],
        ids=[number for number, *_ in rows],
        elements=len(rows),
        flags=[flags | (hyperscan.HS_FLAG_CASELESS if caseless else 0) | hyperscan.HS_FLAG_DOTALL for *_, caseless, flags in rows],
    )
    return found


def escape(literal: str) -> bytes:
    """Return the literal as a byte-wise regular expression of Hyperscan."""
    return b"".join(b"\\x%02x" % byte if byte in _SPECIAL else bytes((byte,)) for byte in literal.encode())


def main() -> None:
    import hyperscan

    sys.stdout.buffer.write(hyperscan.dumpb(compiled(sys.stdin.buffer.read())))


if __name__ == "__main__":
    main()
