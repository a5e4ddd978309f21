"""The sayings: assessments to chunks of text, one row a format. A renderer computes nothing and knows no weight."""

from collections.abc import Callable, Iterable, Iterator

from scamtriage.records.assessment import Assessment, Refusal
from scamtriage.render import csv, html, json, markdown, misp, stix, table, xarf
from scamtriage.render.style import Style

Renderer = Callable[[Iterable[Assessment | Refusal], Style], Iterator[str]]

RENDERERS: dict[str, Renderer] = {
    "table": table.render,
    "json": json.json,
    "ndjson": json.ndjson,
    "csv": csv.render,
    "html": html.render,
    "md": markdown.render,
    "markdown": markdown.render,
    "stix": stix.render,
    "misp": misp.render,
    "xarf": xarf.render,
}
SHARED = ("stix", "misp", "xarf")
"""Formats for others: only what may leave the house stands in them."""
SUFFIXES: dict[str, str] = {
    ".stix.json": "stix",
    ".misp.json": "misp",
    ".xarf.json": "xarf",
    ".txt": "table",
    ".json": "json",
    ".ndjson": "ndjson",
    ".jsonl": "ndjson",
    ".csv": "csv",
    ".html": "html",
    ".htm": "html",
    ".md": "md",
    ".markdown": "md",
}
"""The suffix of -o chooses the format; the first that fits."""


def format_of(name: str) -> str | None:
    """The format that the name of a file chooses; None: none of ours."""
    return next((format for suffix, format in SUFFIXES.items() if name.lower().endswith(suffix)), None)
