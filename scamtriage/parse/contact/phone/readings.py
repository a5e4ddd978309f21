"""Read a candidate in the countries of its page, likeliest first, and choose the number that is meant."""

from collections.abc import Iterable, Iterator

from scamtriage.parse.contact.budget import LookupBudget
from scamtriage.parse.contact.phone.candidate import Candidate
from scamtriage.parse.contact.phone.groups import foreign_groups, is_american, is_grouped, is_taiwanese, shape_of
from scamtriage.parse.contact.phone.libphonenumber import HOTLINE_TYPES, MOBILE_TYPES, Number, parse, plausible, writes_zero
from scamtriage.parse.contact.phone.regions import abroad_of, far_of, guessed, home_of, mentioned_only, tongue_of
from scamtriage.parse.contact.phone.shape import rises


def readings_of(
    one: Candidate, digits: str, regions: tuple[str, ...], doubtful: frozenset[str], budget: LookupBudget, *, strong: bool, pairs: bool
) -> Iterator[tuple[str, Number]]:
    """Yield each country, likeliest first, with the number that the digits are there."""
    ranks = {region: rank for rank, region in enumerate(regions)}
    american = _american(one, digits, regions, budget)
    for region in dict.fromkeys((*one.beside, *without_guesses(digits, regions))):
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
        if number is None or not has_trunk(digits, region, number, doubtful=region in doubtful):
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
        if strong or _speaks_for_itself(one, digits, number, rank=rank):
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


def only(
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


def without_guesses(digits: str, regions: tuple[str, ...]) -> tuple[str, ...]:
    """Return the countries without guessed ones for a number with the trunk prefix of the page's country: it is of that country, though
    perhaps in an unassigned range.
    """
    home = home_of(regions)
    if digits[0] != "0" or not home or not writes_zero(home):
        return regions
    return tuple(region for region in regions if region not in guessed(regions))


def has_trunk(digits: str, region: str, number: Number, *, doubtful: bool) -> bool:
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


def _speaks_for_itself(one: Candidate, digits: str, number: Number, *, rank: int) -> bool:
    """Whether the format alone shows that an unlabelled number is a phone of a country of the page."""
    formatted = one.formatted
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
    if number.country in EIGHT_DIGITS:
        begins = digits[0] in EIGHT_DIGITS[number.country] or (one.headed and number.country in one.beside and digits[:2] != "20")
        return rank == 0 and shape == (4, 4) and begins and one.place == "text"
    if number.country in _AMERICA:
        return is_american(one.groups)
    if number.country == "IN":
        return rank == 0 and number.type != "fixed" and shape == (5, 5) and one.place == "text"  # 98310 44177
    return number.country == "CN" and rank < 2 and number.type == "mobile" and shape == (3, 4, 4)


_NAMED_RANK = 2
"""The worst rank of a country named beside the number. It suffices for a number with a trunk prefix, but not for eight bare digits."""

EIGHT_DIGITS = {"SG": "689", "HK": "569", "MO": "68"}
"""Countries that write every number as 6123 4567 -> first digits with which no year and no count of thousands starts."""

TRUNK_0 = frozenset(("TH", "VN", "MY", "ID", "PH", "KH", "MM", "LA", "TW", "JP", "KR", "IN", "GB", "AU", "CN"))
_WRITE_ZERO = TRUNK_0 | {"DE", "AT", "CH", "FR", "NL", "BE", "SE", "IE"}
"""Countries where digits without a zero are the end of a number: 408 39 100 of 0951 / 408 39 100."""
_MOBILE_WITHOUT_TRUNK = frozenset(("IN", "CN"))
_ZERO_BEFORE_ALL = frozenset(("GB", "TW"))
"""Countries whose toll-free numbers too are written with the trunk prefix."""
_WITHOUT_TRUNK = HOTLINE_TYPES | MOBILE_TYPES | {""}
