"""Fold text for reading numbers and ids: full-width forms, other digits, dashes.

Each character maps to one character, so offsets stay valid.
"""

import re
import unicodedata
from functools import cache

from scamtriage.knowledge.language import homoglyphs
from scamtriage.knowledge.language.folding import digits_of as digits_of  # read here as much as what is folded
from scamtriage.knowledge.pages.contact_table import channels
from scamtriage.records import lazy_re

ZEROS = "0٠۰०০๐໐၀႐០０௦𝟎𝟘𝟢𝟬𝟶"  # the zero of every supported set of decimal digits
DASHES = "‐‑‒–—―−﹘﹣－─━⁃➖ㅡ"
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
MIDDLE_DOTS = "·・∙•‧⋅･"
FOLD: dict[int, str] = {
    **{cp: chr(cp - 0xFEE0) for cp in range(0xFF01, 0xFF5F)},  # full-width forms
    **{cp: unicodedata.normalize("NFKC", chr(cp)) for cp in range(0xFF66, 0xFF9E)},  # half-width kana, without their voicing marks
    **{ord(zero) + d: str(d) for zero in ZEROS for d in range(10)},
    **dict.fromkeys(map(ord, _SPACES), " "),
    **dict.fromkeys(map(ord, DASHES), "-"),
    **{
        ord(k): v
        for k, v in {
            "﹢": "+",
            "♯": "#",
            "﹫": "@",
            "。": "|",
            "｡": "|",
            "、": ",",
            "၊": ",",
            "။": "|",
            "។": "|",
            "៖": ":",
            "︰": ":",
        }.items()
    },
    **{
        ord(k): v
        for k, v in {"【": "[", "】": "]", "「": '"', "」": '"', "『": '"', "』": '"', "〔": "(", "〕": ")", "“": '"', "”": '"'}.items()
    },
    **dict.fromkeys(map(ord, "→➡►▶⇒»👉☞➜➤➔➙➛➝➞➟➠⟶⮕⇨"), ">"),
    **dict.fromkeys(map(ord, "\ufe0f\u20e3"), "\x7f"),  # key-cap emoji: 0️⃣8️⃣1️⃣
    **dict.fromkeys(map(ord, MIDDLE_DOTS), "|"),
}
_WIDE_LETTER = lazy_re.compile("[Ａ-Ｚａ-ｚｦ-ﾝ]")
_FOLDED = lazy_re.compile(f"[{re.escape(''.join(chr(cp) for cp in FOLD if 0x7F < cp < 0x10000))}𝟎-𝟿👉]")
"""Characters beyond the Basic Multilingual Plane are given as a range, because `re` tests them one by one."""
_MIDDLE_DOT = f"[{MIDDLE_DOTS}]"
_INNER_DOT = lazy_re.compile(
    rf"{_MIDDLE_DOT}(?:(?:(?<=\d.)|(?<=\d .))(?= ?\d(?!x[0-9A-Fa-f]))|(?<=\w.)(?=\w)"
    rf"|(?:(?<=\d\).)|(?<=\d\) .))(?= ?[1-9]\d{{2,3}}[ .{MIDDLE_DOTS}-]{{1,3}}\d{{3,4}}(?!\d)))"
)
"""A middle dot inside a number or a word: 010 · 9911 · 2233, (02)·345·6789, T·e·l·e·g·r·a·m, 起動・操作.

Elsewhere a middle dot separates two things, like "|": 7182 0044 · 0x5f2e.
"""
_HOST_DOT = lazy_re.compile(rf"(@ ?[A-Za-z0-9-]{{2,30}} ?){_MIDDLE_DOT}(?= ?(?:com|net|org)(?![A-Za-z]))")
_BEHIND_ADDRESS = lazy_re.compile(r"(@[A-Za-z0-9][A-Za-z0-9._-]{2,40})[・•](?=[A-Za-z]{2})")
"""A dot inside a host ("info @ example · com"), and one after an address ("@name・TEL 03-…")."""
_LISTED_DOT = lazy_re.compile(
    rf"{_MIDDLE_DOT}(?:(?<=[-)][0-9]{{4}}.)(?=[0(+]|1[0-9]{{3}}-[0-9]{{4}}(?![0-9-]))"
    r"|(?:(?<=[-)][0-9]{3}-[0-9]{4}.)|(?<=[-)][0-9]{4}-[0-9]{4}.))(?=[0-9]{4}(?![0-9-])))"
)
"""A dot between two numbers: 03-1234-5678・03-1234-5679, 1588-1234·1577-5678, 02-123-4567·4568."""
_NEXT_LINE_DOT = lazy_re.compile(
    rf"(?<![0-9])((?:[0-9]{{3,4}}[ -][0-9]{{4}}|[0-9]{{7,8}}) ?){_MIDDLE_DOT}"
    r"(?= ?[2-9](?:[0-9]{2,3}[ -][0-9]{4}|[0-9]{6,7})(?![0-9]))"
)
"""A dot before another line of the same area: (02)2773-1845・2773-1846, 010-64178800·64178811."""
_SHORTS = lazy_re.compile(
    rf"[1-9](?<![0-9].)(?<![0-9]{_MIDDLE_DOT}.)[0-9]{{2,5}}(?: ?{_MIDDLE_DOT} ?[1-9][0-9]{{2,5}})+(?! ?{_MIDDLE_DOT}? ?[0-9])"
)
"""Short numbers joined by dots: 112·119·1332, 911 · 117. Also matches 138·1234·5678, so `_parted` checks that all parts are known."""
_WA_FOR_ZERO = lazy_re.compile(r"(?<![\u1000-\u103f\u1050-\u109f])ဝ(?=[ .-]?[၀-၉0-9])|(?<=[၀-၉0-9])ဝ(?![\u102b-\u103f])")
"""The Burmese letter wa, which looks like a zero, beside digits: ဝ၉-၄၂ဝ. A vowel or a mark behind it makes it a letter."""
_BURMESE_NUMBER = lazy_re.compile(r"(?<![၀-၉၊.])[၀0][၀-၉]{1,3}၊(?=[၀-၉၊]{6,14}(?![၀-၉၊]))[၀-၉]{2,4}(?:၊[၀-၉]{2,4}){1,3}(?![၀-၉၊])")
"""A number whose groups are set apart by Burmese commas: ၀၉၊၄၀၂၊၇၁၆၊၅၈၃. No count begins with a zero."""
_LONG_VOWEL = lazy_re.compile("(?<=[0-9)])ー(?=[0-9(])")  # a dash in 03ー1234ー5678; elsewhere it is a kana letter
_DRAWN_ROWS = ("⓪①②③④⑤⑥⑦⑧⑨", "⓿❶❷❸❹❺❻❼❽❾", "⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉", "〇一二三四五六七八九", "공일")
_DRAWN = {ord(digit): str(value) for row in _DRAWN_ROWS for value, digit in enumerate(row)}
_DRAWN_RUN = lazy_re.compile("[⓪①-⑨⓿❶-❾]{3,40}|[⁰¹²³⁴-⁹₀-₉]{3,40}|(?<![零幺])[〇一二三四五六七八九]{3,20}+(?![年月日零幺])|공일공")
"""Circled, raised and Chinese digits. Three or more in a row form a number; a single one numbers a list item or a footnote.

Runs with 零 or 幺 are left to `spoken_digits`, which knows every word of Chinese.
"""
_DRAWN_COMMA = lazy_re.compile("(?<=[〇零幺一二三四五六七八九]{3})、(?=[〇零幺一二三四五六七八九]{4})")
"""Between groups of one number: 一三六、四四二零、七七一八. What is listed has fewer digits."""
_MOBILE_WITH_WORDS = lazy_re.compile(
    r"(?<![0-9〇一二三四五六七八九零幺.])(?=[0-9 -]{0,14}[〇一二三四五六七八九①-⑨])(?=(?:[〇一二三四五六七八九①-⑨ -]{0,4}[0-9]){8})"
    r"(?:1[ -]?[3-9三四五六七八九③-⑨](?:[ -]?[0-9〇一二三四五六七八九①-⑨]){9}|0[ -]?[9九⑨](?:[ -]?[0-9〇一二三四五六七八九①-⑨]){8})"
    r"(?![0-9〇一二三四五六七八九零年月日万萬亿億千百十])"
)
"""A mobile number of China or Taiwan in which few digits are words or in circles: 16七-3820-5914. Eight are digits."""
_DRAWN_CHARACTER = lazy_re.compile(f"[{''.join(map(chr, _DRAWN))}]")


