"""A page of which a part was not read: what was found counts, what was not found is unknown, and it acquits nobody."""

import csv
import json
from typing import Any

import pytest
from msgspec.structs import replace

from scamtriage.assess import Rules
from scamtriage.batch.investigate import status
from scamtriage.parse.html.page import read_page
from scamtriage.records.assessment import Assessment, Verdict
from scamtriage.records.evidence import Cap
from scamtriage.records.facts import PageFacts
from scamtriage.records.facts.page import READ_ALL_THE_SAME
from scamtriage.records.target import LineStatus
from scamtriage.render.formats import RENDERERS
from scamtriage.render.style import Style
from tests.judgement.sites import assessed, dossier, sites

RESET = "the connection was closed before the end"
GARDEN = "<h1>Garden club</h1>" + "<p>We meet every Saturday in the park, and talk about roses, herbs, soil and bees.</p>" * 6


def answered(site: dict[str, Any], status_code: int) -> Assessment:
    """The row of a site whose page is sent with this status code."""
    given = dossier(site)
    body, url, host, suffix = site["html"].encode(), given.target.url, given.target.host, given.target.suffix
    facts, _ = read_page(body=body, content_type="text/html", url=url, host=host, suffix=suffix, status_code=status_code)
    evidence = given.evidence | {"page": replace(given.evidence["page"], facts=replace(facts, final_host=host))}
    return assessed(replace(given, evidence=evidence, status=status(evidence)))


def judged(site: dict[str, Any], *, cut: str = "", caps: tuple[str, ...] = ()) -> Assessment:
    given = dossier(site)
    page = given.evidence["page"]
    facts = replace(page.facts, complete=not cut, incomplete_because=cut)
    page = replace(page, facts=facts, caps=tuple(Cap(stage="page", cap=cap) for cap in caps))
    evidence = given.evidence | {"page": page}
    return assessed(replace(given, evidence=evidence, status=status(evidence)))


def club() -> dict[str, Any]:
    html = f"<html><head><title>Garden club</title></head><body>{GARDEN}</body></html>"
    return {"host": "garden-club.click", "age_days": 5_900, "mx": False, "html": html}


@pytest.mark.parametrize(
    "gap", [{"cut": RESET}, {"cut": "cut short: at most 200 times its size after decompression"}, {"caps": ("text_bytes 65536",)}]
)
def test_nothing_is_concluded_from_what_a_cut_page_did_not_say(gap: dict[str, Any]) -> None:
    whole, row = judged(club()), judged(club(), **gap)
    assert whole.verdict in (Verdict.NO_FINDING, Verdict.LIKELY_BENIGN)
    assert row.verdict is Verdict.UNDETERMINED
    assert row.held_back[-1] == "a part of the page was not read, and nothing is concluded from what was not found"
    assert row.coverage < whole.coverage - 0.2
    assert {u.family for u in row.unknown if u.because in row.status_reason} >= {"content", "contact", "wording"}
    on_the_page = {c.reading.signal: c.log_odds for c in row.contributions if "page" in Rules.load().catalog.rows[c.reading.signal].needs}
    assert sum(on_the_page.values()) > -1e-9 and "content-nothing-asked" not in on_the_page


def test_what_a_cut_page_says_convicts_no_less() -> None:
    site = next(site for site in sites("dev") if site["scam"] and judged(site).verdict is Verdict.NEAR_CERTAIN)
    assert judged(site, cut=RESET).verdict is Verdict.NEAR_CERTAIN


@pytest.mark.parametrize(
    "body",
    [
        "<script>location = 'tel:+66812345670'</script>",
        "<a href='mailto:desk@garden-club.click'><img src=/all.png></a>",
        "<canvas id=c></canvas><script>c.getContext('2d').fillText('Call +66 2 123 4567', 1, 1)</script>",
        "<form method=post action=/go><input type=hidden name=t value=1></form><script>document.forms[0].submit()</script>",
        "<form action=/search><input name=q></form>",
    ],
    ids=["a script that dials", "a picture to click", "a drawing", "a form that sends itself", "a box"],
)
def test_a_page_that_shows_no_words_acquits_nobody(body: str) -> None:
    row = judged(club() | {"html": f"<html><body>{body}</body></html>"})
    assert row.verdict is Verdict.UNDETERMINED
    assert row.held_back[-1] == "a part of the page was not read, and nothing is concluded from what was not found"
    assert "page: the page shows no text (scripts are not run)" in row.status_reason
    assert not [c for c in row.contributions if c.reading.signal.startswith("page-") and c.log_odds < 0]


