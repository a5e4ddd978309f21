"""What a page's contacts are, and what is none: ratios over the labelled pages, and the stories behind single rules."""

import pytest

from scamtriage.parse.contact.contacts import find_contacts
from scamtriage.parse.contact.sources import ContactSources
from scamtriage.records.facts import Link
from tests.parse.contact.corpus import measure, pages
from tests.parse.contact.reading import contacts_in

TARGETED = ("phone", "messenger", "email", "wallet", "remote-tool")


# --- ratios ------------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", TARGETED)
@pytest.mark.parametrize("corpus", ["dev", "held_out"])
def test_precision_and_recall_hold_for_each_kind(corpus: str, kind: str) -> None:
    score = measure(pages(corpus))[kind]
    assert score.right >= 8, "too few to speak of a ratio"
    if score.right + score.false >= 20:
        assert score.precision >= 0.95
    else:
        assert score.false <= 1  # one in fewer than twenty says nothing of a twentieth
    assert score.recall >= 0.90


def test_half_of_the_pages_hold_traps_and_every_language_is_there() -> None:
    everything = [*pages("dev"), *pages("held_out")]
    assert len(everything) >= 120
    assert {"th", "vi", "ms", "id", "fil", "km", "my", "zh", "ja", "ko", "hi", "en"} <= {p["lang"] for p in everything}
    assert {"hant", "hans"} <= {"hant" if "TW" in p.get("declared", "") else "hans" for p in everything if p["lang"] == "zh"}
    digits = [p for p in everything if sum(c.isdigit() for c in p.get("text", "")) > 15 * max(1, len(p["expect"]))]
    assert len(digits) >= len(everything) // 3


def test_the_ratios_do_not_depend_on_line_breaks() -> None:
    flat = [{**page, "text": " ".join(page.get("text", "").split())} for page in pages("dev")]
    for kind in TARGETED:
        score = measure(flat)[kind]
        assert score.precision >= 0.95
        assert score.recall >= 0.90


# --- stories -----------------------------------------------------------------------------------------------------------------------------


def test_a_plus_before_a_short_number_is_a_forgery_and_says_so() -> None:
    [real, forged] = sorted(
        find_contacts(ContactSources(text="Call 1799 to check. Never trust a call from +1799.", suffix="sg")),
        key=lambda c: c.value,
        reverse=True,
    )
    assert (real.kind, real.value, real.flags) == ("hotline", "1799", ("official-hotline",))
    assert (forged.kind, forged.value, forged.flags) == ("hotline", "+1799", ("impossible-short-code",))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("โทรกลับที่ +66 1441", {"hotline +661441"}),
        ("เบอร์ (+66)1155", {"hotline +661155"}),
        ("เบอร์ +661441", {"hotline +661441"}),
        ("มากกว่า +66 1441 คน", set()),
        ("โทร +66 1155 2233", {"phone +6611552233"}),
    ],
)
def test_a_short_number_behind_its_calling_code_is_as_impossible(text: str, expected: set[str]) -> None:
    assert contacts_in(text, language="th", suffix="co.th") == expected


@pytest.mark.parametrize("text", ["สายด่วน:1441", "โทร.1441", "สายด่วน-1441", "โทร 1441", "Hotline: 1441", "โทร. ๑๔๔๑", "สายด่วน１４４１"])
def test_a_short_number_is_read_in_every_spelling(text: str) -> None:
    assert contacts_in(text, language="th", suffix="co.th") == {"hotline 1441"}


@pytest.mark.parametrize(
    "text", ["1441", "ปี 1441", "โทร 14:41", "ราคา 1441 บาท", "โทร 1441%", "+999 users", "call 1,441 people", "12-1441-3", "a1441"]
)
def test_a_short_number_that_nobody_is_to_call_is_none(text: str) -> None:
    assert contacts_in(text, language="th", suffix="co.th") == set()


@pytest.mark.parametrize("link", ["tel:+1441", "tel:+997"])
def test_an_impossible_tel_link_is_flagged(link: str) -> None:
    [contact] = find_contacts(ContactSources(links=(Link(url=link),), suffix="co.th"))
    assert contact.flags == ("impossible-short-code",)


