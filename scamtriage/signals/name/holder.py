"""Who lends or holds a name: its suffix, the organisation whose own it is, the bare address."""

from functools import lru_cache
from math import log

from scamtriage.knowledge import ages, names, suffixes
from scamtriage.knowledge.addresses import literal
from scamtriage.knowledge.public_suffix import is_ending
from scamtriage.records.assessment import Measurement
from scamtriage.signals.measurement import NO, NOT_APPLICABLE, TOO_OLD
from scamtriage.signals.name import model
from scamtriage.signals.name.weight import LEAST_SAID, side
from scamtriage.signals.view import View

TOLD_FROM = 1.5
APART = 1.5
"""Times by which what was counted and what is weighed may differ. Beside a weight further off the ratio would be taken for it."""
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
    """A tenant of a platform that lends names."""
    name = view.name
    if view.target.is_ip or name.suffix_class != "platform":
        return NO
    return _suffix(view)


def _suffix(view: View) -> Measurement:
    if view.too_old(ages.NAMES):
        return TOO_OLD
    ending = view.target.suffix.rpartition(".")[2]
    if not is_ending(ending):  # it may be younger than the list, or a file's
        return Measurement(value=None, shown={"why": f"our list of endings has no .{ending}"})
    return _weighed(view.name.suffix, model.suffix_weight(view.name))


@lru_cache(maxsize=8_192)
def _weighed(suffix: str, weight: float) -> Measurement:
    if -LEAST_SAID < weight < LEAST_SAID:
        return NO
    shown = {"suffix": suffix, "side": side(weight), "times": _times(suffix, weight)}
    return Measurement(value=1.0, shown=shown, weight=weight, common=True)


def _times(suffix: str, weight: float) -> str:
    """The ratio in words, where it was counted, is one, and is near what it weighs: lists are believed more of some suffixes than of
    others."""
    times = names.load().suffix_times.get(suffix, 1.0)
    if weight < 0:
        times = 1 / times if times else 1.0
    if times < TOLD_FROM or abs(log(times) - abs(weight)) > log(APART):
        return ""
    return (OFTENER if weight > 0 else RARER).format(factor=f"{times:.0f}" if times >= 10 else f"{times:.1f}".removesuffix(".0"))


def official_domain(view: View) -> Measurement:
    """The registrable belongs to the organisation itself. 1.0: confirmed by a list or a restricted suffix; 0.5: sure, not confirmed. Where
    anybody gets a path of it, it says nothing of what lies there."""
    brand = view.name.official
    if brand is None or not brand.sure:
        return NO
    if view.name.tenant:
        return NOT_APPLICABLE
    hard = view.target.registrable in brand.hard
    shown = {"brand": brand.name, "registrable": view.target.registrable, "standing": "" if hard else UNCONFIRMED}
    return Measurement(value=1.0 if hard else 0.5, shown=shown)


def restricted_suffix(view: View) -> Measurement:
    """Only bodies that were checked may register under the suffix."""
    if view.target.suffix not in suffixes.load().restricted:
        return NO
    return Measurement(value=1.0, shown={"suffix": view.target.suffix})


def ip_literal(view: View) -> Measurement:
    """The address is a bare number."""
    if not view.target.is_ip:
        return NO
    address = literal(view.target.host)
    if address is None or not address.is_global:  # no address: a record that was changed by hand and contradicts itself
        return NOT_APPLICABLE
    return Measurement(value=1.0, shown={"ip": view.target.host})
