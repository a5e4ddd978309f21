"""Contacts that stand in data for scripts, in boxes to copy from and in attributes of any name; labels in wide letters."""

import json
from functools import partial

import pytest

from scamtriage.knowledge.language import homoglyphs
from scamtriage.parse.html.contacts.values import MAX_VALUES, read_values
from scamtriage.parse.html.page import read_page
from scamtriage.records.facts import Contact
from tests.cost import least_cpu_s

WALLET = "TQn9Y2khEsLJW1ChVWFMSMeRDow5KcbLSE"
BITCOIN = "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq"
PROMPTPAY = "00020101021129370016A000000677010111011300668192345675802TH530376463048C1A"


def found(markup: str, *, tail: str = "") -> tuple[Contact, ...]:
    html = (
        f'<!doctype html><html lang="th"><head><meta charset="utf-8"></head><body><p>สมัครสมาชิกวันนี้ รับสิทธิ์ทันที</p>{markup}{tail}</body></html>'
    )
    arguments = {"content_type": "text/html; charset=utf-8", "url": "https://a.com/", "host": "a.com", "suffix": "com"}
    return read_page(body=html.encode(), **arguments)[0].contacts  # type: ignore[arg-type]


def contacts(markup: str, *, tail: str = "") -> set[str]:
    return {f"{contact.kind} {contact.value}" for contact in found(markup, tail=tail)}


VALUES = (
    ({"a": "https://t.me/agent_xx1"}, "telegram agent_xx1"),
    ({"chat": {"whatsapp": "https://wa.me/66819234567"}}, "whatsapp +66819234567"),
    ({"pay": [{"address": WALLET}]}, f"wallet {WALLET}"),
    ({"btc": BITCOIN}, f"wallet {BITCOIN}"),
    ({"telegram": "@agent_xx1"}, "telegram agent_xx1"),
    ({"telegramUsername": "agentdesk"}, "telegram agentdesk"),
    ({"lineId": "@helpx99"}, "line @helpx99"),
    ({"customer_line": "@helpx99"}, "line @helpx99"),
    ({"wechat_id": "helpx_99"}, "wechat helpx_99"),
    ({"wa": "66819234567"}, "whatsapp +66819234567"),
    ({"zaloPhone": "+84 912 345 678"}, "zalo +84912345678"),
    ({"whats": "+66812345678"}, "whatsapp +66812345678"),
    ({"whatsappnumber": "66812345678"}, "whatsapp +66812345678"),
    ({"signal": "+66812345678"}, "signal +66812345678"),
    ({"telePhone": "+66812345678"}, "phone +66812345678"),
    ({"phone_number": "+66 81 923 4567"}, "phone +66819234567"),
    ({"support": "desk@refund-desk.top"}, "email desk@refund-desk.top"),
    ({"html": 'Chat <a href="https://lin.ee/abcd123">here</a>'}, "line abcd123"),
)


@pytest.mark.parametrize("kind", ["application/json", "application/ld+json"])
@pytest.mark.parametrize(("data", "contact"), VALUES)
def test_every_value_of_json_is_looked_at(kind: str, data: object, contact: str) -> None:
    assert contact in contacts(f'<script type="{kind}">{json.dumps(data)}</script>')


@pytest.mark.parametrize(
    "data",
    [
        {"dsn": "https://0123456789abcdef0123456789abcdef@o45123.ingest.sentry.io/678901"},
        {"line": "dashed_2", "lineHeight": "24px", "signal": "buy_2", "timeline": "@abcde", "lineColor": "@brand_2"},
        {"telegram": "Telegram", "whatsapp": "Chat with us", "telegramIcon": "tg_icon2", "wechat": "true"},
        {"id": "0812345678", "sku": "66819234567", "ean": "8851234567893", "t": 1764230400000},
        {"icons": ["@mdi/line", "@fortawesome/x"], "img": "/a@2x.png"},
        {"share": "https://t.me/share/url?url=https%3A%2F%2Fa.com", "s2": "https://wa.me/?text=hello"},
    ],
)
def test_other_values_are_no_contacts(data: object) -> None:
    assert contacts(f'<script type="application/json">{json.dumps(data)}</script>') == set()


def test_a_contact_of_data_says_so() -> None:
    (one,) = found('<script type="application/json">{"tg": "https://t.me/agent_xx1"}</script>')
    assert one.where == "data" and one.position is None


