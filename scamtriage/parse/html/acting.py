"""What of a page's source may run: its scripts, and its tags with handlers and addresses. Texts and comments only show code."""

import re
from collections.abc import Iterable, Iterator

from scamtriage.knowledge.pages.web import Mark, find_marks
from scamtriage.parse.html.tokens import COMMENT, TEXT, tokens
from scamtriage.records import lazy_re

MAX_TOLD = 1_000_000
"""Characters of a page in which code that is shown is told from code that runs. All behind them counts as run."""
_WALLET = "wallet"
_TRAPS = frozenset((
    "fullscreen", "dialog-loop", "print-loop", "before-unload", "no-context-menu", "devtools-block", "debugger-timer", "history-trap",
    "keyboard-lock",
))  # fmt: skip
"""Behaviours that only code has; others are styles, players and marks of templates."""
_NO_SCRIPT = lazy_re.compile(
    r"\stype\s{0,4}=\s{0,4}[\"']?\s{0,4}(?:application/(?:[\w.-]{1,40}\+)?json|importmap|speculationrules|text/(?!j|ecma|livescript|babel|typescript))",
    re.IGNORECASE,
)
"""Types of data blocks (HTML, "prepare the script element"), which a browser runs not; a program that a library compiles is none."""


def without_shown_calls(marks: tuple[Mark, ...], parts: Iterable[bytes]) -> tuple[Mark, ...]:
    """Return the marks without deeds that the page only shows, as manuals, lessons and the news of a theft do. `parts`: the page and the
    documents within it (UTF-8)."""
    if not any(map(_is_deed, marks)):
        return marks
    run = "\n".join(piece for part in parts for piece in acting(part.decode("utf-8", "replace")))
    calls = {mark for mark in find_marks(run.encode("utf-8", "replace")) if _is_deed(mark)}
    return tuple(mark for mark in marks if not _is_deed(mark) or mark in calls)


def _is_deed(mark: Mark) -> bool:
    return mark.kind == _WALLET or (mark.kind == "behaviour" and mark.name in _TRAPS)


def acting(html: str) -> Iterator[str]:
    """Yield the scripts of a document and the insides of its tags, in order."""
    script = False
    for token in tokens(html):
        if token.at >= MAX_TOLD:
            yield html[token.at :]
            return
        name = token.name
        if name == TEXT:
            if script:
                yield html[token.start : token.end]
        elif name != COMMENT:
            if name.rpartition(":")[2].lstrip("/") == "script":  # with a prefix in XML
                script = name[0] != "/" and not token.closed and _NO_SCRIPT.search(html, token.start, token.end) is None
            yield html[token.start : token.end]
