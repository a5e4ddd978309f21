"""Love or company that comes to money; and widows, seafarers, matchmakers, traders and movers who say some of it honestly."""

import pytest

from scamtriage.records.assessment import Assessment
from tests.judgement.sites import assessed

ROW = "content-suitor-money"
CHAT = '<a href="https://wa.me/66815550123">WhatsApp</a>'


def told(language: str, body: str) -> bool:
    html = f'<html lang="{language}"><title>-</title><p>{body}</p>{CHAT}</html>'
    judged: Assessment = assessed({"host": "north-side-letters.com", "html": html, "age_days": 50, "mx": False})
    return any(c.reading.signal == ROW and c.log_odds > 0 for c in judged.contributions)


@pytest.mark.parametrize(
    ("language", "body"),
    [
        (
            "en",
            "I am Paul, a widower and drilling engineer offshore. Video is not allowed on the rig. My trunk with the ring is with the "
            "courier; please receive it, and I will repay you when we meet.",
        ),
        (
            "en",
            "Lena, 36, divorced, looking for a kind man. My uncle is a gold analyst "
            "and trades every night; I can teach you how. Keep it between us.",
        ),
        ("en", "Premium ladies want to meet you. A sincerity deposit is paid before the first date. Contact opens after 3,000 credits."),
        (
            "vi",
            "Tôi góa vợ, bác sĩ của Liên Hợp Quốc ở Yemen, không gọi video được. Thùng "
            "quà đang ở hải quan, em nộp giúp anh phí, anh trả lại khi gặp nhau.",
        ),
        (
            "id",
            "Saya duda, kapten kapal tanker. Peti berisi uang tunai dikirim lewat kurir "
            "diplomatik; tolong bayarkan bea cukai, saya ganti saat bertemu.",
        ),
        ("ms", "Saya balu, mencari teman hidup. Pakcik saya penganalisis emas; saya boleh ajar awak melabur sikit-sikit."),
        (
            "tl",
            "Balo ako, kapitan ng barko. May kahon na dadaan sa customs; magbayad muna ng release contribution, babayaran ko pagdating.",
        ),
        ("th", "มายด์ หย่าแล้ว คุณลุงวิเคราะห์กราฟทองอยู่ฮ่องกง เดี๋ยวสอนเทรดให้นะคะ ในแอปโดนแบน ทักไลน์ดีกว่า"),
        ("zh", "我离异，想认识踏实的你。舅舅是黄金分析师，行情从没错过，熟了带你一起做。"),
        (
            "ja",
            "離婚してひとり暮らしです。叔父は金の取引のアナリスト。気になる方にはこっそり教えますね。LINEでゆっくりお話ししましょう。",
        ),
        ("ko", "싱글이에요. 외삼촌이 거래소 분석가라 투자 알려드릴게요. 앱은 잘 안 봐서 카톡으로 와 주세요."),
        (
            "hi",
            "डॉ. राज, तलाकशुदा, लंदन। पार्सल हवाई अड्डे पर है, शुल्क लड़की जमा करे, मिलने पर वापस मिलेगा। वीडियो पर बात नहीं हो सकती।",
        ),
    ],
)
def test_the_story_is_known(language: str, body: str) -> None:
    assert told(language, body)


