"""Judge whole sites that the project wrote, through the real page parser. Small sets, no substitute for real sites."""

from collections.abc import Sequence

from scamtriage.assess import Rules, assess
from scamtriage.knowledge.judgement.page_model import Profile
from scamtriage.records.assessment import Assessment
from tests.judgement import sets
from tests.judgement.sets import KEPT, LATER, SETS
from tests.judgement.sites import dossier
from tests.judgement.sites import sites as written
from tools import accuracy_page, evaluate_public, evaluate_real, labelled_sites, page_spread, real_pages, site_figures, sites_page
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
    without its sources of real pages."""
    from tools import fit_profile  # dependencies that only `make evaluate` installs

    return [
        fit_profile.fitted(unseen(everyone, LATER[fold::FOLDS]), [page for page in real if page.source not in theirs])
        for fold in range(FOLDS)
        for theirs in (evaluate_real.left_out(real, fold, FOLDS),)
    ]


def unseen(everyone: Sequence[labelled_sites.Site], held: Sequence[str]) -> list[labelled_sites.Site]:
    """Return the sites without those of the sets' authors, and without sites that share an id or host with them."""
    authors = {SETS[name].author for name in held}
    theirs = {key for site in everyone if site.author in authors for key in _keys(site)}
    return [site for site in everyone if site.author not in authors and theirs.isdisjoint(_keys(site))]


def _keys(site: labelled_sites.Site) -> tuple[tuple[str, str], tuple[str, str]]:
    return ("id", site.id.partition("/")[2]), ("host", site.host)


def authors_left_out(rules: Rules, made: Sequence[Profile]) -> dict[str, list[Row]]:
    """Return the judged sites of each later set, each judged with the profile of its fold."""
    found = {}
    for fold, of in enumerate(made):
        with page_spread.used(of):
            found.update({name: judged(name, rules) for name in LATER[fold::FOLDS]})
    return {name: found[name] for name in LATER}


def report() -> dict[str, str]:
    """Return two sections for docs/accuracy.md, by their headings: of the sites that we wrote, and of real pages."""
    from tools import site_likeness  # dependencies that only `make evaluate` installs

    rules = Rules.load()
    everyone, real = learnt_from(rules)
    made = fold_profiles(everyone, real)
    left_out = authors_left_out(rules, made)
    kept = {name: judged(name, rules) for name in KEPT}
    others = [name for name in sets.learnt_from() if name not in LATER]
    alike = site_likeness.report(
        [(SETS[name].author, row) for name, rows in left_out.items() for row in rows],
        [(SETS[name].author, site) for name in (*others, *KEPT) for site in written(name)],
    )
    by = sites_page.Measured(
        left_out=left_out,
        kept=kept,
        now={name: site_figures.measured(judged(name, rules)) for name in sets.names(lambda one: one.use in sets.BOTH_SIDES)},
        alike=alike,
        shingle=site_likeness.SHINGLE,
        most_pages=site_likeness.MOST_PAGES,
        band=page_spread.report(KEPT, made, rules),
        folds=FOLDS,
        prior=rules.model.prior,
    )
    of_the_world = f"{evaluate_public.report(evaluate_public.judged(real, made, rules))}\n\n{evaluate_real.report(evaluate_real.judged(real, made, rules))}"
    return {accuracy_page.SITES: sites_page.written(by), accuracy_page.REAL: of_the_world}


def main() -> None:
    """`python -m tools.evaluate_sites`: measure these sections of docs/accuracy.md anew, and write the page with the others as they are."""
    made = report()
    others = accuracy_page.sections(accuracy_page.PAGE.read_text(encoding="utf-8"))
    accuracy_page.PAGE.write_text(accuracy_page.made(sites_page.in_short(), others | made), encoding="utf-8")
    print("\n\n".join(made.values()))


if __name__ == "__main__":
    main()
