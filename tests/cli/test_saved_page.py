"""`contacts` on a page that a browser saved: its images are read from beside it, and nothing else of the machine is."""

import csv
import gzip
import importlib.util
import json
import os
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from scamtriage.cli.saved_pages.saved_page import MAX_FILES, SavedFiles, origin
from scamtriage.records import codec
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
        '<p>hello, this is all that stands here</p><img src="../secret.png" alt="qr"><img src="/img/qr.png"><img src="https://else.example/qr.png">'
    )
    done = run("contacts", str(page), "--url", "https://desk.example/")
    assert "no contact was found on the page" in done.stdout
    said = [" ".join(part.split()) for part in done.stdout.split("qr image")[1:]]
    assert len(said) == 3 and all("unknown what is in" in part for part in said)
    assert "leads out of the page's folder" in said[0] and "(not-asked)" in said[1] and "else.example" in said[2].replace("[.]", ".")
    told = json.loads(run("contacts", str(page), "--url", "https://desk.example/", "--format", "json").stdout)
    assert [(one["kind"], one["outcome"]) for one in told] == [("unread", "unread"), ("unread", "not-asked"), ("unread", "foreign")]


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
    assert SavedFiles(folder / "desk.html")(reference) == "it leads out of the page's folder, and is not read"


@pytest.mark.parametrize(
    "reference",
    [
        *(
            "/etc/hostname",
            "//host/x.png",
            "\\\\host\\x.png",
            "file:///etc/hostname",
            "https://a.example/x.png",
            "C:/x.png",
            "data:image/png,x",
        ),
        *("", " ", "#", "?x", "missing.png", "desk_files", "pipe.png", "round.png", "\0", "%00", "a" * 5_000),
    ],
)
def test_what_names_no_file_here_is_left_to_the_web(folder: Path, reference: str) -> None:
    os.mkfifo(folder / "pipe.png")
    (folder / "round.png").symlink_to(folder / "round.png")
    assert SavedFiles(folder / "desk.html")(reference) is None


def test_a_link_that_stays_is_read_and_files_are_capped(folder: Path) -> None:
    (folder / "one.png").write_bytes(b"one")
    (folder / "two.png").symlink_to(folder / "one.png")
    (folder / "large.png").write_bytes(b"0" * 1_000_001)
    beside = SavedFiles(folder / "desk.html")
    assert beside("two.png") == b"one"
    assert "1,000,000 bytes" in str(beside("large.png"))
    for _ in range(MAX_FILES - 1):
        assert beside("./one.png") == b"one"
    assert beside("one.png") == f"{MAX_FILES} other files were read"


def test_a_saved_page_reached_through_a_link_keeps_its_own_folder(folder: Path) -> None:
    (folder / "one.png").write_bytes(b"one")
    (folder.parent / "short").symlink_to(folder)
    assert SavedFiles(folder.parent / "short" / "desk.html")("one.png") == b"one"


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


LURE = (
    "<title>KBank - ยืนยันตัวตน</title><h1>ธนาคารกสิกรไทย</h1><p>บัญชีของคุณถูกระงับ กรุณายืนยันตัวตนทันที ภายใน 24 ชั่วโมง มิฉะนั้นบัญชีจะถูกอายัด"
    '<form action="https://collect.example.net/x" method="post"><input name="card" placeholder="เลขบัตรประชาชน">'
    '<input type="password" name="pin"></form>'
)


def judged(*words: str) -> dict[str, Any]:
    return json.loads(run("check", *words, "--format", "json", "-q").stdout)


def test_a_saved_page_is_judged_as_what_a_file_says_and_nobody_is_asked(folder: Path) -> None:
    (folder / "saved.html").write_text(LURE)
    row = judged(str(folder / "saved.html"), "--url", "hxxps://kasikorn-verify[.]top/a")
    page = row["facts"]["page"]
    assert row["target"]["url"] == page["final_url"] == "https://kasikorn-verify.top/a" and row["input"].endswith("saved.html")
    assert page["source"] == f"saved.html, SHA-256 {sha256(LURE.encode()).hexdigest()}"
    assert (page["status_code"], page.get("hops", [])) == (0, [])
    assert "saved-page" in row["flags"] and "active" not in row["states"]
    assert {name for name, facts in row["facts"].items() if facts is not None} == {"page", "contacts"}
    assert any("form" in reason["signal"] for reason in row["reasons"]) and any(reason["family"] == "name" for reason in row["reasons"])
    assert "http-cloaking-ua" in [signal for unknown in row["unknown"] for signal in unknown["signals"]]


