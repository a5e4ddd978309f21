"""Values are converted as Typer converts them, and Typer is loaded for those that are not easy."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer._click import Context
from typer._click.exceptions import BadParameter

from scamtriage.cli.command_table import COMMANDS, load
from tests.cli.test_start import loaded

WORDS = (
    "",
    "-",
    "0",
    "3",
    "0.5",
    "-1",
    "1e999",
    "999999999",
    "nan",
    "th",
    "TH",
    "table",
    "csv",
    "browser",
    "amber+strict",
    "2026-11-24",
    "é",
)
"""What may be typed for any option. Nothing here is a file, but for `-` and "" in the folder."""


def outcome(convert: Callable[[], Any], value: Any, param: Any, ctx: Context) -> object:
    try:
        found = convert().coerce(value, param=param, ctx=ctx)
    except BadParameter as exc:
        return exc.format_message()
    return type(found), repr(found)  # a number that is none equals nothing


@pytest.mark.parametrize("name", COMMANDS)
def test_a_value_becomes_what_typer_makes_of_it(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    full, light = load(name), load(name)
    ctx = Context(light)
    names = (*WORDS, "folder", "file", "file/below", "x" * 300, os.fsdecode(b"\xff"))
    compared = 0
    for ours, typers in zip(light.get_params(ctx), full.params, strict=False):
        several = ours.nargs == -1 or getattr(ours, "multiple", False)
        for value in (None, ours.default, *([(word, "a.csv") for word in names] if several else names)):
            if value is None or not callable(value):
                assert outcome(ours.get_runtime_param, value, ours, ctx) == outcome(typers.get_runtime_param, value, typers, ctx)  # type: ignore[attr-defined]
                compared += 1
    assert compared > len(names)


@pytest.mark.parametrize(
    "words",
    [
        ["check", "--offline", "example.com", "-v", "--lang", "th", "--format", "csv"],
        ["scan", "list.txt", "--offline", "-o", "v.csv", "-o", "w.ndjson", "--allow-list", "list.txt"],
        ["lookup", "dns", "example.com", "--offline", "--format", "json"],
        ["contacts", "list.txt"],
    ],
)
def test_usual_words_load_no_pydantic(words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "list.txt").write_text("example.com\n")
    assert loaded(*words, among=("pydantic", "scamtriage.cli.commands")) == {"scamtriage.cli.commands"}


def test_words_that_are_wrong_are_told_by_typer() -> None:
    assert "pydantic" in loaded("check", "--offline", "example.com", "--lang", "xx", among=("pydantic",))
