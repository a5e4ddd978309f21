"""Whether digits in a text are a hotline, and not part of a price, a year or a longer number."""

import re

_REACH = 96
"""Bytes read on each side: about thirty letters of the region's scripts, or a hundred of English."""
_NEAR = 32
"""Maximum distance in characters between a short number and a word for calling."""
_LONG = 5
"""Number of digits from which a short code is unambiguous and needs no word for calling."""
_SPACED_BEFORE, _SPACED_AFTER = re.compile(r"(?:\d{3}|[+(]\d+\)?|\b0\d+) $"), re.compile(r" \d{3}")
"""Three digits after a space belong to the same phone number; two are more likely opening hours."""
_JOINED_BEFORE, _JOINED_AFTER = re.compile(r"[\w)][-\u2010\u2011/]$|\d[.,:\u2013~]$"), re.compile(r"[-\u2010\u2011/]\w|[.,:\u2013~]\d")
_GROUPED_BEFORE, _GROUPED_AFTER = re.compile(r"\d[.,]$"), re.compile(r"[.,]\d{3}(?!\d)")
"""Digits before or after a point or comma that make one number with the term: "0.85%", "$1000,000"."""
_CLAUSE = re.compile(r"[\n\0!?\u3002\uff01\uff1f\u0964\u104b\u17d4]|\.\s")


def _any(words: str) -> str:
    return "(?:" + "|".join(words.split()) + ")"


_SIGNS = r"[$\u00a2-\u00a5\u0e3f\u17db\u20a0-\u20bf\uff04\uffe5]"
_PRICED = re.compile(rf"(?:{_SIGNS}|\b{_any('rm rp rs php thb usdt? inr vnd idr myr sgd mmk ks')}\.?) ?$")
_COUNTED = re.compile(
    rf" ?(?:[%\uff05\u00b0]|{_SIGNS}|{_any('usdt? vnd đ đồng baht pesos? rupees? won ringgit rupiah ribu juta nghìn triệu ks kyats?')}\b"
    rf"|{_any('kg km gb mb mg ml cm mm pcs pages? people orang người items? years? tahun năm')}\b"
    rf"|{_any('บาท หน้า คน กม กก ปี 元 圆 圓 円 万 萬 年 人 名 頁 页 號 号 期 원 년 명 만 रु साल ကျပ် រៀល ກີບ')})"
)
_YEAR = re.compile(
    rf"(?:\b{_any('since est established founded in of from until year sejak tahun năm từ noong mula')}|ปี|พ\.ศ|ค\.ศ|सन)\.? ?$"
)
_EXTENSION = re.compile(rf"(?:ต่อ|\bext(?:ension)?|máy lẻ|\b{_any('sambungan samb')}|{_any('转 轉 分機 内线 內線 내선')})\.? ?$")
_CALLED = re.compile(
    rf"\b{_any('call calling dial phone ring hotlines? helplines? report reported police emergency complaints? cybercrime reach(?:ed)?')}\b"
    rf"|\b{_any('hubungi menghubungi telefon telepon talian kontak lapor laporkan melapor aduan')}\b"
    rf"|\b{_any('polis polisi ojk pasti cek nsrc kisa cicc')}\b"
    rf"|\b{_any('tumawag tawag tawagan isumbong sumbong magsumbong i-report ireport pulis')}\b"
    r"|\b(?:gọi|tổng đài|đường dây nóng|điện thoại|báo|phản ánh|nhắn|gửi|công an|cảnh sát|goi|tong dai|duong day nong)\b"
    rf"|{_any('โทร สายด่วน แจ้ง ติดต่อ ตำรวจ ศูนย์')}"
    rf"|{_any('拨 撥 打 致电 致電 电话 電話 报警 報警 专线 專線 热线 熱線 举报 舉報 咨询 諮詢')}"
    rf"|{_any('ダイヤル ホットライン 相談 局番 通報 警察 センター')}"
    rf"|{_any('신고 전화 경찰 금융감독원 금감원 상담 국번 문의 지급정지 연락 인터넷진흥원 눌러 걸어 은행 끊고 알려')}"
    rf"|{_any('कॉल हेल्पलाइन डायल शिकायत पुलिस फ़ोन फोन रिपोर्ट साइबर सूचना ठगी')}"
    rf"|{_any('ទូរស័ព្ទ ទូរសព្ទ នគរបាល ប៉ូលិស រាយការណ៍ ហៅ ဖုန်း ခေါ် တိုင်ကြား ရဲ ဆက်သွယ် ໂທ ແຈ້ງ ສາຍດ່ວນ ຕຳຫຼວດ ຕຳຫລວດ ຕໍາຫຼວດ')}"
)


def whole(data: bytes, start: int, end: int) -> bool:
    """Return whether the term is not part of a longer number. Only digits at its ends can continue."""
    before, term, after = _around(data, start, end)
    if term[:1].isdecimal() and (before[-1:].isdecimal() or _GROUPED_BEFORE.search(before[-2:])):
        return False
    return not (term[-1:].isdecimal() and (after[:1].isdecimal() or _GROUPED_AFTER.match(after)))


def dialled(data: bytes, start: int, end: int) -> bool:
    """Return whether a term of only digits is a number to call.

    It must stand by itself and be no price, count, year or extension. A short one also needs a word for calling nearby.
    """
    before, term, after = _around(data, start, end)
    if _written_on(before[-1:]) or _written_on(after[:1]) or _JOINED_BEFORE.search(before[-2:]) or _JOINED_AFTER.match(after):
        return False
    near = before[-_NEAR:]
    if _SPACED_BEFORE.search(near) or _SPACED_AFTER.match(after) or _PRICED.search(near) or _COUNTED.match(after):
        return False
    if _EXTENSION.search(near) or (len(term) == len("1930") and term[:2] in ("19", "20") and _YEAR.search(near)):
        return False
    if len(term) >= _LONG:
        return True
    return bool(_CALLED.search(_CLAUSE.split(near)[-1]) or _CALLED.search(_CLAUSE.split(after[:_NEAR], maxsplit=1)[0]))


def _around(data: bytes, start: int, end: int) -> tuple[str, str, str]:
    """Return the text before a span of UTF-8 in lower case, the span itself, and the text after it in lower case."""
    before, after = data[max(0, start - _REACH) : start], data[end : end + _REACH]
    return before.decode(errors="ignore").lower(), data[start:end].decode(errors="ignore"), after.decode(errors="ignore").lower()


def _written_on(neighbour: str) -> bool:
    """Return whether the character continues a number next to it: a digit of any script or an ASCII letter ("RM188", "1930s")."""
    return neighbour.isdecimal() or (neighbour.isascii() and (neighbour.isalpha() or neighbour == "_"))
