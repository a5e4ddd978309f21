"""One hostile behaviour as data: what is served, and what a good client makes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any

import tomli

FOLDER = Path(__file__).parent / "behaviours"
Script = Mapping[str, Any]
"""What a server does once it was asked; see `serving.serve`."""

BODIES = ("redirect", "chain", "bomb", "html", "json", "raw", "certificate")
"""What a script may be about; a script without any says nothing."""
HOW = ("before", "unasked", "line", "after", "encode", "status", "type", "headers", "head_encoding", "repeat", "times", "tail", "every_s")
OF_A_BOMB = ("fill", "layers", "mib")
HOME = "click"
"""The suffix of all behaviours whose registry is honest."""
OWN_SUFFIXES = (
    *("wiki", "ink", "bid", "loan", "men", "win", "date", "racing", "faith", "review", "trade", "party", "science", "accountant"),
    *("cricket", "download", "stream", "webcam", "ninja", "rocks", "guru", "today", "world", "live", "life", "news", "social", "email"),
    *("agency", "center", "company", "city", "coffee", "cool", "deals", "digital", "direct", "fund", "gold", "green", "guide", "host"),
    *("house", "land", "media", "money", "moda", "network", "photos", "pizza", "place", "plus", "press", "pub", "red", "run"),
    *("sale", "shoes", "site", "space", "store", "studio", "support", "systems", "team", "tips", "tools", "town", "toys", "training"),
    *("university", "vacations", "ventures", "video", "villas", "vision", "watch", "works", "zone", "expert", "express", "farm"),
    *("fish", "fitness", "flights", "florist", "football", "forsale", "gallery", "gifts", "glass", "golf"),
)
"""Public suffixes that a behaviour gets for itself when its registry is what is hostile: nobody else suffers from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expect:
    """What a good client says. Empty means: anything honest."""

    of: str = ""
    """The collector that is looked at."""
    outcome: tuple[str, ...] = ()
    cap: str = ""
    """Words of a limit that the row must name."""
    reason: str = ""
    """Words of the reason, or of a hop's, or of why the page is incomplete."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """Dotted path into the facts of `of`, to its value."""
    holds: tuple[str, ...] = ()
    """Words that must stand somewhere in the facts: what the attack wanted to hide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Behaviour:
    """Served at `host`, which has addresses of its own; everything that is not said is honest."""

    id: str
    family: str
    about: str
    number: int
    suffix: str
    target: str = "http://{host}/"
    web: Script | None = None
    """At port 80. None: a short honest page."""
    tls: Script | None = None
    """At port 443; "certificate" shows one and then serves `web`. None: the port is closed."""
    dns: Script = field(default_factory=dict)
    """"trick": a name of `naming.TRICKS`; "records": those of the host itself."""
    rdap: Script | None = None
    whois: Script | None = None
    iana: str = ""
    """What IANA's WHOIS says of the suffix."""
    expect: Expect = field(default_factory=Expect)

    @property
    def host(self) -> str:
        return f"hz-{self.id}.{self.suffix}"

    @property
    def address(self) -> str:
        return f"45.12.{41 + self.number // 250}.{1 + self.number % 250}"

    @property
    def typed(self) -> str:
        """What the analyst types."""
        return self.filled(self.target)

    def filled(self, text: str) -> str:
        return text.replace("{host}", self.host).replace("{address}", self.address).replace("{suffix}", self.suffix)


def spread(each: int) -> tuple[Behaviour, ...]:
    """At most so many of each family, spread over its file, the first and the last among them. 0: all."""
    if not each:
        return load()
    families: dict[str, list[Behaviour]] = {}
    for behaviour in load():
        families.setdefault(behaviour.family, []).append(behaviour)
    chosen = ({round(step * (len(own) - 1) / (each - 1)): None for step in range(each)} for own in families.values())
    return tuple(own[at] for own, places in zip(families.values(), chosen, strict=True) for at in places)


@cache
def load() -> tuple[Behaviour, ...]:
    """Every behaviour of the folder. Raises ValueError for one that is not well said."""
    found: list[Behaviour] = []
    known = {f.name for f in fields(Behaviour)} - {"number", "suffix", "family"}
    spare = iter(OWN_SUFFIXES)
    for path in sorted(FOLDER.glob("*.toml")):
        for raw in tomli.loads(path.read_text(encoding="utf-8"))["behaviour"]:
            if unknown := raw.keys() - known:
                raise ValueError(f"{path.name}: {raw.get('id')}: unknown keys {sorted(unknown)}")
            for script in filter(None, (raw.get(server) for server in ("web", "tls", "rdap", "whois"))):
                if unknown := script.keys() - {*BODIES, *HOW, *OF_A_BOMB}:
                    raise ValueError(f"{path.name}: {raw.get('id')}: a server knows no {sorted(unknown)}")
            expect = {key: tuple(value) if isinstance(value, list) else value for key, value in raw.pop("expect", {}).items()}
            own = any(key in raw for key in ("rdap", "whois", "iana"))
            found.append(
                Behaviour(
                    **{"about": "", **raw, "id": raw["id"] if raw["id"].startswith(path.stem) else f"{path.stem}-{raw['id']}"},
                    family=path.stem,
                    number=len(found),
                    suffix=next(spare) if own else HOME,
                    expect=Expect(**expect),
                )
            )
    if len({b.id for b in found}) != len(found):
        raise ValueError("two behaviours have one id")
    return tuple(found)
