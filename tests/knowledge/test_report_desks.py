"""The table of desks is whole, and a row that cannot be meant is refused with its line."""

import re

import pytest

from scamtriage.knowledge import lint, report_desks
from scamtriage.knowledge.loading import BadTable, read_text
from scamtriage.knowledge.report_desks import FOR_PEOPLE, FOR_SITES, WORLD, Desk
from scamtriage.knowledge.speech import LANGUAGES, speech

REGION = ("TH", "MY", "SG", "VN", "ID", "PH", "KH", "LA", "MM", "BN", "CN", "HK", "TW")
GOOD = ("TH", "police-hotline", "A desk", "", "tel. 1441", "", "", "sure", "")


def table(**changed: str) -> str:
    row = dict(zip(Desk.__struct_fields__, GOOD, strict=True)) | changed
    return ",".join(Desk.__struct_fields__) + "\n" + ",".join(row.values()) + "\n"


@pytest.mark.parametrize("country", REGION)
def test_every_country_of_the_region_has_a_cert_or_police_and_its_registry(country: str) -> None:
    kinds = {desk.kind for desk in report_desks.load()[country]}
    assert "cctld-registry" in kinds
    assert "cert" in kinds or any(kind.startswith("police") for kind in kinds)


def test_each_kind_of_desk_is_named_in_every_language() -> None:
    for language in LANGUAGES[1:]:
        assert {"registrar", "host", "front", *FOR_PEOPLE, *FOR_SITES} == set(speech(language).tables["desk"])


def test_a_desk_that_names_kinds_of_scam_wants_no_others() -> None:
    [desk] = [desk for desk in report_desks.load()["TH"] if desk.body == "Bank of Thailand"]
    assert desk.wants(frozenset({"loan-app", "romance"}))
    assert not desk.wants(frozenset({"romance"}))
    assert not desk.wants(frozenset())


@pytest.mark.parametrize(
    ("key", "value"),
    [("country", "Thailand"), ("kind", "friend"), ("local", "โต๊ะ"), ("channel", ""), ("certainty", "quite"), ("scam_types", "police")],
)
def test_a_row_that_cannot_be_meant_is_refused_with_file_line_and_key(key: str, value: str) -> None:
    with pytest.raises(BadTable, match=rf"report_to.csv: line 2: {key}: '{value}'"):
        report_desks.parse(table(**{"country": "JP", key: value}))


def test_a_good_row_is_read() -> None:
    assert [desk.body for desk in report_desks.parse(table(country=WORLD))[WORLD]] == ["A desk"]


def test_the_lint_reads_this_table_too(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = table(kind="friend")
    monkeypatch.setattr(lint, "read_text", lambda name: wrong if name == report_desks.FILE else read_text(name))
    (found,) = lint.complaints()
    assert found.startswith("report_to.csv: line 2: kind: 'friend' cannot stand there: it must be one of scam-hotline, ")


@pytest.mark.parametrize(
    ("country", "body", "language", "local"),
    [
        ("CN", "Anti-fraud line", "zh", "全国反诈专线"),
        ("CN", "Anti-fraud line", "th", ""),
        ("TW", "165 anti-fraud line", "zh", "165 反詐騙諮詢專線"),
        ("MY", "Bank Negara Malaysia", "ms", ""),
        ("INT", "Netcraft", "zh", ""),
        ("TH", "nobody", "th", ""),
    ],
)
def test_a_desk_is_called_as_at_home_in_its_own_language_alone(country: str, body: str, language: str, local: str) -> None:
    assert report_desks.local(country, body, language) == local


def test_the_hotlines_of_those_who_read_another_language_have_a_name_in_it() -> None:
    own = {"TH": "[\u0e00-\u0e7f]", "CN": "[\u4e00-\u9fff]", "HK": "[\u4e00-\u9fff]", "TW": "[\u4e00-\u9fff]"}
    for country, letters in own.items():
        assert [desk.body for desk in report_desks.load()[country] if "hotline" in desk.kind and not re.search(letters, desk.local)] == []