ALARM = (
    "<h1>Your computer is locked</h1><p>Trojan spyware detected. Do not shut down your computer. Call the technician desk immediately to "
    "remove the virus or your computer is disabled.</p><a href=/desk>Desk</a>"
)


DESK = "<p>Technician: remote access will be opened.</p>"


@pytest.mark.parametrize("notice", ["This domain may be for sale.", "Buy this domain", "โดเมนนี้ขาย"])
def test_a_notice_over_a_scam_takes_nothing_from_what_accuses(notice: str) -> None:
    site = club() | {
        "age_days": 12,
        "html": f"<html><head><title>Windows Defender Alert</title></head><body>{ALARM}{DESK}<p>{notice}</p></body></html>",
    }
    row, plain = judged(site), judged(site | {"html": site["html"].replace(notice, "")})
    page = row.facts("page", PageFacts)
    assert page is not None and page.barrier == "for-sale"
    assert plain.verdict is Verdict.LIKELY_SCAM and row.verdict.rank >= Verdict.SUSPICIOUS.rank and "active" in row.states
    accuses = [{c.reading.signal for c in one.contributions if c.log_odds > 0} for one in (plain, row)]
    assert accuses[0] == accuses[1] and "page-wording" in accuses[1]


JOB = (
    "<title>Join our team</title><h1>Part-time job, work from home</h1><p>Earn 5000 baht daily by liking videos. "
    "Deposit first to unlock higher "
    "commission tasks. VIP level 3 members withdraw double.</p>"
)
DOORS = {
    "Checking your browser before continuing": "challenge",
    "I'm not a robot": "captcha",
    "too many requests": "rate-limit",
    "open this link in your browser": "forbidden",
    "เปิดลิงก์นี้ในเบราว์เซอร์": "forbidden",
    "not available in your country": "geo-block",
}


@pytest.mark.parametrize("lure", [f"<title>Windows Defender Alert</title>{ALARM}", JOB], ids=["alarm", "job"])
@pytest.mark.parametrize("said", DOORS)
def test_the_words_of_a_door_take_nothing_from_a_scheme_beside_them(lure: str, said: str) -> None:
    bare = judged(club() | {"age_days": 12, "html": f"<html><body>{lure}</body></html>"})
    row = judged(club() | {"age_days": 12, "html": f"<html><body>{lure}<p>{said}</p></body></html>"})
    assert row.verdict.rank >= Verdict.SUSPICIOUS.rank and "active" in row.states and "fetch-blocked" not in row.states
    assert {t.type for t in bare.scam_types} <= {t.type for t in row.scam_types}


ERRORS = [401, 403, 404, 410, 429, 451, 500, 503, 530]


@pytest.mark.parametrize("lure", [f"<title>Windows Defender Alert</title>{ALARM}", JOB], ids=["alarm", "job"])
@pytest.mark.parametrize("code", ERRORS)
def test_a_scheme_told_in_few_words_under_an_http_error_is_read(lure: str, code: int) -> None:
    site = club() | {"age_days": 12, "html": f"<html><body>{lure}</body></html>"}
    bare, row = judged(site), answered(site, code)
    page = row.facts("page", PageFacts)
    assert row.verdict.rank >= Verdict.SUSPICIOUS.rank and "active" in row.states
    assert page is not None and (page.status_code, page.complete, READ_ALL_THE_SAME in page.flags) == (code, False, True)
    assert {t.type for t in bare.scam_types} <= {t.type for t in row.scam_types}
    assert answered(site | {"age_days": 1_500, "html": "<html><body>Gone fishing, back on Monday morning</body></html>"}, code).verdict is (
        Verdict.UNDETERMINED
    )


