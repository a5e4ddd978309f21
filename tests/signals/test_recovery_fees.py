"""Who gets lost money back for a fee; and lawyers, supervisors, papers, shops and claims desks that say some of it honestly."""

import pytest

from scamtriage.records.assessment import Assessment
from tests.judgement.sites import assessed

ROW = "content-recovery-fee"
CHAT = '<form action="/case"><input name="amount"><textarea name="story"></textarea></form><a href="https://wa.me/66815550123">WhatsApp</a>'


def told(language: str, body: str, title: str = "-") -> bool:
    html = f'<html lang="{language}"><title>{title}</title><p>{body}</p>{CHAT}</html>'
    judged: Assessment = assessed({"host": "north-side-desk.com", "html": html, "age_days": 50, "mx": False})
    return any(c.reading.signal == ROW and c.log_odds > 0 for c in judged.contributions)


@pytest.mark.parametrize(
    ("language", "body"),
    [
        (
            "en",
            "Lost your savings to a fake broker? Our analysts located the coins. A refundable compliance deposit of 6% is lodged before "
            "the transfer. Please do not contact your bank while the trace is running.",
        ),
        (
            "en",
            "Victims of the closed exchange: your frozen balance was found. The officer sets up a receiving wallet with you over AnyDesk. "
            "The clearance fee cannot be deducted from the balance.",
        ),
        (
            "vi",
            "Bạn bị lừa trên sàn ảo? Kỹ thuật viên đã khóa tài khoản của đối tượng. "
            "Nộp phí mở lệnh 7%, phí này được hoàn lại cùng số tiền gốc.",
        ),
        (
            "id",
            "Dana korban penipuan trading bisa kembali. Bayar biaya aktivasi dompet 5%, biaya ini dikembalikan penuh bersama dana. "
            "Jangan lapor polisi dahulu agar rekening tidak kosong.",
        ),
        (
            "ms",
            "Mangsa scam: wang anda boleh dipulangkan. Yuran pelepasan RM900 dipulangkan semula. Jangan hubungi bank sehingga selesai.",
        ),
        (
            "tl",
            "Na-scam ka ba? Mababawi ang pera mo. Bayaran muna ang activation "
            "fee, ibabalik kasama ng pera. Huwag munang magsumbong sa pulis.",
        ),
        ("th", "โดนหลอกลงทุน เราดึงเงินกลับให้ได้ ชำระค่าปลดล็อกระบบ 5% ก่อนรับเงิน ค่าธรรมเนียมนี้จะคืนพร้อมยอดเงิน ไม่ต้องแจ้งความ"),
        ("zh", "被骗的钱可以追回。技术人员已锁定对方后台资金池，缴纳保证金百分之五，追回后一并退还。请勿向警方重复报案。"),
        ("zh", "投資詐騙款項返還。先支付鏈上驗證金，與本金一併退還。為免打草驚蛇，請勿告知銀行。"),
        (
            "ja",
            "投資詐欺の被害金を返還します。返還の前に保証金のご入金が必要ですが"
            "、返還時に全額お戻しします。弁護士に相談されますと手続きが遅れます。",
        ),
        ("ko", "리딩방 피해 회비를 환급해 드립니다. 전용 지갑을 개설하고 예치금을 먼저 입금하시면 환급금과 함께 돌려드립니다."),
        ("hi", "ऑनलाइन ठगी में गया पैसा वापस दिलाते हैं। रिलीज़ शुल्क जमा करने के बाद रकम आएगी, शुल्क वापसी योग्य है।"),
    ],
)
def test_the_story_is_known(language: str, body: str) -> None:
    assert told(language, body)


