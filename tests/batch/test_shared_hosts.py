"""Addresses of one host share what was asked about it, and nothing that another port, scheme or page might answer otherwise."""

import asyncio
from pathlib import Path

import pytest

from scamtriage import __version__
from scamtriage.batch.evidence_store import EvidenceStore
from scamtriage.batch.host_index import TemporaryStore
from scamtriage.batch.jobs import jobs
from scamtriage.batch.journal import Journal
from scamtriage.batch.resume import Resume
from scamtriage.batch.run import Batch
from scamtriage.collect import COLLECTORS
from scamtriage.collect.certificate import ASIDE
from scamtriage.lab.internet import Lab
from scamtriage.net.open_session import open_session
from scamtriage.pipeline import number_lines
from scamtriage.records.evidence import Dossier, Mode, Outcome
from scamtriage.records.facts import CertificateFacts
from scamtriage.sessions import policy
from tests.batch.keeping import keep
from tests.net.peers import Net, page, says, server_context
from tests.running import lab_config


@pytest.mark.parametrize("recalled", [False, True])
async def test_each_port_shows_its_own_certificate(recalled: bool) -> None:
    async def another(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"SSH-2.0\r\n")

    lines = ["https://site.example:8443/", "https://site.example/", "https://site.example/more", "https://site.example:8443/more"]
    memory = EvidenceStore(TemporaryStore())
    async with Net(deadline_s=5.0) as net:
        await net.serve(says(page(b"x")), port=443, tls=server_context("site.example"))
        await net.serve(another, port=8443)
        only = {name: COLLECTORS[name] for name in ("certificate", "page")}
        ports: dict[int, object] = {}
        for part in [lines[:1], lines[1:]] if recalled else [lines]:
            batch = Batch(net.session, Mode.FULL, in_flight=1, recall=memory.recall, collectors=only)
            async for one in batch.run(jobs(number_lines(part))):
                memory.keep(one)
                facts = one.evidence["certificate"].facts
                ports[lines.index(one.input) + 1] = facts.port if isinstance(facts, CertificateFacts) else None
    memory.close()
    assert ports == {1: None, 2: 443, 3: 443, 4: None}


async def observed(lines: list[str], *ports: int, recalled: bool = False) -> list[Dossier]:
    """The lines in order, of a site that answers at these ports: each from a memory of its own where what was had is recalled."""
    memory, found = EvidenceStore(TemporaryStore()), dict[int, Dossier]()
    async with Net(deadline_s=5.0) as net:
        for port in ports:
            await net.serve(says(page(b"x" * port)), port=port, tls=server_context("site.example") if port == 443 else None)
        only = {name: COLLECTORS[name] for name in ("certificate", "page")}
        with pytest.MonkeyPatch.context() as patched:
            if recalled:
                patched.setattr("scamtriage.batch.run.REMEMBERED_BESIDE_RECALL", 0)
            batch = Batch(net.session, Mode.FULL, in_flight=1, recall=memory.recall, collectors=only)
        async for one in batch.run(jobs(number_lines(lines))):
            memory.keep(one)
            found[one.line] = one
    memory.close()
    return [found[line] for line in sorted(found)]


@pytest.mark.parametrize("recalled", [False, True])
async def test_an_address_with_https_and_one_without_a_scheme_share_a_page_only_where_both_lead_to_it(recalled: bool) -> None:
    """Who names no scheme is shown what is at http, where https gives nothing."""
    filler = [f"other-{n}.example" for n in range(12 * recalled)]
    lines = ["https://site.example/", "site.example", *filler, "https://site.example/", "SITE.example", *filler]
    found = [one for one in await observed([*lines, *lines[:2]], 80, recalled=recalled) if one.input not in filler]
    assert [one.same_as for one in found] == [None, None, 1, 2, 1, 2]
    assert [one.evidence["page"].outcome for one in found] == [Outcome.UNREACHABLE, Outcome.OK] * 3
    found = [one for one in await observed([*lines[1:], *lines[1:3]], 80, recalled=recalled) if one.input not in filler]
    assert [one.evidence["page"].outcome for one in found[:3]] == [Outcome.OK, Outcome.UNREACHABLE, Outcome.OK]


