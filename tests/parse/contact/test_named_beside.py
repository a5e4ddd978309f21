"""Messengers, wallets and ids some words beside the number or the name that is theirs."""

import pytest

from scamtriage.parse.html.page import read_page
from tests.parse.contact.reading import contacts_in


@pytest.mark.parametrize(
    ("language", "suffix", "text", "expected"),
    [
        (
            "id",
            "co.id",
            "0812-9471-3805 (WA/telp, Bu Tini) atau 0857-2194-7382 (Mbak Rini)",
            {"phone +6281294713805", "whatsapp +6281294713805", "phone +6285721947382"},
        ),
        ("vi", "vn", "0912 847 193 (Zalo, chị Lan), 0913 774 086", {"phone +84912847193", "zalo +84912847193", "phone +84913774086"}),
        (
            "my",
            "com.mm",
            "09 428 471 936 (Viber ရ) ၊ 09 771 284 703",
            {"phone +959428471936", "viber +959428471936", "phone +959771284703"},
        ),
        ("zh", "tw", "手機 0928-471-936（可加 LINE，ID 為手機號碼）", {"phone +886928471936", "line 0928471936"}),
        ("zh", "cn", "138 4719 3602（张经理，不用微信）", {"phone +8613847193602"}),
        ("fil", "ph", "0917 284 7193 (call only, no Viber)", {"phone +639172847193"}),
        ("fil", "ph", "0917 284 7193 (Mon-Fri, WhatsApp on request)", {"phone +639172847193"}),
        ("en", "sg", "+65 9284 7193 (Jane, not on WhatsApp)", {"phone +6592847193"}),
    ],
)
def test_a_bracket_names_the_messenger_and_the_person(language: str, suffix: str, text: str, expected: set[str]) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("มือถือ/ไลน์ 086 293 7714 (คุณแอน)", {"phone +66862937714", "line 0862937714"}),
        ("LINE/โทร 086 293 7714", {"phone +66862937714", "line 0862937714"}),
        ("โทร/ไลน์ไอดี 086 293 7714 / shop_99", {"phone +66862937714", "line shop_99"}),
        ("Our line 086 293 7714 is open", {"phone +66862937714"}),
        ("LINE Pay 086 293 7714", {"phone +66862937714"}),
        ('แอดไลน์มาชื่อ "อ.ภัทร โกลด์เทรด" ไอดี pattara_gold9', {"line pattara_gold9"}),
        ("แอดไลน์ทนายความประจำศูนย์ ไอดี: lawyer.cyber99", {"line lawyer.cyber99"}),
        ('เฟซบุ๊ก "บ้านสวน" ไอดี bansuan_88', set()),
        ("ไอดีสมาชิก abc_9988", set()),
        ("แอดไลน์ก็ได้ aey_post9", {"line aey_post9"}),
        ("ทักไลน์ได้เลยนะคะ aey.post9", {"line aey.post9"}),
        ("แอดไลน์ได้ที่ aeypost", set()),
        ("แอดไลน์รับโค้ด sale_99", set()),
    ],
)
def test_line_by_a_number_with_spaces_and_by_an_id_far_behind(text: str, expected: set[str]) -> None:
    assert contacts_in(text, language="th", suffix="co.th") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('카카오톡 채널 검색창에 "초록동물병원24" 또는 @greenvet24', {"kakaotalk greenvet24"}),
        ("카카오톡 채널명: greenvet", {"kakaotalk greenvet"}),
        ('카카오톡 채널 "초록병원" 검색, 인스타그램 @green_24', {"kakaotalk 초록병원"}),  # by its name; the handle is of another service
        ("카카오톡 채널 SDK1.0 연동", set()),
        ("유튜브 채널 @green_24", set()),
    ],
)
def test_a_channel_of_kakaotalk_is_named_before_its_handle(text: str, expected: set[str]) -> None:
    assert contacts_in(text, language="ko", suffix="co.kr") == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("zh", "薇Ⅹ：tk_lp9527", {"wechat tk_lp9527"}),
        ("zh", "➕卫星 uwin_888x", {"wechat uwin_888x"}),
        ("zh", "增加卫星 GF_3 的数据", set()),
        ("zh", "加賴領股票 → ＩＤ：lin_888stock", {"line lin_888stock"}),
        ("zh", "加賴 → 會員ID：abc_888x", set()),
        ("zh", "微信客服单号：13847193602", set()),
        ("zh", "微信客服：kf_lp9527", {"wechat kf_lp9527"}),
        ("lo", 'ໄລນ໌ "ຮ້ານ" ໄອດີ lao_shop9', {"line lao_shop9"}),
    ],
)
def test_names_and_things_between_a_messenger_and_an_id(language: str, text: str, expected: set[str]) -> None:
    assert contacts_in(text, language=language, suffix="com") == expected


