"""The terms of the fitted name model: features of a name, as keys with fitted weights."""

import math
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import compress, count

from scamtriage.knowledge.judgement import name_model
from scamtriage.records import lazy_re
from scamtriage.signals.name.view import NameView

LUCKY = lazy_re.compile(r"33|66|77|88|99|168|365|789")
SHORT_ALNUM = lazy_re.compile(r"[a-z]{1,5}[0-9]{2,4}[a-z]{0,4}")
YEARS = range(1950, 2036)

_TEXTURE_LEAST = 4
"""Fewest letters of a label for its texture to say anything."""
_LONG_TEXTURE = 8
_BIGRAM_FLOOR, _BIGRAM_STEP, _BIGRAM_LAST = 2.2, 0.15, 14
"""Of the mean nats per letter pair: lower edge of the first bucket, width, last bucket. Honest names have about 2.6."""
_LONG_SUBDOMAIN = 20
SPELLING_LEAST = -0.3
"""Least nats of the spelling of a whole name. It acquits no more than an honest word does, as anyone may spell honestly."""
_LONGEST = 27

Piece = tuple[str, tuple[int, int], float]
"""The text framed by "^" and "$" in which a piece of spelling stands, its (start, end) there, and its nats."""

# Terms that every name has, made once.
_LENGTHS = tuple(f"length {length // 3 * 3}" for length in range(_LONGEST + 1))
_PAIRS = tuple(f"pairs {bucket}" for bucket in range(_BIGRAM_LAST + 1))
_LONG_PAIRS = tuple(f"long {term}" for term in _PAIRS)
_VOWELS = tuple(f"vowels {tenths}" for tenths in range(7))
_NO_VOWELS = str.maketrans("", "", "aeiou")


def word_terms(name: NameView) -> list[str]:
    """Words of the label; those left of it are prefixed with "+"."""
    words = name.words
    terms = words if len(words) < 2 else [*dict.fromkeys(words)]
    return [*terms, *(f"+{word}" for word in dict.fromkeys(name.subdomain_words))] if name.subdomain else terms


def spelling_terms(name: NameView) -> list[str]:
    """Every run of three to five characters of the label, framed by "^" and "$", but those inside a word that has its own row. Runs left
    of it are prefixed with "+"."""
    terms = _grams(name.ascii_label, name.told) if name.ascii_label else []
    return [*terms, *(f"+{gram}" for gram in _grams(name.subdomain))] if name.subdomain else terms


def _grams(text: str, told: Sequence[tuple[int, int]] = ()) -> list[str]:
    if "xn--" in text:
        return []
    framed = f"^{text}$"
    size = len(framed)
    return [framed[start : start + n] for n in name_model.GRAMS for start in range(size - n + 1) if not _inside(told, start, start + n)]


