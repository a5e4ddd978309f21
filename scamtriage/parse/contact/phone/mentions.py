"""The countries that a text names: by their names, their calling codes, their money, their postcodes, and the suffixes of its mailboxes."""

from functools import cache

from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.knowledge.pages.contact_table import channels
from scamtriage.parse.contact.anchors import spellings
from scamtriage.parse.contact.label_words import is_latin
from scamtriage.records import lazy_re

MENTIONS_IN = 8_000
"""Characters searched for names of countries: the start of the text, and its end, which often has addresses."""
MAILBOX_OF = lazy_re.compile(r"@[a-z0-9.-]{2,40}\.(?:edu|ac|gov|go|com|co|org|or|net|sch)\.([a-z]{2})(?![a-z0-9.-])")
"""A mailbox under the suffix of a country, whose page may stand under any other."""
_POSTCODE = (
    "[^A-Za-z0-9-](?:AB|AL|B|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|E|EC|EH|EN|EX|FK|FY|G|GL|GU|HA|HD"
    "|HG|HP|HR|HS|HU|HX|IG|IP|IV|KA|KT|KW|KY|L|LA|LD|LE|LL|LN|LS|LU|M|ME|MK|ML|N|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|S|SA|SE|SG|SK|SL|SM"
    "|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|W|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE)"
    "[0-9][0-9A-Z]? [0-9][ABD-HJLNP-UW-Z]{2}[^A-Za-z0-9]"
)
"""The postcode of a British address, which no other country writes so."""
CODE = lazy_re.compile(r"\+ ?([1-9][0-9]{0,2})(?=[ ()0-9-]{5})")
"""What may begin with a calling code: its first digits, as many as one has."""
CALLING_CODES = {
    "66": "TH", "84": "VN", "60": "MY", "62": "ID", "63": "PH", "65": "SG", "855": "KH", "856": "LA", "95": "MM", "673": "BN", "86": "CN",
    "852": "HK", "853": "MO", "886": "TW", "81": "JP", "82": "KR", "91": "IN", "880": "BD", "44": "GB", "61": "AU", "1": "US", "971": "AE",
    "670": "TL", "351": "PT", "55": "BR",
}  # fmt: skip


def by_code(text: str) -> list[str]:
    """Return the countries whose calling codes occur in the text, in order."""
    found: dict[str, None] = {}
    for match in CODE.finditer(text[:20_000]):
        country = next((CALLING_CODES[match[1][:n]] for n in (3, 2, 1) if match[1][:n] in CALLING_CODES), None)
        if country:
            found[country] = None
    return list(found)[:4]


@cache
def _words() -> Matcher[tuple[str, str]]:
    words = (
        Pattern((country, spelling), spelling, caseless=True)
        for country, words in channels().regions.words.items()
        for word in words
        for spelling in spellings(word)
    )
    return Matcher([*words, Pattern(("GB", _POSTCODE_SIGN), _POSTCODE, literal=False)])


_POSTCODE_SIGN = "〒"
"""The key of British postcodes: not ASCII, so that no whole word is looked for."""
_SUM = lazy_re.compile(
    r"[RMIK₩₫₭៛₹$£€¥฿₱0-9](?<![A-Za-z].)(?:"  # `re` jumps to what a sum begins with
    r"(?P<MY>(?<=R)M ?[0-9][0-9,]{0,9}\.[0-9]{2}(?![0-9])|(?<=M)YR ?[0-9]|(?<=[0-9]) ?MYR(?![A-Za-z]))"
    r"|(?P<ID>(?<=R)[Pp]\.? ?[0-9]{1,3}\.[0-9]{3}(?![0-9])|(?<=I)DR ?[0-9]|(?<=[0-9]) ?IDR(?![A-Za-z]))"
    r"|(?P<KR>(?:(?<=₩)|(?<=K)RW) ?[0-9]|(?<=[0-9]) ?(?:₩|KRW(?![A-Za-z])))"
    r"|(?P<VN>(?<=₫) ?[0-9]|(?<=[0-9]) ?₫)|(?P<LA>(?<=₭) ?[0-9]|(?<=[0-9]) ?₭)|(?P<KH>(?<=៛) ?[0-9]|(?<=[0-9]) ?៛)"
    r"|(?P<IN>(?<=₹) ?[0-9])|(?P<other>(?<=[$£€¥฿₱]) ?[0-9]|(?<=[0-9]) ?[€฿]))"
)
"""A sum of money, by its country; those of "other" are of many, or are known by their words. Ringgit need their cents, for "RM 1203, Wing
On Centre" is a room in Hong Kong, and codes need their sum: the IDR of student loans is no money."""


def of_money(text: str) -> list[str]:
    """Return the one country whose money the text quotes. A page that quotes several moneys changes or sends money, or sells abroad."""
    moneys = {match.lastgroup or "" for match in _SUM.finditer(ends(text))}
    return [] if len(moneys) != 1 or "other" in moneys else [*moneys]


def mentions(text: str) -> list[str]:
    """Return the countries that the text names, in order of first occurrence. Parts of longer Latin words do not count."""
    text = ends(text)
    found = _words().found(text)
    low = text.lower() if found else ""
    first: dict[str, int] = {}
    for (country, word), end in found.items():
        if word.isascii() and not alone(low, word.lower()):
            continue
        first[country] = min(end, first.get(country, end))
    return sorted(first, key=lambda country: (first[country], country))


def ends(text: str) -> str:
    """Return the parts of a text in which countries are looked for."""
    return text if len(text) <= MENTIONS_IN else text[: MENTIONS_IN - 2_000] + "\n" + text[-2_000:]


def alone(low: str, word: str) -> bool:
    """Whether a Latin word stands in a text without Latin letters right beside it."""
    at = low.find(word)
    for _ in range(20):
        if at < 0:
            return False
        end = at + len(word)
        if not (at and is_latin(low[at - 1])) and not (end < len(low) and is_latin(low[end])):
            return True
        at = low.find(word, end)
    return False
