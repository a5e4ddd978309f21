"""What the name alone says: whom it imitates, which words and digits it is made of, and under which suffix it stands."""

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from scamtriage.knowledge import names, suffixes
from scamtriage.knowledge.brands import Brand
from scamtriage.records.assessment import Measurement
from scamtriage.signals import name_model
from scamtriage.signals.measurement import NO, NOT_APPLICABLE
from scamtriage.signals.nameview import NameView

if TYPE_CHECKING:
    from scamtriage.signals.view import View

_ACTIONS = """secure verify login signin update account support refund claim reward track redelivery unlock kyc appeal help bonus pay"""
ACTIONS = frozenset(_ACTIONS.split())
_TRADE_TOKENS = """coin btc defi fx trade trading capital invest market exchange mining usdt"""
TRADE_TOKENS = frozenset(_TRADE_TOKENS.split())
TRADE_ANYWHERE = ("crypto", "bitcoin", "forex")
HELPLINES = ("helpline", "customercare", "tollfree", "techsupport", "supportnumber", "contactnumber", "care24")
_QUOTERS = frozenset({"translate.goog", "archive.org", "archive.ph", "openathens.net"})
"""Translations, archives and library gateways: other sites' names stand in theirs by design."""
_PIECE = re.compile(r"[a-z]+|[0-9]+")
_MOST_WORDS_SHOWN = 3
_LEAST_SAID = 0.1
"""Nats below which a fitted weight is not worth a sentence, and counts as nothing found."""
_DEEP_LABELS = 4
_LONG_HOST_CHARS = 60


def _fitted(signal: str, shown: dict[str, Any], types: tuple[str, ...] = (), term: str = "yes") -> Measurement:
    """Present, with the weight that the fitted model gives it."""
    return Measurement(value=1.0, shown=shown, types=types, weight=names.load().weight(signal, term))


# whom it imitates


def brand_embedded(view: "View") -> Measurement:
    """A brand's name stands in the host, and the host is nobody's official one."""
    name = view.name
    if name.official is not None:
        return NOT_APPLICABLE
    for string, spoken in name.brand_names:
        if spoken.alone:
            return _fitted("name-brand-embedded", {"brand": spoken.shown, "label": string}, spoken.brand.scam_types)
    return NO


def brand_lookalike(view: "View") -> Measurement:
    """The label, or a part of it, is an official label but for what the eye overlooks."""
    name = view.name
    if name.official is not None:
        return NOT_APPLICABLE
    if name.likeness is None:
        return NO
    part, likeness = name.likeness
    brand: Brand = likeness.meaning
    shown = {"label": part, "official": likeness.official, "brand": brand.name, "how": likeness.how}
    return _fitted("name-brand-lookalike", shown, brand.scam_types, term=likeness.how)


def brand_plus_action(view: "View") -> Measurement:
    """A brand's name, weak ones included, beside a word of business such as "login"."""
    name = view.name
    if name.official is not None:
        return NOT_APPLICABLE
    if not name.brand_names:
        return NO
    pieces = _PIECE.findall(f"{name.label}.{name.subdomain}")
    action = next((piece for piece in pieces if piece in ACTIONS), "")
    if not action:
        action = next((word for word in name.words if word in ACTIONS), "")
    if not action:
        return NO
    _, spoken = name.brand_names[0]
    return _fitted("name-brand-plus-action", {"brand": spoken.shown, "action": action}, spoken.brand.scam_types)


def official_suffix_decoy(view: "View") -> Measurement:
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
    path = target.url.split("/", 4)[3]
    inside = target.host[: -len(target.suffix) - 1]
    for place, text in (("name", inside), ("path", path.partition("?")[0])):
        pieces = re.split(r"[.-]", text)
        for one, two in pairwise(pieces):
            if f"{one}.{two}" in official:
                return _fitted("name-official-suffix-decoy", {"decoy": f"{one}.{two}", "place": place}, ("gov-police",))
    return NO


# the alphabet


def punycode(view: "View") -> Measurement:
    """The name has letters beyond ASCII: a plain fact without weight."""
    if "xn--" not in view.target.host:
        return NO
    return Measurement(value=1.0, shown={"unicode": view.target.unicode})


