"""Parquet output: one typed row per line, for statistics over many scans.

The values are those of the JSON document; control and invisible characters in strings are escaped.
"""

import contextlib
import errno
import io
import os
import stat
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any, cast

from msgspec import UNSET
from msgspec.structs import asdict

from scamtriage.batch.private_files import create_private, unfinished
from scamtriage.cli.output.output_file import OutputBusy, is_free
from scamtriage.net.locks import is_still_at
from scamtriage.records.assessment import Assessment, Refusal
from scamtriage.records.facts import OBSERVED_BY
from scamtriage.records.os_errors import NameInErrors
from scamtriage.render.document import document
from scamtriage.render.row import RefusedRow, Row
from scamtriage.render.text import plain

_GROUP_ROWS = 5_000
"""Rows per row group, which are buffered in memory before they are written."""


_RECORDS: dict[str, dict[str, type]] = {
    "reasons": dict.fromkeys(("signal", "family", "group", "because", "source"), str) | {"raw": float, "log_odds": float},
    "unknown": {"family": str, "because": str, "weight": float},
    "addresses": {"ip": str, "asn": int, "holder": str, "country": str, "outcome": str},
    "caps": dict.fromkeys(("stage", "cap", "seen"), str),
    "contacts": dict.fromkeys(("kind", "value", "country", "detail", "where"), str) | {"count": int},
    "report_to": dict.fromkeys(("kind", "body", "channel", "country", "scope", "accepts", "certainty"), str),
    "lists": dict.fromkeys(("list", "name", "sha256", "entry", "comment", "where"), str) | {"line": int},
}
"""Columns that hold lists of records -> the fields of a record with their types."""
_WORDS, _PAIRS = list[str], dict[str, str]
COLUMNS: dict[str, Any] = {
    "line": int, "input": str, "status": str, "status_reason": str, "mode": str,
    "host": str, "registrable": str, "suffix": str, "url": str,
    "verdict": str, "probability": float, "low": float, "high": float, "log_odds": float, "prior": float, "coverage": float,
    "scam_types": _WORDS, "flags": _WORDS, "states": _WORDS, "urgency": str,
    "reasons": _RECORDS["reasons"], "unknown": _RECORDS["unknown"],
    **{f"{name}_outcome": str for name in OBSERVED_BY},
    "registered": datetime, "expires": datetime, "registrar": str, "abuse_email": str, "addresses": _RECORDS["addresses"],
    "landing": str, "status_code": int, "title": str, "contacts": _RECORDS["contacts"],
    "observed_at": datetime, "day": date, "same_as": int, "columns": _PAIRS,
    "knowledge": str, "model": str, "gambling": str, "now": datetime, "evidence_digest": str, "version": str,
    "fragile": bool, "rests_on": str, "held_back": _WORDS, "held_by": _WORDS, "language": str,
    "lists": _RECORDS["lists"], "report_to": _RECORDS["report_to"], "caps": _RECORDS["caps"],
}  # fmt: skip
"""Columns with their types. Their order stays, as files of several versions are read together by position: a new one comes last."""
_WITHIN = {
    **{name: ("target", name) for name in ("host", "registrable", "suffix", "url")},
    **{f"{name}_outcome": ("facts", name, "outcome") for name in OBSERVED_BY},
    "registered": ("facts", "registration", "created"),
    **{name: ("facts", "registration", name) for name in ("expires", "registrar", "abuse_email")},
    "addresses": ("facts", "hosting", "addresses"),
    "landing": ("facts", "page", "final_url"),
    **{name: ("facts", "page", name) for name in ("status_code", "title")},
    "contacts": ("facts", "contacts"),
    **{name: ("tool", name) for name in ("knowledge", "model", "gambling", "now", "version")},
}
"""Where in a row the columns stand that are no field of it."""


