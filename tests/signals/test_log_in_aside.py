"""The log-in in a corner of a paper, a club or a shop is no log-in of whom the page speaks of."""

import pytest

from tests.signals.rows import LOGIN, nats, row

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
