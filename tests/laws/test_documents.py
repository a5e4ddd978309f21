"""The generated documents hold what they are generated from: a marker that writes nothing passes its own check."""

import dataclasses
import json
import re
from pathlib import Path

import pytest

from scamtriage.config import FLAGS_ONLY, Config
from scamtriage.knowledge.judgement.catalog import load_catalog
from scamtriage.knowledge.registry import bootstrap
from scamtriage.records.facts.contact import CONTACT_KINDS
from tools import shown

ROOT = Path(__file__).parents[2]
MANY_ROOMS = 13
"""Files of a folder from which on the first that is opened, its `__init__.py`, says where to look."""


def test_every_signal_stands_in_its_document() -> None:
    page = (ROOT / "docs" / "signals.md").read_text(encoding="utf-8")
    assert [signal for signal in load_catalog().rows if f"`{signal}`" not in page] == []


def test_the_changelog_announces_no_signal_that_is_gone() -> None:
    news = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8").partition("## [0.1.0]")[0]
    rows = load_catalog().rows
    told = {
        word for word in re.findall(r"`([a-z]+(?:-[a-z0-9]+)+)`", news) if any(word.startswith(f"{row.partition('-')[0]}-") for row in rows)
    }
    assert told - rows.keys() == set()


def test_every_setting_stands_in_its_document_with_what_it_means() -> None:
    lines = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8").splitlines()
    told = {line.split("`")[1]: line.split(" | ")[2:] for line in lines if line.startswith("| `")}
    assert set(told) == {field.name for field in dataclasses.fields(Config)} - FLAGS_ONLY
    assert [name for name, meaning in told.items() if len("".join(meaning).strip("| ")) < 20] == []


def test_the_fields_of_the_evidence_are_told_without_names_from_the_code(capsys: pytest.CaptureFixture[str]) -> None:
    shown.evidence_tables()
    told = capsys.readouterr().out
    assert re.findall(r"\b[A-Z]+(?:_[A-Z]+)+\b", told) == []
    [kinds] = [line for line in told.partition("### Contact\n")[2].splitlines() if line.startswith("| `kind` |")][:1]
    assert set(re.findall(r'"([a-z-]+)"', kinds)) == set(CONTACT_KINDS)


def test_the_settings_without_an_option_are_named() -> None:
    page = " ".join((ROOT / "docs" / "settings.md").read_text(encoding="utf-8").split())
    told = set(re.findall(r"`(\w+)`", page.partition("No option has ")[2].partition(";")[0]))
    typed = "".join((ROOT / "scamtriage" / "cli" / file).read_text(encoding="utf-8") for file in ("flags.py", "commands/scan.py"))
    assert told == {field.name for field in dataclasses.fields(Config) if f'"{field.name}":' not in typed}


def test_a_folder_of_tables_is_read_as_the_settings_describe_it(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in page for name in bootstrap.FILES)
    table = {"publication": "2026-11-01T00:00:00Z", "services": [[["test"], ["https://rdap.example/"]]]}
    (tmp_path / "dns.json").write_text(json.dumps(table))
    shipped = ROOT / "scamtriage" / "knowledge" / "whois_servers.csv"
    (tmp_path / shipped.name).write_bytes(shipped.read_bytes())
    tables = bootstrap.load(tmp_path)
    server = tables.whois_server("example.com")
    assert tables.domain_url("name.test") == "https://rdap.example/" and tables.domain_url("example.com") == ""
    assert server is not None and server.server == "whois.verisign-grs.com"


def test_every_field_of_the_evidence_stands_in_its_document_with_what_it_means() -> None:
    lines = (ROOT / "docs" / "evidence.md").read_text(encoding="utf-8").splitlines()
    rows = [line.strip("| ").split(" | ") for line in lines if line.startswith("| `")]
    assert len(rows) > 250
    assert [row[0] for row in rows if len(row) != 3] == []


def test_the_share_of_names_that_are_found_is_read_out_of_the_section_of_names() -> None:
    page = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")
    sites = "## Whole sites\n\n| all | 540 | 1.25 | 1.21 / 1.33 | 86% |\n\n"
    assert shown.names_found(sites + page) == shown.names_found(page)
    assert 0 < shown.names_found(page)[1] < 1


def test_what_became_of_real_pages_is_read_out_of_their_section() -> None:
    page = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")
    scams, found, likely, _, honest, accused, convicted = (cell.partition(" ")[0] for cell in shown.real_pages_judged(page))
    assert int(scams) >= int(found) >= int(likely) > 0
    assert int(honest) > int(accused) >= int(convicted)
    assert shown.real_pages_judged("| all | 1 | 1 | 1 | 1 | 1 | 1 | 1 |\n" + page) == shown.real_pages_judged(page)


@pytest.mark.parametrize("page", sorted((*(ROOT / "docs").glob("*.md"), ROOT / "README.md")), ids=lambda path: path.name)
def test_no_marker_writes_nothing(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    written = [part.partition("[[[end]]]")[0].partition("]]]")[2].strip("-> \n<!") for part in text.split("[[[cog")[1:]]
    assert all(written), "a generated part is empty"


def test_a_folder_of_many_rooms_has_a_map_that_names_each() -> None:
    maps = {front: {room.stem for room in front.parent.glob("*.py")} - {"__init__"} for front in (ROOT / "scamtriage").rglob("__init__.py")}
    unnamed = {
        str(front.parent.relative_to(ROOT)): rooms - set(re.findall(r"\w+", front.read_text(encoding="utf-8")))
        for front, rooms in maps.items()
        if len(rooms) >= MANY_ROOMS
    }
    assert len(unnamed) >= 16 and {folder: rooms for folder, rooms in unnamed.items() if rooms} == {}
