"""Who warns of gambling, raids it or studies it offers none, on a public name least of all."""

import pytest

from scamtriage.assess import Rules
from scamtriage.records.assessment import Assessment
from scamtriage.render.formats import RENDERERS
from scamtriage.render.style import Style
from scamtriage.signals.content import lexicon_medium
from scamtriage.signals.view import View
from tests.judgement.sites import assessed, dossier, sites

RULES = Rules.load()
OFFERED, PARASITE = "content-gambling-payment", "content-seo-parasite"


def judged(host: str, language: str, title: str, body: str, heading: str = "", age: int = 5000) -> Assessment:
    html = f'<html lang="{language}"><title>{title}</title><h1>{heading or title}</h1><p>{body}</p></html>'
    return assessed({"host": host, "html": html, "age_days": age, "mx": True})


def signals(row: Assessment) -> set[str]:
    return {c.reading.signal for c in row.contributions}


WARNINGS = [
    (
        "ssk.police.go.th",
        "th",
        "เตือนภัยเว็บพนันออนไลน์และแอปเงินกู้",
        "ตำรวจภูธรจังหวัดขอเตือนประชาชน อย่าหลงเชื่อเว็บพนันออนไลน์ แจ้งเบาะแสได้ที่ 191",
    ),
    (
        "bantulkab.go.id",
        "id",
        "Razia Judi Online dan slot gacor di Bantul",
        "Petugas menyita uang setoran. Aduan: WhatsApp 0812 3456 7890.",
    ),
    ("moh.gov.my", "ms", "Ketagihan judi dalam talian", "Rawatan di klinik kesihatan. Bayaran pendaftaran RM1, DuitNow diterima."),
    ("hanoi.gov.vn", "vi", "Công an triệt phá đường dây tài xỉu online", "Các đối tượng yêu cầu người chơi nạp tiền qua ví."),
    ("mps.gov.cn", "zh", "公安机关打击网络百家乐、老虎机赌博平台", "涉案资金通过支付宝充值,已冻结账户。"),
    ("ntu.edu.sg", "en", "Online casino play among students: a study", "We asked 412 students about online betting and poker."),
]


@pytest.mark.parametrize(("host", "language", "title", "body"), WARNINGS, ids=[host for host, *_ in WARNINGS])
def test_a_public_body_that_speaks_of_gambling_was_not_broken_into(host: str, language: str, title: str, body: str) -> None:
    row = judged(host, language, title, body)
    assert not {OFFERED, PARASITE} & signals(row)
    assert "compromised-site" not in row.states and not row.reportable


@pytest.mark.parametrize(("name", "site"), [("004", "ms-police-portal"), ("022", "km-anticyber-notice")])
def test_a_police_portal_was_not_broken_into(name: str, site: str) -> None:
    row = assessed(next(s for s in sites(name) if s["id"] == site))
    assert "compromised-site" not in row.states


OFFER = "Situs slot server Thailand, mahjong ways, scatter hitam, bonus new member 100. Deposit pulsa dan QRIS 5K, WD cepat."


def test_gambling_offered_on_a_public_name_was_put_there_and_the_reason_is_shown() -> None:
    row = judged("disnaker-wonobaru.go.id", "id", "NAGA77: Slot Gacor Gampang Menang Deposit QRIS", OFFER)
    assert "compromised-site" in row.states
    because = next(c for c in row.contributions if c.reading.signal == PARASITE).because
    for format in ("table", "md", "html"):
        told = "".join(RENDERERS[format]([row], Style(several=False)))
        assert "somebody else may have put it there" in " ".join(told.replace("│", " ").split()), format
    assert "slot gacor" in because


def test_hidden_games_on_an_old_name_were_put_there() -> None:
    hidden = '</p><div style="display:none">slot gacor maxwin togel online</div><p>'
    assert "compromised-site" in judged("kedai-jam-lestari.com", "id", "Kedai Jam", f"Jam dinding dan jam tangan{hidden}").states
    assert "compromised-site" not in judged("kedai-jam-lestari.com", "id", "Kedai Jam", f"Jam dinding{hidden}", age=300).states
    warned = '</p><div style="display:none">Waspada penipuan slot gacor</div><p>'
    assert "compromised-site" not in judged("kedai-jam-lestari.com", "id", "Kedai Jam", f"Jam dinding{warned}").states


HEADLINES = [
    ("id", "Polisi gerebek markas judi online dan slot di Jakarta Barat", "Polda Metro Jaya menyita uang deposit pemain, kata Kombes Ade."),
    ("th", "ตำรวจทลายเว็บพนันออนไลน์ บาคาร่า สล็อต เงินหมุนเวียนพันล้าน", "ตำรวจไซเบอร์ตรวจค้น 5 จุด พบบัญชีฝากถอน ยึดเงินสด"),
    ("vi", "Công an triệt phá đường dây đánh bạc, tài xỉu online nghìn tỷ", "Người chơi nạp tiền qua ví điện tử. Đã khởi tố 20 bị can."),
    ("zh", "警方捣毁网络赌博团伙 涉百家乐、老虎机", "赌客通过支付宝充值。警方抓获犯罪嫌疑人32名。"),
    (
        "ms",
        "Polis serbu pusat judi dalam talian, kasino haram di Cheras",
        "Pemain membuat bayaran melalui DuitNow. Seramai 14 individu ditahan.",
    ),
    ("en", "Macau casino revenue climbs as baccarat tables return", "Gross gaming revenue at casinos rose 8 per cent in October."),
    ("en", "Las Vegas hotels: the best casino buffets", "We tried six buffets. The casino floors are loud, the slots too."),
    ("fil", "Senado, pinag-aaralan ang pagbabawal sa online sabong at casino", "Ayon sa senador, ang taya ay sa GCash ibinabayad."),
]


