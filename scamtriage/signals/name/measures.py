"""The measures of the name alone, by signal."""

from scamtriage.signals.measurement import Measure
from scamtriage.signals.name import holder, imitation, shape, words

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
