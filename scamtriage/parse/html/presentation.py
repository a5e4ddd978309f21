"""How a page presents itself: headings, logos, alternative texts of images, icon, copyright line."""

import re
from base64 import encodebytes
from collections.abc import Collection
from functools import cache
from hashlib import sha256

from scamtriage.knowledge.language.folding import normalise
from scamtriage.knowledge.matcher import Matcher, Pattern, utf8
from scamtriage.parse.html.bounded import tidied
from scamtriage.parse.html.data_urls import bytes_of
from scamtriage.parse.html.document import MAX_HEADING_CHARS, Document
from scamtriage.parse.html.links import Resolver, is_own
from scamtriage.records import lazy_re
from scamtriage.records.facts.page_parts import CREDENTIALS

MAX_TITLE = 300
MAX_LOGOS = 10
MAX_ALTS, MAX_ALT_CHARS = 200, 160
_LEAST_ICON = 26
"""Bytes of the smallest image that shows anything. An icon of fewer (`data:;base64,iVBORw0KGgo=`) is none: it only keeps browsers from
asking for one."""
_IMAGES = (b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\0\0\1\0", b"\0\0\2\0", b"BM", b"RIFF")
"""How PNG, GIF, JPEG, ICO, CUR, BMP and WebP begin; AVIF names itself behind four bytes."""
_READ_ALT_CHARS = 1_000
_FEW_CHARS, _LINE_CHARS = 400, 60
_SECRETS = CREDENTIALS - {"card"}
"""Not a card's number: a page that takes one says first by what else one may pay."""
_HERE = frozenset(("", "#", "/", "./", "index.html", "index.php"))
"""Where the name at the head of a page leads; other links there are its menu."""
_BY_MEANS_OF = lazy_re.compile(
    r"\b(?:with|via|using|dengan|lewat|melalui|menggunakan|pakai|guna|bằng|với|qua|gamit|sa pamamagitan)\b"
    r"|ด้วย|ผ่าน|โดย|使用|通过|通過|透過|用.{0,20}(?:登录|登入)|(?:微信|QQ|支付宝).{0,4}(?:登录|登入)"
    r"|(?:으로|로)\s|で(?:ログイン|サインイン|続)|による|使え|के साथ|តាម|ជាមួយ|ດ້ວຍ|ဖြင့်",
    re.IGNORECASE,
)
"""In a line that says by whose account one logs in, or how one pays: "Sign in with Google"."""
_COPYRIGHT_WORDS = (
    *("©", "copyright", "(c) 20", "(c) 19", "版权所有", "版權所有", "ลิขสิทธิ์", "bản quyền", "hak cipta", "저작권"),
    *("all rights reserved", "無断転載", "무단전재", "សិទ្ធិ", "ສະຫງວນລິຂະສິດ"),
)
_SAYS_LOGO = lazy_re.compile("logo|brand|crest|emblem|โลโก้|标志|標誌|ロゴ|로고")


def headings_of(document: Document, title: str, shown: str, asks: Collection[str]) -> tuple[str, ...]:
    """Return the headings, normalised. One call of `normalise` for all, because its cost is per call.

    What a page without headings shows first is its heading, if in few words it asks for a secret, and its title says the same, or nothing:
    kits draw the name in a box of any kind. Else it may be whose network or application one logs in by.
    """
    if not document.headings and len(shown) < _FEW_CHARS and not _SECRETS.isdisjoint(asks):
        first = shown.partition("\n")[0].strip()
        led = {" ".join(text.split()) for href, text in document.links if href.strip() not in _HERE}
        says = first.casefold() in (title or first).casefold() and first not in led and _BY_MEANS_OF.search(first) is None
        return (first,) if says and 0 < len(first) <= _LINE_CHARS else ()
    joined = "\n".join(tidied([heading[:MAX_HEADING_CHARS] for heading in document.headings]))
    told = [line[:MAX_TITLE] for line in normalise(joined).split("\n") if line]
    return tuple([line for line in told if _BY_MEANS_OF.search(line) is None] if document.lesser else told)


def meta_of(document: Document, *names: str) -> str:
    """Return the first non-empty content of these metas, not cut."""
    return next((normalise(value) for name in names if (value := document.metas.get(name, "").strip())), "")


def alts_of(document: Document) -> tuple[str, ...]:
    """Return all alternative texts, tidied. Duplicates are removed first, because product lists repeat few texts."""
    written = dict.fromkeys([alt for _, alt, _ in document.images])
    alts = dict.fromkeys([alt[:_READ_ALT_CHARS] for alt in tidied([*written])])
    alts.pop("", None)
    return tuple(alts)


def kept_alts(alts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the texts that are kept as evidence, cut to MAX_ALT_CHARS."""
    return tuple(dict.fromkeys([alt[:MAX_ALT_CHARS] for alt in alts[:MAX_ALTS]]))


def logos_of(document: Document) -> tuple[str, ...]:
    """Return the alternative text, else the file name, of images near the top that name themselves a logo. Icons are not included."""
    found: dict[str, None] = {}
    for source, alt, hint in document.images[:40]:
        path = source.split("?", 1)[0] if "?" in source else source
        name = path.rsplit("/", 1)[-1][:80] if source[:5] != "data:" else ""
        described = f"{alt[:160]}\n{name}\n{hint[:200]}".lower()
        if _SAYS_LOGO.search(described):
            found[" ".join(alt.split())[:120] or name] = None
    found.pop("", None)
    return tuple(found)


def icon_of(document: Document, resolver: Resolver, own: str) -> str:
    """Return the first icon that the page declares, if it lies on the site itself. Icons on foreign hosts are not fetched."""
    url, host = resolver.resolve(document.icons[0]) if document.icons else ("", "")
    return url if host and is_own(host, own) else ""


def carried_icon(document: Document) -> tuple[int | None, str]:
    """Return the hashes of an icon in a data: URI of the page; (None, "") if the first icon is not one."""
    body = bytes_of(document.icons[0]) if document.icons else b""
    return icon_hashes(body) if len(body) >= _LEAST_ICON and _is_image(body) else (None, "")


def _is_image(body: bytes) -> bool:
    """Whether bytes begin as an image does, and a drawing ends: of one with a bare "#" an address holds the beginning alone, which browsers
    show nothing of, and which strangers have in common."""
    if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return b"<svg" in body and body.rstrip().endswith((b"</svg>", b"/>"))
    return body.startswith(_IMAGES) or body[4:8] == b"ftyp"


def icon_hashes(body: bytes) -> tuple[int, str]:
    """Return the hashes of an icon as other tools print them: (MurmurHash3 of the base64 text with line breaks, SHA-256)."""
    import mmh3

    return mmh3.hash(encodebytes(body)), sha256(body).hexdigest()


def copyright_of(text: str) -> str:
    """Return the last line with a copyright sign or a word for it."""
    end = text[-4_000:]
    data = utf8(end.lower())
    places = _copyright_words().ends(data)
    if not places:
        return ""
    before = data[: places[-1][1]].decode("utf-8", "surrogatepass")  # it ends within the line
    return end.splitlines()[len(before.splitlines()) - 1][:240]


@cache
def _copyright_words() -> Matcher[str]:
    return Matcher(Pattern(word, word) for word in _COPYRIGHT_WORDS)
