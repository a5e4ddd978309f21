"""Whoever sees that something was not looked at is told, in the same breath, how it is looked at."""

import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from msgspec.structs import replace

from scamtriage.assess import Judge, Rules
from scamtriage.cli.notices.next_steps import tell_landings, tell_no_resolver
from scamtriage.cli.notices.retry_command import landings_command
from scamtriage.cli.notices.summary import Summary
from scamtriage.cli.options import ConsoleOptions
from scamtriage.knowledge.speech import LANGUAGES
from scamtriage.records import codec
from scamtriage.records.assessment import Assessment
from scamtriage.records.evidence import Dossier, Outcome
from scamtriage.records.facts import PageFacts
from scamtriage.records.reasons import RESOLVER_DENIES_ALL
from scamtriage.render.ndjson import ndjson
from scamtriage.render.style import Style
from tests.cli.running import NOWHERE, run
from tests.net.dns.asking import ask, resolver
from tests.net.dns_servers import nobody
from tests.samples import EVIDENCE

SCAM = codec.from_line(EVIDENCE.read_bytes().splitlines()[0])
ELSEWHERE = "https://where-it-leads.top/th/it's?a=1"


def led(url: str = ELSEWHERE) -> Dossier:
    """The scam, reached from its address by a redirect to `url`."""
    page = SCAM.evidence["page"]
    assert isinstance(page.facts, PageFacts)
    facts = replace(page.facts, final_host=url.split("/")[2], final_url=url)
    return replace(SCAM, evidence=SCAM.evidence | {"page": replace(page, facts=facts)})


def judged(dossier: Dossier) -> Assessment:
    row = Judge.of(Rules.load(None), prior=0.1)(dossier)
    assert isinstance(row, Assessment)
    return row


@pytest.mark.parametrize("words", [("check",), ("collect",), ("lookup", "dns"), ("lookup", "registration"), ("lookup", "page")])
def test_without_a_resolver_every_command_says_who_tells_what_is_wrong(words: tuple[str, ...]) -> None:
    done = run(*words, "example.com", *NOWHERE, "--deadline", "3", "--no-cache")
    assert done.returncode == 0
    assert "No resolver answered: scamtriage doctor says what is wrong, and --resolver names another." in done.stderr
    assert "doctor" not in run(*words, "example.com", *NOWHERE, "--deadline", "3", "--no-cache", "-q").stderr
    assert "doctor" not in run(*words, "example.com", "--offline").stderr


@pytest.mark.parametrize("hold_s", [0.0, 0.3])
async def test_whatever_words_say_that_no_resolver_answers_the_hint_is_given(hold_s: float, capsys: pytest.CaptureFixture[str]) -> None:
    told = []
    with nobody() as address:
        async with resolver(address, timeout_s=0.3, hold_s=hold_s) as made:
            for name in ("site.example", "other.example"):  # the second is not even sent: the outage is known
                [answer] = await ask(made, name)
                told.append(answer.reason)
    assert len({*told}) == 2, told
    for reason in told:
        unseen = replace(SCAM.evidence["dns"], outcome=Outcome.UNREACHABLE, facts=None, reason=reason)
        tell_no_resolver(ConsoleOptions(), [replace(SCAM, evidence=SCAM.evidence | {"dns": unseen})], "en")
        assert "No resolver answered" in capsys.readouterr().err, reason


def test_a_suspected_address_that_leads_to_another_name_is_followed_by_the_command_for_that(capsys: pytest.CaptureFixture[str]) -> None:
    tell_landings(ConsoleOptions(), [judged(led()), judged(led())], "en")
    [told] = capsys.readouterr().err.splitlines()
    host, _, command = told.partition(" leads to where-it-leads[.]top, which was not looked up itself: ")
    assert shlex.split(command) == ["scamtriage", "check", "hxxps://where-it-leads[.]top/th/it's?a=1"] and "[.]" in host


@pytest.mark.parametrize("url", [SCAM.evidence["page"].facts.final_url, "https://www.dsi-case-th.top/"])  # type: ignore[union-attr]
def test_what_was_looked_up_is_not_asked_for_again(url: str, capsys: pytest.CaptureFixture[str]) -> None:
    tell_landings(ConsoleOptions(), [judged(led(url))], "en")
    there = replace(SCAM, target=replace(SCAM.target, host="where-it-leads.top", registrable="where-it-leads.top"))  # type: ignore[arg-type]
    tell_landings(ConsoleOptions(), [judged(led()), judged(there)], "en")
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(shutil.which("jq") is None, reason="NOT RUN: there is no jq")
@pytest.mark.parametrize("of_rows", [True, False])
def test_after_a_scan_one_command_looks_at_all_of_them(of_rows: bool, tmp_path: Path) -> None:
    kept, found, summary = tmp_path / "it's.ndjson", [led(), SCAM], Summary()
    rows = [judged(one) for one in found]
    for row in rows:
        summary.see(row)
    kept.write_bytes("".join(ndjson(rows, Style())).encode() if of_rows else b"\n".join(map(codec.to_line, found)))
    command = landings_command(kept, ("--passive",))
    [told] = [line for line in summary.lines(kept, ("--passive",)) if command in line]
    assert told.startswith("suspected lines that lead to another name: 1; who holds and hosts that name was not looked up: jq ")
    assert not any("landings" in line for line in summary.lines(None))
    asked, _, scan = command.rpartition(" | ")
    assert shlex.split(scan) == ["scamtriage", "scan", "-", "--passive", "-o", "landings.ndjson"]
    assert subprocess.run(["bash", "-c", asked], capture_output=True, check=True, text=True).stdout == f"{ELSEWHERE}\n"


def test_it_is_said_in_every_language(capsys: pytest.CaptureFixture[str]) -> None:
    said = set()
    for language in LANGUAGES:
        tell_landings(ConsoleOptions(), [judged(led())], language)
        said.add(capsys.readouterr().err)
    assert len(said) == len(LANGUAGES) and all("scamtriage check" in one for one in said)


def test_a_resolver_that_denies_a_registrys_own_server_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    denial = "the registry could not be asked: rdap.verisign.com does not exist"
    asked = replace(SCAM.evidence["registration"], outcome=Outcome.UNREACHABLE, facts=None, reason=denial)
    tell_no_resolver(ConsoleOptions(), [replace(SCAM, evidence={"registration": asked})], "en")
    assert "says that rdap.verisign.com does not exist" in capsys.readouterr().err
    denied = replace(SCAM.evidence["dns"], outcome=Outcome.UNREACHABLE, facts=None, reason=RESOLVER_DENIES_ALL)
    tell_no_resolver(ConsoleOptions(), [replace(SCAM, evidence={"registration": asked, "dns": denied})], "en")
    assert "The resolver denies every name" in capsys.readouterr().err
    tell_no_resolver(ConsoleOptions(), [SCAM], "en")
    assert capsys.readouterr().err == ""
