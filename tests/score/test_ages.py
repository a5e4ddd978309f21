"""A table that is too old weighs nothing, and what it would say is unknown: never absent, and never silently."""

from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec import UNSET
from msgspec.structs import replace

from scamtriage.assess import Rules, assess
from scamtriage.batch.offline import offline
from scamtriage.cli.scan import parallel
from scamtriage.config import Config
from scamtriage.knowledge import small_tables
from scamtriage.knowledge.small_tables import Age
from scamtriage.knowledge.speech import LANGUAGES, speech
from scamtriage.pipeline import dossiers, number_lines
from scamtriage.records import codec
from scamtriage.records.assessment import Assessment, Verdict
from scamtriage.records.evidence import Dossier, Evidence, Mode, Outcome
from scamtriage.records.facts import DnsFacts, HostingFacts, RegistrationFacts
from scamtriage.signals.view import View
from scamtriage.targets.parse import parse_target
from tests.judgement.sites import dossier as site

RULES = Rules.load()
SEEN = datetime(2026, 11, 24, 12, tzinfo=UTC)
LATER = datetime(2031, 1, 1, tzinfo=UTC)
QUIET = (
    "<title>Blue Coral Bazaar</title><h1>Baskets and mats</h1><p>Handwoven baskets and mats from the islands. Open on weekdays from nine "
    "to five, 12 Harbour Street, Penang. Telephone 04-261 2345, mail hello@bluecoral-bazaar.com. Careers, privacy policy, terms of use."
)
WHY = "the table behind it is too old to weigh"


def dossier(host: str, *, seen: datetime = SEEN, registrar: str = "NiceNIC International Group Co., Limited", mail: str = "") -> Dossier:
    target = parse_target(host)
    facts = {
        "dns": DnsFacts(zone=target.registrable, addresses=("45.12.40.9",), parking_ns="Sedo"),
        "hosting": HostingFacts(parking="Sedo"),
        "registration": RegistrationFacts(
            name=target.registrable, created=seen - timedelta(days=20), registrar=registrar, registrant_email_domain=mail
        ),
    }
    evidence = {name: Evidence(collector=name, outcome=Outcome.OK, facts=one, observed_at=seen) for name, one in facts.items()}
    return Dossier(line=1, input=host, target=target, evidence=evidence)


def said(row: Assessment) -> set[str]:
    return {contribution.reading.signal for contribution in row.contributions}


def too_old(row: Assessment) -> set[str]:
    return {signal for unknown in row.unknown if unknown.because == WHY for signal in unknown.signals}


WEIGHED = {"name-tld-weight", "reg-registrar-weight"}


def test_what_a_fresh_table_says_is_unknown_once_it_has_expired() -> None:
    fresh, aged = assess(dossier("aurumridge-capital.top"), RULES), assess(dossier("aurumridge-capital.top"), RULES, now=LATER)
    assert said(fresh) >= WEIGHED | {"dns-ns-parking", "host-parking-address"}
    assert not too_old(fresh)
    assert too_old(aged) >= WEIGHED | {"dns-ns-parking", "host-parking-address"}
    assert not said(aged) & too_old(aged)
    assert "parked" in fresh.states and "parked" not in aged.states
    assert said(aged) >= {"name-spelling"}, "how names are spelled outlasts what their suffixes weigh"


def test_the_day_is_that_of_the_evidence_not_of_the_reader() -> None:
    expires = small_tables.load()[small_tables.NAMES].expires
    assert expires is not None
    last = datetime.combine(expires, datetime.min.time(), UTC) + timedelta(hours=12)
    assert "name-tld-weight" in said(assess(dossier("aurumridge-capital.top", seen=last), RULES))
    assert "name-tld-weight" in too_old(assess(dossier("aurumridge-capital.top", seen=last + timedelta(days=1)), RULES))
    assert "name-tld-weight" in said(assess(dossier("aurumridge-capital.top", seen=last + timedelta(days=1)), RULES, now=SEEN))


def test_a_name_that_is_judged_alone_has_the_day_on_which_it_was_taken_up() -> None:
    [alone] = offline(number_lines(["aurumridge-capital.top"]), day=SEEN.date())
    [aged] = offline(number_lines(["aurumridge-capital.top"]), day=LATER.date())
    assert "name-tld-weight" in said(assess(alone, RULES)) and "name-tld-weight" in too_old(assess(aged, RULES))
    assert "name-tld-weight" in too_old(assess(alone, RULES, now=LATER)) and "name-tld-weight" in said(assess(aged, RULES, now=SEEN))
    assert "name-spelling" in said(assess(aged, RULES)), "how names are spelled outlasts what their suffixes weigh"


