"""Who washes teeth, warns of a clone or says what nobody asks for says the words of those who gamble, promise and ask."""

import pytest

from scamtriage.signals.measurement import NO
from scamtriage.signals.name.words import words
from scamtriage.signals.view import View
from tests.judgement.sites import NOW, assessed, dossier, rules

GAMBLING, RETURN, SEED, URGENCY = "content-gambling-payment", "content-guaranteed-return", "content-seed-phrase", "content-urgency"
COMPOUND, OFFICER, DECEIVED = "content-compound-recruit", "contact-official-private-line", "content-bank-deceived"
DESK = "contact-authority-foreign-phone"


def found(language: str, title: str, body: str) -> dict[str, str]:
    """Signal -> its sentence, of a young page."""
    html = f'<html lang="{language}"><title>{title}</title><h1>{title}</h1>{body}</html>'
    row = assessed({"host": "nusantara-lestari.com", "html": html, "age_days": 40})
    return {c.reading.signal: c.because for c in row.contributions}


HONEST = [
    (
        COMPOUND,
        "en",
        "Bay Hotel Sihanoukville 荷湾酒店",
        "<p>Transfer 接送 from the airport $15. Visa extension 签证 $48, in USD. Is Sihanoukville safe? Skip job offers of people you met"
        " online. WeChat bay_snv.</p>",
    ),
    (
        GAMBLING,
        "ms",
        "Klinik Gigi Bandar Baru",
        "<p>Cuci gigi RM80. Tempah slot melalui WhatsApp 012-345 6789. Deposit RM50, bayaran DuitNow.</p>",
    ),
    (GAMBLING, "id", "Donasi gempa Bandar Lampung", "<p>Slot relawan penuh, cuaca gacor. Transfer ke rekening BCA 1234567890, QRIS.</p>"),
    (GAMBLING, "fil", "Lechon ni Nena, 9 slots na lang", "<p>Reserve your slot. Deposit sa GCash 0917 123 4567.</p>"),
    (GAMBLING, "ms", "Klinik Ibu dan Anak", "<p>Imbasan bayi 2D RM50, 4D RM120. Cuci luka RM35. Bayaran deposit RM20, DuitNow.</p>"),
    (
        RETURN,
        "en",
        "Harbour Exchange",
        "<p>“Harbour VIP Mining” is not ours. It promises profit of 3% a day and asks for a deposit before each withdrawal.</p>",
    ),
    (
        RETURN,
        "vi",
        "Quỹ tiết kiệm xã Tân Lập",
        "<p>Nhóm Zalo Hoàng Kim hứa lãi 3%/ngày, cam kết hoàn vốn khi đầu tư. Không phải của chúng tôi.</p>",
    ),
    (
        RETURN,
        "ms",
        "Koperasi Guru Daerah",
        "<p>Ada skim pelaburan dengan untung 20% sebulan atas nama koperasi guru. Itu bukan koperasi.</p>",
    ),
    (
        RETURN,
        "hi",
        "श्रीनिधि गोल्ड लोन",
        "<table><tr><td>LTV</td><td>लाभ</td></tr><tr><td>75%</td><td>बुलेट 6 महीने</td></tr></table><p>निवेश नहीं, ऋण।</p>",
    ),
    (RETURN, "zh", "读者来信", "<p>最近有人推荐投资“锁仓挖矿收益日化 1%”。若真有，他不需要你的本金。</p>"),
    (
        SEED,
        "en",
        "Restore a wallet",
        "<p>Type your 12 or 24 words. No website of Kelp will ask for them. Claim rewards in the app.</p>",
    ),
    (SEED, "zh", "恢复钱包", "<p>在浏览器扩展内输入 12 个助记词。本网站没有任何需要输入助记词的页面。领取奖励请在应用内。</p>"),
    (URGENCY, "ms", "Ar-Rahnu Desa", '<p>Harga emas hari ini RM390.</p><form><input name="nama"><input name="telefon" type="tel"></form>'),
    (
        URGENCY,
        "vi",
        "Vàng Kim Phát",
        '<p>Giá vàng hôm nay 8.420.000đ một chỉ.</p><form><input name="ten"><input name="phone" type="tel"></form>',
    ),
    (
        COMPOUND,
        "zh",
        "泰签代办",
        "<p>签证包机票包食宿吗？有人用我们招牌招人去柬埔寨，高薪包机票包食宿，那个不是我们！招聘文员。WhatsApp +60 12-345 6789</p>",
    ),
    (
        DECEIVED,
        "en",
        "Chapter 3: The trunk",
        '<p>"Pay the diplomat’s delivery fee of 3,000 dollars and do not tell your bank," he wrote. Anna laughed.</p>',
    ),
    (DESK, "fil", "Load at GCash ni Bebang", "<p>GCash: cash in, cash out. Load ng lahat. Tumawag 0927 418 5510</p>"),
    (
        OFFICER,
        "en",
        "Marsh & Co, lawyers",
        "<p>Accused of money laundering, or is your name in a case? The police froze your money? We apply to the court for its return. "
        "Transfer of funds to a safe account is explained. WhatsApp <a href='https://wa.me/6580000509'>+65 8000 0509</a></p>",
    ),
]


