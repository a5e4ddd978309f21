"""DMARC policies (RFC 7489)."""

from typing import Literal

from scamtriage.records.facts import DmarcFacts


def find(texts: tuple[str, ...]) -> DmarcFacts | None:
    """Return the policy among the TXT records of _dmarc.<zone>; None if there is none or more than one (section 6.6.3)."""
    found = [text for text in texts if text.partition(";")[0].replace(" ", "").lower() == "v=dmarc1"]
    return read(found[0]) if len(found) == 1 else None


def read(record: str) -> DmarcFacts:
    """Read one record; an unreadable tag gets its default."""
    tags: dict[str, str] = {}
    for part in record[:4000].split(";"):
        name, given, value = part.partition("=")
        if given:
            tags.setdefault(name.strip().lower(), value.strip().lower())
    pct = "0" if tags.get("t") == "y" else tags.get("pct", "100")  # DMARCbis has no pct; its t=y marks a policy in test mode
    policy: Literal["none", "quarantine", "reject", ""] = ""
    match tags.get("p", ""):
        case "none" | "quarantine" | "reject" as known:
            policy = known
    return DmarcFacts(
        record=record[:2000],
        policy=policy,
        subdomain_policy=tags.get("sp", "")[:20],
        pct=int(pct) if pct.isascii() and pct.isdigit() and len(pct) <= 3 and int(pct) <= 100 else 100,
    )
