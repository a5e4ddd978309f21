"""Appeals that refuse every look at the gifts; and refuges, hospitals, parishes and families that keep something to themselves honestly."""

import pytest

from scamtriage.records.assessment import Assessment
from tests.judgement.sites import assessed

ROW = "content-gifts-unseen"
CHAT = '<a href="https://wa.me/66815550123">WhatsApp</a>'


def told(language: str, body: str, more: str = "") -> bool:
    html = f'<html lang="{language}"><title>-</title><p>{body}</p>{more}{CHAT}</html>'
    judged: Assessment = assessed({"host": "north-side-hands.com", "html": html, "age_days": 50, "mx": False})
    return any(c.reading.signal == ROW and c.log_odds > 0 for c in judged.contributions)


@pytest.mark.parametrize(
    ("language", "body"),
    [
        (
            "en",
            "Donate for the flood. PayPal to our coordinator. Please do not mention relief in the note. No receipts can be issued now.",
        ),
        ("en", "Help baby Mia's surgery. Send Steam gift cards or USDT. To protect the family please don't phone the hospital."),
        (
            "en",
            "Feed the orphanage: GCash to Ana. The account changes daily because "
            "of bank limits. Visits are not possible, the place is kept secret.",
        ),
        ("id", "Donasi untuk panti. Rekening berganti tiap hari, tanya admin dulu lewat WA. Lokasi panti kami rahasiakan."),
        ("ms", "Sumbangan untuk rumah anak yatim ke akaun Siti. Jangan tulis derma pada rujukan. Lawatan tidak dibenarkan."),
        ("vi", "Quyên góp cứu bé Na, STK của chị Hoa. Xin đừng gọi bệnh viện. Không ghi ủng hộ trong nội dung chuyển khoản."),
        (
            "tl",
            "Donasyon para sa bagyo sa GCash ni Jun. Puno na ang una, dito na lang. Wala munang resibo. Huwag lagyan ng note na donation.",
        ),
        ("th", "บริจาคช่วยหมาจร พร้อมเพย์ น.ส.ฟ้า บัญชีมูลนิธิอยู่ระหว่างปรับปรุง ไม่เปิดให้เข้าเยี่ยมและไม่เปิดเผยที่ตั้ง"),
        ("zh", "为小雨捐款，转账到志愿者微信。请勿致电医院，备注不要写捐款。收款码每天更换，请私信索取。"),
        ("ko", "강아지 수술비 후원 계좌입니다. 계좌는 매일 바뀌니 카톡으로 오늘 계좌를 문의해 주세요. 방문은 받지 않습니다."),
        ("hi", "गौशाला के लिए दान, यूपीआई पर भेजें। 80G रसीद के लिए ₹99 शुल्क जमा करें। दर्शन अभी बंद हैं।"),
        ("lo", "ບໍລິຈາກຊ່ວຍເດັກ ໂອນເຂົ້າບັນຊີ ນາງ ຄຳ. ຂຽນໝາຍເຫດ ຄ່າສິນຄ້າ ເພື່ອບໍ່ໃຫ້ທະນາຄານກັກ. ຍັງບໍ່ເປີດໃຫ້ຢ້ຽມຢາມ."),
        ("km", "សូមបរិច្ចាគ ស្កេន QR ឈ្មោះ DARA។ សូមផ្ញើអត្តសញ្ញាណប័ណ្ណ ដើម្បីទទួលវិញ្ញាបនបត្រ។ យើងមិនទទួលភ្ញៀវទេ។"),
        ("my", "လှူဒါန်းရန် KPay (ဦးမြ)။ နံပါတ်များ နေ့စဉ် ပြောင်းပါသည်။ ပြေစာမပေးနိုင်ပါ။"),
    ],
)
def test_the_story_is_known(language: str, body: str) -> None:
    assert told(language, body)


