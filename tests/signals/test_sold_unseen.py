"""A transfer that is made twice, and goods, rooms and tickets that somebody else is paid for before anybody sees them; and the sisters,
treasurers, clubs and small shops who say some of it."""

import pytest

from scamtriage.records.assessment import Assessment
from tests.judgement.sites import assessed

CHAT = '<a href="https://wa.me/66815550123">WhatsApp</a>'
AGAIN, UNSEEN = "content-paid-again", "content-sold-unseen"


def judged(language: str, body: str) -> Assessment:
    html = f'<html lang="{language}"><title>-</title><p>{body}</p>{CHAT}</html>'
    return assessed({"host": "north-side-house.com", "html": html, "age_days": 250, "mx": False})


def told(row: str, language: str, body: str) -> float:
    """The value of a row that weighs; 0 if it does not."""
    return next((c.reading.value or 0.0 for c in judged(language, body).contributions if c.reading.signal == row and c.log_odds > 0), 0.0)


TWICE = (
    (
        "vi",
        "Đặt vé xe Tết giá rẻ. Quý khách chuyển khoản ghi đúng mã đơn. Trường hợp ghi sai nội dung, hệ thống treo tiền, quý "
        "khách vui lòng chuyển thêm một lần nữa đúng số tiền đó, bên em hoàn lại khoản ban đầu ngay lập tức.",
    ),
    (
        "th",
        "บัตรคอนเสิร์ต โอนเข้าบัญชีพนักงาน ถ้าระบบไม่จับยอด กรุณาโอนอีกรอบด้วยยอดเดิมบวก 0.55 บาท แล้วยอดที่โอนก่อนหน้าจะเด้งคืนเข้าบัญชีทันที",
    ),
    (
        "id",
        "Tiket konser tersisa. Jika kode unik terlewat, silakan transfer ulang sejumlah total pesanan. Dana transfer "
        "pertama akan dikembalikan otomatis dalam 10 menit.",
    ),
    (
        "ms",
        "Homestay tepi pantai. Kalau rujukan salah, sila buat pindahan sekali lagi dengan jumlah penuh, bayaran awal akan "
        "dipulangkan secara automatik oleh sistem.",
    ),
    ("zh", "机票特惠。如转账时未备注订单号，系统无法识别，请您按原金额重新转账一次，之前的款项将在十分钟内原路退回。"),
    ("zh-TW", "二手相機賣場。匯款金額未含手續費時訂單會卡住，須再匯一次全額，系統會將第一筆款項自動退還。"),
    (
        "ko",
        "중고 노트북 안전결제. 이체 수수료를 포함하지 않으면 입금 확인이 안 되니 다시 한번 총액을 입금해 주시면 앞서 보내신 "
        "금액은 바로 반환됩니다.",
    ),
    (
        "ja",
        "チケット譲渡。お振込名義に注文番号がない場合は処理できませんので、同額をもう一度お振込みください。先にお振込みいた"
        "だいた分は自動で返金されます。",
    ),
    (
        "en",
        "Camera outlet. Missing the order code? The ledger will not match, so please transfer the full sum a second time "
        "and the first transfer is refunded by the system within the hour.",
    ),
    (
        "fil",
        "Bahay bakasyunan. Kung mali ang reference number, magpadala ulit ng buong halaga sa GCash at awtomatikong babalik "
        "ang unang padala.",
    ),
    ("km", "លក់ម៉ូតូ។ បើសរសេរលេខកូដខុស សូមផ្ទេរប្រាក់ម្តងទៀតពេញចំនួន ហើយប្រាក់ដែលផ្ទេរលើកទីមួយនឹងត្រឡប់មកវិញដោយស្វ័យប្រវត្តិ។"),
    ("lo", "ປີ້ຄອນເສີດ. ຖ້າລະບົບບໍ່ພົບຍອດ ກະລຸນາໂອນອີກຄັ້ງເຕັມຈຳນວນ ແລ້ວຍອດທຳອິດຈະຄືນອັດຕະໂນມັດ."),
    ("my", "ဟိုတယ်ဘွတ်ကင်။ ကုဒ်မှားပါက ငွေအပြည့်ကို နောက်တစ်ကြိမ် ထပ်လွှဲပေးပါ။ ပထမလွှဲထားသောငွေကို အလိုအလျောက် ပြန်အမ်းပေးပါမည်။"),
    ("hi", "हेलीकॉप्टर टिकट। अगर रेफरेंस गलत हो गया तो पूरी रकम दोबारा ट्रांसफर करें, पहली रकम अपने आप वापस आ जाएगी।"),
    (
        "en",
        "Lake house. If the amount arrives without the cents, the desk cannot see it. Kindly wire the complete sum another "
        "time; the original one flows back overnight.",
    ),
    (
        "vi",
        "Vé máy bay giá rẻ. Nếu thiếu mã, kế toán không in được vé, quý khách vui lòng thanh toán lại lần 2, số tiền lần 1 "
        "sẽ tự động trả lại tài khoản.",
    ),
    ("th", "รับจองโรงแรม ถ้าลืมใส่เศษสตางค์ ระบบจะล็อกยอด ให้ลูกค้าโอนยอดเต็มอีกครั้ง เงินที่โอนก่อนหน้าจะเด้งกลับใน 5 นาที"),
    (
        "id",
        "Sewa villa. Apabila berita transfer keliru, mohon lakukan pembayaran sekali lagi secara penuh, pembayaran "
        "sebelumnya otomatis direfund.",
    ),
    ("zh", "民宿预订：转账少了手续费，订单会冻结，请再转一笔相同金额解冻，两笔一起退回多余部分。"),
    ("ko", "항공권 특가. 수수료 천원이 빠지면 전산 처리가 안 되므로 총액을 재입금해 주세요. 먼저 입금하신 금액은 10분 후 환불됩니다."),
    ("ja", "格安家電。手数料が含まれていない場合は、合計金額を再度ご入金いただき、最初のご入金分は後ほど返金いたします。"),
    ("fil", "Concert tix. Pag hindi exact ang amount, mag-send ulit ng full amount, ire-refund agad ang unang bayad."),
    ("ms", "Tiket feri. Kalau sistem tak kesan, transfer semula jumlah penuh, yang awal tadi auto dipulangkan."),
    ("hi", "होटल बुकिंग। कोड गलत होने पर पूरी राशि दोबारा भेजें, पिछली राशि 10 मिनट में रिफंड हो जाएगी।"),
)
"""Something is wrong with the first transfer; the whole sum is to be sent again, and the first comes back."""

