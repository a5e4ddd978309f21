"""Who registered the name, when, and whom to write to: RDAP first, then WHOIS, one record for both."""

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
    """Raises NotAsked where nothing can be registered or nothing is published, else the more telling failure of both ways."""
    if target.is_ip:
        raise NotAsked("an address is not a registered name; its holder stands under hosting")
    if target.private_suffix:
        raise NotAsked(f"{target.suffix} belongs to a platform that lends names; its tenants have no registration of their own")
    failures: list[NetError] = []
    denied: RegistrationAbsent | None = None
    for ask in (_by_rdap, _by_whois):
        try:
            found = _settled(await ask(target.registrable, net))
        except NetError as exc:  # the other way may still answer
            failures.append(exc)
            continue
        if denied is not None and isinstance(found, RegistrationFacts):
            return replace(found, notices=(*found.notices, f"the registry's RDAP says otherwise: {denied.because}"))
        denied = denied or (found if isinstance(found, RegistrationAbsent) else None)
        if denied is None or ask is _by_whois or not await _answers(target, net):
            return found
    if denied is not None:
        return denied
    raise next((exc for exc in failures if isinstance(exc, Limited)), None) or _unless_not_asked(failures)


async def _answers(target: Target, net: Net) -> bool:
    """Whether the zone knows the name. Then "not registered" alone is not believed: a registry's RDAP can be behind its zone, or be that of
    another part of the ending."""
    answers = await net.lookups((target.registrable, "NS"), (target.host, "A"), (target.host, "AAAA"))
    return any(answer.outcome is DnsOutcome.OK for answer in answers)


async def _by_rdap(name: str, net: Net) -> RegistrationResult:
    answer = await net.rdap(f"domain/{name}")
    result = _read_rdap(answer, name, net)
    link = rdap.referral(answer.body)
    if not isinstance(result, RegistrationFacts) or link is None or _is_thick(result, answer.body):
        return result
    try:
        further = _read_rdap(await net.rdap(link), name, net)
    except NetError as exc:  # the registry's own record stands
        return replace(result, notices=(*result.notices, f"the registrar's RDAP did not help: {exc}"))
    return _merged(result, further)


def _is_thick(record: RegistrationFacts, body: bytes) -> bool:
    """Whether the registry shows all that the registrar could add of weight: who owns the name, or that a service stands in, and whom to
    tell of abuse."""
    if record.privacy is None or not record.abuse_email or record.registrar_iana_id is None:
        return False
    return bool(record.registrant_country) or rdap.stood_in(body)


async def _by_whois(name: str, net: Net) -> RegistrationResult:
    answer = await net.whois("", name)
    result = _read_whois(answer, name, net)
    if not isinstance(result, RegistrationFacts):
        return result
    if unread := unread_server(answer.body):
        return _unhelped(result, f"{unread} is no WHOIS server")
    server = registrar_server(answer.body)
    if not server or server == answer.server.partition(":")[2]:
        return result
    try:
        further = _read_whois(await net.whois(server, name), name, net)
    except NetError as exc:
        return _unhelped(result, str(exc))
    return _merged(result, further) if isinstance(further, RegistrationFacts) else _unhelped(result, further.because)


def _unhelped(result: RegistrationFacts, why: str) -> RegistrationFacts:
    return replace(result, notices=(*result.notices, f"the registrar's WHOIS did not help: {why}"))


def _read_rdap(answer: RawAnswer, name: str, net: Net) -> RegistrationResult:
    result = rdap.parse(
        answer.body,
        name,
        observed_at=answer.observed_at,
        personal_data=net.policy.personal_data,
        source=answer.server.removeprefix("rdap:"),
    )
    # A registry says "not registered" with an error object, with or without the code in it, or with the bare status (RFC 7480 section
    # 5.3). Any other 404 is that of whatever stands before it: a limit, a lost route, a page of its operator.
    if isinstance(result, RegistrationMalformed) and answer.status_code == 404 and answer.complete:
        words = rdap.absent_by_status(answer.body, name)
        return RegistrationAbsent(because=words, raw_sha256=result.raw_sha256) if words else result
    net.settle(answer, found=isinstance(result, RegistrationFacts))
    return result


def _read_whois(answer: RawAnswer, name: str, net: Net) -> RegistrationResult:
    server = answer.server.partition(":")[2]
    result = whois.parse(
        answer.body,
        name,
        server=server,
        observed_at=answer.observed_at,
        personal_data=net.policy.personal_data,
        complete=answer.complete,
    )
    net.settle(answer, found=isinstance(result, RegistrationFacts))
    return replace(result, source=answer.server) if isinstance(result, RegistrationFacts) else result


def _settled(result: RegistrationResult) -> RegistrationFacts | RegistrationAbsent:
    match result:
        case RegistrationLimited():
            raise Limited(result.because, result.retry_after_s)
        case RegistrationMalformed():
            raise Malformed(result.because)
        case _:
            return result


def _merged(registry: RegistrationFacts, registrar: RegistrationResult) -> RegistrationFacts:
    """The registry's record, completed by the registrar's where the registry says nothing."""
    if not isinstance(registrar, RegistrationFacts):
        return registry
    gaps = {
        field.name: getattr(registrar, field.name)
        for field in fields(RegistrationFacts)
        if getattr(registry, field.name) in (None, "", ()) and field.name not in ("date_notes", "notices")
    }
    notes = [note for note in registrar.date_notes if note.field in gaps]  # of the others the registry's own date stands
    return replace(registry, **gaps, date_notes=(*registry.date_notes, *notes), result="found")


def _unless_not_asked(failures: list[NetError]) -> NetError:
    """What went wrong where somebody was asked; that nobody was, only when that is all there is to say."""
    return next((exc for exc in failures if not isinstance(exc, NotAsked)), failures[-1])
