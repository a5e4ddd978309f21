"""Rank the countries to which a number without a country code may belong, most likely first."""

import re
from functools import cache

from scamtriage.knowledge.hosts.suffixes import COUNTRIES
from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.knowledge.pages.contact_table import channels
from scamtriage.parse.contact.fold import digits_of
from scamtriage.parse.contact.phone import afar
from scamtriage.parse.contact.phone.letters import language_by_letters, native
from scamtriage.parse.contact.phone.mentions import CODE, MAILBOX_OF, MENTIONS_IN, alone, by_code, ends, mentions, of_money
from scamtriage.parse.contact.phone.told import Told
from scamtriage.records import lazy_re

MAX_REGIONS = 7
# characters that exist in only one of the two Chinese scripts, from words frequent on contact pages
_TRADITIONAL = "電話聯絡線國們這為來對學會個經過時間應點專請撥體業車號灣詢書東馬說問題實貸"
_SIMPLIFIED = "电话联络线国们这为来对学会个经过时间应点专请拨体业车号湾询书东马说问题实贷"
_NOT_COUNTRIES = frozenset(
    ("io", "ai", "co", "me", "cc", "tv", "ws", "la", "vc", "ag", "sh", "gg", "to", "so", "ac", "fm", "am", "pw", "su", "eu", "is", "ly")
)
"""Two-letter suffixes that are sold worldwide. .la is one, so Lao pages are recognised by their language."""


class Regions(tuple[str, ...]):
    """Countries, most likely first."""

    guessed: frozenset[str] = frozenset()
    """Those that only the language suggests: English and Chinese are of many countries."""
    home: str = ""
    """The country of the page, or "" if it may be any: a place that a Chinese page mentions is often abroad."""
    mentioned: frozenset[str] = frozenset()
    """Those that the page names and neither its suffix nor its language tells: the home of a branch, a match or an author as well."""
    by_language: bool = False
    """The page has no suffix of a country, so that `home` is that of its language; lines of it may be in another."""
    tongue: str = ""
    """The country of most who write the page's language, if nothing on the page tells another: one of `guessed`."""
    far: frozenset[str] = frozenset()
    """Those of `mentioned` that are asked last: the page names no other."""
    abroad: frozenset[str] = frozenset()
    """Those of `mentioned` where nobody writes the page's script: a page in traditional Chinese names Japan for its goods and journeys."""
    eight: bool = False
    """People there write an 8 before the area, for which +7 stands abroad: Russia, Kazakhstan."""
    named: frozenset[str] = frozenset()
    """Those that the page names, or whose calling codes it has."""
    text: str = ""
    """That of the page, for what is asked of few pages."""
    several: bool | None = None
    """Whether the page names two countries or more, near or far. None: not asked yet."""
    told: Told = Told()
    """The countries of single numbers, by their place in the markup."""


def guessed(regions: tuple[str, ...]) -> frozenset[str]:
    """Return the countries that nothing on the page names."""
    return regions.guessed if isinstance(regions, Regions) else frozenset()


def tongue_of(regions: tuple[str, ...]) -> str:
    """Return the country of most who write the language of the page, or ""."""
    return regions.tongue if isinstance(regions, Regions) else ""


def home_of(regions: tuple[str, ...]) -> str:
    """Return the country of the page, or ""."""
    return regions.home if isinstance(regions, Regions) else ""


def mentioned_only(regions: tuple[str, ...]) -> frozenset[str]:
    """Return the countries that the page names in passing."""
    return regions.mentioned if isinstance(regions, Regions) else frozenset()


def far_of(regions: tuple[str, ...]) -> frozenset[str]:
    """Return the countries that are asked last."""
    return regions.far if isinstance(regions, Regions) else frozenset()


def abroad_of(regions: tuple[str, ...]) -> frozenset[str]:
    """Return the countries that a page in traditional Chinese names, and where it is not written."""
    return regions.abroad if isinstance(regions, Regions) else frozenset()


def in_passing(regions: tuple[str, ...]) -> frozenset[str]:
    """Return the countries that a page names, if they are several and nothing else tells which of them is its own."""
    named = mentioned_only(regions)
    return named if len(named) > 1 and home_of(regions) in named else frozenset()


def in_row(regions: tuple[str, ...], digits: str) -> str:
    """Return the country in whose row of a table a number stands, "" if in none: it has no area of the row before."""
    return regions.told.by_row.get(digits, "") if isinstance(regions, Regions) else ""


def are_several(regions: tuple[str, ...]) -> bool:
    """Whether the page names two countries or more, also such of which few of our pages are: its numbers may be of any of them."""
    if not isinstance(regions, Regions):
        return False
    if regions.several is None:
        regions.several = len(regions.named) > 1 or len(regions.named.union(afar.mentions(ends(regions.text)))) > 1
    return regions.several


def is_of_eight_digits(regions: tuple[str, ...]) -> bool:
    """Whether the page itself is of a country all of whose numbers have eight digits, and does not only name it."""
    return bool(regions) and regions[0] in _EIGHT_DIGITS and regions[0] not in mentioned_only(regions) | guessed(regions)


