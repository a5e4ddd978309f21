"""What a golden folder holds, and how it is made: one evidence line of a scene and every output format, on one clock."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from scamtriage.assess import Rules, assess
from scamtriage.lab.internet import Lab
from scamtriage.records import codec
from scamtriage.records.evidence import Dossier
from scamtriage.render.formats import RENDERERS
from scamtriage.render.style import Style
from tests.running import observe

GOLDEN = Path(__file__).parent
MOMENT = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
SEED = b"golden"
FILES = {
    "table": "table.txt", "json": "row.json", "ndjson": "row.ndjson", "csv": "row.csv", "html": "report.html", "md": "report.md",
    "stix": "row.stix.json", "misp": "row.misp.json", "xarf": "row.xarf.json",
}  # fmt: skip
_EQUAL = (
    (re.compile(rb"127\.0\.0\.1:\d+"), b"192.0.2.53:53"),
    (re.compile(rb"(no (?:complete )?answer within) [\d.]+ s(?: of the question)?"), rb"\1 3 s"),
    (re.compile(rb'"tlsh":"T1[0-9A-F]+"'), b'"tlsh":""'),
)
"""What differs from run to run and from place to place: the port of the resolver, how long a busy machine waited, what an extra adds."""
_CHANCE = {"elapsed_s": 0.0, "from_cache": False}
"""Fields of every record that hang on when its turn came."""


async def record(scenes: Sequence[str]) -> dict[str, bytes]:
    """The evidence line of each scene, observed in one fresh lab. What differs from run to run is made equal."""
    async with Lab.start(scenes, now=MOMENT, seed=SEED) as lab:
        dossiers = await observe(lab, [lab.world.scenes[scene].target for scene in scenes])
        assert lab.router.unrouted == []
    return {scene: _equal(codec.to_line(settled(dossier))) + b"\n" for scene, dossier in zip(scenes, dossiers, strict=True)}


def outputs(line: bytes, rules: Rules) -> dict[str, str]:
    """Every output format of one evidence line, by file name."""
    row = assess(codec.from_line(line), rules)
    return {file: "".join(RENDERERS[name]([row], Style(several=False))) for name, file in FILES.items()}


def _equal(line: bytes) -> bytes:
    for pattern, words in _EQUAL:
        line = pattern.sub(words, line)
    return line


def settled(dossier: Dossier) -> Dossier:
    """The same dossier with every duration at nought, and no word about how busy this machine was, nor which of two scenes in one
    network asked about it first."""
    result: Dossier = _settled(dossier)
    return result


def _settled(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_settled(item) for item in value if item != "loaded")
    if isinstance(value, dict):
        return {key: _settled(item) for key, item in value.items()}
    if isinstance(value, msgspec.Struct):
        changed = {name: _CHANCE.get(name, _settled(getattr(value, name))) for name in value.__struct_fields__}
        return msgspec.structs.replace(value, **changed)
    return value
