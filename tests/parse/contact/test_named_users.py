"""Ids some words behind their messenger, numbers of Portuguese pages, and digits that are reckoned with or are of a thing."""

import pytest

from scamtriage.parse.contact.contacts import find_contacts
from scamtriage.parse.contact.sources import ContactSources
from tests.parse.contact.reading import contacts_in


@pytest.mark.parametrize(
    ("language", "suffix", "text", "expected"),
    [
        ("id", "id", "Pos Luwu memakai Telegram saja, nama pengguna posko_luwu.", {"telegram posko_luwu"}),
        ("id", "id", "Pos Bone: (0421) 3914 705. Pos Luwu memakai Telegram saja, nama pengguna posko_luwu",
         {"phone +624213914705", "telegram posko_luwu"}),
        ("ms", "my", "Tambah Telegram saya ya, id dia puan_rita88", {"telegram puan_rita88"}),
        ("fil", "ph", "Puwede sa Telegram, i-search ang username na LunaHireDesk", {"telegram LunaHireDesk"}),
        ("ms", "my", "Boleh tambah WeChat Ah Kow: ahkow_cool", {"wechat ahkow_cool"}),
        ("en", "com", "WeChat Madam Lim: lim_trading9", {"wechat lim_trading9"}),
        ("ko", "kr", "카카오톡\n검색창에 haneul24 입력", {"kakaotalk haneul24"}),
        ("th", "com", "ไลน์ ใช้เบอร์ 093 285 1148", {"line 0932851148", "phone +66932851148"}),
        ("zh", "cn", "手机:138 5591 0473、微信同号", {"phone +8613855910473", "wechat +8613855910473"}),
        ("zh", "cn", "邮箱:qingyan#163.com(请把 # 换成 @)", {"email qingyan@163.com"}),
        ("ms", "my", "WhatsApp untuk sebut harga: 012-5763381", {"whatsapp +60125763381"}),
        ("vi", "vn", "Zalo báo giá: 0938 264 716", {"zalo +84938264716"}),
    ],
)  # fmt: skip
def test_an_id_some_words_behind_its_messenger_is_read(language: str, suffix: str, text: str, expected: set[str]) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == expected


@pytest.mark.parametrize(
    ("language", "suffix", "text"),
    [
        ("ms", "my", "Tanya di Telegram, id pesanan ialah MY_20418"),
        ("en", "com", "We left Telegram, and the username was never ours"),
        ("en", "com", "Telegram Order Number: A_20418"),
        ("en", "com", "Signal Strength: bar_4"),
        ("en", "com", "Line Manager: head_2"),
        ("en", "com", "Telegram or Skype Username: name@example.com"),
        ("hi", "in", "SAC 998314, HSN 847130"),
        ("zh", "tw", "晶片號碼 900 115 002 417 638"),
        ("ms", "my", "Nombor sebut harga: 012-5763381"),
    ],
)
def test_the_id_of_something_else_is_left_alone(language: str, suffix: str, text: str) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == set()


@pytest.mark.parametrize(
    ("suffix", "text", "expected"),
    [
        ("com.br", "Celular: (62) 98417-3066", {"phone +5562984173066"}),
        ("com.br", "ZAP (62) 9 8417-3066", {"whatsapp +5562984173066"}),
        ("com.br", "Supervisor: 62 3417 2087, ramal 33", {"phone +556234172087"}),
        ("com.br", "Bradesco, agência 2817-4, conta corrente 0048173-6", {"bank-account 00481736"}),
        ("com.br", "E-mail: ouvidoria[arroba]bloqueio[ponto]com", {"email ouvidoria@bloqueio.com"}),
        ("com.br", "Em caso de emergência ligue 190", {"hotline 190"}),
        ("com.br", "Central de atendimento Bradesco 4002-0023", {"hotline +5540020023"}),
        ("com.br", "Capitais: 4004-8173", {"hotline +5540048173"}),
        ("com.br", "Polícia: 190", {"hotline 190"}),
        ("pt", "Telemóvel: 93 628 41 71 (Rui), 917.204.864 (Inês)", {"phone +351936284171", "phone +351917204864"}),
        ("pt", "Em caso de emergência ligue 112", {"hotline 112"}),
    ],
)
def test_portuguese_words_name_numbers(suffix: str, text: str, expected: set[str]) -> None:
    assert contacts_in(text, language="pt", suffix=suffix) == expected


def test_a_button_ends_what_a_messenger_names() -> None:
    assert contacts_in("WhatsApp\nMinta sebut harga\nAbang Din 013-720 9955", language="ms", suffix="my") == {"phone +60137209955"}


def test_a_branch_that_is_abbreviated_stands_between_a_bank_and_its_account() -> None:
    assert contacts_in("BNI Cab. Bone 0288 4410 98 a.n. Yayasan Anging", language="id", suffix="or.id") == {"bank-account 0288441098"}


def test_a_number_on_which_a_script_calls_a_method_is_no_phone() -> None:
    assert contacts_in(scripts=("set('k', '0x' + (162735489).toString(16));",), language="ms", suffix="my") == set()
    shown = ContactSources(scripts=("set('phone', '016-2735489'.trim());",), language="ms", suffix="my")
    assert [(c.kind, c.value) for c in find_contacts(shown)] == [("phone", "+60162735489")]
