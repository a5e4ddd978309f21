"""A host is asked once however long the list is, and every line of it has its row; also across processes, and after a resume."""

import asyncio
import hashlib
import os
import resource
from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace

import pytest

from scamtriage import __version__
from scamtriage.batch import asking, portions, today
from scamtriage.batch.evidence_store import EvidenceStore
from scamtriage.batch.host_index import HostIndex, TemporaryStore
from scamtriage.batch.jobs import jobs
from scamtriage.batch.journal import Journal
from scamtriage.batch.offline import Repeated, offline
from scamtriage.batch.resume import Resume
from scamtriage.batch.run import Batch
from scamtriage.batch.stored_evidence import blocks
from scamtriage.lab.internet import Lab
from scamtriage.net.clock import RunClock
from scamtriage.net.dns.outage import Health
from scamtriage.net.open_session import open_session
from scamtriage.pipeline import number_lines
from scamtriage.records import codec
from scamtriage.records.evidence import Dossier, Evidence, Mode
from scamtriage.records.target import Target
from scamtriage.sessions import policy
from scamtriage.targets.lines import Line
from scamtriage.targets.parse import parse_target
from tests.batch.keeping import keep
from tests.batch.programs import ended, rows, start
from tests.running import lab_config
from tests.samples import dossier, page_evidence
from tests.stored import lines_with_originals

PAGES = ["https://dsi-case-th.top/", "https://dsi-case-th.top/login", "khanom-baan-suan.shop"]


def test_evidence_is_found_again_without_a_journal() -> None:
    scratch, seen = TemporaryStore(), HostIndex()
    for line in range(1, 2_001):
        one = dossier(line, host=f"h{line}.example")
        assert isinstance(one.target, Target)
        seen.note(line, one.target, keep(scratch, one))
    line, offset = seen.where("h700.example") or (0, 0)
    assert line == 700 and codec.from_line(scratch.line_at(offset)).line == 700
    assert seen.where("h2001.example") is None
    scratch.close()
    seen.close()


