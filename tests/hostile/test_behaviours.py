"""Every hostile behaviour: one honest row, in time, nobody contacted who must not be, and nothing alive in any output."""

import asyncio
import json
from dataclasses import dataclass
from typing import Any

import pytest

from scamtriage.config import Config
from scamtriage.net.profiles import USER_AGENTS
from scamtriage.net.registry.rdap import USER_AGENT
from scamtriage.records.assessment import Assessment
from scamtriage.records.codec import to_line
from scamtriage.records.evidence import Dossier, Evidence
from scamtriage.records.target import LineStatus
from tests.hostile.behaviour import Behaviour, load, spread
from tests.hostile.harmless import faults
from tests.hostile.internet import CONTROLS, HostileInternet, beside
from tests.hostile.naming import TRICKS
from tests.hostile.running import Ended, run

SLACK_S = 1.0
"""What the promise allows over the deadline."""
MAX_CONNECTIONS = 25
"""To one target: page, further addresses, certificate and favicon."""
MAX_BYTES = 3_000_000
"""Of one connection: the 2 MB of the budget, and what the kernel takes in by itself."""
MAX_QUESTIONS = 60
"""The 40 of the budget, and their repeats over UDP."""
NOT_PUBLIC = {"localhost", "local", "internal", "lan", "corp", "home", "intranet", "localdomain", "onion"}
BEHAVIOURS = load()
IN_SHORT = spread(24)
"""Of each family at most so many, and all of the small ones; the others belong to the long form."""
SENT = {"host", "user-agent", "accept", "accept-language", "accept-encoding", "connection"}
"""Headers that we send; any other one gives something away."""
GIVEN_AWAY = (b"scamtriage", b"python", b"victim", b"secret")
"""The tool, what it is made of, and what was typed before an @ or behind a #."""


@dataclass(frozen=True, slots=True)
class Outcome:
    rows: dict[str, Ended]
    internet: HostileInternet
    forbidden: list[tuple[str, int]]
    deadline_s: float


@pytest.fixture(scope="module")
def outcome(request: pytest.FixtureRequest) -> Outcome:
    """One run of everything that was selected, the control sites among it."""
    asked = [getattr(item, "callspec", None) for item in request.session.items]
    selected = tuple({b.id: b for call in asked if call and isinstance(b := call.params.get("behaviour"), Behaviour)}.values()) or IN_SHORT
    with beside() as internet:
        controls = [internet.lab.world.scenes[name].target for name in CONTROLS]
        targets = [*controls[:1], *(b.typed for b in selected), *controls[1:]]
        config = Config(**internet.settings())
        cage = internet.cage()
        ended = asyncio.run(run(targets, config, cage))
    rows = dict(zip([CONTROLS[0], *(b.id for b in selected), *CONTROLS[1:]], ended, strict=True))
    return Outcome(rows, internet, cage.forbidden, config.deadline_s)


def behaviours() -> list[Any]:
    return [pytest.param(b, id=b.id, marks=() if b in IN_SHORT else pytest.mark.exhaustive) for b in BEHAVIOURS]


def test_there_are_at_least_150_behaviours_in_every_family() -> None:
    assert len(BEHAVIOURS) >= 150
    assert len({b.family for b in BEHAVIOURS}) >= 13


def test_every_trick_of_a_name_server_is_played_and_no_other_is_asked_for() -> None:
    """A trick that the server does not know would be silence, and pass for many another."""
    assert {b.dns["trick"] for b in BEHAVIOURS if "trick" in b.dns} == TRICKS.keys()


@pytest.mark.parametrize("behaviour", behaviours())
def test_one_honest_row_in_time_that_is_only_text(behaviour: Behaviour, outcome: Outcome) -> None:
    ended = outcome.rows[behaviour.id]
    assert ended.row.status in (LineStatus.OK, LineStatus.PARTIAL, LineStatus.REFUSED), ended.row
    assert ended.seconds <= outcome.deadline_s + SLACK_S + 2 * ended.lag_s
    assert faults([ended.row]) == []
    assert outcome.internet.connections[behaviour.id] <= MAX_CONNECTIONS
    assert outcome.internet.most_bytes[behaviour.id] <= MAX_BYTES
    assert outcome.internet.naming.asked[behaviour.host] <= MAX_QUESTIONS
    assert problems(behaviour, ended.dossier) == []


