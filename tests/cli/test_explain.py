"""Signals, flags, states and codes are explained in words, and what was meant is suggested."""

import inspect
import json
import re

import pytest

from scamtriage.cli.explained.signal import measured
from scamtriage.records.facts import PageFacts
from scamtriage.score.terms import CALIBRATION
from scamtriage.signals import messenger_accounts
from scamtriage.signals.measures import MEASURES
from tests.cli.running import run, run_alone


def test_explain_says_question_weight_and_source() -> None:
    said = run_alone("explain", "contact-tollfree-alarm").stdout
    assert "weight" in said and "because" in said and "source" in said
    assert "characters between a toll-free number" in " ".join(said.split()).lower()  # what its 310 are


def test_every_measure_says_what_it_measures() -> None:
    assert [signal for signal, measure in MEASURES.items() if not (measure.__doc__ or "").strip()] == []


@pytest.mark.parametrize("signal", MEASURES)
def test_a_measure_is_explained_by_numbers_and_words_without_names_of_the_program(signal: str) -> None:
    said = measured(MEASURES[signal])
    assert {name.strip("`") for name in re.findall("`[^`]*`", said)} <= MEASURES.keys()
    held = {name for name, value in inspect.unwrap(MEASURES[signal]).__globals__.items() if name.isupper() and not callable(value)}
    assert held.isdisjoint(re.findall(r"\w+", said))


def test_a_number_that_the_program_holds_stands_in_the_explanation() -> None:
    assert f"{messenger_accounts.LEAST} or more" in measured(MEASURES["content-messenger-account"])


def test_explain_says_it_in_words_and_names_no_field_of_ours() -> None:
    said = run("explain", "contact-tollfree-alarm").stdout
    assert "present when" in said and "literature" in said
    for field in ("at_least", "weight_source", "scam_types", "all_of", "()", "('"):
        assert field not in said


def test_explain_says_of_weak_traits_of_newcomers_that_they_count_little_together() -> None:
    """A third of the weights of the recorded scenes could not be made again by hand without it."""
    from scamtriage.knowledge.judgement.catalog import load_catalog

    rules = load_catalog().scoring
    for row in ("reg-age-7-30d", "contact-messenger-only", "name-spelling", "contact-phone-multibrand", "page-wording"):
        said = " ".join(run("explain", row).stdout.split())
        weak = load_catalog().rows[row].group in rules.circumstantial_groups
        assert (f"all weak traits of newcomers: up to +{rules.circumstantial_max:g}" in said) == weak


def test_explain_says_that_a_name_that_was_judged_alone_is_weighed_without_bounds() -> None:
    from scamtriage.knowledge.judgement.catalog import load_catalog

    catalog = load_catalog()
    row = json.loads(run("check", "--offline", "pea-meter-refund.com", "--format", "ndjson").stdout)
    beyond = [one for one in row["reasons"] if one["raw"] > catalog.rows[one["signal"]].clip[1]]
    assert beyond  # else nothing has to be explained
    for one in beyond:
        said = " ".join(run("explain", one["signal"]).stdout.split())
        assert "of a name that was judged alone, neither these bounds nor those of the weight hold" in said
    assert "judged alone" not in run("explain", "page-wording").stdout
    assert "without bounds where a name was judged alone" in " ".join(run("explain", "name").stdout.split())


def test_a_field_of_the_evidence_is_no_unknown_word() -> None:
    for field in ("wildcard", "san-count", "tls_version", "hops"):
        done = run("explain", field)
        assert "is a field of the evidence (" in done.stderr and "docs/evidence.md" in done.stderr
    assert "no signal and no word" in run("explain", "wildcrad").stderr


def test_explain_says_what_a_finding_ends_the_weight_of() -> None:
    from scamtriage.knowledge.judgement.catalog import load_catalog

    rules = load_catalog().scoring
    for decoy in rules.decoys:
        said = " ".join(run("explain", decoy).stdout.split())
        assert "ends the weight of" in said and "page-wording and page-ways as far as they acquit" in said
        assert all(decoy in run("explain", whole).stdout for whole in ("page-wording", "page-ways"))
    assert "name-brand-lookalike" in run("explain", "ben-defensive-registration").stdout
    assert "ends the weight of" not in run("explain", "page-wording").stdout


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("fake-call-centre", "call centre"),
        ("Fake Call_Center", "call centre"),
        ("parked", "no site to judge"),
        ("compromised-site", "hacked"),
    ],
)
def test_explain_knows_flags_and_states(word: str, says: str) -> None:
    said = run("explain", word).stdout
    assert says in said and "turned on by" in said


def test_every_flag_and_state_has_its_sentence() -> None:
    from scamtriage.knowledge.glossary import FLAGS, OF_A_PAGE, STATES
    from scamtriage.knowledge.judgement.catalog import load_catalog

    rows = load_catalog().rows.values()
    assert {flag for row in rows for flag in row.flags} | {"loaded", "allow-net", "via-proxy", "saved-page", "text-from-data"} == set(FLAGS)
    assert {state for row in rows for state in row.states} | {"active", "on-block-list", "on-allow-list", "shared-address"} == set(STATES)
    told = re.search(r'    flags: tuple\[str, \.\.\.\] = \(\)\n    """("mended-head".*?)"""', inspect.getsource(PageFacts), re.DOTALL)
    assert told is not None and set(re.findall(r'"([a-z-]+)"', told[1])) == set(OF_A_PAGE)
    listed = run("explain").stdout
    assert all(mark in listed for mark in (*FLAGS, *OF_A_PAGE, *STATES))
    assert [mark for mark in (*FLAGS, *OF_A_PAGE, *STATES) if run("explain", mark).returncode] == []