@pytest.mark.parametrize(
    ("language", "body"),
    [
        (
            "en",
            "Women's refuge. Our location is confidential. Donate by PayPal or bitcoin: gifts are doubled until midnight. We cannot accept "
            "clothes. Supermarket gift cards help our guests.",
        ),
        ("en", "City hospital. Please do not call the ward. Visitors are not allowed in intensive care. Donate blood on Mondays."),
        (
            "en",
            "Dog rescue. Visits are paused because of kennel cough. Our card provider is down, so please use PayPal. No clothes, please.",
        ),
        (
            "en",
            "Our son Tom is in intensive care. Please do not call the hospital; "
            "we post news here. Donate through the fund page, PayPal too.",
        ),
        (
            "en",
            "Donation scams: they say you must not write donation in the note, send gift cards and cannot visit. Never give to such pages.",
        ),
        ("en", "The parish bank account has changed: the new one is at BPI, account name Parish of St Mark. Receipts are sent by post."),
        (
            "en",
            "We accept USDT and bitcoin donations. Receipts are issued on request. "
            "Our accounts are audited; the location of wells is listed.",
        ),
        ("en", "Donate to the food bank. We never ask for gift cards, and a receipt costs nothing. Visits are not possible before noon."),
        (
            "id",
            "Panti asuhan menerima donasi ke rekening BSI a.n. Yayasan. Kunjungan belum bisa pada bulan puasa. Kwitansi dikirim lewat WA.",
        ),
        ("id", "Donasi ke rumah sakit. Jangan telepon ruang ICU. Alamat dan jam besuk ada di bawah."),
        ("id", "Waspada donasi palsu: rekening berganti tiap hari dan lokasi panti dirahasiakan. Jangan kirim uang."),
        ("id", "Rekening donasi masjid diganti sejak Januari ke BSI a.n. Yayasan Al-Falah. Laporan keuangan terbit tiap Jumat."),
        ("ms", "Tabung masjid: akaun Maybank atas nama Masjid Al-Hidayah. Resit dihantar melalui emel. Lawatan pada hari Ahad."),
        (
            "ms",
            "Rumah perlindungan wanita. Lokasi dirahsiakan demi keselamatan. "
            "Derma melalui DuitNow kepada Pertubuhan. Resit cukai diberikan.",
        ),
        ("vi", "Quỹ từ thiện bệnh viện. Người nhà vui lòng không gọi phòng bệnh. Ủng hộ tại quầy công tác xã hội, có biên nhận."),
        ("vi", "Mái ấm không nhận quần áo cũ. Ủng hộ qua tài khoản của Hội Chữ thập đỏ, sao kê đăng hằng tháng. Mời đến thăm cuối tuần."),
        ("vi", "Cảnh giác trang từ thiện giả mạo: không cho gọi bệnh viện, tài khoản đổi mỗi ngày."),
        ("tl", "Donasyon sa parokya. Puno na ang simbahan tuwing Linggo. May resibo ang bawat bigay. GCash ng parokya ang gamitin."),
        ("tl", "Full na po ang GCash ni Nanay, sa Maya na lang po. Salamat sa tulong sa aming lola; bukas ang bahay sa dumadalaw."),
        ("th", "มูลนิธิบ้านสุนัข งดเข้าเยี่ยมชมช่วงโรคระบาด บริจาคเข้าบัญชีมูลนิธิ ไม่สามารถออกใบเสร็จลดหย่อนภาษีได้ ไม่รับอาหารเปียก"),
        ("th", "วัดป่า ทำบุญเข้าบัญชีวัด เปลี่ยนไวยาวัจกรแล้ว บัญชีเดิมใช้ได้ตามปกติ เข้ากราบหลวงพ่อได้ทุกวัน"),
        ("th", "บ้านพักฉุกเฉินสตรี ไม่เปิดเผยที่ตั้งเพื่อความปลอดภัย บริจาคผ่านบัญชีสมาคม ออกใบเสร็จได้"),
        ("zh", "基金会捐款账户已变更为建设银行对公账户。捐赠票据可在线开具，善款使用每月公示。"),
        ("zh", "婦女庇護所，地址保密。捐款請用郵政劃撥，開立收據。暫不接受二手衣物。"),
        ("zh", "医院慈善基金：探视时间请勿致电病房。捐款可到一楼窗口，现场开具收据。"),
        ("ja", "シェルターの所在地は非公開です。寄付は法人口座へ。領収書は年末にお送りします。見学はお断りしております。"),
        ("ko", "유기견 보호소입니다. 방문은 예약제이며 주소는 비공개입니다. 후원 계좌는 법인 명의이고 영수증을 발급합니다."),
        ("hi", "मंदिर ट्रस्ट: दान के लिए यूपीआई। दर्शन रात नौ बजे के बाद बंद। 80G रसीद ईमेल से निःशुल्क मिलती है।"),
        ("hi", "अस्पताल में भर्ती बच्चे की मदद: कृपया वार्ड में फोन न करें। दान ट्रस्ट के खाते में, रसीद तुरंत।"),
        ("my", "ဘုန်းကြီးကျောင်း အလှူခံဌာန။ ကျောင်းဘဏ်အကောင့်သို့ လှူဒါန်းနိုင်ပါသည်။ ပြေစာပေးပါသည်။"),
    ],
)
def test_who_keeps_something_back_honestly_is_not_accused(language: str, body: str) -> None:
    assert not told(language, body)


