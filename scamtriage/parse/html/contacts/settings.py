"""Messenger accounts in scripts, under a name or in an object that says so: `{telegram: "@desk_1"}`, `{type: "line", id: "@a1"}`."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from scamtriage.knowledge.matcher import Matcher, Pattern, utf8
from scamtriage.parse.contact.anchors import utf8_expression
from scamtriage.parse.contact.script_strings import without_joints
from scamtriage.parse.contact.setting_names import (
    BY_NUMBER_ALONE,
    HELD,
    NAME,
    SET,
    TYPES,
    WORDS,
    held_by,
    messenger_named,
    messenger_of,
    number_of_name,
    told_by,
)
from scamtriage.records import lazy_re
from scamtriage.records.limits import limit

MAX_SETTINGS = 4_000
"""Settings read, of all scripts of a page together."""
_SETTING = lazy_re.compile(rf"({NAME}){SET}(@?[A-Za-z0-9][\w.:-]{{3,40}})[\"'`]", re.ASCII)
_KEY, _TEXT = r"[\"']?{}[\"']?\s?:\s?", r"(?:require\()?[\"'][^\"'{}]{0,60}[\"']\)?\s?,\s?"
_OTHERS = rf"(?:{_KEY.format('[A-Za-z_]{1,20}')}(?:{_TEXT}|[0-9a-z!]{{1,8}}\s?,\s?)){{0,4}}"
"""Further settings of an object, between the one that names the messenger and the one that holds the account."""
_VALUE = rf"{_KEY.format('(' + '|'.join(HELD) + ')')}[\"'](@?\+?[A-Za-z0-9][\w .:()-]{{3,40}})[\"']"
_OF_OBJECT = lazy_re.compile(
    rf"(?:{_KEY.format('(?:' + '|'.join(TYPES) + ')')}[\"']([^\"'{{}}]{{2,24}})[\"']\s?,\s?"
    rf"|(?<![A-Za-z0-9_$-])({NAME})[\"']?\s?:\s?\{{\s?){_OTHERS}{_VALUE}",
    re.ASCII | re.IGNORECASE,
)
"""{type: "telegram", account: "desk_1"}, telegram: {title: "Chat", username: "desk_1"}"""
_SHOWN_NAME = lazy_re.compile(r"[\"']([^\"'{}\x00-\x7f]{1,12})[\"']\s?:\s?[\"'](@?[A-Za-z0-9][\w.:-]{3,40})[\"']")
"""The word that pages show as the name: {"ไลน์": "shop_55"}."""
_NUMBER = lazy_re.compile(r"\+?[0-9][0-9 ().-]{6,24}")
_QUOTED_NUMBER = lazy_re.compile(r"[\"']\+?[0-9][0-9 ().-]{6,24}[\"']")
_BEFORE, _AFTER = 48, 48
"""Bytes read before and after the end of a match, in which the name and its value stand."""
_AFTER_OBJECT = 220
_SHOWN = ("微信", "电报", "飞机", "텔레그램", "카카오톡", "라인", "ไลน์", "ライン", "賴")
"""Of the words that pages show for a messenger, those by which scripts name one most."""


def settings(scripts: Iterable[str], reached: list[str]) -> tuple[str, ...]:
    """Return each account after its messenger's word, as a reader would see it. If a limit is reached, it is added to `reached`."""
    found: dict[str, None] = {}
    left = MAX_SETTINGS
    for script in scripts:
        data = utf8(script)
        heads = _heads().ends(data, limit=left + 1)
        last = 0
        for number, end in heads[:left]:
            if _heads().patterns[number].key == "object":
                near = data[max(0, end - _BEFORE) : end + _AFTER_OBJECT].replace(b'\\"', b'"').decode("utf-8", "ignore")
                found |= dict.fromkeys(_of_objects(near))
                continue
            if _heads().patterns[number].key == "shown":
                near = data[max(0, end - _BEFORE) : end + _AFTER].replace(b'\\"', b'"').decode("utf-8", "ignore")
                told_here = (told_by(match[1], match[2], captions=True) for match in _SHOWN_NAME.finditer(near))
                found |= dict.fromkeys(filter(None, told_here))
                continue
            near = data[max(last, end - _BEFORE) : end + _AFTER].replace(b'\\"', b'"').decode("utf-8", "ignore")
            for match in _SETTING.finditer(without_joints(near)):
                if (kind := messenger_of(match[1])) in BY_NUMBER_ALONE:
                    continue
                if told := told_by(match[1], match[2], captions=True) or _of_line(kind, match[2], data, end):
                    found[told] = None
            last = end
        left -= len(heads)
        if left < 0:
            reached.append(limit("settings", MAX_SETTINGS))
            break
    return tuple(found)


