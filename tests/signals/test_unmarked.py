"""A Vietnamese page without its marks is read as the one with them, and quoted as it is written."""

import pytest

from scamtriage.knowledge.language.folding import without_accents
from scamtriage.records.assessment import Verdict
from scamtriage.records.facts import PageFacts
from scamtriage.signals.view import View
from tests.judgement.sets import KEPT
from tests.judgement.sites import assessed, dossier, rules, sites

NOTICE = "<title>Thông báo</title><p>Bánh mì nóng mỗi sáng từ năm giờ. Cửa hàng nhà mình ở gần chợ.</p>"
JOB = (
    "<title>Việc nhẹ lương cao</title><p>Tuyển cộng tác viên làm nhiệm vụ online, nạp tiền trước nhận hoa hồng mỗi ngày.</p>"
    "<p>Liên hệ Telegram @quanly88</p>"
)
ENGLISH = "<p>Fresh bread every morning. Please come to our shop near the market, and bring a bag.</p>"


def squeezed(text: str) -> str:
    return " ".join(text.lower().split())


def page(html: str) -> View:
    return View(dossier({"host": "tiembanhmi.com", "age_days": 30, "html": html}), rules().tables)


def test_a_page_without_marks_is_read_with_them() -> None:
    view = page(without_accents(NOTICE))
    assert view.unmarked
    assert view.page.title == "Thông báo"
    assert view.page.text == page(NOTICE).page.text
    assert view.fetched is not None and view.fetched.text == without_accents(view.page.text)


@pytest.mark.parametrize("html", [NOTICE, ENGLISH])
def test_any_other_page_is_read_as_it_is_written(html: str) -> None:
    view = page(html)
    assert not view.unmarked and view.page is view.fetched


def test_english_on_a_vietnamese_page_stays_english() -> None:
    view = page(NOTICE + ENGLISH)
    assert view.unmarked and view.page == view.fetched


def test_it_is_judged_as_the_page_with_marks() -> None:
    bare, marked = (assessed({"host": "vieclam.top", "age_days": 9, "html": html}) for html in (without_accents(JOB), JOB))
    assert bare.verdict == marked.verdict and bare.verdict >= Verdict.LIKELY_SCAM
    assert [one.type for one in bare.scam_types] == [one.type for one in marked.scam_types]


def test_it_is_quoted_as_it_is_written() -> None:
    seen = 0
    for site in (site for name in KEPT[-4:] for site in sites(name) if site["id"].startswith("vi-")):
        row = assessed({**site, "html": without_accents(site["html"])})
        facts = row.facts("page", PageFacts)
        assert facts is not None
        written = {"page.text": squeezed(facts.text), "page.title": squeezed(facts.title)}
        for one in row.contributions:
            for pointer in one.reading.pointers:
                if pointer.path in written:
                    assert all(part.strip() in written[pointer.path] for part in pointer.snippet.lower().split("…")), pointer
                    seen += 1
            assert "nhiệm" not in one.because and "tiền" not in one.because
    assert seen > 30


def test_of_marks_here_and_there_each_is_quoted_in_its_place() -> None:
    html = without_accents(JOB).replace("nap tien truoc", "nạp tien trước")
    row = assessed({"host": "vieclam.top", "age_days": 9, "html": html})
    told = [pointer.snippet for one in row.contributions for pointer in one.reading.pointers if "tien" in pointer.snippet]
    text = squeezed(row.facts("page", PageFacts).text)  # type: ignore[union-attr]
    assert told and all(part.strip() in text for words in told for part in words.lower().split("…"))
