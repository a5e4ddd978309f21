"""Where a script takes along what is typed into the secrets of a page: in their boxes, and in names that were given what those hold."""

from bisect import bisect_left, insort
from collections.abc import Iterator

from scamtriage.parse.html.scripts.named_boxes import ABOUT, ASKS_BY, NOTHING, TYPED, Secrets, is_aside, is_short, is_spread, is_verdict
from scamtriage.parse.html.scripts.scopes import Binding, Function, Script, SymbolTable
from scamtriage.parse.html.scripts.tokens import put_together, unquote
from scamtriage.records import lazy_re

_WHOLE_FORM = frozenset(("FormData", "serialize", "serializeArray"))
_GENERIC = frozenset(("code", "value", "text", "input", "data", "token", "number", "name", "type", "key", "field", "user", "email"))
"""Names of inputs that scripts have for much else; such a one counts where it is asked for what is typed."""
_PLACE = lazy_re.compile(r"\$\{([^{}]{1,80})")
_SELECTED = lazy_re.compile(r"[\w-]{1,80}")
_WORD = lazy_re.compile(r"[A-Za-z_$][\w$]{1,39}")
_FILLS = frozenset(("append", "set", "push", "unshift", "add", "appendChild", "assign"))
_HANDED = frozenset(("(", ",", "{", "+", "=", "+="))
"""What stands before a name that is handed on."""
_OF_ALL = frozenset(
    ("this", "window", "self", "document", "location", "top", "parent", "localStorage", "sessionStorage", "console", "Object")
)
_WHOLE_ENDS = frozenset((",", ")", "}", ";", ""))
"""What follows an object that is taken as a whole."""
_MAX_KEYS, _MAX_GIVEN = 60, 8
_ROUNDS, _MAX_NAME, _MAX_TEMPLATE, _HEAD = 4, 40, 4_000, 14
_QUOTES = "\"'`#."
"""What stands around a name in a script: `$("#pwd")`."""