def fold(raw: str) -> str:
    """Replace each disguised character by its plain form.

    Uses str.replace per character that occurs, because `translate` looks up every character.
    """
    if raw.isascii():
        return raw
    if "ဝ" in raw:
        raw = _WA_FOR_ZERO.sub("၀", raw)
    if "၊" in raw:
        raw = _BURMESE_NUMBER.sub(lambda number: number[0].replace("၊", "-"), raw)
    if "、" in raw:
        raw = _DRAWN_COMMA.sub("-", raw)
    folded = set(_FOLDED.findall(raw))
    if not folded.isdisjoint(MIDDLE_DOTS):
        raw = _with_dots(raw)
    for character in folded:
        raw = raw.replace(character, FOLD[ord(character)])
    if _DRAWN_CHARACTER.search(raw):
        raw = _MOBILE_WITH_WORDS.sub(lambda run: run[0].translate(_DRAWN), _DRAWN_RUN.sub(_read, raw))
    return _LONG_VOWEL.sub("-", raw) if "ー" in raw else raw


_BEFORE_BRACKET, _BRACKET_CHARS = lazy_re.compile(r"(?<![0-9])([0-9]{3,6}) ?\(\Z"), 9


def _read(run: re.Match[str]) -> str:
    """Return the digits of a run, or the run where it tells a number once more: 1966（一九六六）."""
    digits = run[0].translate(_DRAWN)
    return run[0] if tells_again(run.string, run.start(), digits) else digits


