"""Promised returns: which rate of which time, and what is no such thing."""

import pytest

from scamtriage.assess import Rules
from scamtriage.signals.returns import impossible_return, plan_table
from scamtriage.signals.view import View
from tests.judgement.sites import dossier

RULES = Rules.load()


def promised(text: str) -> tuple[float, str]:
    """The multiple of what no market pays, and the rate that is said to be promised."""
    html = f"<html><title>Savings</title><h1>Savings</h1><p>{text}</p><p>{'Lorem ipsum dolor sit amet. ' * 4}</p></html>"
    view = View(dossier({"host": "deposit-house.com", "html": html, "age_days": 4000, "mx": True}), RULES.tables)
    assert view.text.words("profit") or view.text.words("invest")
    found = impossible_return(view)
    return found.value or 0.0, str(found.shown.get("rate", ""))


@pytest.mark.parametrize(
    "text",
    [
        "Guaranteed by the fund: interest is calculated daily at 2.5% p.a. on your investment.",
        "Your investment earns 4.25% p.a. interest, paid daily.",
        "Invest and earn an annual interest of 6.5%, credited daily.",
        "Keuntungan pelaburan dikira harian 4% per tahun.",
        "Pelaburan anda: keuntungan dikira harian pada kadar 3.85% setahun.",
        "Đầu tư sinh lời 6,5%/năm, trả lãi hàng ngày.",
        "Lợi nhuận đầu tư 36%/năm, mỗi tháng trả lãi.",
        "ลงทุนรับผลตอบแทน 1.5% ต่อปี คำนวณทุกวัน",
        "投资收益率3.25%（截至2026年11月24日）",
        "投資收益：年利率 3.25%，每日計息",
        "투자 수익률 3.2% 일반형 펀드",
        "투자: 10월 31일 기준 연 수익률 4.1%",
        "투자 수익 연 4.1%, 매일 이자 지급",
        "投資の収益率は4.2％です。営業日は月曜から金曜です。",
        "投資手續費維持 1.5%。不同意者得於 12 月 31 日前終止，收益照付",
        "निवेश पर लाभ 7.5% वार्षिक, ब्याज हर दिन जोड़ा जाता है",
        "Profit: your bus is cancelled, 100% within 5 days",
        "Invest in your health: 100% money-back guarantee within 30 days",
        "We guarantee 100% of your fee back in 14 days if you invest your time and fail",
        "Đầu tư cho sức khỏe: cam kết hoàn 100% tiền trong 7 ngày",
        "Đầu tư: luật sư giúp lấy lại 100% tiền trong 3 giờ",
        "ลงทุนกับสุขภาพ รับประกันคืนเงิน 100% ภายใน 7 วัน",
        "Investasi untuk rumah: garansi uang kembali 100% dalam 7 hari",
        "Pelaburan untuk rumah: jaminan bayaran balik 100% dalam 14 hari",
        "Keuntungan investasi: bitcoin turun 3,2% dalam sehari",
    ],
)
def test_a_rate_of_a_year_a_date_or_a_fall_is_no_daily_return(text: str) -> None:
    assert promised(text) == (0.0, "")


@pytest.mark.parametrize(
    ("text", "multiple"),
    [
        ("Guaranteed profit of 3% daily on your investment", 6.0),
        ("Guaranteed profit of 20% in 7 days on your investment, or your money back", 4.0),
        ("Guaranteed profit on your investment: 100% capital back in 10 days", 20.0),
        ("ลงทุนรับกำไร คืนเงินต้น 100% ภายใน 10 วัน", 20.0),
        ("Invest now: 1% daily, 365% per year", 2.0),
        ("Invest now: 365% per year or 1% daily", 2.0),
        ("Founded in 2026: invest, profit 2.5% every day", 5.0),
        ("Keuntungan pelaburan 4% sehari", 8.0),
        ("Lợi nhuận đầu tư 3%/ngày", 6.0),
        ("ลงทุนวันนี้ กำไรวันละ 5%", 10.0),
        ("投资日收益率 2%，年化730%", 4.0),
        ("投资收益 2.5%/日", 5.0),
        ("投資収益 3%を毎日", 6.0),
        ("투자 수익 매일 3% 지급", 6.0),
        ("투자 일 수익률 2%", 4.0),
        ("निवेश पर लाभ 2% प्रतिदिन", 4.0),
        ("Guaranteed profit of 3 Percent daily on your investment", 6.0),
        ("GUARANTEED PROFIT OF 3 PERCENT DAILY", 6.0),
        ("İstanbul office. Guaranteed profit of 3 Percent daily", 6.0),
        ("Lợi nhuận đầu tư 3 Phần trăm/ngày", 6.0),
    ],
)
def test_a_rate_of_a_day_is_a_promise(text: str, multiple: float) -> None:
    assert promised(text)[0] == pytest.approx(multiple)


