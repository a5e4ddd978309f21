"""What an input asks of the one who fills it, by the words around it."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from scamtriage.knowledge.folding import fold_term
from scamtriage.knowledge.loading import BadRule, read_text, read_toml
from scamtriage.knowledge.matcher import Matcher, Pattern

FILE = "fields.toml"
NOTHING = "none"
"""The kind of words that look like another's and ask for nothing that we know."""
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SEPARATORS = re.compile(r"[\s_\-.:\[\]()*/]+")

_AS_IN = re.compile(
    rb"(?:\b(?:as (?:in|per|on|shown (?:in|on)|stated (?:in|on)|it appears (?:in|on))|same as|on|seperti|sesuai|ikut|theo|gaya ng)\b"
    rb"|(?:%s))[^|]{0,24}$" % "|".join(("ตาม", "ໃນ", "ຕາມ", "តាម", "與", "与", "同")).encode()
)
"""Between a name and what it is written on."""


@dataclass(frozen=True, slots=True)
class FieldWords:
    """The table, compiled. `kinds` are in order of precedence."""

    kinds: tuple[str, ...]
    autocomplete: dict[str, str]
    types: dict[str, str]
    words: Matcher[tuple[int, str, bool, bool]]

    def kind_of(self, description: str) -> str:
        """The first kind, in precedence, one of whose words stands in the description; "" when none does, or none that is asked for. A
        password whose description names a bank's account opens the bank."""
        found = {kind for _, _, kind in self.told(description)}
        first = next((kind for kind in self.kinds if kind in found), NOTHING)
        if first == "password" and "bank-account" in found:
            return "bank-login"
        return "" if first == NOTHING else first

    def told(self, description: str) -> list[tuple[int, int, str]]:
        """(start, end, kind) of the words that stand in a description, in order, as offsets in its bytes once spaced. A word within a
        longer one of another kind is a part of that: a number of an identity card is none of a card that pays. A name "as in your passport"
        is a name."""
        text = f" {spaced(description)} "
        data = text.encode("utf-8", "surrogatepass")
        found: list[tuple[int, int, int]] = []
        for hit in self.words.scan(text, limit=200):
            rank, _, left, right = hit.key
            if not (left and data[hit.start - 1 : hit.start].isalnum()) and not (right and data[hit.end : hit.end + 1].isalnum()):
                found.append((hit.start, hit.end, rank))
        whole: list[tuple[int, int, str]] = []
        far = -1, -1  # where the longest of those before begins, and where it ends
        for start, end, rank in sorted(found, key=lambda hit: (hit[0], -hit[1])):
            likened = whole and whole[-1][2] in ("name", NOTHING) and _AS_IN.search(data[whole[-1][0] : start]) is not None
            if not likened and (end > far[1] or (start, end) == far):
                whole.append((start, end, self.kinds[rank]))
                far = start, end
        return whole

    def rather(self, description: str, typed: str, kinds: Collection[str]) -> str:
        """Which of these kinds a description asks for that stands at an input for a number or an address, `typed`; "" where it is one.

        Where words of both stand, the later says what it is when they stand together ("phone code", 手机验证码), otherwise the first:
        "a code that was sent to your phone", "your phone, for the code".
        """
        told = self.told(description)
        others = [hit for hit in told if hit[2] in kinds]
        same = next((hit for hit in told if hit[2] == typed), None)
        if not others:
            return ""
        if same is None:
            return next(kind for kind in self.kinds if any(kind == hit[2] for hit in others))
        other = others[0]
        first, second = (same, other) if same < other else (other, same)
        chosen = second if second[0] - first[1] <= 1 else first
        return "" if chosen is same else other[2]


def spaced(description: str) -> str:
    """Names as words: "cardNumber" and "card_number" become "card number"; case folded; at most 400 characters. The long vowel of Thai
    and Lao that is often typed in two signs is one."""
    text = description[:400].replace("\u0e4d\u0e32", "\u0e33").replace("\u0ecd\u0eb2", "\u0eb3")
    return _SEPARATORS.sub(" ", _CAMEL.sub(" ", text)).casefold()


@cache
def field_words() -> FieldWords:
    """The shipped table. Raises BadRule."""
    table = read_toml(FILE, read_text(FILE))
    asks = table.get("asks", {})
    if not asks:
        raise BadRule(f"{FILE}: asks: is empty")
    patterns: dict[tuple[int, str, bool, bool], Pattern[tuple[int, str, bool, bool]]] = {}
    for rank, words in enumerate(asks.values()):
        for word in words:
            text = _SEPARATORS.sub(" ", fold_term(word.rstrip("|")))
            latin = text[0].isascii() and text[0].isalnum()
            alone = latin and (len(text) <= 4 or word.endswith("|"))
            key = (rank, text, latin, alone)
            patterns[key] = Pattern(key, text)
    return FieldWords(tuple(asks), table.get("autocomplete", {}), table.get("type", {}), Matcher(patterns.values()))
