"""Whether a page shows whose it is, where it takes something for which that matters."""

from scamtriage.records.facts.page_parts import CREDENTIALS
from scamtriage.records.findings import Measurement
from scamtriage.signals.imitation import claims_brand
from scamtriage.signals.measurement import NO, YES, in_page, yes_if
from scamtriage.signals.page.identity import BARE_CHARS, FEW_CHARS
from scamtriage.signals.page.sensitive_fields import bank_chosen, chosen, log_in_aside, of_a_bank
from scamtriage.signals.readers import readers_log_in
from scamtriage.signals.shops import demonstration
from scamtriage.signals.view import View

BARE_FORM_CHARS = 250
"""The same of a form on a lent name."""


def unproven(view: View) -> Measurement:
    """1 if the page does not show whose it is, and takes a secret or hardly says a word, or in few words connects a wallet, bears an
    organisation's name, or asks for whatever it may be under a lent name. Course work that says so takes nothing. Whether the name has been
    held for long enough to show it is weighed with the verdict."""
    if view.identity.shows_an_owner:
        return NO
    page, chars = view.page, len(view.page.text)
    if chars < BARE_CHARS or (_takes_secrets(view) and not demonstration(view)):
        return YES
    if chars < BARE_FORM_CHARS and view.lent and page.asks and not page.gives_contact:
        return YES
    return YES if chars < FEW_CHARS and (page.wallet_calls or _bears_a_name(view)) else NO


_LOG_IN = frozenset({"otp", "password"})
LESSONS = ("demo", "study")
"""Concepts of pages that only show what a form looks like."""
TOGETHER = 2
"""Fewest kinds of what moves money, with its code, by which a page that is nobody's is told."""
_MOVES_MONEY = frozenset({"card", "pin", "bank-login"})


def unowned_secrets(view: View) -> Measurement:
    """Kinds of what moves money, a card, a PIN or a log-in to a bank, that a page under a lent name takes which shows nowhere whose it is.
    Whoever sells, lends or keeps accounts says who he is. A code alone is asked for by any software with a log-in, and of young names
    `combo-fresh-secrets` speaks. Beside a choice of banks, a log-in with a code is a bank's."""
    kinds = sorted(_MOVES_MONEY.intersection(view.page.asks) - chosen(view.page))
    if not kinds and view.lent and _LOG_IN.issubset(view.page.asks) and bank_chosen(view.page):
        kinds = sorted(_LOG_IN)
    if not kinds and view.claims.log_in_begun:
        kinds = ["bank-login"]  # its first step, in a bank's name: the rest is asked for on the next page
    if not kinds or not view.lent or view.identity.shows_an_owner or demonstration(view):
        return NO
    said = ", ".join(kinds)
    return Measurement(
        value=float(len(kinds)), shown={"kinds": said}, pointers=in_page("page.asks", said), types=of_a_bank(view.page, kinds)
    )


def bare_secrets(view: View) -> Measurement:
    """How many of a card, a PIN, a log-in to a bank and the code for them a page takes together, two or more, where neither name nor page
    shows whose it is: a bank asks for them one after the other, below its own name. A code alone belongs to any log-in, and a PIN that the
    visitor makes up there is none. Beside a card alone, a code may be that of the telephone for which the page asks, as shops have it
    confirmed. Without a card one word of demonstrations or studies suffices, as studies of false log-ins have such forms; tills that are
    shown say two."""
    page = view.page
    kinds = _MOVES_MONEY.intersection(page.asks) - chosen(page)
    of_the_telephone = kinds == {"card"} and "phone" in page.asks
    if kinds and "otp" in page.asks and not of_the_telephone:
        kinds |= {"otp"}
    lesson = any(map(view.text.words, LESSONS)) if "card" not in page.asks else view.text.distinct("demo", meant=False) >= TOGETHER
    if len(kinds) < TOGETHER or not view.identity.nobodys or lesson:
        return NO
    said = ", ".join(sorted(kinds))
    return Measurement(value=float(len(kinds)), shown={"kinds": said}, pointers=in_page("page.asks", said), types=of_a_bank(page, kinds))


def asks_as_another(view: View) -> Measurement:
    """1 for an imitation, beside what it asks for. 0 where that is a log-in in a corner of the page, and all that is borrowed are words
    beside others on it: a paper whose article is about a platform, and a club of a maker's customers, have readers who log in. A name that
    borrows, too, is no paper's."""
    if view.claims.authority or not readers_log_in(view):
        return YES
    return yes_if(claims_brand(view).value != 1.0)


def _takes_secrets(view: View) -> bool:
    """Whether the page takes a secret. A log-in in the corner of a long page counts on lent names alone."""
    return bool(CREDENTIALS.intersection(view.page.asks)) and (view.lent or not log_in_aside(view.page))


def _bears_a_name(view: View) -> bool:
    """Whether an organisation that does not own the host is named where a page says who it is, or alone in its text, beside its licence."""
    claims = view.claims
    rows = {*claims.places, *(claims.borrowed.in_text if view.identity.licence else ())}
    return any(view.tables.organisations[row] not in view.houses for row in rows)
