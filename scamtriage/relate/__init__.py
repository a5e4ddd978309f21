"""Find what many sites share, from their evidence. Pure, like judging; it changes no verdict."""

from scamtriage.relate.groups import relate

__all__ = ["relate"]
