"""Vietnamese without its marks, as it is typed on telephones, read as if it bore them: the likeliest syllables in a row.

Words and weights were written and learnt with marks. Without them "lam" is any of ten words, and some of other languages.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache, cached_property
from itertools import pairwise
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from scamtriage.knowledge.language.folding import composed, without_accents
from scamtriage.knowledge.language.lexicon_table import lexicon
from scamtriage.knowledge.loading import Count, Table, Text, Words, read_table
from scamtriage.records import lazy_re

FILE, TERMS = "accents.json", "words/vi.toml"
PAIRED = 0.8
"""Weight of how often a syllable follows the one before, beside how often it stands anywhere."""
LEAST, MOST_FORMS = 2, 6
"""Occurrences from which a form or a pair is kept, and the most forms that are kept of a syllable."""
LISTED = 2
"""Occurrences as which a term of the word lists counts."""
LACKING_SHARE = 0.25
"""A line is read so if of its syllables that ought to bear marks at least this share bears none."""
KNOWN_SHARE, LEAST_WORDS = 0.6, 2
"""And if it has so many words, and at least this share of them are Vietnamese: of the characters of 1,800 labelled pages in English, Malay,
Indonesian and Filipino three in a thousand stand in lines that would pass."""
OF_A_SENTENCE = 0.8, 4
"""The same of a sentence on a line in two languages, where an English one of short words would more often pass."""

_WORD = lazy_re.compile(r"[^\W\d_]+")
_SENTENCE = lazy_re.compile(r"[^.!?]+[.!?]*|[.!?]+")
_RARE = math.log(1e-9)
"""Nats of a word that is in no table."""
_Counted = dict[str, Annotated[int, Meta(ge=1)]]
_Forms = list[tuple[str, float]]
Listed = dict[str, Words]


class Accents(Table, frozen=True, kw_only=True, dict=True):
    """Syllables and pairs of them, as counted."""

    as_of: date
    source: Text
    pages: Count
    """Pages on which they were counted."""
    digest: str
    """SHA-256 of the labelled sites among which these pages are, as in the profile."""
    forms: dict[str, _Counted]
    """Syllable without marks -> its forms, commonest first, with their numbers."""
    pairs: dict[str, _Counted]
    """Form -> the forms that follow it directly, with their numbers."""

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {form: number for forms in self.forms.values() for form, number in forms.items()}

    @cached_property
    def _alone(self) -> dict[str, _Forms]:
        """Syllable without marks -> its forms, each with the nats of its share of all syllables."""
        every = sum(self._numbers.values()) / (1 - PAIRED)
        return {bare: [(form, math.log(number / every)) for form, number in forms.items()] for bare, forms in self.forms.items()}

    @cached_property
    def _behind(self) -> dict[str, dict[str, float]]:
        """Form -> forms that stand before it, with the nats of its share there."""
        numbers, every = self._numbers, sum(self._numbers.values())
        found: dict[str, dict[str, float]] = {}
        for first, seconds in self.pairs.items():
            for second, number in seconds.items():
                share = PAIRED * number / numbers[first] + (1 - PAIRED) * numbers[second] / every
                found.setdefault(second, {})[first] = math.log(share)
        return found

    @cached_property
    def _marked(self) -> frozenset[str]:
        """Syllables without marks whose commonest form bears some."""
        return frozenset(bare for bare, forms in self.forms.items() if not next(iter(forms)).isascii())

    def restored(self, text: str) -> str:
        """Return the text with the likeliest marks on bare syllables, in lines that lack marks. Each character keeps its place, as every
        letter with its marks is one character."""
        return "\n".join([self._line(line) for line in text.split("\n")])

    def _line(self, line: str, share: float = KNOWN_SHARE, least: int = LEAST_WORDS) -> str:
        found = list(_WORD.finditer(line))
        words = [match[0].lower() for match in found]
        marked = sum([not word.isascii() for word in words])
        lacking = sum(map(self._marked.__contains__, words))
        known = marked + sum(map(self.forms.__contains__, words))
        if len(words) < least or lacking <= LACKING_SHARE * (lacking + marked):
            return line
        if known < share * len(words):  # of an English sentence and a Vietnamese one on one line each is judged by itself
            sentences = _SENTENCE.findall(line)
            return "".join([self._line(one, *OF_A_SENTENCE) for one in sentences]) if len(sentences) > 1 else line
        made: list[str] = []
        at = first = 0
        for last in range(1, len(found) + 1):
            if last < len(found) and line[found[last - 1].end() : found[last].start()] == " ":
                continue
            for match, form in zip(found[first:last], self._likeliest(words[first:last]), strict=True):
                made += [line[at : match.start()], _with_capitals(form, match[0])]
                at = match.end()
            first = last
        return "".join((*made, line[at:]))

    def _likeliest(self, words: list[str]) -> list[str]:
        """Return the likeliest forms of consecutive words (the Viterbi algorithm), in time linear in their number."""
        rows = {"": 0.0}  # last form -> nats of the best row that ends in it
        came: list[dict[str, str]] = []
        for word in words:
            last = max(rows, key=rows.__getitem__)
            most = rows[last]
            best: dict[str, float] = {}
            before: dict[str, str] = {}
            for form, alone in self._alone.get(word) or ((word, _RARE),):
                best[form], before[form] = most + alone, last
                pairs = self._behind.get(form, {})
                for one in rows if pairs else ():
                    if one in pairs and rows[one] + pairs[one] > best[form]:
                        best[form], before[form] = rows[one] + pairs[one], one
            rows = best
            came.append(before)
        form, row = max(rows, key=rows.__getitem__), []
        for before in reversed(came):
            row.append(form)
            form = before[form]
        return row[::-1]


def _with_capitals(form: str, word: str) -> str:
    """Return a form with the capitals of the word that stands for it; the word itself if it got no marks: the capital of "ß" is longer."""
    if len(form) != len(word) or form == word.lower():
        return word
    if word.islower():
        return form
    return form.upper() if word.isupper() else "".join([a.upper() if b.isupper() else a for a, b in zip(form, word, strict=True)])


def rows_of(text: str) -> Iterator[list[str]]:
    """Yield the words of a text in small letters, those with one space between them together."""
    text = composed(text).lower()
    row: list[str] = []
    end = 0
    for match in _WORD.finditer(text):
        if row and text[end : match.start()] != " ":
            yield row
            row = []
        row.append(match[0])
        end = match.end()
    if row:
        yield row


def counted(rows: Iterable[list[str]]) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """Return how often each word and each pair of words occurs."""
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for row in rows:
        words.update(row)
        pairs.update(pairwise(row))
    return words, pairs


def by_syllable(words: Counter[str]) -> dict[str, dict[str, int]]:
    """Return syllable without marks -> its forms with their numbers, commonest first."""
    found: dict[str, dict[str, int]] = {}
    for word, number in sorted(words.items(), key=lambda one: (-one[1], one[0])):
        bare = without_accents(word)
        if bare.isascii() and len(bare) == len(word):
            found.setdefault(bare, {})[word] = number
    return found


@cache
def load() -> Accents:
    """Load the shipped table with the terms of the word lists. Raises BadTable."""
    table = read_table(FILE, Accents)
    terms = [term.removesuffix("*") for terms in read_table(TERMS, Listed).values() for term in terms]
    terms += [row.term for _, row in lexicon() if row.language == "vi" and row.match == "text"]
    words, pairs = counted(row for term in terms for row in rows_of(term))
    every = Counter({form: number for forms in table.forms.values() for form, number in forms.items()})
    for word, number in words.items():
        every[word] += LISTED * number
    followers = {first: Counter(seconds) for first, seconds in table.pairs.items()}
    for (first, second), number in pairs.items():
        followers.setdefault(first, Counter())[second] += LISTED * number
    forms = by_syllable(every)
    known = {form for some in forms.values() for form in some}
    kept = {a: {b: n for b, n in seconds.items() if b in known} for a, seconds in followers.items() if a in known}
    return replace(table, forms=forms, pairs=kept)