def tells_again(text: str, start: int, digits: str) -> bool:
    """Whether the digits are those of the short number before the bracket that opens at `start`."""
    before = _BEFORE_BRACKET.search(text, max(0, start - _BRACKET_CHARS), start)
    return before is not None and before[1] == digits


def written_alike(one: str, other: str) -> bool:
    """Whether two numbers differ in their digits alone, and not in how these are grouped."""
    return _ASCII_DIGIT.sub("0", one) == _ASCII_DIGIT.sub("0", other)


_ASCII_DIGIT = lazy_re.compile("[0-9]")


def _with_dots(raw: str) -> str:
    """Replace middle dots by full stops within a number, a word or a host, and by semicolons between two numbers."""
    if "@" in raw:
        raw = _BEHIND_ADDRESS.sub(r"\1|", _HOST_DOT.sub(r"\1.", raw))
    return _INNER_DOT.sub(".", _SHORTS.sub(_parted, _LISTED_DOT.sub(";", _NEXT_LINE_DOT.sub(r"\1;", raw))))


def _parted(run: re.Match[str]) -> str:
    known = all(number in _known_shorts() for number in re.findall("[0-9]+", run[0]))
    return re.sub(_MIDDLE_DOT, ";", run[0]) if known else run[0]


@cache
def _known_shorts() -> frozenset[str]:
    """Return all short numbers of the table, of any country."""
    return frozenset(number for numbers in channels().hotlines.values() for number in numbers)


def latin_words(text: str) -> str:
    """Make words that mix Latin letters with look-alikes of other scripts all Latin: "АnyDesk". The length stays the same.

    Use it only to find words: in a URL or address, such a letter makes a different one.
    """
    return homoglyphs.latin(text)[0]


_OTHERS = lazy_re.compile("[\u0370-\u052f]")
_MAILBOX = lazy_re.compile(r"(?<![\w.%+-])[\w.%+-]{1,64}+(?=@)")
_PART = lazy_re.compile(r"[^\W_]+")


def latin_mailboxes(text: str) -> str:
    """Make mailbox names before an @ all Latin, because no mailbox mixes two scripts. The length stays the same."""
    if _OTHERS.search(text) is None:
        return text

    def plain(part: re.Match[str]) -> str:
        read = homoglyphs.latin(part[0])[0]
        return read if read.isascii() else part[0]  # otherwise it is a word of the language directly before the name

    return _MAILBOX.sub(lambda name: _PART.sub(plain, name[0]), text)


def narrow_letters(text: str) -> str:
    """Replace full-width letters and half-width kana (ＬＩＮＥ, ﾗｲﾝ) by their common forms, to find words. The length stays the same."""
    for letter in set(_WIDE_LETTER.findall(text)):
        text = text.replace(letter, FOLD[ord(letter)])
    return text


_LIST_COMMA = lazy_re.compile(",(?:(?<=[0-9]{4},)(?=[0-9]{3})|(?<=[0-9]{3},)(?=[0-9]{4}))")
_COMMA = lazy_re.compile(",(?<=[0-9],)(?=[0-9])")
_THOUSAND = lazy_re.compile("(?<![0-9])[0-9]{1,3},[0-9]{3}(?![0-9])")


def with_list_marks(raw: str, folded: str) -> str:
    """Replace each comma between two numbers of a list by a semicolon: "95588,95533", "110、119".

    Commas between thousands or before a fraction stay. The enumeration comma "、" is always replaced.
    """
    if "," not in folded:
        return folded
    listed = _LIST_COMMA.sub(";", folded)
    return _COMMA.sub(lambda comma: _mark(raw, comma), listed) if "、" in raw or "，" in raw else listed


def _mark(raw: str, comma: re.Match[str]) -> str:
    at = comma.start()
    if raw[at] == "、" or (raw[at] == "，" and _THOUSAND.search(comma.string, max(0, at - 4), at + 5) is None):
        return ";"
    return ","