def test_a_saved_page_is_told_to_come_from_a_file_in_every_language(folder: Path) -> None:
    (folder / "saved.html").write_text(LURE)
    told = run("check", str(folder / "saved.html"), "--url", "https://kasikorn-verify.top/").stdout
    assert "read from the file saved.html, SHA-256" in told and "HTTP" not in told and "saved[.]html" not in told
    assert "where it stood, as the user says: hxxps://kasikorn-verify[.]top/" in told and "landing" not in told
    assert (
        "อ่านจากไฟล์ saved.html" in run("check", str(folder / "saved.html"), "--url", "https://kasikorn-verify.top/", "--lang", "th").stdout
    )


CLAIM = "<!-- saved from url=(0028)https://www.maybank2u.com.my/ -->"


@pytest.mark.parametrize("command", [("check",), ("check", "example.com", "--offline"), ("collect",), ("lookup", "dns")])
def test_where_a_page_says_that_it_was_is_shown_and_not_believed(folder: Path, command: tuple[str, ...]) -> None:
    (folder / "says.html").write_text(f"{CLAIM}{LURE}")
    done = run(*command, "says.html", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "")
    assert "scamtriage check says.html --url ADDRESS" in done.stderr and "scamtriage contacts says.html" in done.stderr
    assert "hxxps://www[.]maybank2u[.]com[.]my/, which anybody can write" in done.stderr


@pytest.mark.parametrize("command", [("check",), ("collect", "-o", "case.jsonl")])
@pytest.mark.parametrize("name", ["says.html", "says.html.gz"])
def test_a_page_that_says_another_site_than_the_user_is_told_to(folder: Path, name: str, command: tuple[str, ...]) -> None:
    page = f"{CLAIM}{LURE}".encode()
    (folder / name).write_bytes(gzip.compress(page) if name.endswith(".gz") else page)
    where = (name, "--url")
    told = run(*command, *where, "https://kasikorn-verify.top/", cwd=folder).stderr
    assert "saved from hxxps://www[.]maybank2u[.]com[.]my/, which anybody can write into it" in told
    assert "saved from" not in run(*command, *where, "www.maybank2u.com.my/login", cwd=folder).stderr


def test_a_long_claim_is_cut_and_a_page_without_one_is_refused_without_it(folder: Path) -> None:
    (folder / "long.html").write_text(f"<!-- saved from url=(0028)https://a.example/{'x' * 1_500} -->{LURE}")
    (folder / "silent.html").write_text(LURE)
    told = run("check", "long.html", cwd=folder).stderr
    assert "hxxps://a[.]example/xxx" in told and len(told) < 600
    told = run("check", "silent.html", cwd=folder).stderr
    assert "--url ADDRESS;" in told and "the file says" not in told


@pytest.mark.parametrize(("url", "name"), [("https://www.maybank2u.com.my/", "Maybank2u"), ("https://example.co.th/", "our bakery")])
def test_a_saved_page_acquits_nobody(folder: Path, url: str, name: str) -> None:
    (folder / "saved.html").write_text(f"<title>{name}</title><h1>Welcome to {name}</h1><p>Log in to your account.")
    row = judged(str(folder / "saved.html"), "--url", url)
    assert row["verdict"] in ("no-finding", "undetermined")
    if row["log_odds"] < -1:
        assert row["held_back"] == ["a page from a file acquits nobody"]


def test_of_a_huge_file_no_more_is_read_than_of_a_page(folder: Path) -> None:
    (folder / "huge.html").write_text(LURE)
    os.truncate(folder / "huge.html", 1 << 40)
    head = LURE.encode().ljust(4_000_000, b"\0")
    done = run("check", str(folder / "huge.html"), "--url", "https://kasikorn-verify.top/", "--format", "json", "-q")
    assert (
        json.loads(done.stdout)["facts"]["page"]["source"] == f"huge.html, SHA-256 {sha256(head).hexdigest()} of its first 4,000,000 bytes"
    )


def test_a_file_that_is_called_as_a_site_is_the_site(folder: Path) -> None:
    (folder / "evil.com").write_text(LURE)
    assert json.loads(run("check", "evil.com", "--offline", "--format", "json", cwd=folder).stdout)["target"]["host"] == "evil.com"
    done = run("check", "evil.com", "--url", "https://kasikorn-verify.top/", cwd=folder)
    assert done.returncode == 2 and "./NAME" in done.stderr
    done = run("check", "./evil.com", "--url", "https://kasikorn-verify.top/", "--format", "json", cwd=folder)
    assert json.loads(done.stdout)["target"]["host"] == "kasikorn-verify.top"


