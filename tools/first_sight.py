"""`python -m tools.first_sight NAME`: judge a new set by the rules and weights that are shipped, and write what it gives into the manifest of sets.

A first sight is measured once, before anything has learnt from the set, and never again.
"""

import sys

from scamtriage.assess import Rules
from scamtriage.knowledge.judgement import page_model
from tests.judgement import sets
from tests.judgement.sets import MANIFEST, Figures
from tests.judgement.sites import sites
from tools import evaluate_sites, labelled_sites, site_figures

DIGITS = 6
"""Decimal places of a share; two are shown."""


def line(told: Figures) -> str:
    """Return figures as a line of the manifest."""
    honest, scams, calls = (list(part) for part in (told.honest, told.scams, (round(share, DIGITS) for share in told.calls)))
    shares = f"types_f1 = {round(told.types_f1, DIGITS)}, calls = {calls}, ece = {round(told.ece, DIGITS)}"
    return f'first_sight = {{ honest = {honest}, scams = {scams}, {shares}, knowledge = "{told.knowledge}" }}'


def why_not(name: str) -> str | None:
    """Return why a set cannot be judged for the first time, if so."""
    if name not in sets.SETS:
        return f"{MANIFEST.name} has no table of {name}: write it, with its author, use, and what it was asked to be"
    if sets.SETS[name].first_sight is not None:
        return f"{name} has been judged: a first sight is never measured again"
    said = [labelled_sites.said(site) for one in sets.learnt_from() for site in sites(one)]
    if name in sets.learnt_from() and labelled_sites.digest_of(said) == page_model.load().digest:
        return f"the shipped profile of pages has learnt from {name}: its first sight is gone"
    return None


def with_first_sight(manifest: str, name: str, told: Figures) -> str:
    """Return the manifest with these figures at the end of the set's table."""
    before, head, after = manifest.partition(f'name = "{name}"\n')
    table, begin, rest = after.partition("\n[[set]]")
    return f"{before}{head}{table.rstrip()}\n{line(told)}\n{begin}{rest}"


def main() -> None:
    (name,) = sys.argv[1:]
    if why := why_not(name):
        raise SystemExit(why)
    told = site_figures.measured(evaluate_sites.judged(name, Rules.load()))
    manifest = with_first_sight(MANIFEST.read_text(encoding="utf-8"), name, told)
    known = sets.read(manifest)
    MANIFEST.write_text(manifest, encoding="utf-8")
    print(line(told))
    honest, scams = site_figures.pooled(one.first_sight for one in known.values() if one.use == known[name].use and one.first_sight)
    print(f"all {known[name].use} sets together, for tests/judgement/test_sites.py: scams {list(scams)}, honest {list(honest)}")


if __name__ == "__main__":
    main()
