"""The schema of a scene: a small world as data, read strictly from one TOML file."""

from pathlib import Path
from typing import Literal, TypeVar

from msgspec import field

from scamtriage.knowledge.loading import BadTable, Table, read_toml, validated

T = TypeVar("T")
SCENES = Path(__file__).parent / "scenes"

Trouble = Literal["SERVFAIL", "REFUSED", "TIMEOUT", "NXDOMAIN"]
Records = dict[str, list[str] | Trouble]
"""The records of one name: record type to presentation texts, or to the way the query fails."""


class BadScene(Exception):
    """A scene file that cannot be read. The message names file, line and key."""


class Expect(Table, frozen=True, kw_only=True):
    """What tests expect of a run; only tests read it."""

    at_least: str = ""
    """A verdict; the run's must not be lower (for `at_most`: not higher)."""
    at_most: str = ""
    types: list[str] = field(default_factory=list)
    """Scam types that the run must report."""
    flags: list[str] = field(default_factory=list)
    states: list[str] = field(default_factory=list)


class Registration(Table, frozen=True, kw_only=True):
    """What the registry has on one name. Ages are in days before the lab's clock."""

    name: str
    rdap: Literal["ok", "absent", "limited", "hang", "malformed", "unavailable", "none"] = "ok"
    """"none": the registry of this suffix has no RDAP."""
    whois: Literal["ok", "absent", "limited", "hang", "malformed"] = "ok"
    created_days_ago: float | None = None
    updated_days_ago: float | None = None
    expires_in_days: float | None = None
    registrar: str = "Lab Registrar Pte. Ltd."
    iana_id: int = 9995  # ICANN reserves 9994-9999 for its own tests
    abuse_email: str = "abuse@registrar.scamtriage-lab.net"
    abuse_phone: str = "+65.31580000"
    status: list[str] = field(default_factory=lambda: ["client transfer prohibited"])
    organisation: str = ""
    """The registrant's; "" is shown as redacted."""
    country: str = ""
    email: str = ""
    dnssec: bool = False


class Page(Table, frozen=True, kw_only=True):
    """One answer of a web server. Of several pages with the requested `url`, the first whose conditions hold is sent."""

    url: str
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    html: str = ""
    file: str = ""
    """Name of a file next to the scene that contains the body."""
    location: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    agent: str = ""
    """Answer only if the User-Agent contains this."""
    gzip: bool = True
    behaviour: Literal["", "hang", "reset", "truncate"] = ""


class Certificate(Table, frozen=True, kw_only=True):
    """What a TLS server presents for these hosts. A host without an entry presents a DV certificate of its own."""

    hosts: list[str]
    kind: Literal["dv", "ov", "ev", "self-signed", "none"] = "dv"
    """"none": the handshake fails."""
    sans: list[str] = field(default_factory=list)
    """Empty means the same as `hosts`."""
    organisation: str = ""
    country: str = ""
    age_days: float = 3.0
    days: float = 90.0
    """Days from not-before to not-after; if fewer than `age_days`, the certificate has expired."""


class Scene(Table, frozen=True, kw_only=True):
    """One target and all data about it."""

    id: str
    about: str
    """What it is, in one sentence that the demo shows."""
    target: str
    """What the analyst types."""
    demo: int = 0
    """Place in the demo, from 1; 0: not shown there."""
    expect: Expect = field(default_factory=Expect)
    registration: list[Registration] = field(default_factory=list)
    dns: dict[str, Records] = field(default_factory=dict)
    ttl_s: int = 300
    validated: list[str] = field(default_factory=list)
    """Signed zones that the resolver reports as validated."""
    certificate: list[Certificate] = field(default_factory=list)
    page: list[Page] = field(default_factory=list)
    edge: str = ""
    """Why this scene is near a threshold on purpose; "" if it is not."""


class Network(Table, frozen=True, kw_only=True):
    """A block of addresses and who runs it."""

    prefix: str
    asn: int
    holder: str
    country: str
    abuse_email: str = ""
    abuse_phone: str = ""


class Surroundings(Table, frozen=True, kw_only=True):
    """What all scenes share: networks, registries, and third-party names that a run looks up."""

    resolver: str
    registry: str
    iana: str
    registry_hosts: list[str]
    network: list[Network]
    dns: dict[str, Records]


def load_scene(path: Path) -> Scene:
    """Read one scene and check that its files exist. Raises BadScene."""
    scene = _read(path, Scene)
    if scene.id != path.stem:
        raise BadScene(f"{path.name}: id: is {scene.id!r}, the file's name says {path.stem!r}")
    for page in scene.page:
        if page.file and not (path.parent / page.file).is_file():
            raise BadScene(f"{path.name}: page.file: there is no {page.file}")
    return scene


def load_scenes(folder: Path = SCENES) -> dict[str, Scene]:
    """Return every scene of a folder by its id: first the demo's in their order, then the others by id. Raises BadScene."""
    scenes = [load_scene(path) for path in sorted(folder.glob("*.toml"))]
    scenes.sort(key=lambda scene: (scene.demo == 0, scene.demo, scene.id))
    return {scene.id: scene for scene in scenes}


def load_surroundings() -> Surroundings:
    """Read the shared surroundings. Raises BadScene."""
    return _read(SCENES.parent / "surroundings.toml", Surroundings)


def _read(path: Path, shape: type[T]) -> T:
    text = path.read_text(encoding="utf-8")
    try:
        return validated(path.name, text, shape, read_toml(path.name, text))
    except BadTable as exc:
        raise BadScene(str(exc)) from None
