"""A page as an analyst would read it, in every language of the region, however it is marked up."""

import pytest

from scamtriage.parse.html.page import read_page
from scamtriage.records.facts import PageFacts
from tests.parse.html.page_facts import URL, read
from tests.parse.html.readers import STREAM, both_readers, many

PAGES = {
    "th": ("ธนาคารแจ้งเตือน", "บัญชีของคุณถูกระงับชั่วคราว กรุณายืนยันตัวตนภายในวันนี้เพื่อใช้งานต่อ", "เลขบัตรประชาชน", "รหัสผ่าน"),
    "vi": (
        "Cảnh báo từ ngân hàng",
        "Tài khoản của quý khách đã bị khóa tạm thời, vui lòng xác minh ngay hôm nay",
        "Số căn cước công dân",
        "Mật khẩu",
    ),
    "id": (
        "Pemberitahuan bank",
        "Rekening Anda kami blokir sementara karena tidak dapat diverifikasi, silakan perbarui data ini",
        "Nomor KTP",
        "Kata sandi",
    ),
    "ms": (
        "Notis bank",
        "Akaun anda telah digantung kerana tidak dapat disahkan, sila kemas kini wang dan akaun ini",
        "No kad pengenalan",
        "Kata laluan",
    ),
    "fil": (
        "Paalala ng bangko",
        "Ang iyong account ay na-lock at hindi mo na ito magagamit para sa mga bayarin, i-update ito ngayon",
        "Passport",
        "Password",
    ),
    "km": ("ការជូនដំណឹងពីធនាគារ", "គណនីរបស់អ្នកត្រូវបានផ្អាកជាបណ្តោះអាសន្ន សូមបញ្ជាក់អត្តសញ្ញាណ", "អត្តសញ្ញាណប័ណ្ណ", "ពាក្យសម្ងាត់"),
    "lo": ("ແຈ້ງການຈາກທະນາຄານ", "ບັນຊີຂອງທ່ານຖືກລະງັບຊົ່ວຄາວ ກະລຸນາຢືນຢັນຕົວຕົນພາຍໃນມື້ນີ້", "ບັດປະຈຳຕົວ", "ລະຫັດຜ່ານ"),
    "my": ("ဘဏ်မှ အသိပေးချက်", "သင့်အကောင့်ကို ယာယီပိတ်ထားပါသည် ယနေ့အတွင်း အတည်ပြုပါ", "မှတ်ပုံတင်အမှတ်", "စကားဝှက်"),
    "zh-Hans": ("银行通知", "您的账户已被暂时冻结,请您在今天之内完成身份验证,否则无法继续使用", "身份证号码", "登录密码"),
    "zh-Hant": ("銀行通知", "您的帳戶已被暫時凍結,請您於今日內完成身分驗證,否則無法繼續使用", "身分證字號", "登入密碼"),
    "ja": ("銀行からのお知らせ", "お客様の口座は一時的に停止されています。本日中に本人確認を行ってください", "マイナンバー", "パスワード"),
    "ko": ("은행 알림", "고객님의 계좌가 일시적으로 정지되었습니다. 오늘 안에 본인 확인을 해 주십시오", "주민등록번호", "비밀번호"),
    "hi": ("बैंक की सूचना", "आपका खाता अस्थायी रूप से बंद कर दिया गया है, कृपया आज ही पुष्टि करें", "आधार संख्या", "पासवर्ड"),
    "en": (
        "Bank notice",
        "Your account has been locked for the time being and you will not be able to use it before you verify",
        "Passport number",
        "Password",
    ),
}


@pytest.mark.parametrize("language", PAGES)
def test_a_page_is_read_in_its_own_language(language: str) -> None:
    title, text, identity, password = PAGES[language]
    facts = read(
        f'<html lang="{language}"><head><title> {title}\n</title></head><body><h1>{title}</h1><p>{text}</p>'
        f'<form action="https://collect.example.net/p" method="POST"><label for="a">{identity}</label><input id="a" name="f1">'
        f'<input name="f2" placeholder="{password}"></form></body></html>'
    )
    assert (facts.title, facts.headings, facts.language, facts.declared_language) == (title, (title,), language, language)
    assert text in facts.text
    assert set(facts.asks) == {"password", "id-number"}
    assert (facts.forms[0].action_host, facts.forms[0].method) == ("collect.example.net", "post")


