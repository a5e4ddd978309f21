"""Payment codes as text: EMVCo merchant-presented QR payloads with a valid CRC, and UPI links, decoded to their payees."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import unquote_plus

from scamtriage.knowledge.pages.contact_table import QrScheme, channels
from scamtriage.parse.contact.checksums import emvco_crc
from scamtriage.parse.contact.fold import digits_of
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re

_START = lazy_re.compile(r"000201(?=\d{4})")
_CRC = lazy_re.compile(r"(?=6304([0-9A-Fa-f]{4}))")
"""A lookahead, because matches may overlap: a postal code may end in 1 directly before the CRC ("16304")."""
_MAX_CODES, _MAX_CRCS = 40, 4  # per window; a code has one CRC, but "6304" may also occur in its data
_MAX_CHARS = 512  # EMVCo: the payload has at most 512 characters
_MERCHANT_CHARS = 80  # the maximum length of a payee's name; EMVCo allows 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """The content of one payment code; "" means not stated."""

    scheme: str
    country: str
    proxy_type: str
    """One of "mobile", "national-id", "tax-id", "e-wallet", "account", "card", "merchant", "bill", "uen", "vpa", "e-mail", "fps-id"."""
    account: str
    """The recipient: a phone in E.164, an id, an account number or a merchant id."""
    bank: str = ""
    """The BIN or bank code, if the scheme states one."""
    merchant: str = ""
    amount: str = ""
    personal: bool = False
    """The payee is a person, not a merchant."""


def find(window: Window) -> Iterator[Found]:
    """Yield the codes with a valid CRC; a damaged code cannot be paid."""
    for number, match in enumerate(_START.finditer(window.raw)):
        if number >= _MAX_CODES:
            window.cut = _MAX_CODES
            return
        piece = window.raw[match.start() : match.start() + _MAX_CHARS]
        for gap in _GAPS:
            payload = gap.sub("", piece) if gap else piece
            length = 0 if gap and payload == piece else _whole(payload)
            if length:
                end = match.start() + (_length_with_gaps(piece, length, gap) if gap else length)
                yield from (_found(payment, match.start(), end) for payment in decode(payload[:length]))
                break


_GAPS = (None, lazy_re.compile(r" ?\n ?"), lazy_re.compile(r"\s+"))
"""What a page that breaks a code over lines leaves in it: nothing, ends of lines, any spaces. The CRC tells which was none of the payee's
name.
"""


def _whole(payload: str) -> int:
    """Return the length of the code at the beginning of the text, up to the first CRC that holds, or 0."""
    for crc in islice(_CRC.finditer(payload), _MAX_CRCS):
        if emvco_crc(payload[: crc.start(1)]) == crc[1].upper():
            return crc.end(1)
    return 0


def _length_with_gaps(piece: str, length: int, gap: re.Pattern[str]) -> int:
    """Return how much of the piece holds this many characters beside its gaps."""
    for part in gap.finditer(piece):
        if part.start() >= length:
            break
        length += part.end() - part.start()
    return length


def _found(payment: Payment, start: int = 0, end: int = 0) -> Found:
    detail = ", ".join(
        part
        for part in (
            f"{payment.scheme} {payment.proxy_type}".strip(),
            f"bank {payment.bank}" if payment.bank else "",
            f"to {payment.merchant}" if payment.merchant else "",
            f"amount {payment.amount}" if payment.amount else "",
        )
        if part
    )
    flags = ("personal-id",) if payment.personal else ()
    return Found(kind="payment-qr", value=payment.account, start=start, end=end, detail=detail, country=payment.country, flags=flags)


def read(payload: str) -> Found | None:
    """Return the first payee of one whole payload, or None if its CRC fails or it is not a payment code."""
    return next(iter(read_all(payload)), None)


def read_all(payload: str) -> tuple[Found, ...]:
    """Return all payees of one whole payload, for example from a QR image."""
    payload = payload.strip()
    if payload.lower().startswith("upi://pay"):
        found = upi(payload)
        return () if found is None else (found,)
    if not payload.startswith("000201") or len(payload) > _MAX_CHARS or payload[-8:-4] != "6304":
        return ()
    if emvco_crc(payload[:-4]) != payload[-4:].upper():
        return ()
    return tuple(_found(payment) for payment in decode(payload))


def decode(payload: str) -> tuple[Payment, ...]:
    """Read the payees of a payload whose CRC was checked.

    One payload may contain a person and a bill, or the same payee in two templates; duplicates are dropped.
    """
    fields = tlv(payload)
    common = {"merchant": fields.get("59", "")[:_MERCHANT_CHARS], "amount": fields.get("54", "")}
    country = fields.get("58", "")
    found: dict[str, Payment] = {}
    for tag in (f"{n:02d}" for n in range(26, 52)):
        if tag not in fields:
            continue
        inner = tlv(fields[tag])
        identifier = inner.get("00", "")
        known = channels().qr.get(identifier.upper())
        payment = _template(known, tag, inner, country, common)
        if payment is not None:
            found.setdefault(payment.account, payment)
    return tuple(found.values())


def tlv(text: str) -> dict[str, str]:
    """Parse fields of two digits tag, two digits length, and the value; stop at the first malformed field."""
    fields: dict[str, str] = {}
    at = 0
    while at + 4 <= len(text) and text[at : at + 4].isascii() and text[at : at + 4].isdigit():
        length = int(text[at + 2 : at + 4])
        if at + 4 + length > len(text):
            break
        fields.setdefault(text[at : at + 2], text[at + 4 : at + 4 + length])
        at += 4 + length
    return fields


_KHQR_PERSON, _KHQR_MERCHANT = "29", "30"
"""Tags of the account in the KHQR specification of the National Bank of Cambodia.

