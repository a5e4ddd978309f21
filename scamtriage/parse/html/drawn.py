"""Images that a page shows without `<img src>`: backgrounds, sources of a <picture>, posters, image buttons and SVG images."""

from functools import cache

from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.parse.html.document import first_of_set
from scamtriage.parse.html.tokens import attribute_text, attributes, tag_end
from scamtriage.records import lazy_re

MAX_DRAWN = 600
_TAG_BYTES, _HINT_BYTES, _URL_BYTES = 1_500, 240, 500
_URL = lazy_re.compile(rb"\s{0,4}+(?:&quot;|&#39;|&#x27;|[\"'])?+\s{0,4}+([^\"'()<>\s\\]{1,500})")
_NAME = lazy_re.compile(r"<[a-zA-Z]{1,12}")
_FONT = (".woff2", ".woff", ".ttf", ".otf", ".eot")
DRAWN = (r"url\(", r"(?:poster|background)\s*=", "<(?:source|image)", r"type\s*=\s*[\"']?image")
"""Where `drawn` may find one."""
_ATTRIBUTES = {
    "source": ("srcset", "data-srcset"),
    "image": ("href", "xlink:href"),
    "input": ("src",),
}


def drawn(markup: bytes) -> tuple[list[tuple[str, str]], bool]:
    """Return ([(address as written, the tag around it), …], whether there are more). Linear in the markup."""
    found: list[tuple[str, str]] = []
    heads = _heads()
    ends = heads.ends(markup, limit=MAX_DRAWN + 1)
    for index, end in ends[:MAX_DRAWN]:
        source, hint = (_in_tag if heads.patterns[index].key == "tag" else _at)(markup, end)
        if ("/" in source or "." in source) and source[:5].lower() != "data:":
            found.append((source, hint))
    return found, len(ends) > MAX_DRAWN


@cache
def _heads() -> Matcher[str]:
    return Matcher(
        [
            Pattern("address", r"[\s:,\"']url\(", literal=False),
            Pattern("address", r"[\s\"'](poster|background)\s*=", literal=False, caseless=True),
            Pattern("tag", r"<(source|image)\s", literal=False, caseless=True),
            Pattern("tag", r"\stype\s*=\s*[\"']?image[\"'\s/>]", literal=False, caseless=True),
        ]
    )


def _at(markup: bytes, end: int) -> tuple[str, str]:
    """Return the address in `url(…)` or in an attribute value, and the tag around it. Fonts and local references (`#mask`) yield ""."""
    match = _URL.match(markup, end, end + _URL_BYTES + 20)
    if match is None:
        return "", ""
    source = attribute_text(match[1].decode("utf-8", "ignore")).strip("\"'")
    if source[:1] == "#" or source.partition("?")[0].partition("#")[0].lower().endswith(_FONT):
        return "", ""
    before = markup[max(0, end - _HINT_BYTES) : end]
    opened = before.rfind(b"<")
    return source, before[opened:].decode("utf-8", "ignore") if opened > before.rfind(b">") else ""


def _in_tag(markup: bytes, end: int) -> tuple[str, str]:
    start = markup.rfind(b"<", max(0, end - _TAG_BYTES), end)
    tag = markup[start : start + _TAG_BYTES].decode("utf-8", "ignore") if start >= 0 else ""
    name = _NAME.match(tag)
    stop = tag_end(tag, name.end()) if name is not None else -1
    if name is None or stop < 0 or (names := _ATTRIBUTES.get(name[0][1:].lower())) is None:
        return "", ""
    given = attributes(tag, name.end(), stop)
    if names == ("src",) and given.get("type", "").strip().lower() != "image":
        return "", ""
    value = next((held for one in names if (held := given.get(one))), "")
    return first_of_set(value) if "srcset" in names else value, f"{given.get('class', '')} {given.get('id', '')} {given.get('alt', '')}"
