"""The country that stands beside a number: in its bracket, at the head of its line, above it, or in the number behind it."""

import re
from functools import cache

from scamtriage.knowledge.language.phrases import expression
from scamtriage.knowledge.pages.contact_table import channels
from scamtriage.parse.contact.fold import digits_of
from scamtriage.parse.contact.label_words import Label
from scamtriage.parse.contact.phone.addresses import country_of_address
from scamtriage.parse.contact.phone.labels import is_right_behind
from scamtriage.parse.contact.phone.letters import NATIVE, country_of_label
from scamtriage.parse.contact.phone.libphonenumber import parse
from scamtriage.parse.contact.phone.mentions import CALLING_CODES, mentions
from scamtriage.parse.contact.phone.regions import Regions, are_several, home_of, in_passing, is_of_eight_digits, mentioned_only
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re


def beside(window: Window, label: Label | None, start: int, end: int, regions: tuple[str, ...]) -> tuple[str, ...]:
    """Return the countries named beside a number, then the country of its label's script unless the page's country has such a script."""
    named = named_beside(window.low, start, end)
    if not named and not home_of(regions):
        named = _of_network(window.low, start)
    if not named and isinstance(regions, Regions):
        told = regions.told.country(digits_of(window.text[start:end]), regions, suffixed=not regions.by_language)
        named = (told,) if told else ()
    if not named and (not home_of(regions) or home_of(regions) in mentioned_only(regions)):
        named = _of_next(window.low, end)
        if not named and in_passing(regions) and window.text[start] in "(0":
            named = named_above(window.whole or window.text, window.base + start)
        if not named and window.place == "text" and window.text[start] in "(0" and are_several(regions):
            own = label is not None and is_right_behind(window, label, start)
            named = country_of_address(window.whole or window.text, window.base + (label.start if label is not None and own else start))
    elif not named and is_of_eight_digits(regions) and window.text[start] in "(0":  # no number of theirs begins so
        named = named_above(window.whole or window.text, window.base + start)
    if not named and label is not None and "zalo" in label.chain and not home_of(regions):
        named = ("VN",)  # hardly anybody has it elsewhere
    home = country_of_label(window.low[label.start : label.end], at="".join(regions[:1])) if label is not None else ""
    return (*named, home) if home and regions[:1] and regions[0] not in NATIVE.values() else named


def is_headed(window: Window, label: Label | None, start: int, end: int) -> bool:
    """Whether a country's name, perhaps with a word for an office or a label, and a colon stand right before a number: "Hong Kong: 3610 …".
    Not so in "Hong Kong visa: 9123 4568". Without a colon the name must be all of its clause: "Sydney (02) …, Hong Kong 3610 …".
    """
    before = window.low[max(0, start - _HEAD_CHARS) : start].rstrip(" (")
    if before[-1:] != ":":
        return _CLAUSE_ENDS.match(window.low, end) is not None and is_name_of_country(_CLAUSE.split(before)[-1].strip())
    if label is not None and is_right_behind(window, label, start):
        before = window.low[max(0, label.start - _HEAD_CHARS) : label.start]
    words = [word for word in before.rstrip(" :-").split(" ") if word not in _OFFICES]
    return bool(words) and bool(mentions(words[-1]) or mentions(" ".join(words[-2:])))


_HEAD_CHARS = 40
_CLAUSE, _CLAUSE_ENDS = lazy_re.compile(r"[\n:;|()/,.\u2022\u3002]|[0-9]"), lazy_re.compile(r"\s?(?:[\n;|(/,.\u2022\u3002]|\Z)")
_OFFICES = frozenset(
    ("office", "branch", "hq", "headquarters", "team", "line", "desk", "kantor", "pejabat", "cawangan", "cabang", "tanggapan")
)
_OFFICE = lazy_re.compile(
    rf"(?:(?<![a-z])(?:{'|'.join(sorted(_OFFICES))})|[辦办](?:公室|事[處处])|分(?:行|公司|部)|總部|总部|オフィス|支店|支社|사무[소실]|지사)"
    r" ?: ?\Z"
)


def is_of_office(low: str, start: int) -> bool:
    """Whether a word for an office and a colon stand right before a number."""
    return _OFFICE.search(low, max(0, start - _HEAD_CHARS), start) is not None


