"""Which word of a messenger an id or a number beside it belongs to: words in between, words apart, words that only look like one."""

import pytest

from scamtriage.parse.contact.contacts import find_contacts
from scamtriage.parse.contact.sources import ContactSources
from scamtriage.records.facts import Link
from tests.parse.contact.reading import contacts_in

GARB = "live:garb.recovery"


def test_a_messengers_phone_is_that_messengers_though_the_page_links_it() -> None:
    text = "Viber ဖုန်း 09 421 037 265"
    sources = ContactSources(text=text, language="my", suffix="com.mm", links=(Link(url="tel:+959421037265"),))
    assert {c.kind for c in find_contacts(sources)} == {"phone", "viber"}


@pytest.mark.parametrize(
    ("language", "suffix", "text", "expected"),
    [
        ("en", "com", "W h a t s A p p: + 6 3 9 9 4 2 1 8 6 0 5 7", "whatsapp +639942186057"),
        ("fil", "ph", "What$App: +63 994 218 6057", "whatsapp +639942186057"),
        ("fil", "ph", "hanapin sa T e l e g r a m: @hr_camille", "telegram hr_camille"),
        ("en", "com", "T·e·l·e·g·r·a·m @hr_camille", "telegram hr_camille"),
        ("en", "com", "T*e*l*e*g*r*a*m: hr_camille", "telegram hr_camille"),
        ("vi", "vn", "Z.a.l.ô: 0978 225 614", "zalo +84978225614"),
        ("th", "th", "ไ★ล★น์ : somying99", "line somying99"),
        ("ko", "kr", "카★톡 상담 아이디 → loan365park", "kakaotalk loan365park"),
        ("ko", "kr", "텔★레 @park_loan", "telegram park_loan"),
        ("hi", "in", "व्हा ट्स ऐप: 9 8 3 1 7 0 4 5 2 6", "whatsapp +919831704526"),
        ("zh", "cn", "微★信：baozhang88", "wechat baozhang88"),
        ("zh", "cn", "企鹅加不上的请加 V:baozhang_kf06", "wechat baozhang_kf06"),
        ("zh", "cn", "也可加 V♥ yl-wang1877", "wechat yl-wang1877"),
        ("zh", "cn", "加 Q: 3076128845", "qq 3076128845"),
    ],
)
def test_a_messengers_word_is_read_apart_and_with_other_signs(language: str, suffix: str, text: str, expected: str) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == {expected}


@pytest.mark.parametrize(
    "text", ["增加 V8 发动机", "添加 V-Ray 插件 V2024", "Whats the app price? 12 345 678", "tele-sales team 2024 report"]
)
def test_words_that_only_look_like_a_messengers_give_none(text: str) -> None:
    assert contacts_in(text, language="zh", suffix="cn") == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(LINE လည်း ရ၊ ID: thihajob)", {"line thihajob"}),
        ("LINE works too, ID: thihajob", {"line thihajob"}),
        ("Telegram also fine (ID: ko_thiha)", {"telegram ko_thiha"}),
        ("ไลน์: somying.th", {"line somying.th"}),
        ("ไลน์ผู้จัดการโครงการใหม่ ID : naruemon.k4", {"line naruemon.k4"}),
        ("แอดไลน์แล้วแจ้งรหัสสมาชิก ID : AB12345", set()),
        ("LINE: nagakuat.vip | Bonus", {"line nagakuat.vip"}),
        ("LINE: shop.vip", set()),
        ("LINE: www.naga.vip", set()),
        ("LINE: naga.com", set()),
        ("LINE: naga.vip/x", set()),
        ("line: naga.vip", set()),
        ("LINE Member ID: AB12345", set()),
        ("pay by LINE, order ID: AB12345", set()),
        ("LINE us about your booking, ID: AB12345", set()),
        ("LINE 会員の方、会員ID: tanaka88", set()),
        ("Telegram support, user ID: ab48291", set()),
        ("公式 LINE を友だち追加\nSTEP2 「スタート」と送信\nSTEP3 受け取る", set()),
        ("ID LINE:\nlangkah_2 kirim pesan", set()),
        ("Doors open at 8, join the line @ 9am", set()),
    ],
)
def test_an_id_some_words_behind_its_messenger_is_that_messengers(text: str, expected: set[str]) -> None:
    assert contacts_in(text, host="shop.vip") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GARB, {f"skype {GARB}"}),
        ("Desk\nlive:.cid.1f2e3d4c5b6a7988", {"skype live:.cid.1f2e3d4c5b6a7988"}),
        ("call live:garbrecovery", {"skype live:garbrecovery"}),
        ("live: music tonight", set()),
        ("We go live:tomorrow at nine", set()),
        ("aria-live:polite", set()),
        ("live:streaming", set()),
        ("live:10.30", set()),
        ("https://tv.example.org/live:channel.one", set()),
    ],
)
def test_an_id_of_skype_needs_no_word(text: str, expected: set[str]) -> None:
    assert contacts_in(text) == expected


@pytest.mark.parametrize(
    ("language", "suffix", "text", "expected"),
    [
        ("my", "com.mm", "LINE ID: aung.shop7 ၊ +66 81 234 5678", {"line aung.shop7", "phone +66812345678"}),
        ("en", "com", "LINE ID: somying99, +66 81 234 5678", {"line somying99", "phone +66812345678"}),
        ("zh-CN", "cn", "微信号：desk_88 / +86 138 1234 5678", {"wechat desk_88", "phone +8613812345678"}),
        ("en", "com", "LINE: +66 81 234 5678", {"line 66812345678", "phone +66812345678"}),
    ],
)
def test_a_number_behind_the_id_of_a_messenger_is_no_second_id(language: str, suffix: str, text: str, expected: set[str]) -> None:
    assert contacts_in(text, language=language, suffix=suffix) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Customer service line: 02-123-4567", {"phone +6621234567"}),
        ("Our land line: 02-123-4567", {"phone +6621234567"}),
        ("Press line: 081-234-5678", {"phone +66812345678"}),
        ("Direct Line: 081-234-5678", {"phone +66812345678"}),
        ("LINE: 081-234-5678", {"phone +66812345678", "line 0812345678"}),
        ("Press LINE: @pressdesk", {"line @pressdesk"}),
        ("Add us on LINE: @pressdesk", {"line @pressdesk"}),
        ("Add our Line: 0812345678", {"phone +66812345678", "line 0812345678"}),
        ("We sell on line: 0812345678", {"phone +66812345678"}),
        ("Send the slip on LINE. No refunds, no exchange", set()),
    ],
)
def test_a_line_that_is_called_is_no_account_of_line(text: str, expected: set[str]) -> None:
    assert contacts_in(text, suffix="co.th") == expected


@pytest.mark.parametrize("text", ["KakaoTalk: artaprima.kr (Korea)", "Skype: artaprima.kr", "LINE: artaprima.kr"])
def test_an_id_behind_a_colon_may_end_as_a_host_does(text: str) -> None:
    assert [contact.value for contact in find_contacts(ContactSources(text=text, suffix="co.id"))] == ["artaprima.kr"]
    assert find_contacts(ContactSources(text=text, suffix="co.id", host="artaprima.kr")) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("QQ：3172 885 406", {"qq 3172885406"}),
        ("QQ：384729104 10:00-22:00", {"qq 384729104"}),
        ("客服QQ 384729104 24小时", {"qq 384729104"}),
        ("QQ:12345 10:00", {"qq 12345"}),
    ],
)
def test_hours_behind_an_id_of_digits_are_no_part_of_it(text: str, expected: set[str]) -> None:
    assert contacts_in(text, language="zh-CN", suffix="cn") == expected
