"""Contacts that attributes and scripts hold in pieces, ids and tools as languages put them: each cause in the spellings that it has."""

import pytest

from scamtriage.parse.contact.script_strings import plain_script
from scamtriage.parse.html.page import read_page


def contacts(markup: str, *, language: str = "en", suffix: str = "com") -> set[str]:
    html = f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>x</title></head><body>{markup}</body></html>'
    host = f"a.{suffix}"
    facts, _ = read_page(body=html.encode(), content_type="text/html; charset=utf-8", url=f"https://{host}/", host=host, suffix=suffix)
    return {f"{contact.kind} {contact.value}" for contact in facts.contacts}


ATTRIBUTES = (
    ("<a onclick=\"location='https://wa.me/'+'62821892'+'12877'\">WA</a>", "whatsapp +6282189212877"),
    ("<b onclick=\"window.open('https://t.me/thuhoivon_247')\">Telegram</b>", "telegram thuhoivon_247"),
    ("<b onclick=\"location.href='tg://resolve?domain=cs_room88'\">chat</b>", "telegram cs_room88"),
    ("<b onclick='window.location=\"tel:+66814613157\"'>call</b>", "phone +66814613157"),
    ('<span data-wa="+62 812-2183-4590">WA 3</span>', "whatsapp +6281221834590"),
    ('<span data-whatsapp="6281221834590">chat</span>', "whatsapp +6281221834590"),
    ('<div data-href="https://zalo.me/g/kxqmtr482">nhóm</div>', "zalo kxqmtr482"),
    ('<div data-url="https://line.me/ti/p/~somying88">x</div>', "line somying88"),
    ('<div data-link="mailto:desk@refund-desk.top">x</div>', "email desk@refund-desk.top"),
    ('<div class="joinchat" data-settings=\'{"telephone":"60129175728","message_send":"Hi"}\'></div>', "whatsapp +60129175728"),
    ('<div class="ht-ctc-chat" data-number="6281221834590"></div>', "whatsapp +6281221834590"),
    ('<a class="qlwapp-button" data-phone="66814613157"></a>', "whatsapp +66814613157"),
    ('<a class="call-now" data-phone="+66814613157"></a>', "phone +66814613157"),
    ('<div data-config=\'{"email":"boss@refund-desk.top"}\'></div>', "email boss@refund-desk.top"),
    ('<i data-copy="bc1qv0epwlmnn0ggrepgdfxmgxw8wvz3hqqsrgm8zr">bc1qv0…gm8zr</i>', "wallet bc1qv0epwlmnn0ggrepgdfxmgxw8wvz3hqqsrgm8zr"),
    (
        'SOL <i data-clipboard-text="HHGgWT9dsh63g4CKsv1GDuySpWMFYmDpBAVivDSZrFc6">HHGg…</i>',
        "wallet HHGgWT9dsh63g4CKsv1GDuySpWMFYmDpBAVivDSZrFc6",
    ),
    ('<a href="/dl/ScreenConnect.ClientSetup.exe">our client</a>', "remote-tool ScreenConnect"),
    ('<a href="/files/TeamViewerQS_x64.exe">Windows</a>', "remote-tool TeamViewer"),
    ('<a href="AnyDesk.dmg">Mac</a>', "remote-tool AnyDesk"),
)


@pytest.mark.parametrize(("markup", "contact"), ATTRIBUTES)
def test_a_contact_that_only_an_attribute_holds_is_read(markup: str, contact: str) -> None:
    assert contacts(markup) == {contact}


@pytest.mark.parametrize(
    "markup",
    [
        "<button onclick=\"add('20251106'+'177441')\">x</button>",
        '<div data-settings=\'{"id":"60129175728","slides":3}\'></div>',
        '<div data-number="1284500">x</div>',
        '<div data-config=\'{"phone":"","number":"3"}\'></div>',
        '<button data-copy="PROMO20251106">copy the code</button>',
        '<div data-link="/about">x</div>',
        '<div data-options=\'{"delay":5000,"speed":600}\'></div>',
    ],
)
def test_an_attribute_without_a_contact_gives_none(markup: str) -> None:
    assert contacts(markup) == set()


SCRIPTS = (
    ('var l="https://line.me/ti/p/~"+"lawrefund24";', "line lawrefund24"),
    ("document.write('hearts'+'@'+'sakura-hearts.date')", "email hearts@sakura-hearts.date"),
    ("var n='6281221834590';function go(){location='https://wa.me/'+n}", "whatsapp +6281221834590"),
    ("const c={wa:'6281221834590'};const u=`https://wa.me/${wa}`;", "whatsapp +6281221834590"),
    ("let user = 'cs_room88'; open('https://t.me/' + user)", "telegram cs_room88"),
    ("open(atob('aHR0cHM6Ly90Lm1lL2NzX3Jvb204OA=='))", "telegram cs_room88"),
)