@pytest.mark.parametrize(
    ("codec", "header", "text"),
    [
        ("cp874", "tis-620", "แจ้งเตือนจากธนาคาร"),
        ("gb18030", "gb2312", "公安局通知"),
        ("big5", "big5", "警察局通知"),
        ("cp932", "shift_jis", "サポートセンター"),
        ("cp949", "euc-kr", "고객센터 안내"),
    ],
)
def test_the_legacy_charsets_of_the_region_are_read(codec: str, header: str, text: str) -> None:
    facts = read(f"<title>{text}</title><p>{text}</p>".encode(codec), content_type=f"text/html; charset={header}")
    assert (facts.title, facts.text, facts.replacements) == (text, text, 0)


def test_utf_16_is_read_and_utf_7_is_not() -> None:
    assert read("<title>ไทย</title><form><input type=password>".encode("utf-16"), content_type="text/html").asks == ("password",)
    assert read(b"<meta charset=utf-7>+ADw-title+AD4-x+ADw-/title+AD4-", content_type="text/html").title == ""


@pytest.mark.parametrize(
    "hiding",
    [
        'style="display:none"',
        'style="visibility: hidden"',
        'style="opacity:0"',
        'style="font-size:0px"',
        'style="position:absolute;left:-9999px"',
        'style="text-indent:-5000px"',
        'style="color:#fff;background-color:white"',
        "hidden",
        'class="ghost"',
        'id="veil"',
    ],
)
@both_readers
def test_text_that_is_not_shown_is_kept_apart(hiding: str, flood: str) -> None:
    facts = read(f"<style>.ghost,#veil{{display:none}}</style><p>seen</p><div {hiding}>secret <i>words</i></div><p>after</p>{flood}")
    assert facts.text.split() == ["seen", "after"]
    assert facts.hidden_text.split() == ["secret", "words"]


@pytest.mark.parametrize(
    "style", ["opacity:0.9", "font-size:0.8em", "display:block", "left:-2px", "color:#fff;background:#000", "margin-left:10px", ""]
)
def test_text_that_is_shown_stays(style: str) -> None:
    assert read(f'<p style="{style}">seen</p>').text == "seen"


def test_a_rule_for_phones_or_for_a_state_hides_nothing() -> None:
    assert read("<style>@media (max-width:9px){.m{display:none}} .m:hover{display:none}</style><p class=m>menu</p>").text == "menu"


def test_words_are_split_by_blocks_and_not_by_inline_elements() -> None:
    facts = read("<p>pass<b>wo</b>rd</p><div>Call</div><div>now<br>here</div><td>a</td><span>b</span>")
    assert facts.text.split("\n")[:4] == ["password", "Call", "now", "here"]


def test_zero_width_characters_hide_no_word() -> None:
    assert read("<title>pay\u200bpal\u00ad</title><p>sa\u2060fe acc\u200dount &#8203;x</p>").text == "safe account x"


def test_a_processing_instruction_is_no_element_and_no_fault() -> None:
    blocks = "".join(
        f"<{tag}><div><ul><li>x</li></ul></div></{tag}>" for tag in ("section", "article", "header", "footer", "nav", "main", "aside")
    )
    with_one = read(f"<body>{blocks}<?php echo 1 ?><div><ul><li>y")
    assert with_one.structure == read(f"<body>{blocks}<!-- x --><div><ul><li>y").structure != ""


def test_a_comment_within_a_word_splits_nothing() -> None:
    assert read("<p>sa<!-- x -->fe</p>").text == "safe"


def test_a_form_in_a_declarative_shadow_root_is_seen() -> None:
    facts = read('<div><template shadowrootmode="open"><form action="/x"><input type="password"></form>visible</template></div>')
    assert facts.asks == ("password",)
    assert facts.text == "visible"


def test_an_inert_template_is_not_visible_text() -> None:
    facts = read("<p>seen</p><template><p>stamp</p></template>")
    assert (facts.text, facts.hidden_text) == ("seen", "stamp")


def test_html_that_calls_itself_a_stream_of_bytes_is_still_a_page() -> None:
    assert read("<!doctype html><title>x</title>", content_type="application/octet-stream").title == "x"


