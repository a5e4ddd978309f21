"""Check of existing output files: a scan may overwrite rows of a scan, and nothing else."""

import re
from collections.abc import Iterable, Sequence
from itertools import dropwhile
from pathlib import Path

import typer

from scamtriage.cli.notices.retry_command import JOURNAL
from scamtriage.cli.preconditions import PACKED
from scamtriage.knowledge.speech import LANGUAGES, Speech, speech
from scamtriage.records import lazy_re
from scamtriage.render.table import HEADINGS, SHORT

_HEAD_BYTES = 65_536
_HEADING_LINES = 8
"""Enough for the headings of the narrowest table."""
_ROWS = lazy_re.compile(
    rb"(?:\xef\xbb\xbf)?line,input,host,registrable,"
    rb'|\[?\s*\{\s*"schema": ?"scamtriage\.assessment/'
    rb"|\[\]\n\Z"
    rb'|\{\n"type": "bundle",\n"objects": \[\n'
    rb'|\{"response": \[\s*(?:\]\}\s*)?\Z|\{"response": \[\n.*scamtriage'
    rb'|\[\n\{\s*"xarf_version": '
    rb'|<!doctype html>\n<html lang="[^"]{1,20}" dir="ltr"><head><meta charset="utf-8">'
    rb'(?:<meta name="viewport" content="[^"]{1,60}">)?'
    rb"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-",
    re.DOTALL,
)
"""Start of a file of rows in each output format, also if the scan was killed."""
_PARQUET = b"PAR1"
_PARQUET_COLUMNS = lazy_re.compile(rb"line.{1,60}?input.{1,60}?status.{1,60}?host", re.DOTALL)
"""Names of the first columns in the footer of a Parquet file; it stands at the end, and only a whole file has one."""


def need_rows(outputs: Iterable[Path], used: Iterable[Path | None]) -> None:
    """Raise BadParameter for an existing output that does not hold rows, or whose rows belong to another journal than those in `used`.

    In the second case the scan would replace the rows and not use their journal, plain or packed.
    """
    journals = [path for path in used if path is not None and path.is_file()]
    for path in outputs:
        if not path.is_file() or not path.stat().st_size:
            continue
        if not _is_rows(path):
            raise typer.BadParameter(f"{path} is there, and scamtriage did not write it as an output; name another -o, or remove it first")
        beside = [path.with_name(f"{path.name}{JOURNAL}{packing}") for packing in ("", *PACKED)]
        kept = [file for file in beside if file.is_file() and file.stat().st_size]
        if kept and not any(file.samefile(journal) for file in kept for journal in journals):  # a journal may be named by another path
            raise typer.BadParameter(
                f"{path} holds the rows of a scan whose evidence is {kept[0]}; this scan would replace them, and not use that."
                f" Name another -o, or --evidence {kept[0]}, or remove both first"
            )


def _is_rows(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
        if head.startswith(_PARQUET):
            file.seek(max(0, path.stat().st_size - 4 * _HEAD_BYTES))
            return _PARQUET_COLUMNS.search(file.read()) is not None
    if _ROWS.match(head):
        return True
    lines = head.decode("utf-8", "replace").split("\n", _HEADING_LINES)[:_HEADING_LINES]
    spoken = [speech(language) for language in LANGUAGES]
    return any(lines[0] == f"# {one.say('Triage report')}" or _is_heading(lines, one) for one in spoken)


def _is_heading(lines: Sequence[str], spoken: Speech) -> bool:
    """Return whether these are the headings of a table of any width: those before the labels are in order, and the labels may be folded
    above them."""
    *first, labels = (spoken.say(heading) for heading in HEADINGS[1 : SHORT + 2])
    rest = dropwhile(lambda line: line.strip() and line.strip() in labels, lines)
    return " ".join(" ".join(rest).split()).startswith(" ".join(first))
