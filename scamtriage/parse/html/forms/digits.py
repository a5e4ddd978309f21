"""Words for a code of so many digits, which call it no code of a kind that is known: "enter the 6 digits that we sent to your phone"."""

import re
from collections.abc import Iterable

from scamtriage.records import lazy_re

_DIGITS = lazy_re.compile(
    r"\b[4-8][- ]?digit|\b(?:kode?|kod|angka|nomor|nombor)\b[^.!?]{0,20}\b[4-8] ?(?:angka|digit)|\bmã\b[^.!?]{0,20}\b[4-8] (?:chữ |ký )?số"
    r"|\b[4-8] chữ số|(?:รหัส|ตัวเลข|โค้ด)[^.!?]{0,14}[4-8๔-๘] ?(?:หลัก|ตัว)"
    r"|[4-8] ?位(?:数字?|數字?|验证|驗證|码|碼|の)|[4-8四五六八] ?桁|[4-8] ?자리"
    r"|[4-8४-८] ?अंक|(?:កូដ|លេខ)[^។]{0,16}[4-8៤-៨] ?ខ្ទង់|(?:ລະຫັດ|ຕົວເລກ)[^.]{0,14}[4-8໔-໘] ?(?:ຕົວ|ຫຼັກ|ຫລັກ)|[4-8၄-၈] ?(?:လုံး|ဂဏန်း)"
    r"|\bcódigo de [4-8] d[ií]gitos",
    re.IGNORECASE,
)
_SENT = lazy_re.compile(
    r"\bsent\b|\btexted\b|\bsms\b|dikirim|dihantar|\bgửi\b|ipinadala|(?<!ขน)ส่ง|发送|發送|发到|寄到|传送|傳送|送信|お送り"
    r"|보낸|보내|전송|발송|भेज|ផ្ញើ|ສົ່ງ|ပို့|enviad",
    re.IGNORECASE,
)
_CHECKS = lazy_re.compile(
    r"\bverif|\bconfirm|\bauthenticat|\btwo[- ]?(?:factor|step)|\b2fa\b|\blog ?in\b|\bsign[- ]?in\b"
    r"|verifikasi|konfirmasi|\bsahkan|pengesahan"
    r"|xác (?:minh|nhận|thực)|đăng nhập|ยืนยัน|เข้าสู่ระบบ|พิสูจน์ตัว|验证|驗證|确认|確認|认证|認證|認証|登录|登入|ログイン|인증|확인|로그인"
    r"|सत्यापि|पुष्टि|ផ្ទៀងផ្ទាត់|បញ្ជាក់|ຢືນຢັນ|အတည်ပြု|patunayan|kumpirma|verific",
    re.IGNORECASE,
)
"""Words for a check of who somebody is."""
_OTHER = lazy_re.compile(
    r"\b(?=[a-z4])(?:(?:last|reference|game|quiz|class|room|meeting|invit\w+|referral|gift|voucher|coupon|promo|captcha|picture"
    r"|image|product|tracking|booking|toto|4d|tickets?|draws?|guess|puzzle|numbers? (?:shown|drawn)|shown|meter|birth\w*|invoice|parcel"
    r"|track|student|seat|exam|resi)\b|lott|undi|cabut|lahir|loter)"
    r"|(?=[abcdhkmnpstvxz])(?:akhir|cuối|huling|zip|post(?:al|code)|kode ?pos|poskod|bưu|vé số|xổ số|dò vé|trúng|ngày sinh|thí sinh|togel"
    r"|magnum|siswa|pelajar|vận đơn)"
    r"|(?=[^\x00-\x7f])(?:ท้าย|สุดท้าย|末|[后後][四4]位|下4|끝|뒤|अंतिम|ไปรษณีย์|邮编|郵遞|郵便|우편"
    r"|邀请码|邀請碼|兑换|兌換|优惠|優惠|图形|圖形|房间|예약|초대"
    r"|หวย|สลาก|รางวัล|มิเตอร์|วันเกิด|พัสดุ|นักเรียน|นักศึกษา|ผลสอบ|สอบ(?!ถาม)|ใบกำกับ|ใบเสร็จ|บัตรของขวัญ|ทาย|đơn hàng"
    r"|彩票|彩券|乐透|樂透|中奖|中獎|对奖|對獎|发票|發票|单号|單號|股票|生日|学号|學號|宝くじ|当選|복권|로또|당첨|운송장|생년월일"
    r"|ឆ្នោត|ហួយ|ຫວຍ|ထီ|लॉटरी|टिकट)",
    re.IGNORECASE,
)
"""Digits of something else than a secret: the end of a number, a postal code, an invitation, a ticket, a parcel, a day of birth."""


def takes_digits(lines: Iterable[str], *, sent: bool) -> bool:
    """Return whether one of these lines asks for a code of four to eight digits that was sent, and for no other number. With `sent` it
    must, as for a lone input. Beside a row of boxes it need not, if a line speaks of a check of who one is and none of another number."""
    told = [*lines]
    asking = [line for line in told if _DIGITS.search(line) is not None and _OTHER.search(line) is None]
    if any(_SENT.search(line) is not None for line in asking):
        return True
    others = any(_OTHER.search(line) is not None for line in told)
    return bool(asking) and not sent and not others and any(_CHECKS.search(line) is not None for line in told)
