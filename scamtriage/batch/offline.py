"""Dossiers without evidence, for judging by the name alone. Nothing here imports network code."""

from array import array
from collections.abc import Iterable, Iterator
from datetime import date
from hashlib import blake2b
from os import urandom

from msgspec import UNSET

from scamtriage import __version__
from scamtriage.records.evidence import Dossier, Mode
from scamtriage.records.target import BadTarget, LineStatus, Target
from scamtriage.targets.lines import Line
from scamtriage.targets.parse import parse_target

THIS_PROGRAM = f"scamtriage {__version__}"
"""Its name and version, as evidence names whoever observed."""
MOST_REMEMBERED = 100_000
"""Number of different addresses among which repeated ones are found. A later address that is repeated is not marked."""
_SLOTS = 1 << 17
"""1.6 MB, from the start: memory does not depend on the number of lines."""
_LINES = 1 << 32
"""What a slot can hold; of an endless list no new address is remembered behind that."""


class Repeated:
    """Finds the first line with the same address.

    A hash table in two arrays (linear probing): 12 bytes a slot, where a dictionary takes 150 for an entry. The digests have a key of this
    process, so that nobody can prepare two addresses with one digest.
    """

    def __init__(self) -> None:
        self._key = urandom(16)
        self._digests = array("Q", [0]) * _SLOTS
        """Slot -> digest of the address there; 0 if there is none."""
        self._lines = array("I", [0]) * _SLOTS
        self._count = 0

    def first(self, target: Target | BadTarget, line: int) -> int | None:
        """Return the number of the earlier line with the address of `target`; None if there is none, and remember this one."""
        if isinstance(target, BadTarget):
            return None
        digest = int.from_bytes(blake2b(target.url.encode(), digest_size=8, key=self._key).digest()) or 1
        slot = self._slot(digest)
        if self._digests[slot]:
            return self._lines[slot]
        if self._count < MOST_REMEMBERED and line < _LINES:
            self._digests[slot], self._lines[slot] = digest, line
            self._count += 1
        return None

    def _slot(self, digest: int) -> int:
        """The slot of this digest, or the empty one where it belongs."""
        digests = self._digests
        slot = digest % _SLOTS
        while (there := digests[slot]) and there != digest:
            slot = (slot + 1) % _SLOTS
        return slot


def offline(lines: Iterable[Line], repeated: Repeated | None = None, *, day: date | None = None) -> Iterator[Dossier]:
    """Yield one dossier per line, in order, without evidence. `repeated`: finds the lines that repeat an earlier one, which are marked.
    `day`: as in `Dossier`; None: the names are judged as if no table ever grew old."""
    for line in lines:
        target = target_of(line)
        status = target.status if isinstance(target, BadTarget) else LineStatus.OK
        same_as = repeated.first(target, line.number) if repeated is not None else None
        yield Dossier(
            line=line.number, input=line.text, target=target, status=status, mode=Mode.OFFLINE, same_as=same_as, columns=line.columns,
            day=UNSET if day is None or isinstance(target, BadTarget) else day, observed_by=THIS_PROGRAM,
        )  # fmt: skip


def target_of(line: Line) -> Target | BadTarget:
    """Return the target of a line. One that its reader found a problem with is a BadTarget: refused, for it may hold a target that is not
    asked about; skipped if there is no text."""
    if not line.problem:
        return parse_target(line.text)
    return BadTarget(given=line.text, status=LineStatus.REFUSED if line.text else LineStatus.SKIPPED, reason=line.problem)
