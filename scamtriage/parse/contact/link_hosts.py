"""Read paths and queries on the hosts of messengers; payment services and wallets are in link_payments."""

import re
from collections.abc import Callable
from urllib.parse import unquote

from scamtriage.knowledge.pages.contact_table import channels
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.link_parts import ID, SHORT_ID, argument, by_number, segments
from scamtriage.parse.contact.link_payments import PAYMENT_HOSTS
from scamtriage.parse.contact.phone import libphonenumber
from scamtriage.records import lazy_re

_DIGITS = lazy_re.compile(r"\+?[0-9]{7,15}")


def telegram_path(path: str, query: str) -> Found | None:
    parts = segments(path)
    if len(parts) > 1 and parts[0].lower() in _TELEGRAM_CODES and SHORT_ID.fullmatch(parts[1]):
        detail, flags = _TELEGRAM_CODES[parts[0].lower()]
        return Found(kind="telegram", value=f"{parts[0].lower()}/{parts[1]}", detail=detail, flags=flags)
    if len(parts) > 1 and parts[0].lower() == "boost":
        parts = parts[1:]
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
    if name.isdecimal():  # names begin with a letter, so this is a number whose plus was forgotten
        written = by_number("telegram", name) if _DIGITS.fullmatch(name) and name[0] != "0" else None
        return None if written is None or written.flags else written
    return Found(kind="telegram", value=name) if re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{3,31}", name) else None


def telegram_web(fragment: str) -> Found | None:
    """Return the account that Telegram Web shows: `#@name`, `#/im?p=@name`, `#?tgaddr=tg://resolve?domain=name`."""
    named = argument(fragment.partition("?")[2], "tgaddr") or argument(fragment.partition("?")[2], "p") or unquote(fragment)
    name = argument(named.partition("?")[2], "domain") if named.startswith("tg:") else named[1:] if named.startswith("@") else ""
    return telegram_path(f"/{name}", "")


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
    if parts[:3] == ["home", "public", "main"]:
        return _official_line(argument(query, "id"))
    if len(parts) >= 2 and parts[0] in ("oaMessage", "oaStatus", "home") and ID.fullmatch(parts[-1] if parts[0] == "home" else parts[1]):
        return Found(kind="line", value=parts[-1] if parts[0] == "home" else parts[1], flags=("official-account",))
    if parts[:2] == ["nv", "recommendOA"] and len(parts) > 2:
        return _official_line(parts[2])
    return None


def _official_line(value: str) -> Found | None:
    """Return an official account from the id in its URLs, which may or may not have an @."""
    return Found(kind="line", value="@" + value.lstrip("@"), flags=("official-account",)) if ID.fullmatch(value) else None


def _line_short(path: str, query: str) -> Found | None:
    parts = segments(path)
    return Found(kind="line", value=parts[0], detail="short link") if parts and ID.fullmatch(parts[0]) else None


def _line_page(path: str, query: str) -> Found | None:
    parts = segments(path) or [argument(query, "accountId")]
    if not ID.fullmatch(parts[0]):
        return None
    return Found(kind="line", value="@" + parts[0].lstrip("@"), detail="page", flags=("official-account",))


def _line_app(path: str, query: str) -> Found | None:
    if account := argument(query, "accountId"):  # the URL with which LINE itself adds an account
        return _official_line(account)
    parts = segments(path)
    return Found(kind="line", value=parts[0], detail="LIFF app") if parts and re.fullmatch(r"\d{10}-\w{6,12}", parts[0]) else None


def _wa_me(path: str, query: str) -> Found | None:
    parts = segments(path)
    if not parts:
        return by_number("whatsapp", argument(query, "phone"))
    if parts[0] == "c" and len(parts) > 1 and _DIGITS.fullmatch(parts[1]):
        return by_number("whatsapp", parts[1])
    if parts[0] == "p" and len(parts) > 2 and _DIGITS.fullmatch(parts[2]):  # a product, and who sells it
        return by_number("whatsapp", parts[2])
    if parts[0] in ("message", "qr", "c") and len(parts) > 1 and ID.fullmatch(parts[1]):
        return Found(kind="whatsapp", value=parts[1], detail="short link")
    return by_number("whatsapp", parts[0]) if re.fullmatch(r"\+?[\d ()-]{7,22}", parts[0]) else None


