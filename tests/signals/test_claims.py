"""Whom a page presents itself as, and whom it merely names."""

import pytest

from scamtriage.assess import Rules
from scamtriage.signals.imitation import claims_brand
from scamtriage.signals.view import View
from tests.judgement.sites import dossier

TABLES = Rules.load().tables
SEARCH = '<form action="/search"><input name="q" placeholder="Search"></form>'
CALL = "<p>โทรหาเจ้าหน้าที่ 081-234-5678 ทันที</p>"


def authority(language: str, title: str, heading: str, rest: str, host: str = "one-page.org") -> tuple[str, ...]:
    html = f'<html lang="{language}"><title>{title}</title><h1>{heading}</h1><p>All about it on one page.</p>{rest}</html>'
    claims = View(dossier({"host": host, "html": html, "age_days": 400}), TABLES).claims
    return tuple(map(claims.name, claims.authority))


NEWS = "Royal Thai Police arrest eight in call-centre raid"
GUIDE = "How to get a police clearance certificate from the Royal Thai Police"
CLINIC = "Klinik Sehat menerima pasien BPJS Kesehatan"


@pytest.mark.parametrize(
    ("language", "title", "heading", "rest"),
    [
        ("en", NEWS, NEWS, "<p>According to our reporter, computers were seized, a spokesman said on Tuesday.</p>"),
        ("en", f"{NEWS} - Northern Star", NEWS, f"<p>Call our newsroom on +66 81 234 5678.</p>{SEARCH}"),
        ("en", GUIDE, GUIDE, f"<p>Take your passport and two photos. The fee is 100 baht at the counter.</p>{SEARCH}"),
        ("en", "Royal Thai Police: how to get a clearance certificate", "Clearance certificate, step by step", SEARCH),
        ("id", CLINIC, CLINIC, "<p>Dokter umum dan gigi. WhatsApp 0812 3456 7890.</p>"),
        ("vi", "Vé concert Anh Trai đêm 5 chính chủ", "Anh Trai đêm 5", "<p>Nhắn Zalo 0905 118 276.</p>"),
    ],
)
def test_who_is_named_is_not_who_speaks(language: str, title: str, heading: str, rest: str) -> None:
    assert not authority(language, title, heading, rest)


@pytest.mark.parametrize(
    ("language", "title", "heading", "rest"),
    [
        ("en", "Case check - Royal Thai Police", "Royal Thai Police", ""),
        ("en", "Royal Thai Police", "Royal Thai Police", ""),
        ("en", "Royal Thai Police case status", "Your case", CALL),
        ("th", "สำนักงาน ปปง. - ระบบยืนยันความบริสุทธิ์", "ตรวจสอบเส้นทางเงิน", CALL),
        ("vi", "Cổng định danh dân cư - Bộ Công an", "Nâng cấp định danh", '<a href="/vneid.apk">Tải ứng dụng</a>'),
    ],
)
def test_a_name_that_is_the_title_is_who_speaks(language: str, title: str, heading: str, rest: str) -> None:
    assert authority(language, title, heading, rest)


def test_an_authority_that_is_named_is_no_brand_that_is_imitated() -> None:
    html = f"<html><title>{NEWS}</title><h1>Royal Thai Police raid</h1><p>All about it on one page.</p>{SEARCH}</html>"
    assert not claims_brand(View(dossier({"host": "one-page.org", "html": html, "age_days": 400}), TABLES)).value


def test_a_title_that_is_repeated_as_heading_is_one_place() -> None:
    html = "<html><title>{0}</title><h1>{1}</h1><p>All about it on one page.</p></html>"

    def places(title: str, heading: str) -> list[set[int]]:
        return list(View(dossier({"host": "one.org", "html": html.format(title, heading), "age_days": 9}), TABLES).claims.places.values())

    assert [len(found) for found in places(NEWS, NEWS)] == [1]
    assert [len(found) for found in places(NEWS, "Royal Thai Police raid")] == [2]
    assert [len(found) for found in places("Royal Thai Police", "Royal Thai Police")] == [2]
