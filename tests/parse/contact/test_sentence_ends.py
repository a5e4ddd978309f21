"""Where a messenger's sentence ends, the next one has its own number; a stroke and a second name leave it the messenger's."""

import pytest

from tests.parse.contact.reading import contacts_in


@pytest.mark.parametrize(
    ("language", "suffix", "text", "found"),
    [
        ("en", "com.sg", "Chat with us on WhatsApp.\nOffice 6774 1208", {"phone +6567741208"}),
        ("en", "com.sg", "Chat with us on WhatsApp.\n9123 4567", {"whatsapp +6591234567"}),
        ("en", "com.sg", "We are on WhatsApp. Booking number 9123 4567", set()),
        ("id", "co.id", "Chat kami di WhatsApp.\nKantor (021) 7744-1208", {"phone +622177441208"}),
        ("id", "co.id", "Chat kami di WhatsApp.\n0812-7744-1208", {"whatsapp +6281277441208"}),
        ("fil", "ph", "Chat kami sa Telegram.\n0921 774 4140 – pang-tawag lang", {"phone +639217744140"}),
        ("vi", "com.vn", "Nhắn Zalo cho chúng tôi.\nVăn phòng 028 3774 1208", {"phone +842837741208"}),
        ("ko", "co.kr", "상담은 텔레그램으로.\n본사 031-774-4120", {"phone +82317744120"}),
        ("km", "com.kh", "សូមផ្ញើសារតាម WhatsApp។\nលេខការិយាល័យ 023 774 418", {"phone +85523774418"}),
    ],
)
def test_a_sentence_that_ends_hands_its_messenger_to_no_next_line(language: str, suffix: str, text: str, found: set[str]) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == found


@pytest.mark.parametrize(
    ("language", "suffix", "text", "found"),
    [
        ("en", "com.sg", "WhatsApp Daniel 9177 4412 / Michelle 8177 4413", {"whatsapp +6591774412", "whatsapp +6581774413"}),
        ("en", "com.sg", "WhatsApp Daniel 9177 4412 / Office 6177 4413", {"whatsapp +6591774412", "phone +6561774413"}),
        (
            "ms",
            "com.my",
            "WhatsApp Encik Haris 011-3302 8841 / Cik Dayang 017-330 2884",
            {"whatsapp +601133028841", "whatsapp +60173302884"},
        ),
        ("ms", "com.my", "WhatsApp Aminah 012-774 4120 / Pejabat 03-7744 4121", {"whatsapp +60127744120", "phone +60377444121"}),
        ("vi", "com.vn", "Zalo Minh Quân 0352 774 122 / Hồng Nhung 0352 774 123", {"zalo +84352774122", "zalo +84352774123"}),
        ("id", "co.id", "WA Budi 0812-7744-1208 / Sari 0813-7744-1209", {"whatsapp +6281277441208", "whatsapp +6281377441209"}),
    ],
)
def test_two_people_behind_one_messenger_share_it(language: str, suffix: str, text: str, found: set[str]) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == found
