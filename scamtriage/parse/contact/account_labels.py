"""What the words right before a number, or right behind it, say of it: an account, a branch's number, a voucher, the bank's telephone."""

import re
from functools import cache

from scamtriage.knowledge.language.phrases import expression
from scamtriage.knowledge.pages.contact_table import words_of
from scamtriage.parse.contact.account_or_phone import is_phone
from scamtriage.parse.contact.account_places import HOLDER_LINE, LABEL_REACH
from scamtriage.parse.contact.budget import LookupBudget
from scamtriage.parse.contact.fold import digits_of
from scamtriage.parse.contact.label_words import banks_of
from scamtriage.parse.contact.phone.numbered import is_of_a_paper
from scamtriage.parse.contact.setting_names import CALLED
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re


def is_named_right_before(window: Window, start: int) -> bool:
    """Whether the name of a bank, or a word for an account, stands right before the number."""
    label = window.label_before(start)
    return label is not None and start - label.end <= len(": ") and ("account" in label.classes or bool(banks_of(label)))


def paid_into(window: Window, start: int, end: int, countries: tuple[str, ...], budget: LookupBudget) -> bool:
    """Whether the number follows a payment instruction and a bank name follows directly: "Transfer ke 1234567890 (BCA)"."""
    behind = next((label for label in window.labels_near(end, before=0, after=3) if label.start >= end), None)
    if behind is None or window.text[end : behind.start].strip(_JOINTS) or behind.start - end > _JOINT_CHARS:
        return False
    if not banks_of(behind):
        return False
    before = window.low[max(0, start - LABEL_REACH) : start]
    orders = [match.end() for match in words_of("pay-into").finditer(before)]
    if not orders or any(c.isdigit() for c in before[orders[-1] :]):
        return False
    return not is_phone(digits_of(window.text[start:end]), countries, budget)


def below_holder(window: Window, start: int, end: int, distance: int, countries: tuple[str, ...], budget: LookupBudget) -> bool:
    """Whether the lines are those of a card: the bank, its customer, and the number alone, which is no telephone's."""
    if window.text[end : end + 1] not in ("", "\n") or HOLDER_LINE.fullmatch(window.text, max(0, start - distance), start) is None:
        return False
    return not is_phone(digits_of(window.text[start:end]), countries, budget)


_JOINTS, _JOINT_CHARS = " ([-:,/|", 4


def is_abbreviated(window: Window, name_end: int) -> bool:
    """Whether the bank name that ends here is a short abbreviation, which may mean something else in other countries."""
    return _ABBREVIATION.search(window.low, max(0, name_end - _ABBREVIATION_CHARS), name_end) is not None


_ABBREVIATION_CHARS = 5
_ABBREVIATION = lazy_re.compile(r"(?<![a-z\u00df-\u024f\u1e00-\u1eff])[a-z]{2,4}\Z")
"""Letters of other scripts may stand right before it: 美国MSB."""


def behind_branch(window: Window, start: int, distance: int) -> bool:
    """Whether a branch, or the kind of account, is named between the bank and the number: "Maybank cawangan Ipoh 5141 …"."""
    between = window.low[max(0, start - distance) : start]
    if distance > LABEL_REACH or "\n" in between:
        return False
    return words_of("branch").search(between) is not None or _kind().search(between) is not None


@cache
def _kind() -> re.Pattern[str]:
    """Return the kind of an account right before its number."""
    return re.compile(rf"(?<![^\W\d_])(?:{expression('payments', 'kind')})[\s:.(-]{{0,3}}\Z")


def is_labelled(window: Window, start: int) -> bool:
    """Whether a word for an account stands right before the number."""
    near = window.labels_near(start, before=8, after=0)
    return any("account" in label.classes and start - label.end <= LABEL_REACH for label in near)


_CELLS_ON = 2
"""Line breaks behind the last head of a table after which the second cell of a row stands."""


_LICENCE_CHARS = 40
_PAID_FOR = ("untuk", "yuran", "biaya", "bayaran", "uang", "phí", "cho", "for", "fee", "para sa", "bayad sa")
"""Before a word for registering what is paid for, into the account behind: "BCA untuk pendaftaran: 1234…"."""


_SAME_CLAUSE = lazy_re.compile(r"[^0-9\n.;|]{0,60}")
"""Between a word for an account and its number: "Rekening BCA terdaftar: 1234…" is registered as well."""


@cache
def _licensed() -> re.Pattern[str]:
    """Return a word for a licence or a registration, right before its number: 美国MSB牌照：3100…, "Maybank (lesen: 5140…"."""
    numbered = rf"{words_of('number-before', 'number-behind').pattern}|号码?|號碼?|编号|編號"
    paid_for = "".join(f"(?<!{word} )" for word in _PAID_FOR)
    return re.compile(rf"{paid_for}(?:{expression('payments', 'licensed')})[^\S\n]?(?:{numbered})?[^\S\n]?\.?[^\S\n]?[:#=-]?[^\S\n]?\Z")


def is_labelled_otherwise(window: Window, start: int) -> bool:
    """Whether the number is labelled as something else: a voucher code, an order number, a policy, or the bank's phone ("Hotline
    Vietcombank: 1900 …").
    """
    nearest, label = window.label_before(start), window.caller_before(start)
    joint = nearest is not None and "account" in nearest.classes and start - nearest.end < _JOINT_CHARS
    if not joint and is_of_a_paper(window.low, start):
        return True
    licence = _licensed().search(window.low, max(0, start - _LICENCE_CHARS), start)
    if licence is not None and not (
        label is not None
        and "account" in label.classes
        and label.end <= licence.start()
        and _SAME_CLAUSE.fullmatch(window.low, label.end, start)
    ):
        return True
    if nearest is None or label is None or "account" in label.classes:
        return False
    if "not-phone" in nearest.classes:
        return start - nearest.end < LABEL_REACH and window.text.count("\n", nearest.end, start) < _CELLS_ON
    between = window.text[label.end : nearest.start] if nearest.start >= label.end else ""
    if ")" in between:
        return False  # the bracket in which the label stands is of the line before
    beside_bank = 0 <= nearest.start - label.end <= 6 and not any(map(str.isdigit, between))
    return bool(label.classes & CALLED) and (start - label.end < 8 or beside_bank)
