"""The laws of judging: what may move a verdict, what may not, and that the explanation is the score."""

import gc
import math
import random
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from scamtriage.assess import Judge, assess
from scamtriage.batch.investigate import status
from scamtriage.batch.offline import offline
from scamtriage.knowledge.judgement.catalog import load_catalog
from scamtriage.knowledge.judgement.rows import COLLECTORS
from scamtriage.records import codec
from scamtriage.records.assessment import Assessment, Verdict
from scamtriage.records.evidence import Dossier, Evidence, Mode, Outcome
from scamtriage.records.facts import DnsFacts, DnsOutcome, PageFacts, RegistrationFacts
from scamtriage.records.findings import AGE_UNASKED, Presence, Reading
from scamtriage.records.rulings import AGE_UNKNOWN, UNANSWERED
from scamtriage.records.target import LineStatus
from scamtriage.signals.silences import silences
from scamtriage.signals.view import View
from scamtriage.targets.lines import Line
from tests.judgement.sites import NOW, dossier, every_reading, rules, sites

CASES = {site["id"]: site for name in ("dev", "held_out") for site in sites(name)}
SOME = sorted(CASES)[::7]
LIKELY_BENIGN = next(row.under for row in load_catalog().scoring.verdicts if row.verdict == "likely-benign") or 0.0


def judged(found: Dossier, **options: object) -> Assessment:
    answer = assess(found, rules(), **options)  # type: ignore[arg-type]
    assert isinstance(answer, Assessment)
    return answer


def read(found: Dossier) -> dict[str, Reading]:
    view = View(found, rules().tables)
    return {r.signal: r for r in every_reading(view, silences(view))}


def without(found: Dossier, collector: str) -> Dossier:
    return replace(found, evidence={name: one for name, one in found.evidence.items() if name != collector})


def logit(p: float) -> float:
    return math.log(p / (1 - p))


@pytest.mark.parametrize("case", SOME[:3])
def test_a_judged_page_is_held_by_nobody(case: str) -> None:
    found = dossier(CASES[case])
    judged(found)  # what is loaded once stays
    gc.collect()
    gc.disable()
    try:
        facts = found.facts("page", PageFacts)
        assert isinstance(facts, PageFacts)
        page = replace(facts)
        again = replace(found, evidence={**found.evidence, "page": replace(found.evidence["page"], facts=page)})
        judged(again)
        assert sys.getrefcount(again) == 2
        del again
        assert sys.getrefcount(page) == 2
    finally:
        gc.enable()


def unheard(found: Dossier, *collectors: str) -> Dossier:
    late = {name: replace(found.evidence[name], outcome=Outcome.TIMEOUT, facts=None, reason="late") for name in collectors}
    return replace(found, evidence={**found.evidence, **late})


def test_a_site_of_which_nothing_was_heard_has_no_state() -> None:
    found = dossier(CASES[SOME[0]])
    assert "active" in judged(found).states
    assert "active" in judged(replace(without(without(found, "page"), "certificate"), mode=Mode.PASSIVE)).states
    assert judged(unheard(found, *found.evidence)).states == ()
    assert judged(unheard(found, *({"page", "certificate"} & found.evidence.keys()))).states == (), "a resolver has not seen the site"


def test_a_port_that_refuses_does_not_show_that_a_site_is_there() -> None:
    found = unheard(dossier(CASES[SOME[0]]), "page")
    refused = replace(found.evidence["certificate"], outcome=Outcome.ABSENT, facts=None, reason="nothing listens at port 443")
    assert judged(found).states == ("active",)
    assert judged(replace(found, evidence={**found.evidence, "certificate": refused})).states == ()


@pytest.mark.parametrize("outcome", [DnsOutcome.SERVFAIL, DnsOutcome.NODATA])
def test_a_line_is_complete_when_each_question_to_the_dns_was_answered(outcome: DnsOutcome) -> None:
    found = dossier(CASES[SOME[0]])
    dns = found.facts("dns", DnsFacts)
    assert isinstance(dns, DnsFacts) and status(found.evidence) is LineStatus.OK
    answers = tuple(replace(one, outcome=outcome) if one.rtype in ("AAAA", "MX") else one for one in dns.answers)
    evidence = {**found.evidence, "dns": replace(found.evidence["dns"], facts=replace(dns, answers=answers))}
    lost = outcome is DnsOutcome.SERVFAIL
    assert status(evidence) is (LineStatus.PARTIAL if lost else LineStatus.OK)
    assert judged(replace(found, evidence=evidence)).status_reason == ("dns: no answer for AAAA, MX" if lost else "")


