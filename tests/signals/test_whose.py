"""Whose a name or a page is: the platform's or its tenant's, the firm's or the word's, at home or abroad."""

import pytest
from msgspec.structs import replace

from scamtriage.assess import Rules
from scamtriage.records.assessment import Verdict
from scamtriage.records.target import Target
from scamtriage.targets.parse import parse_target
from tests.judgement.sites import sites
from tests.signals.rows import LOGIN, RULES, nats, row

LOAN_SCAM: str = next(site["html"] for site in sites("004") if site["id"] == "en-ph-loan-apk")


@pytest.mark.parametrize(
    ("host", "words"),
    [
        ("clearviewdoors.co.uk", "Clearview Windows and Doors"),
        ("bathroomaids.co.uk", "Grab rails for bathrooms"),
        ("oldorchardfarm.com", "Apple picking"),
        ("iquitostours.com", "Amazon river cruises"),
        ("klinikdesa.com", "Temu janji klinik"),
        ("brickhomes.com", "Adobe houses"),
        ("smithandnorton.co.uk", "Norton plumbers"),
    ],
)
def test_a_word_of_everyday_is_nobodys_name_on_a_page(host: str, words: str) -> None:
    found = nats(row(host, f"<title>{words}</title><h1>{words}</h1><p>Members log in to book.</p>{LOGIN}"))
    assert not found.keys() & {"content-brand-mismatch", "combo-brand-ask", "name-brand-embedded"}


@pytest.mark.parametrize(
    ("host", "words"),
    [
        ("support-desk.top", "<title>Windows Defender</title><h1>Windows is locked</h1>"),
        ("id-check.top", "<title>Apple</title><h1>Apple</h1><p>Sign in with your Apple ID."),
        ("apple-verify.top", "<title>Apple</title><h1>Apple</h1>"),
        ("arnazon-check.top", "<title>Amazon</title><h1>Amazon</h1>"),
    ],
)
def test_it_is_beside_another_name_of_the_firm_or_in_a_host_that_imitates_it(host: str, words: str) -> None:
    assert "content-brand-mismatch" in nats(row(host, words + LOGIN))


ABROAD = {"contact-phone-country-mismatch"}


@pytest.mark.parametrize(
    ("host", "name", "number", "language"),
    [
        ("uob-th-help.com", "UOB Thailand", "+66 2 285 1555", "en"),
        ("uob-help.com", "UOB", "+66 2 285 1555", "th"),
        ("maybank-help.vn", "Maybank", "+84 24 3936 1234", "en"),
        ("sc-help.com", "Standard Chartered Hong Kong", "+852 2886 8868", "en"),
        ("uob-help.com", "UOB", "+65 6222 2121", "en"),
    ],
)
def test_a_regional_bank_is_at_home_where_its_branch_is_named(host: str, name: str, number: str, language: str) -> None:
    words = {
        "en": "Log in with your password to see your account. Call our office.",
        "th": "เข้าสู่ระบบด้วยรหัสผ่านเพื่อดูบัญชีของคุณ ติดต่อสอบถามข้อมูลเพิ่มเติมได้ที่สำนักงาน โทร",
    }
    judged = row(host, f"<html lang={language}><title>{name}</title><h1>{name}</h1><p>{words[language]} {number}</p>{LOGIN}")
    assert not nats(judged).keys() & ABROAD
    assert not [c for c in judged.contributions if "foreign" in c.because]
    assert "cross-border" not in judged.flags


@pytest.mark.parametrize(
    ("host", "name", "number"),
    [
        ("uob-help.com", "UOB Thailand", "+84 24 3936 1234"),
        ("uob-help.com", "UOB", "+66 2 285 1555"),
        ("kbank-help.com", "Bank Rakyat Thailand", "+66 2 285 1555"),
    ],
)
def test_elsewhere_its_number_is_foreign(host: str, name: str, number: str) -> None:
    judged = row(
        host, f"<title>{name}</title><h1>{name}: your account</h1><p>Log in to see your account. Call our office. {number}</p>{LOGIN}"
    )
    assert nats(judged).keys() >= ABROAD


