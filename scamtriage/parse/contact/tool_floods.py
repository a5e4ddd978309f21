"""Which of many mentions of remote-access tools are judged: those beside words without which none leads to a tool.

To judge one reads its surroundings a dozen times. A page can name tools forty thousand times, and hide one order among them.
"""

from bisect import bisect_left
from collections import Counter
from functools import cache

from msgspec import Struct, field

from scamtriage.knowledge.matcher import Matcher, Pattern, character_offsets, utf8
from scamtriage.knowledge.pages.contact_table import channels
from scamtriage.parse.contact.fold import fold
from scamtriage.parse.contact.label_words import words_of_class
from scamtriage.parse.contact.tool_pages import SIDE, service_words

MAX_JUDGED = (1_200, 600)
"""Mentions judged per page: beside an order, and beside only a word for an agent, a code or a service."""
ENOUGH = 200
FEW = 60
"""So many of a page are judged without a look at what stands beside them."""
ORDER, OTHER, NOTHING = 0, 1, 2
"""What stands beside a mention: what may be an order to use it, only a word for an agent, a code or a service, neither."""
_REACH = 100
"""Characters on each side of a name within which an order may stand."""
_ORDERS = ("install", "open-tool", "tool-session")
_MOST_CUES = 50_000


class ToolBudget(Struct):
    """The page's remaining budget of mentions, for each kind of words beside them."""

    led: Counter[str] = field(default_factory=Counter)
    """By tool, the mentions that lead to it. Where there are ENOUGH, more of it are not judged, and leave what is left to other tools."""
    seen: int = 0
    spent: list[int] = field(default_factory=lambda: [0, 0])
    reached: int = 0
    """The limit if it was reached, else 0."""

    def is_flooded(self, count: int) -> bool:
        """Whether with so many further mentions the page has more than a few."""
        self.seen += count
        return self.seen > FEW

    def spend(self, tool: str, beside: int) -> bool:
        """Use one mention of a tool; return False if it need not be judged, or if none is left, which `reached` then tells."""
        if beside == NOTHING or self.led[tool] >= ENOUGH:
            return False
        self.spent[beside] += 1
        if self.spent[beside] > MAX_JUDGED[beside]:
            self.reached = MAX_JUDGED[beside]
            return False
        return True


class ToolCues:
    """Where words stand in and around a window without which no mention leads to a tool. More are found than count: none is asked to be
    whole."""

    def __init__(self, text: str, base: int, length: int) -> None:
        """`base`, `length`: the window, in characters of the text."""
        self._ahead = min(base, SIDE)
        around = fold(text[base - self._ahead : base + length + SIDE])
        low = around.lower()
        data = utf8(low if len(low) == len(around) else around)
        hits = _cues().ends(data, limit=_MOST_CUES)
        ends = [end for _, end in hits]
        at = character_offsets(data, ends) if len(data) != len(around) else {end: end for end in ends}
        self._places: tuple[list[int], list[int]] = ([], [])
        for index, end in hits:
            self._places[_cues().patterns[index].key].append(at[end])
        self._length = len(around)
        self._known = self._length if len(hits) < _MOST_CUES else at[ends[-1]]

    def beside(self, start: int, end: int) -> int:
        """Return what stands beside the name at these offsets of the window."""
        start, end = start + self._ahead, end + self._ahead
        if min(end + SIDE, self._length) > self._known or self._stands(ORDER, start - _REACH, end + _REACH):
            return ORDER
        return OTHER if self._stands(OTHER, start - SIDE, end + SIDE) else NOTHING

    def _stands(self, kind: int, first: int, last: int) -> bool:
        places = self._places[kind]
        found = bisect_left(places, first)
        return found < len(places) and places[found] <= last


@cache
def _cues() -> Matcher[int]:
    spelling = channels().spelling
    orders = {word for name in _ORDERS for word in words_of_class(name)} | {word.lower() for word in spelling["tool-run"]}
    others = {word.lower() for name in ("tool-agents", "tool-codes") for word in spelling[name]} | service_words()
    return Matcher([Pattern(ORDER, word) for word in sorted(orders)] + [Pattern(OTHER, word) for word in sorted(others - orders)])
