"""Words that a page carries and does not show at first: those of a scheme keep honest words from acquitting, and accuse nobody."""

import json
from html import escape
from typing import Any

import pytest
from msgspec import UNSET

from scamtriage.knowledge.language.folding import without_accents
from scamtriage.knowledge.speech import LANGUAGES, speech
from scamtriage.records.assessment import Verdict
from scamtriage.records.codec import from_line, to_line
from scamtriage.records.evidence import Dossier
from scamtriage.records.findings import UNSHOWN, UNSHOWN_WORDS
from scamtriage.records.rulings import RULINGS
from scamtriage.signals.unshown import wording
from scamtriage.signals.view import View
from tests.judgement.sites import assessed, dossier, rules

PARAGRAPHS = (
    "We are a club of gardeners from four villages, and meet on the first Sunday of each month beside the old mill.",
    "In spring we exchange seeds and young plants, in summer we visit three gardens that are open to everybody.",
    "Last year the children of the school planted an apple tree; it bore its first five apples in September.",
    "The minutes of the general meeting hang in the library, where the board may also be spoken to on Thursdays.",
    "Whoever wants to lend the shredder writes to the keeper of the tools, and brings it back clean on Monday.",
    "Our journal comes out four times a year, with drawings by members and the weather as the miller noted it.",
)
HONEST = {"host": "old-mill-gardeners.org", "age_days": 3_100, "mx": True}
SCHEME = [
    "การลงทุนรอบแรกรับกำไร 30% ภายใน 24 ชั่วโมง การันตีไม่มีขาดทุน",
    "ก่อนถอนเงินต้องโอนค่าธรรมเนียมและภาษี 15% เข้าบัญชีบุคคลของเจ้าหน้าที่",
    "แอดไลน์ของอาจารย์เพื่อเข้ากลุ่ม VIP แล้วโอนเงินเติมเครดิตเพื่อทำภารกิจ",
    "หากไม่โอนภายในวันนี้บัญชีของท่านจะถูกอายัด ห้ามบอกธนาคารหรือครอบครัว",
]


def around(held: str) -> dict[str, Any]:
    """An honest page that holds this."""
    shown = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    return {**HONEST, "html": f"<html lang=en><head><title>Garden club</title></head><body><h1>Garden club</h1>{shown}{held}</body></html>"}


def markup(lines: list[str]) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in lines)


RAW = json.dumps(SCHEME, ensure_ascii=False)
TECHNIQUES = {
    "next": f'<script id="__NEXT_DATA__" type="application/json">{{"props":{{"steps":{RAW}}}}}</script>',
    "nuxt": f'<script>window.__NUXT__=(function(a){{return{{data:[{{f:{RAW}}}]}}}}("x"));</script>',
    "flight": f"<script>self.__next_f.push([1,{json.dumps('5:' + RAW, ensure_ascii=False)}])</script>",
    "setting": f"<script>window.__CONFIG__={{t:{json.dumps(SCHEME)}}};</script>",
    "steps": f"<script>const S={RAW};let i=0;b.onclick=()=>{{u.textContent=S[i++]}}</script>",
    "attributes": "".join(f"<i data-c='{line}'></i>" for line in SCHEME),
    "alpine": "".join(f'<div x-show="s=={n}" style="display:none">{line}</div>' for n, line in enumerate(SCHEME)),
    "template": f"<template id=t>{markup(SCHEME)}</template><script>b.onclick=()=>document.body.append(t.content.cloneNode(true))</script>",
}


def test_the_page_without_it_is_acquitted() -> None:
    assert assessed(around("")).verdict is Verdict.LIKELY_BENIGN


@pytest.mark.parametrize("technique", TECHNIQUES)
def test_honest_words_around_a_scheme_that_is_not_shown_do_not_acquit(technique: str) -> None:
    row = assessed(around(TECHNIQUES[technique]))
    assert row.verdict is not Verdict.LIKELY_BENIGN
    if row.verdict is Verdict.UNDETERMINED:
        assert f"page: {UNSHOWN}" in row.status_reason
        assert row.held_back == (RULINGS["words-unshown"],)
        assert {c.reading.signal: c.log_odds for c in row.contributions}["page-unshown-words"] == 0.0


