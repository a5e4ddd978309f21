"""Find every way in which a page asks its visitor to make contact, grant remote access, or pay."""

import re
from bisect import insort
from collections import Counter
from collections.abc import Iterable
from functools import cache, partial
from operator import itemgetter
from urllib.parse import unquote

import orjson
from msgspec import Struct

from scamtriage.knowledge.language.quoting import Find, quotation
from scamtriage.parse.contact import link_schemes, mail, payment_qr
from scamtriage.parse.contact import links as contact_links
from scamtriage.parse.contact.account_cards import banks_named
from scamtriage.parse.contact.budget import MAX_JUDGED, LookupBudget
from scamtriage.parse.contact.data_values import MAX_VALUES, strings_of
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.label_words import labels_of
from scamtriage.parse.contact.messenger_ids import is_placeholder
from scamtriage.parse.contact.phone import above
from scamtriage.parse.contact.phone.labels import label_of
from scamtriage.parse.contact.phone.regions import as_told, candidates
from scamtriage.parse.contact.phone.told import OF_LANGUAGE, OF_ROW, told_by_markup
from scamtriage.parse.contact.script_strings import Values, plain_script
from scamtriage.parse.contact.setting_names import BY_NUMBER, told_by
from scamtriage.parse.contact.sightings import MAX_CONTACTS, MAX_SNIPPET, Sightings
from scamtriage.parse.contact.thing_columns import OF_THINGS, is_of_thing, of_things
from scamtriage.parse.contact.tool_floods import ToolBudget
from scamtriage.parse.contact.tool_pages import ToolPage
from scamtriage.parse.contact.wallets import MAX_HASHED
from scamtriage.parse.contact.window_reader import WindowReader
from scamtriage.parse.contact.windows import MAX_PIECE_CHARS, Window, holds_anchor, windows
from scamtriage.records.facts import Contact, Link
from scamtriage.records.facts.page import LOCAL_PHONE
from scamtriage.records.limits import limit

MAX_LINKS = 2_000
MAX_SIGHTINGS = 2_000  # per part of the page; more repetitions add no information
MAX_MIRRORED_CHARS = 400  # of one text that is displayed backwards
_PREVIEW = re.compile(r"(?<=//)t\.me/s/", re.IGNORECASE)
"""The preview of a Telegram channel: a contact where a link with text leads there; widgets fetch links without text."""
SNIPPET_ROOM = 50
"""The number of characters quoted on each side of a contact."""
_OF_CELL = re.compile(r" ?[/,;|] ?")
"""The separators between several numbers in one table cell."""
_TITLE = re.compile(r"([A-Za-z]+|@?[가-힣]\w*)(?![\w@.-])")
_SAYS_WHOSE = frozenset(("icon", "messenger column"))
"""Extras that assign a number to a messenger. They are read before the text, which would report the number as a phone."""
OF_MENU = "menu"
"""The `where` of an extra with the texts of links to the site's own pages, one a line, if the bare name of a messenger is among them."""
_OF_NUMBERS = frozenset((OF_THINGS, OF_LANGUAGE, OF_ROW, OF_MENU))
"""Extras that tell of what stands in the text."""
_READ_WHOLE = _SAYS_WHOSE | _OF_NUMBERS | {"cfemail", "iframe", "href", "form action", "redirect", "hidden text", "mirrored text"}
"""Extras that are not short texts."""
MIN_PLAIN_CHARS, MAX_PLAIN_CHARS = 7, 20_000
"""Length limits of values that are not displayed. Shorter ones contain no link or address; longer ones are base64 images."""


