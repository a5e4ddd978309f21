"""Hosts and paths of web addresses as browsers read them: what is fetched and what a page links are written alike."""

import re
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from urllib.parse import unquote_to_bytes

from scamtriage.knowledge.addresses import written

_LABEL = re.compile(r"[a-z0-9_-]{1,63}")  # hyphens at an end too: browsers take them, and such hosts exist
_NUMBER = re.compile(r"0[xX][0-9a-fA-F]*|[0-9]+")
_DOTS = re.compile(r"/(?:\.|%2e)", re.IGNORECASE)


class NoHost(ValueError):
    """A text that no browser takes for a host."""


def read_host(text: str) -> str:
    """The host that a text between "//" and the port names: lower-case A-labels or an IP literal, IPv6 without brackets. Raises NoHost."""
    if text.startswith("["):
        try:
            if not text.endswith("]") or "%" in text:  # a zone is of this machine
                raise AddressValueError
            return written(IPv6Address(text[1:-1]))
        except AddressValueError:
            raise NoHost(f"{text[:80]!r} is no IPv6 address") from None
    if "%" in text or not text.isascii():
        text = _ascii(text)
    host = text.lower().removesuffix(".")
    labels = host.split(".")
    if _NUMBER.fullmatch(labels[-1]) is not None:
        return _ipv4(labels)
    if not host.strip("-_.") or len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise NoHost(f"{text[:80]!r} is no host name")
    return host


def _ascii(text: str) -> str:
    import idna  # its tables are large, and few addresses need them

    decoded = unquote_to_bytes(text.encode("utf-8", "replace")).decode("utf-8", "replace")
    if len(decoded) > 1_000:
        raise NoHost(f"{text[:80]!r} is no host name")
    try:
        mapped = idna.uts46_remap(decoded, std3_rules=False, transitional=False)
        return mapped if mapped.isascii() else ".".join(label if label.isascii() else _a_label(label) for label in mapped.split("."))
    except (idna.IDNAError, UnicodeError, IndexError):
        raise NoHost(f"{text[:80]!r} is no host name") from None


def _a_label(label: str) -> str:
    """Symbols too, which IDNA forbids: browsers open ☃.net, and such names are sold."""
    import idna

    try:
        return idna.alabel(label).decode("ascii")
    except idna.InvalidCodepoint:
        idna.check_bidi(label)
        return f"xn--{label.encode('punycode').decode('ascii')}"


def _ipv4(labels: list[str]) -> str:
    """Every spelling of an IPv4 address that a browser takes (127.1, 0x7f000001, 017700000001) as a dotted quad, for the guard to judge."""
    try:
        if len(labels) > 4 or not all(map(_NUMBER.fullmatch, labels)):  # int() takes more than browsers do: signs, spaces, underscores
            raise ValueError
        numbers = [
            int(part, 16) if part[:2] in ("0x", "0X") and part[2:] else int(part, 8) if part[:1] == "0" and part[1:] else int(part)
            for part in labels
        ]
        if any(number > 255 for number in numbers[:-1]) or numbers[-1] >= 256 ** (5 - len(numbers)):
            raise ValueError
        value = sum(number << 8 * (3 - index) for index, number in enumerate(numbers[:-1])) + numbers[-1]
        return str(IPv4Address(value))
    except ValueError:
        raise NoHost(f"{'.'.join(labels)[:80]!r} is no host") from None


def without_dots(path: str) -> str:
    """A path, which begins with "/", with its steps to here and upwards gone, as browsers ask for it. Empty steps stay."""
    if _DOTS.search(path) is None:
        return path
    kept: list[str] = []
    steps = path[1:].split("/")
    for index, step in enumerate(steps):
        dots = step.lower().replace("%2e", ".")
        if dots not in (".", ".."):
            kept.append(step)
            continue
        if dots == "..":
            del kept[-1:]
        if index == len(steps) - 1:
            kept.append("")
    return "/" + "/".join(kept)
