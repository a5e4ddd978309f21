"""Whether digits are a telephone's number: by what stands around them, by their form, and last by libphonenumber, which costs most."""

from dataclasses import dataclass
from typing import NamedTuple

from scamtriage.parse.contact.anchors import CALLS, DIALLED
from scamtriage.parse.contact.budget import LookupBudget
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.label_chains import is_hotline_for
from scamtriage.parse.contact.label_words import Label
from scamtriage.parse.contact.phone.candidate import Candidate
from scamtriage.parse.contact.phone.countries_beside import beside, is_headed, is_of_office
from scamtriage.parse.contact.phone.digit_groups import Group
from scamtriage.parse.contact.phone.kinds import founds_of
from scamtriage.parse.contact.phone.labels import is_parted_off, is_right_behind, is_used_up, label_of
from scamtriage.parse.contact.phone.libphonenumber import HOTLINE_TYPES, Number
from scamtriage.parse.contact.phone.line_ends import is_below_number, named_behind
from scamtriage.parse.contact.phone.messengers import own_id_behind, said_after
from scamtriage.parse.contact.phone.national import number_of
from scamtriage.parse.contact.phone.numbered import is_of_a_memo, is_of_a_thing, paper_before, thing_before
from scamtriage.parse.contact.phone.refused import is_not_written_to, is_refused
from scamtriage.parse.contact.phone.regions import guessed, home_of, is_of_eight_digits, mentioned_only, tongue_of
from scamtriage.parse.contact.phone.sentences import is_of_next, is_second_person, is_thing_of_next
from scamtriage.parse.contact.phone.shape import (
    is_among_draws,
    is_drawn,
    is_example,
    is_of_part,
    is_of_row,
    is_reference,
    is_something_else,
    names_somebody,
    payee_or_unit_around,
)
from scamtriage.parse.contact.phone.short_numbers import is_nationwide, is_service
from scamtriage.parse.contact.phone.surroundings import (
    GOES_ON,
    NAMED,
    NAMELESS,
    is_added,
    is_called,
    is_code,
    is_set_for_other,
    is_telephone_line,
    names_messenger,
    of_line_before,
    set_for,
    without_own_id,
)
from scamtriage.parse.contact.phone.unplaced import as_written, is_of_others
from scamtriage.parse.contact.setting_names import BY_NUMBER, CALLED
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re


class _Context(NamedTuple):
    """What the words before digits, or the setting that a script gives them to, say of them."""

    label: Label | None
    chain: frozenset[str]
    """The classes of the label and of those that share its number."""
    messengers: list[str]
    """Those in the chain that are addressed by a number."""
    second: bool = False
    """The messenger has a number of its own already; this is that of a second person."""


