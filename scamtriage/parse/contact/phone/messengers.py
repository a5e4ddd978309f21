"""Messengers named after a phone number as reachable by it: "138 1234 5678（同微信）", "0909 686 868 · Zalo cùng số"."""

import re
from functools import cache

from msgspec import Struct

from scamtriage.knowledge.language.phrases import any_word
from scamtriage.knowledge.pages.contact_table import words_of
from scamtriage.parse.contact.label_words import labels_of, refusal, refused_in_bracket
from scamtriage.parse.contact.phone.reached import denied, may_be_reached_by, reached_by, same_number, through
from scamtriage.parse.contact.setting_names import BY_NUMBER
from scamtriage.records import lazy_re

_BRACKET = lazy_re.compile(r"\s?\(([^()0-9@\n]{2,40})\)")
"""A bracket after a number. Messengers in it are reachable by the number if it contains hardly anything else."""
_MOST_OTHER_CHARS = 6
_BRACKET_PIECES = lazy_re.compile(r"[,;]| - ")
_BEHIND = lazy_re.compile(
    r"\s?[,/💬📱📲🟢]\s?([^,.;:|()\d@\n]{2,40})(?=[.;)\n]|\Z)|\s(?:पर|par)\s([^,.;:|()\d@\n]{2,40})"
    r"|\s((?:call|text)s? ?[/&+] ?[a-z]{2,8})(?![^\n.;)])"
)
"""Text after a number: up to the sentence end (", WhatsApp or Signal."), or around "on" in Hindi ("… पर व्हाट्सएप करें")."""
_SAME = lazy_re.compile(
    r"\s?\(?同(?:号|號)?(?:(whatsapp|wa)|(zalo)|(viber)|(telegram|tele)|(wechat|微信|v信)|(line))"
    r"|\s?[(,、]?()()()()(wechat|微信|v信)()同[号步號](?!\s?:\s?[+(]?[0-9]{3}[0-9 -]{4})"
)
_AFTER_KINDS = ("whatsapp", "zalo", "viber", "telegram", "wechat", "line")
SAID_WITHIN = lazy_re.compile(r"[^0-9@]{1,64}")
"""The text after a number, up to the next number, that may describe it."""
_LEADS_ON = lazy_re.compile(
    r"(?:[:=>]|\s-|\b(?:whatsapp|viber|telegram|signal|zalo) (?:at|on)|\)\s?(?:is|are|là|adalah|ialah|ay|คือ|は|은|는))[\s(+]*\Z"
)
"""What introduces the next number, which is meant instead: "same number on WhatsApp: +855 …", "text only via WhatsApp at +44 …"."""
_LETTER = lazy_re.compile(r"[^\W\d_]")
_HEAD = lazy_re.compile(r"\s?[^\W\d_][^()|\n]{1,30}\([^()\n]{2,40}\)\s?:?\s?")
_NUMBER_AHEAD = lazy_re.compile(r"[0-9][0-9 ().-]{6}")
_PIECES = lazy_re.compile(r"[|]|[.;।](?=\s|\Z)")
_NO_BREAK = lazy_re.compile(r"[^0-9\n.;,|@]{1,40}")


@cache
def _fillers() -> re.Pattern[str]:
    """Return what says nothing else beside messengers in a bracket; also a name before a hyphen."""
    return re.compile(rf"[\s/&,+:.]|{same_number('fillers')}|^[^\W\d_]{{2,12}}\s?-(?=\s?[^\W\d_])")


@cache
def _done() -> re.Pattern[str]:
    """Return what is done by a messenger, as Hindi says it behind "on"."""
    return re.compile(rf"[\s&/,।]|{same_number('done')}")


@cache
def alone() -> re.Pattern[str]:
    """Return what stands behind the name of a messenger and up to its number, if nothing else has the number."""
    return re.compile(rf" ?(?:{same_number('only')})[\s:=>(+-]{{0,4}}\Z")


@cache
def called_too() -> re.Pattern[str]:
    """Return what says behind a messenger's number that it may be called as well: "Zalo 0862 … (có thể gọi trực tiếp)"."""
    return re.compile(rf"[^\S\n]?[(,–-]?[^\S\n]?(?:{same_number('called_too')})(?![^.;)\n]{{0,16}}[0-9+])")


@cache
def only() -> re.Pattern[str]:
    """Return words in a bracket which say that the named thing is the only one, or is excluded."""
    return re.compile(rf"{same_number('only')}|{refusal().pattern}")


@cache
def _chat_only() -> re.Pattern[str]:
    only, chat = same_number("only"), same_number("chat")
    return re.compile(rf"(?:{only}).{{0,24}}(?:{chat})|(?:{chat}).{{0,24}}(?:{only})")


@cache
def _said() -> re.Pattern[str]:
    return re.compile(rf"(?P<same>{same_number('same_number')})|(?P<only>{same_number('only')})")


