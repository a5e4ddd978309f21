"""A script as pieces: words, strings, numbers and marks, which bracket closes which, and where a statement ends."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from scamtriage.records import lazy_re

# Every alternative consumes to its own end or to the end of the script, so the walk is linear.
_PIECE = lazy_re.compile(
    r"""(?P<gap>(?:\s++|//[^\n\r\u2028\u2029]*+|/\*(?:[^*]++|\*(?!/))*+(?:\*/)?+|<!--[^\n\r\u2028\u2029]*+)*+)
    (?:(?P<word>(?:[^\W\d]|\$)[\w$]*+)
    |(?P<string>"(?:[^"\\\n\r]++|\\(?:\r\n|.))*+"?+|'(?:[^'\\\n\r]++|\\(?:\r\n|.))*+'?+)
    |(?P<template>`)
    |(?P<number>\d[\w.]*+|\.\d\w*+)
    |(?P<mark>=>|===?|!==?|&&=?|\|\|=?|\?\?=?|\?\.(?!\d)|\+\+|--|\*\*=?|[<>]{2,3}=?|[+\-*/%&|^<>]=|.))""",
    re.VERBOSE | re.DOTALL,
)
_GAP = lazy_re.compile(r"\s*+")
_REGEX = lazy_re.compile(r"/(?:[^/\\\[\n\r]++|\\.|\[(?:[^\]\\\n\r]++|\\.)*+\]?+)++/?+\w*+")
_IN_TEMPLATE = lazy_re.compile(r"\\.|`|\$\{", re.DOTALL)
_IN_PLACE = lazy_re.compile(r"""[`{}]|"(?:[^"\\\n]++|\\.)*+"?+|'(?:[^'\\\n]++|\\.)*+'?+""", re.DOTALL)
_LINE = lazy_re.compile(r"[\n\r\u2028\u2029]")
_NAME = lazy_re.compile(r"(?:[^\W\d]|\$)[\w$]*+")
_ESCAPE = lazy_re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|([0-3]?[0-7]{1,2})|(\r\n|.))", re.DOTALL)
_LETTER = "3[0-9]|[46][1-9a-fA-F]|[57][0-9aA]"
_NUMBERED = lazy_re.compile(rf"(?<!\\)\\(?:x({_LETTER})|u00({_LETTER})|u\{{0{{0,4}}({_LETTER})\}})")
_NAMED = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "v": "\v", "\n": "", "\r": "", "\r\n": "", "\u2028": "", "\u2029": ""}

AWAITING = frozenset(
    ("return", "typeof", "case", "in", "of", "delete", "void", "throw", "new", "else", "do", "instanceof", "await", "yield")
)
"""Words that want an expression behind them: neither does a line end after one, nor is a stroke there a division."""
CONDITIONS = frozenset(("if", "while", "for", "with", "switch"))
"""What stands behind one, and its brackets, may run or not."""
_COMPOUND = CONDITIONS | {"else", "do", "try", "catch", "finally", "class"}
_HEADS = frozenset(("function", "class"))
_LONGEST_HEAD = 10
_ENDS = frozenset((",", ";", ")", "]", "}"))
VALUES = frozenset(("word", "string", "template", "number", "regex"))


@dataclass(slots=True)
class Tokens:
    """Three rows side by side. Behind the end stand empty pieces, so that a look ahead needs no care."""

    texts: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    lines: list[bool] = field(default_factory=list)
    """A line break stands before it."""
    partner: dict[int, int] = field(default_factory=dict)
    """Index of every bracket -> of the one that closes or opens it; of one that nothing closes -> the end."""
    count: int = 0
    cut: bool = False
    """There was more than was allowed."""
    _ends: list[int] = field(default_factory=list)
    _sequences: dict[int, int] = field(default_factory=dict)

    def ends_line(self, index: int) -> bool:
        """A statement ends before this piece because a line does (ECMA-262 12.10, as far as the neighbours tell)."""
        if not self.lines[index]:
            return False
        before, text = self.texts[index - 1], self.texts[index]
        last = index - 1
        if before in ("++", "--") and not self.lines[last]:  # of what stands before it on its line, if anything does
            last -= 1
        if before in AWAITING or not (self.kinds[last] in VALUES or self.texts[last] in (")", "]", "}")):
            return False
        if text == "{":
            return not self._is_body(index)
        return text in ("!", "~", "++", "--") or (
            self.kinds[index] in ("word", "string", "number") and text not in ("in", "of", "instanceof")
        )

    def _is_body(self, index: int) -> bool:
        """Whether a function or a class, of which the head has been read, has its body in the braces that open here."""
        head = self.partner.get(index - 1, index) if self.texts[index - 1] == ")" else index
        for at in range(head - 1, max(-1, head - _LONGEST_HEAD), -1):  # back over `class A extends b.B`, `function* a`
            if self.texts[at] in _HEADS:
                return self.texts[at - 1] != "."
            if self.kinds[at] != "word" and self.texts[at] not in (".", "*"):
                return False
        return False

    def expression_end(self, at: int) -> int:
        """Where the expression ends that begins here, at a comma too; what stands in brackets is stepped over."""
        if not self._ends:  # of every piece, from the last to the first: one arrow can stand behind another
            texts, lines, partner = self.texts, self.lines, self.partner
            ends = self._ends = [self.count] * (self.count + 2)
            for index in range(self.count - 1, -1, -1):
                over = texts[index] in _ENDS or (lines[index] and self.ends_line(index))
                ends[index] = index if over else ends[partner.get(index, index) + 1]
        return at if self.texts[at] in _ENDS else self._ends[min(self.partner.get(at, at) + 1, self.count)]

    def sequence_end(self, at: int, stop: int) -> int:
        """Where the expressions end that begin here, with commas between them. It is kept: each of a sequence may be asked for its end."""
        passed = []
        while at not in self._sequences:
            passed.append(at)
            end = self.expression_end(at)
            if end >= self.count or self.texts[end] != ",":
                self._sequences[at] = end
            else:
                at = end + 1
        end = self._sequences[at]
        self._sequences.update(dict.fromkeys(passed, end))
        return min(end, stop)

    def statement_end(self, at: int, stop: int) -> int:
        """The first piece behind the statement that begins here; of one that may run or not, behind its `else` or `finally`."""
        compound = self.texts[at] in _COMPOUND
        while at < stop:
            text = self.texts[at]
            at += 1
            if text in CONDITIONS or text == "catch":
                at += self.texts[at] == "await"
                at = self.partner[at] + 1 if self.texts[at] == "(" else at
                continue
            if text in ("else", "do", "try", "finally"):
                continue
            if text == "class":
                at = next((after for after in range(at, min(at + 9, stop)) if self.texts[after] == "{"), at)
                text, at = self.texts[at], at + 1
            if text == "{":
                at = self.partner[at - 1] + 1
            else:
                at = max(at, self.sequence_end(at - 1, stop))
                at += self.texts[at : at + 1] == [";"]
            if not compound or self.texts[at : at + 1] not in (["else"], ["catch"], ["finally"]):
                break
        return min(at, stop)

    def branches(self, at: int, stop: int) -> tuple[tuple[int, int], tuple[int, int]]:
        """The ranges of what the `if` at this place does, and of its `else`."""
        first = self.partner.get(at + 1, at + 1) + 1
        end = self.statement_end(first, stop)
        behind = end + (end < stop and self.texts[end] == "else")
        return (first, end), (behind, self.statement_end(behind, stop) if behind > end else end)

    def parts(self, index: int, stop: int) -> list[tuple[int, int]]:
        """The expressions between the commas of a range."""
        found = []
        while (end := self.expression_end(index)) < stop and self.texts[end] == ",":
            found.append((index, end))
            index = end + 1
        return [*found, (index, min(end, stop))]

    def arguments(self, paren: int) -> list[tuple[int, int]]:
        """The expressions in the brackets that open here; of empty ones, one that is empty."""
        return self.parts(paren + 1, self.partner[paren])


def tokenize(script: str, most: int) -> Tokens:
    """At most so many pieces of a script; `window["loc" + "ation"]` comes out as `window.location`."""
    found = Tokens()
    texts, kinds, lines = found.texts, found.kinds, found.lines
    position = 0
    while (match := _PIECE.match(script, position)) is not None:
        if len(texts) >= most:
            found.cut = True
            break
        kind, start, position = match.lastgroup or "mark", match.end("gap"), match.end()
        if kind == "template":
            position = _template_end(script, position)
        elif script[start] == "/" and _expression_begins(found) and (regex := _REGEX.match(script, start)) is not None:
            kind, position = "regex", regex.end()
        text = script[start:position]
        if text == "]" and (member := _member(found))[1]:
            opened, text = member
            kind, texts[opened] = "word", "."
            del texts[opened + 1 :], kinds[opened + 1 :], lines[opened + 1 :]
        elif text == "?.":
            if script.startswith(("(", "["), _GAP.match(script, position).end()):  # type: ignore[union-attr]
                continue  # `replace?.(…)` and `window?.["location"]` are what they are without it
            text = "."
        texts.append(text)
        kinds.append(kind)
        lines.append(start > match.start() and _LINE.search(script, match.start(), start) is not None)
    found.count = len(texts)
    _close(found)
    texts += [""] * 4
    kinds += [""] * 4
    lines += [True] * 4
    return found


def unquote(literal: str) -> str:
    """What a string, or a template without a place for values, stands for."""
    body = literal[1:-1] if len(literal) > 1 and literal[-1] == literal[0] else literal[1:]
    return _ESCAPE.sub(_unescaped, body) if "\\" in body else body


def put_together(found: Tokens, at: int) -> tuple[str, int]:
    """Return what the strings stand for that are joined here, `"pass" + "word"` or `"pass".concat("word")`, and where they end."""
    texts, kinds = found.texts, found.kinds
    text = unquote(texts[at])
    while True:
        if texts[at + 1] == "+" and kinds[at + 2] == "string":
            at += 2
            text += unquote(texts[at])
        elif texts[at + 1 : at + 4] == [".", "concat", "("] and kinds[at + 4] == "string" and texts[at + 5] == ")":
            text += unquote(texts[at + 4])
            at += 5
        else:
            return text, at


def spelled_out(script: str) -> str:
    """Return a script with letters and digits for their numbers, in its strings and in its names: `\\x70ass`, `\\u0070ass`."""
    return _NUMBERED.sub(lambda match: chr(int(match[1] or match[2] or match[3], 16)), script) if "\\" in script else script


def _unescaped(match: re.Match[str]) -> str:
    if code := match[1] or match[2] or match[3]:
        return chr(min(int(code, 16), 0x10FFFF))
    return chr(int(match[4], 8)) if match[4] else _NAMED.get(match[5], match[5])


def _expression_begins(found: Tokens) -> bool:
    """Whether a stroke that comes now begins a regular expression; otherwise it divides."""
    if not found.texts:
        return True
    if found.kinds[-1] != "mark":
        return found.texts[-1] in AWAITING
    return found.texts[-1] not in (")", "]", "++", "--")


def _member(found: Tokens) -> tuple[int, str]:
    """Where the bracket stands behind something that has members, if the one that closes now makes it `["na" + "me"]`; and that name."""
    texts, kinds = found.texts, found.kinds
    at = len(texts) - 1
    while at > 2 and _is_text(texts[at], kinds[at]) and texts[at - 1] == "+":
        at -= 2
    if at < 2 or not _is_text(texts[at], kinds[at]) or texts[at - 1] != "[":
        return 0, ""
    owner = texts[at - 2] in (")", "]") or (kinds[at - 2] == "word" and texts[at - 2] not in AWAITING)
    name = "".join(map(unquote, texts[at::2])) if owner else ""
    return (at - 1, name) if _NAME.fullmatch(name) is not None else (0, "")


def _is_text(text: str, kind: str) -> bool:
    return kind == "string" or (kind == "template" and "${" not in text)


def places(template: str) -> Iterator[tuple[str, str]]:
    """(a text, the expression in the place behind it, "" behind the last) of the parts of a template."""
    begin = position = 1
    while (mark := _IN_TEMPLATE.search(template, position)) is not None:
        position = mark.end()
        if mark[0] == "${":
            position = _template_end(template, position, "{")
            yield template[begin : mark.start()], template[mark.end() : position].removesuffix("}")
            begin = position
    yield template[begin:].removesuffix("`"), ""


def _template_end(script: str, position: int, begun: str = "`") -> int:
    """Where the template, or the place in one, ends whose first mark has been read; templates may stand in the places of another."""
    inside = [begun]
    while inside and (match := (_IN_TEMPLATE if inside[-1] == "`" else _IN_PLACE).search(script, position)) is not None:
        position, mark = match.end(), match[0]
        if mark == ("`" if inside[-1] == "`" else "}"):
            inside.pop()
        elif mark in ("`", "{", "${"):
            inside.append(mark[-1])
    return len(script) if inside else position


def _close(found: Tokens) -> None:
    open_brackets: list[int] = []
    for index, text in enumerate(found.texts):
        if text in ("(", "[", "{"):
            open_brackets.append(index)
        elif text in (")", "]", "}") and open_brackets:
            opened = open_brackets.pop()
            found.partner[opened], found.partner[index] = index, opened
    for index in open_brackets:
        found.partner[index] = found.count
