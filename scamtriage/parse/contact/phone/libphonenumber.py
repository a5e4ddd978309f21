"""Query libphonenumber, with a cache because its parsing is the most expensive step of reading a page."""

import re
from functools import cache, lru_cache
from typing import Any

from msgspec import Struct

from scamtriage.records import lazy_re

HOTLINE_TYPES = frozenset(("toll-free", "premium", "shared-cost", "uan"))
MOBILE_TYPES = frozenset(("mobile", "fixed or mobile"))
"""Types of numbers that may be mobile ones: some countries number both alike."""


class Number(Struct, frozen=True):
    """A number that libphonenumber accepts."""

    e164: str
    country: str
    type: str
    assigned: bool = True


# (minimum, maximum) length of national numbers with trunk prefix; filters out most candidates before libphonenumber
_NATIONAL = {
    "TH": (9, 10), "VN": (8, 11), "MY": (9, 11), "ID": (7, 14), "PH": (7, 14), "KH": (8, 11), "MM": (7, 11), "LA": (8, 11), "SG": (8, 11),
    "HK": (8, 9), "MO": (8, 8), "CN": (10, 13), "TW": (8, 10), "JP": (10, 11), "KR": (8, 12), "IN": (8, 13), "US": (10, 11),
    "GB": (8, 11), "AU": (6, 10),
}  # fmt: skip


def plausible(digits: str, region: str) -> bool:
    """Whether the country has numbers of this length."""
    low, high = _NATIONAL.get(region, (7, 13))
    return low <= len(digits) <= high


@lru_cache(maxsize=4096)
def parse(text: str, region: str | None, *, possible: bool) -> Number | None:
    """Return the number that libphonenumber reads in a text, or None. `possible` accepts unassigned ranges of the right length."""
    phonenumbers = _library()
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    if region and phonenumbers.is_valid_number_for_region(number, region):
        valid = True
    else:
        valid = region is None and phonenumbers.is_valid_number(number)
        if region == "GB" and not valid:  # Guernsey, Jersey and Man are of its plan, and so is 07700 900xxx, which the library omits
            e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
            valid = phonenumbers.is_valid_number(number) or is_fictitious(e164)
    shared = not valid and region == "KR" and _KOREAN_SHARED.fullmatch(str(number.national_number)) is not None
    if number.italian_leading_zero and not valid:
        return None  # 0000000001: no number starts with these zeros
    if not valid and ((region is None and str(number.national_number) in _COUNTED) or (possible and _is_too_long(number))):
        return None
    if not (valid or shared) and not (
        possible and phonenumbers.is_possible_number_with_reason(number) == phonenumbers.ValidationResult.IS_POSSIBLE
    ):
        return None
    country = phonenumbers.region_code_for_number(number) or phonenumbers.region_code_for_country_code(number.country_code)
    return Number(
        e164=phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164),
        country=country if len(country) == 2 and country.isalpha() and country != "ZZ" else "",
        type="uan" if shared else _TYPES.get(phonenumbers.number_type(number), "") if valid else "",
        assigned=valid or shared,
    )


_COUNTED = frozenset(("1234567", "12345678", "123456789", "1234567890"))
"""What templates have where a number is to be written: +84 123 456 789."""


def _is_too_long(number: Any) -> bool:
    """Whether a digit too many stands behind a mobile number, in a country where all of these are equally long: 0355 263 1245."""
    phonenumbers = _library()
    digits = str(number.national_number)
    shorter = phonenumbers.PhoneNumber(country_code=number.country_code, national_number=int(digits[:-1]))
    if phonenumbers.number_type(shorter) != phonenumbers.PhoneNumberType.MOBILE:
        return False
    plan = phonenumbers.PhoneMetadata.metadata_for_region(phonenumbers.region_code_for_number(shorter) or "", None)
    return plan is not None and plan.mobile is not None and tuple(plan.mobile.possible_length) == (len(digits) - 1,)


_KOREAN_SHARED = lazy_re.compile(r"1(?:551|699|811)[0-9]{4}")
"""Ranges of numbers without an area, such as 1588-1234, that are in use in Korea and that the library does not know."""


def area_digits(e164: str) -> int:
    """Return the length of the area's code of a number in E.164, with the zero before it; 0 if it has none."""
    phonenumbers = _library()
    number = phonenumbers.parse(e164, None)
    length = phonenumbers.length_of_geographical_area_code(number)
    return length + 1 if length else 0


@cache
def _exit(region: str) -> re.Pattern[str] | None:
    plan = _library().PhoneMetadata.metadata_for_region(region, None)
    return re.compile(plan.international_prefix) if plan is not None and plan.international_prefix else None


def dials_abroad(digits: str, region: str) -> bool:
    """Whether these digits begin calls abroad in the country: 011 in America, 001 and others by the company that carries them in Korea."""
    prefix = _exit(region)
    return prefix is not None and prefix.fullmatch(digits) is not None


@cache
def writes_zero(region: str) -> bool:
    """Whether the country's numbers are written with a zero before the area."""
    return bool(_library().ndd_prefix_for_region(region, True) == "0")


_TYPES = {
    0: "fixed",
    1: "mobile",
    2: "fixed or mobile",
    3: "toll-free",
    4: "premium",
    5: "shared-cost",
    6: "voip",
    7: "personal",
    8: "pager",
    9: "uan",
}


def _library() -> Any:
    import phonenumbers  # imported late: slow, and needed only by pages with candidates

    return phonenumbers


_FICTITIOUS = lazy_re.compile(
    r"\+1[2-9]\d\d55501\d\d|\+44(?:2079460|1632960|7700900|8081570)\d{3}|\+61(?:[2378]5550|[2378]7010|491570|180016)\d+"
)


def is_fictitious(e164: str) -> bool:
    """Whether regulators reserve the number for fiction (555-01xx, 020 7946 0xxx); it cannot reach a victim."""
    return _FICTITIOUS.fullmatch(e164) is not None
