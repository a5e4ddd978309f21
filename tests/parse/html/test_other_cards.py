"""Cards, PINs and dates in forms that are no payment card's."""

import pytest

from scamtriage.parse.html.page import read_page

MONEY = {"card", "pin", "bank-login"}


def asks(*inputs: str, form: str = "form") -> set[str]:
    page = f"<!doctype html><meta charset=utf-8><{form}>{''.join(inputs)}<button>Go</button></{form}>"
    return set(read_page(body=page.encode(), content_type="text/html", url="https://a.test/", host="a.test", suffix="test")[0].asks)


def field(label: str, name: str, kind: str = "text") -> str:
    return f"<label>{label} <input type={kind} name={name}></label>"


@pytest.mark.parametrize(
    "label",
    [
        *(
            "Library card number",
            "Gym card number",
            "Parking card no.",
            "Rewards card number",
            "Nomor kartu berobat",
            "Số thẻ xe buýt",
            "饭卡卡号",
            "就诊卡号",
        ),
        *("หมายเลขบัตรจอดรถ", "진료카드 번호", "Nombor kad akses", "診察カード番号", "លេខកាតអ្នកជំងឺ", "ເລກບັດຄົນເຈັບ", "စာကြည့်တိုက် ကတ်နံပါတ်"),
        *("Door PIN", "Parental PIN", "PIN of your SIM", "Game PIN", "PIN permainan", "Mã PIN cửa", "รหัส PIN ผู้ปกครอง"),
    ],
)
@pytest.mark.parametrize(("name", "kind"), [("card_number", "text"), ("pin", "password")])
def test_what_the_visitor_reads_overrules_the_name_of_the_input(label: str, name: str, kind: str) -> None:
    assert MONEY.isdisjoint(asks(field(label, name, kind)))


@pytest.mark.parametrize(
    "label",
    [
        *(
            "Card number",
            "Credit card or loyalty card number",
            "Gift card number",
            "ATM PIN",
            "信用卡卡号",
            "薪水卡卡号",
            "一卡通卡号",
            "Nomor kartu debit",
        ),
        *("Số thẻ", "หมายเลขบัตร", "카드번호", "カード番号", "លេខកាត"),
    ],
)
def test_a_card_that_moves_money_stays_one(label: str) -> None:
    assert not MONEY.isdisjoint(asks(field(label, "library_card")))


def test_a_hidden_label_hides_no_card() -> None:
    assert "card" in asks('<input name=n aria-label="Library card number" placeholder="Card number">')
    assert "card" in asks('<p>Card number</p><input name=cardnumber aria-label="Library card number">')
    assert "card" not in asks('<label for=n>Library card number</label><input id=n name=cardnumber aria-label="Library card number">')


@pytest.mark.parametrize("pin", ["PIN", "Your PIN", "暗証番号", "รหัส PIN"])
def test_a_pin_beside_the_number_of_another_card_is_that_cards(pin: str) -> None:
    number, secret = field("Library card number", "card_number"), field(pin, "pin", "password")
    assert asks(number, secret) == {"password"}
    assert "pin" in asks(secret)
    assert "pin" in asks(number, field("ATM PIN", "pin", "password"))
    assert {"pin", "card"} <= asks(number, field("Card number", "n"), secret)
    assert {"pin", "id-number"} <= asks(field("NIK", "nik"), secret)


@pytest.mark.parametrize("label", ["Expiry date", "Passport expiry date", "有效期", "有効期限", "유효기간", "Expiration date of the milk"])
def test_a_date_alone_is_no_card(label: str) -> None:
    date = field(label, "expiry_date")
    assert "card" not in asks(date)
    assert "card" not in asks(date, form="div")
    for beside in ("Card number", "CVV", "16 digits on the front", "Name on card", "3 số mặt sau"):
        assert "card" in asks(date, field(beside, "x")), beside
    assert "card" in asks(field("MM/YY", "e"))


def test_a_list_takes_no_secret() -> None:
    ways = "<label>How do you pay? <select name=pay><option>cash<option>credit card</select></label>"
    banks = "<label>Online banking: choose your bank <select name=bank><option>Maybank2u</select></label>"
    assert MONEY.isdisjoint(asks(ways, banks))
    assert "card" in asks(field("Card number", "n"), "<select name=expmonth><option>01</select>")
    assert "bank-login" in asks(banks, field("Online banking user ID", "u"))


def test_a_customers_number_alone_is_no_log_in_to_a_bank() -> None:
    number = field("Customer ID", "customer_id")
    assert "bank-login" not in asks(number, field("Order number", "order"))
    assert "bank-login" in asks(number, field("Password", "p", "password"))
    assert "bank-login" in asks(field("Online banking customer ID", "u"))


@pytest.mark.parametrize(
    "label",
    [
        *("Electricity account number", "Water account no.", "Customer Account Number (CAN)", "Nombor akaun TNB", "No. akaun air"),
        *("Nomor rekening listrik", "No. rekening PDAM", "หมายเลขบัญชีผู้ใช้ไฟ", "ເລກບັນຊີຜູ້ໃຊ້ໄຟ", "ເລກບັນຊີນ້ຳ", "លេខគណនីអគ្គិសនី", "बिजली खाता संख्या"),
    ],
)
def test_an_account_with_a_utility_is_no_bank_account(label: str) -> None:
    assert "bank-account" not in asks(field(label, "q"))


@pytest.mark.parametrize(
    "label", ["Account number", "No. akaun", "Nomor rekening", "เลขที่บัญชี", "ເລກບັນຊີ", "Bank account for the water refund"]
)
def test_an_account_that_takes_money_stays_one(label: str) -> None:
    assert "bank-account" in asks(field(label, "electricity"))


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Clave dinámica", "otp"),
        ("Número de tarjeta", "card"),
        ("Senha do cartão", "pin"),
        ("Numéro de carte", "card"),
        ("Номер карты", "card"),
        ("Код из СМС", "otp"),
        ("Cédula de identidad", "id-number"),
        ("رقم البطاقة", "card"),
        ("Contraseña", "password"),
        ("Telefone", "phone"),
    ],
)
def test_kits_of_other_regions_ask_in_their_own_languages(label: str, kind: str) -> None:
    assert kind in asks(field(label, "x1"))


@pytest.mark.parametrize(
    "label",
    [
        "Número de tarjeta de socio",
        "Número de tarjeta sanitaria",
        "Número do cartão fidelidade",
        "Número do cartão do SUS",
        "Numéro de carte de fidélité",
        "Numéro de carte d’étudiant",
        "Numéro de carte vitale",
        "Номер карты лояльности",
        "رقم البطاقة الشخصية",
        "رقم البطاقة الجامعية",
        "Fecha de vencimiento de la factura",
        "Fecha de caducidad",
    ],
)
def test_other_cards_and_dates_of_other_regions_are_no_bank_cards(label: str) -> None:
    assert asks(field(label, "x1")) <= {"id-number"}
