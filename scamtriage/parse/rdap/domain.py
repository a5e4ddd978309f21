"""Turn an RDAP answer about a domain (RFC 9083) into registration facts or a refusal. Pure and bounded."""

import hashlib
import re
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from scamtriage.knowledge.registry import registries as knowledge
from scamtriage.knowledge.registry.registries import Registries
from scamtriage.parse.rdap import jcard, response, safe_json
from scamtriage.parse.rdap.parties import OF_THE_HOLDER, parties, private, stands_in
from scamtriage.parse.registration import dates, stated_dates, terms
from scamtriage.parse.registration.stated_dates import DateField
from scamtriage.records.facts import (
    RegistrationAbsent,
    RegistrationFacts,
    RegistrationLimited,
    RegistrationMalformed,
    RegistrationResult,
)
from scamtriage.records.target import u_labels

# RFC 9083 section 10.2.3: event -> (field, rank). The registry's expiration has a better rank than the registrar's.
_EVENTS: dict[str, tuple[DateField, int]] = {
    "registration": ("created", 1),
    "reregistration": ("created", 0),
    "reinstantiation": ("created", 0),
    "expiration": ("expires", 0),
    "registrar expiration": ("expires", 1),
    "last changed": ("updated", 0),
}
_OF_NOBODY = frozenset({"inactive", *(f"server {what} prohibited" for what in ("delete", "renew", "transfer", "update"))})
"""Statuses that a registry also gives to a name which it keeps; of any other, a name has a holder."""
_MAX_URL_CHARS = 2_000
_KIND_CHARS = 40  # the maximum length of the object class quoted from an answer: "entity", "ip network"


def parse(
    raw: bytes, domain: str, *, observed_at: datetime | None = None, personal_data: bool = False, source: str = ""
) -> RegistrationResult:
    """Read an RDAP answer about `domain` (A-labels or Unicode). Never raises.

    Returns one of:
    - RegistrationFacts. `result` is "redacted" if only the name is shown. An `errorCode` 404 that says the name is reserved also gives this
      result, with the status "reserved".
    - RegistrationAbsent for any other 404, and for an object that holds nothing but such statuses as "available".
    - RegistrationLimited for 403, 429 and 503, and for a notice of rate limiting inside an object.
    - RegistrationMalformed for an answer about another name or of another kind, and for a bare object that is "available" and "active".

    `source` is the URL. `observed_at` (aware) decides which dates lie in the future.
    """
    digest = hashlib.sha256(raw).hexdigest()
    asked = terms.a_labels(domain)
    if not asked:
        return RegistrationMalformed(because="the name asked about is no domain", raw_sha256=digest)
    registries = knowledge.load()
    document = response.open_answer(raw, registries)
    if isinstance(document, response.Refused):
        return _refusal(document, asked, registries, digest)
    names = [name for key in ("ldhName", "unicodeName") if (name := terms.a_labels(safe_json.text(document.get(key))[:300]))]
    kind = safe_json.text(document.get("objectClassName"))
    if asked not in names or kind.lower() not in ("domain", ""):
        if limit := response.limit_notice(document, registries):
            return RegistrationLimited(because=limit, raw_sha256=digest)
        about = f"about {terms.capped(kind)[:_KIND_CHARS] or 'something'} {names[0]}" if names else "without a name"
        return RegistrationMalformed(because=f"the answer is {about}, not about {asked}", raw_sha256=digest)
    facts = _facts(document, asked, registries, observed_at, personal_data)
    dated = facts["created"] or facts["expires"] or facts["date_notes"]  # an untrustworthy date was still stated, so it was not redacted
    bare = not (dated or facts["nameservers"] or facts["registrar"])
    if bare and (limit := response.limit_notice(document, registries)):
        return RegistrationLimited(because=limit, raw_sha256=digest)
    if bare and not (facts["status"] or facts["updated"] or any(roles for _, roles, _ in response.entities(document))):
        return RegistrationMalformed(because="the answer names the domain and says nothing of it", raw_sha256=digest)
    if bare and not (facts["updated"] or facts["dnssec"] or any(roles & OF_THE_HOLDER for _, roles, _ in response.entities(document))):
        said = {terms.status_words(status): status for status in facts["status"]}
        if said.keys() & registries.words_absent:
            if not said.keys() <= registries.words_absent:
                return RegistrationMalformed(because=f"the statuses contradict each other: {', '.join(said)}", raw_sha256=digest)
            return RegistrationAbsent(because=f"status: {said[min(said)]}", raw_sha256=digest)
        if said.keys() & registries.words_reserved and said.keys() <= registries.words_reserved | _OF_NOBODY:
            facts["status"] = ("reserved",)
    return RegistrationFacts(
        result="redacted" if bare else "found",
        name=asked,
        source=f"rdap:{source}" if source else "rdap",
        raw_sha256=digest,
        raw_bytes=len(raw),
        charset="utf-8",
        **facts,
    )


