"""The renderer of each format. Importing this table loads them all, so commands that need none leave it alone."""

from collections.abc import Callable, Iterable, Iterator

from scamtriage.records.assessment import Assessment, Refusal
from scamtriage.render import csv, html, json, markdown, misp, ndjson, stix, table, xarf
from scamtriage.render.style import Style

Renderer = Callable[[Iterable[Assessment | Refusal], Style], Iterator[str]]

RENDERERS: dict[str, Renderer] = {
    "table": table.render,
    "json": json.json,
    "ndjson": ndjson.ndjson,
    "csv": csv.render,
    "html": html.render,
    "md": markdown.render,
    "markdown": markdown.render,
    "stix": stix.render,
    "misp": misp.render,
    "xarf": xarf.render,
}
