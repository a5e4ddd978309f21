"""Numbers of orders, parcels and documents, by the heads of their columns, by their rows, and by the words before and behind them."""

import pytest

from tests.parse.contact.test_attributes import contacts
from tests.parse.contact.test_columns import table


@pytest.mark.parametrize(
    ("language", "suffix", "markup", "expected"),
    [
        ("th", "co.th", table("หมายเลขคำสั่งซื้อ|วันที่|ราคา", "0635613015|1/1/2568|25,090", "0989467284|2/1/2568|900"), set()),
        ("fil", "ph", table("Order no|Customer phone", "0917284719|0918 284 7193"), {"phone +639182847193"}),
        ("fil", "ph", table("Order / Phone|Item", "09172847193|x"), {"phone +639172847193"}),
        ("id", "co.id", table("Nama|No. HP|No. Resi", "Budi|081284719360|081399887766"), {"phone +6281284719360"}),
        ("th", "co.th", table("ชื่อ|เบอร์|เลขพัสดุ", "แอน|0812847193|0898877665"), {"phone +66812847193"}),
        ("vi", "vn", table("Thành viên|Điểm", "0912847193|12"), set()),
        ("id", "co.id", table("Member|Hadiah", "081284719360|Motor"), set()),
        ("en", "my", table("Part #|Model", "0128471936|X2"), set()),
        ("ko", "co.kr", table("송장|상태", "01028471936|배송"), set()),
        ("my", "com.mm", table("အော်ဒါ|ဈေးနှုန်း", "09427198300|8,747"), set()),
        ("en", "my", table("Member|Phone", "0128471936|0128471937"), {"phone +60128471937"}),
        ("vi", "vn", table("Mã đơn|SĐT", "0912000111|0912847193"), {"phone +84912847193"}),
        ("zh", "cn", table("订单号|微信", "13800001111|kf_lp9527"), set()),
        ("zh", "cn", table("订单号|电话", "13800001111|13847193602"), {"phone +8613847193602"}),
        ("ko", "co.kr", table("주문번호|연락처", "01028471936|010-8877-6655"), {"phone +821088776655"}),
        ("my", "com.mm", table("ခြေရာခံနံပါတ်|ဈေးနှုန်း", "098774567|8,747"), set()),
        ("en", "my", table("Reference|WhatsApp", "0128471936|012-847 1936"), {"whatsapp +60128471936"}),
        ("vi", "vn", table("Zalo ID|Tên", "0912847193|An"), {"zalo +84912847193"}),
        # a wallet's number is a telephone as well, and so is the number that the page tells to call elsewhere
        (
            "id",
            "co.id",
            table("Metode|No. Rekening|Nama", "DANA|081388472016|Budi", "BCA|4370918265|Budi"),
            {"phone +6281388472016", "bank-account +6281388472016", "bank-account 4370918265"},
        ),
        ("ja", "co.jp", table("注文番号|日付", "09012345671|2025/11/29") + "<p>電話 090-1234-5671</p>", {"phone +819012345671"}),
    ],
)
def test_what_stands_below_the_head_of_a_thing_is_nobodys(language: str, suffix: str, markup: str, expected: set[str]) -> None:
    assert contacts(markup, language=language, suffix=suffix) == expected


def test_tags_of_tables_are_read_in_whatever_case_each_is_written() -> None:
    orders = table("Name|Order no", "Somchai|0812345678", "Malee|0812345679")
    for written in (orders, orders.replace("table", "TABLE"), orders.replace("<t", "<T").replace("</t", "</T")):
        assert contacts(table("x") + written, language="en", suffix="co.th") == set(), written


@pytest.mark.parametrize(
    ("language", "suffix", "row", "expected"),
    [
        ("th", "co.th", ("0860825086", "2566/2/6", "JP021540252572TH", "99,900.53"), set()),
        ("vi", "vn", ("0945557726", "27.04.2567", "57,147.16"), set()),
        ("id", "co.id", ("#085892109339", "16-03-2566 05:18", "17,042.23"), set()),
        ("th", "co.th", ("086-082-5086", "2566/2/6", "99,900.53"), {"phone +66860825086"}),
        ("th", "co.th", ("โทร 0860825086", "2566/2/6", "99,900.53"), {"phone +66860825086"}),
        ("th", "co.th", ("0860825086", "คุณแอน", "99,900.53"), {"phone +66860825086"}),
    ],
)
def test_a_day_and_a_sum_behind_bare_digits_make_a_row(language: str, suffix: str, row: tuple[str, ...], expected: set[str]) -> None:
    markup = "".join(f"<div>{cell}</div>" for cell in ("First", *row, "Next"))
    assert contacts(markup, language=language, suffix=suffix) == expected


