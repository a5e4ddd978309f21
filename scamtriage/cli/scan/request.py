"""The parameters of a scan, and what follows from them: output formats, file names, numbers of processes."""

from dataclasses import dataclass
from pathlib import Path

from scamtriage.cli.notices.retry_command import JOURNAL
from scamtriage.cli.options import ConsoleOptions
from scamtriage.cli.output import printing
from scamtriage.cli.preconditions import is_packed
from scamtriage.config import Config, usable_cores
from scamtriage.records.evidence import Mode
from scamtriage.render import format_of
from scamtriage.sessions import REAL, Environment

LONG_LIST_BYTES = 30_000
LONG_NAMES_BYTES = 300_000
"""The same for an offline scan, which takes much less time per line."""
_TEXT_AROUND = 10
"""Factor for --extract: a text is at least this many times as long as the addresses in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """The parameters of a scan."""

    source: Path
    column: str | None
    config: Config
    format: str
    outputs: tuple[Path, ...]
    evidence: Path | None
    in_order: bool
    dedupe: bool
    console: ConsoleOptions
    extract: bool = False
    """Whether the source is a running text whose addresses are the targets, instead of a list."""
    charset: str = ""
    """Encoding of the list; "": detect it."""
    dask: str = ""
    """Address of the dask scheduler whose cluster collects the evidence; "": this machine does."""
    retry_options: tuple[str, ...] = ()
    """The options given on the command line, for a scan of the incomplete lines."""
    environment: Environment = REAL

    @property
    def names_alone(self) -> bool:
        """Whether the scan is offline and keeps no evidence, so that it needs no event loop."""
        return self.config.mode is Mode.OFFLINE and self.evidence is None

    @property
    def formats(self) -> list[str | None]:
        """Format of each output, or of stdout; None: a format from an optional package (Parquet)."""
        return [format_of(path.name) for path in self.outputs] or [self.format]

    @property
    def ndjson_alone(self) -> bool:
        """Whether NDJSON is the only format, so that worker processes can render the rows."""
        return set(self.formats) == {"ndjson"}

    @property
    def journal_path(self) -> Path | None:
        """Path of the plain journal, which is compressed at the end if asked for; None: no journal is kept."""
        if self.evidence is not None:
            return self.evidence.with_suffix("") if is_packed(self.evidence) else self.evidence
        return self.outputs[0].with_name(self.outputs[0].name + JOURNAL) if self.outputs and not self.names_alone else None

    @property
    def packed(self) -> Path | None:
        """Path of the compressed journal that is written at the end; None: the journal stays plain."""
        return self.evidence if self.evidence is not None and is_packed(self.evidence) else None

    @property
    def observers(self) -> int:
        """Number of processes that collect evidence; 0: as many as the cluster has threads."""
        return self._processes(LONG_LIST_BYTES)

    @property
    def judges(self) -> int:
        """Number of processes that judge names. More than one only for an offline scan with a single NDJSON output."""
        plain = self.names_alone and len(self.outputs) < 2 and self.ndjson_alone and not printing.prompt(self.source)
        return self._processes(LONG_NAMES_BYTES) if plain else 1

    def _processes(self, long_bytes: int) -> int:
        """Return the configured number, else one per core if the list has more than `long_bytes`, else 1. 0: the cluster decides."""
        if self.config.processes or self.dask:
            return self.config.processes
        long = str(self.source) != "-" and self.source.stat().st_size > long_bytes * (_TEXT_AROUND if self.extract else 1)
        return usable_cores() if long else 1
