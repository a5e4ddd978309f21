"""Find phone numbers in text and convert them to E.164. Few candidates are judged, by format, label and libphonenumber."""

import re
from collections.abc import Iterator

from scamtriage.parse.contact.anchors import CALLS
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.label_words import is_hotline_for
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
from scamtriage.parse.contact.phone.kinds import founds_of
from scamtriage.parse.contact.phone.labels import SHOWN_WHOLE, USED_UP, is_right_behind, label_of
from scamtriage.parse.contact.phone.libphonenumber import HOTLINE_TYPES
from scamtriage.parse.contact.phone.messengers import own_id_behind, said_after
from scamtriage.parse.contact.phone.national import Candidate, LookupBudget, number_of
from scamtriage.parse.contact.phone.numbered import is_of_a_thing, thing_before
from scamtriage.parse.contact.phone.refused import is_not_written_to, is_refused
from scamtriage.parse.contact.phone.regions import guessed, home_of, tongue_of
from scamtriage.parse.contact.phone.respelling import respelled
from scamtriage.parse.contact.phone.same_area import labelled_sibling, short_fax, sibling, with_area_behind
from scamtriage.parse.contact.phone.sentences import is_of_next, is_second_person, is_thing_of_next
from scamtriage.parse.contact.phone.shape import (
    follows_draw,
    is_drawn,
    is_example,
    is_of_part,
    is_of_row,
    is_parcel,
    is_something_else,
    names_somebody,
    payee_or_unit_around,
)
from scamtriage.parse.contact.phone.short_numbers import is_nationwide, is_service
from scamtriage.parse.contact.phone.surroundings import (
    GOES_ON,
    NAMED,
    NAMELESS,
    beside,
    is_added,
    is_called,
    is_code,
    is_of_account,
    is_telephone_line,
    names_messenger,
    of_line_before,
    set_for,
    without_own_id,
)
from scamtriage.parse.contact.phone.unplaced import as_written, is_of_others, unplaced
from scamtriage.parse.contact.setting_names import BY_NUMBER
from scamtriage.parse.contact.windows import Window
from scamtriage.records.facts.page import LOCAL_PHONE

_RUN = re.compile(r"[+(0-9](?:(?<=[0-9])|(?<=\+) (?=(?:[0-9] ){4})[0-9]|(?<=[+(])[+(]?[0-9])(?:\x7f{0,9}[ .()\-\x7f+]{0,3}[0-9]){5,60}")
_GROUP = re.compile(r"(?:\+ |\+?\(?\+?)([0-9]+(?:\x7f+[0-9]+)*)\)?")
_THAI_ID = re.compile(r"[0-9]-[0-9]{4}-[0-9]{5}-[0-9]{2}-[0-9]")
"""The id of a Thai person or company; its first three groups look like a phone number."""


