"""What an address carries of whoever got it: kits put a victim's mailbox, number or token into the link that they send.

And a kit shows what its link carries: the mailbox stands in the form before anybody typed. That one is the recipient's, and not the gang's.
"""

import re
from base64 import b64decode
from binascii import Error
from functools import lru_cache
from urllib.parse import quote, unquote

from scamtriage.knowledge.urlparts import host_of
from scamtriage.parse.contact.fold import fold
from scamtriage.records.facts import Contact, PageFacts
from scamtriage.records.facts.page import NOT_ITS_OWN

CORE = 8
"""The last digits of a number, which stay whether it is written with the code of its country or without."""
_LEAST_DIGITS = 6
_MOST_CHARS = 8_192
_MOST_READINGS = 64
"""Of one address: as it is, decoded, what its parts hold in base64 and hex, and what these hold again."""
_MOST_LAYERS = 8
_NO_RECIPIENTS = frozenset({"hotline", "wallet", "bank-account", "payment-qr"})
"""Contacts that no kit writes into a link for whom it is sent to: who pays is not asked for his own wallet."""
_AUTHORITY = re.compile(r"\A[a-z][a-z0-9+.-]*://[^/?#\\]*", re.IGNORECASE)
_PART = re.compile(r"[A-Za-z0-9_-]{8,}={0,2}")
_WITH_SLASH = re.compile(r"[A-Za-z0-9+/_-]{8,}={0,2}")
_GAPS = re.compile(r"[\s().+-]")
_MAILBOX = re.compile(r"[^\s@]@[^\s@]")
_NUMBER = re.compile(r"\d(?:[ ().-]{0,2}\d){8}")
_TOKEN = re.compile(r"(?<![A-Za-z0-9])(?=[A-Za-z0-9]{0,80}\d)(?=[0-9]{0,80}[A-Za-z])[A-Za-z0-9]{16}")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_VALUE = re.compile(r"=([^&;=]+)")


class Carried:
    """What the paths and queries of these addresses hold, however it is encoded."""

    def __init__(self, urls: tuple[str, ...]) -> None:
        texts = [fold(text).lower() for url in urls for text in readings(url)]
        self._texts = texts
        self._digits = [_GAPS.sub("", text) for text in texts]
        self._values = {value.strip() for text in texts for value in (text, *_VALUE.findall(text))}

    def holds(self, written: str) -> bool:
        """Whether a contact is one that they brought: a mailbox or a number anywhere, another account as a whole value."""
        read = fold(written).strip().lower()
        if _MAILBOX.search(read):
            return any(read in text for text in self._texts)
        digits = re.sub(r"\D", "", read)
        if len(digits) >= _LEAST_DIGITS and len(digits) * 2 > len(read):
            return any(digits[-CORE:] in text for text in self._digits)
        return bool(read) and read in self._values


@lru_cache(maxsize=16)
def carried(urls: tuple[str, ...]) -> Carried:
    """Made once for the several who ask of one row."""
    return Carried(urls)


def own_contacts(url: str, page: PageFacts) -> frozenset[Contact]:
    """Those of a page that are its site's own, and no visitor's: what visitors write is not, a victim asks to be called back; nor is what
    was brought along on the way to it. Only of numbers that are an office's and no person's that is not so: false alarms take that of their
    call centre from the link ("?ph=+1-844-…"); nor of where money is to go, which payment pages take from it; nor of whom the link of a
    messenger opens by itself."""
    ways = dict.fromkeys((url, page.final_url, *(hop.url for hop in page.hops)))
    brought = carried(tuple(ways))
    led = carried(tuple(way for way in ways if host_of(way) == host_of(url)))  # where its way led on is what the site itself says
    opened = carried(tuple(f"https://a.invalid/?={quote(value)}" for value in map(_opened, ways) if value))
    own = [c for c in page.contacts if not NOT_ITS_OWN.intersection(c.flags)]
    return frozenset(
        c
        for c in own
        if c.kind in _NO_RECIPIENTS or not (led if c.where == "redirect" else brought).holds(c.value) or opened.holds(c.value)
    )


def _opened(url: str) -> str:
    """Whom the link of a messenger opens: the account for which it is there; "" of any other address."""
    from scamtriage.parse.contact.link_hosts import reader_of  # who only asks whether an address is personal need not wait for it

    if (reader := reader_of(host_of(url).removeprefix("www."))) is None:
        return ""
    path, _, query = _AUTHORITY.sub("", url[:_MOST_CHARS], count=1).partition("#")[0].partition("?")
    found = reader(path, query)
    return found.value if found is not None else ""


def is_personal(url: str) -> bool:
    """Whether path or query may tell who got it: by a mailbox, by nine digits and more, or by a token as long as those that are drawn."""
    return any("@" in text or _NUMBER.search(text) or _TOKEN.search(text) or _UUID.search(text) for text in readings(url))


def readings(url: str) -> list[str]:
    """Path and query as they are, decoded until that changes nothing, and what their parts hold in base64 or hex."""
    found = {_AUTHORITY.sub("", url[:_MOST_CHARS], count=1): None}
    for text in (queue := list(found)):
        parts = [*_PART.findall(text), *_WITH_SLASH.findall(text)]
        for more in (_plain(text), *filter(None, map(_unpacked, parts))):
            if more not in found and len(found) < _MOST_READINGS:
                found[more] = None
                queue.append(more)
    return [text for text in found if text]


def _plain(text: str) -> str:
    """Percent-decoded until that changes nothing: what passes several hands is encoded by each."""
    for _ in range(_MOST_LAYERS):
        if (more := unquote(text)) == text:
            break
        text = more
    return text


def _unpacked(part: str) -> str:
    """What is written so in base64 or in hex, where that is a text; else ""."""
    try:
        if len(part) % 2 == 0 and re.fullmatch(r"[0-9A-Fa-f]+", part) and (text := bytes.fromhex(part).decode()).isprintable():
            return text
    except UnicodeDecodeError:
        pass
    bare = part.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        text = b64decode(bare + "=" * (-len(bare) % 4), validate=True).decode()
    except (Error, UnicodeDecodeError):
        return ""
    return text if text.isprintable() else ""
