"""Render facts without a judgement, for `lookup` and `contacts`. Unknown facts are reported as unknown."""

from collections.abc import Callable, Iterable, Iterator, Set
from typing import Any

from msgspec import UNSET, Struct
from msgspec.structs import asdict, replace

from scamtriage.knowledge import known_lines
from scamtriage.knowledge.hosts.url_passwords import without_password
from scamtriage.knowledge.speech import Speech, speech
from scamtriage.records import lazy_re
from scamtriage.records.evidence import Cap, Dossier, Mode
from scamtriage.records.facts import Contact, DnsAnswer, DnsFacts, PageFacts, QrImage
from scamtriage.records.target import BadTarget, Target
from scamtriage.records.truncation import contacts_unread, more_unread
from scamtriage.render import contact_phrases, fact_lines, phrases
from scamtriage.render.console import facts_table
from scamtriage.render.json import dumps
from scamtriage.render.style import Style
from scamtriage.render.text import defang, joined, plain, unlinked

MOST_SHOWN = 40
"""Most items of a list shown in a table; JSON has all."""
_HOST = lazy_re.compile(r"(?:[\w-]+\.)+[^\W\d][\w-]*\.?")
_PARTS = lazy_re.compile(r", |、| ?[(（]|[)）]")
"""What parts the items of a line of facts, in any language."""
_BYTES = frozenset({"raw_sha256", "raw_bytes", "body_sha256", "wire_bytes", "body_bytes", "encoding", "charset", "replacements", "headers"})
_HOW_IT_WAS_READ = _BYTES | {
    *("parsed", "complete", "is_html", "text_from", "structure", "tags", "depth", "queries", "host_addresses", "hops"),
    *("link_count", "form_count", "san_count", "result"),
}
"""Fields about the observation rather than the site: shown with -v."""
UNREAD = "unread"
"""Kind of a record of JSON that is no contact, and says what was not searched for some."""
_BULK = frozenset({"text", "hidden_text", "carried_text", "der_base64"})
"""Fields too long for a table; JSON has them."""


def _document(dossier: Dossier, what: str) -> dict[str, Any]:
    target = dossier.target
    head: dict[str, Any] = {"line": dossier.line, "input": without_password(dossier.input)}
    if isinstance(target, BadTarget):
        return head | {"outcome": target.status, "reason": target.reason, "facts": None}
    evidence = dossier.evidence.get("page" if what == "contacts" else what)
    head |= {"host": target.host, "registrable": target.registrable}
    if evidence is None:
        return head | {"outcome": "skipped", "reason": _not_asked(what, dossier, target), "facts": None}
    head |= {
        "outcome": evidence.outcome,
        "reason": evidence.reason,
        "observed_at": evidence.observed_at,
        "from_cache": evidence.from_cache,
        "source": evidence.source,
        "flags": evidence.flags,
        "caps": evidence.caps,
    }
    if evidence.facts is None:
        return head | {"facts": None}
    if what == "contacts":
        if not isinstance(evidence.facts, PageFacts):
            return head | {"facts": None}
        if not evidence.facts.contacts and (why := contacts_unread(evidence.facts, evidence.caps)):
            return head | {"reason": why, "facts": None}
        pictures = evidence.facts.qr_images
        unread = {"unread": more} if (more := more_unread(evidence.facts, evidence.caps)) else {}
        return head | {"facts": known_lines.marked(evidence.facts.contacts)} | ({"qr_images": pictures} if pictures else {}) | unread
    unheard = evidence.facts.unheard if isinstance(evidence.facts, DnsFacts) else ()
    told = asdict(evidence.facts) | dict.fromkeys(unheard)
    return head | {"facts": {name: value for name, value in told.items() if value is not UNSET}}


def _not_asked(what: str, dossier: Dossier, target: Target) -> str:
    """Say why there is no observation: the mode excludes it, or the name is not registered by itself."""
    if what == "registration" and dossier.mode is not Mode.OFFLINE and target.is_ip:
        return "not asked: an address has no registration of a name; `scamtriage lookup hosting` says who holds it"
    if what == "registration" and dossier.mode is not Mode.OFFLINE and target.private_suffix:
        return f"not asked: the name is lent by {target.suffix}, and a registration says nothing about its tenant"
    return f"not asked in mode {dossier.mode}"