ONCE = (
    ("en", "Bookshop. If your card is declined, please try again. The first authorisation is released by your bank within five days."),
    (
        "en",
        "University fees. If you paid into the old account you must pay again; the first payment is refunded on written "
        "request to the bursar.",
    ),
    ("en", "Theatre. Were you charged twice? The second payment is refunded automatically within three days."),
    ("en", "Bakery. If a transfer did not arrive we will return it and you can then order again."),
    ("en", "Concert hall. We never ask you to transfer again: whoever says the first transfer will be refunded is a fraud."),
    ("en", "Crowdfunding. If the first payment fails, you will be asked to pay again within seven days."),
    ("en", "Sports club: pay the second instalment by bank transfer in May. The first deposit is returned when you return the kit."),
    ("vi", "Cửa hàng sách. Nếu giao dịch thẻ thất bại, tiền sẽ được hoàn tự động về thẻ, quý khách vui lòng thanh toán lại."),
    ("vi", "Nếu quý khách chuyển khoản nhầm hai lần, chúng tôi hoàn lại khoản thứ hai trong 3 ngày làm việc."),
    ("vi", "Cảnh báo: kẻ gian nói sai cú pháp và yêu cầu chuyển lại lần hai, hứa hoàn khoản đầu. Tuyệt đối không chuyển."),
    ("vi", "Nhà xe: khách chuyển khoản thiếu vui lòng chuyển thêm phần còn thiếu, nhà xe gửi vé qua Zalo."),
    ("th", "หากชำระบัตรไม่สำเร็จ ระบบจะคืนวงเงินอัตโนมัติ กรุณาทำรายการใหม่อีกครั้ง"),
    ("th", "โอนเกินหรือโอนซ้ำ แจ้งแอดมิน ร้านคืนยอดส่วนเกินภายใน 1 วัน"),
    ("th", "ร้านต้นไม้ โอนยอดไม่ครบ โอนเพิ่มส่วนต่างแล้วส่งสลิปอีกครั้งได้เลยค่ะ"),
    ("id", "Jika Anda membayar dua kali, dana kedua kami kembalikan otomatis. Hubungi layanan pelanggan."),
    ("id", "Toko buku: kurang bayar? Transfer kekurangannya saja. Kelebihan bayar dikembalikan."),
    ("id", "Virtual account kedaluwarsa: dana otomatis kembali ke rekening Anda, lalu silakan pesan ulang."),
    ("id", "Waspada penipuan tiket: pelaku meminta transfer ulang dan berjanji dana pertama kembali otomatis."),
    ("ms", "Yuran pengajian: jika bayaran gagal, wang dikembalikan oleh bank dalam 3 hari bekerja, kemudian sila bayar semula."),
    ("ms", "Pindahan dua kali? Beritahu kami dan bayaran kedua dipulangkan."),
    ("zh", "如支付失败，款项将原路退回，请重新下单支付。"),
    ("zh", "书店：重复付款的，多付的一笔三个工作日内退回。"),
    ("zh", "提醒：凡称转账备注有误、需再转一次、前款退回的，都是诈骗。"),
    ("zh-TW", "匯款金額不符者，本會將退回原款，請依正確金額重新匯款。"),
    ("ko", "입금액이 다르면 자동으로 환불되며, 정확한 금액으로 다시 입금해 주세요."),
    ("ko", "중복 결제 시 나중에 결제된 금액이 자동 환불됩니다."),
    ("ko", "펜션: 보증금은 퇴실 후 환불됩니다. 잔금은 입실일에 입금해 주세요."),
    ("ja", "振込金額に誤りがある場合は一旦返金し、改めてお振込みをお願いすることがあります。"),
    ("ja", "二重にお支払いいただいた場合は、後の分を返金いたします。"),
    ("fil", "Kung pumalya ang bayad, awtomatikong ibabalik sa GCash mo. Subukan ulit mag-checkout."),
    ("hi", "भुगतान असफल होने पर राशि 5-7 दिन में अपने आप वापस आ जाएगी। कृपया दोबारा प्रयास करें।"),
    ("km", "បើបង់ប្រាក់ពីរដង យើងនឹងសងប្រាក់លើកទីពីរវិញ។"),
    ("my", "ငွေလွှဲမအောင်မြင်ပါက ငွေပြန်ဝင်ပါမည်။ ထပ်မံကြိုးစားပါ။"),
)
"""Cards, double payments, refunds on request, differences, and sums that are given back before they are paid anew."""