class TakenAlong:
    """Where what is typed into a secret stands in a script. Values are followed into names that are given them, and into the functions that
    are declared, not out of functions: what a function sends later, and what it looks at, are no part of what stands around it."""

    def __init__(self, code: Script, table: SymbolTable, secrets: Secrets) -> None:
        self._code, self._secrets = code, secrets
        self._inside = _functions_inside(code)
        self._places: dict[int, list[int]] = {}
        """By the beginning of the innermost function."""
        self._known: set[Binding] = set()
        self._names_ours: bool | None = None
        self._states: set[str] = set()
        """Names of objects that begin with an empty secret, and are filled by what a framework binds to its boxes."""
        self._given: dict[str, list[int]] = {}
        """Where the expressions begin that a name is given, whatever it means."""
        self._reading: dict[Function, bool] = {}
        self._made = made = dict(table.functions)
        made.update((code.name(at - 2), one) for at, one in self._named_functions())
        texts, kinds = code.pieces.texts, code.pieces.kinds
        for at in range(code.pieces.count):
            if texts[at] == "=" and kinds[at - 1] == "word":
                self._given.setdefault(texts[at - 1], []).append(at + 1)
            if kinds[at] != "mark" and self._names_secret(at):
                insort(self._places.setdefault(self._inside[at], []), at)
            elif texts[at] == ":" and texts[at + 1] in NOTHING and self._secrets.is_called(texts[at - 1].strip(_QUOTES)):
                self._states.add(self._object_around(at))
        self._states.discard("")
        for at in range(code.pieces.count if self._states else 0):
            if texts[at] in self._states and kinds[at] == "word" and texts[at + 1] in _WHOLE_ENDS:
                insort(self._places.setdefault(self._inside[at], []), at)
        for _ in range(_ROUNDS):
            if not (new := set(self._follow(made)) - self._known):
                break
            self._known |= new
            called = {name for _, name in new}
            for at in range(code.pieces.count):
                told = kinds[at] == "word" and texts[at] in called and texts[at - 1] != "." and code.name(at) in new
                if told and not is_aside(code.pieces, at):
                    insort(self._places.setdefault(self._inside[at], []), at)

    def holds(self, start: int, stop: int) -> bool:
        """Whether a secret stands in this range, but for the functions that begin in it."""
        places = self._places.get(self._inside[start], ())
        found = bisect_left(places, start)
        return found < len(places) and places[found] < stop

    @property
    def is_taken(self) -> bool:
        """Whether a secret is read at all, and not only its box shown, checked or emptied."""
        parameters = self._code.parameters()
        return any(at not in parameters and self._takes(at) for places in self._places.values() for at in places)

    def _takes(self, at: int) -> bool:
        texts, kinds = self._code.pieces.texts, self._code.pieces.kinds
        if texts[at] in _WHOLE_FORM or kinds[at] == "template":
            return True
        after = at + 1 + (texts[at + 1] in (")", "]"))
        if texts[after] == ".":
            empty = texts[after + 2 : after + 4] == ["(", ")"]  # `val("")` writes
            return texts[after + 1] in TYPED and texts[after + 2] not in ("=", "+=") and (empty or texts[after + 1] != "val")
        if texts[at + 1] == ":":
            return kinds[at + 2] == "word" and not (texts[at + 3] == "." and texts[at + 5] == "(")
        if kinds[at] == "string":
            return "+" in (texts[at - 1], texts[at + 1]) or texts[at - 2] in _FILLS
        first = self.chain(at)
        if first < at:
            return texts[first - 1] == "(" and texts[first - 2] in _FILLS
        return self._secrets.is_called(texts[at]) and (texts[at - 1] in _HANDED or texts[at + 1] == "+")

    def given(self, name: str) -> list[int]:
        """Where the expressions begin that a name is given."""
        return self._given.get(name, [])

    def is_of_secrets(self, start: int, at: int) -> bool:
        """Whether the object that is called so in this range is a form that holds a secret, or its button; not one that holds none, that
        a script makes without a secret, or that is no element."""
        code, secrets = self._code, self._secrets
        said = self._said(start, at)
        for first in self.given(code.pieces.texts[start])[:_MAX_GIVEN]:
            given = self._said(first, min(code.pieces.expression_end(first), first + 20))
            if code.pieces.texts[first] == "{" or ("createElement" in given and code.name(start) not in self._known):
                return False
            said |= given
        made = self._inside[at]
        for words in (said, self._said(max(0, made - _HEAD), made)):
            if not secrets.forms.isdisjoint(words):
                return True
            if not secrets.others.isdisjoint(words):
                return False
            if secrets.whole or not words.isdisjoint(("form", "forms")):
                return True
        if self._names_ours is None:
            script = self._said(0, code.pieces.count)
            self._names_ours = secrets.others.isdisjoint(script) and not secrets.forms.isdisjoint(script)
        return self._names_ours

    def chain(self, at: int) -> int:
        """Where the chain of names, calls and brackets begins that ends with this piece: `document.getElementById("a")`."""
        texts, kinds, partner = self._code.pieces.texts, self._code.pieces.kinds, self._code.pieces.partner
        while at > 0:
            while at > 0 and texts[at] in (")", "]"):
                opened = partner.get(at, at)
                if opened >= at:
                    return at
                at = opened - 1
                if kinds[at] != "word" and texts[at] not in (")", "]"):
                    return opened
            if texts[at - 1] not in (".", "?.") or at < 2:
                break
            at -= 2
        return at

    def _object_around(self, at: int) -> str:
        """The name of the object around a key: `a = {`, `a: {`, `a = reactive({`, `[a, setA] = useState({`. "" for any other."""
        texts, partner = self._code.pieces.texts, self._code.pieces.partner
        for _ in range(_MAX_KEYS):
            at = partner.get(at, at) - 1 if texts[at] in (")", "]", "}") else at - 1
            if at < 2 or texts[at] in ("(", "["):
                return ""
            if texts[at] == "{":
                at -= 3 if texts[at - 1] == "(" and texts[at - 3] == "=" else 1
                named = partner.get(at - 1, 0) + 1 if texts[at - 1] == "]" else at - 1
                return texts[named].strip(_QUOTES) if texts[at] in ("=", ":") else ""
        return ""

    def _said(self, start: int, stop: int) -> set[str]:
        return {text.strip(_QUOTES) for text in self._code.pieces.texts[start:stop] if len(text) <= _MAX_NAME}

    def _named_functions(self) -> Iterator[tuple[int, Function]]:
        """The functions that are given to a name: two pieces behind it, or three, they begin."""
        texts = self._code.pieces.texts
        for first, made in self._code.functions.items():
            at = first - (texts[first - 1] == "async")
            if texts[at - 1] == "=" and self._code.pieces.kinds[at - 2] == "word" and texts[at - 3] != ".":
                yield at, made

    def _names_secret(self, at: int) -> bool:
        """Whether a secret is named here: by a word, in a string, or within a template."""
        texts, kinds, secrets = self._code.pieces.texts, self._code.pieces.kinds, self._secrets
        text, kind = texts[at], kinds[at]
        if kind == "template":
            inside = (place[1] for place in _PLACE.finditer(text[:_MAX_TEMPLATE])) if "${" in text else ()
            return any(self._secrets.is_called(word) for place in inside for word in _WORD.findall(place))
        if kind not in ("word", "string") or len(text) > _MAX_NAME:
            return False
        if text == "elements" and texts[at - 1] == ".":
            return texts[at + 1 : at + 3] != [".", "length"] and (secrets.whole or self.is_of_secrets(self.chain(at), at))
        if text in _WHOLE_FORM and texts[at + 1] == "(":
            start, stop = (at + 2, self._code.pieces.partner[at + 1]) if text == "FormData" else (self.chain(at), at)
            return secrets.whole or (start < stop and self.is_of_secrets(start, stop))
        if secrets.short and is_short(self._code.pieces, secrets, at):
            return not is_aside(self._code.pieces, at)
        return self._string_names_secret(at) if kind == "string" else self._word_names_secret(at)

    def _string_names_secret(self, at: int) -> bool:
        """`"&password=" + …`, `getElementById("pwd")`, `typed("pwd")`, `{"pwd": …}`, `data["pwd"]`"""
        pieces, texts, text = self._code.pieces, self._code.pieces.texts, self._code.pieces.texts[at]
        if text.strip(_QUOTES).endswith("="):  # of an address, or of what is sent
            return texts[at + 1] == "+" and self._secrets.is_called(text.strip(_QUOTES + "?&=").rpartition("&")[2])
        if texts[at - 1] == "(" and texts[at - 2] in ASKS_BY:
            asked, end = put_together(pieces, at)
            if any(map(self._secrets.is_called, _SELECTED.findall(asked))):
                return not is_aside(pieces, end)
        if texts[at - 1] == "(" and texts[at + 1] == ")" and unquote(text) in self._secrets.names and self._reads(at - 2):
            return not is_aside(pieces, at)
        key = texts[at + 1] == ":" and texts[at - 1] in ("{", ",")
        member = texts[at - 1] == "[" and texts[at + 1] == "]"
        return (key or member) and self._is_name_of_secret(unquote(text).strip(_QUOTES), at)

    def _word_names_secret(self, at: int) -> bool:
        """`password`, `getPassword()`, `{...login}`, `getElementById(box)`"""
        pieces, texts, text = self._code.pieces, self._code.pieces.texts, self._code.pieces.texts[at]
        if texts[at + 1] == "(" and not text.lower().startswith(("get", "read")):
            return False
        if text in self._secrets.forms and is_spread(pieces, at, self._secrets.before):
            return True
        if texts[at - 1] == "(" and texts[at + 1] == ")" and texts[at - 2] in ASKS_BY and self._is_given_name(text):
            return not is_aside(pieces, at)
        return self._is_name_of_secret(text, at)

    def _is_name_of_secret(self, name: str, at: int) -> bool:
        if name in _GENERIC and self._code.pieces.texts[at + 1 : at + 3] != [".", "value"]:
            return False
        return self._secrets.is_called(name) and not is_aside(self._code.pieces, at)

    def _reads(self, at: int) -> bool:
        """Whether the function that is called here reads a box: `function typed(id) { return document.getElementById(id).value }`; not
        one that returns nothing but whether it is filled."""
        code, texts = self._code, self._code.pieces.texts
        made = self._made.get(code.name(at)) if code.pieces.kinds[at] == "word" and ABOUT.search(texts[at]) is None else None
        if made is None or made.code is not code:
            return False
        if made not in self._reading:
            begins = [one + 1 for one in range(made.start, made.stop) if texts[one] == "return"] if made.block else [made.start]
            judges = 0 < len(begins) <= _MAX_GIVEN and all(is_verdict(code.pieces, one, code.pieces.expression_end(one)) for one in begins)
            self._reading[made] = not judges and not {"value", "val"}.isdisjoint(texts[made.start : made.stop])
        return self._reading[made]

    def _is_given_name(self, text: str) -> bool:
        """Whether this is called as a box is: `box = "pwd"`."""
        return any(unquote(self._code.pieces.texts[first]) in self._secrets.names for first in self.given(text)[:_MAX_GIVEN])

    def _follow(self, made: dict[Binding, Function]) -> Iterator[Binding]:
        """What is given a secret: a name, an object of which a member is, and the parameter of a function."""
        code, pieces = self._code, self._code.pieces
        texts, kinds = pieces.texts, pieces.kinds
        for at in range(1, pieces.count):
            if texts[at] in ("=", "+="):
                root = self.chain(at - 1)
                if kinds[root] != "word" or texts[root] in _OF_ALL:
                    continue
                filled = texts[at - 2] == "." and self._secrets.is_called(texts[at - 1]) and texts[at + 1] not in NOTHING
                if (filled and at + 1 not in code.functions) or self.holds(at + 1, pieces.expression_end(at + 1)):
                    yield code.name(root)
            elif kinds[at] == "word" and texts[at + 1] == "(":
                if texts[at] in _FILLS and texts[at - 1] == "." and self.holds(at + 2, pieces.partner[at + 1]):
                    root = self.chain(at - 2)
                    if kinds[root] == "word" and texts[root] not in _OF_ALL:
                        yield code.name(root)
                elif texts[at - 1] not in (".", "function") and (function := made.get(code.name(at))) is not None and function.code is code:
                    for name, (start, stop) in zip(function.names(), pieces.arguments(at + 1), strict=False):
                        if name is not None and self.holds(start, stop):
                            yield name


def _functions_inside(code: Script) -> list[int]:
    """Where the innermost function with a block begins in which each piece stands; 0 outside of all."""
    begins = {made.start: made for made in sorted((made for made in code.functions.values() if made.block), key=lambda made: -made.stop)}
    open_, found = [(0, code.pieces.count + 2)], list[int]()
    for at in range(len(code.pieces.texts)):
        while len(open_) > 1 and at >= open_[-1][1]:
            open_.pop()
        if at in begins:
            open_.append((at, begins[at].stop))
        found.append(open_[-1][0])
    return found
