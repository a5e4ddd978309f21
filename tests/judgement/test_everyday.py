"""Everyday pages of honest people, in everyday words: nobody is accused for these, and they excuse nobody. `village` is never fitted on."""

from functools import cache
from typing import Any

import pytest
import tomli

from scamtriage.records.assessment import Verdict
from tests.judgement.sets import HERE
from tests.judgement.sites import assessed, sites

NAMES = ("everyday", "harbour", "village")
SCAMS = ("067", "069", "070")


@cache
def verdicts(name: str) -> list[Verdict]:
    return [assessed(site).verdict for site in sites(name)]


@cache
def sayings(name: str, table: str) -> dict[str, list[dict[str, str]]]:
    """Language -> the rows of "line" or "quotation"."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in tomli.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))[table]:
        found.setdefault(row["lang"], []).append(row)
    return found


def with_more(site: dict[str, Any], more: str) -> dict[str, Any]:
    html = site["html"]
    at = html.rfind("</body>")
    at = at if at >= 0 else len(html)
    return {**site, "html": html[:at] + more + html[at:]}


@pytest.mark.parametrize("name", NAMES)
def test_nobody_is_accused_for_everyday_words(name: str) -> None:
    assert all(verdict.rank < Verdict.LIKELY_SCAM.rank for verdict in verdicts(name))
    assert sum(verdict is Verdict.SUSPICIOUS for verdict in verdicts(name)) <= len(verdicts(name)) // 100


@pytest.mark.parametrize("name", NAMES)
def test_a_quotation_in_marks_convicts_none_of_them(name: str) -> None:
    risen = 0
    for number, site in enumerate(sites(name)):
        rows = sayings(name, "quotation").get(site["id"].partition("-")[0], sayings(name, "quotation")["en"])
        row = rows[number % len(rows)]
        after = assessed(with_more(site, f"<p>{row['intro']} “{row['text']}”</p>")).verdict
        assert after.rank < Verdict.LIKELY_SCAM.rank, site["id"]
        risen += after is Verdict.SUSPICIOUS and verdicts(name)[number] is not Verdict.SUSPICIOUS
    assert risen <= len(sites(name)) // 20


@pytest.mark.parametrize("name", SCAMS)
def test_an_everyday_line_acquits_hardly_a_scam(name: str) -> None:
    fallen, convicted = [], 0
    for number, site in enumerate(sites(name)):
        if not site["scam"] or assessed(site).verdict.rank < Verdict.LIKELY_SCAM.rank:
            continue
        convicted += 1
        rows = sayings("village", "line").get(site["id"].partition("-")[0], sayings("village", "line")["en"])
        if assessed(with_more(site, f"<footer>{rows[number % len(rows)]['text']}</footer>")).verdict.rank < Verdict.LIKELY_SCAM.rank:
            fallen.append(site["id"])
    assert convicted > 25
    assert len(fallen) <= convicted // 10
