"""Find the words of the channels table that stand around contacts in a text."""

from functools import cache
from string import ascii_lowercase

from scamtriage.knowledge.matcher import Matcher, Pattern, character_offsets, utf8
from scamtriage.knowledge.pages.contact_table import channels
from scamtriage.knowledge.pages.tool_names import KEYS
from scamtriage.parse.contact.anchors import CALLS
from scamtriage.parse.contact.label_chains import chained
from scamtriage.parse.contact.label_words import NAMED, Label, is_latin, is_of_alphabet
from scamtriage.parse.contact.payee_words import PAYS, introducing
from scamtriage.records import lazy_re

MAX_LABELS = 8_000
LIMIT_CHARS = 65_536
"""MAX_LABELS, as MAX_ANCHORS, applies per this many characters."""

_NOT_SCANNED = frozenset({"wallet", "solana", "install", "open-tool", "tool-session", "negation"})
"""Label classes that are searched only beside a wallet or a tool."""


@cache
def _labels() -> Matcher[str]:
    table = channels()
    classes = [Pattern(name, word) for name, words in table.labels.items() if name not in _NOT_SCANNED for word in words]
    banks = [Pattern(f"bank:{i}", word) for i, bank in enumerate(table.banks) for word in bank.words]
    tools = [Pattern(f"tool:{tool.name}", word) for tool in table.tools for word in tool.spellings]
    keys = [Pattern("tool:Quick Assist", KEYS, literal=False)]
    payees = [Pattern(f"{PAYS}{i}", word.lower()) for i, payee in enumerate(table.payees) for word in (*payee.words, *payee.beside)]
    return Matcher([*classes, *banks, *tools, *keys, *payees])


def labels_in(text: str, low: str, raw: str) -> tuple[list[Label], int]:
    """Return (the labels in a text, the limit if it was reached, else 0). `low`, `raw`: the text in small letters, and as written."""
    found, cut = _found(low)
    found += [(one.start(1), one.end(1), "fax" if one[1] in "Ff" else "phone") for one in _INITIAL.finditer(text)]
    return chained(low, raw, _longest(introducing(text, low, found))), cut


_INITIAL = lazy_re.compile(
    r"(?:(?<![^\n])|(?<=[|·•;/(])|(?<=[|·•;/] )|[0-9][0-9 .-]{3,6}[0-9] {1,2})([TPMFODCtpmfodc])"
    r"(?:[:.)|] ?| ?[:)|] | )(?=\(?\+[0-9]|\(?[0-9]{1,4}\)?[ -]{1,2}[0-9]{3}"
    r"|\(?(?:0[0-9]{1,3}\)?\. ?[0-9]{3}|[0-9]{3}\)?\. ?[0-9]{3}\.[0-9]{4}(?![0-9])))"
)
"""T, P, M, O, D or C for a telephone, and F for a fax line, after a break or a number: "78701 T 512.474.8830 F 512.474.8831". The number is
in groups; between dots these are not those of sums."""


def _found(low: str) -> tuple[list[tuple[int, int, str]], int]:
    """Return (start, end and name of each word) and the limit, or 0 if the limit was not reached."""
    data, chars = utf8(low), len(low)
    most = MAX_LABELS * (1 + chars // LIMIT_CHARS)
    hits = _labels().scan(data, limit=most)
    if not hits:
        return [], 0
    at = character_offsets(data, [offset for hit in hits for offset in (hit.start, hit.end)]) if len(data) != chars else None
    spans = [(at[h.start], at[h.end], h.key) if at else (h.start, h.end, h.key) for h in hits]
    return [
        (start, end, name)
        for start, end, name in spans
        if (low[start - 1 : start] in _APART and low[end : end + 1] in _APART) or _whole_word(low, start, end, name)
    ], most if len(hits) >= most else 0


def _whole_word(low: str, start: int, end: int, name: str) -> bool:
    """Whether a match is a whole word: not continued by a letter of an alphabet, and not part of an id with an underscore or @.

    An underscore may follow the name of a tool, as in the file name UltraViewer_setup.exe.
    """
    if (low[start] in _ASCII and low[start - 1 : start] in _ASCII) or (low[end - 1] in _ASCII and low[end : end + 1] in _ASCII):
        return False  # as below, and asked first: short words stand in many longer ones
    if (start and low[start - 1] in "_@") or (low[end : end + 1] == "_" and not name.startswith("tool:")):
        return False
    if name == "line" and low[start:end] == "ໄລ" and not _LAO_LINE.match(low, start):
        return False  # ວິໄລ is a name, ໄລຍະ a distance
    if name in CALLS and low[end : end + 1] == "@" and is_latin(low[start]):
        return False  # contact@shop.vn
    if name == "line" and low[start:end] == "賴" and low[end : end + 1] in _BEHIND_SURNAMES:
        return False
    if name == "line" and low[end : end + 1] == "-" and low[end + 1 : end + 2].isalpha():
        return False  # line-height
    if name in NAMED and low[end : end + 1] == "." and low[end + 1 : end + 2].isalpha() and low[start:end].isascii():
        return False  # zalo.me, line.me: a host
    if start and is_of_alphabet(low[start]) and (is_of_alphabet(low[start - 1]) or _is_of_address(low, start, end)):
        return False
    return not (end < len(low) and is_of_alphabet(low[end - 1]) and is_of_alphabet(low[end]))


_ASCII = frozenset(ascii_lowercase)
_APART = frozenset(("", *" \n,;:/|()!?"))
"""What stands beside whole words alone: asked first, as it does beside most."""
_BEHIND_SURNAMES = frozenset("生先小女太師醫律總董經氏桑")
"""First letters of what Mr and Ms Lai are called by, whose name is also LINE's: 賴生, 賴先生, 賴小姐, 賴醫師."""
_LAO_LINE = lazy_re.compile("(?:(?<![ກ-ໟ])|(?<=ແອດ)|(?<=ແອັດ)|(?<=ທາງ)|(?<=ຜ່ານ)|(?<=ໄອດີ)|(?<=ໃນ))ໄລ(?:(?![ກ-ໟ])|(?=ໄອດີ|ນ໌))")
"""The short word for the messenger as a word of its own, or behind "add", "by", "id", "in"."""


def _is_of_address(low: str, start: int, end: int) -> bool:
    """Whether the word is part of an id or a host: @kim79cskh, shop.id."""
    if low[start - 1] not in "0123456789.-":
        return False
    before = low[max(0, start - _ADDRESS_CHARS) : start]
    return _HANDLE.search(before) is not None or (low[start:end] == "id" and _HOST.search(before) is not None)


_ADDRESS_CHARS = 32
_HANDLE = lazy_re.compile(r"@[a-z0-9._-]*\Z")
_HOST = lazy_re.compile(r"(?:[a-z0-9-]{3}|\.[a-z]{2})\.\Z")


def _longest(spans: list[tuple[int, int, str]]) -> list[Label]:
    """Resolve overlapping words: keep the leftmost, longest one. Words with the same span become one label with all their classes."""
    labels: list[Label] = []
    for start, end, name in sorted(spans, key=lambda s: (s[0], -s[1])):
        if labels and start == labels[-1].start and end == labels[-1].end:
            labels[-1].classes |= {name}
        elif not labels or start >= labels[-1].end:
            labels.append(Label(start, end, frozenset({name}), frozenset()))
    return labels
