"""The sentences of each scheme: which concepts a scam of this kind brings together, and how close."""

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from scamtriage.records.assessment import Measurement
from scamtriage.signals.measurement import NO, in_page
from scamtriage.signals.page.asks import PERSONAL
from scamtriage.signals.page.claims import CARRIER, FINANCE
from scamtriage.signals.page.occurrences import HEADING, PLACES, TITLE, Hit
from scamtriage.signals.view import View

Group = tuple[str, ...]
"""Concepts of which any one will do."""


def scheme(*groups: Group) -> Callable[[View], Measurement]:
    """A measure that never reaches 0."""

    def measure(view: View) -> Measurement:
        """Characters of the shortest stretch of text in which the page itself says one word of every group."""
        if any(map(view.text.concepts.isdisjoint, groups)):
            return NO
        members = [meant(view, group) for group in groups]
        if not all(members):
            return NO
        length, found = view.text.span(*members)
        return told(view, float(length), *found) if found else NO

    return measure


def lure(*groups: Group) -> Callable[[View], Measurement]:
    """A scheme on a page that also takes something or leads on: a form, a file, a number, a messenger, or a link that says so."""
    spoken = scheme(*groups)

    def measure(view: View) -> Measurement:
        """Characters of the shortest stretch of text in which a page that takes something, or leads on, says one word of every group."""
        found = spoken(view)
        if not found.value:
            return found
        return found if _leads_on(view) and not over_the_counter(view) else NO

    return measure


SHOP_WORDS = 2


def over_the_counter(view: View) -> bool:
    """A shop that says where it is, or somebody with an address or a counter who takes neither secrets nor files here: he speaks of his own
    business, whatever was blocked."""
    if view.identity.address and view.text.words("service"):
        return True
    page = view.page
    takes = PERSONAL & set(page.asks) or page.apps or page.wallet_calls
    return not takes and bool(view.identity.address or view.text.distinct("service", meant=False) >= SHOP_WORDS)


LEADS_ON = frozenset({"verify", "install", "claim", "share", "callnow", "deposit"})
MOST_LINKS = 40


def _leads_on(view: View) -> bool:
    page = view.page
    if page.forms or page.asks or page.apps or page.wallet_calls or view.identity.messengers or view.identity.numbers:
        return True
    return any(m.kind == "word" and m.name in LEADS_ON for link in page.links[:MOST_LINKS] for m in view.words_of(link.text[:80]))


def meant(view: View, group: Group) -> list[Hit]:
    """What the page itself says of these concepts."""
    text = view.text
    return [h for concept in group for h in text.meant(concept)] if text.holds(group) else []


def told(view: View, value: float, *at: Hit, **shown: object) -> Measurement:
    """A measurement that quotes what it rests on: every one of these occurrences."""
    text = view.text
    quote = text.around(at)
    places = dict.fromkeys(h.place for h in at)
    quotes = [(p, text.around(h for h in at if h.place == p) if len(places) > 1 else quote) for p in places]
    pointers = tuple(pointer for place, words in quotes for pointer in in_page(PLACES[place], words))
    return Measurement(value=value, shown={"quote": quote, **shown}, pointers=pointers)


def in_head(hits: Sequence[Hit]) -> Hit | None:
    """The first that stands in title or heading."""
    return next((h for h in hits if h.place in (TITLE, HEADING)), None)


def nearest(view: View, first: Sequence[Hit], second: Sequence[Hit], **shown: object) -> Measurement:
    """Characters between the nearest two, as a measurement that is never 0."""
    gap, a, b = view.text.gap(first, second)
    if a is None or b is None:
        return NO
    return told(view, float(gap + 1), a, b, **shown)


