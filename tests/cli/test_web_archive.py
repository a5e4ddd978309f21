"""A page that a browser saved as one file is read from it; a hostile archive ends in a sentence, and soon."""

import base64
import contextlib
import json
import quopri
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scamtriage.cli.saved_pages.archive_parts import FRAMES_UNREAD, ArchiveParts
from scamtriage.cli.saved_pages.filetypes import is_archive
from scamtriage.cli.saved_pages.web_archive import ArchivedPage, NoArchive, archived_page
from tests.cli.running import run
from tests.cost import least_cpu_s
from tests.drawing import qr

PAGE = "<!DOCTYPE html><title>ธนาคาร</title><p>Call +66 81 234 5678 = now".encode()
CHROME = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://kasikorn-verify.top/a\r\nSubject: =?utf-8?Q?=E0=B8=98?=\r\n"
    b'Date: Thu, 1 Jan 2026 00:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n'
    b'\tboundary="----MultipartBoundary--aB3----"\r\n\r\n\r\n'
)
BETWEEN, END = b"------MultipartBoundary--aB3----\r\n", b"------MultipartBoundary--aB3------\r\n"
QUOTED = (
    b"Content-Type: text/html; charset=utf-8\r\nContent-ID: <frame-1@mhtml.blink>\r\nContent-Transfer-Encoding: quoted-printable\r\n"
    b"Content-Location: https://kasikorn-verify.top/a\r\n\r\n" + quopri.encodestring(PAGE).replace(b"\n", b"\r\n") + b"\r\n"
)
PICTURE = b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n"
SAVED = CHROME + BETWEEN + QUOTED + BETWEEN + PICTURE + END


def archive(part: bytes, kind: bytes = b"related", more: bytes = b"") -> bytes:
    return b"MIME-Version: 1.0\nContent-Type: multipart/" + kind + b"; boundary=x" + more + b"\n\n--x\n" + part + b"\n--x--\n"


def test_the_page_of_an_archive_is_its_root_part() -> None:
    assert archived_page(SAVED) == ArchivedPage(PAGE, "utf-8", "https://kasikorn-verify.top/a", "")
    based = b"Content-Type: text/html\nContent-Transfer-Encoding: base64\nContent-Location: http://a.top/\n\n" + base64.encodebytes(PAGE)
    assert archived_page(archive(based)) == ArchivedPage(PAGE, "", "http://a.top/", "")
    named = b"Content-Type: image/png\n\nx\n--x\nContent-Type: text/html\nContent-ID: <p>\n\n" + PAGE
    assert archived_page(archive(named, more=b'; start="<p>"')).body == PAGE
    either = archive(b"Content-Type: text/plain\n\nx\n--x\nContent-Type: text/html\n\n" + PAGE, b"alternative").replace(b"=x", b"=x y")
    assert archived_page(archive(either.replace(b"=x y", b'="y"').replace(b"--x", b"--y"))).body == PAGE


@pytest.mark.parametrize("suffix", ["mhtml", "mht"])
def test_an_archive_is_judged_and_its_contacts_are_found_as_those_of_a_page(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"saved.{suffix}"
    file.write_bytes(SAVED)
    row = json.loads(run("check", str(file), "--url", "https://evil.com/", "--format", "json").stdout)
    assert row["target"]["host"] == "evil.com" and row["facts"]["page"]["title"] == "ธนาคาร" and "saved-page" in row["flags"]
    assert [one["value"] for one in json.loads(run("contacts", str(file), "--format", "json").stdout)] == ["+66812345678"]


def test_where_an_archive_says_that_it_was_saved_is_shown_and_not_believed(tmp_path: Path) -> None:
    (tmp_path / "saved.mhtml").write_bytes(SAVED)
    done = run("check", "saved.mhtml", cwd=tmp_path)
    assert done.returncode == 2 and "--url ADDRESS" in done.stderr
    assert "the file says hxxps://kasikorn-verify[.]top/a, which anybody can write into it" in done.stderr


@pytest.mark.parametrize("charset", ["charset*=\0'x'y", "charset*" + "9" * 5_000 + "=x", "charset*=idna''%ff"])
def test_a_page_whose_charset_cannot_be_read_is_read_as_one_that_names_none(charset: str) -> None:
    assert archived_page(archive(f"Content-Type: text/html; {charset}\n\n".encode() + PAGE)) == ArchivedPage(PAGE, "", "", "")


def test_a_charset_that_is_continued_badly_is_read_as_far_as_it_goes() -> None:
    """Early releases of Python read none of it, later ones, of the same minor version too, what stands before."""
    page = archived_page(archive(b"Content-Type: text/html; charset*0=utf-8; charset*=x\n\n" + PAGE))
    assert page in (ArchivedPage(PAGE, "utf-8", "", ""), ArchivedPage(PAGE, "", "", ""))


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"\r\n", b"\xef\xbb\xbf\n\n", b"From nok@mail.example Thu Jan  1 00:00:00 2026\n"])
def test_what_stands_before_the_headers_makes_no_page_of_the_whole_archive(tmp_path: Path, before: bytes) -> None:
    assert is_archive(before + SAVED) and archived_page(before + SAVED) == archived_page(SAVED)
    (tmp_path / "saved.mhtml").write_bytes(before + SAVED)
    [number] = json.loads(run("contacts", str(tmp_path / "saved.mhtml"), "--format", "json").stdout)
    assert number["snippet"] == "Call +66 81 234 5678 = now"


