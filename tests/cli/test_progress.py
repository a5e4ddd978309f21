"""What a long scan says of itself: how much is left, and that what came from a journal is no measure of how fast it goes."""

import contextlib
import gzip
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType, SimpleNamespace

import pytest

from scamtriage.cli import flags
from scamtriage.cli.notices import progress
from scamtriage.cli.notices.progress import _TERMINAL_EVERY_S, Progress, _fitting, _in_turn, _length, rewritable
from scamtriage.cli.options import ConsoleOptions
from scamtriage.records.assessment import Refusal
from scamtriage.records.target import LineStatus


def until_all_left(terminal: int) -> bytes:
    """What is still said on a terminal, until every program has left it."""
    said = b""
    with contextlib.suppress(OSError):
        while more := os.read(terminal, 65_536):
            said += more
    return said


def watch(
    progress: Progress, *, working: Mapping[int, str] = MappingProxyType({}), held: str = "", ending: bool = False, resumable: bool = True
) -> None:
    """Let it watch a batch of which this is true."""
    batch = SimpleNamespace(working=working, most_at_once=200, held=held, paused="", ending=ending)
    progress.watch(batch, resumable=resumable)  # type: ignore[arg-type]


def test_lines_are_counted_packed_or_not_and_what_cannot_be_read_has_no_length(tmp_path: Path) -> None:
    plain, packed, torn = tmp_path / "list.txt", tmp_path / "list.txt.gz", tmp_path / "torn.gz"
    plain.write_text("a\nb\nc\n")
    packed.write_bytes(gzip.compress(b"a\nb\n"))
    torn.write_bytes(gzip.compress(b"a\nb\n" * 1_000)[:-12])
    assert [_length(path) for path in (plain, packed, torn, Path("-"), tmp_path)] == [3, 2, None, None, None]
    plain.write_text("a\nb\nc")
    assert _length(plain) == 3
    plain.write_bytes("a\nb\n".encode("utf-16"))
    assert _length(plain) == 2


def test_a_line_break_in_a_cell_begins_no_line(tmp_path: Path) -> None:
    rows = b"url,note\n" + b'a.test,"one\ntwo ""2""\nthree"\n' * 70_000  # over several pieces
    (tmp_path / "list.csv").write_bytes(rows)
    (tmp_path / "list.txt").write_bytes(b'say "a\nb\n')
    (tmp_path / "inches.csv").write_bytes(b'url,note\na.test,a 55" screen\nb.test,one\n')
    assert _length(tmp_path / "inches.csv") == 3
    assert (_length(tmp_path / "list.csv"), _length(tmp_path / "list.txt")) == (70_001, 2)


def test_the_time_left_is_told_while_many_are_in_flight_and_none_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    progress = Progress(ConsoleOptions())
    progress._total = 100
    for _ in range(40):
        progress.see(Refusal(line=1, input="x", status=LineStatus.ERROR, reason=""))
    watch(progress, working=dict.fromkeys(range(60), "a.test"))
    progress._known, progress._asked_since = 0, time.monotonic() - 5.0
    assert " left" in progress._words()
    watch(progress, working=dict.fromkeys(range(5), "a.test"))
    progress._total, progress._known, progress._asked_since = 45, 0, time.monotonic() - 5.0
    assert " left" not in progress._words()


def test_what_is_left_is_reckoned_from_what_was_asked_and_not_from_the_journal() -> None:
    progress = Progress(ConsoleOptions(quiet=True))
    progress._total = 1_000
    row = Refusal(line=1, input="x", status=LineStatus.ERROR, reason="")
    for _ in range(900):
        progress.see(row)
    watch(progress)
    progress._asked_since = time.monotonic() - 100.0
    for _ in range(10):
        progress.see(row)
    words = progress._words()
    assert words.startswith(("910/1,000 done, 0.1/s · 15 min", "910/1,000 done, 0.1/s · 14 min")), words
    assert "910 error" in words


def test_where_nothing_finishes_that_is_said_and_no_time_is_promised() -> None:
    progress = Progress(ConsoleOptions(quiet=True))
    progress._total = 1_000
    progress.see(Refusal(line=1, input="x", status=LineStatus.ERROR, reason=""))
    assert " left" in progress._words() and "nothing for" not in progress._words()
    progress._asked_since -= 100.0
    progress._changed = 1, time.monotonic() - 60.0
    words = progress._words()
    assert "nothing for 1 min 00 s" in words and " left" not in words
    progress.see(Refusal(line=2, input="x", status=LineStatus.ERROR, reason=""))
    assert " left" in progress._words()


