"""Payees of payment schemes in text: "พร้อมเพย์ 081-234-5678", "PayNow UEN 199201624D". The scheme's name must directly precede the id."""

import re
from collections.abc import Callable, Iterable, Iterator

from scamtriage.knowledge.language.phrases import compiled, words
from scamtriage.knowledge.pages.contact_table import Payee, channels
from scamtriage.parse.contact.budget import LookupBudget
from scamtriage.parse.contact.checksums import thai_id_holds, uen_holds
from scamtriage.parse.contact.fold import digits_of
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.mail_spelling import MARKED
from scamtriage.parse.contact.payee_words import PAYS, id_after, id_before, other_id_after
from scamtriage.parse.contact.phone import libphonenumber
from scamtriage.parse.contact.phone.labels import is_served
from scamtriage.parse.contact.spoken_digits import FILLER
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re

_NUMBER = lazy_re.compile(r"\+?\(?[0-9](?:[ .()-]{0,3}[0-9]){5,19}")
_LETTERED = lazy_re.compile(r"[O0](?:[ .-]?[0-9O]){8,12}(?![0-9A-Za-z])")
"""A mobile number whose zeros may be the letter: O927 884 O315."""
_GROUP_END = lazy_re.compile(r"[0-9](?![0-9])")
_NAMED = lazy_re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{1,40}@[A-Za-z0-9][A-Za-z0-9.-]{1,40}[A-Za-z0-9]|[A-Za-z0-9]{9,10}")
_GOES_ON = lazy_re.compile(r"[0-9A-Za-z@_*]|[.,/-][0-9A-Za-z]| ?(?:x{2}|\*)")
"""What follows a part of something longer, or a masked number."""
_NEAR_REGIONS = 4


def find(window: Window, regions: Callable[[], tuple[str, ...]], budget: LookupBudget) -> Iterator[Found]:
    """Yield payees as bank accounts whose bank is the scheme. One number under several names ("DANA / OVO 0812…") is one account."""
    for label in window.labels:
        if not any(name.startswith(PAYS) for name in label.classes):
            continue
        start = id_after(window.low, label.start, label.end)
        before = id_before(window.low, label.start, label.end) if start is None else None
        if before is not None:
            start = before[0]
        if start is None:
            continue
        schemes = [channels().payees[int(name[len(PAYS) :])] for name in label.chain if name.startswith(PAYS)]
        schemes.sort(key=lambda payee: payee.name)
        ids = _written(_in_digits(window.text, start), start) if before is None else ((window.text[start : before[1]], before[1]),)
        paid = _payee(window, ids, start, schemes, regions, budget)
        if paid is None:
            continue
        yield paid
        other = other_id_after(window.low, paid.end)
        also = _payee(window, _written(window.text, other), other, schemes, regions, budget) if other is not None else None
        if also is not None:
            yield also


def _payee(
    window: Window,
    ids: Iterable[tuple[str, int]],
    start: int,
    schemes: list[Payee],
    regions: Callable[[], tuple[str, ...]],
    budget: LookupBudget,
) -> Found | None:
    """Return the first of the texts (each with its end) that is an id of one of the schemes."""
    for written, end in ids:
        read = [(payee, found) for payee in schemes if (found := _read(written, payee, regions, budget)) is not None]
        if read and not is_served(window.low, end):
            value, kind, country = read[0][1]
            names = " / ".join(payee.name for payee, found in read if found[0] == value)
            return Found(kind="bank-account", value=value, start=start, end=end, detail=f"{names} {kind}", country=country)
    return None


def _in_digits(text: str, start: int) -> str:
    """Return the text with zeros for the letters O of the number at `start`."""
    number = _LETTERED.match(text, start)
    if number is None or "O" not in number[0]:
        return text
    return text[:start] + number[0].replace("O", "0") + text[number.end() :]


_APART = lazy_re.compile(r"[0-9](?: [0-9]){5,19}(?! ?[0-9])")
_SPOKEN = lazy_re.compile(rf"[0-9]{FILLER}+(?:[ -]{{0,2}}[0-9]{FILLER}*){{7,14}}(?![0-9A-Za-z])")
"""A number that was written in words: "GCash zero nine six six, …"."""


def _written(text: str, start: int) -> Iterator[tuple[str, int]]:
    """Yield (what may be the id at `start`, its end), the longest first: an amount or a second number may follow it."""
    spoken = _SPOKEN.match(text, start)
    if spoken is not None:
        yield digits_of(spoken[0]), spoken.end()
        return
    named = _NAMED.match(text, start)
    if named is not None and not _GOES_ON.match(text, named.end()):
        yield named[0], named.end()
    number = _NUMBER.match(text, start)
    if number is None:
        return
    apart = _APART.match(text, start)
    for end in sorted((group.end() for group in _GROUP_END.finditer(number[0])), reverse=True):
        if apart is not None and end < apart.end() - start:
            continue  # of digits that are written one by one none is left out
        if not _GOES_ON.match(text, start + end):
            yield number[0][:end], start + end


