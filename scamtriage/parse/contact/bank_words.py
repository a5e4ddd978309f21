"""Accounts at banks that the table does not name: a word for a bank, a name, and the number directly behind it, beside words of paying."""

from bisect import bisect_left
from collections.abc import Callable, Iterator

from scamtriage.knowledge.pages.contact_table import words_of
from scamtriage.parse.contact.account_or_phone import is_phone
from scamtriage.parse.contact.account_places import MASKED, NEAR_REGIONS, is_of_statement
from scamtriage.parse.contact.budget import LookupBudget
from scamtriage.parse.contact.checksums import thai_id_holds
from scamtriage.parse.contact.fold import digits_of
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.label_words import names_other
from scamtriage.parse.contact.windows import AFTER, BEFORE, Window
from scamtriage.records import lazy_re

_NAME_THEN = lazy_re.compile(
    r"([^0-9\n,;:.|()\[\]/+#*=]{0,32})((?: ?\([^()0-9\n]{1,20}\))?[)\"']?[ :|=–—-]{0,3}\n?[ :|–—-]{0,3})(?<![^\W\d_])(?=[0-9])"
)
"""What stands between a word for a bank and the number: the rest of its name, perhaps its country, and a joint, as between cells."""

_NUMBER = lazy_re.compile(r"[0-9]{1,19}(?:[ .-][0-9]{1,14}){0,6}(?![0-9A-Za-z%@]|[ .,/-][0-9])")
_AMOUNT = lazy_re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+")
_DIGITS = range(9, 20)
_NAME_WORDS = 4
_SMALL = frozenset(("of", "and", "the", "de", "ng", "&"))


def find(window: Window, regions: Callable[[], tuple[str, ...]], budget: LookupBudget) -> Iterator[Found]:
    """Yield accounts directly behind the name of any bank, if the window speaks of an account or of paying."""
    paying: list[int] | None = None
    for word in words_of("bank").finditer(window.low):
        between = _NAME_THEN.match(window.text, word.end())
        if between is None or not _is_name(between[1]):
            continue
        start = between.end()
        number = _NUMBER.match(window.text, start)
        if number is None or MASKED.match(window.low, number.end()) or _is_no_account(number[0]):
            continue
        if is_of_statement(window, start, number.end()):
            continue
        if words_of("examples").search(between[1].lower()) or _is_labelled(window, word.start(), start):
            continue
        if paying is None:
            paying = _paying(window)
        digits = digits_of(number[0])
        if _is_beside(paying, start, number.end()) and not is_phone(digits, regions()[:NEAR_REGIONS], budget):
            yield Found(kind="bank-account", value=digits, start=start, end=number.end())


def _is_no_account(written: str) -> bool:
    """Whether the number is too short or long, a sum, or what banks call themselves in footers: companies of Malaysia, Korea, Thailand."""
    digits = digits_of(written)
    if len(digits) not in _DIGITS or len(set(digits)) == 1 or _AMOUNT.fullmatch(written) or _REGISTERED.fullmatch(written):
        return True
    return len(digits) == _THAI_DIGITS and digits[:2] == "01" and thai_id_holds(digits)


_REGISTERED = lazy_re.compile(r"(?:19|20)[0-9]{2}0[1-6][0-9]{6}|[0-9]{3}-[0-9]{2}-[0-9]{5}")
_THAI_DIGITS = 13


def _is_name(written: str) -> bool:
    """Whether the words after a word for a bank are a name: few, and with capitals where the script has them."""
    words = written.strip(" –—-").split()
    return len(words) <= _NAME_WORDS and all(not word[0].islower() or word in _SMALL for word in words)


def _is_labelled(window: Window, start: int, end: int) -> bool:
    """Whether a word between the bank and the number, or directly before the bank, calls the number something else than an account."""
    return any(
        names_other(label) for label in window.labels_near(end, before=4, after=0) if label.end <= end and start - label.end <= _BESIDE
    )


_BESIDE = 2


def _paying(window: Window) -> list[int]:
    """Return where the window speaks of an account or of paying, in order. One pass, however many banks it names."""
    words = [match.start() for match in words_of("paying", "pay-into", "holder").finditer(window.low)]
    return sorted((*words, *(label.start for label in window.labels if "account" in label.classes)))


def _is_beside(places: list[int], start: int, end: int) -> bool:
    at = bisect_left(places, start - BEFORE)
    return at < len(places) and places[at] < end + AFTER
