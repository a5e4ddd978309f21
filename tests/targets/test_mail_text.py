"""Addresses in stored mails: parts, charsets, attachments and headers are read as a reader of mail shows them."""

import base64
import quopri
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scamtriage.targets.lines import Line
from scamtriage.targets.mail_text import decoded_mail
from scamtriage.targets.read import read_text
from scamtriage.targets.running_text import RunningText
from tests.targets.asking import lines_of, packed


def test_a_part_of_a_mail_in_base64_is_read_in_its_charset_if_it_is_text_and_else_that_is_said_once() -> None:
    told: list[str] = []
    thai = "เรียนลูกค้า\r\nยืนยันที่ https://scb-otp.top/verify?id=1 หรือ https://b.top/\nhttps://c.top/"
    mail = [
        "MIME-Version: 1.0", "Content-Type: multipart/mixed;", '\tboundary="=_one=1"', "",
        "--=_one=1", "Content-Transfer-Encoding: BASE64", 'Content-Type: text/plain; charset="TIS-620"', "",
        *base64.encodebytes(thai.encode("cp874")).decode().splitlines(), "",
        *["--=_one=1", "Content-Type: application/octet-stream", "Content-Transfer-Encoding: base64", "",
          packed("%PDF-1.7\n1 0 obj https://p.top/")] * 2,
        "--=_one=1", "", "d.top/aHR0cHM6", "--=_one=1--",
    ]  # fmt: skip
    text = RunningText(told.append)
    lines = [*text.addresses(Line(number=at, text=line) for at, line in enumerate(mail, start=1))]
    wrapped = len(base64.encodebytes(thai.encode("cp874")).splitlines())
    assert [(line.text, int(line.columns["text_line"])) for line in lines] == [
        ("https://scb-otp.top/verify?id=1", 9), ("https://b.top/", 9), ("https://c.top/", 8 + wrapped), ("d.top/aHR0cHM6", 22 + wrapped),
    ]  # fmt: skip
    assert lines[0].columns["context"].startswith("ยืนยันที่ https://scb-otp.top")
    assert told == [f"line {14 + wrapped}: the mail has a PDF document here, such as an attachment; addresses in it are not read"]
    assert (text.lines, text.lines_with_address) == (len(mail), 3)


def test_no_header_but_that_of_the_type_names_the_charset_and_base64_that_breaks_off_is_said() -> None:
    told: list[str] = []
    pieces = [packed(said) for said in ("see https://a.top/ ", "or https://b.top/\n", "https://c.top/")]
    mail = [
        "Content-Type: text/plain;",
        " charset=utf-8",
        "Content-Transfer-Encoding: base64",
        "X-A: charset=utf-16",
        "",
        *pieces,
        "- d.top -",
    ]
    lines = RunningText(told.append).addresses(Line(number=at, text=line) for at, line in enumerate([*mail, pieces[0]], start=1))
    assert [line.text for line in lines] == ["https://a.top/", "https://b.top/", "https://c.top/", "d.top"]
    assert len(told) == 1 and told[0].startswith("line 9: the base64 of the mail breaks off here")


def test_each_mail_of_a_mailbox_and_each_part_of_a_mail_has_its_own_encoding() -> None:
    """Read as quoted-printable, "?id=DE" would be a letter that is lost, and "?x=" would be joined with the next line."""
    plain = ["pay at https://a.top/?id=DEADBEEF now", "or https://b.top/?x=", "and c.top"]
    quoted = ["Content-Transfer-Encoding: quoted-printable", "", "see q.top/?=", "5"]
    box = ["From - Sun Nov 29 01:00:00 2026", "Subject: one", *quoted, "", "From 17@xxx Sun Nov 29 01:00:01 +0000 2026", "", *plain]
    parts = ["Content-Type: multipart/mixed; boundary=xy", "", "--xy", *quoted, "--xy", "Content-Type: text/plain", "", *plain, "--xy--"]
    for mail in (box, parts):
        assert [line.text for line in lines_of(*mail)] == ["q.top/?5", "https://a.top/?id=DEADBEEF", "https://b.top/?x=", "c.top"]


