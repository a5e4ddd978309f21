"""One page on a plain site, and what is said of it."""

from typing import Any

from msgspec.structs import replace

from scamtriage.records.evidence import Dossier
from scamtriage.records.findings import Presence
from tests.judgement.sites import assessed, dossier
from tests.signals.readings import readings

PLAIN = "<p>We lend books, films and games to readers of all ages, six days a week, in the old mill by the river.</p>"


def site(html: str, host: str = "one-page.org", age_days: int = 400) -> Dossier:
    return dossier({"host": host, "age_days": age_days, "html": f"<html lang=en><title>One page</title>{html}</html>"})


def given(found: Dossier, collector: str, **facts: Any) -> Dossier:
    """The same where this collector saw something else."""
    one = found.evidence[collector]
    assert one.facts is not None
    return replace(found, evidence={**found.evidence, collector: replace(one, facts=replace(one.facts, **facts))})


def presence(found: Dossier, signal: str) -> Presence:
    return readings(found)[signal]


def reasons(found: Dossier) -> dict[str, str]:
    row = assessed(found)
    return {c.reading.signal: c.because for c in row.contributions}
