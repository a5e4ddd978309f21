"""Accounts that only the rows around them tell, accounts beside the branch of a Brazilian bank, and what is built alike."""

import pytest

from tests.parse.contact.test_offices import found


@pytest.mark.parametrize(
    ("language", "rows", "accounts"),
    [
        ("vi", ["Số Tài Khoản:", "Số: 118 244 710 003 647 – Ngân hàng Eximbank – Huế.", "Số: 60447118 – Ngân Hàng TMCP Á Châu"], 2),
        ("vi", ["Tài khoản:", "0441000611823 – Vietcombank", "1903447118236 – Techcombank", "60447118 – NH Á Châu – PGD 4"], 3),
        ("vi", ["Số Tài Khoản:", "Số: 118 244 710 003 647 – Ngân hàng Eximbank", "Hợp đồng số: 60447118 – Ngân Hàng TMCP Á Châu"], 1),
        ("vi", ["Số Tài Khoản:", "Số: 118 244 710 003 647 – Ngân hàng Eximbank", "Hotline: 60447118 – Ngân Hàng TMCP Á Châu"], 1),
        ("vi", ["Số: 0441000611823 – Vietcombank", "Số: 84471182 – Quyết định"], 0),
        ("ko", ["입금은행", "국민 7714432-18-5441354", "농협 447123-90882-17", "우리 1005-4417-8254331", "예금주 : (주)새솔"], 3),
        ("ko", ["입금계좌", "신한 110-447-118236", "하나 447-910011-82305", "기업 447-118236-01-019"], 3),
        ("ko", ["신한 110-447-118236 홍길동", "접수번호 2024-04-118236", "국민 2024-04-118236"], 1),
        ("ko", ["신한 110-447-118236", "우리 02-447-1182", "하나 010-4471-1823"], 1),
        ("ko", ["신한 110-447-118236", "국민 447-11-82365"], 1),  # the number of a firm
        ("ko", ["기업은행 447-11-82365 예금주", "국민 2024-04-118236호"], 0),
        ("ko", ["국민 7714432-18-5441354", "우리 1005-4417-8254331"], 0),
        ("ko", ["기업 447-118236-01-018 예금주 (주)하늘"], 1),
        ("km", ["088 447 1182 (Telegram)", "ABA: 000 447 118"], 1),
    ],
)
def test_a_row_built_like_that_of_an_account_is_one(language: str, rows: list[str], accounts: int) -> None:
    contacts = found("".join(f"<p>{row}</p>" for row in rows), language=language)
    assert len([contact for contact in contacts if contact.startswith("bank-account")]) == accounts


@pytest.mark.parametrize(
    ("markup", "accounts"),
    [
        ("Bradesco Ag: 0412 C/C: 441203", {"441203"}),
        ("Itaú<br>Agência: 0412<br>Conta corrente: 44120-3", {"441203"}),
        ("Banco do Brasil, agência 3312-X, conta 44120-X", {"44120X"}),
        ("Doe: ag. 0412, c/c 04.412-3", {"044123"}),
        ("Agência 0412, aberta de 10h. Conta de luz 441203. Conta 441203 curtidas. Pedido 441203", set()),
        ("Agência de viagens 0412, conta com 44120 clientes", set()),
        ("ag. 2024 conta 12345 reais", set()),
        ("Agência: 0412 Telefone: 441203. Fatura da conta 441203", set()),
    ],
)
def test_an_account_of_few_digits_stands_behind_its_branch(markup: str, accounts: set[str]) -> None:
    assert found(f"<p>{markup}</p>", language="pt", suffix="com.br") == {f"bank-account {account}" for account in accounts}