def find(window: Window, regions: tuple[str, ...], budget: LookupBudget) -> Iterator[Found]:
    """Yield every phone number of the window, and its messengers; nothing once the budget is spent."""
    if budget.left <= 0:
        return
    last: Found | None = None
    lead: Found | None = None  # the number whose area those right behind it share
    window = respelled(window)
    for run in _RUN.finditer(window.text):
        if budget.left <= 0:
            return
        if run.start() == 0 and not window.first:
            continue  # the window starts inside this run; another anchor covers it
        if _THAI_ID.fullmatch(run[0]) or is_parcel(window.text, run.start(), run.end()):
            continue
        groups = [Group(m[1].replace("\x7f", ""), run.start() + m.start(), run.start() + m.end()) for m in _GROUP.finditer(run[0])]
        listed = last is not None and is_listed(window.text, last, groups[0].start, "".join(group.digits for group in groups))
        if (placed := with_area_behind(window, run.start(), run.end(), regions, budget)) is not None:
            founds = list(founds_of(window, placed, run.start(), run.end(), frozenset(("phone",)), []))
        else:
            founds = list(_numbers(window, _with_row(window, groups), regions, budget, listed=listed))
        if last is not None and (not founds or founds[0].country not in (last.country, *regions[:1])):
            second = sibling(window, last, run.start(), run.end(), budget, lead=lead or last)
            if second:
                lead = lead or last
                founds = list(founds_of(window, second, run.start(), run.end(), frozenset(("phone",)), []))
            elif own := labelled_sibling(window, last, run.start(), run.end(), budget, lead=lead or last):
                lead = lead or last
                founds = list(founds_of(window, own[0], run.start(), run.end(), own[1], []))
            else:
                lead = None
        else:
            lead = None
        if not founds and groups and (local := unplaced(window, [g.digits for g in groups], groups[0].start, groups[-1].end, regions)):
            founds = [] if is_refused(window.low, local.start, local.end) else [local]
        yield from founds
        if founds and founds[0].kind == "phone":
            for number, start, end in prefixed(window, founds[0], budget):
                yield from founds_of(window, number, start, end, frozenset(("phone",)), [])
        if founds and founds[-1].kind == "phone":
            ended = founds[-1].end
            for number, start, ended in endings(window, founds[-1], regions, budget):
                yield from founds_of(window, number, start, ended, frozenset(("phone",)), [])
            if (fax := short_fax(window, founds[-1], ended, budget)) is not None:
                yield from founds_of(window, *fax, frozenset(("fax",)), [])
        last = founds[-1] if founds and founds[-1].kind != LOCAL_PHONE else None
        if lead is None and last is not None and founds[0].end <= last.start and window.text[last.start] not in "+(0":
            lead = founds[0]  # of one run, "(028) 38.645.771 - 38.645.772", only the first has the area


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
            founds = _judge(window, part, regions, budget, follows=first > 0, listed=listed)
            if founds and founds[0].country in guessed(regions) and is_beginning(window.text, groups, first, last):
                continue
            if founds and "unassigned" in founds[0].flags and len(part) > 2 and len(part[-1].digits) <= 2:  # 0-5322-1847-9
                shorter = _judge(window, part[:-1], regions, budget, follows=first > 0)
                if shorter and "unassigned" not in shorter[0].flags:
                    founds, last = shorter, last - 1
            if founds:
                yield from founds
                taken, before = last - first, founds[-1] if founds[-1].kind != LOCAL_PHONE else None
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