A person's template may name an account in "01" too.
"""

_BANK_ID = lazy_re.compile(r"[A-Za-z]{4}KH[A-Za-z0-9]{2}(?:[A-Za-z0-9]{3})?@", re.IGNORECASE)
"""The BIC of a bank where the customer's id belongs: abaakhppxxx@abaa."""


def _template(known: QrScheme | None, tag: str, inner: dict[str, str], country: str, common: dict[str, str]) -> Payment | None:
    if known is None:
        identifier = inner.get("00", "")
        if "@" in identifier and country in ("KH", ""):  # Bakong: tag 00 holds the account id instead of a domain
            personal = tag == _KHQR_PERSON or (tag != _KHQR_MERCHANT and "01" not in inner)
            account = inner.get("01", "") if _BANK_ID.match(identifier) else ""  # the BIC is shared by all customers of that bank
            return Payment(
                scheme="KHQR",
                country="KH",
                proxy_type="account",
                account=account or identifier.lower(),
                bank=inner.get("02", "")[:40],
                personal=personal,
                **common,
            )
        return None
    reader = _READERS.get(known.scheme, _merchant)
    proxy, account, bank, personal = reader(inner)
    if not account:
        return None
    return Payment(scheme=known.scheme, country=known.country, proxy_type=proxy, account=account, bank=bank, personal=personal, **common)


def _promptpay(inner: dict[str, str]) -> tuple[str, str, str, bool]:
    if mobile := inner.get("01"):
        return "mobile", _e164(mobile), "", True
    if number := inner.get("02"):  # 13 digits; a juristic person's begins with 0
        person = not number.startswith("0")
        return ("national-id" if person else "tax-id"), number, "", person
    if wallet := inner.get("03"):
        return "e-wallet", wallet, "", True
    return "account", inner.get("04", ""), "", True


def _bill(inner: dict[str, str]) -> tuple[str, str, str, bool]:
    return "bill", inner.get("01", ""), "", False


def _duitnow(inner: dict[str, str]) -> tuple[str, str, str, bool]:
    account = inner.get("02", "") or inner.get("03", "")
    return ("account", account, inner.get("01", ""), False)


