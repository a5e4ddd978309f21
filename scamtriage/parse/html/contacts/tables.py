"""Contacts in table columns, whose head names their kind: "Phone" above "1441". The plain text of the page loses that relation."""

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice, pairwise

from scamtriage.knowledge.language.folding import normalise
from scamtriage.knowledge.pages.contact_table import channels
from scamtriage.parse.contact.anchors import CALLS
from scamtriage.parse.contact.fold import fold
from scamtriage.parse.contact.label_words import labels_of, refusal, says
from scamtriage.parse.contact.phone.messengers import only
from scamtriage.parse.contact.phone.numbered import is_of_a_thing
from scamtriage.records import lazy_re
from scamtriage.records.limits import limit

MAX_TABLES, MAX_TABLE_BYTES, MAX_ROWS, MAX_LINES = 60, 40_000, 200, 200
MAX_READ_BYTES = 400_000
"""Bytes of all tables with such a head; only those are parsed."""
MAX_SOUGHT = 2_000
"""Numbers that are looked up in the text of the page."""
_HEAD_CHARS, _WORD_CHARS, _CELL_CHARS = 4_000, 40, 120
_TABLE = lazy_re.compile(rb"<table(?=[\s/>])", re.IGNORECASE)
_TABLE_END = lazy_re.compile(r"</table", re.IGNORECASE)
_ROW = lazy_re.compile(r"<tr(?=[\s/>])", re.IGNORECASE)
CELL = lazy_re.compile(r"<t[hd](?:[\s/][^<>]{0,400})?>", re.IGNORECASE)
_BREAK = lazy_re.compile(r"<(?:/?(?:p|div|li|ul|ol|td|th|tr|dd|dt)|br)\b[^<>]{0,200}>", re.IGNORECASE)
TAG = lazy_re.compile(r"<[^<>]{0,400}>|<[^<>]*\Z")
_STARTS_LIKE_NUMBER = lazy_re.compile(r"[+(#]{0,2}[0-9]")
_NUMBER = lazy_re.compile(r"[+(]{0,2}[0-9O][0-9OIl .()-]{6,24}")
"""A cell that is a number. An O in it is a 0 if a word for a telephone precedes it."""
_SAYS_WHOSE = lazy_re.compile(rb"<t[dh](?:\s[^<>]{0,400})?>[^<>]{0,30}(?i:wa|whatsapp|zalo|viber)\b[^<>]{0,20}</t")
_SPELLED_LIKE_PHONE = lazy_re.compile(r"(?:\+|\(?0)[0-9]{0,4}\)?[ .-][0-9 .()-]{5,}")
_ID = lazy_re.compile(r"(?:@|(?=[^0-9_.]*[0-9_.])(?=[0-9_.-]*[A-Za-z]))[A-Za-z0-9][\w.-]{3,31}", re.ASCII)
"""An id that can be neither a word nor a number."""
_MESSENGERS = {"whatsapp": "WhatsApp", "zalo": "Zalo", "viber": "Viber"}
_NAMED = {"line": "LINE ID", "telegram": "Telegram", "wechat": "WeChat ID"}
"""Messengers with ids. Their columns are read only beside one of phones or of another messenger, because "line" may be a train line."""


def columns(markup: bytes, visible: str, caps: list[str]) -> list[tuple[str, str]]:
    """Return ((where, text) as in ContactSources.extras) of the contacts below such heads, each after its head's word.

    Contacts that are not in the visible text are left out, because comments and hidden rows are not recognised here. Under "thing column"
    stand the digits below heads of orders, parcels and the like, which are nobody's. Linear in the markup (UTF-8). Limits that were
    reached are added to `caps`.
    """
    cut: list[int] = []
    phones: dict[str, None] = {}
    messengers: dict[str, None] = {}
    things: dict[str, None] = {}
    for sought, (label, number) in enumerate(_told(markup, cut, things)):
        if sought >= MAX_SOUGHT:
            cut.append(MAX_SOUGHT)
            break
        if number not in visible:
            continue
        first, _, messenger = label.partition("/")
        (phones if first in ("Tel", "Fax") else messengers)[f"{first}: {number}"] = None
        if messenger:
            messengers[f"{label}: {number}"] = None
    found = [("table", phones), ("messenger column", messengers)]
    cut += [MAX_LINES for _, lines in found if len(lines) > MAX_LINES]
    caps += [limit("extras", most) for most in cut]
    if things:
        found.append(("thing column", things))
    return [(where, "\n".join(list(lines)[:MAX_LINES])) for where, lines in found if lines]


