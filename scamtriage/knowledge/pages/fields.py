"""Recognise what an input field asks for from the words around it."""

from collections.abc import Collection
from datetime import date
from functools import cache, cached_property
from typing import Annotated, get_args, get_type_hints

from msgspec import field

from scamtriage.knowledge.language.folding import fold_term
from scamtriage.knowledge.loading import Table, Words, matching, one_of, read_table
from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.records import lazy_re
from scamtriage.records.facts import FormField

FILE = "fields.toml"
NOTHING = "none"
"""The kind for words that resemble another kind's but ask for nothing relevant."""
OTHER_CARD = "other-card"
"""The kind for cards and PINs that move no money: a member's, a library's, a door's."""
_CAMEL = lazy_re.compile(r"(?<=[a-z])(?=[A-Z])")
_SEPARATORS = lazy_re.compile(r"[\s_\-.:\[\]()*/]+")

_AS_IN = lazy_re.compile(
    rb"(?:\b(?:as (?:in|per|on|shown (?:in|on)|stated (?:in|on)|it appears (?:in|on))|same as|on|seperti|sesuai|ikut|theo|gaya ng)\b"
    rb"|(?:%s))[^|]{0,24}$" % "|".join(("ตาม", "ໃນ", "ຕາມ", "តាម", "與", "与", "同")).encode()
)
"""Words between a name and the document it is written on ("name as in passport")."""


_CARD, _OF_A_CARD = ("card", "pin"), ("id-number", OTHER_CARD)


_ASKS = tuple(filter(None, get_args(get_type_hints(FormField)["asks"])))
Ask = Annotated[str, one_of(_ASKS)]


class FieldWords(Table, frozen=True, kw_only=True, dict=True):
    """The table."""

    as_of: date
    asks: dict[Annotated[str, one_of((*_ASKS, NOTHING, OTHER_CARD))], Words]
    """Kind -> words that ask for it, in order of precedence."""
    autocomplete: dict[str, Ask]
    types: dict[Annotated[str, matching("[a-z]+", "must be a type of an input")], Ask] = field(name="type")

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        return tuple(self.asks)

    @cached_property
    def words(self) -> Matcher[tuple[int, str, bool, bool]]:
        """Finds the words; the key says rank, text, and whether a letter may follow."""
        patterns: dict[tuple[int, str, bool, bool], Pattern[tuple[int, str, bool, bool]]] = {}
        for rank, words in enumerate(self.asks.values()):
            for word in words:
                text = _SEPARATORS.sub(" ", fold_term(word.rstrip("|")))
                latin = text[0].isascii() and text[0].isalnum()
                alone = latin and (len(text) <= 4 or word.endswith("|"))
                key = (rank, text, latin, alone)
                patterns[key] = Pattern(key, text)
        return Matcher(patterns.values())

    def kind_of(self, description: str) -> str:
        """Return the kind of highest precedence that the description mentions; "" if there is none, or if it is `NOTHING` or
        `OTHER_CARD`.

        A password together with a bank account is "bank-login".
        """
        found = {kind for _, _, kind in self.told(description)}
        first = next((kind for kind in self.kinds if kind in found), NOTHING)
        if first == "password" and "bank-account" in found:
            return "bank-login"
        return "" if first in (NOTHING, OTHER_CARD) else first

    def other_card(self, description: str) -> str:
        """Return OTHER_CARD or "id-number" if the description names such a card or PIN, and none that moves money; else ""."""
        found = {kind for _, _, kind in self.told(description)}
        return next((kind for kind in (OTHER_CARD, "id-number") if kind in found), "") if found.isdisjoint(_CARD) else ""

    def told(self, description: str) -> list[tuple[int, int, str]]:
        """Return (start, end, kind) of the words in a description, in order; offsets are bytes of the `spaced` text.

        A word inside a longer one of another kind is dropped: an "identity card number" is no payment card. In "name as in your passport",
        only the name counts. A card or its PIN that overlaps or touches such a word is none of a bank: "member card number", 饭卡卡号.
        """
        text = f" {spaced(description)} "
        data = text.encode("utf-8", "surrogatepass")
        found: list[tuple[int, int, int]] = []
        for hit in self.words.scan(text, limit=200):
            rank, _, left, right = hit.key
            if not (left and data[hit.start - 1 : hit.start].isalnum()) and not (right and data[hit.end : hit.end + 1].isalpha()):
                found.append((hit.start, hit.end, rank))
        whole: list[tuple[int, int, str]] = []
        far = -1, -1  # start and end of the longest hit so far
        for start, end, rank in sorted(found, key=lambda hit: (hit[0], -hit[1])):
            likened = whole and whole[-1][2] in ("name", NOTHING) and _AS_IN.search(data[whole[-1][0] : start]) is not None
            if not likened and (end > far[1] or (start, end) == far):
                whole.append((start, end, self.kinds[rank]))
                far = start, end
        named = [(start, end) for start, end, kind in whole if kind in _OF_A_CARD]
        return (
            [hit for hit in whole if hit[2] not in _CARD or not any(start <= hit[1] and hit[0] <= end for start, end in named)]
            if named
            else whole
        )

    def rather(self, description: str, typed: str, kinds: Collection[str]) -> str:
        """Return which of these kinds a number or address input really asks for; "" if it is of its own kind `typed`.

        If words of both kinds are present, the later decides if they are adjacent ("phone code", 手机验证码). Otherwise the first decides:
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
    """Split names into words and fold case: "cardNumber" and "card_number" become "card number". Cut at 400 characters.

    The vowel AM of Thai and Lao, often typed as two characters, becomes one.
    """
    text = description[:400].replace("\u0e4d\u0e32", "\u0e33").replace("\u0ecd\u0eb2", "\u0eb3")
    return _SEPARATORS.sub(" ", _CAMEL.sub(" ", text)).casefold()


@cache
def field_words() -> FieldWords:
    """Load the shipped table. Raises BadTable."""
    return read_table(FILE, FieldWords)
