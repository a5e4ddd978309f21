"""Accounts whose bank only a picture names: a word for an account, and a number as long as that bank's accounts."""

from collections.abc import Callable, Iterator

from scamtriage.knowledge.pages.contact_table import Bank, words_of
from scamtriage.parse.contact.account_or_phone import is_phone
from scamtriage.parse.contact.account_places import LEADING, MASKED, NEAR_REGIONS, PAID_INTO_CHARS, points
from scamtriage.parse.contact.bank_accounts import ACCOUNT
from scamtriage.parse.contact.budget import LookupBudget
from scamtriage.parse.contact.fold import digits_of
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.phone.shape import is_example
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re

_OF_A_FIRM = lazy_re.compile(r"(?: [^\W\d_]{2,10}){1,2} ?:\s{0,2}")
"""Whose account it is: "STK công ty:"."""
_CLAUSE = lazy_re.compile(r"[\n.,;:|()•·!?。，；：、！？-]")
_OURS = lazy_re.compile(
    r"(?:(?:our|the|company|official|deposit|payment) ?){1,3}|我们的?|我們的?|我司|公司|官方|收款|对公|對公|저희|당사|弊社"
)
_INTO = lazy_re.compile(r"(?:\A|(?:phí|tiền|cọc|nộp|gửi|chuyển|nạp) )(?:vào|về|qua)\Z")
_WORDS_BEFORE = 60
"""Before the word for an account other words say whose it is: "Electricity account number", "Your account"."""


def find(
    window: Window, regions: Callable[[], tuple[str, ...]], logos: Callable[[], tuple[Bank, ...]], budget: LookupBudget
) -> Iterator[Found]:
    """Yield the accounts right behind a word for an account. `logos` gives the banks that the page's pictures name, `regions` its
    countries.
    """
    if not any("account" in label.classes for label in window.labels) or not logos():
        return
    for number in ACCOUNT.finditer(window.text):
        start, end = number.span()
        digits = digits_of(number[0])
        if end - start < PAID_INTO_CHARS or len(set(digits)) == 1 or is_example(window.low, start, digits, called=True):
            continue
        if not _is_named(window, start) or MASKED.match(window.low, end) or points().match(window.low, end):
            continue
        banks = [one for one in logos() if len(digits) in one.digits and one.country in regions()[:NEAR_REGIONS]]
        if not banks or is_phone(digits, regions()[:2], budget):
            continue
        names, countries = {one.name for one in banks}, {one.country for one in banks}  # of several nobody can tell whose it is
        name, country = (banks[0].name if len(names) == 1 else ""), (banks[0].country if len(countries) == 1 else "")
        yield Found(kind="bank-account", value=digits, start=start, end=end, detail=name, country=country)


def _is_named(window: Window, start: int) -> bool:
    """Whether a word for an account begins the clause, or tells where to pay, and at most the word for a firm parts it from the number."""
    label = window.caller_before(start)
    if label is None or "account" not in label.classes:
        return False
    before = _CLAUSE.split(window.low[max(0, label.start - _WORDS_BEFORE) : label.start])[-1].strip()
    if before and _OURS.fullmatch(before) is None and _INTO.search(before) is None and words_of("pay-into").search(before) is None:
        return False
    return not window.text[label.end : start].strip(LEADING) or _OF_A_FIRM.fullmatch(window.text, label.end, start) is not None
