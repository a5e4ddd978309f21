"""A card for next to nothing, as a parcel waits or a passage was not paid; and those who send, park, hire and show whose they are."""

import pytest

from tests.judgement.sites import assessed

ROW = "content-small-fee"
CARD = (
    '<form action="/p"><label>Card number <input name="card" autocomplete="cc-number"></label><label>Expiry <input name="exp"></label>'
    '<label>CVV <input name="cvv"></label><button>OK</button></form>'
)


def told(language: str, body: str, form: str = CARD, host: str = "north-side-house.com") -> bool:
    html = f'<html lang="{language}"><title>-</title><p>{body}</p>{form}</html>'
    judged = assessed({"host": host, "html": html, "age_days": 250, "mx": False})
    return any(c.reading.signal == ROW and c.log_odds > 0 for c in judged.contributions)


FEES = (
    (
        "en",
        "Delivery attempt failed. The house number on your parcel is missing. Update it and settle the second delivery "
        "charge of $1.95 within 24 hours.",
    ),
    ("en", "One crossing has not been paid. Bridge toll £2.50, due today. A penalty of £70 is added at midnight."),
    ("th", "พัสดุของคุณจัดส่งไม่สำเร็จ เนื่องจากที่อยู่ไม่ครบถ้วน ชำระค่าจัดส่งใหม่ 15 บาท ภายใน 24 ชั่วโมง"),
    ("th", "ท่านมียอดค้างชำระค่าผ่านทางด่วน 45 บาท กรุณาชำระวันนี้ก่อนมีค่าปรับ"),
    ("vi", "Bưu kiện của bạn đang tạm giữ vì thiếu số nhà. Phí giao lại 6.000đ, thanh toán trong hôm nay."),
    ("id", "Paket Anda tertahan di gudang karena alamat kurang lengkap. Bayar biaya pengiriman ulang Rp4.500 dalam 12 jam."),
    ("ms", "Bungkusan anda gagal dihantar kerana poskod salah. Caj penghantaran semula RM1.60 perlu dijelaskan hari ini."),
    ("fil", "Hindi na-deliver ang inyong parcel dahil kulang ang address. Bayaran sa muling paghahatid: ₱28.00. Bayaran ngayon."),
    ("zh", "您的包裹因地址不完整无法派送，请支付二次派送费 2.80 元，逾期将退回寄件人。"),
    ("zh-TW", "您有一筆高速公路通行費未繳 42 元，逾期將加收罰款 300 元。"),
    ("ja", "お荷物は宛先不明のため持ち戻りました。再配達手数料 220円をお支払いください。期限は本日です。"),
    ("ko", "고객님의 택배가 주소 불명으로 반송 예정입니다. 재배송비 1,500원을 오늘까지 결제해 주세요."),
    ("lo", "ພັດສະດຸຂອງທ່ານສົ່ງບໍ່ສຳເລັດ ທີ່ຢູ່ບໍ່ຄົບ. ຈ່າຍຄ່າສົ່ງໃໝ່ 9.000 ກີບ ພາຍໃນມື້ນີ້."),
    ("km", "កញ្ចប់របស់អ្នកមិនអាចដឹកបាន អាសយដ្ឋានមិនត្រឹមត្រូវ។ បង់ថ្លៃដឹកម្តងទៀត 3000 រៀល ក្នុង ២៤ម៉ោង។"),
    ("my", "သင့်ပါဆယ် လိပ်စာမပြည့်စုံ၍ မပို့နိုင်ပါ။ ပြန်ပို့ခ ၁,၈၀၀ ကျပ်ကို ယနေ့ ပေးချေပါ။"),
    ("hi", "आपका पार्सल अधूरे पते के कारण रुका है। पुनः डिलीवरी शुल्क ₹12 आज ही भुगतान करें।"),
    ("en", "Courier could not find your street. Re-dispatch costs $1.15."),
    ("th", "เจ้าหน้าที่ไม่พบบ้านเลขที่ พัสดุตกค้างที่สาขา ค่าจัดส่งรอบใหม่ 18 บาท"),
    ("vi", "Gói hàng chờ xác nhận địa chỉ. Cước giao lần hai 7.900đ"),
    ("id", "Kurir tidak menemukan alamat, paket dikembalikan. Ongkos antar ulang Rp3.900"),
    ("zh", "快递员联系不上您，包裹退回中，重新派送收取 1.90 元"),
    ("ko", "배송지 오류로 택배가 보류되었습니다. 재발송 요금 980원"),
    ("ja", "ご不在のためお荷物を保管しています。再配達手数料 150円"),
    ("ms", "Posmen tidak menemui alamat, bungkusan disimpan di hab. Caj RM1.30"),
    ("fil", "Hindi naihatid ang package, mali ang address. ₱35 para maihatid ulit"),
    ("hi", "पता गलत होने से पैकेज रुका हुआ है। ₹18 शुल्क भरें।"),
)

