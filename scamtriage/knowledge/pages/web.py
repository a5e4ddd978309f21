"""Find marks in a page's source in one pass: behaviours, wallet calls, trackers, chat widgets, technologies, kits."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated
from urllib.parse import unquote_to_bytes

from msgspec import Meta, field

from scamtriage.knowledge.loading import Many, Table, Text, Words, one_of, read_table
from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.knowledge.pages.brackets import is_inside
from scamtriage.records import lazy_re

FILE = "web.toml"
KINDS = ("behaviour", "wallet", "exfil", "tracker", "chat", "technology", "kit", "cart", "door", "app", "words", "exit")
MAX_HITS = 6_000
MAX_LOOKS = 40
"""Maximum matches of one rule that are examined."""

_JOINT = lazy_re.compile(rb"""["'`]\s{0,4}\+\s{0,4}["'`]""")
_SLASH = lazy_re.compile(rb"\\u002[fF]")
_ESCAPED = lazy_re.compile(rb"\\([/\"'])")


Window = Annotated[int, Meta(ge=0, le=1_000)]
"""Bytes around a match that a rule may examine."""


class Rule(Table, frozen=True, kw_only=True):
    """One rule. `near`, `unless` and `identity` are applied to the bytes from `before` in front of the match's end to `after` behind it."""

    kind: Annotated[str, one_of(KINDS)]
    name: Text
    find: Words
    near: re.Pattern[bytes] | None = None
    unless: re.Pattern[bytes] | None = None
    """What must not stand there, from before the match's end to it or beyond: another dialog's condition is not this one's."""
    inside: re.Pattern[bytes] | None = None
    """What stands in front of a bracket that is open at the match, up to the bracket: a loop, a timer, a handler."""
    identity: re.Pattern[bytes] | None = field(name="id", default=None)
    before: Window = 0
    after: Window = 0
    caseless: bool = False
    """What `find` says in ASCII letters matches their capitals too."""
    joined: bool = False
    """Concatenated string literals of scripts are joined for `near`."""


class Rules(Table, frozen=True, kw_only=True):
    """web.toml."""

    as_of: date
    rules: Many[Rule] = field(name="rule")


@dataclass(frozen=True, slots=True)
class Mark:
    """A rule that matched. `value` is the account id, the quoted string for kits, or "" for other rules."""

    kind: str
    name: str
    value: str


def find_marks(data: bytes) -> tuple[Mark, ...]:
    """Return every mark in a page's source (UTF-8), once per value, in the order of the rules. Linear in the page."""
    rules, matcher = _compiled()
    ends = matcher.ends(data, limit=MAX_HITS)
    if len(ends) >= MAX_HITS:  # too many matches: make sure that each later pattern is found once
        ends += [(index, end) for index, end in matcher.found(data).items()]
    by_rule: dict[int, list[int]] = {}
    owners = _owners()
    for index, end in ends:
        places = by_rule.setdefault(owners[index], [])
        if len(places) < MAX_LOOKS:
            places.append(end)
    marks: dict[tuple[str, str, str], Mark] = {}
    for number in sorted(by_rule):
        for mark in _marks(rules[number], data, by_rule[number]):
            marks.setdefault((mark.kind, mark.name, mark.value), mark)
    named = {(mark.kind, mark.name) for mark in marks.values() if mark.value}
    return tuple(mark for mark in marks.values() if mark.value or (mark.kind, mark.name) not in named)


def _marks(rule: Rule, data: bytes, places: list[int]) -> list[Mark]:
    marks: list[Mark] = []
    for end in places:
        window = data[max(0, end - rule.before) : end + rule.after] if rule.before or rule.after else b""
        if rule.near is not None and not rule.near.search(_JOINT.sub(b"", window) if rule.joined else window):
            continue
        at = min(end, rule.before)
        if rule.unless is not None and any(found.start() < at <= found.end() for found in rule.unless.finditer(window)):
            continue
        if rule.inside is not None and not is_inside(data[max(0, end - rule.before) : end], rule.inside):
            continue
        value = ""
        if rule.identity is not None and (match := _account(rule.identity, window)):
            value = next((group for group in match.groups() if group), b"").decode("utf-8", "replace")
        if rule.kind == "kit":
            value = _quoted(data, end)
        marks.append(Mark(rule.kind, rule.name, value))
    return marks


def _account(identity: re.Pattern[bytes], window: bytes) -> re.Match[bytes] | None:
    """Find the account id; if necessary, after undoing %-escapes in snippets and JSON escapes (`https:\\/\\/…`) in settings."""
    if (match := identity.search(window)) or not (b"%" in window or b"\\" in window):
        return match
    return identity.search(unquote_to_bytes(_ESCAPED.sub(rb"\1", _SLASH.sub(b"/", window))))


def _quoted(data: bytes, end: int) -> str:
    """Return the quoted string or word in which a match ends; about 140 bytes at most."""
    before = re.split(rb"[\"'\s<>()]", data[max(0, end - 101) : end - 1])[-1]
    after = re.split(rb"[\"'\s<>()]", data[end - 1 : end + 40], maxsplit=1)[0]
    return (before + after).decode("utf-8", "replace")


@cache
def load_rules() -> tuple[Rule, ...]:
    """Load the shipped rules. Raises BadTable."""
    return read_table(FILE, Rules).rules


@cache
def _compiled() -> tuple[tuple[Rule, ...], Matcher[int]]:
    rules = load_rules()
    patterns = [(find, rule.caseless) for rule in rules for find in rule.find]
    return rules, Matcher(
        Pattern(index, find, literal=False, caseless=caseless, hint=_behind_gap(find)) for index, (find, caseless) in enumerate(patterns)
    )


def _behind_gap(find: str) -> str:
    """Return the part of the pattern after its bounded gap within quotes, or "". Searching the gap alone would cost half of the whole
    pass."""
    return find.rpartition("}")[2] if '[^"]{0,' in find else ""


@cache
def _owners() -> tuple[int, ...]:
    """Pattern number -> number of its rule."""
    return tuple(number for number, rule in enumerate(load_rules()) for _ in rule.find)
