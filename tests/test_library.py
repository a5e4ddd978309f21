"""The library as a program of others uses it, and what the commands share below it."""

import asyncio
import gzip
import json
import threading
import warnings
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace

import scamtriage
from scamtriage.assess import Judge, Rules
from scamtriage.batch.journal import Journal
from scamtriage.config import BadConfig, Config
from scamtriage.knowledge.judgement.catalog import load_catalog
from scamtriage.lab.internet import Lab
from scamtriage.lab.scene import load_scenes
from scamtriage.lab_worker import environment
from scamtriage.pipeline import dossiers, number_lines, triage
from scamtriage.records import codec
from scamtriage.records.assessment import Assessment, Refusal, Verdict
from scamtriage.records.evidence import Mode
from scamtriage.records.facts import PageFacts
from scamtriage.records.target import Target
from scamtriage.score.model import sealed, shipped, to_text
from scamtriage.targets.lines import Line
from tests.running import lab_config
from tests.samples import EVIDENCE


def test_one_target_is_judged_and_words_that_are_none_are_refused() -> None:
    offline = Config(mode=Mode.OFFLINE)
    row = scamtriage.triage("hxxps://maybank2u-secure-login[.]top/", offline)
    assert isinstance(row, Assessment) and row.target.host == "maybank2u-secure-login.top"
    assert isinstance(scamtriage.triage("not a name", offline), Refusal)


def test_verdicts_compare_from_low_to_high_and_not_by_their_letters() -> None:
    assert sorted(Verdict, key=str) != sorted(Verdict) == sorted(Verdict, key=lambda verdict: verdict.rank)
    assert Verdict.NEAR_CERTAIN >= Verdict.SUSPICIOUS and Verdict.SUSPICIOUS < "near-certain" and not Verdict.UNDETERMINED > "suspicious"
    with pytest.raises(ValueError, match="suspect"):
        _ = Verdict.NEAR_CERTAIN >= "suspect"  # a word mistyped in a rule must not decide anything


def test_a_list_that_cannot_be_used_is_an_error_that_the_door_names(tmp_path: Path) -> None:
    (tmp_path / "ours.txt").write_text("co.th\n", encoding="utf-8")
    with pytest.raises(scamtriage.BadList, match="line 1"):
        scamtriage.triage("example.com", Config(mode=Mode.OFFLINE, allow_lists=(str(tmp_path / "ours.txt"),)))


def test_a_model_that_was_fitted_under_other_knowledge_is_warned_of(tmp_path: Path) -> None:
    """The commands said so; a service that was upgraded beside its own model heard nothing."""
    (tmp_path / "office.json").write_text(to_text(sealed(replace(shipped(load_catalog()), name="office", knowledge="0+older"))))
    with pytest.warns(UserWarning, match="office.* was fitted under knowledge 0.older"):
        scamtriage.triage("example.com", Config(mode=Mode.OFFLINE, model=str(tmp_path / "office.json")))


def test_a_row_is_the_json_that_the_commands_write() -> None:
    seen = codec.from_line(EVIDENCE.read_bytes().splitlines()[0])
    row = Judge.of(Rules.load())(seen)
    assert json.loads(scamtriage.to_json(row))["facts"]["page"]["observed_at"].endswith("Z")


async def test_what_was_seen_is_kept_on_request_and_is_judged_the_same_on_any_later_day(lab: Lab, tmp_path: Path) -> None:
    path, config = tmp_path / "case.jsonl", lab_config(lab)
    targets = [load_scenes()["new-bakery"].target, "no name", load_scenes()["dsi-case"].target, load_scenes()["dsi-case"].target.upper()]
    rows: list[Assessment | Refusal] = []
    async for row in triage(number_lines(targets), config, Rules.load(), evidence=path, environment=environment(lab.router)):
        rows.append(row)
        assert len(path.read_bytes().splitlines()) == len(rows)  # a row that is seen has its evidence on disk
    packed = tmp_path / "case.jsonl.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    with path.open(encoding="utf-8") as text:
        for given in (path, str(path), packed, text, path.read_bytes().splitlines()):
            assert [*map(scamtriage.to_json, scamtriage.score_evidence(given, config))] == [*map(scamtriage.to_json, rows)]
    assert (path.stat().st_mode & 0o077) == 0


