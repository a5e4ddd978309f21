"""Bytes to facts: the grammars, pure and bounded."""
