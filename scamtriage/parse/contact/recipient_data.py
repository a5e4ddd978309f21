"""Find the recipient's data in a URL: phishing kits put the victim's mailbox, number or token into the link they send.

The kit then shows this data, for example as a mailbox filled into the form. It belongs to the recipient, not to the page's operator.
"""

import re
from base64 import b64decode
from binascii import Error
from functools import cached_property, lru_cache
from urllib.parse import quote, unquote

from scamtriage.knowledge.hosts.urlparts import host_of
from scamtriage.parse.contact.fold import digits_of, fold
from scamtriage.records import lazy_re
from scamtriage.records.facts import Contact, PageFacts
from scamtriage.records.facts.contact import NOT_ITS_OWN

CORE = 8
"""The number of last digits to compare. They are the same with and without the country code."""
_LEAST_DIGITS = 6
_MOST_CHARS = 8_192
_MOST_READINGS = 64
"""Per URL: the URL itself, its decoded forms, the contents of its base64 and hex parts, and their contents in turn."""
_MOST_LAYERS = 8
_NO_RECIPIENTS = frozenset({"hotline", "wallet", "bank-account", "payment-qr"})
"""Contact kinds that are never a recipient's: kits do not ask a payer for the payer's own wallet."""
_AUTHORITY = lazy_re.compile(r"\A[a-z][a-z0-9+.-]*://[^/?#\\]*", re.IGNORECASE)
_PART = lazy_re.compile(r"[A-Za-z0-9_-]{8,}={0,2}")
_WITH_SLASH = lazy_re.compile(r"[A-Za-z0-9+/_-]{8,}={0,2}")
_GAPS = lazy_re.compile(r"[\s().+-]")
_MAILBOX = lazy_re.compile(r"[^\s@]@[^\s@]")
_NUMBER = lazy_re.compile(r"\d(?:[ ().-]{0,2}\d){8}")
_RUNS = (lazy_re.compile(r"\d{6,}"), lazy_re.compile(r"\d(?:[ ().+-]{0,2}\d){5,40}"))
"""Numbers as they stand together, and with gaps: two numbers may follow each other with no more than a gap between them."""
_TOKEN = lazy_re.compile(r"(?<![A-Za-z0-9])(?=[A-Za-z0-9]{0,80}\d)(?=[0-9]{0,80}[A-Za-z])[A-Za-z0-9]{16}")
_UUID = lazy_re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_VALUE = lazy_re.compile(r"=([^&;=]+)")


class Carried:
    """The contents of the paths and queries of these URLs, in any encoding."""

    def __init__(self, urls: tuple[str, ...]) -> None:
        texts = [fold(text).lower() for url in urls for text in readings(url)]
        self._texts = texts
        self._digits = [_GAPS.sub("", text) for text in texts]
        self._values = {value.strip() for text in texts for value in (text, *_VALUE.findall(text))}

    def holds(self, written: str) -> bool:
        """Whether the URLs contain a contact: a mailbox or a number anywhere, any other account as a whole value."""
        read = fold(written).strip().lower()
        if _MAILBOX.search(read):
            return any(read in text for text in self._texts)
        digits = digits_of(read)
        if len(digits) >= _LEAST_DIGITS and len(digits) * 2 > len(read):
            return any(digits[-CORE:] in text for text in self._digits)
        return bool(read) and read in self._values

    @cached_property
    def cores(self) -> frozenset[str]:
        """The last digits of each number of six digits or more, letters before and behind it left out: of telephones, of documents."""
        return frozenset(_GAPS.sub("", found)[-CORE:] for text in self._texts for run in _RUNS for found in run.findall(text))


@lru_cache(maxsize=16)
def carried(urls: tuple[str, ...]) -> Carried:
    """Return a Carried, cached because several callers need it for the same row."""
    return Carried(urls)


def own_contacts(url: str, page: PageFacts) -> frozenset[Contact]:
    """Return the contacts of a page that belong to its operator.

    Contacts that visitors wrote are left out, since a victim may ask to be called back. So are contacts that the URLs of the visit contain,
    since kits put the recipient there. For a redirect contact, only URLs on the first host count.

    Some contacts are kept even if a URL contains them:
    - hotlines: fake-alert pages take their call-centre number from the link ("?ph=+1-844-…");
    - payment targets: payment pages take them from the link;
    - the account that a messenger link opens.
    """
    taken = ways(url, page)
    brought = carried(taken)
    led = carried(tuple(way for way in taken if host_of(way) == host_of(url)))  # the site itself chose the URLs on other hosts
    opened = carried(tuple(f"https://a.invalid/?={quote(value)}" for value in map(_opened, taken) if value))
    own = [c for c in page.contacts if not NOT_ITS_OWN.intersection(c.flags)]
    return frozenset(
        c
        for c in own
        if c.kind in _NO_RECIPIENTS or not (led if c.where == "redirect" else brought).holds(c.value) or opened.holds(c.value)
    )


def ways(url: str, page: PageFacts) -> tuple[str, ...]:
    """Return the URLs of the visit, each once, the target's first."""
    return tuple(dict.fromkeys((url, page.final_url, *(hop.url for hop in page.hops))))


def _opened(url: str) -> str:
    """Return the account that a messenger link opens, or "" for any other URL."""
    from scamtriage.parse.contact.link_hosts import reader_of  # imported late: not needed by callers of is_personal

    if (reader := reader_of(host_of(url).removeprefix("www."))) is None:
        return ""
    path, _, query = _AUTHORITY.sub("", url[:_MOST_CHARS], count=1).partition("#")[0].partition("?")
    found = reader(path, query)
    return found.value if found is not None else ""


def is_personal(url: str) -> bool:
    """Whether path or query may identify the recipient: by a mailbox, nine or more digits, a UUID or a long random token."""
    return any("@" in text or _NUMBER.search(text) or _TOKEN.search(text) or _UUID.search(text) for text in readings(url))


def readings(url: str) -> list[str]:
    """Return path and query as written, fully percent-decoded, and the base64 or hex contents of their parts."""
    found = {_AUTHORITY.sub("", url[:_MOST_CHARS], count=1): None}
    for text in (queue := list(found)):
        parts = [*_PART.findall(text), *_WITH_SLASH.findall(text)]
        for more in (_plain(text), *filter(None, map(_unpacked, parts))):
            if more not in found and len(found) < _MOST_READINGS:
                found[more] = None
                queue.append(more)
    return [text for text in found if text]


def _plain(text: str) -> str:
    """Percent-decode until nothing changes, because every redirector encodes the URL again."""
    for _ in range(_MOST_LAYERS):
        if (more := unquote(text)) == text:
            break
        text = more
    return text


def _unpacked(part: str) -> str:
    """Return the text encoded in base64 or hex, or "" if it is not text."""
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
