"""Schemes in soft words: the fee is not "first" but "to activate", and nobody tops up who "settles the difference"."""

import pytest

from scamtriage.assess import Rules
from scamtriage.signals.payment import withdraw_fee
from scamtriage.signals.schemes import loan_upfront, task_commission, toll_fine
from scamtriage.signals.view import View
from tests.judgement.sites import dossier

TABLES = Rules.load().tables


def view(text: str) -> View:
    html = f"<html><title>A page</title><p>{text}</p><p>{'Lorem ipsum dolor sit amet. ' * 4}</p></html>"
    return View(dossier({"host": "deposit-house.com", "html": html, "age_days": 400}), TABLES)


@pytest.mark.parametrize(
    "text",
    [
        "Khoản vay của bạn: đóng phí bảo hiểm 5% để kích hoạt lệnh giải ngân",
        "Pinjaman Anda disetujui. Biaya asuransi 5% untuk mengaktifkan pencairan",
        "Pinjaman anda lulus. Yuran guaman RM380 untuk mengaktifkan pengeluaran",
        "您的贷款已审批，缴纳认证金以解除冻结",
        "Your loan is approved. Pay the insurance premium to activate the transfer",
    ],
)
def test_a_fee_that_releases_a_loan_is_one_before_it(text: str) -> None:
    assert loan_upfront(view(text)).value


def test_a_fee_that_is_taken_from_the_loan_is_none_before_it() -> None:
    assert not loan_upfront(view("Khoản vay: phí bảo hiểm 1% trừ vào kỳ cuối")).value


@pytest.mark.parametrize(
    "text",
    [
        "ให้คะแนนที่พัก ค่าตอบแทนต่อรายการ ยอดบัญชีจะแสดงติดลบ ให้เติมส่วนต่าง",
        "Beri like, komisi per pesanan; saldo menjadi minus, isi selisih",
        "Rate hotels, commission per order; settle the difference to go on",
        "点赞任务，佣金立返；补齐差额后继续",
    ],
)
def test_a_difference_to_be_settled_is_topping_up(text: str) -> None:
    assert task_commission(view(text)).value


def test_a_paid_review_without_it_is_none() -> None:
    assert not task_commission(view("ให้คะแนนที่พัก ค่าตอบแทนต่อรายการ โอนทุกสิ้นเดือน")).value


@pytest.mark.parametrize(
    ("text", "upfront"),
    [
        ("Withdrawal fees. The network fee is deducted before we send your withdrawal.", False),
        ("Biaya penarikan dipotong langsung sebelum penarikan dikirim", False),
        ("Your withdrawal is held. Pay the tax before it is sent. It cannot be deducted from your balance.", True),
        ("提现前须先缴纳税款，不能从余额扣除", True),
        ("提现手续费从提现金额中扣除，请先确认地址", False),
        ("Pay the tax first before withdrawal, or a penalty will be deducted from your balance.", True),
        ("To withdraw, pay the tax first or points will be deducted", True),
        ("Bayar pajak dulu sebelum penarikan, saldo dipotong dari akun jika terlambat", True),
        ("提现前先缴纳保证金，逾期自动扣除信用分", True),
        (
            "The network fee is deducted automatically. To withdraw, the personal income tax on all of your profits must be paid first.",
            True,
        ),
    ],
)
def test_a_fee_that_is_taken_from_what_is_paid_out_is_none_before_it(text: str, upfront: bool) -> None:
    assert bool(withdraw_fee(view(text)).value) is upfront


@pytest.mark.parametrize(
    ("text", "of_the_road"),
    [
        ("Bayar tagihan air sebelum tanggal 20. Telat kena denda Rp10.000, bayar segera", False),
        ("Bayar tagihan air. Bayar denda tilang elektronik, pelanggaran lalu lintas Anda, segera", True),
        ("Ada denda atas nama Anda, bayar segera", True),
    ],
)
def test_a_suppliers_fine_for_who_pays_late_is_none_of_the_road(text: str, of_the_road: bool) -> None:
    html = f"<html><title>A page</title><p>{text}</p><form><input name=q></form><p>{'Lorem ipsum dolor sit amet. ' * 4}</p></html>"
    found = toll_fine(View(dossier({"host": "deposit-house.com", "html": html, "age_days": 400}), TABLES))
    assert bool(found.value) is of_the_road


def test_a_fine_beside_a_bill_on_a_page_that_takes_a_card_is_one() -> None:
    text = "Saman tertunggak. Bayar segera. Bil elektrik juga."
    html = f"<html lang=ms><title>Bayar</title><p>{text}</p><form><input name=c placeholder='Nombor kad'></form></html>"
    assert toll_fine(View(dossier({"host": "deposit-house.com", "html": html, "age_days": 400}), TABLES)).value


@pytest.mark.parametrize(
    ("concept", "everyday", "scheming"),
    [
        ("police", "ປະເພດເອກະສານ ບັດປະຈຳໂຕ ວາລະສານ", "ສານປະຊາຊົນ ອອກໝາຍສານ"),
        ("crime", "ສົ່ງເອກະສານ ໃຫ້ຄົບ", "ທ່ານມີໝາຍສານ"),
        ("subsidy", "Hubungi Admin kami untuk bantuan. Bantuan dan Panduan", "Penyaluran bantuan tahap dua sudah dibuka"),
        ("subsidy", "Perlukan bantuan? Talian bantuan pelanggan", "Semakan bantuan rakyat kini dibuka"),
        ("romance", "师傅上门安装，不收上门费", "同城约会交友"),
        ("crime", "网站备案号 京公网安备", "您已被立案"),
        ("accusation", "网站备案号 京公网安备", "请输入案号查看通缉"),
        ("sendcode", "维修前请拍照留底", "把卡密拍照发给客服"),
        ("sendcode", "제품 사진은 실제와 같습니다", "핀번호 사진 보내 주세요"),
        ("prize", "Penghantaran percuma ke seluruh negara", "Tuntut hadiah percuma anda"),
        ("crime", "Sila bawa pasport asal", "Anda ditahan kerana jenayah"),
        ("prize", "मुफ्त पार्किंग उपलब्ध है", "मुफ्त रिचार्ज पाएं"),
        ("suspended", "रविवार को दुकान बंद", "आपका खाता बंद हो जाएगा"),
        ("discount", "เปิดร้าน 9 โมง ปิดร้าน 6 โมงเย็น", "ลดล้างปิดร้าน ทุกชิ้นต้องขาย"),
    ],
)
def test_words_of_everyday_are_no_part_of_a_scheme(concept: str, everyday: str, scheming: str) -> None:
    assert view(scheming).text.meant(concept)
    assert not view(everyday).text.meant(concept)
