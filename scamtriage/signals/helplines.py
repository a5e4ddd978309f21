"""Pages built around a help line, and whose a number is said to be: that of whom support words describe, near it."""

from bisect import bisect_left
from collections import Counter
from itertools import islice

from scamtriage.knowledge.language.folding import digits_of
from scamtriage.knowledge.language.sectors import AUTHORITY
from scamtriage.records import lazy_re
from scamtriage.records.facts import Contact
from scamtriage.records.findings import Measurement
from scamtriage.signals.measurement import NO
from scamtriage.signals.page.distances import in_head, one_within
from scamtriage.signals.page.identity import FEW_CHARS, is_seen
from scamtriage.signals.page.occurrences import HEADING, SITE, TEXT, TITLE, Hit, Named
from scamtriage.signals.page.sensitive_fields import PERSONAL
from scamtriage.signals.schemes import meant, told
from scamtriage.signals.view import View

TOUCH = 25
"""Characters at most between a name and the support word that describes it."""
CHAINED = 9
"""Characters at most between names of one list. One name must touch the word: "PhonePe, Google Pay and Paytm customer care"."""
REACH = 200
"""Characters at most between a name and the number given for it."""
TRADE_GAP = 28
"""Characters read before a list of names to find what is done with them."""
LAST_DIGITS = 7
"""Last digits by which a number is recognised if it is written without country code or in other groups."""
MOST_NUMBERS, MOST_PLACES, MOST_WRITTEN = 20, 40, 400
_SUPPORT = ("support", "refund")
"""Concepts of the words that describe a help line."""
_NUMBER = lazy_re.compile(r"\d[\d ().-]{5,18}")
_CLAUSE = lazy_re.compile(r"[.!?。！？।၊။\n]")
_TRADE = lazy_re.compile(
    r"(?<!google )(?<!apple )(?<!samsung )(?<!amazon )(?<!wave )\bpay(?:s|able|ment|ments|ing)?\b"
    r"|\baccept|\bdeliver|\bship(?:s|ped|ping)?\b|\bcouriers?\b|\bcheck-?out\b|\btransfers?\b"
    r"|\bterima|\bmenerima|\bditerima|\bbayar|\bpembayaran|\bkirim|\bpengiriman|\bhantar|\bpenghantaran|\bdihantar|\bkurier|\bkurir|\bpindahan"
    r"|\btumatanggap|\bbayad|\bmagbayad|\bpadala|\bhatid|\bthanh toán|\bgiao hàng|\bchuyển khoản|\bnhận|\bvận chuyển"
    r"|ชำระ|จ่าย|โอน|ส่ง|รับบัตร|支付|付款|接受|收款|配送|快递|快遞|发货|發貨|送货|送貨|支払|決済|発送|対応|결제|배송|택배|입금|भुगतान|डिलीवरी|स्वीकार|कूरियर"
    r"|ទូទាត់|បង់|ដឹកជញ្ជូន|ទទួល|ချေ|ပို့|ຊຳລະ|ຈ່າຍ|ສົ່ງ"
)
"""Words of paying and delivering, in thirteen languages. A shop names organisations through which it does so."""


def care_page(view: View) -> Measurement:
    """1 if the page is built around a customer-care number of an organisation that does not own it."""
    if not view.identity.numbers:
        return NO
    support = view.text.meant("support")
    head = in_head(support) or _said_in_few_words(view, support)
    organisations = view.tables.organisations
    named = [
        r
        for r, places in view.claims.places.items()
        if places & {TITLE, HEADING, SITE}
        and organisations[r].sector != "remote-access"  # every help desk names such tools
        and organisations[r] not in view.houses
    ]
    if head is None or not named or view.identity.points >= 3 or not view.identity.own_numbers:
        return NO
    brand, number = named_care(view, head, named)
    return told(view, 1.0, head, brand=view.claims.name(brand), number=number.value)


def _said_in_few_words(view: View, support: list[Hit]) -> Hit | None:
    """The first word of help in the text of a page of few words that shows no owner: it has no heading, and is about nothing else."""
    if not support or len(view.page.text) >= FEW_CHARS or not view.identity.nobodys:
        return None
    return next((hit for hit in support if hit.place == TEXT), None)


def number_of_many_brands(view: View) -> Measurement:
    """How many differently owned organisations have one number given as their help line."""
    page = view.page
    identity = view.identity
    if not identity.numbers or (identity.address and identity.own_mail):
        return NO
    if not any(s.place == TEXT for s in meant(view, _SUPPORT)) or _alone(view, _names(view, view.text.organisations)):
        return NO
    support = sorted((s.start, s.end) for s in view.text.meant_everywhere(_SUPPORT) if s.place == TEXT)
    lists = _lists(page.text, _names(view, view.text.found.every["brand"]))
    helped = [hit for names in lists if _said_of(names, support) and not _traded(page.text, names) for hit in names]
    if not helped:
        return NO
    written = _written(page.text)
    best, shown = 0, {}
    for contact in ([c for c in identity.numbers if _is_shown(c)] or identity.numbers)[:MOST_NUMBERS]:
        places = _places(written, contact)
        named = Counter(_owner(view, hit) for hit in helped if not places or one_within(places, hit.start - REACH, hit.end + REACH))
        if len(named) > best:
            best, foremost = len(named), named.most_common(1)[0][0]
            brand = next(view.claims.name(hit.meaning.row) for hit in helped if _owner(view, hit) == foremost)
            shown = {"count": best, "number": contact.value, "given": max(contact.count, len(places)), "brand": brand}
    return Measurement(value=float(best), shown=shown) if best else NO


