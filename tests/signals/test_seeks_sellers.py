"""Who seeks sellers of goods speaks of income, bonuses and chats; words alone accuse nobody of it, unless scheming stands beside them."""

import pytest

from scamtriage.records.assessment import Assessment, Verdict
from tests.judgement.sites import assessed

THAI = (
    "<title>สมัครตัวแทนสบู่ไพรไร่ ไม่ต้องสต๊อก รายได้เสริมทำที่บ้าน</title><h1>รับสมัครตัวแทน รายได้เสริม ทำผ่านมือถือ</h1>"
    "<p>สมัครฟรี ไม่มีค่าประกัน กำไรก้อนละ 25 บาท แม่บ้าน นักเรียนทำได้ แพ็คส่งให้ทุกวัน โอนกำไรทุกวันศุกร์เข้าพร้อมเพย์ แนะนำเพื่อนได้เพิ่ม 3%</p>"
    "<p>แอดไลน์ @sabuphrairai แอดมินส่งรูปและแคปชั่นให้</p>"
)
OWNER = "<p>วิสาหกิจชุมชนไพรไร่ โทร 045-112-233</p>"
MALAY = (
    "<title>Jadi Ejen Sambal Mak Njang - pendapatan sampingan dari rumah</title><h1>Jana RM500-RM2,000 sebulan dari rumah!</h1>"
    "<p>Dropship: tiada modal, untung RM4 sebotol. Ejen: pakej RM180 (30 botol), untung RM6 sebotol. Stokis: RM1,400. Baki stok boleh "
    "dipulangkan dalam 60 hari.</p><p>Bonus ajak ejen baru RM10. Komisen dibayar setiap Jumaat. Group WhatsApp &amp; Telegram untuk bahan "
    "marketing disediakan percuma.</p><p>SSM 202203112233 (Mak Njang Food Industries). Bayaran: Maybank 5123 4455 6677 MAK NJANG FOOD "
    "INDUSTRIES. WhatsApp 014-223 3445</p>"
)


def judged(html: str) -> Assessment:
    return assessed({"host": "partner.sabuphrairai.com", "age_days": 500, "mx": True, "html": f"<html><body>{html}</body></html>"})


@pytest.mark.parametrize("page", [THAI + OWNER, MALAY])
def test_who_seeks_sellers_of_goods_and_shows_whose_page_it_is_is_not_accused_by_words(page: str) -> None:
    row = judged(page)
    assert row.verdict.rank < Verdict.SUSPICIOUS.rank
    assert [c.log_odds for c in row.contributions if c.reading.signal == "page-wording"] == [0.0]


@pytest.mark.parametrize(
    "page",
    [
        THAI,  # nobody's
        THAI + OWNER + "<p>ตัวแทนสำรองจ่ายค่าสินค้าก่อน รับคืนพร้อมกำไร</p>",
        MALAY + "<p>Komisen dijamin, pulangan 12% sebulan.</p>",
        MALAY + "<p>Bayaran dengan USDT (TRC20).</p>",
        MALAY + "<p>Masukkan nombor TAC dan no kad pengenalan untuk mengaktifkan akaun ejen dan keluarkan bonus.</p>",
        MALAY.replace("Jadi Ejen", "Kerja").replace("Dropship", "Like video"),
    ],
)
def test_beside_scheming_or_where_nobody_shows_himself_the_words_accuse(page: str) -> None:
    row = judged(page)
    assert [c.log_odds > 0 for c in row.contributions if c.reading.signal == "page-wording"] == [True]
    assert row.verdict.rank >= Verdict.SUSPICIOUS.rank


BORDER = (
    "<title>รับสมัครตัวแทนจำหน่าย และแอดมินตอบแชท</title><h1>รับแอดมินตอบแชท ทำงานปอยเปต ได้เงินเดือน 35,000 บาท</h1>"
    "<p>ที่พักฟรี อาหารฟรี ตั๋วรถฟรี ไม่ต้องใช้วุฒิ ไม่ต้องมีพาสปอร์ต มีรถรับถึงบ้าน พาข้ามแดน ตัวแทนบริษัทดูแล ทักไลน์ด่วน</p>"
)
OUTLET = (
    "<title>Outlet resellers</title><h1>Authorised reseller clearance 90% off</h1><p>Shoes $19. Today only. Pay by bank transfer or "
    "crypto, no refunds. Become our reseller and earn 50%.</p><footer>Golden Horizon Trading Ltd, 12 Robinson Road, Singapore 048544. UEN "
    "202312345A. Tel +65 6123 4567</footer>"
)
TICKET = (
    "<title>대리점 모집 - 콘서트 티켓 양도</title><h1>콘서트 티켓 양도</h1><p>직거래 불가. 선입금만 받습니다. 예금주 김민수 "
    "국민은행 123456-01-234567. 입금 후 당일 발송. 환불 불가. 카톡만 연락. 안전결제 안 합니다. 먼저 입금하시는 분께 양도합니다.</p>"
    "<footer>사업자등록번호 123-45-67890 서울시 강남구 테헤란로 123 전화 02-555-1234</footer>"
)


@pytest.mark.parametrize("page", [BORDER + OWNER, OUTLET, TICKET])
def test_words_of_one_scheme_accuse_under_a_title_that_seeks_sellers(page: str) -> None:
    assert [c.log_odds > 0 for c in judged(page).contributions if c.reading.signal == "page-wording"] == [True]
