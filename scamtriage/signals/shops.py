"""Measures on shops: discounts, clearance words, and whether the seller is named."""

from statistics import median

from scamtriage.records.findings import Measurement
from scamtriage.signals.measurement import NO, NOT_APPLICABLE, yes_if
from scamtriage.signals.page.identity import FEW_CHARS
from scamtriage.signals.page.occurrences import TITLE
from scamtriage.signals.page.sensitive_fields import COPIED_DAYS
from scamtriage.signals.view import View

HELD_DAYS = 1_096.0
"""Days for which a false shop has seldom had its name."""


def discounts(view: View) -> Measurement:
    """The median discount from the list price, 0 to 1, if at least eight products show both prices."""
    page = view.page
    if demonstration(view):
        return NOT_APPLICABLE
    ratios = [price / full for price, full in page.products if 0 < price < full]
    if len(ratios) < 8:
        return NO
    middle = 1 - median(ratios)
    return Measurement(value=middle, shown={"percent": round(100 * middle), "count": len(ratios)})


def cut_price_words(view: View) -> Measurement:
    """Number of different words of clearance and huge discounts in a shop. "Sale" and "final sale" are one."""
    page = view.page
    if demonstration(view) or not (page.has_cart or page.products or "card" in page.asks):
        return NOT_APPLICABLE
    said = view.text.different(view.text.meant("discount"))
    count = sum(not any(word != longer and word in longer for longer in said) for word in said)
    return Measurement(value=float(count), shown={"count": count})


def is_shop(view: View) -> bool:
    """Whether the page sells goods into a basket, says more than a few words, under a name held for a year and in no other's: its words of
    orders, refunds and gift cards are any shop's. A link to a basket is soon set beside a call centre's number."""
    page = view.page
    if not (page.products or (page.has_cart and len(page.text) >= FEW_CHARS)) or view.lent or (view.age_days or 0.0) <= COPIED_DAYS:
        return False
    return not any(TITLE in places for places in view.claims.places.values())


def demonstration(view: View) -> bool:
    """Whether the page says in two wordings that it is a template, sample or course work, and takes no card."""
    page = view.page
    return "card" not in page.asks and view.text.distinct("demo", meant=False) >= 2


def shop_without_owner(view: View) -> Measurement:
    """1 if a shop with a cart or prices shows no address, phone, company number or mail of its own, under a name that nobody is known to
    have held for three years, or where it takes a card itself. An old shop's basket and log-in bear none of it, since another page does."""
    page = view.page
    if demonstration(view):
        return NOT_APPLICABLE
    if not page.has_cart and not ({"card", "address"} & set(page.asks) and view.text.meant("discount")):
        return NO
    if not view.lent and (view.age_days or 0.0) > HELD_DAYS and "card" not in page.asks:
        return NO
    who = view.identity
    return yes_if(not who.address and not who.phones and not who.company and not who.own_mail)
