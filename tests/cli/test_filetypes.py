"""`contacts` on a file that is no page says what it looks like, and never that it holds no contact."""

import bz2
import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from scamtriage.cli.saved_pages.filetypes import NotAPage, page_bytes
from tests.cli.running import run
from tests.drawing import LINE, qr

PAGE = b"<title>Bank</title><p>Call +66 81 234 5678"
LIMIT = 4_000_000


def _zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("page.html", PAGE)
    return buffer.getvalue()


def _tar() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("page.html"))
    return buffer.getvalue()


NO_PAGES = {
    "a PDF document": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n+66 81 234 5678",
    "a picture": qr(LINE),
    "a ZIP archive": _zip(),
    "a tar archive": _tar(),
    "bzip2 data": bz2.compress(PAGE * 50),
    "gzip data that is damaged or packed twice": gzip.compress(gzip.compress(PAGE)),
    "an empty file": b" \n",
    "a web archive of a browser": b"From: <Saved by Blink>\r\nSubject: Bank\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n\r\n",
    "binary data": bytes(range(256)) * 8,
}


@pytest.mark.parametrize("encoding", [b"base64", b"Quoted-Printable"])
def test_a_mail_in_one_part_that_is_encoded_is_no_page(encoding: bytes) -> None:
    carried = b"Received: by mail.example;\r\n\tThu, 1 Jan 2026\r\n" * 200
    head = b"From a@b.example Thu Jan  1\r\n" + carried + b"Content-Type: text/html\r\nContent-Transfer-Encoding: "
    with pytest.raises(NotAPage, match=r"a stored mail, .*`scamtriage contacts FILE` reads its parts"):
        page_bytes(head + encoding + b"\r\n\r\n" + PAGE, "a.eml", LIMIT)
    assert page_bytes(head + b"8bit\r\n\r\n" + PAGE + b"\r\nContent-Transfer-Encoding: " + encoding, "a.eml", LIMIT)[0].endswith(encoding)


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("before", ["", "From a@b.example Thu Jan  1 10:00:00 2026{}", "\ufeff"])
def test_the_headers_of_a_plain_mail_are_no_words_of_its_page(before: str, ends: str) -> None:
    head = before.format(ends) + ends.join(
        ("Received: by mail.example;", "\tThu, 1 Jan 2026", "From: Desk <desk@bank.example>", "To: v@b.example", "")
    )
    mail = (head + ends).encode() + PAGE
    assert page_bytes(mail, "a.eml", LIMIT) == (PAGE, "")
    assert page_bytes(mail, "saved", LIMIT) == (PAGE, "")
    assert page_bytes(mail, "a.eml", LIMIT, mails=True) == (mail, "")


@pytest.mark.parametrize("body", [b"x-a: 1\n<p>no line is empty</p>", b"<p>x-a: 1</p>\n\n<p>b</p>", b"Note: a\n\n<p>b</p>"])
def test_what_is_no_mail_keeps_its_first_lines(body: bytes) -> None:
    assert page_bytes(body, "a.html", LIMIT)[0] == body


@pytest.mark.parametrize("what", NO_PAGES)
def test_a_file_that_is_no_page_is_refused_with_what_it_looks_like(tmp_path: Path, what: str) -> None:
    file = tmp_path / "given.html"
    file.write_bytes(NO_PAGES[what])
    done = run("contacts", str(file))
    assert (done.returncode, done.stdout) == (2, "")
    assert f"looks like {what}" in done.stderr and "unknown" in done.stderr and "no contact" not in done.stderr


@pytest.mark.parametrize("name", ["cases.jsonl", "cases.jsonl.gz", "page.html"])
def test_evidence_is_no_page_and_says_who_reads_it(tmp_path: Path, name: str) -> None:
    line = b'{"label":1,"schema":"scamtriage.evidence/1","mode":"deep","target":{"telegram":"value"}}\n'
    (tmp_path / name).write_bytes(gzip.compress(line) if name.endswith(".gz") else line)
    done = run("contacts", str(tmp_path / name))
    assert (done.returncode, done.stdout) == (2, "")
    assert "looks like evidence of this program" in done.stderr and "scamtriage score FILE" in done.stderr


