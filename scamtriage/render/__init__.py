"""Renderers: turn assessments into chunks of text, one renderer per format. They judge nothing: each number that they show, or add
up, stands in the row. Of the catalogue they know the questions of signals.

one format each       table and panel, json, csv, html, markdown, stix, misp, xarf; formats (the table of them), style (their settings)
what a row is         row (its fields), document (their values)
what may leave        text (hostile text made harmless), disclosure (to others), redaction (contacts that may not)
how it is said        opening (the verdict), sections (a written report), report_text (one to others), phrases, contact_phrases, fact_lines
without a verdict     facts (`lookup`, `contacts`), relations (`relate`)
on a terminal         console, line_breaks (where a line of Chinese or Thai may end)
"""

SHARED = ("stix", "misp", "xarf")
"""Exchange formats for other organisations. They contain only what may be shared."""
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
"""File suffix of -o -> format; the first match counts."""


def format_of(name: str) -> str | None:
    """Return the format for a file name, or None if its suffix is unknown."""
    return next((format for suffix, format in SUFFIXES.items() if name.lower().endswith(suffix)), None)
