"""Platforms on which whoever works pays in, in several languages; and couriers, agents, shops and lessons that name orders and levels."""

import pytest

from scamtriage.records.assessment import Assessment, Verdict
from tests.judgement.sites import assessed

ROW = "content-paid-work"


def judged(language: str, body: str) -> Assessment:
    html = f'<!doctype html><html lang="{language}"><head><title>Platform</title></head><body><h1>Platform</h1>{body}</body></html>'
    return assessed({"host": "orbit-optimise.com", "html": html, "age_days": 90, "mx": False})


def fires(row: Assessment) -> bool:
    return any(c.reading.signal == ROW and c.log_odds > 0 for c in row.contributions)


RULES = [
    (
        "en",
        "<p>Your account must hold at least 110 USD to initiate the 40/40 tasks.</p><p>You can recharge "
        "based on the negative amount displayed in the account, "
        "and withdraw after you complete all tasks.</p>",
    ),
    (
        "en",
        "<p>Deposits: after transferring funds to the account designated by customer service, submit the "
        "voucher.</p><p>Withdrawals can be made after completing "
        "all designated daily tasks.</p>",
    ),
    (
        "en",
        "<p>When the recharge reaches the threshold you are upgraded to VIP2.</p><p>Tasks are randomly "
        "assigned to user accounts and cannot be cancelled, "
        "aborted, or skipped.</p>",
    ),
    ("vi", "<h2>Giật đơn</h2><p>Giật đơn ngay</p><p>PREMIUM VIP</p><p>Hoa hồng: 2%</p><p>Tối đa: 40 đơn</p>"),
    ("vi", "<p>Số dư âm thì bạn nạp thêm để làm tiếp. Đơn ghép xuất hiện ngẫu nhiên.</p>"),
    ("id", "<p>Pesanan kombinasi muncul acak. Saldo minus harus dinolkan agar set bisa diserahkan.</p>"),
    ("ms", "<p>Pesanan gabungan 6x komisen. Baki negatif perlu ditampung sebelum pengeluaran.</p>"),
    ("fil", "<p>Prepaid task bawat araw. Huwag iiwan sa gitna ang set. Combo order: x6 ang komisyon.</p>"),
    ("th", "<p>ยอดคงเหลือติดลบ กรุณาเติมเงินเพื่อทำต่อ ออเดอร์คู่ค่าคอม 6 เท่า ต้องทำครบ 40 รายการจึงถอนได้</p>"),
    ("zh", "<p>余额为负时请充值补足。福利联单做完方可提现，卡单须联系派单员。</p>"),
    ("zh", "<p>账户余额不低于100元方可接单。做完全部任务即可提现。</p>"),
    ("ko", "<p>선입금 미션 안내: 팀 미션은 모든 미션 완료 후 출금됩니다.</p>"),
    ("ja", "<p>立替課題があります。協力課題では、すべての課題が完了するまで出金できません。</p>"),
    ("hi", "<p>प्रीपेड टास्क: सभी टास्क पूरे करने पर निकासी।</p>"),
    ("es", "<p>Tareas prepagadas. Complete todas las tareas para retirar su saldo.</p>"),
    ("pt", "<p>Tarefas pré-pagas. Complete todas as tarefas para sacar.</p>"),
]


@pytest.mark.parametrize(("language", "body"), RULES)
def test_that_whoever_works_pays_in_is_heard(language: str, body: str) -> None:
    row = judged(language, body)
    assert fires(row)
    assert row.verdict.rank >= Verdict("suspicious").rank


