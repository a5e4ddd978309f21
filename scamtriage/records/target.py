"""What the analyst asked about: one canonical identity for every spelling, or the reason why it is none."""

import re
from enum import StrEnum
from urllib.parse import urlsplit

from msgspec import Struct


class Target(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One host, and the page of it that was asked for.

    Two targets with the same `host` share all DNS, registration, certificate and hosting facts; two with the same `url`
    share the page as well, but for one that names https and one that names no scheme, where https does not give the page.
    """

    given: str
    """As typed, untouched."""
    host: str
    """Lower-case A-labels without trailing dot, or an IP literal (IPv6 without brackets). The key of everything."""
    registrable: str
    """The name somebody registered ("example.co.th"); for a private suffix the tenant ("evil.github.io"); for an IP the IP."""
    suffix: str
    """The public suffix, private section included; "" for an IP."""
    private_suffix: bool = False
    """The suffix belongs to a platform that lends names; registration signals do not apply to its tenants."""
    url: str
    """Scheme, host, port, path and query as asked for; no userinfo, no fragment. Defaults to "https://<host>/"."""
    scheme_given: bool = False
    """The analyst named the scheme; else HTTPS is tried first, then HTTP."""
    is_ip: bool = False
    """The host is an address and no name."""

    @property
    def tls_port(self) -> int:
        """Where its certificate is asked: 443, or the port of the operator's own line when that is an https address."""
        parts = urlsplit(self.url)
        return parts.port or 443 if parts.scheme == "https" else 443

    @property
    def unicode(self) -> str:
        """The host with its U-labels, for showing beside the A-labels, never instead of them."""
        if "xn--" not in self.host:
            return self.host
        return ".".join(_u_label(label) for label in self.host.split("."))

    @property
    def mailbox(self) -> bool:
        """Whether a mailbox was given, of which the host is only the provider."""
        return not self.scheme_given and _MAILBOX.match(self.given) is not None

    @property
    def wrapped_by(self) -> str:
        """The host of the link around the address, as mail filters and large sites make them; "" where it stood by itself or the way in
        which it was written leaves that open."""
        match = _LINK.match(self.given.replace("[.]", "."))
        found = match[1].lower() if match is not None else ""
        return found if found != self.host else ""


_LINK = re.compile(r"[\s\"'<(\[]*h..ps?://((?:[a-z0-9-]{1,63}\.){1,9}[a-z]{2,63})/", re.IGNORECASE | re.ASCII)
"""Of a host that is written as it is called: letters without another meaning, and no numbers at its end."""
_MAILBOX = re.compile(r"[^/\\?#@]*[^/\\?#@\s](?:@|\s?[(\[{]\s?(?:at|@)\s?[)\]}]\s?)", re.IGNORECASE)
"""What stands before the first "@", however it was made harmless; in a page's path or a comment it is none of a mailbox."""


def _u_label(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except (UnicodeError, OverflowError):
        return label


class LineStatus(StrEnum):
    """How one input line ended. Every line ends in exactly one row."""

    OK = "ok"  # every collector that the mode asks gave a conclusive answer, and so did each question of theirs
    PARTIAL = "partial"  # judged, but some evidence could not be had
    REFUSED = "refused"  # not a target, or one that we do not contact
    ERROR = "error"  # our own fault, or a line of stored evidence that cannot be read
    SKIPPED = "skipped"  # a line that asks nothing: empty, comment, too long, unreadable


class BadTarget(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line that is no target. It still gets its row."""

    given: str
    """As typed, untouched."""
    status: LineStatus
    """REFUSED or SKIPPED; ERROR when our own processes were lost over it, or its evidence cannot be read."""
    reason: str
    """A sentence the analyst can act on."""
