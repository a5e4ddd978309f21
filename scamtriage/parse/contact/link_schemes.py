"""Read links of schemes other than HTTP: tel, mailto, tg, viber, bitcoin, upi …"""

import re
from collections.abc import Callable
from urllib.parse import unquote

from msgspec.structs import replace

from scamtriage.knowledge.pages.contact_table import channels
from scamtriage.parse.contact import mail_abroad, payment_qr
from scamtriage.parse.contact.budget import LookupBudget
from scamtriage.parse.contact.fold import FOLD, digits_of
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.link_hosts import line_path, qq_query, signal_link, telegram_path, whatsapp_group, zalo_chat
from scamtriage.parse.contact.link_parts import ID, SHORT_ID, argument, by_number, segments
from scamtriage.parse.contact.link_payments import wallet
from scamtriage.parse.contact.phone import hotlines, libphonenumber, unplaced
from scamtriage.parse.contact.phone.national import of_link
from scamtriage.parse.contact.phone.respelling import of_word
from scamtriage.parse.contact.phone.surroundings import extension as extension_behind
from scamtriage.records import lazy_re

_HIDDEN = lazy_re.compile(r"\d[.()-]*[A-Za-z*|×?_]")
_MASKED = lazy_re.compile(r"\d[.() -]*[xX*×?_•]{2}")
"""A letter or a mask in place of a digit: "04-2xx xx88", "1-800-FLOWERS", "*123*1#"."""
_SKYPE_NAME = lazy_re.compile(r"[A-Za-z][A-Za-z0-9.,_:-]{5,31}")
_THEN_DIALLED = lazy_re.compile(r",,|(?<=[0-9) ])[pwx#] ?(?=[0-9*#])|[,/]", re.IGNORECASE)
"""A pause, after which an extension is dialled, or the separator before another number."""
_UP_TO = lazy_re.compile(r"(?<=[0-9]{3}) ?(?:to|~|hingga|sampai|s/d|hanggang|đến|ถึง|至|到) ?[0-9]{1,2}\Z")
"""The last of several lines: "+63-2-8552-5131 to 32"."""
_WHOLE, _SHORTEST = 7, 3
"""The minimum digits before a comma or slash that ends the number, and before a pause. After fewer, a slash separates groups
(030/1234567).
"""


def is_range(text: str) -> bool:
    """Whether the text of a link names several lines by the end of the last one."""
    return _UP_TO.search(text.strip()) is not None


def _dialled(text: str) -> str:
    """Return the number of a tel: link without its extension, digits after a pause, and a second number."""
    extension = extension_behind().search(text.lower())
    text = text[: extension.start()] if extension is not None else text
    text = _UP_TO.sub("", text)
    for mark in _THEN_DIALLED.finditer(text):
        if sum(c.isdigit() for c in text[: mark.start()]) >= (_WHOLE if mark[0] in (",", "/") else _SHORTEST):
            return text[: mark.start()]
    return text


_MOST_MAILBOXES = 8
_MOST_NUMBERS = 3
_NUMBER_SCHEMES = frozenset(("tel", "telprompt", "sms", "smsto"))
_TEL_CHARS = 120
_NEXT_NUMBER = lazy_re.compile(r"[0-9][ )]{0,2}[,/;] ?(?=[+(]{0,2}[0-9])")
_WHOLE_NUMBER = lazy_re.compile(r"[+(]{0,2}[0-9](?:[ ().-]{0,2}[0-9]){7,14}\)?")


def numbers(scheme: str, rest: str) -> list[str]:
    """Return the parts that a link of this scheme is read as. A tel: link may contain several complete numbers."""
    written = unquote(rest[:_TEL_CHARS]).partition("?")[0] if scheme in _NUMBER_SCHEMES else ""
    if not _NEXT_NUMBER.search(written):
        return [rest]
    first, *others = (part.strip() for part in re.split(r"[,/;]", written))
    return [rest, *(part for part in others[: _MOST_NUMBERS - 1] if _is_next(part, first))] if _WHOLE_NUMBER.fullmatch(first) else [rest]


def _is_next(part: str, first: str) -> bool:
    """Whether a part is an alternative number, not an extension: it starts like a number, or is as long as the first."""
    as_long = sum(map(str.isdigit, part)) == sum(map(str.isdigit, first))
    return _WHOLE_NUMBER.fullmatch(part) is not None and (part[0] in "+(0" or as_long)


