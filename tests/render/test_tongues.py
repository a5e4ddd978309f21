"""What an officer reads aloud: numbers as the language writes them, no English left over, and nothing unseen called clean."""

import csv
import io
import json
import re

import pytest
from msgspec.structs import replace

from scamtriage.knowledge.judgement.catalog import load_catalog
from scamtriage.knowledge.pages.contact_table import channels
from scamtriage.knowledge.speech import COMMAS, ENGLISH, LANGUAGES, speech
from scamtriage.net.dns.upstreams import OURS
from scamtriage.parse.registration import terms
from scamtriage.records import codec
from scamtriage.records.assessment import Refusal, Unknown, Verdict, Weighty
from scamtriage.records.evidence import Evidence, Mode, Outcome
from scamtriage.records.facts import AddressHolder, Contact, DnsFacts, HostingFacts, RegistrationFacts
from scamtriage.records.rulings import RULINGS, code_of
from scamtriage.records.target import BadTarget, LineStatus
from scamtriage.render.contact_phrases import detail, marks
from scamtriage.render.fact_lines import evidence_lines
from scamtriage.render.formats import RENDERERS
from scamtriage.render.style import Style
from scamtriage.score.case import Case
from scamtriage.score.verdict import rule
from tests.samples import SEEN, assessment

OTHERS = LANGUAGES[1:]
HEAVY = (Weighty(signal="page-wording", raw=7.0, weight=4.9),)
UNKNOWN = (Unknown(family="content", because="not asked", signals=("page-wording",), weight=7.1, adds=7.1, heaviest=HEAVY),)
POINTED = re.compile(r"(?<![\w.])[-+]?[0-9]+\.[0-9]+(?![\w.])")
"""A number with a decimal point that is no version and no address."""


