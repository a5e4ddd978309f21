"""Money sent ahead to whom nobody has seen: for rooms, for a loan, and as gifts while the account of the body that asks cannot be used; and
what the bank that sends it is to be told."""

import re
from collections.abc import Iterator, Sequence

from scamtriage.knowledge.language.folding import without_accents
from scamtriage.knowledge.language.phrases import compiled_in, finder, words_in
from scamtriage.knowledge.language.quoting import quotable
from scamtriage.records import lazy_re
from scamtriage.records.findings import Measurement
from scamtriage.signals.measurement import NO, once, quoted
from scamtriage.signals.page.occurrences import TEXT
from scamtriage.signals.page.reported_speech import Range, marked, within
from scamtriage.signals.page.reporting import could_be_obeyed, recounts
from scamtriage.signals.page.text import BEGINNING_CHARS
from scamtriage.signals.view import View

TABLE = "paid_ahead"
MARKS = ("let_marks", "loan_marks", "gift_marks", "bank_marks")
"""Classes of words of which one stands wherever its story is told."""
LEAST_PARTS = 2
"""Fewest of the first three parts of the story of a room by which it is told."""
LOANS = ("loan_returned", "loan_mistake")
"""Classes of the story of a loan besides a fee before it: it comes back with the loan, and a wrong number of an account raises one more."""
DENIED_CHARS, TOLD_CHARS, MEANWHILE_CHARS = 60, 80, 160
"""Characters before a demand in which it is denied, around one in which it is warned of, and around an account that cannot be used in which
another one is named."""
BEFORE_CHARS, LIMITED_CHARS, TILL_CHARS, BODY_CHARS = 25, 50, 90, 70
"""Characters before and after what is said in which it is limited to some times, or to a counter; after a fee in which it is said who takes
it; and after "for now" in which the body itself is named."""
PRETEXT_CHARS = 110
"""Characters after a question of the bank in which the answer to it stands."""
SCHEMES = (
    *("invest", "profit", "percent", "withdraw", "signals", "task", "commission", "mule", "cryptorail", "refund", "loanfee"),
    *("accusation", "crime", "police", "safeaccount", "holdline"),
)
"""Concepts of what is paid for where a bank is told something else: gains, jobs, accounts and cases. Who sells a car, a course or a journey
speaks of none of them."""
_LIMITS = {"let_unseen": "let_limited", "loan_first": "loan_counter", "bank_hush": "bank_retold", "bank_say": "bank_retold"}
"""A class, and what makes something ordinary of it, or somebody else's, beside it in the sentence."""
_BY_DECLARATION = frozenset({"it", "tr", "pl"})
_VERB_LAST = frozenset({"ja", "ko", "hi"})
"""Languages that deny at the end of a sentence."""
_IN_NUMBERS = lazy_re.compile(r"(?<=\d)[.,](?=\d)")
"""A point within an amount ends no sentence."""
_ENDS = lazy_re.compile(r"[.!?\n।។。！？]")


def room_unseen(view: View) -> Measurement:
    """How many parts of the story of a room a page tells that lets rooms: nobody may see it, where it is or its keys come after the money,
    all of it is transferred, it comes back if the room does not please, and no card will do. Without the first it is the story where all
    others are told, and then as good as two: how to pay is none, small houses take transfers alone, and many send the way or the code of a
    door after the payment."""
    text = _text(view, "let_marks")
    unseen, keys, whole = (_said(view, text, name) if text else None for name in ("let_unseen", "let_keys", "let_whole"))
    parts = [match for match in (unseen, keys, whole) if match]
    if len(parts) < LEAST_PARTS:
        return NO
    no_card = _said(view, text, "let_nocard")
    if no_card:
        parts.append(no_card)
    if unseen is None:
        return _told(view, parts, value=float(LEAST_PARTS)) if no_card and not view.identity.address else NO
    back = _said(view, text, "let_back")  # hostels and houses that show their rooms say so, too: it adds to two others
    return _told(view, [*parts, back] if back else parts)


def loan_ahead(view: View) -> Measurement:
    """How many parts of the story of a loan a page tells that lends: a fee before it, which comes back with it, which a wrong number of an
    account raises, paid to a person or in vouchers. Brokers of mortgages say the first, and any lender takes instalments by tills. A fee
    that is denied, or paid at a counter, is none."""
    text = _text(view, "loan_marks")
    first = _said(view, text, "loan_first", deniable=True) if text else None
    parts = [first] if first else []
    parts += [match for name in LOANS if text and (match := _said(view, text, name))]
    taker = _said(view, text, "loan_person", deniable=True) if parts else None
    if first and taker is None:
        taker = _said(view, text, "loan_till", first.start(), first.end() + TILL_CHARS, deniable=True)
    if taker:
        parts.append(taker)
    return _told(view, parts)


def gifts_to_a_person(view: View) -> Measurement:
    """1 if a page that asks for gifts and shows no address says that its body's account cannot be used, and names beside it a person's, or
    for now one that is not said to be the body's."""
    text = "" if view.identity.address else _text(view, "gift_marks")
    out = _said(view, text, "account_out") if text else None
    if out is None:
        return NO
    first, last = max(0, out.start() - MEANWHILE_CHARS), out.end() + MEANWHILE_CHARS
    instead = _said(view, text, "gift_person", first, last, deniable=True, after=out.end())
    if instead is None:
        instead = _said(view, text, "gift_meanwhile", first, last)
        if instead is None or _search(view, text, "gift_body", out.end(), instead.end() + BODY_CHARS):
            return NO
    return _told(view, sorted((out, instead), key=lambda match: match.start()), value=1)


