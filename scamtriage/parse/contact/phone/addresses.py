"""The country of the postal address under which a number stands: "House 12, Mirpur, Dhaka-1213" above "Phone: 01711-…"."""

from scamtriage.parse.contact.phone import afar
from scamtriage.parse.contact.phone.mentions import mentions
from scamtriage.records import lazy_re

_ABOVE_CHARS, _MOST_LINES, _LINE_CHARS = 400, 6, 160
_ENDS = " .,:;|–-"
_END_CHARS = 60
_POSTCODE = lazy_re.compile(r"[\s.,:–-]{0,3}(?:(?<![0-9])[0-9]{2,4}(?: ?[0-9]{2,4})?|[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2})\Z")
_PARTED = lazy_re.compile(r"[,;|•()/0-9–-]|\. ")
_TOWN_WORDS = 4
_SENTENCE = lazy_re.compile(
    r"(?<![a-z])(?:we|our|us|you|your|to|from|into|for|with|by|via|is|are|was|were|be|been|visit|made|serving|ship(?:s|ped|ping)?|deliver\w{0,3}"
    r"|imports?|exports?|travel\w{0,3}|tours?|visas?|flights?)(?![a-z])"
)
"""Words that no address has: a line with one may tell whither something is sent."""


def country_of_address(text: str, at: int) -> tuple[str, ...]:
    """Return the one country of the address that ends before the word for a telephone at `at`, in its line or in one above it, else ().

    A number, a mailbox or another line of the office may stand between.
    """
    lines = text[max(0, at - _ABOVE_CHARS) : at].split("\n")[-_MOST_LINES:]
    for line in reversed(lines):
        if len(line) > _LINE_CHARS:
            return ()
        if named := _named_at_end(line):
            return tuple(named) if len(named) == 1 and not _SENTENCE.search(line.lower()) else ()
    return ()


def _named_at_end(line: str) -> list[str]:
    """Return the countries that the end of an address names, a town or a country behind a house number or a comma, perhaps with a postcode:
    "Rose Court, New Delhi-110044".
    """
    *before, town = _PARTED.split(_POSTCODE.sub("", line[-_END_CHARS:].rstrip(_ENDS)))
    words = town.split()
    if not before or not 0 < len(words) <= _TOWN_WORDS or any(word[0].islower() for word in words):
        return []
    return mentions(town) or afar.mentions(town)
