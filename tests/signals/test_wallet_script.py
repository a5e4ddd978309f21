"""What pages say that have wallets emptied; and markets, manuals, distributions and warnings that speak of approvals."""

import pytest

from scamtriage.records.assessment import Assessment, Verdict
from tests.judgement.sites import assessed

ROW = "content-signed-away"


def judged(language: str, body: str) -> Assessment:
    html = f'<!doctype html><html lang="{language}"><head><title>Season</title></head><body>{body}</body></html>'
    return assessed({"host": "lantern-season.com", "html": html, "age_days": 20, "mx": False})


def fires(row: Assessment) -> bool:
    return any(c.reading.signal == ROW and c.log_odds > 0 for c in row.contributions)


SIGNED = [
    ("en", "<p>Pair the wallet containing your largest holdings. Approve all requests.</p>"),
    ("en", "<p>MetaMask says the site is unsafe? That is expected, our contract is new.</p>"),
    ("en", "<p>Your wallet shows a red alert because the router was published today; press proceed.</p>"),
    ("vi", "<p>Nếu ví của bạn cảnh báo, cứ bấm tiếp tục. Ví trống sẽ bị loại.</p>"),
    ("id", "<p>Gunakan dompet dengan saldo terbesar. Setujui semua permintaan.</p>"),
    ("ms", "<p>Amaran dompet adalah biasa, teruskan sahaja. Luluskan semua.</p>"),
    ("fil", "<p>Kung may babala ang wallet, normal lang iyan. I-approve lahat.</p>"),
    ("th", "<p>หากกระเป๋าเตือน เป็นเรื่องปกติ ให้กดยืนยัน คำเตือนนี้เป็นปกติ กระเป๋าว่างไม่ได้สิทธิ์</p>"),
    ("zh", "<p>请使用资产最多的钱包连接。若出现风险提示属正常,请点继续。</p>"),
    ("zh", "<p>空錢包無法領取,請全部授權。</p>"),
    ("ja", "<p>残高の多いウォレットを接続し、すべて承認してください。警告が出ても問題ありません。</p>"),
    ("ko", "<p>빈 지갑은 받을 수 없습니다. 경고가 떠도 정상이니 모두 승인하세요.</p>"),
    ("hi", "<p>खाली वॉलेट को कुछ नहीं मिलेगा। चेतावनी सामान्य है, जारी रखें।</p>"),
    ("es", "<p>Conecte la billetera. La alerta de la wallet es normal, pulse continuar y apruebe todo.</p>"),
    ("pt", "<p>Use a carteira com mais ativos. O aviso é normal. Aprove tudo.</p>"),
]


@pytest.mark.parametrize(("language", "body"), SIGNED)
def test_a_signature_whatever_the_wallet_holds_or_warns_of_is_heard(language: str, body: str) -> None:
    row = judged(language, f"<h1>Season two</h1>{body}<button>Connect</button>")
    assert fires(row)
    assert row.verdict.rank >= Verdict("suspicious").rank