@pytest.mark.parametrize("link", ["tel:+6042xxxxx88", "tel:+60-4-2**-**88", "tel:1-800-xxx-1234", "tel:*123*1%23", "tel:191••"])
def test_a_tel_link_whose_digits_are_masked_or_letters_is_no_short_number(link: str) -> None:
    assert find_contacts(ContactSources(links=(Link(url=link, text="04-2xx xx88"),), suffix="com")) == ()


@pytest.mark.parametrize(
    "spelling",
    [
        "โทร 02-123-4567",
        "โทร ๐๒-๑๒๓-๔๕๖๗",
        "โทร ０２－１２３－４５６７",
        "Tel. (02) 123 4567",
        "Tel 02.123.4567",
        "Tel: +66 2 123 4567",
        "Tel: +66 (0)2-123-4567",
        "tel 0066 2 123 4567",
        "ផ្សេង ទូរស័ព្ទ ០២ ១២៣ ៤៥៦៧",
        "फोन ०२-१२३-४५६७",
        "ဖုန်း ၀၂-၁၂၃-၄၅၆၇",
        "ໂທ ໐໒ ໑໒໓ ໔໕໖໗",
        "هاتف tel ٠٢-١٢٣-٤٥٦٧",
        "โทร 02–123—4567",
        "☎ 02 123 4567",
        "โทร 0️⃣2️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣",
    ],
)
def test_one_number_in_every_spelling_is_one_contact(spelling: str) -> None:
    assert contacts_in(spelling, language="th", suffix="co.th") == {"phone +6621234567"}


@pytest.mark.parametrize(
    "text",
    [
        "2024-11-24 10:22:33",
        "09.00-18.00",
        "10.0.19045.3570",
        "13.756331, 100.501762",
        "0.812345678",
        "Order no. 0812345678",
        "เลขที่บัญชี 0812345678",
        "Mã số thuế: 0312345678",
        "550e8400-e29b-41d4-a716-446655440000",
        "4111 1111 1111 1111",
        "xxxx-xxxx-0812-3456",
        "https://shop.example/p/0812345678",
        "ref=0812345678&x=1",
        "#0812345678",
        "฿0812345678",
        "0812345678 บาท",
        "ISBN 978-3-16-148410-0",
        "192.168.100.200",
        "1732443000123",
        "matrix(0.12345678, 0, 0, 1)",
        "0 0 1024 1024",
        "a0812345678b",
        "2019-2024 2020-2025",
    ],
)
def test_digits_that_are_no_phone_are_none(text: str) -> None:
    assert contacts_in(text, language="th", suffix="co.th") == set()


def test_the_same_contact_in_many_places_is_counted_once_and_stands_where_it_is_surest() -> None:
    [contact] = find_contacts(
        ContactSources(
            text="Call +66 81 234 5678",
            title="+66812345678",
            links=(Link(url="tel:+66812345678", text="Call"),),
            image_alts=("hotline +66 812345678",),
        )
    )
    assert (contact.where, contact.count, contact.position) == ("tel link", 1, 5)  # link and text are one: mostly the one within the other


def test_a_messenger_label_makes_the_number_that_of_the_messenger() -> None:
    assert contacts_in("WhatsApp: 012-345 6789", language="ms", suffix="my") == {"whatsapp +60123456789"}
    assert contacts_in("Call/WhatsApp: 012-345 6789", language="ms", suffix="my") == {"whatsapp +60123456789", "phone +60123456789"}
    assert contacts_in("手机：138 1234 5678（同微信）", language="zh", suffix="cn") == {"phone +8613812345678", "wechat +8613812345678"}


def test_the_name_of_a_bank_between_a_label_and_its_number_does_not_hide_the_label() -> None:
    assert contacts_in("Hotline Vietcombank: 1900 545413", language="vi", suffix="vn") == {"hotline +841900545413"}
    assert contacts_in("Hubungi Halo BCA 1500888", language="id", suffix="co.id") == {"hotline +621500888"}


