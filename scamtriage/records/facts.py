"""What was observed of one target, one record a collector; sizes are capped, text is raw and hostile until rendered."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal


class DnsOutcome(StrEnum):
    """How one DNS question ended. These never merge."""

    OK = "ok"
    NODATA = "nodata"  # the name exists, this type does not
    NXDOMAIN = "nxdomain"  # the name does not exist
    SERVFAIL = "servfail"
    REFUSED = "refused"
    TIMEOUT = "timeout"
    MALFORMED = "malformed"
    UNREACHABLE = "unreachable"  # the resolver could not be reached

    @property
    def conclusive(self) -> bool:
        """Whether the answer tells us something about the name rather than about the way to it."""
        return self in (DnsOutcome.OK, DnsOutcome.NODATA, DnsOutcome.NXDOMAIN)


@dataclass(frozen=True, slots=True, kw_only=True)
class DnsAnswer:
    """The answer to one question. `values` are presentation texts, at most 32; `count` is how many there were."""

    name: str
    rtype: str
    outcome: DnsOutcome
    values: tuple[str, ...] = ()
    count: int = 0
    ttl_raw: int | None = None
    """Seconds, as the server said."""
    ttl_s: int | None = None
    """Seconds, clamped to 60 s .. 1 day."""
    ad: bool = False
    """The resolver says it validated the answer (RFC 4035); worth what the resolver is worth."""
    cname: tuple[str, ...] = ()
    """The chain that was followed, at most 16."""
    resolver: str = ""
    reason: str = ""
    """Why the answer tells nothing, in words; "" when it is conclusive."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpfFacts:
    """An SPF policy (RFC 7208). `lookups` counts the terms that cost a DNS query; more than 10 is a permanent error."""

    record: str
    all: Literal["+", "-", "~", "?", ""] = ""
    """Qualifier of `all`; "" when there is none."""
    lookups: int = 0
    too_many_lookups: bool = False
    ip4_addresses: int = 0
    """Addresses that the ip4 terms admit, includes followed as far as the query budget went."""
    complete: bool = True
    includes: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DmarcFacts:
    """A DMARC policy (RFC 7489)."""

    record: str
    policy: Literal["none", "quarantine", "reject", ""] = ""
    subdomain_policy: str = ""
    pct: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class DnsFacts:
    """Where the name points. One outcome per question: a time-out of MX is not "no MX"."""

    kind: Literal["dns"] = "dns"
    zone: str
    """The registrable name, at which NS, MX, SOA, CAA, TXT and DMARC were asked."""
    answers: tuple[DnsAnswer, ...] = ()
    """A, AAAA, CNAME of the host; NS, MX, TXT, SOA, CAA of the zone; TXT of _dmarc.<zone> as rtype "DMARC"; DS; further ones by name."""
    addresses: tuple[str, ...] = ()
    """Every address the host has, forbidden ones too."""
    forbidden: tuple[tuple[str, str], ...] = ()
    """(address, why we must not connect to it)."""
    spf: SpfFacts | None = None
    dmarc: DmarcFacts | None = None
    dnssec: Literal["validated", "signed", "unsigned", "unknown"] = "unknown"
    wildcard: bool | None = None
    """Random labels below the zone resolve; None: could not be told."""
    ns_hosts: tuple[str, ...] = ()
    mx_hosts: tuple[str, ...] = ()
    null_mx: bool = False
    host_addresses: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """(nameserver or mail host, its addresses), as far as the query budget went."""
    parking_ns: str = ""
    """The parking service whose nameservers these are, or ""."""
    verifications: tuple[str, ...] = ()
    """Distinct services whose verification tokens stand in TXT."""
    queries: int = 0

    def answer(self, rtype: str) -> DnsAnswer | None:
        """The first answer of this type, or None when it was not asked."""
        return next((a for a in self.answers if a.rtype == rtype), None)

    @property
    def exists(self) -> bool | None:
        """Whether the name exists; None when nobody could say."""
        asked = [a.outcome for a in self.answers if a.rtype in ("A", "AAAA")]
        if DnsOutcome.OK in asked or DnsOutcome.NODATA in asked:
            return True
        if any(a.cname for a in self.answers if a.rtype in ("A", "AAAA")):
            return True  # an alias that leads nowhere: what does not exist is its target
        return False if DnsOutcome.NXDOMAIN in asked else None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateNote:
    """A date of a registration that could not simply be believed."""

    field: Literal["created", "updated", "expires"]
    raw: str
    problem: Literal["ambiguous", "impossible", "future", "two-dates", "unreadable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationFacts:
    """Who registered the name and when: one record for RDAP and WHOIS. Times are aware UTC; None and "" mean not stated."""

    kind: Literal["registration"] = "registration"
    result: Literal["found", "redacted"] = "found"
    """"redacted": the registry answers that the name is registered and shows nothing else."""
    name: str
    """The domain that the answer is about."""
    created: datetime | None = None
    updated: datetime | None = None
    expires: datetime | None = None
    date_notes: tuple[DateNote, ...] = ()
    registrar: str = ""
    registrar_iana_id: int | None = None
    abuse_email: str = ""
    abuse_phone: str = ""
    nameservers: tuple[str, ...] = ()
    """Lower-case host names without trailing dot, sorted."""
    status: tuple[str, ...] = ()
    """EPP status codes in RDAP spelling ("client hold"), else as the registry writes them."""
    dnssec: bool | None = None
    privacy: bool | None = None
    """A privacy or proxy service stands in for the registrant, or the registrant is redacted."""
    redacted: tuple[str, ...] = ()
    """Names of fields that the source says it left out (RFC 9537)."""
    registrant_country: str = ""
    """ISO 3166-1 alpha-2."""
    registrant_organisation: str = ""
    registrant_email_domain: str = ""
    personal: tuple[tuple[str, str], ...] = ()
    """Person data, only with --personal-data."""
    notices: tuple[str, ...] = ()
    source: str = ""
    """"rdap:<url>" or "whois:<server>"."""
    raw_sha256: str = ""
    raw_bytes: int = 0
    charset: str = ""
    replacements: int = 0
    """Bytes that the charset could not read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationAbsent:
    """The registry says: not registered."""

    kind: Literal["absent"] = "absent"
    because: str
    """The words of the registry that said so."""
    raw_sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationLimited:
    """The registry asked us to slow down, or banned us. Nothing is known of the name."""

    kind: Literal["limited"] = "limited"
    because: str
    retry_after_s: float | None = None
    raw_sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationMalformed:
    """The answer is in no language we know, or about another name. Nothing is known of the name."""

    kind: Literal["malformed"] = "malformed"
    because: str
    raw_sha256: str = ""


RegistrationResult = RegistrationFacts | RegistrationAbsent | RegistrationLimited | RegistrationMalformed


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateFacts:
    """The certificate that the host showed, judged offline; nothing here was trusted while collecting."""

    kind: Literal["certificate"] = "certificate"
    sha256: str
    """Of the leaf's DER, taken before any parsing."""
    der_base64: str = ""
    """The leaf, at most 64 KB."""
    chain_sha256: tuple[str, ...] = ()
    parsed: bool = True
    """False: the DER is kept but could not be read; every field below is then unknown."""
    subject_cn: str = ""
    organisation: str = ""
    sans: tuple[str, ...] = ()
    """DNS names, at most 100, A-labels, lower case."""
    san_count: int = 0
    issuer_cn: str = ""
    issuer_organisation: str = ""
    validation: Literal["dv", "ov", "ev", "unknown"] = "unknown"
    not_before: datetime | None = None
    not_after: datetime | None = None
    key: str = ""
    """e.g. "EC P-256", "RSA 2048"."""
    serial: str = ""
    sct_first: datetime | None = None
    sct_count: int = 0
    self_signed: bool | None = None
    name_matches: bool | None = None
    chain: Literal["valid", "invalid", "unverified"] = "unverified"
    """"unverified": the chain was not or could not be judged; weighs nothing."""
    problems: tuple[str, ...] = ()
    tls_version: str = ""
    address: str = ""
    port: int = 443


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One step on the way to the page."""

    url: str
    via: Literal["start", "http", "meta", "script"] = "start"
    status_code: int | None = None
    location: str = ""
    """The raw target of the redirect, capped."""
    address: str = ""
    tls_version: str = ""
    certificate_sha256: str = ""
    elapsed_s: float = 0.0
    outcome: str = "ok"
    """An Outcome word; a hop that failed ends the chain."""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One input of a form. `asks` is what it wants of the victim, "" when nothing we know."""

    asks: Literal[
        "", "password", "otp", "pin", "id-number", "card", "seed-phrase", "bank-login", "phone", "email", "name", "address", "file"
    ] = ""
    type: str = ""
    name: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    action: str = ""
    """Absolute URL; "" posts to the page itself."""
    action_host: str = ""
    method: str = "get"
    fields: tuple[FormField, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    url: str
    host: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One way in which the victim is meant to get in touch or to pay."""

    kind: str
    """phone, hotline, email, line, telegram, whatsapp, whatsapp-group, zalo, viber, wechat, qq, messenger, kakaotalk, signal, skype,
    wallet, bank-account, remote-tool, payment-qr."""
    value: str
    """Normalised: E.164 for phones, checksum-valid address for wallets, id for messengers."""
    raw: str = ""
    where: str = ""
    """"tel: link", "text", "title", "image alt", "json-ld", "script", "form", "qr image", …"""
    snippet: str = ""
    """At most 160 characters around it."""
    detail: str = ""
    """Kind-specific: number type ("toll-free", "mobile", "fixed", "short"), wallet currency, bank, QR scheme and proxy type."""
    country: str = ""
    """ISO 3166-1 alpha-2 of a phone or bank where it is known."""
    position: int | None = None
    """Offset in PageFacts.text, when it stands there."""
    count: int = 1
    """How often it stands on the page."""
    flags: tuple[str, ...] = ()
    """"impossible-short-code", "personal-id", "official-account", "fixed-bar", …"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cookie:
    name: str
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The same page asked for by somebody else. `differed` says in what; "" outcome words as in Evidence."""

    profile: str
    """"phone", "in-app", "language", "search-referrer", "crawler"."""
    outcome: str = "ok"
    status_code: int | None = None
    final_host: str = ""
    title: str = ""
    structure: str = ""
    text_chars: int = 0
    barrier: str = ""
    differed: tuple[str, ...] = ()
    """Of "status", "landing", "title", "structure", "text"; empty when either side met a barrier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What the page says and asks, read without running it."""

    kind: Literal["page"] = "page"
    # the fetch
    final_url: str
    final_host: str = ""
    hops: tuple[Hop, ...] = ()
    status_code: int = 0
    headers: tuple[tuple[str, str], ...] = ()
    """Lower-case names, at most 64, values capped; Set-Cookie left out."""
    cookies: tuple[Cookie, ...] = ()
    body_sha256: str = ""
    wire_bytes: int = 0
    body_bytes: int = 0
    encoding: str = ""
    """Content-Encoding as sent; other than gzip it was kept raw."""
    charset: str = ""
    replacements: int = 0
    complete: bool = True
    """Every byte that was announced arrived and was read."""
    incomplete_because: str = ""
    barrier: str = ""
    """"captcha", "challenge", "forbidden", "login-wall", "geo-block": we saw the door, not the page. Never innocence, never cloaking."""
    # the reading
    is_html: bool = True
    title: str = ""
    headings: tuple[str, ...] = ()
    text: str = ""
    """Visible text, NFC, zero-width stripped, white space collapsed, at most 64 KB of UTF-8."""
    hidden_text: str = ""
    declared_language: str = ""
    language: str = ""
    """Main language of the visible text, BCP 47 primary tag; "" when too short to tell."""
    scripts: tuple[tuple[str, int], ...] = ()
    """(Unicode script, letters), most first."""
    site_name: str = ""
    """og:site_name."""
    description: str = ""
    logos: tuple[str, ...] = ()
    """Alt text or file name of images that look like logos."""
    image_alts: tuple[str, ...] = ()
    copyright: str = ""
    forms: tuple[Form, ...] = ()
    form_count: int = 0
    asks: tuple[str, ...] = ()
    """Distinct FormField.asks of the page, inputs outside forms too."""
    links: tuple[Link, ...] = ()
    """At most 200, foreign hosts first."""
    link_count: int = 0
    foreign_hosts: tuple[str, ...] = ()
    iframes: tuple[str, ...] = ()
    script_hosts: tuple[str, ...] = ()
    image_hosts: tuple[tuple[str, int], ...] = ()
    """(host, images and stylesheets from it), most first."""
    behaviours: tuple[str, ...] = ()
    """fullscreen, dialog-loop, print-loop, before-unload, clipboard-write, no-context-menu, devtools-block, debugger-timer, audio-autoplay,
    history-trap, keyboard-lock, hidden-cursor, countdown, notification-prompt."""
    apps: tuple[str, ...] = ()
    """URLs of APK, IPA-profile, EXE or MSI files offered."""
    wallet_calls: tuple[str, ...] = ()
    """connect, approve, permit, setApprovalForAll, increaseAllowance, sign."""
    exfil: tuple[str, ...] = ()
    """"telegram-bot", "discord-webhook", with the token cut out."""
    kit_paths: tuple[str, ...] = ()
    trackers: tuple[tuple[str, str], ...] = ()
    """(service, account id)."""
    chat_widgets: tuple[tuple[str, str], ...] = ()
    technologies: tuple[str, ...] = ()
    products: tuple[tuple[float, float], ...] = ()
    """(price, list price) of products that show both, at most 64."""
    has_cart: bool = False
    contacts: tuple[Contact, ...] = ()
    favicon_mmh3: int | None = None
    favicon_sha256: str = ""
    structure: str = ""
    """Hash of the tag tree, equal for pages made from one template."""
    tlsh: str = ""
    """With the extra [tlsh]; else ""."""
    structural_caps: tuple[str, ...] = ()
    """"depth", "attributes", "tags": a limit that an honest page does not reach."""
    tags: int = 0
    depth: int = 0
    # more looks
    further: tuple[str, ...] = ()
    """URLs of further pages of the site that were read with --deep; their text and contacts are joined in."""
    looks: tuple[Look, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressHolder:
    """Who runs an address. "" and None: not known."""

    ip: str
    prefix: str = ""
    asn: int | None = None
    holder: str = ""
    country: str = ""
    abuse_email: str = ""
    abuse_phone: str = ""
    cdn: str = ""
    """Name of the CDN or reverse proxy that hides the origin, or ""."""
    source: str = ""
    outcome: str = "ok"
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HostingFacts:
    kind: Literal["hosting"] = "hosting"
    addresses: tuple[AddressHolder, ...] = ()
    platform: str = ""
    """The shared host, site builder or tunnel whose suffix the name stands under, or ""."""
    dynamic_dns: bool = False
    parking: str = ""
    """Parking service that holds an address, or ""."""


Facts = DnsFacts | RegistrationFacts | RegistrationAbsent | CertificateFacts | PageFacts | HostingFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """A name that was discovered on the way; fed back as a target only with --follow."""

    host: str
    via: Literal["redirect", "certificate", "link"] = "redirect"
