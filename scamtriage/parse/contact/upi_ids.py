"""Payee addresses of India's UPI in text: "UPI ID: refund.desk@okaxis". They look like mailboxes whose host has no dot."""

import re
from collections.abc import Iterator

from scamtriage.knowledge.language.phrases import compiled, words
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.mail_spelling import MARKED
from scamtriage.parse.contact.windows import Window

_ID = re.compile(
    rf"[A-Za-z0-9](?<![A-Za-z0-9{MARKED}.@_/-].)[A-Za-z0-9._-]{{1,63}}@([A-Za-z][A-Za-z0-9]{{1,31}})(?![A-Za-z0-9@_-]|\.[A-Za-z0-9])"
)
_REACH = 60


def find(window: Window) -> Iterator[Found]:
    """Yield payee addresses after a word for UPI. With a bank's or app's known handle, the name of a payment app is enough."""
    for match in _ID.finditer(window.text):
        before = window.low[max(0, match.start() - _REACH) : match.start()]
        known = match[1].lower() in words("payments", "upi_handles")
        if compiled("payments", "upi").search(before) or (known and compiled("payments", "upi_apps").search(before)):
            value = match[0].lower()
            yield Found(kind="payment-qr", value=value, start=match.start(), end=match.end(), detail="UPI vpa", country="IN")
