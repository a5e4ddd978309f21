"""A limit that was reached is told by a name that everybody knows, in words of every language, and never hides more than it says."""

import ast
import re

import pytest

from scamtriage.knowledge.speech import LANGUAGES, speech
from scamtriage.records.evidence import Cap
from scamtriage.records.limits import LIMITS, Unread, in_words, limit, named
from scamtriage.records.truncation import where_unread, words_unread
from tests.laws.named import trees

TREES = [tree for file, tree in trees().items() if file != "records/limits.py"]
TELLING = {"limit", "reach", "first", "head", "cut"}
"""Functions that are given the name of a limit."""


def given() -> set[str]:
    """What these are given, and the first of a tuple with a bound, which becomes it."""
    found: set[str] = set()
    for node in (node for tree in TREES for node in ast.walk(tree)):
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=args) if name in TELLING:
                found |= {arg.value for arg in args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)}
            case ast.Tuple(elts=[ast.Constant(value=str() as text), ast.Name(id=bound), _]) if "MAX_" in bound:
                found.add(text)
    return found


@pytest.mark.parametrize("name", LIMITS)
def test_every_limit_is_said_in_every_language(name: str) -> None:
    for language in LANGUAGES[1:]:
        said = speech(language).word("cap", in_words(limit(name, 7)))
        assert said != in_words(limit(name, 7)) and ("7" in said) == ("7" in in_words(limit(name, 7)))


def test_every_limit_is_met_somewhere() -> None:
    put_together = ("structure ", "frames of ")
    earlier = {"steps"}  # only evidence of earlier versions has it, which is judged as before
    assert {name for name in LIMITS if not name.startswith(put_together)} - given() == earlier


def test_no_limit_is_told_by_a_name_of_its_own() -> None:
    """A name in small letters and a bound, in one formatted text: nothing but `limit` writes that."""
    bound = re.compile(r"(?:_?MAX_|_MOST_)[A-Z_]+|\w*max_\w+")
    own = []
    for node in (node for tree in TREES for node in ast.walk(tree)):
        match node:
            case ast.JoinedStr(
                values=[ast.Constant(value=str() as text), ast.FormattedValue(value=ast.Name(id=name) | ast.Attribute(attr=name))]
            ):
                own += [f"{text}{{{name}}}"] if re.fullmatch(r"[a-z_ ]+ ", text) and bound.fullmatch(name) else []
    assert own == ["nested deeper than {MAX_DEPTH}"]  # a sentence
    with pytest.raises(KeyError):
        limit("whatever", 5)


@pytest.mark.parametrize("cap", [limit("wire_bytes", 5), limit("frames of other sites"), limit("structure depth")])
def test_what_was_written_is_read_again(cap: str) -> None:
    known, most = named(cap)
    assert limit(next(name for name, one in LIMITS.items() if one is known), most) == cap


def test_a_limit_that_nobody_knows_any_more_may_have_hidden_contacts() -> None:
    gone = Cap(stage="page", cap="wheels of the bus 7")
    assert where_unread([gone]) == "wheels of the bus 7" and named(gone.cap)[0].unread is Unread.CONTACTS


def test_what_may_stand_behind_a_limit() -> None:
    def caps(*names: str) -> list[Cap]:
        return [Cap(stage="page", cap=limit(name, 9)) for name in names]

    assert not where_unread(caps("headers", "logos", "text_bytes", "links to elsewhere"))
    assert where_unread(caps("outward links", "logos", "tokens")) == "at most 9 links to other sites looked at, at most 9 tags and texts"
    assert words_unread(caps("logos", "text_bytes")) == "at most 9 bytes of text"
    assert not where_unread([Cap(stage="dns", cap=limit("records", 9))])
