"""Which links of a page lead to who runs the site, and which do something."""

import pytest

from scamtriage.knowledge.pages.link_words import NOTHING, does_something, ranks


def test_no_link_says_what_another_leads_to() -> None:
    links = [("https://a.test/%00", "x\0y"), ("https://a.test/c", "Contact"), ("https://a.test/x", "x"), ("https://a.test/privacy", "")]
    assert ranks(links) == [NOTHING, 0, NOTHING, 2]
    assert ranks([]) == []


@pytest.mark.parametrize(
    "text",
    [
        *("ลบ", "ลบบัญชี", "ขอลบข้อมูล", "คำขอลบบัญชี", "การลบข้อมูลส่วนบุคคล", "จัดการ ลบ", "ค้นหาและลบ", "ออกจากระบบ"),
        *("xóa tài khoản", "Xoá", "Hủy đơn", "huỷ", "huy don hang", "ລຶບບັນຊີ", "ອອກຈາກລະບົບ", "ຍົກເລີກ", "Burahin ang account"),
    ],
)
def test_words_of_deeds(text: str) -> None:
    assert does_something("https://a.test/x", text)


@pytest.mark.parametrize(
    "text",
    [
        *("ข้อมูลบริษัท", "ติดต่อเทศบาลตำบลบางปู", "โรงพยาบาลบำรุงราษฎร์", "ผลบอล", "รัฐบาลบริการ", "หลบภัย", "ข้อมูลบัญชี"),
        *("Giới thiệu công ty thủy sản", "Liên hệ Thanh Thủy", "thuỷ điện", "ກ່ຽວກັບພວກເຮົາ", "ຫລົບໄພ"),
    ],
)
def test_letters_of_a_deed_within_other_words_are_none(text: str) -> None:
    assert not does_something("https://a.test/x", text)


@pytest.mark.parametrize(
    "text",
    [
        *("Refund and cancellation policy", "นโยบายการคืนเงินและการยกเลิก", "เงื่อนไขการยกเลิก", "Chính sách đổi trả và hủy đơn hàng"),
        *("chinh-sach-huy-don", "Kebijakan pembatalan", "Polisi pemulangan & pembatalan", "取消政策", "退订与退款条款", "取消及退款規定"),
        *(
            "キャンセルポリシー",
            "返品・キャンセルについて",
            "취소 및 환불 정책",
            "रद्दीकरण और धनवापसी नीति",
            "ນະໂຍບາຍການຍົກເລີກ",
            "គោលការណ៍បោះបង់",
        ),
    ],
)
def test_what_is_said_about_cancelling_cancels_nothing(text: str) -> None:
    assert not does_something("https://a.test/x", text)


@pytest.mark.parametrize(
    "text",
    [
        *("ยกเลิกคำสั่งซื้อ", "นโยบายความเป็นส่วนตัว ออกจากระบบ", "Hủy đơn hàng", "Batalkan pesanan", "Kebijakan privasi: batalkan", "取消订单"),
        *("取消同意隐私政策", "キャンセル", "キャンセルする", "취소하기", "취소", "रद्द करें", "ຍົກເລີກ", "បោះបង់", "ปุ่มลบ"),
    ],
)
def test_cancelling_is_a_deed(text: str) -> None:
    assert does_something("https://a.test/x", text)


def test_an_address_and_its_text_are_no_phrase_together() -> None:
    assert does_something("https://a.test/cancel", "policy")


def test_an_address_that_no_library_splits_is_read() -> None:
    assert does_something("https://a[@shop.test/logout", "") and not does_something("https://a[@shop.test/contact", "Contact")
