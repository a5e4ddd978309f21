"""Windows of a text in which a contact may stand, with the labels around it: one linear pass, then only small pieces are read."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from scamtriage.knowledge.channels import channels
from scamtriage.knowledge.matcher import Matcher, Pattern, character_offsets, utf8
from scamtriage.parse import spoken_digits
from scamtriage.parse.contact_fold import ZEROS, fold

BEFORE, AFTER = 110, 110  # characters kept around an anchor: longer than any number with its label
AFTER_OF = {"emv": 520}  # a payment code is that long
MAX_PIECE_CHARS = 1_000_000
MAX_ANCHORS = 6_000
MAX_LABELS = 8_000  # in one window

_DIGIT = (
    "(?:[0-9]|"
    + "|".join(f"{z.encode()[:-1].decode('latin-1')}[{chr(z.encode()[-1])}-{chr(z.encode()[-1] + 9)}]" for z in ZEROS[1:-5])
    + "|\xf0\x9d\x9f[\x8e-\xbf])"
)
_DRAWN_DIGIT = (
    r"(?:\xe2\x91[\xa0-\xa8]|\xe2\x93\xaa|\xe2\x9d[\xb6-\xbe]|\xe3\x80\x87|\xe4\xb8[\x80\x83\x89]|\xe4\xb9\x9d"
    r"|\xe4\xba[\x8c\x94]|\xe5\x85[\xab\xad]|\xe5\x9b\x9b)"
)
"""UTF-8 of digits in circles, and of 〇一七三九二五八六四."""


def _bytes_expression(expression: str) -> str:
    """Bytes given as Latin-1 characters, in the escapes that the byte-wise matcher reads."""
    return "".join(c if c < "\x80" else f"\\x{ord(c):02x}" for c in expression)


# --- anchors: what makes a place worth reading -----------------------------------------------------------------------------------------

_SEPARATOR = r"(?:[ .()\-\t]|\x{e2}[\x{80}-\x{81}].|\x{c2}\x{a0}|\x{ef}[\x{b8}\x{bc}].|\x{e3}[\x{80}\x{83}].|\x{e2}\x{83}\x{a3})"


_BASE58 = "[1-9A-HJ-NP-Za-km-z]"


@cache
def anchors() -> tuple[Matcher[str], Matcher[str]]:
    """The patterns of the first pass, numbers and words apart because together they cost more; keys name the reader that wants to look."""
    table = channels()
    separator = _SEPARATOR.replace("{", "").replace("}", "")
    digit = _bytes_expression(_DIGIT)
    foreign_digit = digit.replace("[0-9]|", "", 1)
    numbers = [
        Pattern("digits", f"(?:[0-9]{separator}{{0,3}}){{6}}[0-9][^0-9]", literal=False),
        Pattern("digits", f"(?:{digit}{separator}{{0,3}}){{6}}{digit}[^0-9]", literal=False, hint=foreign_digit),
        Pattern("digits", rf"(?:{_DRAWN_DIGIT}{separator}{{0,3}}){{7}}", literal=False, hint=f"{_DRAWN_DIGIT}{{3}}"),
        Pattern("stroked", r"[^0-9/]0[0-9]{2,4} ?/ ?[0-9]{3}(?: ?/ ?[0-9]{3,4}|[0-9]{2,4})[^0-9/]", literal=False),
        *_spoken_anchors(),
        Pattern("short", r"[+][0-9]{3,5}[^0-9]", literal=False),
        Pattern("short", f"{foreign_digit}{{3}}", literal=False, hint=foreign_digit),
        *_number_anchors({number for owners in table.hotlines.values() for number in owners}),
    ]
    words = [
        Pattern("mail", r"[A-Za-z0-9_.+-]@[A-Za-z0-9]", literal=False),
        *_mail_anchors(table.spelling),
        Pattern("spelled mail", r"[\[({<#*] ?@ ?[\])}>#*]", literal=False),
        Pattern("spelled mail", r"[A-Za-z0-9_][\[(][aA][\])][A-Za-z0-9]", literal=False),
        Pattern("spelled mail", r"[A-Za-z0-9_]\xe2[\x96-\x99][\x80-\xbf][A-Za-z0-9]", literal=False),
        *(
            Pattern("spelled mail", word)
            for word in ("を@に", "を＠に", "→@", "→ @", "bằng @", "dengan @", "with @", "เป็น @", "เป็น@", "को @")
        ),
        *(Pattern("messenger", head) for head in ("V：", "v：", "Ｖ：", "ｖ：", "Q：", "q：", "Ｑ：", "ｑ：")),
        *(Pattern("spelled mail", word) for word in ("换成@", "換成@", "改成@", "改为@", "改為@", "换为@", "換為@", "替换为@", "替換為@")),
        Pattern("mail", "＠"),
        Pattern("mail", "﹫"),
        Pattern("wallet", rf"[^0-9A-Za-z]{_BASE58}{{25,44}}[^0-9A-Za-z]", literal=False, hint=_BASE58 + "{25}"),
        Pattern("wallet", r"0x[0-9A-Fa-f]{40}[^0-9A-Za-z]", literal=False),
        Pattern("wallet", r"(?:bc|ltc)1[02-9ac-hj-np-z]{11}", literal=False, caseless=True),
        Pattern("wallet", r"[EU]Q[0-9A-Za-z_-]{46}", literal=False),
        Pattern("emv", "000201"),
        *(Pattern("url", head, caseless=True) for head in sorted(table.spelling["link-heads"])),
        *_word_anchors("hotline", table.labels["hotline"], ""),
        *_word_anchors("messenger", (word for kind in MESSENGERS for word in table.labels[kind]), _ID_FOLLOWS),
        *_word_anchors("tool", (word for tool in table.tools for word in tool.words), ""),
    ]
    return Matcher(dict.fromkeys(numbers)), Matcher(dict.fromkeys(words))


MESSENGERS = ("line", "telegram", "wechat", "qq", "qq-group", "kakaotalk", "skype")
"""Labels after which an id stands; the others are followed by a phone number, which the digits announce."""
_ID_FOLLOWS = "[^A-Za-z0-9]{0,64}[A-Za-z0-9]"


def _mail_anchors(spelling: Mapping[str, frozenset[str]]) -> Iterator[Pattern[str]]:
    """Words for @: in brackets of either width, or right after what may be the name of a mailbox. "at" may have spaces around it in
    its brackets; the other short words of our letters are literals, because they stand in every text."""
    bracketed, alone = spelling["at"] | spelling["at-alone"], spelling["at-alone"]
    yield Pattern("spelled mail", r"[\[({<#*] ?at ?[\])}>#*]", literal=False, caseless=True)
    for word in sorted(word for word in bracketed if word.isascii() and word != "at"):
        yield from (Pattern("spelled mail", f"{opening}{word}{closing}", caseless=True) for opening, closing in ("()", "[]", "{}"))
    opening = r"(?:[\[({<#*]|\xef\xbc[\x88\xbb]|\xe3\x80[\x90\x94])"
    yield Pattern("spelled mail", rf"{opening} ?(?:{_alternation(word for word in bracketed if not word.isascii())})", literal=False)
    yield Pattern(
        "spelled mail", r"(?:\xef\xbc[\x88\xbb]|\xe3\x80[\x90\x94]) ?(?:at|@) ?(?:\xef\xbc|\xe3\x80)", literal=False, caseless=True
    )
    yield Pattern("spelled mail", r"[a-z0-9] @ [a-z0-9]", literal=False, caseless=True)
    yield Pattern("spelled mail", rf"[A-Za-z0-9_] ?(?:{_alternation(alone)}) ?[A-Za-z0-9]", literal=False, caseless=True)
    yield Pattern("spelled mail", rf" (?:{_alternation(spelling['dot-spoken'])}) [a-z]", literal=False, caseless=True)


def _alternation(words: Iterable[str]) -> str:
    return "|".join(_bytes_expression(re.escape(word.encode().decode("latin-1"))) for word in sorted(words))


def _spoken_anchors() -> Iterator[Pattern[str]]:
    """Three digits as words, or a zero and one more before digits; a language each, because all together are too large to compile."""
    for every, zeros in spoken_digits.anchor_rows():
        word, zero = f"(?:{_alternation(every)})", f"(?:{_alternation(zeros)})"
        yield Pattern("spoken", f"{word}(?:[ ,-]{{0,2}}{word}){{2}}", literal=False, caseless=True)
        yield Pattern("spoken", f"{zero}[ -]?{word}[ -]{{1,3}}{_bytes_expression(_DIGIT)}{{3}}", literal=False, caseless=True)


def _number_anchors(numbers: set[str]) -> Iterator[Pattern[str]]:
    """Short numbers that stand alone. One expression for all of a length is compiled in half the time of one for each."""
    for length in sorted({len(number) for number in numbers}):
        same = "|".join(re.escape(number) for number in sorted(numbers) if len(number) == length)
        yield Pattern("short", f"[^0-9A-Za-z+](?:{same})[^0-9A-Za-z]", literal=False)


_WORDS_A_PATTERN = 60  # with a tail, more are too large to compile


def _word_anchors(key: str, words: Iterable[str], tail: str) -> Iterator[Pattern[str]]:
    """Latin words stand alone; others may stand inside a word and must be followed by the tail."""
    others: list[str] = []
    for word in words:
        if word.isascii():
            yield Pattern(key, rf"[^A-Za-z]{re.escape(word)}[^A-Za-z]", literal=False, caseless=True)
        else:
            others += spellings(word)
    others = list(dict.fromkeys(others))
    if tail:  # a longer word around a shorter one is found by that
        others = [word for word in others if not any(part != word and part in word for part in others)]
    for at in range(0, len(others), _WORDS_A_PATTERN):
        yield Pattern(key, f"(?:{_alternation(others[at : at + _WORDS_A_PATTERN])}){tail}", literal=False)


def spellings(word: str) -> tuple[str, ...]:
    """The cases that a byte-wise matcher cannot fold by itself: none for ASCII, four for accented Latin letters."""
    if word.isascii():
        return (word,)
    return tuple(dict.fromkeys((word, word.upper(), word.title(), word.capitalize())))


# --- labels: which words stand around ---------------------------------------------------------------------------------------------------

NOT_SCANNED = frozenset({"wallet", "solana", "install", "open-tool", "tool-session", "negation"})
"""Label classes that are looked for only beside a wallet or a tool."""


@cache
def _labels() -> Matcher[str]:
    table = channels()
    classes = [Pattern(f"{name}", word) for name, words in table.labels.items() if name not in NOT_SCANNED for word in words]
    banks = [Pattern(f"bank:{i}", word) for i, bank in enumerate(table.banks) for word in bank.words]
    tools = [Pattern(f"tool:{tool.name}", word) for tool in table.tools for word in tool.words]
    return Matcher([*classes, *banks, *tools])


@cache
def _callers() -> Matcher[str]:
    words = dict.fromkeys((*CALLED_AFTER, *(word for name in sorted(_CALLS) for word in channels().labels[name])))
    return Matcher([Pattern(word, word) for word in words])


@dataclass(slots=True)
class Label:
    """A word of the table where it stands in a window; `chain` joins the classes of labels that share one number ("Tel/Zalo:")."""

    start: int
    end: int
    classes: frozenset[str]
    chain: frozenset[str]


_JOINT = re.compile(r"(?: oa| official)?\s?(?:[/&,+|]|or|o|atau|dan|and|và|hoặc|หรือ|และ|或|和|及|と|·|및)\s?\Z")
_QUALIFIED = re.compile(r" ?[^\W\d_]{0,8} ?\Z| (?:only )?(?:for|untuk|cho|para sa) [^\W\d_]{2,12}(?:['’]s?)? ?\Z")
_CALLS = frozenset(("phone", "hotline"))
CALLED_AFTER = (
    *("番", "来电", "來電", "反诈", "反詐", "专线", "專線", "热线", "熱線", "报警", "報警", "に電話", "へ電話", "に通報", "へ通報", "번"),
    *("पर कॉल", "पर संपर्क", "पर शिकायत", "पर रिपोर्ट", "पर डायल", "डायल", "helpline", "hotline"),
    *("로 전화", "에 전화", "에 신고", "로 신고", "သို့ ခေါ်", "ကို ခေါ်", "သို့ဖုန်း"),
)
"""Words right after a short number that make it one to call."""
_BY_NUMBER = frozenset(("whatsapp", "zalo", "viber", "telegram", "signal"))


SYMBOLS = "☎☏✆📞📱📲"
_GAP = re.compile(r"[\s:>|\x7f-]{0,4}")
_NAMED = _BY_NUMBER | {"line", "wechat", "qq", "kakaotalk", "skype"}


@dataclass(slots=True)
class Window:
    """A piece of a text, folded, with its labels. Offsets are local; `base` makes them offsets in the text."""

    text: str
    raw: str
    """As written, for what is checked character by character."""
    base: int
    first: bool
    """Nothing stands before it."""
    place: str
    keys: frozenset[str]
    low: str = ""
    _labels: list[Label] | None = None
    _label_ends: list[int] = field(default_factory=list)
    _may_call: bool | None = None

    def __post_init__(self) -> None:
        lowered = self.text.lower()
        self.low = lowered if len(lowered) == len(self.text) else self.text.translate(_ASCII_LOWER)

    @property
    def labels(self) -> list[Label]:
        """Looked for when the first reader asks: most windows hold a price, and nobody asks."""
        if self._labels is None:
            self._labels = _chained(self.low, _longest(_found(self.low)))
            self._label_ends = [label.end for label in self._labels]
        return self._labels

    def calls(self) -> bool:
        """Whether any label says that a number is one to call."""
        return self.may_call and any(label.classes & _CALLS for label in self.labels)

    @property
    def may_call(self) -> bool:
        """Whether a word that makes a number one to call stands here at all: for a small part of the price of the labels, and mostly
        there is none."""
        if self._may_call is None:
            self._may_call = bool(_callers().found(self.low))
        return self._may_call

    def label_before(self, position: int) -> Label | None:
        """The last label that ends at or before the position."""
        labels = self.labels
        index = bisect_right(self._label_ends, position)
        return labels[index - 1] if index else None

    def caller_before(self, position: int) -> Label | None:
        """As label_before, past the names of banks and tools: "Hotline Vietcombank: 1900 …" is a hotline."""
        labels = self.labels
        index = bisect_right(self._label_ends, position)
        for label in reversed(labels[max(0, index - 4) : index]):
            if not all(name.startswith(("bank:", "tool:")) for name in label.classes):
                return label
        return None

    def labels_near(self, start: int, end: int, *, before: int, after: int) -> list[Label]:
        """At most so many labels that end before the start, and that follow."""
        labels = self.labels
        index = bisect_right(self._label_ends, start)
        return labels[max(0, index - before) : index + after]

    def label_after(self, position: int) -> Label | None:
        """The first label that starts at or after the position."""
        labels = self.labels
        index = bisect_right(self._label_ends, position)
        return next((label for label in labels[index : index + 3] if label.start >= position), None)


_ASCII_LOWER = {cp: cp + 32 for cp in range(65, 91)}


def _found(low: str) -> list[tuple[int, int, str]]:
    data = utf8(low)
    hits = _labels().scan(data, limit=MAX_LABELS)
    if not hits:
        return []
    at = character_offsets(data, [offset for hit in hits for offset in (hit.start, hit.end)]) if len(data) != len(low) else None
    spans = [(at[h.start], at[h.end], h.key) if at else (h.start, h.end, h.key) for h in hits]
    return [span for span in spans if _whole_word(low, span[0], span[1], span[2])]


def _whole_word(low: str, start: int, end: int, name: str) -> bool:
    """Whether no Latin letter continues a Latin word on either side, nor an underscore or @ makes it part of an id.

    The name of a tool may begin a file name: UltraViewer_setup.exe.
    """
    if (start and low[start - 1] in "_@") or (low[end : end + 1] == "_" and not name.startswith("tool:")):
        return False
    if name == "line" and low[end : end + 1] == "-" and low[end + 1 : end + 2].isalpha():
        return False  # line-height
    if name in _NAMED and low[end : end + 1] == "." and low[end + 1 : end + 2].isalpha() and low[start:end].isascii():
        return False  # zalo.me, line.me: a host
    if start and is_latin(low[start]) and is_latin(low[start - 1]):
        return False
    return not (end < len(low) and is_latin(low[end - 1]) and is_latin(low[end]))


def is_latin(character: str) -> bool:
    """A letter of the Latin script."""
    return character.isalpha() and (character < "\u0250" or "\u1e00" <= character < "\u1f00")


def _longest(spans: list[tuple[int, int, str]]) -> list[Label]:
    """Overlapping words: the leftmost and longest stays; equal spans give their classes to one label."""
    labels: list[Label] = []
    for start, end, name in sorted(spans, key=lambda s: (s[0], -s[1])):
        if labels and start == labels[-1].start and end == labels[-1].end:
            labels[-1].classes |= {name}
        elif not labels or start >= labels[-1].end:
            labels.append(Label(start, end, frozenset({name}), frozenset()))
    return labels


def _chained(low: str, labels: list[Label]) -> list[Label]:
    previous: Label | None = None
    kept: list[Label] = []
    for label in labels:
        if previous is not None and low[label.start : label.end] == "id" and label.start - previous.end <= 2 and previous.classes & _NAMED:
            continue  # "カカオトークID" is one label, not a refusal
        if (
            previous is not None
            and low[label.start] in SYMBOLS
            and previous.classes & _NAMED
            and _GAP.fullmatch(low, previous.end, label.start)
        ):
            continue  # "WhatsApp 📱 +62 …" is WhatsApp
        label.chain = label.classes
        kept.append(label)
        if previous is not None and label.start - previous.end <= 28:
            between = low[previous.end : label.start]
            if _JOINT.match(between):
                label.chain |= previous.chain
            elif label.classes & {"phone", "hotline"} and previous.classes <= _BY_NUMBER and _QUALIFIED.match(between):
                label.chain = previous.chain  # "WhatsApp hotline:" is WhatsApp
        previous = label
    return kept


# --- windows ----------------------------------------------------------------------------------------------------------------------------


def windows(text: str, place: str) -> Iterator[Window]:
    """The parts of a text that hold an anchor, neighbours merged, in order."""
    if not text:
        return
    text = text[:MAX_PIECE_CHARS]
    data = b"\n" + utf8(text) + b"\n"  # anchors want something on both sides
    hits = [(end, matcher.patterns[index].key) for matcher in anchors() for index, end in matcher.ends(data, limit=MAX_ANCHORS)]
    if place == "script":  # nobody reads short numbers there
        hits = [hit for hit in hits if hit[1] != "short"]
    if not hits:
        return
    length = len(text)
    at = character_offsets(data, [end for end, _ in hits]) if len(data) != length + 2 else {end: end for end, _ in hits}
    start, stop = 0, -1
    names: set[str] = set()
    for end, name in sorted(hits):
        here = min(length, at[end] - 1)
        if here - BEFORE > stop:
            if names:
                yield _window(text, start, stop, place, names)
            start, names = max(0, here - BEFORE), set()
        stop = max(stop, min(length, here + AFTER_OF.get(name, AFTER)))
        names.add(name)
    yield _window(text, start, stop, place, names)


def _window(text: str, start: int, stop: int, place: str, names: set[str]) -> Window:
    raw = text[start:stop]
    text = fold(raw)
    if "spoken" in names and place != "script":
        text, names = spoken_digits.read(text), {*names, "digits"}
    if "stroked" in names:
        names = {*names, "digits"}
    return Window(text, raw, start, start == 0, place, frozenset(names))


def holds_anchor(texts: str) -> bool:
    """Whether any line of these may hold something; where none does, no `windows` of any has anything either."""
    data = b"\n" + utf8(texts) + b"\n"
    return any(matcher.ends(data, limit=1) for matcher in anchors())
