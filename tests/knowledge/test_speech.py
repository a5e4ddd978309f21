"""The catalogues of the languages: every key in all of them, placeholders kept, in their own script; English reads none of them."""

import re

import pytest

from scamtriage.knowledge import lint
from scamtriage.knowledge.english import WORDS
from scamtriage.knowledge.judgement.catalog import load_catalog
from scamtriage.knowledge.judgement.rows import SCAM_TYPES
from scamtriage.knowledge.loading import BadTable
from scamtriage.knowledge.speech import ENGLISH, LANGUAGES, SPOKEN, speech
from scamtriage.records.assessment import Verdict
from scamtriage.records.evidence import Mode, Outcome
from scamtriage.records.facts.contact import MESSENGERS
from scamtriage.records.facts.dns import DnsOutcome
from scamtriage.records.target import LineStatus
from scamtriage.score.annotate import STATES
from scamtriage.signals.web import HOUSE

CATALOG = load_catalog()
OTHERS = LANGUAGES[1:]
SCRIPT = {"th": r"[\u0e00-\u0e7f]", "zh": r"[\u4e00-\u9fff]"}
CODES: dict[str, set[str]] = {
    "verdict": {*Verdict},
    "type": {*SCAM_TYPES},
    "family": {row.family for row in CATALOG.rows.values()},
    "state": {state for row in CATALOG.rows.values() for state in row.states} | {*STATES.values()},
    "flag": {flag for row in CATALOG.rows.values() for flag in row.flags} | {"loaded", "allow-net", "via-proxy"},
    "outcome": {*Outcome, *DnsOutcome, "not-asked", "foreign", "unread"},
    "mode": {*Mode},
    "status": {*LineStatus},
    "kind": {*STATES},
    "side": {"scam", "honest"},
}


def test_all_languages_say_the_same_with_the_same_placeholders() -> None:
    assert list(lint._sentences(CATALOG)) == []


@pytest.mark.parametrize("language", OTHERS)
def test_every_code_has_a_name(language: str) -> None:
    tables = speech(language).tables
    assert {kind: codes - tables[kind].keys() for kind, codes in CODES.items() if codes - tables[kind].keys()} == {}


def test_placeholders_that_are_said_have_a_table() -> None:
    assert {*SPOKEN.values()} <= speech("th").tables.keys()


@pytest.mark.parametrize("language", SCRIPT)
def test_sentences_are_in_the_script_of_their_language(language: str) -> None:
    spoken = speech(language)
    assert [s for s in spoken.reasons.values() if not re.search(SCRIPT[language], s) and re.search(r"[a-z]", re.sub(r"{\w+}", "", s))] == []
    for kind in ("verdict", "type", "flag", "state", "outcome", "mode", "status", "side", "device", "asks"):
        assert [word for word in spoken.tables[kind].values() if not re.search(SCRIPT[language], word)] == [], kind


@pytest.mark.parametrize("language", OTHERS)
def test_nobody_is_accused_and_nothing_is_certain(language: str) -> None:
    """Verdicts are of likelihood; what could not be had is never called absent."""
    spoken = speech(language)
    assert spoken.word("verdict", "undetermined") != spoken.word("verdict", "no-finding")
    assert spoken.word("outcome", "absent") not in {spoken.word("outcome", o) for o in Outcome if not o.conclusive}


@pytest.mark.parametrize("language", OTHERS)
def test_a_side_is_said_in_the_language(language: str) -> None:
    spoken = speech(language)
    sentence = spoken.because(CATALOG.rows["name-length"], {"count": 9, "side": "scam"}, 9.0)
    assert spoken.tables["side"]["scam"] in sentence
    assert "9" in sentence


