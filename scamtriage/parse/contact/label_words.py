"""Find the words of the channels table that stand around contacts, and tell which of them share one number ("Tel/Zalo:")."""

import re
from functools import cache

from msgspec import Struct

from scamtriage.knowledge.language.phrases import any_word, expression
from scamtriage.knowledge.matcher import Matcher, Pattern, character_offsets, utf8
from scamtriage.knowledge.pages.contact_table import channels, words_of
from scamtriage.knowledge.pages.tool_names import KEYS
from scamtriage.parse.contact.anchors import CALLS, calling_words, spellings
from scamtriage.parse.contact.fold import MIDDLE_DOTS
from scamtriage.parse.contact.payee_words import PAYS, introducing
from scamtriage.parse.contact.setting_names import BY_NUMBER

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
    payees = [Pattern(f"{PAYS}{i}", word.lower()) for i, payee in enumerate(table.payees) for word in payee.words]
    return Matcher([*classes, *banks, *tools, *keys, *payees])


@cache
def callers() -> Matcher[str]:
    """Return the matcher of the words that mark a number as one to call, in small letters."""
    return Matcher([Pattern(word, word) for word in calling_words()])


def says_call(text: str) -> bool:
    """Whether the text holds a word that marks a number as one to call."""
    return bool(callers().found(text.lower()))


def says(name: str, text: str) -> bool:
    """Whether a word of the class occurs in the text, which is in small letters."""
    return any(map(text.__contains__, words_of_class(name))) and labels_of(name).search(text) is not None


@cache
def words_of_class(name: str) -> frozenset[str]:
    """Return the words of a class of labels in every spelling, in small letters."""
    return frozenset(s.lower() for word in channels().labels[name] for s in spellings(word))


@cache
def labels_of(name: str) -> re.Pattern[str]:
    """Return one pattern for all words of a class of labels; Latin words must be whole."""
    words = sorted(words_of_class(name), key=lambda word: (-len(word), word))
    latin = "|".join(re.escape(word) for word in words if word.isascii())
    other = "|".join(re.escape(word) for word in words if not word.isascii())
    return re.compile(rf"(?<![a-z])(?:{latin})(?![a-z])|{other}" if other else rf"(?<![a-z])(?:{latin})(?![a-z])")


@cache
def refusal() -> re.Pattern[str]:
    """Return the pattern of refusals: "no", "without"."""
    return re.compile(rf"\b(?:{any_word('around_contacts', 'not')})\b|{any_word('around_contacts', 'not_in')}")


@cache
def _refused_before() -> re.Pattern[str]:
    return re.compile(rf"(?:{refusal().pattern})\S{{0,8}} ?\Z")


@cache
def _rather_than() -> re.Pattern[str]:
    return re.compile(
        rf"(?: only| sahaja| saja)?[\s,;:(/-]{{1,3}}(?:but )?(?:{expression('around_contacts', 'rather_than')})"
        r"(?: (?:via|on|by|through|for|to|qua|sa))?\s?\Z"
    )


@cache
def refused_in_bracket() -> re.Pattern[str]:
    """Return the end of a text that refuses the messenger named behind it: "(not on ", "(calls only, no ".

    "no" alone is a number in Malay and Indonesian, "Telepon (no WA): …", so an English word must stand before it.
    """
    refused = rf"[(\[,;-] ?(?!no\b)(?:{refusal().pattern})[^\s.:,/()]{{0,6}}"
    english = r"(?:phone|call|mobile|cell|landline|telephone)s?(?: only)? ?[(\[,;-] ?no|\bonly ?[,;-]? ?no"
    return re.compile(rf"(?:{refused}|{english})(?: (?:on|for|via|by|ada|pakai|guna|dùng|có|nhận))? ?\Z")


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

_REFUSAL_CHARS = 16
"""Words that refuse calls by the messenger: "WhatsApp ไม่รับ โทร 087…", "no WhatsApp, call …"."""
"""Between a word for calling and the messenger that it excludes: "phone, not WhatsApp: 012 …"."""

SYMBOLS = "☎☏✆📞📱📲"
_GAP = re.compile(r"[\s:>|\x7f-]{0,4}")
_BY_NUMBER = frozenset(BY_NUMBER)
_NAMED = _BY_NUMBER | {"line", "wechat", "qq", "kakaotalk", "skype"}


def labels_in(text: str, low: str, raw: str) -> tuple[list[Label], int]:
    """Return (the labels in a text, the limit if it was reached, else 0). `low`, `raw`: the text in small letters, and as written."""
    found, cut = _found(low)
    return _chained(low, raw, _longest(introducing(text, low, found))), cut


