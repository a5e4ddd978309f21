"""What a page says and asks for."""

from typing import Literal

from msgspec import UNSET, Struct, UnsetType

from scamtriage.records.facts.contact import UNCOUNTED, Contact, QrImage
from scamtriage.records.facts.page_parts import Form, FormField, Hop, Link, begins
from scamtriage.records.scalars import Finite, Int64

NOTICES = frozenset(("maintenance", "broken", "for-sale"))
"""Barriers that are words of the site itself, in place of a page: what else it says accuses, and what it does not say acquits nobody."""
WRITABLE = frozenset(("captcha", "challenge", "rate-limit", "forbidden", "geo-block", "login-wall"))
"""Barriers whose words, marks and headers anybody may write over a page of his own, and which, where they are real, name no scheme."""
READ_ALL_THE_SAME = "read-all-the-same"
"""Flag of a judged page: it is a door or an HTTP error with few words, and what these words tell was judged all the same."""
READABLE_CHARS, ERROR_CHARS = 20, 400
"""Minimum lengths of visible text. A page with less text, and without form, contact, file or lock, says nothing about the site. With an
HTTP error status, up to 400 characters may be the server's own message."""

LOCKS = ("fullscreen", "dialog-loop", "print-loop", "before-unload", "audio-autoplay", "history-trap", "keyboard-lock", "hidden-cursor")
"""Behaviours that keep a visitor from leaving."""
_ENDLESS = frozenset({"dialog-loop", "print-loop"})
"""Of these, what no game, player or notice board does to its visitor."""
_SEVERAL = 4
"""More of these than an exam, a kiosk or a game uses: full screen, no way back, a question before leaving or no cursor."""


