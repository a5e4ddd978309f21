"""The makers of accuracy.md: sums that add up, intervals that know of authors, rates that are weighted, twins that are held out."""

import math
import re
from functools import cache
from typing import Any

import pytest

from scamtriage.records.assessment import Verdict
from tests.judgement.sets import LATER, SEEN_FIRST, SETS, Figures, first_sight
from tests.judgement.sites import assessed, sites
from tools import accuracy_page, folds, page_spread, site_bootstrap, site_figures, site_strata, sites_page
from tools.labelled_sites import Site
from tools.site_strata import Row


@cache
def rows(name: str = "hard") -> list[Row]:
    found = []
    for site in sites(name):
        answer = assessed(site)
        found.append((site, answer))
    return found


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_the_rows_of_a_table_of_strata_add_up_to_all_sites() -> None:
    many = rows() * 3
    by = {"large": many, "small": rows()[:3], "scams": [row for row in rows() if row[0]["scam"]]}
    told = [cells(line) for line in site_strata.strata("language", by).splitlines() if line.startswith("| ")][1:]
    assert [row[0] for row in told] == ["large", "others (2)"]
    every = [row for of in by.values() for row in of]
    assert sum(int(row[1]) for row in told) == sum(not site["scam"] for site, _ in every)
    assert sum(int(row[3]) for row in told) == sum(site["scam"] for site, _ in every)


def test_scams_that_are_handed_to_a_person_are_no_misses_without_a_word() -> None:
    given = [
        row for row in rows("022") if row[0]["scam"] and "needs-human" in row[1].states and row[1].verdict.rank < Verdict.SUSPICIOUS.rank
    ]
    assert given
    (told,) = (cells(line) for line in site_strata.strata("suffix", {"restricted": given}).splitlines() if line.startswith("| others"))
    assert (told[3], told[6]) == (str(len(given)), str(len(given)))


