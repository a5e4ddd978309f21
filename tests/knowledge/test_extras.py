"""Optional packages are called as README.md and pyproject.toml call them."""

import re
import tomllib
from pathlib import Path
from typing import get_args

import pytest

from scamtriage.knowledge.extras import Extra, missing
from scamtriage.knowledge.speech import speech

ROOT = Path(__file__).parents[2]


def test_the_extras_are_those_that_can_be_installed() -> None:
    known = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert set(get_args(Extra)) == set(known)


@pytest.mark.parametrize("extra", get_args(Extra))
def test_the_command_is_that_of_the_extra_in_every_language(extra: Extra) -> None:
    command = f"pip install -e '.[{extra}]'"
    assert all(command in speech(language).word("evidence", missing(extra)) for language in ("en", "th", "ms", "id", "vi", "zh"))
    assert speech("th").word("evidence", missing(extra)) != missing(extra)


def test_no_message_tells_anybody_to_install_a_package_by_its_own_name() -> None:
    told = [
        f"{file.relative_to(ROOT)}: {found[0]}"
        for file in sorted((ROOT / "scamtriage").rglob("*.py"))
        for found in re.finditer(r"pip install (?!-e '\.\[)\S+", file.read_text(encoding="utf-8"))
    ]
    assert told == []
