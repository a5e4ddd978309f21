"""What tells that a page is of a country which few of our pages are of: its calling code, its towns, and papers that its firms have."""

from functools import cache

from scamtriage.knowledge.matcher import Matcher, Pattern
from scamtriage.knowledge.pages.contact_table import channels
from scamtriage.parse.contact.label_words import is_of_alphabet
from scamtriage.records import lazy_re

_PAPERS = {
    "AU": r"[^A-Za-z]A[BC]N:? ?[0-9]{2,3} ?[0-9]{3}",
    "NZ": r"[^A-Za-z]NZBN",
    "FR": r"[^A-Za-z]SIRET[^A-Za-z]|[^A-Za-z]SIREN[^A-Za-z]|R\.?C\.?S\.? [A-Z][a-z]{3}",
    "DE": r"USt\.?-?Id|Umsatzsteuer-?I[dD]|[^A-Za-z]HRB ?[0-9]{3}|[^A-Za-z0-9]D-[0-9]{5} [A-Z][a-z]",
    "IT": r"[^A-Za-z](?:Partita IVA|P\. ?I(?:VA|\.V\.A)|Codice [Ff]iscale)",
    "ES": r"[^A-Za-z](?:C\.?I|N\.?I)\.?F\.?:? ?[ABFG]-?[0-9]{8}",
    "BR": r"[^A-Za-z]CNPJ[^A-Za-z]",
    "IN": r"[^A-Za-z]GSTIN",
    "NL": r"[^A-Za-z]K[vV]K[ :-](?:nr|nummer|:| )",
    "RU": "ОГРН|ИНН[ :]",
    "UA": "ЄДРПОУ",
    "TR": r"[^A-Za-z](?:MERS(?:\xc4\xb0|I)S|Mersis|Vergi [Dd]airesi)[^A-Za-z]",
    "PL": r"[^A-Za-z]REGON[^A-Za-z]",
    "AR": r"[^A-Za-z]C\.?U\.?I\.?T\.?:? ?[0-9]{2}",
}
"""Country -> what its firms must print: the number of their entry in a register or at the tax office, by its name or its form."""
CODES = {
    "20": "EG", "27": "ZA", "30": "GR", "31": "NL", "32": "BE", "33": "FR", "34": "ES", "36": "HU", "39": "IT", "40": "RO", "41": "CH",
    "43": "AT", "45": "DK", "46": "SE", "47": "NO", "48": "PL", "49": "DE", "51": "PE", "52": "MX", "54": "AR", "56": "CL", "57": "CO",
    "58": "VE", "64": "NZ", "7": "RU", "90": "TR", "92": "PK", "93": "AF", "94": "LK", "98": "IR", "212": "MA", "213": "DZ", "216": "TN",
    "218": "LY", "220": "GM", "221": "SN", "225": "CI", "233": "GH", "234": "NG", "237": "CM", "249": "SD", "250": "RW", "251": "ET",
    "254": "KE", "255": "TZ", "256": "UG", "258": "MZ", "260": "ZM", "263": "ZW", "353": "IE", "358": "FI", "359": "BG", "374": "AM",
    "375": "BY", "380": "UA", "381": "RS", "385": "HR", "386": "SI", "420": "CZ", "421": "SK", "502": "GT", "503": "SV", "504": "HN",
    "505": "NI", "506": "CR", "507": "PA", "591": "BO", "593": "EC", "595": "PY", "598": "UY", "961": "LB", "962": "JO", "963": "SY",
    "964": "IQ", "965": "KW", "966": "SA", "967": "YE", "968": "OM", "970": "PS", "972": "IL", "973": "BH", "974": "QA", "976": "MN",
    "977": "NP", "992": "TJ", "994": "AZ", "995": "GE", "996": "KG", "998": "UZ",
}  # fmt: skip
"""Calling codes of countries beside those of `mentions.CALLING_CODES`; a code alone does not begin a number without its plus, since area
codes look the same."""
_CODE = lazy_re.compile(r"\+ ?([1-9][0-9]{0,2})(?=[ ()0-9-]{6})")
_DIALLED = lazy_re.compile(r"00(?<![0-9+]00)((?:2[0-4]|9[0-9])[0-9])(?=[ ()0-9-]{6})")
"""A code behind the prefix for calls abroad, as Arabs and Africans write it; elsewhere most such digits are of other things."""
_MOST_CODES, _CODES_IN = 4, 20_000


def by_code(text: str) -> list[str]:
    """Return the countries whose calling codes occur in the text: those with a plus first, in order."""
    found: dict[str, None] = {}
    text = text[:_CODES_IN]
    for match in (*_CODE.finditer(text), *_DIALLED.finditer(text)):
        if country := next((CODES[match[1][:n]] for n in (3, 2, 1) if match[1][:n] in CODES), None):
            found[country] = None
    return list(found)[:_MOST_CODES]


def by_papers(text: str) -> list[str]:
    """Return the country whose firms print such papers, if the text has those of one alone."""
    found = list(dict.fromkeys(_papers().found(text)))
    return found if len(found) == 1 else []


@cache
def _papers() -> Matcher[str]:
    return Matcher([Pattern(country, paper, literal=False) for country, paper in _PAPERS.items()])


def mentions(text: str) -> list[str]:
    """Return the countries that the text names, those named more often first; whoever writes to customers abroad names them once."""
    low = text.lower()
    counts: dict[str, int] = {}
    for country, word in _words().found(low):
        if places := _alone(low, word):
            counts[country] = counts.get(country, 0) + places
    return sorted(counts, key=lambda country: (-counts[country], country))


def _alone(low: str, word: str) -> int:
    """Count a word where it is no part of another."""
    places = looked = 0
    at = low.find(word)
    while at >= 0 and looked < _MOST_PLACES:
        looked += 1
        end = at + len(word)
        if not (at and is_of_alphabet(low[at - 1])) and not (end < len(low) and is_of_alphabet(low[end])):
            places += 1
        at = low.find(word, end)
    return places


_MOST_PLACES = 9


@cache
def _words() -> Matcher[tuple[str, str]]:
    return Matcher([Pattern((country, word), word) for country, words in channels().regions.afar.items() for word in words])
