"""Resolve a candidate to a number: try the page's countries, and judge its digits, its format and its label."""

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from scamtriage.parse.contact.budget import LookupBudget
from scamtriage.parse.contact.phone.groups import foreign_groups, is_american, is_grouped, is_taiwanese, shape_of
from scamtriage.parse.contact.phone.libphonenumber import HOTLINE_TYPES, Number, parse, plausible, writes_zero
from scamtriage.parse.contact.phone.old_plans import of_today
from scamtriage.parse.contact.phone.own_forms import is_brazilian, is_mobile
from scamtriage.parse.contact.phone.regions import (
    CALLING_CODES,
    abroad_of,
    far_of,
    guessed,
    home_of,
    in_passing,
    mentioned_only,
    tongue_of,
    writes_eight,
)
from scamtriage.parse.contact.phone.shape import rises


class Candidate(Struct, frozen=True, kw_only=True):
    """A possible number, with what its context says about it."""

    raw: str
    groups: tuple[str, ...]
    """The digits, grouped as written."""
    beside: tuple[str, ...] = ()
    """Countries named beside the number, tried before the page's."""
    international: bool
    called: bool
    """A word for a phone or a messenger precedes it."""
    role: bool
    """The name of a person or a position precedes it."""
    place: str
    messenger: bool
    """A messenger may address it by all its digits, without a plus."""
    headed: bool = False
    """The country in front of it is its own: "Singapore: 6610 2285"."""
    office: bool = False
    """That is the country of an office, which has telephones: "香港辦公室：5844 1922"."""


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
    strong = (
        one.called
        or one.raw.startswith("(")
        or (one.role and (_is_formatted(one, digits) or digits[0] == "0" or is_mobile(regions, digits)))
    )
    doubtful = guessed(regions).difference(one.beside)
    readings = _readings(one, digits, regions, doubtful, budget, strong=strong, pairs=pairs)
    unsure = doubtful.difference((tongue_of(regions),)) | abroad_of(regions).difference(one.beside)
    read, number = _only(readings, digits, unsure, in_passing(regions).difference(one.beside))
    if read or budget.left < 0:
        return number
    if pairs:
        return None
    if not strong and (number := _by_named_code(one, digits, budget)) is not None:
        return number
    office = one.office and one.beside[:1] in _OF_EIGHT and shape_of(one.groups) == (4, 4)
    return _by_all_digits(one, digits, tuple(dict.fromkeys((*one.beside, *regions))), doubtful) if strong or office else None


def _is_dialled_abroad(groups: tuple[str, ...]) -> bool:
    """Whether the first group is the prefix for calls abroad and the code of one of our countries: 00856 30 …. Nothing else begins so."""
    return len(groups) > 2 and groups[0][2:] in CALLING_CODES and len(groups[0]) > _EXIT_AND_DIGIT


_EXIT_AND_DIGIT = 3
_BEHIND_EIGHT = re.compile("8[3-9][0-9]{9}")
"""A number with the prefix of calls to another area, before an area of Russia or Kazakhstan. None of their neighbours writes so many digits
behind an 8 and no zero."""
_PLUS_FOR_TRUNK = re.compile(r"\+0[1-9]")
_CODE_THEN_ZERO = re.compile(r"[1-9][0-9]{0,2} ?\(0\)")
"""The calling code and the zero that is left out behind it: 33 (0)1 …. No other number is written so."""


def _is_formatted(one: Candidate, digits: str) -> bool:
    return len(one.groups) > 1 or len(one.raw) > len(digits) + 2  # in "1 8 4 7 7 …" spaced digits form one group


