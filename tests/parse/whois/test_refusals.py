"""What is no record: not registered, slow down, reserved, about somebody else, unknown. None of them may pass for another."""

import pytest

from scamtriage.net.registry.answers import says_slow_down
from scamtriage.parse.whois import answer as whois
from scamtriage.records.facts import (
    RegistrationAbsent,
    RegistrationFacts,
    RegistrationLimited,
    RegistrationMalformed,
    RegistrationResult,
)

NAME = "lucky-parcel.example"


def parse(text: str, domain: str = NAME) -> RegistrationResult:
    return whois.parse(text.encode(), domain)


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


LIMITS = [
    "WHOIS LIMIT EXCEEDED - SEE WWW.REGISTRY.EXAMPLE/WHOIS FOR DETAILS\n",
    "%ERROR:201: access denied for 192.0.2.1\n%\n% Sorry, access from your host has been permanently denied.\n",
    "% Excessive querying, grace period of 300 seconds.\n",
    "whois.registry.example: only 1 request per second allowed, try again later\n",
    "-3: IP address blocked\n",
    "Your request cannot be completed: you have exceeded your query quota.\n",
    "Query rate limit exceeded. Reduced information.\n",
    "% Maximum query rate reached\n",
    "Too many requests. Please try again later.\n",
    "Too many simultaneous connections from your host\n",
    "The WHOIS service is temporarily unavailable\n",
    "Your IP has been blacklisted due to abuse\n",
    "Error: Daily quota reached\n",
    "Server is busy now, please try again later.\n",
    "%% Too many connection attempts, slow down.\n",
    "Requests of this client are not permitted. Please use https://www.nic.example/whois/ for queries.\n",
    "You have been banned for abuse.\n",
    "% The WHOIS query limit for 192.0.2.1 was exceeded\n% Not found is not implied\n",
    "Access denied\n",
    "您的查询过于频繁，请稍后再试\n",
    "查询频率超过限制\n",
    "Ha excedido el número máximo de consultas\n",
    "Número máximo de consultas alcanzado\n",
    "Limite de consultas excedido\n",
    "Trop de requêtes\n",
    "Quota dépassé\n",
    "조회 횟수가 초과되었습니다\n",
    "Bạn đã vượt quá số lần truy vấn\n",
    "Terlalu banyak permintaan\n",
    "Превышен лимит запросов\n",
    "HTTP/1.1 429 Too Many Requests\r\n\r\n",
    "<html><head><title>503 Service Temporarily Unavailable</title></head></html>\n",
    "Query limit exceeded\nNo match for lucky-parcel.example\n",
    "No match for lucky-parcel.example\nYour query limit was exceeded\n",
    "Domain Name: lucky-parcel.example\n\nYou have exceeded the allowed number of queries\n",
    "Error 55000000002: Connection refused; access control limit exceeded. Try again after 24 hours.\n",
    "Number of allowed queries exceeded.\n",
    "fgets: connection rate exceeded\n",
    "% Your connection has been throttled\n",
    "Lookup quota exceeded\n",
    "IP Address has exceeded the maximum number of lookups\n",
    "Sorry, you are over the daily limit\n",
]


MORE_LIMITS = [
    "Queried interval is too short.\n",
    "% Still in grace period, wait!\n",
    "The WHOIS query quota for 192.0.2.1 has been exceeded and will be replenished in 24 seconds.\n",
    "BLACKLISTED: You have exceeded the query limit for your network or IP address and have been blacklisted.\n",
    "The IP address used to perform the query is not authorised or has exceeded the established limit for queries.\n",
    "Your request is too frequently\n",
    "You have exceeded allowed connection rate\n",
    "% Permission denied\n",
    "request limit exceeded for 192.0.2.1\n",
    "Sorry, you have reached your daily limit.\n",
    "Still processing another query of this client, please wait 10 seconds\n",
    "You are being rate limited\n",
    "% Connection limit exceeded, disconnecting\n",
    "Due to high load the service is currently unavailable\n",
    "Max query rate reached\n",
    "WHOIS service is down for maintenance, try again later\n",
    "Rate limit exceeded.\n" + "% These terms say that you may query this service for lawful purposes.\n" * 12,
    "% These terms say that you may query this service for lawful purposes.\n" * 12
    + "Query quota exceeded, access will be restored in 60 seconds.\n",
]


@pytest.mark.parametrize("text", LIMITS + MORE_LIMITS)
def test_a_refusal_is_never_a_statement_about_the_name(text: str) -> None:
    result = parse(text)
    assert isinstance(result, RegistrationLimited), result


