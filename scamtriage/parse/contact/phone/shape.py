"""Reject digit runs that look like phones but are dates, prices, addresses, cards, versions or ids."""

import re
from functools import cache

from scamtriage.knowledge.language.phrases import expression
from scamtriage.knowledge.pages.contact_table import channels, words_of
from scamtriage.parse.contact.phone.labels import without_bracket
from scamtriage.records import lazy_re

_YEAR, _MONTH, _DAY = r"(?:19|20|25)\d\d", r"(?:0?[1-9]|1[0-2])", r"(?:0?[1-9]|[12]\d|3[01])"
_DATE = lazy_re.compile(rf"{_YEAR}[-. ]{_MONTH}[-. ]{_DAY}(?:[ -]\d{{1,2}}(?:[.:]\d\d)?)?|{_DAY}[-. ]{_MONTH}[-. ]{_YEAR}(?: \d{{1,2}})?")
_TIMES = lazy_re.compile(r"(?:[01]?\d|2[0-4])[.]?[0-5]\d ?-{1,2} ?(?:[01]?\d|2[0-4])[.]?[0-5]\d")
_YEARS = lazy_re.compile(r"(?:19|20|25)\d\d ?- ?(?:19|20|25)\d\d")
_IPV4 = lazy_re.compile(r"(?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2})){3}")
_DECIMAL = lazy_re.compile(r"\d{1,3}\.\d{4,}|\d{5,}\.\d{1,2}")
_AMOUNTS = lazy_re.compile(r"[1-9][0-9]{1,2}00 ?- ?[1-9][0-9]{2,3}00")
"""From a round sum to another one: "9000-12000" a month."""
_THOUSANDS = lazy_re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?: \d{3})+")
_CARD = lazy_re.compile(r"\d{4}([ -])\d{4}\1\d{4}(?:\1\d{1,4})?")
_STAMP = lazy_re.compile(r"20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[ -]?\d{2,8})?")
_BUILD = r"\d{1,3}(?:\.\d{1,3}){1,3}"
_BUILDS = lazy_re.compile(rf"{_BUILD}-\d{{1,2}}(?: {_BUILD}(?:-\d{{1,2}})?)*")
"""Versions of packages, which end with the number of their build: 0.13.3-1."""
_PLAIN_VERSION = lazy_re.compile(r"[1-9][0-9]{0,2}\.(?:[0-9]{1,2}\.[0-9]|[0-9]\.[0-9]{1,2})\.[0-9]{2,6}")
_VERSION = lazy_re.compile(r"\d{1,3}(?:\.\d{1,6}){2,4}")
_FREE_IN_AMERICA = lazy_re.compile(r"1\.8(?:00|88|77|66|55|44|33)\.\d{3}\.\d{4}")
_KR_BUSINESS = lazy_re.compile(r"\d{3}-\d{2}-\d{5}")


@cache
def _unit() -> re.Pattern[str]:
    return re.compile(rf"[^\S\n]?(?:[%℃°₫៛×]|x\s?\d|{words_of('units').pattern})")


