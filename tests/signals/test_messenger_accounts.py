"""Forms that take over an account at a messenger, in several languages; and the firms, groups, offices and help pages beside them."""

import pytest

from scamtriage.records.assessment import Assessment, Verdict
from tests.judgement.sites import assessed

ROW = "content-messenger-account"


def judged(host: str, html: str, age_days: int = 40) -> Assessment:
    return assessed({"host": host, "html": f"<!doctype html><html>{html}</html>", "age_days": age_days, "mx": False})


def fires(row: Assessment) -> bool:
    return any(c.reading.signal == ROW and c.log_odds > 0 for c in row.contributions)


TAKERS = {
    "id aid": (
        "cek-penerima-blt.vercel.app",
        "<title>Cek BLT 2026</title><h1>Cek penerima BLT</h1><label>Nama sesuai KTP</label><input name=nama>"
        "<label>No. HP Telegram</label><input type=tel name=hp><button>Cek</button>"
        "<div style='display:none'><p>Kode telah dikirim ke akun Telegram Anda</p><input name=kode maxlength=5></div>",
    ),
    "id post": (
        "karir-kereta-2026.web.app",
        "<title>Rekrutmen</title><h2>Formulir Pelamar</h2><label>Nama lengkap</label><input><label>Nomor Telegram</label><input type=tel>"
        "<label>Masukkan kode verifikasi yang masuk di Telegram</label><input><label>Password verifikasi dua langkah</label><input>",
    ),
    "ms aid": (
        "semakan-sara.netlify.app",
        "<title>SARA 2026</title><p>Semak baki bantuan anda.</p><form><label>Nombor telefon Telegram</label><input type=tel name=tel>"
        "<button>Semak</button></form><form hidden><p>Sila masukkan kod pengesahan Telegram</p><input name=otp></form>",
    ),
    "ms aid in few words": (
        "mohon-ihsan.vercel.app",
        "<title>Sumbangan MADANI RM900</title><h1>Permohonan dibuka</h1><form><input placeholder='Nama' name=nama>"
        "<input placeholder='No. Telegram' name=no inputmode=tel><button>Mohon</button><p>Kod akan dihantar ke Telegram anda</p></form>",
    ),
    "fil aid": (
        "dswd-ayuda-payout.pages.dev",
        "<title>Ayuda payout</title><h1>AKAP ayuda 2026</h1><label>Telegram number</label><input type=tel>"
        "<label>Ilagay ang code na ipinadala sa iyong Telegram</label><input name=code>",
    ),
    "th wallet": (
        "digital-wallet-10000.web.app",
        "<title>เงินดิจิทัล 10,000 บาท</title><h1>ลงทะเบียนเงินดิจิทัล</h1><label>เบอร์โทรศัพท์ Telegram</label><input type=tel>"
        "<label>รหัสยืนยันที่ได้รับใน Telegram</label><input name=code><button>ยืนยัน</button>",
    ),
    "th line": (
        "vote-nong-mali.netlify.app",
        "<title>โหวตน้องมะลิ</title><h1>โหวตน้องมะลิ ประกวดหนูน้อย</h1><label>อีเมล LINE</label><input name=mail>"
        "<label>รหัสผ่าน LINE</label><input type=password name=pw><button>โหวต</button>",
    ),
    "vi aid": (
        "ansinhxahoi-2026.vercel.app",
        "<title>Nhận hỗ trợ an sinh xã hội</title><h1>Đăng ký nhận trợ cấp</h1><label>Số điện thoại Telegram</label><input type=tel>"
        "<label>Mã xác nhận gửi về Telegram</label><input name=ma><label>Mật khẩu xác minh 2 bước</label><input name=mk>",
    ),
    "vi vote": (
        "binhchon-be-yeu.web.app",
        "<title>Bình chọn bé yêu</title><p>Đăng nhập Zalo để bình chọn cho bé.</p><input type=tel placeholder='Số điện thoại'>"
        "<input type=password placeholder='Mật khẩu Zalo'><button>Bình chọn</button>",
    ),
    "zh aid": (
        "butie-lingqu.vercel.app",
        "<title>补贴领取</title><h1>2026年劳动补贴</h1><label>Telegram 手机号</label><input type=tel>"
        "<label>请输入Telegram收到的验证码</label><input name=code><label>两步验证密码</label><input type=password>",
    ),
    "en contest": (
        "miss-campus-vote.netlify.app",
        "<title>Vote for Anna</title><h1>Vote for Anna in Miss Campus</h1>"
        "<label>Phone number registered on Telegram</label><input type=tel>"
        "<div hidden><label>Telegram login code</label><input><label>Two-step verification password</label><input type=password></div>",
    ),
    "en group": (
        "join-vip-26.netlify.app",
        "<title>VIP</title><h1>Join our group</h1><p>Log in with Telegram to confirm your age.</p>"
        "<input type=tel placeholder='Telegram number'><input placeholder='Login code sent to your Telegram'>",
    ),
    "en protocol": (
        "premium-gift-3m.pages.dev",
        "<title>Premium</title><h1>3 months of Premium</h1><form><input type=tel name=phone placeholder='Your phone'></form>"
        "<form hidden><input type=hidden name=phone_code_hash><input name=code placeholder=12345></form>",
    ),
    "pt whatsapp": (
        "votacao-garota.netlify.app",
        "<title>Votação</title><h1>Vote na minha sobrinha</h1><label>Celular</label><input type=tel>"
        "<label>Código de registro do WhatsApp</label><input name=code><label>PIN da confirmação em duas etapas</label><input>",
    ),
    "ja line": (
        "tohyo-contest.web.app",
        "<title>投票</title><h1>写真コンテストに投票</h1><label>電話番号</label><input type=tel>"
        "<label>LINEの認証番号</label><input name=code><label>LINEのパスワード</label><input type=password>",
    ),
    "km aid": (
        "idpoor-aid.netlify.app",
        "<title>ជំនួយ</title><h1>ប្រាក់ឧបត្ថម្ភ ២០២៦</h1><label>លេខទូរស័ព្ទ Telegram</label><input type=tel>"
        "<label>បញ្ចូលលេខកូដដែលផ្ញើទៅ Telegram</label><input name=code>",
    ),
}


