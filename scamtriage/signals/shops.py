"""Measures on shops: how cheap, how loud, and whether anybody says who sells."""

from statistics import median

from scamtriage.records.assessment import Measurement
from scamtriage.signals.measurement import NO, NOT_APPLICABLE, yes_if
from scamtriage.signals.view import View


def discounts(view: View) -> Measurement:
    """How far below the list price the middle product is sold, 0 to 1, when eight or more show both prices."""
    page = view.page
    if demonstration(view):
        return NOT_APPLICABLE
    ratios = [price / full for price, full in page.products if 0 < price < full]
    if len(ratios) < 8:
        return NO
    middle = 1 - median(ratios)
    return Measurement(value=middle, shown={"percent": round(100 * middle), "count": len(ratios)})


def cut_price_words(view: View) -> Measurement:
    """Different words of clearance and of huge discounts in a shop."""
    page = view.page
    if demonstration(view) or not (page.has_cart or page.products or "card" in page.asks):
        return NOT_APPLICABLE
    return Measurement(value=float(view.text.distinct("discount")), shown={"count": view.text.distinct("discount")})


def demonstration(view: View) -> bool:
    """The page says twice, in different words, that it is a template, a sample or a course's work, and takes no card."""
    page = view.page
    return "card" not in page.asks and view.text.distinct("demo", meant=False) >= 2


def shop_without_owner(view: View) -> Measurement:
    """1 when a shop with cart or prices shows no address, phone, company number or mail of its own."""
    page = view.page
    if demonstration(view):
        return NOT_APPLICABLE
    if not page.has_cart and not ({"card", "address"} & set(page.asks) and view.text.meant("discount")):
        return NO
    who = view.identity
    return yes_if(not who.address and not who.phones and not who.company and not who.own_mail)
