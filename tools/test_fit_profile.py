"""Run by `make evaluate`: the shipped profile is the fit of the sites that are here, and tells apart pages of authors whom it never saw."""

from functools import cache

import pytest

from scamtriage.knowledge.judgement import page_model
from tests.judgement.sets import learnt_from
from tools import fit_profile, labelled_sites, page_pull, real_pages
from tools.real_pages import RealPage


@cache
def labelled() -> list[labelled_sites.Site]:
    return labelled_sites.labelled(learnt_from())


@pytest.mark.skipif(real_pages.folder() is None, reason="the real pages are not here (SCAMTRIAGE_PAGES)")
def test_the_same_sites_and_real_pages_give_the_same_profile() -> None:
    real = real_pages.real_pages(words=fit_profile.weighable(labelled()))
    shipped, made = page_model.load(), fit_profile.fitted(labelled(), real, page_pull.load())
    assert (shipped.real_pages, shipped.real_digest) == (made.real_pages, made.real_digest)
    assert shipped.words.keys() == made.words.keys()
    assert shipped.scam.traits == pytest.approx(made.scam.traits, abs=0.02)
    assert shipped.words == pytest.approx(made.words, abs=0.5)
    assert shipped.calls.traits.keys() == made.calls.traits.keys()
    assert shipped.kinds.keys() == made.kinds.keys()
    assert (shipped.scam.constant, shipped.ways_middle) == pytest.approx((made.scam.constant, made.ways_middle), abs=0.02)


def test_pages_of_an_author_whom_the_fit_never_saw_are_told_apart() -> None:
    author = 7
    made = fit_profile.fitted([site for site in labelled() if site.author != author])
    nats = [(labelled_sites.nats(made, site), site.scam) for site in labelled() if site.author == author]
    scams, honest = [n for n, scam in nats if scam], [n for n, scam in nats if not scam]
    ranked = sum((s > h) + 0.5 * (s == h) for s in scams for h in honest) / (len(scams) * len(honest))
    assert ranked >= 0.9  # the rules of single schemes: 0.75


def test_pages_that_are_gone_hold_the_weights_where_they_were() -> None:
    """Labelled sites in the place of labelled pages: with them, and with what they left alone, the fit comes to rest at the same weights."""
    rows = labelled()[::4]
    taken = [site for site in rows if site.author == 9]
    rest = [site for site in rows if site.author != 9]
    pages = [RealPage(id=s.id, source="public/x", host=s.host, dossier=None, scam=s.scam, stretches=(s,)) for s in taken]  # type: ignore[arg-type]
    beside = fit_profile._fit(rest, pages, page_pull.Pull())
    kept = fit_profile.kept_of(beside, page_pull.Pull())
    alone, without = fit_profile._fit(rest, [], kept), fit_profile._fit(rest, [], page_pull.Pull())

    def apart(one: fit_profile.Fit) -> float:
        return sum(abs(float(one.weights[one.traits[trait]] - beside.weights[at])) for trait, at in beside.traits.items())

    assert kept.pages == len(taken) > 5
    assert apart(alone) < 0.25 * apart(without)
