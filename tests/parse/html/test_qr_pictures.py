"""QR images of a page: which call themselves so, what is read of each, and what hostile ones cost."""

import base64
import hashlib
import io
import struct

import pytest

from scamtriage.parse import qr_image
from scamtriage.parse.html.page import read_page
from scamtriage.parse.qr_image import read_qr
from scamtriage.records.facts import PageFacts
from tests.cost import least_cpu_s
from tests.drawing import LINE, PROMPTPAY, picture, qr

SITE = "https://shop.pay-desk.test/th/"


def read(html: str, **more) -> PageFacts:
    body = f"<html><title>Desk</title><body>{html}</body></html>".encode()
    return read_page(
        body=body, content_type="text/html; charset=utf-8", url=SITE, host="shop.pay-desk.test", suffix="test", status_code=200, **more
    )[0]


@pytest.mark.parametrize(
    "tag",
    [
        '<img src="/img/qr.png">',
        '<img src="lineqr_03.jpg">',
        '<img src="a/MyQR.PNG?v=3">',
        '<img src="1.png" class="qrcode-box">',
        '<img src="1.png" alt="Scan to pay">',
        '<img src="1.png" alt="สแกนจ่ายที่นี่">',
        '<img src="1.png" alt="Quét mã để thanh toán">',
        '<img src="1.png" alt="微信扫码加客服">',
        '<img src="1.png" alt="掃碼付款">',
        '<img src="1.png" alt="QRスキャン">',
        '<img src="1.png" alt="스캔하여 결제">',
        '<img src="1.png" alt="ស្កេនដើម្បីបង់ប្រាក់">',
        '<img src="1.png" alt="ສະແກນຈ່າຍ">',
        '<img src="1.png" alt="စကင်ဖတ်ပါ">',
        '<img src="promptpay.jpg">',
        '<img src="1.png" alt="DuitNow">',
        '<div class="khqr"><img src="1.png"></div>',
        '<img data-src="/img/qr.png">',
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-lazy-src="/img/qr.png">',
    ],
)
def test_an_image_that_calls_itself_a_code_is_named_and_unknown(tag: str) -> None:
    [one] = read(tag).qr_images
    assert (one.outcome, one.codes, one.sha256) == ("not-asked", (), "")
    assert one.url.startswith("https://shop.pay-desk.test/") and one.reason


@pytest.mark.parametrize(
    "tag",
    ["<img src='logo.png'>", "<img src='promptpay-logo.png'>", "<img src='sqrt.png'>", "<img src='x/aqrb.png'>", "<img alt='qr'>", "<p>qr"],
)
def test_other_images_are_not(tag: str) -> None:
    assert read(tag).qr_images == ()


def test_a_sub_host_is_the_site_and_a_stranger_never() -> None:
    facts = read(
        '<img src="https://cdn.pay-desk.test/qr.png"><img src="//img.elsewhere.test/qr.png"><img src="https://notpay-desk.test/qr">'
    )
    assert [(one.outcome, one.url.split("/")[2]) for one in facts.qr_images] == [
        ("not-asked", "cdn.pay-desk.test"),
        ("foreign", "img.elsewhere.test"),
        ("foreign", "notpay-desk.test"),
    ]


def test_svg_canvas_and_schemes_without_bytes_are_unknown_or_not_seen() -> None:
    facts = read('<img src="qr.svg?x=1"><img src="blob:https://x/qr"><canvas id="qr"></canvas><svg class="qrcode"><path d="M0"/></svg>')
    assert [(one.outcome, one.reason) for one in facts.qr_images] == [
        ("unread", "SVG is not searched"),
        ("unread", "it has no address on the web"),
    ]


def test_what_a_drawing_service_is_told_to_draw_is_read_from_its_address_without_asking_it() -> None:
    service = "https://api.qrserver.com/v1/create-qr-code/?size=150x150&amp;data="
    facts = read(f'<img src="{service}https%3A%2F%2Fline.me%2Fti%2Fp%2F~refund_desk1"><img src="https://promptpay.io/0812345678.png">')
    assert [(one.outcome, one.reason) for one in facts.qr_images] == [("ok", "read from its address, not from the image")] * 2
    assert {(c.kind, c.value) for c in facts.contacts} == {("line", "refund_desk1"), ("payment-qr", "+66812345678")}


