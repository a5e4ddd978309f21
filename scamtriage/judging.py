"""Rules and judges, loaded from the settings of a run."""

from pathlib import Path
from typing import TYPE_CHECKING

from scamtriage.config import Config
from scamtriage.records.evidence import Mode

if TYPE_CHECKING:
    from datetime import datetime

    from scamtriage.assess import Judge, Rules


def rules(config: Config, *, pages: bool = True) -> "Rules":
    """Load the knowledge pack, the model and the user's own lists. Raises BadTable, BadList, OSError.

    `pages`: load the page vocabulary and the measures of pages too, unless offline. Loading them later would use up the time limit of a
    target.
    """
    from scamtriage.assess import Rules
    from scamtriage.batch.gc_tuning import gc_disabled
    from scamtriage.targets.lists import read_list

    allowed = [read_list(Path(path), "allow") for path in config.allow_lists]
    blocked = [read_list(Path(path), "block") for path in config.block_lists]
    with gc_disabled():
        loaded = Rules.load(Path(config.model) if config.model else None, lists=(*blocked, *allowed))
        if pages and config.mode is not Mode.OFFLINE:
            import scamtriage.signals.measures  # noqa: F401

            _ = loaded.tables.vocabulary
    return loaded


def model_warning(config: Config) -> str:
    """Return `Rules.caution` of the configured model, "" for the default one. For runs whose rules are loaded by worker processes."""
    return rules(config, pages=False).caution if config.model else ""


def judge_of(config: Config, rules: "Rules", now: "datetime | None" = None) -> "Judge":
    """Return a judge with these rules and the settings of `config`. `now`: as in `Judge`. Raises ValueError."""
    from scamtriage.assess import Judge

    return Judge.of(rules, prior=config.prior, lang=config.language, now=now, gambling=config.gambling)
