"""What a scan says at its end: verdicts, failures with their advice, slow registries, in each language."""

import asyncio
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

import pytest
from msgspec.structs import replace

from scamtriage.assess import Judge, Rules
from scamtriage.batch.counts import Counts, Registry
from scamtriage.batch.run import Batch
from scamtriage.cli.notices.progress import Progress
from scamtriage.cli.notices.summary import Summary, spent
from scamtriage.cli.options import ConsoleOptions
from scamtriage.knowledge.speech import COMMAS, ENGLISH, LANGUAGES, speech
from scamtriage.net.pace import SharedRateLimiter
from scamtriage.records import codec
from scamtriage.records.assessment import Assessment, Refusal
from scamtriage.records.evidence import Outcome
from scamtriage.records.facts import DnsFacts
from scamtriage.records.facts.dns import DnsOutcome
from scamtriage.records.target import LineStatus
from scamtriage.render.text import counted
from tests.cli.running import run
from tests.samples import EVIDENCE


def said(kept: Path | None = None) -> list[str]:
    summary, judged = Summary(), Judge.of(Rules.load(None), prior=0.1)
    for line in EVIDENCE.read_bytes().splitlines():
        row = judged(codec.from_line(line))
        if isinstance(row, Assessment) and "registration" in row.evidence:
            slow = replace(row.evidence["registration"], elapsed_s=4.0 if row.target.suffix == "top" else 0.1)
            row = replace(row, evidence=row.evidence | {"registration": slow})
        summary.see(row)
    return summary.lines(kept)


def test_verdicts_stand_worst_first_and_each_failure_comes_with_its_advice() -> None:
    verdicts, types, *rest = said()
    assert verdicts.index("near-certain") < verdicts.index("no-finding") < verdicts.index("likely-benign")
    assert types.startswith("types, by line: ") and "fake-call-centre" in types
    assert any(line.startswith("coverage: ") for line in rest)
    assert any("registration timeout: no answer in time, which counts neither" in line for line in rest)
    assert not any("again.ndjson" in line for line in rest)  # nothing was kept to take them from


def test_a_limit_is_told_by_the_setting_that_raises_it_and_nobody_is_sent_to_ask_what_is_refused_again() -> None:
    [scam] = [codec.from_line(line) for line in EVIDENCE.read_bytes().splitlines()[:1]]
    judge, said = Judge.of(Rules.load(None), prior=0.1), []
    for registry in (Outcome.TIMEOUT, Outcome.BLOCKED, Outcome.BLOCKED):
        evidence = scam.evidence | {"registration": replace(scam.evidence["registration"], outcome=registry, facts=None, reason="so")}
        row = judge(replace(scam, status=LineStatus.PARTIAL, evidence=evidence))
        said.append(row)
    one, both = Summary(), Summary()
    one.see(said[1])
    both.add(counts_of(said).plain())
    assert "will not help" in "".join(one.lines(Path("v.ndjson"))) and not any("to ask the" in line for line in one.lines(Path("v.ndjson")))
    [again] = [line for line in both.lines(Path("v.ndjson")) if line.startswith("to ask the")]
    assert again.startswith("to ask the 3 incomplete lines again (2 of them cannot improve): ")
    assert any("a longer --deadline together with registry_timeout_s of the settings may help" in line for line in both.lines(None))


def counts_of(rows: "list[Assessment | Refusal]") -> Counts:
    counts = Counts()
    for row in rows:
        counts.see(row)
    return counts