def _read(written: str, payee: Payee, regions: Callable[[], tuple[str, ...]], budget: LookupBudget) -> tuple[str, str, str] | None:
    """Return (value, kind of id, country), or None if the text is no id of this scheme."""
    for kind in payee.ids:
        if kind == "mobile":
            number = _mobile(written, payee, regions, budget)
            if number is not None:
                return number.e164, kind, number.country
        elif kind == "fps-id" and payee.countries[0] not in regions()[:_NEAR_REGIONS]:
            continue  # elsewhere FPS are pictures in a second, and seven digits anything
        elif (read := _IDS[kind](written)) is not None:
            return *read, payee.countries[0]
    return None


def _mobile(written: str, payee: Payee, regions: Callable[[], tuple[str, ...]], budget: LookupBudget) -> libphonenumber.Number | None:
    """Return the mobile number of one of the scheme's countries. Of several countries, the page must be from the number's."""
    if not written.startswith("+") and not 8 <= sum(map(str.isdigit, written)) <= _MOBILE_DIGITS:
        return None
    several = len(payee.countries) > 1 and not written.startswith("+")
    for country in [c for c in regions()[:_NEAR_REGIONS] if c in payee.countries] if several else payee.countries:
        if not budget.spend():
            return None
        number = libphonenumber.parse(written, country, possible=False)
        if number is not None and number.type in libphonenumber.MOBILE_TYPES and number.country == country:
            return number
    return None


_MOBILE_DIGITS = 14


def _digits(written: str) -> str:
    return digits_of(written) if re.fullmatch(r"[0-9 -]+", written) else ""


def _thai_id(written: str) -> tuple[str, str] | None:
    digits = _digits(written)
    if len(digits) != 13 or digits[0] == "9" or len(set(digits)) == 1 or not thai_id_holds(digits):
        return None
    return digits, "tax-id" if digits[0] == "0" else "national-id"


def _e_wallet(written: str) -> tuple[str, str] | None:
    digits = _digits(written)
    return (digits, "e-wallet") if len(digits) == 15 and len(set(digits)) > 1 else None


_NRIC = lazy_re.compile(r"[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])-?(?!00|17|18|19|20)[0-9]{2}-?[0-9]{4}")
"""A date of birth, the place (there are no places 00 and 17 to 20), and four digits."""
_SSM = lazy_re.compile(r"(?:19|20)[0-9]{2}0[1-6][0-9]{6}|[0-9]{5,7}-[A-Z]")
"""A company of Malaysia: the year, its kind and six digits, or the old number and its letter."""


def _nric(written: str) -> tuple[str, str] | None:
    return (_digits(written), "nric") if _NRIC.fullmatch(written) else None


def _ssm(written: str) -> tuple[str, str] | None:
    return (written, "business") if _SSM.fullmatch(written) else None


def _uen(written: str) -> tuple[str, str] | None:
    return (written.upper(), "uen") if uen_holds(written.upper()) else None


_BAKONG = lazy_re.compile(r"[a-z0-9._-]{2,41}@[a-z]{3,12}", re.IGNORECASE)


def _bakong(written: str) -> tuple[str, str] | None:
    return (written.lower(), "account") if _BAKONG.fullmatch(written) else None


def _fps_id(written: str) -> tuple[str, str] | None:
    digits = _digits(written)
    return (digits, "fps-id") if len(digits) in (7, 9) and len(set(digits)) > 1 else None


_MAIL = lazy_re.compile(r"[a-z0-9._-]{2,41}@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,10}", re.IGNORECASE)


def _mail(written: str) -> tuple[str, str] | None:
    return (written.lower(), "e-mail") if _MAIL.fullmatch(written) else None


_VIRTUAL = lazy_re.compile(r"[0-9]{3,5}08[1-9][0-9]{7,10}")
"""A bank's number for the wallet, and the mobile number of its owner: 8077 0812 3456 7890."""


def _virtual_account(written: str) -> tuple[str, str] | None:
    digits = _digits(written)
    return (digits, "virtual-account") if _VIRTUAL.fullmatch(digits) else None


_IDS: dict[str, Callable[[str], tuple[str, str] | None]] = {
    "thai-id": _thai_id, "e-wallet": _e_wallet, "nric": _nric, "ssm": _ssm,
    "uen": _uen, "bakong": _bakong, "fps-id": _fps_id, "mail": _mail, "virtual-account": _virtual_account,
}  # fmt: skip


_UPI_ID = lazy_re.compile(
    rf"[A-Za-z0-9](?<![A-Za-z0-9{MARKED}.@_/-].)[A-Za-z0-9._-]{{1,63}}@([A-Za-z][A-Za-z0-9]{{1,31}})(?![A-Za-z0-9@_-]|\.[A-Za-z0-9])"
)
_UPI_REACH = 60


def upi_ids(window: Window) -> Iterator[Found]:
    """Yield payee addresses of India's UPI after a word for it: "UPI ID: refund.desk@okaxis". They look like mailboxes whose host has no
    dot. With a bank's or app's known handle, the name of a payment app is enough.
    """
    for match in _UPI_ID.finditer(window.text):
        before = window.low[max(0, match.start() - _UPI_REACH) : match.start()]
        known = match[1].lower() in words("payments", "upi_handles")
        if compiled("payments", "upi").search(before) or (known and compiled("payments", "upi_apps").search(before)):
            value = match[0].lower()
            yield Found(kind="payment-qr", value=value, start=match.start(), end=match.end(), detail="UPI vpa", country="IN")