def _json(dossiers: Iterable[Dossier], what: str, style: Style) -> Iterator[str]:
    documents = [_document(dossier, what) for dossier in dossiers]
    yield dumps(documents if style.several or len(documents) != 1 else documents[0], indent=True) + "\n"


def _ndjson(dossiers: Iterable[Dossier], what: str, style: Style) -> Iterator[str]:
    for dossier in dossiers:
        yield dumps(_document(dossier, what)) + "\n"


def _table(dossiers: Iterable[Dossier], what: str, style: Style) -> Iterator[str]:
    found, spoken = list(dossiers), speech(style.language)
    for dossier in found:
        target = dossier.target
        if isinstance(target, BadTarget):
            status, reason = spoken.word("status", target.status), spoken.word("evidence", target.reason)
            yield f"{status}: {plain(defang(without_password(dossier.input)), 200)}: {plain(reason)}\n"
            continue
        if style.several or len(found) > 1:  # a single target may have led to others
            yield f"{plain(phrases.place(target, spoken))}\n"
        evidence = dossier.evidence.get("page" if what == "contacts" else what)
        if evidence is None:
            yield f"{unlinked(spoken.word('evidence', _not_asked(what, dossier, target)), target.suffix)}\n"
            continue
        marks = (
            [(spoken.word("label", "flags"), spoken.say(", ").join(spoken.word("flag", flag) for flag in evidence.flags))]
            if evidence.flags
            else []
        )
        if what == "contacts" and isinstance(evidence.facts, PageFacts):
            yield from contacts(evidence.facts, "table", style, evidence.caps)
            yield from [facts_table(marks, style)] if marks else []
            continue
        first = [*fact_lines.evidence_lines(evidence, spoken, older=evidence.from_cache, host=target.host)]
        if evidence.from_cache:
            moment = f"{phrases.utc(evidence.observed_at):%Y-%m-%d %H:%M}"
            marks = [(spoken.word("label", "observed"), spoken.say("{moment} UTC, from the cache", moment=moment)), *marks]
        told = {part for _, line in first for part in (line, *_PARTS.split(line), *(word for word in line.split() if "." in word))}
        yield facts_table([*first, *_other_fields(evidence.facts, told, target.host, every=bool(style.verbose)), *marks], style)


def _other_fields(facts: Any, told: Set[str], host: str, *, every: bool) -> list[tuple[str, str]]:
    """Return the remaining fields unchanged. Unless `every`, fields already in `told` and those about the observation are left out."""
    if facts is None:
        return []
    values = ((name, getattr(facts, name)) for name in facts.__struct_fields__)
    shown = [(name, value) for name, value in values if name not in _BULK and value not in ("", (), None, UNSET)]
    if not every:
        shown = [(name, value) for name, value in shown if name not in _HOW_IT_WAS_READ and not _is_in(told, value, host)]
    return [(name if at == 0 else "", unlinked(line, host)) for name, value in shown for at, line in enumerate(_lines(value, every=every))]


def _is_in(told: Set[str], value: Any, host: str) -> bool:
    """Whether a text, or every text of a list, is in `told`, with the target's `host` and links unclickable or not."""
    items = value if isinstance(value, tuple) else (value,)
    return all(isinstance(item, str) and not told.isdisjoint((item, defang(item), unlinked(item, host))) for item in items)


def _lines(value: Any, *, every: bool) -> list[str]:
    """Return one line for each record of a list, or a single line for anything else."""
    if not isinstance(value, tuple) or not isinstance(value[0], Struct):
        return [_words(value)]
    return [_answer(item) if isinstance(item, DnsAnswer) and not every else _words(item) for item in value[:MOST_SHOWN]] + (
        [f"… {len(value) - MOST_SHOWN} more"] if len(value) > MOST_SHOWN else []
    )


def _answer(answer: DnsAnswer) -> str:
    """Return a DNS query and its answer as text, with the aliases between the two."""
    aliases = "".join(f" → {_words(name)}" for name in answer.cname)
    seconds = f" ({answer.ttl_s} s)" if answer.values and answer.ttl_s is not None else ""
    more = f" … {answer.count - len(answer.values)} more" if answer.count > len(answer.values) else ""
    return f"{_words(answer.name)} {answer.rtype}{aliases}: {' · '.join(map(_words, answer.values)) or answer.outcome}{more}{seconds}"


