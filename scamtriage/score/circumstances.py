"""What a row tells beside its numbers: traits, what could not be had, when it was observed, which limits were reached."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from scamtriage.records.evidence import Cap, Dossier
from scamtriage.records.facts import DnsFacts, HostingFacts
from scamtriage.score.caps import Item
from scamtriage.score.gap import Gap

CARRIED = "text-from-data"


def flags(items: Iterable[Item], dossier: Dossier) -> tuple[str, ...]:
    """Those of the signals, and how the evidence was had: on a machine that was too busy, through a proxy, past the guard, out of data that
    a page carries for its scripts."""
    had = [flag for evidence in dossier.evidence.values() for flag in evidence.flags] if dossier.evidence else []
    had = ["via-proxy" if flag.startswith("via ") else flag for flag in had]  # evidence of 0.1.0 names the proxy's address
    if carried(dossier):
        had.append(CARRIED)
    found = [flag for item in items if item.row.flags for flag in item.row.flags] + had
    return tuple(sorted({*found})) if found else ()


def carried(dossier: Dossier) -> bool:
    """Whether the words of the page come from data, and what it shows of them is unknown."""
    return bool(dossier.evidence) and getattr(dossier.facts("page"), "text_from", "") == "data"


def protected(items: Iterable[Item], stop: float) -> bool:
    """Whether the name is an official one, or stands under a suffix kept for checked bodies. Of a row with one weight it is our own that
    counts: a desk's model moves numbers, and never this."""
    return any([_shipped(item) <= -stop for item in items if item.row.group == "official"])  # noqa: C419 -- mostly nothing to look at


def _shipped(item: Item) -> float:
    """Nats of the row as it was shipped; what was measured, or has levels, no model refits."""
    weight = item.row.weight
    return item.raw if item.row.levels or weight == "measured" else weight


def missed(silent: Mapping[str, str], dossier: Dossier, gap: Gap | None = None) -> str:
    """The collectors that did not answer, or not wholly, each with its reason, and the questions of the others that nobody answered."""
    reasons = {collector: why for collector, why in silent.items() if _missed(collector, why)}
    dns = dossier.facts("dns")
    if isinstance(dns, DnsFacts) and dns.unanswered:
        reasons["dns"] = f"no answer for {', '.join(answer.rtype for answer in dns.unanswered)}"
    hosting = dossier.facts("hosting")
    if isinstance(hosting, HostingFacts) and hosting.unanswered:
        reasons["hosting"] = f"{hosting.unanswered[0].ip}: {hosting.unanswered[0].reason}"
    if gap is not None and gap.words:
        reasons["page"] = gap.because
    return "; ".join([f"{collector}: {why}" for collector, why in sorted(reasons.items())])


def _missed(collector: str, why: str) -> bool:
    """Whether the row is the poorer for a silence. A page tells of its own fetch; lists and other visitors' looks are asked only when
    somebody wants them."""
    return collector not in ("fetch", "looks") and not (collector == "reputation" and why.startswith("not asked"))


def latest(dossier: Dossier) -> datetime | None:
    return max((e.observed_at for e in dossier.evidence.values()), default=None)


def limits(dossier: Dossier) -> tuple[Cap, ...]:
    """Every limit that was reached."""
    return tuple([cap for evidence in dossier.evidence.values() for cap in evidence.caps])
