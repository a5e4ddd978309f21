"""What only the markup says of a text: the head of a column of numbers, an image in the place of an @."""

import pytest

from scamtriage.parse.html.contacts.icons import pictured_addresses
from scamtriage.parse.html.contacts.tables import columns
from scamtriage.parse.html.page import read_page
from tests.cost import least_cpu_s
from tests.parse.contact.test_attributes import contacts


def table(*rows: str) -> str:
    cells = ("".join(f"<td>{cell}</td>" for cell in row.split("|")) for row in rows)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


@pytest.mark.parametrize(
    ("language", "suffix", "markup", "expected"),
    [
        ("my", "com.mm", table("ဆိုင်ခွဲ|ဖုန်း", "A|01-254817, 01-254818"), {"phone +951254817", "phone +951254818"}),
        ("my", "com.mm", table("Branch|<b>Phone</b>", "A|01-254817<br>01-254818"), {"phone +951254817", "phone +951254818"}),
        ("my", "com.mm", table("Branch|Tel / Fax", "A|01-254817"), {"phone +951254817"}),
        ("th", "co.th", table("หน่วย|หมายเลข", "ศูนย์ AOC ระงับบัญชี|1441", "ธนาคาร|0 2657 4400"), {"hotline 1441", "phone +6626574400"}),
        ("en", "com.sg", table("Desk|Note|Phone no.", "A|x|6123-4567", "x|6765-4321"), {"phone +6561234567", "phone +6567654321"}),
        ("zh", "cn", table("部门|地址|电话", "投诉|东街|12315"), {"hotline 12315"}),
        ("vi", "vn", table("Tên|Zalo", "Lan|0905 217 336"), {"zalo +84905217336"}),
        # a row's own head names the messenger, and the column's is that of the others
        (
            "id",
            "id",
            table("Layanan|Telepon", "IGD|(0274) 868 415", "WA (chat only)|0812-2654-790"),
            {"phone +62274868415", "whatsapp +628122654790"},
        ),
        (
            "id",
            "id",
            table("Layanan|Nomor", "IGD|(0274) 868 415", "Telp/WhatsApp|0812-2654-790"),
            {"phone +62274868415", "phone +628122654790", "whatsapp +628122654790"},
        ),
        (
            "ko",
            "kr",
            table("구분|연락처", "관리사무소|051-847-1936", "WhatsApp|010-2738-4619"),
            {"phone +82518471936", "whatsapp +821027384619"},
        ),
        # codes that are grouped as numbers to call
        ("en", "co.nz", table("Lot|Cat. no.|Description", "0211|021-847-193|Omega", "0800|0800-847-193|x"), set()),
        ("zh-TW", "tw", table("書號|ISBN|書名", "0912-847-193|978-957-08-4719-3|x", "02-2384-7193|978-957-08-4720-9|y"), set()),
        ("lo", "la", table("ເລກທີສອບເສັງ|ຊື່", "020 5730 9636|ທ. ສົມພອນ", "020 5264 5511|ນ. ມະນີວັນ"), set()),
        ("id", "id", table("SKU|Produk", "0812-384-7191|NPK", "0857-192-0381|Urea"), set()),
        # ids below the heads of their messengers, beside a column of phones
        (
            "th",
            "co.th",
            table("ทีม|มือถือ|LINE", "A|089-442-7700|@kruapos", "B|084-106-2800|krua.help"),
            {"phone +66894427700", "phone +66841062800", "line @kruapos", "line krua.help"},
        ),
        (
            "en",
            "com.sg",
            table("Desk|Phone|Telegram|WeChat", "A|6123 4567|desk_sg|desk-sg1"),
            {"phone +6561234567", "telegram desk_sg", "wechat desk-sg1"},
        ),
        # no head, but the cell behind a number says whose it is
        ("vi", "vn", table("Anh Tam|0917 555 046|Zalo", "Lan|0918 284 193|Điện thoại"), {"zalo +84917555046", "phone +84918284193"}),
        (
            "id",
            "co.id",
            table("Joko|O813 5374 8l56|Telp/WA", "Rina|+62 857-2847-1935|WA saja"),
            {"phone +6281353748156", "whatsapp +6281353748156", "whatsapp +6285728471935"},
        ),
        ("id", "co.id", table("Pesanan|0813 5374 8156|Lunas", "WA|siang|malam"), set()),
        # a head that names a messenger beside the word for a phone
        (
            "fil",
            "ph",
            table("Sangay|Mobile / Viber", "Lipa|0918 774 2091", "Imus|–"),
            {"phone +639187742091", "viber +639187742091"},
        ),
        # a code below its head, and a number in the next cell, whose head says nothing of it
        ("hi", "in", table("शहर|पिन कोड|दफ्तर", "पटना|800001|0612-222 4417"), {"phone +916122224417"}),
        # the head of the last column stands right before the first cell in the text
        (
            "id",
            "id",
            table("Cabang|Telp.|WA", "Solo – Barat|0271-730 4418|0812 2190 4470", "Klaten|(0272) 665 420|0822 1844 7300"),
            {"phone +622717304418", "phone +62272665420", "whatsapp +6281221904470", "whatsapp +6282218447300"},
        ),
    ],
)
def test_the_head_of_a_column_says_what_its_numbers_are(language: str, suffix: str, markup: str, expected: set[str]) -> None:
    assert contacts(markup, language=language, suffix=suffix) == expected


