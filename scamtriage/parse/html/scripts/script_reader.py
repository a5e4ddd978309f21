"""Scripts cut into pieces, at most so many in a page: those that it holds, and texts that one of them runs as another."""

from scamtriage.parse.html.scripts.scopes import Script, SymbolTable
from scamtriage.parse.html.scripts.tokens import tokenize

_EACH = 20
"""Pieces that a script counts for beyond its own, however short it is."""


class ScriptReader:
    """Of the scripts of one page, whose names are in one table. `most`: pieces of all of them together."""

    def __init__(self, names: SymbolTable, most: int) -> None:
        self.cut = False
        """Pieces were left out for their number."""
        self._names = names
        self._left = most
        self._texts: dict[str, Script] = {}

    def read(self, script: str) -> Script:
        """A script of the page, as far as pieces are left."""
        pieces = tokenize(script, self._left)
        self._left = max(0, self._left - pieces.count - _EACH)
        self.cut = self.cut or pieces.cut
        return Script(pieces, self._names)

    def text(self, script: str) -> Script:
        """A text that is run as a script; each is read once."""
        if script not in self._texts:
            self._texts[script] = self.read(script)
        return self._texts[script]

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts that were run as scripts, as far as they were known."""
        return tuple(self._texts)
