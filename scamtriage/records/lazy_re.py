"""Regular expressions of a module, each compiled when it is first asked: `lazy_re.compile` where others write `re.compile`.

The rooms that read pages hold 1,500 of them, of which a page asks some 300: compiling all was two fifths of the CPU with which a process
began.
"""

import re
from typing import TYPE_CHECKING, Any, AnyStr


class Expression:
    """All that is asked of an `re.Pattern`. Whether it is a valid expression shows at its first use: a test compiles every one.

    `re` of a match is the compiled one, not this.
    """

    def __init__(self, pattern: AnyStr, flags: int = 0) -> None:
        self.pattern: str | bytes = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """Return what the compiled expression has under this name, and keep it: the next use finds it without a call."""
        if name.startswith("__"):  # copying and pickling look for what no expression has
            raise AttributeError(name)
        found = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, found)
        return found


if TYPE_CHECKING:
    from re import compile as compile
else:
    compile = Expression
