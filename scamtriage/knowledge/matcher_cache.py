"""Compiled word databases of an earlier process: compiling thirty thousand words takes over a second, loading them a tenth of that.

Nothing here touches a disk: whoever starts a process hands over the store (`scamtriage.pattern_folder`). Without one, everything is
compiled each time. What is stored depends only on the knowledge, the code that reads it, the library and the machine, never on targets.
"""

from collections.abc import Callable
from typing import Any

Store = Callable[[bytes, Callable[[], bytes]], bytes]
"""(everything that the bytes depend on, what makes them) -> the bytes, of an earlier process or made now."""

_store: Store | None = None


def use(store: Store | None) -> None:
    """Set the store of this process; None: keep nothing."""
    global _store
    _store = store


def database(spelled: bytes, compile_: Callable[[], Any]) -> Any:
    """Return the Hyperscan database that `compile_` builds, cached. `spelled` must contain everything that it depends on."""
    if _store is None:
        return compile_()
    import platform
    from importlib.metadata import version

    import hyperscan

    made_of = b"\0".join((version("hyperscan").encode(), platform.machine().encode(), spelled))
    found: list[Any] = []

    def make() -> bytes:
        found.append(compile_())
        return bytes(hyperscan.dumpb(found[0]))

    data = kept(made_of, make)
    try:
        return found[0] if found else hyperscan.loadb(data, hyperscan.HS_MODE_BLOCK)
    except hyperscan.error:  # from another build of the library
        return compile_()


def kept(made_of: bytes, make: Callable[[], bytes]) -> bytes:
    """Return the bytes that `make` returns, cached. `made_of` must contain everything that they depend on."""
    return make() if _store is None else _store(made_of, make)