@dataclass(slots=True)
class _Digits:
    """Digits in a text, and their circumstances."""

    window: Window
    part: list[Group]
    start: int
    end: int
    raw: str
    groups: list[str]
    told: _Context
    called: bool
    """A word for a phone or a messenger says that they are called. One in brackets behind them is looked for only once they were not set
    aside, so that `are_set_aside` does not see it, and `are_not` does.
    """
    international: bool
    """A plus stands before them."""

    @property
    def sure(self) -> bool:
        return self.called or self.international

    def are_set_aside(self, *, follows: bool) -> bool:
        """Whether what stands around them shows, before anything is looked up, that they are no number. `follows`: others stand before
        them in their run."""
        window, start, end, label = self.window, self.start, self.end, self.told.label
        if label and "not-phone" in label.classes and not self.called and not of_line_before(window, label, self.raw, start):
            return True
        fours = self.raw[4:5] == self.raw[9:10] == window.text[start - 1 : start] == " " and not self.raw[14:]
        if fours and _FOUR_BEFORE.search(window.text, max(0, start - 6), start):
            return True  # of a card's number or a token's
        if self.international and window.place == "script" and is_added(window.text, start, end):
            return True  # now.getTime()+31536000000
        apart = _is_set_apart(window.text, self.part, end)
        if payee_or_unit_around(window.low, start, end, called=self.called, follows=follows, apart=apart):
            return True
        if is_example(window.low, start, "".join(self.groups), called=self.called):
            return True
        return not self.called and is_drawn(window.low, start, self.groups)

    def have_role(self, regions: tuple[str, ...]) -> bool:
        """Whether a person or a position is named before them, where the form does not do without."""
        groups = self.groups
        if self.called or self.window.place == "script":
            return False
        if len(groups) > 1 and self.raw[0] == "0" and min(map(len, groups)) > 1 and not tongue_of(regions):
            return False  # it needs no person before it
        if len(groups) == 1 and self.raw[0] != "0" and self.told.chain:
            return False  # "小姐，QQ 15912345678": of a messenger
        return names_somebody(self.window.low, self.start)

    def name_messenger_behind(self) -> bool:
        """Whether a messenger stands in brackets behind them: 852-5418 8207 (WhatsApp)."""
        low, end = self.window.low, self.end
        if low[end : end + 2].lstrip()[:1] != "(" or "not-phone" in self.told.chain:
            return False
        return names_messenger(self.window, end) and bool(said_after(low, end).kinds)

    def are_not(self, number: Number, regions: tuple[str, ...], beside: tuple[str, ...]) -> bool:
        """Whether they are not the number that they spell: they go on, belong to a thing, or nobody is called there. `beside`: regions
        that the words next to them name."""
        low, text, start, end = self.window.low, self.window.text, self.start, self.end
        if len(self.groups) == 2 and not self.called and GOES_ON.match(text, end):
            return True
        elsewhere = number.country not in (home_of(regions), *beside) and not is_of_eight_digits(regions)
        if self.raw.isdigit() and (
            (elsewhere and is_nationwide(self.raw)) or (number.country in guessed(regions) and is_service(self.raw, regions))
        ):
            return True  # 95105105 on a page that is likelier of China, or names Hong Kong in passing
        if number.type not in HOTLINE_TYPES and is_refused(low, start, end):
            return True
        label = self.told.label
        own = label is not None and (is_right_behind(self.window, label, start) or _NAME.fullmatch(text, label.end, start) is not None)
        if is_reference(text, start) or (not (own or self.international) and is_of_part(text, end)):
            return True
        bare = len(self.groups) == 1 or _TWO_FOURS.fullmatch(self.raw) is not None
        if label is not None and bare and not self.international and 0 <= paper_before(low, start) <= label.start:
            return True
        if self.sure:
            return False
        if self.raw.isdigit() and (is_of_row(low, start, end) or is_of_a_memo(text, start)):
            return True
        grouped = len(self.groups) > 1 and number.country in (*beside, *regions[:1], *mentioned_only(regions))
        grouped = grouped and not _TWO_FOURS.fullmatch(self.raw)  # which anything may be: 预约单 8124 4718
        return is_of_a_thing(low, start, grouped=grouped, mobile=number.type == "mobile")

    def are_of_another(self) -> bool:
        """Whether a word between the label and the digits is that for another number, or for a thing."""
        window, start, label = self.window, self.start, self.told.label
        if label is None:
            return False
        if self.told.messengers and is_thing_of_next(window, label, start):
            return True
        apart = start - label.end > _SHORTEST_THING and not self.international
        if self.told.messengers:
            apart = apart and "\n" in window.text[label.end : start]  # "WhatsApp order number: 012 …" is one for orders
        thing = thing_before(window.low, start) if apart else -1
        if thing >= label.end and not is_hotline_for(window.low, label, thing, _of_number(window.low, start)):
            return True  # "recordings of calls have the tape number 0207-118-44"
        used = not self.international and len(self.groups) == 1 and _ENDED.search(window.text, label.end, start) is not None
        return used and is_of_a_thing(window.low, start, grouped=False)  # "ໂທ 020 7788 9912 ເລກບັດ 0412345678": of the number before


def judge(
    window: Window, part: list[Group], regions: tuple[str, ...], budget: LookupBudget, *, follows: bool, listed: bool = False
) -> list[Found]:
    """Return the number that groups of digits spell, and its messengers; [] for none.

    `follows`: other groups of the run stand before these. `listed`: the run goes on with a list of numbers.
    """
    start, end = part[0].start, part[-1].end
    raw = window.text[start:end]
    setting = ""
    if window.place == "script":
        setting = set_for(window.text, start)
        if _METHOD.match(window.text, end):
            return []
        if not setting and is_set_for_other(window.text, start):
            budget.spend()  # as a look-up, so that a flood of them ends as one of telephones does
            return []
    told = _context_before(window, start, end, raw, setting)
    one = _Digits(
        window=window,
        part=part,
        start=start,
        end=end,
        raw=raw,
        groups=[group.digits for group in part],
        told=told,
        called=not told.chain.isdisjoint(DIALLED)
        or bool(told.messengers)
        or is_called(window.low, end)
        or (listed and told.label is None)
        or _CHINESE_MOBILE.fullmatch(raw) is not None
        or not named_behind(window, end).isdisjoint(_REACHED),
        international=raw.lstrip("(").startswith("+"),
    )
    if one.are_set_aside(follows=follows):
        return []
    role = one.have_role(regions)
    if not one.international and is_something_else(raw, one.groups, called=one.called or role):
        return []
    one.called = one.called or (not (role or one.international) and one.name_messenger_behind())
    named = () if one.international else beside(window, told.label, start, end, regions)
    candidate = Candidate(
        raw="(" + raw if window.text[start - 2 : start] == "( " else raw,
        groups=tuple(one.groups),
        beside=named,
        international=one.international,
        called=one.called,
        role=role,
        place=window.place,
        messenger=bool(told.messengers),
        headed=bool(named) and is_headed(window, told.label, start, end) and not is_among_draws(window.low, start, _MARKETS),
        office=bool(named) and is_of_office(window.low, start),
    )
    number = number_of(candidate, regions, budget)
    if number is None or one.are_not(number, regions, candidate.beside):
        return []
    one.told = told = _without_lost_messengers(window, number, start, end, told)
    if one.are_of_another():
        return []
    placed = one.international or number.country in candidate.beside
    if not placed and is_of_others(window, told.label, start, end, "".join(one.groups), number, regions, budget):
        return [as_written(raw, start, end)]
    return list(founds_of(window, number, start, end, told.chain, told.messengers))


