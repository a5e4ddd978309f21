"""Two words that share a number, in whatever way they are joined, rows of which each has its own, and words in brackets behind one."""

import pytest

from scamtriage.parse.html.page import read_page
from tests.parse.contact.reading import contacts_in

SHARED = (
    ("id", "co.id", "Telp./WA. 0812 3456 7890", {"phone +6281234567890", "whatsapp +6281234567890"}),
    ("id", "go.id", "Telp./Faks. (021) 345 6789", {"phone +62213456789"}),
    ("ms", "com.my", "H/P / WhatsApp: 012-345 6781", {"phone +60123456781", "whatsapp +60123456781"}),
    ("tl", "com.ph", "Contact No./Viber: 0917 123 4567", {"phone +639171234567", "viber +639171234567"}),
    ("vi", "com.vn", "ĐT-Zalo: 0912 345 678", {"phone +84912345678", "zalo +84912345678"}),
    ("vi", "com.vn", "Hotline/Zalo (24h): 0912 345 678", {"phone +84912345678", "zalo +84912345678"}),
    ("vi", "com.vn", "Điện thoại0912 345 678", {"phone +84912345678"}),
    ("en", "sg", "Tel/WhatsApp (9am-6pm): +65 9123 4567", {"phone +6591234567", "whatsapp +6591234567"}),
    ("th", "co.th", "LINE/โทร: 081-234-5678", {"phone +66812345678", "line 0812345678"}),
    ("th", "co.th", "LINE / โทร 02-345-6789", {"phone +6623456789"}),
    ("th", "co.th", "มือถือ (LINE เบอร์เดียวกัน) 081-234-5678", {"phone +66812345678", "line 0812345678"}),
    ("zh-CN", "cn", "微信/电话：13912345678", {"phone +8613912345678", "wechat +8613912345678"}),
    ("zh-CN", "cn", "微信/电话：010-6512 3456", {"phone +861065123456"}),
    ("zh-CN", "cn", "手机号/微信 13912345678", {"phone +8613912345678", "wechat +8613912345678"}),
    ("zh-CN", "cn", "电话/微信（24小时）：13912345678", {"phone +8613912345678", "wechat +8613912345678"}),
    ("zh-CN", "cn", "添加V信 abc_12345 领取", {"wechat abc_12345"}),
    ("my", "com.mm", "ဖုန်းနံပါတ်/Viber: 09 7912 34567", {"phone +959791234567", "viber +959791234567"}),
    ("km", "com.kh", "Telegram/លេខទូរស័ព្ទ: 012 345 678", {"phone +85512345678", "telegram +85512345678"}),
    ("lo", "la", "WhatsApp/ເບີໂທ: 020 5512 3456", {"phone +8562055123456", "whatsapp +8562055123456"}),
)
ROWS = (
    ("zh-CN", "cn", "微信：kefu_2024a\n手机(微信同号) 13912345678", {"wechat kefu_2024a", "phone +8613912345678", "wechat +8613912345678"}),
    (
        "zh-CN",
        "cn",
        "电话 010-6512 3456\n手机(微信同号) 13912345678",
        {"phone +861065123456", "phone +8613912345678", "wechat +8613912345678"},
    ),
    (
        "id",
        "co.id",
        "Telp (021) 345 6789\nHP (WA nomor sama) 0812 3456 7890",
        {"phone +62213456789", "phone +6281234567890", "whatsapp +6281234567890"},
    ),
    (
        "vi",
        "com.vn",
        "Hotline 1900 6789\nDi động (Zalo cùng số) 0912 345 678",
        {"hotline +8419006789", "phone +84912345678", "zalo +84912345678"},
    ),
    (
        "en",
        "com.my",
        "Mobile 012-345 6781\n(WhatsApp same number)\n03-8888 1234",
        {"phone +60123456781", "whatsapp +60123456781", "phone +60388881234"},
    ),
)
BRACKETS = (
    (
        "en",
        "com.my",
        "Mobile 012-345 6781\nWhatsApp (same number)\n03-8888 1234",
        {"phone +60123456781", "whatsapp +60123456781", "phone +60388881234"},
    ),
    ("zh-CN", "cn", "手机 13912345678\n微信（同号）\n13812345678", {"phone +8613912345678", "wechat +8613912345678"}),
    ("id", "co.id", "Telp-WA-0812 3456 7890", {"phone +6281234567890", "whatsapp +6281234567890"}),
    ("id", "go.id", "No-HP-0812 3456 7890", {"phone +6281234567890"}),
    ("th", "co.th", "1441 (สายด่วน)", {"hotline 1441"}),
    ("zh-CN", "cn", "95588（客服热线）", {"hotline 95588"}),
    ("ko", "co.kr", "1332 (금융감독원 콜센터)", {"hotline 1332"}),
    ("id", "co.id", "14045 (Call Center BRI)", {"hotline 14045"}),
    ("th", "co.th", "คดีออนไลน์ 191 (โทรศัพท์) 22 (อีเมล)", set[str]()),
    ("en", "sg", "In 2024: 112 (phone)", set[str]()),
)
NEXT = (
    (
        "en",
        "com",
        "Contact Agent Briggs on +1 (646) 883-2917, text only via WhatsApp at +447451208836, email",
        {"phone +16468832917", "whatsapp +447451208836"},
    ),
    ("ko", "co.kr", "외국인 Line: jejuolle, +82 (0)64 738 2290", {"line jejuolle", "phone +82647382290"}),
    ("zh-CN", "cn", "总机（0571）8704 3920　招生办 8704 3921", {"phone +8657187043920", "phone +8657187043921"}),
    ("lo", "la", "ເບີຕັ້ງໂຕະ 030 5827 164 ; ໄທ 084-902 7713", {"phone +856305827164", "phone +66849027713"}),
    ("id", "co.id", "BNI 0718.226.415 a/n Ratna Sari", {"bank-account 0718226415"}),
    ("zh-CN", "cn", "开户行：招商银行北京分行 1109 3847 2610 801", {"bank-account 110938472610801"}),
    ("tl", "com.ph", "your package (tracking BC-PH-77120943) is on hold", set[str]()),
)


@pytest.mark.parametrize(("language", "suffix", "text", "expected"), SHARED + ROWS + BRACKETS + NEXT)
def test_whose_a_number_is(language: str, suffix: str, text: str, expected: set[str]) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == expected


CALLED = '<a href="tel:+66-81-872-6694">{said}</a>'


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (CALLED.format(said="โทร") + "<p>WhatsApp 081-872-6694</p>", {"phone", "whatsapp"}),
        (CALLED.format(said="081 872 6694") + " · WhatsApp 081-872-6694", {"phone", "whatsapp"}),
        ("<b>WhatsApp</b> " + CALLED.format(said="081-872-6694"), {"phone"}),
        ('<a href="https://wa.me/66812345678">WhatsApp</a> 081-872-6694 ' + CALLED.format(said="Call"), {"phone"}),
    ],
)
def test_a_messenger_before_a_number_is_its_own_unless_the_number_is_a_links(html: str, expected: set[str]) -> None:
    body = f'<html lang="th"><meta charset="utf-8"><body>{html}'.encode()
    facts, _ = read_page(body=body, content_type="text/html", url="https://a.co.th/", host="a.co.th", suffix="co.th")
    assert {contact.kind for contact in facts.contacts if contact.value == "+66818726694"} == expected
