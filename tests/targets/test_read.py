"""Lists as analysts have them."""

import gzip
import io
import json
import random
import re
import shlex
import sys
import zipfile
from pathlib import Path

import pytest

from scamtriage.assess import Rules
from scamtriage.batch.offline import offline
from scamtriage.config import Config
from scamtriage.judging import judge_of
from scamtriage.pipeline import number_lines
from scamtriage.records.evidence import Mode
from scamtriage.render.facts import RENDERERS
from scamtriage.render.style import Style
from scamtriage.targets.decode import BadList
from scamtriage.targets.lines import open_list
from scamtriage.targets.parse import MAX_LINE_CHARS, parse_target
from scamtriage.targets.read import read
from tests.targets.lists import Pipe, texts


@pytest.mark.parametrize(
    "raw",
    [
        b"a.com\nb.com\n",
        b"a.com\r\nb.com",
        b"a.com\rb.com\r",
        b"\xef\xbb\xbfa.com\nb.com\n",
        "a.com\nb.com\n".encode("utf-16"),
        "a.com\nb.com\n".encode("utf-16-le"),
        "a.com\nb.com\n".encode("utf-16-be"),
        gzip.compress(b"a.com\nb.com\n", mtime=0),
        gzip.compress(b"a.com\n", mtime=0) + gzip.compress(b"b.com\n", mtime=0),
    ],
)
def test_encodings_line_ends_and_gzip_make_no_difference(raw: bytes) -> None:
    assert texts(raw) == [(1, "a.com"), (2, "b.com")]


def test_a_mail_of_outlook_is_named_as_one() -> None:
    with pytest.raises(BadList, match=r"save the mail as text or \.eml"):
        list(read(io.BytesIO(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)), name="a.msg"))


@pytest.mark.parametrize(
    ("raw", "name", "words"),
    [
        (
            b'{\n"type": "bundle",\n',
            "a.stix.json",
            r"jq -r '\.\. \| objects \| \.pattern // .*' a\.stix\.json \| scamtriage scan - --extract$",
        ),
        (b'{"response": [\n{"Event":{"uuid":"1"', "a.json", r"jq -r '.*\.to_ids == true .*' a\.json \| scamtriage scan - --extract$"),
        (b'{"Event":{"System":{"Channel":"x"}}}', "a.json", r"jq -r '\.\. \| strings' a\.json \| scamtriage scan - --extract$"),
        (b'{\n  "a": [\n  "b.com"', "a.json", r"jq -r '\.\. \| strings' a\.json \| scamtriage scan - --extract$"),
        (b'{"url": "http://a.com"}\n', "list.ndjson", r"looks like JSON, .*: jq -r '\.url' list\.ndjson \| scamtriage scan -"),
        (b"<!DOCTYPE html><html>\n", "a.html", "is a saved page, .*: scamtriage check a.html --url ADDRESS"),
        (b"<!DOCTYPE html><html>\n", "-", "is a saved page, .*: scamtriage check FILE --url ADDRESS"),
        (b"see http://a.com,x\nfoo,bar\n", "list.csv", "write a heading such as url,note above it; or call the file .txt"),
    ],
)
def test_what_is_no_list_says_what_reads_it(raw: bytes, name: str, words: str) -> None:
    with pytest.raises(BadList, match=words):
        list(read(io.BytesIO(raw), name=name))


MAILS = [
    ("case 7.eml", "From: a@b.com"), ("case 7.eml.gz", "From: a@b.com"), ("-", "Received: from mx.b.com"), ("-", "MIME-Version: 1.0"),
    ("mails of today", "From - Sun Nov 29 01:00:00 2026"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "first"), MAILS)
def test_a_mail_is_no_list_for_its_lines_break_addresses(name: str, first: str) -> None:
    raw = f"{first}\nContent-Transfer-Encoding: quoted-printable\n\nhttps://a.top/x?id=3D77=\n8\n".encode()
    with pytest.raises(BadList, match=re.escape(f"scamtriage scan {shlex.quote(name)} --extract")):
        texts(raw, name=name)
    assert texts(b"From: a@b.com\nb.top\n") == [(1, "From: a@b.com"), (2, "b.top")]


def test_a_pipe_of_addresses_with_commas_is_not_waited_for() -> None:
    pipe = Pipe(b"https://a.com/?x=1,2\nhttps://b.com/?x=1,2\n" * 20)
    next(read(pipe))
    assert pipe.tell() < 50


def test_urls_with_commas_are_no_csv() -> None:
    assert texts(b"https://a.com/?x=1,2,url\n") == [(1, "https://a.com/?x=1,2,url")]


def test_a_line_without_the_column_and_an_endless_line_are_lines_that_say_so() -> None:
    lines = list(read(io.BytesIO(b"id,url\n1\n2," + b"x" * 100_000 + b"\n3,c.com\n")))
    assert [bool(line.problem) for line in lines] == [True, True, False]
    assert all(len(line.text) <= MAX_LINE_CHARS for line in lines)


