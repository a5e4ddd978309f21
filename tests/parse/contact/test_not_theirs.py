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
        ("th", "co.th", "เบอร์ 081-774-4120 เป็นเบอร์ของผู้เสียหาย"),
        ("zh", "cn", "请勿拨打 138 7744 1208，为假冒客服"),
        ("ja", "co.jp", "090-7744-1208 には電話しないでください"),
        ("ko", "co.kr", "010-7744-1208으로 전화하지 마세요"),
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
        ("en", "com", "Do not call 1-844-774-4120", "hotline +18447744120"),
    ],
)
def test_an_invitation_an_hour_and_a_hotline_are_no_refusal(language: str, suffix: str, text: str, found: str) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == {found}
