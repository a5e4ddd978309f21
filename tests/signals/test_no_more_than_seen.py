"""Reasons say no more than was measured: of forms, chats, ways, certificates, mail and registrars."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from scamtriage.assess import Rules
from scamtriage.knowledge.judgement.catalog import load_catalog
from scamtriage.knowledge.speech import speech
from scamtriage.records.assessment import Presence
from scamtriage.records.evidence import Dossier
from scamtriage.records.facts import DmarcFacts, DnsAnswer, DnsFacts, DnsOutcome, Hop, SpfFacts
from scamtriage.signals.contact import number_repeated
from scamtriage.signals.reading import silences
from scamtriage.signals.view import View
from tests.judgement.sites import NOW, assessed, dossier, sites

RULES = Rules.load()
PLAIN = "<p>We lend books, films and games to readers of all ages, six days a week, in the old mill by the river.</p>"


def site(html: str, host: str = "one-page.org", age_days: int = 400) -> Dossier:
    return dossier({"host": host, "age_days": age_days, "html": f"<html lang=en><title>One page</title>{html}</html>"})


def given(found: Dossier, collector: str, **facts: Any) -> Dossier:
    """The same where this collector saw something else."""
    one = found.evidence[collector]
    assert one.facts is not None
    return replace(found, evidence={**found.evidence, collector: replace(one, facts=replace(one.facts, **facts))})


def presence(found: Dossier, signal: str) -> Presence:
    view = View(found, RULES.tables)
    return next(r.presence for r in RULES.reader.read(view, frozenset(silences(view))) if r.signal == signal)


def reasons(found: Dossier) -> dict[str, str]:
    row = assessed(found)
    return {c.reading.signal: c.because for c in row.contributions}


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


@pytest.mark.parametrize(
    ("way", "others"),
    [
        (("one-page.org", "www.one-page.org"), 0),
        (("one-page.org", "two.com"), 0),
        (("one-page.org", "two.com", "three.com"), 1),
        (("one-page.org", "two.com", "a.two.com", "four.com", "three.com"), 2),
        (("one-page.org", "two.com", "one-page.org"), 1),
        (("one-page.org", "three.com", "one-page.org", "three.com"), 0),
    ],
)
def test_the_sites_that_were_passed_are_counted_and_not_the_steps(way: tuple[str, ...], others: int) -> None:
    hops = tuple(Hop(url=f"https://{host}/", status_code=302) for host in way[:-1])
    led = given(site(PLAIN), "page", hops=hops, final_host=way[-1], final_url=f"https://{way[-1]}/")
    said = reasons(led).get("http-redirect-cross", "")
    assert said == (f"the visitor was led over {others} other site{'s' if others > 1 else ''} before {way[-1]}" if others else "")


def test_nobody_was_led_over_a_site_to_which_only_a_way_leads_that_was_passed_over() -> None:
    """http://… led to a name that does not exist, and the page is at https://…"""
    start, gone = Hop(url="http://one-page.org/", status_code=302), Hop(url="http://two.com/", via="http", outcome="absent")
    led = given(site(PLAIN), "page", hops=(start, gone, Hop(url="https://one-page.org/", status_code=200)), final_host="one-page.org")
    assert "http-redirect-cross" not in reasons(led)


@pytest.mark.parametrize(("others", "kept"), [((), True), (("https://my.maybank2u.com.my/",), False)])
def test_what_was_passed_over_is_no_step_to_the_owner(others: tuple[str, ...], kept: bool) -> None:
    """The usual set-up of a name that its brand keeps: a foreign certificate at https, at http two steps to the brand."""
    host, brand = "maybank2u-support.com", ("https://maybank2u.com.my/", "https://www.maybank2u.com.my/")
    starts = tuple(Hop(url=f"{scheme}://{host}/", status_code=302) for scheme in ("https", "http"))
    hops = starts + tuple(Hop(url=url, via="http", status_code=302) for url in (*others, *brand))
    led = given(site(PLAIN, host), "page", hops=hops, final_host="www.maybank2u.com.my", final_url=brand[1])
    led = given(led, "dns", ns_hosts=("ns1.maybank2u.com.my",))
    assert (presence(led, "ben-defensive-registration") is Presence.PRESENT) is kept


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
    assert reasons(found)["http-telegram-exfil"] == "the page contains the address of a chat bot to which it can send data (telegram-bot)"


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
    ("days", "signal", "years"),
    [(3653, "rep-age-gt-10y", 10), (3652, "rep-age-gt-5y", 10), (3651, "rep-age-gt-5y", 9), (1827, "rep-age-gt-5y", 5)],
)
def test_years_are_those_of_the_calendar(days: int, signal: str, years: int) -> None:
    aged = given(site(PLAIN), "registration", created=NOW - timedelta(days=days))
    assert reasons(aged)[signal] == f"the domain has been registered for {years} years"