def test_lines_that_stand_behind_a_gzip_unpacked_are_not_lost_in_silence() -> None:
    lines = read(Pipe(gzip.compress(b"a.com\n") + b"\0b.com\n"))
    assert next(lines).text == "a.com"
    with pytest.raises(BadList, match="no gzip stands behind"):
        next(lines)


def test_nul_bytes_and_wrong_bytes_do_not_end_the_list() -> None:
    lines = list(read(io.BytesIO(b"a\x00b\n\xff\xfe\xff\nc.com\n")))
    assert lines[0].problem and lines[2].text == "c.com"


@pytest.mark.parametrize(("last", "words"), [(None, "cut short"), (b"\xff" * 8, "damaged")])
def test_a_damaged_or_cut_gzip_says_so(last: bytes | None, words: str) -> None:
    text = "".join(f"{random.Random(n).random()}.com\n" for n in range(500)).encode()
    with pytest.raises(BadList, match=words):
        list(read(io.BytesIO(gzip.compress(text)[:-8] + last if last else gzip.compress(text)[:2_000])))


@pytest.mark.parametrize("most", [1, 2, 3, 5])
def test_a_second_gzip_member_is_found_wherever_a_pipe_cuts_its_first_bytes(most: int) -> None:
    first = "".join(f"{random.Random(n).random()}.com\n" for n in range(200)).encode()
    pipe = Pipe(gzip.compress(first, mtime=0) + gzip.compress(b"last.com\n", mtime=0))
    pipe.most = most
    assert [line.text for line in read(pipe)][199:] == [first.decode().splitlines()[199], "last.com"]


@pytest.mark.parametrize(
    "raw",
    [
        b"a.com\nb.com\n",
        "a.com\nb.com\n".encode("utf-16"),
        "a.com\nb.com\n".encode("utf-16-le"),
        "a.com\nb.com\n".encode("utf-16-be"),
        "\ufeffa.com\nb.com\n".encode("utf-32-le"),
        "\ufeffa.com\nb.com\n".encode("utf-32-be"),
        gzip.compress(b"a.com\nb.com\n", mtime=0),
        gzip.compress(b"a.com\n", mtime=0) + gzip.compress(b"b.com\n", mtime=0),
        gzip.compress(b"a.com\nb.com\n", mtime=0) + b"\0" * 700,
        gzip.compress("a.com\nb.com\n".encode("utf-16"), mtime=0),
    ],
)
def test_how_a_pipe_cuts_a_list_makes_no_difference(raw: bytes) -> None:
    assert [(line.number, line.text) for line in read(Pipe(raw))] == [(1, "a.com"), (2, "b.com")]


def test_a_line_of_a_pipe_is_not_kept_waiting_for_the_next() -> None:
    class Live(io.BytesIO):
        def read1(self, size: int | None = -1, /) -> bytes:
            return b"a.com\nb.com\n" if self.tell() == 0 and self.seek(1) else pytest.fail("it waits for more than it needs")

    assert next(read(Live(b"-"))).text == "a.com"


def test_an_empty_list_has_no_lines() -> None:
    assert texts(b"") == texts(gzip.compress(b"")) == []


@pytest.mark.parametrize(
    ("raw", "name", "expected"),
    [
        (b"url\tx\na.com\t1\n", "list.tsv", ["a.com"]),
        (b"url;x\na.com;1\n", "list.csv.gz", ["a.com"]),
        (b"url\na.com\n", "list.csv", ["a.com"]),
        (b"url\na.com\n", "list.txt", ["url", "a.com"]),
    ],
)
def test_the_name_of_a_file_says_what_it_is(raw: bytes, name: str, expected: list[str]) -> None:
    assert [line.text for line in read(io.BytesIO(raw), name=name)] == expected


def test_a_list_is_a_file_or_what_comes_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "list.txt").write_bytes(b"a.com\n")
    with open_list(tmp_path / "list.txt") as file:
        assert [line.text for line in read(file)] == ["a.com"]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"b.com\n")))
    with open_list(Path("-")) as file:
        assert [line.text for line in read(file)] == ["b.com"]
    assert not sys.stdin.buffer.closed


def test_a_gzip_bomb_is_read_in_small_pieces() -> None:
    import tracemalloc

    bomb = gzip.compress(b"\x00" * 60_000_000)
    tracemalloc.start()
    assert len(list(read(io.BytesIO(bomb)))) == 1
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


def workbook() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>" * 500)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        (workbook(), "an Office document"),
        (gzip.compress(workbook()), "an Office document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "an Office document"),
        (b"%PDF-1.7\na.com\n", "a PDF document"),
        (b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "an OpenDocument file"),
    ],
)
@pytest.mark.parametrize("opened", [io.BytesIO, Pipe])
def test_a_file_that_is_no_text_is_no_list_of_broken_lines(raw: bytes, what: str, opened: type[io.BytesIO]) -> None:
    with pytest.raises(BadList, match=f"cases.xlsx: .*looks like {what if opened is io.BytesIO else 'an? '}.*; save the list as CSV"):
        list(read(opened(raw), name="cases.xlsx"))


