"""Finds where the inputs of a page stand in its markup."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from scamtriage.parse.html.document import RawField
from scamtriage.parse.html.forms.asked import SILENT_TYPES
from scamtriage.parse.html.forms.owners import raw_field
from scamtriage.parse.html.tokens import COMMENT, TEXT, attributes, tag_end, tokens
from scamtriage.records import lazy_re

MAX_INPUTS = 1_500
"""Input tags examined, hidden ones included. Of those that do not describe themselves, nearby.MAX_READ."""

_MAX_TOLD = 500_000
"""Characters of a page in which real tags are distinguished from text that looks like a tag."""
_TAG_BYTES = 2_000

_TAGS = rb"<(!--|(?:script|style|title)(?=[\s>])|/?(?:select|textarea)(?=[\s>])|input(?=[\s/>])|/form"
_SCAN = lazy_re.compile(_TAGS + rb")", re.IGNORECASE)
_SCAN_EDITABLE = lazy_re.compile(
    _TAGS + rb"|[a-z]{1,15}-[a-z-]{0,30}(?:input|field|textarea|otp|pin)(?=[\s/>])|[a-z][^<>]{0,300}?\scontenteditable)", re.IGNORECASE
)
_ENDS = {
    b"!--": lazy_re.compile(rb"(?<=<!--)-?>|--!?>"),
    **{name: lazy_re.compile(rb"</" + name + rb"(?=[\s>])", re.IGNORECASE) for name in (b"script", b"style", b"title")},
}
_NAME = lazy_re.compile(r"<([a-zA-Z][a-zA-Z0-9-]*)")

_SHORT = frozenset("45678")
_SAYS = frozenset(("type", "label", "placeholder", "show-password", "name", "length", "num-inputs", "maxlength", "autocomplete"))
"""Attributes that the input of a component library has, and none of those that only stand around an input."""
_SIZES = frozenset(("length", "num-inputs", "maxlength"))
_TYPES = frozenset(("", "text", "password", "tel", "number", "email", "numeric", "otp", "pin", "card", "digit", "digits", "decimal"))
"""Of such an input. Manuals have elements for the fields of an interface, whose type is that of data: string, object."""

Key = tuple[str, str, str, str]


class Place(NamedTuple):
    """An input in the markup, and where the words that may belong to it begin."""

    field: RawField
    floor: int
    start: int
    end: int
    box: bool
    """It takes a single character."""
    short: bool
    """It takes four to eight."""
    behind_choice: bool
    """The text just before it belongs to a checkbox or radio button."""
    labelled_by: str


def find_places(markup: bytes, expected: Mapping[Key, int], *, editable: bool) -> tuple[bytes, list[Place]]:
    """Return (the markup in which the inputs stand, the inputs of a page in order). Linear in the markup (UTF-8).

    `expected`: how many inputs of each key the page has. `editable`: contenteditable elements are included. The markup is rewritten if some
    expected inputs are found only that way.
    """
    scan = _SCAN_EDITABLE if editable else _SCAN
    places = list(_places(markup, scan))
    if missing := _missing(expected, places):
        told = _of_tags(markup)
        found = list(_places(told, scan))
        if _missing(expected, found) < missing:
            return told, found
    return markup, places


def _missing(expected: Mapping[Key, int], places: list[Place]) -> int:
    left = dict(expected)
    for place in places:
        key = key_of(place.field)
        if left.get(key):
            left[key] -= 1
    return sum(left.values())


def key_of(field: RawField) -> Key:
    """Return the key by which an input and its place are matched."""
    return field.tag, field.type, field.name, field.id


def _places(markup: bytes, scan: re.Pattern[bytes]) -> Iterator[Place]:
    """Yield the inputs of a page in order, without those in comments and scripts."""
    position = floor = count = 0
    choice = False
    while count < MAX_INPUTS and (match := scan.search(markup, position)) is not None:
        name = match[1].lower()
        position = match.end()
        if name in _ENDS:
            close = _ENDS[name].search(markup, position)
            if close is None:
                return
            position = close.end()
            continue
        if name[:1] == b"/":
            floor, choice = position + 1, False
            continue
        count += 1
        start = match.start()
        html = markup[start : start + _TAG_BYTES].decode("utf-8", "ignore")
        called = _NAME.match(html)
        end = tag_end(html, called.end()) if called is not None else -1
        if called is None or end < 0:
            continue
        given = attributes(html, called.end(), end)
        tag = called[1].lower()
        if name.endswith(b"contenteditable") and (given.get("contenteditable") or "true").lower() == "false":
            continue
        component = "-" in tag and not name.endswith(b"contenteditable")
        if component and not _is_input(tag, given):
            continue  # it stands around an input, or tells of one
        field = raw_field(tag, given)
        if component:
            field = _of_component(field, given)
        if field.type == "hidden" and tag == "input":
            continue
        stop = start + len(html[: end + 1].encode())
        position = max(position, stop)
        if tag not in ("input", "select", "textarea") and not component:
            field.type = "textarea"
            field.placeholder = field.placeholder or given.get("data-placeholder") or ""
        if field.type not in SILENT_TYPES:
            yield Place(
                field,
                floor,
                start,
                stop,
                _is_box(given),
                given.get("maxlength", "").strip() in _SHORT,
                choice,
                given.get("aria-labelledby", ""),
            )
        floor, choice = stop, field.type in ("checkbox", "radio")


def _is_input(tag: str, given: Mapping[str, str]) -> bool:
    """Return whether an element of a library is an input. A pin is one if it says how many characters it takes: most stand on a map."""
    if tag.endswith("-pin") and _SIZES.isdisjoint(given) and given.get("type", "").lower() != "password":
        return False
    return not _SAYS.isdisjoint(given) and given.get("type", "").strip().lower() in _TYPES


def _of_component(field: RawField, given: Mapping[str, str]) -> RawField:
    """Return the input of a component library as the input of the browser that it makes. The name of the element says what is typed if
    nothing else does: <otp-input>."""
    field.type = "password" if "show-password" in given else field.type or "text"
    field.label = field.label or given.get("label") or ""
    field.name = field.name or field.tag
    return field


def _is_box(given: Mapping[str, str]) -> bool:
    """Return whether it takes a single character. A number with a value, or from 1 on, is of how many."""
    if given.get("maxlength", "").strip() == "1":
        return True
    digit = given.get("type", "").lower() == "number" and given.get("max", "").strip() == "9"
    return digit and given.get("min", "").strip() in ("", "0") and not given.get("value")


def _of_tags(markup: bytes) -> bytes:
    """Return the markup without comments, and with "<" only in tags.

    Otherwise a `<!--` in an attribute or textarea would hide the inputs after it.
    """
    html = markup.decode("utf-8", "replace")
    told = []
    for token in tokens(html):
        if token.at >= _MAX_TOLD:
            told.append(html[token.at :])
            break
        if token.name == TEXT:
            told.append(html[token.start : token.end].replace("<", " "))
        elif token.name != COMMENT:
            told.append(f"<{html[token.at + 1 : token.end].replace('<', ' ').replace('>', ' ')}>")
    return "".join(told).encode("utf-8", "replace")
