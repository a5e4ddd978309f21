"""Payment codes: whom they pay, and that a damaged one pays nobody."""

import base64
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scamtriage.parse import qr_image
from scamtriage.parse.contact import payment_qr
from scamtriage.parse.contact.checksums import emvco_crc
from scamtriage.parse.contact.contacts import find_contacts
from scamtriage.parse.contact.sources import ContactSources
from scamtriage.parse.html.page import read_page
from tests.drawing import qr


def f(tag: str, value: str) -> str:
    return f"{tag}{len(value):02d}{value}"


def code(*fields: str) -> str:
    body = f("00", "01") + f("01", "11") + "".join(fields) + "6304"
    return body + emvco_crc(body)


PROMPTPAY, TH, SG, ID = f("00", "A000000677010111"), f("58", "TH"), f("58", "SG"), f("58", "ID")
CODES = {
    "PromptPay mobile": (code(f("29", PROMPTPAY + f("01", "0066812345678")), TH), "+66812345678", "TH", True),
    "PromptPay person": (code(f("29", PROMPTPAY + f("02", "1101700203451")), TH), "1101700203451", "TH", True),
    "PromptPay company": (code(f("29", PROMPTPAY + f("02", "0105536000123")), TH), "0105536000123", "TH", False),
    "PayNow mobile": (
        code(f("26", f("00", "SG.PAYNOW") + f("01", "0") + f("02", "+6591234567")), SG), "+6591234567", "SG", True,
    ),
    "PayNow UEN": (
        code(f("26", f("00", "SG.PAYNOW") + f("01", "2") + f("02", "201912345K")), SG), "201912345K", "SG", False,
    ),
    "VietQR": (
        code(f("38", f("00", "A000000727") + f("01", f("00", "970436") + f("01", "0071000986532")) + f("02", "QRIBFTTA"))),
        "0071000986532", "VN", True,
    ),
    "QRIS": (code(f("26", f("00", "ID.CO.QRIS.WWW") + f("01", "936009143000000012")), ID), "936009143000000012", "ID", False),
    "KHQR": (code(f("29", f("00", "sok_dara@aclb")), f("58", "KH"), f("59", "SOK DARA")), "sok_dara@aclb", "KH", True),
    "KHQR person": (
        code(f("29", f("00", "sok_dara@aclb") + f("01", "85512345678") + f("02", "ACLEDA")), f("58", "KH")), "sok_dara@aclb", "KH", True,
    ),
    "KHQR merchant": (code(f("30", f("00", "shop@aclb") + f("02", "ACLEDA")), f("58", "KH")), "shop@aclb", "KH", False),
    "QRPh": (code(f("27", f("00", "com.p2pqrpay") + f("04", "09171234567")), f("58", "PH")), "09171234567", "PH", True),
    "KHQR account of a bank": (
        code(f("29", f("00", "abaakhppxxx@abaa") + f("01", "000123456") + f("02", "ABA Bank")), f("58", "KH")), "000123456", "KH", True,
    ),
    "QRPh P2M": (
        code(f("28", f("00", "ph.ppmi.p2m") + f("01", "GXCHPHM2XXX") + f("03", "217020000001234")), f("58", "PH")),
        "217020000001234", "PH", False,
    ),
    "DuitNow": (code(f("26", f("00", "A0000006150001") + f("01", "588734") + f("02", "600123456789"))), "600123456789", "MY", False),
    "LaoQR": (
        code(f("38", f("00", "A005266284662577") + f("01", "27710418") + f("02", "002") + f("03", "mch51829463")), f("58", "LA")),
        "mch51829463", "LA", False,
    ),
    "FPS": (code(f("26", f("00", "hk.com.hkicl") + f("02", "1234567")), f("58", "HK")), "1234567", "HK", False),
}  # fmt: skip


@pytest.mark.parametrize("name", CODES)
def test_a_code_says_whom_it_pays_and_whether_that_is_a_person(name: str) -> None:
    payload, account, country, personal = CODES[name]
    found = payment_qr.read(payload)
    assert found is not None
    assert (found.value, found.country, "personal-id" in found.flags) == (account, country, personal)
    assert name.split()[0] in found.detail


@pytest.mark.parametrize("name", CODES)
def test_a_code_is_found_in_text_and_one_wrong_digit_hides_it(name: str) -> None:
    payload, account, _, _ = CODES[name]
    [contact] = find_contacts(ContactSources(text=f"Scan or copy: {payload} thank you"))
    assert (contact.kind, contact.value, contact.raw) == ("payment-qr", account, payload[: len(contact.raw)])
    broken = payload[:20] + ("1" if payload[20] != "1" else "2") + payload[21:]
    assert all(c.kind != "payment-qr" for c in find_contacts(ContactSources(text=broken)))


def test_a_checksum_is_found_behind_what_looks_like_one() -> None:
    payload = code(f("29", f("00", "A000000677010111") + f("01", "0066812345678")), f("58", "TH"), f("61", "16304"))
    assert "163046304" in payload
    assert [found.value for found in find_contacts(ContactSources(text=f"QR {payload} x"))] == ["+66812345678"]