_LINE_OF_HOUSE = lazy_re.compile(r"\s?x\s?[0-9]{1,5}(?![0-9])")
"""An extension: 1-800-555-1234 x 4501."""
_MONEY = lazy_re.compile(r"(?:[$€£¥₫฿₱₹₩៛¢]|(?<![a-z])(?:rm|rp|idr|usd|usdt|php|thb|vnd|sgd|hkd|ntd|nt|myr|inr|krw|jpy|cny|₱)\.?)\s?\Z")
_MONEY_CHARS = 8
_LICENCE = lazy_re.compile(r"[^\W\d_]字(?:[\[(][0-9]{2,4}[\])])?第 ?\Z|[^\W\d_][證证] ?第 ?\Z")
"""Prefix of an official document number in China and Taiwan: 北市衛醫字第 … 號."""
_URL_BEFORE = lazy_re.compile(r"(?:https?://|www\.|//)[^\s\"'<>]*\Z")
_GLUED_WORD = lazy_re.compile(r"(?<![0-9a-zđà-ỹ-])([a-zđà-ỹ][a-zđà-ỹ.-]*)[.:]?\Z")
_PATH = lazy_re.compile(r"/[a-z0-9_.-]+/[0-9]{1,4}/\Z")
_FILE = lazy_re.compile(r"\.[a-z]{2,5}(?![a-z])")
_MAILBOX_BEHIND = lazy_re.compile(r"[a-z][a-z0-9._-]{1,40}@[a-z0-9-]{2,40}\.")
"""An address that only a style sheet sets apart from the number before it."""
_GOES_ON = lazy_re.compile(
    r"[a-z_@*]|#(?![0-9]{1,5}(?![0-9]))|[-.]?x{2,}|[-._/=:]?[0-9a-z]*[a-z_]{2}[0-9a-z]*[-0-9]|[,:][0-9](?![0-9 .()-]{6})"
)
"""What stands behind a part of a word, a URL or an id."""
_EXTENSION = lazy_re.compile(r"\s?(?:ext|x\d|và|or|ต่อ)")
_STROKE_BEFORE = lazy_re.compile(r"(?:[a-z0-9_-]{2,}|#[a-z])/\Z")
_CALLED_BEFORE = lazy_re.compile(r"[\d)]\s?/\Z|(?:tel|phone|fax|mobile|hotline|zalo|line|whatsapp|viber)/\Z")
"""Strokes that part two numbers or two ways to call, and no path."""
_DIGIT_BEFORE = lazy_re.compile(r"\d[:,]\Z")
_JOINED_BEFORE = lazy_re.compile(r"(?<![0-9,;])[0-9]{1,3}[,;][0-9]{2,4}[,;]\Z")


def is_example(low: str, start: int, digits: str, *, called: bool) -> bool:
    """Whether a number only shows the format: "VD: 0912 345 678", 010-0000-0000, 9876543210."""
    if digits.endswith("0000000") or (digits == "9876543210" and not called):
        return True
    before = low[max(0, start - EXAMPLE_REACH) : start].rstrip(' \n.:()"')
    if before[-1:] == "," and (listed := _LISTED_BEFORE.search(low, max(0, start - 3 * EXAMPLE_REACH), start)) is not None:
        before = low[max(0, listed.start() - EXAMPLE_REACH) : listed.start()].rstrip(' \n.:()"')  # the first of several
    words, ends = _examples()
    if before[-1:] not in ends or not before.endswith(words):
        return False
    word = next(word for word in words if before.endswith(word))
    ahead = before[: -len(word)][-1:]  # a host may end in "example"
    return not ahead or (ahead not in ".-@/_" and not (ahead.isalpha() and word[0] < "\u0250"))


_LISTED_BEFORE = lazy_re.compile(r"(?:\+?[0-9][0-9 .-]{5,14}, ?){1,3}\Z")


@cache
def _drawn() -> re.Pattern[str]:
    """Return a word for the numbers of a lottery or a game, before their digits."""
    begins, anywhere = expression("around_contacts", "drawn"), expression("around_contacts", "drawn_in")
    return re.compile(rf"(?:(?<![^\W\d_])(?:{begins})|{anywhere})[^0-9]{{0,24}}\Z")


def rises(groups: tuple[str, ...]) -> bool:
    """Whether pairs of digits stand in order and below sixty, as drawn numbers do: 09 17 23 41 48."""
    return list(groups) == sorted(set(groups)) and groups[-1] < "60"


def is_drawn(low: str, start: int, groups: list[str]) -> bool:
    """Whether pairs of digits follow a word for a lottery draw: "Kết quả: 09 17 23 41 58". Some countries write mobile numbers in pairs
    too.
    """
    return len(groups) >= 4 and all(len(group) == 2 for group in groups) and (follows_draw(low, start) or is_among_draws(low, start))


