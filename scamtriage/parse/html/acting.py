"""What of a page's source may run: its scripts, and its tags with handlers and addresses. Texts and comments only show code."""

from collections.abc import Iterable, Iterator

from scamtriage.knowledge.pages.web import Mark, find_marks
from scamtriage.parse.html.tokens import COMMENT, TEXT, tokens

MAX_TOLD = 1_000_000
"""Characters of a page in which code that is shown is told from code that runs. All behind them counts as run."""
_WALLET = "wallet"


def without_shown_calls(marks: tuple[Mark, ...], parts: Iterable[bytes]) -> tuple[Mark, ...]:
    """Return the marks without calls to wallets that the page only shows, as manuals and the news of a theft do. `parts`: the page and the
    documents within it (UTF-8)."""
    if all(mark.kind != _WALLET for mark in marks):
        return marks
    run = "\n".join(piece for part in parts for piece in acting(part.decode("utf-8", "replace")))
    calls = {mark for mark in find_marks(run.encode("utf-8", "replace")) if mark.kind == _WALLET}
    return tuple(mark for mark in marks if mark.kind != _WALLET or mark in calls)


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
                script = name[0] != "/" and not token.closed
            yield html[token.start : token.end]
