"""Reads a page from its bytes into `PageFacts`: what it says, asks for, offers and does. No script is run."""

import hashlib
import re
from codecs import BOM_UTF8
from collections.abc import Sequence
from itertools import chain

from scamtriage.knowledge.pages import block_pages
from scamtriage.knowledge.pages.web import MAX_LOOKS, Mark, find_marks
from scamtriage.parse.contact.contacts import read_contacts
from scamtriage.parse.html.apps import apps_of, looks_like_app, store_apps, told_app
from scamtriage.parse.html.barrier import barrier_of
from scamtriage.parse.html.bounded import capped, first, line
from scamtriage.parse.html.charset import decode
from scamtriage.parse.html.contacts.places import contact_sources
from scamtriage.parse.html.contacts.unseen import mark_unseen
from scamtriage.parse.html.document import Document
from scamtriage.parse.html.drawn import MAX_DRAWN, drawn
from scamtriage.parse.html.embedded import data_attributes, speaking_attributes
from scamtriage.parse.html.filling import FEW_CHARS, taking_the_page
from scamtriage.parse.html.forms.asked import read_forms
from scamtriage.parse.html.frames import BARE_CHARS, read_document
from scamtriage.parse.html.guests import guests_of, marked
from scamtriage.parse.html.links import MAX_HOSTS, Resolver, hosts_of, is_app, is_own, read_links
from scamtriage.parse.html.noscript import scanned
from scamtriage.parse.html.page_text import read_texts
from scamtriage.parse.html.plain_source import as_text, is_source
from scamtriage.parse.html.presentation import (
    MAX_ALTS,
    MAX_LOGOS,
    MAX_TITLE,
    alts_of,
    carried_icon,
    copyright_of,
    headings_of,
    icon_of,
    kept_alts,
    logos_of,
    meta_of,
)
from scamtriage.parse.html.prices import products_of
from scamtriage.parse.html.qr_pictures import Saved, find_pictures
from scamtriage.parse.html.qr_places import qr_places
from scamtriage.parse.html.scripts.frames import made_frames
from scamtriage.parse.html.scripts.possible_redirects import possible_redirects
from scamtriage.parse.html.scripts.written_markup import loaded_by_attributes
from scamtriage.parse.html.structure import structure_of, tlsh_of
from scamtriage.parse.html.xml import as_html, is_transformed, is_xml
from scamtriage.records.evidence import Cap
from scamtriage.records.facts import PageFacts
from scamtriage.records.limits import Unread, in_words, limit, named

MAX_BODY_BYTES = 4_000_000
MAX_IFRAMES = 40
MAX_ACCOUNTS, MAX_KIT_PATHS, MAX_TECHNOLOGIES = MAX_LOOKS - 1, 20, 40
"""MAX_ACCOUNTS is one below MAX_LOOKS: if more are found, `find_marks` may have skipped accounts of a service, so the limit is reported."""
_FILLED_BY = (
    "a page of another site fills this one, and was not asked for",
    "another page of the site fills this one, and was not asked for",
)
_LED_ON = "its scripts may lead on to another site, which was not asked for"
_SHORT = 3_000
"""A page whose raw text has fewer characters may say little, so its attributes are searched for text too."""
_DOOR_LINKS = 8
"""A page with more links is a real page, not a placeholder page of a server, a hoster or an authority."""
_VEILED_CHARS = 200
"""Hidden text longer than this many characters is more than a notice."""
_HOTLINE = "official-hotline"
"""Flag of a contact that is the known number of a public body. A notice of an authority may contain one."""
_NOT_HTML = re.compile(r"\s*(?:image|video|audio|font)/|\s*application/(?:pdf|zip|octet-stream|vnd\.|x-|java-archive|json)", re.IGNORECASE)


