"""The parts of reading: tokens, links, fields, languages, doors; each linear on what was made to break it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from scamtriage.parse.html.document import Document, RawField
from scamtriage.parse.html.features import names_written
from scamtriage.parse.html.forms.asked import asks
from scamtriage.parse.html.outline import Outline
from scamtriage.parse.html.page import read_page
from scamtriage.parse.html.page_parts import own_name
from scamtriage.parse.html.stream import read_stream
from scamtriage.parse.html.tokens import attributes
from scamtriage.parse.html.tokens import tokens as read_tokens
from scamtriage.parse.html.tree import read_tree

URL = "https://a.test/dir/page"


@pytest.mark.parametrize(
    ("html", "name", "expected"),
    [
        ('<a href="x>y">', "a", {"href": "x>y"}),
        ("<a href=x/y>", "a", {"href": "x/y"}),
        ("<img/src=x/alt='q'>", "img", {"src": "x/alt='q'"}),
        ('<p "q>', "p", {'"q': ""}),
        ("<p =a>", "p", {"=a": ""}),
        ("<p a = 'b' A=c>", "p", {"a": "b"}),
        ('<p a="1"b="2">', "p", {"a": "1", "b": "2"}),
        ("<p a= >", "p", {"a": ""}),
        ("<P\nDATA-X\t=\n&amp;y>", "p", {"data-x": "&y"}),
    ],
)
def test_a_tag_is_read_as_browsers_read_it(html: str, name: str, expected: dict[str, str]) -> None:
    token = next(iter(read_tokens(html)))
    assert (token.name, attributes(html, token.start, token.end)) == (name, expected)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("/n?currency=thb&amp;region=th&amp;timestamp=5", "/n?currency=thb&region=th&timestamp=5"),
        ("/n?a=1&region=th&copy=2&lt=3&notit;x", "/n?a=1&region=th&copy=2&lt=3&notit;x"),
        ("&copy &copyx &copy; &reg", "© &copyx © ®"),
        ("&#x41;&#66&#0;&#x110000;", "AB\ufffd\ufffd"),
        ("&amp;amp; &AMP; &nosuch; &Tab;&", "&amp; & &nosuch; \t&"),
        ("&hellip &hellip;", "&hellip …"),
    ],
)
def test_references_in_attributes_are_resolved_by_the_rule_for_attributes(written: str, meant: str) -> None:
    html = f'<a href="{written}">x</a>'
    token = next(iter(read_tokens(html)))
    assert attributes(html, token.start, token.end) == {"href": meant}
    written = names_written(html.encode())
    assert read_tree(html.encode(), written).links == read_stream(html, written)[0].links == [(meant, "x")]


@pytest.mark.parametrize(
    "html", ["<script>if(a<b){'<p>'}</script>", "<textarea><p></textarea>", "<title><p></title>", "<style><p></style>"]
)
def test_markup_in_raw_text_is_text(html: str) -> None:
    assert "p" not in [token.name for token in read_tokens(html)]


@pytest.mark.parametrize("html", ["<!--><p>", "<!---><p>", "<!-- --!><p>", "<!doctype x><p>", "<?x ?><p>", "</3><p>", "< p><p>"])
def test_what_is_no_tag_ends_where_browsers_end_it(html: str) -> None:
    assert [token.name for token in read_tokens(html)][-1] == "p"


@given(st.text(alphabet="<>/!-=\"' ab\n&;", max_size=60))
def test_the_tokens_of_any_text_end(html: str) -> None:
    assert all(token.end >= token.start for token in read_tokens(html))


@settings(deadline=None)
@given(st.text(alphabet="<>/!-=\"' abpdivscrpt\n&;#0\x00ก", max_size=80))
def test_any_text_is_a_page(html: str) -> None:
    read_page(body=html.encode(), content_type="text/html", url=URL, host="a.test", suffix="test")


@given(
    st.binary(max_size=120), st.sampled_from(["", "text/html; charset=gb2312", "text/html; charset=utf-16", "text/html; charset=tis-620"])
)
def test_any_bytes_are_a_page(body: bytes, content_type: str) -> None:
    read_page(body=body, content_type=content_type, url=URL, host="a.test", suffix="test")


def test_the_secret_of_a_bot_is_cut_out_of_a_form() -> None:
    action = f"https://api.telegram.org/bot123456789:AA{'x' * 33}/sendMessage"
    facts, _ = read_page(body=f'<form action="{action}"></form>'.encode(), content_type="text/html", url=URL, host="a.test", suffix="test")
    assert facts.forms[0].action == "https://api.telegram.org/bot[token]/sendMessage"
    assert facts.exfil == ("telegram-bot",)


@pytest.mark.parametrize(
    ("host", "suffix", "own"), [("a.b.co.th", "co.th", "b.co.th"), ("x.github.io", "github.io", "x.github.io"), ("1.2.3.4", "", "1.2.3.4")]
)
def test_the_site_itself_is_its_registrable_name(host: str, suffix: str, own: str) -> None:
    assert own_name(host, suffix) == own


ACCOUNTS = (
    *("银行账号", "Nomor rekening bank", "เลขที่บัญชีธนาคาร", "Số tài khoản", "Bank account number", "IBAN", "Nombor akaun bank", "口座番号"),
    *("계좌번호", "बैंक का नाम", "Ngân hàng", "ชื่อธนาคาร", "ឈ្មោះធនាគារ"),
)
LOGINS = (
    *(
        "网银登录密码",
        "U盾密码",
        "Kata laluan Maybank2u",
        "Password BRImo",
        "Mật khẩu Internet Banking",
        "รหัสผ่านธนาคาร",
        "NetBanking password",
    ),
    *("Mật khẩu tài khoản ngân hàng", "Kata sandi rekening", "รหัสผ่านบัญชีธนาคาร", "銀行登入密碼", "인터넷뱅킹 비밀번호", "नेट बैंकिंग पासवर्ड"),
)


OTHER_CARDS = (
    *("Membership card number", "Library card number", "Student card number", "SIM card number", "memberCardNumber", "Nomor kartu anggota"),
    *(
        "会員カード番号",
        "会员卡号",
        "图书卡号",
        "회원카드 번호",
        "Số thẻ sinh viên",
        "หมายเลขบัตรสมาชิก",
        "nombor kad ahli",
        "लाइब्रेरी कार्ड नंबर",
    ),
    *("លេខកាតសមាជិក", "ເລກບັດສະມາຊິກ", "အသင်းဝင်ကတ်နံပါတ်"),
)
IDENTITY_CARDS = (
    *("PAN Card Number", "Aadhaar Card No", "National ID card number", "Voter ID card number", "Nomor kartu keluarga", "आधार कार्ड नंबर"),
    *("पैन कार्ड नंबर", "หมายเลขบัตรประกันสังคม", "社保卡号", "在留カード番号", "nombor kad pengenalan"),
)
SEEDS = (
    *(
        "सीड फ्रेज",
        "निजी कुंजी",
        "คำช่วยจำ",
        "ซีดเฟรส",
        "시드 구문",
        "개인키",
        "恢复短语",
        "助憶詞",
        "Khóa riêng tư",
        "Kunci pribadi",
        "Frasa benih",
    ),
    *("Frasa rahsia", "24-word phrase", "ឃ្លាសម្ងាត់", "ວະລີກູ້ຄືນ", "ကိုယ်ပိုင်သော့"),
)


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        (RawField(type="password", name="p"), "password"),
        (RawField(type="password", name="otp_code"), "otp"),
        (RawField(type="text", name="cardNumber"), "card"),
        (RawField(type="text", name="x", placeholder="CVV"), "card"),
        (RawField(type="tel", name="a"), "phone"),
        (RawField(type="tel", name="a", autocomplete="one-time-code"), "otp"),
        (RawField(type="text", autocomplete="section-a billing cc-number"), "card"),
        (RawField(type="text", label="เลขบัตรประชาชน 13 หลัก"), "id-number"),
        *((RawField(type="text", placeholder=said), "bank-account") for said in ACCOUNTS),
        *((RawField(type=kind, placeholder=said), "bank-login") for said in LOGINS for kind in ("text", "password")),
        (RawField(type="text", name="bankUserId"), "bank-login"),
        (RawField(type="text", label="Nama pengguna Maybank2u"), "bank-login"),
        (RawField(type="text", name="nama", label="Nama pengguna"), ""),
        (RawField(type="text", name="nama", label="Nama lengkap"), "name"),
        (RawField(type="text", placeholder="Nama"), "name"),
        (RawField(type="password", placeholder="เลขบัญชี"), "password"),
        (RawField(tag="textarea", name="n", placeholder="Enter your 12-word recovery phrase"), "seed-phrase"),
        (RawField(type="text", placeholder="请输入助记词"), "seed-phrase"),
        (RawField(type="text", name="mã OTP"), "otp"),
        (RawField(type="file", name="slip"), "file"),
        (RawField(type="search", name="password"), ""),
        (RawField(type="hidden", name="password"), ""),
        (RawField(type="text", name="shipping"), ""),
        (RawField(type="text", name="opinion"), ""),
        (RawField(type="text", name="q", placeholder="search"), ""),
        (RawField(type="text", name="discard"), ""),
        (RawField(type="text", name="hotel"), ""),
        *((RawField(type="text", label=said), "") for said in OTHER_CARDS),
        *((RawField(type="text", label=said), "id-number") for said in IDENTITY_CARDS),
        *((RawField(type="text", label=said), "seed-phrase") for said in SEEDS),
        (RawField(type="text", label="カード会員番号"), "card"),
        (RawField(type="text", label="ATM card PIN"), "pin"),
        (RawField(type="text", label="คำช่วยจำรหัสผ่าน"), ""),
        (RawField(type="text", name="hint", label="Password Recovery Word/Phrase"), ""),
        (RawField(type="text", name="hint", label="Password Recovery Word/Phrase (12 words)"), "seed-phrase"),
        (RawField(type="text", name="words", label="12-word phrase for recovery of your password"), "seed-phrase"),
    ],
)
def test_an_input_asks_what_its_words_say(field: RawField, kind: str) -> None:
    assert asks(field) == kind


@pytest.mark.parametrize(("count", "seed"), [(11, False), (12, True), (21, True), (24, True), (25, False)])
def test_so_many_equal_word_inputs_ask_for_a_seed_phrase(count: int, seed: bool) -> None:
    inputs = "".join(f'<input name="word{n}">' for n in range(count))
    facts, _ = read_page(body=f"<form>{inputs}</form>".encode(), content_type="text/html", url=URL, host="a.test", suffix="test")
    assert ("seed-phrase" in facts.asks) is seed


def outlined(html: str) -> Document:
    document = Document()
    Outline(LexborHTMLParser(html).root, document)
    return document


def test_a_page_is_as_deep_as_the_pile_before_its_last_element() -> None:
    assert outlined("<p>a</p>" * 1_000 + "<div>" * 60 + "</div>" * 60 + "<p>b").depth == 60 + 2


def test_what_hangs_on_the_text_is_no_part_of_the_shape_beside_elements_that_are_not_htmls_either() -> None:
    page = "<x-card><div><ul><li>a</li></ul></div></x-card><section><article></article></section>"
    assert outlined(page.replace("a</li>", "<b>a</b><span></span></li>")).shape == outlined(page).shape


@pytest.mark.parametrize("element", ["main", "x-card"])
def test_a_comment_is_no_part_of_the_shape(element: str) -> None:
    page = f"<{element}><div><ul><li>a</li></ul></div></{element}><section><article></article></section>"
    remarked = page.replace("<ul>", "<!-- mirrored by HTTrack --><ul>").replace("<section>", "<?php echo 1 ?><section>")
    assert outlined(remarked).shape == outlined(page).shape
