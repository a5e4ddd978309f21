"""Open an RDAP answer, which is an object or a refusal, and walk its entities within bounds."""

from collections.abc import Iterator
from typing import Any, Literal

from msgspec import Struct

from scamtriage.knowledge.registry.registries import Registries
from scamtriage.parse.rdap import safe_json
from scamtriage.parse.registration import terms
from scamtriage.records import lazy_re

_ENTITY_DEPTH = 6  # registrar > abuse contact is 2
_MAX_ENTITIES = 200
_LIMIT_CODES = frozenset({403, 429, 503})  # RFC 7480 section 5.5, and what registries send instead of 429
# A 404 from a server that does not serve this zone, or not over RDAP, is a statement about the server (despite RFC 7480 section 5.3).
_NOT_MINE = lazy_re.compile(
    r"not (?:authoritative|supported|served|managed|responsible|handled|sponsored|under our)|unsupported"
    r"|(?:unknown|no such|invalid) (?:tld|top[- ]level|zone|suffix)"
    r"|\b(?:tld|top[- ]level domain|zone|suffix) (?:is |was )?(?:not found|unknown)"
    r"|no (?:rdap |redirect )?(?:server|service)|\bno (?:handler|route|endpoint|rdap data)\b|cannot (?:get|head) /"
    r"|\b(?:page|path|route|url|uri|endpoint) (?:is |was |could |can |does )?not (?:be )?(?:found|exist|located)\b"
    r"|(?:by|to|in|from|with) (?:another|a different) (?:registry|registrar|rir|region)"
)
# Nor is this a statement that there is no such name; of the error's own words alone, for terms of use may say it too.
_UNSAID = lazy_re.compile(
    r"\b(?:use|try|query) (?:the )?(?:whois|port 43)\b|\b(?:temporarily|currently) unavailable\b|\bexists,? but\b"
    r"|\b(?:due to|for) (?:\w+ )?(?:privacy|data protection)\b"
    r"|\bredemption\b|\bpending ?delete\b|\b(?:on|client|server) ?hold\b|\bin quarantine\b"  # somebody holds it, or did until now
)
_NO_BLANK = lazy_re.compile(r"[^\W\d_]\.[A-Z](?:[a-z]|$)")


# The members of an RDAP error object beside `errorCode` (RFC 9083 section 6), and of error objects of web frameworks (RFC 9457).
_OF_ERRORS = frozenset({"title", "description", "notices", "rdapConformance"})
_OF_FRAMEWORKS = frozenset({"type", "status", "detail", "instance", "path", "message", "error"})


class Refused(Struct, frozen=True, kw_only=True):
    """The reason why there is no object: the server's words, or our description of its bytes."""

    kind: Literal["absent", "limited", "malformed"]
    because: str


def open_answer(raw: bytes, registries: Registries) -> dict[str, Any] | Refused:
    """Return the object of an answer, or the refusal. The HTTP status is unknown here; `errorCode` and the words decide."""
    try:
        document = safe_json.read(raw)
    except safe_json.NotJson as exc:
        said = " ".join(raw[:4000].decode("utf-8", "replace").lower().split())
        limit = registries.limited.search(said)
        if limit is not None and len(raw) < 65_536:
            return Refused(kind="limited", because=f"not RDAP, but: {terms.capped(said[max(0, limit.start() - 40) : limit.end() + 80])}")
        return Refused(kind="malformed", because=f"the answer is no RDAP: {exc}")
    code = safe_json.text(document.get("errorCode"))
    if not code:
        return document
    words = _error_words(document)
    if code in {str(number) for number in _LIMIT_CODES} or registries.limited_now.search(words.lower()) is not None:
        return Refused(kind="limited", because=f"error {code}: {words}"[: terms.TEXT_CHARS])
    if code == "404" and _NOT_MINE.search(words.lower()) is None and not _unsaid(document, registries):
        return Refused(kind="absent", because=f"error 404: {words}"[: terms.TEXT_CHARS])
    return Refused(kind="malformed", because=f"error {code}: {words}"[: terms.TEXT_CHARS])


