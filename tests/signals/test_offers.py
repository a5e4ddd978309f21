"""What only such sites offer weighs in full where a page offers it, and nothing where it tells of those who do."""

import pytest

from scamtriage.records.assessment import Assessment, Verdict
from tests.judgement.sites import assessed

OFFER = "content-plain-offer"


def judged(language: str, title: str, body: str, extra: str = "", host: str = "one-page-of-many.com") -> Assessment:
    html = f'<html lang="{language}"><title>{title}</title><h1>{title}</h1><p>{body}</p>{extra}</html>'
    return assessed({"host": host, "html": html, "age_days": 400, "mx": True})


def types_of(row: Assessment) -> set[str]:
    return {kind for c in row.contributions if c.reading.signal == OFFER for kind in c.reading.types}


OFFERED = [
    (
        "en",
        "gambling",
        "Raja Exchange",
        "Get your betting ID in one minute. Cricket betting ID for every series, deposit by UPI, withdraw at night too.",
    ),
    (
        "en",
        "gambling",
        "Ratan fast result",
        "Kalyan matka and the matka chart, renewed every hour. Jodi chart and fix jodi for members. Ask the guesser.",
    ),
    (
        "en",
        "gambling",
        "Sky tools",
        "The aviator predictor shows the next round. Crash predictor and mines predictor for members, 30 days each.",
    ),
    ("en", "gambling", "Lotus Win", "Colour prediction game with a new round each minute: wingo 1 min, K3, trx. Deposit and play."),
    ("hi", "gambling", "राजा बुक", "क्रिकेट बेटिंग आईडी एक मिनट में। कल्याण मटका और गली दिसावर के रेट। जमा और निकासी तुरंत।"),
    (
        "id",
        "gambling",
        "Bandar Pusat",
        "Situs toto dan agen togel terbesar. Pengeluaran HK, data SGP, colok bebas. Depo QRIS tanpa potongan.",
    ),
    (
        "ms",
        "gambling",
        "Ejen Raja",
        "Ejen rasmi: agen mega888, ace333, rollex11. Cuci kredit siap dalam lima minit, bank in atau e-wallet.",
    ),
    (
        "vi",
        "gambling",
        "Sân chơi Vàng",
        "Nhà cái hàng đầu, thưởng nạp đầu 120%. Cá cược thể thao, xóc đĩa online, nạp rút mọi ngân hàng.",
    ),
    ("vi", "gambling", "Công cụ số 1", "Tool tài xỉu dự đoán ván sau, hack tài xỉu cho thành viên. Nhập khóa để bắt đầu."),
    ("th", "gambling", "เจ๊ใหญ่", "แทงหวยออนไลน์ หวยยี่กี ส่งโพยได้ทั้งวัน ไม่มีเลขอั้น ฝากถอนในหนึ่งนาที"),
    ("zh", "gambling", "金殿", "上下分秒到，幸运飞艇、加拿大28、百人牛牛全天开盘，首存优惠，洗码佣金日结。"),
    ("zh-Hant", "gambling", "金殿", "娛樂城推薦第一名，首儲優惠、註冊送體驗金，百家樂預測全天更新。"),
    ("ko", "gambling", "황금성채", "릴게임사이트와 온라인슬롯, 첫충 보너스 30%. 메이저놀이터 입장, 가입코드 발급."),
    ("ja", "gambling", "黄金の間", "カジノ入金不要ボーナスを全員に。バカラ必勝法も公開、オンカジおすすめ第1位。"),
    ("fil", "gambling", "Gintong Palasyo", "Casino GCash na mabilis, slots GCash, register free 100. Mag-cash in at maglaro."),
    ("km", "gambling", "មាសធំ", "ហ្គេមស្លុត និង ល្បែងស្លុត គ្រប់ប្រភេទ ដាក់ប្រាក់ ដកប្រាក់ លឿន"),
    ("lo", "gambling", "ຄຳໃຫຍ່", "ສະລັອດເວັບຕົງ ເກມສະລັອດ ເວັບຫວຍ ຝາກຖອນໄວ"),
    ("my", "gambling", "ရွှေအိမ်", "ရှမ်းကိုးမီးဂိမ်း၊ ဘောလုံးမောင်း၊ ဂိမ်းယူနစ်ဖြည့် နာရီမရွေး ငွေသွင်း ငွေထုတ် မြန်ဆန်"),
    ("en", "task-job", "Insufficient funds", "Recharge to unlock VIP level and complete daily orders. Home, team, tasks, me."),
    ("zh", "task-job", "云购", "抢单大厅已开放，一键抢单，做任务赚佣金，解锁vip 后单价更高。"),
    ("vi", "task-job", "Trạm đơn", "Giật đơn hàng mỗi ngày, nâng cấp VIP nhận nhiệm vụ giá cao hơn, nạp tiền làm nhiệm vụ."),
    ("en", "prize-subsidy", "Coins for all", "Free fire diamonds free for everyone: unlimited diamonds, claim free skins."),
    ("zh", "invest-crypto", "云端", "云矿机出租，静态收益每日返息，USDT理财随时提现。"),
    ("th", "invest-crypto", "เหมืองเงิน", "เช่าเครื่องขุด ปันผลทุกวัน ลงทุนคืนกำไรทุกวัน ถอนได้ตลอด"),
    ("id", "invest-crypto", "Tambang", "Sewa mesin tambang, keuntungan setiap hari, passive income harian, tarik kapan saja."),
]