@pytest.mark.parametrize("case", sorted(id for id, site in CASES.items() if not site["scam"]))
@pytest.mark.parametrize("collector", ["registration", "dns", "certificate", "hosting"])
def test_what_was_missed_acquits_nobody(case: str, collector: str) -> None:
    """A time-out of the registry hides a name of three days: whoever is called honest then is so whatever it would have said."""
    found = dossier(CASES[case])
    answer = judged(unheard(found, collector))
    if answer.verdict is Verdict.LIKELY_BENIGN:
        assert answer.log_odds + max((one.adds for one in answer.unknown if one.because == "late"), default=0.0) < LIKELY_BENIGN
    elif answer.log_odds < LIKELY_BENIGN and judged(found).verdict is Verdict.LIKELY_BENIGN:
        assert answer.verdict in (Verdict.NO_FINDING, Verdict.UNDETERMINED) and answer.held_back


@pytest.mark.parametrize("case", SOME)
@pytest.mark.parametrize("prior", [1e-9, 1e-6, 0.01, 0.1, 0.3])
def test_prior_and_contributions_sum_to_the_logit_of_the_probability(case: str, prior: float) -> None:
    answer = judged(dossier(CASES[case]), prior=prior)
    total = logit(prior) + math.fsum(c.log_odds for c in answer.contributions)
    assert answer.probability == pytest.approx(1 / (1 + math.exp(-total)), abs=1e-12)
    if answer.probability < 1 - 1e-6:  # a float above it has too few digits
        assert logit(answer.probability) == pytest.approx(total, abs=1e-9)


@pytest.mark.parametrize("case", SOME)
def test_the_prior_moves_the_probability_and_never_the_verdict(case: str) -> None:
    rare, common = (judged(dossier(CASES[case]), prior=p) for p in (0.001, 0.5))
    assert rare.verdict is common.verdict
    assert rare.probability < common.probability


@pytest.mark.parametrize("case", SOME)
def test_the_order_of_evidence_is_irrelevant(case: str) -> None:
    found = dossier(CASES[case])
    shuffled = list(found.evidence.items())
    random.Random(7).shuffle(shuffled)
    other = judged(replace(found, evidence=dict(shuffled)))
    assert other.evidence_digest != judged(found).evidence_digest, "the digest is of the bytes as they stand"
    assert replace(other, evidence_digest="") == replace(judged(found), evidence_digest="")


@pytest.mark.parametrize("case", SOME)
@pytest.mark.parametrize("collector", ["dns", "registration", "certificate", "page", "hosting"])
def test_losing_a_collector_makes_unknown_what_needs_it_and_moves_nothing_else(case: str, collector: str) -> None:
    found = dossier(CASES[case])
    lost = {collector, "fetch"} if collector == "page" else {collector}
    before, after = read(found), read(without(found, collector))
    needing = {row.id for row in rules().catalog.rows.values() if lost & set(row.needs)}
    assert set(after) == set(before) - needing
    listed = {signal for group in judged(without(found, collector)).unknown for signal in group.signals}
    undated = by_age(after) if collector == "registration" else set()
    undated |= {signal for signal in hanging_on(undated) if signal in after and after[signal].presence is Presence.UNKNOWN}
    kept = {signal: reading for signal, reading in before.items() if signal not in needing | undated}
    assert {s: (r.presence, r.weight) for s, r in after.items() if s not in undated} == {s: (r.presence, r.weight) for s, r in kept.items()}
    assert undated <= listed
    standing = View(found, rules().tables).standing
    void = {signal for signal in needing if not standing.isdisjoint(rules().catalog.rows[signal].not_for)}
    assert needing - void <= listed and void.isdisjoint(listed)


def by_age(readings: dict[str, Reading]) -> set[str]:
    """The signals of a page that are unknown as nobody knows how long the name has been held."""
    rows = rules().catalog.rows
    return {s for s, r in readings.items() if rows[s].by_age and r.presence is Presence.UNKNOWN and r.shown.get("why") == AGE_UNASKED}


@pytest.mark.parametrize("name", ["dev", "055", "083", "108"])
def test_what_hangs_on_the_age_of_a_name_is_unknown_without_it_and_nothing_else_moves(name: str) -> None:
    """An honest forum was a copy, and its words counted nothing, once its registration was taken away; a bank's name weighed more."""
    turned, needing = 0, {row.id for row in rules().catalog.rows.values() if "registration" in row.needs}
    for site in sites(name):
        if site["age_days"] < 0:
            continue
        found = dossier(site)
        before, after = read(found), read(without(found, "registration"))
        undated = by_age(after)
        turned += len(undated)
        rest = after.keys() - undated - needing
        moved = {s for s, r in after.items() if s in rest and (r.presence, r.weight) != (before[s].presence, before[s].weight)}
        assert moved <= hanging_on(undated), (site["id"], moved)
        assert all(after[signal].presence is Presence.UNKNOWN for signal in moved)
    assert turned, "some page has what counts by the age of its name"


