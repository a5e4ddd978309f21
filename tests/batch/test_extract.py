"""A scan of a text in the lab: every address investigated once, in any order and number of processes, and resumed by the same command."""

import json
from pathlib import Path

import pytest

from scamtriage.records import codec
from tests.batch.programs import ended, rows, start

CHAT = """[12/03/2024, 14:22] Bob: Dear customer, confirm at hxxps://dsi-case-th[.]top/ today
[12/03/2024, 14:23] Al: is it real? khanom-baan-suan.shop, nobody-1.com and http://shop.local/
[12/03/2024, 14:25] Bob: yes
[12/03/2024, 14:26] Bob: https://dsi-case-th.top/ (last chance)
"""
EXPECTED = [
    ("hxxps://dsi-case-th[.]top/", "1"), ("khanom-baan-suan.shop", "2"), ("nobody-1.com", "2"), ("http://shop.local/", "2"),
    ("https://dsi-case-th.top/", "4"),
]  # fmt: skip


@pytest.mark.parametrize("processes", [1, pytest.param(2, marks=pytest.mark.exhaustive)])
def test_each_address_is_investigated_and_the_same_command_resumes(tmp_path: Path, lab_file: Path, processes: int) -> None:
    source, output, journal = (tmp_path / name for name in ("chat.txt", "v.ndjson", "v.ndjson.evidence.jsonl"))
    source.write_text(CHAT)
    asked: dict[str, object] = {"extract": True, "quiet": False, "processes": processes, "in_order": True}
    code, said = ended(start(lab_file, source, output, **asked))
    assert code == 0 and "4 lines of text, 3 of them with an address" in said, said
    found = rows(output)
    assert [(row["input"], row["columns"]["text_line"]) for row in found.values()] == EXPECTED  # type: ignore[index]
    assert list(found) == [1, 2, 3, 4, 5]
    assert [row["status"] for row in found.values()] == ["ok", "ok", "ok", "refused", "ok"]
    assert (found[5]["same_as"], found[5]["verdict"]) == (1, found[1]["verdict"])
    assert all(codec.from_line(line).columns["context"] for line in journal.read_bytes().splitlines())
    whole, kept = output.read_bytes(), journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join(kept[:2]))
    code, said = ended(start(lab_file, source, output, **asked))
    assert code == 0 and "Resuming: 2 lines stand in" in said, said
    again = rows(output)
    assert [(row["input"], row["verdict"], row["columns"]) for row in again.values()] == [
        (row["input"], row["verdict"], row["columns"]) for row in map(json.loads, whole.splitlines())
    ]


def test_a_text_that_was_changed_is_no_text_of_the_journal(tmp_path: Path, lab_file: Path) -> None:
    source, output = tmp_path / "chat.txt", tmp_path / "v.ndjson"
    source.write_text(CHAT)
    assert ended(start(lab_file, source, output, extract=True))[0] == 0
    source.write_text(f"new: nobody-2.com\n{CHAT}")
    code, said = ended(start(lab_file, source, output, extract=True))
    assert code == 2 and "line 1 of the list, or another column of it, differs from" in said, said
