"""Contacts that attributes and scripts hold in pieces, ids and tools as languages put them: each cause in the spellings that it has."""

import pytest

from scamtriage.parse.contact.script_strings import Values, plain_script
from scamtriage.parse.html.contacts.datasets import carried_links
from scamtriage.parse.html.contacts.sums import joined_addresses
from scamtriage.parse.html.page import read_page
from tests.cost import least_cpu_s


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
    # of frameworks
    ("<a @click=\"window.open('https://t.me/abc_cs01')\">x</a>", "telegram abc_cs01"),
    ("<a v-on:click.prevent=\"window.open('https://t.me/abc_cs02')\">x</a>", "telegram abc_cs02"),
    ("<a :href=\"'https://wa.me/66812345678'\">x</a>", "whatsapp +66812345678"),
    ('<a ng-href="https://wa.me/66812345678">x</a>', "whatsapp +66812345678"),
    ('<van-cell title="x" url="https://page.line.me/gta_service01"></van-cell>', "line @gta_service01"),
    ('<q-item to="https://t.me/abc_cs01">x</q-item>', "telegram abc_cs01"),
    ("<div x-data=\"{addr:'TNM6iDk7Zaibot5cmEXZEhk723wWGRRQiV'}\"></div>", "wallet TNM6iDk7Zaibot5cmEXZEhk723wWGRRQiV"),
    ('<clipboard-copy value="TNM6iDk7Zaibot5cmEXZEhk723wWGRRQiV"></clipboard-copy>', "wallet TNM6iDk7Zaibot5cmEXZEhk723wWGRRQiV"),
    ('<copy-box text="TNM6iDk7Zaibot5cmEXZEhk723wWGRRQiV"></copy-box>', "wallet TNM6iDk7Zaibot5cmEXZEhk723wWGRRQiV"),
    ("<button v-clipboard:copy=\"'TNM6iDk7Zaibot5cmEXZEhk723wWGRRQiV'\">x</button>", "wallet TNM6iDk7Zaibot5cmEXZEhk723wWGRRQiV"),
    ('<div wire:snapshot=\'{"data":{"addr":"TNM6iDk7Zaibot5cmEXZEhk723wWGRRQiV"}}\'></div>', "wallet TNM6iDk7Zaibot5cmEXZEhk723wWGRRQiV"),
    ('<astro-island props=\'{"tg":[0,"https://t.me/abc_cs01"]}\'></astro-island>', "telegram abc_cs01"),
    ("<contact-card :info=\"{tg:'https://t.me/abc_cs01'}\"></contact-card>", "telegram abc_cs01"),
    (
        '<div data-chat="{&quot;type&quot;:&quot;whatsapp&quot;,&quot;number&quot;:&quot;+6282247710935&quot;}"></div>',
        "whatsapp +6282247710935",
    ),
    # what a button copies or dials
    ("<b onclick=\"copyText('TNM6iDk7Zaibot5cmEXZEhk723wWGRRQiV')\">copy</b>", "wallet TNM6iDk7Zaibot5cmEXZEhk723wWGRRQiV"),
    (
        "<b onclick='navigator.clipboard.writeText(`TNM6iDk7Zaibot5cmEXZEhk723wWGRRQiV`)'>copy</b>",
        "wallet TNM6iDk7Zaibot5cmEXZEhk723wWGRRQiV",
    ),
    ("<b onclick=\"pay('TNM6iDk7Zaibot5cmEXZEhk723wWGRRQiV')\">pay</b>", "wallet TNM6iDk7Zaibot5cmEXZEhk723wWGRRQiV"),
    ("<b onclick=copy('TNM6iDk7Zaibot5cmEXZEhk723wWGRRQiV')>copy</b>", "wallet TNM6iDk7Zaibot5cmEXZEhk723wWGRRQiV"),
    ("<b onclick=\"copy('boss@refund-desk.top')\">copy</b>", "email boss@refund-desk.top"),
    ("LINE <b onclick=\"copy('@abc1234')\">copy</b>", "line @abc1234"),
    ("<b onclick=\"dial('+66 81 234 5678')\">call</b>", "phone +66812345678"),
    ("<b ontouchend=\"callUs('+66812345678')\">call</b>", "phone +66812345678"),
    # without quotes
    ("<b data-phone=+66812345678>call</b>", "phone +66812345678"),
    ("<b data-clipboard-text=TNM6iDk7Zaibot5cmEXZEhk723wWGRRQiV class=x>copy</b>", "wallet TNM6iDk7Zaibot5cmEXZEhk723wWGRRQiV"),
    ('SOL <i data-addr="HHGgWT9dsh63g4CKsv1GDuySpWMFYmDpBAVivDSZrFc6">HHGg…</i>', "wallet HHGgWT9dsh63g4CKsv1GDuySpWMFYmDpBAVivDSZrFc6"),
    # the account of Zalo's own widget, whose class may stand behind it
    ('<div class="zalo-chat-widget" data-oaid="1234567890123456789"></div>', "zalo 1234567890123456789"),
    ('<div data-oaid="1234567890123456789" class="zalo-follow-only-button"></div>', "zalo 1234567890123456789"),
    # the name says which messenger, in whole words
    ('<span data-tg="tax_officer24"></span>', "telegram tax_officer24"),
    ('<b data-telegram-username="koperasi_maju">chat</b>', "telegram koperasi_maju"),
    ('<b data-wx="lin_parcel66">copy</b>', "wechat lin_parcel66"),
    ('<b data-wechat-id="hansolintl">copy</b>', "wechat hansolintl"),
    ('<b data-line-id="ployloan">copy</b>', "line ployloan"),
    ('<div class="line-it-button" data-lang="en" data-type="friend" data-env="REAL" data-lineId="@acmedesk"></div>', "line @acmedesk"),
    ('<div class="line-it-button" data-lineid="acmedesk"></div>', "line acmedesk"),
    ('<b data-kakao="alpha.room7">copy</b>', "kakaotalk alpha.room7"),
    ('<b data-skype="live:desk.refund">copy</b>', "skype live:desk.refund"),
    ('<b data-qq="2904711837">copy</b>', "qq 2904711837"),
    ('<b data-viber-number="+639171234567">chat</b>', "viber +639171234567"),
    ('<b data-admin-zalo="+84912345678">chat</b>', "zalo +84912345678"),
    ('<b data-whats="+66812345678">chat</b>', "whatsapp +66812345678"),
    ('<b data-tele="tax_officer24">chat</b>', "telegram tax_officer24"),
    ('<b data-signal="olivia_hv.07">chat</b>', "signal olivia_hv.07"),
    ('<div data-settings=\'{"waNumber":"6281221834590"}\'></div>', "whatsapp +6281221834590"),
    ('<div class="joinchat" data-settings=\'{"telegram":"tax_officer24"}\'></div>', "telegram tax_officer24"),
    ('<a href="/dl/ScreenConnect.ClientSetup.exe">our client</a>', "remote-tool ScreenConnect"),
    ('<a href="/dl?x=1" download="ConnectWiseControl.ClientSetup.msi">our client</a>', "remote-tool ScreenConnect"),
    ('<a href="/files/TeamViewerQS_x64.exe">Windows</a>', "remote-tool TeamViewer"),
    ('<a href="AnyDesk.dmg">Mac</a>', "remote-tool AnyDesk"),
    ('<a href="/support.exe" download="AnyDesk-CM.exe">x</a>', "remote-tool AnyDesk"),
    ("<script>function f(){location.href='https://anydesk.com/en/downloads/thank-you?dv=win_exe'}</script>", "remote-tool AnyDesk"),
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
        "LINE <b onclick=\"showTab('line_2abc')\">x</b>",
        "Order no. <b onclick=\"copy('0812345678')\">copy</b>",
        "Tel <b onclick=\"track('0812345678')\">x</b> <b onclick=callApi('0812345678')>x</b>",
        '<div data-config=\'{"phone":"","number":"3"}\'></div>',
        '<button data-copy="PROMO20251106">copy the code</button>',
        '<div data-link="/about">x</div>',
        '<div data-options=\'{"delay":5000,"speed":600}\'></div>',
        '<hr data-line="dashed"><hr data-line-no="1204"><hr data-baseline="top_4">',
        '<tr class="cart" data-lineId="12345678"><td data-lineid="row_12">',
        '<div data-tg="channel" data-wechat="true" data-telegram="share button"></div>',
        '<hr data-rule-line="solid_22"><div data-config=\'{"telegramIcon":"tg_icon2","line":"solid_2"}\'></div>',
        '<div data-stage="wave_4" data-waist="medium_2" data-steline="x_22"></div>',
        '<div data-oaid="1234567890123456789" class="tracker"></div>',
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
    # sums over lines, through names and what encodes a text; an address that leads on to another
    ("a.href = 'https://line.me/R/ti/p/' +\n  encodeURIComponent('@') +\n  'kruapos88';", "line @kruapos88"),
    ("(function(){var i='%40' + 'kruapos88';window.L='https://go.example/r?u=https://line.me/R/ti/p/'+i})();", "line @kruapos88"),
    ("const base = 'https://wa.me/', no = '66814' + '613157';\nopen(base + no)", "whatsapp +66814613157"),
    ("open('https://go.example/?url=https://t.me/cs_room88')", "telegram cs_room88"),
    # the name of a setting says whose number it is, as an attribute's does
    ('var c={"wa":"+66 81 461 3157","rate":4412.5};', "whatsapp +66814613157"),
    ('var c={"whatsapp":"+66 81 461 3157"};', "whatsapp +66814613157"),
    ("const chat = {viberNumber: '+66 81 461 3157'}", "viber +66814613157"),
    ("zalo_phone = `+84 912 345 678`;", "zalo +84912345678"),
    ('var c={"baseline":"+66 81 461 3157","way":1};', "phone +66814613157"),
    ('var c={"phone_number":"2128675309","order_number":"2128675310"}', "phone +12128675309"),
    ("c = {contact_phone: '2128675309', sample_phone: '2128675310'}", "phone +12128675309"),
    # a key's quotes stand before its number, and nothing else of the code does
    ('var c={"tel": "2128675309","phone":"","order":"2128675310","phone-number-id":"2128675311"}', "phone +12128675309"),
    (r'var c="{\"phone\":\"2128675309\",\"call\":\"\",\"order\":\"2128675310\"}"', "phone +12128675309"),
)


