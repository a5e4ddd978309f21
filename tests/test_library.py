"""The library as a program of others uses it, and what the commands share below it."""

import warnings

import pytest

import scamtriage
from scamtriage.assess import Rules
from scamtriage.config import Config
from scamtriage.lab.internet import Lab
from scamtriage.lab.scene import load_scenes
from scamtriage.pipeline import dossiers, triage, words
from scamtriage.records.assessment import Assessment, Refusal
from scamtriage.records.evidence import Mode
from scamtriage.records.facts import PageFacts
from scamtriage.records.target import Target
from scamtriage.targets.read import Line
from tests.running import lab_config


def test_one_target_is_judged_and_words_that_are_none_are_refused() -> None:
    offline = Config(mode=Mode.OFFLINE)
    row = scamtriage.triage("hxxps://maybank2u-secure-login[.]top/", offline)
    assert isinstance(row, Assessment) and row.target.host == "maybank2u-secure-login.top"
    assert isinstance(scamtriage.triage("not a name", offline), Refusal)


async def test_many_targets_come_with_their_line_and_too_long_ones_too() -> None:
    rows = [row async for row in scamtriage.scan(["example.com", "x" * 9_000, "example.org"], Config(mode=Mode.OFFLINE))]
    assert sorted((row.line, str(row.status)) for row in rows) == [(1, "ok"), (2, "skipped"), (3, "ok")]


async def test_names_that_a_target_led_to_are_looked_at_once_under_its_line(lab: Lab) -> None:
    leading = {name: scene.target for name, scene in load_scenes().items() if name in ("burnt-phish", "bank-phish", "dsi-case")}
    config = lab_config(lab, follow=1)
    found = [d async for d in dossiers(words([*leading.values(), *leading.values()]), config, route=lab.router)]
    given = [d for d in found if "found_by" not in d.columns]
    followed = [d for d in found if "found_by" in d.columns]
    leads = {lead.host for d in given for e in d.evidence.values() for lead in e.leads} - {d.target.host for d in given}
    assert len(given) == 2 * len(leading)
    assert sorted(d.target.host for d in followed if isinstance(d.target, Target)) == sorted(leads)
    landings = {d.evidence["page"].facts.final_url for d in given if isinstance(d.evidence["page"].facts, PageFacts)}
    redirected = [d for d in followed if d.columns["found_by"] == "redirect"]
    assert redirected and {d.input for d in redirected} <= landings  # the page that was found, and not the host's first one
    assert {d.columns["found_at"] for d in followed} <= {d.target.host for d in given if isinstance(d.target, Target)}


async def test_several_names_that_one_target_led_to_are_in_flight_together(lab: Lab) -> None:
    """They have its line: what is in hand must be told apart by something else."""

    lines = [Line(number=1, text=name, columns={"found_by": "redirect"}) for name in ("nobody-1.com", "nobody-2.com", "nobody-3.com")]
    found = [dossier async for dossier in dossiers(lines, lab_config(lab), route=lab.router)]
    assert sorted(dossier.input for dossier in found) == ["nobody-1.com", "nobody-2.com", "nobody-3.com"]


async def test_only_the_collectors_that_were_asked_for_run_and_rows_are_judged(lab: Lab) -> None:
    target = load_scenes()["new-bakery"].target
    [dossier] = [d async for d in dossiers(words([target]), lab_config(lab), only=("dns",), route=lab.router)]
    assert set(dossier.evidence) == {"dns"}
    [row] = [row async for row in triage(words([target]), lab_config(lab), Rules.load(), route=lab.router)]
    assert isinstance(row, Assessment) and row.coverage > 0.5


@pytest.mark.parametrize("given", ["abc.com", b"abc.com", 7, None])
async def test_one_target_that_is_not_in_a_list_is_refused_with_a_sentence(given: object) -> None:
    with pytest.raises(TypeError, match="iterable of strings"):
        [row async for row in scamtriage.scan(given, Config(mode=Mode.OFFLINE))]  # type: ignore[arg-type]


async def test_what_is_no_string_has_a_row_that_says_so() -> None:
    given = ["a.com", None, b"b.com", 7, "c.com"]
    rows = [row async for row in scamtriage.scan(given, Config(mode=Mode.OFFLINE))]  # type: ignore[arg-type]
    assert [(row.line, str(row.status)) for row in rows] == [(1, "ok"), (2, "skipped"), (3, "skipped"), (4, "skipped"), (5, "ok")]
    assert [row.reason for row in rows if isinstance(row, Refusal)] == [f"no string, but {kind}" for kind in ("NoneType", "bytes", "int")]


async def test_within_a_running_loop_one_is_told_of_scan() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(RuntimeError, match=r"scamtriage\.scan"):
            scamtriage.triage("a.com", Config(mode=Mode.OFFLINE))
