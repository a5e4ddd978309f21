"""The scripts of fake officers and fake help desks, recognised by the parts that their pages combine, in any wording."""

from msgspec.structs import replace

from scamtriage.knowledge.language.sectors import AUTHORITY, CARRIER, FINANCE, VENDOR
from scamtriage.records.facts import Contact
from scamtriage.records.findings import Measurement
from scamtriage.signals.content import recovery_offer
from scamtriage.signals.measurement import NO, once
from scamtriage.signals.page import distances
from scamtriage.signals.page.numbers import private_number
from scamtriage.signals.page.occurrences import Hit
from scamtriage.signals.page.sensitive_fields import PERSONAL
from scamtriage.signals.schemes import flavour, meant, of_machines, told
from scamtriage.signals.shops import is_shop
from scamtriage.signals.view import View

TYPED = PERSONAL - {"password"}
"""What callers make victims type in. A password alone is left out, as any forum asks for one."""
ACCUSED_GAP, MONEY_GAP, CALL_GAP = 120, 40, 60
"""Most characters from a crime to its accused, from money to where it goes, from a person to a call."""
ACCOUNT_GAP = 8
"""Characters at most between an account and the office said to own it."""
DESK_SPAN, TROUBLE_GAP = 260, 260
"""Most characters of the stretch with a person, a call and what is wanted; and from there to the trouble."""


def private_lines(view: View) -> "list[Contact]":
    """Phone numbers and messenger accounts that anyone can open in a minute."""
    return [c for c in view.identity.numbers if private_number(c)] + list(view.identity.messengers)


OTHER_PARTS = (("police",), ("money",), ("alone", "secrecy", "holdline"), ("person",), ("speak",))
"""Groups of concepts, each of which a page must mention if it names no crime."""


@once
def case_parts(view: View) -> "tuple[int, list[Hit]]":
    """Count the parts of a fake officer's script on the page; return one occurrence of each too, crime first. The parts: a crime, the
    person accused, an authority, money to be moved, its return, silence or a call that may not end, a statement by phone or video. 0 if the
    crime lacks an accused person, a second accusation and the police, unless all other parts are there. New names of crimes appear faster
    than the lexicon grows."""
    text = view.text
    accused = meant(view, ("accusation", "crime"))
    if not accused and not all(map(text.holds, OTHER_PARTS)):
        return 0, []
    gap, at, whose = distances.gap(accused, meant(view, ("ownname",)))
    named = gap <= ACCUSED_GAP
    police, money, moving = text.meant("police"), meant(view, ("money",)), meant(view, ("moving",))
    safe, returned = text.meant("safeaccount"), text.meant("returned")
    apart, account, _ = distances.gap(meant(view, ("account",)), police)
    held = safe[:1] or ([account] if account is not None and apart <= ACCOUNT_GAP else [])  # "the court's account"
    apart, _, where = distances.gap(money, moving)
    moved = held or ([where] if where is not None and apart <= MONEY_GAP else [])
    silent = meant(view, ("alone", "secrecy", "holdline"))
    apart, _, called = distances.gap(meant(view, ("person",)), meant(view, ("speak",)))
    parts = (
        bool(police or view.claims.authority),
        bool(moved),
        bool(moved and (held or returned)),
        bool(silent),
        apart <= CALL_GAP,
    )
    said = [*(police[:1] or view.claims.presented[:1]), *moved, *(returned[:1] if moved else ()), *silent[:1]]
    said += [called] if called is not None and apart <= CALL_GAP else []
    if named and at is not None and whose is not None:
        return 2 + sum(parts), [at, whose, *said]
    if text.distinct("accusation") >= 2 or (accused and police):
        return 1 + sum(parts), [accused[0], *said]
    return (len(parts), said) if all(parts) and police and money else (0, [])