def writes_eight(regions: tuple[str, ...]) -> bool:
    """Whether the page is in a language, or of a country, in which numbers are written with an 8 before the area."""
    return isinstance(regions, Regions) and regions.eight


def as_told(regions: tuple[str, ...], text: str) -> tuple[str, ...]:
    """Return the countries for the number of a link, whose text may name the one, "Thailand" on a page that names several, or be a number
    of which the markup tells it.
    """
    passing = in_passing(regions)
    if not isinstance(regions, Regions) or not text:
        return regions
    told = mentions(text) if passing and not text.isdigit() else []
    if not told and (own := regions.told.country(digits_of(text), regions, suffixed=not regions.by_language)):
        told = [own]
    if len(told) != 1:
        return regions
    found = Regions(tuple(dict.fromkeys((told[0], *regions))))
    found.guessed, found.home, found.mentioned = regions.guessed.difference(told), told[0], passing.difference(told)
    return found


def candidates(*, suffix: str, language: str, declared_language: str, text: str, codes: str, linked: str) -> Regions:
    """Return at most MAX_REGIONS countries: the suffix's, the language's, then those that the page mentions.

    `codes` is the text searched for country codes ("+66"), `linked` has those of the page's links, which say less than its words.
    """
    order: list[str] = []
    tongue, paid = "", list[str]()
    guesses: tuple[str, ...] = ()
    last: tuple[str, ...] = ()
    abroad = frozenset[str]()
    if not language and _primary(declared_language) in ("", "en"):  # site builders write "en" by default
        language = language_by_letters(text) or ("ru" if _CYRILLIC.search(text[:_SAMPLE]) else "")
    if at_home := _of_suffix(suffix):
        order.append(at_home)
        if home := native(_primary(language), order[0]):
            order.insert(0, home)
    told = list(order)
    table = channels().regions
    primary = _primary(language or declared_language)
    if primary not in table.by_language and primary not in ("zh", "en") and _primary(declared_language) in table.by_language:
        primary = _primary(declared_language)  # a short text was misdetected, so the declared language is used
    named = [country for country in mentions(text) if primary == "es" or country not in _OF_SPANISH]
    papers = [] if order or primary in table.by_language or primary == "zh" else afar.by_papers(ends(text))
    mentioned = list(dict.fromkeys((*papers, *by_code(codes or text), *named, *by_code(linked))))
    far = list[str]()
    if not (order or mentioned or primary in table.by_language or primary in ("zh", *table.tongues.keys() - {"ru"})):
        towns = [country for country in afar.mentions(ends(text)) if primary == "es" or country not in _OF_AMERICA]
        mentioned = far = afar.by_code(codes + linked) or towns[:_MOST_AFAR]
    told += papers
    if primary == "zh":
        chosen = [region for region in (declared_language[-2:].upper(),) if "-" in declared_language and region in _SAID_ON_PURPOSE]
        order += chosen
        told += chosen
        if _script_of(language, declared_language, text) == "hant":
            abroad = frozenset(named).difference(by_code(codes or text), by_code(linked), _CHINESE)
            mentioned.sort(key=abroad.__contains__)
        order += mentioned[:2] if mentioned else ()
        guesses = _of_chinese(language, declared_language, text, at_home)
        last = ("JP",) if language == "zh" else ()  # detected from a few characters, which may be Japanese as well
    elif primary in table.by_language:
        if not (at_home or mentioned) and _primary(declared_language) != primary:  # Spanish is taken for Portuguese
            order += afar.by_code(codes)[:1]
            told += order
        its_own = table.by_language[primary]
        if not at_home and its_own not in mentioned and _primary(declared_language) != primary:
            order += [country for country in mentioned if country == _ALIKE.get(primary)]  # a line or two of Malay, which ID writes too
            told += order
        order.append(its_own)
        told.append(its_own)
        order += mentioned
    else:
        region = declared_language[3:5].upper() if declared_language[2:3] in "-_" and len(declared_language) == _TAG_CHARS else ""
        chosen = [region] if region.isalpha() and region not in _BY_DEFAULT else []
        order += chosen
        told += chosen
        if not at_home and (mailed := MAILBOX_OF.search(text, 0, MENTIONS_IN)) and mailed[1].upper() not in mentioned:
            mentioned.append(COUNTRIES.get(mailed[1], mailed[1].upper()))
        order += mentioned
        english = primary in ("", "en") or (_primary(declared_language) in ("", "en") and primary not in _OTHER_LETTERS)
        guesses = _beside(at_home or "".join(chosen), table.english) if english else ()
        paid = of_money(text) if english and not order and region in ("", "US") else []  # site builders write "en-US" by default
        order += paid
        order += (region,) if region.isalpha() else ()
        if not order and (tongue := _of_most(primary, text, codes)):
            guesses = (tongue, *guesses)
    found = Regions(tuple(dict.fromkeys((*order, *guesses, *last)))[:MAX_REGIONS])
    found.guessed = frozenset(guesses).difference(order)
    found.mentioned = frozenset((*mentioned, *paid)).difference(told)
    found.tongue = tongue
    found.named, found.text = frozenset(mentioned), text
    found.far = frozenset(far).difference(told)
    found.abroad = abroad.difference(told)
    found.by_language = not at_home
    found.eight = primary in _WITH_EIGHT or at_home in ("RU", "KZ")
    found.home = at_home if primary == "zh" else "".join(order[: not paid])  # a sum says what is paid, not where: (800) 412-7147
    return found


