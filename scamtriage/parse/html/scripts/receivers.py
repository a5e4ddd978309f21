"""Where scripts send what is typed on the page, whatever its forms say: `form.action = …`, `fetch(…, {body: new FormData(form)})`.

Kits leave the `action` empty, or one of the page's own, and give the receiver in a script. Nothing is run, so a call counts only where it
is given what a secret is called, or the whole form (`taken_along.py`); a request elsewhere beside one is a counter's, or a chat's.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.parse.html.scripts.evaluator import Evaluator
from scamtriage.parse.html.scripts.named_boxes import Secrets
from scamtriage.parse.html.scripts.possible_redirects import given_values
from scamtriage.parse.html.scripts.scopes import Script, SymbolTable
from scamtriage.parse.html.scripts.secret_words import may_name_secret
from scamtriage.parse.html.scripts.taken_along import TakenAlong
from scamtriage.parse.html.scripts.tokens import put_together, spelled_out, tokenize, unquote
from scamtriage.records import lazy_re

MAX_PIECES = 8_000
"""Words and marks read of all scripts of a page, of the shortest first: what sends a form is short, and a library is not."""
_LEADS, _SENDS_ON, _SUBMITS, _MAKES_FORM, _COLLECTS, _HIDES = "leads", "sends", "submits", "makes form", "collects", "hides"
_CUES = {
    _LEADS: (
        r"\.[ ]?(?:formA|a)ction\s{0,3}=[^=]", r"[\"'`](?:action|formAction|formaction|src|href)[\"'`]\s{0,3}[,\]]",
        r"\.\s{0,3}(?:get|put|request)\s{0,3}\(", r"\bio\s{0,3}\(", r"src\s{0,3}=", r"href\s{0,3}=", "location", r"open\s{0,3}\(",
        r"(?:\[|Attribute\s?\()\s{0,4}[\"'`][^\"'`]{0,12}[\"'`]\s{0,4}\+",
    ),
    _SENDS_ON: (
        r"fetch(?:[\"'`]\])?\s{0,3}\(", "axios", r"ajax\s{0,3}\(", "sendBeacon", r"\.\s{0,3}(?:post|getJSON)\s{0,3}\(", "XMLHttpRequest",
        "WebSocket", r"\.\s{0,3}(?:send|emit|insert|setItem)\s{0,3}\(", r"\.\s{0,3}(?:log|sign)[iI]n\w{0,30}\s{0,3}\(",
        "localStorage", "sessionStorage", "postMessage", r"\.cookie\s{0,3}=", r"\bimport\s{0,3}\(", r"window\.name\s{0,3}=", "firebase",
        "firestore",
    ),
    _SUBMITS: (r"\.\s{0,3}(?:submit|requestSubmit)\s{0,3}\(",),
    _MAKES_FORM: (r"createElement\s{0,3}\(\s{0,3}(?:[\"'`]form\b|[^\"'`\s])", r"<form\b", "cloneNode"),
    _COLLECTS: (
        r"(?:querySelectorAll|getElementsByTagName|\$|jQuery)\s{0,3}\(\s{0,3}[\"'`][^\"'`]{0,60}\binput\b",
        r"[+(,=]\s{0,3}(?:e|ev|evt|event)\.(?:key|keyCode|which)\s{0,3}[;),}]", r"\b(?:e|ev|evt|event)\.(?:target|currentTarget)\.value\b",
        r"\b(?:(?:next|previous)ElementSibling|activeElement|this\s?\[\s?\d{1,2}\s?\]|(?:children|elements|childNodes)\s?\[\s?\d{1,2}\s?\]"
        r"|forms\s?\[[^\[\]]{1,20}\]\s?\[\s?\d{1,2}\s?\])\s?\.value\s?(?:[,;}|&`]|\)\s?[^\s{]|\+\s?[\"'`\w])",
        r"(?:querySelector|getElementById|getElementsByName)\s?\(\s?(?:atob|String\.fromCharCode|unescape|decodeURIComponent)\s?\(",
        r"(?:querySelector|getElementById|getElementsByName)\s?\(\s?(?:\[|[\"'`][^\"'`]{0,60}[\"'`]\s?[\].,][^)]{0,60}\.?(?:join|replace|reverse)\s?\()",
        r"\[type[\^*$]=\\{0,2}[\"']?[pPaAsSwWoOrRdD]{1,8}[\\\"'\] ]",
        r"querySelector(?:All)?\s?\(\s?[\"'`](?:form|#[\w-]{1,40})\b[^\"'`\w]{0,3}(?:\*|:nth)",
    ),
    _HIDES: (
        r"\beval\s{0,3}\(\s{0,3}function", r"\bFunction\s{0,3}\(\s{0,3}[^)\s\"'`]", r"\beval\s{0,3}\(\s{0,3}[\w$.]{1,60}[()\[]",
        r"_0x[0-9a-f]{4,6}\(",
    ),
}  # fmt: skip
"""What may give a receiver; what sends, or keeps for another page, wherever that is; what sends a form, and makes one; what reads boxes
without their names; and what runs a text that is no script yet, or has its own texts in a list."""
_ADDRESS = lazy_re.compile(
    r"(?:https?:|wss?:)?//(?:[^/?#@\s]{0,200}+@)?+(?:[\w.-]{1,253}+|\[[\da-f:.]{2,45}+\])(?::\d{1,5})?+(?:[/?#]|\Z)", re.IGNORECASE
)
"""With the whole host: what follows it may be unknown."""
_SETS = frozenset(("setAttribute", "attr", "prop"))
_SOURCES = frozenset(("src", "href"))
_ACTIONS = frozenset(("action", "formAction", "formaction"))
_METHODS = frozenset(("POST", "GET", "PUT"))
_REQUESTS = frozenset(("fetch", "sendBeacon", "ajax", "axios"))
_POSTS, _LIBRARIES = (
    frozenset(("post", "put", "request", "get", "getJSON")),
    frozenset(("axios", "$", "jQuery", "http", "$http", "ky", "superagent")),
)
_MAKES = frozenset(("create", "extend", "instance"))
_BASES = frozenset(("baseURL", "baseUrl", "prefixUrl"))
"""What a library's requests begin with, where they name a path."""
_LOADED = frozenset(("src", "href", "location"))
"""What is loaded from where it is set to: a picture, or the next page."""
_SOCKETS, _SENDS = frozenset(("WebSocket", "io")), frozenset(("send", "emit"))
_GOES = frozenset(("replace", "assign"))
_BEGINS = lazy_re.compile(r"`\$\{\s?([\w$]{1,60})\}")
_URL = frozenset(("url", '"url"', "'url'"))
_SCHEMES = frozenset(("http", "https"))
_OWN = frozenset(("action", "href", "origin", "pathname", "URL"))
"""Members that are an address of this page, or the one that a form has in the markup."""
_FAR, _MAX_URL, _MAX_GIVEN = 16, 4_096, 40


