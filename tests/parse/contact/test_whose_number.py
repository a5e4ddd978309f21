"""Whose a number or an id is when something stands between it and its word: brackets, titles, lines, and words written apart."""

import pytest

from scamtriage.parse.contact.contacts import find_contacts
from scamtriage.parse.contact.sources import ContactSources
from tests.parse.contact.reading import contacts_in


@pytest.mark.parametrize(
    ("language", "suffix", "text", "expected"),
    [
        ("ms", "my", "WhatsApp En. Hafiz (Pegawai Pinjaman): 011-2876 5541", {"whatsapp +601128765541"}),
        ("en", "com.sg", "WhatsApp Ms. Lee (Sales): 9183 0476", {"whatsapp +6591830476"}),
        ("id", "id", "WhatsApp pendaftaran (chat saja)\n0812-2764-9015", {"whatsapp +6281227649015"}),
        ("id", "id", "WhatsApp (order & booking): 0812-2764-9015", {"whatsapp +6281227649015"}),
        ("id", "id", "WhatsApp (chat saja, tidak terima telepon): 0812-2764-9015", {"whatsapp +6281227649015"}),
        ("vi", "vn", "Zalo (chỉ nhắn tin): 0905 217 336", {"zalo +84905217336"}),
        ("vi", "vn", "Kết bạn Za-lô chị Minh Anh (trưởng nhóm): 0 9 7 8 . 2 2 5 . 6 1 4", {"zalo +84978225614"}),
        ("my", "com.mm", "Viber (မေးမြန်းရန်)\n09 421 037 265", {"viber +959421037265"}),
        ("th", "th", "WhatsApp ฝ่ายลงทะเบียน (แชทเท่านั้น): 081-447-2905", {"whatsapp +66814472905"}),
        ("en", "com.sg", "WhatsApp (call/text): 9183 0476", {"whatsapp +6591830476", "phone +6591830476"}),
        ("en", "com.sg", "WhatsApp (no calls): 9183 0476", {"whatsapp +6591830476"}),
        ("id", "id", "CS 3 (telp/WA): 0813 5590 2217", {"phone +6281355902217", "whatsapp +6281355902217"}),
        ("zh", "com.hk", "內地查詢電話 139 1122 3344", {"phone +8613911223344"}),
        ("zh", "cn", "值班专员（工号 BX80352）：1 8 4 7 7 0 2 6 1 5 9", {"phone +8618477026159"}),
    ],
)
def test_a_bracket_or_a_title_before_a_number_takes_no_word_away(language: str, suffix: str, text: str, expected: set[str]) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == expected


@pytest.mark.parametrize(
    ("language", "suffix", "text", "expected"),
    [
        ("ms", "my", "WhatsApp kami.\nEn. Hafiz: 011-2876 5541", {"phone +601128765541"}),
        ("en", "com.sg", "Chat on WhatsApp. Office desk: 6741 5082", {"phone +6567415082"}),
        (
            "id",
            "id",
            "WhatsApp 0812-2764-9015 (invoice): 0812-2764-9016",
            {"whatsapp +6281227649015", "phone +6281227649016"},
        ),
        ("zh", "cn", "开奖号码 1 8 4 7 7 0 2 6 1 5 9", set()),
        ("en", "com", "Winning numbers (draw 12): 1 8 4 7 7 0 2 6 1 5 9", set()),
    ],
)
def test_a_word_of_another_sentence_or_number_is_not_passed_on(language: str, suffix: str, text: str, expected: set[str]) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("09 976 330 154\nViber အတွက်သာ 09 421 037 265", {"phone +959976330154", "viber +959421037265"}),
        ("09 976 330 154\nViber Community သာမက Viber ဖုန်း 09 421 037 265", {"phone +959976330154", "viber +959421037265"}),
        ("09 976 330 154\nViber သာ", {"viber +959976330154"}),
    ],
)
def test_what_the_next_line_says_is_of_the_number_in_that_line(text: str, expected: set[str]) -> None:
    assert contacts_in(text, language="my", suffix="com.mm") == expected


