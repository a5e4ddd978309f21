"""On which side of their numbers the banks of a list stand: "5642 … Maybank, 8604 … CIMB", or "Maybank 5642 …, CIMB 8604 …".

A name between two numbers is beside both. Read one by one, each number took the name before it, and a list with its banks behind gave every
account the bank of the one above. So the side is asked of the list as a whole, and a name is spent by one number.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from statistics import median_low

from msgspec import Struct, field

from scamtriage.knowledge.pages.contact_table import words_of
from scamtriage.parse.contact.account_labels import is_labelled_otherwise
from scamtriage.parse.contact.bank_gaps import Entry, Gap, Member, Name, Pair, members_of, names_of, pair_of
from scamtriage.parse.contact.label_words import Label
from scamtriage.parse.contact.windows import Window

_REACH = 220
"""Characters between a number and the next name, or a name and the next number, of one list: the lines of a card."""
_NEAR = 12
"""Characters between a word for an account and its number."""
_FEWEST = 3
"""Numbers and names that stand in turns, of which one is between two of the other kind."""
IsPhone = Callable[[int, int], bool]
"""Tells of the number between two offsets whether it may be a telephone's."""


class BankList(Struct, eq=False):
    """Numbers that stand in turns with names of banks, all on one side of theirs."""

    behind: bool
    pairs: tuple[Pair, ...]
    common: str | None
    """How more than half of the numbers, at least two, stand to their names: the shape of what is between."""
    of_accounts: bool | None = None
    """Whether what stands around it tells of accounts; None before that was asked."""

    @property
    def start(self) -> int:
        """Where the first number, or its bank, begins."""
        return self.pairs[0].begin

    @property
    def end(self) -> int:
        """Where the last number, or its bank, ends."""
        return self.pairs[-1].until


class Place(Struct, frozen=True, eq=False):
    """Where the bank of a number stands: the list, and which of its numbers it is."""

    listed: BankList
    at: int

    @property
    def bank(self) -> Label:
        """The spelling of its bank's name that is nearest."""
        name = self.listed.pairs[self.at].name
        return name.first if self.listed.behind else name.last

    @property
    def gap(self) -> Gap:
        """What stands between the two."""
        return self.listed.pairs[self.at].gap

    @property
    def is_alike(self) -> bool:
        """Whether it stands to its bank as most of the others do."""
        return self.gap.shape == self.listed.common

    @property
    def distance(self) -> int:
        """The characters between the two."""
        member, bank = self.listed.pairs[self.at].member, self.bank
        return bank.start - member.end if self.listed.behind else member.start - bank.end


class Sides(Struct, frozen=True):
    """The lists of a window."""

    places: Mapping[int, Place] = field(default_factory=dict)
    """Start of a number -> where its bank stands. A number without a name of its own is left out."""
    spent: frozenset[int] = frozenset()
    """Starts of the names that are some number's: no other number has them."""


_NONE = Sides()


def sides_of(window: Window, numbers: Iterable[re.Match[str]], is_phone: IsPhone) -> Sides:
    """Return the lists of a window, whose numbers of the form of accounts are given in order. Linear in the text and its labels.

    `is_phone` is asked where a telephone may stand above or below a list, or behind a bank.
    """
    members = members_of(window.text, numbers)
    if not members or not (names := names_of(window)) or len(members) + len(names) < _FEWEST:
        return _NONE
    places: dict[int, Place] = {}
    spent: set[int] = set()
    for pairs in _lists(window, _runs(members, names), is_phone):
        listed = BankList(pairs[0].behind, tuple(pairs), _common(pairs))
        for at, pair in enumerate(pairs):
            places[pair.member.start] = Place(listed, at)
            spent |= {pair.name.first.start, pair.name.last.start}
    return Sides(places, frozenset(spent))


def _common(pairs: list[Pair]) -> str | None:
    shape, count = Counter(pair.gap.shape for pair in pairs).most_common(1)[0]
    return shape if count > 1 and count * 2 > len(pairs) else None


def _runs(members: Iterable[Member], names: Iterable[Name]) -> Iterator[list[Entry]]:
    """Yield what stands in turns, number and name. Two numbers side by side are of two runs."""
    run: list[Entry] = []
    entries: list[Entry] = [*members, *names]
    entries.sort(key=lambda one: one.begin)
    for one in entries:
        if run and one.begin < run[-1].until:
            continue  # digits in the name of a bank
        if run and (isinstance(one, Member) == isinstance(run[-1], Member) or one.begin - run[-1].until > _REACH):
            yield run
            run = []
        run.append(one)
    yield run


