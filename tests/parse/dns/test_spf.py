"""SPF policies by the book (RFC 7208), and ones that no book foresaw."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scamtriage.parse.dns import spf


@pytest.mark.parametrize(
    ("record", "all_", "lookups", "addresses"),
    [
        ("v=spf1 -all", "-", 0, 0),
        ("v=spf1 +all", "+", 0, 0),
        ("v=spf1 all", "+", 0, 0),
        ("v=spf1 ip4:10.0.0.0/8 ip4:1.2.3.4 ~all", "~", 0, 2**24 + 1),
        ("v=spf1 a mx ptr exists:x.example include:y.example ?all", "?", 5, 0),
        ("v=spf1 a/24 mx:mail.example/24 -ip4:1.2.3.0/24 -all", "-", 2, 0),
        ("V=SPF1 INCLUDE:Y.example -ALL", "-", 1, 0),
        ("v=spf1 redirect=other.example", "", 1, 0),
        ("v=spf1 redirect=other.example -all", "-", 0, 0),
        ("v=spf1 ip6:2001:db8::/32 unknown=modifier -all", "-", 0, 0),
        ("v=spf1 redirect=other.example redirect=no-host -all", "-", 0, 0),
        ("v=spf1 -all include:y.example a mx ip4:0.0.0.0/0 +all", "-", 0, 0),
    ],
)
def test_terms_are_read(record: str, all_: str, lookups: int, addresses: int) -> None:
    found = spf.read(record)
    assert (found.all, found.lookups, found.ip4_addresses) == (all_, lookups, addresses)


def test_two_records_are_an_error() -> None:
    record, problems = spf.find(("v=spf1 -all", "google-site-verification=1", "v=spf1 +all", "v=spf10 -all"))
    assert record == "v=spf1 -all" and problems == ("more than one SPF record",)
    for first in ("v=spf1 +all", "v=spf1 -all", "v=spf1 ip4:0.0.0.0/0 ~all"):  # which of the two came first says nothing
        facts = spf.together(spf.read(first), {}, problems)
        assert (facts.all, facts.ip4_addresses, facts.problems) == ("", 0, problems)


def test_an_include_does_not_end_the_policy_and_a_redirect_does() -> None:
    inner = spf.read("v=spf1 ip4:1.2.3.4 +all")
    assert spf.together(spf.read("v=spf1 include:i.example"), {"i.example": inner}).all == ""
    assert spf.together(spf.read("v=spf1 redirect=i.example"), {"i.example": inner}).all == "+"


def test_an_include_that_admits_everybody_admits_every_address() -> None:
    facts = spf.together(spf.read("v=spf1 include:i.example ~all"), {"i.example": spf.read("v=spf1 +all")})
    assert (facts.all, facts.ip4_addresses) == ("~", 2**32)


@pytest.mark.parametrize("qualifier", "?~-")
def test_an_include_behind_another_qualifier_admits_nobody(qualifier: str) -> None:
    """Its look-up is paid for all the same (RFC 7208, sections 4.6.4 and 5.2)."""
    facts = spf.together(spf.read(f"v=spf1 {qualifier}include:i.example -all"), {"i.example": spf.read("v=spf1 ip4:0.0.0.0/0 -all")})
    assert (facts.ip4_addresses, facts.lookups, facts.includes) == (0, 1, ("i.example",))


def test_includes_in_a_circle_end() -> None:
    loop = spf.read("v=spf1 include:a.example -all")
    facts = spf.together(loop, {"a.example": loop})
    assert facts.lookups == 2 and facts.complete
    assert (facts.too_many_lookups, facts.problems) == (True, ("includes lead in a circle",))


def test_a_name_that_two_includes_share_is_no_circle_and_is_paid_for_twice() -> None:
    first, half = spf.read("v=spf1 include:a.example include:b.example -all"), spf.read("v=spf1 include:c.example -all")
    shared = spf.read("v=spf1 a a:1.example a:2.example a:3.example ip4:1.2.3.4 -all")
    facts = spf.together(first, {"a.example": half, "b.example": half, "c.example": shared})
    assert (facts.lookups, facts.too_many_lookups, facts.problems, facts.ip4_addresses) == (12, True, (), 1)


def test_includes_that_double_at_each_step_are_counted_in_no_time() -> None:
    found = {f"i{n}.example": spf.read(f"v=spf1 include:i{n + 1}.example include:i{n + 1}.example -all") for n in range(300)}
    assert spf.together(found["i0.example"], found).lookups == 1_000


def test_what_was_not_asked_is_incomplete_and_what_is_not_there_is_a_problem() -> None:
    first = spf.read("v=spf1 include:a.example include:b.example -all")
    facts = spf.together(first, {"a.example": None})
    assert not facts.complete
    assert facts.problems == ("a.example has no SPF record",)


def test_names_with_macros_are_not_asked_for() -> None:
    first = spf.read("v=spf1 include:%{i}._spf.example -all")
    assert first.targets == () and not spf.together(first, {}).complete


@given(st.text(max_size=400))
def test_nothing_is_raised_whatever_the_record(text: str) -> None:
    spf.together(spf.read("v=spf1 " + text), {})
    spf.find((text,))
