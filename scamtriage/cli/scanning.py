"""A scan as a whole: list in, rows out to any number of formats, a journal beside them, progress on stderr."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import typer

from scamtriage.cli import wiring
from scamtriage.cli.options import Talking
from scamtriage.config import Config
from scamtriage.records.assessment import Assessment, Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """What was asked for."""

    source: Path
    column: str | None
    config: Config
    format: str
    outputs: tuple[Path, ...]
    journal: Path | None
    in_order: bool
    dedupe: bool
    talking: Talking

    def run(self, tally: wiring.Tally) -> None:
        """Do it. Raises BadList, BadConfig, BadRule, OSError."""
        from scamtriage.render import RENDERERS, SUFFIXES

        unknown = [path for path in self.outputs if path.suffix not in SUFFIXES]
        if unknown:
            raise typer.BadParameter(f"{unknown[0]}: the suffix chooses the format; known: {' '.join(SUFFIXES)}")
        style = wiring.style(self.talking, several=True, language=self.config.language)
        wiring.write(RENDERERS[self.format](tally.watch(self._rows()), style))

    def _rows(self) -> Iterator[Assessment | Refusal]:
        from scamtriage.pipeline import rules, triage
        from scamtriage.targets.read import open_list, read

        knowledge = rules(self.config)
        with open_list(self.source) as file:
            yield from wiring.steps(triage(read(file, name=str(self.source), column=self.column), self.config, knowledge))
