"""The work of a fake call centre, as its pages describe it: a guiding caller, a call without end."""

from msgspec.structs import replace

from scamtriage.records.findings import Measurement
from scamtriage.signals.content import recovery_offer
from scamtriage.signals.measurement import NO
from scamtriage.signals.officer_script import TYPED, caller, of_an_institution
from scamtriage.signals.page import distances
from scamtriage.signals.schemes import meant, told
from scamtriage.signals.view import View

TROUBLE = ("accusation", "suspended", "refund", "cutoff", "alarm", "safeaccount", "recover", "charge", "crime", "toll", "subsidy")
"""Concepts with which a caller frightens or baits."""
HANDED_OVER = ("remote", "install", "otp", "safeaccount", "giftcard", "codes")
"""Concepts of what a caller wants done."""
GRAVE = ("accusation", "crime", "suspended", "refund", "cutoff", "alarm", "safeaccount", "recover", "remote", "install", "otp", "giftcard")
"""Concepts that an emergency line does not mention."""
LOUD = ("accusation", "safeaccount", "suspended", "cutoff", "refund")
"""Concepts that an honest workshop, which also names viruses, has no reason to mention."""


def held_on_the_line(view: View) -> Measurement:
    """Characters between the order not to hang up and the nearest word of trouble or hand-over, at least 1. The page must hold two kinds of
    these: an emergency line also says "stay on the line", but neither accuses nor wants a code."""
    page = view.page
    held = view.text.meant("holdline")
    reached = view.identity.numbers or view.identity.messengers or page.apps or TYPED & set(page.asks)
    if not held or not reached or view.identity.address or not meant(view, GRAVE):
        return NO
    spoken = [hits for concept in (*TROUBLE, *HANDED_OVER, "secrecy", "ownname", "alone") if (hits := view.text.meant(concept))]
    if len(spoken) < 2:
        return NO
    gap, order, trouble = distances.gap(held, [h for hits in spoken for h in hits])
    return replace(told(view, float(gap + 1), order, trouble), types=caller(view)) if order is not None and trouble is not None else NO


def led_by_a_caller(view: View) -> Measurement:
    """Characters of the shortest stretch in which someone calls or guides the visitor, about a trouble, to hand something over. That is a
    screen, an app, a code, money, or the claim to a loss."""
    page = view.page
    recovering = bool(recovery_offer(view).value)  # such offers warn of other frauds, so words beside a warning count
    told_of = [h for concept in ("callback", "guided") for h in view.text.words(concept)]
    leading = [h for h in told_of if not view.text.denied(h) and (recovering or not view.text.quoted(h))]
    if recovering and view.identity.numbers:
        leading += view.text.words("callnow")
    if not leading or not (recovering or (of_an_institution(view) and not view.identity.address)):
        return NO
    wanted = meant(view, HANDED_OVER) + view.text.tools
    if not (wanted or page.apps or recovering or TYPED & set(page.asks)):
        return NO
    workshop = view.text.words("service")
    trouble = view.text.words("recover") if recovering else meant(view, LOUD if workshop else TROUBLE)
    length, found = view.text.span(leading, trouble, wanted) if wanted else view.text.span(leading, trouble)
    if not found and (page.apps or recovering or TYPED & set(page.asks)):
        length, found = view.text.span(leading, trouble)
    return replace(told(view, float(length), *found), types=caller(view)) if found else NO
