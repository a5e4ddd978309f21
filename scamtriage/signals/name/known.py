"""What is known in a label of a host: names of organisations and words of the lexicon."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from scamtriage.knowledge.judgement import name_model
from scamtriage.knowledge.language import brands, innocent_words, lexicon_table
from scamtriage.knowledge.language.brands import Name
from scamtriage.knowledge.language.label_scan import Label, LabelScan, Rule, longest
from scamtriage.knowledge.language.lexicon_table import Token
from scamtriage.knowledge.small_tables import small_tables

_ADDRESS_LEAST = 5
"""Fewest letters of the first label of an official domain that counts as a name of its owner."""

Hit = tuple[str, int, int, Name | Token]
"""(string, start, end, meaning)."""


def meant(label: Label) -> list[Hit]:
    """The longest hits. An ordinary word that contains a name ("setelah") hides it and is not a hit itself."""
    found = _known().scan(label)
    if found and label.text is not label.given:
        found = [hit for hit in found if not _torn(label, hit)]
    if len(found) > 1:
        found = longest(found)
    return [(string, start, end, meaning) for string, start, end, meaning in found if meaning is not None] if found else []


def _torn(label: Label, hit: tuple[str, int, int, Name | Token | None]) -> bool:
    """Whether a name is made of the ends of two words that a hyphen parts, and has no gap there itself: "posb" in "pos-billing", which
    nobody reads. Who breaks a name up to hide it leaves no word, or nearly the name: "net-flixsecure", "chrono-poste"."""
    _, start, end, meaning = hit
    if not isinstance(meaning, Name) or (start in label.bounds and end in label.bounds):
        return False
    if not any(start < part < end and part - start not in meaning.gaps for part in label.parts):
        return False
    is_word = name_model.load().vocabulary.is_word
    for a, b in pairwise(sorted(label.bounds)):
        if (a < start < b and 2 * (b - start) < b - a) or (a < end < b and 2 * (end - a) < b - a):
            return is_word(label.text[a:b])
    return False


def _addresses() -> Iterator[tuple[str, Rule, Name]]:
    """The first labels of official domains by which their owners are known beside their names: "bochk". Not those that are words, or are
    made of two."""
    known, vocabulary = innocent_words.load(), name_model.load().vocabulary
    for brand in brands.load().rows:
        for label in dict.fromkeys(domain.partition(".")[0] for domain in brand.official):
            if len(label) < _ADDRESS_LEAST or not label.isalpha() or not label.isascii() or vocabulary.is_word(label):
                continue
            halves = ((label[:at], label[at:]) for at in range(3, len(label) - 2))
            if label in known.labels or any(a in known.labels and b in known.labels for a, b in halves):
                continue
            if not brands.load().scan.scan(Label(label)):
                yield label, "token", Name(brand, label, alone=True, shared=True)


@cache
def _known() -> LabelScan[Name | Token | None]:
    """One scanner for brands, lexicon words, and ordinary words with the meaning None."""
    known: list[tuple[str, Rule, Name | Token | None]] = [*brands.load().names, *_addresses(), *lexicon_table.load()]
    scan = brands.load().scan
    ordinary = small_tables().ordinary_words.words
    hiding = [word for word in ordinary if any(end - start < len(word) for _, start, end, _ in scan.scan(Label(word)))]
    return LabelScan([*known, *((word, "anywhere", None) for word in sorted(hiding))])
