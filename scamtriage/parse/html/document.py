"""The parts of a page before interpretation: the data structure that both readers of markup (tree and token stream) fill."""

import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import unquote

from msgspec import Struct, field

from scamtriage.parse.html.data_urls import is_data, markup_of, plain_data, text_of
from scamtriage.parse.html.filling import COVERS, declared, filling
from scamtriage.parse.html.reference import clean, scheme_of
from scamtriage.parse.html.styles.hiding import effect
from scamtriage.records import lazy_re
from scamtriage.records.limits import limit

MAX_LINKS = 5_000
"""Links read. Further links are only counted, except the last LAST_LINKS, because contacts often stand in the footer."""

LAST_LINKS = 200

MAX_IMAGES = 3_000
MAX_FORMS = 1_000
MAX_FIELDS = 1_000
"""Inputs read, of any type. When these are used up, as many again are read of types that ask by themselves (forms.owners.TELLING)."""

MAX_SCRIPTS = 400
MAX_SCRIPT_CHARS = 1_000_000
MAX_AREA_CHARS = 2_000
"""Characters read of the text of a textarea."""

HEADINGS, LESSER_HEADINGS = ("h1", "h2", "h3"), ("h4", "h5", "h6")
"""The lesser ones, and what a `role` makes one, stand above boxes on most pages; where there are no others, those are the page's that stand
before its last box to type in: those behind say how a shop is paid, and whose applications it has."""
BOX_TYPES = frozenset(("", "text", "password", "tel", "number"))
"""Of boxes to type in, but for those of searches and of letters that are subscribed to."""
MAX_HEADINGS, MAX_HEADING_CHARS = 64, 2_000
MAX_METAS = 200
MAX_EXTRAS = 400
MAX_FRAMES, MAX_FRAME_CHARS = 20, 400_000
"""Embedded documents read per page, nested ones included, and their characters in total."""

MAX_LISTED = 200
"""Iframes, style sheets, icons and prices kept, of each."""

_LEADS_ON = lazy_re.compile(r"location(?:\.href)?[\"'\]]{0,2}\s{0,4}=[^=]|location\.(?:replace|assign)\s{0,4}\(")

BREAK = "\f"
"""Marks a block boundary in raw text. A form feed, because HTML treats it as white space."""

FALLBACK = ("audio", "canvas", "datalist", "meter", "progress", "rp", "video")
"""Elements in which a browser does not show the text content, but something else instead."""
QUOTED = ("blockquote", "q")
"""Elements whose content is a quotation. It is read between QUOTE_OPENS and QUOTE_CLOSES, which browsers show around a <q>."""

QUOTE_OPENS, QUOTE_CLOSES = "“", "”"

BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "br", "button", "caption", "center", "dd", "details", "dialog"),
        *("dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("header", "hgroup", "hr", "li", "main", "menu", "nav", "ol", "option", "p", "pre", "search", "section", "select"),
        *("summary", "table", "tbody", "td", "textarea", "tfoot", "th", "thead", "title", "tr", "ul"),
    )
)
"""Elements whose text begins a new line (WHATWG HTML 15.3)."""

_FILE = lazy_re.compile(r"\.(?:swf|pdf|svgz?|png|jpe?g|gif|webp|mp[34]|webm|glb)(?:[?#]|\Z)", re.IGNORECASE)
"""Addresses of objects whose file name extension shows that they are not pages."""

_LATER = ("data-src", "data-lazy-src", "data-original")
"""Attributes in which lazy-loading scripts keep the image address."""

Given = Mapping[str, str | None]
"""Attributes of a tag: lower-case name -> value; None or "" if the attribute has no value."""


class RawField(Struct):
    """An input as written in the markup."""

    tag: str = "input"
    type: str = ""
    name: str = ""
    id: str = ""
    autocomplete: str = ""
    placeholder: str = ""
    label: str = ""
    """The text of its <label>, its aria-label or its title."""
    unseen: str = ""
    """Its aria-label or title, if the label is that one and no <label> shows the words to visitors."""
    value: str = ""
    """The value attribute; the text of a textarea."""
    classes: str = ""
    nearby: str = ""
    """The text just before an input that does not describe itself (parse.html.forms.nearby)."""
    digits: bool = False
    """That text asks for a code of so many digits, and calls it by no name that is known."""
    pictured: bool = False
    """A captcha stands right behind an input that asks for a code."""


class RawForm(Struct):
    """A form as written in the markup. `action` is None if the attribute is missing."""

    action: str | None = None
    method: str = ""
    fields: list[RawField] = field(default_factory=list)
    names: tuple[str, ...] = ()
    """Its id, its name, and the functions that send it, by which scripts know it."""


