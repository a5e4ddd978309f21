"""What the boxes that hold a secret are called in a script, and whether what is called so is taken or only looked at."""

import re
from functools import lru_cache
from typing import NamedTuple

from scamtriage.knowledge.pages.fields import field_words
from scamtriage.parse.html.scripts.secret_words import CARD, SECRETS
from scamtriage.parse.html.scripts.tokens import Tokens, unquote
from scamtriage.records import lazy_re

ABOUT = lazy_re.compile(
    r"reset|forgot|recover|chang|show|hid|toggl|error|valid|strength|policy|resend|path|ur[li]|link|mode|label|hint|attempt|expir",
    re.IGNORECASE,
)
"""In a name that speaks of a secret and does not hold one: `forgotPasswordUrl`, `resendOtp`."""
ASKS_BY = frozenset(("getElementById", "getElementsByName", "querySelector", "$", "jQuery", "get", "append", "set", "watch", "getValues"))
_BY_NAME = frozenset(("getElementById", "getElementsByName", "get", "append", "set"))
_BOX = lazy_re.compile(r"(?:#|\bname=[\"']?)([\w-]{1,80})")
TYPED = frozenset(("value", "val", "trim", "toString"))
_ASIDE = frozenset(
    (
        "?",
        "==",
        "===",
        "!=",
        "!==",
        "<",
        ">",
        "<=",
        ">=",
        "length",
        "id",
        "name",
        "type",
        "focus",
        "blur",
        "classList",
        "style",
        "match",
        "includes",
        "addEventListener",
    )
)
"""What follows a secret that is looked at and not taken."""
_JUDGES = frozenset(("==", "===", "!=", "!==", "<", ">", "<=", ">=", "length", "test", "includes"))
_DIGITS = 3
NOTHING = frozenset(('""', "''", "``", "null", "false", "true", "undefined"))


class Secrets(NamedTuple):
    """By what scripts name the secrets that the page asks for."""

    names: frozenset[str]
    """The names and ids of their inputs."""
    forms: frozenset[str]
    """The names and ids of the forms that hold one."""
    others: frozenset[str]
    """Those of the forms that hold none."""
    short: frozenset[str]
    """Those names and ids that are so short that scripts have them for anything: `p`."""
    whole: bool
    """Every form holds one, so that a form that is sent as a whole sends it."""
    before: int = 0
    """Boxes that stand in such a form before its first secret, at least: `form[0]` is who logs in."""

    def is_called(self, word: str) -> bool:
        """Whether a box that holds one is called so, or the word says it."""
        return word in self.names or _is_secret(word)


def is_spread(pieces: Tokens, at: int, before: int) -> bool:
    """Whether the boxes of a form are read, all of them or by the number of one that `before` others do not precede: `form[1].value`,
    `[...form]`, `Array.from(form)`.
    """
    texts = pieces.texts
    if texts[at + 1] == "[" and pieces.kinds[at + 2] == "number" and texts[at + 3 : at + 6] == ["]", ".", "value"]:
        return not texts[at + 2].isdecimal() or len(texts[at + 2]) > _DIGITS or int(texts[at + 2]) >= before
    return texts[at - 3 : at] in ([".", ".", "."], [".", "from", "("])


def is_verdict(pieces: Tokens, start: int, stop: int) -> bool:
    """Whether an expression only says what is thought of what is typed: `return false`, `return box.value.length > 7`."""
    texts = pieces.texts
    bare = texts[start] in NOTHING or pieces.kinds[start] == "number" or texts[start] in ("!", ";", "}")
    return bare or ("?" not in texts[start:stop] and not _JUDGES.isdisjoint(texts[start:stop]))


def is_short(pieces: Tokens, secrets: Secrets, at: int) -> bool:
    """Whether this is a short name of a secret where only a box is called so: `form.p.value`, `getElementById("p")`, `$("#p")`."""
    texts, short = pieces.texts, secrets.short
    name = unquote(texts[at]) if pieces.kinds[at] == "string" else ""
    if name and texts[at - 1] == "(" and texts[at - 2] in ASKS_BY:
        return name in short if texts[at - 2] in _BY_NAME else any(one in short for one in _BOX.findall(name))
    read = texts[at + 1 : at + 3] == ["]", "."] if name else texts[at + 1 : at + 3] == [".", "value"]
    return (name or texts[at]) in short and read and texts[at - 1] in (("[",) if name else (".",))


def is_aside(pieces: Tokens, at: int) -> bool:
    """Whether what is called so is looked at, and not taken; or a key that has nothing of it."""
    texts = pieces.texts
    if texts[at - 1] in ("!", "delete", "typeof"):
        return True
    if texts[at + 1] == ":":
        return (texts[at + 2] in NOTHING or pieces.kinds[at + 2] == "number") and texts[at + 3] in (",", "}")
    after = at + 1 + (texts[at + 1] in (")", "]"))
    while texts[after] == "." and texts[after + 1] in TYPED:
        after += 2
        after += 2 * (texts[after : after + 2] == ["(", ")"])
    return texts[after + (texts[after] == ".")] in _ASIDE


@lru_cache(maxsize=2_048)
def _is_secret(word: str) -> bool:
    if ABOUT.search(word) is not None:
        return False
    kind = field_words().kind_of(word)
    return kind in SECRETS or (kind == "card" and CARD.search(word) is not None)
