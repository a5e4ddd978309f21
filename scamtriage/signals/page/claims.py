"""Whom a page says it is: organisations, authorities, finance houses; and what it asks of the visitor."""

import re
from collections import defaultdict

from scamtriage.knowledge.language import brands
from scamtriage.knowledge.language.sectors import AUTHORITY, FINANCE
from scamtriage.records import lazy_re
from scamtriage.records.facts.page_parts import CREDENTIALS
from scamtriage.signals.lazy import lazy
from scamtriage.signals.page import first_steps, sole_names
from scamtriage.signals.page.addressees import for_people_of, of_this_country
from scamtriage.signals.page.borrowed import LINKS, PICTURES, Borrowed, for_a_sign_on
from scamtriage.signals.page.distances import in_head
from scamtriage.signals.page.letterheads import letterheads
from scamtriage.signals.page.occurrences import CLAIM_PLACES, HEADING, LOGO, SITE, TEXT, TITLE, Hit
from scamtriage.signals.page.reporting import NEWS_WORDS, could_be_obeyed
from scamtriage.signals.page.sensitive_fields import PERSONAL
from scamtriage.signals.page.spoken_of import SpokenOf
from scamtriage.signals.page.title_parts import beside, fills, repeats_title
from scamtriage.signals.view import View

HEADLINES = 12
"""Headings from which a page lists what it tells, and names itself in few of them."""
OFFICE_CHARS = 12
"""Length of a word like "office" beside a name."""
DEALT_AT = lazy_re.compile(r"\b(?:at|with|before)(?: the)?\Z", re.IGNORECASE)
"""Before the name of an office: who deals with it speaks."""
PAID_WITH = frozenset({"password", "card"})
"""Secrets that agents take for themselves; what gives access to a bank is none."""
DIRECTORY_HEADINGS = 3
"""Most different organisations claimed in headings; a page with more is a directory."""