def _tel(rest: str, regions: tuple[str, ...], budget: LookupBudget) -> Found | None:
    text = _dialled(of_word(unquote(rest).translate(FOLD).partition(";")[0].partition("?")[0].strip()))
    digits = digits_of(text)
    plus = "+" if text.startswith("+") else ""
    if text.startswith("*"):
        return None  # an operator's code, for example for call forwarding
    if _MASKED.search(text):
        return None  # what is left of its digits may be somebody else's number
    if len(digits) <= 6:
        if _HIDDEN.search(text):
            return None  # the written digits are not the whole number
        return hotlines.of_link(("#" if text.startswith("#") else plus) + digits, regions)
    if len(set(digits)) == 1:
        return None
    number = of_link(plus + digits, regions, budget)
    if number is None:
        return None if plus else unplaced.of_link(digits, regions)
    kind = "hotline" if number.type in libphonenumber.HOTLINE_TYPES else "phone"
    flags = (() if number.assigned else ("unassigned",)) + (("fictitious",) if libphonenumber.is_fictitious(number.e164) else ())
    return Found(kind=kind, value=number.e164, detail=number.type, country=number.country, flags=flags)


def _sms(rest: str, regions: tuple[str, ...], budget: LookupBudget) -> Found | None:
    """Read one number, or the first of several in the iOS form `sms:/open?addresses=+66…,+66…`."""
    several = argument(rest.partition("?")[2], "addresses").partition(",")[0] if rest.startswith("open?") else ""
    return _tel(several or rest, regions, budget)


def _callto(rest: str, regions: tuple[str, ...], budget: LookupBudget) -> Found | None:
    """Read a callto: link, which holds a Skype name or a number; Skype introduced the scheme."""
    name = unquote(rest).partition("?")[0].rstrip("/")
    if _SKYPE_NAME.fullmatch(name) and name.lower() not in channels().spelling["no-ids"]:
        return Found(kind="skype", value=name)
    return _tel(rest, regions, budget)


def mailto(rest: str) -> tuple[Found, ...]:
    """Return the mailboxes that a link writes to: several separated by commas, including those in to, cc and bcc (RFC 6068)."""
    to, _, fields = rest.partition("?")
    written = [to, *(argument(fields, name) for name in ("to", "cc", "bcc"))]
    found = [mail_abroad.clean(unquote(one)) for some in written for one in some.split(",")[:_MOST_MAILBOXES]]
    return tuple(Found(kind="email", value=address) for address in dict.fromkeys(found) if address)


def _whatsapp(rest: str, regions: tuple[str, ...], budget: LookupBudget) -> Found | None:
    head, _, query = rest.partition("?")
    if head.strip("/") == "chat" and (code := argument(query, "code")):
        return whatsapp_group("/" + code, "")
    return by_number("whatsapp", argument(query, "phone"))


def _wtai(rest: str, regions: tuple[str, ...], budget: LookupBudget) -> Found | None:
    """Read what older telephones dial: wtai://wp/mc;+66812345678."""
    return _tel(rest.removeprefix("wp/mc;"), regions, budget) if rest.startswith("wp/mc;") else None


def _viber_scheme(rest: str, regions: tuple[str, ...], budget: LookupBudget) -> Found | None:
    head, _, query = rest.partition("?")
    if head.rstrip("/") in ("pa", "public"):
        value = argument(query, "chatURI") or argument(query, "id")
        return Found(kind="viber", value=value, detail="bot") if ID.fullmatch(value) else None
    value = argument(query, "number")
    if value[:1] == "0" and value[:2] != "00" and regions and budget.spend():  # as it is dialled at home
        number = libphonenumber.parse(value, regions[0], possible=False)
        value = number.e164 if number is not None else value
    return by_number("viber", value)


_TELEGRAM_USER = lazy_re.compile("[1-9][0-9]{4,14}")
_TELEGRAM_CODES = {"addlist": ("addlist", "slug"), "message": ("m", "slug"), "contact": ("contact", "token")}
"""Links of the scheme -> the path of the same link on t.me, and the argument that holds its code."""


def _tg(rest: str, regions: tuple[str, ...], budget: LookupBudget) -> Found | None:
    head, _, query = rest.partition("?")
    if user := _TELEGRAM_USER.fullmatch(argument(query, "id") if head == "user" else argument(query, "user_id")):
        return Found(kind="telegram", value=user[0], detail="user id")
    if head in _TELEGRAM_CODES:
        place, name = _TELEGRAM_CODES[head]
        return telegram_path(f"/{place}/{argument(query, name)}", "")
    if invite := argument(query, "invite"):
        return Found(kind="telegram", value="+" + invite, detail="invite", flags=("group",)) if SHORT_ID.fullmatch(invite) else None
    if number := argument(query, "phone"):
        return by_number("telegram", number)
    return telegram_path("/" + argument(query, "domain"), "")


