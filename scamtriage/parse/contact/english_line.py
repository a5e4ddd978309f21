"""Tell the English word "line" from the name of the messenger."""

import re

from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re

_SMALL_LINE, _TITLE_LINE = "line", "Line"
_ON = lazy_re.compile(r"(?<![A-Za-z])[Oo]n \Z")
_NAME_BEFORE = lazy_re.compile(
    r"(?<![A-Za-z])(?!(?:Contact|Add|Via|On|Our|My|Official|Admin|Chat|Message|By|Or|And|Id|ID|Use|To|From|In|At|Join)\b)[A-Z][a-z]{2,} \Z"
)
"""The rest of a name that ends with Line: of a ship, of a make of goods. A word for a contact is none."""
_WHICH_LINE = lazy_re.compile(
    r"(?<![a-z])(?:alternat(?:e|ive)|another|backup|customer|dedicated|direct|emergency|fixed|land|main|office|phone|priority|private|second"
    r"|service|support|telephone|toll[- ]free) \Z",
    re.IGNORECASE,
)
_WRITTEN_APART = lazy_re.compile(
    r"(?<![a-z])(?:air|base|by|care|crisis|dead|fraud|head|help|hot|info|land|life|off|on|out|pipe|time|tip|under) ?- ?\Z", re.IGNORECASE
)
_OF_TEXT_OR_THINGS = lazy_re.compile(
    r"(?<![a-z])(?:assembly|bus|command|first|header|last|log|next|product|production|read|see|status|subject|tag) \Z", re.IGNORECASE
)
_CHARS_BEFORE = 16
_DIALLED = lazy_re.compile(r"[\d\W]+")


def is_on_line(text: str, end: int, written: str) -> bool:
    """Whether the word that ends here is that of "on line": a site with a name written apart may follow."""
    at = end - len(written)
    return written == _SMALL_LINE and _ON.search(text, max(0, at - 4), at) is not None


def is_english_line(window: Window, match: re.Match[str], written: str, body: str, *, colon: bool) -> bool:
    """Whether "line" is the English word, or ends a name: "the signature line. Add …", "on line: name.example", "Direct line: 02 …",
    "Champion Line CB78", "Hot-line: 03-…", "Subject line: welcome2025"."""
    at = match.start() - len(written)
    if _WRITTEN_APART.search(window.text, max(0, at - _CHARS_BEFORE), at) is not None:
        return True
    if body[:1] != "@" and _OF_TEXT_OR_THINGS.search(window.text, max(0, at - _CHARS_BEFORE), at) is not None:
        return True
    told = any(c.isdigit() or c == "_" for c in body)
    if _DIALLED.fullmatch(body) and _WHICH_LINE.search(window.text, max(0, at - _CHARS_BEFORE), at) is not None:
        return True  # "Alternate line: 805·392·8471"
    word = match["word"] or ""
    if written == _SMALL_LINE:
        on = colon and not word and is_on_line(window.text, match.start(), written)
        return not told and (on or (bool(word) and word.isascii() and not colon))
    if written != _TITLE_LINE or colon or word:
        return False
    label = window.label_before(at)
    labelled = label is not None and at - label.end <= 1
    if not told:
        return '"' in match["gap"]  # kind = "Line" chart.Legend = …
    return not labelled and _NAME_BEFORE.search(window.text, max(0, at - 24), at) is not None