@pytest.mark.parametrize(
    ("word", "says"),
    [
        ("no-finding", ("verdict", "nor enough to rule it out", "35%")),
        ("undetermined", ("verdict", "too little could be checked", "coverage below 35%", "its page or a part of it was not read")),
        ("fake-call-centre", ("turned on by", "only where the verdict is suspicious or more, or a person must look")),
        ("romance", ("only where the verdict is suspicious or more",)),
        ("flags", ("only where the verdict is suspicious or more",)),
        ("reasons", ("with the log-odds of the prior they sum to those of the probability",)),
        (CALIBRATION, ("adds to every site",)),
        ("near-certain", ("verdict", "+5.67 nats", "60%")),
        ("likely-benign", ("verdict", "below -0.75 nats")),
        ("gov-police", ("kind of scam", "police")),
        ("wallet-drainer", ("kind of scam", "flag", "turned on by")),
        ("wording", ("family of evidence", "-7 to +7 nats")),
        ("benign-evidence", ("honesty",)),
        ("passive", ("mode",)),
        ("unreachable", ("refused",)),
        ("nats", ("doubles the odds",)),
        ("Coverage", ("35%",)),
        ("bank-login", ("what a page asks for", "online banking")),
        ("premium", ("detail of a contact", "pay its owner")),
        ("police-hotline", ("desk that takes reports", "fraud")),
        ("open chat", ("any name",)),
        ("messenger", ("kind of contact", "desk that takes reports")),
        ("look it up first", ("at the desk itself",)),
        ("tel link", ("dials a number",)),
        ("search-referrer", ("from a search",)),
        ("DV", ("nothing else",)),
        ("evidence_digest", ("judged offline", "the same for every name")),
    ],
)
def test_explain_knows_every_word_on_the_screen(word: str, says: tuple[str, ...]) -> None:
    done = run("explain", word)
    assert done.returncode == 0 and all(said in " ".join(done.stdout.split()) for said in says), done.stdout


def test_every_code_that_a_row_may_show_has_its_sentence() -> None:
    from scamtriage.knowledge import glossary, glossary_pages
    from scamtriage.knowledge.judgement.catalog import load_catalog
    from scamtriage.knowledge.judgement.rows import SCAM_TYPES
    from scamtriage.knowledge.report_desks import CERTAINTIES, FOR_PEOPLE, FOR_SITES
    from scamtriage.knowledge.speech import speech
    from scamtriage.records.evidence import Mode, Outcome
    from scamtriage.records.target import LineStatus
    from scamtriage.render.row import json_schema, meanings

    assert set(glossary.KINDS) == {*SCAM_TYPES, "generic"}
    assert set(glossary.FAMILIES) == set(load_catalog().scoring.family_caps)
    assert set(glossary.MODES) == set(Mode) and set(glossary.STATUSES) == set(LineStatus)
    assert set(glossary.OUTCOMES) | {"ok"} == set(Outcome)
    words = speech("th").tables  # of these no other table of ours holds them all
    shown = {
        kind: {word.replace(" ", "-").lower() for word in words[kind] if "{" not in word}
        for kind in ("contact", "detail", "asks", "desk", "where", "barrier", "profile", "device", "vetting")
    }
    assert set(glossary.CONTACTS) == shown["contact"] and set(glossary.ASKS) == shown["asks"] and set(glossary.DESKS) == shown["desk"]
    assert shown["detail"] <= {*glossary.DETAILS, *glossary.CONTACTS, *glossary.TERMS}
    assert set(glossary_pages.PLACES) == shown["where"] and set(glossary_pages.BARRIERS) == shown["barrier"]
    assert {"phone", *glossary_pages.VISITORS} == shown["profile"] and set(glossary_pages.DEVICES) == shown["device"]
    assert {"unknown", *glossary_pages.VETTING} == shown["vetting"]
    scoring = load_catalog().scoring
    assert set(glossary.URGENCIES) == {*scoring.urgency.values(), "low"}
    assert set(glossary.CERTAINTIES) == {"told", *CERTAINTIES} and {*FOR_PEOPLE, *FOR_SITES} <= set(glossary.DESKS)
    fields, (told, _) = {*json_schema()["anyOf"][0]["properties"]}, meanings()
    terms = {name for name in fields if name.replace("_", "-") in glossary.TERMS}
    assert fields - terms == set(told), "a field of a row says what it means (render/row.py), or is a word of the glossary, and not both"


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("contact-tolfree-alarm", "contact-tollfree-alarm"),
        ("tollfree", "contact-tollfree-alarm"),
        ("callcentre", "fake-call-centre"),
        ("compromized", "compromised-site"),
        ("giftcards", "contact-giftcard"),
        ("toll-free alarm", "contact-tollfree-alarm"),
    ],
)
def test_explain_suggests_what_was_meant(word: str, near: str) -> None:
    done = run("explain", word)
    assert done.returncode == 2 and near in done.stderr.partition("did you mean: ")[2]


def test_the_band_is_said_to_leave_out_what_is_unknown() -> None:
    for word in ("probability", "interval"):
        assert "could not be checked lies outside of" in " ".join(run("explain", word).stdout.split())
