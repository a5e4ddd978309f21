"""When the machine fails a scan: the documented exit code, a sentence, and the same command completes it with the same verdicts."""

import functools
import json
import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scamtriage.batch.journal import Journal
from scamtriage.cli.interrupt import GRACE_S
from tests.batch.programs import ROOT, command, ended, share_of_a_processor, start, verdicts
from tests.waiting import lines, until

Whole = tuple[Path, dict[int, object]]
pytestmark = pytest.mark.slow
RELAY = """
import asyncio, sys
class Relay(asyncio.DatagramProtocol):
    def connection_made(self, transport): self.transport = transport
    def datagram_received(self, data, asker):
        class Back(asyncio.DatagramProtocol):
            def connection_made(back, transport): transport.sendto(data)
            def datagram_received(back, answer, _): self.transport.sendto(answer, asker)
        asyncio.ensure_future(asyncio.get_running_loop().create_datagram_endpoint(Back, remote_addr=(sys.argv[1], int(sys.argv[2]))))
async def main():
    transport, _ = await asyncio.get_running_loop().create_datagram_endpoint(Relay, local_addr=("127.0.0.1", 0))
    print(transport.get_extra_info("sockname")[1], flush=True)
    await asyncio.Event().wait()
asyncio.run(main())
"""


def under(shell: str, program: list[str]) -> subprocess.CompletedProcess[str]:
    """The program with what a shell can do to it first."""
    return subprocess.run(
        ["bash", "-c", f"{shell}{shlex.join(program)}"],
        capture_output=True,
        text=True,
        errors="replace",
        cwd=ROOT,
        timeout=240,
        check=False,
    )


def journal_of(output: Path) -> int:
    """How many whole lines the journal beside an output has; it opens."""
    journal = Journal(output.with_name(output.name + ".evidence.jsonl"))
    try:
        return sum(1 for _ in journal.replay())
    finally:
        journal.close()


@functools.cache
def own_mounts() -> bool:
    tried = ["unshare", "--user", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "none", "/mnt"]
    return shutil.which("unshare") is not None and subprocess.run(tried, capture_output=True, check=False).returncode == 0


def test_a_full_disk_ends_with_1_and_a_sentence_and_room_lets_the_same_command_finish(tmp_path: Path, lab_file: Path, whole: Whole) -> None:
    if not own_mounts():
        pytest.skip("NOT RUN: this machine makes no mount namespace (unshare, and root or user namespaces are needed)")
    source, known = whole
    disk, output = tmp_path / "disk", tmp_path / "disk" / "v.ndjson"
    disk.mkdir()
    scan = shlex.join(command(lab_file, source, output))  # quiet: what to do is said all the same
    script = (
        f"mount -t tmpfs -o size=300k none {disk} && {scan}; echo first $?; ls -s {disk};"
        f"mount -o remount,size=50m {disk} && {scan}; echo second $?; cp {disk}/* {tmp_path}"
    )
    done = under("", ["unshare", "--user", "--map-root-user", "--mount", "bash", "-c", script])
    assert "first 1" in done.stdout and "second 0" in done.stdout, done.stdout + done.stderr
    assert (
        f"{output}.evidence.jsonl: No space left" in done.stderr.replace(f"{output}: No", f"{output}.evidence.jsonl: No")
        and "same command" in done.stderr
        and "Traceback" not in done.stderr
    )
    assert verdicts(tmp_path / "v.ndjson") == known


@pytest.mark.exhaustive
def test_a_file_that_may_not_grow_is_a_full_disk_too(tmp_path: Path, lab_file: Path, whole: Whole) -> None:
    source, known = whole
    output = tmp_path / "v.ndjson"
    done = under("ulimit -f 60; ", command(lab_file, source, output, quiet=False))
    assert done.returncode == 1 and "too large" in done.stderr and "same command" in done.stderr, done.stderr
    assert journal_of(output) < len(known)
    assert ended(start(lab_file, source, output))[0] == 0
    assert verdicts(output) == known


@pytest.mark.exhaustive
def test_without_journal_and_dedupe_nothing_is_written_anywhere(lab_file: Path, whole: Whole) -> None:
    may_not = "ulimit -f 0; export TMPDIR=/nowhere; "
    done = under(may_not, command(lab_file, whole[0], dedupe=False))
    assert done.returncode == 0 and done.stdout.count("\n") == len(whole[1]), done.stderr
    done = under(may_not, command(lab_file, whole[0]))
    assert done.returncode == 1 and "--no-dedupe" in done.stderr and "Traceback" not in done.stderr, done.stderr