def follows_draw(low: str, start: int) -> bool:
    """Whether a word for a lottery draw or for scores stands before the digits."""
    return _drawn().search(low[max(0, start - 40) : start]) is not None


@cache
def _lottery() -> re.Pattern[str]:
    return re.compile(expression("around_contacts", "lottery"))


def is_among_draws(low: str, start: int, reach: int = 100) -> bool:
    """Whether a lottery or its results are spoken of in so many characters before the digits: "Togel Singapore: 6610 2285"."""
    return _lottery().search(low, max(0, start - reach), start) is not None


_LETTER_OF_THING = lazy_re.compile(
    r"-(?!(?:HP|CS|MR|MRS|MS|DR|NG|SMS|TG|VB|VX|WX|QQ|KL|PJ|JB|KK|HN|HCM|SG|HK|BKK|JKT|MNL)(?![A-Z]))"
    r"(?:[A-Z]|[B-DF-HJ-NP-TV-Z]{2,3})[0-9]{0,3}(?![A-Za-z0-9])"
    r"|/(?:CXB|XB|GP|QĐ|NĐ|TT|CV|TB|HĐ|GCN|UBND|BTTTT|STTTT|BYT|SYT|ATTP)(?![A-Za-z0-9])"
)
"""The last letters of a part's number: 212-847-1936-B, 090-1234-5678-BK. Who, what or which town has the number may stand there:
0812-3456-7891-WA, 012-447-8812-LEE, 0912-447-881-MS LAN, 012-447-8812-KL. Codes of colours have no vowels. Behind a stroke, what papers of
Vietnam have: 0912447881/CXB, …/GP-BTTTT."""
_REFERENCE = lazy_re.compile(r"\b(?:[Rr]ef|REF|ID|[Cc]ode|[Ll]isting|[Pp]roperty|SKU|[Uu]nit)\b[.:#]? ?(?:[Nn]o\.? ?)?[:#]? ?PH-\Z")
"""A reference whose letters are a word for a telephone too: "Ref PH-0812345678", of a house in Phuket."""


def is_of_part(text: str, end: int) -> bool:
    """Whether a dash and up to three capitals behind a number make it one of a part, or a stroke and a code one of a paper."""
    return _LETTER_OF_THING.match(text, end) is not None


def is_reference(text: str, start: int) -> bool:
    """Whether a word for references and a code in front make it one, though the code alone may introduce a telephone."""
    return text[start - 1 : start] == "-" and _REFERENCE.search(text, max(0, start - 24), start) is not None


_ROW_GOES_ON = lazy_re.compile(
    r" ?\n ?[0-9]{1,4}[/.-][0-9]{1,2}[/.-][0-9]{1,4}(?: [0-9]{1,2}:[0-9]{2})? ?\n(?:[^\n]{1,24}\n)?"
    r"[^\n0-9]{0,6}[0-9]{1,3}(?:[,.][0-9]{3}){0,3}[,.][0-9]{2,3}(?![0-9])"
)
"""The cells behind the number of an order: its day, perhaps a state or a parcel, and a sum."""


def is_of_row(low: str, start: int, end: int) -> bool:
    """Whether digits stand alone in the first cell of one of several rows of orders or payments, whose heads the text has lost."""
    if low[max(0, start - 3) : start].rstrip(" #")[-1:] not in ("", "\n"):
        return False
    row = _ROW_GOES_ON.match(low, end)
    if row is None:
        return False
    return bool(_CENTS.search(row[0]) or _NEXT_ROW.match(low, row.end()) or _ROW_BEFORE.search(low, max(0, start - _ROW_CHARS), start))


