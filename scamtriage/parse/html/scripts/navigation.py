"""Where a turn of the scripts takes the page: of several addresses the last one counts, as in a browser."""

import re

from scamtriage.parse.html.scripts.evaluator import Evaluator
from scamtriage.parse.html.scripts.location import NAVIGATING
from scamtriage.parse.html.scripts.scopes import Script
from scamtriage.parse.html.scripts.tokens import unquote
from scamtriage.records import lazy_re

_OTHERS = lazy_re.compile(r"\s*(?!https?:|javascript:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
"""An address that another program opens, as of a mail: the page stays."""


class Navigation:
    """The addresses that were set, None for one that is not known."""

    def __init__(self, values: Evaluator) -> None:
        self._values = values
        self._targets: list[str | None] = []
        self.decisive: set[str] = set()
        """Names that stand in addresses."""

    def __bool__(self) -> bool:
        """Whether the page is left."""
        return bool(self._targets)

    @property
    def count(self) -> int:
        """How often an address was set."""
        return len(self._targets)

    @property
    def last(self) -> str | None:
        """The address that was set last."""
        return self._targets[-1]

    @property
    def target(self) -> str:
        """Where it is left for; "" for nowhere, or nowhere that is known."""
        return (self._targets[-1] if self._targets else "") or ""

    @property
    def lost(self) -> bool:
        """It is left for certain, and nobody knows for where."""
        return self._targets[-1:] == [None]

    def lead(self, target: str | None) -> None:
        """It is left for an address, None where nobody knows which."""
        self._targets.append(target)

    def set(self, code: Script, start: int, stop: int, part: str = "href") -> None:
        """`location.<part> = …`"""
        pieces = code.pieces
        text = unquote(pieces.texts[start]) if pieces.kinds[start] == "string" else ""
        if text.startswith("#"):  # a place on the page itself
            return
        self.decisive |= {pieces.texts[at] for at in range(start, stop) if pieces.kinds[at] == "word" and pieces.texts[at - 1] != "."}
        value = self._values.of(code, start, stop)
        value = value if isinstance(value, str) else self._but_for_the_place(code, start, stop)
        if value is not None:
            self.lead(self._values.location.with_part(part, value))
        elif _OTHERS.match(text) is None:
            self.lead(None)

    def set_at(self, path: tuple[str, ...], code: Script, start: int, stop: int) -> bool:
        """`<path> = …`, if that leads on: `location = …`, `location.search = …`"""
        if path != ("location",) and not (len(path) == 2 and path[0] == "location" and path[1] in NAVIGATING):
            return False
        self.set(code, start, stop, path[-1] if len(path) == 2 else "href")
        return True

    def _but_for_the_place(self, code: Script, start: int, stop: int) -> str | None:
        """An address of which no more is unknown than the place on its page: `location.pathname + "#" + name`."""
        pieces, at = code.pieces, start
        while at < stop:
            if pieces.kinds[at] == "string" and "#" in pieces.texts[at] and pieces.texts[at + 1] == "+":
                value = self._values.of(code, start, at + 1)
                return value.partition("#")[0] + "#" if isinstance(value, str) else None
            at = pieces.partner.get(at, at) + 1
        return None