def test_an_address_in_an_encoded_subject_is_found_whole_where_it_was_folded_and_a_letter_cut() -> None:
    """The first half of an address that was folded is a stranger's: deep.to is no deep.top."""
    thai = "แจ้งเว็บ https://a.top/login ด่วน".encode("cp874")
    chinese = "举报b.top请".encode("gbk")
    cut = chinese.index(b"b.top") + 3 - 4  # within a letter
    subjects = [
        f"Subject: Fwd: =?windows-874?B?{base64.b64encode(thai).decode()}?=",
        f"Subject: =?gbk?B?{base64.b64encode(chinese[:cut]).decode()}?=",
        f" =?GBK*zh?B?{base64.b64encode(chinese[cut:]).decode()}?=",
        "Subject: =?utf-8?Q?=E0=B8=94_http://deep.to?=",
        "\t=?utf-8?q?p/x=5F1?= =?utf-8?q?23?=",
        f"Subject: =?eucgb2312_cn?B?{packed('举报诈骗网站b.top请处理', 'gbk').rstrip('=')}?= =?x?B?!?=",
        "",
        "as pasted: =?utf-8?q?https=3A//body.top/?=",
    ]
    lines = lines_of(*subjects)
    assert [(line.text, line.columns["text_line"]) for line in lines] == [
        ("https://a.top/login", "1"), ("b.top", "2"), ("http://deep.top/x_123", "4"), ("b.top", "6"), ("https://body.top/", "8"),
    ]  # fmt: skip
    assert lines[1].columns["context"] == "Subject: 举报b.top请"


@pytest.mark.parametrize(
    ("headers", "body", "addresses"),
    [
        ("application/octet-stream; name=a.html", packed('<a href="https://a.top/x">'), ["https://a.top/x"]),
        ("application/octet-stream", packed("ดูที่ https://a.top/ก นะครับ", "cp874"), ["https://a.top/ก"]),
        ("image/svg+xml", packed('<svg xmlns="http://www.w3.org/2000/svg"><a href="https://a.top/"/>'), ["https://a.top/"]),
        ("text/html", packed("<meta charset=gbk><p>网址https://a.top/x点击", "gbk"), ["https://a.top/x"]),
        ("text/html; charset=us-ascii", packed("ดู a.top ได้"), ["a.top"]),
        ("\n\ttext/html; charset=utf-16le", packed("\ufeff<p>https://a.top/", "utf-16-le"), ["https://a.top/"]),
        ("text/csv", packed('url,note\nhttps://a.top/x,KL\n"https://b.top/a,b",x'), ["https://a.top/x", "https://b.top/a,b"]),
        ("application/octet-stream", base64.b64encode(b"\x01\x02 https://a.top/").decode(), []),
        ("message/rfc822", packed("From: x@a.top\nContent-Transfer-Encoding: base64\n\n" + packed("b.top")), ["x@a.top", "b.top"]),
        ("application/octet-stream", packed("Received: from a.top\nSubject: =?utf-8?q?b.top?=\n\nc.top"), ["b.top", "c.top"]),
    ],
)
def test_an_attachment_is_read_if_its_bytes_are_text_whatever_it_is_called(headers: str, body: str, addresses: list[str]) -> None:
    head = ["Content-Type: multipart/mixed; boundary=b", "", "--b", *f"Content-Type: {headers}".split("\n")]
    wrapped = [body[at : at + 76] for at in range(0, len(body), 76)]
    lines = lines_of(*head, "Content-Transfer-Encoding: base64", "", *wrapped, "", "--b", "", "end.top", "--b--")
    assert [line.text for line in lines] == [*addresses, "end.top"]


