"""Measures that speak for a site: who owns the name, and what only an owner can do."""

from scamtriage.records.assessment import Measurement
from scamtriage.signals.measurement import NO, NOT_APPLICABLE, YES
from scamtriage.signals.view import View


def defensive(view: View) -> Measurement:
    """1 when an organisation holds a name like its own and sends visitors straight to its site: same nameservers, at most two hops."""
    page, dns = view.page, view.dns
    if page is None or dns is None or view.owners:
        return NOT_APPLICABLE
    if not page.final_host or page.final_host == view.target.host or len(page.hops) > 3:
        return NO
    for domain, rows in view.tables.official_above(page.final_host):
        kept = any(ns == domain or ns.endswith("." + domain) for ns in dns.ns_hosts)
        registration = view.registration
        corporate = registration is not None and any(n in registration.registrar.lower() for n in view.tables.corporate_names)
        if kept or corporate:
            return Measurement(value=1.0, shown={"brand": view.tables.organisations[rows[0]].name})
    return NO


def always(_view: View) -> Measurement:
    """For combinations: what counts is which signals they join."""
    return YES


def company_number(view: View) -> Measurement:
    """1 when a company register number stands on the page."""
    if view.page is None:
        return NOT_APPLICABLE
    return Measurement(value=1.0) if view.identity.company and (view.identity.address or view.identity.own_mail) else NO


def full_identity(view: View) -> Measurement:
    """1 when the page shows a postal address, a line that is no mobile and mail under its own name, and that name takes mail."""
    if view.page is None:
        return NOT_APPLICABLE
    dns = view.dns
    if not view.identity.full:
        return NO
    return Measurement(value=1.0) if dns is not None and dns.mx_hosts else NO


def points_of_identity(view: View) -> Measurement:
    """How many of postal address, fixed line, own mail, company number and licence are shown."""
    if view.page is None:
        return NOT_APPLICABLE
    return Measurement(value=float(view.identity.points), shown={"count": view.identity.points})
