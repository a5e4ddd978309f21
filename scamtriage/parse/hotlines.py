"""Short numbers of authorities and services (1441, 997, 1799, #9110), and the impossible ones that only a forger writes (+1441)."""

import re
from collections.abc import Iterator
from functools import cache

from scamtriage.knowledge.channels import channels
from scamtriage.parse.contact_text import CALLED_AFTER, Label, Window
from scamtriage.parse.found import Found

_SHORT = re.compile(
    r"(?<![0-9a-z*$€£¥฿₫₱₩₹=&_~])(?<![0-9][.,:/-])(?<![a-z][/-])([+#]?)([0-9]{3,6})(?![0-9a-z%])(?![.,:/-][0-9])(?!\s?-\s?[0-9])"
)
_UNIT = re.compile(
    r"[^\S\n]?(?:บาท|คน|ราย|ครั้ง|đồng|đ(?![a-z])|vnđ|vụ|lượt|円|元|원|名|人|件|次|年|月|日|万|億|个|명|건|%|people|users|victims|cases|reports|times|years|members|days|hours|usd|baht|कर|रुपये|लोग)"
)
_CALL_AFTER = re.compile(rf"\s?(?:{'|'.join(word for word in CALLED_AFTER if word != '번')}|번으로|번\b)")
_CHAINED = re.compile(r"[\s,/;+]*(?:or|and|o|at|atau|dan|hoặc|và|หรือ|และ|或|和|또는|や|、|,|/|या|และ|ឬ)?[\s,/;]*\Z")
_LISTED = re.compile(r"[,;|/\n]\s?\Z")
_NAMED_NEXT = re.compile(r"\s?[,/;、]\s?[^0-9\n.|]{2,24}\Z")
"""Another body and its number in one list: 신고 112, 금융감독원 1332."""
_AFTER_NUMBER = re.compile(r"[^\n]*[0-9]{3}[ .()\d]*[-/,;]?\s?[-/,;]\s?\Z|[^\n]*[0-9]{4}\s?(?:hoặc|หรือ|atau|or|或|또는|または)\s?\Z")
"""A full number, and then the short one: 069 234 2593 - 113."""
_MORE_DIGITS = re.compile(r"[ -]{1,2}[0-9]")
_GAP = 26  # characters between the label and a number of the table


def find(window: Window, regions: tuple[str, ...]) -> Iterator[Found]:
    """Short numbers that a label or the table makes a number to call."""
    if not (window.may_call or "+" in window.low):
        return
    previous_end = -1
    for match in _SHORT.finditer(window.low):
        sign, digits = match[1], match[2]
        start, end = match.span()
        if (start == 0 and not window.first) or _UNIT.match(window.low, end):
            continue
        owner = _owner(digits if sign != "#" else "#" + digits, regions, anywhere=sign == "+")
        if not owner and "hotline" not in window.keys and not _is_service(digits, regions):
            continue
        if not owner and _MORE_DIGITS.match(window.low, end):
            continue  # 3611 2233: half of a longer number
        between = window.low[previous_end:start] if previous_end >= 0 else ""
        chained = bool(between) and (_CHAINED.match(between) is not None or (len(between) < 48 and _LISTED.search(between) is not None))
        label = window.caller_before(start)
        if owner and not chained:
            chained = bool(_NAMED_NEXT.match(between)) or _follows_number(window, label, start)
        called = chained or _called(window, label, start) or bool(_CALL_AFTER.match(window.low, end))
        if sign == "+":
            if owner and _forged(window, start, end, called=called):
                yield Found(kind="hotline", value="+" + digits, start=start, end=end, detail=owner[1], flags=("impossible-short-code",))
            continue
        if owner and called:
            yield Found(
                kind="hotline",
                value=sign + digits,
                start=start,
                end=end,
                detail=f"short, {owner[1]}",
                country=owner[0],
                flags=("official-hotline",),
            )
            previous_end = end
        elif called and label and not sign and _is_service(digits, regions):
            yield Found(kind="hotline", value=digits, start=start, end=end, detail="short", country=regions[0])
            previous_end = end
        elif (
            label and "hotline" in label.classes and _adjacent(window, label, start) and len(digits) >= 4 and not _year(digits) and not sign
        ):
            country = regions[0] if regions else ""
            yield Found(kind="hotline", value=digits, start=start, end=end, detail="short", country=country)
            previous_end = end


