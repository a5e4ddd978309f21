"""Every counted weight can be made again by hand, as docs/checking.md says, from a row and what `explain` tells of its signals."""

import json
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from math import fsum, inf
from typing import Any

import pytest

from scamtriage.knowledge.judgement.catalog import load_catalog
from scamtriage.render.json import to_json
from tests.render.reports import rows

SLOPE = 0.7
ROWS = [json.loads(to_json(row)) for row in rows()]
CATALOG = load_catalog()


def parts(found: Iterable[dict[str, Any]], by: Callable[[dict[str, Any]], Hashable]) -> list[list[dict[str, Any]]]:
    made = defaultdict(list)
    for one in found:
        made[by(one)].append(one)
    return list(made.values())


def total(part: Iterable[dict[str, Any]]) -> float:
    return fsum(one["mine"] for one in part)


def held(part: list[dict[str, Any]], least: float, most: float) -> None:
    """Lower what stands on the side that goes too far."""
    for side, bound in ((1, most), (-1, least)):
        if (total(part) - bound) * side > 0:
            there = [one for one in part if one["mine"] * side > 0]
            share = (bound - total(one for one in part if one not in there)) / total(there)
            for one in there:
                one["mine"] *= share


def lowered(groups: list[list[dict[str, Any]]], most: float) -> None:
    """Lower the sums of all groups in one proportion, so that they have `most` together."""
    share = max(most, 0.0) / max(fsum(map(total, groups)), most, 1e-9)
    for group in groups:
        held(group, -inf, total(group) * share)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["target"]["host"])
def test_each_weight_is_what_the_rule_for_people_says(row: dict[str, Any]) -> None:
    rules = CATALOG.scoring
    found = [one | {"mine": one["raw"]} for one in row["reasons"]]
    groups = parts(found, lambda one: (one["group"], one["family"]))
    for part in groups:
        held(part, *rules.group_caps[part[0]["group"]])
    if any(one["signal"] in ("page-wording", "page-ways") for one in found):
        for one in found:
            one["mine"] *= rules.share(CATALOG.rows[one["signal"]])
    weak = [part for part in groups if part[0]["group"] in rules.circumstantial_groups and total(part) > 0]
    for part in parts(found, lambda one: one["family"]):
        last = [group for group in weak if group[0]["family"] == part[0]["family"]]
        first = [one for one in part if not any(one in group for group in last)]
        held(first, *rules.family_caps[part[0]["family"]])
        lowered(last, rules.family_caps[part[0]["family"]][1] - total(first))
    lowered(weak, rules.circumstantial_max)
    if any("page-wording" in part["signals"] for part in row["unknown"]):
        held([one for one in found if "page" in CATALOG.rows[one["signal"]].needs], 0.0, inf)
    assert [one["mine"] * SLOPE for one in found] == pytest.approx([one["log_odds"] for one in found], abs=1e-6)
