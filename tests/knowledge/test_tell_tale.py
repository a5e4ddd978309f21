"""Which links of a page lead to who runs the site, and which do something."""

import pytest

from scamtriage.knowledge.tell_tale import NOTHING, does_something, ranks


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
