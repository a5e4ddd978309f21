"""The other names on a certificate: whoever asked for it held all of them at once."""

import math
from collections.abc import Iterator

from msgspec.structs import replace

from scamtriage.knowledge import infrastructure
from scamtriage.knowledge.addresses import literal
from scamtriage.knowledge.catalog import load_catalog
from scamtriage.knowledge.public_suffix import split
from scamtriage.records.assessment import Measurement
from scamtriage.records.evidence import Dossier, Mode
from scamtriage.records.target import Target
from scamtriage.signals.measurement import NO, NOT_APPLICABLE, UNKNOWN
from scamtriage.signals.name.measures import MEASURES
from scamtriage.signals.view import View

MOST_NAMES = 20
"""Names of a certificate from which on it is one of a hoster or a content network, who puts strangers on one."""
SUSPICIOUS = 2.5
"""Nats of a name alone, after caps and before shrinkage, from which on it is like those of scams."""
LEAST = 2
"""Such names: one may be chance."""
_SHOWN = 3


def scam_siblings(view: View) -> Measurement:
    """How many other registered names of the certificate look like those of scams by their name alone. Certificates of content networks and
    of many names, and those of platforms that lend names, hold strangers."""
    certificate = view.certificate
    if certificate is None or certificate.san_count > MOST_NAMES:
        return NOT_APPLICABLE
    if certificate.name_matches is None and not certificate.sans:
        return UNKNOWN
    others = list(dict.fromkeys(_others(view.target, certificate.sans)))
    if any(infrastructure.cdn_of_aliases((name,)) for name in certificate.sans):
        return NOT_APPLICABLE
    if len(others) < LEAST:
        return NO
    found = [other for other in others if _alone(other, view) >= SUSPICIOUS]
    if len(found) < LEAST:
        return NO
    return Measurement(value=float(len(found)), shown={"count": len(found), "hosts": ", ".join(found[:_SHOWN])})


def _others(target: Target, names: tuple[str, ...]) -> Iterator[str]:
    """Registered names on the certificate beside that of the site."""
    for name in names:
        host = name.removeprefix("*.")
        cut = split(host) if "." in host and literal(host) is None else None
        if cut is not None and cut.registrable not in (target.registrable, cut.suffix) and not cut.private:
            yield cut.registrable


def _alone(registrable: str, view: View) -> float:
    """Nats of a name by itself, within the caps of its rows, groups and family."""
    catalog = load_catalog()
    target = replace(
        view.target, given=registrable, host=registrable, registrable=registrable, suffix=split(registrable).suffix, private_suffix=False,
        url=f"https://{registrable}/", scheme_given=False, is_ip=False,
    )  # fmt: skip
    single = View(Dossier(line=0, input=registrable, target=target, mode=Mode.OFFLINE), view.tables, view.moment("certificate"))
    if single.holders or single.restricted or single.lent:
        return 0.0
    groups: dict[str, float] = {}
    for signal, measure in MEASURES.items():
        row, weight = catalog.rows[signal], measure(single).weight
        if weight is not None and row.clip is not None:
            groups[row.group] = groups.get(row.group, 0.0) + min(max(weight, row.clip[0]), row.clip[1])
    caps = catalog.scoring.group_caps
    return math.fsum(min(max(nats, caps[group][0]), caps[group][1]) for group, nats in groups.items())
