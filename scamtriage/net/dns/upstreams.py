"""The operator's resolvers: read from the settings, or once from the system."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from scamtriage.knowledge.addresses import bracketed, literal, with_port
from scamtriage.knowledge.hosts.public_suffix import is_ending, split
from scamtriage.net.guard import refusal

RESOLV_CONF = Path("/etc/resolv.conf")
OURS = "a resolver of this network"
_PORTS = {"udp": 53, "tls": 853, "https": 443}
_MAX_SYSTEM = 3  # as resolv.conf(5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Upstream:
    """One resolver of the operator."""

    kind: Literal["udp", "tls", "https"]
    host: str
    """An IP literal for "udp"; a name or literal otherwise."""
    port: int
    url: str = ""
    """Only of "https" resolvers."""

    @property
    def label(self) -> str:
        """The label for evidence, which others may read: see `shown`."""
        return shown(self.host, self.port, self.kind)

    @property
    def given(self) -> str:
        """The resolver as the operator named it; only for the operator's own screen."""
        return self.url or _written(self.host, self.port, self.kind)


def shown(host: str, port: int, kind: str = "udp") -> str:
    """Return a label for a resolver that reveals nothing private about the operator.

    Addresses of the operator's network are hidden. Of a name only the registered part is shown, because path, query and first label of such
    services hold the customer's account.
    """
    address = literal(host)
    if address is None:
        if not is_ending(host.rpartition(".")[2].lower()):
            return OURS
        cut = split(host.lower())
        host = split(cut.suffix).registrable if cut.private else cut.registrable  # a platform's tenant is an account too
    elif refusal(host) is not None and not address.is_loopback:
        return OURS
    return _written(host, port, kind)


def _written(host: str, port: int, kind: str) -> str:
    place = host if port == _PORTS[kind] else f"{bracketed(host)}:{port}"
    return place if kind == "udp" else f"{kind}://{bracketed(host) if place == host else place}"


def upstreams(given: tuple[str, ...]) -> tuple[Upstream, ...]:
    """Return the resolvers of the settings (already checked by NetPolicy), else the system's; empty if neither names any."""
    return tuple(_upstream(text) for text in given or system_resolvers())


def system_resolvers(resolv_conf: Path = RESOLV_CONF) -> tuple[str, ...]:
    """Return the nameservers of resolv.conf(5), in order; search lists are never used."""
    try:
        lines = resolv_conf.read_text("utf-8", "replace").splitlines()
    except OSError:
        return ()
    found = [words[1] for line in lines if len(words := line.split()) >= 2 and words[0] == "nameserver"]
    return tuple(dict.fromkeys(address for address in found if literal(address) is not None))[:_MAX_SYSTEM]


def _upstream(text: str) -> Upstream:
    if "://" in text:
        parts = urlsplit(text)
        if parts.scheme == "https":
            return Upstream(kind="https", host=parts.hostname or "", port=parts.port or 443, url=text)
        return Upstream(kind="tls", host=parts.hostname or "", port=parts.port or 853)
    host, port = with_port(text)
    return Upstream(kind="udp", host=host, port=int(port))
