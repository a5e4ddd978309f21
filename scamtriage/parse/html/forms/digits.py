"""Words for a code of so many digits, which call it no code of a kind that is known: "enter the 6 digits that we sent to your phone"."""

import re
from collections.abc import Iterable

_DIGITS = re.compile(
    r"\b[4-8][- ]?digit|\b(?:kode?|kod|angka|nomor|nombor)\b[^.!?]{0,20}\b[4-8] ?(?:angka|digit)|\bmã\b[^.!?]{0,20}\b[4-8] (?:chữ |ký )?số"
    r"|\b[4-8] chữ số|(?:รหัส|ตัวเลข|โค้ด)[^.!?]{0,14}[4-8๔-๘] ?(?:หลัก|ตัว)"
    r"|[4-8] ?位(?:数字?|數字?|验证|驗證|码|碼|の)|[4-8四五六八] ?桁|[4-8] ?자리"
    r"|[4-8४-८] ?अंक|(?:កូដ|លេខ)[^។]{0,16}[4-8៤-៨] ?ខ្ទង់|(?:ລະຫັດ|ຕົວເລກ)[^.]{0,14}[4-8໔-໘] ?(?:ຕົວ|ຫຼັກ|ຫລັກ)|[4-8၄-၈] ?(?:လုံး|ဂဏန်း)"
    r"|\bcódigo de [4-8] d[ií]gitos",
    re.IGNORECASE,
)
_SENT = re.compile(
    r"\bsent\b|\btexted\b|\bsms\b|dikirim|dihantar|\bgửi\b|ipinadala|(?<!ขน)ส่ง|发送|發送|发到|寄到|传送|傳送|送信|お送り"
    r"|보낸|보내|전송|발송|भेज|ផ្ញើ|ສົ່ງ|ပို့|enviad",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\blast\b|akhir|terakhir|cuối|ท้าย|สุดท้าย|末|[后後][四4]位|下4|끝|뒤|अंतिम|huling|zip|post(?:al|code)|kode ?pos|poskod|bưu|ไปรษณีย์"
    r"|邮编|郵遞|郵便|\breference\b"
    r"|\b(?:game|quiz|class|room|meeting|invit\w+|referral|gift|voucher|coupon|promo|captcha|picture|image|product|tracking|booking)\b"
    r"|邀请码|邀請碼|兑换|兌換|优惠|優惠|图形|圖形|房间|예약|초대",
    re.IGNORECASE,
)
"""Digits of something else than a secret: the end of a number, a postal code, an invitation."""


def takes_digits(lines: Iterable[str], *, sent: bool) -> bool:
    """Return whether a line asks for a code of four to eight digits, and for no other number. `sent`: it must say that the code was
    sent, as for a lone input; a row of boxes says by itself what it takes."""
    return any(
        _DIGITS.search(line) is not None and _OTHER.search(line) is None and (not sent or _SENT.search(line) is not None) for line in lines
    )
