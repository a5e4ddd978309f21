"""Where scripts send what is typed on the page, whatever its forms say: `form.action = …`, `fetch(…, {body: new FormData(form)})`.

Kits leave the `action` empty, or one of the page's own, and give the receiver in a script. Nothing is run, so a call counts only where it
is given what a secret is called, or the whole form (`taken_along.py`); a request elsewhere beside one is a counter's, or a chat's.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.parse.html.scripts.evaluator import Evaluator
from scamtriage.parse.html.scripts.possible_redirects import given_values
from scamtriage.parse.html.scripts.scopes import Script, SymbolTable
from scamtriage.parse.html.scripts.taken_along import Secrets, TakenAlong
from scamtriage.parse.html.scripts.tokens import tokenize, unquote

MAX_PIECES = 8_000
"""Words and marks read of all scripts of a page, of the shortest first: what sends a form is short, and a library is not."""
_CUES = (
    r"\.[ ]?(?:formA|a)ction\s{0,3}=[^=]", r"[\"'`](?:form)?[aA]ction[\"'`]\s{0,3}[,\]]", r"fetch(?:[\"'`]\])?\s{0,3}\(", "axios",
    r"ajax\s{0,3}\(", "sendBeacon", r"\.\s{0,3}(?:post|get|put|request)\s{0,3}\(", "XMLHttpRequest", "WebSocket", r"\bio\s{0,3}\(",
    r"src\s{0,3}=", r"href\s{0,3}=", "location", r"open\s{0,3}\(", r"\[\s{0,4}[\"'`][^\"'`]{0,12}[\"'`]\s{0,4}\+",
)  # fmt: skip
_ADDRESS = re.compile(
    r"(?:https?:|wss?:)?//(?:[^/?#@\s]{0,200}+@)?+(?:[\w.-]{1,253}+|\[[\da-f:.]{2,45}+\])(?::\d{1,5})?+(?:[/?#]|\Z)", re.IGNORECASE
)
"""With the whole host: what follows it may be unknown."""
_SETS = frozenset(("setAttribute", "attr", "prop"))
_ACTIONS = frozenset(("action", "formAction", "formaction"))
_METHODS = frozenset(("POST", "GET", "PUT"))
_REQUESTS = frozenset(("fetch", "sendBeacon", "ajax", "axios"))
_POSTS, _LIBRARIES = frozenset(("post", "put", "request", "get")), frozenset(("axios", "$", "jQuery", "http", "$http", "ky", "superagent"))
_LOADED = frozenset(("src", "href", "location"))
"""What is loaded from where it is set to: a picture, or the next page."""
_SOCKETS, _SENDS = frozenset(("WebSocket", "io")), frozenset(("send", "emit"))
_GOES = frozenset(("replace", "assign"))
_BEGINS = re.compile(r"`\$\{\s?([\w$]{1,60})\}")
_URL = frozenset(("url", '"url"', "'url'"))
_FAR, _MAX_URL, _MAX_GIVEN = 16, 4_096, 40


def receivers(scripts: Sequence[str], secrets: Secrets, reached: list[int]) -> Iterator[str]:
    """Yield the addresses, each once, to which scripts send what is typed: those set as the `action` of a form, and those of requests, of
    sockets, of pictures and of next pages that take a secret along. Where pieces were left out, their limit is added to `reached`.
    """
    told: set[str] = set()
    left, names = MAX_PIECES, SymbolTable()
    for script in sorted((script for script in scripts if _cues().found(script)), key=len):
        pieces = tokenize(script, left)
        left -= pieces.count
        code = Script(pieces, names)
        for address in _found(code, names, TakenAlong(code, names, secrets)):
            if address not in told:
                told.add(address)
                yield address
        if pieces.cut:
            reached.append(MAX_PIECES)
            return


@cache
def _cues() -> Matcher[str]:
    return Matcher([Pattern("", cue, literal=False, once=True) for cue in _CUES])


def _found(code: Script, names: SymbolTable, taken: TakenAlong) -> Iterator[str]:
    values: Evaluator | None = None
    read: set[int] = set()
    """Where addresses stand that were told: thousands of requests may ask one name, and a template of its costs much to read."""
    texts, kinds, partner = code.pieces.texts, code.pieces.kinds, code.pieces.partner
    sends: dict[str, list[int]] = {}
    for at in range(2, code.pieces.count):
        if texts[at] in _SENDS and texts[at - 1] == "." and texts[at + 1] == "(" and taken.holds(at + 2, partner[at + 1]):
            sends.setdefault(texts[at - 2], []).append(at)
    for at in range(code.pieces.count):
        text = texts[at]
        if kinds[at] != "word":
            continue
        if text in _ACTIONS and texts[at - 1] == "." and texts[at + 1] == "=":
            start, named = at + 2, taken.is_of_secrets(taken.chain(at - 2), at - 1)
        elif text in _SETS and texts[at + 1] == "(" and unquote(texts[at + 2]) in _ACTIONS and texts[at + 3] == ",":
            start, named = at + 4, taken.is_of_secrets(taken.chain(at - 2), at - 1)
        elif text in _LOADED and texts[at + 1] == "=":
            start, named = at + 2, taken.holds(at + 2, code.pieces.expression_end(at + 2))
        elif text in _SOCKETS and texts[at + 1] == "(":
            before = at - 1 - (texts[at - 1] == "new")
            behind = partner[at + 1] + 1
            start = at + 2
            named = (texts[before] == "=" and texts[before - 1] in sends) or (texts[behind] == "." and behind + 1 in sends.get(")", ()))
        elif texts[at + 1] == "(" and (start := _requested(code, at, taken)):
            named = taken.holds(at + 2, partner[at + 1]) or (text == "open" and texts[at - 2] in sends)
        else:
            continue
        if named:
            values = values or given_values(code, names)
            new = [place for place in _given(code, start, taken) if place not in read]
            read.update(new)
            yield from filter(None, [_address(code, place, values) for place in new])


def _requested(code: Script, at: int, taken: TakenAlong) -> int:
    """Return where the address stands of the request that is made here; 0 if none is."""
    texts = code.pieces.texts
    text, before, first = texts[at], texts[at - 2] if texts[at - 1] == "." else "", at + 2
    if (text in _GOES and before == "location") or (text == "open" and texts[first + 1] != ","):
        return first
    if text == "open" and before and texts[first + 1] == "," and unquote(texts[first]).upper() in _METHODS:
        return first + 2
    if text not in _REQUESTS and not (text in _POSTS and before in _LIBRARIES):
        return 0
    if texts[first : first + 3] == ["new", "Request", "("]:
        return first + 3
    settings = next((place for place in taken.given(texts[first]) if texts[place] == "{"), first)
    return settings if texts[settings] != "{" else _named_url(code, settings)


def _given(code: Script, start: int, taken: TakenAlong) -> list[int]:
    """Return where the address may begin that stands here: if it is a name, or a template begins with one, at each expression that the
    name is given anywhere, as a script may give it another that is never used."""
    text = code.pieces.texts[start]
    name = text if code.pieces.kinds[start] == "word" else match[1] if (match := _BEGINS.match(text)) else ""
    given = taken.given(name)[:_MAX_GIVEN] if name else []
    return [start, *given] if len(given) > 1 else [start]


def _named_url(code: Script, opened: int) -> int:
    """Return where the value of `url` stands in an object that is written out; 0 if it has none."""
    texts = code.pieces.texts
    return next((start + 2 for start, _ in code.pieces.arguments(opened) if texts[start] in _URL and texts[start + 1] == ":"), 0)


def _address(code: Script, at: int, values: Evaluator) -> str:
    """Return the address that an expression begins with, with its whole host; what follows may be unknown. "" where it has none."""
    end = code.pieces.expression_end(at)
    value = values.of(code, at, end)
    if value is None and (plus := next((place for place in range(at, min(end, at + _FAR)) if code.pieces.texts[place] == "+"), 0)):
        value = values.of(code, at, plus)
    address = value.strip()[:_MAX_URL] if isinstance(value, str) else ""
    address = f"http{address[2:]}" if address[:2].lower() == "ws" else address  # a socket begins as a request
    return address if _ADDRESS.match(address) is not None else ""
