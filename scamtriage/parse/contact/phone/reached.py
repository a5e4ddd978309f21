"""The messengers named behind a number by which it is reached: "8774 1208 on WhatsApp", "090-7741-2088 へLINEで"; and what denies them."""

import re
from functools import cache

from scamtriage.knowledge.language.phrases import expression
from scamtriage.knowledge.pages.contact_table import words_of
from scamtriage.parse.contact.label_words import labels_of, refusal
from scamtriage.parse.contact.setting_names import BY_NUMBER, BY_NUMBER_OR_ID
from scamtriage.records import lazy_re


def same_number(name: str) -> str:
    """Return the expression of a list of phrases about what is reached by the same number."""
    return expression("same_number", name)


@cache
def through() -> re.Pattern[str]:
    """Return what leads from a number to the messenger by which it is reached, and other ways before it: "に SMS か"."""
    ways = rf"(?:(?:{same_number('other_ways')}) ?(?:[/,・&]|{words_of('or', 'and').pattern}|か|や) ?)?"
    return re.compile(rf"\s?\(?(?:{same_number('through')})(?:(?<![a-z])| )\s?{ways}")


@cache
def _next_way() -> re.Pattern[str]:
    return re.compile(rf"\s?(?:[/,&・]|{words_of('or', 'and').pattern}|か|や)\s?(?:(?:{same_number('through')})(?:(?<![a-z])| ))?")


_ITS_OWN = r"(?:id|number|no\.?|at)?\s?(?:[:=@+(]\s?){0,3}(?:[@+0-9]|[a-z][a-z.]{0,30}+[0-9_])|\s?[:=]|[^\x00-\x7f]{1,8}\s?[:=]\s?[@a-z0-9]"
_OF_ITS_OWN = lazy_re.compile(rf"\s?{_ITS_OWN}")
_OF_ITS_OWN_IN_LINE = lazy_re.compile(rf"[^\S\n]?(?!\n){_ITS_OWN}|\n@")
"""What a messenger has of its own, so that the number before is not meant: "on WhatsApp 9123 …", "via Telegram @name",
"加LINE詢問：@name".

The second one is for a messenger in the line of the number before, where the next line has its own: "8774 1208 on WhatsApp", and below
"Office 6774 1209".
"""
_WHERE_LINE_IS = lazy_re.compile("[\u0e00-\u0edf\u3040-\u30ff\u4e00-\u9fff]")
"""Letters of the countries that use LINE; elsewhere its name is a word: "di line mall"."""


_ID_RIGHT_BEHIND = lazy_re.compile(r"[^\S\n]?[a-z][a-z0-9._-]{4,31}(?![a-z0-9])")
"""An id of letters where sentences have others: "可加微信yuyuexf"."""


@cache
def _of_messenger() -> re.Pattern[str]:
    """Return what follows a messenger's name if its payments, groups or channels are meant."""
    return re.compile(rf"[^\S\n]?(?:{same_number('of_messenger')})")


@cache
def denied() -> re.Pattern[str]:
    """Return what denies the messenger before it; "no calls" behind it denies calls alone."""
    words = r"[^\S\n][a-zà-ỹ]{1,10}|(?:[^\S\n][a-zà-ỹ]{1,5}){2}"
    not_calls = rf"(?!(?:[^\s\d.,;。、]{{0,8}}|(?:{words})?[^\S\n])(?:{same_number('other_ways')}))"
    return re.compile(rf"[^\s\d.,;!?。、]{{0,2}}[^\S\n]?(?:(?:{refusal().pattern}){not_calls}|{same_number('denied')})")


@cache
def _forbidden() -> re.Pattern[str]:
    """Return what forbids to use the number behind it: "never message "."""
    return re.compile(rf"(?:{same_number('forbidding')})(?:[^\S\n]?[^\s\d.,;:!?|]{{1,12}}){{0,2}}[^\S\n]?\Z")


_BEFORE_NUMBER = lazy_re.compile(r"(?:[0-9+() -]|(?<=[0-9])\.){0,24}\Z")
_BEFORE_CHARS = 80


