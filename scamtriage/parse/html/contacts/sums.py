"""Addresses that scripts put together, `'https://line.me/ti/p/' + encodeURIComponent('@') + id`: what such sums come to. Nothing is run."""

from collections.abc import Iterable
from functools import cache

from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.knowledge.pages.contact_table import channels
from scamtriage.parse.html.scripts.evaluator import Evaluator
from scamtriage.parse.html.scripts.scopes import Script, SymbolTable
from scamtriage.parse.html.scripts.tokens import Tokens, tokenize
from scamtriage.records import lazy_re

MAX_SCRIPT_CHARS, MAX_PIECES, MAX_SUMS, MAX_LINES = 20_000, 6_000, 300, 40
_MOST_TERMS = 30
"""Pieces of one sum."""
_SUM = lazy_re.compile(r"['\"`)]\s{0,20}\+(?![+=])|(?<!\+)\+\s{0,20}['\"`]")
_BEFORE = frozenset(("=", "(", ",", ":", "[", "?", "=>", "return", "+="))
_ENDS = frozenset((";", ",", ")", "]", "}", ":"))
_INNER = lazy_re.compile(r"[\s\"'<>]+")


def joined_addresses(scripts: Iterable[str]) -> list[str]:
    """The sums that hold a link to a messenger, a number or a mailbox, each once. Linear in the scripts."""
    names, left = SymbolTable(), MAX_PIECES
    codes: list[Script] = []
    for script in scripts:
        if left > 0 and len(script) <= MAX_SCRIPT_CHARS and _heads().found(script) and _SUM.search(script):
            pieces = tokenize(script, left)
            left -= pieces.count
            codes.append(Script(pieces, names))
    if not codes:
        return []
    values = Evaluator(names)
    found: dict[str, None] = {}
    left = MAX_SUMS
    for code in codes:
        pieces = code.pieces
        for at in range(1, pieces.count):
            if pieces.texts[at - 1] not in _BEFORE or pieces.kinds[at] == "mark":
                continue
            stop, sums = _end(pieces, at)
            named = pieces.texts[at - 1] == "=" and pieces.kinds[at - 2] == "word" and pieces.texts[at - 3] != "."
            if stop < 0 or not (named or sums) or (left := left - 1) < 0:
                continue
            value = values.of(code, at, stop)
            if named and names.written[code.name(at - 2)] == 1:
                values.environment.assign(code.name(at - 2), value)
            if sums and isinstance(value, str) and _heads().found(value):
                found[_INNER.sub(" ", value)] = None
    return list(found)[:MAX_LINES]


def _end(pieces: Tokens, at: int) -> tuple[int, bool]:
    """Where an expression ends, -1 for a long one, and whether it is a sum."""
    sums = False
    for step in range(_MOST_TERMS):
        text = pieces.texts[at]
        if at >= pieces.count or text in _ENDS or (step and pieces.lines[at] and pieces.ends_line(at)):
            return at, sums
        sums = sums or text == "+"
        at = pieces.partner.get(at, at) + 1
    return -1, sums


@cache
def _heads() -> Matcher[str]:
    return Matcher(Pattern(head, head, caseless=True) for head in (*sorted(channels().spelling["link-heads"]), "tel:", "mailto:"))