def test_64_open_files_are_enough_for_the_same_verdicts(tmp_path: Path, lab_file: Path, whole: Whole) -> None:
    source, known = whole
    done = under("ulimit -n 64; ", command(lab_file, source, tmp_path / "v.ndjson", in_flight=100, deadline_s=15.0))
    assert done.returncode == 0, done.stderr
    assert verdicts(tmp_path / "v.ndjson") == known


def test_too_few_open_files_are_said(tmp_path: Path, lab_file: Path, whole: Whole) -> None:
    done = under("ulimit -n 12; ", command(lab_file, whole[0], tmp_path / "v.ndjson"))
    assert done.returncode == 1 and "ulimit -n" in done.stderr and "Traceback" not in done.stderr, done.stderr


def test_a_reader_that_has_seen_enough_ends_a_scan_quietly(lab_file: Path, whole: Whole) -> None:
    program = shlex.join(command(lab_file, whole[0]))
    began = time.monotonic()
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {program} | head -1"], capture_output=True, text=True, cwd=ROOT, timeout=240, check=False
    )
    assert done.returncode == 0 and done.stdout.count("\n") == 1 and done.stderr == ""
    assert time.monotonic() - began < 30


def test_a_reader_that_leaves_one_of_several_outputs_leaves_no_other_short_in_silence(tmp_path: Path, lab_file: Path, whole: Whole) -> None:
    """The other outputs have rows until then, and looked whole: the scan ended with 0 and no word."""
    source, known = whole
    output, pipe = tmp_path / "v.ndjson", tmp_path / "rows.ndjson"
    os.mkfifo(pipe)
    with subprocess.Popen(["head", "-1", pipe], stdout=subprocess.DEVNULL):
        code, said = ended(start(lab_file, source, output, pipe))
    assert code == 1 and f"{pipe}: Broken pipe" in said and "same command continues" in said, said
    assert 0 < lines(output) < len(known)
    assert ended(start(lab_file, source, output))[0] == 0
    assert verdicts(output) == known


def test_a_resolver_that_stands_still_for_a_while_changes_no_verdict(tmp_path: Path, lab_file: Path, whole: Whole) -> None:
    source, known = whole
    output, resolver = tmp_path / "v.ndjson", json.loads(lab_file.read_text())["resolver"]
    with subprocess.Popen([sys.executable, "-c", RELAY, *resolver.split(":")], stdout=subprocess.PIPE, text=True) as relay:
        assert relay.stdout is not None
        program = start(lab_file, source, output, resolver=f"127.0.0.1:{int(relay.stdout.readline())}")
        until(lambda: lines(output) > 10, program)
        os.kill(relay.pid, signal.SIGSTOP)
        time.sleep(4.0)
        assert program.poll() is None
        os.kill(relay.pid, signal.SIGCONT)
        code, said = ended(program)
        relay.kill()
    assert code == 0, said
    assert verdicts(output) == known


def interrupted(lab_file: Path, folder: Path, times: int) -> tuple[int, str, float, float]:
    """Exit code, stderr, seconds from the first Ctrl-C to the end, and what was ours of a processor meanwhile. The targets in hand answer
    nothing for a long time."""
    source = folder / "list.txt"
    source.write_text("not a name\ndsi-case-th.top\n" + "".join(f"slow-{n}.example.com\n" for n in range(5)))
    output = folder / "v.ndjson"
    program = start(lab_file, source, output, deadline_s=60.0, timeout_s=60.0, resolver="127.0.0.1:9", quiet=False)
    until(lambda: lines(output), program)
    time.sleep(1.0)
    assert program.poll() is None
    share, began = share_of_a_processor(), time.monotonic()
    for _ in range(times):
        program.send_signal(signal.SIGINT)
        time.sleep(0.3)
    code, said = ended(program)
    return code, said, time.monotonic() - began, min(share, share_of_a_processor())


def test_one_interrupt_ends_within_five_seconds_with_130_and_the_command(tmp_path: Path, lab_file: Path) -> None:
    code, said, seconds, share = interrupted(lab_file, tmp_path, 1)
    assert code == 130 and "Continue with the same command" in said and "scamtriage" in said
    assert GRACE_S + (seconds - GRACE_S) * share <= 5.0


def test_a_second_interrupt_ends_at_once(tmp_path: Path, lab_file: Path) -> None:
    code, said, seconds, share = interrupted(lab_file, tmp_path, 2)
    assert code == 130 and "Traceback" not in said, (code, said[-3000:])
    assert "what was finished is kept. Continue with the same command:\n  scamtriage" in said
    assert seconds * share <= 2.0
