"""What our kinds of scam are called in the formats by which desks exchange reports: XARF, MISP, STIX."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from scamtriage.knowledge.catalog import SCAM_TYPES
from scamtriage.knowledge.loading import BadRule, read_text, read_toml, validated
from scamtriage.records.assessment import Verdict

FILE = "exchange.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """One kind of scam in other people's words."""

    xarf: str
    """Type of XARF's category "content": "phishing" or "fraud"."""
    fraud_type: str = ""
    lure_type: str = ""
    rsit: str = ""
    """Of RSIT's class "fraud"; "" where none of its words fits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """The table as a whole."""

    as_of: date
    valid_days: int
    """For how long an indicator is news."""
    types: dict[str, Named]
    likelihood: dict[str, str]
    """Verdict -> word of the taxonomy "estimative-language"."""
    threat_level: dict[str, int]
    """Urgency -> MISP's 1 (high) to 3 (low)."""
    coins: dict[str, str]
    """Currency of a wallet -> XARF's word; others are "other"."""


@cache
def load() -> Exchange:
    """Read and check the table. Raises BadRule."""
    return parse(read_text(FILE))


def parse(text: str) -> Exchange:
    """Check a table of this shape. Raises BadRule naming line and key."""
    found = validated(FILE, text, Exchange, read_toml(FILE, text))
    for section, keys, wanted in (("types", found.types, SCAM_TYPES), ("likelihood", found.likelihood, tuple(Verdict))):
        if missing := sorted(set(keys) ^ set(wanted)):
            raise BadRule.at(FILE, text, section, missing[0], "every one of ours must stand here once, and no other")
    for name, named in found.types.items():
        if not (named.xarf == "fraud" and named.fraud_type) and not (named.xarf == "phishing" and named.lure_type):
            raise BadRule.at(FILE, text, "types", name, "a fraud needs its fraud_type, a phishing its lure_type")
    return found
