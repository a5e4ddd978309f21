"""Addresses of which anybody may have one: a shortener's link, a messenger's, a page of a platform."""

import io
import json

import pytest
from msgspec.structs import replace

from scamtriage.assess import Judge, Rules
from scamtriage.batch.offline import offline
from scamtriage.knowledge.speech import ENGLISH, LANGUAGES, speech
from scamtriage.records.assessment import SHARED_ADDRESS, Assessment
from scamtriage.records.evidence import Mode
from scamtriage.render.json import to_json
from scamtriage.render.opening import LENT, given_lines, opening
from scamtriage.targets.read import read


def alone(line: str, lang: str = "en") -> Assessment:
    [dossier] = offline(read(io.BytesIO(line.encode())))
    row = Judge.of(Rules.load(), lang=lang)(dossier)
    assert isinstance(row, Assessment)
    return row


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("line", ["bit.ly/3abc", "lin.ee/AbCdEf", "wa.me/66812345678", "t.me/somebody", "linktr.ee/somebody"])
def test_a_link_that_nobody_followed_is_said_to_be_one(line: str, lang: str) -> None:
    row, spoken = alone(line, lang), speech(lang)
    host = line.partition("/")[0].replace(".", "[.]")
    assert given_lines(row, spoken) == [spoken.say(LENT, host=host)]
    assert host in opening(row, spoken).casefold()
    assert SHARED_ADDRESS in json.loads(to_json(row))["states"]


@pytest.mark.parametrize("line", ["bit.ly", "bit.ly/pricing", "shop.example.com/3abc", "evil.github.io/login"])
def test_the_own_page_of_a_service_and_a_site_of_its_own_are_not(line: str) -> None:
    row = alone(line)
    assert SHARED_ADDRESS not in row.states and given_lines(row, ENGLISH) == []


def test_where_it_was_followed_the_report_says_where_it_leads_instead() -> None:
    row = replace(alone("bit.ly/3abc"), mode=Mode.FULL)
    assert given_lines(row, ENGLISH) == []
