"""Collect what an answer says about one domain, without judging it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from scamtriage.knowledge.registry.registries import Family, Registries
from scamtriage.parse.registration import terms
from scamtriage.parse.registration.stated_dates import AWAY, DATE_FIELDS
from scamtriage.parse.whois.items import Answer, Item, looks_like_host, normal_key
from scamtriage.records import lazy_re

_NO_HOSTS = frozenset({"not.defined", "not.set", "no.nameserver", "none.none"})  # "Name Server: not.defined." (.uz)
_URL_TAIL = lazy_re.compile(r"\s*\(?\s*(?:https?://|www\.)\S*\)?.*$", re.IGNORECASE)
_TAG = lazy_re.compile(
    r"\s*\[tag ?= ?[^\]]*\]|\s*\((?:R\d+-[A-Z]+|\d{1,7})\)$|\s+R\d+-[A-Z]+$", re.IGNORECASE
)  # the registry's own number of a registrar
_PAID_UP_TO = lazy_re.compile(r"(?:\(|until\s)\s*(\d{4}[-/]?\d{2}[-/]?\d{2})", re.IGNORECASE)
_REDACTED = lazy_re.compile(r"redacted|not disclosed|withheld|data protected|statutory masking|non-public data", re.IGNORECASE)
_NAME_KEYS = frozenset(
    {"name", "organization name", "organisation name", "organization", "organisation", "company", "org", "org name", "registrar name"}
)
_CONTACT_KEYS = frozenset({"email", "e mail", "phone", "telephone", "tel"})
_ABUSE_KEYS = frozenset({"abuse contact", "abuse", "registrar abuse contact", "registrar abuse", "abuse c", "report abuse to"})
_OF_OWNERS = frozenset({"name", "organization", "organisation", "country", "email", "e mail"})
_OWNER_SECTIONS = ("registrant", "holder", "owner", "titular", "登録者", "domain holder")
_OTHERS_SECTIONS = ("registrar", "reseller", "admin", "tech", "billing", "zone", "onsite", "contacto")
"""Sections with the organisation and country of the registrar or of other contacts, not of the registrant."""
_PERSONS = (*_OWNER_SECTIONS, "公開連絡窓口", "admin", "tech", "billing", "contact", "onsite", "person")
_OF_REGISTRARS = ("registrar", "reseller")
_LOWEST = 400  # the rank of an expiry date found in a status
_OTHER_DATES = lazy_re.compile(
    r"quarantine|available|free|release|delet|purge|transfer|trademark|query|lookup|whois|request|database|option|last|chang|upda"
)
_ZONE_KEY = lazy_re.compile(r"\b(?:ksk|zsk)\b|\bprotocol: ?3\b", re.IGNORECASE)  # RFC 4034 section 2.1
_DNSSEC_NO = lazy_re.compile(r"unsign|^no\b|^n$|inactive|^off|^0$|disabled|none|^-$|not signed|^false|yok")
_DNSSEC_YES = lazy_re.compile(r"signed|^yes|^y$|active|^on$|^1$|enabled|^true|delegation|^var$")


@dataclass(slots=True)
class Record:
    """What an answer says about one domain, in the registry's own words."""

    named: bool | None = None
    """True: the answer is about the queried name. False: it is about `other`. None: no field contains a name."""
    named_by_key: bool = True
    """False: the name occurs only somewhere in the text, not in a field of its own."""
    other: str = ""
    dates: dict[str, list[tuple[int, str, str]]] = field(default_factory=dict)
    """Per field ("created", "updated", "expires"): (rank, raw key, raw value). A lower rank is preferred."""
    registrar: str = ""
    registrar_iana_id: int | None = None
    abuse_email: str = ""
    abuse_phone: str = ""
    nameservers: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    dnssec: bool | None = None
    owners: list[str] = field(default_factory=list)
    """Names, organisations and addresses of the registrant, used to recognise privacy services."""
    organisation: str = ""
    country: str = ""
    email: str = ""
    personal: list[tuple[str, str]] = field(default_factory=list)
    redacted: list[str] = field(default_factory=list)
    filled: int = 0
    """The number of items with a value."""


