"""Infer the country from the script around a number: for pages too short for language detection, and for a single label."""

import re

from scamtriage.records import lazy_re

NATIVE = {"th": "TH", "lo": "LA", "km": "KH", "my": "MM", "hi": "IN"}
"""Languages whose script is rarely used abroad -> the country, which has priority over a foreign suffix.

Korean and Japanese are left out: people who write them abroad give local numbers.
"""
_ALSO_AT_HOME = {"hi": frozenset(("NP", "FJ", "MU"))}
_SCRIPTS = (
    ("th", lazy_re.compile("[\u0e01-\u0e4e]")),
    ("lo", lazy_re.compile("[\u0e81-\u0ece\u0edc-\u0edf]")),
    ("km", lazy_re.compile("[\u1780-\u17d3]")),
    ("my", lazy_re.compile("[\u1000-\u103f\u1050-\u108f]")),
    ("hi", lazy_re.compile("[\u0904-\u0939\u0958-\u0961]")),
    ("ja", lazy_re.compile("[\u3041-\u30fa]")),
    ("ko", lazy_re.compile("[\uac00-\ud7a3]")),
    ("zh", lazy_re.compile("[\u3400-\u9fff]")),
)
VIETNAMESE = lazy_re.compile("[\u01a0\u01a1\u01af\u01b0\u0110\u0111\u1ea0-\u1ef9]")
_WORDS = (
    ("vi", lazy_re.compile(r"\b(?:sdt|dien thoai|lien he|goi ngay|tong dai|duong day nong)\b", re.IGNORECASE)),
    ("fil", lazy_re.compile(r"\b(?:tawag|tumawag|tawagan|makipag-ugnayan)\b", re.IGNORECASE)),
    ("id", lazy_re.compile(r"\b(?:telp|telepon|tlp|no\.? hp)\b", re.IGNORECASE)),
    ("ms", lazy_re.compile(r"\b(?:hubungi|talian)\b", re.IGNORECASE)),
)
"""Words before numbers that occur in only one language."""
_MALAY = frozenset(("MY", "ID", "BN", "SG"))
_WRITTEN_IN = {"vi": frozenset(("VN",)), "fil": frozenset(("PH",)), "id": _MALAY, "ms": _MALAY}
"""Language of those words -> the countries whose people write it."""
_NAMES = (
    (frozenset(("VN",)), lazy_re.compile(r"(?<![a-z])zalo(?![a-z])", re.IGNORECASE)),
    (_MALAY, lazy_re.compile(r"(?<![a-z])wasapp?(?![a-z])", re.IGNORECASE)),
)
"""Names of messengers that the people of few countries use, or write so."""
_SAMPLE_CHARS = 1_000
_EAST = (("\u0e00", "\u10a0"), ("\u1780", "\u1800"), ("\u0900", "\u0980"))
"""Blocks of the native scripts, for a quick first check."""


def language_by_letters(text: str) -> str:
    """Return the language that the letters, or else the words for calling, of a short text indicate; "" if none."""
    text = text[:_SAMPLE_CHARS]
    if text.isascii():
        return next((language for language, words in _WORDS if words.search(text)), "")
    counts = [(len(letters.findall(text)), language) for language, letters in _SCRIPTS]
    most, language = max(counts, key=lambda pair: pair[0])
    if not most:
        return "vi" if VIETNAMESE.search(text) else next((language for language, words in _WORDS if words.search(text)), "")
    found = {language for count, language in counts if count}
    return "ja" if language == "zh" and "ja" in found else language


def countries_of(text: str) -> frozenset[str]:
    """Return the countries in which the letters or words for calling of a short text, such as a line, are written; none for those of
    many, and for Chinese, Japanese or Korean beside which another tongue writes a name: 聯絡人 Nguyễn."""
    if any(letters.search(text) for language, letters in _SCRIPTS if language in _OF_MANY):
        return frozenset()
    found = {NATIVE[language] for language, letters in _SCRIPTS if language in _OF_ONE_COUNTRY and letters.search(text)}
    if VIETNAMESE.search(text):
        found.add("VN")
    return frozenset(found).union(*(_WRITTEN_IN[language] for language, words in _WORDS if words.search(text)))


def countries_of_messenger(label: str) -> frozenset[str]:
    """Return the countries whose people use the messenger in a label, or write its name so; none for those of many."""
    return next((countries for countries, name in _NAMES if name.search(label)), frozenset())


def contradict(text: str, language: str) -> bool:
    """Whether the letters of a text are plainly not of this language: more than a label without one of its own, or mostly of others.

    `lang` attributes stay as a template or another page had them.
    """
    own = _OWN.get(language)
    if own is not None:
        if any(letters.search(text) for name, letters in _SCRIPTS if name in own):
            return False
        return VIETNAMESE.search(text) is not None or len(_LETTER.findall(text)) > _LABEL_LETTERS
    sample = text[:_SAMPLE_CHARS]
    return not sample.isascii() and max(len(letters.findall(sample)) for _, letters in _SCRIPTS) > len(_LATIN.findall(sample))


_OWN = {**{name: (name,) for name, _ in _SCRIPTS}, "ja": ("ja", "zh"), "mr": ("hi",), "ne": ("hi",)}
"""Languages with letters of their own -> the names of those letters."""
_LETTER, _LATIN = lazy_re.compile(r"[^\W\d_]"), lazy_re.compile("[A-Za-z\u00c0-\u024f\u1ea0-\u1ef9]")
_LABEL_LETTERS = 12
_OF_MANY = frozenset(("zh", "ja", "ko"))
_OF_ONE_COUNTRY = frozenset(("th", "lo", "km", "my"))


def native(language: str, suffix_country: str) -> str:
    """Return the country of a language that has priority over the suffix, or "" if the suffix country uses the script too."""
    return "" if suffix_country in _ALSO_AT_HOME.get(language, ()) else NATIVE.get(language, "")


def country_of_label(label: str, at: str) -> str:
    """Return the country of the script of a label before a number.

    "" for a script of several countries, or one that the page's own country uses too.
    """
    if label.isascii() or not any(first <= label[0] < last or first <= label[-1] < last for first, last in _EAST):
        return ""
    return next((native(language, at) for language, letters in _SCRIPTS if language in NATIVE and letters.search(label)), "")
