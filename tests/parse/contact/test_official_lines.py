"""The English word behind a messenger's name, and accounts whose messenger was named before."""

import pytest

from scamtriage.parse.contact.contacts import find_contacts
from scamtriage.parse.contact.sources import ContactSources
from scamtriage.parse.html.page import read_page


def found(text: str, suffix: str = "sg", language: str = "en") -> set[tuple[str, str]]:
    return {(c.kind, c.value) for c in find_contacts(ContactSources(text=text, suffix=suffix, language=language))}


@pytest.mark.parametrize(
    "words",
    ["message our WhatsApp line at 8821-4930 (text only).", "Parents use the WhatsApp line 8821-4930.", "WhatsApp line number 8821-4930"],
)
def test_the_line_of_a_messenger_is_not_the_messenger_line(words) -> None:
    assert found(words) == {("whatsapp", "+6588214930")}


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Chat: WhatsApp line 081-345 6789", "line"),
        ("our WhatsApp LINE 081-345 6789", "line"),
        ("our WhatsApp/line 081-345 6789", "line"),
        ("add our line 081-345 6789", "line"),
    ],
)
def test_line_stays_the_messenger_where_nothing_tells_the_word(words, kind) -> None:
    assert kind in {kind for kind, _ in found(words, "th", "th")}


def test_the_official_account_behind_a_line_id_is_lines() -> None:
    assert ("line", "@afei-stock") in found("助理小艾 LINE：amy88566；官方帳號 @afei-stock", "com.tw", "zh-Hant")
    for words in (
        "LINE：amy88566；IG 官方帳號 @afei-stock",
        "官方帳號 @afei-stock",
        "LINE：amy88566；Telegram：@afei_tg，微信官方帳號 @afei-stock",
    ):
        assert ("line", "@afei-stock") not in found(words, "com.tw", "zh-Hant")


@pytest.mark.parametrize(("words", "mailbox"), [("orders @ bakery.ph", "orders@bakery.ph"), ("Tempahan @ kedai.my", "tempahan@kedai.my")])
def test_the_mailbox_of_a_desk_may_stand_apart(words, mailbox) -> None:
    assert found(f"<b>{words}</b>", "ph") == {("email", mailbox)}


@pytest.mark.parametrize("words", ["Meet us @ bakery.ph", "Follow the bakers @ bakery.ph", "opening party @ bakery.ph"])
def test_a_place_behind_a_sentence_is_no_mailbox(words) -> None:
    assert found(words, "ph") == set()


def of_page(markup: str) -> set[tuple[str, str]]:
    body = f"<html lang=id><body><h1>Bantuan</h1>{markup}</body></html>".encode()
    facts, _ = read_page(body=body, content_type="text/html; charset=utf-8", url="https://a.test/", host="a.test", suffix="com")
    return {(c.kind, c.value) for c in facts.contacts}


def test_the_name_of_an_account_in_words_is_no_other_account() -> None:
    page = "<p>Telegram : <a href=https://t.me/maxwin77resmi>{}</a></p>"
    assert of_page(page.format("Maxwin77 Resmi")) == {("telegram", "maxwin77resmi")}
    assert of_page(page.format("maxwin77resmi")) == {("telegram", "maxwin77resmi")}
    assert ("telegram", "maxwin88") in of_page(page.format("maxwin88"))


def test_a_number_that_a_button_for_whatsapp_carries_is_told_once() -> None:
    button = '<span class=wa data-phone="6287741920385">{}</span>'
    assert of_page(button.format("WhatsApp +62 877-4192-0385")) == {("whatsapp", "+6287741920385")}
    assert ("phone", "+6287741920385") in of_page(button.format("Hubungi kami"))


def test_a_link_without_words_to_an_account_without_letters_is_read() -> None:
    assert of_page("<p><a href=https://t.me/_____> &nbsp; </a> Telegram: <a href=https://t.me/agen_maju>Agen Maju</a></p>") == {
        ("telegram", "agen_maju")
    }
