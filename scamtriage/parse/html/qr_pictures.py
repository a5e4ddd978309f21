"""The images of a page that are QR codes by their own words: which there are, and what is known of each.

A page in hand is all that is read here. An image that lies elsewhere on the site is only named; whoever may ask for it hands its bytes to
`searched`, and the page's facts to `with_pictures`.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import accumulate, chain, islice

from msgspec.structs import replace

from scamtriage.knowledge.channels import channels
from scamtriage.knowledge.matcher import Matcher, Pattern, utf8
from scamtriage.parse import qr_image
from scamtriage.parse.contact.contacts import ContactSources, find_contacts
from scamtriage.parse.contact.link_payments import qr_address
from scamtriage.parse.html.links import Resolver, is_own
from scamtriage.records.facts import PageFacts, QrImage
from scamtriage.records.limits import limit

MAX_LISTED = 10
MAX_CARRIED = 8
"""Images that a page carries itself in data: URIs and that are searched."""
_CARRIED_CHARS = 64
_LOGO = ("logo", "icon", "sprite", "banner")
Image = tuple[str, str, str]
"""As in Document.images: source, alternative text, class and id."""
Saved = Callable[[str], bytes | str | None]
"""The bytes of a file beside a saved page by the reference as written, or why they can't be had; None: this is no such reference."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """What was found, the texts of all codes in reading order, and the limits that were reached."""

    images: tuple[QrImage, ...] = ()
    codes: tuple[str, ...] = ()
    caps: tuple[str, ...] = ()


def find_pictures(images: Sequence[Image], resolver: Resolver, own: str, saved: Saved | None = None) -> Pictures:
    """The QR images of a page. Those that say so come first; after them any image that the page carries itself, or that was saved beside
    it, as far as it holds a code. `own` is the registrable name, or the host, that counts as the site itself."""
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
    if "data:image/" in words:
        carried = dict.fromkeys([source for source in (*named, *[source for source, _, _ in images]) if source.startswith("data:image/")])
    if len(carried) > MAX_CARRIED and qr_image.available():
        caps.append(limit("images", MAX_CARRIED))
    for source in list(carried)[:MAX_CARRIED]:
        one = searched(QrImage(url=source[:_CARRIED_CHARS]), qr_image.data_uri_bytes(source))
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
    """The picture with what its bytes show."""
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
    """The facts with pictures that were read since in the place of those with the same address, and the contacts in their codes."""
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
    """An image that is not in the page itself: beside a saved page, readable by its address alone, on the site, or at a stranger's."""
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
    """Addresses of those that call themselves a QR code; then of those that bear the name of a payment scheme and are no logo."""
    words, schemes = _expressions()
    held = [(source, said) for source, said in _worth_reading(images, everything) if source]
    yield from (source for source, said in held if words.search(said))
    yield from (source for source, said in held if schemes.search(said) and not any(word in said for word in _LOGO))


def _worth_reading(images: Sequence[Image], everything: str) -> Iterator[tuple[str, str]]:
    """Images whose words hold one of ours anywhere, with these words: one linear pass over all of them, for most pages the only one."""
    if not _anywhere().ends(everything.lower(), limit=1):
        return
    said = [utf8(f"{_name(source)}\n{alt[:200]}\n{hint[:200]}".lower()) for source, alt, hint in images]
    ends = list(accumulate(len(words) + 1 for words in said))
    for at in dict.fromkeys(bisect_left(ends, end) for _, end in _anywhere().ends(b"\f".join(said))):
        yield images[at][0], said[at].decode("utf-8", "replace")


def _name(source: str) -> str:
    """What of an address is words: a data: URI has none."""
    return "" if source.startswith("data:") else source[:300]


@cache
def _anywhere() -> Matcher[str]:
    spelling = channels().spelling
    return Matcher(Pattern(word, word) for word in sorted(spelling["qr-image"] | spelling["qr-scheme"]))


@cache
def _expressions() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Words in ASCII begin or end where no letter stands, so that "lineqr.png" and "qrpay" count and "aqrb" does not; schemes stand alone.
    Other words may stand anywhere."""
    spelling = channels().spelling
    words = [(re.escape(word), word.isascii()) for word in sorted(spelling["qr-image"])]
    schemes = [(re.escape(word), word.isascii()) for word in sorted(spelling["qr-scheme"])]
    return (
        re.compile("|".join(rf"(?<![a-z]){word}|{word}(?![a-z])" if ascii_ else word for word, ascii_ in words)),
        re.compile("|".join(rf"(?<![a-z]){word}(?![a-z])" if ascii_ else word for word, ascii_ in schemes)),
    )