@pytest.mark.parametrize(
    "text",
    [
        "Gains on the basic account: 0.25% daily balance bonus  on your investment, and members get 3% back on fuel.",
        "Gains on the account" + " and" * 9 + ": 0.25% daily on your investment.",
        "Keuntungan investasi: biaya 0,067% per hari",
        "Investment profit 1,000.05% daily",
    ],
)
def test_a_number_is_read_whole(text: str) -> None:
    assert promised(text)[0] < 1.0


@pytest.mark.parametrize(
    "text",
    [
        "We invest your savings with care, insured up to 100%. Daily reports are sent to each member.",
        "Investors own the shop to 60%! Every day we bake, and profit is shared.",
        "निवेश पर मुनाफा 50% मिलता है। हर दिन बाजार खुलता है",
        "ចំណេញ ១០០%។ ដកប្រាក់បានរៀងរាល់ថ្ងៃ វិនិយោគ",
        "ចំណេញ 5%៕ រាល់ថ្ងៃ វិនិយោគ",
        "Kami buka setiap hari. Untung 5% dari investasi anggota",
    ],
)
def test_what_the_next_sentence_says_is_no_time_of_a_rate(text: str) -> None:
    assert promised(text) == (0.0, "")


@pytest.mark.parametrize(
    "text",
    [
        "Đầu tư vào bản thân: trượt tuyển hoàn 100% trong 7 ngày",
        "Đầu tư: hoàn lại tiền cọc nếu trễ; hoàn tiền 50% trong 30 ngày",
        "Investasi Anda aman: uang kembali 100% dalam 7 hari",
        "Pelaburan anda: wang dikembalikan 100% dalam 14 hari",
        "ลงทุนกับตัวเอง ไม่พอใจคืนเงิน 100% ภายใน 7 วัน",
        "投资自己：不满意退款 100%/日",
        "Invest in yourself: money back of 90% in 5 days",
    ],
)
def test_what_is_given_back_is_no_return(text: str) -> None:
    assert promised(text) == (0.0, "")


@pytest.mark.parametrize(
    ("text", "multiple"),
    [
        ("Đầu tư: hoàn 120% trong 7 ngày", 24.0),
        ("Đầu tư lãi 2%/ngày, hoàn tiền 100% khi hết hạn", 4.0),
        ("Đầu tư: hoàn gốc, lợi nhuận 10% trong 2 ngày", 2.0),
    ],
)
def test_more_than_all_and_what_stands_beside_it_is_a_return(text: str, multiple: float) -> None:
    assert promised(text)[0] == pytest.approx(multiple)


def test_a_line_of_a_card_is_no_sentence() -> None:
    assert promised("Invest and profit: 2.5%<br>Daily") == (5.0, "2.5% Daily")


@pytest.mark.parametrize(
    ("text", "multiple"),
    [
        ("Invest now. Daily profit max. 3%", 6.0),
        ("Invest: daily ROI approx. 2.5%", 5.0),
        ("Our profit is 3% (avg. per day) on your investment", 6.0),
        ("Invest and earn 3%... daily", 6.0),
        ("Investasi untung harian maks. 3%", 6.0),
        ("Earn 10% U.S. dollars daily profit", 20.0),
        ("ลงทุน กำไร 5% ใน 24 ชม. ถอนได้ทุกวัน", 10.0),
        ("We invest, to 100%. We invest. Daily reports", 0.0),
    ],
)
def test_a_shortened_word_ends_no_sentence(text: str, multiple: float) -> None:
    assert promised(text)[0] == pytest.approx(multiple)


@pytest.mark.parametrize(
    ("text", "multiple"),
    [
        ("Your investment grows: in 7 days you get 350% of it", 70.0),
        ("Ein Angebot. Crypto: after 24 hours you receive 60%", 5.0),
        ("Đầu tư hôm nay: sau 10 ngày bạn nhận 80%", 16.0),
        ("Investasi: dalam 5 hari Anda dapat 50%", 10.0),
        ("ลงทุนวันนี้ ภายใน 5 วัน คุณได้ 50%", 10.0),
        ("Invest: profit of 3% every 24 hours", 6.0),
        ("Invest: profit of 2% hourly", 4.0),
        ("投资收益 3% 每24小时", 6.0),
        ("투자 수익 3% 24시간마다", 6.0),
        ("投資収益 3% 24時間ごと", 6.0),
    ],
)
def test_a_rate_may_follow_its_time_or_be_of_an_hour(text: str, multiple: float) -> None:
    assert promised(text)[0] == pytest.approx(multiple)


