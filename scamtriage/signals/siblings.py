"""The other names on a certificate. Its applicant controlled all of them."""

import math
from collections.abc import Iterator

from msgspec.structs import replace

from scamtriage.knowledge.addresses import literal
from scamtriage.knowledge.hosts import infrastructure
from scamtriage.knowledge.hosts.public_suffix import split
from scamtriage.records.evidence import Dossier, Mode
from scamtriage.records.findings import Measurement
from scamtriage.records.target import Target
from scamtriage.signals.certificate import MOST_NAMES
from scamtriage.signals.measurement import NO, NOT_APPLICABLE, UNKNOWN
from scamtriage.signals.name.measures import MEASURES
from scamtriage.signals.view import View

SUSPICIOUS = 2.5
"""Nats of a name alone, after caps and before shrinkage, from which it looks like a scam's."""
LEAST = 2
"""Fewest such names; a single one may be chance."""
_SHOWN = 3


def scam_siblings(view: View) -> Measurement:
    """How many other registered names on the certificate look like scams by name alone. Not for certificates of content networks, of
    platforms that lend names, or with many names, as these group unrelated sites. Nor for a stranger's: a host
    shows it for any of its customers who has none."""
    certificate = view.certificate
    if certificate is None or certificate.san_count > MOST_NAMES or view.certificate_is_strangers:
        return NOT_APPLICABLE
    if certificate.name_matches is None and not certificate.sans:
        return UNKNOWN
    others = list(dict.fromkeys(_others(view.target, certificate.sans)))
    elsewhere = view.hosting is not None and view.hosting.of_no_cdn  # content networks show their certificates themselves
    if not elsewhere and infrastructure.cdn_of_aliases(certificate.sans):
        return NOT_APPLICABLE
    if len(others) < LEAST:
        return NO
    found = [other for other in others if _alone(other, view) >= SUSPICIOUS]
    if len(found) < LEAST:
        return NO
    return Measurement(value=float(len(found)), shown={"count": len(found), "hosts": ", ".join(found[:_SHOWN])})


def _others(target: Target, names: tuple[str, ...]) -> Iterator[str]:
    """Yield the other registered names on the certificate."""
    for name in names:
        host = name.removeprefix("*.")
        cut = split(host) if "." in host and literal(host) is None else None
        if cut is not None and cut.registrable not in (target.registrable, cut.suffix) and not cut.private:
            yield cut.registrable


def _alone(registrable: str, view: View) -> float:
    """Nats of a name by itself, within the bounds of its rows and the caps of their groups."""
    catalog = view.tables.catalog
    target = replace(
        view.target, given=registrable, host=registrable, registrable=registrable, suffix=split(registrable).suffix, private_suffix=False,
        url=f"https://{registrable}/", scheme_given=False, is_ip=False,
    )  # fmt: skip
    single = View(Dossier(line=0, input=registrable, target=target, mode=Mode.OFFLINE), view.tables, view.moment("certificate"))
    if single.holders or single.restricted or single.lent:
        return 0.0
    groups: dict[str, float] = {}
    for signal, measure in MEASURES.items():
        row, weight = catalog.rows.get(signal), measure(single).weight
        if weight is not None and row is not None and row.clip is not None:
            groups[row.group] = groups.get(row.group, 0.0) + min(max(weight, row.clip[0]), row.clip[1])
    caps = catalog.scoring.group_caps
    return math.fsum(min(max(nats, caps[group][0]), caps[group][1]) for group, nats in groups.items())
