"""What is denied, in each of the languages: "do not" stands before the verb in most, and behind it in some."""

import pytest

from scamtriage.knowledge.language.negation import negated


def denied(text: str, word: str) -> bool:
    start = text.index(word)
    return negated(text, start, start + len(word))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Do not transfer money to anybody.", "transfer money"),
        ("อย่าโอนเงินเพื่อตรวจสอบ", "โอนเงิน"),
        ("อย่าหลงเชื่อเว็บพนันออนไลน์", "พนันออนไลน์"),
        ("ห้ามบอกรหัส OTP แก่ผู้ใด", "รหัส"),
        ("Đừng chuyển tiền vào tài khoản tạm giữ.", "chuyển tiền"),
        ("Jangan transfer uang ke rekening aman.", "transfer uang"),
        ("Jangan sesekali pindahkan wang anda.", "pindahkan wang"),
        ("Tiada deposit, tiada modal.", "deposit"),
        ("Tiada deposit, tiada modal.", "modal"),
        ("Daftar gratis, gak perlu deposit.", "deposit"),
        ("Inscripción sin depósito.", "depósito"),
        ("Cadastro sem depósito.", "depósito"),
        ("Huwag ilipat ang pera.", "ilipat"),
        ("Wag ilipat ang pera.", "ilipat"),
        ("切勿把钱转入安全账户", "安全账户"),
        ("不要向陌生人转账", "转账"),
        ("お金を安全な口座に移さないでください", "安全な口座"),
        ("送金してはいけません", "送金"),
        ("안전계좌로 돈을 이체하지 마세요", "안전계좌"),
        ("안전계좌로 돈을 이체하지 마세요", "이체"),
        ("인증번호를 알려주지 마십시오", "인증번호"),
        ("पैसे ट्रांसफर मत करें", "ट्रांसफर"),
        ("កុំផ្ទេរប្រាក់ទៅនរណា", "ផ្ទេរប្រាក់"),
        ("ငွေလွှဲမပေးပါနဲ့", "ငွေလွှဲ"),
        ("ຢ່າໂອນເງິນໃຫ້ໃຜ", "ໂອນເງິນ"),
    ],
)
def test_what_one_is_told_not_to_do_is_denied(text: str, word: str) -> None:
    assert denied(text, word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("직원이 앱 설치를 요청하지 않습니다.", "설치"),
        ("당행은 비밀번호를 묻지 않습니다.", "비밀번호"),
        ("상담원이 계좌이체를 요구하지는 않습니다.", "계좌이체"),
        ("当社が暗証番号をお聞きすることはありません。", "暗証番号"),
        ("アプリの導入をお願いすることは一切ございません。", "導入"),
        ("暗証番号をお尋ねしません。", "暗証番号"),
        ("ธนาคารไม่ขอรหัสผ่านจากลูกค้า", "รหัสผ่าน"),
        ("เราไม่มีการขอรหัส OTP ทางโทรศัพท์", "รหัส"),
        ("ศาลไม่มีการเรียกให้โอนเงิน", "ให้โอนเงิน"),
        ("เจ้าหน้าที่ไม่โทรขอรหัส OTP", "รหัส"),
        ("สหกรณ์ไม่มีนโยบายสอบถามรหัสผ่าน", "รหัสผ่าน"),
        ("工程师不会主动致电索取远程代码", "远程"),
        ("本行绝不会要求您提供验证码", "验证码"),
        ("銀行從不索取密碼", "密碼"),
        ("我们不会要求您转账", "转账"),
        ("ພະນັກງານບໍ່ໂທຂໍລະຫັດ OTP", "ລະຫັດ"),
        ("ធនាគារមិនដែលសុំលេខកូដ OTP", "លេខកូដ"),
        ("ဘဏ်မှ OTP ကို ဘယ်တော့မှ မတောင်းပါ", "OTP"),
        ("OTP ကုဒ်ကို မည်သူ့ကိုမျှ မပေးပါနှင့်", "OTP"),
        ("ธนาคารไม่มีนโยบายให้โอนเงิน", "ให้โอนเงิน"),
        ("ตำรวจไม่เคยสั่งให้โอนเงิน", "ให้โอนเงิน"),
        ("Kami tidak pernah meminta OTP.", "OTP"),
        ("Chúng tôi không bao giờ yêu cầu mã OTP.", "mã OTP"),
        ("कोई शुल्क नहीं।", "शुल्क"),
        ("शुल्क नहीं, जमा नहीं", "शुल्क"),
        ("हमें OTP मत दें", "OTP"),
        ("हम OTP नहीं मांगते। पूछे तो फोन काट दें", "OTP"),
        ("किसी के पूछने पर OTP न बताएं", "OTP"),
        ("OTP मत दें नहीं तो ठगे जाएंगे", "OTP"),
        ("OTP न दें नहीं तो ठगे जाएंगे", "OTP"),
        ("शुल्क नहीं लेने की नीति", "शुल्क"),
        ("OTP를 누구에게도 알려주지 마세요", "OTP"),
        ("수수료가 없는 계정", "수수료"),
        ("OTPを教えないでください", "OTP"),
        ("We will never ask you for your OTP.", "OTP"),
        ("We never ask for an advance fee.", "fee"),
        ("We do not charge any upfront processing fee.", "processing fee"),
        ("Hindi po kami humihingi ng OTP.", "OTP"),
        ("Hindi kami kailanman hihingi ng bayad.", "bayad"),
        ("Wala kaming sinisingil na processing fee.", "processing fee"),
        ("Kami tidak akan pernah meminta OTP.", "OTP"),
        ("Pihak kami tidak akan sekali-kali meminta bayaran.", "bayaran"),
        ("เราไม่มีนโยบายโทรขอรหัส OTP", "OTP"),
        ("ធនាគារមិនដែលសុំលេខកូដ OTP", "OTP"),
        ("ທະນາຄານບໍ່ເຄີຍຂໍລະຫັດ OTP", "OTP"),
        ("不收取任何手续费", "手续费"),
        ("당행은 OTP를 요구하지 않습니다.", "OTP"),
        ("当社がOTPをお聞きすることはありません。", "OTP"),
        ("We do not carry adverts for Myawaddy.", "Myawaddy"),
        ("Kakitangan kami tidak pernah memberi nombor akaun.", "akaun"),
        ("Libre, at hindi kami kumukuha ng pera.", "pera"),
        ("ช่างจะไม่ขอเปิดแอปธนาคาร", "แอปธนาคาร"),
        ("ไม่ขอให้โอนค่าธรรมเนียม", "ค่าธรรมเนียม"),
        ("提款不收取任何「保證金」", "保證金"),
        ("Don't panic and never share your OTP.", "OTP"),
        ("We never see your card PIN", "PIN"),
    ],
)
def test_what_nobody_asks_for_is_denied(text: str, word: str) -> None:
    assert denied(text, word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("본인 인증하지 않으면 계정이 정지됩니다", "인증"),
        ("안전계좌로 이체하지 않을 경우 체포됩니다", "안전계좌"),
        ("수수료 입금이 없으면 출금이 취소됩니다", "입금"),
        ("비밀번호를 입력하고 창을 닫지 않습니다", "비밀번호"),
        ("暗証番号を入力してください。手数料はかかりません", "暗証番号"),
        ("กรอกรหัสผ่าน ไม่ขอเอกสาร", "รหัสผ่าน"),
        ("शुल्क नकद दें।", "शुल्क"),
        ("OTP를 입력하지 않으면 계정이 정지됩니다", "OTP"),
        ("OTP दर्ज करें नहीं तो खाता बंद", "OTP"),
        ("OTP दर्ज करें। नहीं आया?", "OTP"),
        ("KYC अपडेट नहीं किया तो खाता बंद", "KYC"),
        ("KYC अपडेट नहीं किया गया है तो खाता बंद", "KYC"),
        ("KYC नहीं कराने पर बिजली कटेगी", "KYC"),
        ("KYC अपडेट न करने की स्थिति में खाता बंद", "KYC"),
        ("KYC अपडेट न किए जाने पर खाता बंद", "KYC"),
        ("शुल्क जमा नहीं करने पर कार्रवाई होगी", "शुल्क"),
        ("पिन सत्यापित करवाइए नहीं तो खाता बंद", "पिन"),
        ("पिन सत्यापित करवाइएगा नकद", "पिन"),
        ("AnyDesk가 없다면 설치하세요", "AnyDesk"),
        ("AnyDesk가 없으시면 설치하세요", "AnyDesk"),
        ("KYC를 하지 않은 계정은 정지됩니다", "KYC"),
        ("OTP가 없으신 분은 문의", "OTP"),
        ("OTP 입력을 잊지 마세요", "OTP"),
        ("VIP 가입을 놓치지 마세요", "VIP"),
        ("Telegram 입장을 망설이지 마세요", "Telegram"),
        ("LINE登録を忘れないでください", "LINE"),
        ("VIPを逃さないで", "VIP"),
        ("LINEがない場合はメールで", "LINE"),
        ("OTPထည့်ရန်မမေ့ပါနဲ့", "OTP"),
        ("OTP डालना न भूलें", "OTP"),
        ("VIP में आना मत चूकें", "VIP"),
        ("Hindi pa naka-update ang inyong pensyon", "pensyon"),
        ("Your account will not work until you verify", "verify"),
        ("Not a customer? Register for your OTP", "OTP"),
        ("Never wait for your bonus", "bonus"),
        ("You will not be able to withdraw", "withdraw"),
        ("If this was not you, enter your OTP", "OTP"),
        ("Don't panic, enter your OTP", "OTP"),
        ("Jangan panik, masukkan OTP", "OTP"),
        ("Huwag po mabahala, ilagay na OTP", "OTP"),
        ("Đừng hoảng, nhập mã OTP", "mã OTP"),
        ("Your card is not verified, confirm your OTP", "OTP"),
        ("Parcel not delivered, pay the fee", "fee"),
        ("Funds are not released until the tax", "tax"),
        ("We do not deliver until the fee", "fee"),
        ("If you did not ask, enter your OTP", "OTP"),
        ("Tidak akan lama, masukkan OTP", "OTP"),
        ("Jika tidak dikonfirmasi, STNK akan diblokir", "diblokir"),
        ("ไม่ขอเอกสารกรอก OTP", "OTP"),
        ("不收押金只收个人所得税", "个人所得税"),
        ("不收到短信验证码", "验证码"),
        ("មិនសុំឯកសារបញ្ចូល OTP", "OTP"),
        ("ບໍ່ຂໍເອກະສານໃສ່ OTP", "OTP"),
        ("We have not received the customs fee", "fee"),
        ("We have not received your security deposit", "deposit"),
        ("We did not find your security deposit", "deposit"),
        ("Kami tidak menerima pembayaran untuk cukai", "cukai"),
        ("Hindi pa po namin natatanggap ang customs fee", "fee"),
        ("We not only double your deposit", "deposit"),
        ("We do not only pay your bonus", "bonus"),
        ("We don't just give any bonus", "bonus"),
        ("Kami tidak hanya memberi bonus", "bonus"),
        ("Chúng tôi không chỉ tặng thưởng", "thưởng"),
        ("We do not charge interest, only a fee", "fee"),
    ],
)
def test_what_is_asked_for_is_not_denied_by_what_stands_behind_it(text: str, word: str) -> None:
    assert not denied(text, word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Do not miss our welcome bonus.", "welcome bonus"),
        ("อย่าพลาดเครดิตฟรี", "เครดิตฟรี"),
        ("ห้ามวางสายและโอนเงินทันที", "โอนเงิน"),
        ("อย่ารอช้า โอนเงินเลย", "โอนเงิน"),
        ("Đừng bỏ lỡ khuyến mãi nạp đầu", "nạp đầu"),
        ("Jangan lewatkan bonus deposit", "bonus deposit"),
        ("Jangan ragu hubungi kami", "hubungi"),
        ("请勿挂断并立即转账", "转账"),
        ("本案绝不外传，请立即转账", "转账"),
        ("不会操作请联系客服", "客服"),
        ("OTP ပို့ပါ မပေးပါက အကောင့်ပိတ်မည်", "OTP"),
        ("OTP မပေးပါက အကောင့်ပိတ်မည်", "OTP"),
        ("不要错过充值优惠", "充值"),
        ("안전계좌로 이체하고 가족에게 절대 말하지 마세요", "안전계좌"),
        ("자금을 이체하고 절대 말하지 마세요", "이체"),
        ("お金を口座に移してください。誰にも話さないでください", "口座"),
        ("ငွေလွှဲပါ။ မပြောပါနဲ့", "ငွေလွှဲ"),
    ],
)
def test_what_one_is_to_do_is_not_denied_by_another_order(text: str, word: str) -> None:
    assert not denied(text, word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("There is no tax, security deposit or activation fee to be paid.", "activation fee"),
        ("There is no tax, security deposit or activation fee to be paid.", "deposit"),
        ("Tidak ada pajak, deposit jaminan, atau biaya aktivasi.", "biaya aktivasi"),
        ("We will never ask for your PIN, your card number or an OTP.", "OTP"),
        ("Không thu phí hồ sơ, tiền đặt cọc hoặc phí giải ngân.", "phí giải ngân"),
    ],
)
def test_a_list_is_denied_as_a_whole(text: str, word: str) -> None:
    assert denied(text, word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Do not wait, call now or pay the fee at the gate.", "fee"),
        ("We do not lend cash. Pay the tax or the fee.", "fee"),
        ("No worries, transfer the deposit today.", "deposit"),
        ("Tidak ada batas waktu yang dapat diperpanjang untuk Anda, bayar pajak atau denda.", "denda"),
    ],
)
def test_what_only_follows_a_denial_is_no_part_of_its_list(text: str, word: str) -> None:
    assert not denied(text, word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("No withdrawal without deposit.", "deposit"),
        ("Without a deposit you cannot withdraw.", "deposit"),
        ("Your balance won't be released without the tax", "tax"),
        ("Tanpa deposit tak boleh keluarkan komisen.", "deposit"),
        ("Tiada deposit, tiada pengeluaran.", "deposit"),
        ("Tanpa top up saldo, komisi tidak bisa dicairkan.", "top up"),
        ("Gak top up, gak bisa tarik saldo.", "top up"),
        ("Sin depósito no hay retiro.", "depósito"),
        ("No se puede retirar sin depósito.", "depósito"),
        ("Sem recarga não há saque.", "recarga"),
        ("Sans dépôt, pas de retrait.", "dépôt"),
        ("Ohne Einzahlung keine Auszahlung.", "Einzahlung"),
        ("Không nạp tiền thì không thể rút.", "nạp tiền"),
        ("Walang recharge, hindi makakapag-withdraw.", "recharge"),
        ("Enter your SIN, card number and PIN", "card number"),
        ("Enter your SIN, card number and PIN", "PIN"),
    ],
)
def test_what_is_asked_for_before_anything_is_paid_out_is_not_denied(text: str, word: str) -> None:
    assert not denied(text, word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("No deposit, no withdrawal fee.", "deposit"),
        ("Tiada deposit, tiada caj pengeluaran.", "deposit"),
        ("Sin depósito ni comisión de retiro.", "depósito"),
        ("Sem depósito mínimo, saque em qualquer caixa.", "depósito"),
        ("Tanpa deposit. Tidak bisa ditarik bila rusak.", "deposit"),
        ("Gak ribet, gak perlu deposit.", "deposit"),
        ("Do not share your OTP, as you cannot withdraw what is lost.", "OTP"),
        ("Jangan bagi OTP, wang tidak boleh dikeluarkan semula.", "OTP"),
    ],
)
def test_what_nobody_asks_for_is_denied_beside_fees_and_orders(text: str, word: str) -> None:
    assert denied(text, word)
