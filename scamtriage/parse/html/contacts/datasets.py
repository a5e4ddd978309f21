"""Links that a script builds from data- attributes: `'https://t.me/' + e.dataset.user` with `<span data-user="name">`. Nothing is run."""

import re
from collections.abc import Iterable

from scamtriage.records import lazy_re

MAX_SCRIPT_CHARS, MAX_PLACES, MAX_NAMES, MAX_LINKS = 200_000, 40, 6, 20
_BEFORE_CHARS, _AFTER_CHARS = 90, 60
_ASKS = ("dataset.", "getAttribute('data-", 'getAttribute("data-', ".data('", '.data("')
"""Expressions with which scripts read a data- attribute."""
_HEADS = {
    "wa.me/": "https://wa.me/", "send?phone=": "https://wa.me/", "send/?phone=": "https://wa.me/", "t.me/": "https://t.me/",
    "telegram.me/": "https://t.me/", "resolve?domain=": "https://t.me/", "/ti/p/~": "https://line.me/ti/p/~",
    "/ti/p/": "https://line.me/ti/p/", "zalo.me/": "https://zalo.me/", "m.me/": "https://m.me/", "lin.ee/": "https://lin.ee/",
    "tel:": "tel:", "mailto:": "mailto:",
}  # fmt: skip
_MADE = lazy_re.compile(
    rf"({'|'.join(map(re.escape, sorted(_HEADS, key=len, reverse=True)))})\+?(?:['\"`]\s?\+\s?|\$\{{)[\w$.()]{{0,40}}?"
    r"(?:dataset\.([A-Za-z]\w{0,30})|(?:getAttribute\(['\"]data-|\.data\(['\"])([a-z][a-z0-9-]{0,30})['\"])"
)
_CAPITAL = lazy_re.compile(r"[A-Z]")
_VALUE = lazy_re.compile(r"[@+~A-Za-z0-9][\w@.+-]{2,59}", re.ASCII)


def carried_links(scripts: Iterable[str], markup: bytes) -> list[str]:
    """Return the links, each once. Linear in the scripts and, if a script builds such links, in the markup (UTF-8)."""
    made: dict[tuple[str, str], None] = {}
    for script in scripts:
        for at in _places(script):
            for match in _MADE.finditer(script, max(0, at - _BEFORE_CHARS), at + _AFTER_CHARS):
                made[match[1], _CAPITAL.sub(lambda capital: f"-{capital[0].lower()}", match[2] or match[3])] = None
    links: dict[str, None] = {}
    for head, name in list(made)[:MAX_NAMES]:
        written = re.compile(rf"[\s\"']data-{re.escape(name)}\s{{0,4}}=\s{{0,4}}(?:\"([^\"<>]{{3,60}})\"|'([^'<>]{{3,60}})')".encode())
        for carried in written.finditer(markup):
            value = (carried[1] or carried[2]).decode("utf-8", "ignore").strip()
            if len(links) < MAX_LINKS and _VALUE.fullmatch(value):
                links[_HEADS[head] + value] = None
    return list(links)


def _places(script: str) -> list[int]:
    """Return the offsets at which the script reads a data- attribute, up to MAX_PLACES."""
    places: list[int] = []
    for word in _ASKS:
        at = script.find(word, 0, MAX_SCRIPT_CHARS)
        while at >= 0 and len(places) < MAX_PLACES:
            places.append(at)
            at = script.find(word, at + len(word), MAX_SCRIPT_CHARS)
    return places
