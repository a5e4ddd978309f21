"""What a path and a query say on the hosts of messengers and of payment-code services."""

import re
from collections.abc import Callable
from urllib.parse import unquote

from scamtriage.knowledge.channels import channels
from scamtriage.parse.contact import payment_qr
from scamtriage.parse.contact.fold import FOLD
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.phone import libphonenumber

ID = re.compile(r"[\w@.~+-]{2,64}", re.ASCII)
_DIGITS = re.compile(r"\+?[0-9]{7,15}")
SHORT_ID = re.compile(r"[A-Za-z0-9_-]{4,40}")


_IMAGE_ADDRESS = re.compile(r"https?://(?:www\.)?([A-Za-z0-9.-]+)(?::\d+)?/[^?#]*\??([^#]*)", re.IGNORECASE)


def argument(query: str, name: str) -> str:
    """The value of one argument of a query, percent-decoded; "" when it is not there."""
    match = re.search(rf"(?:^|[&?;]){re.escape(name)}=([^&#;]*)", query, re.IGNORECASE)
    return unquote(match[1]).strip() if match else ""


def segments(path: str) -> list[str]:
    return [unquote(part) for part in path.split("/") if part]


def by_number(kind: str, text: str) -> Found | None:
    """A messenger addressed by a phone number in international form."""
    digits = "".join(c for c in text.translate(FOLD) if c.isdigit()).removeprefix("00")
    if not 7 <= len(digits) <= 15 or len(set(digits)) == 1:
        return None
    number = libphonenumber.parse("+" + digits, None, possible=True)
    if number is None:
        return None
    return Found(kind=kind, value=number.e164, detail="by number", country=number.country, flags=() if number.assigned else ("unassigned",))


def telegram_path(path: str, query: str) -> Found | None:
    parts = segments(path)
    if not parts or parts[0].lower() in channels().spelling["telegram-paths"]:
        return None
    if parts[0].lower() == "joinchat":
        return (
            Found(kind="telegram", value="+" + parts[1], detail="invite", flags=("group",))
            if len(parts) > 1 and SHORT_ID.fullmatch(parts[1])
            else None
        )
    name = parts[0].lstrip("@")
    if name.startswith("+"):
        if _DIGITS.fullmatch(name):
            return by_number("telegram", name)
        return Found(kind="telegram", value=name, detail="invite", flags=("group",)) if SHORT_ID.fullmatch(name[1:]) else None
    return Found(kind="telegram", value=name) if re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{3,31}", name) else None


def line_path(path: str, query: str) -> Found | None:
    parts = segments(path)
    if parts and parts[0] == "R":
        parts = parts[1:]
    if len(parts) >= 3 and parts[0] == "ti":
        value = parts[2]
        if parts[1] == "p":
            flags = ("official-account",) if value.startswith("@") else ("personal",)
            return Found(kind="line", value=value.lstrip("~"), flags=flags) if ID.fullmatch(value) else None
        if parts[1] in ("g", "g2"):
            return Found(kind="line", value=value, detail="group", flags=("group",)) if ID.fullmatch(value) else None
    if len(parts) >= 2 and parts[0] in ("oaMessage", "oaStatus", "home") and ID.fullmatch(parts[-1] if parts[0] == "home" else parts[1]):
        return Found(kind="line", value=parts[-1] if parts[0] == "home" else parts[1], flags=("official-account",))
    return None


def _line_short(path: str, query: str) -> Found | None:
    parts = segments(path)
    return Found(kind="line", value=parts[0], detail="short link") if parts and ID.fullmatch(parts[0]) else None


def _line_page(path: str, query: str) -> Found | None:
    parts = segments(path)
    if not parts or not ID.fullmatch(parts[0]):
        return None
    return Found(kind="line", value="@" + parts[0].lstrip("@"), detail="page", flags=("official-account",))


def _line_app(path: str, query: str) -> Found | None:
    parts = segments(path)
    return Found(kind="line", value=parts[0], detail="LIFF app") if parts and re.fullmatch(r"\d{10}-\w{6,12}", parts[0]) else None


def _wa_me(path: str, query: str) -> Found | None:
    parts = segments(path)
    if not parts:
        return by_number("whatsapp", argument(query, "phone"))
    if parts[0] in ("message", "qr", "c") and len(parts) > 1 and ID.fullmatch(parts[1]):
        return Found(kind="whatsapp", value=parts[1], detail="short link")
    return by_number("whatsapp", parts[0]) if re.fullmatch(r"\+?[\d ()-]{7,22}", parts[0]) else None


def _whatsapp(path: str, query: str) -> Found | None:
    parts = segments(path)
    if parts and parts[0] == "channel" and len(parts) > 1 and SHORT_ID.fullmatch(parts[1]):
        return Found(kind="whatsapp", value=parts[1], detail="channel", flags=("group",))
    return by_number("whatsapp", argument(query, "phone"))


def _whatsapp_group(path: str, query: str) -> Found | None:
    parts = [p for p in segments(path) if p != "invite"]
    return Found(kind="whatsapp-group", value=parts[0]) if parts and re.fullmatch(r"[A-Za-z0-9]{16,30}", parts[0]) else None


