"""Normalise numbers written with letters for digits, as a word, over lines, with square brackets, or slashes between groups. Offsets stay
valid."""

import re
from functools import cache

from msgspec.structs import replace

from scamtriage.knowledge.pages.contact_table import words_of
from scamtriage.parse.contact.fold import digits_of
from scamtriage.parse.contact.phone.labels import is_right_behind, label_of
from scamtriage.parse.contact.phone.libphonenumber import parse
from scamtriage.parse.contact.setting_names import BY_NUMBER
from scamtriage.parse.contact.spoken_digits import FILLER
from scamtriage.parse.contact.windows import Window
from scamtriage.records import lazy_re

_LETTER_O = lazy_re.compile(r"O(?<![A-NP-Za-z]O)[ .()-]{0,3}[0-9]|[0-9][ .()-]{0,3}O(?![A-NP-Za-z])")
_LETTERED = lazy_re.compile(
    r"(?<![A-Za-z0-9])[+(]{0,2}[0-9Oo](?:[ .()-]{0,3}[0-9OoIl]){7,14}(?![A-Za-z0-9@\u00c0-\u024f\u1e00-\u1eff]|[._/-][A-Za-z0-9])"
)
"""The l of a Vietnamese word behind a number is none of its digits: "gọi 0243 774 120 là …"."""
_AMERICAN = lazy_re.compile(
    r"(?<![A-Za-z0-9.-])(?:[1Il][ .-]{1,2})?\(?[2-9O][0-9OIl]{2}(?:\) ?|[ .-])[2-9OIl][0-9OIl]{2}[ .-][0-9OIl]{4}"
    r"(?![A-Za-z0-9@]|[._/-][A-Za-z0-9])"
)
"""Groups as Americans write them, with letters for digits: 888-4I7-29O6. Behind a word for a phone alone."""
_PHONE_LIKE = lazy_re.compile(r"[O0][0-9O]{1,3}(?:[ .-]{1,3}[0-9O]{2,4}){2,4}")
"""Groups formatted like a phone. If two of the zeros are letters, such a number needs no label."""
_FEWEST_DIGITS = 6
_LETTERS, _DOUBTFUL = frozenset("OoIl"), frozenset("oIl")
_DIGIT_OF = str.maketrans("OoIl", "0011")
_OR = lazy_re.compile(r"(?<=[0-9]{3}) o(?= |\Z)")
"""Between two numbers it is a word in Italian, Spanish and Filipino: "06 4451234 o 4451235"."""
_NUMBERED = frozenset((*BY_NUMBER, "phone", "hotline", "fax"))


def respelled(window: Window) -> Window:
    """Return the window with its numbers in digits and dashes, or the same window if nothing changes."""
    if "lettered" in window.keys and (text := _VANITY.sub(lambda match: _keyed(window, match), window.text)) != window.text:
        window = replace(window, text=text)
    if "lettered" in window.keys or ("O" in window.text and _LETTER_O.search(window.text)):
        window = _with_digits(window)
    if "lines" in window.keys and (text := _OVER_LINES.sub(lambda match: _on_one_line(window, match), window.text)) != window.text:
        window = replace(window, text=text)
    if ("XX" in window.text or "xx" in window.text) and (text := _CARRIER.sub(r"\1    \2", window.text)) != window.text:
        window = replace(window, text=text)
    if "の" in window.text and (text := _SAID_DASH.sub(_dashed, window.text)) != window.text:
        window = replace(window, text=text)
    if "[" in window.text and (text := _SQUARE.sub(r"(\1)", window.text)) != window.text:
        window = replace(window, text=text)
    if ("×" in window.text or "*" in window.text) and (text := _TIMES.sub(r"\1#", window.text)) != window.text:
        window = replace(window, text=text)
    if "/" in window.text and (text := _AREA_STROKE.sub(lambda match: _area_joined(window, match), window.text)) != window.text:
        window = replace(window, text=text)
    return _without_strokes(window) if "stroked" in window.keys else window


def _with_digits(window: Window) -> Window:
    """Read the letters O, I and l as digits in numbers with a phone label ("Zalo: O862.44I.193") or a plus.

    Model numbers have neither label nor plus, and do not start with a zero.
    """

    def in_digits(match: re.Match[str]) -> str:
        either = _OR.search(match[0])
        written = match[0] if either is None else match[0][: either.start()]
        if _LETTERS.isdisjoint(written) or sum(c.isdigit() for c in written) < _FEWEST_DIGITS:
            return match[0]
        if not _DOUBTFUL.isdisjoint(written) and written.lstrip("(")[0] not in "0Oo+":
            return match[0]
        label = label_of(window, match.start())
        called = written[0] == "+" or (label is not None and bool(label.chain & _NUMBERED))
        called = called or _second().search(window.low, max(0, match.start() - _SECOND_CHARS), match.start()) is not None
        phone_like = written.count("O") > 1 and _PHONE_LIKE.fullmatch(written) is not None
        return written.translate(_DIGIT_OF) + match[0][len(written) :] if called or phone_like else match[0]

    def american(match: re.Match[str]) -> str:
        written = match[0]
        if _LETTERS.isdisjoint(written) or sum(c.isdigit() for c in written) < _FEWEST_DIGITS:
            return written
        label = label_of(window, match.start())
        return written.translate(_DIGIT_OF) if label is not None and label.chain & _NUMBERED else written

    text = _AMERICAN.sub(american, _LETTERED.sub(in_digits, window.text))
    return window if text == window.text else replace(window, text=text)


