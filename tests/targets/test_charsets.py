"""Lists in other charsets than UTF-8: which are told, which are said to be unsure."""

import io

import pytest

from scamtriage.targets.decode import BadList
from scamtriage.targets.read import read
from tests.targets.lists import Pipe, texts


def local(rows: str, charset: str) -> bytes:
    """As Excel saves it."""
    return rows.replace("\n", "\r\n").encode(charset)


LOCAL = [
    ("cp874", "windows-874", "ลำดับ,เว็บไซต์,หมายเหตุ\n1,http://a.top/เข้าสู่ระบบ,ปลอมเป็นธนาคาร\n", "http://a.top/เข้าสู่ระบบ"),
    ("gbk", "gb18030", "序号,链接,备注\n1,http://a.top/登录,假冒工行\n", "http://a.top/登录"),
    ("cp950", "big5", "編號,連結,備註\n1,http://a.top/查詢,民眾檢舉\n", "http://a.top/查詢"),
    ("cp932", "shift_jis", "番号,サイト,備考\n1,http://a.top/追跡,通報あり\n", "http://a.top/追跡"),
    ("cp1258", "windows-1258", "STT,Liên kê\u0301t,Ghi chu\u0301\n1,http://a.top/đăng,lư\u0300a đa\u0309o\n", "http://a.top/đăng"),
    ("cp949", "euc-kr", "번호,주소,비고\n1,http://a.top/조회,신고\n", "http://a.top/조회"),
]


@pytest.mark.parametrize(("codec", "charset", "rows", "address"), LOCAL)
@pytest.mark.parametrize("opened", [io.BytesIO, Pipe])
def test_a_list_of_a_local_excel_is_read_in_its_charset_and_that_is_said(
    codec: str, charset: str, rows: str, address: str, opened: type[io.BytesIO]
) -> None:
    said: list[str] = []
    [line] = read(opened(local(rows, codec)), name="cases.csv", tell=said.append)
    assert (line.text, list(line.columns.values())) == (address, ["1", rows.split(",")[-1].strip()])
    assert len(said) == 1 and f"read as {charset}" in said[0] and "--charset" in said[0]
    assert texts(local(rows, codec), charset=charset) == [(2, address)]


@pytest.mark.parametrize("raw", ["http://icbc-kf.cn/登录\n", "a.com\nb.com # 转账微信\n" * 3])
def test_a_plain_list_in_a_local_charset_is_read_too(raw: str) -> None:
    assert [text for _, text in texts(raw.encode("gbk"))] == raw.splitlines()


@pytest.mark.parametrize(
    "raw",
    [
        "a.com\nhttp://b.com/café\n".encode("cp1252"),
        "a.com\nпример.com\n".encode("cp1251"),
        "a.com\nşifre.com/giriş # dolandırıcı hesabınız ödeme\n".encode("cp1254"),
        b"a.com\nb.com/\xb5\xc7\n",
        ("ก" * 20 + ".com\n").encode() + b"b.com/\xb5\xc7\xc2\xbc\n",
    ],
)
def test_bytes_that_are_no_charset_for_certain_are_said_to_be_so_and_no_other_address_is_made_of_them(raw: bytes) -> None:
    said: list[str] = []
    lines = list(read(io.BytesIO(raw), tell=said.append))
    assert "\ufffd" in lines[1].text
    assert "--charset" in said[0]


@pytest.mark.parametrize("last", ["example.com", "ลิงก์: example.com", "example.com " + "ก" * 30])
def test_a_letter_that_the_end_of_a_list_cuts_is_lost_aloud(last: str) -> None:
    said: list[str] = []
    lines = list(read(io.BytesIO(f"a.com\n{last}".encode() + "ก".encode()[:2]), tell=said.append))
    assert [line.text for line in lines] == ["a.com", f"{last}\ufffd"]
    assert "no charset is likely" in said[0]


def test_a_charset_can_be_named_and_is_known_or_refused() -> None:
    assert texts("a.com/café\n".encode("cp1252"), charset="latin1") == [(1, "a.com/café")]
    assert texts(b"\xef\xbb\xbfurl,x\na.com,\n", charset="utf-8") == [(2, "a.com")]
    with pytest.raises(BadList, match="no charset"):
        texts(b"a.com", charset="klingon")


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-16"])
@pytest.mark.parametrize("first", ["ชื่อโดเมน,หมายเหตุ", "链接,一", "đường dẫn,ghi chú"])
@pytest.mark.parametrize("opened", [io.BytesIO, Pipe])
def test_utf16_is_told_where_few_letters_of_the_heading_are_ascii(codec: str, first: str, opened: type[io.BytesIO]) -> None:
    raw = f"{first}\r\na.com,x\r\nb.com,y\r\n".encode(codec)
    assert [line.text for line in read(opened(raw))] == ["a.com", "b.com"]
