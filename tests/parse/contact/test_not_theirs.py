"""Numbers that a page forbids to call, or says to be a victim's, are no way to reach it."""

import pytest

from tests.parse.contact.reading import contacts_in


@pytest.mark.parametrize(
    ("language", "suffix", "text"),
    [
        ("en", "com.sg", "Never answer 9123 4567, it is a scam."),
        ("id", "co.id", "Jangan hubungi nomor 0812-7744-1208, itu penipu."),
        ("ms", "com.my", "Jangan WhatsApp 012-774 4120, itu nombor mangsa."),
        ("ms", "com.my", "Jangan angkat panggilan dari 013-330 2887"),
        ("ms", "com.my", "Telefon 03-7774 4120 bukan nombor kami"),
        ("vi", "com.vn", "Đừng gọi số 0912 774 120, đó là số của nạn nhân."),
        ("vi", "com.vn", "Cuộc gọi từ 024.7744.1208 là GIẢ MẠO – trích báo."),
        ("fil", "ph", "Huwag sagutin ang 0917-774-4130, iyan ang number ng biktima."),
        ("th", "co.th", "อย่ารับสายเบอร์ 081-774-4120"),
        ("en", "com.sg", "Do not pay anyone texting from 9123 4567."),
        ("en", "com.my", "012-774 4120 (fake number)"),
        ("id", "co.id", "Jangan transfer ke orang yang menghubungi dari nomor 0812-7744-1208"),
        ("ms", "com.my", "Panggilan dari 012-774 4120, jangan angkat."),
        ("vi", "com.vn", "Không gọi vào số 0912 774 120 (số giả mạo)."),
        ("fil", "ph", "Ang scammer ay gumagamit ng 0917 774 4130, huwag sagutin."),
        ("th", "co.th", "อย่าโอนเงินให้ผู้ที่โทรจาก 081-774-4120 ซึ่งเป็นเบอร์มิจฉาชีพ"),
        ("th", "co.th", "ห้ามโอนเงินให้ผู้ที่อ้างตัวว่าเป็นเจ้าหน้าที่จากเบอร์ 081-774-4120"),
        ("zh", "cn", "切勿转账给使用电话 138 7744 1208 的人"),
        ("th", "co.th", "เบอร์ 081-774-4120 เป็นเบอร์ของผู้เสียหาย"),
        ("zh", "cn", "请勿拨打 138 7744 1208，为假冒客服"),
        ("ja", "co.jp", "090-7744-1208 には電話しないでください"),
        ("ja", "co.jp", "SMS送信元：090-7744-1208 ※この番号は偽物です"),
        ("ja", "co.jp", "※090-7744-1208 からの電話に注意してください"),
        ("ko", "co.kr", "010-7744-1208으로 전화하지 마세요"),
        ("es", "es", "No llame al 613 774 120."),
        ("en", "com.sg", "9123 4567 (frauds)"),
        ("km", "com.kh", "កុំហៅលេខ 012 774 412"),
    ],
)
def test_what_is_not_to_be_called_is_no_contact(language: str, suffix: str, text: str) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == set()


@pytest.mark.parametrize(
    ("language", "suffix", "text", "found"),
    [
        ("en", "com.sg", "Don't hesitate to call 9123 4567.", "phone +6591234567"),
        ("en", "com.sg", "Don't forget to WhatsApp 9123 4567 for a quote.", "whatsapp +6591234567"),
        ("en", "com.sg", "Don't call 9123 4567 after 9 pm.", "phone +6591234567"),
        ("en", "com.sg", "If you do not answer, call 6774 1208.", "phone +6567741208"),
        ("en", "com.sg", "Do not WhatsApp 9412 7751; SMS only.", "phone +6594127751"),
        ("id", "co.id", "Jangan lupa WA 0812-7744-1208 ya.", "whatsapp +6281277441208"),
        ("ms", "com.my", "Jangan segan hubungi 012-774 4120.", "phone +60127744120"),
        ("vi", "com.vn", "Đừng ngại gọi 0912 774 120 để được tư vấn.", "phone +84912774120"),
        ("vi", "com.vn", "Gọi 0243 774 120 là gặp ngay.", "phone +84243774120"),
        ("fil", "ph", "Huwag mahiyang tumawag sa 0917 774 4120.", "phone +639177744120"),
        ("th", "co.th", "โทร 081-774-4120 อย่าโทรหลังสามทุ่ม", "phone +66817744120"),
        ("zh", "cn", "请勿错过，拨打 138 7744 1208", "phone +8613877441208"),
        ("ko", "co.kr", "010-7744-1208으로 전화 주세요", "phone +821077441208"),
        ("vi", "com.vn", "Không liên hệ số 0912 774 120 sẽ bị khóa tài khoản.", "phone +84912774120"),
        ("ko", "co.kr", "공식 상담 010-7744-1208 (사칭주의)", "phone +821077441208"),
        ("zh", "cn", "客服电话 138 7744 1208，假冒必究", "phone +8613877441208"),
        ("en", "com.sg", "Desks: 9123 4567 (Fraud)", "phone +6591234567"),
        ("es", "es", "Si no llama al 613 774 120, pierde su cuenta.", "phone +34613774120"),
        ("en", "com", "Do not call 1-844-774-4120", "hotline +18447744120"),
    ],
)
def test_an_invitation_an_hour_and_a_hotline_are_no_refusal(language: str, suffix: str, text: str, found: str) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == {found}