def said(format: str, language: str) -> str:
    row = replace(assessment(), prior=0.125, language=language, unknown=UNKNOWN, evidence={})
    return "".join(RENDERERS[format]([row], Style(language=language, several=False)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("format", ["table", "html", "md"])
def test_numbers_are_written_as_the_language_writes_them(format: str, language: str) -> None:
    text = re.sub(r"<style>.*</style>", "", said(format, language))
    weights = (
        ("+1,26", "+4,00", "(4,9)", "+7,1", "12,5%")
        if language in COMMAS
        else ("+1.26", "+4.00", "（4.9）" if language == "zh" else "(4.9)", "+7.1", "12.5%")
    )
    assert [weight for weight in weights if weight not in text] == []
    assert bool(POINTED.findall(text)) is (language not in COMMAS)


def test_only_our_own_numbers_are_written_anew() -> None:
    viet = speech("vi")
    assert [viet.number(one) for one in ("+5.67", "1,204", "<1%", "-0.75", "12,345.5")] == ["+5,67", "1.204", "<1%", "-0,75", "12.345,5"]
    assert [viet.number(one) for one in ("45.12.40.21", "0.2.0", "+66.21234567a", "1.5 MB", "")] == [
        "45.12.40.21", "0.2.0", "+66.21234567a", "1.5 MB", "",
    ]  # fmt: skip
    assert viet.say("tel. {number}", number="+65.31").endswith("+65.31")
    assert ENGLISH.number("5.3") == speech("th").number("5.3") == "5.3"


@pytest.mark.parametrize("language", OTHERS)
def test_machines_read_the_same_numbers_in_every_language(language: str) -> None:
    rows = {tongue: json.loads(said("json", tongue)) for tongue in ("en", language)}
    assert [rows[language][name] for name in ("log_odds", "prior", "probability", "interval")] == [
        rows["en"][name] for name in ("log_odds", "prior", "probability", "interval")
    ]
    cells = {tongue: next(csv.DictReader(io.StringIO(said("csv", tongue)))) for tongue in ("en", language)}
    assert cells[language]["log_odds"] == cells["en"]["log_odds"] == "4.000"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_row_names_the_language_of_its_sentences(language: str) -> None:
    refused = Refusal(line=2, input="x", status=LineStatus.REFUSED, reason="the line is empty")
    rows = [replace(assessment(), language=language), refused]
    told = [json.loads(text) for text in RENDERERS["ndjson"](rows, Style(language=language))]
    cells = csv.DictReader(io.StringIO("".join(RENDERERS["csv"](rows, Style(language=language)))))
    assert [row["language"] for row in told] == [row["language"] for row in cells] == [language, language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_rules_have_codes_beside_their_sentences(language: str) -> None:
    rules = ("suspicious needs more coverage", "passive evidence alone convicts nobody", "the verdict hangs on one signal")
    row = replace(assessment(), held_back=rules, language=language)
    [told] = [json.loads(text) for text in RENDERERS["ndjson"]([row], Style(language=language))]
    assert told["held_by"] == ["needs-coverage", "mode-convicts-nobody", "one-signal"] and len(told["held_back"]) == 3
    assert (told["held_back"] == list(rules)) is (language == "en")


def test_every_sentence_of_a_rule_leads_back_to_its_code_and_only_to_it() -> None:
    some = {"verdict": Verdict.NEAR_CERTAIN, "mode": Mode.OFFLINE, "count": 2}
    assert {code_of(sentence.format(**some)): code for code, sentence in RULINGS.items()} == {code: code for code in RULINGS}
    assert code_of("a rule that is none") == ""


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("log_odds", [-3.0, 0.0, 2.0, 9.0])
@pytest.mark.parametrize("coverage", [0.1, 0.45, 1.0])
@pytest.mark.parametrize("page_seen", [True, False])
def test_whatever_holds_a_verdict_has_a_code(mode: Mode, log_odds: float, coverage: float, page_seen: bool) -> None:
    for more in (
        {},
        {"unproven": True},
        {"one_look": True},
        {"only_gambling": True},
        {"page_cut": True},
        {"page_cut": True, "page_unshown": True},
        {"padded": True},
        {"settled": True, "could_add": 9.0},
    ):
        for states in (frozenset(), frozenset({"parked"}), frozenset({"inactive"}), frozenset({"compromised-site"})):
            for protected in (False, True):
                case = Case(
                    scoring=load_catalog().scoring, log_odds=log_odds, coverage=coverage, mode=mode, states=states, protected=protected,
                    page_seen=page_seen, **({"only_gambling": False} | more), unprotected=log_odds,
                )  # type: ignore[arg-type]  # fmt: skip
                assert all(map(code_of, rule(case).held_back))


DAMAGED = (
    b'{"schema":"rubbish"}', b"not json at all", b"[", b"\0\0\0", '{"a":1}'.encode("utf-16"), b'{"schema":"scamtriage.assessment/1"}',
    b'{"schema":"scamtriage.evidence/1","line":0}', b'{"a":1,"a":2}',
)  # fmt: skip
"""Lines that are no evidence, each in its own way."""


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("line", DAMAGED)
def test_an_unreadable_line_gives_its_reason_in_the_language(line: bytes, language: str) -> None:
    target = codec.digested_or_refused(70, line)[0].target
    assert isinstance(target, BadTarget)
    said = re.sub(r"`[^`]*`|'[^']*'|\([^)]*\)", "", speech(language).word("evidence", target.reason))
    assert not re.search(r"\b(this is|no evidence|expected|stands|written|line \d|of the schema|several lines|twice)\b", said), said


REASONS = (
    "no resolver could say anything about a.example", "the redirects go in a circle", "the body is not HTTP: bad chunk",
    "the resolver filters this name (extended error 15, Blocked)",
    "the resolver does not believe the zone, whose DNSSEC signatures are invalid (extended error 6, DNSSEC Bogus)",
    "the resolver got no answer from the name servers of the zone (extended error 22, No Reachable Authority)",
    "no resolver has answered since 10:11:12 UTC",
    "this can't be asked: a label is empty", "1.1.1.1 can't be reached: Network is unreachable", "whois.nic.top did not answer within 10 s",
    "no resolver is known; name one with --resolver", "no trusted roots on this machine", "longer than 4000 characters",
    "names are not looked up beside the proxy; name a resolver that it can reach: --resolver https://…",
)  # fmt: skip
"""Why an observation failed, as the collectors and the wire put it."""


@pytest.mark.parametrize("language", OTHERS)
def test_why_something_could_not_be_observed_is_said_in_the_language(language: str) -> None:
    spoken = speech(language)
    assert [why for why in REASONS if spoken.word("evidence", why) == why] == []
    assert [why for why in REASONS if re.search(r"\b(the|this|since|within|known|beside|than|be) \w", spoken.word("evidence", why))] == []


@pytest.mark.parametrize("language", OTHERS)
def test_whose_a_service_number_is_is_said_in_the_language(language: str) -> None:
    owners = {owner for some in channels().hotlines.values() for owner in some.values() if owner[0].islower()}
    assert owners and owners <= speech(language).tables["owner"].keys()
    told = detail(Contact(kind="hotline", value="191", detail="short, police"), speech(language))
    assert told == (speech(language).word("detail", "short"), speech(language).word("owner", "police")) and "police" not in told
    assert detail(Contact(kind="hotline", value="+1800", detail="toll-free"), speech(language))[1] == speech(language).word(
        "detail", "toll-free"
    )


def test_an_office_is_named_as_at_home() -> None:
    dsi = Contact(kind="hotline", value="1202", detail="short, Department of Special Investigation")
    assert detail(dsi, speech("th"))[1].startswith("กรมสอบสวนคดีพิเศษ") and detail(dsi, ENGLISH)[1] == "Department of Special Investigation"


@pytest.mark.parametrize("language", OTHERS)
def test_the_state_that_a_registry_gives_a_name_is_said_with_its_code(language: str) -> None:
    assert set(terms._EPP) == speech(language).tables["epp"].keys()
    facts = RegistrationFacts(name="a.top", status=("client transfer prohibited",))
    lines = dict(evidence_lines(Evidence(collector="registration", outcome=Outcome.OK, facts=facts, observed_at=SEEN), speech(language)))
    said = lines[speech(language).word("label", "status")]
    assert "client transfer prohibited" in said and said != "client transfer prohibited"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_names_the_resolvers_that_were_asked(language: str) -> None:
    spoken, source = speech(language), f"{OURS}, https://dns.quad9.net"
    lines = dict(
        evidence_lines(
            Evidence(collector="dns", outcome=Outcome.OK, facts=DnsFacts(zone="a.example"), observed_at=SEEN, source=source), spoken
        )
    )
    said = lines[spoken.word("label", "resolver")]
    assert said == spoken.say(", ").join((spoken.word("evidence", OURS), "hxxps://quad9[.]net"))
    assert (OURS in said) is (language == "en")


@pytest.mark.parametrize(
    ("language", "said"),
    [("zh", "45.12.40.21、AS64701、荷兰、abuse@host.example"), ("ms", "45.12.40.21, AS64701, Belanda, abuse@host.example")],
)
def test_facts_have_the_commas_of_the_language(language: str, said: str) -> None:
    held = AddressHolder(ip="45.12.40.21", asn=64701, country="NL", abuse_email="abuse@host.example", outcome="ok")
    found = Evidence(collector="hosting", outcome=Outcome.OK, facts=HostingFacts(addresses=(held,)), observed_at=SEEN)
    assert dict(evidence_lines(found, speech(language)))[speech(language).word("label", "hosting")] == said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("mode", [Mode.OFFLINE, Mode.PASSIVE])
def test_what_was_not_looked_at_is_not_called_clean(mode: Mode, language: str) -> None:
    told = {}
    for one in (mode, Mode.FULL):
        row = replace(assessment(verdict=Verdict.NO_FINDING), mode=one, contributions=(), unknown=(), coverage=1.0, log_odds=0.0)
        told[one] = "".join(RENDERERS["table"]([row, row], Style(language=language, width=400))).splitlines()[1].rstrip()
    looked = speech(language).say("nothing that points to a scam was found")
    assert told[Mode.FULL].endswith(looked) and not told[mode].endswith(looked)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("192.168.1.1:53", OURS),  # as evidence of version 0.2.0 names them
        ("resolver.corp.local", OURS),
        ("https://dns.nextdns.io/abc123", "hxxps://nextdns[.]io"),
        ("https://user:secret@dns.nextdns.io/", "hxxps://nextdns[.]io"),
        ("9.9.9.9:x", OURS),
        ("9.9.9.9", "9.9.9.9"),
        ("127.0.0.53", "127.0.0.53"),
    ],
)
def test_a_report_names_no_resolver_of_the_desks_own(asked: str, said: str) -> None:
    found = Evidence(collector="dns", outcome=Outcome.OK, facts=DnsFacts(zone="a.example"), observed_at=SEEN, source=f"{asked}, {asked}")
    assert dict(evidence_lines(found, speech("en")))["resolver"] == said


@pytest.mark.parametrize(
    ("number", "owner", "country", "language", "said"),
    [
        ("95533", "CCB", "CN", "zh", "建设银行（CCB）"),
        ("95511", "Ping An", "CN", "zh", "平安（Ping An）"),
        ("1567", "Damrongdhama", "TH", "th", "ศูนย์ดำรงธรรม"),
        ("1710", "AMLO", "TH", "th", "ปปง."),
        ("1710", "AMLO", "TH", "vi", "AMLO"),
        ("1572", "Bank of Ayudhya", "TH", "th", "ธนาคารกรุงศรีอยุธยา"),
    ],
)
def test_an_owner_by_another_of_its_names_is_named_as_at_home(number: str, owner: str, country: str, language: str, said: str) -> None:
    line = Contact(kind="hotline", value=number, detail=f"short, {owner}", country=country, flags=("official-hotline",))
    assert detail(line, speech(language))[1].startswith(said)


@pytest.mark.parametrize(
    ("bank", "language", "said"),
    [
        ("Kasikornbank", "th", "ธนาคารกสิกรไทย (Kasikornbank)"),
        ("Kasikornbank", "vi", "Kasikornbank"),
        ("Kasikornbank", "en", "Kasikornbank"),
        ("bank 004", "zh", "银行 004"),
        ("", "th", ""),
    ],
)
def test_the_bank_of_an_account_is_named_as_at_home(bank: str, language: str, said: str) -> None:
    assert detail(Contact(kind="bank-account", value="1234567890", detail=bank), speech(language)) == (said,)


def test_the_line_of_a_firm_is_not_said_to_be_an_offices() -> None:
    told = {}
    for owner in ("SF Express", "CCB", "police"):
        line = Contact(kind="hotline", value="95338", detail=f"short, {owner}", country="CN", flags=("official-hotline",))
        for language in LANGUAGES:
            told.setdefault(language, []).extend(marks(line, speech(language)))
    assert told["en"] == [
        "known as that of a company",
        "known as that of a bank",
        "known as that of an authority or another public service",
    ]
    assert all(len(set(some)) == 3 for some in told.values()) and len({some[0] for some in told.values()}) == len(LANGUAGES)


@pytest.mark.parametrize(
    ("kind", "value", "language", "said"),
    [
        ("hotline", "+601300882999", "en", "known as that of MyCERT / Cyber999 (CyberSecurity Malaysia)"),
        ("whatsapp", "+6281157157157", "id", "menurut tabel kami milik Kontak OJK 157 (OJK consumer contact)"),
        ("email", "cncert@cert.org.cn", "zh", "据我们的表，属于国家互联网应急中心（CNCERT/CC）"),
        ("phone", "+6628888888", "th", "ตามตารางของเราเป็นของ ธนาคารกสิกรไทย (Kasikornbank)"),
        ("line", "@police1441", "th", "ตามตารางของเราเป็นของ ตำรวจไซเบอร์ สำนักงานตำรวจแห่งชาติ (Royal Thai Police, cyber crime)"),
    ],
)
def test_whose_a_whole_number_is_is_said_beside_it(kind: str, value: str, language: str, said: str) -> None:
    assert marks(Contact(kind=kind, value=value), speech(language)) == [said]


def test_nothing_is_said_of_whose_a_strangers_number_is() -> None:
    assert marks(Contact(kind="hotline", value="+601300882998", detail="toll-free"), speech("en")) == []
