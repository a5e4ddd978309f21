"""What a page has from another organisation's own site: where the links of its log-in lead, and whose pictures it shows."""

import re

from scamtriage.knowledge.hosts.lent_names import is_shared, site_of
from scamtriage.knowledge.hosts.urlparts import page_of
from scamtriage.knowledge.language.brands import Brand
from scamtriage.knowledge.language.sectors import CARD_MARKS, EMBEDDED, SUPERVISORS
from scamtriage.records import lazy_re
from scamtriage.records.facts.page_parts import CREDENTIALS, Link
from scamtriage.signals.lazy import lazy
from scamtriage.signals.page.occurrences import HEADING, LOGO, TEXT, TITLE, Hit
from scamtriage.signals.view import View

LINKS, PICTURES = 8, 9
"""Places of a claim, after those of occurrences.PLACES: where the links of a log-in lead, and pictures or the icon."""
_ACCOUNT = lazy_re.compile(r"forgot|forget|recover|reset|passw|sign-?up|register|identify|log-?[io]n|sign-?in|create|lupa|daftar", re.I)
_ACCOUNT_HOST = lazy_re.compile(
    r"(?:account|login|logon|signin|auth|id|sso|secure|ib|ibank|m2u|(?:e-?|net|online|internet)bank\w*)s?\d{0,2}\.", re.I
)
_TERMS = lazy_re.compile(
    r"privac|privat|terms|tos\b|legal|impressum|aviso|condi[tcz]|datenschutz|kebijakan|ketentuan|dieu-?khoan|cookie|security", re.I
)
LEAST_TERMS = 2
"""Fewest different links to an organisation's terms that show a footer to be its own."""
_SIGN_ON = lazy_re.compile(r"o(?:auth|penid)|authorize|/dialog/|sharer|/share\b|connect/|response_type=|client_id=|redirect_uri=", re.I)
"""Links by which one logs in at another's with one's account there, or shares a page."""
_WITH = lazy_re.compile(
    r"(?:\b(?:with|via|by|using|dengan|melalui|pakai|bằng|qua|gamit ang|sa)|ด้วย|ผ่าน|通过|透過|用|で|로)"
    r"\s*(?:บัญชี|akun|akaun|tài khoản)?\s*\Z"
)
"""What precedes a name on the button that logs one in with an account elsewhere."""
_BEFORE = 24
SHORT_TEXT = 1_000
"""Characters up to which a page is hardly more than its form, and who is named in it is who is meant."""
_HOST_IN_WORDS = lazy_re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+")
MOST_LINKS = 200
_WHO = frozenset({"name", "phone", "id-number"})
LEAST_LABEL = 6
"""Fewest letters of a site's label that is looked for in a title or host; shorter ones are in other words."""


