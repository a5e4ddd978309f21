"""Links and forms that lead on when a script presses them, which is as good as an address that it sets."""

import re
from collections.abc import Iterator
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
_STAYS = frozenset(("javascript", "tel", "mailto", "sms"))


class Element(NamedTuple):
    """An element of the page as a script names it."""

    finder: str
    """The function that finds or makes it; "" for its own name."""
    named: str
    """What that is given."""
    number: str = "0"
    """Which of those that are found."""

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


def held_as(code: Script, name: str) -> Element:
    """Return the element that a script holds under a name, else that of this name, which may itself be an id."""
    texts, kinds, last = code.pieces.texts, code.pieces.kinds, code.pieces.count - 2
    for at in range(code.pieces.count - 4):
        if texts[at] != name or texts[at + 1] != "=" or texts[at - 1] == ".":
            continue
        for place in range(at + 2, min(at + _FAR, last)):
            if (texts[place] in FINDERS or texts[place] == _MADE) and texts[place + 1] == "(" and kinds[place + 2] == "string":
                behind = texts[place + 4 : place + 7]
                number = behind[1] if len(behind) == len("[0]") and behind[0] == "[" and behind[1].isdecimal() else "0"
                return Element(texts[place], unquote(texts[place + 2]), number)
            if texts[place] in _LISTS and texts[place + 1] == "[":
                return Element("", unquote(texts[place + 2]) if kinds[place + 2] == "string" else texts[place + 2])
    return Element("", name)


def made_addresses(code: Script, name: str) -> Iterator[tuple[int, int]]:
    """Yield the places of the addresses that a script gives to a link that it makes and holds under a name; none if it is to be saved, or
    opened elsewhere: `a.href = …`, `a.setAttribute("href", …)`."""
    texts = code.pieces.texts
    given: list[tuple[int, int]] = []
    for at in range(code.pieces.count - 4):
        if texts[at] != name or texts[at + 1] != ".":
            continue
        what, sign = texts[at + 2], texts[at + 3]
        arguments = code.pieces.arguments(at + 3) if what == "setAttribute" and sign == "(" else []
        if len(arguments) > 1:
            what = unquote(texts[arguments[0][0]])
            value = arguments[1]
        elif sign == "=":
            value = at + 4, code.pieces.expression_end(at + 4)
        else:
            continue
        if what == "href":
            given.append(value)
        elif what in ("download", "target"):
            return
    yield from given