class ContactSources(Struct, frozen=True, kw_only=True):
    """The parts of a page that can contain a contact. The producer caps their sizes; none is trusted."""

    text: str = ""
    """Visible text as in PageFacts.text; `Contact.position` is an offset in it."""
    text_where: str = "text"
    """The value of `Contact.where` for contacts in that text."""
    far_text: str = ""
    """The page's visible text that follows `text`."""
    title: str = ""
    headings: tuple[str, ...] = ()  # also included in the text
    links: tuple[Link, ...] = ()
    """Targets as written: https:, tel:, mailto:, sms:, tg:, viber:, weixin:, bitcoin: …"""
    image_alts: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    """Inline JavaScript; its string literals are searched."""
    json_ld: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    """JSON that the page contains for its scripts."""
    declared_language: str = ""
    language: str = ""
    suffix: str = ""
    host: str = ""
    extras: tuple[tuple[str, str], ...] = ()
    """Everything else as (where, value): ("form", value of an input), ("meta", content), ("iframe", src), ("cfemail", hex of data-cfemail),
    ("redirect", target of an automatic redirect) …"""
    codes: tuple[str, ...] = ()
    """The texts of the QR codes in the page's images."""


class ContactReading(Struct, frozen=True, kw_only=True):
    """The contacts, and the limits that were reached: "contacts 200", "phone candidates 600", …"""

    contacts: tuple[Contact, ...]
    caps: tuple[str, ...] = ()
    count: int = 0
    """The number of contacts before the limit."""


def find_contacts(sources: ContactSources) -> tuple[Contact, ...]:
    """Return all contacts, at most MAX_CONTACTS, the most certain place first; duplicates are merged and counted. Never raises."""
    return read_contacts(sources).contacts


def read_contacts(sources: ContactSources) -> ContactReading:
    """Like find_contacts, but also return the limits that were reached."""
    reader = _Reader(sources)
    reader.read()
    return ContactReading(contacts=reader.sightings.contacts(), caps=reader.caps(), count=reader.sightings.count)


_LINKS_SAY = 200
_ALIKE = 6
"""The digits at its end by which a number in a link's text is known to be the one that the link opens."""
_CALLED = re.compile(r"(?:tel:\+|https://(?:wa\.me/|api\.whatsapp\.com/send/?\?phone=)\+?)([1-9][0-9]{9,14})(?![0-9])")
"""A link with a calling code, which tells the country of other numbers."""
_CALLED_KINDS = frozenset(("phone", "hotline", LOCAL_PHONE))
_CALLS = ("tel:+", "https://wa.me/", "https://api.whatsapp.com/")
"""What such a link begins with: most pages have none."""