@pytest.mark.parametrize(
    ("language", "suffix", "text", "expected"),
    [
        ("hi", "in", "खाता संख्या 3921 0574 886, IFSC: SBIN0007219", {"bank-account 39210574886"}),
        ("en", "com", "A/C 3921 0574 886 (SWIFT: SRRBTHBK)", {"bank-account 39210574886"}),
        ("en", "co.uk", "Account number 12345678, sort code 12-34-56", {"bank-account 12345678"}),
        ("id", "co.id", "Transfer ke 1234567890 (BCA)", {"bank-account 1234567890"}),
        ("vi", "vn", "Chuyển khoản: 0071000123456 - Vietcombank", {"bank-account 0071000123456"}),
        ("th", "co.th", "โอนเข้า 081-234-5678 (กสิกรไทย)", {"phone +66812345678"}),
        ("vi", "vn", "Chuyển về MB 0963 228 417 888 - LE VAN TU", {"bank-account 0963228417888"}),
        ("th", "th", "เลขบัญชี 238-2-71940-6 น.ส. พิมพ์ลดา", {"bank-account 2382719406"}),
        ("th", "th", "ไทยพาณิชย์ เลขที่ 412-287936-0 / กรุงเทพ 197-0-86542-8", {"bank-account 4122879360", "bank-account 1970865428"}),
        ("th", "th", "กสิกรไทย โทร 081-2-34567-8", {"phone +66812345678"}),
        ("vi", "vn", "tải về 25 MB, gọi 0912 345 678", {"phone +84912345678"}),
        ("id", "co.id", "Transfer ref no 1234567890 (BCA)", set()),
        ("id", "id", "No. rekening 3921 0574 886, cabang: Depok", {"bank-account 39210574886"}),
        ("th", "th", "เลขที่บัญชี 047-3-81926-5 สาขา: ราชเทวี", {"bank-account 0473819265"}),
        # an order to pay into it
        ("lo", "la", "ໂອນຄ່າທຳນຽມ 90.000 ກີບ ເຂົ້າບັນຊີ 010-12-00-05512882-001", {"bank-account 010120005512882001"}),
        ("th", "com", "โอนค่ามัดจำเข้าบัญชี 123-4-56788-9", {"bank-account 1234567889"}),
        ("vi", "com", "Chuyển phí 50.000đ vào tài khoản 1123 4567 881", {"bank-account 11234567881"}),
        ("zh", "com", "請匯入帳戶 6222 0213 4455 6677 881", {"bank-account 6222021344556677881"}),
        ("zh", "tw", "匯款至郵局帳號 0031 1180 xxx xxx", set()),
        # whoever has it is named beside it
        ("zh", "cn", "收款账户\n6217 0034 5120 0887 716\n户名\n李*红", {"bank-account 6217003451200887716"}),
        ("zh", "tw", "轉帳帳號 807-00418830027715 戶名 林小姐", {"bank-account 00418830027715"}),
        ("th", "com", 'ชื่อบัญชี "มูลนิธิบ้านดี" เลขที่ 047-3-81926-5', {"bank-account 0473819265"}),
        ("th", "com", 'ชื่อบัญชี "มูลนิธิบ้านดี" เลขที่ 047-3-8192-x', set()),
        ("en", "com.ph", "Account 0917 774 4182, account name: Juan D.", set()),
        ("en", "com", "Account 3921 0574 886. Name: Juan", set()),
        # the word for the bank is a part of the order
        ("en", "sg", "Bank transfer to 118-204773-9 (NOVA HOME)", {"bank-account 1182047739"}),
        ("ms", "my", "Pindahan bank ke 5142 7730 6618", {"bank-account 514277306618"}),
        # a code for the bank stands before it
        ("en", "co.uk", "Sort code 20-11-43, account number 60817734, A Smith", {"bank-account 60817734"}),
        ("en", "com.au", "BSB: 062-114 / Account no. 10448821", {"bank-account 10448821"}),
        ("en", "co.uk", "Sort code 20-11-43. Policy number 60817734", set()),
        ("en", "co.uk", "Ask for the sort code first, then the account number 60817734", set()),
        ("en", "com", "Your account 3921 0574 886 has a new branch office", set()),
        ("en", "com", "Customer account 39210574886. Order IFSC 3", set()),
        ("en", "com", "Account 1234 5678 90, invoice 20240187441, SWIFT SRRBTHBK", set()),
    ],
)
def test_a_code_or_a_branch_behind_an_account_stands_for_its_bank(language: str, suffix: str, text: str, expected: set[str]) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == expected