POLITE_LIMITS = [
    "Query limit exceeded; you may retry in 60 s.",
    "WHOIS quota exceeded. If you believe this is an error contact support.",
    "Your IP address has been blocked due to high-volume use.",
    "Rate limit exceeded for your IP, use of RDAP is recommended",
    "Your query rate is too high",
    "You have used up your queries for today.",
    "The IP address from which you asked is contained within a list of addresses that may have failed to abide by our policy.",
    "Service overloaded",
    "查询次数已达上限",
    "IP访问受限",
    "查询太频繁，请稍候重试",
    "Превышено число запросов",
    "조회 제한 초과",
    "アクセス制限中です",
    "ท่านสอบถามมากเกินไป",
    "Anda telah melebihi had pertanyaan",
    "Bạn đã bị giới hạn truy vấn",
    "Su límite de consultas ha sido superado",
    "Trop de requêtes, réessayez plus tard",
    "Votre adresse IP est bloquée",
    "Anfragelimit erreicht",
    "Te veel verzoeken",
    "Limite di interrogazioni superato",
    "Prea multe cereri",
    "Túl sok lekérdezés",
    "Przekroczono limit zapytań",
    "Příliš mnoho dotazů",
    "Sorgu limiti aşıldı",
    "Çok fazla sorgu yaptınız",
    "För många förfrågningar",
    "Перевищено ліміт запитів",
    "Υπέρβαση ορίου ερωτημάτων",
    "تعداد درخواست بیش از حد مجاز است",
    "تجاوزت الحد المسموح من الاستعلامات",
    "יותר מדי בקשות",
    "Had carian telah dicapai",
    "ເກີນກຳນົດ",
    "您的IP已被加入黑名单",
]
FAILURES = [
    "Error: timeout while reading from the database",
    "internal server error",
    "Database unavailable.",
    "Error: could not connect to the backend",
    "We are unable to process your request at this time.",
    "系统错误",
    "Внутренняя ошибка сервера",
]
TERMS = "% You may query this service for lawful purposes only.\n" * 12
ABSENCES = ["NOT FOUND\n", 'No match for domain "LUCKY-PARCEL.EXAMPLE".\n', f"No Data Found\n{TERMS}"]


@pytest.mark.parametrize("absence", ABSENCES, ids=["short", "named", "with terms"])
@pytest.mark.parametrize("first", POLITE_LIMITS + FAILURES)
def test_not_registered_is_not_believed_beside_a_refusal_or_a_failure(first: str, absence: str) -> None:
    assert type(parse(f"{first}\n{absence}")) is (RegistrationLimited if first in POLITE_LIMITS else RegistrationMalformed)


@pytest.mark.parametrize("text", POLITE_LIMITS)
def test_the_desk_slows_down_for_a_refusal_in_any_wording(text: str) -> None:
    assert says_slow_down(text.encode())


def test_advice_on_a_condition_is_no_refusal() -> None:
    for advice in (
        "Your access is denied if you exceed 100 queries a day.",
        "If your limit was exceeded, wait.",
        "Queries may be refused.",
        "SIMPLE WORDS: Do not abuse this service or you'll get blocked.",
    ):
        assert isinstance(parse(f"% {advice}\nNOT FOUND\n"), RegistrationAbsent), advice


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


def test_terms_of_use_that_speak_of_limits_do_not_hide_the_answer() -> None:
    terms = (
        "% Access to the Whois and RDAP services is rate limited. Users who exceed the query limit may be blocked.\n"
        "% You are not authorized to access or query our database through high-volume processes.\n"
        "% Note that the query limit is 500 per day from the same IP; abusers will be blacklisted.\n"
    )
    assert isinstance(parse(f"{terms}Domain not found.\n"), RegistrationAbsent)
    found = parse(f"{terms}Domain: lucky-parcel.example\nCreated: 2021-02-03\nNserver: ns1.parcel.example\n")
    assert isinstance(found, RegistrationFacts)


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


def test_words_of_a_registrant_are_no_refusal_of_the_registry() -> None:
    record = "Domain: lucky-parcel.example\nCreated: 2021-02-03\nNserver: ns1.parcel.example\n"
    boast = "Query rate limit exceeded. Reduced information."
    assert isinstance(parse(f"{record}\nRegistrant:\n   {boast}\n   org: {boast}\n"), RegistrationFacts)
    assert isinstance(parse(f"% {boast}\n\n{record}"), RegistrationLimited)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("% Excessive querying, grace period of 300 seconds.\n", 300.0),
        ("Too many requests, try again in 5 minutes\n", 300.0),
        ("access control limit exceeded. Try again after 24 hours.\n", 86_400.0),
        ("only 1 request per second allowed, try again later\n", None),
        ("Quota exceeded\n", None),
        ("% Quota exceeded\nYou have exceeded allowed connection rate. try again in 300 seconds\n", 300.0),
        ("Quota exceeded\n" + "Terms of use.\n" * 20 + "Records are kept for 24 hours.\n", None),
    ],
)
def test_the_wait_that_a_refusal_names_is_kept(text: str, seconds: float | None) -> None:
    result = parse(text)
    assert isinstance(result, RegistrationLimited)
    assert result.retry_after_s == seconds


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


def test_a_registrar_field_that_holds_a_refusal_is_no_record() -> None:
    text = "Domain Name: lucky-parcel.example\nRegistrar: not shown, your query limit has been exceeded\n"
    assert isinstance(parse(text), RegistrationLimited)


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
