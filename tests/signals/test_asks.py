"""What a page is told to ask for, in every language: a number that its visitor makes up is none, and words of recovery are."""

import pytest

from scamtriage.assess import Rules
from scamtriage.signals.content import credential_form
from scamtriage.signals.view import View
from scamtriage.signals.wallets import TOLD_TO_TYPE, seed_phrase
from tests.judgement.sites import dossier

TABLES = Rules.load().tables
PLAIN = "<p>We lend books, films and games to readers of all ages here.</p>"


def view(body: str) -> View:
    return View(dossier({"host": "one-page.org", "age_days": 300, "html": f"<html><title>One page</title>{PLAIN}{body}</html>"}), TABLES)


def asked(label: str) -> str:
    form = f"<form><label for=p>{label}</label><input id=p name=pin type=password></form>"
    return str(credential_form(view(form)).shown["kinds"])


@pytest.mark.parametrize(
    "label",
    [
        *("Create a PIN", "PIN (new)", "รหัส PIN ใหม่", "ตั้งรหัส PIN", "Mã PIN mới", "Tạo mã PIN", "PIN baharu", "Tetapkan PIN", "PIN baru"),
        *("Bagong PIN", "លេខកូដ PIN ថ្មី", "បង្កើតលេខ PIN", "PIN ໃໝ່", "ສ້າງ PIN", "PIN အသစ်", "创建PIN码", "新しいPIN", "새 PIN", "नया PIN"),
        *("Reset PIN", "Membuat PIN", "กำหนดรหัส PIN"),
    ],
)
def test_a_number_that_is_made_up_is_not_asked_for(label: str) -> None:
    assert asked(label) == ""


@pytest.mark.parametrize(
    "label",
    [
        *("Enter your PIN", "Renew PIN", "Asset PIN", "รหัส PIN", "Mã PIN", "PIN 입력", "PIN डालें", "PIN码"),
        *("Perbarui PIN", "Masukkan PIN untuk pembaruan tarif", "PIN yang dibuat saat mendaftar", "重新输入PIN码", "更新PIN码"),
        *("รหัส PIN ธนาคารเชียงใหม่", "รหัส PIN ที่ตั้งไว้", "รหัส PIN ที่ธนาคารกำหนด", "Mã PIN để làm mới thẻ", "Mã PIN đã đặt", "설정하신 PIN"),
    ],
)
def test_a_number_that_is_kept_is(label: str) -> None:
    assert asked(label) == "pin"


@pytest.mark.parametrize(
    "told",
    [
        "에어드랍 보상을 청구하세요. 지갑의 12개 단어를 입력하세요.",
        "에어드랍 보상을 청구하세요. 복구 문구를 입력하세요.",
        "Nhận airdrop ngay. Nhập 12 từ của ví để nhận thưởng.",
        "领取空投。请输入恢复短语。",
        "Claim your airdrop. Enter the recovery words of your wallet.",
    ],
)
def test_words_of_recovery_are_asked_for_where_they_are_to_be_typed(told: str) -> None:
    assert seed_phrase(view(f"<p>{told}</p>")).value == TOLD_TO_TYPE


def test_a_wallet_that_is_connected_gives_no_words() -> None:
    assert not seed_phrase(view("<p>에어드랍 보상을 청구하세요. 지갑 연결을 위해 이메일을 입력하세요.</p>")).value


IMPORTS = [
    "<h2>Import wallet</h2><b>Phrase</b> <b>Keystore JSON</b> <b>Private key</b>"
    "<form><textarea name=phrase placeholder=Phrase></textarea></form>",
    "<h3>Recovery phrase</h3><p>Select the length of your recovery phrase: 12-word, 24-word</p>"
    "<form><input type=password name=w1><input type=password name=w2></form>",
    "<h2>导入钱包</h2><p>助记词</p><textarea name=a placeholder=恢复短语></textarea>",
]


@pytest.mark.parametrize("form", IMPORTS)
def test_a_field_for_the_words_of_a_wallet_takes_them_however_briefly_it_is_named(form: str) -> None:
    assert seed_phrase(view(form)).value == 1.0


@pytest.mark.parametrize(
    "form",
    [
        "<h2>Deploy keys</h2><form><label>Private key</label><textarea name=key></textarea>"
        "<label>Passphrase</label><input type=password name=p></form>",
        "<h2>Convert a keystore</h2><form><label>Keystore</label><input type=text name=keystore></form>",
        "<h2>Thai phrases</h2><form><label>Phrase</label><input type=text name=phrase></form>",
        "<h2>Restore a wallet</h2><p>Your recovery phrase has 12 words or 24 words. Import wallet is in the menu.</p>"
        "<form><input name=q placeholder=Search></form>",
    ],
)
def test_keys_of_servers_phrases_to_search_and_guides_to_wallets_take_none(form: str) -> None:
    assert not seed_phrase(view(form)).value
