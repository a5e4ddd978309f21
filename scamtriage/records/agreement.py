"""Whether a dossier agrees with itself: evidence of another name, or of collectors that its mode does not ask, is nobody's evidence.

A line of evidence is a file like any other, and may have been edited: by hand, by a script that joined two lists, or to make a verdict.
What is not said contradicts nothing.
"""

import re

from scamtriage.records.evidence import Dossier, Mode
from scamtriage.records.facts import DnsFacts, Facts, PageFacts, RegistrationFacts
from scamtriage.records.target import BadTarget, LineStatus, Target

TOUCHING = frozenset({"certificate", "page"})
"""The collectors that send the target something."""
_WITHOUT_TARGET = frozenset({LineStatus.REFUSED, LineStatus.SKIPPED})
_URL = re.compile(r"https?://(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::\d{1,5})?/")
"""As a target has it: its host in brackets where that is an address of IPv6."""


def contradiction(dossier: Dossier) -> str:
    """What the evidence says against the head of its line, in a sentence; "" when nothing does."""
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
    return ""


def _about(facts: Facts | None, target: Target) -> tuple[str, str]:
    """The name that facts are about, and the one that they should be about; "" where they name none."""
    match facts:
        case DnsFacts():
            return facts.zone, target.registrable
        case RegistrationFacts():
            return facts.name, target.registrable
        case PageFacts() if facts.hops:
            return facts.hops[0].host, target.host
    return "", ""
