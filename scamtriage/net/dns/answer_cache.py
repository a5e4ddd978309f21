"""Cache of DNS answers within a run: bounded, and no longer than their TTL."""

import time

from scamtriage.records.facts import DnsAnswer, DnsOutcome

CAPACITY = 20_000
MOST_CHARS = 4_096
"""Of the records and aliases of one answer. A longer one is not cached, because a zone may give any number of them."""
LONGEST_S = 3600.0
NEGATIVE_S = 300.0
FAILED_S = 5.0
"""A failed question is not repeated again and again within one target."""


class AnswerCache:
    """(name, type) -> answer."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], tuple[float, DnsAnswer]] = {}

    def get(self, key: tuple[str, str]) -> DnsAnswer | None:
        """Return the cached answer, or None if there is none or it has expired."""
        entry = self._kept.get(key)
        if entry is None:
            return None
        if entry[0] < time.monotonic():
            del self._kept[key]
            return None
        return entry[1]

    def put(self, key: tuple[str, str], answer: DnsAnswer) -> None:
        if sum(map(len, (*answer.values, *answer.cname))) > MOST_CHARS:
            return
        if len(self._kept) >= CAPACITY:  # drop the oldest quarter: dicts keep insertion order
            for old in list(self._kept)[: CAPACITY // 4]:
                del self._kept[old]
        self._kept[key] = (time.monotonic() + _believed_s(answer), answer)

    def forget_failures(self) -> None:
        """Drop all failed answers: the resolver may have caused them."""
        self._kept = {key: entry for key, entry in self._kept.items() if entry[1].outcome.conclusive}


def _believed_s(answer: DnsAnswer) -> float:
    if not answer.outcome.conclusive:
        return FAILED_S
    longest = LONGEST_S if answer.outcome is DnsOutcome.OK else NEGATIVE_S
    return min(float(answer.ttl_s if answer.ttl_s is not None else 60), longest)