def test_style_sheets_hold_no_line_ids() -> None:
    assert contacts_in("p { line-height: 1.5 } @import url(x.css); @media print { } @keyframes spin") == set()


def test_a_linked_phone_after_the_word_for_a_messenger_is_a_phone() -> None:
    phone = Link(url="tel:+447456789012")
    assert contacts_in("Telegram +44 7456 789012", links=(phone,)) == {"phone +447456789012"}
    assert contacts_in("Telegram +44 7456 789012") == {"telegram +447456789012"}
    assert contacts_in("WhatsApp: +44 7456 789012", links=(phone,)) == {"phone +447456789012", "whatsapp +447456789012"}


def test_a_warning_against_a_tool_is_no_instruction_to_use_it() -> None:
    assert contacts_in("Download AnyDesk and read us the code.") == {"remote-tool AnyDesk"}
    assert contacts_in("Never download AnyDesk when a caller asks.") == set()
    assert contacts_in("อย่าติดตั้ง AnyDesk", language="th") == set()
    assert contacts_in("AnyDesk was founded in 2014.") == set()


def test_tokens_of_exchanges_are_nobodys_wallet() -> None:
    assert contacts_in("USDT contract 0xdAC17F958D2ee523a2206206994597C13D831ec7 wallet") == set()


@pytest.mark.parametrize(
    ("text", "wallet"),
    [
        ("TON wallet UQD777/777/777/777/7778AESIzRFVmd4iZqrvM3e7/EGc8", "UQD777_777_777_777_7778AESIzRFVmd4iZqrvM3e7_EGc8"),
        (
            "TON wallet 0:FBEFBFfbefbffbefbffbefbffbefbf00112233445566778899aabbccddeeff10",
            "0:fbefbffbefbffbefbffbefbffbefbf00112233445566778899aabbccddeeff10",
        ),
    ],
)
def test_a_wallet_of_ton_is_read_in_both_alphabets_and_raw(text: str, wallet: str) -> None:
    assert contacts_in(text) == {f"wallet {wallet}"}


def test_a_hash_behind_a_zero_is_no_wallet() -> None:
    assert contacts_in("sha256 of 0:fbefbffbefbffbefbffbefbffbefbf00112233445566778899aabbccddeeff10") == set()


def test_numbers_kept_for_films_are_flagged() -> None:
    [contact] = find_contacts(ContactSources(text="Call +1 202-555-0143"))
    assert contact.flags == ("fictitious",)


def test_scripts_are_searched_in_their_strings_and_links() -> None:
    script = r'var c={"hotline":"+66 2 123 4567","tg":"https:\/\/t.me\/cs_room","line":"\u0040abc"};var n=0812345678,d="10 20 30 4000000";'
    assert contacts_in(scripts=(script,)) == {"phone +6621234567", "telegram cs_room"}


def test_json_ld_gives_telephone_mail_and_links_and_never_tax_ids() -> None:
    item = '{"telephone":"02 123 4567","email":"a@shop.co.th","taxID":"0812345678","sameAs":["https://lin.ee/abc123"]}'
    assert contacts_in(json_ld=(item,), language="th", suffix="co.th") == {"phone +6621234567", "email a@shop.co.th", "line abc123"}
    assert contacts_in(json_ld=('{broken "telephone": "+66 2 123 4567"',)) == {"phone +6621234567"}


@pytest.mark.parametrize("text", ["微信号：wx888999", "微信：wx888999", "加微信 wx888999 咨询", "V信：wx888999"])
def test_a_label_that_begins_an_id_is_no_label(text: str) -> None:
    assert contacts_in(text, language="zh", suffix="top") == {"wechat wx888999"}


@pytest.mark.parametrize("text", ["看 t.me/s/case_chan 频道", "https://t.me/s/case_chan", "t.me/case_chan"])
def test_the_posts_of_a_channel_are_a_way_to_the_channel(text: str) -> None:
    assert contacts_in(text, language="zh", suffix="top") == {"telegram case_chan"}
