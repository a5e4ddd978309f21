"""Measures on the zone: does the name exist, how is its mail kept, is it parked."""

from scamtriage.records.assessment import Measurement
from scamtriage.records.facts import DnsFacts, DnsOutcome
from scamtriage.signals.measurement import NO, NOT_APPLICABLE, UNKNOWN, YES, too_old_of, yes_if
from scamtriage.signals.registration import HOLDS
from scamtriage.signals.view import View

CLOUDFLARE_CAA = frozenset({"comodoca.com", "digicert.com", "letsencrypt.org", "pki.goog", "ssl.com", "sectigo.com"})
"""What Cloudflare answers for zones that hold no CAA of their own."""


OFF_THE_NET = frozenset({*HOLDS, "inactive", "pending create", "pending delete", "redemption period", "pendingdelete", "redemptionperiod"})
"""Statuses with which a registry leaves a name out of its zone, though servers stand in its record."""
HALF_OF_ALL = 2**31
"""Addresses of IPv4."""


def unresolved(view: View) -> Measurement:
    """1 when the name does not exist or has no address; sets a state and weighs nothing: absence is no innocence."""
    dns = view.dns
    if dns is None:
        return NOT_APPLICABLE
    if _withheld(view):
        return NO
    if dns.exists is False:
        return Measurement(value=1.0, shown={"why": "the name does not exist in the DNS"})
    if dns.addresses:
        return NO
    return Measurement(value=1.0, shown={"why": "the name has no address"}) if dns.told("A", "AAAA") else UNKNOWN


def withheld(view: View) -> Measurement:
    """1 when the resolver says that the name does not exist, and the registry has it on the net: a resolver that filters says so of names
    that were reported."""
    return NOT_APPLICABLE if view.dns is None else yes_if(_withheld(view))


def _withheld(view: View) -> bool:
    dns, registration = view.dns, view.registration
    if dns is None or dns.exists is not False or registration is None or not registration.nameservers:
        return False
    zone = dns.answer("NS")  # a zone may well lack the one host
    denied = zone is not None and zone.outcome is DnsOutcome.NXDOMAIN
    return denied and not any(status.lower() in OFF_THE_NET for status in registration.status)


def parked(view: View) -> Measurement:
    """1 when a parking service answers for the name, and no page there takes anything from its visitors."""
    dns = view.dns
    if dns is None:
        return NOT_APPLICABLE
    if view.too_old("parking.csv"):
        return too_old_of(dns.parking_ns)
    if dns.parking_ns:
        return NO if _takes(view) else Measurement(value=1.0, shown={"service": dns.parking_ns})
    return NO if dns.told("NS") else UNKNOWN


def parked_address(view: View) -> Measurement:
    """1 when the address belongs to a parking service, and no page there takes anything from its visitors."""
    hosting = view.hosting
    if view.too_old("parking.csv"):
        return too_old_of(hosting.parking if hosting is not None else "")
    if hosting is None or not hosting.parking or _takes(view):
        return NO
    return Measurement(value=1.0, shown={"service": hosting.parking})


def _takes(view: View) -> bool:
    return not view.page_silent_because and view.text.takes


def private_address(view: View) -> Measurement:
    """1 when every address of the name is one that we must not connect to."""
    dns = view.dns
    if dns is None:
        return NOT_APPLICABLE
    if len(dns.forbidden) < len(dns.addresses):
        return NO
    if not view.target.is_ip and not dns.told("A", "AAAA"):
        return UNKNOWN  # there may be others
    if not dns.forbidden:
        return NO
    return Measurement(value=1.0, shown={"address": dns.forbidden[0][0], "why": dns.forbidden[0][1]})


def no_mail_for_authority(view: View) -> Measurement:
    """1 when a page that claims to be an authority or a bank stands on a name that takes no mail."""
    dns = view.dns
    if dns is None or not (view.claims.authority or view.claims.finance):
        return NOT_APPLICABLE
    answer = dns.answer("MX")
    if answer is None or not answer.outcome.conclusive or answer.cname:
        return UNKNOWN
    return yes_if(dns.null_mx or answer.outcome in (DnsOutcome.NODATA, DnsOutcome.NXDOMAIN))


def spf_lets_everybody(view: View) -> Measurement:
    """1 when the SPF policy ends in +all, or names half of all addresses or more."""
    dns = view.dns
    if dns is None:
        return NOT_APPLICABLE
    last = _spf_all(dns)
    return UNKNOWN if last is None else yes_if(last == "+")


def wildcard(view: View) -> Measurement:
    """1 when random labels below the zone resolve."""
    dns = view.dns
    if dns is None:
        return NOT_APPLICABLE
    return UNKNOWN if dns.wildcard is None else yes_if(dns.wildcard)


def dnssec(view: View) -> Measurement:
    """1 when a resolver validated the zone."""
    dns = view.dns
    if dns is None:
        return NOT_APPLICABLE
    return UNKNOWN if dns.dnssec == "unknown" else yes_if(dns.dnssec == "validated")


def caa(view: View) -> Measurement:
    """1 when the zone says which authorities may issue for it, and the set is not a platform's default."""
    dns = view.dns
    if dns is None:
        return NOT_APPLICABLE
    answer = dns.answer("CAA")
    if answer is None or not answer.outcome.conclusive:
        return UNKNOWN
    issuers = {
        value.split('"')[1].split(";")[0].strip().lower()
        for value in answer.values
        if value.count('"') >= 2 and value.lower().split(" ")[1:2] in (["issue"], ["issuewild"])  # RFC 8659: tags have no case
    }
    return yes_if(bool(issuers) and not (len(issuers) >= 4 and issuers <= CLOUDFLARE_CAA))


def dmarc_enforced(view: View) -> Measurement:
    """1 when forged mail is refused or set aside, mail is taken, and SPF says from where."""
    dns = view.dns
    if dns is None:
        return NOT_APPLICABLE
    policy, last = dns.dmarc, _spf_all(dns)
    strict = policy is not None and policy.policy in ("reject", "quarantine") and policy.pct == 100
    kept = (
        strict if policy is not None or dns.told("DMARC") else None,
        bool(dns.mx_hosts) if dns.mx_hosts or dns.told("MX") else None,
        None if last is None else last in ("-", "~"),
    )
    return NO if False in kept else UNKNOWN if None in kept else YES


def _spf_all(dns: DnsFacts) -> str | None:
    """The qualifier with which the mail policy ends, "" where it or there is none; None where that could not be had."""
    if dns.spf is None:
        return "" if dns.told("TXT") else None
    if dns.spf.ip4_addresses >= HALF_OF_ALL:
        return "+"
    return dns.spf.all if dns.spf.all or dns.spf.complete else None


def verified_services(view: View) -> Measurement:
    """How many different services the owner has proved the name to."""
    dns = view.dns
    if dns is None:
        return NOT_APPLICABLE
    if not dns.told("TXT"):
        return UNKNOWN
    return Measurement(value=float(len(set(dns.verifications))), shown={"services": ", ".join(sorted(set(dns.verifications)))})
