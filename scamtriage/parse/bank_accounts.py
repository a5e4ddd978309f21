"""Bank accounts: digits of a length that the bank uses, near the bank's name."""

import re
from collections.abc import Iterator

from scamtriage.knowledge.channels import Bank, channels
from scamtriage.parse.contact_text import Window
from scamtriage.parse.found import Found

_ACCOUNT = re.compile(r"(?<![0-9A-Za-z.,/#+-])[0-9](?:[ -]?[0-9]){6,18}(?![0-9A-Za-z])(?![.,/-][0-9])")
_OWN_NUMBER = re.compile(r"[ :.-]{0,3}[0-9]")  # "…, BRI 0029": that bank has its own number
_OTHER_NUMBER = re.compile(r"[0-9][0-9 -]{6,}[^0-9]*[^\W\d_]{3}")
"""Between a bank and a number: the bank's account, and words that lead to something else."""

BANK_BEFORE, BANK_AFTER, LABEL_REACH = 70, 50, 40
ADJACENT = 16


def find(window: Window) -> Iterator[Found]:
    """Accounts with a label ("account no.") and a bank within reach, or directly after the bank's name."""
    if not any(c.startswith("bank:") for label in window.labels for c in label.classes):
        return
    for match in _ACCOUNT.finditer(window.text):
        digits = "".join(c for c in match[0] if c.isdigit())
        start, end = match.span()
        bank, distance = _bank(window, start, end, len(digits))
        if bank is None or len(set(digits)) == 1 or _is_labelled_otherwise(window, start):
            continue
        if distance <= ADJACENT or _labelled(window, start):
            yield Found(kind="bank-account", value=digits, start=start, end=end, detail=bank.name, country=bank.country)


def _bank(window: Window, start: int, end: int, length: int) -> tuple[Bank | None, int]:
    """The nearest bank that has accounts of this length, and how far its name is."""
    best: tuple[Bank | None, int] = (None, 10_000)
    for label in window.labels_near(start, end, before=8, after=4):
        if label.end <= start:
            if _OTHER_NUMBER.search(window.text[label.end : start]):
                continue
            distance, reach = start - label.end, BANK_BEFORE
        elif label.start >= end and not _OWN_NUMBER.match(window.text, label.end):
            distance, reach = label.start - end + ADJACENT, BANK_AFTER  # a name after the number needs a label
        else:
            continue
        if distance > reach or distance >= best[1]:
            continue
        bank = next(
            (
                channels().banks[int(c[5:])]
                for c in sorted(label.classes)
                if c.startswith("bank:") and length in channels().banks[int(c[5:])].digits
            ),
            None,
        )
        if bank is not None:
            best = (bank, distance)
    return best


def _labelled(window: Window, start: int) -> bool:
    near = window.labels_near(start, start, before=8, after=0)
    return any("account" in label.classes and start - label.end <= LABEL_REACH for label in near)


_CALLED = frozenset(("phone", "hotline", "fax", "whatsapp", "zalo"))


def _is_labelled_otherwise(window: Window, start: int) -> bool:
    """A voucher code, an order number, or the phone of the bank: "Hotline Vietcombank: 1900 …"."""
    nearest, label = window.label_before(start), window.caller_before(start)
    if nearest is None or label is None or "account" in label.classes:
        return False
    if "not-phone" in nearest.classes:
        return start - nearest.end < LABEL_REACH
    beside_bank = 0 <= nearest.start - label.end <= 6
    return bool(label.classes & _CALLED) and (start - label.end < 8 or beside_bank)
