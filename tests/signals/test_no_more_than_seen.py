"""Reasons say no more than was measured: of forms, chats, ways, certificates, mail and registrars."""

from datetime import timedelta
from typing import Any

import pytest

from scamtriage.records.evidence import Dossier
from scamtriage.records.facts import DmarcFacts, DnsAnswer, DnsFacts, DnsOutcome, SpfFacts
from scamtriage.records.findings import Presence
from scamtriage.signals.view import View
from tests.judgement.sites import NOW, assessed, dossier, sites
from tests.signals.one_page import PLAIN, given, presence, reasons, site
from tests.signals.readings import RULES


def nats(found: Dossier, signal: str) -> float:
    row = assessed(found)
    return next((c.raw for c in row.contributions if c.reading.signal == signal), 0.0)


def test_one_path_is_a_programmers_word_and_several_together_are_a_kits() -> None:
    once = site(PLAIN + '<form action="/next.php"><input name=a></form><a href="./next.php?step=2">On</a>')
    assert nats(once, "http-kit-artifacts") < 1
    assert reasons(once)["http-kit-artifacts"] == "the source of the page holds /next.php, as phishing kits do too"
    assert (
        nats(site(PLAIN + '<form action="/next.php"><input name=a></form><script src="/antibots/1.php"></script>'), "http-kit-artifacts")
        > 1
    )


@pytest.mark.parametrize(
    ("certificate", "expected"),
    [
        ({}, Presence.PRESENT),
        ({"self_signed": True}, Presence.ABSENT),
        ({"name_matches": False}, Presence.ABSENT),
        ({"not_after": NOW - timedelta(days=400)}, Presence.ABSENT),
        ({"chain": "invalid"}, Presence.ABSENT),
        ({"chain": "unverified"}, Presence.UNKNOWN),
        ({"name_matches": None}, Presence.UNKNOWN),
        ({"chain": "unverified", "organisation": "Somebody Else"}, Presence.ABSENT),
    ],
)
def test_only_a_certificate_that_holds_tells_who_was_vetted(certificate: dict[str, Any], expected: Presence) -> None:
    vetted = given(site(PLAIN + "<p>© Mill Library</p>"), "certificate", validation="ev", organisation="Mill Library Ltd")
    shown = given(vetted, "page", site_name="Mill Library")
    assert presence(given(shown, "certificate", **certificate), "tls-ov-ev") is expected


TAWK = "<script src='https://embed.tawk.to/5f1234567890abcdef123456/default'></script>"
ASKS = (
    "<p>Fast loan, instant approval. Apply now with your account.</p>"
    "<form method=post action=/send><input type=password name=password>{}</form>"
)
LINE = "<a href='https://line.me/ti/p/~abcloan'>LINE</a>"


@pytest.mark.parametrize(
    ("ways", "field", "window", "messenger"),
    [
        (TAWK, "", True, False),
        (LINE, "", False, True),
        (TAWK + LINE, "", False, True),
        (TAWK + "<a href='mailto:fastloan@gmail.com'>Mail</a>", "", False, False),
        (TAWK + LINE, "<textarea name=message placeholder='Your message'></textarea>", False, False),
        (LINE, "<textarea name=message placeholder='Your message'></textarea>", False, False),
        (TAWK, "<textarea name=seed placeholder='Enter your 12 word recovery phrase'></textarea>", True, False),
    ],
)
def test_the_only_way_is_said_of_a_way_beside_which_there_is_none(ways: str, field: str, window: bool, messenger: bool) -> None:
    said = reasons(site(ASKS.format(field) + ways))
    assert ("http-livechat-sole" in said, "contact-messenger-only" in said) == (window, messenger)
    if messenger:
        listed = "LINE abcloan, tawk" if TAWK in ways else "LINE abcloan"
        assert said["contact-messenger-only"] == f"chats are the only ways that the page gives to reach it: {listed}"


def test_who_talks_as_scams_do_is_not_told_to_have_asked_nothing() -> None:
    quiet = whole = False
    for one in sites("017"):
        row = assessed(one)
        nats = {c.reading.signal: c.raw for c in row.contributions}
        like_scams = nats.get("page-wording", 0.0) > 0 or "page-like-calls" in nats
        assert not ("content-nothing-asked" in nats and like_scams), one["id"]
        quiet, whole = quiet or "content-nothing-asked" in nats, whole or like_scams
    assert quiet and whole


BOT = "<script>fetch('https://api.telegram.org/bot5551234567:AAE4kd93kLmNoPqRsTuVwXyZ0123456789a/sendMessage?chat_id=1')</script>"


