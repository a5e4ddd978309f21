"""The shape of a name: its digits, length, letter sequence, and subdomain."""

from functools import cache

from msgspec.structs import replace

from scamtriage.records.findings import Measurement
from scamtriage.signals.measurement import NO, NOT_APPLICABLE
from scamtriage.signals.name import model
from scamtriage.signals.name.weight import fitted, summed, weighed
from scamtriage.signals.view import View


def digits_3plus(view: View) -> Measurement:
    """The weight of three or more digits."""
    runs = view.name.digit_runs
    count = sum(map(len, runs)) if runs else 0
    return _of_digits(count) if count >= 3 else NO


@cache
def _of_digits(count: int) -> Measurement:
    """The weight of so many digits, one object for all names that have them. A label has at most 63 characters."""
    return replace(fitted("name-digits-3plus", {"count": count}), common=True)


def digits(view: View) -> Measurement:
    """The weight of the digits' number, positions and runs."""
    runs = view.name.digit_runs
    return summed(view.name, "name-digits", {"digits": " ".join(runs)}) if runs else NO


def lucky_number(view: View) -> Measurement:
    """The weight of a run of digits with a lucky number. Years and parts of a brand do not count."""
    run = model.lucky_run(view.name) if view.name.digit_runs else ""
    if not run or any(run in string for string, _ in view.name.brand_names):
        return NO
    return fitted("name-lucky-number", {"digits": run}, ("gambling",))


def short_alnum_brand(view: View) -> Measurement:
    """The weight of a few letters and a number, as mirrors of gambling sites are named."""
    if not view.name.digit_runs or not model.SHORT_ALNUM.fullmatch(view.name.label):
        return NO
    return fitted("name-short-alnum-brand", {"label": view.name.label}, ("gambling",))


def numeric_only(view: View) -> Measurement:
    """The weight of a name of digits alone."""
    if view.name.official is not None:
        return NOT_APPLICABLE
    label = view.name.label
    if len(label) < 4 or not (label.isascii() and label.isdigit()):
        return NO
    return fitted("name-numeric-only", {"label": label}, ("gambling",))


def length(view: View) -> Measurement:
    """The weight of the label's length. Only for Latin letters without marks, on which it was fitted."""
    if not view.name.label.isascii():
        return NO
    count = len(view.name.label)
    return summed(view.name, "name-length", {"count": count}) if view.name.spelled_by_others else _of_length(count)


@cache
def _of_length(count: int) -> Measurement:
    """The weight of a length, one object for all names that have it. A label has at most 63 characters."""
    found = weighed("name-length", model.length_term(count), {"count": count})
    return found if found is NO else replace(found, common=True)


def random_looking(view: View) -> Measurement:
    """The weight of letter sequences that look like words or like random text. Only for Latin letters: the fit has one term for all other
    scripts together, which would punish languages."""
    if view.name.ascii_label.startswith("xn--"):
        return NO
    return summed(view.name, "name-random-looking", {"label": view.name.label})


def subdomain_deep(view: View) -> Measurement:
    """The weight of what is left of the registered name."""
    name = view.name
    return summed(name, "name-subdomain-deep", {"subdomain": name.subdomain}) if name.subdomain else NO
