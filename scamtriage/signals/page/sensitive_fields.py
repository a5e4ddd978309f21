"""What a page may ask of its visitor, and what it does to the browser."""

import re
from collections.abc import Collection, Iterator

from scamtriage.knowledge.language.folding import without_accents
from scamtriage.knowledge.language.phrases import compiled
from scamtriage.records import lazy_re
from scamtriage.records.facts import PageFacts
from scamtriage.records.facts.page_parts import CREDENTIALS, FormField, Link

PERSONAL = CREDENTIALS | {"id-number"}
"""Credentials, and what proves the visitor's identity."""
COPIED_DAYS, COPIED_DAYS_OF_NUMBERS = 365.0, 1096.0
"""A name held longer than this is not taken for one that was registered to copy somebody. It may be a partner's, or a further one of the
organisation. Longer where the name does not bear the organisation's, as its own would, and the page takes a number that moves money, for
which no partner asks."""
LOG_IN_CHARS = 1_000
"""Characters of the text from which a page is more than its log-in."""
SHIELDS = ("no-context-menu", "devtools-block", "debugger-timer")
"""Behaviours that hinder viewing or copying the page. Honest papers and shops use them too, and they lock no one in."""

_TYPED = frozenset({"text", "tel", "number", "date", "file", "input", ""})
_MEMBERS = frozenset({"name", "email", "password"})
_SEARCHES = frozenset({"q", "s", "k"})
"""Names that fields for a search have everywhere."""
_WRITERS = frozenset({"name", "author", "nick", "nickname", "url", "website"})
"""Names of the fields in which who comments says who he is."""
_ASIDE = (
    *("search", "query", "mail", "user", "login", "coupon", "promo", "keyword"),
    *("comment", "reply", "ความคิดเห็น", "bình luận", "komentar", "ulasan", "komento", "评论", "評論", "留言", "コメント", "댓글"),
    *("टिप्पणी", "មតិ", "မှတ်ချက်", "ຄຳເຫັນ"),
)
"""Parts of a field's name or label that ask for what any site asks."""


def takes_answers(page: PageFacts) -> bool:
    """Whether a form, or fields that a script sends, take more than a search, a name, a membership or a letter: a case number, an amount,
    whatever no label tells us."""
    return any(
        any(map(_takes, fields)) for fields in page.field_groups if {"textarea", "search"}.isdisjoint(field.type for field in fields)
    )


def writes_more(page: PageFacts) -> bool:
    """Whether a form with room for a letter takes more than a letter and its writer's name: an amount, an account, an id at a messenger."""
    return any(_takes(field) and field.name.lower() not in _WRITERS for form in page.forms for field in form.fields)


def log_in_aside(page: PageFacts) -> bool:
    """Whether nothing but the password of a log-in is taken, on a page that is more than that: shops, papers and forums have one in a
    corner, whatever they are about."""
    return CREDENTIALS.intersection(page.asks) == {"password"} and len(page.text) >= LOG_IN_CHARS


_MESSENGERS = lazy_re.compile(
    r"(?a:\b(?:line|whats ?app|was+ap|zalo|telegram|viber|wechat|qq|kakao ?talk|messenger|signal)\b)"
    r"|(?<!ออน)(?<!ออฟ)(?<!ฮอต)(?<!เดด)(?<!เฮด)(?<!ไทม์)(?<!ไกด์)(?<!แอร์)(?<!ไปป์)ไลน์|วอต?ส์แอป|เทเลแกรม|微信|电报|電報"
    r"|(?:(?<![ァ-ヶー])|(?<=グループ))ライン(?:(?![ァ-ヶー])|(?=アカウント|グループ|オープン|トーク|アプリ))|テレグラム|카카오|카톡|텔레그램"
    r"|व्हाट्स|टेलीग्राम|တယ်လီ|ဗိုင်ဘာ|តេឡេ|(?<!ອອນ)ໄລນ໌"
)
"""Names of messengers. A Latin name ends where a letter of another script begins (LINE追加). In Thai, Lao and Japanese "online", "hotline",
"guideline" and words like them end in the name of LINE."""
_HANDLE = lazy_re.compile(
    rf"(?:{_MESSENGERS.pattern}|\bhangouts\b)[^\n.!?。]{{0,30}}?(?<![a-z0-9._@-])(?=[a-z@-]{{0,30}}(?:[0-9_@]|\.[a-z0-9]))"
    r"@?(?P<id>[a-z][a-z0-9_-]*(?:\.[a-z0-9_-]+)*[a-z0-9])(?![a-z0-9_-])"
)
_SPREADS = lazy_re.compile(r"share|แชร์|chia sẻ|bagi|kongsi|sebar|ibahagi|分享|转发|轉發|シェア|送る|공유|साझा|မျှဝေ|ចែករំលែក|compartilh")
_SHARES = lazy_re.compile(r"share|//wa\.me/\?|/send/?\?text=|/msg/text")
"""Addresses by which a page is spread: they name nobody to write to."""
_NAMES_ONE = lazy_re.compile(
    r"wa\.me/\+?\d|[?&]phone=\+?\d|//t\.me/(?!share\b|msg\b)|line\.me/(?:r/)?ti/|chat\.whatsapp\.com/\w", re.IGNORECASE
)
"""Addresses that name somebody to write to, whatever else stands in them: ?text=…&phone=… opens a chat with that number."""
_LINK_CHARS = 60
"""A longer text is a headline, not a button."""


