"""Accounts that are to be handed over for pay; and banks, bookkeepers, repairers and reporters who name the same things."""

import pytest

from scamtriage.records.assessment import Assessment
from tests.judgement.sites import assessed

CHAT = '<a href="https://t.me/settle_desk">Telegram</a>'


def handed(language: str, body: str, more: str = CHAT) -> bool:
    html = f'<html lang="{language}"><title>-</title><p>{body}</p>{more}</html>'
    judged: Assessment = assessed({"host": "north-bridge-office.com", "html": html, "age_days": 200, "mx": False})
    return any(c.reading.signal == "content-account-handed" and c.log_odds > 0 for c in judged.contributions)


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("en", "We run your business account. You courier us the debit card, the token and the SIM linked to it. 1,200 a month."),
        ("id", "Punya rekening nganggur? Kirim ATM, buku dan kartu SIM ke kami, imbalan 1,5 juta per bulan."),
        ("ms", "Pinjamkan akaun bank anda. Serahkan kad ATM, nombor PIN dan kad SIM kepada ejen, RM800 seminggu."),
        ("vi", "Bên mình thuê tài khoản hộ kinh doanh, bàn giao thẻ, sim và mã OTP, trả 6 triệu mỗi tháng."),
        ("th", "เปิดบัญชีใหม่พร้อมซิม สแกนหน้าให้เรียบร้อย รับเล่มละ 2,000 จ่ายรายวัน"),
        ("zh", "提供对公账户配合电商结算，U盾、手机卡寄到公司，每月提成八千起。"),
        ("ja", "新しく作った口座のキャッシュカードと暗証番号を郵送していただくだけで、1口座あたり4万円の謝礼。"),
        ("ko", "개인 계좌를 빌립니다. 체크카드와 비밀번호, 유심을 퀵으로 보내 주시면 주 80만원."),
        ("hi", "करंट खाता किराए पर दें। एटीएम, सिम और चेकबुक हमें भेजें, हर हफ्ते 10,000।"),
        ("zh", "家庭代工，一張提款卡補助 10,000，卡片寄到公司採購部登記，密碼設成會計給你的就好。"),
        ("vi", "Việc tại nhà, tài khoản đứng tên bạn. Mỗi thẻ ATM được trợ cấp 2 triệu, gửi kèm thẻ và mật khẩu cho phòng vật tư."),
        ("id", "Kerja rumahan, rekening atas nama Anda. Subsidi Rp500.000 per kartu ATM. Kirim kartu ATM dan PIN ke kami."),
        ("ko", "재택 부업. 체크카드 1장당 지원금 30만원. 체크카드와 비밀번호를 퀵으로 보내주시면 등록 후 돌려드립니다. 계좌는 본인 명의."),
        ("zh", "家庭手工：提供提款卡一张可领补助金一万元，卡片密码寄给我们采购，帐户只做实名登记。"),
        ("en", "Subsidy of 5,000 for one card, 10,000 for two. Please send the ATM card and PIN to our office. Your bank account is safe."),
        ("my", "ဘဏ်အကောင့်ငှားလိုသည်။ ATM ကတ်၊ SIM နှင့် PIN အပ်ပါ။ တစ်လ ၃ သိန်း ပေးမည်။"),
    ],
)
def test_who_collects_what_an_account_is_used_with_is_heard(language: str, body: str) -> None:
    assert handed(language, body)


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("en", "Current account. Hand over the damaged debit card at any branch. Your new PIN arrives by post. $2 per month."),
        ("en", "Never hand over your debit card, PIN or online banking log-in to people who rent a bank account by the month."),
        ("id", "Serahkan HP beserta SIM dan PIN layar, kami pindahkan data. Biaya per hari Rp 50.000. Bayar ke rekening toko."),
        ("th", "ส่งซิมถึงบ้าน เดือนละ 200 บาท พร้อมแอปดูบอล ผูกบัญชีพร้อมเพย์ได้"),
        (
            "ko",
            "기장 대행 월 11만원. 공동인증서와 통장 사본을 보내 주시면 장부를 작성해 드립니다. 홈택스 비밀번호를 전달해 주시면 신고까지.",
        ),
        ("ja", "記帳代行 月額9,800円。通帳のコピーと領収書を送っていただくだけ。会計ソフトのパスワードは共有画面で。銀行口座との連携も。"),
        ("zh", "代理记账每月200元。公司银行账户流水每月发我们即可，网银查询权限开通后对账更快。"),
        (
            "en",
            "Business account. Rent a terminal for 20 per month. It comes with SIM card included and a merchant PIN. Debit cards too.",
        ),
        (
            "en",
            "Nominee directors, monthly fee. He will hand over the online banking token and password of the bank account to you.",
        ),
        ("en", "Children's savings account. At 18 we hand over the debit card and PIN to your child. Pocket money a week: set a limit."),
        (
            "id",
            "Sewa EDC per bulan. Mesin dikirim beserta kartu SIM dan PIN merchant. Kartu debit dan ATM. Dana masuk rekening Anda.",
        ),
        ("ms", "Tiga pelajar didakwa kerana menyerahkan kad ATM dan SIM dengan bayaran RM500 seminggu. Jangan sewa akaun bank anda."),
        ("zh", "香港公司注册、银行账户开户。银行卡、网银U盾和密码函由银行寄到公司，我们统一保管代收，您来取。秘书服务每月200元。"),
        (
            "ja",
            "キャッシュカードと通帳をお預かりし、暗証番号は封をして保管。お預けいただく際に預り証。管理料は月額2,000円。口座からの出金は記録します。",
        ),
        ("ko", "어르신 통장과 체크카드를 맡겨 주시면 월 단위로 정산해 드립니다. 비밀번호는 보호자가 관리. 계좌 수수료 없음."),
        (
            "de",
            "Wir verwalten das Konto der Betreuten. Angehörige übergeben Bankkarte und PIN dem Betreuer. Vergütung monatlich.",
        ),
        ("zh", "信用卡製卡代工廠，每張卡片加工費 3 元，密碼信封與卡片分開寄送，寄到公司總務處。帳戶對帳。"),
        ("id", "Biaya admin Rp5.000 per kartu ATM. PIN dikirim terpisah. Serahkan kartu lama ke cabang, rekening tetap aktif."),
        ("en", "Sign-up bonus of 50 per debit card. Please send the form; your bank account opens in two days, card and PIN arrive later."),
        ("id", "Bank memberi insentif Rp25.000 setiap kartu debit baru. Serahkan kartu ATM lama dan buku tabungan di cabang."),
        ("ms", "Bantuan RM100 setiap kad. Serahkan kad ATM lama dan buku bank di cawangan, akaun dikemas kini."),
        ("vi", "Công đoàn hỗ trợ 200.000 đồng mỗi thẻ ATM. Công nhân nộp lại thẻ cũ và sim công ty. Tài khoản lương giữ nguyên."),
        ("zh", "工会福利：每张银行卡补贴50元，由公司统一管理，密码自设。账户为本人工资户。"),
        ("zh", "社保补贴，每张卡补贴20元。请将银行卡复印件交给公司财务，密码请自己保管。账户不变。"),
        ("ja", "支援金：カード1枚につき補助5000円。キャッシュカードの写しと申請書を郵送していただくだけ。パスワードは不要、口座に振込。"),
        ("en", "Corporate gift cards: $50 per card, PIN under the foil. Send us your logo. Pay by bank account or debit card."),
        ("tl", "GCash outlet. Ibigay ang numero at pangalan, huwag ibigay ang MPIN o OTP. Bayad kada transaksyon."),
    ],
)
def test_banks_bookkeepers_and_repairers_collect_no_account(language: str, body: str) -> None:
    assert not handed(language, body)


def test_who_tells_of_it_and_gives_no_way_to_follow_collects_none() -> None:
    body = "Pinjamkan akaun bank anda. Serahkan kad ATM, nombor PIN dan kad SIM kepada ejen, RM800 seminggu."
    assert handed("ms", body) and not handed("ms", body, more="")
