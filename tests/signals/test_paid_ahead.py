"""Money sent ahead to whom nobody has seen: for rooms, loans and gifts, and what the bank is to be told; and those who let, lend, ask and
explain transfers honestly."""

import pytest

from scamtriage.records.assessment import Assessment
from tests.judgement.sites import assessed

CHAT = '<a href="https://wa.me/66815550123">WhatsApp</a>'
ROOM, LOAN, GIFTS = "content-room-unseen", "content-loan-ahead", "content-gifts-person"
DECEIVED = "content-bank-deceived"


def told(row: str, language: str, body: str) -> bool:
    html = f'<html lang="{language}"><title>-</title><p>{body}</p>{CHAT}</html>'
    judged: Assessment = assessed({"host": "north-side-house.com", "html": html, "age_days": 50, "mx": False})
    return any(c.reading.signal == row and c.log_odds > 0 for c in judged.contributions)


@pytest.mark.parametrize(
    ("row", "language", "body"),
    [
        (ROOM, "en", "Flat to rent. I cannot show you the flat as I work abroad. The keys will be sent by courier once you have paid."),
        (
            ROOM,
            "en",
            "My flat to let. As I am abroad I cannot arrange viewings. Contract and keys reach you by DHL once the deposit is in.",
        ),
        (
            ROOM,
            "en",
            "Room to rent. I can't show the unit. The keys are held by our booking partner. If you dislike it, the money comes back.",
        ),
        (ROOM, "tr", "Kiralık bungalov. Ücretin tamamını havale ile gönderin. Yoğunluk nedeniyle yerinde gezdirme yapamıyoruz."),
        (ROOM, "it", "Appartamento in affitto. Non è possibile visitare la casa. L'indirizzo viene comunicato dopo il bonifico."),
        (ROOM, "de", "Ferienhaus. Eine Besichtigung ist leider nicht möglich. Den Schlüssel senden wir nach Zahlung per Post."),
        (ROOM, "th", "พูลวิลล่า ต้องโอนเต็มจำนวนเท่านั้น ไม่สะดวกให้เข้าชมสถานที่ พิกัดส่งให้หลังโอนเงิน"),
        (ROOM, "zh", "海景民宿，不支持看房，需全款转账锁房。"),
        (ROOM, "ko", "독채 펜션. 카드결제 불가. 전액 계좌이체로만 예약. 주소는 입실 당일 공개됩니다."),
        (ROOM, "vi", "Villa nguyên căn. Không nhận khách xem trước. Chuyển khoản 100% để giữ phòng."),
        (LOAN, "ms", "Pinjaman segera. Duti setem RM280 dahulu, wang masuk petang ini. Bank-in ke akaun pegawai kami."),
        (
            LOAN,
            "vi",
            "Tín dụng cá nhân. Chứng minh năng lực trả nợ kỳ đầu bằng một khoản chuyển. Sai thông tin tài khoản thì khoản vay bị treo.",
        ),
        (LOAN, "fil", "Pautang online. Kung may maling digit ang account, naka-hold ang loan. Refundable bond na ₱2,000."),
        (LOAN, "hi", "ऋण स्वीकृत। बीमा की राशि लोन राशि के साथ वापस मिलेगी, भुगतान मैनेजर द्वारा दिए QR पर।"),
        (LOAN, "fr", "Prêt privé. Les frais de notaire sont à votre charge avant le virement, par coupon Transcash."),
        (LOAN, "th", "สินเชื่อด่วน ต้องยืนยันความสามารถชำระงวดแรกก่อน โอนเข้าบัญชีเจ้าหน้าที่"),
        (LOAN, "ms", "Pembiayaan peribadi. Jelaskan yuran penstemanan. Yuran ini dipulangkan bersama wang pembiayaan."),
        (LOAN, "es", "Su préstamo: pague el seguro por adelantado. Este valor se le devuelve junto con el préstamo."),
        (LOAN, "pt", "Empréstimo: o cliente deposita o seguro fiador antes da liberação. O valor volta junto com o empréstimo."),
        (LOAN, "pl", "Pożyczka prywatna. Przed wypłatą trzeba opłacić ubezpieczenie. Proszę zrobić BLIK na telefon."),
        (LOAN, "ko", "대출 승인 후 예치금을 먼저 입금하시면 대출이 실행됩니다. 예치금은 대출금과 함께 환급됩니다."),
        (LOAN, "zh", "私人贷款。批准后先还 stamping fee & insurance（会跟本金一起退回），老板过账，拿钱。"),
        (LOAN, "zh", "貸款免聯徵，先付代辦費三千元才能撥款，代辦費會連同貸款退還。"),
        (LOAN, "tl", "Online loan. Magbayad muna ng processing fee bago ma-release ang loan, ibabalik kasama ng loan."),
        (LOAN, "vi", "Vay tiền nhanh. Đóng trước phí bảo hiểm khoản vay 10%, phí này hoàn lại cùng khoản vay khi giải ngân."),
        (LOAN, "hi", "लोन अप्रूव। पहले processing fee और insurance जमा करें, यह राशि लोन के साथ वापस होगी।"),
        (GIFTS, "id", "Donasi anak yatim. Karena rekening yayasan sedang dalam proses pembaruan, donasi sementara ke SeaBank a.n. Nur."),
        (GIFTS, "th", "ขอรับบริจาค บัญชีของมูลนิธิถูกระงับชั่วคราว โอนพร้อมเพย์ส่วนตัวของแม่อ้อย"),
        (GIFTS, "en", "Donate now. The orphanage's bank account is under review, so for now send it to our pastor."),
    ],
)
def test_the_story_is_known(row: str, language: str, body: str) -> None:
    assert told(row, language, body)