_refund_lure = scheme(("refund",), ("callnow", "support"), ("refund", "urgency", "remote"))
_called_lure = scheme(
    ("refund", "charge", "suspended", "cutoff"), ("callback", "guided", "holdline"), ("codes", "remote", "otp", "urgency")
)
utility_cut = lure(("utility",), ("cutoff",), ("callnow", "urgency", "install", "verify", "deposit"))
_shop_transfer = scheme(("discount",), ("transferfirst",))
task_commission = scheme(("task",), ("commission",), ("topup",))
loan_upfront = scheme(("loan",), ("loanfee",), ("before",))
loan_nocheck = scheme(("loan",), ("nocheck",))
_account_lure = lure(("account",), ("suspended",), ("verify", "callback", "guided", "holdline"))
_parcel_fee = lure(("parcel",), ("redeliver",), ("verify", "fee", "otp", "urgency", "deposit"))
_paid_in_crypto = scheme(("deposit", "topup", "withdraw"), ("cryptorail",), ("profit", "invest", "commission", "task"))
toll_fine = lure(("toll",), ("deposit", "verify", "urgency", "fee", "otp"))
_prize_lure = lure(("prize",), ("share", "otp", "urgency"))
_prize_fee = lure(("prize",), ("fee",), ("before", "deposit"))
subsidy_lure = lure(("subsidy",), ("verify", "otp", "install", "urgency"))
police_demand = scheme(("accusation",), ("safeaccount",))
police_secrecy = scheme(("accusation",), ("secrecy", "urgency"), ("police",))
_ticket_transfer = scheme(("ticket",), ("transferfirst",))
_charity_transfer = scheme(("donate",), ("rail", "transferfirst", "personalaccount"))
_romance_fee = scheme(("romance",), ("deposit", "fee", "giftcard", "transferfirst"))
wallet_claim = lure(("wallet",), ("claim",))
wallet_and_claim = scheme(("wallet",), ("claim",))
"""The same for what scripts do: no address, however pasted, takes it back."""
guaranteed_profit = scheme(("profit",), ("guarantee",), ("invest",))


def refund_lure(view: View) -> Measurement:
    """Characters of the shortest stretch of a charge or refund, somebody to call, and a push; or of a charge, somebody who calls, and what
    he wants. Where machines are spoken of, technicians are who calls."""
    found = _refund_lure(view)
    if not found.value or not (view.identity.numbers or view.identity.messengers):
        reached = view.identity.numbers or view.identity.messengers or PERSONAL & set(view.page.asks)
        found = _called_lure(view) if reached else NO
    return replace(found, types=("tech-support" if of_machines(view) else "fake-customer-care",)) if found.value else found


MACHINES = frozenset({"tech", "software", "security", "tech-support"})


def of_machines(view: View) -> bool:
    """The page speaks of a maker of systems more than of banks and carriers, or, of neither, alarms about a machine."""
    makers, others = (len(view.claims.mentioned(sectors)) for sectors in (MACHINES, FINANCE | CARRIER))
    return makers > others or (not others and view.text.distinct("alarm") >= 2)


ROMANCE_WORDS = 2
"""Different words: one is everyday's. "Ring", "honey" and "general" stand on pages of jewellers, grocers and ministries."""


def romance_fee(view: View) -> Measurement:
    """Characters of the shortest stretch of love or company and a payment, where several words speak of love."""
    return _romance_fee(view) if view.text.distinct("romance") >= ROMANCE_WORDS else NO


def flavour(view: View) -> tuple[str, ...]:
    """The kind of scheme whose words the page speaks most: for demands that several schemes share."""
    text = view.text
    kinds = (
        ("task-job", ("task", "commission"), 3),
        ("loan-app", ("loan", "nocheck", "loanfee"), 3),
        ("gambling", ("gamble",), 3),
        ("adviser-clone", ("signals",), 3),
        ("compound-recruit", ("place", "perk", "job"), 4),
        ("money-mule", ("mule",), 1),
        ("recovery", ("recover",), 2),
        ("ticketing", ("ticket",), 2),
        ("charity", ("donate",), 2),
        ("romance", ("romance",), 2),
        ("gov-police", ("accusation", "police", "safeaccount"), 3),
        ("prize-subsidy", ("prize", "subsidy"), 2),
        ("bank-wallet", ("suspended",), 2),
        ("invest-crypto", ("profit", "invest", "guarantee"), 2),
    )
    best, most = "", 0.0
    for kind, concepts, least in kinds:
        if not text.holds(concepts) or (kind == "gambling" and text.against_gambling):
            continue
        said = text.different(h for concept in concepts for h in text.meant(concept))
        if len(said) >= least and len(said) / least > most:
            best, most = kind, len(said) / least
    return (best,) if best else ()