def _told(markup: bytes, cut: list[int], things: dict[str, None]) -> Iterator[tuple[str, str]]:
    """Yield (label, number) of all tables of a page. A limit behind which a table may have some is added to `cut`.

    Digits below the head of a thing are added to `things`, at most MAX_LINES: what is left out there is read as any other number.
    """
    left = MAX_READ_BYTES
    for table in _tables(markup, cut):
        head, rest = _rows_apart(table)
        labels = _labels(head)
        if len(things) < MAX_LINES and _BARE_CELL.search(table) and (of_things := _things(head, labels)):
            things.update((number, None) for _, number in _numbers(of_things, len(_cells(head)), rest))
        if labels or _SAYS_WHOSE.search(table):
            left -= len(table)
            if len(_ROW.split(rest, maxsplit=MAX_ROWS + 1)) > MAX_ROWS + 1:
                cut.append(MAX_ROWS)
            yield from _numbers(labels, len(_cells(head)), rest) if labels else _told_beside(head, rest)
        if left <= 0:
            cut.append(MAX_READ_BYTES)
            return


def _tables(markup: bytes, cut: list[int]) -> Iterator[bytes]:
    """Yield each table from its start to the next table's start, so that no byte is read twice."""
    starts = [table.start() for table in islice(_TABLE.finditer(markup), MAX_TABLES + 1)]
    for start, following in pairwise((*starts, len(markup))[: MAX_TABLES + 1]):
        yield markup[start : min(following, start + MAX_TABLE_BYTES)]
    if len(starts) > MAX_TABLES:
        cut.append(MAX_TABLES)


def _rows_apart(table: bytes) -> tuple[str, str]:
    """Return (the first row, the other rows); "" for both if there is only one row, or the first is too long to be a head."""
    text = table.decode("utf-8", "ignore")
    if (end := _TABLE_END.search(text)) is not None:
        text = text[: end.start()]
    first = _ROW.search(text)
    second = _ROW.search(text, first.end()) if first is not None else None
    if first is None or second is None or second.start() - first.end() > _HEAD_CHARS:
        return "", ""
    return text[first.end() : second.start()], text[second.start() :]


def _cells(row: str) -> list[str]:
    return CELL.split(row)[1:]


def _labels(head: str) -> dict[int, str]:
    """Return column -> label of its head; empty if the row contains numbers or has only one cell."""
    cells = _heads(head)
    labels = {column: label for column, cell in enumerate(cells) if (label := _label(cell.lower().strip(" :()")))}
    return labels if len(labels) > 1 else {column: label for column, label in labels.items() if label not in _NAMED.values()}


def _things(head: str, labels: dict[int, str]) -> dict[int, str]:
    """Return the same of the columns that hold numbers of things."""
    things = {column: cell.lower() for column, cell in enumerate(_heads(head)) if column not in labels and _is_thing(cell.lower())}
    return {column: _CODE if _is_code(cell) else _THING for column, cell in things.items()}


def _is_code(head: str) -> bool:
    return head.rstrip(_MARKS) in channels().spelling["code-head"] or is_of_a_thing(head, len(head), grouped=True)


def _heads(head: str) -> list[str]:
    cells = [_text(cell)[: _WORD_CHARS + 1] for cell in _cells(head)]
    return [] if len(cells) < 2 or any(any(c.isdigit() for c in cell) for cell in cells) else cells


_MARKS = " .:#"
_OF_MESSENGERS = ("whatsapp", "zalo", "viber", "line", "telegram", "wechat", "kakaotalk", "signal", "qq")
"""Their names in a head make it one of contacts: "Zalo ID"."""


def _is_thing(head: str) -> bool:
    """Whether a head names an order, a parcel, a document or the like, and nobody to call."""
    if not 0 < len(head) <= _WORD_CHARS:
        return False
    if head.rstrip(_MARKS) in channels().spelling["thing-head"] | channels().spelling["code-head"]:
        return True
    rest = labels_of("not-phone").sub(" ", head)  # 注文番号 and 주문번호 hold words that may stand beside a number to call
    if any(says(called, rest) for called in CALLS) or any(says(name, head) for name in _OF_MESSENGERS):
        return False
    if any(word[0] not in channels().spelling["number-before"] for word in labels_of("account").finditer(head)):
        return False  # numbers of wallets stand there too, which are telephones; เลขที่ alone is any number
    return rest != head or is_of_a_thing(head, len(head), grouped=False)


