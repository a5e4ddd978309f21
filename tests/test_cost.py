"""Bounds are seconds of one machine: a slower one convicts nobody, and what costs too much is convicted by any."""

import time

import pytest

from tests import cost


def compute(seconds: float) -> None:
    """As long as the yardstick takes for so many seconds on the machine that bounds are written for."""
    for _ in range(round(seconds / cost.YARDSTICK_S)):
        cost._yardstick()


@pytest.mark.parametrize("times", [3, 9])
def test_a_bound_is_one_of_work_and_not_of_the_machine(times: float, monkeypatch: pytest.MonkeyPatch) -> None:
    had = cost.slower()
    monkeypatch.setattr(cost, "YARDSTICK_S", cost.YARDSTICK_S / times)  # as if the machine of the bounds were so much faster
    assert cost.slower() > had * times / 3
    assert cost.least_cpu_s(lambda: compute(0.006), within=0.02) <= 0.02
    assert cost.least_cpu_s(lambda: compute(0.06), within=0.02) > 0.02
    assert cost.in_time(lambda size: compute(0.006 * size / 100), 100, within=0.02)
    assert not cost.in_time(lambda size: compute(0.06 * size / 100), 100, within=0.02)


@pytest.mark.parametrize("times", [3, 9])
def test_what_one_work_costs_more_is_judged_like_any_work(times: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cost, "YARDSTICK_S", cost.YARDSTICK_S / times)
    assert cost.more_cpu_s(lambda: compute(0.012), lambda: compute(0.006), within=0.01, tries=20) <= 0.01
    assert cost.more_cpu_s(lambda: compute(0.03), lambda: compute(0.006), within=0.01, tries=12) > 0.01


def test_a_faster_machine_is_no_excuse(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cost, "YARDSTICK_S", cost.YARDSTICK_S * 50)
    assert cost.slower() == 1.0


def test_what_sleeps_costs_nothing() -> None:
    assert cost.least_cpu_s(lambda: time.sleep(0.05), within=0.01) <= 0.01
