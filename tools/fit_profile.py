"""Fit the profile of pages on labelled sites and write scamtriage/knowledge/profile.json. Deterministic.

Logistic regressions on what a page says, asks and shows, and on its words. Tested by author, so that no page is judged by weights fitted on
another page of its author.
"""

import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence, Set
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import scipy.sparse as sp
from msgspec import to_builtins
from msgspec.structs import replace
from scipy.optimize import Bounds, minimize

from scamtriage.knowledge.judgement import page_model
from scamtriage.knowledge.judgement.page_model import Head, Profile
from scamtriage.knowledge.judgement.rows import SCAM_TYPES
from scamtriage.knowledge.language import innocent_words
from tests.judgement.sets import learnt_from
from tests.judgement.sites import sites
from tools import page_pull, real_pages
from tools.courtesies import is_courtesy
from tools.labelled_sites import Site, digest_of, labelled, said
from tools.page_pull import Pull
from tools.real_pages import RealPage

OUT = Path(__file__).resolve().parents[1] / "scamtriage" / "knowledge" / page_model.FILE
LEAST = 6
"""Minimum number of sites with a trait or word."""
ACQUITS_NOBODY = (
    "asks bank-account", "asks card", "asks id-number", "asks otp", "asks password", "asks pin", "asks seed-phrase", "has app file",
    "otp", "apk", "pin", "cvv", "kode otp", "mã otp", "gift card",
)  # fmt: skip
"""Traits and words whose weight is at least 0. Banks and offices rightly ask for a code, but that they do speaks for nobody."""
MOST_WORDS = 20_000
MOST_SHARE = 0.1
"""Maximum share of all sites with a word; more frequent words are grammar."""
GRAMMAR, LEAST_OF_A_LANGUAGE = 0.3, 40
"""Maximum share of the sites in one language with a word, and minimum sites of a language for this rule. Examples: "or" in Malay, "no" in
Filipino."""
EVERYWHERE = 0.06
"""The same for English pages, from which all other languages borrow: "please", "all rights reserved"."""
FEW_PAGES = ("ca", "de", "es", "fr", "it", "nl", "pt", "ro")
"""Languages of the world of which too few pages are learnt for these shares: their commonest words, as tongues.toml has them, are grammar as well.
"por", "mais" and "les" stood on a few kits, and convicted honest pages in Portuguese and French."""
RIDGE = 2.0
KINDS_RIDGE = 1.0
ROOT = 26.0
"""Scale of words relative to traits: limits what all words of a page weigh together."""
HEADS_ROOT = 8.0
"""The same for the call-centre and scam-type heads, which are fitted on fewer pages."""
SCALE = 2.1
"""Factor from fitted nats to catalogue nats.

The fit is drawn towards 0: for a left-out author one fitted nat is worth 1.5, of which 0.7 counts.
"""
LEAN = 1.0
"""Nats added to the constant: of two errors at the middle, the missed scam is the worse.

Authors left out, half a nat makes 12 more of 3,063 honest sites suspicious, and finds 23 more of 2,561 scams.
"""
REAL_PAGES = 60.0
"""As how many labelled sites all pages of packages together count. Fewer leave them accused, more cost scams of authors left out."""
PUBLIC_HONEST, PUBLIC_SCAM = 0.5, 0.15
"""As how many labelled sites a stretch of a page of a public repository counts. A scam of the world hardly speaks: as much as an honest one, and
shops with a log-in are accused."""
LOUDEST = 2
"""Stretches of a real page that are learnt from."""
KEPT = 0.005
"""Minimum nats of a weight to be stored."""
WORDS_KEPT = 0.03
"""The same for words in the call-centre and scam-type heads. Drops five in six words of the types without measurable loss."""


class Fit(NamedTuple):
    """What tells scams from honest pages, before anything is rounded."""

    weights: Any
    """Of the traits, then of the words, in fitted nats; last the constant."""
    traits: dict[str, int]
    words: dict[str, int]
    loud: list[tuple[Site, RealPage]]
    """The stretches of real pages that were learnt from."""


def fitted(rows: Sequence[Site], real: Sequence[RealPage] = (), pull: Pull | None = None, *, date: str = "") -> Profile:
    """Fit all heads on these sites. What the words and traits of scams weigh is learnt beside real pages as well, if there are any: from the
    stretches of each that the labelled sites alone would accuse most, and from what the pages that are gone have left of themselves."""
    return _profile(rows, _fit(rows, real, pull), real, pull, date)


