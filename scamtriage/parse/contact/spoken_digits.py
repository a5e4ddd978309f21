"""Digits written as words: "nol delapan dua satu, 7744, 1876", "ศูนย์เก้าสอง-774-4180", 공삼삼 육사사 사일팔칠."""

import re
from collections.abc import Iterator
from itertools import pairwise

FILLER = "\x7f"
"""Pads a word after its first character became the digit, so that offsets stay valid."""

ROWS = (  # per language, the words for zero to nine; "|" separates spellings
    "zero|oh one two three four five six seven eight nine",
    "nol|kosong|sifar|nul satu dua tiga empat lima enam tujuh delapan|lapan sembilan",
    "sero|zero isa dalawa tatlo apat lima anim pito walo siyam",
    "không|khong một|mot hai ba bốn|bon|tư năm|nam|lăm sáu|sau bảy|bay|bẩy tám|tam chín|chin",
    "ศูนย์|สูน|ศูน หนึ่ง|นึง สอง|โท สาม สี่ ห้า หก เจ็ด แปด เก้า",
    "សូន្យ មួយ ពីរ បី បួន ប្រាំ ប្រាំមួយ ប្រាំពីរ ប្រាំបី ប្រាំបួន",
    "သုည တစ် နှစ် သုံး လေး ငါး ခြောက် ခုနစ်|ခုနှစ် ရှစ် ကိုး",
    "ສູນ ໜຶ່ງ|ຫນຶ່ງ|ນຶ່ງ ສອງ ສາມ ສີ່ ຫ້າ ຫົກ ເຈັດ ແປດ ເກົ້າ",
    "〇|零|洞 一|幺|壹 二|两|兩|贰|貳 三|叁|參 四|肆 五|伍 六|陆|陸 七|柒 八|捌 九|玖",
    "ゼロ|ぜろ|れい|レイ|マル イチ|いち "
    "ニ|ニー|にー|に サン|さん ヨン|よん ゴ|ゴー|ごー|ご ロク|ろく ナナ|なな|シチ ハチ|はち キュー|キュウ|きゅう",
    "공|영 일 이 삼 사 오 육 칠 팔 구",
    "शून्य|ज़ीरो|जीरो एक दो तीन चार|चौ पांच|पाँच छह|छः|छे सात आठ नौ",
)
_VALUES = {word: str(value) for row in ROWS for value, words in enumerate(row.split()) for word in words.split("|")}


_GOES_ON = "(?:[, -]{1,3}[0-9]{3,4}){1,3}(?![0-9])"
"""Groups of digits after the words, possibly separated by commas."""


def words_of(row: str) -> tuple[list[str], list[str]]:
    """Return (every word, the words for zero) of one row; the first list is sorted longest first."""
    zeros, *others = (words.split("|") for words in row.split())
    return sorted([*zeros, *(w for words in others for w in words)], key=len, reverse=True), zeros


def _expression(row: str) -> re.Pattern[str]:
    """Build the pattern of one language: three or more digit words, or a zero word and one more before digits."""
    every, zeros = words_of(row)
    bound, unbound = (r"(?<![^\W\d_])", r"(?![^\W\d_])") if zeros[0][0] < "\u0250" else ("", "")
    word = f"{bound}(?:{'|'.join(map(re.escape, every))}){unbound}"
    zero = f"{bound}(?:{'|'.join(map(re.escape, zeros))}){unbound}"
    return re.compile(f"({word}(?:[ ,-]{{0,2}}{word}){{2,15}}|{zero}[ -]?{word}(?=[ -]{{1,3}}[0-9]))({_GOES_ON})?", re.IGNORECASE)


_RUNS = tuple(map(_expression, ROWS))
_WORDS = re.compile("|".join(sorted(map(re.escape, _VALUES), key=len, reverse=True)))


def anchor_rows() -> Iterator[tuple[list[str], list[str]]]:
    """Yield the words of each language for the anchor patterns."""
    return map(words_of, ROWS)


def read(text: str) -> str:
    """Replace digit words of a number by digits, padded to the same length. Linear, because runs are bounded."""
    for expression in _RUNS:
        text = expression.sub(_run, text)
    return text


def _run(run: re.Match[str]) -> str:
    written, rest = _digits(run[1]), (run[2] or "").replace(",", "-")
    spoken, digits = ("".join(filter(str.isdigit, part)) for part in (written, rest))
    if len(digits) >= _WHOLE_DIGITS and digits.startswith(spoken) and len(spoken) >= _AGAIN_DIGITS:
        written = " " * len(written)  # "nol delapan satu - 081 234 5678" repeats the whole number in digits
    again = _AGAIN.match(run.string, run.end()) if not digits else None
    if again is not None and again[1] == spoken:
        return " " * len(written)  # "area code nine one five: 915.274.8306"
    return written + rest


_AGAIN = re.compile(r" ?[:=(-]{1,2} ?\(?([0-9]{2,4})(?=[ ().-]{1,2}[0-9]{3})")
_WHOLE_DIGITS, _AGAIN_DIGITS = 9, 3


def _digits(run: str) -> str:
    """Return the digits of a run of words. If no two words are adjacent, the digits form one group."""
    low = run.lower()
    if len(low) != len(run):
        return run
    run = low
    apart = not _adjacent(run)
    written = _WORDS.sub(lambda word: _VALUES[word[0]] + FILLER * (len(word[0]) - 1), run).replace(",", "-")
    return written.replace(" ", FILLER).replace("-", FILLER) if apart else written


def _adjacent(run: str) -> bool:
    """Whether two words are adjacent without a separator. Separators elsewhere in the run then delimit groups."""
    ends = [(word.start(), word.end()) for word in _WORDS.finditer(run)]
    return any(end == start for (_, end), (start, _) in pairwise(ends))
