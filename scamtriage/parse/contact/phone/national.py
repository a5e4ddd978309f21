"""Resolve a candidate to a number: by its calling code, in the countries of its page, or by all its digits."""

from msgspec.structs import replace

from scamtriage.parse.contact.budget import LookupBudget
from scamtriage.parse.contact.phone.candidate import Candidate
from scamtriage.parse.contact.phone.country_plans import is_brazilian, is_mobile, of_today
from scamtriage.parse.contact.phone.groups import foreign_groups, shape_of
from scamtriage.parse.contact.phone.libphonenumber import MOBILE_TYPES, Number, dials_abroad, parse, plausible
from scamtriage.parse.contact.phone.mentions import CALLING_CODES
from scamtriage.parse.contact.phone.readings import EIGHT_DIGITS, TRUNK_0, has_trunk, only, readings_of, without_guesses
from scamtriage.parse.contact.phone.regions import abroad_of, guessed, home_of, in_passing, tongue_of, writes_eight
from scamtriage.records import lazy_re


def number_of(one: Candidate, regions: tuple[str, ...], budget: LookupBudget) -> Number | None:
    """Return the number that a candidate spells, or None."""
    digits, international = "".join(one.groups), one.international
    if (
        regions
        and regions[0] == "VN"
        and (one.called or len(one.groups) > 2)
        and (today := of_today(digits, one.groups, line=one.raw.startswith("(") or (one.called and not one.messenger)))
    ):
        return parse(today, "VN", possible=False) if budget.spend() else None
    if international and one.called and _PLUS_FOR_TRUNK.match(one.raw) is not None:  # +09-744 7088: no calling code begins with a zero
        one, international = replace(one, raw=one.raw.lstrip("+(")), False
    if digits.startswith("010") and regions and regions[0] == "JP" and len(digits) > 11 and (one.called or len(one.groups) > 3):
        digits, international = digits[3:], True  # 010 is Japan's prefix for international calls
    if (abroad := _dialled_abroad(one, regions, budget)) is not None:
        return abroad
    if not international and writes_eight(regions) and (one.called or len(one.groups) > 2) and _BEHIND_EIGHT.fullmatch(digits):
        return parse("+7" + digits[1:], None, possible=False) if budget.spend() else None
    international = international or (one.called and _CODE_THEN_ZERO.match(one.raw) is not None)
    if international or (digits.startswith("00") and len(digits) > 10 and (one.called or _is_dialled_abroad(one.groups))):
        return _international(one, digits, regions, budget)
    if one.called and one.raw[0] == "(" and not home_of(regions) and is_brazilian(one.raw):
        return parse(digits, "BR", possible=False) if budget.spend() else None
    if one.called and one.raw.startswith("(") and (number := _by_bracketed_code(one, digits, regions, budget)) is not None:
        return number
    pairs = len(one.groups) > 4 and all(len(g) == 2 for g in one.groups)  # drawn numbers; outside France only mobiles are written so
    strong = one.called or one.raw.startswith("(") or (one.role and (one.formatted or digits[0] == "0" or is_mobile(regions, digits)))
    doubtful = guessed(regions).difference(one.beside)
    readings = readings_of(one, digits, regions, doubtful, budget, strong=strong, pairs=pairs)
    unsure = doubtful.difference((tongue_of(regions),)) | abroad_of(regions).difference(one.beside)
    read, number = only(readings, digits, unsure, in_passing(regions).difference(one.beside))
    if read or budget.left < 0:
        return number
    if pairs:
        return None
    if not strong and (number := _by_named_code(one, digits, budget)) is not None:
        return number
    office = one.office and not EIGHT_DIGITS.keys().isdisjoint(one.beside[:1]) and shape_of(one.groups) == (4, 4)
    return _by_all_digits(one, digits, tuple(dict.fromkeys((*one.beside, *regions))), doubtful) if strong or office else None


def _dialled_abroad(one: Candidate, regions: tuple[str, ...], budget: LookupBudget) -> Number | None:
    """Return the number behind the prefix for calls abroad in the page's country, if somebody may have it: 001-855-93-184-702 in Korea.

    Singapore's prefixes are also what mobile numbers of Malaysia begin with: 012-855 1234 has too few digits for one of Cambodia.
    """
    if not (one.called and len(one.groups) > 2 and regions and one.groups[1] in CALLING_CODES and dials_abroad(one.groups[0], regions[0])):
        return None
    number = _international(one, "".join(one.groups[1:]), regions, budget)
    return number if number is not None and number.assigned else None


def _is_dialled_abroad(groups: tuple[str, ...]) -> bool:
    """Whether the first group is the prefix for calls abroad and the code of one of our countries: 00856 30 …. Nothing else begins so."""
    return len(groups) > 2 and groups[0][2:] in CALLING_CODES and len(groups[0]) > _EXIT_AND_DIGIT


_EXIT_AND_DIGIT = 3
_BEHIND_EIGHT = lazy_re.compile("8[3-9][0-9]{9}")
"""A number with the prefix of calls to another area, before an area of Russia or Kazakhstan. None of their neighbours writes so many digits
behind an 8 and no zero."""
_PLUS_FOR_TRUNK = lazy_re.compile(r"\+0[1-9]")
_CODE_THEN_ZERO = lazy_re.compile(r"[1-9][0-9]{0,2} ?\(0\)")
"""The calling code and the zero that is left out behind it: 33 (0)1 …. No other number is written so."""