@pytest.mark.parametrize(
    ("language", "body"),
    [
        (
            "en",
            "Fraud lawyers. We recover money lost to investment fraud through the courts. Court fees are paid by you and are usually "
            "recovered from the defendant if you win. First meeting free.",
        ),
        (
            "en",
            "Recovery scams: somebody says your lost money has been found. They "
            "ask for a refundable fee and tell you not to inform your bank.",
        ),
        ("en", "If you were scammed, report it to the police and to your bank at once. We never charge a fee to get money back."),
        ("en", "Lost your seed phrase? We cannot recover it. Set up a new wallet and move your coins; the network fee is small."),
        (
            "en",
            "The administrators of the collapsed exchange will return assets to customers. Check whether your name is on the schedule.",
        ),
        ("en", "Our debt collectors recover unpaid invoices. No win, no fee; a deposit of 200 is credited against the fee."),
        (
            "en",
            "Chargeback guide: if a shop took your money, ask your bank to return "
            "it. The claim is free, and you may complain to the Ombudsman.",
        ),
        ("en", "Data recovery. We get back lost files from broken disks. A diagnosis deposit is refundable if we find nothing."),
        ("en", "Car hire. The security deposit is refunded in full on return of the car. Report any fraud to our desk."),
        (
            "en",
            "Class action against the broker. You pay nothing: our fee is taken from the award. Search for your name in the register.",
        ),
        (
            "en",
            "Blockchain forensics for law firms. We trace stolen assets and write expert reports. Invoices are due in thirty days. "
            "We cannot freeze wallets; only courts and exchanges do.",
        ),
        (
            "vi",
            "Văn phòng luật sư: tư vấn cho nạn nhân bị lừa đảo. Thù lao theo hợp đồng, án phí nộp tại tòa. Hãy trình báo công an ngay.",
        ),
        ("vi", "Cảnh báo: kẻ lừa đảo giả danh luật sư hứa lấy lại tiền bị lừa, yêu cầu nộp phí mở lệnh và hứa hoàn lại cùng tiền gốc."),
        ("vi", "Ví điện tử: kích hoạt ví miễn phí. Hoàn tiền giao dịch lỗi trong 24 giờ. Chúng tôi không thu phí xác thực."),
        ("id", "LBH mendampingi korban penipuan tanpa biaya. Laporkan ke polisi dan bank. Kami tidak meminta biaya di muka."),
        ("id", "Waspada jasa pengembalian dana: pelaku meminta biaya aktivasi dan berjanji dikembalikan bersama dana korban."),
        ("id", "Sewa kamera. Jaminan dikembalikan utuh setelah barang kembali. Awas penipuan yang memakai nama kami."),
        ("ms", "Peguam: kami membantu mangsa scam membuat tuntutan sivil. Yuran guaman dan fi fail mahkamah tidak dikembalikan."),
        ("ms", "Jika diminta bayar cukai pelepasan yang kononnya dipulangkan bersama wang mangsa, itu penipuan. Lapor polis."),
        ("tl", "Libreng tulong-legal sa mga na-scam. Mag-report agad sa pulis at sa bangko. Walang bayad ang filing."),
        ("th", "ทนายความ รับว่าความคดีฉ้อโกง ผู้เสียหายที่ต้องการเงินคืนควรแจ้งความทันที ค่าขึ้นศาลชำระที่ศาล"),
        ("th", "เตือนภัย มิจฉาชีพจะอ้างว่าช่วยตามเงินคืนผู้เสียหาย แล้วให้ชำระค่าปลดล็อกก่อนรับเงิน อย่าหลงเชื่อ"),
        ("th", "เช่ารถ ชำระเงินประกันก่อนรับรถ เงินประกันคืนเต็มจำนวนเมื่อคืนรถ ระวังมิจฉาชีพแอบอ้างเพจ"),
        ("zh", "律师事务所：协助诈骗受害人民事追偿。诉讼费由法院收取，律师费按合同。请及时报案，保存证据。"),
        ("zh", "反诈提醒：凡是声称能追回被骗资金、先缴纳保证金事后退还的，都是二次诈骗。请勿相信，立即报警。"),
        ("zh", "记者調查：他付了四万八的“通道费”，對方說追回後一併退還，還叫他“勿向警方報案”。錢沒有回來。"),
        ("ja", "弁護士法人。投資詐欺の被害回復をお手伝いします。着手金は返金されません。警察と銀行にもすぐにご連絡ください。"),
        ("ja", "二次被害にご注意ください。被害金の返還を名目で保証金の入金を求められ、返還時に全額戻すと言われた例があります。"),
        (
            "ko",
            "법무법인. 리딩방 피해 환급 소송을 진행합니다. 착수금은 계약서에 따릅니다. 경찰에 신고하시고 은행에 지급정지를 요청하세요.",
        ),
        ("ko", "휴대폰 요금 과오납 환급. 보증금이 남아 있으면 본인 계좌로 돌려드립니다."),
        ("hi", "साइबर ठगी की शिकायत 1930 पर करें। पैसा वापस दिलाने के नाम पर शुल्क मांगने वालों से सावधान रहें।"),
    ],
)
def test_who_helps_warns_or_takes_deposits_honestly_is_not_accused(language: str, body: str) -> None:
    assert not told(language, body)