def _words(value: Any, *, own: bool = False) -> str:
    """Return a value as text. `own`: a contact's fields, which are not defanged: an account such as "dsi.captain88" only looks like a
    host."""
    match value:
        case str():
            return defang(value) if not own and _HOST.fullmatch(value) else value
        case tuple():
            return " ".join(_words(item) for item in value[:MOST_SHOWN]) + (
                f" … {len(value) - MOST_SHOWN} more" if value[MOST_SHOWN:] else ""
            )
        case Struct():
            return ", ".join(
                f"{k}={_words(v, own=isinstance(value, Contact))}"
                for k in value.__struct_fields__
                if k not in _BULK and (v := getattr(value, k)) not in ("", (), None) and v is not UNSET
            )
        case _:
            return str(value)


def contacts(
    page: PageFacts, format: str, style: Style, caps: Iterable[Cap] = (), *, without_address: str = "", cut: str = ""
) -> Iterator[str]:
    """Render the contacts of a page, and the QR images that could not be read.

    An empty list is stated. A page that was not, or not fully, read gives "unknown", not "none": in JSON what was not read follows the
    contacts, as records of the kind "unread" (see `_unread`). `caps`: the limits reached while the page was read.
    `without_address`: the address that a saved page was read under because nobody gave one; it is not shown. `cut`: why a part of the
    file is missing, "" if none is.
    """
    found, spoken = page.contacts, speech(style.language)
    pictures = [picture for picture in page.qr_images if picture.outcome != "ok"]
    if without_address:
        pictures = [replace(picture, url=picture.url.removeprefix(without_address)) for picture in pictures]
    unread = list(fact_lines.qr_lines(pictures, spoken))
    if without_address and any(picture.url.startswith(without_address) for picture in page.qr_images):
        unread.append((spoken.word("label", "page"), spoken.say("the address of the saved page was not given (--url)")))
    match format:
        case "json":
            yield dumps([*known_lines.marked(found), *_unread(page, caps, pictures, cut)], indent=True) + "\n"
        case "ndjson":
            yield from (dumps(c) + "\n" for c in (*known_lines.marked(found), *_unread(page, caps, pictures, cut)))
        case _:
            if not found:
                why = contacts_unread(page, caps)
                told = "unknown which contacts the page gives: {why}" if why else "no contact was found on the page"
                yield f"{plain(spoken.say(told, why=why))}\n"
            rows = [(spoken.word("contact", c.kind), unlinked(" · ".join(filter(None, _told(c, spoken))))) for c in found]
            if rows or unread:
                yield facts_table([*rows, *unread], style)


def _unread(page: PageFacts, caps: Iterable[Cap], pictures: Iterable[QrImage], cut: str) -> Iterator[dict[str, str]]:
    """Yield what of a page was not searched, and why: the page, or a part of it, and each image that may hold a QR code.

    They have kind and value, as contacts do, so that whoever reads lines of one shape can: the value is "", and the kind is that of no
    contact.
    """
    none: dict[str, str] = {"kind": UNREAD, "value": ""}
    why = (more_unread if page.contacts else contacts_unread)(page, caps)
    yield from (none | {"where": "page", "reason": one} for one in dict.fromkeys(filter(None, (why, cut))))
    yield from (none | {"where": "qr image", "reason": one.reason, "outcome": one.outcome, "url": one.url} for one in pictures)


def _told(contact: Contact, spoken: Speech) -> tuple[str, ...]:
    """Return what a table shows of a contact."""
    place, comma = spoken.word("where", contact.where), spoken.say(", ")
    of, odd = (joined(*said(contact, spoken), by=comma) for said in (contact_phrases.detail, contact_phrases.marks))
    return contact.value, of, spoken.countries(contact.country), odd, place, contact_phrases.whose(contact, spoken), contact.snippet


RENDERERS: dict[str, Callable[[Iterable[Dossier], str, Style], Iterator[str]]] = {"table": _table, "json": _json, "ndjson": _ndjson}
