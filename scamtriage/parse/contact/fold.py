"""Texts folded for reading numbers and ids: wide forms, digits of other scripts, dashes. One character to one: offsets stay true."""

import re
import unicodedata
from functools import cache

from scamtriage.knowledge import twins
from scamtriage.knowledge.channels import channels

ZEROS = "0٠۰०০๐໐၀႐០０௦𝟎𝟘𝟢𝟬𝟶"  # the zero of every decimal digit row that we read
_DASHES = "‐‑‒–—―−﹘﹣－─"
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
MIDDLE_DOTS = "·・∙•"
FOLD: dict[int, str] = {
    **{cp: chr(cp - 0xFEE0) for cp in range(0xFF01, 0xFF5F)},  # full-width forms
    **{cp: unicodedata.normalize("NFKC", chr(cp)) for cp in range(0xFF66, 0xFF9E)},  # half-width kana, without their marks of voice
    **{ord(zero) + d: str(d) for zero in ZEROS for d in range(10)},
    **dict.fromkeys(map(ord, _SPACES), " "),
    **dict.fromkeys(map(ord, _DASHES), "-"),
    **{
        ord(k): v
        for k, v in {"﹢": "+", "﹫": "@", "。": "|", "｡": "|", "、": ",", "၊": ",", "။": "|", "។": "|", "៖": ":", "︰": ":"}.items()
    },
    **{
        ord(k): v
        for k, v in {"【": "[", "】": "]", "「": '"', "」": '"', "『": '"', "』": '"', "〔": "(", "〕": ")", "“": '"', "”": '"'}.items()
    },
    **dict.fromkeys(map(ord, "→➡►▶⇒»👉☞➜➤➔➙➛➝➞➟➠⟶⮕⇨"), ">"),
    **dict.fromkeys(map(ord, "\ufe0f\u20e3"), "\x7f"),  # key-cap emoji: 0️⃣8️⃣1️⃣
    **dict.fromkeys(map(ord, MIDDLE_DOTS), "|"),
}
_WIDE_LETTER = re.compile("[Ａ-Ｚａ-ｚｦ-ﾝ]")
_FOLDED = re.compile(f"[{re.escape(''.join(chr(cp) for cp in FOLD if 0x7F < cp < 0x10000))}𝟎-𝟿👉]")
"""Beyond the Basic Multilingual Plane as ranges: those are tried one after the other, whatever the character."""
_MIDDLE_DOT = f"[{MIDDLE_DOTS}]"
_INNER_DOT = re.compile(
    rf"{_MIDDLE_DOT}(?:(?:(?<=\d.)|(?<=\d .))(?= ?\d)|(?<=\w.)(?=\w)"
    rf"|(?:(?<=\d\).)|(?<=\d\) .))(?= ?[1-9]\d{{2,3}}[ .{MIDDLE_DOTS}-]{{1,3}}\d{{3,4}}(?!\d)))"
)
"""010 · 9911 · 2233, (02)·345·6789, T·e·l·e·g·r·a·m, 起動・操作; elsewhere such a dot parts two things, as a stroke does."""
_HOST_DOT = re.compile(rf"(@ ?[A-Za-z0-9-]{{2,30}} ?){_MIDDLE_DOT}(?= ?(?:com|net|org)(?![A-Za-z]))")
_BEHIND_ADDRESS = re.compile(r"(@[A-Za-z0-9][A-Za-z0-9._-]{2,40})[・•](?=[A-Za-z]{2})")
"""info @ example · com, but @name・TEL 03-…"""
_LISTED_DOT = re.compile(
    rf"{_MIDDLE_DOT}(?:(?<=[-)][0-9]{{4}}.)(?=[0(+]|1[0-9]{{3}}-[0-9]{{4}}(?![0-9-]))"
    r"|(?:(?<=[-)][0-9]{3}-[0-9]{4}.)|(?<=[-)][0-9]{4}-[0-9]{4}.))(?=[0-9]{4}(?![0-9-])))"
)
"""03-1234-5678・03-1234-5679, 1588-1234·1577-5678, 02-123-4567·4568"""
_SHORTS = re.compile(
    rf"(?<![0-9])(?<![0-9]{_MIDDLE_DOT})[1-9][0-9]{{2,5}}(?: ?{_MIDDLE_DOT} ?[1-9][0-9]{{2,5}})+(?! ?{_MIDDLE_DOT}? ?[0-9])"
)
"""112·119·1332, 911 · 117, and 138·1234·5678 too, of which the parts are nobody's numbers."""
_LONG_VOWEL = re.compile("(?<=[0-9)])ー(?=[0-9(])")  # 03ー1234ー5678; elsewhere it is a letter
_DRAWN = {ord(digit): str(value) for row in ("⓪①②③④⑤⑥⑦⑧⑨", "⓿❶❷❸❹❺❻❼❽❾", "〇一二三四五六七八九", "공일") for value, digit in enumerate(row)}
_DRAWN_RUN = re.compile("[⓪①-⑨⓿❶-❾]{3,40}|[〇一二三四五六七八九]{3,20}(?![年月日])|공일공")
"""Digits in circles and in Chinese: three in a row are a number, one alone counts the items of a list."""
_DRAWN_CHARACTER = re.compile(f"[{''.join(map(chr, _DRAWN))}]")


