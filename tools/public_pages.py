"""Pages of public repositories, scams and honest: kits as gangs deployed them, and the sites of real shops, schools and offices. No part of
the project.

Labelled sites are our inventions, and their scams speak. A kit hardly does: it is the true copy of a log-in, a keypad, three words and a
picture. Such pages were taken down from public repositories, region by region, each with its words, forms and scripts as they stood, without
style sheets and frameworks. They hold tokens and names of real people, so they stay where they are.
"""

import tomllib
from collections.abc import Sequence
from typing import Any

from scamtriage.assess import Rules
from tools import labelled_sites, real_pages
from tools.labelled_sites import Site

FOLDER = "public"
"""Below the folder of real pages: a file a region, in the form of tests/judgement/*.toml. Most pages stand under names of tenants of a
platform, scams and honest ones alike."""
AUTHOR = "public "


def regions() -> dict[str, list[dict[str, Any]]]:
    """Return the sites of each region; none if the folder is not there."""
    at = real_pages.folder()
    files = sorted((at / FOLDER).glob("*.toml")) if at else []
    return {file.stem: tomllib.loads(file.read_text(encoding="utf-8"))["site"] for file in files}


def labelled(rules: Rules) -> list[Site]:
    """Return the readable pages of all regions. A region counts as one author: who made a page is mostly not known."""
    found = [labelled_sites.read(site, region, AUTHOR + region, rules.tables) for region, sites in regions().items() for site in sites]
    return [site for site in found if site is not None]


def without(sites: Sequence[Site], fold: int, folds: int) -> list[Site]:
    """Return the sites without those of the regions that are left out in this fold."""
    left_out = sorted({site.author for site in sites})[fold::folds]
    return [site for site in sites if site.author not in left_out]
