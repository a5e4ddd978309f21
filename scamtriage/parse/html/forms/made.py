"""Inputs for secrets that only scripts make: elements and components they create, tags in their templates, fields in the data of a form."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice

from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.knowledge.pages.fields import field_words
from scamtriage.parse.html.document import RawField
from scamtriage.parse.html.forms.asked import asks
from scamtriage.parse.html.forms.owners import raw_field
from scamtriage.parse.html.tokens import attributes
from scamtriage.records import lazy_re
from scamtriage.records.facts.page_parts import CREDENTIALS

MAX_MADE = 300
"""Places looked at in each script, of each kind."""
_CUES = (
    ("tag", r"<(input|textarea)[\s/>]"),
    ("element", r"""[(,]\s{0,9}["'`](input|textarea)["'`]\s{0,9},\s{0,9}\{"""),
    ("type", r"""(type|Type|input)["']?\s{0,4}:\s{0,4}["'`]password["'`]"""),
    ("dialog", r"""prompt\s{0,3}\(\s{0,3}["'`]"""),
)
"""What each of the searches below cannot do without, looked for in one pass."""
_WORDS = ("input", "INPUT", "textarea", "password", "prompt")
_BODY = 400
_TAG = lazy_re.compile(r"<(input|textarea)\b((?:[^<>{}]|\{(?:[^{}]|\{[^{}]{0,200}+\}){0,200}+\}){0,600}+)>", re.IGNORECASE)
_TEMPLATE = lazy_re.compile(r"\s{0,99}<")
_COMPONENT = lazy_re.compile(r"\bcustomElements\.define\b|(?:\breturn|=>)\s{0,9}\(?\s{0,99}<[a-zA-Z>]|\.mount\(")
"""A template or a component, whose markup is shown. In other scripts a form may wait for a click, as that of an expired session does."""
_EXPRESSION = lazy_re.compile(r"=\s{0,3}\{(?:[^{}]|\{[^{}]{0,200}+\}){0,200}+\}|\$?\{[^{}]{0,200}+\}")
"""In JSX and templates, a value that only a run would tell."""
_ELEMENT = lazy_re.compile(r"""[(,]\s{0,9}["'`](input|textarea)["'`]\s{0,9},\s{0,9}\{""")
"""createElement("input", {…}), h("input", {…}), jsx("input", {…})"""
_TYPE = lazy_re.compile(r"""\b(?:type|inputType|input)["']?\s{0,4}:\s{0,4}["'`]password["'`]""")
"""A component, a field of a form's data, a dialog: jsx(Input, {type: "password"}), {"type": "password"}, Swal.fire({input: "password"})"""
_PAIR = lazy_re.compile(
    r"""\b(type|name|id|key|label|title|placeholder|autoComplete|autocomplete|inputLabel|text|aria-label|ariaLabel)["']?"""
    r"""\s{0,4}:\s{0,4}["'`]([^"'`\n]{1,120}+)["'`]"""
)
_SAID = {
    "key": "name", "autoComplete": "autocomplete", "inputLabel": "aria-label", "label": "aria-label", "text": "aria-label",
    "title": "aria-label", "ariaLabel": "aria-label",
}  # fmt: skip
"""Key of an object -> attribute of an input that says the same."""
_LITERALS = lazy_re.compile(
    r"""//[^\n]*+|/\*(?:[^*]++|\*(?!/))*+(?:\*/)?+"""
    r"""|(?<=[=(,:;!&|?\[{}])/(?![/*])(?:[^/\\\[\n]++|\\.|\[(?:[^\]\\\n]++|\\.)*+\]?+)*+/?+"""
    r"""|"(?:[^"\\\n]++|\\.)*+"?+|'(?:[^'\\\n]++|\\.)*+'?+|`(?:[^`\\]++|\\.)*+`?+""",
    re.DOTALL,
)
_SHOWN_CHARS = 12
"""A shorter literal or comment holds no call with its arguments."""
_ASKED = lazy_re.compile(r"""\bprompt\s{0,3}\(\s{0,3}(["'`])([^"'`\n]{1,200}+)\1""")


def made_inputs(scripts: Iterable[str], data: Iterable[str]) -> list[RawField]:
    """Return the inputs that the scripts and data of a page may make of constants, and that ask for a secret, each once.

    Others are left out: every page has a search box ready. Tags within data, and calls within comments and strings, are what an article
    shows of code. Linear in both.
    """
    found: dict[tuple[str, ...], RawField] = {}
    for script in scripts:
        cues = _cues().found(script) if any(word in script for word in _WORDS) else {}
        if "tag" in cues and (_TEMPLATE.match(script) is not None or any(_run(script, _COMPONENT))):
            _add(found, _tags(script))
        if "element" in cues:
            _add(found, _elements(script))
        if "type" in cues:
            _add(found, _typed(script))
        if "dialog" in cues:
            _add(found, _dialogs(script))
    for item in data:
        if "password" in item:
            _add(found, _typed(item))
    return [*found.values()]


def _add(found: dict[tuple[str, ...], RawField], fields: Iterable[RawField]) -> None:
    for field in fields:
        if asks(field) in CREDENTIALS:
            found.setdefault((field.tag, field.type, field.name, field.id, field.label, field.placeholder), field)


def _tags(script: str) -> Iterator[RawField]:
    for tag in islice(_TAG.finditer(script), MAX_MADE):
        told = _EXPRESSION.sub(" ", tag[2]).replace("\\", "")
        yield raw_field(tag[1].lower(), attributes(told, 0, len(told)))


def _elements(script: str) -> Iterator[RawField]:
    for element in _run(script, _ELEMENT):
        body = script[element.end() : element.end() + _BODY]
        yield raw_field(element[1], _pairs(body[:end] if (end := body.find("})")) >= 0 else body))


def _typed(script: str) -> Iterator[RawField]:
    for typed in _run(script, _TYPE):
        begin, end = script.rfind("{", max(0, typed.start() - _BODY), typed.start()), script.find("}", typed.end(), typed.end() + _BODY)
        if begin >= 0 and end >= 0:
            yield raw_field("input", _pairs(script[begin + 1 : end]) | {"type": "password"})


def _dialogs(script: str) -> Iterator[RawField]:
    for dialog in _run(script, _ASKED):
        if field_words().kind_of(dialog[2]) in CREDENTIALS:
            yield raw_field("input", {"aria-label": dialog[2]})


def _run(script: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield the first matches that stand in no comment and in no string, where code is but shown."""
    literals = (match.span() for match in _LITERALS.finditer(script) if match.end() - match.start() >= _SHOWN_CHARS)
    start, end = next(literals, (len(script), len(script)))
    for match in islice(pattern.finditer(script), MAX_MADE):
        while end <= match.start():
            start, end = next(literals, (len(script), len(script) + 1))
        if not start <= match.start() < end or match.end() > end or _is_filled_in(script, start, match.start()):
            yield match


def _is_filled_in(script: str, start: int, at: int) -> bool:
    """Return whether a place within a literal that begins at `start` is one of a template that a value fills: `<div>${h("input", …)}`."""
    begin = max(start, at - _BODY)
    opened = script.rfind("${", begin, at)
    return script[start] == "`" and opened > script.rfind("}", begin, at) and script[opened - 1] != "\\"


def _pairs(body: str) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for pair in _PAIR.finditer(body):
        pairs.setdefault(_SAID.get(pair[1], pair[1]), pair[2])
    return pairs


@cache
def _cues() -> Matcher[str]:
    return Matcher(Pattern(kind, cue, literal=False, caseless=True, once=True) for kind, cue in _CUES)
