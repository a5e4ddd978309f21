"""What the plans of single countries tell of a number: mobile numbers that no other country's are written like, and those of Viet Nam as
they were before 2017 and 2018, which old pages still show. By today's plan the latter reach nobody, or a stranger.
"""

from scamtriage.records import lazy_re

_WITHOUT_ZERO = {"CN": lazy_re.compile("1[3-9][0-9]{9}")}
_OF_BRAZIL = lazy_re.compile(r"\([1-9][1-9]\) ?9 ?[0-9]{4}[ -][0-9]{4}")
_AREAS = {
    "8": "28", "4": "24", "230": "215", "231": "213", "240": "204", "241": "222", "280": "208", "281": "209", "320": "220", "321": "221",
    "350": "228", "351": "226", "500": "262", "501": "261", "510": "235", "511": "236", "650": "274", "651": "271", "710": "292",
    "711": "293", "780": "290", "781": "291",
}  # fmt: skip
"""Area before June 2017 -> area since, of those that are told from mobile numbers of today by their length or by how they are grouped."""
_MOBILES = {
    "120": "70", "121": "79", "122": "77", "126": "76", "128": "78", "123": "83", "124": "84", "125": "85", "127": "81", "129": "82",
    **{f"16{n}": f"3{n}" for n in range(2, 10)}, "186": "56", "188": "58", "199": "59",
}  # fmt: skip
"""Prefix before September 2018 -> prefix since."""
_CITIES, _BEGIN_LINES = ("8", "4"), "23567"
_LIKE_MOBILES = "8"
"""The city with whose old numbers mobile numbers of today begin alike."""
_LINE_DIGITS, _CITY_DIGITS, _MOBILE_DIGITS = 7, 8, 7


def is_mobile(regions: tuple[str, ...], digits: str) -> bool:
    """Whether the digits are a mobile number of the page's likeliest country, which has a form of its own and no zero."""
    form = _WITHOUT_ZERO.get(regions[0]) if regions else None
    return form is not None and form.fullmatch(digits) is not None


def is_brazilian(raw: str) -> bool:
    """Whether a number is written as mobile numbers of Brazil alone are: (11) 97050-4715."""
    return _OF_BRAZIL.fullmatch(raw) is not None


def of_today(digits: str, groups: tuple[str, ...], *, line: bool) -> str:
    """Return the digits of today's number of Viet Nam, with their zero, for those of an old one; "" for any other.

    "08.3822.1234" is of Ho Chi Minh City, where "083 822 1234" is a mobile number of today. `groups`: as written, perhaps behind 84.
    `line`: it is called as a line is. A mobile number's owner writes "Zalo: 08.6789.1234" too.
    """
    if digits[:2] == "84" and groups[0] == "84" and len(groups) > 1 and groups[1] in _CITIES:
        digits, groups = "0" + digits[2:], ("0" + groups[1], *groups[2:])
    if digits[0] != "0":
        return ""
    if len(digits) == 1 + 3 + _MOBILE_DIGITS and digits[1:4] in _MOBILES:
        return "0" + _MOBILES[digits[1:4]] + digits[4:]
    if len(digits) == 1 + 3 + _LINE_DIGITS and digits[1:4] in _AREAS and groups[0] == digits[:4]:
        return "0" + _AREAS[digits[1:4]] + digits[4:]
    city = groups[0][1:]
    if city not in _CITIES or (city == _LIKE_MOBILES and not line):
        return ""
    if len(digits) == 1 + 1 + _CITY_DIGITS and len(groups) > 1 and groups[1][0] in _BEGIN_LINES:
        return "0" + _AREAS[digits[1]] + digits[2:]
    return ""
