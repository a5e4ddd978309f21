"""Accounts on cards whose bank only the name of a picture's file tells, and rows of such pictures without any account."""

import pytest

from scamtriage.parse.html.page import read_page
from tests.cost import least_cpu_s


def found(suffix: str, body: str, kinds: tuple[str, ...] = ("bank-account",), *, lang: str = "") -> set[tuple[str, str]]:
    host = f"a-desk.{suffix}"
    html = f'<html lang="{lang}"><meta charset=utf-8><body>{body}</body></html>'.encode()
    facts, _ = read_page(body=html, content_type="text/html; charset=utf-8", url=f"https://{host}/", host=host, suffix=suffix)
    return {(c.value, c.detail) for c in facts.contacts if c.kind in kinds}


CALLED = ("phone", "hotline", "local-phone")


def card(file: str, *lines: str, alt: str = "") -> str:
    return f'<div class="card"><div><img src="{file}" alt="{alt}"></div><div>{"".join(f"<p>{line}</p>" for line in lines)}</div></div>'


@pytest.mark.parametrize(
    ("suffix", "head", "file", "lines", "accounts"),
    [
        ("co.id", "Rekening Kami", "src/img/rek-danamon.png", ("005 8340 324", "005 8340 340"),
         {("0058340324", "Danamon"), ("0058340340", "Danamon")}),
        ("co.id", "Nomor Rekening", "/images/bjb.png", ("0144345541100", "Yayasan Melati"), {("0144345541100", "BJB")}),
        ("co.id", "Rekening Donasi", "logo-permata_syariah.svg", ("097 100 1666", "Zakat", "097 100 1313"),
         {("0971001666", "Permata"), ("0971001313", "Permata")}),
        ("co.id", "Transfer ke:", "/_next/image?url=%2Flogos%2FBank_Mandiri_logo_2016.png&w=64",
         ("a.n. Melati", "126 000 711 1130"), {("1260007111130", "Mandiri")}),
        ("co.id", "Pembayaran", "assets/logoBCA.webp", ("7712 0034 51",), {("7712003451", "BCA")}),
        ("com.my", "Akaun bank kami", "img/maybank2u.png", ("5142 7718 2264", "Persatuan Kenanga"), {("514277182264", "Maybank")}),
        ("co.th", "บัญชีธนาคาร", "bank/kbank.png", ("771-8-22641-3",), {("7718226413", "Kasikornbank")}),
        ("co.th", "ช่องทางชำระเงิน", "icons/scb.jpg", ("771 822 6413", "ชื่อบัญชี บริษัท มะลิ จำกัด"), {("7718226413", "Siam Commercial Bank")}),
        ("vn", "Tài khoản ngân hàng", "/static/vietcombank.3f2a1.png",
         ("1023 4477 1199", "CONG TY HOA SEN"), {("102344771199", "Vietcombank")}),
        ("com.ph", "Bank account", "logos/bdo-unibank.png", ("0071 8022 6413",), {("007180226413", "BDO")}),
        ("co.id", "Rekening Kami", "logos/1.png", ("070 303 1011",), set()),
    ],
)  # fmt: skip
def test_the_file_of_a_logo_names_the_bank_of_its_card(
    suffix: str, head: str, file: str, lines: tuple[str, ...], accounts: set[tuple[str, str]]
) -> None:
    body = f"<section><h2>{head}</h2>{card(file, *lines)}</section>"
    assert found(suffix, body) == accounts
    assert not accounts or found(suffix, body, CALLED) == set()


def test_each_card_has_the_bank_of_its_own_logo() -> None:
    cards = [
        ("rek-bca.png", "070 303 1011", "BCA"),
        ("rek-bsi.png", "7000 193 188", "BSI"),
        ("rek-cimbniaga.png", "86 0000 104000", "CIMB Niaga"),
    ]
    body = "".join(card(file, number, "Zakat") for file, number, _ in cards)
    assert found("co.id", f"<h2>Rekening Kami</h2>{body}") == {(number.replace(" ", ""), bank) for _, number, bank in cards}


def test_the_text_of_a_picture_names_it_as_its_file_does() -> None:
    body = f"<h2>Rekening</h2>{card('a1.png', '070 303 1011', alt='Bank BCA')}{card('a2.png', '7000 193 188', alt='BSI')}"
    assert found("co.id", body) == {("0703031011", "BCA"), ("7000193188", "BSI")}


