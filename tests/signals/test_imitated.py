"""Which other names a firm bears, at home and abroad, and who borrows them."""

import pytest

from scamtriage.records.assessment import Verdict
from tests.signals.rows import LOGIN, nats, row, unknown


def bank(name: str, language: str = "en") -> str:
    return (
        f"<html lang={language}><title>{name}</title><h1>{name}</h1><p>Log in with your password to see your account and card."
        f"</p><footer>© {name}</footer>{LOGIN}"
    )


IMITATED = {"name-brand-embedded", "name-brand-lookalike", "name-brand-plus-action", "content-brand-mismatch", "combo-brand-ask"}
HOUSES = [
    *(("www.maybank2u.com.sg", "Maybank2u"), ("www.hsbc.com.vn", "HSBC Vietnam"), ("www.isacombank.com.vn", "Sacombank")),
    *(("www.cimbbank.com.vn", "CIMB Bank Vietnam"), ("www.uob.co.th", "UOB Thailand"), ("www.kakaobank.com", "KakaoBank")),
    *(("www.rakuten-card.co.jp", "Rakuten Card"), ("www.ocbc.id", "OCBC Indonesia"), ("ghtk.vn", "GHTK")),
]


@pytest.mark.parametrize(("host", "name"), HOUSES)
@pytest.mark.parametrize("age_days", [9, 6_000])
def test_the_houses_of_known_firms_in_other_countries_imitate_nobody(host: str, name: str, age_days: int) -> None:
    judged = row(host, bank(name), age_days=age_days)
    assert "ben-official-domain" in nats(judged)
    assert not nats(judged).keys() & IMITATED


@pytest.mark.parametrize(
    ("host", "name"),
    [
        *(("www.petronas.com.my", "PETRONAS"), ("www.cimb.com.kh", "CIMB Bank"), ("www.maybankgroup.ph", "Maybank")),
        *(("www.sf-express.com.hk", "SF Express"), ("wechatpay.com.hk", "WeChat Pay"), ("www.bank-hsbc.com.bn", "HSBC")),
    ],
)
def test_a_firm_s_very_name_held_for_years_where_it_works_may_be_its_house_there(host: str, name: str) -> None:
    assert not nats(row(host, bank(name), age_days=800)).keys() & (IMITATED | {"ben-official-domain"})


@pytest.mark.parametrize(
    ("host", "age_days"),
    [
        ("www.cimb.com.kh", 100),  # a young one
        ("www.cimb.com.br", 6_000),  # where it does no business
        ("www.cimb.cc", 6_000),  # under an ending that is sold world-wide
        ("www.cimb-online.com.kh", 6_000),  # more than its name
        ("www.cimb.com.kh.check-now.top", 6_000),
    ],
)
def test_any_other_name_that_holds_it_borrows_it(host: str, age_days: int) -> None:
    assert nats(row(host, bank("CIMB Bank"), age_days=age_days)).keys() >= {
        "name-brand-embedded",
        "content-brand-mismatch",
        "combo-brand-ask",
    }


def test_of_a_name_of_unknown_age_it_is_unknown_whether_it_borrows() -> None:
    judged = row("www.cimb.com.kh", bank("CIMB Bank"), age_days=-1)
    assert "content-brand-mismatch" in unknown(judged) and {"name-brand-embedded", "combo-brand-ask"} <= nats(judged).keys()
    assert judged.verdict is Verdict.UNDETERMINED


def test_an_office_has_no_branches() -> None:
    page = f"<title>Kejaksaan Agung</title><h1>Kejaksaan Agung</h1>{LOGIN}"
    assert nats(row("kejaksaanagung.id", page, age_days=900)).keys() >= {"name-brand-embedded", "content-claims-authority"}


def test_in_the_house_of_one_firm_another_is_imitated_all_the_same() -> None:
    found = nats(row("www.cimb.com.kh", bank("Maybank"), age_days=900))
    assert "content-brand-mismatch" in found and "name-brand-embedded" not in found


