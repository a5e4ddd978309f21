"""Parquet output: one typed row per line, for statistics over many scans.

The values are those of the JSON document; control and invisible characters in strings are escaped.
"""

import contextlib
import io
import os
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, cast

from scamtriage.records.assessment import Assessment, Refusal
from scamtriage.records.facts import OBSERVED_BY
from scamtriage.records.os_errors import NameInErrors
from scamtriage.records.private_files import create_private
from scamtriage.render.document import document
from scamtriage.render.text import plain

_GROUP_ROWS = 5_000
"""Rows per row group, which are buffered in memory before they are written."""


_RECORDS: dict[str, dict[str, type]] = {
    "reasons": dict.fromkeys(("signal", "family", "group", "because", "source"), str) | {"raw": float, "log_odds": float},
    "unknown": {"family": str, "because": str, "weight": float},
    "addresses": {"ip": str, "asn": int, "holder": str, "country": str},
    "contacts": dict.fromkeys(("kind", "value", "country", "detail", "where"), str) | {"count": int},
    "report_to": dict.fromkeys(("kind", "body", "channel", "country", "scope", "accepts", "certainty"), str),
    "lists": dict.fromkeys(("list", "name", "sha256", "entry", "comment", "where"), str) | {"line": int},
}
"""Columns that hold lists of records -> the fields of a record with their types."""


class ParquetSink:
    """A writer of a Parquet file that replaces the target file only when it is complete; readers never see a partial file.

    A scan that is stopped writes the rows it has. A scan that is killed leaves the previous file. Rerunning the command writes all rows.
    """

    def __init__(self, path: Path, language: str = "en") -> None:
        """Open the temporary file. Raises OSError. The extra [parquet] must be installed."""
        import pyarrow
        import pyarrow.parquet

        self._path, self._part = path, path.with_name(path.name + ".part")
        self._arrow, self._language = pyarrow, language
        self._schema = schema(pyarrow)
        self._named = NameInErrors(path)
        self._file = io.BufferedWriter(cast(io.RawIOBase, create_private(self._part)))
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
                self._file.close()
                self._part.replace(self._path)
        except OSError:
            self.discard()
            raise

    def discard(self) -> None:
        """Remove the temporary file; a previous file stays."""
        with contextlib.suppress(OSError):
            self._writer.close()
        with contextlib.suppress(OSError):
            self._file.close()
        self._part.unlink(missing_ok=True)

    def _flush(self) -> None:
        if self._rows:
            with self._named:
                self._writer.write_table(self._arrow.Table.from_pylist(self._rows, schema=self._schema))
            self._rows.clear()


def schema(arrow: Any) -> Any:
    """Return the Arrow schema. In list columns, null means unknown and an empty list means none."""
    text, number, real = arrow.string(), arrow.int64(), arrow.float64()
    moment = arrow.timestamp("us", tz="UTC")

    types = {str: text, int: number, float: real}
    records = {
        name: arrow.list_(arrow.struct([(field, types[kind]) for field, kind in fields.items()])) for name, fields in _RECORDS.items()
    }

    return arrow.schema(
        [
            ("line", number), ("input", text), ("status", text), ("status_reason", text), ("mode", text),
            ("host", text), ("registrable", text), ("suffix", text), ("url", text),
            ("verdict", text), ("probability", real), ("low", real), ("high", real), ("log_odds", real), ("prior", real),
            ("coverage", real),
            ("scam_types", arrow.list_(text)), ("flags", arrow.list_(text)), ("states", arrow.list_(text)), ("urgency", text),
            ("reasons", records["reasons"]), ("unknown", records["unknown"]),
            *((f"{name}_outcome", text) for name in OBSERVED_BY),
            ("registered", moment), ("expires", moment), ("registrar", text), ("abuse_email", text),
            ("addresses", records["addresses"]),
            ("landing", text), ("status_code", number), ("title", text), ("contacts", records["contacts"]),
            ("observed_at", moment), ("day", arrow.date32()), ("same_as", number), ("columns", arrow.map_(text, text)),
            ("knowledge", text), ("model", text), ("gambling", text), ("now", moment), ("evidence_digest", text),
            ("version", text),
            ("fragile", arrow.bool_()), ("rests_on", text), ("held_back", arrow.list_(text)),
            ("held_by", arrow.list_(text)), ("language", text),
            ("lists", records["lists"]), ("report_to", records["report_to"]),
        ]
    )  # fmt: skip


def _cells(row: dict[str, Any]) -> dict[str, Any]:
    target, facts = row["target"] or {}, row.get("facts") or {}
    low, high = row.get("interval") or (None, None)
    registration, page, hosting = (facts.get(name) or {} for name in ("registration", "page", "hosting"))
    cells: dict[str, Any] = {name: row.get(name) for name in _AS_THEY_ARE}
    records = {name: row.get(name) for name in ("reasons", "unknown", "report_to")} | {
        "addresses": hosting.get("addresses"),
        "contacts": facts.get("contacts"),
        "lists": [one | match for one in row.get("lists", ()) for match in one["matches"]],
    }
    cells |= {name: _several(found, _RECORDS[name]) for name, found in records.items()}
    cells |= {name: target.get(name) for name in ("host", "registrable", "suffix", "url")}
    cells |= {f"{name}_outcome": (facts.get(name) or {}).get("outcome") for name in OBSERVED_BY}
    cells |= {
        "low": low,
        "high": high,
        "scam_types": [one["type"] for one in row["scam_types"]] if "scam_types" in row else None,
        "registered": registration.get("created"),
        "expires": registration.get("expires"),
        "registrar": registration.get("registrar"),
        "abuse_email": registration.get("abuse_email"),
        "landing": page.get("final_url"),
        "status_code": page.get("status_code"),
        "title": page.get("title"),
        "day": date.fromisoformat(row["day"]) if "day" in row else None,
        "columns": list(row.get("columns", {}).items()),
        **{name: row.get("tool", {}).get(name) for name in ("version", "knowledge", "model", "gambling", "now")},
    }
    return {name: _harmless(value) for name, value in cells.items()}


_AS_THEY_ARE = (
    "line", "input", "status", "status_reason", "mode", "verdict", "probability", "log_odds", "prior", "coverage", "flags", "states",
    "urgency", "observed_at", "same_as", "fragile", "rests_on", "held_back", "held_by", "language", "evidence_digest",
)  # fmt: skip


def _several(records: Any, names: Iterable[str]) -> list[dict[str, Any]] | None:
    """Return the named fields of each record, which is a dict or an object; None if there are no records."""
    if records is None:
        return None
    get: Callable[[Any, str], Any] = lambda one, name: one[name] if isinstance(one, dict) else getattr(one, name)  # noqa: E731
    return [{name: get(one, name) for name in names} for one in records]


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
