"""Measures on certificate and address: broken, free, vetted, behind a proxy."""

import re

from msgspec.structs import replace

from scamtriage.knowledge.hosts.urlparts import host_of
from scamtriage.records.facts import CertificateFacts
from scamtriage.records.facts.certificate import CLOCKS_APART
from scamtriage.records.findings import Measurement
from scamtriage.signals.measurement import NO, NOT_APPLICABLE, TOO_OLD, UNKNOWN
from scamtriage.signals.name.view import NameView
from scamtriage.signals.view import View

FREE_ISSUERS = ("let's encrypt", "zerossl", "google trust services", "cpanel", "cloudflare", "buypass", "ssl.com")
FORMS = frozenset(
    {"co", "ltd", "inc", "llc", "limited", "corp", "corporation", "company", "plc", "pte", "sdn", "bhd", "pt", "tbk", "gmbh", "public"}
)
MOST_NAMES = 20
"""Most names of a certificate; one with more belongs to a hoster or content network, which groups unrelated customers."""
_LATIN = "[a-z0-9\u00df-\u024f\u1e00-\u1eff]"
_PLAIN_HOSTS = frozenset({"www", "*", "mail", "webmail", "cpanel", "webdisk", "autodiscover", "cpcontacts", "cpcalendars"})
"""Names that hosters add to every certificate. They hold no brand, and most certificates cover no others."""


def invalid(view: View) -> Measurement:
    """1 if the certificate is self-signed, out of date, for another name, or of a broken chain. Unknown if it was not read. Not applicable
    if neither the given URL nor its redirects use HTTPS."""
    certificate = view.certificate
    if certificate is None or _aside(view):
        return NOT_APPLICABLE
    return _broken(view, certificate)


def _aside(view: View) -> bool:
    """Whether the given URL and all its redirects do without this host's certificate."""
    page = view.fetched
    if not view.target.url.startswith("http:"):
        return False
    return page is None or not any(hop.url.startswith("https:") and host_of(hop.url) == view.target.host for hop in page.hops)


def _broken(view: View, certificate: CertificateFacts) -> Measurement:
    moment, begun, ended = view.moment("certificate"), certificate.not_before, certificate.not_after
    seen = view.dossier.evidence["certificate"].observed_at
    why = (
        "it signed itself" if certificate.self_signed else
        "it names no host" if certificate.name_matches is False and not certificate.san_count else
        "it is for another name" if certificate.name_matches is False else
        "it does not hold yet" if begun is not None and begun - max(seen, moment) > CLOCKS_APART else
        "it has run out" if ended is not None and ended < min(seen, moment) else
        "it has run out by the moment asked for" if ended is not None and ended < moment else
        "no known authority stands behind it" if certificate.chain == "invalid" else ""
    )  # fmt: skip
    if not why and certificate.name_matches is None:
        return UNKNOWN
    return Measurement(value=1.0, shown={"why": why}) if why else NO


def free_issuer(view: View) -> Measurement:
    """1 for a certificate from an automatic issuer. No weight, as most of the web has one."""
    certificate = view.certificate
    if certificate is None:
        return NOT_APPLICABLE
    if not certificate.parsed:
        return UNKNOWN
    issuer = certificate.issuer_organisation.lower()
    return Measurement(value=1.0, shown={"issuer": certificate.issuer_organisation}) if any(f in issuer for f in FREE_ISSUERS) else NO


def vetted_owner(view: View) -> Measurement:
    """1 if the authority vetted the organisation and the page shows the same one. 0 for a broken certificate; unknown without a chain to a
    known authority."""
    certificate, page = view.certificate, view.page
    if certificate is None:
        return NOT_APPLICABLE
    if certificate.validation == "unknown":
        return UNKNOWN
    if certificate.validation not in ("ov", "ev") or not certificate.organisation:
        return NO
    words = [w for w in re.split(r"[\s,.()]+", certificate.organisation.lower()) if w and w not in FORMS]
    shown = " ".join((page.title, page.site_name, page.copyright, *page.logos)).lower()
    same = bool(words) and all(_stands(w, shown) for w in words[:2])
    broken = _broken(view, certificate)
    if not same or broken.value:
        return NO
    if broken.value is None or certificate.chain == "unverified":
        return UNKNOWN
    return Measurement(value=1.0, shown={"organisation": certificate.organisation})


def _stands(word: str, text: str) -> bool:
    """Whether a word occurs in a text. A word of ASCII letters must be whole ("Bo Ltd" is not in "bookshop"); in scripts without spaces any
    occurrence counts."""
    return re.search(rf"(?<!{_LATIN}){re.escape(word)}(?!{_LATIN})", text) is not None if word.isascii() else word in text


def names_of_brands(view: View) -> Measurement:
    """1 if the certificate covers a further host with the name of an organisation that does not own it. The host itself is judged by its
    name. Words that brands share with everyday language ("booking", "office") do not count, as in names."""
    certificate = view.certificate
    if certificate is None or view.holders or view.restricted or certificate.san_count > MOST_NAMES:
        return NOT_APPLICABLE
    if certificate.name_matches is None and not certificate.sans:
        return UNKNOWN
    for name in certificate.sans:
        sub = name.removesuffix(f".{view.target.registrable}")
        if sub == name or name == view.target.host or sub in _PLAIN_HOSTS:
            continue
        covered = NameView(replace(view.target, host=name.removeprefix("*.")))
        known = {spoken for _, spoken in view.name.brand_names}
        brand = next((spoken.brand.name for _, spoken in covered.brand_names if spoken.alone and spoken not in known), "")
        if brand:
            return Measurement(value=1.0, shown={"host": name, "brand": brand})
    return NO


def behind_proxy(view: View) -> Measurement:
    """1 if a CDN or reverse proxy hides the origin. No weight, as a fifth of the web uses one."""
    hosting = view.hosting
    if hosting is None:
        return NOT_APPLICABLE
    if view.too_old("cdn.csv"):
        return TOO_OLD
    cdn = next((a.cdn for a in hosting.addresses if a.cdn), "")
    return Measurement(value=1.0, shown={"cdn": cdn}) if cdn else NO