def test_a_carried_code_is_read_whatever_it_calls_itself_and_its_digest_is_kept() -> None:
    image = qr(PROMPTPAY)
    uri = "data:image/png;base64," + base64.b64encode(image).decode()
    facts = read(f'<img src="{uri}"><img src="{uri}" alt="again">')
    [one] = facts.qr_images
    assert (one.outcome, one.codes, one.sha256, one.size_bytes) == ("ok", (PROMPTPAY,), hashlib.sha256(image).hexdigest(), len(image))
    [contact] = facts.contacts
    assert (contact.kind, contact.value, contact.where, contact.flags) == ("payment-qr", "+66812345678", "qr image", ("personal-id",))


@pytest.mark.parametrize(
    "written",
    ["image/png; base64", "image/png;base64 ", "Image/png;base64", "image/png;BASE64", ";base64", "application/octet-stream;base64"],
)
@pytest.mark.parametrize("tag", ["<img src='{}'>", "<img src='{}' alt='qr code'>", "<img src='data:,' data-src=' DATA{}'>"])
def test_a_carried_code_is_read_whatever_its_address_says_of_it(written: str, tag: str) -> None:
    uri = f"data:{written},{base64.b64encode(qr(PROMPTPAY)).decode()}"
    [one] = read(tag.format(uri.removeprefix("data") if "DATA" in tag else uri)).qr_images
    assert one.codes == (PROMPTPAY,)


@pytest.mark.parametrize(
    "markup",
    [
        "<picture><source srcset='{}'><img src=a.png></picture>",
        "<input type=image src='{}'>",
        "<svg><image href='{}'/></svg>",
        "<object data='{}'></object>",
        "<embed src='{}'>",
        "<a href='{}'>code</a>",
        "<div style='background:url({})'>x</div>",
        '<style>.a{{background-image:url("{}")}}</style>',
        "<script>document.images[0].src='{}'</script>",
    ],
)
def test_a_code_that_the_page_carries_is_read_in_whatever_element(markup: str) -> None:
    uri = f"data:image/png;base64,{base64.b64encode(qr(LINE)).decode()}"
    facts = read(f"<p>Scan to pay us now</p>{markup.format(uri)}")
    assert [code for one in facts.qr_images for code in one.codes] == [LINE]
    assert [one.kind for one in facts.contacts if one.where == "qr image"] == ["line"]


def test_of_very_many_carried_images_a_few_are_searched_and_that_is_told() -> None:
    icons = "".join(f"<style>.a{n}{{background:url(data:image/png;base64,{n:04d}{'A' * 400})}}</style>" for n in range(3_000))
    body = f"<p>Scan to pay us now</p>{icons}".encode()
    assert least_cpu_s(lambda: read(body.decode()), within=1.0) < 1.0
    _, caps = read_page(body=body, content_type="text/html", url=SITE, host="shop.pay-desk.test", suffix="test", status_code=200)
    assert "images 8" in {cap.cap for cap in caps}


def test_empty_addresses_take_no_image_its_turn() -> None:
    uri = f"data:image/png;base64,{base64.b64encode(qr(PROMPTPAY)).decode()}"
    [one] = read("".join(f"<img src='data:image/gif;a={n},'>" for n in range(9)) + f"<img src='{uri}'>").qr_images
    assert one.codes == (PROMPTPAY,)


def test_an_image_in_the_page_is_read_without_the_padding_that_browsers_do_not_need() -> None:
    image = next(drawn for text in (LINE, f"{LINE}?a", f"{LINE}?ab") if len(drawn := qr(text)) % 3)
    uri = "data:image/png;base64," + base64.b64encode(image).decode()
    assert uri.endswith("=")
    [one] = read(f'<img src="{uri.rstrip("=")}" alt="qr code">').qr_images
    assert (one.outcome, one.size_bytes) == ("ok", len(image))


def test_an_image_that_was_searched_and_holds_none_is_the_only_one_without_a_code() -> None:
    qr(LINE)
    uri = "data:image/png;base64," + base64.b64encode(picture("L", (200, 200))).decode()
    [one] = read(f'<img src="{uri}" alt="qr code">').qr_images
    assert (one.outcome, one.codes, one.reason) == ("ok", (), "")
    [broken] = read('<img src="data:image/png;base64,iVBORw0KGgo=" alt="qr code">').qr_images
    assert broken.outcome == "unread" and "no image" in broken.reason