def test_a_report_in_pdf_is_refused_with_what_reads_its_text() -> None:
    with pytest.raises(BadList, match=r"found by: pdftotext 'a b\.pdf' - \| scamtriage scan - --extract\Z"):
        list(read(io.BytesIO(b"%PDF-1.7\na.com\n"), name="a b.pdf"))


def test_a_line_without_an_end_and_a_letter_that_a_pipe_cuts_are_whole() -> None:
    raw = "a.com\nhttp://ธนาคาร.com/เข้า".encode()
    assert [line.text for line in read(Pipe(raw))] == raw.decode().splitlines()
    endless = "ก".encode() * 200_000
    assert [bool(line.problem) for line in read(io.BytesIO(endless + b"\nb.com"))] == [True, False]


def test_lines_of_a_plain_list_with_a_quote_are_its_lines() -> None:
    assert texts(b'"a.com\nb.com"\nc.com\n') == [(1, '"a.com'), (2, 'b.com"'), (3, "c.com")]
    assert texts(b'"a.com\nb.com\nc.com\n') == [(1, '"a.com'), (2, "b.com"), (3, "c.com")]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("https://insp.tan:Pa55w0rd@dsi-case-th.com/", "https://insp.tan:***@dsi-case-th.com/"),
        ("hxxps://insp:Pa5:5@w0rd@dsi-case-th[.]com/a", "hxxps://insp:***@dsi-case-th[.]com/a"),
        ("note: https://:pw@evil.example", "note: https://:***@evil.example"),
        ("2. insp:Pa55@evil-th.com/", "2. insp:***@evil-th.com/"),
        ("https://insp:Pa,5|5;@evil-th.com/", "https://insp:***@evil-th.com/"),
        ("https:insp:Pa 55@evil-th.com", "https:insp:***@evil-th.com"),
        ("//insp:Pa55@evil-th.com/a", "//insp:***@evil-th.com/a"),
        ("hxxp[:]//insp:Pa55[@]evil-th[.]com", "hxxp[:]//insp:***[@]evil-th[.]com"),
        ("ｈｔｔｐｓ：／／ｉｎｓｐ：ｐａ５５＠ｅｖｉｌ．ｃｏｍ", "ｈｔｔｐｓ：／／ｉｎｓｐ：***＠ｅｖｉｌ．ｃｏｍ"),
        ("ftp://insp:Pa55@evil-th.com/", "ftp://insp:***@evil-th.com/"),
        (
            "a/b: https://u:1@a.com/, https://u:2@b.com/?c=https://u:3@c.com",
            "a/b: https://u:***@a.com/, https://u:***@b.com/?c=https://u:3@c.com",
        ),
        *[
            (same, same)
            for same in (
                "https://evil-th.com/go//session:abcdef@token",
                "https://evil-th.com/?u=https://bit.ly:443@b",
                "evil-th.com//u:p@x",
                "https://www.maybank2u.com.my@evil.example/",
                "https://evil.example:8443/?to=a@b.example",
                "https://evil.example:8443, nok@mail.example",
                "Link: nok@mail.example",
                "mailto:nok@mail.example?subject=a:b@c",
                "nok@mail.example",
            )
        ],
    ],
)
def test_no_password_of_an_address_is_shown_and_its_line_is_kept(line: str, said: str) -> None:
    [one] = read(io.BytesIO(line.encode()))
    [word] = number_lines([line])
    assert one.text == word.text == line
    [row] = map(judge_of(Config(mode=Mode.OFFLINE), Rules.load()), offline([one]))
    [dossier] = offline([one])
    assert (dossier.input, row.input) == (line, said)
    [document] = json.loads("[" + "".join(RENDERERS["json"]([dossier], "dns", Style(several=False))) + "]")
    assert document["input"] == said
    before, after = parse_target(line), parse_target(said)
    assert getattr(before, "url", "") == getattr(after, "url", "")


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("scb-\nupdate.xyz\nb.com\n", [2]),
        ("https://scb.co.th-\r\nlogin.xyz/a\r\n", [2]),
        ("scb‐\nupdate.xyz # seen\n", [2]),
        ("https://secure.kbank.\nlogin.xyz\n", [2]),
        ("scb-\nhttps://a.com\nwww.b.com\n192.0.2.1/x\n", []),
        ("scb-\n\na.com\n# b-\nc.com\n#d-\ne.com\n", []),
        ("-\na.com\n----\nb.com\na -\nc.com\nd.com.\ne.com\nscb-\n- f.com\nscb-\n# a.com\n", []),
    ],
)
def test_the_other_half_of_a_name_that_is_broken_at_the_end_of_a_line_of_a_list_is_refused(text: str, refused: list[int]) -> None:
    lines = [*read(io.BytesIO(text.encode()), name="list.txt")]

    assert [line.number for line in lines if line.problem] == refused
    assert all(line.problem.startswith("the line before ends in") for line in lines if line.problem)
