"""Who lends or holds a name: its suffix, the organisation that owns it, the bare address."""

from functools import lru_cache
from math import log

from scamtriage.knowledge import small_tables
from scamtriage.knowledge.addresses import literal
from scamtriage.knowledge.hosts import suffixes
from scamtriage.knowledge.hosts.public_suffix import is_ending
from scamtriage.knowledge.judgement import name_model
from scamtriage.records.findings import Measurement
from scamtriage.signals.measurement import NO, NOT_APPLICABLE, TOO_OLD
from scamtriage.signals.name import model
from scamtriage.signals.name.weight import LEAST_SAID, side
from scamtriage.signals.view import View

TOLD_FROM = 1.5
APART = 1.5
"""Largest factor between the counted ratio and the weight at which a sentence states the ratio. With a larger one, readers would mistake
the ratio for the weight."""
OFTENER = ": {factor} times as common on lists of scams as among popular sites"
RARER = ": {factor} times as common among popular sites as on lists of scams"
UNCONFIRMED = ", as our own table says; no second source confirms it"


def tld_weight(view: View) -> Measurement:
    """How much commoner the suffix is among scams than among honest names."""
    name = view.name
    if not name.ascii_label or name.suffix_class in ("restricted", "platform"):
        return NOT_APPLICABLE
    return _suffix(view)


def shared_suffix(view: View) -> Measurement:
    """Nats of the suffix of a platform that lends names, for its tenants."""
    name = view.name
    if view.target.is_ip or name.suffix_class != "platform":
        return NO
    return _suffix(view)


def _suffix(view: View) -> Measurement:
    if view.too_old(small_tables.NAMES):
        return TOO_OLD
    ending = view.target.suffix.rpartition(".")[2]
    if not is_ending(ending):  # it may be newer than our list, or a file extension
        return Measurement(value=None, shown={"why": f"our list of endings has no .{ending}"})
    weight = model.suffix_weight(view.name)
    return NO if weight < 0 and view.name.copied else _weighed(view.name.suffix, view.name.readable(view.name.suffix), weight)


@lru_cache(maxsize=8_192)
def _weighed(suffix: str, readable: str, weight: float) -> Measurement:
    if -LEAST_SAID < weight < LEAST_SAID:
        return NO
    shown = {"suffix": readable, "side": side(weight), "times": _times(suffix, weight)}
    return Measurement(value=1.0, shown=shown, weight=weight, common=True)


def _times(suffix: str, weight: float) -> str:
    """The counted ratio in words; "" if it was not counted, is small, or differs much from the weight. Lists are more reliable for some
    suffixes than for others."""
    times = name_model.load().suffix_times.get(suffix, 1.0)
    if weight < 0:
        times = 1 / times if times else 1.0
    if times < TOLD_FROM or abs(log(times) - abs(weight)) > log(APART):
        return ""
    return (OFTENER if weight > 0 else RARER).format(factor=f"{times:.0f}" if times >= 10 else f"{times:.1f}".removesuffix(".0"))


def official_domain(view: View) -> Measurement:
    """The registrable name belongs to the organisation itself. 1.0 if a list or a restricted suffix confirms it, 0.5 if it is sure but
    unconfirmed. Not applicable to a tenant's path."""
    brand = view.name.official
    if brand is None or not brand.sure:
        return NO
    if view.name.tenant:
        return NOT_APPLICABLE
    hard = view.target.registrable in brand.hard
    shown = {"brand": brand.name, "registrable": view.name.readable(view.target.registrable), "standing": "" if hard else UNCONFIRMED}
    return Measurement(value=1.0 if hard else 0.5, shown=shown)


def restricted_suffix(view: View) -> Measurement:
    """Only checked bodies may register under the suffix."""
    if view.target.suffix not in suffixes.load().restricted:
        return NO
    return Measurement(value=1.0, shown={"suffix": view.name.readable(view.target.suffix)})


def ip_literal(view: View) -> Measurement:
    """The target is a bare IP address."""
    if not view.target.is_ip:
        return NO
    address = literal(view.target.host)
    if address is None or not address.is_global:  # a contradictory record, edited by hand
        return NOT_APPLICABLE
    return Measurement(value=1.0, shown={"ip": view.target.host})
