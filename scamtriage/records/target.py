"""What the user wants checked: one canonical identity for all spellings, or the reason why a line has none."""

import re
from enum import StrEnum
from urllib.parse import urlsplit

from msgspec import Struct

from scamtriage.records import lazy_re


class Target(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One host and the page on it to check.

    Targets with the same `host` share all DNS, registration, certificate and hosting facts. Those with the same `url` also share the page.
    Exception: if https gives no page, a target that names https does not share with one that names no scheme.
    """

    given: str
    """The text as typed."""
    host: str
    """Lower-case A-labels without trailing dot, or an IP literal (IPv6 without brackets). The key for all evidence."""
    registrable: str
    """The registered name ("example.co.th"); for a private suffix the tenant ("evil.github.io"); for an IP the IP."""
    suffix: str
    """The public suffix, including the private section of the list; "" for an IP."""
    private_suffix: bool = False
    """The suffix belongs to a platform that gives names to its tenants; registration signals do not apply to them."""
    url: str
    """Scheme, host, port, path and query; no userinfo, no fragment. Defaults to "https://<host>/"."""
    scheme_given: bool = False
    """The text names the scheme. If not, HTTPS is tried first, then HTTP."""
    is_ip: bool = False
    """The host is an IP address, not a name."""

    @property
    def tls_port(self) -> int:
        """Port for the certificate: 443, or the port of `url` if it is https."""
        parts = urlsplit(self.url)
        return parts.port or 443 if parts.scheme == "https" else 443

    @property
    def unicode(self) -> str:
        """The host with U-labels, to be shown beside the A-labels, never instead of them."""
        if "xn--" not in self.host:
            return self.host
        return u_labels(self.host)

    @property
    def mailbox(self) -> bool:
        """Whether a mail address was given; the host is then only its provider."""
        return not self.scheme_given and _MAILBOX.match(self.given) is not None

    @property
    def wrapped_by(self) -> str:
        """Host of the link wrapper (by a mail filter or large site) around the address. "" if there was none, or the spelling leaves it
        open."""
        match = _LINK.match(self.given.replace("[.]", "."))
        found = match[1].lower() if match is not None else ""
        return found if found != self.host else ""

    @property
    def before_at(self) -> str:
        """What stands before the "@" of a link as given, up to a password, in lower case. Browsers ignore it. "" if there is nothing."""
        match = _USER.match(self.given.replace("[.]", "."))
        return match[1].lower() if match is not None else ""


_USER = lazy_re.compile(r"[\s\"'<(\[]*h..ps?:[/\\]{2}([^/\\?#@:\s]{1,253})(?::[^/\\?#@\s]*)?@", re.IGNORECASE)
"""Matches a link's user name in plain or defanged spelling."""
_LINK = lazy_re.compile(r"[\s\"'<(\[]*h..ps?://((?:[a-z0-9-]{1,63}\.){1,9}[a-z]{2,63})/", re.IGNORECASE | re.ASCII)
"""Matches a link's host in plain spelling: ASCII letters, no escapes, no number as the last label."""
_MAILBOX = lazy_re.compile(r"[^/\\?#@]*[^/\\?#@\s](?:@|\s?[(\[{]\s?(?:at|@)\s?[)\]}]\s?)", re.IGNORECASE)
"""Text before the first "@", in any defanged form. An "@" in a path or a comment does not make a mail address."""


def u_labels(name: str) -> str:
    """Return a name of A-labels in Unicode; other labels are unchanged."""
    labels = []
    for label in name.split("."):
        try:
            labels.append(label[4:].encode("ascii").decode("punycode") if label.startswith("xn--") else label)
        except (UnicodeError, OverflowError):
            labels.append(label)
    return ".".join(labels)


class LineStatus(StrEnum):
    """How one input line ended. Every line gets exactly one row."""

    OK = "ok"  # every query that the mode makes got a conclusive answer
    PARTIAL = "partial"  # judged, but some evidence could not be obtained
    REFUSED = "refused"  # not a target, one that we do not contact, or a line that cannot be read
    ERROR = "error"  # a fault of this program, or stored evidence that cannot be read
    SKIPPED = "skipped"  # no request in the line: empty, comment


class BadTarget(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line that is no target. It still gets a row."""

    given: str
    """The text as typed."""
    status: LineStatus
    """"refused" or "skipped"; "error" if a worker process crashed on it, or its evidence cannot be read."""
    reason: str
    """A sentence that tells the user what to do."""
