"""The names of payee schemes in a text: which of them introduce a number or an id, and which only say that money can be paid so."""

import re
from bisect import bisect_left
from functools import cache

from scamtriage.knowledge.pages.contact_table import channels, words_of
from scamtriage.parse.contact.label_words import labels_of
from scamtriage.records import lazy_re

PAYS = "pays:"
"""The beginning of the label classes; the rest is the index of the scheme."""
Span = tuple[int, int, str]

_JOINT = r"[ :=>(\"'–-]{0,3}"
_ID = r"\+?\(?[0-9]|o[0-9]{2,3}[ .-]?[0-9]|[a-z0-9][a-z0-9._-]{1,40}@|[rst][0-9]{2}[a-z]{2}[0-9]"
_TAKES_REACH, _BULLET_CHARS = 60, 4
_SHOUTED_CHARS = 16
_SHOUTED = lazy_re.compile(r"[A-Z]{3} \Z")
"""A word in capitals: after it capitals say nothing ("PENCAIRAN DANA 0812…")."""


@cache
def _gap() -> re.Pattern[str]:
    """Return what may stand between a name and its id: a remark in a bracket, or the owner's name, also between dashes, unless they tell
    whom to call; then words for a number.
    """
    words = words_of("payee-id").pattern
    called = rf"(?:{words_of('payee-called', 'examples').pattern})"
    remark = rf" \((?![^()\n]{{0,24}}pay\)|[^()\n]{{0,24}}?{called})[^()0-9\n]{{1,24}}\)(?=[ :])"
    owner = (
        rf" (?:{words_of('payee-owner').pattern})(?: |(?<=[^\x00-\u024f\u1e00-\u1eff]))"
        rf"(?![^0-9\n:;,.|/()]{{0,20}}?{called})[^0-9\n:;,.|/()]{{1,20}}(?=:)"
    )
    parted = rf" ?-(?![^0-9\n:;,|/()]{{0,20}}?{called})[^0-9\n:;,|/()-]{{2,28}}(?=-)"
    next_line = rf"{_JOINT}\n{{1,2}}(?:{words}){_JOINT}(?<=[:=] )"
    return re.compile(rf"(?:{remark}|{owner}|{parted})?(?:{_JOINT}(?:{words})){{0,3}}(?:{next_line}|{_JOINT}\n?[ (]?)(?={_ID})")


@cache
def _between() -> re.Pattern[str]:
    return re.compile(rf"\s?(?:[/,&+]|{words_of('or', 'and').pattern})\s?")


@cache
def _capitals(index: int) -> frozenset[str]:
    return frozenset(word for word in channels().payees[index].words if word.isascii() and word.isupper())


def id_after(low: str, start: int, end: int) -> int | None:
    """Return where the id begins that directly follows the name at `start` to `end`, or None.

    Across a line's end, as between the cells of a table, the name must begin its line.
    """
    gap = _gap().match(low, end)
    if gap is None:
        return _below(low, start, end)
    if "\n" in gap[0] and low[max(0, start - _BULLET_CHARS) : start].rstrip(" -•*·")[-1:] not in ("", "\n"):
        return None
    if words_of("takes-payment").search(low, max(0, start - _TAKES_REACH), start) and not any(c in gap[0] for c in ":="):
        return None
    return gap.end()


def _below(low: str, start: int, end: int) -> int | None:
    """Return where the id begins to which the line below a heading tells to pay: "Pembayaran via DANA / Kirim pembayaran ke nomor: 0838 …".

    The heading is the name alone, or a means of payment. What is sent to a number once one has paid, a slip or a question, is sent to its
    owner's telephone.
    """
    order = _order().match(low, end)
    if order is None or words_of("paying", "pay-into").search(order["told"]) is None:
        return None
    if words_of("paid-proof", "payee-called").search(order["told"]) or labels_of("not-phone").search(order["told"]):
        return None
    head = low[max(low.rfind("\n", 0, start) + 1, start - _TAKES_REACH) : start]
    if words_of("takes-payment").search(head) or (_WORD.search(head) and words_of("paid-through", "paying").search(head) is None):
        return None
    return order.end()


_WORD = lazy_re.compile(r"[^\W_]")