def _of_suffix(suffix: str) -> str:
    """Return the country of a suffix, also of .香港 and .ไทย; "" if it is sold worldwide."""
    ending = suffix.rpartition(".")[2].lower()
    code = ending.upper() if len(ending) == 2 and ending.isalpha() and ending not in _NOT_COUNTRIES else ""
    return COUNTRIES.get(ending, code)


def _of_chinese(language: str, declared: str, text: str, at_home: str) -> tuple[str, ...]:
    """Return the countries of the script in which a Chinese page is written."""
    script = _script_of(language, declared, text)
    found = channels().regions.chinese[script]
    return found if (at_home, script) == ("CN", "hant") else _beside(at_home, found)


def _script_of(language: str, declared: str, text: str) -> str:
    """Return "hant" or "hans" for a Chinese page."""
    script = chinese_script(language if "-" in language else declared, text)
    if script == "hans" and chinese_script(declared, "") == "hant" and not any(c in _SIMPLIFIED for c in text[:_SAMPLE]):
        script = "hant"  # a line or two, of whose script only the declaration tells
    return script


def _of_most(language: str, text: str, codes: str) -> str:
    """Return the country of most who write a language, "" if it has no such country, or if the page names another or calls there."""
    tongue = channels().regions.tongues.get(language)
    if tongue is None:
        return ""
    low = ends(text).lower()
    if any(alone(low, word) for word in _elsewhere(language).found(low)):
        return ""
    return "" if any(not match[1].startswith(tongue.code) for match in CODE.finditer(codes)) else tongue.country


@cache
def _elsewhere(language: str) -> Matcher[str]:
    return Matcher([Pattern(word, word) for word in channels().regions.tongues[language].elsewhere])


_ALIKE = {"id": "MY", "ms": "ID"}
"""Language -> the country of the other one that a short text may be in as well."""
_MOST_AFAR = 3
_CYRILLIC = lazy_re.compile("[а-яё]{3}", re.IGNORECASE)
_WITH_EIGHT = frozenset(("ru", "kk", "tt", "ba", "ce"))
_OTHER_LETTERS = frozenset(("ru", "uk", "be", "bg", "sr", "mk", "kk", "el", "ar", "he", "fa", "ur", "ka", "hy"))
"""Languages in other letters than English. Who writes them writes for none of the countries of English."""
_OF_AMERICA = frozenset(("MX", "PE", "CO", "AR", "CL"))
"""Countries of which some towns are words or names in other languages: Lima, Cali, Mendoza."""
_OF_SPANISH = _OF_AMERICA | {"ES"}
"""Countries that pages of other languages name for their football, coffee and wine. There they count only beside a number."""
_TAG_CHARS = 5
_BY_DEFAULT = ("US", "GB")
"""Regions that builders of sites write behind "en" for everybody."""
_CHINESE = frozenset(("TW", "HK", "MO", "CN", "SG", "MY"))
"""Countries whose people write Chinese at home."""
_SAID_ON_PURPOSE = frozenset(("SG", "HK", "MO", "MY"))
"""Regions of a declared Chinese. zh-CN and zh-TW often name only the script."""
_EIGHT_DIGITS = frozenset(("SG", "HK", "MO"))
_WITH_AREAS = frozenset(("CN", "TW", "JP", "PH", "MY", "ID", "VN", "TH", "IN", "GB", "AU", "NZ"))
"""Countries in which a number of seven or eight digits lacks its area code."""


def _beside(at_home: str, countries: tuple[str, ...]) -> tuple[str, ...]:
    """Return a language's countries, without those of eight-digit numbers if the suffix belongs to a country with area codes.

    Eight digits on a page from Manila, Beijing or Taipei are not a number of Singapore or Hong Kong, unless the page mentions these.
    """
    return tuple(country for country in countries if country not in _EIGHT_DIGITS) if at_home in _WITH_AREAS else countries


def _primary(tag: str) -> str:
    return tag.lower().replace("_", "-").partition("-")[0]


_SAMPLE = 800


def chinese_script(declared: str, text: str) -> str:
    """Return "hant" or "hans", as declared, or by counting characters of each script."""
    tag = declared.lower().replace("_", "-")
    if any(part in tag for part in ("hant", "-tw", "-hk", "-mo")):
        return "hant"
    if any(part in tag for part in ("hans", "-cn", "-sg", "-my")):
        return "hans"
    sample = text[:_SAMPLE]
    return "hant" if sum(c in sample for c in _TRADITIONAL) > sum(c in sample for c in _SIMPLIFIED) else "hans"
