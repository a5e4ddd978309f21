"""The short numbers of each country: known ones with their owners, and patterns of its service numbers."""

import re
from functools import cache

from scamtriage.knowledge.language import brands
from scamtriage.knowledge.pages.contact_table import channels
from scamtriage.records import lazy_re

_SERVICES = {  # by country: patterns of service numbers in the numbering plans; counts and sums look different
    "TH": r"1[1-7]\d\d", "VN": r"1\d\d|10\d\d|9090|9191", "MY": r"15\d{3}|1[0-3]\d{3}|10\d|99\d", "ID": r"1[1-5]\d|14\d{3}|150\d{3}",
    "PH": r"1[1-7]\d|1[3-7]\d\d|911|2882|8888", "KH": r"11\d|1[2-8]\d\d", "MM": r"19\d|1[2-8]\d\d|9[67]\d", "LA": r"19\d|1[1-8]\d\d",
    "CN": r"9(?:6\d{3,4}|5\d{3,6})|1[02]\d{3}|1[12]\d", "HK": r"18\d{3}|18\d\d|10\d\d|99\d", "MO": r"99\d|1[0-8]\d",
    "TW": r"1[0-8]\d|19\d\d",
    "SG": r"1[3-8]\d\d|99\d|77222|7[01]999", "JP": r"#\d{4}|1[0-8]\d", "KR": r"1[0-8]\d|1[1-3]\d\d",
    "IN": r"1[0-8]\d|1[09]\d\d|14\d{3}|15[05]\d{3}",
    "US": r"[2-9]11|988", "CA": r"[2-9]11|988", "GB": r"10[1-5]|11[1-9]|159|999|116\d{3}|118\d{3}|77\d\d",
    "AU": r"000|106|11[02]|11\d\d|13\d{4}",
    "FR": r"1[578]|10\d\d|11[0-9]|116\d{3}|118\d{3}|3[0-24-69]\d\d",
    "BR": r"1(?:00|2[78]|3[056]|5\d|8[0-8]|9\d)", "NZ": r"111|105", "BN": r"99\d",
}  # fmt: skip
_ELSEWHERE = r"11[0-9]|116\d{3}"
"""The European numbers; used for countries without an entry, which have similar ones."""
_YEAR = lazy_re.compile(r"(?:19|20|25)\d\d")


@cache
def _shapes() -> dict[str, re.Pattern[str]]:
    return {country: re.compile(shape) for country, shape in {**_SERVICES, "": _ELSEWHERE}.items()}


def is_service(number: str, regions: tuple[str, ...]) -> bool:
    """Whether the page's first country has service numbers of this form; `number` keeps its "#"."""
    shape = _shapes().get(regions[0], _shapes()[""]) if regions else None
    return shape is not None and shape.fullmatch(number) is not None


def is_nationwide(number: str) -> bool:
    """Whether this is a known service number of eight digits, as China alone has: 95105105. Mobiles of Hong Kong are 9510 5105."""
    return len(number) == _NATIONWIDE_DIGITS and owner_of(number, (), anywhere=True) is not None


_NATIONWIDE_DIGITS = 8


def is_parted_in(country: tuple[str, ...], digits: str) -> bool:
    """Whether spaces part such a service number there: 13 11 14 in Australia, 36 39 in France, 116 123 elsewhere in Europe."""
    if digits[0] == "3":
        return country == ("FR",)
    return (country == ("AU",)) == (digits[:2] == "13")


def is_year(digits: str) -> bool:
    """Whether the digits may be a year, also of the Buddhist era."""
    return _YEAR.fullmatch(digits) is not None


def owner_of(number: str, regions: tuple[str, ...], *, anywhere: bool) -> tuple[str, str] | None:
    """Return (country, owner) of a number in the page's countries, or in any country; None if unknown."""
    table = _table()
    for region in regions:
        if (region, number) in table:
            return region, table[region, number]
    if anywhere:
        return next(((country, owner) for (country, short), owner in table.items() if short == number), None)
    return None


def owner_beside(number: str, before: str) -> tuple[str, str] | None:
    """Return (country, owner) of a number of any country whose owner is an organisation that is named in `before`, in lower case."""
    return next((found for names, found in _named().get(number, ()) if names.search(before)), None)


def known_country(regions: tuple[str, ...]) -> str:
    """Return the first country of the page; "" if nothing on the page says it and it is but the likeliest of its language."""
    return "" if not regions or regions[0] in getattr(regions, "guessed", ()) else regions[0]


@cache
def _named() -> dict[str, list[tuple[re.Pattern[str], tuple[str, str]]]]:
    """Return number -> (every name of its owner, (country, owner)), for owners in the table of organisations: "police" is nobody's name."""
    names_of: dict[brands.Brand, set[str]] = {}
    so_named: dict[str, set[brands.Brand]] = {}
    for _, _, name in brands.load().names:
        if not name.shared:
            names_of.setdefault(name.brand, set()).add(name.shown.lower())
            so_named.setdefault(name.shown.lower(), set()).add(name.brand)
    found: dict[str, list[tuple[re.Pattern[str], tuple[str, str]]]] = {}
    for (country, number), owner in _table().items():
        spoken = {name for brand in so_named.get(owner.lower(), ()) if brand.works_in(country) for name in names_of[brand]}
        if spoken:
            words = "|".join(map(re.escape, sorted(spoken)))
            found.setdefault(number, []).append((lazy_re.compile(rf"(?<![a-z])(?:{words})(?![a-z])"), (country, owner)))
    return found


@cache
def _table() -> dict[tuple[str, str], str]:
    return {(country, number): owner for country, numbers in channels().hotlines.items() for number, owner in numbers.items()}
