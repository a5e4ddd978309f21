"""Lines that begin with a number or handle and end with what it is for: the name is not that of the next line."""

import pytest

from tests.parse.contact.test_attributes import contacts

PAGES: dict[str, tuple[str, str, list[str], set[str]]] = {
    "dashes": (
        "en", "co.th", ["+66 81 774 5671 – WhatsApp", "+66 2 774 5674 – Head office", "+66 82 774 5675 – Telegram", "+66 2 774 5676 – Fax"],
        {"phone +66817745671", "whatsapp +66817745671", "phone +6627745674", "phone +66827745675", "telegram +66827745675",
         "phone +6627745676"},
    ),
    "words alone": (
        "id", "co.id", ["0812-9471-2221 WA", "0812-9471-2222 Call"],
        {"phone +6281294712221", "whatsapp +6281294712221", "phone +6281294712222"},
    ),
    "a hotline below": (
        "vi", "vn", ["0987654321 - Zalo", "0987654322 - Hotline", "024 3825 1234 - Văn phòng"],
        {"phone +84987654321", "zalo +84987654321", "phone +84987654322", "phone +842438251234"},
    ),
    "cells of one line": (
        "ms", "com.my", ["012-345 6781 WhatsApp | 03-2345 6789 Pejabat"],
        {"phone +60123456781", "whatsapp +60123456781", "phone +60323456789"},
    ),
    "two in one line": (
        "en", "com.my", ["012-345 6781 – WhatsApp / Telegram", "03-2345 6789 – Office"],
        {"phone +60123456781", "whatsapp +60123456781", "telegram +60123456781", "phone +60323456789"},
    ),
    "a colon": ("th", "co.th",
        ["081-234-5671 : ไลน์", "02-234-5674 : สำนักงาน"], {"phone +66812345671", "line 0812345671", "phone +6622345674"}),
    "brackets": (
        "th", "co.th", ["081-774-5671 (ไลน์)", "082-774-5672 (โทร)", "02-774-5674 (สำนักงาน)"],
        {"phone +66817745671", "line 0817745671", "phone +66827745672", "phone +6627745674"},
    ),
    "the same number": (
        "zh", "cn", ["13987654672 微信同号", "010-88886666 座机"], {"phone +8613987654672", "wechat +8613987654672", "phone +861088886666"},
    ),
    "a bracket, and below it a word behind a number": (
        "zh", "cn", ["13987654672 微信同号", "010-88886666（座机）", "13987654673 电话"],
        {"phone +8613987654672", "wechat +8613987654672", "phone +861088886666", "phone +8613987654673"},
    ),
    "a bracket with hours": ("vi", "vn",
        ["Hotline: 1900 6868 (Zalo 24/7)", "024 3774 5678"], {"hotline +8419006868", "phone +842437745678"}),
    "handles": ("en", "com", ["@gang_one – Telegram", "@gangtwo9 – LINE"], {"telegram gang_one", "line @gangtwo9"}),
    "cards of two lines": (
        "en", "co.th", ["+66 81 234 5671", "WhatsApp", "+66 2 234 5674", "Head office", "+66 82 234 5678", "Viber"],
        {"phone +66812345671", "phone +6622345674", "phone +66822345678", "viber +66822345678"},
    ),
    "people": (
        "en", "com.my", ["012-345 6007 - Ms Lim (WhatsApp)", "012-345 6008 - Mr Tan"],
        {"whatsapp +60123456007", "phone +60123456007", "phone +60123456008"},
    ),
    "friends": (
        "th", "co.th", ["เพิ่มเพื่อน @557abcde", "@prize04 (มี @ ด้วยนะคะ)", "อีเมล shop@prize05.com (มี @ ด้วย)"],
        {"line @557abcde", "line @prize04", "email shop@prize05.com"},
    ),
    "friends in Korea": ("ko", "kr", ["플러스친구 @plus07"], {"kakaotalk plus07"}),
    # and what is as it was
    "names before": (
        "en", "co.th", ["WhatsApp: +66 81 774 5671", "Head office: +66 2 774 5674"], {"whatsapp +66817745671", "phone +6627745674"},
    ),
    "names above": ("en", "co.th",
        ["Phone", "+66 2 234 5674", "WhatsApp", "+66 81 234 5671"], {"phone +6622345674", "whatsapp +66812345671"}),
    "a name that leads on": (
        "en", "co.th", ["+66 2 774 5674, WhatsApp:", "+66 81 774 5671"], {"phone +6627745674", "whatsapp +66817745671"},
    ),
    "a handle below": ("th", "co.th", ["02-774-5674 Line", "@shop_one8"], {"phone +6627745674", "line @shop_one8"}),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_a_name_at_the_end_of_a_line_is_that_of_its_beginning(name: str) -> None:
    language, suffix, lines, expected = PAGES[name]
    html = "<h1>Contact us</h1>" + "".join(f"<p>{line}</p>" for line in lines)
    assert contacts(html, language=language, suffix=suffix) == expected