def referral(raw: bytes) -> str | None:
    """Return the URL of the registrar's own RDAP about the same name, as a thin registry gives it, or None.

    An https URL is preferred. The caller must check where the URL leads.
    """
    if b"related" not in raw.lower() and b"\\" not in raw:
        return None  # answers without the word have no such link; this saves parsing, as most registries of new suffixes give none
    try:
        document = safe_json.read(raw)
    except safe_json.NotJson:
        return None
    links = safe_json.objects(document.get("links"))
    own = {safe_json.text(link.get("href")) for link in links if safe_json.text(link.get("rel")).lower() == "self"}
    plain = None
    for link in links:
        href = safe_json.text(link.get("href")).strip()
        kind = safe_json.text(link.get("type")).lower()
        if safe_json.text(link.get("rel")).lower() != "related" or href in own or not _is_http(href):
            continue
        if "rdap" in kind or (not kind and "/domain/" in href):
            if href.startswith("https:"):
                return href
            plain = plain or href
    return plain


def stood_in(raw: bytes) -> bool:
    """Whether the registrant in an answer is a privacy or proxy service."""
    try:
        document = safe_json.read(raw)
    except safe_json.NotJson:
        return False
    owner: dict[str, Any] = next((entity for entity, roles, _ in response.entities(document) if entity and "registrant" in roles), {})
    return stands_in(jcard.read(owner), owner, knowledge.load())


def absent_by_status(raw: bytes, domain: str) -> str:
    """Return the words of a malformed HTTP 404 answer if they mean "not registered"; otherwise, or if the name is reserved, ""."""
    registries = knowledge.load()
    words = response.absent_by_status(raw, registries)
    return "" if _kept(words, terms.a_labels(domain), registries) else words


def _kept(words: str, asked: str, registries: Registries) -> bool:
    """Whether the words say that the name is reserved. Quotations of the name are removed first, since it may consist of such words."""
    said = words.lower()
    whole = (asked, u_labels(asked))
    own = {*whole, *(label for form in whole for label in form.split(".")[:-1])}
    name = "|".join(re.escape(part) for part in sorted(own, key=len, reverse=True))
    said = re.sub(rf"(?<![\w-])(?:{name})(?![\w-])", "name", said)
    return registries.kept.search(said) is not None and registries.for_all.search(said) is None


def _is_http(href: str) -> bool:
    if len(href) > _MAX_URL_CHARS or re.search(r"[\x00-\x20\x7f\\]", href) is not None:
        return False
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def _refusal(refused: response.Refused, asked: str, registries: Registries, digest: str) -> RegistrationResult:
    match refused.kind:
        case "absent" if _kept(refused.because, asked, registries):
            return RegistrationFacts(result="redacted", name=asked, status=("reserved",), notices=(refused.because,), raw_sha256=digest)
        case "absent":
            return RegistrationAbsent(because=refused.because, raw_sha256=digest)
        case "limited":
            return RegistrationLimited(because=refused.because, raw_sha256=digest)
        case "malformed":
            return RegistrationMalformed(because=refused.because, raw_sha256=digest)


