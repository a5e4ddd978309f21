"""Messengers named after a phone number as reachable by it: "138 1234 5678（同微信）", "0909 686 868 · Zalo cùng số"."""

import re

from msgspec import Struct

from scamtriage.knowledge.pages.contact_table import words_of
from scamtriage.parse.contact.label_words import NOT
from scamtriage.parse.contact.setting_names import BY_NUMBER
from scamtriage.parse.contact.wallets import context

_BRACKET = re.compile(r"\s?\(([^()0-9@\n]{2,40})\)")
"""A bracket after a number. Messengers in it are reachable by the number if it contains hardly anything else."""
_FILLERS = re.compile(
    r"[\s/&,+:.]|cùng|same|also|only|via|chỉ|nhận|dùng|có|kết bạn|hanya|khusus|juga|on|เท่านั้น"
    r"|available|ready|accepted|welcome|bisa|boleh|tersedia|pwede|ใช้|มี|只限|僅限|只|同号|同號"
    r"|calls?|texts?|sms|tawag|telepon|telefon|panggilan|pesan|mesej|gọi|nhắn tin|โทร|ข้อความ|电话|電話|短信|簡訊|通話|전화|문자|कॉल|फोन"
    r"|\bj(?:e|er)\b|\baje\b|^[^\W\d_]{2,12}\s?-(?=\s?[^\W\d_])"
    r"|လည်း|ရ(?:ပါ)?(?:သည်|တယ်)"
)
_MOST_OTHER_CHARS = 6
_BEHIND = re.compile(r"\s?[,/]\s?([^,.;:|()\d@\n]{2,40})(?=[.;)\n]|\Z)|\s(?:पर|par)\s([^,.;:|()\d@\n]{2,40})")
"""Text after a number: up to the sentence end (", WhatsApp or Signal."), or around "on" in Hindi ("… पर व्हाट्सएप करें")."""
_DONE = re.compile(r"[\s&/,।]|करें|करे|कर|भेजें|लिखें|मैसेज|कॉल|फोन|फ़ोन|संपर्क|या|अथवा|और")
_SAME = re.compile(
    r"\s?\(?同(?:号|號)?(?:(whatsapp|wa)|(zalo)|(viber)|(telegram|tele)|(wechat|微信|v信)|(line))"
    r"|\s?[(,、]?()()()()(wechat|微信|v信)()同[号步號]"
)
_AFTER_KINDS = ("whatsapp", "zalo", "viber", "telegram", "wechat", "line")
_SAME_WORDS = (
    r"เดียวกับเบอร์|ตามเบอร์|same as (?:the |my |our )?(?:phone|number|mobile|above)|sama (?:dengan|macam|kayak) (?:nomor|nombor|no|hp)"
    r"|tulad ng numero|katulad ng number|giống số|như số|trùng với số|(?:電話番号|携帯番号)と同じ|번호와 (?:같|동일)"
    r"|[与與同](?:手机号?|手機號?|电话|電話)(?:号|號)?(?:相同|一致|一样|一樣)?"
    r"|ដូចលេខ|ຄືກັນກັບເບີ|ຄືກັບເບີ|ဖုန်းနံပါတ်နဲ့ ?(?:အတူတူ|တူ)|(?:फोन|मोबाइल) (?:नंबर|नम्बर) (?:ही|वाला)"
    r"|cùng số|số này|trùng số|chung số|same (?:number|no|num)\b|this number"
    r"|(?:nomor|nombor|no)\.? (?:yang )?(?:sama|ini)|sama (?:nomor|nombor|no)\b"
    r"|\bsama\b|เบอร์เดียว|เบอร์นี้|เบอร์เดิม|(?:pareho|parehong|iisang|same|ito rin) (?:ang |na )?(?:number|numero|no)\b"
    r"|\b(?:numerong|(?:number|numero) na) ito\b"
    r"|同[号號](?! ?[?？])|同じ番号|同番号|同一番号|番号は同じ"
    r"|동일|같은 번호|번호 ?같음|同一?(?:个|個)?(?:号码|號碼)|[呢這这此]個?个?(?:号码|號碼|号|號)|(?:号码|號碼)(?:相同|一样|一樣)"
    r"|លេខដដែល|លេខដូចគ្នា|លេខតែមួយ|ເບີດຽວ|ເບີນີ້|ເບີດຽວກັນ|နံပါတ်တူ|တူတူပဲ|(?:ဒီ|ဤ|ယင်း|အထက်ပါ|ဖော်ပြပါ) ?(?:ဖုန်း)?နံပါတ်"
    r"|(?:यही|इसी|वही|एक ही|सेम|समान) (?:नंबर|नम्बर)"
)
_ONLY_WORDS = (
    r"\b(?:only|sahaja|saja|shj|khusus|hanya|lang|lamang|chỉ|riêng)\b"
    r"|เท่านั้น|อย่างเดียว|เฉพาะ|只限|僅限|仅限|专用|專用|のみ|専用|만 |전용|केवल|सिर्फ|តែ|ເທົ່ານັ້ນ|သာ(?!မက)"
)
ALONE = re.compile(rf" ?(?:{_ONLY_WORDS})[\s:=>(+-]{{0,4}}\Z")
"""Behind the name of a messenger and up to its number."""
_CHAT_WORDS = r"\b(?:chat|text|message|messages|pesan|mesej|nhắn tin)\b|แชท|แชต|ข้อความ|チャット|채팅|문자|चैट|मैसेज"
ONLY = re.compile(rf"{_ONLY_WORDS}|{NOT}")
"""Words in a bracket which say that the named thing is the only one, or is excluded."""
_SAID = re.compile(rf"(?P<same>{_SAME_WORDS})|(?P<only>{_ONLY_WORDS})")
SAID_WITHIN = re.compile(r"[^0-9@]{1,64}")
"""The text after a number, up to the next number, that may describe it."""
_LEADS_ON = re.compile(r"(?:[:=>]|\s-|\)\s?(?:is|are|là|adalah|ialah|ay|คือ|は|은|는))[\s(+]*\Z")
"""A colon or verb that introduces the next number, which is meant instead: "same number on WhatsApp: +855 …"."""
_LETTER = re.compile(r"[^\W\d_]")
_HEAD = re.compile(r"\s?[^\W\d_][^()|\n]{1,30}\([^()\n]{2,40}\)\s?:?\s?")
_NUMBER_AHEAD = re.compile(r"[0-9][0-9 ().-]{6}")
_PIECES = re.compile(r"[|]|[.;।](?=\s|\Z)")
_CHAT_ONLY = re.compile(rf"(?:{_ONLY_WORDS}).{{0,24}}(?:{_CHAT_WORDS})|(?:{_CHAT_WORDS}).{{0,24}}(?:{_ONLY_WORDS})")


