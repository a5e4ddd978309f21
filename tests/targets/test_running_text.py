"""Every address in a text is found as written and where it stands; what only looks like one is not taken, or said."""

import base64
from collections.abc import Iterator
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scamtriage.records.target import Target
from scamtriage.targets.extract import mentions
from scamtriage.targets.mail_text import decoded_mail
from scamtriage.targets.parse import parse_target
from scamtriage.targets.read import BadList, Line, read_text
from scamtriage.targets.running_text import RunningText
from tests.cost import least_cpu_s


def lines_of(*text: str) -> list[Line]:
    return list(RunningText().addresses(Line(number=at, text=line) for at, line in enumerate(text, start=1)))


def packed(said: str, charset: str = "utf-8") -> str:
    return base64.b64encode(said.encode(charset)).decode()


def found(text: str) -> list[str]:
    return [line.text for line in lines_of(text)]


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("Mum, pay at hxxps://evil[.]com/pay, or write to bob@evil.com!", ["hxxps://evil[.]com/pay", "bob@evil.com"]),
        ("[12/03/2024, 14:22:01] Bob: https://a.com/x https://b.com/y.", ["https://a.com/x", "https://b.com/y"]),
        ("12/03/2024, 14:22 - น้องเอ: ดูevil.com/ข่าว ที่นี่", ["evil.com/ข่าว"]),
        ("请登录www.evil.com查看，或 https://evil.com/查看。", ["www.evil.com", "https://evil.com/查看"]),
        ("中国银行.com 日本.jp", ["中国银行.com", "日本.jp"]),
        ("ข้อมูล.ไทย ຂໍ້ມູນ.ລາວ គេហទំព័រ.com उदाहरण.com ที่evil.com", ["ข้อมูล.ไทย", "ຂໍ້ມູນ.ລາວ", "គេហទំព័រ.com", "उदाहरण.com", "evil.com"]),
        ("Evil.Com www.evil.Com b@d.Com evil.Com/x evil[.]Com", ["Evil.Com", "www.evil.Com", "b@d.Com", "evil.Com/x"]),
        ("👉evil.com👈 (b.com) [text](https://c.top/a)", ["evil.com", "b.com", "https://c.top/a"]),
        ("7;x;https://evil.com/a,b;KL 1,https://b.com/c,KL", ["https://evil.com/a,b", "https://b.com/c"]),
        ("see, https://evil.com/a,b;c", ["https://evil.com/a,b;c"]),
        ("&nbsp;https://evil.com/a;id=B &#34;http://192.0.2.1/a;b", ["https://evil.com/a;id=B", "http://192.0.2.1/a;b"]),
        ("| evil.com/x|b.com/y |", ["evil.com/x", "b.com/y"]),
        ("https://a.com/x,https://b.com/y;hxxp://c.com", ["https://a.com/x", "https://b.com/y", "hxxp://c.com"]),
        ("https://a.com/xhttps://b.com/y", ["https://a.com/x", "https://b.com/y"]),
        ("https://a.com/web/2020/https://b.com/y", ["https://a.com/web/2020/https://b.com/y"]),
        ("https://a.com/?u=https://b.com/y", ["https://a.com/?u=https://b.com/y"]),
        ("https://a.com/?u=https://b.com/x", ["https://a.com/?u=https://b.com/x"]),
        ("From: <support@evil.com>, john.com@b.com; mailto:c@d.com", ["support@evil.com", "john.com@b.com", "mailto:c@d.com"]),
        ("look at evil.com. In the morning", ["evil.com"]),
        ("-evil.com and •b.com", ["evil.com", "b.com"]),
        ('<a href="https&colon;&sol;&#x2F;a&period;top/x">', ["https://a.top/x"]),
        (
            "_https://a.top/_, ~https://b.top/x~ *_https://c.top/x__* https://d.top/_ _https://e.top/a_b",
            ["https://a.top/", "https://b.top/x", "https://c.top/x", "https://d.top/_", "https://e.top/a_b"],
        ),
        ("\u2068https://a.com/x\u2069 \u202a+66 81 234\u202c b\u200b.com", ["https://a.com/x", "b.com"]),
        ('<a href="https://x.top/a">https://x.top/a</a> x.top/a', ["https://x.top/a"]),
        *[
            (f"{label}evil-a.top{behind}", ["evil-a.top"])
            for label in (
                "link:",
                "网址:",
                "ลิงก์:",
                "사이트:",
                "サイト:",
                "Laman:",
                "ដែន:",
                "ລິ້ງ:",
                "လင့်ခ်:",
                "लिंक:",
                "kết:",
                "الرابط:",
                "URL=",
                "网址=",
                "12:30:",
                "[12:30] A:",
                "<b>site=",
                "?u=",
                "#",
                "~",
                "链接/",
                "ลิงก์/",
            )
            for behind in ("", " x", "ด่วน", "ចុច", "，", ". In")
        ],
        *[(f"x.top{behind}", ["x.top"]) for behind in (":phishing", ":ปลอม", ":假的", ":नकली", "=phish", "ক্লিক", "क्लिक करें", "اضغط")],
        (
            "网址:www.a.top IOC:b[.]top 小王:c.top/a 网址:d[.]top/b IP:1.2.3.4:80",
            ["www.a.top", "b[.]top", "c.top/a", "d[.]top/b", "1.2.3.4:80"],
        ),
        ("url=https://t.vip href=https://q.vip>x 链接/https://u.vip", ["https://t.vip", "https://q.vip", "https://u.vip"]),
        ("a.com:b.com git@c.com:team/repo.git", ["a.com", "b.com", "git@c.com"]),
        ("https://a.tophttps://b.top", ["https://a.top", "https://b.top"]),
        ("http://a.com.myhttp://b.vip/x", ["http://a.com.my", "http://b.vip/x"]),
        ("https://192.0.43.10https://b.vip", ["https://192.0.43.10", "https://b.vip"]),
        ("a.viphxxps://b.vip/x c[.]comhxxp[:]//d[.]vip", ["a.vip", "hxxps://b.vip/x", "c[.]com", "hxxp[:]//d[.]vip"]),
        ("end of a.com.https://b.com", ["a.com", "https://b.com"]),
        (
            "a.top→b.top c.com👉d.com/x https://e.com➡️https://f.com",
            ["a.top", "b.top", "c.com", "d.com/x", "https://e.com", "https://f.com"],
        ),
        ("https://a.com.んb.com/en/ https://a.com∕login.b.com/", ["https://a.com.んb.com/en/", "https://a.com∕login.b.com/"]),
        ("u=https%3A%2F%2Fu.vip%2Flogin&x=1 hxxps%253a%252f%252fv.vip", ["https://u.vip/login", "hxxps://v.vip"]),
        ("https://a.com/?u=https%3A%2F%2Fb.vip", ["https://a.com/?u=https%3A%2F%2Fb.vip"]),
        ('<a href="https://x.top/?q=1&amp;b=2"> me&#64;evil.com &lt;b.com&gt;', ["https://x.top/?q=1&b=2", "me@evil.com", "b.com"]),
        (r'"https:\/\/x.top\/a?q=1\u0026b=2"', ["https://x.top/a?q=1&b=2"]),
        ("nok:secret.x@d.com a.com:pass@e.com live=f.com@g.com", ["nok:secret.x@d.com", "a.com:pass@e.com", "live=f.com@g.com"]),
        ("2001:db8::1.2.3.4 10:30-a.com", ["2001:db8::1.2.3.4"]),
        ("45[.]9[.]1[.]2, http://45.9.1.3/ and 45.9.1.4:8080/a", ["45[.]9[.]1[.]2", "http://45.9.1.3/", "45.9.1.4:8080/a"]),
    ],
)
def test_addresses_are_found_as_written(text: str, addresses: list[str]) -> None:
    assert found(text) == addresses
    assert all(isinstance(parse_target(address), Target) for address in addresses)