@pytest.mark.parametrize(
    ("language", "body"),
    [
        (
            "en",
            "I am a widower and a captain at sea. There is no satellite for video "
            "calls. I keep bees when I am ashore. Write to me at home.",
        ),
        ("en", "My uncle taught me to trade gold contracts. I teach courses on risk; begin with a small account. Losses are likely."),
        (
            "en",
            "Matchmaker in Cebu. Registration 2,000 pesos, first introduction after "
            "an interview in our office. We meet ladies and gentlemen in person.",
        ),
        ("en", "Dating safety: never send money. Report any profile whose uncle trades gold or whose parcel is held by customs."),
        ("en", "A widow's diary. My uncle sent a parcel from Rotterdam; customs kept the package for a week. The cheese survived."),
        (
            "en",
            "Movers for diplomats and officers. Your belongings clear customs "
            "with our courier; the handling fee is paid back if we are late.",
        ),
        ("en", "Steam cards and Apple cards, delivered by mail. Send one to my love on her birthday. Captain's edition in stock."),
        (
            "en",
            "Forces families: apply for a leave permit early. Spouses and fiancés "
            "cannot call when the ship is at sea. Write to the office.",
        ),
        ("en", "Bridal fair. Meet ladies who sew. A deposit is paid before the first fitting and returned on the day."),
        ("en", "Language exchange in Seoul: single, 31. Message me on KakaoTalk, I rarely open the app. I can teach you Korean."),
        ("en", "The couple's blog: we opened a joint account after the wedding. My late husband's friend mends clocks."),
        ("en", "Letters from a peacekeeper, chapter three of the novel. The widow receives a trunk from the general and pays the duty."),
        ("vi", "Góa vợ, tôi mở tiệm sách. Chú tôi hay kể chuyện đi biển. Ai thích cờ tướng xin nhắn tin."),
        ("vi", "Công ty luật: thủ tục ly hôn, hợp đồng hôn nhân, thuế thừa kế. Phí nộp trước khi nhận hồ sơ."),
        ("vi", "Kết bạn học tiếng Anh. Có thể dạy bạn giao dịch bằng tiếng Anh trong cửa hàng. Gọi video mỗi tối."),
        ("id", "Biro jodoh di Malang. Biaya pendaftaran Rp 300.000, pertemuan pertama di kantor kami. Untuk duda dan janda."),
        ("id", "Paman saya trading beras di pasar. Saya lajang, mencari kawan naik gunung."),
        ("ms", "Khidmat cari jodoh Muslim. Yuran RM150. Duda, janda dan bujang dialu-alukan. Pertemuan di pejabat bersama wali."),
        ("ms", "Pengantin: kotak hantaran boleh diambil sendiri atau melalui kurir. Tunang anda pasti suka."),
        ("tl", "Kasal at pag-ibig: ang kahon ng regalo ay dadaan sa courier, tatlong araw. Walang dagdag na bayad."),
        ("th", "บริษัทจัดหาคู่ โสด หย่า หม้าย สมัครสมาชิก 3,000 บาท นัดพบที่สำนักงานพร้อมที่ปรึกษา"),
        ("th", "ร้านอาหารของคุณลุง ลงทุนเปิดสาขาใหม่ โสดหรือมีคู่ก็มาได้ รับพัสดุแทนลูกค้า"),
        ("zh", "婚介所：单身男女登记，会员费三千元，见面安排在门店，有红娘陪同。"),
        ("zh", "离婚以后我学会了做饭。叔叔教我看火候，阿姨送来一箱橘子。"),
        ("zh", "反诈：单身交友网站上自称舅舅是分析师、带你一起投资的，都是杀猪盘。"),
        ("ja", "結婚相談所。入会金三万円、成婚料二十万円。お相手とは当相談所の個室でお会いいただきます。"),
        ("ja", "文通の会。叔父の取引先の方から荷物を受け取りました。お相手を探しています。"),
        ("ko", "결혼정보회사. 가입비 백만 원. 싱글 파티는 매주 토요일 강남 사무실에서 열립니다."),
        ("hi", "विवाह केंद्र: तलाकशुदा और विधुर भी पंजीकरण करें। शुल्क ₹1,100, परिवार के साथ मिलना कार्यालय में।"),
        ("km", "ខ្ញុំមេម៉ាយ មានហាងកាហ្វេ។ ពូខ្ញុំលក់មាសនៅផ្សារ។ អញ្ជើញមកលេង។"),
    ],
)
def test_who_looks_for_somebody_or_ships_boxes_honestly_is_not_accused(language: str, body: str) -> None:
    assert not told(language, body)