def _zalo(path: str, query: str) -> Found | None:
    parts = segments(path)
    if not parts:
        return None
    if parts[0] == "g" and len(parts) > 1 and ID.fullmatch(parts[1]):
        return Found(kind="zalo", value=parts[1], detail="group", flags=("group",))
    if parts[0] == "pc" or not ID.fullmatch(parts[0]):
        return None
    if re.fullmatch(r"\+?(?:84|0)[35789]\d{8}", parts[0]):
        number = libphonenumber.parse(parts[0] if parts[0].startswith(("+", "0")) else "+" + parts[0], "VN", possible=True)
        if number is not None:
            return Found(kind="zalo", value=number.e164, detail="by number", country=number.country, flags=("personal",))
    return Found(kind="zalo", value=parts[0], detail="account")


def _zalo_chat(path: str, query: str) -> Found | None:
    number = argument(query, "phone").replace(" ", "")
    return _zalo(f"/{number}", "") if re.fullmatch(r"\+?[0-9]{9,12}", number) else None


def _viber_host(path: str, query: str) -> Found | None:
    value = argument(query, "g2") or argument(query, "g") or next(iter(segments(path)), "")
    return Found(kind="viber", value=value, detail="community", flags=("group",)) if ID.fullmatch(value) else None


def _first_segment(kind: str, skip: tuple[str, ...] = (), detail: str = "", least: int = 2) -> Callable[[str, str], Found | None]:
    def reader(path: str, query: str) -> Found | None:
        parts = [part for part in segments(path) if part not in skip]
        if not parts or not ID.fullmatch(parts[0]) or len(parts[0]) < least:
            return None
        return Found(kind=kind, value=parts[0], detail=detail)

    return reader


def qq_query(path: str, query: str) -> Found | None:
    uin = argument(query, "uin")
    return Found(kind="qq", value=uin) if re.fullmatch(r"[1-9]\d{4,11}", uin) else None


def _qq_short(path: str, query: str) -> Found | None:
    key = argument(query, "k")
    return Found(kind="qq", value=key, detail="short link") if ID.fullmatch(key) else None


def _facebook(path: str, query: str) -> Found | None:
    parts = segments(path)
    if len(parts) >= 2 and parts[0] == "messages":
        value = parts[2] if parts[1] == "t" and len(parts) > 2 else parts[1]
        return Found(kind="messenger", value=value) if ID.fullmatch(value) and value != "t" else None
    return None


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


def _qr_service(path: str, query: str) -> Found | None:
    payload = _drawn(query)
    return payment_qr.read(payload) if payload else None


def _drawn(query: str) -> str:
    """What a service that draws QR codes is told to draw."""
    return next((payload for name in ("data", "chl", "text") if (payload := argument(query, name).replace("+", " "))), "")


def qr_address(url: str) -> str:
    """What a QR image of a drawing service holds, by its address alone: the text of the code, or, where the address itself names whom
    it pays, the address. "" for every other image."""
    match = _IMAGE_ADDRESS.match(url)
    reader = HOSTS.get(match[1].lower()) if match is not None else None
    if match is None or reader not in (_promptpay, _vietqr, _qr_service):
        return ""
    return _drawn(match[2]) if reader is _qr_service else url


def signal_link(fragment: str) -> Found | None:
    if fragment.startswith("p/"):
        return by_number("signal", unquote(fragment[2:]))
    value = fragment.rpartition("/")[2]
    return Found(kind="signal", value=value, detail="link") if re.fullmatch(r"[\w+/=-]{16,120}", value, re.ASCII) else None


HOSTS: dict[str, Callable[[str, str], Found | None]] = {
    "t.me": telegram_path,
    "telegram.me": telegram_path,
    "telegram.dog": telegram_path,
    "line.me": line_path,
    "lin.ee": _line_short,
    "page.line.me": _line_page,
    "liff.line.me": _line_app,
    "wa.me": _wa_me,
    "wasap.my": _wa_me,
    "wassap.my": _wa_me,
    "api.whatsapp.com": _whatsapp,
    "web.whatsapp.com": _whatsapp,
    "whatsapp.com": _whatsapp,
    "chat.whatsapp.com": _whatsapp_group,
    "zalo.me": _zalo,
    "chat.zalo.me": _zalo_chat,
    "chats.viber.com": _first_segment("viber", detail="chat"),
    "invite.viber.com": _viber_host,
    "u.wechat.com": _first_segment("wechat", detail="QR link", least=6),
    "wpa.qq.com": qq_query,
    "wpa1.qq.com": _qq_short,
    "qm.qq.com": _qq_short,
    "jq.qq.com": _qq_short,
    "open.kakao.com": _first_segment("kakaotalk", skip=("o", "me"), detail="open chat"),
    "pf.kakao.com": _first_segment("kakaotalk", detail="channel"),
    "m.me": _first_segment("messenger", skip=("t",)),
    "messenger.com": _first_segment("messenger", skip=("t",), least=4),
    "facebook.com": _facebook,
    "m.facebook.com": _facebook,
    "join.skype.com": _first_segment("skype", skip=("invite",), detail="invite", least=6),
    "promptpay.io": _promptpay,
    "img.vietqr.io": _vietqr,
    "api.vietqr.io": _vietqr,
    "api.qrserver.com": _qr_service,
    "quickchart.io": _qr_service,
    "chart.googleapis.com": _qr_service,
}
