"""Measures on the zone: whether the name exists, how its mail is set up, whether it is parked."""

from scamtriage.records.facts import DnsFacts, DnsOutcome
from scamtriage.records.findings import Measurement
from scamtriage.signals.measurement import NO, NOT_APPLICABLE, UNKNOWN, YES, too_old_of, yes_if
from scamtriage.signals.registration import HOLDS
from scamtriage.signals.view import View

CLOUDFLARE_CAA = frozenset({"comodoca.com", "digicert.com", "letsencrypt.org", "pki.goog", "ssl.com", "sectigo.com"})
"""CAA issuers that Cloudflare returns for zones without CAA records of their own."""


OFF_THE_NET = frozenset({*HOLDS, "inactive", "pending create", "pending delete", "redemption period", "pendingdelete", "redemptionperiod"})
"""Statuses under which a registry leaves a name out of its zone, even if its record lists nameservers."""
HALF_OF_ALL = 2**31
"""Half of all IPv4 addresses."""


def unresolved(view: View) -> Measurement:
    """1 if the name does not exist or has no address. Sets a state, no weight: absence does not acquit."""
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
    """1 if the resolver says NXDOMAIN but the registry delegates the name. Filtering resolvers answer so for reported names."""
    return NOT_APPLICABLE if view.dns is None else yes_if(_withheld(view))


def _withheld(view: View) -> bool:
    dns, registration = view.dns, view.registration
    if dns is None or dns.exists is not False or registration is None or not registration.nameservers:
        return False
    zone = dns.answer("NS")  # a delegated zone may lack a single host
    denied = zone is not None and zone.outcome is DnsOutcome.NXDOMAIN
    return denied and not any(status.lower() in OFF_THE_NET for status in registration.status)


def parked(view: View) -> Measurement:
    """1 if a parking service answers for the name and its page takes nothing from visitors."""
    dns = view.dns
    if dns is None:
        return NOT_APPLICABLE
    if view.too_old("parking.csv"):
        return too_old_of(dns.parking_ns)
    if dns.parking_ns:
        return NO if _takes(view) else Measurement(value=1.0, shown={"service": dns.parking_ns})
    return NO if dns.told("NS") else UNKNOWN


def parked_address(view: View) -> Measurement:
    """1 if the address belongs to a parking service and its page takes nothing from visitors."""
    hosting = view.hosting
    if view.too_old("parking.csv"):
        return too_old_of(hosting.parking if hosting is not None else "")
    if hosting is None or not hosting.parking or _takes(view):
        return NO
    return Measurement(value=1.0, shown={"service": hosting.parking})


def _takes(view: View) -> bool:
    return not view.page_silent_because and view.text.takes


def private_address(view: View) -> Measurement:
    """1 if every address of the name is one that the guard refuses to connect to."""
    dns = view.dns
    if dns is None:
        return NOT_APPLICABLE
    if len(dns.forbidden) < len(dns.addresses):
        return NO
    if not view.target.is_ip and not dns.told("A", "AAAA"):
        return UNKNOWN  # other addresses may exist
    if not dns.forbidden:
        return NO
    return Measurement(value=1.0, shown={"address": dns.forbidden[0][0], "why": dns.forbidden[0][1]})


def no_mail_for_authority(view: View) -> Measurement:
    """1 if a page that claims to be an authority or bank is on a name that accepts no mail."""
    dns = view.dns
    if dns is None or not (view.claims.authority or view.claims.finance):
        return NOT_APPLICABLE
    answer = dns.answer("MX")
    if answer is None or not answer.outcome.conclusive or answer.cname:
        return UNKNOWN
    return yes_if(dns.null_mx or answer.outcome in (DnsOutcome.NODATA, DnsOutcome.NXDOMAIN))


def spf_lets_everybody(view: View) -> Measurement:
    """1 if the SPF policy ends in +all or allows at least half of all IPv4 addresses."""
    dns = view.dns
    if dns is None:
        return NOT_APPLICABLE
    last = _spf_all(dns)
    return UNKNOWN if last is None else yes_if(last == "+")


def wildcard(view: View) -> Measurement:
    """1 if random labels below the zone resolve."""
    dns = view.dns
    if dns is None:
        return NOT_APPLICABLE
    return UNKNOWN if dns.wildcard is None else yes_if(dns.wildcard)


def dnssec(view: View) -> Measurement:
    """1 if a resolver validated the zone."""
    dns = view.dns
    if dns is None:
        return NOT_APPLICABLE
    return UNKNOWN if dns.dnssec == "unknown" else yes_if(dns.dnssec == "validated")


def caa(view: View) -> Measurement:
    """1 if the zone restricts its certificate issuers by CAA and the set is not a platform's default."""
    dns = view.dns
    if dns is None:
        return NOT_APPLICABLE
    answer = dns.answer("CAA")
    if answer is None or not answer.outcome.conclusive:
        return UNKNOWN
    issuers = {
        value.split('"')[1].split(";")[0].strip().lower()
        for value in answer.values
        if value.count('"') >= 2 and value.lower().split(" ")[1:2] in (["issue"], ["issuewild"])  # RFC 8659: tags are case-insensitive
    }
    return yes_if(bool(issuers) and not (len(issuers) >= 4 and issuers <= CLOUDFLARE_CAA))


def dmarc_enforced(view: View) -> Measurement:
    """1 if DMARC rejects or quarantines forged mail, the name accepts mail, and SPF names the senders."""
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
    """The qualifier of SPF's "all"; "" without policy or "all"; None if unknown."""
    if dns.spf is None:
        return "" if dns.told("TXT") else None
    if dns.spf.ip4_addresses >= HALF_OF_ALL:
        return "+"
    return dns.spf.all if dns.spf.all or dns.spf.complete else None


def verified_services(view: View) -> Measurement:
    """Number of different services to which the owner proved control of the name."""
    dns = view.dns
    if dns is None:
        return NOT_APPLICABLE
    if not dns.told("TXT"):
        return UNKNOWN
    return Measurement(value=float(len(set(dns.verifications))), shown={"services": ", ".join(sorted(set(dns.verifications)))})
