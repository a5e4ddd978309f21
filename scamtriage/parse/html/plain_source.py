"""Bodies that a browser shows as plain source, tags included: such a page has no inputs, and none of its scripts run."""

import html
from collections.abc import Sequence
from functools import lru_cache

from scamtriage.records import lazy_re

_NO_TOKEN = lazy_re.compile(r"[^-!#$%&'*+.^_`|~0-9a-z]")
_PAGES = ("html", "xml", "xsl", "ping")
_NAMES = (
    "json", "json5", "ndjson", "jsonlines", "javascript", "ecmascript", "yaml", "toml", "sh", "sql", "csv", "php", "httpd-php", "python",
)  # fmt: skip
_WRITTEN = frozenset((*_NAMES, *(f"x-{name}" for name in _NAMES)))
_REMEMBERED = 200
"""Characters of values that are cached, because most pages have the same."""
_QUOTED = lazy_re.compile(r'"(?:[^"\\]|\\.)*+"?')


def is_source(content_type: str, headers: Sequence[tuple[str, str]]) -> bool:
    """Return whether a browser shows such a body as source. A body without a valid type is sniffed, so it may be a page; text/plain never
    becomes one (WHATWG MIME Sniffing, section 7)."""
    kind, name = _type([value for name, value in headers if name == "content-type"] or [content_type])
    if kind == "text":
        return name not in _PAGES and not name.endswith("+xml")
    return kind == "application" and (name in _WRITTEN or name.endswith("+json"))


def is_markup(content_type: str, headers: Sequence[tuple[str, str]]) -> bool:
    """Return whether a browser runs such a body as a page: HTML, XML, or what it sniffs because nothing valid is told of it."""
    kind, name = _type([value for name, value in headers if name == "content-type"] or [content_type])
    return (kind, name) in _MARKUP or name == "xml" or name.endswith("+xml")


_MARKUP = (("", ""), ("text", "html"), ("unknown", "unknown"), ("application", "unknown"))


def as_text(source: str) -> str:
    """Return the markup of a page that shows this text."""
    return html.escape(source, quote=False)


def _type(values: Sequence[str]) -> tuple[str, str]:
    """Return the MIME type that browsers take from several values: the last valid one (WHATWG Fetch, "extract a MIME type")."""
    said = ",".join(values)
    return (_remembered if len(said) <= _REMEMBERED else _remembered.__wrapped__)(said)


@lru_cache(maxsize=64)
def _remembered(values: str) -> tuple[str, str]:
    for said in reversed(_QUOTED.sub("", values).lower().split(",")):
        kind, _, name = said.partition(";")[0].strip(" \t\r\n").partition("/")
        if kind and name and not _NO_TOKEN.search(kind) and not _NO_TOKEN.search(name) and (kind, name) != ("*", "*"):
            return kind, name
    return "", ""
