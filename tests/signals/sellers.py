"""What owners say who sell to people whom they do not see, honestly: sisters, treasurers, clubs, hirers and small shops."""

from scamtriage.records.assessment import Assessment
from tests.judgement.sites import assessed

CHAT = '<a href="https://wa.me/66815550123">WhatsApp</a>'


def judged(language: str, body: str) -> Assessment:
    html = f'<html lang="{language}"><title>-</title><p>{body}</p>{CHAT}</html>'
    return assessed({"host": "north-side-house.com", "html": html, "age_days": 250, "mx": False})


def told(row: str, language: str, body: str) -> float:
    """The value of a row that weighs; 0 if it does not."""
    return next((c.reading.value or 0.0 for c in judged(language, body).contributions if c.reading.signal == row and c.log_odds > 0), 0.0)


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