class Claims:
    """The claims of one page. Names beside a word of warning, and those that the host is official for, are not claims."""

    def __init__(self, view: View) -> None:
        page = view.page
        self._view = view
        self._page = page
        self._text = view.text
        self.borrowed = Borrowed(view)
        self.spoken_of = SpokenOf(view, self.borrowed)
        self.own = set(view.holders)
        """Indices of the organisations that own the page."""
        for domain, rows in view.tables.official_above(page.final_host):
            self.own.update(rows)  # the organisation's own name, which redirects to its site
            for sister in brands.load().called(
                domain.partition(".")[0].replace("-", "")
            ):  # "Shopee" on shopee.co.th, which is Shopee Thailand's
                self.own.update(*(view.tables.owners[name] for name in sister.official))

    @lazy
    def _named(self) -> list[Hit]:
        """Occurrences of other organisations' names in places where a page claims an identity: title, heading, site name, logo,
        copyright."""
        return [
            h
            for hits in self._text.named.values()
            for h in hits
            if h.place in CLAIM_PLACES
            and (h.meaning.strength or h.meaning.row in self.sure)
            and h.meaning.row not in self.own
            and not self._text.quoted(h)
            and not self._is_headline(h)
            and not self.spoken_of.licensor(h)
            and not self.spoken_of.dealt_with(h)
            and not self.spoken_of.signs_on(h)
            and not self.spoken_of.reckoned_in(h)
            and not self.spoken_of.borne_by_many(h)
        ]

    def _is_headline(self, hit: Hit) -> bool:
        """Whether the name is in one of many headings below the first, and not most of its part: papers list what they tell."""
        if hit.place != HEADING or len(self._page.headings) < HEADLINES or fills(self._text, hit):
            return False
        return "\n" in self._text.found.texts[HEADING][: hit.start]

    @lazy
    def places(self) -> dict[int, set[int]]:
        """Organisation -> the places that claim it: title, heading, site name, logo, copyright."""
        found: dict[int, set[int]] = defaultdict(set)
        for h in (*self._named, *self._letterhead):
            found[h.meaning.row].add(TITLE if repeats_title(self._text, h) else h.place)
        return found

    @lazy
    def _letterhead(self) -> list[Hit]:
        """Names of public bodies with which one of the first lines of the text begins, on a page that shows no owner and can be obeyed: the
        head of a warrant that is no heading. Clinics, agents and blogs that deal with an office name it so too, and say who they are."""
        heads = letterheads(self._view, self.own)
        if not heads or self._says_who_it_is or not self._orders:
            return []
        named = {h.meaning.row for h in self._named}  # a heading stands in the text too
        heads = [h for h in heads if h.meaning.row not in named]
        return [h for h in heads if not self._text.quoted(h) and not self.spoken_of.licensor(h) and not self.spoken_of.borne_by_many(h)]

    @lazy
    def _says_who_it_is(self) -> bool:
        who = self._view.identity
        return bool(who.address or who.company or who.own_mail or who.fixed_line)

    @lazy
    def sure(self) -> set[int]:
        """Organisations whose everyday-word names ("windows", "apple", "grab") count too. Another of their names is on the page, the host
        imitates them, or a page that takes secrets has pictures or links of a log-in from their own hosts."""
        named = {h.meaning.row for hits in self._text.organisations.values() for h in hits if h.meaning.strength == 2}
        borrowed = self.borrowed.hosts if self.borrowed.takes_secrets else frozenset[int]()
        return self._view.imitated | named | borrowed | sole_names.in_title_and_logo(self._view) | self._alone | self._of_this_country

    @lazy
    def _of_this_country(self) -> set[int]:
        return of_this_country(self._view)

    @lazy
    def _alone(self) -> frozenset[int]:
        return sole_names.in_few_words(self._view, self.spoken_of.signs_on)

    def _sold(self, hit: Hit) -> bool:
        """Whether the name stands in a heading of a shop below its first one: a course for an office's examination, a badge, a book."""
        page = self._page
        return hit.place == HEADING and page.has_cart and bool(page.products) and "\n" in self._text.found.texts[HEADING][: hit.start]

    def fills_a_place(self, row: int) -> bool:
        """Whether the organisation's name, not only words that begin with it, is a title, heading, logo or another part by itself, or
        pictures and links are its own: "Shopee | Login", not "Shopee Order Helper", which is its maker's name."""
        if self.copied.get(row, set()) & {TEXT, LINKS, PICTURES}:
            return True
        hits = (h for found in self._text.named.values() for h in found if h.meaning.row == row and h.place in CLAIM_PLACES)
        return any(fills(self._text, h) for h in hits)

    def _presents(self, hit: Hit) -> bool:
        """Whether the page names itself there, rather than speaking about someone. The name must fill a part of a title, or be at either
        end of the site's name. If the visitor can obey the page, a title that begins with the name suffices; news titles begin so too."""
        if self._sold(hit):
            return False
        before, behind = beside(self._text, hit)
        if self._says_who_it_is and DEALT_AT.search(before) and not (CREDENTIALS.intersection(self._page.asks) - PAID_WITH):
            return False  # "Visa extension at the Bureau of Immigration", of a law firm
        words = len(before) + len(behind)
        if self._orders and (not before or (not behind and words <= OFFICE_CHARS)):
            return True
        alone = words <= hit.end - hit.start or (hit.place == SITE and not (before and behind))
        return alone and (len(self.places[hit.meaning.row]) >= 2 or could_be_obeyed(self._text))

    @lazy
    def _orders(self) -> bool:
        """Whether a visitor could do as the page says, and it is not news."""
        text = self._text
        return could_be_obeyed(text) and text.distinct("news", meant=False) < NEWS_WORDS and in_head(text.words("crackdown")) is None

    @lazy
    def _long(self) -> set[int]:
        """Organisations named by more than a three-letter abbreviation."""
        hits = (h for found in self._text.named.values() for h in found if h.meaning.strength == 2 and h.place in CLAIM_PLACES)
        return {h.meaning.row for h in (*hits, *self._letterhead)} | self._of_this_country

    @lazy
    def copied(self) -> dict[int, set[int]]:
        """Organisation -> the places that claim it on a page that takes secrets, or the name of an account there: those of `places`, the
        text of a page that is hardly more than a form, links of its log-in or footer, and pictures. {} for other pages and directories."""
        borrowed = self.borrowed
        begins = not borrowed.takes_secrets and self._first_step
        if not (borrowed.takes_secrets or begins) or self._directory:
            return {}
        found = {row: set(places) for row, places in self.places.items()}
        for place, rows in ((TEXT, borrowed.in_text), (LINKS, borrowed.links | borrowed.footers), (PICTURES, borrowed.pictures)):
            for row in rows:
                found.setdefault(row, set()).add(place)
        for row in borrowed.fronts & found.keys():
            found[row].add(LINKS)
        for row in self._alone & found.keys():
            hits = [h for hits in self._text.organisations.values() for h in hits if h.meaning.row == row and h.place == TEXT]
            if any(not for_a_sign_on(self._page.text, h.start) for h in hits):
                found[row].add(TEXT)
        for row in sole_names.in_a_logo_file(self._view) - self.own:
            found.setdefault(row, set()).update((LOGO, PICTURES))
        return {row: places for row, places in found.items() if self._begun_at(row, places)} if begins else found

    def _begun_at(self, row: int, places: set[int]) -> bool:
        """Whether the log-in that such a page begins may be this organisation's. By a number or mailbox one logs in at shops, savings
        groups and ledgers, too, which name the purses that they serve."""
        if not first_steps.may_be_of(self._view, row):
            return False
        return first_steps.names_a_user(self._page) or row in self.named_alone or not {LINKS, PICTURES}.isdisjoint(places)

    @lazy
    def _first_step(self) -> bool:
        return first_steps.is_nobodys(self._view)

    @lazy
    def log_in_begun(self) -> frozenset[int]:
        """The houses that keep others' money whose log-in the page begins: their name stands where a page says whose it is, or in its text
        beside links or pictures of theirs."""
        if self.borrowed.takes_secrets or not self._first_step or self._directory:
            return frozenset()
        named = {row for row in self.places if row in self._long or row in self.sure}
        named |= {row for row in self.borrowed.in_text if len(self.copied.get(row, ())) > 1}  # shops name who takes their payments, too
        organisations, houses = self._view.tables.organisations, self._view.houses
        kept = frozenset(row for row in named if organisations[row].sector in first_steps.KEEPERS and organisations[row] not in houses)
        return kept & self.copied.keys()

    @lazy
    def named_alone(self) -> frozenset[int]:
        """Organisations whose name stands in title or heading beside words of a log-in alone."""
        hits = (h for hits in self._text.named.values() for h in hits if h.place in (TITLE, HEADING))
        return frozenset(
            h.meaning.row for h in hits if not sole_names.OF_A_FORM.sub("", first_steps.without_log_in(" ".join(beside(self._text, h))))
        )

    @lazy
    def asks(self) -> bool:
        """Whether the page asks for money, credentials, an id document, an application, an installation or a call."""
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

    @lazy
    def strong(self) -> tuple[int, ...]:
        """Organisations claimed in two places, or in one if the page also asks for something. () for a directory."""
        if self._directory:
            return ()
        enough = [row for row, places in self.places.items() if len(places) >= 2 or (row in self._long and self.asks)]
        return tuple(sorted(enough, key=lambda row: (-len(self.places[row]), row)))

    @lazy
    def _directory(self) -> bool:
        headings = {row for row, places in self.places.items() if HEADING in places}
        return len({self.owner(row) for row in headings}) > DIRECTORY_HEADINGS

    def of(self, sectors: frozenset[str]) -> tuple[int, ...]:
        """Strongly claimed organisations of these sectors."""
        organisations = self._view.tables.organisations
        return tuple(row for row in self.strong if organisations[row].sector in sectors)

    @lazy
    def authority(self) -> tuple[int, ...]:
        """Public bodies that the page presents itself as."""
        named = {h.meaning.row for h in self.presented}
        return tuple(row for row in self.of(AUTHORITY) if row in named)

    @lazy
    def presented(self) -> list[Hit]:
        """Occurrences of names by which the page presents itself as a public body."""
        rows = self.of(AUTHORITY)
        return [h for h in (*self._named, *self._letterhead) if h.meaning.row in rows and self._presents(h)] if rows else []

    @lazy
    def finance(self) -> tuple[int, ...]:
        return self.of(FINANCE)

    @lazy
    def countries(self) -> frozenset[str]:
        """Countries of the claimed authorities and finance houses. A bank's branch country counts too if it is named where the bank is
        claimed, or given by suffix or language."""
        organisations = self._view.tables.organisations
        claimed = (*self.authority, *self.finance)
        home = {c for row in claimed if len(c := organisations[row].country) == 2}
        return frozenset(home | {c for row in claimed for c in organisations[row].branches if self._addresses(row, c)})

    def _addresses(self, row: int, country: str) -> bool:
        """Whether the claim of an organisation addresses people of this country."""
        return for_people_of(self._view, country, [self._text.found.texts[place] for place in self.places[row]])

    def name(self, row: int) -> str:
        return self._view.tables.organisations[row].name

    def owner(self, row: int) -> str:
        return self._view.tables.organisations[row].owner

    def mentioned(self, sectors: frozenset[str]) -> list[Hit]:
        """Mentions anywhere, by the page itself, of organisations of these sectors that do not own the host."""
        return [h for h, sector in self._mentioned if sector in sectors]

    @lazy
    def _mentioned(self) -> list[tuple[Hit, str]]:
        """(mention, sector) for all sectors."""
        organisations, own, quoted = self._view.tables.organisations, self.own, self._text.quoted
        return [
            (h, organisations[h.meaning.row].sector)
            for hits in self._text.organisations.values()
            for h in hits
            if h.meaning.strength == 2 and h.meaning.row not in own and not quoted(h)
        ]
