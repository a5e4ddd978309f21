"""Resuming a scan: check that a journal fits the list and the options of this run, then return its lines."""

import os
import shlex
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from scamtriage.batch import today
from scamtriage.batch.host_index import HostIndex
from scamtriage.batch.journal import Journal
from scamtriage.records import codec
from scamtriage.records.codec import BadRecord
from scamtriage.records.evidence import Dossier, Mode
from scamtriage.records.target import Target
from scamtriage.targets.decode import BadList

if TYPE_CHECKING:
    from scamtriage.targets.lines import Line

_MODES = {Mode.FULL: (), Mode.PASSIVE: ("passive",), Mode.OFFLINE: ("offline",)}
ELSE = "name another --evidence, or another -o"
"""What starts anew."""
SHARED_FOR = timedelta(days=1)
"""A line that this run takes up shares no evidence that was older when the run began, as no answer of a registry is cached for longer. A
site that is reported again weeks later, in a list that grows, may have been empty then."""


class Resume:
    """The finished lines of a journal. Call `read` first, then `compare`, then the other methods."""

    def __init__(self, journal: Journal, stopped: Callable[[], bool] = lambda: False) -> None:
        """`stopped`: returns whether to abort; results are then incomplete and must not be used."""
        self._journal = journal
        self._stopped = stopped
        self.seen = HostIndex()
        """The index of the lines and their evidence, to be passed to an `EvidenceStore` of the same journal."""
        self._last = 0
        self.observed_until: datetime | None = None
        """When the newest evidence of the journal was observed; None if it has none."""

    @property
    def count(self) -> int:
        """Number of finished lines."""
        return self.seen.count()

    def read(self, mode: Mode, asked: Sequence[str], *, dedupe: bool = True) -> None:
        """Read and index the journal. Raises BadRecord, and BadList if it was written with another `mode` or other options `asked`.

        Without `dedupe`, a journal with lines that share the evidence of another is one of other options too.
        """
        seen, oldest = self.seen, today.now() - SHARED_FOR
        for offset, dossier in self._whole():
            if self._stopped():
                return
            evidence = offset
            if isinstance(dossier.target, Target):
                if (dossier.mode, dossier.flags) != (mode, tuple(asked)):
                    raise BadList(
                        f"{self._journal.path} was written {_unlike(dossier.mode, dossier.flags, mode, asked)}, but this scan runs"
                        f" {_unlike(mode, asked, dossier.mode, dossier.flags)}. Repeat the original options, or {ELSE}"
                    )
                if dossier.same_as is not None:
                    if not dedupe:
                        raise BadList(
                            f"{self._journal.path} was written without --no-dedupe: its line {dossier.line} shares the evidence of line"
                            f" {dossier.same_as}, but this scan runs with --no-dedupe. Repeat the original options, or {ELSE}"
                        )
                    original = seen.original(dossier.target, dossier.same_as)
                    if original is None:
                        continue  # a duplicate whose evidence is missing or comes later in the journal
                    evidence = original
            if not seen.finish(dossier.line, dossier.target, _checksum(dossier.input, dossier.columns), offset, evidence):
                continue  # the line is in the journal twice
            self._last = max(self._last, dossier.line)
            observed = max((one.observed_at for one in dossier.evidence.values()), default=None)
            if observed is not None:
                self.observed_until = max(self.observed_until or observed, observed)
            if evidence == offset and isinstance(dossier.target, Target) and (observed is None or observed >= oldest):
                seen.note(dossier.line, dossier.target, offset)

    def _whole(self) -> Iterator[tuple[int, Dossier]]:
        """Yield (offset, dossier) of each line. Raises BadRecord that names the file and how to repair a damaged line."""
        whole = 0
        try:
            for found in self._journal.replay():
                yield found
                whole += 1
        except BadRecord as exc:
            path = self._journal.path
            if not whole:
                raise BadRecord(f"{path}: {exc}; name another --evidence") from None
            own, damaged = shlex.quote(str(path)), shlex.quote(str(_free_name(path)))
            command = f"mv {own} {damaged} && (umask 077; head -n {whole} {damaged} > {own})"  # in its place, where outputs look for it
            if (packed := self._journal.packed) is not None and packed.exists():  # it holds lines that would be missed in the other
                command = f"mv {shlex.quote(str(packed))} {shlex.quote(str(_free_name(packed)))} && {command}"
            raise BadRecord(
                f"{path}: {exc}. What stands before it is whole; to go on from there: {command}; and the same command again"
            ) from None

    def compare(self, lines: "Iterator[Line]") -> "list[Line]":
        """Read the list up to the last line in the journal, and return its unfinished lines.

        They are few, because a scan reads only a little ahead. Raises BadList if the journal belongs to another list.
        """
        left: list[Line] = []
        found = number = 0
        while number < self._last and not self._stopped() and (line := next(lines, None)) is not None:
            number = line.number
            checksum = self.seen.finished(number)
            if checksum is None:
                left.append(line)
            elif checksum != _checksum(line.text, line.columns):
                raise BadList(f"line {number} of the list, or another column of it, differs from {self._journal.path}; {ELSE}")
            else:
                found += 1
        if found < self.count and not self._stopped():
            raise BadList(f"{self._journal.path} holds lines that the list no longer has, up to line {self._last}; {ELSE}")
        return left

    def places(self, *, in_order: bool = False) -> Iterator[tuple[int, int, int]]:
        """Yield for each finished line what `dossier` takes: (line number, offset, offset of the evidence).

        In the order of completion, or of the list with `in_order`. Ends early if `stopped` returns True.
        """
        for place in self.seen.places(in_order=in_order):
            if self._stopped():
                return
            yield place

    def close(self) -> None:
        self.seen.close()

    def dossier(self, place: tuple[int, int, int]) -> tuple[Dossier, str]:
        """Return the dossier at a place that `places` yielded, with its evidence also if it is a duplicate, and the digest of its evidence
        as it stands in the journal."""
        _, offset, evidence = place
        line = self._journal.line_at(offset)
        found = codec.from_line(line)
        if evidence != offset:
            line = self._journal.line_at(evidence)
            found = replace(found, evidence=codec.from_line(line).evidence)
        return found, codec.digest_of(line)


def _unlike(mode: Mode, asked: Sequence[str], other: Mode, other_asked: Sequence[str]) -> str:
    """Return how one set of options differs from the other, in words: "with …" or "without …"."""
    ours, theirs = ([f"--{name}" for name in names] for names in ((*_MODES[mode], *asked), (*_MODES[other], *other_asked)))
    if more := [option for option in ours if option not in theirs]:
        return f"with {' '.join(more)}"
    return f"without {' '.join(option for option in theirs if option not in ours)}"


def _checksum(text: str, columns: Mapping[str, str]) -> int:
    """Return a checksum of a line and its other columns. Empty cells are ignored."""
    cells = sorted((name, cell) for name, cell in columns.items() if cell)
    return zlib.crc32("\0".join((text, *(part for cell in cells for part in cell))).encode("utf-8", "surrogatepass"))


def _free_name(path: Path) -> Path:
    """Return the name of no file yet, beside a damaged one."""
    names = (path.with_name(f"{path.stem}-damaged{number}{path.suffix}") for number in ("", *(f"-{n}" for n in range(2, 1_000))))
    return next((name for name in names if not name.exists()), path.with_name(f"{path.stem}-damaged-{os.getpid()}{path.suffix}"))
