"""Wallets whose name stands in a heading, and whose number below the order to pay to it."""

import pytest

from scamtriage.parse.html.page import read_page


def accounts(suffix: str, language: str, head: str, order: str, number: str) -> set[str]:
    host = f"a-desk.{suffix}"
    html = f'<html lang="{language}"><meta charset=utf-8><body><h2>{head}</h2><p>{order}</p><div>{number}</div></body></html>'.encode()
    facts, _ = read_page(body=html, content_type="text/html; charset=utf-8", url=f"https://{host}/", host=host, suffix=suffix)
    return {f"{c.detail.rpartition(' ')[0]} {c.value}" for c in facts.contacts if c.kind == "bank-account"}


@pytest.mark.parametrize(
    ("suffix", "language", "head", "order", "number", "account"),
    [
        ("co.id", "id", "🔐 Pembayaran via DANA", "Kirim pembayaran ke nomor:", "0838-3454-0179", "DANA +6283834540179"),
        ("co.id", "id", "GoPay", "Transfer ke nomor", "0838-3454-0179", "GoPay +6283834540179"),
        ("co.id", "id", "Bayar lewat OVO", "Silakan transfer ke nomor:", "0838-3454-0179", "OVO +6283834540179"),
        ("com.ph", "en", "Pay via GCash", "Send payment to this number:", "0917 555 1234", "GCash +639175551234"),
        ("com.ph", "fil", "GCash", "Ipadala ang bayad sa numero:", "0917 555 1234", "GCash +639175551234"),
        ("co.th", "th", "ชำระผ่าน TrueMoney", "โอนเงินไปที่เบอร์:", "081-234-5678", "TrueMoney +66812345678"),
        ("vn", "vi", "Thanh toán qua MoMo", "Chuyển tiền vào số:", "0905 217 336", "MoMo +84905217336"),
        ("com.mm", "my", "KBZPay", "ငွေလွှဲရန် နံပါတ်", "09 795 123 456", "KBZPay +959795123456"),
        ("com.my", "ms", "Touch n Go", "Sila buat bayaran ke nombor:", "012-774 6789", "Touch 'n Go +60127746789"),
        ("com.bd", "en", "bKash", "Send payment to number:", "01712-345678", "bKash +8801712345678"),
    ],
)
def test_the_number_below_the_order_to_pay_is_the_wallets(
    suffix: str, language: str, head: str, order: str, number: str, account: str
) -> None:
    assert accounts(suffix, language, head, order, number) == {account}


@pytest.mark.parametrize(
    ("suffix", "language", "head", "order", "number"),
    [
        ("co.id", "id", "Pembayaran via DANA", "Kirim bukti pembayaran ke nomor:", "0838-3454-0179"),
        ("co.id", "id", "Pembayaran via DANA", "Konfirmasi pembayaran ke nomor:", "0838-3454-0179"),
        ("co.id", "id", "Pembayaran via DANA", "Pertanyaan pembayaran hubungi nomor:", "0838-3454-0179"),
        ("co.id", "id", "Dukung program DANA", "Informasi di nomor", "0838-3454-0179"),
        ("co.id", "id", "Pencairan dana", "Kirim pembayaran ke nomor:", "0838-3454-0179"),
        ("co.id", "id", "Kami menerima GoPay", "Bayar ke nomor:", "0838-3454-0179"),
        ("com.ph", "en", "Pay via GCash", "Send the receipt of your payment to this number:", "0917 555 1234"),
        ("com.ph", "en", "Pay via GCash", "Payment reference number:", "0917 555 1234"),
        ("com.ph", "en", "We accept GCash", "Payment questions? Call this number:", "0917 555 1234"),
        ("com.ph", "en", "Our GCash terms have changed", "Send payment to this number:", "0917 555 1234"),
        ("co.th", "th", "ชำระผ่าน TrueMoney", "ส่งสลิปโอนเงินไปที่เบอร์:", "081-234-5678"),
        ("vn", "vi", "Thanh toán qua MoMo", "Gửi ảnh chụp chuyển khoản vào số:", "0905 217 336"),
        ("com.my", "ms", "Touch n Go", "Sila hantar resit bayaran ke nombor:", "012-774 6789"),
        ("com.my", "ms", "Touch n Go", "Nombor pesanan bayaran:", "012-774 6789"),
    ],
)
def test_what_is_sent_to_a_telephone_pays_no_wallet(suffix: str, language: str, head: str, order: str, number: str) -> None:
    assert accounts(suffix, language, head, order, number) == set()
