"""Guess the charset of text that is not UTF-8, from the frequency of its characters and the casing of its words."""

from collections.abc import Callable

from scamtriage.records import lazy_re

_HIGH = lazy_re.compile(rb"[\x80-\xff]+")
_LOOKED_AT = 8_192  # bytes of the non-ASCII lines
_LEAST_BYTES = 4
_RUN = 2.0
"""The minimum mean length of non-ASCII runs, in bytes. Texts in Latin scripts have shorter ones, because accented letters are isolated."""
_SURE_SIGNS, _SURE_LETTERS = 0.9, 0.5
_HANGUL_SIGNS = 6  # fewer characters may be Chinese: each shares its code range with a Hangul syllable half of the time
_WORD = lazy_re.compile(r"[^\W\d_]+")
_CYRILLIC, _GREEK = frozenset("оеаинтсрвлкі"), frozenset("αοιετσνηυρκπςίόά")
_SIGMA_WITHIN = lazy_re.compile(r"ς\w")
_THAI_MARK = lazy_re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_THAI_MARK_PLACED = lazy_re.compile("(?<=[\u0e01-\u0e2e\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")


def guess(raw: bytes) -> str:
    """Return a charset supported by the bytes, or "" if they are too few, in a Latin script, or fit none."""
    runs = _HIGH.findall(raw)
    total = sum(map(len, runs))
    if total < _LEAST_BYTES or total / len(runs) < _RUN:
        return ""
    # Keep whole lines: in Big5 and Shift-JIS the second byte of a character may be ASCII.
    lines = b"\n".join(line for line in raw.splitlines() if not line.isascii())[:_LOOKED_AT]
    scores = {charset: score for charset, measure in _MEASURES.items() if (score := measure(lines, charset)) > 0.0}
    return max(scores, key=lambda charset: scores[charset]) if scores else ""  # the first in the table wins a tie


def _signs(raw: bytes, charset: str) -> float:
    """Return the share of characters in the standard's range of common ones; 0 if it is too small for this charset."""
    text = [char for char in raw.decode(charset, "replace") if not char.isascii()]
    leads = [char.encode(charset, "replace")[0] for char in text]
    first, last = _COMMON[charset]
    is_punctuation = _PUNCTUATION[charset]
    common = sum(first <= lead <= last or lead in is_punctuation for lead in leads)
    kana = sum("\u3041" <= char <= "\u30fe" for char in text)
    if not leads or common / len(leads) < _SURE_SIGNS or (charset in _JAPANESE) != (kana * 8 > len(text)):
        return 0.0
    return 0.0 if charset == "euc_kr" and len(leads) < _HANGUL_SIGNS else common / len(leads)


def _letters(raw: bytes, charset: str) -> float:
    """Score how common the letters are in languages of this script, and how regular the casing of the words is."""
    text = raw.decode(charset, "replace")
    letters = [char for char in text.lower() if not char.isascii()]
    words = [word for word in _WORD.findall(text) if not word.isascii() and len(word) > 1]
    if not words:
        return 0.0
    cased = sum((word.isupper() or word[1:].islower()) and _SIGMA_WITHIN.search(word) is None for word in words) / len(words)
    capitals = sum(word.isupper() for word in words) / len(words)
    common = _GREEK if charset == "iso8859_7" else _CYRILLIC
    score = cased * sum(char in common for char in letters) / len(letters) * (1.0 - 0.2 * capitals)
    return score if score >= _SURE_LETTERS else 0.0


def _thai(raw: bytes, charset: str) -> float:
    """Return the share of Thai marks that are placed after a consonant or another mark; 0 if the text is not Thai."""
    text = raw.decode(charset, "replace")
    marks, letters = len(_THAI_MARK.findall(text)), sum(not char.isascii() for char in text)
    is_thai = marks * 12 >= letters and "\ufffd" not in text
    return len(_THAI_MARK_PLACED.findall(text)) / marks if is_thai and marks else 0.0


_JAPANESE = frozenset({"euc_jp", "shift_jis"})
_COMMON = {"euc_jp": (0xA4, 0xCF), "shift_jis": (0x82, 0x97), "euc_kr": (0xB0, 0xC8), "gb18030": (0xB0, 0xD7), "big5": (0xA4, 0xC6)}
_PUNCTUATION = {"euc_jp": {0xA1, 0xA3}, "shift_jis": {0x81}, "euc_kr": {0xA1, 0xA3}, "gb18030": {0xA1, 0xA3}, "big5": {0xA1}}
_MEASURES: dict[str, Callable[[bytes, str], float]] = {
    **dict.fromkeys(("euc_jp", "shift_jis", "euc_kr", "gb18030", "big5"), _signs),
    "cp874": _thai,
    **dict.fromkeys(("koi8_r", "koi8_u", "cp1251", "iso8859_7"), _letters),
}
SCORED = frozenset({*_MEASURES, "cp949", "tis_620", "big5hkscs"})
"""Charsets that are recognised by evidence. A registry's known charset of this set is used only if there is no evidence."""
