"""Read the contact of an RDAP entity: a jCard (RFC 7095), also in malformed variants, or a JSContact card (RFC 9553)."""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from scamtriage.knowledge.registry import registries as knowledge
from scamtriage.parse.rdap import safe_json
from scamtriage.parse.registration import terms

_MAX_PROPERTIES = 100


class Card(Struct, frozen=True, kw_only=True):
    """The data of a contact. Texts are capped; a missing one is "" or ()."""

    name: str = ""
    organisation: str = ""
    kind: str = ""
    """One of "individual", "org" and "group", or ""."""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    """Voice numbers as written; no fax."""
    country: str = ""
    """ISO 3166-1 alpha-2."""
    address: str = ""
    """One address line per line; the country comes last if it is given in words."""

    @property
    def abuse_email(self) -> str:
        """The address for abuse reports: one with "abuse" in it, else the first (APNIC puts both on one card). None that nobody reads."""
        read = [email for email in self.emails if terms.is_read(email)]
        return next((email for email in read if "abuse" in email.partition("@")[0].lower()), next(iter(read), ""))


def read(entity: dict[str, Any]) -> Card:
    """Return the contact of an entity; an empty card if it has none or an invalid one. Never raises."""
    card = entity.get("jscard") or entity.get("jscontact_card")
    if isinstance(card, dict):
        return _jscontact(card)
    name = organisation = kind = country = address = ""
    emails: list[str] = []
    phones: list[str] = []
    for prop, params, value in _properties(entity.get("vcardArray")):
        flat = terms.capped(" ".join(part for part in _flat(value) if part))
        match prop:
            case "fn":
                name = name or flat
            case "n":
                name = name or flat
            case "org":
                organisation = organisation or flat
            case "kind":
                kind = kind or flat.lower()
            case "email":
                emails.extend(terms.emails(flat.removeprefix("mailto:")))
            case "tel" if "fax" not in _types(params) and (phone := terms.phone(flat)):
                phones.append(phone)
            case "adr":
                address = address or _address(params, value)
                country = country or _country(params, value)
    return Card(
        name=name, organisation=organisation, kind=kind, emails=tuple(emails), phones=tuple(phones), country=country, address=address
    )


def _properties(card: object) -> Iterator[tuple[str, dict[str, Any], Any]]:
    """Yield (name, parameters, value) of each well-formed property. A card without its leading "vcard" is also read."""
    if not isinstance(card, list):
        return
    body = next((part for part in card if isinstance(part, list)), [])
    rows = card if body and isinstance(body[0], str) else body
    for row in rows[:_MAX_PROPERTIES]:
        if not (isinstance(row, list) and len(row) >= 4 and isinstance(row[0], str)):
            continue
        params = row[1] if isinstance(row[1], dict) else {}
        yield row[0].lower(), params, row[3] if len(row) == 4 else row[3:]


def _flat(value: object, depth: int = 0) -> Iterator[str]:
    if isinstance(value, list) and depth < 4:
        for part in value[:20]:
            yield from _flat(part, depth + 1)
    else:
        yield safe_json.text(value)[: terms.TEXT_CHARS]


def _types(params: dict[str, Any]) -> set[str]:
    return {word.strip().lower() for kind in safe_json.texts(params.get("type")) for word in kind[:100].split(",")}


def _country(params: dict[str, Any], value: object) -> str:
    """Return the country of an address, or "".

    It is the parameter "cc" of RFC 8605, or the last part of the address, as a code or in English words.
    If the last part is empty, the part before it is not used: it is a province, which may have the name of a country.
    """
    last = safe_json.text(value[-1]) if isinstance(value, list) and value else ""
    written = _address(params, "").rpartition("\n")[2]
    in_words = (knowledge.load().countries.get(words.strip().lower()) for words in (last[: terms.TEXT_CHARS], written))
    return terms.country(safe_json.text(params.get("cc"))) or terms.country(last) or next(filter(None, in_words), "")


def _address(params: dict[str, Any], value: object) -> str:
    parts = safe_json.text(params.get("label"))[: terms.TEXT_CHARS].splitlines() or list(_flat(value))
    return "\n".join(" ".join(part.split()) for part in parts if part.strip())[: terms.TEXT_CHARS]


def _jscontact(card: dict[str, Any]) -> Card:
    def parts(key: str) -> list[dict[str, Any]]:
        value = card.get(key)
        return safe_json.objects(list(value.values())) if isinstance(value, dict) else []

    full = card.get("name")
    name = safe_json.text(full.get("full")) if isinstance(full, dict) else safe_json.text(full)
    country = next((code for a in parts("addresses") if (code := terms.country(safe_json.text(a.get("countryCode"))))), "")
    return Card(
        name=terms.capped(name),
        organisation=terms.capped(next((safe_json.text(o.get("name")) for o in parts("organizations")), "")),
        kind=terms.capped(safe_json.text(card.get("kind"))).lower(),
        emails=tuple(e for part in parts("emails") for e in terms.emails(safe_json.text(part.get("address")))),
        phones=tuple(
            p
            for part in parts("phones")
            if "fax" not in str(part.get("features")) and (p := terms.phone(safe_json.text(part.get("number"))))
        ),
        country=country,
    )
