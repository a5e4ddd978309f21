"""The parts of reading: tokens, links, fields, languages, doors; each linear on what was made to break it."""

import re
from collections import Counter, deque
from itertools import islice
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scamtriage.knowledge.urlparts import host_of
from scamtriage.net.errors import Blocked, Malformed
from scamtriage.net.url import join_url, read_url
from scamtriage.parse.html import (
    apps,
    barrier,
    charset,
    drawn,
    hiding,
    language,
    links,
    page,
    prescan,
    presentation,
    qr_places,
    redirect,
    reference,
    refresh,
    script_cue,
    script_tokens,
    script_values,
    stream,
    style_sheets,
    tokens,
    tree,
)
from scamtriage.parse.html.barrier import barrier_of
from scamtriage.parse.html.document import RawField
from scamtriage.parse.html.forms import asks
from scamtriage.parse.html.language import language_of, scripts_of
from scamtriage.parse.html.links import Resolver
from scamtriage.parse.html.page import own_name, read_page
from scamtriage.parse.html.stream import read_stream
from scamtriage.parse.html.tokens import attributes
from scamtriage.parse.html.tokens import tokens as read_tokens
from scamtriage.parse.html.tree import read_tree
from tests.cost import least_cpu_s

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
    assert read_tree(html.encode()).links == read_stream(html)[0].links == [(meant, "x")]


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


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://A.Test./x", "a.test"),
        ("https://user:pw@b.test:8443/x", "b.test"),
        ("https://a.test@evil.test/", "evil.test"),
        ("https:\\\\evil.test\\x", "evil.test"),
        ("http:evil.test/x", "evil.test"),
        ("https://[2001:DB8::1]:8/x", "2001:db8::1"),
        ("https://ธนาคาร.test/", "xn--42c3bd5b5db.test"),
        ("https:///evil.test/x", "evil.test"),
        ("https:/\\/evil.test/x", "evil.test"),
        (f"https://{'a' * 400}@evil.test/", "evil.test"),
        ("https://%65vil.test/x", "evil.test"),
        ("https://3627734794/s", "216.58.215.10"),
        ("https://0xd8.0x3a.0xd70a/", "216.58.215.10"),
        ("https://☃.test/", "xn--n3h.test"),
        ("https://a b.test/", ""),
        ("https://a.test:70000/", ""),
        ("https://a.test:x/", ""),
        ("https://", ""),
        ("mailto", ""),
    ],
)
def test_the_host_of_a_url_is_the_one_that_a_browser_would_ask(url: str, host: str) -> None:
    assert host_of(url) == host


@pytest.mark.parametrize(
    ("reference", "absolute"),
    [
        ("/x", "https://a.test/x"),
        ("x", "https://a.test/dir/x"),
        ("//b.test/x", "https://b.test/x"),
        ("/\\b.test/x", "https://b.test/x"),
        ("\\\\b.test/x", "https://b.test/x"),
        ("\\b.test/x", "https://a.test/b.test/x"),
        ("///b.test/x", "https://b.test/x"),
        ("/\t/b.test/x", "https://b.test/x"),
        ("\x01//b.test/x", "https://b.test/x"),
        ("x\\y?q=\\z", "https://a.test/dir/x/y?q=\\z"),
        ("?q=1", "https://a.test/dir/page?q=1"),
        ("ht\ntps://b.test/", "https://b.test/"),
        ("https:///b.test/x", "https://b.test/x"),
        ("https:\\b.test/x", "https://a.test/dir/b.test/x".replace("dir/", "")),
        ("http:b.test/x", "http://b.test/x"),
        ("https:login.php", "https://a.test/dir/login.php"),
        ("HTTPS:/login.php", "https://a.test/login.php"),
        ("redirect/https://b.test/x", "https://a.test/dir/redirect/https://b.test/x"),
        ("a//b/./../c", "https://a.test/dir/a//c"),
        (";", "https://a.test/dir/;"),
        ("#x", "https://a.test/dir/page#x"),
        ("", "https://a.test/dir/page"),
        ("../../x", "https://a.test/x"),
        ("tel:+66812345678", "tel:+66812345678"),
        ("http://[x", "http://[x"),
    ],
)
def test_a_reference_becomes_absolute(reference: str, absolute: str) -> None:
    assert Resolver.at(URL).resolve(reference)[0] == absolute


