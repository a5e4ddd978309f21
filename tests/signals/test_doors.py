"""Doors by which a plain offer is obeyed; and who tells of such offers, or offers none, beside the same doors."""

import pytest

from scamtriage.records.assessment import Assessment
from tests.judgement.sites import assessed


def judged(body: str) -> Assessment:
    html = f'<!doctype html><html lang="th"><head><title>777</title></head><body>{body}</body></html>'
    return assessed({"host": "corvane-777.com", "html": html, "age_days": 120, "mx": False})


OFFER = "<h1>สล็อตเว็บตรง แตกง่าย</h1><p>เครดิตฟรี 100 สล็อตแตกง่าย แทงบอลออนไลน์ บาคาร่าออนไลน์ ฝากถอนออโต้</p>"


def obeyed(row: Assessment) -> bool:
    return any(c.reading.signal == "page-can-be-obeyed" for c in row.contributions)


@pytest.mark.parametrize("door", ['<a href="/register">Go</a>', '<a href="/x">สมัคร</a>', "<p>สมัครสมาชิกวันนี้</p>"])
def test_a_plain_offer_is_obeyed_by_its_door(door: str) -> None:
    assert obeyed(judged(OFFER + door))


@pytest.mark.parametrize(
    "body",
    [
        OFFER + '<a href="/x">ดูเพิ่มเติม</a>',
        '<h1>Village news</h1><p>The bridge opens on Monday.</p><a href="/register">Register</a> <a href="/login">Log in</a>',
        OFFER.replace("</h1>", "ดีไหมคะ</h1>") + '<a href="/register">Go</a>',
        OFFER + '<p>แสดงความคิดเห็น</p><a href="/register">สมัคร</a>',
        '<h1>ข่าว: ตำรวจจับเว็บสล็อต</h1><p>ตำรวจจับกุมเว็บพนัน ผู้เสียหายแจ้งความ รายงานข่าวว่า สล็อตแตกง่าย เครดิตฟรี 100</p><a href="/register">สมัคร</a>',
    ],
)
def test_no_door_no_offer_and_who_tells_are_not(body: str) -> None:
    assert not obeyed(judged(body))