def read_page(
    *,
    body: bytes,
    content_type: str,
    url: str,
    host: str,
    suffix: str,
    status_code: int = 200,
    headers: Sequence[tuple[str, str]] = (),
    saved: Saved | None = None,
) -> tuple[PageFacts, tuple[Cap, ...]]:
    """Return the content fields of a page's facts, and the limits that were reached. Never raises; the caller fills the fetch fields.

    `url` is where the body came from, `host` its canonical host, `suffix` the public suffix of that host. `saved` gives the images beside a
    saved page. Time is linear in the body: 2 MB take less than two seconds and 300 MiB, also for hostile input.
    """
    caps: list[Cap] = []
    data = capped(body, MAX_BODY_BYTES, "body_bytes", caps)
    source = is_source(content_type, headers)
    other = not source and _NOT_HTML.match(content_type) is not None and not _looks_like_html(data)
    if other or told_app(headers) or looks_like_app(data):
        return other_file(body, content_type, url, host, headers), tuple(caps)
    decoded = decode(data, content_type)
    text = decoded.text
    if source:
        text = as_text(text)
    elif is_xml(content_type):
        text = as_html(text)
    whole = decoded.charset == "utf-8" and not decoded.replacements and text is decoded.text
    markup = data.removeprefix(BOM_UTF8) if whole else text.encode("utf-8", "replace")
    markup, text, checked = scanned(markup, text)
    document, exceeded = read_document(markup, text, checked, url)
    markup, written = b"\n".join((markup, *document.inner)), checked.written | document.written
    resolver = Resolver.at(url, document.base)
    own = own_name(host or resolver.host, suffix)
    marks = () if source else find_marks(markup)
    if "data" in written:
        document.data += data_attributes(text)
    if len(document.text) < _SHORT:
        document.spoken = speaking_attributes(text)
    said = read_texts(document, suffix, caps)
    title = line(said.title, MAX_TITLE, "title chars", caps)
    links = read_links(document.links, resolver, own)
    forms, asks, met = read_forms(document, resolver.resolve)
    reached: list[str] = []
    alts = alts_of(document)
    painted, more = drawn(markup)
    if more:
        caps.append(Cap(stage="page", cap=limit("drawn images", MAX_DRAWN)))
    pictures = find_pictures([*document.images, *qr_places(document, markup, said.visible, painted)], resolver, own, saved)
    found = read_contacts(
        contact_sources(document, markup, written, said, links, alts=alts, codes=pictures.codes, suffix=suffix, host=host, reached=reached)
    )
    asked_for = not written.isdisjoint(("guest", "board"))
    places, guests = guests_of(said.visible, text, boards="board" in written) if asked_for else ([], ())
    contacts = mark_unseen(found.contacts, f"{said.visible}\n{said.far}", text)
    contacts = marked(contacts, text, places) if places else contacts
    iframes = first(dict.fromkeys(resolver.resolve(source)[0] for source in document.iframes), MAX_IFRAMES, "iframes", caps)
    script_hosts = first((name for name, _ in hosts_of(document.script_sources, resolver)), MAX_HOSTS, "script hosts", caps)
    sights = [source for source, _, _ in document.images if source and source[:5] != "data:"]
    sights += [*[source for source, _ in painted], *document.stylesheets, *document.icons[:1]]
    image_hosts = first(hosts_of(sights, resolver), MAX_HOSTS, "image hosts", caps)
    apps, left_out = apps_of(document, links.apps, resolver, markup if any(mark.kind == "app" for mark in marks) else b"")
    caps += [Cap(stage="page", cap=cap, seen=str(seen or "")) for cap, seen in (*document.caps.items(), *links.caps, *met)]
    caps += [
        Cap(stage="page", cap=cap, seen=str(found.count) if cap.startswith("contacts ") else "")
        for cap in (*reached, *pictures.caps, *found.caps, *left_out, *(limit(f"structure {name}") for name in exceeded))
    ]
    behaviours = _named(marks, "behaviour")
    made = made_frames(document.scripts, waiting=any(not source for source, _ in document.filling))
    filled = [(resolver.resolve(source)[1], how) for source, how in chain(document.filling, made) if source]
    filling = taking_the_page(filled, said.shown_weight)
    of_site = sum(is_own(host, own) for host in filling)
    of_others = len(filling) - of_site
    for whose, count in (("the site", of_site), ("other sites", of_others)):
        if count:
            caps.append(Cap(stage="page", cap=limit(f"frames of {whose}"), seen=str(count)))
    unwritten = (
        is_transformed(decoded.text, content_type)
        or document.replaced
        or (said.shown_weight < FEW_CHARS and (document.awaited or loaded_by_attributes(text)))
        or (document.written_of_unknown and len(said.visible) < BARE_CHARS and not asks)
    )
    filled_by = _FILLED_BY[bool(of_site)] if of_site or of_others else ""
    if not filled_by and said.shown_weight < FEW_CHARS:
        leads = (
            resolver.resolve(target)[1] for target in possible_redirects(document.scripts, [form.action or "" for form in document.forms])
        )
        filled_by = _LED_ON if any(host and not is_own(host, own) for host in leads) else ""
    veiled = 0 < said.shown_weight < FEW_CHARS and len(said.hidden) > max(_VEILED_CHARS, said.shown_chars)
    because = _unread_because(caps, filled=filled_by, unwritten=unwritten, illegible=said.illegible, veiled=veiled)
    icon = carried_icon(document)
    busy = bool(apps or behaviours) or document.link_count > _DOOR_LINKS or block_pages.load().leads_away(links.foreign_hosts)
    words = "" if busy else said.visible or title
    facts = PageFacts(
        final_url=url,
        final_host=host or resolver.host,
        complete=not because,
        incomplete_because=because,
        status_code=status_code,
        body_sha256=hashlib.sha256(body).hexdigest(),
        body_bytes=len(body),
        flags=("source",) if source else (),
        charset=decoded.charset,
        replacements=decoded.replacements,
        barrier=barrier_of(
            status_code=status_code,
            title=title,
            text_chars=said.shown_weight,
            headers=dict(headers),
            marks=frozenset(mark.name for mark in marks if mark.kind == "door"),
            asks=asks,
            words="" if found.contacts else words,
            notice=words if all(_HOTLINE in contact.flags for contact in found.contacts) else "",
        ),
        title=title,
        headings=headings_of(document),
        text=said.visible,
        text_from="data" if said.carried else "markup",
        guests=guests,
        hidden_text=said.hidden,
        declared_language=said.declared,
        language=said.language,
        scripts=said.scripts,
        site_name=line(meta_of(document, "og:site_name", "application-name"), MAX_TITLE, "site name chars", caps),
        description=line(meta_of(document, "description", "og:description"), MAX_TITLE, "description chars", caps),
        logos=first(logos_of(document), MAX_LOGOS, "logos", caps),
        image_alts=kept_alts(first(alts, MAX_ALTS, "image alts", caps)),
        copyright=copyright_of(said.visible),
        forms=forms,
        form_count=document.form_count,
        asks=asks,
        links=links.links,
        link_count=document.link_count,
        foreign_hosts=links.foreign_hosts,
        iframes=iframes,
        script_hosts=script_hosts,
        image_hosts=image_hosts,
        behaviours=behaviours,
        apps=apps,
        store_apps=store_apps(links.outward),
        wallet_calls=_named(marks, "wallet"),
        exfil=_named(marks, "exfil"),
        kit_paths=first(_kit_paths(marks), MAX_KIT_PATHS, "kit paths", caps),
        trackers=first(_accounts(marks, "tracker"), MAX_ACCOUNTS, "trackers", caps),
        chat_widgets=first(_accounts(marks, "chat"), MAX_ACCOUNTS, "chat widgets", caps),
        technologies=first(_technologies(marks, document, headers), MAX_TECHNOLOGIES, "technologies", caps),
        products=products_of(document),
        has_cart=any(mark.kind == "cart" for mark in marks),
        contacts=contacts,
        qr_images=pictures.images,
        icon=icon_of(document, resolver, own),
        favicon_mmh3=icon[0],
        favicon_sha256=icon[1],
        structure=structure_of(document.shape),
        tlsh=tlsh_of(said.visible),
        structural_caps=(*exceeded, *(("twin letters",) if said.twins else ())),
        tags=document.tags,
        depth=document.depth,
    )
    return facts, tuple(caps)