SALES = (
    (
        "en",
        "Fan resale, floor seats. Pay the full price by PayNow. The recipient will appear under the name of our treasurer, "
        "not the shop. The QR is only released three hours before the gates because the promoter locks transfers; a "
        "refundable transfer bond of $80 is asked then.",
    ),
    (
        "en",
        "Used campervans. Deposit by wire to our escrow clerk; the account is a private one as ours is being audited. The "
        "yard cannot be visited. Insurance for the haulage is refunded on delivery.",
    ),
    (
        "vi",
        "Xe máy thanh lý giá rẻ. Cọc 2 triệu vào tài khoản riêng của chị thủ quỹ, mỗi tuần đổi một số tài khoản. Bãi xe "
        "không cho khách vào xem. Phí sang tên chuyển khi xe đã lên xe tải.",
    ),
    (
        "vi",
        "Vé concert giá gốc. Chuyển đủ tiền cho bạn em, nội dung ghi mừng sinh nhật, đừng ghi mua vé. E-ticket chỉ gửi "
        "trước giờ diễn 2 tiếng vì ban tổ chức khoá.",
    ),
    (
        "th",
        "ขายรถยึดไฟแนนซ์ โอนมัดจำเข้าบัญชีเลขาเจ้าของเต็นท์ บัญชีบริษัทติดตรวจสอบอยู่ ยังไม่เปิดให้ลูกค้าเข้าดูรถ ค่าประกันขนส่งจะคืนให้ตอนรับรถ",
    ),
    ("th", "บัตรคอนเสิร์ต โอนเต็ม บัญชีเปลี่ยนทุกวัน ทักถามก่อนโอน คิวอาร์ส่งก่อนประตูเปิด 2 ชั่วโมง ค่าเปลี่ยนชื่อ 500 คืนหน้างาน"),
    (
        "id",
        "Jual motor lelang. DP ke rekening pribadi bendahara karena rekening PT sedang diaudit. Gudang belum boleh "
        "dikunjungi. Biaya asuransi kirim dikembalikan saat motor tiba.",
    ),
    (
        "id",
        "Tiket fan meeting. Transfer ke teman admin, berita transfer tulis 'arisan' jangan tulis tiket. E-ticket dikirim 3 "
        "jam sebelum pintu dibuka. Deposit ganti nama kembali di gate.",
    ),
    (
        "ms",
        "Jual iPhone seized kastam. Bank in ke akaun pembantu saya sebab akaun syarikat tengah semakan. Stor tak boleh "
        "dilawati. Cukai pelepasan dipulangkan masa barang sampai.",
    ),
    ("ms", "Tiket bola. Akaun penerima bertukar setiap giliran, tanya dulu sebelum transfer. E-tiket dihantar malam sebelum perlawanan."),
    ("zh", "内部渠道名酒。请转到财务个人账户，备注写“还款”，不要写货款。仓库不接待来访。另付防窜货保证金，签收后退还。"),
    ("zh-TW", "演唱會門票轉讓。戶名與本站不同，請安心匯款。刷卡系統維修中。實名變更押金於入場時退還。"),
    (
        "ko",
        "캠핑카 특가. 입금 계좌는 실장 개인 명의이며 예금주가 업체명과 다를 수 있습니다. 방문 관람은 불가합니다. 탁송 "
        "보험료는 차량 인수 시 환급됩니다.",
    ),
    (
        "ja",
        "電動工具アウトレット。代引きとカードは現在停止中、銀行振込のみ。振込先は担当者の個人口座となり、店名とは異なります"
        "。振込先は毎回変わります。",
    ),
    (
        "fil",
        "Repo cars. Ipadala ang down sa personal account ng secretary habang inaayos ang account ng kumpanya. Bawal "
        "bumisita sa bodega. Ibabalik ang insurance fee pagdating ng sasakyan.",
    ),
    (
        "hi",
        "सस्ते ट्रैक्टर। एडवांस हमारे मैनेजर के निजी खाते में भेजें क्योंकि कंपनी का खाता अपडेट हो रहा है। गोदाम देखने की "
        "अनुमति नहीं। ट्रांसपोर्ट बीमा डिलीवरी पर वापस मिलेगा।",
    ),
    ("lo", "ຂາຍລົດຈັກລາຄາຖືກ ໂອນມັດຈຳເຂົ້າບັນຊີສ່ວນຕົວຂອງພະນັກງານ. ບໍ່ຮັບແຂກມາເບິ່ງລົດ. ເມື່ອລົດຮອດດ່ານ ໂອນຄ່າພາສີຕື່ມກ່ອນຈຶ່ງປ່ອຍລົດ."),
    ("km", "លក់ឡានតម្លៃថោក ផ្ទេរកក់ចូលគណនីផ្ទាល់ខ្លួនរបស់បុគ្គលិក។ មិនទទួលភ្ញៀវមកមើលទេ។ ថ្លៃប្តូរឈ្មោះបង់ពេលឡានដល់ព្រំដែន។"),
    (
        "my",
        "ကားအဟောင်းဈေးပေါ။ စရန်ငွေကို ဝန်ထမ်း၏ ကိုယ်ပိုင်အကောင့်သို့ လွှဲပါ။ ဂိုဒေါင်သို့ လာကြည့်၍မရပါ။ ကားဂိတ်ရောက်လျှင် အခွန်ခ ထပ်လွှဲရမည်။",
    ),
    (
        "pt",
        "Eletros baratos. Cartão temporariamente indisponível, somente Pix. A chave pode aparecer em nome de outra pessoa "
        "ou empresa parceira. O seguro do frete é devolvido na entrega.",
    ),
    (
        "es",
        "Entradas. La cuenta está a nombre de mi prima. El PDF llega dos horas antes porque la promotora lo bloquea. La "
        "fianza por cambio de nombre se devuelve en la puerta. En el concepto pon regalo.",
    ),
    (
        "en",
        "Designer sofas at a fifth of the price. Wire to our bookkeeper; the business account is frozen by the tax office "
        "until May. No showroom visits. Haulage insurance comes back on delivery.",
    ),
    (
        "vi",
        "Bán iPhone hàng xách tay. Nhận tiền qua tài khoản cá nhân của kế toán vì tài khoản công ty đang bảo trì. Không có "
        "cửa hàng để xem.",
    ),
    ("th", "มือถือหลุดจำนำ โอนเข้าบัญชีแอดมินเท่านั้น ไม่รับเก็บปลายทาง ไม่สะดวกนัดรับทุกกรณี"),
    ("id", "Tiket konser sisa sponsor. Rekening berganti tiap sesi, tanya admin dulu. Barcode dikirim 2 jam sebelum acara."),
    ("zh", "名牌手机特价。公司账户正在升级，请转至财务个人账户。不支持到店看货。"),
    ("ko", "중고차 특가. 계좌는 담당자 개인 명의입니다. 차량 관람은 불가하며 탁송비는 인수 시 환급됩니다."),
    ("ja", "ブランド時計の処分市。振込先は毎回変わりますのでメールでご案内。来店不可、代引きは停止中。"),
    (
        "fil",
        "Laptop sale. I-send sa GCash ng aming cashier... personal account muna habang inaayos ang merchant account. Walang meet-up.",
    ),
    ("ms", "Sewa chalet. Bayar ke akaun pekerja sebab akaun syarikat sedang diaudit. Viewing tak boleh."),
    ("hi", "मोबाइल सेल। कंपनी का खाता बंद है, स्टाफ के खाते में भेजें। सामान देखने आना मना है।"),
)

