"""Bank accounts: digit runs of a length that the bank uses, near the bank's name."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import takewhile

from scamtriage.knowledge.pages.contact_table import Bank, words_of
from scamtriage.parse.contact.account_cards import bank_of_card, card_of, has_card
from scamtriage.parse.contact.account_labels import (
    behind_branch,
    below_holder,
    is_abbreviated,
    is_labelled,
    is_labelled_otherwise,
    is_named_right_before,
    paid_into,
)
from scamtriage.parse.contact.account_or_phone import (
    AS_IN_THAILAND,
    is_behind_code,
    is_instead,
    is_line,
    is_phone,
    is_phone_below,
    is_phone_listed,
    may_be_called,
    may_be_line,
)
from scamtriage.parse.contact.account_places import (
    A_LINE,
    BANK_AFTER,
    BANK_BEFORE,
    ENDS,
    MASKED,
    NEAR_REGIONS,
    PAID_INTO_CHARS,
    is_of_statement,
    is_of_tk,
    of_branch,
    points,
)
from scamtriage.parse.contact.bank_beside import ADJACENT, EVERYDAY, bank_named, everyday_bank, nearest_bank
from scamtriage.parse.contact.bank_sides import Place, Sides, sides_of
from scamtriage.parse.contact.budget import LookupBudget
from scamtriage.parse.contact.fold import digits_of
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.ibans import EXAMPLE
from scamtriage.parse.contact.listed_accounts import is_called, is_labelled_in, is_of_accounts
from scamtriage.parse.contact.phone.shape import is_example
from scamtriage.parse.contact.phone.unplaced import as_written
from scamtriage.parse.contact.same_holder import Holders
from scamtriage.parse.contact.unnamed_banks import of_coded_bank, of_holder, of_unknown_bank, speaks_of_bank
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re

ACCOUNT = lazy_re.compile(
    r"(?<![0-9A-Za-z.+-])(?<![0-9][,/])(?:[0-9](?:(?: ?- ?| )?[0-9]){6,21}"
    r"|[0-9]{3}\.[0-9]{3}\.(?:[0-9]{3}\.)?[0-9]{4}|[0-9]{4,6}(?:\.[0-9]{3,6}){2,3}|[0-9]{4}(?:\.[0-9]{4}){2}\.[0-9]{2,4})"
    rf"{ENDS}"
)
"""Dots part groups of three and a last one of four, as in Indonesia, or begin behind the fourth digit: sums have neither."""
_BANK_CODE_DIGITS = 3
_BANK_CODE = lazy_re.compile(r"[0-9]{3}[ -][0-9]{10,14}\Z")
"""013-123456789012: the bank's code before the account, as in Taiwan."""
_CODE_BEFORE, _VIRTUAL_DIGITS = lazy_re.compile(r"\([0-9]{3}\) ?\Z"), 16
"""(808)1223-7754-2234-5205: in Taiwan, an account made for one payment, behind the bank's code."""
NONE_IN_KOREA = lazy_re.compile(r"[0-9]{3}-[0-9]{2}-[0-9]{5}|(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-[0-9-]+")
"""The number of a firm in Korea, which stands in every footer, and what begins with a year and a month, as notices and receipts do."""
REGISTERED_IN_MALAYSIA = lazy_re.compile(r"(?:19|20)[0-9]{2}0[1-6][0-9]{6}")
"""A firm's number in Malaysia: the year, the kind of firm and six digits, "Maybank (196001000142)"."""


def find(window: Window, regions: Callable[[], tuple[str, ...]], budget: LookupBudget, account_budget: LookupBudget) -> Iterator[Found]:
    """Yield accounts with a label ("account no.") and a bank nearby, or directly after a bank's name. `regions` gives the page's
    countries. Each number is compared with a dozen expressions, so no more are than `account_budget` allows.
    """
    classes = {c for label in window.labels for c in label.classes}
    named = any(c[:5] == "bank:" for c in classes)
    if (
        not named
        and not any(word in window.text for word in EVERYDAY)
        and not ("account" in classes and (AS_IN_THAILAND.search(window.text) or speaks_of_bank(window.low) or has_card(window)))
    ):
        return
    before: _Taken | None = None
    holders = Holders[_Run]()
    numbers = list(takewhile(lambda _: account_budget.spend(), ACCOUNT.finditer(window.text)))
    sides = sides_of(window, numbers, partial(may_be_called, window, regions, budget))
    for match in numbers:
        digits = digits_of(match[0])
        start, end = match.span()
        if _is_nobodys(window, start, end, digits):
            continue
        if is_of_statement(window, start, end) and is_named_right_before(window, start):
            yield Found(kind="bank-account", value=digits, start=start, end=end, flags=(EXAMPLE,))  # nobody's, and no phone either
            continue
        run = _Run(window, start, end, match[0], digits, regions, budget, account="account" in classes, sides=sides)
        if before is not None and run.is_next(before):
            before = replace(before, end=end)
            yield run.found(before.bank)
            continue
        lines = card_of(window, start, end) if run.account else ""
        if lines and run.place is None and (of_card := bank_of_card(lines, len(digits), regions)) is not None:
            before = _Taken(of_card, len(digits), end, before.written if before is not None else "")
            yield run.found(of_card)
            continue
        bank, distance = run.name_bank()
        if bank is None:
            if (found := run.without_bank(lines)) is not None:
                yield found
            elif run.account:
                holders.ask(window.low, end, run)
        elif is_labelled_otherwise(window, start):
            continue
        elif before is not None and is_phone_below(window, before.end, match, before.written, run.countries(bank), budget):
            yield as_written(match[0], start, end)
        elif run.is_of(bank, distance) if run.place is None else run.is_listed(bank, run.place, lines):
            before = _Taken(bank, len(run.digits), end, match[0])
            holders.told(window.low, end, bank)
            yield run.found(bank)
        elif run.account:
            holders.ask(window.low, end, run)
    yield from (run.found(None) for run, bank in holders.answered() if run.is_beside(bank))


