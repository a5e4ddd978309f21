"""What an input asks of the one who fills it, by the words around it."""

import re
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
        text = f" {spaced(description)} "
        found: set[str] = set()
        for hit in self.words.scan(text, limit=200):
            rank, _, left, right = hit.key
            data = text.encode("utf-8", "surrogatepass")
            if not (left and data[hit.start - 1 : hit.start].isalnum()) and not (right and data[hit.end : hit.end + 1].isalnum()):
                found.add(self.kinds[rank])
        first = next((kind for kind in self.kinds if kind in found), NOTHING)
        if first == "password" and "bank-account" in found:
            return "bank-login"
        return "" if first == NOTHING else first


def spaced(description: str) -> str:
    """Names as words: "cardNumber" and "card_number" become "card number"; case folded; at most 400 characters."""
    return _SEPARATORS.sub(" ", _CAMEL.sub(" ", description[:400])).casefold()


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
