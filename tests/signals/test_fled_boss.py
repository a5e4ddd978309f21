"""One-page shops that tell of a boss who fled, and honest shops, news and warnings with the same words."""

import pytest

from scamtriage.records.assessment import Assessment, Verdict
from tests.judgement.sites import assessed

ORDER = (
    '<form action="/order" method="post"><input name="n" placeholder="收件人"><input name="t" placeholder="手機">'
    '<input name="a" placeholder="詳細地址"><button>立即訂購</button></form>'
)
OWNER = "<footer>大明五金行 統一編號 12345678 台南市中西區民族路二段 120 號 電話 06-222-1234</footer>"


def judged(title: str, text: str, age: int = 60) -> Assessment:
    html = f'<html lang="zh-TW"><title>{title}</title><body><h1>{title}</h1>{text}</body></html>'
    return assessed({"host": "daming-wujin.shop", "html": html, "age_days": age, "mx": False})


def says(row: Assessment) -> bool:
    return any(c.reading.signal in ("content-lex-single", "content-lex-strong") and c.log_odds > 0 for c in row.contributions)


@pytest.mark.parametrize(
    "story",
    [
        "工廠關閉，工人拿貨抵薪水，只求回本",
        "老闆欠債，員工拿貨抵工資，全場特價",
        "老板欠债，工人拿货抵工资",
        "老闆跑路，倉庫清倉",
        "老板跑路，最后300台甩卖",
    ],
)
def test_the_story_of_the_boss_who_fled_is_told_by_false_shops(story: str) -> None:
    assert says(judged("電鋸特賣 貨到付款", f"<p>{story}。已售 18,762 件，NT$1,280。</p>{ORDER}"))


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("大明五金行 結束營業清倉", f"<p>老闆退休，店面出清，電鋸 5 折起，售完為止。可到店看貨。</p>{ORDER}{OWNER}"),
        ("年終清倉特賣", f"<p>庫存清倉，免運費，貨到付款，七天鑑賞期。</p>{ORDER}{OWNER}"),
        (
            "一頁式詐騙話術大公開",
            "<p>「老闆跑路、工廠倒閉、工人拿貨抵薪水」都是一頁式詐騙的說詞。貨到付款也可能被騙，請拒收並撥打 165。</p>",
        ),
        ("165 提醒：一頁式廣告", "<p>詐騙廣告聲稱員工拿貨抵工資、虧本清倉，收到的是劣質品。不要購買來路不明的商品，可撥打 165 檢舉。</p>"),
        ("家具廠歇業 三十名員工討薪", "<p>記者王小明報導：老闆跑路後，勞工局說明，員工可申請積欠工資墊償。倉庫的貨已被法院查封。</p>"),
        ("傢俱廠倒閉 老闆跑路", "<p>據報導，工廠倒閉後負責人失聯，三十名員工向勞工局申訴，縣府表示將協助墊償。</p>"),
        ("健身房老闆跑路 會員求償", "<p>消保官表示，會員可向信用卡公司申請爭議款，並到派出所報案。記者李大同報導。</p>"),
        ("勞動小百科", "<p>雇主可以讓勞工拿貨抵薪嗎？依勞基法第 22 條，工資應以法定通用貨幣給付，拿貨抵薪違法。請洽勞工局。</p>"),
        ("茶行出清", f"<p>倉庫搬遷，春茶出清 85 折，貨到付款加收 30 元。</p>{ORDER}{OWNER}"),
        ("二手機械拍賣", f"<p>工廠結束營業，機械一批清倉，請到場看貨議價。</p>{ORDER}{OWNER}"),
        ("小農蜂蜜", f"<p>今年蜂蜜已裝瓶，一瓶 450 元，貨到付款，免運費。</p>{ORDER}{OWNER}"),
    ],
)
def test_honest_shops_news_and_warnings_beside_it_stay_unsuspicious(title: str, text: str) -> None:
    row = judged(title, text)
    assert row.verdict.rank < Verdict.SUSPICIOUS.rank, row.log_odds