@pytest.mark.parametrize(
    ("typed", "weight"),
    [("", 1.0), ("<form><input type=hidden name=id></form>", 1.0), ("<form><input type=text name=note></form>", 2.8)],
)
def test_a_chat_bot_weighs_less_where_nothing_can_be_typed(typed: str, weight: float) -> None:
    found = site(PLAIN + BOT + typed)
    assert nats(found, "http-telegram-exfil") == weight
    assert reasons(found)["http-telegram-exfil"] == "the page contains the address of a chat bot to which it can send data (a Telegram bot)"


def test_a_policy_that_sets_forged_mail_aside_is_not_said_to_refuse_it() -> None:
    mail = DnsAnswer(name="one-page.org", rtype="MX", outcome=DnsOutcome.OK)
    found = site(PLAIN)
    dns = found.evidence["dns"].facts
    assert isinstance(dns, DnsFacts)
    answers = (*(answer for answer in dns.answers if answer.rtype != "MX"), mail)
    kept = {"dmarc": DmarcFacts(record="", policy="quarantine"), "spf": SpfFacts(record="", all="~", complete=True)}
    told = reasons(given(found, "dns", answers=answers, mx_hosts=("mx.one-page.org",), **kept))["dns-dmarc-enforced"]
    assert "refused or set aside" in told


REGISTRARS = ("reg-corporate-registrar", "reg-registrar-weight")


@pytest.mark.parametrize(
    ("name", "number", "corporate", "abused"),
    [
        ("MarkMonitor Inc.", 292, Presence.PRESENT, Presence.ABSENT),
        ("MarkMonitor Inc.", None, Presence.PRESENT, Presence.ABSENT),
        ("", 292, Presence.PRESENT, Presence.ABSENT),
        ("MM, Inc.", 292, Presence.PRESENT, Presence.ABSENT),
        ("Unsafenames Ltd", None, Presence.ABSENT, Presence.ABSENT),
        ("SAFENAMES-LTD", None, Presence.PRESENT, Presence.ABSENT),
        ("Gname.com Pte. Ltd.", 292, Presence.UNKNOWN, Presence.UNKNOWN),
        ("MarkMonitor Inc.", 9999, Presence.UNKNOWN, Presence.ABSENT),
        ("A Registrar", 9999, Presence.ABSENT, Presence.ABSENT),
        ("NameSilo, LLC", 1479, Presence.ABSENT, Presence.PRESENT),
        ("", 3765, Presence.ABSENT, Presence.PRESENT),
    ],
)
def test_a_registrar_is_told_by_its_number_and_its_whole_name(name: str, number: int | None, corporate: Presence, abused: Presence) -> None:
    found = given(site(PLAIN), "registration", registrar=name, registrar_iana_id=number)
    assert tuple(presence(found, signal) for signal in REGISTRARS) == (corporate, abused)
    said = reasons(found)
    assert all(f"the registrar {name or f'IANA {number}'} " in said[signal] for signal in REGISTRARS if signal in said)


@pytest.mark.parametrize(
    ("bank", "number", "foreign"),
    [
        ("Scotiabank", "+1 800 472 6842", False),
        ("Bank of America", "+1 416 555 1234", False),
        ("Scotiabank", "+66 2 123 4567", True),
        ("Bangkok Bank", "+1 800 472 6842", True),
    ],
)
def test_a_number_of_north_america_is_foreign_to_none_of_its_houses(bank: str, number: str, foreign: bool) -> None:
    html = f"<title>{bank}</title><h1>{bank}</h1>{PLAIN}<p>Call us: {number}</p><form><input name=otp placeholder='OTP code'></form>"
    said = reasons(dossier({"host": "one-page.org", "age_days": 400, "html": f"<html lang=en>{html}</html>"}))
    assert ("contact-authority-foreign-phone" in said, "contact-phone-country-mismatch" in said) == (foreign, foreign)


IMITATION = "<title>Maybank2u</title><h1>Maybank</h1><p>Log in to Maybank to verify your account.</p><form><input type=password></form>"


@pytest.mark.parametrize(
    ("asked", "found", "told"),
    [
        ("https://old-college.com/wp/a/b/login", "https://old-college.com/wp/a/b/login", True),
        ("https://old-college.com/wp/a/b/login", "https://www.old-college.com/wp/a/b/in.html", True),
        ("https://old-college.com/wp/a/b/out?u=x", "https://mb-verify.top/wp/a/b/login", False),
        ("https://old-college.com/wp/a/b/gone", "https://old-college.com/", False),
        ("https://old-college.com/", "https://old-college.com/en/web/guest/home", False),
    ],
)
def test_deep_inside_an_old_site_lies_what_was_found_there(asked: str, found: str, told: bool) -> None:
    page = dossier({"host": asked, "age_days": 5000, "html": f"<html lang=en>{IMITATION}</html>"})
    led = given(page, "page", final_url=found, final_host=found.split("/")[2])
    said = reasons(led)
    assert "content-brand-mismatch" in said and ("combo-old-hacked" in said) is told


