"""Measures on the zone: does the name exist, how is its mail kept, is it parked."""

from scamtriage.records.assessment import Measurement
from scamtriage.records.facts import DnsOutcome
from scamtriage.signals.measurement import NO, NOT_APPLICABLE, TOO_OLD, UNKNOWN, yes_if
from scamtriage.signals.view import View

CLOUDFLARE_CAA = frozenset({"comodoca.com", "digicert.com", "letsencrypt.org", "pki.goog", "ssl.com", "sectigo.com"})
"""What Cloudflare answers for zones that hold no CAA of their own."""


def unresolved(view: View) -> Measurement:
    """1 when the name does not exist or has no address; sets a state and weighs nothing: absence is no innocence."""
    dns = view.dns
    if dns is None:
        return NOT_APPLICABLE
    if dns.exists is False:
        return Measurement(value=1.0, shown={"why": "the name does not exist in the DNS"})
    if dns.exists is None:
        return UNKNOWN
    return Measurement(value=1.0, shown={"why": "the name has no address"}) if not dns.addresses else NO


def parked(view: View) -> Measurement:
    """1 when a parking service answers for the name."""
    dns = view.dns
    if dns is None or view.lent:
        return NOT_APPLICABLE
    if view.too_old("parking.csv"):
        return TOO_OLD
    return Measurement(value=1.0, shown={"service": dns.parking_ns}) if dns.parking_ns else NO


def parked_address(view: View) -> Measurement:
    """1 when the address belongs to a parking service."""
    hosting = view.hosting
    if view.too_old("parking.csv"):
        return TOO_OLD
    return Measurement(value=1.0, shown={"service": hosting.parking}) if hosting is not None and hosting.parking else NO


def private_address(view: View) -> Measurement:
    """1 when every address of the name is one that we must not connect to."""
    dns = view.dns
    if dns is None:
        return NOT_APPLICABLE
    if not dns.forbidden or len(dns.forbidden) < len(dns.addresses):
        return NO
    return Measurement(value=1.0, shown={"address": dns.forbidden[0][0], "why": dns.forbidden[0][1]})


def no_mail_for_authority(view: View) -> Measurement:
    """1 when a page that claims to be an authority or a bank stands on a name that takes no mail."""
    dns = view.dns
    if dns is None or view.lent or view.page is None or not (view.claims.authority or view.claims.finance):
        return NOT_APPLICABLE
    answer = dns.answer("MX")
    if answer is None or not answer.outcome.conclusive:
        return UNKNOWN
    return yes_if(dns.null_mx or answer.outcome in (DnsOutcome.NODATA, DnsOutcome.NXDOMAIN))


def spf_lets_everybody(view: View) -> Measurement:
    """1 when the SPF policy ends in +all; else the share of 65,536 addresses that it admits, below 1."""
    dns = view.dns
    if dns is None or view.lent:
        return NOT_APPLICABLE
    if dns.spf is None:
        return NO
    return yes_if(dns.spf.all == "+")


def wildcard(view: View) -> Measurement:
    """1 when random labels below the zone resolve."""
    dns = view.dns
    if dns is None or view.lent:
        return NOT_APPLICABLE
    return UNKNOWN if dns.wildcard is None else yes_if(dns.wildcard)


def dnssec(view: View) -> Measurement:
    """1 when a resolver validated the zone."""
    dns = view.dns
    if dns is None or view.lent:
        return NOT_APPLICABLE
    return UNKNOWN if dns.dnssec == "unknown" else yes_if(dns.dnssec == "validated")


def caa(view: View) -> Measurement:
    """1 when the zone says which authorities may issue for it, and the set is not a platform's default."""
    dns = view.dns
    if dns is None or view.lent:
        return NOT_APPLICABLE
    answer = dns.answer("CAA")
    if answer is None or not answer.outcome.conclusive:
        return UNKNOWN
    issuers = {value.split('"')[1].split(";")[0].strip().lower() for value in answer.values if "issue" in value and value.count('"') >= 2}
    return yes_if(bool(issuers) and not (len(issuers) >= 4 and issuers <= CLOUDFLARE_CAA))


def dmarc_enforced(view: View) -> Measurement:
    """1 when forged mail is refused or set aside, mail is taken, and SPF says from where."""
    dns = view.dns
    if dns is None or view.lent:
        return NOT_APPLICABLE
    answer = dns.answer("DMARC")
    if dns.dmarc is None:
        return NO if answer is not None and answer.outcome.conclusive else UNKNOWN
    strict = dns.dmarc.policy in ("reject", "quarantine") and dns.dmarc.pct == 100
    return yes_if(strict and bool(dns.mx_hosts) and dns.spf is not None and dns.spf.all in ("-", "~"))


def verified_services(view: View) -> Measurement:
    """How many different services the owner has proved the name to."""
    dns = view.dns
    if dns is None or view.lent:
        return NOT_APPLICABLE
    answer = dns.answer("TXT")
    if answer is None or not answer.outcome.conclusive:
        return UNKNOWN
    return Measurement(value=float(len(set(dns.verifications))), shown={"services": ", ".join(sorted(set(dns.verifications)))})
