"""The parts of a page that all its facts are read from, and its contacts with what guests of it wrote."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from msgspec import Struct

from scamtriage.knowledge.language.folding import normalise
from scamtriage.knowledge.pages.web import Mark, find_marks
from scamtriage.parse.contact.contacts import read_contacts
from scamtriage.parse.html.acting import without_what_is_shown
from scamtriage.parse.html.bounded import head
from scamtriage.parse.html.carried import carried_words
from scamtriage.parse.html.contacts.places import contact_sources
from scamtriage.parse.html.contacts.unseen import mark_unseen
from scamtriage.parse.html.document import Document
from scamtriage.parse.html.embedded import data_attributes, speaking_attributes
from scamtriage.parse.html.frames import read_document
from scamtriage.parse.html.guests import Place, guests_text, kinds_of_others, marked
from scamtriage.parse.html.links import LinkFacts, Resolver, read_links
from scamtriage.parse.html.page_source import PageSource
from scamtriage.parse.html.page_text import PageTexts, read_texts
from scamtriage.parse.html.presentation import MAX_TITLE
from scamtriage.records.evidence import Cap
from scamtriage.records.facts import Contact
from scamtriage.records.facts.contact import LOCAL_PHONE, TELEGRAM_BOT

MAX_BOTS = 10
_SHORT = 3_000
"""A page whose raw text has fewer characters may say little, so its attributes are searched for text too."""
_SERVERS_MAILBOXES = frozenset(("webmaster", "hostmaster", "postmaster", "root"))


class PageParts(Struct, frozen=True, kw_only=True):
    """What all that is said of a page is read from."""

    source: PageSource
    document: Document
    exceeded: Sequence[str]
    """Structural caps that the markup reached."""
    markup: bytes
    """With that of frames that the page carries."""
    written: AbstractSet[str]
    """As `Prescan.written`, of all that markup."""
    resolver: Resolver
    host: str
    own: str
    """The registrable name of the host."""
    texts: PageTexts
    carried: str
    """Words that attributes and data carry, and the text does not show."""
    title: str
    marks: Sequence[Mark]
    links: LinkFacts


def read_parts(source: PageSource, url: str, host: str, suffix: str, caps: list[Cap]) -> PageParts:
    """Return the parts of a page at `url`. `host`: its canonical host, "" for that of the URL. Limits reached are added to `caps`."""
    document, exceeded = read_document(source.markup, source.text, source.checked, url)
    markup, written = b"\n".join((source.markup, *document.inner)), source.checked.written | document.written
    if "data" in written:
        document.data += data_attributes(source.text)
    said: list[str] = []
    if len(document.text) < _SHORT:
        document.spoken, said = speaking_attributes(source.text)
    resolver = Resolver.at(url, document.base)
    own = own_name(host or resolver.host, suffix)
    texts = read_texts(document, suffix, caps)
    carried = "" if texts.carried else normalise(carried_words(document, (*document.spoken, *said), (texts.visible, texts.hidden)))
    return PageParts(
        source=source,
        document=document,
        exceeded=exceeded,
        markup=markup,
        written=written,
        resolver=resolver,
        host=host or resolver.host,
        own=own,
        texts=texts,
        carried=carried,
        title=head(texts.title, MAX_TITLE, "title chars", caps),
        marks=() if source.plain else without_what_is_shown(find_marks(markup), (source.markup, *document.inner), document.hidden),
        links=read_links(document.links, resolver, own),
    )


class ToldContacts(Struct, frozen=True, kw_only=True):
    """Whom one can reach, and what guests of the page wrote."""

    contacts: tuple[Contact, ...]
    placed: list[Contact]
    """Those by which whoever wrote this page can be reached."""
    guests: tuple[Place, ...]
    maybe_guests: tuple[Place, ...]
    count: int
    """Before the limit."""
    reached: list[str]
    """Limits of the places that were read."""
    caps: Sequence[str]
    """Limits of the reading of contacts."""


def told_contacts(page: PageParts, alts: tuple[str, ...], codes: tuple[str, ...], suffix: str, host: str) -> ToldContacts:
    """Return the contacts of the page. `alts`: texts of its images; `codes`: those of its QR codes; `host` as its caller named it."""
    texts, text = page.texts, page.source.text
    reached: list[str] = []
    found = read_contacts(
        contact_sources(
            page.document,
            page.markup,
            page.written,
            texts,
            page.links,
            page.resolver,
            alts=alts,
            codes=codes,
            suffix=suffix,
            host=host,
            reached=reached,
        )
    )
    contacts = mark_unseen(found.contacts, f"{texts.visible}\n{texts.far}", text)
    guests, maybe_guests = guests_text(texts.guests, len(texts.visible)) if texts.guests else ((), ())
    if page.written and (kinds := [kind for kind in kinds_of_others(texts.guests, len(texts.visible)) if kind in page.written]):
        contacts = marked(contacts, text, texts.visible, kinds, guests)
    return ToldContacts(
        contacts=contacts + _bots(page.marks),
        placed=[contact for contact in found.contacts if contact.kind != LOCAL_PHONE and not _of_the_server(contact)],
        guests=guests,
        maybe_guests=maybe_guests,
        count=found.count,
        reached=reached,
        caps=found.caps,
    )


def own_name(host: str, suffix: str) -> str:
    """Return the registrable name of a host under a public suffix, or the host itself if `suffix` is not its suffix."""
    if not suffix or not host.endswith(f".{suffix}"):
        return host
    return f"{host[: -len(suffix) - 1].rsplit('.', 1)[-1]}.{suffix}"


def _of_the_server(contact: Contact) -> bool:
    """Whether it is a mailbox that servers and panels put into notices of their own."""
    return contact.kind == "email" and contact.value.partition("@")[0] in _SERVERS_MAILBOXES


def _bots(marks: Sequence[Mark]) -> tuple[Contact, ...]:
    """Return the bots of Telegram whose numbers the scripts hold. The secret behind a number is kept nowhere: whoever has it is the bot."""
    numbers = [mark.value for mark in marks if mark.kind == "exfil" and mark.name == TELEGRAM_BOT and mark.value]
    if not numbers:
        return ()
    return tuple(Contact(kind=TELEGRAM_BOT, value=number, raw=number, where="script") for number in dict.fromkeys(numbers[:MAX_BOTS]))