@pytest.mark.parametrize("which", TAKERS)
def test_what_opens_a_messenger_account_is_nobody_elses_business(which: str) -> None:
    row = judged(*TAKERS[which])
    assert fires(row)
    assert row.verdict.rank >= Verdict.SUSPICIOUS.rank
    assert "credential-theft" in row.flags


NEIGHBOURS = {
    "own code over whatsapp": (
        "toko-sarimanis.com",
        "<title>Masuk</title><h1>Masuk ke Toko Sarimanis</h1><label>Nomor WhatsApp</label><input type=tel>"
        "<p>Kode verifikasi dikirim via WhatsApp.</p><label>Kode OTP WhatsApp</label><input name=otp>",
    ),
    "own code over zalo": (
        "nhathuoc-anbinh.vn",
        "<title>Đăng nhập</title><label>Số điện thoại</label><input type=tel><p>Mã OTP được gửi qua Zalo.</p><input name=otp>",
    ),
    "own code over telegram": (
        "phnom-rides.com",
        "<title>Phnom Rides</title><label>Phone number</label><input type=tel><p>We will send the code to your Telegram or by SMS.</p>"
        "<label>Code</label><input name=otp>",
    ),
    "own second step": (
        "members.hillside-coop.org",
        "<title>Sign in</title><label>E-mail</label><input type=email><label>Password</label><input type=password>"
        "<label>Two-step verification code</label><input name=totp><p>Questions? Write to us on Telegram.</p>",
    ),
    "id second step": (
        "koperasi-majubersama.co.id",
        "<title>Masuk anggota</title><label>Email</label><input type=email><label>Kata sandi</label><input type=password>"
        "<label>Kode verifikasi 2 langkah</label><input name=otp><p>Bantuan: WhatsApp 0812-3456-7890</p>",
    ),
    "login widget": (
        "quiz-arena.app",
        "<title>Quiz</title><p>Log in with Telegram to vote for the best team.</p><input type=text placeholder='Team name'>"
        "<script async src='https://telegram.org/js/telegram-widget.js?22' data-telegram-login='quizbot'></script>",
    ),
    "login buttons": (
        "viec-lam-miennam.vn",
        "<title>Đăng nhập</title><a href='https://oauth.zaloapp.com/v4/permission'>Đăng nhập bằng Zalo</a>"
        "<form><input type=email placeholder=Email><input type=password placeholder='Mật khẩu'></form>",
    ),
    "group of a workshop": (
        "kelas-jahit-ibu.com",
        "<title>Pendaftaran kelas</title><h1>Kelas jahit</h1><label>Nama</label><input>"
        "<label>Nomor Telegram (untuk grup)</label><input type=tel>"
        "<button>Daftar</button>",
    ),
    "post with whatsapp": (
        "bengkel-sumberjaya.com",
        "<title>Lowongan mekanik</title><h1>Lowongan mekanik</h1><label>Nama lengkap sesuai KTP</label><input>"
        "<label>Nomor WhatsApp aktif</label><input type=tel><label>CV</label><input type=file>",
    ),
    "aid of an office": (
        "cek-bansos.dinsos-contoh.go.id",
        "<title>Cek Bansos</title><h1>Cek penerima bansos PKH dan BPNT</h1><label>Provinsi</label><select></select>"
        "<label>Nama penerima sesuai KTP</label><input><label>Huruf kode</label><input name=captcha>",
    ),
    "aid with a number to write to": (
        "dapur-umum-banjir.org",
        "<title>Bantuan sosial banjir</title><p>Daftar bantuan sosial. Nomor Telegram posko: 0812 3456 7890.</p>"
        "<input placeholder='Nama kepala keluarga'><input placeholder='Alamat'>",
    ),
    "help page": (
        "ponselpintar.example-blog.com",
        "<title>Cara mengaktifkan verifikasi dua langkah Telegram</title>"
        "<p>Buka Pengaturan, Privasi. Buat kata sandi verifikasi dua langkah.</p>"
        "<input type=search name=q placeholder=Cari><input type=email placeholder=Email>",
    ),
    "warning": (
        "literasi-digital.or.id",
        "<title>Waspada penipuan bansos</title>"
        "<p>Situs palsu meminta nomor Telegram dan kode OTP Telegram. Jangan berikan kode itu kepada siapa pun.</p>"
        "<form><input type=tel placeholder='Nomor HP untuk kabar'></form>",
    ),
    "warning in english": (
        "bank-of-meadow.com",
        "<title>Log in</title><p>Never share your Telegram login code or your WhatsApp password with anybody.</p>"
        "<label>User</label><input><label>Password</label><input type=password>",
    ),
    "bot's landing page": (
        "airtime-bot.app",
        "<title>Airtime bot</title><p>Top up in Telegram. Enter your Telegram username and we will ping you."
        "</p><input placeholder='@username'>"
        "<a href='https://t.me/airtimebot'>Open bot</a>",
    ),
    "gateway for whatsapp": (
        "wa-gateway-dev.com",
        "<title>Dashboard</title><p>Scan the QR code in WhatsApp, Linked devices, to connect your sender.</p>"
        "<label>E-mail</label><input type=email><label>Password</label><input type=password>",
    ),
    "giveaway of a channel": (
        "keramik-lembang.com",
        "<title>Giveaway keramik</title><h1>Giveaway cangkir</h1><p>Jl. Maribaya No. 12, Lembang, Bandung 40391. CV Keramik Lembang.</p>"
        "<label>Nama</label><input><label>Username Telegram</label><input>",
    ),
    "own code over telegram, of a known firm": (
        "samarkand-taxi-2012.com",
        "<title>Sign in</title><label>Telegram number</label><input type=tel><p>We sent a code to your Telegram.</p><input name=otp>"
        "<p>Samarkand Taxi LLC, 12 Mill Street, Springfield, IL 62701. Call +1 217 555 0134.</p>",
    ),
    "own codes, sold by telegram": (
        "oson-taksi.uz",
        "<title>Oson Taksi</title><h1>Sign in</h1><p>We will send a verification code to your Telegram.</p><label>Telegram number</label>"
        "<input type=tel><label>Telegram verification code</label><input name=code>",
    ),
    "own codes, and gifts for who is loyal": (
        "bubbletea-club.app",
        "<title>Bubble Tea Club - sign in</title><h1>Sign in</h1><label>Telegram number</label><input type=tel>"
        "<p>We sent a code to your Telegram.</p><input name=otp placeholder=Code><p>Members get a free drink at our monthly giveaway.</p>",
    ),
    "own codes, in khmer, and help": (
        "taxi-siemreap.com",
        "<title>តាក់ស៊ីសៀមរាប</title><h1>ចូលគណនី</h1><label>លេខទូរស័ព្ទ Telegram</label><input type=tel><p>ត្រូវការជំនួយ? ហៅមកយើង</p>"
        "<p>លេខកូដផ្ញើទៅ Telegram</p><input name=otp>",
    ),
    "number of who takes part": (
        "data-warga-rt05.web.app",
        "<title>Pendataan warga RT 05</title><h1>Pendataan penerima bantuan sosial</h1><label>Nama</label><input>"
        "<label>No. HP Telegram</label><input type=tel><label>Foto KK</label><input type=file>",
    ),
    "group of programmers": (
        "devs-riverside.org",
        "<title>Join</title><h1>Join the community</h1><label>Telegram number</label><input type=tel><label>Password</label>"
        "<input type=password><p>Join our group after confirming the code sent to your Telegram.</p>",
    ),
    "generator of keys": (
        "string-session.vercel.app",
        "<title>Session generator</title><label>API ID</label><input><label>API hash</label><input><input type=tel placeholder=Phone>"
        "<input type=hidden name=phone_code_hash><label>Login code</label><input><label>Two-step verification password</label>"
        "<input type=password>",
    ),
    "inbox of a team": (
        "meadow-inbox.io",
        "<h1>Connect your account</h1><label>Telegram number</label><input type=tel><label>Telegram login code</label>"
        "<input><label>Cloud password</label><input type=password><p>Meadow OÜ, 12 Mill Street, IL 62701. a@meadow-inbox.io</p>",
    ),
    "numbers for hire": (
        "receive-codes.com",
        "<title>Receive SMS</title><h1>Virtual numbers</h1><p>Telegram verification code, WhatsApp registration code received soon.</p>"
        "<label>E-mail</label><input type=email><label>Password</label><input type=password>",
    ),
    "line of a factory": (
        "plant-mes.com",
        "<h1>Production line login</h1><label>Line number</label><input><label>Line password</label><input type=password>",
    ),
    "password that cannot be helped with": (
        "expats-riverside.com",
        "<title>Sign in</title><p>Forgot your WeChat password? We cannot help.</p><input type=email><input type=password>",
    ),
    "pin of one's own": (
        "rural-bank-meadow.com",
        "<title>Sign in</title><p>Help: WhatsApp +62 812 3456 7890</p><label>User</label><input><label>Two-step verification PIN</label>"
        "<input type=password name=pin>",
    ),
    "code of a channel": (
        "shoes-giveaway-club.com",
        "<title>Giveaway</title><h1>Giveaway of shoes</h1><label>Promo code from our Telegram channel</label><input name=code>"
        "<label>Email</label><input type=email>",
    ),
    "th notice": (
        "clinic-suksabai.com",
        "<title>นัดหมอ</title><p>รหัส OTP จะส่งทาง LINE OA ของคลินิก</p><label>เบอร์โทร</label>"
        "<input type=tel><label>OTP</label><input name=otp>",
    ),
    "zh shop": (
        "qingcha-shop.com",
        "<title>登录</title><p>微信登录 或 手机登录</p><label>手机号</label><input type=tel><label>验证码</label><input name=code>",
    ),
    "ja shop": (
        "hanaya-mail.jp",
        "<title>ログイン</title><p>LINEでログイン</p><label>メール</label><input type=email><label>パスワード</label><input type=password>",
    ),
}


@pytest.mark.parametrize("which", NEIGHBOURS)
def test_who_sends_codes_of_his_own_or_asks_where_to_write_takes_no_account(which: str) -> None:
    host, html = NEIGHBOURS[which]
    assert not fires(judged(host, html))


def test_words_around_such_a_form_acquit_of_nothing() -> None:
    honest = "<p>Our library has reading rooms, opening hours on six days a week and a garden. Please sign in to see your loans.</p>"
    host, html = TAKERS["id post"]
    nats = {c.reading.signal: c.log_odds for c in judged(host, html + honest).contributions}
    assert nats.get("page-wording", 0.0) >= 0.0 and nats.get("page-ways", 0.0) >= 0.0


def test_a_messengers_own_page_takes_its_own_code() -> None:
    assert not fires(judged("web.telegram.org", TAKERS["en contest"][1], age_days=4000))
