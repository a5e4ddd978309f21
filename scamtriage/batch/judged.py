"""A line that was judged in the process that observed it: what goes from there to the one that deals, which reads no evidence then.

Three lines: `{"of": line, "first": bool, "counts": {…}}`, the evidence as it will stand in the journal, and the row of NDJSON.
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
"""The first of the three lines, and no line of evidence."""


class Judged(Struct, frozen=True, kw_only=True):
    """What the dealing process has of such a line."""

    line: int
    target: Target
    first: bool
    """Of its host, or of another page: its evidence stands here, and duplicates may point to it."""
    evidence: bytes
    """As in the journal, without its end."""
    row: Written


def sent(portion: Sequence[Dossier], judge: "Judge", style: Style) -> Iterator[bytes]:
    """The three lines of each, without the last end, judged together."""
    lines = [in_journal(dossier) for dossier in portion]
    rows = judge.several([(dossier, digest) for dossier, (_, digest) in zip(portion, lines, strict=True)])
    for dossier, (evidence, _), row, text in zip(portion, lines, rows, ndjson(rows, style), strict=True):
        counts = Counts()
        counts.see(row)
        head = orjson.dumps({"of": dossier.line, "first": is_first(dossier), "counts": counts.plain()})
        yield b"\n".join((head, evidence, text[:-1].encode()))


def received(job: Job, head: Mapping[str, Any], evidence: bytes, row: bytes) -> Judged:
    """The same from its three lines, the first of which is read already; the others with their ends."""
    written = Written(line=job.line, text=row.decode(), counts=head["counts"])
    return Judged(line=job.line, target=job.target, first=head["first"], evidence=evidence[:-1], row=written)