def test_evidence_is_appended_and_nothing_else_is_touched(tmp_path: Path) -> None:
    path, offline = tmp_path / "case.jsonl", Config(mode=Mode.OFFLINE)
    for name in ("a.com", "b.com"):
        scamtriage.triage(name, offline, evidence=path)
    rows = [*scamtriage.score_evidence(path, now=datetime(2031, 1, 1, tzinfo=UTC))]
    assert [row.input for row in rows] == ["a.com", "b.com"] and all(isinstance(row, Assessment) and row.now for row in rows)
    other = tmp_path / "notes.txt"
    other.write_text("mine\n")
    with pytest.raises(scamtriage.BadRecord, match=r"notes\.txt"):
        scamtriage.triage("a.com", offline, evidence=other)
    with pytest.raises(scamtriage.BadRecord, match=r"notes\.txt"):
        next(scamtriage.score_evidence(other))
    assert other.read_text() == "mine\n"
    with closing(Journal(path)), pytest.raises(scamtriage.JournalBusy):
        scamtriage.triage("a.com", offline, evidence=path)


def test_lines_are_judged_as_they_come_and_what_ends_them_is_raised_behind_their_rows() -> None:
    lines = (Path(__file__).parents[1] / "examples" / "evidence.jsonl").read_bytes().splitlines()

    def cut() -> Iterator[bytes]:
        yield lines[0]
        yield b"{}"
        raise EOFError("the pipe broke")

    rows = scamtriage.score_evidence(cut())
    assert [(row.line, str(row.status)) for row in (next(rows), next(rows))] == [(1, "ok"), (2, "error")]
    with pytest.raises(EOFError, match="the pipe broke"):
        next(rows)
    for wrong in (b"case.jsonl", 7):
        with pytest.raises(TypeError, match="score_evidence takes the path"):
            scamtriage.score_evidence(wrong)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="line 1 of the evidence is no line, but dict"):
        next(scamtriage.score_evidence([{}]))  # type: ignore[list-item]
    with pytest.raises(ValueError, match="needs its zone"):
        scamtriage.score_evidence(lines, now=datetime(2031, 1, 1))


async def test_names_alone_leave_others_in_the_loop_their_turn() -> None:
    turns = 0

    async def others() -> None:
        nonlocal turns
        while True:
            await asyncio.sleep(0)
            turns += 1

    beside = asyncio.create_task(others())
    rows = [row async for row in scamtriage.scan((f"n{at}-support.com" for at in range(100)), Config(mode=Mode.OFFLINE))]
    beside.cancel()
    assert len(rows) == 100 and turns >= 4


async def test_the_callers_loop_goes_on_while_the_rules_are_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded, went_on = Rules.load(), threading.Event()
    monkeypatch.setattr("scamtriage.judging.rules", lambda _: loaded if went_on.wait(10) else pytest.fail("the loop stood still"))
    asyncio.get_running_loop().call_later(0.01, went_on.set)
    assert len([row async for row in scamtriage.scan(["example.com"], Config(mode=Mode.OFFLINE))]) == 1


def test_what_a_typed_program_needs_is_named_at_the_door() -> None:
    assert all(getattr(scamtriage, name) is not None and name in dir(scamtriage) for name in scamtriage.__all__)


async def test_many_targets_come_with_their_line_and_too_long_ones_too() -> None:
    rows = [row async for row in scamtriage.scan(["example.com", "x" * 9_000, "example.org"], Config(mode=Mode.OFFLINE))]
    assert sorted((row.line, str(row.status)) for row in rows) == [(1, "ok"), (2, "refused"), (3, "ok")]


async def test_names_that_a_target_led_to_are_looked_at_once_under_its_line(lab: Lab) -> None:
    leading = {name: scene.target for name, scene in load_scenes().items() if name in ("burnt-phish", "bank-phish", "dsi-case")}
    config = lab_config(lab, follow=1)
    found = [d async for d in dossiers(number_lines([*leading.values(), *leading.values()]), config, environment=environment(lab.router))]
    given = [d for d in found if "found_by" not in d.columns]
    followed = [d for d in found if "found_by" in d.columns]
    leads = {lead.host for d in given for e in d.evidence.values() for lead in e.leads} - {d.target.host for d in given}
    assert len(given) == 2 * len(leading)
    assert sorted(d.target.host for d in followed if isinstance(d.target, Target)) == sorted(leads)
    landings = {d.evidence["page"].facts.final_url for d in given if isinstance(d.evidence["page"].facts, PageFacts)}
    redirected = [d for d in followed if d.columns["found_by"] == "redirect"]
    assert redirected and {d.input for d in redirected} <= landings  # the page that was found, and not the host's first one
    assert {d.columns["found_at"] for d in followed} <= {d.target.host for d in given if isinstance(d.target, Target)}


