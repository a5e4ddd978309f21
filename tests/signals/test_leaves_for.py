"""Pages that take a secret and lead on to an organisation's front page, and honest ones that lead somewhere too."""

import pytest

from scamtriage.records.assessment import Assessment, Verdict
from tests.judgement.sites import assessed

PIN = '<form id="f"><input name="u"><input name="pin" type="password" placeholder="ATM PIN"><button>OK</button></form>'
LOG_IN = '<form id="f"><input name="u"><input name="p" type="password" placeholder="Password"><button>OK</button></form>'
CARD = (
    '<form id="f"><label>Card number<input autocomplete="cc-number"></label><label>CVV<input name="cvv"></label><button>Pay</button></form>'
)
OTP = '<form id="f"><label>Mobile<input type="tel"></label><label>OTP<input name="otp"></label><button>OK</button></form>'
PASSPORT = '<form id="f"><label>Passport number<input name="passport"></label><button>Send</button></form>'
FIRM = "<footer>12 Market Road, Singapore 069110. UEN 201912345A. Tel. +65 6222 1234.</footer>"
OWNER = "<footer>Harbour Credit Union, 12 Marine Road, Galway. Tel. 091 123 456. mail@harbour-desk.net</footer>"


def on_send(code: str) -> str:
    return f"<script>document.getElementById('f').onsubmit=function(){{fetch('/g.php');{code}}}</script>"


def judged(body: str, host: str = "harbour-desk.net", age: int = 40, title: str = "Welcome") -> Assessment:
    return assessed(
        {"host": host, "html": f'<html lang="en"><title>{title}</title><body>{body}</body></html>', "age_days": age, "mx": False}
    )


def leaves(row: Assessment) -> bool:
    return any(c.reading.signal == "content-leaves-for" for c in row.contributions)


@pytest.mark.parametrize(
    "code",
    [
        "location='https://www.wellsfargo.com/'",
        "setTimeout(function(){window.location.href = 'https://www.wellsfargo.com'},900)",
        "location.replace(`https://wellsfargo.com/`)",
        'top.location.assign("https:\\/\\/www.wellsfargo.com\\/")',
    ],
)
def test_a_page_that_takes_a_pin_and_leads_on_to_the_bank_is_told(code: str) -> None:
    assert leaves(judged(PIN + on_send(code)))
    assert leaves(judged(PIN + on_send(code), age=4000))


def test_a_password_alone_is_told_where_the_page_shows_itself_as_the_organisation() -> None:
    leave = on_send("location='https://www.microsoft.com/'")
    shown = '<h1>Sign in with your Microsoft account</h1><img src="https://www.microsoft.com/logo.png" alt="Microsoft">'
    assert leaves(judged(shown + LOG_IN + leave, title="Microsoft account"))
    assert not leaves(judged(LOG_IN + leave))  # a router, a sign-on of a firm
    assert not leaves(judged(shown + LOG_IN + leave + OWNER, title="Harbour", age=4000))


def test_one_organisation_in_many_addresses_is_one() -> None:
    assert leaves(judged(PIN + on_send("location=a?'https://wellsfargo.com/':0;location='https://www.wellsfargo.com'")))


@pytest.mark.parametrize("age", [20, 1800])
@pytest.mark.parametrize(("host", "title", "body", "code"), [
    ("batik-house.com", "Checkout", "<p>Your cart: 2 shirts $40. Pay by card or with PayPal.</p>" + CARD, "location='https://www.paypal.com/'"),
    ("batik-house.com", "Checkout", CARD, "location='https://www.paypal.com/'"),
    ("grand-hotel-hue.com", "Pay deposit", "<p>Pay the deposit by card.</p>" + CARD + "<footer>Grand Hotel, Hue. +84 234 382 2222</footer>",
     "location='https://www.vietcombank.com.vn/'"),
    ("pocketpay-asia.com", "PocketPay - log in", OTP + "<p>Accounts are held by DBS Bank Ltd.</p>" + FIRM, "location='https://www.dbs.com.sg/'"),
    ("moneyview-asia.com", "MoneyView - connect your bank", PIN + FIRM,
     "b={dbs:function(){location='https://www.dbs.com.sg/'},ocbc:function(){location='https://www.ocbc.com/'}}"),
    ("mitra-pulsa-jaya.com", "Mitra Pulsa Jaya", "<p>Masuk agen pulsa. Harga grosir Telkomsel, XL.</p>" + PIN + FIRM,
     "location='https://www.telkomsel.com/'"),
    ("staff-hoabinh.com", "Staff portal", "<p>Log in with your staff number and PIN to see your pay slip of this month, which is"
     " paid into your account at Vietcombank on the 25th. Ask the office on the second floor for a new PIN.</p>" + PIN, "location='https://www.vietcombank.com.vn/'"),
    ("greenfield-staff.com", "Sign on", LOG_IN, "location='https://www.office.com/'"),
    ("wifi-lotus.com", "Hotel WiFi", LOG_IN, "location='https://www.google.com/'"),
    ("safe-haven-help.org", "Safe Haven", PASSPORT + "<p>Help with violence at home.</p>",
     "quick=function(){location.replace('https://www.google.com/')}"),
    ("tools-greenfield.com", "Sign in", LOG_IN, "if(self!==top){location='https://www.google.com/'}"),
])  # fmt: skip
def test_who_pays_chooses_leaves_in_a_hurry_or_is_refused_is_led_elsewhere(age: int, host: str, title: str, body: str, code: str) -> None:
    row, at_home = (judged(body + on_send(to), host=host, age=age, title=title) for to in (code, "location='/done'"))
    assert not leaves(row) and row.log_odds == at_home.log_odds
    assert age < 365 or row.verdict.rank < Verdict.SUSPICIOUS.rank, row.log_odds


