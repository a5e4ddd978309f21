"""Judge whole sites that the project wrote, through the real page parser. Small sets, no substitute for real sites."""

from collections.abc import Sequence

from scamtriage.assess import Rules
from scamtriage.knowledge.judgement.page_model import Profile
from tests.judgement import sets
from tests.judgement.sets import KEPT, LATER, SETS
from tests.judgement.sites import sites as written
from tools import accuracy_page, evaluate_public, evaluate_real, page_spread, site_figures, sites_page
from tools.folds import FOLDS, fold_profiles, judged, learnt_from
from tools.site_strata import Row


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
    """`python -m tools.evaluate_sites`: measure these sections of docs/accuracy.md anew, and write the page with the others as they are. So
    stays that of real pages where these are not there."""
    made = report()
    others = accuracy_page.sections(accuracy_page.PAGE.read_text(encoding="utf-8"))
    if evaluate_real.NOT_THERE in made[accuracy_page.REAL]:
        made[accuracy_page.REAL] = others[accuracy_page.REAL]
    accuracy_page.PAGE.write_text(accuracy_page.made(sites_page.in_short(), others | made), encoding="utf-8")
    print("\n\n".join(made.values()))


if __name__ == "__main__":
    main()
