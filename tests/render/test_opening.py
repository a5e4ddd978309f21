"""The first sentence of an assessment says what the reader must not miss."""

import csv
from datetime import timedelta

import pytest
from msgspec.structs import replace

from scamtriage.assess import assess
from scamtriage.knowledge.speech import ENGLISH, LANGUAGES, speech
from scamtriage.records.assessment import Assessment, Verdict
from scamtriage.records.evidence import Mode
from scamtriage.records.facts import RegistrationFacts
from scamtriage.records.target import Target
from scamtriage.render.fact_lines import fact_lines
from scamtriage.render.formats import RENDERERS
from scamtriage.render.opening import HACKED, opening
from scamtriage.render.phrases import percent, reworded
from scamtriage.render.style import Style
from scamtriage.targets.parse import parse_target
from tests.judgement.sites import dossier, rules
from tests.samples import assessment

_GAMBLING = """<html lang="id"><head><title>Situs Slot Gacor Hari Ini Maxwin Deposit QRIS</title></head><body>
<h1>Daftar akun slot gacor</h1>
<p>Bonus new member 100%, pola gacor malam ini, anti rungkad, RTP live 98%, deposit 10 ribu lewat QRIS, withdraw 3 menit ke rekening.</p>
<p>Main slot online terpercaya, jackpot maxwin setiap hari. Link alternatif di bawah ini.</p>
<a href="https://maxwin77-alt.vip/daftar">DAFTAR</a> <a href="https://wa.me/6281234567890">WhatsApp CS</a></body></html>"""


def test_of_a_checked_bodys_name_with_a_scam_on_it_nobody_reads_that_nothing_was_found() -> None:
    row = assess(dossier({"host": "sdn9-karangsari.sch.id", "age_days": 2_000, "html": _GAMBLING}), rules())
    assert row.verdict is Verdict.UNDETERMINED
    assert "compromised-site" in row.states
    said = opening(row, ENGLISH)
    assert "traits of a scam on the name of a checked body" in said
    assert "nothing" not in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_could_not_be_judged_is_told_with_the_rule_that_forbade_it(language: str) -> None:
    spoken, row = speech(language), replace(assessment(verdict=Verdict.UNDETERMINED), coverage=0.97)
    rule, little = "the site is not there", spoken.say("could not be judged: too little could be checked")
    said = opening(replace(row, held_back=("suspicious needs more coverage", rule)), spoken)
    assert spoken.say("could not be judged: {why}", why=rule) in said and little not in said
    for held in ((), ("too little could be observed",), ("suspicious needs more coverage",)):
        assert little in opening(replace(row, held_back=held), spoken)
        gone = opening(replace(row, held_back=held, states=("inactive",)), spoken)
        assert spoken.say("could not be judged: {why}", why=rule) in gone and little not in gone


@pytest.mark.parametrize(
    ("prior", "said"),
    [(0.1, "10%"), (0.29, "29%"), (0.001, "0.1%"), (0.999, "99.9%"), (1e-9, "0.0000001%"), (0.005, "0.5%"), (0.99999, "99.999%")],
)
def test_a_prior_that_was_given_is_told_as_it_was_given(prior: float, said: str) -> None:
    assert f"with a prior of {said};" in opening(replace(assessment(), prior=prior), ENGLISH)
    _, row = csv.reader("".join(RENDERERS["csv"]([replace(assessment(), prior=prior)], Style())).splitlines())
    assert str(float(prior)) in row or f"{prior:.12g}" in row


@pytest.mark.parametrize(("interval", "said"), [((0.999, 0.9999), ">99% throughout"), ((0.11, 0.16), "11% to 16%")])
def test_an_interval_whose_ends_read_the_same_is_told_once(interval: tuple[float, float], said: str) -> None:
    assert f"(80% interval: {said})" in opening(replace(assessment(), interval=interval), ENGLISH)


def test_neither_bound_of_what_is_told_is_nothing_or_all() -> None:
    assert [percent(p) for p in (0.0, 0.005, 0.006, 0.994, 0.995, 1.0)] == ["<1%", "<1%", "1%", "99%", ">99%", ">99%"]


def test_of_an_honest_name_it_says_so() -> None:
    words = "Some notes about the weather and a walk along the river. Write to us: notes@walks-and-notes.com, telephone +44 20 7946 0018."
    page = f"<html lang='en'><title>Notes</title><body><p>{words}</p></body></html>"
    row = assess(dossier({"host": "walks-and-notes.com", "age_days": 700, "html": page}), rules())
    assert row.verdict is Verdict.LIKELY_BENIGN
    assert "shows traits of an honest site" in opening(row, ENGLISH)


def test_chinese_sentences_follow_each_other_without_a_blank() -> None:
    page = "<html lang='en'><title>Notes</title><body><p>Some notes about the weather and a walk along the river.</p></body></html>"
    row = assess(dossier({"host": "walks-and-notes.com", "age_days": 700, "html": page}), rules())
    assert "。概率" in opening(row, speech("zh"))
    assert ". Probability" in opening(row, ENGLISH)