SELLERS = (
    ("en", "Pottery studio. Please pay by bank transfer to Jane Miller, sole trader. Collection from the studio by appointment."),
    (
        "en",
        "Festival. E-tickets are sent by e-mail three days before the event. Cups carry a refundable deposit of 2 euros, "
        "returned at the bar.",
    ),
    ("en", "Campervan hire. A refundable security deposit of 1,000 is taken on your card and returned when the van comes back."),
    ("en", "Warehouse shop, online only: no walk-in customers. Card payments are under maintenance tonight; pay by PayPal."),
    ("en", "Theatre box office. Seats with name change: a fee of 5 applies. Tickets appear in the app 48 hours before the show."),
    (
        "en",
        "Marketplace. Payments are held in escrow in the name of our payment provider Adyen; the name on your statement differs from ours.",
    ),
    ("en", "School trip: pay by transfer with your child's name as reference. The key deposit is refunded on the last day."),
    ("en", "Farm shop: our bank account has changed, it is still in the name of Hill Farm Ltd. We never change it by e-mail."),
    ("vi", "Xưởng gốm. Chuyển khoản vào tài khoản NGUYEN THI HOA (chủ xưởng). Khách ghé xưởng xem hàng từ 8h đến 17h."),
    ("vi", "Nhà sách: COD tạm ngưng ở vùng lũ. Thanh toán bằng thẻ hoặc ví. Được đồng kiểm khi nhận hàng."),
    ("vi", "Công ty du lịch: chuyển khoản vào tài khoản công ty CP Du Lịch Xanh. Mọi tài khoản cá nhân đều không phải của chúng tôi."),
    ("vi", "Ban tổ chức gửi e-ticket qua email trước ngày diễn 3 ngày. Vé thu mua lại tại quầy."),
    ("vi", "Kho online không tiếp khách, kính mong thông cảm. Đổi trả 7 ngày, hỗ trợ COD toàn quốc được mở hàng kiểm tra."),
    ("th", "ร้านต้นไม้ออนไลน์ ไม่มีหน้าร้าน โอนเข้าบัญชี น.ส. มาลี เก็บปลายทางได้"),
    ("th", "เช่าชุดไทย มัดจำ 500 คืนเมื่อส่งชุดคืน รับที่ร้าน"),
    ("th", "เต็นท์รถมือสอง นัดดูรถได้ทุกวัน โอนเข้าบัญชีบริษัทเท่านั้น อย่าโอนเข้าบัญชีพนักงาน"),
    ("th", "งานวิ่ง รับเสื้อและบิบก่อนวันงาน 1 วัน โอนค่าสมัครเข้าบัญชีสมาคม"),
    ("id", "Toko kue rumahan. Transfer ke BCA a.n. Siti Aminah. Ambil sendiri atau gosend. COD sementara libur."),
    ("id", "Sewa kamera: deposit dikembalikan saat alat kembali. Lokasi studio di Jalan Melati 5."),
    ("id", "Panitia lari: e-ticket dikirim H-3, race pack diambil di lokasi. Transfer ke rekening yayasan."),
    ("id", "Dealer motor: jangan transfer ke rekening pribadi sales. Pembayaran hanya ke rekening PT."),
    ("ms", "Kedai kek. Pindahan ke akaun Maybank Puan Rohani. Ambil di rumah, Seksyen 7."),
    ("ms", "Homestay: deposit kunci RM50 dipulangkan semasa daftar keluar. Bayaran ke akaun pemilik, Encik Ali."),
    ("ms", "Kaunter tidak dibuka pada hari Ahad. Tiket dihantar ke e-mel."),
    ("zh", "工作室：可微信转账或到店付款，欢迎来看实物。租用器材押金归还即退。"),
    ("zh", "仓库不对外开放，请在网上下单，支持七天无理由退货，货到可开箱验货。"),
    ("zh-TW", "劇團售票：電子票券於演出前三日寄出。刷卡系統維修中，暫請以ATM轉帳至劇團帳戶。"),
    ("ko", "공방: 입금은 대표자 명의 계좌로 부탁드립니다. 방문 수령 가능합니다."),
    ("ko", "렌터카: 보증금은 차량 반납 시 환급됩니다. 입금 계좌는 법인 명의입니다."),
    ("ja", "ハンドメイド雑貨。お振込先は店主の個人口座（ゆうちょ）です。実店舗はございません。"),
    ("ja", "劇場：電子チケットは公演3日前に配信されます。代引きは現在休止しております。カードをご利用ください。"),
    ("fil", "Home baker. GCash kay Maria S. Pick-up sa Cainta. Cups ay may refundable deposit."),
    ("hi", "कुम्हार की दुकान। UPI से भुगतान करें, दुकान पर आकर देखें। स्टॉल जमा राशि मेला खत्म होने पर वापस।"),
    ("lo", "ຮ້ານດອກໄມ້ ໂອນເຂົ້າບັນຊີເຈົ້າຂອງຮ້ານ ມາເບິ່ງຮ້ານໄດ້ທຸກມື້."),
    ("km", "ហាងនំ ផ្ទេរតាម ABA ឈ្មោះ Sok Dara។ មកយកនៅហាងបាន។"),
    ("pt", "Ateliê. Pix em nome de Ana Souza (MEI). Retirada no ateliê. Caução do aluguel devolvida na devolução."),
)

