"""The address of the page as its scripts see it: what they read of it, and where they go when they set a part."""

from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

NAVIGATING = frozenset(("href", "pathname", "search", "protocol", "host", "hostname"))
"""Parts that lead on when they are set."""


@dataclass(frozen=True, slots=True)
class Location:
    """`window.location` of a page at `href`; "" where nobody knows the address."""

    href: str

    def part(self, name: str) -> str | None:
        """`location.<name>`; None for what is none of its texts, or is not known."""
        parts = self._parts()
        if parts is None:
            return None
        texts = {
            "href": self.href,
            "protocol": f"{parts.scheme}:",
            "host": _host(parts),
            "hostname": parts.hostname or "",
            "port": str(_port(parts) or ""),
            "origin": f"{parts.scheme}://{_host(parts)}",
            "pathname": parts.path or "/",
            "search": self._query(parts),
            "hash": f"#{parts.fragment}" if parts.fragment else "",
        }
        return texts.get(name)

    def with_part(self, name: str, value: str) -> str | None:
        """Where the page goes when a script sets this part."""
        parts = self._parts()
        if name == "href":
            return value
        if parts is None:
            return None
        match name:
            case "pathname":
                return f"{parts.scheme}://{_host(parts)}/{value.lstrip('/').replace('?', '%3F').replace('#', '%23')}{self._query(parts)}"
            case "search":
                return f"?{value.removeprefix('?')}" if value.strip("?") else (parts.path or "/")
            case "protocol":
                return f"{value.rstrip(':')}://{self.href.partition('://')[2]}"
            case "host" | "hostname":
                port = "" if ":" in value or (old := _port(parts)) is None else f":{old}"
                return f"{parts.scheme}://{value}{port}{parts.path or '/'}{self._query(parts)}"
        return None

    def _parts(self) -> SplitResult | None:
        try:
            return urlsplit(self.href) if self.href else None
        except ValueError:
            return None

    @staticmethod
    def _query(parts: SplitResult) -> str:
        return f"?{parts.query}" if parts.query else ""


def _host(parts: SplitResult) -> str:
    port = _port(parts)
    name = parts.hostname or ""
    name = f"[{name}]" if ":" in name else name
    return f"{name}:{port}" if port is not None and port != {"http": 80, "https": 443}.get(parts.scheme) else name


def _port(parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError:
        return None
