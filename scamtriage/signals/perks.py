"""Whether what a page promises is for those who work: hotels, buses and agencies for visas promise some of it to travellers."""

import re
from functools import cache

from scamtriage.knowledge.language.folding import without_accents
from scamtriage.knowledge.language.phrases import compiled
from scamtriage.signals.measurement import once
from scamtriage.signals.view import View

OFFERED = 2
"""Different words of a job from which what travellers are promised, too, is for who works."""


@cache
def _of_travellers() -> re.Pattern[str]:
    return compiled("recruitment", "of_travellers")


@once
def for_workers(view: View) -> bool:
    """Whether the page promises perks, and not only those of travellers beside hardly a word of a job."""
    said = {view.text.said(hit) for hit in view.text.meant("perk")}
    if not said or len(view.text.different(view.text.meant("job"))) >= OFFERED:
        return bool(said)
    return not all(_of_travellers().fullmatch(without_accents(word)) for word in said)
