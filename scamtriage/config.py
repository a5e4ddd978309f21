"""Settings, read once: defaults < file < flags. A file is read when it is named or the user's own; never from the working folder."""

import contextlib
import os
import stat
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_type_hints

import tomli

from scamtriage.records import lazy_re
from scamtriage.records.assessment import GAMBLING
from scamtriage.records.evidence import Mode
from scamtriage.records.facts.contact import CONTACT_KINDS

TLP = ("clear", "green", "amber", "amber+strict", "red")
NO_CONTACT = "none"
"""Among the kinds of contact that may leave: it lets nothing go, and takes back on the command line what the file lets go."""
NO_PROXY = "none"
"""Takes back on the command line a proxy of the file."""
REPORTER = lazy_re.compile(
    r" *([^<>\s][^<>\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]{0,199}?) *"
    r"<([A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,63})> *"
)
"""One line, and a mailbox that every reader of a report can write to: RFC 5322 without quotes, names with their encoded letters."""


class BadConfig(Exception):
    """A setting that cannot be used. The message names file and key."""

    ends_with = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Everything that a run may be told. Units are in the names; a docstring line is the setting's help."""

    mode: Mode = Mode.FULL
    """full | passive | offline: how much of the world may be asked. Passively no packet goes to the target, and nothing is asked about what
    its zone names; its name servers hear the resolver, and hear of each question."""
    resolvers: tuple[str, ...] = ()
    """IP[:PORT], https://… (DoH) or tls://… (DoT); empty: the system's."""
    timeout_s: float = 5.0
    """Time limit of one connection or one DNS question."""
    deadline_s: float = 30.0
    """Time limit of one target, everything included."""
    proxy: str = ""
    """socks5h://host:port or http://host:port; then nothing else is contacted. Name it by its address: a name has to be looked up beside
    it. A SOCKS proxy that takes user names gets one of chance for each target, by which Tor keeps them on ways of their own."""
    allow_networks: tuple[str, ...] = ()
    """CIDRs that the guard admits although they are special. Command line only."""
    prior: float | None = None
    """How likely a scam is before any evidence; moves the probability, never the verdict. None: the model's."""
    gambling: str = "type"
    """type | scam | ignore: what illegal gambling counts as."""
    language: str = "en"
    """en | th | ms | id | vi | zh: the language of reports and findings; messages and help stay English."""
    model: str = ""
    """A model file; empty: the shipped one."""
    allow_lists: tuple[str, ...] = ()
    """Files of names that this desk knows to be honest: marked in the row, never put into reports, verdict unchanged."""
    block_lists: tuple[str, ...] = ()
    """Files of names that this desk has confirmed as scams: marked in the row, may go into reports, verdict unchanged."""
    personal_data: bool = False
    """Keep personal data of the registrant."""
    reputation: bool = False
    """Look the name up in dated lists of popular and vetted names; needs the extra [warninglists]."""
    second_look: bool = False
    """Ask the site up to five more times: as a phone, as an in-app browser, in its own language unless that is English, as if from a
    search, and where these differ once more as at first; reveals cloaking."""
    deep: bool = False
    """Read up to 4 contact, about and privacy pages that the page links to."""
    qr_images: bool = False
    """Ask the site for images that call themselves QR codes; needs the extra [qr]."""
    follow: int = 0
    """Also triage names that were discovered, for this many rounds; a scan never does."""
    cache: bool = True
    """Keep the answers of registries between runs; those that expired are wiped out as the next begins, very many while it goes on."""
    cache_dir: str = ""
    """Empty: the user's cache folder."""
    in_flight: int = 100
    """Most targets looked at in parallel, per process; fewer while the machine does not keep up."""
    processes: int = 0
    """Worker processes of a scan; 0: one per core when the list is long enough."""
    whois_per_s: float = 1.0
    """Questions per second to any one WHOIS server, over all processes of this user."""
    rdap_per_s: float = 5.0
    """Questions per second to any one RDAP server, over all processes of this user."""
    registry_timeout_s: float = 10.0
    """Time limit of one question to a registry, RDAP or WHOIS."""
    user_agent: str = "browser"
    """browser | honest: the header set that a target sees; an honest name tells the gang who looks."""
    tables: str = ""
    """A folder of RDAP bootstrap and WHOIS server tables that stands in for the shipped ones."""
    roots: str = ""
    """A PEM file of trusted roots; empty: SSL_CERT_FILE, else the system's."""
    reporter: str = ""
    """Who sends reports: "Organisation <mailbox>"."""
    tlp: str = "amber"
    """Who may pass a report on, by the Traffic Light Protocol 2.0: clear | green | amber | amber+strict | red."""
    share: tuple[str, ...] = ()
    """Kinds of contacts that reports to others may contain; all: every kind; none: no kind; KIND:VALUE: this one contact, on a hacked site
    too."""
    share_query: bool = True
    """Whether reports give page URLs with their query part, which may identify whoever received the link."""

    def __post_init__(self) -> None:
        for name in _HINTS:
            object.__setattr__(self, name, _value(name, getattr(self, name)))
        if self.prior is not None and not 0 < self.prior < 1:
            raise BadConfig("prior: must lie between 0 and 1, e.g. 0.1")
        for name in ("timeout_s", "deadline_s", "whois_per_s", "rdap_per_s", "registry_timeout_s"):
            if not 0 < getattr(self, name) < 86_400:
                raise BadConfig(f"{name}: must be more than 0 and less than 86400; there is no 'wait forever'")
        if self.gambling not in GAMBLING:
            raise BadConfig(f"gambling: one of {', '.join(GAMBLING)}")
        if self.language != "en":
            # not at the top: it reads tables, and a process that only observes needs none
            from scamtriage.knowledge.speech import LANGUAGES

            if self.language not in LANGUAGES:
                raise BadConfig(f"language: one of {', '.join(LANGUAGES)}")
        if self.tlp not in TLP:
            raise BadConfig(f"tlp: one of {', '.join(TLP)}")
        _need_known(self.share)
        if self.reporter and not REPORTER.fullmatch(self.reporter):
            raise BadConfig("reporter: must name an organisation and a mailbox, like 'CERT Example <abuse@cert.example>'")
        if self.user_agent not in ("browser", "honest"):
            raise BadConfig("user_agent: one of browser, honest")
        for name, least, most in (("in_flight", 1, 5_000), ("processes", 0, 64), ("follow", 0, 3)):
            if not least <= getattr(self, name) <= most:
                raise BadConfig(f"{name}: from {least} to {most}")

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> "Config":
        """The settings that `asdict` and JSON made plain."""
        return cls(**plain)


