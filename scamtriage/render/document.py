"""Make the row of a judged line: raw values, unknown kept apart from absent."""

from collections.abc import Callable, Hashable
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, cast

from msgspec import UNSET
from msgspec.structs import replace

from scamtriage import __version__
from scamtriage.knowledge import known_lines
from scamtriage.knowledge.speech import speech
from scamtriage.records.assessment import Assessment, Contribution, Refusal, Verdict, Weighty
from scamtriage.records.evidence import Evidence, Outcome
from scamtriage.records.facts import Contact, DnsFacts, PageFacts
from scamtriage.records.target import Target
from scamtriage.records.truncation import contacts_unread
from scamtriage.records.userlist import Listed
from scamtriage.render.row import Kind, ListSays, Observed, ReadAs, Reason, RefusedRow, Row, Tool, Unanswered

_KEPT_IN_EVIDENCE = frozenset(
    {"kind", "text", "hidden_text", "carried_text", "der_base64", "contacts", "links", "headers", "image_alts", "host_addresses"}
)
"""Bulky fields that are only in the evidence file."""

_DIGITS = 6
"""Decimals of most numbers. Further digits of a float sum have no meaning."""
_SUMMED, _SIGNIFICANT = 12, 15
"""Decimals of log-odds, and significant digits of a probability."""
_NEAR_ONE = 0.999
"""From here on a probability keeps all digits of the float: the sum of prior and contributions then differs from its logit by less than
1e-9 up to 1 - 1e-7, beyond which a float has too few digits."""
_MOST_LIKELY = 1 - 10.0**-_SIGNIFICANT
_NO_FACTS: dict[str, Any] = {"contacts": None}
"""The facts of a row without evidence."""


def document(row: Assessment | Refusal, *, language: str = "en") -> Row | RefusedRow:
    """Return the row as it is written: codes unchanged, sentences in the row's language. `language`: for a Refusal, which has none of its
    own."""
    if isinstance(row, Refusal):
        return RefusedRow(
            line=row.line,
            input=row.input,
            status=row.status,
            status_reason=speech(language).word("evidence", row.reason),
            language=language,
            columns=row.columns or UNSET,
        )
    spoken = speech(row.language)
    least, most = row.interval
    tool = _tool(row.knowledge, row.model, row.gambling)
    return Row(
        line=row.line,
        input=row.input,
        status=row.status,
        status_reason=spoken.word("evidence", row.status_reason) if row.status_reason else "",
        language=row.language,
        target=read_as(row.target),
        mode=row.mode,
        verdict=row.verdict,
        probability=chance(row.probability),
        interval=(chance(least), chance(most)),
        log_odds=counted(row.log_odds),
        prior=row.prior,
        coverage=_nats(row.coverage),
        scam_types=kinds_of(row),
        flags=row.flags,
        states=row.states,
        urgency=row.urgency or None,
        fragile=row.fragile,
        rests_on=row.rests_on,
        held_back=[spoken.word("evidence", rule) for rule in row.held_back] if row.held_back else [],
        held_by=row.held_by if row.held_back else (),
        reasons=[reason_of(c) for c in row.contributions],
        unknown=unknown_of(row),
        caps=row.caps,
        facts=_all_facts(row) if row.evidence else _NO_FACTS,
        report_to=row.report_to,
        observed_at=row.observed_at,
        day=row.day or UNSET,
        tool=tool if row.now is None else replace(tool, now=row.now),
        evidence_digest=row.evidence_digest,
        lists=[_listed(one) for one in row.lists] if row.lists else UNSET,
        columns=row.columns or UNSET,
        same_as=UNSET if row.same_as is None else row.same_as,
    )


def read_as(target: Target) -> ReadAs:
    """Return what a line was read as."""
    return ReadAs(host=target.host, registrable=target.registrable, unicode=target.unicode, suffix=target.suffix, url=target.url)


@lru_cache(maxsize=16)
def _tool(knowledge: str, model: str, gambling: str) -> Tool:
    return Tool(version=__version__, knowledge=knowledge, model=model, gambling=gambling)


def kinds_of(row: Assessment) -> list[Kind]:
    """Return the kinds of scam of a row."""
    return [Kind(type=one.type, probability=_share(one.probability)) for one in row.scam_types]


def _share(probability: float) -> float:
    """Round the probability of a kind, keeping it away from 0 and 1."""
    rounded = min(round(probability, _DIGITS), 1 - 10.0**-_DIGITS)
    return rounded or float(f"{probability:.{_DIGITS}g}")