@pytest.mark.parametrize(
    "text",
    [
        "Invest in your kitchen: Daily Deal 31%, gains for everyone",
        "Invest with us. Within 90 days you receive 25% of the shares",
        "Investors: in 7 days we open. 80% of the flats are sold, profit is shared",
        "Investors in 7 days you get 20 pages of which 80% profit from charts",
        "Partners earn a commission of 8% on every order, paid daily, and withdraw their profit at will",
    ],
)
def test_a_deal_of_the_day_and_what_is_paid_out_slowly_are_no_promise(text: str) -> None:
    assert promised(text)[0] < 1.0


def whole(html: str) -> View:
    return View(dossier({"host": "deposit-house.com", "html": html, "age_days": 4000, "mx": True}), RULES.tables)


def test_what_the_title_promises_is_promised() -> None:
    said = "<p>Bitcoin trading for everyone. Open an account today and choose a portfolio.</p>"
    assert impossible_return(whole(f"<title>Make up to 60% weekly profit</title>{said}")).value == pytest.approx(12.0)
    assert not impossible_return(whole(f"<title>Weekly market letter, 60% off</title>{said}")).value


@pytest.mark.parametrize("words", ["<div hidden>{}</div>", '<meta name="description" content="{}">'])
def test_a_word_of_profit_elsewhere_makes_no_promise_of_a_rate_at_the_same_place_of_the_text(words: str) -> None:
    flock = "In July the flock lost 20% per day for a week, which the vet put down to heat and a broken fan in the old barn. "
    hens = whole(words.format("We sell eggs and invest our profit.") + f"<p>{flock}</p>" + f"<p>{FARM}</p>" * 4)
    assert hens.text.words("profit") and not impossible_return(hens).value
    said = whole(f"<p>We invest, and our profit is 20% per day.</p><p>{FARM}</p>")
    assert impossible_return(said).value == pytest.approx(40.0)


def test_a_promise_in_the_title_holds_for_the_rate_below_it() -> None:
    rate = "3% daily for everyone."
    near, far = whole(f"<title>Guaranteed profit</title><p>{rate}"), whole(f"<title>Guaranteed profit</title><p>{FARM * 2}</p><p>{rate}")
    assert impossible_return(near).value == pytest.approx(6.0)
    assert not impossible_return(far).value


FARM = "Our farm has kept hens on the hill behind the village for thirty years, and visitors may feed them on Sundays. "
PLANS = [
    "Daily income 0.4 USDT, 30 days",
    "Cycle: 45 days. Daily profit: 12 USDT",
    "lợi nhuận mỗi ngày 20.000, chu kỳ 30 ngày",
    "รายได้ต่อวัน 45 บาท ระยะเวลา 30 วัน",
    "keuntungan harian Rp12.000, masa 40 hari",
    "kita araw-araw 45, sa loob ng 30 araw",
    "日收益 4.5 元，周期 30 天",
    "일수익 4500원, 기간 30일",
    "1日の利益 450円、期間30日",
    "रोज कमाई ₹45, अवधि 30 दिन",
    "ចំណូលប្រចាំថ្ងៃ 4 ដុល្លារ រយៈពេល 30 ថ្ងៃ",
    "ກຳໄລຕໍ່ມື້ 45.000 ກີບ ໄລຍະ 30 ມື້",
    "နေ့စဉ်အမြတ် 4500 ကျပ် ကာလ 30 ရက်",
    "ربح يومي: 0.4 USDT المدة: 30 يوم",
    "4% daily yield. Min $200 - Max $5,000. Principal back. Duration - 5 days",
]


@pytest.mark.parametrize("plan", PLANS)
def test_packages_that_pay_money_for_some_days_are_plans(plan: str) -> None:
    cards = "".join(f"<div><h3>Package {n}, invest {n}0 USDT</h3><p>{plan}</p></div>" for n in range(1, 5))
    assert (plan_table(whole(f"<title>Packages</title><p>Choose how to invest.</p>{cards}")).value or 0.0) >= 3.0


@pytest.mark.parametrize(
    "text",
    [
        "Invest in the sun: a plant of 5 kW saves 160 a day, over 300 days that is 48,000.",
        "รายได้ต่อวัน 450 บาท ทำงาน 26 วันต่อเดือน ลงทุนศูนย์",
        "Fixed deposit: 7 days to 45 days 3.5%, 46 to 90 days 4.75%, 91 to 180 days 5.25%. Minimum deposit 1,000. Invest today.",
    ],
)
def test_savings_wages_and_terms_of_a_bank_are_no_plans(text: str) -> None:
    assert (plan_table(whole(f"<title>Plans</title><p>{text}</p>")).value or 0.0) < 3.0