def test_like_texts_have_like_hashes_where_the_extra_is_installed() -> None:
    words = " ".join(f"{number * number} trees" for number in range(90))
    one, other, third = (read(f"<p>{text}</p>").tlsh for text in (words, words.replace("8100", "2500"), "Something else. " + words[::-1]))
    try:
        import tlsh
    except ImportError:
        assert (one, other) == ("", "")
        pytest.skip("the extra [tlsh] is not installed: texts are not hashed here")
    assert one.startswith("T1")
    assert read("<p>too short</p>").tlsh == ""
    assert tlsh.diff(one, other) < 30 < tlsh.diff(one, third)


def test_names_logos_and_the_copyright_line() -> None:
    facts = read(
        '<meta property="og:site_name" content="Royal  Bank"><meta name=description content="d"><img src="/i/crest-logo.svg">'
        '<img class="site-logo" alt="Royal Bank" src=x.png><img src=cat.jpg alt="a cat"><footer>© 2026 Royal Bank Ltd.</footer>'
    )
    assert (facts.site_name, facts.description) == ("Royal Bank", "d")
    assert facts.logos == ("crest-logo.svg", "Royal Bank")
    assert facts.image_alts == ("Royal Bank", "a cat")
    assert facts.copyright == "© 2026 Royal Bank Ltd."


def test_prices_beside_their_struck_out_prices() -> None:
    facts = read(
        "<div><del>฿1,990.00</del> <b>฿199.00</b></div><div><s>2.500.000 ₫</s><span>250.000 ₫</span></div><div><del>x</del> 5</div>"
    )
    assert facts.products == ((199.0, 1990.0), (250000.0, 2500000.0))


def test_a_cart_is_seen() -> None:
    assert read('<button class="add-to-cart">หยิบใส่ตะกร้า</button>').has_cart
    assert not read("<p>cartoon</p>").has_cart


def test_pages_of_one_template_share_their_structure_whatever_they_list() -> None:
    def shop(cards: int, words: str) -> PageFacts:
        card = f"<article><header><div><figure></figure></div></header><section><ul><li>{words}</li><li>x</li></ul></section></article>"
        frame = (
            "<nav><ul><li></li></ul></nav><main><aside><form><label></label><input></form></aside>{}</main>"
            "<footer><table><tr><td></td></tr></table>"
        )
        return read(frame.format(card * cards))

    assert shop(3, "one <b>word</b>").structure == shop(40, "many <i>other</i> words").structure != ""
    assert read("<p>x").structure == ""


def test_contacts_of_the_page_are_read_with_it() -> None:
    facts = read('<p>Call us</p><a href="mailto:help@mailbox.test">mail</a><a href="https://line.me/R/ti/p/@helpdesk99">LINE</a>')
    assert {contact.kind for contact in facts.contacts} >= {"email", "line"}


@pytest.mark.parametrize(
    "body", [b"", b"<", b"\x00\xff" * 50, b"<frameset><frame src=x></frameset>", b"plain text", b"<html><body>" + b"\xed\xa0\x80"]
)
def test_no_body_is_too_odd_to_read(body: bytes) -> None:
    assert read(body).body_bytes == len(body)


def test_the_text_is_cut_at_64_kilobytes_and_says_so() -> None:
    body = ("<p>" + "ก" * 30_000 + "</p>").encode()
    facts, caps = read_page(body=body, content_type="text/html", url=URL, host="a.example", suffix="example")
    assert len(facts.text.encode()) <= 65_536
    assert [cap.cap for cap in caps] == ["text_bytes 65536"]


@pytest.mark.parametrize(("declared", "number"), [("ms", "+6054911234"), ("ms-MY", "+6054911234")])
def test_a_number_is_read_in_the_country_of_the_language_that_the_page_declares(declared: str, number: str) -> None:
    html = f'<html lang="{declared}"><title>Kebun Sayur</title><p>Sayur dihantar ke Ipoh setiap pagi. Tempahan 05-491 1234.</p></html>'
    facts = read(html, host="kebun-sayur.com", suffix="com")
    assert facts.language == "ms"
    assert [contact.value for contact in facts.contacts if contact.kind == "phone"] == [number]


