"""`scan --extract`: the addresses of a text, by the program itself."""

import json
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.running import run, run_alone
from tests.cli.test_asking_again import scan_without_a_world

CHAT = """[1] Bob: hi
[2] Bob: pay at hxxps://nobody-1[.]top/ now, or maybank2u-secure-login.top
[3] Al: version 1.2.3.4?
[4] Al: https://nobody-1.top/ again
"""
ADDRESSES = ["hxxps://nobody-1[.]top/", "maybank2u-secure-login.top", "https://nobody-1.top/"]


def rows(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def test_every_address_of_a_text_has_a_row_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "chat.txt").write_text(CHAT)
    done = run("scan", "chat.txt", "--extract", "--offline", "--format", "ndjson", cwd=tmp_path)
    assert done.returncode == 0
    assert [(row["line"], row["input"]) for row in rows(done.stdout)] == list(enumerate(ADDRESSES, start=1))
    assert [row["columns"] for row in rows(done.stdout)] == [
        {"text_line": number, "context": CHAT.splitlines()[int(number) - 1]} for number in ("2", "2", "4")
    ]
    assert "4 lines of text, 2 of them with an address" in done.stderr and "1 bare number such as 1.2.3.4 left out" in done.stderr
    piped = run("scan", "-", "--extract", "--offline", "--format", "ndjson", stdin=CHAT)
    assert rows(piped.stdout) == rows(done.stdout)


def test_a_mail_says_what_of_it_was_left_out_and_not_read(tmp_path: Path) -> None:
    """The subject is encoded, the way of the mail and its recipient are nobody's sites, and a picture is attached."""
    (tmp_path / "a.eml").write_text(
        "Received: from relay.example.com\nTo: desk@example.com\nSubject: =?utf-8?q?https=3A//nobody-1.top/?=\n"
        "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n"
        '<html xmlns="http://www.w3.org/1999/xhtml"><a href="https://nobody-2.top/">\n'
        "--b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgoAAAANSUhEUg==\n--b--\n"
    )
    done = run("scan", "a.eml", "--extract", "--offline", "--format", "ndjson", cwd=tmp_path)
    assert [row["input"] for row in rows(done.stdout)] == ["https://nobody-1.top/", "https://nobody-2.top/"]
    assert "line 14: the mail has a picture here, such as an attachment; addresses in it are not read" in done.stderr
    assert (
        "; 1 markup name (as in xmlns) and 2 mail header names (as in Received or To) left out, which lead nobody to a site" in done.stderr
    )


