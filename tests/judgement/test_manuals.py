"""Long honest text about anything but money: the manual of Python itself, as `pydoc` prints it. Nobody wrote it for a test.

Of modules that every Python has: `turtle` needs Tk.
"""

import pydoc

import pytest

from scamtriage.records.assessment import Verdict
from tests.judgement.sites import assessed

MODULES = (
    "argparse", "asyncio", "calendar", "cmd", "configparser", "csv", "decimal", "difflib", "doctest", "email", "functools",
    "getpass", "gettext", "hashlib", "http.client", "http.cookies", "imaplib", "inspect", "json", "logging", "mailbox",
    "optparse", "os", "pathlib", "pdb", "platform", "secrets", "shutil", "smtplib", "sqlite3", "ssl", "subprocess", "tarfile",
    "tempfile", "threading", "trace", "unittest", "urllib.request", "webbrowser", "zipfile",
)  # fmt: skip


@pytest.mark.parametrize("age_days", [pytest.param(2_000, marks=pytest.mark.exhaustive), 20])
def test_no_manual_is_accused_however_long(age_days: int) -> None:
    accused = {}
    for module in MODULES:
        html = f"<!doctype html><html lang=en><title>{module}</title><body>{pydoc.HTMLDoc().docmodule(pydoc.locate(module))}</body></html>"
        row = assessed({"host": "docs.kitchen-garden.org", "html": html, "age_days": age_days, "mx": True})
        if row.verdict.rank >= Verdict.SUSPICIOUS.rank:
            accused[module] = row.log_odds
    assert not accused
