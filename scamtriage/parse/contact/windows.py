"""Find the windows of a text that may contain a contact, with the labels in them.

One linear pass finds the windows; the other readers see only these small pieces.
"""

from bisect import bisect_right
from collections.abc import Iterator

from msgspec import Struct, field

from scamtriage.knowledge.language.folding import lowered
from scamtriage.knowledge.matcher import character_offsets, utf8
from scamtriage.parse.contact import spoken_digits
from scamtriage.parse.contact.anchors import CALLS, MAX_ANCHORS, anchors
from scamtriage.parse.contact.called_shorts import called_shorts
from scamtriage.parse.contact.fold import fold, latin_words, narrow_letters, with_list_marks
from scamtriage.parse.contact.label_finder import LIMIT_CHARS, labels_in
from scamtriage.parse.contact.label_words import Label, callers
from scamtriage.records import lazy_re
from scamtriage.records.limits import limit

BEFORE, AFTER = 110, 110  # context on each side of an anchor, longer than any number with its label
AFTER_OF = {"emv": 520}  # a payment code may be that long
MAX_PIECE_CHARS = 1_000_000
PLAIN_KEYS = frozenset(("emv", "url", "mail", "wallet"))
"""Anchors of kinds that are unambiguous wherever they occur."""


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
    whole: str = ""
    """The text of which this is a piece, for what stands further above."""
    low: str = ""
    cut: int = 0
    """The limit if a search for words stopped there, else 0."""
    _labels: list[Label] | None = None
    _label_ends: list[int] = field(default_factory=list)
    _may_call: bool | None = None
    _site_words: frozenset[str] | None = None

    def __post_init__(self) -> None:
        text = latin_words(self.text) if not self.text.isascii() and _TWIN.search(self.text) else self.text
        self.low = lowered(text)

    @property
    def labels(self) -> list[Label]:
        """The labels of the window, computed on first use: most windows contain only a price and need none."""
        if self._labels is None:
            self._labels, cut = labels_in(self.text, self.low, self.raw)
            self.cut = self.cut or cut
            self._label_ends = [label.end for label in self._labels]
        return self._labels

    def calls(self) -> bool:
        """Whether a label marks a number as one to call."""
        return self.may_call and any(label.classes & CALLS for label in self.labels)

    @property
    def may_call(self) -> bool:
        """Whether a word that marks a number as one to call occurs at all. Much cheaper than `labels`, and usually False."""
        if self._may_call is None:
            self._may_call = bool(callers().found(self.low))
        return self._may_call

    @property
    def site_words(self) -> frozenset[str]:
        """The words behind messengers without names of users, which name the site behind others as well: "Telegram Toko77 WhatsApp Toko77".

        Found in one pass for the window: it may be as long as the text, and hold a messenger in each line.
        """
        if self._site_words is None:
            named = [f"{behind[1]} " for behind in _OF_SITE.finditer(self.low)]
            self._site_words = frozenset([words[: end.start()] for words in named for end in _WORD_END.finditer(words)])
        return self._site_words

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

    def labels_between(self, start: int, end: int) -> Iterator[Label]:
        """Yield the labels that begin in this range of the text."""
        labels = self.labels
        for index in range(bisect_right(self._label_ends, start), len(labels)):
            if self._label_ends[index] > end + _LONGEST_LABEL:
                return
            if start <= labels[index].start < end:
                yield labels[index]

    def label_after(self, position: int) -> Label | None:
        """Return the first label that starts at or after the position."""
        labels = self.labels
        index = bisect_right(self._label_ends, position)
        return next((label for label in labels[index : index + 3] if label.start >= position), None)


_OF_SITE = lazy_re.compile(r"(?:whatsapp|live ?chat) (?=([a-z0-9._+:@-]{1,44}))")
_WORD_END = lazy_re.compile(r"(?<=[a-z0-9._+:@-])(?![a-z0-9_])")
_SHIELD = frozenset(("shield",))
_LONGEST_LABEL = 100
"""Characters."""


def windows(text: str, place: str, caps: list[str], *, plain: bool) -> Iterator[Window]:
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
    most = MAX_ANCHORS * (1 + len(text) // LIMIT_CHARS)
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
    whole, raw = text, text[start:stop]
    text = fold(raw)
    if "spoken" in names and place != "script":
        text, names = spoken_digits.read(text), {*names, "digits"}
    else:
        text = with_list_marks(raw, text)
    if not names.isdisjoint(_OF_NUMBERS):
        names = {*names, "digits"}
    return Window(text, raw, start, start == 0, place, frozenset(names), whole)


_OF_NUMBERS = frozenset(("stroked", "lettered", "lines"))
"""Anchors of numbers that are spelled so that none of "digits" need be near."""
_WIDE = lazy_re.compile(rb"\xef(?:\xbc[\xa1-\xba]|\xbd[\x81-\x9a\xa6-\xbf]|\xbe[\x80-\x9d])")
_TWIN = lazy_re.compile("[Α-я]")
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


def holds_anchor(texts: str, *, shown: bool = True) -> bool:
    """Whether any line may contain a contact; if not, `windows` yields nothing for any of them. `shown`: short numbers count."""
    data = b"\n" + _narrow(texts) + b"\n"
    return any(matcher.ends(data, limit=1) for matcher in anchors()) or (shown and any(called_shorts(data, most=MAX_ANCHORS)))
