"""The evidence of hosts and pages seen so far. It is cached in memory or recalled from the journal, so that each is collected once."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import NamedTuple

from msgspec import UnsetType
from msgspec.structs import replace

from scamtriage.batch.offline import THIS_PROGRAM
from scamtriage.collect.certificate import aside
from scamtriage.records import codec
from scamtriage.records.evidence import Evidence
from scamtriage.records.facts import CertificateFacts, PageFacts
from scamtriage.records.target import Target

Recall = Callable[[str], bytes | None]
"""Return the journal line with the evidence of a host, or of another page of it by its key (`page_keys`); None if there is none."""


REMEMBERED_HOSTS = 1_024
"""Size of the in-memory cache of evidence for duplicates, in hosts and additional pages, up to 200 KB each."""
REMEMBERED_BESIDE_RECALL = 8
"""The same if `recall` finds evidence that was evicted: the last lines, which a duplicate beside them means, and hosts that come again."""


class Investigation(NamedTuple):
    """A line whose evidence is being collected, or is complete."""

    line: int
    target: Target
    evidence: asyncio.Future[dict[str, Evidence]]
    handed_on: asyncio.Event
    """Set when its dossier is handed on. Duplicates wait for it, so that the journal holds the evidence before references to it."""
    as_written: bool = True
    """Its evidence stands in the journal as this version writes it. An older version may have written it without fields that are known now:
    a duplicate then gets evidence of its own instead of a reference, so that its row names the digest of what stands in its line."""
    observed_by: str | UnsetType = THIS_PROGRAM
    """Which program observed; a recalled line may be of an older version, and older ones do not say it."""


class Deduper:
    """An LRU cache of the lines that were investigated.

    Host -> the first line with this host; page key -> the first line with another page of a known host.
    """

    def __init__(
        self, most: int, recall: Recall | None, unwritten: Callable[[], int], awaited: Callable[[str], bool] = lambda key: False
    ) -> None:
        """`most`: size of the cache, beside the lines in flight and those that may be `unwritten`. Each entry may hold 100 KB of page text.
        `recall`: finds the evidence of evicted entries. `awaited`: whether a key has to stay."""
        self._most = most
        self._recall = recall
        self._unwritten = unwritten
        self._awaited = awaited
        self._begun: dict[str, Investigation] = {}
        """Entries that are in flight or not yet handed on: they cannot be recalled yet, and stay."""
        self._asked: OrderedDict[str, Investigation] = OrderedDict()
        """The others; the last one was added or asked for last."""
        self._keys: dict[asyncio.Event, str] = {}
        """`handed_on` of each entry that was begun -> its key."""

    def __len__(self) -> int:
        return len(self._begun) + len(self._asked)

    def find(self, key: str) -> Investigation | None:
        """Return the entry of a host or page key, recalled if it was evicted; None if there is none."""
        if (asked := self._begun.get(key)) is not None:
            return asked
        if (asked := self._asked.get(key)) is not None:
            self._asked.move_to_end(key)
            return asked
        found = self._recall(key) if self._recall is not None else None
        if found is None:
            return None
        dossier = codec.from_line(found)
        assert isinstance(dossier.target, Target)  # lines without a target have no evidence
        evidence: asyncio.Future[dict[str, Evidence]] = asyncio.get_running_loop().create_future()
        evidence.set_result(dict(dossier.evidence))
        long_ago = asyncio.Event()
        long_ago.set()
        as_written = codec.digest_of(found) == codec.digest(dossier)
        asked = Investigation(dossier.line, dossier.target, evidence, long_ago, as_written, dossier.observed_by)
        self.remember(key, asked)
        return asked

    def remember(self, key: str, asked: Investigation) -> None:
        """Add an entry, and evict the least recently used ones."""
        if asked.handed_on.is_set():
            self._asked[key] = asked
            self._evict()
        else:
            self._begun[key] = asked
            self._keys[asked.handed_on] = key

    def hand_on(self, handed_on: asyncio.Event) -> None:
        """Note that a dossier is handed on. However long it took, its entry is the latest now: it is written soon, not yet."""
        handed_on.set()
        key = self._keys.pop(handed_on, "")
        if (asked := self._begun.get(key)) is not None and asked.handed_on is handed_on:  # else another was begun under its key
            self._asked[key] = self._begun.pop(key)
            self._asked.move_to_end(key)
            self._evict()

    def _evict(self) -> None:
        most = self._most + self._unwritten()
        if len(self._asked) > most:
            others = [key for key in self._asked if not self._awaited(key)]
            for key in others[: max(0, len(others) - most)]:
                del self._asked[key]


def same_page(target: Target, before: Target, evidence: Mapping[str, Evidence]) -> bool:
    """Return whether the evidence of `before`, which has the same URL, also holds for `target`.

    If only one of the two names a scheme, they may get different pages: without a scheme, http is tried after https. There is no
    difference if https returned a page that a browser would stay on.
    """
    if target.scheme_given == before.scheme_given or (page := evidence.get("page")) is None:
        return True
    facts = page.facts
    if not isinstance(facts, PageFacts):
        return target.scheme_given  # without a scheme both https and http were tried
    if target.scheme_given:
        return all(hop.via != "start" or hop.url.startswith("https:") for hop in facts.hops)
    return facts.final_host == before.host and facts.status_code < 400 and "warned" not in facts.flags


def adapted_to(target: Target, evidence: Mapping[str, Evidence]) -> dict[str, Evidence]:
    """Return evidence of another page of the same host, adapted to `target`.

    The URL of `target` may use another port than that of the certificate.
    """
    shown = evidence.get("certificate")
    if shown is None or not isinstance(shown.facts, CertificateFacts):
        return dict(evidence)
    return {**evidence, "certificate": replace(shown, facts=aside(shown.facts, target))}
