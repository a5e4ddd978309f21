"""Whether a word in a text is denied by the words around it: "not a safe account" offers none."""

import re

_WORDS_BEFORE = 3
_LATIN_BEFORE = frozenset(
    (
        "no",
        "not",
        "never",
        "don't",
        "isn't",
        "không",
        "khong",
        "chẳng",
        "chang",
        "tidak",
        "bukan",
        "bukanlah",
        "tak",
        "hindi",
        "huwag",
        "walang",
    )
)
_SENTENCE_END = re.compile(r"[.!?;:。！？；\n]\s*+")
_DIRECTLY_BEFORE = ("ไม่", "มิ", "ບໍ່", "不", "非", "未", "無", "无", "不是", "并非", "並非")
# Korean 않/없 within a particle or an ending, 안 as a word of its own; Japanese after its particles; Hindi within two words.
_DIRECTLY_AFTER = re.compile(
    r"[가-힣]{0,3}\s?(?:하지|되지|을|를|이|가|은|는)?\s?(?:않|없)|\s?안\s"
    r"|(?:は|では|が|も|を)?(?:ありません|ではない|ない|なし|いたしません|しません)"
    r"|\s(?:\S{1,12}\s)?नहीं"
)
_LOOK_BACK = 60
_QUOTES = "\"'“”‘’(),"


def negated(text: str, start: int, end: int) -> bool:
    """Whether the span of a text is denied (definitions.text_match): directly before it in Thai, Lao and Chinese, within
    three words of its sentence in Latin scripts, directly after it in Korean, Japanese and Hindi."""
    before = text[max(0, start - _LOOK_BACK) : start].casefold()
    close = before.rstrip()
    if close.endswith(_DIRECTLY_BEFORE):
        return True
    if not text[start].isascii() and _DIRECTLY_AFTER.match(text[end : end + 24]):
        return True
    if not close or (not close[-1].isascii() and not close[-1].isalpha()):
        return False
    words = close.rsplit(None, _WORDS_BEFORE)
    near = close[len(words[0]) :] if len(words) > _WORDS_BEFORE else close
    if not any(map(near.__contains__, _LATIN_BEFORE)):  # mostly so, and sentences need not be told apart
        return False
    sentence = _SENTENCE_END.split(before)[-1]
    return any(word.strip(_QUOTES) in _LATIN_BEFORE for word in sentence.split()[-_WORDS_BEFORE:])