@pytest.mark.parametrize("host", ["www.bdo.global", "www.bdo.com.sg", "bdo-audit.co.uk"])
def test_auditors_who_share_three_letters_with_a_bank_do_not_imitate_it(host: str) -> None:
    assert not nats(row(host, bank("BDO | Audit, tax and advisory"))).keys() & IMITATED


@pytest.mark.parametrize(("host", "name"), [("bdo-verify.top", "BDO"), ("secure-check.top", "BDO Online Banking | BDO Unibank")])
def test_the_bank_is_imitated_beside_a_word_of_business_or_by_its_whole_name(host: str, name: str) -> None:
    assert "content-brand-mismatch" in nats(row(host, bank(name), age_days=9))


TAX_NEWS = (
    "<html lang=vi><title>Cục Thuế cảnh báo tin nhắn giả mạo | Báo Kinh tế</title><h1>Cục Thuế cảnh báo tin nhắn giả mạo</h1><p>Phóng viên "
    "đưa tin: theo thông cáo hôm nay của Cục Thuế, Bộ Tài chính, kẻ gian gửi tin nhắn kèm đường dẫn lạ. Người dân không nên bấm vào.</p>"
)
CLINIC = (
    "<html lang=zh><title>仁心口腔门诊</title><h1>仁心口腔门诊</h1><p>本院是医保定点单位，医保报销政策以国家医疗保障局公布为准。"
    "请使用国家医保服务平台查询。电话 010-6552 1234</p>"
)
BOOKS = (
    "<html lang=vi><title>Dịch vụ kế toán An Phát - làm việc với Cục Thuế</title><h1>Kế toán trọn gói</h1><p>Chúng tôi nộp hồ sơ cho "
    "Cục Thuế và Bộ Tài chính thay bạn. Điện thoại 028 3822 1234</p>"
)
COURT = (
    "<html lang=id><title>Kantor Hukum Siregar: kasasi di Mahkamah Agung</title><h1>Pengacara kasasi</h1><p>Kami mendampingi klien sampai "
    "Mahkamah Agung dan menangani perkara di KPK.</p>"
)
JOBS = (
    "<html lang=th><title>ศูนย์ข่าวแรงงาน</title><h1>กรมการจัดหางานเตือนมิจฉาชีพ</h1><p>ผู้สื่อข่าวรายงานว่ากรมการจัดหางานเตือนคนหางานให้ระวังการหลอกลวง</p>"
)


@pytest.mark.parametrize(
    "html",
    [
        *(TAX_NEWS, CLINIC, BOOKS, COURT, JOBS),
        f"<title>Alliance Bank of Ohio</title><h1>Alliance Bank</h1>{LOGIN}",
        f"<title>Energy home credit</title><h1>Apply for a home credit</h1>{LOGIN}",
        f"<title>Warung Sari</title><h1>Facebook</h1><h2>Hubungi kami</h2>{LOGIN}",
        f"<title>PSA test</title><h1>PSA test</h1>{LOGIN}",
        f"<title>KTC Transport</title><h1>KTC</h1>{LOGIN}",
        f"<title>State student loan fund</title><h1>Student Loan Fund</h1>{LOGIN}",
    ],
)
def test_who_speaks_of_them_or_shares_a_word_with_them_is_not_them(html: str) -> None:
    assert not nats(row("pages-and-papers.com", html)).keys() & {"content-claims-authority", "content-brand-mismatch"}


@pytest.mark.parametrize("host", ["homecreditunion.org", "ktc-cargo.com", "f88.bet", "kpk-gaming.com", "studentloanfund.org"])
def test_letters_that_others_bear_too_name_none_of_them(host: str) -> None:
    assert "name-brand-embedded" not in nats(row(host, "<title>Home</title><h1>Home</h1>"))


def test_a_house_hides_nobody_whose_name_stands_left_of_it() -> None:
    assert {"name-brand-embedded", "name-brand-plus-action"} <= nats(
        row("paypal-login.cimb.com.kh", bank("CIMB Bank"), age_days=800)
    ).keys()