def messenger_links(page: PageFacts) -> Iterator[Link]:
    """The links that bear the name of a messenger, wherever they lead, and are not there to spread the page."""
    for link in page.links:
        if len(link.text) <= _LINK_CHARS and (not _SHARES.search(link.url) or _NAMES_ONE.search(link.url)):
            text = link.text.lower()
            if _MESSENGERS.search(text) and not _SPREADS.search(text):
                yield link


def adds_messenger(page: PageFacts) -> bool:
    """Whether a link leads to somebody on a messenger."""
    return any(True for _ in messenger_links(page))


def unread_ids(page: PageFacts, text: str) -> list[int]:
    """Where something behind the name of a messenger looks like an id there that is no contact of the page, in a text in small letters."""
    known = {contact.value.lower().lstrip("@") for contact in page.contacts}
    return [found.start("id") for found in _HANDLE.finditer(text) if found["id"] not in known]


def _takes(field: FormField) -> bool:
    if field.type not in _TYPED or field.asks in _MEMBERS or field.name.lower() in _SEARCHES:
        return False
    return not any(word in f"{field.name} {field.label}".lower() for word in _ASIDE)


def holds_visitors(page: PageFacts) -> bool:
    """Whether the page does more to the browser than hinder copying, hold a command, as every manual does, or offer to be installed."""
    return not {*SHIELDS, "shell-command", "install-prompt"}.issuperset(page.behaviours)


CHOSEN = lazy_re.compile(
    r"\b(?:create|choose|new|set|reset|atur|pilih)\b|\b(?:mem)?buat|\b(?:men)?cipta|\bbaru|\bbaharu|tetapkan|tạo|(?<!đã )đặt|(?<!làm )mới"
    r"|ตั้ง(?!ไว้|แต่)|สร้าง|(?<!เชียง)ใหม่|กำหนด(?= ?(?:รหัส|เลข|พิน|pin))|gumawa|bagong|itakda|设置|设定|設定|(?<![重更])新|创建|創建|作成"
    r"|설정(?!된|한|하신)|새 |만들|बनाएं|नया|नई|सेट|ថ្មី|បង្កើត|កំណត់|သစ်|ဖန်တီး|သတ်မှတ်|ໃໝ່|ສ້າງ|ຕັ້ງ",
    re.IGNORECASE,
)
"""Labels of fields in which the visitor chooses a new number. A number not yet in use cannot be stolen."""


def chosen(page: PageFacts) -> frozenset[str]:
    """{"pin"} if every PIN that the page asks for is one that the visitor makes up there; else nothing."""
    pins = [field for field in page.fields if field.asks == "pin"]
    return frozenset({"pin"}) if pins and all(CHOSEN.search(field.label) for field in pins) else frozenset()


PICKER_CHARS = 2_000
"""Characters in which a choice of banks is searched for."""


def bank_chosen(page: PageFacts) -> bool:
    """Whether the visitor is to choose his bank."""
    return compiled("payments", "bank_chosen").search(without_accents(page.text[:PICKER_CHARS].lower())) is not None


def of_a_bank(page: PageFacts, kinds: Collection[str]) -> tuple[str, ...]:
    """The scam type of a page that takes these kinds of secrets, if they can only be a bank's or a purse's; else ()."""
    given = frozenset(kinds)
    banks = "bank-login" in given or given >= _CARD_AND_PIN or (given >= _PIN_BY_CODE and "id-number" not in given)
    return ("bank-wallet",) if banks or (given and bank_chosen(page)) else ()


_CARD_AND_PIN, _PIN_BY_CODE = frozenset({"card", "pin"}), frozenset({"otp", "pin"})
"""A PIN alone is a library's or a patient's too, and beside an identity number an office's."""
