"""Names in a title or heading by which a page does not say who it is: it speaks of their bearer, or deals with him."""

from collections import defaultdict

from scamtriage.knowledge.language.sectors import AUTHORITY, COIN, EMBEDDED
from scamtriage.knowledge.small_tables import small_tables
from scamtriage.records import lazy_re
from scamtriage.records.facts.page_parts import CREDENTIALS
from scamtriage.signals.lazy import lazy
from scamtriage.signals.page.addressees import stands
from scamtriage.signals.page.borrowed import SHORT_TEXT, Borrowed, for_a_sign_on
from scamtriage.signals.page.distances import in_head
from scamtriage.signals.page.occurrences import HEADING, TITLE, Hit
from scamtriage.signals.page.sensitive_fields import PERSONAL
from scamtriage.signals.view import View

LICENCE_GAP = 25
"""Most characters between a word of licence and the authority that granted it."""
LOG_IN_TO = lazy_re.compile(
    r"(?:log[ -]?in (?:to|with)|sign[ -]?in (?:to|with)|masuk ke|login ke|đăng nhập(?: vào)?|เข้าสู่ระบบ|登[录入錄]|"
    r"تسجيل الدخول إلى|войти в|connexion à|iniciar sesión en|entrar no)\s*\Z"
)
SHELVES = (TITLE, HEADING)
"""Places where a shop lists whose things it sells."""
LOG_IN_GAP = 30
"""Characters read before a name for "log in to": a club has a log-in of its own, and none to the game."""


class SpokenOf:
    """Which names of one page are no claims."""

    def __init__(self, view: View, borrowed: Borrowed) -> None:
        self._view = view
        self._page = view.page
        self._text = view.text
        self._borrowed = borrowed

    def licensor(self, hit: Hit) -> bool:
        """Whether an authority beside a word of licence is named as the licensor."""
        if self._view.tables.organisations[hit.meaning.row].sector not in AUTHORITY:
            return False
        return any(
            h.place == hit.place and (h.end <= hit.start <= h.end + LICENCE_GAP or hit.end <= h.start <= hit.end + LICENCE_GAP)
            for h in self._text.words("licence")
        )

    def signs_on(self, hit: Hit) -> bool:
        """Whether a heading only says that one may log in with an account there."""
        if hit.place != HEADING or self._view.tables.organisations[hit.meaning.row].sector not in EMBEDDED:
            return False
        return for_a_sign_on(self._text.found.texts[HEADING], hit.start)

    def dealt_with(self, hit: Hit) -> bool:
        """Whether a tax office in one title with an accountant is only dealt with. The page must take no secret and offer no file."""
        if self._view.tables.organisations[hit.meaning.row].sector != "tax" or PERSONAL & set(self._page.asks) or self._page.apps:
            return False
        return any(h.place == hit.place and not self._text.denied(h) for h in self._text.words("profession"))

    def reckoned_in(self, hit: Hit) -> bool:
        """Whether the name is that of a coin ("USDT"), not its issuer's: who changes, pays or lends in it names it in the title. A page
        whose name imitates the issuer, that takes more than a password, calls a wallet, holds out coins in its head, or helps, blocks or
        checks in its title, may speak as the issuer."""
        organisation = self._view.tables.organisations[hit.meaning.row]
        if organisation.sector != COIN or self._text.said(hit) == organisation.name.casefold() or hit.meaning.row in self._view.imitated:
            return False
        page, text = self._page, self._text
        if page.wallet_calls or page.apps or CREDENTIALS.intersection(page.asks) - {"password"}:
            return False
        if any(h.place == TITLE for concept in ("support", "suspended", "verify") for h in text.meant(concept)):
            return False
        return in_head([*text.meant("prize"), *text.meant("claim")]) is None

    def borne_by_many(self, hit: Hit) -> bool:
        """Whether the name is that of a game or of a bank's agents, which players and agents bear too, or stands among games of other
        makers, as shops list them, and nothing here is its maker's."""
        if self._text.said(hit) not in small_tables().names_of_many.names and hit.place not in self._shelves:
            return False
        if LOG_IN_TO.search(self._text.found.texts[hit.place][max(0, hit.start - LOG_IN_GAP) : hit.start].lower()):
            return False
        return not self._speaks_as_a_maker and hit.meaning.row not in self._borrowed.hosts

    @lazy
    def _shelves(self) -> frozenset[int]:
        """Places, on a page that names no other organisation there, that name games of several makers, or several markets where the page
        takes no secret, and say a word more: who sells what several make, or has vouchers for several, is none of them. Names alone, as
        above a log-in that is meant for the players of any, say nothing of a shop."""
        organisations = self._view.tables.organisations
        listed = {"gaming"} if CREDENTIALS.intersection(self._page.asks) else {"gaming", "ecommerce"}
        makers: dict[int, set[str]] = defaultdict(set)
        named: dict[int, set[int]] = defaultdict(set)
        others: set[int] = set()
        for h in (h for hits in self._text.named.values() for h in hits if h.place in SHELVES):
            one = organisations[h.meaning.row]
            if one.sector in listed:
                makers[h.place].add(one.name)
                named[h.place].update(range(h.start, h.end))
            else:
                others.add(h.place)
        texts = self._text.found.texts
        more = {place for place, spans in named.items() if any(char.isalpha() and at not in spans for at, char in enumerate(texts[place]))}
        return frozenset(place for place, names in makers.items() if len(names) > 1 and place in more - others)

    @lazy
    def _speaks_as_a_maker(self) -> bool:
        """Whether the page does what a club of players does not: it takes more than a password, or holds out a prize that is not won in
        a match."""
        if CREDENTIALS.intersection(self._page.asks) - {"password"} or self._page.apps:
            return True
        text = self._text
        if any(h.meaning.strength >= 2 for h in text.lexicon_meant.get("prize-subsidy", ())):
            return True
        if not text.meant("prize"):
            return False
        told = f"{self._page.title}\n{self._page.text[:SHORT_TEXT]}".casefold()
        return self._borrowed.takes_secrets or not any(stands(word, told) for word in small_tables().contest_words.words)
