"""What is no record: not registered, reserved, about somebody else, unknown. None of them may pass for another."""

import pytest

from scamtriage.records.facts import (
    RegistrationAbsent,
    RegistrationFacts,
    RegistrationMalformed,
)
from tests.parse.whois.reading import NAME, parse


@pytest.mark.parametrize(
    "text",
    [
        'No match for domain "LUCKY-PARCEL.EXAMPLE".\r\n>>> Last update of whois database: 2024-01-01T00:00:00Z <<<',
        "NOT FOUND\n",
        "Domain not found.\n",
        "%% No entries found in the AFNIC Database.\n",
        "%ERROR:101: no entries found\n%\n% No entries found.\n",
        "%ERROR:103: Domain is not registered\n",
        "% No entries found for the selected source(s).\n",
        "No Data Found\n",
        "No Found\n",
        "No matching record.\n",
        "lucky-parcel.example is free\n",
        "lucky-parcel.example: no existe\n",
        '"lucky-parcel.example" not found.\n',
        "Domain lucky-parcel.example is available for purchase\n",
        "Domain: lucky-parcel.example\nStatus: free\n",
        "Domain:             lucky-parcel.example\nStatus:             AVAILABLE\n",
        "Domain Name: lucky-parcel.example\nDomain Status: No Object Found\n",
        "domain_name: lucky-parcel.example\nquery_status: 220 Available\n",
        "Available\nDomain: lucky-parcel.example\n",
        'Status: AVAILABLE (No match for domain "lucky-parcel.example")\n',
        "The queried object does not exist: DOMAIN NOT FOUND\n",
        "This domain name has not been registered.\n",
        "The domain has not been registered.\n",
        "We do not have an entry in our database matching your query.\n",
        "Domain name [lucky-parcel.example] does not exist in database\n",
        'Sorry, but domain: "lucky-parcel.example", not found in database\n',
        "Invalid query or domain name not known in Dot TK Domain Registry\n",
        "*** Nothing found for this query.\n",
        "No information available about domain name lucky-parcel.example in the Registry NASK database.\n",
        "Nincs találat / No match\n",
        "El dominio no se encuentra registrado en NIC Argentina\n",
        "상기 도메인이름은 등록되어 있지 않습니다.\nThe requested domain was not found in the Registry or Registrar’s WHOIS Server.\n",
        "Object_Not_Found\n",
        "% Not Registered - The domain you have requested is not a registered .ie domain name.\n",
        "No such domain lucky-parcel.example\n",
        "No match!!\n",
        "Tonic whoisd V1.1\nNo match for lucky-parcel\n",
        "Domain lucky-parcel.example not registred.\n",
        "Not found:lucky-parcel.example\n",
        "No match for:lucky-parcel.example\n",
        "%error 230 No Objects Found\n",
    ],
)
def test_only_the_registrys_own_words_say_not_registered(text: str) -> None:
    result = parse(text)
    assert isinstance(result, RegistrationAbsent), result
    assert result.because


def test_too_many_parts_of_a_name_are_not_too_many_questions() -> None:
    text = "This domain cannot be registered.\nThe reason is:\nthe domain name contains too many parts.\n"
    assert isinstance(parse(text, "a.b.example"), RegistrationMalformed)


@pytest.mark.parametrize(
    "text",
    [
        "The domain {} is available for backorder.\n",
        "The domain {} is available for sale at auction, make an offer.\n",
        "The domain name {} is available from our brokers\n",
        "The domain {} is available after 2026-12-24\n",
        "Domain {} is available for registration by its former holder only\n",
        "The domain {} is not registered with this registrar.\n",
        "the domain {} is not registered with us, try whois.names.example\n",
        "the domain name is not registered at this registrar\n",
        "The domain has not been registered in the last 24 hours\n",
        "The domain has not been registered with DNSSEC\n",
        "{} not found in the local cache database\n",
        "Not found in the premium database\n",
    ],
)
def test_a_sentence_that_goes_on_otherwise_does_not_say_that_nobody_holds_the_name(text: str) -> None:
    assert isinstance(parse(text.format("lucky-parcel.example")), RegistrationMalformed)


