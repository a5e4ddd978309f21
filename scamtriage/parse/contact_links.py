"""Links that open a conversation, a payment or a remote-support tool; the link alone is read, nothing is opened."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from urllib.parse import unquote

from scamtriage.knowledge.channels import channels
from scamtriage.parse import hotlines, mail, payment_qr, phones, remote_tools, wallets
from scamtriage.parse.contact_text import FOLD, Window
from scamtriage.parse.found import Found

MAX_URL_CHARS = 2_048
_URL = re.compile(
    r"(?<![A-Za-z0-9@._-])(?:[a-z][a-z0-9+.-]{1,20}:)?(?://)?[A-Za-z0-9][A-Za-z0-9._~:/?#@!$&()*+;=%,-]{4,400}", re.IGNORECASE
)
_PARTS = re.compile(r"(?:([A-Za-z][A-Za-z0-9+.-]{0,24}):)?(?://)?([^/?#]*)([^?#]*)\??([^#]*)#?(.*)", re.DOTALL)
_TRAILING = ".,;:!?)'\"*"
_ID = re.compile(r"[\w@.~+-]{2,64}", re.ASCII)
_DIGITS = re.compile(r"\+?[0-9]{7,15}")
_SHORT_ID = re.compile(r"[A-Za-z0-9_-]{4,40}")


def find(window: Window) -> Iterator[Found]:
    """Links written out in text or in a script."""
    for match in _URL.finditer(window.raw):
        for found in read(match[0].rstrip(_TRAILING), regions=(), in_text=True):
            yield Found(
                kind=found.kind,
                value=found.value,
                detail=found.detail,
                country=found.country,
                flags=found.flags,
                start=match.start(),
                end=match.end(),
            )


def read(url: str, regions: tuple[str, ...], purse: phones.Purse | None = None, *, in_text: bool = False) -> tuple[Found, ...]:
    """What one link opens; () for an ordinary one."""
    url = url.strip()[:MAX_URL_CHARS].replace("&amp;", "&")
    match = _PARTS.match(url)
    if match is None:
        return ()
    scheme, host, path, query, fragment = (part or "" for part in match.groups())
    scheme = scheme.lower()
    if scheme in _SCHEMES:
        rest = url[len(scheme) + 1 :].lstrip("/")
        return _some(_SCHEMES[scheme](rest, regions, purse or phones.Purse(left=4)))
    if scheme and (tool := remote_tools.of_scheme(scheme)):
        return (Found(kind="remote-tool", value=tool, detail="link"),)
    if scheme in ("intent", "market"):
        return _some(_intent(url))
    if scheme not in ("", "http", "https"):
        return ()
    host = host.rpartition("@")[2].partition(":")[0].lower().strip(".").removeprefix("www.")
    if "/cdn-cgi/l/email-protection" in url:
        address = mail.decode_cloudflare(fragment)
        return (Found(kind="email", value=address, flags=("obfuscated",)),) if address else ()
    if host in ("signal.me", "signal.group"):
        return _some(_signal_link(fragment))
    reader = _HOSTS.get(host)
    if reader is not None:
        return _some(reader(path, query))
    if in_text and not path and not scheme:
        return ()
    return _some(_tool_link(host, path, query))


_ORDINARY_STARTS = ("https://", "http://", "/", "#", "?", "./", "../")
_FILES = (".exe", ".msi", ".dmg", ".pkg", ".apk", ".appimage", ".deb", ".zip")


def ordinary(url: str) -> bool:
    """Whether a link certainly opens nothing that `read` knows; most links of a page end here, for a microsecond."""
    if not url.startswith(_ORDINARY_STARTS):
        return False
    if "/cdn-cgi/" in url or url.lower().endswith(_FILES) or ("?" in url and ".exe" in url):
        return False
    if url[0] != "h":
        return not url.startswith("//")
    authority = url.split("/", 3)[2]
    return "?" not in authority and "#" not in authority and _ordinary_host(authority)


@lru_cache(maxsize=4096)
def _ordinary_host(authority: str) -> bool:
    host = authority.rpartition("@")[2].partition(":")[0].lower().strip(".").removeprefix("www.")
    return host not in _HOSTS and host not in _OTHER_HOSTS and remote_tools.of_host(host) is None


_OTHER_HOSTS = frozenset(("signal.me", "signal.group", "play.google.com", "apps.apple.com", "appgallery.huawei.com"))


def _some(found: Found | None) -> tuple[Found, ...]:
    return (found,) if found is not None else ()


def _tool_link(host: str, path: str, query: str) -> Found | None:
    name = remote_tools.of_host(host) if "." in host else None
    file_name = unquote(path.rpartition("/")[2])[:120]
    if name is None and "." in file_name:
        name = remote_tools.of_file(file_name)
        if name is not None:
            return Found(kind="remote-tool", value=name, detail=f"file {file_name}")
    if name is None and host in ("play.google.com", "apps.apple.com", "appgallery.huawei.com"):
        name = remote_tools.of_package(_argument(query, "id"))
        if name is None and host == "apps.apple.com":
            name = next((tool for tool in ("anydesk", "teamviewer", "rustdesk") if f"/{tool}" in path.lower()), None)
            name = {"anydesk": "AnyDesk", "teamviewer": "TeamViewer", "rustdesk": "RustDesk"}.get(name or "")
    return Found(kind="remote-tool", value=name, detail="link") if name else None


def _intent(url: str) -> Found | None:
    package = re.search(r"(?:package=|[?&]id=)([A-Za-z0-9_.]{3,100})", url)
    name = remote_tools.of_package(package[1]) if package else None
    return Found(kind="remote-tool", value=name, detail="link") if name else None


def _argument(query: str, name: str) -> str:
    """The value of one argument of a query, percent-decoded; "" when it is not there."""
    match = re.search(rf"(?:^|[&?;]){re.escape(name)}=([^&#;]*)", query, re.IGNORECASE)
    return unquote(match[1]).strip() if match else ""


def _segments(path: str) -> list[str]:
    return [unquote(part) for part in path.split("/") if part]


def _by_number(kind: str, text: str) -> Found | None:
    """A messenger addressed by a phone number in international form."""
    digits = "".join(c for c in text.translate(FOLD) if c.isdigit()).removeprefix("00")
    if not 7 <= len(digits) <= 15 or len(set(digits)) == 1:
        return None
    number = phones.parse("+" + digits, None, possible=True)
    if number is None:
        return None
    return Found(kind=kind, value=number.e164, detail="by number", country=number.country, flags=() if number.assigned else ("unassigned",))


# --- hosts ------------------------------------------------------------------------------------------------------------------------------


def _telegram(path: str, query: str) -> Found | None:
    parts = _segments(path)
    if not parts or parts[0].lower() in channels().spelling["telegram-paths"]:
        return None
    if parts[0].lower() == "joinchat":
        return (
            Found(kind="telegram", value="+" + parts[1], detail="invite", flags=("group",))
            if len(parts) > 1 and _SHORT_ID.fullmatch(parts[1])
            else None
        )
    name = parts[0].lstrip("@")
    if name.startswith("+"):
        if _DIGITS.fullmatch(name):
            return _by_number("telegram", name)
        return Found(kind="telegram", value=name, detail="invite", flags=("group",)) if _SHORT_ID.fullmatch(name[1:]) else None
    return Found(kind="telegram", value=name) if re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{3,31}", name) else None


def _line(path: str, query: str) -> Found | None:
    parts = _segments(path)
    if parts and parts[0] == "R":
        parts = parts[1:]
    if len(parts) >= 3 and parts[0] == "ti":
        value = parts[2]
        if parts[1] == "p":
            flags = ("official-account",) if value.startswith("@") else ("personal",)
            return Found(kind="line", value=value.lstrip("~"), flags=flags) if _ID.fullmatch(value) else None
        if parts[1] in ("g", "g2"):
            return Found(kind="line", value=value, detail="group", flags=("group",)) if _ID.fullmatch(value) else None
    if len(parts) >= 2 and parts[0] in ("oaMessage", "oaStatus", "home") and _ID.fullmatch(parts[-1] if parts[0] == "home" else parts[1]):
        return Found(kind="line", value=parts[-1] if parts[0] == "home" else parts[1], flags=("official-account",))
    return None


def _line_short(path: str, query: str) -> Found | None:
    parts = _segments(path)
    return Found(kind="line", value=parts[0], detail="short link") if parts and _ID.fullmatch(parts[0]) else None


def _line_page(path: str, query: str) -> Found | None:
    parts = _segments(path)
    if not parts or not _ID.fullmatch(parts[0]):
        return None
    return Found(kind="line", value="@" + parts[0].lstrip("@"), detail="page", flags=("official-account",))


def _line_app(path: str, query: str) -> Found | None:
    parts = _segments(path)
    return Found(kind="line", value=parts[0], detail="LIFF app") if parts and re.fullmatch(r"\d{10}-\w{6,12}", parts[0]) else None


def _wa_me(path: str, query: str) -> Found | None:
    parts = _segments(path)
    if not parts:
        return _by_number("whatsapp", _argument(query, "phone"))
    if parts[0] in ("message", "qr", "c") and len(parts) > 1 and _ID.fullmatch(parts[1]):
        return Found(kind="whatsapp", value=parts[1], detail="short link")
    return _by_number("whatsapp", parts[0]) if re.fullmatch(r"\+?[\d ()-]{7,22}", parts[0]) else None


def _whatsapp(path: str, query: str) -> Found | None:
    parts = _segments(path)
    if parts and parts[0] == "channel" and len(parts) > 1 and _SHORT_ID.fullmatch(parts[1]):
        return Found(kind="whatsapp", value=parts[1], detail="channel", flags=("group",))
    return _by_number("whatsapp", _argument(query, "phone"))


def _whatsapp_group(path: str, query: str) -> Found | None:
    parts = [p for p in _segments(path) if p != "invite"]
    return Found(kind="whatsapp-group", value=parts[0]) if parts and re.fullmatch(r"[A-Za-z0-9]{16,30}", parts[0]) else None


def _zalo(path: str, query: str) -> Found | None:
    parts = _segments(path)
    if not parts:
        return None
    if parts[0] == "g" and len(parts) > 1 and _ID.fullmatch(parts[1]):
        return Found(kind="zalo", value=parts[1], detail="group", flags=("group",))
    if parts[0] == "pc" or not _ID.fullmatch(parts[0]):
        return None
    if re.fullmatch(r"\+?(?:84|0)[35789]\d{8}", parts[0]):
        number = phones.parse(parts[0] if parts[0].startswith(("+", "0")) else "+" + parts[0], "VN", possible=True)
        if number is not None:
            return Found(kind="zalo", value=number.e164, detail="by number", country=number.country, flags=("personal",))
    return Found(kind="zalo", value=parts[0], detail="account")


def _viber_host(path: str, query: str) -> Found | None:
    value = _argument(query, "g2") or _argument(query, "g") or next(iter(_segments(path)), "")
    return Found(kind="viber", value=value, detail="community", flags=("group",)) if _ID.fullmatch(value) else None


def _first_segment(kind: str, skip: tuple[str, ...] = (), detail: str = "", least: int = 2) -> Callable[[str, str], Found | None]:
    def reader(path: str, query: str) -> Found | None:
        parts = [part for part in _segments(path) if part not in skip]
        if not parts or not _ID.fullmatch(parts[0]) or len(parts[0]) < least:
            return None
        return Found(kind=kind, value=parts[0], detail=detail)

    return reader


def _qq(path: str, query: str) -> Found | None:
    uin = _argument(query, "uin")
    return Found(kind="qq", value=uin) if re.fullmatch(r"[1-9]\d{4,11}", uin) else None


def _qq_short(path: str, query: str) -> Found | None:
    key = _argument(query, "k")
    return Found(kind="qq", value=key, detail="short link") if _ID.fullmatch(key) else None


def _facebook(path: str, query: str) -> Found | None:
    parts = _segments(path)
    if len(parts) >= 2 and parts[0] == "messages":
        value = parts[2] if parts[1] == "t" and len(parts) > 2 else parts[1]
        return Found(kind="messenger", value=value) if _ID.fullmatch(value) and value != "t" else None
    return None


def _promptpay(path: str, query: str) -> Found | None:
    parts = _segments(path)
    digits = re.sub(r"\D", "", parts[0].partition(".")[0]) if parts else ""
    if len(digits) == 13:
        person = not digits.startswith("0")
        detail = "PromptPay national-id" if person else "PromptPay tax-id"
        return Found(kind="payment-qr", value=digits, detail=detail, country="TH", flags=("personal-id",) if person else ())
    number = phones.parse(digits, "TH", possible=True) if len(digits) == 10 else None
    return Found(kind="payment-qr", value=number.e164, detail="PromptPay mobile", country="TH", flags=("personal-id",)) if number else None


def _vietqr(path: str, query: str) -> Found | None:
    parts = _segments(path)
    match = re.match(r"([A-Za-z0-9]{3,12})-(\d{6,19})(?:-|\.|\Z)", parts[1]) if len(parts) > 1 and parts[0] == "image" else None
    return (
        Found(kind="payment-qr", value=match[2], detail=f"VietQR account, bank {match[1]}", country="VN", flags=("personal-id",))
        if match
        else None
    )


def _qr_service(path: str, query: str) -> Found | None:
    for name in ("data", "chl", "text"):
        payload = _argument(query, name).replace("+", " ")
        if payload:
            return payment_qr.read(payload)
    return None


_HOSTS: dict[str, Callable[[str, str], Found | None]] = {
    "t.me": _telegram,
    "telegram.me": _telegram,
    "telegram.dog": _telegram,
    "line.me": _line,
    "lin.ee": _line_short,
    "page.line.me": _line_page,
    "liff.line.me": _line_app,
    "wa.me": _wa_me,
    "api.whatsapp.com": _whatsapp,
    "web.whatsapp.com": _whatsapp,
    "whatsapp.com": _whatsapp,
    "chat.whatsapp.com": _whatsapp_group,
    "zalo.me": _zalo,
    "chats.viber.com": _first_segment("viber", detail="chat"),
    "invite.viber.com": _viber_host,
    "u.wechat.com": _first_segment("wechat", detail="QR link", least=6),
    "wpa.qq.com": _qq,
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


# --- schemes ----------------------------------------------------------------------------------------------------------------------------


def _tel(rest: str, regions: tuple[str, ...], purse: phones.Purse) -> Found | None:
    text = unquote(rest).translate(FOLD).partition(";")[0].partition("?")[0].strip()
    digits = "".join(c for c in text if c.isdigit())
    plus = "+" if text.startswith("+") else ""
    if len(digits) <= 6:
        return hotlines.of_link(("#" if text.startswith("#") else plus) + digits, regions)
    if len(set(digits)) == 1:
        return None
    number = phones.of_link(plus + digits, regions, purse)
    if number is None:
        return None
    kind = "hotline" if number.type in phones.HOTLINE_TYPES else "phone"
    flags = (() if number.assigned else ("unassigned",)) + (("fictitious",) if phones.is_fictitious(number.e164) else ())
    return Found(kind=kind, value=number.e164, detail=number.type, country=number.country, flags=flags)


def _mailto(rest: str, regions: tuple[str, ...], purse: phones.Purse) -> Found | None:
    address = mail.clean(unquote(rest).partition("?")[0].partition(",")[0])
    return Found(kind="email", value=address) if address else None


def _numbered(kind: str, *names: str) -> Callable[[str, tuple[str, ...], phones.Purse], Found | None]:
    def reader(rest: str, regions: tuple[str, ...], purse: phones.Purse) -> Found | None:
        value = next((v for name in names if (v := _argument(rest.partition("?")[2], name))), "")
        return _by_number(kind, value)

    return reader


def _viber_scheme(rest: str, regions: tuple[str, ...], purse: phones.Purse) -> Found | None:
    head, _, query = rest.partition("?")
    if head.rstrip("/") in ("pa", "public"):
        value = _argument(query, "chatURI") or _argument(query, "id")
        return Found(kind="viber", value=value, detail="bot") if _ID.fullmatch(value) else None
    return _by_number("viber", _argument(query, "number"))


def _tg(rest: str, regions: tuple[str, ...], purse: phones.Purse) -> Found | None:
    query = rest.partition("?")[2]
    if invite := _argument(query, "invite"):
        return Found(kind="telegram", value="+" + invite, detail="invite", flags=("group",)) if _SHORT_ID.fullmatch(invite) else None
    if number := _argument(query, "phone"):
        return _by_number("telegram", number)
    return _telegram("/" + _argument(query, "domain"), "")


def _line_scheme(rest: str, regions: tuple[str, ...], purse: phones.Purse) -> Found | None:
    return _line("/" + rest.partition("?")[0], "")


def _skype(rest: str, regions: tuple[str, ...], purse: phones.Purse) -> Found | None:
    value = unquote(rest).partition("?")[0]
    if re.fullmatch(r"\+\d{7,15}", value):
        return _tel(value, regions, purse)
    return Found(kind="skype", value=value) if re.fullmatch(r"[\w.:,-]{4,64}", value, re.ASCII) else None


def _weixin(rest: str, regions: tuple[str, ...], purse: phones.Purse) -> Found | None:
    value = _argument(rest.partition("?")[2], "username") or (rest.partition("/")[2] if rest.startswith("contacts/profile/") else "")
    value = value.rpartition("/")[2]
    return Found(kind="wechat", value=value) if re.fullmatch(r"[A-Za-z][\w-]{5,19}", value, re.ASCII) else None


def _qq_scheme(rest: str, regions: tuple[str, ...], purse: phones.Purse) -> Found | None:
    return _qq("", rest.partition("?")[2])


def _messenger_scheme(rest: str, regions: tuple[str, ...], purse: phones.Purse) -> Found | None:
    parts = _segments(rest.partition("?")[0])
    return Found(kind="messenger", value=parts[-1]) if len(parts) >= 2 and _ID.fullmatch(parts[-1]) else None


def _wallet_scheme(rest: str, regions: tuple[str, ...], purse: phones.Purse) -> Found | None:
    address = re.split(r"[?@/&]", rest.removeprefix("transfer/"))[0].removeprefix("pay-")
    read = wallets.read(address, " wallet solana ")
    return Found(kind="wallet", value=read[0], detail=read[1], flags=read[2]) if read else None


def _upi_scheme(rest: str, regions: tuple[str, ...], purse: phones.Purse) -> Found | None:
    return payment_qr.upi("upi://" + rest)


def _signal_link(fragment: str) -> Found | None:
    if fragment.startswith("p/"):
        return _by_number("signal", unquote(fragment[2:]))
    value = fragment.rpartition("/")[2]
    return Found(kind="signal", value=value, detail="link") if re.fullmatch(r"[\w+/=-]{16,120}", value, re.ASCII) else None


_SCHEMES: dict[str, Callable[[str, tuple[str, ...], phones.Purse], Found | None]] = {
    "tel": _tel,
    "callto": _tel,
    "sms": _tel,
    "smsto": _tel,
    "mailto": _mailto,
    "tg": _tg,
    "whatsapp": _numbered("whatsapp", "phone"),
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
    "upi": _upi_scheme,
}