def unknown_of(row: Assessment) -> list[Unanswered]:
    """Return what could not be checked, by family, in the row's language."""
    spoken = speech(row.language)
    said = {why: spoken.word("evidence", why) for why in {one.because for one in row.unknown}}  # few distinct reasons; a lookup is slow
    return [
        Unanswered(
            family=u.family,
            because=said[u.because],
            signals=u.signals,
            weight=_nats(u.weight),
            heaviest=[Weighty(signal=one.signal, raw=_nats(one.raw), weight=_nats(one.weight)) for one in u.heaviest],
        )
        for u in row.unknown
    ]


def chance(probability: float) -> float:
    """Round a probability as a row has it, keeping it away from 1. From 0.1 on, its significant digits are its decimals, to which rounding
    is faster."""
    if probability >= _NEAR_ONE:
        return min(probability, _MOST_LIKELY)
    return round(probability, _SIGNIFICANT) if probability >= 0.1 else float(f"{probability:.15g}")


def counted(log_odds: float) -> float:
    """Round log-odds, of a row or a finding, as a row has them."""
    return _nats(log_odds, _SUMMED)


@lru_cache(maxsize=2_048)
def _nats(weight: float, decimals: int = _DIGITS) -> float:
    """Round a number of nats, or a share. Rows have few different ones, and rounding takes four times as long as this look-up."""
    return round(weight, decimals) + 0.0  # avoids -0.0


def _all_facts(row: Assessment) -> dict[str, Any]:
    facts: dict[str, Any] = {name: _facts(one) for name, one in row.evidence.items()}
    return facts | {"contacts": _contacts(row)}


def _contacts(row: Assessment) -> tuple[Contact, ...] | None:
    """Return the contacts of a page, none where there is no page; None if it, or a part that may hold some, was not read."""
    page = row.facts("page", PageFacts)
    if page is None:
        return () if "page" in row.evidence and row.evidence["page"].outcome is Outcome.ABSENT else None
    return known_lines.marked(page.contacts) if page.contacts or not contacts_unread(page, row.evidence["page"].caps) else None


def reason_of(contribution: Contribution) -> Reason:
    """Return what a finding adds, with its sentence and where it stands in the evidence."""
    reading = contribution.reading
    return Reason(
        signal=reading.signal,
        family=contribution.family,
        group=contribution.group,
        raw=_nats(contribution.raw),
        log_odds=counted(contribution.log_odds),
        because=contribution.because,
        evidence=reading.pointers,
        source=contribution.source,
    )


def _listed(one: Listed) -> ListSays:
    return ListSays(list=one.kind, name=one.name, sha256=one.sha256, entries=one.entries, matches=one.matches)


_observed = attrgetter(*Observed.__struct_fields__)


def _facts(evidence: Evidence) -> dict[str, Any]:
    """Return how the observation of one collector ended, and its facts. Without facts only the outcome is there."""
    head: dict[str, Any] = dict(zip(Observed.__struct_fields__, _observed(evidence), strict=True))
    if not evidence.reason:
        del head["reason"]
    if evidence.facts is None:
        return head
    body = _record(evidence.facts)
    if isinstance(evidence.facts, PageFacts) and evidence.facts.left:
        body["left"] = [_record(earlier) for earlier in evidence.facts.left]
    if isinstance(evidence.facts, DnsFacts):
        body |= dict.fromkeys(evidence.facts.unheard)
    if "source" in body:  # a registration's own source is more exact
        body["source"] = body["source"] or evidence.source
    return head | body


def _record(facts: Any) -> dict[str, Any]:
    names, values = _shown(cast(Hashable, type(facts)))
    return {name: value for name, value in zip(names, values(facts), strict=True) if value is not UNSET}


@cache
def _shown(record: Any) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """Return the names of the fields that a row contains, and a function that reads them."""
    names = tuple(name for name in record.__struct_fields__ if name not in _KEPT_IN_EVIDENCE)
    if len(names) < 2:  # attrgetter with one name returns the value itself, not a tuple
        return names, lambda facts: tuple(getattr(facts, name) for name in names)
    return names, attrgetter(*names)


def top_reasons(assessment: Assessment, count: int, *, other: bool = False) -> list[Contribution]:
    """Return the strongest findings on the verdict's side, strongest first. That side is against a scam if the verdict is benign, else for
    one. `other`: the opposite side."""
    side = 1 if (assessment.verdict is Verdict.LIKELY_BENIGN) is other else -1
    ordered = sorted(assessment.contributions, key=lambda c: -side * c.log_odds)
    return [c for c in ordered[:count] if side * c.log_odds > 0]