@once
def bank_deceived(view: View) -> Measurement:
    """1 if the page says that the reader's bank must not know, or what it is to be told that a payment is for, and speaks of that nowhere
    else: who is paid for a car, a course or goods names them elsewhere. What somebody else tells the reader is none of it, nor is an answer
    on a page that says nothing of such a scheme."""
    text = _text(view, "bank_marks")
    if not text:
        return NO
    hush = _said(view, text, "bank_hush")
    if hush:
        return _told(view, [hush], value=1)
    title = without_accents(view.page.title.lower())
    for asked in _matches(view, text, "bank_asks"):
        last = asked.end() + PRETEXT_CHARS
        said = _said(view, text, "bank_say", asked.end(), last)
        for pretext in _matches(view, text, "bank_pretext", asked.end(), last) if said else ():
            if text.count(pretext[0]) == 1 and pretext[0] not in title and any(map(view.text.meant, SCHEMES)):
                return _told(view, [asked, pretext], value=1)
    return NO


def _text(view: View, marks: str) -> str:
    """The page's text in small letters without accents; "" of a page without one of these marks, also in its title, or that warns. A word
    of warning on a page by which money can be sent may be a customer's who feared a scam: it silences what stands beside it, see _said."""
    found = _marks(view)
    if all(found.isdisjoint(words_in(TABLE, marks, language)) for language in _languages(view)):
        return ""
    return _unsilenced(view)


@once
def _unsilenced(view: View) -> str:
    """The same of any page with a mark."""
    if view.text.tells or view.text.about:
        return ""
    bare = _IN_NUMBERS.sub(" ", view.text.bare_beginning)
    silent = _search(view, bare, "told") and (not could_be_obeyed(view.text) or recounts(view.text))
    return "" if silent else bare


@once
def _marks(view: View) -> frozenset[str]:
    """The marks of all stories that stand in the page's text, or in its title."""
    marks = finder(*((TABLE, name) for name in MARKS))
    return frozenset((*marks.found(view.text.beginning), *marks.found(view.page.title.lower())))


@once
def _languages(view: View) -> tuple[str, ...]:
    """The primary tag of the language that is read, or else declared. Those that no words are known of are read as their neighbours: where
    one is declared, both are looked for, as anybody can declare it."""
    read, declared = (tag.partition("-")[0].lower() for tag in (view.page.language, view.page.declared_language))
    if read and declared in _BY_DECLARATION:
        return (declared, read) if declared != read else (read,)
    return (read or declared,)


def _matches(view: View, text: str, name: str, start: int = 0, end: int = BEGINNING_CHARS) -> Iterator[re.Match[str]]:
    """Where a class stands in a text in the language of the page, which alone is looked for, as a page is read in one."""
    for language in _languages(view):
        expression = compiled_in(TABLE, name, language)
        if expression:
            yield from expression.finditer(text, start, end)


def _search(view: View, text: str, name: str, start: int = 0, end: int = BEGINNING_CHARS) -> re.Match[str] | None:
    return next(_matches(view, text, name, start, end), None)


def _said(
    view: View, text: str, name: str, start: int = 0, end: int = BEGINNING_CHARS, *, deniable: bool = False, after: int = 0
) -> re.Match[str] | None:
    """The first occurrence of a class that nobody reports or warns of, limits to some times or counters, or denies in its sentence. What
    stands before `after` denies nothing that stands behind it."""
    for match in _matches(view, text, name, start, end):
        at, to = match.span()
        if view.text.warned(TEXT, at) or within(_spoken(view), at) or _search(view, text, "told", max(0, at - TOLD_CHARS), to + TOLD_CHARS):
            continue
        limit = _LIMITS.get(name)
        if limit and _search(view, _sentence(text, at - BEFORE_CHARS, match, LIMITED_CHARS), limit):
            continue
        if deniable and _denied(view, text, match, after if at >= after else 0):
            continue
        return match
    return None


@once
def _spoken(view: View) -> list[Range]:
    """What stands between quotation marks on a page that hands its reader no way to obey, however much of it that is: people in a novel
    speak so."""
    return [] if could_be_obeyed(view.text) else marked(_unsilenced(view))


def _denied(view: View, text: str, match: re.Match[str], after: int) -> bool:
    last = DENIED_CHARS if not _VERB_LAST.isdisjoint(_languages(view)) else 0
    return _search(view, _sentence(text, max(after, match.start() - DENIED_CHARS), match, last), "denied") is not None


def _sentence(text: str, start: int, match: re.Match[str], further: int) -> str:
    """The sentence of a match, from `start` and for so many characters further."""
    before, after = text[max(0, start) : match.start()], text[match.end() : match.end() + further]
    return _ENDS.split(before)[-1] + match[0] + _ENDS.split(after)[0]


def _told(view: View, found: Sequence[re.Match[str]], value: float | None = None) -> Measurement:
    """`value`: how many parts, unless it is given. An address may be anybody's, and makes one part less of it."""
    if not found:
        return NO
    text = quotable(found[0].string, view.page.text[:BEGINNING_CHARS])
    counted = float(len(found) - view.identity.address) if value is None else value
    return quoted(counted, text, found, count=len(found))
