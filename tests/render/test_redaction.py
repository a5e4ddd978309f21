"""A contact that stays is in no sentence and no address, however it is written, and the sentences stay sentences."""

import pytest
from msgspec.structs import replace

from scamtriage.knowledge.judgement.catalog import load_catalog
from scamtriage.knowledge.language.quoting import within_marks
from scamtriage.knowledge.speech import LANGUAGES, speech
from scamtriage.records.assessment import Contribution
from scamtriage.records.facts import Contact
from scamtriage.render.redaction import WITHHELD, Withholding
from scamtriage.render.style import ALL, Sharing
from tests.cost import least_cpu_s
from tests.samples import assessment

PHONE = Contact(kind="phone", value="+66812345678", raw="081-234-5678")
LINE = Contact(kind="line", value="dsi.captain88")
WALLET = Contact(kind="wallet", value="TJ4FeGnxF6o1dZyZhVS7cFkP5a9CYDgyrf")


ETHER = Contact(kind="wallet", value="0x52908400098527886E0F7030069857D2E4169EE7")
"""Of digits mostly, with letters between them, so that they are no run of digits."""


def sentence(quote: str, template: str = "the page says “{quote}”") -> Contribution:
    made = assessment().contributions[0]
    return replace(made, because=template.format(quote=quote), reading=replace(made.reading, shown={"quote": quote}))


def said(quote: str, *contacts: Contact, sharing: Sharing = Sharing(), template: str = "the page says “{quote}”") -> str:  # noqa: B008
    return Withholding(contacts, sharing).said(sentence(quote, template))


@pytest.mark.parametrize(
    ("contact", "written"),
    [
        (PHONE, "081 - 234 - 5678"),
        (PHONE, "0066 81 234 5678"),
        (PHONE, "๐๘๑ ๒๓๔ ๕๖๗๘"),
        (PHONE, "０８１－２３４－５６７８"),
        (PHONE, "(081)/234.56.78"),
        (PHONE, "081\u200b234\u200b5678"),
        (Contact(kind="hotline", value="1441"), "1441"),
        (LINE, "DSI.Captain88"),
        (LINE, "ｄｓｉ.ｃａｐｔａｉｎ８８"),
        (LINE, "dsi.cap\u200btain88"),
        (Contact(kind="telegram", value="mint"), "t.me/mint"),
        (Contact(kind="wechat", value="老王客服"), "老王客服"),
        (WALLET, WALLET.value),
        (ETHER, ETHER.value.lower()),
        (Contact(kind="line", value="99dd88ee7766"), "99dd88ee7766"),
        (Contact(kind="wechat", value="wx2024a8899"), "wx2024a8899"),
        (Contact(kind="email", value="boss@gang.example", raw="boss (at) gang.example"), "Boss@gang.example"),
    ],
)
def test_in_every_spelling(contact: Contact, written: str) -> None:
    assert said(f"โทร {written} ทันที", contact, template="หน้าเว็บบอกว่า “{quote}”") == f"หน้าเว็บบอกว่า “โทร {WITHHELD} ทันที”".replace(
        WITHHELD, "t.me/" + WITHHELD if "t.me" in written else WITHHELD
    )
    assert WITHHELD in said(f"โทร{written}ทันที", contact), "scripts without spaces"


@pytest.mark.parametrize(
    ("contact", "quote"),
    [
        (PHONE, "call now +66 81 2345"),
        (PHONE, "345 678 and ask"),
        (LINE, "add dsi.capt"),
        (LINE, "tain88 now"),
        (WALLET, "send USDT to TJ4FeGnxF6o1dZy"),
        (WALLET, "7cFkP5a9CYDgyrf is the wallet"),
    ],
)
def test_what_a_quotation_cuts_off_is_taken_out_too(contact: Contact, quote: str) -> None:
    assert WITHHELD in said(quote, contact)