def test_whatever_was_cut_off_is_told() -> None:
    def reached(html: str) -> dict[str, str]:
        _, caps = read_page(body=html.encode(), content_type="text/html; charset=utf-8", url=URL, host="a.example", suffix="example")
        return {cap.cap: cap.seen for cap in caps}

    floods = {
        "foreign hosts 100": ("<a href=//h{}.test/>x</a>", 100),
        "links to elsewhere 200": ("<a href=//h.test/{}>x</a>", 200),
        "iframes 40": ("<iframe src=/{}></iframe>", 40),
        "script hosts 100": ("<script src=//h{}.test/></script>", 100),
        "image hosts 100": ("<img src=//h{}.test/>", 100),
        "images 3000": ("<img src=/{}>", 3_000),
        "apps 40": ("<a href=/{}.apk>x</a>", 40),
        "metas 200": ("<meta name=n{} content=x>", 200),
        "link elements 200": ("<link rel=stylesheet href=/{}>", 200),
        "contacts 200": ("<a href=tel:+66812345{:03}>x</a>", 200),
        "scripts 400": ("<script>{}</script>", 400),
        "script sources 400": ("<script src=/{}></script>", 400),
        "forms 40": ("<form action=/{}></form>", 40),
    }
    for cap, (template, count) in floods.items():
        assert reached(many(template, count)) == {}, cap
        assert reached(many(template, count + 1)).get(cap) == str(count + 1), cap
        assert cap in reached(many(template, count + 1) + STREAM), cap


WORDS = "your account was suspended please confirm password because somebody opened a new session today operator support invoice secure"


def test_many_words_of_mixed_letters_are_told_and_read() -> None:
    twins = str.maketrans("acopxe", "асорхе")
    facts = read(f"<p>{WORDS.translate(twins)}</p>")
    assert facts.text == WORDS and facts.structural_caps == ("twin letters",)
    assert read(f"<p>{WORDS} USB-кабель kΩ раypal</p>").structural_caps == ()


def test_in_a_form_of_few_words_three_of_mixed_letters_are_many() -> None:
    form = "<form><label>Νame on it</label><input name=a><label>Εxpiry</label><input name=b><label>Cοde</label><input name=c></form>"
    assert read(form).structural_caps == ("twin letters",)
    assert read(form.replace("ο", "o").replace("Ε", "E")).structural_caps == ()
    assert read(f"{form}<p>{'One letter to the editor about Greek names. ' * 10}</p>").structural_caps == ()


def test_a_script_that_checks_recovery_words_says_what_the_one_box_takes() -> None:
    check = "<script>function f(){if(!bip39.validateMnemonic(document.forms[0][0].value))return false}</script>"
    box = "<form onsubmit=f()><input name=palabras></form>"
    assert read(check + box).asks == ("seed-phrase",)
    assert (
        read(box).asks
        == read(check + "<form><input name=q></form>").asks
        == read(check + box + "<form><input name=nota></form>").asks
        == ()
    )


@pytest.mark.parametrize(
    "text",
    ["".join(chr(0xE000 + ord(c)) if c.isalpha() else c for c in WORDS), WORDS[:90] + "\U00038000" * 50, " ".join(WORDS)],
    ids=["private use", "unassigned", "letters apart"],
)
def test_a_text_that_only_a_font_makes_words_of_is_not_known(text: str) -> None:
    facts = read(f"<p>{text}</p>")
    assert not facts.complete and facts.incomplete_because == "much of its text is no words that are known"


def test_icons_letters_of_an_index_and_figures_are_no_cipher() -> None:
    for text in (
        WORDS + "\uf0c9" * 20,
        " ".join("ABCDEFGHIJKLMNOPQRSTUVWXYZ") + WORDS,
        " ".join("0123456789" * 12),
        "第一章 我们的故事 " * 20,
    ):
        assert read(f"<p>{text}</p>").complete, text


def test_the_software_of_the_server_is_a_technology() -> None:
    assert "server: nginx/1.18.0" in read("<p>a</p>", headers=[("server", "nginx/1.18.0")]).technologies


@both_readers
def test_a_title_that_its_source_breaks_into_lines_is_one_line_as_browsers_show_it(flood: str) -> None:
    html = f"<title>\r\n  Vietnam\r\n\tPost -&#10;cập nhật\n</title><p>x</p>{flood}"
    assert read(html).title == "Vietnam Post - cập nhật"