def test_without_the_extra_a_code_is_unknown_and_never_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qr_image, "_libraries", lambda: None)
    [one] = read('<img src="data:image/png;base64,iVBORw0KGgo=" alt="qr code">').qr_images
    assert (one.outcome, one.reason, one.codes) == ("unread", "the extra [qr] is not installed", ())


@pytest.mark.parametrize("look", [{}, {"light": None}, {"dark": "white", "light": "black"}, {"dark": "navy", "light": "#eeeeff"}], ids=str)
def test_codes_are_read_as_a_visitor_sees_them(look: dict[str, object]) -> None:
    assert read_qr(qr(LINE, **look)).codes == (LINE,)


def test_a_transparent_picture_stands_on_a_white_page() -> None:
    image = pytest.importorskip("PIL.Image", reason="Pillow is not installed: QR images are not read here")
    grey = image.open(io.BytesIO(qr(LINE))).convert("L")
    clear = image.new("RGBA", grey.size, (0, 0, 0, 0))
    clear.putalpha(grey.point(lambda value: 255 - value))  # black where the code is dark, transparent black elsewhere
    stored = io.BytesIO()
    clear.save(stored, "PNG")
    assert read_qr(stored.getvalue()).codes == (LINE,)


@pytest.mark.parametrize("share", [600, 300])
def test_a_code_on_a_large_poster_is_found(share: int) -> None:
    image = pytest.importorskip("PIL.Image", reason="Pillow is not installed: QR images are not read here")
    poster = image.new("RGB", (1_900, 2_000), "white")
    poster.paste(image.open(io.BytesIO(qr(PROMPTPAY))).convert("RGB").resize((share, share)), (400, 900))
    stored = io.BytesIO()
    poster.save(stored, "JPEG", quality=70)
    assert read_qr(stored.getvalue()).codes == (PROMPTPAY,)


