"""A model file that was not written by this program is refused with a sentence, whatever it holds."""

from pathlib import Path

import pytest

from scamtriage.knowledge.judgement.catalog import load_catalog
from scamtriage.knowledge.loading import BadTable
from scamtriage.score.model import load_model


@pytest.mark.parametrize(
    ("content", "why"),
    [(b" " * 8_000_001, "larger than 8 MB"), (b"[" * 200_000, "recursion"), (b"\xff\xfe", "UTF-8"), (b"[]", "one JSON object")],
)
def test_what_is_no_model_is_refused(content: bytes, why: str, tmp_path: Path) -> None:
    file = tmp_path / "model.json"
    file.write_bytes(content)
    with pytest.raises(BadTable, match=why):
        load_model(load_catalog(), file)
