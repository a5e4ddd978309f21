"""Rows of one page at an address of its own, and what moved them."""

from typing import Any

from msgspec.structs import replace

from scamtriage.assess import Rules, assess
from scamtriage.records.assessment import Assessment
from scamtriage.records.target import Target
from scamtriage.targets.parse import parse_target
from tests.judgement.sites import dossier
from tests.signals.readings import RULES

LOGIN = '<form action="/login"><input name="user"><input type="password" name="pass"></form>'


def row(url: str, html: str, rules: Rules = RULES, **site: Any) -> Assessment:
    target = parse_target(url)
    assert isinstance(target, Target)
    found = dossier({"host": target.host, "html": html, "age_days": 6_000, "mx": True, **site})
    judged = assess(replace(found, target=target), rules)
    assert isinstance(judged, Assessment)
    return judged


def unknown(judged: Assessment) -> set[str]:
    return {signal for group in judged.unknown for signal in group.signals}


def nats(judged: Assessment) -> dict[str, float]:
    return {c.reading.signal: c.log_odds for c in judged.contributions}
