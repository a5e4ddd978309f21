"""Who holds a name: what the holder writes is no fact of the registry, and whom it keeps back is not told."""

import pytest

from scamtriage.parse.whois import parse
from scamtriage.records.facts import RegistrationFacts
from tests.parse.whois.asia import JPRS, TWNIC
from tests.parse.whois.elsewhere import ICANN
from tests.parse.whois.europe import (
    NOMINET,
)
from tests.parse.whois.reading import day, facts

JPRS_ADDRESS = JPRS.replace("[Email] ", "[住所]                          Chiyoda-ku\n                                {line}\n[Email] ")


TWNIC_ADDRESS = TWNIC.replace("      service@", "      {line}\n      service@")


NOMINET_ADDRESS = NOMINET.replace("    Registrant:\n", "    Registrant:\n        {line}\n")


@pytest.mark.parametrize(
    "line",
    [
        "Registered 2003-05-06",
        "Record created on 2003-05-06",
        "Domain created: 2003-05-06",
        "Expires on 2040-05-06",
        "Expires on: 2040-05-06",
    ],
)
@pytest.mark.parametrize(
    ("domain", "text"), [("luckyparcel.jp", JPRS_ADDRESS), ("lucky-parcel.com.tw", TWNIC_ADDRESS), ("lucky-parcel.co.uk", NOMINET_ADDRESS)]
)
def test_what_a_registrant_writes_into_his_address_is_no_date_of_the_name(domain: str, text: str, line: str) -> None:
    found, plain = facts(text.replace("{line}", line), domain), facts(text.replace("{line}", "x"), domain)
    assert (found.created, found.expires, found.date_notes) == (plain.created, plain.expires, ())
    assert day(found.created) == "2021-02-03"


@pytest.mark.parametrize("key", ["Abuse contact email", "Registrar Abuse Contact Email", "Abuse"])
@pytest.mark.parametrize(
    ("domain", "text"), [("luckyparcel.jp", JPRS_ADDRESS), ("lucky-parcel.com.tw", TWNIC_ADDRESS), ("lucky-parcel.co.uk", NOMINET_ADDRESS)]
)
def test_what_a_registrant_writes_into_his_address_is_no_desk_for_abuse(domain: str, text: str, key: str) -> None:
    assert facts(text.replace("{line}", f"{key}: abuse@scam.example"), domain).abuse_email == ""


def test_of_several_mailboxes_in_a_line_the_first_that_somebody_reads_is_the_desk_for_abuse() -> None:
    line = "Registrar Abuse Contact Email: no-reply@registrar.example, abuse@registrar.example"
    found = facts(f"Domain Name: lucky.example\nCreation Date: 2020-01-15\nRegistrar: R\n{line}\n", "lucky.example")
    assert found.abuse_email == "abuse@registrar.example"


@pytest.mark.parametrize("shown", ["Not Available From Registry", "非公開", "On behalf of lucky.example owner"])
def test_a_registrant_that_the_registry_keeps_back_is_private(shown: str) -> None:
    found = facts(f"Domain Name: lucky.example\nCreation Date: 2020-01-15\nRegistrant Organization: {shown}\n", "lucky.example")
    assert (found.privacy, found.registrant_organisation) == (True, "")


@pytest.mark.parametrize(
    ("owner", "private", "country"),
    [
        ("On behalf of lucky.example owner", True, ""),
        ("Domain Privacy Services, on behalf of a customer", True, ""),
        ("Not Available From Registry", True, "PA"),
        ("Ministry of Culture on behalf of the City Museum", False, "PA"),
    ],
)
def test_who_registers_for_others_is_a_service_where_he_says_nothing_else(owner: str, *, private: bool, country: str) -> None:
    text = f"Domain Name: lucky.example\nCreation Date: 2020-01-15\nRegistrant Organization: {owner}\nRegistrant Country: PA\n"
    found = facts(text, "lucky.example")
    assert (found.privacy, found.registrant_country) == (private, country)
    assert found.registrant_organisation == ("" if private else owner)


def test_a_name_that_holds_the_word_redacted_is_no_redacted_field() -> None:
    raw = "Domain Name: REDACTED.EXAMPLE\nName Server: ns1.withheld.example\nCreation Date: 2020-01-15\nRegistrant Name: REDACTED\n"
    found = parse(raw.encode(), "redacted.example")
    assert isinstance(found, RegistrationFacts)
    assert found.redacted == ("Registrant Name",)


def test_a_privacy_service_is_recognised_and_its_name_is_not_the_registrants() -> None:
    text = ICANN.replace("Parcel Trading", "Withheld for Privacy ehf")
    found = facts(text, "lucky-parcel.top")
    assert (found.privacy, found.registrant_organisation, found.registrant_country) == (True, "", "")
    found = facts(ICANN.replace("Parcel Trading", "REDACTED FOR PRIVACY"), "lucky-parcel.top")
    assert (found.privacy, found.registrant_organisation, found.registrant_country) == (True, "", "TH")


