"""Measures on how an authority or a bank that a page claims to be is to be reached."""

import re
from functools import cache

from msgspec.structs import replace

from scamtriage.knowledge.small_tables import small_tables
from scamtriage.records.facts import Contact
from scamtriage.records.findings import Measurement
from scamtriage.signals.contact import at_messenger
from scamtriage.signals.content import recovery_offer
from scamtriage.signals.measurement import NO, NOT_APPLICABLE, in_page
from scamtriage.signals.officer_script import case_parts, private_lines
from scamtriage.signals.page.numbers import private_number
from scamtriage.signals.page.sensitive_fields import PERSONAL
from scamtriage.signals.schemes import flavour, meant, told
from scamtriage.signals.view import View

NORTH_AMERICA = frozenset({"US", "CA"})


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
    """1 if a page with a mobile number or messenger account follows a fake officer's script: `SCRIPT_PARTS` parts of it, and that its
    reader keeps silent, or is led by a call. Lawyers and brokers name crimes, money and the police, and lead nobody; else it takes
    `FULL_SCRIPT`."""
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


def authority_on_messenger(view: View) -> Measurement:
    """1 if an authority or bank is to be reached on a personal messenger account."""
    rows = view.claims.authority or view.claims.finance
    if not rows:
        return NOT_APPLICABLE
    accounts = view.identity.personal_messengers
    return replace(at_messenger(accounts[0], brand=view.claims.name(rows[0])), types=institution(view)) if accounts else NO


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