@pytest.mark.parametrize(
    ("language", "suffix", "text", "found"),
    [
        ("en", "com.sg", "Any number except 9123 4567 is not ours.", "phone +6591234567"),
        ("ms", "com.my", "Selain 012-774 4120 bukan nombor kami.", "phone +60127744120"),
        ("id", "co.id", "Selain nomor 0812-7744-1208 bukan nomor kami.", "phone +6281277441208"),
        ("vi", "com.vn", "Mọi số điện thoại khác 0912 774 120 là giả mạo.", "phone +84912774120"),
        ("fil", "ph", "Maliban sa 0917 774 4120 hindi amin number", "phone +639177744120"),
        ("th", "co.th", "นอกจากเบอร์ 081-774-4120 ไม่ใช่เบอร์เรา", "phone +66817744120"),
        ("zh", "cn", "除了电话 138 7744 1208，为假冒", "phone +8613877441208"),
        ("zh", "cn", "不要付款给号码 138 7744 1208 以外的人", "phone +8613877441208"),
    ],
)
def test_a_number_beside_which_all_others_are_false_is_their_own(language: str, suffix: str, text: str, found: str) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == {found}


@pytest.mark.parametrize(
    ("language", "suffix", "text", "found"),
    [
        ("en", "com.sg", "9123 4567 is the victim support line.", "phone +6591234567"),
        ("en", "com.sg", "Helpline 9123 4567 belongs to the victim assistance centre.", "phone +6591234567"),
        ("id", "co.id", "0812-7744-1208 adalah nomor korban bisa melapor", "phone +6281277441208"),
        ("th", "co.th", "081-774-4120 เป็นเบอร์ผู้เสียหายใช้แจ้งความ", "phone +66817744120"),
        ("th", "co.th", "ติดต่อ 081-774-4120 อย่าโทรกลับเบอร์อื่น", "phone +66817744120"),
        ("th", "co.th", "081-774-4120 อย่ารับสายเบอร์อื่นที่แอบอ้าง", "phone +66817744120"),
        ("zh", "cn", "拨打13877441208，为假冒产品举报热线", "phone +8613877441208"),
        ("zh", "cn", "要不要致电 138 7744 1208？", "phone +8613877441208"),
        ("en", "com.sg", "If we do not answer 9123 4567, try again.", "phone +6591234567"),
        ("en", "com.sg", "Those who don't call 9123 4567 miss out.", "phone +6591234567"),
        ("en", "com.sg", "Do not call 9123 4567 directly, SMS first.", "phone +6591234567"),
    ],
)
def test_words_that_go_on_to_say_something_else_refuse_nothing(language: str, suffix: str, text: str, found: str) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == {found}


@pytest.mark.parametrize("text", ["Do not call 9123 4567, WhatsApp only.", "Do not call 9123 4567 (WhatsApp only)"])
def test_who_is_not_to_be_called_may_be_written_to(text: str) -> None:
    assert "whatsapp +6591234567" in contacts_in(text, suffix="com.sg")
    assert "whatsapp +6591234567" not in contacts_in("Do not call 9123 4567. WhatsApp 8123 4568", suffix="com.sg")


@pytest.mark.parametrize(
    ("language", "suffix", "text"),
    [
        ("en", "com.sg", "Scammers are using 9123 4567 to impersonate our staff."),
        ("en", "com.sg", "9123 4567 is a scam number."),
        ("ms", "com.my", "Nombor 011-2388 4410 yang menyamar sebagai klinik kami telah dilaporkan."),
        ("zh", "com.hk", "近日有騙徒以 6441 8827 及 5177 4109 冒充本行職員。"),
        ("vi", "com.vn", "Không gọi lại số 0912 774 120"),
        ("hi", "in", "98734 12067 पर कॉल न करें"),
    ],
)
def test_a_swindlers_number_on_a_warning_is_not_the_pages(language: str, suffix: str, text: str) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == set()


@pytest.mark.parametrize(
    ("language", "suffix", "text", "found"),
    [
        ("en", "com.sg", "Report scam calls: 9123 4567", "phone +6591234567"),
        ("ms", "com.my", "Lapor penipu no 012-774 4120", "phone +60127744120"),
        ("id", "co.id", "Laporkan penipuan melalui nomor 0812-7744-1208", "phone +6281277441208"),
        ("zh", "cn", "举报诈骗电话：138 7744 1208", "phone +8613877441208"),
        ("zh", "tw", "防詐騙電話 0912-774-120", "phone +886912774120"),
    ],
)
def test_where_swindlers_are_reported_is_a_contact(language: str, suffix: str, text: str, found: str) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == {found}
