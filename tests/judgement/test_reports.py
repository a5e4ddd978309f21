"""Pages that tell of scams repeat every word of them. A person may have to look at them; nobody is told that they are likely scams."""

import re
from typing import Any

import pytest

from scamtriage.knowledge.speech import LANGUAGES, speech
from scamtriage.records.assessment import Assessment, Verdict
from scamtriage.render.phrases import held_lines
from scamtriage.score.verdict import RECOUNTED
from tests.judgement.sites import assessed, sites

REPORTS = {site["id"]: site for site in sites("reports")}
LOUD = ("lo-warning", "en-training")
"""Pages that their words alone would convict, and that do not tell of anybody (`narrates`)."""
LOG_IN = '<form action="/login" method="post"><input name="username"><input type="password" name="password"><button>OK</button></form>'
SHARED = (
    '<a href="https://t.me/share/url?url=x">Telegram</a> <a href="https://wa.me/?text=x">WhatsApp</a> '
    '<a href="https://social-plugins.line.me/lineit/share?url=x">LINE</a>'
)
WRITTEN = '<form action="/comment" method="post"><input name="name"><input name="email"><textarea name="comment"></textarea></form>'
OBEYED = {
    "a stranger's channel": '<p><a href="https://t.me/insp_kim_88">Telegram</a></p>',
    "a stranger's channel without words": '<p><a href="https://line.me/R/ti/p/@insp-kim-88"><img src="/l.svg" alt=""></a></p>',
    "a card": '<form action="/pay" method="post"><label>Card number <input name="cardnumber"></label></form>',
    "a stranger's channel that says the site's name": '<p><a href="https://t.me/insp_kim_88?start=HOST">Telegram</a></p>',
    "a number to dial": '<p><a href="tel:+855965550133">+855 96 555 0133</a></p>',
    "a chat window": '<script src="https://embed.tawk.to/5f0c1d2e67771f3813c0a1b2/default"></script>',
    "an app": '<p><a href="/files/police.apk">APK</a></p>',
}


def with_foot(site: dict[str, Any], more: str) -> dict[str, Any]:
    at = site["html"].rfind("</footer>")
    return {**site, "html": site["html"][:at] + more + site["html"][at:]}


def with_own_channel(site: dict[str, Any]) -> dict[str, Any]:
    name = site["host"].partition(".")[0].replace("-", "")
    return with_foot(site, f'<a href="https://t.me/{name}">Telegram</a> <a href="https://line.me/R/ti/p/@{name}">LINE</a>')


def held(row: Assessment) -> bool:
    return RECOUNTED in row.held_back


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("days", [30, 4_000])
def test_no_report_is_called_a_likely_scam(name: str, days: int) -> None:
    assert assessed({**REPORTS[name], "age_days": days}).verdict.rank < Verdict.LIKELY_SCAM.rank


@pytest.mark.parametrize("name", REPORTS)
def test_nor_for_the_furniture_of_its_site(name: str) -> None:
    site = REPORTS[name]
    for furnished in (with_own_channel(site), *(with_foot(site, more) for more in (LOG_IN, SHARED, WRITTEN))):
        assert assessed(furnished).verdict.rank < Verdict.LIKELY_SCAM.rank


@pytest.mark.parametrize("name", LOUD)
def test_a_loud_report_is_for_a_person_and_reported_to_nobody(name: str) -> None:
    row = assessed(REPORTS[name])
    assert (row.verdict, held(row), row.report_to) == (Verdict.SUSPICIOUS, True, ())
    assert "needs-human" in row.states


@pytest.mark.parametrize("name", LOUD)
@pytest.mark.parametrize("more", OBEYED.values(), ids=OBEYED)
def test_who_hands_over_a_way_to_obey_reports_nothing(name: str, more: str) -> None:
    site = REPORTS[name]
    assert not held(assessed(with_foot(site, more.replace("HOST", site["host"].partition(".")[0]))))


@pytest.mark.parametrize("name", LOUD)
def test_nor_is_a_site_held_that_shows_others_another_page(name: str) -> None:
    assert not held(assessed({**REPORTS[name], "look_differs": "phone"}))


PASTED = (
    "The defendants were sentenced; the court of appeal upheld the indictment.",
    "Names have been changed. The accused was convicted.",
)


@pytest.mark.parametrize("above", [False, True])
def test_a_line_pasted_below_makes_no_report_nor_do_one_above_and_one_below(above: bool) -> None:
    first, second = (f"<p>{line}</p>" for line in PASTED)
    scams = [site for site in sites("070") if site["scam"] and assessed(site).verdict.rank >= Verdict.LIKELY_SCAM.rank]
    pasted = []
    for site in scams:
        head, body, rest = re.split(r"(<body\b[^>]*>)", site["html"], maxsplit=1)
        rest = rest.replace("</body>", (second if above else first + second) + "</body>")
        pasted.append(assessed({**site, "html": head + body + (first if above else "") + rest}))
    assert len(scams) > 20
    assert sum(map(held, pasted)) <= len(scams) // 10


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_said_in_every_language(lang: str) -> None:
    spoken = speech(lang)
    row = assessed(REPORTS["en-training"], lang=lang)
    assert spoken.word("evidence", RECOUNTED) in held_lines(row, spoken)
    assert lang == "en" or spoken.word("evidence", RECOUNTED) != RECOUNTED