def _found(low: str) -> tuple[list[tuple[int, int, str]], int]:
    """Return (start, end and name of each word) and the limit, or 0 if the limit was not reached."""
    data = utf8(low)
    most = MAX_LABELS * (1 + len(low) // LIMIT_CHARS)
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
    excluded = False
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
        if label.classes <= _THINGS and _is_department(low, label):
            continue
        if previous is not None and _is_purpose(low, previous, label):
            continue
        label.chain = label.classes
        kept.append(label)
        before, excluded = excluded, False
        if previous is not None and label.start - previous.end <= 28:
            between = low[previous.end : label.start]
            joint = _joint().match(between)
            dotted = joint is not None and not _MIDDLE_DOT.isdisjoint(raw[previous.end : label.start])
            refused = _rather_than().match(between) or refused_in_bracket().search(low, previous.start, label.start)
            if label.classes <= _NAMED and previous.chain & CALLS and (refused or (before and joint is not None)):
                excluded, label.classes, label.chain = True, previous.chain, previous.chain
            elif joint is not None and (previous.chain & CALLS if dotted else joint["dot"] is None):
                label.chain |= previous.chain
            elif (
                label.classes & {"phone", "hotline"}
                and previous.classes <= _BY_NUMBER
                and _QUALIFIED.match(between)
                and not refusal().search(between)
                and not _refused_before().search(low, max(0, previous.start - _REFUSAL_CHARS), previous.start)
            ):
                label.chain = previous.chain  # "WhatsApp hotline:" is WhatsApp
        previous = label
    return kept


_THINGS = frozenset(("not-phone", "account"))
_DEPARTMENT_CHARS = 18


@cache
def _department() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what makes the word for a thing one for a department, before it and behind it."""
    return (
        re.compile(rf"(?:{words_of('department').pattern}) ?\Z"),
        re.compile(rf" ?(?:{words_of('department-behind').pattern})(?![^\W\d_])"),
    )


def _is_department(low: str, label: Label) -> bool:
    """Whether a word for an order, an account or the like names who is called: "Bagian pesanan: (021) …", ฝ่ายบัญชี 02-…, 订单部：021-…"""
    before, behind = _department()
    return bool(behind.match(low, label.end) or before.search(low, max(0, label.start - _DEPARTMENT_CHARS), label.start))


_CODE_OF = re.compile(r"(?<![a-z])(?:id|code|kode|kod|ref|reference)(?![a-z])")
_AND_CALLED = re.compile(r"(?: [^\W\d_]{2,14}){0,2} ?(?P<colon>:)\s?\(?(?=[+0])(?P<parted>\+|[0-9]{2,4}\)?[ .-])?")
"""The rest of what it is for, a colon, and a number that shows where it begins. Account numbers begin with zeros too, but are seldom parted
so.
"""


@cache
def _for_what() -> re.Pattern[str]:
    """Return what stands between a messenger and the thing that it is for: "WhatsApp untuk status pesanan: 012 …"."""
    return re.compile(rf" ?(?:{expression('around_contacts', 'for_what')})(?: ?[^\W\d_]{{2,14}}){{0,2}} ?")


_AND_NUMBER, _AND_WHOLE_NUMBER = re.compile(r" ?:\s?[+(]{0,2}[0-9]"), re.compile(r" ?\(?[+0]")


def _is_purpose(low: str, before: Label, label: Label) -> bool:
    """Whether a word for an order only tells what the account or line before it is for: "WhatsApp pesanan: 012 …", "Telp. order: 021 …".

    Without a colon the number must show where it starts, and a messenger be named: "phone order 0812345678" is the number of an order.
    """
    spelling = channels().spelling
    if label.classes == _A_THING and is_hotline_for(low, before, label.start, label.end):
        return True
    called = _AND_CALLED.match(low, label.end) if before.classes <= _BY_NUMBER else None
    if called is not None and (called["parted"] or "account" not in label.classes) and _for_what().fullmatch(low, before.end, label.start):
        what = low[label.start : called.start("colon")]
        return not (words_of("number-before", "number-behind").search(what) or _CODE_OF.search(what))
    if low[label.start : label.end] not in spelling["purposes"] or low[before.end : label.start] not in _JOINS_PURPOSE:
        return False
    by_number = before.classes <= _BY_NUMBER
    if _AND_NUMBER.match(low, label.end):
        return by_number or low[before.start : before.end] in spelling["phone-head"]
    return by_number and _AND_WHOLE_NUMBER.match(low, label.end) is not None


_A_THING = frozenset(("not-phone",))
_HOTLINE_NUMBER = re.compile(
    r"(?: [^\W\d_]{2,7})?\.? ?:? ?(?:\+[1-9]|\(?0[0-9]{1,3}\)?[ .-](?=[0-9])|1[3589]00[ .-]?[0-9]|1[ -]8[0-9]{2}[ -][0-9])"
)
"""The rest of what the line is for, and a number that shows where it begins and is parted as telephones are, or one of service lines."""


def is_hotline_for(low: str, before: Label, start: int, end: int) -> bool:
    """Whether the thing named from `start` to `end` is what a hotline is for: "Hotline hợp đồng số 1900 55 88 92".

    The word for the hotline must stand right before it. Words for calls in general may be verbs: "call order no 0812-…".
    """
    return "hotline" in before.classes and low[before.end : start] == " " and _HOTLINE_NUMBER.match(low, end) is not None


_JOINS_PURPOSE = frozenset(("", " ", ". "))
