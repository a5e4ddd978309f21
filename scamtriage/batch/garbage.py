"""How often a long run looks for garbage: its tables live as long as it does, and the rest dies by itself."""

import gc

_YOUNG = 10_000
"""New containers between two looks (Python's own figure is 700). A page alone makes some thousands, nearly all of which are freed by
reference count; looking for cycles among them at the default rate took a tenth of a scan's CPU."""


def settle() -> None:
    """To be called once what is here to stay has been loaded: it is not looked through again, and the young are less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, 10, 10)
