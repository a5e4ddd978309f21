"""The measures of the name alone, by signal, and of which names most of them ask anything."""

from collections.abc import Callable

from scamtriage.signals.measurement import Measure
from scamtriage.signals.name import holder, imitation, shape, words
from scamtriage.signals.view import View

MEASURES: dict[str, Measure] = {
    "name-token-strong": words.token_strong,
    "name-token-medium": words.token_medium,
    "name-brand-embedded": imitation.brand_embedded,
    "name-brand-lookalike": imitation.brand_lookalike,
    "name-brand-plus-action": imitation.brand_plus_action,
    "name-official-suffix-decoy": imitation.official_suffix_decoy,
    "name-idn-mixed-script": imitation.idn_mixed_script,
    "name-punycode": imitation.punycode,
    "name-digits-3plus": shape.digits_3plus,
    "name-digits": shape.digits,
    "name-lucky-number": shape.lucky_number,
    "name-short-alnum-brand": shape.short_alnum_brand,
    "name-numeric-only": shape.numeric_only,
    "name-length": shape.length,
    "name-random-looking": shape.random_looking,
    "name-tld-weight": holder.tld_weight,
    "name-trade-token": words.trade_token,
    "name-helpline-token": words.helpline_token,
    "name-words": words.words,
    "name-spelling": words.spelling,
    "name-subdomain-deep": shape.subdomain_deep,
    "name-shared-suffix": holder.shared_suffix,
    "ben-official-domain": holder.official_domain,
    "ben-restricted-suffix": holder.restricted_suffix,
    "host-ip-literal": holder.ip_literal,
}
"""Signal -> measure; part of the table of all measures."""


def _has_digits(view: View) -> object:
    return view.name.digit_runs or view.name.official


def _is_known(view: View) -> object:
    name = view.name
    return name.hits or name.brand_names or name.vouched_for or name.helpline or name.likeness


def _stands_apart(view: View) -> object:
    name = view.name
    return name.subdomain or view.lent or view.restricted or name.official or view.target.is_ip or "xn--" in view.target.host


Gate = Callable[[View], object]
"""Whether a measure may find anything but `NO` in a name."""
GATES: dict[Measure, Gate] = {
    **dict.fromkeys((shape.digits_3plus, shape.digits, shape.lucky_number, shape.short_alnum_brand, shape.numeric_only), _has_digits),
    **dict.fromkeys((words.token_strong, words.token_medium, words.helpline_token), _is_known),
    **dict.fromkeys((imitation.brand_embedded, imitation.brand_lookalike, imitation.brand_plus_action), _is_known),
    **dict.fromkeys((imitation.idn_mixed_script, imitation.punycode, shape.subdomain_deep), _stands_apart),
    **dict.fromkeys((holder.shared_suffix, holder.official_domain, holder.restricted_suffix, holder.ip_literal), _stands_apart),
}
"""Of most names these measures find nothing: they are asked of those alone that have what they look for, all others of every name."""
