"""Where scripts send what is typed on the page, whatever its forms say: `form.action = …`, `fetch(…, {body: new FormData(form)})`.

Kits leave the `action` empty, or one of the page's own, and give the receiver in a script. Nothing is run, so a call counts only where it
is given, or stands in one function with, what a secret is called, or the whole form.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from scamtriage.knowledge.pages.fields import field_words
from scamtriage.parse.html.scripts.evaluator import Evaluator
from scamtriage.parse.html.scripts.possible_redirects import given_values
from scamtriage.parse.html.scripts.scopes import Script, SymbolTable
from scamtriage.parse.html.scripts.tokens import tokenize, unquote

MAX_PIECES = 8_000
"""Words and marks read of all scripts of a page, of the shortest first: what sends a form is short, and a library is not."""
_CUE = re.compile(
    r"\.\s?(?:formA|a)ction\s{0,3}=[^=]|[\"'`](?:form)?action[\"'`]\s{0,3}[,\]]|\bfetch\s{0,3}\(|\baxios\b|\bajax\s{0,3}\(|sendBeacon"
    r"|(?:\$|jQuery|http|ky|superagent)\s{0,3}\.\s{0,3}(?:post|get)\s{0,3}\(|XMLHttpRequest|WebSocket|\bio\s{0,3}\(|\.\s?src\s{0,3}=|\blocation\b"
    r"|\[\s{0,4}[\"'`][^\"'`]{0,12}[\"'`]\s{0,4}\+",
    re.IGNORECASE,
)
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
_URL = frozenset(("url", '"url"', "'url'"))
_WHOLE_FORM = frozenset(("FormData", "serialize", "serializeArray"))
_SECRETS = frozenset(("password", "otp", "pin", "seed-phrase", "bank-login"))
_CARD = re.compile(r"card|ccnum|cv[vc]", re.IGNORECASE)
"""What a name says that means a payment card; "expiration" is a cookie's too."""
_MOST, _MAX_LOOKS, _MAX_NAME, _FAR, _MAX_URL = 20, 200, 40, 16, 4_096
_MAX_FUNCTION = 400
"""Words and marks of a function that checks a form and sends it."""
_QUOTES = "\"'`#."
"""What stands around a name in a script: `$("#pwd")`."""


class Secrets(NamedTuple):
    """By what scripts name the secrets that the page asks for."""

    names: frozenset[str]
    """The names of their inputs."""
    whole: bool
    """Every form holds one, so that a form that is sent as a whole sends it."""


def receivers(scripts: Sequence[str], secrets: Secrets, reached: list[int]) -> Iterator[str]:
    """Yield the addresses, each once, to which scripts send what is typed: those set as the `action` of a form, and those of requests, of
    sockets, of pictures and of next pages that take a secret along. Where pieces were left out, their limit is added to `reached`.
    """
    told: set[str] = set()
    left, names = MAX_PIECES, SymbolTable()
    for script in sorted((script for script in scripts if _CUE.search(script) is not None), key=len):
        pieces = tokenize(script, left)
        left -= pieces.count
        code = Script(pieces, names)
        values = given_values(code, names)
        for address in _found(code, values, secrets):
            if address not in told and len(told) < _MOST:
                told.add(address)
                yield address
        if pieces.cut:
            reached.append(MAX_PIECES)
            return


def _found(code: Script, values: Evaluator, secrets: Secrets) -> Iterator[str]:
    texts, kinds = code.pieces.texts, code.pieces.kinds
    named = _secret_places(code, secrets)
    around = _functions_around(code)
    sends = [at for at in range(code.pieces.count) if texts[at] in _SENDS and texts[at + 1] == "("]
    sends_secret = any(_holds(named, at, code.pieces.partner[at + 1]) for at in sends)
    looks = _MAX_LOOKS
    for at in range(code.pieces.count):
        text = texts[at]
        if kinds[at] != "word" or looks <= 0:
            continue
        if text in _ACTIONS and texts[at - 1] == "." and texts[at + 1] == "=":
            start = at + 2
        elif text in _SETS and texts[at + 1] == "(" and unquote(texts[at + 2]) in _ACTIONS and texts[at + 3] == ",":
            start = at + 4
        elif text in _LOADED and texts[at + 1] == "=":
            start = at + 2
            if not _holds(named, start, code.pieces.expression_end(start)):
                continue
        elif text in _SOCKETS and texts[at + 1] == "(":
            start = at + 2
            if not sends_secret:
                continue
        elif texts[at + 1] == "(" and (start := _requested(code, at)):
            stop = code.pieces.partner[at + 1]
            if not _holds(named, at + 2, stop) and not (_carries(code, at, start, stop) and _holds(named, *around(at))):
                continue
        else:
            continue
        looks -= 1
        if address := _address(code, start, values):
            yield address


