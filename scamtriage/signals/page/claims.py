"""Whom a page says it is: organisations, authorities, finance houses, and what it asks of the visitor."""

import re
from collections import defaultdict
from functools import cached_property

from scamtriage.knowledge.channels import channels
from scamtriage.knowledge.suffixes import COUNTRIES
from scamtriage.signals.page.asks import PERSONAL
from scamtriage.signals.page.occurrences import CLAIM_PLACES, HEADING, SITE, TITLE, Hit
from scamtriage.signals.page.text import NEWS_WORDS
from scamtriage.signals.telling import could_be_obeyed
from scamtriage.signals.view import View

AUTHORITY = frozenset({"police", "gov", "tax", "customs", "regulator", "cert"})
FINANCE = frozenset({"bank", "wallet", "payment", "broker", "exchange", "lender", "crypto", "remittance", "wallet-crypto"})
CARRIER = frozenset({"courier", "utility", "toll", "telecom", "transport", "airline"})
VENDOR = frozenset({"tech", "software", "platform", "security", "tech-support", "ecommerce"})

LICENCE_GAP = 25
"""Characters between a word of licence and the authority that gave it."""
PARTS = re.compile(r"[|:·–—：｜\n]|\s-|-\s")
"""What parts a title into names: "Case check - Royal Thai Police"."""
PART_CHARS = 160
"""Read on each side of a name for the end of its part."""
TRIM = " \t.,'\"“”‘’()[]©®0123456789"
"""What stands beside a name in its part without being a word."""
OFFICE_CHARS = 12
"""Of a word like "office" before a name."""
DIRECTORY_HEADINGS = 3
"""So many different authorities in headings make a page a directory of them."""


