"""Reasons count what is there: sites on the way, years, pictures, baits and sums."""

from datetime import UTC, datetime, timedelta

import pytest

from scamtriage.knowledge.judgement.catalog import load_catalog
from scamtriage.knowledge.speech import speech
from scamtriage.records.facts import Hop
from scamtriage.records.findings import Presence
from scamtriage.signals.contact import number_repeated
from scamtriage.signals.view import View
from tests.judgement.sites import NOW, assessed
from tests.signals.one_page import PLAIN, given, presence, reasons, site
from tests.signals.readings import RULES


@pytest.mark.parametrize(
    ("way", "others"),
    [
        (("one-page.org", "www.one-page.org"), 0),
        (("one-page.org", "two.com"), 0),
        (("one-page.org", "two.com", "three.com"), 1),
        (("one-page.org", "two.com", "a.two.com", "four.com", "three.com"), 2),
        (("one-page.org", "two.com", "one-page.org"), 1),
        (("one-page.org", "three.com", "one-page.org", "three.com"), 0),
    ],
)
def test_the_sites_that_were_passed_are_counted_and_not_the_steps(way: tuple[str, ...], others: int) -> None:
    hops = tuple(Hop(url=f"https://{host}/", status_code=302) for host in way[:-1])
    led = given(site(PLAIN), "page", hops=hops, final_host=way[-1], final_url=f"https://{way[-1]}/")
    said = reasons(led).get("http-redirect-cross", "")
    assert said == (f"the visitor was led over {others} other site{'s' if others > 1 else ''} before {way[-1]}" if others else "")


def test_nobody_was_led_over_a_site_to_which_only_a_way_leads_that_was_passed_over() -> None:
    """http://… led to a name that does not exist, and the page is at https://…"""
    start, gone = Hop(url="http://one-page.org/", status_code=302), Hop(url="http://two.com/", via="http", outcome="absent")
    led = given(site(PLAIN), "page", hops=(start, gone, Hop(url="https://one-page.org/", status_code=200)), final_host="one-page.org")
    assert "http-redirect-cross" not in reasons(led)


@pytest.mark.parametrize(("others", "kept"), [((), True), (("https://my.maybank2u.com.my/",), False)])
def test_what_was_passed_over_is_no_step_to_the_owner(others: tuple[str, ...], kept: bool) -> None:
    """The usual set-up of a name that its brand keeps: a foreign certificate at https, at http two steps to the brand."""
    host, brand = "maybank2u-support.com", ("https://maybank2u.com.my/", "https://www.maybank2u.com.my/")
    starts = tuple(Hop(url=f"{scheme}://{host}/", status_code=302) for scheme in ("https", "http"))
    hops = starts + tuple(Hop(url=url, via="http", status_code=302) for url in (*others, *brand))
    led = given(site(PLAIN, host), "page", hops=hops, final_host="www.maybank2u.com.my", final_url=brand[1])
    led = given(led, "dns", ns_hosts=("ns1.maybank2u.com.my",))
    assert (presence(led, "ben-defensive-registration") is Presence.PRESENT) is kept


@pytest.mark.parametrize(
    ("days", "signal", "years"),
    [(3653, "rep-age-gt-10y", 10), (3652, "rep-age-gt-5y", 10), (3651, "rep-age-gt-5y", 9), (1827, "rep-age-gt-5y", 5)],
)
def test_years_are_those_of_the_calendar(days: int, signal: str, years: int) -> None:
    aged = given(site(PLAIN), "registration", created=NOW - timedelta(days=days))
    assert reasons(aged)[signal] == f"the domain has been registered for {years} years"


def test_three_leap_days_make_no_year_and_a_tenth_year_is_ten() -> None:
    created = datetime(2015, 12, 1, tzinfo=UTC)
    for now, years in ((datetime(2025, 11, 30, 23, tzinfo=UTC), 9), (datetime(2025, 12, 1, tzinfo=UTC), 10)):
        row = assessed(given(site(PLAIN), "registration", created=created), now=now)
        signal = "rep-age-gt-10y" if years == 10 else "rep-age-gt-5y"
        assert f"for {years} years" in next(c.because for c in row.contributions if c.reading.signal == signal)


def pictures(*hosts: str) -> str:
    return "".join(f"<img src='https://{host}/{at}.png'>" for host in hosts for at in range(3))


BANK = ("cdn.kasikornbank.com", "img.kasikornbank.com", "www.kasikornbank.com")


@pytest.mark.parametrize(
    ("hosts", "told"),
    [
        (BANK, True),
        (("cdn.bangkokbank.com", *BANK), True),
        ((*BANK[:1], "a.one-page.org", "b.one-page.org"), False),
    ],
)
def test_pictures_are_counted_over_all_hosts_of_a_house(hosts: tuple[str, ...], told: bool) -> None:
    said = reasons(site(PLAIN + pictures(*hosts))).get("content-hotlinked-brand", "")
    assert said == ("pictures and styles come from cdn.kasikornbank.com, which belongs to Kasikornbank" if told else "")


def test_a_house_whose_page_it_is_may_show_its_own_pictures() -> None:
    """A name for a campaign leads to the bank's own page."""
    led = given(
        site(PLAIN + 2 * pictures("www.kasikornbank.com")),
        "page",
        final_host="www.kasikornbank.com",
        final_url="https://www.kasikornbank.com/",
    )
    assert "content-hotlinked-brand" not in reasons(led)


BAITS = "salary USD 900, free dormitory, visa arranged, flight ticket paid"


@pytest.mark.parametrize(
    ("notice", "told"),
    [
        (f"Hiring typists for Poipet: {BAITS}.", True),
        (f"Hiring cooks for our canteen: {BAITS}.</p>{PLAIN * 6}<p>Buses to Poipet leave at noon, with the visa at the border.", False),
    ],
)
def test_baits_are_counted_that_stand_beside_the_place(notice: str, told: bool) -> None:
    said = reasons(site(f"<p>{notice}</p>")).get("content-compound-recruit", "")
    assert said.startswith("poipet is named beside") is told and bool(said) is told


def test_the_place_is_named_that_is_quoted() -> None:
    said = reasons(site(f"<p>An office in Cambodia.</p>{PLAIN * 6}<p>Hiring typists for Poipet: {BAITS}.</p>"))["content-compound-recruit"]
    assert said.startswith("poipet is named beside") and "Poipet" in said.partition(": ")[2]


@pytest.mark.parametrize(
    ("language", "says"),
    [("en", "at least"), ("th", "อย่างน้อย"), ("ms", "sekurang"), ("id", "setidaknya"), ("vi", "ít nhất"), ("zh", "至少")],
)
def test_a_number_that_is_counted_up_to_a_limit_stands_there_at_least_so_often(language: str, says: str) -> None:
    row = load_catalog().rows["contact-phone-repeat"]
    for times, known in ((9, True), (15_000, False)):
        found = number_repeated(View(site("<p>Call +60379561234 now.</p>" * times), RULES.tables))
        said = speech(language).because(row, found.shown, found.value)
        assert (says in said) is not known and str(int(found.value or 0)) in said
        assert not known or found.value == times
