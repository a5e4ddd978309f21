"""Pages that take a secret and lead on to an organisation's front page, and honest ones that lead somewhere too."""

import pytest

from scamtriage.records.assessment import Assessment, Verdict
from tests.judgement.sites import assessed

PIN = '<form id="f"><input name="u"><input name="pin" type="password" placeholder="ATM PIN"><button>OK</button></form>'
LOG_IN = '<form id="f"><input name="u"><input name="p" type="password" placeholder="Password"><button>OK</button></form>'
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


def test_a_password_alone_is_told_where_nobody_is_shown_and_an_account_is_meant() -> None:
    leave = on_send("location='https://www.microsoft.com/'")
    assert leaves(judged(LOG_IN + leave))
    assert not leaves(judged(LOG_IN + leave, age=4000))
    assert not leaves(judged(LOG_IN + leave + OWNER))


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
