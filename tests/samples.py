"""Small records for tests of rooms that only say or keep what others made."""

from datetime import UTC, datetime
from pathlib import Path

from scamtriage.records.assessment import Assessment, Contribution, ScamType, Unknown, Verdict
from scamtriage.records.evidence import Dossier, Evidence, Mode, Outcome
from scamtriage.records.facts import Contact, PageFacts
from scamtriage.records.findings import Pointer, Presence, Reading
from scamtriage.records.target import LineStatus, Target

EVIDENCE = Path(__file__).parents[1] / "examples" / "evidence.jsonl"
"""What the scenes of the lab were seen to be, a line each."""
SEEN = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)


def target(host: str = "scam.example.top") -> Target:
    return Target(given=host, host=host, registrable=host, suffix="top", url=f"https://{host}/")


def page_evidence(title: str = "A page", **changes: object) -> Evidence:
    facts = PageFacts(
        final_url="https://scam.example.top/", status_code=200, title=title, contacts=(Contact(kind="line", value=title),), **changes
    )  # type: ignore[arg-type]
    return Evidence(collector="page", outcome=Outcome.OK, observed_at=SEEN, facts=facts)


def dossier(line: int = 1, host: str = "scam.example.top", title: str = "A page") -> Dossier:
    return Dossier(line=line, input=host, target=target(host), evidence={"page": page_evidence(title)})


def assessment(words: str = "registered 5 days before it was seen", line: int = 1, verdict: Verdict = Verdict.LIKELY_SCAM) -> Assessment:
    """An assessment in which every text that a target can write says `words`."""
    reading = Reading(signal="reg-age", presence=Presence.PRESENT, pointers=(Pointer(collector="page", path="page.title", snippet=words),))
    return Assessment(
        line=line,
        input=words,
        target=target(),
        status=LineStatus.PARTIAL,
        mode=Mode.FULL,
        log_odds=4.0,
        prior=0.1,
        probability=0.85,
        interval=(0.7, 0.93),
        verdict=verdict,
        coverage=0.8,
        scam_types=(ScamType(type="gov-police", probability=0.9),),
        contributions=(Contribution(reading=reading, family="registration", group="fresh", because=words, raw=1.8, log_odds=1.26),),
        unknown=(Unknown(family="dns", because=words, signals=("dns-wildcard",), weight=0.4),),
        evidence={"page": page_evidence(words), "dns": Evidence(collector="dns", outcome=Outcome.TIMEOUT, reason=words, observed_at=SEEN)},
        observed_at=SEEN,
        columns={"note": words},
    )
