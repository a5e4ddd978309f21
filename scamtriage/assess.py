"""From evidence to verdicts: the measures, the sum, and nothing else."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from scamtriage.knowledge.catalog import Catalog, load_catalog
from scamtriage.records.assessment import Assessment, Refusal
from scamtriage.records.evidence import Dossier
from scamtriage.records.target import BadTarget

if TYPE_CHECKING:
    from scamtriage.score.model import Model
    from scamtriage.signals.tables import Tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Everything that judging needs beside the evidence."""

    catalog: Catalog
    model: "Model"
    tables: "Tables"

    @classmethod
    def load(cls, model_path: Path | None = None) -> "Rules":
        """The shipped knowledge, with the shipped model or the one at `model_path`. Raises BadRule."""
        from scamtriage.score.model import load_model
        from scamtriage.signals.tables import load_tables

        catalog = load_catalog()
        return cls(catalog=catalog, model=load_model(catalog, model_path), tables=load_tables())


def assess(
    dossier: Dossier,
    rules: Rules,
    *,
    prior: float | None = None,
    lang: str = "en",
    now: datetime | None = None,
    gambling: str = "type",
) -> Assessment | Refusal:
    """The verdict on one dossier; a line that is no target gets its refusal. Pure: the same line gives the same answer.

    `prior` is a probability and moves the probability alone, never the verdict. `now` replaces the time of observation for ages and
    for the expiry of tables. `gambling` is "type" (a scam type like any other), "scam" (weighs fully even where it may be licensed)
    or "ignore" (gambling evidence weighs nothing).
    """
    raise NotImplementedError


def assess_all(dossiers: Iterable[Dossier], rules: Rules, **options: object) -> Iterator[Assessment | Refusal]:
    """One answer a dossier, in order, lazily."""
    raise NotImplementedError
