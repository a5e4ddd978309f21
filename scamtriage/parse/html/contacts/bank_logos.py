"""Numbers below a picture whose file is named after a bank: `<img src="img/rek-bca.png" alt=""> <p>070 303 1011</p>`.

A row of such pictures also tells which cards a shop takes. What is read here is a card: the picture, then lines of which one is a number
and nothing else, where the words above speak of accounts or of paying. Whether the number is one of that bank's, `logo_cards` decides.
"""

import re
from collections.abc import Sequence
from functools import cache
from html import unescape
from itertools import islice
from urllib.parse import unquote

from scamtriage.knowledge.language.folding import normalise
from scamtriage.knowledge.matcher import Matcher, Pattern, utf8
from scamtriage.knowledge.pages.contact_table import channels, words_of
from scamtriage.parse.contact.anchors import CALLS
from scamtriage.parse.contact.fold import fold
from scamtriage.parse.contact.label_words import labels_of, says
from scamtriage.parse.contact.logo_cards import BANK_CARD, HEADED, banks_by_key
from scamtriage.records import lazy_re
from scamtriage.records.limits import limit

MAX_CARDS, MAX_READ, MAX_PICTURES = 60, 400, 3_000
"""Cards that are kept, pictures named after banks whose surroundings are read, and pictures of which the names are."""
_CARD_BYTES, _HEAD_BYTES = 1_600, 900
_IMAGE = lazy_re.compile(rb"<img\s[^<>]{1,600}>", re.IGNORECASE)
_ATTRIBUTE = lazy_re.compile(
    r"\s(src|data-src|data-lazy-src|alt|title)\s{0,2}=\s{0,2}(?:\"([^\"]{0,400})\"|'([^']{0,400})'|([^\s\"'>]{1,400}))", re.IGNORECASE
)
_FILE = lazy_re.compile(r"\.(?:png|jpe?g|svg|webp|gif|avif|bmp)\b", re.IGNORECASE)
_SEPARATOR = lazy_re.compile(r"[/\\=?&#]")
_GAPS = b"-_ .+'0123456789"
_SOURCE_CHARS, _NAME_CHARS = 400, 80
_CAMEL = lazy_re.compile(r"(?<=[a-z])(?=[A-Z])")
_PART = lazy_re.compile(r"[a-z]+")
_AROUND = lazy_re.compile(r"\A(?:logo|norek|rek|icon|ico|img|pay)|(?:logo|icon|img)\Z")
"""What is written together with a bank's name in the name of a file: `logobca.png`."""
_ALT_CHARS, _MOST_PARTS, _MOST_JOINED = 40, 10, 4
_OVER = lazy_re.compile(r"</(?:section|table|tr|ul|ol|main|form|footer)\b|<(?:section|footer|form|h[12]|tr|nav)\b", re.IGNORECASE)
_COPIES = lazy_re.compile(r"copy|salin|clipboard|copies", re.IGNORECASE)
_UNREAD = lazy_re.compile(
    r"<(script|style|template|select|textarea)\b.*?(?:</\1\s{0,4}>|\Z)|<!--.*?(?:-->|\Z)|<a\s.*?(?:</a\s{0,4}>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
"""What no reader sees, and links: the item of a menu is no heading."""
_LINE = lazy_re.compile(
    r"<(?:/?(?:p|div|li|td|th|tr|dd|dt|dl|ul|ol|table|h[1-6]|section|article|header|footer|figure|figcaption|button)|br|hr)\b[^<>]{0,400}>",
    re.IGNORECASE,
)
_TAG = lazy_re.compile(r"<[^<>]{0,600}>|<[^<>]*\Z|\A[^<>]{0,600}>")
_NUMBER = lazy_re.compile(r"[0-9](?:[ -]?[0-9]){7,19}")
_WRITTEN = lazy_re.compile(rb"[0-9](?:[ -]?[0-9]){7}|[\x80-\xff]")
_HEAD_CHARS, _MOST_ABOVE, _MOST_WORDS, _MOST_LINES = 70, 8, 3, 12
_SHAPE = lazy_re.compile("[0-9]")


def bank_cards(images: Sequence[tuple[str, str, str]], markup: bytes, reached: list[str]) -> list[tuple[str, str]]:
    """Return (BANK_CARD, text) for each card: a first line with the key of the bank's name, and HEADED if the words above speak of
    accounts, then the numbers as they are written.

    `images`: those of the document, of which most pages have none with such a name. Linear in the markup (UTF-8), and no more than MAX_READ
    pieces of it are read as lines. A limit that was reached is added to `reached`.
    """
    if not _may_name(images):
        return []
    cards: list[tuple[str, str]] = []
    pictures = [(tag.start(), tag.end(), *_names(tag[0])) for tag in islice(_IMAGE.finditer(markup), MAX_PICTURES + 1)]
    if len(pictures) > MAX_PICTURES:
        reached.append(limit("bank logos", MAX_PICTURES))
        del pictures[MAX_PICTURES:]
    before, headed, read = -1, False, 0
    for at, (start, end, key, _) in enumerate(pictures):
        if not key:
            continue
        stop = next((other for other, _, named, file in pictures[at + 1 : at + 6] if named or not _COPIES.search(file)), len(markup))
        card = markup[end : min(stop, end + _CARD_BYTES)]
        if _WRITTEN.search(card) is None:
            continue
        if len(cards) >= MAX_CARDS or read >= MAX_READ:  # not by the cards alone: most pictures that are read have none
            reached.append(limit("bank logos", MAX_CARDS if len(cards) >= MAX_CARDS else MAX_READ))
            break
        read += 1
        body = card.decode("utf-8", "ignore")
        over = _OVER.search(body)
        numbers, told = _numbers(_lines(body[: over.start()] if over is not None else body))
        if not numbers:
            continue
        told = told or (headed and before >= 0 and start - before <= _HEAD_BYTES)
        above = [] if told else _lines(markup[max(0, start - _HEAD_BYTES) : start].decode("utf-8", "ignore"))[-_MOST_ABOVE:]
        headed = told or _speaks_of_account(above)
        before = end + len(card)
        if not (headed or _pays(above)):
            continue
        if key in _wallets():
            cards += [("image alt", f"{_wallets()[key]}: {number}") for number in numbers]
        if key in banks_by_key():
            cards.append((BANK_CARD, "\n".join((f"{key} {HEADED}" if headed else key, *numbers))))
    return cards


def _may_name(images: Sequence[tuple[str, str, str]]) -> bool:
    """Whether a picture is named after a bank. One scan of all names first: on most pages none holds such a name."""
    told = utf8("\n".join([f"{source[-_SOURCE_CHARS:]} {alt[:_ALT_CHARS]}" for source, alt, _ in images if source or alt]))
    found = _marks().found(told.lower().translate(None, _GAPS))
    if not found:
        return False
    names = [utf8(f"{source[-_SOURCE_CHARS:]} {alt[:_ALT_CHARS]}").lower().translate(None, _GAPS) for source, alt, _ in images]
    held = [utf8(name) for name in found]
    return any(bank_key(source, alt) for (source, alt, _), name in zip(images, names, strict=True) if any(map(name.__contains__, held)))


@cache
def _marks() -> Matcher[str]:
    return Matcher([Pattern(name, name) for name in sorted(_names_of_files())])


def bank_key(source: str, alt: str) -> str:
    """Return the name of the one bank or wallet after which a picture is named, in small letters and without gaps; "" if of none."""
    address = unquote(source[-_SOURCE_CHARS:]) if source[:5] != "data:" else ""
    ending = _FILE.search(address)
    found = _named(_SEPARATOR.split(address[: ending.start()])[-1][-_NAME_CHARS:]) if ending is not None else ""
    return found or (_named(alt) if 0 < len(alt) <= _ALT_CHARS else "")


def _named(text: str) -> str:
    parts = _PART.findall(_CAMEL.sub(" ", text).lower())
    if not parts or len(parts) > _MOST_PARTS:
        return ""
    names = _names_of_files()
    found: dict[str, None] = {}
    at = 0
    while at < len(parts):
        for stop in range(min(len(parts), at + _MOST_JOINED), at, -1):
            joined = "".join(parts[at:stop])
            name = joined if joined in names else _AROUND.sub("", joined)
            if name in names:
                found[name] = None
                at = stop - 1
                break
        at += 1
    return next(iter(found)) if len(found) == 1 else ""


@cache
def _names_of_files() -> frozenset[str]:
    return frozenset((*banks_by_key(), *_wallets()))


@cache
def _wallets() -> dict[str, str]:
    """Return key -> name of the schemes that pay to a number: wallets and the like."""
    named: dict[str, str] = {}
    for payee in channels().payees:
        for word in (*payee.words, *payee.beside):
            key = "".join(filter(str.isalnum, word.lower()))
            if key.isascii() and key.isalpha():
                named.setdefault(key, payee.words[0])
    return named


def _names(tag: bytes) -> tuple[str, str]:
    given = {m[1].lower(): m[2] or m[3] or m[4] or "" for m in _ATTRIBUTE.finditer(tag.decode("utf-8", "ignore"))}
    source = given.get("data-src") or given.get("data-lazy-src") or given.get("src", "")
    return bank_key(source, unescape(given.get("alt", ""))), source


def _lines(markup: str) -> list[str]:
    text = _TAG.sub(" ", _LINE.sub("\n", _UNREAD.sub("\n", markup)))
    lines = (" ".join(fold(normalise(unescape(line))).split()) for line in text.split("\n"))
    return [line for line in lines if line]


def _speaks_of_account(above: list[str]) -> bool:
    """Whether a short line of its own speaks of an account: "Rekening Kami", "Bank account"."""
    short = [line.lower() for line in above if len(line) <= _HEAD_CHARS]
    return any(says("account", line) or words_of("pay-into", "holder").search(line) is not None for line in short)


def _pays(above: list[str]) -> bool:
    text = "\n".join(above).lower()
    return words_of("paying").search(text) is not None and words_of("takes-payment").search(text) is None


def _numbers(lines: list[str]) -> tuple[list[str], bool]:
    """Return (the first numbers of a card that stand alone in their lines and are written alike, whether a line says they are accounts)."""
    numbers: list[str] = []
    told, shape, words = False, "", 0
    for line in lines[:_MOST_LINES]:
        low = line.lower()
        if any(says(name, low) for name in CALLS) or says("whatsapp", low) or says("fax", low):
            break
        number = _NUMBER.search(line)
        if number is None:
            words += 1
            told = told or (words_of("holder").search(low) is not None or says("account", low))
            if words > _MOST_WORDS and not numbers:
                break
            continue
        label, rest = low[: number.start()].strip(" :.-#("), low[number.end() :].strip()
        labelled = label != "" and labels_of("account").fullmatch(label) is not None
        if (label and not labelled) or (rest and not _GOES_ON.fullmatch(rest)):
            break
        if shape and _SHAPE.sub("0", number[0]) != shape:
            break
        shape = _SHAPE.sub("0", number[0])
        told = told or labelled
        numbers.append(number[0])
    return numbers, told


_GOES_ON = lazy_re.compile(r"[(|/-]? ?[^\W\d_][^0-9]{0,60}")
"""What may stand behind the number in its line: whose it is, and a button. No sum, no count, no further digits."""
