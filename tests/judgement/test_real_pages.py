"""Real pages for the fit: which files of an archive are pages, and as what they are read. The archives here are made on the spot."""

import io
import json
import tarfile
from pathlib import Path

import pytest

from scamtriage.assess import Rules
from tools import evaluate_real, folds, real_pages

MANUAL = (
    "<title>Manual</title><h1>Installing</h1><p>Press enter to continue, then choose the disk on which the system is to be installed.</p>"
)
SHOP = "<title>Garden shop</title><p>Seeds, pots and tools for a small garden, delivered within a week.</p><form><input name=q></form>"


def packed(files: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:xz") as tar:
        for name, text in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(text.encode())
            tar.addfile(member, io.BytesIO(text.encode()))
    return out.getvalue()


def deb(data: bytes) -> bytes:
    """A Debian package: an `ar` archive of an odd and an even member."""
    members = (("debian-binary", b"2.0"), ("data.tar.xz", data))
    heads = ((f"{name:<16}{0:<12}{0:<6}{0:<6}{100644:<8}{len(body):<10}`\n".encode(), body) for name, body in members)
    return b"!<arch>\n" + b"".join(head + body + b"\n" * (len(body) % 2) for head, body in heads)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SCAMTRIAGE_PAGES", str(tmp_path))
    index = json.dumps({"html/0.html": {"url": "http://shop.garden.org/a"}, "html/1.html": {"url": "http://x.onion/"}})
    forms = {"f/data/index.json": index, "f/data/html/0.html": SHOP, "f/data/html/1.html": SHOP, "f/data/notes.html": SHOP}
    (tmp_path / "formasaurus-0.10.0.tar.gz").write_bytes(packed(forms))
    (tmp_path / "debian-handbook_1_all.deb").write_bytes(deb(packed({"./usr/html/en-US/a.html": MANUAL, "./usr/html/style.css": "p {}"})))
    (tmp_path / "other-1.tar.gz").write_bytes(packed({"a/data/html/0.html": SHOP}))
    return tmp_path


def read() -> list[real_pages.RealPage]:
    return real_pages.real_pages(Rules.load(), words={"garden", "enter", "continue"})


def test_pages_are_read_from_the_archives_that_are_named(folder: Path) -> None:
    found = {(page.source, page.host) for page in read()}
    assert found == {("formasaurus", "shop.garden.org"), ("formasaurus", "www.page.com"), ("handbook", "handbook.debianhandbook.org")}


def test_stretches_are_honest_and_hold_the_words_that_can_be_weighed(folder: Path) -> None:
    by_source = {page.source: page for page in read()}
    (stretch,) = by_source["handbook"].stretches
    assert (stretch.scam, stretch.words) == (False, {"enter", "continue"})
    assert by_source["formasaurus"].stretches[0].words == {"garden"}


def test_the_digest_is_of_what_was_read(folder: Path) -> None:
    before = real_pages.digest_of(read())
    assert real_pages.digest_of(read()) == before
    (folder / "debian-handbook_1_all.deb").write_bytes(deb(packed({"./usr/html/en-US/a.html": MANUAL.replace("disk", "drive")})))
    assert real_pages.digest_of(read()) != before


def test_each_source_is_left_out_once(folder: Path) -> None:
    pages = read()
    held = [folds.left_out(pages, fold, 2) for fold in range(2)]
    assert sorted(source for one in held for source in one) == ["formasaurus", "handbook"]


def test_without_a_folder_there_are_none_and_the_report_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SCAMTRIAGE_PAGES", raising=False)
    assert read() == []
    assert "Not measured" in evaluate_real.report([])


LABELLED = """
[[site]]
id = "one"
scam = true
host = "one-4.github.io"
age_days = -1
html = "<title>Enter</title><p>Enter the garden and continue.</p>"
[[site]]
id = "two"
scam = false
host = "two-4.github.io"
age_days = -1
html = "<title>Garden</title><p>Our garden is open on Sunday.</p>"
"""


def test_pages_of_repositories_bear_their_label_and_are_a_source_by_file(folder: Path) -> None:
    before = real_pages.digest_of(read())
    (folder / "public").mkdir()
    (folder / "public" / "region.toml").write_text(LABELLED)
    labelled = {page.id: page for page in read() if page.public}
    assert {(page.source, page.host, page.scam) for page in labelled.values()} == {
        ("public/region", "one-4.github.io", True),
        ("public/region", "two-4.github.io", False),
    }
    assert [(stretch.scam, stretch.words) for stretch in labelled["one"].stretches] == [(True, {"garden", "enter", "continue"})]
    with_labels = real_pages.digest_of(read())
    (folder / "public" / "region.toml").write_text(LABELLED.replace("true", "false"))
    assert len({before, with_labels, real_pages.digest_of(read())}) == 3