def test_nobody_was_contacted_who_must_not_be(outcome: Outcome) -> None:
    assert outcome.forbidden == []
    assert outcome.internet.vault_contacts == 0


def test_control_sites_beside_them_are_observed_in_full(outcome: Outcome) -> None:
    verdicts = {}
    for name in CONTROLS:
        row = outcome.rows[name].row
        assert isinstance(row, Assessment)
        assert row.status is LineStatus.OK, {k: (e.outcome, e.reason) for k, e in row.evidence.items()}
        verdicts[name] = row.verdict.rank
    assert verdicts["dsi-case"] > verdicts["new-bakery"]
    assert verdicts["old-company"] <= verdicts["new-bakery"]


def test_nothing_was_given_away(outcome: Outcome) -> None:
    said = outcome.internet.heard
    assert len(said) > 100
    assert any(b"host: rdap-" in request.lower() for request in said)  # a referral may lead to the gang: registries learn no more
    assert {word for request in said for word in GIVEN_AWAY if word in request.lower()} == set()
    pairs = [pair for request in said if b" HTTP/1." in request for pair in headers_of(request)]
    assert {name for name, _ in pairs} <= SENT
    assert {value for name, value in pairs if name == "user-agent"} == {USER_AGENTS["browser"], USER_AGENT}


def headers_of(request: bytes) -> list[tuple[str, str]]:
    lines = request.decode("latin-1").strip().split("\r\n")[1:]
    return [(name.lower(), value.strip()) for name, _, value in (line.partition(":") for line in lines)]


def test_no_name_was_asked_of_the_resolver_that_has_no_public_suffix(outcome: Outcome) -> None:
    foreign = {name for name in outcome.internet.naming.names if "." not in name or name.rpartition(".")[2] in NOT_PUBLIC}
    assert foreign == set()


def test_all_rows_together_are_only_text_too(outcome: Outcome) -> None:
    assert faults([ended.row for ended in outcome.rows.values()]) == []


def problems(behaviour: Behaviour, dossier: Dossier) -> list[str]:
    """In what the row differs from what a good client says."""
    expect = behaviour.expect
    evidence = dossier.evidence.get(expect.of)
    if not expect.of:
        return []
    if evidence is None:
        return [f"no evidence of {expect.of}"]
    facts = json.loads(to_line(dossier))["evidence"][expect.of].get("facts") or {}
    found = []
    if expect.outcome and evidence.outcome not in expect.outcome:
        found.append(f"outcome {evidence.outcome} ({evidence.reason}), not {'/'.join(expect.outcome)}")
    if expect.cap and not any(expect.cap in f"{cap.stage} {cap.cap}" for cap in evidence.caps):
        found.append(f"no cap {expect.cap!r} among {[f'{c.stage} {c.cap}' for c in evidence.caps]}")
    if expect.reason and expect.reason not in _reasons(evidence, facts):
        found.append(f"no {expect.reason!r} in {_reasons(evidence, facts)!r}")
    for path, wanted in expect.facts.items():
        if (seen := _at(facts, path)) != wanted:
            found.append(f"{path} is {seen!r}, not {wanted!r}")
    text = json.dumps(facts, ensure_ascii=False)
    found += [f"{word!r} was not found" for word in expect.holds if word not in text]
    return found


def _reasons(evidence: Evidence, facts: dict[str, Any]) -> str:
    hops = " | ".join(hop.get("reason", "") for hop in facts.get("hops", ()))
    return f"{evidence.reason} | {facts.get('incomplete_because', '')} | {hops} | {facts.get('forbidden', '')}"


def _at(facts: Any, path: str) -> Any:
    for step in path.split("."):
        facts = facts[int(step)] if isinstance(facts, list) else (facts or {}).get(step)
    return facts
