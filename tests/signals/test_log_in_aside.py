"""The log-in in a corner of a paper, a club or a shop is no log-in of whom the page speaks of."""

import pytest

from tests.signals.rows import LOGIN, nats, row, unknown

TEXT = "".join(
    f"<p>Members tell each other what they have seen and built this week, in part {number} of the club's news.</p>" for number in range(14)
)
BRAND = {"content-brand-mismatch", "combo-brand-ask"}


def found(title: str, html: str, host: str = "civclub.org", age_days: int = 2_000) -> set[str]:
    return BRAND & set(nats(row(host, f"<html lang=en><title>{title}</title>{html}</html>", age_days=age_days)))


HEADLINE = "<h2>Netflix series about the builders of the mill</h2>"


def test_a_headline_beside_a_log_in_is_no_imitation() -> None:
    assert not found("Civ Club - News", f"{LOGIN}<h1>Civ Club</h1>{HEADLINE}{TEXT}")


def test_an_article_about_an_organisation_asks_nothing_in_its_name() -> None:
    head = "Netflix moves to erase its footprint"
    assert found(f"{head} | Civ Club", f"{LOGIN}<h1>{head} from the start</h1>{TEXT}") == {"content-brand-mismatch"}


@pytest.mark.parametrize(("title", "html", "host", "age_days"), [
    ("Civ Club", f"{LOGIN}<h2>Netflix</h2>", "civclub.org", 2_000),  # hardly more than the log-in
    ("Civ Club", f"{LOGIN}<input name=otp placeholder='OTP code'>{HEADLINE}{TEXT}", "civclub.org", 2_000),
    ("Civ Club", f"{LOGIN}{HEADLINE}{TEXT}", "civclub.netlify.app", -1),  # a lent name
    ("Netflix", f"{LOGIN}<h1>Netflix</h1>{TEXT}", "civclub.org", 20),
    ("Netflix moves on", f"{LOGIN}<h1>Netflix moves on again</h1>{TEXT}", "netflix-club.org", 2_000),
])  # fmt: skip
def test_what_is_taken_in_a_name_counts(title: str, html: str, host: str, age_days: int) -> None:
    assert found(title, html, host, age_days) == BRAND


MAYBANK = f"<title>Maybank2u | Home</title>{LOGIN}<h1>Welcome</h1>{TEXT}"
NETFLIX = f"<title>Netflix - log in or sign up</title>{LOGIN}<h1>Sign in</h1>{TEXT}"
OFFICE = "<p>12 Mill Road, Singapore 069113. Tel +65 6220 4410</p>"


@pytest.mark.parametrize(("html", "age_days"), [
    (MAYBANK, 20), (MAYBANK, 700), (MAYBANK, 2_000),  # a bank's own log-in stands in the head of its home page
    (NETFLIX, 20),  # nobody's readers yet
])  # fmt: skip
def test_who_is_called_by_anothers_name_has_no_readers(html: str, age_days: int) -> None:
    assert nats(row("green-garden.com", f"<html lang=en>{html}</html>", age_days=age_days)).keys() >= BRAND


def test_whether_a_name_of_unknown_age_has_readers_is_unknown() -> None:
    judged = row("green-garden.com", f"<html lang=en>{NETFLIX}</html>", age_days=-1)
    assert unknown(judged) >= BRAND and nats(judged).keys().isdisjoint(BRAND)


def test_a_copy_that_bears_its_banks_address_asks_in_its_name() -> None:
    footer = f"<footer>© 2026 Maybank. All rights reserved.{OFFICE}</footer>"
    assert found("Maybank", f"{LOGIN}<h1>Maybank</h1>{TEXT}{footer}", "green-garden.com") == BRAND


@pytest.mark.parametrize(("html", "accused"), [
    (f"<h1>Netflix moves on again</h1>{TEXT}{OFFICE}", False),
    (f"<h1>Netflix moves on again</h1>{TEXT}", True),  # nobody's
    (f"<h1>Netflix</h1>{TEXT}{OFFICE}", True),
])  # fmt: skip
def test_a_young_paper_says_whose_it_is(html: str, accused: bool) -> None:
    asked = found("Netflix moves on | Daily Post", f"{LOGIN}{html}", "daily-post.com", 200)
    assert ("combo-brand-ask" in asked) is accused
