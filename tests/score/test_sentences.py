"""The reasons in the languages of the desks: the forty commonest are there, and say what the English ones say."""

import re
from collections import Counter
from functools import cache

import pytest

from scamtriage.assess import Rules, assess
from scamtriage.records.assessment import Assessment
from scamtriage.score.sentences import LANGUAGES, SIDES, because, check_sentences, load_sentences
from tests.judgement.sites import dossier, sites
from tests.observed import SCENES, judged

pytestmark = pytest.mark.xdist_group("scenes")

SETS = ("dev", "held_out", "hard", "fresh", "second")
OTHERS = LANGUAGES[1:]
SCRIPT = {"th": r"[\u0e00-\u0e7f]", "zh": r"[\u4e00-\u9fff]"}
DOUBLED = re.compile(r"[{}]|\b(scam|honest)\b")


@cache
def rules() -> Rules:
    return Rules.load()


@cache
def commonest() -> tuple[str, ...]:
    """Signals by how often they speak, over every scene and every site of ours."""
    rows = [judged(scene) for scene in SCENES]
    rows += [row for name in SETS for site in sites(name) if isinstance(row := assess(dossier(site), rules()), Assessment)]
    return tuple(signal for signal, _ in Counter(c.reading.signal for row in rows for c in row.contributions).most_common())


@pytest.mark.parametrize("language", OTHERS)
def test_the_forty_commonest_signals_speak_the_language(language: str) -> None:
    assert [signal for signal in commonest()[:40] if signal not in load_sentences(language)] == []


def test_translations_name_known_signals_and_known_placeholders() -> None:
    assert check_sentences(rules().catalog) == []


@pytest.mark.parametrize("language", OTHERS)
def test_no_english_word_of_ours_stands_in_a_translated_reason(language: str) -> None:
    spoken = load_sentences(language)
    for scene in ("id-slot", "new-bakery", "bank-phish", "task-job"):
        row = assess(dossier_of(scene), rules(), lang=language)
        assert isinstance(row, Assessment)
        for found in row.contributions:
            if found.reading.signal in spoken and found.reading.signal.startswith("name-"):
                assert not DOUBLED.search(found.because), found.because


def dossier_of(scene: str):  # type: ignore[no-untyped-def]
    from tests.observed import dossiers

    return dossiers()[scene]


@pytest.mark.parametrize("language", SCRIPT)
def test_sentences_are_in_the_script_of_their_language(language: str) -> None:
    assert [s for s in load_sentences(language).values() if not re.search(SCRIPT[language], s)] == []


@pytest.mark.parametrize("language", OTHERS)
def test_a_side_is_said_in_the_language(language: str) -> None:
    spoken = load_sentences(language)
    row = rules().catalog.rows["name-length"]
    sentence = because(row, {"count": 9, "side": "scam"}, 9.0, spoken)
    assert spoken[SIDES["scam"]] in sentence
    assert "9" in sentence
