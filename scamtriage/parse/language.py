"""Which language a text is in: by its letters where they decide, else by its commonest words. No model, a tenth of a millisecond."""

import re

MIN_LETTERS = 20
"""A shorter text has no language."""

_SAMPLE_CHARS = 6_000
_ASCII_LETTERS = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

# Script -> the two leading bytes of its UTF-8; three-byte scripts of the region and its neighbours.
_TWO_BYTES: dict[str, tuple[bytes, ...]] = {
    "Thai": (b"\xe0\xb8", b"\xe0\xb9"),
    "Lao": (b"\xe0\xba", b"\xe0\xbb"),
    "Devanagari": (b"\xe0\xa4", b"\xe0\xa5"),
    "Bengali": (b"\xe0\xa6", b"\xe0\xa7"),
    "Tamil": (b"\xe0\xae", b"\xe0\xaf"),
    "Telugu": (b"\xe0\xb0", b"\xe0\xb1"),
    "Khmer": (b"\xe1\x9e", b"\xe1\x9f"),
    "Myanmar": (b"\xe1\x80", b"\xe1\x81", b"\xe1\x82"),
    "Kana": (b"\xe3\x81", b"\xe3\x82", b"\xe3\x83"),
}
_LEADS = {  # script -> lead bytes that are (almost) its own
    "Han": range(0xE4, 0xEA),
    "Hangul": range(0xEA, 0xEE),
    "Cyrillic": range(0xD0, 0xD2),
    "Arabic": range(0xD8, 0xDC),
}
_DIACRITICS = (b"\xc3", b"\xc4", b"\xc5", b"\xc6", b"\xe1\xba", b"\xe1\xbb")

_BY_SCRIPT = {
    "Thai": "th",
    "Lao": "lo",
    "Khmer": "km",
    "Myanmar": "my",
    "Devanagari": "hi",
    "Bengali": "bn",
    "Tamil": "ta",
    "Telugu": "te",
    "Hangul": "ko",
    "Cyrillic": "ru",
    "Arabic": "ar",
}

# Characters that only one of the two ways of writing Chinese has.
_SIMPLIFIED = frozenset(
    "们这个来时说国对会发里还过样没么为学网应开关点业长问间体号实现让动进户请务与电话银验证码账报团队优质类图汇资费册录购买"
)
_TRADITIONAL = frozenset(
    "們這個來時說國對會發裡還過樣沒麼為學網應開關點業長問間體號實現讓動進戶請務與電話銀驗證碼帳報團隊優質類圖匯資費冊錄購買"
)

# Commonest words that the other languages here do not share; Malay and Indonesian by the words in which they part.
_COMMON: dict[str, str] = {
    "en": "the of and to in for is you your with that are this on from our we be or have will can not by as it at",
    "vi": "và của là không có được cho với các trong này bạn người những để một khi đã tại từ chúng tôi quý khách",
    "id": (
        "yang dan di untuk dengan tidak anda ini dari kami adalah pada ke akan bisa dapat kamu karena atau juga sudah saya bagi uang"
        " rekening kantor silakan gratis cepat mobil perusahaan rp akun bahwa pukul"
    ),
    "ms": (
        "yang dan di untuk dengan tidak anda ini dari kami adalah pada ke akan boleh dapat awak kerana atau juga telah saya bagi wang akaun"
        " pejabat sila percuma cepat kereta syarikat rm ialah bahawa pukul"
    ),
    "fil": "ang ng mga sa na at ay ito para hindi ka iyong mo namin kung po ko kayo lang din may nang inyong isang",
    "es": "de la que el en y los se del las por un para con una su al lo como más pero sus",
    "fr": "de la le et les des en un du une que est pour qui dans par sur pas plus avec vous",
    "de": "der die und das von zu mit den ist im für auf ein eine nicht sich auch es werden",
    "pt": "de que do da em um para com não uma os no se na por mais as dos como mas ao",
}
_WORDS = {language: frozenset(words.split()) for language, words in _COMMON.items()}
_WORD = re.compile(r"[^\W\d_]+")


def scripts_of(text: str) -> tuple[tuple[str, int], ...]:
    """(Unicode script, letters) of a text, most first; scripts below one per cent left out."""
    data = text.encode("utf-8", "replace")
    counts = {name: sum(data.count(pair) for pair in pairs) for name, pairs in _TWO_BYTES.items() if pairs[0][:1] in data}
    for name, leads in _LEADS.items():
        counts[name] = sum(data.count(bytes((lead,))) for lead in leads)
    if counts["Hangul"]:  # a lead byte EA is shared with a few rare scripts
        counts["Hangul"] -= data.count(b"\xea\x80") + data.count(b"\xea\xa0")
    marked = sum(data.count(mark) for mark in _DIACRITICS) if not data.isascii() else 0
    counts["Latin"] = len(data) - len(data.translate(None, _ASCII_LETTERS)) + marked
    if counts["Cyrillic"] or counts["Arabic"]:  # a two-byte lead may also be the tail of nothing: leads are never continuation bytes
        counts["Latin"] = max(0, counts["Latin"])
    total = sum(counts.values())
    kept = [(name, count) for name, count in counts.items() if count and count * 100 >= total]
    return tuple(sorted(kept, key=lambda pair: (-pair[1], pair[0])))


def language_of(text: str, scripts: tuple[tuple[str, int], ...]) -> str:
    """Main language, BCP 47: a primary tag, for Chinese with its script ("zh-Hans"); "" when too short or in none that we know."""
    counts = dict(scripts)
    letters = sum(counts.values())
    han, kana = counts.get("Han", 0), counts.get("Kana", 0)
    if letters < MIN_LETTERS and not (han + kana) * 2 >= MIN_LETTERS:
        return ""
    # A character of Han or Kana says as much as two or three letters, and pages in Thai or Khmer hold much Latin.
    weights = {name: count * (3 if name in ("Han", "Kana", "Hangul") else 2 if name != "Latin" else 1) for name, count in counts.items()}
    if kana and kana * 8 >= han:
        weights["Kana"] += weights.pop("Han", 0)
    script = max(weights, key=lambda name: (weights[name], name))
    if script == "Kana":
        return "ja"
    if script == "Han":
        return _chinese(text[:_SAMPLE_CHARS])
    return _BY_SCRIPT.get(script) or _latin(text[:_SAMPLE_CHARS])


def _chinese(text: str) -> str:
    simplified = sum(1 for character in text if character in _SIMPLIFIED)
    traditional = sum(1 for character in text if character in _TRADITIONAL)
    return "zh-Hant" if traditional > simplified else "zh-Hans"


def _latin(text: str) -> str:
    words = _WORD.findall(text.lower())
    if not words:
        return ""
    scores = {language: sum(1 for word in words if word in known) for language, known in _WORDS.items()}
    best = max(scores, key=lambda language: (scores[language], language))
    if scores[best] * 25 < len(words):
        return ""
    if best in ("id", "ms") and scores["id"] == scores["ms"]:
        return "id" if "di" in words and "anda" not in words else "ms" if "anda" in words and "rm" in words else "id"
    return best
