"""What stands around short digit runs that nobody calls: houses and streets, rooms, prices, years and hours."""

import re

from scamtriage.knowledge.pages.contact_table import words_of
from scamtriage.parse.contact.label_words import Label
from scamtriage.parse.contact.windows import Window

STREET = re.compile(
    r"\s?(?:ซอย|ซ\.|ถนน|ถ\.|หมู่|ม\.|แขวง|ตำบล|ต\.|street|st\b|road|rd\b|avenue|ave\b|lane|jalan|jln|jl\b|lorong|đường|phố|ngõ|路|街|弄|巷|番地|丁目|मार्ग|ផ្លូវ|လမ်း|ຖະໜົນ)"
)
STREET_BEFORE = re.compile(
    r"(?:ซอย|ถนน|เลขที่|street|road|jalan|jln\.?|jl\.?|lorong|blok|đường|phố|ngõ|số nhà|路|街|弄|巷|丁目|मार्ग"
    r"|ផ្លូវ|ផ្ទះ|လမ်း|ຖະໜົນ)[\s.]*\Z"
)
"""Address words around a house number."""
ROAD_OR_BY = re.compile(r"[가-힣](?:로|길) \Z")
"""Matches 둔산로 100 (a street), but also 전화기로 112 ("by"), so it does not rule out a number of the table."""
NOT_CALLED = re.compile(
    r"(?:(?<![^\W\d_])(?:ext|extn|extension|local|loc|room|rm|floor|level|unit|suite|box|since|model|series|building|block|rp|php|usd|us\$|sgd|hkd"
    r"|price|prices|cost|costs|fee|tarif|harga|presyo"
    r"|nt\$|no\. kes|case|(?:case|kes|kasus|kaso|story|episode) (?:no|nr)"
    r"|máy lẻ|nhánh|số lẻ|phòng|tầng|lầu|năm|giá|samb|sambungan|bilik|tingkat|aras|tahun"
    r"|kamar|lantai|pes|pesawat|silid|palapag|taon|blg)"
    r"|(?<!ติด)ต่อ|ภายใน|ห้อง|ชั้น|(?<!วัย)รุ่น|ปี|โต๊ะ|ราคา|(?<!ช่วย)เหลือ|分機|分机|内线|內線|内線|转|轉|房|房間|房间|室|座|楼层|樓層|工号|工號|整理番号|受付番号|내선|구내|호실"
    r"|(?:事例|記事|案例|个案|個案|사례)(?:\s?no)?|कमरा|एक्सटेंशन|एक्सटेन्शन|बिल|បន្ទប់|ជាន់|အခန်း|ຫ້ອງ|ຊັ້ນ)[\s.:#]*\Z"
)
"""Words before a number of a room, floor, extension, case, or price."""
TIME_BEFORE = re.compile(
    r"(?<![^\W\d_])(?:in|from|until|till|sejak|dari|hingga|noong|depuis|desde|từ)\s\Z|[0-2][0-9][0-5][0-9]\s?(?:[-–~]|to|and|until|till|hingga|sampai|đến|ถึง)\s?\Z"
)
"""What stands before a year or an hour: "founded in 1930", "0900 - 1930"."""
HOUSE_OF = re.compile(
    r" (?:[A-Z][A-Za-z'.-]{0,20} ){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Drive|Dr|Boulevard|Blvd|Lane"
    r"|Ln|Court|Ct|Way|Place|Pl|Highway|Hwy|Parkway|Pkwy)\b"
)
"""The street of a house number."""
_OF_ADDRESSES = frozenset(("contact", "contact us", "office", "liên hệ", "lh", "hubungi", "hubungi kami", "kontak"))
_NEXT_NAME = re.compile(r" [^\W\d_][^\W\d_][^,.;:0-9\n]{0,48}")
"""The street behind the number of a house, "Liên hệ: 113 Trần Phú", or whose number it is: "Contact 1930 National Helpline"."""


def is_of_house(window: Window, label: Label | None, end: int) -> bool:
    """Whether a word that addresses stand behind too is before the number, and a name that is no body's behind it."""
    if label is None or window.low[label.start : label.end] not in _OF_ADDRESSES:
        return False
    name = _NEXT_NAME.match(window.text, end)
    if name is None or not name[0][1].isupper() or words_of("emergency").search(window.low, end, name.end()):
        return False
    behind = window.labels_near(name.end(), before=4, after=0)
    return not any(one.start > end and "hotline" in one.classes and window.text[one.end : one.end + 1] not in (":", " ") for one in behind)