def test_8_bit_parts_of_a_mailbox_are_read_each_in_its_own_charset() -> None:
    """Read as Chinese, a Thai letter takes the first letter of the name behind it with it, and the rest is a stranger's."""
    box = b"".join(
        f"From - Sun Nov 29 01:00:00 2026\nSubject: {subject}\nContent-Type: text/plain{declared}\n\n{words}\n\n".encode(charset)
        for charset, declared, subject, words in (
            ("gb18030", "; charset=GB2312", "举报诈骗网站s.top请处理", "请a.top点击https://b.top/路径 谢"),
            ("cp874", "; charset=windows-874", "x", "ดูc.top/ก"),
            ("utf-8", "", "ดูu.top", "ดูd.top/ก"),
            ("gb18030", "", "x", "举报诈骗网站e.top请处理"),
        )
    )
    told: list[str] = []
    lines = RunningText(told.append).addresses(read_text(BytesIO(box), name="box"))
    assert [line.text for line in lines] == ["s.top", "a.top", "https://b.top/路径", "c.top/ก", "u.top", "d.top/ก", "e.top"]
    assert told == ["line 2: the mail does not say in which charset its letters are here; they were read as gb18030"]
    with pytest.raises(UnicodeDecodeError):
        box.decode()
    broken = b"From: \xff a.top\nContent-Transfer-Encoding: quoted-printable\n\nX-A: 1\n\xff=\n\xfe b.top\n" + b"\xff" * 9_000
    found = [line.text + line.columns["context"] for line in RunningText().addresses(read_text(BytesIO(broken), name="a.eml"))]
    assert "".join(found).encode().decode() == "".join(found)  # raises where a byte stayed
    begins = b"Content-Type: message/rfc822\n\nSubject: x\n\nb\n\nFrom http://a.top/\xff Mon Jan 1 10:10:10 2026\nhttp://b.top/\n"
    found = [line.text for line in RunningText().addresses(read_text(BytesIO(begins), name="a.eml"))]
    assert found == ["http://a.top/\ufffd", "http://b.top/"]


@pytest.mark.parametrize(
    ("declared", "body", "addresses", "said"),
    [
        ("", "请登录a.top\n点击b.top\n您的c.top\n谢谢d.top 您".encode("gbk"), ["a.top", "b.top", "c.top", "d.top"], "gb18030"),
        ("", b"\xe9 a.top\n", ["a.top"], "none is likely"),
        ("; charset=utf-16", b"http://a.top/ \xe9\n", ["http://a.top/"], "none is likely"),
        ("; charset=iso-2022-jp", "こちらhttp://a.top/x\nサイトb.top\n".encode("iso2022_jp"), ["http://a.top/x", "b.top"], ""),
    ],
)  # fmt: skip
def test_few_letters_of_a_line_are_read_as_those_before_them(declared: str, body: bytes, addresses: list[str], said: str) -> None:
    told: list[str] = []
    mail = f"Subject: x\nContent-Type: text/plain{declared}\n\n".encode() + body
    assert [line.text for line in RunningText(told.append).addresses(read_text(BytesIO(mail), name="a.eml"))] == addresses
    assert (not told) if not said else (len(told) == 1 and said in told[0])


def test_a_mail_that_lies_in_a_mail_has_its_own_headers_and_ends_where_the_outer_one_goes_on() -> None:
    """Forwarded as an attachment, and not encoded: its parts are those of the inner mail."""
    inner = [
        "Received: from relay.co.th", "Subject: =?utf-8?q?s.top?=", "Content-Type: multipart/alternative; boundary=in", "",
        "--in", "Content-Type: text/plain", "Content-Transfer-Encoding: base64", "", packed("https://a.top/"),
        "--in", "Content-Type: text/html", "Content-Transfer-Encoding: quoted-printable", "", "<a href=3D'https://b.to=", "p/'>", "--in--",
    ]  # fmt: skip
    forwarded = inner
    for depth in range(3):
        bound = f"--x{depth}"
        forwarded = [f"Content-Type: multipart/mixed; boundary={bound[2:]}", "", bound, "Content-Type: message/rfc822", "", *forwarded,
                     bound, "Content-Transfer-Encoding: base64", "", packed(f"c{depth}.top"), f"{bound}--"]  # fmt: skip
    assert [line.text for line in lines_of(*forwarded)] == ["s.top", "https://a.top/", "https://b.top/", "c0.top", "c1.top", "c2.top"]