def _fit(rows: Sequence[Site], real: Sequence[RealPage], pull: Pull | None) -> Fit:
    traits = _common(site.traits for site in rows)
    words = _common(
        (site.words for site in rows), most=MOST_SHARE * len(rows), without=_grammar(rows) | _courtesies(rows) | _grammar_of_few(rows)
    )
    weights = _against(rows, [], [], traits, words, pull)
    strongest = sorted(words, key=lambda word: (-abs(weights[len(traits) + words[word]]), word))[:MOST_WORDS]
    words = {word: at for at, word in enumerate(sorted(strongest))}
    weights = _against(rows, [], [], traits, words, pull)
    loud = [(stretch, page) for page in real for stretch in _loudest(page, weights, traits, words)]
    if loud:
        weights = _against(rows, [stretch for stretch, _ in loud], _shares([page for _, page in loud]), traits, words, pull)
    return Fit(weights, traits, words, loud)


def _profile(rows: Sequence[Site], fit: Fit, real: Sequence[RealPage], pull: Pull | None, date: str) -> Profile:
    weights, traits, words = fit.weights.copy(), fit.traits, fit.words
    weights[-1] += LEAN / SCALE
    read = _matrix(rows, traits, words, HEADS_ROOT)
    frauds = [at for at, site in enumerate(rows) if site.scam]
    packed = [page for page in real if not page.public]
    return Profile(
        schema=page_model.SCHEMA,
        fitted_on=date,
        sites=len(rows),
        digest=digest_of(site.said for site in rows),
        real_pages=len(real) + (pull.pages if pull else 0),
        real_digest=real_pages.digest_of(packed) if packed else "",
        languages=_languages(rows),
        scam=_head(SCALE * weights, traits, {}),
        ways_middle=_middle(rows, weights, {t: at for t, at in traits.items() if t.startswith(page_model.WAYS)}),
        calls=_head(_regression(read, np.array([site.calls for site in rows], float), RIDGE), traits, words),
        kinds=_kinds(read[frauds], [rows[at] for at in frauds], traits, words),
        words={word: round(SCALE * ROOT * float(weights[len(traits) + at]), 3) for word, at in words.items()},
    )


def kept_of(fit: Fit, pull: Pull) -> Pull:
    """Return the pull with that of the labelled pages that this fit learnt from: what is left of them when they are gone. Their loss is
    replaced by its gradient where the fit came to rest, so that the next fit of the same sites comes to rest there without them."""
    loud = [(stretch, page) for stretch, page in fit.loud if page.public]
    rows = [stretch for stretch, _ in loud]
    if not rows:
        return pull
    x, heard = _matrix(rows, fit.traits, fit.words), _heard(rows, fit.words)
    said = 1 / (1 + np.exp(-np.clip(x @ fit.weights[:-1] + fit.weights[-1] * heard, -35, 35)))
    wrong = np.array(_shares([page for _, page in loud])) * (said - np.array([site.scam for site in rows], float))
    gradient = np.r_[x.T @ wrong, (wrong * heard).sum()]
    return pull.beside(page_pull.named(gradient, fit.traits, fit.words, pages=len({page.id for _, page in loud})))


def weighable(rows: Sequence[Site]) -> dict[str, int]:
    """Return the words that stand on enough of these sites to be weighed."""
    return _common(site.words for site in rows)


def _against(
    rows: Sequence[Site],
    real: Sequence[Site],
    counts: Sequence[float],
    traits: dict[str, int],
    words: dict[str, int],
    pull: Pull | None = None,
) -> Any:
    """Return the weights that tell the scams among these rows from their honest sites and from stretches of real pages. `counts`: as how many
    sites each stretch counts."""
    both = [*rows, *real]
    scam, counted = np.array([site.scam for site in both], float), np.array([*[1.0] * len(rows), *counts])
    x = _matrix(both, traits, words)
    freedom = np.r_[np.ones(len(traits)), _freedom(x[: len(rows), len(traits) :], scam[: len(rows)])]
    each = np.r_[freedom, 1.0]
    slope = each * (page_pull.column(pull, traits, words) if pull else 0.0)
    return each * _regression(x @ sp.diags(freedom), scam, RIDGE, _heard(both, words), _never_below(traits, words), counted, slope)


def _freedom(words: Any, scam: Any) -> Any:
    """Return how far each word may go from 0: the root of the distance between its shares of the scams and of the honest sites, in nats. One
    that stands on as many of both is bent to fit single sites else. The mean square is 1, so that all together are held as before."""
    stands = (words > 0).astype(float)
    on_scams, on_honest = (stands.T @ side for side in (scam, 1 - scam))
    apart = np.abs(np.log((on_scams + 1) / (scam.sum() + 2)) - np.log((on_honest + 1) / ((1 - scam).sum() + 2)))
    return np.sqrt(apart / apart.mean())