def _inside(told: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a slice of the framed text lies inside one of these words of the bare text."""
    return any(first < start and end <= last + 1 for first, last in told)


def pieces(name: NameView) -> tuple[float, list[Piece]]:
    """The sum of the nats of all pieces of spelling, and the pieces of the label, then of what is left of it. A piece inside a word that
    has its own row would count a second time. The hottest loop in judging names."""
    model = name_model.load()
    found = _weighed(name.ascii_label, model.spelling) if name.ascii_label else []
    if (name.hits or name.helpline) and (told := name.told):
        found = [piece for piece in found if not _inside(told, *piece[1])]
    if name.subdomain:
        found += _weighed(name.subdomain, model.spelling_left)
    total = 0.0
    for _, _, nats in found:
        total += nats
    return total, found


def _weighed(text: str, known: name_model.Pieces) -> list[Piece]:
    """Those of a text's pieces that weigh anything, the shorter ones first."""
    if "xn--" in text:
        return []
    framed = f"^{text}$"
    two, three, four, five = framed[1:], framed[2:], framed[3:], framed[4:]
    by_three, by_four, by_five = known
    weights = [
        *map(by_three.get, zip(framed, two, three)),  # noqa: B905 -- ends with the shortest, as below: `strict` takes as long as `zip`
        *map(by_four.get, zip(framed, two, three, four)),  # noqa: B905
        *map(by_five.get, zip(framed, two, three, four, five)),  # noqa: B905
    ]
    spots = places(len(framed))
    return [(framed, spots[at], weights[at]) for at in compress(count(), weights)]  # type: ignore[misc] # none of these is None


@lru_cache(maxsize=512)
def places(size: int) -> list[tuple[int, int]]:
    """(start, end) of each piece of a text of this size, the shorter ones first."""
    return [(start, start + length) for length in name_model.GRAMS for start in range(size - length + 1)]


def digit_terms(name: NameView) -> list[str]:
    """Terms for how many digits there are, where, and in how many runs."""
    runs = name.digit_runs
    if not runs:
        return []
    label = name.label
    count = sum(map(len, runs))
    if count == len(label):
        return [f"only {min(count, 6)}"]
    terms = [f"digits {min(count, 6)}"]
    at_start, at_end = label[0].isdigit(), label[-1].isdigit()
    if at_end:
        terms.append(f"end {min(len(runs[-1]), 4)}")
    if at_start:
        terms.append(f"start {min(len(runs[0]), 4)}")
    if len(runs) > 1:
        terms.append(f"runs {min(len(runs), 3)}")
    elif not at_end and not at_start:
        terms.append("inside")
    if is_year(runs[-1]):
        terms.append("year")
    return terms


def is_year(digits: str) -> bool:
    return len(digits) == 4 and int(digits) in YEARS


def lucky_run(name: NameView) -> str:
    """The first digit run that holds a lucky number and is not a year; "" if there is none."""
    return next((run for run in name.digit_runs if LUCKY.search(run) and not is_year(run)), "")


def length_terms(name: NameView) -> list[str]:
    """The term of the label's length; none for other scripts than Latin, in which two letters are a word: "微信"."""
    return length_term(len(name.label)) if name.label.isascii() else []


def length_term(count: int) -> list[str]:
    """The term of a label of `count` characters; none for an empty one."""
    return [_LENGTHS[min(count, _LONGEST)]] if count else []


def texture_terms(name: NameView) -> list[str]:
    """Terms for letter pairs and the share of vowels. Exactly one term of every name begins with "pairs", "letters" or "other"; it carries
    the model's constant."""
    runs = name.letter_runs
    letters = len(runs[0]) if len(runs) == 1 else sum(map(len, runs))
    if not name.ascii_label:
        return []
    if name.ascii_label.startswith("xn--"):
        return ["other"]
    if letters < _TEXTURE_LEAST:
        return [f"letters {letters}"]
    bucket = _texture(runs)
    terms = [_PAIRS[bucket]]
    if letters >= _LONG_TEXTURE:
        terms.append(_LONG_PAIRS[bucket])
    if letters >= _LONG_TEXTURE - 2:
        vowels = letters - len("".join(runs).translate(_NO_VOWELS))
        terms.append(_VOWELS[min(int(10 * vowels / letters), 6)])
    return terms


def _texture(runs: list[str]) -> int:
    cost_of = name_model.load().bigrams.__getitem__
    total, count = 0.0, 0
    for run in runs:
        framed = f"^{run}$"
        count += len(run) + 1
        total += math.fsum(map(cost_of, zip(framed, framed[1:])))  # noqa: B905, RUF007 -- zip makes no tuple a pair
    bucket = int((total / count - _BIGRAM_FLOOR) / _BIGRAM_STEP)
    return 0 if bucket < 0 else bucket if bucket < _BIGRAM_LAST else _BIGRAM_LAST


def subdomain_terms(name: NameView) -> list[str]:
    """Return how many levels stand before the registered name, 4 at most, and what is odd in them; none if there are no levels."""
    sub = name.subdomain
    if not sub:
        return []
    terms = [f"levels {min(sub.count('.') + 1, 4)}"]
    if "-" in sub:
        terms.append("hyphen")
    if not sub.isascii() or any(char.isdigit() for char in sub):
        terms.append("digit")
    if len(sub) > _LONG_SUBDOMAIN:
        terms.append("long")
    return terms


TERMS: dict[str, Callable[[NameView], list[str]]] = {
    "name-words": word_terms,
    "name-spelling": spelling_terms,
    "name-digits": digit_terms,
    "name-length": length_terms,
    "name-random-looking": texture_terms,
    "name-subdomain-deep": subdomain_terms,
}
"""Signal -> function that lists its terms; the signal's weight is their sum. Suffixes and yes-or-no signals have a single weight
instead."""


def suffix_weight(name: NameView) -> float:
    """Nats of the suffix: its own row, else its class."""
    weights = name_model.load().weights["name-tld-weight"]
    own = weights.get(name.suffix)
    return weights[f"class:{name.suffix_class}"] if own is None else own
