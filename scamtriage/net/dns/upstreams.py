"""The operator's resolvers: read from the settings, or once from the system."""

import sys
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

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
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"tls://{host}:{self.port}" if self.kind == "tls" else (self.host if self.port == 53 else f"{host}:{self.port}")


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
    return tuple(dict.fromkeys(address for address in found if _is_address(address)))[:_MAX_SYSTEM]


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _upstream(text: str) -> Upstream:
    if "://" in text:
        parts = urlsplit(text)
        if parts.scheme == "https":
            return Upstream(kind="https", host=parts.hostname or "", port=parts.port or 443, url=text)
        return Upstream(kind="tls", host=parts.hostname or "", port=parts.port or 853)
    host, _, port = text.rpartition(":") if text.count(":") == 1 or "]:" in text else (text, "", "53")
    return Upstream(kind="udp", host=host.removeprefix("[").removesuffix("]"), port=int(port))
