"""Laws of the WHOIS parser: it raises nothing, gives nothing but its closed set, keeps nothing unbounded, opens nothing, and is quick."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scamtriage.parse.whois import answer as whois
from scamtriage.parse.whois import library
from scamtriage.records.facts import (
    RegistrationAbsent,
    RegistrationFacts,
    RegistrationLimited,
    RegistrationMalformed,
    RegistrationResult,
)
from tests.cost import least_cpu_s
from tests.parse.whois.elsewhere import ICANN
from tests.parse.whois.test_families import CASES

CLOSED_SET = (RegistrationFacts, RegistrationAbsent, RegistrationLimited, RegistrationMalformed)
KEYS = ["Domain Name", "Creation Date", "Registrar", "created", "expires", "Status", "Name Server", "contact", "[Tech-C]", "a.", "%", ">>>"]
VALUES = ["lucky.example", "other.example", "2021-02-03", "01/02/03", "99/99/9999", "free", "reserved", "ns1.example.net", "quota exceeded"]
MARKS = ["no match for", "not found", ":", "....:", "\t", "  ", "\n", "\r\n", "\n\n", "=", "[", "]", "(", "ไทย", "见本", "\x1b[31m", "\x00"]
WORDS = st.sampled_from([*KEYS, *VALUES, *MARKS])
FULL = 262_144


def strings(result: RegistrationResult) -> Iterator[str]:
    for name in result.__slots__:
        value = getattr(result, name)
        if isinstance(value, str):
            yield value
        elif isinstance(value, tuple):
            for part in value:
                yield from (part,) if isinstance(part, str) else (str(part),)


@given(raw=st.binary(max_size=400))
def test_any_bytes_give_one_of_four_results(raw: bytes) -> None:
    assert isinstance(whois.parse(raw, "lucky.example"), CLOSED_SET)


@settings(max_examples=300)
@given(words=st.lists(WORDS, max_size=40), suffix=st.sampled_from(["example", "co.th", "kr", "jp", "es", "com"]))
def test_any_arrangement_of_registry_words_gives_one_of_four_results_with_bounded_strings(words: list[str], suffix: str) -> None:
    result = whois.parse(" ".join(words).encode(), f"lucky.{suffix}", personal_data=True)
    assert isinstance(result, CLOSED_SET)
    assert all(len(text) <= 700 for text in strings(result))


@pytest.mark.parametrize("line", ["*\t*", "* \u3000", "a. \u3000:", "1a. \u3000: x", "a. \u3000"])
def test_a_line_of_marks_and_blanks_alone_loses_no_record(line: str) -> None:
    raw = f"Domain Name: lucky.example\nCreation Date: 2020-01-15\nName Servers:\n{line}\n  ns1.lucky.example\n"
    facts = whois.parse(raw.encode(), "lucky.example")
    assert isinstance(facts, RegistrationFacts)
    assert facts.nameservers == ("ns1.lucky.example",)


@given(domain=st.text(max_size=80))
def test_any_question_gives_one_of_four_results(domain: str) -> None:
    assert isinstance(whois.parse(ICANN.encode(), domain), CLOSED_SET)


@given(text=st.text(max_size=60))
def test_a_record_is_found_only_when_it_names_the_domain(text: str) -> None:
    result = whois.parse(f"Creation Date: 2021-02-03\nName Server: ns1.example.net\n{text}\n".encode(), "never-in-a-random-text.example")
    assert not isinstance(result, RegistrationFacts)


@given(cut=st.integers(min_value=0, max_value=len(ICANN)))
def test_an_answer_cut_anywhere_never_says_not_registered_and_never_changes_a_date(cut: int) -> None:
    whole = whois.parse(ICANN.encode(), "lucky-parcel.top")
    part = whois.parse(ICANN[: ICANN.rfind("\n", 0, cut) + 1].encode(), "lucky-parcel.top")
    assert not isinstance(part, RegistrationAbsent)
    if isinstance(part, RegistrationFacts):
        assert part.created in (None, whole.created)  # type: ignore[union-attr]
        assert part.expires in (None, whole.expires)  # type: ignore[union-attr]


@settings(max_examples=25)
@given(cut=st.integers(min_value=0, max_value=len(ICANN)), complete=st.booleans())
def test_an_answer_cut_within_a_line_gives_no_other_date_and_no_other_values_unless_the_server_ended_there(
    cut: int, complete: bool
) -> None:
    whole = whois.parse(ICANN.encode(), "lucky-parcel.top")
    part = whois.parse(ICANN[:cut].encode(), "lucky-parcel.top", complete=complete)
    assert isinstance(whole, RegistrationFacts) and not isinstance(part, RegistrationAbsent)
    if isinstance(part, RegistrationFacts):
        days = [(m.date() if m is not None else None) for m in (part.created, part.expires, part.updated)]
        assert all(ours in (None, theirs.date()) for ours, theirs in zip(days, (whole.created, whole.expires, whole.updated), strict=True))  # type: ignore[union-attr]
        assert complete or (part.registrar in ("", whole.registrar) and set(part.nameservers) <= set(whole.nameservers))


@pytest.mark.parametrize(
    ("last", "believed"),
    [
        ("2020-01-1", False),
        ("2020-01-15", True),
        ("2020-01-15T0", True),
        ("2020. 01. 1", False),
        ("15-Jan-20", False),
        ("Jan 15 20", False),
        ("2020 Jan 1", False),
        ("15.1.20", False),
        ("15.1.2020", True),
        ("20200115", True),
        ("2020011", False),
    ],
)
def test_a_date_at_the_end_of_a_torn_answer_is_believed_when_no_digit_can_be_missing(last: str, believed: bool) -> None:
    text = f"Domain Name: lucky.example\nName Server: ns1.example.net\nCreation Date: {last}"
    closed, broken = whois.parse(text.encode(), "lucky.example"), whois.parse(text.encode(), "lucky.example", complete=False)
    assert isinstance(closed, RegistrationFacts) and isinstance(broken, RegistrationFacts)
    assert (closed.created is not None, bool(closed.date_notes)) == (believed, not believed)
    assert (broken.created, broken.date_notes) == (None, ())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Your query limit was exceeded", RegistrationLimited),
        ("NOT FOUND\nYour query limit was exceeded, so", RegistrationLimited),
        ("NOT FOUND", RegistrationMalformed),
    ],
)
def test_of_a_line_that_broke_off_only_a_refusal_is_believed(text: str, kind: type) -> None:
    assert type(whois.parse(text.encode(), "lucky.example", complete=False)) is kind


@pytest.mark.parametrize(("domain", "text"), [case[:2] for case in CASES], ids=[case[0] for case in CASES])
def test_asked_about_another_name_no_answer_of_any_family_is_believed(domain: str, text: str) -> None:
    other = "someone-else." + domain.split(".", 1)[1]
    assert isinstance(whois.parse(text.encode(), other), RegistrationMalformed)


@pytest.mark.parametrize("domain", ["lucky.com", "lucky.ai", "lucky.co.th"])
def test_a_bad_date_never_loses_the_record(domain: str) -> None:
    text = f"Domain Name: {domain}\nCreation Date: 99/99/9999 nonsense\nRegistry Expiry Date: 2026-02-03\nName Server: ns1.example.net\n"
    result = whois.parse(text.encode(), domain)
    assert isinstance(result, RegistrationFacts)
    assert (result.created, result.nameservers) == (None, ("ns1.example.net",))
    assert [(note.field, note.problem) for note in result.date_notes] == [("created", "impossible")]


def test_parsing_opens_no_socket_and_no_connection() -> None:
    """In a process of its own, because an audit hook cannot be taken off. The answer makes the parser of python-whois run."""
    program = """