def idn_mixed_script(view: "View") -> Measurement:
    """A label mixes scripts that no writing system mixes (UTS 39, "highly restrictive")."""
    if "xn--" not in view.target.host:
        return NO
    from scamtriage.signals.scripts import mixed_scripts

    for label in view.target.unicode.split("."):
        if mixed := mixed_scripts(label):
            return Measurement(value=1.0, shown={"label": label, "scripts": " and ".join(mixed)})  # too rare to be fitted
    return NO


# its words


def token_strong(view: "View") -> Measurement:
    """A word that hardly any honest name has."""
    return _lexicon(view.name, 3, "name-token-strong")


def token_medium(view: "View") -> Measurement:
    """A word that few honest names have, where none of the stronger ones stands."""
    if any(token.specificity == 3 for token in view.name.lexicon_tokens):
        return NO
    return _lexicon(view.name, 2, "name-token-medium")


def _lexicon(name: NameView, specificity: int, signal: str) -> Measurement:
    if name.official is not None:
        return NOT_APPLICABLE
    for token in name.lexicon_tokens:
        if token.specificity == specificity:
            return _fitted(signal, {"token": token.text, "type": token.scam_type}, (token.scam_type,))
    return NO


def trade_token(view: "View") -> Measurement:
    """A word of the trade in money."""
    name = view.name
    if name.official is not None:
        return NOT_APPLICABLE
    label = name.label
    if label.isalpha():
        word = label if label in TRADE_TOKENS else ""
    else:
        word = next((token for token in _PIECE.findall(label) if token in TRADE_TOKENS), "")
    word = word or next((word for word in TRADE_ANYWHERE if word in label), "")
    return _fitted("name-trade-token", {"token": word}) if word else NO


def helpline_token(view: "View") -> Measurement:
    """The name calls itself a help line."""
    text = view.name.label.replace("-", "")
    word = next((word for word in HELPLINES if word in text), "")
    return _fitted("name-helpline-token", {"token": word}) if word else NO


def words(view: "View") -> Measurement:
    """Words that the training names have more often among scams, or among honest sites."""
    name = view.name
    terms = name_model.word_terms(name)
    if not terms:
        return NO
    weights = names.load().weights["name-words"]
    weighed = [(weights[term], term.removeprefix("+")) for term in terms if term in weights]
    if not weighed:
        return NO
    total = sum(weight for weight, _ in weighed)
    if -_LEAST_SAID < total < _LEAST_SAID:
        return NO
    weighed.sort(key=lambda pair: -pair[0] if total > 0 else pair[0])
    telling = [word for weight, word in weighed if (weight > 0) is (total > 0)]
    shown = {"words": ", ".join(f"'{word}'" for word in dict.fromkeys(telling[:_MOST_WORDS_SHOWN])), "side": _side(total)}
    return Measurement(value=1.0, shown=shown, weight=total)


# its shape


def digits_3plus(view: "View") -> Measurement:
    runs = view.name.digit_runs
    count = sum(map(len, runs)) if runs else 0
    return _fitted("name-digits-3plus", {"count": count}) if count >= 3 else NO


def digits(view: "View") -> Measurement:
    """Where the digits stand, and in how many runs."""
    return _summed(view.name, "name-digits", {"digits": " ".join(view.name.digit_runs)})


def lucky_number(view: "View") -> Measurement:
    run = name_model.lucky_run(view.name) if view.name.digit_runs else ""
    if not run or any(run in string for string, _ in view.name.brand_names):
        return NO
    return _fitted("name-lucky-number", {"digits": run}, ("gambling",))


def short_alnum_brand(view: "View") -> Measurement:
    """A few letters and a number, as mirrors of gambling sites are called."""
    if not view.name.digit_runs or not name_model.SHORT_ALNUM.fullmatch(view.name.label):
        return NO
    return _fitted("name-short-alnum-brand", {"label": view.name.label}, ("gambling",))


def numeric_only(view: "View") -> Measurement:
    if view.name.official is not None:
        return NOT_APPLICABLE
    label = view.name.label
    if len(label) < 4 or not (label.isascii() and label.isdigit()):
        return NO
    return _fitted("name-numeric-only", {"label": label}, ("gambling",))


def hyphens(view: "View") -> Measurement:
    """Hyphens in the label; the value is their number."""
    count = view.name.label.count("-")
    if count < 2:
        return NO
    weight = name_model.summed("name-hyphens-2plus", name_model.hyphen_terms(view.name))
    return Measurement(value=float(count), shown={"count": count}, weight=weight)


def length(view: "View") -> Measurement:
    return _summed(view.name, "name-length", {"count": len(view.name.label)})


