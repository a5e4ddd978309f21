"""Detects the language of a text: by its script if that decides, else by its commonest words. Needs no model."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from scamtriage.knowledge.matcher import utf8
from scamtriage.parse.contact.phone.letters import VIETNAMESE
from scamtriage.records import lazy_re

MIN_LETTERS = 20
"""A text with fewer letters has no language."""

_SAMPLE_CHARS = 1_500
_COUNTED_CHARS = 3_000
# First and last code points of the scripts of the region and its neighbours. A letter below U+2000 in none of them counts as Latin.
_BLOCKS: tuple[tuple[int, int, str], ...] = (
    (0x0370, 0x03FF, "Greek"),
    (0x0400, 0x052F, "Cyrillic"),
    (0x0590, 0x05FF, "Hebrew"),
    (0x0600, 0x077F, "Arabic"),
    (0x0900, 0x097F, "Devanagari"),
    (0x0980, 0x09FF, "Bengali"),
    (0x0B80, 0x0BFF, "Tamil"),
    (0x0C00, 0x0C7F, "Telugu"),
    (0x0E00, 0x0E7F, "Thai"),
    (0x0E80, 0x0EFF, "Lao"),
    (0x1000, 0x109F, "Myanmar"),
    (0x1100, 0x11FF, "Hangul"),
    (0x1780, 0x17FF, "Khmer"),
    (0x3040, 0x30FF, "Kana"),
    (0x3400, 0x9FFF, "Han"),
    (0xA9E0, 0xA9FF, "Myanmar"),
    (0xAA60, 0xAA7F, "Myanmar"),
    (0xAC00, 0xD7FF, "Hangul"),
    (0xF900, 0xFAFF, "Han"),
    (0x20000, 0x3FFFF, "Han"),
)

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

# Characters that exist in only one of simplified and traditional Chinese.
_SIMPLIFIED = lazy_re.compile(
    "[们这个来时说国对会发里还过样没么为学网应开关点业长问间体号实现让动进户请务与电话银验证码账报团队优质类图汇资费册录购买]"
)
_TRADITIONAL = lazy_re.compile(
    "[們這個來時說國對會發裡還過樣沒麼為學網應開關點業長問間體號實現讓動進戶請務與電話銀驗證碼帳報團隊優質類圖匯資費冊錄購買]"
)

# Commonest words of each language. For Malay and Indonesian also words in which the two differ.
_COMMON: dict[str, str] = {
    "en": "the of and to in for is you your with that are this on from our we be or have will can not by as it at",
    "vi": (
        "và của là không có được cho với các trong này bạn người những để một khi đã tại từ chúng tôi quý khách"
        # without accents, as slang and messages are written
        " khong duoc cua nguoi nhung cac voi trong mot viec luong lien thang ngay nhan tien can don cong ty hoac gui tuyen khach"
        " khoan khoa khau chuyen truoc thuong nghe phai thoai thoi trinh thanh giao tinh nuoc"
    ),
    "id": (
        "yang dan di untuk dengan tidak anda ini dari kami adalah pada ke akan bisa dapat kamu karena atau juga sudah saya bagi uang"
        " rekening kantor silakan gratis cepat mobil perusahaan akun bahwa pukul nomor kalian butuh toko biaya gaji pesan kirim besok"
        " baru hubungi bayar jalan hari semua daftar kita tanpa dalam"
    ),
    "ms": (
        "yang dan di untuk dengan tidak anda ini dari kami adalah pada ke akan boleh dapat awak kerana atau juga telah saya bagi wang akaun"
        " pejabat sila percuma cepat kereta syarikat ialah bahawa pukul nombor duit semak kedai borang yuran tempah hantar esok"
        " baharu hubungi bayar jalan hari semua daftar kita tanpa dalam"
    ),
    "fil": "ang ng mga sa na at ay ito para hindi ka iyong mo namin kung po ko kayo lang din may nang inyong isang",
    "es": "de la que el en y los se del las por un para con una su al lo como más pero sus",
    "fr": "de la le et les des en un du une que est pour qui dans par sur pas plus avec vous",
    "de": "der die und das von zu mit den ist im für auf ein eine nicht sich auch es werden",
    "pt": "de que da em um para não uma na por mais as dos como mas ao",
}
_TAGS = {"tl": "fil", "in": "id", "msa": "ms", "zsm": "ms", "ind": "id", "vie": "vi", "eng": "en"}
"""Other tags by which pages declare these languages."""
_CLOSE = 0.6
"""A declared language is believed if it has at least this share of the words of the commonest one."""
_LEAST_WORDS = 2
"""Common words needed to decide a language. A single one is enough among at most eight words."""
_NEIGHBOURS = frozenset(("id", "ms"))
_COUNTRY = {"id": "id", "my": "ms", "bn": "ms"}
"""Last label of a public suffix -> which of the two languages its sites are in."""
_SIDES = (
    ("ms", ("rm", "+60"), lazy_re.compile(r"rm(?<!\wrm) ?\d|\+60(?:\b|\d)")),
    ("id", ("rp", "+62"), lazy_re.compile(r"rp(?<!\wrp)\.? ?\d|\+62(?:\b|\d)")),
)
"""(language, what any sign of it contains, the signs)."""
_BESIDE = 2
"""Words that a declaration, a suffix, a currency or a calling code counts as, to tell Malay from Indonesian."""
_VIETNAMESE_SHARE = 25
"""A text with one Vietnamese letter in so many is Vietnamese. Vietnamese text has one in six; a text that quotes a name has few."""
_LANGUAGES_OF: dict[str, list[str]] = {}
for _language, _words in _COMMON.items():
    for _known in _words.split():
        _LANGUAGES_OF.setdefault(_known, []).append(_language)
_MARKS = {name: chr(ord("a") + number) for number, name in enumerate(dict.fromkeys(("Latin", *(name for _, _, name in _BLOCKS))))}
_DENSE = frozenset(("Han", "Kana", "Hangul"))
_NO_MARK, _MIXED = "-", "+"
_NO_LETTERS = bytes(code for code in range(256) if not bytes((code,)).isalpha())
_WORD = lazy_re.compile(r"[^\W\d_]+")
_APART = bytes(code if code > 127 or chr(code).isalpha() else 0x20 for code in range(256))
"""Replaces everything but ASCII letters and non-ASCII bytes by a space, so that bytes.split finds the words fast."""


def scripts_of(text: str) -> tuple[tuple[str, int], ...]:
    """Return (Unicode script, letters) of a text, most first; scripts below one per cent are left out.

    A long text is sampled at even intervals, and the numbers are scaled to the whole.
    """
    scale = 1.0
    if len(text) > _COUNTED_CHARS:
        part, step = _COUNTED_CHARS // 8, len(text) // 8
        sample = "".join(text[at : at + part] for at in range(0, step * 8, step))
        scale = len(text) / len(sample)
        text = sample
    counts = {"Latin": len(text.encode("ascii", "ignore").translate(None, _NO_LETTERS))}
    if not text.isascii():
        marked = _marked(text)
        for name, mark in _MARKS.items():
            if mark in marked:
                counts[name] = counts.get(name, 0) + marked.count(mark)
    total = sum(counts.values())
    kept = [(name, round(count * scale)) for name, count in counts.items() if count and count * 100 >= total]
    return tuple(sorted(kept, key=lambda pair: (-pair[1], pair[0])))


def dense_letters(scripts: Iterable[tuple[str, int]]) -> int:
    """Count the letters in scripts in which one letter says as much as two of others."""
    return sum(count for name, count in scripts if name in _DENSE)


def _marked(text: str) -> str:
    """Return the script marks of the characters of a text beyond ASCII, in no order.

    In which sixty-four a character is, ten bits of its UTF-16 say: eight of the first byte and two of the second. Both bytes of all
    characters are looked up and put together at once, many times faster than `str.translate`. Only the few whose sixty-four has several
    scripts, or also no letters, are left to that.
    """
    rows, parts, marks, mixed = _sixties()
    units = text.encode("utf-16-be", "replace")  # a lone surrogate, which has no script, becomes "?"
    places = int.from_bytes(units[::2].translate(rows)) | int.from_bytes(units[1::2].translate(parts))
    marked = places.to_bytes(len(units) // 2).translate(marks).decode()
    return marked + "".join(mixed.findall(text)).translate(_marks()) if _MIXED in marked else marked


@cache
def _sixties() -> tuple[bytes, bytes, bytes, re.Pattern[str]]:
    """Return the tables of `_marked`: first byte of UTF-16 -> four times its row, second byte -> its part of the row, the sum of both ->
    mark; and a pattern of the characters whose sixty-four has several."""
    known, mixed = _marks(), ""
    rows: dict[str, int] = {}
    first = bytearray()
    for page in range(0x100):
        row = ""
        for start in range(page << 8, (page + 1) << 8, 64):
            kinds = set(known[start : start + 64])
            if start in (0xD840, 0xD880):  # the first halves of U+20000 to U+3FFFF
                kinds = {_MARKS["Han"]}
            elif start < 0x80:
                kinds = {_NO_MARK}
            elif len(kinds) > 1:
                mixed += f"{chr(start)}-{chr(start + 63)}"
                kinds = {_MIXED}
            row += kinds.pop()
        first.append(4 * rows.setdefault(row, len(rows)))
    marks = "".join(rows).ljust(0x100, _NO_MARK)
    return bytes(first), bytes(code >> 6 for code in range(0x100)), marks.encode(), re.compile(f"[{mixed}]")


@cache
def _marks() -> str:
    """The script mark of every character of the Basic Multilingual Plane."""
    marks = [_MARKS["Latin"] if code < 0x2000 and chr(code).isalpha() else _NO_MARK for code in range(0x10000)]
    for first, last, name in _BLOCKS:
        if last < 0x10000:
            marks[first : last + 1] = _MARKS[name] * (last + 1 - first)
    return "".join(marks)


def language_of(text: str, scripts: tuple[tuple[str, int], ...], *, declared: str, suffix: str) -> str:
    """Return the main language as BCP 47: a primary tag, for Chinese with its script ("zh-Hans"); "" if too short or unknown.

    `declared`: the language that the page declares (`<html lang>`), used if the words hardly decide. `suffix`: the public suffix of its
    host.
    """
    counts = dict(scripts)
    letters = sum(counts.values())
    han, kana = counts.get("Han", 0), counts.get("Kana", 0)
    dense = dense_letters(scripts)
    if letters < MIN_LETTERS and not dense * 2 >= MIN_LETTERS:
        return ""
    # A character of Han or Kana says as much as two or three letters, and pages in Thai or Khmer contain much Latin text.
    weights = {name: count * (3 if name in ("Han", "Kana", "Hangul") else 2 if name != "Latin" else 1) for name, count in counts.items()}
    if kana and kana * 8 >= han:
        weights["Kana"] += weights.pop("Han", 0)
    script = max(weights, key=lambda name: (weights[name], name))
    if script == "Kana":
        return "ja"
    if script == "Han":
        sample = text[:_SAMPLE_CHARS]
        return "ja" if _is_japanese(sample, kana, declared, suffix) else _chinese(sample)
    return _BY_SCRIPT.get(script) or _latin(text[:_SAMPLE_CHARS], letters, declared, suffix)


_JAPANESE_FORMS = lazy_re.compile("[払売価込円発県気検権駅図総様応庁戻沢広帯覧営変続経済処働関険単択黒歩毎鉄転伝団譲齢渋労戦]")
"""Characters in the forms that Japan alone writes: of simplified and traditional Chinese they are none."""
_FEWEST_FORMS = 3


def _is_japanese(text: str, kana: int, declared: str, suffix: str) -> bool:
    """Whether a text of Chinese characters is Japanese, as tables of a shop's terms are: it is declared so, or below .jp, and shows it, or
    shows it throughout."""
    forms = len(_JAPANESE_FORMS.findall(text))
    if declared.lower().startswith("ja") or suffix.rpartition(".")[2] == "jp":
        return bool(kana or forms)
    return forms >= _FEWEST_FORMS and forms > len(_SIMPLIFIED.findall(text)) + len(_TRADITIONAL.findall(text))


def _chinese(text: str) -> str:
    return "zh-Hant" if len(_TRADITIONAL.findall(text)) > len(_SIMPLIFIED.findall(text)) else "zh-Hans"


def _latin(text: str, letters: int, declared: str, suffix: str) -> str:
    low = text.lower()
    if not text.isascii() and len(VIETNAMESE.findall(text)) * _VIETNAMESE_SHARE >= min(letters, len(text)):
        return "vi"
    words = _words_of(low)
    said = declared.split("-")[0].split("_")[0].lower()
    said = _TAGS.get(said, said)
    scores = dict.fromkeys(_COMMON, 0)
    for word, number in Counter(filter(_LANGUAGES_OF.__contains__, words)).items():
        for language in _LANGUAGES_OF[word]:
            scores[language] += number
    best = max(scores, key=lambda language: (scores[language], language))
    most = scores[best]
    known = most * 25 >= len(words) and (most >= _LEAST_WORDS or most * 8 >= len(words) > 0)
    if said in scores and scores[said] >= max(1.0, most * _CLOSE):
        best = said
    elif not known:
        if said not in scores or (not scores[said] and said == "en"):  # site builders declare "en" on pages in any language
            return ""
        best = said
    return _neighbour(scores, low, said, suffix) if best in _NEIGHBOURS else best


def _words_of(low: str) -> list[str]:
    """Return the words of a lower-case text, without those of addresses such as "facebook.com/order"."""
    if "@" in low or "." in low:
        low = " ".join([piece for piece in low.split() if not ("@" in piece or ("." in piece and "." in piece.strip(".")))])
    pieces = utf8(low).translate(_APART).decode("utf-8", "surrogatepass").split()
    if low.isascii():
        return pieces
    words: list[str] = []
    for piece in pieces:
        words += (piece,) if piece.isascii() else _WORD.findall(piece)
    return words


def _neighbour(scores: dict[str, int], low: str, said: str, suffix: str) -> str:
    """Decide between Malay and Indonesian: by the words in which they differ, and by declaration, suffix, currency and calling code."""
    beside = [said, _COUNTRY.get(suffix.rsplit(".", 1)[-1], ""), *_sides(low)]
    indonesian, malay = (scores[language] + _BESIDE * beside.count(language) for language in ("id", "ms"))
    return "ms" if malay > indonesian else "id"


def _sides(low: str) -> list[str]:
    return [language for language, cues, sign in _SIDES if any(cue in low for cue in cues) and sign.search(low)]