def test_an_address_makes_one_refusal_less() -> None:
    body = "Donate by GCash to Ana. The account changes daily because of bank limits. Visits are not possible."
    assert told("en", body)
    assert not told("en", body, more="<address>12 Mabini Street, Quezon City 1100, Philippines</address>")


@pytest.mark.parametrize(
    ("language", "body"),
    [
        (
            "en",
            "Cat rescue. GCash or PayPal. The clinic asks us: please do not call the vet about Milo, we post updates. No visitors "
            "for now as kittens are sick. Receipts: photos of bills are posted in the album.",
        ),
        (
            "en",
            "Church building appeal. Gifts doubled until midnight on Sunday. Account name: St Anne. The church account is being "
            "migrated to a new bank; the old number works until May.",
        ),
        ("en", "School fundraiser: raffle. Prizes: Apple gift cards, Steam gift cards. Donate by PayPal. Visits on open day."),
        (
            "en",
            "Refugee aid: for the safety of our partners the location of the village is not published, and photos cannot be shown. "
            "Donate by bitcoin or bank transfer to the association.",
        ),
        ("en", "Twitch charity stream: donate through PayPal, or send Steam gift cards as prizes. We do not accept goods."),
        (
            "tl",
            "Tulong para kay Lola Ising. GCash ng apo. Puno na ang limit ng GCash kaya Maya na lang. Bawal ang bisita sa ICU. Nasa "
            "album ang mga resibo.",
        ),
        (
            "tl",
            "Animal shelter: hindi muna tumatanggap ng bisita dahil sa parvo. GCash sa foundation. Huwag tumawag sa vet clinic para "
            "sa ampon, sa amin po.",
        ),
        (
            "id",
            "Panti sosial: tidak menerima pakaian bekas, kunjungan ditutup selama renovasi. Rekening BSI a.n. Yayasan, kwitansi "
            "menyusul lewat pos.",
        ),
        ("id", "Masjid: rekening lama diganti, bendahara berganti tiap tahun. Infak lewat QRIS. Laporan menyusul setelah audit."),
        ("th", "บ้านหมา: ไม่เปิดเผยที่ตั้งเพราะคนเอาหมามาทิ้ง งดเยี่ยมชม ไม่มีใบเสร็จเพราะเป็นบุคคลธรรมดา พร้อมเพย์แม่ต้อย"),
        ("th", "โรงพยาบาล: บริจาคเงินเข้าบัญชีโรงพยาบาล งดเยี่ยมผู้ป่วย กรุณาอย่าโทรสอบถามหมอเวร"),
        (
            "vi",
            "Nhóm thiện nguyện: STK cô Lan, sao kê cập nhật sau mỗi chuyến. Chưa nhận quần áo cũ. Trẻ đang cách ly, chưa đón khách thăm.",
        ),
        ("zh", "流浪猫救助：支付宝捐助，地址不公开以防弃养，不接受探访，物资暂不接收。账目每月公布。"),
        ("zh", "寺院功德箱：收款码每年更新，捐款开收据。疫情期间暂不接待访客。"),
        ("hi", "गौशाला: यूपीआई से दान, खाता हर साल ऑडिट होता है। बीमारी के कारण दर्शन बंद हैं। रसीद बाद में डाक से।"),
        ("km", "វត្ត៖ សូមបរិច្ចាគតាមគណនីវត្ត។ គណនីរបស់វត្តកំពុងប្តូរធនាគារ។ ភ្ញៀវមកបានរាល់ថ្ងៃ។"),
    ],
)
def test_shelters_families_and_hospitals_are_not_accused(language: str, body: str) -> None:
    assert not told(language, body)


