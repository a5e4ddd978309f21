"""Plain JavaScript redirects: `location = "…"` and its spellings, where a script reaches them without a condition."""

import binascii
import re
from base64 import b64decode
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST_WAIT_MS = 30_000
_MAX_TOKENS = 20_000

# Every alternative consumes to its own end or to the end of the script, so the walk is linear.
_TOKEN = re.compile(
    r"""(?P<space>\s++)
    |(?P<comment>//[^\n]*+|/\*(?:[^*]++|\*(?!/))*+(?:\*/)?+|<!--[^\n]*+)
    |(?P<string>"(?:[^"\\\n]++|\\.)*+"?+|'(?:[^'\\\n]++|\\.)*+'?+|`(?:[^`\\]++|\\.)*+`?+)
    |(?P<word>[A-Za-z_$][\w$]*+)
    |(?P<number>\d[\w.]*+)
    |(?P<mark>=>|===?|!==?|&&|\|\||[+\-*/%&|^]=|.)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}|(.))", re.DOTALL)
_NAMED = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}
_OWNERS = frozenset(("window", "self", "top", "parent", "document", "globalThis", "this"))
_CONDITIONS = frozenset(("if", "while", "for", "switch", "with", "catch"))
_TIMERS = frozenset(("setTimeout", "requestAnimationFrame", "queueMicrotask"))
_READY = frozenset(("ready", "$", "jQuery"))
_LOAD_EVENTS = frozenset(("load", "DOMContentLoaded", "pageshow"))
_BLOCK_WORDS = frozenset(("try", "do", "finally"))


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: str
    text: str
    new_line: bool
    """A line break stands before it."""


def script_target(scripts: Sequence[str], onload: str = "") -> str:
    """The raw URL that one of these inline scripts goes to at once; "" when none does.

    `onload` is the handler of the body. Reached without a condition are: the top level, plain blocks, functions called on the spot,
    timers of at most 30 s, load handlers, and named functions that one of these calls.
    """
    programmes = [_Programme(_lex(script)) for script in (*scripts, onload) if script]
    called = {name for programme in programmes for name in programme.called}
    for programme in programmes:
        for target, function in programme.targets:
            if not function or function in called:
                return target
    return ""


def _lex(script: str) -> list[_Piece]:
    pieces: list[_Piece] = []
    new_line = False
    for match in _TOKEN.finditer(script):
        kind = match.lastgroup or "mark"
        if kind in ("space", "comment"):
            new_line = new_line or "\n" in match[0]
            continue
        pieces.append(_Piece(kind, match[0], new_line))
        new_line = False
        if len(pieces) >= _MAX_TOKENS:
            break
    return _dotted(pieces)


def _dotted(pieces: list[_Piece]) -> list[_Piece]:
    """`window["location"]` as `window.location`."""
    plain: list[_Piece] = []
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        if piece.text == "[" and index + 2 < len(pieces) and pieces[index + 1].kind == "string" and pieces[index + 2].text == "]":
            plain += (_Piece("mark", ".", piece.new_line), _Piece("word", _unquote(pieces[index + 1].text), False))
            index += 3
            continue
        plain.append(piece)
        index += 1
    return plain


class _Programme:
    """One script, read once: where it goes, in which named function ("" for the top level), and what the top level calls."""

    def __init__(self, pieces: list[_Piece], nested: bool = False) -> None:
        self._pieces = pieces
        self._nested = nested
        self._partner = _partners(pieces)
        self._constants: dict[str, str] = {}
        self.targets: list[tuple[str, str]] = []
        self.called: set[str] = set()
        self._read()

    def _text(self, index: int) -> str:
        return self._pieces[index].text if 0 <= index < len(self._pieces) else ""

    def _kind(self, index: int) -> str:
        return self._pieces[index].kind if 0 <= index < len(self._pieces) else ""

    def _read(self) -> None:
        index = 0
        functions: list[tuple[int, str]] = []  # (where the body ends, its name)
        while index < len(self._pieces):
            while functions and index > functions[-1][0]:
                functions.pop()
            text = self._text(index)
            inside = functions[-1][1] if functions else ""
            if text == "{":
                reached, name = self._entered(index)
                if not reached:
                    index = self._partner.get(index, len(self._pieces)) + 1
                    continue
                if name:
                    functions.append((self._partner.get(index, len(self._pieces)), name))
            elif self._kind(index) == "word":
                self._word(index, text, inside)
            index += 1

    def _word(self, index: int, text: str, inside: str) -> None:
        if text == "location":
            if target := self._goes_to(index):
                self.targets.append((target, inside))
        elif text in _TIMERS:
            self._timer(index, inside)
        elif self._text(index - 1) in ("var", "let", "const") and self._text(index + 1) == "=":
            if (value := self._literal(index + 2)) is not None:
                self._constants.setdefault(text, value)
        elif not inside and (self._is_call(index) or [self._text(index - 2), self._text(index - 1)] == ["onload", "="]):
            self.called.add(text)

    def _is_call(self, index: int) -> bool:
        return self._text(index + 1) == "(" and self._text(index - 1) != "function" and self._at_statement(index)

    def _timer(self, index: int, inside: str) -> None:
        """`setTimeout("location='…'", 0)` and `setTimeout(go, 0)`."""
        if self._text(index + 1) != "(" or not self._soon(index + 1) or not self._at_statement(index):
            return
        if self._kind(index + 2) == "string" and not self._nested:
            self.targets.extend((target, inside) for target, _ in _Programme(_lex(_unquote(self._text(index + 2))), nested=True).targets)
        elif self._kind(index + 2) == "word" and self._text(index + 3) in (",", ")") and not inside:
            self.called.add(self._text(index + 2))

    def _soon(self, paren: int) -> bool:
        """Whether the last argument of a timer is a short time, or there is none."""
        last = self._partner.get(paren, len(self._pieces)) - 1
        return self._kind(last) != "number" or self._text(last - 1) not in (",", "*") or _milliseconds(self._text(last)) <= LONGEST_WAIT_MS

    def _goes_to(self, index: int) -> str:
        """The target of a redirect whose word `location` stands here, when it stands where a statement begins."""
        first = index
        while self._text(first - 1) == "." and self._text(first - 2) in _OWNERS:
            first -= 2
        if not self._at_statement(first):
            return ""
        following = index + 1
        if self._text(following) == "=":
            return self._literal(following + 1) or ""
        if [self._text(following + n) for n in range(3)] == [".", "href", "="]:
            return self._literal(following + 3) or ""
        if self._text(following) == "." and self._text(following + 1) in ("replace", "assign") and self._text(following + 2) == "(":
            return self._literal(following + 3) or ""
        return ""

    def _at_statement(self, index: int) -> bool:
        """Whether a statement that is always reached begins here, as far as the piece before tells."""
        before = self._text(index - 1)
        if before in ("", ";", "{", "}"):
            return True
        if before == "=>":
            return self._called_at_once(self._parameters(index - 2))
        if before in ("window", "self", "."):
            return False
        if not self._pieces[index].new_line:
            return False
        if before == ")":
            return self._text(self._partner.get(index - 1, 0) - 1) not in _CONDITIONS
        return self._kind(index - 1) in ("word", "string", "number", "]") and before not in ("else", "return", "throw", "do", "case", "in")

    def _literal(self, index: int) -> str | None:
        """The value of string literals, constants and `atob("…")` joined by "+"; None when anything else takes part."""
        value = ""
        while True:
            if self._kind(index) == "string":
                value += _unquote(self._text(index))
                index += 1
            elif self._text(index) == "atob" and self._text(index + 1) == "(" and self._kind(index + 2) == "string":
                value += _from_base64(_unquote(self._text(index + 2)))
                index += 4
            elif (constant := self._constants.get(self._text(index))) is not None:
                value += constant
                index += 1
            else:
                return None
            if self._text(index) != "+":
                break
            index += 1
        ends = self._text(index) in ("", ";", ")", "}", ",") or self._pieces[index].new_line
        return value if ends and "${" not in value else None

    def _entered(self, brace: int) -> tuple[bool, str]:
        """Whether the block that opens here is run for certain, and the name of the function that it is the body of."""
        before = self._text(brace - 1)
        if before in ("", ";", "{", "}") or before in _BLOCK_WORDS:
            return True, ""
        if before == "=>":
            return self._called_at_once(self._parameters(brace - 2)), ""
        if before != ")":
            return False, ""
        opened = self._partner.get(brace - 1, 0)
        word = opened - 1
        name = ""
        if self._kind(word) == "word" and self._text(word - 1) == "function":
            name, word = self._text(word), word - 1
        if self._text(word) != "function":
            return False, ""
        if self._text(word - 1) == "async":
            word -= 1
        return (True, "") if self._called_at_once(word) else (bool(name), name)

    def _parameters(self, index: int) -> int:
        """Where the parameters of an arrow function begin that end here."""
        return self._partner.get(index, index) if self._text(index) == ")" else index

    def _called_at_once(self, function: int) -> bool:
        """Whether the function that begins here is called on the spot, by a short timer, or when the page is loaded."""
        before = self._text(function - 1)
        if before in ("!", "+", "void"):
            return self._at_statement(function - 1)
        if before == "=":
            return self._text(function - 2) == "onload"
        if before == ",":
            return self._kind(function - 2) == "string" and _unquote(self._text(function - 2)) in _LOAD_EVENTS
        if before != "(":
            return False
        caller = self._text(function - 2)
        if caller in _TIMERS:
            return self._soon(function - 1)
        return caller in _READY or caller in ("", ";", "{", "}", "!", "+")


def _partners(pieces: list[_Piece]) -> dict[int, int]:
    """Index of every bracket -> index of the bracket that closes or opens it."""
    partner: dict[int, int] = {}
    open_brackets: list[int] = []
    for index, piece in enumerate(pieces):
        if piece.kind != "mark":
            continue
        if piece.text in "([{":
            open_brackets.append(index)
        elif piece.text in ")]}" and open_brackets:
            opened = open_brackets.pop()
            partner[opened], partner[index] = index, opened
    return partner


def _milliseconds(number: str) -> float:
    try:
        return float(number)
    except ValueError:
        return 0.0


def _unquote(literal: str) -> str:
    body = literal[1:-1] if len(literal) > 1 and literal[-1] == literal[0] else literal[1:]
    return _ESCAPE.sub(_unescaped, body) if "\\" in body else body


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2] or match[3]
    if code:
        return chr(min(int(code, 16), 0x10FFFF))
    return _NAMED.get(match[4], match[4])


def _from_base64(text: str) -> str:
    try:
        return b64decode(text[:8_192] + "=" * (-len(text) % 4)).decode("latin-1")
    except (binascii.Error, ValueError):
        return ""
