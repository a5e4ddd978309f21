"""Jobs that a worker process has in hand, and how suspicious each is of having crashed it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from scamtriage.batch.jobs import Job
from scamtriage.records.evidence import Dossier
from scamtriage.records.target import BadTarget, LineStatus

SUSPECT = 2
"""A job that was in flight at this many losses is suspect. The replacement gets it with a few others, or alone."""
_SUSPECTS_TOGETHER = 15
"""Number of suspect jobs sent together. After one more loss each is sent alone, so that only the job at fault is blamed."""


@dataclass(slots=True)
class InFlight:
    """A job in flight."""

    job: Job
    losses: int = 0
    """Number of workers that were lost while they had this job."""
    sent: bool = False
    """Whether it was sent to the current worker."""
    aside: bool = False
    """Whether the worker has set it aside: it waits for a registry, and others are in hand."""
    aside_for: str = ""
    """For which registry, if it is set aside."""
    placeless: bool = False
    """Whether it was ever set aside, and so holds no slot."""


def portions(jobs: Iterable[InFlight]) -> Iterator[list[InFlight]]:
    """Group jobs into portions to be sent together, the least suspicious first."""
    for losses, group in groupby(sorted(jobs, key=lambda held: held.losses), key=lambda held: held.losses):
        members = list(group)
        size = len(members) if losses < SUSPECT else _SUSPECTS_TOGETHER if losses == SUSPECT else 1
        yield from (members[at : at + size] for at in range(0, len(members), size))


def failed(job: Job, reason: str) -> Dossier:
    """Return the dossier of a job that crashes its workers: an error with this reason. Mode and program are given by `jobs.of_run`."""
    bad = BadTarget(given=job.given, status=LineStatus.ERROR, reason=reason)
    return Dossier(line=job.line, input=job.given, target=bad, status=bad.status, columns=job.columns)


def in_words(losses: int, why: str) -> str:
    """Return why a job is finished as failed: it alone was in hand when the last of so many workers was lost."""
    return f"{losses} worker processes were lost over this line, the last with nothing else in hand: {why}; it is not asked again"