_CENTS = lazy_re.compile(r"[.,][0-9]{2}\Z")
_NEXT_ROW = lazy_re.compile(r"[^\n]{0,12}\n[^\n]{0,3}[0-9]{5}")
_ROW_BEFORE = lazy_re.compile(r"[0-9]{1,4}[/.-][0-9]{1,2}[/.-][0-9]{1,4}[^\n]{0,9}\n(?:[^\n]{1,24}\n)?[^\n]{1,24}\n[ #]{0,2}\Z")
"""A sum to the cent, or another such row. Without them a number above a day and a round price may be of whoever sells something then."""
_ROW_CHARS = 80


def names_somebody(low: str, start: int) -> bool:
    """Whether a person or a position precedes: "Cik Siti 017 …", "แอดมินพลอย : 06 1 …"."""
    before = low[max(0, start - ROLE_REACH) : start]
    if (
        before.rstrip(" +(")[-1:] not in "0123456789" and (first := _first_number().search(before)) is not None
    ):  # "Manager Amit: 089-6141-8273 or 8250 741 836"
        start -= len(before) - first.start()
        before = low[max(0, start - ROLE_REACH) : start]
    before = _OTHER_THINGS.split(without_bracket(before))[-1]
    latin, others = _roles()
    if not latin.isdisjoint(_LATIN_WORD.findall(before)):
        return True
    return not before.isascii() and any(word in before for word in others)


@cache
def _first_number() -> re.Pattern[str]:
    return re.compile(rf"[+(]{{0,2}}[0-9](?:[ ().-]{{0,2}}[0-9]){{7,13}}\s?(?:[,/&]|{words_of('or', 'and').pattern})\s?\Z")


EXAMPLE_REACH, ROLE_REACH = 20, 40
_OTHER_THINGS = lazy_re.compile(r"[0-9;|@/]")
_LATIN_WORD = lazy_re.compile(r"[a-z\u00c0-\u024f\u1e00-\u1eff'.]{1,16}")


@cache
def _examples() -> tuple[tuple[str, ...], frozenset[str]]:
    """Return (the words, longest first, without the trailing dots that the search strips; their last characters)."""
    words = tuple(sorted({word.rstrip(".)") for word in channels().spelling["examples"]}, key=lambda word: (-len(word), word)))
    return words, frozenset(word[-1] for word in words)


@cache
def _roles() -> tuple[frozenset[str], tuple[str, ...]]:
    """Return (Latin words, other words). Latin words must be whole; the others may be part of a longer word."""
    words = channels().spelling["roles"]
    return frozenset(word for word in words if word[0] < "\u0250"), tuple(sorted(word for word in words if word[0] >= "\u0250"))


def is_something_else(raw: str, groups: list[str], *, called: bool) -> bool:
    """Whether the format alone shows that this is not a phone. `called`: a phone label precedes."""
    compact = raw.strip("() ")
    digits = "".join(groups)
    if len(set(digits)) == 1 or (not called and digits in ("1234567", "12345678", "123456789", "1234567890", "0123456789")):
        return True
    if len(groups) == 1 and digits in ("0123456789", "1234567890"):
        return True  # the digits of an alphabet, or of a keyboard
    if not called and sum(len(g) == 1 for g in groups) > 1:  # viewBox="0 0 1024 1024"
        return True
    if _DATE.fullmatch(compact) or _YEARS.fullmatch(compact) or _STAMP.fullmatch(compact):
        return not (called and len(groups) == 1)
    if _TIMES.fullmatch(compact) and (not called or "." in compact):
        return True
    if _DECIMAL.fullmatch(compact) or (_IPV4.fullmatch(compact) and all(int(g) < 256 for g in groups)):
        return True
    if _CARD.fullmatch(compact) and compact[0] != "0":
        return True
    if _KR_BUSINESS.fullmatch(compact):
        return True
    if _BUILDS.fullmatch(compact) and (" " in compact or not called):
        return True
    if (compact[-2:] == "00" and _AMOUNTS.fullmatch(compact)) or (_THOUSANDS.fullmatch(compact) and not called):
        return True
    if not called and _is_series(compact, groups):
        return True
    if "." in compact and _PLAIN_VERSION.fullmatch(compact):
        return True  # "Viber: ver 22.1.0.4567"
    if _VERSION.fullmatch(compact) and compact[0] != "0" and not called and not _FREE_IN_AMERICA.fullmatch(compact):
        return True
    return len(groups) > 6 and all(len(g) <= 2 for g in groups) and not called