@pytest.mark.parametrize("page", ["A refundable release deposit of 6% cannot be deducted from the balance."])
def test_a_fee_without_a_loss_to_get_back_is_another_story(page: str) -> None:
    assert not told("en", page)
    assert told("en", f"Lost your coins to a scam? We recover them. {page}")


@pytest.mark.parametrize(
    ("language", "body"),
    [
        (
            "en",
            "Compensation scheme for customers of the collapsed broker. If you lost money, the scheme returns up to 85,000. There "
            "is nothing to pay. You may be asked to open an account to receive the payment, and we match your name with our list.",
        ),
        (
            "en",
            "Crypto exchange help: deposits sent to a wrong chain can be recovered. The recovery fee is 50 USDT and is deducted "
            "from the balance. The fee is refunded if the coins cannot be returned. Lost funds are usually traced in two weeks.",
        ),
        (
            "en",
            "Crypto exchange: account recovery. If your account was hacked and your coins stolen, contact us and the police. Create "
            "a new wallet. A network fee applies.",
        ),
        (
            "en",
            "Bailiff and debt recovery: a deposit of £150 is payable before the warrant is issued and is refunded with the judgment "
            "sum. Victims of rogue traders get their money back.",
        ),
        (
            "en",
            "Tenancy deposit dispute: your deposit is returned with interest. Lost money to a rogue landlord? Claim it back. The "
            "tribunal fee is paid before the hearing and refunded if you win.",
        ),
        (
            "en",
            "Barrister's blog. The defendants told the victims that a release fee was payable before the money came back and that "
            "it was refundable. The court ordered restitution. Contact chambers by e-mail.",
        ),
        (
            "en",
            "Insurance for lost parcels. Get your money back. A refundable deposit is paid before the courier's release. Do not "
            "contact the police for delays; call us.",
        ),
        (
            "en",
            "Asset tracing for divorce and fraud. We charge a refundable retainer of 2,000, credited back against time. We find "
            "stolen assets, and lawyers freeze them.",
        ),
        (
            "id",
            "Pengacara hutang: kami bantu korban pinjol. Biaya konsultasi dibayar sebelum sidang. Uang jaminan dikembalikan. Lapor "
            "polisi bila diancam.",
        ),
        (
            "id",
            "Marketplace: jika tertipu penjual, dana dikembalikan. Aktifkan dompet untuk menerima pengembalian. Biaya admin "
            "dikembalikan penuh bersama dana.",
        ),
        (
            "vi",
            "Sàn thương mại: khách bị lừa được hoàn tiền trong 7 ngày. Mở ví để nhận tiền hoàn. Phí vận chuyển được hoàn lại cùng "
            "tiền hàng.",
        ),
        ("th", "ตลาดออนไลน์: โดนโกงได้เงินคืนจากประกัน ผูกกระเป๋าเงินเพื่อรับเงินคืน ค่าธรรมเนียมจะคืนให้เต็มจำนวน"),
        ("zh", "平台担保：买家被骗可申请退款，保证金由卖家缴纳，交易完成后退还。请绑定钱包接收退款。"),
        ("zh", "法院诉讼保全须知：申请人缴纳担保金，结案后退还。被骗群众可向法院申请返还涉案款物。"),
        ("zh", "公安机关：电信诈骗涉案资金返还，被害人凭身份证办理，不收取任何费用，请勿重复报案，耐心等候通知。"),
        (
            "ja",
            "供託のご案内。被害回復のための仮差押えには担保金の供託が必要です"
            "。担保金は事件終了後に全額お戻しされます。弁護士にご相談ください。",
        ),
        ("ko", "법원 안내: 사기 피해 회복을 위한 가압류에는 공탁금이 필요하며, 공탁금은 종결 후 돌려드립니다."),
        ("hi", "उपभोक्ता अदालत: धोखाधड़ी में पैसा वापस पाने के लिए शिकायत करें। कोर्ट फीस जमा करने के बाद मामला दर्ज होगा।"),
    ],
)
def test_courts_markets_and_schemes_that_take_a_security_are_not_accused(language: str, body: str) -> None:
    assert not told(language, body)


