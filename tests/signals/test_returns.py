"""Promised returns: which rate of which time, and what is no such thing."""

import pytest

from scamtriage.assess import Rules
from scamtriage.signals.returns import impossible_return
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
        "Keuntungan investasi: bitcoin turun 3,2% dalam sehari",
    ],
)
def test_a_rate_of_a_year_a_date_or_a_fall_is_no_daily_return(text: str) -> None:
    assert promised(text) == (0.0, "")


@pytest.mark.parametrize(
    ("text", "multiple"),
    [
        ("Guaranteed profit of 3% daily on your investment", 6.0),
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