def _by_bracketed_code(one: Candidate, digits: str, regions: tuple[str, ...], budget: LookupBudget) -> Number | None:
    """Resolve a labelled number that starts with a calling code in brackets, without a plus: (84) 912 345 678, (86-10) 8888 8888.

    In brackets stand area codes too: those of America, those of the page's country without their zero, and those of Brazil, where a mobile
    number has one: (62) 9 8417-3065 is of Goiânia.
    """
    if one.groups[0] not in CALLING_CODES or not 10 <= len(digits) <= 15 or not budget.spend():
        return None
    if tuple(map(len, one.groups)) == (3, 3, 4) and "US" in regions and parse(digits, "US", possible=False) is not None:
        return None
    at_home = parse(digits, regions[0], possible=False) if regions else None
    abroad = parse("+" + digits, None, possible=False)
    return None if at_home is not None and (at_home.type == "fixed" or at_home.country == "BR") else abroad


def _by_named_code(one: Candidate, digits: str, budget: LookupBudget) -> Number | None:
    """Resolve a number that begins with the calling code of the country beside it, without a plus: "Jakarta 62-21-5299-4410"."""
    country = CALLING_CODES.get(one.groups[0]) if len(one.groups) > 2 else None
    if country is None or country not in one.beside[:1] or not 10 <= len(digits) <= 15 or not budget.spend():
        return None
    number = parse("+" + digits, None, possible=False)
    return number if number is not None and number.country == country else None


_OF_CAPITAL, _CAPITAL_DIGITS = {"MM": "1"}, range(6, 8)
"""Country -> area of the city whose numbers people write right behind the country's code: (+95) 8398429 is of Yangon."""


def _international(one: Candidate, digits: str, regions: tuple[str, ...], budget: LookupBudget) -> Number | None:
    if not 7 <= len(digits) <= 16 or not budget.spend():
        return None
    number = parse("+" + digits.removeprefix("00"), None, possible=one.called)
    if number is not None and not number.assigned and number.country in _OF_CAPITAL and len(digits) - 2 in _CAPITAL_DIGITS:
        number = parse(f"+{digits[:2]}{_OF_CAPITAL[number.country]}{digits[2:]}", None, possible=False) or number
    if number is None and len(one.groups) > 2 and one.place == "text":
        # +603 2071 7208: a range of the page's country that libphonenumber does not know yet
        number = parse("+" + digits, None, possible=True)
        number = number if number is not None and number.country in regions[:1] else None
    return number


def _by_all_digits(one: Candidate, digits: str, regions: tuple[str, ...], doubtful: frozenset[str]) -> Number | None:
    """Resolve a number that no country of the page accepts as written, because the plus or the area code is missing."""
    if one.messenger and 11 <= len(digits) <= 15 and digits[0] != "0":  # as in a messenger's link, by all digits
        number = parse("+" + digits, None, possible=False)
        if number is not None and number.type in MOBILE_TYPES:
            return number
    code_first = one.called and len(one.groups) > 2 and "-" in one.raw and one.groups[0] in CALLING_CODES and len(one.groups[0]) > 1
    if (9 if code_first else 10) <= len(digits) <= 15 and digits[0] != "0":  # 66 81 234 5678: the plus is missing
        number = parse("+" + digits, None, possible=False)
        code_apart = one.called and len(one.groups) > 1 and one.groups[0] in CALLING_CODES and " - " not in one.raw
        if number is not None and (code_apart or (number.country in regions and (number.country not in doubtful or len(one.groups) == 1))):
            return number
    if not (one.called or one.office):
        return None
    if one.called and regions and regions[0] == "PH" and len(digits) == 8 and digits[0] in "3578":  # Manila without its area code
        return parse("02" + digits, "PH", possible=False)
    if regions and regions[0] in EIGHT_DIGITS and len(digits) == 8 and digits[0] in "235689":
        return parse(digits, regions[0], possible=True)
    if not one.called:
        return None
    if digits[0] == "0" and regions and regions[0] in TRUNK_0 and 9 <= len(digits) <= 11 and plausible(digits, regions[0]):
        number = parse(digits, regions[0], possible=True)
        bracketed = one.raw[0] == "("
        return None if number is not None and foreign_groups(one.groups, number, bracketed=bracketed, at_home=True) else number
    return None


def of_link(text: str, regions: tuple[str, ...], budget: LookupBudget) -> Number | None:
    """Return the number of a tel: link: valid in any country of the page, else with its calling code, else possible in the first country.
    The link itself shows that it is a phone.
    """
    if text.startswith("+"):
        return parse(text, None, possible=True) if budget.spend() else None
    doubtful, passing = guessed(regions), in_passing(regions)
    readings = (
        (region, number)
        for region in without_guesses(text, regions)
        if budget.spend() and (number := parse(text, region, possible=False)) is not None
        if region not in doubtful | passing or has_trunk(text, region, number, doubtful=True)
    )
    read, number = only(readings, text, doubtful.difference((tongue_of(regions),)) | abroad_of(regions), passing)
    if read or budget.left < 0:
        return number
    number = parse("+" + text.removeprefix("00"), None, possible=False)  # the plus is missing
    if number is not None and number.country in (*regions, *CALLING_CODES.values()):
        return number
    number = parse(text, regions[0], possible=True) if regions and regions[0] not in doubtful else None
    return parse(number.e164, None, possible=True) if number is not None and not number.assigned else number  # 010-1-844…: dialled abroad
