"""Where a page sends its visitor by itself: meta refresh, or a script that does nothing else first."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from itertools import islice
from typing import Literal

from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.parse.html.charset import decode
from scamtriage.parse.html.data_urls import text_of
from scamtriage.parse.html.foreign import ROOTS, Foreign, closes_itself
from scamtriage.parse.html.plain_source import is_markup
from scamtriage.parse.html.reference import base_of, join
from scamtriage.parse.html.refresh import AT_ONCE_S, refresh_target, wait_of
from scamtriage.parse.html.scripts.handlers import handlers
from scamtriage.parse.html.scripts.pressed import led_by
from scamtriage.parse.html.scripts.redirect import COMPUTED, MAX_PIECES, find_redirect
from scamtriage.parse.html.tokens import CDATA, COMMENT_END, INERT, MARK, RAW, attributes, raw_end, tag_end, tokens
from scamtriage.parse.html.xml import as_html, is_xml
from scamtriage.records import lazy_re
from scamtriage.records.evidence import Cap
from scamtriage.records.limits import limit

MAX_BYTES = 4_000_000
_MAX_URL = 4_096
_MAX_AROUND = 100_000
"""Tokens looked at for what stands around drawings; behind them an end tag of HTML ends none."""

_LANDMARK = lazy_re.compile(  # the look at two letters spares most tags of a page the list of names
    r"<(?=[!bimnstx][-acefimotv])(?:(!--)|(script|style|textarea|title|xmp|iframe|noembed|noframes|noscript|template|meta|base|body|svg|math)(?=[\s/>]))",
    re.IGNORECASE,
)
_HOLDING = RAW | INERT
_SCRIPTS = frozenset(
    f"{kind}/{name}" for kind in ("text", "application") for name in ("javascript", "ecmascript", "x-javascript", "x-ecmascript")
)
_SCRIPT_TYPES = _SCRIPTS | {"", "module", "text/jscript", "text/livescript", *(f"text/javascript1.{minor}" for minor in range(6))}
"""WHATWG MIME Sniffing 4.6, JavaScript MIME type."""

_CARRIED = r"\s[^<>]{0,200}(src|href)\s{0,4}=\s{0,4}[\"']?[\x00-\x20]{0,9}[d&][^\"'<>:/]{0,60}:"
"""A script in an address; the letters of its scheme may be written in any way."""
_FOCUSED = lazy_re.compile(r"\sautofocus[\s=/>\"']", re.IGNORECASE)

Via = Literal["meta", "script"]


def next_hop(
    body: bytes, content_type: str, url: str, caps: list[Cap] | None = None, headers: Sequence[tuple[str, str]] = ()
) -> tuple[Via, str] | None:
    """The page that a browser would go on to without a click, as an absolute URL; None when it would stay.

    Linear in the body. A script counts only where it is reached without a condition; of a script and a meta refresh that wins which waits
    less, and the script where both wait as long. The target may have any scheme: whoever follows it judges it. None where browsers do not
    run a body of this type; `headers` may tell several. `caps` takes the limits
    that were reached: what stands behind one is unknown. So is what a page shows that loads itself again at once.
    """
    if not is_markup(content_type, headers):
        return None
    xml = is_xml(content_type)
    if b"\0" in body[:64]:  # UTF-16, perhaps: the hint below is for ASCII supersets
        body = decode(body[: MAX_BYTES * 2], content_type).text.encode("utf-8", "replace")
        content_type = "text/html; charset=utf-8"
    if not _cues().ends(body, limit=1):
        return None
    reached = [] if caps is None else caps
    if len(body) > MAX_BYTES:
        reached.append(Cap(stage="page", cap=limit("redirect search bytes", MAX_BYTES), seen=str(len(body))))
    html = decode(body[:MAX_BYTES], content_type).text
    html = as_html(html) if xml else html
    via, target, base, after_s = _leads_to(html, url, reached)
    if via is None:
        return None
    absolute = join(base_of(url, base), target)
    if absolute.split("#")[0] != url.split("#")[0]:
        return via, absolute
    # only a place on the page is no other page to a script; a refresh loads the page again for it
    if (via == "meta" or "#" not in target) and after_s <= AT_ONCE_S:
        reached.append(Cap(stage="page", cap=limit("redirect back")))
    return None


@cache
def _cues() -> Matcher[str]:
    """What a script that leads on and a meta refresh cannot do without."""
    return Matcher(
        (
            Pattern("script", "location"),
            Pattern("script", "navigation.navigate"),
            Pattern("script", "history.go"),
            Pattern("script", COMPUTED, literal=False),
            Pattern("meta", "refresh", caseless=True),
            Pattern("meta", r"http-equiv\s{0,4}=\s{0,4}[\"']?[a-z]{0,7}&", literal=False, caseless=True),
            Pattern("text", r"\b(eval|Function)\s{0,4}\)?\s{0,4}\(|\bwrite(ln)?\s{0,4}\(\s{0,4}(unescape|atob|decodeURI)", literal=False),
            Pattern("script", rf"<script{_CARRIED}", literal=False, caseless=True),
            Pattern("press", r"\.\s{0,4}(click|submit|requestSubmit)\s{0,4}\(\s{0,4}\)", literal=False),
            Pattern("window", r"[\"'`]_(self|top|parent)[\"'`]\s*\)", literal=False),
        )
    )


@dataclass(slots=True)
class _Landmarks:
    """What a page holds that may send a visitor on."""

    scripts: list[str] = field(default_factory=list)
    meta: str | None = None
    """Where the first meta refresh leads, and `wait_s` after how many seconds."""
    wait_s: float = 0.0
    base: str = ""
    onload: str = ""

    def take(self, name: str, given: Mapping[str, str], url: str) -> None:
        """Keep what the tag of an element of this name says, if it is the first that does."""
        if name == "meta" and self.meta is None and given.get("http-equiv", "").strip().lower() == "refresh":
            content = given.get("content", "")
            self.wait_s = wait_of(content) or 0.0
            self.meta = refresh_target(content) or (url if wait_of(content) is not None and self.wait_s <= AT_ONCE_S else None)
        elif name == "base" and not self.base:
            self.base = given.get("href", "")
        elif name == "body" and not self.onload:
            self.onload = given.get("onload", "")


def _leads_to(html: str, url: str, caps: list[Cap]) -> tuple[Via | None, str, str, float]:
    """(how, raw target, raw base, after how many seconds) of the script or the meta refresh that goes on first."""
    marks = _landmarks(html, url)
    meta, base = marks.meta, marks.base
    found = find_redirect(marks.scripts, marks.onload, url, led_by(html))
    if found.cut:
        caps.append(Cap(stage="page", cap=limit("redirect search pieces", MAX_PIECES)))
    if not meta and (found.lost or (not found.target and _goes_by_attributes(html, url))):
        caps.append(Cap(stage="page", cap=limit("redirect")))
    if found.target and not (meta and marks.wait_s * 1_000 < found.after_ms):
        return "script", found.target[:_MAX_URL], base, found.after_ms / 1_000
    return ("meta", meta[:_MAX_URL], base, marks.wait_s) if meta else (None, "", base, 0.0)


def _goes_by_attributes(html: str, url: str) -> bool:
    """Whether what an element does by itself leads on: when it loads, fails, unfolds, or has the focus from the start."""
    own = find_redirect(handlers(html, focused=_FOCUSED.search(html) is not None), "", url)
    return bool(own.target) or own.lost


def _landmarks(html: str, url: str) -> _Landmarks:
    marks = _Landmarks()
    position = 0
    around = _Around(html)
    foreign = Foreign(lambda name: around.opened(name, position))
    while (mark := (MARK if foreign.met else _LANDMARK).search(html, position)) is not None:
        position = mark.end()
        if mark[1]:
            comment = COMMENT_END.search(html, mark.start() + 2)  # "<!-->" is whole
            position = len(html) if comment is None else comment.end()
            continue
        if mark[2] is None:
            if foreign and html.startswith(CDATA, mark.start()):
                section = html.find("]]>", position)
                position = len(html) if section < 0 else section
            continue
        end = tag_end(html, position)
        if end < 0:
            break
        name, begin, position = mark[2].lower(), position, end + 1
        if foreign.met or name in ROOTS:
            if name[0] == "/":
                foreign.end(name[1:])
                continue
            if foreign.start(name, html[begin:end], closed=(closed := closes_itself(html, begin, end))):
                if name == "script" and not closed and _is_run(given := attributes(html, begin, end)):
                    drawn = given.get("href") or given.get("xlink:href") or ""
                    marks.scripts.append(_unraw(html, position) if not drawn else text_of(drawn))
                continue
        given = attributes(html, begin, end)
        if name in _HOLDING:
            stop = raw_end(name, html, position) if name != "template" else _template_end(html, position)
            if name == "script" and _is_run(given):
                marks.scripts.append(html[position:stop] if "src" not in given else text_of(given["src"]))
            position = stop
        else:
            marks.take(name, given, url)
    return marks


class _Around:
    """Which elements of HTML are open at places that lie ever further on. Asked for only where a drawing is not closed as it should be."""

    def __init__(self, html: str) -> None:
        self._tokens = islice(tokens(html), _MAX_AROUND)
        self._open: Counter[str] = Counter()

    def opened(self, name: str, position: int) -> bool:
        """Whether one is open before the tag that ends at this place."""
        for token in self._tokens:
            held = self._open[name] > 0
            if token.name[0] != "/":
                self._open[token.name] += not token.foreign
            elif self._open[token.name[1:]]:
                self._open[token.name[1:]] -= 1
            if token.end + 1 >= position:
                return held
        return False


def _template_end(html: str, position: int) -> int:
    """Where a template ends whose content begins here; templates stand in templates, those that are no text."""
    depth = 1
    for token in tokens(html, position, raw=RAW | {"noscript"}):
        if token.name in ("template", "/template"):
            depth += 1 if token.name == "template" else -1
            if not depth:
                return token.at
    return len(html)


def _unraw(html: str, position: int) -> str:
    """The text of a script of SVG: it ends at the next tag, and a section of CDATA is part of it."""
    stop = html.find("<", position)
    if html.startswith(CDATA, stop):
        end = html.find("]]>", stop)
        return html[stop + len(CDATA) : end if end >= 0 else len(html)]
    return unescape(html[position : stop if stop >= 0 else len(html)])


def _is_run(given: Mapping[str, str]) -> bool:
    """Whether a browser of today runs what stands in this script element."""
    language = given.get("language", "").strip().lower() if "type" not in given else ""
    kind = f"text/{language}" if language else given.get("type", "").strip().lower()
    return kind in _SCRIPT_TYPES and ("nomodule" not in given or kind == "module")  # it says nothing of a module
