"""Measures on the registration: age, registrar, registrant, status."""

from collections.abc import Iterable
from functools import cache
from math import ceil

from scamtriage.records import lazy_re
from scamtriage.records.evidence import earlier
from scamtriage.records.facts import RegistrationFacts
from scamtriage.records.findings import Measurement
from scamtriage.signals.measurement import NO, NOT_APPLICABLE, TOO_OLD, UNKNOWN, YES, yes_if
from scamtriage.signals.view import SETTLED_DAYS, View

HOLDS = ("client hold", "server hold", "clienthold", "serverhold")
LAPSING = frozenset({"auto renew period", "redemption period", "pending delete", "autorenewperiod", "redemptionperiod", "pendingdelete"})
"""Statuses of an unpaid name. Many registries renew automatically at expiry and take the name back later."""
DATED_BACK_H = 26.0
"""Hours: one day plus the difference between time zones."""
_WORD = lazy_re.compile(r"[^\W_]+")
SEEN, ANSWERED, ASKED_FOR = "it was seen", "the registry's earlier answer", "the moment asked for"
"""The end points of an age; keys of the catalogues. An answer that was kept from an earlier look tells the age of then."""


def age_days(view: View) -> Measurement:
    """Days from registration to observation, or to the moment asked for. Unknown if the date is missing or in the future."""
    if view.lent or view.target.is_ip or view.not_registered:
        return NOT_APPLICABLE
    if view.absence_doubted:
        return _doubted(view)
    age = view.stated_age_days
    if age is None:
        return ageless(view)
    moment = ASKED_FOR if view.now else ANSWERED if "registration" in earlier(view.dossier.evidence) else SEEN
    return Measurement(value=age, shown={"days": int(age), "years": view.years, "moment": moment})


def ageless(view: View) -> Measurement:
    """Unknown for want of an age, with the reason if the registry stated a date."""
    return Measurement(value=None, shown={"why": view.age_doubted}) if view.age_doubted else UNKNOWN


def settled(view: View) -> Measurement:
    """Days since registration, only under a country's suffix. Such old names seldom change hands; bad content there is mostly an
    intruder's."""
    return age_days(view) if view.name.suffix_class == "country" else NO


def registrar_weight(view: View) -> Measurement:
    """Nats of the registrar in the dated table; unlisted registrars have no weight."""
    registration = view.registration
    if registration is None:
        return NOT_APPLICABLE
    if view.too_old("registrars"):
        return TOO_OLD
    tables, stated = view.tables, str(registration.registrar_iana_id or "")
    name = _named_as(registration, tables.registrar_names)
    listed = _listed(registration, stated in tables.registrar_ids, bool(name), of_registrar(registration, tables.corporate_names))
    if not listed:
        return UNKNOWN if listed is None else NO
    weight = tables.registrar_ids.get(stated) or tables.registrar_names.get(name, 0.0)
    return Measurement(value=weight, weight=weight, shown={"registrar": _called(registration)})


def of_registrar(registration: RegistrationFacts, names: Iterable[str]) -> bool:
    """Whether one of these names of a table occurs in the registrar's name, in whole words."""
    return bool(_named_as(registration, names))


def _named_as(registration: RegistrationFacts, names: Iterable[str]) -> str:
    """The first of these names of a table that occurs in the registrar's name, in whole words; "" if none does."""
    said = _words(registration.registrar)
    return next((name for name in names if _words_of_table(name) in said), "")


def _words(name: str) -> str:
    return f" {' '.join(_WORD.findall(name.lower()))} "


_words_of_table = cache(_words)
"""The same of names in our tables, which are few."""


def _listed(registration: RegistrationFacts, number: bool, name: bool, other: bool) -> bool | None:
    """Whether the registrar is on a list, by IANA number or by name. None if no registrar is stated, or if number and name belong to
    different registrars. `other`: the name is on another list."""
    if not _registrar_told(registration):
        return None
    if not registration.registrar_iana_id:
        return name
    return None if number != name and (name or other) else number


def _called(registration: RegistrationFacts) -> str:
    """The registrar's name, else its IANA number."""
    return registration.registrar.strip() or f"IANA {registration.registrar_iana_id}"


