"""Who stops a scan, or stops a part of it: what is said, what is kept, and what may not end it."""

import asyncio
import contextlib
import io
import itertools
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import AsyncGenerator, Callable
from dataclasses import asdict
from pathlib import Path
from types import FrameType, SimpleNamespace
from typing import Any

import orjson
import pytest

from scamtriage import sessions
from scamtriage.cli import interrupt as stopping
from scamtriage.cli.interrupt import Interrupt, iterate_async
from scamtriage.cli.output.sinks import Sink
from scamtriage.cli.scan.parallel import Task
from scamtriage.cli.scan.rows import ScanRows
from scamtriage.config import Config
from scamtriage.records.assessment import Refusal
from scamtriage.records.evidence import Mode
from scamtriage.records.target import LineStatus
from scamtriage.render.style import Style
from tests.batch.programs import ended, start
from tests.waiting import lines, until


@pytest.fixture(autouse=True)
def _nobody_ends_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stopping, "call_later", lambda seconds, call: None)


@pytest.mark.parametrize(("number", "ignored"), [(signal.SIGHUP, False), (signal.SIGHUP, True), (signal.SIGINT, True)])
def test_a_lost_session_stops_a_scan_and_what_was_to_be_ignored_does_not(tmp_path: Path, number: int, ignored: bool) -> None:
    output = tmp_path / "v.ndjson"
    program = subprocess.Popen(
        [sys.executable, "-m", "scamtriage", "scan", "-", "--offline", "-o", str(output)],
        stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=lambda: signal.signal(number, signal.SIG_IGN if ignored else signal.SIG_DFL),
    )  # fmt: skip
    assert program.stdin is not None
    program.stdin.write("one.com\n")
    program.stdin.flush()
    until(lambda: lines(output), program)
    program.send_signal(number)
    time.sleep(0.1)
    said = program.communicate("two.com\n", timeout=90)[1]
    assert program.returncode == (0 if ignored else 130), said
    assert ("Stopped early" in said) is not ignored and "Traceback" not in said
    assert not ignored or output.read_text().count("\n") == 2