async def test_so_it_is_with_further_pages_of_the_host() -> None:
    found = await observed(["http://site.example/", "https://site.example/a", "site.example/a", "SITE.example/a"], 80)
    assert [(one.same_as, one.evidence["page"].outcome) for one in found[1:]] == [
        (None, Outcome.UNREACHABLE), (None, Outcome.OK), (3, Outcome.OK),
    ]  # fmt: skip


@pytest.mark.parametrize("recalled", [False, True])
async def test_each_way_of_naming_a_further_page_is_asked_once_however_they_alternate(recalled: bool) -> None:
    filler = [f"https://site.example/{n}" for n in range(12 * recalled)]
    lines = ["http://site.example/", *filler, *["site.example/a", *filler, "https://site.example/a", *filler] * 3]
    found = [one for one in await observed(lines, 80, recalled=recalled) if one.input not in filler]
    bare, named = found[1].line, found[2].line
    assert [one.same_as for one in found[1:]] == [None, None, bare, named, bare, named]


async def test_a_journal_of_a_page_that_was_asked_by_either_name_is_whole_where_it_is_resumed(tmp_path: Path) -> None:
    lines = ["http://site.example/", "site.example/a", *["https://site.example/a"] * 2, "site.example/a"]
    journal = Journal(tmp_path / "j")
    for one in await observed(lines, 80):
        keep(journal, one)
    journal.sync()
    resume = Resume(journal)
    resume.read(Mode.FULL, ())
    assert resume.compare(number_lines(lines)) == [] and resume.count == len(lines)
    found = [resume.dossier(place)[0] for place in resume.places()]
    assert [one.evidence["page"].outcome for one in found[1:]] == [Outcome.OK, *[Outcome.UNREACHABLE] * 2, Outcome.OK]
    resume.close()
    journal.close()


@pytest.mark.parametrize("lines", [["https://dsi-case-th.top/", "dsi-case-th.top"], ["dsi-case-th.top", "https://dsi-case-th.top/"]])
async def test_they_share_it_where_https_gives_the_page(lab: Lab, lines: list[str]) -> None:
    config = lab_config(lab)
    async with open_session(policy(config), route=lab.router, now=lambda: lab.world.now) as session:
        found = {one.line: one async for one in Batch(session, config.mode, in_flight=1).run(jobs(number_lines(lines)))}
    assert {number: one.same_as for number, one in found.items()} == {1: None, 2: 1}
    assert {one.observed_by for one in found.values()} == {f"scamtriage {__version__}"}


async def test_they_do_not_where_browsers_stop_at_its_certificate() -> None:
    found = await observed(["https://site.example/", "site.example", "https://site.example/"], 80, 443)
    assert [one.same_as for one in found] == [None, None, 1]
    found = await observed(["site.example", "https://site.example/", "site.example"], 80, 443)
    assert [one.same_as for one in found] == [None, None, 1]


@pytest.mark.parametrize("first", [0, 1])
async def test_a_certificate_stands_aside_of_the_addresses_that_do_not_use_its_port_whichever_was_asked_first(first: int) -> None:
    lines = ["http://site.example/a", "https://site.example/b"]
    found = {one.input: one.evidence["certificate"].facts for one in await observed([lines[first], lines[1 - first]], 80, 443)}
    assert [ASIDE in found[line].problems for line in lines] == [True, False]  # type: ignore[union-attr]


async def test_the_first_page_of_a_host_is_known_as_long_as_the_host_is() -> None:
    lines = ["https://site.example/", *(f"https://site.example/{n}" for n in range(40)), "https://site.example/"]
    assert (await observed(lines, 443, recalled=True))[-1].same_as == 1
