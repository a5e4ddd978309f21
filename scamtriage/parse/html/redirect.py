"""Where a page sends its visitor by itself: meta refresh, or a script that does nothing else first."""

import re
from functools import cache
from typing import Literal

from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.parse.html.charset import decode
from scamtriage.parse.html.reference import base_of, clean, join
from scamtriage.parse.html.script_redirect import script_target
from scamtriage.parse.html.tokens import attributes, tag_end

LONGEST_WAIT_S = 30.0
"""A page that lets its reader stay longer is the page, and no redirect."""

MAX_BYTES = 512_000
MAX_SCRIPTS = 40
_MAX_SCRIPT_CHARS = 65_536
_MAX_URL = 4_096

_LANDMARK = re.compile(  # the look at two letters spares most tags of a page the list of names
    r"<(?=[!bimnstx][-acefimot])(?:(!--)|(script|style|textarea|title|xmp|iframe|noembed|noframes|noscript|template|meta|base|body)(?=[\s/>]))",
    re.IGNORECASE,
)
_CLOSERS = ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript", "template")
_CLOSE = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _CLOSERS}
_REFRESH = re.compile(r"\s*+(\d*+)(?:\.[\d.]*+)?(?:[\s;,]\s*+[;,]?\s*+(.*+))?", re.DOTALL | re.ASCII)  # WHATWG HTML 4.2.5.3, pragma refresh
_URL_WORD = re.compile(r"url\s*+=\s*+", re.IGNORECASE | re.ASCII)
_SCRIPT_TYPES = ("", "module", "text/javascript", "application/javascript", "text/ecmascript", "application/x-javascript")

Via = Literal["meta", "script"]


def next_hop(body: bytes, content_type: str, url: str) -> tuple[Via, str] | None:
    """The page that a browser would go on to without a click, as an absolute URL; None when it would stay.

    Linear in the body. A script counts only where it is reached without a condition; a script wins over a meta refresh, because it
    runs first. The target may have any scheme: whoever follows it judges it.
    """
    if content_type and not re.match(r"\s*(?:text/html|application/xhtml\+xml)", content_type, re.IGNORECASE):
        return None
    if b"\0" in body[:64]:  # UTF-16, perhaps: the hint below is for ASCII supersets
        body = decode(body[:MAX_BYTES], content_type).text.encode("utf-8", "replace")
        content_type = "text/html; charset=utf-8"
    if not _cues().ends(body, limit=1):
        return None
    html = decode(body[:MAX_BYTES], content_type).text
    via, target, base = _walk(html)
    if via is None:
        return None
    absolute = join(base_of(url, base), target)
    return None if absolute.split("#")[0] == url.split("#")[0] else (via, absolute)


@cache
def _cues() -> Matcher[str]:
    """What a script that leads on and a meta refresh cannot do without."""
    return Matcher((Pattern("script", "location"), Pattern("meta", "refresh", caseless=True)))


def _walk(html: str) -> tuple[Via | None, str, str]:
    """(how, raw target, raw base) of the first unconditional script, else of the first meta refresh."""
    meta: str | None = None
    base = onload = ""
    scripts: list[str] = []
    position = 0
    while (mark := _LANDMARK.search(html, position)) is not None:
        position = mark.end()
        if mark[1]:
            end = html.find("-->", mark.start() + 2)  # "<!-->" is whole
            position = len(html) if end < 0 else end + 3
            continue
        end = tag_end(html, position)
        if end < 0:
            break
        name, given = mark[2].lower(), attributes(html, position, end)
        position = end + 1
        if name in _CLOSE:
            close = _CLOSE[name].search(html, position)
            stop = len(html) if close is None else close.start()
            if name == "script" and "src" not in given and given.get("type", "").strip().lower() in _SCRIPT_TYPES:
                scripts.append(html[position : min(stop, position + _MAX_SCRIPT_CHARS)])
            position = stop
        elif name == "meta" and meta is None and given.get("http-equiv", "").strip().lower() == "refresh":
            meta = refresh_target(given.get("content", ""))
        elif name == "base" and not base:
            base = given.get("href", "")
        elif name == "body":
            onload = given.get("onload", "")
    candidates = [script for script in scripts[:MAX_SCRIPTS] if "location" in script]
    target = script_target(candidates, onload)
    if target:
        return "script", target[:_MAX_URL], base
    return ("meta", meta[:_MAX_URL], base) if meta else (None, "", base)


def refresh_target(content: str) -> str | None:
    """The URL of a refresh pragma that is due soon; None for a mere reload, a long wait or no pragma at all."""
    match = _REFRESH.match(content[:_MAX_URL])
    if match is None or not (match[1] or content.lstrip().startswith(".")) or float(match[1][:6] or 0) > LONGEST_WAIT_S:
        return None
    rest = match[2] or ""
    if (word := _URL_WORD.match(rest)) is not None:
        rest = rest[word.end() :]
    if rest[:1] in ("'", '"'):
        rest = rest[1:].split(rest[0], 1)[0]
    return clean(rest) or None