def _wa_link(path: str, query: str) -> Found | None:
    """Read a wa.link URL: a short link, or a redirect with a number in its query."""
    for name in ("phone", "to", "number"):
        if (found := by_number("whatsapp", argument(query, name))) is not None:
            return found
    parts = segments(path)
    if parts and parts[0].lower() in _OF_THE_SERVICE:
        return None
    return _whatsapp_short(path, query)


_OF_THE_SERVICE = frozenset(
    ("redirect", "login", "signup", "register", "pricing", "dashboard", "terms", "privacy", "about", "help", "blog")
)
"""Pages of the short-link service itself."""


def _whatsapp(path: str, query: str) -> Found | None:
    parts = segments(path)
    if parts and parts[0] == "channel" and len(parts) > 1 and SHORT_ID.fullmatch(parts[1]):
        return Found(kind="whatsapp", value=parts[1], detail="channel", flags=("group",))
    if parts[:1] == ["message"] and len(parts) > 1 and SHORT_ID.fullmatch(parts[1]):
        return Found(kind="whatsapp", value=parts[1], detail="short link")
    if parts[:1] == ["catalog"] and len(parts) > 1 and _DIGITS.fullmatch(parts[1]):
        return by_number("whatsapp", parts[1])
    return by_number("whatsapp", argument(query, "phone"))


def _whatsapp_call(path: str, query: str) -> Found | None:
    parts = segments(path)
    named = len(parts) > 1 and parts[0] in ("voice", "video") and SHORT_ID.fullmatch(parts[1])
    return Found(kind="whatsapp", value=parts[1], detail="call link") if named else None


def whatsapp_group(path: str, query: str) -> Found | None:
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


def zalo_chat(path: str, query: str) -> Found | None:
    number = argument(query, "phone").replace(" ", "")
    return _zalo(f"/{number}", "") if re.fullmatch(r"\+?[0-9]{9,12}", number) else None


def _viber_host(path: str, query: str) -> Found | None:
    value = argument(query, "g2") or argument(query, "g") or next(iter(segments(path)), "")
    return Found(kind="viber", value=value, detail="community", flags=("group",)) if ID.fullmatch(value) else None


def _viber_number(path: str, query: str) -> Found | None:
    number = next(iter(segments(path)), "")
    return by_number("viber", number) if _DIGITS.fullmatch(number) else None


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
    parts = segments(path)
    key = parts[1] if parts[:1] == ["q"] and len(parts) > 1 else argument(query, "k")
    return Found(kind="qq", value=key, detail="short link") if ID.fullmatch(key) else None


def _work_weixin(path: str, query: str) -> Found | None:
    parts = segments(path)
    named = len(parts) > 1 and parts[0] in ("kfid", "ca", "u") and ID.fullmatch(parts[1])
    return Found(kind="wechat", value=parts[1], detail="chat") if named else None


def _qzone(path: str, query: str) -> Found | None:
    return qq_query("", f"uin={next(iter(segments(path)), '')}")


def _weixin(path: str, query: str) -> Found | None:
    parts = segments(path)
    found = parts[:1] == ["r"] and len(parts) > 1 and len(parts[1]) >= _LEAST_QR and ID.fullmatch(parts[1])
    return Found(kind="wechat", value=parts[1], detail="QR link") if found else None


def _m_me(path: str, query: str) -> Found | None:
    parts = segments(path)
    if parts[:1] == ["j"] and len(parts) > 1:
        return Found(kind="messenger", value=parts[1], detail="invite", flags=("group",)) if SHORT_ID.fullmatch(parts[1]) else None
    return _messenger(path, query)


def _fb_me(path: str, query: str) -> Found | None:
    return _messenger(path, query) if segments(path)[:1] == ["msg"] else None