@pytest.mark.parametrize(
    "text",
    ["e.g. this, i.e.that", "report.pdf, image.jpg", "on 12.5.2024 at 11.30", "Rp 1.250.000.000", "10.0.0.0/8", "evil dot com",
     "C:\\bob\\setup.py", "lib/setup.py", "skype live:bob.help", "service#163.com",
     "อา.2026/11/29 14:03, Sun.2026/11/29, พ.ย.2569/14.03 น., No.17/2026, v1.2/3, เล่ม๑.๒๕๖๙/3",
     "id=Date.now(); a='b'+c.name;e.name='k'", "", "send money.My account is blocked.Please call me.Is it ok?no.It is."],
)  # fmt: skip
def test_what_only_looks_like_an_address_is_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "address", "reason"),
    [
        ("see https://evil.com/abc… today", "https://evil.com/abc…", "its end was left out"),
        ("see secure-login.co... today", "secure-login.co...", "two dots follow each other"),
        ("see secure-login.co…", "secure-login.co…", "cannot stand in a host name"),
        ("see http://shop.local/x today", "http://shop.local/x", "not on the public internet"),
        ("see evil\u202emoc.com today", "evil\u202emoc.com", "U+202E"),
    ],
)
def test_an_address_that_cannot_be_looked_at_is_kept_and_its_row_will_say_why(text: str, address: str, reason: str) -> None:
    [line] = lines_of(text)
    assert line.text == address
    assert reason in getattr(parse_target(line.text), "reason", "")


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("see https://[2606:4700::1111]/login.", ["https://[2606:4700::1111]/login"]),
        (
            "http://3325256711/pay and hxxp://3325256711, (http://0xC6336407/x)",
            ["http://198.51.100.7/pay", "http://198.51.100.7/", "http://198.51.100.7/x"],
        ),
        ("见http://0306.063.0144.07/a。", ["http://198.51.100.7/a"]),
        ("打开ｈｔｔｐｓ：／／ｅｖｉｌ１５．ｔｏｐ／ａ 或 ｅｖｉｌ．ｔｏｐ", ["https://evil15.top/a", "https://evil.top/"]),
        ("https://a.com/http://3325256711/pay", ["https://a.com/http://3325256711/pay"]),
        ("https://a.com/?to=(http://3325256711/pay)", ["https://a.com/?to=(http://3325256711/pay)"]),
        ("in http://2024/ or at 3325256711/pay, ＡＢＣ．", []),
    ],
)
def test_an_address_is_found_in_every_spelling_that_a_browser_opens(text: str, urls: list[str]) -> None:
    assert [getattr(parse_target(address), "url", "") for address in found(text)] == urls


