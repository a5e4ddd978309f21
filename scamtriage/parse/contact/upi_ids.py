"""Payee addresses of India's UPI in text: "UPI ID: refund.desk@okaxis". They look like mailboxes whose host has no dot."""

import re
from collections.abc import Iterator

from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.mail import MARKED
from scamtriage.parse.contact.windows import Window

_ID = re.compile(
    rf"[A-Za-z0-9](?<![A-Za-z0-9{MARKED}.@_/-].)[A-Za-z0-9._-]{{1,63}}@([A-Za-z][A-Za-z0-9]{{1,31}})(?![A-Za-z0-9@_-]|\.[A-Za-z0-9])"
)
_REACH = 60
_WORD = re.compile(r"(?<![a-z])(?:upi|vpa|bhim)(?![a-z])|यूपीआई|युपीआई")
_PAID_THROUGH = re.compile(r"(?<![a-z])(?:gpay|google ?pay|phone ?pe|paytm)(?![a-z])|गूगल पे|फोनपे|पेटीएम")
_HANDLES = frozenset((
    "okaxis", "okhdfcbank", "okicici", "oksbi", "ybl", "ibl", "axl", "paytm", "ptsbi", "ptyes", "ptaxis", "pthdfc", "upi", "apl",
    "yapl", "rapl", "airtel", "fbl", "freecharge", "jupiteraxis", "axisb", "axisbank", "idfcbank", "idfcfirst", "kotak", "kotak811",
    "hdfcbank", "sbi", "icici", "pnb", "barodampay", "cnrb", "indus", "federal", "fifederal", "yesbank", "waaxis", "wahdfcbank",
    "waicici", "wasbi", "naviaxis", "superyes", "ikwik", "slc", "timecosmos", "trans", "unionbank", "idbi", "rbl", "yespop", "bpunity",
    "mahb", "aubank",
))  # fmt: skip


def find(window: Window) -> Iterator[Found]:
    """Yield payee addresses after a word for UPI. With a bank's or app's known handle, the name of a payment app is enough."""
    for match in _ID.finditer(window.text):
        before = window.low[max(0, match.start() - _REACH) : match.start()]
        if _WORD.search(before) or (match[1].lower() in _HANDLES and _PAID_THROUGH.search(before)):
            value = match[0].lower()
            yield Found(kind="payment-qr", value=value, start=match.start(), end=match.end(), detail="UPI vpa", country="IN")
