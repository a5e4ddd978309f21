"""Alarm and the scripts of callers: what is counted stands together, who is named stands near, and the reason shows what is said."""

from typing import Any

import pytest

from scamtriage.assess import Rules
from scamtriage.knowledge.speech import LANGUAGES, speech
from scamtriage.records.assessment import Verdict
from scamtriage.records.findings import Measurement
from scamtriage.signals.contact import impossible_number, tollfree_beside_alarm
from scamtriage.signals.content import alarm, mule_offer
from scamtriage.signals.helplines import care_page
from scamtriage.signals.officer_script import case_script
from scamtriage.signals.view import View
from tests.judgement.sites import assessed, dossier, sites

TABLES = Rules.load().tables
FILLER = "We mend bicycles and boats on the river all the year round. " * 12


def view(body: str, language: str = "en", title: str = "One page") -> View:
    html = f'<html lang="{language}"><title>{title}</title><p>All about it on one page.</p>{body}</html>'
    return View(dossier({"host": "one-page.org", "html": html, "age_days": 400}), TABLES)


def shown(found: Measurement) -> dict[str, Any]:
    return dict(found.shown)


def test_alarm_is_counted_where_the_maker_is_named() -> None:
    spread = "".join(f"<p>{FILLER} {word}.</p>" for word in ("infected", "hacked", "spyware", "ransomware"))
    assert (alarm(view(f"<p>We service Microsoft Windows.</p>{spread}")).value or 0) < 3
    together = "<p>Your computer is infected, hacked and locked: spyware and ransomware found by Microsoft.</p>"
    found = alarm(view(f"<p>Parts for HP printers.</p><p>{FILLER}</p>{together}"))
    assert found.value and found.value >= 4
    assert shown(found)["brand"] == "Microsoft" and "spyware" in shown(found)["quote"]


QUOTED = '<p>Warning: beware of calls from "+1441", police never call from it. Do not call such numbers.</p>'


@pytest.mark.parametrize(("body", "whose"), [
    (QUOTED, None),
    (f'{QUOTED}<p><a href="tel:+1599">Call our officers</a></p>', "tel:+1599"),
    (f"{QUOTED}<p>{FILLER}</p><p>Hotline of our officers: +1599</p>", "+1599"),
])  # fmt: skip
def test_a_forged_number_that_a_page_warns_of_hides_no_other(body: str, whose: str | None) -> None:
    assert shown(impossible_number(view(body))).get("number") == whose


def test_title_and_text_below_it_stand_together() -> None:
    body = "<p>Your computer is infected and locked. Spyware was found.</p>"
    assert (alarm(view(body, title="Microsoft security warning")).value or 0) >= 3


TOLLFREE = '<p>For a refund call <a href="tel:+18885550179">1-888-555-0179</a> now.</p>'


def test_a_tollfree_number_names_the_near_brand_or_none() -> None:
    near = tollfree_beside_alarm(view(f"<p>{FILLER}</p><p>PayPal charge.</p>{TOLLFREE}<p>{FILLER} We take Mastercard.</p>"))
    far = tollfree_beside_alarm(view(f"{TOLLFREE}<p>{FILLER}{FILLER} We take Mastercard.</p>"))
    assert shown(near)["brand"] == "PayPal"
    assert far.value and "brand" not in shown(far)
    assert "888-555-0179" in shown(near)["quote"] and "refund" in shown(near)["quote"]
    assert "({brand})" not in Rules.load().catalog.rows["contact-tollfree-alarm"].because


REPAIRS = (
    "<h1>Microsoft Windows support and virus removal</h1><p>Is your computer infected or blocked? Bring it in, or write on"
    ' <a href="https://wa.me/60123456780">WhatsApp</a>.</p>'
)
HELPS = "<h1>Microsoft Windows support</h1><p>Your computer is infected and blocked.</p>"


@pytest.mark.parametrize(
    ("body", "own"),
    [
        (f"{REPAIRS}<p>Beware of scammers who claim to be from Microsoft and ring from 1-888-214-7731.</p>", False),
        (f"{REPAIRS}<p>Fraudsters pose as Microsoft and give 1-888-214-7731.</p><p>If you see 1-888-214-7731, it is a scam.</p>", False),
        (f"{REPAIRS}<p>A customer saw “your computer is locked, call 1-888-214-7731 at once” and came to us.</p>", False),
        (f"{REPAIRS}<p>谨防诈骗：骗子冒充微软客服，使用 1-888-214-7731 打电话。</p>", False),
        (f"{REPAIRS}<p>Our help desk: 1-888-214-7731</p>", True),
        (f"{REPAIRS}<p>Beware of scammers who give 1-888-214-7731.</p><p>Our number is 1-888-214-7731.</p>", True),
        (f"{REPAIRS}<p>Beware of scammers who give 1-888-214-7731.</p><p>Desk: (888) 214 7731</p>", True),
        (f'{REPAIRS}<p>Beware of scammers, <a href="tel:+18882147731">1-888-214-7731</a>.</p>', True),
        (f"{REPAIRS}<p>Beware of fake agents, call now only 1-888-214-7731.</p>", True),
        (f"{REPAIRS}<p>Beware of scammers: the only genuine Microsoft helpline is 1-888-214-7731.</p>", True),
        (f"{REPAIRS}<p>谨防诈骗：骗子很多，唯一官方客服 1-888-214-7731.</p>", True),
        (f"{REPAIRS}<p>Scammers write “your computer is locked, the only genuine helpline is 1-888-214-7731” there.</p>", False),
        (f"{HELPS}<p>Beware of fake websites, the official helpline is 1-888-214-7731.</p>", True),
    ],
)
def test_a_number_that_is_warned_of_is_not_the_pages(body: str, own: bool) -> None:
    """A repair shop is no help line of Microsoft's by the number in its warning. Who gives no other way leaves its visitors that one."""
    page = view(body, title="Microsoft Windows support")
    assert bool(tollfree_beside_alarm(page).value) is own
    assert bool(care_page(page).value) is own


