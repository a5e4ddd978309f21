"""Whole sites, written as their owners would write them: the honest are left alone, the gangs are found."""

from functools import cache
from typing import Any

import pytest

from scamtriage.knowledge.judgement import page_model
from scamtriage.records.assessment import Assessment, Verdict
from tests.judgement.sets import KEPT, LATER, first_sight, learnt_from
from tests.judgement.sites import assessed, sites
from tests.short import in_short
from tools import labelled_sites, site_figures
from tools.sites_page import NEWEST


@cache
def judged(name: str) -> dict[str, tuple[dict[str, Any], Assessment]]:
    answers = {}
    for site in sites(name):
        answer = assessed(site)
        answers[site["id"]] = (site, answer)
    return answers


def share(name: str, *, scam: bool, verdict: Verdict) -> float:
    rows = [answer for site, answer in judged(name).values() if site["scam"] is scam]
    return sum(answer.verdict.rank >= verdict.rank for answer in rows) / len(rows)


SHORT = {"dev", "hard", "008", "009", *KEPT, *LATER[-NEWEST:]}
"""What is judged in short: the first sets, those from which nothing was learnt, and the newest. All the others are the long form."""


def each(*names: str) -> list[Any]:
    return in_short(names, SHORT.intersection(names))


SETS = ("dev", "held_out", "hard", "001", "002", "003", "004", "005", "006", "007", "008")


TELLING = "075"
"""Honest pages that tell of scams with a way to reach the teller, and scams in the same forms: the weakest point, and bounded as it is."""


@pytest.mark.parametrize("name", each(*SETS, "009", *LATER))
def test_no_honest_site_is_called_a_likely_scam(name: str) -> None:
    assert share(name, scam=False, verdict=Verdict.LIKELY_SCAM) <= (1 / 65 if name == TELLING else 0)


@pytest.mark.parametrize("name", each(*SETS, *LATER))
def test_hardly_an_honest_site_is_called_suspicious(name: str) -> None:
    assert share(name, scam=False, verdict=Verdict.SUSPICIOUS) <= (0.10 if name == TELLING else 0.06)


def given_to_a_person(row: Assessment) -> bool:
    """The two states that the content of a checked body's page gives it, by one rule and one threshold."""
    return "compromised-site" in row.states or {"official", "needs-human", "shared-address"}.issubset(row.states)


@pytest.mark.parametrize("name", each(*SETS, *LATER))
def test_scams_are_at_least_suspicious(name: str) -> None:
    """Or, on the name of a checked body, given to a person as one broken into, or as a page of anybody."""
    rows = [answer for site, answer in judged(name).values() if site["scam"]]
    found = [row for row in rows if row.verdict.rank >= Verdict.SUSPICIOUS.rank or given_to_a_person(row)]
    assert len(found) / len(rows) >= 0.92


@pytest.mark.parametrize("name", each(*SETS))
def test_four_of_five_scams_are_likely_scams(name: str) -> None:
    assert share(name, scam=True, verdict=Verdict.LIKELY_SCAM) >= 0.80


@pytest.mark.parametrize("name", each(*LATER))
def test_three_of_four_scams_of_the_harder_sets_are_likely_scams(name: str) -> None:
    """Or, on the name of a checked body, which nobody convicts, given to a person as one broken into, or as a page of anybody."""
    rows = [answer for site, answer in judged(name).values() if site["scam"]]
    found = [row for row in rows if row.verdict.rank >= Verdict.LIKELY_SCAM.rank or given_to_a_person(row)]
    assert len(found) / len(rows) >= 0.75


@pytest.mark.parametrize("name", each(*SETS, *LATER))
def test_the_kind_of_scam_is_named(name: str) -> None:
    true = false = missed = 0
    for site, answer in judged(name).values():
        wanted, named = set(site.get("types", ())), {t.type for t in answer.scam_types}
        true, false, missed = true + len(wanted & named), false + len(named - wanted), missed + len(wanted - named)
    least = 0.75 if name == "050" else 0.80  # more than half of its scams are of two kinds, of which mostly the first alone is named
    assert 2 * true / (2 * true + false + missed) >= least


FLAGGED_TOO = frozenset(("ms-tnb-cut", "fil-recovery"))
"""Flagged, though their author does not call them call centres: the power is cut off unless a card is typed or an "officer" called, and
lawyers on Viber who bring money back for a fee. Two of the 135 flags in these sets."""


@pytest.mark.parametrize("name", each(*SETS))
def test_fake_call_centres_are_flagged_and_nobody_else(name: str) -> None:
    for site, answer in judged(name).values():
        wanted = "fake-call-centre" in site.get("calls", ()) or site["id"] in FLAGGED_TOO
        assert ("fake-call-centre" in answer.flags) is wanted, site["id"]


HARDER = {"135": (0.88, 0.40), "138": (0.86, 0.63)}
"""Names that were held for years, where much must be found beside a page's words to convict; and pages with hardly a word, of which this is
what was found at first sight."""