import sys
opened = []
sys.addaudithook(lambda event, args: opened.append(event) if event.startswith("socket.") else None)
from scamtriage.parse.whois import answer, library
text = b"Domain Name: lucky.kz\\nDomain born............: 2021-02-03\\nsome words 2026-02-03\\nName Server: ns1.example.net\\n"
print(type(answer.parse(text, "lucky.kz")).__name__, bool(library.dates(["Creation Date: 2021-02-03"], "lucky.com")))
print("whois.parser" in sys.modules, opened)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["RegistrationFacts True", "True []"]


@pytest.mark.parametrize("suffix", ["hk", "com.hk", "sk", "com", "kz", "de", "jp", "br"])
@pytest.mark.parametrize("line", ["Domain: x", "a: b", "Registrant Contact Information:", " ", "." * 199])
def test_all_that_is_asked_of_python_whois_costs_at_most_half_a_second_of_cpu(suffix: str, line: str) -> None:
    """Of the largest text that is handed over."""
    lines = [line] * (library.MAX_CHARS // (len(line) + 1))
    library.dates(["x"], f"lucky.{suffix}")
    assert least_cpu_s(lambda: library.dates(lines, f"lucky.{suffix}"), within=0.5) <= 0.5


def test_python_whois_is_not_imported_before_it_is_needed() -> None:
    program = """
import sys
from scamtriage.parse.rdap import domain
from scamtriage.parse.whois import answer
print("whois" in sys.modules, "dateutil" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def _cpu_s(raw: bytes, *, within: float) -> float:
    whois.parse(b"warm", "lucky-parcel.top")
    return least_cpu_s(lambda: whois.parse(raw, "lucky-parcel.top"), within=within)


def test_the_largest_honest_answer_costs_at_most_50_ms_of_cpu() -> None:
    body = ICANN + "".join(f"Registrant Remark {n}: some words about nothing, {n}\n" for n in range(9_000))
    assert _cpu_s(body.encode()[:FULL], within=0.05) <= 0.05


HOSTILE = {
    "one line": "a" * FULL,
    "colons": ":" * FULL,
    "dots": "." * FULL,
    "empty lines": "\n" * FULL,
    "brackets": "[\n" * (FULL // 2),
    "spaces in lines": ("x" + " " * 990 + "y\n") * 264,
    "parentheses": ("Registrar: " + "(" * 900 + "\n") * 287,
    "hosts": ("a.b.c.d.e.f.g.h " * 50 + "\n") * 327,
    "limits": ("your ip address limit " * 18 + "\n") * 660,
    "dates": ICANN + "Creation Date: 1-1-1-1-1-1-1-1-1-1-1-1-1\n" * 6_000,
    "names": "Domain Name: a.b.c\n" * 13_000,
    "unread dates": "Domain Name: lucky-parcel.top\nName Server: ns.a.b\n" + "word: 2012-12-12 and more\n" * 10_000,
    "not found": "no match for the domain name of the requested object in the database\n" * 3_700,
    "escapes": "\x1b$B0\x1b(B" * 37_000,
}


@pytest.mark.parametrize("part", ["\xc9", "\xe0\xb0 ", "\x82\x60", "\xd0\xcf\xe0\n"])
def test_bytes_of_no_script_cost_at_most_a_tenth_of_a_second_of_cpu(part: str) -> None:
    assert _cpu_s((part * FULL).encode("latin-1")[:FULL], within=0.1) <= 0.1


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_answer_costs_at_most_a_second_of_cpu(text: str) -> None:
    assert _cpu_s(text.encode()[:FULL], within=1.0) <= 1.0


def test_a_line_that_is_too_long_is_read_in_part_and_the_facts_say_so() -> None:
    facts = whois.parse(f"{ICANN}\nremarks: {'x' * 600}\n".encode(), "lucky-parcel.top")
    assert isinstance(facts, RegistrationFacts)
    assert facts.notices == ("answer cut: of 1 lines only the first 500 characters were read",)


def test_values_beyond_the_cap_are_not_read_and_the_facts_say_so() -> None:
    facts = whois.parse((ICANN + "".join(f"\nremark {number} is: x" for number in range(1_600))).encode(), "lucky-parcel.top")
    assert isinstance(facts, RegistrationFacts)
    assert facts.notices == ("answer cut: only the first 1500 values were read",)


def test_lines_beyond_the_cap_are_not_read_and_the_facts_say_so() -> None:
    result = whois.parse((ICANN + "a: b\n" * 5_000).encode(), "lucky-parcel.top")
    assert isinstance(result, RegistrationFacts)
    assert any("were not read" in notice for notice in result.notices)


WRITTEN = [
    "Registrant Street",
    "Admin Street",
    "Owner Address",
    "Tech Organization",
    "Domain Holder Street",
    "Holder",
    "Organization",
    "Person",
]


@pytest.mark.parametrize("key", [*WRITTEN, "Registrant", "Address", "descr"])
def test_lines_that_continue_what_a_person_wrote_are_his_words(key: str) -> None:
    forged = (
        f"{key}: 1 High Road\n   Reg Created: 2001-01-05\n   Registrar: Bank of Siam\n   Registrar Abuse Contact Email: me@evil.example\n"
    )
    record = (
        f"Domain Name: lucky-parcel.example\nCreation Date: 2026-11-20\nRegistrar: Example Names\n{forged}Name Server: ns1.parcel.example\n"
    )
    result = whois.parse(record.encode(), "lucky-parcel.example")
    assert isinstance(result, RegistrationFacts)
    assert result.created == datetime(2026, 11, 20, tzinfo=UTC) and result.date_notes == ()
    assert (result.registrar, result.abuse_email) == ("Example Names", "")


@pytest.mark.parametrize("words", ["Record created on 2001-01-05.", "Record last updated on 2001-01-05", "Created On    2001-01-05"])
@pytest.mark.parametrize("key", ["Registrant Street", "Domain Holder Street", "Organization"])
def test_nor_is_a_sentence_there_the_registrys(key: str, words: str) -> None:
    record = f"Domain Name: lucky-parcel.example\n{key}: 1 High Road\n   {words}\nCreation Date: 2026-11-20\n"
    result = whois.parse(record.encode(), "lucky-parcel.example")
    assert isinstance(result, RegistrationFacts)
    assert (result.created, result.updated, result.date_notes) == (datetime(2026, 11, 20, tzinfo=UTC), None, ())


def test_fields_below_a_heading_of_no_person_are_the_registrys() -> None:
    record = "Domain Name: lucky-parcel.example\nAddress:\n  1 High Road\n    Created: 2026-11-20\n    Registrar: Example Names\n"
    result = whois.parse(record.encode(), "lucky-parcel.example")
    assert isinstance(result, RegistrationFacts)
    assert (result.created, result.registrar) == (datetime(2026, 11, 20, tzinfo=UTC), "Example Names")
