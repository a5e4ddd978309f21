"""Parsers that turn bytes into facts. They are pure and bounded; each package's docstring names its entry points."""
