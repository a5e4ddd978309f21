"""What an assessment reports besides its numbers: flags, missing evidence, time of observation, reached limits."""

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import datetime

from scamtriage.knowledge.hosts.infrastructure import is_app_store
from scamtriage.knowledge.hosts.lent_names import is_shortener
from scamtriage.records.assessment import SHARED_ADDRESS
from scamtriage.records.evidence import SAVED, Cap, Dossier, Mode
from scamtriage.records.facts import DnsFacts, HostingFacts, PageFacts, RegistrationFacts
from scamtriage.records.rulings import RULINGS
from scamtriage.score.caps import WeightedSignal
from scamtriage.score.unread_part import UnreadPart

CARRIED = "text-from-data"
DAY_S = 86_400.0
_SUBSCRIBES = frozenset(("email", "name"))
"""What stores ask for who wants their letters, or leaves a comment."""


def flags(items: Sequence[WeightedSignal], dossier: Dossier, of_types: tuple[str, ...]) -> tuple[str, ...]:
    """The flags of the signals, of the types, and of how the evidence was collected. Examples of the last: on a busy machine, through a
    proxy, past the guard, or from data that a page carries for its scripts."""
    if not items and not dossier.evidence:
        return ()
    had = [flag for evidence in dossier.evidence.values() for flag in evidence.flags]
    had = ["via-proxy" if flag.startswith("via ") else flag for flag in had]  # evidence of version 0.1.0 includes the proxy's address
    if carried(dossier):
        had.append(CARRIED)
    found = [flag for item in items if item.row.flags for flag in item.row.flags] + had + list(of_types)
    return tuple(sorted({*found})) if found else ()


def carried(dossier: Dossier) -> bool:
    """Whether the page's words come from data for its scripts, so that it is unknown which of them it shows."""
    page = dossier.facts("page", PageFacts)
    return page is not None and page.text_from == "data"


def unasked(dossier: Dossier) -> str:
    """Why the evidence acquits nobody: the user gave it, and nothing was asked. "" if something was."""
    if dossier.mode is Mode.OFFLINE:
        return RULINGS["name-alone"]
    saved = any([SAVED in evidence.flags for evidence in dossier.evidence.values()])  # noqa: C419 -- at most a handful
    return RULINGS["file-alone"] if saved else ""


def in_store(dossier: Dossier, host: str) -> bool:
    """Whether an app store shows an app of somebody's there, or where a short link leads. A page that takes a secret itself is no page of a
    store, nor is one elsewhere to which an address of the store's leads."""
    page = dossier.facts("page", PageFacts)
    shown, asks = (page.final_host or host, page.asks) if page is not None else (host, ())
    return is_app_store(shown) and (is_app_store(host) or is_shortener(host)) and _SUBSCRIBES.issuperset(asks)


def not_held(dossier: Dossier, states: Container[str], days: float, now: datetime | None) -> bool:
    """Whether nobody is known to have held the name for so many days, until `now` or until it was seen: it is lent, younger, or of unknown
    age."""
    facts = dossier.facts("registration", RegistrationFacts)
    if "shared-suffix" in states or SHARED_ADDRESS in states or facts is None or facts.created is None:
        return True
    return ((now or dossier.evidence["registration"].observed_at) - facts.created).total_seconds() <= days * DAY_S


def protected(items: Iterable[WeightedSignal], stop: float) -> bool:
    """Whether the name is official or under a suffix for checked bodies. A fixed weight counts as shipped, so a refitted model cannot
    change this."""
    return any([_shipped(item) <= -stop for item in items if item.row.group == "official"])  # noqa: C419 -- usually empty


def _shipped(item: WeightedSignal) -> float:
    """The row's nats as shipped. Models do not refit rows with levels or with measured weights."""
    weight = item.row.weight
    return item.raw if item.row.levels or weight == "measured" else weight


def missed(silent: Mapping[str, str], dossier: Dossier, gap: UnreadPart | None) -> str:
    """The collectors that failed or answered in part, each with its reason, and the DNS and hosting queries left unanswered."""
    reasons = {collector: why for collector, why in silent.items() if _missed(collector, why)}
    dns = dossier.facts("dns", DnsFacts)
    if dns is not None and dns.unanswered:
        reasons["dns"] = f"no answer for {', '.join(answer.rtype for answer in dns.unanswered)}"
    hosting = dossier.facts("hosting", HostingFacts)
    if hosting is not None and hosting.unanswered:
        reasons["hosting"] = f"{hosting.unanswered[0].ip}: {hosting.unanswered[0].reason}"
    if gap is not None and gap.words:
        reasons["page"] = gap.because
    return "; ".join([f"{collector}: {why}" for collector, why in sorted(reasons.items())])


def _missed(collector: str, why: str) -> bool:
    """Whether a silent collector leaves a gap worth reporting. "fetch" is covered by "page"; "looks" and "reputation" run on request
    only."""
    return collector not in ("fetch", "looks") and not (collector == "reputation" and why.startswith("not asked"))


def latest(dossier: Dossier) -> datetime | None:
    return max((e.observed_at for e in dossier.evidence.values()), default=None)


def limits(dossier: Dossier) -> tuple[Cap, ...]:
    """Every limit that was reached."""
    return tuple([cap for evidence in dossier.evidence.values() for cap in evidence.caps])
