"""Links and forms that lead on when a script presses them, which is as good as an address that it sets."""

import re
from collections.abc import Mapping
from itertools import islice
from typing import NamedTuple

from scamtriage.parse.html.reference import scheme_of
from scamtriage.parse.html.scripts.scopes import Script
from scamtriage.parse.html.scripts.tokens import unquote
from scamtriage.parse.html.tokens import attributes
from scamtriage.records import lazy_re

PRESSING = frozenset(("click", "submit", "requestSubmit"))
PRESSES = lazy_re.compile(r"\.\s{0,4}(?:click|submit|requestSubmit)\s{0,4}\(\s{0,4}\)")
JQUERY = frozenset(("$", "jQuery"))
FINDERS = frozenset(("getElementById", "getElementsByName", "getElementsByTagName", "querySelector", "querySelectorAll")) | JQUERY
_MADE = "createElement"
_LISTS = frozenset(("forms", "links"))
_FAR = 6
"""Pieces between a name's "=" and the function that finds its element."""
_TAG = lazy_re.compile(r"<(a|form)(?=[\s/>])([^<>]{0,2000})>", re.IGNORECASE)
_MAX_TAGS = 2_000
_SELECTED = lazy_re.compile(r"(?:a|form)?(?:#([\w-]{1,80})|\[name=[\"']?([\w-]{1,80})[\"']?\])", re.IGNORECASE)
_ELSEWHERE = frozenset(("_blank",))
Led = Mapping[str, str | None]
"""What leads on when it is pressed -> where; None where nobody knows."""
_STAYS = frozenset(("javascript", "tel", "mailto", "sms"))


class Element(NamedTuple):
    """An element of the page as a script names it."""

    finder: str
    """The function that finds or makes it; "" for its own name."""
    named: str
    """What that is given."""
    number: str = "0"
    """Which of those that are found."""
    address: tuple[int, int] | None = None
    """Where the address stands in the script that it gives to a link that it makes."""

    @property
    def made(self) -> bool:
        """Whether the script has made it."""
        return self.finder == _MADE

    def key(self, how: str) -> str:
        """Return its key in `led_by`, pressed in this way."""
        verb, name = "click" if how == "click" else "submit", self.named
        if self.finder not in ("", "getElementById", "getElementsByName"):
            if name.lower() == ("a" if how == "click" else "form"):
                return f"{verb} {self.number}"
            if (selected := _SELECTED.fullmatch(name)) is not None:
                name = selected[1] or selected[2]
        return f"{verb} {name}"


def led_by(html: str) -> dict[str, str | None]:
    """Return "click <id>", "click <number>" -> where that link leads, and "submit <id or name>", "submit <number>" -> None: nobody knows
    what is answered."""
    found: dict[str, str | None] = {}
    if PRESSES.search(html) is None:
        return found
    forms = links = 0
    for tag in islice(_TAG.finditer(html), _MAX_TAGS):
        given = attributes(html, tag.start(2), tag.end(2))
        names = () if given.get("target", "").lower() in _ELSEWHERE else (given.get("id"), given.get("name"))
        if tag[1].lower() == "form":
            for name in (*names, str(forms)) if names else ():
                if name:
                    found.setdefault(f"submit {name}", None)
            forms += 1
        elif href := given.get("href", "").strip():
            if names and href[0] != "#" and scheme_of(href) not in _STAYS and "download" not in given:
                for name in (names[0], str(links)):
                    if name:
                        found.setdefault(f"click {name}", href)
            links += 1
    return found


class Pressable:
    """The elements of a page that its scripts may press, and those that they hold under names of their own. Each script is read once,
    however often it presses one."""

    def __init__(self, led: Led) -> None:
        """`led`: what leads on (led_by)."""
        self.led = led
        self._elements: dict[Script, dict[str, Element]] = {}

    def held(self, code: Script, name: str) -> Element:
        """Return the element that a script holds under a name, else that of this name, which may itself be an id."""
        if code not in self._elements:
            self._elements[code] = _held(code)
        return self._elements[code].get(name) or Element("", name)


def _held(code: Script) -> dict[str, Element]:
    """Name -> the element that it is given first, and of a link that is made, the address that it is given last: `a.href = …`,
    `a.setAttribute("href", …)`. Such a link that is to be saved or opened elsewhere leads nowhere."""
    texts, found = code.pieces.texts, dict[str, Element]()
    for at in range(code.pieces.count - 4):
        if code.pieces.kinds[at] != "word" or texts[at - 1] == ".":
            continue
        if texts[at + 1] == "=" and texts[at] not in found and (element := _given(code, at + 2)) is not None:
            found[texts[at]] = element
        elif texts[at + 1] == "." and (element := found.get(texts[at])) is not None and element.made:
            what, value = _set(code, at + 2)
            if what == "href":
                found[texts[at]] = element._replace(address=value)
            elif what in ("download", "target"):
                found[texts[at]] = Element(_MADE, "")
    return found


def _given(code: Script, at: int) -> Element | None:
    """The element that a name is given here; None for anything else."""
    texts, kinds = code.pieces.texts, code.pieces.kinds
    for place in range(at, min(at + _FAR, code.pieces.count) - 2):
        if (texts[place] in FINDERS or texts[place] == _MADE) and texts[place + 1] == "(" and kinds[place + 2] == "string":
            behind = texts[place + 4 : place + 7]
            number = behind[1] if behind[::2] == ["[", "]"] and behind[1].isdecimal() else "0"
            return Element(texts[place], unquote(texts[place + 2]), number)
        if texts[place] in _LISTS and texts[place + 1] == "[":
            return Element("", unquote(texts[place + 2]) if kinds[place + 2] == "string" else texts[place + 2])
    return None


def _set(code: Script, at: int) -> tuple[str, tuple[int, int]]:
    """The property that is set here behind the dot, and where its value stands; "" for none."""
    what, sign = code.pieces.texts[at : at + 2]
    if sign == "=":
        return what, (at + 2, code.pieces.expression_end(at + 2))
    given = code.pieces.arguments(at + 1) if what == "setAttribute" and sign == "(" else []
    return (unquote(code.pieces.texts[given[0][0]]), given[1]) if len(given) > 1 else ("", (at, at))