NEIGHBOURS = (
    (
        "en",
        "Ceramics by post. We have no showroom and meet nobody at home. Please transfer to the account of my wife, Anna "
        "Berg, as I am away until May.",
    ),
    (
        "en",
        "Amateur football club. Our treasurer's account, in the name of J. Carter, takes the fees, as the club has no "
        "account of its own yet. Write 'family membership' as reference.",
    ),
    (
        "en",
        "School reunion dinner: send money to my sister's account, put 'dinner' as reference. Tickets are handed out at the "
        "door on the day.",
    ),
    ("en", "Flat swap: please do not contact the landlord; write to me. The deposit is returned when the keys come back."),
    (
        "en",
        "Tickets for the village play. E-tickets are sent two hours before the show. Card payments are down this week; "
        "please pay by transfer to the society.",
    ),
    (
        "en",
        "We buy and sell tickets; the payee name differs from ours, as Stripe Payments collects for us. Passes are released "
        "two hours before the show.",
    ),
    ("en", "Crossing the border with a rental car: a refundable permit of 50 is returned on arrival. No walk-ins at the depot."),
    ("en", "Art courier. A refundable crate fee is given back on delivery. Our warehouse is not open to the public."),
    (
        "en",
        "Auction house: a refundable bidding bond is required. Viewings by appointment only. Cards are not accepted for hammer prices.",
    ),
    ("en", "Please do not phone the venue: the box office is run by volunteers. E-tickets arrive on the day of the concert."),
    ("en", "Our account number changed with the new bank in May. No walk-ins during works. The name is still Hill Farm Ltd."),
    (
        "en",
        "Beware: sellers who say 'the payee is an individual, do not mention tickets' are thieves. Buy at the box office; "
        "e-tickets come 48 hours before.",
    ),
    ("en", "Bus hire: if the first transfer was short, send the rest. The deposit is returned after the trip."),
    ("en", "If your bank transfer was rejected, please send it again. The bank returns the first payment to you within two days."),
    ("en", "Wrong reference? Contact us, and we match your payment by hand. Never transfer again."),
    ("th", "ร้านขนมทำมือ ไม่มีหน้าร้าน โอนเข้าบัญชีแม่ นางสมศรี เก็บปลายทางงดชั่วคราวช่วงสงกรานต์"),
    ("th", "ทีมวิ่งชมรม โอนค่าเสื้อเข้าบัญชีน้องบีม เหรัญญิก รับเสื้อหน้างานก่อนเริ่ม 1 ชั่วโมง"),
    ("th", "หอพักนักศึกษา เงินประกันคืนตอนคืนห้อง โอนเข้าบัญชีผู้จัดการหอ นางสาวแก้ว ดูห้องได้ทุกวัน"),
    ("th", "ขายส่งพัดลม มัดจำครึ่งหนึ่ง ที่เหลือโอนก่อนของออก ไม่มีหน้าร้าน มีใบกำกับภาษี"),
    ("th", "ถ้าโอนผิดยอด ร้านโอนคืนให้ทั้งหมด แล้วค่อยโอนใหม่ให้ตรงนะคะ"),
    ("th", "ค่าประกันชุด 1,000 คืนเมื่อรับชุดกลับครบ งดเข้าพบนอกเวลา"),
    ("vi", "Chị em mình bán bánh nhà làm, chuyển khoản vào tài khoản của chị gái, không có cửa hàng. COD tạm ngưng mùa mưa."),
    ("vi", "Lớp học nhạc: học phí chuyển vào tài khoản cô giáo, nội dung ghi tên bé. Vé hòa nhạc phát trước giờ diễn 1 tiếng."),
    ("vi", "Chuyển nhầm nội dung thì nhắn kế toán, không cần chuyển lại. Khoản dư hoàn sau 3 ngày."),
    ("vi", "Đơn chuyển thiếu: hệ thống hoàn khoản đã chuyển, quý khách đặt lại và chuyển lại đủ số tiền."),
    ("vi", "Thuê xe tự lái: tiền cọc xe hoàn khi nhận lại xe. Không tiếp khách ngoài giờ."),
    ("id", "Arisan RT: transfer ke rekening bendahara, berita tulis arisan. COD sementara tidak ada."),
    ("id", "Katering rumahan. Rekening istri saya a.n. Dewi. Tidak melayani kunjungan, dapur kecil."),
    ("id", "Jika transfer salah nominal, dana kami kembalikan dulu lalu silakan transfer ulang."),
    ("id", "Sewa tenda: uang jaminan dikembalikan setelah tenda diterima lengkap. Gudang tidak menerima tamu hari Minggu."),
    ("id", "Tiket teater: e-tiket dikirim H-1, deposit gelas kembali di gate. Transfer ke rekening sanggar."),
    ("ms", "Kelas mengaji: yuran ke akaun ustazah, tulis nama anak. Tiada kedai fizikal."),
    ("ms", "Jualan biskut raya. Bank in ke akaun adik saya. COD sementara ditutup. Ambil di rumah."),
    ("ms", "Salah pindah? Kami pulangkan, kemudian sila buat pindahan semula dengan jumlah betul."),
    ("zh", "手工皂小铺：没有实体店，收款人是我妈妈，户名与店名不同，请放心。货到付款暂停。支持七天退货。"),
    ("zh", "社团聚餐：AA 费用转到会计个人账户，备注写聚餐，不要写其他。"),
    ("zh", "租赁摄影器材：押金收货检查后退还，谢绝上门，快递往返。"),
    ("zh", "汇款信息有误被银行退回的，请重新汇款，先前手续费由银行退还。"),
    ("zh-TW", "社區團購：戶名為團主個人，與本站不同。貨到付款暫停，請面交取貨。"),
    ("ko", "공방: 예금주는 대표 배우자 명의라 상호와 다릅니다. 방문은 어렵습니다. 카드 결제는 점검 중입니다."),
    ("ko", "동호회 회비는 총무 개인 계좌로 입금해 주세요. 티켓은 당일 현장에서 나눠 드립니다."),
    ("ko", "입금자명이 다르면 환불해 드리고 다시 입금 요청을 드립니다. 기존 금액은 2일 내 돌려드립니다."),
    ("ja", "同人誌即売会サークル。振込先は代表の個人口座で、サークル名とは異なります。実店舗はございません。"),
    ("ja", "演劇サークルの公演：チケットは当日受付にてお渡し。振込先の名義は会計担当者の個人口座です。"),
    ("ja", "お振込が確認できない場合、再度お振込みください。先にお振込みの分は銀行より返金されます。"),
    ("fil", "Reunion ng batch: ipadala sa GCash ng ating treasurer na si Ate Joy. Tickets sa araw ng event."),
    ("fil", "Sari-sari online: GCash ng asawa ko. Walang walk-in."),
    ("hi", "मोहल्ला समिति: चंदा हमारे सेक्रेटरी भाई के खाते में। दुकान पर आने की जरूरत नहीं।"),
    ("lo", "ຮ້ານຕັດຫຍິບ ໂອນເຂົ້າບັນຊີນາງ ຄຳ ເຈົ້າຂອງຮ້ານ. ບໍ່ມີໜ້າຮ້ານ ສົ່ງທົ່ວປະເທດ."),
    ("km", "លក់នំធ្វើដៃ។ ផ្ទេរចូលគណនីរបស់ភរិយាខ្ញុំ។ មិនទទួលកាតទេ។"),
    ("my", "လက်မှုပစ္စည်းဆိုင်။ ငွေကို ညီမ၏ KPay သို့ လွှဲပါ။ ဆိုင်ခန်းမရှိပါ။ COD မရပါ။"),
    ("es", "Peña del barrio: la cuenta está a nombre de mi hermana, la tesorera. Entradas en taquilla el mismo día."),
    ("pt", "Bazar da igreja: Pix em nome de outra pessoa, a tesoureira Ana. Não temos loja física."),
)
"""Relatives' and treasurers' accounts, clubs, hirers, companies of players, and those who warn."""


