"""How a reader wants it: the only things about the outside that a renderer knows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """Fixed before the first row."""

    several: bool = True
    """More than one target was asked for."""
    color: bool = False
    width: int = 160
    """Columns."""
    verbose: int = 0
    """0: the reasons that count; 1: everything that was read."""
    language: str = "en"
    title: str = "scamtriage"