@pytest.mark.parametrize(("signal", "language", "title", "body"), HONEST, ids=[f"{s}-{n}" for n, (s, *_) in enumerate(HONEST)])
def test_who_says_the_words_for_another_reason_is_not_said_to_do_it(signal: str, language: str, title: str, body: str) -> None:
    assert signal not in found(language, title, body)


SCAMS = [
    (DESK, "fil", "GCash Customer Care", "<p>GCash Help Desk. Problema sa cash in? Tumawag 0927 418 5510</p>"),
    (GAMBLING, "id", "Situs slot gacor", "<p>Slot gacor maxwin, pola gacor, bandar togel. Deposit pulsa 5rb, WD kilat.</p>"),
    (GAMBLING, "ms", "Mega888 slot", "<p>Slot, 4D, kasino dalam talian. Deposit RM10, cuci cepat.</p>"),
    (RETURN, "en", "Harbour Mining", "<p>Invest and earn profit of 3% a day, guaranteed. Copies of this page are not ours.</p>"),
    (RETURN, "id", "Titan Quant", "<p>Investasi aman, keuntungan 3% per hari, mustahil rugi. Deposit sekarang.</p>"),
    (RETURN, "vi", "Hoàng Kim", "<p>Đầu tư sinh lời, lợi nhuận 3%/ngày, cam kết hoàn vốn.</p>"),
    (RETURN, "hi", "टाइटन निवेश", "<p>निवेश करें, 40% लाभ हर महीने, गारंटी।</p>"),
    (SEED, "en", "Claim your airdrop", "<p>Wallet not supported? Enter your 12 or 24 word recovery phrase to claim the reward.</p>"),
    (SEED, "zh", "领取空投", "<p>若钱包未响应，请输入 12 个助记词以领取空投。</p>"),
    (
        URGENCY,
        "id",
        "Bantuan tunai",
        '<p>Transfer biaya admin hari ini juga, deposit hari ini.</p><form><input name="norek" placeholder="Nomor rekening"></form>',
    ),
    (
        COMPOUND,
        "zh",
        "高薪招聘",
        "<p>柬埔寨招聘客服、打字员，高薪，包机票包食宿，包签证。Telegram @xiaoli8899 <a href='https://t.me/xiaoli8899'>t.me</a></p>",
    ),
    (
        DECEIVED,
        "en",
        "Your agent account",
        '<p>Pay 3,000 dollars and do not tell your bank what it is for.</p><a href="https://wa.me/447700900123">WhatsApp</a>',
    ),
]


@pytest.mark.parametrize(("signal", "language", "title", "body"), SCAMS, ids=[f"{s}-{n}" for n, (s, *_) in enumerate(SCAMS)])
def test_who_does_it_is_still_said_to(signal: str, language: str, title: str, body: str) -> None:
    assert signal in found(language, title, body)


def test_each_bait_of_a_recruiter_is_quoted_once() -> None:
    said = found(
        "zh", "柬埔寨招聘包食宿", "<p>柬埔寨招聘包食宿，包签证，高薪，打字员。Telegram <a href='https://t.me/xiaoli8899'>t.me</a></p>"
    )
    assert said[COMPOUND].count("… 柬埔寨招聘") == 1


NAMES = [("fotokenangan.my.id", "token"), ("dinpao-lampang.shop", "amp")]


@pytest.mark.parametrize(("host", "torn"), NAMES)
def test_a_stretch_of_a_longer_word_is_no_word_of_a_name(host: str, torn: str) -> None:
    view = View(dossier({"host": host, "html": "<p>.", "age_days": 9}), rules().tables, NOW)
    assert torn not in str(words(view).shown.get("words", ""))


def test_words_of_a_name_that_stand_apart_are_still_told() -> None:
    view = View(dossier({"host": "antivirus-help.com", "html": "<p>.", "age_days": 9}), rules().tables, NOW)
    assert words(view) is not NO and "'virus'" in str(words(view).shown["words"])
