"""What a page holds in pieces or far from its word: icons, scripts, letters apart, countries beside a number, ends of ranges."""

import pytest

from scamtriage.parse.contact.script_strings import Values, plain_script
from tests.cost import least_cpu_s
from tests.parse.contact.test_attributes import contacts

# (language, suffix, markup, the contacts that stand in it)
FOUND = (
    # icons of phones and mail, one icon after another, an id with words behind it
    ("ko", "co.kr", '<i class="ico-tel"></i> 1600-3829', {"hotline +8216003829"}),
    ("vi", "vn", '<i class="fas fa-phone-alt"></i> 0912345678', {"phone +84912345678"}),
    ("fil", "ph", '<td><i class="bi bi-envelope"></i></td><td>ayuda @ gpay-verify . example</td>', {"email ayuda@gpay-verify.example"}),
    (
        "vi",
        "com",
        '<img src="/i/a.svg" alt="Telegram"> luatsu_antin &nbsp; <img src="/i/b.svg" alt="Viber"> 0358 114 906',
        {"telegram luatsu_antin", "viber +84358114906"},
    ),
    ("en", "com.sg", '<img src="/s.png" alt="Signal"> +65 9123 4567', {"signal +6591234567"}),
    # the icon of a telephone takes its line away from the messenger that the line before names
    ("fil", "ph", '<p>Viber: <b>tap</b></p><i class="fa fa-phone"></i> 0917 555 4063', {"phone +639175554063"}),
    (
        "fil",
        "com.ph",
        '<p>Telegram: <u>i-tap para kopyahin</u></p><p><i class="ti ti-phone"></i> 0917 555 4063 &nbsp;|&nbsp; (02) 8918-4720</p>',
        {"phone +639175554063", "phone +63289184720"},
    ),
    ("th", "com", '<img src="/line.png" alt="LINE"> @pingteachercoop · ทุกวัน', {"line @pingteachercoop"}),
    # links that are written apart; the preview of a channel
    ("ms", "com", "<p>t[.]me/insp_hafiz_jsjk</p>", {"telegram insp_hafiz_jsjk"}),
    ("en", "com", "<p>wa[dot]me/66812345678</p>", {"whatsapp +66812345678"}),
    ("id", "com", "<p>Hubungi t . me / dana_cepat88</p>", {"telegram dana_cepat88"}),
    ("hi", "in", '<a href="https://t.me/s/gopaldairy_bhav">gopaldairy_bhav</a>', {"telegram gopaldairy_bhav"}),
    # ids that are spelled
    ("th", "com", "<p>ไลน์ไอดี : <b>t a l a y m o r k</b> (พิมพ์ติดกัน)</p>", {"line talaymork"}),
    ("zh", "com", "<p>添加专员扣扣：<b>2 8 4 7 5 1 0 9 3 6</b>，备注</p>", {"qq 2847510936"}),
    ("en", "com", "<p>Telegram ID: a n n a _ h r 8 8</p>", {"telegram anna_hr88"}),
    ("ja", "jp", "<p>カカオトーク misaki_0417／WhatsApp +852 6417 8820</p>", {"kakaotalk misaki_0417", "whatsapp +85264178820"}),
    # a phone that also has a messenger; two messengers with one number
    ("vi", "vn", "<p>Số điện thoại luật sư (có Zalo): 0967.418.225</p>", {"phone +84967418225", "zalo +84967418225"}),
    ("fil", "ph", "<p>Viber/Telegram ng telemedicine<br>0998-418-7726</p>", {"viber +639984187726", "telegram +639984187726"}),
    ("zh", "com", "<p>尖沙咀弥敦道 132 号　852-5418 8207（WhatsApp）香港</p>", {"phone +85254188207", "whatsapp +85254188207"}),
    # the country beside a number, in the bracket behind it or in the words before
    ("zh", "cc", "<p>柬埔寨 +855 15 418 827</p><p>电话 ０６２－８８４－１７２０（泰国）</p>", {"phone +85515418827", "phone +66628841720"}),
    ("lo", "la", "<p>ໂທ 08-6457-2210 (ໜອງຄາຍ, ປະເທດໄທ)</p>", {"phone +66864572210"}),
    ("en", "com", "<p>Australia: +61 2 8074 4419 | New Zealand: 0800-447-218</p>", {"phone +61280744419", "hotline +64800447218"}),
    # ends of ranges
    (
        "th",
        "th",
        "<p>โทร. 0-5322-1847-9 โทรสาร 0-5322-1850</p>",
        {"phone +6653221847", "phone +6653221848", "phone +6653221849", "phone +6653221850"},
    ),
    ("th", "com", "<p>สำนักงาน 0 2418 8276 ถึง 7 แฟกซ์ 0 2418 8279</p>", {"phone +6624188276", "phone +6624188277", "phone +6624188279"}),
    ("fil", "ph", "<p>Tel (033) 321-4188 hanggang 90, local 0</p>", {"phone +63333214188", "phone +63333214189", "phone +63333214190"}),
    # letters for digits behind a plus; dots in a toll-free number
    ("en", "com", "<p>Australia: +61 (O2) 8O74 4419</p>", {"phone +61280744419"}),
    ("en", "com", "<p>USA 1.888.417.2206</p>", {"hotline +18884172206"}),
    # letters for digits: a small o behind a label, wide gaps, and without a label where groups and two letters speak
    ("lo", "la", "<p>ຫົວໜ້າ O2O 55 O81 774</p>", {"phone +8562055081774"}),
    ("vi", "vn", "<p>Gọi số: O9O . 3O1 . 77 . 28</p>", {"phone +84903017728"}),
    ("vi", "vn", "<p>Zalo cô Lan o91 234 5o78</p>", {"zalo +84912345078"}),
    ("id", "id", "<p>CS 2 (WA saja) O812 - 33O1 - 7754</p>", {"whatsapp +6281233017754"}),
    # two labels, and a value for each; some words behind a label
    ("ko", "kr", "<p>WhatsApp/WeChat: +82 10-2234-7718 / mirae_intl</p>", {"whatsapp +821022347718", "wechat mirae_intl"}),
    ("en", "com", "<p>Zalo/Telegram: +84 912 345 678 | lan_hn88</p>", {"zalo +84912345678", "telegram lan_hn88"}),
    ("en", "com", "<p>WhatsApp/WeChat: +82 10-2234-7718 / Monday</p>", {"whatsapp +821022347718", "wechat +821022347718"}),
    ("fil", "ph", "<p>Signal para sa sikretong usapan: 0917 123 4567</p>", {"signal +639171234567"}),
    # a handle some words behind Telegram
    ("vi", "com", "<p>Cài Telegram, vào nhóm nhận việc 12 rồi nhắn chị @ly_viec88</p>", {"telegram ly_viec88"}),
    # only a telephone has an extension
    ("zh-HK", "hk", "<p>寫字樓 3115-7748 內線 21</p>", {"phone +85231157748"}),
    # scripts
    ("ja", "jp", '<script>var ph=["0","5","0","-","5","5","3","4","-","8","8","1","7"];</script><p>x</p>', {"phone +815055348817"}),
    ("ms", "my", '<script>var w={num:"60"+"11"+"2648"+"9071"};a.href="https://wa.me/"+w.num;</script><p>x</p>', {"whatsapp +601126489071"}),
    ("th", "com", '<script>var o={tel:["081","223","4410"].join("-")};</script><p>x</p>', {"phone +66812234410"}),
    ("en", "com", '<script>var n=["65","9123","4567"];open("https://wa.me/"+n.join(""))</script><p>x</p>', {"whatsapp +6591234567"}),
    ("km", "com", "<script>s={tg:['vip','room77'].join('_')};open('https://t.me/'+s.tg)</script><p>x</p>", {"telegram vip_room77"}),
    ("en", "com", '<script>c={lineId:"@abc"+"1234x"};</script><p>x</p>', {"line @abc1234x"}),
    (
        "lo",
        "la",
        '<script>var u="sales",d="phonsavan.example";document.write(u+\'@\'+d);</script><p>x</p>',
        {"email sales@phonsavan.example"},
    ),
    (
        "my",
        "com",
        '<script>var cfg={page:"1",line:"@pinkcard99"};</script><a href="javascript:location=\'https://line.me/R/ti/p/\'+cfg.line">x</a>',
        {"line @pinkcard99"},
    ),
)