def test_a_name_that_was_registered_after_it_was_seen_has_no_age() -> None:
    found = dossier({"host": "walks-and-notes.com", "age_days": 700, "html": "<title>Notes</title><p>Some notes.</p>"})
    answer = found.evidence["registration"]
    assert isinstance(answer.facts, RegistrationFacts)
    later = replace(answer, facts=replace(answer.facts, created=answer.observed_at + timedelta(days=300_000)))
    words = dict(fact_lines(assess(replace(found, evidence={**found.evidence, "registration": later}), rules()), ENGLISH))  # type: ignore[arg-type]
    assert words["registered"].endswith(", which is later than it was seen") and "days" not in words["registered"]


def test_no_kind_is_named_where_several_are_alike() -> None:
    page = "<html lang='en'><title>Notes</title><body><p>Some notes about the weather and a walk along the river.</p></body></html>"
    row = assess(dossier({"host": "walks-and-notes.top", "age_days": 3, "html": page, "look_differs": "phone"}), rules())
    assert row.verdict is Verdict.SUSPICIOUS
    assert row.scam_types == () and opening(row, ENGLISH).startswith("SUSPICIOUS: shows some traits of a scam; a person should look. ")
    assert row.urgency, "the most urgent of what it may be"


def test_of_a_mailbox_it_says_that_its_name_alone_was_judged() -> None:
    for given, told in (("dsi.refund@gmail.com", True), ("gmail.com", False)):
        row = assess(dossier({"host": given, "age_days": 9_000, "html": "<title>Mail</title><p>Write and read mail.</p>"}), rules())
        assert isinstance(row, Assessment)
        assert ("Only the domain after the @ was judged, not the mailbox." in opening(row, ENGLISH)) is told
        assert ("not the mailbox" in "".join(RENDERERS["table"]([row, row], Style(width=300)))) is told


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("https://www.google.com/url?q=https://a.top/x", "read from: hxxps://www[.]google[.]com/url?q=https[:]//a[.]top/x"),
        ("https://a.top/x.", "read from: hxxps://a[.]top/x."),
        ("ดู a.top นะ", "read from: ดู a[.]top นะ"),
        ("http://0x2d0c295a/", "read from: hxxp://0x2d0c295a/"),
        ("hxxps://a[.]top/x", ""),
        ("http[s]://a.top/", ""),
        ("https://ธนาคาร.com/ก", ""),
        ("a.top", ""),
    ],
)
def test_words_that_are_more_than_the_address_are_told_beside_it(given: str, told: str) -> None:
    found = parse_target(given)
    assert isinstance(found, Target)
    assert reworded(replace(assessment(), input=given, target=found), ENGLISH) == told


@pytest.mark.parametrize(
    ("given", "wrapper"),
    [
        ("https://www.google.com/url?q=https%3A%2F%2Fscam.example.top%2F", "www.google.com"),
        (
            "hxxps://emea01[.]safelinks[.]protection[.]outlook[.]com/?url=https%3A%2F%2Fscam.example.top%2F",
            "emea01.safelinks.protection.outlook.com",
        ),
        ("https://SCAM.example.top/a", ""),
        ("http://2130706433/", ""),
        ("https://user@other.example/", ""),
        ("scam.example.top", ""),
    ],
)
def test_an_address_that_was_found_inside_a_link_says_of_whose(given: str, wrapper: str) -> None:
    row = assessment()
    row = replace(row, target=replace(row.target, given=given))
    assert row.target.wrapped_by == wrapper
    assert ("Found inside a link of " in opening(row, ENGLISH)) == bool(wrapper)


@pytest.mark.parametrize(
    ("given", "copy"),
    [
        ("https://web.archive.org/web/2020/https://scam.example.top/", True),
        ("web.archive.org/web/2020/https://scam.example.top/", True),
        ("hxxps[:]//web[.]archive[.]org/web/2020/hxxps[:]//scam[.]example[.]top/", True),
        ("https://archive.ph:443/https://scam.example.top/", True),
        ("https://translate.google.com/translate?u=https%3A%2F%2Fweb.archive.org%2Fweb%2F2026%2Fhttps%3A%2F%2Fscam.example.top", True),
        ("https://l.threads.com/?u=a", False),
        ("scam.example.top/?from=https://web.archive.org/web/2020/", False),
        ("https://my-archive.ph.example/?u=https://scam.example.top/", False),
    ],
)
def test_of_a_copy_in_an_archive_it_says_that_it_was_not_read(given: str, copy: bool) -> None:
    row = assessment()
    row = replace(row, target=replace(row.target, given=given))
    assert ("was not read: the site was looked at as it is now" in opening(row, ENGLISH)) == copy
    unseen = opening(replace(row, mode=Mode.OFFLINE), ENGLISH)
    assert (("The copy kept at " in unseen), "looked at as it is now" in unseen) == (copy, False)


def test_a_name_on_both_lists_is_told_as_a_contradiction() -> None:
    row = replace(assessment(), states=("on-allow-list", "on-block-list"))
    assert "allow list and on your block list: one of them is wrong." in opening(row, ENGLISH)
    assert "one of them is wrong" not in opening(replace(row, states=("on-block-list",)), ENGLISH)


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_a_hacked_site_it_says_that_its_owner_would_be_a_victim(language: str) -> None:
    """A registrar who reads a verdict and a code word takes an honest shop's name away."""
    told = speech(language).say(HACKED)
    row = replace(assessment(verdict=Verdict.NEAR_CERTAIN), language=language)
    assert told in opening(replace(row, states=("active", "compromised-site")), speech(language))
    assert told not in opening(replace(row, states=("active",)), speech(language))
