"""A Vietnamese page without its marks is read as the one with them, and quoted as it is written."""

from collections.abc import Callable

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
    "<p>Đơn 1: nạp 500k nhận lại 650k sau 10 phút. Làm đủ 3 đơn mới được rút cả gốc lẫn hoa hồng.</p>"
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


GREETING = "Hôm nay trời nắng đẹp, bà con ra đồng gặt lúa từ sáng sớm. Theo dự báo thời tiết, những ngày tới có mưa rào rải rác ở vài nơi. "
WELCOME = "Our company was founded by friends who like to travel and cook, and we share stories of the places that we have seen. "


@pytest.mark.parametrize("above", [GREETING * 3, GREETING * 30, WELCOME * 20, WELCOME * 90])
def test_an_offer_without_marks_below_other_text_is_read_as_if_it_stood_alone(above: str) -> None:
    """Two hundred characters of news with their marks, or a greeting in English, hid it."""
    offer = without_accents(JOB)
    row = assessed({"host": "vieclam.top", "age_days": 9, "html": offer.replace("<p>", f"<p>{above}</p><p>", 1)})
    assert row.verdict >= Verdict.SUSPICIOUS
    told = [pointer.snippet for one in row.contributions for pointer in one.reading.pointers if pointer.path == "page.text"]
    text = squeezed(row.facts("page", PageFacts).text)  # type: ignore[union-attr]
    assert told and all(part.strip() in text for words in told for part in words.lower().split("…"))


def test_lines_that_rightly_bear_no_mark_stay_beside_an_unmarked_one() -> None:
    view = page(f"<p>Ngày thi</p><p>Nam/nữ</p><p>{GREETING}</p><p>Nguoi nhan viec khong duoc tra truoc</p>")
    assert view.unmarked
    assert view.page.text.split("\n")[:3] == ["Ngày thi", "Nam/nữ", GREETING.strip()]
    assert view.page.text != view.fetched.text  # type: ignore[union-attr]


@pytest.mark.parametrize("html", [GREETING, WELCOME, f"{GREETING}<p>vieclam.vn/khong-duoc-nguoi</p>"])
def test_pages_without_such_a_part_stay_as_they_are(html: str) -> None:
    view = page(f"<p>{html}</p>")
    assert not view.unmarked and view.page is view.fetched


def test_what_stands_around_a_contact_is_quoted_with_the_marks_that_it_bears() -> None:
    """It is a fact and was never read otherwise; it was stripped."""
    html = without_accents(JOB).replace("Lien he Telegram", "Nhận viec lien hệ Telegram").replace("nap tien", "nạp tien")
    row = assessed({"host": "vieclam.top", "age_days": 9, "html": html})
    facts = row.facts("page", PageFacts)
    assert facts is not None
    told = [at.snippet for one in row.contributions for at in one.reading.pointers if at.path == "page.contacts"]
    assert told and {*told} <= {contact.snippet for contact in facts.contacts}
    assert any("Nhận" in words for words in told)


def test_a_tool_is_called_as_it_is_written() -> None:
    html = (
        "<title>Cap nhat</title><p>Cong an phuong thong bao: tai khoan bi khoa, yeu cau cai ung dung de can bo xem tu xa may cua ban. "
        "Goi ngay Zalo 0868 555 111, khong tat may.</p><a href='/x.apk'>Tai ung dung</a>"
    )
    row = assessed({"host": "capnhat.top", "age_days": 3, "html": html})
    tools = [str(one.reading.shown["tool"]) for one in row.contributions if "tool" in one.reading.shown]
    assert tools and all(tool.isascii() for tool in tools)


@pytest.mark.parametrize("written", [str, without_accents])
def test_a_page_of_pictures_is_read_by_their_words(written: Callable[[str], str]) -> None:
    """No other text tells the language; beside it a file to install is an officer's."""
    alts = "".join(f'<img src="{at}.jpg" alt="{alt}">' for at, alt in enumerate(("Làm theo lời cán bộ đang gọi", "Không tắt máy", "Tải")))
    seen = page(written(f'<title>Dịch vụ công phường</title>{alts}<a href="VNeID_2.apk" download><img src="x.png"></a>'))
    assert seen.page.language == "vi" and seen.page.image_alts[0] == "Làm theo lời cán bộ đang gọi"


@pytest.mark.parametrize("around", ["form", "div"])
def test_a_label_is_quoted_with_the_marks_that_it_bears_in_a_form_and_outside(around: str) -> None:
    field = "<input type=file aria-label='Ảnh CCCD mặt trước'>"
    told = without_accents("<p>Vietcombank tuyển dụng nhân viên. Gửi ảnh giấy tờ để nhận việc ngay hôm nay, không cần kinh nghiệm.</p>")
    html = f"<title>Vietcombank tuyen dung</title><h1>Vietcombank tuyen dung</h1>{told}<{around}>{field}</{around}>"
    row = assessed({"host": "tuyen-dung-26.web.app", "html": html, "age_days": 30, "mx": False})
    (said,) = [one.because for one in row.contributions if one.reading.signal == "content-brand-papers"]
    assert "ảnh cccd mặt trước" in said.lower()
