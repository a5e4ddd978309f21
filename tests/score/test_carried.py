"""A page whose words stand in the data for its scripts: judged like any, acquitted by nothing, and its report says where they come from."""

import json

import pytest

from scamtriage.records.assessment import Assessment, Verdict
from scamtriage.records.findings import Presence
from scamtriage.render.formats import RENDERERS
from scamtriage.render.style import Style
from tests.judgement.sites import assessed

WORK = {
    "notice": "Watch hotel videos, send a screenshot and get paid a commission after every task.",
    "levels": ["VIP1 deposit 500 to unlock 40 tasks a day", "VIP2 deposit 5000 to unlock 60 tasks a day"],
    "withdraw": "Top up your balance to complete the combined order before you withdraw your commission.",
    "help": "https://t.me/hotel_task_desk",
}
BAKERY = {
    "name": "Oven and Loaf, bakery",
    "about": "We bake sourdough bread in a small oven every morning.",
    "open": "Open from Tuesday to Sunday, seven to three.",
}


def judged(data: object) -> Assessment:
    script = f'<script type="application/json">{json.dumps(data)}</script>'
    html = f'<html><head><title>Desk</title></head><body><div id="root"></div>{script}</body></html>'
    return assessed({"host": "hotel-desk.example.com", "age_days": 3_000, "mx": True, "html": html})


def test_a_scheme_in_the_data_is_found() -> None:
    row = judged(WORK)
    assert row.verdict in (Verdict.SUSPICIOUS, Verdict.LIKELY_SCAM, Verdict.NEAR_CERTAIN)
    assert "text-from-data" in row.flags and "task-job" in {found.type for found in row.scam_types}


def test_quiet_data_acquit_nobody() -> None:
    row = judged(BAKERY)
    assert row.verdict is Verdict.UNDETERMINED
    assert row.held_back == ("what the page shows is made by its scripts, and the words in its data acquit nobody",)
    assert not [c for c in row.contributions if c.reading.signal == "content-nothing-asked" and c.reading.presence is Presence.PRESENT]


@pytest.mark.parametrize("format", ["table", "html", "md"])
def test_the_report_says_where_the_words_come_from(format: str) -> None:
    out = "".join(RENDERERS[format]([judged(WORK)], Style(several=False, verbose=1)))
    assert "read from what the page hides until its scripts run, or carries for them" in out