@pytest.mark.parametrize(
    ("row", "language", "body"),
    [
        (ROOM, "en", "Studio to rent. The address and the code of the door are sent after payment. Cards and transfers are welcome."),
        (ROOM, "tr", "Kiralık bungalov. Ön ödeme %30 havale ile alınır, kalan girişte kartla ödenir. Evi önceden gezebilirsiniz."),
        (ROOM, "ko", "바람펜션. 전액 무통장입금 시 예약이 확정됩니다. 현장 카드결제 가능."),
        (ROOM, "en", "Rental scams: he cannot show you the flat, the keys will be sent by courier, the full amount goes by transfer."),
        (ROOM, "en", "Spare parts: we cannot show you the engine; keys will be sent by courier."),
        (
            LOAN,
            "vi",
            "Vay tín chấp. Ngân hàng thẩm định khả năng trả nợ. Nếu nhập sai thông tin tài khoản, khoản vay bị treo tới khi sửa lại.",
        ),
        (LOAN, "ms", "Pembiayaan: bayaran duti setem ditolak daripada wang pinjaman. Bayar ansuran pertama sebulan selepas wang masuk."),
        (LOAN, "fil", "Pautang sa kooperatiba. Kung may maling digit ang account number, babalik ang pera; tumawag sa opisina."),
        (LOAN, "hi", "गृह ऋण। प्रोसेसिंग शुल्क शाखा में चेक से जमा करें। हमारे अधिकारी किसी को QR नहीं भेजते।"),
        (LOAN, "fr", "Crédit immobilier. Les frais de notaire sont à votre charge avant la mise à disposition des fonds, chez le notaire."),
        (LOAN, "th", "สินเชื่อบ้าน ธนาคารพิจารณาความสามารถในการชำระหนี้ ผ่อนงวดแรกหลังรับเงินหนึ่งเดือน"),
        (LOAN, "es", "Crédito: no pedimos que pague el seguro ni gastos antes de recibir. Depósitos de mensualidades en OXXO."),
        (LOAN, "ms", "Pembiayaan: yuran dan takaful ditolak daripada jumlah pembiayaan yang diluluskan."),
        (LOAN, "pt", "Empréstimo consignado. Não cobramos: ninguém deposita taxa antes da liberação. Pix do gerente não existe."),
        (LOAN, "zh", "房屋贷款：银行收取印花税和律师费，由贷款金额扣除，放款时一并结算。"),
        (LOAN, "zh", "车贷：签约后须付首期和保险，保险公司出单后银行放款给车行。"),
        (LOAN, "zh", "贷款转介：批准后银行收 processing fee RM200，于分行柜台缴付。"),
        (LOAN, "hi", "होम लोन। पहले दस्तावेज़ दें, बीमा का भुगतान किस्त में। किस्त PhonePe या Google Pay से भरें।"),
        (LOAN, "hi", "लोन: पहले महीने का बीमा प्रीमियम जमा करें, किस्त Paytm से। शुल्क लोन से कटेगा।"),
        (LOAN, "tl", "Housing loan. Ang processing fee ay ibabawas sa loan; walang bayad bago ma-release ang loan."),
        (GIFTS, "id", "Donasi: rekening yayasan sudah diganti ke BSI 7100112233 a.n. Yayasan Al-Falah."),
        (GIFTS, "en", "Donate: the church account has been moved to another bank, St Mark's PCC."),
    ],
)
def test_who_lets_lends_or_asks_honestly_tells_no_such_story(row: str, language: str, body: str) -> None:
    assert not told(row, language, body)


