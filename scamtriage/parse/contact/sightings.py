"""Merge the sightings of contacts on a page: duplicates become one contact, the most certain place first."""

from collections import Counter
from itertools import islice

from msgspec import Struct, field
from msgspec.structs import replace

from scamtriage.parse.contact.fold import digits_of
from scamtriage.parse.contact.found import Found
from scamtriage.parse.contact.phone import libphonenumber
from scamtriage.parse.contact.setting_names import BY_NUMBER
from scamtriage.records.facts import Contact
from scamtriage.records.facts.contact import LOCAL_PHONE, OUT_OF_SIGHT

MAX_CONTACTS = 200
MAX_SNIPPET = 160
_MOST_MAILBOXES = 40
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
"""The places, the most reliable first."""


class _Sighting(Struct):
    """One contact while its sightings are merged."""

    found: Found
    where: str
    raw: str
    snippet: str
    position: int | None
    count: int
    out_of_sight: bool
    flags: dict[str, None] = field(default_factory=dict)

    def seen(self, found: Found, position: int | None) -> None:
        """Add what another sighting knows and this one lacks."""
        self.flags.update(dict.fromkeys(found.flags))
        if self.position is None:
            self.position = position
        if not self.found.country and found.country:
            self.found = found
        if found.kind == "remote-tool" and ", id " in found.detail and ", id " not in self.found.detail:
            self.found = replace(self.found, detail=self.found.detail + found.detail[found.detail.index(", id ") :])