@pytest.mark.parametrize(("language", "title", "body"), HEADLINES, ids=[f"{language}-{n}" for n, (language, *_) in enumerate(HEADLINES)])
def test_headlines_offer_no_gambling(language: str, title: str, body: str) -> None:
    assert OFFERED not in signals(judged("harian-baru.com", language, title, body, age=2500))


HELP = [
    (
        "vi",
        "Nhóm cai cá độ",
        "Cá độ, nổ hũ, tài xỉu: một cơn nghiện",
        "Khuyến mãi nạp đầu làm bạn nạp lại. Tư vấn viên gọi lại, Zalo 0905 118 276.",
    ),
    ("zh", "戒赌互助会", "百家乐、老虎机、彩票:上瘾不是运气问题", "首充奖励让你再充值。辅导员周四在社区中心。"),
    (
        "ms",
        "Kaunseling untuk penjudi dan keluarga",
        "Slot, kasino, 4D: ketagihan boleh dirawat",
        "Bonus deposit direka untuk anda. Kaunselor kami.",
    ),
    (
        "fil",
        "Tigil Sugal",
        "Online casino, sabong, slots: may paraan para tumigil",
        "Libreng counseling. Ang deposit bonus ay bitag; huwag mag-cash in.",
    ),
]


@pytest.mark.parametrize(("language", "title", "heading", "body"), HELP, ids=[language for language, *_ in HELP])
def test_who_helps_gamblers_offers_no_gambling(language: str, title: str, heading: str, body: str) -> None:
    assert OFFERED not in signals(judged("parokya-tulong.org", language, title, body, heading=heading, age=300))


@pytest.mark.parametrize(
    ("language", "title", "body"),
    [
        ("id", "Slot gacor hari ini", "Scatter hitam, mahjong ways. Depo 10k lewat QRIS, WD cepat."),
        ("th", "สล็อตเว็บตรง เครดิตฟรี", "บาคาร่า ยิงปลา แทงบอล ฝากขั้นต่ำ 1 บาท ผ่านพร้อมเพย์ ถอนได้ทันที"),
        ("en", "Lucky Palace casino", "Live baccarat, roulette and slots. Minimum deposit 10 USDT, instant withdrawals."),
    ],
)
def test_games_with_a_way_to_pay_in_are_offered(language: str, title: str, body: str) -> None:
    assert OFFERED in signals(judged("lucky-palace-88.com", language, title, body, age=60))


def test_the_small_print_of_a_licensed_house_is_no_offer() -> None:
    body = "Wagering: 10x spin winnings, 30 days. Slots pay back less than you put in. Set a deposit limit. Withdrawals to your card."
    assert OFFERED not in signals(judged("lucky-palace-88.com", "en", "Bonus terms and safer play", body, age=2500))


def test_a_term_inside_a_longer_one_is_said_once() -> None:
    def counted(body: str) -> float | None:
        html = f'<html lang="th"><title>One page</title><p>All about it on one page. {body}</p></html>'
        return lexicon_medium(View(dossier({"host": "one-page.org", "html": html, "age_days": 400}), RULES.tables)).value

    assert counted("เว็บพนันออนไลน์ บาคาร่า") == 2
    assert counted("เว็บพนันออนไลน์ บาคาร่า แทงบอล") == 3


def test_what_an_intruder_hid_is_no_offer_of_the_page() -> None:
    terms = "slot gacor maxwin, judi bola, situs slot88, link maxwin"
    hidden, seen = (judged("kedai-jam-lestari.com", "id", "Kedai Jam", f"Jam dinding.</p>{how}<p>") for how in
                    (f'<div style="display:none">{terms}</div>', f"<div>{terms}</div>"))  # fmt: skip
    assert "content-plain-offer" not in signals(hidden) and "content-plain-offer" in signals(seen)
    beside = judged("kedai-jam-lestari.com", "id", "Login", f'Deposit QRIS. Taruhan.</p><div style="display:none">{terms}</div><p>')
    assert "content-plain-offer" in signals(beside)


def test_free_credit_counselling_is_no_free_credit() -> None:
    def said(text: str) -> float | None:
        html = f"<html lang=ms><title>{text}</title><p>{text}. Bayar melalui FPX.</p></html>"
        return lexicon_medium(View(dossier({"host": "kaunseling-hutang.com", "html": html, "age_days": 400}), RULES.tables)).value

    assert not said("Kaunseling kredit percuma") and not said("Semakan kredit percuma") and said("Kredit percuma")