def _secret_places(code: Script, secrets: Secrets) -> list[int]:
    """Return where the words and texts stand that name a secret of the page, in order."""
    texts, kinds = code.pieces.texts, code.pieces.kinds

    def names(word: str) -> bool:
        return word in secrets.names or (secrets.whole and word in _WHOLE_FORM) or _is_secret(word)

    near = (at for at in range(code.pieces.count) if kinds[at] in ("word", "string") and len(texts[at]) <= _MAX_NAME)
    return [at for at in near if names(texts[at].strip(_QUOTES))]


def _functions_around(code: Script) -> Callable[[int], tuple[int, int]]:
    """Return what gives the range of the innermost function around a place, or of the script, for places in their order. One that is long
    does many things, and holds none of them together: its range is empty."""
    waiting = sorted(((made.start, made.stop) for made in code.functions.values() if made.block), reverse=True)
    inside = [(0, code.pieces.count)]

    def around(at: int) -> tuple[int, int]:
        while waiting and waiting[-1][0] <= at:
            inside.append(waiting.pop())
        while len(inside) > 1 and inside[-1][1] <= at:
            inside.pop()
        start, stop = inside[-1]
        return (start, stop) if stop - start <= _MAX_FUNCTION else (start, start)

    return around


def _carries(code: Script, at: int, start: int, stop: int) -> bool:
    """Whether a request takes anything along but its address: what else stands in its brackets, or is sent behind them."""
    texts = code.pieces.texts
    if texts[at] == "open":
        return texts[at + 2].upper()[1:-1] != "GET"
    return code.pieces.expression_end(start) < stop


def _holds(places: list[int], start: int, stop: int) -> bool:
    found = bisect_left(places, start)
    return found < len(places) and places[found] < stop


def _requested(code: Script, at: int) -> int:
    """Return where the address stands of the request that is made here; 0 if none is."""
    texts = code.pieces.texts
    text, before, first = texts[at], texts[at - 2] if texts[at - 1] == "." else "", at + 2
    if text == "open" and before and texts[first + 1] == "," and unquote(texts[first]).upper() in _METHODS:
        return first + 2
    if text in _REQUESTS or (text in _POSTS and before in _LIBRARIES):
        return first if texts[first] != "{" else _named_url(code, first)
    return 0


def _named_url(code: Script, opened: int) -> int:
    """Return where the value of `url` stands in an object that is written out; 0 if it has none."""
    texts = code.pieces.texts
    return next((start + 2 for start, _ in code.pieces.arguments(opened) if texts[start] in _URL and texts[start + 1] == ":"), 0)


@lru_cache(maxsize=2_048)
def _is_secret(word: str) -> bool:
    kind = field_words().kind_of(word)
    return kind in _SECRETS or (kind == "card" and _CARD.search(word) is not None)


def _address(code: Script, at: int, values: Evaluator) -> str:
    """Return the address that an expression begins with, with its whole host; what follows may be unknown. "" where it has none."""
    end = code.pieces.expression_end(at)
    value = values.of(code, at, end)
    if value is None and (plus := next((place for place in range(at, min(end, at + _FAR)) if code.pieces.texts[place] == "+"), 0)):
        value = values.of(code, at, plus)
    address = value.strip()[:_MAX_URL] if isinstance(value, str) else ""
    address = f"http{address[2:]}" if address[:2].lower() == "ws" else address  # a socket begins as a request
    return address if _ADDRESS.match(address) is not None else ""
