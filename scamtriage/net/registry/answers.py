"""Classification of answers: a record worth caching, or a message about our use of the server. The parsers read the rest."""

from typing import Any

import orjson

from scamtriage.knowledge.registry import registries

_SHORT_BYTES = 2_000
_MOST_NOTICES = 20
_REMARKS = "%#>*"
_NAMING = ("domain name:", "domain:")
_NO_SUCH_SUFFIX = "This query returned 0 objects"  # IANA
# Keys that only records have, of any class (RFC 9083 section 5); an object with nothing but notices has none of them.
_OF_RECORDS = frozenset({"handle", "events", "entities", "nameservers", "status", "startAddress", "startAutnum", "secureDNS"})


def says_slow_down(body: bytes) -> bool:
    """Whether a short text is about our use of the server. Phrases come from registries/registries.toml; the parser may decide
    otherwise.

    In a record only its first line and its remarks are the server's. What else stands there a registrant may have written: an organisation
    that is called "Access denied" must not close the registry for every other name. A short record without dates is one too.
    """
    if len(body) > _SHORT_BYTES:
        return False
    known = registries.load()
    lines = [text for line in body.decode("utf-8", "replace").lower().splitlines() if (text := line.strip()[:200])]
    if looks_found(body) or any(line.startswith(_NAMING) for line in lines):
        lines = [line for number, line in enumerate(lines) if number == 0 or line[0] in _REMARKS]
    return any(known.told_as_fact(line, known.limited_now) for line in lines)


def is_whole(body: bytes) -> bool:
    """Whether this is a complete JSON text, even if the server did not end it as announced."""
    try:
        orjson.loads(body)
    except orjson.JSONDecodeError:
        return False
    return True


def read_rdap(body: bytes) -> tuple[bool, bytes]:
    """Return whether an RDAP answer shows a record, and if not, its text as lines; b"" for a record, whose notices are about terms of use.

    A record is cached for long, others for minutes.
    """
    document = _object(body)
    if not document:
        return False, body
    if _shows_one(document):
        return True, b""
    said = [document.get("title"), document.get("description")]
    notices = document.get("notices")
    for notice in notices[:_MOST_NOTICES] if isinstance(notices, list) else ():
        said += [notice.get("title"), notice.get("description")] if isinstance(notice, dict) else ()
    words = [word for part in said for word in (part if isinstance(part, list) else [part])[:_MOST_NOTICES] if isinstance(word, str)]
    return False, "\n".join(words).encode("utf-8", "replace")


def _shows_one(document: dict[str, Any]) -> bool:
    return "errorCode" not in document and any(document.get(key) for key in _OF_RECORDS)


def _object(body: bytes) -> dict[str, Any]:
    try:
        document = orjson.loads(body)
    except orjson.JSONDecodeError:
        return {}
    return document if isinstance(document, dict) else {}


def looks_found(body: bytes) -> bool:
    """Whether a WHOIS answer looks like a record, which is cached for long; others are cached for minutes."""
    text = body[:16_384].decode("latin-1")
    fields = sum(1 for line in text.splitlines() if 0 < line.find(":") < 40 and line.partition(":")[2].strip())
    return fields >= 6 and ("19" in text or "20" in text) and any(c in text.lower() for c in ("regist", "creat", "expir"))


def referred(body: bytes, suffix: str, *, complete: bool) -> str | None:
    """Return the WHOIS server that IANA's answer names.

    "" if a complete record of `suffix` names none, or IANA knows no such suffix; None otherwise.
    """
    ended = body if complete else body[: body.rfind(b"\n") + 1]  # a line that was cut may hold half a name
    lines = ended[:65_536].decode("latin-1").splitlines()
    pairs = [(key.strip().lower(), value.strip()) for key, _, value in (line.partition(":") for line in lines)]
    server = next((value for key, value in pairs if key in ("whois", "refer") and value), "")
    if server:
        return server
    known = any(key in ("domain", "domain-ace") and value.lower().rstrip(".") == suffix.lower() for key, value in pairs)
    return "" if complete and (known or any(_NO_SUCH_SUFFIX in line for line in lines)) else None
