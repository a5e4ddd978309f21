"""Sums that wait and are let go for a fee; and lenders, yards, exchanges and warnings that speak of such fees."""

import pytest

from scamtriage.records.assessment import Assessment, Verdict
from tests.judgement.sites import assessed

ROW = "content-held-sum"


def judged(language: str, body: str, host: str = "credito-agora-online.com") -> Assessment:
    html = f'<!doctype html><html lang="{language}"><head><title>Online</title></head><body>{body}</body></html>'
    return assessed({"host": host, "html": html, "age_days": 60, "mx": False})


def fires(row: Assessment) -> bool:
    return any(c.reading.signal == ROW and c.log_odds > 0 for c in row.contributions)


HELD = [
    (
        "pt",
        "<h2>Envio interrompido</h2><p>Valor aprovado R$ 5.000,00</p><p>Taxa de liberação: R$ 97,00</p><button>PAGAR E LIBERAR</button>",
    ),
    ("pt", "<h1>Desbloqueio de saldo</h1><p>Copie o código PIX</p><p>R$ 18,82</p><p>Valor do desbloqueio</p>"),
    (
        "es",
        "<h1>Monto aprobado: $8,000</h1><p>Su transferencia está retenida.</p><p>Pague $150 para liberar el "
        "crédito. Tarifa de liberación $150.</p>",
    ),
    ("en", "<h1>Approved amount: $5,000</h1><p>Your withdrawal is on hold.</p><p>Release fee: $120. Pay to release your funds today.</p>"),
    ("fr", "<h1>Montant accordé : 9 000 €</h1><p>Le virement est bloqué.</p><p>Frais de déblocage : 180 €</p>"),
    ("id", "<h1>Dana disetujui Rp 5.000.000</h1><p>Pencairan tertahan.</p><p>Biaya pembukaan blokir Rp 350.000</p>"),
    ("ms", "<h1>Pinjaman diluluskan RM8,000</h1><p>Pinjaman anda ditahan. Dana tertahan.</p><p>Yuran pelepasan RM350</p>"),
    ("vi", "<h1>Số tiền được duyệt 50.000.000</h1><p>Lệnh rút bị khóa.</p><p>Phí mở khóa tài khoản 2.500.000</p>"),
    ("fil", "<h1>Approved loan ₱20,000</h1><p>Ang iyong loan ay naka-hold.</p><p>Unlock fee ₱1,500</p>"),
    ("th", "<h1>วงเงินอนุมัติ 50,000 บาท</h1><p>การโอนถูกระงับ</p><p>ค่าปลดล็อกระบบ 2,500 บาท</p>"),
    (
        "id",
        "<h1>Dana disetujui Rp 5.000.000</h1><p>Dana dibekukan, jika salah rekening tidak kami ganti.</p><p>Biaya buka blokir Rp 350.000 "
        "tidak bisa dipotong dari pinjaman.</p>",
    ),
    ("pt", "<h1>Valor aprovado R$ 5.000</h1><p>Seu saldo encontra-se bloqueado.</p><p>Taxa de liberação: R$ 97,00</p>"),
    ("zh", "<h1>可提现余额 8,000 元</h1><p>账户资金已冻结。</p><p>解冻金 1,600 元</p>"),
]


@pytest.mark.parametrize(("language", "body"), HELD)
def test_a_sum_that_is_let_go_for_a_fee_is_heard(language: str, body: str) -> None:
    row = judged(language, f"{body}<form><input name=a><button>OK</button></form>")
    assert fires(row)
    assert row.verdict.rank > Verdict("likely-benign").rank


