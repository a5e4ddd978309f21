"""Dossiers without evidence, for judging by the name alone. Nothing here imports network code."""

from collections.abc import Iterable, Iterator
from hashlib import blake2b

from scamtriage.records.evidence import Dossier, Mode
from scamtriage.records.target import BadTarget, LineStatus, Target
from scamtriage.targets.parse import parse_target
from scamtriage.targets.read import Line

MOST_REMEMBERED = 100_000
"""Number of different addresses among which repeated ones are found; about 20 MB. A later address that is repeated is not marked."""


class Repeated:
    """Finds the first line with the same address."""

    def __init__(self) -> None:
        self._first: dict[bytes, int] = {}

    def first(self, target: Target | BadTarget, line: int) -> int | None:
        """Return the number of the earlier line with the address of `target`; None if there is none, and remember this one."""
        if isinstance(target, BadTarget):
            return None
        key = blake2b(target.url.encode(), digest_size=16).digest()
        if (first := self._first.get(key)) is None and len(self._first) < MOST_REMEMBERED:
            self._first[key] = line
        return first


def offline(lines: Iterable[Line], repeated: Repeated | None = None) -> Iterator[Dossier]:
    """Yield one dossier per line, in order, without evidence. `repeated`: finds the lines that repeat an earlier one, which are marked."""
    for line in lines:
        target = target_of(line)
        status = target.status if isinstance(target, BadTarget) else LineStatus.OK
        same_as = repeated.first(target, line.number) if repeated is not None else None
        yield Dossier(
            line=line.number, input=line.text, target=target, status=status, mode=Mode.OFFLINE, same_as=same_as, columns=line.columns
        )


def target_of(line: Line) -> Target | BadTarget:
    """Return the target of a line. A line that its reader found a problem with is a BadTarget, skipped for that reason."""
    return BadTarget(given=line.text, status=LineStatus.SKIPPED, reason=line.problem) if line.problem else parse_target(line.text)
