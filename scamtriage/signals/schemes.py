"""Schemes: the concepts that a scam of each kind combines, and how close together."""

from collections.abc import Callable, Iterable, Sequence

from msgspec.structs import replace

from scamtriage.knowledge.language.sectors import CARRIER, FINANCE, MACHINES
from scamtriage.records.facts.page_parts import CREDENTIALS
from scamtriage.records.findings import Measurement
from scamtriage.signals.measurement import NO, in_page, once
from scamtriage.signals.page import distances
from scamtriage.signals.page.menus import outside_menus
from scamtriage.signals.page.occurrences import PLACES, Hit
from scamtriage.signals.page.sensitive_fields import PERSONAL
from scamtriage.signals.perks import for_workers
from scamtriage.signals.view import View

Group = tuple[str, ...]
"""Concepts, any one of which suffices."""


def scheme(*groups: Group) -> Callable[[View], Measurement]:
    """Build a measure of the shortest stretch that holds one word of every group; 0 if there is none."""

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
    """Build a scheme that also requires the page to take something or to lead on. A form, file, number, messenger or link does so."""
    spoken = scheme(*groups)

    def measure(view: View) -> Measurement:
        """Characters of the shortest stretch with one word of every group, on a page that takes something or leads on."""
        found = spoken(view)
        if not found.value:
            return found
        return found if _leads_on(view) and not over_the_counter(view) else NO

    return measure


SHOP_WORDS = 2


@once
def over_the_counter(view: View) -> bool:
    """Whether this is a shop with an address, or a business that takes no secrets or files. The business must show an address or counter
    words. Such a page speaks of its own affairs."""
    if view.identity.address and view.text.words("service"):
        return True
    page = view.page
    takes = PERSONAL & set(page.asks) or page.apps or page.wallet_calls
    return not takes and bool(view.identity.address or view.text.distinct("service", meant=False) >= SHOP_WORDS)


LEADS_ON = frozenset({"verify", "install", "claim", "share", "callnow", "deposit"})
MOST_LINKS = 40


@once
def _leads_on(view: View) -> bool:
    page = view.page
    if page.forms or page.asks or page.apps or page.wallet_calls or view.identity.messengers or view.identity.numbers:
        return True
    return any(m.kind == "word" and m.name in LEADS_ON for link in page.links[:MOST_LINKS] for m in view.words_of(link.text[:80]))


def meant(view: View, group: Group) -> list[Hit]:
    """Occurrences of these concepts that the page itself says."""
    text = view.text
    return [h for concept in group for h in text.meant(concept)] if text.holds(group) else []


def told(view: View, value: float, *at: Hit, **shown: object) -> Measurement:
    """A measurement that quotes all these occurrences."""
    text = view.text
    quote = text.around(at)
    places = dict.fromkeys(h.place for h in at)
    quotes = [(p, text.around(h for h in at if h.place == p) if len(places) > 1 else quote) for p in places]
    pointers = tuple(pointer for place, words in quotes for pointer in in_page(PLACES[place], words))
    return Measurement(value=value, shown={"quote": quote, **shown}, pointers=pointers)


def most_telling(terms: Iterable[str]) -> str:
    """Quote and join four of the terms for a sentence: the longest, as all weigh the same."""
    return ", ".join(f"“{term}”" for term in sorted(terms, key=lambda term: (-len(term), term))[:4])


def nearest(view: View, first: Sequence[Hit], second: Sequence[Hit], **shown: object) -> Measurement:
    """Characters between the nearest two, plus one, as a measurement; NO if there is no pair."""
    gap, a, b = distances.gap(first, second)
    if a is None or b is None:
        return NO
    return told(view, float(gap + 1), a, b, **shown)


def _paid_first(goods: str) -> Callable[[View], Measurement]:
    """Build a scheme of goods and payment in advance."""

    def measure(view: View) -> Measurement:
        """Characters between them. An entry of the site's own menu ("Personal account") demands no payment."""
        paid = meant(view, ("transferfirst",))
        sold = meant(view, (goods,)) if paid else []
        if not sold or not (paid := outside_menus(view.page, paid)):
            return NO
        length, found = view.text.span(sold, paid)
        return told(view, float(length), *found) if found else NO

    return measure