@pytest.mark.parametrize(
    "address",
    [
        "http://198.51.100.7@evil.com/x",
        "http://198.51.100.7:80@evil.com/x",
        "http://198.51.100.7:secret@evil.com/x",
        "http://3325256711@evil.com/x",
        "http://198.51.100.7＠evil.com/x",
        "http://198.51.100.7．evil.com/x",
        "http://198.51.100.7․evil.com/x",
        "http://198.51.100.7%2eevil.com/x",
    ],
)
def test_a_number_before_the_host_is_not_taken_for_it(address: str) -> None:
    [line] = RunningText().addresses(lines_of(f"see {address} now"))
    target = parse_target(line.text)
    assert line.text == address and getattr(target, "registrable", "evil.com") == "evil.com"


@pytest.mark.parametrize(
    ("raw", "urls"),
    [
        (
            "请看www.icbc-safe-login.top谢谢\n下一行 kbank-verify.xyz谢\n".encode("gb18030"),
            ["https://www.icbc-safe-login.top/", "https://kbank-verify.xyz/"],
        ),
        (b"\xff\xfe1 https://evil.top/a\xff\n", [""]),  # the page may go on
        (b"caf\xe9.top and bank\xe9\xe9-login.com\n\xe9kbank.xyz\n", [""] * 3),  # another name, had its letters been read
        (b"\xe9 at http://shop.local/x\n", [""]),
        (b"\xe9 e.g. report.pdf\n", []),
        (b"fin d'\xe9t\xe9.La suite\n", []),  # two sentences
    ],
)
def test_an_address_beside_bytes_that_are_no_letters_is_found_or_has_a_row_that_says_what_is_lost(raw: bytes, urls: list[str]) -> None:
    rows = [parse_target(line.text) for line in RunningText().addresses(read_text(BytesIO(b"ok\n" + raw), charset="utf-8"))]
    assert [getattr(row, "url", "") for row in rows] == urls


def test_a_name_glued_to_letters_of_a_wrong_charset_is_counted() -> None:
    text = RunningText()
    assert list(text.addresses([Line(number=1, text="谢谢kbank-verify.xyz谢谢".encode("gb18030").decode())])) == []
    assert text.within == 1


def test_each_address_has_a_running_number_the_line_of_the_text_and_the_words_around() -> None:
    said = ["nothing here", f"{'a ' * 200}evil.com{' b' * 200}", "c.com\tand  nok:secret@d.com"]
    lines = lines_of(*said)
    assert [(line.number, line.columns["text_line"], line.text) for line in lines] == [
        (1, "2", "evil.com"), (2, "3", "c.com"), (3, "3", "nok:secret@d.com"),
    ]  # fmt: skip
    assert lines[0].columns["context"] == f"…{'a ' * 40}evil.com{' b' * 40}…"
    assert lines[1].columns["context"] == "c.com and nok:***@d.com"


def test_lines_and_numbers_without_an_address_are_counted() -> None:
    text = RunningText()
    lines = ["version 1.2.3.4", "send money.My account", "a.com b.com", "http://c.com", "lib/setup.py ftp:d.com x/y.z"]
    assert len([*text.addresses(Line(number=at, text=line) for at, line in enumerate(lines, start=1))]) == 3
    assert (text.lines, text.lines_with_address, text.numbers, text.seams, text.within) == (5, 2, 1, 1, 2)