@pytest.mark.parametrize(("language", "body"), TWICE)
def test_a_transfer_that_is_to_be_made_twice_is_known(language: str, body: str) -> None:
    assert told(AGAIN, language, body)


@pytest.mark.parametrize(("language", "body"), [*ONCE, *SELLERS, *NEIGHBOURS])
def test_whoever_gives_back_first_or_warns_wants_nothing_twice(language: str, body: str) -> None:
    assert not told(AGAIN, language, body)


@pytest.mark.parametrize(("language", "body"), SALES)
def test_a_sale_to_whom_nobody_sees_is_known(language: str, body: str) -> None:
    assert told(UNSEEN, language, body) >= 2


@pytest.mark.parametrize(("language", "body"), [*ONCE, *SELLERS, *NEIGHBOURS])
def test_small_sellers_and_clubs_tell_no_such_story(language: str, body: str) -> None:
    assert not told(UNSEEN, language, body)


BAKERY = (
    "Transfer to my sister's account, as I have none. We bake to order, and you pick the bread up at the door in Mill Lane every Friday."
)


def test_an_account_of_the_family_is_said_once_and_proves_nothing() -> None:
    assert not told(UNSEEN, "en", BAKERY)
    assert told(UNSEEN, "en", f"{BAKERY} Please do not mention the order in the transfer. No walk-ins.")


def test_what_the_money_is_called_is_a_pretext_only_where_the_page_speaks_of_nothing_like_it() -> None:
    tickets = "Floor seats, pay me by transfer. The ticket moves 48h before doors, as transfers are locked till then. Reference: birthday"
    assert told(UNSEEN, "en", tickets)
    assert not told(UNSEEN, "en", f"{tickets}. It is a birthday party at the stadium.")


TWICE_EN = "Missing the order code? Please transfer the full sum a second time and the first transfer is refunded by the system."


@pytest.mark.parametrize(
    ("around", "heard"),
    [
        ("Camera outlet. {} Beware of scammers who copy our pictures!", True),
        ("Police report: a victim was told by scammers: {} He lost 900 dollars.", False),
        ("She was told: “{}” and never saw the camera.", False),
    ],
)
def test_one_word_of_warning_hides_nothing_and_a_report_is_no_order(around: str, heard: bool) -> None:
    assert bool(told(AGAIN, "en", around.format(TWICE_EN))) is heard


def test_no_honest_word_around_it_acquits_who_wants_a_transfer_twice() -> None:
    warm = (
        "Our guest house is run by our family since 2009. Breakfast with bread from the village, pets are welcome, check-in from three, "
        "check-out until eleven, please leave shoes at the door, and the library on the first floor is open for all guests. "
    )
    found = judged("en", warm + TWICE_EN)
    assert all(c.log_odds >= 0 for c in found.contributions if c.reading.signal in ("page-wording", "page-ways"))
    assert found.verdict.value in ("suspicious", "likely-scam", "near-certain")