_HINTS = get_type_hints(Config)
FLAGS_ONLY = {"allow_networks"}
"""What a file must not decide: it would open the guard without anybody having typed it."""


_PATHS = ("model", "allow_lists", "block_lists", "cache_dir", "tables", "roots")
"""What names files and folders."""


def load(path: Path | None, flags: Mapping[str, Any]) -> Config:
    """The settings of this run. `flags` holds only what was given on the command line. Raises BadConfig."""
    file, settings = in_force(path)
    try:
        whole = Config(**settings)
    except BadConfig as exc:
        raise BadConfig(f"{file}: {exc}") from None
    return replace(whole, **flags)


def in_force(path: Path | None) -> tuple[Path, dict[str, Any]]:
    """Return the settings file, `path` or the user's own, and what it sets: {} if there is none. Raises BadConfig."""
    file = path or user_folder("config") / "config.toml"
    return file, _read(file) if _is_ours(file, typed=path is not None) or path is not None else {}


def _need_known(share: tuple[str, ...]) -> None:
    """Raise BadConfig for kinds of contacts that are not known or contradict each other."""
    if unknown := sorted(one for one in share if one not in {*CONTACT_KINDS, "all", NO_CONTACT} and not _is_contact(one)):
        raise BadConfig(
            f"share: {unknown[0]!r} is no kind of contact; known: all, {NO_CONTACT}, {', '.join(CONTACT_KINDS)}; KIND:VALUE for one contact"
        )
    if NO_CONTACT in share and len(set(share)) > 1:
        raise BadConfig(f"share: {NO_CONTACT!r} excludes every kind beside it; leave one out")


def _is_contact(named: str) -> bool:
    """Whether KIND:VALUE names one contact."""
    kind, _, value = named.partition(":")
    return kind in CONTACT_KINDS and bool(value.strip())