BOXES = (
    (f"<textarea readonly>{WALLET}</textarea>", f"wallet {WALLET}"),
    ("<textarea>โทร 081-923-4567</textarea>", "phone +66819234567"),
    (f"<form><textarea id=c>{PROMPTPAY}</textarea></form>", "payment-qr +66819234567"),
    (f'<select><option value="">เลือก</option><option value="{WALLET}">USDT-TRC20</option></select>', f"wallet {WALLET}"),
    (
        '<select><option value="0x52908400098527886e0f7030069857d2e4169ee7">USDT (ERC20)</option></select>',
        "wallet 0x52908400098527886E0F7030069857D2E4169EE7",
    ),
    (f'<li data-qr="{WALLET}"></li>', f"wallet {WALLET}"),
    (f"<canvas data-payload='{PROMPTPAY}'></canvas>", "payment-qr +66819234567"),
    (f'<i data-text="{BITCOIN}"></i>', f"wallet {BITCOIN}"),
    ('<i data-value="https://line.me/ti/p/@helpx99"></i>', "line @helpx99"),
    ('<i data-content="https://zalo.me/g/kxqmtr482"></i>', "zalo kxqmtr482"),
    ('<i title="https://t.me/agent_xx1"></i>', "telegram agent_xx1"),
    (f'<i aria-label="{WALLET}"></i>', f"wallet {WALLET}"),
    ('<svg><a xlink:href="https://t.me/agent_xx1"><text>แชท</text></a></svg>', "telegram agent_xx1"),
    ('<div id="app" data-page="{&quot;tg&quot;:&quot;https://t.me/agent_xx1&quot;}"></div>', "telegram agent_xx1"),
    ('<span itemprop="telephone" content="+66819234567"></span>', "phone +66819234567"),
    ('<meta property="business:contact_data:phone_number" content="+66 81 923 4567">', "phone +66819234567"),
    ("<meta content='desk@refund-desk.top' itemprop=email>", "email desk@refund-desk.top"),
    ('<a href="/cdn-cgi/l/email-protection#543c3138241431392d7a373b39">mail</a>', "email help@emy.com"),
)


@pytest.mark.parametrize("long", [False, True])
@pytest.mark.parametrize(("markup", "contact"), BOXES)
def test_what_is_copied_or_drawn_is_read(markup: str, contact: str, long: bool) -> None:
    attributes = " ".join(f"a{n}" for n in range(300))
    tail = f"<b {attributes}></b>" if long else ""  # which is read without a tree
    assert contacts(markup, tail=tail) == {contact}


def test_each_is_counted_once() -> None:
    markup = f'<b data-clipboard-text="{WALLET}"></b><a href="https://t.me/agent_xx1">x</a><input value="{BITCOIN}">'
    markup += '<a href="/cdn-cgi/l/email-protection#543c3138241431392d7a373b39"><b data-cfemail="543c3138241431392d7a373b39"></b></a>'
    assert {(one.kind, one.count) for one in found(markup)} == {("wallet", 1), ("telegram", 1), ("email", 1)}


@pytest.mark.parametrize(
    "markup",
    [
        '<i title="0819234567" data-value="66819234567" data-content="08 1923 4567" aria-label="12345678901"></i>',
        '<b data-id="1f3a9c0d2e4b5a6978c0d1e2f3a4b5c6" data-hash="Labcdefghijklmnopqrstuvw123"></b>',
        '<i data-value="https://t.me/share/url?url=https%3A%2F%2Fa.com" title="https://line.me/R/msg/text/?hello"></i>',
        '<select><option value="0819234567">A</option><option value="20251106177">B</option></select>',
        '<a href="/cdn-cgi/l/email-protection">mail</a><a href="/cdn-cgi/l/email-protection#zz">mail</a>',
        '<span itemprop="telephone"></span><b content="+66819234567"></b>',
        f"<textarea placeholder='{WALLET}'></textarea>",
    ],
)
def test_numbers_hashes_and_buttons_to_share_are_none(markup: str) -> None:
    assert contacts(markup) == set()


WIDE = (
    ("ＬＩＮＥ ＩＤ：@helpx99", "line @helpx99"),
    ("ＬＩＮＥ　ＩＤ：ｈｅｌｐｘ９９", "line helpx99"),
    ("Ｔｅｌｅｇｒａｍ：@agent_xx1", "telegram agent_xx1"),
    ("ＷｅＣｈａｔ：helpx_99", "wechat helpx_99"),
    ("微信号：ｈｅｌｐｘ＿９９", "wechat helpx_99"),
    ("ＱＱ：１２３４５６７８", "qq 12345678"),
    ("Ｔｅｌｅｇｒａｍ：＠ａｇｅｎｔ＿ｘｘ１", "telegram agent_xx1"),
)


