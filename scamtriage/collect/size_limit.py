"""Limit the stored size of a page: a line of evidence over the reader's limit would be lost, and the journal with it."""

from typing import Any

from msgspec.structs import asdict, replace

from scamtriage.records import codec
from scamtriage.records.evidence import Cap
from scamtriage.records.facts import PageFacts
from scamtriage.records.limits import in_words, limit

MOST_BYTES = 4_000_000
"""Maximum encoded size of a page and everything merged into it: half of `codec.MAX_LINE_BYTES`, a hundred times an honest page.

Each list has its own limit, but the pages in `left` together can be many times larger.
"""


def bounded(facts: PageFacts) -> tuple[PageFacts, tuple[Cap, ...]]:
    """Return the facts unchanged if they fit. Otherwise halve the largest lists until they do and mark the page incomplete."""
    seen = codec.written_bytes(facts)
    if seen <= MOST_BYTES:
        return facts, ()
    values: dict[str, Any] = asdict(facts)
    sizes = {name: codec.written_bytes(value) for name, value in values.items() if isinstance(value, tuple)}
    size = seen
    while size > MOST_BYTES and any(values[name] for name in sizes):
        name = max(sizes, key=lambda name: sizes[name])
        values[name] = values[name][: len(values[name]) // 2]
        size -= sizes[name]
        sizes[name] = codec.written_bytes(values[name])
        size += sizes[name]
    cap = limit("evidence bytes", MOST_BYTES)
    told = facts.incomplete_because or f"of a page this long not all is read ({in_words(cap)})"
    kept = replace(facts, **{name: values[name] for name in sizes}, complete=False, incomplete_because=told)
    return kept, (Cap(stage="page", cap=cap, seen=str(seen)),)