def hanging_on(signals: set[str]) -> set[str]:
    """The combinations of these signals."""
    rows = rules().catalog.rows.values()
    return {row.id for row in rows if signals.intersection((*row.unless, *row.count_of, *(s for members in row.all_of for s in members)))}


QUESTIONS = {
    "A": {"addresses": (), "forbidden": ()}, "AAAA": {}, "NS": {"ns_hosts": (), "parking_ns": ""},
    "MX": {"mx_hosts": (), "null_mx": None}, "TXT": {"spf": None, "verifications": ()}, "DMARC": {"dmarc": None},
    "DS": {"dnssec": "unknown"}, "CAA": {}, "SOA": {}, "CNAME": {},
}  # fmt: skip
"""Type of record -> what the facts about the zone are without it."""
RECORDED = Path(__file__).parents[2] / "examples" / "evidence.jsonl"


def told(found: Dossier) -> dict[str, Presence]:
    return {signal: reading.presence for signal, reading in read(found).items()}


@pytest.mark.parametrize("line", [1, 11, 16, 18], ids=["dsi-case", "old-company", "parked-name", "private-address"])
def test_a_record_that_was_not_answered_makes_unknown_and_never_absent(line: int) -> None:
    found = codec.from_line(RECORDED.read_bytes().splitlines()[line - 1])
    dns = found.facts("dns", DnsFacts)
    assert isinstance(dns, DnsFacts)
    before, unknown = told(found), set[str]()
    for lost, empty in QUESTIONS.items():
        answers = tuple(
            replace(one, outcome=DnsOutcome.TIMEOUT, values=(), count=0, cname=()) if one.rtype == lost else one for one in dns.answers
        )
        without_it = replace(found.evidence["dns"], facts=replace(dns, answers=answers, **empty))
        after = told(replace(found, evidence={**found.evidence, "dns": without_it}))
        turned = {signal for signal in before if after[signal] is not before[signal]}
        assert {after[signal] for signal in turned} <= {Presence.UNKNOWN}, lost
        unknown |= turned
    assert unknown >= {"dns-unresolved", "dns-ns-parking", "dns-spf-plus-all", "dns-caa-present"}


@pytest.mark.parametrize("outcome", [Outcome.TIMEOUT, Outcome.LIMITED, Outcome.UNREACHABLE, Outcome.CRASHED])
def test_unknown_is_not_innocence_and_not_guilt(outcome: Outcome) -> None:
    young, old = (dossier({**CASES["id-it-help"], "age_days": age}) for age in (3, 3000))
    registration = replace(young.evidence["registration"], outcome=outcome, facts=None, reason="no answer")
    silent = replace(young, evidence={**young.evidence, "registration": registration})
    assert judged(old).log_odds < judged(silent).log_odds < judged(young).log_odds
    assert "no answer" in {unknown.because for unknown in judged(silent).unknown}


def test_a_registry_that_does_not_answer_convicts_nobody() -> None:
    """Copies are found on names of unknown age too, where what acquits a page counts nothing: an old forum about a wallet was `likely-scam`
    whenever its registry was slow, and is one where its log-in takes a code, too."""
    forum = next(site for site in sites("108") if site["host"] == "forum.duitpoket.net")
    old = dossier({**forum, "html": forum["html"].replace("</form>", '<input name="otp" placeholder="Kod OTP"></form>', 1)})
    assert judged(old).verdict is Verdict.LIKELY_BENIGN
    slow = judged(unheard(old, "registration"))
    assert slow.verdict is Verdict.UNDETERMINED and "needs-human" in slow.states and AGE_UNKNOWN in slow.held_back
    assert judged(replace(old, evidence={**old.evidence, "registration": registered(old, 20)})).verdict is Verdict.LIKELY_SCAM
    undated = registered(old, None)  # some registries publish no date
    assert UNANSWERED in judged(replace(old, evidence={**old.evidence, "registration": undated})).held_back
    asked_nobody = judged(without(old, "registration"))  # as of a page from a file
    assert asked_nobody.verdict is slow.verdict


def registered(found: Dossier, days: int | None) -> Evidence:
    facts = found.facts("registration", RegistrationFacts)
    assert isinstance(facts, RegistrationFacts)
    return replace(found.evidence["registration"], facts=replace(facts, created=None if days is None else NOW - timedelta(days=days)))


def test_who_is_convicted_whatever_the_age_is_convicted_while_the_registry_is_silent() -> None:
    scams = [dossier(site) for site in CASES.values() if site["scam"] and site["age_days"] >= 0]
    lowered = [found.input for found in scams if UNANSWERED in judged(unheard(found, "registration")).held_back]
    assert len(lowered) <= len(scams) // 100
    assert lowered == [found.input for found in scams if UNANSWERED in judged(without(found, "registration")).held_back]


