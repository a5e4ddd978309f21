"""The sentences of each scheme: which concepts a scam of this kind brings together, and how close."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from scamtriage.records.assessment import Measurement
from scamtriage.signals.measurement import NO, NOT_APPLICABLE, in_page
from scamtriage.signals.pagetext import PLACES, TEXT, Hit

if TYPE_CHECKING:
    from scamtriage.signals.view import View

Group = tuple[str, ...]
"""Concepts of which any one will do."""


def scheme(*groups: Group) -> "Callable[[View], Measurement]":
    """A measure: characters of the shortest stretch of text in which the page itself says one word of every group. 0 is never reached."""

    def measure(view: "View") -> Measurement:
        page = view.page
        if page is None or view.owners:
            return NOT_APPLICABLE
        members = [meant(view, group) for group in groups]
        if not all(members):
            return NO
        length, at = view.text.span(*members)
        if at is None:
            return NO
        return told(view, float(length), at)

    return measure


def meant(view: "View", group: Group) -> list[Hit]:
    """What the page itself says of these concepts."""
    return [h for concept in group for h in view.text.meant(concept)]


def told(view: "View", value: float, at: Hit, **shown: object) -> Measurement:
    """A measurement with the words around one occurrence."""
    quote = view.text.around(at)
    return Measurement(value=value, shown={"quote": quote, **shown}, pointers=in_page(PLACES[at.place], quote))


def in_head(hits: Sequence[Hit]) -> Hit | None:
    """The first that stands in title or heading."""
    return next((h for h in hits if h.place in (1, 2)), None)


def nearest(view: "View", first: Sequence[Hit], second: Sequence[Hit], **shown: object) -> Measurement:
    """Characters between the nearest two, as a measurement that is never 0."""
    gap, a, b = view.text.gap(first, second)
    if a is None or b is None:
        return NO
    return told(view, float(gap + 1), a if a.place == TEXT else b, first=view.text.said(a), second=view.text.said(b), **shown)


withdraw_fee = scheme(("withdraw",), ("fee",), ("before",))
task_commission = scheme(("task",), ("commission",), ("topup",))
loan_upfront = scheme(("loan",), ("loanfee",), ("before",))
loan_nocheck = scheme(("loan",), ("nocheck",))
account_lure = scheme(("account",), ("suspended",), ("verify",))
parcel_fee = scheme(("parcel",), ("redeliver",), ("verify", "fee", "otp", "urgency", "deposit"))
toll_fine = scheme(("toll",), ("deposit", "verify", "urgency", "fee", "otp"))
prize_lure = scheme(("prize",), ("share", "otp", "urgency"))
subsidy_lure = scheme(("subsidy",), ("verify", "otp", "install", "urgency"))
police_demand = scheme(("accusation",), ("safeaccount",))
police_secrecy = scheme(("accusation",), ("secrecy", "urgency"), ("police",))
adviser_group = scheme(("signals",), ("invest",), ("guarantee", "profit"), ("chat", "signals"))
ticket_transfer = scheme(("ticket",), ("transferfirst",))
charity_transfer = scheme(("donate",), ("rail", "transferfirst"))
romance_fee = scheme(("romance",), ("deposit", "fee", "giftcard", "transferfirst"))
wallet_claim = scheme(("wallet",), ("claim",))
giftcard_payment = scheme(("giftcard",), ("sendcode",))
guaranteed_profit = scheme(("profit",), ("guarantee",), ("invest",))
