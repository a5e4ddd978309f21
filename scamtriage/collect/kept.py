"""How much of a page is kept: a line of evidence that is longer than any reader takes would be lost, and the journal with it."""

from typing import Any

from msgspec.structs import asdict, replace

from scamtriage.records import codec
from scamtriage.records.evidence import Cap
from scamtriage.records.facts import PageFacts
from scamtriage.records.limits import in_words, limit

MOST_BYTES = 4_000_000
"""Of one page as it is written, with all that it was joined with: half of the longest line (`codec.MAX_LINE_BYTES`), and a hundred times
what an honest page takes. Each list in it has a bound of its own, and the pages that were left are many times all of these."""


def bounded(facts: PageFacts) -> tuple[PageFacts, tuple[Cap, ...]]:
    """The facts themselves where they fit. Else their largest lists are halved until they do, and the page is not complete."""
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
