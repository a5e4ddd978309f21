"""Check that a dossier is consistent with its own head. Evidence about another name, or from collectors that its mode does not run, is
rejected.

An evidence line is an ordinary file and may have been edited by hand, or by a script that joined two lists. Missing information contradicts
nothing.
"""

from scamtriage.records import lazy_re
from scamtriage.records.evidence import SAVED, Dossier, Mode
from scamtriage.records.facts import DnsFacts, Facts, PageFacts, RegistrationFacts
from scamtriage.records.target import BadTarget, LineStatus, Target

TOUCHING = frozenset({"certificate", "page"})
"""The collectors that send requests to the target."""
_WITHOUT_TARGET = frozenset({LineStatus.REFUSED, LineStatus.SKIPPED})
_URL = lazy_re.compile(r"https?://(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::\d{1,5})?/")
"""Form of `Target.url`; an IPv6 host is in brackets."""
_HOST = lazy_re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
"""A line that is a plain name, which is its own target. What other lines mean is a question of how they are read."""


def find_contradiction(dossier: Dossier) -> str:
    """Say how the evidence contradicts the head of its line; "" if it does not."""
    target = dossier.target
    if isinstance(target, BadTarget):
        if dossier.evidence:
            return "evidence: the line is about no target"
        return "" if dossier.status is target.status else f"status: {dossier.status}, and the line was {target.status}"
    if dossier.status in _WITHOUT_TARGET:
        return f"status: {dossier.status}, and the line has a target"
    if (url := _URL.match(target.url)) is None or (url[1] or url[2]) != target.host:
        return f"target.url: {target.url[:80]!r} is no page of {target.host[:80]!r}"
    if not f".{target.host}".endswith(f".{target.registrable}"):
        return f"target.registrable: {target.registrable[:80]!r} is no name above {target.host[:80]!r}"
    for name, evidence in dossier.evidence.items():
        if dossier.mode is Mode.OFFLINE or (dossier.mode is Mode.PASSIVE and name in TOUCHING):
            return f"evidence.{name}: mode {dossier.mode} asks no such thing"
        about, wanted = _about(evidence.facts, target)
        if about and about != wanted:
            return f"evidence.{name}: it is about {about[:80]!r}, and the target is {wanted[:80]!r}"
    if _HOST.fullmatch(dossier.input) and "xn--" not in dossier.input and dossier.input != target.host and not _is_saved(dossier):
        return f"input: {dossier.input[:80]!r} is a name, and the target is {target.host[:80]!r}"
    return ""


def _is_saved(dossier: Dossier) -> bool:
    """Whether it is about a saved page, whose line names a file."""
    return any(SAVED in evidence.flags for evidence in dossier.evidence.values())


def _about(facts: Facts | None, target: Target) -> tuple[str, str]:
    """Return the name that facts are about and the name they should be about; "" if they name none."""
    match facts:
        case DnsFacts():
            return facts.zone, target.registrable
        case RegistrationFacts():
            return facts.name, target.registrable
        case PageFacts() if facts.hops:
            return facts.hops[0].host, target.host
    return "", ""
