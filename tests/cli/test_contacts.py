"""Contacts and facts of a saved page or chat, listed by the program itself in each format, charset and language."""

import json
from pathlib import Path

import pytest

from tests.cli.running import contacts_of, run, run_alone

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


def test_the_signs_of_a_text_are_letters_and_its_lines_are_lines(tmp_path: Path) -> None:
    said = """From: Desk <desk@evil-mail.top>
if a<b then telegram @bad_guy1 c>d
บัญชี กสิกร 123-4-56789-0
02-123-4567 เบอร์ออฟฟิศ
<!-- LINE ID: hidden99
WhatsApp +855 12 345 678 -->
"""
    assert contacts_of(tmp_path, "chat.txt", said.encode()) >= {
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
    assert contacts_of(tmp_path, "page.txt", said.encode(charset)) == {("line", "dsi_case99")}


def test_a_chat_with_names_in_angle_brackets_is_none(tmp_path: Path) -> None:
    said = "<scam_desk> add me\n<scam_desk> telegram @bad_guy1\n<victim> a<b\n"
    assert contacts_of(tmp_path, "chat.log", said.encode()) == {("telegram", "bad_guy1")}


def test_a_chat_about_a_tag_is_no_page(tmp_path: Path) -> None:
    said = "what does <br> mean?\nmail <desk@evil-mail.top>\n"
    assert contacts_of(tmp_path, "chat.txt", said.encode()) == {("email", "desk@evil-mail.top")}


@pytest.mark.parametrize("before", ["", "a", "ab"])
def test_a_long_chat_that_was_cut_within_a_letter_is_in_utf8_all_the_same(tmp_path: Path, before: str) -> None:
    (tmp_path / "chat.txt").write_text(f"{before}\nLINE ID: dsi_case99\n" + "ก" * 1_400_000)
    done = run("contacts", str(tmp_path / "chat.txt"))
    assert "dsi_case99" in done.stdout and "were read" in done.stderr
    assert "UTF-8" not in done.stderr
