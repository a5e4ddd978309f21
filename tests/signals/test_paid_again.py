"""A transfer that is made twice; and whoever gives back first, moves a date, or warns."""

import pytest

from tests.signals.sellers import NEIGHBOURS, ONCE, SELLERS, judged, told

AGAIN = "content-paid-again"

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


@pytest.mark.parametrize(("language", "body"), TWICE)
def test_a_transfer_that_is_to_be_made_twice_is_known(language: str, body: str) -> None:
    assert told(AGAIN, language, body)


@pytest.mark.parametrize(("language", "body"), [*ONCE, *SELLERS, *NEIGHBOURS])
def test_whoever_gives_back_first_or_warns_wants_nothing_twice(language: str, body: str) -> None:
    assert not told(AGAIN, language, body)


@pytest.mark.parametrize(("language", "body"), RENEWED)
def test_another_room_another_date_or_goods_sent_back_are_no_transfer_made_twice(language: str, body: str) -> None:
    assert not told(AGAIN, language, body)


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