def test_many_codes_in_one_image_are_capped() -> None:
    image = pytest.importorskip("PIL.Image", reason="Pillow is not installed: QR images are not read here")
    sheet = image.new("L", (900, 900), "white")
    for place in range(9):
        code = image.open(io.BytesIO(qr(f"https://line.me/ti/p/~desk{place}"))).convert("L").resize((250, 250))
        sheet.paste(code, (place % 3 * 300, place // 3 * 300))
    stored = io.BytesIO()
    sheet.save(stored, "PNG")
    assert len(read_qr(stored.getvalue()).codes) == qr_image.MAX_CODES


# --- hostile images


def scans(many: int) -> bytes:
    """A progressive JPEG that walks over its four million pixels again and again."""
    whole = picture("L", (2_000, 2_000), "JPEG", progressive=True)
    starts = [at for at in range(len(whole)) if whole[at : at + 2] == b"\xff\xda"]
    shortest = min((whole[a:b] for a, b in zip(starts, [*starts[1:], len(whole) - 2], strict=True)), key=len)
    return whole[:-2] + shortest * many + b"\xff\xd9"


def wide_gif() -> bytes:
    """A screen of one pixel, and a frame of 169 million on it."""
    head = b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    return head + b"," + struct.pack("<HHHHB", 0, 0, 13_000, 13_000, 0) + b"\x02\x02\x44\x01\x00;"


def corners(edge: int) -> bytes:
    """Nothing but what looks like the corners of codes, the dearest picture that we know of."""
    image = pytest.importorskip("PIL.Image", reason="Pillow is not installed: QR images are not read here")
    tile = image.new("L", (9, 9), 255)
    for x, y in ((x, y) for x in range(7) for y in range(7)):
        ring = max(abs(x - 3), abs(y - 3))
        tile.putpixel((x + 1, y + 1), 255 if ring == 2 else 0)
    tile = tile.resize((edge, edge), image.Resampling.NEAREST)
    sheet = image.new("L", (1_998, 1_998), 255)
    for x, y in ((x, y) for x in range(0, 1_998, edge) for y in range(0, 1_998, edge)):
        sheet.paste(tile, (x, y))
    stored = io.BytesIO()
    sheet.save(stored, "PNG")
    return stored.getvalue()


@pytest.mark.parametrize(
    ("image", "because"),
    [
        (lambda: picture("1", (14_000, 14_000)), "pixels"),
        (lambda: picture("1", (1, 4_000_001)), "pixels"),
        (wide_gif, "pixels"),
        (lambda: scans(3_000), "more than 64 scans"),
        (lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "no image"),
        (lambda: b"<svg xmlns='http://www.w3.org/2000/svg'>" + b"<g>" * 200_000, "no image"),
        (lambda: b"<html>hello", "no image"),
        (lambda: b"\0" * 1_000_001, "1,000,001 bytes"),
        (lambda: b"", "0 bytes"),
    ],
    ids=["png-bomb", "thin-png-bomb", "gif-bomb", "jpeg-scans", "png-head", "huge-svg", "html", "too-large", "empty"],
)
def test_what_can_harm_is_not_searched_and_says_why(image, because: str) -> None:
    qr(LINE)
    data = image()
    reading = read_qr(data)
    assert reading.codes == () and because in reading.because
    assert least_cpu_s(lambda: read_qr(data), within=0.5) <= 0.5


@pytest.mark.parametrize("edge", [9, 18])
def test_a_picture_full_of_corners_costs_less_than_a_second(edge: int) -> None:
    qr(LINE)
    data = corners(edge)
    readings = []
    assert least_cpu_s(lambda: readings.append(read_qr(data)), within=1.0) <= 1.0
    assert readings[0].codes == ()


def test_ten_thousand_candidates_cost_little_and_are_capped() -> None:
    body = "".join(f'<img src="/qr/{n}.png" alt="scan to pay {n}">' for n in range(10_000))
    runs = []
    assert least_cpu_s(lambda: runs.append(read(body)), within=2.0) <= 2.0
    facts = runs[0]
    assert len(facts.qr_images) == 10 and {one.outcome for one in facts.qr_images} == {"not-asked"}


def test_a_page_full_of_carried_bombs_is_searched_as_far_as_the_cap() -> None:
    qr(LINE)
    uri = "data:image/png;base64," + base64.b64encode(corners(18)).decode()
    body = "".join(f'<img src="{uri[:-4]}{"ABCDEFGHIJKLMNOP"[n]}AA=" alt="qr {n}">' for n in range(16))
    runs = []
    assert least_cpu_s(lambda: runs.append(read(body)), within=3.0) <= 3.0
    facts = runs[0]
    assert len(facts.qr_images) == 8 and {one.outcome for one in facts.qr_images} == {"ok"}


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ('<p>สแกนเพื่อชำระเงิน</p><div><img class=x src="8f3a.png"></div>', "8f3a.png"),
        ('<img src="8f3a.png"><p>Scan to pay</p>', "8f3a.png"),
        ("<p>Quét để thanh toán</p><img data-src=8f3a.png src=data:image/gif;base64,R0>", "8f3a.png"),
        ("<p>QRコードを読み取ってください</p><img src=8f3a.png>", "8f3a.png"),
        ('<picture><source srcset="qr.webp 2x"><img src=a.png alt=pay></picture>', "qr.webp"),
        ('<div style="background:url(qr.png)"></div>', "qr.png"),
        ('<div class=qrcode style="background:url(8f3a.png)"></div>', "8f3a.png"),
        ('<a href="8f3a.png">QR</a>', "8f3a.png"),
    ],
)
def test_an_image_is_a_code_by_what_stands_beside_it(html: str, name: str) -> None:
    assert [(one.url, one.outcome) for one in read(html).qr_images] == [(f"{SITE}{name}", "not-asked")]


@pytest.mark.parametrize(
    "html",
    [
        "<p>We scan your papers</p><img src=a.png>",
        "<p>Scan to pay</p><p>at the desk, where our staff will be happy to help you with everything else</p><img src=a.png>",
        '<a href="photo.jpg">Our office</a>',
        '<div style="background:url(hero.jpg)"></div>',
    ],
)
def test_images_beside_other_words_are_not(html: str) -> None:
    assert read(html).qr_images == ()


@pytest.mark.parametrize("piece", ["scan to pay ", "scan to pay <img ", "<img src=a.png>QR ", "<a href=a.png>qr"])
def test_many_words_beside_images_cost_little(piece: str) -> None:
    html = piece * (1_500_000 // len(piece))
    assert least_cpu_s(lambda: read(html), within=2.0) <= 2.0
