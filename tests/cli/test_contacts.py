"""Contacts and facts of a saved page, listed by the program itself in each format, charset and language."""

import json
from pathlib import Path

import pytest

from tests.cli.running import run, run_alone

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
    assert "+66812345678" in table and "whatsapp" in table


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