@pytest.mark.parametrize(
    "said",
    [
        "This WHOIS service has been sunset, please use RDAP at https://rdap.example/",
        "This port 43 service was discontinued on 28 January 2025. Use RDAP.",
        "The WHOIS service for .example has been retired and replaced by RDAP.",
        "WHOIS is no longer supported.",
    ],
)
def test_a_server_that_was_given_up_knows_no_absence(said: str) -> None:
    assert isinstance(parse(f"Domain not found.\n{said}\n"), RegistrationMalformed)
    record = f"Domain: lucky-parcel.example\nCreated: 2021-02-03\nNserver: ns1.parcel.example\n\n{said}\n"
    assert isinstance(parse(record), RegistrationFacts)
    assert isinstance(parse("Domain not found.\nThe WHOIS service will be discontinued on 2027-01-28.\n"), RegistrationAbsent)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\r\n \r\n",
        "Invalid input\n",
        "Internal server error\n",
        "Connection attempt failed 2.\n",
        "Whois server not found\n",
        "Database not found\n",
        "No whois server is known for this kind of object.\n",
        "404 Not Found\n",
        "<html><body><h1>Not Found</h1></body></html>\n",
        "Unknown error\n",
        "File not found\n",
        "Host not found\n",
        "Domain not found, marked private, or error in your query.\n",
        "Domain lucky-parcel.example is not registered here.\n",
        "No response\n",
        "Usage: whois [flags] <domain>\n",
        "Socket not responding: [Errno 104] Connection reset by peer\n",
        "Unable to process your query\n",
        "Database error\n",
        "This TLD has no whois server, but you can access the whois database at https://nic.example/\n",
        "Unsupported TLD\n",
        "Unknown TLD\n",
        "Invalid domain name\n",
        "Domain name is invalid\n",
        "Bad domain name syntax\n",
        "Parameter value syntax error\n",
        "%ERROR:106: no search key specified\n%\n% No search key specified\n",
        "%ERROR:108: bad characters in input\n",
        "Malformed request.\n",
        "The domain name contains illegal characters\n",
        "No data\n",
        "No registry found for this domain\n",
        "No whois server found for this domain\n",
        "Record\n",
        "Timeout.\n",
        "Not found: whois server for this TLD\n",
        "Domain status could not be found out\n",
        "Error: no answer\n",
        "Domain: lucky-parcel.example\nStatus: invalid\n",
        "Domain Name: lucky-parcel.example\n",
        "Domain Name:\nCreation Date: 2021-01-01\nRegistrar: Somebody\n",
        "The service is available.\nMore information is available.\n",
        "lorem ipsum dolor sit amet\n" * 50,
    ],
)
def test_what_nobody_knows_is_malformed_and_never_an_empty_record(text: str) -> None:
    result = parse(text)
    assert isinstance(result, RegistrationMalformed), result
    assert result.because


@pytest.mark.parametrize(
    "text",
    [
        "Domain Name: PAYPAL.COM\nCreation Date: 1999-07-15\nRegistrar: Somebody\nName Server: ns1.example.com\n",
        "Domain: other.example\nStatus: free\n",
        'No match for domain "OTHER.EXAMPLE".\n',
        "other.example is free\n",
        "Creation Date: 1999-07-15\nRegistrar: Somebody\nName Server: ns1.example.com\n",
        "domain: EXAMPLE\ncreated: 1999-01-01\nnserver: a.nic.example\n",
    ],
)
def test_an_answer_about_another_name_is_malformed(text: str) -> None:
    result = parse(text)
    assert isinstance(result, RegistrationMalformed), result
    assert "lucky-parcel.example" in result.because or "name" in result.because


