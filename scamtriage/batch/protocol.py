"""The messages between the main process and a worker process (scamtriage/worker.py). Each is JSON; all but one are a single line.

To the worker: the settings, once; then jobs, `[line, text, columns, *stored]`, where `stored` are the `[key, evidence]` that the journal
has for the host and the page of the job (see `page_keys`); answers, `{"of": number, "is": answer}`; and `null` after the last job.

From the worker: `[null, ["ready"]]` once, then `[null, ["alive", paused]]` as a heartbeat, where `paused` tells of an outage of the
resolvers; `[null, ["aside", line, registry]]` when a job is set aside for its registry, with null for the registry when it is back;
questions, `[number, message]`, and notifications, `[null, message]`, for the rate limits (see net/remote_limits.py); dossiers as journal
lines; and judged lines, which the main process need not parse. A judged line has three lines:
`{"of": line, "first": bool, "counts": {…}}`, the journal line, and the NDJSON row.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import orjson
from msgspec import Struct

from scamtriage.batch.counts import Counts
from scamtriage.batch.jobs import Job
from scamtriage.batch.journal import encode_line, is_first
from scamtriage.net.remote_limits import Message
from scamtriage.records.assessment import Written
from scamtriage.records.evidence import Dossier
from scamtriage.records.target import Target
from scamtriage.render.ndjson import ndjson
from scamtriage.render.style import Style

if TYPE_CHECKING:
    from scamtriage.assess import Judge

OTHER_VERSION = 3
"""Exit code of a worker whose version differs from that of the main process."""
NO_RESOLVER = 4
"""Exit code of a worker that has waited for its resolvers for as long as it may. The jobs that it did not answer are left to a resume."""
READY = "ready"
ALIVE = "alive"
ASIDE = "aside"
NO_MORE_JOBS = b"null"
JUDGED = b'{"of":'
"""Start of the first line of a judged line. No line of evidence starts like this."""


class Judged(Struct, frozen=True, kw_only=True):
    """A line judged by a worker process, as the main process receives it."""

    line: int
    target: Target
    first: bool
    """Whether it has evidence of its own that duplicates can refer to, see `is_first`."""
    evidence: bytes
    """The journal line without its newline."""
    row: Written


def encode_job(job: Job, stored: Iterable[tuple[str, bytes]]) -> bytes:
    """Return the line of a job. `stored`: keys and journal lines of the evidence that exists for its host and page."""
    return orjson.dumps([job.line, job.given, job.columns, *([key, line.decode()] for key, line in stored)])


def encode_message(question: int | None, message: Message) -> bytes:
    """Return the line of a message from a worker. `question`: its number; None if it wants no answer."""
    return orjson.dumps([question, message])


def decode_message(line: bytes) -> tuple[int | None, Message]:
    """Parse such a line. Raises ValueError."""
    match orjson.loads(line):
        case [int() | None as question, [str(), *_] as message]:
            return question, message
    raise ValueError("no message")


def encode_answer(question: int | None, answer: Message) -> bytes:
    """Return the line of the answer to a question."""
    return orjson.dumps({"of": question, "is": answer})


def encode_judged(portion: Sequence[Dossier], judge: "Judge", style: Style) -> Iterator[bytes]:
    """Judge the dossiers together and yield the three lines of each, without the last newline."""
    lines = [encode_line(dossier) for dossier in portion]
    rows = judge.several([(dossier, digest) for dossier, (_, digest) in zip(portion, lines, strict=True)])
    for dossier, (evidence, _), row, text in zip(portion, lines, rows, ndjson(rows, style), strict=True):
        counts = Counts()
        counts.see(row)
        head = orjson.dumps({"of": dossier.line, "first": is_first(dossier), "counts": counts.plain()})
        yield b"\n".join((head, evidence, text[:-1].encode()))


def decode_head(line: bytes) -> dict[str, Any]:
    """Parse the first line of a judged line. Raises ValueError."""
    head: dict[str, Any] = orjson.loads(line)
    match head:
        case {"of": int(), "first": bool(), "counts": dict()}:
            return head
    raise ValueError("no head of a row")


def decode_judged(job: Job, head: Mapping[str, Any], evidence: bytes, row: bytes) -> Judged:
    """Return the judged line of a job. `head`: its parsed first line; `evidence`, `row`: the others, with their newlines."""
    written = Written(line=job.line, text=row.decode(), counts=head["counts"])
    return Judged(line=job.line, target=job.target, first=head["first"], evidence=evidence[:-1], row=written)