def test_rows_of_a_journal_tell_no_speed_and_promise_no_time() -> None:
    progress = Progress(ConsoleOptions(quiet=True))
    progress._total = 1_000
    progress.resume(2)
    progress._asked_since -= 1.0
    progress.see(Refusal(line=1, input="x", status=LineStatus.ERROR, reason=""))
    assert progress._words() == "1/1,000 done from the evidence kept"
    progress.see(Refusal(line=2, input="x", status=LineStatus.ERROR, reason=""))
    watch(progress)
    assert progress._words().startswith("2/1,000 done, 0.0/s · ")


def test_a_resumed_scan_that_is_stopped_among_the_rows_of_its_journal_asked_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """The summary said that it had asked -998."""
    progress = Progress(ConsoleOptions(quiet=False))
    progress.resume(1_000)
    for line in (1, 2):
        progress.see(Refusal(line=line, input="x", status=LineStatus.ERROR, reason=""))
    progress.summary(None)
    assert "2 from the evidence kept, 0 asked (0.0/s)" in capsys.readouterr().err


def test_a_scan_that_is_stopped_says_so_and_promises_no_time() -> None:
    progress = Progress(ConsoleOptions(quiet=True))
    progress._total = 1_000
    watch(progress, working={1: "a.example"})
    progress._asked_since -= 1.0
    progress.see(Refusal(line=1, input="x", status=LineStatus.ERROR, reason=""))
    assert " left" in progress._words()
    progress.stop()
    assert "stopping; Ctrl-C again stops at once" in (words := progress._words()) and " left" not in words


def test_what_is_waited_for_is_cut_off_last_on_a_narrow_terminal() -> None:
    progress = Progress(ConsoleOptions(quiet=True))
    progress._total = 3_000
    watch(progress, working=dict.fromkeys(range(300), "a.example"), held="no resolver answers since 12:00:00 UTC; paused")
    progress._changed = 0, time.monotonic() - 60.0
    progress._asked_since -= 60.0
    assert "nothing for 1 min 00 s · waiting: no resolver answers" in (words := progress._words())[:79]
    assert "paused for 60 min at most" in words  # how long
    assert "scamtriage doctor" in words and "--resolver" in words  # what to try


_ASIDE = "3 set aside for whois:whois.slow.example until they may be asked again, 15 min after their last answer at most"


@pytest.mark.parametrize(("resumable", "end"), [(True, "without them, and the same command asks them later"), (False, "without them")])
def test_who_waits_for_a_registry_at_the_end_is_told_for_how_long_and_how_not_to(resumable: bool, end: str) -> None:
    progress = Progress(ConsoleOptions())
    watch(progress, working=dict.fromkeys(range(3), "a.example"), held=_ASIDE, ending=True, resumable=resumable)
    assert f"waiting: {_ASIDE} · Ctrl-C ends the scan {end} · 3 in flight" in progress._words()
    watch(progress, working=dict.fromkeys(range(30), "a.example"), held=_ASIDE)
    assert _ASIDE in progress._words() and "Ctrl-C" not in progress._words()
    watch(progress, working={1: "a.example"}, held=_ASIDE, ending=True)
    progress.stop()
    assert progress._words().count("Ctrl-C") == 1  # which is said to stop at once by now


@pytest.mark.parametrize("ending", [True, False])
def test_a_quiet_scan_says_once_that_its_end_waits_for_a_registry(
    ending: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("scamtriage.cli.notices.progress._PLAIN_EVERY_S", 0.01)
    with Progress(ConsoleOptions(quiet=True)) as progress:
        watch(progress, working={1: "a.example"}, held=_ASIDE, ending=ending)
        time.sleep(0.5)
    assert capsys.readouterr().err == (
        f"warning: waiting: {_ASIDE}; Ctrl-C ends the scan without them, and the same command asks them later\n" if ending else ""
    )


def test_who_is_waited_for_at_the_end_is_named_and_no_time_is_promised() -> None:
    progress = Progress(ConsoleOptions(quiet=True))
    progress._total = 3
    watch(progress, working={1: "slow.example"})
    progress._asked_since -= 1.0
    progress.see(Refusal(line=1, input="x", status=LineStatus.ERROR, reason=""))
    assert "waiting for slow[.]example" in (words := progress._words()) and " left" not in words
    progress._total = 1_000
    assert "1 in flight" in (words := progress._words()) and " left" in words


def test_a_terminal_that_writes_nothing_over_gets_no_escapes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "dumb")
    assert not rewritable()
    monkeypatch.setenv("TERM", "xterm")
    assert rewritable()