def _readings(
    one: Candidate, digits: str, regions: tuple[str, ...], doubtful: frozenset[str], budget: LookupBudget, *, strong: bool, pairs: bool
) -> Iterator[tuple[str, Number]]:
    """Yield each country, likeliest first, with the number that the digits are there."""
    formatted = _is_formatted(one, digits)
    ranks = {region: rank for rank, region in enumerate(regions)}
    american = _american(one, digits, regions, budget)
    for region in dict.fromkeys((*one.beside, *_without_guesses(digits, regions))):
        rank = min(ranks.get(region, _NAMED_RANK), _NAMED_RANK) if region in one.beside else ranks[region]
        rank = 0 if one.headed and region in one.beside[:1] else rank
        if not plausible(digits, region) or (region == "TW" and abroad_of(regions) and digits[0] == "0" and not is_taiwanese(one.groups)):
            continue
        if not budget.spend():
            return
        number = american if american is not None and region in _AMERICA else parse(digits, region, possible=False)
        if number is not None and american is not None and not _rather_than_american(region, number, one, regions):
            continue
        french = number is not None and number.country == "FR" and rank == 0 and (one.called or not rises(one.groups))
        if number is not None and pairs and not french and (number.type != "mobile" or (not strong and rises(one.groups))):
            continue
        if number is None or not _has_trunk(digits, region, number, doubtful=region in doubtful):
            continue
        if number.type == "premium" and region in doubtful and not strong:
            continue  # 0917-899-8727: a mobile number of the Philippines
        if region in doubtful and region == tongue_of(regions) and (not strong or number.type in HOTLINE_TYPES):
            continue  # 0800 …: all countries of a language write so
        free = one.called and number.type in HOTLINE_TYPES  # 888-737-50-00: no other country's
        if region in doubtful and not free and not is_grouped(one.groups, region):
            continue
        at_home = region in one.beside or number.country in (home_of(regions), tongue_of(regions))
        if foreign_groups(one.groups, number, bracketed=one.raw[0] == "(", at_home=at_home):
            continue
        if strong or _speaks_for_itself(one, digits, number, formatted=formatted, rank=rank):
            yield region, number
        elif region in one.beside and digits[0] != "0":
            return  # the country beside it has such a number, so it is no other's


def _american(one: Candidate, digits: str, regions: tuple[str, ...], budget: LookupBudget) -> Number | None:
    """Return the number of the United States or Canada that is grouped as theirs, if these are among the page's countries."""
    if one.international or not is_american(one.groups) or _AMERICA.isdisjoint(regions) or not budget.spend():
        return None
    number = parse("+1" + digits[-_AMERICAN_DIGITS:], None, possible=False)
    return number if number is not None and number.country in _AMERICA else None


def _rather_than_american(region: str, number: Number, one: Candidate, regions: tuple[str, ...]) -> bool:
    """Whether a number that is grouped as American, and valid there, is of another country: one that is told, or stands beside it.

    Of a country that the page only names it must be a mobile one of the first, where mobiles are written so, and America not be named.
    """
    if region in _AMERICA or region in one.beside:
        return True
    if region in guessed(regions) or region in far_of(regions):
        return False
    if region not in mentioned_only(regions):
        return True
    if number.type == "toll-free" and region == home_of(regions):
        return True
    named = not _AMERICA.isdisjoint(regions) and not guessed(regions) & _AMERICA
    return number.type == "mobile" and region == home_of(regions) and region in _MOBILE_AS_AMERICANS and not named


_AMERICA = frozenset(("US", "CA"))
_AMERICAN_DIGITS = 10
_MOBILE_AS_AMERICANS = frozenset(("PH", "IN", "ID", "VN", "TH"))
"""Countries whose mobile numbers are also written without their zero, in groups of three, three and four."""


def _only(
    readings: Iterable[tuple[str, Number]], digits: str, doubtful: frozenset[str], passing: frozenset[str] = frozenset()
) -> tuple[bool, Number | None]:
    """Return (whether there is a reading, the number meant). Of countries that are only guessed a number must be of one alone, if many
    countries write such numbers: in the others it is a stranger's. A toll-free one (0800 …) is nowhere else a subscriber's in practice.

    So too of those that the page names in `passing`, which come before guesses; a mobile number in only one of them is of it.
    """
    guesses: list[Number] = []
    named: list[Number] = []
    for region, number in readings:
        if region not in doubtful | passing or (digits[0] != "0" and len(digits) != _LOCAL_DIGITS):
            if not guesses:
                return True, number
            break
        guesses.append(number)
        if region in passing:
            named.append(number)
    guesses = named or guesses
    free = [number for number in guesses if number.type == "toll-free"]
    meant = free if digits[0] == "0" and free else guesses
    if len(meant) > 1 and named and digits[0] == "0":
        meant = [number for number in meant if number.type == "mobile"]
    return bool(guesses), meant[0] if len(meant) == 1 else None


_LOCAL_DIGITS = 8
"""The length of every number in Singapore, Hong Kong and Macau."""


def _without_guesses(digits: str, regions: tuple[str, ...]) -> tuple[str, ...]:
    """Return the countries without guessed ones for a number with the trunk prefix of the page's country: it is of that country, though
    perhaps in an unassigned range.
    """
    home = home_of(regions)
    if digits[0] != "0" or not home or not writes_zero(home):
        return regions
    return tuple(region for region in regions if region not in guessed(regions))