@pytest.mark.parametrize(
    ("language", "kind", "title", "body"), OFFERED, ids=[f"{language}-{kind}-{n}" for n, (language, kind, *_) in enumerate(OFFERED)]
)
def test_what_is_offered_in_a_trades_own_words_has_its_kind(language: str, kind: str, title: str, body: str) -> None:
    assert kind in types_of(judged(language, title, body))


TOLD = [
    (
        "en",
        "Raid on a matka den in Pimpri",
        "They took bets on Kalyan matka, the matka chart was on the wall, and a cricket betting ID was sold by telephone. "
        "Eleven men were arrested, inspector Rane told reporters. According to police they turned over 40 lakh a month.",
    ),
    (
        "en",
        "Rummy and colour prediction before the courts",
        "Abstract: skill and chance. This paper examines 42 judgments on the colour prediction game, on betting ID provider "
        "sites and on the teen patti apk. References. Exercise for students.",
    ),
    (
        "en",
        "What a family should know",
        "Free robux and robux generator pages want one thing. Never type the password of an account. Report it to the game's maker.",
    ),
    (
        "vi",
        "Công an triệt phá đường dây lô đề online",
        "Các đối tượng lập cổng game đổi thưởng, nhà cái trực tuyến, tool tài xỉu. Cơ quan công an đã khởi tố 12 bị can, theo phóng viên.",
    ),
    (
        "id",
        "Polisi tangkap bandar togel di Bekasi",
        "Mereka mengelola situs toto dan agen togel, menerima colok bebas lewat pesan. Kata Kombes Ade, omzet tiga miliar. "
        "Baca juga: situs judi slot diblokir.",
    ),
    ("th", "ตำรวจบุกจับเว็บหวยออนไลน์", "ตำรวจบุกค้น จับกุมผู้ต้องหา 6 ราย เปิดเว็บหวย หวยยี่กี รับส่งโพยทางไลน์ ผู้สื่อข่าวรายงาน"),
    ("zh", "警方打掉一跨境网络赌博团伙", "该团伙以上下分、洗码佣金吸引参赌人员，设幸运飞艇、分分彩等玩法。记者获悉，案件正在侦办中。"),
    (
        "hi",
        "सट्टा गिरोह का पर्दाफाश, नौ गिरफ्तार",
        "आरोपियों ने कल्याण मटका और गली दिसावर पर दांव लगवाए। पुलिस अधीक्षक ने बताया। संवाददाता, मेरठ।",
    ),
    (
        "ko",
        "불법 온라인 카지노 일당 검거",
        "릴게임사이트와 사다리사이트를 운영한 일당을 경찰이 구속했다. 본지 기자. 경찰에 따르면 첫충 보너스로 회원을 모았다.",
    ),
]