@given(
    base=st.sampled_from((URL, "http://a.test", "https://a.test/x/y?q=/z")),
    reference=st.lists(st.sampled_from(("https:", "http:", "//", *"ab/\\?#:.;%@ \t0")), max_size=16).map("".join),
)
def test_a_reference_leads_where_the_fetcher_would_go(base: str, reference: str) -> None:
    url, host = Resolver.at(base).resolve(reference)
    try:
        expected = join_url(read_url(base), reference)
    except Blocked:
        assert host == ""
    except Malformed:
        pass  # what has a host may have no port that can be asked
    else:
        assert (str(read_url(url)), host) == (str(expected), expected.host)


@pytest.mark.parametrize("declared", ["tel:+66812345678", "data:text/html,x", "https://"])
def test_a_base_that_is_no_web_address_is_none(declared: str) -> None:
    facts, _ = read_page(
        body=f'<base href="{declared}"><a href="x">x</a>'.encode(), content_type="text/html", url=URL, host="a.test", suffix="test"
    )
    assert facts.links[0].host == "a.test"


def test_a_host_behind_a_third_slash_is_seen_wherever_it_is_written() -> None:
    body = (
        "<form action='https:///f.test/x'></form><a href='https:///l.test/x'>a</a><img src='https:///p.test/x'>"
        "<script src='https:///s.test/x'></script><iframe src='https:///i.test/x'></iframe>"
    )
    facts, _ = read_page(body=body.encode(), content_type="text/html", url=URL, host="a.test", suffix="test")
    assert (facts.forms[0].action_host, facts.foreign_hosts, facts.image_hosts) == ("f.test", ("l.test",), (("p.test", 1),))
    assert (facts.script_hosts, facts.iframes) == (("s.test",), ("https://i.test/x",))


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
    ],
)
def test_an_input_asks_what_its_words_say(field: RawField, kind: str) -> None:
    assert asks(field) == kind


@pytest.mark.parametrize(("count", "seed"), [(11, False), (12, True), (24, True), (25, False)])
def test_so_many_equal_word_inputs_ask_for_a_seed_phrase(count: int, seed: bool) -> None:
    inputs = "".join(f'<input name="word{n}">' for n in range(count))
    facts, _ = read_page(body=f"<form>{inputs}</form>".encode(), content_type="text/html", url=URL, host="a.test", suffix="test")
    assert ("seed-phrase" in facts.asks) is seed


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("สวัสดีครับ welcome to our shop ยินดีต้อนรับทุกท่าน", "th"),
        ("Selamat datang di situs kami, Anda bisa membayar dengan uang tunai", "id"),
        ("Selamat datang ke laman kami, anda boleh membayar dengan wang tunai", "ms"),
        ("Maligayang pagdating sa aming site, para sa inyo ang mga alok na ito", "fil"),
        ("欢迎来到我们的网站,请联系客户服务", "zh-Hans"),
        ("歡迎來到我們的網站,請聯繫客戶服務", "zh-Hant"),
        ("ようこそ、お支払いはこちらから", "ja"),
        ("Добро пожаловать на наш сайт", "ru"),
        ("வணக்கம் எங்கள் இணையதளத்திற்கு", "ta"),
        ("OK", ""),
        ("12345 67890 !!!", ""),
        ("zxcv qwer asdf uiop hjkl bnmv tyui ghjk", ""),
    ],
)
def test_a_language_is_told_by_letters_and_common_words(text: str, expected: str) -> None:
    assert language_of(text, scripts_of(text)) == expected