def _has_trunk(digits: str, region: str, number: Number, *, doubtful: bool) -> bool:
    """Whether a number has the trunk prefix of its country. Some types are written without it, but mobiles of a country that is only
    guessed must have it, except where nobody writes it.
    """
    if digits[0] == "0" or region not in _WRITE_ZERO:
        return True
    if number.type not in _WITHOUT_TRUNK:
        return False
    if number.type in HOTLINE_TYPES:
        return region not in _ZERO_BEFORE_ALL
    return not doubtful or region in _MOBILE_WITHOUT_TRUNK


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
_OF_EIGHT = (("SG",), ("HK",), ("MO",))


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
        if number is not None and number.type in ("mobile", "fixed or mobile"):
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
    if regions and regions[0] in ("SG", "HK", "MO") and len(digits) == 8 and digits[0] in "235689":
        return parse(digits, regions[0], possible=True)
    if not one.called:
        return None
    if digits[0] == "0" and regions and regions[0] in _TRUNK_0 and 9 <= len(digits) <= 11 and plausible(digits, regions[0]):
        number = parse(digits, regions[0], possible=True)
        bracketed = one.raw[0] == "("
        return None if number is not None and foreign_groups(one.groups, number, bracketed=bracketed, at_home=True) else number
    return None


def _speaks_for_itself(one: Candidate, digits: str, number: Number, *, formatted: bool, rank: int) -> bool:
    """Whether the format alone shows that an unlabelled number is a phone of a country of the page."""
    shape = shape_of(one.groups)
    if one.place == "script" and not formatted:
        return False
    if digits[0] == "0":
        return rank < 3 and (formatted or number.type == "mobile") and len(digits) >= 9
    if number.type in HOTLINE_TYPES and not (number.country == "HK" and shape == (4, 4)):  # there eight digits are somebody's line
        korean = (
            number.country == "KR"
            and rank == 0
            and shape == (4, 4)
            and one.place == "text"
            and not 0 <= int(one.groups[1]) - int(one.groups[0]) < 100
        )
        return formatted and (len(digits) >= 10 or korean or (number.country == "VN" and digits[:4] in ("1800", "1900")))
    if number.country in _EIGHT_DIGITS:
        begins = digits[0] in _EIGHT_DIGITS[number.country] or (one.headed and number.country in one.beside and digits[:2] != "20")
        return rank == 0 and shape == (4, 4) and begins and one.place == "text"
    if number.country in ("US", "CA"):
        return is_american(one.groups)
    if number.country == "IN":
        return rank == 0 and number.type != "fixed" and shape == (5, 5) and one.place == "text"  # 98310 44177
    return number.country == "CN" and rank < 2 and number.type == "mobile" and shape == (3, 4, 4)


_NAMED_RANK = 2
"""The worst rank of a country named beside the number. It suffices for a number with a trunk prefix, but not for eight bare digits."""

_EIGHT_DIGITS = {"SG": "689", "HK": "569", "MO": "68"}
"""Countries that write every number as 6123 4567 -> first digits with which no year and no count of thousands starts."""

_TRUNK_0 = frozenset(("TH", "VN", "MY", "ID", "PH", "KH", "MM", "LA", "TW", "JP", "KR", "IN", "GB", "AU", "CN"))


_WRITE_ZERO = _TRUNK_0 | {"DE", "AT", "CH", "FR", "NL", "BE", "SE", "IE"}
"""Countries where digits without a zero are the end of a number: 408 39 100 of 0951 / 408 39 100."""
_MOBILE_WITHOUT_TRUNK = frozenset(("IN", "CN"))
_ZERO_BEFORE_ALL = frozenset(("GB", "TW"))
"""Countries whose toll-free numbers too are written with the trunk prefix."""
_WITHOUT_TRUNK = HOTLINE_TYPES | {"mobile", "fixed or mobile", ""}


def of_link(text: str, regions: tuple[str, ...], budget: LookupBudget) -> Number | None:
    """Return the number of a tel: link: valid in any country of the page, else with its calling code, else possible in the first country.
    The link itself shows that it is a phone.
    """
    if text.startswith("+"):
        return parse(text, None, possible=True) if budget.spend() else None
    doubtful, passing = guessed(regions), in_passing(regions)
    readings = (
        (region, number)
        for region in _without_guesses(text, regions)
        if budget.spend() and (number := parse(text, region, possible=False)) is not None
        if region not in doubtful | passing or _has_trunk(text, region, number, doubtful=True)
    )
    read, number = _only(readings, text, doubtful.difference((tongue_of(regions),)) | abroad_of(regions), passing)
    if read or budget.left < 0:
        return number
    number = parse("+" + text.removeprefix("00"), None, possible=False)  # the plus is missing
    if number is not None and number.country in (*regions, *CALLING_CODES.values()):
        return number
    number = parse(text, regions[0], possible=True) if regions and regions[0] not in doubtful else None
    return parse(number.e164, None, possible=True) if number is not None and not number.assigned else number  # 010-1-844…: dialled abroad
