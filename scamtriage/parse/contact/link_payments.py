"""Links that pay: services that draw payment codes, and wallets that open with an address filled in."""

import re
from collections.abc import Callable
from urllib.parse import unquote

from scamtriage.parse.contact import payment_qr, wallets
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.link_parts import argument, segments, written
from scamtriage.parse.contact.phone import libphonenumber

_IMAGE_ADDRESS = re.compile(r"https?://(?:www\.)?([A-Za-z0-9.-]+)(?::\d+)?/[^?#]*\??([^#]*)", re.IGNORECASE)


def _promptpay(path: str, query: str) -> Found | None:
    parts = segments(path)
    digits = re.sub(r"\D", "", parts[0].partition(".")[0]) if parts else ""
    if len(digits) == 13:
        person = not digits.startswith("0")
        detail = "PromptPay national-id" if person else "PromptPay tax-id"
        return Found(kind="payment-qr", value=digits, detail=detail, country="TH", flags=("personal-id",) if person else ())
    number = libphonenumber.parse(digits, "TH", possible=True) if len(digits) == 10 else None
    return Found(kind="payment-qr", value=number.e164, detail="PromptPay mobile", country="TH", flags=("personal-id",)) if number else None


def _vietqr(path: str, query: str) -> Found | None:
    parts = segments(path)
    match = re.match(r"([A-Za-z0-9]{3,12})-(\d{6,19})(?:-|\.|\Z)", parts[1]) if len(parts) > 1 and parts[0] == "image" else None
    return (
        Found(kind="payment-qr", value=match[2], detail=f"VietQR account, bank {match[1]}", country="VN", flags=("personal-id",))
        if match
        else None
    )


def qr_service(path: str, query: str) -> Found | None:
    """The payment that a service is told to draw; what else it draws is a link, and read as such."""
    return payment_qr.read(drawn(query))


def drawn(query: str) -> str:
    """What a service that draws QR codes is told to draw. A plus is a space there, unless somebody forgot to encode it."""
    held = next((held for name in ("data", "chl", "text") if (held := written(query, name))), "")
    payload = unquote(held.replace("+", " ")).strip()
    literal = unquote(held).strip()
    return literal if literal != payload and (payment_qr.read(literal) or literal.lower().startswith("tel:+")) else payload


def qr_address(url: str) -> str:
    """What a QR image of a drawing service holds, by its address alone: the text of the code, or, where the address itself names whom
    it pays, the address. "" for every other image."""
    match = _IMAGE_ADDRESS.match(url)
    reader = PAYMENT_HOSTS.get(match[1].lower()) if match is not None else None
    if match is None or reader not in (_promptpay, _vietqr, qr_service):
        return ""
    return drawn(match[2]) if reader is qr_service else url


def wallet(text: str) -> Found | None:
    """The address that a wallet is opened with: a link of a wallet says itself that it is one, whatever the chain."""
    address = re.split(r"[?@/&]", text.removeprefix("transfer/"))[0].removeprefix("pay-")
    read = wallets.read(address, " wallet solana ") if address else None
    return Found(kind="wallet", value=read[0], detail=read[1], flags=read[2]) if read else None


def _in_path(*before: str) -> Callable[[str, str], Found | None]:
    """An address behind these parts of the path."""

    def reader(path: str, query: str) -> Found | None:
        parts = segments(path)
        return wallet(parts[len(before)]) if len(parts) > len(before) and tuple(parts[: len(before)]) == before else None

    return reader


def _in_query(*names: str) -> Callable[[str, str], Found | None]:
    def reader(path: str, query: str) -> Found | None:
        return next((found for name in names if (found := wallet(argument(query, name)))), None)

    return reader


PAYMENT_HOSTS: dict[str, Callable[[str, str], Found | None]] = {
    "promptpay.io": _promptpay,
    "img.vietqr.io": _vietqr,
    "api.vietqr.io": _vietqr,
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
"""An explorer's link is not among them: it shows what an address holds, which honest pages do too; nobody pays there."""
