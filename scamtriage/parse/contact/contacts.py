"""Find every way in which a page asks its visitor to make contact, grant remote access, or pay."""

import re
from bisect import insort
from collections.abc import Iterable
from functools import cache, partial
from operator import itemgetter
from urllib.parse import unquote

import orjson
from msgspec import Struct

from scamtriage.knowledge.language.quoting import Find, quotation
from scamtriage.parse.contact import code_samples, link_schemes, mail, payment_qr
from scamtriage.parse.contact import links as contact_links
from scamtriage.parse.contact.account_cards import banks_named
from scamtriage.parse.contact.budget import MAX_ACCOUNTS, MAX_BESIDE, MAX_DIGIT_RUNS, MAX_JUDGED, MAX_SIGHTINGS, LookupBudget, TextBudget
from scamtriage.parse.contact.data_values import MAX_VALUES, strings_of
from scamtriage.parse.contact.fold import digits_of
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.link_slips import lacks_code
from scamtriage.parse.contact.link_words import LinkWords
from scamtriage.parse.contact.logo_cards import BANK_CARD, accounts_of
from scamtriage.parse.contact.messenger_ids import is_placeholder
from scamtriage.parse.contact.phone import above
from scamtriage.parse.contact.phone.regions import as_told
from scamtriage.parse.contact.phone.told import OF_LANGUAGE, OF_ROW
from scamtriage.parse.contact.script_strings import Values, plain_script
from scamtriage.parse.contact.setting_names import told_by
from scamtriage.parse.contact.sightings import MAX_CONTACTS, MAX_SNIPPET, Sightings
from scamtriage.parse.contact.sources import MAX_LINKS, OF_MENU, ContactSources, countries_of, hosts_of
from scamtriage.parse.contact.thing_columns import OF_THINGS, as_headed, called, is_below_head_of_thing, of_things
from scamtriage.parse.contact.tool_floods import ToolBudget
from scamtriage.parse.contact.tool_pages import ToolPage
from scamtriage.parse.contact.wallets import MAX_HASHED
from scamtriage.parse.contact.window_reader import WindowReader
from scamtriage.parse.contact.windows import MAX_PIECE_CHARS, Window, holds_anchor, windows
from scamtriage.records import lazy_re
from scamtriage.records.facts import Contact
from scamtriage.records.limits import limit

MAX_MIRRORED_CHARS = 400  # of one text that is displayed backwards
_PREVIEW = lazy_re.compile(r"(?<=//)t\.me/s/", re.IGNORECASE)
"""The preview of a Telegram channel: a contact where a link with text leads there; widgets fetch links without text."""
SNIPPET_ROOM = 50
"""The number of characters quoted on each side of a contact."""
_OF_CELL = lazy_re.compile(r" ?[/,;|] ?")
"""The separators between several numbers in one table cell."""
_SAYS_WHOSE = frozenset(("icon", "messenger column"))
"""Extras that assign a number to a messenger. They are read before the text, which would report the number as a phone."""
_OF_NUMBERS = frozenset((OF_THINGS, OF_LANGUAGE, OF_ROW, OF_MENU, BANK_CARD))
"""Extras that tell of what stands in the text."""
_SHOWN = frozenset(("text", "icon", "symbol", "messenger column", "table", "qr image", "mirrored text"))
"""Places that visitors see. Values of fields are not among them: most that hold one are hidden."""
_BOUNDED = frozenset(("text", "hidden text", "script"))
"""Texts with limits of their own; all others share one."""
_MOST_TEXTS, _MOST_COUNTED = 40, 200_000
"""Texts of links that are sought in the visible text, and its characters in which they are."""
_READ_WHOLE = _SAYS_WHOSE | _OF_NUMBERS | {"cfemail", "iframe", "href", "form action", "redirect", "hidden text", "mirrored text"}
"""Extras that are not short texts."""
MIN_PLAIN_CHARS, MAX_PLAIN_CHARS = 7, 20_000
"""Length limits of values that are not displayed. Shorter ones contain no link or address; longer ones are base64 images."""


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


