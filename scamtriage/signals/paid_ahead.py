"""Money sent ahead to whom nobody has seen: for rooms, for a loan, and as gifts while the account of the body that asks cannot be used."""

import re
from collections.abc import Sequence

from scamtriage.knowledge.language.folding import without_accents
from scamtriage.knowledge.language.phrases import compiled_in, words_in
from scamtriage.knowledge.language.quoting import Find, quotation
from scamtriage.records.assessment import Measurement
from scamtriage.signals.measurement import NO, in_page, once
from scamtriage.signals.page.occurrences import TEXT
from scamtriage.signals.view import View

TABLE = "paid_ahead"
ROOMS = ("let_unseen", "let_keys", "let_whole", "let_nocard")
"""Classes of the story of a room: nobody may see it, where it is or its keys come after the money, all of it is transferred, and no card
will do. Who lets honestly says one: small houses take transfers alone, or send the code of a door after the payment."""
LOANS = ("loan_first", "loan_returned", "loan_mistake", "loan_person")
"""Classes of the story of a loan: a fee before it, which comes back with it, which a wrong number of an account raises, paid to a person
or in vouchers. Brokers of mortgages say the first."""
MOST_CHARS = 6_000
"""Characters in which they are searched for."""
DENIED_CHARS, MEANWHILE_CHARS = 60, 160
"""Characters before a demand in which it is denied, and around an account that cannot be used in which another one is named."""
_BY_DECLARATION = frozenset({"it", "tr", "pl"})
_IN_NUMBERS = re.compile(r"(?<=\d)[.,](?=\d)")
"""A point within an amount ends no sentence."""
_ENDS = re.compile(r"[.!?\n។।。！？]")


def room_unseen(view: View) -> Measurement:
    """How many of ROOMS a page tells that lets rooms and shows no address. 0 of one that warns of such rooms."""
    text = _text(view, "let_marks")
    return _told(view, [match for name in ROOMS if (match := _said(view, text, name))] if text else [])


def loan_ahead(view: View) -> Measurement:
    """How many of LOANS a page tells that lends and shows no address. A fee before it that is denied is none. 0 of one that warns of it."""
    text = _text(view, "loan_marks")
    found = [match for name in LOANS if (match := _said(view, text, name, deniable=name == LOANS[0]))] if text else []
    return _told(view, found)


def gifts_to_a_person(view: View) -> Measurement:
    """1 if a page that asks for gifts and shows no address says that its body's account cannot be used, and names a person's beside."""
    text = _text(view, "gift_marks")
    out = _said(view, text, "account_out") if text else None
    if out is None:
        return NO
    instead = _search(view, text, "gift_person", max(0, out.start() - MEANWHILE_CHARS), out.end() + MEANWHILE_CHARS)
    return _told(view, [out]) if instead else NO


def _text(view: View, marks: str) -> str:
    """The page's text in small letters without accents; "" of a page without one of these marks, also in its title, with an address, or
    that warns."""
    low, title = view.page.text[:MOST_CHARS].lower(), view.page.title.lower()
    if (
        not any(mark in low or mark in title for mark in words_in(TABLE, marks, _language(view)))
        or view.text.tells
        or view.text.about
        or view.identity.address
    ):
        return ""
    bare = _IN_NUMBERS.sub(" ", without_accents(low))
    return "" if _search(view, bare, "told") else bare


@once
def _language(view: View) -> str:
    """The primary tag of the language that is read, or else declared. Those that no words are known of are read as their neighbours."""
    read, declared = (tag.partition("-")[0].lower() for tag in (view.page.language, view.page.declared_language))
    return declared if not read or declared in _BY_DECLARATION else read


def _search(view: View, text: str, name: str, start: int = 0, end: int = MOST_CHARS) -> re.Match[str] | None:
    """The first occurrence of a class in the language of the page, which alone is looked for, as a page is read in one."""
    found = compiled_in(TABLE, name, _language(view))
    return found.search(text, start, end) if found else None


def _said(view: View, text: str, name: str, *, deniable: bool = False) -> re.Match[str] | None:
    """The first occurrence of a class that is not reported, and not denied in its sentence."""
    expression = compiled_in(TABLE, name, _language(view))
    for match in expression.finditer(text) if expression else ():
        if view.text.warned(TEXT, match.start()):
            continue
        if deniable:
            before = _ENDS.split(text[max(0, match.start() - DENIED_CHARS) : match.start()])[-1]
            if _search(view, before + match[0], "denied"):
                continue
        return match
    return None


def _told(view: View, found: Sequence[re.Match[str]]) -> Measurement:
    if not found:
        return NO
    text, bare = view.page.text[:MOST_CHARS], found[0].string
    if len(text) != len(bare):  # marks that no letter bears: positions in one are not those in the other
        text = bare
    quote = quotation([Find(text, match.start(), match.end()) for match in found])
    return Measurement(value=float(len(found)), shown={"count": len(found), "quote": quote}, pointers=in_page("page.text", quote))
