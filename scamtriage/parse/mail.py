"""E-mail addresses: plain, with a bracketed [at], and as Cloudflare hides them."""

import re
from collections.abc import Iterator

from scamtriage.knowledge.channels import channels
from scamtriage.parse.contact_text import Window
from scamtriage.parse.found import Found

_AT = r"(?: ?[\[({<#] ?(?:at|AT|At|@) ?[\])}>#] ?|\[[aA]\]|\([aA]\)| ?골뱅이 ?|◎|@)"
_DOT = r"(?: ?[\[({<] ?(?:dot|DOT|Dot|\.) ?[\])}>] ?|#dot#|\.)"
_ADDRESS = re.compile(
    rf"(?<![A-Za-z0-9.!#$%&'*+/=?^_{{|}}~-])([A-Za-z0-9](?:[A-Za-z0-9._%+'-]{{0,62}}[A-Za-z0-9_+-])?)({_AT})"
    rf"((?:[A-Za-z0-9](?:[A-Za-z0-9-]{{0,61}}[A-Za-z0-9])?{_DOT}){{1,6}}(?:[A-Za-z]{{2,24}}|xn--[A-Za-z0-9-]{{2,59}}))(?![A-Za-z0-9@_-])"
)
_STANDS_IN = re.compile(r"([#*■●★☆▲]) ?(?:を ?@ ?に|(?:号|號)?(?:换成|換成|改成|改为|改為|替换成|替換成|替换为|替換為|换为|換為) ?@)")
"""What the page says that it wrote for an @: "service#example.cn（请把#换成@）"."""


def find(window: Window) -> Iterator[Found]:
    """Every address in the window that somebody could write to."""
    text = window.text
    if (stands_in := _STANDS_IN.search(text)) is not None:
        mark = re.escape(stands_in[1])
        text = re.sub(rf"(?<=[A-Za-z0-9_]){mark}(?=[A-Za-z0-9])", "@", text)
    for match in _ADDRESS.finditer(text):
        local, at, domain = match[1], match[2], re.sub(_DOT, ".", match[3])
        if _is_no_address(text, match.start(), match.end()):
            continue
        address = clean(f"{local}@{domain}")
        if address is not None:
            yield Found(
                kind="email",
                value=address,
                start=match.start(),
                end=match.end(),
                flags=("obfuscated",) if at.strip() != "@" or "@" not in at else (),
            )


def _is_no_address(text: str, start: int, end: int) -> bool:
    """User names in URLs (postgres://user:pw@host), git remotes (git@host:path) and versions (name@1.2.x)."""
    before = text[max(0, start - 60) : start]
    if re.search(r"://[^\s\"'<>]*\Z|[@:]\Z", before) and not re.search(
        r"(?:\b[Mm]ailto|[^A-Za-z/][A-Za-z -]{0,20}|[^\x00-\x7f]):\Z", before
    ):
        return True
    return text[end : end + 1] == ":" and bool(re.match(r":[A-Za-z0-9~][\w.-]*/|:\d", text[end : end + 60]))


def clean(address: str) -> str | None:
    """The address in lower case, or None when it is a file, a version, a placeholder or malformed."""
    address = address.strip().lower()
    local, _, domain = address.partition("@")
    labels = domain.split(".")
    spelling = channels().spelling
    if not local or len(labels) < 2 or len(address) > 254 or ".." in local or not all(labels) or labels[-1] in spelling["no-tlds"]:
        return None
    if not re.fullmatch(r"[a-z0-9._%+'-]{1,64}", local) or not re.fullmatch(r"[a-z0-9.-]+\.(?:[a-z]{2,24}|xn--[a-z0-9-]{2,59})", domain):
        return None
    if local in spelling["placeholder-locals"] and domain in spelling["placeholder-domains"]:
        return None
    if re.fullmatch(r"[0-9a-f]{24,}", local):  # keys of error collectors, message ids
        return None
    return address


def decode_cloudflare(hexadecimal: str) -> str | None:
    """The address behind data-cfemail or /cdn-cgi/l/email-protection#…: bytes XORed with the first one."""
    try:
        data = bytes.fromhex(hexadecimal.strip()[:600])
    except ValueError:
        return None
    if len(data) < 4:
        return None
    try:
        return clean(bytes(b ^ data[0] for b in data[1:]).decode("utf-8").partition("?")[0])
    except UnicodeDecodeError:
        return None