async def test_a_name_of_the_list_to_which_an_earlier_line_led_is_looked_at_once(lab: Lab) -> None:
    config, line = lab_config(lab, follow=1, in_flight=1), load_scenes()["burnt-phish"].target
    leads = [
        d.target.host
        async for d in dossiers(number_lines([line]), config, environment=environment(lab.router))
        if isinstance(d.target, Target)
    ][1:]
    found = [
        (d.line, d.target.host)
        async for d in dossiers(number_lines([line, *leads]), config, environment=environment(lab.router))
        if isinstance(d.target, Target)
    ]
    assert leads and found[1:] == [(number, host) for number, host in enumerate(leads, start=2)]


async def test_several_names_that_one_target_led_to_are_in_flight_together(lab: Lab) -> None:
    """They have its line: what is in hand must be told apart by something else."""

    lines = [Line(number=1, text=name, columns={"found_by": "redirect"}) for name in ("nobody-1.com", "nobody-2.com", "nobody-3.com")]
    found = [dossier async for dossier in dossiers(lines, lab_config(lab), environment=environment(lab.router))]
    assert sorted(dossier.input for dossier in found) == ["nobody-1.com", "nobody-2.com", "nobody-3.com"]


async def test_only_the_collectors_that_were_asked_for_run_and_rows_are_judged(lab: Lab) -> None:
    target = load_scenes()["new-bakery"].target
    [dossier] = [d async for d in dossiers(number_lines([target]), lab_config(lab), only=("dns",), environment=environment(lab.router))]
    assert set(dossier.evidence) == {"dns"}
    [row] = [row async for row in triage(number_lines([target]), lab_config(lab), Rules.load(), environment=environment(lab.router))]
    assert isinstance(row, Assessment) and row.coverage > 0.5


@pytest.mark.parametrize("given", ["abc.com", b"abc.com", 7, None])
async def test_one_target_that_is_not_in_a_list_is_refused_with_a_sentence(given: object) -> None:
    with pytest.raises(TypeError, match="iterable of strings"):
        [row async for row in scamtriage.scan(given, Config(mode=Mode.OFFLINE))]  # type: ignore[arg-type]


async def test_what_is_no_string_has_a_row_that_says_so() -> None:
    given = ["a.com", None, b"b.com", 7, "c.com", float("nan")]
    rows = [row async for row in scamtriage.scan(given, Config(mode=Mode.OFFLINE))]  # type: ignore[arg-type]
    assert [(row.line, str(row.status)) for row in rows] == [
        (1, "ok"),
        (2, "skipped"),
        (3, "refused"),
        (4, "refused"),
        (5, "ok"),
        (6, "skipped"),
    ]
    kinds = ("NoneType", "bytes", "int", "float")
    assert [row.reason for row in rows if isinstance(row, Refusal)] == [f"no string, but {kind}" for kind in kinds]


async def test_within_a_running_loop_one_is_told_of_scan() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(RuntimeError, match=r"scamtriage\.scan"):
            scamtriage.triage("a.com", Config(mode=Mode.OFFLINE))


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"mode": "x"}, "mode: one of"),
        ({"timeout_s": "5"}, "timeout_s: expected a number"),
        ({"in_flight": True}, "in_flight: expected a whole number"),
        ({"share": "all"}, "share: expected a list"),
        ({"language": "xx"}, "language: one of"),
    ],
)
def test_a_setting_of_a_caller_is_checked_as_that_of_a_file_is(settings: dict[str, object], said: str) -> None:
    with pytest.raises(BadConfig, match=said):
        Config(**settings)  # type: ignore[arg-type]
    assert Config(mode="offline", timeout_s=5).mode is Mode.OFFLINE  # type: ignore[arg-type]


def test_a_proxy_that_is_not_there_is_told_before_any_target_waits_for_it() -> None:
    with pytest.raises(OSError, match=r"the proxy socks5h://127\.0\.0\.1:9"):
        scamtriage.triage("example.com", Config(proxy="socks5h://127.0.0.1:9", resolvers=("192.0.2.1",)))


def test_settings_that_are_no_config_are_refused() -> None:
    with pytest.raises(BadConfig, match="given dict"):
        scamtriage.triage("a.com", {"mode": "offline"})  # type: ignore[arg-type]


def test_what_the_readme_shows_runs_on_lines_that_are_no_targets(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    shown = readme.partition("```python\n")[2].partition("```")[0]
    made = partial(Config, mode=Mode.OFFLINE)
    monkeypatch.setattr(scamtriage, "Config", made, raising=False)
    scan = scamtriage.scan
    monkeypatch.setattr(scamtriage, "scan", lambda targets, config=None, **more: scan(targets, config or made(), **more))
    exec(compile(shown, "README.md", "exec"), {"__name__": "shown"})
    said = capsys.readouterr().out
    assert "2 refused" in said and "example.com" in said and said.endswith("1 ok\n2 refused\n")
    assert json.loads(scamtriage.to_json(scamtriage.triage("a.com", made())))["input"] == "a.com"
