"""Measures on how the visitor is to get in touch or to hand over control of a machine."""

from msgspec.structs import replace

from scamtriage.knowledge.language.quoting import Find, quotation
from scamtriage.knowledge.language.sectors import FINANCE, VENDOR
from scamtriage.records.facts import Contact
from scamtriage.records.facts.contact import MESSENGERS
from scamtriage.records.facts.page import LOCKS
from scamtriage.records.findings import Measurement
from scamtriage.records.truncation import contacts_unread
from scamtriage.signals.measurement import NO, in_page
from scamtriage.signals.page import distances
from scamtriage.signals.page.numbers import TOLL_FREE
from scamtriage.signals.page.occurrences import TEXT, Hit
from scamtriage.signals.schemes import flavour, meant, of_machines, told
from scamtriage.signals.shops import is_shop
from scamtriage.signals.view import View

MOST_NUMBERS, MOST_WORDS = 20, 200
"""Numbers and words compared in the search for the nearest pair. More repetitions add nothing."""
MOST_ACCOUNTS = 4
"""Accounts that a sentence names."""
BRAND_NEAR_CHARS = 200
"""Characters at most between a word and the organisation named beside it."""
ALARMED = 3
"""Different words of alarm that count as an alarm."""


def tollfree_beside_alarm(view: View) -> Measurement:
    """Characters between a toll-free number and the nearest word of alarm or refund, at least 1. A stand-in if they are in different places
    of the page, or if the number has no position (a link around a picture). The sentence then gives no distance. A shop has a number for
    orders, and speaks of refunds: there only an alarm of several words counts."""
    page = view.page
    numbers = [c for c in view.identity.phones if c.detail in TOLL_FREE]
    if not numbers:
        return NO
    words = meant(view, ("alarm", "refund"))
    if not words or not (numbers := [c for c in numbers if c.value not in view.identity.quoted]):
        return NO
    if is_shop(view) and view.text.distinct("alarm") < ALARMED:
        return NO
    best, number, at = nearest_word(numbers, words)
    if at is None:
        return NO
    named = view.claims.mentioned(VENDOR | FINANCE)
    if not named and view.text.distinct("alarm") < 2:
        return NO
    beside = {"number": number.value, "count": number.count, "word": view.text.said(at)}
    brand = distances.gap([at], named[:MOST_WORDS])  # the organisation beside the word, not the first one named
    if brand[2] is not None and brand[0] <= BRAND_NEAR_CHARS:
        beside["brand"] = view.claims.name(brand[2].meaning.row)
    found = told(view, best, at, **beside)
    if number.position is not None and 0 <= number.position < len(page.text) and at.place == TEXT:  # quote from one to the other
        number_at = number.position, number.position + len(number.raw or number.value)
        finds = [Find(page.text, *place) for place in sorted((number_at, (at.start, at.end)))]
        found = replace(found, shown={**found.shown, "quote": quotation(finds)})
    return replace(found, types=("tech-support",)) if of_machines(view) else found


def nearest_word(numbers: list[Contact], words: list[Hit]) -> tuple[float, Contact, Hit | None]:
    """Return the characters between the nearest contact and word, and that pair; the word is None if there is none. If they are not both in
    the text, the distance is a stand-in that the rows take for near."""
    best, contact, at = float("inf"), numbers[0], None
    for number in numbers[:MOST_NUMBERS]:
        for word in words[:MOST_WORDS]:
            if number.position is not None and word.place == TEXT:
                gap = float(max(1, abs(number.position - word.start)))
            else:
                gap = 150.0 if word.place != TEXT else 300.0
            if gap < best:
                best, contact, at = gap, number, word
    return best, contact, at


def alarm_number(view: View) -> Measurement:
    """Different words of alarm on a page with any number to call. Required are two of: alarm, a page that cannot be left, an order to call
    at once. On a page that cannot be left the value is at least the threshold, as the alarm may be a picture."""
    page = view.page
    call = meant(view, ("callnow",))
    locked = len([b for b in page.behaviours if b in LOCKS]) >= 2  # a locked browser replaces the order to call at once
    alarmed = view.text.meant("alarm")
    if not view.identity.numbers or not ((alarmed and (call or locked)) or (call and locked)):
        return NO  # a locked page with an order to call needs no word of alarm
    number = max(view.identity.numbers, key=lambda c: c.count)
    count = view.text.distinct("alarm")
    return told(view, float(max(count, ALARMED) if locked else count), (call or alarmed)[0], number=number.value)