@pytest.mark.parametrize(
    ("text", "told", "expected"),
    [
        ("Tiệm bánh Hương – bánh sinh nhật, giao hàng tận nơi. dat@tiembanh.com www.tiembanh.com", {}, "vi"),
        (
            "PT BPR Sejahtera. Jalan Diponegoro No. 12, Semarang. Tabungan, bunga 4% per tahun. info@bprsejahtera.com",
            {"declared": "id"},
            "id",
        ),
        ("Kedai Bunga Melati. No. 12, Jalan Ampang. Tempah bunga segar. order@melati.com facebook.com/melati", {}, "ms"),
        ("Island Soap Works. Bars, boxes. No. 4 Mill Lane. order@soap.com www.soap.com facebook.com/soap", {}, ""),
        ("Contact: sales@acme.com, support@acme.com, facebook.com/acme, instagram.com/acme. Orders shipped", {}, ""),
        ("Panaderya Aling Nena. Pandesal araw araw. Order: nena@panaderya.com facebook.com/nena", {"declared": "tl-PH"}, "fil"),
        ("RM 4.70 is outstanding. Settle the RM 150 by tomorrow from your phone.", {"declared": "en"}, "en"),
        ("Sayur dihantar ke Ipoh setiap pagi. Panggil 05-491 1234.", {"declared": "ms"}, "ms"),
        ("Sayur untuk anda setiap pagi di pasar.", {"suffix": "com.my"}, "ms"),
        ("Sayur untuk anda setiap pagi di pasar.", {"suffix": "co.id"}, "id"),
        ("Sayur untuk anda setiap pagi di pasar, RM12 sebungkus.", {}, "ms"),
        ("Sayur untuk anda setiap pagi di pasar, Rp12.000. Telepon +62 271 491234.", {}, "id"),
        ("Hubungi kami hari ini untuk semua wang dan akaun anda, nombor pejabat kami ialah ini", {"declared": "id"}, "ms"),
        ("Hindi ka po ba makapasok? Para sa inyo ang mga tulong na ito.", {"declared": "en"}, "fil"),
        ("The shop of the town is open to you and your family this day", {"declared": "vi"}, "en"),
        ("zxcv qwer asdf uiop hjkl bnmv tyui ghjk", {"declared": "en"}, ""),
        ("고객센터로 전화하세요 지금바로요", {}, "ko"),
        ("고객센터", {}, ""),
    ],
)
def test_addresses_are_no_language_and_what_is_declared_tells_where_words_hardly_do(text: str, told: dict[str, str], expected: str) -> None:
    assert language_of(text, scripts_of(text), **told) == expected


@given(st.text(alphabet=st.sampled_from("aéđԱΑЖאعहবதఆไລမᄀខ、ひカ一漢ꩡ가豈𠀋𝟎🙂Ⅷ1- ") | st.characters(), max_size=60))
def test_letters_are_counted_by_the_script_that_they_belong_to(text: str) -> None:
    counts = Counter(script for character in text if (script := _script_of(character)))
    total = counts.total()
    assert dict(scripts_of(text)) == {script: count for script, count in counts.items() if count * 100 >= total}


def _script_of(character: str) -> str:
    named = next((name for first, last, name in language._BLOCKS if first <= ord(character) <= last), "")
    return named or ("Latin" if character.isalpha() and character < "\u2000" else "")


@pytest.mark.parametrize(
    ("status", "title", "chars", "marks", "asked", "headers", "door"),
    [
        (403, "Forbidden", 20, (), (), {}, "forbidden"),
        (403, "Just a moment...", 40, ("challenge",), (), {}, "challenge"),
        (503, "Please wait", 40, ("challenge",), (), {}, "challenge"),
        (401, "", 0, (), (), {}, "login-wall"),
        (451, "", 0, (), (), {}, "geo-block"),
        (200, "Just a moment...", 60, ("challenge",), (), {}, "challenge"),
        (200, "Security check", 60, ("captcha",), (), {}, "captcha"),
        (200, "Shop", 100, ("geo-block",), (), {}, "geo-block"),
        (200, "x", 0, (), (), {"cf-mitigated": "challenge"}, "challenge"),
        (200, "Contact us", 5_000, ("captcha", "challenge"), (), {}, ""),
        (200, "Log in", 90, ("captcha",), ("password",), {}, ""),
        (404, "Not found", 30, (), (), {}, ""),
        (200, "Shop", 60, (), (), {}, ""),
    ],
)
def test_a_door_is_told_from_the_page_behind_it(
    status: int, title: str, chars: int, marks: tuple[str, ...], asked: tuple[str, ...], headers: dict[str, str], door: str
) -> None:
    assert barrier_of(status_code=status, title=title, text_chars=chars, headers=headers, marks=frozenset(marks), asks=asked) == door


