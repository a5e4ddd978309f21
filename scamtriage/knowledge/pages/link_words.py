"""Words of links to contact pages, pages about the operator, and policies, in the languages of the region."""

import re
from collections.abc import Sequence
from functools import cache
from urllib.parse import unquote

from scamtriage.knowledge.hosts.urlparts import page_of
from scamtriage.knowledge.matcher import Matcher, Pattern

_CONTACT = (
    *("contact", "kontak", "hubungi", "lien-he", "lienhe", "makipag-ugnayan", "ติดต่อ", "liên hệ", "联系", "联络", "聯絡", "聯繫", "联繫"),
    *("お問合せ", "問い合わせ", "連絡先", "문의", "연락처", "고객센터", "ទំនាក់ទំនង", "ទាក់ទង", "ຕິດຕໍ່", "ဆက်သွယ်"),
    *("संपर्क", "support", "customer-service", "customer service", "help-center", "ช่วยเหลือ", "บริการลูกค้า", "hỗ trợ", "ho-tro"),
    *("pusat bantuan", "khidmat pelanggan", "layanan pelanggan", "suporta", "客服", "客戶服務", "サポート", "सहायता", "ជំនួយ"),
    *("ຊ່ວຍເຫຼືອ", "အကူအညီ"),
)
_ABOUT = (
    *("about", "imprint", "impressum", "company profile", "who we are", "tentang", "mengenai kami", "profil kami", "perihal kami"),
    *("profil perusahaan", "profil syarikat", "gioi-thieu", "ve-chung-toi", "tungkol", "sino kami", "เกี่ยวกับ", "รู้จักเรา", "ข้อมูลบริษัท"),
    *("giới thiệu", "về chúng tôi", "关于", "關於", "公司简介", "公司簡介", "公司介绍", "会社概要", "會社概要", "会社情報", "会社案内"),
    *("私たちについて", "当社について", "運営会社", "運営者情報", "特定商取引", "소개", "사업자정보"),
    *("हमारे बारे", "कंपनी के बारे", "អំពី", "ກ່ຽວກັບ", "အကြောင်း"),
)
_RULES = (
    *("privacy", "terms", "disclaimer", "refund-policy", "privasi", "kebijakan", "syarat", "ketentuan"),
    *("terma", "chinh-sach", "dieu-khoan", "patakaran", "pagkapribado", "tuntunin", "นโยบาย", "ความเป็นส่วนตัว", "ข้อกำหนด", "เงื่อนไข"),
    *("chính sách", "bảo mật", "điều khoản", "隐私", "隱私", "私隱", "服务条款", "服務條款", "用户协议", "使用條款", "免责声明"),
    *("プライバシー", "個人情報", "利用規約", "개인정보", "이용약관", "गोपनीयता", "नियम और शर्तें", "नियम एवं शर्तें", "ភាពឯកជន"),
    *("ឯកជនភាព", "គោលការណ៍", "លក្ខខណ្ឌ", "ຄວາມເປັນສ່ວນຕົວ", "ນະໂຍບາຍ", "ເງື່ອນໄຂ", "ကိုယ်ရေးအချက်အလက်", "ကိုယ်ရေးကိုယ်တာ", "မူဝါဒ", "စည်းမျဉ်း"),
    *("စည်းကမ်း",),
)
_APART = "\x00"
_KINDS = (_CONTACT, _ABOUT, _RULES)
NOTHING = len(_KINDS)


def ranks(links: Sequence[tuple[str, str]]) -> list[int]:
    """Return for each (URL, text): 0 for contact, 1 for about, 2 for policies, NOTHING for others. One pass."""
    words = [f"{url if '%' not in url else unquote(url)} {text}".replace(_APART, " ") for url, text in links]
    data = _APART.join(words).lower().encode("utf-8", "replace")
    found = [NOTHING] * len(links)
    line = position = 0
    patterns = _matcher().patterns
    for index, end in _matcher().ends(data, limit=20_000):
        line += data.count(_APART.encode(), position, end)
        position = end
        found[line] = min(found[line], patterns[index].key)
    return found


