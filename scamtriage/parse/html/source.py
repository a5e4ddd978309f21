"""Bodies that a browser shows as they are written, tags and all: nobody can type into them, and none of their scripts runs."""

import html
import re
from collections.abc import Sequence

_TYPE = re.compile(r"[-!#$%&'*+.^_`|~0-9a-z]+/[-!#$%&'*+.^_`|~0-9a-z]+")
_PAGES = ("text/html", "text/xml", "text/xsl", "text/ping")
_SHOWN = re.compile(
    r"text/.*|.*[/+]json|application/(?:x-)?(?:javascript|ecmascript|ndjson|json5|jsonlines|yaml|toml|sh|sql|csv|httpd-php|php|python)"
)
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*+"?')


def is_source(content_type: str, headers: Sequence[tuple[str, str]] = ()) -> bool:
    """Whether a browser shows such a body as source. One without a type that can be read is sniffed, and so may be a page; text/plain never
    becomes one (WHATWG MIME Sniffing, section 7)."""
    essence = _essence([value for name, value in headers if name == "content-type"] or [content_type])
    return essence not in _PAGES and not essence.endswith("+xml") and _SHOWN.fullmatch(essence) is not None


def as_text(source: str) -> str:
    """Markup of a page that shows this text."""
    return html.escape(source, quote=False)


def _essence(values: Sequence[str]) -> str:
    """The type that browsers take of several: the last that can be read (WHATWG Fetch, "extract a MIME type")."""
    said = _QUOTED.sub("", ",".join(values)).lower().split(",")
    types = [one.partition(";")[0].strip(" \t\r\n") for one in said]
    return next((one for one in reversed(types) if _TYPE.fullmatch(one) and one != "*/*"), "")
