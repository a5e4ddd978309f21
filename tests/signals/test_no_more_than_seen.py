"""Reasons say no more than was measured: of forms, chats, ways, certificates, mail and registrars."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from scamtriage.assess import Rules, assess
from scamtriage.records.assessment import Assessment, Presence
from scamtriage.records.evidence import Dossier
from scamtriage.records.facts import Hop
from scamtriage.signals.reading import silences
from scamtriage.signals.view import View
from tests.judgement.sites import NOW, dossier

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
    row = assess(found, RULES)
    assert isinstance(row, Assessment)
    return {c.reading.signal: c.because for c in row.contributions}


def nats(found: Dossier, signal: str) -> float:
    row = assess(found, RULES)
    assert isinstance(row, Assessment)
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
ASKS = "<p>Fast loan, instant approval. Apply now with your account.</p><form method=post action=/send><input type=password name=password>{}</form>"
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
        listed = "line abcloan, tawk" if TAWK in ways else "line abcloan"
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