def _of_objects(near: str) -> Iterator[str]:
    for match in _OF_OBJECT.finditer(near):
        if _NUMBER.fullmatch(match[4]) and _QUOTED_NUMBER.search(near, match.start(), match.start(4) - 1):
            continue  # of several numbers the first one is the messenger's; it is found in the script itself
        owner = messenger_named(match[1] or match[2])
        name = held_by(owner, match[3], match[4]) if owner else ""
        if name not in ("", match[3]) and (told := told_by(name, match[4], captions=True)):
            yield told


def _of_line(kind: str, value: str, data: bytes, end: int) -> str:
    """Return an id under the bare name of LINE, which may be a style's ({line: "line_2"}), where its object holds another contact."""
    if kind != "line" or not _NO_WORD.fullmatch(value):
        return ""
    start, stop = data.rfind(b"{", max(0, end - _OBJECT), end), data.find(b"}", end, end + _OBJECT)
    if start < 0 or stop < 0:
        return ""
    held = data[start:stop].replace(b'\\"', b'"').decode("utf-8", "ignore")
    others = ((number_of_name(match[1]) or _called(match[1]), match[1], match[2]) for match in _CONTACT.finditer(held))
    beside = any(kind not in ("", "line") and told_by(name, other, captions=True) for kind, name, other in others)
    return told_by("line_id", value, captions=True) if beside else ""


_NO_WORD = lazy_re.compile(r"(?!line[_-]?[0-9])(?=[^0-9]{0,39}[0-9]|[^_]{0,39}_)[A-Za-z][\w.-]{3,40}", re.ASCII | re.IGNORECASE)
_CONTACT = lazy_re.compile(rf"(?<![A-Za-z0-9_$-])({NAME}){SET}([@+]?[A-Za-z0-9(][\w .:()-]{{3,40}})[\"'`]", re.ASCII)
_OBJECT = 400
"""Bytes read of an object before and behind the value."""


def _called(name: str) -> str:
    return "phone" if name.lower() in ("phone", "tel", "hotline", "telephone", "mobile") else ""


@cache
def _heads() -> Matcher[str]:
    """Matches a messenger's word, the rest of the name, and the quote where the value begins, in one pass over the scripts; or the head of
    an object that names a messenger. Quotes may be escaped, as in data that a script hands over as a string.

    Messengers whose accounts are numbers only are left out of the first, because those numbers are found anyway.
    """
    words = "|".join(word for kind, all_of in WORDS.items() if kind not in BY_NUMBER_ALONE for word in all_of)
    every = "|".join(word for all_of in WORDS.values() for word in all_of)
    shown = "|".join(map(utf8_expression, _SHOWN))
    quote = r"\\?[\"']"
    return Matcher(
        [
            Pattern("head", rf"({words})[A-Za-z_-]{{0,16}}({quote})?\s?[:=]\s?({quote}|`)", literal=False, caseless=True),
            Pattern("object", rf"({'|'.join(TYPES)})({quote})?\s?:\s?{quote}({every}|{shown}){quote}\s?,", literal=False, caseless=True),
            Pattern("shown", rf"{quote}({shown}){quote}\s?:\s?{quote}", literal=False),
            Pattern("object", rf"[^A-Za-z]({every})({quote})?\s?:\s?\{{", literal=False, caseless=True),
        ]
    )
