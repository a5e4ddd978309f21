"""Measures that speak for a site: its owner, its identity, and its profession."""

from scamtriage.records.findings import Measurement
from scamtriage.signals.lent_accounts import handed_over
from scamtriage.signals.measurement import NO, NOT_APPLICABLE, UNKNOWN, YES
from scamtriage.signals.page.distances import Placed
from scamtriage.signals.page.occurrences import HEADING, TEXT, TITLE
from scamtriage.signals.page.sensitive_fields import PERSONAL, holds_visitors
from scamtriage.signals.paid_ahead import bank_deceived
from scamtriage.signals.registration import of_registrar
from scamtriage.signals.schemes import meant, told
from scamtriage.signals.view import View


def defensive(view: View) -> Measurement:
    """1 if an organisation holds a similar name and redirects it to its own site. Required: at most two other hosts on the way, and the
    organisation's nameservers or a corporate registrar."""
    page, dns = view.page, view.dns
    if dns is None:
        return NOT_APPLICABLE
    if not page.final_host or page.final_host == view.target.host or sum(hop.host != view.target.host for hop in page.way) > 2:
        return NO
    registration = view.registration
    stated = registration if registration is not None and not view.too_old("corporate_registrars") else None
    official = tuple(view.tables.official_above(page.final_host))
    for domain, rows in official:
        kept = any(ns == domain or ns.endswith("." + domain) for ns in dns.ns_hosts)
        if kept or (stated is not None and of_registrar(stated, view.tables.corporate_names)):
            return Measurement(value=1.0, shown={"brand": view.tables.organisations[rows[0]].name})
    return UNKNOWN if official and not (stated is not None and stated.registrar and dns.told("NS")) else NO


def always(_view: View) -> Measurement:
    """Always present; for combinations, which count only through the signals they join."""
    return YES


def company_number(view: View) -> Measurement:
    """1 if the page shows a company register number beside a postal address or mail under its own name."""
    return Measurement(value=1.0) if view.identity.company and (view.identity.address or view.identity.own_mail) else NO


def full_identity(view: View) -> Measurement:
    """1 if the page shows a postal address, a fixed line and mail under its own name. That name must accept mail."""
    dns = view.dns
    if not view.identity.full:
        return NO
    if dns is not None and dns.mx_hosts:
        return YES
    return NO if dns is not None and dns.told("MX") else UNKNOWN


def points_of_identity(view: View) -> Measurement:
    """How many of postal address, fixed line, own mail, company number and licence are shown."""
    return Measurement(value=float(view.identity.points), shown={"count": view.identity.points})


COUNTER_WORDS, RECOUNTED = 3, 2
"""Fewest different words of a counter, session or invoice, and of a recounted call. The former show a business that sees customers, the
latter a story."""


GAIN = ("signals", "guarantee", "invest", "task", "loan")
"""Offers that a profession does not make. A page with one of them needs a title, not just an introduction."""
INTRODUCED_CHARS = 120
"""Characters from the start of the text within which a profession counts as an introduction. Beside a word of a counter or an invoice no
title is needed."""


def _hushed(view: View) -> int:
    """Different orders to keep silent. Those about sitting alone before a camera do not count, as a judge may give them too."""
    seated = {view.text.said(h) for concept in ("holdline", "alone") for h in view.text.words(concept)}
    return len(view.text.different(view.text.meant("secrecy")) - seated)


def practice(view: View) -> Measurement:
    """1 if the page offers a profession's time by telephone or video, or recounts a call. Lawyers speak of warrants, and teachers and
    doctors of cameras and quiet rooms. The page must not take secrets, offer a file, speak for an office, offer to recover money, collect
    accounts or have a bank deceived."""
    page = view.page
    text = view.text
    if not text.holds(("profession", "service", "recounted")):
        return NO
    if PERSONAL & set(page.asks) or page.apps or page.wallet_calls or holds_visitors(page) or view.name_brands or view.claims.authority:
        return NO
    if (text.words("recover") and text.words("lostmoney")) or text.distinct("alarm") >= 2:
        return NO
    if handed_over(view).value or bank_deceived(view).value:
        return NO
    told_of = text.words("recounted")
    if len(text.different(told_of)) >= RECOUNTED:
        return told(view, 1.0, told_of[0])
    accused = bool(text.meant("accusation"))
    if accused and (_hushed(view) >= 2 or text.meant("safeaccount")):
        return NO
    offices = text.words("police")
    named = Placed(offices)
    own = [
        h
        for h in (*text.words("profession"), *(h for h in text.words("service") if h.place == TITLE))
        if not text.denied(h) and not named.meets(h)
    ]
    titled = [h for h in own if h.place == TITLE] or [h for h in own if h.place == HEADING and all(o.place != TITLE for o in offices)]
    if titled:
        return told(view, 1.0, titled[0])
    counter = [] if accused or text.meant("safeaccount") else text.words("service")
    introduced = [h for h in own if h.place == TEXT and h.start <= INTRODUCED_CHARS] if counter and not meant(view, GAIN) else []
    if introduced:
        return told(view, 1.0, introduced[0])
    return told(view, 1.0, counter[0]) if len(text.different(counter)) >= COUNTER_WORDS else NO