def own_name(host: str, suffix: str) -> str:
    """Return the registrable name of a host under a public suffix, or the host itself if `suffix` is not its suffix."""
    if not suffix or not host.endswith(f".{suffix}"):
        return host
    return f"{host[: -len(suffix) - 1].rsplit('.', 1)[-1]}.{suffix}"


def _unread_because(caps: Sequence[Cap], *, filled: str, unwritten: bool, illegible: bool, veiled: bool) -> str:
    """Return why the page is not wholly known, in words; "" if it is.

    - `filled`: message that another page fills this one or may follow it, or "".
    - `unwritten`: what the page shows is written by its scripts.
    - `illegible`: much of its text is not made of known words.
    - `veiled`: a script or a click may show more than is visible now.
    """
    if unread := next((in_words(cap.cap) for cap in caps if named(cap.cap)[0].unread is Unread.PAGE), ""):
        return f"of a page this long not all is read ({unread})"
    if filled:
        return filled
    if illegible:
        return "much of its text is no words that are known"
    if veiled:
        return "more of its text is hidden than is seen"
    return "what its scripts write is not known before they run" if unwritten else ""


def _looks_like_html(data: bytes) -> bool:
    head = data[:1_024].lstrip().lower()
    return head.startswith((b"<!doctype html", b"<html")) or b"<body" in head or b"<head" in head


def other_file(body: bytes, content_type: str, url: str, host: str, headers: Sequence[tuple[str, str]] = ()) -> PageFacts:
    """Return the facts of a body that is not a page or cannot be read. An app served at the URL itself is listed in `apps`."""
    typed = "android.package-archive" in content_type or "apple-aspen-config" in content_type
    app = (url,) if typed or is_app(url) or told_app(headers) or looks_like_app(body) else ()
    return PageFacts(
        final_url=url, final_host=host, is_html=False, body_sha256=hashlib.sha256(body).hexdigest(), body_bytes=len(body), apps=app
    )


def _named(marks: Sequence[Mark], kind: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mark.name for mark in marks if mark.kind == kind))


def _accounts(marks: Sequence[Mark], kind: str) -> tuple[tuple[str, str], ...]:
    return tuple((mark.name, mark.value) for mark in marks if mark.kind == kind)


def _kit_paths(marks: Sequence[Mark]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mark.value or mark.name for mark in marks if mark.kind == "kit"))


def _technologies(marks: Sequence[Mark], document: Document, headers: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    named = [mark.name for mark in marks if mark.kind == "technology"]
    said = [f"{name}: {value[:80]}" for name, value in headers if name in ("x-powered-by", "x-generator") and value]
    generator = document.metas.get("generator", "").strip()[:80]
    return tuple(dict.fromkeys((*named, *([generator] if generator else ()), *said)))