def test_code_of_a_page_names_no_site_but_by_its_scheme() -> None:
    page = [
        "<html><body>a.top<SCRIPT src='https://b.top/s.js'>if(a.in){b.do()}",
        "e.target;location='https://c.top/x';a='</style>'+x.call",
        "</script >d.top<style>div.name{background:url(https://e.top/i.png)}</style>f.top",
        "<script>g.top</script", ">h.top </script> i.top",
    ]  # fmt: skip
    sites = ["a.top", "https://b.top/s.js", "https://c.top/x", "d.top", "https://e.top/i.png", "f.top", "h.top", "i.top"]
    text = RunningText()
    assert [line.text for line in text.addresses(Line(number=at, text=line) for at, line in enumerate(page, start=1))] == sites
    assert text.code == 5
    part = ["Content-Type: application/octet-stream; name=a.htm", "Content-Transfer-Encoding: base64", "", packed("\r\n".join(page))]
    assert [line.text for line in lines_of(*part)] == sites
    script = ["Content-Type: application/x-javascript", "", "var a=e.target, b='https://a.top/'"]
    assert [line.text for line in lines_of(*script)] == ["https://a.top/"]
    assert [line.text for line in lines_of("Bob: <script> is in https://a.top/", "Bob: see b.top")] == ["https://a.top/", "b.top"]


def test_a_mail_that_is_pasted_into_a_text_or_stands_behind_another_begins_with_its_own_headers() -> None:
    mail = [
        "Delivered-To: me@to.com",
        "Received: by relay.com",
        "Content-Type: text/plain; charset=tis-620",
        "Content-Transfer-Encoding: base64",
    ]
    complaint = ["Dear desk, see c.top", "", *mail, "", packed("ดู a.top", "tis-620"), "--b", "b.top"]
    behind = [
        "Content-Type: multipart/mixed; boundary=b",
        "",
        "--b",
        "",
        "c.top",
        "--b--",
        *mail,
        "",
        packed("ดู a.top", "tis-620"),
        "",
        "",
        "b.top",
    ]
    assert [line.text for line in lines_of(*complaint)] == ["c.top", "a.top", "b.top"]
    assert [line.text for line in lines_of(*behind)] == ["c.top", "a.top", "b.top"]


def test_an_address_that_flowed_text_has_wrapped_is_one() -> None:
    head = ["Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes", ""]
    body = ["see https://evil-lo ", "gin.top/a ", "b and c.top  ", "> q https://q.top/ ", "> x", "-- ", "d.top"]
    quoted = ["Content-Transfer-Encoding: quoted-printable", *head, *(line.replace("  ", " =20").replace("-- ", "--=20") for line in body)]
    for mail in ([*head, *body], quoted):
        assert [line.text for line in lines_of(*mail)] == ["https://evil-login.top/ab", "c.top", "https://q.top/x", "d.top"]
    endless = (Line(number=at, text=text) for at, text in enumerate([*head, *["a.top "] * 5_000], start=1))
    assert max(len(line.text) for line in decoded_mail(endless, print)) < 8_192


def test_names_of_mail_servers_of_recipients_and_of_markup_are_no_sites_and_are_counted() -> None:
    text = RunningText()
    mail = [
        "Received: from mail.google.com by mx.co.th", " with ESMTP via c.co.th", "Message-ID: <1@mail.co.th>",
        "ARC-Seal: d=d.com; b=x",
        "List-Unsubscribe: <https://unsub.top/u>", 'Content-Type: text/html; name="page.zip"', "From: a@from.top",
        "To: desk@to.com", "",
        '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0//EN"', ' "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">',
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:o="http://schemas.microsoft.com/office">',
        '<p itemtype="http://schema.org/EmailMessage">',
        '<a href="https://a.top/?xmlns=1"> <a href="https://b.top/x.dtd"> <img src=//c.top/i.png>',
        "http://www.w3.org/ <!doctype html> d.top",
        "Received: by e.top",
        '<head lang="th" profile="http://www.w3.org/2005/10/profile">', 'user=bob profile="https://i.top/bob"',
        "", "Received: e.top by SMS, f.top/x", "To: g.top", "X-Site: h.top/pay",
    ]  # fmt: skip
    lines = [line.text for line in text.addresses(Line(number=at, text=line) for at, line in enumerate(mail, start=1))]
    assert lines == [
        "https://unsub.top/u", "a@from.top", "https://a.top/?xmlns=1", "https://b.top/x.dtd", "c.top/i.png", "http://www.w3.org/",
        "d.top", "e.top", "https://i.top/bob", "e.top", "f.top/x", "g.top", "h.top/pay",
    ]  # fmt: skip
    assert (text.passed, text.markup) == (6, 5)