class ParquetSink:
    """A writer of a Parquet file that replaces the target file only when it is complete; readers never see a partial file.

    A scan that is stopped writes the rows it has. A scan that is killed leaves the previous file. Rerunning the command writes all rows.
    """

    def __init__(self, path: Path, language: str = "en") -> None:
        """Open and lock the unfinished file. Raises OSError, OutputBusy. The extra [parquet] must be installed."""
        import pyarrow
        import pyarrow.parquet

        if path.exists() and not path.is_file():
            if path.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
            raise OSError(errno.EINVAL, "a Parquet file cannot be written into a pipe or a device; name a file", str(path))
        self._path = path.resolve()
        self._part = unfinished(self._path)
        self._file = _locked(self._part, path)
        self._arrow, self._language = pyarrow, language
        self._schema = schema(pyarrow)
        self._named = NameInErrors(path)
        self._writer = pyarrow.parquet.ParquetWriter(self._file, self._schema, compression="zstd")
        self._rows: list[dict[str, Any]] = []

    def write(self, row: Assessment | Refusal) -> None:
        self._rows.append(_cells(document(row, language=self._language)))
        if len(self._rows) >= _GROUP_ROWS:
            self._flush()

    def close(self) -> None:
        """Write the footer, fsync, and move the file to its final name. Raises OSError."""
        try:
            self._flush()
            with self._named:
                self._writer.close()
                self._file.flush()
                os.fsync(self._file.fileno())
                if not is_still_at(self._part, self._file.fileno()):
                    raise OSError(f"{self._part} was removed or replaced during the run; the same command writes it anew")
                self._part.replace(self._path)
                self._file.close()
        except OSError:
            self.discard()
            raise

    def discard(self) -> None:
        """Remove the temporary file; a previous file stays."""
        with contextlib.suppress(OSError):
            self._writer.close()
        if not self._file.closed and is_still_at(self._part, self._file.fileno()):
            self._part.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            self._file.close()

    def _flush(self) -> None:
        if self._rows:
            with self._named:
                self._writer.write_table(self._arrow.Table.from_pylist(self._rows, schema=self._schema))
            self._rows.clear()


def _locked(part: Path, path: Path) -> IO[bytes]:
    """Open the unfinished file of a Parquet file, empty, private and locked for this run. Raises OutputBusy, OSError."""
    while True:
        try:
            file = create_private(part) if not _is_own(part) else part.open("r+b", buffering=0)
        except FileNotFoundError as exc:
            raise FileNotFoundError(exc.errno, "there is no such folder; make it, or name another", str(path)) from None
        try:
            if not is_free(file.fileno(), path):
                raise OutputBusy.of(path)
            if is_still_at(part, file.fileno()):  # else the run that held it has just moved it to its final name
                file.truncate(0)
                return io.BufferedWriter(cast(io.RawIOBase, file))
        except BaseException:
            file.close()
            raise
        file.close()


def _is_own(part: Path) -> bool:
    """Whether an unfinished file of ours stands there, of a run that goes on or was killed. What others left there is none."""
    try:
        found = part.lstat()
    except OSError:
        return False
    return stat.S_ISREG(found.st_mode) and found.st_uid == os.getuid() and found.st_nlink == 1 and not found.st_mode & 0o077


def schema(arrow: Any) -> Any:
    """Return the Arrow schema. In list columns, null means unknown and an empty list means none."""
    text = arrow.string()
    types = {
        str: text, int: arrow.int64(), float: arrow.float64(), bool: arrow.bool_(),
        datetime: arrow.timestamp("us", tz="UTC"), date: arrow.date32(), _WORDS: arrow.list_(text), _PAIRS: arrow.map_(text, text),
    }  # fmt: skip

    def of(kind: Any) -> Any:
        return arrow.list_(arrow.struct([(name, of(one)) for name, one in kind.items()])) if isinstance(kind, dict) else types[kind]

    return arrow.schema([(name, of(kind)) for name, kind in COLUMNS.items()])


def _cells(row: Row | RefusedRow) -> dict[str, Any]:
    cells = {name: _at(row, _WITHIN.get(name, (name,))) for name in COLUMNS}
    if isinstance(row, Row):
        cells["low"], cells["high"] = row.interval
        cells["scam_types"] = [one.type for one in row.scam_types]
    cells["columns"] = list((cells["columns"] or {}).items())
    lists = cells.pop("lists")
    for name, fields in _RECORDS.items():
        if (records := cells.get(name)) is not None:
            cells[name] = [{field: getattr(one, field) for field in fields} for one in records]
    if cells["addresses"] is None and (resolved := _at(row, ("facts", "dns", "addresses"))):
        cells["addresses"] = [dict.fromkeys(_RECORDS["addresses"]) | {"ip": ip} for ip in resolved]  # who holds them is unknown
    matches = [asdict(one) | asdict(match) for one in lists or () for match in one.matches]
    looked_up = isinstance(row, Row)  # a line that was refused was looked up in no list
    cells["lists"] = [{field: one[field] for field in _RECORDS["lists"]} for one in matches] if looked_up else None
    return {name: _harmless(value) for name, value in cells.items()}


def _at(row: Any, path: tuple[str, ...]) -> Any:
    """Return what stands there in a row; None if it has no such place."""
    for step in path:
        row = row.get(step) if isinstance(row, dict) else getattr(row, step, None)
    return None if row is UNSET else row


def _harmless(value: Any) -> Any:
    match value:
        case str():
            return plain(value)
        case tuple():  # the pairs of a map must stay tuples
            return tuple(_harmless(one) for one in value)
        case list():
            return [_harmless(one) for one in value]
        case dict():
            return {name: _harmless(one) for name, one in value.items()}
        case _:
            return value
