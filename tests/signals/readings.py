"""What a dossier is read as: the presence of each signal, and what one adds."""

from scamtriage.assess import Rules
from scamtriage.records.assessment import Assessment
from scamtriage.records.evidence import Dossier
from scamtriage.records.findings import Presence
from scamtriage.signals.silences import silences
from scamtriage.signals.view import View
from tests.judgement.sites import every_reading

RULES = Rules.load()


def nats(row: Assessment, signal: str) -> float | None:
    return next((c.raw for c in row.contributions if c.reading.signal == signal), None)


def readings(found: Dossier) -> dict[str, Presence]:
    view = View(found, RULES.tables)
    return {reading.signal: reading.presence for reading in every_reading(view, silences(view))}