def _facebook(path: str, query: str) -> Found | None:
    parts = segments(path)
    if parts[:1] == ["msg"]:
        return _messenger(path, query)
    if len(parts) >= 2 and parts[0] == "messages":
        value = parts[2] if parts[1] == "t" and len(parts) > 2 else parts[1]
        return Found(kind="messenger", value=value) if ID.fullmatch(value) and value != "t" else None
    return None


def reader_of(host: str) -> Callable[[str, str], Found | None] | None:
    """Return the reader of paths and queries for this host, or None if the host opens nothing that we know."""
    if host.endswith(_NAMED_HOSTS):  # name.t.me
        name = host.rpartition(".")[0].rpartition(".")[0]
        return (lambda path, query: telegram_path(f"/{name}", "")) if "." not in name else None
    return HOSTS.get(host)


_NAMED_HOSTS = (".t.me",)


def signal_link(fragment: str) -> Found | None:
    if fragment.startswith("p/"):
        return by_number("signal", unquote(fragment[2:]))
    value = fragment.rpartition("/")[2]
    return Found(kind="signal", value=value, detail="link") if re.fullmatch(r"[\w+/=-]{16,120}", value, re.ASCII) else None


_LEAST_QR = 6
_messenger = _first_segment("messenger", skip=("t", "msg"))
_whatsapp_short = _first_segment("whatsapp", detail="short link", least=4)
_TELEGRAM_CODES: dict[str, tuple[str, tuple[str, ...]]] = {
    "addlist": ("folder", ("group",)),
    "m": ("chat link", ()),
    "contact": ("contact link", ()),
}
"""Path segments followed by the code of an account or a group -> (detail, flags)."""

HOSTS: dict[str, Callable[[str, str], Found | None]] = {
    "t.me": telegram_path,
    "telegram.me": telegram_path,
    "telegram.dog": telegram_path,
    "line.me": line_path,
    "line.naver.jp": line_path,
    "lin.ee": _line_short,
    "nav.cx": _line_short,
    "page.line.me": _line_page,
    "liff.line.me": _line_app,
    "wa.me": _wa_me,
    "wa.link": _wa_link,
    "wasap.my": _wa_me,
    "wassap.my": _wa_me,
    "api.whatsapp.com": _whatsapp,
    "web.whatsapp.com": _whatsapp,
    "whatsapp.com": _whatsapp,
    "chat.whatsapp.com": whatsapp_group,
    "call.whatsapp.com": _whatsapp_call,
    "zalo.me": _zalo,
    "chat.zalo.me": zalo_chat,
    "oa.zalo.me": _zalo,
    "chats.viber.com": _first_segment("viber", detail="chat"),
    "invite.viber.com": _viber_host,
    "viber.click": _viber_number,
    "u.wechat.com": _first_segment("wechat", detail="QR link", least=_LEAST_QR),
    "work.weixin.qq.com": _work_weixin,
    "weixin.qq.com": _weixin,
    "wpa.qq.com": qq_query,
    "wpa.b.qq.com": qq_query,
    "user.qzone.qq.com": _qzone,
    "wpa1.qq.com": _qq_short,
    "qm.qq.com": _qq_short,
    "jq.qq.com": _qq_short,
    "open.kakao.com": _first_segment("kakaotalk", skip=("o", "me"), detail="open chat"),
    "pf.kakao.com": _first_segment("kakaotalk", detail="channel"),
    "plus.kakao.com": _first_segment("kakaotalk", skip=("home", "talk", "bot"), detail="channel"),
    "qr.kakao.com": _first_segment("kakaotalk", skip=("talk",), detail="QR link", least=_LEAST_QR),
    "zaloapp.com": _first_segment("zalo", skip=("qr", "p"), detail="QR link", least=_LEAST_QR),
    "m.me": _m_me,
    "fb.me": _fb_me,
    "messenger.com": _first_segment("messenger", skip=("t",), least=4),
    "facebook.com": _facebook,
    "m.facebook.com": _facebook,
    "join.skype.com": _first_segment("skype", skip=("invite",), detail="invite", least=6),
    **PAYMENT_HOSTS,
}