def usable_cores() -> int:
    """Return the number of cores that this process may run on: a container, a job scheduler or `taskset` may allow fewer than there are."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def user_folder(kind: str) -> Path:
    """The user's own folder for "config" or "cache", whether or not it exists. Without HOME, as under cron, it is below the home that the
    system knows: settings that forbid to visit a site hold there too."""
    variable, fallback = {"config": ("XDG_CONFIG_HOME", ".config"), "cache": ("XDG_CACHE_HOME", ".cache")}[kind]
    named = os.environ.get(variable, "")
    if named.startswith("/"):
        return Path(named) / "scamtriage"
    home = os.environ.get("HOME") or _known_home(to_write=kind == "cache")
    if home:
        return Path(home) / fallback / "scamtriage"
    return Path(tempfile.gettempdir()) / f"scamtriage-{os.getuid()}" / kind


def _known_home(*, to_write: bool) -> str:
    """The home of this user as the system knows it; "" where it knows none, as of a container's users, where it is not there, or, to write
    there, where that is forbidden: homes of services are of the system."""
    import pwd  # needed for this alone

    with contextlib.suppress(KeyError):
        home = pwd.getpwuid(os.getuid()).pw_dir
        return home if Path(home).is_dir() and (not to_write or os.access(home, os.W_OK)) else ""
    return ""


def cache_folder(config: Config) -> Path:
    """Return the cache folder of these settings, whether or not it exists."""
    return Path(config.cache_dir) if config.cache_dir else user_folder("cache")


def _is_ours(path: Path, *, typed: bool) -> bool:
    """Whether settings stand there. Raises BadConfig where others can write them (a file that was `typed` may belong to a colleague), and
    where it cannot be told: they may say that the target is not to be asked, or not without a proxy."""
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError as exc:
        where = "let this user read it, or name a folder of its own in XDG_CONFIG_HOME"
        raise BadConfig(f"{path}: {exc.strerror or exc}; whether settings stand there cannot be told: {where}") from exc
    if stat.S_ISCHR(status.st_mode):  # /dev/null holds nothing, whoever writes it
        return True
    if not typed and status.st_uid not in (os.getuid(), 0):
        raise BadConfig(f"{path}: it belongs to another user, who may write it; name it with --config if you trust it, or copy it")
    if status.st_mode & 0o022:
        raise BadConfig(f"{path}: others may write it; run: chmod go-w {path}")
    return True


def _read(path: Path) -> dict[str, Any]:
    try:
        raw = tomli.loads(path.read_text(encoding="utf-8-sig"))  # Windows' Notepad begins a file with the mark
    except (OSError, ValueError, RecursionError) as exc:  # what is no TOML, or numbers and lists of a size that nobody reads
        words = '; words stand in quotes: key = "word"' if str(exc).startswith("Invalid value") else ""
        raise BadConfig(f"{path}: {getattr(exc, 'strerror', None) or exc}{words}") from exc
    settings: dict[str, Any] = {key: _checked(path, key, value) for key, value in raw.items()}
    for key in _PATHS:
        if given := settings.get(key):
            settings[key] = tuple(_placed(path, key, one) for one in given) if isinstance(given, tuple) else _placed(path, key, given)
    return settings


def _placed(path: Path, key: str, given: str) -> str:
    """A path of the file means the same wherever the program is started: it begins where the file stands, or with ~ at the user's home."""
    try:
        return str(path.absolute().parent / Path(given).expanduser()) if given else ""
    except RuntimeError as exc:
        raise BadConfig(f"{path}: {key}: {exc}") from None


def _checked(path: Path, key: str, value: object) -> object:
    if key in FLAGS_ONLY:
        raise BadConfig(f"{path}: {key}: is accepted on the command line only")
    if key not in _HINTS:
        known = sorted(_HINTS.keys() - FLAGS_ONLY)
        meant = get_close_matches(key, known, n=1)
        advice = f"did you mean {meant[0]}?" if meant else f"known: {', '.join(known)}"
        raise BadConfig(f"{path}: {key}: no such setting; {advice}")
    try:
        return _value(key, value)
    except BadConfig as exc:
        raise BadConfig(f"{path}: {exc}") from None


_WORDS: dict[object, str] = {str: 'a string, like "…"', bool: "true or false", int: "a whole number", float: "a number"}


def _value(key: str, value: object) -> object:
    """The value as the setting has it, whether a file, JSON or a caller gave it. Raises BadConfig."""
    wanted = _HINTS[key]
    if wanted is Mode:
        try:
            return Mode(str(value))
        except ValueError:
            raise BadConfig(f"{key}: one of {', '.join(Mode)}") from None
    if wanted == tuple[str, ...] and isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        return tuple(value)
    if wanted == float | None:
        if value is None:
            return None
        wanted = float
    if wanted is float and isinstance(value, int) and not isinstance(value, bool):
        try:
            return float(value)
        except OverflowError:
            raise BadConfig(f"{key}: expected a number of a size that can be reckoned with") from None
    if isinstance(wanted, type) and isinstance(value, wanted) and not (wanted is int and isinstance(value, bool)):
        return value
    if wanted == tuple[str, ...]:
        raise BadConfig(f'{key}: expected a list of strings, like ["…", "…"]')
    raise BadConfig(f"{key}: expected {_WORDS.get(wanted, wanted)}")