def _loudest(page: RealPage, weights: Any, traits: dict[str, int], words: dict[str, int]) -> list[Site]:
    """Return the LOUDEST stretches of a real page: a page is accused by its loudest one."""
    nats = _matrix(page.stretches, traits, words) @ weights[:-1] + weights[-1] * _heard(page.stretches, words)
    return [page.stretches[at] for at in sorted(range(len(nats)), key=lambda at: (-nats[at], at))[:LOUDEST]]


def _shares(pages: Sequence[RealPage]) -> list[float]:
    """Return as how many sites each of these stretches counts. Of packages, sources count by the root of their size, hosts within a source
    too, so that neither one manual nor one shop is what honest means; together they count as REAL_PAGES sites."""
    packed = [page for page in pages if not page.public]
    sources, hosts = Counter(page.source for page in packed), Counter((page.source, page.host) for page in packed)

    def share(page: RealPage) -> float:
        return 1 / math.sqrt(sources[page.source] * hosts[page.source, page.host])

    each = REAL_PAGES / (math.fsum(map(share, packed)) or 1)
    return [(PUBLIC_SCAM if page.scam else PUBLIC_HONEST) if page.public else each * share(page) for page in pages]


def _middle(rows: Sequence[Site], weights: Any, traits: dict[str, int]) -> float:
    """Return the nats of these traits halfway between the mean scam page and the mean honest page."""
    sums: dict[bool, list[float]] = {True: [], False: []}
    for site in rows:
        sums[site.scam].append(SCALE * math.fsum(float(weights[traits[t]]) for t in sorted(site.traits) if t in traits))
    return round(sum(math.fsum(of) / len(of) for of in sums.values()) / 2, 3)


def _common(sets: Iterable[frozenset[str]], most: float = math.inf, without: Set[str] = frozenset()) -> dict[str, int]:
    """Number the items that occur on at least LEAST and at most `most` sites."""
    counts = Counter(one for some in sets for one in some)
    return {one: at for at, one in enumerate(sorted(one for one, count in counts.items() if LEAST <= count <= most and one not in without))}


def _languages(rows: Sequence[Site]) -> tuple[str, ...]:
    """Return the languages with at least LEAST_OF_A_LANGUAGE of these pages."""
    counts = Counter(site.language for site in rows if site.language)
    return tuple(sorted(language for language, count in counts.items() if count >= LEAST_OF_A_LANGUAGE))


def _grammar(rows: Sequence[Site]) -> set[str]:
    """Return words that are frequent in one language, or fairly frequent in English, from which all sites borrow."""
    sites = Counter(site.language for site in rows)
    counts: dict[str, Counter[str]] = {language: Counter() for language, count in sites.items() if count >= LEAST_OF_A_LANGUAGE}
    for site in rows:
        if site.language in counts:
            counts[site.language].update(site.words)
    most = {language: (EVERYWHERE if language == "en" else GRAMMAR) * count for language, count in sites.items()}
    return {word for language, words in counts.items() for word, count in words.items() if count > most[language]}


def _grammar_of_few(rows: Sequence[Site]) -> set[str]:
    """Return the words and pairs of nothing but grammar of FEW_PAGES. What is a word of a language that is learnt as well stays."""
    innocent, tongues = innocent_words.load(), page_model.tongues()
    ours = {word for words in (*innocent.words, *innocent.grammar) for word in words.split()}
    theirs = {word for language in FEW_PAGES for word in tongues[language].split()} - ours
    return {piece for piece in set().union(*(site.words for site in rows)) if theirs.issuperset(piece.split())}


def _courtesies(rows: Sequence[Site]) -> set[str]:
    return {word for word in set().union(*(site.words for site in rows)) if is_courtesy(word)}


def _heard(rows: Sequence[Site], words: dict[str, int]) -> Any:
    """Return how far the constant counts on each page."""
    return np.array([page_model.constant_share(site.traits, sum(word in words for word in site.words)) for site in rows])


def _matrix(rows: Sequence[Site], traits: dict[str, int], words: dict[str, int], root: float = ROOT) -> Any:
    data: tuple[list[int], list[int], list[float]] = ([], [], [])
    for at, site in enumerate(rows):
        here = sorted(traits[trait] for trait in site.traits if trait in traits)
        said = sorted(len(traits) + words[word] for word in site.words if word in words)
        data[0].extend([at] * (len(here) + len(said)))
        data[1].extend(here + said)
        data[2].extend([1.0] * len(here) + [root / math.sqrt(len(said) + page_model.FEW)] * len(said))
    return sp.csr_matrix((data[2], (data[0], data[1])), (len(rows), len(traits) + len(words)))