@pytest.mark.parametrize(
    ("language", "body"),
    [
        (
            "en",
            "Personals page of a sailing club: widower, captain, looking for a woman to crew. No phone at sea; write to me via the "
            "club. I can teach you how to trade winds for tides.",
        ),
        (
            "en",
            "Au pair agency. Families introduce themselves. A deposit is paid before you meet the family and returned at the "
            "airport on arrival. Single parents welcome; ladies meet coordinators first.",
        ),
        (
            "en",
            "My late husband's friend Mr Lee trades antiques. I am a widow and sell his collection. Packages clear customs with our "
            "courier.",
        ),
        (
            "en",
            "Visa advice for fiancées: my love story. We opened a joint account, he sent his belongings by courier, customs asked a "
            "handling fee. We met three times before.",
        ),
        (
            "en",
            "Trading mentor: divorced, two kids, found my love for gold contracts when my uncle taught me to trade. Start with a "
            "small account. Book a call.",
        ),
        (
            "en",
            "Military wives' forum rules: no scams. My fiancé applied for leave; the leave request has no fee. He is deployed and "
            "cannot call.",
        ),
        (
            "id",
            "Komunitas taaruf: duda dan janda bertemu didampingi ustaz. Biaya administrasi Rp100.000. Kapten kapal boleh ikut, "
            "video tidak wajib.",
        ),
        ("id", "Jasa titip: hadiah untuk kekasih dikirim lewat kurir, bea cukai ditanggung pembeli. Duda keren pun belanja di sini."),
        ("vi", "Chuyển nhà cho gia đình ly hôn, thùng đồ gửi về quê, hải quan không áp dụng. Đóng trước phí 50%."),
        ("vi", "Tôi ly hôn, nuôi con. Chú em làm phân tích chứng khoán ở công ty có giấy phép. Kết bạn với tôi để học tiếng Anh."),
        ("th", "หมอดูความรัก: หย่า โสด หม้าย ทักไลน์ได้ คุณลุงสอนดูดวงกราฟชีวิต เริ่มเพียง 199 บาท"),
        ("th", "กองทัพ: คู่หมั้นทหารยื่นใบลาพัก กล่องพัสดุถึงฐานทัพห้ามเงินสด"),
        ("zh", "单身俱乐部：见面活动押金一百元，见面后退还。地址静安区，周六现场签到。"),
        ("zh", "离婚律师：共同账户、未来账户如何分割，先缴费用后立案，见面咨询。"),
        ("ja", "婚活パーティー。保証金千円は会場でお会いした際に返金。お相手とは会場でお話しください。"),
        ("ko", "언어교환 모임: 싱글 환영. 참가비 예약금 5천원은 만나면 돌려드립니다. 삼촌 같은 진행자가 있어요."),
    ],
)
def test_clubs_agents_and_teachers_are_not_accused(language: str, body: str) -> None:
    assert not told(language, body)