@pytest.mark.parametrize(
    ("language", "body"),
    [
        (
            "en",
            "Give today. Pay with Apple Pay, Google Pay, PayPal or card. Every gift is doubled until midnight on Giving Tuesday. "
            "Registered charity.",
        ),
        (
            "en",
            "Donate to the animal rescue. The number of dogs changes daily, so call first. No visits during kennel cough. PayPal "
            "or bank transfer.",
        ),
        (
            "en",
            "Trustees do not use gifts for salaries. Donate by PayPal. Accounts and photos of every project will follow in the "
            "spring report.",
        ),
        (
            "en",
            "Church appeal. State your family name when you pay at the bank so that we can thank you. Account name: St Mark. "
            "We cannot accept goods or clothes.",
        ),
        ("en", "Our charity's bank account is under independent audit each year. Donate by PayPal. The refuge's address is kept secret."),
        (
            "en",
            "Donate to the orphanage. Tax receipt: send us your name, address and identity card number, as the revenue office "
            "asks for it. Visits are not allowed, to protect the children. Bank account no 1234.",
        ),
        ("en", "Donate with Apple Pay or debit card. We do not accept clothes or food at the office. Crypto: BTC and ETH welcome."),
        (
            "en",
            "Hospital foundation: your gift. Please do not call the ward; nurses are busy. Receipts will not be posted but e-mailed. "
            "PayPal, QR.",
        ),
        (
            "en",
            "Family in need: surgery for Mia. The hospital has asked us to say: please do not contact the doctors. Goods: we "
            "cannot take food or clothes. PayPal and GoFundMe.",
        ),
        (
            "en",
            "Food bank: gift cards (Apple, Google, Tesco) make good prizes for our raffle. We cannot accept fresh food. Donate by PayPal.",
        ),
        (
            "vi",
            "Quỹ từ thiện: trường hợp chuyển khoản không ghi nội dung, quỹ sẽ đưa vào quỹ chung. Tài khoản Vietcombank. Quỹ chưa "
            "nhận quần áo cũ.",
        ),
        (
            "vi",
            "Chùa nhận công đức qua tài khoản. Nếu quý Phật tử không ghi nội dung, chùa hiểu là cúng dường Tam bảo. Địa chỉ mái "
            "ấm được giữ kín để bảo vệ các cháu.",
        ),
        ("vi", "Quyên góp cho bệnh nhi. Xin không gọi phòng bệnh. Ủng hộ qua số tài khoản quỹ. Hiện quỹ không nhận đồ dùng."),
        ("id", "Masjid Al-Ikhlas. Infak lewat QRIS. Jadwal kajian bisa berubah. Kami belum menerima barang bekas."),
        ("id", "Sedekah masjid: rekening masjid diurus oleh bendahara takmir. Laporan bulanan menyusul setelah rapat. Infak melalui BSI."),
        ("id", "Panti asuhan: donasi melalui rekening BRI. Jam kunjungan bisa berubah. Kunjungan ditutup selama ujian."),
        ("id", "Donasi juga bisa dengan pulsa: kirim SMS ke 1234, boleh juga lewat Gopay. Kami belum menerima pakaian bekas."),
        (
            "ms",
            "Tabung masjid: resit pengecualian cukai memerlukan nombor kad pengenalan. Derma melalui DuitNow. Program boleh berubah. "
            "Lawatan ditutup.",
        ),
        (
            "ms",
            "Rumah anak yatim: akaun persatuan disahkan dan diaudit. Lawatan tidak dibenarkan waktu sekolah. Tabung derma: Maybank. "
            "Jadual boleh bertukar.",
        ),
        ("th", "วัดป่า ร่วมบุญ ใบอนุโมทนาบัตรให้แจ้งเลขบัตรประชาชน งดเยี่ยมชมช่วงเข้าพรรษา บัญชีวัด ธนาคารกรุงไทย"),
        ("th", "มูลนิธิ บริจาคเข้าบัญชีมูลนิธิ ผู้ทำบัญชีเปลี่ยนทุกสองปี ไม่เปิดเผยที่อยู่บ้านพักเด็กเพื่อความปลอดภัย"),
        ("th", "บ้านแมวจร บริจาคพร้อมเพย์ กรุณาอย่าโทรสอบถามคลินิก ไม่รับอาหารเปียก"),
        ("zh", "流浪動物協會：今日收款三千二百元，捐款明細見表。暫不接受訪客參觀。帳戶：郵局。"),
        ("zh", "慈善基金会：捐赠收据需填写身份证号以便抵税。受助儿童地址保密。账户：建设银行。"),
        ("zh", "慈善會：捐款滿額等額配捐，今晚截止前雙倍。奉獻可用轉數快。請勿致電醫院查詢。"),
        ("zh", "爱心救助：备注写捐赠人姓名，用途：生活费由学校转交，银行转账。物资暂不接收，不要寄送衣物。"),
        ("ja", "支援金のお願い。口座：法人名義。見学はご遠慮ください。病院へのお電話はお控えください。領収書は発行しておりません。"),
        ("tl", "Donasyon sa shelter. Ang bank account number ay hindi nagbabago. Hindi tumatanggap ng damit. Bawal dumalaw ngayon."),
        (
            "en",
            "Parish appeal: the parish account is being changed to a new bank in May; until then use the old number. No goods "
            "for the jumble sale please. QR at the door.",
        ),
        (
            "en",
            "Streamer charity night. Send Steam gift cards for our give-away or donate by PayPal. Doubled until midnight by our sponsor!",
        ),
        (
            "id",
            "Rekening lama yayasan sedang diurus perubahannya karena pengurus baru; pakai rekening BSI atas nama yayasan. Kunjungan "
            "belum dibuka. Donasi.",
        ),
        ("th", "วัดแจ้งบัญชีของวัดอยู่ระหว่างเปลี่ยนชื่อผู้ลงนาม ระหว่างนี้ทำบุญที่ตู้บริจาคในโบสถ์ ไม่รับของสดค่ะ บัญชีเดิมงดใช้"),
        ("vi", "Quỹ: tài khoản của quỹ tạm ngừng đến khi đổi chủ tịch, mời ủng hộ trực tiếp tại văn phòng phường. Chưa nhận quần áo."),
        ("zh", "协会账户审核期间暂停接收汇款，请到现场捐款箱捐赠。暂不接受参观。微信公众号可查公示。"),
        ("zh", "基金會帳戶更新：自一月起改用新郵局專戶。弱勢兒童住所地址不公開。捐款收據年底寄發。"),
        ("ja", "地域猫の会。見学はお断りしています。支援金の口座は会計が替わるため変更手続き中です。旧口座もお使いいただけます。"),
        (
            "ko",
            "보호소 후원. 단체 계좌는 점검 시간(23:30~00:30)에 입금이 안 됩니다. 방문은 예약만 받습니다. 영수증은 연말에 발급합니다. "
            "주소 비공개.",
        ),
    ],
)
def test_wards_banks_that_change_and_revenue_offices_are_not_accused(language: str, body: str) -> None:
    assert not told(language, body)