def _is_forbidden(low: str, end: int) -> bool:
    """Whether the words before the number that ends here forbid to use it."""
    before = low[max(0, end - _BEFORE_CHARS) : end]
    number = _BEFORE_NUMBER.search(before)
    before = before[: number.start()] if number is not None else before
    return _forbidden().search(inviting().sub(" ", before)) is not None


@cache
def inviting() -> re.Pattern[str]:
    """Return invitations in words of a denial: "do not hesitate"."""
    return re.compile(same_number("inviting"))


def reached_by(low: str, end: int) -> tuple[str, ...]:
    """Return the messengers by which a number is reached, as the words right behind it say: "8774 1208 via WhatsApp or Telegram"."""
    way = through().match(low, end)
    at = way.end() if way is not None else -1
    kinds: list[str] = []
    said = way[0] if way is not None else ""
    sought = BY_NUMBER_OR_ID if _WHERE_LINE_IS.search(said) else (*BY_NUMBER, "wechat")
    own, unspaced = _OF_ITS_OWN if said.startswith("\n") else _OF_ITS_OWN_IN_LINE, not said.isascii()
    while at >= 0 and len(kinds) < len(BY_NUMBER):
        named = next(((kind, one) for kind in sought if (one := labels_of(kind).match(low, at))), None)
        if named is None:
            break
        kinds.append(named[0])
        at = named[1].end()
        if denied().match(low, at) is not None:
            return ()
        if own.match(low, at) is not None or _of_messenger().match(low, at) is not None or (unspaced and _is_id(low, at)):
            kinds.pop()  # "on WhatsApp or Telegram @name": the first one goes by the number
            break
        joint = _next_way().match(low, at)
        at = joint.end() if joint is not None else -1
    return tuple(kinds) if kinds and not _is_forbidden(low, end) else ()


_NAME_BEHIND = r"(?:[^\S\n]?\([^()0-9@\n]{2,24}\))?[^\S\n]?(?:[,;/–-][^\S\n]?)?"
"""Who answers, in brackets right behind the number: "(Ah Keong) "."""
_CLAUSE_ENDS = lazy_re.compile(r"[^\S\n]?(?:[.,;)\n|/!।。，；、]|\Z)")


@cache
def _may_be() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return what stands between a number and the messenger by which it may be reached too, "(Ah Keong) boleh "; the name alone; and what
    says so behind the messenger: "(Mr Tan) WhatsApp ok"."""
    before, behind = (same_number(name) for name in ("may_before", "may_behind"))
    return (
        re.compile(rf"{_NAME_BEHIND}(?:{before})(?:(?<![a-zà-ỹ])|[^\S\n])[^\S\n]?"),
        re.compile(_NAME_BEHIND),
        re.compile(rf"[^\S\n]?(?:{behind})(?![a-zà-ỹ])"),
    )


def may_be_reached_by(low: str, end: int) -> tuple[str, ...]:
    """Return the messenger that the clause right behind a number says it has as well, where nothing follows that has a number itself:
    "012-384 6097 (Ah Keong) boleh WhatsApp", "9123 4567 WhatsApp also"."""
    before, name, behind = _may_be()
    for way, needs_behind in ((before.match(low, end), False), (name.match(low, end), True)):
        if way is None:
            continue
        for kind in BY_NUMBER:
            named = labels_of(kind).match(low, way.end())
            told = behind.match(low, named.end()) if named is not None else None
            if named is None or (needs_behind and told is None):
                continue
            ends = _CLAUSE_ENDS.match(low, told.end() if told is not None else named.end()) is not None
            return (kind,) if ends and not _is_forbidden(low, end) else ()
    return ()


def _is_id(low: str, at: int) -> bool:
    """Whether an id stands right behind a messenger's name, and not the name of another: "ทาง Line facebook"."""
    found = _ID_RIGHT_BEHIND.match(low, at)
    if found is None:
        return False
    name = at + len(found[0]) - len(found[0].lstrip())
    return not any(labels_of(kind).match(low, name) for kind in (*BY_NUMBER_OR_ID, "social"))
