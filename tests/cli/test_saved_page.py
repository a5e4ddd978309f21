"""`contacts` on a page that a browser saved: its images are read from beside it, and nothing else of the machine is."""

import json
import os
from pathlib import Path

import pytest

from scamtriage.cli.saved_page import MAX_FILES, Beside, origin
from tests.cli.running import run
from tests.drawing import LINE, PROMPTPAY, qr


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "case" / "desk_files").mkdir(parents=True)
    (tmp_path / "secret.png").write_bytes(b"secret")
    return tmp_path / "case"


def test_codes_beside_a_saved_page_are_contacts_whatever_their_files_are_called(folder: Path) -> None:
    (folder / "desk_files" / "qr code.png").write_bytes(qr(PROMPTPAY))
    (folder / "desk_files" / "img_7.png").write_bytes(qr(LINE))
    page = folder / "desk.html"
    page.write_text(
        '<title>Desk</title><img src="./desk_files/qr%20code.png?v=1"><img src="desk_files/img_7.png"><img src="desk_files/no.png">'
    )
    found = json.loads(run("contacts", str(page), "--format", "json").stdout)
    assert {(c["kind"], c["value"], c["where"]) for c in found} == {
        ("payment-qr", "+66812345678", "qr image"),
        ("line", "refund_desk1", "qr image"),
    }


def test_a_code_that_was_not_read_is_said_to_be_unknown(folder: Path) -> None:
    page = folder / "desk.html"
    page.write_text(
        '<p>hello, this is all that stands here</p><img src="../secret.png" alt="qr"><img src="/img/qr.png"><img src="https://else.test/qr.png">'
    )
    done = run("contacts", str(page), "--url", "https://desk.test/")
    assert "no contact was found on the page" in done.stdout
    said = [" ".join(part.split()) for part in done.stdout.split("qr image")[1:]]
    assert len(said) == 3 and all("unknown what is in" in part for part in said)
    assert "leads out of the page's folder" in said[0] and "(not-asked)" in said[1] and "else.test" in said[2].replace("[.]", ".")
    assert "could not be searched" in run("contacts", str(page), "--format", "json").stderr


def test_a_page_from_a_pipe_has_nothing_beside_it(folder: Path) -> None:
    (folder / "qr.png").write_bytes(qr(LINE))
    assert "no contact" in run("contacts", "-", stdin=f'<p>Scan this code to pay us.<img src="qr.png"><img src="{folder}/qr.png">').stdout


@pytest.mark.parametrize(
    "reference",
    [
        "../secret.png",
        "desk_files/../../secret.png",
        "desk_files/%2e%2e/%2e%2e/secret.png",
        "..\\secret.png",
        "leaving.png",
        "away/secret.png",
    ],
)
def test_what_leads_out_of_the_folder_is_not_read(folder: Path, reference: str) -> None:
    (folder / "leaving.png").symlink_to(folder.parent / "secret.png")
    (folder / "away").symlink_to(folder.parent)
    assert Beside(folder / "desk.html")(reference) == "it leads out of the page's folder, and is not read"


@pytest.mark.parametrize(
    "reference",
    [
        *(
            "/etc/hostname",
            "//host/x.png",
            "\\\\host\\x.png",
            "file:///etc/hostname",
            "https://a.test/x.png",
            "C:/x.png",
            "data:image/png,x",
        ),
        *("", " ", "#", "?x", "missing.png", "desk_files", "pipe.png", "round.png", "\0", "%00", "a" * 5_000),
    ],
)
def test_what_names_no_file_here_is_left_to_the_web(folder: Path, reference: str) -> None:
    os.mkfifo(folder / "pipe.png")
    (folder / "round.png").symlink_to(folder / "round.png")
    assert Beside(folder / "desk.html")(reference) is None


def test_a_link_that_stays_is_read_and_files_are_capped(folder: Path) -> None:
    (folder / "one.png").write_bytes(b"one")
    (folder / "two.png").symlink_to(folder / "one.png")
    (folder / "large.png").write_bytes(b"0" * 1_000_001)
    beside = Beside(folder / "desk.html")
    assert beside("two.png") == b"one"
    assert "1,000,000 bytes" in str(beside("large.png"))
    for _ in range(MAX_FILES - 1):
        assert beside("./one.png") == b"one"
    assert beside("one.png") == f"{MAX_FILES} other files were read"


def test_a_saved_page_reached_through_a_link_keeps_its_own_folder(folder: Path) -> None:
    (folder / "one.png").write_bytes(b"one")
    (folder.parent / "short").symlink_to(folder)
    assert Beside(folder.parent / "short" / "desk.html")("one.png") == b"one"


@pytest.mark.parametrize(
    ("head", "url"),
    [
        (b"<!-- saved from url=(0031)https://xn--kbank-2xa.example/a--b -->", "https://xn--kbank-2xa.example/a--b"),
        (
            b"<!--\n Page saved with SingleFile \n url: https://xn--kbank-2xa.example/ \n saved date: today\n-->",
            "https://xn--kbank-2xa.example/",
        ),
        (b"<!-- saved from url=(0020)https://a.example/-->", "https://a.example/"),
        (b"<!-- https://a.example/ -->", ""),
    ],
)
def test_where_a_page_was_saved_from_is_read_whole(head: bytes, url: str) -> None:
    assert origin(head + b"<title>x</title>") == url