def _is_shown(number: Contact) -> bool:
    """Whether visitors see a number. They do not see that of a link which dials no number of its country: its text has another."""
    return is_seen(number) and (number.position is not None or "unassigned" not in number.flags)


def named_care(view: View, word: Hit, rows: list[int]) -> tuple[int, Contact]:
    """Return the organisation of `rows` named nearest to a support word, and the number nearest to its name."""
    names = [h for hits in view.text.organisations.values() for h in hits if h.meaning.row in rows]
    near = min((h for h in names if h.place == word.place), key=lambda h: (_apart(h, word), h.start), default=None)
    row = near.meaning.row if near is not None else rows[0]
    said = sorted(h.start for h in names if h.meaning.row == row and h.place == TEXT)[:MOST_PLACES]
    text = view.page.text
    written = _written(text)
    numbers = view.identity.own_numbers[:MOST_NUMBERS]
    gaps = [min((abs(at - start) for at in _places(written, c) for start in said), default=len(text)) for c in numbers]
    return row, numbers[gaps.index(min(gaps))]


def _apart(first: Hit, second: Hit) -> int:
    """Characters between two occurrences; 0 if they touch or overlap."""
    return max(first.start - second.end, second.start - first.end, 0)


def _names(view: View, named: Named) -> list[Hit]:
    """Of these, names of organisations in the text, in order, common words such as "amazon" included. Left out are remote-access tools,
    which every help desk names, and on a profession's page authorities."""
    known, others = view.tables.organisations, {"remote-access"} | (AUTHORITY if _dealing(view) else frozenset())
    return sorted(
        h
        for hits in named.values()
        for h in hits
        if h.meaning.strength != 1 and h.place == TEXT and known[h.meaning.row].sector not in others
    )


def _alone(view: View, names: list[Hit]) -> bool:
    """Whether the names are of one owner, or of none. A cheap no before all occurrences are asked for."""
    return len({_owner(view, hit) for hit in names}) < 2


def _dealing(view: View) -> bool:
    """Whether title or heading offers a profession and no secret is taken. A bookkeeper helps with the offices that the page names."""
    if PERSONAL & set(view.page.asks) or view.page.apps:
        return False
    return in_head(h for h in view.text.words("profession") if not view.text.denied(h)) is not None


def _owner(view: View, hit: Hit) -> str:
    return view.tables.organisations[hit.meaning.row].owner


def _lists(text: str, names: list[Hit]) -> list[list[Hit]]:
    """Group names that follow each other closely on one line."""
    lists: list[list[Hit]] = []
    reached = 0
    for hit in names:
        if lists and hit.start - reached <= CHAINED and "\n" not in text[reached : hit.start]:
            lists[-1].append(hit)
        else:
            lists.append([hit])
            reached = 0
        reached = max(reached, hit.end)
    return lists


def _traded(text: str, names: list[Hit]) -> bool:
    """Whether a list of names says who is paid or who delivers."""
    before = text[max(0, names[0].start - TRADE_GAP) : names[0].start].lower()
    return _TRADE.search(_CLAUSE.split(before)[-1]) is not None


def _said_of(names: list[Hit], support: list[tuple[int, int]]) -> bool:
    """Whether a support word touches a list of names."""
    first, last = names[0].start - TOUCH, max(hit.end for hit in names) + TOUCH
    at = bisect_left(support, (first - TOUCH, 0))
    return any(end >= first and start <= last for start, end in support[at : at + MOST_PLACES])


def _places(written: list[tuple[int, str]], contact: Contact) -> list[int]:
    """Positions of a number in the text, in any grouping. [] for one of a link or contact bar, which belongs to no single name."""
    places = {contact.position} if contact.position is not None else set()
    own = digits_of(contact.value)[-LAST_DIGITS:]
    if len(own) == LAST_DIGITS:  # a short number is the end of many others
        places.update(at for at, digits in written if digits.endswith(own))
    return sorted(places)


def _written(text: str) -> list[tuple[int, str]]:
    """(position, digits) of what may be phone numbers in the text."""
    found = ((match.start(), digits_of(match[0])) for match in islice(_NUMBER.finditer(text), MOST_WRITTEN))
    return [(at, digits) for at, digits in found if len(digits) >= LAST_DIGITS]