_refund_lure = once(scheme(("refund",), ("callnow", "support"), ("refund", "urgency", "remote")))
_called_lure = scheme(
    ("refund", "charge", "suspended", "cutoff"), ("callback", "guided", "holdline"), ("codes", "remote", "otp", "urgency")
)
utility_cut = lure(("utility",), ("cutoff",), ("callnow", "urgency", "install", "verify", "deposit"))
_shop_transfer = _paid_first("discount")
task_commission = scheme(("task",), ("commission",), ("topup",))
loan_upfront = scheme(("loan",), ("loanfee",), ("before",))
loan_nocheck = scheme(("loan",), ("nocheck",))
_account_lure = lure(("account",), ("suspended",), ("verify", "callback", "guided", "holdline"))
_HELD = (("parcel",), ("redeliver",), ("verify", "fee", "otp", "urgency", "deposit"))
parcel_held, _parcel_fee = once(scheme(*_HELD)), lure(*_HELD)
_paid_in_crypto = scheme(("deposit", "topup", "withdraw"), ("cryptorail",), ("profit", "invest", "commission", "task"))
_toll_fine = lure(("toll",), ("deposit", "verify", "urgency", "fee", "otp"))
_prize_lure = lure(("prize",), ("share", "otp", "urgency"))
_prize_fee = lure(("prize",), ("fee",), ("before", "deposit"))
subsidy_lure = lure(("subsidy",), ("verify", "otp", "install", "urgency"))
police_demand = scheme(("accusation",), ("safeaccount",))
police_secrecy = scheme(("accusation",), ("secrecy", "urgency"), ("police",))
_ticket_transfer = _paid_first("ticket")
_charity_transfer = scheme(("donate",), ("rail", "transferfirst", "personalaccount"))
_romance_fee = scheme(("romance",), ("deposit", "fee", "giftcard", "transferfirst"))
wallet_claim = lure(("wallet",), ("claim",))
wallet_and_claim = scheme(("wallet",), ("claim",))
"""Without the page conditions, for what scripts do: a pasted address does not weaken it."""
guaranteed_profit = scheme(("profit",), ("guarantee",), ("invest",))


def refund_lure(view: View) -> Measurement:
    """Characters of the shortest stretch of a charge or refund, a contact to call, and a push. Else of a charge, a caller, and what the
    caller wants. The type is tech support if the page speaks of machines."""
    found = _refund_lure(view)
    if not found.value or not (view.identity.numbers or view.identity.messengers):
        reached = view.identity.numbers or view.identity.messengers or PERSONAL & set(view.page.asks)
        found = _called_lure(view) if reached else NO
    return replace(found, types=("tech-support" if of_machines(view) else "fake-customer-care",)) if found.value else found


@once
def of_machines(view: View) -> bool:
    """Whether the page names makers of systems more often than banks and carriers. If it names none of them, words of alarm suffice."""
    makers, others = (len(view.claims.mentioned(sectors)) for sectors in (MACHINES, FINANCE | CARRIER))
    return makers > others or (not others and view.text.distinct("alarm") >= 2)


ROMANCE_WORDS = 2
"""Fewest different words; one alone is everyday language. "Ring", "honey" and "general" are on pages of jewellers, grocers and
ministries."""


def romance_fee(view: View) -> Measurement:
    """Characters of the shortest stretch of romance and a payment, on a page with several words of romance."""
    return _romance_fee(view) if view.text.distinct("romance") >= ROMANCE_WORDS else NO