ORDINARY = [
    # couriers and drivers: a deposit, orders that are grabbed and dealt out, a score, a balance that is filled up
    ("zh", "<p>骑手须知：系统根据位置自动派单，也可抢单。信用分低于80将限制接单。账户余额不低于100元方可接单。</p>"),
    (
        "id",
        "<p>Saldo minimal Rp20.000 untuk menerima order. Saldo minus harus diisi ulang dengan top up. Skor "
        "kredit di bawah 80 dibatasi.</p>",
    ),
    (
        "en",
        "<p>Drivers: a minimum balance of 20 is needed to receive orders. If your balance turns negative, "
        "top up at any shop. The system automatically assigns "
        "orders nearby.</p>",
    ),
    ("zh", "<p>系统随机派发订单，也可抢单。余额为负时请充值补足后接单。完成当日任务奖励次日可提现。组合单请一并送达。</p>"),
    ("ms", "<p>Tahap Perak: topup RM500, komisen 10%. Ejen menjual produk sendiri.</p><p>Pesanan gabungan menjimatkan kos pos.</p>"),
    # levels of loyal customers, and orders that are joined to save postage
    (
        "en",
        "<p>Loyalty: VIP 2 from 20 orders a year. Combined orders save postage and balance our loads. Orders "
        "cannot be cancelled once shipped.</p>",
    ),
    ("vi", "<p>Khách VIP được giảm 5%. Đơn hàng giao trong ngày. Không hủy đơn sau khi gửi.</p>"),
    ("th", "<p>สมาชิก VIP รับส่วนลด ออเดอร์จัดส่งทุกวัน งานคู่รักและงานแต่ง รับจัดดอกไม้</p>"),
    # balances below zero, joined orders and whole days of work, of those who carry orders and take cash for them
    ("th", "<p>ไรเดอร์: หากเครดิตติดลบ ต้องเติมเครดิตก่อนรับออเดอร์ใหม่ งานคู่คือออเดอร์สองรายการจากร้านอาหารเดียวกัน กดรับออเดอร์ในแอป</p>"),
    ("vi", "<p>Tài xế: số dư ví bị âm thì tài xế nạp thêm tiền. Đơn ghép cùng tuyến được cộng 5.000đ.</p>"),
    ("id", "<p>Mitra pengemudi: saldo minus harap top up. Pesanan gabungan dari satu restoran, komisi dipotong dari saldo.</p>"),
    ("zh", "<p>骑手手册：账户余额为负数时请先充值。完成当日所有订单后可提现，取餐后不能取消。</p>"),
    ("ko", "<p>라이더 안내: 잔액이 마이너스가 되면 충전 후 배차됩니다. 묶음 주문은 함께 배달합니다.</p>"),
    ("ja", "<p>配達員: 現金注文で残高がマイナスになった場合は入金してください。組み合わせ注文は二件を配達します。</p>"),
    (
        "es",
        "<p>Repartidores: si tu saldo es negativo por pedidos en efectivo, deposita. Al completar todos los pedidos puedes retirar.</p>",
    ),
    ("pt", "<p>Entregador: saldo negativo por pedidos em dinheiro, deposite. Ao concluir todos os pedidos você pode sacar.</p>"),
    # sellers and freelancers, who are paid for an order when it is done
    ("vi", "<p>Số dư âm do hoàn tiền: người bán nạp thêm. Rút tiền sau khi hoàn thành đơn hàng. Hệ thống tự động phân đơn hàng.</p>"),
    ("id", "<p>Setelah Anda menyelesaikan pesanan, dana dapat ditarik. Saldo minus karena refund: isi saldo dahulu.</p>"),
    # houses of exchange and wholesalers, which know levels and balances below zero, but no work; games, which sell levels
    ("en", "<p>Dealers who deposit 500 in stock credit are upgraded to VIP level 2. If an account balance goes negative, orders wait.</p>"),
    ("zh", "<p>VIP3充值满100元，每日多领2次任务。充值未到账请补单。</p>"),
    ("th", "<p>สมาชิก VIP 1 ยอดซื้อสะสม 5,000 บาท ลด 5% ทุกรายการ ระบบจะสุ่มภารกิจใหม่ทุกเช้าเพื่อรับแต้ม</p>"),
    # a prepaid card, a school, a bank
    (
        "en",
        "<p>If the balance of your prepaid card turns negative, top up before the next journey. Complete all "
        "tasks of the lesson to get the badge.</p>",
    ),
    ("ms", "<p>Pelajar perlu selesaikan tugasan sebelum cuti. Baki buku dikeluarkan selepas tugasan disemak.</p>"),
    # who warns
    (
        "en",
        "<p>Police advisory: victims were told to top up the negative balance and could withdraw only after "
        "completing all 40 tasks. This is a job scam.</p>",
    ),
    ("zh", "<p>警方提醒：受害人被要求做完全部任务方可提现，余额为负须充值，均为诈骗。</p>"),
    ("id", "<p>Waspada penipuan: korban diminta menyetor karena saldo minus harus diisi ulang, dan pesanan gabungan muncul acak.</p>"),
]


@pytest.mark.parametrize(("language", "body"), ORDINARY)
def test_couriers_shops_lessons_and_warnings_are_none(language: str, body: str) -> None:
    assert not fires(judged(language, body))
