"""How a page presents itself: headings, logos, what its images are said to show, its icon, whose copyright it claims."""

import re

from scamtriage.knowledge.folding import normalise
from scamtriage.parse.favicon import icon_hashes
from scamtriage.parse.html.document import MAX_HEADING_CHARS, Document
from scamtriage.parse.html.links import Resolver, is_own
from scamtriage.parse.qr_image import data_uri_bytes

MAX_TITLE = 300
MAX_LOGOS = 10
MAX_ALTS, MAX_ALT_CHARS = 200, 160
_READ_ALT_CHARS = 1_000
_COPYRIGHT_WORDS = (
    *("©", "copyright", "(c) 20", "(c) 19", "版权所有", "版權所有", "สงวนลิขสิทธิ์", "ลิขสิทธิ์", "bản quyền", "hak cipta", "저작권"),
    *("all rights reserved", "無断転載", "무단전재", "សិទ្ធិ", "ສະຫງວນລິຂະສິດ"),
)
_SAYS_LOGO = re.compile("logo|brand|crest|emblem|โลโก้|标志|標誌|ロゴ|로고")


def headings_of(document: Document) -> tuple[str, ...]:
    """Normalised together: the cost is by the call."""
    joined = "\n".join([" ".join(heading[:MAX_HEADING_CHARS].split()) for heading in document.headings])
    return tuple([line[:MAX_TITLE] for line in normalise(joined).split("\n") if line])


def meta_of(document: Document, *names: str) -> str:
    """The first of these that says something, whole."""
    return next((normalise(value) for name in names if (value := document.metas.get(name, "").strip())), "")


def alts_of(document: Document) -> tuple[str, ...]:
    """All of them, for whoever looks for something in them. Equal ones are put aside before they are tidied: a list of wares has few."""
    written = dict.fromkeys([alt for _, alt, _ in document.images])
    alts = dict.fromkeys([" ".join(alt.split())[:_READ_ALT_CHARS] for alt in written])
    alts.pop("", None)
    return tuple(alts)


def kept_alts(alts: tuple[str, ...]) -> tuple[str, ...]:
    """Those that stand in the evidence, as far as they do."""
    return tuple(dict.fromkeys([alt[:MAX_ALT_CHARS] for alt in alts[:MAX_ALTS]]))


def logos_of(document: Document) -> tuple[str, ...]:
    """Alt text, else file name, of images near the top that call themselves a logo; and the names of their icons never."""
    found: dict[str, None] = {}
    for source, alt, hint in document.images[:40]:
        name = source.split("?", 1)[0].rsplit("/", 1)[-1][:80] if source[:5] != "data:" else ""
        described = f"{alt[:160]}\n{name}\n{hint[:200]}".lower()
        if _SAYS_LOGO.search(described):
            found[" ".join(alt.split())[:120] or name] = None
    found.pop("", None)
    return tuple(found)


def icon_of(document: Document, resolver: Resolver, own: str) -> str:
    """The first icon that the page declares, where it lies on the site itself: nothing else is asked for on its account."""
    url, host = resolver.resolve(document.icons[0]) if document.icons else ("", "")
    return url if host and is_own(host, own) else ""


def carried_icon(document: Document) -> tuple[int | None, str]:
    """The hashes of an icon that the page carries itself, in a data: URI; (None, "") where it declares another or none."""
    source = document.icons[0] if document.icons and document.icons[0][:5].lower() == "data:" else ""
    body = data_uri_bytes(source) if source else b""
    return icon_hashes(body) if body else (None, "")


def copyright_of(text: str) -> str:
    """The last line that holds the copyright mark, or says so."""
    for line in reversed(text[-4_000:].splitlines()):
        lowered = line.lower()
        if any(word in lowered for word in _COPYRIGHT_WORDS):
            return line[:240]
    return ""