_NETWORKS = {
    "globe": ("PH",), "smart": ("PH", "KH"), "dito": ("PH",), "sun cellular": ("PH",), "talk n text": ("PH",), "viettel": ("VN",),
    "mobifone": ("VN",), "vinaphone": ("VN",), "vietnamobile": ("VN",), "telkomsel": ("ID",), "indosat": ("ID",), "xl axiata": ("ID",),
    "maxis": ("MY",), "celcom": ("MY",), "hotlink": ("MY",), "u mobile": ("MY",), "dtac": ("TH",), "ais": ("TH",), "true move": ("TH",),
    "mpt": ("MM",), "mytel": ("MM",), "ooredoo": ("MM",), "cellcard": ("KH",), "metfone": ("KH",), "unitel": ("LA",),
    "lao telecom": ("LA",), "grameenphone": ("BD",), "banglalink": ("BD",), "jio": ("IN",), "singtel": ("SG",), "starhub": ("SG",),
}  # fmt: skip
"""Names of networks, by which a country's people tell their numbers apart -> the countries where they are."""
_NETWORK = lazy_re.compile(rf"(?<![a-z])({'|'.join(_NETWORKS)})\)? ?[:-] ?\(?\Z")
_NETWORK_CHARS = 20


def _of_network(low: str, start: int) -> tuple[str, ...]:
    network = _NETWORK.search(low, max(0, start - _NETWORK_CHARS), start)
    return _NETWORKS[network[1]] if network is not None else ()


_NEXT_NUMBER = lazy_re.compile(r" ?[,;/] ?(\+[1-9][0-9 ()-]{6,16}[0-9])")


def _of_next(low: str, end: int) -> tuple[str, ...]:
    """Return the country of the number behind a comma, which has its code: "0116518777, +251…". Codes of the table rank the page's
    countries already.
    """
    match = _NEXT_NUMBER.match(low, end)
    number = parse(match[1], None, possible=False) if match is not None else None
    return (number.country,) if number is not None and number.country and number.country not in CALLING_CODES.values() else ()


def is_name_of_country(low: str) -> bool:
    """Whether a text in lower case is a name by which a country is known here, and nothing else."""
    return low in _names()


@cache
def _names() -> frozenset[str]:
    return frozenset(word.lower() for words in channels().regions.words.values() for word in words)


def named_beside(low: str, start: int, end: int) -> tuple[str, ...]:
    """Return the countries named in the bracket after a number, or else before it: "062-884-1720 (泰国)", "New Zealand: 0800 …"."""
    bracket = _BRACKET.match(low, end)
    if bracket is not None and (named := mentions(bracket[1])):
        return tuple(named)
    before = low[max(0, start - _BESIDE_CHARS) : start]
    while (listed := _LISTED.search(before)) is not None:
        before = before[: listed.start()]
    before = _OTHER_THINGS.split(before.rstrip(" \n(+:"))[-1]
    if len(before) < 2 or before.isdigit():
        return ()
    if (named := mentions(before)[-1:]) and _sold_abroad().search(before):
        return ()
    return tuple(named) or (("CN",) if _MAINLAND.search(before) else ())


@cache
def _sold_abroad() -> re.Pattern[str]:
    """Return what is sold at home of a country that is named beside it: tours, visas, goods."""
    return re.compile(expression("around_contacts", "sold_abroad"))


def named_above(text: str, at: int) -> tuple[str, ...]:
    """Return the countries named by the nearest heading above the line in which a number stands: "Malaysia" above "Tel 012-774 4120".

    A heading is a short line without digits. Countries of a sentence are not asked: it may tell whither something is sent. Nor are those
    of a list, one below the other, from which a reader chooses.
    """
    line = text.rfind("\n", max(0, at - _ABOVE_CHARS), at)
    lines = text[max(0, line - _ABOVE_CHARS) : max(0, line)].split("\n")[-_MOST_ABOVE - 1 :]
    for at in range(len(lines) - 1, -1, -1):
        if named := _heads(lines[at]):
            listed = at > 0 and _heads(lines[at - 1]) and _heads(lines[at - 1]) != named
            return tuple(named) if len(named) == 1 and not listed else ()
    return ()


def _heads(line: str) -> list[str]:
    return mentions(line) if len(line) <= _HEADING_CHARS and not any(map(str.isdigit, line)) else []


_ABOVE_CHARS, _MOST_ABOVE, _HEADING_CHARS = 240, 5, 32
_BESIDE_CHARS = 40
_MAINLAND = lazy_re.compile("[內内]地|大[陸陆]")
"""Names of mainland China in Hong Kong, Macau and Taiwan. Used only beside a number, because local pages mention the mainland often."""
_BRACKET = lazy_re.compile(r"\s?\(([^()\n]{2,30})\)")
_LISTED = lazy_re.compile(r"[+(]?[0-9][0-9 .()-]{5,17}[0-9] ?[/,] ?\Z")
"""A number before of the same list: "Thailand: 02 610 2285 / 089 …"."""
_OTHER_THINGS = lazy_re.compile(r"[\n;|()]|[.,] |[0-9][0-9 .()-]{5,}[0-9]")