@once
def flavour(view: View) -> tuple[str, ...]:
    """The scam type whose words the page uses most, for demands that several schemes share; () if none."""
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
        if not text.holds(concepts) or (kind == "gambling" and text.against_gambling) or ("perk" in concepts and not for_workers(view)):
            continue
        said = text.different(h for concept in concepts for h in text.meant(concept))
        if len(said) >= least and len(said) / least > most:
            best, most = kind, len(said) / least
    return (best,) if best else ()


NO_LURE_OF_BANKS = frozenset(
    {"loan-app", "task-job", "gambling", "prize-subsidy", "gov-police", "recovery", "money-mule", "romance", "adviser-clone"}
)


def account_lure(view: View) -> Measurement:
    """Characters of the shortest stretch of an account, its suspension, and what to do about it. If another kind's words prevail on the
    page, the lure gets that type."""
    found = _account_lure(view)
    if not found.value:
        return found
    kind = flavour(view)
    if not NO_LURE_OF_BANKS.issuperset(kind) or not kind:
        kind = ("fake-customer-care",) if _refund_lure(view).value and meant(view, ("callback", "guided", "holdline")) else ("bank-wallet",)
    return replace(found, types=kind)


def parcel_fee(view: View) -> Measurement:
    """Characters of the shortest stretch of a parcel, why it is held, and what to do. Not on a shop's page, which speaks of its own
    deliveries."""
    return NO if view.page.has_cart or view.page.products else _parcel_fee(view)


def toll_fine(view: View) -> Measurement:
    """Characters between a toll, fine or vehicle, and paying. A supplier's bill speaks of fines too, for those who pay late, but of
    nothing else of the road, and takes no more than a password beside it."""
    found = _toll_fine(view)
    if not found.value or view.text.distinct("toll") != 1 or not view.text.meant("utility"):
        return found
    return found if CREDENTIALS.intersection(view.page.asks) - {"password"} else NO


def prize_lure(view: View) -> Measurement:
    """Characters of the shortest stretch of a prize and its condition: a secret, haste, sharing, or a fee in advance."""
    found = _prize_lure(view)
    return found if found.value else _prize_fee(view)


def ticket_transfer(view: View) -> Measurement:
    """Characters between tickets or trips and payment in advance. Not for sellers with an address, who can be visited."""
    return NO if view.identity.address else _ticket_transfer(view)


STOREFRONT = 2
"""Different words of a place to visit, of collection, or of payment on delivery. Enough beside an address or fixed line; without, twice as
many are needed, as one is easily copied."""


def shop_transfer(view: View) -> Measurement:
    """Characters between a huge discount and a transfer in advance, of a seller who cannot be visited. Small makers with an address and
    payment on collection do not count."""
    found = _shop_transfer(view)
    if not found.value:
        return found
    there = view.text.distinct("storefront", meant=False)
    who = view.identity
    reached = who.address or who.fixed_line
    return NO if not view.page.has_cart and there >= (STOREFRONT if reached else 2 * STOREFRONT) else found


def charity_transfer(view: View) -> Measurement:
    """Characters between a donation and a private way to pay it, without a postal address."""
    return NO if view.identity.address else _charity_transfer(view)


def paid_in_crypto(view: View) -> Measurement:
    """Characters of the shortest stretch in which cryptocurrency is the way to pay in for a gain."""
    found = _paid_in_crypto(view)
    return replace(found, types=flavour(view) or paid_work(view)) if found.value else found


def paid_work(view: View) -> tuple[str, ...]:
    """The type of a page that promises gain: paid tasks, or else an investment."""
    return ("task-job",) if meant(view, ("task",)) and not meant(view, ("guarantee",)) else ("invest-crypto",)


def adviser_group(view: View) -> Measurement:
    """Different words of stock-tip groups on a page that promises gain and leads to a chat."""
    tips = view.text.meant("signals")
    if not tips or not (view.identity.messengers or view.text.meant("chat")) or not meant(view, ("profit", "guarantee", "invest")):
        return NO
    length, found = view.text.span(tips, meant(view, ("profit", "guarantee", "invest")))
    if not found or length > 300:
        return NO
    return told(view, float(view.text.distinct("signals")), *found)
