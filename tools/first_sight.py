"""`python -m tools.first_sight NAME...`: judge new sets by the rules and weights that are shipped, and write what each gives into the manifest of sets.

A first sight is measured once, before anything has learnt from the set, and never again.
"""

import sys
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, combinations

from scamtriage.assess import Rules
from scamtriage.knowledge.judgement import page_model
from tests.judgement import sets
from tests.judgement.sets import MANIFEST, Figures
from tests.judgement.sites import sites
from tools import folds, labelled_sites, site_figures

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
    if (use := sets.SETS[name].use) not in sets.SEEN_FIRST:
        return f"{name} has no first sight, since its use is {use}"
    if (known := learnt(name)) is None:
        return f"the sets have changed since the profile of pages was fitted, so that nobody can tell whether it has learnt from {name}: fit it anew without"
    return f"the shipped profile of pages has learnt from {name}: its first sight is gone" if known else None


def learnt(name: str) -> bool | None:
    """Whether the shipped profile of pages was fitted on this set; None if that cannot be told."""
    known = sets.learnt_from()
    if name not in known:
        return False
    unseen = [one for one in known if sets.SETS[one].first_sight is None and sets.SETS[one].use in sets.SEEN_FIRST]
    return held({one: [labelled_sites.said(site) for site in sites(one)] for one in known}, {*unseen, name}, page_model.load().digest, name)


def held(said: Mapping[str, Sequence[str]], unsure: Iterable[str], digest: str, name: str) -> bool | None:
    """Whether the digest is of sites with those of set `name`. It is of all sets, or of all but some of the `unsure` ones, that are new; None if of
    none of these."""
    some = sorted(unsure)
    for left_out in chain.from_iterable(combinations(some, count) for count in range(len(some) + 1)):
        if labelled_sites.digest_of(site for one, sites_said in said.items() if one not in left_out for site in sites_said) == digest:
            return name not in left_out
    return None


def with_first_sight(manifest: str, name: str, told: Figures) -> str:
    """Return the manifest with these figures at the end of the set's table."""
    before, head, after = manifest.partition(f'name = "{name}"\n')
    table, begin, rest = after.partition("\n[[set]]")
    return f"{before}{head}{table.rstrip()}\n{line(told)}\n{begin}{rest}"


def main() -> None:
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    if refused := [why for name in sys.argv[1:] if (why := why_not(name))]:
        raise SystemExit("\n".join(refused))
    manifest, rules = MANIFEST.read_text(encoding="utf-8"), Rules.load()
    for name in dict.fromkeys(sys.argv[1:]):
        told = site_figures.measured(folds.judged(name, rules))
        manifest = with_first_sight(manifest, name, told)
        print(f"{name}: {line(told)}")
    known = sets.read(manifest)
    MANIFEST.write_text(manifest, encoding="utf-8")
    honest, scams = site_figures.pooled(one.first_sight for one in known.values() if one.use == "later" and one.first_sight)
    print(f"the later sets together, for tests/judgement/test_sites.py: scams {list(scams)}, honest {list(honest)}")


if __name__ == "__main__":
    main()
