"""A yield for what is paid in and a share of what others pay in; and banks, sellers and warnings that say one of them."""

import pytest

from scamtriage.records.assessment import Assessment, Verdict
from tests.judgement.sites import assessed

ROW = "content-paid-from-below"


def judged(language: str, body: str) -> Assessment:
    html = f'<!doctype html><html lang="{language}"><head><title>Online</title></head><body>{body}</body></html>'
    return assessed({"host": "rivergate-online.com", "html": html, "age_days": 60, "mx": False})


def fires(row: Assessment) -> bool:
    return any(c.reading.signal == ROW and c.log_odds > 0 for c in row.contributions)


PAID = [
    ("en", "<h1>Tea terraces</h1><p>Plots pay 2.5% a week until harvest. Invite your sister and receive 6% of her first deposit.</p>"),
    ("en", "<h1>Hash farm</h1><p>Earn 1.2% daily for 60 days. Referral commission 7%, 3%, 1%.</p>"),
    ("vi", "<h1>Vườn tiêu</h1><p>Gói 20 triệu, trả lãi 1,5%/tuần, hết kỳ hoàn gốc.</p><p>Giới thiệu bạn bè hưởng 6% - 3% - 1%.</p>"),
    ("vi", "<h1>Đồng hành</h1><p>Nhận 900 nghìn mỗi tháng trong hai năm.</p><p>Mời một người bạn, bạn nhận 7% vốn của người ấy.</p>"),
    ("id", "<h1>Kolam lele</h1><p>Modal Rp2 juta, keuntungan 3% per minggu.</p><p>Ajak teman: bonus 8% / 4% / 2%.</p>"),
    ("ms", "<h1>Kebun durian</h1><p>Pulangan tetap RM120 setiap bulan.</p><p>Jemput kawan, dapat 10% daripada modal mereka.</p>"),
    ("fil", "<h1>Babuyan</h1><p>5% kada linggo ang balik ng puhunan.</p><p>Mag-imbita: 10% sa unang level, 3% sa pangalawa.</p>"),
    ("th", "<h1>ฟาร์มเห็ด</h1><p>ปันผล 4% ต่อสัปดาห์</p><p>ชวนเพื่อนรับ 8% ของเงินลงทุน</p>"),
    ("lo", "<h1>ສວນຢາງ</h1><p>ຜົນຕອບແທນທຸກອາທິດ 3%</p><p>ຊວນໝູ່ຮັບ 6%, ຊັ້ນສອງ 2%</p>"),
    ("km", "<h1>ចម្ការម្រេច</h1><p>ប្រាក់ចំណេញប្រចាំសប្តាហ៍ ៣%</p><p>ណែនាំមិត្តម្នាក់ទទួល 5% នៃប្រាក់ដើម</p>"),
    ("my", "<h1>ရွှေစုငွေ</h1><p>နေ့စဉ် အမြတ် ၂%</p><p>မိတ်ဆက်သူ 5% ရမည်</p>"),
    ("zh", "<h1>云养殖</h1><p>周收益 5%,到期返本。</p><p>直推奖 10%,间推 4%。</p>"),
    ("zh", "<h1>雲林場</h1><p>每日 1.6% 收益。</p><p>邀請好友返 8%。</p>"),
    ("ja", "<h1>共同農園</h1><p>月利 4%で毎月お支払い。</p><p>ご紹介1人につき出資額の5%。</p>"),
    ("ko", "<h1>공동 양식장</h1><p>매주 3% 배당.</p><p>추천인 보너스 10%, 5%.</p>"),
    ("hi", "<h1>दूध योजना</h1><p>₹10,000 पर हर माह ₹900, बीस माह।</p><p>तीन साथी जोड़ने पर 6% मिलेगा।</p>"),
    ("es", "<h1>Huertos</h1><p>Rendimiento del 6% mensual.</p><p>Invite a un amigo y reciba el 8% de su inversión.</p>"),
    ("pt", "<h1>Lavoura</h1><p>Pagamos 5% ao mês.</p><p>Convide um amigo e receba 7% do depósito dele.</p>"),
    ("fr", "<h1>Vergers</h1><p>Nos parts versent 5 % par mois.</p><p>Parrainage : 6 % de la mise de vos filleuls.</p>"),
    ("de", "<h1>Haine</h1><p>4 % pro Monat.</p><p>Für jeden Geworbenen erhalten Sie 6 % seiner Einlage.</p>"),
]


