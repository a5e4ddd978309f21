"""Bytes become characters by the rules of browsers, and never by UTF-7."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scamtriage.parse.html.charset import PRESCAN_BYTES, codec_of, decode, meta_charset

THAI = "ธนาคารแห่งประเทศไทย แจ้งเตือนลูกค้าทุกท่าน"


@pytest.mark.parametrize(
    ("label", "codec", "name", "text"),
    [
        ("tis-620", "cp874", "windows-874", THAI),
        ("GBK", "gb18030", "gb18030", "公安局通知"),
        ("big5", "big5", "big5", "警察局通知"),
        ("Shift_JIS", "cp932", "shift_jis", "サポートに電話"),
        ("euc-kr", "cp949", "euc-kr", "고객센터"),
        ("windows-1258", "cp1258", "windows-1258", "ngân hàng"),
        ("iso-8859-1", "cp1252", "windows-1252", "café €"),
        ("utf8", "utf-8", "utf-8", "ພາສາລາວ"),
    ],
)
def test_a_label_is_read_as_browsers_read_it(label: str, codec: str, name: str, text: str) -> None:
    body = text.encode(codec, "replace")
    expected = body.decode(codec)
    decoded = decode(body, f"text/html; charset={label}")
    assert (decoded.charset, decoded.text, decoded.replacements) == (name, expected, 0)


def test_the_byte_order_mark_wins_over_the_header_and_the_header_over_the_page() -> None:
    page = "<meta charset=euc-kr>ไทย"
    assert decode(b"\xef\xbb\xbf" + page.encode(), "text/html; charset=big5").charset == "utf-8"
    assert decode(page.encode("cp874"), "text/html; charset=windows-874").text.endswith("ไทย")
    assert decode("<meta charset=euc-kr>고객".encode("cp949")).text.endswith("고객")


@pytest.mark.parametrize("label", ["utf-7", "bz2", "zip", "hex", "rot13", "idna", "unicode_escape", "utf-32", "", "x" * 999])
def test_a_label_outside_the_list_is_as_if_it_were_not_there(label: str) -> None:
    decoded = decode(b"+ADw-script+AD4- plain", f"text/html; charset={label}")
    assert (decoded.charset, decoded.text) == ("utf-8", "+ADw-script+AD4- plain")


def test_a_meta_that_says_utf_7_is_not_obeyed() -> None:
    assert decode(b"<meta charset=utf-7>+ADw-script+AD4-").text.endswith("+ADw-script+AD4-")


def test_a_meta_that_says_utf_16_means_utf_8() -> None:
    assert meta_charset(b'<meta http-equiv="Content-Type" content="text/html; charset=utf-16">') == "utf-8"


def test_a_meta_in_a_comment_or_beyond_a_kilobyte_is_not_seen() -> None:
    assert meta_charset(b"<!-- <meta charset=big5> --><meta charset=euc-kr>") == "euc-kr"
    assert decode(b" " * 1_024 + b"<meta charset=big5>ok").charset == "utf-8"


@pytest.mark.parametrize("label", ["iso-2022-kr", "hz-gb-2312", "iso-2022-cn", "iso-2022-cn-ext", "csiso2022kr", "replacement"])
def test_what_no_browser_reads_is_one_replacement(label: str) -> None:
    for decoded in (decode(b"~{<input>~}", f"text/html; charset={label}"), decode(f"<meta charset={label}>~{{<input>~}}".encode())):
        assert (decoded.text, decoded.charset, decoded.replacements) == ("\ufffd", "replacement", 1)
    assert codec_of(label) == ""


@pytest.mark.parametrize("order", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_read_by_its_mark(order: str) -> None:
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}[order]
    assert decode(mark + THAI.encode(order)).text == THAI


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("cp874", THAI * 20),
        ("big5", "您的銀行帳戶已被凍結,請立即與我們的客服人員聯絡,以免影響您的權益。" * 20),
        ("gb18030", "我们已经查到您的银行账户涉及一起洗钱案件，请您在今天下午之前与办案民警联系，不要告诉家人。" * 5),
        ("cp949", "고객님의 계좌가 정지되었습니다. 고객센터로 전화하십시오. " * 20),
        ("cp932", "お使いのパソコンはウイルスに感染しています。サポートまでお電話ください。" * 20),
    ],
)
def test_a_page_that_says_nothing_is_guessed_among_the_charsets_of_the_region(codec: str, text: str) -> None:
    assert decode(b"<html><body>" + text.encode(codec)).text == f"<html><body>{text}"


@pytest.mark.parametrize(
    ("codec", "text", "read"),
    [
        ("gbk", "公安部 案件查询 您涉嫌洗钱案件，请将资金转入安全账户核查，办理期间请勿挂断电话", "gb18030"),
        ("gbk", "登录 密码 验证码 身份证号码 提交审核", "gb18030"),
        ("big5", "公安局 案件查詢 您涉嫌洗錢，請將資金轉入安全帳戶", "big5"),
        ("cp949", "검찰청 수사관 계좌 안전 담당 직원", "windows-1252"),
        ("cp1252", "Ärger über Öl, naïve façade; déjà vu, señor Muñoz – Zoë", "windows-1252"),
        ("cp1254", "İŞÇİ ĞÜŞÖÇ güneş şeker çiçek", "windows-1252"),
    ],
)
def test_a_notice_in_common_chinese_is_guessed_though_it_is_short(codec: str, text: str, read: str) -> None:
    found = decode(f"<title>{text}</title><p>tel 13800138000</p>".encode(codec))
    assert found.charset == read and (text in found.text) is (read != "windows-1252" or codec == "cp1252")


def test_western_text_that_says_nothing_is_read_as_browsers_do() -> None:
    assert decode("<p>Déjà vu à la carte, façade, naïve, œuvre, Straße</p>".encode("cp1252")).charset == "windows-1252"


@pytest.mark.parametrize(
    ("codec", "text", "read"),
    [
        ("cp1252", "Mise à jour de sécurité de votre compte bancaire. Vérifiez vos données dès aujourd'hui", "windows-1252"),
        ("cp1252", "banco é", "windows-1252"),
        ("cp1252", "segurança: não", "windows-1252"),
        ("cp1252", "Atenção: a sua conta não está segura, confirme já a informação", "windows-1252"),
        ("cp1252", "Säkerhet för ditt konto på nätet", "windows-1252"),
        ("cp1252", "però è già così, la città più bella: è così", "windows-1252"),
        ("cp1252", "it’s “your” account – now…", "windows-1252"),
        ("cp1251", "Сбербанк Онлайн", "windows-1251"),
        ("cp1251", "Здравствуйте! Ваш счет заблокирован, подтвердите данные", "windows-1251"),
        ("cp874", "Login เข้าสู่ระบบ Bank เพื่อยืนยันตัวตน", "windows-874"),
        ("cp1258", "Tài khoản của quý khách đã bị khóa tạm thời", "windows-1258"),
    ],
)
def test_accents_of_other_languages_become_no_thai_and_no_vietnamese(codec: str, text: str, read: str) -> None:
    spelled = unicodedata.normalize("NFD", text) if codec == "cp1258" else text
    body = b"<p>" + spelled.encode(codec, "replace")
    assert decode(body, "text/html").charset == read


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (b'<meta name=description content="charset=big5 pages"><meta charset=utf-8>', "utf-8"),
        (b"<meta data-charset=gbk charset=utf-8>", "utf-8"),
        (b"<meta content='text/html; charset=gbk' http-equiv=Content-Type>", "gb18030"),
        (b"<meta content='text/html; charset=gbk'>", ""),
        (b"<script>'<meta charset=big5>'</script>", ""),
        (b"<title><meta charset=big5></title><meta charset=euc-kr>", "euc-kr"),
        (b"<a title='<meta charset=big5>'><meta charset=\" EUC-KR \">", "euc-kr"),
        (b"<meta charset=nonsense><meta charset=big5>", "big5"),
        (b"<META/CHARSET=big5>", "big5"),
    ],
)
def test_only_a_meta_that_browsers_obey_names_the_charset(head: bytes, name: str) -> None:
    assert meta_charset(head) == name


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("text/html; xcharset=gbk", "utf-8"),
        ("text/html;charset=gbk", "gb18030"),
        ('text/html; x=1; Charset = "gbk"', "gb18030"),
        ("text/html charset=gbk", "gb18030"),
    ],
)
def test_a_header_names_its_charset_by_that_word_alone(header: str, name: str) -> None:
    assert decode(b"x", header).charset == name


def test_a_declaration_that_comes_late_is_believed_where_the_bytes_are_no_utf_8() -> None:
    japanese = "お問い合わせはお電話で受け付けております。" * 9
    page = f"<head><!--{'x' * PRESCAN_BYTES}--><meta charset=euc-jp></head>{japanese}"
    assert decode(page.encode("euc_jp")).text == page
    assert decode(page.encode()).charset == "utf-8"


def test_what_cannot_be_read_is_counted() -> None:
    decoded = decode(b"ok \xff\xfe\xff \xe0", "text/html; charset=utf-8")
    assert (decoded.charset, decoded.replacements) == ("utf-8", 4)


def test_replacement_characters_that_the_page_itself_spells_are_not_counted() -> None:
    assert decode("\ufffd\ufffd".encode() + b"\xff", "text/html; charset=utf-8").replacements == 1


@given(body=st.binary(max_size=300), label=st.text(max_size=12))
def test_no_bytes_and_no_label_raise(body: bytes, label: str) -> None:
    decode(body, f"text/html; charset={label}").text.encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("body", [b"\x88\x62" * 30, b"\x88\x62\x88\xa5" * 9 + b"\xff", b"\x81\x35\xf4\x37" * 20, b"\xff\xa1" * 40])
def test_characters_of_which_a_charset_has_no_code_raise_nothing_when_it_is_guessed(body: bytes) -> None:
    assert decode(b"<p>" + body).charset == "windows-1252"