def test_of_what_a_journal_held_no_registry_is_called_slow(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(ConsoleOptions())
    progress.add(Counts().plain() | {"rows": 1, "registries": {"top": (1, 9.0, 0)}})
    progress.watch(cast(Batch, None), resumable=True)
    progress.summary(None)
    assert "slow or silent" not in capsys.readouterr().err


def test_registries_that_are_slow_or_silent_are_named() -> None:
    [slow] = [line for line in said() if line.startswith("registries that were slow or silent")]
    assert slow.startswith("registries that were slow or silent: .top 4.0 s") and "1 without an answer" in slow


@pytest.mark.parametrize(
    ("outcome", "reason", "elapsed_s", "named"),
    [
        (Outcome.BLOCKED, "the registry of .ph has no public server", 0.0, False),
        (Outcome.UNREACHABLE, None, 0.0, False),
        (Outcome.UNREACHABLE, None, 6.0, True),  # another service was asked before
        (Outcome.UNREACHABLE, "the connection was refused", 0.0, True),
        (Outcome.TIMEOUT, "no answer in 8 s", 8.0, True),
    ],
)
def test_a_registry_that_was_not_asked_is_neither_slow_nor_silent(
    outcome: Outcome, reason: str | None, elapsed_s: float, named: bool
) -> None:
    at_rest = SharedRateLimiter(None)
    if reason is None:  # as the limiter itself says it
        for _ in range(20):
            asyncio.run(at_rest.failed("whois.nic.bn"))
        reason = str(asyncio.run(at_rest.closed_s("whois.nic.bn"))[1])
    [scam] = [codec.from_line(line) for line in EVIDENCE.read_bytes().splitlines()[:1]]
    asked = replace(scam.evidence["registration"], outcome=outcome, facts=None, reason=reason, elapsed_s=elapsed_s, from_cache=False)
    row = Judge.of(Rules.load(None), prior=0.1)(replace(scam, status=LineStatus.PARTIAL, evidence=scam.evidence | {"registration": asked}))
    summary = Summary()
    summary.add(counts_of([row]).plain())
    assert any("slow or silent" in line for line in summary.lines(None)) is named


def test_a_registry_that_is_left_alone_is_not_unreachable_and_is_not_asked_before_its_rest_is_over() -> None:
    at_rest = SharedRateLimiter(None)
    for _ in range(20):
        asyncio.run(at_rest.failed("rdap:rdap.example"))
    left_s, failure = asyncio.run(at_rest.closed_s("rdap:rdap.example"))
    [scam] = [codec.from_line(line) for line in EVIDENCE.read_bytes().splitlines()[:1]]
    registered = replace(scam.evidence["registration"], outcome=Outcome.UNREACHABLE, facts=None, reason=str(failure), elapsed_s=0.0)
    hosting = scam.evidence["hosting"]
    held = replace(hosting.facts.addresses[0], outcome="unreachable", reason=f"the registry of the address did not help: {failure}")  # type: ignore[union-attr]
    hosted = replace(hosting, facts=replace(hosting.facts, addresses=(held,)))
    judge = Judge.of(Rules.load(None), prior=0.1)
    for changed, missing in (({"registration": registered}, True), ({"hosting": hosted}, False)):
        row = judge(replace(scam, status=LineStatus.PARTIAL, evidence=scam.evidence | changed))
        summary = Summary()
        summary.add(counts_of([row]).plain())
        [asked] = changed.values()
        until = asked.observed_at + timedelta(seconds=left_s + asked.elapsed_s)
        told = [line for line in summary.lines(Path("v.ndjson")) if "UTC" in line]
        [again] = [line for line in told if line.startswith("to ask the 1 incomplete line again, from ")]
        moment = datetime.strptime(again.partition("from ")[2].partition(" UTC")[0], "%Y-%m-%d %H:%M").replace(tzinfo=UTC)
        assert until <= moment <= until + timedelta(minutes=1, seconds=1)
        assert any("missing: 1 × registration not asked: its registry failed several times" in line for line in told) is missing
        assert not any("unreachable" in line for line in summary.lines(None))


def test_equal_counts_stand_in_the_order_of_their_names_in_whatever_order_they_came() -> None:
    names, lines = [f"kind-{letter}" for letter in "gcafbdeh"], []
    for order in (names, names[::-1]):
        summary = Summary()
        summary.rows = summary.judged = 8
        for name in order:
            summary.types[name] += 1
            summary.failures[name, "timeout"] += 1
        lines.append(summary.lines(None))
    assert lines[0] == lines[1]
    assert any(
        line.startswith("types, by line: 1 kind-a, 1 kind-b, 1 kind-c, 1 kind-d, 1 kind-e, 1 kind-f and 2 more") for line in lines[0]
    )


def test_what_a_list_leaves_out_is_counted() -> None:
    summary = Summary()
    summary.rows, summary.judged = 70, 70
    for number in range(8):
        summary.types[f"kind-{number}"] = summary.flags[f"flag-{number}"] = 10 - number
        summary.failures[f"collector-{number}", "unreachable"] = 10 - number
        summary.registries[f"suffix{number}"] = Registry(asked=1, seconds=9.0)
    lines = summary.lines(None)
    [types] = [line for line in lines if line.startswith("types")]
    assert "5 kind-5 and 2 more; flags: " in types and types.endswith("5 flag-5 and 2 more")
    [missing] = [line for line in lines if line.startswith("missing")]
    assert "5 × collector-5 unreachable and 2 more: could not connect" in missing  # one cause, one line
    assert any(line.startswith("registries that were slow or silent") and line.endswith(" and 5 more") for line in lines)
    assert not any("did not answer" in line for line in lines)  # a row may say that the connection was refused


def test_what_repeats_an_earlier_line_is_told_before_the_verdicts_that_count_it() -> None:
    [scam] = [Judge.of(Rules.load(None), prior=0.1)(codec.from_line(line)) for line in EVIDENCE.read_bytes().splitlines()[:1]]
    assert isinstance(scam, Assessment)
    both, more = Summary(), Summary()
    both.add(counts_of([scam, replace(scam, line=2, same_as=1)]).plain())
    more.add(counts_of([scam, *[replace(scam, line=line, same_as=1) for line in (2, 3)]]).plain())
    assert both.lines(None)[:2] == ["2 lines, 1 of them repeats an earlier line", "verdicts, by line: 2 near-certain"]
    assert more.lines(None)[0] == "3 lines, 2 of them repeat an earlier line" and said()[0].startswith("verdicts")


def test_one_is_told_as_one() -> None:
    summary = Summary()
    summary.rows = summary.judged = summary.thin = summary.partial = 1
    words = " ".join(summary.lines(Path("v.ndjson")))
    assert "; 1 row below 50% rests on little" in words and "to ask the 1 incomplete line again" in words
    told = speech("en").say("{count} more findings, {nats} in total (-v shows them)", count=1, nats="+0.01")
    assert told.startswith("1 more finding, ") and counted(1_204, "row") == "1,204 rows"


def test_pages_that_answered_an_error_are_counted() -> None:
    [scam] = [Judge.of(Rules.load(None), prior=0.1)(codec.from_line(line)) for line in EVIDENCE.read_bytes().splitlines()[:1]]
    assert isinstance(scam, Assessment)
    page = scam.evidence["page"]
    gone = replace(scam, evidence={**scam.evidence, "page": replace(page, facts=replace(page.facts, status_code=404))})  # type: ignore[type-var]
    summary = Summary()
    summary.add(counts_of([scam, gone, gone]).plain())
    assert any(line.startswith("pages: 2 answered 404;") for line in summary.lines(None))


def test_names_that_do_not_exist_are_counted_and_not_those_of_which_no_answer_came() -> None:
    [scam] = [Judge.of(Rules.load(None), prior=0.1)(codec.from_line(line)) for line in EVIDENCE.read_bytes().splitlines()[:1]]
    assert isinstance(scam, Assessment)
    dns = scam.evidence["dns"]
    assert isinstance(dns.facts, DnsFacts)

    def answered(outcome: DnsOutcome) -> Assessment:
        answers = tuple(replace(answer, outcome=outcome, values=()) for answer in dns.facts.answers)  # type: ignore[union-attr]
        return replace(scam, evidence={**scam.evidence, "dns": replace(dns, facts=replace(dns.facts, answers=answers))})  # type: ignore[type-var]

    summary = Summary()
    summary.add(counts_of([scam, answered(DnsOutcome.NXDOMAIN), answered(DnsOutcome.SERVFAIL), answered(DnsOutcome.NODATA)]).plain())
    assert [line for line in summary.lines(None) if "does not exist, as the resolver says: 1 (" in line]


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_the_summary_speaks_the_language_of_the_rows(language: str) -> None:
    spoken, summary = speech(language), Summary()
    summary.add(
        counts_of([Judge.of(Rules.load(None), prior=0.1)(codec.from_line(line)) for line in EVIDENCE.read_bytes().splitlines()]).plain()
    )
    summary.same, summary.wordy, summary.thin, summary.settled, summary.gone = 2, 1_200, 1_204, 1, 3
    summary.statuses["refused"] = summary.answers["404"] = 3
    summary.failures.update({("dns", outcome): 1 for outcome in Outcome if not outcome.conclusive})
    lines = [spent(1_204, 3_723.4, spoken), *summary.lines(Path("v.ndjson"), text="scamtriage scan", spoken=spoken)]
    lines += summary.lines(None, spoken=spoken, written=Path("v.csv"))[:3]
    told = re.sub(r"jq .*|--[a-z-]+|registry_timeout_s|scamtriage( scan)?|-vv", "", "\n".join(lines))
    ours = set(re.findall("[a-z]{4,}", " ".join(text for table in spoken.tables.values() for text in table.values()).lower()))
    left = set(re.findall("[a-z]{4,}", told.lower())) - ours - {"store", "shop", "online", "host"}
    assert left - {*map(str.lower, summary.registries)} == set()
    assert spoken.word("verdict", "near-certain") in told and "near-certain" not in told
    assert ("1.204" in told) is (language in COMMAS)


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_what_was_not_obtained_is_not_said_to_be_absent(language: str) -> None:
    summary = Summary()
    summary.failures["page", "timeout"] = 1
    [told] = [line for line in summary.lines(None, spoken=speech(language)) if speech(language).word("outcome", "timeout") in line]
    assert f"({speech(language).word('outcome', 'absent')})" not in told and f"（{speech(language).word('outcome', 'absent')}）" not in told
    assert (
        speech(language).say("{count} × {source} {outcome}", count=1, source=speech(language).word("label", "page"), outcome="timeout")
        in told
    )


def test_a_scan_ends_in_the_language_of_its_rows(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("one.example.com\nfoo bar\n")
    told = run(
        "scan",
        str(tmp_path / "list.txt"),
        "-o",
        str(tmp_path / "o.ndjson"),
        "-o",
        str(tmp_path / "o.stix.json"),
        "--offline",
        "--lang",
        "th",
    ).stderr
    assert not re.search(r"\b(rows|verdicts|coverage|nothing|reports|judged)\b", re.sub(r"jq .*", "", told)), told
    assert speech("th").word("verdict", "no-finding") in told and speech("th").say("{seconds} s", seconds="")[1:] in told


def test_the_rate_of_a_resumed_scan_is_that_of_what_it_asked() -> None:
    assert spent(2_000, 65.0, ENGLISH, kept=1_500, asked_s=50.0) == (
        "2,000 rows in 1 min 05 s: 1,500 from the evidence kept, 500 asked (10.0/s)"
    )
    assert spent(2_000, 50.0, ENGLISH) == "2,000 rows in 50.0 s (40.0/s)"
    assert spent(3, 0.5, ENGLISH, kept=3).endswith("3 from the evidence kept, 0 asked (0.0/s)")