def _label(head: str) -> str:
    if not head or len(head) > _WORD_CHARS:
        return ""
    for name, label in (("phone-head", "Tel"), ("fax-head", "Fax"), ("number-head", _DOUBTFUL)):
        if head in channels().spelling[name] or any(part in channels().spelling[name] for part in _PARTS.split(head)):
            also = next((word for kind, word in _MESSENGERS.items() if any(map(labels_of(kind).fullmatch, _PARTS.split(head)))), "")
            return f"{label}/{also}" if also and label != "Fax" else label
    return next((label for kind, label in (_MESSENGERS | _NAMED).items() if labels_of(kind).fullmatch(head)), "")


_PARTS = lazy_re.compile(r"\s?[/|,&()]\s?")
"""Separators in a head: "Phone / Fax", "Telepon (kantor)". If a part names a messenger, the numbers are also its accounts."""
_DOUBTFUL, _THING, _CODE = "?", "#", "##"
_OF_CALLS = frozenset(("Tel", _DOUBTFUL))
_BARE_CELL = lazy_re.compile(rb">\s{0,8}#?[0-9](?:[ .-]?[0-9]){6,12}\s{0,8}<|>\s{0,8}(?:[\xe0-\xe1][\x80-\xbf]{2}){7,13}\s{0,8}<")
"""Such a cell, before anything is parsed. Digits of other rows are letters here."""
_BARE = lazy_re.compile(r"#? ?[0-9]{7,13}")
_GROUPED = lazy_re.compile(r"#? ?[0-9](?:[ .-]?[0-9]){6,12}")
"""The number of a thing in a cell, and one that may be grouped. That may be a telephone's, unless the head names the number of a thing
("Part no", and not "Registration").
"""
_BEGINS = {_THING: _BARE.fullmatch, _CODE: _GROUPED.fullmatch, **dict.fromkeys(_NAMED.values(), _ID.fullmatch)}
"""Label -> what the lines of its cells must be, if they are no numbers to call."""


def _numbers(labels: dict[int, str], width: int, rows: str) -> Iterator[tuple[str, str]]:
    """Yield (label, line of a cell below that begins like a number or is an id).

    Cells of rows with another width are counted from the right, because cells that span rows are on the left.
    """
    found: dict[int, list[str]] = {column: [] for column in labels}
    own: dict[str, str] = {}
    for row in _ROW.split(rows, maxsplit=MAX_ROWS)[1 : MAX_ROWS + 1]:
        cells = _cells(row)
        for column in labels:
            place = column + len(cells) - width
            if 0 <= place < len(cells):
                begins = _BEGINS.get(labels[column], _STARTS_LIKE_NUMBER.match)
                lines = [line for line in _lines(cells[place]) if begins(fold(line))]
                found[column] += lines
                if lines and place and labels[column] in _OF_CALLS and (named := _label_of_row(cells[0])):
                    own |= dict.fromkeys(lines, named)
    for column, lines in found.items():
        label = labels[column]
        if label[0] == _DOUBTFUL:
            if not any(_SPELLED_LIKE_PHONE.match(fold(line)) for line in lines):
                continue
            label = label.replace(_DOUBTFUL, "Tel")
        yield from ((own.get(line, label) if label == "Tel" else label, line) for line in lines)


def _label_of_row(first: str) -> str:
    """Return the label of a row whose first cell names a messenger or a fax line, so that its number is that whatever the column is
    called."""
    head = _text(first)[: _WORD_CHARS + 1].lower()
    if len(head) > _WORD_CHARS or refusal().search(head):
        return ""
    if head in channels().spelling["fax-head"]:
        return "Fax"
    named = next((word for kind, word in _MESSENGERS.items() if says(kind, head)), "")
    return f"Tel/{named}" if named and any(says(called, head) for called in CALLS) else named


def _told_beside(first: str, rows: str) -> Iterator[tuple[str, str]]:
    """Yield (label, number) of tables without such a head, if the cell after a number names its kind: "0812 … | Tel/WA"."""
    for row in (first, *_ROW.split(rows, maxsplit=MAX_ROWS)[1 : MAX_ROWS + 1]):
        cells = [_text(cell[:_HEAD_CHARS])[: _CELL_CHARS + 1] for cell in _cells(row)]
        for number, words in pairwise(cells):
            if _NUMBER.fullmatch(fold(number)) and (label := _label(only().sub("", words.lower()).strip(" :()"))) and label[0] != _DOUBTFUL:
                yield label, number


def _lines(cell: str) -> list[str]:
    return [line[:_CELL_CHARS] for part in _BREAK.sub("\n", cell).split("\n") if (line := _text(part))]


def _text(markup: str) -> str:
    """Return the text of a piece of markup, normalised like the page's text."""
    return " ".join(normalise(unescape(TAG.sub("", markup))).split())
