"""Measures on what a page writes into the clipboard for its visitor to paste where the system runs commands."""

from scamtriage.knowledge.language.folding import without_accents
from scamtriage.knowledge.language.phrases import compiled
from scamtriage.knowledge.pages.pasted import STEPS_CHARS, TABLE, steps
from scamtriage.records import lazy_re
from scamtriage.records.findings import Measurement
from scamtriage.signals.measurement import NO, in_page
from scamtriage.signals.page.occurrences import HEADING, TITLE
from scamtriage.signals.view import View

COPIES, HOLDS = "clipboard-write", "shell-command"
MOST_CHARS, AROUND_CHARS = 6_000, 400
"""Characters of a text that are read, and of those before the steps in which these may be called a check: such a page is short."""
_SHOWN = lazy_re.compile(
    r"\bpower ?shell(?:\.exe)? ?[-/]\w|\bpowershell\.exe\b|\b(?:mshta|iwr|irm|curl|wget) \S|\bbash -c\b|\bcmd(?:\.exe)? /c\b"
)
"""Parts of a command in a text that shows it, as manuals do."""


def command_to_paste(view: View) -> Measurement:
    """1 if the page copies something, says to paste and run it where the system runs commands, and either poses as a check of visitors or
    copies for a window of Windows a command that it does not show. Manuals and help pages show what is run. A program is installed from a
    terminal, and its manual may copy what it does not show. Who warns says so in title or heading, or names the police."""
    page = view.page
    if COPIES not in page.behaviours or view.text.tells or view.text.about or _is_told(view):
        return NO
    head = without_accents(" ".join((page.title, *page.headings)).lower())
    text = without_accents(page.text[:MOST_CHARS].lower())
    windows, shells = steps(text, "runs"), steps(text, "shells")
    first = windows or shells
    if first is None or compiled(TABLE, "warns").search(f"{head} {text}") is not None:
        return NO
    around = text[max(0, first.start() - AROUND_CHARS) : first.end() + STEPS_CHARS]
    helped = compiled(TABLE, "shown").search(text, first.end(), first.end() + STEPS_CHARS) is not None
    shown = _SHOWN.search(text) is not None
    hidden = windows is not None and HOLDS in page.behaviours and not shown
    checks = compiled(TABLE, "checks")
    posing = not helped and (checks.search(head) is not None or (not shown and checks.search(around) is not None))
    if not (hidden or posing):
        return NO
    return Measurement(value=1.0, shown={"keys": first[0].strip()}, pointers=in_page("page.behaviours", COPIES))


def _is_told(view: View) -> bool:
    """Whether the page tells of such pages: its title or its first heading warns, or it has words of warning and of the police. A heading
    further down may be planted where nobody looks."""
    warned = view.text.warning_hits
    first = len(view.page.headings[0]) if view.page.headings else 0
    if any(hit.place == TITLE or (hit.place == HEADING and hit.start < first) for hit in warned):
        return True
    return bool(warned) and bool(view.text.words("police"))
