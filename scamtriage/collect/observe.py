"""Run one collector on one target: exactly one Evidence comes back, whatever happens."""

import asyncio
import logging
from collections.abc import Callable
from typing import Protocol

from scamtriage.collect.spec import Collector
from scamtriage.net.errors import NetError
from scamtriage.net.protocol import Net
from scamtriage.records.evidence import Evidence, Outcome
from scamtriage.records.facts import CertificateFacts, Facts, Lead, PageFacts
from scamtriage.records.target import Target

log = logging.getLogger(__name__)


class TargetNet(Protocol):
    """One target's share of the network: a deadline, a purse, and a view of itself for each collector."""

    def view(self, collector: str) -> Net: ...

    def monotonic(self) -> float:
        """Seconds of the target's own clock; it stands still while we wait for our own pace."""
        ...

    async def within(self, seconds: float, work: "Callable[[], asyncio.Future[Facts] | asyncio.Task[Facts]]") -> Facts:
        """Await work for at most `seconds` of the target's clock and never past its deadline. Raises TimeoutError."""
        ...


async def observe(collector: Collector, target: Target, net: TargetNet) -> Evidence:
    """Exactly one Evidence, always - unless we ourselves are being cancelled."""
    view = net.view(collector.name)
    started, clock = view.now(), net.monotonic()
    facts: Facts | None = None
    outcome, reason = Outcome.OK, ""
    try:
        facts = await net.within(collector.deadline_s, lambda: asyncio.ensure_future(collector.collect(target, view)))
        if facts.kind == "absent":
            outcome, reason = Outcome.ABSENT, facts.because
    except TimeoutError:
        outcome, reason = Outcome.TIMEOUT, f"no answer within {collector.deadline_s:g} s"
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
        elapsed_s=round(net.monotonic() - clock, 4),
        source=", ".join(dict.fromkeys(notes.sources)),
        from_cache=notes.from_cache,
        caps=tuple(notes.caps),
        leads=_leads(target, facts),
        flags=tuple(dict.fromkeys(notes.flags)),
    )


def _leads(target: Target, facts: Facts | None) -> tuple[Lead, ...]:
    """Names that were discovered on the way, other than the target's own."""
    match facts:
        case PageFacts(final_host=host) if host and host != target.host:
            return (Lead(host=host, via="redirect"),)
        case CertificateFacts(sans=sans):
            siblings = [name for name in sans if not name.startswith("*.") and name != target.host and not name.endswith("." + target.host)]
            return tuple(Lead(host=name, via="certificate") for name in siblings[:10])
        case _:
            return ()
