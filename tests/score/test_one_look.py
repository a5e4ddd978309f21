"""A page that one visitor was shown does not acquit a name of days, as others may be shown another."""

import pytest
from msgspec.structs import replace

from scamtriage.knowledge.speech import ENGLISH, LANGUAGES, speech
from scamtriage.records.assessment import Assessment, Verdict
from scamtriage.records.facts import Look
from scamtriage.render.opening import SEEN_BY_ONE, opening
from scamtriage.render.phrases import held_lines
from scamtriage.score.verdict import ONE_LOOK, rule
from tests.judgement.sites import assessed, dossier
from tests.score.test_verdict import STRONG

GARDEN = """<html lang="en"><title>Notes from a balcony garden</title><body><h1>Notes from a balcony garden</h1>
<p>Chillies like morning sun and hate wet feet. Use a clay pot with a hole, water when the top is dry, and feed every second week.</p>
<p>Lemongrass grows from the stalks of the market: put them into water until the roots are as long as a finger.</p>
<p>Last week the neighbours' children came to pick the first tomatoes. We grew them from seed in egg boxes on the kitchen window, and lost
half of them to snails. Next year we will try basil beside them, and write down here what happens.</p></body></html>"""
ALIKE = (Look(profile="mobile", status_code=200),)


def garden(age_days: int, looks: tuple[Look, ...] = (), lang: str = "en") -> Assessment:
    one = dossier({"host": "balcony-notes.com", "html": GARDEN, "age_days": age_days})
    page = one.evidence["page"]
    seen = replace(page, facts=replace(page.facts, looks=looks))
    return assessed(replace(one, evidence={**one.evidence, "page": seen}), lang=lang)


def test_a_name_of_days_is_acquitted_where_others_were_asked_for_too() -> None:
    once, twice = garden(2), garden(2, ALIKE)
    assert (once.verdict, ONE_LOOK in once.held_back) == (Verdict.NO_FINDING, True)
    assert (twice.verdict, ONE_LOOK in twice.held_back) == (Verdict.LIKELY_BENIGN, False)
    assert once.log_odds == twice.log_odds


@pytest.mark.parametrize(("age_days", "looks", "told"), [(10, (), True), (10, ALIKE, False), (400, (), False), (2, (), False)])
def test_beside_the_acquittal_of_a_name_of_weeks_the_report_says_who_was_not_asked_for(
    age_days: int, looks: tuple[Look, ...], told: bool
) -> None:
    row = garden(age_days, looks)
    assert row.verdict is (Verdict.NO_FINDING if age_days == 2 else Verdict.LIKELY_BENIGN)
    assert (SEEN_BY_ONE in opening(row, ENGLISH)) is told


@pytest.mark.parametrize("lang", LANGUAGES)
def test_both_are_said_in_every_language(lang: str) -> None:
    spoken = speech(lang)
    assert spoken.say(SEEN_BY_ONE) in opening(garden(10, lang=lang), spoken)
    assert spoken.word("evidence", ONE_LOOK) in held_lines(garden(2, lang=lang), spoken)
    assert lang == "en" or (spoken.say(SEEN_BY_ONE), spoken.word("evidence", ONE_LOOK)) != (SEEN_BY_ONE, ONE_LOOK)


def test_it_accuses_nobody() -> None:
    assert rule(replace(STRONG, one_look=True)) == rule(STRONG)
    assert rule(replace(STRONG, one_look=True, log_odds=0.0)).verdict is Verdict.NO_FINDING