def test_rows_ask_for_collectors_that_exist() -> None:
    assert {need for row in rules().catalog.rows.values() for need in row.needs} <= set(COLLECTORS)


@pytest.mark.parametrize("mode", [Mode.PASSIVE, Mode.OFFLINE])
def test_without_the_page_nobody_is_more_than_suspicious(mode: Mode) -> None:
    for case in CASES.values():
        found = dossier(case)
        kept = ("dns", "registration", "hosting") if mode is Mode.PASSIVE else ()
        seen = replace(found, mode=mode, evidence={name: one for name, one in found.evidence.items() if name in kept})
        assert judged(seen).verdict.rank <= Verdict.SUSPICIOUS.rank


QUOTES = {
    "th": "มิจฉาชีพจะอ้างว่า “คุณมีส่วนเกี่ยวข้องกับการฟอกเงิน ให้โอนเงินเพื่อตรวจสอบ” อย่าหลงเชื่อ",
    "en": "Beware: scammers say “pay the tax before withdrawal, guaranteed 5% daily profit”. Never pay.",
    "zh": "警惕骗子说“稳赚不赔，提现前先缴纳保证金”，切勿转账，请报案。",
    "vi": "Cảnh báo lừa đảo: kẻ gian nói “nạp tiền trước khi rút, cam kết lãi 5% mỗi ngày”. Tuyệt đối không chuyển tiền.",
    "id": "Waspada penipuan: pelaku berkata “bayar pajak dulu sebelum penarikan, dijamin untung”. Jangan transfer.",
    "ms": "Awas scam: scammer mendakwa “waran tangkap, pindahkan wang ke akaun selamat”. Jangan percaya.",
}
HONEST = sorted(case for case, site in CASES.items() if not site["scam"])


@pytest.mark.parametrize("language", QUOTES)
@pytest.mark.parametrize("case", HONEST[::3])
def test_a_benign_quotation_convicts_no_page(case: str, language: str) -> None:
    site = CASES[case]
    quoting = {**site, "html": site["html"].replace("</html>", f"<p>{QUOTES[language]}</p></html>")}
    assert quoting["html"] != site["html"]
    before, after = judged(dossier(site)), judged(dossier(quoting))
    assert after.verdict.rank <= max(before.verdict.rank, Verdict.NO_FINDING.rank)


def test_a_bare_newcomer_on_a_cheap_suffix_stays_below_suspicious() -> None:
    for age in (1, 6, 20, 100):
        found = dossier({**CASES["th-cafe-line"], "host": "baankafe.top", "age_days": age})
        assert judged(found).verdict.rank < Verdict.SUSPICIOUS.rank


def test_absent_signals_weigh_nothing() -> None:
    for case in SOME:
        found = dossier(CASES[case])
        present = {signal for signal, reading in read(found).items() if reading.presence is Presence.PRESENT}
        assert {c.reading.signal for c in judged(found).contributions} == present


def test_stored_evidence_gives_the_same_answer_again() -> None:
    for case in SOME:
        found = dossier(CASES[case])
        assert judged(codec.from_line(codec.to_line(found))) == judged(found)


@pytest.mark.parametrize("case", SOME)
def test_the_band_holds_the_probability(case: str) -> None:
    answer = judged(dossier(CASES[case]))
    low, high = answer.interval
    assert 0 <= low <= answer.probability <= high <= 1


NAMES = """dsi-go-th.top paypa1.com www.example.co.th nhacai-uytin.com 8899.com xn--80ak6aa92e.com evil.github.io
login.maybank2u.com.my.bad.xyz maybank2u.com.my 203.0.113.7 [2001:db8::1]
kasikornbnk.top moe.gov.sg not,a,name shop88.vip a.b.c.d.example.info xn--o3cw4h.com"""


def test_names_judged_together_are_judged_as_one_by_one() -> None:
    lines = [Line(number=number, text=text) for number, text in enumerate(NAMES.split() * 3, start=1)]
    judge = Judge.of(rules())
    together = judge.several([(one, "") for one in offline(lines)])
    assert together == [judge(one) for one in offline(lines)]
    assert together == [assess(one, rules()) for one in offline(lines)]
    assert len({getattr(row, "verdict", None) for row in together}) >= 3


def test_dossiers_judged_together_are_judged_as_one_by_one() -> None:
    found = [dossier(CASES[case]) for case in SOME]
    given = [(one, "") for whole in found for one in (whole, without(whole, "page"), without(whole, "registration"))]
    assert Judge.of(rules()).several(given) == [assess(one, rules()) for one, _ in given]