# (language, suffix, markup) of what only looks like it
NOTHING = (
    ("en", "com", '<i class="fa-phone"></i> Call us between 9 and 5'),
    ("en", "com", '<i class="fa-envelope"></i> Subscribe (free)'),
    ("en", "com", '<img alt="Telegram"> v2.0 · new'),
    ("th", "com", "<script>var c={jackpot:'08914522.75'}</script><p>x</p>"),
    ("en", "com", "<p>Telegram and others copy what we show; see Instagram @my_shop</p>"),
    ("vi", "vn", "<p>OPPO O2O 2024, O1O lần</p>"),
    ("km", "com", "<p>UK Companies House 12344719</p>"),
    ("en", "com", "<p>He got in line. Me / you, who knows</p>"),
    ("en", "com", "<script>var keys=['1','2','3','4','5','6','7','8','9','0'];</script><p>x</p>"),
    ("en", "com", "<script>var sizes=['320','480','768','1024','1280','1440','1920'];</script><p>x</p>"),
    ("en", "com", "<p>Telegram: A B C or D, as you like</p>"),
    ("en", "com", "<p>Released 1.888.417.220</p>"),
    ("ko", "kr", "<p>임진왜란 1592-1598, 1588-1600</p>"),
)


@pytest.mark.parametrize(("language", "suffix", "markup", "expected"), FOUND)
def test_what_stands_in_pieces_is_put_together(language: str, suffix: str, markup: str, expected: set[str]) -> None:
    assert contacts(markup, language=language, suffix=suffix) == expected