def _registrar_told(registration: RegistrationFacts) -> bool:
    """Whether a registrar is stated. Many country registries, and those that redact everything, state none."""
    return bool(registration.registrar.strip() or registration.registrar_iana_id)


def on_hold(view: View) -> Measurement:
    """1 if a registry or registrar has suspended the name, unless a name held for years simply expired; unknown of one that expired
    and has no stated age."""
    registration = view.registration
    if registration is None:
        return NOT_APPLICABLE
    held = [s for s in registration.status if s.lower() in HOLDS]
    if not held:
        return NO
    expired = registration.expires is not None and registration.expires < view.moment("registration")
    unpaid = expired or any(s.lower() in LAPSING for s in registration.status)
    age = view.stated_age_days
    if unpaid and (age is None or age >= SETTLED_DAYS):
        return UNKNOWN if age is None else NO
    return Measurement(value=1.0, shown={"status": held[0]})


def registrant_mail(view: View) -> Measurement:
    """2 for a disposable mail service, 1 for a free one, 0 for others; unknown if no address is published."""
    registration = view.registration
    if registration is None:
        return NOT_APPLICABLE
    domain = registration.registrant_email_domain.lower()
    if not domain:
        return UNKNOWN
    if domain in view.tables.disposable and view.too_old("disposable"):
        return TOO_OLD
    value = 2.0 if domain in view.tables.disposable else 1.0 if domain in view.tables.freemail else 0.0
    return Measurement(value=value, shown={"domain": domain})


def privacy(view: View) -> Measurement:
    """1 if the registrant is hidden. No weight, on purpose; the row is listed so that none is added."""
    registration = view.registration
    if registration is None or registration.reserved:  # a reserved name has no registrant
        return NOT_APPLICABLE
    return yes_if(bool(registration.privacy or registration.result == "redacted"))


def country_mismatch(view: View) -> Measurement:
    """1 if the registrant's published country is none of those whose authority or bank the page claims to be."""
    registration = view.registration
    if registration is None or not view.claims.countries:
        return NOT_APPLICABLE
    if not registration.registrant_country:
        return UNKNOWN
    country = registration.registrant_country.upper()
    if country in view.claims.countries:
        return NO
    return Measurement(value=1.0, shown={"country": country, "claimed": ", ".join(sorted(view.claims.countries))})


def corporate_registrar(view: View) -> Measurement:
    """1 if the registrar sells to vetted brands only."""
    registration = view.registration
    if registration is None:
        return NOT_APPLICABLE
    if view.too_old("corporate_registrars"):
        return TOO_OLD
    tables = view.tables
    by_number, by_name = (
        str(registration.registrar_iana_id or "") in tables.corporate_ids,
        of_registrar(registration, tables.corporate_names),
    )
    listed = _listed(registration, by_number, by_name, of_registrar(registration, tables.registrar_names))
    if not listed:
        return UNKNOWN if listed is None else NO
    return Measurement(value=1.0, shown={"registrar": _called(registration)})


def hours_from_registration_to_certificate(view: View) -> Measurement:
    """Hours from registration to certificate, for names younger than 30 days. Authorities backdate certificates by up to a day, so a
    slightly negative value counts as 0. Not for a stranger's certificate. Shown is how far apart they are at most."""
    certificate, age = view.certificate, view.stated_age_days
    registration = view.registration
    if certificate is None or registration is None or registration.created is None or view.certificate_is_strangers:
        return NOT_APPLICABLE
    issued = certificate.sct_first or certificate.not_before
    if issued is None:
        return UNKNOWN
    if age is None or age >= 30:
        return NOT_APPLICABLE
    hours = (issued - registration.created).total_seconds() / 3600
    if hours < -DATED_BACK_H:
        return NO
    return Measurement(value=max(hours, 0.0), shown={"hours": max(ceil(abs(hours)), 1)})


def not_registered(view: View) -> Measurement:
    """1 if the registry says that the name is not registered; unknown if other evidence contradicts it."""
    return _doubted(view) if view.absence_doubted else YES if view.not_registered else NO


def _doubted(view: View) -> Measurement:
    return Measurement(value=None, shown={"why": view.absence_doubted})
