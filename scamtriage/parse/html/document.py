"""What a page consists of, before anyone asks what it means: the one shape that both readers of markup fill."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import unquote

from scamtriage.parse.html.carried import is_data, markup_of, text_of
from scamtriage.parse.html.filling import COVERS, declared, filling
from scamtriage.parse.html.styles.hiding import effect
from scamtriage.records.limits import limit

MAX_LINKS = 5_000
"""Links looked at; more are only counted, but for the last LAST_LINKS: contacts stand at the foot."""

LAST_LINKS = 200

MAX_IMAGES = 3_000
MAX_FORMS = 1_000
MAX_FIELDS = 1_000
"""Inputs read, whatever they are; of those that ask by their type alone, as many again."""

MAX_SCRIPTS = 400
MAX_SCRIPT_CHARS = 1_000_000
MAX_AREA_CHARS = 2_000
"""Of the text of a textarea."""

MAX_HEADINGS, MAX_HEADING_CHARS = 64, 2_000
MAX_METAS = 200
MAX_EXTRAS = 400
MAX_FRAMES, MAX_FRAME_CHARS = 20, 400_000
"""Documents read that a page carries within itself, those within them included."""

MAX_LISTED = 200
"""Iframes, style sheets and data: images kept."""

BREAK = "\f"
"""Stands in raw text where one block ends and another begins: white space for every reader of HTML."""

FALLBACK = ("audio", "canvas", "datalist", "meter", "progress", "rp", "video")
"""Elements of which a browser shows something else than the text that stands in them."""
QUOTED = ("blockquote", "q")
"""Elements of which the content is quoted: it is read as standing in the marks that a browser shows around a short one."""

QUOTE_OPENS, QUOTE_CLOSES = "“", "”"

BLOCKS = (
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "button",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "search",
    "section",
    "select",
    "summary",
    "table",
    "tbody",
    "td",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
)
"""Elements that begin a line of their own (WHATWG HTML 15.3), as far as text is concerned."""


_FILE = re.compile(r"\.(?:swf|pdf|svgz?|png|jpe?g|gif|webp|mp[34]|webm|glb)(?:[?#]|\Z)", re.IGNORECASE)
"""Objects of which the address tells that they are no page."""

_LATER = ("data-src", "data-lazy-src", "data-original")
"""Where scripts that load images late keep the address."""

Given = Mapping[str, str | None]
"""Attributes of a tag, names in lower case; None, or "", where there is no value."""


@dataclass(slots=True)
class RawField:
    """An input, as written."""

    tag: str = "input"
    type: str = ""
    name: str = ""
    id: str = ""
    autocomplete: str = ""
    placeholder: str = ""
    label: str = ""
    """Its own label, aria-label or title."""
    value: str = ""
    """Of a textarea its text."""
    nearby: str = ""
    """What stands just before it, of one that says nothing itself (parse.html.forms.nearby)."""


@dataclass(slots=True)
class RawForm:
    """A form, as written. `action` is None when there is no such attribute."""

    action: str | None = None
    method: str = ""
    fields: list[RawField] = field(default_factory=list)


def image_source(given: Given) -> str:
    """The address of an image; where a picture stands in until the reader scrolls there, that of the image that will be shown."""
    source = given.get("src") or ""
    if source and source[:5].lower() != "data:":
        return source
    later = next((later for name in _LATER if (later := given.get(name))), "")
    return later or first_of_set(given.get("srcset") or given.get("data-srcset") or "") or source


def first_of_set(srcset: str) -> str:
    """The first address of a `srcset`."""
    return srcset.split(maxsplit=1)[0].strip(",") if srcset.strip() else ""


class Frame(NamedTuple):
    """A document within a page: its markup, and whether it is hidden there."""

    markup: str
    hidden: bool = False


@dataclass(slots=True)
class Document:
    """The parts of a page in document order; texts are raw, with BREAK between blocks."""

    title: str = ""
    lang: str = ""
    base: str = ""
    headings: list[str] = field(default_factory=list)
    text: str = ""
    hidden: str = ""
    foot: str = ""
    """The end of a visible text that is longer than what is kept in `text`, as far as it is not there."""
    metas: dict[str, str] = field(default_factory=dict)
    """name, property or http-equiv, in lower case -> content; the first of each counts."""
    links: list[tuple[str, str]] = field(default_factory=list)
    """(href as written, text)."""
    link_count: int = 0
    images: list[tuple[str, str, str]] = field(default_factory=list)
    """(source, alternative text, class and id of the image and of what it stands in as far as known)."""
    stylesheets: list[str] = field(default_factory=list)
    icons: list[str] = field(default_factory=list)
    forms: list[RawForm] = field(default_factory=list)
    form_count: int = 0
    loose_fields: list[RawField] = field(default_factory=list)
    """Inputs outside forms."""
    iframes: list[str] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    """Documents that it carries within itself."""
    inner: list[bytes] = field(default_factory=list)
    """The markup of those that were read, as far as it does not stand in its own as it is."""
    written: set[str] = field(default_factory=set)
    """Of prescan.MARKING and its like, what is written in them."""
    filling: list[tuple[str, int]] = field(default_factory=list)
    """The iframes that leave hardly any room for the page around them, and how (parse.html.filling); those without an address included."""
    written_of_unknown: bool = False
    """Its scripts write into it what is not known, at least in part."""
    replaced: bool = False
    """They put what is not known in the place of all that it shows."""
    awaited: bool = False
    """They put it there, or in the place of what the page is about."""
    script_sources: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    json_ld: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    """JSON that it carries for its scripts."""
    spoken: list[str] = field(default_factory=list)
    """Scripts and texts in its attributes, of a page that shows little (parse.html.embedded)."""
    extras: list[tuple[str, str]] = field(default_factory=list)
    """(where, value) of other places that can hold a contact: see parse.contacts.ContactSources."""
    prices: list[tuple[str, str]] = field(default_factory=list)
    """(text of the struck-out price, text of what it stands in)."""
    shape: set[tuple[str, str, str]] = field(default_factory=set)
    """The shingles (structure.shingles) of the names of its elements, without those that say nothing of the structure
    (structure.PASSING)."""
    tags: int = 0
    depth: int = 0
    """The deepest place that was looked at."""
    caps: dict[str, int] = field(default_factory=dict)
    """Lists that were cut -> how many there were, 0 where nobody counted."""
    script_chars: int = 0
    """Characters of inline scripts kept so far."""

    def reach(self, name: str, most: int, seen: int = 0) -> None:
        """Note a limit that cut something off: one more than before, or as many as are told."""
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
        if len(found) >= MAX_LISTED:
            self.reach("link elements", MAX_LISTED)
        else:
            found.append(href)

    def add_frame(self, given: Given, how: int | None = None, *, whole: bool = False) -> None:
        """A frame, or an object or embed that shows a page; what is no page is kept as an address alone. `how` it fills the page where
        that is known better than by its own attributes."""
        source = given.get("src") or given.get("data-src") or given.get("data") or ""
        inner = given.get("srcdoc") or (markup_of(source) if is_data(source) else "")
        if inner:
            unseen = "hidden" in given or effect(given.get("style") or "")[0] or "0" in (given.get("width"), given.get("height"))
            self.frames.append(Frame(inner, bool(unseen)))
        if inner and (not source or is_data(source)):
            return
        if source[:40].lstrip()[:11].lower() == "javascript:":  # a frame shows what its script gives
            self.add_script({}, f"document.write({unquote(source.partition(':')[2]).strip().rstrip(';')})")
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
        """An <object>, which may show a page as a frame does."""
        kind, source = (given.get("type") or "").strip().lower(), given.get("data") or ""
        if is_data(source) or kind.startswith("text/html") or (source and not kind and not _FILE.search(source)):
            self.add_frame(given, how)

    def add_script(self, given: Given, text: str) -> None:
        """A script by its source, or else by its text."""
        source = given.get("src") or ""
        if is_data(source):
            source, text = "", text_of(source)
        if source:
            if len(self.script_sources) < MAX_SCRIPTS:
                self.script_sources.append(source)
            else:
                self.reach("script sources", MAX_SCRIPTS)
        elif len(self.scripts) >= MAX_SCRIPTS:
            self.reach("scripts", MAX_SCRIPTS)
        elif self.script_chars + len(text) > MAX_SCRIPT_CHARS:
            cap = limit("script chars", MAX_SCRIPT_CHARS)
            self.caps[cap] = (self.caps.get(cap) or self.script_chars) + len(text)
        elif text:
            self.script_chars += len(text)
            kind = (given.get("type") or "").lower()
            (self.scripts if "json" not in kind else self.json_ld if "ld+json" in kind else self.data).append(text)

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
