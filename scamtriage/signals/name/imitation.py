"""Whom a name imitates: brands in it, labels that look like theirs, a government's suffix where it means nothing, foreign letters."""

import re
from itertools import pairwise

from scamtriage.knowledge import suffixes
from scamtriage.knowledge.brands import Brand
from scamtriage.records.assessment import Measurement
from scamtriage.signals.measurement import NO, NOT_APPLICABLE
from scamtriage.signals.name.weight import fitted
from scamtriage.signals.view import View

_QUOTERS = frozenset({"translate.goog", "archive.org", "archive.ph", "openathens.net"})
"""Translations, archives and library gateways: other sites' names stand in theirs by design."""
_MOST_LETTERS = 4
"""Letters of a foreign script that a sentence names."""


def brand_embedded(view: View) -> Measurement:
    """A brand's name stands in the host, and the host is nobody's official one. Under a suffix for checked bodies that is not known:
    offices have names there which no table lists; nor of what may be its house in another country."""
    name = view.name
    if name.official is not None or name.suffix_class == "restricted":
        return NOT_APPLICABLE
    borrowed = [(string, spoken) for string, spoken in name.brand_names if spoken.alone]
    for string, spoken in borrowed:
        if spoken.brand not in view.houses:
            return fitted("name-brand-embedded", {"brand": spoken.shown, "label": string}, spoken.brand.scam_types)
    return NOT_APPLICABLE if borrowed else NO


def brand_lookalike(view: View) -> Measurement:
    """The label, or a part of it, is an official label but for what the eye overlooks."""
    name = view.name
    if name.official is not None or name.suffix_class == "restricted":
        return NOT_APPLICABLE
    if name.likeness is None:
        return NO
    part, likeness = name.likeness
    brand: Brand = likeness.meaning
    shown = {"label": part, "official": likeness.official, "brand": brand.name, "how": likeness.how}
    return fitted("name-brand-lookalike", shown, brand.scam_types, term=likeness.how)


def brand_plus_action(view: View) -> Measurement:
    """A brand's name, weak ones included, beside a word of business such as "login"."""
    name = view.name
    if name.official is not None or name.suffix_class == "restricted":
        return NOT_APPLICABLE
    if not name.brand_names or not name.action:
        return NO
    spoken = next((spoken for _, spoken in name.brand_names if spoken.brand not in view.houses), None)
    if spoken is None:  # "WeChat Pay" is a name, and its "pay" is no word beside it
        return NOT_APPLICABLE
    return fitted("name-brand-plus-action", {"brand": spoken.shown, "action": name.action}, spoken.brand.scam_types)


def official_suffix_decoy(view: View) -> Measurement:
    """A government's suffix stands inside the name or at the head of the path, where it means nothing."""
    target = view.target
    if "go" not in target.url:  # every suffix of a government holds it
        return NO
    official = suffixes.load().official
    if (
        target.is_ip
        or target.suffix in official
        or view.name.suffix_class == "restricted"
        or _QUOTERS & {target.suffix, target.registrable}
    ):
        return NOT_APPLICABLE
    head = target.url.partition("://")[2].partition("/")[2].partition("/")[0]
    inside = target.host[: -len(target.suffix) - 1]
    for place, text in (("name", inside), ("path", head.partition("?")[0])):
        pieces = re.split(r"[.-]", text)
        for one, two in pairwise(pieces):
            if f"{one}.{two}" in official:
                return fitted("name-official-suffix-decoy", {"decoy": f"{one}.{two}", "place": place}, ("gov-police",))
    return NO


def punycode(view: View) -> Measurement:
    """The name has letters beyond ASCII: a plain fact without weight."""
    if "xn--" not in view.target.host:
        return NO
    return Measurement(value=1.0, shown={"unicode": view.target.unicode})


def idn_mixed_script(view: View) -> Measurement:
    """A label mixes scripts that no writing system mixes (UTS 39, "highly restrictive"). It weighs where letters of one pass for Latin
    letters beside them; a Thai shop that writes a Latin word into its name deceives nobody."""
    if "xn--" not in view.target.host:
        return NO
    from scamtriage.signals.scripts import LIKE_LATIN, mixed_scripts

    found = [(label, mixed) for label in view.target.unicode.split(".") if (mixed := mixed_scripts(label))]
    if not found:
        return NO
    label, mixed = next((one for one in found if "Latin" in one[1] and not LIKE_LATIN.isdisjoint(one[1])), found[0])
    shown = {"label": label, "scripts": _spelled(mixed)}
    if "Latin" not in mixed or LIKE_LATIN.isdisjoint(mixed):
        return Measurement(value=1.0, shown=shown)
    return fitted("name-idn-mixed-script", shown)


def _spelled(scripts: dict[str, tuple[str, ...]]) -> str:
    """The scripts of one label, with the code points of the letters that stand out: those of all scripts but the one with most."""
    most = max(scripts, key=lambda script: (len(scripts[script]), script == "Latin"))
    letters = {script: ", ".join(f"{char} U+{ord(char):04X}" for char in some[:_MOST_LETTERS]) for script, some in scripts.items()}
    return " and ".join(script if script == most else f"{script} ({letters[script]})" for script in scripts)
