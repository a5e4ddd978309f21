"""The messages with which a worker process sends judged lines to the main process, which need not parse the evidence.

A message has three lines: `{"of": line, "first": bool, "counts": {…}}`, the journal line, and the NDJSON row.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import orjson
from msgspec import Struct

from scamtriage.batch.counts import Counts
from scamtriage.batch.journal import in_journal, is_first
from scamtriage.batch.run import Job
from scamtriage.records.assessment import Written
from scamtriage.records.evidence import Dossier
from scamtriage.records.target import Target
from scamtriage.render.json import ndjson
from scamtriage.render.style import Style

if TYPE_CHECKING:
    from scamtriage.assess import Judge

BEGINS = b'{"of":'
"""Start of the first of the three lines. No line of evidence starts like this."""


class Judged(Struct, frozen=True, kw_only=True):
    """A line judged by a worker process, as the main process receives it."""

    line: int
    target: Target
    first: bool
    """Whether it has evidence of its own that duplicates can refer to, see `is_first`."""
    evidence: bytes
    """The journal line without its newline."""
    row: Written


def sent(portion: Sequence[Dossier], judge: "Judge", style: Style) -> Iterator[bytes]:
    """Judge the dossiers together and yield the message of each, without its last newline."""
    lines = [in_journal(dossier) for dossier in portion]
    rows = judge.several([(dossier, digest) for dossier, (_, digest) in zip(portion, lines, strict=True)])
    for dossier, (evidence, _), row, text in zip(portion, lines, rows, ndjson(rows, style), strict=True):
        counts = Counts()
        counts.see(row)
        head = orjson.dumps({"of": dossier.line, "first": is_first(dossier), "counts": counts.plain()})
        yield b"\n".join((head, evidence, text[:-1].encode()))


def received(job: Job, head: Mapping[str, Any], evidence: bytes, row: bytes) -> Judged:
    """Return the judged line of a message. `head`: its parsed first line; `evidence`, `row`: the others, with their newlines."""
    written = Written(line=job.line, text=row.decode(), counts=head["counts"])
    return Judged(line=job.line, target=job.target, first=head["first"], evidence=evidence[:-1], row=written)
