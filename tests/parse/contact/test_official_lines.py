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


@pytest.mark.parametrize(
    ("words", "suffix", "language", "expected"),
    [
        ("Zalo - Viber: 0373 092 648", "vn", "vi", {("zalo", "+84373092648"), ("viber", "+84373092648")}),
        ("在线客服 Telegram：点击联系\n官方频道 @bitwin_zh", "vip", "zh", {("telegram", "bitwin_zh")}),
        ("微信：kefu_88，视频频道 @bitwin_zh", "vip", "zh", {("wechat", "kefu_88")}),
        ("Telegram：@kefu_01，YouTube 频道 @bitwin_zh", "vip", "zh", {("telegram", "kefu_01")}),
        ("長照專線 1966（一九六六）", "tw", "zh-Hant", {("hotline", "1966")}),
        ("夜間の急病は ♯7119、救急は119番へ", "jp", "ja", {("hotline", "#7119"), ("hotline", "119")}),
        ("Emergency hotline: 9-1-1 (24 hours)", "ph", "en", {("hotline", "911")}),
        ("ID　keishi.sousa2\n国際直通\n010-855-93-184-702", "jp", "ja", {("phone", "+85593184702")}),
        ("전화 001-855-93-184-702", "kr", "ko", {("phone", "+85593184702")}),
        ("전화 00700-855-93-184-702", "kr", "ko", {("phone", "+85593184702")}),
        ("โทร 009 855 93 184 702", "th", "th", {("phone", "+85593184702")}),
        ("Call 011 44 20 7183 0958", "us", "en", {("phone", "+442071830958")}),
        ("電話 002-855-93-184-702", "tw", "zh-Hant", {("phone", "+85593184702")}),
        ("Tel 011-4170 8825", "com.my", "ms", {("phone", "+601141708825")}),
        ("Singapore office and Malaysia. Tel 012-855 1234", "sg", "en", {("phone", "+60128551234")}),
        ("Johor, Malaysia Tel 019-852 6604", "sg", "en", {("phone", "+60198526604")}),
        ("Johor Bahru, Malaysia. Tel: 016-886 7741", "sg", "en", {("phone", "+60168867741")}),
        ("+95 9 250 734 186 (Signal ဖြင့်လည်း ဆက်သွယ်နိုင်)", "mm", "my", {("phone", "+959250734186"), ("signal", "+959250734186")}),
        ("Report it to security at numparse dot dev.", "dev", "en", {("email", "security@numparse.dev")}),
        ("Tumawag o mag-Viber: 0956-418-2730", "ph", "fil", {("phone", "+639564182730"), ("viber", "+639564182730")}),
        ("WhatsApp +6019-382 0574 (juga boleh telefon)", "my", "ms", {("phone", "+60193820574"), ("whatsapp", "+60193820574")}),
        ("WhatsApp: +60 19-382 0574 (also for calls)", "my", "en", {("phone", "+60193820574"), ("whatsapp", "+60193820574")}),
        ("We met near the gate at numparse dot dev.", "dev", "en", set()),
    ],
)
def test_further_spellings(words, suffix, language, expected) -> None:
    assert found(words, suffix, language) == expected


def test_a_fax_is_told_as_one_though_its_word_is_spread() -> None:
    [contact] = find_contacts(ContactSources(text="传 真：0755-26418036", suffix="cn", language="zh"))
    assert (contact.kind, contact.value, contact.flags) == ("phone", "+8675526418036", ("fax",))


@pytest.mark.parametrize(
    ("words", "tool"),
    [
        ("STEP3 安裝 Any-Desk 進行帳戶認證", "AnyDesk"),
        ("Please install Team-Viewer now", "TeamViewer"),
        ("ຜ່ານ Team Viewer - ກະລຸນາຕິດຕັ້ງກ່ອນ", "TeamViewer"),
        ("ผ่าน Team Viewer กรุณาติดตั้งก่อน", "TeamViewer"),
    ],
)
def test_a_tool_by_two_words_with_capitals_that_is_to_be_installed(words, tool) -> None:
    assert ("remote-tool", tool) in found(words)


@pytest.mark.parametrize("words", ["install any-desk lamps", "Team-Viewer scores of the week", "ผ่าน team viewer ของทีม"])
def test_two_everyday_words_are_no_tool(words) -> None:
    assert found(words) == set()


def test_a_number_without_its_country_below_a_messengers_link_is_the_messengers() -> None:
    """The text says "WhatsApp 011-2847 3095", its link the whole number: no country was known, and a phone was told beside it."""
    row = '<table><tr><td>WhatsApp</td><td><a href="https://wa.me/601128473095">011-2847 3095</a></td></tr></table>'
    body = f"<html lang=en><body><h1>Contact</h1>{row}</body></html>".encode()
    facts, _ = read_page(body=body, content_type="text/html; charset=utf-8", url="https://a.com/", host="a.com", suffix="com")
    assert {(c.kind, c.value) for c in facts.contacts} == {("whatsapp", "+601128473095")}


def test_the_office_of_a_setting_is_called() -> None:
    props = '<div data-props=\'{"manager":{"mobile":"01057184206","office":"070-8417-2058"},"office":"12-3"}\'></div>'
    body = f"<html lang=ko><body><h1>대출</h1>{props}</body></html>".encode()
    facts, _ = read_page(body=body, content_type="text/html; charset=utf-8", url="https://a.kr/", host="a.kr", suffix="kr")
    assert {(c.kind, c.value) for c in facts.contacts} == {("phone", "+821057184206"), ("phone", "+827084172058")}
