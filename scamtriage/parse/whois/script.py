"""Tells by its letters in which charset a text that is no UTF-8 was written: by how common its signs are, and how its words are cased."""

import re
from collections.abc import Callable

_HIGH = re.compile(rb"[\x80-\xff]+")
_LOOKED_AT = 8_192  # bytes beyond ASCII
_LEAST_BYTES = 4
_RUN = 2.0
"""Bytes beyond ASCII in a row, on the average: in Latin scripts a letter with an accent stands alone."""
_SURE_SIGNS, _SURE_LETTERS = 0.9, 0.5
_HANGUL_SIGNS = 6  # so many in a row lie by chance among the Chinese signs of the same codes (one in two, each)
_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC, _GREEK = frozenset("оеаинтсрвлкі"), frozenset("αοιετσνηυρκπςίόά")
_SIGMA_WITHIN = re.compile(r"ς\w")
_THAI_MARK = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_THAI_MARK_PLACED = re.compile("(?<=[\u0e01-\u0e2e\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")


def guess(raw: bytes) -> str:
    """A charset of which the bytes bear evidence, or "": too few of them, a Latin script, or none that fits."""
    runs = _HIGH.findall(raw)
    total = sum(map(len, runs))
    if total < _LEAST_BYTES or total / len(runs) < _RUN:
        return ""
    # Whole lines: what follows a first byte may be ASCII (Big5, Shift-JIS)
    lines = b"\n".join(line for line in raw.splitlines() if not line.isascii())[:_LOOKED_AT]
    scores = {charset: score for charset, measure in _MEASURES.items() if (score := measure(lines, charset)) > 0.0}
    return max(scores, key=lambda charset: scores[charset]) if scores else ""  # of equals the first of the table


def _signs(raw: bytes, charset: str) -> float:
    """The share of signs that lie where a standard keeps its common ones; 0 when it is too small for this charset."""
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
    """How much the letters are those that a language of this script uses most, in words that begin with a capital or have one case."""
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
    """Vowels and tones stand above and below consonants."""
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
"""Charsets that are told apart by evidence; a registry's own word for them is asked only where there is none."""
