"""How the owner of a page can be reached, and what the page says about the owner."""

import re
from functools import cache

from scamtriage.knowledge.language.folding import digits_of, lowered
from scamtriage.knowledge.language.phrases import compiled
from scamtriage.knowledge.small_tables import small_tables
from scamtriage.records import lazy_re
from scamtriage.records.facts import Contact
from scamtriage.records.facts.contact import MESSENGERS, OUT_OF_SIGHT, TELEGRAM_BOT
from scamtriage.records.facts.contact import UNSEEN as IN_AN_INVISIBLE_LINK
from scamtriage.signals.lazy import lazy
from scamtriage.signals.page import streets
from scamtriage.signals.page.numbers import TOLL_FREE, known_line, private_number
from scamtriage.signals.page.occurrences import HIDDEN, TEXT, Hit
from scamtriage.signals.page.reported_speech import Range, within
from scamtriage.signals.page.sensitive_fields import COPIED_DAYS
from scamtriage.signals.view import View

BARE_CHARS, FEW_CHARS = 150, 400
"""Characters of visible text below which a page says nothing of its own (a picture to click, a form without a word, "under construction"),
and below which it says so little that a name or a wallet on it is what it is about."""
PHONES = frozenset({"phone", "hotline"})
FIXED = frozenset({"fixed", "fixed or mobile"})
NEAR_CHARS = 30
MOST_WRITTEN = 20
"""Numbers that may be quoted, and places looked at of each."""
VOUCHED_CHARS = 60
"""Characters at most from "the only real number" to the number."""
MOST_TEXT = 20_000
"""Characters in which a street is searched for."""
_NUMBER = lazy_re.compile(r"\d")
_STOP = lazy_re.compile(r"[.!?。！？।\n]")
_POSTCODE = lazy_re.compile(r"(?<![\d/.-])\d{5,6}(?![\d/.-])")
_REGISTERED = lazy_re.compile(
    r"(?<![\d/.-])(?!\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(?![\d./-]))"
    r"(?:\d[\d\-/.]{5,}|\d{5,}|\d{2} \d{3} \d{3} \d{3}\b|\d{2}[A-Z]{5}\d{4}[A-Z0-9]{4}\b)"
)
"""A register number; dates are excluded."""
_BESIDE_FORM = lazy_re.compile(r"\.?\s?[(（]?\s?(?:\d{4,8}-[A-Z]|\d{6}[\dx]{6}|\d{9}[A-Z])\b")
"""Company numbers directly after a company's legal form, as in Malaysia and Singapore: "Sdn Bhd (1234567-X)"."""
_OF_COMPANIES = lazy_re.compile(r"(?<![\w-])(?:\d{3}-\d{2}-[\dx]{5}|0\d{12}|91[0-9A-Z]{16})(?![\w-])")
"""Number formats that only companies have, in Korea, Thailand and China. They need no register word."""
REGISTER_CHARS = 60
_HOUSE = lazy_re.compile(r"[\s:.(]{0,3}\d{1,4}(?:[/-]\d{1,4})?(?![\d/-])")
_NUMBERED = {
    "เลขที่": lazy_re.compile(
        r"(?:(?:^|[^\u0e00-\u0e7f])(?<!คดี )(?<!บัญชี )(?<!อนุญาต )(?<!สัญญา )(?<!คำสั่ง )(?<!หมายจับ )(?<!หมายเรียก )(?<!หนังสือ )"
        r"|บ้าน|อยู่|ตั้ง|ห้อง|อาคาร|โรงงาน|ร้าน|สำนักงาน|ณ)\Z"
    ),
    "အမှတ်": lazy_re.compile(r"(?:(?:^|[^\u1000-\u109f])|အိမ်|တိုက်|အခန်း|ခြံ)\Z"),
}
"""Words for "number" -> what may precede them if they number a house. They also number cases, accounts and licences."""
_WITHHELD_CHARS = 45
"""Characters after an address word in which it may be said that it is withheld."""
_BEFORE_NUMBERED = 12
"""Characters read before such a word."""
_UNIT = lazy_re.compile(r"#\d{1,3}-\d{1,4}[^\n]{0,40}\b\d{6}\b")
"""A unit in a tower followed by its post code, as in Singapore."""


UNSEEN = "hidden text"
"""Place of contacts that no visitor sees. They may accuse, but do not identify the owner."""


def is_seen(contact: Contact) -> bool:
    """Whether a visitor sees a contact: it stands neither in hidden text, as a later step of a form is, nor in an invisible link alone."""
    return contact.where != UNSEEN and IN_AN_INVISIBLE_LINK not in contact.flags