@pytest.mark.parametrize("technique", ["next", "nuxt", "flight", "setting", "attributes"])
def test_what_data_hold_convicts_nobody(technique: str) -> None:
    assert assessed(around(TECHNIQUES[technique])).verdict is Verdict.UNDETERMINED


def test_honest_words_beside_a_scheme_in_the_same_data_do_not_hide_it() -> None:
    padded = [*(f"ประกาศฉบับที่ {n} เรื่องการจัดกิจกรรมวันเด็กของโรงเรียนและการแข่งขันกีฬาสี" for n in range(60)), *SCHEME]
    data = json.dumps(padded, ensure_ascii=False)
    assert assessed(around(f'<script id="__NEXT_DATA__" type="application/json">{data}</script>')).verdict is Verdict.UNDETERMINED


def test_the_words_that_accuse_are_quoted() -> None:
    (said,) = [c for c in assessed(around(TECHNIQUES["next"])).contributions if c.reading.signal == UNSHOWN_WORDS]
    assert "การันตีไม่มีขาดทุน" in said.because
    assert said.reading.pointers[0].snippet in said.because


def test_vietnamese_without_its_marks_is_heard() -> None:
    marked = [
        "Nhiệm vụ hôm nay: nạp tiền để nhận hoa hồng 30% trong ngày, cam kết không rủi ro",
        "Muốn rút tiền phải chuyển khoản phí bảo đảm và thuế 15% vào tài khoản cá nhân của giáo viên",
        "Kết bạn Zalo với cô giáo để vào nhóm VIP, nạp tiền nâng cấp và làm nhiệm vụ tiếp theo",
        "Không chuyển khoản trong hôm nay thì tài khoản bị đóng băng, không được nói với ngân hàng hay gia đình",
    ]
    bare = [without_accents(line).replace("đ", "d").replace("Đ", "D") for line in marked]
    assert bare != marked
    for lines in (marked, bare):
        data = json.dumps(lines, ensure_ascii=False)
        held = f'<script id="__NEXT_DATA__" type="application/json">{data}</script>'
        assert assessed(around(held)).verdict is Verdict.UNDETERMINED


def stored_before(site: dict[str, Any]) -> Dossier:
    """Evidence of a version that did not look for strings of scripts."""
    line = json.loads(to_line(dossier(site)))
    del line["evidence"]["page"]["facts"]["carried_text"]
    found = from_line(json.dumps(line))
    assert isinstance(found, Dossier)
    return found


def test_older_evidence_leaves_open_what_scripts_carry() -> None:
    for technique, known in (("next", False), ("alpine", True)):  # the latter has its words in hidden text
        view = View(stored_before(around(TECHNIQUES[technique])), rules().tables)
        assert view.page.carried_text is UNSET
        assert (wording(view).value is not None) is known
    old, new = assessed(stored_before(around(""))), assessed(around(""))
    assert (old.verdict, old.log_odds, old.coverage) == (new.verdict, new.log_odds, new.coverage)


