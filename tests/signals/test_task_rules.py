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


RETURNED = [
    # what is paid ahead comes back with more, for looking at, liking or rating things, or for nobody where one of the group stops
    ("en", "<p>Rate hotels from home. Deposit 50 and get 68 back, commission included.</p>"),
    ("en", "<p>Product orders in teams of four: if one member stops, the whole group is frozen. Commission 30%.</p>"),
    ("vi", "<p>Thả tim video sản phẩm. Ứng 300.000 nhận lại 390.000, hoa hồng trả ngay.</p>"),
    ("vi", "<p>Cộng tác viên đánh giá phòng. Một người bỏ thì cả nhóm không rút được hoa hồng.</p>"),
    ("id", "<p>Beri ulasan hotel. Modal dan komisi cair bersamaan lima menit kemudian.</p>"),
    ("ms", "<p>Like produk di kedai. Setor RM200 dapat RM260, komisen terus.</p>"),
    ("fil", "<p>I-like ang video ng shop. Ibabalik ang puhunan kasama 25% na komisyon.</p>"),
    ("th", "<p>รีวิวโรงแรมที่บ้าน สำรองเงิน 500 รับคืนพร้อมค่าคอม 30%</p>"),
    ("zh", "<p>给酒店好评任务,垫付三百返390,佣金秒到。</p>"),
    ("ja", "<p>ホテルの口コミのお仕事です。立て替えた分は報酬を上乗せして戻ります。</p>"),
    ("ko", "<p>호텔 리뷰 작성 부업. 선결제하시면 원금과 수익을 함께 정산합니다.</p>"),
    ("hi", "<p>होटल को रेटिंग देना है। 3,000 जमा करके 3,900 पाएं, कमीशन तुरंत।</p>"),
    ("km", "<p>ការងារវាយតម្លៃសណ្ឋាគារ។ កក់ 50 ដុល្លារ ទទួលវិញ 68</p>"),
    ("es", "<p>Trabajo: reseñas de hoteles. Deposite 50 y reciba 68, comisión incluida.</p>"),
    ("pt", "<p>Trabalho: avalie hotéis. Deposite 50 e receba 68 com comissão.</p>"),
]


@pytest.mark.parametrize(("language", "body"), RETURNED)
def test_that_what_is_paid_ahead_comes_back_with_more_is_heard(language: str, body: str) -> None:
    row = judged(language, body)
    assert fires(row)
    assert row.verdict.rank > Verdict("likely-benign").rank