class Identity:
    """Contacts of one page by what they say about its owner."""

    def __init__(self, view: View) -> None:
        page = view.page
        self._view = view
        self._page = page

    @lazy
    def phones(self) -> tuple[Contact, ...]:
        return tuple(c for c in self._page.contacts if c.kind in PHONES)

    @lazy
    def numbers(self) -> tuple[Contact, ...]:
        """Numbers that are rented or owned, premium ones included, without those of public bodies."""
        return tuple(c for c in self.phones if not known_line(c) and (c.kind == "phone" or c.detail in TOLL_FREE or private_number(c)))

    @lazy
    def quoted(self) -> frozenset[str]:
        """Numbers that the page only warns of or quotes, wherever it writes them: they are others', as "they ring from 1800 …" says. One in
        a link is the page's own, so is one that the same sentence has called ("beware of fakes, call only …") or says to be the true one
        ("the only real number is …"), and where a page gives no other way to reach its owner, the visitor is left with those."""
        if not (written := [c for c in self.phones if c.where == "text" and c.position is not None]):
            return frozenset()
        text, source = self._view.text, self._page.text
        told = [] if text.tells or text.about else text.reported.told(TEXT)
        if not told:
            return frozenset()
        calls = [h.start for h in text.words("callnow") if h.place == TEXT]
        others = [stretch for stretch in told if not any(stretch[0] <= at < stretch[1] for at in calls)]
        found: set[str] = set()
        for contact in written[:MOST_WRITTEN]:
            assert contact.position is not None
            if within(others, contact.position):
                places = occurrences(source, contact.raw or contact.value, contact.position)
                if (
                    contact.count <= len(places) and OUT_OF_SIGHT not in contact.flags and all(within(others, at) for at in places)
                ):  # else it is written otherwise elsewhere
                    found.update(() if any(self._vouched(at) for at in places) else (contact.value,))
        if not found:
            return frozenset()
        texts = {id(c) for c in written}
        own = {c.value for c in self._page.contacts if c.kind != TELEGRAM_BOT and (id(c) not in texts or c.value not in found)}
        return frozenset(found - own) if own else frozenset()

    def _vouched(self, at: int) -> bool:
        """Whether the words before a number say that it is the true one, and are no quotation."""
        before = self._page.text[max(0, at - VOUCHED_CHARS) : at]
        told = [found.end() for found in _vouching().finditer(lowered(before))]
        return bool(told) and _STOP.search(before, told[-1]) is None and not within(self._in_marks, at)

    @lazy
    def _in_marks(self) -> list[Range]:
        return self._view.text.reported.marked(TEXT)  # those of a page of few words, too

    @lazy
    def own_numbers(self) -> tuple[Contact, ...]:
        """`numbers` without those that are quoted."""
        return tuple(c for c in self.numbers if c.value not in self.quoted)

    @lazy
    def messengers(self) -> tuple[Contact, ...]:
        """Accounts of messengers, without those at which public bodies take reports."""
        return tuple(c for c in self._page.contacts if c.kind in MESSENGERS and not known_line(c))

    @lazy
    def personal_messengers(self) -> tuple[Contact, ...]:
        """Messenger accounts that anyone can open, without official accounts."""
        return tuple(c for c in self.messengers if "official-account" not in c.flags and not c.value.startswith("@"))

    @lazy
    def mails(self) -> tuple[str, ...]:
        """Mail domains of the page's addresses."""
        return tuple(c.value.rpartition("@")[2].lower() for c in self._page.contacts if c.kind == "email")

    @lazy
    def own_mail(self) -> bool:
        """Whether a visible mail address is under the site's own name."""
        own = self._view.target.registrable
        seen = (c.value.rpartition("@")[2].lower() for c in self._page.contacts if c.kind == "email" and is_seen(c))
        return any(m == own or m.endswith("." + own) for m in seen)

    @lazy
    def freemail(self) -> str:
        """The domain of a contact address at a free mail provider; "" if there is none."""
        return next((m for m in self.mails if m in self._view.tables.freemail), "")

    @lazy
    def written_to(self) -> bool:
        """Whether a form has a field for a message. Fields for recovery words do not count."""
        return any(field.type == "textarea" and not field.asks for form in self._page.forms for field in form.fields)

    @lazy
    def address(self) -> bool:
        """Whether the page shows a postal address. It is a street with its number, or a unit number, or an address word and a number beside
        a second such word or a post code."""
        text, source = self._view.text, self._page.text
        if "#" in source and _UNIT.search(source):  # search for the sign first, as the expression is slow
            return True
        if streets.written(source[:MOST_TEXT]):
            return True
        places = sorted({(h.start, h.end) for h in text.words("address") if h.place == TEXT and _of_a_house(source, h)})
        for at, (start, end) in enumerate(places):
            before, after = max(0, start - NEAR_CHARS), end + NEAR_CHARS
            number = _NUMBER.search(source, before, after)
            if number is None or _withheld(source, end):
                continue
            second = next(iter(places[at + 1 : at + 2]), None)
            if (
                second
                and second[0] - end <= 2 * NEAR_CHARS
                and source[slice(*second)] != source[start:end]
                and not _withheld(source, second[1])
            ):
                return True
            codes = _POSTCODE.finditer(source, max(0, start - 2 * NEAR_CHARS), end + 2 * NEAR_CHARS)
            if any(_number_apart(source, before, after, code) for code in codes):
                return True
        return False

    @lazy
    def company(self) -> bool:
        """Whether the page shows a company number, after a register word or a legal form. Numbers for calls, messages or payments do not
        count."""
        text, source = self._view.text, self._page.text
        for form in (h for h in text.words("company") if h.place == TEXT):
            number = _OF_COMPANIES.search(source, form.end, form.end + REGISTER_CHARS)
            if _BESIDE_FORM.match(source, form.end) or (number and not self._taken(number[0])):
                return True
        words = [h for h in text.words("register") if h.place == TEXT]
        accounts = [h.start for h in text.words("account") if h.place == TEXT] if words else []
        for word in words:
            for number in _REGISTERED.finditer(source, word.end, word.end + REGISTER_CHARS):
                if not self._taken(number[0]) and not any(word.end <= at < number.start() for at in accounts):
                    return True
        return False

    def _taken(self, number: str) -> bool:
        """Whether the number serves to call, write or pay."""
        digits = digits_of(number)
        return any(digits in way for way in self._ways)

    @lazy
    def _ways(self) -> frozenset[str]:
        """Digits of the page's numbers and accounts, as written and as dialled."""
        return frozenset(digits_of(one) for c in self._page.contacts for one in (c.raw, c.value))

    @lazy
    def licence(self) -> bool:
        """Whether a licence or supervisor is named."""
        return any(h.place != HIDDEN for h in self._view.text.meant("licence"))

    @lazy
    def fixed_line(self) -> bool:
        """Whether the page shows a fixed line. Toll-free, premium and service numbers have no location, and a public body's short number is
        its own. A number in a link that nobody sees vouches for nobody."""
        return any(c.detail in FIXED and is_seen(c) for c in self.phones)

    @lazy
    def full(self) -> bool:
        """Whether the page shows a postal address, a fixed line and mail under its own name."""
        return self.address and self.fixed_line and self.own_mail

    @lazy
    def shows_an_owner(self) -> bool:
        """Whether the page shows any one of address, company number, own mail and fixed line."""
        return self.address or self.company or self.own_mail or self.fixed_line

    @lazy
    def nobodys(self) -> bool:
        """Whether neither name nor page shows whose it is. A name that is lent, young or of unknown age shows nothing."""
        age = self._view.age_days
        if not self._view.lent and age is not None and age > COPIED_DAYS:
            return False
        return not self.shows_an_owner

    @lazy
    def points(self) -> int:
        """How many of address, fixed line, own mail, company number and licence are shown."""
        return sum((self.address, self.fixed_line, self.own_mail, self.company, self.licence))