def _called(window: Window, label: Label | None, start: int) -> bool:
    """A phone label stands shortly before, in the same sentence, with no other number between."""
    if label is None or not label.chain & {"phone", "hotline"} or start - label.end > _GAP:
        return False
    between = window.low[label.end : start]
    return not any(c.isdigit() for c in between) and "\n" not in between.strip("\n :")


def _follows_number(window: Window, label: Label | None, start: int) -> bool:
    if label is None or not label.chain & {"phone", "hotline"} or start - label.end > 2 * _GAP:
        return False
    return _AFTER_NUMBER.match(window.low[label.end : start]) is not None


def _adjacent(window: Window, label: Label, start: int) -> bool:
    return start - label.end <= 4 and not window.low[label.end : start].strip(" :.-\n)")


def _forged(window: Window, start: int, end: int, *, called: bool) -> bool:
    """+1799 in a sentence about calls, not "+999 users"."""
    if called:
        return True
    before = window.low[max(0, start - 50) : start]
    return (
        re.search(
            r"(?:call|from|number|caller|เบอร์|โทร|gọi|số|nombor|nomor|panggilan|来电|號碼|号码|電話|전화|발신|कॉल|尾号|表示)[^\n]{0,30}\Z",
            before,
        )
        is not None
    )


_SERVICES = {  # short numbers of companies and offices, by their shape; years and round counts have others
    "TH": re.compile(r"1[1-7]\d\d"), "LA": re.compile(r"1[1-8]\d\d"), "MY": re.compile(r"15\d{3}"), "ID": re.compile(r"14\d{3}"),
    "CN": re.compile(r"9[56]\d{3,4}|1[02]\d{3}"), "HK": re.compile(r"18\d{3}"), "KR": re.compile(r"1[1-3]\d{1,2}"),
}  # fmt: skip


def _is_service(digits: str, regions: tuple[str, ...]) -> bool:
    """Whether the country of the page has service numbers of this shape."""
    shape = _SERVICES.get(regions[0]) if regions else None
    return shape is not None and shape.fullmatch(digits) is not None


def _year(digits: str) -> bool:
    return len(digits) == 4 and digits[:2] in ("19", "20", "25")


def _owner(number: str, regions: tuple[str, ...], *, anywhere: bool) -> tuple[str, str] | None:
    """(country, whose number it is), in the countries of the page, or anywhere."""
    table = _table()
    for region in regions:
        if (region, number) in table:
            return region, table[region, number]
    if anywhere:
        return next(((country, owner) for (country, short), owner in table.items() if short == number), None)
    return None


@cache
def _table() -> dict[tuple[str, str], str]:
    return {(country, number): owner for country, numbers in channels().hotlines.items() for number, owner in numbers.items()}


def of_link(digits: str, regions: tuple[str, ...]) -> Found | None:
    """A tel: link to a short number."""
    plus = digits.startswith("+")
    short = digits.lstrip("+")
    if not 3 <= len(short) <= 6 or not short.lstrip("#*").isdigit():
        return None
    owner = _owner(short, regions, anywhere=plus)
    if plus:
        return Found(kind="hotline", value=digits, detail=owner[1] if owner else "", flags=("impossible-short-code",))
    country = owner[0] if owner else (regions[0] if regions else "")
    return Found(
        kind="hotline",
        value=digits,
        detail=f"short, {owner[1]}" if owner else "short",
        country=country,
        flags=("official-hotline",) if owner else (),
    )