@pytest.mark.parametrize(("script", "contact"), SCRIPTS)
def test_a_contact_that_a_script_puts_together_is_read(script: str, contact: str) -> None:
    assert contacts(f"<script>{script}</script>") == {contact}


def test_a_script_without_pieces_is_left_alone_and_a_name_without_a_string_too() -> None:
    assert plain_script("var a=1;go(a)") == "var a=1;go(a)"
    assert "wa.me" in plain_script("location='https://wa.me/'+unknown")


TEXTS = (
    ("my", "mm", "Viber မှ ဆက်သွယ်ရန် 09 206 882 214", "viber +959206882214"),
    ("ms", "com.my", "Telefon 012-3505590; Hafiz (WhatsApp sahaja) 012 5424 182", "phone +60123505590|whatsapp +60125424182"),
    ("th", "com", "โทร 089 809 2667 (ไลน์ไอดีเดียวกับเบอร์)", "phone +66898092667|line 0898092667"),
    ("th", "com", "L I N E : @ law-refund . th (พิมพ์ติดกัน)", "line @law-refund.th"),
    ("en", "com", "or Signal: olivia_hv.07", "signal olivia_hv.07"),
    ("vi", "vn", "Za.lo chị Hương: O949.64.9I63", "zalo +84949649163"),
    ("zh-HK", "hk", "電郵 info-at-liodao.org.hk（請將 -at- 改為 @）", "email info@liodao.org.hk"),
    ("ja", "jp", "お問い合わせ：jimu ★ midorizaka.or.jp（★を@に変えてください）", "email jimu@midorizaka.or.jp"),
    ("en", "com.au", "BSB 062-000, account number 1047 3382", "bank-account 10473382"),
    ("id", "id", "Kami memakai AnyDesk atau RustDesk.", "remote-tool AnyDesk|remote-tool RustDesk"),
    ("fil", "ph", "Kung ayaw gumana, gamitin ang AirDroid.", "remote-tool AirDroid"),
    ("hi", "in", "TeamViewer इंस्टॉल करें; नहीं चले तो AnyDesk ऐप इंस्टॉल करें", "remote-tool TeamViewer|remote-tool AnyDesk"),
    ("th", "com", "หากเปิดไม่ได้ ให้ใช้ RustDesk", "remote-tool RustDesk"),
    ("vi", "vn", "Nếu không mở được thì dùng UltraViewer", "remote-tool UltraViewer"),
    ("zh-CN", "cn", "如果打不开，请使用ToDesk", "remote-tool ToDesk"),
    ("ja", "jp", "開かない場合はAnyDeskを使ってください", "remote-tool AnyDesk"),
    ("ko", "kr", "안 되면 AnyDesk 사용", "remote-tool AnyDesk"),
    ("ms", "my", "Jika tidak boleh, gunakan AnyDesk", "remote-tool AnyDesk"),
    ("en", "com", "If it does not open, use AnyDesk", "remote-tool AnyDesk"),
    ("hi", "in", "AnyDesk का उपयोग करें", "remote-tool AnyDesk"),
    ("km", "com", "សូមប្រើ AnyDesk", "remote-tool AnyDesk"),
    ("lo", "la", "ໃຊ້ AnyDesk", "remote-tool AnyDesk"),
    ("my", "mm", "AnyDesk ကို အသုံးပြုပါ", "remote-tool AnyDesk"),
)


@pytest.mark.parametrize(("language", "suffix", "text", "expected"), TEXTS)
def test_an_id_or_a_tool_is_read_as_its_language_puts_it(language: str, suffix: str, text: str, expected: str) -> None:
    assert contacts(f"<p>{text}</p>", language=language, suffix=suffix) == set(expected.split("|"))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Never use AnyDesk when a caller asks"),
        ("th", "อย่าใช้ AnyDesk ตามที่ปลายสายบอก"),
        ("vi", "Không nên dùng UltraViewer theo lời người lạ"),
        ("id", "Jangan gunakan AnyDesk jika diminta penelepon"),
        ("zh-CN", "不要使用ToDesk让陌生人操作"),
        ("ja", "AnyDeskを使わないでください"),
        ("hi", "AnyDesk इंस्टॉल न करें"),
        ("my", "AnyDesk လို app မတင်ပါနဲ့"),
        ("en", "Signal strength 5.07 and signal_level"),
        ("en", "We met at look-at-this.com yesterday"),
    ],
)
def test_a_warning_a_measure_or_a_host_is_none(language: str, text: str) -> None:
    assert contacts(f"<p>{text}</p>", language=language) == set()
