"""Compiled patterns in the user's cache: found again, never trusted when damaged, never kept where nothing may be."""

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from scamtriage import pattern_folder
from scamtriage.config import Config
from scamtriage.knowledge import matcher_cache
from scamtriage.knowledge.language import vocabulary
from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.pattern_folder import compiled_apart, keep_patterns, kept_in
from tests.waiting import until

LARGE = [Pattern(word, word) for word in ("bank", "call", *(f"word {number:05}" for number in range(5_000)))]
PEAK = """
import sys
from scamtriage.config import Config
from scamtriage.knowledge.language.vocabulary import load_vocabulary
from scamtriage.pattern_folder import keep_patterns

keep_patterns(Config(cache_dir=sys.argv[1]))
load_vocabulary().matcher.places("call the bank")
print(next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""
TEXT = "call the bank of the bankers"


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    before = matcher_cache._store
    yield
    matcher_cache.use(before)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    keep_patterns(Config(cache_dir=str(tmp_path / "cache")))
    return tmp_path / "cache" / "patterns"


def found() -> dict[str, int]:
    return Matcher([Pattern("bank", "bank"), Pattern("call", "CALL", caseless=True), Pattern("b.n", "b.n", literal=False)]).found(TEXT)


def test_a_database_is_kept_and_gives_the_same_hits(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = found()
    (kept,) = folder.iterdir()
    assert kept.stat().st_mode & 0o077 == 0
    monkeypatch.setattr("scamtriage.knowledge.compiled_patterns.escape", None)
    monkeypatch.setattr("hyperscan.dumpb", None)  # nothing is compiled or written any more
    assert found() == first == {"call": 4, "bank": 13, "b.n": 12}


def test_other_patterns_are_another_file(folder: Path) -> None:
    found()
    assert Matcher([Pattern("bank", "bank")]).found(TEXT) == {"bank": 13}
    assert Matcher([Pattern("bank", "bank", literal=False, caseless=True)]).found("BANK") == {"bank": 4}
    assert len(list(folder.iterdir())) == 3


@pytest.mark.parametrize("key", ["call", frozenset(("call", "ring")), object()])
def test_what_hits_are_reported_under_makes_no_other_file(folder: Path, key: Hashable) -> None:
    assert Matcher([Pattern("bank", "bank")]).found(TEXT) == {"bank": 13}
    assert Matcher([Pattern(key, "bank")]).found(TEXT) == {key: 13}
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize("damage", [b"", b"x" * 10, b"\0" * 100_000])
def test_a_damaged_file_is_made_anew(folder: Path, damage: bytes) -> None:
    first = found()
    (kept,) = folder.iterdir()
    whole = kept.read_bytes()
    for data in (damage, whole[:-1], whole[:40] + bytes((whole[40] ^ 1,)) + whole[41:]):
        kept.write_bytes(data)
        assert found() == first
        assert kept.read_bytes() == whole


def test_a_link_is_not_followed(folder: Path, tmp_path: Path) -> None:
    first = found()
    (kept,) = folder.iterdir()
    kept.rename(tmp_path / "elsewhere")
    kept.symlink_to(tmp_path / "elsewhere")
    assert found() == first
    assert not kept.is_symlink()


def test_nothing_is_kept_in_a_folder_of_others_or_on_a_full_disk(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Path, target: Path) -> Path:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", full)
        assert found()
    assert list(folder.iterdir()) == []
    open_to_all = tmp_path / "open"
    open_to_all.mkdir(mode=0o777)
    open_to_all.chmod(0o777)
    told: list[Path] = []
    keep_patterns(Config(cache_dir=str(open_to_all)), unkept=told.append)
    assert found()
    assert list(open_to_all.iterdir()) == []
    assert told == [open_to_all]  # and whoever waits learns why, once


def test_a_large_set_compiled_apart_gives_the_same_hits(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = Matcher(LARGE).found(TEXT)
    (kept,) = folder.iterdir()
    whole = kept.read_bytes()
    kept.unlink()
    monkeypatch.setattr(matcher_cache, "compiled", None)  # nothing is compiled here any more
    assert Matcher(LARGE).found(TEXT) == here == {"call": 4, "bank": 13}
    assert kept.read_bytes() == whole


@pytest.mark.parametrize("program", ["", "/nonexistent", "/bin/false"])
def test_what_cannot_be_compiled_apart_is_compiled_here(folder: Path, monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    monkeypatch.setattr(sys, "executable", program)
    assert compiled_apart(b"[]") is None
    assert Matcher(LARGE).found(TEXT) == {"call": 4, "bank": 13}
    assert len(list(folder.iterdir())) == 1


def test_compiling_that_does_not_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pattern_folder, "_COMPILING_S", 0.001)
    assert compiled_apart(b"[]") is None


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="NOT RUN: needs /proc")
def test_a_process_that_compiles_is_no_larger_than_one_that_finds_all_compiled(tmp_path: Path) -> None:
    def peak() -> int:
        return int(subprocess.run([sys.executable, "-c", PEAK, str(tmp_path / "cache")], capture_output=True, check=True).stdout)

    first, second = peak(), peak()
    assert first < 1.2 * second


def test_what_a_killed_process_left_keeps_no_other_of_its_number_from_storing(folder: Path) -> None:
    folder.mkdir(parents=True)
    assert kept_in(folder, b"a", lambda: b"1") == b"1"
    (file,) = folder.iterdir()
    file.rename(file.with_suffix(f".{os.getpid()}"))
    assert [kept_in(folder, b"a", lambda: b"2"), kept_in(folder, b"a", lambda: b"3")] == [b"2", b"2"]


def test_the_oldest_goes_when_the_folder_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ("one", "two", "three", "four")
    made = []
    for age, word in enumerate(words):
        kept_in(tmp_path, word.encode(), lambda: b"x" * 1_000)
        (new,) = set(tmp_path.glob("*.patterns")).difference(made)
        os.utime(new, (age, age))
        made.append(new)
    monkeypatch.setattr("scamtriage.pattern_folder._MOST_BYTES", 2_500)
    assert kept_in(tmp_path, b"five", lambda: b"x" * 1_000)
    assert [path.exists() for path in made] == [False, False, False, True]


def test_a_set_that_no_folder_holds_drives_out_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scamtriage.pattern_folder._MOST_BYTES", 2_500)
    assert kept_in(tmp_path, b"small", lambda: b"x") == b"x"
    assert [kept_in(tmp_path, b"huge", lambda: b"y" * 2_500) for _ in range(2)] == [b"y" * 2_500] * 2
    assert kept_in(tmp_path, b"small", lambda: b"made again") == b"x"


def test_however_many_sets_there_are_all_are_kept(tmp_path: Path) -> None:
    for number in range(500):
        kept_in(tmp_path, b"%d" % number, lambda: b"small")
    assert len(list(tmp_path.iterdir())) == 500


@pytest.mark.parametrize("private", [True, False])
def test_while_a_set_is_compiled_that_is_told_and_not_when_it_is_found(tmp_path: Path, private: bool) -> None:
    told: list[str] = []

    @contextmanager
    def compiling() -> Iterator[None]:
        told.append("begun")
        yield
        told.append("ended")

    (tmp_path / "cache").mkdir(mode=0o700)
    (tmp_path / "cache").chmod(0o700 if private else 0o777)
    keep_patterns(Config(cache_dir=str(tmp_path / "cache")), compiling)
    assert found() and told == ["begun", "ended"]
    assert found() and told == ["begun", "ended"] * (1 if private else 2)


APART = """
import sys, time
from pathlib import Path
from scamtriage.pattern_folder import kept_in