def _never_below(traits: dict[str, int], words: dict[str, int]) -> list[int]:
    """Return the columns of ACQUITS_NOBODY."""
    return [
        *(traits[one] for one in ACQUITS_NOBODY if one in traits),
        *(len(traits) + words[one] for one in ACQUITS_NOBODY if one in words),
    ]


def _regression(
    x: Any, y: Any, ridge: float, constant: Any = 1.0, never_below: Sequence[int] = (), counts: Any = 1.0, slope: Any = 0.0
) -> Any:
    """Return the weights and, last, the constant of a logistic regression. The constant counts on each row by the factor `constant`; the
    weights of the columns `never_below` are at least 0; `counts` is how often each row counts; `slope` is what a unit of each weight adds to
    the loss besides."""
    least = np.full(x.shape[1] + 1, -np.inf)
    least[list(never_below)] = 0.0

    def loss(w: Any) -> tuple[float, Any]:
        nats = x @ w[:-1] + w[-1] * constant
        wrong = counts * (1 / (1 + np.exp(-np.clip(nats, -35, 35))) - y)
        value = (counts * np.logaddexp(0, np.where(y > 0, -nats, nats))).sum() + ridge * (w[:-1] ** 2).sum() / 2 + (slope * w).sum()
        return value, np.r_[x.T @ wrong + ridge * w[:-1], (wrong * constant).sum()] + slope

    bounds = Bounds(least, np.inf)
    return minimize(loss, np.zeros(x.shape[1] + 1), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 500}).x


def _head(weights: Any, traits: dict[str, int], words: dict[str, int]) -> Head:
    kept = {trait: round(float(weights[at]), 3) for trait, at in traits.items() if abs(weights[at]) >= KEPT}
    said = {word: float(weights[len(traits) + at]) for word, at in words.items()}
    return Head(
        constant=round(float(weights[-1]), 3),
        traits=kept,
        words={word: round(HEADS_ROOT * nats, 2) for word, nats in said.items() if abs(nats) >= WORDS_KEPT},
    )


def _kinds(x: Any, rows: Sequence[Site], traits: dict[str, int], words: dict[str, int]) -> dict[str, Head]:
    """Fit one head per scam type jointly; a page of two types counts half for each."""
    kinds = [kind for kind in SCAM_TYPES if any(kind in site.kinds for site in rows)]
    share = np.array([[kind in site.kinds for kind in kinds] for site in rows], float)
    share /= share.sum(1, keepdims=True)

    def loss(flat: Any) -> tuple[float, Any]:
        w = flat.reshape(x.shape[1] + 1, len(kinds))
        nats = x @ w[:-1] + w[-1]
        nats -= nats.max(1, keepdims=True)
        likely = np.exp(nats)
        likely /= likely.sum(1, keepdims=True)
        value = -(share * np.log(likely + 1e-12)).sum() + KINDS_RIDGE * (w[:-1] ** 2).sum() / 2
        wrong = likely - share
        return value, np.r_[x.T @ wrong + KINDS_RIDGE * w[:-1], [wrong.sum(0)]].ravel()

    w = minimize(loss, np.zeros((x.shape[1] + 1) * len(kinds)), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    w = w.reshape(x.shape[1] + 1, len(kinds))
    return {kind: _head(w[:, at], traits, words) for at, kind in enumerate(kinds)}


def write(made: Profile) -> None:
    """Write the file with sorted keys."""
    OUT.write_text(json.dumps(to_builtins(made), ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")


def main() -> int:
    """Fit on all sets that are learnt from and on real pages, write the profile and what these pages leave, and print a summary."""
    if real_pages.folder() is None:
        raise SystemExit(
            "Set SCAMTRIAGE_PAGES to a folder with the archives that tools/real_pages.py names: without real pages a manual is accused."
        )
    rows, pull = labelled(learnt_from()), page_pull.load()
    real = real_pages.real_pages(words=weighable(rows))
    fit = _fit(rows, real, pull)
    everything = digest_of(said(site) for name in learnt_from() for site in sites(name))  # of those that show no text, too
    made = replace(_profile(rows, fit, real, pull, datetime.now(UTC).date().isoformat()), digest=everything)
    write(made)
    page_pull.write(kept_of(fit, pull))
    print(
        f"fitted on {made.sites} sites and {made.real_pages} real pages: {len(made.scam.traits)} traits, {len(made.words)} words, {len(made.kinds)} kinds"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
