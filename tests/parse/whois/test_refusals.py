"""Registries that refuse to answer, in any wording: none of it says anything about the name."""

import pytest

from scamtriage.net.registry.answers import says_slow_down
from scamtriage.records.facts import (
    RegistrationAbsent,
    RegistrationFacts,
    RegistrationLimited,
    RegistrationMalformed,
)
from tests.parse.whois.reading import parse

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


def test_terms_of_use_that_speak_of_limits_do_not_hide_the_answer() -> None:
    terms = (
        "% Access to the Whois and RDAP services is rate limited. Users who exceed the query limit may be blocked.\n"
        "% You are not authorized to access or query our database through high-volume processes.\n"
        "% Note that the query limit is 500 per day from the same IP; abusers will be blacklisted.\n"
    )
    assert isinstance(parse(f"{terms}Domain not found.\n"), RegistrationAbsent)
    found = parse(f"{terms}Domain: lucky-parcel.example\nCreated: 2021-02-03\nNserver: ns1.parcel.example\n")
    assert isinstance(found, RegistrationFacts)


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


def test_a_registrar_field_that_holds_a_refusal_is_no_record() -> None:
    text = "Domain Name: lucky-parcel.example\nRegistrar: not shown, your query limit has been exceeded\n"
    assert isinstance(parse(text), RegistrationLimited)
