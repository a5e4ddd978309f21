"""Measures on how the visitor is to get in touch or to hand over control of a machine."""

import re
from functools import cache

from msgspec.structs import replace

from scamtriage.knowledge.language.quoting import Find, quotation
from scamtriage.knowledge.language.sectors import FINANCE, VENDOR
from scamtriage.knowledge.small_tables import small_tables
from scamtriage.records.facts import Contact
from scamtriage.records.facts.contact import MESSENGERS
from scamtriage.records.facts.page import LOCKS
from scamtriage.records.findings import Measurement
from scamtriage.records.truncation import contacts_unread
from scamtriage.signals.content import recovery_offer
from scamtriage.signals.measurement import NO, NOT_APPLICABLE, in_page
from scamtriage.signals.officer_script import case_parts, private_lines
from scamtriage.signals.page import distances
from scamtriage.signals.page.numbers import TOLL_FREE, private_number
from scamtriage.signals.page.occurrences import TEXT, Hit
from scamtriage.signals.page.sensitive_fields import PERSONAL
from scamtriage.signals.schemes import flavour, meant, of_machines, told
from scamtriage.signals.shops import is_shop
from scamtriage.signals.view import View

NORTH_AMERICA = frozenset({"US", "CA"})
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


def country_mismatch(view: View) -> Measurement:
    """1 if no number on the page belongs to a country of the claimed authority or bank."""
    if not view.claims.countries:
        return NOT_APPLICABLE
    numbers = [c for c in view.identity.phones if c.country]
    if not numbers:
        return NO
    if not all(_foreign(c, view) for c in numbers):
        return NO
    return Measurement(
        value=1.0, shown={"number": numbers[0].value, "country": numbers[0].country, "claimed": ", ".join(sorted(view.claims.countries))}
    )


def _foreign(number: Contact, view: View) -> bool:
    """Whether the number's country is none of the claimed body's, as far as both are known. Toll-free numbers of North America belong to
    all its countries."""
    countries = NORTH_AMERICA if number.country in NORTH_AMERICA else {number.country}
    return bool(view.claims.countries and number.country) and view.claims.countries.isdisjoint(countries)


def authority_on_a_private_line(view: View) -> Measurement:
    """1 if an authority or bank is to be reached on a foreign, mobile, premium-rate or other private number."""
    rows = view.claims.authority or view.claims.finance
    if not rows:
        return NOT_APPLICABLE
    if not view.claims.authority and (view.identity.address or _is_agent(view)):  # a corner shop that serves a wallet's customers
        return NO
    for number in view.identity.numbers:
        if kind := "a foreign number" if _foreign(number, view) else private_number(number):
            return Measurement(
                value=1.0,
                shown={"brand": view.claims.name(rows[0]), "number": number.value, "kind": kind},
                pointers=in_page("page.contacts", number.snippet or number.value),
                types=institution(view),
            )
    return NO


LED = ("holdline", "callback", "guided", "secrecy", "alone", "safeaccount")
"""Concepts of orders given to a victim on the phone."""


AGENTS_SERVICES = 2
"""Fewest different services by which a shop is known."""


def _is_agent(view: View) -> bool:
    """Whether the page takes nothing, and sells what a corner shop does beside somebody else's wallet."""
    if PERSONAL.intersection(view.page.asks) or view.page.apps:
        return False
    sold = {word.replace("-", " ") for word in _services().findall(view.text.beginning)}
    return len(sold) >= AGENTS_SERVICES and not all(word.startswith("cash") for word in sold)  # help desks of wallets say "cash in", too


@cache
def _services() -> re.Pattern[str]:
    words = sorted(small_tables().agents_services.words, key=lambda word: (-len(word), word))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")


SCRIPT_PARTS, FULL_SCRIPT = 4, 6
"""Fewest parts of a fake officer's script, and fewest without a word of SILENCED."""
SILENCED = ("alone", "secrecy", "holdline", "callback", "guided")


def official_on_a_private_line(view: View) -> Measurement:
    """1 if a page with a mobile number or messenger account follows a fake officer's script: SCRIPT_PARTS of it, and that its reader keeps
    silent, or is led by a call. Lawyers and brokers name crimes, money and the police, and lead nobody; else it takes FULL_SCRIPT."""
    if not (view.identity.numbers or view.identity.messengers):
        return NO
    parts, said = case_parts(view)
    if parts < SCRIPT_PARTS or (parts < FULL_SCRIPT and not meant(view, SILENCED)):
        return NO
    if (flavour(view) == ("loan-app",) or recovery_offer(view).value) and not meant(view, LED):
        return NO  # a lender's or a court's words, without a call
    private = private_lines(view)
    if not private and meant(view, ("holdline", "callback", "guided")):
        private = list(view.identity.numbers)  # any number counts if a statement is made on the phone
    if not private:
        return NO
    return told(view, 1.0, *said, channel=f"{private[0].kind} {private[0].value}")


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


def authority_on_messenger(view: View) -> Measurement:
    """1 if an authority or bank is to be reached on a personal messenger account."""
    rows = view.claims.authority or view.claims.finance
    if not rows:
        return NOT_APPLICABLE
    accounts = view.identity.personal_messengers
    return replace(_messenger(accounts[0], brand=view.claims.name(rows[0])), types=institution(view)) if accounts else NO


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
    found = _messenger(accounts[0], about=kind[0])
    return replace(found, types=kind)


def _messenger(account: Contact, **shown: object) -> Measurement:
    return Measurement(
        value=1.0,
        shown={"messenger": account.kind, "account": account.value, **shown},
        pointers=in_page("page.contacts", account.snippet or account.value),
    )


def institution(view: View) -> tuple[str, ...]:
    """The type of scam that an imitation of the claimed body serves."""
    if view.claims.authority:
        return ("gov-police",)
    if not view.claims.finance:
        return ()
    called = meant(view, ("callback", "guided", "holdline"))  # a bank that calls is also a fake call centre
    return ("bank-wallet", "fake-customer-care") if called else ("bank-wallet",)


def free_mail_of_an_institution(view: View) -> Measurement:
    """1 if an authority or bank gives an address at a free mail service."""
    rows = view.claims.authority or view.claims.finance
    if not rows:
        return NOT_APPLICABLE
    domain = view.identity.freemail
    return Measurement(value=1.0, shown={"brand": view.claims.name(rows[0]), "domain": domain}) if domain else NO


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
