"""Where the scripts of a page may lead by themselves, though only a run would tell whether they do."""

import re
from collections.abc import Iterator, Mapping, Sequence

from scamtriage.parse.html.refresh import refresh_target
from scamtriage.parse.html.scripts.evaluator import OWNERS, Evaluator
from scamtriage.parse.html.scripts.page_replacement import acts, waits_for_visitor
from scamtriage.parse.html.scripts.redirect import COMPUTED
from scamtriage.parse.html.scripts.scopes import GLOBAL, Script, SymbolTable
from scamtriage.parse.html.scripts.self_started import SelfStarted
from scamtriage.parse.html.scripts.tokens import tokenize, unquote
from scamtriage.records import lazy_re

MAX_PIECES = 8_000
"""Words and marks read of all scripts of a page: what leads on is short."""

_CUE = lazy_re.compile(rf"location|navigat|submit\s?[(.]|[\"']submit[\"']|\bopen\s?\(|\.click\s?\(|refresh|{COMPUTED}", re.IGNORECASE)
_ADDRESS = lazy_re.compile(r"(?:https?:)?//[\w-]+\.[\w.-]+", re.IGNORECASE)
_PAGE = lazy_re.compile(
    rf"{_ADDRESS.pattern}|\.{{0,2}}[/?][\w.%~-]|(?<![\w%~-])[\w%~-]{{1,200}}+\.(?:html?|php|aspx?|jsp)\b", re.IGNORECASE
)
"""The same, or the address of another page of the site."""
_WHO = (
    "userAgent", "appVersion", "webdriver", "maxTouchPoints", "resolvedOptions", "getTimezoneOffset", "navigator.platform",
    "navigator.language", "userLanguage", "browserLanguage", "document.referrer", "screen.width", "screen.height", "screen.avail",
    "innerWidth", "matchMedia", "ontouchstart",
)  # fmt: skip
"""What tells a script who visits: his browser and device, his language, his time zone, whence he came."""
_GOES = lazy_re.compile(
    r"location[\"'\]\s]{0,4}(?:\.\s?href\s?)?=(?!=)|location[\"'\]\s]{0,4}\.\s?(?:replace|assign)|navigate\s?\(|_self|\.click\s?\("
    r"|location\s?\[|[Hh][Tt][Tt][Pp]-?[Ee][Qq][Uu][Ii][Vv]"
)
_BETWEEN = frozenset(
    (".", "href", "replace", "assign", "call", "set", "=", "(", ")", ",", "[", "]", "{", "}", ":", "location", '"href"', "'href'")
)
"""What may stand between a location and the address that it gets."""
TOLD = "https://told.invalid/"
"""Stands for an address that a server tells a script; of no site (RFC 6761)."""
_FAR = 16
_MAX_LOOKED = 60
"""Functions of which it is asked whether a script names them again; any other may be called."""
_STARTS = frozenset(("location", "navigate"))
_BY_ID = (["getElementById", "("], ["querySelector", "("])
_SUBMITS = frozenset(("submit", "requestSubmit"))
_CALLED = ([".", "call"], [".", "apply"])
"""A method of the prototype, which no form can shadow by a field of that name."""


def possible_redirects(
    scripts: Sequence[str],
    actions: Sequence[str],
    links: Mapping[str, str],
    *,
    pressed: Sequence[str] = (),
    by_visitor: bool = False,
    by_itself: bool = False,
) -> Iterator[str]:
    """The addresses, each once, of other sites perhaps, that scripts go to at once, later, or under some condition, but for what waits
    until a visitor does something. `actions`: where the forms of the page lead, which scripts may send. `links`: where its links lead, by
    their ids, their classes with a dot, the first as "<a". `pressed`: where those forms lead into which nobody types: any button may be
    theirs that scripts press, and any event; a box to be filled waits for a visitor. `by_visitor`: of scripts alone that ask who visits,
    and other pages of the site too. `by_itself`: only where it stands in the scripts that they get there without a visitor; and TOLD for
    each address that only a server tells them."""
    leading = [script for script in scripts if _CUE.search(script) is not None and (not by_visitor or _asks_who(script))]
    if not leading:
        return
    acted = any(map(acts, scripts))
    left, names = MAX_PIECES, SymbolTable()
    address = _PAGE if by_visitor else _ADDRESS
    told: set[str] = set()
    looked: dict[str, bool] = {}

    def called(name: str) -> bool:
        if name not in looked and len(looked) < _MAX_LOOKED:
            looked[name] = sum(script.count(name) for script in scripts) > 1
        return looked.get(name, True)

    for script in leading:
        if left <= 0:
            return
        code = Script(tokenize(script, left), names)
        left -= code.pieces.count
        started: SelfStarted | None = None
        for at, found in _leads(code, names, address, actions, links, pressed, by_visitor=by_visitor):
            if by_itself and code.pieces.texts[at] == "location" and not _is_given(code, at):
                continue
            if by_itself and not any(found):
                started = started or SelfStarted(code)
                found = (TOLD,) if _is_told(code, at, started) else ()
            fresh = [one for one in found if one and one not in told]
            if not fresh or waits_for_visitor(code, at, acted):
                continue
            if by_itself:
                started = started or SelfStarted(code)
            if started.reaches(at) if started is not None else all(map(called, _around(code, at, names))):
                told.update(fresh)
                yield from fresh