@pytest.mark.parametrize("line", [b'[\n  {"schema": "scamtriage.assessment/1"}]', b'\xef\xbb\xbf{"schema":"scamtriage.relations/1"}'])
def test_what_else_this_program_writes_is_no_page(line: bytes) -> None:
    with pytest.raises(NotAPage, match="of this program"):
        page_bytes(line, "rows.json", LIMIT)


def test_markdown_is_no_page_unless_it_holds_one() -> None:
    for name in ("report.md", "report.MARKDOWN", "report.md.gz"):
        with pytest.raises(NotAPage, match=r"Markdown.*as HTML"):
            page_bytes(b"# Bank\n\nCall **+66 81 234 5678**\n", name, LIMIT)
    assert page_bytes(PAGE, "page.md", LIMIT) == (PAGE, "")


def test_a_packed_page_is_unpacked(tmp_path: Path) -> None:
    (tmp_path / "page.html.gz").write_bytes(gzip.compress(PAGE))
    assert "+66812345678" in run("contacts", str(tmp_path / "page.html.gz")).stdout


def test_a_pipe_that_brought_nothing_is_no_page_without_contacts() -> None:
    done = run("contacts", "-", "--format", "json")
    assert (done.returncode, done.stdout) == (2, "") and "an empty file" in done.stderr


def test_a_page_that_was_not_read_to_its_end_says_so(tmp_path: Path) -> None:
    (tmp_path / "cut.gz").write_bytes(gzip.compress(PAGE)[:-20])
    done = run("contacts", str(tmp_path / "cut.gz"))
    assert done.returncode == 0 and "ends early" in done.stderr and "unknown" in done.stderr
    (tmp_path / "long.html").write_bytes(b"<p>hello" + b" " * LIMIT)
    assert "only its first 4,000,000 bytes" in run("contacts", str(tmp_path / "long.html")).stderr


def test_a_bomb_costs_no_more_than_the_caps_of_the_fetcher() -> None:
    data, cut = page_bytes(gzip.compress(b"<p>" + b"a" * 30_000_000), "bomb.gz", LIMIT)
    assert len(data) <= LIMIT and "ratio 200" in cut


@pytest.mark.parametrize(
    "data",
    [
        "<p>hello".encode("utf-16-le"),
        "\ufeff<p>สวัสดี".encode("utf-16"),
        "<p>こんにちは".encode("iso-2022-jp"),
        "<p>您好".encode("gb18030"),
        b"hello, call 081 234 5678",
        b'{"telegram": "@desk_77", "schema": "of another"}',
        b"<p>we write {\"schema\": \"scamtriage.evidence/1\"}",
        b"<html>\0\0\0\0\1\2\3 hidden from readers of text",
        b"MZ is a bank",
        b"BZh\nRIFF raff",
        b"\x7fEL",
    ],
)  # fmt: skip
def test_what_may_be_a_page_is_read(data: bytes) -> None:
    assert page_bytes(data, "page", LIMIT) == (data, "")


def test_a_damaged_pack_is_named_and_not_read_as_text() -> None:
    with pytest.raises(NotAPage, match="gzip"):
        page_bytes(b"\x1f\x8b\x08\0not gzip at all", "page.gz", LIMIT)


def test_a_workbook_is_no_list_and_says_how_to_make_one(tmp_path: Path) -> None:
    (tmp_path / "cases.xlsx").write_bytes(_zip())
    done = run("scan", str(tmp_path / "cases.xlsx"), "--offline")
    assert (done.returncode, done.stdout) == (2, "")
    assert "looks like a ZIP archive" in done.stderr and "save the list as CSV" in done.stderr
