"""Find phone numbers in text and convert them to E.164. Few candidates are judged, by format, label and libphonenumber."""

from collections.abc import Iterator

from msgspec.structs import replace

from scamtriage.parse.contact.budget import LookupBudget
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.phone.area_codes import with_area
from scamtriage.parse.contact.phone.digit_groups import (
    FEWEST_LOCAL_DIGITS,
    Group,
    ends_before,
    hours_behind,
    is_beginning,
    is_cut,
    is_glued,
    keycaps,
    opens_only,
    up_to_dash,
)
from scamtriage.parse.contact.phone.following import endings, is_extended, is_listed, prefixed
from scamtriage.parse.contact.phone.judging import judge
from scamtriage.parse.contact.phone.kinds import founds_of
from scamtriage.parse.contact.phone.labels import SHOWN_WHOLE, label_of
from scamtriage.parse.contact.phone.refused import is_refused
from scamtriage.parse.contact.phone.regions import guessed, in_row
from scamtriage.parse.contact.phone.respelling import respelled
from scamtriage.parse.contact.phone.same_area import is_next_line, labelled_sibling, short_fax, sibling
from scamtriage.parse.contact.phone.shape import (
    follows_draw,
    is_parcel,
)
from scamtriage.parse.contact.phone.unplaced import unplaced
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re
from scamtriage.records.facts.contact import LOCAL_PHONE, OF_RANGE

_RUN = lazy_re.compile(
    r"[+(0-9](?:(?<=[0-9])|(?<=\+) (?=(?:[0-9] ){4})[0-9]|(?<=[+(])[+(]?[0-9])(?:\x7f{0,9}[ .()\-\x7f+]{0,3}[0-9]){5,60}"
)
_GROUP = lazy_re.compile(r"(?:\+ |\+?\(?\+?)([0-9]+(?:\x7f+[0-9]+)*)\)?")
_THAI_ID = lazy_re.compile(r"[0-9]-[0-9]{4}-[0-9]{5}-[0-9]{2}-[0-9]")
"""The id of a Thai person or company; its first three groups look like a phone number."""
_CARD = lazy_re.compile(r"[1-9][0-9]{3}(?:([ -])[0-9]{4})(?:\1[0-9]{4}){2}\1[0-9]{1,3}")
"""The number of a bank card with nineteen digits or so; its first eight are one of Singapore or Hong Kong."""
_SSS_ID = lazy_re.compile(r"[0-9]{2}-[0-9]{7}-[0-9]")
"""The number of a member of the Philippines' social insurance. In Thailand two lines are written so: 02-1234567-8."""


def find(window: Window, regions: tuple[str, ...], budget: LookupBudget) -> Iterator[Found]:
    """Yield every phone number of the window, and its messengers; nothing once the budget is spent."""
    if budget.left <= 0:
        return
    last: Found | None = None
    lead: Found | None = None  # the number whose area those right behind it share
    window = respelled(window)
    for run in _RUN.finditer(window.text):
        budget.runs -= 1
        if budget.left <= 0 or budget.runs < 0:
            return
        if run.start() == 0 and not window.first:
            continue  # the window starts inside this run; another anchor covers it
        if (
            _THAI_ID.fullmatch(run[0])
            or (regions[:1] == ("PH",) and _SSS_ID.fullmatch(run[0]))
            or is_parcel(window.text, run.start(), run.end())
        ):
            continue
        groups = [Group(m[1].replace("\x7f", ""), run.start() + m.start(), run.start() + m.end()) for m in _GROUP.finditer(run[0])]
        listed = last is not None and is_listed(window.text, last, groups[0].start, "".join(group.digits for group in groups), budget)
        if (placed := with_area(window, run.start(), run.end(), regions, budget)) is not None:
            founds = list(founds_of(window, placed, run.start(), run.end(), frozenset(("phone",)), []))
        else:
            founds = list(_numbers(window, _with_row(window, groups), regions, budget, listed=listed))
        shared = None
        told = in_row(regions, "".join(group.digits for group in groups)) if founds else ""
        if last is not None and (not founds or founds[0].country not in (last.country, told, *regions[:1])):
            shared = _sharing_area(window, last, run.start(), run.end(), budget, lead=lead or last)
        lead = None if shared is None else lead or last
        founds = founds if shared is None else shared
        if not founds and groups and (local := unplaced(window, [g.digits for g in groups], groups[0].start, groups[-1].end, regions)):
            founds = [] if is_refused(window.low, local.start, local.end) else [local]
        yield from founds
        if founds:
            yield from _shortened(window, founds, regions, budget)
        last = founds[-1] if founds and founds[-1].kind != LOCAL_PHONE else None
        if lead is None and last is not None and founds[0].end <= last.start and window.text[last.start] not in "+(0":
            lead = founds[0]  # of one run, "(028) 38.645.771 - 38.645.772", only the first has the area


