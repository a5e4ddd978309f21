"""What a desk asks beside the evidence stands in the row, and names another telling of it."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any, cast

import jsonschema
import pytest
from msgspec.structs import replace

from scamtriage.assess import Judge, Rules
from scamtriage.knowledge.speech import ENGLISH
from scamtriage.records import codec
from scamtriage.records.assessment import Assessment
from scamtriage.records.userlist import Entry, UserList
from scamtriage.render import SHARED, disclosure, report_text
from scamtriage.render.fact_lines import fact_lines
from scamtriage.render.formats import RENDERERS
from scamtriage.render.row import json_schema
from scamtriage.render.style import Style
from scamtriage.score.annotate import mark
from tests.golden.recording import GOLDEN
from tests.render.reports import EVERYTHING

LATER = datetime(2027, 5, 1, tzinfo=UTC)
ASKED: list[dict[str, Any]] = [{"gambling": "scam"}, {"gambling": "ignore"}, {"now": LATER}, {"prior": 0.4}]
PHISH = codec.from_line((GOLDEN / "bank-phish" / "evidence.jsonl").read_bytes())


def judged(**asked: Any) -> Assessment:
    row = Judge.of(Rules.load(), **asked)(PHISH)
    assert isinstance(row, Assessment)
    return row


def said(format: str, row: Assessment) -> str:
    return "".join(RENDERERS[format]([row], Style(several=False, sharing=EVERYTHING)))


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_whatever_moves_a_verdict_or_a_probability_stands_in_the_row(asked: dict[str, Any]) -> None:
    row = json.loads(said("json", judged(**asked)))
    jsonschema.validate(row, json_schema())
    assert row["tool"]["gambling"] == asked.get("gambling", "type")
    assert row["tool"].get("now") == ("2027-05-01T00:00:00Z" if "now" in asked else None)
    assert row["prior"] == asked.get("prior", 0.1)


@pytest.mark.parametrize("format", ["table", "md", "html"])
def test_people_read_it_too(format: str) -> None:
    words = " ".join(said(format, judged(gambling="scam", now=LATER)).replace("│", " ").split())
    assert "Judged with --gambling scam" in words and "Ages are counted to 2027-05-01T00:00:00Z" in words
    assert "--gambling" not in said(format, judged()) and "Judged by" not in said(format, judged())


@pytest.mark.parametrize("format", ["table", "md", "html"])
def test_people_read_that_a_model_of_their_own_judged(format: str) -> None:
    words = " ".join(said(format, replace(judged(), model="office+0123456789ab")).replace("│", " ").split())
    assert "Judged by the model office+0123456789ab, not by the one that is shipped." in words


@pytest.mark.parametrize("format", ["table", "md", "html"])
def test_people_read_when_it_was_seen_and_what_it_was_judged_by(format: str) -> None:
    row, style = judged(), Style(several=False, verbose=1, width=400)
    words = " ".join("".join(RENDERERS[format]([row], style)).split())
    assert f"evidence SHA-256 {row.evidence_digest}" in words and f"knowledge {row.knowledge} · dates in UTC" in words
    first, last = (f"{moment:%Y-%m-%d %H:%M}" for moment in disclosure.seen(row, EVERYTHING))
    assert dict(fact_lines(row, ENGLISH))["observed"] == f"{last} UTC" and first == last and f"{last} UTC" in words
    for earlier in (timedelta(minutes=2), timedelta(days=2)):
        page = replace(row.evidence["page"], observed_at=row.evidence["page"].observed_at - earlier)
        before, moment = (
            dict(fact_lines(replace(row, evidence={**row.evidence, "page": page}), ENGLISH))["observed"],
            f"{page.observed_at:%Y-%m-%d %H:%M}",
        )
        assert before == (f"{last} UTC; older: page {moment} UTC" if earlier.days else f"{moment} to {last} UTC")


@pytest.mark.parametrize("asked", ASKED, ids=str)
@pytest.mark.parametrize("format", SHARED)
def test_what_was_asked_otherwise_is_another_object(format: str, asked: dict[str, Any]) -> None:
    usual, other = (replace(row, contributions=()) for row in (judged(), judged(**asked)))
    assert report_text.identity_parts(usual, EVERYTHING) != report_text.identity_parts(other, EVERYTHING)
    assert said(format, usual) != said(format, other)
    assert said(format, judged(gambling="type", prior=0.1)) == said(format, judged()), "what is usual names nothing"


def test_a_list_that_says_something_of_the_site_names_another_telling() -> None:
    host = judged().target.host
    entry = Entry(line=1, text=host, host=host)
    met, silent = (UserList(kind="block", name="own", sha256="0" * 64, entries=1, by_host=held) for held in ({host: (entry,)}, {}))
    usual, told, untold = (
        report_text.identity_parts(mark(judged(), lists), EVERYTHING) for lists in (cast(tuple[UserList, ...], ()), (met,), (silent,))
    )
    assert usual == untold != told


@pytest.mark.parametrize(
    ("language", "seen", "asked"), [("en", "before it was seen", "before the moment asked for"), ("zh", "查看时", "截至指定时刻")]
)
def test_an_age_says_to_what_it_is_counted(language: str, seen: str, asked: str) -> None:
    later = PHISH.evidence["registration"].observed_at + timedelta(days=100)
    usual, other = (
        next(c.because for c in judged(lang=language, **more).contributions if c.reading.signal.startswith("reg-age"))
        for more in ({}, {"now": later})
    )
    assert seen in usual and asked in other and seen not in other
