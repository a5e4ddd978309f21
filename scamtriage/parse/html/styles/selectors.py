"""Matches selectors of style sheets against a tree, in the state of a page without any user interaction."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from scamtriage.parse.html.outline import Above
from scamtriage.parse.html.styles.rules import Rule
from scamtriage.records import lazy_re

MAX_STEPS = 3_000_000
"""Elements examined for all selectors of a page together."""

_STEPS_OF_SIBLINGS = 400
"""Elements that a sibling-counting selector examines per step of MAX_STEPS."""

_NOT_IN_A_STATE = lazy_re.compile(
    r":not\(\s*:(?:hover|focus|focus-within|focus-visible|active|visited|target|target-within|checked|disabled|invalid|open"
    r"|lang\([\w-]{0,20}\)|dir\(\w{0,9}\))\s*\)"
)
_IN_A_STATE = lazy_re.compile(
    r":(?:hover|focus|active|visited|target|checked|disabled|invalid|playing|open|modal|fullscreen|autofill)"
    r"|::|:(?:before|after)\b"
)
_SIBLINGS = lazy_re.compile(r":(?:nth|last|only|first-of|empty)", re.IGNORECASE)
_BACK = lazy_re.compile(r":has\b|:nth[\w-]*\([^)]*\bof\b", re.IGNORECASE)
"""`:has`: lexbor walks the whole tree for each element. "of": a selector that is asked for each sibling."""
_TOKEN = lazy_re.compile(r"""\\.|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\s*[>+~]\s*|\s+|.""", re.DOTALL)
_NESTING = frozenset((":is", ":where", ":matches", ":not"))
_MAX_NESTED = 8
_AN_B = lazy_re.compile(r"\s{0,9}(?:[-+]?\d{0,9}n(?:\s{0,9}[-+]\s{0,9}\d{1,9})?|[-+]?\d{1,9})\s{0,9}", re.IGNORECASE)
"""What is counted by, in which spaces and signs are no steps: "2n + 1"."""


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
        self._budget = MAX_STEPS
        self._found: dict[str, list[Any]] = {}

    def matched(self, selector: str) -> list[Any]:
        """Return the elements that match a selector; none if it cannot be matched."""
        if (known := self._found.get(selector)) is not None:
            return known
        found: list[Any] = []
        self._found[selector] = found
        if _BACK.search(selector):
            self.cut = True
            return found
        from selectolax.lexbor import SelectolaxError

        try:
            found += self._of_list(selector)
        except (SelectolaxError, ValueError):
            self.cut = True
        return found

    def _of_list(self, selectors: str) -> Iterator[Any]:
        """Yield the elements that each of these selectors matches. Raises ValueError, SelectolaxError."""
        for selector in _split(selectors):
            yield from self._of_one(_steps(selector))

    def _of_one(self, steps: list[tuple[str, str]]) -> list[Any]:
        """Match one selector from left to right, each step against all elements that the steps before it match.

        lexbor tries every element above and every sibling before for each step, and again for each of the steps before that: with
        five steps and a hundred elements in each other that takes hours.
        """
        found: list[Any] = []
        for how, compound in steps:
            before = {node.mem_id for node in found}
            found = self._of_compound(compound)
            self._budget -= len(found)  # each is looked at once more, here
            match how:
                case " ":
                    above = Above(before)
                    found = [node for node in found if above.nearest(node)]
                case ">":
                    found = [node for node in found if (parent := node.parent) is not None and parent.mem_id in before]
                case "+":
                    found = [node for node in found if (last := _element_before(node)) is not None and last.mem_id in before]
                case "~":
                    found = _behind(before, found)
            if not found:
                break
        return found

    def _of_compound(self, compound: str) -> list[Any]:
        """Match a selector without steps. Lists within it whose selectors have some are matched by themselves."""
        sets: list[tuple[bool, set[int]]] = []
        rest, at = "", 0
        for start, opened, end in _with_steps(compound):
            name = compound[start:opened].lower()
            if name not in _NESTING:
                raise ValueError("steps where none are matched")
            sets.append((name != ":not", {node.mem_id for node in self._of_list(compound[opened + 1 : end])}))
            rest, at = rest + compound[at:start], end + 1
        compound = rest + compound[at:]
        each = max(1, self._elements // _STEPS_OF_SIBLINGS) if _SIBLINGS.search(compound) else 1
        self._budget -= self._elements * each
        if self._budget < 0:
            raise ValueError("too many steps")
        found: list[Any] = self._tree.css(compound or "*")
        return [node for node in found if all((node.mem_id in ids) is wanted for wanted, ids in sets)] if sets else found


def _tokens(selector: str) -> Iterator[tuple[str, bool]]:
    """Yield each token, and whether it stands outside all brackets."""
    depth = 0
    for match in _TOKEN.finditer(selector):
        token = match[0]
        depth -= token in (")", "]")
        yield token, depth == 0
        depth += token in ("(", "[")


def _split(selectors: str) -> list[str]:
    """Split a list at its commas."""
    parts = [""]
    for piece, outside in _tokens(selectors):
        if piece == "," and outside:
            parts.append("")
        else:
            parts[-1] += piece
    return [part.strip() for part in parts]


def _steps(selector: str) -> list[tuple[str, str]]:
    """Split a selector into (how it follows the step before: "", " ", ">", "+" or "~", what has to match). Raises ValueError."""
    steps = [("", "")]
    for piece, outside in _tokens(selector.strip()):
        if outside and (sign := piece.strip()) in ("", ">", "+", "~"):
            steps.append((sign or " ", ""))
        else:
            steps[-1] = (steps[-1][0], steps[-1][1] + piece)
    if not all(compound for _, compound in steps):
        raise ValueError("a step without a selector")
    return steps


def _with_steps(compound: str) -> list[tuple[int, int, int]]:
    """Return (start, opening bracket, closing bracket) of each outermost function within which, however deep, a selector has steps.

    Raises ValueError if the brackets do not match, or steps stand too deep: each level around them is read once more.
    """
    found: list[tuple[int, int, int]] = []
    if "(" not in compound:
        return found
    open_: list[_Open] = []
    colon = 0
    for match in _TOKEN.finditer(compound):
        piece, at = match[0], match.start()
        inner = open_[-1] if open_ else None
        if piece == ":":
            colon = at
        if piece in (")", "]"):
            if inner is None or (inner.bracket == "(") is not (piece == ")"):
                raise ValueError("brackets that do not match")
            open_.pop()
            steps = inner.steps and _AN_B.fullmatch(compound, inner.at + 1, at) is None
            if steps and len(open_) > _MAX_NESTED:
                raise ValueError("lists within lists")
            if steps and not open_:
                found.append((inner.start, inner.at, at))
            elif steps:
                open_[-1].steps = True
        elif inner is not None and inner.bracket == "(":
            inner.read(piece)
        if piece in ("(", "["):
            open_.append(_Open(piece, colon, at))
    if open_:
        raise ValueError("an open bracket")
    return found


@dataclass(slots=True)
class _Open:
    """An open bracket, and whether one of the selectors in it has steps."""

    bracket: str
    start: int
    at: int
    steps: bool = False
    _told: bool = False
    _apart: bool = False

    def read(self, piece: str) -> None:
        sign = piece.strip()
        if sign == ",":
            self._told = self._apart = False
        elif sign:
            self.steps |= self._apart or sign in (">", "+", "~")
            self._told = True
        else:
            self._apart = self._told


def _element_before(node: Any) -> Any:
    node = node.prev
    while node is not None and not node.is_element_node:
        node = node.prev
    return node


def _behind(before: set[int], nodes: Iterable[Any]) -> list[Any]:
    """Return the nodes behind a sibling that is one of `before`. Each sibling is passed once."""
    known: dict[int, bool] = {}
    behind: list[Any] = []
    for node in nodes:
        passed, found, at = [node.mem_id], False, node.prev
        while at is not None:
            number = at.mem_id
            if number in before or number in known:
                found = number in before or known[number]
                break
            passed.append(number)
            at = at.prev
        known.update(dict.fromkeys(passed, found))
        if found:
            behind.append(node)
    return behind