def test_nobody_is_told_of_a_page_that_nobody_saw_on_the_site(folder: Path) -> None:
    (folder / "saved.html").write_text(LURE)
    done = run(
        *("check", str(folder / "saved.html"), "--url", "https://kasikorn-verify.top/", "--fail-on", "likely-scam"),
        *("--format", "xarf", "--reporter", "CERT Example <abuse@cert.example>"),
    )
    assert (done.returncode, done.stdout) == (10, "[]\n") and "nobody saw it on the site" in done.stderr


@pytest.mark.parametrize(
    "option", [("--second-look",), ("--deep",), ("--follow", "1"), ("--qr-images",), ("--full",), ("--personal-data",)]
)
def test_what_a_file_could_not_obey_is_refused_and_not_advised(folder: Path, option: tuple[str, ...]) -> None:
    (folder / "saved.html").write_text(LURE)
    for command in ("check", "collect"):
        done = run(command, "saved.html", "--url", "https://kasikorn-verify.top/", *option, cwd=folder)
        assert (done.returncode, done.stdout) == (2, "") and f"so {option[0]} could do nothing" in done.stderr
        told = run(command, "saved.html", *option, "--passive" if option != ("--full",) else "--cache", cwd=folder).stderr
        assert "saved.html --url ADDRESS" in told and option[0] not in told


def test_the_name_of_a_saved_page_is_looked_up_in_the_lists_if_asked(folder: Path) -> None:
    (folder / "saved.html").write_text("<title>Bank</title><p>Welcome to our bank.")
    where = (str(folder / "saved.html"), "--url", "https://maybank2u.com.my/")
    assert set(json.loads(run("collect", *where).stdout)["evidence"]) == {"page"}
    found = json.loads(run("collect", *where, "--reputation").stdout)["evidence"]["reputation"]
    if importlib.util.find_spec("pymispwarninglists") is None:
        assert (found["outcome"], found.get("facts")) == ("blocked", None) and "'.[warninglists]'" in found["reason"]
    else:
        assert found["outcome"] == "ok" and found["facts"]["lists"] > 0


@pytest.mark.parametrize("command", [("collect",), ("scan", "--offline"), ("score",)])
def test_a_saved_page_given_to_another_command_is_told_which_one_judges_it(folder: Path, command: tuple[str, ...]) -> None:
    (folder / "saved.html").write_text(f"<!DOCTYPE html>\n{LURE}")
    done = run(*command, str(folder / "saved.html"))
    assert (done.returncode, done.stdout) == (2, "") and "judged by: scamtriage check" in done.stderr
    assert ("kept by: scamtriage collect" in done.stderr) is (command == ("collect",))


@pytest.mark.parametrize("command", ["check", "collect"])
@pytest.mark.parametrize("targets", [("example.com",), ("saved.html", "example.com"), ("saved.html", "saved.html")])
def test_where_a_page_was_is_said_of_one_file(folder: Path, command: str, targets: tuple[str, ...]) -> None:
    (folder / "saved.html").write_text(LURE)
    done = run(command, *targets, "--url", "https://a.example/", "--offline", cwd=folder)
    assert (done.returncode, done.stdout) == (2, "") and "give it with one file" in done.stderr
    assert ("there is no such file" in done.stderr) is (targets == ("example.com",))


def test_a_file_that_cannot_be_read_as_a_page_is_not_judged(folder: Path) -> None:
    (folder / "saved.mht").write_text("From: a@b.example\nContent-Type: multipart/mixed; boundary=x\n\n--x\n")
    done = run("check", str(folder / "saved.mht"), "--url", "https://a.example/")
    assert (done.returncode, done.stdout) == (2, "") and "save the page again" in done.stderr


def test_the_charset_of_a_saved_page_can_be_said(folder: Path) -> None:
    (folder / "gbk.html").write_bytes("<title>银行</title><p>请加微信号：safe_acct9".encode("gbk"))
    said = run("check", str(folder / "gbk.html"), "--url", "https://evil.com/", "--charset", "gbk", "--format", "json")
    assert json.loads(said.stdout)["facts"]["page"]["title"] == "银行"
    for wrong, why in (("nonsense", "no charset"), ("gbk", "--url ADDRESS --charset gbk")):
        done = run("check", str(folder / "gbk.html"), "--charset", wrong)
        assert done.returncode == 2 and why in done.stderr
    assert "--charset: it says how a saved page is written" in run("check", "a.top", "--offline", "--charset", "gbk").stderr


