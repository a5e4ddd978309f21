"""What leaves the house, alike in every format of exchange: which rows, what can be blocked, which contacts, whose words.

An indicator sent to a partner cannot be called back. So only what is likely a scam leaves, nothing that would block an honest site that
was broken into, no address of a network that honest sites share, and no contact that the desk has not named: laws on personal data differ.
"""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import TypeVar
from uuid import UUID, uuid5

from scamtriage import __version__
from scamtriage.knowledge import infrastructure
from scamtriage.records.assessment import Assessment, Refusal, Verdict
from scamtriage.records.facts import Contact, PageFacts
from scamtriage.render.say import percent
from scamtriage.render.style import Sharing
from scamtriage.render.text import plain, unlinked

F = TypeVar("F")

NAMESPACE = UUID("6b1f0c5e-52d4-4c57-9a3e-0d8b7f2a4c19")
"""Of the identifiers that are ours to give: the same evidence gives the same ones on every desk."""
NEVER_BLOCKED = frozenset({"compromised-site", "needs-human", "official"})
MOST_REASONS = 12
LEAST = 0.01
_DIGITS = 6
"""From so many digits on a contact is also withheld where it is spelled with other signs between them."""


def leaving(rows: Iterable[Assessment | Refusal]) -> Iterator[Assessment]:
    """The rows that may be told to others, each site and page once for each time it was seen."""
    seen: set[tuple[str, datetime | None]] = set()
    for row in rows:
        if not isinstance(row, Assessment) or not leaves(row):
            continue
        if (key := (row.target.url, row.observed_at)) not in seen:
            seen.add(key)
            yield row


def leaves(row: Assessment) -> bool:
    """Whether anybody outside may be told of this row; what nobody saw at any time is not told."""
    return row.reportable and row.observed_at is not None


def can_be_blocked(row: Assessment) -> bool:
    """Whether the page may go into a list by which others block: not one of honest people who were broken into, and not what only the
    desk's own list says."""
    return row.verdict.rank >= Verdict.LIKELY_SCAM.rank and not NEVER_BLOCKED.intersection(row.states)


def host_can_be_blocked(row: Assessment) -> bool:
    """Whether its name may, too: not that of a shortener that only leads to the page, nor of a platform that many people's pages share."""
    page, own = facts(row, "page", PageFacts), row.target.registrable
    stayed = page is not None and (page.final_host == own or page.final_host.endswith(f".{own}"))
    return can_be_blocked(row) and stayed and not infrastructure.is_platform(row.target.host)


def facts(row: Assessment, collector: str, kind: type[F]) -> F | None:
    """The facts of this collector, None when it has none."""
    one = row.evidence.get(collector)
    return one.facts if one is not None and isinstance(one.facts, kind) else None


def contacts(row: Assessment, sharing: Sharing) -> tuple[Contact, ...]:
    """Those that the desk lets go."""
    page = facts(row, "page", PageFacts)
    return tuple(c for c in page.contacts if sharing.lets_go(c.kind) and c.value.strip()) if page is not None else ()


def withheld(row: Assessment, sharing: Sharing) -> tuple[Contact, ...]:
    """The others."""
    page = facts(row, "page", PageFacts)
    return tuple(c for c in page.contacts if not sharing.lets_go(c.kind)) if page is not None else ()


def reasons(row: Assessment, sharing: Sharing) -> list[str]:
    """The strongest sentences on either side, as text that nothing acts on, without contacts that stay here."""
    counted = [c for c in row.contributions if c.log_odds][:MOST_REASONS]
    names = _names(withheld(row, sharing))
    return [f"{c.log_odds:+.2f} {unlinked(plain(names.sub(_unsaid, c.because) if names else c.because))}" for c in counted]


def verdict(row: Assessment) -> str:
    """The verdict with the number beside it: "likely-scam, 93%"."""
    return f"{row.verdict}, {percent(row.probability)}"


def summary(row: Assessment, sharing: Sharing) -> str:
    """What a colleague reads first: the verdict, the kinds, the reasons, by which rules, from which evidence."""
    kinds = ", ".join([t.type for t in row.scam_types] + list(row.flags)) or "no kind in particular"
    made = f"scamtriage {__version__}, knowledge {row.knowledge}, model {row.model}; evidence sha256:{row.evidence_digest}"
    states = [f"States: {', '.join(row.states)}"] if row.states else []
    return "\n".join([f"Traits of a scam ({verdict(row)}; {kinds}); triage by machine, no proof.", *states, *reasons(row, sharing), made])


def certainty(row: Assessment) -> float:
    """The probability for a machine's field, 0 to 1, which never says that something is certain."""
    return min(max(round(row.probability, 4), LEAST), 1 - LEAST)


def brands(row: Assessment) -> list[str]:
    """Whom the site passes itself off as, by what counts against it."""
    named = [str(c.reading.shown["brand"]) for c in row.contributions if c.log_odds > 0 and c.reading.shown.get("brand")]
    return list(dict.fromkeys(plain(name) for name in named))


def seen(row: Assessment) -> tuple[datetime, datetime]:
    """When the first and the last of the evidence was observed, UTC."""
    assert row.observed_at is not None
    moments = [one.observed_at for one in row.evidence.values() if not one.from_cache] or [row.observed_at]
    return min(moments).astimezone(UTC), row.observed_at.astimezone(UTC)


def stamp(moment: datetime) -> str:
    """RFC 3339 with milliseconds, "…Z"."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def identifier(*parts: object) -> str:
    """A UUID for what these parts name, the same on every desk."""
    return str(uuid5(NAMESPACE, json.dumps([str(part) for part in parts])))


def _names(contacts: Iterable[Contact]) -> re.Pattern[str] | None:
    """What finds any spelling of these in a sentence."""
    spelled: set[str] = set()
    for contact in contacts:
        for written in (contact.value, contact.raw):
            digits = re.sub(r"\D", "", written)
            if len(digits) >= _DIGITS and len(digits) * 2 > len(written):
                spelled.add(r"\+?" + r"[^\w\s]?\s?[^\w\s]?".join(digits))
            elif written.strip():
                spelled.add(re.escape(written.strip()))
    return re.compile("|".join(sorted(spelled, key=len, reverse=True)), re.IGNORECASE) if spelled else None


def _unsaid(match: re.Match[str]) -> str:
    return "[contact withheld]"