class Receivers(NamedTuple):
    """The addresses, each once, to which scripts send what is typed: those set as the `action` of a form, and those of requests, sockets,
    pictures and of next pages that take a secret along; whether a secret is taken to where it is not known; and whether any of these was
    found. Where pieces were left out, `cut` is their limit, else 0."""

    addresses: tuple[str, ...] = ()
    unknown: bool = False
    known: bool = False
    cut: int = 0


def receivers(scripts: Sequence[str], secrets: Secrets) -> Receivers:
    """Return where scripts send the secrets of a page."""
    told: dict[str, None] = {}
    left, names, known_by = MAX_PIECES, SymbolTable(), secrets.names | secrets.forms
    unknown = known = cut = False
    scripts = [spelled_out(script) for script in scripts]
    marks = {script: _cues().found(script) for script in scripts}
    for found in marks.values():  # a form of the page goes where it says, and so does a secret if each of them holds one
        if _SUBMITS in found and (_MAKES_FORM in found or not secrets.whole):
            found[_SENDS_ON] = 0
    for script in sorted((script for script in scripts if marks[script] and may_name_secret(script, known_by, secrets.short)), key=len):
        pieces = tokenize(script, left)
        left -= pieces.count
        code = Script(pieces, names)
        taken = TakenAlong(code, names, secrets)
        for address in _found(code, names, taken):
            if address is None:
                unknown = True
                continue
            known = True
            if address:
                told[address] = None
        if _SENDS_ON in marks[script] and taken.is_taken:
            marks[script][_COLLECTS] = 0
        if cut := pieces.cut:
            break
    kept = any(_HIDES in found or (_SENDS_ON in found and _COLLECTS in found) for found in marks.values())
    return Receivers(tuple(told), unknown or cut or (kept and not known), known, MAX_PIECES if cut else 0)