def test_whose_refund_it_is_says_the_kind_whatever_its_words_resemble() -> None:
    html = (
        '<title>HMRC Tax Refund</title><img class=logo alt="HMRC logo"><h1>HMRC tax refund line</h1><p>You are owed a refund of £412.30. '
        "To claim your refund enter your card details and date of birth, or call us.</p>"
        '<form><input name="card" placeholder="Card number"><input name="cvv" placeholder="CVV"></form>'
    )
    judged = row("hmrc-refund-line.co", html, age_days=12)
    assert "gov-police" in [t.type for t in judged.scam_types] and "romance" not in [t.type for t in judged.scam_types]
    assert judged.urgency == "high"


@pytest.mark.parametrize("host", ["qantasairways-customer-service.top", "lionair-refund.com"])
def test_who_imitates_an_airline_is_a_fake_desk(host: str) -> None:
    assert [t.type for t in row(host, "<title>Flights</title><p>Change or cancel your flight.</p>", age_days=12).scam_types] == [
        "fake-customer-care"
    ]


@pytest.mark.parametrize("term", ["飆股群組", "投顧老師", "리딩방"])
def test_groups_for_stock_tips_are_those_of_false_advisers(term: str) -> None:
    rows = _rows(term)
    kinds = {m.name for meanings in RULES.tables.vocabulary.meanings for m in meanings if m.kind == "lexicon" and m.row in rows}
    assert kinds == {"adviser-clone"}


def _rows(term: str) -> set[int]:
    words = RULES.tables.vocabulary
    found = zip(words.matcher.patterns, words.meanings, strict=True)
    return {m.row for pattern, meanings in found if pattern.expression == term for m in meanings if m.kind == "lexicon"}


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("0905 123 4567", "a premium-rate number"),
        ("+44 70 1234 5678", "a personal number"),
        ("+44 56 1234 5678", "an internet telephone number"),
        ("+44 7400 123456", "a mobile number"),
        ("+66 2 285 1555", "a foreign number"),
    ],
)
def test_the_number_of_an_alleged_office_is_called_what_it_is(number: str, kind: str) -> None:
    html = f"<html lang=en-GB><title>HMRC Tax Refund</title><h1>HMRC refund line</h1><p>You are owed a tax refund. To claim, call {number}"
    judged = row("hmrc-refund-line.co.uk", html + '<form><input name="card" placeholder="Card number"></form>')
    [said] = [c.because for c in judged.contributions if c.reading.signal == "contact-authority-foreign-phone"]
    assert f"gives {kind}:" in said
    assert "shows fixed line" not in str([c.because for c in judged.contributions if kind != "a foreign number"])


@pytest.mark.parametrize("number", ["1900 1234", "+84 1900 545413"])
def test_the_service_line_of_a_vietnamese_bank_is_no_private_number(number: str) -> None:
    html = f"<html lang=vi><title>Vietcombank</title><h1>Vietcombank</h1><p>Đăng nhập để xem tài khoản. Tổng đài hỗ trợ: {number}</p>"
    assert "contact-authority-foreign-phone" not in nats(row("vietcombank-help.com", html + LOGIN))


BODIES = (
    *("警視庁", "検察庁", "ゆうちょ銀行", "りそな銀行", "PayPay", "東京電力", "イオンカード", "국세청", "우체국택배", "농협은행"),
    *("우리은행", "하나은행", "Kejaksaan", "PERKESO", "กรมการขนส่งทางบก", "香港海關", "EPFO", "FASTag", "DVLA", "Centrelink"),
)


RENAMED = (
    *("ศูนย์รับแจ้งความออนไลน์ สำนักงานตำรวจแห่งชาติ", "กองบังคับการปราบปราม", "กรมการจัดหางาน", "กยศ. กองทุนเงินให้กู้ยืมเพื่อการศึกษา"),
    *("Ngân hàng Nhà nước Việt Nam", "Cục Thuế", "Cục Cảnh sát giao thông", "Viện kiểm sát nhân dân tối cao", "Bộ Tài chính"),
    *("Tòa án nhân dân", "Korlantas Polri - ETLE", "Komisi Pemberantasan Korupsi", "Mahkamah Agung RI", "Tabung Haji"),
    *("Direktorat Jenderal Imigrasi", "Kementerian Ketenagakerjaan", "国家医疗保障局", "交管12123", "学信网", "国家电网"),
    *("Toà án nhân dân tối cao", "Giao Hàng Nhanh", "Thế Giới Di Động", "MBBank", "VNPT", "Kerry Express", "Geek Squad", "Tin nhiem mang"),
    *("中国人民银行征信中心", "強積金管理局", "Home Credit Việt Nam", "Vietlott", "LinkAja", "J&T Express Vietnam", "CIMB Bank"),
)
"""Under the names that they bear today, and in full."""


