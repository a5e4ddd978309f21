"""Check of existing output files: a scan may overwrite rows of a scan, and nothing else."""

import re
from collections.abc import Iterable
from pathlib import Path

import typer

from scamtriage.cli.retry_command import JOURNAL
from scamtriage.knowledge.speech import LANGUAGES, speech

_HEAD_BYTES = 65_536
_ROWS = re.compile(
    rb"(?:\xef\xbb\xbf)?line,input,host,registrable,"
    rb'|\[?\s*\{\s*"schema": ?"scamtriage\.assessment/'
    rb"|\[\]\n\Z"
    rb'|\{\n"type": "bundle",\n"objects": \[\n'
    rb'|\{"response": \[\s*(?:\]\}\s*)?\Z|\{"response": \[\n.*scamtriage'
    rb'|\[\n\{\s*"xarf_version": '
    rb'|<!doctype html>\n<html lang="[^"]{1,20}" dir="ltr"><head><meta charset="utf-8">'
    rb"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-"
    rb"|PAR1",
    re.DOTALL,
)
"""Start of a file of rows in each output format, also if the scan was killed. Of a Parquet file only the magic bytes are checked."""


def need_rows(outputs: Iterable[Path], journal: Path | None) -> None:
    """Raise BadParameter for an existing output that does not hold rows, or whose rows belong to another journal than `journal`.

    In the second case the scan would replace the rows and not use their journal.
    """
    for path in outputs:
        if not path.is_file() or not path.stat().st_size:
            continue
        if not _is_rows(path):
            raise typer.BadParameter(f"{path} is there, and scamtriage did not write it as an output; name another -o, or remove it first")
        kept = path.with_name(path.name + JOURNAL)
        if kept != journal and kept.is_file() and kept.stat().st_size:
            raise typer.BadParameter(
                f"{path} holds the rows of a scan whose evidence is {kept}; this scan would replace them, and not use that."
                " Name another -o, or remove both first"
            )


def _is_rows(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    if _ROWS.match(head):
        return True
    first = head.partition(b"\n")[0].decode("utf-8", "replace")
    spoken = [speech(language) for language in LANGUAGES]
    return any(first == f"# {one.say('Triage report')}" for one in spoken) or any(
        first.split()[:1] and first.lstrip().startswith(one.say("verdict")) and one.say("coverage") in first for one in spoken
    )
