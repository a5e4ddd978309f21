"""Evidence of many sites to what they share. Pure, like judging; it moves no verdict."""

from scamtriage.relate.groups import relate

__all__ = ["relate"]