def case_script(view: View) -> Measurement:
    """Parts of a fake officer's script on a page without a postal address. The page must ask for something or give a private line; news and
    warnings do neither. On the page of a lender who names the police, or one that offers recovery, they count only if it accuses the
    visitor in their name."""
    page = view.page
    if view.identity.address or not (private_lines(view) or TYPED & set(page.asks) or page.apps):
        return NO
    count, said = case_parts(view)
    if not said or (_other_trade(view) and not _accuses(view)):
        return NO
    terms = ", ".join(f"“{view.text.said(h)}”" for h in said)
    return told(view, float(count), *said, count=len(said), terms=terms)


def _other_trade(view: View) -> bool:
    return flavour(view) == ("loan-app",) or bool(recovery_offer(view).value)


def _accuses(view: View) -> bool:
    """Whether the page accuses the visitor of a crime and speaks for an office."""
    gap, _, _ = distances.gap(meant(view, ("accusation", "crime")), meant(view, ("ownname",)))
    return gap <= ACCUSED_GAP and bool(view.text.meant("police") or view.claims.authority)


INSTITUTIONS = ("otp", "account", "police", "accusation", "crime", "alarm", "subsidy", "utility", "recover", "fraudunit", "safeaccount")


@once
def of_an_institution(view: View) -> bool:
    """Whether the page speaks of a bank, office, maker or supplier, or takes their credentials. Landlords and locksmiths also call and give
    codes, but speak of their own trade."""
    page = view.page
    if PERSONAL & set(page.asks) or page.apps or view.name_brands:
        return True
    return bool(view.claims.mentioned(FINANCE | CARRIER | VENDOR | AUTHORITY) or meant(view, INSTITUTIONS))


def desk_script(view: View) -> Measurement:
    """Characters of the shortest stretch that holds a person, a call, and what the caller wants (code, screen, app, card). It must be near
    a charge, refund or trouble, on a page with a number or account and hardly any identity. A shop's desk speaks of vouchers' codes and
    refunded orders."""
    page = view.page
    who = view.identity
    on_the_line = TYPED & set(page.asks) and meant(view, ("guided", "holdline"))  # a visitor who already called needs no number
    if (
        who.points >= 2
        or view.text.holds(("service",))
        or is_shop(view)
        or not (who.numbers or who.messengers or on_the_line)
        or not of_an_institution(view)
    ):
        return NO
    groups = (("person",), ("speak",), ("codes",))
    people, calls, wanted = (meant(view, group) for group in groups) if all(map(view.text.holds, groups)) else ((), (), ())
    if not (people and calls and wanted):
        return NO
    trouble = meant(view, ("charge", "refund", "suspended", "cutoff", "alarm", "subsidy"))
    named = view.name_brands or view.claims.mentioned(FINANCE | CARRIER | VENDOR)
    led = meant(view, ("guided", "callback", "holdline"))
    if not trouble or not (named or led or len(view.text.different(trouble)) >= 3):
        return NO
    length, found = view.text.span(people, calls, wanted)
    if not found or length > DESK_SPAN:
        return NO
    distance, _, about = distances.gap(found[-1:], trouble)
    return replace(told(view, float(length), *found, about), types=caller(view)) if about is not None and distance <= TROUBLE_GAP else NO


def caller(view: View) -> tuple[str, ...]:
    """The type of fake call, from what the page speaks of."""
    text = view.text
    if text.meant("accusation") and (text.meant("police") or text.meant("safeaccount")):
        return ("gov-police",)
    if view.claims.authority or any(view.tables.organisations[row].sector in AUTHORITY for row in view.name_brands):
        return ("gov-police",)
    if text.meant("recover") and text.words("lostmoney"):
        return ("recovery",)
    if of_machines(view):
        return ("tech-support",)
    keys = {"otp", "pin", "card"} & set(view.page.asks)  # bank credentials decide, whatever the call is about
    return ("bank-wallet", "fake-customer-care") if keys else ("fake-customer-care",)
