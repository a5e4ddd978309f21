"""Inputs whose words mean a secret only beside others: an expiry date beside a card's number, a customer's number beside a password."""

import re

from msgspec.structs import replace

from scamtriage.knowledge.pages.fields import field_words, spaced
from scamtriage.records import lazy_re
from scamtriage.records.facts import Form, FormField

_WORDS = {
    "card": lazy_re.compile(
        r"\b(?:expiry(?: (?:date|month|year))?|expiration(?: date)?|exp (?:date|month|year))\b|有效期限?|有効期限|유효기간"
    ),
    "bank-login": lazy_re.compile(r"\bcustomer id(?:entifier)?\b"),
}
"""Kind -> words that mean it beside others only. Food, passports and coupons expire too, and shops number their customers."""
_BORNE_OUT_BY: dict[str, frozenset[str]] = {"card": frozenset(), "bank-login": frozenset(("password", "pin", "otp", "card"))}
"""Kind -> what else, asked for on the page, makes the words mean it."""
_PRINTED_ON_CARD = lazy_re.compile(
    r"\b(?:16|19|3)[ -]?(?:digit|số|angka|nombor|หลัก|ตัว|位|桁|자리|अंक|ខ្ទង់|ຕົວ|လုံး)|(?:[0-9x*•#]{4}[ -]?){3}"
    r"|card ?holder|\b(?:on|trên|pada|sa) (?:the |your )?(?:card|thẻ|kartu|kad)\b|บนบัตร|หลังบัตร|卡上|卡背|カード名義|카드 ?뒷",
    re.IGNORECASE,
)
"""Labels of what is printed on a card, without a word for a card's number."""


def without_lone_words(forms: list[Form], loose: tuple[FormField, ...]) -> tuple[list[Form], tuple[FormField, ...]]:
    """Return the forms and the inputs outside forms, with "card" and "bank-login" cleared where nothing on the page bears them out:
    it asks no more of a card than when it expires, or for a choice among ways to pay; for a customer's number and no secret."""
    fields = [*loose, *(field for form in forms for field in form.fields)]
    asked = {field.asks for field in fields}
    idle = {
        kind
        for kind, words in _WORDS.items()
        if kind in asked and asked.isdisjoint(_BORNE_OUT_BY[kind]) and all(_is_lone(field, words) for field in fields if field.asks == kind)
    }
    if any(_PRINTED_ON_CARD.search(field.label) for field in fields):
        idle.discard("card")
    if not idle:
        return forms, loose

    def cleared(some: tuple[FormField, ...]) -> tuple[FormField, ...]:
        return tuple([replace(field, asks="") if field.asks in idle else field for field in some])

    return [replace(form, fields=cleared(form.fields)) for form in forms], cleared(loose)


def _is_lone(field: FormField, words: re.Pattern[str]) -> bool:
    """Whether the input is a list, or asks for its kind by these words alone."""
    if field.type == "select":
        return True
    said = spaced(f"{field.name} | {field.label}")
    rest = words.sub(" ", said)
    return rest != said and field_words().kind_of(rest) != field.asks