@cache
def _cues() -> Matcher[str]:
    return Matcher([Pattern(key, cue, literal=False, once=True) for key, cues in _CUES.items() for cue in cues])


def _found(code: Script, names: SymbolTable, taken: TakenAlong) -> Iterator[str | None]:
    """Yield each address to which a secret is sent; "" for one on the page's own host, None for one that is not known."""
    values: Evaluator | None = None
    bases: list[str | None] = []
    # where addresses stand that were told: thousands of requests may ask one name, and a template of its costs much to read
    read: set[int] = set()
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
        elif text in _SETS and texts[at + 1] == "(" and kinds[at + 2] == "string":
            said, end = put_together(code.pieces, at + 2)
            if texts[end + 1] != "," or said not in _ACTIONS | _SOURCES:
                continue
            start = end + 2
            named = taken.is_of_secrets(taken.chain(at - 2), at - 1) if said in _ACTIONS else taken.holds(start, partner[at + 1])
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
            found = [_address(code, place, values) for place in new]
            if text in _POSTS or text in _LIBRARIES:
                bases = bases or [_address(code, place, values) for place in _set_bases(code)] or [""]
                found = [base for one in found for base in (bases if one == "" else [one])]
            yield from found if not any(found) else filter(None, found)


def _requested(code: Script, at: int, taken: TakenAlong) -> int:
    """Return where the address stands of the request that is made here; 0 if none is."""
    texts = code.pieces.texts
    text, before, first = texts[at], texts[at - 2] if texts[at - 1] == "." else "", at + 2
    if (text in _GOES and before == "location") or (text == "open" and texts[first + 1] != ","):
        return first
    if text == "open" and before and texts[first + 1] == "," and unquote(texts[first]).upper() in _METHODS:
        return first + 2
    if text not in _REQUESTS and not (text in _POSTS and (before in _LIBRARIES or _is_instance(code, before, taken))):
        return 0
    if texts[first : first + 3] == ["new", "Request", "("]:
        return first + 3
    settings = next((place for place in taken.given(texts[first]) if texts[place] == "{"), first)
    return settings if texts[settings] != "{" else _named_url(code, settings)


def _is_instance(code: Script, name: str, taken: TakenAlong) -> bool:
    """Whether a name is given a client of its own that a library makes: `axios.create({baseURL: …})`."""
    texts = code.pieces.texts
    return any(texts[at] in _LIBRARIES and texts[at + 1] == "." and texts[at + 2] in _MAKES for at in taken.given(name)[:_MAX_GIVEN])


def _set_bases(code: Script) -> list[int]:
    """Return where the addresses stand with which a library's requests are said to begin."""
    texts = code.pieces.texts
    named = (at for at in range(code.pieces.count) if texts[at].strip("\"'") in _BASES and texts[at + 1] in (":", "="))
    return [at + 2 for at, _ in zip(named, range(_MAX_GIVEN), strict=False)]


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


def _address(code: Script, at: int, values: Evaluator) -> str | None:
    """Return the address that an expression begins with, with its whole host; what follows may be unknown. "" where it is one of the page's
    own host, or the form's own, None where it is not known."""
    texts, end = code.pieces.texts, code.pieces.expression_end(at)
    value = values.of(code, at, end)
    if value is None and (plus := next((place for place in range(at, min(end, at + _FAR)) if texts[place] == "+"), 0)):
        value, end = values.of(code, at, plus), plus
    if not isinstance(value, str):
        return "" if _is_own(code, at, end) else None
    address = value.strip()[:_MAX_URL]
    address = f"http{address[2:]}" if address[:2].lower() == "ws" else address  # a socket begins as a request
    if _ADDRESS.match(address) is not None:
        return address
    return None if address[:2] == "//" or address.partition(":")[0].lower() in _SCHEMES else ""  # it ends within its host, or before it


def _is_own(code: Script, at: int, end: int) -> bool:
    """Whether an expression is the page's address, or what a form has: `location.origin`, `form.action`, `$(f).attr("action")`."""
    texts = code.pieces.texts
    if texts[at][:1] == "`":
        return texts[at].startswith(("`${location.", "`${window.location."))
    last = [text.strip("\"'`") for text in texts[max(at, end - 4) : end]]
    return texts[end - 1] == "location" or (last[-2:-1] == ["."] and last[-1] in _OWN) or ("action" in last and "(" in last)