@pytest.mark.parametrize(
    ("language", "suffix", "text", "expected"),
    [
        ("fil", "ph", "Cash-in: Maya 0961 284 7730", {"phone +639612847730", "bank-account +639612847730"}),
        ("fil", "ph", "Contact Maya: 0961 284 7730", {"phone +639612847730"}),
        (
            "fil",
            "ph",
            "via GCash zero nine six six, two eight four, seven one nine three",
            {"phone +639662847193", "bank-account +639662847193"},
        ),
        ("my", "com.mm", "AYA Pay 09 977 284 160", {"phone +959977284160", "bank-account +959977284160"}),
        ("vi", "vn", "TK 0451000387219 NH Vietcombank, CTK: LE THI TRANG", {"bank-account 0451000387219"}),
        ("vi", "vn", "Lớp TK 0451000387219 và Vietcombank", set()),
        ("fil", "gov.ph", "LBP Savings 0471-2840-91", {"bank-account 0471284091"}),
    ],
)
def test_names_of_wallets_and_banks_before_numbers(language: str, suffix: str, text: str, expected: set[str]) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == expected


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ('var c=[{t:"vb",v:"+639451827306"}]', {"viber +639451827306"}),
        ('var c=[{t:"zl",v:"0912847193"}]', {"zalo +84912847193"}),
    ],
)
def test_short_names_of_messengers_as_values(script: str, expected: set[str]) -> None:
    assert contacts_in("Xin chào", language="vi", suffix="vn", scripts=(script,)) == expected


@pytest.mark.parametrize(
    ("language", "suffix", "text", "expected"),
    [
        ("en", "sg", "or WhatsApp Officer Desmond Lim at 8847 2160.", {"whatsapp +6588472160"}),
        ("en", "sg", "Please WhatsApp the case officer on 8847 2160", {"whatsapp +6588472160"}),
        ("en", "sg", "WhatsApp does not work at 8847 2160", {"phone +6588472160"}),
        ("en", "com", "Skype (interviews): isla.recruitment", {"skype isla.recruitment"}),
        ("en", "com", "Skype (office): acme.com", set()),
        ("zh", "cn", "客服QQ②：864 1027 53　QQ交流群：572 018 846", {"qq 864102753", "qq 572018846"}),
        ("lo", "la", "ເບີລາວ 020 5567 8123 ເບີໄທ 096-331-7702", {"phone +8562055678123", "phone +66963317702"}),
        ("en", "us", "TTY 711", {"hotline 711"}),
        ("en", "us", "Room 711", set()),
        ("en", "co.uk", "To report scam texts forward to 7726.", {"hotline 7726"}),
        ("en", "sg", "National CARE 1771; SOS 1767.", {"hotline 1771", "hotline 1767"}),
    ],
)
def test_some_words_stand_between_a_name_and_its_number(language: str, suffix: str, text: str, expected: set[str]) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == expected