def test_a_line_that_cannot_be_read_is_a_row_and_no_address() -> None:
    text = RunningText()
    [line] = text.addresses(read_text(BytesIO(b"a.com " * 2_000)))
    assert line.problem == "the line is longer than 8192 characters" and line.columns == {"text_line": "1", "context": ""}
    assert text.lines_with_address == 0


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


@pytest.mark.parametrize(
    ("page", "sites"),
    [
        (["<p>x <!-- <script> --> a.top", "b.top"], ["a.top", "b.top"]),
        (["<p><!--", "<style>", "--> a.top"], ["a.top"]),
        (["<p title='<script>' class=\"</style>\">a.top"], ["a.top"]),
        (["<!--[if mso]><style>p.name{}</style><![endif]--><p>a.top"], ["a.top"]),
        (["<style><!--", "p.name{}", "--> p.name{}</style>a.top"], ["a.top"]),
        (["<script>x='<p title=\"';y.name</script>a.top", '">b.top'], ["a.top", "b.top"]),
    ],
)
def test_no_script_begins_in_a_comment_or_a_quoted_value(page: list[str], sites: list[str]) -> None:
    """Else a mail could hide its sites behind one that no mail program runs."""
    assert [line.text for line in lines_of("Content-Type: text/html", "", *page)] == sites


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


def test_a_table_is_read_as_text_and_json_is_refused_with_the_way_to_its_texts() -> None:
    table = b"url,note\nhttps://a.com,see b.com\n"
    assert [line.text for line in RunningText().addresses(read_text(BytesIO(table), name="t.csv"))] == ["https://a.com", "b.com"]
    with pytest.raises(BadList, match=r"jq -r '\.\. \| strings' chat\.json \| scamtriage scan - --extract"):
        list(read_text(BytesIO(b'{\n "messages": [{"text": "a.com"}]}'), name="chat.json"))
    with pytest.raises(BadList, match=r"jq -r '\.input' v\.ndjson \| scamtriage scan -$"):
        list(read_text(BytesIO(b'{"schema":"scamtriage.assessment/1","line":1,"input":"a.com"}\n'), name="v.ndjson"))


def test_lines_are_made_as_they_are_asked_for() -> None:
    def text() -> Iterator[Line]:
        yield Line(number=1, text="a.com")
        pytest.fail("the text was read ahead")

    assert next(RunningText().addresses(text())).text == "a.com"


@pytest.mark.parametrize(
    "text",
    ["a.", "a.com ", "a.com,", "请a.com", "@a.com", "a.com…", "http://", "https://a.com/x,", "1.2.3.4 ", "\u2068a ", "x@", "-a.", "(",
     "\u2068", "请"],
)  # fmt: skip
def test_a_hostile_line_takes_no_long_time(text: str) -> None:
    assert least_cpu_s(lambda: found((text * 8_000)[:8_192]), within=2.0) <= 2.0


PIECES = [
    "a", "evil.com", "[.]", "hxxps://", "/", "\\", "?u=", "#", "@", ":", " ", "…", "...", ".", "-", "请",
    "ดู", "👉", "\u202e", "|", "=", "h", ",", "(", ">", '"', "%20",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_candidates_are_pieces_of_the_text_in_order_and_do_not_overlap(text: str) -> None:
    end = 0
    for found in mentions(text):
        assert end <= found.start and text[found.start :].startswith(found.address)
        end = found.start + len(found.address)


@pytest.mark.parametrize("mark", [",", ";"])
def test_no_page_takes_the_next_cell_of_a_table(mark: str) -> None:
    rows = ('link,note,"a,b"', 'https://evil.com/a,KL,"two', 'lines, hxxps://b[.]top/x,y"', '"https://c.com/1,2",,d.top')
    raw = "\n".join(rows).replace(",", mark).encode()
    lines = [*RunningText().addresses(read_text(BytesIO(raw), name="chat.csv"))]
    assert [line.text for line in lines] == ["https://evil.com/a", f"hxxps://b[.]top/x{mark}y", f"https://c.com/1{mark}2", "d.top"]
    assert [line.columns["text_line"] for line in lines] == ["2", "3", "4", "4"]


@pytest.mark.parametrize(
    ("name", "text", "address"),
    [
        ("-", "Hi, link\nhttps://evil.com/a,b", "https://evil.com/a,b"),
        ("a.csv", "evil.com/x\nhttps://evil.com/?q=1,2#a,b", "https://evil.com/?q=1,2#a,b"),
    ],
)
def test_a_text_that_is_no_table_keeps_the_commas_of_its_pages(name: str, text: str, address: str) -> None:
    assert [*RunningText().addresses(read_text(BytesIO(text.encode()), name=name))][-1].text == address
