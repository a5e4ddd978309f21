"""Links that pay: services that draw payment codes, and wallet links with an address filled in."""

import re
from collections.abc import Callable
from urllib.parse import unquote

from scamtriage.parse.contact import payment_qr, wallets
from scamtriage.parse.contact.fold import digits_of
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.link_parts import argument, segments, written
from scamtriage.parse.contact.phone import libphonenumber
from scamtriage.records import lazy_re

_IMAGE_ADDRESS = lazy_re.compile(r"https?://(?:www\.)?([A-Za-z0-9.-]+)(?::\d+)?/[^?#]*\??([^#]*)", re.IGNORECASE)

_TRANSFER = lazy_re.compile(
    r"(?:pay-)?0x[0-9a-fA-F]{40}(?:@\d{1,12})?/transfer\?(?:[^#]{0,400}&)?address=(0x[0-9a-fA-F]{40})(?![0-9a-zA-Z])"
)


def _promptpay(path: str, query: str) -> Found | None:
    parts = segments(path)
    digits = digits_of(parts[0].partition(".")[0]) if parts else ""
    if len(digits) == 13:
        person = not digits.startswith("0")
        detail = "PromptPay national-id" if person else "PromptPay tax-id"
        return Found(kind="payment-qr", value=digits, detail=detail, country="TH", flags=("personal-id",) if person else ())
    number = libphonenumber.parse(digits, "TH", possible=True) if len(digits) == 10 else None
    return Found(kind="payment-qr", value=number.e164, detail="PromptPay mobile", country="TH", flags=("personal-id",)) if number else None


def _vietqr(path: str, query: str) -> Found | None:
    parts = segments(path)
    named = f"{parts[0]}-{parts[1]}" if len(parts) > 1 and parts[0] != "image" else parts[1] if len(parts) > 1 else ""
    match = re.match(r"([A-Za-z0-9]{3,12})-(\d{6,19})(?:-|\.|\Z)", named)  # image/ICB-104…-print.png, or ICB/104…/50000
    return (
        Found(kind="payment-qr", value=match[2], detail=f"VietQR account, bank {match[1]}", country="VN", flags=("personal-id",))
        if match
        else None
    )


def _bank_and_account(path: str, query: str) -> Found | None:
    """Read the codes of a service that names bank and account in the query: img?acc=0010000000355&bank=Vietcombank."""
    account, bank = argument(query, "acc"), argument(query, "bank")
    if not (re.fullmatch(r"[0-9A-Z]{6,19}", account) and re.fullmatch(r"[A-Za-z0-9 ]{2,20}", bank)):
        return None
    return Found(kind="payment-qr", value=account, detail=f"VietQR account, bank {bank}", country="VN", flags=("personal-id",))


def qr_service(path: str, query: str) -> Found | None:
    """Read the payment in the code that a service draws; other contents are links and are read as such."""
    return payment_qr.read(drawn(query))


def drawn(query: str) -> str:
    """Return the text that a QR drawing service encodes. A plus means a space, unless the payload only makes sense with a literal plus."""
    held = next((held for name in ("data", "chl", "text") if (held := written(query, name))), "")
    payload = unquote(held.replace("+", " ")).strip()
    literal = unquote(held).strip()
    return literal if literal != payload and (payment_qr.read(literal) or literal.lower().startswith("tel:+")) else payload


def qr_address(url: str) -> str:
    """Return the content of a drawing service's QR image, from its URL alone.

    That is the text of the code, or the URL itself if it names the payee. "" for every other image.
    """
    match = _IMAGE_ADDRESS.match(url)
    reader = PAYMENT_HOSTS.get(match[1].lower()) if match is not None else None
    if match is None or reader not in (_promptpay, _vietqr, _bank_and_account, qr_service):
        return ""
    return drawn(match[2]) if reader is qr_service else url


def wallet(text: str) -> Found | None:
    """Return the address in a wallet link. The link itself marks it as an address, so any currency is accepted. Of a token's transfer
    (EIP-681) it is who gets it, and not the token's contract before it."""
    if (paid := _TRANSFER.match(text)) is not None:
        text = paid[1]
    address = re.split(r"[?@/&]", text.removeprefix("transfer/"))[0].removeprefix("pay-")
    read = wallets.read(address, " wallet solana ") if address else None
    return Found(kind="wallet", value=read[0], detail=read[1], flags=read[2]) if read else None


def _in_path(*before: str) -> Callable[[str, str], Found | None]:
    """Return a reader of the address that follows these path segments."""

    def reader(path: str, query: str) -> Found | None:
        parts = segments(path)
        whole = "/".join(parts[len(before) :])
        return wallet(f"{whole}?{query}") if whole and tuple(parts[: len(before)]) == before else None

    return reader


def _in_query(*names: str) -> Callable[[str, str], Found | None]:
    def reader(path: str, query: str) -> Found | None:
        return next((found for name in names if (found := wallet(argument(query, name)))), None)

    return reader


PAYMENT_HOSTS: dict[str, Callable[[str, str], Found | None]] = {
    "promptpay.io": _promptpay,
    "img.vietqr.io": _vietqr,
    "api.vietqr.io": _vietqr,
    "qr.sepay.vn": _bank_and_account,
    "vietqr.app": _bank_and_account,
    "api.qrserver.com": qr_service,
    "quickchart.io": qr_service,
    "chart.googleapis.com": qr_service,
    "link.trustwallet.com": _in_query("address"),
    "metamask.app.link": _in_path("send"),
    "app.tonkeeper.com": _in_path("transfer"),
    "tonhub.com": _in_path("transfer"),
    "phantom.app": _in_query("recipient"),
    "phantom.com": _in_query("recipient"),
}
"""Block explorers are left out: they show what an address holds, also for honest pages, and their links pay nothing."""