def _is_ending(text: str, groups: list[Group], at: int) -> bool:
    """Whether the group behind a number is the end of a range, and the next one begins another number: 0-2299 8265-8  0-2299 8000."""
    if at + 1 >= len(groups) or text[groups[at - 1].end : groups[at].start] != "-" or len(groups[at].digits) > _ENDING_DIGITS:
        return False
    return text[groups[at].end : groups[at + 1].start].isspace() and (groups[at + 1].digits[0] == "0" or text[groups[at + 1].start] == "+")


_ENDING_DIGITS = 2


def _may_be_range(text: str, part: list[Group]) -> bool:
    """Whether the last group may end a range: 0-5322-1847-9. Behind a number in one piece it must be a later line: +6653873890-3."""
    number, ending = part[-2:] if len(part) > 1 else (part[0], part[0])
    if len(part) > 2:
        return True
    return text[number.end : ending.start] == "-" and number.digits[-len(ending.digits) :] < ending.digits


def _further(
    window: Window, groups: list[Group], first: int, before: Found, regions: tuple[str, ...], budget: LookupBudget
) -> tuple[list[Found], int]:
    """Return the numbers that the groups from `first` on are with the area of the one before them, and how many groups they take."""
    if _is_ending(window.text, groups, first):
        return list(_of_endings(window, before, regions, budget)), 1
    lines = list(_next_lines(window, groups, first, before, budget))
    return lines, len(lines)


def _next_lines(window: Window, groups: list[Group], first: int, before: Found, budget: LookupBudget) -> Iterator[Found]:
    """Yield the further lines of one exchange, which only spaces part, from the group `first` on: 0755-67318842 67314260 67318288."""
    last = before
    for group in groups[first:]:
        if not is_next_line(window.text, last.end, group.start, group.end, window.text[before.start : before.end]):
            return
        number = sibling(window, last, group.start, group.end, budget, lead=before)
        if number is None or number.type != "fixed":
            return
        for last in founds_of(window, number, group.start, group.end, frozenset(("phone",)), []):
            yield last


def _sharing_area(window: Window, last: Found, start: int, end: int, budget: LookupBudget, *, lead: Found) -> list[Found] | None:
    """Return the number from `start` to `end` with the area of the ones before it, from `lead` to `last`; None if it is no such number."""
    second = sibling(window, last, start, end, budget, lead=lead)
    if second:
        return list(founds_of(window, second, start, end, frozenset(("phone",)), []))
    own = labelled_sibling(window, last, start, end, budget, lead=lead)
    return list(founds_of(window, own[0], start, end, own[1], [])) if own else None


def _shortened(window: Window, founds: list[Found], regions: tuple[str, ...], budget: LookupBudget) -> Iterator[Found]:
    """Yield the numbers of which only a part is written, before the first of these or behind the last."""
    if founds[0].kind == "phone":
        for number, start, end in prefixed(window, founds[0], budget):
            yield from founds_of(window, number, start, end, frozenset(("phone",)), [])
    if founds[-1].kind == "phone":
        ended = founds[-1].end
        for found in _of_endings(window, founds[-1], regions, budget):
            ended = found.end
            yield found
        if (fax := short_fax(window, founds[-1], ended, budget)) is not None:
            yield from founds_of(window, *fax, frozenset(("fax",)), [])


def _of_endings(window: Window, first: Found, regions: tuple[str, ...], budget: LookupBudget) -> Iterator[Found]:
    """Yield the numbers of a range or list behind its first; what lies between the ends of a range has its flag."""
    for one in endings(window, first, regions, budget) if first.kind == "phone" else ():
        for found in founds_of(window, one.number, one.start, one.end, frozenset(("phone",)), []):
            yield replace(found, flags=(*found.flags, OF_RANGE)) if one.between else found


def _with_row(window: Window, groups: list[Group]) -> list[Group]:
    """Return the groups with a row of single digits as one. Behind a word for scores a prefix and its row need a word for a phone."""
    if len(groups) < _FEWEST_IN_ROW:
        return groups
    start = groups[0].start
    return keycaps(groups, scores=follows_draw(window.low, start) and label_of(window, start) is None)


