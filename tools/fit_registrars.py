"""Weight registrars by how much more common they are among reported names than among all names: `python -m tools.fit_registrars`.

Prints rows for tables.toml. Reported names: registration/malicious_domains_2026.csv of the study's data (CC0), July and August 2026,
outside the project (see `tools/data.py`). All names: published numbers, each dated. A second source of abuse must agree.
"""

import csv
import math
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tools import data

CAMPAIGN_MOST = 5
"""Maximum weight of one report, in names: a gang registers hundreds at one registrar in one day."""
LEAST_RATIO, CLIP = 2.5, (0.3, 1.2)
"""Minimum ratio to all names, required in both sources; bounds of a weight in nats."""
SHRINKAGE = 0.5
"""Factor on the log-ratio. Reported names are new, all names are of every age, and cheap registrars have more new ones."""
ALL_NAMES = 225.6
"""Millions of names under generic suffixes, ICANN DomainMetrica, July 2025."""


@dataclass(frozen=True, slots=True)
class Registrar:
    """A registrar for which both numbers are published."""

    iana: str
    spelled: str
    """Part of its name as registries spell it, lower case."""
    managed: float
    """Share of all names under generic suffixes."""
    elsewhere: float
    """Ratio of its share among names reported by another source to `managed`."""


PUBLISHED = (
    # NetBeacon Institute, August 2025, for March 2025: 55 % of phishing names, under 1 % of all names; 9 % and 2 %
    Registrar("3775", "dominet (hk)", 0.009, 55 / 0.9),
    Registrar("1923", "gname.com", 0.02, 9 / 2),
    # Interisle, August to October 2023: phishing names per name managed, relative to the seven registrars with most of them
    Registrar("1479", "namesilo", 4.21 / ALL_NAMES, 0.342 / 0.070),
    Registrar("3765", "nicenic international group", 0.078 / ALL_NAMES, 7.17 / 0.070),
)
"""Left out: GoDaddy, NameCheap, Tucows and IONOS, which are rarer among reported names; Dynadot, which has no second source.

Also PublicDomainRegistry, whose resellers serve an unknown number of small honest firms of the region.
"""


def reported(folder: Path) -> list[tuple[str, str]]:
    """Return (campaign, registrar in lower case) of each name under a generic suffix that was still registered."""
    path = folder / "registration" / "malicious_domains_2026.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return [
            (row["summary"] or row["domain"], row["registrar"].lower())
            for row in csv.DictReader(file)
            if row["status"] == "ok" and row["registrar"] and len(row["domain"].rpartition(".")[2]) > 2
        ]


def shares(names: Iterable[tuple[str, str]]) -> dict[str, float]:
    """Return IANA number -> share of the names; each campaign counts as at most CAMPAIGN_MOST names."""
    campaigns: dict[str, list[str]] = defaultdict(list)
    for campaign, registrar in names:
        campaigns[campaign].append(registrar)
    counted: Counter[str] = Counter()
    whole = 0
    for registrars in campaigns.values():
        weight = min(len(registrars), CAMPAIGN_MOST)
        whole += weight
        for known in PUBLISHED:
            counted[known.iana] += weight * sum(known.spelled in one for one in registrars) / len(registrars)  # type: ignore[assignment]
    return {iana: count / whole for iana, count in counted.items()}


def weights(found: dict[str, float]) -> dict[str, float]:
    """Return IANA number -> nats: a part of the smaller of two log-ratios, if both are large."""
    weighed = {}
    for known in PUBLISHED:
        ratio = min(found.get(known.iana, 0.0) / known.managed, known.elsewhere)
        if ratio >= LEAST_RATIO:
            weighed[known.iana] = round(min(max(SHRINKAGE * math.log(ratio), CLIP[0]), CLIP[1]), 1)
    return weighed


def main() -> None:
    """Compare the ratios of two halves of the campaigns, and print the table fitted on both."""
    names = reported(data.folder())
    halves = [shares(n for n in names if zlib.crc32(n[0].encode()) % 2 == half) for half in (0, 1)]
    for known in PUBLISHED:
        ratios = [half.get(known.iana, 0.0) / known.managed for half in halves]
        print(f"# {known.spelled}: {ratios[0]:.1f} and {ratios[1]:.1f} times in the halves, {known.elsewhere:.1f} elsewhere")
    spelled = {known.iana: known.spelled for known in PUBLISHED}
    fitted = weights(shares(names))
    print("ids = {", ", ".join(f'"{iana}" = {nats}' for iana, nats in fitted.items()), "}")
    print("names = {", ", ".join(f'"{spelled[iana]}" = {nats}' for iana, nats in fitted.items()), "}")
    print(f"# of {len(names)} names in {len({campaign for campaign, _ in names})} campaigns")


if __name__ == "__main__":
    main()