class Claims:
    """Claims of one page. Names beside a word of warning, and those the host is official for, are no claims."""

    def __init__(self, view: View) -> None:
        page = view.page
        self._view = view
        self._page = page
        self._text = view.text
        self.own = set(view.holders)
        """Numbers of the organisations whose page it is."""
        for _, rows in view.tables.official_above(page.final_host):
            self.own.update(rows)  # a name of its own that leads to its site

    @cached_property
    def _named(self) -> list[Hit]:
        """Where names of others stand in title, heading, site name, logo and copyright as whom the page may claim to be."""
        return [
            h
            for hits in self._text.named.values()
            for h in hits
            if h.place in CLAIM_PLACES
            and (h.meaning.strength or h.meaning.row in self._sure)
            and h.meaning.row not in self.own
            and not self._text.quoted(h)
            and not self._licensor(h)
            and not self._dealt_with(h)
        ]

    @cached_property
    def places(self) -> dict[int, set[int]]:
        """Organisation number -> the places of a claim (title, heading, site name, logo, copyright) where its name stands."""
        found: dict[int, set[int]] = defaultdict(set)
        for h in self._named:
            found[h.meaning.row].add(TITLE if self._repeats_title(h) else h.place)
        return found

    @cached_property
    def _sure(self) -> set[int]:
        """Organisations of whom a common word speaks too ("windows", "apple", "grab"): another of their names stands on the page, or the
        host imitates them."""
        return self._view.imitated | {h.meaning.row for hits in self._text.organisations.values() for h in hits if h.meaning.strength == 2}

    def _repeats_title(self, hit: Hit) -> bool:
        """It stands in a heading that says what the title says, which is one place, and not by itself."""
        if hit.place != HEADING or not (title := self._page.title.strip()):
            return False
        text = self._text.found.texts[HEADING]
        last = text.find("\n", hit.end)
        heading = text[text.rfind("\n", 0, hit.start) + 1 : last if last >= 0 else len(text)].strip()
        return heading.casefold() == title.casefold() and not self._fills(hit)

    def _beside(self, hit: Hit) -> tuple[str, str]:
        """The words before and behind a name in its part of the title."""
        text = self._text.found.texts[hit.place]
        before, behind = text[max(0, hit.start - PART_CHARS) : hit.start], text[hit.end : hit.end + PART_CHARS]
        first = max((found.end() for found in PARTS.finditer(before)), default=0)
        last = PARTS.search(behind)
        return before[first:].strip(TRIM), (behind[: last.start()] if last else behind).strip(TRIM)

    def _fills(self, hit: Hit) -> bool:
        """The name is most of what its part of the title says."""
        return sum(map(len, self._beside(hit))) <= hit.end - hit.start

    def _presents(self, hit: Hit) -> bool:
        """Whether the page names itself there, and does not merely speak of somebody: the name fills a part of a title, or stands at either
        end of the site's own name. Where the visitor is to obey, a title that begins with it is the body's too; news begins so as well."""
        before, behind = self._beside(hit)
        beside = len(before) + len(behind)
        if self._orders and (not before or (not behind and beside <= OFFICE_CHARS)):
            return True
        alone = beside <= hit.end - hit.start or (hit.place == SITE and not (before and behind))
        return alone and (len(self.places[hit.meaning.row]) >= 2 or could_be_obeyed(self._text))

    @cached_property
    def _orders(self) -> bool:
        """Somebody could do as the page says, and it is no news."""
        text = self._text
        return (
            could_be_obeyed(text)
            and text.distinct("news", meant=False) < NEWS_WORDS
            and not any(h.place in (TITLE, HEADING) for h in text.words("crackdown"))
        )

    def _licensor(self, hit: Hit) -> bool:
        """An authority that is named beside a word of licence is the one that licensed, and not the one that speaks."""
        if self._view.tables.organisations[hit.meaning.row].sector not in AUTHORITY:
            return False
        return any(
            h.place == hit.place and (h.end <= hit.start <= h.end + LICENCE_GAP or hit.end <= h.start <= hit.end + LICENCE_GAP)
            for h in self._text.words("licence")
        )

    def _dealt_with(self, hit: Hit) -> bool:
        """A tax office that is named in one title with a bookkeeper is whom he deals with; so long as no secret is taken and no file
        offered."""
        if self._view.tables.organisations[hit.meaning.row].sector != "tax" or PERSONAL & set(self._page.asks) or self._page.apps:
            return False
        return any(h.place == hit.place and not self._text.denied(h) for h in self._text.words("profession"))

    @cached_property
    def _long(self) -> set[int]:
        """Organisations named by more than an abbreviation of three letters."""
        return {h.meaning.row for hits in self._text.named.values() for h in hits if h.meaning.strength == 2 and h.place in CLAIM_PLACES}

    @cached_property
    def asks(self) -> bool:
        """The page asks for money, credentials, an id document, an application, an installation or a call."""
        page, text = self._page, self._text
        return bool(
            PERSONAL & set(page.asks)
            or page.apps
            or page.wallet_calls
            or any(c.kind in ("wallet", "payment-qr", "bank-account", "remote-tool") for c in page.contacts)
            or text.meant("deposit")
            or text.meant("callnow")
            or text.meant("topup")
            or (page.forms and any(f.fields for f in page.forms))
        )

    @cached_property
    def strong(self) -> tuple[int, ...]:
        """Organisations claimed in two places, or in one together with an ask; none when the page is a directory."""
        headings = {row for row, places in self.places.items() if HEADING in places}
        if len({self._owner(row) for row in headings}) > DIRECTORY_HEADINGS:
            return ()
        enough = [row for row, places in self.places.items() if len(places) >= 2 or (row in self._long and self.asks)]
        return tuple(sorted(enough, key=lambda row: (-len(self.places[row]), row)))

    def of(self, sectors: frozenset[str]) -> tuple[int, ...]:
        """Strongly claimed organisations of these sectors."""
        organisations = self._view.tables.organisations
        return tuple(row for row in self.strong if organisations[row].sector in sectors)

    @cached_property
    def authority(self) -> tuple[int, ...]:
        """Public bodies that the page presents itself as."""
        named = {h.meaning.row for h in self.presented}
        return tuple(row for row in self.of(AUTHORITY) if row in named)

    @cached_property
    def presented(self) -> list[Hit]:
        """Where the names of these bodies stand, of which the page is to be."""
        rows = self.of(AUTHORITY)
        return [h for h in self._named if h.meaning.row in rows and self._presents(h)] if rows else []

    @cached_property
    def finance(self) -> tuple[int, ...]:
        return self.of(FINANCE)

    @cached_property
    def countries(self) -> frozenset[str]:
        """Countries of the claimed authorities and finance houses. A bank with branches is at home in that one, too, which is named where
        it is claimed, by the suffix, or by the language; nothing else is inferred from these."""
        organisations = self._view.tables.organisations
        claimed = (*self.authority, *self.finance)
        home = {c for row in claimed if len(c := organisations[row].country) == 2}
        return frozenset(home | {c for row in claimed for c in organisations[row].branches if self._addresses(row, c)})

    def _addresses(self, row: int, country: str) -> bool:
        """Whether what is said in the name of an organisation is said to people of this country."""
        regions, suffix, language = channels().regions, self._view.target.suffix, self._page.language
        ending = suffix.rpartition(".")[2]
        if COUNTRIES.get(ending, ending.upper()) == country:
            return True
        if country == regions.by_language.get(language) or country in regions.chinese.get(language.removeprefix("zh-").lower(), ()):
            return True
        said = [self._text.found.texts[place] for place in self.places[row]]
        return any(_stands(word, text) for word in regions.words.get(country, ()) for text in said)

    def name(self, row: int) -> str:
        return self._view.tables.organisations[row].name

    def _owner(self, row: int) -> str:
        organisation = self._view.tables.organisations[row]
        return min(organisation.official, default=organisation.name)

    def mentioned(self, sectors: frozenset[str]) -> list[Hit]:
        """Every standing mention by the page itself, anywhere, of organisations of these sectors that do not own the host."""
        organisations = self._view.tables.organisations
        return [
            h
            for hits in self._text.organisations.values()
            for h in hits
            if h.meaning.strength == 2
            and organisations[h.meaning.row].sector in sectors
            and h.meaning.row not in self.own
            and not self._text.quoted(h)
        ]


def _stands(word: str, text: str) -> bool:
    """Whether a word stands there; between other letters only where its script is written without spaces."""
    low, at = text.casefold(), -1
    while (at := low.find(word, at + 1)) >= 0:
        around = low[max(0, at - 1) : at] + low[at + len(word) : at + len(word) + 1]
        if not (word.isascii() and any(c.isalpha() and c.isascii() for c in around)):
            return True
    return False