@pytest.mark.parametrize(
    ("row", "language", "body"),
    [
        (ROOM, "en", "A cottage for four. Full payment by bank transfer four weeks ahead. Sorry, we do not accept cards."),
        (ROOM, "ko", "독채 펜션입니다. 카드결제 불가, 전액 계좌이체로 예약이 확정됩니다."),
        (ROOM, "ko", "숲속 숙소. 정확한 위치와 열쇠함 번호는 당일 문자로 알려 드립니다. 카드 안됩니다."),
        (ROOM, "th", "พูลวิลล่า 4 ห้องนอน ไม่รับบัตรเครดิต โอนเต็มจำนวนก่อนเข้าพัก 7 วัน"),
        (ROOM, "de", "Ferienhaus. Keine Kartenzahlung. Bitte überweisen Sie den gesamten Betrag vier Wochen vor Anreise."),
        (ROOM, "de", "Wir räumen Ihre Wohnung. Keine Besichtigung nötig. Den Schlüssel können Sie uns per Post senden."),
        (ROOM, "en", "Studio. The exact address and the code are sent once payment has been received. We do not accept cards."),
        (ROOM, "en", "Rooms. Viewings are not possible during exams. Payments are by bank transfer only."),
        (ROOM, "en", "Studio to rent. The full amount is due by bank transfer. Please return the keys to us by post."),
        (ROOM, "en", "Hostel. We cannot arrange viewings of beds. If you do not like the room, we refund your payment on the first day."),
        (ROOM, "en", "Studio to rent. We can't show the apartment this week. The keys are held by our agent in Mill Street, who shows it."),
        (ROOM, "en", "Flat to let. The keys are held by our agency, Mon to Sat. If you do not like it, your deposit is refunded in full."),
        (ROOM, "en", "Never rent an apartment without viewing. Walk away if the keys are sent to you and the full amount goes by wire."),
        (ROOM, "vi", "Chủ không cho xem phòng mà đòi chuyển khoản 100% thì đừng thuê."),
        (ROOM, "vi", "Villa nguyên căn. Chuyển khoản 100% dịp Tết. Định vị gửi sau khi nhận tiền cọc."),
        (ROOM, "tr", "Bungalov. Misafir varken gezdirme yapamıyoruz. Kapora alınmamaktadır, ücretin tamamı girişte ödenir."),
        (ROOM, "zh", "民宿。客人入住期间不方便看房，退房后可看。全款转账九折。"),
        (LOAN, "zh", "贷款需缴纳保险费后放款。任何经理个人账户收款均为违规。"),
        (LOAN, "es", "Crédito. Pague sus mensualidades y el seguro de vida en OXXO."),
        (LOAN, "es", "Crédito de auto: usted paga los gastos de notaría y el seguro. Pagos en OXXO."),
        (LOAN, "ms", "Pembiayaan. Sebelum pinjaman diluluskan ahli bayar yuran RM30. Jangan bayar ke akaun pegawai."),
        (LOAN, "id", "Pinjaman. Biaya administrasi dibayar dahulu di kantor. Dikembalikan kepada ahli waris."),
        (LOAN, "vi", "Vay: khách nộp phí thẩm định trước khi giải ngân tại phòng công chứng. Không chuyển khoản cho nhân viên."),
        (LOAN, "tr", "Kredi öncesi ekspertiz ücreti bankaya ödenir. Taksitlerinizi Papara ile ödeyebilirsiniz."),
        (GIFTS, "id", "Donasi: rekening yayasan di BSI sedang gangguan, sementara silakan ke rekening BCA a.n. Yayasan Peduli."),
        (GIFTS, "id", "Donasi. Rekening yayasan yang lama sudah ditutup. Kami tidak meminta donasi ke rekening pribadi."),
        (GIFTS, "id", "Infak. Rekening masjid diurus oleh bendahara kami, Pak Ahmad. Untuk sementara kegiatan di lapangan."),
        (
            GIFTS,
            "en",
            "Donate. The foundation account is closed; the new one is at BPI. Gifts buy personal hygiene kits, temporary shelters.",
        ),
        (GIFTS, "en", "Donate. The charity account has been updated. We never ask for gifts to a personal account."),
        (GIFTS, "ja", "寄付。法人口座の手続き中のため、当面は郵便局の法人口座へ。個人口座では受け付けておりません。"),
        (GIFTS, "de", "Spenden. Das Vereinskonto wurde umgestellt. Spenden von Privatpersonen sind absetzbar."),
    ],
)
def test_terms_of_payment_advice_and_an_account_that_was_changed_are_no_story(row: str, language: str, body: str) -> None:
    assert not told(row, language, body)