NO_LURE_OF_BANKS = frozenset(
    {"loan-app", "task-job", "gambling", "prize-subsidy", "gov-police", "recovery", "money-mule", "romance", "adviser-clone"}
)


def account_lure(view: View) -> Measurement:
    """Characters of the shortest stretch of an account, its suspension, and what to do about it. Of a page that speaks of something else
    still more, it is that scheme's lure."""
    found = _account_lure(view)
    if not found.value:
        return found
    kind = flavour(view)
    if not NO_LURE_OF_BANKS.issuperset(kind) or not kind:
        kind = ("fake-customer-care",) if _refund_lure(view).value and meant(view, ("callback", "guided", "holdline")) else ("bank-wallet",)
    return replace(found, types=kind)


def parcel_fee(view: View) -> Measurement:
    """Characters of the shortest stretch of a parcel, why it is held, and what to do. A shop's own page speaks of its deliveries."""
    return NO if view.page.has_cart or view.page.products else _parcel_fee(view)


def prize_lure(view: View) -> Measurement:
    """Characters of the shortest stretch of a prize and what it takes to get it: a secret, haste, friends, or a fee before."""
    found = _prize_lure(view)
    return found if found.value else _prize_fee(view)


def ticket_transfer(view: View) -> Measurement:
    """Characters between tickets or trips and money in advance. A seller who says where he is can be gone to."""
    return NO if view.identity.address else _ticket_transfer(view)


STOREFRONT = 2
"""Different words of a place to be visited, of fetching, or of paying on delivery, with a street or a line that has a place; twice as many
without. A gang copies one."""


def shop_transfer(view: View) -> Measurement:
    """Characters between a huge discount and a transfer in advance, of a seller who cannot be gone to. Who says where he is and hands over
    for cash too takes a transfer as small makers do."""
    found = _shop_transfer(view)
    if not found.value:
        return found
    there = view.text.distinct("storefront", meant=False)
    who = view.identity
    reached = who.address or who.fixed_line
    return NO if not view.page.has_cart and there >= (STOREFRONT if reached else 2 * STOREFRONT) else found


def charity_transfer(view: View) -> Measurement:
    """Characters between a donation and a private way to pay it, of somebody who does not say where he is."""
    return NO if view.identity.address else _charity_transfer(view)


def paid_in_crypto(view: View) -> Measurement:
    """Characters of the shortest stretch in which coins are the way to pay in for a gain."""
    found = _paid_in_crypto(view)
    return replace(found, types=flavour(view) or paid_work(view)) if found.value else found


def paid_work(view: View) -> tuple[str, ...]:
    """Of a page that promises gain: for tasks, or for money that works."""
    return ("task-job",) if meant(view, ("task",)) and not meant(view, ("guarantee",)) else ("invest-crypto",)


def withdraw_fee(view: View) -> Measurement:
    """Characters of the shortest stretch in which withdrawing, a fee and "first" stand together."""
    if view.identity.points >= 4:  # advice on tax, of somebody who says all of who he is
        return NO
    found = _withdraw_fee(view)
    return replace(found, types=flavour(view) or paid_work(view)) if found.value else found


_withdraw_fee = scheme(("withdraw",), ("fee",), ("before",))


def adviser_group(view: View) -> Measurement:
    """Different words of stock-tip groups on a page that promises gain and leads to a chat."""
    tips = view.text.meant("signals")
    if not tips or not (view.identity.messengers or view.text.meant("chat")) or not meant(view, ("profit", "guarantee", "invest")):
        return NO
    length, found = view.text.span(tips, meant(view, ("profit", "guarantee", "invest")))
    if not found or length > 300:
        return NO
    return told(view, float(view.text.distinct("signals")), *found)
