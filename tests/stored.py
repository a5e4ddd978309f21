"""Evidence files as the commands read them: duplicates with the evidence of what they repeat."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from scamtriage.batch.stored_evidence import BLOCK, blocks


def lines_with_originals(given: BinaryIO | Iterable[bytes | str]) -> Iterator[tuple[int, bytes]]:
    """The number of each line and what is judged of it. Raises what reading raised."""
    failed: list[Exception] = []
    for block in blocks(given, BLOCK, failed):
        yield from block
    for error in failed:
        raise error