@pytest.mark.parametrize("code", ERRORS)
def test_an_http_error_with_many_words_acquits_nobody(code: int) -> None:
    row = answered(club() | {"age_days": 1_500}, code)
    assert row.verdict is Verdict.UNDETERMINED
    assert sum(c.log_odds for c in row.contributions if "page" in Rules.load().catalog.rows[c.reading.signal].needs) > -1e-9


@pytest.mark.parametrize("code", [403, 404, 503])
@pytest.mark.parametrize(
    "html",
    [
        "<title>404</title><p>Page not found. Latest news: Police arrest gang that posed as officers and made victims transfer millions to "
        "a safe account.</p>",
        "<title>Bank</title><p>Our online banking is down until 06:00. Beware of callers who say that they are our officers: we never "
        "ask for an OTP or to transfer money to a safe account.</p>",
        "<p>เว็บไซต์นี้ถูกปิดกั้นตามคำสั่งศาล เนื่องจากหลอกลงทุน หลอกให้โอนเงิน แอบอ้างเจ้าหน้าที่ตำรวจ</p>",
        "<p>Situs ini diblokir karena mengandung konten perjudian, slot online, penipuan investasi.</p>",
        "<title>Access Denied</title><p>Reason: online casino, slot, betting, gambling. Contact your administrator.</p>",
    ],
)
def test_the_server_s_own_message_accuses_nobody_of_what_it_speaks_of(html: str, code: int) -> None:
    for age_days in (5, 1_500):
        assert answered(club() | {"age_days": age_days, "html": f"<html><body>{html}</body></html>"}, code).verdict is Verdict.UNDETERMINED


SAFE_ACCOUNT = (
    "<title>ตรวจสอบสถานะคดี</title><h1>ระบบตรวจสอบหมายจับ</h1><p>ท่านมีส่วนเกี่ยวข้องกับคดีฟอกเงิน ห้ามบอกผู้ใด โอนเงินเข้าบัญชีปลอดภัย"
    "เพื่อตรวจสอบภายในวันนี้ "
    "มิฉะนั้นจะถูกอายัดบัญชีและจับกุม</p>"
)
SLOTS = (
    "<title>Slot Gacor 88</title><h1>Situs slot gacor maxwin</h1><p>Daftar sekarang bonus new member 100%. Deposit pulsa, togel, "
    "kasino online. Link alternatif anti internet positif.</p>"
)
OTHERS = [
    "Internet Positif",
    "Situs ini telah diblokir",
    "ถูกระงับโดยกระทรวง",
    "This website has been blocked",
    "This domain has been seized",
]


@pytest.mark.parametrize("code", [200, 403, 404])
@pytest.mark.parametrize("said", OTHERS)
def test_the_notice_of_another_party_takes_nothing_from_a_scheme_that_convicts(said: str, code: int) -> None:
    for lure in (SAFE_ACCOUNT, SLOTS + "<a href=/daftar>Daftar</a>"):
        row = answered(club() | {"age_days": 12, "html": f"<html><body>{lure}<p>{said}</p></body></html>"}, code)
        page = row.facts("page", PageFacts)
        assert row.verdict.rank >= Verdict.LIKELY_SCAM.rank and "active" in row.states
        assert page is not None and (page.complete, READ_ALL_THE_SAME in page.flags) == (False, True)


CLOSED = [
    "<p>គេហទំព័រនេះត្រូវបានបិទ ដោយសារល្បែងស៊ីសងខុសច្បាប់ កាស៊ីណូអនឡាញ ភ្នាល់បាល់ សូមទាក់ទងនគរបាល</p>",
    "<p>Website này đã bị chặn truy cập do đánh bạc trực tuyến, cá cược bóng đá, nổ hũ. "
    "<a href=https://www.bocongan.gov.vn/tin>Bộ Công an</a></p>",
    "<p>Situs ini telah diblokir. Kami memblokir judi online: slot gacor, maxwin, bonus new member, togel, kasino. aduankonten.id</p>",
    "<p>เว็บพนันออนไลน์นี้ถูกระงับโดยกระทรวงดิจิทัล สล็อตเว็บตรง บาคาร่า แทงบอล ฝากถอนออโต้ มีโทษจำคุก</p>",
    "<title>Toto 4D results</title><p>Draw not found. 4D, Toto and Sweep results, prizes and winning numbers of Singapore Pools.</p>",
    "<p>Related searches: Online Casino Bonus | Slots Real Money | Baccarat Online | Sports Betting | Poker Sites</p>",
    "<title>Seized</title><p>This domain has been seized. The site displayed a false Windows Defender alert, told visitors that their "
    "computer is locked by a Trojan, and to call a technician immediately.</p>",
    "<p>ปิดกั้นตามคำสั่งศาล เว็บไซต์นี้แอบอ้างเป็นตำรวจ ข่มขู่ว่าเกี่ยวข้องกับคดีฟอกเงิน ห้ามบอกผู้ใด ให้โอนเงินเข้าบัญชีปลอดภัย</p>",
]