@pytest.mark.parametrize(("text", "contact"), WIDE)
def test_a_label_or_an_id_in_wide_letters_is_one(text: str, contact: str) -> None:
    (one,) = found(f"<p>{text}</p>")
    assert f"{one.kind} {one.value}" == contact
    assert one.position is not None and one.snippet.endswith(homoglyphs.latin(" ".join(text.split()))[0])


def test_wide_letters_elsewhere_are_none() -> None:
    assert contacts("<p>ＯＮＬＩＮＥ ＳＨＯＰ：Ａ１２３４　ＰＩＰＥＬＩＮＥ：abc_12</p>") == set()


SETTINGS = (
    ('<script>cfg={telegram:"@help_desk1"}</script>', {"telegram help_desk1"}),
    ('<script>c={telegram:"hr_mint",line:"kwan_hr88"}</script>', {"telegram hr_mint", "line kwan_hr88"}),
    ('<script>c={line:"kwanjai.hr1",tel:"0812345009"}</script>', {"line kwanjai.hr1", "phone +66812345009"}),
    ('<script>c={line:"line_2",tel:"0812345009"}</script>', {"phone +66812345009"}),
    ('<script>c={line:"solid_2",color:"red_1"};d={tel:"0812345009"}</script>', {"phone +66812345009"}),
    ('<script>var x={"line_id":"@abc1234x", wechat:"acme_kf01"}</script>', {"line @abc1234x", "wechat acme_kf01"}),
    ('<script>s={line:"line_2", lineHeight:"1.5em", telegramColor:"blue1", qqmap:"key_1234", signal:"abort_1"}</script>', set()),
    ('<form action="https://wa.me/66812345678"><button>Go</button></form>', {"whatsapp +66812345678"}),
    ('<form action="https://api.whatsapp.com/send"><input type=hidden name=phone value=66812345678></form>', {"whatsapp +66812345678"}),
    ('<form action="mailto:help@acme.com"><input type=password></form>', {"email help@acme.com"}),
    ('<form action="/send"><input name=q></form>', set()),
)


@pytest.mark.parametrize(("markup", "told"), SETTINGS)
def test_settings_of_a_script_and_the_address_that_a_form_opens_are_contacts(markup: str, told: set[str]) -> None:
    assert contacts(markup) == told


def test_many_settings_push_out_no_account_without_a_word() -> None:
    decoys = 'tg:"abcdef",' * 300
    assert "line @abc1234x" in contacts("<script>c={" + decoys + 'lineId:"@abc1234x"}</script>')
    apart = "<script>c={" + 'tg:"abcdef",' * 401 + "}</script>"
    assert "line @abc1234x" in contacts(apart + '<script>c={lineId:"@abc1234x"}</script>')
    many = "<script>c={" + 'tg:"abcdef",' * 4_001 + 'lineId:"@abc1234x"}</script>' + ("<script>" + 'tg:"abcdef",' * 401 + "</script>")
    _, caps = read_page(body=many.encode(), content_type="text/html", url="https://a.com/", host="a.com", suffix="com")
    assert [cap.cap for cap in caps].count("settings 4000") == 1


def test_hostile_attributes_cost_little() -> None:
    bodies = (
        f'<b data-a="{WALLET}">' * 20_000,
        "<b data-a='000201" * 60_000,
        "<b itemprop=telephone " * 50_000,
        '<script type="application/json">' + json.dumps([{"line": "@helpx99", "b": "x" * 30}] * 20_000) + "</script>",
        "<p>" + "Ａ" * 300_000 + "</p>",
        "<textarea>" + "9 " * 400_000,
        "<script>" + 'telegram:"@desk_1";' * 40_000 + "</script>",
        "<script>{" + 'line:"desk_1",' * 40_000 + "}</script>",
        "<script>" + '{line:"desk_1",x1:"0812345009"},' * 20_000 + "</script>",
    )
    for body in bodies:
        assert least_cpu_s(partial(found, body), within=4) <= 4


def test_more_values_than_anybody_offers_are_not_read() -> None:
    markup = "".join(f'<b data-x="https://t.me/desk_{number}"></b>' for number in range(MAX_VALUES + 9))
    assert len(read_values(markup.encode(), [])) == MAX_VALUES
