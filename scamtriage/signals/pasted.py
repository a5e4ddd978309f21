"""Measures on what a page writes into the clipboard for its visitor to paste where the system runs commands."""

from itertools import chain

from scamtriage.knowledge.language.folding import without_accents
from scamtriage.knowledge.language.phrases import compiled
from scamtriage.records.assessment import Measurement
from scamtriage.signals.measurement import NO, in_page
from scamtriage.signals.view import View

COPIES, HOLDS = "clipboard-write", "shell-command"
TABLE = "pasted"
MOST_CHARS, STEPS_CHARS = 6_000, 400
"""Characters of a text that are read, and of those in which the steps stand: such a page is short."""
_SHOWN = ("powershell -", "powershell.exe", "mshta", "iwr ", "irm ", "curl ", "-c ", "/c ")
"""Parts of a command in a text that shows it, as manuals do."""


def command_to_paste(view: View) -> Measurement:
    """1 if the page copies something, says to paste and run it where the system runs commands, and either poses as a check of visitors or
    copies a command that it does not show. Manuals copy commands that they show, and pose as no check."""
    page = view.page
    if COPIES not in page.behaviours or view.text.tells or view.text.about:
        return NO
    text = without_accents(" ".join(chain((page.title,), page.headings, (page.text[:MOST_CHARS],))).lower())
    steps = next(
        (found for found in compiled(TABLE, "runs").finditer(text) if _goes_on(text[found.end() : found.end() + STEPS_CHARS])), None
    )
    if steps is None or compiled(TABLE, "warns").search(text) is not None:
        return NO
    hidden = HOLDS in page.behaviours and not any(part in text for part in _SHOWN)
    if not hidden and compiled(TABLE, "checks").search(text) is None:
        return NO
    return Measurement(value=1.0, shown={"keys": steps[0].strip()}, pointers=in_page("page.behaviours", COPIES))


def _goes_on(behind: str) -> bool:
    """Whether what stands behind the place where commands run says to paste, and then to run."""
    pasted = compiled(TABLE, "pastes").search(behind)
    return pasted is not None and compiled(TABLE, "enters").search(behind, pasted.end()) is not None