@pytest.mark.parametrize("name", ["chat.csv", "chat.txt"])
def test_a_table_is_a_text_too_and_its_columns_make_nothing_a_target(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("url,note\na.example.com,see b.example.com\n")
    done = run("scan", name, "--extract", "--offline", "--format", "csv", cwd=tmp_path)
    heading, *found = done.stdout.splitlines()
    assert ",in:text_line,in:context," in heading and [row.split(",")[1] for row in found] == ["a[.]example[.]com", "b[.]example[.]com"]


def test_a_text_without_an_address_says_so_and_so_does_one_that_is_quiet() -> None:
    done = run("scan", "-", "--extract", "--offline", stdin="hello\nworld\n")
    assert done.returncode == 0 and done.stdout == ""
    assert done.stderr.splitlines() == ["2 lines of text, 0 of them with an address; each address counts as a line", "-: no target found."]
    assert run("scan", "-", "--extract", "--offline", "-q", stdin="hello\n").stderr == ""


def test_what_was_left_out_of_a_text_is_named_so_that_it_can_be_found() -> None:
    text = "see 10.20.30.40\npay.Now\nat evil-1.top%2Flogin, {count}c/c{.}top\n\x1b[1md/evil-4.top x/a.top\n"
    done = run("scan", "-", "--extract", "--offline", stdin=text)
    said = done.stderr.splitlines()[0]
    assert "1 bare number such as 10.20.30.40 and 1 sentence seam such as pay.Now and 4 glued names such as evil-1.top%2Flogin, " in said
    assert "c/c{.}top" in said and "x/a.top" not in said
    assert "\x1b" not in done.stderr


@pytest.mark.parametrize("extract", [(), ("--extract",)])
def test_a_document_of_our_own_rows_is_read_by_what_was_given_and_not_by_the_desks_in_it(extract: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("evil-1.top\nevil-2.top\n")
    assert run("scan", str(tmp_path / "list.txt"), "--offline", "-o", str(tmp_path / "rows.json")).returncode == 0
    refused = run("scan", str(tmp_path / "rows.json"), "--offline", *extract)
    assert refused.returncode == 2 and f"jq -r '.[].input' {tmp_path / 'rows.json'} | scamtriage scan -" in refused.stderr
    given = [row["input"] for row in json.loads((tmp_path / "rows.json").read_text())]  # what jq reads there
    assert given == ["evil-1.top", "evil-2.top"]


def test_a_text_has_no_columns_and_json_is_none() -> None:
    done = run("scan", "-", "--extract", "--column", "link", "--offline", stdin="a.com\n")
    assert done.returncode == 2 and "--extract and --column exclude each other" in done.stderr
    done = run("scan", "-", "--extract", "--offline", stdin='{"text": "see a.com"}\n')
    assert done.returncode == 2 and "jq -r '.. | strings' FILE | scamtriage scan - --extract" in done.stderr


def test_incomplete_addresses_are_asked_again_with_their_places_and_not_as_a_text(tmp_path: Path) -> None:
    (tmp_path / "chat.txt").write_text(CHAT)
    done = scan_without_a_world(tmp_path, "chat.txt", "--extract", "-o", "v.ndjson", "--processes", "1")
    [again] = [line for line in done.stderr.splitlines() if line.startswith("to ask the 3 incomplete")]
    assert '.columns["text_line"], .columns["context"]' in again
    repeated = shlex.split(again.rpartition(" | ")[2])
    assert repeated[:5] == ["scamtriage", "scan", "-", "--column", "url"] and "--extract" not in repeated


@pytest.mark.slow
def test_a_long_text_is_judged_by_several_processes_as_by_one() -> None:
    text = "".join(f"[{n}] Bob: see shop-{n}.example.com, nothing else\n" for n in range(600))
    one, two = (run_alone("scan", "-", "--extract", "--offline", "-q", "--processes", str(n), stdin=text).stdout for n in (1, 2))
    assert one == two and len(rows(one)) == 600


def test_who_scans_a_text_as_a_list_is_told_of_extract_with_the_options_typed(tmp_path: Path) -> None:
    (tmp_path / "chat.txt").write_text("".join(f"12/03/2024, 14:2{n} - Nok: please look at this\n" for n in range(9)) + "evil.top\n")
    told = run("scan", "chat.txt", "--offline", "--prior", "0.2", cwd=tmp_path).stderr
    [advice] = [line for line in told.splitlines() if "--extract" in line]
    assert advice == (
        "9 of 10 lines hold several words: the addresses in a chat, a mail or a report are found by:"
        " scamtriage scan chat.txt --extract --offline --prior 0.2"
    )
    (tmp_path / "line.txt").write_text("[LINE] chat with Nok\n\n\n" + "\n01:00\tNok\tsee https://evil.top/\n" * 3 + "a.top\n")
    assert "4 of 5 lines hold several words" in run("scan", "line.txt", "--offline", cwd=tmp_path).stderr
    for read_so in (("scan", "chat.txt", "--offline", "--extract"), ("scan", "few.txt", "--offline")):
        (tmp_path / "few.txt").write_text("a.top\nb.top\nc d e f\n")
        assert "--extract" not in run(*read_so, cwd=tmp_path).stderr


def test_one_line_of_a_list_that_hides_an_address_among_words_is_enough_to_tell_of_extract(tmp_path: Path) -> None:
    (tmp_path / "mixed.txt").write_text("a.top\nb.top\nc.top\n02:14 hxxps://d[.]top ,hxxps://e[.]top\n")
    told = run("scan", "mixed.txt", "--offline", cwd=tmp_path).stderr
    assert "1 of 4 lines holds several words" in told and "scamtriage scan mixed.txt --extract --offline" in told


@pytest.mark.skipif(shutil.which("jq") is None, reason="NOT RUN: there is no jq")
@pytest.mark.parametrize("format", ["stix", "misp"])
def test_of_a_report_of_another_desk_the_names_that_it_reports_are_read_and_no_others(tmp_path: Path, format: str) -> None:
    """Its other texts name the bank that is imitated, its page for log-ins, and name servers."""
    evidence = Path("examples/evidence.jsonl").resolve()
    report = tmp_path / "partner.json"
    report.write_text(run("score", str(evidence), "--format", format).stdout)
    reported = {
        row["target"]["host"]
        for row in rows(run("score", str(evidence), "--format", "ndjson").stdout)
        if row["verdict"] in ("likely-scam", "near-certain")
    }
    for options in ([], ["--extract"]):
        refused = run("scan", str(report), "--offline", *options)
        assert refused.returncode == 2
        read = shlex.split(refused.stderr.splitlines()[0].partition("jq -r ")[2].partition(" | scamtriage scan - --extract")[0])
        names = subprocess.run(["jq", "-r", *read], capture_output=True, text=True, check=True).stdout
        found = {
            row["target"]["host"] for row in rows(run("scan", "-", "--extract", "--offline", "--format", "ndjson", stdin=names).stdout)
        }
        assert reported <= found
        assert not any(host.startswith("ns") or host.endswith((".com.my", ".gov")) for host in found - reported), found