class Sightings:
    """The sightings so far. Reliable places must be added first, so that the cap cuts the least certain contacts."""

    def __init__(self, mirrored: str) -> None:
        """`mirrored`: the texts that the page displays backwards, as written in the source."""
        self._mirrored = mirrored
        self._sightings: dict[tuple[str, str], _Sighting] = {}
        self._linked: set[tuple[str, str]] = set()
        self._mailboxes: dict[str, None] = {}
        self._behind_icons: Counter[str] = Counter()
        self._behind_links: Counter[tuple[str, str]] = Counter()
        """The number of links per contact that still wait for their visible text: a link and its text count as one sighting."""

    def add(self, found: Found, where: str, raw: str, snippet: str, position: int | None, *, read: bool = False) -> None:
        """Add a contact. `raw` is its text in the page; `position` is an offset in the visible text; `read`: visitors see it there."""
        if found.kind == "email":
            found = self._parted(found, where)
        key = _key(found)
        if found.weak and where != "text" and any((kind, found.value) in self._linked for kind in ("phone", "hotline")):
            return
        if self._mirrored and where == "text" and raw in self._mirrored:
            return  # the page displays it backwards
        if where in ("icon", "messenger column"):
            self._behind_icons[found.value] += 1
        elif where == "text" and found.kind == "phone" and self._behind_icons[found.value] > 0:
            self._behind_icons[found.value] -= 1  # the icon already named the messenger of this number
            return
        if where == "attribute" and found.kind == "phone" and any((kind, found.value) in self._sightings for kind in BY_NUMBER):
            return  # data-phone of a button for WhatsApp, which says so
        if where == "symbol" and key in self._sightings:
            return  # the symbol's text was already read
        if where == "tel link":
            self._linked.add((found.kind, found.value))
        if where in ("tel link", "link"):
            self._behind_links[key] += read
        elif where == "text" and self._behind_links[key] > 0:
            self._behind_links[key] -= 1
            self._sightings[key].seen(found, position)
            return
        sighting = self._sightings.get(key)
        if sighting is None:
            self._sightings[key] = _Sighting(
                found, where, raw[:MAX_SNIPPET], _short(snippet), position, 1 if read else 0, not read, dict.fromkeys(found.flags)
            )
            return
        sighting.count += read
        sighting.out_of_sight |= not read
        sighting.seen(found, position)

    def _parted(self, found: Found, where: str) -> Found:
        """Return an address as a link of the page writes it, where the text has none of the gaps that a style sheet draws."""
        if where == "link":
            self._mailboxes[found.value] = None
        elif where == "text" and found.value not in self._mailboxes:
            for known in islice(self._mailboxes, _MOST_MAILBOXES):
                if known in found.value:
                    return replace(found, value=known)
        return found

    def knows(self, found: Found) -> bool:
        """Whether the contact was already added."""
        return _key(found) in self._sightings

    def contacts(self) -> tuple[Contact, ...]:
        """Return the contacts, ordered by place, kind and position."""
        self._drop_ids()
        self._place()
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
                count=s.count or 1,
                flags=(*s.flags, OUT_OF_SIGHT) if s.out_of_sight and s.where == "text" else tuple(s.flags),
            )
            for s in (_of_each_kind(ordered) if self.count > MAX_CONTACTS else ordered)
        )

    def _drop_ids(self) -> None:
        """Drop numbers that a link dials and the page's words call an id: a row "QQ 2844711823" that templates write with tel:.

        Somebody's mobile number stays, since many have WeChat by it; with QQ only China's, whose form no other id has.
        """
        ids = {value: kind for kind, value in self._sightings if kind in _IDS and value.isdecimal()}
        if not ids:
            return
        for key, sighting in list(self._sightings.items()):
            kind = ids.get(digits_of(sighting.raw), "") if sighting.where == "tel link" else ""
            mobile = sighting.found.detail == "mobile" and (kind != "qq" or sighting.found.country == "CN")
            if kind and not mobile:
                del self._sightings[key]

    def _place(self) -> None:
        """Drop local numbers that stand elsewhere with their country: the link says only 0912774120, the heading above its text Vietnam."""
        local = [key for key in self._sightings if key[0] == LOCAL_PHONE]
        if not local:
            return
        phones = [value for kind, value in self._sightings if kind == "phone"]
        self._with_country(local)
        endings = {value[-length:] for value in phones for length in _LOCAL_LENGTHS}
        for key in local:
            if key in self._sightings and len(key[1].lstrip("0")) in _LOCAL_LENGTHS and key[1].lstrip("0") in endings:
                del self._sightings[key]

    def _with_country(self, local: list[tuple[str, str]]) -> None:
        """Make telephones of local numbers that a messenger has with their country: 0922480148 beside wa.me/249922480148."""
        reached = {s.found.value: s.found for s in self._sightings.values() if s.found.detail == "by number" and s.found.value[:1] == "+"}
        if not reached:
            return
        for key in local:
            own = key[1].lstrip("0")
            same = [value for value in reached if value.endswith(own) and len(value) - len(own) in _CODE_LENGTHS]
            if len(own) not in _LOCAL_LENGTHS or len(same) != 1:
                continue
            number = libphonenumber.parse(same[0], None, possible=False)
            if number is None:
                continue
            sighting = self._sightings.pop(key)
            sighting.found = replace(sighting.found, kind="phone", value=number.e164, detail=number.type, country=number.country)
            self._sightings.setdefault(("phone", number.e164), sighting)

    @property
    def count(self) -> int:
        """The number of contacts, including those that the cap cuts."""
        return len(self._sightings)


_IDS = frozenset(("qq", "wechat", "line", "kakaotalk"))
_CODE_LENGTHS = range(2, 5)
"""Characters of a plus and a calling code."""
_LOCAL_LENGTHS = range(8, 13)
"""Digits of a number without its zero; shorter ones end those of many countries."""


def _key(found: Found) -> tuple[str, str]:
    if found.kind == LOCAL_PHONE:
        return found.kind, digits_of(found.value)
    return found.kind, found.value.casefold() if found.kind in ("line", "telegram", "email", "skype", "kakaotalk") else found.value


def _of_each_kind(ordered: list[_Sighting]) -> list[_Sighting]:
    """Keep MAX_CONTACTS sightings, taking turns between kinds, so that hundreds of phone numbers cannot crowd out a messenger."""
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
