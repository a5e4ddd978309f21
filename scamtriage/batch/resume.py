"""What a journal holds already: whether it is of this list and of what is asked now, before anything is written anew; then its lines."""

import shlex
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from scamtriage.batch.journal import Journal
from scamtriage.batch.seen import Seen
from scamtriage.records.codec import BadRecord
from scamtriage.records.evidence import Dossier, Mode
from scamtriage.records.target import Target
from scamtriage.targets.read import BadList

if TYPE_CHECKING:
    from scamtriage.targets.read import Line

_MODES = {Mode.FULL: (), Mode.PASSIVE: ("passive",), Mode.OFFLINE: ("offline",)}
_ELSE = "name another --evidence, or another -o"


class Resume:
    """The lines of a journal that have their rows. First `read`, then `compare`; then any of the others."""

    def __init__(self, journal: Journal, stopped: Callable[[], bool] = lambda: False) -> None:
        """`stopped`: whether somebody wants this to end; what was begun is then of no use."""
        self._journal = journal
        self._stopped = stopped
        self.seen = Seen()
        """Where the lines and their evidence stand; for a `Memory` of the same journal."""
        self._last = 0

    @property
    def count(self) -> int:
        """How many lines have their rows."""
        return self.seen.count()

    def read(self, mode: Mode, asked: Sequence[str]) -> None:
        """Go through the journal. Raises BadRecord, and BadList where its lines were asked otherwise than `mode` and `asked` say."""
        seen = self.seen
        for offset, dossier in self._whole():
            if self._stopped():
                return
            evidence = offset
            if isinstance(dossier.target, Target):
                if (dossier.mode, dossier.flags) != (mode, tuple(asked)):
                    raise BadList(
                        f"{self._journal.path} was written {_unlike(dossier.mode, dossier.flags, mode, asked)}, but this scan runs"
                        f" {_unlike(mode, asked, dossier.mode, dossier.flags)}. Repeat the original options, or {_ELSE}"
                    )
                if dossier.same_as is not None:
                    original = seen.original(dossier.target, dossier.same_as)
                    if original is None:
                        continue  # it points to evidence that was lost, or comes later
                    evidence = original
            if not seen.finish(dossier.line, _checksum(dossier.input, dossier.columns), offset, evidence):
                continue  # it was taken up again
            self._last = max(self._last, dossier.line)
            if evidence == offset and isinstance(dossier.target, Target):
                seen.note(dossier.line, dossier.target, offset)

    def _whole(self) -> Iterator[tuple[int, Dossier]]:
        """What the journal holds. Raises BadRecord with its name, and with what can be done about a line that is damaged."""
        whole = 0
        try:
            for found in self._journal.replay():
                yield found
                whole += 1
        except BadRecord as exc:
            path = self._journal.path
            if not whole:
                raise BadRecord(f"{path}: {exc}; name another --evidence") from None
            mended = shlex.quote(str(path.with_name(f"{path.stem}-mended{path.suffix}")))
            command = f"head -n {whole} {shlex.quote(str(path))} > {mended}"
            raise BadRecord(
                f"{path}: {exc}. What stands before it is whole; to go on from there: {command}, and --evidence {mended}"
            ) from None

    def compare(self, lines: "Iterator[Line]") -> "list[Line]":
        """Read the list as far as the journal goes. The lines until there that have no row yet; they are few, since a scan reads little
        ahead. Raises BadList when the journal is that of another list."""
        left: list[Line] = []
        found = number = 0
        while number < self._last and not self._stopped() and (line := next(lines, None)) is not None:
            number = line.number
            checksum = self.seen.finished(number)
            if checksum is None:
                left.append(line)
            elif checksum != _checksum(line.text, line.columns):
                raise BadList(f"line {number} of the list, or another column of it, differs from {self._journal.path}; {_ELSE}")
            else:
                found += 1
        if found < self.count and not self._stopped():
            raise BadList(f"{self._journal.path} holds lines that the list no longer has, up to line {self._last}; {_ELSE}")
        return left

    def places(self, *, in_order: bool = False) -> Iterator[tuple[int, int, int]]:
        """Of each line its number and what `dossier` needs, as they finished, or in the order of the list; until somebody stops it."""
        for place in self.seen.places(in_order=in_order):
            if self._stopped():
                return
            yield place

    def close(self) -> None:
        self.seen.close()

    def dossier(self, place: tuple[int, int, int]) -> Dossier:
        """The line that stands there, whole."""
        _, offset, evidence = place
        found = self._journal.read_at(offset)
        return found if evidence == offset else replace(found, evidence=self._journal.read_at(evidence).evidence)


def _unlike(mode: Mode, asked: Sequence[str], other: Mode, other_asked: Sequence[str]) -> str:
    """By which options somebody asked otherwise than somebody else did."""
    ours, theirs = ([f"--{name}" for name in names] for names in ((*_MODES[mode], *asked), (*_MODES[other], *other_asked)))
    if more := [option for option in ours if option not in theirs]:
        return f"with {' '.join(more)}"
    return f"without {' '.join(option for option in theirs if option not in ours)}"


def _checksum(text: str, columns: Mapping[str, str]) -> int:
    """Of a line and what stands beside it. An empty cell is as good as none."""
    cells = sorted((name, cell) for name, cell in columns.items() if cell)
    return zlib.crc32("\0".join((text, *(part for cell in cells for part in cell))).encode("utf-8", "surrogatepass"))
