"""Whether a script can speak of a secret at all. Where a page asks for one most of its scripts still do not, and are not taken apart."""

import re
from collections.abc import Iterator
from functools import cache

from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.knowledge.pages.fields import field_words
from scamtriage.records import lazy_re

SECRETS = frozenset(("password", "otp", "pin", "seed-phrase", "bank-login"))
CARD = lazy_re.compile(r"card|ccnum|cv[vc]", re.IGNORECASE)
"""What a name says that means a payment card; "expiration" is a cookie's too."""
_SPEAKS, _OF_CARD, _NAMES_CARD = "speaks", "of card", "names card"
_FORMS = (
    "FormData", "serialize", r"\.\s?elements\b", r"\.[ ]?(?:formA|a)ction\s{0,3}=[^=]", r"[\"'`](?:form)?[aA]ction[\"'`]\s{0,3}[,\]]",
)  # fmt: skip
"""What is said of a whole form: it is sent, or sent elsewhere."""
_MAX_NAMES = 24
"""Names that are looked for in a script; of a page with more, every script is taken apart."""
_GAP = r"\s{0,40}(?:/\*[^*]{0,40}\*/\s{0,40})?"
_DISGUISED = (r"\\[1-7][0-7]", r"\\[a-z]\w{0,20}[\"'`]", r"\\[\r\n]", rf"[\"'`]{_GAP}\+{_GAP}[\"'`]", r"[\"'`]\.concat\s?\(")
"""Letters written as numbers or behind a stroke, and names put together."""


def may_name_secret(script: str, names: frozenset[str], short: frozenset[str]) -> bool:
    """Whether a script that is `spelled_out` has a word for a secret, one of these `names`, a whole form, or what may be any of these in
    disguise. `short` names are looked for as those of a member, or in a selector.
    """
    if len(names) + len(short) > _MAX_NAMES:
        return True
    found = _words().found(f" {script} ")
    if _SPEAKS in found or (_OF_CARD in found and _NAMES_CARD in found) or any(name in script for name in names):
        return True
    return any(before + name + behind in script for name in short for before, behind in _AROUND)


_AROUND = ((".", ".value"), ('"', '"'), ("'", "'"), ("`", "`"), ("#", ""), ("name=", ""))
"""What stands around a name of a box, so that it is no other."""


@cache
def _words() -> Matcher[str]:
    table = field_words()
    kept = dict[str, Pattern[str]]()
    for rank, word, latin, alone in (pattern.key for pattern in table.words.patterns):
        card = table.kinds[rank] == "card"
        if card or table.kinds[rank] in SECRETS:
            key = _OF_CARD if card and CARD.search(word) is None else _SPEAKS
            whole = latin and alone
            for one in _whole(word) if whole else _spellings(word):
                kept[one] = Pattern(key, one, literal=not whole, caseless=not whole)
    marks = [Pattern(_SPEAKS, one, literal=False) for one in (*_FORMS, *_DISGUISED)]
    return Matcher([*kept.values(), *marks, Pattern(_NAMES_CARD, CARD.pattern, literal=False, caseless=True)])


def _spellings(word: str) -> Iterator[str]:
    """A word of the table as names have it: "one time code" as oneTimeCode, one_time_code and one-time-code."""
    plain = word.lower()
    forms = (plain,) if word.isascii() else (plain, word.upper(), word.title(), plain.replace("\u0e33", "\u0e4d\u0e32"))
    for form in dict.fromkeys(forms):
        yield from dict.fromkeys(form.replace(" ", joint) for joint in ("", " ", "_", "-"))


def _whole(word: str) -> Iterator[str]:
    """The expressions of one that is no part of another: "spinner" has no PIN, and userPin one."""
    yield f"[^A-Za-z0-9](?i:{re.escape(word)})[^a-z]"
    yield f"[a-z]{re.escape(word[0].upper())}(?i:{re.escape(word[1:])})[^a-z]"