RENEWED = (
    ("en", "Ski hut. Transfers only. If you swap weekends, pay again and the former payment is returned."),
    ("th", "ลานกางเต็นท์ เปลี่ยนวันให้โอนใหม่ตามวันใหม่ ยอดเดิมคืนให้ภายในสามวัน"),
    ("zh", "瑜伽馆。换班请重新转账报新班，原款三天内退回。"),
    ("ko", "글램핑. 날짜를 옮기시면 새 날짜로 다시 입금해 주시고 먼저 입금하신 금액은 돌려드립니다."),
    ("ja", "農家民宿。日にちを変えられる場合は再度お振込みください。前回のお振込みは返金します。"),
    (
        "en",
        "Student house. When you move to another room, please transfer the deposit again for "
        "the new room; the previous deposit is refunded once the old room has been checked.",
    ),
    (
        "en",
        "Lake cabin. To change your dates, please make a second payment of the full amount "
        "by transfer; the original payment is refunded to your account within three days.",
    ),
    (
        "en",
        "Holiday cottage, let by the owners. The second payment is due in full six weeks before "
        "arrival by bank transfer. The initial damage deposit is refunded after your stay.",
    ),
    (
        "en",
        "Our account at the old savings bank was closed in May. If your transfer came back, please send "
        "it again to the new account; the first transfer was returned by the savings bank, not by us.",
    ),
    ("en", "Stamp shop. Like it? Order and pay again by transfer in one line. Previous orders can be returned within 14 days."),
    (
        "en",
        "Airport transfer by our own drivers. If you get no answer, please send the "
        "request again. The first van released goes to whoever booked first.",
    ),
    ("vi", "Nhà trọ sinh viên. Đổi phòng thì chuyển khoản lại tiền cọc phòng mới, khoản cũ hoàn lại khi trả phòng."),
    ("vi", "Sai số tài khoản thì chuyển khoản lại giúp shop nhé. Đơn hủy được hoàn tiền trước 17h cùng ngày."),
    ("id", "Toko sepatu. Salah ukuran? Kirim ulang barang ke alamat kami sebelum 7 hari, dana kembali ke rekening Anda."),
    (
        "id",
        "Kos putri. Pindah kamar: bayar lagi deposit kamar baru, deposit lama "
        "dikembalikan setelah kamar dicek. Transfer ke rekening ibu kos.",
    ),
    ("ms", "Kedai baju. Hantar semula barang sebelum 7 hari dan bayaran dikembalikan ke akaun anda."),
    (
        "fil",
        "Paupahan. Kapag lilipat ng kwarto, magbayad ulit ng deposit sa GCash; ibabalik ang dating deposit pagkatapos tingnan ang kwarto.",
    ),
    ("th", "หอพักหญิง วางเงินประกัน 2 เดือน โอนเงินก่อนเข้าอยู่ คืนเต็มจำนวนเมื่อย้ายออก"),
    ("zh", "二手书店。可以先看书再付款，不收转账订金。首次购买不满意可退。"),
    ("ja", "手作りパン教室。日程の変更は、改めてお申し込みとお振込みをお願いします。先にお振込みの分は返金いたします。"),
    ("ko", "꽃집. 상품 변경 시에는 취소 후 다시 주문하시고 입금해 주세요. 기존 입금액은 바로 환불해 드립니다."),
    (
        "es",
        "Casa rural. Para cambiar de fechas, vuelva a enviar la transferencia con la nueva reserva; la anterior se devuelve en tres días.",
    ),
    ("pt", "Chalé na serra. Mudou a data? Faça novamente o pix da nova reserva e o anterior é devolvido no mesmo dia."),
)
"""Rooms that are changed, dates that are moved, goods that are sent back, second instalments and accounts that were closed."""