ORDERS = (
    ("en", "Send a parcel within the island from $4.90. Weight up to 5 kg. Book and pay here."),
    ("en", "Parking: enter your plate, choose the hours, $2.40 for two hours. Pay by card."),
    ("en", "Donate $5 to the animal shelter."),
    ("en", "Flower shop: delivery to your address $3.50. Your order is confirmed at once."),
    ("en", "Order 4411: your parcel has been delivered. Rate it. Refund of $2.00 goes to your card."),
    ("en", "Car wash subscription $9.90 per month. Enter plate and card."),
    ("en", "Buy a vignette for Austria: 12.80 euros for ten days. Your plate is registered at once."),
    ("en", "Redelivery is free of charge: choose a day. We keep the card for later orders."),
    ("th", "ส่งพัสดุทั่วไทย เริ่มต้น 25 บาท กรอกที่อยู่ผู้รับและชำระเงิน"),
    ("th", "ที่จอดรถ ชั่วโมงละ 20 บาท กรอกทะเบียนรถ"),
    ("th", "เติมเงินบัตรทางด่วน 500 บาท ชำระผ่านบัตร"),
    ("vi", "Gửi bưu kiện nội thành 25.000đ. Nhập địa chỉ và thanh toán."),
    ("vi", "Trà sữa giao tận nhà, phí giao 10.000đ, thanh toán thẻ."),
    ("id", "Ongkir Rp9.000 se-Jakarta. Isi alamat lengkap, bayar dengan kartu."),
    ("id", "Top up kartu tol Rp50.000. Masukkan nomor kartu."),
    ("ms", "Hantar bungkusan dari RM5.90 seluruh Semenanjung. Isi alamat penerima."),
    ("ms", "Tambah nilai kad tol RM20."),
    ("fil", "Padala sa Cebu ₱95. Ilagay ang address at magbayad."),
    ("zh", "寄快递首重8元，填写收件地址后支付。"),
    ("zh-TW", "停車費每小時30元，輸入車號繳費。"),
    ("zh-TW", "自助寄件，運費60元，刷卡付款。"),
    ("ja", "宅配便の集荷をお申し込みください。送料660円、クレジットカード払い。"),
    ("ja", "駐車場 1時間300円。車両番号を入力してお支払い。"),
    ("ko", "택배 접수 3,500원부터. 주소를 입력하고 결제하세요."),
    ("ko", "주차 요금 2,000원. 차량번호를 입력하세요."),
    ("hi", "पार्सल भेजें ₹45 से। पता भरें और भुगतान करें।"),
    ("lo", "ສົ່ງພັດສະດຸ ເລີ່ມ 15.000 ກີບ."),
    ("km", "ផ្ញើកញ្ចប់ចាប់ពី 5000 រៀល។"),
    ("my", "ပါဆယ်ပို့ခ ၃,၀၀၀ ကျပ်မှ စသည်။"),
    ("en", "Library: your book parcel from another branch is ready. Fee $0.50, pay at the counter or by card."),
)
"""Postage, parking, passes and gifts: as little, and nothing waits."""


@pytest.mark.parametrize(("language", "body"), FEES)
def test_a_card_for_next_to_nothing_is_known(language: str, body: str) -> None:
    assert told(language, body)


@pytest.mark.parametrize(("language", "body"), ORDERS)
def test_who_orders_pays_as_little_and_nothing_waits(language: str, body: str) -> None:
    assert not told(language, body)


WAITS = "Your parcel could not be delivered, as the house number is missing. Pay $1.95 to have it sent again."


def test_it_is_the_card_the_amount_and_that_nobody_is_shown() -> None:
    assert told("en", WAITS)
    assert not told("en", WAITS, form='<form action="/p"><label>House number <input name="no"></label><button>OK</button></form>')
    assert not told("en", WAITS.replace("$1.95", "$195.00"))
    owner = "Hill Couriers Pte Ltd, UEN 201912345K, 12 Harbour Street #03-11, Singapore 069110, Tel +65 6222 1234."
    assert not told("en", f"{WAITS}</p><p>{owner}")


def test_a_page_that_warns_of_it_or_is_long_is_none() -> None:
    assert not told("en", f"Beware of fraud. Scammers write: “{WAITS}” We never ask for a card. Report such scams to the police.")
    assert not told("en", WAITS + " Rates, branches and opening hours of all our offices follow below in full." * 40)


