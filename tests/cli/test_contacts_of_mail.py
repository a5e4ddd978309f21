"""Contacts of saved mail, of mailboxes and of what hangs on a mail: as its reader sees it."""

import base64
import json
from pathlib import Path

import pytest

from scamtriage.cli.saved_pages.saved_page import _pages, read_saved
from tests.cli.running import contacts_of, run
from tests.cost import least_cpu_s

PAGE = "<title>Bank</title><p>Call +66 81 234 5678 or <a href='https://wa.me/60123456789'>WhatsApp</a>"


@pytest.fixture
def page(tmp_path: Path) -> str:
    (tmp_path / "page.html").write_text(PAGE)
    return str(tmp_path / "page.html")


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
    assert contacts_of(tmp_path, name, (before + MAIL.format(plain=PACKED)).encode()) == OF_MAIL


def test_a_mail_with_pictures_has_a_sender_too(tmp_path: Path) -> None:
    parts = "--a\nContent-Type: text/html\n\n<b>LINE ID</b>: dsi_case99\n--a\nContent-Type: image/png\nContent-ID: <x>\n\nx\n--a--\n"
    mail = f"From: desk@evil-mail.top\nTo: victim@bank.example\nContent-Type: multipart/related; boundary=a\n\n{parts}"
    assert contacts_of(tmp_path, "a.eml", mail.encode()) == {("email", "desk@evil-mail.top"), ("line", "dsi_case99")}


def test_each_mail_of_a_mailbox_is_searched(tmp_path: Path) -> None:
    between = "From a@b.example Mon Nov 30 01:00:00 2026\n"
    box = between + MAIL.format(plain=PACKED) + "\n" + between + "From: last@evil-last.top\nSubject: x\n\nLINE ID: last_one9\n"
    assert contacts_of(tmp_path, "a.mbox", box.encode()) == {*OF_MAIL, ("email", "last@evil-last.top"), ("line", "last_one9")}


@pytest.mark.parametrize(
    "body", ["", "no headers at all: LINE ID: dsi_case99", "Content-Type: multipart/mixed\n\n--a\nLINE ID: dsi_case99"]
)
def test_what_is_badly_made_of_a_mail_is_read_as_it_stands(tmp_path: Path, body: str) -> None:
    found = contacts_of(tmp_path, "a.eml", f"From: desk@evil-mail.top\n{body}\n\nWhatsApp +855 12 345 678\n".encode())
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
    assert ("line", "dsi_case99") in contacts_of(tmp_path, "a.eml", mail.encode())


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
    assert contacts_of(tmp_path, "a.mbox", box.encode()) == {
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
    assert contacts_of(tmp_path, "a.eml", mail.encode()) == {("email", "desk@evil-mail.top"), ("line", "dsi_case99")}


def test_links_that_a_filter_wrapped_lead_to_contacts_all_the_same(tmp_path: Path) -> None:
    links = (
        "https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Ft.me%2Fbad_guy1&data=5",
        "https://secure-web.cisco.com/1S1h_Cy8Q_Oh-5N7AuDE0/https%3A%2F%2Fwa.me%2F85512345678",
    )
    page = "".join(f"<a href='{link}'>x</a>" for link in links)
    assert contacts_of(tmp_path, "a.html", page.encode()) == {("telegram", "bad_guy1"), ("whatsapp", "+85512345678")}


@pytest.mark.parametrize("chars", range(65_530, 65_560))
def test_a_long_text_of_a_mail_is_not_parted_within_a_number(tmp_path: Path, chars: int) -> None:
    said = "x" * (chars - 20) + " LINE ID: dsi_case99 \n"
    assert contacts_of(tmp_path, "a.eml", f"From: desk@evil-mail.top\n\n{said}".encode()) >= {("line", "dsi_case99")}