def fold(raw: str) -> str:
    """The text with one plain character for each disguised one. Those that it holds are replaced one by one: `translate` looks up every
    letter, most of them in vain."""
    if raw.isascii():
        return raw
    folded = set(_FOLDED.findall(raw))
    if not folded.isdisjoint(MIDDLE_DOTS):
        raw = _with_dots(raw)
    for character in folded:
        raw = raw.replace(character, FOLD[ord(character)])
    if _DRAWN_CHARACTER.search(raw):
        raw = _DRAWN_RUN.sub(lambda run: run[0].translate(_DRAWN), raw)
    return _LONG_VOWEL.sub("-", raw) if "ー" in raw else raw


def _with_dots(raw: str) -> str:
    """The text with its middle dots as full stops where they stand within a number, a word or a host; those between two numbers are
    semicolons."""
    if "@" in raw:
        raw = _BEHIND_ADDRESS.sub(r"\1|", _HOST_DOT.sub(r"\1.", raw))
    return _INNER_DOT.sub(".", _SHORTS.sub(_parted, _LISTED_DOT.sub(";", raw)))


def _parted(run: re.Match[str]) -> str:
    known = all(number in _known_shorts() for number in re.findall("[0-9]+", run[0]))
    return re.sub(_MIDDLE_DOT, ";", run[0]) if known else run[0]


@cache
def _known_shorts() -> frozenset[str]:
    """Every short number of the table, whatever its country."""
    return frozenset(number for numbers in channels().hotlines.values() for number in numbers)


def latin_words(text: str) -> str:
    """The text with words that mix Latin letters with their twins of other scripts in Latin alone: "АnyDesk". For whoever looks for
    words; in an address such a letter makes another one, and stays. Its length stays."""
    return twins.latin(text)[0]


_OTHERS = re.compile("[\u0370-\u052f]")
_MAILBOX = re.compile(r"(?<![\w.%+-])[\w.%+-]{1,64}+(?=@)")
_PART = re.compile(r"[^\W_]+")


def latin_mailboxes(text: str) -> str:
    """The text with such letters before an @ in Latin alone: nobody has a mailbox of two scripts. Its length stays."""
    if _OTHERS.search(text) is None:
        return text

    def plain(part: re.Match[str]) -> str:
        read = twins.latin(part[0])[0]
        return read if read.isascii() else part[0]  # a word of the language, and the name right behind it

    return _MAILBOX.sub(lambda name: _PART.sub(plain, name[0]), text)


def narrow_letters(text: str) -> str:
    """The text with the letters of ＬＩＮＥ and ﾗｲﾝ in their common form, for whoever looks for words. Its length stays."""
    for letter in set(_WIDE_LETTER.findall(text)):
        text = text.replace(letter, FOLD[ord(letter)])
    return text


_LIST_COMMA = re.compile("(?<=[0-9]{4}),(?=[0-9]{3})|(?<=[0-9]{3}),(?=[0-9]{4})")
_COMMA = re.compile("(?<=[0-9]),(?=[0-9])")
_THOUSAND = re.compile("(?<![0-9])[0-9]{1,3},[0-9]{3}(?![0-9])")


def with_list_marks(raw: str, folded: str) -> str:
    """The folded text with a semicolon for each comma between two numbers of a list: "95588,95533", "110、119". One that parts thousands or
    a fraction stays; the comma of enumerations does neither."""
    if "," not in folded:
        return folded
    listed = _LIST_COMMA.sub(";", folded)
    return _COMMA.sub(lambda comma: _mark(raw, comma), listed) if "、" in raw or "，" in raw else listed


def _mark(raw: str, comma: re.Match[str]) -> str:
    at = comma.start()
    if raw[at] == "、" or (raw[at] == "，" and _THOUSAND.search(comma.string, max(0, at - 4), at + 5) is None):
        return ";"
    return ","