def _facts(
    document: dict[str, Any], asked: str, registries: Registries, observed_at: datetime | None, personal_data: bool
) -> dict[str, Any]:
    settled = stated_dates.settle(_events(document), observed_at=observed_at)
    registrar, iana_id, abuse, registrant, owner, people = parties(document, asked)
    redacted = _redacted(document)
    hidden = private(registrant, owner, redacted, registries)
    return {
        "created": settled.created,
        "updated": settled.updated,
        "expires": settled.expires,
        "date_notes": settled.notes,
        "registrar": registrar,
        "registrar_iana_id": iana_id,
        "abuse_email": abuse.abuse_email,
        "abuse_phone": abuse.phones[0] if abuse.phones else "",
        "nameservers": terms.hosts(word for host in safe_json.items(document.get("nameservers")) for word in _host_words(host)),
        "status": tuple(dict.fromkeys(text for raw in safe_json.texts(document.get("status")) if (text := terms.status(raw))))[
            : terms.MAX_VALUES
        ],
        "dnssec": _dnssec(document.get("secureDNS")),
        "privacy": hidden,
        "redacted": redacted,
        "registrant_country": "" if stands_in(registrant, owner, registries) else registrant.country,
        "registrant_organisation": "" if hidden or registrant.organisation.lower() in terms.BLANK else registrant.organisation,
        "registrant_email_domain": registrant.emails[0].rpartition("@")[2].lower() if registrant.emails and not hidden else "",
        "personal": people if personal_data else (),
        "notices": response.notices(document, *(("remarks",) if personal_data else ())),
    }


def _events(document: dict[str, Any]) -> dict[DateField, list[tuple[int, str]]]:
    """Return the stated dates by field. For a re-registered name, the last registration is the creation; the first one is noted beside
    it.
    """
    stated: dict[DateField, list[tuple[int, str]]] = {}
    for event in safe_json.objects(document.get("events"))[: terms.MAX_VALUES]:
        known = _EVENTS.get(safe_json.text(event.get("eventAction")).strip().lower())
        if known is not None:
            stated.setdefault(known[0], []).append((known[1], safe_json.text(event.get("eventDate"))))
    anew = [(moment, raw) for rank, raw in stated.get("created", ()) if not rank and (moment := dates.read(raw).value) is not None]
    if anew:
        last, first = max(anew), [(rank, raw) for rank, raw in stated["created"] if rank]
        older = all((moment := dates.read(raw).value) is None or moment <= last[0] for _, raw in first)
        stated["created"] = [(0 if older else 2, last[1]), *first]
    return stated


def _host_words(host: object) -> list[str]:
    """Return the names in a nameserver: an object with ldhName or unicodeName, or a bare string that may also contain addresses."""
    if isinstance(host, dict):
        return [name for key in ("ldhName", "unicodeName") if (name := safe_json.text(host.get(key)))][:1] or [
            safe_json.text(host.get("handle"))
        ]
    return safe_json.text(host)[: terms.TEXT_CHARS].split()


def _dnssec(secure: object) -> bool | None:
    if not isinstance(secure, dict):
        return None
    signed = secure.get("delegationSigned")
    if isinstance(signed, bool):
        return signed
    if isinstance(signed, str) and signed.lower() in ("true", "false"):
        return signed.lower() == "true"
    return True if safe_json.objects(secure.get("dsData")) or safe_json.objects(secure.get("keyData")) else None


def _redacted(document: dict[str, Any]) -> tuple[str, ...]:
    """Return the names of the redacted fields (RFC 9537)."""
    names = []
    for row in safe_json.objects(document.get("redacted"))[: terms.MAX_VALUES]:
        name = row.get("name")
        words = (
            name
            if isinstance(name, str)
            else " ".join(safe_json.text(name.get(key)) for key in ("type", "description"))
            if isinstance(name, dict)
            else ""
        )
        if words.strip():
            names.append(terms.capped(words))
    return tuple(dict.fromkeys(names))