ORDINARY = [
    ("en", "<h1>Towed?</h1><p>Vehicle release fee $180, storage $25 a day. Your vehicle is held at the yard.</p>"),
    ("en", "<h1>Withdrawals</h1><p>Network fee 1.5 USDT. Your withdrawal is on hold while we check a new address; this costs nothing.</p>"),
    ("en", "<h1>Your balance</h1><p>Card activation fee $4.95. A locked account is unlocked at any branch, free of charge.</p>"),
    ("en", "<p>We do not charge a release fee of $120 for your loan, and if your transfer is blocked, call us.</p>"),
    ("pt", "<p>Pátio: veículo retido. Taxa de liberação R$ 210,00. Seu saldo de multas está disponível no portal.</p>"),
    ("pt", "<p>Correios: encomenda retida. Despacho postal R$ 15,00.</p>"),
    ("pt", "<p>Cuidado com o golpe: pedem R$ 97,00 de taxa de liberação do empréstimo e dizem que o envio foi bloqueado. Não pague.</p>"),
    ("es", "<p>Desbloqueo de celulares: liberar tu equipo cuesta $250. Tu saldo y tu línea siguen activos.</p>"),
    ("fr", "<p>Votre solde est disponible. Les frais de dossier de 90 € sont prélevés sur le montant accordé.</p>"),
    ("id", "<p>Biaya provisi 1% dipotong dari dana pinjaman. Saldo anda yang diblokir karena salah PIN dibuka di cabang tanpa biaya.</p>"),
    ("vi", "<p>Tài khoản bị khóa do nhập sai mật khẩu được mở khóa miễn phí tại quầy. Số dư của bạn không thay đổi.</p>"),
    ("th", "<p>บริษัทไม่มีการเรียกเก็บค่าปลดล็อก 2,500 บาท วงเงินอนุมัติโอนเต็มจำนวน หากบัญชีถูกระงับโปรดติดต่อสาขา</p>"),
    ("zh", "<p>本平台不收取解冻金 1,600 元。可用余额可随时提现，账户被冻结请联系客服。</p>"),
    # who answers what everybody asks: nothing of anybody's is held
    ("en", "<h1>Why is my payout on hold?</h1><p>Your payout may be on hold while we check it. Express release fee 1.5%, minimum $10.</p>"),
    ("id", "<p>Bila transfer tertunda, periksa nomor rekening. Pinjaman anda dikenai biaya pencairan Rp 30.000.</p>"),
    ("vi", "<p>Nếu lệnh chuyển tiền đang bị treo, số tiền được duyệt sẽ về sau. Phí giải ngân khoản vay 200.000đ.</p>"),
    ("th", "<p>หากการโอนถูกระงับ วงเงินอนุมัติยังอยู่ ค่าปลดล็อกบัตร 100 บาท</p>"),
    ("zh", "<p>如果提现被冻结，可用余额不变。提前解冻费用：10元/次。</p>"),
    # at a counter, for a court, out of what is paid
    ("vi", "<p>Phí mở khóa tài khoản: 30.000đ tại quầy. Tài khoản bị khóa do không giao dịch. Số dư hiện tại vẫn được bảo toàn.</p>"),
    ("zh", "<p>账户被冻结，请携身份证到柜台办理，可用余额不受影响。解锁费用：10元/次。</p>"),
    ("fr", "<p>Saisie : votre solde est bloqué, le virement suspendu. Frais de déblocage : 51,60 €.</p>"),
    (
        "es",
        "<p>Su saldo está retenido por orden judicial; transferencia suspendida. Tasa judicial para desbloqueo de cuenta: S/ 49.50.</p>",
    ),
    ("en", "<p>Your withdrawal is on hold. The release fee of $25 is taken from the payout. Your balance is safe.</p>"),
    # a bank's list of prices
    (
        "vi",
        "<p>Phí quản lý 5.500đ. Phí mở khóa tài khoản 20.000đ. Phí tra soát 22.000đ. Lệnh chuyển tiền bị treo. Số dư khả dụng 50.000đ. "
        "Phí rút tiền 3.300đ.</p>",
    ),
    ("th", "<p>ค่าธรรมเนียมการปลดอายัดบัญชี 100 บาท ค่าออกบัตร 200 บาท ค่าธรรมเนียมถอน 15 บาท ค่าโอน 400 บาท บัญชีถูกอายัด ยอดเงินคงเหลือ</p>"),
    ("zh", "<p>账户管理费10元；挂失费20元；解锁费5元；手续费2元；账户余额；账户冻结登记费30元。</p>"),
]


@pytest.mark.parametrize(("language", "body"), ORDINARY)
def test_lenders_yards_exchanges_and_warnings_hold_nothing_for_a_fee(language: str, body: str) -> None:
    assert not fires(judged(language, f"{body}<form><input name=a><button>OK</button></form>"))
