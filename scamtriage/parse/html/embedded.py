"""Text for readers in the data and scripts of a page. Needed for pages that show little or no text until their scripts run."""

from collections.abc import Iterator
from html import unescape
from itertools import islice
from urllib.parse import unquote as percent_decoded

import orjson

from scamtriage.parse.contact.data_values import MAX_VALUES, strings_of
from scamtriage.parse.html.document import BREAK, Document
from scamtriage.parse.html.language import dense_letters, scripts_of
from scamtriage.parse.html.scripts.builtin_methods import DECODERS
from scamtriage.parse.html.scripts.tokens import Tokens, tokenize, unquote
from scamtriage.parse.html.tokens import attribute_text
from scamtriage.records import lazy_re
from scamtriage.records.limits import limit

SHELL_CHARS = 60
"""A page that shows fewer characters and has no input shows nothing yet, for example "Loading, please wait …"."""

MIN_WORDS_CHARS = 40
MAX_CHARS = 65_536
MAX_PIECES = 60_000
"""Script tokens read, of all scripts of a page together."""

MAX_ATTRIBUTES, MAX_ATTRIBUTE_CHARS = 4, 1_000_000
_ATTRIBUTE = lazy_re.compile(
    r"""\sdata-(?:page|props|react-props|state|initial-state)\s{0,4}=\s{0,4}(?:"\s*(?=\{|&)([^"]+)"|'\s*(?=\{)([^']+)')"""
)

_NOT_WORDS = frozenset(
    (
        *("class", "classname", "style", "css", "src", "href", "url", "id", "type", "icon", "path", "d", "viewbox", "rel", "key", "slug"),
        *(
            "color",
            "font",
            "fontfamily",
            "component",
            "@type",
            "@context",
            "@id",
            "pattern",
            "regex",
            "token",
            "integrity",
            "version",
            "query",
        ),
    )
)
"""Keys whose values are not text for readers."""
_TAGGED = frozenset(("html", "svg"))
_SHOWS = frozenset(
    (
        *("createTextNode", "append", "prepend", "write", "writeln", "text", "html", "insertAdjacentHTML", "insertAdjacentText", "atob"),
        *("createElement", "h", "jsx", "jsxs", "_jsx", "_jsxs", "createElementVNode"),
    )
)
"""Functions whose string arguments are shown, or decoded to be shown."""
MIN_DATA_CHARS, MAX_SPEAKING = 200, 400
_SPEAKING = lazy_re.compile(r"""\s(x-(?:data|text|html|init)|v-(?:html|text)|data-[\w-]{1,40})\s{0,4}=\s{0,4}(?:"([^"]{2,})|'([^']{2,}))""")
_SPEAKING_NAMES = ("data-", "x-text", "x-html", "v-html", "v-text", "x-data", "x-init")
"""One look for each spares most pages the search."""
_BASE64 = lazy_re.compile(r"[A-Za-z0-9+/\s]{80,}+={0,2}+\s*+")
TAG = lazy_re.compile(r"<[^<>]{0,400}>")
_PLACE = lazy_re.compile(r"\$?\{{1,2}\s{0,4}[\w.$]{0,40}\s{0,4}\}{1,2}")
"""A template placeholder: {count} or {{ name }}."""
_CODE = lazy_re.compile(r"[{}]|=>|\bfunction\b|[=!]=|\(\)|&&")
_WORD = lazy_re.compile(r"[\"'“‘(\[]?[^\W\d_](?:[^\W\d_]|['’](?=[^\W\d_]))*[\"'”’.,!?:;…)\]]{0,3}")
_END = lazy_re.compile(r"[.!?:…]\Z")
_MAY_SPEAK = lazy_re.compile(r"[\"'`][^\"'`\n]{2,200}[ \\\x80-\U0010ffff]")
"""A string of more than one word, or with characters beyond ASCII."""
_JSON_BEGINS = ("{", "[", "%7B", "%5B")


def data_attributes(text: str) -> list[str]:
    """Return the JSON in attributes such as `<div id="app" data-page="{…}">`."""
    found = []
    for match in _ATTRIBUTE.finditer(text):
        value = match[1] or match[2]
        if len(value) <= MAX_ATTRIBUTE_CHARS:
            found.append(attribute_text(value))
        if len(found) >= MAX_ATTRIBUTES:
            break
    return found


def speaking_attributes(text: str) -> tuple[list[str], list[str]]:
    """Return (attribute values that scripts may show, `x-text`, `v-html`, long `data-` values, each as script or as markup; the shorter
    `data-` values as they are)."""
    found: list[str] = []
    short: list[str] = []
    if not any(name in text for name in _SPEAKING_NAMES):
        return found, short
    for match in islice(_SPEAKING.finditer(text), MAX_SPEAKING):
        value = attribute_text(match[2] or match[3] or "")
        if match[1][0] != "d" or (len(value) >= MIN_DATA_CHARS and value[0] in "{["):
            found.append(f"_={value}")
        elif len(value) >= MIN_DATA_CHARS:
            found.append(f"<p>{_from_base64(value) if _BASE64.fullmatch(value) else value}")
        else:
            short.append(value)
    return found, short


def shows_nothing(visible: str, document: Document) -> bool:
    """Return whether the page is an empty shell until its scripts run."""
    return len(visible) < SHELL_CHARS and not (document.forms or document.loose_fields)


