"""Links and forms that lead on when a script presses them, which is as good as an address that it sets."""

import re
from itertools import islice

from scamtriage.parse.html.reference import scheme_of
from scamtriage.parse.html.scripts.scopes import Script
from scamtriage.parse.html.scripts.tokens import unquote
from scamtriage.parse.html.tokens import attributes
from scamtriage.records import lazy_re

PRESSING = frozenset(("click", "submit", "requestSubmit"))
PRESSES = lazy_re.compile(r"\.\s{0,4}(?:click|submit|requestSubmit)\s{0,4}\(\s{0,4}\)")
_TAG = lazy_re.compile(r"<(a|form)\s([^<>]{1,2000})>", re.IGNORECASE)
_MAX_TAGS = 2_000
_ELSEWHERE = frozenset(("_blank",))
_STAYS = frozenset(("javascript", "tel", "mailto", "sms"))
_FINDS = frozenset(("getElementById", "querySelector"))


def led_by(html: str) -> dict[str, str | None]:
    """Return "click <id>" -> where that link leads, and "submit <id or name>", "submit <number>" -> None: nobody knows what is answered."""
    found: dict[str, str | None] = {}
    if PRESSES.search(html) is None:
        return found
    forms = 0
    for tag in islice(_TAG.finditer(html), _MAX_TAGS):
        given = attributes(html, tag.start(2) - 1, tag.end(2))
        if given.get("target", "").lower() in _ELSEWHERE:
            continue
        if tag[1].lower() == "form":
            for name in (given.get("id"), given.get("name"), str(forms), "form"):
                if name:
                    found.setdefault(f"submit {name}", None)
            forms += 1
        elif (href := given.get("href", "").strip()) and href[0] != "#" and scheme_of(href) not in _STAYS and "download" not in given:
            for name in (given.get("id"), "a"):
                if name:
                    found.setdefault(f"click {name}", href)
    return found


def held_as(code: Script, name: str) -> str:
    """Return the id of the element that a script holds under a name, else the name, which may itself be an id."""
    texts = code.pieces.texts
    for at in range(code.pieces.count - 4):
        if texts[at] == name and texts[at + 1] == "=":
            found = next((place for place in range(at + 2, min(at + 6, code.pieces.count - 2)) if texts[place] in _FINDS), 0)
            if found and texts[found + 1] == "(" and code.pieces.kinds[found + 2] == "string":
                return unquote(texts[found + 2]).removeprefix("#")
    return name
