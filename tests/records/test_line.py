"""A line of evidence is exact for every reader of JSON, and only text for every terminal."""

from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scamtriage.records import codec
from scamtriage.records.codec import digest, digest_of, from_line, to_line
from scamtriage.records.escaping import escape_unseen, without_surrogates
from scamtriage.records.evidence import Dossier, Evidence, Mode, Outcome
from scamtriage.records.target import BadTarget, LineStatus, Target
from tests.cost import least_cpu_s
from tests.hostile.harmless import ACTS

EXAMPLES = Path(__file__).parents[2] / "examples"
ACTING = "\x1b\x7f\x85\x9b\u00a0é\u061c\u200b\u200f\u2028\u202e\u2044\u2066\ufeff\ufffd\ufffb\U000e0041\U0001f600ไ"


@given(st.text(st.sampled_from(ACTING) | st.characters(exclude_categories=["Cs"])))
def test_no_character_of_a_line_acts_and_every_one_comes_back(text: str) -> None:
    dossier = Dossier(line=1, input=text, target=BadTarget(given=text, status=LineStatus.REFUSED, reason="no"), status=LineStatus.REFUSED)
    line = to_line(dossier)
    assert ACTS.search(line.decode()) is None
    assert from_line(line) == dossier
    assert orjson.loads(line)["input"] == text


@pytest.mark.parametrize(("text", "written"), [("a\x7fb", "a\\u007fb"), ("é\x7f", "é\\u007f"), ("plain", "plain"), ("ไทย", "ไทย")])
def test_delete_is_escaped_beside_whatever_it_stands_and_what_people_write_is_not(text: str, written: str) -> None:
    assert escape_unseen(text.encode()) == written.encode()


def test_half_a_character_is_a_question_mark_wherever_it_stands() -> None:
    value = {"\ud800k": ("a\ud800", ["\udc00", 7, None, {"x": "é\ud800"}])}
    assert without_surrogates(value) == {"?k": ["a?", ["?", 7, None, {"x": "é?"}]]}


def test_a_page_of_nothing_but_what_nobody_sees_holds_no_scan_up() -> None:
    unseen = "\u200b" * 1_000_000
    assert escape_unseen(unseen.encode()) == rb"\u200b" * 1_000_000
    one_by_one_s = least_cpu_s(lambda: b"".join(b"\\u%04x" % ord(one) for one in unseen), within=0.0)
    assert least_cpu_s(lambda: escape_unseen(unseen.encode()), within=one_by_one_s) <= one_by_one_s


@given(st.text(st.sampled_from(ACTING + "\ud800")), st.lists(st.sampled_from(["page", "dns", "certificate", "hosting"]), unique=True))
def test_whoever_judges_what_was_written_names_the_same_evidence(text: str, collectors: list[str]) -> None:
    evidence = {
        name: Evidence(collector=name, outcome=Outcome.TIMEOUT, reason=text, observed_at=datetime(2026, 1, 2, 3, 4, 5, 600, UTC))
        for name in collectors
    }
    target = Target(given=text, host="a.example", registrable="a.example", suffix="example", url="https://a.example/")
    dossier = Dossier(line=1, input="x", target=target, mode=Mode.FULL, evidence=evidence, columns={"a": text})
    assert digest(dossier) == digest_of(to_line(dossier)) == digest(from_line(to_line(dossier)))


@pytest.mark.parametrize("spelling", ["2026-11-24T12:00:00+00:00", "2026-11-24T19:00:00+07:00", "2026-11-24T07:30:00-04:30"])
def test_a_moment_is_one_in_every_zone(spelling: str) -> None:
    line = next(line for line in (EXAMPLES / "evidence.jsonl").read_bytes().splitlines() if b'"2026-11-24T12:00:00Z"' in line)
    other = line.replace(b'"2026-11-24T12:00:00Z"', f'"{spelling}"'.encode())
    assert (from_line(other), to_line(from_line(other))) == (from_line(line), line)
    assert digest_of(other) != digest_of(line) == digest(from_line(other))  # another text, of which this version writes the same line


@pytest.mark.parametrize("spelling", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:00:00-12:00"])
def test_a_moment_that_utc_does_not_know_is_refused(spelling: str) -> None:
    line = next(line for line in (EXAMPLES / "evidence.jsonl").read_bytes().splitlines() if b'"2026-11-24T12:00:00Z"' in line)
    with pytest.raises(codec.BadRecord, match=r"line 7: evidence\.\w+\.observed_at: no clock shows this time in UTC"):
        from_line(line.replace(b'"2026-11-24T12:00:00Z"', f'"{spelling}"'.encode()), 7)


def test_the_label_that_a_desk_wrote_into_a_line_is_no_evidence() -> None:
    line = next(line for line in (EXAMPLES / "evidence.jsonl").read_bytes().splitlines() if line.strip())
    labelled = orjson.dumps({**orjson.loads(line), "label": "scam"})
    assert (from_line(labelled), digest_of(labelled)) == (from_line(line), digest_of(line))
    assert codec.digested(1, f'{line.decode()[:-1]},"label":"\ud800"}}') == (from_line(line), digest_of(line))
