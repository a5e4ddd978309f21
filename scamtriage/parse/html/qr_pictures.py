"""The images of a page that seem to be QR codes by their names or texts, and what is known of each.

Only the page itself is read here. An image elsewhere on the site is only named: the caller may fetch it, pass its bytes to `searched`, and
the page's facts to `with_pictures`.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from hashlib import sha256
from itertools import accumulate, chain, islice

from msgspec import Struct
from msgspec.structs import replace

from scamtriage.knowledge.matcher import Matcher, Pattern, utf8
from scamtriage.knowledge.pages.contact_table import channels
from scamtriage.parse import qr_image
from scamtriage.parse.contact.contacts import find_contacts
from scamtriage.parse.contact.link_payments import qr_address
from scamtriage.parse.contact.sources import ContactSources
from scamtriage.parse.html.data_urls import bytes_of
from scamtriage.parse.html.links import Resolver, is_own
from scamtriage.records import lazy_re
from scamtriage.records.facts import PageFacts, QrImage
from scamtriage.records.limits import limit

MAX_LISTED = 10
MAX_CARRIED = 8
"""Images in data: URIs that are searched for codes."""
_CARRIED_CHARS = 64
_CARRIES = lazy_re.compile(r"data:[^,]*+,.")
"""An address with anything in it. Not of an image's media type alone: to know an image, browsers look at its bytes."""
_LOGO = ("logo", "icon", "sprite", "banner")
Image = tuple[str, str, str]
"""Source, alternative text, and class and id, as in Document.images."""
Saved = Callable[[str], bytes | str | None]
"""Returns the bytes of a file beside a saved page, given a reference as written.

A str is the reason why the file cannot be read; None: the reference is to no such file.
"""


class Pictures(Struct, frozen=True):
    """The images found, the texts of all codes in reading order, and the limits that were reached."""

    images: tuple[QrImage, ...] = ()
    codes: tuple[str, ...] = ()
    caps: tuple[str, ...] = ()


def find_pictures(images: Sequence[Image], resolver: Resolver, own: str, saved: Saved | None) -> Pictures:
    """Return the QR images of a page. Images that name themselves QR codes come first.

    Then follow embedded images, and images saved beside the page, in which a code was found. `own` is the registrable name, or the host,
    that counts as the site itself.
    """
    if not images:
        return Pictures()
    words = "\f".join(chain.from_iterable(images))
    named = list(dict.fromkeys(islice(_named(images, words), MAX_LISTED * 2)))
    found: dict[str, QrImage] = {}
    caps: list[str] = []
    for source in named:
        if not source.startswith("data:"):
            one = _elsewhere(source, resolver, own, saved)
            found.setdefault(one.url, one)
    wanted = set(named)
    carried = {}
    if "data:" in words:
        carried = dict.fromkeys([source for source in (*named, *[source for source, _, _ in images]) if _CARRIES.match(source) is not None])
    if len(carried) > MAX_CARRIED and qr_image.available():
        caps.append(limit("images", MAX_CARRIED))
    for source in list(carried)[:MAX_CARRIED]:
        one = searched(QrImage(url=source[:_CARRIED_CHARS]), bytes_of(source))
        if one.codes or source in wanted:
            found[source] = one
    if saved is not None:
        for source in dict.fromkeys([source for source, _, _ in images]):
            if source not in wanted and (held := _beside(source, saved)) is not None and held.codes:
                found.setdefault(held.url, held)
    if len(named) > MAX_LISTED or len(found) > MAX_LISTED:
        caps.append(limit("qr images", MAX_LISTED))
    kept = tuple(found.values())
    return Pictures(kept[:MAX_LISTED], tuple(dict.fromkeys(code for one in kept for code in one.codes)), tuple(caps))


def searched(picture: QrImage, body: bytes) -> QrImage:
    """Return the picture with the codes that were read from its bytes."""
    reading = qr_image.read_qr(body)
    return replace(
        picture,
        outcome="unread" if reading.because else "ok",
        reason=reading.because,
        sha256=sha256(body).hexdigest() if body else "",
        size_bytes=len(body),
        codes=reading.codes,
    )