_IS = re.compile(
    rf"(?:{_SAME_WORDS}|trùng(?: với)?(?: số)?|same as(?: the| my| our)?|คือ|ตาม"
    r"|theo(?: số)?|(?:sesuai|ikut)(?: (?:nomor|nombor|no\.?))?|按"
    rf"|(?<![^\W\d_])(?:là|is|ialah|adalah|ay)|就?是|(?<!また)は)[\s:]{{0,2}}\Z"
)
_NO_BREAK = re.compile(r"[^0-9\n.;,|@]{1,40}")


def says_same(between: str) -> bool:
    """Whether the text between a messenger's name and a word for a phone says that they are one: "zalo cô Tư trùng số đt 0903 …"."""
    return _NO_BREAK.fullmatch(between) is not None and _IS.search(between) is not None


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
    told = _told(low, end)
    if told.kinds or told.only:
        return told
    if bracket is None:
        behind = _BEHIND.match(low, end)
        kinds, rest = _named(behind[1] or behind[2], _DONE) if behind else ((), "")
        return Said(tuple(kind for kind in kinds if kind in BY_NUMBER)) if not rest else Said()
    kinds, rest = _named(bracket[1], _FILLERS)
    return Said(kinds) if len(rest) <= _MOST_OTHER_CHARS else Said()


