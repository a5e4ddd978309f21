"""Finds contacts of a page beside its text and its links. Entry point: `places`, which collects them."""