@pytest.mark.parametrize("kind", ["line", "telegram", "skype"])
@pytest.mark.parametrize("word", ["a", "the", "in", "of", "page", "says"])
def test_an_account_that_is_a_word_does_not_cut_our_sentences_to_pieces(kind: str, word: str) -> None:
    quote = "the theatre in a pageant"
    out = said(quote, Contact(kind=kind, value=word), template="the page says of a name: “{quote}”")
    assert out == f"the page says of a name: “{quote}”"
    assert f"“add @{WITHHELD} now”" in said(f"add @{word} now", Contact(kind=kind, value=word))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "contact",
    [Contact(kind="hotline", value="1441"), Contact(kind="line", value="captain"), Contact(kind="telegram", value="mint"), PHONE],
)
def test_an_account_behind_the_word_for_its_kind_is_taken_out_in_every_language(contact: Contact, language: str) -> None:
    """A sentence says "the service number 1441" for "hotline 1441", and "LINE captain" for "line captain"."""
    for signal, name in (("contact-official-private-line", "channel"), ("contact-messenger-only", "accounts")):
        shown = {"quote": "x", name: f"{contact.kind} {contact.value}"}
        made = replace(sentence("x"), because=speech(language).because(load_catalog().rows[signal], shown, 1.0))
        made = replace(made, reading=replace(made.reading, shown=shown))
        assert contact.value in made.because
        out = Withholding([contact], Sharing(), language=language).said(made)
        assert out == made.because.replace(contact.value, WITHHELD)


def test_what_our_own_tables_say_stays() -> None:
    made = sentence("x")
    made = replace(made, because="the page presents itself as Maybank", reading=replace(made.reading, shown={"brand": "Maybank"}))
    assert Withholding([Contact(kind="telegram", value="maybank")], Sharing()).said(made) == made.because
    shown = {"about": "gov-police", "messenger": "line", "account": "captain"}
    said = speech("en").because(load_catalog().rows["contact-messenger-money"], shown, 1.0)
    made = replace(made, because=said, reading=replace(made.reading, shown=shown))
    assert Withholding([Contact(kind="telegram", value="police")], Sharing()).said(made) == said


def test_the_name_that_a_report_is_about_is_not_taken_for_a_contact_that_is_called_so() -> None:
    account, quote = Contact(kind="line", value="@khanombaansuan"), "khanom-baan-suan"
    made = replace(sentence(quote, "the letters of '{quote}' follow each other"), family="name")
    assert Withholding([account], Sharing()).said(made) == made.because
    assert WITHHELD in Withholding([account], Sharing()).said(replace(made, family="contact"))


@pytest.mark.parametrize("quote", ["write to victim.nok@mail.example today", "my number was 089 765 4321 9", "pay 123-4-56789-0"])
def test_contacts_that_no_grammar_knew_stay_as_well(quote: str) -> None:
    assert WITHHELD in said(quote)
    assert said(quote, sharing=Sharing(contacts=frozenset({ALL}))) == f"the page says “{quote}”"


@pytest.mark.parametrize("quote", ["win Rp 150.000.000 today", "since 2026-11-02 only", "from 203.0.113.199", "deposit $10,000 - $100,000"])
def test_amounts_days_and_addresses_are_no_contacts(quote: str) -> None:
    assert said(quote, PHONE) == f"the page says “{quote}”"


@pytest.mark.parametrize(
    ("url", "left"),
    [
        ("https://wa.me/66812345678?text=hi", "https://wa.me/"),
        ("https://me:pw@gang.example/%2B66%2081-234-5678", "https://gang.example/"),
        ("https://66812345678.gang.example/", ""),
        ("https://[gang/66812345678", ""),
        ("https://gang.example/?to=nok%40mail.example", "https://gang.example/"),
        ("https://gang.example/th/login?id=12", "https://gang.example/"),
        (
            "https://gang.example/login?e=c29tY2hhaS52aWN0aW1AYmFuay1jdXN0b21lci5jby50aA==&m=somchai%2540bank.example",
            "https://gang.example/",
        ),
    ],
)
def test_addresses_beside_the_one_that_is_reported(url: str, left: str) -> None:
    assert Withholding([PHONE], Sharing()).address(url) == left