@cache
def _signal_has_it() -> re.Pattern[str]:
    """Return the name of Signal beside "same number"; elsewhere it is a word of English."""
    same = same_number("same_number")
    has = rf"signal[\s(:,-]{{0,3}}(?:is |पर |par )?(?:the |भी |bhi )?(?:{same})"
    return re.compile(rf"(?<![a-z])(?:{has}|(?:{same}) (?:on|for|via|di|trên) signal(?![a-z]))")


@cache
def _is() -> re.Pattern[str]:
    """Return what stands between a messenger's name and a word for a phone, if they are one."""
    return re.compile(rf"(?:{same_number('same_number')}|{same_number('is')})[\s:]{{0,2}}\Z")


def says_same(between: str) -> bool:
    """Whether the text between a messenger's name and a word for a phone says that they are one: "zalo cô Tư trùng số đt 0903 …"."""
    return _NO_BREAK.fullmatch(between) is not None and _is().search(between) is not None


class Said(Struct, frozen=True):
    """What the text directly after a number says about it."""

    kinds: tuple[str, ...] = ()
    """Messengers reachable by the same number."""
    only: bool = False
    """Calls are not answered: "(wasap sahaja)"."""


def said_after(low: str, end: int) -> Said:
    """Return what the text after a number says about it: 138 1234 5678（同微信）, "0909 686 868 (A. Đức) · Zalo cùng số"."""
    same = _SAME.match(low, end)
    if same is not None:
        return Said((next(_AFTER_KINDS[i % len(_AFTER_KINDS)] for i, group in enumerate(same.groups()) if group),))
    bracket = _BRACKET.match(low, end)
    refused = _refused(low, bracket) if bracket is not None else frozenset()
    said = _said_in(low, end, bracket)
    kinds = tuple(kind for kind in said.kinds if kind not in refused)
    return Said(kinds, said.only) if kinds or not refused else Said()


def _refused(low: str, bracket: re.Match[str]) -> frozenset[str]:
    """Return the messengers that a bracket says are not to be had by the number before it."""
    if refusal().search(bracket[1]) is None:
        return frozenset()
    return frozenset(
        kind
        for kind in (*_AFTER_KINDS, "signal")
        for named in labels_of(kind).finditer(bracket[1])
        if refused_in_bracket().search(low, bracket.start(), bracket.start(1) + named.start()) is not None
    )


def _said_in(low: str, end: int, bracket: re.Match[str] | None) -> Said:
    told = _told(low, end)
    if told.kinds or told.only:
        return told
    if reached := reached_by(low, end) or may_be_reached_by(low, end):
        return Said(reached)
    if bracket is None:
        behind = _BEHIND.match(low, end)
        kinds, rest = _named(behind[behind.lastindex or 1], _fillers() if behind[3] else _done()) if behind else ((), "")
        return Said(tuple(kind for kind in kinds if kind in BY_NUMBER)) if not rest else Said()
    kinds, rest = _named(bracket[1], _fillers())
    if len(rest) <= _MOST_OTHER_CHARS:
        return Said(kinds)
    pieces = _BRACKET_PIECES.split(bracket[1])  # and whose number it is, or which id the account has: "(WA/telp, Bu Tini)"
    told_apart = [kinds for kinds, rest in (_named(piece, _fillers()) for piece in pieces) if kinds and not rest] if len(pieces) > 1 else []
    return Said(tuple(dict.fromkeys(kind for kinds in told_apart for kind in kinds)))


def _named(words: str, fillers: re.Pattern[str]) -> tuple[tuple[str, ...], str]:
    """Return (the messengers that the words name, the words without these names and fillers)."""
    named = {kind: labels_of(kind) for kind in (*_AFTER_KINDS, "signal") if labels_of(kind).search(words)}
    for said in (*named.values(), *((labels_of("social"),) if named else ()), words_of("or", "and"), fillers):
        words = said.sub("", words)
    return tuple(named), words


def _told(low: str, end: int) -> Said:
    """Return the messengers in the clause that says "same number" or "only"."""
    clause = SAID_WITHIN.match(low, end)
    if clause is None or _said().search(clause[0]) is None:
        return Said()
    if low[clause.end() : clause.end() + 1].isdigit() and _OF_NEXT.fullmatch(clause[0]):
        return Said()
    words, said = "", None
    for piece in _PIECES.split(_in_bracket(clause[0]))[:2]:
        lines = piece.strip("\n").split("\n")
        words = next((line for line in lines[:2] if _said().search(line)), "")
        said = _said().search(words)
        if said is not None:
            break
    if said is not None and said["only"] and low[clause.end() : clause.end() + 1].isdigit():
        before, _, behind = clause[0].rpartition(words)
        if "\n" in before and "\n" not in behind:
            return Said()  # the next line contains its own number
        if "\n" in before and _HEAD.fullmatch(words) and behind.startswith("\n") and _NUMBER_AHEAD.match(low, clause.end()):
            return Said()  # the head of the next row of a table: "WhatsApp (chat saja)", and its own number below
    if said is None or (_LEADS_ON.search(clause[0]) and not _LETTER.search(clause[0], clause[0].rfind(words) + len(words))):
        return Said()
    kinds = tuple(kind for kind in _AFTER_KINDS if labels_of(kind).search(words))
    if "signal" in words and (_signal_has_it() if said["same"] is not None else _SIGNAL_BESIDE).search(words):
        kinds += ("signal",)
    if said["same"] is None and low[clause.end() : clause.end() + 1] == "@":
        return Said()  # a handle of the messenger follows
    if said["same"] is not None:
        return Said(kinds)
    if _USER_NAME.search(words, said.end()):
        return Said()  # so does the name of a user
    kinds = tuple(kind for kind in kinds if kind in BY_NUMBER or kind == "signal")
    return Said(kinds, bool(kinds) or _chat_only().search(words) is not None)


