"""What the resolvers said earlier in this run: bounded, and not believed for longer than the answer says."""

import time

from scamtriage.records.facts import DnsAnswer, DnsOutcome

CAPACITY = 20_000
MOST_CHARS = 4_096
"""Of the records and aliases of one answer. A longer one, of which a zone may give as many as it likes, is asked for again."""
LONGEST_S = 3600.0
NEGATIVE_S = 300.0
FAILED_S = 5.0
"""Within one target a failed question is not asked again and again."""


class Memo:
    """(name, type) -> answer."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], tuple[float, DnsAnswer]] = {}

    def get(self, key: tuple[str, str]) -> DnsAnswer | None:
        """The answer, or None when there is none that may still be believed."""
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
        if len(self._kept) >= CAPACITY:  # the oldest quarter goes; dicts keep their order
            for old in list(self._kept)[: CAPACITY // 4]:
                del self._kept[old]
        self._kept[key] = (time.monotonic() + _believed_s(answer), answer)

    def forget_failures(self) -> None:
        """They may have been the resolver's own."""
        self._kept = {key: entry for key, entry in self._kept.items() if entry[1].outcome.conclusive}


def _believed_s(answer: DnsAnswer) -> float:
    if not answer.outcome.conclusive:
        return FAILED_S
    longest = LONGEST_S if answer.outcome is DnsOutcome.OK else NEGATIVE_S
    return min(float(answer.ttl_s if answer.ttl_s is not None else 60), longest)
