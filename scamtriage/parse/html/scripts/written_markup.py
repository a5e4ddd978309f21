"""The markup that the scripts of a page make of what stands in them, as kits do: `document.write(atob("PGh0bWw…"))`. Nothing is run."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, partial
from html import escape
from itertools import accumulate, islice
from typing import TypeGuard

from scamtriage.knowledge.language.sentence import is_sentence
from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.parse.html.embedded import readable
from scamtriage.parse.html.scripts.builtin_methods import DECODERS
from scamtriage.parse.html.scripts.interpreter import Interpreter
from scamtriage.parse.html.scripts.made_documents import MARKUP, held_by, made_at_once, own_elements
from scamtriage.parse.html.scripts.page_replacement import CUE, acts, page_replacements, waits_for_visitor
from scamtriage.parse.html.scripts.scopes import Script, SymbolTable
from scamtriage.parse.html.scripts.sinks import APART, MAX_DECODED, Sinks
from scamtriage.parse.html.scripts.tokens import tokenize, unquote
from scamtriage.records import lazy_re

MAX_PIECES = 8_000
"""Words and marks read of all scripts of a document: what writes a page is short but for its strings."""

_WINDOW = 60
"""Of a script that is longer, what stands at each place that decodes."""
_DECODER = lazy_re.compile(r"\b(?:atob|unescape|decodeURI(?:Component)?)\s{0,4}\(\s{0,4}[a-z\"'`]", re.IGNORECASE)
_MAX_LOADING, _TAG_CHARS = 20, 600
_TO_ITSELF = r"hx-target\s?=\s?[\"']?(?:body|main|#main|#app|#root|#content|#page)\b"
_AT_ONCE = r"hx-trigger\s?=\s?[\"']?[^\"'<>]{0,40}\b(?:load|every|revealed|intersect)\b"
_LOADING = {
    "hx-get": lazy_re.compile(rf"{_TO_ITSELF}[^<>]{{0,300}}{_AT_ONCE}|{_AT_ONCE}[^<>]{{0,300}}{_TO_ITSELF}", re.IGNORECASE),
    "x-html": lazy_re.compile(r"\bfetch\("),
    "<turbo-frame": lazy_re.compile(r"<turbo-frame\b[^<>]{0,300}\ssrc\s?="),
}
"""What stands in a page that loads more of itself -> what in its tag tells that it does so at once, and to where everything stands."""
_SIGN = r"[A-Za-z0-9+/=_%$-]"
_CIPHERS = (
    (lazy_re.compile(r"[dD]ecrypt|[dD]ecompress|[iI]nflate|ungzip"), lazy_re.compile(rf"(?<!base64,)(?<!{_SIGN}){_SIGN}{{600}}")),
    (lazy_re.compile(r"fromCharCode|fromCodePoint|charCodeAt|TextDecoder"), lazy_re.compile(rf"(?<!base64,)(?<!{_SIGN}){_SIGN}{{2000}}")),
)
"""What deciphers, and so much in cipher: more than those need who keep an address from robots."""
_NUMBERS, _MANY = lazy_re.compile(r"(?:\b(?:0x)?[0-9a-fA-F]{1,6}\s?,\s?)++"), 400
"""A list of numbers, and so many as a page has letters."""
_LEAST_CHARS, _LEAST_SAID, _WORDS = 24, 250, 4
_LEAST_NUMBERS = 150
_NUMBERED = lazy_re.compile(r"\\(?:x|u00)(4[1-9a-fA-F]|5[0-9aAfF]|6[1-9a-fA-F]|7[0-9aA]|3[0-9aA]|2[d-fD-F])")
"""A letter, a digit or a sign of an address written as its number."""
_SPELT, _MANY_SPELT = lazy_re.compile(r"(?<!-)\\(?:x|u00)(?:4[1-9a-fA-F]|5[0-9aA]|6[1-9a-fA-F]|7[0-9aA])(?!-)"), 6
"""A letter so written, and so many as a name has. The signs of addresses do not count, which data are full of ("\\u002F"), nor do the ends
of the ranges of letters in regular expressions."""
_OUTSIDE = lazy_re.compile(
    r"\bfetch\s*\(|XMLHttpRequest|\$\.(?:get|post|ajax|getJSON)\b|\.load\s*\(|(?:local|session)Storage|\bwindow\.name\b|\blocation\.(?:hash|search)"
    r"|document\.cookie|\bonmessage\b|[\"']message[\"']|WebSocket|EventSource|\bimport\s*\("
)
"""What brings words into a script that do not stand in it."""
_SPEECH = lazy_re.compile(r"(?<=[\"'`])[^\"'`\n<>{}=;]{24,}(?=[\"'`])")
_TAGS = lazy_re.compile(r"<[^<>]{0,2000}>")
_FORM = lazy_re.compile(r"<form\b", re.IGNORECASE)
_TYPED = lazy_re.compile(
    r"""<(?:textarea|select)\b|<input\b(?![^<>]{0,400}\btype\s?=\s?["']?(?:hidden|submit|button|image|reset)\b)""", re.IGNORECASE
)
_JOINED = lazy_re.compile(r"(?<=\w)([\"'`])\s?\+\s?\1(?=\w)")
"""Where a name was cut in two: `document["wri" + "te"]`."""
_GAP = r"[\"'`\]\s]{0,4}"
_CUES = (
    ("sink", rf"\bwrite(ln)?{_GAP}\(", False),
    ("sink", rf"(innerHTML|outerHTML|innerText|textContent|srcdoc){_GAP}\+?=[^=]", False),
    ("sink", r"insertAdjacentHTML|createContextualFragment|setHTML|replaceChildren|parseFromString|new Blob\(", False),
    ("sink", r"\b(alert|confirm|prompt|createTextNode|fillText|strokeText)\s{0,3}\(\s{0,3}[\"'`]", False),
    ("sink", r"\.(html|append|prepend|after|before|replaceWith)\s{0,3}\(\s{0,9}[\"'`a]|\.(html|replaceWith)\s{0,3}\(", False),
    ("sink", r"[\"'`]\s{0,4}data:text/html", True),
    ("sink", r"\btemplate\s{0,3}:\s{0,3}[\"'`]\s{0,9}<|\bhtml`|(\$|jQuery)\s?\(\s?[\"'`]\s?<(form|input)", False),
    ("sink", r"\b(eval|Function)\s{0,3}\)?\s{0,3}\(", False),
    ("page", CUE, False),
    ("matter", r"[\"'`]\s{0,9}(<|data:text/html|%3C|\\x3c|\\u003c)", True),
    ("matter", r"(innerText|textContent)\s?=\s?[\"'`][^\"'`<>{};]{30}", False),
    ("matter", r"(alert|confirm|prompt|append|createTextNode|fillText|strokeText)\s?\(\s?[\"'`][^\"'`<>{};]{30}", False),
    ("matter", r"\b(atob|unescape|decodeURI|decodeURIComponent|fromCharCode|reverse)\b", False),
    ("matter", r"<\\?/[a-zA-Z]", False),
    ("matter", r"charCodeAt|fromCodePoint|TextDecoder|[dD]ecrypt|[dD]ecompress|[iI]nflate", False),
    ("cut", r"\[\s?([\"']\w{0,20}[\"']\s?\+\s?)+[\"']\w{0,20}[\"']\s?\]", False),
    ("sink", rf"\bconstructor{_GAP}\(\s{{0,3}}([\"'`]|\w{{1,40}}[(\[])", False),
    ("no words", r"!\[\][\[\]()!+]{400}|=~\[\];|\(ﾟДﾟ\)\s?(=|\[)", False),
    ("own alphabet", r"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789\+/", False),
    ("sink by another name", r"createElement|localStorage|customElements|[\"'`](write|inner)", False),
)
"""(kind, expression, whether case does not matter) of what a script that matters can't do without; "no words": signs that are made into
letters one by one (JSFuck, JJEncode, AAEncode), for no purpose but that nobody reads them; "own alphabet": that in which an obfuscator
writes all texts of a script, so that no other of these is found."""


@dataclass(frozen=True, slots=True)
class Written:
    """`unknown`: they write of what is not known, at least in part; `replaced`: they put it in the place of the whole page; `awaited`: or
    of what the page is about; `ciphered`: of what only a run would decipher. `beside`: what they hold in words, and may write. `run`:
    scripts that stand in no script as they are, but packed, encoded or with their letters as numbers."""

    markup: str = ""
    unknown: bool = False
    replaced: bool = False
    awaited: bool = False
    ciphered: bool = False
    beside: str = ""
    run: tuple[str, ...] = ()


def find_written_markup(scripts: Iterable[str], markup: str) -> Written:
    """What the inline scripts of a document write into it: whatever they run for certain, and what they decode anywhere. `markup`: of the
    document, in which elements of their own may stand."""
    cues, scripts = _cues(), [*scripts]
    chosen: list[str] = []
    others: list[str] = []
    spelt = {script: _NUMBERED.sub(lambda sign: chr(int(sign[1], 16)), script) for script in scripts if _is_spelt(script)}
    wordless = False
    for script in scripts:
        found = cues.found(spelt.get(script, script))
        if "cut" in found:
            found |= cues.found(_JOINED.sub("", spelt.get(script, script)))
        wordless |= "no words" in found or ("own alphabet" in found and _CIPHERS[0][1].search(script) is not None)
        if not {"page", "sink"}.isdisjoint(found):
            chosen.append(script)
        elif len(script) >= _LEAST_SAID and "sink by another name" in found and ("matter" in found or _says(script)):
            others.append(script)
    chosen += others  # behind those that write for certain, so that they take no room from them
    if not chosen:
        return Written(run=(*spelt.values(),), ciphered=wordless)
    acted = any(map(acts, scripts))
    page = Interpreter(chosen, "", "", most=MAX_PIECES)
    page.run()
    if any("constructor" in spelt.get(script, script) for script in chosen):
        _run_constructed(page)
    own = cache(partial(own_elements, markup))
    for code in page.codes:
        _decode(code, page.sinks)
        for at, (start, stop) in islice(made_at_once(code, own), MAX_DECODED + 1):  # one more than is read
            if not waits_for_visitor(code, at, acted):
                page.sinks.decoded(code, start, stop)
        for placed in page_replacements(code, acted=acted):
            page.sinks.replace(code, placed)
    if page.cut:
        for script in chosen:
            for match in islice(_DECODER.finditer(script), MAX_DECODED):
                _decode(Script(tokenize(script[match.start() :], _WINDOW), SymbolTable()), page.sinks)
    written, unknown = page.sinks.markup, page.sinks.unknown or page.cut
    ciphered = (unknown or page.sinks.unread) and any(map(_deciphers, chosen))
    beside = _beside(page.codes, written)
    beside = APART.join(filter(None, (beside, *_held(page, written + beside))))
    held = unknown and (any(_OUTSIDE.search(script) is not None for script in chosen) or _holds_more(page.codes, written))
    run = (*_unpacked(page), *spelt.values())
    return Written(written, unknown, page.sinks.replaced, page.sinks.awaited, ciphered or held or wordless, beside, run)


def _is_spelt(script: str) -> bool:
    """Whether a script writes many of its letters as numbers (`"\\x61lert"`): what it does is found by its name."""
    if "\\x" not in script and "\\u00" not in script:
        return False
    return sum(1 for _ in islice(_SPELT.finditer(script), _MANY_SPELT)) == _MANY_SPELT


def _unpacked(page: Interpreter) -> list[str]:
    """The texts that were run as scripts, but those that stand as they are between the quotes of a script."""
    if not page.texts_run:
        return []
    quoted = {
        text[1:-1] for code in page.codes for text, kind in zip(code.pieces.texts, code.pieces.kinds, strict=True) if kind == "string"
    }
    told = (text for text in page.texts_run if text not in quoted)
    return [_NUMBERED.sub(lambda sign: chr(int(sign[1], 16)), text) if _is_spelt(text) else text for text in told]


def _says(script: str) -> bool:
    """Whether a script may hold so much in words."""
    told = accumulate(said.end() - said.start() for said in _SPEECH.finditer(script))
    return any(so_far >= _LEAST_SAID for so_far in told)


def _holds_more(codes: Iterable[Script], written: str) -> bool:
    """Whether scripts hold as much as a few sentences in strings that are not known to be written, or in numbers. Less is enough for an
    address that is kept from robots, and nothing for a countdown."""
    chars = numbers = 0
    for code in codes:
        for text, kind in zip(code.pieces.texts, code.pieces.kinds, strict=True):
            if kind in ("string", "template") and len(text) > _LEAST_CHARS and unquote(text) not in written:
                chars += len(text)
            numbers += kind == "number"
    return chars >= _LEAST_SAID or numbers >= _LEAST_NUMBERS


def _deciphers(script: str) -> bool:
    """Whether a script holds as much in cipher as a page is long, and what could decipher it."""
    listed = _CIPHERS[1][0].search(script) is not None and any(run[0].count(",") >= _MANY for run in _NUMBERS.finditer(script))
    return listed or any(means.search(script) is not None and cipher.search(script) is not None for means, cipher in _CIPHERS)


def _beside(codes: Iterable[Script], written: str) -> str:
    """The sentences and the markup in the strings of scripts that are not known to be written anywhere; "" for less than a page says."""
    found: dict[str, None] = {}
    for code in codes:
        for text, kind in zip(code.pieces.texts, code.pieces.kinds, strict=True):
            if kind not in ("string", "template") or len(text) < _LEAST_CHARS:
                continue
            held = unquote(text)
            whole = "</" in held and MARKUP.match(held.lstrip()) is not None
            if is_sentence(_TAGS.sub(" ", held) if whole else held, _WORDS) and (whole or readable(held)):
                found[held if MARKUP.search(held) is not None else f"<p>{escape(held)}</p>"] = None
    told = [held for held in found if held not in written]
    return APART.join(told) if sum(len(_TAGS.sub("", held)) for held in told) >= _LEAST_SAID else ""


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


def _run_constructed(page: Interpreter) -> None:
    """Run the texts that scripts hand to the maker of functions by the name that any function has for it: `[].map.constructor("…")()`.
    Whether that is reached does not matter, as with what is decoded: it hides what it does."""
    ran = False
    for code in page.codes:
        texts, partner = code.pieces.texts, code.pieces.partner
        for at in range(1, code.pieces.count - 1):
            if texts[at].strip("\"'`") != "constructor":
                continue
            opened = at + 1 + (texts[at + 1] == "]")
            if texts[opened] == "(" and texts[partner[opened] + 1] == "(":
                page.run_text(page.values.of(code, *code.pieces.arguments(opened)[-1]), 0)
                ran = True
    if ran:
        page.run()


def _decode(code: Script, sinks: Sinks) -> None:
    """What is decoded anywhere in a script, whether that runs or not."""
    pieces, behind = code.pieces, 0
    for at in range(pieces.count):
        if at >= behind and pieces.texts[at] in DECODERS and pieces.texts[at + 1] == "(" and pieces.texts[at - 1] != ".":
            behind = pieces.partner[at + 1] + 1
            sinks.decoded(code, at, behind)


def _held(page: Interpreter, written: str) -> list[str]:
    """Markup that scripts parse, put into a file of their own, a component's template or a tagged one, or make elements of, and that is not
    known to be written anywhere. A form without a field to fill in asks nothing: many a handler makes one to post what it has."""
    told = (page.values.of(code, start, stop) for code in page.codes for start, stop in islice(held_by(code), MAX_DECODED))
    return list(dict.fromkeys(text for text in told if _is_held(text) and text not in written))


def _is_held(text: object) -> TypeGuard[str]:
    return isinstance(text, str) and bool(MARKUP.search(text)) and not (_FORM.search(text) and not _TYPED.search(text))


@cache
def _cues() -> Matcher[str]:
    """What writes, and what can be written."""
    return Matcher(Pattern(kind, cue, literal=False, caseless=caseless, once=True) for kind, cue, caseless in _CUES)