def make():
    with open(sys.argv[2], "a") as file:
        print("made", file=file)
    time.sleep(1)
    return b"whole"

assert kept_in(Path(sys.argv[1]), b"words", make) == b"whole"
"""


def apart(folder: Path, told: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", APART, str(folder), str(told)])


def test_several_processes_that_need_one_set_make_it_once(tmp_path: Path) -> None:
    (folder := tmp_path / "patterns").mkdir()
    programs = [apart(folder, tmp_path / "told") for _ in range(4)]
    assert [program.wait(60) for program in programs] == [0, 0, 0, 0]
    assert (tmp_path / "told").read_text() == "made\n"


def test_a_set_is_made_although_whoever_made_it_was_stopped_or_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder := tmp_path / "patterns").mkdir()
    with apart(folder, tmp_path / "told") as program:
        until((tmp_path / "told").exists, program)
        program.send_signal(signal.SIGSTOP)
        with monkeypatch.context() as patched:
            patched.setattr(pattern_folder, "_WAIT_S", 0.2)
            patched.setattr(pattern_folder, "_waited_s", 0.0)
            assert kept_in(folder, b"words", lambda: b"ours") == b"ours"
            assert pattern_folder._waited_s == pytest.approx(0.2)
            (kept,) = folder.iterdir()
            kept.unlink()
            patched.setattr("time.sleep", None)  # it has waited for as long as it may, and waits no more
            assert kept_in(folder, b"words", lambda: b"at once") == b"at once"
        kept.unlink()
        program.kill()
    assert kept_in(folder, b"words", lambda: b"ours again") == b"ours again"


def test_all_that_a_run_needs_is_kept_and_leaves_room_for_another_version(tmp_path: Path) -> None:
    """In a folder of its own: that of the tests holds what other tests compile, too."""
    command = [sys.executable, "-m", "scamtriage", "demo", "--format", "ndjson"]
    done = subprocess.run(command, env=os.environ | {"XDG_CACHE_HOME": str(tmp_path)}, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    kept = list((tmp_path / "scamtriage" / "patterns").iterdir())
    assert len(kept) > 20
    assert sum(path.stat().st_size for path in kept) < pattern_folder._MOST_BYTES / 2


def test_words_that_were_kept_are_those_that_were_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def loaded() -> vocabulary.Vocabulary:
        vocabulary.load_vocabulary.cache_clear()
        return vocabulary.load_vocabulary()

    read = loaded()
    (kept,) = folder.iterdir()
    with monkeypatch.context() as patched:
        patched.setattr(vocabulary, "_literals", None)  # nothing is read any more
        again = loaded()
    for part in ("meanings", "concepts", "edges", "lengths", "characters"):
        assert getattr(again, part) == getattr(read, part)
    assert again.matcher.patterns == read.matcher.patterns
    kept.write_bytes(kept.read_bytes()[:-1])
    assert loaded().meanings == read.meanings
    with monkeypatch.context() as patched:
        patched.setattr(vocabulary, "_made_of", lambda: b"other lists")
        assert loaded().meanings == read.meanings
    assert len(list(folder.iterdir())) == 2
    vocabulary.load_vocabulary.cache_clear()