@pytest.mark.parametrize(
    ("language", "body"),
    [
        (
            "en",
            "Dating for over fifties. Find your soulmate. Pay by Apple Pay or card. Many members work offshore or at sea. No "
            "video calls needed to join; write to me at help.",
        ),
        (
            "en",
            "Fiancé visa help for Filipinas. Is show money needed? No bank certificate is required for the K-1. We meet clients in Cebu.",
        ),
        (
            "en",
            "Pen friend club. Exchange letters and parcels. Customs may open a parcel; keep the form. Membership by Apple Pay "
            "or card. Write to me at the club.",
        ),
        (
            "en",
            "Dear Anna, I am a widow and met a captain online. He works on an oil rig and cannot video call. He wants Steam cards "
            "and says he will pay me back when he lands. Dear reader, stop writing to him. He is lying. Send your letters to "
            "my WhatsApp.",
        ),
        (
            "en",
            "Short story. The widower wrote every night from the rig. My dear, he said, my box is at customs; the courier wants "
            "a fee. I will repay it the day I land. She looked at the lake and put the kettle on. To be continued. Write me on "
            "WhatsApp.",
        ),
        (
            "en",
            "Military spouses: fiancée? To apply for a leave permit there is no fee to pay. Video calls are not permitted on "
            "deployment. Deployed partners write letters. Contact the family office by WhatsApp.",
        ),
        (
            "en",
            "Singles dinner club. Meet someone special. A deposit of 20 is taken before the first date, refunded at the door. "
            "Please do not contact members outside the club.",
        ),
        (
            "vi",
            "Dịch vụ kết hôn với người nước ngoài: hẹn hò, kết bạn bốn phương. Chúng tôi nộp hộ phí lãnh sự, phí thông quan hành "
            "lý. Tổ chức tiệc, quỹ cưới do hai bên lo.",
        ),
        ("vi", "Nhật ký người thuyền trưởng góa vợ: đi biển không gọi video được. Quỹ chung của hai cha con. Kết bạn cờ tướng."),
        ("id", "Blog taaruf: kami menikah lewat taaruf. Tabungan bersama dimulai setelah akad. Hadiah pernikahan kami terima lewat kurir."),
        ("th", "บริษัทจัดหาคู่ คนโสด ก่อนนัดเจอทุกคนต้องยืนยันตัวตนที่สำนักงาน สมาชิกที่ไม่ชอบให้คนรู้ก็รักษาความลับได้"),
        ("th", "แอปหาคู่ คนโสดปลอดภัย ก่อนนัดเจอยืนยันตัวตนด้วยใบหน้า ถ้าอยู่ต่างจังหวัดโทรไม่ได้ก็คุยในแอป"),
        ("th", "ไดอารี่คู่รัก คู่หมั้น เปิดบัญชีร่วมกัน กล่องแหวนอยู่ที่บ้าน นัดเจอกันทุกเสาร์"),
        ("zh", "配偶移民中介：单身、离异均可咨询。共同账户、合影可作证明。行李通过海关需申报现金。"),
        ("zh", "婚友社：單身聯誼。見面保證金五百元，出席後退還。不能視訊的會員可到店面談。"),
        ("zh", "日记：离婚以后，表哥教我看黄金行情，从几百块开始。我们以后的小院子要种花。"),
        ("ja", "婚活パーティー。独身の方。保証金はお会いする当日に返金します。共同口座の作り方講座も。ご家族に相談してください。"),
        ("ja", "離婚して十年。叔父は相場の本を書いています。一緒に始める家庭菜園。お相手募集ではなく文通です。"),
        ("ko", "결혼정보회사: 돌싱, 미혼 환영. 예약금은 첫 만남 후 환불. 공동 통장 만들기 강의. 선장, 파병 군인 회원도 있습니다."),
        (
            "hi",
            "विवाह ब्यूरो: तलाकशुदा, विधुर के रिश्ते। मिलने से पहले कार्ड बनवाएं, ₹200 जमा। लंदन, दुबई के रिश्ते भी। वीडियो कॉल नहीं कर सकते तो कार्यालय आएं।",
        ),
        (
            "en",
            "Lonely hearts club of Leeds. Widowed, divorced, single? Our dinners cost 15 pounds. A deposit is paid before the "
            "first date night and returned at the door. No calls after nine. Message me on WhatsApp.",
        ),
        (
            "en",
            "Column: Should I send him money? You say he is a widower on an oil rig with no video and asks for Apple gift cards "
            "and leave permit fees. My answer: no. Talk to your sister. Our columnist answers on WhatsApp.",
        ),
        (
            "en",
            "Military wives' page: my fiancé's leave application was paid leave, approved. We have a joint account now. At sea "
            "there is no video.",
        ),
        ("ko", "소개팅 모임: 돌싱 환영. 예약금 1만원은 만남 당일 돌려드립니다. 파병 장교분들도 오셨어요. 카톡으로 연락 주세요."),
        ("vi", "Trung tâm mai mối: người độc thân, ly hôn. Tiền đặt cọc hẹn gặp 200.000đ trả lại khi gặp. Chú trung tâm từng đi biển."),
        (
            "id",
            "Komunitas single lillah taaruf: infak pendaftaran. Uang jaminan hadir 50 ribu sebelum bertemu, kembali saat bertemu. "
            "Peserta tentara dan pelaut boleh. Jangan beritahu hasil ke peserta lain.",
        ),
        ("th", "ชมรมคนโสด มัดจำ 200 บาทก่อนนัดพบกลุ่ม คืนให้หน้างาน สมาชิกเป็นกัปตันเรือก็มี ทักไลน์ดีกว่า"),
        ("zh", "婚友聯誼：見面活動保證金三百元，當天退還。單身軍醫、船長專場。請加我的LINE報名。"),
    ],
)
def test_clubs_brides_and_columns_are_not_accused(language: str, body: str) -> None:
    assert not told(language, body)