@pytest.mark.parametrize("code", [403, 404, 451])
@pytest.mark.parametrize("html", CLOSED)
def test_gambling_that_is_named_where_nothing_leads_on_and_crimes_in_a_notice_accuse_nobody(html: str, code: int) -> None:
    for age_days in (12, 1_500):
        assert answered(club() | {"age_days": age_days, "html": f"<html><body>{html}</body></html>"}, code).verdict is Verdict.UNDETERMINED


@pytest.mark.parametrize("on", ["<a href=/register>สมัคร</a>", "<a href=https://play.slots168.top/>สมัคร</a>"])
def test_gambling_that_leads_on_is_read_under_an_http_error(on: str) -> None:
    offer = "สมัครสมาชิก รับโบนัส 100% ฝากถอนออโต้ ไม่มีขั้นต่ำ บาคาร่า แทงบอล คาสิโนออนไลน์"
    html = f"<html><body><title>สล็อตเว็บตรง 168</title><p>{offer}</p>{on}</body></html>"
    assert answered(club() | {"age_days": 12, "html": html}, 404).verdict is Verdict.LIKELY_SCAM


def test_a_telephone_of_a_false_alarm_is_read_beside_the_words_of_a_refusal() -> None:
    html = (
        "<html><head><title>Access denied</title></head><body><h1>Your computer is locked</h1><p>Trojan spyware detected. Do not shut "
        "down your computer. Call the technician desk +1 888 555 0199 immediately to remove the virus or your computer is disabled. "
        "Your passwords and credit card details are being stolen.</p></body></html>"
    )
    assert judged(club() | {"age_days": 12, "html": html}).verdict.rank >= Verdict.LIKELY_SCAM.rank


def test_the_scheme_beside_the_words_of_a_door_was_read_in_part() -> None:
    html = f"<html><body>{JOB}<p>I'm not a robot</p></body></html>"
    row = judged(club() | {"age_days": 12, "html": html})
    page = row.facts("page", PageFacts)
    assert page is not None and (page.complete, page.incomplete_because) == (False, "the content of the site could not be seen (captcha)")
    fewer = "<html><body><h1>Part-time job, work from home</h1><p>Earn 5000 baht daily.</p><p>I'm not a robot</p></body></html>"
    # of a name of many years it convicts nobody, and acquits nobody
    assert judged(club() | {"html": fewer}).verdict is Verdict.UNDETERMINED


def test_a_scheme_that_quotes_is_read_beside_a_door_and_where_it_was_left_for_one() -> None:
    """What a page quotes is looked for on the page that convicts, not on the door at which the redirects end."""
    alarm = f"<title>Windows Defender Alert</title>{ALARM}<p>Your passwords and credit card details are being stolen by hackers.</p>"
    quoting = f'{alarm}<p>"We saw the virus on your computer, call us now", says the technician.</p>'
    site = club() | {"age_days": 12, "html": f"<html><body>{quoting}<p>I'm not a robot</p></body></html>"}
    assert judged(site).verdict.rank > Verdict.SUSPICIOUS.rank
    given = dossier(site | {"html": f"<html><body>{quoting}</body></html>"})
    page = given.evidence["page"]
    door = replace(page.facts, text="I'm not a robot", barrier="captcha", left=(page.facts,))
    evidence = given.evidence | {"page": replace(page, facts=door)}
    assert assessed(replace(given, evidence=evidence, status=status(evidence))).verdict.rank > Verdict.SUSPICIOUS.rank


