"""Honest words pasted around a scheme: they acquit nobody, and an honest page with one loud word stays acquitted."""

import pytest

from scamtriage.records.assessment import Verdict
from scamtriage.records.findings import PADDED_WORDS
from scamtriage.records.rulings import RULINGS
from tests.judgement.sites import assessed

SCHEME = (
    "<p>แอดไลน์ของอาจารย์เพื่อเข้ากลุ่ม VIP แล้วโอนเงินเติมเครดิตเพื่อทำภารกิจรับค่าคอมมิชชันวันละ 3,000 บาท ไอดีไลน์ kiln_task07</p>"
    "<p>ก่อนถอนเงินต้องโอนค่าธรรมเนียมและภาษี 15% เข้าบัญชีบุคคลของเจ้าหน้าที่ การันตีไม่มีขาดทุน ห้ามบอกธนาคารหรือครอบครัว</p>"
)
POTTERY = (
    "<p>โรงปั้นของเราอยู่หลังโรงสีเก่า ที่ซึ่งคุณยายเคยเผาโอ่งน้ำ เราขุดดินในเดือนกุมภาพันธ์เมื่อน้ำในบึงลดลง แล้วพักไว้ใต้ผ้าเปียกจนฝนมา</p>"
    "<p>ชามทุกใบขึ้นรูปบนแป้นหมุนด้วยเท้า ผึ่งในร่มเก้าวัน แล้วเคลือบด้วยขี้เถ้าไม้ลำไย ไม่มีสองใบที่เขียวเหมือนกัน</p>"
    "<p>เตาเผาใบใหญ่ก่อด้วยอิฐจากวัดร้างเมื่อปี 2541 ใช้ไม้ฟืนสองคันรถต่อการเผาหนึ่งครั้ง "
    "และต้องมีคนเฝ้าไฟสองคืน เช้าวันที่สามเราจึงเปิดเตาพร้อมกับเพื่อนบ้านและกาแฟหนึ่งหม้อ</p>"
    "<p>ปีที่แล้วนักเรียนชั้นประถมของหมู่บ้านช่วยกันปั้นกระถางสำหรับสวนหน้าห้องสมุด ตอนนี้มีดอกดาวเรืองและผักชีขึ้นเต็ม "
    "ใครอยากได้เมล็ดพันธุ์เชิญมาแบ่งไปปลูกได้</p>"
    "<p>เด็ก ๆ มาเยี่ยมชมได้ทุกเช้าวันเสาร์ ปั้นนกหรือนกหวีดกลับบ้าน กรุณาสวมเสื้อผ้าเก่าและนำหมวกมาด้วย</p>"
    "<p>โรงปั้น เลขที่ 12 ถนนนิมมานเหมินท์ ตำบลสุเทพ อำเภอเมือง จังหวัดเชียงใหม่ 50200 โทรศัพท์ 053-211-345 เปิดวันอังคารถึงวันอาทิตย์ เก้าโมงถึงสี่โมงเย็น</p>"
)
"""Of a potter, with his address and fixed line."""
ORDERS = "<p>สั่งทำชามและแจกันได้ทางไลน์ clay_kiln_house มัดจำครึ่งหนึ่งเมื่อสั่ง ส่วนที่เหลือชำระเมื่อรับของที่โรงปั้น ใช้เวลาประมาณหกสัปดาห์</p>"
"""What an honest potter says of money."""


def site(body: str) -> dict[str, object]:
    html = f"<html lang=th><head><title>บ้านดินเผา</title></head><body><h1>บ้านดินเผา</h1>{body}</body></html>"
    return {"host": "clay-and-kiln-house.com", "age_days": 900, "mx": False, "html": html}


@pytest.mark.parametrize("body", [SCHEME + POTTERY, POTTERY + SCHEME], ids=["before", "behind"])
def test_honest_words_around_a_scheme_do_not_acquit(body: str) -> None:
    row = assessed(site(body))
    assert row.verdict is Verdict.UNDETERMINED
    assert row.held_back == (RULINGS["words-padded"],)
    (said,) = [one for one in row.contributions if one.reading.signal == PADDED_WORDS]
    assert said.log_odds == 0.0
    assert "ค่าคอมมิชชัน" in said.because or "ค่าธรรมเนียม" in said.because


def test_the_scheme_alone_is_accused_and_needs_no_such_finding() -> None:
    row = assessed(site(SCHEME))
    assert row.verdict.rank > Verdict.UNDETERMINED.rank
    assert PADDED_WORDS not in {one.reading.signal for one in row.contributions}


@pytest.mark.parametrize("body", [POTTERY, POTTERY + ORDERS, ORDERS + POTTERY], ids=["alone", "orders-behind", "orders-before"])
def test_an_honest_page_stays_acquitted(body: str) -> None:
    row = assessed(site(body))
    assert row.verdict is Verdict.LIKELY_BENIGN
    assert PADDED_WORDS not in {one.reading.signal for one in row.contributions}


def test_who_tells_of_a_scheme_and_hands_nothing_is_not_held_back() -> None:
    told = (
        "<p>ตำรวจเตือนว่ามิจฉาชีพชวนเติมเครดิตเพื่อทำภารกิจรับค่าคอมมิชชันวันละ 3,000 บาท แล้วเรียกค่าธรรมเนียมและภาษีก่อนถอนเงิน อย่าโอน แจ้งความที่สถานีตำรวจ</p>"
    )
    row = assessed(site(told + POTTERY))
    assert PADDED_WORDS not in {one.reading.signal for one in row.contributions}
