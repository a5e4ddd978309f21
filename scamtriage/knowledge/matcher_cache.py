"""Compiled word databases of an earlier process: compiling thirty thousand words takes over a second, loading them a tenth of that.

Nothing here touches a disk or starts a process: whoever starts this one hands over both (`scamtriage.pattern_folder`). Without them,
everything is compiled here each time. What is stored depends only on the knowledge, the code that reads it, the library and the machine,
never on targets.
"""

from collections.abc import Callable
from typing import Any

from scamtriage.knowledge.compiled_patterns import compiled

Store = Callable[[bytes, Callable[[], bytes]], bytes]
"""(everything that the bytes depend on, what makes them) -> the bytes, of an earlier process or made now."""
Apart = Callable[[bytes], bytes | None]
"""Patterns as spelled -> their database as bytes, compiled in another process; None if that cannot be had."""

_APART_BYTES = 60_000
"""Size of the spelled patterns from which they are compiled apart. Compiling large sets leaves this process larger for good."""

_store: Store | None = None
_apart: Apart | None = None


def use(store: Store | None, apart: Apart | None = None) -> None:
    """Set the store of this process; None: keep nothing. `apart`: compiles large sets elsewhere; None: all are compiled here."""
    global _store, _apart
    _store, _apart = store, apart


def database(patterns: bytes) -> Any:
    """Return the Hyperscan database of the patterns as spelled, cached."""
    if _store is None:
        return compiled(patterns)
    import platform
    from importlib.metadata import version

    import hyperscan

    made_of = b"\0".join((version("hyperscan").encode(), platform.machine().encode(), patterns))
    found: list[Any] = []

    def make() -> bytes:
        if _apart is not None and len(patterns) >= _APART_BYTES and (elsewhere := _apart(patterns)) is not None:
            return elsewhere
        found.append(compiled(patterns))
        return bytes(hyperscan.dumpb(found[0]))

    data = kept(made_of, make)
    try:
        return found[0] if found else hyperscan.loadb(data, hyperscan.HS_MODE_BLOCK)
    except hyperscan.error:  # from another build of the library
        return compiled(patterns)


def kept(made_of: bytes, make: Callable[[], bytes]) -> bytes:
    """Return the bytes that `make` returns, cached. `made_of` must contain everything that they depend on."""
    return make() if _store is None else _store(made_of, make)
