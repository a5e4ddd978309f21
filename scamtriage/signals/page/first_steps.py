"""The first step of a log-in: a page that takes the name of an account, or the number or mailbox that it is kept under, and nothing else.
The password is asked for on the next page, which nobody sees who types nothing."""

import re

from scamtriage.knowledge.language.sectors import CARD_MARKS, FINANCE
from scamtriage.records import lazy_re
from scamtriage.records.facts import PageFacts
from scamtriage.records.facts.page_parts import UNTYPED, FormField
from scamtriage.signals.page.doors import LOG_IN
from scamtriage.signals.view import View

KEEPERS = FINANCE - CARD_MARKS
"""Sectors of houses at which one has an account with money in it."""

MOST_CHARS = 1_000
"""Characters up to which a page is hardly more than its form."""
_BEGINNING = 120
_PASSIVE = UNTYPED - {"radio"} | {"search"}
"""Types by which nothing is given: a choice gives something, and a search does not."""
_REACHED_BY = frozenset({"phone", "email", "id-number"})
_USER = lazy_re.compile(
    r"(?<![a-z])(?:user|usr|usuario|utente|utilisateur|usuário|nombre de usuario|benutzer|anmelde|log-?in|log-?on|netid|identifiant"
    r"|(?:customer|cust|client|member|access|corporate|company|subscriber)[ _-]?(?:id|no|num|number|code)"
    r"|kunden(?:nummer|nr)|klantnummer|codice (?:cliente|utente)|numero (?:de )?cliente|no\.? de client)"
    r"(?:[ _-]?(?:id|name|nome|nombre|no|num|number|kennung))?\d{0,2}(?![a-z])"
    r"|nama pengguna|id pengguna|nama log ?masuk|tên (?:đăng nhập|truy cập)|ชื่อผู้ใช้|รหัสผู้ใช้"
    r"|用户名|用戶名|使用者(?:名稱|代[碼號])|登[录入錄陸](?:名|id)"
    r"|ユーザー?\s?(?:id|名)|契約者番号|お客さま番号|사용자 ?(?:id|아이디)|아이디|उपयोगकर्ता|ग्राहक आईडी|ឈ្មោះអ្នកប្រើ|ຊື່ຜູ້ໃຊ້|အသုံးပြုသူအမည်"
    r"|имя пользователя|логин|اسم المستخدم",
    re.IGNORECASE,
)
"""Names and labels of the field for the name of an account."""


def is_nobodys(view: View) -> bool:
    """Whether a page that shows no owner is the first step of a log-in, on a name that is lent or known to be young: banks of one name are
    many, and each has such a page under an old one."""
    page = view.page
    if not view.lent and view.age_days is None:
        return False
    return (names_a_user(page) or begins_a_log_in(page)) and view.identity.nobodys


def may_be_of(view: View, row: int) -> bool:
    """Whether the account that such a page takes may be one with this organisation: a tool that looks up somebody's posts asks for his name
    there, too, and speaks of no log-in."""
    return view.tables.organisations[row].sector in KEEPERS or begins_a_log_in(view.page)


def names_a_user(page: PageFacts) -> bool:
    """Whether all that is typed on a page of few words is the name of an account."""
    field = _only_field(page)
    return field is not None and not field.asks and bool(_USER.search(field.name) or _USER.search(field.label))


def begins_a_log_in(page: PageFacts) -> bool:
    """Whether all that is typed on a page of few words is that name, or a number or mailbox, and title, heading or first words say that one
    logs in there. A page that links to its log-in is none."""
    field = _only_field(page)
    if field is None or not (field.asks in _REACHED_BY or names_a_user(page)):
        return False
    if any(link.host == page.final_host and LOG_IN.match(link.text.strip()) for link in page.links):
        return False
    return any(map(LOG_IN.search, (page.title, *page.headings, page.text[:_BEGINNING])))


def without_log_in(text: str) -> str:
    """The text in small letters without the words that one logs in."""
    return LOG_IN.sub("", text.lower())


def leads_on(page: PageFacts) -> bool:
    """Whether a page without a form takes something by script, or a choice, or says that one logs in: windows of kits open at a click."""
    taken = any(field.type not in _PASSIVE for field in page.loose_fields)
    return taken or LOG_IN.search(page.text[:MOST_CHARS]) is not None


def _only_field(page: PageFacts) -> FormField | None:
    """The one field of a page of few words into which something is typed."""
    if len(page.text) > MOST_CHARS or page.products or page.has_cart:
        return None
    typed = [field for field in page.fields if field.type not in UNTYPED]
    return typed[0] if len(typed) == 1 else None