def test_an_old_name_of_the_house_under_another_suffix_may_be_its_own() -> None:
    shown = "<h1>Wells Fargo</h1>" + PIN + on_send("location='https://www.wellsfargo.com/'")
    assert leaves(judged(shown, host="wellsfargo.app", title="Wells Fargo"))
    assert not leaves(judged(shown, host="wellsfargo.app", title="Wells Fargo", age=1800))
    assert leaves(judged(shown, host="suanmali-resort.net", title="Wells Fargo", age=1800))  # broken into


def test_a_checkout_names_in_heading_and_picture_who_takes_its_payments() -> None:
    shown = '<h1>Pay with PayPal</h1><img alt="PayPal" src="/p.svg">'
    leave = on_send("location='https://www.paypal.com/'")
    assert not leaves(judged(shown + CARD + leave, title="Checkout"))
    assert leaves(judged(shown + LOG_IN + leave, title="PayPal"))


def test_an_agent_whose_name_and_page_show_whose_they_are_is_no_copy_of_his_bank() -> None:
    agent = "<h1>BRILink agent</h1><p>Counter of Bank BRI in our shop.</p>" + PIN + on_send("location='https://bri.co.id/'")
    shop = "<footer>Toko Maju, Jl. Sudirman 12, Malang. Tel. +62 341 221133</footer>"
    assert not leaves(judged(agent + shop, host="toko-maju.com", title="Agent BRILink", age=800))
    assert leaves(judged(agent, host="toko-maju.com", title="Agent BRILink", age=800))
    assert leaves(judged(agent, host="toko-maju.com", title="Agent BRILink", age=5))
    assert leaves(judged(agent + shop, host="suanmali-resort.net", title="Agent BRILink", age=800)), (
        "a footer copied along, on a site broken into"
    )


HONEST = [
    (PIN, "location='https://harbour-desk.net/'", "harbour-desk.net"),  # its own
    (PIN, "location='/done'", "harbour-desk.net"),
    (PIN, "location='https://www.wellsfargo.com/'", "connect.wellsfargo.com"),  # the bank's
    (LOG_IN, "location='https://accounts.google.com/o/oauth2/auth?client_id=1'", "harbour-desk.net"),  # a sign-on
    (LOG_IN, "location='https://www.facebook.com/sharer/sharer.php?u=1'", "harbour-desk.net"),
    (PIN, "location='https://www.wellsfargo.com/locator/'", "harbour-desk.net"),
    (PIN, "open('https://partner-of-harbour.ie/')", "harbour-desk.net"),  # in no table
    ("<p>Find a branch.</p>", "location='https://www.wellsfargo.com/'", "harbour-desk.net"),  # takes nothing
    ('<form id="f"><input name="q" type="search"></form>', "location='https://www.wellsfargo.com/'", "harbour-desk.net"),
    ('<form id="f"><input type="email" name="e"></form>', "location='https://www.dhl.com/'", "harbour-desk.net"),
    (PIN, "if(location.host=='https://www.wellsfargo.com/'){stay()}", "harbour-desk.net"),
    (f"<p>This is a demo site. Template preview of a course.</p>{PIN}", "location='https://www.wellsfargo.com/'", "harbour-desk.net"),
]


@pytest.mark.parametrize(("body", "code", "host"), HONEST)
def test_who_leads_elsewhere_or_takes_nothing_is_not_told(body: str, code: str, host: str) -> None:
    row = judged(body + on_send(code) + OWNER, host=host, age=2600)
    assert not leaves(row)
    assert row.verdict.rank < Verdict.SUSPICIOUS.rank, row.log_odds
