"""Who registered the name, when, and the abuse contact: RDAP first, then WHOIS, one record type for both."""

from typing import Literal

from msgspec.structs import fields, replace

from scamtriage.net.errors import Limited, Malformed, NetError, NotAsked
from scamtriage.net.protocol import Net, RawAnswer
from scamtriage.parse.rdap import domain as rdap
from scamtriage.parse.whois import answer as whois
from scamtriage.parse.whois.referral import registrar_server, unread_server
from scamtriage.records.facts import (
    DnsOutcome,
    RegistrationAbsent,
    RegistrationFacts,
    RegistrationLimited,
    RegistrationMalformed,
    RegistrationResult,
)
from scamtriage.records.target import Target


async def collect(target: Target, net: Net) -> RegistrationFacts | RegistrationAbsent:
    """Look up the registration. Raises NotAsked if names here cannot be registered or the registry publishes nothing.

    If both protocols fail, raises the more informative failure.
    """
    if target.is_ip:
        raise NotAsked("an address is not a registered name; its holder stands under hosting")
    if target.private_suffix:
        raise NotAsked(f"{target.suffix} belongs to a platform that lends names; its tenants have no registration of their own")
    failures: list[NetError] = []
    denied: RegistrationAbsent | None = None
    seen = ""
    try:
        found = _settled(await _by_rdap(target.registrable, net))
    except NetError as exc:  # WHOIS may still answer
        failures.append(exc)
    else:
        if isinstance(found, RegistrationFacts) or not (seen := await _seen_in_dns(target, net)):
            return found
        denied = replace(found, resolves=True) if seen == "resolves" else found
    try:
        found = _settled(await _by_whois(target.registrable, net))
    except NetError as exc:
        failures.append(exc)
        if denied is not None and seen == "fails" and not isinstance(exc, NotAsked):
            raise _unconfirmed(denied, exc) from exc
    else:
        if isinstance(found, RegistrationAbsent):
            seen = await _seen_in_dns(target, net)
            return replace(found, resolves=True) if seen == "resolves" else found
        if denied is None:
            return found
        return replace(found, notices=(*found.notices, f"the registry's RDAP says otherwise: {denied.because}"))
    if denied is not None:
        return denied
    raise next((exc for exc in failures if isinstance(exc, Limited)), None) or _unless_not_asked(failures)


def _unconfirmed(denied: RegistrationAbsent, failure: NetError) -> NetError:
    """Return the failure of WHOIS as the result: a name that fails in DNS may be registered, and only RDAP has spoken."""
    failure.args = (f"RDAP says “{denied.because}”, but the name fails in DNS, and WHOIS was no help: {failure}",)
    return failure


async def _seen_in_dns(target: Target, net: Net) -> Literal["resolves", "fails", "unasked", ""]:
    """Return whether the name resolves in DNS ("not registered" is then not trusted), fails in a way that unregistered names seldom do, or
    can be asked of nobody, behind a proxy without a resolver. A resolver that was asked and not reached tells nothing either, but may have
    been the second, behind one without an answer in time.

    A registry's RDAP and WHOIS can lag behind its zone, or serve a different part of the suffix. A zone with dead name servers or invalid
    signatures gives SERVFAIL or no answer in time, a resolver that blocks scams refuses, and a name without a zone gives NXDOMAIN: a second
    source is then asked. Addresses of nobody are no contradiction: a filtering resolver gives 0.0.0.0 for names on its lists, registered or
    not.
    """
    servers, *addresses = await net.lookups((target.registrable, "NS"), (target.host, "A"), (target.host, "AAAA"))
    if servers.outcome is DnsOutcome.OK or any(net.refusal(address) is None for answer in addresses for address in answer.values):
        return "resolves"
    if net.policy.proxy is not None and not net.policy.resolvers:  # nothing speaks for the name nor against it
        return "unasked"
    return "" if servers.outcome.conclusive else "fails"


