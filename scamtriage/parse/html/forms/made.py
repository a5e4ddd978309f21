"""Inputs for secrets that only scripts make: elements and components they create, tags in their templates, fields in the data of a form."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice, repeat

from scamtriage.knowledge.pages.fields import field_words
from scamtriage.parse.html.document import RawField
from scamtriage.parse.html.forms.asked import asks
from scamtriage.parse.html.forms.owners import raw_field
from scamtriage.parse.html.tokens import attributes
from scamtriage.records.facts.page_parts import CREDENTIALS

MAX_MADE = 40
"""Places looked at in each script, of each kind."""
_CUES = ("input", "textarea", "password", "prompt(")
_BODY = 400
_TAG = re.compile(r"<(input|textarea)\b((?:[^<>{}]|\{(?:[^{}]|\{[^{}]{0,200}+\}){0,200}+\}){0,600}+)>", re.IGNORECASE)
_COMPONENT = re.compile(r"\A\s{0,99}<|\bcustomElements\.define\b|(?:\breturn|=>)\s{0,9}\(?\s{0,99}<[a-zA-Z>]|\.mount\(")
"""A template or a component, whose markup is shown. In other scripts a form may wait for a click, as that of an expired session does."""
_EXPRESSION = re.compile(r"=\s{0,3}\{(?:[^{}]|\{[^{}]{0,200}+\}){0,200}+\}|\$?\{[^{}]{0,200}+\}")
"""In JSX and templates, a value that only a run would tell."""
_ELEMENT = re.compile(r"""[(,]\s{0,9}["'`](input|textarea)["'`]\s{0,9},\s{0,9}\{""")
"""createElement("input", {…}), h("input", {…}), jsx("input", {…})"""
_TYPE = re.compile(r"""\b(?:type|inputType|input)["']?\s{0,4}:\s{0,4}["'`]password["'`]""")
"""A component, a field of a form's data, a dialog: jsx(Input, {type: "password"}), {"type": "password"}, Swal.fire({input: "password"})"""
_PAIR = re.compile(
    r"""\b(type|name|id|key|label|title|placeholder|autoComplete|autocomplete|inputLabel|text|aria-label|ariaLabel)["']?"""
    r"""\s{0,4}:\s{0,4}["'`]([^"'`\n]{1,120}+)["'`]"""
)
_SAID = {
    "key": "name", "autoComplete": "autocomplete", "inputLabel": "aria-label", "label": "aria-label", "text": "aria-label",
    "title": "aria-label", "ariaLabel": "aria-label",
}  # fmt: skip
"""Key of an object -> attribute of an input that says the same."""
_ASKED = re.compile(r"""\bprompt\s{0,3}\(\s{0,3}(["'`])([^"'`\n]{1,200}+)\1""")


def made_inputs(scripts: Iterable[str], data: Iterable[str] = ()) -> list[RawField]:
    """Return the inputs that the scripts and data of a page may make of constants, and that ask for a secret, each once.

    Others are left out: every page has a search box ready. Tags within data are what an article shows of code. Linear in both.
    """
    found: dict[tuple[str, ...], RawField] = {}
    for text, reader in chain(zip(scripts, repeat(_of_script)), zip(data, repeat(_of_objects))):
        if any(cue in text for cue in _CUES):
            for field in reader(text):
                found.setdefault((field.tag, field.type, field.name, field.id, field.label, field.placeholder), field)
    return [*found.values()]


def _of_script(script: str) -> Iterator[RawField]:
    for tag in islice(_TAG.finditer(script), MAX_MADE) if _COMPONENT.search(script) is not None else ():
        told = _EXPRESSION.sub(" ", tag[2]).replace("\\", "")
        yield from _input(tag[1], attributes(told, 0, len(told)))
    for element in islice(_ELEMENT.finditer(script), MAX_MADE):
        body = script[element.end() : element.end() + _BODY]
        yield from _input(element[1], _pairs(body[:end] if (end := body.find("})")) >= 0 else body))
    yield from _of_objects(script)
    for dialog in islice(_ASKED.finditer(script), MAX_MADE):
        if field_words().kind_of(dialog[2]) in CREDENTIALS:
            yield from _input("input", {"aria-label": dialog[2]})


def _of_objects(script: str) -> Iterator[RawField]:
    for typed in islice(_TYPE.finditer(script), MAX_MADE):
        begin, end = script.rfind("{", max(0, typed.start() - _BODY), typed.start()), script.find("}", typed.end(), typed.end() + _BODY)
        if begin >= 0 and end >= 0:
            yield from _input("input", _pairs(script[begin + 1 : end]) | {"type": "password"})


def _pairs(body: str) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for pair in _PAIR.finditer(body):
        pairs.setdefault(_SAID.get(pair[1], pair[1]), pair[2])
    return pairs


def _input(tag: str, given: dict[str, str]) -> Iterator[RawField]:
    """Yield an input of this kind if it asks for a secret."""
    field = raw_field(tag.lower(), given)
    if asks(field) in CREDENTIALS:
        yield field
