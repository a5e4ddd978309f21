"""Laws of the search for contacts: it raises nothing, keeps its bounds, costs little, and tells what it left out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scamtriage.parse.contact.contacts import MAX_CONTACTS, MAX_SNIPPET, find_contacts, read_contacts
from scamtriage.parse.contact.data_values import MAX_NAME_CHARS, MAX_VALUES, strings_of
from scamtriage.parse.contact.sources import ContactSources
from scamtriage.records.facts import Link
from tests.cost import least_cpu_s
from tests.short import in_short


def test_a_cap_is_said() -> None:
    text = " ".join(f"a{n}@shop{n}.example" for n in range(MAX_CONTACTS + 50))
    reading = read_contacts(ContactSources(text=text))
    assert len(reading.contacts) == MAX_CONTACTS
    assert reading.caps == ("contacts 200",)


def test_a_flood_of_labels_is_said_where_it_hides_an_account() -> None:
    reading = read_contacts(ContactSources(text=("email " * 20 + "t.me/x1 ") * 450 + "LINE ID: abc_123"))
    assert (reading.caps, reading.contacts) == (("anchors 8000",), ())


def test_the_name_of_many_values_is_kept_in_short() -> None:
    values, cut = strings_of({"K" * 400_000: ["081 234 5678"] * (MAX_VALUES - 2)})
    assert (len(values), cut, len(values[-1][0])) == (MAX_VALUES - 2, False, MAX_NAME_CHARS)


def test_a_flood_of_words_for_calling_is_said_where_it_hides_a_short_number() -> None:
    reading = read_contacts(ContactSources(text="เบอร์ " * 7_000 + "\n" * 200 + "โทร 1441", suffix="th"))
    assert ("anchors 6000" in reading.caps, reading.contacts) == (True, ())


@pytest.mark.parametrize(("behind", "caps"), [("the end", ()), ("\n" * 200 + "Call 1441", ("anchors 6000",))])
def test_a_table_of_years_hides_nothing_unless_a_word_for_calling_stands_behind_it(behind: str, caps: tuple[str, ...]) -> None:
    assert read_contacts(ContactSources(text="1987, a\n" * 7_000 + behind, suffix="th")).caps == caps


def test_so_many_links_to_messengers_are_judged_and_more_are_said() -> None:
    script = "\n".join(f"'wa.me/{99_900_000_000 + number}'" for number in range(20_000))
    reading = read_contacts(ContactSources(text="Tel 02-123-4567", scripts=(script,), suffix="co.th"))
    assert sorted(reading.caps) == ["digit runs 8000", "links 2000"]
    assert [contact.value for contact in reading.contacts] == ["+6621234567"]
    assert least_cpu_s(lambda: read_contacts(ContactSources(scripts=(script,))), within=0.9) <= 0.9


def test_a_banks_hotline_behind_hundreds_of_numbers_is_no_account() -> None:
    numbers = "\n".join(f"Tel 03-{2000 + number} {1000 + number * 7}" for number in range(650))
    text = f"{numbers}{' .' * 200}\nMaybank 1-300-88-6688{' .' * 200}\nTransfer to 012-345 6788 (Maybank)"
    reading = read_contacts(ContactSources(text=text, language="ms", suffix="com.my"))
    assert "phone candidates 600" in reading.caps
    assert not [contact for contact in reading.contacts if contact.kind == "bank-account"]


def test_numbers_of_orders_cost_no_more_than_so_many_and_more_are_said() -> None:
    few = read_contacts(
        ContactSources(text="\n".join(["WhatsApp 081-234-5678", *["12345678"] * 2_500, "Call 02-123-4567"]), suffix="co.th")
    )
    assert (few.caps, {contact.value for contact in few.contacts}) == ((), {"+66812345678", "+6621234567"})
    source = ContactSources(text="\n".join(["WhatsApp 081-234-5678", *["12345678"] * 40_000]), suffix="co.th")
    many = read_contacts(source)
    assert "digit runs 8000" in many.caps and [contact.value for contact in many.contacts] == ["+66812345678"]
    assert least_cpu_s(lambda: read_contacts(source), within=1.0) <= 1.0


def test_a_flood_of_one_kind_hides_no_other() -> None:
    links = "".join(f" tel 02 {n:03d} 1234" for n in range(MAX_CONTACTS + 50))
    text = " ".join(f"a{n}@shop{n}.example" for n in range(MAX_CONTACTS + 50))
    reading = read_contacts(ContactSources(text=f"{text}{links}", json_ld=('{"sameAs": "https://lin.ee/abc123"}',)))
    assert "line" in {contact.kind for contact in reading.contacts} and len(reading.contacts) == MAX_CONTACTS


CHUNKS = st.sampled_from(
    [
        *(
            "+66",
            "081",
            "-",
            " ",
            ".",
            "(",
            ")",
            "@",
            "1",
            "๐๘",
            "0️⃣",
            "12345678",
            "+1441",
            "%",
            "ー",
            "\n",
            "\x00",
            "\ud800",
            "0x",
            "bc1q",
            "T",
        ),
        *("line", "LINE ID:", "ไลน์", "โทร", "微信", "QQ", "AnyDesk", "download", "ธนาคารกสิกรไทย", "[at]", "a@b.co", "00020101", "6304"),
        *("t.me/", "wa.me/", "https://", "tel:", "mailto:", "skype:", "data:", "viber://", "//", "?", "="),
    ]
)


HOSTILE = st.one_of(st.text(max_size=120), st.lists(CHUNKS, max_size=25).map("".join))


NUMBERS = st.sampled_from(("081 923 4567", "+66 2 123 4567", "+60 12-345 6789", "+84 912 345 678", "0044 20 7946 0958", "+65 6123 4567"))


def test_half_a_character_inside_a_payment_code_harms_nothing() -> None:
    assert find_contacts(ContactSources(json_ld=("00020101081\ud8006304081081",), codes=("000201\ud800",))) == ()


@settings(max_examples=150, deadline=None)
@given(
    before=HOSTILE, number=NUMBERS, url=HOSTILE, script=HOSTILE, item=HOSTILE, where=st.sampled_from(["form", "cfemail", "iframe", "meta"])
)
def test_nothing_raises_and_every_contact_keeps_its_bounds(before: str, number: str, url: str, script: str, item: str, where: str) -> None:
    text = f"{before}\nTel: {number}\n{before}"
    contacts = find_contacts(
        ContactSources(
            text=text,
            title=url,
            links=(Link(url=url),),
            scripts=(script,),
            json_ld=(item,),
            image_alts=(item,),
            extras=((where, text),),
            codes=(url, item),
            language=item[:3],
            declared_language=url[:5],
            suffix=script[:6],
        )
    )
    for contact in contacts:
        assert contact.kind and contact.value and contact.count >= 1
        assert len(contact.snippet) <= MAX_SNIPPET and len(contact.raw) <= MAX_SNIPPET
        if contact.where == "text" and contact.position is not None:  # elsewhere `raw` is the link
            assert text[contact.position : contact.position + len(contact.raw)] == contact.raw


@settings(max_examples=80, deadline=None)
@given(number=NUMBERS, text=HOSTILE)
def test_every_phone_in_e164_parses_back_to_itself(number: str, text: str) -> None:
    import phonenumbers

    for contact in find_contacts(ContactSources(text=f"Tel: {number} {text}", language="th", suffix="co.th")):
        if contact.kind in ("phone", "whatsapp", "viber") and contact.value.startswith("+"):
            read = phonenumbers.parse(contact.value, None)
            assert phonenumbers.is_possible_number(read)
            assert phonenumbers.format_number(read, phonenumbers.PhoneNumberFormat.E164) == contact.value


ATTACKS = {
    "digits": "0" * 65_536,
    "digits with spaces": "0 8 1 " * 11_000,
    "digits with dashes": "081-" * 16_384,
    "plus": "+" * 65_536,
    "plus digits": "+6 " * 22_000,
    "at": "a@" * 32_768,
    "mail domain": "a@" + "a." * 32_768,
    "mail local": "a." * 32_768 + "@",
    "bracket at": "a [at] " * 9_000,
    "line": "LINE " * 13_000,
    "line ids": "LINE: a" * 9_000,
    "an account in each line": "Telegram\n@scamman\n" * 3_600,
    "slashes": "t.me/" * 13_000,
    "url": "https://" + "a/" * 32_000,
    "url dots": "t.me/" + "a." * 32_000,
    "base58": "1A" * 32_768,
    "wallets": (" 1A1zP1eP5QGefi2DMPTfTL5SLmv7Divfx" * 1_900),
    "evm": "0x" + "aB" * 32_000,
    "emv": "000201" * 10_900,
    "emv crc": "0002016304" * 6_500,
    "tools": "AnyDesk " * 8_192,
    "tools as examples": "install AnyDesk such as TeamViewer, scam police code 1 " * 1_250,
    "tool files": "AnyDesk-" * 8_192,
    "hotlines": "โทร 1441 " * 6_000,
    "plus short": "+1441 " * 10_900,
    "banks": "BCA 1234567890 " * 4_300,
    "brackets": "(" * 65_536,
    "key caps": "0\ufe0f\u20e3" * 21_000,
    "digits in words": "zero one " * 7_281,
    "digits in words, then groups": "one two three 9999, 9999, 9999 " * 2_114,
    "strokes": "tel 0274/512345 " * 4_096,
    "accounts behind routing numbers": "chase bank routing 021000021 acct " * 1_927,
    "accounts of any bank": "tài khoản ngân hàng abc 1234567890123 " * 1_700,
    "accounts far from numbers": ("账户" + "银行 " * 20 + "6217 0038 1006 4827 333 ") * 700,
    "titles without an id": "テレグラム " + "あ" * 21_840,
    "spaces": "โทร" + " " * 65_536 + "0",
    "labels": "tel/" * 16_384,
    "thai": "โทร" * 21_000,
    "spelled mail": "a(at)" * 13_000,
    "spelled dots": "x@a점" * 9_000,
    "lettered": "Zalo: " + "O8 " * 21_000,
    "endings": "โทร 02-123-4567" + " / 12" * 10_000,
    "same number": "0812345678 (wa same number " * 2_500,
    "people": "Admin 06 1 557 2 088 " * 3_000,
    "names of coins before addresses": "USDT" * 8_192 + "TRX1A1zP1eP5QGefi2DMPTfTL5SLmv7Divfx" * 900,
    "mail of two scripts": "\u0430a." * 16_000 + "@" + "\u0430a@" * 8_000,
    "channels": "카톡 채널 @가나" * 6_000,
    "channels of nobody": "频道 @abcde " * 8_000,
    "numbers told twice": "1966（一九六六）" * 6_000,
    "licences": "教字第0912345678 " * 3_000,
}


IN_SHORT = {
    "digits", "digits with spaces", "plus digits", "mail domain", "bracket at", "line ids", "slashes", "url dots", "wallets", "emv crc",
    "tools as examples", "hotlines", "banks", "digits in words", "strokes", "accounts of any bank", "titles without an id", "spaces",
    "an account in each line", "spelled mail", "lettered", "endings", "people", "mail of two scripts", "channels", "channels of nobody",
}  # fmt: skip


@pytest.mark.parametrize("name", in_short(ATTACKS, IN_SHORT))
def test_hostile_repetition_costs_no_more_than_twice_for_twice_the_text(name: str) -> None:
    """Linear: the time of the whole against that of its first half, with room for noise, and never more than a second."""
    find_contacts(ContactSources(text="warm 02-123-4567", suffix="co.th"))
    attack = ATTACKS[name]
    half = _cpu(attack[: len(attack) // 2], within=0.0)
    most = min(1.0, 3.2 * half + 0.03)
    assert _cpu(attack, within=most) < most


def _cpu(text: str, within: float) -> float:
    sources = ContactSources(text=text, language="th", suffix="co.th", title=text[:200])
    return least_cpu_s(lambda: find_contacts(sources), within=within, tries=6)