@pytest.mark.parametrize(
    "text",
    [
        "Reserved by Registry\n",
        "The domain you requested is prohibited.\n",
        "Domain: lucky-parcel.example\nStatus: UNASSIGNABLE\n",
        "Domain is not available or is reserved by the registry.\n",
        "[Domain Name]    LUCKY-PARCEL.EXAMPLE\n[Registrant]\n[Status]   Reserved\n",
        "This name is reserved by the registry\n",
        "The queried object does not exist: This name is reserved by the registry\n",
        "The queried object does not exist: lucky-parcel.example is a premium name\n",
        "the Domain Name you apply can not be registered online. Please consult your Domain Name registrar\n",
    ],
)
def test_a_reserved_name_is_neither_registered_facts_nor_free(text: str) -> None:
    result = parse(text)
    assert isinstance(result, RegistrationFacts), result
    assert (result.result, result.status, result.created, result.registrar) == ("redacted", ("reserved",), None, "")
    assert result.notices


def test_a_name_that_is_held_and_not_shown_is_redacted() -> None:
    result = parse("Domain: lucky-parcel.example\nRegistrant: NOT DISCLOSED!\nVisit: the web site\nLanguage: en\n")
    assert isinstance(result, RegistrationFacts)
    assert (result.result, result.privacy) == ("redacted", True)


def test_a_date_that_can_be_read_in_two_ways_was_shown_and_not_withheld() -> None:
    result = parse("Domain: lucky-parcel.example\nCreated: 01/02/2003\n")
    assert isinstance(result, RegistrationFacts)
    assert (result.result, result.created, [note.raw for note in result.date_notes]) == ("found", None, ["01/02/2003"])


def test_a_status_alone_shows_that_the_name_is_held() -> None:
    result = parse("Domain: lucky-parcel.example\nStatus: connect\n")
    assert isinstance(result, RegistrationFacts)
    assert (result.result, result.status) == ("found", ("connect",))


@pytest.mark.parametrize(
    ("domain", "text", "kind"),
    [
        ("host.example", "Host not found\n", RegistrationMalformed),
        ("page.example", "Page not found\n", RegistrationMalformed),
        ("file.example", "File does not exist\n", RegistrationMalformed),
        ("quota-exceeded.example", 'No match for "QUOTA-EXCEEDED.EXAMPLE"\n', RegistrationAbsent),
        ("too-many-requests.example", "too-many-requests.example is free\n", RegistrationAbsent),
        ("access-denied.example", "Domain: access-denied.example\nCreated: 2021-02-03\n", RegistrationFacts),
        ("not-found.example", "Domain: not-found.example\nNserver: ns1.not-found.example\n", RegistrationFacts),
        ("free.example", "Domain: free.example\nStatus: connect\n", RegistrationFacts),
        ("reserved.example", "The domain reserved.example is registered to somebody\n", RegistrationMalformed),
    ],
)
def test_no_word_of_the_name_is_taken_for_a_word_of_the_registry(domain: str, text: str, kind: type) -> None:
    result = parse(text, domain)
    assert type(result) is kind, result


@pytest.mark.parametrize(
    ("status", "kind", "result"),
    [
        ("No Object Found", RegistrationAbsent, ""),
        ("Not Registered", RegistrationAbsent, ""),
        ("available", RegistrationAbsent, ""),
        ("Reserved", RegistrationFacts, "redacted"),
        ("clientHold", RegistrationFacts, "found"),
        ("clientHold\nDomain Status: available", RegistrationFacts, "found"),
        ("available\nCreation Date: 2021-02-03", RegistrationFacts, "found"),
        ("available\nName Server: ns1.parcel.example", RegistrationFacts, "found"),
    ],
)
def test_a_status_says_that_nobody_holds_the_name_though_the_registry_names_itself_as_registrar(
    status: str, kind: type, result: str
) -> None:
    found = parse(f"Domain Name: {NAME}\nWHOIS Server: NIC .PE\nSponsoring Registrar: NIC .PE\nDomain Status: {status}\n")
    assert (type(found), getattr(found, "result", "")) == (kind, result)