SLOTS = "<div style='display:none'>slot gacor, situs slot, mahjong ways, maxwin, deposit pulsa</div>"


@pytest.mark.parametrize(("host", "told"), [("one-page.org", True), ("slot-hall.top", False)])
def test_what_stands_hidden_under_another_name_was_not_put_into_an_old_site(host: str, told: bool) -> None:
    led = given(site(PLAIN + SLOTS, age_days=5000), "page", final_host=host, final_url=f"https://{host}/")
    assert ("content-seo-parasite" in reasons(led)) is told


def test_a_tool_is_named_that_stands_beside_what_presses() -> None:
    tools = f"<p>We use TeamViewer in our office.</p>{PLAIN * 4}<p>To get your refund open RustDesk at once. Call +66 81 234 5678.</p>"
    said = reasons(site(tools))["contact-remote-access"]
    assert said.startswith("'RustDesk', a way") and "open RustDesk at once" in said


def test_a_shop_without_a_basket_is_not_said_to_have_one() -> None:
    card = "<form><input name=card placeholder='Card number'><input name=address placeholder='Delivery address'></form>"
    said = reasons(site(f"<h1>Clearance sale</h1><p>Everything up to 90% off, closing down sale.</p>{card}"))
    assert said["content-shop-no-identity"] == "on a page that sells, no address, phone, company number or mail of its own was recognised"


def test_no_rule_is_said_to_have_matched_none_beside_one_that_did() -> None:
    form = "<form><input name=name placeholder='Your name'></form>"
    calm, hurried = site(PLAIN + form), site(f"{PLAIN}<p>Reserve now: this offer expires today, last chance.</p>{form}")
    assert "content-nothing-asked" in reasons(calm) and "content-urgency" not in reasons(calm)
    assert "content-nothing-asked" not in reasons(hurried) and "content-urgency" in reasons(hurried)


def test_who_offers_a_file_beside_the_stores_is_not_told_to_make_no_demand() -> None:
    offering = reasons(dossier(next(one for one in sites("005") if one["id"] == "en-msp-remote")))
    quiet = reasons(dossier(next(one for one in sites("005") if one["id"] == "en-concert-hall")))
    assert "http-app-file" in offering and "combo-new-honest-business" not in offering
    assert "combo-new-honest-business" in quiet


@pytest.mark.parametrize(
    ("organisation", "shown", "expected"),
    [
        ("Bo Ltd", "Books and games", Presence.ABSENT),
        ("Bo Ltd", "Bo - books", Presence.PRESENT),
        ("Bo Ltd", "Bố mẹ và con", Presence.ABSENT),
        ("Alibaba (China) Ltd", "阿里巴巴Alibaba(China)官网", Presence.PRESENT),
        ("Kasikornbank PCL", "ธนาคารKasikornbank PCLจำกัด", Presence.PRESENT),
        ("中国建设银行股份有限公司", "欢迎访问中国建设银行股份有限公司", Presence.PRESENT),
    ],
)
def test_a_name_that_was_vetted_is_shown_as_a_word(organisation: str, shown: str, expected: Presence) -> None:
    vetted = given(site(PLAIN), "certificate", validation="ov", organisation=organisation)
    assert presence(given(vetted, "page", title=shown), "tls-ov-ev") is expected


@pytest.mark.parametrize(
    ("language", "address"),
    [
        ("hi", "पता: मकान नंबर १२, गांधी मार्ग, वार्ड ५, जयपुर ३०२००१"),
        ("lo", "ບ້ານ ໂພນໄຊ, ໜ່ວຍ ໑໒, ເມືອງ ໄຊເສດຖາ, ຖະໜົນ ໒໓ ສິງຫາ"),
        ("km", "ផ្ទះលេខ ១២ ផ្លូវ ២៧១ សង្កាត់ ទឹកល្អក់ ខណ្ឌទួលគោក"),
    ],
)
def test_an_address_is_one_in_the_figures_of_its_own_language(language: str, address: str) -> None:
    html = f"<html lang={language}><title>One page</title>{PLAIN}<p>{address}</p></html>"
    assert View(dossier({"host": "one-page.org", "age_days": 400, "html": html}), RULES.tables).identity.address