async def _by_rdap(name: str, net: Net) -> RegistrationResult:
    answer = await net.rdap(f"domain/{name}")
    result = await _read_rdap(answer, name, net)
    link = rdap.referral(answer.body)
    if not isinstance(result, RegistrationFacts) or link is None or _is_thick(result, answer.body):
        return result
    try:
        further = await _read_rdap(await net.rdap(link), name, net)
    except NetError as exc:  # keep the registry's own record
        return _unhelped(result, "RDAP", str(exc))
    return _merged(result, further) if isinstance(further, RegistrationFacts) else _unhelped(result, "RDAP", further.because)


def _is_thick(record: RegistrationFacts, body: bytes) -> bool:
    """Return whether the registry's record has everything of weight that the registrar could add.

    That is: who owns the name, or that a privacy service hides it, and the abuse contact.
    """
    if record.privacy is None or not record.abuse_email or record.registrar_iana_id is None:
        return False
    return bool(record.registrant_country) or rdap.stood_in(body)


async def _by_whois(name: str, net: Net) -> RegistrationResult:
    answer = await net.whois("", name)
    result = await _read_whois(answer, name, net)
    if not isinstance(result, RegistrationFacts):
        return result
    if unread := unread_server(answer.body):
        return _unhelped(result, "WHOIS", f"{unread} is no WHOIS server")
    server = registrar_server(answer.body)
    if not server or server == answer.server.partition(":")[2]:
        return result
    try:
        further = await _read_whois(await net.whois(server, name), name, net)
    except NetError as exc:
        return _unhelped(result, "WHOIS", str(exc))
    return _merged(result, further) if isinstance(further, RegistrationFacts) else _unhelped(result, "WHOIS", further.because)


def _unhelped(result: RegistrationFacts, means: str, why: str) -> RegistrationFacts:
    return replace(result, notices=(*result.notices, f"the registrar's {means} did not help: {why}"))


async def _read_rdap(answer: RawAnswer, name: str, net: Net) -> RegistrationResult:
    result = rdap.parse(
        answer.body,
        name,
        observed_at=answer.observed_at,
        personal_data=net.policy.personal_data,
        source=answer.server.removeprefix("rdap:"),
    )
    # A registry reports "not registered" as an error object, with or without the code in it, or by the bare status (RFC 7480 section 5.3).
    # Any other 404 comes from something in front of it: a rate limit, a routing error, a page of its operator.
    if isinstance(result, RegistrationMalformed) and answer.status_code == 404 and answer.complete:
        words = rdap.absent_by_status(answer.body, name)
        return RegistrationAbsent(because=words, raw_sha256=result.raw_sha256) if words else result
    await _report(result, answer, net)
    return result


async def _read_whois(answer: RawAnswer, name: str, net: Net) -> RegistrationResult:
    server = answer.server.partition(":")[2]
    result = whois.parse(
        answer.body,
        name,
        server=server,
        observed_at=answer.observed_at,
        personal_data=net.policy.personal_data,
        complete=answer.complete,
    )
    await _report(result, answer, net)
    return replace(result, source=answer.server) if isinstance(result, RegistrationFacts) else result


async def _report(result: RegistrationResult, answer: RawAnswer, net: Net) -> None:
    if isinstance(result, RegistrationLimited) and result.sure:
        await net.refused(answer, result.retry_after_s)
    else:
        net.settle(answer, found=isinstance(result, RegistrationFacts))


def _settled(result: RegistrationResult) -> RegistrationFacts | RegistrationAbsent:
    match result:
        case RegistrationLimited():
            raise Limited(result.because, result.retry_after_s)
        case RegistrationMalformed():
            raise Malformed(result.because)
        case _:
            return result


def _merged(registry: RegistrationFacts, registrar: RegistrationFacts) -> RegistrationFacts:
    """Return the registry's record, with its empty fields filled from the registrar's."""
    gaps = {
        field.name: getattr(registrar, field.name)
        for field in fields(RegistrationFacts)
        if getattr(registry, field.name) in (None, "", ()) and field.name not in ("date_notes", "notices")
    }
    notes = [note for note in registrar.date_notes if note.field in gaps]  # for other fields the registry's own date is used
    return replace(registry, **gaps, date_notes=(*registry.date_notes, *notes), result="found")


def _unless_not_asked(failures: list[NetError]) -> NetError:
    """Return the first failure of an actual query; NotAsked only if there is no other."""
    return next((exc for exc in failures if not isinstance(exc, NotAsked)), failures[-1])
