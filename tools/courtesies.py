"""Common words of politeness, of the calendar and of the foot of a page, and placeholders.

They reveal who wrote the labelled pages and when, and nothing about scams: fitted, a thank-you convicted and a date in November acquitted.
"""


def _of(text: str) -> frozenset[str]:
    return frozenset(text.split())


CALENDAR = _of(
    """january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec
    monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun
    januari februari maret mac mei juni jun julai juli ogos agustus oktober disember desember
    isnin senin selasa rabu khamis kamis jumaat jumat sabtu ahad minggu
    enero pebrero marso abril mayo hunyo hulyo agosto setyembre oktubre nobyembre disyembre
    lunes martes miyerkules huwebes biyernes sabado linggo"""
)
POLITE = _of(
    """thank thanks welcome hello hi dear kindly terima kasih terimakasih selamat datang salam salamat maligayang pagdating
    xin chào cảm ơn trân trọng kính"""
)
FOOT = _of("all rights reserved privacy policy copyright hak cipta dilindungi terpelihara")
STRUCK = _of("xxx xxxx")
BETWEEN = _of("you for your to us and the all")
"""Words that occur next to them in pairs."""
DAYS_AND_HOURS = (
    "星期一 星期二 星期三 星期四 星期五 星期六 星期日 星期天 周一 周二 周三 周四 周五 周六 周日 早上 上午 中午 下午 晚上 小时 小時 八点 八點 五点 五點"
    " 월요일부터 화요일 수요일 목요일 금요일까지 토요일까지 일요일에는 오전 오후 아침 저녁 시에 月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日 午前 午後"
    " วันจันทร์ วันอังคาร วันพุธ วันพฤหัสบดี วันศุกร์ วันเสาร์ วันอาทิตย์ โมงเช้า โมงเย็น ວັນຈັນ ວັນອັງຄານ ວັນພຸດ ວັນພະຫັດ ວັນສຸກ ວັນເສົາ ວັນອາທິດ"
    " ថ្ងៃចន្ទ ថ្ងៃអង្គារ ថ្ងៃពុធ ថ្ងៃព្រហស្បតិ៍ ថ្ងៃសុក្រ ថ្ងៃសៅរ៍ ថ្ងៃអាទិត្យ တနင်္လာနေ့ အင်္ဂါနေ့ ဗုဒ္ဓဟူးနေ့ ကြာသပတေးနေ့ သောကြာနေ့ စနေနေ့ တနင်္ဂနွေနေ့ မနက် ညနေ"
    " सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार सुबह शाम बजे"
)
"""The same in scripts without spaces; a piece of such a word says no more than the word."""


def is_courtesy(piece: str) -> bool:
    """Return whether a word, a word pair, or a piece of a script without spaces, consists of such words."""
    words = set(piece.split())
    if words <= BETWEEN:
        return False
    return words <= CALENDAR | POLITE | FOOT | STRUCK | BETWEEN or (not piece.isascii() and " " not in piece and piece in DAYS_AND_HOURS)