def _is_series(compact: str, groups: list[str]) -> bool:
    """Whether two equally long groups with a dash between them count from one to the other: receipts 65101-65200."""
    if len(groups) != 2 or len(groups[0]) != len(groups[1]) or compact != "-".join(groups):
        return False
    return 0 < int(groups[1]) - int(groups[0]) < (_MOST_IN_SERIES if len(groups[0]) > _OF_LINES else _FEW_IN_SERIES)


_MOST_IN_SERIES, _FEW_IN_SERIES, _OF_LINES = 1_000, 100, 4
"""Two groups of four are telephones of Singapore and Hong Kong, and one in ten of these lies within a thousand: 6132-6804."""


_PARCEL, _POST_BEFORE, _POST_BEHIND = (
    lazy_re.compile(r"[0-9]{4} ?[0-9]{4} ?[0-9]"),
    lazy_re.compile(r"(?<![A-Z])[A-Z]{2} ?\Z"),
    lazy_re.compile(r" ?[A-Z]{2}(?![A-Za-z])"),
)


def is_parcel(text: str, start: int, end: int) -> bool:
    """Whether the digits are those of a parcel or letter, as all posts write them: RR 6132 8804 7 HK."""
    return (
        _PARCEL.fullmatch(text, start, end) is not None
        and _POST_BEHIND.match(text, end) is not None
        and _POST_BEFORE.search(text, max(0, start - 4), start) is not None
    )


def payee_or_unit_around(low: str, start: int, end: int, *, called: bool, follows: bool, apart: bool = False) -> bool:
    """Whether the neighbouring text makes it a price, a quantity, or a part of a word, URL or id; `apart`: the text behind it is the next
    word.
    """
    before, after = low[max(0, start - 80) : start], low[end : end + 14]
    if not before.isascii() and before.rstrip().endswith("第") and _LICENCE.search(before):
        return True
    if (_unit().match(after) and not (called and _LINE_OF_HOUSE.match(after))) or _MONEY.search(before[-_MONEY_CHARS:]):
        return True
    if low[start : start + 2].lstrip("(")[:1] == "+" and _MAILBOX_BEHIND.match(low, end):
        return False
    if not apart and _GOES_ON.match(after) and not _EXTENSION.match(after):
        return True
    last = before[-1:]
    if not last or last.isspace():
        stripped = before.rstrip()
        return stripped[-1:] in ("#",) and not called
    if last in "#=_&\\%@*$^~" or last.isdigit():
        return True
    if last in ".-" and not before.rstrip(".-")[-1:].isascii():
        return False  # ဖုန်း-09…: a label in a script without spaces
    if "a" <= last <= "z" or last in ".-":
        word = _GLUED_WORD.search(before.rstrip("-"))
        return word is None or not channels().spelling["glued"].issuperset(word[1].replace(".", "").split("-"))
    if last == "/" and (_PATH.search(before) or _FILE.match(after)):
        return True  # "/guide/02/11050000.html"
    if last == "/":
        return bool(_URL_BEFORE.search(before) or (_STROKE_BEFORE.search(before) and not _CALLED_BEFORE.search(before)))
    if last in ",;" and not follows and _JOINED_BEFORE.search(before):
        return True  # 86,755,86329526: the end of a longer number, or of a list of values
    if last in ":," and _DIGIT_BEFORE.search(before) and not follows:
        return not called
    return bool(_URL_BEFORE.search(before))
