"""Bank accounts: digit runs of a length that the bank uses, near the bank's name."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import takewhile

from scamtriage.knowledge.language.phrases import expression
from scamtriage.knowledge.pages.contact_table import Bank, words_of
from scamtriage.parse.contact.account_cards import bank_of_card, card_of, has_card
from scamtriage.parse.contact.account_places import (
    A_LINE,
    BANK_BEFORE,
    HOLDER_LINE,
    LABEL_REACH,
    NEAR_REGIONS,
    PAID_INTO_CHARS,
    is_of_statement,
    is_of_tk,
    is_phone,
    of_branch,
    points,
)
from scamtriage.parse.contact.bank_beside import ADJACENT, EVERYDAY, everyday_bank, nearest_bank
from scamtriage.parse.contact.budget import LookupBudget
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.ibans import EXAMPLE
from scamtriage.parse.contact.phone import libphonenumber
from scamtriage.parse.contact.phone.numbered import is_of_a_paper
from scamtriage.parse.contact.phone.shape import is_example
from scamtriage.parse.contact.phone.unplaced import as_written
from scamtriage.parse.contact.same_holder import Holders
from scamtriage.parse.contact.setting_names import BY_NUMBER
from scamtriage.parse.contact.unnamed_banks import of_holder, of_unknown_bank, speaks_of_bank
from scamtriage.parse.contact.windows import Window

ACCOUNT = re.compile(
    r"(?<![0-9A-Za-z.,/+-])(?:[0-9](?:(?: ?- ?| )?[0-9]){6,21}"
    r"|[0-9]{3}\.[0-9]{3}\.(?:[0-9]{3}\.)?[0-9]{4}|[0-9]{4,6}(?:\.[0-9]{3,6}){2,3}|[0-9]{4}(?:\.[0-9]{4}){2}\.[0-9]{2,4})"
    r"(?![0-9A-Za-z])(?![.,/-][0-9])"
)
"""Dots part groups of three and a last one of four, as in Indonesia, or begin behind the fourth digit: sums have neither."""
_BANK_CODE_DIGITS = 3
_BANK_CODE = re.compile(r"[0-9]{3}[ -][0-9]{10,14}\Z")
"""013-123456789012: the bank's code before the account, as in Taiwan."""
_CODE_BEFORE, _VIRTUAL_DIGITS = re.compile(r"\([0-9]{3}\) ?\Z"), 16
"""(808)1223-7754-2234-5205: in Taiwan, an account made for one payment, behind the bank's code."""

_AS_IN_THAILAND = re.compile(r"[0-9]{3}-[0-9]-?[0-9]{5}-[0-9]")
"""The account format of Thai banks, which nothing else in Thailand uses."""


def find(window: Window, regions: Callable[[], tuple[str, ...]], budget: LookupBudget, account_budget: LookupBudget) -> Iterator[Found]:
    """Yield accounts with a label ("account no.") and a bank nearby, or directly after a bank's name. `regions` gives the page's
    countries. Each number is compared with a dozen expressions, so no more are than `account_budget` allows.
    """
    classes = {c for label in window.labels for c in label.classes}
    named = any(c[:5] == "bank:" for c in classes)
    if (
        not named
        and not any(word in window.text for word in EVERYDAY)
        and not ("account" in classes and (_AS_IN_THAILAND.search(window.text) or speaks_of_bank(window.low) or has_card(window)))
    ):
        return
    before: _Taken | None = None
    holders = Holders[_Run]()
    for match in takewhile(lambda _: account_budget.spend(), ACCOUNT.finditer(window.text)):
        digits = "".join(c for c in match[0] if c.isdigit())
        start, end = match.span()
        if _is_nobodys(window, start, digits):
            continue
        if is_of_statement(window, start, end) and _is_right_behind(window, start):
            yield Found(kind="bank-account", value=digits, start=start, end=end, flags=(EXAMPLE,))  # nobody's, and no phone either
            continue
        run = _Run(window, start, end, match[0], digits, regions, budget, account="account" in classes)
        if before is not None and run.is_next(before):
            before = replace(before, end=end)
            yield run.found(before.bank)
            continue
        lines = card_of(window, start, end) if run.account else ""
        if lines and (of_card := bank_of_card(lines, len(digits), regions()[:NEAR_REGIONS])) is not None:
            before = _Taken(of_card, len(digits), end, before.written if before is not None else "")
            yield run.found(of_card)
            continue
        bank, distance = run.name_bank()
        if bank is None:
            if (found := run.without_bank(lines)) is not None:
                yield found
            elif run.account:
                holders.ask(window.low, end, run)
        elif _is_labelled_otherwise(window, start):
            continue
        elif before is not None and _is_phone_below(window, before.end, match, before.written, run.countries(bank), budget):
            yield as_written(match[0], start, end)
        elif run.is_of(bank, distance):
            before = _Taken(bank, len(run.digits), end, match[0])
            holders.told(window.low, end, bank)
            yield run.found(bank)
        elif run.account:
            holders.ask(window.low, end, run)
    yield from (run.found(None) for run, bank in holders.answered() if run.is_beside(bank))


