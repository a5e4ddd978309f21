"""Goods, rooms and tickets that somebody else is paid for before anybody sees them; and the shops, hirers and banks who say some of it."""

import pytest

from tests.signals.sellers import NEIGHBOURS, ONCE, SELLERS, told

UNSEEN = "content-sold-unseen"

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


@pytest.mark.parametrize(("language", "body"), SALES)
def test_a_sale_to_whom_nobody_sees_is_known(language: str, body: str) -> None:
    assert told(UNSEEN, language, body) >= 2


@pytest.mark.parametrize(("language", "body"), [*ONCE, *SELLERS, *NEIGHBOURS])
def test_small_sellers_and_clubs_tell_no_such_story(language: str, body: str) -> None:
    assert not told(UNSEEN, language, body)


@pytest.mark.parametrize(("language", "body"), TERMS)
def test_terms_of_hirers_bakers_and_banks_tell_no_such_story(language: str, body: str) -> None:
    assert not told(UNSEEN, language, body)


def test_what_excuses_a_part_stands_beside_it() -> None:
    thief = "Tour tickets. The account changes with each buyer. Do not mention the tickets in the transfer. No meet-ups."
    assert told(UNSEEN, "en", thief) >= 3
    assert told(UNSEEN, "en", f"{thief} We also hire out virtual assistants.") >= 2


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
