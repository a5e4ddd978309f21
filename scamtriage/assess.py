"""From evidence to verdicts: the measures, the sum, and nothing else."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import orjson

from scamtriage.knowledge.catalog import Catalog, load_catalog
from scamtriage.records.assessment import Assessment, Refusal
from scamtriage.records.evidence import Dossier, Evidence
from scamtriage.records.target import BadTarget
from scamtriage.records.userlist import UserList
from scamtriage.score.combine import GAMBLING, Combiner, Question
from scamtriage.score.listed import mark
from scamtriage.score.model import Model, load_model
from scamtriage.signals.reading import Reader, silences
from scamtriage.signals.tables import Tables, load_tables
from scamtriage.signals.view import View

_NO_EVIDENCE = hashlib.sha256(b"{}").hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Everything that judging needs beside the evidence. Made once; may be used for any number of dossiers."""

    catalog: Catalog
    model: Model
    tables: Tables
    reader: Reader = field(repr=False)
    combiner: Combiner = field(repr=False)
    knowledge: str
    """Version and digest of catalogue and tables, as it stands in every assessment."""
    lists: tuple[UserList, ...] = ()
    """The user's own allow and block lists."""

    @classmethod
    def load(cls, model_path: Path | None = None, lists: tuple[UserList, ...] = ()) -> "Rules":
        """The shipped knowledge, with the shipped model or the one at `model_path`. Raises BadRule."""
        return replace(cls.of(load_catalog(), model_path=model_path), lists=lists)

    @classmethod
    def of(cls, catalog: Catalog, *, model_path: Path | None = None, model: Model | None = None) -> "Rules":
        """The rules of this catalogue, for asking what another threshold or weight would say."""
        tables = load_tables()
        model = model or load_model(catalog, model_path)
        whole = hashlib.sha256((catalog.digest + tables.digest).encode()).hexdigest()
        return cls(
            catalog=catalog,
            model=model,
            tables=tables,
            reader=Reader(catalog),
            combiner=Combiner(catalog, model),
            knowledge=f"{catalog.scoring.version}+{whole[:12]}",
        )


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

    `prior` is a probability and moves the probability alone, never the verdict; None is the model's. `now` replaces the time of
    observation for ages and for the expiry of tables. `gambling`: "type" names it and never says more than `likely-scam` of gambling
    alone, "scam" weighs it like any other, "ignore" weighs it nothing. Raises ValueError for a prior or a choice that is none.
    """
    if gambling not in GAMBLING:
        raise ValueError(f"gambling must be one of {', '.join(GAMBLING)}")
    odds = rules.model.prior if prior is None else prior
    if not 0 < odds < 1:
        raise ValueError("the prior is a probability between 0 and 1, both excluded")
    if isinstance(dossier.target, BadTarget):
        bad = dossier.target
        return Refusal(line=dossier.line, input=dossier.input, status=bad.status, reason=bad.reason, columns=dossier.columns)
    view = View(dossier, rules.tables, now)
    silent = silences(view)
    readings = rules.reader.read(view, frozenset(silent))
    question = Question(prior=odds, lang=lang, gambling=gambling, knowledge=rules.knowledge)
    row = rules.combiner.combine(dossier, readings, silent, question, digest(dossier.evidence))
    return mark(row, rules.lists) if rules.lists else row


def assess_all(
    dossiers: Iterable[Dossier],
    rules: Rules,
    *,
    prior: float | None = None,
    lang: str = "en",
    now: datetime | None = None,
    gambling: str = "type",
) -> Iterator[Assessment | Refusal]:
    """One answer a dossier, in order, lazily."""
    for dossier in dossiers:
        yield assess(dossier, rules, prior=prior, lang=lang, now=now, gambling=gambling)


def digest(evidence: dict[str, Evidence]) -> str:
    """SHA-256 over the canonical evidence: JSON in UTF-8, keys sorted, times in UTC."""
    if not evidence:
        return _NO_EVIDENCE
    try:
        text = orjson.dumps(evidence, option=orjson.OPT_SORT_KEYS | orjson.OPT_UTC_Z)
    except TypeError:  # lone surrogates of a hostile page
        text = repr(sorted(evidence.items())).encode("utf-8", "surrogatepass")
    return hashlib.sha256(text).hexdigest()