def _is_nobodys(window: Window, start: int, end: int, digits: str) -> bool:
    """Whether a number only shows a form, or is an order's or a notice's: "order #1094882304", 2024-04-118236호."""
    if len(set(digits)) == 1 or is_example(window.low, start, digits, called=True) or window.text[end : end + 1] in _ORDINALS:
        return True
    if is_behind_code(window.text, start):
        return True  # of a telephone
    if (
        window.text[start - 1 : start] == "/"
        and window.text[start - 2 : start - 1] not in _CLOSING
        and not is_named_right_before(window, start - 1)
    ):
        return True  # of a path
    return window.text[start - 1 : start] == "#" and not is_named_right_before(window, start - 1)


_ORDINALS = frozenset("호号號")
_CLOSING = (")", "]", " ")


@dataclass(frozen=True, slots=True)
class _Taken:
    """The account right before."""

    bank: Bank
    length: int
    end: int
    written: str
    """The last account that stands beside its bank's name, as it is written; "" before there is one."""


@dataclass(slots=True)
class _Run:
    """A digit run that may be an account. `account`: a word for one stands nearby. `regions` and `budget` are as in `find`."""

    window: Window
    start: int
    end: int
    written: str
    digits: str
    """Without the bank's code, once the bank is known."""
    regions: Callable[[], tuple[str, ...]]
    budget: LookupBudget
    account: bool
    sides: Sides

    @property
    def place(self) -> Place | None:
        """Where its bank stands, if it is in a list."""
        return self.sides.places.get(self.start)

    def found(self, bank: Bank | None, *, country: str = "") -> Found:
        name, country = (bank.name, bank.country) if bank is not None else ("", country)
        return Found(kind="bank-account", value=self.digits, start=self.start, end=self.end, detail=name, country=country)

    def countries(self, bank: Bank) -> tuple[str, ...]:
        """Return the countries whose telephones the number may be mistaken for."""
        return (bank.country, *self.regions()[:2])

    def is_next(self, before: _Taken) -> bool:
        """Whether it is another account at the same bank: "or" stands between, and it is no telephone."""
        if len(self.digits) != before.length or _or().fullmatch(self.window.low, before.end, self.start) is None:
            return False
        if is_instead(self.window, before.end, self.start, self.digits):
            return True
        return not may_be_line(self.digits, before.bank.country, self.regions()[:2], self.budget)

    def name_bank(self) -> tuple[Bank | None, int]:
        """Return (the bank beside it, its distance), and leave out the bank's code before the account."""
        bank, distance = self._bank(len(self.digits))
        if bank is None and _BANK_CODE.match(self.written):
            bank, distance = self._bank(len(self.digits) - _BANK_CODE_DIGITS)
            self.digits = self.digits if bank is None else self.digits[_BANK_CODE_DIGITS:]
        virtual = bank is None and len(self.digits) == _VIRTUAL_DIGITS
        if virtual and _CODE_BEFORE.search(self.window.text, max(0, self.start - 6), self.start):
            return self._bank(_VIRTUAL_DIGITS - 2)
        return bank, distance

    def _bank(self, length: int) -> tuple[Bank | None, int]:
        if (place := self.place) is None:
            return nearest_bank(self.window, self.start, self.end, length, self.regions, self.sides.spent)
        return bank_named(place.bank, length, self.regions), place.distance

    def is_beside(self, bank: Bank) -> bool:
        """Whether it is an account, since its holder is that of one at this bank in the same list: at a mistyped or unknown bank."""
        if len(self.digits) < PAID_INTO_CHARS or len(self.digits) not in bank.digits or is_labelled_otherwise(self.window, self.start):
            return False
        return not is_phone(self.digits, self.countries(bank), self.budget)

    def without_bank(self, lines: str) -> Found | None:
        """Return it if it is an account though no bank is named beside it. `lines`: of the card on which it stands."""
        window, start, end = self.window, self.start, self.end
        if (bank := everyday_bank(window.text, start, self.written)) is not None:
            return self.found(bank)
        if AS_IN_THAILAND.fullmatch(self.written) and self.regions()[:1] == ("TH",) and not is_labelled_otherwise(window, start):
            return self.found(None, country="TH")
        if self.account and (
            lines
            or (self.regions()[:1] == ("TW",) and of_coded_bank(window, start, self.digits, self.budget))
            or of_unknown_bank(window, start, end)
            or of_branch(window, start, len(self.digits), reach=BANK_BEFORE)
            or of_holder(window, start, end, self.regions, self.budget)
        ):
            coded = self.regions()[:1] == ("TW",) and _BANK_CODE.match(self.written) is not None
            self.digits = self.digits[_BANK_CODE_DIGITS:] if coded else self.digits
            return self.found(None)
        return None

    def is_listed(self, bank: Bank, place: Place, lines: str) -> bool:
        """Whether it is an account at the bank that its list gives it. `lines`: of the card on which it stands."""
        window, listed, distance = self.window, place.listed, place.distance
        if not listed.behind and not place.gap.ends and distance <= BANK_BEFORE and self.is_of(bank, distance):
            return True
        if points().match(window.low, self.end) or MASKED.match(window.low, self.end):
            return False
        if lines:
            return True
        if not place.is_alike and distance > (BANK_AFTER if listed.behind else BANK_BEFORE):
            return False
        if is_labelled_in(window, listed, place.at):
            return True
        if AS_IN_THAILAND.fullmatch(self.written) is not None and self.regions()[:1] == ("TH",):
            return True
        if listed.behind and bank.country == "VN" and is_of_tk(window, self.start, self.end, place.bank.start):
            return True
        if bank.country == "KR" and NONE_IN_KOREA.fullmatch(self.written):
            return False
        called = is_called(window, listed)
        if not place.is_alike and not (called and len(listed.pairs) == 1):
            return False
        if not called and bank.country == "MY" and REGISTERED_IN_MALAYSIA.fullmatch(self.written):
            return False
        if not called and bank.country not in self.regions()[:NEAR_REGIONS] and is_abbreviated(window, place.bank.end):
            return False
        countries = (bank.country, *(() if called else self.regions()[:1]))
        return not is_phone_listed(self.digits, countries, self.budget, called=called) and is_of_accounts(window, listed)

    def is_of(self, bank: Bank, distance: int) -> bool:
        """Whether it is an account at the bank whose name stands so far away, and no telephone."""
        window, start, end, budget = self.window, self.start, self.end, self.budget
        labelled = is_labelled(window, start)
        if points().match(window.low, end) and not labelled:
            return False
        if (
            labelled
            or (distance <= ADJACENT and _IN_NAME_OF.match(window.low, end) is not None)
            or (bank.country == "TH" and AS_IN_THAILAND.fullmatch(self.written) is not None)
            or behind_branch(window, start, distance)
            or (bank.country == "VN" and is_of_tk(window, start, end, end + distance - ADJACENT))
        ):
            return True
        if bank.country == "KR" and NONE_IN_KOREA.fullmatch(self.written):
            return False
        if bank.country not in self.regions()[:NEAR_REGIONS] and is_abbreviated(window, start - distance):
            return False  # MSB is a bank in Vietnam, but "money services business" in America
        if paid_into(window, start, end, self.countries(bank), budget):
            return True
        if self.account and below_holder(window, start, end, distance, (bank.country,), budget):
            return True
        if bank.country == "MY" and REGISTERED_IN_MALAYSIA.fullmatch(self.written):
            return False
        if distance > ADJACENT or is_line(self.written, self.digits, self.countries(bank), budget):
            return False
        return not (A_LINE.search(window.text, start - distance, start) and is_phone(self.digits, (bank.country,), budget))


_IN_NAME_OF = lazy_re.compile(r",? ?\(?(?:a/n|a\.n\.?|atas nama)(?![a-z])")


@cache
def _or() -> re.Pattern[str]:
    """Return what stands between two accounts at one bank: "or", or an arrow behind one that is closed: "0341128877 (TUTUP) → 7615…"."""
    return re.compile(rf" (?:{words_of('or', 'and').pattern}|&) |(?: ?\([^()0-9\n]{{1,16}}\))? ?> ?")
