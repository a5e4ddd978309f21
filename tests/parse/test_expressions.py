"""Every regular expression with which pages and contacts are read takes time in proportion to its text, whatever the text is."""

import ast
import re
from collections import deque
from collections.abc import Iterator
from importlib import import_module
from itertools import islice
from pathlib import Path
from pkgutil import walk_packages

import pytest

from scamtriage.parse import contact, html
from scamtriage.records import lazy_re
from tests.cost import in_time

Expression = re.Pattern[str] | re.Pattern[bytes]

SEEDS = (
    "a",
    " ",
    "<",
    "<a ",
    "<a b=",
    '="',
    "'",
    "\\",
    "/*",
    "-",
    "0",
    "1,",
    "opacity:0",
    "left:-9",
    "color:",
    "url=",
    "charset=",
    ";",
    "@",
    ".",
    "A",
    "\n",
    "<!--",
    "&",
)

MATCHED_AT_ONE_PLACE = (
    "html.data_urls._DATA",
    "html.data_urls._MARKUP",
    "html.contacts.icons._ID",
    "html.contacts.icons._HOST",
    "html.contacts.icons._SPELLED_MAIL",
    "html.contacts.settings._NO_WORD",
    "html.contacts.tables._ID",
    "html.contacts.unseen._ENDS",
    "html.contacts.values._OPTION",
    "html.forms.nearby._LABEL_AFTER",
    "html.page_source._NOT_HTML",
    "html.reference._WRITTEN",
    "html.refresh._REFRESH",
    "html.scripts.tokens._PIECE",
    "html.scripts.operators._HOST_IS_WHOLE",
    "html.scripts.navigation._OTHERS",
    "html.styles.selectors._AN_B",
    "html.tokens._ATTRIBUTE",
    "html.prescan.ATTRIBUTES",
    "html.tokens._ATTRIBUTES",
    "html.xml._TYPE",
    "contact.bank_words._NAME_THEN",
    "contact.messenger_forms._FARTHER_HANDLE",
    "contact.messenger_forms._ID_APART",
    "contact.messenger_forms._USER_NAME",
    "contact.messenger_words._LEAD",
    "contact.payee_words._gap",
    "contact.payee_words._order",
    "contact.messenger_forms._SINGLES",
    "contact.phone.joints.after_number",
    "contact.phone.messengers._NUMBER_END",
    "contact.phone.refused._behind",
    "contact.phone.shape._DECIMAL",
    "contact.phone.shape._GOES_ON",
    "contact.remote_tools._FILE_NAME",
    "contact.setting_names._SURELY_ID",
)
"""What is held against one place of a text, never looked for in all of it."""

READ_IN_PIECES = (
    "html.contacts.attributes._NAME",
    "html.contacts.icons._LOCAL",
    "html.contacts.values._NAME",
    "html.contacts.settings._SETTING",
    "contact.bank_beside._OTHER_NUMBER",
    "contact.phone.joints.after_number",
    "contact.phone.labels.USED_UP",
    "contact.phone.shape._GOES_ON",
    "contact.phone.shape._STROKE_BEFORE",
    "contact.phone.short_called._CLAUSE_ENDS",
    "contact.phone.surroundings._OF_OBJECT",
    "contact.phone.surroundings._OWN_ID",
    "contact.phone.surroundings._SETTING",
)
"""What sees no more than what stands right before or behind a find."""
SIZES = {"html": 65_536, "contact": 16_384}
"""Characters of an attack, by room: contacts are read in windows, and what is not linear shows in fewer characters too."""
PIECE = 256
"""Characters of such a piece; a window is hardly longer."""


def expressions() -> Iterator[tuple[str, Expression]]:
    """(module and name, expression) of every one that a module of these rooms holds, those in its tuples and tables too."""
    seen: set[Expression] = set()
    for package in (html, contact):
        for found in walk_packages(package.__path__, f"{package.__name__}."):
            for name, value in vars(import_module(found.name)).items():
                if name.startswith("__") or (callable(value) and value.__module__ != found.name):
                    continue  # the language's, or another module holds it
                for expression in _within(value):
                    if expression not in seen:
                        seen.add(expression)
                        yield f"{found.name.removeprefix('scamtriage.parse.')}.{name}", expression


def written_in_functions() -> Iterator[tuple[str, Expression, bool]]:
    """(module and function, expression, whether it is held against one place) of every literal that a function of these rooms hands to
    `re`, which keeps none of them for long: what is asked often is compiled in its module, and found by `expressions`."""
    for package in (html, contact):
        for found in walk_packages(package.__path__, f"{package.__name__}."):
            module = import_module(found.name)
            for function in ast.walk(ast.parse(Path(str(module.__file__)).read_text())):
                if not isinstance(function, ast.FunctionDef):
                    continue
                for call in ast.walk(function):
                    match call:
                        case ast.Call(ast.Attribute(ast.Name("re"), how), [ast.Constant(pattern), *_]) if how != "escape":
                            name = f"{found.name.removeprefix('scamtriage.parse.')}.{function.name}"
                            yield name, re.compile(pattern), how in ("match", "fullmatch")


def _within(value: object) -> Iterator[Expression]:
    if isinstance(value, re.Pattern | lazy_re.Expression):
        yield value  # type: ignore[misc]  # a lazy one is typed as that of `re`
    elif hasattr(value, "cache_info") and value.__annotations__ in ({"return": re.Pattern[str]}, {"return": re.Pattern[bytes]}):
        yield value()  # made of words of the table
    elif isinstance(value, dict):
        for one in (*value.keys(), *value.values()):
            yield from _within(one)
    elif isinstance(value, tuple | list | set | frozenset):
        for one in value:
            yield from _within(one)


EXPRESSIONS = tuple(expressions())


@pytest.mark.parametrize(("name", "expression"), [pytest.param(*pair, id=f"{n}-{pair[0]}") for n, pair in enumerate(EXPRESSIONS)])
def test_no_regular_expression_takes_more_than_50_ms_for_a_long_text(name: str, expression: Expression) -> None:
    size, within_s = (PIECE, 0.005) if name in READ_IN_PIECES else (SIZES[name.partition(".")[0]], 0.05)
    _judge(name, expression, size, within_s, at_one_place=name in MATCHED_AT_ONE_PLACE)


@pytest.mark.parametrize(
    ("name", "expression", "at_one_place"), [pytest.param(*row, id=f"{n}-{row[0]}") for n, row in enumerate(written_in_functions())]
)
def test_no_expression_that_a_function_holds_takes_more_than_5_ms_for_a_piece_of_text(
    name: str, expression: Expression, at_one_place: bool
) -> None:
    _judge(name, expression, PIECE, 0.005, at_one_place=at_one_place)


def _judge(name: str, expression: Expression, size: int, within_s: float, *, at_one_place: bool) -> None:
    for seed in SEEDS:
        text = seed * (size // len(seed) + 1)
        attack = text.encode() if isinstance(expression.pattern, bytes) else text

        def work(chars: int, attack: str | bytes = attack) -> None:
            if at_one_place:
                expression.match(attack, 0, chars)  # type: ignore[arg-type]
            else:
                deque(islice(expression.finditer(attack, 0, chars), 5_000), maxlen=0)  # type: ignore[arg-type]

        assert in_time(work, size, within=within_s), (name, seed)


def test_every_exception_is_an_expression_that_exists() -> None:
    assert {name for name, _ in EXPRESSIONS} >= {*MATCHED_AT_ONE_PLACE, *READ_IN_PIECES}