def absent_by_status(raw: bytes, registries: Registries) -> str:
    """Return the words of an HTTP 404 answer that is an RDAP error without `errorCode`; "" for anything else.

    An HTML page never counts, because proxies in front of a registry also send such pages for a lost route. The cost of a mistake is
    uneven: WHOIS can still be queried after "", but "not registered" is cached for five minutes.
    """
    if not raw.strip():
        return "HTTP 404 Not Found"
    try:
        document = safe_json.read(raw)
    except safe_json.NotJson:
        return ""
    if "errorCode" in document or "objectClassName" in document or document.keys() & _OF_FRAMEWORKS:
        return ""
    if document and not document.keys() & _OF_ERRORS:
        return ""
    words = _error_words(document)
    said = " ".join((words, *notices(document, "remarks"))).lower()
    if _NOT_MINE.search(said) is not None or _unsaid(document, registries):
        return ""
    if registries.limited_now.search(words.lower()) is not None or limit_notice(document, registries):
        return ""
    return f"HTTP 404: {words}"[: terms.TEXT_CHARS]


def _unsaid(document: dict[str, Any], registries: Registries) -> bool:
    """Whether an error 404 says something else than that there is no such name; also that the server failed in looking for it."""
    said = [safe_json.text(document.get("title")), *safe_json.texts(document.get("description"))]
    unnamed = (" ".join(word for word in text.split() if not _is_name(word)).lower() for text in said)  # without redemption.example
    return any(_UNSAID.search(text) for text in unnamed) or any(registries.told_as_fact(text.lower(), registries.failed) for text in said)


def _is_name(word: str) -> bool:
    """Whether a word is a domain name, and neither the server that is to be asked ("use whois.example.net") nor the end of a sentence with
    the begin of the next ("hold.Please")."""
    return "." in word.rstrip(".") and "whois." not in word.lower() and _NO_BLANK.search(word) is None


def _error_words(document: dict[str, Any]) -> str:
    return (
        terms.capped(" ".join([safe_json.text(document.get("title")), *safe_json.texts(document.get("description"))]).strip()) or "no words"
    )


def notices(document: dict[str, Any], *further: str) -> tuple[str, ...]:
    """Return the notices of an answer and of the members in `further`, one capped text each.

    Notices describe the service. "remarks" describe the object, and their free text may name people (RFC 9083 section 4.3).
    """
    found = []
    for key in ("notices", *further):
        for notice in safe_json.objects(document.get(key))[:20]:
            body = " ".join(safe_json.texts(notice.get("description")))
            title = safe_json.text(notice.get("title"))
            found.append(terms.capped(f"{title}: {body}" if title else body))
    return tuple(text for text in found if text.strip(" :"))


def limit_notice(document: dict[str, Any], registries: Registries) -> str:
    """Return the notice inside an object that says we exceeded a rate limit, or ""."""
    for text in notices(document, "remarks"):
        if registries.told_as_fact(text.lower(), registries.limited_now):
            return text
    return ""


def entities(document: dict[str, Any]) -> Iterator[tuple[dict[str, Any], frozenset[str], frozenset[str]]]:
    """Yield (entity, its roles, roles of the entities above it), outermost first, bounded in depth and number."""
    level: list[tuple[dict[str, Any], frozenset[str]]] = [(entity, frozenset()) for entity in safe_json.objects(document.get("entities"))]
    seen = 0
    for _ in range(_ENTITY_DEPTH):
        below: list[tuple[dict[str, Any], frozenset[str]]] = []
        for entity, above in level:
            seen += 1
            if seen > _MAX_ENTITIES:
                return
            roles = frozenset(role.strip().lower() for role in safe_json.texts(entity.get("roles"))[:20])
            yield entity, roles, above
            below += [(inner, above | roles) for inner in safe_json.objects(entity.get("entities"))[:_MAX_ENTITIES]]
        level = below
