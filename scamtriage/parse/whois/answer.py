"""Turn a WHOIS answer into registration facts about the queried name, or into a refusal. Pure and bounded."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime

from msgspec.structs import replace

from scamtriage.knowledge.registry import registries as knowledge
from scamtriage.knowledge.registry.registries import Family, Order, Registries
from scamtriage.parse.registration import dates, stated_dates, terms
from scamtriage.parse.registration.stated_dates import DATE_FIELDS, DateField, Settled
from scamtriage.parse.whois import fields, library
from scamtriage.parse.whois.charset import decode
from scamtriage.parse.whois.fields import Record
from scamtriage.parse.whois.items import Answer
from scamtriage.parse.whois.lines import read
from scamtriage.parse.whois.verdict import Verdict, by_status, judge, limited_inside, limited_now
from scamtriage.records import lazy_re
from scamtriage.records.facts import (
    RegistrationAbsent,
    RegistrationFacts,
    RegistrationLimited,
    RegistrationMalformed,
    RegistrationResult,
)

_WAIT = lazy_re.compile(r"(?<!per )\b(\d{1,5}) ?(second|sec|minute|min|hour)s?\b")
_SECONDS = {"second": 1.0, "sec": 1.0, "minute": 60.0, "min": 60.0, "hour": 3600.0}
_SHORT_REFUSAL = 8  # lines; a longer answer mentions unrelated times, and what the terms of use forbid
MAX_BYTES = 262_144  # our own limit for stored and foreign bytes, slightly above what the transport returns; the rest is not read


def parse(
    raw: bytes,
    domain: str,
    *,
    server: str = "",
    observed_at: datetime | None = None,
    personal_data: bool = False,
    complete: bool = True,
) -> RegistrationResult:
    """Read the answer of a WHOIS server about `domain` (A-labels or Unicode). Never raises.

    Returns one of:
    - RegistrationFacts, with `result` "found", or "redacted" if the name is registered or reserved and nothing more is shown.
    - RegistrationAbsent, only for a sentence that means "not registered".
    - RegistrationLimited for any text about our use of the server.
    - RegistrationMalformed for an answer about another name, and for everything else.

    `server` and the suffix of the name select charset and date order. Dates after `observed_at` (aware) are marked as future; without it
    none are. If the answer is not `complete`, its unterminated last line is ignored. A complete answer may also lack the last line break;
    then the line is read, except a date that may have lost digits.
    """
    digest = hashlib.sha256(raw).hexdigest()
    asked = terms.a_labels(domain)
    if not asked:
        return RegistrationMalformed(because="the name asked about is no domain", raw_sha256=digest)
    registries = knowledge.load()
    families = registries.families_of(asked, server)
    body = raw[:MAX_BYTES]
    ended = max(body.rfind(b"\n"), body.rfind(b"\r")) + 1
    torn = ended < len(body) and (not complete or len(raw) > MAX_BYTES)
    decoded = decode(body[:ended] if torn else body, [charset for family in families for charset in family.charsets])
    answer = read(decoded.text, registries)
    refusal = limited_now(read(decode(body[ended:]).text, registries).lines, asked, registries) if torn else ""
    if not answer.lines:
        because = "the answer broke off within its first line" if torn else "the answer is empty"
        return _limited(refusal, answer, digest) if refusal else RegistrationMalformed(because=because, raw_sha256=digest)
    record = fields.collect(answer, asked, registries, families)
    record.named_by_key = record.named is not None
    if record.named is None and _stands_in(asked, answer.lines):
        record.named = True
    result = _verdict(answer, record, asked, registries, families, digest)
    if result is not None:
        return _limited(refusal, answer, digest) if refusal else result
    order: Order = next((family.order for family in families if family.order), "") or _declared_order(answer, record)
    cut = () if ended == len(body) or torn else _cut_dates(record, answer.lines[-1])
    stated = {name: [(rank, raw) for rank, _, raw in record.dates[name] if (name, raw) not in cut] for name in DATE_FIELDS}
    utc_offset = next((family.utc_offset for family in families if family.utc_offset), 0)
    settled = stated_dates.settle(stated, order, observed_at, cut, utc_offset)
    settled = _ask_library(settled, answer, asked, registries, order, utc_offset, observed_at)
    private = any(map(registries.private, record.owners)) if record.owners else None
    dated = settled.created or settled.updated or settled.expires or settled.notes  # an untrustworthy date was stated, not redacted
    bare = not (dated or record.nameservers or record.registrar or _held(record, registries))
    return RegistrationFacts(
        result="redacted" if bare else "found",
        name=asked,
        created=settled.created,
        updated=settled.updated,
        expires=settled.expires,
        date_notes=settled.notes,
        registrar=record.registrar,
        registrar_iana_id=record.registrar_iana_id,
        abuse_email=record.abuse_email,
        abuse_phone=record.abuse_phone,
        nameservers=record.nameservers,
        status=record.status,
        dnssec=record.dnssec,
        privacy=private,
        redacted=tuple(dict.fromkeys(record.redacted)),
        registrant_country="" if any(map(registries.stands_in, record.owners)) else record.country,
        registrant_organisation="" if private else record.organisation,
        registrant_email_domain="" if private else record.email.rpartition("@")[2].lower(),
        personal=tuple(record.personal) if personal_data else (),
        notices=answer.limits,
        source=f"whois:{server}" if server else "whois",
        raw_sha256=digest,
        raw_bytes=len(raw),
        charset=decoded.charset,
        replacements=decoded.replacements,
    )


def _verdict(
    answer: Answer, record: Record, asked: str, registries: Registries, families: Sequence[Family], digest: str
) -> RegistrationResult | None:
    """Return the result if the answer is not a record of the queried name; None if it is one."""
    delegated = bool(record.nameservers or any(_stated(record, name) for name in record.dates))
    substance = delegated or bool(record.registrar and record.named_by_key)
    if record.named and substance:
        words = limited_inside(answer.lines, registries) or ("" if delegated else limited_now(answer.said, asked, registries))
        if words:
            return _limited(words, answer, digest)
        if delegated or _held(record, registries) or by_status(record, registries).kind == "none":
            return None  # otherwise the registry names itself as registrar of an unregistered name
    if record.named is False and substance:
        return RegistrationMalformed(because=f"the answer is about {record.other}, not about {asked}", raw_sha256=digest)
    verdict = judge(answer.said, record, asked, registries, families)
    if (said := _outright(verdict, answer, asked, digest)) is not None:
        return said
    if record.named is False:
        return RegistrationMalformed(because=f"the answer is about {record.other}, not about {asked}", raw_sha256=digest)
    if record.named and _held(record, registries):
        return None
    if substance:
        return RegistrationMalformed(because=f"the answer does not name {asked}", raw_sha256=digest)
    if verdict.kind == "perhaps-limited":
        return replace(_limited(verdict.words, answer, digest), sure=len(answer.lines) <= _SHORT_REFUSAL)
    if record.named and ((record.filled > 2 and record.owners) or (record.named_by_key and record.redacted)):
        return None
    told = next((line for line in answer.lines if line[0] not in "%#*-=;>"), answer.lines[0])
    return RegistrationMalformed(because=f"the answer is in no language we know: {terms.capped(told)[:120]}", raw_sha256=digest)


def _outright(verdict: Verdict, answer: Answer, asked: str, digest: str) -> RegistrationResult | None:
    """Return the result that the words of an answer state by themselves; None if the record decides."""
    words = verdict.words
    match verdict.kind:
        case "limited":
            return _limited(words, answer, digest)
        case "failed":
            return RegistrationMalformed(because=f"the registry's server failed: {words}", raw_sha256=digest)
        case "absent":
            return RegistrationAbsent(because=words, raw_sha256=digest)
        case "reserved":
            return RegistrationFacts(result="redacted", name=asked, status=("reserved",), notices=(words,), raw_sha256=digest)
        case "invalid":
            return RegistrationMalformed(because=f"the registry refuses the name: {words}", raw_sha256=digest)
        case "other-name":
            return RegistrationMalformed(because=f"the answer is about another name than {asked}: {words}", raw_sha256=digest)
    return None


def _limited(words: str, answer: Answer, digest: str) -> RegistrationLimited:
    """Build the refusal, with the waiting time if the answer names one ("grace period of 300 seconds"), often on a separate line."""
    others = answer.lines if len(answer.lines) <= _SHORT_REFUSAL else ()
    wait = next((found for text in (words, *others) if (found := _WAIT.search(text[:400].lower())) is not None), None)
    seconds = float(wait[1]) * _SECONDS[wait[2]] if wait is not None else None
    return RegistrationLimited(because=words, retry_after_s=seconds, raw_sha256=digest)


def _stated(record: Record, name: str) -> bool:
    return any(any(c.isdigit() for c in raw) for _, _, raw in record.dates[name])


def _held(record: Record, registries: Registries) -> bool:
    """Whether a status says that the name is registered."""
    return any(
        terms.is_epp(status)
        or " ".join(status.lower().replace(".", " ").replace("-", " ").replace("_", " ").split()) in registries.words_held
        for status in record.status
    )


def _cut_dates(record: Record, last: str) -> tuple[tuple[DateField, str], ...]:
    """Return the dates at the end of an unterminated last line that may have lost digits: "2020-01-1" may have been 2020-01-15."""
    return tuple(
        (name, raw)
        for name in DATE_FIELDS
        for _, key, raw in record.dates[name]
        if last.endswith(raw) and key in last and dates.may_go_on(raw)
    )


def _stands_in(asked: str, lines: Iterable[str]) -> bool:
    return any(asked in line.lower() and asked in {terms.a_labels(w.strip("\"'()[]<>:,;")) for w in line.lower().split()} for line in lines)


def _declared_order(answer: Answer, record: Record) -> Order:
    """Return the order of day and month that the answer declares, or that a date with only one reading shows; else ""."""
    declared = [dates.hinted_order(key) for values in record.dates.values() for _, key, _ in values]
    declared += [dates.hinted_order(line) for line in answer.lines if len(line) < 200 and ("yy" in line.lower() or "aa" in line.lower())]
    shown = [dates.shown_order(raw) for values in record.dates.values() for _, _, raw in values]
    orders = {order for order in declared if order} or {order for order in shown if order}
    return orders.pop() if len(orders) == 1 else ""


def _ask_library(
    settled: Settled, answer: Answer, asked: str, registries: Registries, order: Order, utc_offset: int, observed_at: datetime | None
) -> Settled:
    """Fill missing dates from python-whois, if our grammar found no trace of them and an unread part of the answer confirms them."""
    noted = {note.field for note in settled.notes}
    missing: list[DateField] = [name for name in DATE_FIELDS if name != "updated" and getattr(settled, name) is None and name not in noted]
    unread = fields.unread_dates(answer, registries) if missing else []
    borne = {  # the day as written, comparable with the library's reading -> its moment in UTC
        said.date(): moment
        for text in unread
        if (said := dates.read(text, order).value) is not None and (moment := dates.read(text, order, utc_offset).value) is not None
    }
    if not borne:
        return settled
    found = library.dates(answer.lines, asked)
    stated = {name: [(0, borne[day].isoformat()) for c in found.get(name, ())[:4] if (day := c.date()) in borne] for name in missing}
    theirs = stated_dates.settle(stated, observed_at=observed_at)
    return replace(
        settled, created=settled.created or theirs.created, expires=settled.expires or theirs.expires, notes=settled.notes + theirs.notes
    )