_FEWEST_IN_ROW = 6
_MOST_GROUPS = 7
_MOST_SINGLES = 11
"""The maximum number of groups in a number. More are allowed if many have one digit: 010 7 7 4 4 2 2 1 8."""
_MOST_LOCAL_GROUPS = 3
"""Of a number without its area code."""


def _with_somebody(
    window: Window, part: list[Group], founds: list[Found], regions: tuple[str, ...], budget: LookupBudget, first: int
) -> tuple[list[Found], int]:
    """Return (the number, the group behind it) of fewer groups, if somebody has that and nobody the number of them all. `first`: the index
    of the part's first group.
    """
    for cut in _other_ends(window.text, part):
        shorter = judge(window, part[:cut], regions, budget, follows=first > 0)
        if shorter and "unassigned" not in shorter[0].flags:
            return shorter, first + cut
    return founds, first + len(part)


def _other_ends(text: str, part: list[Group]) -> Iterator[int]:
    """Yield how many groups of a number that nobody has may be one that somebody has: without the end of a range, or up to where another
    number may begin behind an international one, as in "+66 2 123 4567 (02) 123 4568".
    """
    if len(part[-1].digits) <= 2 and _may_be_range(text, part):
        yield len(part) - 1
    for cut in range(len(part) - 1, 1, -1) if text[part[0].start] == "+" else ():
        if text[part[cut].start] in "(0" and sum(len(group.digits) for group in part[:cut]) >= _FEWEST_ABROAD:
            yield cut


_FEWEST_ABROAD = 9
"""Digits of an international number, with its calling code."""


def _numbers(
    window: Window, groups: list[Group], regions: tuple[str, ...], budget: LookupBudget, *, listed: bool = False
) -> Iterator[Found]:
    first, taken_before = 0, True
    before: Found | None = None
    most = _MOST_SINGLES if sum([len(group.digits) == 1 for group in groups]) >= 4 else _MOST_GROUPS
    while first < len(groups):
        taken = 0
        for last in range(min(len(groups), first + most), first, -1):
            part = groups[first:last]
            if (
                first
                and not taken_before
                and (part[0].digits[0] not in "01" or len(part[0].digits) < 2)
                and window.text[part[0].start] != "+"
                and not (window.text[part[0].start - 1] == " " and SHOWN_WHOLE.match(window.text, part[0].start))
            ):
                continue  # the rest of something that is not a number
            if len(part) > 1 and (opens_only(window.text, part[-1]) or hours_behind(window.text, part) or ends_before(window.text, part)):
                continue  # 0261-72-4418(9:00-17:00), 1-800-275-8777 24/7, "+82 10 8294 3107. 112"
            if (
                not 6 <= sum(len(g.digits) for g in part) <= 17
                or (is_glued(window.text, groups, last) and not (first == 0 and is_extended(window, groups, last, regions)))
                or is_cut(window.text, groups, first, last)
                or any(window.text[group.start] == "+" and any(map(int, part[0].digits)) for group in part[1:])  # 08 30 36 +0200
            ):
                continue
            founds = judge(window, part, regions, budget, follows=first > 0, listed=listed)
            if founds and founds[0].country in guessed(regions) and is_beginning(window.text, groups, first, last):
                continue
            if founds and "unassigned" in founds[0].flags:
                founds, last = _with_somebody(window, part, founds, regions, budget, first)
            if founds:
                yield from founds
                taken, before = last - first, founds[-1] if founds[-1].kind != LOCAL_PHONE else None
                if before is not None:
                    further, many = _further(window, groups, last, before, regions, budget)
                    yield from further
                    taken += many
                break
        if not taken and taken_before and before is not None:
            local = up_to_dash(window.text, groups[first:])
            whole = len(local) <= _MOST_LOCAL_GROUPS and sum(len(group.digits) for group in local) >= FEWEST_LOCAL_DIGITS
            second = sibling(window, before, local[0].start, local[-1].end, budget, lead=before) if whole else None
            if second is not None and second.type == "fixed":
                yield from founds_of(window, second, local[0].start, local[-1].end, frozenset(("phone",)), [])
                taken = len(local)
        first += taken or 1
        taken_before = taken > 0
        while taken == 0 and first < len(groups) and is_glued(window.text, groups, first):
            first += 1  # a number does not start in the middle of a dashed run