def collect(answer: Answer, domain: str, registries: Registries, families: Sequence[Family]) -> Record:
    """Collect the items about `domain` (lower-case A-labels). If one part is about it, parts about other names are left out."""
    record = Record()
    items = _about(answer.items, domain, registries, record)
    values: dict[str, list[tuple[int, Item]]] = {}
    home = {item.paragraph for item in items if _field_of(item, registries)[0] == "domain" and item.value} if record.named else None
    for item in items:
        if item.value.lower() in terms.BLANK:
            continue
        record.filled += 1
        name, rank = _field_of(item, registries)
        if name in DATE_FIELDS and home is not None and item.paragraph not in home:
            rank += AWAY  # outside the paragraph that names the domain
        if name and _counts(item, name):
            values.setdefault(name, []).append((rank, item))
        withheld = _REDACTED.search(item.value) is not None and not looks_like_host(item.value)  # withheld.example is a name
        if withheld and len(record.redacted) < terms.MAX_VALUES:
            record.redacted.append(terms.capped(item.raw_key))
        if (item.contact or name.startswith("registrant")) and len(record.personal) < terms.MAX_VALUES:
            record.personal.append((terms.capped(f"{item.section} {item.key}".strip()), terms.capped(item.value)))
    for best in values.values():
        best.sort(key=lambda ranked: ranked[0])
    dated_at_home = any(rank < AWAY and any(c.isdigit() for c in item.value) for name in DATE_FIELDS for rank, item in values.get(name, ()))
    for name in DATE_FIELDS:  # if the domain's paragraph has dates, dates elsewhere belong to other objects
        believed = [(rank, item.raw_key, item.value) for rank, item in values.get(name, ()) if rank < AWAY or not dated_at_home]
        record.dates[name] = believed[: terms.MAX_VALUES]
    record.registrar = _registrar(item for _, item in values.get("registrar", ()))
    record.nameservers = terms.hosts(host for _, item in values.get("nameservers", ()) for host in _hosts(item, domain))
    _statuses((item for _, item in values.get("status", ())), families, record)
    _contacts(values, record, registries)
    return record


def _about(items: Sequence[Item], domain: str, registries: Registries, record: Record) -> Sequence[Item]:
    """Return the items of the parts about the queried name; all items unless the answer also names others."""
    starts: list[tuple[int, bool]] = []
    others: list[str] = []
    for index, item in enumerate(items):
        if item.foreign or _field_of(item, registries)[0] != "domain":
            continue
        verdict = _is_about(item.value, domain)
        if verdict is None:
            continue
        if starts and index - starts[-1][0] <= 2 and items[starts[-1][0]].paragraph == item.paragraph:
            starts[-1] = (index, verdict or starts[-1][1])  # spellings of one name, one below the other
        else:
            starts.append((index, verdict))
        if not verdict:
            others.append(item.value)
    if not starts:
        return items
    if all(ours for _, ours in starts):
        record.named = True
        return items
    if not any(ours for _, ours in starts):
        record.named, record.other = False, terms.capped(others[0])
        return items
    record.named = True
    kept: list[Item] = list(items[: starts[0][0]]) if starts[0][1] else []
    for (start, ours), (end, _) in zip(starts, [*starts[1:], (len(items), True)], strict=True):
        if ours:
            kept.extend(items[start:end])
    return kept


def _is_about(value: str, domain: str) -> bool | None:
    """Whether the value of a domain field is the queried name; None if it contains no name."""
    words = [word for word in re.split(r"[\s()\[\]<>\"',;]+", value[: terms.TEXT_CHARS]) if word][:8]
    if not words:
        return None
    names = [name for word in words if (name := terms.a_labels(word))]
    if domain in names:
        return True
    if len(words) == 1 and names and "." not in names[0]:
        return domain.split(".", 1)[0] == names[0]  # some registries omit their own suffix
    dotted = [name for name in names if "." in name]
    return False if dotted and looks_like_host(dotted[0]) else None


def _field_of(item: Item, registries: Registries) -> tuple[str, int]:
    """Return (field, rank) of an item, or ("", 0). Short keys like "name" are interpreted by their section heading."""
    name, rank = registries.keys.get(item.key, ("", 0))
    under = registries.keys.get(item.section, ("", 0))[0]
    if item.key in _NAME_KEYS and under == "registrar":
        return "registrar", 0
    if under == "dnssec_keys" or (name == "status" and _ZONE_KEY.search(item.value) is not None):
        return "dnssec_keys", 0
    if item.key == "name" and under == "domain":
        return "domain", 0
    if item.key == "name" and under == "nameservers":
        return "nameservers", 0
    if item.key in _OF_OWNERS and item.section.startswith(_OWNER_SECTIONS):
        return {"name": "registrant_name", "country": "registrant_country", "email": "registrant_email", "e mail": "registrant_email"}.get(
            item.key, "registrant_organisation"
        ), 0
    if (under == "abuse_email" or item.section in ("abuse contact", "abuse contacts", "registrar abuse contact")) and (
        item.block or item.key in _CONTACT_KEYS
    ):
        return ("abuse_email" if "@" in item.value else "abuse_phone"), 0
    if item.key in _ABUSE_KEYS:
        return ("abuse_email" if "@" in item.value else "abuse_phone"), 9
    return name, rank


