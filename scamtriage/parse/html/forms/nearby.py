"""The text beside an input that does not describe itself: `<td>Card number</td><td><input name=a></td>`.

Half of all phishing kits are written that way. The text is looked for in the markup before the input, back to the previous input at most.
"""

import re
from collections import deque
from html import unescape
from itertools import islice
from typing import NamedTuple

from scamtriage.knowledge.pages.fields import field_words
from scamtriage.parse.html.document import BLOCKS, Document, RawField
from scamtriage.parse.html.forms.asked import ASIDE, DENIED, SILENT_TYPES, asks, is_described
from scamtriage.parse.html.forms.digits import takes_digits
from scamtriage.parse.html.forms.inputs import Key, Place, find_places, key_of
from scamtriage.records import lazy_re

MAX_READ, MAX_REFERRED = 200, 20
_MAX_NAMED = 2_000
"""Candidate places of an id to which aria-labelledby refers."""
_BEFORE_BYTES, _AFTER_BYTES = 1_000, 300
_MAX_CHARS, _WIDE_CHARS, _WIDE_LINES = 120, 300, 3
_BOXES = 4
"""So many single-character inputs in a row take a code."""
_BARE_CODE = lazy_re.compile(
    r"(?:enter |your |the |masukkan |ketik |nhập |ilagay ang |กรอก|请输入|請輸入)*"
    r"(?:[4-8][- ]?(?:digit |桁の|位(?:数字|數字)?|자리 ))?"
    r"(?:code|kode|kod|mã|mã số|รหัส|โค้ด|代码|代碼|コード|코드|कोड|កូដ|ລະຫັດ|ကုဒ်)"
    r"(?: [4-8] (?:digit|số|chữ số|หลัก))?",
    re.IGNORECASE,
)
"""Labels that say "code" and leave it to the words above them whose code it is."""

_COMMENT = lazy_re.compile(r"<!--(?:-?>|.*?(?:--!?>|\Z))", re.DOTALL)
_PARTS = lazy_re.compile(r"(<[^<>]*>)")
_NAME = lazy_re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)")
_BREAKS = BLOCKS - {"button", "option", "select", "textarea", "form"}
_WALLS = frozenset(("form", "nav", "ul", "ol", "table", "select", "footer", "script", "style", "iframe"))
"""Elements that stop the search for words before an input if they end there: their text has another purpose."""
_PRESSED = frozenset(("a", "button", "option", "summary"))
"""Elements that are clicked: they lead elsewhere, and say nothing about the input after them."""
_LETTERS = lazy_re.compile(r"[^\W\d_]{2}|[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u0900-\u097f\u3040-\u9fff\uac00-\ud7ff]")
_AROUND = " *:：.。·•-"
"""What may stand around the words of a label."""
_SENTENCE = lazy_re.compile(r"[.!?:;：；](?:\s|\Z)|[。！？]")
_PARTIAL = lazy_re.compile(
    r"\blast \w+ digits|digits? (?:akhir|terakhir)|số cuối|เลขท้าย|ตัวท้าย|ตัวสุดท้าย|末[四4]|[后後][四4]|下4|끝 ?4|뒤 ?4|अंतिम|huling",
    re.IGNORECASE,
)
"""Words for a few digits of a number, which alone give no access."""
_COMMON = frozenset(("phone", "email", "name", "address", "file"))
_LABEL_CHARS = 48
_SOUGHT = lazy_re.compile(r"search|query|keyword|\b[qs]\b", re.IGNORECASE)
_OTHERWISE = lazy_re.compile(
    r"search|query|keyword|\b[qs]\b|\bkw\b|\bwd\b|subscri|newsletter|coupon|promo|voucher|captcha|vcode|verifycode|checkcode|yzm|user|login"
    r"|city|state|country|provinc|distric|qty|quantit|amount|company|subject|message|comment|remark|note|birth|gender|url|website|currency|lang",
    re.IGNORECASE,
)
"""Names that say what an input is for, and that it is not of interest. The text before it is then a heading of the whole form."""
_PICTURED = lazy_re.compile(r"^[^<]*(?:<(?!/form|input|select|textarea)[^<>]*>[^<]*){0,4}?<(?:img|canvas)\b", re.IGNORECASE)
_CUES = (b"aptcha", b"yzm", b"code.", b"code?")
_CAPTCHA = lazy_re.compile(_PICTURED.pattern + r"[^<>]{0,300}(?:captcha|[vy](?:erif)?[a-z]{0,3}code|yzm|checkcode)", re.IGNORECASE)
_LABEL_AFTER = lazy_re.compile(
    r"\s*(?:<(?:span|div|i|b)\b[^<>]*>\s*</(?:span|div|i|b)>\s*){0,2}<label\b([^<>]*)>([^<]{1,160})<", re.IGNORECASE
)


class _Words(NamedTuple):
    lines: tuple[str, ...]
    """The nearest line first."""
    label: bool
    """The nearest line is a label."""


