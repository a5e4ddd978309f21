"""What a page says and asks."""

from typing import Literal

from msgspec import Struct

from scamtriage.records.facts.page_parts import Form, Hop, Link, begins
from scamtriage.records.scalars import Int64

READABLE_CHARS, ERROR_CHARS = 20, 400
"""Visible text shorter than this, without form, contact or file, says nothing about the site behind it; of an answer that is an error
more may be the server's own."""

MESSENGERS = (
    "line", "telegram", "whatsapp", "whatsapp-group", "zalo", "viber", "wechat", "qq", "messenger", "kakaotalk", "signal", "skype",
)  # fmt: skip
"""Kinds of contacts with which one talks in private."""
UNSEEN = "unseen"
"""Flag of a contact that stands in links alone which nobody sees: it may be anybody's."""
GUEST = "guest"
"""Flag of a contact that stands where visitors of the page write, and nowhere else: it may be a victim's."""
NOT_ITS_OWN = frozenset({UNSEEN, GUEST})
CONTACT_KINDS = ("phone", "hotline", "email", *MESSENGERS, "wallet", "bank-account", "remote-tool", "payment-qr")


class Contact(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One way in which the victim is meant to get in touch or to pay."""

    kind: str
    """One of CONTACT_KINDS."""
    value: str
    """Normalised: E.164 for phones, checksum-valid address for wallets, id for messengers."""
    raw: str = ""
    """As the page writes it."""
    where: str = ""
    """"tel: link", "text", "title", "table", "image alt", "json-ld", "data", "script", "form", "qr image", "redirect", …"""
    snippet: str = ""
    """At most 160 characters around it."""
    detail: str = ""
    """Kind-specific: number type ("toll-free", "mobile", "fixed", "short"), wallet currency, bank, QR scheme and proxy type."""
    country: str = ""
    """ISO 3166-1 alpha-2 of a phone or bank where it is known."""
    position: Int64 | None = None
    """Offset in PageFacts.text, when it stands there."""
    count: Int64 = 1
    """How often it stands on the page."""
    flags: tuple[str, ...] = ()
    """"impossible-short-code", "personal-id", "official-account", "guest" (it stands where visitors write and nowhere else), "unseen" (in
    links alone which nobody sees), …"""


class QrImage(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An image that calls itself a QR code, or that holds one. Only "ok" says what is in it; every other outcome is unknown, not "none"."""

    url: str
    """Absolute; of an image that the page carries itself the beginning of its data: URI; of a file beside a saved page as written."""
    outcome: str = "not-asked"
    """"ok": it was searched. "not-asked": it lies on the site, and nobody asked for it. "foreign": it lies elsewhere, and is never asked
    for. "unread": it could not be searched. Else the Outcome word of a request that failed."""
    reason: str = ""
    """A sentence, when the outcome is not "ok", or when its address was read instead of the image."""
    sha256: str = ""
    """Of the bytes that were searched; "" when there were none."""
    size_bytes: Int64 = 0
    """Bytes that were searched."""
    codes: tuple[str, ...] = ()
    """Texts of its QR codes, at most 4 of at most 3,000 characters."""


class Cookie(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A cookie that the page sets."""

    name: str
    """Its first 128 characters; its value is not kept."""
    flags: tuple[str, ...] = ()
    """Lower-case names of its attributes, some with their value: "secure", "samesite=none"."""


class Look(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The same page asked for by somebody else."""

    profile: str
    """"phone", "in-app", "language", "search-referrer"."""
    outcome: str = "ok"
    """An Outcome word; unless it is "ok", nothing below is known."""
    status_code: Int64 | None = None
    """Of HTTP, at the end of the way."""
    final_host: str = ""
    """Where this visitor landed."""
    title: str = ""
    """Of the page that it saw."""
    structure: str = ""
    """As of a page."""
    text_chars: Int64 = 0
    """Characters of its visible text."""
    barrier: str = ""
    """As of a page; "error" where the server refused this visitor alone."""
    differed: tuple[str, ...] = ()
    """Of "status", "landing", "title", "structure", "text", "asks" (secrets), "forms" (hosts that get what is asked), "apps", "contacts";
    empty when either side met a barrier, or this one an error."""


class PageFacts(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="page"):
    """What the page says and asks, read without running it."""

    # the fetch
    final_url: str
    """Where the way ended, and the page was read."""
    final_host: str = ""
    """Its host: lower-case A-labels, or an IP literal."""
    hops: tuple[Hop, ...] = ()
    """All that was asked for on the way to it, in order, the page itself last; one that failed ends it. `way` is what led there."""
    status_code: Int64 = 0
    """Of HTTP, for the page."""
    headers: tuple[tuple[str, str], ...] = ()
    """Lower-case names, at most 64, values capped; Set-Cookie left out."""
    cookies: tuple[Cookie, ...] = ()
    """At most 64."""
    body_sha256: str = ""
    """Of the body that was read, unpacked."""
    wire_bytes: Int64 = 0
    """Bytes of the body as it was sent."""
    body_bytes: Int64 = 0
    """Bytes of the body, unpacked."""
    encoding: str = ""
    """Content-Encoding as sent. Nothing is read of a body in a coding that is not undone: it is not complete."""
    charset: str = ""
    """In which the body was read."""
    replacements: Int64 = 0
    """Bytes that the charset could not read."""
    complete: bool = True
    """Every byte that was announced arrived and was read."""
    incomplete_because: str = ""
    """Why not all of it was read, in words; "" when it was."""
    flags: tuple[str, ...] = ()
    """"mended-head": lines of its head were skipped or repaired, as browsers do; "source": a browser shows its text as it is written, and
    runs and asks nothing; "warned": browsers warn of its certificate before they show it; "http-instead": the address named no scheme, and
    https gave no answer or none that browsers show; "other-at-https": another page is there, behind a certificate at which they stop."""
    barrier: str = ""
    """What we saw in place of the page: a door ("captcha", "challenge", "forbidden", "login-wall", "rate-limit", "geo-block"), or what
    others put there ("default-page" of a server, "suspended-page", "warning-page", "blocked-by-order", "seized"). Never innocence, never
    cloaking."""
    # the reading
    is_html: bool = True
    """False: another kind of file, of which no text is read, or a body that could not be unpacked."""
    title: str = ""
    """At most 300 characters."""
    headings: tuple[str, ...] = ()
    """At most 64 of at most 300 characters."""
    text: str = ""
    """Visible text, NFC, zero-width stripped, letters that look like Latin ones within a Latin word as those, white space collapsed, at
    most 64 KB of UTF-8."""
    text_from: Literal["markup", "data"] = "markup"
    """"data": the page shows hardly any text before its scripts run, and the rest of `text` are the words for people in the data that it
    carries for them. Which of these a visitor sees, and what else, is unknown: they acquit nobody."""
    guests: tuple[tuple[Int64, Int64], ...] = ()
    """Where in `text` stands what visitors wrote: comments, reviews, replies, as far as their elements are named so; and posts, jobs
    and things offered, where they are less than half of the text."""
    hidden_text: str = ""
    """Text of the markup that no visitor sees, at most 16 KB of UTF-8."""
    declared_language: str = ""
    """As the page states it (lang)."""
    language: str = ""
    """Main language of the visible text, BCP 47 primary tag; "" when too short to tell."""
    scripts: tuple[tuple[str, Int64], ...] = ()
    """(Unicode script, letters), most first."""
    site_name: str = ""
    """og:site_name."""
    description: str = ""
    """Of its meta data: description, or else og:description."""
    logos: tuple[str, ...] = ()
    """Alt text or file name of images that look like logos."""
    image_alts: tuple[str, ...] = ()
    """Texts that stand for its images, at most 200 of at most 160 characters."""
    copyright: str = ""
    """The last line that claims copyright, at most 240 characters."""
    forms: tuple[Form, ...] = ()
    """At most 40 of a page; those that ask for something are kept before others."""
    form_count: Int64 = 0
    """How many forms there are."""
    asks: tuple[str, ...] = ()
    """Distinct FormField.asks of the page, inputs outside forms too."""
    links: tuple[Link, ...] = ()
    """At most 200, foreign hosts first."""
    link_count: Int64 = 0
    """How many links there are."""
    foreign_hosts: tuple[str, ...] = ()
    """Hosts of other sites that it links to, at most 100."""
    iframes: tuple[str, ...] = ()
    """Absolute URLs of its frames, at most 40."""
    script_hosts: tuple[str, ...] = ()
    """Hosts from which it loads scripts, at most 100."""
    image_hosts: tuple[tuple[str, Int64], ...] = ()
    """(host, images and stylesheets from it), most first."""
    behaviours: tuple[str, ...] = ()
    """fullscreen, dialog-loop, print-loop, before-unload, clipboard-write, no-context-menu, devtools-block, debugger-timer, audio-autoplay,
    history-trap, keyboard-lock, hidden-cursor, countdown, notification-prompt."""
    apps: tuple[str, ...] = ()
    """URLs of APK, IPA-profile, EXE or MSI files offered."""
    store_apps: tuple[str, ...] = ()
    """Links to an app in a store (Google's, Apple's with TestFlight, Huawei's, Samsung's): unlike `apps`, nothing follows from them."""
    wallet_calls: tuple[str, ...] = ()
    """connect, approve, permit, setApprovalForAll, increaseAllowance, sign."""
    exfil: tuple[str, ...] = ()
    """"telegram-bot", "discord-webhook", with the token cut out."""
    kit_paths: tuple[str, ...] = ()
    """Paths and marks of phishing kits that stand in it, at most 20; none was asked for."""
    trackers: tuple[tuple[str, str], ...] = ()
    """(service, account id)."""
    chat_widgets: tuple[tuple[str, str], ...] = ()
    """(service, account id) of windows to chat in."""
    technologies: tuple[str, ...] = ()
    """What it is made with, as its markup and headers tell, at most 40."""
    products: tuple[tuple[float, float], ...] = ()
    """(price, list price) of products that show both, at most 64."""
    has_cart: bool = False
    """It has marks of a shop's basket."""
    contacts: tuple[Contact, ...] = ()
    """At most 200 of a page, the most certain place first."""
    qr_images: tuple[QrImage, ...] = ()
    """At most 10."""
    icon: str = ""
    """The icon that the page declares on its own site, absolute; "" when it declares none there."""
    favicon_mmh3: Int64 | None = None
    """MurmurHash3 of the icon's base64, as search engines for hosts print it; None: no icon was had."""
    favicon_sha256: str = ""
    """Of the icon's bytes; "": no icon was had."""
    structure: str = ""
    """Hash of the tag tree, equal for pages made from one template; behind a "~" that of a page so plain that others share it by chance."""
    tlsh: str = ""
    """With the extra [tlsh]; else ""."""
    structural_caps: tuple[str, ...] = ()
    """"depth", "attributes", "tags", "frames" (in frames): a limit that an honest page does not reach. "twin letters": many of its words
    are of Latin letters and of others that look like them."""
    tags: Int64 = 0
    """How many tags it has, as far as it was read."""
    depth: Int64 = 0
    """How deep they are nested, as far as that was measured."""
    # more looks
    left: "tuple[PageFacts, ...]" = ()
    """Pages on the way that say something and would have sent their reader on by themselves, as each was found, none with any of its own.
    Whether a browser goes on is never certain: a timer can be stopped."""
    further: tuple[str, ...] = ()
    """URLs of further pages of the site that were read with --deep; what they say, ask and offer is joined in, as is that of a page
    of the same site that was left."""
    looks: tuple[Look, ...] = ()
    """One for each other visitor it was asked as, with --second-look."""

    @property
    def way(self) -> tuple[Hop, ...]:
        """The hops that led to the page."""
        return self.hops[begins(self.hops) :]

    @property
    def passed_over(self) -> tuple[Hop, ...]:
        """Those before it: https that browsers do not show, or http that gave no page. Nobody was led from there to the page."""
        return self.hops[: begins(self.hops)]

    @property
    def unseen_because(self) -> str:
        """Why the page says nothing about the site behind it; "" when it does. Never innocence, never cloaking."""
        if self.barrier:
            return f"the site shows a closed door ({self.barrier})"
        given = any(contact.where != "redirect" for contact in self.contacts)  # whom it sends its visitors to is no word of its own
        if self.asks or given or self.apps or self.form_count or self.wallet_calls:
            return ""
        if self.status_code >= 400 and len(self.text) < ERROR_CHARS:
            return f"the server answered {self.status_code}"
        if len(self.text) >= READABLE_CHARS:
            return ""
        shown = "hardly any text" if self.text else "no text"
        # whether it has any script is not kept: that none is run is true of every page
        return self.incomplete_because or f"the page shows {shown} (scripts are not run)"