def test_a_line_that_is_written_over_takes_one_row_of_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "fileno", lambda: 2, raising=False)
    for columns, kept in ((60, 59), (300, 253), (0, 79)):
        monkeypatch.setattr(os, "get_terminal_size", lambda fd, columns=columns: os.terminal_size((columns, 24)))
        assert len(_fitting("a" * 253)) == kept


@pytest.mark.parametrize("format", ["csv", "ndjson", "table"])
def test_rows_on_a_terminal_begin_in_its_first_column(format: str) -> None:
    import pty

    ours, theirs = pty.openpty()
    words = [sys.executable, "-m", "scamtriage", "scan", "-", "--offline", "--in-order", "-f", format]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=theirs, stderr=theirs, env={**os.environ, "TERM": "xterm"}) as program:
        os.close(theirs)
        assert program.stdin is not None
        said = b""
        for name in (b"a.example\n", b"b.example\n"):
            program.stdin.write(name)
            program.stdin.flush()
            seen = len(said)
            while b" done" not in said[seen:]:
                said += os.read(ours, 65_536)
        program.stdin.close()
        said += until_all_left(ours)
        assert program.wait(90) == 0
    os.close(ours)
    shown = [line.rpartition("\x1b[2K")[2] for line in said.decode().replace("\r\n", "\n").split("\n")]
    assert sum("b.example" in line or "b[.]example" in line for line in shown) == 1, shown
    assert not any(" done, " in line for line in shown), shown


@pytest.mark.parametrize("to_file", [False, True])
def test_behind_a_pipe_the_reader_may_have_the_terminal_so_the_progress_ends_with_the_first_row(tmp_path: Path, to_file: bool) -> None:
    """`| less` draws the screen, and `| jq` prints where the progress line stands. Where the rows go into a file, it goes on."""
    import pty

    ours, theirs = pty.openpty()
    rows = ["-o", str(tmp_path / "v.ndjson")] if to_file else []
    words = [sys.executable, "-m", "scamtriage", "scan", "-", "--offline", *rows]
    with subprocess.Popen(
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=theirs, env={**os.environ, "TERM": "xterm"}
    ) as program:
        os.close(theirs)
        assert program.stdin is not None and program.stdout is not None
        said = os.read(ours, 65_536)
        while b" done" not in said:
            said += os.read(ours, 65_536)
        program.stdin.write(b"a.example\n")
        program.stdin.flush()
        if to_file:
            while b"1 done" not in said:
                said += os.read(ours, 65_536)
        else:
            assert program.stdout.readline()
            time.sleep(4 * _TERMINAL_EVERY_S)
        program.stdin.close()
        said += until_all_left(ours)
        assert program.wait(90) == 0
    os.close(ours)
    shown = said.decode().replace("\r\n", "\n")
    assert ("1 done" in shown) is to_file, shown
    assert shown.rpartition("\x1b[2K")[2].startswith("1 row in "), shown


@pytest.mark.parametrize(("terminal", "quiet"), [(True, False), (True, True), (False, False)])
def test_whoever_waits_for_a_first_run_learns_why(
    terminal: bool, quiet: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(progress, "rewritable", lambda: terminal)
    with flags.preparing(ConsoleOptions(quiet=quiet)):
        said = capsys.readouterr().err
    assert ("preparing the word lists" in said) is (terminal and not quiet)
    assert (capsys.readouterr().err == "\r\x1b[2K") is (terminal and not quiet)


def test_what_a_narrow_terminal_cuts_off_is_shown_in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "fileno", lambda: 2, raising=False)
    monkeypatch.setattr(os, "get_terminal_size", lambda fd: os.terminal_size((80, 24)))
    words = "24/334 done, 9.2/s · 33.7 s left · waiting: 43 for rdap:192.0.2.80 · 20 undetermined, 2 refused · 100 in flight"
    shown = [_fitting(_in_turn(words, turn)) for turn in range(6)]
    assert shown[0] == shown[1] == shown[3] == _fitting(words) and "in flight" not in shown[0]
    assert shown[2] == shown[5] and shown[2].startswith("24/334 done, 9.2/s · 20 undetermined, 2 refused · 100 in flight")
    assert _in_turn(short := "3 done, 1.0/s · 2 in flight", 2) == short