def _context_before(window: Window, start: int, end: int, raw: str, setting: str) -> _Context:
    """Return what stands before digits. `setting`: the kind of contact for which a script sets them, "" if it sets them for none."""
    label = label_of(window, start)
    if label and window.place == "script" and is_code(window.text[label.end : start]):
        label = None
    chain = label.chain if label else frozenset()
    if label and "line" in chain and is_telephone_line(window, label):
        chain = chain - {"line"} | {"phone"}
    messengers = [kind for kind in BY_NUMBER if kind in chain]
    second = False
    if setting in BY_NUMBER:
        label, chain, messengers = None, frozenset((setting,)), [setting]
    elif setting in ("phone", "fax") and not chain:
        label, chain = None, frozenset((setting,))
    if label and messengers:  # if the messenger already has its own id or number, this is a different one
        between = window.text[label.end : start]
        second = is_second_person(between, raw)
        messengers = [] if is_used_up(between) and not second else without_own_id(messengers, between)
        messengers = [] if is_not_written_to(window.low, start) else messengers
    if chain & NAMELESS and own_id_behind(window.text, end) is not None:
        chain -= NAMED  # the second value belongs to them
        messengers = [kind for kind in messengers if kind in chain]
    return _Context(label, chain, messengers, second)


def _without_lost_messengers(window: Window, number: Number, start: int, end: int, told: _Context) -> _Context:
    """Return the context of a number that is known now, without messengers that belong to the next one, or that a landline has not."""
    if told.label is None or not told.messengers:
        return told
    if is_of_next(window, told.label, start, end, number.type) or (
        number.type == "fixed"
        and (told.second or is_parted_off(window.text[told.label.end : start]) or is_below_number(window, told.label))
    ):
        return told._replace(messengers=[], chain=told.chain & CALLS)
    return told


def _of_number(low: str, start: int) -> int:
    """Return where the word before a number ends."""
    return len(low[:start].rstrip(" :"))


_FOUR_BEFORE = lazy_re.compile(r"(?<![0-9])[0-9]{4} \Z")
_CHINESE_MOBILE = lazy_re.compile(r"1[3-9][0-9]\.[0-9]{4}\.[0-9]{4}")
"""A form that no sum and no version has."""
_REACHED = CALLED | {"wechat", "line"}
_ENDED = lazy_re.compile(r"[0-9](?:[ .()-]{0,2}[0-9]){5}|(?<![0-9])[0-9]{3,5} ?[.|/;] ")
"""Enough digits for a number of its own, or a short one and the mark behind it."""
_MARKETS = 400
"""Characters of a list of markets, each with what was drawn there; the head above it says so."""
_TWO_FOURS = lazy_re.compile(r"[2-9][0-9]{3} [0-9]{4}")
_SHORTEST_THING = 7
"""Fewer characters behind a label name no thing and its number: "bill no"."""


def _is_set_apart(text: str, part: list[Group], end: int) -> bool:
    """Whether only a style sheet parts a number that begins as such from the next word: "0251-8341-700Ambulans: …"."""
    return len(part) > 1 and text[part[0].start] in "+(0" and _NEXT_WORD.match(text, end) is not None


_NAME = lazy_re.compile(r"(?: [^\W\d_]{2,12}\.?){1,3} ")
"""Who is called, between the word for it and the number: "Call Ahmad 012-345 6787-B"."""
_NEXT_WORD = lazy_re.compile(r"[A-Z](?:[a-z]{2,}[ :\n]|[A-Za-z-]{1,7} ?:)")
_METHOD = lazy_re.compile(r"\)?\.[a-z][A-Za-z]*\(|:[A-Za-z0-9_-]{20}")
"""What a script calls on a number that it reckons with, (162735489).toString(16), and the secret behind the number of a bot."""