def _lists(window: Window, runs: Iterable[list[Entry]], is_phone: IsPhone) -> Iterator[list[Pair]]:
    """Yield the numbers of each list with their names. Where a telephone stands in each row, or a bank that the table does not know in one,
    the list goes on behind it with what is built alike.
    """
    listed: list[Pair] = []
    sure = False
    for run in runs:
        pairs = _told(window, run, is_phone)
        told = bool(pairs)
        if len(run) == _FEWEST - 1:
            pairs = [pair_of(window, *run)]
        if pairs and listed and _goes_on(listed[-1], pairs[0]):
            listed += pairs
            sure = True
        elif pairs:
            if sure:
                yield listed
            listed, sure = pairs, told
    if sure:
        yield listed


def _goes_on(last: Pair, first: Pair) -> bool:
    return last.behind == first.behind and last.gap.shape == first.gap.shape and first.begin - last.until <= _REACH


def _told(window: Window, run: list[Entry], is_phone: IsPhone) -> list[Pair]:
    """Return each number of a run with its name; none if nothing tells which of two sides it is, or there is but one."""
    if len(run) > _FEWEST and _is_apart(window, run[0], run[1], run[2], is_phone):
        run = run[1:]
    if len(run) > _FEWEST and _is_apart(window, run[-1], run[-2], run[-3], is_phone):
        run = run[:-1]
    if len(run) < _FEWEST:
        return []
    pairs = [pair_of(window, one, other) for one, other in pairwise(run)]
    before, behind = [pair for pair in pairs if not pair.behind], [pair for pair in pairs if pair.behind]
    levels = [median_low(pair.gap.level for pair in side) for side in (before, behind)]
    if len(run) > _FEWEST:
        return behind if (levels[1] < levels[0] if levels[0] != levels[1] else _rank(behind) > _rank(before)) else before
    if levels[0] == levels[1]:
        return _between(window, before[0], behind[0], is_phone) if isinstance(run[0], Member) else []
    return behind if levels[1] < levels[0] and not _is_labelled(window, before[0]) else before


def _rank(pairs: list[Pair]) -> tuple[int, ...]:
    """Return what speaks for these pairs, the weightiest first: how many numbers are as long as accounts of their bank, how many have one,
    how many are built alike or enclose their bank, how few lines and characters part them.
    """
    gaps = [pair.gap for pair in pairs]
    return (
        sum(pair.name.has(pair.member.digits) for pair in pairs),
        len(pairs),
        Counter(gap.shape for gap in gaps).most_common(1)[0][1],
        sum(gap.enclosed for gap in gaps),
        -median_low(gap.lines for gap in gaps),
        -median_low(gap.chars for gap in gaps),
    )


def _is_apart(window: Window, end: Entry, name: Entry, second: Entry, is_phone: IsPhone) -> bool:
    """Whether the first or the last of a run is a number of something else, in a line above or below the list: a telephone, a licence."""
    if not (isinstance(end, Member) and isinstance(name, Name) and isinstance(second, Member)) or name.pays:
        return False
    if "\n" not in window.text[min(end.until, name.until) : max(end.begin, name.begin)]:
        return False
    return is_labelled_otherwise(window, end.start) or (_is_phone(window, end, is_phone) and not _is_phone(window, second, is_phone))


def _is_phone(window: Window, member: Member, is_phone: IsPhone) -> bool:
    """Whether a number may be a telephone's, and no word for an account stands right before it."""
    label = window.caller_before(member.start)
    if label is not None and "account" in label.classes and member.start - label.end <= _NEAR:
        return False
    return is_phone(member.start, member.end)


def _between(window: Window, before: Pair, behind: Pair, is_phone: IsPhone) -> list[Pair]:
    """Return the number to which the name between two as near belongs: the one that is no telephone, or the first, where a bank that the
    table does not know stands behind the second in the same way.
    """
    if _is_labelled(window, before):
        return [before]
    phones = _is_phone(window, behind.member, is_phone), _is_phone(window, before.member, is_phone)
    if phones[0] != phones[1]:
        return [before if phones[0] else behind]
    end = before.member.until + behind.name.begin - behind.member.until
    same = window.text[before.member.until : end] == window.text[behind.member.until : behind.name.begin]
    return [behind] if same and words_of("bank").match(window.low, end) else []


def _is_labelled(window: Window, pair: Pair) -> bool:
    """Whether a word for an account stands between a name and the number behind it."""
    label = window.caller_before(pair.member.start)
    return label is not None and "account" in label.classes and label.start >= pair.name.until
