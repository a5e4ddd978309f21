"""How we behave on the network: one value, fixed before the first packet."""

from dataclasses import dataclass, fields
from ipaddress import ip_network
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from scamtriage.knowledge.addresses import literal, with_port
from scamtriage.records.evidence import Mode

UserAgent = Literal["browser", "honest"]

PROXY_SCHEMES = {"socks5": 1080, "socks5h": 1080, "http": 8080}
"""Scheme -> default port. Names always go to the proxy unresolved, with "socks5" as with "socks5h"."""

RESOLVER_SCHEMES = {"https": 443, "tls": 853}
"""DNS over HTTPS (RFC 8484) and over TLS (RFC 7858); without a scheme: UDP with TCP behind it, port 53."""

_MAY_BE_ZERO = frozenset({"deep_pages", "qr_images", "cache_ttl_s", "negative_ttl_s", "race_delay_s"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NetPolicy:
    """Every number of the network room. Times in seconds, sizes in bytes. A mistake is refused in words (ValueError)."""

    mode: Mode = Mode.FULL

    # whom we go through
    resolvers: tuple[str, ...] = ()
    """"IP", "IP:PORT", "[IPv6]:PORT", "https://host/path" or "tls://host[:port]"; empty: the system's, read once."""
    proxy: str | None = None
    """"socks5h://host:port" or "http://host:port" (CONNECT). Then nothing else is contacted and names go to the proxy."""
    allow_networks: tuple[str, ...] = ()
    """Networks that the guard would refuse and the operator allows by hand; every row says so."""
    ports: frozenset[int] = frozenset({80, 443})
    """Ports that anybody may send us to; the port of the operator's own line is allowed beside them for that target."""

    # one clock
    deadline_s: float = 30.0
    """Of one target; it stands still while the target waits for our own pace."""
    connect_timeout_s: float = 5.0
    """TCP, all addresses of a host together."""
    handshake_timeout_s: float = 8.0
    answer_timeout_s: float = 12.0
    """From the end of the request to the first byte of the answer."""
    race_delay_s: float = 0.25
    """Between the starts of two addresses (RFC 8305 section 5)."""
    min_bytes_per_s: int = 100
    slow_window_s: float = 5.0
    """An answer slower than `min_bytes_per_s` over this long is cut there."""

    # one purse: pages
    max_wire_bytes: int = 2_000_000
    max_decoded_bytes: int = 4_000_000
    max_ratio: int = 200
    """Decoded to wire, once more than `ratio_after_bytes` were decoded."""
    ratio_after_bytes: int = 256_000
    max_head_bytes: int = 65_536
    max_head_lines: int = 200
    max_informational: int = 8
    max_pieces: int = 20_000
    """Chunks of one body: an endless row of tiny ones costs CPU, not bytes."""
    max_redirect_body_bytes: int = 4_096
    max_hops: int = 10
    """HTTP, meta and script redirects together."""
    deep_pages: int = 0
    """Further pages of the same site to read, at most 4, only ones that the page links to."""
    qr_images: int = 0
    """Images of the site that call themselves QR codes to ask it for, at most 3."""
    max_image_bytes: int = 524_288
    """Of one of them, on the wire and decoded."""
    image_timeout_s: float = 4.0
    """For one of them, connecting included."""
    second_look: bool = False
    user_agent: UserAgent = "browser"
    """What a target takes us for; see profiles.py."""
    max_addresses: int = 4
    connections_per_address: int = 4
    max_connections: int = 512
    """To targets, of this process; fewer where the descriptors of the process do not reach."""
    max_chain: int = 10
    max_certificate_bytes: int = 65_536

    # DNS
    dns_timeout_s: float = 5.0
    """Of one question, retries and fail-over included."""
    max_queries: int = 40
    """Of one target."""
    max_records: int = 32
    """Kept of one type; the count is kept."""
    max_txt_bytes: int = 65_536

    # registries
    whois_per_s: float = 1.0
    """To any one registry, over all processes of this user."""
    rdap_per_s: float = 5.0
    whois_timeout_s: float = 10.0
    rdap_timeout_s: float = 10.0
    max_whois_bytes: int = 256_000
    max_rdap_bytes: int = 1_000_000
    max_attempts: int = 4
    max_retry_after_s: float = 60.0
    tables: Path | None = None
    """A folder of RDAP bootstrap and WHOIS server tables that stands in for the shipped ones; they are then never refreshed."""
    roots: Path | None = None
    """The certificates that registries and resolvers must be signed by; None: SSL_CERT_FILE, else the system's."""
    personal_data: bool = False
    cache_dir: Path | None = None
    """None: nothing is remembered beyond this run."""
    cache_ttl_s: float = 86_400.0
    negative_ttl_s: float = 300.0

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, bool) or not isinstance(value, int | float):
                continue
            if not (value > 0 or (value == 0 and field.name in _MAY_BE_ZERO)) or value == float("inf"):
                raise ValueError(f"{field.name} must be a positive, finite number; there is no 'for ever'")
        if self.deep_pages > 4:
            raise ValueError("deep_pages: at most 4 further pages of a site are read")
        if self.qr_images > 3:
            raise ValueError("qr_images: at most 3 images of a site are asked for")
        for port in self.ports:
            if not 0 < port < 65_536:
                raise ValueError(f"ports: {port} is no port")
        for network in self.allow_networks:
            _check_network(network)
        for resolver in self.resolvers:
            _check_resolver(resolver)
        if self.proxy is not None:
            _check_proxy(self.proxy)


def _check_network(text: str) -> None:
    try:
        ip_network(text)
    except ValueError as exc:
        raise ValueError(f"allow_networks: {text!r} is no network such as 10.0.0.0/8: {exc}") from None


def _check_resolver(text: str) -> None:
    if "://" in text:
        parts = urlsplit(text)
        if parts.scheme not in RESOLVER_SCHEMES or not parts.hostname or parts.username is not None or not _has_port(text):
            raise ValueError(f"resolvers: {_shown(text)!r} is not IP[:PORT], https://… or tls://…")
        return
    host, port = with_port(text, "53")
    if literal(host) is None:
        raise ValueError(f"resolvers: {_shown(text)!r} must be an IP address, with or without a port; names would need a resolver")
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65_536):
        raise ValueError(f"resolvers: {_shown(text)!r} has no valid port")


def _check_proxy(text: str) -> None:
    parts = urlsplit(text)
    if parts.scheme not in PROXY_SCHEMES or not parts.hostname or not _has_port(text) or parts.path not in ("", "/"):
        raise ValueError(f"proxy: {_shown(text)!r} is not socks5h://HOST[:PORT] or http://HOST[:PORT]")
    if parts.username is not None or parts.password is not None:
        raise ValueError("proxy: user names and passwords are not sent to proxies")


def _shown(text: str) -> str:
    """As a message may say it: without a name and a password."""
    return f"…@{text.rpartition('@')[2]}" if "@" in text else text


def _has_port(url: str) -> bool:
    """Whether the port of the URL is absent or a port; urlsplit checks it only when asked."""
    try:
        return urlsplit(url).port != 0
    except ValueError:
        return False
