"""Our kinds of scam in the vocabularies of report formats: XARF, MISP, STIX."""

from datetime import date
from functools import cache

from scamtriage.knowledge.judgement.rows import SCAM_TYPES
from scamtriage.knowledge.loading import BadTable, Table, read_table, read_text
from scamtriage.records.assessment import Verdict

FILE = "taxonomies.toml"


class Named(Table, frozen=True, kw_only=True):
    """One kind of scam in other vocabularies."""

    xarf: str
    """The type in XARF's category "content": "phishing" or "fraud"."""
    fraud_type: str = ""
    rsit: str = ""
    """The value in RSIT's class "fraud"; "" if none fits."""


class Exchange(Table, frozen=True, kw_only=True):
    """The whole table."""

    as_of: date
    valid_days: int
    """Days for which an indicator is valid."""
    types: dict[str, Named]
    likelihood: dict[str, str]
    """Verdict -> term of the taxonomy "estimative-language"."""
    threat_level: dict[str, int]
    """Urgency -> MISP's threat level, 1 (high) to 3 (low)."""
    coins: dict[str, str]
    """Currency of a wallet -> XARF's term; "other" for currencies not listed."""


@cache
def load() -> Exchange:
    """Load the shipped table. Raises BadTable."""
    return parse(read_text(FILE))


def parse(text: str) -> Exchange:
    """Parse and check a table of this format. Raises BadTable naming line and key."""
    found = read_table(FILE, Exchange, text)
    for section, keys, wanted in (("types", found.types, SCAM_TYPES), ("likelihood", found.likelihood, tuple(Verdict))):
        if missing := sorted(set(keys) ^ set(wanted)):
            raise BadTable.at(FILE, text, (section, missing[0]), "every one of ours must stand here once, and no other")
    for name, named in found.types.items():
        if not (named.xarf == "fraud" and named.fraud_type) and not (named.xarf == "phishing" and not named.fraud_type):
            raise BadTable.at(FILE, text, ("types", name), "a fraud needs its fraud_type, and a phishing has none")
    return found
