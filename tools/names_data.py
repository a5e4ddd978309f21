"""The labelled host names: location, reading, and which sources are held out together."""

import csv
import gzip
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

from scamtriage.records.target import Target
from scamtriage.signals.name.measures import MEASURES
from scamtriage.signals.name.model import TERMS
from scamtriage.signals.name.view import NameView
from scamtriage.targets.parse import parse_target
from tools import data

SEED = 2026
CRUX = "crux_1M_2025-12"

# Each fold leaves out one scam source, one honest source and an eighth of the popular origins. The latter are by far the most varied honest
# source: if all were left out, such names would be entirely new to the model.
FOLDS: tuple[tuple[str, str], ...] = (
    ("tweetfeed", "ut1_shopping_2026-08"),
    ("blocklistproject_phishing_2026-07", "swot_universities_2026-08"),
    ("polkadot", "nsi_brand_domains"),
    ("discord_phishing_2024-03", "misp_bank_website"),
    ("gaso_scam_urls_2026-03", "nsi_brand_domains_asean_cn"),
    ("tw165_police_2025-08", "crux_1M ASEAN ccTLD"),
    ("spam404_2025-09", ""),
    ("blocklistproject_scam_2026-07", ""),
)
_ASEAN_TOPS = """bn id kh la mm my ph sg th tl vn xn--o3cw4h xn--mgbx4cd0ab xn--clchc0ea0b2g2a9gcd xn--yfro4i67o"""
ASEAN_TOPS = frozenset(_ASEAN_TOPS.split())

_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Row:
    host: str
    label: str
    source: str
    target: Target


def data_folder() -> Path | None:
    """Return the folder of the labelled data, or None if it contains no names."""
    folder = data.folder()
    return folder if (folder / "names" / "train.csv.gz").is_file() else None


def digest(folder: Path) -> str:
    return hashlib.sha256((folder / "names" / "train.csv.gz").read_bytes()).hexdigest()


def read(folder: Path) -> Iterator[Row]:
    """Yield every row whose host is a valid target."""
    with gzip.open(folder / "names" / "train.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            target = parse_target(row["host"])
            if isinstance(target, Target) and not target.is_ip:
                yield Row(row["host"], row["label"], row["source"], target)


def words_of(target: Target) -> set[str]:
    """Return the runs of letters of the host without its suffix, between hyphens, digits and dots."""
    return set(_WORD.findall(target.host[: -len(target.suffix) - 1])) if "xn--" not in target.host else set()


def columns(target: Target) -> list[str]:
    """Return the model columns that are 1 for this name: "signal|term"."""
    view = SimpleNamespace(target=target, name=NameView(target), houses=frozenset(), too_old=lambda _: False)
    found = [f"{signal}|{term}" for signal, terms in TERMS.items() for term in terms(view.name)]
    found.append(f"name-tld-weight|class:{view.name.suffix_class}")
    top = target.suffix.rpartition(".")[2]
    if top not in ASEAN_TOPS:
        found.append(f"name-tld-weight|{target.suffix}")
    for signal, measure in MEASURES.items():
        if (
            signal in TERMS
            or not signal.startswith("name-")
            or signal in ("name-tld-weight", "name-shared-suffix", "name-punycode", "name-words")
        ):
            continue
        if measure(view).value:  # type: ignore[arg-type]
            found.append(f"{signal}|{measure(view).shown.get('term', 'yes')}")  # type: ignore[arg-type]
    return found