def test_words_inside_words_are_said_too() -> None:
    thai = speech("th")
    refused = thai.word("evidence", "the connection was refused")
    both = thai.word("evidence", "dns: no answer for AAAA, MX; page: the connection was refused")
    assert both == f"{thai.word('evidence', 'dns: no answer for AAAA, MX')}; {thai.word('evidence', 'page: the connection was refused')}"
    assert thai.word("evidence", "192.0.2.7: the connection was refused") == f"192.0.2.7: {refused}"
    assert thai.word("trait", "has free mail, asks card") == f"{thai.word('trait', 'has free mail')}, {'ขอ' + thai.word('asks', 'card')}"
    assert thai.word("channel", "line pol.thana77") == "LINE pol.thana77"
    assert thai.word("type", "gov police") == thai.word("type", "gov-police")


@pytest.mark.parametrize("language", OTHERS)
def test_letters_beside_a_script_and_names_beside_an_account_leave_no_english(language: str) -> None:
    spoken = speech(language)
    mixed = spoken.word("script", "Cyrillic (а U+0430, е U+0435) and Latin")
    assert "Cyrillic" not in mixed and " and " not in mixed and "а U+0430, е U+0435" in mixed
    told = spoken.word("detail", "PayNow mobile, DBS, to Tan Ah Kow")
    assert "mobile" not in told and "to Tan" not in told and all(name in told for name in ("PayNow", "DBS", "Tan Ah Kow"))


def test_a_way_to_pay_has_one_name_whatever_it_finds_the_account_by() -> None:
    ways = ("PromptPay mobile", "PromptPay national-id", "PromptPay tax-id", "PromptPay e-wallet")
    assert all(speech("th").word("detail", way).startswith("พร้อมเพย์ (") for way in ways)
    assert all(speech("ms").word("detail", way).startswith("PromptPay (") for way in ways)


def test_a_list_of_quotations_has_the_commas_and_brackets_of_the_language() -> None:
    shown = {"side": "scam", "words": " (“co., ltd”, “贷款”)"}
    row = load_catalog().rows["page-wording"]
    assert speech("zh").because(row, shown, 1.0).endswith("相似（“co., ltd”、“贷款”）")
    assert speech("en").because(row, shown, 1.0).endswith(" (“co., ltd”, “贷款”)")
    assert speech("th").because(row, shown, 1.0).endswith(" (“co., ltd”, “贷款”)")
    pieces = load_catalog().rows["name-spelling"]
    assert speech("zh").because(pieces, {"side": "scam", "pieces": "'tor', 'rtal-h'"}, 1.0).startswith("“tor”、“rtal-h”之类")
    cut = "it holds more than one word, 'foo', 'baz.com' …: put one address on each line, and write a space inside an address as %20"
    whole = f"{cut}, or find the addresses among words with `scamtriage scan --extract`, and those in a table with --column"
    assert "（“foo”、“baz.com”……）" in speech("zh").word("evidence", whole)
    assert "('foo', 'baz.com' …)" in speech("th").word("evidence", whole)
    assert speech("ms").because(pieces, {"side": "scam", "pieces": "'tor', 'rtal-h'"}, 1.0).count("'tor', 'rtal-h'") == 1
    assert "“scb-”" in speech("zh").word("evidence", "the line before ends in 'scb-': give scb-update.xyz if that is meant")


def test_settings_of_an_exchange_and_kinds_of_scams_are_said_in_the_language() -> None:
    rows = load_catalog().rows
    for language in OTHERS:
        said = speech(language).because(rows["http-house-exchange"], {"settings": ", ".join(HOUSE)}, 3.0)
        assert not any(setting in said for setting in HOUSE), said
        shown = {"about": "gov-police", "messenger": "line", "account": "a"}
        assert "police" not in speech(language).because(rows["contact-messenger-money"], shown, 1.0)


def test_what_a_target_wrote_stays_as_it_was() -> None:
    for words in ("card", "ok", "{name}", "registration", ""):
        assert speech("th").say("Flags: {marks}.", marks=words).endswith(words)
    assert speech("th").word("evidence", "whatever else a server says") == "whatever else a server says"