def test_person_data_is_left_out_unless_asked_for() -> None:
    assert facts(TWNIC, "lucky-parcel.com.tw").personal == ()
    asked_for = facts(TWNIC, "lucky-parcel.com.tw", personal_data=True).personal
    assert any("someone@parcel.example" in value for _, value in asked_for)
    assert "someone@parcel.example" not in repr(facts(TWNIC, "lucky-parcel.com.tw"))


UAEPP = """domain:           lucky-parcel.com.ua
created:          2021-02-03 12:00:00+02
source:           UAEPP

% Registrar:
% ==========
registrar:        ua.names
organization:     Example Names Inc.
country:          US
source:           UAEPP

% Registrant:
% ===========
person-loc:       Somebody
organization-loc: Parcel Ltd
e-mail:           desk@parcel.example
country-loc:      UA
status:           linked
created:          2017-07-28 23:53:31+03

% Administrative Contacts:
% =======================
organization-loc: Office Ltd
country-loc:      PL
"""


@pytest.mark.parametrize(
    ("text", "organisation", "country", "mail"),
    [
        (UAEPP, "Parcel Ltd", "UA", "parcel.example"),
        (UAEPP.replace("% Registrant:", "% Remarks:").replace("person-loc", "remark").partition("organization-loc")[0], "", "", ""),
        ("domain: lucky-parcel.com.ua\ncreated: 2021-02-03\n\n[Tech-C]\nOrganisation: Office Ltd\nCountry: PL\n", "", "", ""),
    ],
)
def test_the_registrar_and_its_people_are_not_the_registrant(text: str, organisation: str, country: str, mail: str) -> None:
    found = facts(text, "lucky-parcel.com.ua")
    assert (found.registrant_organisation, found.registrant_country, found.registrant_email_domain) == (organisation, country, mail)
    assert (day(found.created), found.status) == ("2021-02-03", ())


def test_a_value_that_is_withheld_is_no_fact() -> None:
    withheld = "REDACTED FOR PRIVACY"
    text = f"Domain Name: lucky.example\nRegistrar: {withheld}\nCreation Date: {withheld}\nName Server: {withheld}\n"
    found = facts(text, "lucky.example")
    assert (found.result, found.registrar, found.nameservers) == ("redacted", "", ())
    assert found.redacted == ("Registrar", "Creation Date", "Name Server")


def test_a_holder_is_read_under_the_keys_of_thailand_and_portugal() -> None:
    record = "Domain Name: lucky-parcel.example\nCreated: 2021-02-03\nName Server: ns1.parcel.example\n"
    thai = facts(f"{record}Domain Holder Organization: Example Co., Ltd.\nDomain Holder Country: TH\n", "lucky-parcel.example")
    assert (thai.registrant_organisation, thai.registrant_country, thai.privacy) == ("Example Co., Ltd.", "TH", False)
    assert facts(f"{record}Owner Name: X\nOwner Country Code: PT\n", "lucky-parcel.example").registrant_country == "PT"


HKIRC = """Domain Name: PARCEL.HK
Domain Status: Active
Registrant Contact Information:
Company English Name (It should be the same as the registered/corporation name on your Business Register Certificate or other papers): {}
Address:  1 QUEEN'S ROAD
Country: United States (US)
"""


@pytest.mark.parametrize(
    ("name", "private", "organisation", "country"), [("PARCEL LTD", False, "PARCEL LTD", "US"), ("Domains By Proxy, LLC", True, "", "")]
)
def test_a_key_that_explains_itself_at_length_is_read(name: str, private: bool, organisation: str, country: str) -> None:
    found = facts(HKIRC.format(name), "parcel.hk")
    assert (found.privacy, found.registrant_organisation, found.registrant_country) == (private, organisation, country)


@pytest.mark.parametrize(
    ("written", "code"), [("Thailand", "TH"), ("TH - Thailand", "TH"), ("VIET NAM", "VN"), ("th", "TH"), ("Nowhere", ""), ("T", "")]
)
def test_the_country_of_a_registrant_may_be_written_in_words(written: str, code: str) -> None:
    text = f"Domain Name: A.COM\nRegistrar: X\nRegistrant Organization: Parcel Ltd\nRegistrant Country: {written}\n"
    assert facts(text, "a.com").registrant_country == code


@pytest.mark.parametrize(
    "name",
    [
        *("Domain ID Shield Service CO., Limited", "Anonymize, Inc.", "WhoisSecure", "Not Available", "个人信息保护", "개인정보보호"),
        *("Personal data, can not be publicly disclosed according to applicable laws.", "ไม่เปิดเผย", "個人情報保護"),
    ],
)
def test_what_stands_in_for_a_registrant_is_no_organisation(name: str) -> None:
    found = facts(f"Domain Name: A.COM\nRegistrar: X\nRegistrant Name: {name}\nRegistrant Organization: {name}\n", "a.com")
    assert (found.privacy, found.registrant_organisation) == (True, "")
