"""T, P and M before a telephone's number, F before a fax line's: what cards and footers write for the words."""

import pytest

from scamtriage.parse.contact.contacts import find_contacts
from scamtriage.parse.contact.sources import ContactSources
from scamtriage.parse.html.page import read_page


def lines_in(text: str, *, language: str = "en", suffix: str = "com") -> set[str]:
    sources = ContactSources(text=text, language=language, declared_language=language, suffix=suffix, host=f"a.{suffix}")
    return {f"{'fax' if 'fax' in one.flags else one.kind} {one.value}" for one in find_contacts(sources)}


@pytest.mark.parametrize(
    ("language", "suffix", "text", "expected"),
    [
        ("en", "com", "Suite 1410, Austin, TX 78701\nT 512.474.8830\nF 512.474.8831", {"phone +15124748830", "fax +15124748831"}),
        ("en", "com", "Denver, CO 80203\nP: 720.881.4406 | F: 720.881.4407", {"phone +17208814406", "fax +17208814407"}),
        ("en", "com", "Denver\n(p) 720-881-4406 (f) 720-881-4407", {"phone +17208814406", "fax +17208814407"}),
        ("en", "com", "Denver\nt 720.881.4406 f 720.881.4407", {"phone +17208814406", "fax +17208814407"}),
        ("en", "sg", "10 Anson Road\nT 6284 7193 F 6284 7194", {"phone +6562847193", "fax +6562847194"}),
        ("en", "my", "Jalan Ampang\nT. 03-2161 8888 F. 03-2161 8889", {"phone +60321618888", "fax +60321618889"}),
        ("id", "id", "Jl. Kaliurang\nT (0274) 868 416 F (0274) 868 417", {"phone +62274868416", "fax +62274868417"}),
        ("zh", "tw", "T｜02-2345-6789　F｜02-2345-6780", {"phone +886223456789", "fax +886223456780"}),
        # a floor, a model and a size are none
        ("zh", "tw", "信義路 5 號 10 F 02-2345-6780", {"phone +886223456780"}),
        ("en", "sg", "Model 2847 M 9284 7160", set()),
        ("en", "com", "Sizes\nM 38.402.4412", set()),
    ],
)
def test_an_initial_stands_for_a_telephone_or_a_fax_line(language: str, suffix: str, text: str, expected: set[str]) -> None:
    assert lines_in(text, language=language, suffix=suffix) == expected


def test_the_head_of_a_row_says_that_it_is_a_fax_line() -> None:
    facts, _ = read_page(
        body='<html lang="ko"><meta charset="utf-8"><table><tr><th>구분</th><th>연락처</th></tr><tr><td>관리사무소</td>'
        "<td>051-847-1936</td></tr><tr><td>팩스</td><td>051-847-1939</td></tr></table>".encode(),
        content_type="text/html",
        url="https://a.kr/",
        host="a.kr",
        suffix="kr",
    )
    assert {(one.value, "fax" in one.flags) for one in facts.contacts} == {("+82518471936", False), ("+82518471939", True)}


def test_a_number_that_opens_whatsapp_and_is_called_too_is_a_telephone() -> None:
    facts, _ = read_page(
        body=b'<html lang="id"><p>Pak Joko: <a href="https://wa.me/6281384729105">0813-8472-9105</a> (telp/WA)</p>',
        content_type="text/html",
        url="https://a.id/",
        host="a.id",
        suffix="id",
    )
    assert {(one.kind, one.value) for one in facts.contacts} == {("whatsapp", "+6281384729105"), ("phone", "+6281384729105")}
