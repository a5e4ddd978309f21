"""The operator's resolvers: read from the settings, or once from the system."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from scamtriage.knowledge.addresses import bracketed, literal, with_port

RESOLV_CONF = Path("/etc/resolv.conf")
_MAX_SYSTEM = 3  # as resolv.conf(5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Upstream:
    """One resolver of the operator."""

    kind: Literal["udp", "tls", "https"]
    host: str
    """An IP literal for "udp"; a name or literal otherwise."""
    port: int
    url: str = ""
    """Of "https"."""

    @property
    def label(self) -> str:
        """As a person would write it."""
        if self.url:
            return self.url
        place = f"{bracketed(self.host)}:{self.port}"
        return f"tls://{place}" if self.kind == "tls" else (self.host if self.port == 53 else place)


def upstreams(given: tuple[str, ...], *, resolv_conf: Path = RESOLV_CONF) -> tuple[Upstream, ...]:
    """What the settings say (already checked by NetPolicy), else what the system uses; empty when neither names any."""
    if given:
        return tuple(_upstream(text) for text in given)
    return tuple(_upstream(text) for text in system_resolvers(resolv_conf))


def system_resolvers(resolv_conf: Path = RESOLV_CONF) -> tuple[str, ...]:
    """The nameservers of resolv.conf(5), or of the Windows registry, in their order; search lists are never used."""
    if sys.platform == "win32":
        from dns.resolver import Resolver

        found: list[str] = [str(server) for server in Resolver(configure=True).nameservers]
    else:
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
    host, port = with_port(text, "53")
    return Upstream(kind="udp", host=host, port=int(port))
