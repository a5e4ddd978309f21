"""Every address in a text is found as written and where it stands; what only looks like one is not taken, or said."""

from io import BytesIO
from unicodedata import normalize

import pytest

from scamtriage.records.target import Target
from scamtriage.targets.lines import Line
from scamtriage.targets.parse import parse_target
from scamtriage.targets.read import read_text
from scamtriage.targets.running_text import RunningText
from tests.targets.asking import found, lines_of


@pytest.mark.parametrize(
    ("text", "addresses", "unlisted"),
    [
        (
            "kbank-login.zznewt/pay, kbank1.zznewt:8080 kbank2[.]zznewt kbank3(dot)zznewt",
            ["kbank-login.zznewt/pay", "kbank1.zznewt:8080", "kbank2[.]zznewt", "kbank3(dot)zznewt"],
            [],
        ),
        ("halvex.zznewt evil.onion foo.local", [], ["halvex.zznewt", "evil.onion", "foo.local"]),
        ("kb[.]onion", ["kb[.]onion"], []),
        ("Mr.Tan/Mrs.Lee or Mr.Tan, Total.Price:12", [], ["Mr.Tan/Mrs.Lee", "Mr.Tan", "Total.Price:12"]),
        ("e.g. report.pdf, i.e/that a.m/p.m Fig.3/4 x.txt:12 see.report.pdf/", [], []),
    ],
)
def test_a_name_under_an_ending_that_is_on_no_list_is_taken_where_it_is_meant_and_else_counted(
    text: str, addresses: list[str], unlisted: list[str]
) -> None:
    running = RunningText()
    taken = [*running.addresses([Line(number=1, text=text)])]
    assert [line.text for line in taken] == addresses
    assert (running.left_out["unlisted"], running.unlisted) == (unlisted, len(unlisted))


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("Mum, pay at hxxps://evil[.]com/pay, or write to bob@evil.com!", ["hxxps://evil[.]com/pay", "bob@evil.com"]),
        ("[12/03/2024, 14:22:01] Bob: https://a.com/x https://b.com/y.", ["https://a.com/x", "https://b.com/y"]),
        ("12/03/2024, 14:22 - น้องเอ: ดูevil.com/ข่าว ที่นี่", ["evil.com/ข่าว"]),
        ("请登录www.evil.com查看，或 https://evil.com/查看。", ["www.evil.com", "https://evil.com/查看"]),
        ("中国银行.com 日本.jp", ["中国银行.com", "日本.jp"]),
        ("ข้อมูล.ไทย ຂໍ້ມູນ.ລາວ គេហទំព័រ.com उदाहरण.com ที่evil.com", ["ข้อมูล.ไทย", "ຂໍ້ມູນ.ລາວ", "គេហទំព័រ.com", "उदाहरण.com", "evil.com"]),
        ("ตำรวจไซเบอร์.com (มือถือ.ไซต์.com) उदा.com हिन्दी.भारत", ["ตำรวจไซเบอร์.com", "มือถือ.ไซต์.com", "उदा.com", "हिन्दी.भारत"]),
        ("ออนไลน์.comค่ะ ขอบคุณ 反诈中心.com谢谢。好 ที่นี่.comปลอม.evil.com", ["ออนไลน์.com", "反诈中心.com", "ที่นี่.comปลอม.evil.com"]),
        ("www.ที่นี่.com?plate=1กข1234 (www.ข้อมูล.ไทย/aค่ะ)", ["www.ที่นี่.com?plate=1", "www.ข้อมูล.ไทย/a"]),
        ("sub.ที่นี่.comค่ะ ขอบคุณ www.ข้อมูล.com. ไป mail.ที่นี่.com/ข่าว?x=1ก", ["sub.ที่นี่.com", "www.ข้อมูล.com", "mail.ที่นี่.com/ข่าว?x=1"]),
        (normalize("NFD", "đăng-ký.vn tại bộcôngan.vn"), [normalize("NFD", name) for name in ("đăng-ký.vn", "bộcôngan.vn")]),
        ("Evil.Com www.evil.Com b@d.Com evil.Com/x evil[.]Com", ["Evil.Com", "www.evil.Com", "b@d.Com", "evil.Com/x"]),
        ("ดูนี่...evil.com 看..b.top x...c.com", ["evil.com", "b.top"]),
        ("👉evil.com👈 (b.com) [text](https://c.top/a)", ["evil.com", "b.com", "https://c.top/a"]),
        ("7;x;https://evil.com/a,b;KL 1,https://b.com/c,KL", ["https://evil.com/a,b", "https://b.com/c"]),
        ("see, https://evil.com/a,b;c", ["https://evil.com/a,b;c"]),
        ("dsi-case-th.top/form?id=77(not sure) or b.top/a[see below] c.top/x{y", ["dsi-case-th.top/form?id=77", "b.top/a", "c.top/x"]),
        (
            "(a.top/wiki/Name_(place)) b.top/l[0]=1&m[]=2 c.top/q(a(b)c d.top/a)b",
            [
                "a.top/wiki/Name_(place)",
                "b.top/l[0]=1&m[]=2",
                "c.top/q",
                "d.top/a)b",
            ],
        ),
        ("&nbsp;https://evil.com/a;id=B &#34;http://192.0.2.1/a;b", ["https://evil.com/a;id=B", "http://192.0.2.1/a;b"]),
        (
            "[这里](https://a.com/x)查看 (https://b.com/?i=8)นะ **https://c.com/y**ครับ",
            ["https://a.com/x", "https://b.com/?i=8", "https://c.com/y"],
        ),
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
        (
            "https://ตัวอย่าง.ไทย/ภาษี👉https://b.top👈 hxxps://c[.]top/x➡️hxxps://d[.]top/y——https://e.top/z",
            ["https://ตัวอย่าง.ไทย/ภาษี", "https://b.top", "hxxps://c[.]top/x", "hxxps://d[.]top/y", "https://e.top/z"],
        ),
        (
            "https://a.top/ค่ะhttps://b.top/y 看https://c.vip/查看https://d.vip",
            ["https://a.top/ค่ะ", "https://b.top/y", "https://c.vip/查看", "https://d.vip"],
        ),
        ("a[.]top:phishing b[dot]vip=bad", ["a[.]top", "b[dot]vip"]),
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
        ("see secure-login.co... today", "secure-login.co...", "its end was left out"),
        ("see secure-login.co…", "secure-login.co…", "its end was left out"),
        ("see secure-login[.]co… today", "secure-login[.]co…", "its end was left out"),
        ("ดู secure-login{dot}co... นะ", "secure-login{dot}co...", "its end was left out"),
        ("ดู secure[.]login[.]co…ระวัง", "secure[.]login[.]co…ระวัง", "cannot stand in a host name"),
        ("see secure-login.com.… today", "secure-login.com.…", "its end was left out"),
        ("ดู https://secure-ba… นะ", "https://secure-ba…", "its end was left out"),
        ("[https://secure-ba...] x", "https://secure-ba...", "its end was left out"),
        ("see http://shop.local/x today", "http://shop.local/x", "not on the public internet"),
        ("see scb–update.xyz/a today", "scb–update.xyz/a", "give scb-update.xyz if that is meant"),
        ("see www.scb‑update.xyz today", "www.scb‑update.xyz", "give www.scb-update.xyz if"),
        ("ดู https://kbank−verify.top/a นะ", "https://kbank−verify.top/a", "U+2212"),
        ("see k‐b[.]top today", "k‐b[.]top", "give k-b.top if"),
        ("see 01–evil.com today", "01–evil.com", "give 01-evil.com if"),
        ("see scb.co.th-", "scb.co.th-", "no name ends in 'th-'"),
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
