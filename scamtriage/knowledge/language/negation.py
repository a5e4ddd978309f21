"""Decide whether a word is negated by its context: "not a safe account" offers none."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from scamtriage.knowledge.language.phrases import any_word, by_letters, compiled, words
from scamtriage.records import lazy_re

TABLE = "negation"
_WORDS_BEFORE = 3
_SYLLABLES_BEFORE = 6
"""The same for languages that are written in syllables, such as Vietnamese."""
_SENTENCE_END = lazy_re.compile(r"[.!?;:。！？；\n]\s*+")
_ORDER_CHARS = 12
_ORDER_REACH = 2 * _ORDER_CHARS
"""Characters searched for an order: the longest one, and those behind it."""
_LOOK_AHEAD = 80
"""Characters read after a word. The negation is within thirty, and what cancels it follows directly; a cut between them would give a
negation."""
_LOOK_BACK = 60
_LIST_BACK, _OR_AHEAD, _LIST_WORDS = 140, 40, 4
"""For a list that is negated as a whole: characters before the word, characters after it that may contain "or", and words per item."""
_OPENED = "「『"
_QUOTES = "\"'“”‘’(),"


@dataclass(frozen=True, slots=True)
class _Words:
    """phrases/negation.toml, which says in comments what each class is for, compiled."""

    before: frozenset[str]
    without: frozenset[str]
    names: frozenset[str]
    unpaid: re.Pattern[str]
    """What is not paid out. In one sentence with it, what something is "without", or what "not" stands right before, is asked for."""
    syllabic: frozenset[str]
    of_verbs: frozenset[str]
    asking: frozenset[str]
    speakers: frozenset[str]
    clauses: frozenset[str]
    small: frozenset[str]
    """What is not counted where one of `of_verbs` denies one of `asking`, or what one of `speakers` does, and none of `clauses` follows."""
    no_denial: frozenset[str]
    core: re.Pattern[str]
    """At least one of these occurs wherever a word of `before` does."""
    directly_before: tuple[str, ...]
    last_before: frozenset[str]
    """Letters with which these end."""
    directly_after: re.Pattern[str]
    order: re.Pattern[str]
    no_order: re.Pattern[str]
    """What between "do not" and the word cancels the negation; signs with which a clause begins do so, too."""
    either: re.Pattern[str]
    part: re.Pattern[str]
    """What parts the items of a list."""


@cache
def _words() -> _Words:
    before, directly_before = words(TABLE, "before"), words(TABLE, "directly_before")
    cores = ("n't", "n’t", *(word for word in before if "'" not in word and not any(other in word for other in before if other != word)))
    either, also = any_word(TABLE, "or"), any_word(TABLE, "and")
    return _Words(
        before=frozenset(before),
        without=frozenset(words(TABLE, "without")),
        names=frozenset(words(TABLE, "names")),
        unpaid=compiled(TABLE, "unpaid"),
        syllabic=frozenset(words(TABLE, "syllabic")),
        of_verbs=frozenset(words(TABLE, "of_verbs")),
        asking=frozenset(words(TABLE, "asking")),
        speakers=frozenset(words(TABLE, "speakers")),
        clauses=frozenset(words(TABLE, "clauses")),
        small=frozenset(words(TABLE, "small")),
        no_denial=frozenset(words(TABLE, "no_denial")),
        core=re.compile(by_letters(cores)),
        directly_before=directly_before,
        last_before=frozenset(word[-1] for word in directly_before),
        directly_after=compiled(TABLE, "directly_after"),
        order=re.compile(any_word(TABLE, "order")),
        no_order=re.compile(rf"[\s,，、。;；:：.!?！？]|{any_word(TABLE, 'no_order')}"),
        either=re.compile(rf"[\s,](?:{either})\s"),
        part=re.compile(rf"[,،]|\s(?:{either}|{also})\s"),
    )


def negated(text: str, start: int, end: int) -> bool:
    """Return whether the span of the text is negated (definitions.text_match).

    Negations are directly before it in Thai, Lao, Khmer and Chinese, within three words before it in the same sentence in Latin scripts,
    where small words do not count before what is asked for, and directly after it in Korean, Japanese, Burmese and Hindi.
    """
    known = _words()
    before = text[start - _LOOK_BACK if start > _LOOK_BACK else 0 : start].casefold()
    close = before.rstrip().rstrip(_OPENED)
    if close[-1:] in known.last_before and close.endswith(known.directly_before):
        return True
    if not (text[start].isascii() and text[end : end + 2].isascii()) and known.directly_after.match(text[end : end + _LOOK_AHEAD]):
        return True
    if not close:
        return False
    if not close[-1].isascii() and _ordered(close):
        return True
    if not close[-1].isascii() and not close[-1].isalpha():
        return False
    if known.core.search(close) is None:  # the usual case; avoids splitting sentences
        return False
    sentence = _SENTENCE_END.split(before)[-1]
    near = said = _bare(sentence, _SYLLABLES_BEFORE)
    urged = not known.no_denial.isdisjoint(near)
    if urged:
        said = near[_last(near, known.no_denial) + 1 :]
    denying = known.before.intersection(said[-_WORDS_BEFORE:])
    if not denying.isdisjoint(known.names):
        capitals = {word.casefold() for word in _bare(text[max(0, start - _LOOK_BACK) : start]) if word.isupper()}
        denying -= capitals & known.names
    if denying or not known.syllabic.isdisjoint(said):
        return not _asked_for_first(said, sentence, text, end)
    return not urged and (_asked_by_nobody(sentence) or _listed(text, start, end))


def _asked_for_first(said: list[str], sentence: str, text: str, end: int) -> bool:
    """Return whether nothing is paid out without it: "no withdrawal without" a deposit, "tanpa" deposit "tak boleh keluarkan"."""
    known = _words()
    if said[-1] not in known.before and known.without.isdisjoint(said[-_WORDS_BEFORE:]):
        return False
    behind = _SENTENCE_END.split(text[end : end + _LOOK_AHEAD].casefold(), maxsplit=1)[0]
    return known.unpaid.search(behind) is not None or known.unpaid.search(sentence) is not None


def _bare(words_of: str, most: int = -1) -> list[str]:
    """Return the words, or the last so many of them, without quotation marks."""
    words_ = words_of.split() if most < 0 else words_of.rsplit(maxsplit=most)[-most:]
    return [word.strip(_QUOTES).replace("’", "'") for word in words_]


def _last(said: Sequence[str], of: Collection[str]) -> int:
    """Return where the last of these words stands that occurs there."""
    return max(number for number, word in enumerate(said) if word in of)


def _asked_by_nobody(sentence: str) -> bool:
    """Return whether the end of it denies a verb of asking, or what the speaker does: "we never ask for your" code. What else is denied
    there is not what follows: "if this was not you, enter your" code."""
    known = _words()
    *_, clause = sentence.split(",")
    said = _bare(clause)
    if known.of_verbs.isdisjoint(said):
        return False
    at = _last(said, known.of_verbs)
    behind = [word for word in said[at + 1 :] if word not in known.small]
    if len(behind) >= _WORDS_BEFORE or not known.clauses.isdisjoint(behind):
        return False
    return not known.asking.isdisjoint(behind) or not known.speakers.isdisjoint(said[max(0, at - 2) : at + 3])


def _listed(text: str, start: int, end: int) -> bool:
    """Return whether it is an item of a list that is negated as a whole: "no tax, guarantee deposit or activation fee"."""
    known = _words()
    before = _SENTENCE_END.split(text[max(0, start - _LIST_BACK) : start].casefold())[-1]
    if known.core.search(before) is None or not (
        known.either.search(before) or known.either.search(text[end : end + _OR_AHEAD].casefold())
    ):
        return False
    *parts, _ = parted = known.part.split(before)
    if not parts:
        return False
    for part in reversed(parted):
        said = _bare(part)
        if not known.before.isdisjoint(said):
            rest = said[_last(said, known.before) + 1 :]
            return len(rest) <= _LIST_WORDS and known.no_denial.isdisjoint(rest)
        if len(said) > _LIST_WORDS:
            return False
    return False


def _ordered(close: str) -> bool:
    """Return whether "do not" precedes the word in the same phrase."""
    known = _words()
    first = known.order.search(close, max(0, len(close) - _ORDER_REACH))
    if first is None:  # the usual case
        return False
    *_, last = (first.end(), *(order.end() for order in known.order.finditer(close, first.end())))
    return len(close) - last <= _ORDER_CHARS and not known.no_order.search(close, last)