def test_an_archive_that_is_cut_off_says_so_where_the_page_is(tmp_path: Path) -> None:
    assert archived_page(CHROME + BETWEEN + QUOTED[:-20]).cut == "the archive ends within the page"
    assert archived_page((CHROME + BETWEEN + QUOTED + BETWEEN + PICTURE)[:-9]) == archived_page(SAVED)
    (tmp_path / "saved.mhtml").write_bytes(CHROME + BETWEEN + QUOTED[:-20])
    assert "the archive ends within the page" in run("contacts", str(tmp_path / "saved.mhtml")).stderr


NESTED = b"Content-Type: multipart/related; boundary=x\n\n--x\n"
HOSTILE = {
    "no parts": CHROME,
    "no boundary": b"Content-Type: multipart/related\n\n--x\nContent-Type: text/html\n\n<p>",
    "a boundary in no charset": b"Content-Type: multipart/related; boundary*=a%00'en'x\n\n--x\nContent-Type: text/html\n\n<p>",
    "a boundary in one and in several pieces": b"Content-Type: multipart/related; boundary*0=x; boundary*=utf-8''x\n\n--x\n",
    "a boundary without end": b"Content-Type: multipart/related; boundary=" + b"x" * 9_000 + b"\n\n--x\n",
    "headers without end": b"Content-Type: multipart/related; boundary=x\n" + b"X-Y: z\n" * 100_000,
    "deep": b"Content-Type: multipart/related; boundary=x\n\n--x\n" + NESTED * 40_000,
    "a picture": archive(PICTURE),
    "no base64": archive(b"Content-Type: text/html\nContent-Transfer-Encoding: base64\n\nA" + b"\n" * 9),
    "an unknown coding": archive(b"Content-Type: text/html\nContent-Transfer-Encoding: x-uuencode\n\nbegin 644 a"),
    "headers of odd letters": archive("Content-Type: text/plain\nContent-ID: ธ\nContent-Type: ธ/ธ\n\nx".encode(), more=b"; start=y"),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_archive_ends_in_a_sentence(tmp_path: Path, what: str) -> None:
    (tmp_path / "bad.mhtml").write_bytes(HOSTILE[what])
    for command in (("check", "bad.mhtml", "--url", "https://a.example/"), ("contacts", "bad.mhtml")):
        done = run(*command, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (2, "") and "looks like a web archive of a browser (MIME): " in done.stderr
        assert "own fault" not in done.stderr and done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "part",
    [
        b"Content-Type: text/plain\nContent-ID: <q>\n\nx\n--x\n" * 80_000,
        NESTED * 80_000,
        b"\n--x" * 1_000_000,
        b"Content-Type: text/html\nContent-Transfer-Encoding: base64\n\n" + b"QUFB" * 900_000,
        b"Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n" + b"=3D\n" * 900_000,
        b"Content-Type: text/html" + b"; a=b" * 3_000 + b"\n\n<p>",
    ],
    ids=["parts", "levels", "boundaries", "base64", "quoted", "parameters"],
)
def test_no_archive_costs_more_than_its_length(part: bytes) -> None:
    data = archive(part, more=b'; start="<p>"')

    def read() -> None:
        with contextlib.suppress(NoArchive):
            assert len(archived_page(data).body) <= len(data)

    assert least_cpu_s(read, within=0.5) <= 0.5  # of some 4 MB


@given(st.lists(st.sampled_from([CHROME, BETWEEN, END, QUOTED, PICTURE, NESTED, b"--x\n", b"\n", b"\r", b"\xff", b"start=", b"boundary="])))
def test_whatever_the_bytes_are_it_is_a_page_or_a_sentence(parts: list[bytes]) -> None:
    try:
        assert isinstance(archived_page(b"".join(parts)).body, bytes)
    except NoArchive as exc:
        assert str(exc)


def part(kind: bytes, body: bytes, *headers: bytes) -> bytes:
    head = b"".join(line + b"\r\n" for line in (b"Content-Type: " + kind, b"Content-Transfer-Encoding: base64", *headers))
    return BETWEEN + head + b"\r\n" + base64.encodebytes(body).replace(b"\n", b"\r\n")


FRAMED = (
    b"<!DOCTYPE html><title>Bank</title><p>Please sign in with your account below, as you do on every other day of the year.</p>"
    b'<iframe title=a src="cid:frame-2@mhtml.blink" width="600"></iframe>'
)
LOGIN = (
    "<h1>ลงชื่อเข้าใช้</h1><form action='https://evil.com/'><input type=password name=p placeholder='รหัสผ่าน'></form><p>Call +66 2 123 4567</p>"
)


def framed(tmp_path: Path, *parts: bytes) -> Path:
    file = tmp_path / "framed.mhtml"
    file.write_bytes(CHROME + part(b"text/html", FRAMED, b"Content-Location: https://kasikorn-verify.top/a") + b"".join(parts) + END)
    return file


def test_a_login_in_a_frame_of_an_archive_is_read(tmp_path: Path) -> None:
    frame = part(b"text/html; charset=utf-8", LOGIN.encode(), b"Content-ID: <frame-2@mhtml.blink>")
    row = json.loads(run("check", str(framed(tmp_path, frame)), "--url", "https://evil.com/", "--format", "json").stdout)
    page = row["facts"]["page"]
    assert page["asks"] == ["password"] and page["complete"] and "+6621234567" in [one["value"] for one in row["facts"]["contacts"]]


@pytest.mark.parametrize(
    "frame",
    [
        b"",
        part(b"image/png", b"x", b"Content-ID: <frame-2@mhtml.blink>"),
        part(b"text/html", b"x" * 700_000, b"Content-ID: <frame-2@mhtml.blink>"),
    ],
)
def test_a_frame_that_the_archive_lacks_is_said_to_be_unread(tmp_path: Path, frame: bytes) -> None:
    row = json.loads(run("check", str(framed(tmp_path, frame)), "--url", "https://evil.com/", "--format", "json").stdout)
    page = row["facts"]["page"]
    assert not page["complete"] and page["incomplete_because"] == FRAMES_UNREAD


def test_a_picture_in_an_archive_is_searched_for_codes(tmp_path: Path) -> None:
    pay = "00020101021129370016A000000677010111011300668192345675802TH530376463048C1A"
    page = (
        b"<title>Pay</title><p>Scan to pay for your parcel today, please.</p><img alt='QR code' src='/img/qr.png'><img src=cid:two@x alt=x>"
    )
    root = part(b"text/html", page, b"Content-Location: https://kasikorn-verify.top/a")
    drawn = part(b"image/png", qr(pay), b"Content-Location: https://kasikorn-verify.top/img/qr.png")
    file = tmp_path / "saved.mhtml"
    file.write_bytes(CHROME + root + drawn + END)
    found = json.loads(run("contacts", str(file), "--format", "json").stdout)
    assert [(one["kind"], one["where"]) for one in found] == [("payment-qr", "qr image")]


def test_frames_within_frames_end() -> None:
    inside = part(b"text/html", b'<iframe src="cid:a"></iframe>' * 50, b"Content-ID: <a>")
    whole = ArchiveParts(CHROME + inside + END, "").with_frames(b'<iframe src="cid:a"></iframe>')
    assert whole.missing >= 1 and len(whole.body) < 100_000


@given(st.binary(max_size=400))
def test_whatever_stands_in_an_archive_its_parts_are_read_or_not(data: bytes) -> None:
    parts = ArchiveParts(archive(data), "https://a.com/")
    assert parts("cid:x") is None or isinstance(parts("cid:x"), bytes | str)
    assert isinstance(parts.with_frames(data).body, bytes)
