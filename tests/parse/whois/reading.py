"""Answers of WHOIS servers that are records."""

from datetime import datetime

from scamtriage.parse.whois import answer as whois
from scamtriage.records.facts import RegistrationFacts

HOSTS = ("ns1.parcel.example", "ns2.parcel.example")


def facts(text: str | bytes, domain: str, **options: object) -> RegistrationFacts:
    raw = text if isinstance(text, bytes) else text.encode()
    result = whois.parse(raw, domain, **options)  # type: ignore[arg-type]
    assert isinstance(result, RegistrationFacts), result
    return result


def day(moment: datetime | None) -> str | None:
    return moment.date().isoformat() if moment is not None else None
