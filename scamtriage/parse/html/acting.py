"""What of a page's source may run: its scripts, and its tags with handlers and addresses. Texts and comments only show code. And what its
programs hold: all of that, the data that its scripts read, and what is commented out, but no word that a visitor reads."""

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
_SETTINGS = frozenset(("seconds-contracts", "withdrawal-locked", "outcome-controlled"))
"""Behaviours told by the settings and messages of a program, whose words any page may say."""
_EXFIL = "exfil"
_NO_SCRIPT = lazy_re.compile(
    r"\stype\s{0,4}=\s{0,4}[\"']?\s{0,4}(?:application/(?:[\w.-]{1,40}\+)?json|importmap|speculationrules|text/(?!j|ecma|livescript|babel|typescript))",
    re.IGNORECASE,
)
"""Types of data blocks (HTML, "prepare the script element"), which a browser runs not; a program that a library compiles is none."""
_FOR_SERVERS = lazy_re.compile(r"<\?(?:php\b|=|\s)", re.IGNORECASE)


def without_what_is_shown(marks: tuple[Mark, ...], parts: Iterable[bytes], hidden: str) -> tuple[Mark, ...]:
    """Return the marks without what the page only shows, as manuals, lessons and the news of a theft do: deeds, settings, and where data is
    sent. `parts`: the page and the documents within it (UTF-8). `hidden`: its text that no visitor reads, as programs may."""
    asked = [(is_one, held) for is_one, held in ((_is_deed, False), (_is_held, True)) for mark in marks if is_one(mark)]
    if not asked:
        return marks
    documents = [part.decode("utf-8", "replace") for part in parts]
    for is_one, held in dict.fromkeys(asked):
        source = "\n".join([*(piece for document in documents for piece in acting(document, held=held)), hidden * held])
        found = set(filter(is_one, find_marks(source.encode("utf-8", "replace"))))
        marks = tuple(mark for mark in marks if not is_one(mark) or mark in found)
    return marks


def _is_deed(mark: Mark) -> bool:
    return mark.kind == _WALLET or (mark.kind == "behaviour" and mark.name in _TRAPS)


def _is_held(mark: Mark) -> bool:
    return mark.kind == _EXFIL or (mark.kind == "behaviour" and mark.name in _SETTINGS)


def acting(html: str, *, held: bool = False) -> Iterator[str]:
    """Yield the scripts of a document and the insides of its tags, in order. `held`: also data blocks, and comments with their marks; the
    whole of a program for the server that was sent as it stands."""
    if held and _FOR_SERVERS.search(html, 0, MAX_TOLD) is not None:
        yield html
        return
    script = False
    for token in tokens(html):
        if token.at >= MAX_TOLD:
            yield html[token.at :]
            return
        name = token.name
        if name == TEXT:
            if script:
                yield html[token.start : token.end]
        elif name == COMMENT:
            if held:
                yield html[token.at : token.end]
        else:
            if name.rpartition(":")[2].lstrip("/") == "script":  # with a prefix in XML
                script = name[0] != "/" and not token.closed and (held or _NO_SCRIPT.search(html, token.start, token.end) is None)
            yield html[token.start : token.end]
