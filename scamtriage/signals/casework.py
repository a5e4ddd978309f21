"""The scripts that fake officers and fake desks read from, told by what their pages bring together, in whatever words."""

from msgspec.structs import replace

from scamtriage.records.assessment import Measurement
from scamtriage.records.facts import Contact
from scamtriage.signals.content import recovery_offer
from scamtriage.signals.measurement import NO
from scamtriage.signals.page.asks import PERSONAL
from scamtriage.signals.page.claims import AUTHORITY, CARRIER, FINANCE, VENDOR
from scamtriage.signals.page.identity import private_number
from scamtriage.signals.page.occurrences import Hit
from scamtriage.signals.schemes import flavour, meant, of_machines, told
from scamtriage.signals.view import View

TYPED = PERSONAL - {"password"}
"""What callers have typed in; a password alone is any forum's."""
ACCUSED_GAP, MONEY_GAP, CALL_GAP = 120, 40, 60
"""Characters between a crime and whose it is said to be, between money and where it goes, between somebody and his call."""
ACCOUNT_GAP = 8
"""Characters between an account and the office whose it is said to be."""
DESK_SPAN, TROUBLE_GAP = 260, 260
"""Characters in which somebody, a call and what is wanted stand together; and from there to what it is about."""


def private_lines(view: View) -> "list[Contact]":
    """Accounts and numbers that anybody opens in a minute."""
    return [c for c in view.identity.numbers if private_number(c)] + list(view.identity.messengers)


OTHER_PARTS = (("police",), ("money",), ("alone", "secrecy", "holdline"), ("person",), ("speak",))
"""Of which each must stand on a page that names no crime."""


def case_parts(view: View) -> "tuple[int, list[Hit]]":
    """How many parts of a fake officer's script the page itself says: a crime, whose it is said to be, an authority, money to be moved, its
    return, silence or a call that may not end, a statement by phone or video. And a word of each, the crime first. 0 without an authority
    or a name to the crime, unless all the other parts are there: gangs name new crimes faster than words are added."""
    text = view.text
    accused = meant(view, ("accusation", "crime"))
    if not accused and not all(map(text.holds, OTHER_PARTS)):
        return 0, []
    gap, at, whose = text.gap(accused, meant(view, ("ownname",)))
    named = gap <= ACCUSED_GAP
    police, money, moving = text.meant("police"), meant(view, ("money",)), meant(view, ("moving",))
    safe, returned = text.meant("safeaccount"), text.meant("returned")
    apart, account, _ = text.gap(meant(view, ("account",)), police)
    held = safe[:1] or ([account] if account is not None and apart <= ACCOUNT_GAP else [])  # "the court's account"
    apart, _, where = text.gap(money, moving)
    moved = held or ([where] if where is not None and apart <= MONEY_GAP else [])
    silent = meant(view, ("alone", "secrecy", "holdline"))
    apart, _, called = text.gap(meant(view, ("person",)), meant(view, ("speak",)))
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
    """Parts of a fake officer's script, on a page of nobody's address that asks for something or gives a private line; news and warnings do
    neither. A lender who names the police, and who offers to bring money back, reads it only where he accuses the visitor in their name."""
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
    """A crime is said to be the visitor's, on a page that speaks for an office."""
    gap, _, _ = view.text.gap(meant(view, ("accusation", "crime")), meant(view, ("ownname",)))
    return gap <= ACCUSED_GAP and bool(view.text.meant("police") or view.claims.authority)


INSTITUTIONS = ("otp", "account", "police", "accusation", "crime", "alarm", "subsidy", "utility", "recover", "fraudunit", "safeaccount")


def of_an_institution(view: View) -> bool:
    """The page speaks of a bank, an office, a maker or a supplier, or takes what opens them. A landlord or a locksmith, who also rings and
    gives codes, speaks of his own trade."""
    page = view.page
    if PERSONAL & set(page.asks) or page.apps or view.name_brands:
        return True
    return bool(view.claims.mentioned(FINANCE | CARRIER | VENDOR | AUTHORITY) or meant(view, INSTITUTIONS))


def desk_script(view: View) -> Measurement:
    """Characters of the shortest stretch in which somebody, a call, and what he wants on it (code, screen, app, card) stand together, near
    a charge, refund or trouble; on a page with a number or account and next to nothing of who runs it."""
    page = view.page
    who = view.identity
    on_the_line = TYPED & set(page.asks) and meant(view, ("guided", "holdline"))  # who takes it needs no number: he has called
    if (
        who.points >= 2
        or view.text.holds(("service",))
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
    distance, _, about = view.text.gap(found[-1:], trouble)
    return replace(told(view, float(length), *found, about), types=caller(view)) if about is not None and distance <= TROUBLE_GAP else NO


def caller(view: View) -> tuple[str, ...]:
    """What kind of call it is, by what is spoken of."""
    text = view.text
    if text.meant("accusation") and (text.meant("police") or text.meant("safeaccount")):
        return ("gov-police",)
    if view.claims.authority or any(view.tables.organisations[row].sector in AUTHORITY for row in view.name_brands):
        return ("gov-police",)
    if text.meant("recover") and text.words("lostmoney"):
        return ("recovery",)
    if of_machines(view):
        return ("tech-support",)
    keys = {"otp", "pin", "card"} & set(view.page.asks)  # the keys of a bank, whatever the call is about
    return ("bank-wallet", "fake-customer-care") if keys else ("fake-customer-care",)
