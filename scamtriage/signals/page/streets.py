"""Whether a text contains a street with its number, in any script."""

from collections.abc import Iterable, Iterator
from functools import cache

from scamtriage.knowledge.matcher import Matcher, Pattern, character_offsets, utf8
from scamtriage.records import lazy_re

STREETS = (
    lazy_re.compile(
        r"\d(?<!\w\d)\d{0,3}(?:[A-Za-z]?(?:[-/]\d{1,4})?,? (?:[A-Z][\w'’.-]{1,20} ){1,3}"
        r"(?:Road|Street|Avenue|Lane|Drive|Hill|Boulevard|Crescent|Parade|Terrace|Way|Square|Quay|Rd|St|Ave)\b"
        r"|[A-Z]?,? (?:Jalan|Jln|Lorong|Lebuh|Persiaran) [A-Z]\w+)"
    ),
    lazy_re.compile(
        r"[JLCcRV](?<!\w[JLCcRV])(?:(?<=J)(?:alan|l\.|ln)|(?<=L)(?:orong|ebuh)|(?<=[Cc])alle|(?<=R)ua|(?<=V)ia)"
        r" [A-Z][\w.]+(?: [A-Z][\w.]+){0,3},? (?:[Nn]o\.? ?)?\d{1,4}\b"
    ),
)
"""A house number and its street in Latin letters. Each begins with characters that are fast to search for."""
_CITIES = (
    "Hà Nội|HCM|Hồ Chí Minh|Sài Gòn|Đà Nẵng|Hải Phòng|Cần Thơ|Huế|Bình Dương|Đồng Nai|Biên Hòa|Vũng Tàu|Nha Trang|Khánh Hòa|Đà Lạt|Lâm Đồng"
    "|Quảng Nam|Hội An|Quảng Ninh|Hạ Long|Nghệ An|Thanh Hóa"
    "|Bắc Ninh|Bắc Giang|Hải Dương|Hưng Yên|Nam Định|Thái Bình|Thái Nguyên|Ninh Bình"
    "|Long An|Tiền Giang|Mỹ Tho|Bến Tre|Vĩnh Long|Đồng Tháp|An Giang|Long Xuyên|Kiên Giang|Rạch Giá|Phú Quốc|Cà Mau|Sóc Trăng"
    "|Bạc Liêu|Trà Vinh"
    "|Hậu Giang|Tây Ninh|Bình Phước|Bình Thuận|Phan Thiết|Ninh Thuận|Bình Định|Quy Nhơn|Phú Yên|Gia Lai|Pleiku|Kon Tum|Đắk Lắk"
    "|Buôn Ma Thuột"
    "|Quảng Ngãi|Quảng Bình|Quảng Trị|Hà Tĩnh|Hà Nam|Phú Thọ|Việt Trì|Vĩnh Phúc|Tuyên Quang|Lào Cai|Lạng Sơn|Hòa Bình|Sơn La|Yên Bái"
)
_NO_STREET = "Triệu|Tỷ|Nghìn|Ngàn|Suất|Ngày|Giờ|Phút|Tháng|Năm|Khách|Đơn|Lượt|Phần|Người|Gói|Chi Nhánh|Cửa Hàng|Sản Phẩm|Điểm|Bước"
PLACES = {
    "city": lazy_re.compile(
        r"\d(?<!\w\d)(?<![.,]\d)\d{0,3}[A-Z]?(?:[-/]\d{1,4}[A-Z]?){0,3},? "
        r"(?:(?:[Nn]gõ|[Nn]gách|[Hh]ẻm|[Kk]iệt|[Đđ]ường|[Pp]hố|Đ\.) ?"
        r"(?:\d{1,4}(?:/\d{1,4}){0,2},? )?){0,2}"
        rf"(?!(?:{_NO_STREET})\b)[A-ZÀ-ỸĐ][a-zà-ỹđ]{{1,7}}(?: [A-ZÀ-ỸĐ][a-zà-ỹđ]{{0,7}}){{1,4}} ?[,\u2013-] ?"
        r"(?:[^,\n\u2013]{1,28}?[,\u2013-] ?){0,3}"
        rf"(?:(?:TP|Tp|T\.P|Thành phố|tỉnh|Tỉnh)\.? ?)?(?:{_CITIES})(?!\w)"
    ),  # 45/7 Nguyễn Trãi, P.3, Q.5, TP.HCM: in Vietnam no word says that it is a street
    "road": lazy_re.compile(r"[路街道巷](?<=[\u4e00-\u9fff].)(?:[一二三四五六七八九十]段)?\s?[0-9０-９]"),  # 人民路18号
    "house": lazy_re.compile(r"[号號](?<=[0-9].)(?!码|碼|线|線)[\u4e00-\u9fffA-Z]{0,10}(?:楼|樓|室|层|層|大厦|大廈)"),  # 612號好望角大廈
    "post": lazy_re.compile("〒"),
    "county": lazy_re.compile(
        r"[都道府県][\u3040-\u30ff\u4e00-\u9fff]{1,10}[市区郡町村][\u3040-\u30ff\u4e00-\u9fff]{0,12} ?[0-9０-９]"
    ),  # 石川県金沢市広岡3
    "ro": lazy_re.compile(r"[로길](?<=[가-힣].)\s?[0-9]{1,4}(?![0-9년월일원%])"),  # 둔산로 100
    "tambon": lazy_re.compile(r"[ตแ](?:(?<=ต)(?:\.|ำบล)|(?<=แ)ขวง)\s?[ก-๙]{2,20}\s?(?:อ\.|อำเภอ|เขต)\s?[ก-๙]{2,20}"),  # ต.แคมป์สน อ.เขาค้อ
}
"""Addresses in Vietnam, and in Han, kana, Hangul and Thai script."""
_DIGIT = r"(?:[0-9]|\xef\xbc[\x90-\x99])"
_SIGNS = (
    Pattern(
        "street", r" (?:Road|Street|Avenue|Lane|Drive|Hill|Boulevard|Crescent|Parade|Terrace|Way|Square|Quay|Rd|St|Ave)\b", literal=False
    ),
    Pattern("street", r" (?:Jalan|Jln|Lorong|Lebuh|Persiaran) [A-Z]", literal=False),
    Pattern("jalan", r"\b(?:Jalan|Jl\.|Jln|Lorong|Lebuh|[Cc]alle|Rua|Via) [A-Z]", literal=False),
    Pattern("city", _CITIES, literal=False, once=True),
    Pattern("road", rf"(?:路|街|道|巷)(?:(?:一|二|三|四|五|六|七|八|九|十)段)?.{{0,3}}{_DIGIT}", literal=False, once=True),
    Pattern("house", r"[0-9](?:号|號)", literal=False, once=True),
    Pattern("post", "〒", once=True),
    Pattern("county", r"(?:都|道|府|県)[\xe3-\xe9\x80-\xbf]{3,30}(?:市|区|郡|町|村)", literal=False, once=True),
    Pattern("ro", r"(?:로|길).{0,3}[0-9]", literal=False, once=True),
    Pattern("tambon", r"ต\.|ตำบล|แขวง", literal=False, once=True),
)
"""Signs that every match of the expressions contains. Most texts have none, so one fast pass over the bytes saves the expressions."""
_BEFORE, _JALAN = 90, (5, 7, 8)
"""Characters before a street word within which its number begins, and lengths of the signs that begin with the street."""


def written(text: str) -> bool:
    """Whether a street with its number occurs, in any script."""
    data, signs = utf8(text), _signs()
    found = [(signs.patterns[index].key, end) for index, end in signs.ends(data)]
    if not found:
        return False
    if any(PLACES[key].search(text) for key in {key for key, _ in found} & PLACES.keys()):
        return True
    ends = {key: [end for one, end in found if one == key] for key in ("street", "jalan")}
    if not text.isascii():
        characters = character_offsets(data, [end for some in ends.values() for end in some])
        ends = {key: [characters[end] for end in some] for key, some in ends.items()}
    numbered, named = STREETS
    if any(numbered.search(text, first, last) for first, last in _windows(ends["street"])):
        return True
    return any(named.match(text, end - length) for end in ends["jalan"] for length in _JALAN if end >= length)


def _windows(ends: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Stretches that may hold streets ending at these characters; each character is in one stretch at most."""
    first = last = 0
    for end in ends:
        if end - _BEFORE > last:
            if last:
                yield first, last
            first = end - _BEFORE
        last = end + 1
    if last:
        yield first, last


@cache
def _signs() -> Matcher[str]:
    return Matcher(_SIGNS)