def test_three_leap_days_make_no_year_and_a_tenth_year_is_ten() -> None:
    created = datetime(2015, 12, 1, tzinfo=UTC)
    for now, years in ((datetime(2025, 11, 30, 23, tzinfo=UTC), 9), (datetime(2025, 12, 1, tzinfo=UTC), 10)):
        row = assessed(given(site(PLAIN), "registration", created=created), now=now)
        signal = "rep-age-gt-10y" if years == 10 else "rep-age-gt-5y"
        assert f"for {years} years" in next(c.because for c in row.contributions if c.reading.signal == signal)


def pictures(*hosts: str) -> str:
    return "".join(f"<img src='https://{host}/{at}.png'>" for host in hosts for at in range(3))


BANK = ("cdn.kasikornbank.com", "img.kasikornbank.com", "www.kasikornbank.com")


@pytest.mark.parametrize(
    ("hosts", "told"),
    [
        (BANK, True),
        (("cdn.bangkokbank.com", *BANK), True),
        ((*BANK[:1], "a.one-page.org", "b.one-page.org"), False),
    ],
)
def test_pictures_are_counted_over_all_hosts_of_a_house(hosts: tuple[str, ...], told: bool) -> None:
    said = reasons(site(PLAIN + pictures(*hosts))).get("content-hotlinked-brand", "")
    assert said == ("pictures and styles come from cdn.kasikornbank.com, which belongs to Kasikornbank" if told else "")


def test_a_house_whose_page_it_is_may_show_its_own_pictures() -> None:
    """A name for a campaign leads to the bank's own page."""
    led = given(
        site(PLAIN + 2 * pictures("www.kasikornbank.com")),
        "page",
        final_host="www.kasikornbank.com",
        final_url="https://www.kasikornbank.com/",
    )
    assert "content-hotlinked-brand" not in reasons(led)


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
    assert said["content-shop-no-identity"] == "a shop shows no address, phone, company number or mail of its own"


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


BAITS = "salary USD 900, free dormitory, visa arranged, flight ticket paid"


@pytest.mark.parametrize(
    ("notice", "told"),
    [
        (f"Hiring typists for Poipet: {BAITS}.", True),
        (f"Hiring cooks for our canteen: {BAITS}.</p>{PLAIN * 6}<p>Buses to Poipet leave at noon, with the visa at the border.", False),
    ],
)
def test_baits_are_counted_that_stand_beside_the_place(notice: str, told: bool) -> None:
    said = reasons(site(f"<p>{notice}</p>")).get("content-compound-recruit", "")
    assert said.startswith("poipet is named beside") is told and bool(said) is told


def test_the_place_is_named_that_is_quoted() -> None:
    said = reasons(site(f"<p>An office in Cambodia.</p>{PLAIN * 6}<p>Hiring typists for Poipet: {BAITS}.</p>"))["content-compound-recruit"]
    assert said.startswith("poipet is named beside") and "Poipet" in said.partition(": ")[2]


@pytest.mark.parametrize(
    ("language", "says"),
    [("en", "at least"), ("th", "อย่างน้อย"), ("ms", "sekurang"), ("id", "setidaknya"), ("vi", "ít nhất"), ("zh", "至少")],
)
def test_a_number_that_is_counted_up_to_a_limit_stands_there_at_least_so_often(language: str, says: str) -> None:
    row = load_catalog().rows["contact-phone-repeat"]
    for times, known in ((9, True), (15_000, False)):
        found = number_repeated(View(site("<p>Call +60379561234 now.</p>" * times), RULES.tables))
        said = speech(language).because(row, found.shown, found.value)
        assert (says in said) is not known and str(int(found.value or 0)) in said
        assert not known or found.value == times