def image_source(given: Given) -> str:
    """Return the address of an image. For a lazy-loaded image with a placeholder, return the address of the image that is shown later."""
    source = given.get("src") or ""
    if source and not is_data(source):
        return source
    later = next((later for name in _LATER if (later := given.get(name))), "")
    return plain_data(later or first_of_set(given.get("srcset") or given.get("data-srcset") or "") or source)


def first_of_set(srcset: str) -> str:
    """Return the first address of a `srcset`."""
    return srcset.split(maxsplit=1)[0].strip(",") if srcset.strip() else ""


class Frame(NamedTuple):
    """A document embedded in a page: its markup, whether its frame is hidden, and whether its frame runs no scripts (`sandbox`)."""

    markup: str
    hidden: bool = False
    scriptless: bool = False


class Document(Struct):
    """The parts of a page in document order. Texts are raw, with BREAK between blocks."""

    title: str = ""
    lang: str = ""
    base: str = ""
    headings: list[str] = field(default_factory=list)
    lesser: bool = False
    """They are lesser ones, as there are no others."""
    text: str = ""
    hidden: str = ""
    guests: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    """Kind, one of `guests.KINDS`, -> ranges of `text`."""
    foot: str = ""
    """The end of a visible text that is too long for `text`, without what `text` already contains."""
    metas: dict[str, str] = field(default_factory=dict)
    """Lower-case name, property, http-equiv or itemprop -> content; of several with one name, the first."""
    links: list[tuple[str, str]] = field(default_factory=list)
    """(href as written, text)."""
    link_count: int = 0
    images: list[tuple[str, str, str]] = field(default_factory=list)
    """(source, alternative text, class and id of the image plus the class of its parent if known)."""
    stylesheets: list[str] = field(default_factory=list)
    carried_sheets: list[tuple[str, str]] = field(default_factory=list)
    """(address that holds the style sheet, its media)."""
    icons: list[str] = field(default_factory=list)
    forms: list[RawForm] = field(default_factory=list)
    form_count: int = 0
    loose_fields: list[RawField] = field(default_factory=list)
    """Inputs outside forms."""
    iframes: list[str] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    """Documents embedded in this one."""
    inner: list[bytes] = field(default_factory=list)
    """The markup of the embedded documents that were read, unless it stands verbatim in the page's own markup."""
    written: set[str] = field(default_factory=set)
    """The names found in the embedded documents, as in `prescan.Prescan.written`."""
    filling: list[tuple[str, int]] = field(default_factory=list)
    """(address, FILLS or COVERS) of the iframes that leave hardly any room for the page (parse.html.filling). The address may be ""."""
    written_of_unknown: bool = False
    """Its scripts write content into it that is unknown, at least in part."""
    covered: bool = False
    """A picture lies over the whole window."""
    replaced: bool = False
    """Its scripts replace everything it shows with unknown content."""
    awaited: bool = False
    """Its scripts replace everything it shows, or its main part, with unknown content."""
    ciphered: bool = False
    """Its scripts decipher as much as a page holds, and write content into it that is unknown."""
    script_sources: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    json_ld: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    """JSON embedded for its scripts."""
    spoken: list[str] = field(default_factory=list)
    """Scripts and texts from its attributes, if the page shows little text (parse.html.embedded)."""
    extras: list[tuple[str, str]] = field(default_factory=list)
    """(where, value) of other places that can hold a contact: see parse.contact.sources.ContactSources."""
    prices: list[tuple[str, str]] = field(default_factory=list)
    """(text of the struck-out price, text of the element around it)."""
    shape: set[tuple[str, str, str]] = field(default_factory=set)
    """The shingles (structure.shingles) of its element names, without those that say nothing about the structure (structure.PASSING)."""
    tags: int = 0
    depth: int = 0
    """The greatest nesting depth among the places that were examined."""
    caps: dict[str, int] = field(default_factory=dict)
    """Limit that was reached -> number of items found; 0 if they were not counted."""
    script_chars: int = 0
    """Characters of inline scripts kept so far."""

    def reach(self, name: str, most: int, seen: int = 0) -> None:
        """Record that a limit was reached: by `seen` items, or by one more than recorded so far if `seen` is 0."""
        cap = limit(name, most)
        self.caps[cap] = seen or self.caps.get(cap, most) + 1

    def add_meta(self, given: Given) -> None:
        name = given.get("name") or given.get("property") or given.get("http-equiv") or given.get("itemprop")
        if name and len(self.metas) >= MAX_METAS:
            self.reach("metas", MAX_METAS)
        elif name:
            self.metas.setdefault(name.strip().lower(), given.get("content") or "")

    def add_link_element(self, given: Given) -> None:
        href, rel = given.get("href") or "", (given.get("rel") or "").lower()
        found = self.stylesheets if "stylesheet" in rel else self.icons if "icon" in rel.split() else None
        if not href or found is None:
            return
        if found is self.stylesheets and is_data(href):
            if len(self.carried_sheets) < MAX_LISTED:
                self.carried_sheets.append((href, given.get("media") or ""))
            return
        if len(found) >= MAX_LISTED:
            self.reach("link elements", MAX_LISTED)
        else:
            found.append(href)

    def add_frame(self, given: Given, how: int | None = None, *, whole: bool = False) -> None:
        """Add a frame, or an object or embed that shows a page: the document embedded in it, else its address.

        `how`: how it fills the page (FILLS, COVERS or 0), if this is known better than from its own attributes. `whole`: it is a <frame>,
        which covers the page.
        """
        source = given.get("src") or given.get("data-src") or given.get("data") or ""
        inner = given.get("srcdoc") or (markup_of(source) if is_data(source) else "")
        if inner:
            unseen = "hidden" in given or effect(given.get("style") or "")[0] or "0" in (given.get("width"), given.get("height"))
            sandbox = given["sandbox"] or "" if "sandbox" in given else "allow-scripts"
            self.frames.append(Frame(inner, bool(unseen), "allow-scripts" not in sandbox.lower().split()))
        if inner and (not source or is_data(source)):
            return
        if scheme_of(source) == "javascript":  # a frame shows the value of a javascript: URL
            self.add_script({}, f"document.write({unquote(clean(source).partition(':')[2]).strip().rstrip(';')})")
            return
        if how := COVERS if whole else filling(declared(given)) if how is None else how:
            self.filling.append((source, how))
        if not source:
            return
        if len(self.iframes) < MAX_LISTED:
            self.iframes.append(source)
        else:
            self.reach("iframes", MAX_LISTED)

    def add_object(self, given: Given, how: int | None = None) -> None:
        """Add an <object> if it may show a page, as a frame does."""
        kind, source = (given.get("type") or "").strip().lower(), given.get("data") or ""
        if is_data(source) or kind.startswith("text/html") or (source and not kind and not _FILE.search(source)):
            self.add_frame(given, how)

    def add_script(self, given: Given, text: str) -> None:
        """Add a script: its address, or else its text."""
        source = given.get("src") or ""
        if is_data(source):
            source, text = "", text_of(source)
        elif drawn := given.get("href") or given.get("xlink:href") or "":  # of SVG, which has no src
            if is_data(drawn):
                text = f"{text}\n{text_of(drawn)}"
            elif len(self.script_sources) < MAX_SCRIPTS:  # what stands in it is read as well: in a script of HTML that runs
                self.script_sources.append(drawn)
        if source:
            if len(self.script_sources) < MAX_SCRIPTS:
                self.script_sources.append(source)
            else:
                self.reach("script sources", MAX_SCRIPTS)
        elif len(self.scripts) >= MAX_SCRIPTS:
            self.reach("scripts", MAX_SCRIPTS)
            self._leave_unread(text)
        elif self.script_chars + len(text) > MAX_SCRIPT_CHARS:
            cap = limit("script chars", MAX_SCRIPT_CHARS)
            self.caps[cap] = (self.caps.get(cap) or self.script_chars) + len(text)
            self._leave_unread(text)
        elif text:
            self.script_chars += len(text)
            kind = (given.get("type") or "").lower()
            (self.scripts if "json" not in kind else self.json_ld if "ld+json" in kind else self.data).append(text)

    def _leave_unread(self, script: str) -> None:
        """Record that a script that is not read may lead to another page."""
        if _LEADS_ON.search(script) is not None:
            self.reach("redirect search bytes", MAX_SCRIPT_CHARS)

    def add_image(self, source: str, alt: str, hint: str) -> None:
        if len(self.images) < MAX_IMAGES:
            self.images.append((source, alt, hint))
        else:
            self.reach("images", MAX_IMAGES)

    def add_base(self, given: Given) -> None:
        self.base = self.base or given.get("href") or ""

    def add_extra(self, where: str, value: str) -> None:
        if len(self.extras) < MAX_EXTRAS:
            self.extras.append((where, value[:4_000]))
        else:
            self.reach("extras", MAX_EXTRAS)