@pytest.mark.parametrize(("language", "body"), PAID)
def test_what_is_paid_out_of_what_others_pay_in_is_heard(language: str, body: str) -> None:
    row = judged(language, f"{body}<form><input name=a><button>OK</button></form>")
    assert fires(row)
    assert row.verdict.rank >= Verdict("suspicious").rank


ORDINARY = [
    # banks, unions and lenders: interest a year or a month, a fixed sum for a friend
    ("en", "<p>Fixed deposit 3.4% a year. Refer a friend and you both receive $50 once she opens an account.</p>"),
    ("en", "<p>Loans at 1.2% per month, reducing balance. Refer a friend and get a $20 voucher.</p>"),
    ("vi", "<p>Lãi suất tiết kiệm 5,2%/năm. Giới thiệu bạn bè nhận 100.000đ.</p>"),
    ("id", "<p>Bunga deposito 4,25% per tahun. Ajak teman, dapat cashback Rp50.000.</p>"),
    ("th", "<p>ดอกเบี้ยเงินฝาก 1.5% ต่อปี แนะนำเพื่อนรับบัตรกำนัล 200 บาท</p>"),
    ("zh", "<p>一年期定存年利率 1.6%。推荐好友开户，双方各得 50 元礼券。</p>"),
    ("ko", "<p>정기예금 연 3.2%. 친구 추천 시 커피 쿠폰을 드립니다.</p>"),
    ("hi", "<p>सावधि जमा पर 7% सालाना ब्याज। मित्र को जोड़ने पर ₹100 का कूपन।</p>"),
    ("fil", "<p>Time deposit 4% kada taon. Mag-imbita ng kaibigan at makakuha ng ₱100 load.</p>"),
    # houses of exchange share their fees, and pay interest on what lies there
    ("en", "<p>Earn up to 40% referral commission on the trading fees of those you invite. Flexible savings: 0.01% daily interest.</p>"),
    ("en", "<p>Affiliates receive 30% - 10% of trading fees. Staking yields 4% a year, paid daily.</p>"),
    ("zh", "<p>邀请好友返佣，手续费返 20%。活期理财，日收益 0.01%。</p>"),
    ("vi", "<p>Giới thiệu bạn bè nhận 20% – 5% phí giao dịch. Lãi linh hoạt 0,01%/ngày.</p>"),
    ("ko", "<p>친구 초대 시 거래 수수료의 20%를 돌려드립니다. 매일 0.01% 이자.</p>"),
    ("id", "<p>Referral 20% - 5% dari biaya transaksi. Bunga fleksibel 0,01% per hari.</p>"),
    # sellers: shares of what was sold, month by month
    ("en", "<p>Distributors: level one 10% - level two 5% of sales. Commission is paid weekly.</p>"),
    ("ms", "<p>Ejen stokis: komisen 15% / 5% daripada jualan, dibayar setiap bulan.</p>"),
    ("id", "<p>Reseller: bonus referral 10% / 5% dari penjualan. Omzet naik 20% per bulan.</p>"),
    ("th", "<p>ตัวแทนขาย แนะนำตัวแทนใหม่รับ 5% - 2% ของยอดขาย จ่ายค่าคอมทุกเดือน</p>"),
    ("en", "<p>Our affiliates earn 30% monthly recurring commission for each customer they refer.</p>"),
    ("es", "<p>Afiliados: 10% por referido sobre las ventas. Pago mensual.</p>"),
    # rents and prices by the month, discounts for friends
    ("en", "<p>Refer a friend and both get 10% off. Membership 30 dollars a month; 5% of members join each week.</p>"),
    ("vi", "<p>Giới thiệu học viên mới giảm 10% - 15% học phí. Học phí 900.000đ mỗi tháng.</p>"),
    ("zh", "<p>推荐新学员，学费减 10%。每月 800 元。</p>"),
    ("ja", "<p>お友だち紹介で10%割引。毎月第二週は20%引き。</p>"),
    ("fr", "<p>Parrainage : 10 % de remise pour vous et votre filleul. Abonnement 29 € par mois.</p>"),
    # growth, and shares of a fund, of which nobody is paid for bringing others
    ("en", "<p>The fund returned 3% per month in spring. Past performance is no guide. Introductions are made by your adviser.</p>"),
    ("id", "<p>Bagi hasil tetap dibahas di rapat anggota. Setiap anggota mengajak keluarga ke rapat, 60% hadir.</p>"),
    # rates of prices, visitors and growth
    ("zh", "<p>邀请好友得 5% 返现券。每周 8% 特价。</p>"),
    ("ko", "<p>친구 초대 10%. 매주 30% 세일.</p>"),
    ("en", "<p>Refer a team: 20% referral commission. Our error rate fell to 2% per week.</p>"),
    ("es", "<p>Crecemos un 5% mensual. Invita a tres amigos: 10% - 20% - 30% menos.</p>"),
    # what borrowers are charged, what any bank or licensed platform pays, and what is taken off
    ("en", "<p>Members receive a dividend of 0.4% per month. Introduce a friend: a referral bonus of 5% on her first share deposit.</p>"),
    ("en", "<p>Emergency loans at 1% per month. Recruit a member and earn a referral bonus of 2%.</p>"),
    ("en", "<p>Rental income of 0.6% per month. Refer a friend who invests and you both get 1% of the investment, up to £100.</p>"),
    ("en", "<p>Rewards are paid daily, about 0.01% per day. Referral bonus: 10% of our validator commission.</p>"),
    ("en", "<p>Referral commission 20% for every customer. 99.9% monthly uptime guaranteed.</p>"),
    ("vi", "<p>Cầm đồ lãi 1,5%/tháng. Hoa hồng giới thiệu 3% cho cộng tác viên.</p>"),
    ("id", "<p>Jasa pinjaman 1% per bulan. Anggota yang mengajak anggota baru mendapat bonus 2% dari simpanan pokok.</p>"),
    ("ms", "<p>Dividen tetap 6% setahun, dibayar setiap tahun. Bonus ajak rakan 2%.</p>"),
    ("fil", "<p>Pautang 2% kada buwan. Mag-imbita ng miyembro, may 5% rebate.</p>"),
    ("th", "<p>สินเชื่อ ดอกเบี้ย 2% ต่อเดือน ค่าแนะนำ 3% ของวงเงินอนุมัติ</p>"),
    ("zh", "<p>杠杆日利率 0.02%。邀请好友返佣 40%。</p>"),
    ("ko", "<p>친구 추천 5% 이자 감면. 대출 월 1.6% 이자.</p>"),
    ("hi", "<p>ऋण ब्याज 1% प्रति माह। मित्र रेफर करें और 5% कैशबैक पाएं।</p>"),
    ("fr", "<p>Parrainage : 10 % offerts. Prêts à 1,2 % par mois.</p>"),
    ("km", "<p>ការប្រាក់ 1.5% ក្នុងមួយខែ។ ណែនាំមិត្តបញ្ចុះ 5%។</p>"),
    # who warns of them
    (
        "en",
        "<p>Warning from the commission: do not pay into schemes that promise 3% a day and 10% of the deposits of those you invite.</p>",
    ),
    (
        "id",
        "<p>Waspada investasi ilegal: dijanjikan 3% per hari dan bonus 10% / 5% untuk setiap orang yang diajak. Laporkan ke Satgas.</p>",
    ),
    ("vi", "<p>Cảnh báo lừa đảo: hứa lãi 2%/ngày và hoa hồng giới thiệu 8% - 4%. Hãy báo công an.</p>"),
    ("zh", "<p>警方提醒：承诺日收益 2%、直推奖 10% 的平台是传销骗局，请勿投资，及时报警。</p>"),
]


@pytest.mark.parametrize(("language", "body"), ORDINARY)
def test_who_says_one_of_them_or_shares_fees_pays_nobody_from_below(language: str, body: str) -> None:
    assert not fires(judged(language, f"<h1>Online</h1>{body}"))
