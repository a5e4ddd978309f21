"""What an answer that is no record says: that there is none, that the name is kept, that it was asked too often, or nothing."""

import json
from typing import Any

import pytest

from scamtriage.parse.rdap import domain as rdap
from scamtriage.records.facts import (
    RegistrationAbsent,
    RegistrationFacts,
    RegistrationLimited,
    RegistrationMalformed,
)
from tests.parse.rdap.answers import NAME, answer, facts, parse


def test_words_of_the_name_itself_do_not_reserve_it() -> None:
    words = {"errorCode": 404, "description": ["blocked-premium.example not found"]}
    assert isinstance(rdap.parse(json.dumps(words).encode(), "blocked-premium.example"), RegistrationAbsent)


@pytest.mark.parametrize(
    ("words", "limited"),
    [
        ("Query quota exceeded. If you need more, contact us.", True),
        ("Rate limit exceeded, you may retry in 60 seconds.", True),
        ("Too many requests. Access would be restored in one hour.", True),
        ("Access may be denied if the query limit is exceeded.", False),
        ("If you exceed the limit, your IP address is blocked. Terms of use apply.", False),
        ("You agree not to send too many requests; we reserve the right to restrict access.", False),
    ],
)
def test_a_polite_refusal_inside_an_object_is_one_and_terms_of_use_are_none(words: str, limited: bool) -> None:
    shell = {"objectClassName": "domain", "ldhName": NAME, "notices": [{"title": "Notice", "description": [words]}]}
    assert type(parse(shell)) is (RegistrationLimited if limited else RegistrationMalformed)
    assert facts(answer(notices=shell["notices"])).created is not None  # beside a record it takes nothing from it


@pytest.mark.parametrize(
    ("name", "said", "reserved"),
    [
        ("pending-refund.com", "No match for pending-refund", False),
        ("pending-refund.com", "Domain name pending-refund not found", False),
        ("blocked-account.com.xx", "object blocked-account not found", False),
        ("blocked-account.com.xx", "The object blocked-account.com.xx is blocked", True),
        ("reserved.com", "The name reserved was not found", False),
        ("pénding.example", "The domain pénding.example was not found", False),
        ("reserved-é.example", "object reserved-é not found", False),
        ("evil.example", "evil.example is not registered. Use of this service is restricted; see terms", False),
        ("evil.example", "Not found. All rights reserved by the registry", False),
        ("evil.example", "Domain not found. It is available as a premium name", False),
        ("evil.example", "Domain not found. Available as a premium name", False),
        ("evil.example", "evil.example is reserved. More of this is available at https://rdap.example", True),
        ("evil.example", "This name is not available: it has been reserved by the registry", True),
        ("evil.example", "Reserved", True),
        ("evil.example", "Registry reserved name", True),
        ("evil.example", "evil.example has been withheld", True),
        ("evil.example", "The domain name you requested is prohibited", True),
        ("evil.example", "This is a registry premium name", True),
        ("evil.example", "Not Found (DPML block)", True),
        ("evil.is", "the name evil.is is reserved", True),
    ],
)
def test_a_404_says_that_a_name_is_kept_in_a_statement_and_not_in_the_name_or_the_terms(name: str, said: str, reserved: bool) -> None:
    body = json.dumps({"errorCode": 404, "title": "Not Found", "description": [said]}).encode()
    assert type(rdap.parse(body, name)) is (RegistrationFacts if reserved else RegistrationAbsent)


@pytest.mark.parametrize(
    ("status", "kind", "shown"),
    [
        ("available", RegistrationAbsent, None),
        ("Not Registered", RegistrationAbsent, None),
        ("blocked", RegistrationFacts, ("reserved",)),
        ("reserved", RegistrationFacts, ("reserved",)),
        ("inactive", RegistrationFacts, ("inactive",)),
    ],
)
def test_an_object_that_holds_a_status_alone_is_what_the_status_says(status: str, kind: type, shown: tuple[str, ...] | None) -> None:
    body = json.dumps({"objectClassName": "domain", "ldhName": "lucky-parcel.example", "status": [status]}).encode()
    result = rdap.parse(body, "lucky-parcel.example")
    assert type(result) is kind and getattr(result, "status", None) == shown
    full = facts(answer(status=[status]))  # beside a record of dates and hosts the status takes nothing back
    assert full.result == "found" and full.created is not None


