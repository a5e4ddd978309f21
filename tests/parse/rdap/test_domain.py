"""RDAP of domains: RFC 9083 as it stands in the world."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from scamtriage.parse.rdap import domain as rdap
from scamtriage.records.facts import (
    RegistrationFacts,
)
from tests.parse.rdap.answers import NAME, answer, card, facts


def test_an_answer_is_read_whole() -> None:
    found = facts(answer(), source="https://rdap.registry.example/")
    assert (found.result, found.name) == ("found", NAME)
    assert found.created == datetime(2024, 2, 29, 23, 30, tzinfo=UTC)
    assert found.expires == datetime(2025, 2, 28, 23, 30, tzinfo=UTC)
    assert found.updated == datetime(2024, 3, 2, 10, tzinfo=UTC)
    assert (found.registrar, found.registrar_iana_id) == ("Example Names, Inc.", 4242)
    assert (found.abuse_email, found.abuse_phone) == ("abuse@registrar.example", "+1.5550100")
    assert found.nameservers == ("ns1.parcel.example", "ns2.parcel.example")
    assert found.status == ("client transfer prohibited", "add period")
    assert (found.dnssec, found.privacy, found.registrant_country) == (False, False, "TH")
    assert (found.registrant_organisation, found.registrant_email_domain) == ("Parcel Trading", "parcel.example")
    assert found.source == "rdap:https://rdap.registry.example/"
    assert found.notices[0].startswith("Terms of Use")


def test_the_kind_of_the_object_is_the_same_in_any_case() -> None:
    assert facts(answer(objectClassName="Domain")).name == NAME


def test_person_data_is_left_out_unless_asked_for() -> None:
    assert "Somchai" not in repr(facts(answer()))
    personal = facts(answer(), personal_data=True).personal
    assert ("registrant name", "Somchai Example") in personal
    assert {who.partition(" ")[0] for who, _ in personal} == {"registrant"}  # whose trade it is to register is no person to keep back
    remarked = answer(remarks=[{"title": "Registrant", "description": ["Owner: Somchai Example, +66 81 234 5678"]}])
    assert "Somchai" not in repr(facts(remarked)) and "Somchai" in repr(facts(remarked, personal_data=True).notices)


@pytest.mark.parametrize("roles", ["registrar", ["registrar"], ["Registrar", 7], [" registrar "]])
def test_a_role_is_known_in_any_shape(roles: object) -> None:
    found = facts(answer(entities=[{"roles": roles, "vcardArray": card(["fn", {}, "text", "Names"])}]))
    assert found.registrar == "Names"


@pytest.mark.parametrize(
    "properties",
    [
        [["email", {}, "text", "abuse@x.example"]],
        [["EMAIL", {"type": "work"}, "text", "mailto:abuse@x.example"]],
        [["email", None, "text", "abuse@x.example"]],
        [["email", {}, "text", ["abuse@x.example"]]],
        [["email", {}, "text", "noc@x.example"], ["email", {}, "text", "abuse@x.example"]],
        [["email"], "nonsense", ["email", {}, "text", ""], ["email", {}, "text", "abuse@x.example"]],
    ],
)
def test_the_oddities_of_jcards_are_read(properties: list[Any]) -> None:
    found = facts(answer(entities=[{"roles": ["registrar"], "entities": [{"roles": ["abuse"], "vcardArray": card(*properties)}]}]))
    assert found.abuse_email == "abuse@x.example"


@pytest.mark.parametrize(
    "vcard", [None, "vcard", [], ["vcard"], ["vcard", "x"], ["vcard", [[]]], [[["email"]]], {"a": 1}, 7, ["vcard", [[1, 2, 3, 4]]]]
)
def test_a_card_that_is_none_costs_only_itself(vcard: object) -> None:
    found = facts(answer(entities=[{"roles": ["registrar"], "handle": "R-1", "vcardArray": vcard}]))
    assert (found.registrar, found.created) == ("R-1", datetime(2024, 2, 29, 23, 30, tzinfo=UTC))


def test_a_jscontact_card_is_read() -> None:
    contact = {
        "name": {"full": "Names Ltd"},
        "emails": {"e1": {"address": "abuse@x.example"}},
        "phones": {"p": {"number": "tel:+66-2-000-0000"}},
    }
    found = facts(answer(entities=[{"roles": ["registrar"], "jscard": contact, "entities": [{"roles": ["abuse"], "jscard": contact}]}]))
    assert (found.registrar, found.abuse_email, found.abuse_phone) == ("Names Ltd", "abuse@x.example", "+66-2-000-0000")


@pytest.mark.parametrize(("written", "country"), [("th", "TH"), ("TH ", "TH"), ("ßß", ""), ("<>", ""), ("THA", ""), (7, "")])
def test_a_country_of_a_card_is_a_code_of_two_letters_or_none(written: object, country: str) -> None:
    jscontact = {"name": {"full": "A B"}, "addresses": {"a": {"countryCode": written}}}
    jcard = card(["fn", {}, "text", "A B"], ["adr", {"cc": written}, "text", [""] * 7])
    for contact in ({"jscard": jscontact}, {"vcardArray": jcard}):
        assert facts(answer(entities=[{"roles": ["registrant"], **contact}])).registrant_country == country


@pytest.mark.parametrize(
    ("properties", "status", "country"),
    [
        ([["org", {}, "text", "Privacy service provided by Withheld for Privacy ehf"]], [], ""),
        ([["org", {}, "text", "Domains By Proxy, LLC"], ["fn", {}, "text", "Registration Private"]], [], ""),
        ([["fn", {}, "text", "Redacted for Privacy"], ["org", {}, "text", "Whois Privacy Corp."]], [], ""),
        ([["org", {}, "text", "Private by Design, LLC"]], [], ""),
        ([["fn", {}, "text", "Somebody"]], ["proxy"], ""),
        ([["fn", {}, "text", "Hidden upon user request"]], [], "TH"),
        ([["fn", {}, "text", "REDACTED FOR PRIVACY"], ["org", {}, "text", "REDACTED FOR PRIVACY"]], [], "TH"),
        ([["org", {}, "text", "GDPR Masked"]], [], "TH"),
        ([["fn", {}, "text", ""]], ["private"], "TH"),
    ],
)
def test_the_country_of_a_service_that_stands_in_is_not_the_registrants(properties: list[Any], status: list[str], country: str) -> None:
    vcard = card(*properties, ["adr", {"cc": "TH"}, "text", [""] * 7])
    found = facts(answer(entities=[{"roles": ["registrant"], "status": status, "vcardArray": vcard}]))
    assert (found.privacy, found.registrant_country) == (True, country)


@pytest.mark.parametrize(
    "address",
    [
        ["adr", {}, "text", ["", "", "1 Road", "Bangkok", "", "10110", "Thailand"]],
        ["adr", {"label": "1 Road\nBangkok 10110\nTHAILAND"}, "text", [""] * 7],
        ["adr", {"label": "1 Road\nBangkok 10110"}, "text", ["", "", "", "", "", "", " Thailand"]],
    ],
)
def test_a_country_in_words_is_one_too(address: list[Any]) -> None:
    entity = {"roles": ["registrant"], "vcardArray": card(["fn", {}, "text", "Parcel Trading"], address)}
    assert facts(answer(entities=[entity])).registrant_country == "TH"


def test_a_province_that_is_called_as_a_country_is_none() -> None:
    address = ["adr", {}, "text", ["", "", "", "Arlon", "Luxembourg", "", ""]]
    entity = {"roles": ["registrant"], "vcardArray": card(["fn", {}, "text", "Parcel Trading"], address)}
    assert facts(answer(entities=[entity])).registrant_country == ""


def test_an_abuse_contact_beside_the_registrar_is_found_when_there_is_none_inside() -> None:
    entities = [
        {"roles": ["abuse"], "vcardArray": card(["email", {}, "text", "abuse@beside.example"])},
        {"roles": ["registrar"], "vcardArray": card(["fn", {}, "text", "Names"])},
    ]
    assert facts(answer(entities=entities)).abuse_email == "abuse@beside.example"


def test_an_abuse_contact_of_the_registrants_own_is_none() -> None:
    own = {"roles": ["abuse"], "vcardArray": card(["email", {}, "text", "abuse@scam.example"])}
    assert facts(answer(entities=[{"roles": ["registrant"], "entities": [own]}])).abuse_email == ""
    assert facts(answer(entities=[{"roles": ["reseller"], "entities": [own]}])).abuse_email == "abuse@scam.example"


@pytest.mark.parametrize("roles", [["registrant", "abuse"], ["abuse", "technical"], ["administrative", "abuse"]])
def test_who_holds_the_name_is_no_desk_for_abuse_by_calling_himself_one(roles: list[str]) -> None:
    own = {"roles": roles, "vcardArray": card(["email", {}, "text", "abuse@scam.example"])}
    seller = {"roles": ["registrar"], "vcardArray": card(["fn", {}, "text", "Names"])}
    assert facts(answer(entities=[seller, own])).abuse_email == ""
    assert facts(answer(entities=[seller | {"entities": [own]}])).abuse_email == "abuse@scam.example"


@pytest.mark.parametrize(
    ("name", "number"), [("lucky-parcel.example", 1923), ("lucky-parcel.tw", None), ("lucky-parcel.xn--kpry57d", None)]
)
def test_a_handle_is_a_number_of_ianas_only_where_no_country_counts_by_itself(name: str, number: int | None) -> None:
    seller = {"roles": ["registrar"], "handle": "1923", "vcardArray": card(["fn", {}, "text", "Names"])}
    found = rdap.parse(json.dumps(answer(ldhName=name, entities=[seller])).encode(), name)
    assert isinstance(found, RegistrationFacts) and found.registrar_iana_id == number


@pytest.mark.parametrize(("digits", "number"), [("1234567", 1234567), ("12345678", None), ("٤٢", None), ("-42", None)])
def test_an_id_of_ianas_is_a_number_of_few_digits(digits: str, number: int | None) -> None:
    seller = {"roles": ["registrar"], "publicIds": [{"type": "IANA Registrar ID", "identifier": digits}]}
    assert facts(answer(entities=[seller])).registrar_iana_id == number


@pytest.mark.parametrize("anew", ["reregistration", "reinstantiation"])
def test_a_name_that_was_registered_anew_is_as_old_as_its_last_registration(anew: str) -> None:
    def created(**days: str) -> RegistrationFacts:
        return facts(answer(events=[{"eventAction": action, "eventDate": f"{day}T00:00:00Z"} for action, day in days.items()]))

    found = created(**{"registration": "2010-01-01", anew: "2024-02-28"})
    assert found.created == datetime(2024, 2, 28, tzinfo=UTC)
    assert [(note.field, note.raw[:10], note.problem) for note in found.date_notes][1:] == [("created", "2010-01-01", "two-dates")]
    assert created(**{"registration": "2024-02-28", anew: "2010-01-01"}).created == datetime(2024, 2, 28, tzinfo=UTC)
    assert created(**{anew: "2024-02-28"}).created == datetime(2024, 2, 28, tzinfo=UTC)
    twice = [{"eventAction": anew, "eventDate": f"{year}-02-28T00:00:00Z"} for year in (2016, 2024, 2020)]
    assert facts(answer(events=twice)).created == datetime(2024, 2, 28, tzinfo=UTC)


@pytest.mark.parametrize("dates", [["2020-01-01T00:00:00Z", "2021-01-01T00:00:00Z"], ["2099-01-01T00:00:00Z"]])
def test_dates_that_can_not_be_believed_are_told_and_nothing_was_withheld(dates: list[str]) -> None:
    events = [{"eventAction": "registration", "eventDate": date} for date in dates]
    raw = json.dumps({"objectClassName": "domain", "ldhName": NAME, "events": events}).encode()
    found = rdap.parse(raw, NAME, observed_at=datetime(2026, 11, 1, tzinfo=UTC))
    assert isinstance(found, RegistrationFacts)
    assert (found.result, found.created, [note.raw for note in found.date_notes]) == ("found", None, dates)


@pytest.mark.parametrize(
    ("servers", "hosts"),
    [
        ([{"ldhName": "ns1.a.example."}], ("ns1.a.example",)),
        (["NS1.A.EXAMPLE"], ("ns1.a.example",)),
        ([{"unicodeName": "ns1.bücher.example"}], ("ns1.xn--bcher-kva.example",)),
        ([{"ldhName": "ns1.a.example"}, {"ldhName": "NS1.a.example"}], ("ns1.a.example",)),
        ([{"ldhName": "192.0.2.1"}, {"ldhName": None}, {}, 7, None], ()),
        ({"ldhName": "ns1.a.example"}, ("ns1.a.example",)),
    ],
)
def test_nameservers_are_normalised(servers: object, hosts: tuple[str, ...]) -> None:
    assert facts(answer(nameservers=servers)).nameservers == hosts


@pytest.mark.parametrize(
    ("secure", "signed"),
    [
        ({"delegationSigned": True}, True),
        ({"delegationSigned": "false"}, False),
        ({"dsData": [{"keyTag": 1}]}, True),
        ({}, None),
        (None, None),
        ("yes", None),
    ],
)
def test_dnssec_is_yes_no_or_unknown(secure: object, signed: bool | None) -> None:
    assert facts(answer(secureDNS=secure)).dnssec is signed


@pytest.mark.parametrize(
    "changes",
    [
        {"redacted": [{"name": {"description": "Registrant Name"}, "method": "removal"}]},
        {"redacted": [{"name": {"description": "Registrant Name"}}], "entities": [{"roles": ["registrar"], "handle": "R-1"}]},
        {"entities": [{"roles": ["registrant"], "vcardArray": card(["fn", {}, "text", "Withheld for Privacy"])}]},
        {"entities": [{"roles": ["registrant"], "status": ["private"], "vcardArray": card(["fn", {}, "text", ""])}]},
        {"entities": [{"roles": ["registrant"], "remarks": [{"title": "REDACTED FOR PRIVACY", "description": ["some data was removed"]}]}]},
    ],
)
def test_a_hidden_registrant_is_private_and_gives_no_organisation(changes: dict[str, Any]) -> None:
    found = facts(answer(**changes))
    assert (found.privacy, found.registrant_organisation) == (True, "")


def test_the_url_that_explains_a_status_is_no_part_of_it() -> None:
    stated = ["clientHold https://icann.org/epp#clientHold", "https://icann.org/epp#serverHold", "frozen https://nic.example/frozen"]
    assert facts(answer(status=stated)).status == ("client hold", "server hold", "frozen")


def test_what_was_redacted_is_named() -> None:
    rows = [{"name": {"description": "Registrant Name"}}, {"name": {"type": "Tech Email"}}, {"name": "Registry ID"}, {"name": 7}, "x"]
    assert facts(answer(redacted=rows)).redacted == ("Registrant Name", "Tech Email", "Registry ID")


def test_a_name_without_anything_else_but_contacts_is_redacted() -> None:
    bare = answer(events=None, nameservers=None, entities=[{"roles": ["registrant"]}], status=None)
    assert facts(bare).result == "redacted"


@pytest.mark.parametrize("asked", ["xn--bcher-kva.example", "bücher.example", "BÜCHER.example."])
@pytest.mark.parametrize("members", [{"ldhName": "XN--BCHER-KVA.EXAMPLE."}, {"unicodeName": "bücher.example"}])
def test_names_are_compared_as_a_labels(asked: str, members: dict[str, Any]) -> None:
    assert facts(answer(**{"ldhName": None} | members), asked).name == "xn--bcher-kva.example"


@pytest.mark.parametrize(
    ("name", "label"), [("faß.example", "xn--fa-hia"), ("نامه\u200cای.example", "xn--mgba3gch31f060k"), ("☃.example", "xn--n3h")]
)
def test_letters_that_idna_once_replaced_are_letters(name: str, label: str) -> None:
    assert facts(answer(ldhName=None, unicodeName=name), f"{label}.example").name == f"{label}.example"


def test_one_bad_date_never_loses_the_record() -> None:
    events = [
        {"eventAction": "registration", "eventDate": "9999-99-99"},
        {"eventAction": "expiration", "eventDate": "2025-02-28"},
        7,
        {"eventAction": []},
    ]
    found = facts(answer(events=events))
    assert (found.created, found.expires) == (None, datetime(2025, 2, 28, tzinfo=UTC))
    assert [(note.field, note.problem) for note in found.date_notes] == [("created", "impossible")]


def test_a_creation_after_the_observation_is_a_flag() -> None:
    found = facts(answer(), observed_at=datetime(2023, 1, 1, tzinfo=UTC))
    assert found.created is None
    assert {(note.field, note.problem) for note in found.date_notes} == {("created", "future"), ("updated", "future")}


def test_broken_utf8_inside_json_does_not_lose_the_record() -> None:
    raw = json.dumps(answer()).encode().replace(b"Example Names", b"Exampl\xe9 Names")
    assert facts(raw).nameservers == ("ns1.parcel.example", "ns2.parcel.example")


def test_numbers_of_any_size_and_a_byte_order_mark_are_read() -> None:
    raw = b"\xef\xbb\xbf" + json.dumps(answer(extension=10**40)).encode()
    assert facts(raw).registrar_iana_id == 4242


@pytest.mark.parametrize("typed", [r"A\ud800B", r"A\udc00B", "A\tB", "A\x01B"], ids=["high-half", "low-half", "tab", "control"])
def test_what_a_registrant_typed_does_not_lose_the_record(typed: str) -> None:
    raw = json.dumps(answer()).replace("Parcel Trading", typed).encode()
    found = rdap.parse(raw, NAME)
    assert isinstance(found, RegistrationFacts)
    assert (found.created, found.registrar) == (datetime(2024, 2, 29, 23, 30, tzinfo=UTC), "Example Names, Inc.")


def test_only_half_a_surrogate_pair_is_replaced() -> None:
    raw = json.dumps(answer()).replace("Parcel Trading", r"\ud800 \ud83d\ude00 C:\\ud800").encode()
    found = rdap.parse(raw, NAME)
    assert isinstance(found, RegistrationFacts)
    assert found.registrant_organisation == "\ufffd \U0001f600 C:\\ud800"


@pytest.mark.parametrize(
    "first",
    [
        [["tel", {"type": "voice"}, "uri", "tel:+65.1234567"]],
        [["email", {}, "text", "noreply@g.com"], ["tel", {}, "uri", "tel:+65.1234567"]],
    ],
    ids=["telephone", "unread mailbox"],
)
def test_a_desk_that_nobody_can_write_to_hides_no_other(first: list[Any]) -> None:
    desks = [{"roles": ["abuse"], "vcardArray": card(*properties)} for properties in (first, [["email", {}, "text", "abuse@g.com"]])]
    found = facts(answer(entities=[{"roles": ["registrar"], "vcardArray": card(["fn", {}, "text", "G"]), "entities": desks}]))
    assert (found.abuse_email, found.abuse_phone) == ("abuse@g.com", "+65.1234567")


def test_an_organisation_that_is_none_is_left_out() -> None:
    vcard = card(["fn", {}, "text", "-"], ["org", {}, "text", "N/A"])
    assert facts(answer(entities=[{"roles": ["registrant"], "vcardArray": vcard}])).registrant_organisation == ""