@cache
def _order() -> re.Pattern[str]:
    """Return the rest of a heading, and a clause behind it that ends with a word for a number, or with "to", right before an id."""
    words = words_of("payee-id").pattern
    return re.compile(rf"[^0-9\n.:!]{{0,16}}[.:!\n]\s{{0,2}}(?P<told>[^0-9\n.!?]{{2,48}}?(?:{words})){_JOINT}\n?[ (]?(?={_ID})")


def other_id_after(low: str, end: int) -> int | None:
    """Return where another id of the same scheme begins behind one that ends here: "UEN 201931204K or mobile 9312 0450"."""
    other = _other_id().match(low, end)
    return other.end() if other is not None else None


@cache
def _other_id() -> re.Pattern[str]:
    either = words_of("or").pattern
    return re.compile(
        rf" ?(?:/|,? ?(?:{either})) ?(?:(?:{words_of('payee-id').pattern}){_JOINT}){{1,2}}(?={_ID})| ?(?:{either}) ?(?=\+?[0-9])"
    )


@cache
def _id_then() -> re.Pattern[str]:
    """Return a number and what joins it to the scheme behind it: "0917 123 4567 (GCash)", "send to 0917 123 4567 via"."""
    through = words_of("paid-through").pattern
    number, others = r"(\+?\(?[0-9](?:[ .()-]{0,3}[0-9]){7,13})", r"(?:[a-z' ]{2,16} ?[/&,] ?){0,2}"
    return re.compile(rf"(?<![0-9a-z+./,-]){number}(?: ?(?P<bracket>\(){others}| (?:{through}) ?)\Z")


_BEFORE_CHARS = 52
_NAME_ENDS = lazy_re.compile(r" ?(?:[/&,] ?[a-z' ]{2,16}){0,2}(?:[.,;!\n]|\Z)")
_BRACKET_ENDS = lazy_re.compile(r" ?(?:[/&,] ?[a-z' ]{2,16}){0,2}\)")


def id_before(low: str, start: int, end: int) -> tuple[int, int] | None:
    """Return (start, end) of the number that ends right before the name at `start` to `end`, which the name ends its clause behind."""
    begin = max(0, start - _BEFORE_CHARS)
    number = _id_then().search(low[begin:start])
    if number is None or (_BRACKET_ENDS if number["bracket"] else _NAME_ENDS).match(low, end) is None:
        return None
    return begin + number.start(1), begin + number.end(1)


def _stands_out(text: str, start: int, end: int) -> bool:
    """Whether the word is in capitals and the word before it is not."""
    return text[start:end].isupper() and _SHOUTED.search(text, max(0, start - _SHOUTED_CHARS), start) is None


@cache
def _also_people() -> frozenset[str]:
    return frozenset(word for payee in channels().payees for word in payee.beside)


def _is_next(low: str, span: Span, named: list[Span]) -> bool:
    """Whether another scheme of `named`, which is in order, and its number stand right before the name, in the same line."""
    first, last = bisect_left(named, (span[0] - _NEXT_CHARS - _NAME_CHARS,)), bisect_left(named, (span[0],))
    near = named[max(first, last - _MOST_NEAR) : last]
    return any(name != span[2] and _NUMBER_THEN.match(low, end, span[0]) is not None for _, end, name in near)


_NEXT_CHARS, _NAME_CHARS, _MOST_NEAR = 64, 24, 6
_NUMBER_THEN = lazy_re.compile(r"[ :=(-]{0,4}\+?[0-9][0-9 ().-]{7,16}[^0-9\n]{0,40}\Z")


def introducing(text: str, low: str, spans: list[Span]) -> list[Span]:
    """Return the spans without names of schemes that no id follows: "PromptPay, GCash and cards are welcome"."""
    named = sorted(span for span in spans if span[2].startswith(PAYS))
    if not named:
        return spans
    kept: set[Span] = set()
    heads: set[int] = set()
    for span in reversed(named):
        start, end, name = span
        if low[start:end].upper() in _capitals(int(name[len(PAYS) :])) and not _stands_out(text, start, end):
            continue
        if low[start:end] in _also_people() and not _is_next(low, span, named):
            continue
        joint = _between().match(low, end)
        if (joint is not None and joint.end() in heads) or id_after(low, start, end) is not None or id_before(low, start, end) is not None:
            kept.add(span)
            heads.add(start)
    return [span for span in spans if not span[2].startswith(PAYS) or span in kept]