def test_a_code_may_pay_two_and_name_one_of_them_twice() -> None:
    person = f("29", PROMPTPAY + f("01", "0066812345678"))
    bill = f("00", "A000000677010112") + f("01", "010553600012300")
    payload = code(person, f("30", bill), f("31", bill), TH)
    text, image = (find_contacts(source) for source in (ContactSources(text=payload), ContactSources(codes=(payload,))))
    assert [found.value for found in text] == [found.value for found in image] == ["+66812345678", "010553600012300"]


def test_the_mobile_of_an_e_wallet_is_a_number() -> None:
    payload = code(f("27", f("00", "com.p2pqrpay") + f("01", "GXCHPHM2XXX") + f("04", "09171234567")), f("58", "PH"))
    found = payment_qr.read(payload)
    assert found is not None and (found.value, found.detail) == ("+639171234567", "QRPh P2P mobile, bank GCash")


def test_who_collects_is_named_beside_the_merchant_and_the_account() -> None:
    details = {name: found.detail for name in CODES if (found := payment_qr.read(CODES[name][0]))}
    assert details["QRPh P2M"] == "QRPh P2M merchant, bank GCash"
    assert details["KHQR account of a bank"] == "KHQR account, bank ABA Bank"


@pytest.mark.parametrize(
    "service",
    [
        "https://api.qrserver.com/v1/create-qr-code/?data=",
        "https://quickchart.io/qr?text=",
        "https://chart.googleapis.com/chart?cht=qr&chl=",
    ],
)
@pytest.mark.parametrize("quoted", [True, False])
def test_a_plus_in_the_address_of_a_drawing_service_is_kept(service: str, quoted: bool) -> None:
    payload = CODES["PayNow mobile"][0]
    html = f'<p>Pay here</p><img src="{service}{quote(payload, safe="" if quoted else "+")}">'
    facts, _ = read_page(body=html.encode(), content_type="text/html", url="https://a.test/", host="a.test", suffix="test")
    assert [(c.kind, c.value) for c in facts.contacts] == [("payment-qr", "+6591234567")]


def test_the_vector_of_the_standard_holds() -> None:
    assert emvco_crc("123456789") == "29B1"  # CRC-16/CCITT-FALSE


@given(text=st.text(alphabet="0123456789ABCd@. ", max_size=200))
def test_reading_raises_nothing(text: str) -> None:
    payment_qr.read(text)
    payment_qr.decode(text)
    payment_qr.upi("upi://pay?" + text)
    body = "000201" + text + "6304"
    payment_qr.read(body + emvco_crc(body))


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Shop%20Help", "Shop Help"), ("Ram+%26+Sons", "Ram & Sons"), ("Ram%0d%0a++Sons", "Ram Sons"),
        (quote("राम प्रसाद शर्मा एंड संस"), "राम प्रसाद शर्मा एंड संस"),
    ],
)  # fmt: skip
def test_a_upi_link_is_a_payment_to_whom_it_names(written: str, name: str) -> None:
    found = payment_qr.read(f"upi://pay?pa=shop.help@ybl&pn={written}&am=500")
    assert found is not None
    assert (found.value, found.detail) == ("shop.help@ybl", f"UPI vpa, to {name}")


def test_a_payee_of_blanks_has_no_name() -> None:
    found = payment_qr.read("upi://pay?pa=shop.help@ybl&pn=%20%0A&am=500")
    assert found is not None and found.detail == "UPI vpa"


# --- images ------------------------------------------------------------------------------------------------------------------------------


def test_bytes_that_are_no_image_are_no_code() -> None:
    for image in (b"", b"\x89PNG\r\n\x1a\n" + b"\0" * 100, b"<svg/>"):
        assert qr_image.read_qr(image).codes == () and qr_image.read_qr(image).because


def test_the_text_of_a_code_is_one_of_the_contacts_of_its_page() -> None:
    [contact] = find_contacts(ContactSources(codes=(CODES["PromptPay mobile"][0],)))
    assert (contact.kind, contact.value, contact.where, contact.flags) == ("payment-qr", "+66812345678", "qr image", ("personal-id",))


@pytest.mark.parametrize("name", CODES)
def test_a_code_in_a_page_is_one_of_its_contacts_where_the_extra_is_installed(name: str) -> None:
    payload, account, *_ = CODES[name]
    images = [
        f'<img src="data:image/png;base64,{base64.b64encode(qr(text)).decode()}">'
        for text in (payload, "https://line.me/ti/p/~refund_desk1")
    ]
    body = f"<html><body><p>Scan to pay</p>{''.join(images)}</body></html>".encode()
    facts, _ = read_page(body=body, content_type="text/html; charset=utf-8", url="https://a.test/", host="a.test", suffix="test")
    found = {(contact.kind, contact.value) for contact in facts.contacts if contact.where == "qr image"}
    assert found == {("payment-qr", account), ("line", "refund_desk1")}
