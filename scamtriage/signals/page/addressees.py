"""Of which country the people are to whom a page speaks."""

from collections.abc import Iterable

from scamtriage.knowledge.hosts.suffixes import COUNTRIES
from scamtriage.knowledge.language.sectors import AUTHORITY
from scamtriage.knowledge.pages.contact_table import channels
from scamtriage.signals.page.borrowed import SHORT_TEXT
from scamtriage.signals.page.occurrences import HEADING, TITLE
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


def of_this_country(view: View) -> set[int]:
    """Public bodies whose whole name those of other countries bear too ("Bureau of Immigration"), on a page of their own country."""
    text, organisations = view.text, view.tables.organisations
    rows = {
        h.meaning.row
        for hits in text.named.values()
        for h in hits
        if not h.meaning.strength and organisations[h.meaning.row].sector in AUTHORITY and " " in text.said(h)
    }
    if not rows:
        return rows
    begins, words = view.page.text[:SHORT_TEXT], channels().regions.words
    named = {country for country, names in words.items() if any(stands(name, begins) for name in names)}
    told = [begins] if len(named) == 1 else []  # each country's office lists those whose people need a visa
    said = [text.found.texts[TITLE], text.found.texts[HEADING], *told]
    return {row for row in rows if for_people_of(view, organisations[row].country, said)}