def test_its_day_travels_with_the_line_and_older_lines_have_none() -> None:
    [aged] = offline(number_lines(["aurumridge-capital.top"]), day=LATER.date())
    assert codec.from_line(codec.to_line(aged)) == aged and b'"day":"2031-01-01"' in codec.to_line(aged)
    [old] = offline(number_lines(["aurumridge-capital.top"]))
    assert b'"day"' not in codec.to_line(old) and "name-tld-weight" in said(assess(codec.from_line(codec.to_line(old)), RULES))
    assert b'"day"' not in codec.to_line(dossier("aurumridge-capital.top")), "evidence has times of its own"


async def test_names_that_are_looked_at_now_are_taken_up_now() -> None:
    before = datetime.now(UTC).date()
    found = [dossier async for dossier in dossiers(number_lines(["aurumridge-capital.top", "two words"]), Config(mode=Mode.OFFLINE))]
    assert [before <= one.day <= datetime.now(UTC).date() if isinstance(one.day, date) else one.target for one in found[:1]] == [True]
    assert found[1].day is UNSET, "what is no target is not judged"


@pytest.mark.parametrize(("day", "silent"), [(SEEN.date(), False), (LATER.date(), True)])
def test_worker_processes_judge_names_on_the_day_of_the_run(day: date, silent: bool) -> None:
    blocks = parallel._blocks(number_lines(["aurumridge-capital.top"]), None)
    [(rows, _)] = parallel._shared_out(blocks, parallel.Task(Config(mode=Mode.OFFLINE), day=day), 1, print)
    assert (WHY in rows.decode()) is silent


def test_a_lent_name_and_a_throw_away_mailbox_expire_too() -> None:
    assert "name-shared-suffix" in too_old(assess(dossier("shop-support.pages.dev"), RULES, now=LATER))
    fresh = assess(dossier("aurumridge-capital.com", mail="mailinator.com"), RULES)
    assert "reg-registrant-freemail" in said(fresh)
    assert "reg-registrant-freemail" in too_old(assess(dossier("aurumridge-capital.com", mail="mailinator.com"), RULES, now=LATER))


def test_a_corporate_registrar_acquits_for_some_years_only() -> None:
    assert "reg-corporate-registrar" in said(assess(dossier("example-house.com", registrar="MarkMonitor Inc."), RULES))
    assert "reg-corporate-registrar" in too_old(assess(dossier("example-house.com", registrar="MarkMonitor Inc."), RULES, now=LATER))


def test_what_a_government_keeps_does_not_expire() -> None:
    assert "ben-restricted-suffix" in said(assess(dossier("example-office.go.th"), RULES, now=LATER))
    assert View(dossier("shop-support.pages.dev"), RULES.tables, LATER).lent


def test_every_table_with_a_last_day_weighs_at_most_two_years_and_what_drifts_half_a_year() -> None:
    known = small_tables.load()
    for name, age in known.items():
        assert age.expires is None or age.expires - age.as_of <= timedelta(days=731), name
    for name in ("registrars", "disposable", "parking.csv", small_tables.NAMES):
        expires = known[name].expires
        assert expires is not None and timedelta(days=90) <= expires - known[name].as_of <= timedelta(days=181), name


@pytest.mark.parametrize(("day", "past"), [(date(2027, 5, 23), False), (date(2027, 5, 24), True), (None, False)])
def test_the_last_day_still_weighs(day: date | None, past: bool) -> None:
    assert Age(as_of=date(2026, 11, 24), expires=date(2027, 5, 23)).past(day) is past
    assert not Age(as_of=date(2026, 11, 24), lasting="letters").past(day)


def test_every_language_says_that_a_table_is_too_old() -> None:
    assert all(speech(language).word("evidence", WHY) != WHY for language in LANGUAGES[1:])


def test_what_an_old_table_called_parked_is_not_acquitted_when_it_expires() -> None:
    parked = site({"host": "bluecoral-bazaar.com", "html": QUIET, "age_days": 6_000, "mx": True})
    listed = {**parked.evidence, "dns": replace(parked.evidence["dns"], facts=replace(parked.facts("dns", DnsFacts), parking_ns="Sedo"))}
    aged = assess(replace(parked, evidence=listed), RULES, now=LATER)
    assert aged.verdict is Verdict.NO_FINDING and "active" not in aged.states
    fresh_name = assess(parked, RULES, now=LATER)
    assert fresh_name.verdict is Verdict.LIKELY_BENIGN and "active" in fresh_name.states, "what it never listed is not held back"