_SIGNAL_BESIDE = lazy_re.compile(r"(?<![a-z])signal ?[/&+] ?[a-z]|[a-z] ?[/&+] ?signal(?![a-z])")
"""The name of Signal joined to another messenger's: "(Signal + WhatsApp only)"."""
_USER_NAME = lazy_re.compile(r"(?<![a-z0-9_.@])[a-z]{2,}_[a-z_]{2,}(?![a-z.@])")
"""A name that only accounts have: "(0421) 391 472. Palopo memakai Telegram saja, nama pengguna pos_palopo"."""


def _in_bracket(words: str) -> str:
    """Return the text in the bracket after a number if it describes the number, else the text after the bracket."""
    if words.lstrip()[:1] != "(" or ")" not in words:
        return words
    inside, _, outside = words.partition(")")
    return inside if _said().search(inside) else outside


_OWN_ID = lazy_re.compile(r"\s?[/|,;]\s?(@?[A-Za-z](?=[A-Za-z0-9.-]{0,20}[0-9_])[A-Za-z0-9._-]{3,31})(?![A-Za-z0-9@])")


def own_id_behind(text: str, end: int) -> re.Match[str] | None:
    """Return the id after a number that is the second value of two labels: "WhatsApp/WeChat: +82 10-… / name_intl"."""
    return _OWN_ID.match(text, end)


def belongs_before(low: str, label_start: int, label_end: int, position: int) -> bool:
    """Whether a messenger's name belongs to the number before it, not to the one at `position`: "… Zalo cùng số", "… on WhatsApp,"."""
    head = low[max(0, label_start - 40) : label_start]
    number = _NUMBER_END.match(head)
    after = low[label_end:position]
    if _points_back().match(after) or _denied_there().match(after):
        return True
    if _REMARK_THEN.fullmatch(after):
        return False
    if number is None or not after.strip(" :=>-(+"):
        return False
    if _PARTS.match(after) and through().fullmatch(head, number.end()):
        return True
    around = head[number.end() :] + low[label_start:position]
    if _OF_NEXT.fullmatch(around) or _AT_NEXT.search(around) or _OF_NEW_LINE.search(head, number.end()):
        return False
    said = _said().search(around)
    if said is None or (said["only"] and "\n" in head[number.end() :]):
        return False
    if "\n" in head[number.end() + said.end() :]:
        return False  # said on the line before
    return bool(around[said.end() :].strip(" :=>-(+"))


@cache
def _points_back() -> re.Pattern[str]:
    """Return what points to a number above, at the end of its sentence: "WhatsApp the number above."."""
    return re.compile(rf"[^\S\n]?(?:[a-z]{{2,4}} ){{0,2}}(?:{any_word('same_number', 'above')})[^\S\n]?[.\n]")


@cache
def _denied_there() -> re.Pattern[str]:
    """Return the rest of a sentence that denies the messenger at its beginning: "WhatsAppは使えません。". "WhatsApp no." names a number."""
    return re.compile(rf"(?!\s?no\b)(?:{denied().pattern})[^\d\n.:。|]{{0,24}}[.。|\n]")


_PARTS = lazy_re.compile(r"[^\S\n]?[,;/|、.\n]")
_REMARK_THEN = lazy_re.compile(r"[^()0-9\n.;|]{0,16}\([^()0-9\n]{2,40}\) ?: ?\(?")
"""A remark in brackets and a colon lead on to the next number: "WhatsApp (messages only): 030 …"."""
_OF_NEXT = lazy_re.compile(r"\s?(?:[;,|/]|\n(?![^()\n]{2,40}\([^()\n]{2,40}\)\s?\n))\s?[^;,|/\n()0-9]{2,40}\([^()0-9\n]{2,40}\)[\s:+(]*")
"""Another person or line, with the messenger of the following number in brackets: "; anak beliau Hafiz (WhatsApp sahaja) 012 …"."""
_AT_NEXT = lazy_re.compile(r"\b(?:whatsapp|viber|telegram|signal|zalo) (?:at|on)[\s(+]*\Z")
_OF_NEW_LINE = lazy_re.compile(r"\n[^\W\d_]{2,16} ?\(\Z")
"""A word that begins a line, and the bracket behind it: "010-6512 3456", and below it "手机(微信同号) 139 …"."""
_NUMBER_END = lazy_re.compile(r".*[0-9]{2}(?=[^0-9])", re.DOTALL)