def test_a_wallet_below_its_logo_is_paid_to() -> None:
    body = f"<h2>Pembayaran</h2>{card('img/dana.png', '0838-3454-0179', 'a.n. Melati')}"
    assert found("co.id", body) == {("+6283834540179", "DANA mobile")}
    assert found("co.id", body, CALLED) == {("+6283834540179", "mobile")}


@pytest.mark.parametrize(
    ("suffix", "body"),
    [
        ("co.id", f"<h2>Metode Pembayaran</h2>{card('bca.png')}{card('mandiri.png')}{card('bni.png')}<p>Kode pesanan: 7712003451</p>"),
        ("co.id", f"<p>Kami menerima pembayaran</p>{card('bca.png', '7712003451')}"),
        ("co.id", f"{card('bca.png', '7712003451')}"),
        ("co.id", f"<h2>Produk terlaris</h2>{card('mega-sale.png', '7712003451')}"),
        ("co.id", f"<h2>Rekening</h2>{card('rek-bca.png', 'Kode pesanan', '7712003451 pcs 20')}"),
        ("co.id", f"<h2>Pembayaran</h2>{card('bca.png', 'Rp 7.712.003.451')}"),
        ("co.id", f"<h2>Pembayaran</h2>{card('bca.png', '12-05-2026 10:30')}"),
        ("co.id", f"<h2>Pembayaran</h2>{card('bca.png', 'No. resi 7712003451')}"),
        ("co.id", f"<h2>Rekening</h2>{card('bca.png', 'Halo BCA', '1500 888')}"),
        ("co.id", f"<h2>Rekening</h2>{card('bca.png', 'Telp.', '021 2358 8000')}"),
        ("co.id", f"<h2>Pembayaran</h2>{card('bca.png', '021 2358 8000')}"),
        ("co.id", f"<h2>Rekening</h2>{card('bca.png', 'Konfirmasi WA', '0812 3456 7781')}"),
        ("co.id", f"<h2>Rekening</h2>{card('bca.png', '0000 0000 00')}"),
        ("co.id", f"<h2>Rekening</h2>{card('bca.png')}<img src='kaos-hitam.jpg'><p>7712003451</p>"),
        ("co.id", f"<h2>Rekening</h2>{card('bca.png')}</section><section><p>7712003451</p></section>"),
        ("co.id", f"<nav><a href='/rek'>Rekening</a></nav>{card('bca.png', '7712003451')}"),
        ("co.id", f"<h2>Rekening</h2>{card('kbank.png', '7712003451')}"),
        ("com.my", f"<h2>Payment methods</h2><p>We accept</p>{card('maybank.png')}{card('cimb.png')}<p>514277182264</p>"),
        ("com.my", f"<a href='/a'>My account</a>{card('maybank.png', '514277182264')}"),
        ("co.th", f"<h2>รับชำระผ่าน</h2>{card('kbank.png')}{card('scb.png')}<p>เลขพัสดุ 7718226413</p>"),
        ("vn", f"<h2>Thanh toán</h2>{card('vietcombank.png')}{card('momo.png')}<p>Mã đơn 102344771199</p>"),
        ("com.ph", f"<h2>We accept</h2>{card('bdo.png')}{card('gcash.png')}<p>Order 007180226413</p>"),
    ],
)  # fmt: skip
def test_a_logo_without_an_account_gives_none(suffix: str, body: str) -> None:
    assert found(suffix, f"<section>{body}</section>") == set()


def test_the_telephone_below_an_account_stays_one() -> None:
    body = f"<h2>Rekening</h2>{card('bca.png', '070 303 1011', 'Konfirmasi pembayaran', '0812 3456 7781')}"
    assert found("co.id", body) == {("0703031011", "BCA")}
    assert found("co.id", body, CALLED) == {("+6281234567781", "mobile")}


def test_many_logos_cost_in_proportion_to_their_number() -> None:
    def body(size: int) -> str:
        return "<h2>Rekening</h2>" + card("img/rek-bca.png", "070 303 1011") * size

    one = least_cpu_s(lambda: found("co.id", body(500)), within=1.0)
    assert least_cpu_s(lambda: found("co.id", body(2_000)), within=max(0.4, one * 8)) <= max(0.4, one * 8)
