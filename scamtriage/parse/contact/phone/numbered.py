"""Numbers of things: "Policy number: 081…", "លេខបញ្ជាទិញ៖ 012…". An order or a contract has one, and nobody answers it."""

import re
from functools import cache

from scamtriage.knowledge.language.phrases import expression
from scamtriage.knowledge.pages.contact_table import channels, words_of
from scamtriage.parse.contact.phone.shape import names_somebody
from scamtriage.records import lazy_re

_REACH = 60
_PREFIX = r"(?:[ :#]{1,2}[bcdfghjklmnpqrstvwxz]{2,4})?"
"""Letters that begin the number of a file or a loan: "Mã khoản vay TD 0912…". Words have vowels."""
_END = rf"{_PREFIX}[\s:#=|>-]{{0,4}}\Z"
_SHORT = r"(?: ?\([a-z]{2,6}\))?"
"""What the thing is called for short: "Mã bệnh nhân (PID): 0912…". A messenger there is a word for who is called, and known before."""
_CLAUSE = r"[\n.,;:!?|()\[\]/*\u2022\u2013\u2014\u3001\u3002\u17d4\u17d6\u104a\u104b-]|[0-9]{4}\s"
"""Where a clause begins: behind a mark, or behind the number of the paper before."""
_RIGHT_BEHIND = rf"{_PREFIX}[^\S\n]?[:#]?[^\S\n]?\Z"
_UNSPACED = "[\u0e01-\u0e4e\u0e81-\u0edf\u1000-\u103f\u1050-\u109f\u1780-\u17d3\u3005\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]"
"""Letters of scripts in which a word for a number makes one word with the thing. Others need a thing that is known to have one, because
names may precede or follow there: "Nomor Budi: 0812 …".
"""


def is_of_a_thing(low: str, start: int, *, grouped: bool, mobile: bool = False) -> bool:
    """Whether a word for a number and the thing that has it stand directly before. Words for a phone must be excluded by the caller.

    Digits that are grouped as a phone's are one, unless the thing is known: "警察の番号 03-1234-5678", "엄마 번호 010-1234-5678".
    Nobody calls a receipt: `mobile` digits are none's even if grouped; those of a fixed line may be its office's.
    """
    before = low[max(0, start - _REACH) : start]
    if _known().search(before) or (not grouped and _paper("papers").search(before)):
        return True
    if (mobile or not grouped) and _paper("receipts").search(before):
        return True
    named = None if grouped or before.isascii() else _unspaced().search(before)
    if named is None or names_somebody(low, start):
        return False
    own = words_of("own-number")
    return not (own.match(named["behind"]) if named["behind"] else own.search(_OF_PAPERS.sub("", named[0])))


def is_of_a_memo(text: str, start: int) -> bool:
    """Whether a number stands behind a word in capitals that the payer is to write beside a transfer: it names the payer."""
    return (
        _CAPITALS.search(text, max(0, start - _CODE_CHARS), start) is not None
        and _memo().search(text, max(0, start - _REACH), start) is not None
    )


_CODE_CHARS = 18
_CAPITALS = lazy_re.compile(r"(?<![A-Za-z0-9])[A-Z][A-Z0-9]{1,15}[ -]\Z")


@cache
def _memo() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![^\W\d_])(?i:{expression('around_contacts', 'memo')})[^\S\n]?[:=-][^\S\n]?\"?(?:[A-Z][A-Z0-9]{{1,15}}[ -]){{1,3}}\Z"
    )


_OF_PAPERS = lazy_re.compile("เลขที่|ເລກທີ")
"""Words for the number of a paper that hold the word for "at", which would make it a number to call."""


def is_of_a_paper(low: str, start: int) -> bool:
    """Whether a paper, or a word for the number of a thing that is no account, stands directly before digits: they are no account."""
    before = low[max(0, start - _REACH) : start]
    if _paper("papers").search(before) or _paper("receipts").search(before):
        return True
    known = _known().search(before)
    return known is not None and not any(word in known[0] for word in _of_accounts())


@cache
def _of_accounts() -> tuple[str, ...]:
    """Return words for accounts and for cards, by whose numbers accounts are paid into."""
    return (*(word for word in channels().labels["account"] if len(word) > _BARE), "card", "kad", "kartu", "thẻ", "บัตร", "va", "bank")


_BARE = 2
"""Shorter words are parts of others."""


def paper_before(low: str, start: int) -> int:
    """Return where the clause of a paper right before begins, -1 if there is none. Its word may hold one for calls: 预约 of 预约单."""
    begin = max(0, start - _REACH)
    found = _paper("papers").search(low[begin:start])
    return begin + found.start() if found is not None else -1


def thing_before(low: str, start: int) -> int:
    """Return where the word for a number and a thing that is known to have one begin right before; -1 if there are none."""
    found = _known().search(low, max(0, start - _REACH), start)
    return found.start() if found is not None else -1


_NO_CODE = r"(?!(?:vùng|quốc|nước|area|wilayah|negara|kawasan|telp|telepon|ke|kepada|dari|di|tới|đến|về|cho|qua|từ|là|adalah)(?![^\W\d_]))"
_CODES = rf"(?<![^\W\d_])(?:mã|kode|kod)(?: {_NO_CODE}[^\W\d_]{{1,8}}){{1,2}}"
"""A word that names a code and never a telephone, and whatever has it: "Mã SP", "kode booking".

Codes of areas belong to telephones, and a code may be sent to one: "kirim kode OTP ke 0812…".
"""


@cache
def _known() -> re.Pattern[str]:
    first, last, things = (words_of(name).pattern for name in ("number-before", "number-behind", "numbered"))
    named = rf"(?:{first})\s?(?:{things})(?:\s[^\W\d_]{{1,12}})?|(?:{things})\s?(?:{last})|{_CODES}"
    return re.compile(rf"(?:{named})\.?{_SHORT}{_END}|(?:{words_of('papers-numbered').pattern}|ใบ{_UNSPACED}{{1,20}}เลขที่){_RIGHT_BEHIND}")


@cache
def _paper(name: str) -> re.Pattern[str]:
    """Return a paper of this list that begins its clause. Behind other words it may be what somebody sees to: "Unit lesen 03-7741 2088"."""
    return re.compile(rf"(?:\A|{_CLAUSE})\s{{0,2}}(?:(?:your|the|this|our|my) )?(?:{words_of(name).pattern}){_RIGHT_BEHIND}")


@cache
def _unspaced() -> re.Pattern[str]:
    first, last = (
        "|".join(sorted((word for word in channels().spelling[name] if re.match(_UNSPACED, word)), key=len, reverse=True))
        for name in ("number-before", "number-behind")
    )
    return re.compile(rf"(?:(?:{first})(?P<behind>{_UNSPACED}{{2,24}}(?: {_UNSPACED}{{1,12}})?)|{_UNSPACED}{{1,16}} ?(?:{last})){_END}")
