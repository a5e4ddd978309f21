"""Answers of WHOIS servers, read as those of the registry of one name."""

from datetime import datetime

from scamtriage.parse.whois import answer as whois
from scamtriage.records.facts import RegistrationFacts, RegistrationResult

NAME = "lucky-parcel.example"
HOSTS = ("ns1.parcel.example", "ns2.parcel.example")


def parse(text: str, domain: str = NAME) -> RegistrationResult:
    return whois.parse(text.encode(), domain)


def facts(text: str | bytes, domain: str, **options: object) -> RegistrationFacts:
    raw = text if isinstance(text, bytes) else text.encode()
    result = whois.parse(raw, domain, **options)  # type: ignore[arg-type]
    assert isinstance(result, RegistrationFacts), result
    return result


def day(moment: datetime | None) -> str | None:
    return moment.date().isoformat() if moment is not None else None
