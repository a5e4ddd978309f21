"""How the digits of a number are grouped, which tells the countries that write it so."""

from collections.abc import Sequence

from scamtriage.parse.contact.phone.libphonenumber import HOTLINE_TYPES, Number
from scamtriage.records import lazy_re

_AMERICAN = ((3, 3, 4), (1, 3, 3, 4))
_GROUPED = {"US": (*_AMERICAN, (3, 7), (6, 4), (1, 3, 7), (4, 3, 4), (4, 7), (1, 10)), "IN": ((5, 5), (3, 3, 4), (4, 3, 3), (4, 6))}
"""How numbers without a trunk prefix are grouped, in countries whose numbers of ten digits may be any ten digits."""
_INDIAN_WITH_ZERO = ((6, 5), (4, 3, 4), (5, 6), (4, 7), (1, 5, 5), (1, 10), (1, 3, 3, 4))
_PAIRED_TAIL = (3, 2, 2)
"""The end of a number in the countries of the former Soviet Union: 295-47-47."""
_FIXED_OF_TAIWAN = lazy_re.compile(r"02[2-8][0-9]{7}|04[23][0-9]{7}|0(?:3[2-9]|4[789]|[5-8][2-9])[0-9]{6}|0(?:37|49|8[29])[0-9]{6}[0-9]?")
_MOBILE_OF_TAIWAN = ((10,), (4, 3, 3), (4, 6))
_NOT_OF_JAPAN = (4, 3, 3)
"""0932-447-118 is somebody's mobile number in Taiwan; Japan writes 093-244-7118 or 0932-44-7118, and so only numbers of services."""
_AREA_CHARS = 2
"""Digits of an Australian area code, with its zero."""


def shape_of(groups: Sequence[str]) -> tuple[int, ...]:
    """Return the lengths of the groups."""
    return tuple(map(len, groups))


def is_american(groups: Sequence[str]) -> bool:
    """Whether the groups are those of a number of the United States or Canada, without a zero before: 301 968 4290, 1 301 968 4290."""
    shape = shape_of(groups)
    return shape in _AMERICAN and groups[0][0] != "0" and (len(shape) == len(_AMERICAN[0]) or groups[0] == "1")


def is_taiwanese(groups: Sequence[str]) -> bool:
    """Whether a number has the digits of one of Taiwan, where lines of Taipei and Taichung have eight, and is grouped as there:
    0932-447-118, and not 0977-44-7118 as in Japan or 02-512-3456 as in Korea.
    """
    digits = "".join(groups)
    if digits.startswith("09"):
        return shape_of(groups) in _MOBILE_OF_TAIWAN
    return _FIXED_OF_TAIWAN.fullmatch(digits) is not None


def is_grouped(groups: Sequence[str], region: str) -> bool:
    """Whether a country that is only guessed groups its numbers so. Digits in one group are grouped in no way; others say nothing of it."""
    shape = shape_of(groups)
    return len(groups) < 2 or groups[0][0] == "0" or shape in _GROUPED.get(region, (shape,))


def foreign_groups(groups: Sequence[str], number: Number, *, bracketed: bool, at_home: bool) -> bool:
    """Whether the groups are of another country than that of the number: a page that is not from there does not tell it. `at_home`: it is
    the country that the page names first, or one named beside the number.
    """
    shape = shape_of(groups)
    if len(shape) < 2 or number.type in HOTLINE_TYPES:
        return False
    if number.country == "AU" and bracketed and len(groups[0]) > _AREA_CHARS and number.type == "fixed":
        return True
    if at_home:
        return False
    if shape[-3:] == _PAIRED_TAIL and len(shape) > len(_PAIRED_TAIL):
        return True
    if number.country == "JP" and shape == _NOT_OF_JAPAN:
        return True
    if number.country == "IN" and number.type == "mobile" and groups[0][0] == "0":
        return shape not in _INDIAN_WITH_ZERO
    return number.country == "MY" and bracketed and number.type == "mobile"
