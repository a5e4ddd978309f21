"""Ways to contact or pay the operator of a page, and the QR codes that may hold one."""

from msgspec import Struct

from scamtriage.records.scalars import Int64

MESSENGERS = (
    "line", "telegram", "whatsapp", "whatsapp-group", "zalo", "viber", "wechat", "qq", "messenger", "kakaotalk", "signal", "skype",
)  # fmt: skip
"""Kinds of contacts that are private messengers."""
UNSEEN = "unseen"
"""Flag of a contact that occurs only in invisible links: it may belong to anyone."""
GUEST = "guest"
"""Flag of a contact that occurs only where visitors of the page write: it may be a victim's."""
NOT_ITS_OWN = frozenset({UNSEEN, GUEST})
OUT_OF_SIGHT = "out-of-sight"
"""Flag of a contact in the text: the page has it where no visitor reads it, too, as in data for search engines."""
OF_RANGE = "of-range"
"""Flag of a contact: it lies between the first and the last number of a range, and is not written itself."""
LOCAL_PHONE = "local-phone"
"""Kind of a number as it is written, whose country or area cannot be told. It is for people to see, and is compared with nothing."""
TELEGRAM_BOT = "telegram-bot"
"""Kind of a bot to which the page's scripts send: its number, which Telegram closes it by. Never the secret behind the number."""
UNCOUNTED = frozenset({LOCAL_PHONE, TELEGRAM_BOT})
"""Kinds that no rule takes for a way to reach somebody."""
PAID = frozenset({"wallet", "bank-account", "payment-qr"})
"""Kinds that are paid to: police and banks quote them in warnings, and a number that is one of these was not written to be called."""
CONTACT_KINDS = (
    *("phone", "hotline", LOCAL_PHONE, "email", *MESSENGERS, TELEGRAM_BOT, "wallet", "bank-account", "remote-tool", "payment-qr"),
)


class Contact(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One way to contact or pay the operator of the page."""

    kind: str
    """"phone", "hotline", "local-phone", "email", "telegram-bot", "wallet", "bank-account", "remote-tool", "payment-qr", or a messenger:
    "line", "telegram", "whatsapp", "whatsapp-group", "zalo", "viber", "wechat", "qq", "messenger", "kakaotalk", "signal", "skype"."""
    value: str
    """Normalised: E.164 for phones (of a "local-phone" what is written), an address with a valid checksum for wallets, the id for
    messengers, the number of a bot (the part of its token before the colon)."""
    raw: str = ""
    """As written on the page."""
    where: str = ""
    """Where it was found: "tel: link", "text", "title", "table", "image alt", "json-ld", "data", "script", "form", "qr image", "redirect",
    …"""
    snippet: str = ""
    """Surrounding text, at most 160 characters."""
    detail: str = ""
    """Depends on the kind: number type ("toll-free", "mobile", "fixed", "short"), wallet currency, bank, QR scheme and proxy type."""
    country: str = ""
    """ISO 3166-1 alpha-2 country of a phone or bank, if known."""
    position: Int64 | None = None
    """Offset in PageFacts.text, if it occurs there."""
    count: Int64 = 1
    """How often visitors meet it on the page: each place of visible text, tables and QR codes, and once a link that they see (a link and
    the number written in it are one). Hidden elements, scripts, data, attributes and the page's head are not counted; 1 if it occurs
    in these alone. Evidence from before December 2026 counted them too."""
    flags: tuple[str, ...] = ()
    """"impossible-short-code", "personal-id", "official-account", "guest" (only where visitors write), "unseen" (only in invisible links),
    …"""


class QrImage(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An image that is named as a QR code, or that contains one. Only "ok" says what is in it; every other outcome means unknown, not
    "none"."""

    url: str
    """Absolute URL; for an embedded image the beginning of its data: URI; for a file beside a saved page the path as written."""
    outcome: str = "not-asked"
    """"ok": it was searched. "not-asked": it is on the site but was not requested. "foreign": it is on another site and is never requested.
    "unread": it could not be searched. Otherwise the Outcome of a failed request."""
    reason: str = ""
    """A sentence, if the outcome is not "ok", or if the image's URL was decoded instead of the image."""
    sha256: str = ""
    """SHA-256 of the bytes that were searched; "" if there were none."""
    size_bytes: Int64 = 0
    """Number of bytes that were searched."""
    codes: tuple[str, ...] = ()
    """Texts of the QR codes in it, at most 4 of at most 3,000 characters."""