def test_when_a_saved_page_was_read_is_not_said_to_be_when_it_was_seen(folder: Path) -> None:
    (folder / "old.html").write_text("<title>Bank</title><p>Call +66 81 234 5678")
    os.utime(folder / "old.html", (1_710_000_000, 1_710_000_000))
    for format, label in (("table", "read "), ("md", "read: "), ("html", "read")):
        said = run("check", str(folder / "old.html"), "--url", "https://evil.com/", "--format", format, "--lang", "en").stdout
        assert "when the page was seen is unknown" in " ".join(said.replace("│", " ").split()) and label in said
        assert "observed" not in said and "Newest evidence" not in said


def test_a_saved_page_is_kept_as_evidence_and_judged_from_it_as_from_the_file(folder: Path) -> None:
    """Its digest was another one with each command, of evidence that nobody had."""
    (folder / "gbk.html").write_bytes(f"<title>银行</title>{LURE}".encode("gb18030"))
    where = ("gbk.html", "--url", "hxxps://kasikorn-verify[.]top/a", "--charset", "gb18030")
    row = json.loads(run("check", *where, "--format", "json", cwd=folder).stdout)
    assert row["facts"]["page"]["title"] == "银行"
    done = run("collect", *where, "-o", "case.jsonl", cwd=folder)
    assert (done.returncode, done.stdout) == (0, "")
    (folder / "gbk.html").unlink()
    kept = json.loads(run("score", "case.jsonl", "--format", "json", cwd=folder).stdout)
    assert kept == row and kept["evidence_digest"] == codec.digest_of((folder / "case.jsonl").read_bytes())
    [cells] = csv.DictReader(run("score", "case.jsonl", "--format", "csv", cwd=folder).stdout.splitlines())
    assert (cells["landing"], cells["url"], cells["title"]) == ("unknown", "hxxps://kasikorn-verify[.]top/a", "银行")
    told = run("score", "case.jsonl", "--format", "md", "--lang", "en", cwd=folder).stdout
    assert f"evidence SHA-256 {kept['evidence_digest']}" in told and "when the page was seen is unknown" in told and "Newest" not in told


def test_what_a_saved_page_shares_has_no_day_on_which_it_was_seen(folder: Path) -> None:
    for name in ("one", "two"):
        (folder / f"{name}.html").write_text(f"<title>{name}</title>{LURE}<p>Send USDT: TJ4FeGnxF6o1dZyZhVS7cFkP5a9CYDgyrf")
        run("collect", f"{name}.html", "--url", f"https://{name}-verify.top/", "-o", "case.jsonl", cwd=folder)
    found = " ".join(run("relate", "case.jsonl", cwd=folder).stdout.split())  # lines are wrapped
    assert "TJ4FeGnxF6o1dZyZhVS7cFkP5a9CYDgyrf" in found and found.count("when observed is unknown") == 2


def test_a_page_is_no_evidence_file_to_append_to(folder: Path) -> None:
    (folder / "saved.html").write_text(LURE)
    done = run("collect", "saved.html", "--url", "https://kasikorn-verify.top/", "-o", "saved.html", cwd=folder)
    assert (done.returncode, (folder / "saved.html").read_text()) == (2, LURE)


@pytest.mark.parametrize(
    ("language", "ours"), [("en", "the address of the saved page was not given"), ("th", "ไม่ได้ระบุที่อยู่เว็บของหน้าเว็บที่บันทึกไว้")]
)
def test_a_page_of_which_nobody_says_where_it_was_is_given_no_address(tmp_path: Path, language: str, ours: str) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        '<!DOCTYPE html><p>Call <a href="tel:+66812345678">us</a><img src="img/qr.png" alt="QR code"><form action="/go"></form>'
    )
    nowhere = [run("contacts", str(page), "--format", format, "--lang", language).stdout for format in ("table", "json")]
    assert "invalid" not in "".join(nowhere) and ours in nowhere[0] and "img/qr[.]png" in nowhere[0]
    somewhere = run("contacts", str(page), "--url", "https://shop.example.co.th/a/", "--lang", language).stdout
    assert ours not in somewhere and "hxxps://shop[.]example[.]co[.]th/a/img/qr.png" in somewhere