CARRIED_BY_HONEST = {
    "a newsletter": [
        "Subscribe to our newsletter and get 10% off your first order.",
        "You can unsubscribe at any time.",
        "No, thanks. Maybe later.",
        "By subscribing you accept our privacy policy and terms of use.",
    ],
    "cookies": [
        "We use cookies to improve your experience on our website.",
        "Strictly necessary cookies are always active.",
        "These cookies allow us to count visits and traffic sources.",
        "You can change your choice at any time in the settings.",
    ],
    "a shop": [
        "Your basket is empty. Continue shopping.",
        "This product is out of stock. Tell me when it is back.",
        "Please choose a size first.",
        "Free delivery on orders above 50 euro.",
        "Returns are free within 30 days of delivery.",
    ],
    "a log-in": [
        "The e-mail address or the password is not correct.",
        "Forgot your password? We will send you a link to set a new one.",
        "Your session has expired. Please log in again.",
        "Please enter the six digits that we sent to your phone.",
    ],
    "documents": [
        "Search the documentation for a function or a class.",
        "Copied to the clipboard, paste it into your terminal.",
        "This page was last edited on Monday.",
        "Edit this page on the forge, and open a pull request.",
        "No results were found for this query.",
    ],
    "a clinic": [
        "Choose the day and the doctor of your appointment.",
        "Your appointment was booked. We have sent you a message.",
        "Please bring your insurance card and an identity document.",
        "Cancel your appointment at least one day before.",
    ],
    "a dashboard": [
        "You have no new notifications at the moment.",
        "Drag a widget here to add it to the board.",
        "The report was exported as a table.",
        "Are you sure that you want to delete this item?",
        "Changes that you made may not be saved.",
    ],
    "a bank": [
        "For your safety you are logged out after ten minutes.",
        "The transfer was carried out. The receipt is in your mailbox.",
        "We never ask for your PIN or code by telephone or message.",
        "Please choose the account from which you want to pay.",
        "The amount is above your daily limit, which you can change in the settings.",
    ],
    "codes and accounts": [
        "Enter the OTP sent to your mobile number.",
        "The OTP you entered is wrong. You have 2 attempts left.",
        "Your account has been locked due to too many failed attempts.",
        "Please verify your identity with your passport or ID card number.",
        "Enter your card number, expiry date and CVV.",
        "Enter your ATM PIN to confirm.",
        "Your session has expired for security reasons.",
        "Transfer to another bank account.",
        "We have sent a verification code to your email.",
        "Please update your personal information to continue to use your account.",
    ],
    "รหัสและบัญชี": [
        "กรุณากรอกรหัส OTP ที่ส่งไปยังหมายเลขโทรศัพท์ของท่าน",
        "รหัส OTP ไม่ถูกต้อง กรุณาลองใหม่อีกครั้ง",
        "บัญชีของท่านถูกระงับชั่วคราว เนื่องจากใส่รหัสผิดเกินกำหนด",
        "กรุณากรอกเลขบัตรประชาชน 13 หลัก",
        "กรุณายืนยันตัวตนเพื่อใช้งานต่อ",
        "โอนเงินสำเร็จ ระบบได้บันทึกสลิปแล้ว",
        "วงเงินถอนต่อวันไม่เพียงพอ",
        "กรุณาติดต่อเจ้าหน้าที่เพื่อปลดล็อกบัญชี",
        "ถอนเงินไม่ใช้บัตร กรุณาทำรายการภายใน 15 นาที",
    ],
    "ร้านค้า": [
        "ตะกร้าสินค้าของคุณยังว่างอยู่ เลือกซื้อสินค้าต่อได้เลย",
        "สินค้าชิ้นนี้หมดชั่วคราว แจ้งเตือนเมื่อมีสินค้า",
        "จัดส่งฟรีเมื่อสั่งซื้อครบ 990 บาท",
        "กรุณากรอกที่อยู่จัดส่งและหมายเลขโทรศัพท์ให้ครบถ้วน",
        "เปลี่ยนหรือคืนสินค้าได้ภายใน 14 วันหลังได้รับของ",
    ],
    "trường học": [
        "Phụ huynh vui lòng chọn lớp để xem thời khóa biểu.",
        "Đăng ký nhận bản tin của nhà trường qua thư điện tử.",
        "Bạn chưa chọn tệp nào để tải lên.",
        "Phiên đăng nhập đã hết hạn, xin đăng nhập lại.",
        "Kết quả học tập sẽ được công bố vào cuối tháng.",
    ],
}