def with_pictures(facts: PageFacts, read: Iterable[QrImage], suffix: str) -> PageFacts:
    """Return the facts with newly read pictures in place of those with the same address, and with the contacts in their codes."""
    latest = {one.url: one for one in read}
    images = tuple(latest.get(one.url, one) for one in facts.qr_images)
    sources = ContactSources(
        codes=tuple(dict.fromkeys(code for one in latest.values() for code in one.codes)),
        language=facts.language,
        declared_language=facts.declared_language,
        suffix=suffix,
        host=facts.final_host,
    )
    known = {(contact.kind, contact.value) for contact in facts.contacts}
    added = tuple(contact for contact in find_contacts(sources) if (contact.kind, contact.value) not in known)
    return replace(facts, qr_images=images, contacts=facts.contacts + added)


def _elsewhere(source: str, resolver: Resolver, own: str, saved: Saved | None) -> QrImage:
    """Return an image outside the page: saved beside it, readable from its address alone, on the site, or on a foreign host."""
    if saved is not None and (held := _beside(source, saved)) is not None:
        return held
    url, host = resolver.resolve(source)
    if code := qr_address(url):
        return QrImage(url=url, outcome="ok", reason="read from its address, not from the image", codes=(code[: qr_image.MAX_CODE_CHARS],))
    if not host:
        return QrImage(url=url[:_CARRIED_CHARS], outcome="unread", reason="it has no address on the web")
    if url.partition("?")[0].lower().endswith((".svg", ".svgz")):
        return QrImage(url=url, outcome="unread", reason="SVG is not searched")
    if not is_own(host, own):
        return QrImage(url=url, outcome="foreign", reason=f"it lies at {host}, which is not the site")
    return QrImage(url=url, reason="--qr-images asks the site for it")


def _beside(source: str, saved: Saved) -> QrImage | None:
    body = saved(source)
    if body is None:
        return None
    if isinstance(body, str):
        return QrImage(url=source, outcome="unread", reason=body)
    return searched(QrImage(url=source), body)


def _named(images: Sequence[Image], everything: str) -> Iterator[str]:
    """Yield addresses of images that name themselves QR codes; then of images named after a payment scheme that are not logos."""
    words, schemes = _expressions()
    held = [(source, said) for source, said in _worth_reading(images, everything) if source]
    yield from (source for source, said in held if words.search(said))
    yield from (source for source, said in held if schemes.search(said) and not any(word in said for word in _LOGO))


def _worth_reading(images: Sequence[Image], everything: str) -> Iterator[tuple[str, str]]:
    """Yield (source, words) of the images whose words contain a known word. A first pass over all words rules out most pages."""
    if not _anywhere().ends(everything.lower(), limit=1):
        return
    said = [utf8(f"{_name(source)}\n{alt[:200]}\n{hint[:200]}".lower()) for source, alt, hint in images]
    ends = list(accumulate(len(words) + 1 for words in said))
    for at in dict.fromkeys(bisect_left(ends, end) for _, end in _anywhere().ends(b"\f".join(said))):
        yield images[at][0], said[at].decode("utf-8", "replace")


def _name(source: str) -> str:
    """Return the part of an address that may contain words; "" for a data: URI."""
    return "" if source.startswith("data:") else source[:300]


@cache
def _anywhere() -> Matcher[str]:
    spelling = channels().spelling
    return Matcher(Pattern(word, word) for word in sorted(spelling["qr-image"] | spelling["qr-scheme"]))


@cache
def _expressions() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of (QR words, payment schemes).

    An ASCII word must begin or end at a non-letter, so "lineqr.png" and "qrpay" match and "aqrb" does not. An ASCII scheme must do both.
    Other words match anywhere.
    """
    spelling = channels().spelling
    words = [(re.escape(word), word.isascii()) for word in sorted(spelling["qr-image"])]
    schemes = [(re.escape(word), word.isascii()) for word in sorted(spelling["qr-scheme"])]
    return (
        re.compile("|".join(rf"(?<![a-z]){word}|{word}(?![a-z])" if ascii_ else word for word, ascii_ in words)),
        re.compile("|".join(rf"(?<![a-z]){word}(?![a-z])" if ascii_ else word for word, ascii_ in schemes)),
    )