async def test_what_memory_has_forgotten_is_recalled_by_host_and_by_page(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scamtriage.batch.run.REMEMBERED_BESIDE_RECALL", 0)
    scratch, seen, config = TemporaryStore(), HostIndex(), lab_config(lab)

    def recall(key: str) -> bytes | None:
        where = seen.where(key)
        return None if where is None else scratch.line_at(where[1])

    names = [*PAGES, *(f"nobody-{n}.com" for n in range(12)), *PAGES]
    async with open_session(policy(config), route=lab.router, now=lambda: lab.world.now) as session:
        batch = Batch(session, config.mode, in_flight=1, recall=recall)
        found: dict[int, Dossier] = {}
        async for one in batch.run(jobs(number_lines(names))):
            found[one.line] = one
            if one.same_as is None and isinstance(one.target, Target):
                seen.note(one.line, one.target, keep(scratch, one))
    assert [found[line].same_as for line in (16, 17, 18)] == [1, 2, 3]
    assert [found[line].evidence for line in (16, 17, 18)] == [found[line].evidence for line in (1, 2, 3)]
    assert len(batch._known) <= 5


async def test_rows_of_a_resumed_scan_name_the_evidence_as_an_older_version_wrote_it(
    lab: Lab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A later duplicate of it has evidence of its own: it was judged with a field that does not stand in the line of the other."""
    monkeypatch.setattr(today, "now", lambda: lab.world.now)
    lines, config = ["dsi-case-th.top", "DSI-case-th.top", "dsi-case-th[.]top"], lab_config(lab)
    journal = Journal(tmp_path / "j")

    async def scanned(store: EvidenceStore, few: Iterable[Line]) -> list[Dossier]:
        async with open_session(policy(config), route=lab.router, now=lambda: lab.world.now) as session:
            batch = Batch(session, config.mode, in_flight=1, recall=store.recall)
            found = [one async for one in batch.run(jobs(few))]
        for one in found:
            store.keep(one)
        return found

    await scanned(EvidenceStore(journal), [*number_lines(lines)][:2])
    journal.close()
    older = (
        (tmp_path / "j").read_bytes().replace(b'"wallet_calls":[],', b"").replace(f"scamtriage {__version__}".encode(), b"scamtriage 0.0.1")
    )
    (tmp_path / "j").write_bytes(older)
    stands = hashlib.sha256(older.partition(b'"evidence":')[2].partition(b',"columns":')[0]).hexdigest()
    journal = Journal(tmp_path / "j")
    resume = Resume(journal)
    resume.read(Mode.FULL, ())
    assert [(one.same_as, digest) for one, digest in map(resume.dossier, resume.places())] == [(None, stands), (1, stands)]
    [third] = await scanned(EvidenceStore(journal, resume.seen), [*number_lines(lines)][2:])
    assert (third.same_as, third.evidence) == (None, resume.dossier(next(resume.places()))[0].evidence)
    assert third.observed_by == "scamtriage 0.0.1"  # and not the program that copied it
    resume.close()
    journal.close()
    with (tmp_path / "j").open("rb") as file:
        assert [codec.digested(1, line)[1] for _, line in lines_with_originals(file)] == [stands, stands, codec.digest(third)]


def test_a_full_folder_of_temporary_files_is_told_with_what_to_do_whatever_is_written_when() -> None:
    scratch, line = TemporaryStore(), os.urandom(2_000)
    where = scratch.append_line(line)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, before[1]))
    try:
        with pytest.raises(OSError, match="set TMPDIR to a folder that has room"):
            scratch.line_at(where)
        with pytest.raises(OSError, match="set TMPDIR to a folder that has room"):
            scratch.close()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize(
    ("again", "slow"),
    [
        ("host{}.com", True),
        pytest.param("https://host{}.com/another", True, marks=pytest.mark.exhaustive),
        pytest.param("host{}.com", False, marks=pytest.mark.exhaustive),
        pytest.param("https://host0.com/{}", False, marks=pytest.mark.exhaustive),
    ],
)
async def test_a_list_that_comes_back_to_its_hosts_far_behind_is_not_kept_in_memory(
    monkeypatch: pytest.MonkeyPatch, again: str, slow: bool
) -> None:
    asked: list[str] = []
    ended = asyncio.Event()

    async def investigated(target: Target, *_: object, **__: object) -> dict[str, Evidence]:
        asked.append(target.url)
        if len(asked) == 1 and slow:
            await ended.wait()
        return {"page": page_evidence()}

    monkeypatch.setattr(asking, "investigate", investigated)
    monkeypatch.setattr("scamtriage.batch.run.REMEMBERED_BESIDE_RECALL", 40)
    memory, most = EvidenceStore(TemporaryStore()), 0
    session = SimpleNamespace(registry=None, resolver=SimpleNamespace(health=Health()), clock=RunClock())
    batch = Batch(session, Mode.FULL, in_flight=4, recall=memory.recall)  # type: ignore[arg-type]
    names = [*(f"host{n}.com" for n in range(300)), *(again.format(n) for n in range(1, 300))]
    async for one in batch.run(jobs(number_lines(names))):
        memory.keep(one)
        most = max(most, len(batch._known))
        if one.line > 590:
            ended.set()
    memory.close()
    assert most <= 84
    assert len(asked) == len({*asked}) and asked.count("https://host0.com/") == 1


async def test_a_worker_remembers_what_the_lines_name_that_it_was_sent_before_their_evidence_was_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With them no evidence came, and later ones are sent with it: whatever ended meanwhile, nobody is asked twice."""
    asked: list[tuple[str, bool]] = []

    async def investigated(target: Target, *_: object, **__: object) -> dict[str, Evidence]:
        asked.append((target.url, target.scheme_given))
        return {"page": page_evidence()}

    monkeypatch.setattr(asking, "investigate", investigated)
    session = SimpleNamespace(registry=None, resolver=SimpleNamespace(health=Health()), clock=RunClock())
    batch = Batch(session, Mode.FULL, in_flight=4, recall=lambda key: None, recalls_all=False)  # type: ignore[arg-type]
    names = [*(f"https://host{n // 2}.com/{'more' * (n % 2)}" for n in range(300)), *(f"host{n}.com" for n in range(150))] * 2
    found = [one async for one in batch.run(jobs(number_lines(names)))]
    assert len(found) == len(names) and len(asked) == len({*asked}) == 450
    assert len(batch._known) <= 20


async def test_a_duplicate_is_never_handed_on_before_the_line_that_it_points_to(monkeypatch: pytest.MonkeyPatch) -> None:
    async def investigated(target: Target, *_: object, **__: object) -> dict[str, Evidence]:
        for _ in range(asked.pop()):
            await asyncio.sleep(0)
        return {"page": page_evidence()}

    asked = [n % 5 for n in range(600)]
    monkeypatch.setattr(asking, "investigate", investigated)
    monkeypatch.setattr(portions, "PORTION_WAIT_S", 0.0)
    session = SimpleNamespace(registry=None, resolver=SimpleNamespace(health=Health()), clock=RunClock())
    batch, seen = Batch(session, Mode.FULL, in_flight=6), set()  # type: ignore[arg-type]
    names = [f"host{n // 3}.com" for n in range(900)]
    async for one in batch.run(jobs(number_lines(names))):
        assert one.same_as is None or one.same_as in seen
        seen.add(one.line)
    assert len(seen) == 900


LINES = [*PAGES, *(f"nobody-{n}.com" for n in range(20)), *PAGES, *PAGES]


def each_has_its_row(found: dict[int, dict[str, object]]) -> None:
    assert [found[line]["same_as"] for line in range(24, 30)] == [1, 2, 3, 1, 2, 3]
    assert [found[line]["evidence_digest"] for line in range(24, 30)] == [found[line]["evidence_digest"] for line in (1, 2, 3)] * 2


@pytest.mark.exhaustive
@pytest.mark.parametrize("processes", [1, 2])
def test_every_line_of_a_host_has_its_row_and_each_page_keeps_its_own_evidence_without_a_journal(
    tmp_path: Path, lab_file: Path, processes: int
) -> None:
    (source := tmp_path / "list.txt").write_text("\n".join(LINES) + "\n")
    with (tmp_path / "stdout").open("w") as stdout:
        code, said = ended(start(lab_file, source, stdout=stdout, processes=processes))
    assert code == 0, said
    each_has_its_row(rows(tmp_path / "stdout"))


@pytest.mark.slow
@pytest.mark.parametrize("processes", [pytest.param(1, marks=pytest.mark.exhaustive), 2])
def test_with_a_journal_too_and_a_resume_keeps_it_and_asks_a_known_host_for_a_new_page_only(
    tmp_path: Path, lab_file: Path, processes: int
) -> None:
    source, output = tmp_path / "list.txt", tmp_path / "v.ndjson"
    source.write_text("\n".join(LINES) + "\n")
    code, said = ended(start(lab_file, source, output, processes=processes))
    assert code == 0, said
    each_has_its_row(rows(output))
    before = {line: row["evidence_digest"] for line, row in rows(output).items()}
    source.write_text(source.read_text() + "https://dsi-case-th.top/later\n")
    assert ended(start(lab_file, source, output, processes=processes))[0] == 0
    found = rows(output)
    assert {line: row["evidence_digest"] for line, row in found.items() if line <= len(LINES)} == before
    first, later = found[1]["facts"], found[len(LINES) + 1]["facts"]
    assert later["dns"]["observed_at"] == first["dns"]["observed_at"] and later["registration"] == first["registration"]
    assert later["page"]["observed_at"] > first["page"]["observed_at"]


def test_a_line_judged_offline_says_which_line_it_repeats() -> None:
    lines = ["evil.top", "EVIL[.]top.", "evil.top/x", "no such", "no such", "https://evil.top/"]
    assert [one.same_as for one in offline(number_lines(lines), Repeated())] == [None, 1, None, None, None, 1]
    assert [one.same_as for one in offline(number_lines(lines))] == [None] * 6


def test_evidence_of_names_alone_gives_a_row_for_each_line_in_the_order_of_the_file_also_where_two_runs_are_joined() -> None:
    names = ["evil.top", "evil.top", "other.top", "EVIL.top"]
    run = [codec.to_line(one) for one in offline(number_lines(names), Repeated())]
    read = [codec.from_line(line) for block in blocks([*run, *run], 32, []) for _, line in block]
    assert [(one.line, one.input) for one in read] == [*enumerate(names, start=1)] * 2
    assert [one.same_as for one in read] == [None, 1, None, 1] * 2


def test_of_a_list_without_end_repeated_lines_are_found_in_bounded_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scamtriage.batch.offline.MOST_REMEMBERED", 2)
    lines = ["a.top", "b.top", "c.top", "c.top", "a.top"]
    assert [one.same_as for one in offline(number_lines(lines), Repeated())] == [None, None, None, None, 1]


def test_an_endless_list_is_answered_behind_the_last_line_that_can_be_remembered() -> None:
    seen, early, late = Repeated(), parse_target("early.example"), parse_target("late.example")
    assert [seen.first(early, 7), seen.first(late, 1 << 32), seen.first(late, (1 << 32) + 1), seen.first(early, 1 << 40)] == [
        None,
        None,
        None,
        7,
    ]