def test_a_process_that_judges_says_nothing_when_whoever_started_it_is_gone() -> None:
    task = orjson.dumps(asdict(Task(Config(mode=Mode.OFFLINE))))
    program = subprocess.Popen(
        [sys.executable, "-m", "scamtriage.cli.scan.parallel"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert program.stdout is not None and program.stdin is not None and program.stderr is not None
    program.stdout.close()
    program.stdin.write(task + b"\n" + orjson.dumps([(1, "name.com", {}, "", None)]) + b"\n")
    program.stdin.close()
    assert (program.stderr.read(), program.wait(90)) == (b"", 1)
    program.stderr.close()


def test_a_journal_that_is_removed_during_the_scan_is_said_and_never_called_whole(tmp_path: Path, lab_file: Path) -> None:
    source, output = tmp_path / "list", tmp_path / "v.ndjson"
    os.mkfifo(source)
    program = start(lab_file, source, output, quiet=False)
    with source.open("w") as given:
        given.write("not a name\nnobody-1.com\n")
        given.flush()
        until(lambda: lines(output) == 2, program)
        (tmp_path / "v.ndjson.evidence.jsonl").unlink()
        given.write("nobody-2.com\n")
    code, said = ended(program)
    assert code == 1 and "v.ndjson.evidence.jsonl was removed, replaced or cut during the run" in said
    assert "the journal is whole" not in said and "nothing is lost" not in said


def test_a_second_interrupt_at_any_step_of_handing_a_row_over_leaves_an_output_that_can_be_closed() -> None:
    row = Refusal(line=1, input="x", status=LineStatus.SKIPPED, reason="a test")

    def broken_off(step: int) -> bool:
        sink, left = Sink(io.StringIO(), "ndjson", Style()), itertools.count(step, -1)

        def traced(frame: FrameType, event: str, _: object) -> Callable[..., object]:
            frame.f_trace_opcodes = True
            if next(left) == 0:
                raise KeyboardInterrupt
            return traced

        with contextlib.suppress(KeyboardInterrupt):
            sys.settrace(traced)
            try:
                sink.write(row)
            finally:
                sys.settrace(None)
        closing = threading.Thread(target=sink.close, daemon=True)
        closing.start()
        closing.join(60)
        assert not closing.is_alive()
        return next(left) < 0

    assert len(list(itertools.takewhile(broken_off, itertools.count(1)))) > 20


@pytest.mark.parametrize("more", [False, True])
@pytest.mark.parametrize("step", range(40, 1_000, 40))
def test_a_second_interrupt_in_the_middle_of_the_loops_own_steps_ends_a_scan_and_no_further_one_breaks_into_that(
    step: int, more: bool
) -> None:
    """Raised there, it would lose whom the loop was about to wake, and closing would wait for him."""
    interrupt, left, ended = Interrupt(), itertools.count(step, -1), list[type[BaseException]]()
    interrupt.stopping = True

    async def portions() -> AsyncGenerator[int, None]:
        async with asyncio.TaskGroup() as group:
            for _ in range(6):
                group.create_task(asyncio.sleep(0.001))
            for number in range(1_000):
                await asyncio.sleep(0)
                yield number

    def traced(frame: FrameType, event: str, _: object) -> Callable[..., object] | None:
        if frame.f_code.co_name != "_run_once":
            return None
        frame.f_trace_opcodes = True
        if (now := next(left)) == 0 or (more and now < 0):
            interrupt._handle(signal.SIGINT, None)
        return traced

    def scanned() -> None:
        try:
            sys.settrace(traced)
            for _ in iterate_async(portions(), interrupt):
                pass
        except BaseException as exc:
            ended.append(type(exc))
        finally:
            sys.settrace(None)

    scanning = threading.Thread(target=scanned, daemon=True)
    scanning.start()
    scanning.join(60)
    assert ended == [KeyboardInterrupt]


def test_whatever_is_stuck_when_a_scan_is_to_end_is_left() -> None:
    """Here a step that hears no cancel; and a thread, which the interpreter's own end would wait for."""
    program = """
import asyncio, threading, time
from scamtriage.cli import app
from scamtriage.cli.interrupt import Interrupt
from scamtriage.cli.interrupt import iterate_async

async def rows():
    yield 1
    while True:
        try:
            await asyncio.sleep(3600)
        except asyncio.CancelledError:
            continue

def scan():
    threading.Thread(target=time.sleep, args=(3600,)).start()
    with Interrupt() as interrupt:
        for _ in iterate_async(rows(), interrupt):
            print("begun", flush=True)

app.run(scan)
"""
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        try:
            assert running.stdout and running.stdout.readline() == b"begun\n"
            for _ in range(2):
                time.sleep(0.5)
                running.send_signal(signal.SIGINT)
            began = time.monotonic()
            assert running.wait(90) == 130
            assert time.monotonic() - began >= stopping.SHUTDOWN_S - 0.5
            assert running.stderr and running.stderr.read() == b""
        finally:
            running.kill()


def test_a_second_interrupt_while_no_loop_runs_is_raised_once() -> None:
    """Not again by what closes the loop behind it: nobody can catch that, and a traceback stood behind the last words."""
    interrupt, closed = Interrupt(), list[str]()
    interrupt.stopping = True

    async def portions() -> AsyncGenerator[int, None]:
        try:
            yield 1
        finally:
            await asyncio.sleep(0)
            closed.append("whole")

    rows: Any = iterate_async(portions(), interrupt)
    assert next(rows) == 1
    with pytest.raises(KeyboardInterrupt):
        interrupt._handle(signal.SIGINT, None)
    rows.close()
    assert closed == ["whole"]


def test_where_a_scan_was_stopped_while_its_journal_was_told_nothing_is_begun_any_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun: list[object] = []
    monkeypatch.setattr(sessions, "open_batch", begun.append)
    scan: Any = SimpleNamespace()
    interrupt = Interrupt()
    interrupt.stopping = True
    scanned = ScanRows(scan, scan, interrupt, scan)
    assert list(scanned._investigate(iter(()), None)) == [] and not begun


def test_a_second_interrupt_breaks_into_judging_at_once_and_the_batch_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    interrupt, ended = Interrupt(), list[str]()

    async def stored(*_: object) -> AsyncGenerator[list[tuple[object, str]], None]:
        try:
            interrupt.stopping = True
            yield [(None, "")]
        finally:
            ended.append("batch")

    def several(_: object) -> list[object]:
        interrupt._handle(signal.SIGINT, None)
        ended.append("judging")
        return []

    monkeypatch.setattr(ScanRows, "_stored", stored)
    scan: Any = SimpleNamespace(several=several)
    with pytest.raises(KeyboardInterrupt):
        list(ScanRows(scan, scan, interrupt, scan)._investigate(iter(()), None))
    assert ended == ["batch"]
