"""Matches selectors of style sheets against a tree, in the state of a page without any user interaction."""

import re
from typing import Any

from scamtriage.parse.html.styles.rules import Rule

MAX_STEPS = 3_000_000
"""Elements examined for all selectors of a page together."""

_STEPS_OF_SIBLINGS = 400
"""Elements that a sibling-counting selector examines per step of MAX_STEPS."""

_NOT_IN_A_STATE = re.compile(
    r":not\(\s*:(?:hover|focus|focus-within|focus-visible|active|visited|target|target-within|checked|disabled|invalid|open"
    r"|lang\([\w-]{0,20}\)|dir\(\w{0,9}\))\s*\)"
)
_IN_A_STATE = re.compile(
    r":(?:hover|focus|active|visited|target|checked|disabled|invalid|playing|open|modal|fullscreen|autofill)"
    r"|::|:(?:before|after)\b"
)
_SIBLINGS = re.compile(r"~(?!=)|:(?:nth|last|only|first-of|empty)")
_BACK = re.compile(r":has\b")
"""`:has`: lexbor walks the whole tree for each element."""


def rule_of(selector: str, body: str, count: int) -> Rule | None:
    """Return a rule for a selector that is more than classes and ids. None if it matches only in a state such as :hover, or no element."""
    selector = _NOT_IN_A_STATE.sub("", selector)
    if not selector or _IN_A_STATE.search(selector) or "\0" in selector:
        return None
    ids, classes = selector.count("#"), selector.count(".") + selector.count("[") + selector.count(":")
    return Rule(frozenset(), "", (ids, classes, True, count), body, selector)


class Asked:
    """Finds the elements of one tree that match such selectors, within a budget."""

    def __init__(self, tree: Any, elements: int) -> None:
        self.cut = False
        """Some selectors could not be matched."""
        self._tree, self._elements = tree, elements
        self._purse = MAX_STEPS
        self._found: dict[str, list[Any]] = {}

    def matched(self, selector: str) -> list[Any]:
        """Return the elements that match a selector; none if it cannot be matched."""
        if (known := self._found.get(selector)) is not None:
            return known
        each = max(1, self._elements // _STEPS_OF_SIBLINGS) if _SIBLINGS.search(selector) else 1
        from selectolax.lexbor import SelectolaxError

        self._purse -= self._elements * each
        found: list[Any] = []
        if _BACK.search(selector) or self._purse < 0:
            self.cut = True
        else:
            try:
                found = self._tree.css(selector)
            except (SelectolaxError, ValueError):
                self.cut = True
        self._found[selector] = found
        return found