def shown_later(carried: str, visible: str, weight: int, document: Document) -> str:
    """Return the lines of `carried` that are not in the visible text; "" if they do not outweigh it.

    `carried` are the words found in the page's data, `weight` is the weight of the visible text. A page with inputs needs more such lines,
    because its data also holds messages for other cases.
    """
    lines = [line for line in carried.replace("\n", BREAK).split(BREAK) if line.strip() and line.strip() not in visible]
    text = BREAK.join(lines)
    asks = document.forms or document.loose_fields
    return text if len(text) + dense_letters(scripts_of(text)) > (2 * weight + MIN_DATA_CHARS if asks else weight) else ""


def words_for_people(document: Document, *, shell: bool) -> tuple[str, tuple[str, ...]]:
    """Return (text for readers found in the data, one text per line, in order; the limits that were reached).

    `shell`: the page shows nothing else, so its data for search engines is read as well.
    """
    caps: list[str] = []
    lines: dict[str, None] = {}
    left = MAX_CHARS
    for name, value in _strings(document, caps, shell=shell):
        line = readable(value, name)
        if line and line not in lines:
            lines[line] = None
            left -= len(line)
            if left < 0:
                caps.append(limit("data chars", MAX_CHARS))
                break
    text = BREAK.join(lines)
    return (text if len(text) >= MIN_WORDS_CHARS else ""), tuple(dict.fromkeys(caps))


def _strings(document: Document, caps: list[str], *, shell: bool) -> Iterator[tuple[str, str]]:
    """Yield (name, text) of every value: first of declared data, then of scripts."""
    for item in (*document.data, *document.json_ld) if shell else document.data:
        yield from _of_json(item, caps)
    left = MAX_PIECES
    for script in (*document.scripts, *document.spoken):
        if script.lstrip()[:1] == "<" or (not shell and not any(mark in script for mark in ";(=")):  # text or markup, not code
            yield "", script
            continue
        if _MAY_SPEAK.search(script) is None and "atob" not in script:
            continue
        pieces = tokenize(script, left)
        left -= pieces.count
        yield from _of_script(pieces, caps)
        if pieces.cut or left <= 0:
            caps.append(limit("data pieces", MAX_PIECES))
            return


def _of_json(text: str, caps: list[str]) -> Iterator[tuple[str, str]]:
    try:
        values, cut = strings_of(orjson.loads(text))
    except orjson.JSONDecodeError:
        return
    if cut:
        caps.append(limit("data values", MAX_VALUES))
    yield from values


def _of_script(pieces: Tokens, caps: list[str]) -> Iterator[tuple[str, str]]:
    """Yield strings that are assigned, list items, object values, arguments of a direct call, or JSON within a string."""
    texts, kinds = pieces.texts, pieces.kinds
    brackets: list[int] = []
    for at in range(pieces.count):
        kind, text = kinds[at], texts[at]
        if kind not in ("string", "template"):
            if text in ("(", "[", "{"):
                brackets.append(at)
            elif text in (")", "]", "}") and brackets:
                brackets.pop()
            continue
        value = unquote(text)
        if at > 1 and texts[at - 1] == "(" and texts[at - 2] == "atob":
            value = _from_base64(value)
        if len(value) > MIN_WORDS_CHARS and value.lstrip()[:3].startswith(_JSON_BEGINS):
            yield from _of_json(percent_decoded(value) if value[:1] == "%" else value, caps)
        elif kind == "template" and at and kinds[at - 1] == "word" and texts[at - 1] in _TAGGED:
            yield "", value
        elif (name := _given_to(texts, at, brackets)) is not None:
            yield name, value


def _given_to(texts: list[str], at: int, brackets: list[int]) -> str | None:
    """Return the name of the value at this place, "" in a list; None if it is not a value but a key, a condition or an argument."""
    before = texts[at - 1] if at else ""
    opened = texts[brackets[-1]] if brackets else ""
    if before == "=" and at > 1:
        return texts[at - 2]
    if opened == "{" and before == ":" and at > 2 and texts[at - 3] in ("{", ","):
        return texts[at - 2].strip("\"'")
    if before not in ("[", "(", ","):
        return None
    if opened == "[":
        return "" if texts[at + 1] in (",", "]") else None
    called = opened == "(" and brackets[-1] > 0 and (texts[brackets[-1] - 1] in ("}", ")") or texts[brackets[-1] - 1] in _SHOWS)
    return "" if called else None  # (function (a, b) {…})("…", "…")


def _from_base64(text: str) -> str:
    decoded = DECODERS["atob"](text)
    try:
        return decoded.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return decoded


def readable(value: str, name: str = "") -> str:
    """Return the value as a line of text if it is text for readers; "" for keys, addresses, classes, code and formulas. `name`: what it is
    the value of."""
    if len(value) < 2 or name.lower() in _NOT_WORDS:
        return ""
    if "<" in value:
        value = TAG.sub(BREAK, value)
    if "&" in value:
        value = unescape(value)
    if "{" in value:
        value = _PLACE.sub(" ", value)
    value = value.replace("\n", BREAK).strip()
    if not value or _CODE.search(value) is not None or "://" in value.rsplit(maxsplit=1)[-1]:
        return ""
    return value if _for_people(value) else ""


def _for_people(value: str) -> bool:
    """Return whether a value is text for readers. Programmers' names hardly contain letters beyond ASCII; plain ASCII text must be several
    words."""
    if not value.isascii() and sum(1 for letter in value[:200] if letter > "\x7f" and letter.isalpha()) > 1:
        return True
    words = value.split()
    if len(words) < 2:
        return False
    plain = sum(1 for word in words[:100] if _WORD.fullmatch(word))
    if plain < 2 or plain * 10 < 6 * min(len(words), 100):
        return False
    return value[0].isupper() or len(words) >= 5 or _END.search(value) is not None
