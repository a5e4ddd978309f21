"""Accounts in objects of scripts and data that name their bank in one value and the account in another."""

import pytest

from scamtriage.parse.html.page import read_page


def found_in(script: str, suffix: str, language: str) -> set[str]:
    html = f"<html lang={language}><body>{script}</body></html>".encode()
    facts, _ = read_page(body=html, content_type="text/html; charset=utf-8", url=f"https://a.{suffix}/", host=f"a.{suffix}", suffix=suffix)
    return {f"{contact.kind} {contact.value}" for contact in facts.contacts}


def _ways(json: str) -> list[str]:
    escaped = json.replace('"', '\\"')
    return [
        f"<script>var desk = {json};</script>",
        f'<script type="application/json">{{"deposit":[{json}]}}</script>',
        f'<script>self.__next_f.push([1,"7:{{\\"deposit\\":{escaped}}}"])</script>',
    ]


@pytest.mark.parametrize("way", range(3))
@pytest.mark.parametrize(
    ("suffix", "language", "json", "account"),
    [
        ("co.th", "th", '{"bank_name":"กสิกรไทย","account_no":"043-8-81275-9","account_name":"นาย ก"}', "0438812759"),
        ("co.th", "th", '{"scb":{"acc_no":"4192873156","name":"นาย ก"}}', "4192873156"),
        ("co.id", "id", '{"nama_bank":"BRI","nomor_rekening":"0334-01-077441-50-8"}', "033401077441508"),
        ("co.id", "id", '{"bank":{"name":"BCA","number":"5410774412","holder":"BUDI"}}', "5410774412"),
        ("co.id", "id", '{"bank":"DANA","norek":"081277441208"}', "+6281277441208"),
        ("vn", "vi", '{"tenNganHang":"Vietcombank","soTaiKhoan":"0071001234418"}', "0071001234418"),
        ("com.my", "ms", '{"name":"Maybank","acc_no":"164208774412"}', "164208774412"),
        ("ph", "fil", '{"method":"GCash","number":"09567744121","name":"JO L"}', "+639567744121"),
        ("co.kr", "ko", '{"은행":"국민은행","계좌번호":"774412-04-120881","예금주":"김"}', "77441204120881"),
        ("co.jp", "ja", '{"name":"三井住友銀行","branch":"新宿支店","type":"普通","number":"7744122"}', "7744122"),
        ("cn", "zh", '{"开户行":"农业银行","账号":"6228480774412088123"}', "6228480774412088123"),
    ],
)
def test_an_object_names_its_bank_and_its_account(suffix: str, language: str, json: str, account: str, way: int) -> None:
    assert f"bank-account {account}" in found_in(_ways(json)[way], suffix, language)


def test_names_and_digits_need_no_quotes() -> None:
    assert found_in('<script>pay={bank:"KBANK",acc:4388127590}</script>', "co.th", "th") == {"bank-account 4388127590"}


@pytest.mark.parametrize("owner", ["user", "withdrawForm", "member", "customerBank"])
@pytest.mark.parametrize("set_to", ["{}:{{{}}}", "x={{{}:{{id:1,bank:{{{}}}}}}}", "window.{}={{{}}}"])
def test_the_account_of_whoever_was_logged_in_is_not_the_pages(owner: str, set_to: str) -> None:
    account = 'bank:"SCB",accountNo:"4192873156"'
    assert found_in(f"<script>var a={{{account}}}</script>", "co.th", "th") == {"bank-account 4192873156"}
    script = set_to.format(owner, account)
    assert found_in(f"<script>{script if '=' in script else f'x={{{script}}}'}</script>", "co.th", "th") == set()


@pytest.mark.parametrize(
    "script",
    [
        'a={name:"Order",number:"0812345678"}',
        'a={"account":"123456789012","bank":"no"}',
        'a={bank:"",accountNumber:"4192873156"}',
        'a={bank:"KBANK",accountNumber:"1234567890"}',  # counted up: an example of a template
        'a={bank:"KBANK",account:{"id":"4192873156"}}',
    ],
)
def test_other_numbers_of_objects_are_no_accounts(script: str) -> None:
    assert found_in(f"<script>{script}</script>", "co.th", "th") == set()


@pytest.mark.parametrize("script", ['{name:"Maybank",number:"1300886688"}', '{bank:"Maybank",number:"1300886688"}'])
def test_a_banks_number_may_be_its_hotline(script: str) -> None:
    assert not any(one.startswith("bank-account") for one in found_in(f"<script>a=[{script}]</script>", "com.my", "ms"))


def test_accounts_of_settings_are_no_telephones_but_those_of_messengers_are() -> None:
    assert found_in('<script>a={"account_no":"043-8-81275-9"}</script>', "co.th", "th") == set()
    assert found_in('<script>a={type:"whatsapp",account:"+855967741208"}</script>', "co.th", "th") == {"whatsapp +855967741208"}


def test_many_objects_are_read_to_a_limit() -> None:
    script = "{" * 5_000 + ",".join(f'{{bank:"SCB",acc:"41928{at:05}"}}' for at in range(1_000))
    assert 0 < len(found_in(f"<script>a={script}</script>", "co.th", "th")) <= 200
