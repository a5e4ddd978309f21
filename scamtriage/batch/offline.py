"""Dossiers without evidence, for judging by the name alone. Nothing here imports network code."""

from collections.abc import Iterable, Iterator

from scamtriage.records.evidence import Dossier, Mode
from scamtriage.records.target import BadTarget, LineStatus, Target
from scamtriage.targets.parse import parse_target
from scamtriage.targets.read import Line


def offline(lines: Iterable[Line]) -> Iterator[Dossier]:
    """Yield one dossier per line, in order, without evidence."""
    for line in lines:
        target = target_of(line)
        status = target.status if isinstance(target, BadTarget) else LineStatus.OK
        yield Dossier(line=line.number, input=line.text, target=target, status=status, mode=Mode.OFFLINE, columns=line.columns)


def target_of(line: Line) -> Target | BadTarget:
    """Return the target of a line. A line that its reader found a problem with is a BadTarget, skipped for that reason."""
    return BadTarget(given=line.text, status=LineStatus.SKIPPED, reason=line.problem) if line.problem else parse_target(line.text)