def _named(words: str, fillers: re.Pattern[str]) -> tuple[tuple[str, ...], str]:
    """Return (the messengers that the words name, the words without these names and fillers)."""
    named = {kind: context(kind) for kind in (*_AFTER_KINDS, "signal") if context(kind).search(words)}
    for expression in (*named.values(), words_of("or", "and"), fillers):
        words = expression.sub("", words)
    return tuple(named), words


def _told(low: str, end: int) -> Said:
    """Return the messengers in the clause that says "same number" or "only"."""
    clause = SAID_WITHIN.match(low, end)
    if clause is None or _SAID.search(clause[0]) is None:
        return Said()
    if low[clause.end() : clause.end() + 1].isdigit() and _OF_NEXT.fullmatch(clause[0]):
        return Said()
    words, said = "", None
    for piece in _PIECES.split(_in_bracket(clause[0]))[:2]:
        lines = piece.strip("\n").split("\n")
        words = next((line for line in lines[:2] if _SAID.search(line)), "")
        said = _SAID.search(words)
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
    kinds = tuple(kind for kind in _AFTER_KINDS if context(kind).search(words))
    if said["same"] is None and low[clause.end() : clause.end() + 1] == "@":
        return Said()  # a handle of the messenger follows
    if said["same"] is not None:
        return Said(kinds)
    if _USER_NAME.search(words, said.end()):
        return Said()  # so does the name of a user
    kinds = tuple(kind for kind in kinds if kind in BY_NUMBER)
    return Said(kinds, bool(kinds) or _CHAT_ONLY.search(words) is not None)


_USER_NAME = re.compile(r"(?<![a-z0-9_.@])[a-z]{2,}_[a-z_]{2,}(?![a-z.@])")
"""A name that only accounts have: "(0421) 391 472. Palopo memakai Telegram saja, nama pengguna pos_palopo"."""


def _in_bracket(words: str) -> str:
    """Return the text in the bracket after a number if it describes the number, else the text after the bracket."""
    if words.lstrip()[:1] != "(" or ")" not in words:
        return words
    inside, _, outside = words.partition(")")
    return inside if _SAID.search(inside) else outside


_OWN_ID = re.compile(r"\s?[/|,;]\s?(@?[A-Za-z](?=[A-Za-z0-9.-]{0,20}[0-9_])[A-Za-z0-9._-]{3,31})(?![A-Za-z0-9@])")


def own_id_behind(text: str, end: int) -> re.Match[str] | None:
    """Return the id after a number that is the second value of two labels: "WhatsApp/WeChat: +82 10-… / name_intl"."""
    return _OWN_ID.match(text, end)


def belongs_before(low: str, label_start: int, label_end: int, position: int) -> bool:
    """Whether a messenger's name belongs to the number before it ("Zalo cùng số"), not to the one at `position`."""
    head = low[max(0, label_start - 40) : label_start]
    number = _NUMBER_END.match(head)
    after = low[label_end:position]
    if number is None or not after.strip(" :=>-(+"):
        return False
    around = head[number.end() :] + low[label_start:position]
    if _OF_NEXT.fullmatch(around):
        return False
    said = _SAID.search(around)
    if said is None or (said["only"] and "\n" in head[number.end() :]):
        return False
    if "\n" in head[number.end() + said.end() :]:
        return False  # said on the line before
    return bool(around[said.end() :].strip(" :=>-(+"))


_OF_NEXT = re.compile(r"\s?[;,|/]\s?[^;,|/\n()0-9]{2,40}\([^()0-9\n]{2,40}\)[\s:+(]*")
"""Another person, with the messenger of the following number in brackets: "; anak beliau Hafiz (WhatsApp sahaja) 012 …"."""
_NUMBER_END = re.compile(r".*[0-9]{2}(?=[^0-9])", re.DOTALL)
