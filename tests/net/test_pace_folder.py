"""Where the pace at registries is kept: all processes of a user find one place."""

import errno
import os
from pathlib import Path

import pytest

from scamtriage.net.pace import pace_folder


def test_a_run_without_a_session_keeps_the_pace_of_those_with_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A nightly scan under cron and a session asked the same registry twice as often."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", of_session := f"/run/user/{os.getuid()}")
    monkeypatch.setattr(Path, "is_dir", lambda path: str(path) == of_session)
    with_session = pace_folder()
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    assert pace_folder() == with_session
    monkeypatch.setattr(Path, "is_dir", lambda _: False)
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    assert pace_folder().parent == tmp_path


def test_where_nothing_temporary_can_be_written_what_to_set_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> str:
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found in ['/tmp']")

    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setattr(Path, "is_dir", lambda _: False)
    monkeypatch.setattr("tempfile.gettempdir", nowhere)
    with pytest.raises(OSError, match="set TMPDIR"):
        pace_folder()