def _paynow(inner: dict[str, str]) -> tuple[str, str, str, bool]:
    value = inner.get("02", "")
    match inner.get("01"):
        case "0":
            return "mobile", _e164(value), "", True
        case "2":
            return "uen", value, "", False
        case _:
            return "vpa", value, "", False


def _vietqr(inner: dict[str, str]) -> tuple[str, str, str, bool]:
    beneficiary = tlv(inner.get("01", ""))
    proxy = {"QRIBFTTA": "account", "QRIBFTTC": "card"}.get(inner.get("02", ""), "merchant")
    return proxy, beneficiary.get("01", ""), beneficiary.get("00", ""), proxy != "merchant"


def _qrph(inner: dict[str, str]) -> tuple[str, str, str, bool]:
    account = inner.get("04", "") or inner.get("03", "") or inner.get("02", "")
    bank = _philippine(inner.get("01", ""))
    if bank in _E_WALLETS.values() and _PHILIPPINE_MOBILE.fullmatch(account):
        return "mobile", f"+63{account[-10:]}", bank, True
    return "account", account, bank, True


def _qrph_merchant(inner: dict[str, str]) -> tuple[str, str, str, bool]:
    """Read a merchant by its number; "01" is the acquirer, shared by all its merchants."""
    account = inner.get("03", "") or inner.get("04", "")
    return "merchant", account or inner.get("01", ""), _philippine(inner.get("01", "")) if account else "", False


def _philippine(bic: str) -> str:
    return _E_WALLETS.get(bic[:8].upper(), bic)


_PHILIPPINE_MOBILE = lazy_re.compile(r"(?:\+?63|0)?9[0-9]{9}")
_E_WALLETS = {"GXCHPHM2": "GCash", "PAPHPHM1": "Maya"}
"""The e-wallets of the Philippines, by the first eight letters of their BIC."""


def _fps(inner: dict[str, str]) -> tuple[str, str, str, bool]:
    if mobile := inner.get("03"):
        return "mobile", _e164(mobile), "", True
    return ("e-mail", inner["04"], "", True) if "04" in inner else ("fps-id", inner.get("02", ""), "", False)


def _merchant(inner: dict[str, str]) -> tuple[str, str, str, bool]:
    return "merchant", inner.get("01", "") or inner.get("02", ""), "", False


def _laoqr(inner: dict[str, str]) -> tuple[str, str, str, bool]:
    return "merchant", inner.get("03", ""), inner.get("01", ""), False  # "01" is the bank


_READERS = {
    "PromptPay": _promptpay,
    "PromptPay bill payment": _bill,
    "DuitNow": _duitnow,
    "PayNow": _paynow,
    "VietQR": _vietqr,
    "QRPh P2P": _qrph,
    "QRPh P2M": _qrph_merchant,
    "QRPh": _qrph_merchant,
    "FPS": _fps,
    "LaoQR": _laoqr,
}


def _e164(number: str) -> str:
    digits = digits_of(number)
    return "+" + digits.removeprefix("00") if digits else ""


_UPI = lazy_re.compile(r"[?&]pa=([A-Za-z0-9._-]{2,64}(?:@|%40)[A-Za-z0-9.-]{2,32})(?:&|\Z)", re.IGNORECASE)
_UPI_NAME = lazy_re.compile(r"[?&]pn=([^&#]+)", re.IGNORECASE)


def upi(url: str) -> Found | None:
    """Read the payee address of a upi://pay link."""
    match = _UPI.search(url)
    if match is None:
        return None
    written = _UPI_NAME.search(url)
    name = " ".join(unquote_plus(written[1]).split())[:_MERCHANT_CHARS].strip() if written else ""
    detail = f"UPI vpa, to {name}" if name else "UPI vpa"
    return Found(kind="payment-qr", value=match[1].replace("%40", "@").lower(), detail=detail, country="IN")
