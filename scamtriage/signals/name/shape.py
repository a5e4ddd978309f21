"""The shape of a name: its digits, length, the way its letters follow each other, and what stands left of it."""

from msgspec.structs import replace

from scamtriage.records.assessment import Measurement
from scamtriage.signals.measurement import NO, NOT_APPLICABLE
from scamtriage.signals.name import model
from scamtriage.signals.name.weight import fitted, summed
from scamtriage.signals.view import View


def digits_3plus(view: View) -> Measurement:
    """How the name's digits weigh by their number, where there are three or more."""
    runs = view.name.digit_runs
    count = sum(map(len, runs)) if runs else 0
    return fitted("name-digits-3plus", {"count": count}) if count >= 3 else NO


def digits(view: View) -> Measurement:
    """Where the digits stand, and in how many runs."""
    return summed(view.name, "name-digits", {"digits": " ".join(view.name.digit_runs)})


def lucky_number(view: View) -> Measurement:
    """How a run of digits that holds a number of luck weighs, and is no year and no part of a brand."""
    run = model.lucky_run(view.name) if view.name.digit_runs else ""
    if not run or any(run in string for string, _ in view.name.brand_names):
        return NO
    return fitted("name-lucky-number", {"digits": run}, ("gambling",))


def short_alnum_brand(view: View) -> Measurement:
    """A few letters and a number, as mirrors of gambling sites are called."""
    if not view.name.digit_runs or not model.SHORT_ALNUM.fullmatch(view.name.label):
        return NO
    return fitted("name-short-alnum-brand", {"label": view.name.label}, ("gambling",))


def numeric_only(view: View) -> Measurement:
    """How a name of digits alone weighs."""
    if view.name.official is not None:
        return NOT_APPLICABLE
    label = view.name.label
    if len(label) < 4 or not (label.isascii() and label.isdigit()):
        return NO
    return fitted("name-numeric-only", {"label": label}, ("gambling",))


def length(view: View) -> Measurement:
    """How the number of its characters weighs."""
    found = _by_length.get(count := len(view.name.label))
    if found is None:
        found = summed(view.name, "name-length", {"count": count})
        found = _by_length[count] = found if found is NO else replace(found, common=True)
    return found


_by_length: dict[int, Measurement] = {}
"""At most 64: so long is a label."""


def random_looking(view: View) -> Measurement:
    """Whether the letters follow each other as in words or as thrown together. Those of other scripts have no such table: what the fit
    found for all of them at once would be held against a language."""
    if view.name.ascii_label.startswith("xn--"):
        return NO
    return summed(view.name, "name-random-looking", {"label": view.name.label})


def subdomain_deep(view: View) -> Measurement:
    """What stands left of the registered name, and how deep."""
    name = view.name
    return summed(name, "name-subdomain-deep", {"subdomain": name.subdomain}) if name.subdomain else NO