def _judge(
    window: Window, part: list[Group], regions: tuple[str, ...], budget: LookupBudget, *, follows: bool, listed: bool = False
) -> list[Found]:
    text, start, end = window.text, part[0].start, part[-1].end
    raw = text[start:end]
    label = label_of(window, start)
    chain = label.chain if label else frozenset()
    if label and window.place == "script" and is_code(window.text[label.end : start]):
        label, chain = None, frozenset()
    if window.place == "script" and _METHOD.match(text, end):
        return []
    if label and "line" in chain and is_telephone_line(window, label):
        chain = chain - {"line"} | {"phone"}
    messengers = [kind for kind in BY_NUMBER if kind in chain]
    second = False
    kind = set_for(text, start) if window.place == "script" else ""
    if not kind and window.place == "script" and is_of_account(text, start):
        budget.spend()  # as a look-up, so that a flood of them ends as one of telephones does
        return []
    if kind in BY_NUMBER:
        label, chain, messengers = None, frozenset((kind,)), [kind]
    elif kind in ("phone", "fax") and not chain:
        label, chain = None, frozenset((kind,))
    if label and messengers:  # if the messenger already has its own id or number, this is a different one
        between = window.text[label.end : start]
        second = is_second_person(between, raw)
        messengers = [] if USED_UP.search(between) and not second else without_own_id(messengers, between)
        messengers = [] if is_not_written_to(window.low, start) else messengers
    if chain & NAMELESS and own_id_behind(text, end) is not None:
        chain -= NAMED  # the second value belongs to them
        messengers = [kind for kind in messengers if kind in chain]
    called = bool(chain & {"phone", "hotline", "fax"}) or bool(messengers) or is_called(window.low, end) or (listed and label is None)
    international = raw.lstrip("(").startswith("+")
    if label and "not-phone" in label.classes and not called and not of_line_before(window, label, raw, start):
        return []
    if international and window.place == "script" and is_added(text, start, end):
        return []  # now.getTime()+31536000000
    if payee_or_unit_around(window.low, start, end, called=called, follows=follows, apart=_is_set_apart(text, part, end)):
        return []
    groups = [g.digits for g in part]
    if is_example(window.low, start, "".join(groups), called=called) or (not called and is_drawn(window.low, start, groups)):
        return []
    plain = len(groups) > 1 and raw[0] == "0" and min(map(len, groups)) > 1 and not tongue_of(regions)  # it needs no person before it
    role = not (called or plain or window.place == "script") and names_somebody(window.low, start)
    if not international and is_something_else(raw, groups, called=called or role):
        return []
    if not (called or role or international) and window.low[end : end + 2].lstrip()[:1] == "(" and "not-phone" not in chain:
        called = names_messenger(window, end) and bool(said_after(window.low, end).kinds)  # 852-5418 8207 (WhatsApp)
    candidate = Candidate(
        raw=raw,
        groups=tuple(groups),
        beside=() if international else beside(window, label, start, end, regions),
        international=international,
        called=called,
        role=role,
        place=window.place,
        messenger=bool(messengers),
        headed=window.low[:start].rstrip(" (")[-1:] == ":",
    )
    number = number_of(candidate, regions, budget)
    if number is None or (len(groups) == 2 and not called and GOES_ON.match(window.text, end)):
        return []
    elsewhere = number.country != home_of(regions) and number.country not in candidate.beside
    if raw.isdigit() and ((elsewhere and is_nationwide(raw)) or (number.country in guessed(regions) and is_service(raw, regions))):
        return []  # 95105105 on a page that is likelier of China, or names Hong Kong in passing
    if number.type not in HOTLINE_TYPES and is_refused(window.low, start, end):
        return []
    if label is not None and messengers and (is_of_next(window, label, start, end, number.type) or (second and number.type == "fixed")):
        messengers, chain = [], chain & CALLS
    own = label is not None and is_right_behind(window, label, start)
    if not (own or international) and is_of_part(text, end):
        return []
    if not (called or international) and raw.isdigit() and is_of_row(window.low, start, end):
        return []
    if not (called or international) and is_of_a_thing(window.low, start, grouped=len(groups) > 1, mobile=number.type == "mobile"):
        return []
    if label is not None and messengers and is_thing_of_next(window, label, start):
        return []
    apart = label is not None and start - label.end > _SHORTEST_THING and not international
    if label is not None and messengers:
        apart = apart and "\n" in window.text[label.end : start]  # "WhatsApp order number: 012 …" is one for orders
    thing = thing_before(window.low, start) if apart else -1
    if label is not None and thing >= label.end and not is_hotline_for(window.low, label, thing, _of_number(window.low, start)):
        return []  # "recordings of calls have the tape number 0207-118-44"
    used = label is not None and not international and len(groups) == 1 and _ENDED.search(window.text, label.end, start)
    if used and is_of_a_thing(window.low, start, grouped=False):
        return []  # "ໂທ 020 7788 9912 ເລກບັດ 0412345678": the word is of the number before
    named = international or number.country in candidate.beside
    if not named and is_of_others(window, label, start, end, "".join(groups), number, regions, budget):
        return [as_written(raw, start, end)]
    return list(founds_of(window, number, start, end, chain, messengers))


def _of_number(low: str, start: int) -> int:
    """Return where the word before a number ends."""
    return len(low[:start].rstrip(" :"))


_ENDED = re.compile(r"[0-9](?:[ .()-]{0,2}[0-9]){5}")
"""Enough digits for a number of its own."""
_SHORTEST_THING = 7
"""Fewer characters behind a label name no thing and its number: "bill no"."""


def _is_set_apart(text: str, part: list[Group], end: int) -> bool:
    """Whether only a style sheet parts a number that begins as such from the next word: "0251-8341-700Ambulans: …"."""
    return len(part) > 1 and text[part[0].start] in "+(0" and _NEXT_WORD.match(text, end) is not None


_NEXT_WORD = re.compile(r"[A-Z](?:[a-z]{2,}[ :\n]|[A-Za-z-]{1,7} ?:)")
_METHOD = re.compile(r"\)?\.[a-z][A-Za-z]*\(|:[A-Za-z0-9_-]{20}")
"""What a script calls on a number that it reckons with, (162735489).toString(16), and the secret behind the number of a bot."""