@pytest.mark.parametrize(
    ("language", "suffix", "text", "expected"),
    [
        ("fil", "ph", "Lisensya blg. 09172115252", set()),
        ("fil", "ph", "Viber<div>Lisensya blg. 09172115252</div>", set()),
        ("ms", "my", "No. kelulusan 0128471936", set()),
        ("ms", "my", "No. kelulusan KKLIU 0847, hubungi 03-8926 4817", {"phone +60389264817"}),
        ("zh", "tw", "病歷號碼 0928471936", set()),
        ("zh", "tw", "學號 B0928471 聯絡 0928-471-936", {"phone +886928471936"}),
        ("km", "com.kh", "អាជ្ញាប័ណ្ណលេខ 012847193", set()),
        ("lo", "la", "ໃບອະນຸຍາດເລກທີ 0205 ໂທ 020 5584 7193", {"phone +8562055847193"}),
        ("en", "com", "part 212-847-1936-B in stock", set()),
        ("en", "com", "Call 212-847-1936-B", {"phone +12128471936"}),
        ("en", "my", "Call Ahmad Ali 012-447 8812-B", {"phone +60124478812"}),
        ("ja", "jp", "在庫 090-1234-5678-BK", set()),
        ("ms", "my", "012-4478812-LEE", {"phone +60124478812"}),
        ("ms", "my", "012-4478812-KL", {"phone +60124478812"}),
        ("vi", "vn", "0912-447-881-HCM", {"phone +84912447881"}),
        ("id", "id", "0812-3456-7891-CS", {"phone +6281234567891"}),
        ("vi", "vn", "0912-447-881-MS LAN", {"phone +84912447881"}),
        ("vi", "vn", "Hợp đồng số 0912 447 882", set()),
        ("zh", "cn", "合同号 021-84477881", set()),
        ("zh", "cn", "客服号 021-84477881", {"phone +862184477881"}),
        ("fil", "ph", "Tel: +63 2 8447 7812 loc. 114/115", {"phone +63284477812"}),
        ("ko", "kr", "전화 112/119", {"hotline 112", "hotline 119"}),
        ("vi", "vn", "Hỗ trợ khách hàng số 0912 447 882", {"phone +84912447882"}),
        ("ja", "jp", "契約番号 090-4471-5678", set()),
        ("ja", "jp", "警察の番号 03-1234-5678", {"phone +81312345678"}),
        ("ko", "kr", "대출번호: 010-4471-5678", set()),
        ("ko", "kr", "상담번호 010-4471-5678", {"phone +821044715678"}),
        ("th", "co.th", "เลขที่สัญญา 081-447-5678", set()),
        ("id", "id", "Nomor pinjaman: 0812-4471-5678", set()),
        ("id", "id", "Nomor Budi: 0812-4471-5678", {"phone +6281244715678"}),
        ("km", "com.kh", "លេខកិច្ចសន្យា៖ 012 447 567", set()),
        ("my", "com.mm", "ချေးငွေအမှတ် 09 447 156 789", set()),
        ("lo", "la", "ເລກທີສັນຍາ 020 5447 1567", set()),
        ("hi", "in", "लोन नंबर: 98314-42017", set()),
        ("hi", "in", "लोन एजेंट नंबर: 98314-42017", {"phone +919831442017"}),
        ("id", "co.id", "0812-3456-7891-WA", {"phone +6281234567891"}),
        ("id", "co.id", "Tabel: 08 1 2 9 9 4 7 1 2 3", set()),
        ("id", "co.id", "Tel 08 1 2 9 9 4 7 1 2 3", {"phone +628129947123"}),
        ("id", "co.id", "Tabel kontak: 0812-9471-3805", {"phone +6281294713805"}),
        ("en", "sg", "GST Reg No. M2-8471936-0. T 6284 7193 M 9284 7160", {"phone +6562847193", "phone +6592847160"}),
        ("en", "sg", "Serial no. T 6284 7193", set()),
        ("en", "sg", "Model 2847 M 9284 7160", set()),
    ],
)
def test_words_and_letters_around_numbers_of_things(language: str, suffix: str, text: str, expected: set[str]) -> None:
    assert contacts(f"<p>{text}</p>", language=language, suffix=suffix) == expected