@pytest.mark.parametrize("text", ["a: " * 300, "a; " * 300, "1 names, " * 110, "x" * 100_000, "not HTTP: " * 99, "TLS failed: " * 5_000])
def test_what_a_server_writes_costs_no_time_and_no_stack(text: str) -> None:
    assert len(speech("th").word("evidence", text)) >= len(text.rstrip()) // 2


def test_several_reasons_are_said_each() -> None:
    thai = speech("th")
    refused, late = thai.word("evidence", "the connection was refused"), thai.word("evidence", "no answer in time")
    assert thai.word("evidence", "192.0.2.7: the connection was refused; no answer in time") == f"192.0.2.7: {refused}; {late}"


def test_a_finding_that_shows_less_than_the_sentence_wants_is_said_all_the_same() -> None:
    for spoken in (ENGLISH, speech("th")):
        assert "…" in spoken.because(CATALOG.rows["name-length"], {"side": "scam"}, 9.0)


def test_english_reads_no_catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_file(name: str) -> str:
        raise AssertionError(name)

    monkeypatch.setattr("scamtriage.knowledge.loading.read_text", no_file)
    speech.cache_clear()
    assert speech("en") is ENGLISH
    assert ENGLISH.say("{count} times", count=2) == "2 times"
    assert ENGLISH.word("verdict", "near-certain") == "near-certain"
    with pytest.raises(AssertionError):
        speech("th")


def test_a_language_that_is_none_is_refused() -> None:
    with pytest.raises(BadTable, match="is none of"):
        speech("xx")


@pytest.mark.parametrize(
    ("language", "registered"), [("th", "จดทะเบียน"), ("ms", "berdaftar"), ("id", "terdaftar"), ("vi", "đăng ký"), ("zh", "注册")]
)
def test_an_unregistered_name_is_told_as_such(language: str, registered: str) -> None:
    spoken = speech(language)
    assert registered in spoken.say("the domain is not registered, or leads nowhere now")


def test_sentences_are_joined_as_the_language_joins_them() -> None:
    assert ENGLISH.joined(("one", "two", "three")) == "one; two; three"
    assert speech("zh").joined(("一", "二")) == "一；二" and speech("th").joined(("หนึ่ง", "สอง")) == "หนึ่ง สอง"
    assert ENGLISH.joined(()) == "" and ENGLISH.joined(("a", "b", "c"), "{sentence} and {more}") == "a and b and c"


def test_one_is_said_as_one_with_what_lies_between_noun_and_verb() -> None:
    told = "coverage: {coverage} on average; {count} rows below {share} rest on little"
    assert ENGLISH.say(told, coverage="40%", count=1, share="50%").endswith("; 1 row below 50% rests on little")
    assert ENGLISH.say(told, coverage="40%", count=2, share="50%").endswith("; 2 rows below 50% rest on little")
    assert ENGLISH.say("Group {number}: {count} sites", number=1, count=2) == "Group 1: 2 sites"


def test_a_messenger_has_its_name_in_english_sentences_and_not_our_code_for_it() -> None:
    """“gives line captain88” was read as a telephone line."""
    assert set(MESSENGERS) <= WORDS["contact"].keys()
    rows = load_catalog().rows
    shown = {"brand": "Department of Special Investigation", "messenger": "line", "account": "line.captain"}
    assert ENGLISH.because(rows["contact-messenger-authority"], shown, 1.0).endswith("gives LINE line.captain")
    told = ENGLISH.because(rows["contact-messenger-only"], {"accounts": "whatsapp-group x, tawk, zalo 0912"}, 1.0)
    assert told.endswith(": WhatsApp group x, tawk, Zalo 0912")


@pytest.mark.parametrize("language", OTHERS)
def test_what_a_page_says_is_quoted_as_it_stands(language: str) -> None:
    """Only what stands in the place of a quotation is ours. A page may have the same words between its own semicolons."""
    said = speech(language).values({"quote": "pay first; crypto; PromptPay; a countdown"})
    assert said["quote"] == "pay first; crypto; PromptPay; a countdown"
    assert speech(language).values({"quote": "a countdown"})["quote"] != "a countdown"
