"""The hops to a page, its forms and its links."""

from typing import Literal
from urllib.parse import urlsplit

from msgspec import Struct

from scamtriage.records.scalars import Finite, Int64


class Hop(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One request on the way to the page."""

    url: str
    """The URL requested, first 2,048 characters."""
    via: Literal["start", "http", "meta", "script"] = "start"
    """What caused the request: "start" the target itself, "http" a status or header, "meta" or "script" the previous page."""
    status_code: Int64 | None = None
    """HTTP status; None if there was no response."""
    location: str = ""
    """The redirect target as sent, capped."""
    address: str = ""
    """Address that answered."""
    tls_version: str = ""
    """TLS version negotiated, "TLSv1.3"; "" without TLS."""
    certificate_sha256: str = ""
    """SHA-256 of the leaf certificate's DER; "" without TLS."""
    elapsed_s: Finite = 0.0
    """Seconds until the end of the response, including the connection."""
    outcome: str = "ok"
    """An Outcome word; a failed hop ends the chain."""
    reason: str = ""
    """A sentence, if the outcome is not "ok", or if browsers do not show this response."""

    @property
    def host(self) -> str:
        """The host requested, or the whole URL if it cannot be parsed."""
        try:
            return urlsplit(self.url).hostname or ""
        except ValueError:
            return self.url


def begins(hops: tuple[Hop, ...]) -> int:
    """Return the index of the last "start" hop that succeeded, or 0. Earlier hops did not lead to the page.

    A start is always at the target's own host: hops recorded without `via`, which defaults to "start", form one chain.
    """
    at = [at for at, hop in enumerate(hops) if hop.via == "start" and hop.outcome == "ok" and hop.host == hops[0].host]
    return at[-1] if at else 0


Asks = Literal[
    "", "password", "otp", "pin", "id-number", "card", "seed-phrase", "bank-login", "bank-account", "phone", "email", "name", "address",
    "file",
]  # fmt: skip
CREDENTIALS = frozenset(("password", "otp", "pin", "card", "seed-phrase", "bank-login"))
"""What gives access to an account."""
SECRETS = CREDENTIALS | {"id-number", "bank-account"}
"""What makes another page of one that asks for it. A search box or a mail address does not."""


def goes_on(url: str, host: str) -> bool:
    """Return whether a link leads to another page of this site than its first; /cdn-cgi/ belongs to Cloudflare's own pages."""
    scheme, _, rest = url.partition("://")
    its_host, _, path = rest.partition("#")[0].partition("/")
    return scheme in ("http", "https") and its_host.partition(":")[0] == host and path != "" and not path.startswith("cdn-cgi/")


class FormField(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One input of a form."""

    asks: Asks = ""
    """What it asks the visitor for; "" if not recognised."""
    type: str = ""
    """The HTML type; the tag name if there is none."""
    name: str = ""
    """The name attribute, else the id."""
    label: str = ""
    """The label that a visitor sees."""


UNTYPED = frozenset(("hidden", "submit", "button", "reset", "image", "checkbox", "radio", "range", "color"))
"""Types of fields into which nothing is typed."""
BY_SCRIPT = "script"
SENT_UNKNOWN = "sent-unknown"
"""Flag of a page of which it is not known where the secrets go that are typed."""


class Form(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A form of the page."""

    action: str = ""
    """Absolute URL; "" if it posts to the page itself."""
    action_host: str = ""
    """Host of `action`; "" if it posts to the page itself."""
    method: str = "get"
    """HTTP method, lower case; "script" where a script sends the inputs there, whatever the markup says."""
    fields: tuple[FormField, ...] = ()
    """At most 60 fields; those that ask for something come first."""


class Link(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A link of the page."""

    url: str
    """Absolute URL."""
    host: str = ""
    """Host of the URL; "" for a scheme without host, as in "tel:"."""
    text: str = ""
    """Visible link text, at most 120 characters."""