def number_repeated(view: View) -> Measurement:
    """How often the most repeated number occurs on the page."""
    if not view.identity.numbers:
        return NO
    number = max(view.identity.numbers, key=lambda c: c.count)
    page = view.dossier.evidence["page"]
    more = contacts_unread(view.page, page.caps)  # a count of what was read alone is a lower bound
    return Measurement(
        value=float(number.count), shown={"number": number.value, "count": f"at least {number.count}" if more else number.count}
    )


def impossible_number(view: View) -> Measurement:
    """1 if a national short code is shown with an international prefix, which cannot exist."""
    for contact in view.page.contacts:
        if "impossible-short-code" not in contact.flags or (contact.position is not None and view.text.warned(TEXT, contact.position)):
            continue
        return Measurement(value=1.0, shown={"number": contact.raw or contact.value})
    return NO


def messenger_alone(view: View) -> Measurement:
    """1 if a site that asks for something can be reached only by messengers and chat windows. One must be a personal account; there is no
    number, mail, address or message form."""
    page = view.page
    who = view.identity
    if not who.personal_messengers or who.phones or who.mails or who.address or who.written_to or not view.claims.asks:
        return NO
    account = who.personal_messengers[0]
    others = [one for one in who.messengers if one is not account]
    windows = [vendor for vendor, _ in page.chat_widgets if vendor not in MESSENGERS]
    accounts = dict.fromkeys([f"{account.kind} {account.value}", *windows, *(f"{one.kind} {one.value}" for one in others)])
    return Measurement(
        value=1.0,
        shown={"accounts": ", ".join(list(accounts)[:MOST_ACCOUNTS])},
        pointers=in_page("page.contacts", account.snippet or account.value),
    )


LOCAL = frozenset({"charity", "ticketing"})
"""Kinds that honest neighbours also settle in a chat. A seller with an address can be visited."""


LICENSED = frozenset({"ticketing"})
"""Kinds of which honest firms name their trade licence (PPIU, TAT, IATA) and also use chats."""


def money_on_messenger(view: View) -> Measurement:
    """1 if money, a job or a recovery is to be arranged on a messenger account or in a group. Official accounts count too, as they are
    opened as fast."""
    accounts = view.identity.personal_messengers or view.identity.messengers
    if not accounts or view.identity.points >= 3:
        return NO
    kind = flavour(view)
    if not kind or (kind[0] in LOCAL and view.identity.address) or (kind[0] in LICENSED and view.identity.licence):
        return NO
    found = at_messenger(accounts[0], about=kind[0])
    return replace(found, types=kind)


def at_messenger(account: Contact, **shown: object) -> Measurement:
    """1, with the account that is shown and quoted."""
    return Measurement(
        value=1.0,
        shown={"messenger": account.kind, "account": account.value, **shown},
        pointers=in_page("page.contacts", account.snippet or account.value),
    )


PRESSING = (
    ("gov-police", ("accusation",)),
    ("fake-customer-care", ("refund", "suspended", "cutoff", "safeaccount")),
    ("tech-support", ("alarm", "giftcard", "callnow")),
)
"""Concepts that press a visitor to grant remote access, by the type of scam that uses them."""


def remote_tool(view: View) -> Measurement:
    """Characters between a remote-control tool, or a screen to be shared, and the nearest pressing word; at least 1. A repair shop with an
    address that only names viruses does not count."""
    page = view.page
    offered = [c for c in page.contacts if c.kind == "remote-tool"]
    hits = view.text.tools
    if not hits and (page.apps or view.identity.personal_messengers):
        hits = view.text.meant("remote")
    if not offered and not hits:
        return NO
    pressing = {kind: found for kind, concepts in PRESSING if (found := meant(view, concepts))}
    workshop = view.identity.address or view.text.words("service")
    if not pressing or (workshop and not meant(view, ("refund", "accusation", "giftcard", "safeaccount", "suspended", "cutoff"))):
        return NO
    called = {c.value.lower(): c.value for c in offered}
    near = [
        (gap, kind, a, b)
        for kind, found in pressing.items()
        for gap, a, b in [distances.gap(hits, found)]
        if a is not None and b is not None
    ]
    if near:
        gap, kind, named, pressed = min(near, key=lambda one: one[0])
        kind = "tech-support" if kind == "fake-customer-care" and of_machines(view) else kind
        tool = view.text.said(named)
        return replace(told(view, float(gap + 1), named, pressed, tool=called.get(tool, tool)), types=(kind,))
    kind, found = next(iter(pressing.items()))
    tool = offered[0].value if offered else view.text.said(hits[0])
    return replace(told(view, 250.0, *hits[:1], found[0], tool=tool), types=(kind,))
