"""What a word for an order, an account or a score says about the digits behind it: whom to call, or that they are no number to call."""

import pytest

from tests.parse.contact.test_messy_lines import found
from tests.parse.contact.test_payment_qr import CODES

PROMPTPAY = CODES["PromptPay mobile"][0]


@pytest.mark.parametrize(
    ("suffix", "markup", "contacts"),
    [
        ("com.my", "<p>WhatsApp pesanan: +60 12-338 7712", {"whatsapp +60123387712"}),
        ("com.my", "<p>WhatsApp untuk status pesanan: 012-338 7712", {"whatsapp +60123387712"}),
        ("com.my", "<p>WhatsApp for new account: 012-338 7712", {"whatsapp +60123387712"}),
        ("vn", "<p>Zalo mở tài khoản: 0912 847 193", {"zalo +84912847193"}),
        ("com.my", "<p>WhatsApp for order number: 0123387712", set()),
        ("com.my", "<p>WhatsApp for order ID: 0123387712", set()),
        ("vn", "<p>Nhắn Zalo cho shop mã đơn hàng: 0912847193", set()),
        ("co.id", "<p>WhatsApp untuk bukti ke rekening: 0812847193", set()),
        ("com.my", "<p>Telefon pesanan: 03-7726 1234", {"phone +60377261234"}),
        ("co.id", "<p>WA order 0812-9900-1122", {"whatsapp +6281299001122"}),
        ("ph", "<p>Viber order: 0917 555 2381", {"viber +639175552381"}),
        ("in", '<html lang="hi"><p>व्हाट्सएप ऑर्डर: 98765 43219', {"whatsapp +919876543219"}),
        ("co.id", "<p>Telepon order 0812-9900-1122", set()),
        ("co.id", "<p>Pesanan: 0812-9900-1122", set()),
        ("com.my", "<p>WhatsApp pesanan no. 0123387712", set()),
        ("co.th", "<p>ฝ่ายบัญชี: 02-141-9910", {"phone +6621419910"}),
        ("co.id", "<p>Bagian pesanan: (021) 5093-2211", {"phone +622150932211"}),
        ("vn", "<p>Phòng hóa đơn: 028 3822 9947", {"phone +842838229947"}),
        ("cn", "<p>订单部：021-66112233", {"phone +862166112233"}),
        ("cn", "<p>订单部分：021-66112233", set()),
        ("jp", "<p>口座開設窓口：03-6743-8814", {"phone +81367438814"}),
        ("kr", "<p>계좌 개설: 02-3145-5114", {"phone +82231455114"}),
        ("in", '<html lang="hi"><p>ऑर्डर विभाग: 011-23415566', {"phone +911123415566"}),
        ("com.sg", "<p>Account opening: 6221 4410", {"phone +6562214410"}),
        ("com.sg", "<p>Account: 6221 4410", set()),
    ],
)
def test_an_order_or_a_department_is_called_and_a_thing_is_not(suffix: str, markup: str, contacts: set[str]) -> None:
    assert found(suffix, markup) == contacts


@pytest.mark.parametrize(
    ("suffix", "markup", "contacts"),
    [
        ("fr", "<p>Résultats 06 1 3 5 7 9 1 4 2", set()),
        ("co.id", "<p>Skor pertandingan 08 1 2 9 9 0 0 1 1 2 2", set()),
        ("co.th", "<p>ผลคะแนน 08 1 2 2 3 4 4 5 5", set()),
        ("co.th", "<p>แจ้งผลคะแนน โทร 08 1 2 2 3 4 4 5 5", {"phone +66812234455"}),
        ("com", "<p>Form W 4: 212 736 3100", {"phone +12127363100"}),
        ("com", "<p>Email: apply at jobs.example.com", set()),
        ("com", "<p>Email: candidates at careers.example.com", set()),
        ("com", "<p>Email: rahul at firm.co.in", {"email rahul@firm.co.in"}),
        ("cn", "<p>QQ订单号：2839104477", set()),
        ("cn", "<p>客服扣扣：５５６６７７８８９", {"qq 556677889"}),
        ("co.th", "<p>ทักไลน์ที่เบอร์ 0812234455", {"line 0812234455", "phone +66812234455"}),
        ("co.th", "<p>ไลน์ เบอร์โทร 0812234455", {"phone +66812234455"}),
        ("com", "<p>Go to www.lmi1.com and enter the code", {"remote-tool LogMeIn"}),
        ("com", "<p>Do not open lmi1.com for strangers", set()),
    ],
)
def test_words_beside_tell_what_digits_and_names_are(suffix: str, markup: str, contacts: set[str]) -> None:
    assert found(suffix, markup) == contacts


@pytest.mark.parametrize("gap", ["\n", "<br>", "<wbr>", " "])
def test_a_payment_code_broken_over_lines_is_read_as_one(gap: str) -> None:
    whole = found("co.th", f"<p>{PROMPTPAY}")
    assert whole and found("co.th", f"<p>{PROMPTPAY[:40]}{gap}{PROMPTPAY[40:]}") == whole


def test_a_payment_code_with_another_digit_is_none() -> None:
    damaged = PROMPTPAY[:-1] + ("0" if PROMPTPAY[-1] != "0" else "1")
    assert found("co.th", f"<p>{damaged[:40]}\n{damaged[40:]}") == set()