def _leads(
    code: Script,
    names: SymbolTable,
    address: re.Pattern[str],
    actions: Sequence[str],
    links: Mapping[str, str],
    pressed: Sequence[str],
    *,
    by_visitor: bool,
) -> Iterator[tuple[int, Sequence[str]]]:
    """Where a script goes on, and to which addresses; "" stands for one that cannot be told. Arguments as in `possible_redirects`."""
    texts, values = code.pieces.texts, given_values(code, names)
    targets = _targets(code, values, address)
    for at in range(code.pieces.count):
        text = texts[at]
        if text in _STARTS and texts[at + 1] != ":":  # data names a place of its site so
            yield at, (_address(code, at + 1, values, address),)
        elif text in OWNERS and texts[at + 1] == "[":
            path, after = values.path(code, at, code.pieces.count)
            if path[:1] == ("location",):
                yield at, (_address(code, after, values, address),)
        elif text == "click" and texts[at - 1 : at + 3] == [".", text, "(", ")"]:
            if texts[at - 5 : at - 3] in _BY_ID and texts[at - 2] == ")":
                yield at, (links.get("<a" if (named := unquote(texts[at - 3])) == "a" else named.removeprefix("#"), ""),)
            else:  # a name of its own, the id of an element, or a button of a form
                led = targets.get(name := texts[at - 2]) or ((links[name],) if name in links else pressed)
                yield at, led
        elif text in _SUBMITS and texts[at - 1] == "." and (texts[at + 1 : at + 3] == ["(", ")"] or texts[at + 1 : at + 3] in _CALLED):
            yield at, (*targets.get(texts[at - 2], ()), *actions)
        elif text in ("trigger", "Event") and texts[at + 1] == "(" and texts[at + 2] in ('"submit"', "'submit'"):
            yield at, pressed
        elif text == "open" and texts[at + 1] == "(" and texts[at + 3 : at + 6] in ([",", '"_self"', ")"], [",", "'_self'", ")"]):
            yield at, (_address(code, at + 1, values, address),)
        elif code.pieces.kinds[at] == "string" and "url" in text.lower() and (target := refresh_target(unquote(text))):
            yield at, (target,)


def may_lead(script: str) -> bool:
    """Whether a script may go to another site, or choose whom it sends elsewhere. Of most scripts a few words are looked for."""
    if "location" not in script and "navigate" not in script and ".click" not in script and "refresh" not in script:
        return False
    return _asks_who(script) or _GOES.search(script) is not None


def _asks_who(script: str) -> bool:
    return any(cue in script for cue in _WHO)


def given_values(code: Script, names: SymbolTable) -> Evaluator:
    """What the names of a script may stand for: what is known of all that they are given, the last."""
    values, pieces = Evaluator(names), code.pieces
    for at in range(1, pieces.count):
        if pieces.texts[at] != "=" or pieces.kinds[at - 1] != "word" or pieces.texts[at - 2] == ".":
            continue
        if (value := values.of(code, at + 1, code.pieces.expression_end(at + 1))) is not None:
            values.environment.hold(code.name(at - 1), value)
    return values


def _targets(code: Script, values: Evaluator, address: re.Pattern[str]) -> dict[str, list[str]]:
    """Where links and forms lead that a script makes, by the names that it has for them."""
    texts, found = code.pieces.texts, dict[str, list[str]]()
    for at in range(3, code.pieces.count):
        if texts[at - 2 : at + 1] in ([".", "href", "="], [".", "action", "="]):
            found.setdefault(texts[at - 3], []).append(_address(code, at + 1, values, address))
    return found


def _address(code: Script, at: int, values: Evaluator, address: re.Pattern[str]) -> str:
    """The address of this form that stands from here on behind a location; "" where there is none."""
    place, count = _value(code, at), code.pieces.count
    value = values.of(code, place, code.pieces.expression_end(place)) if place < count else None
    return value if isinstance(value, str) and address.match(value.lstrip()) else ""


def _is_told(code: Script, at: int, started: SelfStarted) -> bool:
    """Whether a location is given here what a server answered: `location = answer.url`."""
    texts, place = code.pieces.texts, _value(code, at + 1)
    if place == code.pieces.count or code.pieces.kinds[place] != "word":
        return False
    if texts[at - 1] != "." and code.name(at)[0] != GLOBAL:  # a function's own, which is no page's
        return False
    return texts[at] == "location" and started.answers(place, code.pieces.expression_end(place))


def _is_given(code: Script, at: int) -> bool:
    """Whether a location is given an address here, and does not only stand before one: `send(location.href, "https://…")`."""
    return not {"=", "replace", "assign"}.isdisjoint(code.pieces.texts[at + 1 : _value(code, at + 1)])


def _value(code: Script, at: int) -> int:
    """The first piece from here on that may be an address that a location gets."""
    texts, count = code.pieces.texts, code.pieces.count
    return next((place for place in range(at, min(at + _FAR, count)) if texts[place] not in _BETWEEN), count)


def _around(code: Script, at: int, names: SymbolTable) -> Iterator[str]:
    """The names of the functions in which this stands. One that no script names but where it is declared, a button may call."""
    return (name for (_, name), made in names.functions.items() if made.code is code and made.start <= at < made.stop)
