"""What a batch does: a job for each line that names a target, a finished dossier for any other."""

from collections.abc import Iterator

from msgspec import Struct, field
from msgspec.structs import replace

from scamtriage.batch.host_index import page_keys
from scamtriage.batch.offline import THIS_PROGRAM, target_of
from scamtriage.records.evidence import Dossier, Mode
from scamtriage.records.target import BadTarget, Target
from scamtriage.targets.lines import Line


class Job(Struct, frozen=True, kw_only=True):
    """A line to be investigated."""

    line: int
    given: str
    target: Target
    columns: dict[str, str] = field(default_factory=dict)


def jobs(lines: Iterator[Line]) -> Iterator[Job | Dossier]:
    """Yield a job for each line, or a finished dossier if the line cannot be parsed as a target."""
    for line in lines:
        target = target_of(line)
        if isinstance(target, BadTarget):
            yield Dossier(line=line.number, input=line.text, target=target, status=target.status, columns=line.columns)
        else:
            yield Job(line=line.number, given=line.text, target=target, columns=line.columns)


def of_run(unasked: Dossier, mode: Mode) -> Dossier:
    """Return the dossier of a line about which nothing was asked, as one of a run in this mode by this program."""
    return replace(unasked, mode=mode, observed_by=THIS_PROGRAM)


def registry(item: Job | Dossier) -> str:
    """Return the top-level domain whose registry limits the rate of this item; "" for a finished dossier."""
    return item.target.suffix.rpartition(".")[2] if isinstance(item, Job) else ""


def keys(item: Job | Dossier) -> tuple[str, ...]:
    """Return the keys under which evidence for this item is looked up: its host, then its page in both spellings."""
    return (item.target.host, *page_keys(item.target)) if isinstance(item, Job) else ()