ROOM_STORY = (
    "Flat to rent. I cannot show you the flat as I work abroad. The keys will be sent by courier. The full amount is due by transfer."
)


@pytest.mark.parametrize(
    ("language", "decoy"),
    [
        ("en", "“At first I feared a scam, but it is a lovely home” - Sarah"),
        ("en", "Beware of the dog."),
        ("it", ""),  # anybody can declare a language
        ("en", "12 Harbour Street, #03-11, 069110"),
    ],
)
def test_one_word_of_warning_an_address_or_a_declared_language_hides_no_story(language: str, decoy: str) -> None:
    body = f"{ROOM_STORY} The flat has two bedrooms, a bath, and a balcony to the park, and pets are welcome.</p><p>{decoy}"
    assert told(ROOM, language, body)


def test_a_lender_who_returns_the_fee_is_heard_beside_a_customer_who_feared_a_scam() -> None:
    story = "Pinjaman. Jelaskan yuran penstemanan dahulu. Yuran ini dipulangkan bersama wang pinjaman. Bayar ke akaun pegawai."
    between = "Waktu pejabat Isnin hingga Jumaat, pukul sembilan pagi hingga lima petang, kecuali cuti umum dan hari kelepasan negeri"
    assert told(LOAN, "ms", f"{story}</p><p>{between}</p><p>“Mula-mula takut kena penipuan, tapi duit masuk!” - Siti")


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("en", "Fixed bond 7.1 %. If your bank questions the payment, state that it is for home improvements."),
        ("en", "Money arrives, you forward the balance. Please avoid mentioning this to your bank."),
        ("de", "Festgeld 5,9 %. Falls Ihre Bank nachfragt, geben Sie bitte Autokauf als Grund an."),
        ("es", "Depósito al 6,2 %. Si su banco le pregunta, responda que es para la compra de un coche."),
        ("pt", "Renda fixa 2% ao dia. Se o gerente perguntar, diga que é para reforma da casa."),
        ("fr", "Livret 6 % garanti. Ne parlez pas de ce placement à votre banquier, il tentera de vous retenir."),
        ("id", "Dana masuk langsung diteruskan, fee 3%. Kalau ditelepon bank, jawab saja uang dari saudara."),
        ("ms", "Wang simpanan dipindahkan untuk diaudit. Jangan maklumkan kepada pegawai bank."),
        ("vi", "Nhóm đầu tư. Nếu ngân hàng gọi hỏi thì nói chuyển cho người thân."),
        ("th", "โอนค่าใบรับรองก่อนถอนเงินกำไร ถ้าแบงค์ถามให้ตอบว่าโอนให้ญาติ"),
        ("zh", "案件保密，请勿告知家人及银行工作人员。"),
        ("ja", "ご入金先は担当者個人名義です。銀行の窓口で聞かれた場合は、リフォーム代金とお答えください。"),
        ("ko", "정산 협력 계좌 모집. 은행에서 연락 오면 지인에게 빌린 돈이라고 말씀해 주세요."),
        ("tl", "Kumita gamit ang bank account mo. Huwag sabihin sa bangko."),
    ],
)
def test_who_tells_the_visitor_to_deceive_his_bank_is_heard(language: str, body: str) -> None:
    assert told(DECEIVED, language, body)


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("en", "Pay your tuition fees. If your bank asks for the purpose of remittance, state 'tuition fees'."),
        ("en", "Used cars from Japan. If your bank asks, tell them it is for a used car and show the invoice of the car."),
        ("en", "If your bank calls you about a payment to our shop, tell them you recognise it."),
        ("en", "You do not need to inform your bank before travelling with our card."),
        ("en", "Do not tell bank staff or anybody your PIN or password."),
        ("en", "Were you told not to mention this to your bank? Do not tell your bank, he asked me; then I hung up."),
        ("en", "House buyers: never tell your bank to release the deposit before our solicitor confirms the account."),
        ("en", "Mortgage brokers. Do not tell the bank about a job change before you have spoken to us."),
        ("en", "Bereavement guide: do not inform the bank of the death until you have the certificate."),
        ("en", "Debt advice: you must not let the bank pressure you. Do not let your bank set the instalments before you have a budget."),
        ("en", "Family lawyers. Do not inform the bank that you are separating until you have copies of the joint account's statements."),
        ("en", "Migrant remittance desk. If your bank asks what the transfer is for, tell them it is for family support."),
        ("en", "Japanese car auction. When your bank wants to know what the wire is for, write 'vehicle' and our stock number."),
        ("vi", "Du học Úc trọn gói. Khi ngân hàng hỏi mục đích chuyển tiền, khai sinh hoạt phí cho người thân du học."),
        ("zh", "不要向银行贷款，先问问我们的会员价。也不要让银行的利息吃掉您的收入。"),
        ("zh", "月子中心。银行问起用途，请回答家用服务费，我们开发票。"),
        ("ja", "葬儀社。銀行の窓口で聞かれたら、家族の葬儀費用とお伝えください。見積もりは無料です。"),
        ("ko", "이민 변호사. 은행에서 용도를 물으면 가족 이주 비용이라고 답변하시면 됩니다."),
        ("de", "Küchenstudio. Falls Ihre Bank anruft: Geben Sie Renovierung als Verwendungszweck an."),
        ("id", "Jangan pernah memberitahukan PIN, OTP atau password kepada siapa pun termasuk petugas bank."),
        ("id", "Biro umroh. Jika pihak bank menanyakan tujuan transfer, sebutkan biaya umroh keluarga. Keluarga berangkat bersama."),
        ("th", "ธนาคารแจ้ง ถ้ามีคนสั่งให้คุณห้ามบอกพนักงานธนาคาร ให้วางสายทันที"),
        ("zh", "请不要向银行工作人员以外的人透露您的信息。"),
        ("zh", "留学缴费：如银行询问用途，请回答学费。学费按学期缴纳。"),
        ("ko", "전세 계약 안내. 은행에서 대출 용도를 물으면 전세 보증금이라고 말씀하시면 됩니다. 전세 계약서를 지참하세요."),
        ("tl", "Sinabihan ka bang huwag sabihin sa teller ang dahilan? Para kanino ang padala?"),
    ],
)
def test_schools_dealers_and_banks_that_speak_of_a_transfer_deceive_nobody(language: str, body: str) -> None:
    assert not told(DECEIVED, language, body)