@pytest.mark.parametrize(
    ("language", "body"),
    [
        (
            "en",
            "Wallet recovery lab. Forgot your password? We open the wallet offline. A refundable deposit of 5% is paid by card "
            "and credited back against our success fee.",
        ),
        (
            "en",
            "Bitcoin wallet recovery engineers. We brute-force your wallet. Success fee 20%. The diagnosis fee is refundable. "
            "Our engineers hacked hardware wallets on stage at a conference.",
        ),
        (
            "en",
            "Insolvency of the fund. Victims get money back. Check if your name is on the schedule. The tax is settled before "
            "the release of payments and is not deducted from your share. Create a claimant account. Nothing to pay.",
        ),
        (
            "vi",
            "Công ty luật: thu hồi nợ cho nạn nhân bị lừa. Tiền tạm ứng án phí 5% nộp trước, được hoàn lại toàn bộ khi thắng "
            "kiện. Phí hồ sơ 500.000đ.",
        ),
        (
            "vi",
            "Ngân hàng: nếu bị lừa chuyển tiền, gọi ngay hotline để khóa tài khoản. Phí xác minh tra soát 0,1% sẽ được hoàn lại "
            "cùng tiền nếu ngân hàng có lỗi.",
        ),
        ("vi", "Thừa phát lại: lập vi bằng, thu hồi tài sản bị lừa. Phí thủ tục 3% tính theo giá trị, hoàn lại sau nếu không thành."),
        (
            "id",
            "Kantor hukum: korban penipuan dapat mengajukan gugatan agar dana kembali. Klien membayar biaya perkara 2% di pengadilan;"
            " sisa panjar biaya dikembalikan kepada klien.",
        ),
        (
            "ms",
            "Firma guaman: kami bantu mangsa scam menuntut wang kembali. Deposit 10% dibayar dahulu, baki deposit dipulangkan. "
            "Fi mahkamah dijelaskan sebelum perbicaraan.",
        ),
        ("th", "ปปง. ประกาศรายชื่อผู้เสียหาย คืนทรัพย์ในคดีฉ้อโกง ตรวจสอบรายชื่อผู้เสียหายได้ ผูกพร้อมเพย์ ไม่ต้องไปแจ้งความซ้ำ"),
        ("th", "ศาล เงินประกัน 5% คืนให้เมื่อคดีสิ้นสุด ผู้เสียหายจากการฉ้อโกงขอเงินคืนได้ วางหลักประกันการคุ้มครองชั่วคราว"),
        ("zh", "公证处：被骗财物追回。公证费按标的0.3%收取，撤回申请全额退还。支付保证金后法院保全。"),
        ("zh", "保险理赔代理：理赔款追回，服务费20%，预付款事后全额退还。请勿同时委托其他代理。客户被骗保的，我们协助挽回。"),
        ("zh", "钱包找回工程师：忘记密码，追回比特币。先付5%定金，失败全额退还。远程协助打开钱包。"),
        ("ko", "법률사무소: 투자 사기 피해금 회수. 가압류 보증금 10%는 사건 종결 후 환급됩니다. 세금 납부는 별도."),
        ("ko", "은행 안내: 보이스피싱 피해금 환급. 지급정지 신청. 수수료 0%이며 착오 수수료는 환급됩니다. 원격 앱을 삭제하세요."),
        ("hi", "वकील: ठगी में गया पैसा वापस पाने का मुकदमा। कोर्ट फीस 5% जमा करने पर मामला दर्ज, समझौते पर फीस वापस मिलती है।"),
        (
            "en",
            "My story. I lost my savings to a fake exchange. A recovery firm took a refundable release fee of 5% and told me "
            "not to inform my bank. I write this so that you do not fall for it. WhatsApp me if it happened to you.",
        ),
        (
            "ja",
            "弁護士が国際ロマンス詐欺の被害回復。着手金は事件を受けない場合全額返金。警察への相談が遅れると凍結が間に合わないことがあ"
            "ります。",
        ),
        (
            "en",
            "Consumer office: beware. After a scam a 'recovery agent' may call. They say the fee is refundable, must be paid "
            "before release, cannot be deducted from the sum, and that you should not contact the police. Ring us on WhatsApp.",
        ),
        (
            "vi",
            "Luật sư giúp nạn nhân sàn tiền ảo: phí tư vấn 1 triệu, hoàn lại nếu không nhận hồ sơ. Đừng liên hệ luật sư khác "
            "khi đã ký. Hãy trình báo công an.",
        ),
    ],
)
def test_lawyers_banks_and_who_opens_wallets_for_a_share_are_not_accused(language: str, body: str) -> None:
    assert not told(language, body)