class _Reader:
    def __init__(self, sources: ContactSources) -> None:
        self._sources = sources
        self._beside = TextBudget()
        self._budget, self._link_budget, self._wallet_budget = LookupBudget(), LookupBudget(left=MAX_LINKS), LookupBudget(left=MAX_HASHED)
        self._account_budget = LookupBudget(left=MAX_ACCOUNTS)
        self._regions = cache(partial(countries_of, sources))  # on first use
        self._caps: list[str] = []
        self._values = Values(sources.scripts)
        self._windows = WindowReader(
            regions=self._regions,
            hosts=cache(partial(hosts_of, sources)),
            logos=cache(partial(banks_named, sources.image_alts)),
            cards=cache(partial(accounts_of, sources.extras, self._regions, self._budget)),
            tool_page=ToolPage(sources.title, sources.headings, sources.text + sources.far_text, sources.suffix),
            tool_budget=ToolBudget(),
            budget=self._budget,
            account_budget=self._account_budget,
            link_budget=self._link_budget,
            wallet_budget=self._wallet_budget,
        )
        columns = [line for where, value in sources.extras if where in ("table", "symbol") for line in value.split("\n")]
        self._phone_column = {digits_of(part) for line in columns for part in (line, *_OF_CELL.split(line))}
        self._of_things = of_things(sources.extras)
        self._called = called(sources.extras)
        self._link_words = LinkWords(sources)
        self._visible = ""
        """The visible text without line breaks, on first use."""
        self._texts_left: dict[str, int] = {}
        """Text of a link -> how often the visible text has it, less the links that were seen with it."""
        mirrored = " ".join(value[:MAX_MIRRORED_CHARS] for where, value in sources.extras if where == "mirrored text")
        self.sightings = Sightings(mirrored)
        self._add = self.sightings.add

    def read(self) -> None:
        """Search all parts, the most reliable first, so that a limit cuts the least certain contacts."""
        sources = self._sources
        links = sources.links[:MAX_LINKS]
        files = contact_links.may_offer_files(self._link_words.addresses)
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

    def _link(self, url: str, text: str, where: str = "", *, carried: bool = False) -> None:
        """Read a link. `carried`: the page does not show it as one."""
        if not url or contact_links.ordinary(url):
            return
        if url[:11].lower() == "javascript:":
            self._text(plain_script(unquote(url), self._values), "script")
            return
        if text:
            url = _PREVIEW.sub("t.me/", url, 1)
        if url[:4].lower() == "tel:" and link_schemes.is_range(text) and digits_of(url) == digits_of(text):
            url = f"tel:{text.strip()}"  # tel:+6328552513132 for "+63-2-8552-5131 to 32"
        for found in contact_links.read(url, self._lazy_regions(url, text), self._link_budget):
            if is_placeholder(found.value):
                continue
            place = where or ("tel link" if url[:4].lower() == "tel:" else "link")
            said = " ".join((text or url).split())
            self._add(found, place, url[:MAX_SNIPPET], said, None, read=not carried and (not text or self._is_seen(said)))
            self._link_words.learn(found, url, text)

    def _is_seen(self, text: str) -> bool:
        """Whether visitors see a link with this text, without line breaks: of links with one text, as many as the visible text has it."""
        if text not in self._texts_left:
            if len(self._texts_left) == _MOST_TEXTS:
                return True
            if not self._visible:
                self._visible = " ".join((self._sources.text + "\n" + self._sources.far_text)[:_MOST_COUNTED].split())
            self._texts_left[text] = self._visible.count(text)
        self._texts_left[text] -= 1
        return self._texts_left[text] >= 0

    def _lazy_regions(self, url: str, text: str) -> tuple[str, ...]:
        if not url[:10].lower().startswith(("tel:", "telprompt:", "sms", "callto:", "facetime", "viber:")) and not lacks_code(url):
            return ()
        return as_told(self._regions(), text)

    def _extra(self, where: str, value: str) -> None:
        if where == "cfemail":
            address = mail.decode_cloudflare(value)
            if address:
                self._add(Found(kind="email", value=address, flags=("obfuscated",)), "text", value[:MAX_SNIPPET], address, None, read=True)
        elif where in ("iframe", "href", "form action"):
            self._link(value, "", carried=True)
        elif where == "value":
            self._plain(value, "attribute")
        elif where == "tooltip":
            self._text(value, "attribute", again=False)
        elif where == "option":
            self._text(value, where, said="attribute", again=False)
        elif where == "redirect":
            self._link(value, value, where, carried=True)
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
            self._add(found, "qr image", payload[:MAX_SNIPPET], payload, None, read=True)
        if not taken:
            self._text(f"wallet {payload}", "qr image")

    def _text(self, text: str, where: str, *, plain: bool = False, said: str = "", again: bool = True) -> None:
        """Search one text. `plain` is passed to `windows`; `said` replaces `where` in the contacts.

        Unless `again`, what was found elsewhere is not counted: an element and its tooltip are one sighting.
        """
        if not plain and where not in _BOUNDED:
            text = self._beside.take(text)
        left = MAX_SIGHTINGS
        numbers: list[tuple[int, Found]] = []  # telephones of this text, to which it may point back
        for window in windows(text, where, self._caps, plain=plain):
            for found in self._windows.founds(window, text):
                left -= 1
                if left < 0:
                    self._caps.append(limit("sightings", MAX_SIGHTINGS))
                    return
                start, end = window.base + found.start, window.base + found.end
                if found.apart and self._phone_column and digits_of(text[start:end]) in self._phone_column:
                    continue
                if where == "text" and self._is_told_elsewhere(window, found, text):
                    continue
                if not again and self.sightings.knows(found):
                    continue
                found = as_headed(found, text[start:end], self._called)
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
        position = start if where == "text" and start < len(self._sources.text) else None
        self._add(found, said or where, text[start:end], snippet, position, read=where in _SHOWN)

    def _is_told_elsewhere(self, window: Window, found: Found, text: str) -> bool:
        """Whether a find in the page's text is another thing by what its links, columns and code say."""
        if self._sources.shows_code and found.kind in code_samples.KINDS and code_samples.is_within(window, found.start, found.end):
            return True
        if self._sources.shows_code and found.kind == "email" and code_samples.is_reserved(found.value):
            return True
        shown = text[window.base + found.start : window.base + found.end]
        return self._link_words.deny(window, found, text, shown) or is_below_head_of_thing(window, found, shown, self._of_things)

    def caps(self) -> tuple[str, ...]:
        """Return the limits that were reached."""
        if self.sightings.count > MAX_CONTACTS:
            self._caps.append(limit("contacts", MAX_CONTACTS))
        if len(self._sources.links) > MAX_LINKS or self._link_budget.left <= 0:
            self._caps.append(limit("links", MAX_LINKS))
        if self._beside.cut:
            self._caps.append(limit("texts beside", MAX_BESIDE))
        if self._budget.left <= 0:
            self._caps.append(limit("phone candidates", MAX_JUDGED))
        if self._budget.runs < 0:
            self._caps.append(limit("digit runs", MAX_DIGIT_RUNS))
        if self._account_budget.left < 0:
            self._caps.append(limit("account candidates", MAX_ACCOUNTS))
        if self._wallet_budget.left < 0:
            self._caps.append(limit("wallet candidates", MAX_HASHED))
        return tuple(dict.fromkeys(self._caps))
