"""The parties that an RDAP answer names as entities (RFC 9083 section 5.1): registrar, abuse desk and holder."""

from typing import Any, NamedTuple

from msgspec.structs import replace

from scamtriage.knowledge.registry.registries import Registries
from scamtriage.parse.rdap import jcard, response, safe_json
from scamtriage.parse.rdap.jcard import Card
from scamtriage.parse.registration import terms

_HIDDEN = frozenset({"private", "proxy", "removed", "obscured"})  # statuses of an entity that mean hidden data, RFC 9083 section 10.2.2
OF_THE_HOLDER = frozenset({"registrant", "administrative", "technical", "billing"})
_OF_THE_TRADE = frozenset({"registrar", "reseller", "sponsor", "registry"})
_NO_DESK = 9  # the rank of an entity that is not an abuse desk


class Parties(NamedTuple):
    """Who stands behind a name, as far as the answer says it."""

    registrar: str
    """Its name, else its handle; "" if there is none."""
    iana_id: int | None
    abuse: Card
    """The best abuse desk; an empty card if there is none."""
    registrant: Card
    owner: dict[str, Any]
    """The entity whose card `registrant` is; {} if there is none."""
    people: tuple[tuple[str, str], ...]
    """(role and kind of value, value) of all that is said of others than the trade."""


def parties(document: dict[str, Any], asked: str) -> Parties:
    """Read the parties of an answer about the name `asked`."""
    registrar, iana_id = "", None
    desks: list[tuple[int, Card]] = []
    registrant = Card()
    owner: dict[str, Any] = {}
    people: list[tuple[str, str]] = []
    for entity, roles, above in response.entities(document):
        card = jcard.read(entity)
        if "registrar" in roles and not registrar:
            registrar = card.organisation or card.name or terms.capped(safe_json.text(entity.get("handle")))
            iana_id = _iana_id(entity, asked)
        if "abuse" in roles and (rank := _abuse_rank(roles, above)) < _NO_DESK and (card.emails or card.phones):
            desks.append((rank, card))
        if "registrant" in roles and not owner:
            registrant, owner = card, entity
        if not roles & {"abuse", *_OF_THE_TRADE} and not above & {"registrar"}:
            people += [(f"{' '.join(sorted(roles)) or 'contact'} {key}"[:100], value) for key, value in _person(card)]
    return Parties(registrar, iana_id, _desk(desks), registrant, owner, tuple(people[: terms.MAX_VALUES]))


def _desk(desks: list[tuple[int, Card]]) -> Card:
    """Return the best desk, with the mailbox of the next one where nobody reads its own: desks that can only be called may stand before
    others. A telephone is that of the same body."""
    if not desks:
        return Card()
    ordered = sorted(desks, key=lambda desk: desk[0])
    best, first = ordered[0]
    emails = next((card.emails for _, card in ordered if card.abuse_email), first.emails)
    return replace(first, emails=emails, phones=next((card.phones for rank, card in ordered if card.phones and rank == best), ()))


def _abuse_rank(roles: frozenset[str], above: frozenset[str]) -> int:
    """Return the rank of an entity as abuse desk; the lowest is the best.

    The order is: the registrar's desk, that of the whole answer, that of another trade role. The holder's mailbox is never an abuse desk,
    whatever its roles say.
    """
    if roles & OF_THE_HOLDER and not above & _OF_THE_TRADE:
        return _NO_DESK
    if not above:
        return 1
    return 0 if "registrar" in above else 2 if above & _OF_THE_TRADE else _NO_DESK


def _iana_id(entity: dict[str, Any], asked: str) -> int | None:
    """Return the registrar's IANA id: a public id (RFC 9083 section 4.8), or else a numeric handle.

    Handles of country-code registries are ignored, because these registries use numbers of their own.
    """
    for public in safe_json.objects(entity.get("publicIds")):
        digits = safe_json.text(public.get("identifier")).strip()
        if "iana" in safe_json.text(public.get("type")).lower() and digits.isascii() and digits.isdigit() and len(digits) <= 7:
            return int(digits)
    top = asked.rpartition(".")[2]
    if len(top) == len("th") or top.startswith("xn--"):
        return None
    handle = safe_json.text(entity.get("handle")).strip()
    return int(handle) if handle.isascii() and handle.isdigit() and len(handle) <= 5 else None


def private(card: Card, owner: dict[str, Any], redacted: tuple[str, ...], registries: Registries) -> bool | None:
    """Whether the holder is hidden: by its statuses, its remarks, or the names on its card; None if nothing is said of it. One that was
    removed completely is mentioned only in `redacted`, the names of the redacted fields."""
    statuses = {status.lower() for status in safe_json.texts(owner.get("status"))}
    remarks = " ".join(response.notices(owner, "remarks")).lower()
    shown = list(filter(str.strip, (card.name, card.organisation, *card.emails)))
    hidden = (
        statuses & _HIDDEN or "redacted" in remarks or any("registrant" in name.lower() and "name" in name.lower() for name in redacted)
    )
    if hidden or any(map(registries.private, shown)):
        return True
    return False if shown else None


def stands_in(card: Card, owner: dict[str, Any], registries: Registries) -> bool:
    """Whether a service is named in the holder's place; the country on the card is then the service's."""
    statuses = {status.lower() for status in safe_json.texts(owner.get("status"))}
    return "proxy" in statuses or any(map(registries.stands_in, (card.name, card.organisation, *card.emails)))


def _person(card: Card) -> list[tuple[str, str]]:
    pairs = [("name", card.name), ("organisation", card.organisation), ("address", card.address)]
    pairs += [("email", email) for email in card.emails] + [("phone", phone) for phone in card.phones]
    return [(key, value) for key, value in pairs if value]