class Cookie(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A cookie that the page sets."""

    name: str
    """The first 128 characters of its name; its value is not kept."""
    flags: tuple[str, ...] = ()
    """Lower-case names of its attributes, some with a value: "secure", "samesite=none"."""


class Look(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The same page requested as a different visitor."""

    profile: str
    """Kind of visitor: "phone", "in-app", "language", "search-referrer"."""
    outcome: str = "ok"
    """An Outcome word. Unless it is "ok", nothing below is known."""
    status_code: Int64 | None = None
    """HTTP status at the end of the redirects."""
    final_host: str = ""
    """Host at the end of the redirects, whether it answered or not; the whole URL where they lead into an app."""
    title: str = ""
    """Title of the page that this visitor got."""
    structure: str = ""
    """Structure hash, as in PageFacts."""
    text_chars: Int64 = 0
    """Number of characters of visible text."""
    barrier: str = ""
    """As in PageFacts; or "error" if the server refused only this visitor, "incomplete" if one of the two pages did not arrive whole, or
    this one shows nothing to read, and what is known does not differ, "changing" if two visits of the same visitor differ as much,
    "interstitial" if this visitor has to click away a notice first."""
    differed: tuple[str, ...] = ()
    """What differs: "status", "landing", "title", "structure", "text", "asks" (secrets), "forms" (hosts that receive the data), "apps",
    "contacts". Empty if either side met a barrier, or this one an error. What also differs between two visits of the same visitor is left
    out."""


class PageFacts(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="kind", tag="page"):
    """What the page says and asks for, read without running scripts."""

    # the fetch
    final_url: str
    """URL of the page that was read, after redirects."""
    final_host: str = ""
    """Host of `final_url`: lower-case A-labels, or an IP literal."""
    hops: tuple[Hop, ...] = ()
    """All requests made to reach the page, in order, the page itself last. A failed hop ends the list. `way` has only those that led to the
    page."""
    status_code: Int64 = 0
    """HTTP status of the page; 0 if it was read from a file."""
    headers: tuple[tuple[str, str], ...] = ()
    """Lower-case names, at most 64; values are capped; Set-Cookie is left out."""
    cookies: tuple[Cookie, ...] = ()
    """Cookies of the page, at most 64."""
    body_sha256: str = ""
    """SHA-256 of the body that was read, after decompression."""
    wire_bytes: Int64 = 0
    """Bytes of the answer as sent, its head included."""
    body_bytes: Int64 = 0
    """Bytes of the body after decompression."""
    encoding: str = ""
    """Content-Encoding as sent. A body in an unsupported coding is not read, and counts as incomplete."""
    charset: str = ""
    """Charset used to decode the body."""
    replacements: Int64 = 0
    """Number of bytes that the charset could not decode."""
    complete: bool = True
    """Every announced byte arrived and was read."""
    incomplete_because: str = ""
    """Why the body was not fully read, in words; "" if it was."""
    flags: tuple[str, ...] = ()
    """"mended-head": lines of the response head were skipped or repaired, as browsers do. "read-all-the-same", set only
    when a page is judged: a door or an HTTP error whose few words were judged. "source": a browser shows the source text and runs nothing.
    "warned": browsers warn about its certificate first. "http-instead": the address has no scheme, and https gave no page that browsers
    show. "other-at-https": https has another page, behind a certificate that browsers reject. "sent-unknown": secrets that are typed may
    go to a receiver that no form names, as scripts take them, or alone can send them, to where is not known."""
    barrier: str = ""
    """What was served instead of the page. Either an access barrier ("captcha", "challenge", "forbidden", "login-wall", "rate-limit",
    "geo-block"), a page by another party ("default-page" of a server, "suspended-page", "warning-page", "blocked-by-order", "seized"), or a
    notice that there is none ("maintenance", "broken", "for-sale").
    It is evidence neither of innocence nor of cloaking. A notice hides nothing of what else the page says, see `door`."""
    # the reading
    is_html: bool = True
    """False: another kind of file, whose text is not read, or a body that could not be decompressed."""
    title: str = ""
    """Page title, at most 300 characters."""
    headings: tuple[str, ...] = ()
    """Headings, at most 64 of at most 300 characters. Of a page of few words that asks for a secret and has none, its first line."""
    text: str = ""
    """Visible text, at most 64 KB of UTF-8. NFC; zero-width characters removed; in Latin words, lookalike letters replaced by Latin ones;
    white space collapsed."""
    text_from: Literal["markup", "data"] = "markup"
    """"data": the page shows hardly any text before its scripts run. The rest of `text` then comes from readable strings in its embedded
    data, or from all that it hides until they run. What a visitor sees of them is unknown, so they never count in the site's favour."""
    guests: tuple[tuple[Int64, Int64], ...] = ()
    """(start, end) ranges of `text` written by visitors. Comments, reviews and replies, as far as their elements are named so. Also posts,
    jobs and items for sale, if they are less than half of the text."""
    maybe_guests: tuple[tuple[Int64, Int64], ...] | UnsetType = UNSET
    """The same of elements whose names a site gives to what visitors write, and to what it says in their name or of itself: testimonials,
    feedback, messages. Not set where there are none, and by older versions, which did not look for them."""
    hidden_text: str = ""
    """Text of the markup that is invisible to visitors, at most 16 KB of UTF-8. "" where `text` holds it (`text_from`)."""
    carried_text: str | UnsetType = UNSET
    """Readable strings in the scripts, data and attributes of the page that stand in no other text, at most 12,000 characters. Whether and
    when a visitor sees them is unknown. "" where `text` holds them (`text_from`). Not set by older versions, which did not look for
    them."""
    declared_language: str = ""
    """Language as the page declares it (lang)."""
    language: str = ""
    """Main language of the visible text, BCP 47 primary tag; "" if the text is too short."""
    scripts: tuple[tuple[str, Int64], ...] = ()
    """(Unicode script, number of letters), most frequent first."""
    site_name: str = ""
    """Site name from og:site_name."""
    description: str = ""
    """Meta description, else og:description."""
    logos: tuple[str, ...] = ()
    """Alt text or file name of images that look like logos."""
    image_alts: tuple[str, ...] = ()
    """Alt texts of images, at most 200 of at most 160 characters."""
    copyright: str = ""
    """The last line that claims copyright, at most 240 characters."""
    forms: tuple[Form, ...] = ()
    """At most 40 forms; those with fields that ask for something come first."""
    form_count: Int64 = 0
    """Total number of forms."""
    loose_fields: tuple[FormField, ...] = ()
    """Inputs outside forms, which only a script can send; at most 60, those that ask for something first."""
    asks: tuple[str, ...] = ()
    """Distinct FormField.asks values of the page, including inputs outside forms, and what a keypad that the page draws itself asks for."""
    links: tuple[Link, ...] = ()
    """At most 200 links, foreign hosts first."""
    link_count: Int64 = 0
    """Total number of links."""
    foreign_hosts: tuple[str, ...] = ()
    """Hosts of other sites that the page links to, at most 100."""
    iframes: tuple[str, ...] = ()
    """Absolute URLs of frames, at most 40."""
    exits: tuple[str, ...] = ()
    """Hosts of other sites to whose front pages scripts send the visitor, at once or once he has done something; at most 10."""
    not_followed: tuple[str, ...] | UnsetType = UNSET
    """Absolute URLs of pages that visitors may be shown in place of this one, and that were not asked for; at most 10. Of frames that fill
    the page, and where scripts may lead under a condition that only a run would tell. Not set where no address is told, as of those that a
    server tells a script, and by older versions, which did not keep them."""
    script_hosts: tuple[str, ...] = ()
    """Hosts from which scripts are loaded, at most 100."""
    image_hosts: tuple[tuple[str, Int64], ...] = ()
    """(host, number of images and style sheets from it), most frequent first."""
    behaviours: tuple[str, ...] = ()
    """Any of: fullscreen, dialog-loop, print-loop, before-unload, clipboard-write, no-context-menu, devtools-block, debugger-timer,
    audio-autoplay, history-trap, keyboard-lock, hidden-cursor, countdown, notification-prompt, shell-command,
    install-prompt; of exchanges seconds-contracts,
    withdrawal-locked, outcome-controlled; of kits reward-kit, log-in-kit."""
    apps: tuple[str, ...] = ()
    """URLs of APK, IPA-profile, EXE or MSI files on offer."""
    store_apps: tuple[str, ...] = ()
    """Links to an app in a store (Google's, Apple's with TestFlight, Huawei's, Samsung's). Unlike for `apps`, nothing is concluded from
    them."""
    wallet_calls: tuple[str, ...] = ()
    """Any of: connect, approve, permit, setApprovalForAll, increaseAllowance, sign, and drainer, the settings of a program that empties
    wallets."""
    exfil: tuple[str, ...] = ()
    """"telegram-bot", "telegram-script" (a function that sends there, whose bot another file names), "discord-webhook", with the token
    removed."""
    kit_paths: tuple[str, ...] = ()
    """Paths and markers of phishing kits in the page, at most 20; none was requested."""
    trackers: tuple[tuple[str, str], ...] = ()
    """(service, account id) of trackers."""
    chat_widgets: tuple[tuple[str, str], ...] = ()
    """(service, account id) of chat widgets."""
    technologies: tuple[str, ...] = ()
    """Technologies that the markup and headers reveal, at most 40."""
    products: tuple[tuple[Finite, Finite], ...] = ()
    """(price, list price) of products that show both, at most 64."""
    has_cart: bool = False
    """The page has signs of a shopping cart."""
    contacts: tuple[Contact, ...] = ()
    """At most 200 contacts, the most reliable places first."""
    qr_images: tuple[QrImage, ...] = ()
    """At most 10 images."""
    icon: str = ""
    """Absolute URL of the icon that the page declares on its own site; "" if there is none."""
    favicon_mmh3: Int64 | None = None
    """MurmurHash3 of the icon's base64, as host search engines compute it; None: no icon was obtained."""
    favicon_sha256: str = ""
    """SHA-256 of the icon's bytes; "": no icon was obtained."""
    structure: str = ""
    """Hash of the tag tree, equal for pages made from one template. A "~" prefix marks a page so simple that unrelated pages share its
    hash."""
    tlsh: str = ""
    """TLSH fuzzy hash, only with the extra [tlsh]; else ""."""
    structural_caps: tuple[str, ...] = ()
    """"depth", "attributes", "tags", "frames" (nested frames): a limit that honest pages do not reach. "twin letters": many of its words
    mix Latin letters with lookalikes from other scripts."""
    tags: Int64 = 0
    """Number of tags, as far as the page was parsed."""
    depth: Int64 = 0
    """Nesting depth of the tags, as far as it was measured."""
    # more looks
    left: "tuple[PageFacts, ...]" = ()
    """Earlier pages that have content of their own and redirect by themselves, in the order found; their own `left` is empty. Whether a
    browser follows such a redirect is uncertain: a timer can be stopped."""
    further: tuple[str, ...] = ()
    """URLs of further pages of the site, read with --deep. Their content is merged into these facts, as is that of pages in `left` on the
    same site."""
    looks: tuple[Look, ...] = ()
    """One for each other kind of visitor the page was requested as, with --second-look."""

    @property
    def field_groups(self) -> tuple[tuple[FormField, ...], ...]:
        """The fields of each form, then those outside of forms."""
        return *(form.fields for form in self.forms), self.loose_fields

    @property
    def fields(self) -> tuple[FormField, ...]:
        """All fields, also those outside of forms."""
        return tuple(field for group in self.field_groups for field in group)

    @property
    def unshown(self) -> tuple[str, str]:
        """`hidden_text` and `carried_text`, "" if that was not looked for."""
        return self.hidden_text, "" if self.carried_text is UNSET else self.carried_text

    @property
    def way(self) -> tuple[Hop, ...]:
        """The hops that led to the page."""
        return self.hops[begins(self.hops) :]

    @property
    def passed_over(self) -> tuple[Hop, ...]:
        """The hops before `way`: https that browsers do not show, or http that gave no page. They did not lead to the page."""
        return self.hops[: begins(self.hops)]

    @property
    def gives_contact(self) -> bool:
        """Whether the page itself gives a contact that rules may count: one in a redirect target is not its content."""
        return any(contact.where != "redirect" and contact.kind not in UNCOUNTED for contact in self.contacts)

    @property
    def door(self) -> str:
        """The barrier, unless it is a notice of the site itself: whoever has a scam to show may write one over it."""
        return "" if self.barrier in NOTICES else self.barrier

    @property
    def hidden_because(self) -> str:
        """Why the site behind the barrier is unknown, whatever else the page says; "" without a barrier."""
        return f"the content of the site could not be seen ({self.barrier.replace('-', ' ')})" if self.barrier else ""

    @property
    def unseen_because(self) -> str:
        """Why the page says nothing about the site; "" if it does. The reason is evidence neither of innocence nor of cloaking."""
        if self.door:
            return self.hidden_because
        if self.asks or self.gives_contact or self.apps or self.form_count or self.wallet_calls or self.exfil or self.locks_visitors:
            return ""
        return self.wordless_because

    @property
    def locks_visitors(self) -> bool:
        """Whether the page keeps its visitor without end and in another way, or in _SEVERAL ways, of which one takes the way back, or two
        are a question before leaving and a sound that starts by itself: what is said in pictures alone does so, too."""
        found = {lock for lock in LOCKS if lock in self.behaviours}
        if not found.isdisjoint(_ENDLESS):
            return len(found) > 1
        return len(found) >= _SEVERAL and ("history-trap" in found or found >= {"before-unload", "audio-autoplay"})

    @property
    def wordless_because(self) -> str:
        """Why the page gives hardly anything to read; "" if it does. What else it shows, a drawing or a picture, is not known: a number or
        a button beside it counts, and speaks for nobody."""
        if self.status_code >= 400 and len(self.text) < ERROR_CHARS and READ_ALL_THE_SAME not in self.flags:
            return f"the server answered {self.status_code}"
        if len(self.text) >= READABLE_CHARS:
            return ""
        shown = "hardly any text" if self.text else "no text"
        if self.hops and (failed := self.hops[-1]).outcome != "ok" and failed.via in ("meta", "script") and failed.reason:
            return f"the page shows {shown}, and what it leads on to could not be read: {failed.reason}"
        if self.incomplete_because:
            return self.incomplete_because
        # whether the page has scripts is not recorded; that none is run holds for every page
        return f"the page shows {shown} (scripts are not run)"
