"""What stands in `<noscript>` is one text to a browser that runs scripts, and markup to the tree builder.

Where that markup does not end with the element, it would take or hide what a visitor sees behind it, and what stands in no head would end
the head and be seen itself: such content is left out before anything is read. A form of such a head is read at the end of the page instead.
"""

import re

from scamtriage.parse.html.open_elements import OpenElements
from scamtriage.parse.html.prescan import FRAME_COST_NS, PAGE_COST_NS, Prescan, prescan
from scamtriage.parse.html.tokens import COMMENT, RAW, TEXT, VOID, Token, tag_end, tokens
from scamtriage.records import lazy_re

_NAME = rb"[nN][oO][sS][cC][rR][iI][pP][tT](?=[\s/>])"
_START, _END = lazy_re.compile(b"<" + _NAME), lazy_re.compile(b"</" + _NAME)
_ELEMENT = lazy_re.compile(r"(</?)noscript(?=[\s/>])", re.IGNORECASE)
_NAME_END = len("<noscript")
_OF_BODY = r"<(?!(?:html|head|meta|link|script|style|title|base|noscript|template)(?=[\s/>]))[a-zA-Z]"
"""What no head holds."""
_BODY, _BODY_BYTES = lazy_re.compile(_OF_BODY, re.IGNORECASE), lazy_re.compile(_OF_BODY.encode(), re.IGNORECASE)
_ASKS = lazy_re.compile(r"<(?:form|input|select|textarea)(?=[\s/>])", re.IGNORECASE)
"""What a visitor without scripts may be asked for."""
_IN_HEADS = frozenset(("link", "meta", "style", "/style"))
_RAW = RAW | {"noscript"}
_MAX_LOOKS, _MAX_LOOKED_BYTES = 64, 32_768
"""What may be such an element is looked at where it stands; of more, the walk over the page tells."""
_MAX_READ, _A_LOOK = 200_000, 64
"""Characters of all such elements that are read, and what each costs besides; of more, any that holds markup is left out."""
_BEYOND = frozenset(("html", "head", "body", "frameset", "plaintext"))
"""Elements that reach beyond the one they stand in, closed or not."""
_UNENDED = frozenset(("p", "li", "dt", "dd", "option", "tbody", "thead", "tfoot", "tr", "td", "th"))
"""Elements that need no end tag (WHATWG HTML 13.1.2.4)."""
_ENDING = frozenset(("div", "section", "blockquote", "ul", "ol", "dl", "select", "table"))
"""Elements whose end tag ends such within them, wherever they stand."""
_BEHIND = "<wbr>\"'>"
"""A tag, and what ends each quoted value that would hold it."""


def without_scripts(markup: str) -> str:
    """Return markup as a browser reads it that runs none of its scripts: what stands in `<noscript>` is shown."""
    return _ELEMENT.sub(r"\1no-script", markup)


def scanned(markup: bytes, text: str, *, frame: bool = False) -> tuple[bytes, str, Prescan]:
    """A page, in bytes of UTF-8 and as text, as it is to be read, and what the pre-scan says of it. `frame`: another one carries it."""
    most_ns = FRAME_COST_NS if frame else PAGE_COST_NS
    checked = prescan(markup, most_ns=most_ns)
    if "noscript" not in checked.written or not _suspicious(markup):
        return markup, text, checked
    whole = _without_broken(text)
    if whole is text:
        return markup, text, checked
    markup = whole.encode("utf-8", "replace")
    return markup, whole, prescan(markup, most_ns=most_ns)


def _suspicious(markup: bytes) -> bool:
    """Whether any content may be broken, whatever its context: within a script or a comment it is none."""
    left, body = _MAX_LOOKED_BYTES, _BODY_BYTES.search(markup)
    for looks, start in enumerate(_START.finditer(markup)):
        end = _END.search(markup, start.end(), start.end() + left)
        if end is None or looks == _MAX_LOOKS:
            return True
        left -= end.start() - start.end()
        element = markup[start.start() : end.start()].decode("utf-8", "replace")
        begin = tag_end(element, _NAME_END)
        if begin < 0 or is_broken(element[begin + 1 :], in_head=body is None or start.start() < body.start()):
            return True
    return False


def _without_broken(html: str) -> str:
    """The page without such content. What nothing ends takes the rest of the page in either reading, and stays. What a head asks for in it
    stands at the end, in the same element."""
    pieces: list[str] = []
    asking: list[str] = []
    position = read = 0
    within, body = False, _BODY.search(html)
    for token in tokens(html, raw=_RAW):
        if within and token.name == TEXT and token.end < len(html):
            read += _A_LOOK + token.end - token.start
            content, in_head = html[token.start : token.end], body is None or token.start <= body.start()
            if ("<" in content or in_head) and (read > _MAX_READ or is_broken(content, in_head=in_head)):
                pieces.append(html[position : token.start])
                position = token.end
                if in_head and read <= _MAX_READ and _ASKS.search(content) and not is_broken(content):
                    asking.append(f"<noscript>{content}</noscript>")
        within = token.name == "noscript" and not token.foreign
    return "".join((*pieces, html[position:], *asking)) if pieces else html


def _is_shown(token: Token, content: str, within: str) -> bool:
    """Whether it is what no head holds."""
    if token.name == TEXT:
        return within != "style" and not content[token.start : token.end].isspace()
    return token.name not in _IN_HEADS and token.name != COMMENT


def is_broken(content: str, *, in_head: bool = False) -> bool:
    """Whether markup leaves anything open behind it, or ends what stands around it."""
    if "<" not in content:
        return in_head and not content.isspace()
    elements = OpenElements()
    last = -1
    for token in tokens(content + _BEHIND):
        name = token.name
        if name in _BEYOND or (in_head and token.at < len(content) and _is_shown(token, content, elements.last)):
            return True
        if name[0] == "/":
            closed = elements.end(name[1:])
            if not closed or (len(closed) > 1 and (name[1:] not in _ENDING or not _UNENDED.issuperset(closed[1:]))):
                return True
        elif name[0] != "#":
            last = token.at
            if not token.foreign and not _UNENDED.issuperset(elements.before(name)):
                return True
            if not token.closed and name not in VOID:
                elements.push(name, 0)
    return last != len(content) or len(elements) > 0