_DEEDS = re.compile(
    r"delete|remove|erase|destroy|log-?out|log-?off|sign-?out|unsubscri|subscribe|opt-?out|confirm|cancel|verif(?:y|ication)|activat"
    r"|approve(?!d)|reject|revoke|checkout|accept(?!able|ance|ed|ing)|disable(?!d)|terminate|hapus|\bpadam\b|\bkeluar\b|batal|sahkan|setujui"
    r"|\b(?:xoa|huy|xóa|xoá|hủy|huỷ|burahin|kanselahin)\b|dang-?xuat|xac-?nhan|đăng-?xuất|xác-?nhận"
    # "delete" in Thai: two letters that also occur across word boundaries, as in ข้อมูลบริษัท (company data)
    r"|(?<![\u0e00-\u0e7f])ลบ|(?:ขอ|การ|กด|ปุ่ม|แจ้ง|และ|หรือ|เพื่อ)ลบ|ลบ(?:ข้อมูล|บัญชี|ออก|ทิ้ง|รายการ|โพสต์|สมาชิก)"
    r"|ออกจากระบบ|ยกเลิก|ยืนยัน|ລຶບ|(?<!ຫ)ລົບ(?!ກວນ)|ອອກຈາກລະບົບ|ຍົກເລີກ|ຢືນຢັນ|ຍືນຍັນ|删除|刪除|退出|取消|登出|确认|確認|退订|退訂|注销|註銷"
    r"|ログアウト|サインアウト|ログオフ|削除|退会|解約|キャンセル|承認|로그아웃|삭제|탈퇴|해지|취소|승인"
    r"|लॉग-?आउट|साइन-?आउट|हटाए|मिटाए|रद्द|ចាកចេញ|លុប|បោះបង់|ထွက်ရန်|ထွက်မည်|ဖျက်"
)
_RULES_OF_DEEDS = re.compile(
    r"(?:cancell?ation|verification|confirmation|subscription|activation)s?(?:-and-[a-z]{1,20})?-(?:polic(?:y|ies)|terms)\b"
    r"|\b(?:kebijakan|ketentuan|syarat|dasar|polisi|terma)(?:-[a-z&]{1,20}){0,4}?-pembatalan\b"
    r"|\b(?:chính-sách|chinh-sach|quy-định|quy-dinh|điều-khoản|dieu-khoan)(?:-[^\W_]{1,20}){0,4}?-(?:hủy|huỷ|huy)\b"
    r"|(?:นโยบาย|เงื่อนไข|ข้อกำหนด)[\u0e00-\u0e7f-]{0,30}?ยกเลิก|(?:ນະໂຍບາຍ|ເງື່ອນໄຂ)[\u0e80-\u0eff-]{0,30}?ຍົກເລີກ"
    r"|គោលការណ៍[\u1780-\u17ff-]{0,30}?បោះបង់|रद्दीकरण(?:-[\u0900-\u097f]{1,20}){0,3}?-(?:नीति|शर्तें)"
    r"|(?:取消|退订|退訂)(?:[与和及與、]?退[款货貨订訂])?(?:政策|条款|條款|规则|規則|规定|規定|须知|須知)"
    r"|キャンセル・?(?:ポリシー|規定|規約|料|について)|취소(?:[·/-]?(?:및-)?(?:환불|반품|교환))?-?(?:정책|규정|약관)"
)
"""Pages about such actions, which do nothing themselves: "/refund-and-cancellation-policy"."""


def does_something(url: str, text: str = "") -> bool:
    """Return whether following a link may have side effects, by its path, query and text.

    Such links are not followed: pages are only read, and no account may be changed.
    """
    words = re.sub(r"[\s_+]+", "-", unquote(f"{page_of(url)}? {text}").lower())
    return _DEEDS.search(_RULES_OF_DEEDS.sub("", words)) is not None


@cache
def _matcher() -> Matcher[int]:
    return Matcher(Pattern(rank, word) for rank, words in enumerate(_KINDS) for word in words)