class Borrowed:
    """What one page has from organisations that do not own its name. Rows are indices of organisations."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._page = view.page

    @lazy
    def takes_secrets(self) -> bool:
        """Whether the page asks for a secret or offers its own app file; nothing else here counts otherwise."""
        return bool(CREDENTIALS.intersection(self._page.asks) or self._page.apps or self.takes_a_person)

    @lazy
    def takes_a_person(self) -> bool:
        """Whether a page of nobody asks where its visitor lives and who he is or how to reach him."""
        asked = self._page.asks
        return self._view.identity.nobodys and "address" in asked and not _WHO.isdisjoint(asked)

    @lazy
    def links(self) -> frozenset[int]:
        """Organisations to whose own hosts the page sends those who forgot a password or have no account."""
        return frozenset(row for link, rows in self._leading if _of_accounts(link) for row in rows)

    @lazy
    def fronts(self) -> frozenset[int]:
        """Organisations to whose front page a link without words leads, as a logo's does."""
        plain = (rows for link, rows in self._leading if not link.text.strip() and page_of(link.url).partition("?")[0] in ("", "/"))
        return frozenset(row for rows in plain for row in rows)

    @lazy
    def footers(self) -> frozenset[int]:
        """Organisations to whose own terms, notices on privacy and such the page sends: whoever runs a log-in has terms of his own.
        Services that stand in others' pages are left out, as they have theirs beside them."""
        found: dict[int, set[str]] = {}
        for link, rows in self._leading:
            path = page_of(link.url).partition("?")[0]
            for row in rows if _TERMS.search(path) and not _SIGN_ON.search(link.url) else ():
                found.setdefault(row, set()).add(path)
        return frozenset(
            row for row, paths in found.items() if len(paths) >= LEAST_TERMS and self._sector(row) not in EMBEDDED | CARD_MARKS
        )

    @lazy
    def _leading(self) -> list[tuple[Link, tuple[int, ...]]]:
        """Links to organisations' own hosts, each with the organisations."""
        links = self._page.links[:MOST_LINKS]
        owners = {host: self._owners(host) for host in {link.host for link in links} if host}
        return [(link, rows) for link in links if (rows := owners.get(link.host))]

    @lazy
    def pictures(self) -> frozenset[int]:
        """Organisations whose own hosts serve pictures of the page, or whose name the file of its icon bears."""
        rows = {row for host, _ in self._page.image_hosts for row in self._owners(host) if self._sector(row) not in EMBEDDED}
        icon = self._page.icon.partition("?")[0].rpartition("/")[2]
        words = self._view.words_of(re.sub(r"[_.%+-]+", " ", icon)) if icon else []
        return frozenset(rows | {m.row for m in words if m.kind == "brand" and m.strength == 2 and m.row not in self._view.claims.own})

    @lazy
    def written(self) -> frozenset[int]:
        """Organisations whose official host is written out in title, heading or text: "PIN | dana.id"."""
        texts = self._view.text.found.texts
        heads = " ".join((texts[TITLE], texts[HEADING], texts[LOGO], texts[TEXT][:SHORT_TEXT])).lower()
        return frozenset(row for host in _HOST_IN_WORDS.findall(heads) for row in self._owners(host)) if "." in heads else frozenset()

    @lazy
    def in_text(self) -> frozenset[int]:
        """The one organisation that the text of a page names that is hardly more than a form; none if it names several."""
        page = self._page
        if len(page.text) > SHORT_TEXT:
            return frozenset()
        claims = self._view.claims
        named = {
            h.meaning.row
            for hits in self._view.text.organisations.values()
            for h in hits
            if h.place == TEXT
            and (h.meaning.strength == 2 or h.meaning.row in claims.sure)
            and not self._view.text.quoted(h)
            and not for_a_sign_on(page.text, h.start)
            and not self._in_a_heading(h.start)
            and not claims.spoken_of.borne_by_many(h)
            and not _in_an_address(page.text, h)
            and self._sector(h.meaning.row) not in SUPERVISORS
        }
        if len({claims.owner(row) for row in named}) != 1:
            return frozenset()
        return frozenset(row for row in named - claims.own if self._sector(row) not in EMBEDDED | CARD_MARKS)

    @lazy
    def _headings(self) -> frozenset[str]:
        return frozenset(heading.casefold() for heading in self._page.headings)

    def _in_a_heading(self, at: int) -> bool:
        """Whether the line of the text is a heading, which is a place of its own."""
        text = self._page.text
        end = text.find("\n", at)
        return text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(text)].strip().casefold() in self._headings

    @lazy
    def hosts(self) -> frozenset[int]:
        """Organisations whose own hosts the page uses for more than a link to be shared."""
        return self.links | self.fronts | self.pictures | self.written

    @lazy
    def twin(self) -> tuple[str, int]:
        """(site, places) of another site that is in no table, from whose hosts a page that is hardly more than its log-in has pictures, and
        whose name stands in title or logo. Its forms and links for accounts are one place more. ("", 0) if there is none, or if the page's
        own host bears that name: a firm's customers' area has pictures from its front page. Long pages are left out, as software for forums
        has pictures from its makers."""
        page, view = self._page, self._view
        if not self.takes_secrets or len(page.text) > SHORT_TEXT:
            return "", 0
        own = site_of(view.target.host)
        drawn = {site_of(host) for host, _ in page.image_hosts} - {own}
        told = [letters_of(view.text.found.texts[place]) for place in (TITLE, LOGO)]
        for site in sorted(drawn):
            label = letters_of(site.partition(".")[0])
            if len(label) < LEAST_LABEL or label in letters_of(view.target.host) or is_shared(site) or view.tables.owners.get(site):
                continue
            named = sum(label in text for text in told)
            led = any(site_of(form.action_host) == site for form in page.forms) or any(
                site_of(link.host) == site and _of_accounts(link) for link in page.links[:MOST_LINKS] if link.host
            )
            if named:
                return site, named + 1 + led
        return "", 0

    def _owners(self, host: str) -> tuple[int, ...]:
        rows = next((rows for _, rows in self._view.tables.official_above(host.lower())), ())
        return tuple(row for row in rows if row not in self._view.claims.own and self._organisation(row) not in self._view.houses)

    def _organisation(self, row: int) -> Brand:
        return self._view.tables.organisations[row]

    def _sector(self, row: int) -> str:
        return self._organisation(row).sector


def letters_of(text: str) -> str:
    """Return the letters and digits of a text, in lower case: the form in which a name is sought in hosts and titles."""
    return "".join(filter(str.isalnum, text.casefold()))


def _in_an_address(text: str, hit: Hit) -> bool:
    """Whether a name stands inside an address that is written out: a class shows what a false one looks like."""
    before, after = text[max(0, hit.start - 1) : hit.start], text[hit.end : hit.end + 2]
    return before in ("-", ".", "/", "@") or (after[:1] in ("-", ".") and after[1:].isalnum())


def for_a_sign_on(text: str, start: int) -> bool:
    """Whether the name that begins here is on a button to log in with an account elsewhere."""
    return _WITH.search(text[max(0, start - _BEFORE) : start].lower()) is not None


def _of_accounts(link: Link) -> bool:
    """Whether a link leads to a page for an account, and not to a sign-on for others' sites."""
    if not link.host or _SIGN_ON.search(link.url):
        return False
    path = page_of(link.url).partition("?")[0]
    return bool(_ACCOUNT_HOST.match(link.host) or _ACCOUNT.search(path))
