"""Expressions of a script whose value is not known, and yet holds no words, whatever its operands are: times and numbers."""

from scamtriage.parse.html.scripts.scopes import Script

_ARITHMETIC = frozenset("*/%")
"""Signs whose result is a number whatever stands beside them."""
_NO_ARITHMETIC = frozenset("?:,=<>&|!") | {"=>", "==", "===", "&&", "||", "??"}
"""Signs that choose between values."""
_SPELLS_A_NUMBER = ("toFixed", "toLocaleString")
_COUNTS = ("parseInt", "parseFloat", "Number")
_PARTS_OF_TIMES = ("FullYear", "Month", "Date", "Day", "Hours", "Minutes", "Seconds", "Milliseconds")
_OF_TIMES = frozenset(
    (
        *(f"get{zone}{part}" for zone in ("", "UTC") for part in _PARTS_OF_TIMES),
        *("getYear", "getTime", "getTimezoneOffset", "toDateString", "toTimeString", "toLocaleDateString", "toLocaleTimeString"),
        *("toISOString", "toUTCString", "toGMTString"),
    )
)
"""What nothing but a time has, whatever name it bears: `var d = new Date(); document.write(d.getFullYear())`."""


def is_wordless(code: Script, start: int, stop: int) -> bool:
    """Whether the expression tells a time or gives a number, as at the foot of a page, in a countdown or in a calculator."""
    return start < stop and (_is_time(code, start, stop) or _is_number(code, start, stop))


def _is_time(code: Script, start: int, stop: int) -> bool:
    texts, partner = code.pieces.texts, code.pieces.partner
    if texts[start:stop] == ["document", ".", "lastModified"]:
        return True
    at = start + 1 if texts[start] == "new" else start
    if texts[at] != "Date":
        return _is_of_a_time(code, start, stop)
    at = partner.get(at + 1, at) + 1
    while at + 2 < stop and texts[at] == "." and texts[at + 1].startswith(("get", "to", "now")) and texts[at + 2] == "(":
        at = partner[at + 2] + 1
    return at == stop


def _is_of_a_time(code: Script, start: int, stop: int) -> bool:
    texts = code.pieces.texts
    opened = code.pieces.partner.get(stop - 1, start) if texts[stop - 1] == ")" else start
    named = opened - 2 > start and texts[opened - 2] == "." and texts[opened - 1] in _OF_TIMES
    return named and _NO_ARITHMETIC.isdisjoint(_signs(code, start, opened - 2))


def _is_number(code: Script, start: int, stop: int) -> bool:
    texts, partner = code.pieces.texts, code.pieces.partner
    if stop - start > 3 and texts[stop - 1] == ")" and texts[(opened := partner[stop - 1]) - 1] in _SPELLS_A_NUMBER and opened - 2 > start:
        stop = opened - 2
    while stop - start > 2 and texts[start] == "(" and partner.get(start) == stop - 1:
        start, stop = start + 1, stop - 1
    if texts[start : start + 2] == ["Math", "."] and partner.get(start + 3) == stop - 1:
        return True
    if texts[start] in _COUNTS and partner.get(start + 1) == stop - 1:
        return True
    signs = _signs(code, start, stop)
    if signs[-2:] == [".", "length"] and len(signs) > 2 and _NO_ARITHMETIC.isdisjoint(signs):
        return True
    whole = signs[-2:] == ["|", "0"]
    return _NO_ARITHMETIC.isdisjoint(signs[:-2] if whole else signs) and (whole or not _ARITHMETIC.isdisjoint(signs[1:]))


def _signs(code: Script, start: int, stop: int) -> list[str]:
    """The words and signs of an expression without what stands in its brackets."""
    texts, partner = code.pieces.texts, code.pieces.partner
    signs, at = list[str](), start
    while at < stop:
        signs.append(texts[at])
        at = max(partner.get(at, at), at) + 1
    return signs


def behind_assignment(code: Script, start: int, stop: int) -> int:
    """Where the value of `name = value` begins; `start` for other expressions."""
    kinds, texts = code.pieces.kinds, code.pieces.texts
    at = start
    while at < stop and (kinds[at] == "word" or texts[at] == "."):
        at += 1
    return at + 1 if start < at < stop - 1 and texts[at] == "=" else start
