"""Where a thin registry sends whoever asks it: to the registrar's own answer, and to nowhere else."""

import json

import pytest

from scamtriage.parse.rdap import domain as rdap
from tests.parse.rdap.answers import answer


@pytest.mark.parametrize(
    ("links", "url"),
    [
        (
            [{"rel": "related", "href": "https://r.example/domain/a.example", "type": "application/rdap+json"}],
            "https://r.example/domain/a.example",
        ),
        ([{"rel": "RELATED", "href": "https://r.example/domain/a.example"}], "https://r.example/domain/a.example"),
        ([{"rel": "related", "href": "https://r.example/help", "type": "text/html"}], None),
        ([{"rel": "self", "href": "https://r.example/domain/a.example", "type": "application/rdap+json"}], None),
        ([{"rel": "related", "href": "file:///etc/passwd", "type": "application/rdap+json"}], None),
        ([{"rel": "related", "href": "https://r.example/\r\nX: y", "type": "application/rdap+json"}], None),
        ([{"rel": "related", "href": "https://[::1", "type": "application/rdap+json"}], None),
        ([{"rel": "related", "href": 7, "type": "application/rdap+json"}, "x", None], None),
        (
            {"rel": "related", "href": "https://r.example/domain/a.example", "type": "application/rdap+json"},
            "https://r.example/domain/a.example",
        ),
        (
            [
                {"rel": "related", "href": f"{scheme}://r.example/domain/a.example", "type": "application/rdap+json"}
                for scheme in ("http", "https")
            ],
            "https://r.example/domain/a.example",
        ),
        (None, None),
    ],
)
def test_the_registrars_own_answer_is_where_the_related_link_points(links: object, url: str | None) -> None:
    assert rdap.referral(json.dumps(answer(links=links)).encode()) == url


def test_a_referral_in_no_json_is_none() -> None:
    assert rdap.referral(b"<html>") is None


A = "https://r.example/domain/a.example"


@pytest.mark.parametrize(
    "href",
    [
        *("https://r.example\\@thief.example/domain/a.example", "https://r.example/domain/a.example\x7f", "https:///domain/a.example"),
        *("https://:443/domain/a.example", "https://r.example/domain/" + "a" * 2_000, "ftp://r.example/domain/a.example"),
    ],
)
def test_an_address_that_readers_may_understand_otherwise_is_not_followed(href: str) -> None:
    links = [{"rel": "related", "href": href, "type": "application/rdap+json"}]
    assert rdap.referral(json.dumps(answer(links=links)).encode()) is None


def test_an_answer_that_leads_to_itself_leads_nowhere() -> None:
    links = [{"rel": rel, "href": A, "type": "application/rdap+json"} for rel in ("self", "related")]
    assert rdap.referral(json.dumps(answer(links=links)).encode()) is None
    assert rdap.referral(json.dumps(answer(links=links[1:])).encode()) == A
