"""Contacts where they were seen on a page, joined: equal ones are one, the most certain place first."""

from collections import Counter
from dataclasses import dataclass, field

from scamtriage.parse.contact.found import Found
from scamtriage.records.facts import Contact

MAX_CONTACTS = 200
MAX_SNIPPET = 160
_PLACES = (
    "tel link",
    "link",
    "redirect",
    "text",
    "title",
    "json-ld",
    "qr image",
    "icon",
    "symbol",
    "messenger column",
    "table",
    "image alt",
    "form",
    "meta",
    "data",
    "script",
)
"""Where a contact counts most, first."""


@dataclass(slots=True)
class _Sighting:
    """One contact while its sightings are joined."""

    found: Found
    where: str
    raw: str
    snippet: str
    position: int | None
    count: int = 1
    flags: dict[str, None] = field(default_factory=dict)

    def seen(self, found: Found, position: int | None) -> None:
        """Learn from another sighting what the first did not tell."""
        self.flags.update(dict.fromkeys(found.flags))
        if self.position is None:
            self.position = position
        if not self.found.country and found.country:
            self.found = found


class Sightings:
    """What was seen so far. Of each kind surest places come first, so that what the cap cuts is the least certain."""

    def __init__(self, mirrored: str) -> None:
        """`mirrored`: the texts that the page shows backwards, as they are written."""
        self._mirrored = mirrored
        self._sightings: dict[tuple[str, str], _Sighting] = {}
        self._linked: set[tuple[str, str]] = set()
        self._behind_icons: Counter[str] = Counter()
        self._behind_links: Counter[tuple[str, str]] = Counter()
        """Links whose contact may stand in the text as well: what can be tapped and what can be read are one sighting."""

    def add(self, found: Found, where: str, raw: str, snippet: str, position: int | None) -> None:
        """Take a contact down where it was seen: `raw` is what stands there, `position` counts in the visible text."""
        key = (found.kind, found.value.casefold() if found.kind in ("line", "telegram", "email", "skype", "kakaotalk") else found.value)
        if found.weak and any((kind, found.value) in self._linked for kind in ("phone", "hotline")):
            return
        if self._mirrored and where == "text" and raw in self._mirrored:
            return  # nobody sees it so
        if where in ("icon", "messenger column"):
            self._behind_icons[found.value] += 1
        elif where == "text" and found.kind == "phone" and self._behind_icons[found.value] > 0:
            self._behind_icons[found.value] -= 1  # an icon says whose number it is, as a word would
            return
        if where == "symbol" and key in self._sightings:
            return  # the text that it stands before was read already
        if where == "tel link":
            self._linked.add((found.kind, found.value))
        if where in ("tel link", "link"):
            self._behind_links[key] += 1
        elif where == "text" and self._behind_links[key] > 0:
            self._behind_links[key] -= 1
            self._sightings[key].seen(found, position)
            return
        sighting = self._sightings.get(key)
        if sighting is None:
            self._sightings[key] = _Sighting(found, where, raw[:MAX_SNIPPET], _short(snippet), position, flags=dict.fromkeys(found.flags))
            return
        sighting.count += 1
        sighting.seen(found, position)

    def contacts(self) -> tuple[Contact, ...]:
        """The contacts in their order."""
        ordered = sorted(self._sightings.values(), key=lambda s: (_rank(s.where), s.found.kind, s.position or 0, s.found.value))
        return tuple(
            Contact(
                kind=s.found.kind,
                value=s.found.value,
                raw=s.raw,
                where=s.where,
                snippet=s.snippet,
                detail=s.found.detail,
                country=s.found.country,
                position=s.position,
                count=s.count,
                flags=tuple(s.flags),
            )
            for s in (_of_each_kind(ordered) if self.count > MAX_CONTACTS else ordered)
        )

    @property
    def count(self) -> int:
        """How many there are, those that the cap cuts included."""
        return len(self._sightings)


def _of_each_kind(ordered: list[_Sighting]) -> list[_Sighting]:
    """So many as are kept, the first of each kind before the second of any: three hundred numbers hide no messenger."""
    before: Counter[str] = Counter()
    turns = []
    for at, sighting in enumerate(ordered):
        turns.append((before[sighting.found.kind], at))
        before[sighting.found.kind] += 1
    return [ordered[at] for at in sorted(at for _, at in sorted(turns)[:MAX_CONTACTS])]


def _rank(where: str) -> int:
    return _PLACES.index(where) if where in _PLACES else len(_PLACES)


def _short(text: str) -> str:
    return " ".join(text.split())[:MAX_SNIPPET]