@pytest.mark.parametrize(
    ("beside", "kind", "shown"),
    [
        ({"status": ["free", "available"]}, RegistrationAbsent, None),
        ({"status": ["active", "available"]}, RegistrationMalformed, None),  # nobody knows
        ({"status": ["available", "reserved"]}, RegistrationMalformed, None),
        ({"status": ["available"], "secureDNS": {"delegationSigned": True}}, RegistrationFacts, ("available",)),
        (
            {"status": ["available"], "entities": [{"objectClassName": "entity", "roles": ["registrant"]}]},
            RegistrationFacts,
            ("available",),
        ),
        ({"status": ["reserved", "inactive", "server update prohibited"]}, RegistrationFacts, ("reserved",)),
        ({"status": ["server hold", "blocked"]}, RegistrationFacts, ("server hold", "blocked")),  # somebody's, and blocked
        ({"status": ["blocked"], "entities": [{"objectClassName": "entity", "roles": ["registrant"]}]}, RegistrationFacts, ("blocked",)),
    ],
)
def test_a_status_gives_no_name_back_that_somebody_holds(beside: dict[str, object], kind: type, shown: tuple[str, ...] | None) -> None:
    body = json.dumps({"objectClassName": "domain", "ldhName": "lucky-parcel.example", **beside}).encode()
    result = rdap.parse(body, "lucky-parcel.example")
    assert type(result) is kind and getattr(result, "status", None) == shown


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ({"errorCode": 404, "title": "Not Found", "description": ["lucky-parcel.example is not registered"]}, RegistrationAbsent),
        ({"errorCode": "404"}, RegistrationAbsent),
        (
            {"errorCode": 404, "title": "Not Found", "description": ["The domain client.hold.redemption.example does not exist"]},
            RegistrationAbsent,
        ),
        ({"errorCode": 404, "title": "Not Found", "description": ["CLIENT.HOLD.REDEMPTION.EXAMPLE does not exist"]}, RegistrationAbsent),
        ({"errorCode": 404, "title": "Not Found", "description": ["Object not found; use whois.nic.example"]}, RegistrationMalformed),
        (
            {"errorCode": 404, "title": "Not Found", "description": ["The object is on hold.Please ask its registrar"]},
            RegistrationMalformed,
        ),
        ({"errorCode": 404, "title": "Not Found", "description": ["java.lang.NullPointerException"]}, RegistrationMalformed),
        ({"errorCode": 404, "title": "Not Found", "description": ["域名不存在。保留所有权利"]}, RegistrationAbsent),
        ({"errorCode": 404, "title": "Not Found", "description": ["ไม่พบโดเมน สงวนลิขสิทธิ์"]}, RegistrationAbsent),
        ({"errorCode": 404, "title": "Not Found", "description": ["Tên miền không tồn tại. Bảo lưu mọi quyền"]}, RegistrationAbsent),
        ({"errorCode": 404, "title": "Not Found", "description": ["Nama domain tidak wujud, tidak disekat"]}, RegistrationAbsent),
        ({"errorCode": 404, "title": "Not Found", "description": ["The name is reserved by the registry"]}, RegistrationFacts),
        ({"errorCode": 404, "title": "blocked by GlobalBlock"}, RegistrationFacts),
        ({"errorCode": 404, "title": "domain is pending create"}, RegistrationFacts),
        ({"errorCode": 404, "title": "This server is not authoritative for the TLD"}, RegistrationMalformed),
        ({"errorCode": 404, "title": "Unsupported TLD"}, RegistrationMalformed),
        ({"errorCode": 404, "title": "Not Found", "description": ["TLD not found"]}, RegistrationMalformed),
        ({"errorCode": 404, "title": "Not Found", "description": ["Unknown top-level domain"]}, RegistrationMalformed),
        ({"errorCode": 404, "title": "Not Found", "description": ["The endpoint does not exist"]}, RegistrationMalformed),
        ({"errorCode": 404, "title": "Not Found", "description": ["No handler found for GET /domain/x"]}, RegistrationMalformed),
        ({"errorCode": 404, "title": "Domain not found", "description": ["It is not sponsored by this registrar"]}, RegistrationMalformed),
        ({"errorCode": 404, "title": "Not Found", "description": ["This domain is not under our management"]}, RegistrationMalformed),
        ({"errorCode": 404, "title": "Not Found", "description": ["No RDAP data for this domain; use WHOIS"]}, RegistrationMalformed),
        ({"errorCode": 404, "title": "Not Found", "description": ["Not shown due to privacy"]}, RegistrationMalformed),
        ({"errorCode": 404, "title": "Not Found", "description": ["The object exists but is not shown"]}, RegistrationMalformed),
        ({"errorCode": 404, "title": "Not Found", "description": ["Domain is in pendingCreate"]}, RegistrationFacts),
        ({"errorCode": 404, "title": "Query limit exceeded"}, RegistrationLimited),
        ({"errorCode": 429, "title": "Too Many Requests"}, RegistrationLimited),
        ({"errorCode": 503}, RegistrationLimited),
        ({"errorCode": 403, "title": "Forbidden"}, RegistrationLimited),
        ({"errorCode": 400, "title": "Bad Request", "description": ["Your IP has been blocked"]}, RegistrationLimited),
        ({"errorCode": 400, "title": "Bad Request"}, RegistrationMalformed),
        ({"errorCode": 500, "title": "Internal Server Error"}, RegistrationMalformed),
        ({"notices": [{"title": "Rate limit exceeded", "description": ["Try again later"]}]}, RegistrationLimited),
        (
            {"objectClassName": "domain", "ldhName": NAME, "notices": [{"description": ["You have exceeded your quota"]}]},
            RegistrationLimited,
        ),
        ({"objectClassName": "domain", "ldhName": NAME}, RegistrationMalformed),
        ({"ldhName": NAME, "entities": {"a": 1}, "nameservers": 5, "events": "x", "status": [None, 1]}, RegistrationMalformed),
        ({}, RegistrationMalformed),
        (b"", RegistrationMalformed),
        (b"[]", RegistrationMalformed),
        (b"null", RegistrationMalformed),
        (b"not json", RegistrationMalformed),
        (b"Rate limit exceeded", RegistrationLimited),
        (b"<html><title>429 Too Many Requests</title></html>", RegistrationLimited),
        (b'{"ldhName": NaN}', RegistrationMalformed),
        (b'{"ldhName": Infinity}', RegistrationMalformed),
        (b'{"ldhName": "lucky', RegistrationMalformed),
        (b'{"a":' * 65 + b"1" + b"}" * 65, RegistrationMalformed),
        (b"{" + b" " * 1_100_000 + b"}", RegistrationMalformed),
    ],
)
def test_what_is_no_record_is_one_of_three_honest_things(document: object, expected: type) -> None:
    result = parse(document)
    assert type(result) is expected, result
    if isinstance(result, RegistrationFacts):
        assert (result.result, result.status, bool(result.notices)) == ("redacted", ("reserved",), True)
    else:
        assert result.because