@pytest.mark.parametrize(("language", "suffix", "markup"), NOTHING)
def test_what_only_looks_like_it_gives_none(language: str, suffix: str, markup: str) -> None:
    assert contacts(markup, language=language, suffix=suffix) == set()


@pytest.mark.parametrize(
    "piece",
    [
        *("['0',", "a.b.c.d+'@'+", "line.me/ti/p/'+x.y", "t [ . ", '"1" , ', "1-", "9 ถึง ", "a "),
        *("['ab','cd'].join('')", "x.join('')", "x=['a','b',x.join('')", "'a','b'].join('-')[", "@ a_"),
    ],
)
def test_repeated_pieces_take_no_time(piece: str) -> None:
    many = piece * (64_000 // len(piece))
    assert least_cpu_s(lambda: (plain_script(many, Values(())), contacts(f"<p>LINE ID: {many}</p>")), within=2) <= 2


LONG = "".join(f"function f{number}(a,b){{if(a>b){{return a-b}}return {number}}}" for number in range(900))
GOES = "location='https://wa.me/'+num"


@pytest.mark.parametrize(
    "script",
    [
        f"{LONG}var num='6281234567890';{GOES}",
        f"var num='6281234567890';if(Math.random()>.5)num='6289876543210';{GOES}",
        f"var num='';num='6281234567890';{GOES}",
        f"var num='6281234567890';if(lang=='th'){{num='66812345678'}}{GOES}",
    ],
)
def test_a_number_with_a_name_is_found_in_long_scripts_and_beside_others(script: str) -> None:
    assert "whatsapp +6281234567890" in contacts(f"<script>{script}</script>")