class _Reader:
    def __init__(self, sources: ContactSources) -> None:
        self._sources = sources
        self._budget, self._link_budget, self._wallet_budget = LookupBudget(), LookupBudget(left=MAX_LINKS), LookupBudget(left=MAX_HASHED)
        self._regions = cache(partial(_countries, sources))  # on first use
        self._caps: list[str] = []
        self._values = Values(sources.scripts)
        self._windows = WindowReader(
            regions=self._regions,
            hosts=cache(partial(_hosts, sources)),
            logos=cache(partial(banks_named, sources.image_alts)),
            tool_page=ToolPage(sources.title, sources.headings, sources.text + sources.far_text, sources.suffix),
            tool_budget=ToolBudget(),
            budget=self._budget,
            link_budget=self._link_budget,
            wallet_budget=self._wallet_budget,
        )
        columns = [line for where, value in sources.extras if where in ("table", "symbol") for line in value.split("\n")]
        self._phone_column = {_digits(part) for line in columns for part in (line, *_OF_CELL.split(line))}
        self._of_things = of_things(sources.extras)
        self._addresses = "\n".join([link.url for link in sources.links[:MAX_LINKS]])
        dials = "tel:" in self._addresses.lower()
        self._dialled = Counter(
            [link.text.strip() for link in sources.links[:MAX_LINKS] if link.url[:4].lower() == "tel:"] if dials else ()
        )
        """How many tel: links have a text, which is a number. One that stands nowhere else is no account, though "LINE" be before it."""
        self._dialled_as: dict[str, str] = {}
        """Text of a tel: link -> the digits that it dials: the text often lacks their area."""
        self._menu = frozenset(line for where, value in sources.extras if where == OF_MENU for line in value.split("\n"))
        self._titles: set[tuple[str, str]] = set()
        """(kind, first word) of texts of messenger links. Such a title in the text is not reported as an account."""
        mirrored = " ".join(value[:MAX_MIRRORED_CHARS] for where, value in sources.extras if where == "mirrored text")
        self._of_messengers: set[str] = set()
        """Numbers that are the text of links of their messengers. Without a word for a telephone before it such a text is no phone."""
        self._linked_kinds: set[str] = set()
        """Messengers whose bare name is the text of a link to an account of theirs."""
        self.sightings = Sightings(mirrored)
        self._add = self.sightings.add

    def read(self) -> None:
        """Search all parts, the most reliable first, so that a limit cuts the least certain contacts."""
        sources = self._sources
        links = sources.links[:MAX_LINKS]
        files = contact_links.may_offer_files(self._addresses)
        ordinary = {host for host in {link.host for link in links} if host and not files and contact_links.ordinary_host(host)}
        for link in links:  # skip links whose hosts open nothing; most links are such
            if link.host not in ordinary:
                self._link(link.url, link.text)
        for where, value in sources.extras:
            if where in _SAYS_WHOSE:
                self._text(value, where)
        self._text(sources.text + sources.far_text, "text", said=sources.text_where)
        small = [sources.title, *sources.image_alts, *(value for where, value in sources.extras if where not in _READ_WHOLE)]
        told = holds_anchor("\n".join(small))  # one scan for all, because most of these many texts contain nothing
        if told:
            self._text(sources.title, "title")
        for where, items in (("json-ld", sources.json_ld), ("data", sources.data)):
            for item in items:
                self._data(item, where)
        if told:
            self._text("\n".join(sources.image_alts), "image alt")
        for where, value in sources.extras:
            if where not in _SAYS_WHOSE and where not in _OF_NUMBERS and (told or where in _READ_WHOLE):
                self._extra(where, value)
        scripts = [plain_script(script, self._values) for script in sources.scripts]
        together = "\n".join(scripts) if len(scripts) > 1 else ""
        if not together or len(together) > MAX_PIECE_CHARS or holds_anchor(together, shown=False):  # as of the small texts
            for script in scripts:
                self._text(script, "script")
        for code in sources.codes:
            self._payload(code)

    def _link(self, url: str, text: str, where: str = "") -> None:
        if not url or contact_links.ordinary(url):
            return
        if url[:11].lower() == "javascript:":
            self._text(plain_script(unquote(url), self._values), "script")
            return
        if text:
            url = _PREVIEW.sub("t.me/", url, 1)
        if url[:4].lower() == "tel:" and link_schemes.is_range(text) and _digits(url) == _digits(text):
            url = f"tel:{text.strip()}"  # tel:+6328552513132 for "+63-2-8552-5131 to 32"
        for found in contact_links.read(url, self._lazy_regions(url, text), self._link_budget):
            if is_placeholder(found.value):
                continue
            if found.kind in ("phone", "hotline") and url[:4].lower() == "tel:":
                self._dialled_as[" ".join(text.split())] = found.value
            place = where or ("tel link" if url[:4].lower() == "tel:" else "link")
            self._add(found, place, url[:MAX_SNIPPET], " ".join((text or url).split()), None)
            if found.detail == "by number" and found.value[-_ALIKE:] == _digits(text)[-_ALIKE:]:
                self._of_messengers.add(found.value)
            elif found.kind in BY_NUMBER and labels_of(found.kind).fullmatch(text.strip().lower()):
                self._linked_kinds.add(found.kind)
            if (title := _TITLE.match(text.lstrip())) is not None and title[1].lower() != found.value.lower():
                self._titles.add((found.kind, title[1].lstrip("@")))

    def _lazy_regions(self, url: str, text: str) -> tuple[str, ...]:
        if not url[:10].lower().startswith(("tel:", "telprompt:", "sms", "callto:", "facetime", "viber:")):
            return ()
        return as_told(self._regions(), text)

    def _extra(self, where: str, value: str) -> None:
        if where == "cfemail":
            address = mail.decode_cloudflare(value)
            if address:
                self._add(Found(kind="email", value=address, flags=("obfuscated",)), "text", value[:MAX_SNIPPET], address, None)
        elif where in ("iframe", "href", "form action"):
            self._link(value, "")
        elif where == "value":
            self._plain(value, "attribute")
        elif where == "tooltip":
            self._text(value, "attribute", again=False)
        elif where == "option":
            self._text(value, where, said="attribute", again=False)
        elif where == "redirect":
            self._link(value, value, where)
        elif where == "mirrored text":
            self._text(value[:MAX_MIRRORED_CHARS][::-1], where)
        else:
            self._text(value, where)

    def _data(self, text: str, where: str) -> None:
        """Read JSON value by value, each as its name or content indicates. All other values are searched only for unambiguous kinds."""
        try:
            value = orjson.loads(text)
        except orjson.JSONDecodeError:
            self._text(text.replace("\\/", "/"), where)
            return
        others: list[str] = []
        values, cut = strings_of(value)
        if cut:
            self._caps.append(limit("data values", MAX_VALUES))
        for key, item in values:
            low = key.lower()
            if told := told_by(key, item, captions=True):
                self._text(told, where)
            elif low in ("email", "url", "sameas", "@id", "target", "urltemplate"):
                if not contact_links.ordinary(item):
                    self._link_in(item, where)
            elif low in ("description", "text", "name", "articlebody", "contactpoint"):
                self._text(item, where)
            elif len(item) >= MIN_PLAIN_CHARS:
                others.append(f"{key}: {item[:MAX_PLAIN_CHARS]}")
        self._plain("\n".join(others), where)

    def _plain(self, text: str, where: str) -> None:
        """Search hidden values and attributes for links, mail, wallets and payment codes only; other numbers there may mean anything."""
        if text:
            self._text(text, where, plain=True)

    def _link_in(self, item: str, where: str) -> None:
        founds = contact_links.read(item if ":" in item else f"mailto:{item}" if "@" in item else item, (), self._link_budget)
        for found in founds:
            self._add(found, where, item[:MAX_SNIPPET], item, None)

    def _payload(self, payload: str) -> None:
        founds: Iterable[Found] = payment_qr.read_all(payload) or contact_links.read(payload, self._regions(), self._link_budget)
        taken = False
        for found in founds:
            taken = True
            self._add(found, "qr image", payload[:MAX_SNIPPET], payload, None)
        if not taken:
            self._text(f"wallet {payload}", "qr image")

    def _text(self, text: str, where: str, *, plain: bool = False, said: str = "", again: bool = True) -> None:
        """Search one text. `plain` is passed to `windows`; `said` replaces `where` in the contacts.

        Unless `again`, what was found elsewhere is not counted: an element and its tooltip are one sighting.
        """
        left = MAX_SIGHTINGS
        numbers: list[tuple[int, Found]] = []  # telephones of this text, to which it may point back
        for window in windows(text, where, self._caps, plain=plain):
            for found in self._windows.founds(window, text):
                left -= 1
                if left < 0:
                    self._caps.append(limit("sightings", MAX_SIGHTINGS))
                    return
                start, end = window.base + found.start, window.base + found.end
                if found.apart and self._phone_column and _digits(text[start:end]) in self._phone_column:
                    continue
                if where == "text" and self._is_told_elsewhere(window, found, text):
                    continue
                if not again and self.sightings.knows(found):
                    continue
                self._tell(window, found, text, where, said)
                if found.kind == "phone" or found.detail == "by number":
                    insort(numbers, (start, found), key=itemgetter(0))
            if numbers and above.KEY in window.keys:
                for found in above.pointed_at(window, numbers):
                    self._tell(window, found, text, where, said)
            if window.cut:
                self._caps.append(limit("anchors", window.cut))

    def _tell(self, window: Window, found: Found, text: str, where: str, said: str) -> None:
        start, end = window.base + found.start, window.base + found.end
        snippet = quotation([Find(window.raw, found.start, found.end)], room=SNIPPET_ROOM)
        self._add(found, said or where, text[start:end], snippet, start if where == "text" and start < len(self._sources.text) else None)

    def _is_told_elsewhere(self, window: Window, found: Found, text: str) -> bool:
        """Whether a find in the page's text is another thing by what its links and the heads of its columns say."""
        kind, shown = found.kind, text[window.base + found.start : window.base + found.end]
        return (
            (kind, found.value) in self._titles
            or (kind in self._linked_kinds and self._is_of_link(window, found))
            or (shown.lower() in self._menu and self._is_of_menu(window, found))
            or (kind == "line" and text.count(shown) <= self._dialled[shown])
            or is_of_thing(window, found, shown, self._of_things)
            or (kind in _CALLED_KINDS and self._is_dialled_otherwise(found.value, shown))
            or (kind == "phone" and found.value in self._of_messengers and label_of(window, found.start) is None)
        )

    def _is_dialled_otherwise(self, value: str, shown: str) -> bool:
        """Whether a number is the text of a link that dials it with the area which the text leaves out: "3288.4575", +55 85 3288 4575."""
        dialled = self._dialled_as.get(" ".join(shown.split()), value)
        return dialled != value and dialled.endswith(_digits(shown))

    def _is_of_menu(self, window: Window, found: Found) -> bool:
        """Whether the messenger's name right before an id is another item of the menu in which the id stands: "LINE", "promo_55"."""
        label = window.label_before(found.start)
        if label is None or ":" in window.text[label.end : found.start]:
            return False
        return found.kind in label.classes and window.low[label.start : label.end] in self._menu

    @staticmethod
    def _is_of_link(window: Window, found: Found) -> bool:
        """Whether the messenger's name before the label of a number is a link's, which has its own account: "Telegram, WhatsApp +855 …"."""
        label = label_of(window, found.start) if found.detail == "by number" else None
        return label is not None and found.kind in label.chain and found.kind not in label.classes

    def caps(self) -> tuple[str, ...]:
        """Return the limits that were reached."""
        if self.sightings.count > MAX_CONTACTS:
            self._caps.append(limit("contacts", MAX_CONTACTS))
        if len(self._sources.links) > MAX_LINKS or self._link_budget.left <= 0:
            self._caps.append(limit("links", MAX_LINKS))
        if self._budget.left <= 0:
            self._caps.append(limit("phone candidates", MAX_JUDGED))
        if self._wallet_budget.left < 0:
            self._caps.append(limit("wallet candidates", MAX_HASHED))
        return tuple(dict.fromkeys(self._caps))


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _countries(sources: ContactSources) -> tuple[str, ...]:
    """Return the candidate countries of numbers without a country code."""
    linked = [link.url for link in sources.links[:_LINKS_SAY]]
    calls = any(map("\n".join(linked).__contains__, _CALLS))
    countries = candidates(
        suffix=sources.suffix or sources.host,
        language=sources.language,
        declared_language=sources.declared_language,
        text=sources.title + "\n" + sources.text,
        codes="\n".join((sources.text[:12_000], sources.title, *(script[:4_000] for script in sources.scripts[:4]))),
        linked="\n".join("+" + found[1] for url in linked if (found := _CALLED.match(url))) if calls else "",
    )
    countries.told = told_by_markup(sources.extras)
    return countries


def _hosts(sources: ContactSources) -> frozenset[str]:
    """Return the hosts of the page and of its links."""
    hosts = (sources.host, *(link.host for link in sources.links[:MAX_LINKS]))
    return frozenset(host.removeprefix("www.") for host in hosts)
