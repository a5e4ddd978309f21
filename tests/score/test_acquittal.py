"""Who is acquitted must have something that speaks for him: it is not enough that nothing accuses, and words around a trap are nothing."""

import pytest
from msgspec.structs import replace as with_

from scamtriage.knowledge.speech import LANGUAGES, speech
from scamtriage.records.assessment import Assessment, Verdict
from scamtriage.render.phrases import held_lines
from scamtriage.score.verdict import ALARM_NUMBER, UNSPOKEN, rule
from tests.judgement.sites import assessed, dossier
from tests.score.test_one_look import GARDEN
from tests.score.test_verdict import STRONG

LENT = "brook-meadow-4.github.io"
DRAWS = "".join(f"<tr><td>2026-04-{day:02}</td><td>{day * 7 % 10} {day * 3 % 10} {day % 10}</td></tr>" for day in range(1, 19))
RESULTS = f'<html lang="en"><title>Results</title><body><h1>Results</h1><p>Live</p><p>History</p><table>{DRAWS}</table></body></html>'
"""A page of figures: nothing is asked, and nothing said."""
ALARM = """<h2>Windows Defender</h2><p>Error 0x80072: call Microsoft support toll free <a href="tel:+18885550142">+1 888 555 0142</a></p>
<p>Windows Defender is blocked, call +1 888 555 0142</p>"""


def judged(host: str, html: str, age_days: int, lang: str = "en") -> Assessment:
    return assessed(dossier({"host": host, "html": html, "age_days": age_days}), lang=lang)


@pytest.mark.parametrize(("host", "age_days"), [(LENT, -1), ("brook-meadow.com", 200)])
def test_a_page_is_not_acquitted_because_it_says_and_asks_next_to_nothing(host: str, age_days: int) -> None:
    row = judged(host, RESULTS, age_days)
    assert row.log_odds < -0.75 and (row.verdict, UNSPOKEN in row.held_back) == (Verdict.NO_FINDING, True)


@pytest.mark.parametrize(("host", "html", "age_days"), [(LENT, GARDEN, -1), ("brook-meadow.com", RESULTS, 900)])
def test_its_own_words_and_a_name_long_held_acquit(host: str, html: str, age_days: int) -> None:
    row = judged(host, html, age_days)
    assert row.verdict is Verdict.LIKELY_BENIGN and UNSPOKEN not in row.held_back


def test_no_words_acquit_a_number_beside_an_alarm() -> None:
    row = judged("balcony-notes.com", GARDEN.replace("</body>", ALARM + "</body>"), 400)
    assert "contact-tollfree-alarm" in {c.reading.signal for c in row.contributions}
    assert row.verdict.rank >= Verdict.NO_FINDING.rank and (row.log_odds >= -0.75 or ALARM_NUMBER in row.held_back)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_said_in_every_language(lang: str) -> None:
    spoken = speech(lang)
    row = judged(LENT, RESULTS, -1, lang)
    assert spoken.word("evidence", UNSPOKEN) in held_lines(row, spoken)
    assert lang == "en" or {spoken.word("evidence", UNSPOKEN), spoken.word("evidence", ALARM_NUMBER)}.isdisjoint({UNSPOKEN, ALARM_NUMBER})


def test_both_accuse_nobody() -> None:
    for case in (with_(STRONG, unspoken=True), with_(STRONG, alarm_number=True)):
        assert rule(case) == rule(STRONG)
        assert rule(with_(case, log_odds=-2.0)).verdict is Verdict.NO_FINDING
