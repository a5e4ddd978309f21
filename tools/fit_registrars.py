"""Weighs registrars by how much commoner they are among reported names than among all names: `python -m tools.fit_registrars`.

Prints the rows of tables.toml. Reported names: registration/malicious_domains_2026.csv of the study's data (CC0), July and August 2026, which lie
outside the project: `tools/data.py`. All names: published numbers, each dated. A second source of abuse must agree.
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
"""Names that one report counts at most: a gang registers hundreds in one place in one day."""
LEAST_RATIO, CLIP = 2.5, (0.3, 1.2)
"""How many times commoner than among all names a registrar must be in both sources; bounds of a weight in nats."""
SHRINKAGE = 0.5
"""Of the log-ratio: reported names are new and all names are of every age, and cheap registrars have more of the new ones."""
ALL_NAMES = 225.6
"""Millions of names under generic endings, ICANN DomainMetrica, July 2025."""


@dataclass(frozen=True, slots=True)
class Registrar:
    """One of which both numbers are published."""

    iana: str
    spelled: str
    """Part of its name as registries spell it, lower case."""
    managed: float
    """Share of all names under generic endings."""
    elsewhere: float
    """How many times commoner it is among names that another source reports."""


PUBLISHED = (
    # NetBeacon Institute, August 2025, of March 2025: 55 % of names in phishing, less than 1 % of all; 9 % and 2 %
    Registrar("3775", "dominet (hk)", 0.009, 55 / 0.9),
    Registrar("1923", "gname.com", 0.02, 9 / 2),
    # Interisle, August to October 2023: names in phishing for each name managed, over the same of the seven registrars with most of them
    Registrar("1479", "namesilo", 4.21 / ALL_NAMES, 0.342 / 0.070),
    Registrar("3765", "nicenic international group", 0.078 / ALL_NAMES, 7.17 / 0.070),
)
"""Left out: GoDaddy, NameCheap, Tucows and IONOS, which are rarer among reported names; Dynadot, of which no second source was at hand;
PublicDomainRegistry, through whose resellers small honest firms of the region buy: how many was not known."""


def reported(folder: Path) -> list[tuple[str, str]]:
    """(campaign, registrar in lower case) of each name under a generic ending that was still registered."""
    path = folder / "registration" / "malicious_domains_2026.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return [
            (row["summary"] or row["domain"], row["registrar"].lower())
            for row in csv.DictReader(file)
            if row["status"] == "ok" and row["registrar"] and len(row["domain"].rpartition(".")[2]) > 2
        ]


def shares(names: Iterable[tuple[str, str]]) -> dict[str, float]:
    """IANA number -> share of the names, each campaign counting as CAMPAIGN_MOST of them at most."""
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
    """IANA number -> nats: a part of the smaller of two log-ratios, where both are large."""
    weighed = {}
    for known in PUBLISHED:
        ratio = min(found.get(known.iana, 0.0) / known.managed, known.elsewhere)
        if ratio >= LEAST_RATIO:
            weighed[known.iana] = round(min(max(SHRINKAGE * math.log(ratio), CLIP[0]), CLIP[1]), 1)
    return weighed


def main() -> None:
    """Fit on one half of the campaigns, compare with the other, print the table made of both."""
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