def _line_scheme(rest: str, regions: tuple[str, ...], budget: LookupBudget) -> Found | None:
    return line_path("/" + rest.partition("?")[0], "")


def _skype(rest: str, regions: tuple[str, ...], budget: LookupBudget) -> Found | None:
    value = unquote(rest).partition("?")[0]
    if re.fullmatch(r"\+\d{7,15}", value):
        return _tel(value, regions, budget)
    return Found(kind="skype", value=value) if re.fullmatch(r"[\w.:,-]{4,64}", value, re.ASCII) else None


def _weixin(rest: str, regions: tuple[str, ...], budget: LookupBudget) -> Found | None:
    path, _, query = rest.partition("?")
    value = (
        argument(query, "username")
        or (query if path == "dl/chat" else "")
        or (rest.partition("/")[2] if rest.startswith("contacts/profile/") else "")
    )
    value = value.rpartition("/")[2]
    return Found(kind="wechat", value=value) if re.fullmatch(r"[A-Za-z][\w-]{5,19}", value, re.ASCII) else None


def _qq_scheme(rest: str, regions: tuple[str, ...], budget: LookupBudget) -> Found | None:
    return qq_query("", rest.partition("?")[2])


def _messenger_scheme(rest: str, regions: tuple[str, ...], budget: LookupBudget) -> Found | None:
    parts = segments(rest.partition("?")[0])
    return Found(kind="messenger", value=parts[-1]) if len(parts) >= 2 and ID.fullmatch(parts[-1]) else None


def _wallet_scheme(rest: str, regions: tuple[str, ...], budget: LookupBudget) -> Found | None:
    return wallet(rest) or wallet(argument(rest.partition("?")[2], "address"))


def _signal_scheme(rest: str, regions: tuple[str, ...], budget: LookupBudget) -> Found | None:
    return signal_link(rest.partition("#")[2])


def _zalo_scheme(rest: str, regions: tuple[str, ...], budget: LookupBudget) -> Found | None:
    return zalo_chat("", rest.partition("?")[2]) if rest.startswith("conversation") else None


def _mqq_card(rest: str, regions: tuple[str, ...], budget: LookupBudget) -> Found | None:
    query = rest.partition("?")[2]
    found = qq_query("", query)
    return replace(found, detail="group", flags=("group",)) if found and argument(query, "card_type") == "group" else found


def _facetime(rest: str, regions: tuple[str, ...], budget: LookupBudget) -> Found | None:
    address = mail_abroad.clean(unquote(rest).partition("?")[0]) if "@" in rest or "%40" in rest else ""
    return Found(kind="email", value=address) if address else _tel(rest, regions, budget)


def _kakao_scheme(rest: str, regions: tuple[str, ...], budget: LookupBudget) -> Found | None:
    parts = segments(rest.partition("?")[0])
    named = len(parts) >= 3 and parts[0] == "plusfriend" and ID.fullmatch(parts[2])
    return Found(kind="kakaotalk", value=parts[2], detail="channel") if named else None


def _upi_scheme(rest: str, regions: tuple[str, ...], budget: LookupBudget) -> Found | None:
    return payment_qr.upi("upi://" + rest)


SCHEMES: dict[str, Callable[[str, tuple[str, ...], LookupBudget], Found | None]] = {
    "tel": _tel,
    "telprompt": _tel,
    "callto": _callto,
    "sms": _sms,
    "smsto": _sms,
    "kakaotalk": _kakao_scheme,
    "kakaoplus": _kakao_scheme,
    "tg": _tg,
    "whatsapp": _whatsapp,
    "viber": _viber_scheme,
    "line": _line_scheme,
    "skype": _skype,
    "weixin": _weixin,
    "wechat": _weixin,
    "tencent": _qq_scheme,
    "mqqwpa": _qq_scheme,
    "mqq": _qq_scheme,
    "fb-messenger": _messenger_scheme,
    "bitcoin": _wallet_scheme,
    "ethereum": _wallet_scheme,
    "tron": _wallet_scheme,
    "litecoin": _wallet_scheme,
    "dogecoin": _wallet_scheme,
    "ripple": _wallet_scheme,
    "solana": _wallet_scheme,
    "ton": _wallet_scheme,
    "xrpl": _wallet_scheme,
    "tonkeeper": _wallet_scheme,
    "trust": _wallet_scheme,
    "upi": _upi_scheme,
    "sgnl": _signal_scheme,
    "zalo": _zalo_scheme,
    "mqqapi": _mqq_card,
    "wtai": _wtai,
    "facetime": _facetime,
    "facetime-audio": _facetime,
}