@pytest.mark.parametrize(
    ("suffix", "text", "expected"),
    [
        ("my", "Maybank 03-5891 4744", {"phone +60358914744"}),
        ("my", "Public Bank 1-800-22-5555", {"hotline +601800225555"}),
        ("my", "Maybank 1-300-88-6688", {"hotline +601300886688"}),
        ("tw", "國泰世華 02-2383-1000", {"phone +886223831000"}),
        ("vn", "Vietcombank 1900 54 54 13", {"hotline +841900545413"}),
        ("sg", "DBS 1800 111 1111", {"hotline +6518001111111"}),
        # where words say so, or nothing speaks for a line, it is the account
        ("my", "Maybank 5141 2345 6789", {"bank-account 514123456789"}),
        ("my", "CIMB 7012345678", {"bank-account 7012345678"}),
        ("th", "กสิกรไทย 012-3-45671-9", {"bank-account 0123456719"}),
        ("my", "CIMB account no. 03-6204 7788", {"bank-account 0362047788"}),
        # a word for "online" is none for a line; a name of a few letters means something else in other countries
        ("my", "Perbankan dalam talian: CIMB 76 0418 2288", {"bank-account 7604182288"}),
        ("vn", "MSB 03501018812345", {"bank-account 03501018812345"}),
        ("com", "MSB 31000299918811 · NFA", set()),
        ("com", "MSB account 31000299918811", {"bank-account 31000299918811"}),
    ],
)
def test_right_behind_a_bank_s_name_stands_its_line_or_an_account(suffix: str, text: str, expected: set[str]) -> None:
    assert contacts_in(text, suffix=suffix) == expected


@pytest.mark.parametrize("text", ["พร้อมเพย์ 0891234561", "โอนพร้อมเพย์ 089-123-4561", "PromptPay 089-123-4561"])
def test_who_is_paid_by_the_number_of_his_mobile_can_be_called_there(text: str) -> None:
    assert contacts_in(text, language="th", suffix="th") == {"phone +66891234561", "bank-account +66891234561"}


@pytest.mark.parametrize(
    ("language", "suffix", "text", "expected"),
    [
        ("th", "co.th", "โทร 02-123-4567 หรือ 1441", {"phone +6621234567", "hotline 1441"}),
        ("vi", "vn", "Gọi 0912 345 678 hoặc 113", {"phone +84912345678", "hotline 113"}),
        ("en", "sg", "Tel: 6123 4567, 2026", {"phone +6561234567"}),
        ("en", "sg", "Tel: 6123 4567, 8190", {"phone +6561234567"}),
        ("en", "sg", "Tel: 6123 2025 / 2026", {"phone +6561232025", "phone +6561232026"}),
    ],
)
def test_a_short_number_or_a_year_is_no_ending_of_the_number_before(language: str, suffix: str, text: str, expected: set[str]) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == expected


@pytest.mark.parametrize(
    ("language", "suffix", "text", "expected"),
    [
        ("zh-CN", "com.cn", "电话：010-62345678/62345679", {"phone +861062345678", "phone +861062345679"}),
        ("en", "ph", "Tel (02) 8123-4567, 8123-4568", {"phone +63281234567", "phone +63281234568"}),
        ("ko", "co.kr", "전화 02-1234-5678, 1588-1234", {"phone +82212345678", "hotline +8215881234"}),
        ("en", "ph", "Tel: 8123-4567", {"phone +63281234567"}),
        ("zh-TW", "com.tw", "電話：2345-6789", set()),
        ("ne", "com.np", "मोबाइल: 9841234567", {"phone +9779841234567"}),
        ("ms", "com.bn", "Hubungi 991", {"hotline 991"}),
        ("zh-TW", "com.tw", "香港辦事處\n電話：2345-6789", {"phone +85223456789"}),
    ],
)
def test_a_number_without_its_area_code_is_none_of_another_country(language: str, suffix: str, text: str, expected: set[str]) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == expected


@pytest.mark.parametrize(
    ("language", "suffix", "text", "expected"),
    [
        ("zh-CN", "cn", "手机13812345678、96110", {"phone +8613812345678", "hotline 96110"}),
        ("zh-CN", "cn", "紧急电话：110、119，120", {"hotline 110", "hotline 119", "hotline 120"}),
        ("vi", "vn", "Gọi 113,114,115", {"hotline 113", "hotline 114", "hotline 115"}),
        ("en", "sg", "Call +65 6123 4567,1799", {"phone +6561234567", "hotline 1799"}),
        ("ja", "jp", "電話：03-1234-5678、2026年", {"phone +81312345678"}),
        ("vi", "vn", "Gọi 113,500 hoặc 113,115 đồng", set()),
        ("zh-CN", "cn", "电话费1，110元，共110,119次", set()),
    ],
)
def test_a_comma_parts_the_numbers_of_a_list_and_the_digits_of_a_sum(language: str, suffix: str, text: str, expected: set[str]) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bantuan@tiketulang.id, (021) 718 4402", {"email bantuan@tiketulang.id", "phone +62217184402"}),
        ("www.tiketulang.co.id - 0812 3456 7890", {"phone +6281234567890"}),
        ("Telegram @kim79hotline, Zalo 0812 3456 7890", {"telegram kim79hotline", "zalo +6281234567890"}),
        ("ID: 0812 3456 7890, No.ID 0813 3456 7890", set()),
    ],
)
def test_the_end_of_a_host_or_of_an_id_is_no_word_before_a_number(text: str, expected: set[str]) -> None:
    assert contacts_in(text, language="id", suffix="co.id") == expected


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("微信：138 1234 5678", "138 1234 5678"),
        ("扣扣：3178 204 965 在线", "3178 204 965"),
        ("info -at- toko.example.org (replace -at- with @), 02-123-4567", "info -at- toko.example.org"),
        ("info ★ toko.example.jp（★を@に）", "info ★ toko.example.jp"),
    ],
)
def test_what_stands_there_is_told_whole(text: str, raw: str) -> None:
    assert raw in {contact.raw for contact in find_contacts(ContactSources(text=text, language="zh-CN", suffix="cn"))}