def _is_nobodys(window: Window, start: int, digits: str) -> bool:
    """Whether a number only shows a form, or is an order's, "order #1094882304"."""
    if len(set(digits)) == 1 or is_example(window.low, start, digits, called=True):
        return True
    return window.text[start - 1 : start] == "#" and not _is_right_behind(window, start - 1)


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
        if _is_instead(self.window, before.end, self.start, self.digits):
            return True
        return not _may_be_line(self.digits, before.bank.country, self.regions()[:2], self.budget)

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
        return nearest_bank(self.window, self.start, self.end, length, self.regions)

    def is_beside(self, bank: Bank) -> bool:
        """Whether it is an account, since its holder is that of one at this bank in the same list: at a mistyped or unknown bank."""
        if len(self.digits) < PAID_INTO_CHARS or len(self.digits) not in bank.digits or _is_labelled_otherwise(self.window, self.start):
            return False
        return not is_phone(self.digits, self.countries(bank), self.budget)

    def without_bank(self, lines: str) -> Found | None:
        """Return it if it is an account though no bank is named beside it. `lines`: of the card on which it stands."""
        window, start, end = self.window, self.start, self.end
        if (bank := everyday_bank(window.text, start, self.written)) is not None:
            return self.found(bank)
        if _AS_IN_THAILAND.fullmatch(self.written) and self.regions()[:1] == ("TH",) and not _is_labelled_otherwise(window, start):
            return self.found(None, country="TH")
        if self.account and (
            lines
            or of_unknown_bank(window, start, end)
            or of_branch(window, start, len(self.digits), reach=BANK_BEFORE)
            or of_holder(window, start, end, self.regions, self.budget)
        ):
            coded = self.regions()[:1] == ("TW",) and _BANK_CODE.match(self.written) is not None
            self.digits = self.digits[_BANK_CODE_DIGITS:] if coded else self.digits
            return self.found(None)
        return None

    def is_of(self, bank: Bank, distance: int) -> bool:
        """Whether it is an account at the bank whose name stands so far away, and no telephone."""
        window, start, end, budget = self.window, self.start, self.end, self.budget
        labelled = _labelled(window, start)
        if points().match(window.low, end) and not labelled:
            return False
        if (
            labelled
            or _behind_branch(window, start, distance)
            or (bank.country == "VN" and is_of_tk(window, start, end, end + distance - ADJACENT))
        ):
            return True
        if bank.country not in self.regions()[:NEAR_REGIONS] and _is_abbreviated(window, start - distance):
            return False  # MSB is a bank in Vietnam, but "money services business" in America
        if _paid_into(window, start, end, self.countries(bank), budget):
            return True
        if self.account and _below_holder(window, start, end, distance, (bank.country,), budget):
            return True
        if distance > ADJACENT or _is_line(self.written, self.digits, self.countries(bank), budget):
            return False
        return not (A_LINE.search(window.text, start - distance, start) and is_phone(self.digits, (bank.country,), budget))


@cache
def _or() -> re.Pattern[str]:
    """Return what stands between two accounts at one bank: "or", or an arrow behind one that is closed: "0341128877 (TUTUP) → 7615…"."""
    return re.compile(rf" (?:{words_of('or', 'and').pattern}) |(?: ?\([^()0-9\n]{{1,16}}\))? ?> ?")


def _is_instead(window: Window, end: int, start: int, digits: str) -> bool:
    """Whether the account from `start` stands for the one before `end` of which a bracket tells that it is closed: the bracket names no
    telephone, and it does not begin as a telephone's number.
    """
    if digits[0] == "0" or ")" not in window.low[end:start]:
        return False
    between = window.labels_near(end, before=0, after=start - end)  # not all: a long line may hold thousands, and as many accounts
    return not any(end <= label.start < start and label.classes & CALLED for label in between)


def _is_phone_below(window: Window, end: int, match: re.Match[str], written: str, countries: tuple[str, ...], budget: LookupBudget) -> bool:
    """Whether the number in the line right below an account is the telephone of its holder: it has no word of its own, is written otherwise
    than the account, and begins as a telephone's number."""
    if not match[0].startswith("0") or not _NEXT_LINE.fullmatch(window.text, end, match.start()):
        return False
    if _DIGIT.sub("0", match[0]) == _DIGIT.sub("0", written) or _AS_IN_THAILAND.fullmatch(match[0]) is not None:
        return False
    return is_phone("".join(filter(str.isdigit, match[0])), countries, budget)


_NEXT_LINE = re.compile(r"[^\S\n]{0,4}\n[^\S\n]{0,4}")
_DIGIT = re.compile("[0-9]")