TERMS = (
    ("zh", "订单 12 元。包裹无法派送到海岛。请刷卡。"),
    ("id", "Tiket Rp45.000. Paket belum termasuk makan siang. Bayar dengan kartu."),
    ("en", "Street food festival, held every Friday in May. Ticket $9.00. Pay by card."),
    ("en", "Your basket: two pairs of socks, $12.00. Sale items: this item cannot be returned. Pay by card."),
    ("en", "Checkout. Delivery $4.50. Delivery dates cannot be changed once the oven is on."),
    ("en", "Flowers: order total $14.00. If your address is incomplete, we phone you. Pay by card."),
    ("en", "We missed you! Come back to the yoga studio: one class $9.00. Pay by card."),
    ("en", "Shuttle ticket. Your trip: Old Town to Beach, amount $8.00. Pay by card."),
    ("en", "Dive trip photos. Unsuccessful delivery of the link? Write to us. $5.00 a photo. Pay by card."),
    ("vi", "Đơn hàng của bạn đang chờ thanh toán. Bánh mì 25.000đ. Nhập thẻ để trả tiền."),
    ("vi", "Kiện hàng gửi cho người nhận trong nội thành, cước 18.000đ, trả bằng thẻ."),
    ("id", "Keranjang belanja. Ongkir Rp9.000. Barang yang sudah dibeli tidak dapat ditukar."),
    ("id", "Pesanan kopi Rp18.000. Alamat yang salah bukan tanggung jawab kami. Bayar dengan kartu."),
    ("ms", "Troli anda: sabun RM8.00. Barang yang dibeli tidak dapat dipulangkan. Bayar dengan kad."),
    ("fil", "Order mo: ensaymada ₱60. Kung kulang ang address, tatawagan ka namin. Bayad sa card."),
    ("th", "ตะกร้าสินค้า สบู่ 45 บาท สินค้าลดราคาเปลี่ยนคืนไม่ได้ ชำระด้วยบัตร"),
    ("th", "สั่งขนม 60 บาท จัดส่งวันอาทิตย์ไม่ได้ค่ะ ชำระด้วยบัตร"),
    ("zh", "购物车：肥皂 12 元。地址有误造成退回的，运费由买家承担。请刷卡支付。"),
    ("zh-TW", "購物車：明信片 60 元。郵件無法寄送離島。請刷卡付款。"),
    ("ja", "ご注文：せっけん 480円。離島へのお届けはできません。カードでお支払いください。"),
    ("ja", "お弁当 600円。配達はご予約の前日まで、当日の配達はできません。カード払い。"),
    ("ko", "주문: 비누 4,500원. 제주도 배송 불가. 카드로 결제하세요."),
    ("ko", "커피 원두 샘플 3,000원. 주소 오류로 인한 반송은 책임지지 않습니다. 카드 결제."),
    ("hi", "ऑर्डर: साबुन ₹45। सामान वापस नहीं होगा। कार्ड से भुगतान करें।"),
    ("lo", "ກະຕ່າ: ສະບູ 15.000 ກີບ. ສິນຄ້າທີ່ຊື້ແລ້ວ ປ່ຽນບໍ່ໄດ້, ລໍຖ້າສົ່ງ 2 ມື້. ຈ່າຍດ້ວຍບັດ."),
    ("km", "កន្ត្រក៖ សាប៊ូ 8000 រៀល។ ទំនិញទិញហើយមិនអាចប្តូរ។ បង់តាមកាត។"),
    ("my", "ဈေးခြင်း။ ဆပ်ပြာ ၁,၅၀၀ ကျပ်။ ပစ္စည်းမှားပို့လျှင် လဲပေးမည်။ ကတ်ဖြင့် ပေးချေပါ။"),
    ("es", "Pedido pendiente de pago: jabón 9,90 €. Tarjeta."),
    ("fr", "Panier : savon 9,90 €. Livraison impossible le dimanche. Carte bancaire."),
    ("de", "Warenkorb: Seife 9,90 €. Zustellung an Packstationen leider nicht möglich. Zahlung mit Karte."),
    ("it", "Carrello: sapone 9,90 €. Consegna sospesa ad agosto. Carta."),
    ("pt", "Carrinho: sabonete R$ 19,90. O envio não pode ser alterado depois do pagamento. Cartão."),
)
"""Orders of small things on a page of nobody, with terms of sale: what is not delivered, changed or taken back, and what happens if."""


@pytest.mark.parametrize(("language", "body"), TERMS)
def test_terms_of_sale_beside_a_small_sum_are_none(language: str, body: str) -> None:
    assert not told(language, body)