_SECOND_CHARS = 60


@cache
def _second() -> re.Pattern[str]:
    """Return another telephone, a remark in brackets and a word for "or", before a number: "0873 619 42 (WhatsApp) ឬ o71-28-4o-937"."""
    return re.compile(
        rf"(?<![0-9-])\+?0[0-9](?:[ .()-]{{0,2}}[0-9]){{6,10}}(?: ?\([^()0-9\n]{{1,40}}\))? ?(?:{words_of('or').pattern}) ?\Z"
    )


_VANITY = lazy_re.compile(
    r"(?<![0-9A-Za-z.-])(?:(?P<one>\+?1[ .-]?)\(?8(?:00|33|44|55|66|77|88)\)?[ .-]{1,2}|\(?8(?:00|33|44|55|66|77|88)(?:\)[ .-]?|[.-]))"
    r"(?P<word>[0-9A-Za-z](?:-?[0-9A-Za-z]){6,11})(?![0-9A-Za-z@]|[-._/][0-9A-Za-z])"
)
_FEWEST_LETTERS, _DIALLED = 3, 7
_KEYPAD = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")


def of_word(text: str) -> str:
    """Return the digits of a toll-free American number that spells a word, with a plus; any other text unchanged: 888-HELP-NOW."""
    match = _VANITY.fullmatch(text)
    return text if match is None or not _spells(match) else "+1" + text[: match.start("word")].lstrip("+1 .-") + _keys(match["word"])


def _spells(match: re.Match[str]) -> bool:
    letters = [c for c in match["word"].lower() if c.isalpha()]
    return len(letters) >= _FEWEST_LETTERS and len(set(letters) - {"x"}) > 1  # 1800-xxx-4410 is masked


def _keys(word: str) -> str:
    """Return the digits on which the letters stand. What goes beyond the length of a number is spoken and not dialled: MATTRESS."""
    end = [at for at, c in enumerate(word) if c != "-"][_DIALLED - 1] + 1
    return word[:end].upper().translate(_KEYPAD).replace("-", FILLER) + " " * (len(word) - end)


def _keyed(window: Window, match: re.Match[str]) -> str:
    """Read a word in a number, which needs the American code or a phone label before it: 1-800-FLOWERS, not "1 800 customers"."""
    if not _spells(match):
        return match[0]
    head = match[0][: match.start("word") - match.start()]
    capitals = match["word"] == match["word"].upper()
    if match["one"] is None:
        label = label_of(window, match.start())
        told = capitals and label is not None and bool(label.chain & _NUMBERED)
    else:
        told = capitals or "-" in head
    return head + _keys(match["word"]) if told else match[0]


_OVER_LINES = lazy_re.compile(
    r"(?<![0-9A-Za-z.-])(?:\+[1-9][0-9 .()-]{0,10}[0-9)]|1?[ .-]?8(?:00|33|44|55|66|77|88)(?:[ .-]?[0-9]{3})?)"
    r"(?:[ -]?\n ?[0-9][0-9 .-]{0,10}[0-9](?![0-9A-Za-z@:/]|[,.][0-9])){1,3}"
)
"""A number that goes on in the next lines. Its first line has a plus or a code of free calls, and is too short for a number."""
_FEWEST_WHOLE = 8


def _on_one_line(window: Window, match: re.Match[str]) -> str:
    """Replace the line ends within a number by spaces. It needs a label right before it, which the price of a phone has not, and with all
    its lines it must be of an assigned range: a column of changes (+12, 340, 5600) has neither. What follows stays.
    """
    label = label_of(window, match.start())
    if label is None or not label.chain & _NUMBERED or not is_right_behind(window, label, match.start()):
        return match[0]
    lines = match[0].split("\n")
    digits = digits_of(lines[0])
    if len(digits) >= _FEWEST_WHOLE:
        return match[0]
    digits = digits if match[0][0] in "+1" else "1" + digits
    for many in range(1, len(lines)):
        digits += digits_of(lines[many])
        if len(digits) >= _FEWEST_WHOLE and parse("+" + digits, None, possible=False) is not None:
            return "\n".join((" ".join(lines[: many + 1]), *lines[many + 1 :]))
    return match[0]


