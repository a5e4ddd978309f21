"""Adverts that are stories of rescue from a fraud; and the many who tell honestly that money came back."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from scamtriage.records.assessment import Verdict
from tests.judgement.sites import assessed

ROW = "content-rescue-told"
PAGES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("rescues.toml").read_text(encoding="utf-8"))["site"]
ADVERTS, HONEST = ([page for page in PAGES if page["scam"] is scam] for scam in (True, False))
MISSED = {"s-en-forum-thread", "s2-en-divorce", "s2-en-comment", "s2-zh-bank", "s2-th-mae", "s2-ms-mak", "s2-hi-bhai", "s3-en-c"}
"""Adverts without a word of fraud, without what such adverts say beside the story, or with a line that is not read as one."""


def as_site(page: dict[str, Any]) -> dict[str, Any]:
    html = f'<html lang="{page["language"]}"><head><title>{page["title"]}</title></head><body>{page["body"]}</body></html>'
    return {"mx": False, **page, "html": html}


def told(site: dict[str, Any]) -> bool:
    return any(c.reading.signal == ROW and c.log_odds > 0 for c in assessed(site).contributions)


def story(body: str, *, language: str = "en") -> bool:
    return told(
        {"host": "a-reader-writes.com", "age_days": 60, "mx": False, "html": f'<html lang="{language}"><title>-</title>{body}</html>'}
    )


@pytest.mark.parametrize("page", [page for page in ADVERTS if page["id"] not in MISSED], ids=lambda page: page["id"])
def test_an_advert_that_is_a_story_of_rescue_is_known_and_accused(page: dict[str, Any]) -> None:
    site = as_site(page)
    assert told(site)
    assert assessed(site).verdict.rank >= Verdict.SUSPICIOUS.rank


def test_the_missed_are_few_and_are_missed() -> None:
    assert {page["id"] for page in ADVERTS if not told(as_site(page))} == MISSED
    assert len(ADVERTS) > 55


@pytest.mark.parametrize("page", HONEST, ids=lambda page: page["id"])
def test_nobody_is_accused_who_honestly_tells_of_money_that_came_back(page: dict[str, Any]) -> None:
    site = as_site(page)
    assert not told(site)
    assert assessed(site).verdict.rank < Verdict.SUSPICIOUS.rank


def test_there_are_more_honest_pages_than_adverts() -> None:
    assert len(HONEST) > 150


ROBBED = "<p>I lost 48,000 USDT to a fake exchange. The police could not help.</p>"
RESCUED = "<p>A friend told me about a hacker, Mr Korsten, who recovered all my money within three days.</p>"
LED = "<p>Contact him on WhatsApp +1 325 221 4478.</p>"
ANSWER = "I answered that I send nothing to strangers, and went to bed. It rained all week, and my cat slept on the keys. "


def test_the_story_is_told_by_all_its_parts() -> None:
    assert story(ROBBED + RESCUED + LED)


@pytest.mark.parametrize(
    "body",
    [
        RESCUED + LED,
        ROBBED + LED,
        ROBBED + RESCUED,
        ROBBED + RESCUED + "<p>Contact me on WhatsApp +1 325 221 4478.</p>",
        ROBBED + RESCUED + "<p>Contact his office: office@korsten-law.com</p>",
        ROBBED.replace("48,000 USDT to a fake exchange", "my way to an old mill") + RESCUED + LED,
        ROBBED + RESCUED.replace("my money", "my photos") + LED,
        ROBBED + RESCUED + "<p>Police officers froze the account.</p>" + LED,
        ROBBED + RESCUED + LED + "<p>He asked for another fee, then he blocked me.</p>",
        f"<p>He wrote: “{ROBBED[3:-4]} {RESCUED[3:-4]} {LED[3:-4]}” {ANSWER}</p>",
        "<p>I lost $800 to a crook who sold me fake parts.</p>" + RESCUED.replace("a hacker", "a neighbour") + LED,
        ROBBED + RESCUED + LED + "<p>Korsten Law, 14 Mill Lane, Hull HU1 2AB.</p>",
    ],
)  # fmt: skip
def test_without_one_part_or_with_what_takes_it_back_it_is_not(body: str) -> None:
    assert not story(body)


PLAIN = RESCUED.replace("a hacker, Mr Korsten", "Mr Korsten")
LAWYER = RESCUED.replace("a hacker", "a lawyer")
OFFICE = "<p>The dispute went through our branch.</p>"


def test_by_whom_the_money_came_back_makes_it_an_advert() -> None:
    assert not story(ROBBED + PLAIN + LED)
    assert not story(ROBBED + PLAIN + "<p>He is no hacker.</p>" + LED)
    assert not story(
        ROBBED
        + PLAIN
        + LED
        + "<p>We sell seeds of old sorts of beans, peas and pumpkins, and send them to all who ask. </p>" * 4
        + "<p>A hacker</p>"
    )
    assert story(ROBBED + LAWYER + LED)


def test_a_calling_counts_where_no_office_is_told_of_and_a_trade_of_hackers_always() -> None:
    assert not story(ROBBED + LAWYER + OFFICE + LED)
    assert not story(ROBBED + LAWYER.replace("three days", "seven months") + LED)
    assert story(ROBBED + RESCUED.replace("three days", "seven months") + OFFICE + LED)
    assert not story("<p>I lost $800 to a crook who sold me fake parts. The police could not help.</p>" + LAWYER + LED)


def test_the_own_number_of_who_tells_leads_to_nobody_else() -> None:
    assert story(ROBBED + RESCUED + "<p>Talk to somebody. His number is +1 325 221 4478.</p>")
    assert not story(ROBBED + RESCUED + "<p>Talk to somebody. My number is +1 325 221 4478.</p>")


def test_what_visitors_write_below_an_honest_page_does_not_accuse_it() -> None:
    own = "<h1>Bean soup</h1><p>" + "Soak the beans overnight, then let them simmer with bay and onions for two hours. " * 6 + "</p>"
    assert not story(f'{own}<ol class="comment-list"><li class="comment">{ROBBED}{RESCUED}{LED}</li></ol>')
