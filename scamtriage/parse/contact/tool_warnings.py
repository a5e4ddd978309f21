"""Decide whether the sentence around a tool's name warns against it, denies asking for it, or describes how victims were tricked."""

import re
from functools import cache

from scamtriage.knowledge.language.phrases import compiled, expression
from scamtriage.knowledge.pages.contact_table import words_of
from scamtriage.parse.contact.label_words import says
from scamtriage.records import lazy_re

REACH = 110  # how far the sentence is read on each side, in characters
_SENTENCE_END = lazy_re.compile(r"\.(?=\s)|[!?](?=\s|[^\x00-\x7f])|[|\n।]")
"""In a folded text, "|" replaces the sentence marks of scripts without spaces."""


@cache
def _not_needed() -> re.Pattern[str]:
    """Return what says behind a tool's name that nobody needs it."""
    return re.compile(rf"\s?(?:is|are|adalah)?\s?(?:{expression('tool_warnings', 'not_needed')})")


@cache
def _needless() -> re.Pattern[str]:
    """Return what says the same right before its name."""
    return re.compile(rf"(?:{expression('tool_warnings', 'needless')})\s?\Z")


def _says(text: str, *names: str) -> bool:
    """Whether the text holds a phrase of one of these classes."""
    return any(compiled("tool_warnings", name).search(text) for name in names)


def warns(low: str, start: int, end: int) -> bool:
    """Whether the tool's name from `start` to `end` is in a sentence that warns of it.

    The next sentence counts too if it says "do not do so", or says not to install such things.
    """
    before, after, following = sentence(low, start, end)
    _, parted, clause = before.rpartition(";")
    if parted and says("install", clause):
        before = clause  # "never share your password; install AnyDesk": what is told before is another thing
    if _not_needed().match(after) or _needless().search(before):
        return True
    said = _without_others(before + " " + after)
    if says("negation", said) or _says(said, "so_not", "refused", "nobody_asks", "told", "compared", "skill"):
        return True
    if _says(said, "among") and words_of("tool-together").search(before + " " + after) is None:
        return True  # but not "trusted among our members: tell us the number"
    then = _without_others(following)
    if _says(then, "so_not"):
        return True
    # "They have customers install it. Never install …": the next sentence must deny installing, not for example giving a password
    return says("install", then) and (says("negation", then) or _says(then, "nobody_asks"))


def _without_others(text: str) -> str:
    """Return the text without phrases that contain a negation but are not warnings."""
    text = _DOES.sub(" ", words_of("negation-none").sub(" ", text))
    for name in ("cleaned", "unable", "kept_on"):
        text = compiled("tool_warnings", name).sub(" ", text)
    return text


_DOES = lazy_re.compile(r"[\u0904-\u0939\u093e-\u094d]न करें")
"""The end of words that ask for something in Hindi: भुगतान करें, सत्यापन करें. With a space before it, न denies."""


def sentence(low: str, start: int, end: int) -> tuple[str, str, str]:
    """Return (the sentence up to the name, its rest, the next sentence), within REACH."""
    before, behind = low[max(0, start - REACH) : start], low[end : end + 2 * REACH]
    ends = [match.end() for match in _SENTENCE_END.finditer(before)]
    stop = _SENTENCE_END.search(behind)
    after = behind[:REACH] if stop is None else behind[: min(stop.start(), REACH)]
    following = "" if stop is None else behind[stop.end() :].lstrip()
    last = _SENTENCE_END.search(following)
    return before[ends[-1] if ends else 0 :], after, following[: last.start()] if last else following