@pytest.mark.parametrize("body", [*RENAMED, *BODIES, "Cơ quan bảo hiểm xã hội"])
def test_who_speaks_as_one_of_these_is_seen_to(body: str) -> None:
    found = nats(row("check-office.top", f"<title>{body}</title><h1>{body}</h1>{LOGIN}", age_days=12))
    assert found.keys() & {"content-claims-authority", "content-brand-mismatch"}


@pytest.mark.parametrize(
    ("host", "hard"),
    [
        ("www.perkeso.gov.my", True),
        ("hometax.go.kr", True),
        ("www.wooribank.com", False),
        ("paypay.ne.jp", False),
        ("www.kpk.go.id", True),
        ("122.gov.cn", True),
        ("www.chsi.com.cn", False),
        ("www.maybank2u.com.sg", False),
    ],
)
def test_their_own_names_are_theirs_and_stop_hard_only_where_a_registry_vouches(host: str, hard: bool) -> None:
    target = parse_target(host)
    assert isinstance(target, Target)
    brand = RULES.tables.organisations[RULES.tables.owners_of(target)[0]]
    assert (target.registrable in brand.hard) is hard


@pytest.mark.parametrize("words", ["Kế toán và bảo hiểm xã hội", "우체국 앞 꽃집"])
def test_a_common_word_in_their_names_claims_nothing(words: str) -> None:
    found = nats(row("hoa-shop.com", f"<title>{words}</title><h1>{words}</h1>{LOGIN}"))
    assert not found.keys() & {"content-claims-authority", "content-brand-mismatch"}


def test_a_row_of_ours_that_nothing_confirms_whitewashes_nobody() -> None:
    confirmed, alone = row("bcel.com.la", LOAN_SCAM), row("ghtk.vn", LOAN_SCAM)
    assert confirmed.verdict is Verdict.UNDETERMINED and "compromised-site" in confirmed.states
    assert alone.verdict.rank >= Verdict.SUSPICIOUS.rank


@pytest.mark.parametrize("host", ["kasikornbank.com", "www.rmp.gov.my"])
def test_an_official_name_is_no_alibi_for_what_stands_on_it(host: str) -> None:
    judged = row(f"https://{host}/loan", LOAN_SCAM)
    assert row("https://brightriverside.com/loan", LOAN_SCAM).verdict is Verdict.NEAR_CERTAIN
    assert judged.verdict is Verdict.UNDETERMINED
    assert {"compromised-site", "needs-human", "official"} <= set(judged.states)
    assert "content-nothing-asked" not in nats(judged)


@pytest.mark.parametrize("host", ["kasikornbank.com", "our-credit-union-lampang.com"])
def test_a_log_in_deep_in_an_old_site_is_nobodys_break_in(host: str) -> None:
    html = "<title>Log in</title><h1>Online banking</h1><form><input name=user placeholder='User ID'><input type=password></form>"
    html += "<p>Never share your password with anyone. Branches and cash machines, careers, privacy. 400 Main Road, 10400. Tel. 02-888-8888"
    judged = row(f"https://{host}/en/personal/banking/login.html", html)
    assert (judged.verdict, "compromised-site" in judged.states) == (Verdict.LIKELY_BENIGN, False)


@pytest.mark.parametrize("host", ["library.edu.kh", "council.gov.lk", "mairie.gouv.fr", "savings.bank"])
def test_under_every_suffix_for_checked_bodies_a_scam_is_another_hands(host: str) -> None:
    judged = row(f"https://{host}/", LOAN_SCAM)
    assert judged.verdict is Verdict.UNDETERMINED
    assert {"compromised-site", "needs-human"} <= set(judged.states)


def test_what_protects_a_name_is_no_number_that_a_desk_refits() -> None:
    own = replace(RULES.model, weights={"ben-restricted-suffix": -2.4})
    judged = row("https://library.univ.edu/", LOAN_SCAM, Rules.of(RULES.catalog, model=own))
    assert judged.verdict is Verdict.UNDETERMINED
    assert {"compromised-site", "needs-human"} <= set(judged.states)
