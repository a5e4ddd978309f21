"""Whoever reads a line by its schema is told what each field means."""

from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import pytest

from scamtriage.records import codec, documented, evidence
from scamtriage.render import relations


def objects(part: Any) -> Iterator[dict[str, Any]]:
    """Yield each object in a schema that has fields."""
    if isinstance(part, dict):
        if isinstance(part.get("properties"), dict):
            yield part
        for within in part.values():
            yield from objects(within)
    elif isinstance(part, list):
        for within in part:
            yield from objects(within)


@pytest.mark.parametrize(("schema", "least"), [(codec.json_schema, 25), (relations.json_schema, 4)])
def test_every_field_of_a_schema_says_what_it_means(schema: Callable[[], dict[str, Any]], least: int) -> None:
    every = list(objects(schema()))
    assert len(every) >= least
    assert [field for one in every for field, says in one["properties"].items() if not says.get("description")] == []


def test_a_sentence_of_the_schema_is_the_one_below_the_field() -> None:
    assert codec.json_schema()["$defs"]["Cap"]["properties"]["seen"]["description"] == "How much there was, if known."


def test_a_program_without_its_source_has_the_schema_without_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(module: ModuleType) -> str:
        raise OSError("could not get source code")

    monkeypatch.setattr(documented.inspect, "getsource", gone)
    assert documented.meanings.__wrapped__(evidence) == {}