def _is_right_behind(window: Window, start: int) -> bool:
    """Whether the name of a bank, or a word for an account, stands right before the number."""
    label = window.label_before(start)
    return label is not None and start - label.end <= len(": ") and any(name[:5] == "bank:" or name == "account" for name in label.classes)


def _paid_into(window: Window, start: int, end: int, countries: tuple[str, ...], budget: LookupBudget) -> bool:
    """Whether the number follows a payment instruction and a bank name follows directly: "Transfer ke 1234567890 (BCA)"."""
    behind = next((label for label in window.labels_near(end, before=0, after=3) if label.start >= end), None)
    if behind is None or window.text[end : behind.start].strip(_JOINTS) or behind.start - end > _JOINT_CHARS:
        return False
    if not any(c[:5] == "bank:" for c in behind.classes):
        return False
    before = window.low[max(0, start - LABEL_REACH) : start]
    orders = [match.end() for match in words_of("pay-into").finditer(before)]
    if not orders or any(c.isdigit() for c in before[orders[-1] :]):
        return False
    return not is_phone("".join(filter(str.isdigit, window.text[start:end])), countries, budget)


def _below_holder(window: Window, start: int, end: int, distance: int, countries: tuple[str, ...], budget: LookupBudget) -> bool:
    """Whether the lines are those of a card: the bank, its customer, and the number alone, which is no telephone's."""
    if window.text[end : end + 1] not in ("", "\n") or HOLDER_LINE.fullmatch(window.text, max(0, start - distance), start) is None:
        return False
    return not is_phone("".join(filter(str.isdigit, window.text[start:end])), countries, budget)


_JOINTS, _JOINT_CHARS = " ([-:,/|", 4


def _is_abbreviated(window: Window, name_end: int) -> bool:
    """Whether the bank name that ends here is a short abbreviation, which may mean something else in other countries."""
    return _ABBREVIATION.search(window.low, max(0, name_end - _ABBREVIATION_CHARS), name_end) is not None


_ABBREVIATION_CHARS = 5
_ABBREVIATION = re.compile(r"(?<![^\W\d_])[a-z]{2,4}\Z")


def _is_line(written: str, digits: str, countries: tuple[str, ...], budget: LookupBudget) -> bool:
    """Whether the number after a bank's name is its phone: "Maybank 1-300-88-6688", "CIMB Bank 03-6204 7788".

    A number without separators may be an account and is not counted as a phone.
    """
    return written != digits and digits[0] in "014" and is_phone(digits, countries, budget, office=True)


def _may_be_line(digits: str, country: str, regions: tuple[str, ...], budget: LookupBudget) -> bool:
    """Whether the number behind an account and "or" may be a phone, to which the slip is sent; with the bank's calling code too."""
    if is_phone(digits, (country, *regions), budget):
        return True
    number = libphonenumber.parse(f"+{digits}", None, possible=False) if budget.spend() else None
    return number is not None and number.country == country


def _behind_branch(window: Window, start: int, distance: int) -> bool:
    """Whether a branch, or the kind of account, is named between the bank and the number: "Maybank cawangan Ipoh 5141 …"."""
    between = window.low[max(0, start - distance) : start]
    if distance > LABEL_REACH or "\n" in between:
        return False
    return words_of("branch").search(between) is not None or _kind().search(between) is not None


@cache
def _kind() -> re.Pattern[str]:
    """Return the kind of an account right before its number."""
    return re.compile(rf"(?<![^\W\d_])(?:{expression('payments', 'kind')})[\s:.(-]{{0,3}}\Z")


def _labelled(window: Window, start: int) -> bool:
    near = window.labels_near(start, before=8, after=0)
    return any("account" in label.classes and start - label.end <= LABEL_REACH for label in near)


CALLED = frozenset(("phone", "hotline", "fax", *BY_NUMBER))


_CELLS_ON = 2
"""Line breaks behind the last head of a table after which the second cell of a row stands."""


def _is_labelled_otherwise(window: Window, start: int) -> bool:
    """Whether the number is labelled as something else: a voucher code, an order number, a policy, or the bank's phone ("Hotline
    Vietcombank: 1900 …").
    """
    nearest, label = window.label_before(start), window.caller_before(start)
    if is_of_a_paper(window.low, start) and not (
        nearest is not None and "account" in nearest.classes and start - nearest.end < _JOINT_CHARS
    ):
        return True
    if nearest is None or label is None or "account" in label.classes:
        return False
    if "not-phone" in nearest.classes:
        return start - nearest.end < LABEL_REACH and window.text.count("\n", nearest.end, start) < _CELLS_ON
    beside_bank = 0 <= nearest.start - label.end <= 6 and not any(c.isdigit() for c in window.text[label.end : nearest.start])
    return bool(label.classes & CALLED) and (start - label.end < 8 or beside_bank)
