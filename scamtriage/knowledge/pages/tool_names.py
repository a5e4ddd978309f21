"""Spellings of the names of remote-support tools that nobody needs to list.

Who tells a victim by telephone what to look for writes the name as it sounds, in two words, letter by letter, or with a slip. Such a
spelling is made from the two halves of a name.
"""

from collections.abc import Iterable, Iterator
from itertools import product

MARKS = (" ", "-", ".", "_", "·")
"""What may stand between two halves, or between all letters."""
LEAST = 7
"""Letters of a name that may be written with a slip: a slip in a shorter one makes other words."""
_LEAST_OF_HALF = 4
_SOUNDS = (("y", "i"), ("k", "c"), ("c", "k"), ("v", "w"))
"""Letters that sound alike to many readers: "anidesk", "rustdesc"."""
_DRAWN = (("e", "3"), ("a", "4"), ("a", "@"), ("i", "1"), ("o", "0"), ("s", "5"))
"""Digits and signs that look like letters, written for all letters of a kind."""

_KANA = frozenset(map(chr, range(0x30A1, 0x30FB)))
"""Katakana words are parted by a middle dot, which is a full stop in folded text."""

KEYS = "|".join(
    "{0}{2}{1}{2}q".format(*pair, r"[^a-z0-9.;?!]{1,14}(?:(?:and|dan|then|plus) )?")
    for pair in (("(?:ctrl|control)", "win(?:dows)?(?: logo)?(?: key)?"), ("win(?:dows)?(?: logo)?(?: key)?", "(?:ctrl|control)"))
)
"""The expression of the keys that open Quick Assist, however they are joined: 「Windows」「Ctrl」「Q」. Of lower-case text."""


def of_halves(halves: Iterable[tuple[str, str]]) -> tuple[frozenset[str], frozenset[str]]:
    """Return (spellings that mean nothing else, spellings of two everyday words) of a name by its halves.

    Every half is one word or several with strokes: ("एनी|ऐनी", "डेस्क"); a last one may be cut where spellings part. Of Latin halves the
    first pair is the name; what other words of a half make with it ("team view") is an everyday one.
    """
    certain: set[str] = set()
    everyday: set[str] = set()
    for first, second in halves:
        for at, (one, other) in enumerate(product(first.split("|"), second.split("|"))):
            if not (one + other).isascii():
                certain.update(one + mark + other for mark in (("", " ", "-", "・", ".") if one[0] in _KANA else ("", " ", "-")))
                continue
            everyday.update(one + mark + other for mark in MARKS)
            if at:
                everyday.add(one + other)
                continue
            certain.update(mark.join(one + other) for mark in MARKS)
            if len(one + other) >= LEAST:
                certain.update((one + other, *_slips(one + other), *_drawn(one + other)))
            if len(other) >= _LEAST_OF_HALF:
                everyday.update(one + mark + slip for mark in " -" for slip in _dropped(other))
    return frozenset(certain), frozenset(everyday - certain)


def _dropped(name: str) -> Iterator[str]:
    """Yield the name without one of its letters; the first one is always there."""
    return (name[:at] + name[at + 1 :] for at in range(1, len(name)))


def _slips(name: str) -> Iterator[str]:
    yield from _dropped(name)
    for at in range(1, len(name)):
        yield name[:at] + name[at] + name[at:]
        yield name[:at] + name[at : at + 2][::-1] + name[at + 2 :]
    yield from (name.replace(letter, sound) for letter, sound in _SOUNDS if letter in name[1:])


def _drawn(name: str) -> Iterator[str]:
    return (name.replace(letter, sign) for letter, sign in _DRAWN if letter in name)
