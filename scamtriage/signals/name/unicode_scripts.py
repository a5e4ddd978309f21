"""Which scripts a label uses, as far as mixing them matters."""

import unicodedata

# First word of a character's Unicode name -> script. Scripts that one writing system mixes share an entry (UTS 39, section 5.2).
_SCRIPTS = {
    "LATIN": "Latin", "CYRILLIC": "Cyrillic", "GREEK": "Greek", "ARMENIAN": "Armenian", "HEBREW": "Hebrew", "ARABIC": "Arabic",
    "DEVANAGARI": "Devanagari", "BENGALI": "Bengali", "TAMIL": "Tamil", "TELUGU": "Telugu", "THAI": "Thai", "LAO": "Lao",
    "MYANMAR": "Burmese", "KHMER": "Khmer", "GEORGIAN": "Georgian", "CJK": "Han", "HIRAGANA": "Kana", "KATAKANA": "Kana",
    "KATAKANA-HIRAGANA": "Kana", "BOPOMOFO": "Bopomofo", "HANGUL": "Hangul", "ETHIOPIC": "Ethiopic", "CHEROKEE": "Cherokee",
}  # fmt: skip
LIKE_LATIN = frozenset({"Cyrillic", "Greek", "Armenian", "Cherokee"})
"""Scripts with letters that look like Latin ones."""
_MIXED_BY_CUSTOM = (
    frozenset({"Latin", "Han", "Kana"}),
    frozenset({"Latin", "Han", "Bopomofo"}),
    frozenset({"Latin", "Han", "Hangul"}),
)


def mixed_scripts(label: str) -> dict[str, tuple[str, ...]]:
    """Script -> its letters in order of occurrence; {} if some writing system uses all of them together. Scripts are sorted by name."""
    found: dict[str, dict[str, None]] = {}
    for char in label:
        if (not char.isascii() or char.isalpha()) and (script := script_of(char)):
            found.setdefault(script, {})[char] = None
    if len(found) < 2 or any(found.keys() <= custom for custom in _MIXED_BY_CUSTOM):
        return {}
    return {script: tuple(found[script]) for script in sorted(found)}


def script_of(char: str) -> str:
    """The script of a letter; "" for digits, marks and signs, which belong to every script."""
    if not unicodedata.category(char).startswith("L"):
        return ""
    return _SCRIPTS.get(unicodedata.name(char, "").partition(" ")[0], "other")