@pytest.mark.parametrize(
    ("language", "suffix", "text", "expected"),
    [
        ("fil", "ph", "Team leader (WhatsApp lang po, huwag tawagan): 0967 293 8410", {"whatsapp +639672938410"}),
        ("en", "ph", "Training mentor (Viber only, Manila): 0965 847 1203", {"viber +639658471203"}),
        ("ms", "my", "WhatsApp (video call): 014 9273816", {"whatsapp +60149273816"}),
        ("en", "sg", "Phone (calls only, no WhatsApp): 9284 7193", {"phone +6592847193"}),
        ("hi", "in", "91193 84726, Signal पर भी यही नंबर", {"phone +919119384726", "signal +919119384726"}),
        ("zh", "cn", "收队小米 151.8572.9463（V同号）", {"phone +8615185729463", "wechat +8615185729463"}),
        ("zh", "cn", "微信公众号ID：qinghe-dental", {"wechat qinghe-dental"}),
        ("zh", "cn", "遇险请先拨110，山林火情拨119，再联系领队。", {"hotline 110", "hotline 119"}),
        ("zh", "com.hk", "寫字樓：2384-7196　傳真：2384-7197", {"phone +85223847196", "phone +85223847197"}),
        ("ja", "jp", "ゆうちょ銀行 記号・番号 10130-8471921", {"bank-account 8471921"}),
        ("en", "com.au", "Ring TIS National on 13 14 50.", {"hotline +61131450"}),
        ("fil", "ph", "Clinic line: 033-337-1984", {"phone +63333371984"}),
        ("km", "com.kh", "កុងទ័រ 0128471936", set()),
        ("lo", "la", "ໝໍ້ໄຟ ເລກ 020 558 471", set()),
        ("en", "com", "Write to author@example.com or juan@sample.com", set()),
        ("zh-HK", "com.hk", "Ivy 6247 1908(淨係 WhatsApp)", {"whatsapp +85262471908"}),
        ("fil", "ph", "0949-571-2286 (Viber din po ito)", {"phone +639495712286", "viber +639495712286"}),
        ("ko", "kr", "카뱅 3333-18-4729106 강◯석", {"bank-account 3333184729106"}),
        ("en", "sg", "Pieter: 9184 6229 (Signal + WhatsApp only)", {"signal +6591846229", "whatsapp +6591846229"}),
        ("en", "sg", "Bro Wale, wholesale – 9184-6229 call/WhatsApp", {"phone +6591846229", "whatsapp +6591846229"}),
        ("en", "sg", "Mail: shopfabrics [@] gmail . com", {"email shopfabrics@gmail.com"}),
        ("ja", "jp", "犯人は「LINE ID は kei****2 です」", set()),
        ("ja", "jp", "標柱番号 0120-31-0448", set()),
        ("id", "id", "token 5917 0730 6887 2272 9882", set()),
    ],
)
def test_brackets_and_local_words_say_what_a_number_is(language: str, suffix: str, text: str, expected: set[str]) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == expected


@pytest.mark.parametrize(
    ("language", "suffix", "text", "expected"),
    [
        ("th", "co.th", "Tel: +66 2 123 4567 (02) 123 4568", {"phone +6621234567", "phone +6621234568"}),
        ("th", "co.th", "โทร +66 2 123 4567 02 123 4568", {"phone +6621234567", "phone +6621234568"}),
        ("id", "co.id", "Tel +62 21 555 1234 (021) 555 1235", {"phone +62215551234", "phone +62215551235"}),
        ("th", "co.th", "โอนเข้า 482-1-93756-3 ธนาคารกสิกรไทย", {"bank-account 4821937563"}),
        ("th", "co.th", "482-1-93756-3 กสิกร ชื่อบัญชี นายสมชาย", {"bank-account 4821937563"}),
        ("", "com", "Zalo: 0912 345 678 - STK 19034567890123 Techcombank", {"zalo +84912345678", "bank-account 19034567890123"}),
    ],
)
def test_what_stands_side_by_side_is_two_and_a_name_behind_is_its_own(language: str, suffix: str, text: str, expected: set[str]) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == expected


def test_a_link_to_a_person_is_no_second_account_by_the_mark_in_its_text() -> None:
    body = b'<html lang="th"><p><a href="https://line.me/ti/p/~dsi_police99">LINE: @dsi_police99</a>'
    facts, _ = read_page(body=body, content_type="text/html", url="https://a.com/", host="a.com", suffix="com")
    assert [(one.kind, one.value) for one in facts.contacts] == [("line", "dsi_police99")]