def test_the_word_for_information_in_vietnamese_holds_no_tax_number() -> None:
    assert contacts_in("Gửi thông tin về phòng khám: 0251.3947.285", language="vi", suffix="vn") == {"phone +842513947285"}
    assert contacts_in("TIN: 0251.3947.285", language="vi", suffix="vn") == set()


@pytest.mark.parametrize(
    ("text", "account"),
    [
        ("对公账户:清河农商行 9050 1184 0100 1000 2847 55", "9050118401001000284755"),
        ("保证金账户：华北××银行 6217 0038 1006 4827 333", "6217003810064827333"),
        ("收款账号：临江村镇银行 6228 4811 2233 4455 667", "6228481122334455667"),
    ],
)
def test_the_name_of_any_bank_may_stand_between_account_and_number(text: str, account: str) -> None:
    assert contacts_in(text, language="zh-CN", suffix="cn") == {f"bank-account {account}"}


@pytest.mark.parametrize(
    ("language", "suffix", "text", "expected"),
    [
        ("en", "com", "WhatsApp (text only, he is on an oil rig): +44 7451 902 638", {"whatsapp +447451902638"}),
        ("fil", "ph", "0947 165 2093, Viber din ang numerong ito", {"phone +639471652093", "viber +639471652093"}),
        ("my", "mm", "09 402 716 385 (Viber လည်း ရသည်)", {"phone +959402716385", "viber +959402716385"}),
        ("id", "id", "Call center 24 jam: 1500 482", {"hotline +621500482"}),
        ("id", "id", "Call Center 24 Jam 14045", {"hotline 14045"}),
        ("fil", "ph", "Hotline: #2948 o email", {"hotline #2948"}),
        ("en", "ph", "Hotline #2948 in sales", set()),
        ("lo", "la", "ຕຳຫຼວດທ່ອງທ່ຽວ: 1192 · ລົດກູ້ໄພ: 1624", {"hotline 1192", "hotline 1624"}),
        ("fil", "ph", "sa Telegram na sirdennis_perlas.", {"telegram sirdennis_perlas"}),
        ("fil", "ph", "sa Telegram na maganda.", set()),
        ("ja", "jp", "LINEでのご相談:ID「etc_support619」を検索", {"line etc_support619"}),
        ("ko", "kr", "카카오톡 친구추가: 아이디 prosecutor_yoon7", {"kakaotalk prosecutor_yoon7"}),
    ],
)
def test_what_stands_between_a_word_and_its_number_or_id(language: str, suffix: str, text: str, expected: set[str]) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == expected


@pytest.mark.parametrize(
    ("language", "suffix", "text", "expected"),
    [
        ("km", "com.kh", "អាជ្ញាប័ណ្ណក្រសួងព័ត៌មាន លេខ ២១៤ · ការិយាល័យនិពន្ធ 023 881 064", {"phone +85523881064"}),
        ("km", "com.kh", "អាជ្ញាប័ណ្ណក្រសួងព័ត៌មាន · ផ្សាយពាណិជ្ជកម្ម 012 884 117", {"phone +85512884117"}),
        ("lo", "la", "ໃບອະນຸຍາດທ່ອງທ່ຽວ 0447 · 020 5555 8870", {"phone +8562055558870"}),
        ("th", "co.th", "ใบอนุญาตธุรกิจนำเที่ยว 11/0447 | 081 555 8870", {"phone +66815558870"}),
        ("id", "co.id", "AR bertugas: Dimas Prayoga, NIP 19880412, 0857-1182-0094", {"phone +6285711820094"}),
        ("id", "co.id", "NIP 19880412, 85711820094", set()),
        ("lo", "la", "ໃບອະນຸຍາດ · 020 5555 8870", set()),
        ("lo", "la", "ໃບອະນຸຍາດ 020 5555 8870", set()),
        ("th", "co.th", "ใบอนุญาตธุรกิจนำเที่ยว 11/0447 | 0815558870", set()),
    ],
)
def test_the_number_of_a_thing_ends_at_a_dot(language: str, suffix: str, text: str, expected: set[str]) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == expected