BROKEN = [
    "Content-Type: message/rfc822", "Subject: =?utf-8?q?a?=", " =?gbk?b?gA=?=", "=?", 'x.csv"', "Content-Type: text/csv", '"a', "JVBERi0=",
    "Content-Transfer-Encoding: base64", "Content-Transfer-Encoding: quoted-printable", "Content-Type: text/html; boundary=b; charset=gbk",
    "", "--b", "a.top", "aGk", "aA==", "=", "a=", "=E0=B8", "QUJD" * 2_000, "/+" * 4_000,
]  # fmt: skip


@given(st.lists(st.sampled_from(BROKEN), max_size=14))
def test_no_mail_however_broken_ends_the_reading(said: list[str]) -> None:
    assert all(len(line.text) <= 16_384 for line in decoded_mail((Line(number=1, text=text) for text in said), lambda _: None))


def test_an_address_that_a_mail_has_wrapped_is_one_and_its_second_half_is_nobodys() -> None:
    head = "Content-Transfer-Encoding: quoted-printable"
    body = [
        "see https://maybank2u-secure-lo=", "gin.com/x?id=3D5&n=3D=E0=B8=94= ", "2 now", "=3Chttps://b.top/=3E", "c=",
        "Content-Transfer-Encoding: 7bit", "a=3D https://c.top/?id=3D5", "d=", "e.com",
    ]  # fmt: skip
    lines = lines_of(head, "", *body)
    assert [(line.columns["text_line"], line.text) for line in lines] == [
        ("3", "https://maybank2u-secure-login.com/x?id=5&n=ด2"), ("6", "https://b.top/"), ("9", "https://c.top/?id=3D5"), ("11", "e.com"),
    ]  # fmt: skip


def test_html_that_a_mail_has_wrapped_is_read_in_pieces_that_tear_no_address() -> None:
    whole = " ".join(f'<a href=3D"https://a{n}.top/x">' for n in range(1_000))
    wrapped = [f"{whole[at : at + 75]}=" for at in range(0, len(whole), 75)]
    assert [line.text for line in lines_of("content-transfer-encoding: Quoted-Printable", *wrapped)] == [
        f"https://a{n}.top/x" for n in range(1_000)
    ]


@pytest.mark.parametrize("encoding", ["base64", "quoted-printable"])
@pytest.mark.parametrize("said", ["受害人收到短信，点击链接后", "<td><b>x</b></td>", "xem evil . top nha "])
def test_an_address_in_a_long_paragraph_is_not_cut_in_two(encoding: str, said: str) -> None:
    """Text without blanks was cut anywhere, also within a letter; the second half of a name is a stranger's."""
    pack = base64.encodebytes if encoding == "base64" else quopri.encodestring
    for before in [*range(4_030, 4_100, 3), *range(430, 460)]:
        told = (said * (before // len(said) + 1))[: before // len(said) * len(said)] + "y" * (before % len(said))
        raw = f"{told}，https://login-bank-verify.top/a，{said * 500}".encode()
        head = f"From: a@b.com\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: {encoding}\n\n"
        found = {line.text for line in RunningText().addresses(read_text(BytesIO(head.encode() + pack(raw)), name="m.eml"))}
        assert found - {"evil . top"} == {"a@b.com", "https://login-bank-verify.top/a"}


def test_a_header_that_is_longer_than_a_piece_hides_no_encoding_behind_it() -> None:
    many = ", ".join(f"Nguyen Van {at} <u{at}@bank.com>" for at in range(900))
    raw = f"From: a@b.com\r\nTo: {many}\r\nContent-Transfer-Encoding: base64\r\n\r\n".encode() + base64.encodebytes(b"xem evil.top nhe")
    assert "evil.top" in [line.text for line in RunningText().addresses(read_text(BytesIO(raw), name="m.eml"))]
