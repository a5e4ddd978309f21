"""The labelled sites of tests/judgement as the profile sees them: author, traits and words."""

import hashlib
import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from scamtriage.assess import Rules
from scamtriage.knowledge.judgement import page_model
from scamtriage.knowledge.judgement.page_model import Profile
from scamtriage.signals.page.profile import PageProfile
from scamtriage.signals.view import View
from tests.judgement.sets import SETS
from tests.judgement.sites import dossier, sites


@dataclass(frozen=True)
class Site:
    """One labelled page with all its features."""

    id: str
    host: str
    author: int | str
    """A number of the manifest; of a real page its source."""
    scam: bool
    calls: bool
    kinds: frozenset[str]
    traits: frozenset[str]
    words: frozenset[str]
    spoken: str
    """The text that the words are from, as `page_model.spoken` returns it."""
    language: str
    """As detected by the page parser."""
    said: str
    """The text that the digest is computed from."""


def labelled(names: Iterable[str], rules: Rules | None = None) -> list[Site]:
    """Return the readable pages of these sets. Long pages stay in one piece: which part of a page convicts is not labelled."""
    tables = (rules or Rules.load()).tables
    found = []
    for name in names:
        for site in sites(name):
            view = View(dossier(site), tables)
            if view.page_silent_because:
                continue
            whole = PageProfile(view, in_one=True)
            spoken = whole.stretches.spoken()
            found.append(
                Site(
                    id=f"{name}/{site['id']}",
                    host=site["host"],
                    author=SETS[name].author,
                    scam=site["scam"],
                    calls=bool(site.get("calls")),
                    kinds=frozenset(site.get("types", ())),
                    traits=frozenset(whole.traits),
                    words=frozenset(page_model.pieces(spoken)),
                    spoken=spoken,
                    language=view.page.language,
                    said=said(site),
                )
            )
    return found


def said(site: dict[str, Any]) -> str:
    """Return the whole record of a site as JSON."""
    return json.dumps(site, sort_keys=True, default=str)


def digest_of(all_said: Iterable[str]) -> str:
    """Return the SHA-256 of the sites' records, independent of their order."""
    return hashlib.sha256("\n".join(sorted(all_said)).encode()).hexdigest()


def nats(made: Profile, site: Site) -> float:
    """Return the nats of a labelled page by a profile; above 0 means scam."""
    said = page_model.bounded(made.weighed([word for word in site.words if word in made.words]), site.spoken)
    words = math.fsum(said.values())
    return made.scam.of(site.traits) + words - made.scam.constant * (1 - page_model.constant_share(site.traits, len(said)))