def describe(document: Document, markup: bytes, *, editable: bool) -> None:
    """Set `nearby` of the inputs that do not describe themselves, if the text beside them asks for something known.

    With `editable`, also list contenteditable elements that ask for something. Linear in the markup (UTF-8).
    """
    waiting, wanted = _waiting(document)
    if not (wanted or editable or any(cue in markup for cue in _CUES)):
        return
    markup, places = find_places(markup, {key: len(line) for key, line in waiting.items()}, editable=editable)
    boxes = _runs(places)
    read = referred = 0
    taken = 0  # end of the last label that stands after its input
    row = ""  # what the row of boxes takes in which the last input stands
    labels_first = False
    for number, place in enumerate(places):
        if place.field.tag not in ("input", "select", "textarea"):
            field = place.field
        elif (line := waiting.get(key_of(place.field))) is None:
            continue
        else:
            field = line.popleft() if len(line) > 1 else line[0]
        row = row if place.box and not boxes[number] else ""
        if is_described(field):
            field.pictured = asks(field) == "otp" and _pictured(markup, place, _CAPTCHA)
            _add_editable(document, field)
            continue
        if row:
            field.nearby = row
            _add_editable(document, field)
            continue
        if read >= MAX_READ:
            document.reach("words beside inputs", MAX_READ)
            break
        read += 1
        words = _before(markup, max(place.floor, taken), place)
        if place.labelled_by and referred < MAX_REFERRED:
            referred += 1
            words = _Words((_referred(markup, place.labelled_by),), True)
        if boxes[number]:
            told = _wide(words) or _wide(_heads(document))
        elif _BARE_CODE.fullmatch((field.label or field.placeholder).strip(_AROUND)):
            told = _wide(words)
        else:
            told = _told(field, words)
        labels_first = labels_first or (words.label and place.floor == 0)
        if not told and not (labels_first or field.placeholder):
            after, stop = _after(markup, place)
            told = _told(field, _Words((after,), True)) if after else ""
            taken = stop if told else taken
        if (boxes[number] or place.short) and field_words().kind_of(told) in ("", "phone"):  # "sent to your phone"
            lines = [line[:_WIDE_CHARS] for line in (*words.lines, *_heads(document).lines) if not DENIED.search(line)]
            field.digits = takes_digits(lines, sent=not boxes[number]) and not _pictured(markup, place)
        if told and not (field_words().kind_of(told) == "otp" and _pictured(markup, place)):
            field.nearby = told[:_MAX_CHARS]
            row = field.nearby if boxes[number] else ""
        _add_editable(document, field)


def _waiting(document: Document) -> tuple[dict[Key, deque[RawField]], bool]:
    """Return the inputs in which something can be typed, by what tells them apart, and whether any does not describe itself."""
    waiting: dict[Key, deque[RawField]] = {}
    wanted = False
    seen: set[int] = set()
    for field in (*document.loose_fields, *(field for form in document.forms for field in form.fields)):
        if (field.type or field.tag) not in SILENT_TYPES and id(field) not in seen:
            seen.add(id(field))
            waiting.setdefault(key_of(field), deque()).append(field)
            wanted = wanted or not (_SOUGHT.search(f"{field.name} {field.id}") or is_described(field))
    return waiting, wanted


def _add_editable(document: Document, field: RawField) -> None:
    if field.tag not in ("input", "select", "textarea") and asks(field):
        document.loose_fields.append(field)


def _runs(places: list[Place]) -> list[bool]:
    """Return for each input whether it is the first of a row of boxes for a code."""
    found, begin = [False] * len(places), 0
    for number in range(len(places) + 1):
        if number == len(places) or not places[number].box:
            if number - begin >= _BOXES:
                found[begin] = True
            begin = number + 1
    return found


def _before(markup: bytes, floor: int, place: Place) -> _Words:
    """Return the lines that a reader sees just before an input."""
    begin = max(floor, place.start - _BEFORE_BYTES)
    html = _COMMENT.sub(" ", markup[begin : place.start].decode("utf-8", "ignore"))
    if begin > floor:  # it may begin within a comment or a tag
        html = html.rpartition("-->")[2]
        html = html[max(0, html.find("<")) :]
    read = _Backwards()
    for part in reversed(_PARTS.split(html)):
        tag = _NAME.match(part) if part[:1] == "<" else None
        if tag is None:
            read.text(" " if part[:1] == "<" else part)
        elif not read.goes_on(tag[2].lower(), closing=tag[1] == "/"):
            break
    else:
        read.end_line()
    lines = read.lines[:-1] if place.behind_choice else read.lines  # the first line in page order belongs to the checkbox
    return _Words(tuple(lines), read.label and bool(lines))


