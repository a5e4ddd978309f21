"""Unknown is a value: "could not check" is never shown as "checked and absent"."""

import csv
import io
import json

import pytest

from scamtriage.records.evidence import Evidence, Outcome
from scamtriage.records.facts import Look, PageFacts
from scamtriage.render import RENDERERS
from scamtriage.render.say import evidence_lines
from scamtriage.render.style import Style
from tests.samples import SEEN, assessment


def without_page() -> object:
    row = assessment("x")
    evidence = {"page": Evidence(collector="page", outcome=Outcome.TIMEOUT, reason="no answer within 3 s", observed_at=SEEN)}
    return row.__class__(**{name: getattr(row, name) for name in row.__dataclass_fields__} | {"evidence": evidence})


def test_json_has_null_for_contacts_that_could_not_be_looked_for() -> None:
    facts = json.loads("".join(RENDERERS["ndjson"]([without_page()], Style())))["facts"]  # type: ignore[list-item]
    assert facts["contacts"] is None
    assert facts["page"] == {
        "outcome": "timeout",
        "observed_at": "2026-11-24T08:30:00Z",
        "from_cache": False,
        "source": "",
        "reason": "no answer within 3 s",
    }


def test_csv_says_unknown_instead_of_nothing() -> None:
    heading, row = csv.reader(io.StringIO("".join(RENDERERS["csv"]([without_page()], Style()))))  # type: ignore[list-item]
    cells = dict(zip(heading, row, strict=True))
    assert {cells[name] for name in ("title", "landing", "contacts", "registered")} == {"unknown"}


def test_the_panel_lists_what_could_not_be_checked() -> None:
    out = "".join(RENDERERS["table"]([without_page()], Style(several=False)))  # type: ignore[list-item]
    assert "Could not be checked" in out and "timeout: no answer within 3 s" in out


@pytest.mark.parametrize(
    ("look", "barrier", "said"),
    [
        (Look(profile="phone", differed=("title",)), "", "differs in title"),
        (Look(profile="phone"), "", "the same (ok)"),
        (Look(profile="phone", outcome="timeout"), "", "unknown (timeout)"),
        (Look(profile="phone", barrier="captcha"), "", "hidden behind a captcha: what it says is unknown"),
        (Look(profile="phone"), "challenge", "hidden behind a challenge: what it says is unknown"),
    ],
)
def test_a_look_that_saw_nothing_is_not_called_the_same(look: Look, barrier: str, said: str) -> None:
    page = PageFacts(final_url="https://example.com/", barrier=barrier, looks=(look,))
    assert ("as phone", said) in [*evidence_lines(Evidence(collector="page", outcome=Outcome.OK, facts=page, observed_at=SEEN))]
