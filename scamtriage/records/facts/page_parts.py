"""The steps to a page, its forms and its links."""

from typing import Literal
from urllib.parse import urlsplit

from msgspec import Struct

from scamtriage.records.scalars import Int64


class Hop(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One step on the way to the page."""

    url: str
    """Where this step went, its first 2,048 characters."""
    via: Literal["start", "http", "meta", "script"] = "start"
    """What led there: "start" nothing but the target, "http" a status or header, "meta" or "script" the page itself."""
    status_code: Int64 | None = None
    """Of HTTP; None when no answer came."""
    location: str = ""
    """The raw target of the redirect, capped."""
    address: str = ""
    """Address that answered."""
    tls_version: str = ""
    """As agreed on, "TLSv1.3"; "" without TLS."""
    certificate_sha256: str = ""
    """Of the leaf's DER; "" without TLS."""
    elapsed_s: float = 0.0
    """Seconds to the end of the answer, connecting included."""
    outcome: str = "ok"
    """An Outcome word; a hop that failed ends the chain."""
    reason: str = ""
    """A sentence, when the outcome is not "ok", or when browsers do not show what answered."""

    @property
    def host(self) -> str:
        """Whom it asked; the whole address where it can't be told."""
        try:
            return urlsplit(self.url).hostname or ""
        except ValueError:
            return self.url


def begins(hops: tuple[Hop, ...]) -> int:
    """Where the way to the page begins: at the last start that answered. What stands before it was passed over, and led nobody
    here. A start is at the target's own host, so that hops of which nobody told what led there are one way."""
    at = [at for at, hop in enumerate(hops) if hop.via == "start" and hop.outcome == "ok" and hop.host == hops[0].host]
    return at[-1] if at else 0


class FormField(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One input of a form."""

    asks: Literal[
        "", "password", "otp", "pin", "id-number", "card", "seed-phrase", "bank-login", "bank-account", "phone", "email", "name", "address",
        "file",
    ] = ""  # fmt: skip
    """What it wants of the victim; "": nothing that we know."""
    type: str = ""
    """As in HTML; the tag where it states none."""
    name: str = ""
    """Its name, or else its id."""
    label: str = ""
    """What a visitor reads at it."""


class Form(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A form of the page."""

    action: str = ""
    """Absolute URL; "" posts to the page itself."""
    action_host: str = ""
    """Its host; "" where it posts to the page itself."""
    method: str = "get"
    """Lower case."""
    fields: tuple[FormField, ...] = ()
    """At most 60; those that ask for something are kept before others."""


class Link(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A link of the page."""

    url: str
    """Absolute."""
    host: str = ""
    """Its host; "" for a scheme without one, as in "tel:"."""
    text: str = ""
    """What a visitor reads on it, at most 120 characters."""
