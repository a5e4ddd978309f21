"""Bytes to facts: the grammars, pure and bounded. Each folder names its entry points; what is one room stands here."""
