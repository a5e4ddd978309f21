"""Find the windows of a text that may contain a contact, with the labels in them.

One linear pass finds the windows; the other readers see only these small pieces.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache

from msgspec import Struct, field

from scamtriage.knowledge.matcher import Matcher, Pattern, character_offsets, utf8
from scamtriage.knowledge.pages.contact_table import channels, words_of
from scamtriage.knowledge.pages.tool_names import KEYS
from scamtriage.parse.contact import spoken_digits
from scamtriage.parse.contact.anchors import CALLS, MAX_ANCHORS, anchors, called_shorts, calling_words
from scamtriage.parse.contact.fold import MIDDLE_DOTS, fold, latin_words, narrow_letters, with_list_marks
from scamtriage.parse.contact.payee_words import PAYS, introducing
from scamtriage.parse.contact.setting_names import BY_NUMBER
from scamtriage.records.limits import limit

BEFORE, AFTER = 110, 110  # context on each side of an anchor, longer than any number with its label
AFTER_OF = {"emv": 520}  # a payment code may be that long
MAX_PIECE_CHARS = 1_000_000
MAX_LABELS = 8_000
_ANCHORED_CHARS = 65_536
"""MAX_ANCHORS and MAX_LABELS apply per this many characters."""
PLAIN_KEYS = frozenset(("emv", "url", "mail", "wallet"))
"""Anchors of kinds that are unambiguous wherever they occur."""


# --- labels: the words around a contact ---------------------------------------------------------------------------------------------------

NOT_SCANNED = frozenset({"wallet", "solana", "install", "open-tool", "tool-session", "negation"})
"""Label classes that are searched only beside a wallet or a tool."""


@cache
def _labels() -> Matcher[str]:
    table = channels()
    classes = [Pattern(name, word) for name, words in table.labels.items() if name not in NOT_SCANNED for word in words]
    banks = [Pattern(f"bank:{i}", word) for i, bank in enumerate(table.banks) for word in bank.words]
    tools = [Pattern(f"tool:{tool.name}", word) for tool in table.tools for word in tool.spellings]
    keys = [Pattern("tool:Quick Assist", KEYS, literal=False)]
    payees = [Pattern(f"{PAYS}{i}", word.lower()) for i, payee in enumerate(table.payees) for word in payee.words]
    return Matcher([*classes, *banks, *tools, *keys, *payees])


@cache
def _callers() -> Matcher[str]:
    return Matcher([Pattern(word, word) for word in calling_words()])


def says_call(text: str) -> bool:
    """Whether the text holds a word that marks a number as one to call."""
    return bool(_callers().found(text.lower()))


class Label(Struct):
    """A word of the channels table found in a window. `chain` combines the classes of labels that share one number ("Tel/Zalo:")."""

    start: int
    end: int
    classes: frozenset[str]
    chain: frozenset[str]


@cache
def _joint() -> re.Pattern[str]:
    """Return the pattern of a joint between two labels. "at" is excluded ("Call us at WhatsApp"), though it means "and" in Filipino."""
    return re.compile(rf"(?: oa| official)?(?:\s?(?:[/&,+|]|(?!at\b)(?:{words_of('or', 'and').pattern}))\s?|(?P<dot>\.))\Z")


_MIDDLE_DOT = frozenset(MIDDLE_DOTS)
"""Between two messengers a middle dot separates list items: "Telegram · Signal: +66 …". A slash there, or a dot after a word for calls,
joins both labels to the number.
"""
_QUALIFIED = re.compile(r" ?[^\W\d_]{0,8} ?\Z| ?[^\x00-\x7f]{1,10} ?\Z| (?:only )?(?:for|untuk|cho|para sa) [^\W\d_]{2,12}(?:['’]s?)? ?\Z")

NOT = r"\b(?:no|not|without|tanpa|bukan|tidak|jangan|không|hindi|walang)\b|ไม่|勿|不|नहीं"
_REFUSED = re.compile(NOT)
_REFUSED_BEFORE = re.compile(rf"(?:{NOT})\S{{0,8}} ?\Z")
_REFUSAL_CHARS = 16
"""Words that refuse calls by the messenger: "WhatsApp ไม่รับ โทร 087…", "no WhatsApp, call …"."""

SYMBOLS = "☎☏✆📞📱📲"
_GAP = re.compile(r"[\s:>|\x7f-]{0,4}")
_BY_NUMBER = frozenset(BY_NUMBER)
_NAMED = _BY_NUMBER | {"line", "wechat", "qq", "kakaotalk", "skype"}


class Window(Struct):
    """A folded piece of a text with its labels. Offsets are relative to the piece; adding `base` gives offsets in the text."""

    text: str
    raw: str
    """The piece as written, for readers that check single characters."""
    base: int
    first: bool
    """The window starts at the start of the text."""
    place: str
    keys: frozenset[str]
    low: str = ""
    cut: int = 0
    """The limit if a search for words stopped there, else 0."""
    _labels: list[Label] | None = None
    _label_ends: list[int] = field(default_factory=list)
    _may_call: bool | None = None

    def __post_init__(self) -> None:
        text = latin_words(self.text) if not self.text.isascii() and _TWIN.search(self.text) else self.text
        lowered = text.lower()
        self.low = lowered if len(lowered) == len(text) else text.translate(_ASCII_LOWER)

    @property
    def labels(self) -> list[Label]:
        """The labels of the window, computed on first use: most windows contain only a price and need none."""
        if self._labels is None:
            found, cut = _found(self.low)
            self.cut = self.cut or cut
            found = introducing(self.text, self.low, found)
            self._labels = _chained(self.low, self.raw, _longest(found))
            self._label_ends = [label.end for label in self._labels]
        return self._labels

    def calls(self) -> bool:
        """Whether a label marks a number as one to call."""
        return self.may_call and any(label.classes & CALLS for label in self.labels)

    @property
    def may_call(self) -> bool:
        """Whether a word that marks a number as one to call occurs at all. Much cheaper than `labels`, and usually False."""
        if self._may_call is None:
            self._may_call = bool(_callers().found(self.low))
        return self._may_call

    def label_before(self, position: int) -> Label | None:
        """Return the last label that ends at or before the position."""
        labels = self.labels
        index = bisect_right(self._label_ends, position)
        return labels[index - 1] if index else None

    def caller_before(self, position: int) -> Label | None:
        """Like label_before, but skip names of banks and tools, and words of the line in which a label stands by accident: "Hotline
        Vietcombank: 1900 …" is a hotline, and "WhatsApp untuk sebut harga: 012 …" has no price.
        """
        labels = self.labels
        index = bisect_right(self._label_ends, position)
        for label in reversed(labels[max(0, index - 4) : index]):
            if label.classes == _SHIELD and "\n" not in self.text[label.end : position]:
                continue
            if not all(name.startswith(("bank:", "tool:")) for name in label.classes):
                return label
        return None

    def labels_near(self, position: int, *, before: int, after: int) -> list[Label]:
        """Return at most `before` labels that end at or before the position, and at most `after` labels that follow."""
        labels = self.labels
        index = bisect_right(self._label_ends, position)
        return labels[max(0, index - before) : index + after]

    def label_after(self, position: int) -> Label | None:
        """Return the first label that starts at or after the position."""
        labels = self.labels
        index = bisect_right(self._label_ends, position)
        return next((label for label in labels[index : index + 3] if label.start >= position), None)


_SHIELD = frozenset(("shield",))
_ASCII_LOWER = {cp: cp + 32 for cp in range(65, 91)}


def _found(low: str) -> tuple[list[tuple[int, int, str]], int]:
    """Return (start, end and name of each word) and the limit, or 0 if the limit was not reached."""
    data = utf8(low)
    most = MAX_LABELS * (1 + len(low) // _ANCHORED_CHARS)
    hits = _labels().scan(data, limit=most)
    if not hits:
        return [], 0
    at = character_offsets(data, [offset for hit in hits for offset in (hit.start, hit.end)]) if len(data) != len(low) else None
    spans = [(at[h.start], at[h.end], h.key) if at else (h.start, h.end, h.key) for h in hits]
    return [span for span in spans if _whole_word(low, span[0], span[1], span[2])], most if len(hits) >= most else 0


def _whole_word(low: str, start: int, end: int, name: str) -> bool:
    """Whether a match is a whole word: not continued by a Latin letter, and not part of an id with an underscore or @.

    An underscore may follow the name of a tool, as in the file name UltraViewer_setup.exe.
    """
    if (start and low[start - 1] in "_@") or (low[end : end + 1] == "_" and not name.startswith("tool:")):
        return False
    if name == "line" and low[start:end] == "ໄລ" and not _LAO_LINE.match(low, start):
        return False  # ວິໄລ is a name, ໄລຍະ a distance
    if name in CALLS and low[end : end + 1] == "@" and is_latin(low[start]):
        return False  # contact@shop.vn
    if name == "line" and low[end : end + 1] == "-" and low[end + 1 : end + 2].isalpha():
        return False  # line-height
    if name in _NAMED and low[end : end + 1] == "." and low[end + 1 : end + 2].isalpha() and low[start:end].isascii():
        return False  # zalo.me, line.me: a host
    if start and is_latin(low[start]) and (is_latin(low[start - 1]) or _is_of_address(low, start, end)):
        return False
    return not (end < len(low) and is_latin(low[end - 1]) and is_latin(low[end]))


_LAO_LINE = re.compile("(?:(?<![ກ-ໟ])|(?<=ແອດ)|(?<=ແອັດ)|(?<=ທາງ)|(?<=ຜ່ານ)|(?<=ໄອດີ)|(?<=ໃນ))ໄລ(?:(?![ກ-ໟ])|(?=ໄອດີ|ນ໌))")
"""The short word for the messenger as a word of its own, or behind "add", "by", "id", "in"."""


def _is_of_address(low: str, start: int, end: int) -> bool:
    """Whether the word is part of an id or a host: @kim79cskh, shop.id."""
    if low[start - 1] not in "0123456789.-":
        return False
    before = low[max(0, start - _ADDRESS_CHARS) : start]
    return _HANDLE.search(before) is not None or (low[start:end] == "id" and _HOST.search(before) is not None)


_ADDRESS_CHARS = 32
_HANDLE = re.compile(r"@[a-z0-9._-]*\Z")
_HOST = re.compile(r"(?:[a-z0-9-]{3}|\.[a-z]{2})\.\Z")


def is_latin(character: str) -> bool:
    """Whether the character is a letter of the Latin script."""
    return character.isalpha() and (character < "\u0250" or "\u1e00" <= character < "\u1f00")


def _longest(spans: list[tuple[int, int, str]]) -> list[Label]:
    """Resolve overlapping words: keep the leftmost, longest one. Words with the same span become one label with all their classes."""
    labels: list[Label] = []
    for start, end, name in sorted(spans, key=lambda s: (s[0], -s[1])):
        if labels and start == labels[-1].start and end == labels[-1].end:
            labels[-1].classes |= {name}
        elif not labels or start >= labels[-1].end:
            labels.append(Label(start, end, frozenset({name}), frozenset()))
    return labels


def _chained(low: str, raw: str, labels: list[Label]) -> list[Label]:
    previous: Label | None = None
    kept: list[Label] = []
    for label in labels:
        named = previous is not None and (previous.classes & _NAMED or any(name.startswith(PAYS) for name in previous.classes))
        if previous is not None and low[label.start : label.end] == "id" and label.start - previous.end <= 2 and named:
            continue  # "カカオトークID" is one label; a separate "id" would rule out a phone
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
            joint = _joint().match(between)
            dotted = joint is not None and not _MIDDLE_DOT.isdisjoint(raw[previous.end : label.start])
            if joint is not None and (previous.chain & CALLS if dotted else joint["dot"] is None):
                label.chain |= previous.chain
            elif (
                label.classes & {"phone", "hotline"}
                and previous.classes <= _BY_NUMBER
                and _QUALIFIED.match(between)
                and not _REFUSED.search(between)
                and not _REFUSED_BEFORE.search(low, max(0, previous.start - _REFUSAL_CHARS), previous.start)
            ):
                label.chain = previous.chain  # "WhatsApp hotline:" is WhatsApp
        previous = label
    return kept


# --- windows ----------------------------------------------------------------------------------------------------------------------------


def windows(text: str, place: str, caps: list[str], *, plain: bool = False) -> Iterator[Window]:
    """Yield the parts of a text that contain an anchor, in order, with close ones merged.

    A limit that is reached is appended to `caps`. `plain` restricts the search to PLAIN_KEYS and skips numbers.
    """
    if not text:
        return
    if len(text) > MAX_PIECE_CHARS:
        caps.append(limit("characters", MAX_PIECE_CHARS))
        text = text[:MAX_PIECE_CHARS]
    data = b"\n" + _narrow(text) + b"\n"  # the anchor patterns need a character on both sides
    hits: list[tuple[int, str]] = []
    most = MAX_ANCHORS * (1 + len(text) // _ANCHORED_CHARS)
    for matcher in anchors()[1:] if plain else anchors():
        ends = matcher.ends(data, limit=most)
        if len(ends) >= most:
            caps.append(limit("anchors", most))
        hits += [(end, matcher.patterns[index].key) for index, end in ends]
    if plain:
        hits = [hit for hit in hits if hit[1] in PLAIN_KEYS]
    elif place == "script":  # short numbers in scripts are not displayed
        hits = [hit for hit in hits if hit[1] != "short"]
    else:
        shorts, cut = called_shorts(data, most=most)
        hits += shorts
        caps += [limit("anchors", most)] if cut else []
    if not hits:
        return
    length = len(text)
    at = {end: end for end, _ in hits}
    if len(data) != length + 2:
        at = character_offsets(data, list(at), length + 2)
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
    else:
        text = with_list_marks(raw, text)
    if not names.isdisjoint(_OF_NUMBERS):
        names = {*names, "digits"}
    return Window(text, raw, start, start == 0, place, frozenset(names))


_OF_NUMBERS = frozenset(("stroked", "lettered", "lines"))
"""Anchors of numbers that are spelled so that none of "digits" need be near."""
_WIDE = re.compile(rb"\xef(?:\xbc[\xa1-\xba]|\xbd[\x81-\x9a\xa6-\xbf]|\xbe[\x80-\x9d])")
_TWIN = re.compile("[Α-я]")
_TWIN_LEADS = (b"\xd0", b"\xd1", b"\xce", b"\xcf")
"""The first UTF-8 bytes of Greek and Cyrillic letters, and of no other characters."""


def _narrow(text: str) -> bytes:
    """Return the UTF-8 of the text with full-width letters narrowed and look-alikes of Latin letters made Latin."""
    data = utf8(text)
    if text.isascii():
        return data
    if any(lead in data for lead in _TWIN_LEADS):
        data = utf8(text := latin_words(text))
    return data if _WIDE.search(data) is None else utf8(narrow_letters(text))


def holds_anchor(texts: str) -> bool:
    """Whether any line may contain a contact; if not, `windows` yields nothing for any of them."""
    data = b"\n" + _narrow(texts) + b"\n"
    return any(matcher.ends(data, limit=1) for matcher in anchors()) or any(called_shorts(data, most=MAX_ANCHORS))
