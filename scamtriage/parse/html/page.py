"""Reads a page from its bytes into `PageFacts`: what it says, asks for, offers and does. No script is run."""

import hashlib
from collections.abc import Sequence

from msgspec import UNSET

from scamtriage.knowledge.pages import block_pages
from scamtriage.knowledge.pages.pasted import has_steps
from scamtriage.knowledge.pages.web import MAX_LOOKS, Mark
from scamtriage.parse.html.apps import apps_of, looks_like_app, store_apps, told_app
from scamtriage.parse.html.barrier import REFUSALS, barrier_of
from scamtriage.parse.html.bounded import first, head
from scamtriage.parse.html.completeness import incomplete_because, unasked_pages
from scamtriage.parse.html.document import Document
from scamtriage.parse.html.drawn import MAX_DRAWN, drawn
from scamtriage.parse.html.forms.keypad import drawn_keypad
from scamtriage.parse.html.forms.made import made_inputs
from scamtriage.parse.html.forms.page_forms import read_forms
from scamtriage.parse.html.links import MAX_HOSTS, hosts_of, is_app, is_own
from scamtriage.parse.html.page_parts import PageParts, read_parts, told_contacts
from scamtriage.parse.html.page_source import is_page, read_source
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
from scamtriage.parse.html.scripts.loaded import loaded_scripts
from scamtriage.parse.html.structure import structure_of, tlsh_of
from scamtriage.records.evidence import Cap
from scamtriage.records.facts import Contact, PageFacts
from scamtriage.records.facts.page_parts import SENT_UNKNOWN, goes_on
from scamtriage.records.limits import limit

MAX_BODY_BYTES = 4_000_000
MAX_EXITS = 10
MAX_IFRAMES = 40
MAX_NOT_FOLLOWED = 10
MAX_ACCOUNTS, MAX_KIT_PATHS, MAX_TECHNOLOGIES = MAX_LOOKS - 1, 20, 40
"""MAX_ACCOUNTS is one below MAX_LOOKS: if more are found, `find_marks` may have skipped accounts of a service, so the limit is reported."""
_DOOR_LINKS = 8
"""A page with more links is a real page, not a placeholder page of a server, a hoster or an authority."""
_COPIES, _OFFERED = "clipboard-write", "install-prompt"
"""Behaviours: it copies something; it offers to be installed, as the notices of many honest sites do."""
_HOTLINE = "official-hotline"
"""Flag of a contact that is the known number of a public body. A notice of an authority may contain one."""


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
    data = head(body, MAX_BODY_BYTES, "body_bytes", caps)
    if not is_page(data, content_type, headers):
        return other_file(body, content_type, url, host, headers), tuple(caps)
    source = read_source(data, content_type, headers)
    page = read_parts(source, url, host, suffix, caps)
    document, texts, marks, links, resolver = page.document, page.texts, page.marks, page.links, page.resolver
    checks_words = any(mark.kind == "words" for mark in marks)
    made = made_inputs(document.scripts, document.data)
    forms, loose, asks, form_caps, sent_unknown, by_scripts = read_forms(
        document, resolver.resolve, page.markup, page.written, checks_words=checks_words, made=made
    )
    if (typed := drawn_keypad(page.title, texts.visible)) and typed not in asks:
        asks, sent_unknown = (*asks, typed), True
    alts = alts_of(document)
    painted, more_painted = drawn(page.markup) if "drawn" in page.written else ([], False)
    if more_painted:
        caps.append(Cap(stage="page", cap=limit("drawn images", MAX_DRAWN)))
    pictures = find_pictures([*document.images, *qr_places(document, page.markup, texts.visible, painted)], resolver, page.own, saved)
    told = told_contacts(page, alts, pictures.codes, suffix, host)
    images = [image for image, _, _ in document.images if image and image[:5] != "data:"]
    images += [*[image for image, _ in painted], *document.stylesheets, *document.icons[:1]]
    iframes = first(dict.fromkeys(resolver.resolve(frame)[0] for frame in document.iframes), MAX_IFRAMES, "iframes", caps)
    sources = [*document.script_sources, *loaded_scripts(document.scripts)]
    script_hosts = first((name for name, _ in hosts_of(sources, resolver)), MAX_HOSTS, "script hosts", caps)
    image_hosts = first(hosts_of(images, resolver), MAX_HOSTS, "image hosts", caps)
    apps, app_caps = apps_of(document, links.apps, resolver, page.markup if any(mark.kind == "app" for mark in marks) else b"")
    caps += [Cap(stage="page", cap=cap, seen=str(seen or "")) for cap, seen in (*document.caps.items(), *links.caps, *form_caps)]
    caps += [
        Cap(stage="page", cap=cap, seen=str(told.count) if cap.startswith("contacts ") else "")
        for cap in (*told.reached, *pictures.caps, *told.caps, *app_caps, *(limit(f"structure {name}") for name in page.exceeded))
    ]
    unasked = unasked_pages(source, document, texts, resolver, page.own, caps)
    because = incomplete_because(source, document, texts, set(asks) - by_scripts, caps, unasked=unasked.because, made=bool(by_scripts))
    icon = carried_icon(document)
    behaviours = _named(marks, "behaviour")
    barrier = _barrier(page, told.placed, status_code=status_code, headers=headers, asks=asks, apps=apps, behaviours=behaviours)
    if not barrier and status_code in REFUSALS:  # it speaks for itself, but others may be shown another page
        because = because or f"the server answered {status_code}"
    facts = PageFacts(
        final_url=url,
        final_host=page.host,
        complete=not because,
        incomplete_because=because,
        status_code=status_code,
        body_sha256=hashlib.sha256(body).hexdigest(),
        body_bytes=len(body),
        flags=("source",) * source.plain + (SENT_UNKNOWN,) * sent_unknown,
        charset=source.decoded.charset,
        replacements=source.decoded.replacements,
        barrier=barrier,
        title=page.title,
        headings=headings_of(document, page.title, texts.visible, asks),
        text=texts.visible,
        text_from="data" if texts.carried else "markup",
        guests=told.guests,
        maybe_guests=told.maybe_guests or UNSET,
        hidden_text=texts.hidden,
        carried_text=page.carried,
        declared_language=texts.declared,
        language=texts.language,
        scripts=texts.scripts,
        site_name=head(meta_of(document, "og:site_name", "application-name"), MAX_TITLE, "site name chars", caps),
        description=head(meta_of(document, "description", "og:description"), MAX_TITLE, "description chars", caps),
        logos=first(logos_of(document), MAX_LOGOS, "logos", caps),
        image_alts=kept_alts(first(alts, MAX_ALTS, "image alts", caps)),
        copyright=copyright_of(texts.visible),
        forms=forms,
        form_count=document.form_count,
        loose_fields=loose,
        asks=asks,
        links=links.links,
        link_count=document.link_count,
        foreign_hosts=links.foreign_hosts,
        iframes=iframes,
        exits=_exits(marks, page.own),
        not_followed=head(unasked.urls, MAX_NOT_FOLLOWED, "not followed", caps) if unasked.urls else UNSET,
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
        contacts=told.contacts,
        qr_images=pictures.images,
        icon=icon_of(document, resolver, page.own),
        favicon_mmh3=icon[0],
        favicon_sha256=icon[1],
        structure=structure_of(document.shape),
        tlsh=tlsh_of(texts.visible),
        structural_caps=(*page.exceeded, *(("twin letters",) if texts.twins else ())),
        tags=document.tags,
        depth=document.depth,
    )
    return facts, tuple(caps)