@pytest.mark.parametrize(
    "markup",
    [
        table("Order|Number", "A|2548-1733", "B|6123-4567"),
        table("Phone|Total", "Nokia 3310|6123-4567"),
        table("Phone 2024|x", "6123-45678|x"),
        table("Line|Station", "red_2|Hua Mak", "blue_1|Bang Na"),
        table("Branch|Phone", "A|call us") + "<p>6123-4567 items</p>",
    ],
)
def test_a_column_of_other_things_gives_no_number(markup: str) -> None:
    assert columns(markup.encode(), markup, []) == []


@pytest.mark.parametrize("before", [table("x"), "<table-of-contents></table-of-contents>", "<TABLE><TR><TD>x</TABLE>"])
def test_a_table_is_found_in_whatever_case_its_tags_are_written(before: str) -> None:
    desks = table("Branch|Phone", "A|6123-4567")
    slashed = desks.replace("<table", "<table/class=a").replace("<tr", "<tr/").replace("<td", "<td/").replace("<th", "<th/")
    for written in (desks, desks.upper(), desks.replace("<tr", "<Tr"), slashed):  # a slash parts name and attributes as a blank does
        assert columns((before + written).encode(), "A\n6123-4567", []) == [("table", "Tel: 6123-4567")], written


def test_nothing_of_a_column_that_is_not_seen_is_read() -> None:
    markup = table("Branch|Phone", "A|6123-4567").encode()
    assert columns(markup, "Branch\nPhone\nA\n6123-4567", []) == [("table", "Tel: 6123-4567")]
    assert columns(markup, "Branch\nPhone\nA", []) == []
    assert contacts("<!--" + markup.decode() + "-->", suffix="com.sg") == set()


@pytest.mark.parametrize(
    "markup",
    [
        '<p>boss<img src="/i/x.gif" alt="@" width="12">refund-desk.top</p>',
        '<p>boss<img alt="&#64;">refund-desk.top</p>',
        '<p>boss<img alt="a">refund-desk.top</p>',
        '<p>boss<img alt="(at)">refund-desk.top</p>',
        '<p>boss<i class="fa fa-at"></i>refund-desk.top</p>',
        '<p><b>boss</b><span><img src="/img/at.png"></span><b>refund-desk.top</b></p>',
    ],
)
def test_an_image_may_stand_for_the_sign_of_an_address(markup: str) -> None:
    assert contacts(markup) == {"email boss@refund-desk.top"}


@pytest.mark.parametrize(
    "markup",
    [
        '<p>Email <img alt="@"> refund-desk.top</p>',
        '<p>Email</p><img alt="@">refund-desk.top',
        '<p>boss<img alt="@"></p><p>refund-desk.top</p>',
        '<p>boss<img alt="@">refund</p>',
        '<p>boss<img alt="at home">refund-desk.top</p>',
    ],
)
def test_an_image_beside_words_makes_no_address(markup: str) -> None:
    assert contacts(markup) == set()


@pytest.mark.parametrize(
    "markup",
    [
        b"<table><tr><td>a<td>Phone<tr>" + b"<td>x<td>6123-4567<tr>" * 40_000,
        b"<table><tr><td>a<td>Phone<tr><td>x" * 20_000,
        b"<table><tr><td>a<td>Phone<tr>" + b"<td " * 100_000,
        b"<table><tr><td>a<td>Phone<tr><td>" + b"(" * 300_000,
        (b"<table><tr><td>Phone" + b"".join(b"%s%dx<br>" % (b"<td>x<tr><td>" * (n % 30 == 0), n) for n in range(4_800))) * 10,
        b"a" * 300_000 + b'<img alt="@">' + b"a." * 200_000,
        b'a<img alt="@">' * 40_000,
        b"<img alt=@" * 60_000,
    ],
)
def test_hostile_columns_and_images_cost_linear_time(markup: bytes) -> None:
    text = "6123-4567 1 2 3 4 5 6 7 8 9 0 1 11x1 " * 1_800
    assert least_cpu_s(lambda: (columns(markup, text, []), pictured_addresses(markup, [])), within=1) <= 1


def test_a_row_below_a_cell_that_spans_rows_is_counted_from_the_right() -> None:
    markup = table("Desk|Note|Phone no.", "A|x|6123-4567", "6765-4321|6765-0000")
    assert columns(markup.encode(), markup, []) == [("table", "Tel: 6123-4567\nTel: 6765-0000")]


@pytest.mark.parametrize(
    ("markup", "faxes"),
    [
        (table("Division|Phone|Fax", "Title|(330) 627-4418|(330) 627-4420", "Legal|(330) 627-4409|&nbsp;"), {"+13306274420"}),
        (table("Office|(330) 627-4418", "Fax|(330) 627-4420", "Night watch|(330) 627-4409"), {"+13306274420"}),
        (table("Fax|(330) 627-4420", "|(330) 627-4421"), {"+13306274420", "+13306274421"}),
    ],
)
def test_the_telephones_beside_and_below_a_fax_line_are_none(markup: str, faxes: set[str]) -> None:
    body = f"<html lang=en-US><body>{markup}</body></html>".encode()
    facts, _ = read_page(body=body, content_type="text/html", url="https://clerk.us/", host="clerk.us", suffix="us")
    assert {contact.value for contact in facts.contacts if "fax" in contact.flags} == faxes
    assert len(facts.contacts) == markup.count("(330)")
