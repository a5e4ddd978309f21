"""Evidence says of whom it is: a line that was edited into another's is refused."""

from collections.abc import Callable
from typing import Any

import orjson
import pytest

from scamtriage.collect import COLLECTORS, OPTIONAL
from scamtriage.records import codec
from scamtriage.records.consistency import TOUCHING, find_contradiction
from scamtriage.records.evidence import Dossier, Mode
from scamtriage.records.target import Target
from scamtriage.targets.parse import parse_target
from tests.records.test_codec import LINES

WHOLE = next(line for line in LINES if {"page", "registration", "dns"} <= set(orjson.loads(line)["evidence"]))


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    whole = orjson.loads(WHOLE)
    change(whole)
    return orjson.dumps(whole)


def only(collector: str) -> Callable[[dict[str, Any]], object]:
    return lambda one: one.update(evidence={collector: one["evidence"][collector]})


def of_another(one: dict[str, Any]) -> None:
    one["target"].update(host="www.bangkokbank.com", registrable="bangkokbank.com", suffix="com", url="https://www.bangkokbank.com/")


ASTRAY: dict[str, tuple[Callable[[dict[str, Any]], object], ...]] = {
    "evidence.dns: it is about": (of_another,),
    "evidence.registration: it is about": (only("registration"), of_another),
    "evidence.page: it is about": (only("page"), of_another),
    "evidence.dns: mode offline asks no such thing": (lambda one: one.update(mode="offline"),),
    "evidence.certificate: mode passive asks no such thing": (lambda one: one.update(mode="passive"),),
    "status: refused, and the line has a target": (lambda one: one.update(status="refused"),),
    "target.url: 'https://www.bangkokbank.com/' is no page of": (lambda one: one["target"].update(url="https://www.bangkokbank.com/"),),
    r"target.url: 'https://\[abc/' is no page of": (lambda one: one["target"].update(url="https://[abc/"),),
    "target.registrable: 'bangkokbank.com' is no name above": (lambda one: one["target"].update(registrable="bangkokbank.com"),),
    "input: 'b-case.com' is a name, and the target is": (lambda one: one.update(input="b-case.com"),),
    "evidence: the line is about no target": (lambda one: one.update(target={"given": "x", "status": "refused", "reason": "no"}),),
    "status: ok, and the line was skipped": (
        lambda one: one.update(target={"given": "x", "status": "skipped", "reason": "no"}, evidence={}),
    ),
}


@pytest.mark.parametrize("says", ASTRAY)
def test_a_line_that_contradicts_itself_ends_in_a_row_that_says_so(says: str) -> None:
    line = changed(lambda one: [change(one) for change in ASTRAY[says]])
    with pytest.raises(codec.BadRecord, match=f"line 3: {says}"):
        codec.digested(3, line)
    dossier, digest = codec.digested_or_refused(3, line)
    assert (dossier.status, digest) == ("error", codec.NO_DIGEST) and "contradicts itself" in str(dossier.target)


@pytest.mark.parametrize("line", LINES)
def test_what_was_recorded_agrees_with_itself(line: bytes) -> None:
    assert find_contradiction(codec.from_line(line)) == ""


@pytest.mark.parametrize("text", ["[2001:db8::1]:8080/x", "http://192.0.2.1/", "github.io", "ตัวอย่าง.ไทย/ก?ข", "a_b.example.co.th:8443"])
def test_every_target_that_is_read_agrees_with_itself(text: str) -> None:
    target = parse_target(text)
    assert isinstance(target, Target) and find_contradiction(Dossier(line=1, input=text, target=target)) == ""


@pytest.mark.parametrize(
    "given", ["hxxps://Shop[.]example/a", "1. shop.example", "ตัวอย่าง.ไทย", "xn--shop.example", "look: shop.example", ""]
)
def test_how_a_line_is_read_is_not_asked_of_its_evidence(given: str) -> None:
    assert find_contradiction(codec.from_line(changed(lambda one: one.update(input=given)))) == ""


def test_the_file_of_a_saved_page_is_no_other_target() -> None:
    def saved(one: dict[str, Any]) -> None:
        one.update(input="page.html", evidence={"page": {**one["evidence"]["page"], "flags": ["saved-page"]}})

    assert find_contradiction(codec.from_line(changed(saved))) == ""


def test_what_is_not_said_contradicts_nothing() -> None:
    def silent(one: dict[str, Any]) -> None:
        facts = {name: evidence["facts"] for name, evidence in one["evidence"].items()}
        facts["dns"]["zone"], facts["registration"]["name"], facts["page"]["hops"] = "", "", []

    assert codec.digested(1, changed(silent))


def test_the_collectors_that_touch_the_target_are_those_that_a_passive_run_leaves_out() -> None:
    known = {**COLLECTORS, **OPTIONAL}
    assert {name for name, one in known.items() if not one.asks(Mode.PASSIVE)} == TOUCHING
    assert not [name for name, one in known.items() if one.asks(Mode.OFFLINE)]