@pytest.mark.parametrize(
    "changes",
    [
        {"ldhName": "paypal.com"},
        {"ldhName": "x.lucky-parcel.example"},
        {"ldhName": None},
        {"ldhName": 7},
        {"ldhName": ["lucky-parcel.example"]},
        {"objectClassName": "nameserver"},
        {"objectClassName": "entity"},
    ],
)
def test_an_answer_about_something_else_is_malformed(changes: dict[str, Any]) -> None:
    assert isinstance(parse(answer(**changes)), RegistrationMalformed)


@pytest.mark.parametrize(
    ("body", "absent"),
    [
        ("", True),
        ("{}", True),
        ('{"title": "Object not found", "description": ["x"]}', True),
        (
            '{"rdapConformance": ["rdap_level_0"], "notices": [{"title": "Terms of Use", "description": ["If you exceed the limit, …"]}]}',
            True,
        ),
        ('{"title": "Not Found", "type": "about:blank", "status": 404}', False),
        ('{"message": "no Route matched"}', False),
        ('{"title": "This server is not authoritative for the zone"}', False),
        ('{"title": "Query limit exceeded"}', False),
        ('{"notices": [{"title": "Query limit exceeded"}]}', False),
        ('{"title": "The name is reserved by the registry"}', False),
        ('{"objectClassName": "domain", "ldhName": "other.example", "title": "x"}', False),
        ('{"errorCode": 400, "title": "x"}', False),
        ("<html>Not Found</html>", False),
        ("404 page not found", False),
    ],
)
def test_a_404_is_believed_only_in_words_of_rdap(body: str, absent: bool) -> None:
    assert bool(rdap.absent_by_status(body.encode(), NAME)) is absent


@pytest.mark.parametrize("code", [{"errorCode": 404}, {}])
@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Domain not found", RegistrationAbsent),
        ("ไม่พบข้อมูล", RegistrationAbsent),
        ("Internal server error", RegistrationMalformed),
        ("Unknown error", RegistrationMalformed),
        ("The object could not be found because the database is offline", RegistrationMalformed),
        ("系统错误", RegistrationMalformed),
        ("Lỗi hệ thống", RegistrationMalformed),
        ("The domain is in redemption", RegistrationMalformed),
        ("The name is pending delete", RegistrationMalformed),
        ("該域名已被保留", RegistrationFacts),
        ("โดเมนนี้สงวนไว้", RegistrationFacts),
        ("Tên miền bị cấm đăng ký", RegistrationFacts),
        ("Nama domain dicadangkan", RegistrationFacts),
        ("보호를 위해 예약된 도메인", RegistrationFacts),
        ("สงวนลิขสิทธิ์", RegistrationAbsent),  # all rights reserved
        ("保留所有权利", RegistrationAbsent),
    ],
)
def test_a_404_of_a_server_that_failed_or_of_a_name_that_is_held_is_no_absence(code: dict[str, int], said: str, kind: type) -> None:
    raw = json.dumps(code | {"title": "Not Found", "description": [said]}).encode()
    if code:
        assert isinstance(rdap.parse(raw, NAME), kind)
    else:
        assert bool(rdap.absent_by_status(raw, NAME)) is (kind is RegistrationAbsent)