@pytest.mark.parametrize("kind", CARRIED_BY_HONEST)
@pytest.mark.parametrize("hidden", [False, True], ids=["data", "markup"])
def test_an_honest_application_keeps_its_acquittal(kind: str, hidden: bool) -> None:
    lines = CARRIED_BY_HONEST[kind]
    data = json.dumps({"i18n": {f"k{n}": line for n, line in enumerate(lines)}}, ensure_ascii=False)
    held = f"<dialog>{markup(lines)}</dialog>" if hidden else f'<script id="__NEXT_DATA__" type="application/json">{data}</script>'
    page = dossier(around(held)).evidence["page"].facts
    assert lines[1] in f"{page.hidden_text}\n{page.carried_text}"  # type: ignore[union-attr]
    assert assessed(around(held)).verdict is Verdict.LIKELY_BENIGN


def test_the_choices_of_a_list_are_no_words_of_a_scheme() -> None:
    choices = (
        *("Nasabah", "Perwakilan nasabah (surat kuasa)", "Masyarakat", "Transaksi gagal, saldo terpotong", "ATM/kartu tertelan"),
        *("Perhitungan bunga/denda kredit", "Dugaan penipuan (fraud)", "SLIK belum diperbarui", "Lainnya"),
    )
    held = "<select>" + "".join(f"<option>{choice}</option>" for choice in choices) + "</select>"
    assert assessed(around(held)).verdict is Verdict.LIKELY_BENIGN


def test_a_scheme_in_short_pieces_is_put_together_again() -> None:
    scheme = (
        "Guaranteed profit 5% daily. Invest 1,000 USDT today and receive 50 USDT every day, no risk. Deposit USDT and your capital is "
        "doubled in 14 days. Withdrawals are paid after the tax of 20% was paid in advance. Contact the teacher on WhatsApp."
    )
    words = scheme.split()
    pieces = "".join(f"<div>{' '.join(words[at : at + 3])}</div>" for at in range(0, len(words), 3))
    row = assessed(around(f"<div style='display:none'>{pieces}</div>"))
    assert UNSHOWN_WORDS in {one.reading.signal for one in row.contributions}
    assert row.verdict is Verdict.UNDETERMINED


@pytest.mark.parametrize(
    "menu",
    [
        "Accounts|Savings|Personal loan|No collateral loan|Block my card|Report fraud|Scam alerts|OTP and PIN|Reset password|Verify device|"
        "Transfer money|Withdraw cash|Top up wallet|Fees and charges|Bonus points|Refer a friend|Invest|Gold savings|Customer service",
        "Lừa đầu tư|Lừa tình cảm|Phí bưu kiện|Vay qua mạng|Việc nhẹ lương cao|Tài khoản an toàn|Giả danh công an|Thuê tài khoản|"
        "Thẻ quà tặng|Chia sẻ OTP|Đặt cọc nhà|Phí nhận thưởng|Thuế trước khi rút|Cờ bạc|Khác",
        "หลอกลงทุน|หลอกให้รัก|พัสดุตกค้าง|กู้เงินออนไลน์|งานออนไลน์|บัญชีปลอดภัย|แอบอ้างตำรวจ|บัญชีม้า|บัตรของขวัญ|รหัส OTP|มัดจำห้องพัก|ภาษีก่อนถอน",
    ],
    ids=["en", "vi", "th"],
)
def test_a_menu_or_a_list_of_frauds_is_none(menu: str) -> None:
    entries = menu.split("|")
    for held in (
        "<nav style='display:none'>" + "".join(f"<li><a href=/{n}>{entry}</a></li>" for n, entry in enumerate(entries)) + "</nav>",
        "<select>" + "".join(f"<option>{entry}</option>" for entry in entries) + "</select>",
    ):
        assert UNSHOWN_WORDS not in {one.reading.signal for one in assessed(around(held)).contributions}


def test_the_reason_is_told_in_every_language() -> None:
    assert all(speech(language).word("evidence", UNSHOWN) != UNSHOWN for language in LANGUAGES if language != "en")
