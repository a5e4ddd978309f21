"""How similar pages of different authors are: shared ids and hosts, and errors by similarity to other pages."""

import html
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import scipy.sparse as sp

from scamtriage.records.assessment import Verdict
from tools.site_strata import Row, share

SHINGLE = 12
"""Length in characters of the compared sequences (shingles)."""
MOST_PAGES = 60
"""Maximum pages with a shingle; a more frequent one is common language."""
EDGES = (0.0, 0.02, 0.05, 0.10, 1.01)
_UNSEEN = re.compile(r"(?s)<(script|style)\b.*?</\1>|<[^>]*>")
_BASE = np.uint64(1_000_003)


def text(page: str) -> str:
    """Return the text of a page between its tags."""
    return " ".join(html.unescape(_UNSEEN.sub(" ", page)).lower().split())


def shingles(said: str) -> Any:
    """Return the hashes of all distinct shingles."""
    codes = np.frombuffer(said.ljust(SHINGLE).encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    many = len(codes) - SHINGLE + 1
    found: Any = np.zeros(many, dtype=np.uint64)
    for at in range(SHINGLE):
        found = found * _BASE + codes[at : at + many]
    return np.unique(found)


def nearest(texts: Sequence[str], authors: Sequence[int]) -> list[float]:
    """Return for each text the largest share of its shingles that also occur in one text of another author."""
    found = [shingles(said) for said in texts]
    sizes = np.array([len(one) for one in found])
    _, column, pages = np.unique(np.concatenate(found), return_inverse=True, return_counts=True)
    kept = (pages > 1) & (pages <= MOST_PAGES)
    row: Any = np.repeat(np.arange(len(found)), sizes)
    told = kept[column]
    has = sp.csr_matrix((np.ones(told.sum(), dtype=np.int32), (row[told], column[told])), (len(found), len(pages)))
    turned = has.T.tocsr()
    writers = np.unique(np.array(authors), return_inverse=True)[1]
    most = np.zeros(len(found))
    for at in range(len(found)):
        shared = (has[at] @ turned).tocoo()
        others = shared.data[writers[shared.col] != writers[at]]
        most[at] = others.max() / sizes[at] if len(others) else 0.0
    return [float(one) for one in most]


def twins(sites: Sequence[tuple[int, Mapping[str, Any]]]) -> set[tuple[int, str]]:
    """Return (author, id) of sites that share an id or host with a site of another author."""
    by: dict[tuple[str, str], set[int]] = {}
    for author, site in sites:
        for key in ("id", "host"):
            by.setdefault((key, str(site[key])), set()).add(author)
    return {(author, str(site["id"])) for author, site in sites if any(len(by[key, str(site[key])]) > 1 for key in ("id", "host"))}


def report(rows: Sequence[tuple[int, Row]], others: Sequence[tuple[int, Mapping[str, Any]]]) -> str:
    """Return Markdown: results of the judged sites by their similarity to all sites of other authors."""
    everyone = [*((author, site) for author, (site, _) in rows), *others]
    alike = nearest([text(str(site["html"])) for _, site in everyone], [author for author, _ in everyone])
    double = twins(everyone)
    parts: dict[str, list[Row]] = {}
    for low, high in pairwise(EDGES):
        name = f"{low:.0%} to {high:.0%}" if high <= 1 else f"{low:.0%} or more"
        parts[name] = [row for (_, row), near in zip(rows, alike, strict=False) if low <= near < high]
    parts["the same id or host elsewhere"] = [row for author, row in rows if (author, str(row[0]["id"])) in double]
    parts["no such twin"] = [row for author, row in rows if (author, str(row[0]["id"])) not in double]
    lines = [
        "| of its text stands on one page of another author | honest | `suspicious` or worse | scams | `suspicious` or above | `likely-scam` or above |",
        "|---|---|---|---|---|---|",
    ]
    for name, some in parts.items():
        honest, scams = (sum(bool(site["scam"]) is scam for site, _ in some) for scam in (False, True))
        lines.append(
            f"| {name} | {honest} | {share(some, Verdict.SUSPICIOUS, scam=False)} | {scams} | {share(some, Verdict.SUSPICIOUS, scam=True)}"
            f" | {share(some, Verdict.LIKELY_SCAM, scam=True)} |"
        )
    return "\n".join(lines)
