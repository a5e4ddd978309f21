"""Of which country the people are to whom a page speaks."""

from collections.abc import Iterable

from scamtriage.knowledge.hosts.suffixes import COUNTRIES
from scamtriage.knowledge.pages.contact_table import channels
from scamtriage.signals.view import View


def for_people_of(view: View, country: str, said: Iterable[str]) -> bool:
    """Whether the page is of this country by its suffix or language, or by what is said in these texts."""
    regions, suffix, language = channels().regions, view.target.suffix, view.page.language
    ending = suffix.rpartition(".")[2]
    if COUNTRIES.get(ending, ending.upper()) == country:
        return True
    if country == regions.by_language.get(language) or country in regions.chinese.get(language.removeprefix("zh-").lower(), ()):
        return True
    return any(stands(word, text) for word in regions.words.get(country, ()) for text in said)


def stands(word: str, text: str) -> bool:
    """Whether a word occurs; a word of ASCII letters must not have ASCII letters beside it."""
    low, at = text.casefold(), -1
    while (at := low.find(word, at + 1)) >= 0:
        around = low[max(0, at - 1) : at] + low[at + len(word) : at + len(word) + 1]
        if not (word.isascii() and any(c.isalpha() and c.isascii() for c in around)):
            return True
    return False
