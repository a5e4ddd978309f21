"""What a batch knows of hosts and pages already, so that each is asked once: remembered, or recalled from where evidence is kept."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import NamedTuple

from msgspec.structs import replace

from scamtriage.collect.certificate import aside
from scamtriage.records import codec
from scamtriage.records.evidence import Evidence
from scamtriage.records.facts import CertificateFacts, PageFacts
from scamtriage.records.target import Target

Recall = Callable[[str], bytes | None]
"""Host -> the line of its first evidence as it is kept, or key (`page_keys`) -> that of another page of a host."""


class Asked(NamedTuple):
    """A line that was asked."""

    line: int
    target: Target
    evidence: asyncio.Future[dict[str, Evidence]]
    handed_on: asyncio.Event
    """Whether its dossier was: who reads the journal finds the evidence before whoever points to it."""


class Known:
    """Host -> the first line that was asked of it, and key -> that of another page of a known host."""

    def __init__(self, most: int, recall: Recall | None) -> None:
        """`most`: so many are remembered. `recall` finds the others."""
        self._most = most
        self._recall = recall
        self._asked: OrderedDict[str, Asked] = OrderedDict()

    def __len__(self) -> int:
        return len(self._asked)

    def find(self, key: str) -> Asked | None:
        """What is known of a host, or of a page by its key: remembered, or recalled as if it had just been asked."""
        if (asked := self._asked.get(key)) is not None:
            self._asked.move_to_end(key)
            return asked
        found = self._recall(key) if self._recall is not None else None
        if found is None:
            return None
        dossier = codec.from_line(found)
        assert isinstance(dossier.target, Target)  # no other has evidence
        evidence: asyncio.Future[dict[str, Evidence]] = asyncio.get_running_loop().create_future()
        evidence.set_result(dict(dossier.evidence))
        long_ago = asyncio.Event()
        long_ago.set()
        asked = Asked(dossier.line, dossier.target, evidence, long_ago)
        self.remember(key, asked)
        return asked

    def remember(self, key: str, asked: Asked) -> None:
        """For whoever asks the same soon; what was asked longest ago is forgotten for it, unless it is in flight or was not yet handed on,
        so that nobody could recall it."""
        self._asked[key] = asked
        for _ in range(len(self._asked)):
            if len(self._asked) <= self._most:
                break
            key, oldest = self._asked.popitem(last=False)
            if not oldest.evidence.done() or not oldest.handed_on.is_set():
                self._asked[key] = oldest


def is_seen(target: Target, before: Target, evidence: Mapping[str, Evidence]) -> bool:
    """Whether the page that was asked for before, at the same URL, is what this target would show. Where only one of them named https, the
    other would have gone on to http, or not; that makes no difference where https gave a page with which browsers stay."""
    if target.scheme_given == before.scheme_given or (page := evidence.get("page")) is None:
        return True
    facts = page.facts
    if not isinstance(facts, PageFacts):
        return target.scheme_given  # who named none has tried both
    if target.scheme_given:
        return all(hop.via != "start" or hop.url.startswith("https:") for hop in facts.hops)
    return facts.final_host == before.host and facts.status_code < 400 and "warned" not in facts.flags


def of_host(target: Target, evidence: Mapping[str, Evidence]) -> dict[str, Evidence]:
    """What was asked of another page of its host as it stands beside this one, whose address may use the certificate's port or not."""
    shown = evidence.get("certificate")
    if shown is None or not isinstance(shown.facts, CertificateFacts):
        return dict(evidence)
    return {**evidence, "certificate": replace(shown, facts=aside(shown.facts, target))}
