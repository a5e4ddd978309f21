"""The user's own lists: every spelling of a name is the same entry, and a line that covers more than was meant is refused."""

from pathlib import Path

import pytest

from scamtriage.records.userlist import UserList
from scamtriage.targets.decode import BadList
from scamtriage.targets.lists import parse_entry, read_list
from tests.cost import least_cpu_s


def listed(tmp_path: Path, *lines: str, kind: str = "block") -> UserList:
    path = tmp_path / "names.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return read_list(path, kind)  # type: ignore[arg-type]


def lines_met(one: UserList, host: str, page: str = "/") -> list[int]:
    return [match.line for match in one.about(host, f"https://{host}{page}").matches]


@pytest.mark.parametrize(
    "spelling",
    [
        "evil.example",
        "EVIL.Example.",
        "hxxps://evil[.]example/",
        "http://evil.example",
        "evil(dot)example   # case 17",
        "  evil.example  ",
        "\ufeffevil.example",
    ],
)
def test_every_spelling_is_the_same_entry(spelling: str) -> None:
    entry = parse_entry(1, spelling)
    assert entry is not None
    assert (entry.host, entry.page) == ("evil.example", "")


def test_comments_and_blank_lines_are_no_entries_and_count_as_lines(tmp_path: Path) -> None:
    one = listed(tmp_path, "# head", "", "   # indented", "evil.example  # case 17: confirmed by the bank")
    assert one.entries == 1
    (match,) = one.about("evil.example", "https://evil.example/").matches
    assert (match.line, match.entry, match.comment) == (4, "evil.example", "case 17: confirmed by the bank")


@pytest.mark.parametrize(
    ("host", "met"), [("evil.example", [1]), ("www.evil.example", [1]), ("a.b.evil.example", [1]), ("notevil.example", []), ("example", [])]
)
def test_a_name_covers_the_names_below_it_and_no_other(tmp_path: Path, host: str, met: list[int]) -> None:
    assert lines_met(listed(tmp_path, "evil.example"), host) == met


@pytest.mark.parametrize(
    ("page", "met"), [("/a", [1]), ("/a/b", [1]), ("/a?x=1", [1]), ("/ab", []), ("/a&b", []), ("/", []), ("/A", []), ("/b/a", [])]
)
def test_a_path_covers_itself_and_what_lies_below(tmp_path: Path, page: str, met: list[int]) -> None:
    assert lines_met(listed(tmp_path, "sites.example.com/a"), "sites.example.com", page) == met


@pytest.mark.parametrize(("page", "met"), [("/v?id=1", [1]), ("/v?id=1&x=2", [1]), ("/v?id=12", []), ("/v?id=1/2", []), ("/v?id=1?x", [])])
def test_a_query_covers_itself_and_what_is_added_to_it(tmp_path: Path, page: str, met: list[int]) -> None:
    assert lines_met(listed(tmp_path, "sites.example.com/v?id=1"), "sites.example.com", page) == met


@pytest.mark.parametrize("page", ["/a/..%2fb", "/a/..%5cb", "/a/..;x=1/b", "/a/%252e%252E/b", "/a/%2e%2e%2f", "/a/x/.."])
def test_a_path_that_some_server_reads_as_another_is_vouched_for_by_no_entry(tmp_path: Path, page: str) -> None:
    assert lines_met(listed(tmp_path, "sites.example.com/a", kind="allow"), "sites.example.com", page) == []
    assert lines_met(listed(tmp_path, "sites.example.com/a"), "sites.example.com", page) == [1]
    for harmless in ("/a/b..c/...d", "/a/b?to=../c", "/a/.well-known/x"):
        assert lines_met(listed(tmp_path, "sites.example.com/a", kind="allow"), "sites.example.com", harmless) == [1]


def test_a_path_of_one_host_says_nothing_of_the_hosts_below(tmp_path: Path) -> None:
    assert lines_met(listed(tmp_path, "example.com/a"), "www.example.com", "/a") == []


@pytest.mark.parametrize("written", ["บ้านขนม.ไทย", "xn--12cf4d1e9a1f.xn--o3cw4h", "Bücher.example", "중고나라.한국"])
def test_international_names_meet_their_a_labels(tmp_path: Path, written: str) -> None:
    entry = parse_entry(1, written) if not written.startswith("xn--12") else parse_entry(1, "xn--bcher-kva.example")
    assert entry is not None
    assert entry.host.isascii()
    assert lines_met(listed(tmp_path, entry.text), entry.host) == [1]


