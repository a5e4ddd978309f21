"""A licence or a registration between the name of a bank and a number: the number is the firm's, and no account."""

import pytest

from tests.parse.contact.test_attributes import contacts

LICENSED = [
    ("zh", "cn", "招商银行", "6225880117304861", "牌照|执照|许可证|注册号|监管编号|牌照号|金融牌照|登记号"),
    ("zh", "com", "美国MSB", "31000219847360", "牌照|注册号|监管牌照|注册"),
    ("zh-TW", "com.tw", "台新銀行", "28881234567890", "牌照|執照|註冊號|監管牌照"),
    ("vi", "vn", "MSB ", "03101234567890", "giấy phép|GPHĐ|giấy phép số|số đăng ký"),
    ("th", "co.th", "กสิกรไทย ", "1234567890", "ใบอนุญาต|ใบอนุญาตเลขที่|ทะเบียนเลขที่"),
    ("ms", "com.my", "Maybank ", "514012345678", "lesen|no. lesen|pendaftaran|kelulusan"),
    ("id", "co.id", "BCA ", "1234567890", "izin|izin OJK|terdaftar|lisensi|nomor izin"),
    ("fil", "ph", "BDO ", "004680127395", "lisensya|rehistro|permit"),
    ("ja", "co.jp", "三菱UFJ", "1234567", "免許|ライセンス番号|登録|許可番号"),
    ("ko", "co.kr", "국민은행 ", "10120583741960", "라이선스|면허|인가번호|등록번호"),
    ("hi", "in", "SBI ", "30987654321", "लाइसेंस|पंजीकरण संख्या"),
    ("my", "com.mm", "KBZ ", "05130105183072946", "လိုင်စင်|မှတ်ပုံတင်"),
    ("lo", "la", "BCEL ", "0101200012345678", "ທະບຽນ|ໃບອະນຸຍາດ"),
]


@pytest.mark.parametrize(("language", "suffix", "bank", "number", "words"), LICENSED, ids=[f"{row[0]} {row[2]}" for row in LICENSED])
def test_a_licence_beside_a_bank_is_no_account(language: str, suffix: str, bank: str, number: str, words: str) -> None:
    read = {word: contacts(f"<p>{bank}{word}: {number}</p>", language=language, suffix=suffix) for word in words.split("|")}
    assert not {word: found for word, found in read.items() if any(one.startswith("bank-account") for one in found)}


@pytest.mark.parametrize(
    ("language", "suffix", "text", "account"),
    [
        ("zh", "cn", "招商银行（牌照 1234）账号：6225880117304861", "6225880117304861"),
        ("zh", "cn", "招商银行卡号：6225880117304861 营业执照：31000219847360", "6225880117304861"),
        ("vi", "vn", "Tài khoản đăng ký MSB: 03101234567890", "03101234567890"),
        ("vi", "vn", "Tài khoản MSB đã đăng ký: 03101234567890", "03101234567890"),
        ("id", "co.id", "Rekening BCA terdaftar: 1234567890", "1234567890"),
        ("vi", "vn", "Phí đăng ký: MSB số tài khoản 03101234567890", "03101234567890"),
        ("id", "co.id", "Rekening BCA untuk pendaftaran: 1234567890 a.n. Budi", "1234567890"),
        ("ms", "com.my", "Akaun Maybank untuk yuran pendaftaran: 514012345678", "514012345678"),
        ("th", "co.th", "กสิกรไทย ค่าลงทะเบียน 123-4-56789-0", "1234567890"),
        ("en", "com.my", "Maybank registration fee account 514012345678", "514012345678"),
    ],
)
def test_what_is_paid_for_a_registration_goes_to_an_account(language: str, suffix: str, text: str, account: str) -> None:
    assert contacts(f"<p>{text}</p>", language=language, suffix=suffix) == {f"bank-account {account}"}