@pytest.mark.parametrize(
    ("url", "left"),
    [
        ("https://sites.google.com/view/dsi-case?id=Ab3xK9", "https://sites.google.com/view/dsi-case"),
        ("https://sites.google.com/view/66812345678", "https://sites.google.com/"),
        ("https://sites.google.com/view/c29tY2hhaS52aWN0aW1AYmFuay1jdXN0b21lci5jby50aA", "https://sites.google.com/"),
    ],
)
def test_where_the_path_says_whose_page_it_is_it_is_told_unless_it_tells_who_was_sent_there(url: str, left: str) -> None:
    assert Withholding([PHONE], Sharing()).address(url, path=True) == left


def test_a_wallet_in_the_name_of_a_host_is_not_shared_as_that() -> None:
    assert Withholding([ETHER], Sharing()).address(f"https://pay-{ETHER.value.lower()}.top/x") == ""


@pytest.mark.parametrize("marks", ["''", "“”", "„“"])
def test_what_stands_between_the_pages_own_marks_is_a_part_of_the_quotation(marks: str) -> None:
    shown = f"held {marks[0]}by court{marks[1]} for 880101-14-5678"
    made = sentence("x")
    found = replace(made, because=f"the page says “{within_marks(shown)}”", reading=replace(made.reading, shown={"quote": shown}))
    assert Withholding([], Sharing()).said(found) == f"the page says “{within_marks(shown)[:-14]}{WITHHELD}”"


def test_a_number_that_no_grammar_knew_is_found_past_what_nobody_sees() -> None:
    assert said("call 0812\u200b34\u200d5678 now") == f"the page says “call {WITHHELD} now”"


@pytest.mark.parametrize(
    ("quote", "left"),
    [
        ("โทร\u200b089 876 5432\u200bค่ะ", f"โทร\u200b{WITHHELD}\u200bค่ะ"),
        ("Tel\u200b089-876-5432", f"Tel\u200b{WITHHELD}"),
        ("1,000\u200b0898765432", f"1,000\u200b{WITHHELD}"),
        ("add\u200bdsi.captain88\u200btoday", f"add\u200b{WITHHELD}\u200btoday"),
        ("captain88\u200bis ours", f"{WITHHELD}\u200bis ours"),
    ],
)
def test_what_nobody_sees_may_part_one_from_the_words_beside_it(quote: str, left: str) -> None:
    assert said(quote, LINE) == f"the page says “{left}”"


@pytest.mark.parametrize("words", ["1 " * 8_000 + "x", "1" * 16_000 + " x!", "a" * 16_000 + "@", "a." * 8_000 + "@ ", "1\u200b" * 8_000])
def test_a_long_text_takes_no_time_to_speak_of(words: str) -> None:
    kept = Withholding([LINE], Sharing())
    assert least_cpu_s(lambda: kept.text(words), within=0.2) < 0.5


def test_hundreds_of_long_contacts_take_no_time_to_speak_of() -> None:
    many = [Contact(kind="line", value=f"{number}." + "ab1" * 50, raw="1-" * 80) for number in range(200)]

    def spoken() -> None:
        withheld = Withholding(many, Sharing())
        for _ in range(12):
            withheld.said(sentence("1-ab1" * 32))

    assert least_cpu_s(spoken, within=2) <= 2


def test_of_more_contacts_than_a_page_can_have_nothing_is_quoted() -> None:
    many = [Contact(kind="line", value=f"id{number}") for number in range(100_000)]
    assert said("add anybody now", *many) == f"the page says “{WITHHELD}”"
    assert Withholding(many, Sharing()).address("https://x.example/a") == ""
    assert least_cpu_s(lambda: (said("add anybody now", *many), Withholding(many, Sharing()).address("https://x.example/a")), within=2) <= 2