_SAID_DASH = lazy_re.compile(
    r"(?:(?<![0-9\u4e00-\u9fff々])|(?<=電話|携帯|絡先|直通)|(?<=電話番号)|(?<![0-9])(?=0[5789]0 ?の))"
    r"0[0-9\x7f]{1,30} ?の ?[0-9\x7f]{1,30} ?の ?"
    r"(?=[0-9]{4}(?![0-9]| ?[号番筆丁年円]| ?の(?!番号|電話)))"
)
"""A number as Japanese read it out, with a word for each dash: 080の4411の2098. Places, "本町03の6700の9911", and "…の2098号" are none.
No place begins like a mobile telephone: 山田080の4411の2098."""


def _dashed(match: re.Match[str]) -> str:
    return match[0].replace("の", "-")


_CARRIER = lazy_re.compile(r"(?<![0-9A-Za-z])(\(?)0 ?(?:XX|xx) ?(?=\(?[1-9][0-9]\)?[ .-]?[0-9])()")
"""The place of a carrier's code, which Brazilians chose for each call: 0XX83 3341-8273."""
_SQUARE = lazy_re.compile(r"\[(0[0-9]{1,4}|\+[0-9]{1,3})\](?=[ -]?[0-9])")
"""An area or calling code in square brackets: [081] 234 5678. Without a zero or a plus it may number a footnote."""
_TIMES = lazy_re.compile(r"(?<![0-9])(0[1-9][0-9]{1,2}[) -]{1,2}[2-9][0-9]{2,3}[ -]?[0-9]{4})[×*](?=[1-9][0-9]{1,4}(?![0-9*×.,]))")
"""The mark that Chinese write before an extension."""
_STROKED = lazy_re.compile(
    r"(?<![0-9/.-])(?<![0-9/.-] )0[0-9]{2,4} ?/ ?[1-9][0-9]{2}(?: ?/ ?(?!(?:19|20)[0-9]{2})[0-9]{3,4}|[0-9]{2,4})"
    r"(?![0-9]| ?/ ?[0-9]|[-.][0-9])"
    r"|(?<![0-9/.-])(?<![0-9/.-] )0[0-9]{3} ?/ ?[0-9]{4} ?/ ?[0-9]{3}(?![0-9]| ?/ ?[0-9]|[-.][0-9])"
    r"|(?<![0-9/.-])(?<![0-9/.-] )0[0-9]{2} ?/ ?(?!19|20)[0-9]{4} ?/ ?(?!19|20)[0-9]{4}(?![0-9]| ?/ ?[0-9]|[-.][0-9])"
    r"|(?<![0-9/.-])(?<![0-9/.-] )0(?: [0-9]){1,3} ?/(?: ?[0-9]){3,4} ?/(?: ?[0-9]){3,4}(?![0-9]| ?/ ?[0-9]|[-.][0-9])"
    r"|(?<![\w.-])0[0-9]{2,3}_[0-9]{3}_[0-9]{3,4}(?![\w.-])"
)
"""Groups separated by slashes or underscores: 0917 / 187 / 7441, 0291/774418, 081_234_5678. Dates start differently."""


_AREA_STROKE = lazy_re.compile(
    r"(?<![0-9+/.-])(?<![0-9/-] )(?<![0-9]\. )(?:\+[1-9][0-9]{0,2} ?(?:\(0\) ?)?[0-9]{2,4}|0[0-9]{2,4})( ?/ ?)"
    r"(?=[1-9][0-9]{1,3}(?: [0-9]{2,4}){1,3}(?![0-9])|[1-9][0-9]{4,7}(?![0-9]| ?/))"
)
"""An area and a stroke before a number, as in Germany: +49 (0) 40 / 210 91 73 00, 0951 / 408 39 100, 040 / 65993820."""


def _area_joined(window: Window, match: re.Match[str]) -> str:
    """Replace the stroke by as many dashes and spaces, where a word for a phone or a plus says that it is no case number."""
    label = label_of(window, match.start())
    if match[0][0] != "+" and (label is None or not label.chain & _NUMBERED):
        return match[0]
    return match[0].replace("/", "-")


def _without_strokes(window: Window) -> Window:
    """Replace the separators in a number by dashes. With one slash it may be a case or permit number, with underscores the name of a file;
    both need a phone label.
    """

    def dashed(match: re.Match[str]) -> str:
        strokes = match[0].count("/")
        if strokes < 2:
            label = label_of(window, match.start())
            if (strokes and match[0][1] in "89") or label is None or not label.chain & _NUMBERED:
                return match[0]
        return match[0].replace("/", "-").replace("_", "-")

    text = _STROKED.sub(dashed, window.text)
    return window if text == window.text else replace(window, text=text)