@cache
def _vouching() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(small_tables().vouching_words.words))))


def occurrences(text: str, written: str, first: int) -> list[int]:
    """Where a contact is written in the text, from its first place on, at most MOST_WRITTEN times."""
    at, found = first, list[int]()
    while at >= 0 and len(found) < MOST_WRITTEN:
        found.append(at)
        at = text.find(written, at + 1)
    return found


_LINE_OF_A_FORM = lazy_re.compile(r"\s?(?:line|baris|ligne|zeile|línea|linea|linha|行)\s?[1-4]\b", re.IGNORECASE)
"""What follows an address word that is the label of a field."""


def _of_a_house(text: str, hit: Hit) -> bool:
    """Whether an address word that also counts other things ("no.") precedes a house number here, and is not the label of a field."""
    if _LINE_OF_A_FORM.match(text, hit.end):
        return False
    before = _NUMBERED.get(text[hit.start : hit.end])
    if before is None:
        return True
    return _HOUSE.match(text, hit.end) is not None and before.search(text, max(0, hit.start - _BEFORE_NUMBERED), hit.start) is not None


def _withheld(text: str, end: int) -> bool:
    """Whether it is said of an address, after its word that ends here and in its sentence, that it is kept secret or told after payment."""
    after = _STOP.split(text[end : end + _WITHHELD_CHARS], maxsplit=1)[0]
    return compiled("paid_ahead", "withheld").search(after.lower()) is not None


def _number_apart(text: str, first: int, last: int, code: re.Match[str]) -> bool:
    """Whether a stretch holds a number other than this post code."""
    return any(not code.start() <= number.start() < code.end() for number in _NUMBER.finditer(text, first, last))
