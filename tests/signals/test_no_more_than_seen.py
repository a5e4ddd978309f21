"""Reasons say no more than was measured: of forms, chats, ways, certificates, mail and registrars."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from scamtriage.assess import Rules, assess
from scamtriage.records.assessment import Assessment, Presence
from scamtriage.records.evidence import Dossier
from scamtriage.signals.reading import silences
from scamtriage.signals.view import View
from tests.judgement.sites import NOW, dossier

RULES = Rules.load()
PLAIN = "<p>We lend books, films and games to readers of all ages, six days a week, in the old mill by the river.</p>"


def site(html: str, host: str = "one-page.org", age_days: int = 400) -> Dossier:
    return dossier({"host": host, "age_days": age_days, "html": f"<html lang=en><title>One page</title>{html}</html>"})


def given(found: Dossier, collector: str, **facts: Any) -> Dossier:
    """The same where this collector saw something else."""
    one = found.evidence[collector]
    assert one.facts is not None
    return replace(found, evidence={**found.evidence, collector: replace(one, facts=replace(one.facts, **facts))})


def presence(found: Dossier, signal: str) -> Presence:
    view = View(found, RULES.tables)
    return next(r.presence for r in RULES.reader.read(view, frozenset(silences(view))) if r.signal == signal)


def reasons(found: Dossier) -> dict[str, str]:
    row = assess(found, RULES)
    assert isinstance(row, Assessment)
    return {c.reading.signal: c.because for c in row.contributions}


def nats(found: Dossier, signal: str) -> float:
    row = assess(found, RULES)
    assert isinstance(row, Assessment)
    return next((c.raw for c in row.contributions if c.reading.signal == signal), 0.0)


def test_one_path_is_a_programmers_word_and_several_together_are_a_kits() -> None:
    once = site(PLAIN + '<form action="/next.php"><input name=a></form><a href="./next.php?step=2">On</a>')
    assert nats(once, "http-kit-artifacts") < 1
    assert reasons(once)["http-kit-artifacts"] == "the source of the page holds /next.php, as phishing kits do too"
    assert (
        nats(site(PLAIN + '<form action="/next.php"><input name=a></form><script src="/antibots/1.php"></script>'), "http-kit-artifacts")
        > 1
    )


@pytest.mark.parametrize(
    ("certificate", "expected"),
    [
        ({}, Presence.PRESENT),
        ({"self_signed": True}, Presence.ABSENT),
        ({"name_matches": False}, Presence.ABSENT),
        ({"not_after": NOW - timedelta(days=400)}, Presence.ABSENT),
        ({"chain": "invalid"}, Presence.ABSENT),
        ({"chain": "unverified"}, Presence.UNKNOWN),
        ({"name_matches": None}, Presence.UNKNOWN),
        ({"chain": "unverified", "organisation": "Somebody Else"}, Presence.ABSENT),
    ],
)
def test_only_a_certificate_that_holds_tells_who_was_vetted(certificate: dict[str, Any], expected: Presence) -> None:
    vetted = given(site(PLAIN + "<p>© Mill Library</p>"), "certificate", validation="ev", organisation="Mill Library Ltd")
    shown = given(vetted, "page", site_name="Mill Library")
    assert presence(given(shown, "certificate", **certificate), "tls-ov-ev") is expected
