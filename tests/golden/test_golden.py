"""Stored evidence gives the stored outputs, byte for byte; and the lab still gives the stored evidence."""

from pathlib import Path

import pytest

from scamtriage.lab.scene import load_scenes
from tests.golden.recording import GOLDEN, outputs, record
from tests.judgement.sites import rules

FOLDERS = sorted(path.parent for path in GOLDEN.glob("*/evidence.jsonl"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_stored_evidence_gives_the_stored_outputs(folder: Path) -> None:
    made = outputs((folder / "evidence.jsonl").read_bytes(), rules())
    stored = {path.name: path.read_bytes().decode("utf-8") for path in folder.iterdir() if path.name != "evidence.jsonl"}
    assert made.keys() == stored.keys()
    different = [name for name in made if made[name] != stored[name]]
    assert different == [], f"run `make golden` and review the diff of {different}"


async def test_the_lab_still_gives_the_stored_evidence() -> None:
    seen = await record([scene.id for scene in load_scenes().values() if scene.demo])
    stored = {folder.name: (folder / "evidence.jsonl").read_bytes() for folder in FOLDERS}
    assert seen.keys() == stored.keys()
    different = [scene for scene in seen if seen[scene] != stored[scene]]
    assert different == [], f"run `make golden` and review the diff of {different}"
