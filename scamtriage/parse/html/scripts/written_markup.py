"""The markup that the scripts of a page make of what stands in them, as kits do: `document.write(atob("PGh0bWw…"))`. Nothing is run."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import islice

from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.parse.html.scripts.builtin_methods import DECODERS
from scamtriage.parse.html.scripts.interpreter import Interpreter
from scamtriage.parse.html.scripts.page_replacement import CUE, acts, page_replacements
from scamtriage.parse.html.scripts.scopes import Script, SymbolTable
from scamtriage.parse.html.scripts.sinks import MAX_DECODED, Sinks
from scamtriage.parse.html.scripts.tokens import tokenize

MAX_PIECES = 8_000
"""Words and marks read of all scripts of a document: what writes a page is short but for its strings."""

_WINDOW = 60
"""Of a script that is longer, what stands at each place that decodes."""
_DECODER = re.compile(r"\b(?:atob|unescape|decodeURI(?:Component)?)\s{0,4}\(\s{0,4}[a-z\"'`]", re.IGNORECASE)
_MAX_LOADING, _TAG_CHARS = 20, 600
_TO_ITSELF = r"hx-target\s?=\s?[\"']?(?:body|main|#main|#app|#root|#content|#page)\b"
_AT_ONCE = r"hx-trigger\s?=\s?[\"']?[^\"'<>]{0,40}\b(?:load|every|revealed|intersect)\b"
_LOADING = {
    "hx-get": re.compile(rf"{_TO_ITSELF}[^<>]{{0,300}}{_AT_ONCE}|{_AT_ONCE}[^<>]{{0,300}}{_TO_ITSELF}", re.IGNORECASE),
    "x-html": re.compile(r"\bfetch\("),
    "<turbo-frame": re.compile(r"<turbo-frame\b[^<>]{0,300}\ssrc\s?="),
}
"""What stands in a page that loads more of itself -> what in its tag tells that it does so at once, and to where everything stands."""
_GAP = r"[\"'`\]\s]{0,4}"
_CUES = (
    ("sink", rf"\bwrite(ln)?{_GAP}\(", False),
    ("sink", rf"(innerHTML|outerHTML|innerText|textContent|srcdoc){_GAP}\+?=[^=]", False),
    ("sink", r"insertAdjacentHTML|createContextualFragment|setHTML|replaceChildren|parseFromString|new Blob\(", False),
    ("sink", r"\b(alert|confirm|prompt|createTextNode|fillText|strokeText)\s{0,3}\(\s{0,3}[\"'`]", False),
    ("sink", r"\.(html|append|prepend|after|before|replaceWith)\s{0,3}\(\s{0,9}[\"'`a]|\.(html|replaceWith)\s{0,3}\(", False),
    ("sink", r"[\"'`]\s{0,4}data:text/html", True),
    ("sink", r"\b(eval|Function)\s{0,3}\)?\s{0,3}\(", False),
    ("page", CUE, False),
)
"""(kind, expression, whether case does not matter) of what a script that matters can't do without."""


@dataclass(frozen=True, slots=True)
class Written:
    """`unknown`: they write of what is not known, at least in part; `replaced`: they put it in the place of the whole page; `awaited`: or
    of what the page is about."""

    markup: str = ""
    unknown: bool = False
    replaced: bool = False
    awaited: bool = False


def find_written_markup(scripts: Iterable[str]) -> Written:
    """What the inline scripts of a document write into it: whatever they run for certain, and what they decode anywhere."""
    cues, scripts = _cues(), [*scripts]
    chosen = [script for script in scripts if not {"page", "sink"}.isdisjoint(cues.found(script))]
    if not chosen:
        return Written()
    acted = any(map(acts, scripts))
    page = Interpreter(chosen, "", "", most=MAX_PIECES)
    page.run()
    for code in page.codes:
        _decode(code, page.sinks)
        for placed in page_replacements(code, acted=acted):
            page.sinks.replace(code, placed)
    if page.cut:
        for script in chosen:
            for match in islice(_DECODER.finditer(script), MAX_DECODED):
                _decode(Script(tokenize(script[match.start() :], _WINDOW), SymbolTable()), page.sinks)
    return Written(page.sinks.markup, page.sinks.unknown or page.cut, page.sinks.replaced, page.sinks.awaited)


def loaded_by_attributes(text: str) -> bool:
    """Whether attributes of a page have its whole, or what it is about, fetched as soon as it is there."""
    for mark, loads in _LOADING.items():
        at = text.find(mark)
        for _ in range(_MAX_LOADING):
            if at < 0:
                break
            begin = max(0, at - _TAG_CHARS, text.rfind("<", max(0, at - _TAG_CHARS), at + 1))
            if loads.search(text, begin, at + _TAG_CHARS) is not None:
                return True
            at = text.find(mark, at + 1)
    return False


def _decode(code: Script, sinks: Sinks) -> None:
    """What is decoded anywhere in a script, whether that runs or not."""
    pieces, behind = code.pieces, 0
    for at in range(pieces.count):
        if at >= behind and pieces.texts[at] in DECODERS and pieces.texts[at + 1] == "(" and pieces.texts[at - 1] != ".":
            behind = pieces.partner[at + 1] + 1
            sinks.decoded(code, at, behind)


@cache
def _cues() -> Matcher[str]:
    """What writes, and what can be written."""
    return Matcher(Pattern(kind, cue, literal=False, caseless=caseless, once=True) for kind, cue, caseless in _CUES)
