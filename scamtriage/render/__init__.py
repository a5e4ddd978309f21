"""The sayings: assessments to chunks of text, one row a format. A renderer computes nothing and knows no weight."""

from collections.abc import Callable, Iterable, Iterator

from scamtriage.records.assessment import Assessment, Refusal
from scamtriage.render import csv, html, json, markdown, table
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
}
SUFFIXES: dict[str, str] = {
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
"""The suffix of -o chooses the format."""