def random_looking(view: "View") -> Measurement:
    """Whether the letters follow each other as in words or as thrown together."""
    return _summed(view.name, "name-random-looking", {"label": view.name.label})


def subdomain_deep(view: "View") -> Measurement:
    """What stands left of the registered name, and how deep."""
    name = view.name
    if not name.subdomain:
        return NO
    deep = name.subdomain.count(".") + 1 >= _DEEP_LABELS or len(view.target.host) > _LONG_HOST_CHARS
    shown = {"subdomain": name.subdomain, "deep": deep}
    return _summed(name, "name-subdomain-deep", shown)


def _summed(name: NameView, signal: str, shown: dict[str, Any]) -> Measurement:
    terms = name_model.TERMS[signal](name)
    if not terms:
        return NO
    weight = name_model.summed(signal, terms)
    if -_LEAST_SAID < weight < _LEAST_SAID:
        return NO
    return Measurement(value=1.0, shown={**shown, "side": _side(weight)}, weight=weight)


def _side(weight: float) -> str:
    """Whose names look like that."""
    return "scam" if weight > 0 else "honest"


# its suffix


def tld_weight(view: "View") -> Measurement:
    """How much commoner the suffix is among scams than among honest names."""
    name = view.name
    if view.target.is_ip or name.suffix_class in ("restricted", "platform"):
        return NOT_APPLICABLE
    return _suffix(name)


def shared_suffix(view: "View") -> Measurement:
    """A tenant of a platform that lends names."""
    name = view.name
    if view.target.is_ip or name.suffix_class != "platform":
        return NO
    return _suffix(name)


def _suffix(name: NameView) -> Measurement:
    weight = name_model.suffix_weight(name)
    if -_LEAST_SAID < weight < _LEAST_SAID:
        return NO
    return Measurement(value=1.0, shown={"suffix": name.target.suffix, "times": _times(weight), "side": _side(weight)}, weight=weight)


def _times(weight: float) -> str:
    """The likelihood ratio as a person says it: "4", "1.5"."""
    ratio = 2.718281828 ** abs(weight)
    return f"{ratio:.0f}" if ratio >= 3 else f"{ratio:.1f}"


# what acquits, and the address


def official_domain(view: "View") -> Measurement:
    """The registrable belongs to the organisation itself. 1.0: confirmed by a list or a restricted suffix; 0.5: sure, not confirmed."""
    brand = view.name.official
    if brand is None or not brand.sure:
        return NO
    hard = view.target.registrable in brand.hard
    return Measurement(value=1.0 if hard else 0.5, shown={"brand": brand.name, "registrable": view.target.registrable})


def restricted_suffix(view: "View") -> Measurement:
    """Only bodies that were checked may register under the suffix."""
    if view.target.suffix not in suffixes.load().restricted:
        return NO
    return Measurement(value=1.0, shown={"suffix": view.target.suffix})


def ip_literal(view: "View") -> Measurement:
    """The address is a bare number."""
    if not view.target.is_ip:
        return NO
    from ipaddress import ip_address

    if not ip_address(view.target.host).is_global:
        return NOT_APPLICABLE
    return Measurement(value=1.0, shown={"ip": view.target.host})


MEASURES = {
    "name-token-strong": token_strong,
    "name-token-medium": token_medium,
    "name-brand-embedded": brand_embedded,
    "name-brand-lookalike": brand_lookalike,
    "name-brand-plus-action": brand_plus_action,
    "name-official-suffix-decoy": official_suffix_decoy,
    "name-idn-mixed-script": idn_mixed_script,
    "name-punycode": punycode,
    "name-digits-3plus": digits_3plus,
    "name-digits": digits,
    "name-lucky-number": lucky_number,
    "name-short-alnum-brand": short_alnum_brand,
    "name-numeric-only": numeric_only,
    "name-hyphens-2plus": hyphens,
    "name-length": length,
    "name-random-looking": random_looking,
    "name-tld-weight": tld_weight,
    "name-trade-token": trade_token,
    "name-helpline-token": helpline_token,
    "name-words": words,
    "name-subdomain-deep": subdomain_deep,
    "name-shared-suffix": shared_suffix,
    "ben-official-domain": official_domain,
    "ben-restricted-suffix": restricted_suffix,
    "host-ip-literal": ip_literal,
}
"""Signal to measure, for the table of all measures."""