def _barrier(
    page: PageParts,
    placed: Sequence[Contact],
    *,
    status_code: int,
    headers: Sequence[tuple[str, str]],
    asks: tuple[str, ...],
    apps: tuple[str, ...],
    behaviours: tuple[str, ...],
) -> str:
    """Return what stands in the way of the page that visitors want; "" if nothing does."""
    document, shown = page.document, page.texts.visible
    away = block_pages.load().leads_away(page.links.foreign_hosts, page.host)
    leads_on = apps or any(one != _OFFERED for one in behaviours) or document.link_count > _DOOR_LINKS or away
    words = "" if leads_on else shown or page.title
    return barrier_of(
        status_code=status_code,
        title=page.title,
        text_chars=page.texts.shown_weight,
        headers=dict(headers),
        marks=frozenset(mark.name for mark in page.marks if mark.kind == "door"),
        asks=asks,
        words="" if placed else words,
        goes_on=document.link_count > _DOOR_LINKS or any(goes_on(link.url, page.host) for link in page.links.links),
        shown=shown[:2_000],
        host=page.host,
        speaks=bool(asks or placed or apps),
        dictates=_COPIES in behaviours and has_steps(shown[:2_000]),
        notice=words if all(_HOTLINE in contact.flags for contact in placed) else "",
    )


def other_file(body: bytes, content_type: str, url: str, host: str, headers: Sequence[tuple[str, str]]) -> PageFacts:
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


def _exits(marks: Sequence[Mark], own: str) -> tuple[str, ...]:
    hosts = dict.fromkeys(mark.value.lower() for mark in marks if mark.kind == "exit" and mark.value)
    return tuple([host for host in hosts if not is_own(host, own)][:MAX_EXITS])


def _technologies(marks: Sequence[Mark], document: Document, headers: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    named = [mark.name for mark in marks if mark.kind == "technology"]
    said = [f"{name}: {value[:80]}" for name, value in headers if name in ("server", "x-powered-by", "x-generator") and value]
    generator = document.metas.get("generator", "").strip()[:80]
    return tuple(dict.fromkeys((*named, *([generator] if generator else ()), *said)))