TERMS = (
    (
        "en",
        "Summer festival. Tickets live in our app: the QR code changes every minute, so screenshots "
        "do not work. Transfer to a friend is free. Tickets appear two hours before doors.",
    ),
    (
        "en",
        "Village hall supper. Pay by transfer or PayPal, and please mark it as friends "
        "and family, so the charity loses nothing. Tickets are handed out on the day.",
    ),
    ("en", "Charity concert for the lifeboats. Please transfer £10, reference: Donation. E-tickets come by mail on the day."),
    (
        "en",
        "Caravan park. Your bond is paid by transfer and refunded at handover of the "
        "keys, on arrival back at the gate. No walk-ins, please: bookings only.",
    ),
    ("en", "Visa papers prepared by former clerks. Please do not call the embassy about your file. No walk-ins. Fees by bank transfer."),
    ("en", "Airport transfer. Enter family name as in the passport. Transfers booked on the day are paid to the driver."),
    ("en", "Cabin rules: please put food in the bear box. No visits after ten. Rent by transfer to our account."),
    ("en", "Boat hire. A refundable insurance excess is taken by transfer. No walk-ins: the jetty is private."),
    (
        "en",
        "Kiln shop. The account number changes with each order, as our bank makes a virtual one per invoice. Online only: no walk-ins.",
    ),
    ("vi", "Gốm Bát Tràng. Chuyển khoản vào tài khoản của xưởng, nội dung ghi: mua hàng và số điện thoại. Xưởng chỉ nhận chuyển khoản."),
    ("vi", "Bánh nhà làm, không có cửa hàng. Chuyển khoản, nội dung ghi tên và vé số thứ tự."),
    ("vi", "Lớp yoga. Nội dung chuyển tiền: họ tên, số điện thoại. Chỉ nhận chuyển khoản qua tài khoản của lớp."),
    ("vi", "Shop len. Chuyển khoản vào tài khoản của shop, đổi hàng trong 7 ngày. Không có cửa hàng, chỉ bán qua mạng."),
    ("vi", "Tài khoản của shop đã thay đổi mới từ tháng 6. Chỉ nhận chuyển khoản."),
    ("vi", "Máy ảnh cho thuê. Tiền bảo đảm hoàn lại khi nhận lại máy. Chỉ nhận chuyển khoản, tài khoản của cửa hàng."),
    ("vi", "Quà lưu niệm. Không ghi sổ, mua hàng chuyển khoản trước. Không có cửa hàng."),
    ("vi", "Nông sản sạch. Shop không gói hàng ngày chủ nhật. Chỉ nhận chuyển khoản."),
    (
        "vi",
        "Cửa hàng trà. Mỗi đơn hàng một số tài khoản ảo riêng do ngân hàng cấp, "
        "tiền vào là đơn xác nhận. Không có cửa hàng, chỉ bán qua mạng.",
    ),
    ("id", "Toko kue. Catatan: minimal belanja Rp50.000. COD sementara tidak tersedia, transfer ke rekening toko."),
    ("id", "Bunga papan. Tulis ucapan dan catatan hadiah di formulir. Transfer ke rekening toko. Tidak melayani kunjungan."),
    ("id", "Toko mainan. Pakai asuransi, uang kembali bila paket hilang. COD sementara tidak tersedia, transfer saja."),
    ("ms", "Homestay Kampung. Jangan lupa tulis nombor tempahan pada slip pindahan. Kaunter tidak dibuka pada hari Jumaat."),
    ("ms", "Kedai kek. Nombor telefon kami telah bertukar. COD ditutup sementara, pindahan ke akaun kedai."),
    ("ms", "Kedai jam. Bayaran ke akaun syarikat. Tiada kedai fizikal. Catatan hadiah boleh ditulis percuma."),
    ("fil", "Cake shop. Ilagay ang birthday message sa order. GCash lang. Bawal pumunta sa kusina."),
    ("th", "ร้านเช่าชุดออนไลน์ ไม่มีหน้าร้าน โอนเข้าบัญชีร้าน เงินประกัน 500 คืนหลังรับชุดกลับ"),
    ("th", "ร้านเช่ากล้อง เงินประกันคืนตอนส่งกล้องคืน โอนหรือจ่ายสด ไม่มีหน้าร้าน นัดรับที่บ้านได้"),
    ("th", "เค้กโฮมเมด เขียนในหมายเหตุว่าวันเกิดใคร โอนก่อนส่ง ไม่มีหน้าร้าน"),
    ("zh", "出租摄影器材。请转账付押金，押金收货检查后退还。谢绝上门，快递往返。"),
    ("zh", "蛋糕店。下单付款时请备注生日牌内容。不支持自提，只送货。"),
    ("zh", "旅行社。行程由我们确认，请勿致电酒店。付款到公司账户。暂不接待来访。"),
    ("zh-TW", "手工皮件。每筆訂單產生專屬虛擬帳號，帳號每次變動，請於三日內轉帳。沒有實體店。"),
    ("ja", "陶器の通販。お振込先はご注文の都度メールでご案内します。実店舗はございません。"),
    ("ja", "着物レンタル。保証金は着物の到着後、当日返金します。お振込のみ。実店舗はございません。"),
    ("ja", "楽器の貸し出し。デポジットは返却当日に返金。振込先は店の口座です。代引きは休止中。"),
    ("ja", "小劇場。会場へのお問い合わせはしないでください。チケットは当日受付で。お振込は劇団の口座へ。"),
    ("ko", "가죽 공방. 입금 계좌가 국민은행으로 바뀌었습니다. 방문은 불가합니다."),
    ("ko", "장비 대여. 보증금은 장비 수령 확인 후 환불합니다. 입금 후 발송, 방문 불가."),
    ("ko", "온라인 서점. 가상계좌는 주문마다 매번 새로 발급되며 입금 계좌가 매번 다릅니다. 방문 수령은 어렵습니다."),
    ("ko", "케이크 공방. 메모에 생일 문구를 적어 주세요. 입금 확인 후 제작합니다. 방문 불가."),
    ("ko", "극단. 공연장으로 문의하지 마세요. 티켓은 공연 당일 배부합니다. 입금은 극단 계좌로."),
    ("es", "Taller de cerámica. La cuenta está a nombre de nuestra compañía. No hay visitas los lunes. Transferencia o Bizum."),
    ("es", "Apartamento en la playa. La fianza se devuelve a la entrega de llaves. Transferencia. No podemos recoger equipaje."),
    ("pt", "Ateliê de bolsas. A chave Pix está em nome de pessoa física, da proprietária Ana. Não temos loja física."),
    ("pt", "Floricultura. Escreva a mensagem de aniversário no pedido. Somente pix."),
    ("pt", "Casa de praia. Caução devolvida na entrega das chaves. Somente Pix, na conta da imobiliária."),
    ("hi", "फर्नीचर किराए पर। सिक्योरिटी राशि वापस मिलती है। UPI से भुगतान। कैश ऑन डिलीवरी उपलब्ध नहीं।"),
    ("lo", "ໃຫ້ເຊົ່າຊຸດ. ຄ່າປະກັນຄືນຫຼັງຮັບຊຸດກັບ. ໂອນເຂົ້າບັນຊີຮ້ານ. ບໍ່ມີໜ້າຮ້ານ."),
    ("km", "ជួលសម្លៀកបំពាក់។ ប្រាក់ធានាសងវិញពេលទទួលសម្លៀកបំពាក់មកវិញ។ ផ្ទេរតាម ABA។ មិនទទួលកាត។"),
)
"""Hirers, cakes that are written on, accounts that a bank makes for each bill, references, and codes that change."""


@pytest.mark.parametrize(("language", "body"), RENEWED)
def test_another_room_another_date_or_goods_sent_back_are_no_transfer_made_twice(language: str, body: str) -> None:
    assert not told(AGAIN, language, body)


@pytest.mark.parametrize(("language", "body"), TERMS)
def test_terms_of_hirers_bakers_and_banks_tell_no_such_story(language: str, body: str) -> None:
    assert not told(UNSEEN, language, body)


def test_what_excuses_a_part_stands_beside_it() -> None:
    thief = "Tour tickets. The account changes with each buyer. Do not mention the tickets in the transfer. No meet-ups."
    assert told(UNSEEN, "en", thief) >= 3
    assert told(UNSEEN, "en", f"{thief} We also hire out virtual assistants.") >= 2