ORDINARY = [
    # markets, lending desks and devices: approvals, blind signatures, fees
    ("en", "<p>To list a collection, your wallet asks once for setApprovalForAll. You pay gas for this transaction only.</p>"),
    ("en", "<p>Enable blind signing in the settings of the Ethereum app before you stake with a hardware wallet.</p>"),
    ("en", "<p>Swapping needs an approval. You may approve the exact amount or an unlimited approval; revoke it at any time.</p>"),
    ("zh", "<p>质押前，钱包会请求授权。可选择精确额度或无限授权，随时可撤销。</p>"),
    ("ja", "<p>出品時にウォレットで一度だけ承認します。無制限に承認する必要はありません。</p>"),
    ("ko", "<p>지갑에서 승인 금액을 정할 수 있습니다. 무제한 승인은 권하지 않습니다.</p>"),
    # a distribution that counts by balance
    ("en", "<p>Tokens go to addresses that held 10 or more at block 19,000. Empty wallets are not eligible. No signature is needed.</p>"),
    ("vi", "<p>Ví trống tại thời điểm chụp không đủ điều kiện. Danh sách công bố trên diễn đàn.</p>"),
    ("ko", "<p>스냅샷 당시 빈 지갑은 대상에서 제외됩니다. 목록은 포럼에서 공개합니다.</p>"),
    ("id", "<p>Dompet kosong saat snapshot tidak mendapat token.</p>"),
    # purses that one pays with, and those of leather
    ("en", "<p>Your wallet balance is shown on top. If the wallet is empty, top up at any shop.</p>"),
    ("id", "<p>Isi saldo dompet digital minimal Rp10.000. Peringatan: transaksi besar perlu PIN.</p>"),
    ("th", "<p>กระเป๋าหนังแท้ เย็บมือ สินค้ามีตำหนิเล็กน้อยเป็นเรื่องปกติของหนัง</p>"),
    ("zh", "<p>真皮钱包，主要资产是手工。空钱包重 80 克。</p>"),
    ("ja", "<p>本革ウォレット。小さな傷は革の特徴で、問題ありません。</p>"),
    ("fil", "<p>Pitakang gawa sa abaka. Kung walang laman ang e-wallet, mag-cash in muna.</p>"),
    # manuals that tell what a warning means, and to heed it
    ("en", "<p>If your wallet shows a warning, do not proceed. Close the tab and check the address of the contract.</p>"),
    ("en", "<p>A wallet warns of unknown contracts. Never ignore it; read what you approve.</p>"),
    ("vi", "<p>Khi ví cảnh báo, hãy dừng lại và kiểm tra địa chỉ hợp đồng.</p>"),
    ("zh", "<p>钱包出现风险提示时，请停止操作并核对合约地址。</p>"),
    ("ko", "<p>지갑에 경고가 뜨면 멈추고 계약 주소를 확인하세요.</p>"),
    ("es", "<p>Si su billetera muestra una advertencia, deténgase y revise el contrato.</p>"),
    ("ja", "<p>ウォレットに警告が表示されたら、操作を中止してください。</p>"),
    # a router's page, which browsers warn of
    ("en", "<p>Your browser shows a security warning for the router's own certificate. This is expected; continue to its settings.</p>"),
    # warnings that are no wallet's, or normal where one votes
    ("ko", "<p>지갑 연결. 투표 서명은 0 ETH로 보이면 정상입니다.</p>"),
    ("vi", "<p>Kết nối ví. Cảnh báo phí gas cao là bình thường vào giờ cao điểm.</p>"),
    ("ja", "<p>ウォレット接続。テスト環境では警告が出ますが問題ありません。</p>"),
    # manuals in which nothing is connected, and which say what to look at
    (
        "en",
        "<p>Your wallet may show a warning when a contract is new; this is normal, but check the address before you proceed. Connect.</p>",
    ),
    (
        "en",
        "<p>Unlimited approvals put you at risk. Wallets holding the most assets come first. Connect and revoke what you do not use.</p>",
    ),
    ("en", "<p>A wallet that shows no balance after import is normal while it syncs.</p>"),
    ("en", "<p>Managers approve all in the wallet; inactive accounts are not counted. Connect your bank.</p>"),
    ("vi", "<p>Cảnh báo số dư thấp là bình thường khi ví chưa nạp. Cảnh báo của ví sẽ tự tắt.</p>"),
    ("id", "<p>Permintaan kode OTP muncul, lalu klik lanjut untuk masuk ke dompet.</p>"),
    ("th", "<p>กระเป๋าเงินดิจิทัล คำเตือนยอดเงินต่ำเป็นเรื่องปกติ กดต่อไปเพื่อเติมเงิน</p>"),
    ("zh", "<p>硬件钱包连接后请开启盲签,完成后关闭。资产最多的钱包建议离线保存。</p>"),
    ("ko", "<p>지갑을 연결하면 위험 표시가 블라인드 서명 때문입니다. 계약을 확인하고, 모르면 취소하세요.</p>"),
    # who tells of drainers
    ("en", "<p>Drainers ask victims to connect the wallet that holds most of their assets and to approve all. Beware: this is a scam.</p>"),
    (
        "en",
        "<p>Scam alert: fake claim pages say the wallet shows a red warning because the contract is new. Do not sign. Report the site.</p>",
    ),
    ("zh", "<p>警惕骗局：诈骗页面要求使用资产最多的钱包并全部授权，还说警告可忽略。切勿签名，请举报。</p>"),
    ("vi", "<p>Cảnh báo lừa đảo: trang giả bảo dùng ví có nhiều tài sản và cho phép tất cả. Đừng ký, hãy báo cáo.</p>"),
    (
        "id",
        "<p>Waspada penipuan: situs palsu meminta dompet dengan saldo terbesar dan berkata peringatan itu wajar. Jangan tanda tangan.</p>",
    ),
    ("ko", "<p>사기 주의: 가짜 페이지는 자산이 가장 많은 지갑을 쓰고 경고를 무시하라고 합니다. 서명하지 마세요.</p>"),
]


@pytest.mark.parametrize(("language", "body"), ORDINARY)
def test_approvals_balances_and_warnings_of_others_are_none(language: str, body: str) -> None:
    assert not fires(judged(language, f"<h1>Help</h1>{body}"))