def _counts(item: Item, name: str) -> bool:
    """Whether an item may describe the domain, judged by the part of the answer that contains it."""
    if name.startswith("registrant") and not item.key.startswith(_OWNER_SECTIONS):
        if item.section.startswith(_OWNER_SECTIONS):
            return True
        return not item.section.startswith(_OTHERS_SECTIONS) and not (name == "registrant_country" and (item.foreign or item.contact))
    if name == "dnssec" and item.section == "registrar":
        return False  # .it: whether the registrar offers DNSSEC
    if name.startswith("abuse"):  # inside a person's part, it is that person's own mailbox, whatever the label says
        return not (item.contact and (item.nested or item.section.startswith(_PERSONS)) and not item.section.startswith(_OF_REGISTRARS))
    if name in ("nameservers", "domain") or name.startswith("registrant"):
        return True
    if name == "registrar":
        return not item.contact and (not item.foreign or item.section.startswith("registrar"))
    if item.foreign:
        return False
    if not item.contact or item.nested:
        return not item.nested
    return name == "expires" or "domain" in item.key or item.key.startswith("record ")  # contacts do not expire


def _registrar(items: Iterable[Item]) -> str:
    for item in items:
        text = _URL_TAIL.sub("", _TAG.sub("", terms.capped(item.value))).strip(" ,-")
        if (
            text
            and text.lower() not in terms.BLANK
            and "@" not in text
            and _REDACTED.search(text) is None
            and sum(c.isalpha() for c in text) >= 2
        ):
            return text
    return ""


def _hosts(item: Item, domain: str) -> list[str]:
    words = [word.strip("[](),;<>") for word in re.split(r"[\s,;]+", item.value)]
    if item.block and not looks_like_host(words[0]):
        return []
    if "NS" in words:  # a line of a zone file: owner, type, host
        words = words[words.index("NS") + 1 :]
    hosts = [word for word in words if looks_like_host(word) and word.lower().rstrip(".") not in _NO_HOSTS]
    return [host for host in hosts if not (item.key == "dns" and host.lower().rstrip(".") == domain)]  # .dk: the domain name itself


def _statuses(items: Iterable[Item], families: Sequence[Family], record: Record) -> None:
    found: dict[str, None] = {}
    for item in items:
        value = item.value
        if (paid := _PAID_UP_TO.search(value)) is not None and (any(f.state_holds_expiry for f in families) or "until" in value.lower()):
            record.dates["expires"].append((_LOWEST, item.raw_key, paid[1]))
        value = re.split(r"\s+(?:https?://|\()|\s*\(|\s+--?\s", value, maxsplit=1)[0]
        for part in re.split(r"\s*,\s*|\s+/\s+", value):
            text = terms.status(part.strip(" .;"))
            if (
                text
                and text.lower() not in terms.BLANK
                and not (item.key == "state" and len(text) == 2 and text.isupper())
                and len(found) < terms.MAX_VALUES
            ):
                found.setdefault(text)
    record.status = tuple(found)


def _contacts(values: dict[str, list[tuple[int, Item]]], record: Record, registries: Registries) -> None:
    def first(name: str) -> str:
        return terms.capped(values[name][0][1].value) if values.get(name) else ""

    digits = re.search(r"(?<!\d)\d{1,7}(?!\d)", first("registrar_iana_id"))
    record.registrar_iana_id = int(digits[0]) if digits is not None else None
    addresses = (address for _, item in values.get("abuse_email", ()) for address in terms.emails(item.value))
    record.abuse_email = next((address for address in addresses if terms.is_read(address)), "")
    record.abuse_phone = next((number for _, item in values.get("abuse_phone", ()) if (number := terms.phone(item.value))), "")
    record.organisation = first("registrant_organisation")
    record.email = terms.email(first("registrant_email"))
    record.owners = [
        terms.capped(item.value)
        for name in ("registrant_name", "registrant_organisation", "registrant_email")
        for _, item in values.get(name, ())
    ][:16]
    country = re.search(r"^([A-Za-z]{2})\b|\(([A-Za-z]{2})\)", first("registrant_country"))
    if country is not None and (country[2] or len(first("registrant_country")) == 2):
        record.country = (country[1] or country[2]).upper()
    elif written := first("registrant_country"):  # in words, perhaps behind the code: "Thailand", "TH - Thailand"
        code, _, words = written.rpartition(" - ")
        record.country = registries.countries.get(words.strip().lower(), "") or (code if re.fullmatch("[A-Z]{2}", code) else "")
    signed = first("dnssec").lower()
    if not signed:
        record.dnssec = True if values.get("dnssec_keys") else None  # a zone with published keys or key digests is signed
    else:
        record.dnssec = False if _DNSSEC_NO.search(signed) else True if _DNSSEC_YES.search(signed) else None


def unread_dates(answer: Answer, registries: Registries) -> list[str]:
    """Return values and lines that may contain a date of the domain under an unknown key."""
    unknown = (item for item in answer.items if not item.contact and not item.foreign and item.key not in registries.keys)
    keyed = [item.value for item in unknown if _OTHER_DATES.search(item.key) is None]
    plain = [
        line for line in answer.lines if ":" not in line and len(line) <= 100 and normal_key(line.split("  ")[0]) not in registries.keys
    ]
    return [text for text in (*keyed, *plain) if any(c.isdigit() for c in text)][:200]
