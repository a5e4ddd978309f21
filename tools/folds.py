"""Cross-validation by authors: who is left out of which fit, and what the fits without them are."""

from collections.abc import Sequence

from scamtriage.assess import Rules, assess
from scamtriage.knowledge.judgement.page_model import Profile
from scamtriage.records.assessment import Assessment
from tests.judgement import sets
from tests.judgement.sets import LATER, SETS
from tests.judgement.sites import dossier
from tests.judgement.sites import sites as written
from tools import labelled_sites, real_pages
from tools.real_pages import RealPage
from tools.site_strata import Row

FOLDS = 6
"""Number of groups of the later sets' authors for cross-validation."""


def judged(name: str, rules: Rules) -> list[Row]:
    """Return each site of a set with its assessment, with the set's share of scams as prior."""
    sites = written(name)
    prior = sum(bool(site["scam"]) for site in sites) / len(sites)
    answers = [(site, assess(dossier(site), rules, prior=prior)) for site in sites]
    return [(site, answer) for site, answer in answers if isinstance(answer, Assessment)]


def learnt_from(rules: Rules) -> tuple[list[labelled_sites.Site], list[RealPage]]:
    """Return the labelled sites and the real pages that are here."""
    from tools import fit_profile  # dependencies that only `make evaluate` installs

    everyone = labelled_sites.labelled(sets.learnt_from(), rules)
    return everyone, real_pages.real_pages(rules, words=fit_profile.weighable(everyone))


def fold_profiles(everyone: Sequence[labelled_sites.Site], real: Sequence[RealPage]) -> list[Profile]:
    """Return for each fold the page profile fitted without its authors' sites, without sites that share an id or host with them, and
    without its sources of real pages. Of pages that are gone all of them learn."""
    from tools import fit_profile, page_pull  # dependencies that only `make evaluate` installs

    pull = page_pull.load()

    return [
        fit_profile.fitted(unseen(everyone, LATER[fold::FOLDS]), [page for page in real if page.source not in theirs], pull)
        for fold in range(FOLDS)
        for theirs in (left_out(real, fold, FOLDS),)
    ]


def left_out(real: Sequence[RealPage], fold: int, folds: int) -> frozenset[str]:
    """Return the sources that are left out in this fold."""
    return frozenset(sorted({page.source for page in real})[fold::folds])


def unseen(everyone: Sequence[labelled_sites.Site], held: Sequence[str]) -> list[labelled_sites.Site]:
    """Return the sites without those of the sets' authors, and without sites that share an id or host with them."""
    authors = {SETS[name].author for name in held}
    theirs = {key for site in everyone if site.author in authors for key in _keys(site)}
    return [site for site in everyone if site.author not in authors and theirs.isdisjoint(_keys(site))]


def _keys(site: labelled_sites.Site) -> tuple[tuple[str, str], tuple[str, str]]:
    return ("id", site.id.partition("/")[2]), ("host", site.host)