@pytest.mark.parametrize("name", KEPT)
def test_sets_from_which_nothing_was_learnt_fare_as_well(name: str) -> None:
    suspicious, likely = HARDER.get(name, (0.88, 0.70))
    assert share(name, scam=True, verdict=Verdict.SUSPICIOUS) >= suspicious
    assert share(name, scam=True, verdict=Verdict.LIKELY_SCAM) >= likely
    assert share(name, scam=False, verdict=Verdict.SUSPICIOUS) <= 0.04
    assert share(name, scam=False, verdict=Verdict.LIKELY_SCAM) == 0


def test_of_the_scams_from_which_nothing_was_learnt_four_in_five_are_likely_ones() -> None:
    ranks = [answer.verdict.rank for name in KEPT for site, answer in judged(name).values() if site["scam"]]
    assert sum(rank >= Verdict.LIKELY_SCAM.rank for rank in ranks) >= 0.80 * len(ranks)


def test_the_shipped_profile_was_fitted_on_the_sites_that_are_here() -> None:
    """On all of them but two, which show no text: pictures, and a default page."""
    shipped, said = page_model.load(), [labelled_sites.said(site) for name in learnt_from() for site in sites(name)]
    assert (shipped.sites, shipped.digest) == (len(said) - 2, labelled_sites.digest_of(said))


def test_first_sights_are_kept_as_they_were() -> None:
    seen = [first_sight(f"00{number}") for number in range(1, 10)]
    assert [f.honest.sites for f in seen] == [39, 20, 20, 50, 26, 40, 16, 40, 30]
    assert [f.scams.sites for f in seen] == [36, 20, 20, 50, 31, 60, 14, 40, 30]
    assert [(*f.scams[1:], *f.honest[1:]) for f in seen] == [
        (30, 24, 2, 0),
        (18, 14, 4, 1),
        (20, 16, 0, 0),
        (45, 35, 6, 1),
        (29, 21, 2, 0),
        (55, 41, 2, 0),
        (8, 4, 4, 1),
        (40, 37, 6, 1),
        (26, 21, 3, 1),
    ]
    kept = [first_sight(name) for name in KEPT]
    assert [f.scams for f in kept] == [
        (50, 46, 43),
        (90, 82, 71),
        (38, 38, 30),
        (40, 38, 33),
        (42, 36, 30),
        (30, 27, 24),
        (30, 27, 23),
        (30, 28, 28),
        (30, 29, 27),
        (30, 28, 28),
        (30, 29, 28),
        (30, 28, 27),
        (30, 29, 23),
        (30, 28, 26),
        (30, 29, 28),
        (30, 30, 24),
        (25, 23, 23),
        (22, 20, 6),
        (25, 23, 18),
        (30, 29, 24),
        (30, 26, 19),
        (30, 28, 28),
        (30, 28, 28),
        (32, 31, 30),
    ]
    assert [f.honest for f in kept] == [
        (50, 1, 0),
        (110, 2, 0),
        (42, 0, 0),
        (40, 0, 0),
        (38, 0, 0),
        (30, 0, 0),
        (30, 0, 0),
        (30, 0, 0),
        (30, 0, 0),
        (30, 0, 0),
        (30, 1, 0),
        (30, 0, 0),
        (30, 0, 0),
        (30, 0, 0),
        (30, 0, 0),
        (30, 0, 0),
        (25, 0, 0),
        (22, 0, 0),
        (25, 0, 0),
        (30, 0, 0),
        (30, 0, 0),
        (30, 0, 0),
        (30, 0, 0),
        (32, 0, 0),
    ]
    honest, scams = site_figures.pooled(map(first_sight, LATER))
    assert list(scams) == [4356, 3952, 3377]
    assert list(honest) == [4978, 271, 75]


@pytest.mark.parametrize(
    ("host", "hacked"),
    [("sites.google.com", False), ("docs.google.com", False), ("t.me", False), ("www.google.com", True), ("bot.or.th", True)],
)
def test_where_anybody_keeps_pages_nobody_broke_in(host: str, hacked: bool) -> None:
    """The path was cut from the address: whose the page is nobody can tell, and the house that lends the space is no victim."""
    [page] = [site for site in sites("115") if site["id"] == "vi-thuhoivon-115"]
    row = assessed({**page, "host": host})
    assert ("compromised-site" in row.states, "shared-address" in row.states) == (hacked, not hacked)
    assert "needs-human" in row.states and row.verdict is Verdict.UNDETERMINED


def test_a_page_with_its_path_where_anybody_keeps_pages_is_judged_as_its_own() -> None:
    [page] = [site for site in sites("115") if site["id"] == "vi-thuhoivon-115"]
    row = assessed({**page, "host": "sites.google.com/view/thuhoivon"})
    assert row.verdict is Verdict.NEAR_CERTAIN and "shared-address" in row.states


def test_the_help_line_of_many_is_the_number_that_visitors_see() -> None:
    """A link beside it dials a number that its country has given to nobody."""
    [page] = [site for site in sites("083") if site["id"] == "hi-gas-wallet-helpline"]
    [said] = [one.because for one in assessed(page).contributions if one.reading.signal == "contact-phone-multibrand"]
    assert said.startswith("+916294241407 stands 3 times")