OFFICER = (
    "<p>Nama anda disenaraikan dalam kes pengubahan wang haram oleh polis. Pindahkan simpanan ke akaun siasatan, akan dipulangkan. "
    'Jangan beritahu sesiapa. <a href="https://wa.me/60112345678">WhatsApp</a></p>'
)


def test_a_script_shows_a_word_of_each_of_its_parts() -> None:
    found = case_script(view(OFFICER, "ms"))
    assert found.value and found.value >= 6
    assert all(word in shown(found)["terms"] for word in ("pengubahan wang haram", "polis", "jangan beritahu"))


@pytest.mark.parametrize(("name", "site"), [("008", "ms-pinjam-long"), ("015", "km-quick-riel"), ("013", "fil-loan-salapi")])
def test_a_lender_is_no_officer(name: str, site: str) -> None:
    found = case_script(View(dossier(next(s for s in sites(name) if s["id"] == site)), TABLES))
    assert not found.value


def test_no_nearness_is_said_where_none_was_measured() -> None:
    call = "<a href='tel:+18445553917'><img src=call.png></a>"
    body = f"{call}<p>{FILLER * 20}</p><p>Your computer is infected. A virus was found by Microsoft.</p>"
    html = f"<html lang=en><title>One page</title>{body}</html>"
    row = assessed({"host": "one-page.org", "html": html, "age_days": 400})
    said = {c.reading.signal: c.because for c in row.contributions}
    assert said["contact-tollfree-alarm"].startswith("the page gives the number +18445553917 (1 time) and says 'infected'")
    for language in LANGUAGES:
        for signal in ("contact-tollfree-alarm", "contact-alarm-number", "contact-phone-multibrand"):
            sentence = speech(language).reasons.get(signal) or Rules.load().catalog.rows[signal].because
            assert not any(near in sentence for near in ("beside", "meet", "ใกล้", "ข้าง", "dekat", "samping", "sebelah", "cạnh", "旁", "邻"))


LOOP = "<script>setInterval(function () { alert('Call us'); }, 500)</script>"


@pytest.mark.parametrize(
    ("html", "locked"),
    [
        (LOOP + "<p>Call us: +1 888 776 6999</p>", True),
        (LOOP + "<p>Write to us: desk@device-help.net</p>", False),
        ("<p>Call us: +1 888 776 6999</p>", False),
    ],
)
def test_dialogs_without_end_lock_the_browser_beside_a_number_to_call(html: str, *, locked: bool) -> None:
    judged = assessed(
        dossier({"host": "device-help.net", "html": f"<title>Help</title><h1>Help with your device</h1>{html}", "age_days": 300})
    )
    assert ("http-fullscreen-loop" in {c.reading.signal for c in judged.contributions}) is locked


def test_lent_accounts_of_which_a_false_officer_speaks_are_his_charge_and_no_offer() -> None:
    charge = "<p>ตำรวจ: ท่านถูกกล่าวหาคดีฟอกเงิน ผู้ต้องหารับจ้างเปิดบัญชี มีหมายจับ จะอายัดบัญชี โอนเงินเพื่อตรวจสอบเข้าบัญชีกลาง</p>"
    assert view(charge, "th").text.meant("mule") and not mule_offer(view(charge, "th")).value
    assert mule_offer(view("<p>รับจ้างเปิดบัญชี รายได้ดี รับเงินสด ทักไลน์</p>", "th")).value


FULL = "<script>document.documentElement.requestFullscreen(); addEventListener('beforeunload', e => e.preventDefault())</script>"
SOUND = "<audio src=a.mp3 autoplay loop></audio>"


@pytest.mark.parametrize(
    ("title", "body", "flagged"),
    [
        ("Security Center 0x268d3", "This PC is blocked. Threats detected: 4. Call Windows support: +1 888 776 6999", True),
        ("Dragon Run", "Play the game in your browser. Sound on.", False),
        ("Slot Gacor Hari Ini", "Situs slot gacor maxwin, deposit pulsa tanpa potongan, bonus new member 100%.", False),
        ("MetaMask restore", "Enter your 12 word seed phrase. <textarea name=seed placeholder='seed phrase'></textarea>", False),
    ],
)
def test_a_locked_browser_is_a_call_centres_where_a_call_is_wanted(title: str, body: str, *, flagged: bool) -> None:
    html = f"<title>{title}</title><h1>{title}</h1><p>{body}</p>{FULL}{SOUND}"
    judged = assessed({"host": "one-page.org", "html": html, "age_days": 20})
    assert judged.verdict >= Verdict.SUSPICIOUS
    assert ("fake-call-centre" in judged.flags) is flagged