DOORS = {
    "<title>安全验证</title><p>请完成验证后继续访问</p>": "captcha",
    "<title>Security check</title><p>Please solve the captcha</p>": "captcha",
    "<p>กรุณายืนยันว่าคุณไม่ใช่โปรแกรมอัตโนมัติ</p>": "captcha",
    "<p>Vui lòng xác minh bạn không phải là robot</p>": "captcha",
    "<p>로봇이 아닙니다</p>": "captcha",
    "<p>Too many requests</p>": "rate-limit",
    "<p>访问过于频繁，请稍后再试</p>": "rate-limit",
    "<p>Terlalu banyak permintaan</p>": "rate-limit",
    "<title>Verify you are human</title><p>Press Win + R, then Ctrl + V and Enter</p>": "",
    "<p>Click Allow to confirm that you are not a robot</p>": "",
    "<p>Verify you are human: write to <a href=https://wa.me/66819234567>us</a></p>": "",
    "<p>Verify you are human</p><input type=tel name=otp>": "",
    "<p>Verify you are human</p>" + "<p>Then read what we have written about it in the last year</p>" * 20: "",
    "<p>Our garden is open</p>": "",
    "<title>Welcome to nginx!</title><p>If you see this page, the nginx web server is successfully installed and working. See "
    "<a href=http://nginx.org/>nginx.org</a>": "default-page",
    "<title>Apache2 Ubuntu Default Page: It works</title><p>It works!</p>" + "<p>Replace this file</p>" * 60: "default-page",
    "<title>Account Suspended</title><p>This Account has been suspended. Contact your hosting provider": "suspended-page",
    "<title>Suspected phishing site | Cloudflare</title><p>This website has been reported for potential phishing.": "warning-page",
    "<h1>This domain has been seized</h1><p>by the Secret Service, by a warrant": "seized",
    "<title>Internet Positif</title><p>Situs yang Anda tuju mengandung konten negatif": "blocked-by-order",
    "<p>เว็บไซต์นี้ถูกระงับการเผยแพร่ ตามคำสั่งศาล": "blocked-by-order",
    "<title>Welcome to nginx!</title><p>Welcome to nginx! Write to <a href=https://wa.me/66819234567>us</a>": "",
    "<title>Our bank: account suspended</title><p>Your account has been suspended. <a href=/restore>Restore it</a>": "",
    "<h1>Casino website blocked by court order</h1><p>The regulator said on Monday that families had complained": "",
}


@pytest.mark.parametrize("html", DOORS)
def test_a_door_with_little_else_says_that_it_is_one(html: str) -> None:
    facts, _ = read_page(body=html.encode(), content_type="text/html; charset=utf-8", url="https://a.test/", host="a.test", suffix="test")
    assert facts.barrier == DOORS[html]


MODULES = (
    apps,
    barrier,
    drawn,
    hiding,
    language,
    links,
    page,
    prescan,
    presentation,
    qr_places,
    redirect,
    reference,
    refresh,
    script_cue,
    script_tokens,
    script_values,
    stream,
    style_sheets,
    tokens,
    tree,
    charset,
)
SEEDS = (
    "a",
    " ",
    "<",
    "<a ",
    "<a b=",
    '="',
    "'",
    "\\",
    "/*",
    "-",
    "0",
    "1,",
    "opacity:0",
    "left:-9",
    "color:",
    "url=",
    "charset=",
    ";",
    "@",
    ".",
    "A",
    "\n",
    "<!--",
    "&",
)


MATCHED_AT_ONE_PLACE = (
    "tokens._ATTRIBUTE",
    "tokens._ATTRIBUTES",
    "prescan._ATTRIBUTES",
    "page._NOT_HTML",
    "refresh._REFRESH",
    "script_tokens._PIECE",
    "script_values._HOST_IS_WHOLE",
)


def expressions(module: ModuleType) -> list[tuple[str, re.Pattern[str] | re.Pattern[bytes]]]:
    return [(f"{module.__name__}.{name}", value) for name, value in vars(module).items() if isinstance(value, re.Pattern)]


@pytest.mark.parametrize(("name", "expression"), [pair for module in MODULES for pair in expressions(module)])
def test_no_regular_expression_takes_more_than_50_ms_for_64_kilobytes(name: str, expression: re.Pattern[str]) -> None:
    for seed in SEEDS:
        text = (seed * (65_536 // len(seed) + 1))[:65_536]
        attack = text.encode() if isinstance(expression.pattern, bytes) else text

        def work(attack: str | bytes = attack) -> None:
            if name.endswith(MATCHED_AT_ONE_PLACE):
                expression.match(attack)  # type: ignore[arg-type]
            else:
                deque(islice(expression.finditer(attack), 5_000), maxlen=0)  # type: ignore[arg-type]

        assert least_cpu_s(work, within=0.05) <= 0.05, (name, seed)
