"""Addresses whose host is written in other letters than ours: info@công-an.vn, help@ตำรวจ.ไทย."""

import re
from collections.abc import Iterator

from scamtriage.knowledge.urlparts import NoHost, read_host
from scamtriage.parse.contact import mail
from scamtriage.parse.contact.found import Found

_LETTER = r"[^\x00-\x2c\x2e\x2f\x3a-\x40\x5b-\x60\x7b-\xbf\u2000-\u206f\u3000-\u303f\uff00-\uffef]"
"""Anything that is no punctuation, a hyphen too."""
_ENDINGS = (
    *(
        "ไทย",
        "ລາວ",
        "中国",
        "中國",
        "香港",
        "台湾",
        "台灣",
        "澳门",
        "澳門",
        "新加坡",
        "公司",
        "网络",
        "網絡",
        "网址",
        "网站",
        "商城",
        "集团",
        "在线",
    ),
    *(
        "中文网",
        "政务",
        "公益",
        "みんな",
        "コム",
        "ストア",
        "한국",
        "닷컴",
        "닷넷",
        "삼성",
        "भारत",
        "संगठन",
        "कॉम",
        "рф",
        "ею",
        "бел",
        "укр",
    ),
)
_FOREIGN = re.compile(
    rf"{mail.BARE}({mail.LOCAL})@((?:{_LETTER}{{1,60}}\.){{1,4}}(?:{mail.TLD}|(?:{'|'.join(_ENDINGS)})(?![A-Za-z0-9@_-])))", re.IGNORECASE
)


def find(text: str) -> Iterator[Found]:
    """Those of a text, by the name under which their host is known to the DNS."""
    for match in _FOREIGN.finditer(text):
        if not match[2].isascii() and (address := clean(match[0])) is not None:
            yield Found(kind="email", value=address, start=match.start(), end=match.end())


def clean(address: str) -> str | None:
    """As mail.clean, for a host in any letters."""
    local, _, host = address.rpartition("@")
    if host.isascii():
        return mail.clean(address)
    try:
        return mail.clean(f"{local}@{read_host(host)}")
    except NoHost:
        return None