PAID_BACK = [
    # shops that add to what is paid in, deposits that come back whole, shoppers in disguise, groups and studies
    ("en", "<p>Part-time translators rate product listings; if one member is late, the whole team's delivery is delayed. Commissions.</p>"),
    ("vi", "<p>Nạp thẻ 100.000 nhận về 110.000. Đánh giá sản phẩm. Cộng tác viên hưởng hoa hồng.</p>"),
    ("id", "<p>Deposit Rp100.000 dapat Rp110.000 saldo. Beri ulasan produk. Reseller mendapat komisi.</p>"),
    ("zh", "<p>拼团任务:有人中途退出,其他人仍可成团。评价商品得佣金。</p>"),
    ("ko", "<p>체험단: 선결제 30,000원 환급 30,000원. 리뷰 상품 작성. 건당 5,000원.</p>"),
    ("es", "<p>Cliente misterioso: adelanta 20 euros y recupera 32. Valoracion de tiendas. Trabajo por tarea.</p>"),
    # shops that add to what is paid in, or pay a part of it back, and ask for reviews
    ("en", "<p>Top up 100 and get 110 to spend. Please review our products and rate our shop.</p>"),
    ("ms", "<p>Topup RM100 dapat RM130 kredit spa. Beri ulasan dan rating kedai kami.</p>"),
    ("vi", "<p>Nạp 500.000 nhận 550.000 vào thẻ. Mời bạn đánh giá sản phẩm sau khi nhận hàng. Hoàn tiền nếu lỗi.</p>"),
    ("id", "<p>Bayar Rp100.000 dapat Rp120.000 pulsa. Beri ulasan toko kami.</p>"),
    ("th", "<p>เติม 1,000 รับ 1,100 ใช้ได้ทุกสาขา รีวิวร้านรับขนมฟรี</p>"),
    ("zh", "<p>充值100送20。好评商品可得优惠券,运费可退。</p>"),
    ("ko", "<p>선결제 10만원 충전 시 11만원 사용. 리뷰 작성하면 음료 증정. 상품 환불 가능.</p>"),
    ("hi", "<p>1,000 जमा करके 1,100 का कार्ड पाएं। दुकान को रेटिंग दें।</p>"),
    ("ja", "<p>口コミ投稿でドリンク無料。代金引換の手数料は返金できません。</p>"),
    # agents who advance, and are paid back, and workers whose outlays are
    ("en", "<p>Reviewers of hotels pay for the room first; outlays are refunded with the fee of the report within 30 days.</p>"),
    ("ja", "<p>覆面調査の仕事: お店での立替金は、報告書の提出後に謝礼とともに振込します。商品の評価を書きます。</p>"),
    ("ko", "<p>체험단: 상품을 구매하고 리뷰를 작성하면 구매 금액을 환급합니다.</p>"),
    ("vi", "<p>Nhân viên ứng tiền công tác, kế toán hoàn lại sau khi nộp hóa đơn.</p>"),
    ("id", "<p>Kurir menalangi belanja pelanggan, uang talangan dikembalikan saat pesanan diantar.</p>"),
    # teams: of a race, of a school, of a warehouse
    ("en", "<p>Relay: if one runner stops, the whole team waits at the gate. All five must finish before the ranking.</p>"),
    ("zh", "<p>接力赛:一人中途退出,全队不计成绩。</p>"),
    ("ja", "<p>1人でも遅れると全員の出発が遅れます。集合は7時です。</p>"),
    ("id", "<p>Satu peserta terlambat, seluruh kelompok menunggu. Tugas kelompok dikumpulkan Jumat.</p>"),
    ("vi", "<p>Một bạn chậm thì cả nhóm chờ, nhiệm vụ nhóm nộp thứ Sáu.</p>"),
    ("th", "<p>ถ้ามีคนช้า ทุกคนต้องรอ รถออกแปดโมง ภารกิจกลุ่มส่งวันศุกร์</p>"),
    ("ko", "<p>조별 과제: 한 명이 늦으면 모두 기다립니다.</p>"),
    # deposits that come back as they are
    ("en", "<p>A deposit of 50 is refunded when the beads are returned. Tasks are paid per piece.</p>"),
    ("vi", "<p>Đặt cọc 200.000, hoàn cọc khi trả đồ. Nhiệm vụ của khách là giữ vé.</p>"),
    ("zh", "<p>押金200元,归还后全额退还。任务单请保管。</p>"),
    # who tells of it
    (
        "en",
        "<p>I liked videos for a mentor. Deposit 50, get 68 back, he said; then I paid 900 and it was a scam. Commission never came.</p>",
    ),
    ("vi", "<p>Cảnh báo: đánh giá khách sạn, nạp 500.000 nhận 650.000 là chiêu lừa đảo.</p>"),
    ("zh", "<p>反诈提醒:点赞任务、垫付100返120都是诈骗,佣金是诱饵。</p>"),
    ("ko", "<p>리뷰 알바 사기 주의: 선결제하면 원금과 수익을 준다고 합니다. 피해 신고 112.</p>"),
    ("hi", "<p>ठगी से बचें: रेटिंग का काम देकर 1,000 जमा करके 1,300 का लालच दिया जाता है। पुलिस 1930।</p>"),
    ("fil", "<p>Mag-ingat sa scam: i-like ang video ng shop, ibabalik daw ang puhunan kasama 30% komisyon.</p>"),
]


@pytest.mark.parametrize(("language", "body"), PAID_BACK)
def test_shops_outlays_teams_and_victims_are_none(language: str, body: str) -> None:
    assert not fires(judged(language, body))
