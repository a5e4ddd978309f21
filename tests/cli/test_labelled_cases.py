"""Which lines of an evidence file `calibrate` learns from, and whose label is believed."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from scamtriage.cli.calibration.labels import SAVED_ALONE, UNSEEN, read, read_labels
from scamtriage.records import codec
from scamtriage.refit import _too_few
from scamtriage.targets.decode import BadList
from tests.cli.running import run
from tests.judgement.sites import dossier


def cases(*lines: dict[str, Any]) -> list[tuple[int, bytes]]:
    return list(enumerate((json.dumps(line).encode() for line in lines), start=1))


@pytest.fixture(scope="module")
def line() -> dict[str, Any]:
    """Of a scam, as its column says."""
    found = dossier({"host": "a.example", "html": f"<p>{'Call customer care now. ' * 9}", "age_days": 9})
    return dict(json.loads(codec.to_line(replace(found, columns={"label": "scam"}))))


def test_labels_apart_are_believed_and_what_they_change_or_miss_is_told(line: dict[str, Any]) -> None:
    found = read(cases(line), "cases", {"a.example": False, "b.example": True})
    assert [label for _, label in found.dossiers] == [False]
    assert (found.corrected, found.unmet) == (1, ("b.example",))
    said = _too_few(0, 1, 20, found)
    assert "said otherwise than --labels, which was believed: 1" in said and "no line is about: 1 (b.example)" in said


def test_a_line_that_contradicts_itself_is_refused_unless_labels_apart_decide(line: dict[str, Any]) -> None:
    with pytest.raises(BadList, match="line 1: its field label and its column label contradict"):
        read(cases(line | {"label": "honest"}), "cases")
    assert read(cases(line | {"label": "honest"}), "cases", {"a.example": True}).corrected == 1


def test_each_word_that_is_no_label_is_named_and_labels_apart_decide(line: dict[str, Any]) -> None:
    wrong = [line | {"line": 7 + number, "columns": {"label": f"benign{number}"}} for number in range(7)]
    with pytest.raises(BadList) as told:
        read(cases(*wrong), "cases")
    assert all(f"line {number + 1}, line {7 + number} of its list) is labelled 'benign{number}'" in str(told.value) for number in range(5))
    assert "benign5" not in str(told.value) and "; and 2 more: a label is" in str(told.value)
    found = read(cases(*wrong), "cases", {"a.example": False})
    assert ([said for _, said in found.dossiers], found.corrected) == ([False], 0)


def test_a_row_of_labels_that_is_none_names_its_site(tmp_path: Path) -> None:
    (tmp_path / "truth.csv").write_text("target,label\na.example,scam\nb.example,phishing\n")
    with pytest.raises(BadList, match=r"line 3: b\.example is labelled 'phishing': a label is scam or honest"):
        read_labels(tmp_path / "truth.csv")


@pytest.mark.parametrize("heading", ["a,b,c", "target,verdict,c", "label,name,c", "adresse,label,c"])
def test_a_heading_that_is_none_is_told_what_it_must_hold(tmp_path: Path, heading: str) -> None:
    """Not that `--column` names one: there is no such option here."""
    (tmp_path / "truth.csv").write_text(f"{heading}\na.example,b.example,scam\n")
    with pytest.raises(BadList, match=r"truth\.csv: line 1: the heading must hold the columns target and label\Z"):
        read_labels(tmp_path / "truth.csv")


def test_a_label_that_is_null_is_none(line: dict[str, Any]) -> None:
    assert read(cases(line | {"label": None, "columns": {}}), "cases").left_out == {"no label": 1}


def test_of_a_page_that_stands_twice_the_later_one_is_kept_in_any_order(line: dict[str, Any]) -> None:
    later = json.loads(re.sub(r'("observed_at": ")2026', r"\g<1>2027", json.dumps(line)))
    assert later != line
    for order in ((line, later), (later, line)):
        ((kept, _),) = read(cases(*order), "cases").dossiers
        assert {e.observed_at.year for e in kept.evidence.values()} == {2027}


@pytest.mark.parametrize(
    "page",
    [
        {"outcome": "unreachable", "facts": None, "reason": "nobody answered"},
        {"facts": {"status_code": 403, "barrier": "forbidden"}},
        {"facts": {"status_code": 404, "text": "Not found"}},
        {"facts": {"text": ""}},
        None,
    ],
)
def test_a_page_that_was_not_seen_is_no_case(line: dict[str, Any], page: dict[str, Any] | None) -> None:
    """Sixty honest sites that were down taught a model that all sites are honest."""
    unseen = json.loads(json.dumps(line))
    asked = unseen["evidence"]
    if page is None:
        del asked["page"]
    else:
        told = page.get("facts")
        asked["page"] |= page | ({"facts": asked["page"]["facts"] | told} if told is not None else {})
    found = read(cases(unseen), "cases")
    assert not found.dossiers and found.left_out == {UNSEEN: 1}


def test_a_saved_page_is_no_case_for_what_acquits_was_not_asked(line: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<title>Customer care</title><p>Call us now")
    run("collect", str(tmp_path / "page.html"), "--url", line["target"]["url"], "-o", str(tmp_path / "saved.jsonl"))
    saved = json.loads((tmp_path / "saved.jsonl").read_text()) | {"label": "scam"}
    assert saved["mode"] == "full" and saved["evidence"]
    found = read(cases(line, saved), "cases")
    assert [codec.digest(kept) for kept, _ in found.dossiers] == [codec.digest(codec.from_line(json.dumps(line).encode()))]
    assert found.left_out == {SAVED_ALONE: 1}
    (tmp_path / "saved.jsonl").write_text(json.dumps(saved))
    assert f"left out: 1 ({SAVED_ALONE})" in run("calibrate", str(tmp_path / "saved.jsonl")).stderr