REAL = [
    "<title>安全验证</title><p>您的账户或网络存在异常访问，可能存在风险。请完成验证以继续。防止资金被盗，诈骗</p>",
    "<title>安全验证</title><p>为了您的账号安全，请完成验证后继续访问。 腾讯云 EdgeOne 防护</p>",
    "<title>Security Verification</title><p>Please complete the security verification to continue. Verifying your browser.</p>",
    "<title>しばらくお待ちください...</title><p>人間であることを確認します。続行する前にお客様の接続のセキュリティを確認する必要があります。</p>",
    "<title>Attention Required! | Cloudflare</title><h1>Sorry, you have been blocked</h1><p>This website is using a "
    "security service to protect "
    "itself from online attacks. The action you just performed triggered the security solution.</p>",
    "<title>Security check</title><p>Your computer may be infected with a virus or malware. Please complete the captcha.</p>",
    "<title>Police</title><p>too many requests. The police never call to ask for a transfer to a safe account. Report fraud at 1441.</p>",
    "<title>Access Denied</title><p>Access denied. Reason: online casino, slot, betting, gambling. Contact your administrator.</p>",
    "<title>Why a captcha?</title><p>It asks you to prove that you are not a robot. Some scam pages use a false "
    "captcha. Never paste commands "
    "that a page gives you. Report suspicious calls to the police.</p><p>confirm you are human</p>",
    "<title>This domain has been seized</title><p>This domain has been seized by the police for money laundering and "
    "fraud. An arrest warrant was "
    "issued; the account is frozen.</p>",
]


@pytest.mark.parametrize("html", REAL)
@pytest.mark.parametrize("age_days", [5, 1_500])
def test_a_real_door_accuses_and_acquits_nobody_whatever_it_speaks_of(html: str, age_days: int) -> None:
    row = judged(club() | {"age_days": age_days, "html": f"<html><body>{html}</body></html>"})
    assert row.verdict is Verdict.UNDETERMINED and "fetch-blocked" in row.states
    assert abs(sum(c.log_odds for c in row.contributions if "page" in Rules.load().catalog.rows[c.reading.signal].needs)) < 1e-9


@pytest.mark.parametrize("notice", ["This website is under maintenance.", "503 service unavailable", "This domain may be for sale."])
def test_a_notice_alone_speaks_neither_for_nor_against_a_site(notice: str) -> None:
    row = judged(club() | {"html": f"<html><head><title>Club</title></head><body><p>{notice}</p></body></html>"})
    assert row.verdict is Verdict.UNDETERMINED and "the content of the site could not be seen (" in row.status_reason
    assert abs(sum(c.log_odds for c in row.contributions if "page" in Rules.load().catalog.rows[c.reading.signal].needs)) < 1e-9


def test_an_honest_page_is_not_accused_for_a_lost_connection() -> None:
    honest = [site for site in sites("dev") if not site["scam"]][:6]
    assert [site["id"] for site in honest if judged(site, cut=RESET).verdict.rank >= Verdict.SUSPICIOUS.rank] == []


def test_what_accuses_without_any_page_does_so_beside_the_beginning_of_an_honest_one() -> None:
    """Else a scam would only have to send the first half of a garden club, and then nothing."""
    site = {**club(), "host": "validate-metamask.fr", "age_days": 400}
    assert judged(site).verdict is Verdict.NO_FINDING
    assert judged(site, cut=RESET).verdict is Verdict.SUSPICIOUS


def test_a_row_tells_that_its_page_is_cut_and_that_its_contacts_are_unknown() -> None:
    row = judged(club(), cut=RESET)
    assert (row.status, row.status_reason) == (LineStatus.PARTIAL, f"page: {RESET}")
    style = Style(several=False, verbose=1)
    assert next(csv.DictReader("".join(RENDERERS["csv"]([row], style)).splitlines()))["contacts"] == "unknown"
    assert json.loads("".join(RENDERERS["json"]([row], style)))["facts"]["contacts"] is None


def test_a_list_of_contacts_that_is_cut_leaves_them_unknown_and_no_word() -> None:
    row = judged(club(), caps=("contacts 200",))
    assert {u.family for u in row.unknown if "200 contacts" in u.because} == {"contact", "ways"}
    assert row.verdict is Verdict.NO_FINDING