def test_addresses_are_listed_singly(tmp_path: Path) -> None:
    one = listed(tmp_path, "45.12.40.9", "[2001:db8::9]")
    assert lines_met(one, "45.12.40.9") == [1]
    assert [m.line for m in one.about("2001:db8::9", "https://[2001:db8::9]/").matches] == [2]
    assert lines_met(one, "1.45.12.40.9.example") == []


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("com", "single word"),
        ("co.th", "many owners"),
        ("github.io", "many owners"),
        ("weebly.com", "many people"),
        ("www.weebly.com", "many people"),
        ("mooo.com", "many people"),
        ("https://t.me/", "many people"),
        ("bit.ly/?", "many people"),
        ("docs.google.com", "many people"),
        ("google.com", "many people"),
        ("archive.org", "many people"),
        ("*.evil.example", "bare name"),
        (".evil.example", "bare name"),
        ("||evil.example^", "bare name"),
        ("evil.example:8443", "no port"),
        ("victim@mail.example", "mail address"),
        ("10.0.0.0/8", "networks"),
        ("http://45.12.40.0/24", "networks cannot be listed"),
        ("hxxp://45[.]12[.]40[.]0/24", "networks cannot be listed"),
        ("0.0.0.0 evil.example", "more than one word"),
        ("evil.example,phish", "cannot stand"),
        ("ftp://evil.example/", "no web address"),
        ("evil\x00.example", "control character"),
    ],
)
def test_a_line_that_cannot_be_meant_is_refused_with_file_and_line(tmp_path: Path, line: str, reason: str) -> None:
    with pytest.raises(BadList, match=rf"names\.txt: line 2: .*{reason}"):
        listed(tmp_path, "fine.example", line)


@pytest.mark.parametrize(
    ("line", "instead"),
    [
        ("apple.com", ("www.apple.com", "apps.apple.com/NAME")),
        ("google.com", ("www.google.com", "docs.google.com/NAME")),
        ("facebook.com", ("facebook.com/NAME",)),
        ("weebly.com", ("NAME.weebly.com",)),
        ("linktr.ee", ("linktr.ee/NAME",)),
    ],
)
def test_the_refusal_of_a_shared_name_says_what_may_be_written_and_that_may_be(line: str, instead: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="many people") as refused:
        parse_entry(1, line)
    for name in instead:
        assert name in str(refused.value)
        assert parse_entry(1, name.replace("NAME", "cakes")) is not None


@pytest.mark.parametrize("line", ["shop.weebly.com", "cakes.mooo.com", "t.me/cakes", "sites.google.com/view/cakes", "policies.google.com"])
def test_what_one_tenant_has_may_be_listed(line: str) -> None:
    assert parse_entry(1, line) is not None


@pytest.mark.parametrize(
    ("written", "page"),
    [
        ("/%e0%b8%81", "/%E0%B8%81"),
        ("/ก", "/%e0%b8%81/x"),
        ("/%7Euser", "/~user"),
        ("/~user", "/%7euser/"),
        ("/pay?", "/pay"),
        ("/a%2fb", "/a%2Fb"),
    ],
)
def test_every_spelling_of_a_path_is_the_same(tmp_path: Path, written: str, page: str) -> None:
    one = listed(tmp_path, f"evil.example{written}")
    assert lines_met(one, "evil.example", page) == [1]
    assert lines_met(one, "evil.example", "/a/b") == []


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    (tmp_path / "l").write_bytes(b"fine.example\n\xff\xfe\n")
    with pytest.raises(BadList, match="line 2: is no text in UTF-8"):
        read_list(tmp_path / "l", "allow")


def test_the_page_that_a_site_leads_to_meets_the_block_list_and_not_the_allow_list(tmp_path: Path) -> None:
    landing = ("end.example", "https://end.example/x")
    met = listed(tmp_path, "end.example").about("start.example", "https://start.example/", landing)
    assert [(m.line, m.where) for m in met.matches] == [(1, "landing")]
    kind = listed(tmp_path, "end.example", kind="allow").about("start.example", "https://start.example/", landing)
    assert kind.matches == ()


def test_a_file_that_is_too_large_is_refused_before_it_is_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scamtriage.targets.lists.MAX_FILE_BYTES", 5)
    with pytest.raises(BadList, match="is larger than"):
        listed(tmp_path, "evil.example")


def test_many_pages_of_one_host_cost_what_as_many_hosts_cost(tmp_path: Path) -> None:
    """Platforms that lend pages are listed page by page."""
    pages = [f"sites.google.com/view/case-{number}" for number in range(20_000)]
    assert least_cpu_s(lambda: listed(tmp_path, *pages), within=1.5) < 3.0
    assert [entry.line for entry in listed(tmp_path, *pages[:3]).by_host["sites.google.com"]] == [1, 2, 3]


def test_the_digest_is_that_of_the_file(tmp_path: Path) -> None:
    import hashlib

    one = listed(tmp_path, "evil.example", "# note")
    assert one.sha256 == hashlib.sha256((tmp_path / "names.txt").read_bytes()).hexdigest()


@pytest.mark.parametrize("line", ["1. evil.com", "except: https://evil.com", "- evil.com"])
def test_an_entry_stands_alone_because_a_word_before_it_may_say_what_it_is_not(line: str) -> None:
    with pytest.raises(ValueError, match=r"more than one word|no port"):
        parse_entry(1, line)