class _Backwards:
    """Lines of markup that is read from its end, the nearest line first."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.label = False
        """The nearest line is a label."""
        self._words: list[str] = []
        self._label_ended = False
        """The end tag of a label stands behind the nearest words."""
        self._pressed: list[str] | None = None
        """The words so far of an element that is clicked, while one is open."""

    def text(self, text: str) -> None:
        (self._words if self._pressed is None else self._pressed).append(text)

    def goes_on(self, name: str, *, closing: bool) -> bool:
        """Handle a tag; False where the words before it have another purpose, or enough have been read."""
        if name in _PRESSED:
            return self._press(closing=closing)
        if self._pressed is not None or not (name in _BREAKS or name in _WALLS or name == "label"):
            return True
        if name == "label" and closing and not _told_in(self._words) and not self.lines:
            self._label_ended = True
        self.end_line()
        return len(self.lines) < _WIDE_LINES and not (name in _WALLS and (closing or self.lines))

    def end_line(self) -> None:
        if _told_in(self._words):
            self.lines.append(_joined(self._words))
            self._words = []
            self.label = self.label or (self._label_ended and len(self.lines) == 1)

    def _press(self, *, closing: bool) -> bool:
        """Step over an element that is clicked, from its end tag on; False if it says something, or words stand within it."""
        if closing and not _told_in(self._words):
            self._pressed = []
            return True
        if closing or self._pressed is None:
            return not closing and bool(self._words)
        skipped, self._pressed = self._pressed, None
        return not _told_in(skipped)


def _told_in(words: list[str]) -> bool:
    return _LETTERS.search(unescape("".join(reversed(words)))) is not None


def _joined(words: list[str]) -> str:
    return " ".join(unescape("".join(reversed(words))).split())


def _told(field: RawField, words: _Words) -> str:
    """Return the words that say what the input asks for; "" if they may refer to more than this input."""
    if not words.lines or field.label:
        return ""
    own = _LETTERS.search(field.placeholder.replace("x", "").replace("X", ""))
    if not words.label and (own or _OTHERWISE.search(f"{field.name} {field.id}")):
        return ""
    line = words.lines[0].strip(_AROUND)
    if not words.label and line.endswith(("?", "？")):
        return ""
    line = _SENTENCE.split(line)[-1].strip(" *")
    line = ASIDE.sub(" ", line).strip() or line
    if len(line) > _MAX_CHARS or DENIED.search(line) or _PARTIAL.search(line):
        return ""
    kind = field_words().kind_of(line)
    if kind in _COMMON or (kind and field.tag == "select"):  # these words occur in any sentence, so only a short line is a label
        most = _LABEL_CHARS if line.isascii() or words.label else _LABEL_CHARS // 2
        return line if len(line) <= most else ""
    return line if kind else ""


def _wide(words: _Words) -> str:
    """Return the same for a row of boxes or a bare "code", which may stand below a heading and a sentence."""
    lines = [line[:_WIDE_CHARS] for line in words.lines if field_words().kind_of(line[:_WIDE_CHARS]) in ("otp", "pin")]
    return next((line for line in lines if not DENIED.search(line)), "")


def _heads(document: Document) -> _Words:
    """Return the title and the headings, which say what a row of boxes takes that no words stand beside."""
    return _Words((document.title, *document.headings[:_WIDE_LINES]), False)


def _after(markup: bytes, place: Place) -> tuple[str, int]:
    """Return (the label after its input, as in floating labels, where that label ends)."""
    html = markup[place.end : place.end + _AFTER_BYTES].decode("utf-8", "ignore")
    found = _LABEL_AFTER.match(html)
    if found is None or "for=" in found[1].lower():
        return "", 0
    return " ".join(unescape(found[2]).split()), place.end + len(html[: found.end() - 1].encode())


def _referred(markup: bytes, labelled_by: str) -> str:
    """Return the text of the first element that aria-labelledby names."""
    wanted = labelled_by.split()[:1]
    if not wanted or len(wanted[0]) > 60:
        return ""
    named = re.compile(rb"\sid\s?=\s?[\"']?" + re.escape(wanted[0].encode("utf-8", "ignore")) + rb"(?=[\"'\s>])")
    close = begin = -1
    for at in islice(named.finditer(markup), _MAX_NAMED):
        if close < at.end() and (close := markup.find(b">", at.end())) < 0:
            return ""
        if begin < at.end():
            found = markup.find(b"<", at.end())
            begin = found if found >= 0 else len(markup)
        if close < begin:  # the id stands in a tag
            break
    else:
        return ""
    html = markup[close + 1 : close + 1 + _AFTER_BYTES].decode("utf-8", "ignore")
    parts = [part for part in _PARTS.split(html) if part[:1] != "<"]
    return next((text for part in parts if _LETTERS.search(text := " ".join(unescape(part).split()))), "")


def _pictured(markup: bytes, place: Place, picture: re.Pattern[str] = _PICTURED) -> bool:
    """Return whether the code is read off an image (a captcha), which is harmless."""
    return picture.match(markup[place.end : place.end + 2 * _AFTER_BYTES].decode("utf-8", "ignore")) is not None
