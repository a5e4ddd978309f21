"""Whose account a page is to be paid to."""

import pytest

from scamtriage.assess import Rules
from scamtriage.signals.payment import gift_cards, personal_account
from scamtriage.signals.view import View
from tests.judgement.sites import dossier
from tests.signals.rows import nats, row

TABLES = Rules.load().tables
MENU = '<nav><a href="/account">My Account</a> <a href="/cart">Cart</a></nav>'


def personal(language: str, body: str) -> bool:
    html = f'<html lang="{language}"><title>Celadon bowls</title><h1>Bowls</h1>{body}</html>'
    return bool(personal_account(View(dossier({"host": "one-page.org", "html": html, "age_days": 400}), TABLES)).value)


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("en", f"{MENU}<p>Pay by transfer to: Siam Ceramics Co., Ltd, Kasikornbank account no. 012-3-45678-9.</p>"),
        ("en", f"{MENU}<p>Bank transfer, Kasikornbank account no. 012-3-45678-9. Registration no 0105.</p>"),
        ("ms", f"{MENU}<p>Bayaran ke akaun Kedai Kek Mawar Sdn Bhd, Maybank 514012345678. Jangan bayar ke akaun peribadi sesiapa.</p>"),
        ("th", "<p>ไม่รับโอนเข้าบัญชีอื่น บัญชีส่วนตัวของพนักงานไม่ใช่ของร้าน โอนเงินมัดจำเข้า บริษัท สยามเซรามิก จำกัด กสิกรไทย 012-3-45678-9</p>"),
        ("zh", "<p>个人账户一律无效,请先汇款至 恒通陶瓷有限公司 工商银行 6222 0212 3456 7890 123</p>"),
    ],
)
def test_an_account_of_a_company_is_no_persons(language: str, body: str) -> None:
    assert not personal(language, body)


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("en", "<p>Siam Ceramics Co., Ltd. Please transfer first to the personal account of our agent: CIMB 7612345678 Nurul Aina.</p>"),
        ("id", "<p>PT Sumber Rezeki. Transfer dulu ke rekening pribadi admin kami a.n. Rudi Hartono, BCA 8830001122.</p>"),
        ("th", "<p>บริษัท สยาม จำกัด โอนเงินมัดจำเข้าบัญชีส่วนตัวของทีมงาน นายเอกชัย กสิกร 045-1-22334-5</p>"),
    ],
)
def test_a_persons_account_is_told_whatever_company_is_named(language: str, body: str) -> None:
    assert personal(language, body)


@pytest.mark.parametrize(("word", "asked"), [("donat", False), ("donatur", True), ("donation", True)])
def test_a_doughnut_is_no_donation(word: str, *, asked: bool) -> None:
    page = f"<title>Roti</title><h1>Roti</h1><p>Roti sisir, {word} dan kue. Pesan: WhatsApp 0812-3456-7890, transfer BCA.</p>"
    found = nats(row("rotibusari.my.id", f'<html lang="id">{page}</html>', age_days=200))
    assert ("content-charity-transfer" in found) is asked


@pytest.mark.parametrize(
    ("said", "demanded"),
    [
        ("Quét mã trúng thẻ cào 10.000đ, tô sứ. Tổng đài hỗ trợ 1800 5588.", False),
        ("Phí hỗ trợ 200.000đ: mua thẻ cào.", True),
        ("Nộp phí hỗ trợ bằng thẻ cào điện thoại.", True),
        ("Phí hỗ trợ thanh toán qua thẻ cào 500k.", True),
        ("Phí hỗ trợ: chuyển khoản hoặc thẻ cào Viettel.", True),
        ("Phí hỗ trợ 200.000đ bằng thẻ cào: cào rồi nhắn cho nhân viên.", True),
    ],
)
def test_the_name_of_a_scratch_card_demands_no_code(said: str, demanded: bool) -> None:
    html = f'<html lang="vi"><title>Sữa Bình Minh</title><h1>Sữa Bình Minh</h1><p>{said}</p></html>'
    assert bool(gift_cards(View(dossier({"host": "one-page.org", "html": html, "age_days": 400}), TABLES)).value) is demanded
