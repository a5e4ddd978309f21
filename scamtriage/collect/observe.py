"""Run one collector on one target; the result is always exactly one Evidence."""

import logging

from scamtriage.collect.spec import Collector
from scamtriage.knowledge.hosts import infrastructure, lent_names
from scamtriage.net.collector_net import CollectorNet
from scamtriage.net.errors import NetError
from scamtriage.net.session import TargetNet
from scamtriage.records.evidence import Evidence, Outcome
from scamtriage.records.facts import CertificateFacts, Facts, Lead, PageFacts, RegistrationAbsent
from scamtriage.records.target import Target

log = logging.getLogger(__name__)


async def observe(collector: Collector, target: Target, net: TargetNet) -> Evidence:
    """Run the collector and return its Evidence. Only cancellation propagates; every other exception becomes an outcome."""
    view = CollectorNet(net, collector.name)
    started = view.now()
    facts: Facts | None = None
    outcome, reason = Outcome.OK, ""
    try:
        async with view.within(collector.deadline_s):
            facts = await collector.collect(target, view)
        if isinstance(facts, RegistrationAbsent):
            outcome, reason = Outcome.ABSENT, facts.because
    except NetError as exc:
        outcome, reason = exc.outcome, str(exc)
    except Exception as exc:
        log.exception("collector %s crashed on %s", collector.name, target.host)
        outcome, reason = Outcome.CRASHED, f"{type(exc).__name__}: {exc}"[:300]
    notes = view.notes
    return Evidence(
        collector=collector.name,
        outcome=outcome,
        facts=facts,
        reason=reason,
        observed_at=notes.observed_at or started,
        elapsed_s=round(view.deadline.elapsed(), 4),
        source=", ".join(dict.fromkeys(filter(None, notes.sources))),
        from_cache=notes.from_cache,
        caps=tuple(notes.caps),
        leads=_leads(target, facts),
        flags=tuple(dict.fromkeys(notes.flags)),
    )


def _leads(target: Target, facts: Facts | None) -> tuple[Lead, ...]:
    """Return other names found while collecting, without the target's own."""
    match facts:
        case PageFacts(final_host=host) if host and host != target.host:
            return (Lead(host=host, via="redirect"),)
        case CertificateFacts(sans=sans) as shown if _of_the_site(shown, target):
            siblings = [name for name in sans if not name.startswith("*.") and name != target.host and not name.endswith("." + target.host)]
            return tuple(Lead(host=name, via="certificate") for name in siblings[:10])
        case _:
            return ()


def _of_the_site(shown: CertificateFacts, target: Target) -> bool:
    """Whether the other names on a certificate may be of the site's owner. One that names nothing of the site is a neighbour's at the same
    address, and on that of a content network stand its customers. An address that is asked for no name shows its own."""
    if shown.name_matches is False and not target.is_ip and not lent_names.is_named_by(shown.sans, target.host):
        return False
    return not infrastructure.cdn_of_aliases((shown.subject_cn, *shown.sans))