def test_one_in_a_thousand_is_said_of_a_thousand_sites_at_least() -> None:
    assert "at 0.1 %" not in site_strata.ranking([rows()]) and "too few" in site_strata.ranking([rows()])
    honest = [row for row in rows() if not row[0]["scam"]]
    many = [*rows(), *honest * (site_strata.LEAST_HONEST // len(honest))]
    assert "at 0.1 %" in site_strata.ranking([many])


def test_of_what_was_not_seen_the_interval_is_no_point() -> None:
    honest = [row for row in rows() if row[1].verdict.rank < Verdict.LIKELY_SCAM.rank and not row[0]["scam"]]
    sets = [[*honest, *(row for row in rows() if row[0]["scam"])]] * 12
    assert f"`likely-scam` or worse {site_strata.wilson(0, 12 * len(honest))}" in site_strata.ranking(sets)


def test_the_interval_of_sets_that_differ_is_wider_than_that_of_their_sites() -> None:
    sets = [[at % 2 == 0] * 40 for at in range(20)]

    def width(of: list[list[bool]]) -> float:
        low, high = site_bootstrap.interval(of, lambda chosen: sum(map(sum, chosen)) / sum(map(len, chosen)))
        return high - low

    assert width(site_bootstrap.blocks(sets)) > 3 * width([[hit] for hits in sets for hit in hits])
    assert site_bootstrap.blocks(sets[:5]) == [[hit] for hits in sets[:5] for hit in hits]
    assert site_bootstrap.interval(sets, lambda chosen: float(chosen[0][0])) == site_bootstrap.interval(
        sets, lambda chosen: float(chosen[0][0])
    )


def test_recall_takes_its_threshold_from_the_honest_sites_of_the_draw() -> None:
    scored = [*((float(at), False) for at in range(100)), (98.5, True), (99.5, True), (3.0, True), (97.0, True)]
    assert site_strata.recall_at(0.01, scored) == 0.5
    assert site_strata.recall_at(0.0, scored) == 0.25
    assert site_strata.recall_at(0.01, scored[:100]) is None


def test_calibration_is_of_the_stated_base_rate_and_not_of_the_share_of_scams_in_the_sets() -> None:
    """Half of the sites are scams; at a prior of 10 % a band in which as many scams as honest sites stand holds one scam in ten."""
    told = [cells(line) for line in site_strata.calibration(rows("001"), 0.1).splitlines() if line.startswith("| 0.")]
    assert sum(int(row[1]) for row in told) == len(rows("001"))
    scams = sum(bool(site["scam"]) for site, _ in rows("001"))
    low = [(site["scam"]) for site, answer in rows("001") if answer.log_odds < math.log(0.05 / 0.95) - math.log(0.1 / 0.9)]
    weight = (0.1 / scams * sum(low), 0.9 / (len(rows("001")) - scams) * (len(low) - sum(low)))
    assert float(told[0][3]) == pytest.approx(weight[0] / sum(weight), abs=0.001)


def test_first_sights_are_pooled_and_precision_is_told_of_them_with_its_interval() -> None:
    pooled = {"all": [first_sight(name) for name in LATER]}
    honest, scams = site_figures.pooled(pooled["all"])
    last = cells(site_figures.sums(pooled).splitlines()[-1])
    assert last[:3] == ["all", str(len(LATER)), str(sum(f.honest.sites for f in pooled["all"]))]
    told = [cells(line) for line in site_figures.precision(pooled).splitlines() if line.startswith("| all")]
    found, wrong = scams.likely / scams.sites, honest.likely / honest.sites
    exact, low, high = map(float, re.findall(r"\d\.\d+", told[1][3]))
    assert exact == pytest.approx(0.01 * found / (0.01 * found + 0.99 * wrong), abs=0.001)
    assert low < exact < high
    few = cells(site_figures.precision({"few": pooled["all"][:3]}).splitlines()[-1])
    assert "(" not in few[2]


def test_each_set_has_one_row_with_what_it_was_asked_to_be_and_its_figures_at_each_time() -> None:
    """Of a few sets, judged as shipped, in the place of all; a set that was not measured at a time has a dash there."""
    page = sites_page.written(
        sites_page.Measured(
            left_out={"018": rows("018")}, kept={"044": rows("044")},
            now={name: site_figures.measured(rows(name)) for name in ("hard", "018")},
            alike="| alike |", shingle=12, most_pages=60, band="| band |", folds=6, prior=0.1,
        )
    )  # fmt: skip
    table = [cells(line) for line in page.splitlines() if re.match(r"\| `\w+` \|", line) and line.count("|") == 13]
    assert [row[0].strip("`") for row in table] == [name for name, one in SETS.items() if name == "hard" or one.use in SEEN_FIRST]
    for row in table:
        about = SETS[row[0].strip("`")]
        assert row[1:3] == [str(about.author), about.asked]

    def told(name: str) -> list[list[str]]:
        (row,) = (row for row in table if row[0] == f"`{name}`")
        return [cell.split(" · ") for cell in row[4:6] + row[7:]]

    def as_told(f: Figures) -> list[str]:
        calls = f"{f.calls.precision:.2f} / {f.calls.recall:.2f}"
        return [*map(str, (*f.honest[1:], *f.scams[1:])), f"{f.types_f1:.2f}", calls, f"{f.ece:.2f}"]

    first, now = as_told(first_sight("018")), as_told(site_figures.measured(rows("018")))
    assert told("018") == [list(each) for each in zip(first, now, now, strict=True)]
    assert told("044")[0][1:] == ["–", str(site_figures.measured(rows("044")).honest.suspicious)]
    assert {tuple(cell[:2]) for cell in told("hard")} == {("–", "–")}
    assert {tuple(cell[1:]) for cell in told("101")} == {("–", "–")}


def test_twins_of_the_held_out_are_held_out() -> None:
    def site(id: str, host: str, author: int) -> Site:
        none: Any = frozenset()
        return Site(
            id=id, host=host, author=author, scam=True, calls=False, kinds=none, traits=none, words=none, spoken="", language="en", said=""
        )  # fmt: skip

    everyone = [
        site("010/en-shop", "shop.example", SETS["010"].author), site("dev/en-other", "shop.example", SETS["dev"].author),
        site("009/en-shop", "else.example", SETS["009"].author), site("001/en-third", "third.example", SETS["001"].author),
    ]  # fmt: skip
    assert [one.id for one in folds.unseen(everyone, ["010"])] == ["001/en-third"]


def test_the_deviation_is_that_of_a_fit_on_all_and_a_band_is_asked_for_what_it_holds() -> None:
    values = [0.0, 1.0, 2.0, 3.0]
    assert page_spread.deviation(values) == pytest.approx(math.sqrt(3 / 4 * 5))
    grown = math.sqrt(3)
    assert page_spread.covered(values, 0.5 * grown, 1.5 * grown) == 0.75


def test_likeness_is_that_to_the_nearest_page_of_another_author() -> None:
    pytest.importorskip("scipy")
    from tools import site_likeness

    first, second = "the quick brown fox jumps over the lazy dog", "a wholly different sentence about nothing at all"
    near = site_likeness.nearest([first, first, f"{first} and more of it", second], [1, 1, 2, 3])
    assert near[0] == near[1] == 1.0 and 0.5 < near[2] < 1.0 and near[3] == 0.0
    pairs = [(1, {"id": "x", "host": "one"}), (2, {"id": "y", "host": "one"}), (2, {"id": "z", "host": "two"})]
    assert site_likeness.twins(pairs) == {(1, "x"), (2, "y")}
    assert site_likeness.text("<p>One<script>two</script> <b>three</b>") == "one three"


def test_the_page_of_accuracy_is_as_its_makers_write_it() -> None:
    page = accuracy_page.PAGE.read_text(encoding="utf-8")
    assert page == accuracy_page.made(sites_page.in_short(), accuracy_page.sections(page))


def test_one_section_measured_anew_leaves_the_others_as_they_stand() -> None:
    texts = {heading: f"What is in {heading}.\n\n### Within\n\n| a |\n|---|" for heading in reversed(accuracy_page.ORDER)}
    page = accuracy_page.made("In short.", texts)
    assert accuracy_page.sections(page) == texts
    assert list(accuracy_page.sections(page)) == list(accuracy_page.ORDER)
    assert page.startswith("# How good it is\n\nIn short. ") and accuracy_page.made("In short.", accuracy_page.sections(page)) == page


def test_prose_of_the_page_is_wrapped_and_nothing_else_is() -> None:
    words = "Rules were written with some of them in view, and " * 9
    kept = ["| " + words, "## " + words, "- " + words, words[:80], "", words + "1. " * 90]
    prose = accuracy_page.wrapped(words + "\n")
    assert max(map(len, prose.splitlines())) <= accuracy_page.WIDTH and prose.split() == words.split()
    assert accuracy_page.wrapped(prose) == prose
    assert accuracy_page.wrapped("".join(f"{line}\n" for line in kept)) == "".join(f"{line}\n" for line in kept)
