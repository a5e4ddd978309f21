"""How the program behaves on the network: one value, fixed before the first packet."""

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
"""Scheme -> default port: DNS over HTTPS (RFC 8484) and TLS (RFC 7858). Without a scheme: UDP with fallback to TCP, port 53."""

_DEADLINE_S = 30.0
"""What the time limits of collectors and answers are made for."""
_MAY_BE_ZERO = frozenset({"deep_pages", "qr_images", "cache_ttl_s", "negative_ttl_s", "race_delay_s"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NetPolicy:
    """Every limit and setting of the network package. Times in seconds, sizes in bytes. Raises ValueError for an invalid value."""

    mode: Mode = Mode.FULL

    # routing
    resolvers: tuple[str, ...] = ()
    """"IP", "IP:PORT", "[IPv6]:PORT", "https://host/path" or "tls://host[:port]"; empty: the system's, read once."""
    proxy: str | None = None
    """"socks5h://host:port" or "http://host:port" (CONNECT). Then nothing else is contacted and names go to the proxy."""
    allow_networks: tuple[str, ...] = ()
    """Networks that the operator allows although the guard refuses them; every row says so."""
    ports: frozenset[int] = frozenset({80, 443})
    """Ports that redirects and referrals may use; a target may also use the port of its input URL."""

    # time limits
    deadline_s: float = _DEADLINE_S
    """Per target; paused while the target waits for our own rate limits."""
    connect_timeout_s: float = 5.0
    """TCP connect, for all addresses of a host together."""
    handshake_timeout_s: float = 8.0
    answer_timeout_s: float = 12.0
    """From the end of the request to the first byte of the answer."""
    race_delay_s: float = 0.25
    """Delay between the starts of two attempts (RFC 8305 section 5)."""
    min_bytes_per_s: int = 100
    slow_window_s: float = 5.0
    """An answer slower than `min_bytes_per_s` over this period is cut."""

    # limits of a page
    max_wire_bytes: int = 2_000_000
    max_decoded_bytes: int = 4_000_000
    max_ratio: int = 200
    """Decoded size / wire size; enforced once more than `ratio_after_bytes` are decoded."""
    ratio_after_bytes: int = 256_000
    max_head_bytes: int = 65_536
    max_head_lines: int = 200
    max_informational: int = 8
    max_pieces: int = 20_000
    """Chunks of one body: an endless series of tiny ones costs CPU, not bytes."""
    max_redirect_body_bytes: int = 4_096
    max_hops: int = 10
    """HTTP, meta and script redirects together."""
    deep_pages: int = 0
    """Further pages of the same site to read, at most 4; only pages that the page links to."""
    qr_images: int = 0
    """Images of the site marked as QR codes to fetch, at most 3."""
    max_image_bytes: int = 524_288
    """Per QR image, on the wire and decoded."""
    image_timeout_s: float = 4.0
    """Per QR image, including the connection."""
    max_facts_bytes: int = 4_000_000
    """Encoded size of a page and everything merged into it: half of `codec.MAX_LINE_BYTES`, a hundred times an honest page.

    Each list has its own limit, but the pages in `left` together can be many times larger.
    """
    second_look: bool = False
    user_agent: UserAgent = "browser"
    """The User-Agent that targets see; see profiles.py."""
    max_addresses: int = 4
    connections_per_address: int = 4
    max_connections: int = 512
    """Connections of this process to targets; fewer if its descriptor limit is too low."""
    descriptor_wait_s: float = 120.0
    """Longest wait for a free descriptor of this machine; a longer shortage is not caused by us."""
    max_chain: int = 10
    max_certificate_bytes: int = 65_536

    # DNS
    dns_timeout_s: float = 5.0
    """Per question, including retries and fail-over."""
    max_queries: int = 40
    """Per target."""
    max_records: int = 32
    """Records kept per type; the full count is recorded too."""
    max_txt_bytes: int = 65_536

    # registries
    whois_per_s: float = 1.0
    """Per registry, over all processes of this user."""
    rdap_per_s: float = 5.0
    whois_timeout_s: float = 10.0
    rdap_timeout_s: float = 10.0
    max_whois_bytes: int = 256_000
    max_rdap_bytes: int = 1_000_000
    max_attempts: int = 4
    max_retry_after_s: float = 60.0
    tables: Path | None = None
    """A folder of RDAP bootstrap and WHOIS server tables that replaces the shipped ones; its tables are never refreshed."""
    roots: Path | None = None
    """PEM file of the roots that registries and resolvers are verified by; None: SSL_CERT_FILE, else the system's."""
    personal_data: bool = False
    cache_dir: Path | None = None
    """None: nothing is cached beyond this run."""
    cache_ttl_s: float = 86_400.0
    negative_ttl_s: float = 300.0

    @property
    def longer(self) -> float:
        """How many times longer than usual a target may take, at least 1: the budgets of its collectors, and the waits that end before
        them, grow with its deadline."""
        return max(1.0, self.deadline_s / _DEADLINE_S)

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
    host, port = with_port(text)
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
    """Return the text for a message, without user name and password."""
    return f"…@{text.rpartition('@')[2]}" if "@" in text else text


def _has_port(url: str) -> bool:
    """Whether the port of the URL is absent or valid; urlsplit checks it only when it is read."""
    try:
        return urlsplit(url).port != 0
    except ValueError:
        return False