@pytest.mark.parametrize(("script", "contact"), SCRIPTS)
def test_a_contact_that_a_script_puts_together_is_read(script: str, contact: str) -> None:
    assert contacts(f"<script>{script}</script>") == {contact}


def test_a_link_that_is_a_script_knows_the_names_of_the_others() -> None:
    link = "<a href=\"javascript:location='https://wa.me/'+n\">x</a>"
    assert contacts(f"<script>var n='6281221834590'</script>{link}") == {"whatsapp +6281221834590"}


@pytest.mark.parametrize("piece", ["a='https://t.me/'+(", "('t.me/'+", "x+'t.me/',", "f(x=>'t.me/'+", "{a:'t.me/'+b,", "'t.me/'\n+"])
def test_sums_of_scripts_take_no_time(piece: str) -> None:
    assert least_cpu_s(lambda: joined_addresses([piece * (19_000 // len(piece))] * 20), within=1.0) <= 1.0


def test_a_script_without_pieces_is_left_alone_and_a_name_without_a_string_too() -> None:
    assert plain_script("var a=1;go(a)", Values(())) == "var a=1;go(a)"
    assert "wa.me" in plain_script("location='https://wa.me/'+unknown", Values(()))


CARRIED = (
    (
        "<b class=a data-nick='crew_room7'></b><script>a.href=`https://t.me/${a.dataset.nick}`</script>",
        {"telegram crew_room7"},
    ),
    (
        '<b data-staff-no="60127714420"></b><b data-staff-no="60127714421"></b>'
        "<script>x.href='https://wa.me/'+x.getAttribute('data-staff-no')</script>",
        {"whatsapp +60127714420", "whatsapp +60127714421"},
    ),
    ("<b data-room='crew_room7'></b><script>go('https://t.me/' + this.dataset.otherRoom)</script>", set()),
    ("<b data-other-room='crew_room7'></b><script>go('https://t.me/' + this.dataset.otherRoom)</script>", {"telegram crew_room7"}),
    ("<b data-ask='crew_room7'></b><script>go('https://t.me/'); name='/ask?phone='+b.dataset.ask</script>", set()),
)


@pytest.mark.parametrize(("markup", "expected"), CARRIED)
def test_a_link_that_a_script_makes_of_what_an_element_carries_is_read(markup: str, expected: set[str]) -> None:
    assert contacts(markup) == expected


def test_elements_that_are_asked_often_take_no_time() -> None:
    scripts = ["'t.me/'+a(dataset." * 10_000, "'https://t.me/'+e.dataset.u" * 5_000]
    assert least_cpu_s(lambda: carried_links(scripts, b" data-u='" * 100_000), within=1) <= 1


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<p><img alt="Telegram"> crew_room7 <img alt="WeChat"> crewroom</p>', {"telegram crew_room7", "wechat crewroom"}),
        ('<p><img alt="Telegram"> crew_room7</p><p><img alt="WeChat"> crewroom</p>', {"telegram crew_room7"}),
        ('<p><img alt="Telegram"> <img alt="WeChat"> crewroom</p>', set()),
        ('<p><img alt="Telegram"> crew_room7 <img alt="LINE"> our friends</p>', {"telegram crew_room7"}),
    ],
)
def test_an_icon_beside_one_with_an_id_has_one_of_letters_alone(markup: str, expected: set[str]) -> None:
    assert contacts(markup) == expected


TEXTS = (
    ("my", "mm", "Viber မှ ဆက်သွယ်ရန် 09 206 882 214", "viber +959206882214"),
    ("ms", "com.my", "Telefon 012-3505590; Hafiz (WhatsApp sahaja) 012 5424 182", "phone +60123505590|whatsapp +60125424182"),
    ("th", "com", "โทร 089 809 2667 (ไลน์ไอดีเดียวกับเบอร์)", "phone +66898092667|line 0898092667"),
    ("th", "com", "L I N E : @ law-refund . th (พิมพ์ติดกัน)", "line @law-refund.th"),
    ("en", "com", "or Signal: olivia_hv.07", "signal olivia_hv.07"),
    ("fil", "ph", "FB Messenger: juan.delacruz.99", "messenger juan.delacruz.99"),
    ("en", "com", "Messenger ID: helppage99", "messenger helppage99"),
    ("vi", "vn", "Zalo / Messenger: hotro.vay24", "messenger hotro.vay24"),
    ("th", "com", "ทักแชท Messenger HelpPage99", "messenger HelpPage99"),
    ("zh-CN", "cn", "官方Q群:123456789", "qq 123456789"),
    ("zh-CN", "cn", "扣群123456789", "qq 123456789"),
    ("zh-CN", "cn", "球球:123456789", "qq 123456789"),
    ("zh-CN", "cn", "客服Q:123456789", "qq 123456789"),
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
        ("en", "Messenger Rooms2024, messenger mRNA-1273, Messenger: available 24/7"),
        ("en", "Message us on Messenger. Version 2.0"),
        ("zh-CN", "球球大作战 123456789"),
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


SHOWN = (
    # an image whose text is the id behind a word
    ('<p>Telegram pegawai: <img src="a.png" alt="@sarjan_lim"></p>', "telegram sarjan_lim"),
    ('<li>LINE ID – <img src="b.png" alt="nong.job77"></li>', "line nong.job77"),
    ('<p>WeChat ID：<img alt="lin_parcel66" src="c.png"></p>', "wechat lin_parcel66"),
    # a field that nobody can change
    (
        '<p>Solana: <input readonly value="HHGgWT9dsh63g4CKsv1GDuySpWMFYmDpBAVivDSZrFc6"></p>',
        "wallet HHGgWT9dsh63g4CKsv1GDuySpWMFYmDpBAVivDSZrFc6",
    ),
    ('<p>Vietcombank, số tài khoản</p><input type="text" value="1024 778 903" class="x" readonly>', "bank-account 1024778903"),
    ("<p>Telegram <input readonly=readonly value='@sarjan_lim'></p>", "telegram sarjan_lim"),
)


@pytest.mark.parametrize(("markup", "contact"), SHOWN)
def test_what_is_shown_but_stands_in_no_text_is_read_behind_its_word(markup: str, contact: str) -> None:
    assert contacts(markup) == {contact}


@pytest.mark.parametrize(
    "markup",
    [
        '<p>Telegram <img src="a.png" alt="logo_2"> is down</p>',
        '<p>Telegram: <img src="a.png" alt="icon_tg.png"></p>',
        '<p>Order no. <input readonly value="20251106177"></p>',
        '<p>Telegram: cs_room</p><p>0912 <img src="a.png" alt="banner_77"></p>',
    ],
)
def test_an_image_or_a_field_of_something_else_is_no_contact(markup: str) -> None:
    assert not contacts(markup) & {"telegram logo_2", "telegram banner_77", "telegram icon_tg.png", "phone +20251106177"}


def test_settings_before_a_value_are_no_words_for_it() -> None:
    script = '<script>window.x={viber:null,cfg:{orderNo:"13622886207"}}</script>'
    assert contacts(f'{script}微信 <b data-clipboard-text="kefu_11">kefu_11</b>', language="zh") == {"wechat kefu_11"}


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ('<p title="加LINE：helper_773">助理</p>', "line helper_773"),
        ('<button aria-label="WeChat: wx_help88"></button>', "wechat wx_help88"),
        ('<i title="Telegram @desk_773"></i>', "telegram desk_773"),
        ('<i aria-label="Chat Zalo 0592318477"></i>', "zalo +84592318477"),
        ('<i title="line height 12 px" aria-label="online support"></i><i title="LINE logo"></i>', ""),
    ],
)
def test_ids_in_tooltips_are_shown(markup: str, found: str) -> None:
    assert contacts(markup, language="vi") == ({found} if found else set())


def test_values_of_fields_for_things_are_no_telephones() -> None:
    fields = "".join(f'<input name="{name}" value="0648882170">' for name in ("ref", "order_no", "invoice-id", "token", "product_id"))
    assert contacts(f"<form>{fields}</form>", language="th") == set()
    assert contacts('<form><input name="phone" value="0648882170"></form>', language="th") == {"phone +66648882170"}
    assert contacts('<form><input name="product" value="โทร 064-888-2170"></form>', language="th") == {"phone +66648882170"}


@pytest.mark.parametrize(
    ("markup", "found"),
    [
        ('<a href="/">Home</a><a href="/line">LINE</a><a href="/slot">slot_game</a>', set()),
        ('<a href="/go">LINE</a> <a href="/go">@shop_55</a>', {"line @shop_55"}),
        ('<a href="/line">LINE</a> <a href="/x">lotto_88</a> <p>LINE: lotto_88</p>', {"line lotto_88"}),
        ('<a href="/line">LINE</a> @shop_55', {"line @shop_55"}),
        ('<a href="/line">LINE</a> <a href="/go">@shop_55</a>', {"line @shop_55"}),
        ('<a href="/">Home</a><a href="https://line.me/R/ti/p/@shop_55">LINE</a><p>a</p><a href="/slot">slot_game</a>', {"line @shop_55"}),
    ],
)
def test_items_of_a_menu_are_no_ids(markup: str, found: set[str]) -> None:
    assert contacts(markup, language="th") == found