@pytest.mark.parametrize(("language", "title", "body"), TOLD, ids=[f"{language}-{n}" for n, (language, *_) in enumerate(TOLD)])
def test_who_tells_of_a_trade_offers_nothing(language: str, title: str, body: str) -> None:
    row = judged(language, title, body)
    assert OFFER not in {c.reading.signal for c in row.contributions} and row.verdict.rank < Verdict.LIKELY_SCAM.rank


def test_hardly_anybody_who_tells_of_a_trade_is_suspicious() -> None:
    """The Korean report is, by its words: they are few, and pages of gambling houses were learnt from."""
    assert {language for language, title, body in TOLD if judged(language, title, body).verdict.rank >= Verdict.SUSPICIOUS.rank} <= {"ko"}


PROMISED = [
    ("Steady growth", "Invest with us: 4% daily for 20 days, profits to your wallet."),
    ("Earn 60% weekly profit", "Bitcoin trading on your behalf. Open an account and choose a portfolio."),
    (
        "Cloud hash",
        "Mining packages. Price 10 USDT, daily income 0.4 USDT, 30 days. Price 50 USDT, daily income 2.2 USDT, 30 days. "
        "Price 100 USDT, daily income 5 USDT, 30 days.",
    ),
]


@pytest.mark.parametrize(("title", "body"), PROMISED)
def test_a_promise_that_no_market_keeps_is_an_offer(title: str, body: str) -> None:
    assert types_of(judged("en", title, body)) == {"invest-crypto"}


@pytest.mark.parametrize(
    "beside",
    [
        "No one can pay that. Never transfer money to those who say so.",
        "Licensed by the Securities Commission under licence no. 12, regulated by the central bank.",
        "Personal loan offers: the lender charges the rest.",
        "Scam alert: this is a fraud.",
    ],
)
def test_rates_beside_advice_licences_and_loans_are_no_promise(beside: str) -> None:
    title, body = PROMISED[0]
    assert types_of(judged("en", title, f"{body} {beside}")) == set()


def test_terms_of_kinds_that_imitate_or_frighten_are_no_offer() -> None:
    row = judged("ja", "警告", "Windowsセキュリティシステムが破損しています。このPCへのアクセスはブロックされました。")
    assert "content-lex-strong" in {c.reading.signal for c in row.contributions} and types_of(row) == set()


def test_one_term_is_quoted_by_anybody_and_two_common_ones_beside_it_are_not() -> None:
    alone = "Nhà cái hàng đầu là ai? Một bài hát mới của nhóm nhạc trẻ."
    assert types_of(judged("vi", "Bài hát mới", alone)) == set()
    assert types_of(judged("vi", "Bài hát mới", f"{alone} Soi kèo, rồng hổ, cá cược trực tuyến.")) == {"gambling"}


WALLET = "<p>Deposit USDT to TJ4FeGnxF6o1dZyZhVS7cFkP5a9CYDgyrf.</p>"
ADVICE = "<p>Beware of imitators. We never ask for your password.</p>"


def test_a_reassuring_sentence_takes_nothing_from_a_promise_with_a_wallet_to_pay_to() -> None:
    title, body = PROMISED[0]
    assert types_of(judged("en", title, body, WALLET + ADVICE)) == {"invest-crypto"}


def test_a_lesson_that_quotes_a_rate_and_gives_a_messenger_promises_nothing() -> None:
    body = "Wallets and staking: where 3% a year comes from. Why 2% daily profit for investors? Never pay first. WhatsApp +60 19-334 8120."
    assert types_of(judged("en", "Workshop", body)) == set()
